//! Pages: how large, which margins, and what stands above and below the text of each.

use super::text::{self, field, tab};
use super::xml::{El, el};
use crate::domain::naskah::{Kertas, Naskah, Orientasi, Ukuran};

/// What is above every page of a paper that nobody has signed.
const DRAF: &str = "DRAF – belum ditandatangani";

/// Margins in millimetres.
#[derive(Clone, Copy)]
pub struct Margin {
    /// Above.
    pub atas: u16,
    /// On the right.
    pub kanan: u16,
    /// Below.
    pub bawah: u16,
    /// On the left.
    pub kiri: u16,
}

/// Room for reading and filing upright; as much table as goes on the page across.
fn margin(arah: Orientasi) -> Margin {
    match arah {
        Orientasi::Tegak => Margin {
            atas: 25,
            kanan: 20,
            bawah: 25,
            kiri: 30,
        },
        Orientasi::Mendatar => Margin {
            atas: 20,
            kanan: 15,
            bawah: 20,
            kiri: 20,
        },
    }
}

/// From the edge of the paper to the header and to the footer, in millimetres.
const EDGE: u16 = 10;

/// Twentieths of a point of some millimetres, as word processors count.
pub fn twips(mm: u16) -> u32 {
    (u32::from(mm) * 14_400 + 127) / 254
}

/// The width of the text on paper that is turned that way, in twentieths of a point.
pub fn width(ukuran: Ukuran, arah: Orientasi) -> u32 {
    let (width, _) = Kertas { ukuran, arah }.mm();
    let margin = margin(arah);
    twips(width.saturating_sub(margin.kiri + margin.kanan))
}

/// The end of the style names and files of an orientation.
pub fn suffix(arah: Orientasi) -> &'static str {
    match arah {
        Orientasi::Tegak => "",
        Orientasi::Mendatar => "Mendatar",
    }
}

/// The relationship of the footer of an orientation.
pub fn footer_id(arah: Orientasi) -> String {
    format!("kaki{}", suffix(arah))
}

/// The relationship of the header.
pub const HEADER_ID: &str = "kepala";

/// The end of a section, whose pages are turned that way.
pub fn section(naskah: &Naskah, arah: Orientasi) -> El {
    let ukuran = naskah.kertas.ukuran;
    let (width, height) = Kertas { ukuran, arah }.mm();
    let lembar = Lembar {
        size: (twips(width), twips(height)),
        arah,
        margin: margin(arah),
        footer: &footer_id(arah),
    };
    lembar.section(naskah.is_draf)
}

/// How the pages of a section look.
#[derive(Clone, Copy)]
pub struct Lembar<'a> {
    /// Their width and height, in twentieths of a point.
    pub size: (u32, u32),
    /// Which way they are turned.
    pub arah: Orientasi,
    /// Their margins.
    pub margin: Margin,
    /// The relationship of their footer.
    pub footer: &'a str,
}

impl Lembar<'_> {
    /// The end of the section.
    pub fn section(self, is_draf: bool) -> El {
        let (width, height) = self.size;
        let margin = self.margin;
        let refer = |name, id: &str| el(name).attr("w:type", "default").attr("r:id", id);
        let header = refer("w:headerReference", HEADER_ID);
        let size = el("w:pgSz").attr("w:w", width).attr("w:h", height);
        let size = match self.arah {
            Orientasi::Tegak => size,
            Orientasi::Mendatar => size.attr("w:orient", "landscape"),
        };
        el("w:sectPr").with(is_draf.then_some(header)).with([
            refer("w:footerReference", self.footer),
            el("w:type").attr("w:val", "nextPage"),
            size,
            el("w:pgMar")
                .attr("w:top", twips(margin.atas))
                .attr("w:right", twips(margin.kanan))
                .attr("w:bottom", twips(margin.bawah))
                .attr("w:left", twips(margin.kiri))
                .attr("w:header", twips(EDGE))
                .attr("w:footer", twips(EDGE))
                .attr("w:gutter", 0),
        ])
    }
}

/// The foot of every page that is turned that way.
pub fn footer(naskah: &Naskah, arah: Orientasi) -> El {
    footer_in(&format!("Footer{}", suffix(arah)), naskah)
}

/// What the paper is, and the number of the page, in a style.
pub fn footer_in(style: &str, naskah: &Naskah) -> El {
    let mut runs = text::runs(&naskah.kaki);
    runs.push(tab());
    runs.extend(text::runs("Halaman "));
    runs.extend(field("PAGE", "1"));
    runs.extend(text::runs(" dari "));
    runs.extend(field("NUMPAGES", "1"));
    let paragraph = text::paragraph(style, runs);
    text::part("w:ftr").with([paragraph])
}

/// The head of every page of a draft.
pub fn header() -> El {
    let paragraph = text::paragraph("Header", text::runs(DRAF));
    text::part("w:hdr").with([paragraph])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_has_its_known_size() {
        assert_eq!((twips(210), twips(297)), (11_906, 16_838));
        assert_eq!((twips(215), twips(330)), (12_189, 18_709));
        assert_eq!(width(Ukuran::A4, Orientasi::Mendatar), twips(262));
    }
}
