//! Meaning: what a column of a table of somebody else is for, under a key that a peta writes.

use crate::domain::workbook::field::{Field, List};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A field of a form.
    Field(Field),
    /// A part of a kode, from the left: the parts stand in columns of their own.
    Part,
    /// The whole kode of a level.
    Kode(List),
    /// What a row of a level is called.
    Nama(List),
    /// The indikator of a level, in a table that has several levels in a row.
    Indikator(List),
    /// The name of the level of a row.
    Tingkat,
    /// The year of a row.
    Tahun,
    /// Nothing that a form asks for.
    Skip,
}

/// The keys of meanings that are no field by themselves.
const KEYS: [(&str, Meaning); 18] = [
    ("abaikan", Meaning::Skip),
    ("bagian_kode", Meaning::Part),
    ("kode_program", Meaning::Kode(List::Program)),
    ("kode_kegiatan", Meaning::Kode(List::Kegiatan)),
    ("kode_sub_kegiatan", Meaning::Kode(List::SubKegiatan)),
    ("nama_sasaran", Meaning::Nama(List::Sasaran)),
    ("nama_program", Meaning::Nama(List::Program)),
    ("nama_kegiatan", Meaning::Nama(List::Kegiatan)),
    ("nama_sub_kegiatan", Meaning::Nama(List::SubKegiatan)),
    ("indikator_sasaran", Meaning::Indikator(List::Sasaran)),
    ("indikator_program", Meaning::Indikator(List::Program)),
    ("indikator_kegiatan", Meaning::Indikator(List::Kegiatan)),
    (
        "indikator_sub_kegiatan",
        Meaning::Indikator(List::SubKegiatan),
    ),
    ("tingkat", Meaning::Tingkat),
    ("tahun", Meaning::Tahun),
    ("id_sasaran", Meaning::Field(Field::Id)),
    ("id_indikator", Meaning::Field(Field::IdIndikator)),
    ("mendukung_sasaran", Meaning::Field(Field::Sasaran)),
];

impl Meaning {
    /// Its key in a peta.
    #[must_use]
    pub fn key(self) -> String {
        if let Some((key, _)) = KEYS.iter().find(|(_, meaning)| *meaning == self) {
            return (*key).to_owned();
        }
        match self {
            Meaning::Field(Field::Indikator) => "indikator".to_owned(),
            Meaning::Field(field) => match field.index() {
                Some(n) => format!("tw{}", n + 1),
                None => field.key().replace('.', "_"),
            },
            Meaning::Kode(list) => format!("kode_{}", list.key()),
            Meaning::Part
            | Meaning::Nama(_)
            | Meaning::Indikator(_)
            | Meaning::Tingkat
            | Meaning::Tahun
            | Meaning::Skip => String::new(),
        }
    }

    /// Every meaning that a peta can name.
    #[must_use]
    pub fn all() -> Vec<Meaning> {
        let mut all: Vec<Meaning> = Field::ALL.iter().copied().map(Meaning::Field).collect();
        let more = KEYS.iter().map(|(_, meaning)| *meaning);
        all.extend(more.filter(|meaning| !matches!(meaning, Meaning::Field(_))));
        all
    }

    /// The meaning of a key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Meaning> {
        let key = key.trim().to_lowercase();
        Meaning::all()
            .into_iter()
            .find(|meaning| meaning.key() == key)
    }

    /// The field that its cells fill.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        match self {
            Meaning::Field(field) => Some(field),
            Meaning::Indikator(_) => Some(Field::Indikator),
            Meaning::Part
            | Meaning::Kode(_)
            | Meaning::Nama(_)
            | Meaning::Tingkat
            | Meaning::Tahun
            | Meaning::Skip => None,
        }
    }

    /// Whether its cells say which program, kegiatan or sub kegiatan a row is.
    #[must_use]
    pub fn is_coded(self) -> bool {
        match self {
            Meaning::Part | Meaning::Kode(_) | Meaning::Field(Field::Kode) => true,
            Meaning::Nama(list) => list != List::Sasaran,
            Meaning::Field(_)
            | Meaning::Indikator(_)
            | Meaning::Tingkat
            | Meaning::Tahun
            | Meaning::Skip => false,
        }
    }

    /// Whether its cells say of a sasaran, program, kegiatan or sub kegiatan which one it is.
    #[must_use]
    pub fn is_key(self) -> bool {
        matches!(
            self,
            Meaning::Part
                | Meaning::Kode(_)
                | Meaning::Nama(_)
                | Meaning::Field(Field::Id | Field::Kode | Field::Uraian)
        )
    }

    /// The list whose rows its cells name, where it is one only.
    #[must_use]
    pub fn list(self) -> Option<List> {
        match self {
            Meaning::Kode(list) | Meaning::Nama(list) => Some(list),
            Meaning::Field(Field::Id) => Some(List::Sasaran),
            Meaning::Field(_)
            | Meaning::Part
            | Meaning::Indikator(_)
            | Meaning::Tingkat
            | Meaning::Tahun
            | Meaning::Skip => None,
        }
    }

    /// Whether its cells are about an indikator.
    #[must_use]
    pub fn is_measured(self) -> bool {
        self.field().is_some_and(|field| !field.is_own())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for meaning in Meaning::all() {
            let key = meaning.key();
            assert!(!key.is_empty(), "{meaning:?}");
            assert_eq!(Meaning::parse(&key), Some(meaning), "{key}");
        }
    }
}
