//! The SOP for Word: its identity page as a table, its chart as shapes, its langkah in words.

use std::io;

use super::page::footer_in;
use super::xml::el;
use super::{Main, body, chart, file, identity, text};
use crate::domain::bagan::{Bagan, Kedudukan, naskah};
use crate::domain::naskah::Ukuran;
use crate::domain::sop::Sop;

/// What the shapes of a chart are written in.
const NAMES: [(&str, &str); 5] = [
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:wpg",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    ),
    (
        "xmlns:wps",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    ),
];

/// Writes a SOP as DOCX by its chart, with how each langkah stands if that is to be shown.
///
/// # Errors
/// When it is too large for the format.
pub fn sop(
    bagan: &Bagan,
    sop: &Sop,
    ukuran: Ukuran,
    kedudukan: Option<&Kedudukan>,
) -> io::Result<Vec<u8>> {
    let naskah = naskah(sop, kedudukan, ukuran);
    let mut all = identity::page(sop, bagan);
    all.extend(chart::pages(bagan, &naskah));
    let whole = el("w:body").with(body::blocks(&naskah, all));
    let part = NAMES
        .iter()
        .fold(text::part("w:document"), |part, (key, name)| {
            part.attr(key, name)
        });
    let mut styles = identity::styles();
    styles.extend(chart::styles(bagan));
    let main = Main {
        body: part.with([whole]),
        styles,
        footers: chart::FOOTERS
            .map(|(id, style)| (id, footer_in(style, &naskah)))
            .into(),
        lists: sop.daftar.iter().map(|_| 1).collect(),
    };
    file(&naskah, main)
}
