//! Rute (route): symbols and arrows of a page.
//!
//! Nothing crosses a symbol: what goes on runs in the room between two rows, where there are none;
//! what goes back leaves and enters at the right of the last symbol of a row, and runs beside all
//! columns in a lane of its own.

use std::ops::Range;

use super::alur::{Alur, Simpul};
use super::bentuk::{Area, Panah, Titik};
use super::huruf::Huruf;
use super::kolom::{BEFORE_LANES, Kolom, LANE};
use super::lajur::{Jalur, Lajur};
use super::simbol::{Milik, Rupa, Simbol};

/// Heights of the symbols, and what one takes of the width of its column.
const KOTAK: f64 = 7.0;
const BELAH: f64 = 9.0;
const OF_COLUMN: f64 = 0.6;
/// A segilima.
const SEGILIMA: (f64, f64) = (4.4, 4.4);
/// How far below the edge of a row a way to it turns.
const TURN: f64 = 1.2;
/// From a way beside the columns to a segilima: out of it, and into it with room for a head.
const OUT: f64 = 0.8;
const INTO: f64 = 2.0;
/// How far up the right upper side of a decision a way back enters it, clear of the one that leaves.
const UP: f64 = 0.7;

/// Where a row stands on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letak {
    /// Its upper side.
    pub(super) y: f64,
    pub(super) tinggi: f64,
    /// What of it lies above the symbols: room for a beginning, or for a way from another page.
    pub(super) atas: f64,
    /// What of it lies below them.
    pub(super) bawah: f64,
}

impl Letak {
    pub(super) fn end(self) -> f64 {
        self.y + self.tinggi
    }

    /// The height at which its symbols stand.
    fn pusat(self) -> f64 {
        f64::midpoint(self.y + self.atas, self.end() - self.bawah)
    }
}

/// A page on which the rows have their places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rute<'a> {
    pub(super) alur: &'a Alur,
    pub(super) kolom: &'a Kolom,
    pub(super) lajur: &'a [Lajur],
    /// The langkah on this page, and where each of them is.
    pub(super) rows: &'a Range<usize>,
    pub(super) letak: &'a [Letak],
}

/// What is drawn of the ways on a page.
#[derive(Default)]
pub(super) struct Jalan {
    pub(super) simbol: Vec<Simbol>,
    pub(super) panah: Vec<Panah>,
    /// Lines between the symbols of one langkah.
    pub(super) gabung: Vec<[Titik; 2]>,
    /// `Ya` and `Tidak`, where they stand.
    pub(super) label: Vec<(Area, &'static str)>,
}

impl Rute<'_> {
    /// All of it.
    pub(super) fn all(&self) -> Jalan {
        let mut jalan = Jalan::default();
        for n in self.rows.clone() {
            let Some(simpul) = self.alur.simpul.get(n) else {
                continue;
            };
            self.row(n, simpul, &mut jalan);
            self.above(n, simpul, &mut jalan);
            self.below(n, simpul, &mut jalan);
        }
        for lajur in self.lajur {
            self.beside(*lajur, &mut jalan);
        }
        jalan
    }

    /// The symbols of a langkah, joined, and the answers at which a decision is left.
    fn row(&self, n: usize, simpul: &Simpul, jalan: &mut Jalan) {
        let areas = simpul.kolom.iter();
        let areas: Vec<Area> = areas.filter_map(|kolom| self.area(n, *kolom)).collect();
        for (kolom, area) in simpul.kolom.iter().zip(&areas) {
            jalan.simbol.push(Simbol {
                rupa: simpul.rupa,
                area: *area,
                milik: Milik::Langkah {
                    langkah: n,
                    pelaksana: *kolom,
                },
                tanda: None,
            });
        }
        for pair in areas.windows(2) {
            if let [left, right] = pair {
                let (from, x) = (left.sisi(), right.x);
                jalan.gabung.push([from, Titik { x, ..from }]);
            }
        }
        if !simpul.decides() {
            return;
        }
        if let Some(left) = simpul.keluar.and_then(|kolom| self.area(n, kolom)) {
            let Titik { x, y } = left.dasar();
            jalan.label.push(label("Ya", x + 0.7, y - 0.2));
        }
        if let Some(last) = areas.last() {
            let Titik { x, y } = last.sisi();
            jalan.label.push(label("Tidak", x - 1.0, y + 0.8));
        }
    }

    /// How a langkah is come to: from a beginning, another page, or the langkah before.
    fn above(&self, n: usize, simpul: &Simpul, jalan: &mut Jalan) {
        let here = self.letak(n).zip(simpul.masuk);
        let Some((letak, kolom)) = here else { return };
        let Some(area) = self.area(n, kolom) else {
            return;
        };
        let milik = if simpul.mulai {
            Milik::Mulai
        } else if n == self.rows.start && n > 0 {
            Milik::Masuk(n)
        } else {
            return self.step(n, area, jalan);
        };
        let y = letak.y + letak.atas / 2.0;
        let simbol = outer(milik, area, y);
        let from = simbol.area.dasar();
        jalan.panah.push(Panah::new([from, area.puncak()]));
        jalan.simbol.push(simbol);
    }

    /// From the langkah before to this one.
    fn step(&self, n: usize, to: Area, jalan: &mut Jalan) {
        let before = n.checked_sub(1);
        let columns = before.and_then(|before| self.alur.step(before));
        let Some((before, (keluar, masuk))) = before.zip(columns) else {
            return;
        };
        let (Some(from), Some(letak)) = (self.area(before, keluar), self.letak(n)) else {
            return;
        };
        let (from, to) = (from.dasar(), to.puncak());
        let y = letak.y + TURN;
        let turns = [Titik { x: from.x, y }, Titik { x: to.x, y }];
        let turns = turns.into_iter().filter(|_| keluar != masuk);
        let points = [from].into_iter().chain(turns).chain([to]);
        jalan.panah.push(Panah::new(points));
    }

    /// How the last langkah of a page goes on.
    fn below(&self, n: usize, simpul: &Simpul, jalan: &mut Jalan) {
        let here = self.letak(n).zip(simpul.keluar);
        let Some((letak, kolom)) = here else { return };
        let Some(area) = self.area(n, kolom) else {
            return;
        };
        let milik = if simpul.selesai {
            Milik::Selesai
        } else if n + 1 == self.rows.end && n + 1 < self.alur.simpul.len() {
            Milik::Keluar(n + 1)
        } else {
            return;
        };
        let y = letak.end() - letak.bawah / 2.0;
        let simbol = outer(milik, area, y);
        let to = simbol.area.puncak();
        jalan.panah.push(Panah::new([area.dasar(), to]));
        jalan.simbol.push(simbol);
    }

    /// A way beside the columns.
    fn beside(&self, lajur: Lajur, jalan: &mut Jalan) {
        let x = self.kolom.lajur.x + BEFORE_LANES + lajur.middle() * LANE;
        match lajur.jalur {
            Jalur::Kembali { dari, ke } => {
                let ends = self.leaves(dari).zip(self.enters(ke));
                let Some((from, to)) = ends else { return };
                let turns = [Titik { x, ..from }, Titik { x, ..to }];
                jalan.panah.push(Panah::new([from, turns[0], turns[1], to]));
            }
            Jalur::Keluar { dari, ke } => {
                let Some(from) = self.leaves(dari) else {
                    return;
                };
                let turn = Titik { x, ..from };
                let y = from.y + INTO + SEGILIMA.1 / 2.0;
                let simbol = segilima(Milik::Keluar(ke), Titik { x, y });
                let to = simbol.area.puncak();
                jalan.panah.push(Panah::new([from, turn, to]));
                jalan.simbol.push(simbol);
            }
            Jalur::Masuk { ke } => {
                let Some(to) = self.enters(ke) else { return };
                let turn = Titik { x, ..to };
                let y = to.y - OUT - SEGILIMA.1 / 2.0;
                let simbol = segilima(Milik::Masuk(ke), Titik { x, y });
                let from = simbol.area.dasar();
                jalan.panah.push(Panah::new([from, turn, to]));
                jalan.simbol.push(simbol);
            }
        }
    }

    /// Where a way back leaves a langkah of this page.
    fn leaves(&self, n: usize) -> Option<Titik> {
        Some(self.last(n)?.sisi())
    }

    /// Where a way back enters a langkah of this page: higher when another leaves there.
    fn enters(&self, n: usize) -> Option<Titik> {
        let area = self.last(n)?;
        let corner = area.sisi();
        if !self.alur.simpul.get(n)?.decides() {
            return Some(corner);
        }
        Some(Titik {
            x: corner.x - UP * area.lebar / 2.0,
            y: corner.y - UP * area.tinggi / 2.0,
        })
    }

    /// The last symbol of a langkah of this page.
    fn last(&self, n: usize) -> Option<Area> {
        let kolom = self.alur.simpul.get(n)?.kolom.last()?;
        self.area(n, *kolom)
    }

    fn letak(&self, n: usize) -> Option<Letak> {
        let place = n.checked_sub(self.rows.start)?;
        self.letak.get(place).copied()
    }

    /// The rectangle of the symbol of a langkah of this page in a column.
    fn area(&self, n: usize, kolom: usize) -> Option<Area> {
        let y = self.letak(n)?.pusat();
        let tinggi = if self.alur.simpul.get(n)?.decides() {
            BELAH
        } else {
            KOTAK
        };
        let column = self.kolom.pelaksana.get(kolom)?;
        let pusat = Titik {
            x: column.pusat(),
            y,
        };
        Some(Area::around(pusat, (column.lebar * OF_COLUMN, tinggi)))
    }
}

/// What stands at a height above or below the symbol of a langkah.
fn outer(milik: Milik, area: Area, y: f64) -> Simbol {
    let pusat = Titik { y, ..area.pusat() };
    match milik {
        Milik::Keluar(_) | Milik::Masuk(_) => segilima(milik, pusat),
        Milik::Mulai | Milik::Selesai | Milik::Langkah { .. } | Milik::Contoh => Simbol {
            rupa: Rupa::Kapsul,
            area: Area::around(pusat, (area.lebar, KOTAK)),
            milik,
            tanda: None,
        },
    }
}

fn segilima(milik: Milik, pusat: Titik) -> Simbol {
    Simbol {
        rupa: Rupa::Segilima,
        area: Area::around(pusat, SEGILIMA),
        milik,
        tanda: None,
    }
}

/// Letters of an answer.
pub(super) fn answer() -> Huruf {
    Huruf::biasa(6.0)
}

fn label(text: &'static str, x: f64, y: f64) -> (Area, &'static str) {
    let huruf = answer();
    let area = Area {
        x,
        y,
        lebar: huruf.lebar(text),
        tinggi: huruf.tinggi(1),
    };
    (area, text)
}
