//! What changed since the round before: what was mended, and whether nothing else was.

use super::baris::{Line, lines};
use super::{BarisKoreksi, Beda, LembarKoreksi, Sums};
use crate::domain::diff::{Part, differing, pairs};
use crate::domain::form::Form;
use crate::domain::instansi::Bidang;
use crate::domain::row::{ABSENT, Row, of_form};

/// Sejak (since): the round before, and what went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sejak {
    /// The number of the round, from 1.
    pub putaran: usize,
    /// The rows that the round had, and the form has no more.
    pub hilang: Vec<BarisKoreksi>,
}

/// Ubahan: what changed of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ubahan {
    /// It was not there.
    Baru,
    /// It says something else, as `rkt diff` tells it.
    Berubah(Vec<Part>),
}

impl Sejak {
    /// Marks each row that changed since a round, and keeps those that went.
    pub(super) fn of(
        putaran: usize,
        bidang: &Bidang,
        (then, now): (&Form, &Form),
        baris: &mut [BarisKoreksi],
    ) -> Sejak {
        let (old, new) = (of_form(then), of_form(now));
        let (were, are) = (lines(then), lines(now));
        let pairs = pairs(&old, &new);
        for (((row, at), now), line) in baris.iter_mut().zip(&pairs).zip(&new).zip(&are) {
            let was = at.and_then(|at| Some((old.get(at)?, were.get(at)?)));
            row.sejak = match was {
                None => Some(Ubahan::Baru),
                Some(was) => {
                    let parts = changed(was, (now, line));
                    (!parts.is_empty()).then_some(Ubahan::Berubah(parts))
                }
            };
        }
        let sums = Sums::of(bidang, then);
        let gone = (0..)
            .zip(&were)
            .filter(|(at, _)| !pairs.contains(&Some(*at)));
        Sejak {
            putaran,
            hilang: gone.map(|(_, line)| line.gone(&sums)).collect(),
        }
    }

    /// What stands above the rows that went.
    #[must_use]
    pub fn judul(&self) -> String {
        format!(
            "Ada pada putaran {}, tidak ada lagi di form ini",
            self.putaran
        )
    }
}

/// What differs of a row; a row below another one says where it was.
fn changed((old, was): (&Row, &Line<'_>), (new, now): (&Row, &Line<'_>)) -> Vec<Part> {
    let is_moved = old.parent != new.parent;
    let moved = is_moved.then(|| Part {
        isian: "Baris".to_owned(),
        semula: was.address(),
        menjadi: now.address(),
    });
    moved.into_iter().chain(differing(old, new)).collect()
}

impl LembarKoreksi {
    /// The marks of a row: how it differs, what changed since the round before, then what is said
    /// of it.
    #[must_use]
    pub fn tanda(&self, row: &BarisKoreksi) -> String {
        let beda = row.beda.as_ref().map(|beda| match beda {
            Beda::Berubah(isian) => isian.join(", "),
            Beda::Baru | Beda::Tetap => beda.word().to_owned(),
        });
        let since = self.sejak.as_ref().zip(row.sejak.as_ref());
        let since = since.map(|(since, ubahan)| mark(since.putaran, ubahan));
        let lihat = (!row.lihat.is_empty()).then(|| row.lihat.join(", "));
        let all: Vec<String> = beda.into_iter().chain(since).chain(lihat).collect();
        all.join("; ")
    }

    /// How many rows changed since the round before, in a sentence.
    #[must_use]
    pub fn ubahan(&self) -> Option<String> {
        let since = self.sejak.as_ref()?;
        let n = since.putaran;
        let count = |is_one: fn(&Ubahan) -> bool| {
            let marked = self.baris.iter().filter_map(|row| row.sejak.as_ref());
            marked.filter(|ubahan| is_one(ubahan)).count()
        };
        let counts = [
            (count(|one| matches!(one, Ubahan::Berubah(_))), "berubah"),
            (count(|one| matches!(one, Ubahan::Baru)), "baru"),
            (since.hilang.len(), "tidak ada lagi"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, word)| format!("{count} baris {word}"))
            .collect();
        Some(if told.is_empty() {
            format!("Sejak putaran {n}: tidak ada baris yang isinya berubah.")
        } else {
            format!("Sejak putaran {n}: {}.", told.join(", "))
        })
    }
}

/// What changed of a row, with what it was.
fn mark(putaran: usize, ubahan: &Ubahan) -> String {
    let parts = match ubahan {
        Ubahan::Baru => return format!("baru sejak putaran {putaran}"),
        Ubahan::Berubah(parts) => parts,
    };
    let told = parts.iter().map(|part| {
        let isian = word(&part.isian);
        match part.semula.as_str() {
            ABSENT => format!("{isian} (semula kosong)"),
            semula => format!("{isian} (semula {semula})"),
        }
    });
    let told: Vec<String> = told.collect();
    format!("sejak putaran {putaran}: {}", told.join(", "))
}

/// A heading within a sentence: `Pagu` is pagu, and `TW I` stays.
fn word(heading: &str) -> String {
    let mut chars = heading.chars();
    let first = chars.next().into_iter();
    let rest = chars.as_str();
    if rest.starts_with(char::is_uppercase) {
        return heading.to_owned();
    }
    first
        .flat_map(char::to_lowercase)
        .chain(rest.chars())
        .collect()
}
