//! The identity page: what the SOP is, who set it, and what it rests on.

use super::Halaman;
use super::bentuk::{Area, Kanvas, Rata, Tebal};
use super::catatan::FOOT;
use super::huruf::Huruf;
use super::kolom::{MARGIN, Rentang};
use super::sel::Sel;
use crate::domain::sop::Sop;

/// The kind of document, over everything.
const TITLE: &str = "STANDAR OPERASIONAL PROSEDUR (SOP)";
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
    let title = Sel::new(TITLE, Huruf::tebal(14.0), all);
    kanvas.cell(&title, all, (MARGIN, title.tinggi()), Rata::Tengah);
    let top = MARGIN + title.tinggi() + GAP;
    let mut y = block(sop, left, right, top, &mut kanvas);
    for pair in sop.daftar.chunks(2) {
        kanvas.line([(all.x, y), (all.kanan(), y)], Tebal::Tipis);
        let ends = pair
            .iter()
            .zip([left, right])
            .map(|((name, lines), kolom)| {
                let area = (kolom, y + PAD);
                list(name, lines, area, &mut kanvas) + PAD
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
    let given = identitas.baris.iter();
    let given = given.map(|(name, value)| (name.as_str(), value.as_str()));
    let rows = [("Nomor SOP", identitas.nomor.as_str())]
        .into_iter()
        .chain(given);
    let rows = rows.chain([("Judul SOP", identitas.judul.as_str())]);
    let mut y = top;
    for (n, (heading, text)) in rows.enumerate() {
        if n > 0 {
            kanvas.line([(right.x, y), (right.kanan(), y)], Tebal::Tipis);
        }
        let heading = Sel::new(heading, Huruf::tebal(10.0), name);
        let text = Sel::new(text, Huruf::biasa(10.0), value);
        let high = (heading.tinggi().max(text.tinggi()) + PAD).max(ROW);
        kanvas.cell(&heading, name, (y, high), Rata::Kiri);
        kanvas.cell(&text, value, (y, high), Rata::Kiri);
        y += high;
    }
    kanvas.line([(value.x, top), (value.x, y)], Tebal::Tipis);
    let end = y.max(top + office_high + 2.0 * PAD);
    let mut y = top + (end - top - office_high) / 2.0;
    for line in &office {
        kanvas.cell(line, left, (y, line.tinggi()), Rata::Tengah);
        y += line.tinggi() + GAP;
    }
    end
}

/// A list below its heading; gives where it ends.
fn list(name: &str, lines: &[String], (kolom, top): (Rentang, f64), kanvas: &mut Kanvas) -> f64 {
    let heading = Sel::new(name, Huruf::tebal(10.0), kolom);
    kanvas.cell(&heading, kolom, (top, heading.tinggi()), Rata::Kiri);
    let number = Rentang {
        lebar: NUMBER,
        ..kolom
    };
    let text = Rentang {
        x: number.kanan(),
        lebar: kolom.lebar - NUMBER,
    };
    let mut y = top + heading.tinggi();
    for (n, line) in lines.iter().enumerate() {
        let n = Sel::new(&format!("{}.", n + 1), Huruf::biasa(10.0), number);
        let line = Sel::new(line, Huruf::biasa(10.0), text);
        kanvas.cell(&n, number, (y, n.tinggi()), Rata::Kiri);
        kanvas.cell(&line, text, (y, line.tinggi()), Rata::Kiri);
        y += line.tinggi().max(n.tinggi());
    }
    y
}
