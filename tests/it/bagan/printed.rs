//! The SOP as PDF, read back: a table to who hears it, as it is one to who sees it.

use proptest::prelude::*;
use rkt::domain::bagan::{Kedudukan, Tanda};
use rkt::domain::naskah::Ukuran;
use rkt::domain::sop::{Asal, Sop};
use rkt::render::pdf::{Pdf, sop as pdf};

use super::TODAY;
use super::hostile::everywhere;
use super::random::{a_sop, standing};
use crate::jadwal::{NINE, TWELVE, seed_text, sop};
use crate::markup::hostile;
use crate::pdf::reader::{Paper, Part, read};
use crate::workspace::Workspace;

pub fn stands(sop: &Sop) -> Kedudukan {
    Kedudukan {
        judul: "Kedudukan RKT 2027 pada 4 November 2026".to_owned(),
        pada: TODAY,
        langkah: standing(sop),
    }
}

fn written(sop: &Sop, ukuran: Ukuran, kedudukan: Option<&Kedudukan>) -> (Pdf, Paper) {
    let pdf = pdf(sop, ukuran, kedudukan).unwrap();
    let paper = read(&pdf.bytes);
    assert_eq!(paper.pages.len(), pdf.n_pages);
    (pdf, paper)
}

pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows that a matrix has below its headings, as texts are shown: number, uraian, kelengkapan,
/// waktu and output.
pub fn expected(sop: &Sop, shown: impl Fn(&str) -> String) -> Vec<[String; 5]> {
    let shown = &shown;
    let rows = sop.langkah.iter().flat_map(|langkah| {
        langkah.mutu_baku.iter().map(move |row| {
            let star = if row.asal == Asal::Tafsir { "*" } else { "" };
            let waktu = format!("{}{star}", row.waktu);
            let texts = [&langkah.uraian, &row.kelengkapan, &waktu, &row.output];
            let [uraian, kelengkapan, waktu, output] = texts.map(|text| shown(text));
            [langkah.no.to_string(), uraian, kelengkapan, waktu, output]
        })
    });
    rows.collect()
}

/// Asserts that the paper tells the whole SOP, each text in its cell.
#[track_caller]
fn tells_all(sop: &Sop, kedudukan: Option<&Kedudukan>, read: &Paper) {
    let tables = read.tables();
    let [identity, matrix] = tables.as_slice() else {
        panic!("{} tables", tables.len());
    };
    let pairs: Vec<[String; 2]> = identity
        .iter()
        .map(|row| [0, 1].map(|n| tidy(&row[n])))
        .collect();
    assert_eq!(pairs.first().unwrap()[1], tidy(&sop.identitas.nomor));
    assert_eq!(pairs.last().unwrap()[1], tidy(&sop.identitas.judul));
    for (name, value) in &sop.identitas.baris {
        assert!(
            pairs.contains(&[tidy(name), tidy(value)]),
            "{name}: {value}"
        );
    }
    let n = sop.pelaksana.len();
    let (heads, rows) = matrix.split_at(2);
    for (pelaksana, head) in sop.pelaksana.iter().zip(&heads[1][2..]) {
        assert_eq!(tidy(head), tidy(&pelaksana.nama));
    }
    let columns = [0, 1, n + 2, n + 3, n + 4];
    let found = rows
        .iter()
        .map(|row| columns.map(|column| tidy(&row[column])));
    assert_eq!(found.collect::<Vec<_>>(), expected(sop, tidy));
    let first = |langkah: usize| {
        let before = &sop.langkah[..langkah];
        before.iter().map(|one| one.mutu_baku.len()).sum::<usize>()
    };
    for (n, (_, words)) in kedudukan
        .iter()
        .flat_map(|one| one.langkah.iter().enumerate())
    {
        let remark = tidy(rows[first(n)].last().unwrap());
        assert!(remark.starts_with(words), "{remark}");
    }
    figures(sop, kedudukan, read);
    for (name, lines) in &sop.daftar {
        let says = |role: &str, text: &str| {
            let mut parts = read.parts.iter().filter(|part| part.role == role);
            parts.any(|part| tidy(&part.text) == tidy(text))
        };
        assert!(tidy(name).is_empty() || says("H2", name), "{name}");
        for line in lines.iter().filter(|line| !tidy(line).is_empty()) {
            assert!(says("LBody", line), "{line}");
        }
    }
}

/// A picture for each pelaksana of each langkah, that says what it is and how it stands.
#[track_caller]
fn figures(sop: &Sop, kedudukan: Option<&Kedudukan>, read: &Paper) {
    let figures: Vec<&Part> = read
        .parts
        .iter()
        .filter(|part| part.role == "Figure")
        .collect();
    let mut expected = Vec::new();
    let last = sop.langkah.len() - 1;
    for (n, langkah) in sop.langkah.iter().enumerate() {
        let word = match n {
            _ if !langkah.kembali_ke.is_empty() => "keputusan",
            0 if last > 0 => "mulai",
            n if n == last && last > 0 => "selesai",
            _ => "kegiatan",
        };
        let tanda = kedudukan.map(|one| one.langkah[n].0);
        let said = tanda.map_or(word.to_owned(), |tanda| format!("{word}: {}", tanda.word()));
        let acting: std::collections::BTreeSet<_> = langkah.pelaksana.iter().collect();
        expected.extend(acting.iter().map(|_| said.clone()));
    }
    let found: Vec<String> = figures
        .iter()
        .map(|part| part.alt.clone().unwrap())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_text_is_told_in_its_cell() {
    for text in [seed_text(), NINE, TWELVE] {
        let sop = sop(text);
        let kedudukan = stands(&sop);
        for (ukuran, height) in Ukuran::ALL.into_iter().zip([595.3, 609.4]) {
            for kedudukan in [None, Some(&kedudukan)] {
                let (pdf, read) = written(&sop, ukuran, kedudukan);
                assert_eq!(pdf.lacking, []);
                tells_all(&sop, kedudukan, &read);
                for (n, page) in read.pages.iter().enumerate() {
                    let has = |text: &str| page.artifacts.iter().any(|(_, said)| said == text);
                    assert!(has(&format!("Halaman {} dari {}", n + 1, pdf.n_pages)));
                    assert!((page.height - height).abs() < 0.1, "{}", page.height);
                }
            }
        }
    }
}

#[test]
fn a_long_chart_has_its_headings_on_every_page_and_connectors() {
    let (pdf, read) = written(&sop(seed_text()), Ukuran::A4, None);
    assert_eq!(pdf.n_pages, 3);
    let drawn = |page: usize, text: &str| {
        let said = read.pages[page].artifacts.iter();
        said.filter(|(_, said)| said.trim() == text).count()
    };
    assert_eq!(drawn(2, "Uraian Prosedur"), 1);
    assert_eq!(
        drawn(2, "PENYUSUNAN RKT DISHUB KABUPATEN BALANGAN (lanjutan)"),
        1
    );
    // On to langkah 7, and back to langkah 4.
    assert_eq!([drawn(1, "7"), drawn(2, "7")], [1, 1]);
    assert_eq!([drawn(1, "4"), drawn(2, "4")], [1, 2]);
}

#[test]
fn what_the_font_lacks_is_named_and_nothing_is_lost() {
    for text in hostile() {
        let sop = everywhere(&text);
        let kedudukan = Kedudukan {
            judul: text.clone(),
            pada: TODAY,
            langkah: sop
                .langkah
                .iter()
                .map(|_| (Tanda::Berjalan, text.clone()))
                .collect(),
        };
        let (pdf, read) = written(&sop, Ukuran::A4, Some(&kedudukan));
        let lacks = |c: char| pdf.lacking.contains(&c);
        assert_eq!(text.contains('\u{5e9}'), lacks('\u{5e9}'));
        let shown: String = text
            .chars()
            .map(|c| match c {
                c if lacks(c) => format!("[U+{:04X}]", u32::from(c)),
                '\n' | '\t' => " ".to_owned(),
                c if rkt::source::is_hidden(c) && !c.is_whitespace() => "\u{fffd}".to_owned(),
                c => c.to_string(),
            })
            .collect();
        let matrix = &read.tables()[1];
        for row in &matrix[2..] {
            assert_eq!(tidy(&row[1]), tidy(&shown));
        }
    }
}

#[test]
fn the_program_writes_the_same_bytes_wherever_and_whenever() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.rkt("sop export pdf -o satu").ok();
    workspace
        .at("2030-01-01T00:00:00+09:00")
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "id_ID.UTF-8");
    workspace.rkt("sop export pdf -o dua").ok();
    let [one, two] = ["satu", "dua"]
        .map(|folder| std::fs::read(workspace.path().join(folder).join("sop.pdf")).unwrap());
    assert!(one == two);
    let refused = workspace.rkt("sop export pdf -o -").exits(2).err;
    assert!(
        refused.contains("rkt sop export pdf -o FOLDER"),
        "{refused}"
    );
    let sop = workspace
        .read("sop.yaml")
        .replace("Menerima dan", "Menerima 中 dan");
    workspace.write("sop.yaml", &sop);
    let told = workspace.json("sop export pdf -o tiga --kertas f4");
    let remark = told["perhatian"][0].as_str().unwrap();
    assert!(remark.contains("中 (U+4E2D)"), "{remark}");
    let settings = workspace.read("rkt.toml");
    workspace.write(
        "rkt.toml",
        &format!("{settings}\n[cetak]\nkertas = \"f4\"\n"),
    );
    workspace.rkt("sop export pdf -o empat").ok();
    let [three, four] = ["tiga", "empat"]
        .map(|folder| std::fs::read(workspace.path().join(folder).join("sop.pdf")).unwrap());
    assert!(three == four);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_sop_is_told_whole(sop in a_sop(30, 8), shown in any::<bool>()) {
        let kedudukan = shown.then(|| stands(&sop));
        let (first, read) = written(&sop, Ukuran::A4, kedudukan.as_ref());
        tells_all(&sop, kedudukan.as_ref(), &read);
        let (again, _) = written(&sop, Ukuran::A4, kedudukan.as_ref());
        prop_assert!(first == again);
    }
}
