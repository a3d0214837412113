//! `rkt report kke`: what can be seen is filled in, what has to be judged is left empty.

use std::path::Path;

use rkt::store::xlsx;
use serde_json::Value;

use crate::workspace::{Workspace, copy, root};

/// Two Bidang and a Renstra that knows most of their indikator.
fn office() -> Workspace {
    let mut workspace = Workspace::empty();
    copy(&root().join("tests/aturan/dasar"), workspace.path());
    workspace.at("2026-11-06T09:00:00+08:00");
    workspace
}

fn change(workspace: &Workspace, file: &str, from: &str, to: &str) {
    let text = workspace.read(file);
    assert_eq!(text.matches(from).count(), 1, "{from}");
    workspace.write(file, &text.replace(from, to));
}

/// The lines of a sheet.
fn lines(workspace: &Workspace, lembar: usize) -> Vec<Value> {
    let told = workspace.json("report kke --timpa");
    told["lembar"][lembar]["baris"].as_array().unwrap().clone()
}

#[track_caller]
fn line<'a>(lines: &'a [Value], key: &str, words: &str) -> &'a Value {
    lines.iter().find(|line| line[key] == words).unwrap()
}

#[test]
fn every_indikator_has_its_line_and_no_judgement() {
    let workspace = office();
    let lines = lines(&workspace, 0);
    let n_indikator = workspace
        .read("2027/form/sd.toml")
        .matches("target = ")
        .count()
        + workspace
            .read("2027/form/smp.toml")
            .matches("target = ")
            .count();
    assert_eq!(lines.len(), n_indikator);
    let apm = line(&lines, "indikator", "APM SD/MI");
    for (key, told) in [
        ("tingkat", "sasaran"),
        ("kode", "S1"),
        ("satuan", "Persen"),
        ("dasar", "98,40 (2025)"),
        ("lalu", "98,80"),
        ("target", "99,10"),
        ("jenis_target", "bilangan"),
        ("keterangan_ukur", "definisi, rumus, sumber data"),
        ("triwulan", "kumulatif"),
    ] {
        assert_eq!(apm[key], told, "{key}");
    }
    for line in &lines {
        let judged = line.as_object().unwrap().iter();
        let mut judged = judged.filter(|(key, _)| key.starts_with("nilai_") || *key == "catatan");
        assert!(judged.all(|(_, value)| value.is_null()), "{line}");
    }
}

#[test]
fn findings_stand_at_their_indikator() {
    let workspace = office();
    change(
        &workspace,
        "2027/form/sd.toml",
        "target = \"12\"",
        "target = \"-12\"",
    );
    let lines = lines(&workspace, 0);
    let codes = |words| {
        line(&lines, "indikator", words)["temuan"]
            .as_str()
            .unwrap_or_default()
    };
    assert!(codes("Jumlah Ruang Kelas Baru yang Bertambah").contains("RKT210"));
    assert!(!codes("APM SD/MI").contains("RKT210"));
}

#[test]
fn the_renstra_is_held_beside_each_indikator() {
    let workspace = office();
    let form = "2027/form/sd.toml";
    change(
        &workspace,
        form,
        "target = \"99,75\"",
        "target = \"99,80\"\nalasan_beda = \"capaian 2025 naik\"",
    );
    change(
        &workspace,
        form,
        "uraian = \"APM SD/MI\"",
        "uraian = \"Rata-rata nilai asesmen SD\"",
    );
    let lines = lines(&workspace, 1);
    let told = |key, words| {
        let line = line(&lines, key, words);
        ["keadaan", "target_renstra", "alasan_beda"].map(|key| line[key].as_str().unwrap_or("-"))
    };
    assert_eq!(told("indikator", "APM SMP/MTs"), ["sama", "82,60", "-"]);
    let reason = ["target berbeda", "99,75", "capaian 2025 naik"];
    assert_eq!(told("indikator", "APS usia 7-12 tahun"), reason);
    let unknown = ["tidak ada di Renstra", "-", "-"];
    assert_eq!(told("indikator", "Rata-rata nilai asesmen SD"), unknown);
    let gone = ["tidak ada di RKT", "99,10", "-"];
    assert_eq!(told("indikator_renstra", "APM SD/MI"), gone);
    // What the Renstra has no level for is not asked.
    assert!(lines.iter().all(|line| line["tingkat"] != "sub kegiatan"));
}

#[test]
fn without_a_renstra_nothing_is_said_of_it() {
    let workspace = office();
    std::fs::remove_file(workspace.path().join("acuan/renstra.toml")).unwrap();
    let lines = lines(&workspace, 1);
    assert!(!lines.is_empty() && lines.iter().all(|line| line["keadaan"].is_null()));
}

#[test]
fn the_sheets_are_of_what_was_compiled_not_of_later_edits() {
    let workspace = office();
    assert!(
        workspace.json("report kke")["isi"]
            .as_str()
            .unwrap()
            .contains("form kerja")
    );
    for bidang in ["sd", "smp"] {
        workspace
            .rkt(&format!("submit {bidang} --sebagai {bidang}"))
            .ok();
    }
    workspace.rkt("compile --sebagai kasubbag-program").ok();
    change(
        &workspace,
        "2027/form/sd.toml",
        "target = \"12\"",
        "target = \"13\"",
    );
    let told = workspace.json("report kke");
    assert_eq!(told["berkas"][0], "2027/keluaran/rkt-2027-draf-1-kke.xlsx");
    let lines = told["lembar"][0]["baris"].as_array().unwrap();
    let built = line(lines, "indikator", "Jumlah Ruang Kelas Baru yang Bertambah");
    assert_eq!(built["target"], "12");
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn the_workbook_has_both_sheets_and_waits_for_the_evaluator() {
    let workspace = office();
    workspace.rkt("report kke -o satu").ok();
    workspace.rkt("report kke -o dua").ok();
    let file = |folder: &str| workspace.path().join(folder).join("rkt-2027-kke.xlsx");
    let one = bytes(&file("satu"));
    assert!(one == bytes(&file("dua")));
    let sheets = xlsx::sheets(&one).unwrap();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["KKE-1", "KKE-2"]);
    let heads = 5;
    for (sheet, first_judged) in sheets.iter().zip([12, 11]) {
        let below = sheet.cells.iter().filter(|(at, _)| at.row > heads);
        let judged = below.filter(|(at, _)| at.column >= first_judged);
        assert_eq!(judged.count(), 0);
    }
}

#[test]
fn as_csv_each_sheet_is_a_file() {
    let workspace = office();
    let told = workspace.json("report kke csv --pemisah koma -o kertas");
    let files = told["berkas"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    for (file, lembar) in files.iter().zip(told["lembar"].as_array().unwrap()) {
        let text = workspace.read(file.as_str().unwrap());
        let rows = lembar["baris"].as_array().unwrap();
        assert_eq!(text.lines().count(), rows.len() + 1);
        assert!(
            text.starts_with("no,tingkat,kode,indikator,satuan,"),
            "{text}"
        );
    }
    let misused = workspace.rkt("report kke --pemisah koma").exits(2).err;
    assert!(misused.contains("rkt report kke csv"), "{misused}");
}
