//! Hostile text is only text, and has only its own place.

use rkt::domain::bagan::{Bagan, Kedudukan};
use rkt::domain::naskah::Ukuran;
use rkt::domain::sop::Sop;
use rkt::render::bagan::{to_html, to_svg};

use super::TODAY;
use super::order::is_in_order;
use super::random::standing;
use crate::jadwal::{NINE, sop};
use crate::markup::{SVG, SVG_ATTRIBUTES, hostile, is_made_of};

/// Elements and attributes that a web page has besides those of pictures.
const HTML: [&str; 28] = [
    "html", "head", "meta", "body", "header", "h1", "h2", "h3", "p", "a", "main", "figure",
    "section", "dl", "dt", "dd", "ol", "li", "div", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "br", "title",
];
const HTML_ATTRIBUTES: [&str; 10] = [
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "href",
    "tabindex",
    "aria-label",
    "scope",
    "rowspan",
];

/// The SOP with one text everywhere.
pub fn everywhere(text: &str) -> Sop {
    let mut sop = sop(NINE);
    let identitas = &mut sop.identitas;
    for one in [
        &mut identitas.pemerintah,
        &mut identitas.instansi,
        &mut identitas.nomor,
        &mut identitas.judul,
        &mut identitas.judul_matriks,
    ] {
        text.clone_into(one);
    }
    identitas.baris = vec![(text.to_owned(), text.to_owned())];
    sop.daftar = vec![(text.to_owned(), vec![text.to_owned(); 3])];
    for (n, pelaksana) in sop.pelaksana.iter_mut().enumerate() {
        pelaksana.nama = format!("{text}{n}");
    }
    for langkah in &mut sop.langkah {
        text.clone_into(&mut langkah.uraian);
        for row in &mut langkah.mutu_baku {
            text.clone_into(&mut row.kelengkapan);
            text.clone_into(&mut row.output);
        }
    }
    sop
}

#[test]
fn no_text_becomes_markup_or_leaves_its_box() {
    for text in hostile() {
        let sop = everywhere(&text);
        let kedudukan = Kedudukan {
            judul: text.clone(),
            pada: TODAY,
            langkah: standing(&sop)
                .into_iter()
                .map(|(tanda, _)| (tanda, text.clone()))
                .collect(),
        };
        let bagan = Bagan::of(&sop, Ukuran::A4, Some(&kedudukan));
        is_in_order(&sop, &bagan);
        is_made_of(&to_svg(&bagan), &SVG, &SVG_ATTRIBUTES, true);
        let html = to_html(&bagan, &sop, Some(&kedudukan));
        let elements = [&SVG[..], &HTML].concat();
        let attributes = [&SVG_ATTRIBUTES[..], &HTML_ATTRIBUTES].concat();
        is_made_of(&html, &elements, &attributes, false);
    }
}

#[test]
fn every_text_of_the_sop_is_on_the_page_whole() {
    let sop = everywhere("Menyusun <b>draf</b> & 'lampiran'");
    let bagan = Bagan::of(&sop, Ukuran::A4, None);
    let html = to_html(&bagan, &sop, None);
    let written = "Menyusun &lt;b&gt;draf&lt;/b&gt; &amp; 'lampiran'";
    let rows = html.matches(&format!("<td>{written}</td>")).count();
    // Uraian, kelengkapan and output of nine langkah.
    assert_eq!(rows, 27);
}
