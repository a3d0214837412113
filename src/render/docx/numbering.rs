//! What stands before the items of lists.

use super::text::part;
use super::xml::{El, el, val};
use crate::domain::naskah::{Blok, Naskah};

/// The list of items with bullets.
pub const BULLETS: usize = 1;

/// How the items of a numbered list say which list they are of, by its place from 0.
pub fn of_list(n: usize) -> El {
    of(n + BULLETS + 1)
}

/// How an item says which list it is of.
pub fn of(list: usize) -> El {
    let (level, list) = (val("w:ilvl", "0"), val("w:numId", &list.to_string()));
    el("w:numPr").with([level, list])
}

/// The first numbers of the lists of a paper that count.
pub fn starts(naskah: &Naskah) -> impl Iterator<Item = u32> {
    naskah.blok.iter().filter_map(|blok| match blok {
        Blok::Urutan { mulai, .. } => Some(*mulai),
        Blok::Judul { .. }
        | Blok::Paragraf(_)
        | Blok::Butir(_)
        | Blok::Tabel(_)
        | Blok::Catatan(_)
        | Blok::DaftarIsi
        | Blok::TandaTangan(_)
        | Blok::HalamanBaru(_) => None,
    })
}

/// All lists: the one with bullets, then each that counts, from its own first number.
pub fn numbering(starts: impl Iterator<Item = u32>) -> El {
    let counted = starts.enumerate().map(|(n, mulai)| {
        let start = val("w:startOverride", &mulai.to_string());
        let first = el("w:lvlOverride").attr("w:ilvl", 0).with([start]);
        list(n + BULLETS + 1, 1).with([first])
    });
    part("w:numbering")
        .with([look(0, "bullet", "•"), look(1, "decimal", "%1.")])
        .with([list(BULLETS, 0)])
        .with(counted)
}

/// How lists look: what stands before each item.
fn look(id: usize, format: &str, text: &str) -> El {
    let indent = el("w:ind").attr("w:left", 425).attr("w:hanging", 425);
    let level = el("w:lvl").attr("w:ilvl", 0).with([
        val("w:start", "1"),
        val("w:numFmt", format),
        val("w:lvlText", text),
        val("w:lvlJc", "left"),
        el("w:pPr").with([indent]),
    ]);
    el("w:abstractNum")
        .attr("w:abstractNumId", id)
        .with([val("w:multiLevelType", "singleLevel"), level])
}

fn list(id: usize, look: usize) -> El {
    el("w:num")
        .attr("w:numId", id)
        .with([val("w:abstractNumId", &look.to_string())])
}
