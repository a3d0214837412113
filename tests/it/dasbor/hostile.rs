//! Hostile text is only text, wherever it stands on the page.

use rkt::domain::dasbor::{
    Angka, Baris, Batang, Berjalan, BidangDasbor, Dasbor, Ditunggu, Isi, KoreksiDasbor,
    LangkahDasbor, Ukur,
};
use rkt::domain::document::Cell;
use rkt::domain::gantt;
use rkt::domain::instansi::Bidang;
use rkt::domain::rekap;
use rkt::render::dasbor::to_html;

use super::{long, unscripted};
use crate::markup::{SVG, SVG_ATTRIBUTES, hostile, is_made_of};

/// Elements and attributes that the page has besides those of pictures.
const HTML: [&str; 36] = [
    "html", "head", "meta", "body", "a", "header", "h1", "h2", "h3", "p", "strong", "nav", "ul",
    "li", "main", "section", "dl", "div", "dt", "dd", "span", "figure", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "th", "td", "label", "input", "select", "option", "button",
    "footer",
];
const MORE: [&str; 5] = ["polyline", "defs", "pattern", "code", "title"];
const HTML_ATTRIBUTES: [&str; 33] = [
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "href",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "scope",
    "rowspan",
    "colspan",
    "hidden",
    "for",
    "type",
    "value",
    "autocomplete",
    "placeholder",
    "points",
    "preserveAspectRatio",
    "patternUnits",
    "patternTransform",
    "data-judul",
    "data-jenjang",
    "data-dalam",
    "data-bidang",
    "title",
    "role",
    "class",
    "id",
    "width",
    "height",
];

/// A page with one text everywhere: each field is named, so that no new one is forgotten.
fn everywhere(text: &str) -> Dasbor {
    let t = || text.to_owned();
    let Dasbor {
        angka,
        berjalan,
        ditunggu,
        langkah,
        gantt,
        bidang,
        koreksi,
        n_selesai,
        isi,
        judul: _,
        instansi: _,
        pada: _,
        kabar: _,
        perhatian: _,
    } = long(3);
    assert!(!berjalan.is_empty() && !ditunggu.is_empty() && !koreksi.is_empty());
    let number = |one: Angka| Angka {
        nama: one.nama,
        nilai: t(),
        arti: t(),
    };
    let running = |one: Berjalan| Berjalan {
        tanda: one.tanda,
        judul: t(),
        siapa: t(),
        batas: t(),
    };
    let awaited = |one: Ditunggu| Ditunggu {
        siapa: t(),
        apa: t(),
        batas: t(),
        terlambat: !one.terlambat,
    };
    let step = |one: LangkahDasbor| LangkahDasbor {
        no: one.no,
        uraian: t(),
        siapa: t(),
        rencana: t(),
        batas: t(),
        tanda: one.tanda,
        keadaan: t(),
    };
    let unit = |one: BidangDasbor| BidangDasbor {
        id: t(),
        nama: t(),
        tanda: one.tanda,
        keadaan: t(),
        batas: t(),
        putaran: one.putaran,
        n_terbuka: one.n_terbuka,
        pagu: one.pagu,
    };
    let correction = |one: KoreksiDasbor| KoreksiDasbor {
        nama: t(),
        tahap: one.tahap,
        tentang: t(),
        baris: Some(t()),
        alasan: t(),
        oleh: t(),
        sejak: t(),
        jawaban: Some(t()),
    };
    let bar = |one: gantt::Baris| gantt::Baris {
        uraian: t(),
        keadaan: t(),
        ..one
    };
    Dasbor {
        judul: t(),
        instansi: t(),
        pada: t(),
        angka: angka.into_iter().map(number).collect(),
        berjalan: berjalan.into_iter().map(running).collect(),
        ditunggu: ditunggu.into_iter().map(awaited).collect(),
        kabar: vec![t(); 2],
        perhatian: vec![t(); 2],
        langkah: langkah.into_iter().map(step).collect(),
        gantt: gantt::Gantt {
            baris: gantt.baris.into_iter().map(bar).collect(),
            ..gantt
        },
        bidang: bidang.into_iter().map(unit).collect(),
        koreksi: koreksi.into_iter().map(correction).collect(),
        n_selesai,
        isi: isi.map(|isi| content(isi, text)),
    }
}

/// The RKT with one text everywhere.
fn content(isi: Isi, text: &str) -> Isi {
    let t = || text.to_owned();
    let row = |one: Baris| Baris {
        jenjang: one.jenjang,
        kode: t(),
        uraian: Some(t()),
        ukur: vec![
            Ukur {
                indikator: Some(t()),
                satuan: Some(t()),
                target: Some(t()),
                triwulan: Some([(); 4].map(|()| Some(t()))),
                bidang: t(),
            };
            2
        ],
        pagu: one.pagu,
        sumber_dana: Some(t()),
        bidang: one.bidang,
    };
    let bar = |one: Batang| Batang {
        kode: t(),
        nama: t(),
        pagu: one.pagu,
        bagian: t(),
        panjang: one.panjang,
    };
    let unit = |one: Bidang| Bidang {
        id: one.id,
        nama: t(),
    };
    let program = |one: rekap::Baris| rekap::Baris {
        kode: t(),
        uraian: Some(t()),
        ..one
    };
    let (document, _) = crate::naskah::merged(&crate::naskah::long_form(1));
    let mut changed = document.sections.into_iter().next().unwrap();
    changed.judul = t();
    for cell in changed.table.rows.iter_mut().flatten() {
        *cell = Cell::Text(t());
    }
    Isi {
        terbitan: t(),
        kedudukan: t(),
        pengesahan: Some(t()),
        catatan: vec![t(); 2],
        baris: isi.baris.into_iter().map(row).collect(),
        bidang: isi.bidang.into_iter().map(unit).collect(),
        program: isi.program.into_iter().map(bar).collect(),
        menurut_bidang: isi.menurut_bidang.into_iter().map(bar).collect(),
        rekap: rekap::Rekap {
            bidang: isi.rekap.bidang.into_iter().map(unit).collect(),
            program: isi.rekap.program.into_iter().map(program).collect(),
            ..isi.rekap
        },
        total: isi.total,
        perubahan: Some(changed),
    }
}

/// A page with a text that would run if it were more than text.
pub fn poisoned() -> String {
    let all: Vec<String> = hostile().into_iter().take(8).collect();
    let mark = "<img src=x onerror=\"window.kena=1\"><script>window.kena=1</script>";
    to_html(&everywhere(&format!("{mark}{}", all.join(" "))))
}

#[test]
fn no_text_becomes_markup() {
    let elements = [&SVG[..], &HTML, &MORE].concat();
    let attributes = [&SVG_ATTRIBUTES[..], &HTML_ATTRIBUTES].concat();
    let script = script(&to_html(&long(1)));
    for text in hostile() {
        let html = to_html(&everywhere(&text));
        assert_eq!(self::script(&html), script);
        is_made_of(&unscripted(&html), &elements, &attributes, false);
    }
}

/// The one script of a page, which may hold what elements may not.
fn script(html: &str) -> String {
    let (_, rest) = html.split_once("<script>").unwrap();
    let (script, rest) = rest.split_once("</script>").unwrap();
    assert!(!rest.contains("<script"), "a second script");
    script.to_owned()
}
