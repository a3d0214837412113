//! Simbol (symbol): the shapes of PermenPAN-RB 35/2012 and what stands in them.

use super::bentuk::{Area, Bentuk, Kanvas, Rata, Tebal, Titik};
use super::huruf::Huruf;
use super::kedudukan::Tanda;
use super::peran::{Kolom, Peran};

/// Where the sides of a segilima turn towards its tip, as a part of its height.
const SHOULDER: f64 = 0.6;
/// The sides of a mark, and the room beside it.
const MARK: f64 = 2.4;
const BESIDE: f64 = 0.6;

/// The symbols of PermenPAN-RB 35/2012; the fifth is the arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rupa {
    /// Kapsul: where it begins or ends.
    Kapsul,
    /// Kotak: work.
    Kotak,
    /// Belah ketupat: a decision, yes or no.
    Belah,
    /// Segilima: it goes on at another place.
    Segilima,
}

/// What a symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milik {
    /// A pelaksana's part in a langkah, both by their place in the SOP.
    Langkah {
        /// The langkah.
        langkah: usize,
        /// The column.
        pelaksana: usize,
    },
    /// The beginning, where no langkah stands for it.
    Mulai,
    /// The end, where no langkah stands for it.
    Selesai,
    /// A way to the langkah at that place in the SOP that leaves here.
    Keluar(usize),
    /// A way to the langkah at that place in the SOP that comes in here.
    Masuk(usize),
    /// An example in a legend.
    Contoh,
}

impl Milik {
    /// What the text in it is to who hears it; a way is told in words elsewhere.
    fn peran(self) -> Peran {
        match self {
            Milik::Langkah { langkah, pelaksana } => Peran::Sel {
                langkah,
                baris: 0,
                kolom: Kolom::Pelaksana(pelaksana),
            },
            Milik::Mulai | Milik::Selesai | Milik::Keluar(_) | Milik::Masuk(_) | Milik::Contoh => {
                Peran::Hiasan
            }
        }
    }
}

/// Simbol (symbol) of the flowchart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simbol {
    /// Which one.
    pub rupa: Rupa,
    /// The rectangle it fills.
    pub area: Area,
    /// What it stands for.
    pub milik: Milik,
    /// How its langkah stands, where that is shown.
    pub tanda: Option<Tanda>,
}

impl Simbol {
    /// What it says to who can't see it.
    #[must_use]
    pub fn kata(&self) -> String {
        let word = match (self.milik, self.rupa) {
            (Milik::Mulai, _) | (Milik::Langkah { langkah: 0, .. }, Rupa::Kapsul) => "mulai",
            (Milik::Selesai, _) | (_, Rupa::Kapsul) => "selesai",
            (Milik::Keluar(_) | Milik::Masuk(_), _) | (_, Rupa::Segilima) => "penghubung halaman",
            (Milik::Langkah { .. } | Milik::Contoh, Rupa::Kotak) => "kegiatan",
            (Milik::Langkah { .. } | Milik::Contoh, Rupa::Belah) => "keputusan",
        };
        match self.tanda {
            Some(tanda) => format!("{word}: {}", tanda.word()),
            None => word.to_owned(),
        }
    }

    /// The part of it in which a text may stand.
    fn inner(&self) -> Area {
        let part = |lebar: f64, tinggi: f64| {
            let size = (self.area.lebar * lebar, self.area.tinggi * tinggi);
            Area::around(self.area.pusat(), size)
        };
        match self.rupa {
            Rupa::Kapsul | Rupa::Kotak => part(0.94, 1.0),
            Rupa::Belah => part(0.55, 0.5),
            Rupa::Segilima => Area {
                y: self.area.y,
                ..part(0.9, 0.75)
            },
        }
    }

    /// Its corners, clockwise; a kapsul has those of its rectangle, with round ends.
    #[must_use]
    pub fn sudut(&self) -> Vec<Titik> {
        let Area { x, y, .. } = self.area;
        let (kanan, bawah) = (self.area.kanan(), self.area.bawah());
        let Titik { x: cx, y: cy } = self.area.pusat();
        let bahu = y + self.area.tinggi * SHOULDER;
        let corners: &[(f64, f64)] = match self.rupa {
            Rupa::Kapsul | Rupa::Kotak => &[(x, y), (kanan, y), (kanan, bawah), (x, bawah)],
            Rupa::Belah => &[(cx, y), (kanan, cy), (cx, bawah), (x, cy)],
            Rupa::Segilima => &[(x, y), (kanan, y), (kanan, bahu), (cx, bawah), (x, bahu)],
        };
        corners.iter().map(|&(x, y)| Titik { x, y }).collect()
    }
}

impl Kanvas {
    /// A symbol with the mark of how its langkah stands, and a text.
    pub(super) fn symbol(&mut self, simbol: Simbol, text: &str) {
        self.0.push(Bentuk::Simbol(simbol));
        let inner = simbol.inner();
        let marks = simbol.tanda.map_or(&[][..], Tanda::garis);
        let mark = if marks.is_empty() { 0.0 } else { MARK };
        let gap = if mark > 0.0 && !text.is_empty() {
            BESIDE
        } else {
            0.0
        };
        let room = (inner.lebar - mark - gap).max(0.0);
        let huruf = Huruf::tebal(6.5).in_one_line(text, room);
        let wide = huruf.lebar(text);
        let x = inner.x + (inner.lebar - mark - gap - wide) / 2.0;
        let y = inner.pusat().y - MARK / 2.0;
        for line in marks {
            let points = line.iter().map(|(dx, dy)| (x + dx * MARK, y + dy * MARK));
            self.line(points, Tebal::Tegas);
        }
        let area = Area {
            x: x + mark + gap,
            lebar: wide,
            ..inner
        };
        let lines = if text.is_empty() {
            Vec::new()
        } else {
            vec![text.to_owned()]
        };
        self.text(area, lines, (huruf, Rata::Tengah), simbol.milik.peran());
    }
}
