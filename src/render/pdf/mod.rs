//! A paper as PDF: tagged, PDF/A-2a and PDF/UA-1, as krilla checks when it is written.
//!
//! First the paper is laid out as data (`flow`, `table`; `bagan` for the SOP), then it is painted
//! (`paint`, `picture`).
//! Deterministic: no clock, no system font; equal papers give equal bytes.

mod bagan;
mod face;
mod flow;
mod grid;
mod leaf;
mod look;
mod paint;
mod part;
mod picture;
mod structure;
mod table;
mod tags;
mod words;

use krilla::error::KrillaError;

use crate::domain::bagan::{Bagan, Kedudukan, naskah};
use crate::domain::naskah::{Naskah, Ukuran};
use crate::domain::sop::Sop;

/// A paper as PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub n_pages: usize,
    /// Characters that the font lacks, in order; printed by their number: `[U+4E2D]`.
    pub lacking: Vec<char>,
}

/// Why a paper can't be written as PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// A font or a setting that comes with rkt can't be used.
    Broken(&'static str),
    /// What was laid out is no valid PDF/A-2a and PDF/UA-1.
    Refused(KrillaError),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PdfError::Broken(what) => write!(f, "{what} bawaan rkt tidak dapat dipakai"),
            PdfError::Refused(KrillaError::Validation(errors)) => {
                write!(f, "naskah bukan PDF/A-2a dan PDF/UA-1 yang sah: {errors:?}")
            }
            PdfError::Refused(error) => write!(f, "naskah tidak dapat ditulis: {error}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// Writes a paper as PDF.
///
/// # Errors
/// When the file would not be valid PDF/A-2a and PDF/UA-1.
pub fn pdf(naskah: &Naskah) -> Result<Pdf, PdfError> {
    let fonts = face::Fonts::load()?;
    let laid = flow::lay(naskah, &fonts);
    painted(naskah, laid, &fonts)
}

/// Writes a SOP as PDF: its identity page and its flowchart, with how each langkah stands if that is
/// to be shown.
///
/// # Errors
/// When the file would not be valid PDF/A-2a and PDF/UA-1.
pub fn sop(sop: &Sop, ukuran: Ukuran, kedudukan: Option<&Kedudukan>) -> Result<Pdf, PdfError> {
    let fonts = face::Fonts::load()?;
    let mut setter = words::Setter::new(&fonts);
    // What stands for a character needs room of its own.
    let mut printed = |text: &str| setter.printed(text);
    let sop = sop.reworded(&mut printed);
    let kedudukan = kedudukan.map(|one| one.reworded(&mut printed));
    let kedudukan = kedudukan.as_ref();
    let pages = bagan::lay(&Bagan::of(&sop, ukuran, kedudukan), &sop, &fonts);
    let laid = flow::Laid {
        lacking: setter.lacking,
        ..pages
    };
    painted(&naskah(&sop, kedudukan, ukuran), laid, &fonts)
}

fn painted(naskah: &Naskah, laid: flow::Laid, fonts: &face::Fonts) -> Result<Pdf, PdfError> {
    Ok(Pdf {
        bytes: paint::paint(naskah, &laid, fonts)?,
        n_pages: laid.pages.len(),
        lacking: laid.lacking.into_iter().collect(),
    })
}
