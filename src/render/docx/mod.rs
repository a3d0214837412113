//! A paper as DOCX, for whoever corrects in Word: named styles, real headings, lists and fields.
//!
//! Deterministic: no clock, and every entry of the archive has the same time.

mod body;
mod numbering;
mod page;
mod properties;
mod styles;
mod table;
mod text;
mod xml;

use std::io::{self, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::domain::naskah::{Naskah, Orientasi};

/// Writes a paper as DOCX.
///
/// # Errors
/// When it is too large for the format.
pub fn docx(naskah: &Naskah) -> io::Result<Vec<u8>> {
    let mut parts = vec![
        ("[Content_Types].xml", properties::types(naskah)),
        ("_rels/.rels", properties::package()),
        ("docProps/core.xml", properties::core(naskah)),
        (
            "word/_rels/document.xml.rels",
            properties::relations(naskah),
        ),
        ("word/document.xml", body::body(naskah)),
        ("word/styles.xml", styles::styles(naskah.kertas.ukuran)),
        ("word/numbering.xml", numbering::numbering(naskah)),
        ("word/settings.xml", properties::settings()),
        ("word/kaki.xml", page::footer(naskah, Orientasi::Tegak)),
        (
            "word/kakiMendatar.xml",
            page::footer(naskah, Orientasi::Mendatar),
        ),
    ];
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
