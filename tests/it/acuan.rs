//! Acuan: the Renstra as data, its own rules, and forms held against it.

use rkt::domain::finding::Finding;
use rkt::domain::renstra::{List, Renstra};
use rkt::store::renstra_file;
use rkt::store::text::Source;

use crate::workspace::{Workspace, root};

const FILE: &str = "acuan/renstra.toml";

/// A Renstra without a fault.
pub const SOUND: &str = r#"format = 1

[[tujuan]]
id = "T1"
uraian = "Meningkatnya kualitas sumber daya manusia"

[[sasaran]]
id = "S1"
tujuan = "T1"
uraian = "Meningkatnya akses dan mutu pendidikan"

[[sasaran.indikator]]
uraian = "APK PAUD"
satuan = "Persen"
arah = "naik"
dasar = { tahun = 2024, nilai = "74,20", sumber = "Dapodik" }
target = { 2026 = "77,00", 2027 = "79,34" }

[[program]]
kode = "1.01.02"
sasaran = ["S1"]
pagu = { 2026 = 85_000_000_000, 2027 = 90_000_000_000 }

[[kegiatan]]
kode = "1.01.02.2.01"
pagu = { 2027 = 50_000_000_000 }

[[kegiatan]]
kode = "1.01.02.2.02"
pagu = { 2027 = 40_000_000_000 }
"#;

fn read(text: &str) -> (Renstra, Vec<Finding>) {
    let (file, text) = (FILE.to_owned(), text.to_owned());
    let read = renstra_file::checked(Source { file, text });
    (read.renstra, read.findings)
}

/// Code, field and message of each finding.
fn told(text: &str) -> Vec<String> {
    let told = |finding: Finding| {
        assert!(finding.help.is_some(), "{finding:?}");
        format!("{} {}", finding.rule, finding.message)
    };
    read(text).1.into_iter().map(told).collect()
}

/// Asserts that a changed [`SOUND`] has exactly one fault, given by how it begins.
#[track_caller]
fn one(from: &str, to: &str, expected: &str) {
    assert!(SOUND.contains(from), "{from}");
    let told = told(&SOUND.replacen(from, to, 1));
    assert!(
        told.len() == 1 && told[0].starts_with(expected),
        "{from} -> {to}\n{told:#?}"
    );
}

#[test]
fn a_sound_renstra_is_read_whole() {
    let (renstra, findings) = read(SOUND);
    assert_eq!(findings, []);
    let count = |list| renstra.of(list).count();
    assert_eq!(List::ALL.map(count), [1, 1, 1, 2]);
    let sasaran = renstra.row(List::Sasaran, "S1").unwrap();
    assert_eq!(sasaran.serves, ["T1"]);
    let indikator = &sasaran.indikator[0];
    assert_eq!(indikator.target[&2027].raw(), "79,34");
    assert_eq!(indikator.dasar.as_ref().unwrap().tahun, 2024);
    let program = renstra.row(List::Program, "1.01.02").unwrap();
    assert_eq!(program.pagu[&2026].get(), 85_000_000_000);
}

#[test]
fn one_without_content_is_empty_and_no_fault() {
    let seed = include_str!("../../src/store/seed/renstra.toml");
    for text in [
        "",
        "# belum ada\n",
        "format = 1\n",
        "\u{feff}format = 1\r\n",
        seed,
    ] {
        let (renstra, findings) = read(text);
        assert!(renstra.is_empty() && findings.is_empty(), "{text}");
    }
    for example in ["balangan-2027", "kukar-2025"] {
        let file = root().join("examples").join(example).join(FILE);
        let (_, findings) = read(&std::fs::read_to_string(file).unwrap());
        assert_eq!(findings, [], "{example}");
    }
}

#[test]
fn the_example_in_the_seed_is_sound_without_its_marks() {
    let seed = include_str!("../../src/store/seed/renstra.toml");
    let lines = seed.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if rest.contains('=') || rest.starts_with("[[") => rest,
        _ => line,
    });
    let text: Vec<&str> = lines.collect();
    let (renstra, findings) = read(&text.join("\n"));
    assert_eq!((renstra.rows.len(), findings), (2, Vec::new()));
}

#[test]
fn all_faults_of_its_shape_are_told_at_once() {
    let text = r#"format = 1
[[sasaran]]
uraian = "tanpa id"
[[sasaran]]
id = "S1"
pagu = { 2026 = 1 }
[[sasaran.indikator]]
satuan = "Persen"
arah = "menaik"
target = { 26 = "1", 2026 = "1.500", 2027 = true }
[[program]]
kode = "1.1.2"
pagu = { 2027 = "seratus" }
[[kegiatn]]
"#;
    let told = told(text);
    let codes: Vec<&str> = told.iter().map(|line| &line[..6]).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            "RKT101", "RKT101", "RKT102", "RKT103", "RKT103", "RKT104", "RKT120", "RKT202",
            "RKT203", "RKT301"
        ],
        "{told:#?}"
    );
    assert!(self::told("format = 1\na = [\n")[0].starts_with("RKT004"));
}

#[test]
fn names_and_links_are_looked_at() {
    one(
        "id = \"T1\"",
        "id = \"T2\"",
        "RKT121 sasaran S1 merujuk tujuan T1",
    );
    one(
        "[\"S1\"]",
        "[\"S1\", \"S2\"]",
        "RKT121 program 1.01.02 merujuk sasaran S2",
    );
    one(
        "\n[[program]]",
        "\n[[sasaran]]\nid = \"S1\"\n[[program]]",
        "RKT601 sasaran S1 ada dua kali",
    );
    // A tujuan and a sasaran may have one name.
    assert_eq!(
        told(&SOUND.replace("\"T1\"", "\"S1\"")),
        Vec::<String>::new()
    );
    // With a sasaran that can't be read, nothing is said of those who name it.
    let broken = told(&SOUND.replace("id = \"S1\"\n", ""));
    assert!(
        broken.len() == 1 && broken[0].starts_with("RKT103"),
        "{broken:?}"
    );
}

#[test]
fn pagu_of_a_program_is_that_of_its_kegiatan() {
    one(
        "40_000_000_000",
        "41_000_000_000",
        "RKT403 pagu program 1.01.02 tahun 2027 Rp90.000.000.000, padahal jumlah kegiatannya \
         Rp91.000.000.000; selisih Rp1.000.000.000",
    );
    one("40_000_000_000", "39_000_000_000", "RKT403");
    // A kegiatan without is not zero; more than all is too much anyway.
    let less = SOUND.replace("pagu = { 2027 = 40_000_000_000 }\n", "");
    assert_eq!(told(&less), Vec::<String>::new());
    let more = less.replace("50_000_000_000", "95_000_000_000");
    assert_eq!(told(&more).len(), 1);
    let other = SOUND.replace("1.01.02.2.02", "1.01.03.2.02");
    assert_eq!(
        told(&other).len(),
        1,
        "only one kegiatan is left, of another sum"
    );
}

#[test]
fn one_indikator_has_one_target_a_year() {
    let again = |target: &str| {
        format!(
            "target = {{ 2026 = \"77,00\", 2027 = \"79,34\" }}\n[[sasaran.indikator]]\n\
             uraian = \"apk  paud\"\nsatuan = \"Persen\"\ntarget = {{ {target} }}\n"
        )
    };
    let from = "target = { 2026 = \"77,00\", 2027 = \"79,34\" }\n";
    one(
        from,
        &again("2026 = \"77.00\", 2027 = \"80\""),
        "RKT605 target 2027 \"apk  paud\" 80 di sasaran S1, tetapi 79,34 di sasaran S1",
    );
    let same = SOUND.replace(from, &again("2026 = \"77\", 2027 = \"79,34\""));
    assert_eq!(told(&same), Vec::<String>::new());
    // The nomenclature gives many kegiatan the same words.
    let kegiatan = |target| {
        format!(
            "[[kegiatan.indikator]]\nuraian = \"Jumlah\"\nsatuan = \"Unit\"\ntarget = {{ 2026 = \"1\", 2027 = \"{target}\" }}\n"
        )
    };
    let second = SOUND
        .find("\n[[kegiatan]]\nkode = \"1.01.02.2.02\"")
        .unwrap();
    let (above, below) = SOUND.split_at(second);
    let two = format!("{above}{}{below}{}", kegiatan(1), kegiatan(2));
    assert_eq!(told(&two), Vec::<String>::new());
}

#[test]
fn targets_go_the_way_of_their_arah() {
    one(
        "nilai = \"74,20\"",
        "nilai = \"78,00\"",
        "RKT205 target 2026 \"APK PAUD\" 77,00 di bawah kondisi awal 2024 78,00, padahal arahnya naik",
    );
    one(
        "2027 = \"79,34\"",
        "2027 = \"76\"",
        "RKT206 target 2027 \"APK PAUD\" 76 di bawah target 2026 77,00, padahal arahnya naik",
    );
    // Downwards all of it is the other way round.
    let down = SOUND.replace("\"naik\"", "\"turun\"");
    let codes: Vec<String> = told(&down)
        .iter()
        .map(|line| line[..6].to_owned())
        .collect();
    assert_eq!(codes, ["RKT205", "RKT206"]);
    // Without a way, of another unit, before the baseline, and in words nothing is compared.
    for (from, to) in [
        ("arah = \"naik\"\n", ""),
        ("\"naik\"", "\"tetap\""),
        ("tahun = 2024", "tahun = 2028"),
    ] {
        let text = SOUND.replace("APK PAUD", "Ukuran");
        let text = text.replace("74,20", "99").replace(from, to);
        assert_eq!(told(&text), Vec::<String>::new(), "{to}");
    }
    assert_eq!(told(&SOUND.replace("77,00", "WTP")), Vec::<String>::new());
}

/// [`SOUND`] with another indikator, without arah: uraian, satuan, dasar and targets from 2025 on.
fn measured(uraian: &str, satuan: &str, dasar: &str, targets: &[&str]) -> Vec<String> {
    let years = targets.iter().enumerate();
    let years = years.map(|(n, target)| format!("{} = \"{target}\"", 2025 + n));
    let years = years.collect::<Vec<_>>().join(", ");
    let first = SOUND.find("uraian = \"APK PAUD\"").unwrap();
    let end = SOUND.find("\n[[program]]").unwrap();
    let row = format!(
        "uraian = \"{uraian}\"\nsatuan = \"{satuan}\"\n\
         dasar = {{ tahun = 2024, nilai = \"{dasar}\" }}\ntarget = {{ {years} }}\n"
    );
    told(&format!("{}{row}{}", &SOUND[..first], &SOUND[end..]))
}

#[test]
fn without_arah_plain_words_and_the_targets_themselves_say_the_way() {
    for (row, expected) in [
        (
            ("APM SD/MI", "Persen", "98", &["97", "99"][..]),
            "RKT205 target 2025 \"APM SD/MI\" 97 di bawah kondisi awal 2024 98, padahal menurut uraiannya arahnya naik",
        ),
        (
            (
                "Angka putus sekolah SMP",
                "Persen",
                "0,5",
                &["0,4", "0,45", "0,48"],
            ),
            "RKT206 target 2026 \"Angka putus sekolah SMP\" 0,45 di atas target 2025 0,4, padahal menurut uraiannya arahnya turun",
        ),
        (
            ("Standar isi SD", "Persen", "92", &["80", "82", "82", "85"]),
            "RKT205 target 2025 \"Standar isi SD\" 80 di bawah kondisi awal 2024 92, padahal target tahun-tahunnya naik",
        ),
        (
            (
                "Persentase cagar budaya",
                "Persen",
                "41",
                &["42,5", "43,25", "43,05", "44", "44,25"],
            ),
            "RKT206 target 2027 \"Persentase cagar budaya\" 43,05 di bawah target 2026 43,25, padahal target tahun-tahunnya naik",
        ),
        (
            ("Waktu layanan", "Hari", "3", &["5", "4", "3,5"]),
            "RKT205 target 2025 \"Waktu layanan\" 5 di atas kondisi awal 2024 3, padahal target tahun-tahunnya turun",
        ),
    ] {
        let (uraian, satuan, dasar, targets) = row;
        assert_eq!(measured(uraian, satuan, dasar, targets), [expected]);
    }
    for (uraian, satuan, dasar, targets) in [
        ("APK SD", "Persen", "109", &["107", "105", "103"][..]),
        (
            "Jumlah ruang kelas yang dibangun",
            "Ruang",
            "20",
            &["5", "6", "8"],
        ),
        (
            "Jumlah guru bersertifikat",
            "Orang",
            "200",
            &["50", "60", "40"],
        ),
        ("Jumlah RKB", "RKB", "20", &["5", "6", "8"]),
        ("Standar isi SD", "Persen", "92", &["80", "82"]),
        ("Standar isi SD", "Persen", "92", &["80", "85", "82"]),
        ("Standar isi SD", "Persen", "92", &["80", "80", "80"]),
        ("Standar isi SD", "Persen", "79", &["80", "82", "85"]),
        (
            "Standar isi SD",
            "Persen",
            "79",
            &["80", "85", "82", "86", "84"],
        ),
        ("Standar isi SD", "Persen", "79", &["80", "82", "83", "79"]),
        (
            "Persentase pertumbuhan PAD",
            "Persen",
            "3",
            &["4", "6", "5", "7"],
        ),
        (
            "Persentase temuan yang ditindaklanjuti",
            "Persen",
            "90",
            &["80", "70"],
        ),
    ] {
        assert_eq!(
            measured(uraian, satuan, dasar, targets),
            Vec::<String>::new(),
            "{uraian} {targets:?}"
        );
    }
}

#[test]
fn a_year_without_target_is_a_hint() {
    let more = "\n[[sasaran.indikator]]\nuraian = \"APM SD\"\nsatuan = \"Persen\"\ntarget = { 2026 = \"99\" }\n\n[[program]]";
    one(
        "\n[[program]]",
        more,
        "RKT207 \"APM SD\" tanpa target untuk 2027",
    );
    let none = more.replace("target = { 2026 = \"99\" }", "target = { 2026 = \"\" }");
    one(
        "\n[[program]]",
        &none,
        "RKT207 \"APM SD\" belum punya target",
    );
    one(
        "\n[[program]]",
        &none.replace("target = { 2026 = \"\" }\n", ""),
        "RKT207",
    );
    let said = more.replace("\"99\" }", "\"99\", 2027 = \"-\" }");
    assert_eq!(
        told(&SOUND.replacen("\n[[program]]", &said, 1)),
        Vec::<String>::new()
    );
}

#[test]
fn many_indikator_without_the_same_year_are_one_hint() {
    let row = |n: usize| {
        format!(
            "\n[[sasaran.indikator]]\nuraian = \"APM {n}\"\nsatuan = \"Persen\"\ntarget = {{ 2026 = \"99\" }}\n"
        )
    };
    let with = |n: usize| {
        let rows: String = (0..n).map(row).collect();
        told(&SOUND.replacen("\n[[program]]", &format!("{rows}\n[[program]]"), 1))
    };
    assert_eq!(with(3).len(), 3);
    assert_eq!(
        with(4),
        ["RKT207 4 indikator, yang pertama \"APM 0\", tanpa target untuk 2027"]
    );
}

/// The codes and messages that `check` tells of a workspace, but for hints.
fn check(workspace: &Workspace, line: &str) -> Vec<String> {
    let found = workspace.json(line);
    let found = found["temuan"].as_array().unwrap().iter();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    found
        .map(|finding| {
            format!(
                "{} {}: {}",
                text(finding, "kode"),
                text(finding, "berkas"),
                text(finding, "pesan")
            )
        })
        .collect()
}

const PAUD: &str = "2027/form/paud-pnf.toml";

/// The example with a Renstra.
fn office(renstra: &str) -> Workspace {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(FILE, renstra);
    workspace
}

#[test]
fn check_tells_of_the_renstra_only_when_it_looks_at_all() {
    let workspace = office(&SOUND.replace("40_000", "41_000"));
    let told = check(&workspace, "check");
    assert!(
        told.iter()
            .any(|line| line.starts_with("RKT403 acuan/renstra.toml")),
        "{told:#?}"
    );
    workspace.rkt("check").exits(1);
    let told = check(&workspace, "check sd");
    assert!(
        told.iter().all(|line| !line.contains("RKT403")),
        "{told:#?}"
    );
}

#[test]
fn forms_are_held_against_the_renstra_and_only_warned() {
    let small = SOUND
        .replace("S1", "S9")
        .replace("90_000_000_000", "9_000_000_000")
        .replace("50_000_000_000", "5_000_000_000")
        .replace("40_000_000_000", "4_000_000_000");
    let workspace = office(&small);
    let told = check(&workspace, "check");
    let unknown = told
        .iter()
        .filter(|line| line.starts_with("RKT606"))
        .count();
    assert!(unknown >= 4, "{told:#?}");
    let over: Vec<&String> = told
        .iter()
        .filter(|line| line.starts_with("RKT404"))
        .collect();
    assert_eq!(over.len(), 1, "{told:#?}");
    assert!(over[0].contains("dari 4 form"), "{over:#?}");
    workspace.rkt("check").ok();
    let ran = workspace.rkt("check sd").ok();
    assert!(ran.out.contains("maksud Anda `S9`?"), "{}", ran.out);
    // Of one Bidang only its own.
    let told = check(&workspace, "check sd");
    assert!(
        told.iter().all(|line| line.contains("2027/form/sd.toml")),
        "{told:#?}"
    );
}

#[test]
fn a_target_that_differs_needs_a_reason() {
    let form = Workspace::example("balangan-2027").read(PAUD);
    let uraian = form
        .lines()
        .find(|line| line.starts_with("uraian = \"A"))
        .unwrap();
    let workspace = office(
        &SOUND
            .replace("uraian = \"APK PAUD\"", uraian)
            .replace("79,34", "79,35"),
    );
    let differs = |workspace: &Workspace| {
        let told = check(workspace, "check paud-pnf");
        told.into_iter()
            .filter(|line| line.starts_with("RKT607"))
            .collect::<Vec<_>>()
    };
    let told = differs(&workspace);
    assert_eq!(told.len(), 1, "{told:#?} {form}");
    let reasoned = form.replacen(
        uraian,
        &format!("{uraian}\nalasan_beda = \"capaian 2025\""),
        1,
    );
    workspace.write(PAUD, &reasoned);
    assert_eq!(differs(&workspace), Vec::<String>::new());
    workspace.write(PAUD, &form);
    assert_eq!(differs(&workspace).len(), 1);
}

#[test]
fn a_renstra_that_can_not_be_read_is_held_against_nobody() {
    let workspace = office("format = 1\n[[sasaran]]\nid = \"S9\"\n[[sasaran]]\n");
    let told = check(&workspace, "check");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].starts_with("RKT103 acuan/renstra.toml"),
        "{told:#?}"
    );
}
