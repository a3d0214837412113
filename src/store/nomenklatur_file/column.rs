//! The columns of the nomenclature, by the words that people put above them.

use crate::domain::indikator::normalized;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Kode,
    Uraian,
    Kinerja,
    Indikator,
    Satuan,
    Sumber,
    Pengganti,
}

impl Column {
    /// Every column, in the order in which they are written.
    pub(super) const ALL: [Column; 7] = [
        Column::Kode,
        Column::Uraian,
        Column::Kinerja,
        Column::Indikator,
        Column::Satuan,
        Column::Sumber,
        Column::Pengganti,
    ];

    /// Its names in a heading, the one that is told first.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Column::Kode => &[
                "kode",
                "kode rekening",
                "kode nomenklatur",
                "kode program",
                "kode sub kegiatan",
            ],
            Column::Uraian => &[
                "uraian",
                "nama",
                "nomenklatur",
                "nomenklatur urusan",
                "nomenklatur urusan kabupaten/kota",
                "uraian nomenklatur",
            ],
            Column::Kinerja => &["kinerja", "kinerja baku", "keluaran"],
            Column::Indikator => &["indikator", "indikator baku", "indikator kinerja"],
            Column::Satuan => &["satuan", "satuan baku", "satuan indikator"],
            Column::Sumber => &[
                "sumber",
                "dasar hukum",
                "peraturan",
                "keterangan",
                "catatan",
            ],
            Column::Pengganti => &["pengganti", "kode pengganti"],
        }
    }

    /// What stands above it.
    pub(super) fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The column of a heading.
    pub(super) fn of(heading: &str) -> Option<Column> {
        let heading = normalized(&heading.replace('_', " "));
        let mut all = Column::ALL.into_iter();
        all.find(|column| column.names().contains(&heading.as_str()))
    }
}
