//! `FormRow`: a sasaran, program, kegiatan or sub kegiatan, as what reads all four alike sees it.

use super::{Form, Kegiatan, Program, Sasaran, SubKegiatan};
use crate::domain::finding::FieldPath;
use crate::domain::indikator::{Abaikan, Indikator};
use crate::domain::kode::Kode;
use crate::domain::pagu::Rupiah;

/// List: one of the four lists of rows that a form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Sasaran.
    Sasaran,
    /// Program.
    Program,
    /// Kegiatan.
    Kegiatan,
    /// Sub kegiatan.
    SubKegiatan,
}

impl List {
    /// The lists, in the order of a form.
    pub const ALL: [List; 4] = [
        List::Sasaran,
        List::Program,
        List::Kegiatan,
        List::SubKegiatan,
    ];

    /// Its key in a form.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            List::Sasaran => "sasaran",
            List::Program => "program",
            List::Kegiatan => "kegiatan",
            List::SubKegiatan => "sub_kegiatan",
        }
    }

    /// Its name as people say it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            List::Sasaran => "sasaran",
            List::Program => "program",
            List::Kegiatan => "kegiatan",
            List::SubKegiatan => "sub kegiatan",
        }
    }

    /// The key by which people know a row of it.
    #[must_use]
    pub fn name_key(self) -> &'static str {
        match self {
            List::Sasaran => "id",
            List::Program | List::Kegiatan | List::SubKegiatan => "kode",
        }
    }
}

/// A row of a form with an id or a kode.
#[derive(Clone, Copy, Debug)]
pub struct FormRow<'a> {
    /// The list it is in.
    pub list: List,
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its id or kode.
    pub name: &'a str,
    /// Its kode; a sasaran has none.
    pub kode: Option<&'a Kode>,
    /// Its words.
    pub uraian: Option<&'a str>,
    /// Its money, or control figure.
    pub pagu: Option<Rupiah>,
    /// How it is measured.
    pub indikator: &'a [Indikator],
    /// Rules silenced for the row itself.
    pub abaikan: &'a [Abaikan],
    /// What only a program has.
    pub program: Option<&'a Program>,
    /// What only a sub kegiatan has.
    pub sub_kegiatan: Option<&'a SubKegiatan>,
}

impl<'a> FormRow<'a> {
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

    /// Its name as commands take it, or that of one of its indikator by its number from 1:
    /// `1.01.02`, `1.01.02/2`.
    #[must_use]
    pub fn address(&self, indikator: Option<usize>) -> String {
        let n = indikator.map_or_else(String::new, |n| format!("/{n}"));
        format!("{}{n}", self.name)
    }

    /// What people call it: `program 1.01.02`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.list.name(), self.name)
    }

    fn coded(list: List, pos: usize, kode: &'a Kode, abaikan: &'a [Abaikan]) -> FormRow<'a> {
        FormRow {
            list,
            pos,
            name: kode.as_str(),
            kode: Some(kode),
            uraian: None,
            pagu: None,
            indikator: &[],
            abaikan,
            program: None,
            sub_kegiatan: None,
        }
    }
}

impl<'a> From<&'a Sasaran> for FormRow<'a> {
    fn from(row: &'a Sasaran) -> FormRow<'a> {
        FormRow {
            list: List::Sasaran,
            pos: row.pos,
            name: &row.id,
            kode: None,
            uraian: row.uraian.as_deref(),
            pagu: None,
            indikator: &row.indikator,
            abaikan: &row.abaikan,
            program: None,
            sub_kegiatan: None,
        }
    }
}

impl<'a> From<&'a Program> for FormRow<'a> {
    fn from(row: &'a Program) -> FormRow<'a> {
        FormRow {
            uraian: row.uraian.as_deref(),
            pagu: row.pagu,
            indikator: &row.indikator,
            program: Some(row),
            ..FormRow::coded(List::Program, row.pos, &row.kode, &row.abaikan)
        }
    }
}

impl<'a> From<&'a Kegiatan> for FormRow<'a> {
    fn from(row: &'a Kegiatan) -> FormRow<'a> {
        FormRow {
            uraian: row.uraian.as_deref(),
            pagu: row.pagu,
            indikator: &row.indikator,
            ..FormRow::coded(List::Kegiatan, row.pos, &row.kode, &row.abaikan)
        }
    }
}

impl<'a> From<&'a SubKegiatan> for FormRow<'a> {
    fn from(row: &'a SubKegiatan) -> FormRow<'a> {
        FormRow {
            uraian: row.uraian.as_deref(),
            pagu: row.pagu,
            indikator: &row.indikator,
            sub_kegiatan: Some(row),
            ..FormRow::coded(List::SubKegiatan, row.pos, &row.kode, &row.abaikan)
        }
    }
}

impl Form {
    /// Every row: sasaran, program, kegiatan, sub kegiatan, each list in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = FormRow<'_>> {
        let sasaran = self.sasaran.iter().map(FormRow::from);
        let program = self.program.iter().map(FormRow::from);
        let kegiatan = self.kegiatan.iter().map(FormRow::from);
        let sub_kegiatan = self.sub_kegiatan.iter().map(FormRow::from);
        sasaran.chain(program).chain(kegiatan).chain(sub_kegiatan)
    }

    /// Every row as people read a form: sasaran as they stand in the file, then the others by kode,
    /// so that what belongs together stands together; rows of one kode keep their order.
    #[must_use]
    pub fn in_order(&self) -> Vec<FormRow<'_>> {
        let mut rows: Vec<FormRow<'_>> = self.rows().collect();
        rows.sort_by_key(|row| row.kode);
        rows
    }

    /// The row of that name, an id or kode, or one of its indikator as `S1/2`, with its number.
    #[must_use]
    pub fn find_row(&self, name: &str) -> Option<(FormRow<'_>, Option<usize>)> {
        let (parent, n) = match name.rsplit_once('/') {
            Some((parent, n)) => (parent, Some(n.parse::<usize>().ok()?)),
            None => (name, None),
        };
        let has = |row: &FormRow<'_>| n.is_none_or(|n| (1..=row.indikator.len()).contains(&n));
        let mut rows = self.rows().filter(|row| row.name == parent);
        rows.find(has).map(|row| (row, n))
    }

    /// Every indikator with the row that it measures.
    pub fn indikator(&self) -> impl Iterator<Item = (FormRow<'_>, &Indikator)> {
        let measured = |row: FormRow<'_>| row.indikator.len();
        let rows = self.rows().filter(move |row| measured(*row) > 0);
        rows.flat_map(|row| {
            let all: &[Indikator] = row.indikator;
            all.iter().map(move |indikator| (row, indikator))
        })
    }
}
