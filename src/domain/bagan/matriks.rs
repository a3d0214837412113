//! Matriks (matrix): the langkah over the columns of their pelaksana, page by page.

use std::ops::Range;

use super::alur::Alur;
use super::baris::{BAND, Baris, height, star};
use super::bentuk::{Bentuk, Kanvas, Rata, Tebal};
use super::catatan::{self, FOOT};
use super::huruf::count;
use super::kedudukan::{Kedudukan, Tanda};
use super::kepala::Kepala;
use super::kolom::{Kolom, MARGIN};
use super::lajur::{self, Lajur};
use super::peran::{self, Peran};
use super::rute::{Letak, Rute, answer};
use super::sel::Sel;
use super::simbol::{Milik, Rupa, Simbol};
use super::{Halaman, pecah};
use crate::domain::sop::Sop;

/// The most that a row is given beyond what it needs.
const LEGA: f64 = 6.0;
/// What stands in the symbols of the beginning and of the end.
const MULAI: &str = "Mulai";
const SELESAI: &str = "Selesai";

/// The matrix of a SOP, laid out.
pub(super) struct Matriks<'a> {
    sop: &'a Sop,
    kedudukan: Option<&'a Kedudukan>,
    alur: Alur,
    kolom: Kolom,
    kepala: Kepala,
    baris: Vec<Baris>,
    pages: Vec<Range<usize>>,
    lajur: Vec<Lajur>,
    tinggi: f64,
    /// What every row is given beyond what it needs, to fill the pages.
    lega: f64,
}

impl<'a> Matriks<'a> {
    /// Lays out on paper of a size. The lanes take width, and so may make rows higher and pages
    /// more, which may ask for more lanes: it is laid out anew until they suffice.
    pub(super) fn new(
        sop: &'a Sop,
        paper: (f64, f64),
        kedudukan: Option<&'a Kedudukan>,
    ) -> Matriks<'a> {
        let alur = Alur::of(sop);
        let mut lanes = 0;
        loop {
            let matriks = Matriks::with(sop, paper, kedudukan, alur.clone(), lanes);
            let needed = lajur::width(&matriks.lajur);
            if needed <= lanes {
                return matriks;
            }
            lanes = needed;
        }
    }

    fn with(
        sop: &'a Sop,
        paper: (f64, f64),
        kedudukan: Option<&'a Kedudukan>,
        alur: Alur,
        lanes: usize,
    ) -> Matriks<'a> {
        let kolom = Kolom::new(sop.pelaksana.len(), lanes, paper.0);
        let kepala = Kepala::new(sop, kedudukan, &kolom);
        let baris = Baris::all(sop, &alur.simpul, &kolom, kedudukan);
        let heights: Vec<f64> = baris.iter().map(|one| one.tinggi).collect();
        let highest = heights.iter().copied().fold(0.0, f64::max);
        let around = 2.0 * MARGIN + kepala.tinggi() + FOOT;
        let tinggi = paper.1.max(around + highest + 2.0 * BAND);
        let room = tinggi - around;
        let pages = pecah::pages(&heights, room, room - 2.0 * BAND);
        let spare = pages.iter().map(|rows| spare(&heights, rows, room));
        Matriks {
            lajur: lajur::lanes(&alur, &pages),
            sop,
            kedudukan,
            alur,
            kolom,
            kepala,
            baris,
            lega: spare.fold(LEGA, f64::min).max(0.0),
            pages,
            tinggi,
        }
    }

    /// Its pages.
    pub(super) fn pages(&self) -> Vec<Halaman> {
        let pages = self.pages.iter();
        pages.map(|rows| self.page(rows)).collect()
    }

    fn page(&self, rows: &Range<usize>) -> Halaman {
        let mut kanvas = Kanvas::default();
        let top = self.kepala.draw(rows.start > 0, &self.kolom, &mut kanvas);
        let letak = self.places(rows, top);
        let bottom = letak.last().map_or(top, |last| last.end());
        self.grid(rows, &letak, &mut kanvas);
        self.kepala.lines(bottom, &self.kolom, &mut kanvas);
        self.flow(rows, &letak, &mut kanvas);
        for (n, (baris, letak)) in rows.clone().zip(self.shown(rows).zip(&letak)) {
            self.texts(n, baris, *letak, &mut kanvas);
        }
        let foot = self.tinggi - MARGIN - FOOT;
        let peran = match rows.start {
            0 => Peran::Paragraf,
            _ => Peran::Hiasan,
        };
        catatan::notes(self.sop, self.kedudukan, (foot, peran), &mut kanvas);
        Halaman {
            lebar: self.kolom.page(),
            tinggi: self.tinggi,
            bentuk: kanvas.0,
        }
    }

    fn shown(&self, rows: &Range<usize>) -> impl Iterator<Item = &Baris> {
        self.baris.get(rows.clone()).unwrap_or_default().iter()
    }

    /// Where the rows of a page stand, the first and the last with room for ways from and to other
    /// pages.
    fn places(&self, rows: &Range<usize>, top: f64) -> Vec<Letak> {
        let mut y = top;
        let place = |(n, baris): (usize, &Baris)| {
            let first = n == rows.start && n > 0;
            let last = n + 1 == rows.end && rows.end < self.baris.len();
            let band = |is_there: bool| if is_there { BAND } else { 0.0 };
            let letak = Letak {
                y,
                tinggi: baris.tinggi + self.lega + band(first) + band(last),
                atas: baris.atas + band(first),
                bawah: baris.bawah + band(last),
            };
            y = letak.end();
            letak
        };
        rows.clone().zip(self.shown(rows)).map(place).collect()
    }

    /// Lines between the rows, and between those of the Mutu Baku in them.
    fn grid(&self, rows: &Range<usize>, letak: &[Letak], kanvas: &mut Kanvas) {
        let mutu = self.kolom.mutu_baku();
        for (baris, letak) in self.shown(rows).zip(letak) {
            for (y, _) in standards(baris, *letak).into_iter().skip(1) {
                kanvas.line([(mutu.x, y), (mutu.kanan(), y)], Tebal::Tipis);
            }
        }
        let all = self.kolom.all();
        for letak in letak.iter().skip(1) {
            kanvas.line([(all.x, letak.y), (all.kanan(), letak.y)], Tebal::Tipis);
        }
    }

    /// Arrows, then the symbols over their ends, then what is written in and beside these.
    fn flow(&self, rows: &Range<usize>, letak: &[Letak], kanvas: &mut Kanvas) {
        let on_page = |one: &&Lajur| one.jalur.is_on(rows);
        let lajur: Vec<Lajur> = self.lajur.iter().filter(on_page).copied().collect();
        let rute = Rute {
            alur: &self.alur,
            kolom: &self.kolom,
            lajur: &lajur,
            rows,
            letak,
        };
        let jalan = rute.all();
        for [from, to] in jalan.gabung {
            kanvas.line([(from.x, from.y), (to.x, to.y)], Tebal::Sedang);
        }
        kanvas.0.extend(jalan.panah.into_iter().map(Bentuk::Panah));
        for simbol in jalan.simbol {
            self.symbol(simbol, kanvas);
        }
        for (area, word) in jalan.label {
            let look = (answer(), Rata::Kiri);
            kanvas.text(area, vec![word.to_owned()], look, Peran::Hiasan);
        }
    }

    /// A symbol with how its langkah stands and what is written in it.
    fn symbol(&self, simbol: Simbol, kanvas: &mut Kanvas) {
        let tanda = match simbol.milik {
            Milik::Langkah { langkah, .. } => self.stands(langkah),
            Milik::Mulai | Milik::Selesai | Milik::Keluar(_) | Milik::Masuk(_) | Milik::Contoh => {
                None
            }
        };
        let text = self.label(simbol.milik, simbol.rupa);
        kanvas.symbol(Simbol { tanda, ..simbol }, &text);
    }

    fn stands(&self, langkah: usize) -> Option<Tanda> {
        let all = &self.kedudukan?.langkah;
        all.get(langkah).map(|(tanda, _)| *tanda)
    }

    /// What is written in a symbol.
    fn label(&self, milik: Milik, rupa: Rupa) -> String {
        let number = |n: usize| self.sop.langkah.get(n).map_or(0, |langkah| langkah.no);
        match milik {
            Milik::Mulai => MULAI.to_owned(),
            Milik::Selesai => SELESAI.to_owned(),
            Milik::Keluar(n) | Milik::Masuk(n) => number(n).to_string(),
            Milik::Contoh => String::new(),
            Milik::Langkah { langkah, .. } => {
                let word = match rupa {
                    Rupa::Kapsul if langkah == 0 => MULAI,
                    Rupa::Kapsul => SELESAI,
                    Rupa::Kotak | Rupa::Belah | Rupa::Segilima => "",
                };
                let asal = self.sop.langkah.get(langkah).map(|langkah| langkah.asal);
                format!("{word}{}", asal.map_or("", star))
            }
        }
    }

    /// The texts of the row of a langkah.
    fn texts(&self, langkah: usize, baris: &Baris, letak: Letak, kanvas: &mut Kanvas) {
        let kolom = &self.kolom;
        let rows = (letak.y, letak.tinggi);
        let of = |baris, kolom| Peran::Sel {
            langkah,
            baris,
            kolom,
        };
        let (no, uraian) = (of(0, peran::Kolom::No), of(0, peran::Kolom::Uraian));
        kanvas.cell(&baris.no, kolom.no, rows, Rata::Tengah, no);
        kanvas.cell(&baris.uraian, kolom.uraian, rows, Rata::Kiri, uraian);
        let standards = baris.mutu_baku.iter().zip(standards(baris, letak));
        for (n, (cells, rows)) in standards.enumerate() {
            let columns = [
                (kolom.kelengkapan, Rata::Kiri, peran::Kolom::Kelengkapan),
                (kolom.waktu, Rata::Tengah, peran::Kolom::Waktu),
                (kolom.output, Rata::Kiri, peran::Kolom::Output),
            ];
            for (sel, (kolom, rata, peran)) in cells.iter().zip(columns) {
                kanvas.cell(sel, kolom, rows, rata, of(n, peran));
            }
        }
        let remarks: f64 = baris.keterangan.iter().map(Sel::tinggi).sum();
        let mut y = letak.y + (letak.tinggi - remarks) / 2.0;
        let peran = of(0, peran::Kolom::Keterangan);
        for remark in &baris.keterangan {
            let rows = (y, remark.tinggi());
            kanvas.cell(remark, kolom.keterangan, rows, Rata::Kiri, peran);
            y += remark.tinggi();
        }
    }
}

/// Where each row of the Mutu Baku begins in the row of its langkah, and how high it is; they share
/// what is left over.
fn standards(baris: &Baris, letak: Letak) -> Vec<(f64, f64)> {
    let heights: Vec<f64> = baris.mutu_baku.iter().map(height).collect();
    let rest = letak.tinggi - heights.iter().sum::<f64>();
    let more = rest / count(heights.len().max(1));
    let mut y = letak.y;
    let row = |height: f64| {
        let row = (y, height + more);
        y += height + more;
        row
    };
    heights.into_iter().map(row).collect()
}

/// What is left over on a page for each of its rows.
fn spare(heights: &[f64], rows: &Range<usize>, room: f64) -> f64 {
    let page = heights.get(rows.clone()).unwrap_or_default();
    let bands = [rows.start > 0, rows.end < heights.len()];
    let bands = bands.into_iter().filter(|is_there| *is_there).count();
    let used = page.iter().sum::<f64>() + BAND * count(bands);
    (room - used) / count(page.len().max(1))
}
