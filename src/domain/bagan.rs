//! Bagan (chart): the SOP on paper, its identity page and its flowchart, as shapes in millimetres
//! (PermenPAN-RB 35/2012). Whatever draws it draws the same.

mod alur;
mod baris;
mod bentuk;
mod catatan;
mod huruf;
mod identitas;
mod kata;
mod kedudukan;
mod kepala;
mod kolom;
mod lajur;
mod matriks;
mod pecah;
mod peran;
mod rute;
mod sel;
mod simbol;

use super::naskah::{Kertas, Orientasi, Ukuran};
use super::sop::Sop;

pub use bentuk::{Area, Bentuk, Garis, Panah, Rata, Tebal, Teks, Titik};
pub use huruf::Huruf;
pub use kata::{JENIS, identitas, langkah, naskah, remark};
pub use kedudukan::{Kedudukan, Tanda};
pub use peran::{Kolom, Peran};
pub use simbol::{Milik, Rupa, Simbol};

/// The SOP as pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Bagan {
    /// What it is called.
    pub judul: String,
    /// The identity page, then the matrix.
    pub halaman: Vec<Halaman>,
}

/// Halaman (page).
#[derive(Clone, Debug, PartialEq)]
pub struct Halaman {
    /// Its width, in millimetres.
    pub lebar: f64,
    /// Its height, in millimetres.
    pub tinggi: f64,
    /// What it is drawn of, in order.
    pub bentuk: Vec<Bentuk>,
}

impl Bagan {
    /// Draws a SOP on pages of a size, turned across; a page is larger when a row or the columns need
    /// it. With a kedudukan it shows how each langkah stands.
    #[must_use]
    pub fn of(sop: &Sop, ukuran: Ukuran, kedudukan: Option<&Kedudukan>) -> Bagan {
        let arah = Orientasi::Mendatar;
        let (width, height) = Kertas { ukuran, arah }.mm();
        let paper = (f64::from(width), f64::from(height));
        let mut halaman = vec![identitas::page(sop, paper)];
        halaman.extend(matriks::Matriks::new(sop, paper, kedudukan).pages());
        let n = halaman.len();
        for (page, halaman) in (1..).zip(&mut halaman) {
            catatan::number(sop, page, n, halaman);
        }
        Bagan {
            judul: kata::judul(sop),
            halaman,
        }
    }
}
