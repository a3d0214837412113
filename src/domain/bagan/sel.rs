//! Sel (cell): a text as lines that fit its column.

use super::huruf::Huruf;
use super::kolom::Rentang;

/// Room between a text and the lines around it.
pub(super) const PAD: f64 = 1.0;

/// Some lines of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sel {
    pub(super) baris: Vec<String>,
    pub(super) huruf: Huruf,
}

impl Sel {
    pub(super) fn new(text: &str, huruf: Huruf, kolom: Rentang) -> Sel {
        let huruf = huruf.fitting(text, kolom.lebar - 2.0 * PAD);
        Sel {
            baris: huruf.wrap(text, kolom.lebar - 2.0 * PAD),
            huruf,
        }
    }

    pub(super) fn tinggi(&self) -> f64 {
        self.huruf.tinggi(self.baris.len())
    }
}
