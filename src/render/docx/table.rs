//! Tables: headings on every page, rows that stay whole, cells over several rows and columns.

use super::page::twips;
use super::text;
use super::xml::{El, el, val};
use crate::domain::naskah::{Corak, Gaya, Rata, Sel, TabelNaskah};

const HEAD: &str = "D9D9D9";
const BAND: &str = "E6E6E6";
const TINT: &str = "F3F3F3";

/// A table of that width, in twentieths of a point; its last row stays with what follows if that
/// must not stand alone.
pub fn table(tabel: &TabelNaskah, width: u32, leads: bool) -> El {
    let widths = widths(tabel, width);
    let rows = Rows {
        tabel,
        widths: &widths,
    };
    let heads = tabel.kepala.iter().enumerate();
    let heads = heads.map(|(n, sel)| {
        let below = tabel.kepala.get(n + 1).map(Vec::as_slice);
        rows.row(sel, below, Look::Head, 0)
    });
    let last = tabel.baris.len().saturating_sub(1);
    let body = tabel.baris.iter().enumerate().map(|(n, baris)| {
        let below = tabel.baris.get(n + 1).map(|row| row.sel.as_slice());
        let keep = if n == last { leads } else { tabel.utuh };
        let look = Look::Body(baris.corak, keep);
        rows.row(&baris.sel, below, look, baris.ruang)
    });
    let grid = widths
        .iter()
        .map(|width| el("w:gridCol").attr("w:w", width));
    el("w:tbl")
        .with([properties(tabel, width), el("w:tblGrid").with(grid)])
        .with(heads)
        .with(body)
}

fn properties(tabel: &TabelNaskah, width: u32) -> El {
    el("w:tblPr").with([
        val("w:tblStyle", "TabelNaskah"),
        el("w:tblW").attr("w:w", width).attr("w:type", "dxa"),
        el("w:tblLayout").attr("w:type", "fixed"),
        el("w:tblLook").attr("w:firstRow", 1).attr("w:noVBand", 1),
        val("w:tblCaption", &tabel.judul),
    ])
}

/// The widths of the columns by their shares; together they are as wide as the table.
fn widths(tabel: &TabelNaskah, width: u32) -> Vec<u32> {
    let shares = tabel.kolom.iter().map(|kolom| u32::from(kolom.lebar));
    let all: u32 = shares.clone().sum::<u32>().max(1);
    let mut right = 0;
    let mut left = 0;
    let edge = |share: u32| {
        right += share;
        let edge = u64::from(width) * u64::from(right) / u64::from(all);
        let edge = u32::try_from(edge).unwrap_or(width);
        let own = edge - left;
        left = edge;
        own
    };
    shares.map(edge).collect()
}

/// How a row looks.
#[derive(Clone, Copy)]
enum Look {
    /// A heading, on every page.
    Head,
    /// One below, and whether it stays with what follows.
    Body(Corak, bool),
}

impl Look {
    fn shade(self) -> Option<&'static str> {
        match self {
            Look::Head => Some(HEAD),
            Look::Body(Corak::Pita | Corak::Jumlah, _) => Some(BAND),
            Look::Body(Corak::Utama, _) => Some(TINT),
            Look::Body(Corak::Biasa | Corak::Tegas, _) => None,
        }
    }

    fn gaya(self) -> Gaya {
        match self {
            // The style of heading cells is bold already.
            Look::Head | Look::Body(Corak::Biasa, _) => Gaya::Biasa,
            Look::Body(Corak::Tegas | Corak::Utama | Corak::Pita | Corak::Jumlah, _) => Gaya::Tebal,
        }
    }

    fn style(self, rata: Rata) -> &'static str {
        match (self, rata) {
            (Look::Head, _) => "SelKepala",
            (Look::Body(Corak::Pita, _), _) | (_, Rata::Kiri) => "Sel",
            (_, Rata::Tengah) => "SelTengah",
            (_, Rata::Kanan) => "SelKanan",
        }
    }

    fn paragraph(self, rata: Rata, teks: &str) -> El {
        let runs = text::runs_in(self.gaya(), teks);
        match self {
            Look::Body(_, true) | Look::Body(Corak::Pita, _) => {
                text::leading(self.style(rata), runs)
            }
            Look::Head | Look::Body(_, false) => text::paragraph(self.style(rata), runs),
        }
    }
}

/// Makes rows of a table.
struct Rows<'a> {
    tabel: &'a TabelNaskah,
    widths: &'a [u32],
}

impl Rows<'_> {
    /// A row at least so many millimetres high.
    fn row(&self, sel: &[Sel], below: Option<&[Sel]>, look: Look, ruang: u16) -> El {
        let mut cells = Vec::new();
        let mut at = 0;
        while at < self.widths.len() {
            let right = sel.iter().skip(at + 1);
            let wide = 1 + right.take_while(|sel| **sel == Sel::Kiri).count();
            let goes_on = below.and_then(|row| row.get(at)) == Some(&Sel::Atas);
            cells.push(self.cell(sel.get(at), at..at + wide, goes_on, look));
            at += wide;
        }
        let head = matches!(look, Look::Head).then(|| el("w:tblHeader"));
        let room = (ruang > 0).then(|| {
            el("w:trHeight")
                .attr("w:val", twips(ruang))
                .attr("w:hRule", "atLeast")
        });
        let own = el("w:trPr").with([el("w:cantSplit")]).with(room).with(head);
        el("w:tr").with([own]).with(cells)
    }

    /// A cell over some columns, which goes on in the row below or does not.
    fn cell(
        &self,
        sel: Option<&Sel>,
        columns: std::ops::Range<usize>,
        goes_on: bool,
        look: Look,
    ) -> El {
        let widths = self.widths.get(columns.clone()).unwrap_or_default();
        let (n, width) = (widths.len(), widths.iter().sum::<u32>());
        let merge = match sel {
            Some(Sel::Atas) => Some(el("w:vMerge")),
            Some(Sel::Isi(_)) if goes_on => Some(val("w:vMerge", "restart")),
            Some(Sel::Isi(_) | Sel::Kiri) | None => None,
        };
        let teks = match sel {
            Some(Sel::Isi(teks)) => teks.as_str(),
            Some(Sel::Atas | Sel::Kiri) | None => "",
        };
        let rata = self.tabel.kolom.get(columns.start);
        let rata = rata.map_or(Rata::Kiri, |kolom| kolom.rata);
        let shade = look.shade().map(|fill| {
            val("w:shd", "clear")
                .attr("w:color", "auto")
                .attr("w:fill", fill)
        });
        let middle = matches!(look, Look::Head).then(|| val("w:vAlign", "center"));
        let own = el("w:tcPr")
            .with([el("w:tcW").attr("w:w", width).attr("w:type", "dxa")])
            .with((n > 1).then(|| val("w:gridSpan", &n.to_string())))
            .with(merge)
            .with(shade)
            .with(middle);
        el("w:tc").with([own, look.paragraph(rata, teks)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::naskah::Kolom;

    #[test]
    fn columns_fill_the_width() {
        let kolom = |lebar| Kolom {
            lebar,
            rata: Rata::Kiri,
        };
        let tabel = |shares: &[u16]| TabelNaskah {
            judul: String::new(),
            kolom: shares.iter().copied().map(kolom).collect(),
            kepala: Vec::new(),
            baris: Vec::new(),
            utuh: false,
        };
        assert_eq!(widths(&tabel(&[1, 1, 1]), 100), [33, 33, 34]);
        assert_eq!(widths(&tabel(&[0]), 100), [0]);
        assert_eq!(widths(&tabel(&[]), 100), [0_u32; 0]);
    }
}
