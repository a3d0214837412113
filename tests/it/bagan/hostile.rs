//! Hostile text is only text, and has only its own place.

use quick_xml::Reader;
use quick_xml::events::Event;
use rkt::domain::bagan::{Bagan, Kedudukan};
use rkt::domain::naskah::Ukuran;
use rkt::domain::sop::Sop;
use rkt::render::bagan::{to_html, to_svg};

use super::TODAY;
use super::order::is_in_order;
use super::random::standing;
use crate::jadwal::{NINE, sop};

/// Elements and attributes of a picture, and those that a web page has besides.
const SVG: [&str; 7] = ["svg", "title", "style", "g", "rect", "path", "text"];
const SVG_ATTRIBUTES: [&str; 14] = [
    "xmlns", "viewBox", "width", "height", "role", "class", "x", "y", "rx", "d", "style", "fill",
    "stroke", "id",
];
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

pub fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "](javascript:alert(1))",
        "</title></style></svg><script>",
        "]]> <!-- --> &amp; &#60;b&#62; <?xml?>",
        "\u{0}\u{1}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}",
        "\u{202e}siapa\u{2066} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{fdfd}",
        "",
        "   \t\n  ",
    ]
    .map(str::to_owned)
    .into();
    all.push("W".repeat(10_000));
    all.push("kata ".repeat(100));
    all
}

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

/// Asserts that a text is made of these elements and attributes alone, every element closed in
/// its turn if it is `whole` XML.
#[track_caller]
fn is_made_of(text: &str, elements: &[&str], attributes: &[&str], whole: bool) {
    assert!(
        text.chars().all(|c| "\n\t".contains(c) || !c.is_control()),
        "{text:?}"
    );
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = whole;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(elements.contains(&tag.name().as_ref()), "{tag:?}");
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    assert!(attributes.contains(&attribute.key.as_ref()), "{tag:?}");
                    let leads = attribute.key.as_ref() != "href" || attribute.value == "#teks";
                    assert!(leads, "{tag:?}");
                }
            }
            Event::DocType(kind) => assert_eq!(kind.as_ref(), "html"),
            Event::Text(_) | Event::GeneralRef(_) | Event::End(_) => {}
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {
                panic!("more than elements and texts")
            }
        }
    }
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
