//! A paper as DOCX, for whoever corrects in Word: named styles, real headings, lists and fields.
//!
//! Deterministic: no clock, and every entry of the archive has the same time.

mod body;
mod chart;
mod identity;
mod numbering;
mod page;
mod properties;
mod shape;
mod sop;
mod styles;
mod table;
mod text;
mod xml;

use std::io::{self, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::naskah::{Naskah, Orientasi};

pub use sop::sop;

/// Writes a paper as DOCX.
///
/// # Errors
/// When it is too large for the format.
pub fn docx(naskah: &Naskah) -> io::Result<Vec<u8>> {
    let main = Main {
        body: body::body(naskah),
        styles: Vec::new(),
        lists: numbering::starts(naskah).collect(),
        footers: Vec::new(),
    };
    file(naskah, main)
}

/// What differs from paper to paper in more than its words.
struct Main {
    body: xml::El,
    /// Styles that only this paper has.
    styles: Vec<styles::Style>,
    /// The first numbers of its lists.
    lists: Vec<u32>,
    /// Footers that only this paper has, each by its relationship.
    footers: Vec<(&'static str, xml::El)>,
}

fn file(naskah: &Naskah, main: Main) -> io::Result<Vec<u8>> {
    let styles = styles::styles(naskah.kertas.ukuran, main.styles);
    let footers: Vec<&str> = main.footers.iter().map(|(id, _)| *id).collect();
    let mut parts = vec![
        ("[Content_Types].xml", properties::types(naskah, &footers)),
        ("_rels/.rels", properties::package()),
        ("docProps/core.xml", properties::core(naskah)),
        (
            "word/_rels/document.xml.rels",
            properties::relations(naskah, &footers),
        ),
        ("word/document.xml", main.body),
        ("word/styles.xml", styles),
        (
            "word/numbering.xml",
            numbering::numbering(main.lists.into_iter()),
        ),
        ("word/settings.xml", properties::settings()),
        ("word/kaki.xml", page::footer(naskah, Orientasi::Tegak)),
        (
            "word/kakiMendatar.xml",
            page::footer(naskah, Orientasi::Mendatar),
        ),
    ];
    let own = main.footers.into_iter();
    let own: Vec<(String, xml::El)> = own
        .map(|(id, part)| (format!("word/{id}.xml"), part))
        .collect();
    parts.extend(own.iter().map(|(name, part)| (name.as_str(), part.clone())));
    parts.extend(naskah.is_draf.then(|| ("word/kepala.xml", page::header())));
    let mut archive = ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name, options())?;
        archive.write_all(&part.file()?)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
}
