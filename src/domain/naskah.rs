//! Naskah (paper): a document of the office as blocks, before any program sets it in type.
//!
//! Every format that is printed reads this and nothing else, so that all of them say the same.

use chrono::NaiveDate;

use super::document::Document;

mod kepala;
mod lembar;
mod lengkap;
mod rkt;
mod tabel;

pub use kepala::{Kop, Penanda, TandaTangan, jabatan, sebutan};
pub use lembar::lembar_koreksi;
pub use lengkap::{Bagian, Tulisan, lengkap};
pub use rkt::{Cetakan, TataLetak, rkt};
pub use tabel::{Baris, Corak, Kolom, Petak, Rata, Sel, TabelNaskah};

/// A paper of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naskah {
    /// The letterhead on its first page.
    pub kop: Option<Kop>,
    /// Its title.
    pub judul: String,
    /// Lines below the title.
    pub subjudul: Vec<String>,
    /// The day of its content.
    pub pada: NaiveDate,
    /// What every footer says beside the number of the page: what it is, and its code.
    pub kaki: String,
    /// Whether every page is marked as a draft.
    pub is_draf: bool,
    /// What it is printed on.
    pub kertas: Kertas,
    /// Its content, in order.
    pub blok: Vec<Blok>,
    /// Who signs, at the end; never alone on a page.
    pub tanda_tangan: Option<TandaTangan>,
}

impl Naskah {
    /// The same without the marks of a draft: what is laid before who signs by hand.
    #[must_use]
    pub fn to_sign(mut self, document: &Document) -> Naskah {
        let standing = document.standing();
        self.subjudul.retain(|line| *line != standing);
        self.is_draf = false;
        self.kaki = document.plain_foot();
        self
    }
}

/// Kertas (paper to print on): a size, and which way it is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kertas {
    /// The size.
    pub ukuran: Ukuran,
    /// Which way it is turned until a [`Blok::HalamanBaru`] turns it.
    pub arah: Orientasi,
}

/// Ukuran (size) of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ukuran {
    /// A4, 210 by 297 mm.
    #[default]
    A4,
    /// F4 (folio), 215 by 330 mm.
    F4,
}

impl Ukuran {
    /// Every size.
    pub const ALL: [Ukuran; 2] = [Ukuran::A4, Ukuran::F4];

    /// The names that people type, in the order of [`Ukuran::ALL`].
    pub const NAMES: [&'static str; 2] = ["a4", "f4"];

    /// Reads one of [`Ukuran::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Ukuran> {
        Ukuran::ALL.into_iter().find(|size| size.name() == text)
    }

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Ukuran::A4 => "a4",
            Ukuran::F4 => "f4",
        }
    }
}

impl Kertas {
    /// Width and height in millimetres.
    #[must_use]
    pub fn mm(self) -> (u16, u16) {
        let (short, long) = match self.ukuran {
            Ukuran::A4 => (210, 297),
            Ukuran::F4 => (215, 330),
        };
        match self.arah {
            Orientasi::Tegak => (short, long),
            Orientasi::Mendatar => (long, short),
        }
    }
}

/// Which way paper is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientasi {
    /// Upright (portrait).
    Tegak,
    /// Across (landscape).
    Mendatar,
}

/// Blok (block): one thing after another on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blok {
    /// A heading, at least one block of content behind it on its page.
    Judul {
        /// 1 for a bab, 2 for a part of it, and so on.
        tingkat: u8,
        /// Its words.
        teks: String,
    },
    /// A paragraph.
    Paragraf(Teks),
    /// A list, an item a line.
    Butir(Vec<Teks>),
    /// A list whose items are numbered.
    Urutan {
        /// The number of the first item.
        mulai: u32,
        /// The items.
        butir: Vec<Teks>,
    },
    /// A table.
    Tabel(TabelNaskah),
    /// What must not be overlooked.
    Catatan(String),
    /// The headings of this paper and where they stand, under a heading of its own.
    DaftarIsi,
    /// A sign-off, kept together.
    TandaTangan(TandaTangan),
    /// What follows begins on a new page, turned that way.
    HalamanBaru(Orientasi),
}

impl Blok {
    /// Level and words, if it is a heading that is listed: of a bab, or of a part of one.
    #[must_use]
    pub fn head(&self) -> Option<(u8, &str)> {
        match self {
            Blok::Judul { tingkat, teks } => (*tingkat <= 2).then_some((*tingkat, teks)),
            Blok::Paragraf(_)
            | Blok::Butir(_)
            | Blok::Urutan { .. }
            | Blok::Tabel(_)
            | Blok::Catatan(_)
            | Blok::DaftarIsi
            | Blok::TandaTangan(_)
            | Blok::HalamanBaru(_) => None,
        }
    }

    /// A heading of a bab.
    #[must_use]
    pub fn bab(teks: String) -> Blok {
        Blok::Judul { tingkat: 1, teks }
    }

    /// A heading of a part.
    #[must_use]
    pub fn bagian(teks: &str) -> Blok {
        Blok::Judul {
            tingkat: 2,
            teks: teks.to_owned(),
        }
    }
}

/// What stands above the headings of a paper where they are listed.
pub const DAFTAR_ISI: &str = "DAFTAR ISI";

/// Teks (text) of a paragraph, in runs that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teks(pub Vec<Ruas>);

/// Ruas (run): a stretch of text that looks alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruas {
    /// Its look.
    pub gaya: Gaya,
    /// Its words.
    pub teks: String,
}

/// Gaya (look) of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gaya {
    /// Plain.
    #[default]
    Biasa,
    /// Bold.
    Tebal,
    /// Italic.
    Miring,
}

impl Teks {
    /// This text with a run behind it.
    #[must_use]
    pub fn with(mut self, gaya: Gaya, teks: impl Into<String>) -> Teks {
        let teks = teks.into();
        self.0.push(Ruas { gaya, teks });
        self
    }
}

impl From<&str> for Teks {
    fn from(teks: &str) -> Teks {
        Teks::default().with(Gaya::Biasa, teks)
    }
}
