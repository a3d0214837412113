//! Cetak (print): the formats in which rkt gives a cycle out, and which of them an office wants made
//! by itself.

use std::collections::BTreeMap;

use super::naskah::Cetakan;

/// How an office prints its papers, and what it wants made without asking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cetak {
    /// How papers are arranged, and on what.
    pub cetakan: Cetakan,
    /// The formats that follow an act, in the order in which they are made.
    pub otomatis: BTreeMap<Saat, Vec<Format>>,
    /// The formats of the signed RKT that are sealed with the archive (SOP step 11).
    pub arsip: Vec<Isi>,
}

impl Cetak {
    /// The formats that follow an act.
    #[must_use]
    pub fn after(&self, saat: Saat) -> &[Format] {
        self.otomatis.get(&saat).map_or(&[], Vec::as_slice)
    }
}

/// Saat (moment): an act that files can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saat {
    /// The forms were compiled (SOP step 6).
    Kompilasi,
    /// The draft was fixed (SOP step 8).
    Susun,
    /// It was signed (SOP step 10).
    Tandatangan,
}

impl Saat {
    /// Every moment.
    pub const ALL: [Saat; 3] = [Saat::Kompilasi, Saat::Susun, Saat::Tandatangan];

    /// Its key in rkt.toml: the name of the act.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Saat::Kompilasi => "kompilasi",
            Saat::Susun => "susun",
            Saat::Tandatangan => "tandatangan",
        }
    }
}

/// Format of a file that rkt gives out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// It holds the content of the RKT.
    Isi(Isi),
    /// It holds how the cycle stands today.
    Keadaan(Keadaan),
}

/// Isi (content): a format of the RKT. The same content gives the same file on any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isi {
    /// The paper that is printed and signed.
    Pdf,
    /// The complete document for Word.
    Docx,
    /// One long table, a line an indikator.
    Csv,
    /// The document as in `keluaran/`.
    Md,
    /// Its data, as in `keluaran/`.
    Json,
    /// A workbook, a sheet a section.
    Xlsx,
}

/// Keadaan (standing): a format of how the cycle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keadaan {
    /// The cycle and its RKT on one web page.
    Html,
    /// Due dates for calendars.
    Ics,
    /// Plan and reality as bars, a picture.
    Gantt,
}

impl Isi {
    /// Every format of the content.
    pub const ALL: [Isi; 6] = [Isi::Pdf, Isi::Docx, Isi::Csv, Isi::Md, Isi::Json, Isi::Xlsx];

    /// The name that people type, which is also how its files end.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Isi::Pdf => "pdf",
            Isi::Docx => "docx",
            Isi::Csv => "csv",
            Isi::Md => "md",
            Isi::Json => "json",
            Isi::Xlsx => "xlsx",
        }
    }

    /// Whether it is set in type, on paper of some size.
    #[must_use]
    pub fn is_paper(self) -> bool {
        matches!(self, Isi::Pdf | Isi::Docx)
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 9] = [
        Format::Isi(Isi::Pdf),
        Format::Isi(Isi::Docx),
        Format::Isi(Isi::Csv),
        Format::Isi(Isi::Md),
        Format::Isi(Isi::Json),
        Format::Isi(Isi::Xlsx),
        Format::Keadaan(Keadaan::Html),
        Format::Keadaan(Keadaan::Ics),
        Format::Keadaan(Keadaan::Gantt),
    ];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Isi(isi) => isi.name(),
            Format::Keadaan(Keadaan::Html) => "html",
            Format::Keadaan(Keadaan::Ics) => "ics",
            Format::Keadaan(Keadaan::Gantt) => "gantt",
        }
    }

    /// What it is good for, in a phrase.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Format::Isi(Isi::Pdf) => "Naskah siap cetak dan tanda tangan",
            Format::Isi(Isi::Docx) => {
                "Dokumen lengkap untuk Word, dengan bab-bab dari acuan/naskah/"
            }
            Format::Isi(Isi::Csv) => "Satu tabel panjang, satu baris satu indikator",
            Format::Isi(Isi::Md) => "Naskah seperti di keluaran/",
            Format::Isi(Isi::Json) => "Data seperti di keluaran/",
            Format::Isi(Isi::Xlsx) => "Buku kerja Excel, satu lembar satu bagian",
            Format::Keadaan(Keadaan::Html) => "Dasbor siklus sebagai satu halaman web",
            Format::Keadaan(Keadaan::Ics) => "Tenggat untuk kalender telepon dan komputer",
            Format::Keadaan(Keadaan::Gantt) => "Gambar batang rencana dan kenyataan (SVG)",
        }
    }

    /// Whether it holds the content of the RKT.
    #[must_use]
    pub fn is_content(self) -> bool {
        matches!(self, Format::Isi(_))
    }

    /// Whether it is set in type, on paper of some size.
    #[must_use]
    pub fn is_paper(self) -> bool {
        matches!(self, Format::Isi(isi) if isi.is_paper())
    }

    /// What to call it where it can't be shown on a terminal; `None` of one that can.
    #[must_use]
    pub fn unshown(self) -> Option<&'static str> {
        match self {
            Format::Isi(Isi::Pdf) => Some("PDF"),
            Format::Isi(Isi::Docx) => Some("DOCX"),
            Format::Isi(Isi::Xlsx) => Some("buku kerja"),
            Format::Keadaan(Keadaan::Ics) => Some("kalender"),
            Format::Isi(Isi::Csv | Isi::Md | Isi::Json)
            | Format::Keadaan(Keadaan::Html | Keadaan::Gantt) => None,
        }
    }
}
