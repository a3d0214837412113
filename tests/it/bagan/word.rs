//! The SOP as DOCX, read back: tables and shapes that Word can change.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rkt::domain::bagan::{Bagan, Bentuk, Kedudukan, Milik, Peran, Rupa, Simbol};
use rkt::domain::naskah::Ukuran;
use rkt::domain::sop::Sop;
use rkt::render::docx::sop as docx;

use super::TODAY;
use super::hostile::everywhere;
use super::order::symbols;
use super::printed::{expected, stands, tidy};
use super::random::a_sop;
use crate::docx::{Node, grid, is_in_order, read_file, refers_to_what_is_there};
use crate::jadwal::{NINE, TWELVE, seed_text, sop};
use crate::markup::hostile;
use crate::workspace::Workspace;

fn written(sop: &Sop, kedudukan: Option<&Kedudukan>) -> BTreeMap<String, Node> {
    let bagan = Bagan::of(sop, Ukuran::A4, kedudukan);
    let parts = read_file(&docx(&bagan, sop, Ukuran::A4, kedudukan).unwrap());
    parts.values().for_each(is_in_order);
    refers_to_what_is_there(&parts);
    parts
}

/// The name that Word has for a symbol.
fn preset(rupa: Rupa) -> &'static str {
    match rupa {
        Rupa::Kapsul => "roundRect",
        Rupa::Kotak => "flowChartProcess",
        Rupa::Belah => "flowChartDecision",
        Rupa::Segilima => "flowChartOffpageConnector",
    }
}

fn number(node: &Node, key: &str) -> i64 {
    node.attr(key).unwrap().parse().unwrap()
}

/// Asserts that each page of the chart is a group of the shapes that it is laid out as, all within
/// the page.
#[track_caller]
fn is_drawn(bagan: &Bagan, main: &Node) {
    let groups = main.named("wpg:wgp");
    assert_eq!(groups.len(), bagan.halaman.len() - 1);
    for (halaman, group) in bagan.halaman[1..].iter().zip(&groups) {
        let drawn: Vec<Simbol> = symbols(halaman);
        let presets: Vec<&str> = group
            .named("a:prstGeom")
            .iter()
            .map(|node| node.attr("prst").unwrap())
            .filter(|prst| *prst == "roundRect" || prst.starts_with("flowChart"))
            .collect();
        let expected = drawn.iter().map(|simbol| preset(simbol.rupa));
        assert_eq!(presets, expected.collect::<Vec<_>>());
        let told = group.named("wps:cNvPr").into_iter();
        let told: Vec<&str> = told.filter_map(|node| node.attr("descr")).collect();
        let words: Vec<String> = drawn.iter().map(Simbol::kata).collect();
        assert_eq!(told, words);
        let texts: Vec<String> = group
            .named("w:txbxContent")
            .iter()
            .map(|one| one.said())
            .collect();
        let laid = halaman.bentuk.iter().filter_map(|bentuk| match bentuk {
            Bentuk::Teks(teks) if teks.peran != Peran::Kaki => Some(tidy(&teks.baris.concat())),
            Bentuk::Latar(_)
            | Bentuk::Garis(_)
            | Bentuk::Panah(_)
            | Bentuk::Simbol(_)
            | Bentuk::Teks(_) => None,
        });
        assert_eq!(
            texts,
            laid.map(|text| rkt::source::printable(&text).into_owned())
                .collect::<Vec<_>>()
        );
        let inner = group.named("a:chOff")[0];
        let size = group.named("a:chExt")[0];
        for place in group.named("wps:spPr") {
            let (at, ext) = (place.named("a:off")[0], place.named("a:ext")[0]);
            for (from, long) in [("x", "cx"), ("y", "cy")] {
                let (start, length) = (number(at, from), number(ext, long));
                let (first, room) = (number(inner, from), number(size, long));
                assert!(length >= 0 && start >= first, "{place:?}");
                assert!(start + length <= first + room + 36_000, "{place:?}");
            }
        }
    }
    let ids: Vec<&str> = main
        .all()
        .into_iter()
        .filter(|node| matches!(node.name.as_str(), "wp:docPr" | "wps:cNvPr"))
        .map(|node| node.attr("id").unwrap())
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

/// Asserts that the tables tell the whole SOP.
#[track_caller]
fn tells_all(sop: &Sop, kedudukan: Option<&Kedudukan>, main: &Node) {
    let shown = |text: &str| {
        tidy(&rkt::source::printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
    };
    let tables = main.named("w:tbl");
    let [identity, words] = tables.as_slice() else {
        panic!("{} tables", tables.len());
    };
    let pairs: Vec<[String; 2]> = grid(identity)
        .iter()
        .map(|(_, row)| [tidy(&row[1]), tidy(&row[2])])
        .collect();
    for (name, value) in &sop.identitas.baris {
        assert!(
            pairs.contains(&[shown(name), shown(value)]),
            "{name}: {value}"
        );
    }
    let said = identity
        .named("w:p")
        .into_iter()
        .map(|one| tidy(&one.said()));
    let said: BTreeSet<String> = said.collect();
    for (name, lines) in &sop.daftar {
        for text in std::iter::once(name).chain(lines) {
            assert!(said.contains(&shown(text)), "{text}");
        }
    }
    let rows = grid(words);
    assert!(rows[0].0 && rows[1..].iter().all(|(is_head, _)| !is_head));
    let found = rows[1..].iter();
    let found = found.map(|(_, row)| [0, 1, 3, 4, 5].map(|column| tidy(&row[column])));
    assert_eq!(found.collect::<Vec<_>>(), expected(sop, shown));
    let last: BTreeSet<&str> = rows[1..]
        .iter()
        .map(|(_, row)| row.last().unwrap().as_str())
        .collect();
    for (_, text) in kedudukan.iter().flat_map(|one| &one.langkah) {
        assert!(last.iter().any(|one| tidy(one) == shown(text)), "{text}");
    }
}

#[test]
fn every_text_and_every_symbol_is_there() {
    for text in [seed_text(), NINE, TWELVE] {
        let sop = sop(text);
        let kedudukan = stands(&sop);
        for kedudukan in [None, Some(&kedudukan)] {
            let parts = written(&sop, kedudukan);
            let main = &parts["word/document.xml"];
            is_drawn(&Bagan::of(&sop, Ukuran::A4, kedudukan), main);
            tells_all(&sop, kedudukan, main);
            for kaki in ["word/kakiIdentitas.xml", "word/kakiBagan.xml"] {
                let nomor = &sop.identitas.nomor;
                assert_eq!(parts[kaki].said(), format!("SOP {nomor}\tHalaman 1 dari 1"));
            }
        }
    }
}

#[test]
fn a_long_chart_breaks_over_pages_with_connectors() {
    let parts = written(&sop(seed_text()), None);
    let main = &parts["word/document.xml"];
    let bagan = Bagan::of(&sop(seed_text()), Ukuran::A4, None);
    let leads = |milik: Milik| matches!(milik, Milik::Keluar(_) | Milik::Masuk(_));
    let n = |page: usize| {
        symbols(&bagan.halaman[page])
            .iter()
            .filter(|one| leads(one.milik))
            .count()
    };
    let groups = main.named("wpg:wgp");
    let connectors = |group: &Node| {
        let all = group.named("a:prstGeom").into_iter();
        all.filter(|node| node.attr("prst") == Some("flowChartOffpageConnector"))
            .count()
    };
    assert_eq!(groups.len(), 2);
    assert_eq!([connectors(groups[0]), connectors(groups[1])], [n(1), n(2)]);
    assert!(n(1) > 0 && n(2) > 0);
    // One section for the identity page, one for each page of the chart, one for the words.
    assert_eq!(main.named("w:sectPr").len(), 4);
    assert!(
        main.named("w:pgSz")
            .iter()
            .all(|size| number(size, "w:w") <= 31_680)
    );
}

#[test]
fn hostile_text_is_only_text() {
    let known: BTreeSet<String> = {
        let sop = sop(seed_text());
        let kedudukan = stands(&sop);
        let parts = written(&sop, Some(&kedudukan));
        let all = parts["word/document.xml"].all().into_iter();
        all.map(|node| node.name.clone()).collect()
    };
    for text in hostile() {
        let sop = everywhere(&text);
        let kedudukan = Kedudukan {
            judul: text.clone(),
            pada: TODAY,
            langkah: stands(&sop)
                .langkah
                .into_iter()
                .map(|(tanda, _)| (tanda, text.clone()))
                .collect(),
        };
        let parts = written(&sop, Some(&kedudukan));
        let main = &parts["word/document.xml"];
        let names = main.all().into_iter().map(|node| &node.name);
        let foreign: Vec<&String> = names
            .filter(|name| !known.contains(*name) && !["w:br", "w:tab"].contains(&name.as_str()))
            .collect();
        assert!(foreign.is_empty(), "{foreign:?}");
        assert!(
            main.named("w:pgSz")
                .iter()
                .all(|size| number(size, "w:h") <= 31_680)
        );
        tells_all(&sop, Some(&kedudukan), main);
    }
}

#[test]
fn the_program_writes_the_same_bytes_wherever_and_whenever() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.rkt("sop export docx -o satu").ok();
    workspace
        .at("2030-01-01T00:00:00+09:00")
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "id_ID.UTF-8");
    workspace.rkt("sop export docx -o dua").ok();
    let [one, two] = ["satu", "dua"]
        .map(|folder| std::fs::read(workspace.path().join(folder).join("sop.docx")).unwrap());
    assert!(one == two);
    let refused = workspace.rkt("sop export docx -o -").exits(2).err;
    assert!(
        refused.contains("rkt sop export docx -o FOLDER"),
        "{refused}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_sop_is_written_whole(sop in a_sop(30, 8), shown in any::<bool>()) {
        let kedudukan = shown.then(|| stands(&sop));
        let parts = written(&sop, kedudukan.as_ref());
        let main = &parts["word/document.xml"];
        tells_all(&sop, kedudukan.as_ref(), main);
        is_drawn(&Bagan::of(&sop, Ukuran::A4, kedudukan.as_ref()), main);
    }
}
