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
        let mut y = MARGIN;
        let told = |peran| if again { Peran::Hiasan } else { peran };
        let roles = [Peran::Matriks, Peran::Paragraf].map(told);
        for (title, peran) in self.judul[usize::from(again)].iter().zip(roles) {
            let rows = (y, title.tinggi());
            kanvas.cell(title, kolom.all(), rows, Rata::Tengah, peran);
            y += title.tinggi();
        }
        let top = MARGIN + self.titles();
        let low = top + GROUP;
        let end = low + self.nama;
        let all = kolom.all();
        kanvas.0.push(Bentuk::Latar(Area {
            x: all.x,
            y: top,
            lebar: all.lebar,
            tinggi: end - top,
        }));
        let over = |baris, kolom| told(Peran::Kepala { baris, kolom });
        let whole = |text: &str, kolom: Rentang, peran| {
            let sel = Sel::new(text, heading(), kolom);
            (sel, kolom, peran)
        };
        let tall = [
            whole("No", kolom.no, over(0, peran::Kolom::No)),
            whole(
                "Uraian Prosedur",
                kolom.uraian,
                over(0, peran::Kolom::Uraian),
            ),
            whole(
                "Keterangan",
                kolom.keterangan,
                over(0, peran::Kolom::Keterangan),
            ),
        ];
        let lanes = kolom.lanes();
        let lanes = lanes.map(|lajur| whole("Kembali", lajur, Peran::Hiasan));
        for (sel, kolom, peran) in tall.into_iter().chain(lanes) {
            kanvas.cell(&sel, kolom, (top, end - top), Rata::Tengah, peran);
        }
        for (sel, kolom, peran) in [
            whole(
                "Pelaksana",
                kolom.acting(),
                over(0, peran::Kolom::Pelaksana(0)),
            ),
            whole(
                "Mutu Baku",
                kolom.mutu_baku(),
                over(0, peran::Kolom::Kelengkapan),
            ),
        ] {
            kanvas.cell(&sel, kolom, (top, GROUP), Rata::Tengah, peran);
            kanvas.line([(kolom.x, low), (kolom.kanan(), low)], Tebal::Tipis);
        }
        let mutu = [
            whole(
                KELENGKAPAN,
                kolom.kelengkapan,
                over(1, peran::Kolom::Kelengkapan),
            ),
            whole("Waktu", kolom.waktu, over(1, peran::Kolom::Waktu)),
            whole("Output", kolom.output, over(1, peran::Kolom::Output)),
        ];
        let names = self.pelaksana.iter().zip(&kolom.pelaksana).enumerate();
        let names = names
            .map(|(n, (sel, kolom))| (sel.clone(), *kolom, over(1, peran::Kolom::Pelaksana(n))));
        for (sel, kolom, peran) in names.chain(mutu) {
            kanvas.cell(&sel, kolom, (low, self.nama), Rata::Tengah, peran);
        }
        end
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
