//! `rkt acuan import`: tables of the Renstra and the nomenclature, as offices have them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rkt::domain::acuan::lines;
use rkt::domain::acuan::{changes, renstra};
use rkt::domain::finding::Finding;
use rkt::domain::indikator::{Arah, Dasar};
use rkt::domain::pagu::Rupiah;
use rkt::domain::renstra::{Indikator, List, Renstra, Row};
use rkt::domain::sheet::{At, Sheet, Value};
use rkt::domain::target::Target;
use rkt::store::text::Source;
use rkt::store::{renstra_edit, renstra_file};
use rust_xlsxwriter::{Format, Workbook};

use crate::acuan::SOUND;
use crate::workspace::Workspace;

const RENSTRA: &str = "acuan/renstra.toml";
const NOMENKLATUR: &str = "acuan/nomenklatur.tsv";

fn decode(text: &str) -> (Renstra, Vec<Finding>) {
    let (file, text) = (RENSTRA.to_owned(), text.to_owned());
    renstra_file::decode(&Source { file, text })
}

// ---- Out and back.

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z=+@(\"'&<>_é–/%;,.: -]{0,20}[a-zA-Z]{2}"
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn target() -> impl Strategy<Value = Target> {
    let text = prop_oneof![
        Just("97,00".to_owned()),
        Just("79,34-80".to_owned()),
        Just("WTP".to_owned()),
        Just("≥ 90".to_owned()),
        Just("12 Dokumen".to_owned()),
        Just("-".to_owned()),
        (0u32..100_000, 0u32..100).prop_map(|(whole, part)| format!("{whole},{part:02}")),
    ];
    text.prop_map(|text| Target::parse(&text).unwrap())
}

fn indikator() -> impl Strategy<Value = Indikator> {
    let arah = prop_oneof![Just(None), Just(Some(Arah::Naik)), Just(Some(Arah::Turun))];
    let reached = (2000i64..2025, 0u32..100, prop::option::of(words()));
    let dasar = prop::option::of(reached.prop_map(|(tahun, nilai, sumber)| Dasar {
        tahun,
        nilai: Target::parse(&nilai.to_string()).unwrap(),
        sumber,
    }));
    let years = prop::collection::btree_map(2026i64..2031, target(), 0..5);
    (words(), words(), arah, dasar, years).prop_map(|(uraian, satuan, arah, dasar, target)| {
        let pos = 0;
        Indikator {
            pos,
            uraian,
            satuan,
            arah,
            dasar,
            target,
        }
    })
}

fn row(list: List) -> impl Strategy<Value = Row> {
    let pagu = prop::collection::btree_map(2026i64..2031, 0i64..1_000_000_000_000, 0..3);
    let inside = prop::collection::vec(indikator(), 0..3);
    (1u32..30, words(), pagu, inside).prop_map(move |(n, uraian, pagu, inside)| {
        let name = match list {
            List::Tujuan => format!("T{n}"),
            List::Sasaran => format!("S{n}"),
            List::Program => format!("1.01.{n:02}"),
            List::Kegiatan => format!("1.01.{n:02}.2.01"),
        };
        let mut indikator: Vec<Indikator> = Vec::new();
        for (pos, one) in inside.into_iter().enumerate() {
            // The same words twice in one row are a fault.
            let uraian = format!("{pos} {}", one.uraian);
            indikator.push(Indikator { pos, uraian, ..one });
        }
        let money = pagu
            .into_iter()
            .map(|(year, pagu)| (year, Rupiah::new(pagu).unwrap()));
        Row {
            list,
            pos: 0,
            name,
            uraian: Some(uraian),
            serves: Vec::new(),
            pagu: money.filter(|_| list.has_pagu()).collect(),
            indikator,
        }
    })
}

fn renstra() -> impl Strategy<Value = Renstra> {
    let rows = |list| prop::collection::vec(row(list), 0..4);
    let all = (
        rows(List::Tujuan),
        rows(List::Sasaran),
        rows(List::Program),
        rows(List::Kegiatan),
    );
    all.prop_map(|(tujuan, sasaran, program, kegiatan)| {
        let mut rows: Vec<Row> = Vec::new();
        for list in [tujuan, sasaran, program, kegiatan] {
            let mut named: BTreeMap<String, Row> = BTreeMap::new();
            for row in list {
                named.entry(row.name.clone()).or_insert(row);
            }
            for (pos, (_, row)) in named.into_iter().enumerate() {
                rows.push(Row { pos, ..row });
            }
        }
        Renstra { rows }
    })
}

/// A Renstra as a sheet, every column filled on every line.
fn sheet(renstra: &Renstra) -> Sheet {
    let mut headings: Vec<String> = [
        "ID Tujuan",
        "Tujuan",
        "ID Sasaran",
        "Sasaran",
        "Kode",
        "Program/Kegiatan",
        "Indikator Kinerja",
        "Satuan",
        "Arah",
        "Kondisi Awal",
        "Tahun Kondisi Awal",
        "Sumber Data",
    ]
    .map(str::to_owned)
    .to_vec();
    headings.extend((2026..2031).map(|year| format!("Target {year}")));
    headings.extend((2026..2031).map(|year| format!("Pagu {year} (Rp)")));
    let mut sheet = Sheet {
        name: "Renstra".to_owned(),
        ..Sheet::default()
    };
    let mut put = |row: u32, column: usize, text: &str| {
        if !text.is_empty() {
            let at = At::new(row, u32::try_from(column).unwrap());
            sheet.cells.insert(at, Value::Text(text.to_owned()));
        }
    };
    for (column, heading) in headings.iter().enumerate() {
        put(3, column, heading);
    }
    let mut line = 4;
    for row in &renstra.rows {
        let first = match row.list {
            List::Tujuan => 0,
            List::Sasaran => 2,
            List::Program | List::Kegiatan => 4,
        };
        for n in 0..row.indikator.len().max(1) {
            put(line, first, &row.name);
            put(line, first + 1, row.uraian.as_deref().unwrap_or_default());
            if let Some(one) = row.indikator.get(n) {
                put(line, 6, &one.uraian);
                put(line, 7, &one.satuan);
                put(line, 8, one.arah.map_or("", Arah::name));
                if let Some(dasar) = &one.dasar {
                    put(line, 9, dasar.nilai.raw());
                    put(line, 10, &dasar.tahun.to_string());
                    put(line, 11, dasar.sumber.as_deref().unwrap_or_default());
                }
                for (year, target) in &one.target {
                    put(
                        line,
                        12 + usize::try_from(year - 2026).unwrap(),
                        target.raw(),
                    );
                }
            }
            for (year, pagu) in &row.pagu {
                put(
                    line,
                    17 + usize::try_from(year - 2026).unwrap(),
                    &pagu.get().to_string(),
                );
            }
            line += 1;
        }
    }
    sheet
}

/// The Renstra and its text with a sheet put over it.
fn import(text: &str, sheet: &Sheet) -> (String, Vec<Finding>) {
    let (old, faults) = decode(text);
    assert_eq!(faults, []);
    let mut findings = Vec::new();
    let tables: Vec<_> = lines::read("a.xlsx", sheet, None, &mut findings)
        .into_iter()
        .collect();
    let incoming = renstra::read(&tables, &old, &mut findings);
    let text = renstra_edit::with(text, &old, &incoming.renstra).unwrap();
    (text, findings)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_renstra_reads_back_as_it_was_written(renstra in renstra()) {
        let text = renstra_edit::with("# head\nformat = 1\n", &Renstra::default(), &renstra).unwrap();
        let (back, findings) = decode(&text);
        prop_assert_eq!(&findings, &[], "{}", text);
        prop_assert_eq!(&back, &renstra, "{}", text);
        prop_assert!(text.starts_with("# head\n"));
    }

    #[test]
    fn what_was_exported_comes_in_once(renstra in renstra()) {
        let sheet = sheet(&renstra);
        let (text, findings) = import("format = 1\n", &sheet);
        prop_assert_eq!(&findings, &[]);
        let (first, _) = decode(&text);
        // Where a row stands in a table says what it serves.
        let mut bare = first.clone();
        bare.rows.iter_mut().for_each(|row| row.serves.clear());
        prop_assert_eq!(&bare, &renstra, "{}", text);
        let (again, findings) = import(&text, &sheet);
        prop_assert_eq!(&findings, &[]);
        prop_assert_eq!(&again, &text);
        prop_assert_eq!(changes::of_renstra(&first, &decode(&again).0), []);
    }

    #[test]
    fn one_put_over_another_says_what_both_say(old in renstra(), new in renstra()) {
        let text = renstra_edit::with("", &Renstra::default(), &old).unwrap();
        let (old, _) = decode(&text);
        let merged = renstra_edit::with(&text, &old, &new).unwrap();
        let (merged, findings) = decode(&merged);
        prop_assert_eq!(&findings, &[]);
        for row in &new.rows {
            let now = merged.row(row.list, &row.name).unwrap();
            prop_assert_eq!(&now.uraian, &row.uraian);
            for (year, pagu) in &row.pagu {
                prop_assert_eq!(now.pagu.get(year), Some(pagu));
            }
            for one in &row.indikator {
                let now = now.measured(&one.uraian).next().unwrap();
                for (year, target) in &one.target {
                    prop_assert_eq!(now.target.get(year), Some(target));
                }
            }
        }
        for row in &old.rows {
            prop_assert!(merged.row(row.list, &row.name).is_some());
        }
    }
}

// ---- As offices have them.

/// A Renstra as it is printed: bands of sasaran, years below their heading.
const PRINTED: &str = "RENSTRA 2025-2029\n\n\
    Tujuan\tSasaran\tKode\tProgram/Kegiatan\tIndikator Kinerja\tSatuan\tKondisi Awal 2024\tTarget\t\tPagu (Rp juta)\t\n\
    \t\t\t\t\t\t\t2026\t2027\t2026\t2027\n\
    1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\n\
    Meningkatnya SDM\t\t\t\tIndeks Pendidikan\tIndeks\t0,61\t0,62\t0,63\t\t\n\
    \tMeningkatnya akses\t\t\tAPK PAUD\tPersen\t74,20\t77,00\t79,34\t\t\n\
    \t\t\t\tAPK SD\tPersen\t98\t99\t99,5\t\t\n\
    \t\t1.01.02\tPENGELOLAAN PENDIDIKAN\tPersentase layanan\tPersen\t\t80\t85\t85.000,5\t90.000\n";

#[test]
fn a_printed_renstra_comes_in_and_twice_changes_nothing() {
    let workspace = Workspace::init();
    let seed = workspace.read(RENSTRA);
    workspace.write("r.tsv", PRINTED);
    let spoiled = workspace.rkt("acuan import r.tsv").exits(1);
    assert!(spoiled.err.contains("r.tsv, sel K9"), "{}", spoiled.err);
    assert!(spoiled.err.contains("RKT203"), "{}", spoiled.err);
    assert_eq!(workspace.read(RENSTRA), seed);
    workspace.write("r.tsv", &PRINTED.replace("90.000\n", "90.000,0\n"));
    let ran = workspace.rkt("acuan import r.tsv --dry-run").ok();
    assert!(ran.out.contains("Tidak ada yang ditulis"), "{}", ran.out);
    assert_eq!(workspace.read(RENSTRA), seed);
    let ran = workspace.rkt("referensi impor r.tsv").ok();
    assert!(ran.out.contains("+ S1 APK SD"), "{}", ran.out);
    let text = workspace.read(RENSTRA);
    assert!(text.starts_with(seed.trim_end()), "{text}");
    assert!(
        text.contains("pagu = { 2026 = 85_000_500_000, 2027 = 90_000_000_000 }"),
        "{text}"
    );
    assert!(
        text.contains("tujuan = \"T1\"") && text.contains("sasaran = [\"S1\"]"),
        "{text}"
    );
    assert!(
        text.contains("dasar = { tahun = 2024, nilai = \"74,20\" }"),
        "{text}"
    );
    let ran = workspace.rkt("acuan import r.tsv").ok();
    assert!(ran.out.contains("0 perubahan"), "{}", ran.out);
    assert_eq!(workspace.read(RENSTRA), text);
}

#[test]
fn rows_that_stand_keep_their_remarks_and_order() {
    let workspace = Workspace::init();
    let text = SOUND.replace("\n[[program]]", "\n# dari Perda 3/2025\n[[program]]");
    workspace.write(RENSTRA, &text);
    workspace.write(
        "r.tsv",
        "Sasaran\tIndikator\tSatuan\tTarget 2027\tTarget 2028\nMeningkatnya akses dan mutu pendidikan\tAPK PAUD\tPersen\t80\t81\n",
    );
    let shown = workspace.json("acuan import r.tsv");
    assert_eq!(shown["tabel"], "renstra");
    assert_eq!(shown["perubahan"][0]["isi"][0], "Target 2027: 79,34 -> 80");
    let wanted = text.replace("2027 = \"79,34\"", "2027 = \"80\", 2028 = \"81\"");
    assert_eq!(workspace.read(RENSTRA), wanted);
}

#[test]
fn the_office_judges_what_a_table_is_told() {
    let workspace = Workspace::init();
    workspace.write(
        "r.tsv",
        "Kode\tUraian\tIndikator\tSatuan\tTarget 2027\tPagu 2027\n\
         1.01.09\tPROGRAM A\tI\tPersen\t9\t500\n\
         1.01.09.2.01\tKegiatan B\tJ\tUnit\t1\t600\n",
    );
    let ran = workspace.rkt("acuan import r.tsv").exits(1);
    assert!(ran.err.contains("galat[RKT403]"), "{}", ran.err);
    let settings = workspace.read("rkt.toml");
    let judged = |tingkat: &str| {
        let line =
            format!("[aturan]\nRKT403 = {{ tingkat = \"{tingkat}\", alasan = \"bertahap\" }}\n");
        workspace.write("rkt.toml", &format!("{settings}\n{line}"));
    };
    judged("diam");
    let ran = workspace.rkt("acuan import r.tsv --dry-run").ok();
    assert!(ran.out.contains("1 temuan diabaikan"), "{}", ran.out);
    assert!(!ran.err.contains("RKT403"), "{}", ran.err);
    judged("peringatan");
    let ran = workspace.rkt("acuan import r.tsv").ok();
    assert!(ran.err.contains("peringatan[RKT403]"), "{}", ran.err);
    assert!(workspace.read(RENSTRA).contains("2027 = 500"));
}

#[test]
fn ids_before_the_words_of_a_row_are_its_ids() {
    let workspace = Workspace::init();
    workspace.write(
        "r.tsv",
        "Tujuan\tSasaran\tIndikator\tSatuan\tTarget 2027\n\
         T3. Meningkatnya SDM\t\tAngka buta aksara\tPersen\t3\n\
         \tS7 Meningkatnya mutu guru\tGuru bersertifikat\tPersen\t80\n\
         \t1. Meningkatnya minat baca\tIndeks minat baca\tIndeks\t60\n",
    );
    workspace.rkt("acuan import r.tsv").ok();
    let text = workspace.read(RENSTRA);
    for lines in [
        "id = \"T3\"\nuraian = \"Meningkatnya SDM\"",
        "id = \"S7\"\nuraian = \"Meningkatnya mutu guru\"",
        "uraian = \"Meningkatnya minat baca\"",
    ] {
        assert!(text.contains(lines), "{lines}\n{text}");
    }
}

/// The table of a Renstra as the ministry prints it: T-C.27 of Permendagri 86/2017.
const T_C_27: &str = "Tabel T-C.27\n\n\
    Tujuan\tSasaran\tKode\tProgram dan Kegiatan\tIndikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)\tData Capaian pada Tahun Awal Perencanaan 2025\tTarget Kinerja Program dan Kerangka Pendanaan\t\t\t\tUnit Kerja\n\
    \t\t\t\t\t\tTahun 2026\t\tTahun 2027\t\t\n\
    \t\t\t\t\t\tTarget\tRp\tTarget\tRp\t\n\
    (1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\t(9)\t(10)\t(11)\n\
    Meningkatnya SDM\t\t\t\tAngka putus sekolah\t210 Orang\t200 Orang\t\t190 Orang\t\tDisdikbud\n\
    \tMeningkatnya akses\t\t\tAPM SD/MI\t98,40 %\t99 %\t\t99,3 %\t\t\n\
    \t\t1.01.02\tPROGRAM PENGELOLAAN PENDIDIKAN\tPersentase layanan\t75 %\t80 %\t85000000000\t85 %\t90000000000\t\n";

#[test]
fn the_ministrys_renstra_table_comes_in() {
    let workspace = Workspace::init();
    workspace.write("r.tsv", &T_C_27.replace("1.01.02\t", "1.01.02.\t"));
    let ran = workspace.rkt("acuan import r.tsv").ok();
    assert!(!ran.err.contains("RKT112"), "{}", ran.err);
    let text = workspace.read(RENSTRA);
    for line in [
        "satuan = \"Orang\"",
        "satuan = \"Persen\"",
        "2027 = \"99,3\"",
        "2027 = \"190\"",
        "2027 = 90_000_000_000",
        "nilai = \"98,40\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// The end of the period stands beside the years, with a target and money of its own.
#[test]
fn the_end_of_a_printed_renstra_is_passed_over() {
    let workspace = Workspace::init();
    let end = "Kondisi Kinerja pada akhir periode Renstra Perangkat Daerah";
    let with_end = T_C_27
        .replace("Tahun 2027\t\t\n", &format!("Tahun 2027\t\t{end}\t\t\n"))
        .replace("Target\tRp\t\n", "Target\tRp\tTarget\tRp\t\n")
        .replace("\t\t\t\tUnit Kerja", "\t\t\t\t\t\tUnit Kerja")
        .replace("\t(11)", "\t(11)\t(12)\t(13)")
        .replace(
            "85 %\t90000000000\t",
            "85 %\t90000000000\t99 %\t99000000000\t",
        )
        .replace("190 Orang\t\t", "190 Orang\t\t180 Orang\t\t")
        .replace("99,3 %\t\t", "99,3 %\t\t99,9 %\t\t");
    workspace.write("r.tsv", &with_end);
    let ran = workspace.rkt("acuan import r.tsv").ok();
    assert!(!ran.err.contains("RKT112"), "{}", ran.err);
    let text = workspace.read(RENSTRA);
    assert!(
        text.contains("2027 = 90_000_000_000") && !text.contains("99_000_000_000"),
        "{text}"
    );
    assert!(!text.contains("99,9") && !text.contains("180"), "{text}");
}

#[test]
fn a_renstra_comes_in_where_there_is_none() {
    let workspace = Workspace::init();
    std::fs::remove_file(workspace.path().join(RENSTRA)).unwrap();
    workspace.write("r.tsv", T_C_27);
    workspace.rkt("acuan import r.tsv").ok();
    assert!(workspace.read(RENSTRA).contains("90_000_000_000"));
}

#[test]
fn two_names_of_a_kode_and_cells_beside_a_table_are_told() {
    let workspace = Workspace::init();
    let head = "Kode;Program;Indikator;Satuan;Target 2027\n";
    workspace.write(
        "r.csv",
        &format!("{head}1.01.02;PROGRAM A;I;Persen;9;hilang?\n1.01.02;PROGRAM B;J;Persen;8\n"),
    );
    let told = workspace.rkt("acuan import r.csv").exits(1).err;
    for words in ["RKT113", "sel A3", "PROGRAM B", "`hilang?` di luar kolom"] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

/// As exports of planning applications write them: money on the first indikator of a row, nothing
/// on the others, and a baseline of no year.
#[test]
fn pagu_of_nothing_and_baselines_of_no_year_are_left_out_and_told_once() {
    let workspace = Workspace::init();
    let head =
        "Kode;Program;Indikator;Satuan;Kondisi Awal;Target 2026;Pagu 2026;Target 2027;Pagu 2027\n";
    let rows = "1.01.02;P;I;Persen;85;86;1500000.00;87;1600000.00\n\
                1.01.02;P;J;Persen;90;91;0.00;92;0.00\n\
                1.01.02;P;K;Persen;70;71;0.00;72;0.00\n";
    workspace.write("r.csv", &format!("{head}{rows}"));
    let ran = workspace.rkt("acuan import r.csv").ok();
    let told = ran.err.matches("RKT112").count();
    assert_eq!(told, 2, "{}", ran.err);
    for words in [
        "4 pagu Rp0 di samping pagu yang terisi",
        "3 kondisi awal",
        "sel G3",
        "sel E2",
    ] {
        assert!(ran.err.contains(words), "{words}\n{}", ran.err);
    }
    let text = workspace.read(RENSTRA);
    assert!(
        text.contains("2027 = 1_600_000") && !text.contains("= 0"),
        "{text}"
    );
    workspace.write(
        "r.csv",
        &format!("{head}{rows}1.01.02;P;L;Persen;;1;5;2;\n"),
    );
    let ran = workspace.rkt("acuan import r.csv").exits(1);
    assert!(
        ran.err.contains("RKT113") && ran.err.contains("sel G5"),
        "{}",
        ran.err
    );
}

#[test]
fn the_latest_baseline_counts_and_words_are_whole() {
    let workspace = Workspace::init();
    workspace.write(
        "r.csv",
        "Kode;Program;Indikator;Satuan;Realisasi 2022;Realisasi 2024;Target 2027;Pagu Distribusi 2027\n\
         1.01.02;P;I;Persen;90;95;99;1500000\n",
    );
    let ran = workspace.rkt("acuan import r.csv").ok();
    assert!(
        ran.err.contains("`Realisasi 2022` tidak dibaca"),
        "{}",
        ran.err
    );
    let text = workspace.read(RENSTRA);
    assert!(
        text.contains("tahun = 2024") && text.contains("1_500_000 "),
        "{text}"
    );
}

#[test]
fn a_table_divided_by_semicolons_comes_in_too() {
    let workspace = Workspace::init();
    workspace.write(
        "r.csv",
        &PRINTED
            .replace("\t90.000\n", "\t90.000,0\n")
            .replace('\t', ";"),
    );
    let ran = workspace.rkt("acuan import r.csv").ok();
    assert!(ran.out.contains("+ S1 APK SD"), "{}", ran.out);
    assert!(workspace.read(RENSTRA).contains("\"79,34\""));
}

#[test]
fn what_is_wrong_with_a_table_is_told_at_its_cell_and_nothing_is_written() {
    let workspace = Workspace::init();
    let seed = workspace.read(RENSTRA);
    let head = "Sasaran\tKode\tProgram\tIndikator\tSatuan\tArah\tKondisi Awal\tTarget 2026\tTarget 2027\tPagu 2027\n";
    for (rows, cell, code) in [
        ("A\t\t\tI\tPersen\t\t\t1.500\t\t\n", "sel H2", "RKT203"),
        ("A\t\t\tI\tPersen\tatas\t\t1\t\t\n", "sel F2", "RKT104"),
        ("A\t\t\tI\t\t\t\t1\t\t\n", "sel D2", "RKT103"),
        ("\t\t\tI\tPersen\t\t\t1\t\t\n", "sel D2", "RKT122"),
        ("A\t\t\t\t\t\t\t1\t\t\n", "sel H2", "RKT122"),
        ("\t\tPROGRAM\tI\tPersen\t\t\t1\t\t\n", "sel C2", "RKT122"),
        ("\t1.1.2\tPROGRAM\t\t\t\t\t\t\t\n", "sel B2", "RKT301"),
        (
            "A\t\t\tI\tPersen\t\t\t1\t\t\nA\t\t\tI\tPersen\t\t\t1\t\t\n",
            "sel D3",
            "RKT113",
        ),
        (
            "A\t\t\tI\tPersen\t\t\t1\t\t\nB\t\t\ti\tPersen\t\t\t2\t\t\n",
            "sel H3",
            "RKT605",
        ),
        (
            "\t1.01.02\tP\t\t\t\t\t\t\t5\n\t1.01.02.2.01\tK\t\t\t\t\t\t\t6\n",
            "sel J2",
            "RKT403",
        ),
        ("A\t\t\tI\u{200b}x\tPersen\t\t\t1\t\t\n", "sel D2", "RKT005"),
        ("A\t\t\t\"I\tPersen\t\t\t1\t\t\n", "baris 2", "RKT030"),
    ] {
        workspace.write("r.tsv", &format!("{head}{rows}"));
        let ran = workspace.rkt("acuan import r.tsv").exits(1);
        assert!(
            ran.err.contains(cell) && ran.err.contains(code),
            "{rows}\n{}",
            ran.err
        );
    }
    // Which of two columns counts is not for rkt to say.
    workspace.write(
        "r.tsv",
        "Kode Program\tKode Kegiatan\tIndikator\tSatuan\tTarget 2027\tTarget Akhir 2027\n",
    );
    let ran = workspace.rkt("acuan import r.tsv").exits(1);
    assert!(
        ran.err.contains("sel B1") && ran.err.contains("RKT110"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("sel F1") && ran.err.contains("RKT112"),
        "{}",
        ran.err
    );
    workspace.write("r.tsv", "a\tb\n1\t2\n");
    let ran = workspace.rkt("acuan import r.tsv").exits(1);
    assert!(ran.err.contains("RKT123"), "{}", ran.err);
    workspace.rkt("acuan import tiada.xlsx").exits(2);
    assert_eq!(workspace.read(RENSTRA), seed);
}

#[test]
fn warnings_of_a_table_are_told_and_it_comes_in() {
    let workspace = Workspace::init();
    workspace.write(
        "r.tsv",
        "Sasaran\tKode\tIndikator\tSatuan\tArah\tTarget 2026\tTarget 2027\tAsal\n\
         A\t\tI\tPersen\tnaik\t9\t8\tx\n\t1.01.02.2.01.0014\tJ\tUnit\t\t1\t1\t\n",
    );
    let ran = workspace.rkt("acuan import r.tsv").ok();
    for (cell, code) in [
        ("sel G2", "RKT206"),
        ("sel H1", "RKT112"),
        ("sel B3", "RKT112"),
    ] {
        assert!(
            ran.err.contains(cell) && ran.err.contains(code),
            "{}",
            ran.err
        );
    }
    assert!(!workspace.read(RENSTRA).contains("0014"));
    let told = workspace.rkt("check").out;
    assert!(told.contains("RKT206"), "{told}");
}

#[test]
fn a_workbook_with_merged_cells_and_numbers_comes_in() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Renstra").unwrap();
    let plain = Format::new();
    for (column, heading) in (0..).zip(["Sasaran Strategis", "Indikator Kinerja", "Satuan"]) {
        sheet
            .merge_range(0, column, 1, column, heading, &plain)
            .unwrap();
    }
    sheet.merge_range(0, 3, 0, 4, "Target", &plain).unwrap();
    sheet.write(1, 3, 2026).unwrap();
    sheet.write(1, 4, 2027).unwrap();
    sheet
        .merge_range(2, 0, 3, 0, "Meningkatnya akses", &plain)
        .unwrap();
    sheet.write(2, 1, "APK PAUD").unwrap();
    sheet.write(2, 2, "Persen").unwrap();
    sheet.write(2, 3, 77.5).unwrap();
    sheet
        .write_with_format(2, 4, 0.7934, &Format::new().set_num_format("0.00%"))
        .unwrap();
    sheet.write(3, 1, "APK SD").unwrap();
    sheet.write(3, 2, "Persen").unwrap();
    sheet.write(3, 3, 99).unwrap();
    sheet.write(3, 4, 100).unwrap();
    let workspace = Workspace::init();
    std::fs::write(
        workspace.path().join("r.xlsx"),
        book.save_to_buffer().unwrap(),
    )
    .unwrap();
    workspace.rkt("acuan import r.xlsx").ok();
    let text = workspace.read(RENSTRA);
    assert!(
        text.contains("target = { 2026 = \"77,5\", 2027 = \"79,34\" }"),
        "{text}"
    );
    assert!(
        text.contains("target = { 2026 = \"99\", 2027 = \"100\" }"),
        "{text}"
    );
}

// ---- The nomenclature.

const KODE: &str = "Kode\tNomenklatur\tIndikator\tSatuan\n1\tURUSAN\t\t\n\
    1.01.02.2.01\tPengelolaan SD\t\t\n1.01.02\tPROGRAM, \"pokok\"\t\t\n\
    1.01.02.2.01.0014\t\"\"\"Mebel\"\" sekolah\"\tJumlah\tPaket\n";

#[test]
fn remarks_of_a_nomenclature_stay() {
    let workspace = Workspace::init();
    workspace.write(
        NOMENKLATUR,
        "# format = 1\n# Disusun oleh Bu Rina\nkode\turaian\n1.01.02\tPROGRAM A\n",
    );
    workspace.write("n.tsv", "Kode\tUraian\n1.01.03\tPROGRAM B\n");
    workspace.rkt("acuan import n.tsv").ok();
    let text = workspace.read(NOMENKLATUR);
    assert!(
        text.starts_with("# format = 1\n# Disusun oleh Bu Rina\n"),
        "{text}"
    );
    assert!(
        text.contains("1.01.02\tPROGRAM A") && text.contains("PROGRAM B"),
        "{text}"
    );
}

#[test]
fn what_holds_instead_of_a_retired_kode_comes_in_and_stays() {
    let workspace = Workspace::init();
    let table = |pengganti: &str| {
        format!("Kode\tUraian\tKode Pengganti\n1.01.02.2.01.0021\tBiaya Personil\t{pengganti}\n")
    };
    workspace.write("n.tsv", &table("1.01.02.2.01"));
    let err = workspace.rkt("acuan import n.tsv").exits(1).err;
    assert!(err.contains("RKT301") && err.contains("sel C2"), "{err}");
    workspace.write("n.tsv", &table("1.01.02.2.01.0054"));
    workspace.rkt("acuan import n.tsv").ok();
    workspace.write("n.tsv", "Kode\tUraian\n1.01.02.2.01.0021\tBiaya\n");
    workspace.rkt("acuan import n.tsv").ok();
    let text = workspace.read(NOMENKLATUR);
    assert!(
        text.ends_with("1.01.02.2.01.0021\tBiaya\t\t\t\t\t1.01.02.2.01.0054\n"),
        "{text}"
    );
}

#[test]
fn a_nomenclature_comes_in_sorted_and_twice_changes_nothing() {
    let workspace = Workspace::init();
    workspace.write("n.tsv", KODE);
    let ran = workspace.rkt("acuan import n.tsv").ok();
    assert!(
        ran.out
            .contains("tabel bawaan rkt tidak dipakai lagi; 109 kodenya"),
        "{}",
        ran.out
    );
    let text = workspace.read(NOMENKLATUR);
    let kode: Vec<&str> = text
        .lines()
        .skip(2)
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    assert_eq!(kode, ["1.01.02", "1.01.02.2.01", "1.01.02.2.01.0014"]);
    assert!(text.starts_with("# format = 1\nkode\turaian\t"), "{text}");
    let ran = workspace.rkt("kode 1.1.2.2.1.14").ok();
    assert!(ran.out.contains("\"Mebel\" sekolah"), "{}", ran.out);
    assert!(
        workspace
            .rkt("acuan import n.tsv")
            .ok()
            .out
            .contains("0 perubahan")
    );
    // What a later table leaves open stays.
    workspace.write(
        "m.tsv",
        "kode\turaian\n1.01.02.2.01.0014\tMebel\n1.01.03\tKURIKULUM\n",
    );
    let shown = workspace.json("acuan import m.tsv");
    assert_eq!(shown["perubahan"].as_array().unwrap().len(), 2);
    let text = workspace.read(NOMENKLATUR);
    assert!(
        text.contains("1.01.02.2.01.0014\tMebel\t\tJumlah\tPaket\t\n"),
        "{text}"
    );
}

#[test]
fn of_a_long_table_the_first_rows_are_shown() {
    let workspace = Workspace::init();
    let rows = (1..61).map(|n| format!("1.01.02.2.01.{n:04}\tSub {n}"));
    let rows: Vec<String> = rows.collect();
    workspace.write("n.tsv", &format!("kode\turaian\n{}\n", rows.join("\n")));
    let out = workspace.rkt("acuan import n.tsv --dry-run").ok().out;
    let shown = |out: &str| out.lines().filter(|line| line.starts_with("+ ")).count();
    assert_eq!(shown(&out), 40, "{out}");
    assert!(
        out.contains("... dan 20 baris lagi; semuanya: rkt acuan import n.tsv"),
        "{out}"
    );
    assert!(out.contains("60 baris baru"), "{out}");
    let out = workspace.rkt("acuan import n.tsv --semua").ok().out;
    assert_eq!(shown(&out), 60);
}

#[test]
fn faults_of_a_nomenclature_are_told_at_their_cell() {
    let workspace = Workspace::init();
    for (rows, cell, code) in [
        ("1.1.2\tx\n", "sel A2", "RKT301"),
        ("1.01.02\t\n", "sel A2", "RKT103"),
        ("1.01.02\tx\n1.01.02\ty\n", "sel A3", "RKT113"),
    ] {
        workspace.write("n.tsv", &format!("kode\turaian\n{rows}"));
        let ran = workspace.rkt("acuan import n.tsv").exits(1);
        assert!(
            ran.err.contains(cell) && ran.err.contains(code),
            "{}",
            ran.err
        );
    }
    assert!(!workspace.path().join(NOMENKLATUR).exists());
    workspace.write("n.tsv", KODE);
    let ran = workspace.rkt("acuan import n.tsv --tabel renstra").exits(1);
    assert!(ran.err.contains("RKT123"), "{}", ran.err);
}
