//! `rkt sheet`: every row under the name that commands take, beside what it was, with all that is
//! said of it; as a paper, nothing lost and nothing but text.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rkt::domain::diff::{Change, changes};
use rkt::domain::form::Form;
use rkt::domain::instansi::{Bidang, Settings};
use rkt::domain::lembar_koreksi::{Bahan, Beda, KepalaLembar, LembarKoreksi, Paraf, Petunjuk};
use rkt::domain::naskah::{Baris, Blok, Kop, Naskah, Rata, Sel, Ukuran, lembar_koreksi};
use rkt::domain::pagu::Rupiah;
use rkt::domain::row::of_form;
use rkt::domain::sop::Jenis;
use rkt::store::settings_file;
use rkt::store::text::Source;
use serde_json::{Value, json};

use crate::compare::form;
use crate::office::{Office, bidang_id};
use crate::pdf::reader::read;
use crate::pdf::{assert_tables, written};
use crate::workspace::{BIDANG, Workspace, only_file, root};
use crate::{docx, naskah};

fn settings() -> Settings {
    let file = "rkt.toml".to_owned();
    let text = std::fs::read_to_string(root().join("examples/balangan-2027/rkt.toml")).unwrap();
    settings_file::decode(&Source { file, text }).0.unwrap()
}

fn kepala() -> KepalaLembar {
    KepalaLembar {
        bidang: Bidang {
            id: bidang_id("sd"),
            nama: "Bidang Pembinaan Sekolah Dasar".to_owned(),
        },
        rkt: "RKT 2027".to_owned(),
        isi: vec!["Putaran 1 dari 1".to_owned()],
        kaki: "Lembar koreksi sd".to_owned(),
        pada: "2026-11-10".parse().unwrap(),
        kolom: ["2026".to_owned(), "2027".to_owned()],
        pembanding: "2026: menurut form Bidang ini.".to_owned(),
        hilang: "Tidak ada lagi".to_owned(),
        perhatian: Vec::new(),
        petunjuk: vec![Petunjuk {
            guna: "Koreksi".to_owned(),
            perintah: "rkt return sd --sebagai kasubbag-program".to_owned(),
        }],
    }
}

fn sheet(now: &Form, then: Option<&Form>) -> LembarKoreksi {
    sheet_since(now, then, None)
}

/// A sheet of round 2, when round 1 is given.
fn sheet_since(now: &Form, then: Option<&Form>, first: Option<&Form>) -> LembarKoreksi {
    let state = Office::seed().opened();
    LembarKoreksi::of(
        kepala(),
        &Bahan {
            state: &state,
            settings: &settings(),
            hari: "2026-11-10".parse().unwrap(),
            form: now,
            is_whole: true,
            semula: then,
            putaran: first.map(|form| (1, form)),
            temuan: &[],
            dahulu: &BTreeMap::new(),
        },
    )
}

fn paper(lembar: &LembarKoreksi) -> Naskah {
    lembar_koreksi(lembar, Kop::of(&naskah::instansi()), Ukuran::A4)
}

/// The names of all rows of a form.
fn names(form: &Form) -> Vec<String> {
    let rows = form.in_order().into_iter();
    let all = rows.flat_map(|row| {
        let inside = (1..=row.indikator.len()).map(Some);
        let all = std::iter::once(None).chain(inside);
        all.map(move |n| row.address(n)).collect::<Vec<_>>()
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_row_has_a_name_that_commands_take(
        now in prop::collection::vec(0u8..24, 280),
        then in prop::collection::vec(0u8..24, 280),
    ) {
        let (now, then) = (form(&now), form(&then));
        let lembar = sheet(&now, Some(&then));
        let shown: Vec<String> = lembar.baris.iter().map(|row| row.alamat.clone()).collect();
        prop_assert_eq!(&shown, &names(&now));
        prop_assert!(shown.iter().all(|name| now.has_row(name)));
        // What was is beside a row, or told as gone; nothing is told twice.
        let old = names(&then);
        let gone: Vec<String> = lembar.hilang.iter().map(|row| row.alamat.clone()).collect();
        prop_assert!(gone.iter().all(|name| old.contains(name)));
        let is_known = |beda: &Option<Beda>| matches!(beda, Some(Beda::Tetap | Beda::Berubah(_)));
        let beside = lembar.baris.iter().filter(|row| is_known(&row.beda));
        let own = lembar.baris.iter().filter(|row| !row.is_indikator).count();
        prop_assert!(beside.count() + gone.len() >= old.len());
        prop_assert!(own >= 7);
    }

    #[test]
    fn a_form_beside_itself_is_the_same(choices in prop::collection::vec(0u8..24, 280)) {
        let form = form(&choices);
        let lembar = sheet(&form, Some(&form));
        prop_assert!(lembar.baris.iter().all(|row| row.beda == Some(Beda::Tetap)));
        prop_assert!(lembar.hilang.is_empty());
        prop_assert_eq!(lembar.pagu.kini, lembar.pagu.semula);
    }

    #[test]
    fn a_round_is_marked_where_diff_tells_a_change(
        now in prop::collection::vec(0u8..24, 280),
        first in prop::collection::vec(0u8..24, 280),
        is_same: bool,
    ) {
        let now = form(&now);
        let first = if is_same { now.clone() } else { form(&first) };
        let lembar = sheet_since(&now, None, Some(&first));
        let gone = lembar.sejak.as_ref().unwrap().hilang.len();
        let marked = lembar.baris.iter().filter(|row| row.sejak.is_some()).count();
        let told = changes(&of_form(&first), &of_form(&now));
        // That rows changed places is seen by their names.
        let is_told = told.iter().any(|one| match one {
            Change::Added(..) | Change::Removed(..) => true,
            Change::Changed(_, parts) => parts.iter().any(|part| part.isian != "Urutan indikator"),
        });
        prop_assert_eq!(marked + gone > 0, is_told);
        prop_assert_eq!(lembar.ubahan().unwrap().contains("tidak ada baris"), !is_told);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn all_texts_of_a_form_are_nothing_but_text(
        texts in prop::collection::vec("[\\PC\n\u{1}\u{202e}<&\"'\\](){}]{1,30}", 4),
        choices in prop::collection::vec(0u8..24, 280),
    ) {
        let mut now = form(&choices);
        let mut texts = texts.iter().cycle().cloned();
        for row in &mut now.sasaran {
            row.uraian = texts.next();
            for one in &mut row.indikator {
                one.uraian = texts.next().unwrap();
                one.satuan = texts.next().unwrap();
            }
        }
        let naskah = paper(&sheet(&now, Some(&form(&choices))));
        let harmless = paper(&sheet(&form(&choices), Some(&form(&choices))));
        let count = |naskah: &Naskah| -> Vec<usize> {
            docx::tables(naskah).iter().map(Vec::len).collect()
        };
        // The form may have lost rows that its words no longer match, in a table of their own.
        prop_assert_eq!(count(&naskah)[0], count(&harmless)[0]);
        written(&naskah);
    }
}

#[test]
fn a_long_form_is_printed_whole() {
    let mut long = form(&[0; 280]);
    let one = naskah::indikator(&"Persentase sekolah yang terakreditasi ".repeat(3), "80");
    long.sasaran[0].indikator = vec![one; 400];
    let lembar = sheet(&long, None);
    let naskah = paper(&lembar);
    let (pdf, read) = written(&naskah);
    assert_tables(&naskah, &read);
    assert!(pdf.n_pages > 20, "{}", pdf.n_pages);
    assert_eq!(pdf.bytes, written(&naskah).0.bytes);
    let first = |tables: &[Vec<Vec<String>>]| -> Vec<String> {
        let rows = tables[0].iter().map(|row| row[0].trim().to_owned());
        rows.filter(|name| name.contains(|c: char| c.is_ascii_digit()))
            .collect()
    };
    let expected = names(&long);
    assert_eq!(first(&read.tables()), expected);
    assert_eq!(first(&docx::tables(&naskah)), expected);
}

#[test]
fn the_sop_says_who_sees_a_sheet() {
    let settings = settings();
    let day = "2026-11-10".parse().unwrap();
    for office in Office::all() {
        let state = office.opened();
        let bidang = state.cycle.bidang[0].clone();
        let paraf = Paraf::all(&state, &settings, &bidang, day);
        let seen = office
            .sop
            .langkah
            .iter()
            .filter(|one| matches!(one.jenis, Jenis::Isi | Jenis::Kumpul | Jenis::Koreksi));
        for langkah in seen {
            for who in state.each_of(&langkah.pelaksana) {
                let is_other = state.cycle.bidang[1..]
                    .iter()
                    .any(|one| one.id.head() == who);
                let found = paraf.iter().find(|one| one.jabatan == who);
                assert_eq!(found.is_some(), !is_other, "{who} {}", langkah.no);
                if let Some(one) = found {
                    assert!(one.langkah.contains(&langkah.no));
                    assert!(one.decides || !langkah.is_review());
                }
            }
        }
    }
    let office = Office::seed();
    let sd = office.cycle.bidang[2].clone();
    let paraf = Paraf::all(&office.opened(), &settings, &sd, day);
    let of: Vec<(&str, &[u32], bool)> = paraf
        .iter()
        .map(|one| (one.jabatan.as_str(), one.langkah.as_slice(), one.decides))
        .collect();
    let expected: [(&str, &[u32], bool); 3] = [
        ("sd", &[4], false),
        ("kasubbag-program", &[5], false),
        ("sekretaris", &[7, 9], true),
    ];
    assert_eq!(of, expected);
    assert!(paraf[0].nama.is_some());
}

/// Hands in all forms of a cycle, and compiles them.
fn compiled(workspace: &mut Workspace, siklus: &str, now: &str) {
    workspace.at(now);
    for id in BIDANG {
        let line = format!("submit {id} --sebagai {id} --siklus {siklus} --alasan terlambat");
        workspace.rkt(&line).ok();
    }
    let line = format!("compile --sebagai tim --siklus {siklus}");
    workspace.rkt(&line).ok();
}

fn replace(workspace: &Workspace, file: &str, old: &str, new: &str) {
    let text = workspace.read(file);
    assert!(text.contains(old), "{file}: {old}");
    workspace.write(file, &text.replacen(old, new, 1));
}

fn the_sheet(workspace: &Workspace, line: &str) -> Value {
    workspace.json(line)["lembar"][0].clone()
}

fn row<'a>(sheet: &'a Value, name: &str) -> &'a Value {
    let rows = sheet["baris"].as_array().unwrap();
    rows.iter().find(|row| row["baris"] == name).unwrap()
}

#[test]
fn a_sheet_is_of_what_was_handed_in() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-10T09:00:00+08:00");
    let before = the_sheet(&workspace, "sheet sd");
    assert_eq!(before["versi"]["putaran"], Value::Null);
    let said = before["perhatian"][0].as_str().unwrap();
    assert!(said.starts_with("belum diajukan"), "{said}");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    replace(&workspace, "2027/form/sd.toml", "\"99,10\"", "\"120\"");
    let handed_in = the_sheet(&workspace, "sheet sd");
    assert_eq!(handed_in["versi"]["putaran"], 1);
    assert_eq!(row(&handed_in, "S1/1")["kini"]["target"], "99,10");
    assert_eq!(handed_in["temuan"], json!([]));
    assert_eq!(handed_in["basi"], true);
    let said = handed_in["perhatian"][0].as_str().unwrap();
    assert!(said.contains("BASI"), "{said}");
    // What `check` tells of the form that is being mended is not of this one.
    workspace
        .rkt("return sd --sebagai sekretaris --alasan Periksa")
        .ok();
    let checked = workspace.json("check sd")["temuan"].clone();
    assert!(!checked.as_array().unwrap().is_empty());
    let sent_back = the_sheet(&workspace, "sheet sd");
    assert_eq!(
        (&sent_back["temuan"], &sent_back["basi"]),
        (&json!([]), &json!(false))
    );
    assert_eq!(sent_back["keadaan"], "dikembalikan");
    workspace.rkt("withdraw smp --sebagai smp").ok();
    let taken_back = the_sheet(&workspace, "sheet smp");
    assert_eq!(taken_back["versi"]["putaran"], Value::Null);
    let said = taken_back["perhatian"][0].as_str().unwrap();
    assert!(said.starts_with("ajuannya ditarik"), "{said}");
}

#[test]
fn findings_are_those_of_check_by_the_rows_that_they_are_about() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-06T09:00:00+08:00");
    for id in ["sd", "smp", "paud-pnf"] {
        let sheet = the_sheet(&workspace, &format!("sheet {id}"));
        let checked = workspace.json(&format!("check {id}"));
        let told = |of: &Value| -> Vec<String> {
            let all = of["temuan"].as_array().unwrap().iter();
            let mut all: Vec<String> = all
                .map(|one| format!("{} {}", one["kode"], one["pesan"]))
                .collect();
            all.sort();
            all
        };
        assert_eq!(told(&sheet), told(&checked), "{id}");
        for one in sheet["temuan"].as_array().unwrap() {
            for name in one["baris"].as_array().unwrap() {
                let row = row(&sheet, name.as_str().unwrap());
                assert!(row["lihat"].as_array().unwrap().contains(&one["nomor"]));
            }
        }
    }
}

#[test]
fn a_correction_goes_with_its_row() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    let back = [
        "return",
        "sd",
        "--sebagai",
        "sekretaris",
        "--alasan",
        "Sebut sumbernya",
    ];
    workspace
        .rkt_words(&[&back[..], &["--baris", "S1/1"]].concat())
        .ok();
    workspace.rkt_words(&back).ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(row(&told, "S1/1")["lihat"], json!(["K-SD-1"]));
    assert_eq!(told["koreksi"][1]["baris_kini"], Value::Null);
    // Another indikator comes before it.
    let text = workspace.read("2027/form/sd.toml");
    let (head, rest) = text.split_once("[[sasaran.indikator]]").unwrap();
    let new = "[[sasaran.indikator]]\nuraian = \"Persentase SD yang berprestasi\"\nsatuan = \"Persen\"\n\
               target = \"10\"\n\n[[sasaran.indikator]]";
    workspace.write("2027/form/sd.toml", &format!("{head}{new}{rest}"));
    workspace
        .rkt("submit sd --sebagai sd --jawab Sudah --alasan terlambat")
        .ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(told["koreksi"][0]["baris"], "S1/1");
    assert_eq!(told["koreksi"][0]["baris_kini"], "S1/2");
    assert_eq!(told["koreksi"][0]["keadaan"], "dijawab");
    let first = row(&told, "S1/1")["lihat"].as_array().unwrap();
    assert!(!first.contains(&json!("K-SD-1")));
    assert_eq!(row(&told, "S1/2")["lihat"], json!(["K-SD-1"]));
    let shown = workspace.rkt("sheet sd").ok().out;
    assert!(
        shown.contains("K-SD-1 (dijawab) S1/2 (waktu itu S1/1)"),
        "{shown}"
    );
    // Settled, it is told below and no more at its row.
    workspace.rkt("approve sd --sebagai sekretaris").ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(told["koreksi"][0]["keadaan"], "selesai");
    assert_eq!(row(&told, "S1/2")["lihat"], json!([]));
}

#[test]
fn an_open_correction_stays_when_its_row_is_gone() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    for line in [
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
        "return draft --baris 1.01.02.2.01.0014/1 --alasan Periksa --sebagai sekretaris",
        "return sd --alasan Periksa --sebagai sekretaris",
    ] {
        workspace.rkt(line).ok();
    }
    let text = workspace.read("2027/form/sd.toml");
    let (head, rest) = text
        .split_once("[[sub_kegiatan]]\nkode = \"1.01.02.2.01.0014\"")
        .unwrap();
    let (_, rest) = rest.split_once("[[sub_kegiatan]]\n").unwrap();
    workspace.write(
        "2027/form/sd.toml",
        &format!("{head}[[sub_kegiatan]]\n{rest}"),
    );
    workspace
        .rkt("submit sd --sebagai sd --jawab Dihapus --alasan terlambat")
        .ok();
    let told = the_sheet(&workspace, "sheet sd");
    let of_draft = told["koreksi"].as_array().unwrap().iter();
    let of_draft = of_draft.filter(|one| one["nama"] == "K-DRAFT-1");
    let of_draft: Vec<&Value> = of_draft.collect();
    assert_eq!(of_draft.len(), 1, "{told}");
    assert_eq!(of_draft[0]["baris_kini"], Value::Null);
    let other = the_sheet(&workspace, "sheet smp");
    assert_eq!(other["koreksi"], json!([]));
}

#[test]
fn money_of_any_size_is_one_number_on_paper() {
    let mut form = form(&[0; 280]);
    for row in &mut form.sub_kegiatan {
        row.pagu = Rupiah::new(999_999_999_999_999);
    }
    let naskah = paper(&sheet(&form, Some(&form)));
    for blok in &naskah.blok {
        let Blok::Tabel(tabel) = blok else { continue };
        for (n, kolom) in tabel.kolom.iter().enumerate() {
            let long = |row: &Baris| matches!(&row.sel[n], Sel::Isi(text) if text.len() > 15);
            let is_money = kolom.rata == Rata::Kanan;
            let long = is_money && tabel.baris.iter().any(long);
            assert!(!long || kolom.lebar >= 34, "{}", tabel.judul);
        }
    }
}

#[test]
fn the_year_before_stands_beside_a_row() {
    let mut workspace = Workspace::example("balangan-2027");
    let first = the_sheet(&workspace, "sheet sd");
    assert_eq!(first["pembanding"]["semula"], "2026");
    assert_eq!(row(&first, "1.01.02.2.01")["semula"], Value::Null);
    workspace.at("2027-11-01T09:00:00+08:00");
    workspace
        .rkt("init 2028 --dari 2027 --mulai 2027-11-01 --sebagai kasubbag-program")
        .ok();
    for id in BIDANG {
        let form = workspace.read(&format!("2027/form/{id}.toml"));
        let form = form.replace("tahun = 2027", "tahun = 2028");
        workspace.write(&format!("2028/form/{id}.toml"), &form);
    }
    let file = "2028/form/sd.toml";
    replace(
        &workspace,
        file,
        "\"APS usia 7-12 tahun\"",
        "\"Angka Partisipasi Sekolah 7-12\"",
    );
    replace(
        &workspace,
        file,
        "pagu = 1_250_000_000",
        "pagu = 1_375_000_000",
    );
    let text = workspace.read(file);
    let last = text.rfind("[[sub_kegiatan.indikator]]").unwrap();
    workspace.write(file, &text[..last]);
    let told = the_sheet(&workspace, "sheet sd --siklus 2028");
    assert_eq!(told["pembanding"]["semula"], "2027");
    let renamed = row(&told, "1.01.02/1");
    assert_eq!(renamed["semula"]["uraian"], "APS usia 7-12 tahun");
    assert_eq!(renamed["berubah"], json!(["uraian"]));
    let paid = row(&told, "1.01.02.2.01.0014");
    assert_eq!(paid["semula"]["pagu"], 1_250_000_000);
    assert_eq!(paid["kini"]["pagu"], 1_375_000_000);
    assert_eq!(row(&told, "S1/1")["beda"], "tetap");
    let grown = |key: &str| told[key].as_i64().unwrap();
    assert_eq!(
        grown("total_pagu") - grown("total_pagu_semula"),
        125_000_000
    );
    assert_eq!(told["hilang"][0]["baris"], "1.01.03.2.01.0003/1");
    assert_eq!(told["hilang"].as_array().unwrap().len(), 1);
}

#[test]
fn a_later_round_shows_what_was_mended() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    let first = the_sheet(&workspace, "sheet sd");
    assert_eq!(first["sejak"], Value::Null);
    assert!(!workspace.rkt("sheet sd").ok().out.contains("ejak putaran"));
    workspace
        .rkt("return sd --sebagai sekretaris --alasan Periksa")
        .ok();
    let file = "2027/form/sd.toml";
    replace(
        &workspace,
        file,
        "pagu = 1_250_000_000",
        "pagu = 1_300_000_000",
    );
    let text = workspace.read(file);
    let last = text.rfind("[[sub_kegiatan.indikator]]").unwrap();
    let new = "[[sub_kegiatan.indikator]]\nuraian = \"Jumlah siswa\"\nsatuan = \"Orang\"\ntarget = \"7\"\n\n";
    workspace.write(file, &format!("{}{new}{}", &text[..last], &text[last..]));
    // Until it is handed in again, the sheet is of round 1.
    assert_eq!(the_sheet(&workspace, "sheet sd")["sejak"], Value::Null);
    workspace
        .rkt("submit sd --sebagai sd --jawab Sudah --alasan terlambat")
        .ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(told["sejak"], json!({ "putaran": 1, "hilang": [] }));
    let paid = json!({
        "beda": "berubah",
        "isi": [{ "isian": "pagu", "semula": 1_250_000_000, "menjadi": 1_300_000_000 }],
    });
    assert_eq!(row(&told, "1.01.02.2.01.0014")["sejak"], paid);
    let marked = told["baris"].as_array().unwrap().iter();
    let marked: Vec<&str> = marked
        .filter(|row| row["sejak"] != Value::Null)
        .map(|row| row["baris"].as_str().unwrap())
        .collect();
    assert_eq!(marked, ["1.01.02.2.01.0014", "1.01.03.2.01.0003/1"]);
    let shown = workspace.rkt("sheet sd").ok().out;
    assert!(
        shown.contains("Sejak putaran 1: 1 baris berubah, 1 baris baru."),
        "{shown}"
    );
    // What came goes again: a third round is held against the second.
    workspace
        .rkt("return sd --sebagai sekretaris --alasan Periksa")
        .ok();
    workspace.write(file, &text);
    workspace
        .rkt("submit sd --sebagai sd --jawab Sudah --alasan terlambat")
        .ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(told["sejak"]["putaran"], 2);
    assert_eq!(told["sejak"]["hilang"][0]["kini"]["uraian"], "Jumlah siswa");
    let shown = workspace.rkt("sheet sd").ok().out;
    assert!(
        shown.contains("Ada pada putaran 2, tidak ada lagi di form ini:"),
        "{shown}"
    );
    assert!(
        shown.contains("Sejak putaran 2: 1 baris tidak ada lagi."),
        "{shown}"
    );
}

#[test]
fn commands_on_paper_can_be_typed() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    let file = workspace.json("sheet sd --format pdf")["lembar"][0]["berkas"][0].clone();
    let bytes = std::fs::read(workspace.path().join(file["berkas"].as_str().unwrap())).unwrap();
    let table = read(&bytes).tables().pop().unwrap();
    let commands: Vec<&str> = table[1..].iter().map(|row| row[1].trim()).collect();
    let recorded = "--untuk sekretaris --bukti PINDAIAN.pdf --sebagai kasubbag-program";
    let expected = [
        "rkt approve sd --sebagai sekretaris".to_owned(),
        "rkt return sd --baris BARIS --alasan \"...\" --sebagai sekretaris".to_owned(),
        "rkt return sd --alasan \"...\" --sebagai sekretaris".to_owned(),
        format!("rkt approve sd {recorded}"),
        format!("rkt return sd --baris BARIS --alasan \"...\" {recorded}"),
        format!("rkt return sd --alasan \"...\" {recorded}"),
    ];
    assert_eq!(commands, expected);
}

#[test]
fn a_round_that_changes_nothing_hides_no_mending() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    let line = "return sd --sebagai sekretaris --alasan Periksa";
    workspace.rkt(line).ok();
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    workspace
        .rkt("submit sd --sebagai sd --alasan terlambat")
        .ok();
    workspace
        .rkt("submit sd --sebagai sd --jawab Sudah --alasan terlambat")
        .ok();
    let told = the_sheet(&workspace, "sheet sd");
    assert_eq!(told["sejak"]["putaran"], 1, "{}", told["sejak"]);
    assert_ne!(row(&told, "S1/1")["sejak"], Value::Null);
}

#[test]
fn the_longest_command_is_on_one_line() {
    let lines = |perintah: &str| {
        let mut lembar = sheet(&form(&[0; 280]), None);
        lembar.kepala.petunjuk[0].perintah = perintah.to_owned();
        let (_, read) = written(&paper(&lembar));
        let all = read.pages.iter().map(|page| page.baselines.len());
        all.sum::<usize>()
    };
    let longest = "rkt return sekretariat --baris BARIS --alasan \"...\" --siklus 2027-perubahan \
                   --untuk sekretaris --bukti PINDAIAN.pdf --sebagai kasubbag-program";
    assert_eq!(lines(longest), lines("rkt"));
    assert!(lines(&longest.repeat(2)) > lines("rkt"));
}

#[test]
fn what_has_no_room_is_named() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.env("COLUMNS", "80");
    let narrow = workspace.rkt("sheet sd").ok().out;
    assert!(
        narrow.contains("Tidak tampil di sini: triwulan (layar selebar 120"),
        "{narrow}"
    );
    workspace.env("COLUMNS", "120");
    let wide = workspace.rkt("sheet sd").ok().out;
    assert!(
        wide.contains("Triwulan") && !wide.contains("triwulan (layar"),
        "{wide}"
    );
    assert!(
        wide.contains("Tidak tampil di sini: sumber dana."),
        "{wide}"
    );
}

/// What the first table of a paper says in the column of marks.
fn marks(naskah: &Naskah) -> Vec<String> {
    let table = docx::tables(naskah).swap_remove(0);
    let at = table[0].iter().position(|head| head == "Tanda").unwrap();
    table.iter().map(|row| row[at].clone()).collect()
}

#[test]
fn paper_marks_what_was_mended_with_what_it_was() {
    let mut first = form(&[0; 280]);
    first.sub_kegiatan[0].pagu = Rupiah::new(1_250_000_000);
    let mut now = first.clone();
    now.sub_kegiatan[0].pagu = Rupiah::new(1_300_000_000);
    now.sasaran[0]
        .indikator
        .push(naskah::indikator("Nilai", "80"));
    let lembar = sheet_since(&now, Some(&now), Some(&first));
    let told = marks(&paper(&lembar));
    let mark = "tetap; sejak putaran 1: pagu (semula Rp1.250.000.000)";
    assert_eq!(
        told.iter().filter(|one| *one == mark).count(),
        1,
        "{told:?}"
    );
    let new = "tetap; baru sejak putaran 1";
    assert_eq!(told.iter().filter(|one| *one == new).count(), 1, "{told:?}");
    // The terminal has the same words.
    let rows = lembar.baris.iter().map(|row| lembar.tanda(row));
    assert!(rows.clone().any(|one| one == mark) && rows.clone().all(|one| told.contains(&one)));
}

#[test]
fn a_revision_stands_beside_what_was_signed() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    for line in [
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
    ] {
        workspace.rkt(line).ok();
    }
    crate::export::sign(&workspace);
    workspace.at("2027-06-01T09:00:00+08:00");
    let words =
        "init 2027 --perubahan --alasan pergeseran --dasar Perbup --sebagai kasubbag-program";
    workspace.rkt(words).ok();
    let file = "2027-perubahan/form/sd.toml";
    replace(&workspace, file, "target = \"99,10\"", "target = \"99,00\"");
    let told = the_sheet(&workspace, "sheet sd --siklus 2027-perubahan");
    let (semula, kini) = (&told["pembanding"]["semula"], &told["pembanding"]["kini"]);
    assert_eq!((semula, kini), (&json!("Semula"), &json!("Menjadi")));
    let changed = row(&told, "S1/1");
    assert_eq!(changed["semula"]["target"], "99,10");
    assert_eq!(changed["berubah"], json!(["target"]));
    assert_eq!(told["hilang"], json!([]));
    let shown = workspace.rkt("sheet sd --siklus 2027-perubahan").ok().out;
    let head = shown.lines().next().unwrap();
    assert!(head.ends_with("· RKT Perubahan 2027"), "{head}");
}

#[test]
fn files_are_written_all_or_none_and_never_over_others() {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-10T09:00:00+08:00");
    let told = workspace.json("sheet --semua --format docx,pdf,pdf");
    let sheets = told["lembar"].as_array().unwrap();
    assert_eq!(sheets.len(), BIDANG.len());
    for (sheet, id) in sheets.iter().zip(BIDANG) {
        let files = sheet["berkas"].as_array().unwrap();
        let names: Vec<&str> = files
            .iter()
            .map(|file| file["berkas"].as_str().unwrap())
            .collect();
        let name = format!("2027/keluaran/lembar-koreksi-2027-{id}-putaran-1");
        assert_eq!(names, [format!("{name}.pdf"), format!("{name}.docx")]);
        assert!(files[0]["jumlah_halaman"].as_u64().unwrap() > 0);
    }
    // Any time zone and language of the machine: the same files.
    workspace.env("TZ", "America/New_York").env("LANG", "C");
    let told = workspace.rkt("sheet sd smp --format pdf,docx").ok().out;
    assert_eq!(told.matches("(sudah ada, isinya").count(), 4, "{told}");
    workspace
        .rkt("return smp --sebagai sekretaris --alasan Periksa")
        .ok();
    let elsewhere = workspace.rkt("sheet sd smp --format pdf -o cetak").ok();
    assert!(
        elsewhere
            .out
            .contains("cetak/lembar-koreksi-2027-smp-putaran-1.pdf")
    );
    let refused = workspace.rkt("sheet paud-pnf smp --format pdf").exits(2);
    assert!(
        refused
            .err
            .contains("lembar-koreksi-2027-smp-putaran-1.pdf")
    );
    assert!(!refused.err.contains("paud-pnf-putaran"), "{}", refused.err);
    workspace.write("lain/lembar-koreksi-2027-smp-putaran-1.pdf", "milik orang");
    workspace
        .rkt("sheet paud-pnf smp --format pdf -o lain")
        .exits(2);
    only_file(&workspace.path().join("lain"));
    let advised = "\n  rkt sheet smp --format pdf --timpa\n";
    assert!(refused.err.contains(advised), "{}", refused.err);
    let all = workspace
        .rkt("sheet --semua --format pdf,docx --kertas a4")
        .exits(2);
    let advised = "\n  rkt sheet smp --format pdf,docx --kertas a4 --timpa\n";
    assert!(all.err.contains(advised), "{}", all.err);
    workspace.rkt("sheet smp --format pdf,docx --timpa").ok();
    workspace.rkt("sheet --semua --format pdf,docx").ok();
    let last = "odd/lembar-koreksi-2027-spnf-skb-putaran-1.pdf";
    std::fs::create_dir_all(workspace.path().join(last)).unwrap();
    workspace
        .rkt("sheet --semua --format pdf -o odd --timpa")
        .exits(2);
    let odd = std::fs::read_dir(workspace.path().join("odd")).unwrap();
    assert_eq!(odd.count(), 1);
    for line in [
        "sheet sd -o cetak",
        "sheet sd --timpa",
        "sheet",
        "sheet xd",
        "sheet sd --semua",
    ] {
        workspace.rkt(line).exits(2);
    }
    for (line, command) in [
        ("sheet", "rkt sheet --semua\n"),
        ("sheet --format pdf", "rkt sheet --semua --format pdf\n"),
        ("sheet sd --format pdf docx", ": --format pdf,docx\n"),
        ("sheet sd docx", ": --format docx\n"),
    ] {
        let refused = workspace.rkt(line).exits(2);
        let unfolded = refused.err.replace("\n  ", " ");
        assert!(unfolded.contains(command), "{}", refused.err);
    }
    let refused = workspace.rkt("sheet sd --format pdf -o -").exits(2);
    assert!(refused.err.contains("-o FOLDER"), "{}", refused.err);
}

#[test]
fn the_terminal_holds_a_sheet_of_any_width() {
    for (name, columns) in [
        ("balangan-2027", "80"),
        ("kukar-2025", "80"),
        ("kukar-2025", "120"),
    ] {
        let mut workspace = Workspace::example(name);
        workspace
            .at("2026-11-06T09:00:00+08:00")
            .env("COLUMNS", columns);
        let shown = workspace.rkt("sheet sd").ok().out;
        let most: usize = columns.parse().unwrap();
        let widest = shown.lines().map(|line| line.chars().count()).max();
        assert!(widest.unwrap() <= most, "{shown}");
        let sheet = the_sheet(&workspace, "sheet sd");
        for one in sheet["baris"].as_array().unwrap() {
            let start = format!("\n{} ", one["baris"].as_str().unwrap());
            assert_eq!(shown.matches(&start).count(), 1, "{start} in\n{shown}");
        }
    }
}

#[test]
fn a_paper_has_a_table_of_every_kind() {
    let naskah = paper(&sheet(&form(&[1; 280]), Some(&form(&[0; 280]))));
    let tables = naskah.blok.iter().filter_map(|blok| match blok {
        Blok::Tabel(tabel) => Some(tabel.judul.as_str()),
        Blok::Judul { .. }
        | Blok::Paragraf(_)
        | Blok::Butir(_)
        | Blok::Urutan { .. }
        | Blok::Catatan(_)
        | Blok::DaftarIsi
        | Blok::TandaTangan(_)
        | Blok::HalamanBaru(_) => None,
    });
    let tables: Vec<&str> = tables.collect();
    assert_eq!(
        tables,
        [
            "Isi form",
            "Tidak ada lagi",
            "Koreksi",
            "Paraf",
            "Mencatat isi lembar ini"
        ]
    );
}
