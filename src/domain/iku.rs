//! IKU: the Indikator Kinerja Utama (key indicators) that the office has set.

use super::finding::FieldPath;

/// The list of an office, as it was set; one without rows holds nothing against anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Iku {
    /// The decision that set it.
    pub penetapan: Option<String>,
    /// The indikator, in the order of the file.
    pub rows: Vec<Utama>,
}

/// Utama: one indikator of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utama {
    /// Place in the list in the file, from 0.
    pub pos: usize,
    /// What is measured.
    pub uraian: String,
    /// The unit.
    pub satuan: String,
    /// Id of the sasaran that it measures.
    pub sasaran: Option<String>,
    /// Operational definition.
    pub definisi: Option<String>,
    /// Formula.
    pub rumus: Option<String>,
    /// Source of the data.
    pub sumber_data: Option<String>,
    /// Who answers for it.
    pub penanggung_jawab: Option<String>,
}

impl Utama {
    /// Its path in the file.
    #[must_use]
    pub fn path(&self) -> FieldPath {
        FieldPath::row("iku", self.pos)
    }
}
