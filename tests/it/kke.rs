//! `rkt report kke`: what can be seen is filled in, what has to be judged is left empty.

use std::path::Path;

use rkt::domain::sheet::{Sheet, Value as SheetValue};
use rkt::store::xlsx;
use serde_json::Value;

use crate::workspace::{BIDANG, Workspace, copy, root};

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
        ("bidang", "sd"),
        ("dasar", "98,40"),
        ("lalu", "98,80"),
        ("target", "99,10"),
        ("jenis_target", "bilangan"),
        ("kelengkapan_definisi", "lengkap"),
        ("jenis_triwulan", "kumulatif"),
    ] {
        assert_eq!(apm[key], told, "{key}");
    }
    assert_eq!(apm["dasar_tahun"], 2025);
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
fn the_renstra_is_matched_as_check_matches_it() {
    let workspace = office();
    let form = "2027/form/sd.toml";
    change(
        &workspace,
        form,
        "uraian = \"APM SD/MI\"",
        "uraian = \"APM: SD-MI\"",
    );
    let renstra = "acuan/renstra.toml";
    let text = workspace.read(renstra);
    let (before, after) = text.split_once("APS usia 7-12 tahun").unwrap();
    let after = after.replacen("satuan = \"Persen\"", "satuan = \"Orang\"", 1);
    workspace.write(renstra, &format!("{before}APS usia 7-12 tahun{after}"));
    let lines = lines(&workspace, 1);
    let state = |words| line(&lines, "indikator", words)["keadaan"].clone();
    let letters = line(&lines, "indikator", "APM: SD-MI");
    assert_eq!(letters["indikator_renstra"], "APM SD/MI");
    assert_eq!(letters["keadaan"], "sama");
    assert_eq!(state("APS usia 7-12 tahun"), "satuan berbeda");
    // The Renstra has no indikator of kegiatan at all.
    let kegiatan = lines.iter().filter(|line| line["tingkat"] == "kegiatan");
    let states: Vec<&Value> = kegiatan.map(|line| &line["keadaan"]).collect();
    assert!(!states.is_empty());
    assert!(states.iter().all(|state| *state == "tidak dibandingkan"));
    assert!(has_all(&lines));
}

/// Whether forms have all that the Renstra plans.
fn has_all(lines: &[Value]) -> bool {
    let mut lines = lines.iter();
    lines.all(|line| line["keadaan"] != "tidak ada di RKT")
}

#[test]
fn an_indikator_of_another_row_of_the_renstra_is_not_missing() {
    let workspace = office();
    let renstra = "acuan/renstra.toml";
    let text = workspace.read(renstra);
    let (sasaran, program) = text.split_once("[[program]]").unwrap();
    let moved = sasaran.replace("APM SD/MI", "APS usia 7-12 tahun");
    let program = program.replace("APS usia 7-12 tahun", "APM SD/MI");
    workspace.write(renstra, &format!("{moved}[[program]]{program}"));
    let lines = lines(&workspace, 1);
    let found = line(&lines, "indikator", "APM SD/MI");
    assert_eq!(found["keadaan"], "di baris Renstra lain");
    assert!(has_all(&lines));
}

#[test]
fn without_a_renstra_nothing_is_compared() {
    let workspace = office();
    std::fs::remove_file(workspace.path().join("acuan/renstra.toml")).unwrap();
    let lines = lines(&workspace, 1);
    let mut states = lines.iter().map(|line| &line["keadaan"]);
    assert!(!lines.is_empty() && states.all(|state| state == "tidak dibandingkan"));
}

#[test]
fn a_target_that_can_not_be_read_is_shown_as_typed() {
    let workspace = office();
    let form = "2027/form/sd.toml";
    change(&workspace, form, "target = \"12\"", "target = \"1.500\"");
    change(&workspace, form, "target = \"99,75\"", "target = \"\"");
    let quality = lines(&workspace, 0);
    let built = line(
        &quality,
        "indikator",
        "Jumlah Ruang Kelas Baru yang Bertambah",
    );
    assert_eq!(built["target"], "1.500");
    assert_eq!(built["jenis_target"], "tidak terbaca");
    let blank = line(&quality, "indikator", "APS usia 7-12 tahun");
    assert_eq!(blank["target"], Value::Null);
    assert_eq!(blank["jenis_target"], "belum diisi");
    let alignment = lines(&workspace, 1);
    let blank = line(&alignment, "indikator", "APS usia 7-12 tahun");
    assert_eq!(blank["keadaan"], "target belum diisi");
}

#[test]
fn rows_of_equal_words_have_each_its_own_findings() {
    let workspace = office();
    let form = "2027/form/smp.toml";
    let row = "\n[[sasaran.indikator]]\nuraian = \"APM SD/MI\"\nsatuan = \"Persen\"\n\
               target = \"-99,10\"\n";
    let text = workspace.read(form);
    let (before, after) = text.split_once("\n[[sasaran.indikator]]").unwrap();
    let text = format!("{before}{row}\n[[sasaran.indikator]]{after}");
    workspace.write(form, &text);
    let lines = lines(&workspace, 0);
    let both = lines.iter().filter(|line| line["indikator"] == "APM SD/MI");
    let both: Vec<[&str; 2]> = both
        .map(|line| ["bidang", "temuan"].map(|key| line[key].as_str().unwrap_or_default()))
        .collect();
    let has = |bidang: &str| {
        let mut of = both.iter().filter(|[own, _]| *own == bidang);
        let [_, codes] = of.next().unwrap();
        assert!(of.next().is_none());
        codes.contains("RKT210")
    };
    assert!(has("smp") && !has("sd"), "{both:?}");
}

#[test]
fn what_is_silenced_is_still_shown() {
    let workspace = office();
    change(
        &workspace,
        "2027/form/sd.toml",
        "target = \"12\"",
        "target = \"-12\"\nabaikan = [{ aturan = \"RKT210\", alasan = \"koreksi pencatatan\" }]",
    );
    let lines = lines(&workspace, 0);
    let built = line(
        &lines,
        "indikator",
        "Jumlah Ruang Kelas Baru yang Bertambah",
    );
    let codes = built["temuan"].as_str().unwrap();
    assert!(codes.contains("RKT210 (diabaikan)"), "{codes}");
    let lke = workspace.json("report lke");
    let told = bukti(&lke, "target dapat dicapai");
    assert!(told.contains("1 diabaikan: RKT210"), "{told}");
}

/// From forms to the signature.
fn sign(workspace: &mut Workspace) {
    workspace.at("2026-11-10T09:00:00+08:00");
    for bidang in BIDANG {
        let line = format!("submit {bidang} --sebagai {bidang}");
        workspace.rkt(&line).ok();
    }
    for line in [
        "compile --sebagai tim",
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
        "approve draft --sebagai sekretaris",
    ] {
        workspace.rkt(line).ok();
    }
    workspace.write("naskah.pdf", "%PDF-1.7 contoh");
    let kode = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    let line = format!("sign --kode {kode} --pindaian naskah.pdf --sebagai kepala-dinas");
    workspace.rkt(&line).ok();
}

/// What a report says of the criterion that begins with these words.
#[track_caller]
fn bukti(lke: &Value, kriteria: &str) -> String {
    let mut all = lke["kriteria"].as_array().unwrap().iter();
    let is_it = |one: &&Value| one["kriteria"].as_str().unwrap().starts_with(kriteria);
    let told = all.find(is_it).unwrap()["bukti"].as_array().unwrap();
    let told: Vec<&str> = told.iter().map(|text| text.as_str().unwrap()).collect();
    told.join("; ")
}

#[test]
fn what_could_not_be_checked_is_not_called_clean() {
    let workspace = office();
    let renstra = "aktivitas mendukung kinerja";
    let iku = "IKU tepat";
    let lke = workspace.json("report lke");
    assert_eq!(bukti(&lke, renstra), "tidak ada temuan rkt check");
    assert!(bukti(&lke, iku).contains("tidak diperiksa: acuan/iku.toml belum berisi"));
    std::fs::remove_file(workspace.path().join("acuan/renstra.toml")).unwrap();
    let lke = workspace.json("report lke");
    let told = "tidak diperiksa: acuan/renstra.toml belum berisi";
    assert_eq!(bukti(&lke, renstra), told);
}

#[test]
fn reports_are_of_what_was_signed_not_of_later_edits() {
    let mut workspace = Workspace::example("balangan-2027");
    let working = workspace.json("report kke -o kerja");
    assert!(working["isi"].as_str().unwrap().contains("form kerja"));
    assert_eq!(working["berkas"][0], "kerja/rkt-2027-form-kerja-kke.xlsx");
    sign(&mut workspace);
    let sheets = |workspace: &Workspace| {
        let told = workspace.json("report kke -o kerja --timpa");
        ["isi", "lembar"].map(|key| told[key].clone())
    };
    let signed = sheets(&workspace);
    let [isi, _] = &signed;
    assert!(isi.as_str().unwrap().contains("ditandatangani, kode"));
    for bidang in BIDANG {
        workspace.write(&format!("2027/form/{bidang}.toml"), "format = 1\n");
    }
    assert_eq!(sheets(&workspace), signed);
    let lke = workspace.json("report lke");
    assert_eq!(&lke["isi"], isi);
    assert!(bukti(&lke, "indikator SMART").starts_with("110 indikator"));
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn the_workbook_has_both_sheets_and_waits_for_the_evaluator() {
    let workspace = office();
    workspace.rkt("report kke -o satu").ok();
    workspace.rkt("report kke -o dua").ok();
    let file = |folder: &str| {
        let folder = workspace.path().join(folder);
        folder.join("rkt-2027-form-kerja-kke.xlsx")
    };
    let one = bytes(&file("satu"));
    assert!(one == bytes(&file("dua")));
    let sheets = xlsx::sheets(&one).unwrap();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["KKE-1", "KKE-2"]);
    let heads = 5;
    for (sheet, first_judged) in sheets.iter().zip([14, 13]) {
        let below = sheet.cells.iter().filter(|(at, _)| at.row > heads);
        let judged = below.filter(|(at, _)| at.column >= first_judged);
        assert_eq!(judged.count(), 0);
    }
}

#[test]
fn a_workbook_counts_and_explains_its_codes() {
    let workspace = office();
    let form = "2027/form/sd.toml";
    change(
        &workspace,
        form,
        "target = \"99,75\"",
        "target = \"99,75 %\"",
    );
    change(&workspace, form, "target = \"12\"", "target = \"-12\"");
    workspace.rkt("report kke -o satu").ok();
    let file = workspace.path().join("satu/rkt-2027-form-kerja-kke.xlsx");
    let sheets = xlsx::sheets(&bytes(&file)).unwrap();
    let texts = |sheet: &Sheet| -> Vec<String> {
        let texts = sheet.cells.values().filter_map(|value| {
            let SheetValue::Text(text) = value else {
                return None;
            };
            Some(text.clone())
        });
        texts.collect()
    };
    let [quality, _, legend] = sheets.as_slice() else {
        panic!("{} sheets", sheets.len());
    };
    assert!(texts(legend).contains(&"RKT210".to_owned()));
    assert!(texts(quality).contains(&"Diisi evaluator".to_owned()));
    let heads = 5;
    let targets = quality.cells.iter();
    let targets = targets.filter(|(at, _)| at.row > heads && at.column == 9);
    let is_number = |value: &SheetValue| matches!(value, SheetValue::Number { .. });
    assert!(targets.clone().count() > 5);
    for (at, value) in targets {
        assert!(is_number(value), "{at}: {value:?}");
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
            text.starts_with("No,Tingkat,Kode,Bidang,Indikator"),
            "{text}"
        );
    }
    let misused = workspace.rkt("report kke --pemisah koma").exits(2).err;
    assert!(misused.contains("rkt report kke csv"), "{misused}");
}

#[test]
fn the_criteria_are_given_out_as_files_too() {
    let workspace = office();
    let told = workspace.json("report lke csv --pemisah koma -o kertas");
    let file = told["berkas"][0].as_str().unwrap();
    assert_eq!(file, "kertas/rkt-2027-form-kerja-lke.csv");
    let text = workspace.read(file);
    let kriteria = told["kriteria"].as_array().unwrap();
    assert_eq!(text.lines().count(), kriteria.len() + 1);
    assert!(text.starts_with(
        "No,Sub komponen,Bobot sub komponen,Kriteria,Bukti di siklus,Nilai evaluator,"
    ));
    for line in text.lines().skip(1) {
        assert!(line.ends_with(",,"), "{line}");
    }
    let named = workspace.json("report lke xlsx -o lke.xlsx");
    assert_eq!(named["berkas"][0], "lke.xlsx");
    let sheets = xlsx::sheets(&bytes(&workspace.path().join("lke.xlsx"))).unwrap();
    assert_eq!(sheets.first().unwrap().name, "LKE");
}

#[test]
fn a_file_has_a_format_and_one_name() {
    let workspace = office();
    for (line, help) in [
        ("report lke -o kertas", "rkt report lke xlsx -o FOLDER"),
        ("report lke xlsx --pemisah koma", "rkt report lke csv"),
        (
            "report lke xlsx -o lke.csv",
            "rkt report lke csv -o BERKAS.csv",
        ),
        ("report lke csv -o -", "rkt report lke csv -o FOLDER"),
        ("report kke csv -o kke.csv", "rkt report kke csv -o FOLDER"),
    ] {
        let told = workspace.rkt(line).exits(2).err;
        assert!(told.contains(help), "{line}: {told}");
    }
    assert!(!workspace.path().join("lke.csv").exists());
}
