//! Bentuk (shape): what a page is drawn of, in millimetres from its left and upper edge.

use super::huruf::Huruf;
use super::kolom::Rentang;
use super::peran::Peran;
use super::sel::{PAD, Sel};
use super::simbol::Simbol;

/// Length of an arrow's head, and half its width.
const HEAD: (f64, f64) = (1.6, 0.75);

/// Titik (point).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Titik {
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// Its width.
    pub lebar: f64,
    /// Its height.
    pub tinggi: f64,
}

impl Area {
    /// The rectangle of a size around a point.
    pub(super) fn around(pusat: Titik, (lebar, tinggi): (f64, f64)) -> Area {
        Area {
            x: pusat.x - lebar / 2.0,
            y: pusat.y - tinggi / 2.0,
            lebar,
            tinggi,
        }
    }

    /// Its right side.
    #[must_use]
    pub fn kanan(&self) -> f64 {
        self.x + self.lebar
    }

    /// Its lower side.
    #[must_use]
    pub fn bawah(&self) -> f64 {
        self.y + self.tinggi
    }

    /// Its middle.
    #[must_use]
    pub fn pusat(&self) -> Titik {
        Titik {
            x: self.x + self.lebar / 2.0,
            y: self.y + self.tinggi / 2.0,
        }
    }

    /// Its corners, clockwise.
    #[must_use]
    pub fn sudut(&self) -> [Titik; 4] {
        let (kanan, bawah) = (self.kanan(), self.bawah());
        let corners = [
            (self.x, self.y),
            (kanan, self.y),
            (kanan, bawah),
            (self.x, bawah),
        ];
        corners.map(|(x, y)| Titik { x, y })
    }

    /// The middle of its upper side.
    pub(super) fn puncak(&self) -> Titik {
        Titik {
            y: self.y,
            ..self.pusat()
        }
    }

    /// The middle of its right side.
    pub(super) fn sisi(&self) -> Titik {
        Titik {
            x: self.kanan(),
            ..self.pusat()
        }
    }

    /// The middle of its lower side.
    pub(super) fn dasar(&self) -> Titik {
        Titik {
            y: self.bawah(),
            ..self.pusat()
        }
    }
}

/// Panah (arrow): a way from symbol to symbol, its head at its last point.
#[derive(Clone, Debug, PartialEq)]
pub struct Panah {
    /// Its points, each straight above, below or beside the one before.
    pub titik: Vec<Titik>,
}

impl Panah {
    /// The arrow through some points, without those at which it goes nowhere.
    pub(super) fn new(titik: impl IntoIterator<Item = Titik>) -> Panah {
        let mut points: Vec<Titik> = titik.into_iter().collect();
        points.dedup();
        Panah { titik: points }
    }

    /// Its points, the last one drawn back into its head so that the tip stays sharp.
    #[must_use]
    pub fn batang(&self) -> Vec<Titik> {
        let mut points = self.titik.clone();
        if let (Some(last), Some([_, left, right])) = (points.last_mut(), self.kepala()) {
            *last = Titik {
                x: f64::midpoint(left.x, right.x),
                y: f64::midpoint(left.y, right.y),
            };
        }
        points
    }

    /// The tip of its head and the two corners behind it.
    #[must_use]
    pub fn kepala(&self) -> Option<[Titik; 3]> {
        let [.., from, tip] = self.titik.as_slice() else {
            return None;
        };
        let (dx, dy) = (tip.x - from.x, tip.y - from.y);
        let length = dx.hypot(dy);
        let (dx, dy) = (dx / length, dy / length);
        let (long, half) = HEAD;
        let corner = |side: f64| Titik {
            x: tip.x - dx * long - dy * half * side,
            y: tip.y - dy * long + dx * half * side,
        };
        (length > 0.0).then(|| [*tip, corner(1.0), corner(-1.0)])
    }
}

/// How thick a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tebal {
    /// Between the cells of a table.
    Tipis,
    /// Around a table, and between symbols of one langkah.
    Sedang,
    /// A mark.
    Tegas,
}

/// Garis (line) without a head.
#[derive(Clone, Debug, PartialEq)]
pub struct Garis {
    /// Its points.
    pub titik: Vec<Titik>,
    /// How thick it is.
    pub tebal: Tebal,
}

/// To which side the lines of a text are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rata {
    /// To the left.
    Kiri,
    /// In the middle.
    Tengah,
    /// To the right.
    Kanan,
}

/// Teks (text) in a rectangle, half way between its upper and lower side.
#[derive(Clone, Debug, PartialEq)]
pub struct Teks {
    /// The rectangle it stays in.
    pub area: Area,
    /// Its lines, each with the blank that it breaks at.
    pub baris: Vec<String>,
    /// In which letters.
    pub huruf: Huruf,
    /// To which side.
    pub rata: Rata,
    /// What it is to who hears the page.
    pub peran: Peran,
}

impl Teks {
    /// Its lines without blanks at their ends, each with the point that it begins at, ends at or has
    /// its middle at, on the line that letters stand on.
    pub fn letak(&self) -> impl Iterator<Item = (Titik, &str)> {
        let x = match self.rata {
            Rata::Kiri => self.area.x,
            Rata::Tengah => self.area.pusat().x,
            Rata::Kanan => self.area.kanan(),
        };
        let top = self.area.pusat().y - self.huruf.tinggi(self.baris.len()) / 2.0;
        let first = top + self.huruf.naik();
        let ys = std::iter::successors(Some(first), |y| Some(y + self.huruf.jarak()));
        let lines = self.baris.iter().map(|line| line.trim_end());
        lines.zip(ys).map(move |(line, y)| (Titik { x, y }, line))
    }
}

/// Bentuk (shape), in the order in which a page is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Bentuk {
    /// Shade behind a heading.
    Latar(Area),
    /// A line.
    Garis(Garis),
    /// An arrow.
    Panah(Panah),
    /// A symbol, which covers what is behind it.
    Simbol(Simbol),
    /// Text.
    Teks(Teks),
}

/// A page as it is drawn.
#[derive(Default)]
pub(super) struct Kanvas(pub(super) Vec<Bentuk>);

impl Kanvas {
    pub(super) fn line(&mut self, titik: impl IntoIterator<Item = (f64, f64)>, tebal: Tebal) {
        let titik = titik.into_iter().map(|(x, y)| Titik { x, y }).collect();
        self.0.push(Bentuk::Garis(Garis { titik, tebal }));
    }

    /// The sides of a rectangle.
    pub(super) fn frame(&mut self, area: Area, tebal: Tebal) {
        let Area { x, y, .. } = area;
        let (kanan, bawah) = (area.kanan(), area.bawah());
        let corners = [(x, y), (kanan, y), (kanan, bawah), (x, bawah), (x, y)];
        self.line(corners, tebal);
    }

    pub(super) fn text(
        &mut self,
        area: Area,
        baris: Vec<String>,
        (huruf, rata): (Huruf, Rata),
        peran: Peran,
    ) {
        if baris.is_empty() {
            return;
        }
        self.0.push(Bentuk::Teks(Teks {
            area,
            baris,
            huruf,
            rata,
            peran,
        }));
    }

    /// Lines of a cell from a height down.
    pub(super) fn cell(
        &mut self,
        sel: &Sel,
        kolom: Rentang,
        (y, tinggi): (f64, f64),
        rata: Rata,
        peran: Peran,
    ) {
        let area = Area {
            x: kolom.x + PAD,
            y,
            lebar: (kolom.lebar - 2.0 * PAD).max(0.0),
            tinggi,
        };
        self.text(area, sel.baris.clone(), (sel.huruf, rata), peran);
    }
}
