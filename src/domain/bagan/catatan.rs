//! Catatan (notes): what stands at the foot of a page.

use super::Halaman;
use super::bentuk::{Area, Kanvas, Rata};
use super::huruf::Huruf;
use super::kedudukan::{Kedudukan, Tanda};
use super::kolom::MARGIN;
use super::peran::Peran;
use super::simbol::{Milik, Rupa, Simbol};
use crate::domain::sop::{Asal, Langkah, MutuBaku, Sop};

/// Room for the foot of a page: notes, then which page it is.
pub(super) const FOOT: f64 = 11.0;
/// Room above it.
const ABOVE: f64 = 2.5;
/// A line of it.
const LINE: f64 = 4.0;
/// What the number of a page takes of its line.
const NUMBER: f64 = 40.0;
/// A symbol of the legend.
const EXAMPLE: (f64, f64) = (7.0, 4.4);
/// Room between a symbol and its word, and between two notes.
const GAP: (f64, f64) = (1.6, 5.0);

/// What the mark of something read into the SOP means.
pub(super) const READ: &str = "* pembacaan kantor ini, tidak tercetak di SOP";

fn letters() -> Huruf {
    Huruf::biasa(7.0)
}

/// What the marks on a page of the matrix mean, from a height down; what is said once more is for the
/// eye only.
pub(super) fn notes(
    sop: &Sop,
    kedudukan: Option<&Kedudukan>,
    (y, peran): (f64, Peran),
    kanvas: &mut Kanvas,
) {
    let mut x = MARGIN;
    if is_read(sop) {
        x = note(READ, (x, y), peran, kanvas);
    }
    for tanda in kedudukan.map_or(&[][..], |_| &Tanda::ALL) {
        let area = Area {
            x,
            y: y + ABOVE + (LINE - EXAMPLE.1) / 2.0,
            lebar: EXAMPLE.0,
            tinggi: EXAMPLE.1,
        };
        let simbol = Simbol {
            rupa: Rupa::Kotak,
            area,
            milik: Milik::Contoh,
            tanda: Some(*tanda),
        };
        kanvas.symbol(simbol, "");
        let place = (area.kanan() + GAP.0, y);
        x = note(tanda.word(), place, Peran::Hiasan, kanvas);
    }
}

/// Writes one; gives where the next begins.
fn note(text: &str, (x, y): (f64, f64), peran: Peran, kanvas: &mut Kanvas) -> f64 {
    let area = Area {
        x,
        y: y + ABOVE,
        lebar: letters().lebar(text),
        tinggi: LINE,
    };
    let look = (letters(), Rata::Kiri);
    kanvas.text(area, vec![text.to_owned()], look, peran);
    area.kanan() + GAP.1
}

/// Whether anything in the matrix is this office's reading.
pub(super) fn is_read(sop: &Sop) -> bool {
    let row = |row: &MutuBaku| row.asal == Asal::Tafsir;
    let read = |one: &Langkah| one.asal == Asal::Tafsir || one.mutu_baku.iter().any(row);
    sop.langkah.iter().any(read)
}

/// Writes which SOP a page is of, and which page of it.
pub(super) fn number(sop: &Sop, page: usize, of: usize, halaman: &mut Halaman) {
    let mut kanvas = Kanvas(std::mem::take(&mut halaman.bentuk));
    let room = halaman.lebar - 2.0 * MARGIN - NUMBER;
    let area = Area {
        x: MARGIN,
        y: halaman.tinggi - MARGIN - LINE,
        lebar: room,
        tinggi: LINE,
    };
    let nomor = first_line(&format!("SOP {}", sop.identitas.nomor), room);
    kanvas.text(area, vec![nomor], (letters(), Rata::Kiri), Peran::Kaki);
    let area = Area {
        x: area.kanan(),
        lebar: NUMBER,
        ..area
    };
    let words = format!("Halaman {page} dari {of}");
    kanvas.text(area, vec![words], (letters(), Rata::Kanan), Peran::Kaki);
    halaman.bentuk = kanvas.0;
}

/// As much of a text as one line holds; the first page has the whole.
fn first_line(text: &str, room: f64) -> String {
    let lines = letters().wrap(text, room - letters().lebar("…"));
    match lines.as_slice() {
        [first, _, ..] => format!("{}…", first.trim_end()),
        [only] => only.clone(),
        [] => String::new(),
    }
}
