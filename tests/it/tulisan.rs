//! `acuan/naskah/*.md`: what the office writes becomes blocks, and what can't is told at its place.

use proptest::prelude::*;
use rkt::domain::finding::{Finding, Spot};
use rkt::domain::naskah::{Bagian, Blok, Gaya, Rata, Sel, Teks, Tulisan};
use rkt::domain::rule::Rule;
use rkt::store::markdown::decode;
use rkt::store::text::Source;

fn read(text: &str) -> (Tulisan, Vec<Finding>) {
    let source = Source {
        file: "acuan/naskah/bab-1.md".to_owned(),
        text: text.to_owned(),
    };
    decode(&source, Bagian::Pendahuluan)
}

/// The blocks of a text in which nothing is wrong.
fn blocks(text: &str) -> Vec<Blok> {
    let (tulisan, findings) = read(text);
    assert_eq!(findings, [], "{text}");
    tulisan.blok
}

fn paragraph(text: &str) -> Blok {
    Blok::Paragraf(Teks::from(text))
}

#[test]
fn headings_paragraphs_and_lists_are_carried() {
    let text = "# Pembukaan\n\n## Satu\n\nIni **tebal**,\nitu *miring*.\n\n\
                - a\n- b\n\n3. tiga\n4. empat\n\n   lagi\n\n### Dua\n\nbaris\\\nbaru\n";
    let (tulisan, findings) = read(text);
    assert_eq!(findings, []);
    assert_eq!(tulisan.judul.as_deref(), Some("Pembukaan"));
    let mixed = Teks::from("Ini ")
        .with(Gaya::Tebal, "tebal")
        .with(Gaya::Biasa, ", itu ")
        .with(Gaya::Miring, "miring")
        .with(Gaya::Biasa, ".");
    let dua = Blok::Judul {
        tingkat: 3,
        teks: "Dua".to_owned(),
    };
    let expected = [
        Blok::bagian("Satu"),
        Blok::Paragraf(mixed),
        Blok::Butir(vec![Teks::from("a"), Teks::from("b")]),
        Blok::Urutan {
            mulai: 3,
            butir: vec![Teks::from("tiga"), Teks::from("empat\nlagi")],
        },
        dua,
        paragraph("baris\nbaru"),
    ];
    assert_eq!(tulisan.blok, expected);
}

#[test]
fn a_simple_table_is_carried() {
    let found = blocks("| Indikator | Target |\n|---|---:|\n| APK | 82,50 |\n| APM |\n");
    let [Blok::Tabel(table)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(table.kolom.len(), 2);
    assert_eq!(table.kolom[1].rata, Rata::Kanan);
    assert_eq!(table.kepala, [[Sel::isi("Indikator"), Sel::isi("Target")]]);
    assert_eq!(table.baris[0].sel, [Sel::isi("APK"), Sel::isi("82,50")]);
    assert_eq!(table.baris[1].sel, [Sel::isi("APM"), Sel::isi("")]);
}

#[test]
fn a_link_says_where_it_leads() {
    let link = "[laman kami](https://contoh.go.id)";
    assert_eq!(
        blocks(&format!("Lihat {link}.")),
        [paragraph("Lihat laman kami (https://contoh.go.id).")]
    );
    assert_eq!(
        blocks("Lihat <https://contoh.go.id>."),
        [paragraph("Lihat https://contoh.go.id.")]
    );
    assert_eq!(blocks("<a@contoh.go.id>"), [paragraph("a@contoh.go.id")]);
}

#[test]
fn what_can_not_be_carried_is_told_where_it_stands() {
    for (text, what, line) in [
        ("a\n\n![b](c.png)\n", "gambar", 3),
        ("a\n\n<div>b</div>\n", "HTML", 3),
        ("a <b>b</b>\n", "HTML", 1),
        ("[a](javascript:alert(1))\n", "tautan ini", 1),
        ("[a](JavaScript:alert(1))\n", "tautan ini", 1),
        ("[a](berkas.docx)\n", "tautan ini", 1),
        ("> a\n", "kutipan", 1),
        ("a\n\n    b\n", "blok kode", 3),
        ("```\na\n```\n", "blok kode", 1),
        ("a `b`\n", "tulisan di antara tanda `", 1),
        ("a\n\n---\n", "garis mendatar", 3),
        ("- a\n  - b\n", "daftar di dalam daftar", 2),
        ("- # a\n", "judul di dalam daftar", 1),
        ("a\n\n# b\n", "judul `#` yang kedua", 3),
        ("#### a\n", "judul sedalam ini", 1),
        ("***a***\n", "tulisan tebal sekaligus miring", 1),
        ("## **a**\n", "huruf tebal atau miring di dalam judul", 1),
        (
            "|a|\n|---|\n|*b*|\n",
            "huruf tebal atau miring di dalam sel",
            3,
        ),
        ("\u{feff}> a\n", "kutipan", 1),
    ] {
        let (_, findings) = read(text);
        let first = findings.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(first.rule, Rule::TextUnfit, "{text}");
        assert!(first.message.starts_with(what), "{text}: {}", first.message);
        assert!(first.help.is_some(), "{text}");
        let Spot::Bytes(start, _) = first.at.spot else {
            panic!("{text}");
        };
        assert_eq!(text[..start].matches('\n').count() + 1, line, "{text}");
    }
    let (_, findings) = read("a\n<<<<<<< HEAD\n");
    assert!(findings.iter().any(|one| one.rule == Rule::ConflictMarker));
}

#[test]
fn one_thing_is_told_once() {
    let (tulisan, findings) = read("> a **b**\n> - c\n>   - <i>d</i>\n\ne\n");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(tulisan.blok, [paragraph("e")]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[-#>*_`|<&\\[\\]()!:. 1a\u{e9}\n\t\\\\]{0,60}") {
        let (_, findings) = read(&text);
        for finding in findings {
            let Spot::Bytes(start, end) = finding.at.spot else {
                panic!("{finding:?}");
            };
            prop_assert!(text.get(start..end).is_some());
        }
    }

    #[test]
    fn plain_words_come_through(words in proptest::collection::vec("[a-z]{1,9}", 1..20)) {
        let text = words.join(" ");
        prop_assert_eq!(blocks(&text), [paragraph(&text)]);
    }
}
