//! The identity page: what the SOP is, who set it, and what it rests on.

use super::Halaman;
use super::bentuk::{Area, Kanvas, Rata, Tebal};
use super::catatan::FOOT;
use super::huruf::Huruf;
use super::kata;
use super::kolom::{MARGIN, Rentang};
use super::peran::Peran;
use super::sel::Sel;
use crate::domain::sop::Sop;

/// Room above and below the texts of a cell.
const PAD: f64 = 2.5;
/// The least height of a line of the block.
const ROW: f64 = 10.0;
/// The width of a number before a line, and of a heading before its value.
const NUMBER: f64 = 7.0;
const NAME: f64 = 48.0;
/// Room below the title.
const GAP: f64 = 3.0;

/// The page, on paper of a size; longer when the lists need it.
pub(super) fn page(sop: &Sop, paper: (f64, f64)) -> Halaman {
    let half = (paper.0 - 2.0 * MARGIN) / 2.0;
    let left = Rentang {
        x: MARGIN,
        lebar: half,
    };
    let right = Rentang {
        x: left.kanan(),
        lebar: half,
    };
    let all = left.to(right);
    let mut kanvas = Kanvas::default();
    let title = Sel::new(kata::JENIS, Huruf::tebal(14.0), all);
    let rows = (MARGIN, title.tinggi());
    kanvas.cell(&title, all, rows, Rata::Tengah, Peran::Sop);
    let top = MARGIN + title.tinggi() + GAP;
    let mut y = block(sop, left, right, top, &mut kanvas);
    for (n, pair) in sop.daftar.chunks(2).enumerate() {
        kanvas.line([(all.x, y), (all.kanan(), y)], Tebal::Tipis);
        let lists = (2 * n..).zip(pair).zip([left, right]);
        let ends = lists.map(|((n, (name, lines)), kolom)| {
            let place = (kolom, y + PAD);
            list(n, (name, lines), place, &mut kanvas) + PAD
        });
        y = ends.fold(y, f64::max);
    }
    kanvas.line([(right.x, top), (right.x, y)], Tebal::Tipis);
    let frame = Area {
        x: all.x,
        y: top,
        lebar: all.lebar,
        tinggi: y - top,
    };
    kanvas.frame(frame, Tebal::Sedang);
    Halaman {
        lebar: paper.0,
        tinggi: paper.1.max(y + FOOT + MARGIN),
        bentuk: kanvas.0,
    }
}

/// Whose SOP it is, beside its headings and values; gives where it ends.
fn block(sop: &Sop, left: Rentang, right: Rentang, top: f64, kanvas: &mut Kanvas) -> f64 {
    let identitas = &sop.identitas;
    let office = [
        Sel::new(&identitas.pemerintah, Huruf::tebal(11.0), left),
        Sel::new(&identitas.instansi, Huruf::tebal(13.0), left),
    ];
    let office_high: f64 = office.iter().map(Sel::tinggi).sum::<f64>() + GAP;
    let name = Rentang {
        lebar: NAME,
        ..right
    };
    let value = Rentang {
        x: name.kanan(),
        lebar: right.lebar - NAME,
    };
    let mut y = top;
    for (n, (heading, text)) in kata::identitas(sop).enumerate() {
        if n > 0 {
            kanvas.line([(right.x, y), (right.kanan(), y)], Tebal::Tipis);
        }
        let heading = Sel::new(heading, Huruf::tebal(10.0), name);
        let text = Sel::new(text, Huruf::biasa(10.0), value);
        let high = (heading.tinggi().max(text.tinggi()) + PAD).max(ROW);
        kanvas.cell(&heading, name, (y, high), Rata::Kiri, Peran::Nama(n));
        kanvas.cell(&text, value, (y, high), Rata::Kiri, Peran::Nilai(n));
        y += high;
    }
    kanvas.line([(value.x, top), (value.x, y)], Tebal::Tipis);
    let end = y.max(top + office_high + 2.0 * PAD);
    let mut y = top + (end - top - office_high) / 2.0;
    for line in &office {
        let rows = (y, line.tinggi());
        kanvas.cell(line, left, rows, Rata::Tengah, Peran::Paragraf);
        y += line.tinggi() + GAP;
    }
    end
}

/// A list, by its place, below its heading; gives where it ends.
fn list(
    place: usize,
    (name, lines): (&str, &[String]),
    (kolom, top): (Rentang, f64),
    kanvas: &mut Kanvas,
) -> f64 {
    let heading = Sel::new(name, Huruf::tebal(10.0), kolom);
    let rows = (top, heading.tinggi());
    kanvas.cell(&heading, kolom, rows, Rata::Kiri, Peran::Daftar(place));
    let number = Rentang {
        lebar: NUMBER,
        ..kolom
    };
    let text = Rentang {
        x: number.kanan(),
        lebar: kolom.lebar - NUMBER,
    };
    let mut y = top + heading.tinggi();
    for (item, line) in lines.iter().enumerate() {
        let n = Sel::new(&format!("{}.", item + 1), Huruf::biasa(10.0), number);
        let line = Sel::new(line, Huruf::biasa(10.0), text);
        let (nomor, butir) = (Peran::Nomor(place, item), Peran::Butir(place, item));
        kanvas.cell(&n, number, (y, n.tinggi()), Rata::Kiri, nomor);
        kanvas.cell(&line, text, (y, line.tinggi()), Rata::Kiri, butir);
        y += line.tinggi().max(n.tinggi());
    }
    y
}
