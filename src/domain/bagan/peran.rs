//! Peran (role): what a text is to who hears a page read out.

/// Peran (role) of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peran {
    /// The title of the identity page.
    Sop,
    /// The title of the matrix.
    Matriks,
    /// Words of their own.
    Paragraf,
    /// A heading of the identity block, by its row.
    Nama(usize),
    /// The value beside it.
    Nilai(usize),
    /// The heading of a list, by its place.
    Daftar(usize),
    /// The number of an item: its list and its place in it.
    Nomor(usize, usize),
    /// The words of an item.
    Butir(usize, usize),
    /// A heading of the matrix over one column or several: its row, and the first of them.
    Kepala {
        /// The row, from 0.
        baris: usize,
        /// The column.
        kolom: Kolom,
    },
    /// A cell of the matrix.
    Sel {
        /// The langkah, by its place in the SOP.
        langkah: usize,
        /// The row of its Mutu Baku; 0 for cells over all of them.
        baris: usize,
        /// The column.
        kolom: Kolom,
    },
    /// What stands at the foot of a page.
    Kaki,
    /// For the eye only: what is said elsewhere too.
    Hiasan,
}

/// A column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kolom {
    /// No.
    No,
    /// Uraian Prosedur.
    Uraian,
    /// A pelaksana, by its place in the SOP.
    Pelaksana(usize),
    /// Persyaratan/Kelengkapan.
    Kelengkapan,
    /// Waktu.
    Waktu,
    /// Output.
    Output,
    /// Keterangan.
    Keterangan,
}

impl Kolom {
    /// All columns of a matrix with so many pelaksana.
    #[must_use]
    pub fn all(pelaksana: usize) -> Vec<Kolom> {
        let mut all = vec![Kolom::No, Kolom::Uraian];
        all.extend((0..pelaksana).map(Kolom::Pelaksana));
        all.extend([
            Kolom::Kelengkapan,
            Kolom::Waktu,
            Kolom::Output,
            Kolom::Keterangan,
        ]);
        all
    }

    /// Whether it has a cell for each row of the Mutu Baku.
    #[must_use]
    pub fn is_mutu_baku(self) -> bool {
        match self {
            Kolom::Kelengkapan | Kolom::Waktu | Kolom::Output => true,
            Kolom::No | Kolom::Uraian | Kolom::Pelaksana(_) | Kolom::Keterangan => false,
        }
    }
}
