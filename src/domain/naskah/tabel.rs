//! A table on paper: a grid of cells, of which some go on in the one above or beside them.

/// A table, every row as wide as its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabelNaskah {
    /// What it holds, for those who can't see it.
    pub judul: String,
    /// The columns.
    pub kolom: Vec<Kolom>,
    /// The heading rows, repeated on every page.
    pub kepala: Vec<Vec<Sel>>,
    /// The rows.
    pub baris: Vec<Baris>,
    /// Whether it is on one page wherever a page holds it.
    pub utuh: bool,
}

/// How many characters a column of money has room for, and the share that the most of them need.
const MONEY: (usize, u16) = ("999.999.999.999".len(), 34);

impl TabelNaskah {
    /// The same with more room where money would break in the middle of a number.
    #[must_use]
    pub fn with_whole_money(mut self) -> TabelNaskah {
        let (room, most) = MONEY;
        let long = |sel: Option<&Sel>| matches!(sel, Some(Sel::Isi(teks)) if teks.len() > room);
        for (n, kolom) in self.kolom.iter_mut().enumerate() {
            let is_money = kolom.rata == Rata::Kanan;
            if is_money && self.baris.iter().any(|row| long(row.sel.get(n))) {
                kolom.lebar = kolom.lebar.max(most);
            }
        }
        self
    }

    /// A table with these columns: heading, share of the width, and how it is set.
    #[must_use]
    pub fn of(judul: &str, columns: &[(&str, u16, Rata)], baris: Vec<Baris>) -> TabelNaskah {
        let kolom = columns.iter().map(|(_, lebar, rata)| Kolom {
            lebar: *lebar,
            rata: *rata,
        });
        let heads = columns.iter().map(|(judul, ..)| Sel::isi(*judul));
        TabelNaskah {
            judul: judul.to_owned(),
            kolom: kolom.collect(),
            kepala: vec![heads.collect()],
            baris,
            utuh: false,
        }
    }

    /// The same on one page, wherever a page holds it.
    #[must_use]
    pub fn whole(self) -> TabelNaskah {
        TabelNaskah { utuh: true, ..self }
    }
}

/// Kolom (column).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kolom {
    /// Its share of the width, beside those of the others.
    pub lebar: u16,
    /// How its cells are set.
    pub rata: Rata,
}

/// Rata (alignment).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rata {
    /// Left.
    Kiri,
    /// Centred.
    Tengah,
    /// Right.
    Kanan,
}

/// Baris (row).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baris {
    /// How it looks.
    pub corak: Corak,
    /// Its cells.
    pub sel: Vec<Sel>,
    /// The least height in millimetres, as room to write in by hand; 0 where its words decide.
    pub ruang: u16,
}

/// Corak (look) of a row: how much it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corak {
    /// One among many.
    Biasa,
    /// Above others: bold.
    Tegas,
    /// Above those: bold on a tint.
    Utama,
    /// A band across the table that says what comes below it.
    Pita,
    /// A total.
    Jumlah,
}

/// Sel (cell).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sel {
    /// A cell of its own.
    Isi(String),
    /// Goes on in the cell above.
    Atas,
    /// Goes on in the cell on the left.
    Kiri,
}

impl Sel {
    /// A cell of its own.
    #[must_use]
    pub fn isi(teks: impl Into<String>) -> Sel {
        Sel::Isi(teks.into())
    }
}

impl Baris {
    /// A row as high as its words need.
    #[must_use]
    pub fn new(corak: Corak, sel: Vec<Sel>) -> Baris {
        Baris {
            corak,
            sel,
            ruang: 0,
        }
    }

    /// The same with room to write in: at least so many millimetres high.
    #[must_use]
    pub fn with_room(self, ruang: u16) -> Baris {
        Baris { ruang, ..self }
    }

    /// A row that is one cell across the table.
    #[must_use]
    pub fn across(corak: Corak, teks: &str, n_kolom: usize) -> Baris {
        let mut sel = vec![Sel::isi(teks)];
        sel.resize(n_kolom.max(1), Sel::Kiri);
        Baris::new(corak, sel)
    }
}

/// One heading row, or two where neighbours share a heading: of each column that heading, empty
/// where it shares none, and its own.
pub(super) fn kepala<'a>(columns: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Vec<Sel>> {
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut left = "";
    let mut is_shared = false;
    for (shared, own) in columns {
        let own = Sel::isi(own);
        if shared.is_empty() {
            above.push(own);
            below.push(Sel::Atas);
        } else {
            is_shared = true;
            let goes_on = shared == left;
            above.push(if goes_on { Sel::Kiri } else { Sel::isi(shared) });
            below.push(own);
        }
        left = shared;
    }
    if is_shared {
        vec![above, below]
    } else {
        vec![above]
    }
}

/// Petak (field): a cell with the rows and columns that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Petak<'a> {
    /// Its topmost row, from 0.
    pub baris: usize,
    /// Its leftmost column, from 0.
    pub kolom: usize,
    /// How many rows it covers.
    pub n_baris: usize,
    /// How many columns it covers.
    pub n_kolom: usize,
    /// Its words.
    pub teks: &'a str,
}

impl TabelNaskah {
    /// The fields of its heading rows.
    #[must_use]
    pub fn petak_kepala(&self) -> Vec<Petak<'_>> {
        let rows: Vec<&[Sel]> = self.kepala.iter().map(Vec::as_slice).collect();
        petak(&rows)
    }

    /// The fields of its rows.
    #[must_use]
    pub fn petak(&self) -> Vec<Petak<'_>> {
        let rows: Vec<&[Sel]> = self.baris.iter().map(|row| row.sel.as_slice()).collect();
        petak(&rows)
    }
}

/// The fields of a grid, by row, then by column. A cell that goes on in none has no field.
fn petak<'a>(rows: &[&'a [Sel]]) -> Vec<Petak<'a>> {
    let mut found = Vec::new();
    for (baris, row) in rows.iter().enumerate() {
        for (kolom, sel) in row.iter().enumerate() {
            let Sel::Isi(teks) = sel else {
                continue;
            };
            let right = row.iter().skip(kolom + 1);
            let below = rows.iter().skip(baris + 1).map(|row| row.get(kolom));
            found.push(Petak {
                baris,
                kolom,
                n_baris: 1 + below.take_while(|sel| *sel == Some(&Sel::Atas)).count(),
                n_kolom: 1 + right.take_while(|sel| **sel == Sel::Kiri).count(),
                teks,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_cover_what_goes_on_in_them() {
        let rows = [
            vec![Sel::isi("No"), Sel::isi("Triwulan"), Sel::Kiri],
            vec![Sel::Atas, Sel::isi("I"), Sel::isi("II")],
            vec![Sel::isi("Semua"), Sel::Kiri, Sel::Kiri],
        ];
        let rows: Vec<&[Sel]> = rows.iter().map(Vec::as_slice).collect();
        let found: Vec<_> = petak(&rows)
            .iter()
            .map(|one| (one.baris, one.kolom, one.n_baris, one.n_kolom, one.teks))
            .collect();
        let expected = [
            (0, 0, 2, 1, "No"),
            (0, 1, 1, 2, "Triwulan"),
            (1, 1, 1, 1, "I"),
            (1, 2, 1, 1, "II"),
            (2, 0, 1, 3, "Semua"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_cell_that_goes_on_in_none_has_no_field() {
        let row = [Sel::Atas, Sel::Kiri, Sel::isi("a")];
        assert_eq!(petak(&[&row]).len(), 1);
        assert_eq!(petak(&[&[], &row]).len(), 1);
    }
}
