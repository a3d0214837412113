//! Kepala (head): the title over the matrix and the headings of its columns.

use super::bentuk::{Area, Bentuk, Kanvas, Rata, Tebal};
use super::huruf::Huruf;
use super::kedudukan::Kedudukan;
use super::kolom::{Kolom, MARGIN, Rentang};
use super::peran::{self, Peran};
use super::sel::{PAD, Sel};
use crate::domain::sop::Sop;

/// Room between the title and the table.
const GAP: f64 = 2.5;
/// Height of the headings over several columns.
const GROUP: f64 = 5.0;

/// What a langkah needs, as the SOP calls it.
const KELENGKAPAN: &str = "Persyaratan/Kelengkapan";

/// A heading in its place.
struct Heading {
    sel: Sel,
    kolom: Rentang,
    baris: Rows,
    peran: Peran,
}

/// Which of the two rows of headings one stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Both,
    Upper,
    Lower,
}

/// What stands above the rows on every page.
pub(super) struct Kepala {
    /// On the first page, and on the others.
    judul: [Vec<Sel>; 2],
    /// One a pelaksana.
    pelaksana: Vec<Sel>,
    /// How high the lower headings are.
    nama: f64,
}

impl Kepala {
    pub(super) fn new(sop: &Sop, kedudukan: Option<&Kedudukan>, kolom: &Kolom) -> Kepala {
        let title = |rest: &str| {
            let judul = format!("{}{rest}", sop.identitas.judul_matriks);
            let stands = kedudukan.map(|one| one.judul.as_str());
            let judul = Sel::new(&judul, Huruf::tebal(11.0), kolom.all());
            let stands = stands.map(|text| Sel::new(text, Huruf::biasa(9.0), kolom.all()));
            [judul].into_iter().chain(stands).collect()
        };
        let names = sop.pelaksana.iter().map(|one| one.nama.as_str());
        let names = names.zip(kolom.pelaksana.iter().copied());
        let huruf = names.clone().fold(heading(), |huruf, (name, kolom)| {
            huruf.fitting(name, kolom.lebar - 2.0 * PAD)
        });
        let pelaksana: Vec<Sel> = names
            .map(|(name, kolom)| Sel::new(name, huruf, kolom))
            .collect();
        let highest = pelaksana.iter().map(Sel::tinggi).fold(0.0, f64::max);
        Kepala {
            judul: [title(""), title(" (lanjutan)")],
            pelaksana,
            nama: highest.max(heading().tinggi(2)) + 2.0 * PAD,
        }
    }

    /// How high all of it is.
    pub(super) fn tinggi(&self) -> f64 {
        self.titles() + GROUP + self.nama
    }

    fn titles(&self) -> f64 {
        let heights = self
            .judul
            .iter()
            .map(|title| title.iter().map(Sel::tinggi).sum());
        heights.fold(0.0, f64::max) + GAP
    }

    /// Draws it; gives where the rows begin.
    pub(super) fn draw(&self, again: bool, kolom: &Kolom, kanvas: &mut Kanvas) -> f64 {
        let told = |peran| if again { Peran::Hiasan } else { peran };
        let mut y = MARGIN;
        let roles = [Peran::Matriks, Peran::Paragraf].map(told);
        for (title, peran) in self.judul[usize::from(again)].iter().zip(roles) {
            let rows = (y, title.tinggi());
            kanvas.cell(title, kolom.all(), rows, Rata::Tengah, peran);
            y += title.tinggi();
        }
        let top = MARGIN + self.titles();
        let (low, end) = (top + GROUP, top + GROUP + self.nama);
        let all = kolom.all();
        kanvas.0.push(Bentuk::Latar(Area {
            x: all.x,
            y: top,
            lebar: all.lebar,
            tinggi: end - top,
        }));
        let groups = [kolom.acting(), kolom.mutu_baku()];
        for kolom in groups {
            kanvas.line([(kolom.x, low), (kolom.kanan(), low)], Tebal::Tipis);
        }
        for heading in self.headings(kolom) {
            let rows = match heading.baris {
                Rows::Both => (top, end - top),
                Rows::Upper => (top, GROUP),
                Rows::Lower => (low, self.nama),
            };
            let (sel, peran) = (&heading.sel, told(heading.peran));
            kanvas.cell(sel, heading.kolom, rows, Rata::Tengah, peran);
        }
        end
    }

    /// The headings of the columns.
    fn headings(&self, kolom: &Kolom) -> Vec<Heading> {
        use Rows::{Both, Lower, Upper};
        use peran::Kolom as K;
        let whole = |text: &str, kolom: Rentang, baris: Rows, peran| Heading {
            sel: Sel::new(text, heading(), kolom),
            kolom,
            baris,
            peran,
        };
        let over = |text: &str, room: Rentang, rows: Rows, kolom: K| {
            let baris = usize::from(rows == Lower);
            whole(text, room, rows, Peran::Kepala { baris, kolom })
        };
        let mut all = vec![
            over("No", kolom.no, Both, K::No),
            over("Uraian Prosedur", kolom.uraian, Both, K::Uraian),
            over("Keterangan", kolom.keterangan, Both, K::Keterangan),
            over("Pelaksana", kolom.acting(), Upper, K::Pelaksana(0)),
            over("Mutu Baku", kolom.mutu_baku(), Upper, K::Kelengkapan),
            over(KELENGKAPAN, kolom.kelengkapan, Lower, K::Kelengkapan),
            over("Waktu", kolom.waktu, Lower, K::Waktu),
            over("Output", kolom.output, Lower, K::Output),
        ];
        let lanes = kolom.lanes();
        all.extend(lanes.map(|lajur| whole("Kembali", lajur, Both, Peran::Hiasan)));
        let names = self.pelaksana.iter().zip(&kolom.pelaksana).enumerate();
        all.extend(names.map(|(n, (sel, kolom))| Heading {
            sel: sel.clone(),
            kolom: *kolom,
            baris: Lower,
            peran: Peran::Kepala {
                baris: 1,
                kolom: K::Pelaksana(n),
            },
        }));
        all
    }

    /// The lines between the columns, down to where the rows end, and around all.
    pub(super) fn lines(&self, bottom: f64, kolom: &Kolom, kanvas: &mut Kanvas) {
        let top = MARGIN + self.titles();
        let (low, end) = (top + GROUP, top + GROUP + self.nama);
        let all = kolom.all();
        let groups = [
            kolom.uraian,
            kolom.acting(),
            kolom.kelengkapan,
            kolom.keterangan,
        ];
        let groups = groups.into_iter().chain(kolom.lanes()).map(|one| one.x);
        for x in groups {
            kanvas.line([(x, top), (x, bottom)], Tebal::Tipis);
        }
        let inner = kolom.pelaksana.iter().skip(1).map(|one| one.x);
        for x in inner.chain([kolom.waktu.x, kolom.output.x]) {
            kanvas.line([(x, low), (x, bottom)], Tebal::Tipis);
        }
        kanvas.line([(all.x, end), (all.kanan(), end)], Tebal::Sedang);
        let frame = Area {
            x: all.x,
            y: top,
            lebar: all.lebar,
            tinggi: bottom - top,
        };
        kanvas.frame(frame, Tebal::Sedang);
    }
}

fn heading() -> Huruf {
    Huruf::tebal(7.5)
}
