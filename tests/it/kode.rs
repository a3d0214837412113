//! The nomenclature: what comes with rkt, the office's own table and its faults, and `rkt kode`.

use proptest::prelude::*;
use rkt::domain::finding::{Finding, Spot};
use rkt::domain::kode::{Kode, Level};
use rkt::domain::nomenklatur::Nomenklatur;
use rkt::source::line_column;
use rkt::store::nomenklatur_file::{built_in, decode, written};
use rkt::store::text::Source;

use crate::workspace::{Workspace, root};

const FILE: &str = "acuan/nomenklatur.tsv";

const SMALL: &str = "kode\turaian\tindikator\tsatuan\n\
    1.01.02\tPROGRAM PENGELOLAAN PENDIDIKAN\t\t\n\
    1.01.02.2.01\tPengelolaan Pendidikan Sekolah Dasar\t\t\n\
    1.01.02.2.01.0099\tPengadaan Kapal\tJumlah Kapal\tUnit\n";

fn read(text: &str) -> (Nomenklatur, Vec<Finding>) {
    let (file, text) = (FILE.to_owned(), text.to_owned());
    decode(&Source { file, text })
}

/// Code, line and column of each finding, as one text each.
fn places(text: &str) -> Vec<String> {
    let place = |finding: Finding| {
        let at = match finding.at.spot {
            Spot::Bytes(start, _) => {
                let (line, column) = line_column(text, start);
                format!("{line}:{column}")
            }
            Spot::File | Spot::Field(_) | Spot::Key(_) | Spot::Cell(..) => "-".to_owned(),
        };
        assert!(finding.help.is_some(), "{finding:?}");
        format!("{} {at} {}", finding.rule, finding.message)
    };
    read(text).1.into_iter().map(place).collect()
}

fn kode(table: &Nomenklatur) -> Vec<&str> {
    table.iter().map(|entry| entry.kode.as_str()).collect()
}

/// Asserts that a table has these kode and no fault.
#[track_caller]
fn sound(text: &str, expected: &[&str]) {
    assert_eq!(places(text), Vec::<String>::new(), "{text:?}");
    assert_eq!(kode(&read(text).0), expected, "{text:?}");
}

/// Asserts that a table has exactly these faults, each given by how it begins.
#[track_caller]
fn faulty(text: &str, expected: &[&str]) {
    let places = places(text);
    let same = places.len() == expected.len();
    let fits = |(place, expected): (&String, &&str)| place.starts_with(expected);
    assert!(
        same && places.iter().zip(expected).all(fits),
        "{text:?}\n{places:#?}"
    );
}

#[test]
fn what_comes_with_rkt_has_no_fault_and_every_kode_of_the_examples() {
    let (table, findings) = built_in();
    assert_eq!(findings, []);
    let count = |level| {
        table
            .iter()
            .filter(|entry| entry.kode.level() == level)
            .count()
    };
    assert_eq!(Level::ALL.map(count), [12, 36, 64]);
    let mut n_rows = 0;
    for (example, official) in [("balangan-2027/2027", true), ("kukar-2025/2025", false)] {
        let folder = root().join("examples").join(example).join("form");
        for form in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(form.unwrap().path()).unwrap();
            let form: toml::Table = text.parse().unwrap();
            for list in ["program", "kegiatan", "sub_kegiatan"] {
                let rows = form.get(list).and_then(|rows| rows.as_array());
                for row in rows.into_iter().flatten() {
                    let kode = Kode::read(row["kode"].as_str().unwrap()).unwrap();
                    let entry = table.of(&kode).unwrap_or_else(|| panic!("{kode}"));
                    if official {
                        assert_eq!(row["uraian"].as_str(), Some(entry.uraian.as_str()));
                    }
                    n_rows += 1;
                }
            }
        }
    }
    assert!(n_rows > 80, "{n_rows}");
    for entry in table.iter() {
        let missing = entry.kode.parent().filter(|kode| table.of(kode).is_none());
        assert_eq!(missing, None, "{} has no parent", entry.kode);
    }
}

#[test]
fn tables_as_spreadsheets_and_editors_save_them_are_read() {
    let all = ["1.01.02", "1.01.02.2.01", "1.01.02.2.01.0099"];
    sound(SMALL, &all);
    sound(&format!("\u{feff}# format = 1\n{SMALL}"), &all);
    sound(&SMALL.replace('\n', "\r\n"), &all);
    sound(&SMALL.replace('\n', "\t\t\n"), &all);
    sound(&SMALL.replace('\n', "\n\n\t\t\t\n# catatan\n"), &all);
    sound(SMALL.trim_end(), &all);
    let heading = "Kode_Rekening\t NOMENKLATUR  Urusan\tIndikator Kinerja\tSATUAN";
    sound(
        &SMALL.replace("kode\turaian\tindikator\tsatuan", heading),
        &all,
    );
    // Urusan are part of the lists that ministries print; no form has them.
    sound(
        &format!("{SMALL}1\tURUSAN\t\t\n1.01\tPENDIDIKAN\t\t\n"),
        &all,
    );
    sound(
        "uraian\tkode\nsatu\t1.01.02.2.01.14\ndua\t1.01.02.2.01.0014\n",
        &["1.01.02.2.01.0014", "1.01.02.2.01.14"],
    );
    let (table, _) = read("kode\turaian\tsatuan\n1.01.02\t\" Satu, \"\"dua\"\" \"\t\n");
    let entry = table.iter().next().unwrap();
    assert_eq!(
        (entry.uraian.as_str(), &entry.satuan),
        ("Satu, \"dua\"", &None)
    );
}

#[test]
fn faults_of_rows_are_told_at_their_place() {
    let with = |row: &str| format!("{SMALL}{row}\n");
    faulty(
        &with("1.01.03\tKurikulum\tUnit"),
        &["RKT109 5:1 baris ini 3 kolom, padahal judulnya 4"],
    );
    faulty(
        &with("1.01.03\tKurikulum\t\tUnit\tx"),
        &["RKT109 5:1 baris ini 5 kolom"],
    );
    faulty(
        &with("1.1.3\tKurikulum\tx"),
        &["RKT109 5:1", "RKT301 5:1 `1.1.3`"],
    );
    faulty(
        &with("1.01.03\t\"Kurikulum\t\t"),
        &["RKT109 5:9 tanda kutip"],
    );
    faulty(
        &with("2.09.00.02.2.005510\tx\t\t"),
        &["RKT301 5:1 `2.09.00.02.2.005510`"],
    );
    faulty(&with("#REF!\tx\t\t"), &["RKT301 5:1 `#REF!`"]);
    faulty(
        &with("1.01.02\tx\t\t"),
        &["RKT601 5:1 kode 1.01.02 ada dua kali"],
    );
    faulty(&with("\tx\t\t"), &["RKT103 5:1 `kode` masih kosong"]);
    faulty(
        &with("1.01.03\t \t\t"),
        &["RKT103 5:1 `uraian` masih kosong"],
    );
    faulty(&with("1.01.03\tKuri\u{200b}kulum\t\t"), &["RKT005 5:9"]);
    let help = |row: &str| read(&with(row)).1.remove(0).help.unwrap();
    assert!(help("1.1.3\tx\t\t").contains("`1.01.03`"));
    assert!(help("1.01.02.02.01\tx\t\t").contains("`1.01.02.2.01`"));
    assert!(help("X.XX.01\tx\t\t").contains("ganti X.XX"));
}

#[test]
fn a_retired_kode_names_what_holds_instead() {
    const HEAD: &str = "kode\turaian\tpengganti\n";
    let row = |pengganti: &str| format!("{HEAD}1.01.02.2.01.0021\tBiaya Personil\t{pengganti}\n");
    let text = row("1.01.02.2.01.0054");
    let (table, findings) = read(&text);
    assert_eq!(findings, []);
    let entry = table.iter().next().unwrap();
    assert_eq!(
        entry.pengganti.as_ref().unwrap().as_str(),
        "1.01.02.2.01.0054"
    );
    assert_eq!(read(&written(&table, &text)).0, table);
    sound(&row(""), &["1.01.02.2.01.0021"]);
    for (pengganti, told) in [
        ("1.1.2.2.1.54", "RKT301 2:34 `1.1.2.2.1.54`"),
        (
            "1.01.02.2.01",
            "RKT301 2:34 pengganti sub kegiatan 1.01.02.2.01.0021 kode kegiatan",
        ),
        (
            "1.01.02.2.01.0021",
            "RKT301 2:34 pengganti 1.01.02.2.01.0021 kode itu sendiri",
        ),
    ] {
        faulty(&row(pengganti), &[told]);
    }
    let workspace = Workspace::example("balangan-2027");
    let said = workspace.rkt("kode 1.01.02.2.01.0022").ok().out;
    assert!(said.contains("Diganti dengan: 1.01.02.2.01.0055"), "{said}");
    // It is found after what holds.
    let found = workspace.json("kode biaya personil sekolah dasar");
    assert_eq!(found["kode"][0]["kode"], "1.01.02.2.01.0054");
    assert_eq!(found["kode"][1]["pengganti"], "1.01.02.2.01.0054");
}

#[test]
fn faults_of_the_heading_and_the_whole_are_told() {
    let heading = |heading: &str| SMALL.replacen("kode\turaian\tindikator\tsatuan", heading, 1);
    // What was meant is read as that, so that nothing else is missed.
    faulty(
        &heading("kode\turaiann\tindikator\tsatuan"),
        &["RKT101 1:6 kolom `uraiann`"],
    );
    assert_eq!(
        read(&heading("kode\turaiann\tindikator\tsatuan")).0.len(),
        3
    );
    faulty(
        &heading("kode\turaian\tindikator\tvolume"),
        &["RKT101 1:23 kolom `volume`"],
    );
    faulty(
        &heading("kode\turaian\t\tsatuan"),
        &["RKT101 1:13 kolom ke-3"],
    );
    faulty(
        &heading("kode\tkinerja\tindikator\tsatuan"),
        &["RKT103 1:1 kolom wajib `uraian`"],
    );
    faulty(
        &heading("kinerja\turaian\tindikator\tsatuan"),
        &["RKT103 1:1 kolom wajib `kode`"],
    );
    faulty(
        &heading("kode\turaian\tkode rekening\tsatuan"),
        &["RKT601 1:13 kolom `kode`"],
    );
    faulty(
        SMALL.split_once('\n').unwrap().1,
        &["RKT103 1:1 baris judul"],
    );
    faulty(
        "kode;uraian\n1.01.02;x\n",
        &["RKT109 1:1 kolom dipisahkan `;`"],
    );
    faulty(&format!("# format = 2\n{SMALL}"), &["RKT006 1:1 format 2"]);
    faulty("", &["RKT103 - tabel ini belum berisi"]);
    faulty("kode\turaian\n", &["RKT103 - tabel ini belum berisi"]);
    faulty(
        "kode\turaian\n1\tURUSAN\n",
        &["RKT103 - tabel ini belum berisi"],
    );
    faulty(&format!("<<<<<<< HEAD\n{SMALL}"), &["RKT003 1:1"]);
}

#[test]
fn all_faults_are_told_in_one_pass() {
    let text = "kode\turaiann\tsatuan\n1.1.2\tx\t\n1.01.03\tx\n1.01.04\t\t\n1.01.04\tx\t\n";
    faulty(
        text,
        &[
            "RKT101 1:6",
            "RKT301 2:1",
            "RKT109 3:1",
            "RKT103 4:1",
            "RKT601 5:1",
        ],
    );
    let workspace = Workspace::example("balangan-2027");
    workspace.write(FILE, text);
    let ran = workspace.rkt("kode mebel").exits(1);
    assert_eq!(ran.out, "");
    assert_eq!(
        ran.err.matches("--> acuan/nomenklatur.tsv:").count(),
        5,
        "{}",
        ran.err
    );
    let told = workspace.json("kode mebel");
    let told = told["temuan"].as_array().unwrap();
    assert_eq!(told.len(), 5);
    assert_eq!(
        (&told[2]["baris"], &told[2]["kolom"]),
        (&3.into(), &1.into())
    );
}

#[test]
fn the_offices_table_replaces_the_one_that_comes_with_rkt() {
    let workspace = Workspace::example("balangan-2027");
    let checked = workspace.rkt("check").ok().out;
    let before = workspace.json("kode mebel");
    assert_eq!(before["tabel"], serde_json::Value::Null);
    assert_eq!(before["kode"][0]["kode"], "1.01.02.2.01.0014");
    workspace.rkt("kode kapal").exits(1);
    workspace.write(FILE, SMALL);
    let found = workspace.json("kode kapal");
    assert_eq!(found["tabel"], FILE);
    assert_eq!(found["jumlah_tabel"], 3);
    assert_eq!(found["kode"][0]["indikator"], "Jumlah Kapal");
    let said = workspace.rkt("kode mebel").exits(1).out;
    assert!(
        said.contains("Tabel kantor acuan/nomenklatur.tsv: 3 kode"),
        "{said}"
    );
    // From a cycle too; check says what is wrong with the table.
    workspace.rkt("-C 2027/form kode kapal").ok();
    assert_eq!(workspace.rkt("check").ok().out, checked);
    workspace.write(FILE, "rusak");
    workspace.rkt("kode kapal").exits(1);
    assert!(workspace.rkt("check").exits(1).out.contains(FILE));
}

#[test]
fn a_table_that_is_no_text_or_too_large_is_told() {
    let workspace = Workspace::example("balangan-2027");
    let path = workspace.path().join(FILE);
    for (bytes, said) in [
        (vec![b'#'; (4 << 20) + 1], "RKT002"),
        (b"kode\turaian\n1.01.02\tx\xff\n".to_vec(), "RKT001"),
        (b"\xff\xfek\0".to_vec(), "UTF-16"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let err = workspace.rkt("kode mebel").exits(1).err;
        assert!(err.contains(said), "{err}");
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let err = workspace.rkt("kode mebel").exits(1).err;
    assert!(err.contains("RKT001"), "{err}");
}

#[test]
fn it_works_without_a_workspace_and_with_one_that_is_broken() {
    let workspace = Workspace::empty();
    let said = workspace.rkt("kode mebel").ok().out;
    assert!(
        said.contains("1.01.02.2.01.0014") && said.contains("Tabel bawaan rkt"),
        "{said}"
    );
    assert_eq!(std::fs::read_dir(workspace.path()).unwrap().count(), 0);
    workspace.write("rkt.toml", "rusak").write(FILE, SMALL);
    workspace.rkt("kode kapal").ok();
    workspace.rkt("-C tidak-ada kode kapal").exits(2);
    workspace.rkt("kode").exits(2);
}

#[test]
fn words_slips_and_digits_find_a_kode() {
    let workspace = Workspace::empty();
    let first = |typed: &str| {
        let found = workspace.json(&format!("kode {typed}"));
        found["kode"][0]["kode"].as_str().unwrap_or("-").to_owned()
    };
    for (typed, kode) in [
        ("pengadaan mebel", "1.01.02.2.01.0014"),
        ("pengadan mebl", "1.01.02.2.01.0014"),
        ("MEBEL", "1.01.02.2.01.0014"),
        ("1.1.2.2.1.14", "1.01.02.2.01.0014"),
        ("101022010014", "1.01.02.2.01.0014"),
        ("cagar budaya penetapan", "2.22.05.2.01"),
        ("1.1.2.2.2 perpustakan", "1.01.02.2.02.0017"),
        ("pnf", "-"),
    ] {
        assert_eq!(first(typed), kode, "{typed}");
    }
}

#[test]
fn exactly_one_kode_comes_with_what_is_above_and_below_it() {
    let workspace = Workspace::empty();
    let kode = |found: &serde_json::Value, list: &str| -> Vec<String> {
        let list = found[list].as_array().unwrap().iter();
        list.map(|entry| entry["kode"].as_str().unwrap().to_owned())
            .collect()
    };
    let found = workspace.json("kode 1.1.5");
    assert_eq!(kode(&found, "kode"), ["1.01.05"]);
    assert_eq!(kode(&found, "induk"), Vec::<String>::new());
    assert_eq!(kode(&found, "anak"), ["1.01.05.2.01", "1.01.05.2.02"]);
    let found = workspace.json("kode 1.01.03.2.01.0003");
    assert_eq!(kode(&found, "induk"), ["1.01.03", "1.01.03.2.01"]);
    assert_eq!(kode(&found, "anak"), Vec::<String>::new());
    let found = workspace.json("kode 1.01.03.2");
    assert_eq!(kode(&found, "kode").len(), 3);
    assert_eq!(kode(&found, "induk"), Vec::<String>::new());
}

#[test]
fn rows_are_limited_and_the_way_to_all_of_them_is_told() {
    let workspace = Workspace::empty();
    let rows = |out: &str| out.lines().filter(|line| line.starts_with("1.01")).count();
    let some = workspace.rkt("kode 1.01").ok().out;
    assert_eq!(rows(&some), 20);
    assert!(
        some.contains("kode lagi; semuanya: rkt kode 1.01 --semua\n"),
        "{some}"
    );
    let all = workspace.rkt("kode 1.01 --semua").ok().out;
    assert!(rows(&all) > 60 && !all.contains("kode lagi"), "{all}");
    let told = workspace.json("kode 1.01");
    assert_eq!(told["kode"].as_array().unwrap().len(), rows(&all));
}

#[test]
fn nothing_found_says_what_else_to_try() {
    let workspace = Workspace::empty();
    let said = |typed: &str| {
        let ran = workspace.rkt(&format!("kode {typed}")).exits(1);
        assert_eq!(ran.err, "");
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said("hidroponik").contains("rkt kode 1.01.02"));
    assert!(said("1.1.2.2.3.999").contains("isinya: rkt kode 1.01.02.2.03"));
    assert!(said("RKT203").contains("rkt explain RKT203"));
    let told = workspace.json("kode hidroponik");
    assert_eq!(told["kode"], serde_json::json!([]));
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for columns in ["60", "80", "120"] {
        let mut workspace = Workspace::empty();
        workspace.env("COLUMNS", columns);
        for line in [
            "kode sekolah --semua",
            "kode 1.01.02.2.01",
            "kode 1.01.04.2.01.0001",
        ] {
            let out = workspace.rkt(line).ok().out;
            let widest = out.lines().map(|line| line.chars().count()).max();
            assert!(
                widest <= columns.parse().ok(),
                "{line} at {columns}:\n{out}"
            );
        }
    }
}

/// Texts that come near to being a table.
fn tables() -> impl Strategy<Value = String> {
    let bits = [
        "kode",
        "uraian",
        "satuan",
        "\t",
        "\t",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "#",
        "# format = 2",
        "1.01.02",
        "1.1.2",
        "1.01.02.2.01.14",
        "1",
        ".",
        "\u{feff}",
        "\u{200b}",
        "é",
        "\0",
        "<<<<<<<",
        ";",
        " ",
    ];
    let bit = prop_oneof![3 => prop::sample::select(bits.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

/// A search gives each entry at most once, and the one that is meant among them.
fn searched(table: &Nomenklatur, typed: &str) -> Result<(), TestCaseError> {
    let found = table.search(typed);
    let mut kode: Vec<&Kode> = found.iter().map(|entry| &entry.kode).collect();
    kode.sort();
    kode.dedup();
    prop_assert_eq!(kode.len(), found.len());
    let meant = table.meant(typed);
    prop_assert!(meant.is_none_or(|meant| found.contains(&meant)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    /// No text makes reading or searching panic, and every place that is told is in the text.
    #[test]
    fn no_text_makes_reading_a_table_panic(text in prop_oneof![any::<String>(), tables()], typed in any::<String>()) {
        let (table, findings) = read(&text);
        for finding in &findings {
            if let Spot::Bytes(start, end) = finding.at.spot {
                prop_assert!(text.get(start..end).is_some(), "{finding:?}");
            }
        }
        prop_assert!(!findings.is_empty() || !table.is_empty());
        searched(&table, &typed)?;
        searched(&table, &text)?;
    }

    #[test]
    fn no_text_makes_searching_panic(typed in prop_oneof![any::<String>(), "[0-9. ]{0,20}", tables()]) {
        let (table, _) = built_in();
        searched(&table, &typed)?;
    }
}

#[test]
fn every_entry_is_found_first_by_its_kode_and_by_its_uraian() {
    let (table, _) = built_in();
    for entry in table.iter() {
        let bare: Vec<String> = entry.kode.numbers().iter().map(u64::to_string).collect();
        for typed in [
            entry.kode.to_string(),
            bare.join("."),
            entry.kode.as_str().replace('.', " "),
        ] {
            assert_eq!(table.search(&typed).first(), Some(&entry), "{typed}");
            assert_eq!(table.meant(&typed), Some(entry), "{typed}");
        }
        let found = table.search(&entry.uraian.to_lowercase());
        assert_eq!(
            found.first().map(|found| &found.uraian),
            Some(&entry.uraian)
        );
        let slipped = entry.uraian.replacen("ng", "gn", 1);
        assert!(table.search(&slipped).contains(&entry), "{slipped}");
    }
}
