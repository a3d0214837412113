//! Renstra: the office's plan of five years, as far as a year's plan is held against it.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::FieldPath;
use super::form;
use super::indikator::{Arah, Dasar, normalized};
use super::pagu::Rupiah;
use super::target::Target;

/// The lists of rows that a Renstra holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Tujuan: what the office is for.
    Tujuan,
    /// Sasaran.
    Sasaran,
    /// Program.
    Program,
    /// Kegiatan.
    Kegiatan,
}

impl List {
    /// The lists, from the top.
    pub const ALL: [List; 4] = [List::Tujuan, List::Sasaran, List::Program, List::Kegiatan];

    /// Its key in the file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            List::Tujuan => "tujuan",
            List::Sasaran => "sasaran",
            List::Program => "program",
            List::Kegiatan => "kegiatan",
        }
    }

    /// The key by which people know a row of it.
    #[must_use]
    pub fn name_key(self) -> &'static str {
        match self {
            List::Tujuan | List::Sasaran => "id",
            List::Program | List::Kegiatan => "kode",
        }
    }

    /// The list that its rows serve by name, if they name any.
    #[must_use]
    pub fn serves(self) -> Option<List> {
        match self {
            List::Sasaran => Some(List::Tujuan),
            List::Program => Some(List::Sasaran),
            List::Tujuan | List::Kegiatan => None,
        }
    }

    /// The list in which a form has the same rows, if it has any.
    #[must_use]
    pub fn in_form(self) -> Option<form::List> {
        match self {
            List::Tujuan => None,
            List::Sasaran => Some(form::List::Sasaran),
            List::Program => Some(form::List::Program),
            List::Kegiatan => Some(form::List::Kegiatan),
        }
    }

    /// The list in which the Renstra has the rows of a list of a form, if it has any.
    #[must_use]
    pub fn of_form(list: form::List) -> Option<List> {
        let mut all = List::ALL.into_iter();
        all.find(|one| one.in_form() == Some(list))
    }

    /// Whether its rows carry money.
    #[must_use]
    pub fn has_pagu(self) -> bool {
        self == List::Program || self == List::Kegiatan
    }
}

/// Renstra (strategic plan): its rows, each list in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renstra {
    /// Tujuan, then sasaran, then program, then kegiatan.
    pub rows: Vec<Row>,
}

/// A tujuan, sasaran, program or kegiatan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The list it is in.
    pub list: List,
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its id or kode.
    pub name: String,
    /// Its words.
    pub uraian: Option<String>,
    /// Names of the tujuan, or sasaran, that it serves.
    pub serves: Vec<String>,
    /// Money of each year; a year without is not zero.
    pub pagu: BTreeMap<i64, Rupiah>,
    /// How it is measured.
    pub indikator: Vec<Indikator>,
}

/// Indikator, with the target of each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indikator {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// What is measured.
    pub uraian: String,
    /// The unit of the targets.
    pub satuan: String,
    /// Which way is better.
    pub arah: Option<Arah>,
    /// The baseline.
    pub dasar: Option<Dasar>,
    /// The target of each year.
    pub target: BTreeMap<i64, Target>,
}

impl Row {
    /// Its path in the file.
    #[must_use]
    pub fn path(&self) -> FieldPath {
        FieldPath::row(self.list.key(), self.pos)
    }

    /// The path of one of its indikator.
    #[must_use]
    pub fn path_of(&self, indikator: &Indikator) -> FieldPath {
        self.path().key("indikator").index(indikator.pos)
    }

    /// What people call it: `sasaran S1`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.list.key(), self.name)
    }

    /// Its indikator of that uraian; more than one when it says the same twice.
    pub fn measured<'a>(&'a self, uraian: &str) -> impl Iterator<Item = &'a Indikator> {
        let wanted = normalized(uraian);
        let all = self.indikator.iter();
        all.filter(move |indikator| normalized(&indikator.uraian) == wanted)
    }
}

impl Renstra {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of a list.
    pub fn of(&self, list: List) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.list == list)
    }

    /// The row of a list by its id or kode.
    #[must_use]
    pub fn row(&self, list: List, name: &str) -> Option<&Row> {
        self.of(list).find(|row| row.name == name)
    }

    /// Every indikator with the row that it measures.
    pub fn indikator(&self) -> impl Iterator<Item = (&Row, &Indikator)> {
        let all = self.rows.iter();
        all.flat_map(|row| row.indikator.iter().map(move |indikator| (row, indikator)))
    }

    /// The years that any indikator has a target for.
    #[must_use]
    pub fn years(&self) -> BTreeSet<i64> {
        let targets = self.indikator().map(|(_, indikator)| &indikator.target);
        targets.flat_map(|target| target.keys().copied()).collect()
    }
}

/// A year as it is written in a Renstra: four digits.
#[must_use]
pub fn year(text: &str) -> Option<i64> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|_| digits)?;
    (1900..=2999).contains(&year).then_some(year)
}
