//! Paragraphs and runs.

use super::xml::{El, el, val};
use crate::domain::naskah::{Gaya, Teks};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The outermost element of a part of the file.
pub fn part(name: &'static str) -> El {
    el(name).attr("xmlns:w", MAIN).attr("xmlns:r", RELATIONS)
}

/// A paragraph of a style.
pub fn paragraph(style: &str, runs: Vec<El>) -> El {
    paragraph_with(style, [], runs)
}

/// A paragraph that stays on the page of what follows it.
pub fn leading(style: &str, runs: Vec<El>) -> El {
    paragraph_with(style, [el("w:keepNext")], runs)
}

/// A paragraph with properties of its own.
pub fn paragraph_with(style: &str, properties: impl IntoIterator<Item = El>, runs: Vec<El>) -> El {
    let own = el("w:pPr").with([val("w:pStyle", style)]).with(properties);
    el("w:p").with([own]).with(runs)
}

/// Plain runs of a text.
pub fn runs(text: &str) -> Vec<El> {
    runs_in(Gaya::Biasa, text)
}

/// The runs of a paragraph.
pub fn runs_of(teks: &Teks) -> Vec<El> {
    let runs = teks.0.iter();
    runs.flat_map(|ruas| runs_in(ruas.gaya, &ruas.teks))
        .collect()
}

/// Runs that look alike: one, or none for no text.
pub fn runs_in(gaya: Gaya, text: &str) -> Vec<El> {
    if text.is_empty() {
        return Vec::new();
    }
    let style = match gaya {
        Gaya::Biasa => None,
        Gaya::Tebal => Some("Tebal"),
        Gaya::Miring => Some("Miring"),
    };
    let own = style.map(|style| el("w:rPr").with([val("w:rStyle", style)]));
    vec![el("w:r").with(own).with(pieces(text))]
}

/// The text of a run, with its ends of lines and its tabs.
fn pieces(text: &str) -> Vec<El> {
    let mut pieces = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            pieces.push(el("w:br"));
        }
        for (n, word) in line.split('\t').enumerate() {
            if n > 0 {
                pieces.push(el("w:tab"));
            }
            if !word.is_empty() {
                pieces.push(el("w:t").attr("xml:space", "preserve").text(word));
            }
        }
    }
    pieces
}

/// A tab.
pub fn tab() -> El {
    el("w:r").with([el("w:tab")])
}

/// What a word processor works out, with what stands there until it does.
pub fn field(instruction: &str, shown: &str) -> Vec<El> {
    let mut all = field_begin(instruction);
    all.extend(runs(shown));
    all.push(field_end());
    all
}

/// The begin of a field, up to what it shows.
pub fn field_begin(instruction: &str) -> Vec<El> {
    field_from(mark("begin"), instruction)
}

/// The begin of a field that is to be worked out when the file is opened.
pub fn stale_field_begin(instruction: &str) -> Vec<El> {
    field_from(mark("begin").attr("w:dirty", "true"), instruction)
}

fn field_from(begin: El, instruction: &str) -> Vec<El> {
    let code = el("w:instrText")
        .attr("xml:space", "preserve")
        .text(&format!(" {instruction} "));
    let run = |inside| el("w:r").with([inside]);
    vec![run(begin), run(code), run(mark("separate"))]
}

/// The end of a field.
pub fn field_end() -> El {
    el("w:r").with([mark("end")])
}

fn mark(kind: &str) -> El {
    el("w:fldChar").attr("w:fldCharType", kind)
}
