//! `acuan/naskah/*.md`: what the office writes of its document in its own words.

use std::path::Path;

use super::layout;
use super::markdown;
use super::text::{self, Source};
use super::workspace::Trouble;
use crate::domain::naskah::{Bagian, Blok, Tulisan};

/// The office's texts as they are on disk.
#[derive(Clone, Debug, Default)]
pub struct NaskahRead {
    /// One for each part; a part that nobody has written says so in one line.
    pub tulisan: Vec<Tulisan>,
    /// The files that are not there or are empty.
    pub missing: Vec<String>,
}

/// Reads the texts of all parts.
///
/// # Errors
/// Findings when one of them can't be read or holds what a paper can't, and when the disk refuses.
pub fn load(root: &Path) -> Result<NaskahRead, Trouble> {
    let mut read = NaskahRead::default();
    let (mut findings, mut sources) = (Vec::new(), Vec::new());
    for bagian in Bagian::ALL {
        let file = layout::naskah(bagian);
        let source = match text::read_under(root, &file)? {
            Some(bytes) => text::decode(&file, bytes),
            None => Ok(Source::default()),
        };
        match source {
            Ok(source) if source.text.trim().is_empty() => {
                read.tulisan.push(unwritten(bagian, &file));
                read.missing.push(file);
            }
            Ok(source) => {
                let (tulisan, faults) = markdown::decode(&source, bagian);
                read.tulisan.push(tulisan);
                findings.extend(faults);
                sources.push(source);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() {
        Ok(read)
    } else {
        Err(Trouble::Findings(findings, sources))
    }
}

/// What stands in place of a part that nobody has written.
fn unwritten(bagian: Bagian, file: &str) -> Tulisan {
    Tulisan {
        bagian,
        judul: None,
        blok: vec![Blok::Catatan(format!("(belum ditulis: {file})"))],
    }
}
