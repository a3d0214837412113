//! The rows of a form beside those that they were.

use super::{Sums, Ubahan};
use crate::domain::check::same_target;
use crate::domain::diff::pairs;
use crate::domain::form::{Form, FormRow, List};
use crate::domain::indikator::{Indikator, normalized};
use crate::domain::pagu::Rupiah;
use crate::domain::row::{ABSENT, of_form};
use crate::domain::target::Target;

/// Baris koreksi: a row of the form, or one of its indikator, beside what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarisKoreksi {
    /// Its name as commands take it: `1.01.02.2.03`, `1.01.02.2.03/2`.
    pub alamat: String,
    /// What kind of row it is, or its indikator measures.
    pub list: List,
    /// Whether it is an indikator.
    pub is_indikator: bool,
    /// What it says.
    pub kini: Nilai,
    /// What it said; `None` when nothing is known of that.
    pub semula: Option<Nilai>,
    /// How it differs; `None` where the form is held against nothing.
    pub beda: Option<Beda>,
    /// What of it changed since the round before, if anything did.
    pub sejak: Option<Ubahan>,
    /// The findings and open corrections that are about it: `T1`, `K-SD-1`.
    pub lihat: Vec<String>,
}

/// Nilai (values): what a row says, as documents print it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nilai {
    /// Its words.
    pub uraian: String,
    /// The unit of an indikator.
    pub satuan: Option<String>,
    /// The target of an indikator.
    pub target: Option<String>,
    /// The targets of the quarters, if any is given.
    pub triwulan: Option<String>,
    /// The money that is written there, else that of the rows below it.
    pub pagu: Option<Rupiah>,
    /// Where the money of a sub kegiatan comes from.
    pub sumber_dana: Option<String>,
}

/// Beda: how a row differs from what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beda {
    /// It was not there.
    Baru,
    /// It says the same.
    Tetap,
    /// It says something else, under these headings.
    Berubah(Vec<&'static str>),
}

impl Beda {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Beda::Baru => "baru",
            Beda::Tetap => "tetap",
            Beda::Berubah(_) => "berubah",
        }
    }

    /// The headings under which it says something else.
    #[must_use]
    pub fn isian(&self) -> &[&'static str] {
        match self {
            Beda::Baru | Beda::Tetap => &[],
            Beda::Berubah(isian) => isian,
        }
    }
}

impl BarisKoreksi {
    /// What words of it were, to be put behind those that they are; nothing where they are the same.
    #[must_use]
    pub fn was(&self, isian: Isian) -> String {
        let was = self.other(isian);
        was.map_or_else(String::new, |was| format!(" [semula: {was}]"))
    }

    fn other(&self, isian: Isian) -> Option<&str> {
        let differs = self.beda.as_ref()?.isian().contains(&isian.name());
        let semula = self.semula.as_ref().filter(|_| differs)?;
        match isian {
            Isian::Uraian => Some(&semula.uraian),
            Isian::Satuan => semula.satuan.as_deref(),
            Isian::SumberDana => semula.sumber_dana.as_deref(),
        }
    }
}

/// Isian (field) of words, which says itself what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isian {
    /// What the row is called.
    Uraian,
    /// The unit.
    Satuan,
    /// Where the money comes from.
    SumberDana,
}

impl Isian {
    fn name(self) -> &'static str {
        match self {
            Isian::Uraian => "uraian",
            Isian::Satuan => "satuan",
            Isian::SumberDana => "sumber dana",
        }
    }
}

/// A row of a form, or one of its indikator.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    row: FormRow<'a>,
    indikator: Option<(usize, &'a Indikator)>,
}

/// The rows of a form, in the order and number of [`of_form`].
pub(super) fn lines(form: &Form) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for row in form.in_order() {
        let indikator = None;
        lines.push(Line { row, indikator });
        let inside = (1..).zip(row.indikator);
        lines.extend(inside.map(|one| Line {
            row,
            indikator: Some(one),
        }));
    }
    lines
}

/// The rows of a form beside those of another one, and what only that one has.
pub(super) fn beside(
    (form, sums): (&Form, &Sums),
    before: Option<(&Form, &Sums)>,
) -> (Vec<BarisKoreksi>, Vec<BarisKoreksi>) {
    let now = lines(form);
    let Some((old, old_sums)) = before else {
        let rows = now.iter().map(|line| line.alone(sums));
        return (rows.collect(), Vec::new());
    };
    let were = lines(old);
    let pairs = pairs(&of_form(old), &of_form(form));
    let rows = now.iter().zip(&pairs).map(|(line, at)| {
        let was = at.and_then(|at| were.get(at));
        match was {
            Some(was) => line.after(was, (sums, old_sums)),
            None => line.new_beside(sums),
        }
    });
    let gone = were
        .iter()
        .enumerate()
        .filter(|(at, _)| !pairs.contains(&Some(*at)));
    let gone = gone.map(|(_, line)| line.gone(old_sums));
    (rows.collect(), gone.collect())
}

/// The name now of a row that had a name in an earlier copy of the form; `None` when it is gone.
pub(super) fn moved(then: &Form, now: &Form, name: &str) -> Option<String> {
    let (row, n) = then.find_row(name)?;
    let name = row.address(n);
    let was = lines(then).iter().position(|line| line.address() == name)?;
    let pairs = pairs(&of_form(then), &of_form(now));
    let at = pairs.iter().position(|old| *old == Some(was))?;
    lines(now).get(at).map(Line::address)
}

impl Line<'_> {
    /// Its name as commands take it.
    pub(super) fn address(&self) -> String {
        self.row.address(self.indikator.map(|(n, _)| n))
    }

    /// Beside what the form itself says of the year before.
    fn alone(&self, sums: &Sums) -> BarisKoreksi {
        let lalu = self.indikator.and_then(|(_, one)| one.lalu.as_ref());
        let target = self.indikator.map(|(_, one)| &one.target);
        let same = lalu
            .zip(target)
            .map(|(was, target)| same_target(was, target));
        BarisKoreksi {
            semula: lalu.map(|lalu| Nilai {
                target: Some(lalu.print()),
                ..Nilai::default()
            }),
            beda: same.map(|same| {
                if same {
                    Beda::Tetap
                } else {
                    Beda::Berubah(vec!["target"])
                }
            }),
            ..self.row_with(self.nilai(sums))
        }
    }

    /// Beside a form that does not have it.
    fn new_beside(&self, sums: &Sums) -> BarisKoreksi {
        let row = self.alone(sums);
        BarisKoreksi {
            beda: row.beda.or(Some(Beda::Baru)),
            ..row
        }
    }

    /// Beside the row that it was.
    fn after(&self, was: &Line<'_>, (sums, old_sums): (&Sums, &Sums)) -> BarisKoreksi {
        let (kini, semula) = (self.nilai(sums), was.nilai(old_sums));
        let isian = self.differing(was, &kini, &semula);
        BarisKoreksi {
            beda: Some(if isian.is_empty() {
                Beda::Tetap
            } else {
                Beda::Berubah(isian)
            }),
            semula: Some(semula),
            ..self.row_with(kini)
        }
    }

    /// As it was, where it is no more.
    pub(super) fn gone(&self, sums: &Sums) -> BarisKoreksi {
        self.row_with(self.nilai(sums))
    }

    fn differing(&self, was: &Line<'_>, kini: &Nilai, semula: &Nilai) -> Vec<&'static str> {
        let words = |a: Option<&str>, b: Option<&str>| a.map(normalized) != b.map(normalized);
        let targets = self.indikator.zip(was.indikator);
        let target =
            targets.is_some_and(|((_, now), (_, was))| !same_target(&now.target, &was.target));
        let satuan = words(kini.satuan.as_deref(), semula.satuan.as_deref());
        let dana = words(kini.sumber_dana.as_deref(), semula.sumber_dana.as_deref());
        let all = [
            (
                Isian::Uraian.name(),
                words(Some(&kini.uraian), Some(&semula.uraian)),
            ),
            (Isian::Satuan.name(), satuan),
            ("target", target),
            ("triwulan", kini.triwulan != semula.triwulan),
            ("pagu", kini.pagu != semula.pagu),
            (Isian::SumberDana.name(), dana),
        ];
        let changed = all.into_iter().filter(|(_, differs)| *differs);
        changed.map(|(isian, _)| isian).collect()
    }

    fn row_with(&self, kini: Nilai) -> BarisKoreksi {
        BarisKoreksi {
            alamat: self.address(),
            list: self.row.list,
            is_indikator: self.indikator.is_some(),
            kini,
            semula: None,
            beda: None,
            sejak: None,
            lihat: Vec::new(),
        }
    }

    fn nilai(&self, sums: &Sums) -> Nilai {
        if let Some((_, one)) = self.indikator {
            return Nilai {
                uraian: one.uraian.clone(),
                satuan: Some(one.satuan.clone()),
                target: Some(one.target.print()),
                triwulan: one.triwulan.as_ref().and_then(triwulan),
                ..Nilai::default()
            };
        }
        let sub = self.row.sub_kegiatan;
        Nilai {
            uraian: self.row.uraian.unwrap_or_default().to_owned(),
            pagu: self
                .row
                .pagu
                .or_else(|| sums.rows.get(self.row.name).copied())
                .filter(|_| self.row.kode.is_some()),
            sumber_dana: sub.and_then(|sub| sub.sumber_dana.clone()),
            ..Nilai::default()
        }
    }
}

/// The quarters behind each other: `20 / 40 / – / 80`.
fn triwulan(parts: &[Option<Target>; 4]) -> Option<String> {
    let part = |part: &Option<Target>| part.as_ref().map_or(ABSENT.to_owned(), Target::print);
    let is_given = parts.iter().any(Option::is_some);
    is_given.then(|| parts.each_ref().map(part).join(" / "))
}
