//! Pages: how large, which margins, and what stands above and below the text of each.

use super::text::{self, field, tab};
use super::xml::{El, el};
use crate::domain::naskah::{Kertas, Naskah, Orientasi, Ukuran};

/// What is above every page of a paper that nobody has signed.
const DRAF: &str = "DRAF – belum ditandatangani";

/// Margins in millimetres.
struct Margin {
    atas: u16,
    kanan: u16,
    bawah: u16,
    kiri: u16,
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
    let margin = margin(arah);
    let refer = |name, id: &str| el(name).attr("w:type", "default").attr("r:id", id);
    let header = refer("w:headerReference", HEADER_ID);
    let size = el("w:pgSz")
        .attr("w:w", twips(width))
        .attr("w:h", twips(height));
    let size = match arah {
        Orientasi::Tegak => size,
        Orientasi::Mendatar => size.attr("w:orient", "landscape"),
    };
    el("w:sectPr").with(naskah.is_draf.then_some(header)).with([
        refer("w:footerReference", &footer_id(arah)),
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

/// The foot of every page: what the paper is, and the number of the page.
pub fn footer(naskah: &Naskah, arah: Orientasi) -> El {
    let style = format!("Footer{}", suffix(arah));
    let mut runs = text::runs(&naskah.kaki);
    runs.push(tab());
    runs.extend(text::runs("Halaman "));
    runs.extend(field("PAGE", "1"));
    runs.extend(text::runs(" dari "));
    runs.extend(field("NUMPAGES", "1"));
    let paragraph = text::paragraph(&style, runs);
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
