//! Kolom (column): how the width of a page is shared out.

use super::huruf::count;

/// Blank edge of a page.
pub(super) const MARGIN: f64 = 10.0;
/// Width of a lane.
pub(super) const LANE: f64 = 2.6;
/// Room before the first lane.
pub(super) const BEFORE_LANES: f64 = 3.0;
/// Room behind the last.
const BEHIND_LANES: f64 = 2.0;
/// The least room for lanes, with their heading.
const LANES: f64 = 14.0;

/// Into how many parts of a millimetre the width of a page is told.
const PARTS: f64 = 1e6;

const NO: f64 = 9.0;
const WAKTU: f64 = 17.0;
/// A pelaksana: at least and at most.
const PELAKSANA: (f64, f64) = (16.0, 24.0);
/// Uraian, kelengkapan, output and keterangan together: at least.
const TEXT: f64 = 108.0;
/// The parts of them in it.
const SHARES: [f64; 4] = [0.36, 0.22, 0.20, 0.22];

/// A stretch from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rentang {
    pub(super) x: f64,
    pub(super) lebar: f64,
}

impl Rentang {
    pub(super) fn kanan(self) -> f64 {
        self.x + self.lebar
    }

    pub(super) fn pusat(self) -> f64 {
        self.x + self.lebar / 2.0
    }

    /// From the left of this to the right of another.
    pub(super) fn to(self, last: Rentang) -> Rentang {
        Rentang {
            x: self.x,
            lebar: last.kanan() - self.x,
        }
    }
}

/// The columns of the matrix, in printed order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kolom {
    pub(super) no: Rentang,
    pub(super) uraian: Rentang,
    pub(super) pelaksana: Vec<Rentang>,
    /// Where ways back run, beside the pelaksana.
    pub(super) lajur: Rentang,
    pub(super) kelengkapan: Rentang,
    pub(super) waktu: Rentang,
    pub(super) output: Rentang,
    pub(super) keterangan: Rentang,
}

impl Kolom {
    /// Columns for so many pelaksana and lanes on paper of a width; wider than that when they need
    /// it.
    pub(super) fn new(pelaksana: usize, lanes: usize, paper: f64) -> Kolom {
        let lajur = match lanes {
            0 => 0.0,
            lanes => (BEFORE_LANES + count(lanes) * LANE + BEHIND_LANES).max(LANES),
        };
        let room = paper - 2.0 * MARGIN - NO - WAKTU - lajur;
        let (least, most) = PELAKSANA;
        let n = count(pelaksana.max(1));
        let each = ((room - TEXT) / n).clamp(least, most);
        let text = (room - each * count(pelaksana)).max(TEXT);
        let [uraian, kelengkapan, output, keterangan] = SHARES.map(|share| text * share);
        let mut x = MARGIN;
        let mut take = |lebar: f64| {
            let taken = Rentang { x, lebar };
            x += lebar;
            taken
        };
        Kolom {
            no: take(NO),
            uraian: take(uraian),
            pelaksana: (0..pelaksana).map(|_| take(each)).collect(),
            lajur: take(lajur),
            kelengkapan: take(kelengkapan),
            waktu: take(WAKTU),
            output: take(output),
            keterangan: take(keterangan),
        }
    }

    /// The whole table.
    pub(super) fn all(&self) -> Rentang {
        self.no.to(self.keterangan)
    }

    /// The pelaksana.
    pub(super) fn acting(&self) -> Rentang {
        Rentang {
            x: self.uraian.kanan(),
            lebar: self.lajur.x - self.uraian.kanan(),
        }
    }

    /// The lanes, if there are any.
    pub(super) fn lanes(&self) -> Option<Rentang> {
        Some(self.lajur).filter(|lajur| lajur.lebar > 0.0)
    }

    /// The Mutu Baku.
    pub(super) fn mutu_baku(&self) -> Rentang {
        self.kelengkapan.to(self.output)
    }

    /// The width of the page, without what adding up the columns gets wrong.
    pub(super) fn page(&self) -> f64 {
        ((self.all().kanan() + MARGIN) * PARTS).round() / PARTS
    }
}
