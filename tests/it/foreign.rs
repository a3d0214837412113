//! Tables that somebody else made: the shapes of several offices, and that nothing in them is lost
//! without a word.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rkt::domain::finding::{Finding, Place, any_error};
use rkt::domain::indikator::normalized;
use rkt::domain::kode::numbers;
use rkt::domain::pagu::Rupiah;
use rkt::domain::sheet::{At, Merged, Sheet, Value};
use rkt::domain::target::Target;
use rkt::domain::workbook::field::{Field, List};
use rkt::domain::workbook::foreign::known::Names;
use rkt::domain::workbook::foreign::meaning::Meaning;
use rkt::domain::workbook::foreign::peta::Peta;
use rkt::domain::workbook::foreign::{self, Asked};
use rkt::domain::workbook::merge::{Terms, merge};
use rkt::domain::workbook::plan::{Plan, RowId};
use rkt::store::form_edit::FormText;

use crate::workbook::{at_of, written};
use crate::workspace::{Ran, Workspace, root};

const FORM: &str = "2027/form/sd.toml";

fn import(file: &str, options: &str) -> (Workspace, Ran) {
    let workspace = Workspace::example("balangan-2027");
    let path = root().join("tests/xlsx/asing").join(file);
    std::fs::copy(path, workspace.path().join(file)).unwrap();
    let ran = workspace.rkt(&format!("form import {file} --bidang sd {options}"));
    (workspace, ran)
}

fn said(ran: &Ran) -> String {
    let all = format!("{}\n{}", ran.out, ran.err);
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table of an office, and what is told of it.
type Told = (&'static str, &'static [&'static str]);

const TABLES: &[Told] = &[
    (
        "inti.csv",
        &[
            "S1 APM SD/MI: Target: 99,10 -> 99,20",
            "+ S1 Indeks Baru",
            "baris 5 dilewati: judul kolom",
            "kolom dilewati: A `No`",
            "`Paringin, 2 Januari 2027` di luar kolom tabel",
            "1 baris baru, 2 berubah",
        ],
    ),
    (
        "sipd.csv",
        &[
            "Pagu: Rp1.250.000.000 -> Rp1.300.000.000",
            "Tersedia: Target: 25 -> 26",
            "+ 1.01.02.2.01.0055 Penyediaan Alat Praktik",
            "2 baris baru, 2 berubah",
        ],
    ),
    (
        "renja.csv",
        &[
            "1.01.02 APS usia 7-12 tahun: Target: 99,75 -> 99,80",
            "1.01.02.2.01 Persentase SD terakreditasi minimal B: Target: 88,00 -> 89",
            "Pagu: Rp1.250.000.000 -> Rp1.300.500.000",
            "baris 3, 4 dilewati: urusan atau bidang urusan",
            "baris 8 dilewati: jumlah",
            "0 baris baru, 4 berubah",
        ],
    ),
    (
        "lebar.csv",
        &[
            "Tersedia: Target: 25 -> 30",
            "Pagu: Rp1.250.000.000 -> Rp1.250.500.000",
            "+ 1.01.02.2.01.0019 Jumlah Sarana Lain",
            "baris 4 dilewati: tahun lain",
            "baris 5 dilewati: jumlah",
        ],
    ),
    (
        "daftar.csv",
        &[
            "S1 APM SD/MI: Target: 99,10 -> 99,3",
            "RKT119",
            "bebas rusak berat: Target: 93,50 -> 94",
            "terakreditasi minimal B: Target: 88,00 -> 89",
            "1.01.02.2.01.0014 Jumlah Mebel sekolah yang Tersedia: Target: 25 -> 28",
            "0 baris baru, 5 berubah",
        ],
    ),
    (
        "pita.csv",
        &[
            "S1 APM SD/MI: Target: 99,10 -> 99,5",
            "+ S1 Opini Laporan",
            "baris 2 dilewati: pita judul",
        ],
    ),
    (
        "dua-tabel.csv",
        &[
            "S1 APM SD/MI: Target: 99,10 -> 99,4",
            "1.01.02 APS usia 7-12 tahun: Target: 99,75 -> 99,8",
            "Pagu: – -> Rp1.000.000.000",
            "baris 7 dilewati: jumlah",
            "0 baris baru, 4 berubah",
        ],
    ),
    (
        "renstra.tsv",
        &[
            "S1 APM SD/MI: Target: 99,10 -> 99,30; Dasar: 98,40 -> 98,45",
            "C `Realisasi 2024` (1 sel), G `Target / 2028` (1 sel)",
            "0 baris baru, 1 berubah",
        ],
    ),
    (
        "bagian.csv",
        &[
            "1.01.02 APS usia 7-12 tahun: Target: 99,75 -> 99,9; TW IV: 99,75 -> 99,9",
            "Pagu: Rp1.250.000.000 -> Rp1.275.000.500",
            "Target: 25 -> 31; TW I: – -> 0; TW II: – -> 6; TW III: 25 -> 31",
        ],
    ),
];

#[test]
fn tables_of_several_offices_are_read() {
    for (file, told) in TABLES {
        let (workspace, ran) = import(file, "--dry-run");
        let said = said(&ran);
        assert_eq!(ran.code, 0, "{file}\n{said}");
        for words in *told {
            assert!(said.contains(words), "{file}: {words}\n{said}");
        }
        let before = workspace.read(FORM);
        let again = workspace.rkt(&format!("form import {file} --bidang sd"));
        assert_eq!(again.code, 0, "{file}\n{}", again.err);
        let form = workspace.read(FORM);
        assert_ne!(form, before, "{file}");
        assert_eq!(form.matches('#').count(), before.matches('#').count());
        let third = workspace.rkt(&format!("form import {file} --bidang sd"));
        assert!(
            third.out.contains("0 perubahan"),
            "{file}, a second time\n{}{}",
            third.out,
            third.err
        );
    }
}

// ---- Workbooks with merged cells.

fn sheet(name: &str, cells: &[(&str, &str)], merged: &[(&str, &str)]) -> Sheet {
    let value = |text: &str| {
        let number = text.strip_prefix('#').map(|number| number.parse().unwrap());
        number.map_or(Value::Text(text.to_owned()), |value| Value::Number {
            value,
            percent: false,
        })
    };
    Sheet {
        name: name.to_owned(),
        cells: cells
            .iter()
            .map(|(at, text)| (at_of(at), value(text)))
            .collect(),
        merged: merged
            .iter()
            .map(|(first, last)| Merged {
                first: at_of(first),
                last: at_of(last),
            })
            .collect(),
    }
}

/// Rows of a Renja with a header of two rows, merged codes and bands.
fn renja(more: &[(&str, &str)]) -> Sheet {
    let mut cells = vec![
        ("A1", "RENCANA KERJA TAHUN 2027"),
        ("A3", "Kode"),
        ("F3", "Program/Kegiatan/Sub Kegiatan"),
        ("G3", "Indikator Kinerja"),
        ("H3", "Target"),
        ("L3", "Pagu Indikatif (Rp)"),
        ("H4", "TW I"),
        ("I4", "TW II"),
        ("J4", "TW III"),
        ("K4", "TW IV"),
        ("A5", "Sasaran 1: Meningkatnya akses dan mutu pendidikan"),
        ("A6", "#1"),
        ("B6", "#1"),
        ("C6", "#2"),
        ("D6", "#2.01"),
        ("E6", "#14"),
        ("F6", "Pengadaan Mebel Sekolah"),
        ("G6", "Jumlah Mebel sekolah yang Tersedia"),
        ("J6", "#30"),
        ("L6", "#1260000000"),
        ("G7", "Jumlah Sekolah Penerima"),
        ("K7", "#12"),
        ("A8", "JUMLAH"),
        ("L8", "#1260000000"),
    ];
    cells.extend(more);
    let merged = [
        ("A1", "L1"),
        ("A3", "E4"),
        ("F3", "F4"),
        ("G3", "G4"),
        ("H3", "K3"),
        ("L3", "L4"),
        ("A5", "L5"),
        ("A6", "A7"),
        ("B6", "B7"),
        ("C6", "C7"),
        ("D6", "D7"),
        ("E6", "E7"),
        ("F6", "F7"),
        ("A8", "K8"),
    ];
    sheet("Renja", &cells, &merged)
}

fn import_sheets(sheets: &[Sheet], options: &str) -> (Workspace, Ran) {
    let workspace = Workspace::example("balangan-2027");
    std::fs::write(workspace.path().join("tabel.xlsx"), written(sheets)).unwrap();
    let ran = workspace.rkt(&format!("form import tabel.xlsx --bidang sd {options}"));
    (workspace, ran)
}

#[test]
fn merged_codes_headings_and_bands_are_read() {
    let (workspace, ran) = import_sheets(&[renja(&[])], "");
    let said = said(&ran);
    for words in [
        "TW III: 25 -> 30",
        "Pagu: Rp1.250.000.000 -> Rp1.260.000.000",
        "+ 1.01.02.2.01.0014 Jumlah Sekolah Penerima",
        "baris 5 dilewati: pita judul",
        "baris 8 dilewati: jumlah",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(workspace.read(FORM).contains("pagu = 1_260_000_000"));
}

/// The table of a Renja as the ministry prints it: T-C.33 of Permendagri 86/2017.
#[test]
fn the_ministrys_renja_table_needs_no_mapping() {
    let cells = [
        ("A1", "Tabel T-C.33"),
        ("A5", "Kode"),
        (
            "F5",
            "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan",
        ),
        ("G5", "Indikator Kinerja Program/Kegiatan"),
        ("H5", "Rencana Tahun 2027"),
        ("H6", "Lokasi"),
        ("I6", "Target Capaian Kinerja"),
        ("J6", "Kebutuhan Dana/Pagu Indikatif"),
        ("K6", "Sumber Dana"),
        ("L5", "Catatan Penting"),
        ("M5", "Prakiraan Maju Rencana Tahun 2028"),
        ("M6", "Target Capaian Kinerja"),
        ("N6", "Kebutuhan Dana/Pagu Indikatif"),
        ("A7", "(1)"),
        ("B7", "(2)"),
        ("C7", "(3)"),
        ("D7", "(4)"),
        ("E7", "(5)"),
        ("F7", "(6)"),
        ("A8", "#1"),
        ("B8", "#1"),
        ("F8", "URUSAN PENDIDIKAN"),
        ("A9", "#1"),
        ("B9", "#1"),
        ("C9", "#3"),
        ("F9", "PROGRAM PENGEMBANGAN KURIKULUM"),
        ("G9", "Muatan lokal"),
        ("H9", "Kabupaten"),
        ("I9", "80 %"),
        ("J9", "#500000000"),
        ("A10", "#1"),
        ("B10", "#1"),
        ("C10", "#3"),
        ("D10", "2.01"),
        ("E10", "#3"),
        ("F10", "Penyediaan Buku Muatan Lokal"),
        ("G10", "Jumlah buku"),
        ("H10", "8 Kecamatan"),
        ("I10", "120 Buku"),
        ("J10", "Rp 480.000.000,-"),
        ("K10", "DAU"),
        ("L10", "prioritas"),
        ("M10", "130 Buku"),
        ("N10", "#490000000"),
        ("A11", "JUMLAH"),
        ("J11", "#500000000"),
        ("I14", "Paringin,          2026"),
        ("I15", "Kepala Dinas"),
    ];
    let merged = [
        ("A5", "E6"),
        ("F5", "F6"),
        ("G5", "G6"),
        ("H5", "K5"),
        ("L5", "L6"),
        ("M5", "N5"),
    ];
    let workspace = Workspace::example("balangan-2027");
    workspace.write(FORM, EMPTY);
    let table = sheet("T-C.33", &cells, &merged);
    std::fs::write(workspace.path().join("tabel.xlsx"), written(&[table])).unwrap();
    let ran = workspace.rkt("form import tabel.xlsx --bidang sd").ok();
    let told = said(&ran);
    for words in [
        "M `Prakiraan Maju Rencana Tahun 2028 / Target Capaian Kinerja` (1 sel)",
        "Lokasi di sel H9 dilewati: form menyimpannya hanya di baris sub kegiatan",
        "baris 11 dilewati: jumlah",
        "+ 1.01.03 PROGRAM PENGEMBANGAN KURIKULUM: Pagu: Rp500.000.000",
        "+ 1.01.03 Muatan lokal: Satuan: Persen; Target: 80",
        "Pagu: Rp480.000.000; Sumber dana: DAU; Lokasi: 8 Kecamatan; Prakiraan maju: Rp490.000.000",
        "Satuan: Buku; Target: 120; Keterangan: prioritas",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

/// What somebody did to that table, and what he is told.
type Spoiled = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const SPOILED: &[Spoiled] = &[
    (&[("D6", "#2.1")], &["RKT111", "sel D6", "2.01 atau 2.10"]),
    (&[("L6", "1.500")], &["RKT203", "sel L6"]),
    (&[("J6", "1.500")], &["RKT203", "sel J6"]),
    (&[("L6", "dua juta")], &["RKT202", "sel L6"]),
    (
        &[("M3", "Kode Unik"), ("M6", "x")],
        &["RKT116", "kolom M `Kode Unik`"],
    ),
    (&[("G7", ""), ("A8", "")], &["RKT103", "sel K7"]),
    (
        &[("M6", "tanya Pak Budi"), ("L7", "#5")],
        &["RKT115", "sel L7"],
    ),
];

#[test]
fn what_is_not_clear_is_told_at_its_cell_and_changes_nothing() {
    for (cells, told) in SPOILED {
        let mut spoiled = renja(cells);
        spoiled
            .cells
            .retain(|_, value| *value != Value::Text(String::new()));
        let (workspace, ran) = import_sheets(&[spoiled], "");
        let said = said(&ran);
        assert_eq!(ran.code, 1, "{cells:?}\n{said}");
        for words in *told {
            assert!(said.contains(words), "{cells:?}: {words}\n{said}");
        }
        let example = root().join("examples/balangan-2027").join(FORM);
        assert_eq!(
            workspace.read(FORM),
            std::fs::read_to_string(example).unwrap()
        );
    }
}

#[test]
fn a_value_that_rows_would_share_is_refused() {
    let mut shared = renja(&[("C7", "#3")]);
    shared.merged.retain(|merged| merged.first != at_of("C6"));
    shared.merged.push(Merged {
        first: at_of("L6"),
        last: at_of("L7"),
    });
    let (_, ran) = import_sheets(&[shared], "");
    let said = said(&ran.exits(1));
    assert!(
        said.contains("RKT110") && said.contains("L6 sampai L7"),
        "{said}"
    );
}

#[test]
fn a_sheet_is_named_where_several_have_tables() {
    let mut other = renja(&[]);
    other.name = "Lama".to_owned();
    let sheets = [renja(&[]), other];
    let (workspace, ran) = import_sheets(&sheets, "");
    let told = ran.exits(2).err;
    assert!(
        told.contains("Renja, Lama") && told.contains("--lembar"),
        "{told}"
    );
    let line = "form import tabel.xlsx --bidang sd --lembar renja";
    assert!(workspace.rkt(line).ok().out.contains("Rp1.260.000.000"));
    let told = workspace.rkt(&format!("{line}x")).exits(2).err;
    assert!(told.contains("renjax"), "{told}");
}

/// An office that has typed no Renstra yet: there a sasaran is known by its form alone.
fn without_renstra() -> Workspace {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("acuan/renstra.toml", "format = 1\n");
    workspace
}

#[test]
fn names_are_looked_up_and_never_made_up() {
    let workspace = without_renstra();
    let table = |row: &str| format!("Sasaran;Program;Indikator;Target\n{row};Nilai;90\n");
    let import = |row: &str| {
        workspace.write("a.csv", &table(row));
        workspace.rkt("form import a.csv --bidang sd --dry-run")
    };
    let told = said(&import("Meningkatnya mutu guru;").ok());
    for words in [
        "RKT124",
        "`Meningkatnya mutu guru` diberi id S2",
        "+ S2 Meningkatnya mutu guru",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    // A slip is no new sasaran.
    let told = said(&import("Meningkatnya akses dan mutu pendidikn;").exits(1));
    assert!(
        told.contains("RKT117") && told.contains("hampir sama dengan S1"),
        "{told}"
    );
    // The nomenclature knows a program that the form lacks, and nobody knows this one.
    let told = said(&import(";Program Pengembangan Kurikulum").ok());
    assert!(told.contains("+ 1.01.03 Nilai"), "{told}");
    let told = said(&import(";Program Antariksa").exits(1));
    assert!(told.contains("RKT117") && told.contains("sel B2"), "{told}");
    // Where the Renstra lists sasaran, there are no others.
    workspace.write(
        "acuan/renstra.toml",
        "format = 1\n[[sasaran]]\nid = \"S7\"\nuraian = \"Terjaganya budaya\"\n",
    );
    let told = said(&import("Terjaganya budaya;").ok());
    assert!(told.contains("+ S7 Terjaganya budaya"), "{told}");
    let told = said(&import("Meningkatnya mutu guru;").exits(1));
    assert!(told.contains("RKT117") && told.contains("S1, S7"), "{told}");
}

/// A form without a row.
const EMPTY: &str = "format = 1\ntahun = 2027\nbidang = \"sd\"\n";

/// A table of an office, and what an empty form holds after it.
const INTO_EMPTY: &[(&str, &[&str])] = &[
    (
        // Levels in a column, sasaran numbered as urusan are.
        "level\tkode\turaian\tno_indikator\tindikator\tsatuan\ttarget_2027\n\
         sasaran\t1.1\tMeningkatnya akses\t1\tAPK PAUD\tPersen\t79.34\n\
         sasaran\t1.1\tMeningkatnya akses\t2\tAngka putus sekolah\tOrang\t201\n\
         program\t1.01.02\tPROGRAM PENGELOLAAN PENDIDIKAN\t1\tIndeks Mutu\tIndeks\t89.71\n",
        &["id = \"1.1\"", "\"79.34\"", "\"201\"", "\"89.71\""],
    ),
    (
        // Sasaran as bands, and signatures below.
        "RENCANA KINERJA\n\nNo;Indikator Kinerja;Satuan;Target\n\
         Sasaran 1 : Meningkatnya layanan;;;\n1;APK PAUD;%;79,34\n\
         2. Terwujudnya literasi;;;\n1;Literasi SD;Nilai;62,5\n\n\
         ;Mengetahui,;;Paringin, 2 Januari 2027\n;H. RIBOWO;;NIP. 1966\n",
        &[
            "id = \"S1\"\nuraian = \"Meningkatnya layanan\"",
            "id = \"S2\"\nuraian = \"Terwujudnya literasi\"",
            "\"62,5\"",
        ],
    ),
    (
        // A perjanjian kinerja: the indikator is the sasaran's, the money the program's.
        "Sasaran Strategis;Indikator Kinerja;Satuan;Target;Program;Anggaran\n\
         Meningkatnya layanan;APK PAUD;%;79,34;PROGRAM PENGELOLAAN PENDIDIKAN;Rp 5.000.000.000\n",
        &[
            "uraian = \"Meningkatnya layanan\"\n\n[[sasaran.indikator]]\nuraian = \"APK PAUD\"",
            "sasaran = [\"S1\"]",
            "pagu = 5_000_000_000",
        ],
    ),
    (
        // One pagu, and zeros beside its other indikator.
        "Kode,Program/Kegiatan,Indikator,Satuan,Target 2027,Pagu 2027\n\
         1.01.02,PROGRAM X,APS SD,Persen,98.5,409798000000.00\n\
         1.01.02,PROGRAM X,APS SMP,Persen,94,0.00\n",
        &["pagu = 409_798_000_000", "APS SMP"],
    ),
    (
        // Names without kode, each program beside the sasaran that it serves.
        "SASARAN;INDIKATOR SASARAN;PROGRAM;INDIKATOR PROGRAM;TARGET\n\
         Meningkatnya akses;APS;PROGRAM PENGELOLAAN PENDIDIKAN;Indeks Mutu;90\n\
         ;;PROGRAM PENGEMBANGAN KURIKULUM;Muatan lokal;4\n\
         Meningkatnya mutu;Literasi;PROGRAM PENGELOLAAN PENDIDIKAN;Rasio Guru;20\n",
        &[
            "kode = \"1.01.02\"",
            "sasaran = [\"S1\", \"S2\"]",
            "kode = \"1.01.03\"",
            "sasaran = [\"S1\"]",
            "Rasio Guru",
        ],
    ),
    (
        // An agreement: two tables, programs by name, signatures of two.
        "PERJANJIAN KINERJA TAHUN 2027\n\nNo.;Sasaran Strategis;Indikator Kinerja;Satuan;Target\n\
         (1);(2);(3);(4);(5)\n1;Meningkatnya akses;APS;%;99,80\n;;APS 13-15;%;97,20\n\n\
         No.;Program;Anggaran;Keterangan;\n\
         1.;Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota;Rp 450.000.000.000,00;APBD;\n\
         2.;Program Pengelolaan Pendidikan;Rp 85.000.000.000,00;DAK;\n\
         ;Jumlah;Rp 535.000.000.000,00;;\n\nPihak Kedua,;;;Pihak Pertama,;\nH. RIBOWO;;;X;\n",
        &[
            "\"97,20\"",
            "kode = \"1.01.01\"",
            "pagu = 450_000_000_000",
            "kode = \"1.01.02\"",
            "pagu = 85_000_000_000",
        ],
    ),
];

#[test]
fn whole_tables_come_into_an_empty_form() {
    for (table, held) in INTO_EMPTY {
        let workspace = without_renstra();
        workspace.write(FORM, EMPTY);
        workspace.write("a.csv", table);
        let ran = workspace.rkt("form import a.csv --bidang sd").ok();
        let form = workspace.read(FORM);
        for words in *held {
            assert!(form.contains(words), "{words}\n{form}\n{}", said(&ran));
        }
        for words in ["Mengetahui", "RIBOWO", "pagu = 0"] {
            assert!(!form.contains(words), "{words}\n{form}");
        }
        let again = workspace.rkt("form import a.csv --bidang sd").ok();
        assert!(again.out.contains("0 perubahan"), "{}", said(&again));
    }
}

#[test]
fn an_older_baseline_does_not_replace_a_newer_one() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "ID Sasaran;Indikator;Realisasi 2020;Target\nS1;APM SD/MI;90,1;99,4\n",
    );
    let told = said(&workspace.rkt("form import a.csv --bidang sd").ok());
    assert!(told.contains("realisasi yang lebih lama"), "{told}");
    assert!(!workspace.read(FORM).contains("90,1"));
}

#[test]
fn advice_on_money_is_in_the_unit_of_its_column() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Kode;Indikator;Target;Pagu (dalam ribuan rupiah)\n1.01.02.2.01.0014;Jumlah Mebel sekolah yang Tersedia;25;220.000\n",
    );
    let told = said(&workspace.rkt("form import a.csv --bidang sd").exits(1));
    assert!(told.contains("tulis 220000 jika"), "{told}");
    assert_eq!(told.matches("RKT203").count(), 1, "{told}");
    let table = workspace.read("a.csv").replace("220.000", "220000");
    workspace.write("a.csv", &table);
    let told = said(&workspace.rkt("form import a.csv --bidang sd").ok());
    assert!(told.contains("-> Rp220.000.000"), "{told}");
}

#[test]
fn money_without_a_year_is_not_taken_into_another_one() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Kode;Indikator;Target 2025;Target 2026;Anggaran\n1.01.02.2.01.0014;Jumlah Mebel sekolah yang Tersedia;25;26;999000000\n",
    );
    let told = said(
        &workspace
            .rkt("form import a.csv --bidang sd --dry-run")
            .ok(),
    );
    assert!(told.contains("`Anggaran` (1 sel)"), "{told}");
    assert!(!told.contains("999"), "{told}");
}

#[test]
fn what_a_form_says_officially_stays_and_units_that_differ_are_told() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Kode;Uraian;Indikator;Target\n1.01.02.2.01.0014;Mebel;Jumlah Mebel sekolah yang Tersedia;25 Buah\n",
    );
    let told = said(
        &workspace
            .rkt("form import a.csv --bidang sd --dry-run")
            .ok(),
    );
    assert!(told.contains("uraian di form tetap"), "{told}");
    assert!(
        told.contains("RKT119") && told.contains("di form"),
        "{told}"
    );
    assert!(!told.contains("-> Mebel"), "{told}");
}

#[test]
fn headings_that_are_alike_have_to_be_told_apart_in_the_table() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("a.csv", "Kode;Indikator;Target;Target\n1.01.02;APS;5;6\n");
    let told = said(&workspace.rkt("form import a.csv --bidang sd").exits(1));
    assert!(told.contains("ganti judul salah satu kolom"), "{told}");
    let row = "1.01.02;APS;5\n".repeat(10_001);
    workspace.write("a.csv", &format!("Kode;Indikator;Target\n{row}"));
    let told = said(&workspace.rkt("form import a.csv --bidang sd").exits(1));
    assert!(told.contains("batasnya 10000 baris"), "{told}");
}

#[test]
fn a_mapping_is_written_so_that_it_can_be_read() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Kode;Indikator;\"Kinerja \"\"a\"\" dan 'b' \\\\x\"\n1.01.02;APS;5\n",
    );
    workspace
        .rkt("form import a.csv --bidang sd --buat-peta a")
        .ok();
    let told = said(&workspace.rkt("form import a.csv --bidang sd").exits(1));
    assert!(
        !told.contains("RKT004") && told.contains("RKT104"),
        "{told}"
    );
}

#[test]
fn a_last_row_of_heading_words_is_not_passed_over() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Tahun;Program;ID Sasaran;Tingkat\n;;S1;Sasaran\nProgram;86;Program;Program\n",
    );
    let told = said(&workspace.rkt("form import a.csv --bidang sd").ok());
    assert!(told.contains("baris 3 dilewati"), "{told}");
}

#[test]
fn two_names_of_a_kode_in_a_row_are_told() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "a.csv",
        "Kegiatan;Kode;Uraian;Hasil\nNama Lain;1.01.02.2.01;Pengelolaan Pendidikan Sekolah Dasar;\n",
    );
    let told = said(
        &workspace
            .rkt("form import a.csv --bidang sd --dry-run")
            .ok(),
    );
    assert!(told.contains("`Nama Lain` dilewati"), "{told}");
}

#[test]
fn an_indikator_needs_its_own_target() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write(
        "c.csv",
        "ID Sasaran;Indikator;Target\nS1;1. Nilai A 2. Nilai B;90\n",
    );
    let told = workspace.rkt("form import c.csv --bidang sd").exits(1).err;
    assert!(told.contains("RKT110") && told.contains("sel C2"), "{told}");
}

#[test]
fn files_that_are_no_table_are_told() {
    let workspace = Workspace::example("balangan-2027");
    let files: [(&str, &[u8], &str); 4] = [
        (
            "windows.csv",
            b"Kode;Uraian;Target\nx;caf\xe9;1\n",
            "Windows-1252",
        ),
        ("utf16.csv", &[0xff, 0xfe, b'a', 0], "UTF-16"),
        ("kosong.csv", b"\n\n", "tidak ada tabel"),
        (
            "judul.csv",
            b"Kode;Uraian;Indikator;Target\n",
            "tidak ada tabel",
        ),
    ];
    for (name, bytes, told) in files {
        std::fs::write(workspace.path().join(name), bytes).unwrap();
        let ran = workspace.rkt(&format!("form import {name} --bidang sd"));
        let said = said(&ran.exits(1));
        assert!(
            said.contains("RKT030") && said.contains(told),
            "{name}\n{said}"
        );
    }
    let ran = workspace.rkt("form import kiriman/sd-terisi.xlsx --bidang smp");
    assert!(ran.exits(2).err.contains("buku kerja Bidang sd"));
    let told = workspace.rkt("form import kosong.csv").exits(1).err;
    assert!(
        told.contains("--bidang") || told.contains("tidak"),
        "{told}"
    );
}

// ---- A mapping.

#[test]
fn headings_are_mapped_once() {
    let (workspace, ran) = import("tak-dikenal.csv", "");
    let said_first = said(&ran);
    for words in [
        "kolom C `Tolok Ukur Kinerja Keluaran` tidak dikenal",
        "kolom D `Volume` tidak dikenal",
        "mungkin indikator",
        "rkt form import tak-dikenal.csv --bidang sd --buat-peta NAMA",
    ] {
        assert!(said_first.contains(words), "{words}\n{said_first}");
    }
    let line = "form import tak-dikenal.csv --bidang sd";
    let shown = workspace.rkt(&format!("{line} --buat-peta dinas --dry-run"));
    let shown = shown.ok().out;
    assert!(shown.contains("\"Hasil Verifikasi\" = \"?\""), "{shown}");
    assert!(!workspace.path().join("peta").exists());
    workspace.rkt(&format!("{line} --buat-peta dinas")).ok();
    let peta = workspace.read("peta/dinas.toml");
    for words in [
        "# D: tebakan; contoh: 33",
        "\"Kode\" = \"kode\"",
        "\"Tolok Ukur Kinerja Keluaran\" = \"indikator\"",
    ] {
        assert!(peta.contains(words), "{words}\n{peta}");
    }
    let told = workspace.rkt(line).exits(1).err;
    assert!(
        told.contains("RKT104") && told.contains("peta/dinas.toml"),
        "{told}"
    );
    let peta = peta.replace("\"?\"", "\"abaikan\"");
    workspace.write("peta/dinas.toml", &peta);
    let out = workspace.rkt(&format!("{line} --dry-run")).ok();
    assert!(said(&out).contains("Target: 25 -> 33"), "{}", out.out);
    assert!(said(&out).contains("Peta: dinas") && said(&out).contains("E `Hasil Verifikasi`"));
    workspace
        .rkt(&format!("{line} --peta dinas --dry-run"))
        .ok();
    let told = workspace.rkt(&format!("{line} --peta dinaz")).exits(2).err;
    assert!(told.contains("dinas"), "{told}");
    let told = workspace
        .rkt(&format!("{line} --buat-peta dinas"))
        .exits(2)
        .err;
    assert!(told.contains("sudah ada"), "{told}");
}

#[test]
fn two_mappings_that_differ_are_not_chosen_from() {
    let (workspace, _) = import("tak-dikenal.csv", "--buat-peta satu");
    let peta = workspace.read("peta/satu.toml");
    let one = peta.replace("\"?\"", "\"abaikan\"");
    workspace.write("peta/satu.toml", &one);
    workspace.write("peta/dua.toml", &one.replace("\"target\"", "\"lalu\""));
    let line = "form import tak-dikenal.csv --bidang sd --dry-run";
    let told = workspace.rkt(line).exits(1).err;
    assert!(
        told.contains("dua, satu") && told.contains("--peta"),
        "{told}"
    );
    assert!(
        workspace
            .rkt(&format!("{line} --peta dua"))
            .ok()
            .out
            .contains("33")
    );
}

// ---- No value is lost without a word.

const BLANK: &str =
    "format = 1\ntahun = 2027\nbidang = \"sd\"\n[[sasaran]]\nid = \"S1\"\nuraian = \"Mutu\"\n";

struct Read {
    form: FormText,
    skipped: Vec<At>,
    findings: Vec<Finding>,
}

fn read(sheet: &Sheet, peta: &[Peta]) -> Option<Read> {
    let mut form = FormText::parse(BLANK).unwrap();
    let plan = form.plan();
    let asked = Asked {
        tahun: 2027,
        peta,
        is_named: false,
        propose: "rkt",
    };
    let mut findings = Vec::new();
    let mut names = Names::new(&plan, &[], &[]);
    let foreign = foreign::read("a.csv", sheet, asked, (&mut names, &mut findings))?;
    let terms = Terms {
        whole: false,
        remove: false,
    };
    let edits = merge(&plan, &plan, &foreign.readings, terms, &mut findings);
    form.apply(&edits);
    Some(Read {
        form,
        skipped: foreign.skipped,
        findings,
    })
}

/// Every text of a form.
fn texts(plan: &Plan) -> Vec<String> {
    let all = plan.nodes.iter().flat_map(|node| {
        let own = node.texts.values();
        own.chain(node.indikator.iter().flat_map(|texts| texts.values()))
    });
    all.cloned().collect()
}

/// Whether a value is in a form, as itself or as what it means.
fn is_in(shown: &str, texts: &[String]) -> bool {
    let wanted = normalized(shown);
    let target = Target::parse(shown).ok().map(|target| target.value());
    let money = Rupiah::parse(shown).ok();
    let code = numbers(shown);
    texts.iter().any(|text| {
        normalized(text) == wanted
            || target.is_some() && Target::parse(text).ok().map(|t| t.value()) == target
            || money.is_some() && Rupiah::parse(text).ok() == money
            || code.is_some() && numbers(text) == code
    })
}

#[derive(Clone, Debug)]
struct Row {
    kode: String,
    uraian: String,
    indikator: String,
    satuan: &'static str,
    target: String,
    pagu: u32,
    lokasi: Option<String>,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        (1u32..4, 1u32..4, 1u32..20),
        "[a-z]{3,9} [a-z]{3,9}",
        "[a-z]{4,9} [a-z]{4,9}",
        prop::sample::select(vec!["Persen", "Dokumen", "Orang"]),
        (0u32..900, 0u32..100),
        1u32..900_000,
        prop::option::of("[a-z]{4,9}"),
    );
    let row = row.prop_map(
        |((program, kegiatan, sub), uraian, indikator, satuan, target, pagu, lokasi)| Row {
            kode: format!("1.01.{program:02}.2.{kegiatan:02}.{sub:04}"),
            uraian: format!("sub {uraian}"),
            indikator: format!("indeks {indikator}"),
            satuan,
            target: format!("{},{:02}", target.0, target.1),
            pagu,
            lokasi,
        },
    );
    prop::collection::vec(row, 1..9).prop_map(|rows| {
        let mut seen = BTreeSet::new();
        let fresh = |row: &Row| seen.insert(row.kode.clone());
        let mut rows: Vec<Row> = rows.into_iter().filter(fresh).collect();
        rows.sort_by(|a, b| a.kode.cmp(&b.kode));
        rows
    })
}

/// What an office does with its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Habit {
    /// The unit stands inside of the target.
    UnitInside,
    /// Money is counted in thousands.
    Ribu,
    /// The header has two rows.
    TwoRows,
    Total,
    Band,
    EmptyRows,
    ExtraColumn,
}

const HABITS: [Habit; 7] = [
    Habit::UnitInside,
    Habit::Ribu,
    Habit::TwoRows,
    Habit::Total,
    Habit::Band,
    Habit::EmptyRows,
    Habit::ExtraColumn,
];

/// How an office lays a table out.
#[derive(Clone, Debug)]
struct Layout {
    /// The kode in parts, and whether those that stay are left blank.
    parts: Option<bool>,
    habits: Vec<Habit>,
    order: Vec<usize>,
}

fn layout() -> impl Strategy<Value = Layout> {
    let order = Just((0..6).collect::<Vec<usize>>()).prop_shuffle();
    let habits = prop::sample::subsequence(HABITS.to_vec(), 0..=HABITS.len());
    let all = (prop::option::of(any::<bool>()), habits, order);
    all.prop_map(|(parts, habits, order)| Layout {
        parts,
        habits,
        order,
    })
}

type Texts = Vec<String>;

impl Layout {
    fn has(&self, habit: Habit) -> bool {
        self.habits.contains(&habit)
    }

    /// The six columns beside the kode, as this office orders them.
    fn ordered(&self, texts: [&str; 6]) -> Texts {
        let without = |n: &&usize| **n != 2 || !self.has(Habit::UnitInside);
        let order = self.order.iter().filter(without);
        order.map(|n| texts[*n].to_owned()).collect()
    }

    fn header(&self) -> Vec<Texts> {
        let mut head = vec!["Kode".to_owned()];
        head.resize(if self.parts.is_some() { 5 } else { 1 }, String::new());
        let pagu = if self.has(Habit::Ribu) {
            "Pagu (ribu rupiah)"
        } else {
            "Anggaran"
        };
        let own = [
            "Uraian",
            "Indikator Kinerja",
            "Satuan",
            "Target 2027",
            pagu,
            "Lokasi",
        ];
        head.extend(self.ordered(own));
        if self.has(Habit::ExtraColumn) {
            head.push("Paraf Verifikator".to_owned());
        }
        if !self.has(Habit::TwoRows) {
            return vec![head];
        }
        let target = head.iter().position(|text| text == "Target 2027").unwrap();
        let mut below = vec![String::new(); head.len()];
        "Target".clone_into(&mut head[target]);
        "2027".clone_into(&mut below[target]);
        vec![head, below]
    }

    /// A row, and its kode in parts for the one below.
    fn line(&self, row: &Row, above: &[String]) -> (Texts, Texts) {
        let (head, sub) = row.kode.rsplit_once('.').unwrap();
        let parts: Texts = head
            .splitn(4, '.')
            .chain([sub])
            .map(str::to_owned)
            .collect();
        let stays = |n: usize| n < 4 && above.len() == 5 && parts[..=n] == above[..=n];
        let mut line = match self.parts {
            Some(blank) => {
                let part = |n: usize| {
                    if blank && stays(n) {
                        String::new()
                    } else {
                        parts[n].clone()
                    }
                };
                (0..5).map(part).collect()
            }
            None => vec![row.kode.clone()],
        };
        let target = if self.has(Habit::UnitInside) {
            format!("{} {}", row.target, row.satuan)
        } else {
            row.target.clone()
        };
        let pagu = row.pagu.to_string();
        let lokasi = row.lokasi.clone().unwrap_or_default();
        let own = [
            &row.uraian,
            &row.indikator,
            row.satuan,
            &target,
            &pagu,
            &lokasi,
        ];
        line.extend(self.ordered(own.map(|text| text as &str)));
        if self.has(Habit::ExtraColumn) {
            line.push("paraf".to_owned());
        }
        (line, parts)
    }
}

/// A table of rows, and the first row below its header.
fn table(rows: &[Row], layout: &Layout) -> (Sheet, u32) {
    let mut lines = layout.header();
    let (first, width) = (lines.len(), lines[0].len());
    if layout.has(Habit::Band) {
        lines.push(vec!["Sasaran 1: sebuah judul".to_owned()]);
    }
    let mut above = Texts::new();
    for row in rows {
        let (line, parts) = layout.line(row, &above);
        above = parts;
        lines.push(line);
        if layout.has(Habit::EmptyRows) {
            lines.push(Texts::new());
        }
    }
    if layout.has(Habit::Total) {
        let mut total = vec![String::new(); width];
        "JUMLAH".clone_into(&mut total[0]);
        "999".clone_into(&mut total[width - 1]);
        lines.push(total);
    }
    let mut sheet = Sheet {
        name: "a.csv".to_owned(),
        ..Sheet::default()
    };
    for (line, row) in lines.iter().zip(0..) {
        for (text, column) in line.iter().zip(0..) {
            if !text.is_empty() {
                let value = Value::Text(text.clone());
                sheet.cells.insert(At::new(row, column), value);
            }
        }
    }
    (sheet, u32::try_from(first).unwrap())
}

fn peta() -> Peta {
    Peta {
        nama: "dinas".to_owned(),
        kolom: vec![("Paraf Verifikator".to_owned(), Meaning::Skip)],
    }
}

const POOL: &[&str] = &[
    "1.01.02",
    "1.01.02.2.01",
    "1.01.02.2.01.0014",
    "1",
    "01",
    "2.01",
    "0014",
    "S1",
    "Mutu",
    "Jumlah",
    "Jumlah siswa",
    "TOTAL",
    "86",
    "86 %",
    "12 Dokumen",
    "WTP",
    "Persen",
    "1.500",
    "2027",
    "2026",
    "PROGRAM X",
    "Sasaran 1: Mutu",
    "1. A 2. B",
    "1. 5 2. 6",
    "a\nb",
    "5\n6",
    "Program",
    "(1)",
    "2",
    "Target",
    "Kode",
    "Indikator",
    "Ada",
    "naik",
    "Delapan",
];
const HEADS: &[&str] = &[
    "No",
    "Kode",
    "Uraian",
    "Indikator",
    "Satuan",
    "Target",
    "Target 2026",
    "Pagu",
    "Lokasi",
    "Sasaran",
    "Program",
    "Kegiatan",
    "Sub Kegiatan",
    "Tahun",
    "Tingkat",
    "Indikator Sasaran",
    "Keterangan",
    "Arah",
    "TW I",
    "ID Sasaran",
    "Kondisi Awal 2025",
    "Anggaran (Rp juta)",
];

/// What mostly stands below a heading.
fn usual(head: &str) -> &'static [&'static str] {
    match head {
        "Kode" => &["1.01.02", "1.01.02.2.01", "1.01.02.2.01.0014", "1.01"],
        "Sub Kegiatan" => &["1.01.02.2.01.0014 Mebel", "1.01.02.2.01.0019 Rutin"],
        "Kegiatan" => &["1.01.02.2.01 SD", "1.01.02.2.02 SMP"],
        "Program" => &["1.01.02 PENGELOLAAN", "1.01.03. KURIKULUM"],
        "Sasaran" => &["Mutu", "Sasaran 1: Mutu", "S1"],
        "ID Sasaran" => &["S1", "S2"],
        "Uraian" | "Lokasi" | "Keterangan" => &["Delapan", "Sembilan"],
        "Indikator" | "Indikator Sasaran" => &["Jumlah siswa", "APM", "APK", "1. A 2. B"],
        "Satuan" => &["Persen", "Dokumen"],
        "Target" | "Target 2026" | "TW I" | "Kondisi Awal 2025" => {
            &["86", "86 %", "WTP", "1. 5 2. 6"]
        }
        "Pagu" | "Anggaran (Rp juta)" => &["2000000", "1.500.000", "7"],
        "Tahun" => &["2027", "2026"],
        "Tingkat" => &["Program", "Sub Kegiatan"],
        "Arah" => &["naik", "turun"],
        _ => &["1", "2"],
    }
}

fn any_table() -> impl Strategy<Value = Sheet> {
    let heads = prop::sample::subsequence(HEADS.to_vec(), 3..8).prop_shuffle();
    let odd = prop::option::weighted(0.04, prop::sample::select(POOL.to_vec()));
    let cell = (odd, prop::option::weighted(0.7, 0usize..12));
    let rows = prop::collection::vec(prop::collection::vec(cell, 9), 1..5);
    (heads, rows).prop_map(|(heads, rows)| {
        let mut sheet = Sheet {
            name: "a.csv".to_owned(),
            ..Sheet::default()
        };
        let mut put = |row: u32, column: u32, text: &str| {
            let value = Value::Text(text.to_owned());
            sheet.cells.insert(At::new(row, column), value);
        };
        for (head, column) in heads.iter().zip(0..) {
            put(0, column, head);
        }
        for (cells, row) in rows.iter().zip(1..) {
            for ((cell, head), column) in cells.iter().zip(&heads).zip(0..) {
                let usual = usual(head);
                match cell {
                    (Some(odd), _) => put(row, column, odd),
                    (None, Some(n)) => put(row, column, usual[n % usual.len()]),
                    (None, None) => {}
                }
            }
        }
        sheet
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_a_table_is_laid_out_its_rows_come_into_the_form(rows in rows(), layout in layout()) {
        let (sheet, first) = table(&rows, &layout);
        let read = read(&sheet, &[peta()]).unwrap();
        prop_assert!(!any_error(&read.findings), "{:?}\n{:?}", read.findings, sheet.cells);
        let plan = read.form.plan();
        for row in &rows {
            let node = plan.named(List::SubKegiatan, &row.kode).unwrap();
            let own = plan.texts(node).unwrap();
            prop_assert_eq!(&own[&Field::Uraian], &row.uraian);
            let pagu = if layout.has(Habit::Ribu) { u64::from(row.pagu) * 1000 } else { u64::from(row.pagu) };
            prop_assert_eq!(&own[&Field::Pagu], &pagu.to_string());
            prop_assert_eq!(own.get(&Field::Lokasi), row.lokasi.as_ref());
            let inside = RowId { indikator: Some(0), ..node };
            let indikator = plan.texts(inside).unwrap();
            prop_assert_eq!(&indikator[&Field::Indikator], &row.indikator);
            prop_assert_eq!(&indikator[&Field::Target], &row.target);
            prop_assert_eq!(&indikator[&Field::Satuan], row.satuan);
        }
        prop_assert_eq!(plan.nodes.iter().filter(|node| node.list == List::SubKegiatan).count(), rows.len());
        // What belongs to no row was left out with a word.
        let below = sheet.cells.keys().filter(|at| at.row >= first);
        let n_rows = u32::try_from(rows.len()).unwrap();
        prop_assert!(below.count() >= read.skipped.len());
        let extra = read.skipped.iter().filter(|at| sheet.get(**at).unwrap().shown() == "paraf").count();
        prop_assert_eq!(u32::try_from(extra).unwrap(), if layout.has(Habit::ExtraColumn) { n_rows } else { 0 });
    }

    #[test]
    fn no_value_is_lost_without_a_word(sheet in any_table()) {
        let Some(read) = read(&sheet, &[]) else { return Ok(()); };
        if any_error(&read.findings) {
            // All or nothing: none of it comes in, and that is told.
            return Ok(());
        }
        let texts = texts(&read.form.plan());
        // Years alone below the headings belong to these.
        let is_year = |(_, value): (At, &Value)| value.shown().starts_with("20") && value.shown().len() == 4;
        let first = if sheet.row(1).all(is_year) { 2 } else { 1 };
        for (at, value) in sheet.cells.iter().filter(|(at, _)| at.row >= first) {
            let shown = value.shown();
            let place = Place::cell("a.csv", "a.csv", *at);
            let told = read.findings.iter().any(|finding| finding.at == place);
            let heading = sheet.get(At::new(0, at.column)).map(Value::shown);
            let heading = heading.unwrap_or_default();
            let inside = |part: &str| is_in(part.trim(), &texts);
            // What it stands for is there: a year, a level, a name behind its kode.
            let level = ["Program", "Kegiatan", "Sub Kegiatan"].contains(&heading.as_str());
            let part = level && texts.iter().any(|text| text.contains(&shown));
            let behind = level && shown.split_once(' ').is_some_and(|(kode, name)| {
                inside(kode) && (inside(name) || name.is_empty())
            });
            let sasaran = shown.split_once(": ").is_some_and(|(_, name)| inside(name));
            let plain = matches!(heading.as_str(), "Tahun" | "Tingkat");
            let named = plain || part || behind || sasaran;
            let money = heading.contains("juta") && inside(&format!("{shown} juta"));
            let lines = shown.lines().all(inside) && shown.contains('\n');
            let items = shown.strip_prefix("1. ").and_then(|rest| rest.split_once(" 2. "));
            let split = lines || items.is_some_and(|(a, b)| inside(a) && inside(b));
            let found = is_in(&shown, &texts) || money || named || split;
            prop_assert!(
                found || told || read.skipped.contains(at),
                "{at} `{shown}` under {heading}\n{texts:?}\n{:?}\n{:?}", read.findings, sheet.cells
            );
        }
    }
}

#[test]
fn what_a_table_does_not_say_stays() {
    let (workspace, ran) = import("sipd.csv", "");
    ran.ok();
    let form = workspace.read(FORM);
    for line in [
        "sumber_dana = \"DAU\"",
        "lokasi = \"Delapan kecamatan\"",
        "triwulan = [\"\", \"\", \"25\", \"\"]",
        "kode = \"1.01.03.2.01.0003\"",
    ] {
        assert!(form.contains(line), "{line}");
    }
    assert!(form.contains("pagu = 1_300_000_000"));
}
