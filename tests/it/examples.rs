//! The two shipped examples, from check to draft, with the numbers that were published.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::workspace::{BIDANG, Workspace, copy, only_file, root};

const KUKAR: [&str; 3] = ["paud-pnf", "sd", "smp"];

/// RKT 2025 of Kutai Kartanegara as published: tingkat, indikator, target.
const PUBLISHED: [(&str, &str, &str); 23] = [
    ("sasaran", "APK PAUD", "79.34"),
    ("sasaran", "APK SD Sederajat", "100.21"),
    ("sasaran", "APM SD sederajat", "97.49"),
    (
        "sasaran",
        "Angka Partisipasi Sekolah 7 - 12 Tahun",
        "100.80",
    ),
    ("sasaran", "Angka putus sekolah SD", "201"),
    ("sasaran", "APK SMP Sederajat", "100.24"),
    ("sasaran", "APM SMP sederajat", "78.27"),
    ("sasaran", "Angka Partisipasi Sekolah 13-15 tahun", "100.18"),
    ("sasaran", "Angka Putus sekolah SMP", "198"),
    ("sasaran", "Angka Melek Huruf", "99.98"),
    (
        "program",
        "Capaian Indeks Mutu Pendidikan (IMP) SD",
        "89.71",
    ),
    (
        "program",
        "Capaian Indeks Mutu Pendidikan (IMP) SMP",
        "88.71",
    ),
    (
        "program",
        "Capaian Indeks Mutu Pendidikan (IMP) PAUD",
        "83.02",
    ),
    (
        "program",
        "Capaian Indeks Mutu Pendidikan (IMP) Kesetaraan",
        "68.38",
    ),
    (
        "program",
        "Jumlah Bantuan Beasiswa Stimulan Kukar IDAMAN Pendidikan Dasar",
        "3000",
    ),
    (
        "kegiatan",
        "Standar kompetensi lulusan Pendidikan Sekolah Dasar",
        "92.94",
    ),
    ("kegiatan", "Standar isi Pendidikan Sekolah Dasar", "88.65"),
    (
        "kegiatan",
        "Standar proses Pendidikan Sekolah Dasar",
        "95.23",
    ),
    (
        "kegiatan",
        "Standar sarana dan prasarana Pendidikan Sekolah Dasar",
        "85.65",
    ),
    (
        "kegiatan",
        "Standar pengelolaan Pendidikan Sekolah Dasar",
        "98.23",
    ),
    (
        "kegiatan",
        "Standar Pendidik dan Tenaga Kependidikan Pendidikan Sekolah Dasar",
        "76.23",
    ),
    (
        "kegiatan",
        "Standar pembiayaan Pendidikan Sekolah Dasar",
        "89.08",
    ),
    (
        "kegiatan",
        "Standar penilaian Pendiidkan Sekolah Dasar",
        "86.08",
    ),
];

/// Its sub kegiatan, which have neither indikator nor pagu on the page.
const SUB_KEGIATAN: [(&str, &str); 6] = [
    (
        "1.01.02.2.01.0010",
        "Rehabilitasi Sedang/Berat Ruang Unit Kesehatan Sekolah",
    ),
    (
        "1.01.02.2.01.0011",
        "Rehabilitasi Sedang/Berat Perpustakaan Sekolah",
    ),
    (
        "1.01.02.2.01.0038",
        "Koordinasi, Perencanaan, Supervisi dan Evaluasi Layanan di Bidang Pendidikan",
    ),
    ("1.01.02.2.01.0047", "Pembangunan Ruang Kelas Baru"),
    (
        "1.01.02.2.01.0048",
        "Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah",
    ),
    ("1.01.02.2.01.0050", "Penyelenggaraan Proses Belajar Bagi"),
];

#[track_caller]
fn submit<'a>(workspace: &Workspace, bidang: impl IntoIterator<Item = &'a str>) {
    for bidang in bidang {
        workspace
            .rkt(&format!("submit {bidang} --sebagai {bidang}"))
            .ok();
    }
}

/// An example with every form in and compiled.
fn compiled(name: &str, bidang: &[&str]) -> Workspace {
    let workspace = Workspace::example(name);
    submit(&workspace, bidang.iter().copied());
    workspace.rkt("compile --sebagai kasubbag-program").ok();
    workspace
}

fn draft(workspace: &Workspace, file: &str) -> Value {
    serde_json::from_str(&workspace.read(file)).unwrap()
}

fn rows<'a>(draft: &'a Value, section: &str) -> &'a Vec<Value> {
    draft[section].as_array().unwrap()
}

/// Every file below a folder but locks: bytes and time of change, by path.
fn snapshot(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with(".rkt.lock") {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
                found.insert(name, (std::fs::read(&path).unwrap(), modified));
            }
        }
    }
    found
}

#[test]
fn balangan_has_no_finding() {
    let found = Workspace::example("balangan-2027").json("check");
    assert_eq!(found["temuan"].as_array().unwrap().len(), 0, "{found}");
    assert_eq!(found["jumlah"]["diabaikan"], 0);
}

#[test]
fn both_examples_stand_before_the_first_submission() {
    for (name, siklus, n_bidang) in [("balangan-2027", "2027", 7), ("kukar-2025", "2025", 3)] {
        let status = Workspace::example(name).json("status");
        assert_eq!(status["siklus"], siklus);
        let langkah = status["langkah"].as_array().unwrap().iter();
        let keadaan: Vec<_> = langkah
            .map(|langkah| langkah["keadaan"].as_str().unwrap())
            .collect();
        assert_eq!(
            keadaan[..4],
            ["selesai", "selesai", "selesai", "berjalan"],
            "{name}"
        );
        assert_eq!(
            status["langkah"][0]["rencana_batas"], "2026-11-02",
            "{name}"
        );
        let bidang = status["bidang"].as_array().unwrap();
        assert_eq!(bidang.len(), n_bidang);
        assert!(
            bidang.iter().all(|bidang| bidang["keadaan"] == "belum"),
            "{name}"
        );
    }
}

#[test]
fn kukar_has_every_indikator_and_target_as_published() {
    let workspace = compiled("kukar-2025", &KUKAR);
    let draft = draft(&workspace, "2025/keluaran/draft-1.json");
    let mut printed: BTreeMap<(String, String), (String, String)> = BTreeMap::new();
    for row in rows(&draft, "sasaran")
        .iter()
        .chain(rows(&draft, "program"))
    {
        if let Some(indikator) = row["indikator"].as_str() {
            let tingkat = row["tingkat"].as_str().unwrap_or("sasaran").to_owned();
            let [raw, text] =
                ["ketikan", "teks"].map(|key| row["target"][key].as_str().unwrap().to_owned());
            let twice = printed.insert((tingkat, indikator.to_owned()), (raw, text));
            assert!(twice.is_none(), "{indikator} twice");
        }
    }
    let published: BTreeMap<_, _> = PUBLISHED
        .iter()
        .map(|(tingkat, indikator, target)| {
            let shown = ((*target).to_owned(), target.replace('.', ","));
            (((*tingkat).to_owned(), (*indikator).to_owned()), shown)
        })
        .collect();
    assert_eq!(published.len(), 23);
    assert_eq!(printed, published);
}

#[test]
fn kukar_prints_its_targets_with_a_comma_and_all_decimals() {
    let workspace = compiled("kukar-2025", &KUKAR);
    let text = workspace.read("2025/keluaran/draft-1.md");
    for (_, indikator, target) in PUBLISHED {
        let indikator = indikator.replace('_', "\\_");
        let line = text
            .lines()
            .find(|line| line.contains(&format!("| {indikator} |")));
        let line = line.unwrap_or_else(|| panic!("{indikator}\n{text}"));
        let shown = format!(" | {} | ", target.replace('.', ","));
        assert!(line.contains(&shown), "{indikator}: {line}");
    }
    for shown in ["| 97,49 |", "| 100,80 |"] {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn kukar_has_the_findings_that_its_readme_names() {
    let readme = include_str!("../../examples/README.md");
    let rows = readme.lines().filter_map(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let rule = cells.next().filter(|cell| cell.starts_with("RKT"))?;
        Some((rule.to_owned(), format!("2025/form/{}.toml", cells.next()?)))
    });
    let told = Workspace::example("kukar-2025").json("check");
    let told = told["temuan"].as_array().unwrap().iter().map(|one| {
        assert_ne!(one["tingkat"], "galat", "{one}");
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        (text("kode"), text("berkas"))
    });
    assert_eq!(told.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
}

#[test]
fn kukar_has_no_pagu_which_is_not_zero() {
    let workspace = compiled("kukar-2025", &KUKAR);
    let draft = draft(&workspace, "2025/keluaran/draft-1.json");
    let rows = rows(&draft, "program");
    let sub: Vec<_> = rows
        .iter()
        .filter(|row| row["tingkat"] == "sub kegiatan")
        .collect();
    let named: Vec<_> = sub
        .iter()
        .map(|row| {
            (
                row["kode"].as_str().unwrap(),
                row["uraian"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(named, SUB_KEGIATAN);
    for row in &sub {
        for key in ["pagu", "indikator", "target"] {
            assert!(row[key].is_null(), "{key}: {row}");
        }
    }
    let total: Vec<_> = rows
        .iter()
        .filter(|row| row["tingkat"] == "total")
        .collect();
    assert_eq!(total.len(), 1);
    assert!(
        total[0].get("pagu").is_some_and(Value::is_null),
        "{}",
        total[0]
    );
    let again = workspace.json("compile --sebagai kasubbag-program");
    assert!(
        again.get("total_pagu").is_some_and(Value::is_null),
        "{again}"
    );
}

#[test]
fn balangan_adds_up_its_pagu() {
    let workspace = Workspace::example("balangan-2027");
    submit(&workspace, BIDANG);
    let told = workspace.json("compile --sebagai kasubbag-program");
    let keys: Vec<_> = told
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys.join(" "),
        "versi_skema bidang tanpa baris total_pagu berkas perhatian digest koreksi antar_form perubahan perubahan_rkt"
    );
    assert_eq!(told["total_pagu"], 367_385_000_000_i64);
    assert_eq!(told["bidang"].as_array().unwrap().len(), 7);
    let draft = draft(&workspace, "2027/keluaran/draft-1.json");
    let sum = |tingkat: &str| {
        let rows = rows(&draft, "program")
            .iter()
            .filter(|row| row["tingkat"] == tingkat);
        let mut seen = std::collections::BTreeSet::new();
        let first = rows
            .filter(|row| row["kode"].is_null() || seen.insert(row["kode"].clone().to_string()));
        first.filter_map(|row| row["pagu"].as_i64()).sum::<i64>()
    };
    for tingkat in ["program", "kegiatan", "sub kegiatan", "total"] {
        assert_eq!(sum(tingkat), 367_385_000_000, "{tingkat}");
    }
    let bidang = rows(&draft, "bidang")
        .iter()
        .map(|row| row["pagu"].as_i64().unwrap());
    assert_eq!(bidang.sum::<i64>(), 367_385_000_000);
    assert!(
        workspace
            .read("2027/keluaran/draft-1.md")
            .contains("Rp367.385.000.000")
    );
}

/// A copy of an example whose form files are made in another order.
fn made_backwards(name: &str, siklus: &str, bidang: &[&str]) -> Workspace {
    let workspace = Workspace::empty();
    let from = root().join("examples").join(name);
    copy(&from, workspace.path());
    let forms = workspace.path().join(siklus).join("form");
    std::fs::remove_dir_all(&forms).unwrap();
    std::fs::create_dir(&forms).unwrap();
    for id in bidang.iter().rev() {
        let file = format!("{id}.toml");
        std::fs::copy(from.join(siklus).join("form").join(&file), forms.join(file)).unwrap();
    }
    workspace
}

#[test]
fn a_compile_elsewhere_gives_the_same_bytes() {
    for (name, siklus, bidang) in [
        ("balangan-2027", "2027", &BIDANG[..]),
        ("kukar-2025", "2025", &KUKAR),
    ] {
        let here = compiled(name, bidang);
        let mut there = made_backwards(name, siklus, bidang);
        there
            .env("TZ", "Asia/Tokyo")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("LANG", "C");
        there.at("2026-11-06T23:59:00+08:00");
        submit(&there, bidang.iter().rev().copied());
        there.rkt("compile --sebagai tim").ok();
        for extension in ["md", "json"] {
            let file = format!("{siklus}/keluaran/draft-1.{extension}");
            assert_eq!(here.read(&file), there.read(&file), "{name} {extension}");
        }
    }
}

#[test]
fn a_second_compile_changes_nothing() {
    let mut workspace = compiled("balangan-2027", &BIDANG);
    let before = snapshot(workspace.path());
    workspace.at("2026-11-20T08:00:00+08:00");
    let again = workspace.rkt("compile --sebagai kasubbag-program").ok().out;
    assert!(again.contains("Tidak ada perubahan"), "{again}");
    assert_eq!(snapshot(workspace.path()), before);
}

#[test]
fn a_lost_draft_comes_back_the_same() {
    let workspace = compiled("balangan-2027", &BIDANG);
    let before = workspace.read("2027/keluaran/draft-1.md");
    std::fs::remove_dir_all(workspace.path().join("2027/keluaran")).unwrap();
    workspace.rkt("compile --sebagai kasubbag-program").ok();
    assert_eq!(workspace.read("2027/keluaran/draft-1.md"), before);
}

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    let workspace = Workspace::example("balangan-2027");
    submit(&workspace, BIDANG);
    let before = snapshot(workspace.path());
    let first = workspace.rkt("compile --dry-run").ok().out;
    assert!(
        first.contains("Draf 1: 7 dari 7 Bidang") && first.contains("118 baris"),
        "{first}"
    );
    assert_eq!(snapshot(workspace.path()), before);
    workspace.rkt("compile --sebagai kasubbag-program").ok();

    let form = workspace.read("2027/form/sd.toml");
    let edited = form.replacen("\"99,10\"", "\"99,20\"", 2);
    workspace.write("2027/form/sd.toml", &edited);
    submit(&workspace, ["sd"]);
    let before = snapshot(workspace.path());
    let second = workspace.rkt("compile --dry-run").ok().out;
    let line = second.lines().find(|line| line.starts_with("~ "));
    let line = line.unwrap_or_else(|| panic!("{second}"));
    assert!(line.contains("APM SD/MI"), "{second}");
    assert!(
        second.contains("99,10") && second.contains("99,20"),
        "{second}"
    );
    assert_eq!(snapshot(workspace.path()), before);
}

#[test]
fn a_draft_of_some_forms_names_those_that_are_missing() {
    let workspace = Workspace::example("balangan-2027");
    submit(&workspace, ["sd", "smp"]);
    let refused = workspace.rkt("compile --sebagai tim").exits(1).err;
    assert!(
        refused.contains("RKT704") && refused.contains("spnf-skb"),
        "{refused}"
    );
    assert!(!workspace.path().join("2027/keluaran").exists());
    let told = workspace.rkt("compile --sebagian --sebagai tim").ok().out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let names = "belum memuat kebudayaan, ketenagaan, paud-pnf, sekretariat, spnf-skb";
    assert!(told.contains(names), "{told}");
    let text = workspace.read("2027/keluaran/draft-1.md");
    let line = text
        .lines()
        .find(|line| line.contains("DRAF SEBAGIAN"))
        .unwrap();
    for nama in [
        "Sekretariat",
        "PAUD dan PNF",
        "Ketenagaan",
        "Kebudayaan",
        "SKB",
    ] {
        assert!(line.contains(nama), "{nama}: {line}");
    }
    assert!(!line.contains("Sekolah Dasar"), "{line}");
    let draft = draft(&workspace, "2027/keluaran/draft-1.json");
    assert_eq!(draft["catatan"].as_array().unwrap().len(), 1);
    assert_eq!(
        workspace.json("status")["langkah"][5]["keadaan"],
        "menunggu"
    );
}

#[test]
fn a_draft_uses_what_was_handed_in_and_says_what_changed_since() {
    let workspace = Workspace::example("balangan-2027");
    submit(&workspace, BIDANG);
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "11,11"));
    let told = workspace.rkt("compile --sebagai tim").ok().out;
    assert!(told.contains("2027/form/sd.toml BASI"), "{told}");
    let draft = workspace.read("2027/keluaran/draft-1.md");
    assert!(draft.contains("99,10") && !draft.contains("11,11"));
}

#[test]
fn a_changed_copy_of_a_submission_is_not_compiled() {
    let workspace = Workspace::example("balangan-2027");
    submit(&workspace, BIDANG);
    let folder = workspace.path().join("2027/ajuan/sd");
    let copy = only_file(&folder);
    let text = std::fs::read_to_string(&copy).unwrap();
    std::fs::write(&copy, text.replace("99,10", "11,11")).unwrap();
    let refused = workspace.rkt("compile --sebagai tim").exits(1).err;
    assert!(
        refused.contains("RKT013") && refused.contains("2027/ajuan/sd/"),
        "{refused}"
    );
    assert!(!workspace.path().join("2027/keluaran").exists());
}

#[test]
fn one_indikator_with_two_targets_is_told_where_it_is_not_the_renstras() {
    let workspace = Workspace::example("balangan-2027");
    let smp = workspace.read("2027/form/smp.toml");
    let edited = smp.replacen("uraian = \"APM SMP/MTs\"", "uraian = \"APM  sd/mi\"", 1);
    assert_ne!(smp, edited);
    workspace.write("2027/form/smp.toml", &edited);
    workspace.rkt("check").exits(1);
    let found = workspace.json("check");
    let findings = found["temuan"].as_array().unwrap().iter();
    let places: Vec<_> = findings
        .map(|f| {
            (
                f["kode"].as_str().unwrap(),
                f["berkas"].as_str().unwrap(),
                f["baris"].as_u64(),
            )
        })
        .collect();
    let line_of = |text: &str, target: &str| {
        let line = text
            .lines()
            .position(|line| line == format!("target = \"{target}\""));
        line.map(|line| line as u64 + 1)
    };
    assert_eq!(
        places,
        [
            ("RKT603", "2027/form/smp.toml", line_of(&edited, "82,60")),
            ("RKT513", "2027/form/smp.toml", Some(14)),
            ("RKT623", "2027/form/smp.toml", Some(20)),
            // What it was before is now in no form.
            ("RKT614", "acuan/iku.toml", Some(53)),
        ]
    );
    let text = workspace.rkt("check smp").exits(1).out;
    assert!(text.contains("99,10") && text.contains("82,60"), "{text}");
}

#[test]
fn findings_between_forms_stop_neither_submit_nor_compile() {
    let workspace = Workspace::example("balangan-2027");
    let smp = workspace.read("2027/form/smp.toml");
    workspace.write(
        "2027/form/smp.toml",
        &smp.replacen("APM SMP/MTs", "APM SD/MI", 1),
    );
    submit(&workspace, BIDANG);
    let told = workspace.rkt("compile --sebagai tim").ok().out;
    assert!(told.contains("RKT603"), "{told}");
    let counts = || workspace.json("compile --sebagai tim --dry-run")["antar_form"].clone();
    let before = counts();
    let told = before["galat"].as_u64().unwrap();
    assert!(told > 0 && before["diabaikan"] == 0, "{before}");
    let settings = workspace.read("rkt.toml");
    let silent = "[aturan]\nRKT603 = { tingkat = \"diam\", alasan = \"dibahas\" }\n";
    workspace.write("rkt.toml", &format!("{settings}\n{silent}"));
    let after = counts();
    assert!(after["galat"] == 0 && after["diabaikan"] == told, "{after}");
}
