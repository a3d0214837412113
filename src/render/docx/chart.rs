//! The chart of a SOP as shapes of Word, a group a page, so that it can be changed there.

use std::collections::BTreeSet;

use super::page::{Lembar, Margin, twips};
use super::shape::{Frame, Scale, Shapes, anchor};
use super::styles::{Style, bold, size, spacing, style};
use super::text::paragraph_with;
use super::xml::{El, el, val};
use crate::domain::bagan::{Bagan, Bentuk, Halaman, Peran, Rata, Teks};
use crate::domain::naskah::{Naskah, Orientasi};

/// The footers of the identity page and of the chart, by their relationship, each with its style.
pub const FOOTERS: [(&str, &str); 2] = [
    ("kakiIdentitas", "FooterIdentitas"),
    ("kakiBagan", "FooterBagan"),
];
/// The blank edge of a page, in millimetres.
const EDGE: u16 = 10;
/// The longest side that Word gives a page, in millimetres.
const LONGEST: f64 = 558.0;
/// The least size of letters, in half points.
const SMALLEST: u32 = 2;

/// The letters of a chart: one style each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Letters {
    half_points: u32,
    tebal: bool,
    rata: &'static str,
}

impl Letters {
    fn of(teks: &Teks, scale: Scale) -> Letters {
        Letters {
            half_points: scale.half_points(teks.huruf.ukuran).max(SMALLEST),
            tebal: teks.huruf.tebal,
            rata: match teks.rata {
                Rata::Kiri => "left",
                Rata::Tengah => "center",
                Rata::Kanan => "right",
            },
        }
    }

    fn id(self) -> String {
        let tebal = if self.tebal { "Tebal" } else { "" };
        format!("Bagan{}{tebal}{}", self.half_points, self.rata)
    }

    fn style(self) -> Style {
        let tebal = if self.tebal { " Tebal" } else { "" };
        let rata = match self.rata {
            "left" => "Kiri",
            "right" => "Kanan",
            _ => "Tengah",
        };
        let whole = self.half_points / 2;
        let half = if self.half_points.is_multiple_of(2) {
            ""
        } else {
            ",5"
        };
        let name = format!("Bagan {whole}{half}{tebal} {rata}");
        // As far from line to line as the chart was laid out for.
        let leading = spacing(0, 0)
            .attr("w:line", self.half_points * 12)
            .attr("w:lineRule", "exact");
        let run = if self.tebal { bold } else { size };
        let own = vec![leading, val("w:jc", self.rata)];
        style(&self.id(), &name, own, run(self.half_points))
    }
}

/// The styles that its texts have.
pub fn styles(bagan: &Bagan) -> Vec<Style> {
    let mut all = BTreeSet::new();
    for halaman in pages_of(bagan) {
        let scale = scale(halaman);
        for bentuk in &halaman.bentuk {
            if let Bentuk::Teks(teks) = bentuk {
                all.insert(Letters::of(teks, scale));
            }
        }
    }
    let letters = all.into_iter().map(Letters::style);
    footers(bagan).chain(letters).collect()
}

/// The styles of the footers, each as wide as its pages.
fn footers(bagan: &Bagan) -> impl Iterator<Item = Style> {
    let pages = bagan.halaman.iter();
    pages.zip(FOOTERS).map(|(halaman, (_, id))| {
        let right = val("w:tab", "right").attr("w:pos", text_width(halaman));
        let own = vec![el("w:tabs").with([right]), spacing(0, 0)];
        style(id, id, own, size(14))
    })
}

/// How a page looks, as large as it was laid out.
pub fn sheet(halaman: &Halaman, footer: &'static str) -> Lembar<'static> {
    let scale = scale(halaman);
    Lembar {
        size: (scale.twips(halaman.lebar), scale.twips(halaman.tinggi)),
        arah: Orientasi::Mendatar,
        margin: Margin {
            atas: EDGE,
            kanan: EDGE,
            bawah: 2 * EDGE,
            kiri: EDGE,
        },
        footer,
    }
}

/// The width of text on a page, in twentieths of a point.
pub fn text_width(halaman: &Halaman) -> u32 {
    let width = scale(halaman).twips(halaman.lebar);
    width.saturating_sub(2 * twips(EDGE))
}

/// The pages with the matrix; the identity page is a table.
fn pages_of(bagan: &Bagan) -> &[Halaman] {
    bagan.halaman.get(1..).unwrap_or_default()
}

/// What is larger than a page may be is shown smaller.
fn scale(halaman: &Halaman) -> Scale {
    let longest = halaman.lebar.max(halaman.tinggi).max(1.0);
    Scale((LONGEST / longest).min(1.0))
}

/// Each page to the end of its section.
pub fn pages(bagan: &Bagan, naskah: &Naskah) -> Vec<El> {
    let pages = pages_of(bagan);
    let [_, (footer, _)] = FOOTERS;
    let mut shapes = Shapes::default();
    let mut all = Vec::new();
    for (n, halaman) in (1..).zip(pages) {
        let scale = scale(halaman);
        let end = sheet(halaman, footer).section(naskah.is_draf);
        let words = format!(
            "Bagan alir {}, halaman {n} dari {}. Langkahnya dalam kata-kata ada di tabel sesudah bagan.",
            bagan.judul,
            pages.len()
        );
        for bentuk in &halaman.bentuk {
            draw(bentuk, scale, &mut shapes);
        }
        let frame = Frame::of(halaman, scale);
        let group = anchor(&frame, &words, &mut shapes);
        let shown = el("mc:Choice").attr("Requires", "wpg").with([group]);
        let told = el("mc:Fallback").with([el("w:t").text(&words)]);
        let either = el("mc:AlternateContent").with([shown, told]);
        let run = el("w:r").with([either]);
        all.push(paragraph_with("AkhirBagian", [end], vec![run]));
    }
    all
}

fn draw(bentuk: &Bentuk, scale: Scale, shapes: &mut Shapes) {
    match bentuk {
        Bentuk::Latar(area) => shapes.shade(area, scale),
        Bentuk::Garis(garis) => shapes.line(garis, scale),
        Bentuk::Panah(panah) => shapes.arrow(panah, scale),
        Bentuk::Simbol(simbol) => shapes.symbol(simbol, scale),
        // The foot of a page is that of Word.
        Bentuk::Teks(teks) if teks.peran == Peran::Kaki => {}
        Bentuk::Teks(teks) => shapes.text(teks, &Letters::of(teks, scale).id(), scale),
    }
}
