//! Lembar koreksi: what goes round on paper while a form is corrected (SOP steps 7 and 9): its rows
//! beside what they were, what is odd about them, what was asked to be mended, and room to write.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::compile::{Input, merge};
use super::event::EventId;
use super::finding::Finding;
use super::form::Form;
use super::instansi::{Bidang, Settings};
use super::pagu::Rupiah;
use super::state::State;

mod baris;
mod paraf;
mod rujukan;
mod sejak;

pub use baris::{BarisKoreksi, Beda, Isian, Nilai};
pub use paraf::Paraf;
pub use rujukan::{KoreksiBaris, TemuanBaris};
pub use sejak::{Sejak, Ubahan};

/// Lembar koreksi (correction sheet) of one form.
#[derive(Clone, Debug)]
pub struct LembarKoreksi {
    /// What it is of.
    pub kepala: KepalaLembar,
    /// The rows, as people read a form.
    pub baris: Vec<BarisKoreksi>,
    /// What the form was held against has these too, and the form has not.
    pub hilang: Vec<BarisKoreksi>,
    /// What changed since the round before, if there was one.
    pub sejak: Option<Sejak>,
    /// The money of the form, and of what it was held against.
    pub pagu: Money,
    /// What the rules say of it, in the order of the rows.
    pub temuan: Vec<TemuanBaris>,
    /// What was asked to be mended, oldest first.
    pub koreksi: Vec<KoreksiBaris>,
    /// Who sees it, in the order of the SOP.
    pub paraf: Vec<Paraf>,
}

/// What a correction sheet is of, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KepalaLembar {
    /// The Bidang.
    pub bidang: Bidang,
    /// The plan: `RKT 2027`.
    pub rkt: String,
    /// Which copy of the form it is, a line each.
    pub isi: Vec<String>,
    /// The same in short, for every page.
    pub kaki: String,
    /// The last day on which something of it changed.
    pub pada: NaiveDate,
    /// The headings of what was, and of what is: `2026` and `2027`.
    pub kolom: [String; 2],
    /// What the form is held against, in a sentence.
    pub pembanding: String,
    /// What stands above the rows that the form has no more.
    pub hilang: String,
    /// What must be known of it.
    pub perhatian: Vec<String>,
    /// How what is written on it gets into the state.
    pub petunjuk: Vec<Petunjuk>,
}

/// Petunjuk (instruction): a command, as it is typed, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Petunjuk {
    /// What it is for.
    pub guna: String,
    /// The command.
    pub perintah: String,
}

/// Sums of money: now, and before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// That of the form.
    pub kini: Option<Rupiah>,
    /// That of what it is held against.
    pub semula: Option<Rupiah>,
}

/// What a correction sheet is made of.
#[derive(Clone, Copy, Debug)]
pub struct Bahan<'a> {
    /// The cycle.
    pub state: &'a State,
    /// The office.
    pub settings: &'a Settings,
    /// The day on which its officials are asked for.
    pub hari: NaiveDate,
    /// The form.
    pub form: &'a Form,
    /// Whether all of it could be read: what is not there may else be one of the rows that could
    /// not.
    pub is_whole: bool,
    /// The form that it is held against, if there is one.
    pub semula: Option<&'a Form>,
    /// The round before this copy and what it held, if there was one.
    pub putaran: Option<(usize, &'a Form)>,
    /// What the rules say of the form.
    pub temuan: &'a [Finding],
    /// The form as a correction saw it, where that was not this copy: rows may have moved since.
    pub dahulu: &'a BTreeMap<EventId, Form>,
}

impl LembarKoreksi {
    /// The sheet of a form.
    #[must_use]
    pub fn of(kepala: KepalaLembar, bahan: &Bahan<'_>) -> LembarKoreksi {
        let (bidang, form) = (&kepala.bidang, bahan.form);
        let sums = Sums::of(bidang, form);
        let before = bahan.semula.map(|form| (form, Sums::of(bidang, form)));
        let pagu = Money {
            kini: sums.total,
            semula: before.as_ref().and_then(|(_, sums)| sums.total),
        };
        let before = before.as_ref().map(|(form, sums)| (*form, sums));
        let (mut baris, mut hilang) = baris::beside((form, &sums), before);
        let mut sejak = bahan
            .putaran
            .map(|(n, then)| Sejak::of(n, bidang, (then, form), &mut baris));
        if !bahan.is_whole {
            hilang.clear();
            if let Some(since) = &mut sejak {
                since.hilang.clear();
            }
        }
        let temuan = rujukan::temuan(form, bahan.temuan, &baris);
        let koreksi = rujukan::koreksi(bahan);
        rujukan::refer(&mut baris, &temuan, &koreksi);
        LembarKoreksi {
            baris,
            hilang,
            sejak,
            pagu,
            temuan,
            koreksi,
            paraf: Paraf::all(bahan.state, bahan.settings, bidang, bahan.hari),
            kepala,
        }
    }

    /// Whether any row has something now.
    #[must_use]
    pub fn has(&self, something: impl Fn(&Nilai) -> bool) -> bool {
        self.baris.iter().any(|row| something(&row.kini))
    }

    /// Whether any row had something.
    #[must_use]
    pub fn had(&self, something: impl Fn(&Nilai) -> bool) -> bool {
        let were = self.baris.iter().filter_map(|row| row.semula.as_ref());
        were.into_iter().any(something)
    }
}

/// The money of each row with all below it, and of all.
struct Sums {
    rows: BTreeMap<String, Rupiah>,
    total: Option<Rupiah>,
}

impl Sums {
    /// Those of one form; none where a sum is too large, which the rules tell of.
    fn of(bidang: &Bidang, form: &Form) -> Sums {
        let input = Input {
            bidang,
            form,
            digest: "",
        };
        let mut sums = Sums {
            rows: BTreeMap::new(),
            total: None,
        };
        let Ok(rkt) = merge(&[input]) else {
            return sums;
        };
        sums.total = rkt.total;
        let mut open = rkt.program;
        while let Some(node) = open.pop() {
            sums.rows
                .extend(node.pagu.map(|pagu| (node.name.clone(), pagu)));
            open.extend(node.children);
        }
        sums
    }
}
