//! Rules on codes and what the nomenclature says of them: what breaks them, and what comes close.

use rkt::domain::finding::Finding;
use rkt::domain::instansi::Bidang;
use rkt::domain::rule::{Rule, Severity};
use rkt::store::form_file::{self, Expected};
use rkt::store::seed;
use rkt::store::text::Source;

use crate::desk::{Desk, bare, form, indikator, sub};
use crate::office::bidang_id;

const BALANGAN: &str = "pemerintah = \"Kabupaten Balangan\"";

/// A table of the office: the SD codes that these tests use.
const TABLE: &str = "kode\turaian\tindikator\tsatuan\tpengganti\n\
    1.01.02\tPROGRAM PENGELOLAAN PENDIDIKAN\t\t\t\n\
    1.01.02.2.01\tPengelolaan Pendidikan Sekolah Dasar\t\t\t\n\
    1.01.02.2.01.0021\tPenyediaan Biaya Personil\t\t\t1.01.02.2.01.0054\n\
    1.01.02.2.01.0047\tPembangunan Ruang Kelas Baru\tJumlah Ruang Kelas Baru yang Bertambah\tRuang\t\n\
    1.01.02.2.01.0048\tRehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah\t\t\t\n\
    1.01.02.2.01.0051\tRehabilitasi Sedang/Berat Ruang Kelas Sekolah\t\t\t\n\
    1.01.02.2.01.0054\tPenyediaan Biaya Personil Peserta Didik\t\t\t\n";

/// A sub kegiatan of SD with a name, and nothing else.
fn named(number: &str, uraian: &str) -> String {
    bare(
        &format!("1.01.02.2.01.{number}"),
        &format!("uraian = \"{uraian}\""),
    )
}

/// The sample of a blank form, without the marks that make it a remark.
#[test]
fn the_sample_of_a_blank_form_says_nothing_wrong() {
    let bidang = Bidang {
        id: bidang_id("paud-pnf"),
        nama: "Bidang PAUD".to_owned(),
    };
    let blank = seed::blank_form(2027, &bidang);
    let (head, sample) = blank.split_once("# --- ").unwrap();
    let rows = sample.lines().skip(1).filter(|line| !line.contains("---"));
    let rows: Vec<&str> = rows
        .map(|line| line.trim_start_matches(['#', ' ']))
        .collect();
    let source = Source {
        file: "paud-pnf.toml".to_owned(),
        text: format!("{head}{}", rows.join("\n")),
    };
    let expected = Expected {
        tahun: 2027,
        bidang: &bidang.id,
    };
    let (form, mut found) = form_file::checked(&source, expected);
    let form = form.unwrap();
    assert_eq!(form.rows().count(), 4);
    found.extend(Desk::new().check_read(&[(source.file.clone(), &form)]));
    found.retain(|one| one.severity != Severity::Saran || one.rule.code() < "RKT400");
    found.retain(|one| one.rule != Rule::Unsplit);
    assert_eq!(found, [], "{}", source.text);
}

/// A program, below which nothing is.
fn program(kode: &str) -> String {
    format!("[[program]]\nkode = \"{kode}\"\nsasaran = [\"S1\"]\n")
}

fn kegiatan(kode: &str, uraian: &str) -> String {
    format!("[[kegiatan]]\nkode = \"{kode}\"\nuraian = \"{uraian}\"\n")
}

#[test]
fn what_a_spoiled_kode_was_meant_to_be_is_said() {
    let help = |list: &str, kode: &str| {
        let text =
            format!("format = 1\ntahun = 2027\nbidang = \"sd\"\n[[{list}]]\nkode = \"{kode}\"\n");
        let file = "sd.toml".to_owned();
        let bidang = bidang_id("sd");
        let expected = Expected {
            tahun: 2027,
            bidang: &bidang,
        };
        let (_, mut findings) = form_file::decode(&Source { file, text }, expected);
        assert_eq!(findings.len(), 1, "{kode} {findings:?}");
        findings.remove(0).help.unwrap()
    };
    for (list, kode, meant) in [
        ("kegiatan", "1.01.02.02.01", "`1.01.02.2.01`"),
        ("program", "1.1.2", "`1.01.02`"),
        ("sub_kegiatan", "1.1.2.2.1.47", "`1.01.02.2.01.0047`"),
        ("sub_kegiatan", "1.01.02.02.01.0047", "`1.01.02.2.01.0047`"),
        ("sub_kegiatan", "1.01.02.2.01.00047", "`1.01.02.2.01.0047`"),
        ("sub_kegiatan", "1.01.02.2.01.0047.", "`1.01.02.2.01.0047`"),
    ] {
        assert_eq!(help(list, kode), format!("maksud Anda {meant}?"), "{kode}");
    }
    for (list, kode, words) in [
        ("sub_kegiatan", "2.09.00.02.2.005510", "rkt kode CARI"),
        ("sub_kegiatan", "1.01.02.2.01.004", "rkt kode CARI"),
        ("program", "1.1.2.2.1", "rkt kode CARI"),
        ("kegiatan", "X.XX.01.2.01", "rkt kode CARI"),
        (
            "kegiatan",
            "1.01.02",
            "pindahkan baris ini ke daftar program",
        ),
        (
            "program",
            "1.01.02.2.01",
            "pindahkan baris ini ke daftar kegiatan",
        ),
    ] {
        let help = help(list, kode);
        assert!(help.contains(words), "{kode} {help}");
    }
}

#[test]
fn two_digits_are_of_older_decrees() {
    let told = |desk: &Desk, rows: &[String]| desk.told(&["RKT310"], &[&form("sd", rows)]);
    let advised = |desk: &Desk, rows: &[String]| desk.advised(&["RKT310"], &[&form("sd", rows)]);
    let desk = Desk::new();
    let old = [named("14", "Pengadaan mebel sekolah")];
    assert!(told(&desk, &old)[0].starts_with("RKT310 kode sub kegiatan 1.01.02.2.01.14 dua digit"));
    assert_eq!(advised(&desk, &old), ["tulis kode = \"1.01.02.2.01.0014\""]);
    // The number need not be the same, nor the name be known.
    let moved = [named("08", "Rehabilitasi Sedang/Berat Ruang Kelas Sekolah")];
    assert_eq!(
        advised(&desk, &moved),
        ["tulis kode = \"1.01.02.2.01.0051\""]
    );
    let unknown = [named("02", "Penambahan Ruang Kelas Baru")];
    assert_eq!(
        advised(&desk, &unknown),
        ["cari kode empat digitnya: rkt kode 1.01.02.2.01"]
    );
    assert!(told(&desk, &[named("0014", "Pengadaan Mebel Sekolah")]).is_empty());
    // In their time they were right, and where the office's table knows no others.
    assert!(told(&Desk::new().in_year(2023), &old).is_empty());
    let short = "kode\turaian\n1.01.02.2.01.14\tPengadaan Mebel Sekolah\n";
    assert!(told(&Desk::new().nomenklatur(short), &old).is_empty());
    let both = format!("{short}1.01.02.2.01.0014\tPengadaan Mebel Sekolah\n");
    assert_eq!(told(&Desk::new().nomenklatur(&both), &old).len(), 1);
    let many: Vec<String> = (1..6).map(|n| named(&format!("{n:02}"), "Lain")).collect();
    assert!(told(&desk, &many)[0].starts_with("RKT310 kode 5 dari 5 sub kegiatan dua digit"));
}

#[test]
fn the_digit_behind_the_program_is_of_the_government() {
    let told = |pemerintah: &str, kode: &str, uraian: &str| {
        let rows = [kegiatan(kode, uraian), bare(&format!("{kode}.0001"), "")];
        let keys = format!("pemerintah = \"{pemerintah}\"");
        let desk = Desk::new().of(&keys, &[]);
        let text = form("sd", &rows);
        (
            desk.told(&["RKT311"], &[&text]),
            desk.advised(&["RKT311"], &[&text]),
        )
    };
    let (said, advised) = told("Kabupaten Balangan", "1.01.02.1.01", "Pengelolaan SMA");
    assert_eq!(
        said,
        ["RKT311 kegiatan 1.01.02.1.01 berkode provinsi, padahal kantor ini Kabupaten Balangan"]
    );
    assert_eq!(
        advised,
        ["pakai kegiatan dengan angka 2 sesudah kode programnya"]
    );
    let paud = "Pengelolaan Pendidikan Anak Usia Dini";
    let (_, advised) = told("Kota Banjarbaru", "1.01.02.1.03", paud);
    assert_eq!(advised, ["tulis kode = \"1.01.02.2.03\""]);
    // The kegiatan of SD that every form here has is of a kabupaten.
    let (said, _) = told("Provinsi Kalimantan Selatan", "1.01.02.2.02", "x");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].contains("berkode kabupaten/kota"), "{said:?}");
    for (pemerintah, kode) in [
        ("Kabupaten Balangan", "1.01.02.2.02"),
        ("Daerah Istimewa Yogyakarta", "1.01.02.1.01"),
        ("Kabupaten Balangan", "1.01.02.3.01"),
    ] {
        assert!(
            told(pemerintah, kode, "x").0.is_empty(),
            "{pemerintah} {kode}"
        );
    }
}

#[test]
fn a_kode_is_listed_where_others_beside_it_are() {
    let told = |rows: &[String]| {
        let desk = Desk::new().nomenklatur(TABLE);
        desk.advised(&["RKT312"], &[&form("sd", rows)])
    };
    let known = || named("0047", "Pembangunan Ruang Kelas Baru");
    assert!(told(&[known()]).is_empty());
    assert_eq!(
        told(&[
            known(),
            named("0074", "Rehabilitasi Sedang/Berat Ruang Kelas Sekolah")
        ]),
        ["maksud Anda `1.01.02.2.01.0051`, Rehabilitasi Sedang/Berat Ruang Kelas Sekolah?"]
    );
    assert_eq!(
        told(&[known(), named("0057", "Lain")]),
        ["perbaiki kodenya, atau lengkapi acuan/nomenklatur.tsv"]
    );
    assert_eq!(
        told(&[known(), named("0061", "Lain")]),
        ["maksud Anda `1.01.02.2.01.0051`, Rehabilitasi Sedang/Berat Ruang Kelas Sekolah?"]
    );
    // Below a kegiatan of which nothing is listed nothing can be missed.
    let other = kegiatan("1.01.02.2.02", "x") + &bare("1.01.02.2.02.0012", "");
    let told_of = told(&[known(), other]);
    assert_eq!(told_of.len(), 1, "{told_of:?}");
    // A table that lacks most of a form is not complete; that of rkt never is.
    let many: Vec<String> = (60..70).map(|n| named(&format!("00{n}"), "Lain")).collect();
    assert!(told(&many).is_empty());
    let desk = Desk::new();
    assert!(
        desk.told(&["RKT312"], &[&form("sd", &[named("0099", "Lain")])])
            .is_empty()
    );
}

/// What RKT313 and RKT314 say with the table of the office.
#[track_caller]
fn official(rows: &[String]) -> Vec<Finding> {
    let found = Desk::new().nomenklatur(TABLE).check(&[&form("sd", rows)]);
    let rules = [Rule::UraianUnofficial, Rule::IndikatorUnofficial];
    let found = found.into_iter();
    found.filter(|one| rules.contains(&one.rule)).collect()
}

#[test]
fn a_row_is_called_what_its_kode_is_called() {
    for uraian in [
        "Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah",
        "REHABILITASI SEDANG / BERAT SARANA, PRASARANA, DAN UTILITAS SEKOLAH",
        "Rehabilitasi  Sedang/Berat Sarana Prasarana & Utilitas Sekolah.",
        "Sub Kegiatan Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah",
        "Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah (lanjutan)",
        "Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah Sekolah",
    ] {
        assert_eq!(official(&[named("0048", uraian)]), [], "{uraian}");
    }
    for (uraian, help) in [
        (
            "Rehabilitasi Sedang/Berat Sarana",
            "tulis uraian = \"Rehabilitasi",
        ),
        (
            "Rehab Sarana, Prasarana dan Utilitas Sekolah",
            "tulis uraian = \"Rehabilitasi",
        ),
        (
            "Pembangunan ruang kelas baru",
            "tulis kode = \"1.01.02.2.01.0047\", atau uraian = \"Rehabilitasi",
        ),
    ] {
        let found = official(&[named("0048", uraian)]);
        assert_eq!(found.len(), 1, "{uraian} {found:?}");
        assert_eq!(found[0].severity, Severity::Peringatan);
        assert!(
            found[0].help.as_ref().unwrap().starts_with(help),
            "{found:?}"
        );
    }
}

#[test]
fn names_of_program_stand_with_or_without_that_word() {
    let told = |kode: &str, uraian: &str| {
        let text = format!("{}uraian = \"{uraian}\"\n", program(kode));
        Desk::new().told(&["RKT313"], &[&format!("bidang = \"sd\"\n{text}")])
    };
    for (kode, uraian) in [
        ("1.01.02", "Program Pengelolaan Pendidikan"),
        ("1.01.02", "Pengelolaan Pendidikan"),
        (
            "1.01.01",
            "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN",
        ),
        (
            "1.01.01",
            "Program Penunjang Urusan Pemerintahan Daerah Kabupaten / Kota",
        ),
        ("1.01.04", "PROGRAM PENDIDIK & TENAGA KEPENDIDIKAN"),
        ("1.02.02", "PROGRAM PEMENUHAN UPAYA KESEHATAN"),
    ] {
        assert!(told(kode, uraian).is_empty(), "{uraian}");
    }
    for (kode, uraian) in [
        ("1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN DASAR"),
        ("1.01.04", "PROGRAM PENGELOLAAN PENDIDIKAN"),
    ] {
        assert_eq!(told(kode, uraian).len(), 1, "{uraian}");
    }
}

#[test]
fn the_table_of_rkt_only_advises_and_only_a_kabupaten() {
    let rows = [named("0050", "Penyelenggaraan Proses Belajar Bagi")];
    let found = Desk::new().check(&[&form("sd", &rows)]);
    let found: Vec<&Finding> = found
        .iter()
        .filter(|one| one.rule == Rule::UraianUnofficial)
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Saran);
    let provinsi = Desk::new().of("pemerintah = \"Provinsi Riau\"", &[]);
    let text = form("sd", &[]).replace(
        "kode = \"1.01.02\"\n",
        "kode = \"1.01.02\"\nuraian = \"PROGRAM LAIN\"\n",
    );
    assert!(provinsi.told(&["RKT313"], &[&text]).is_empty());
    assert_eq!(Desk::new().told(&["RKT313"], &[&text]).len(), 1);
}

#[test]
fn a_sub_kegiatan_has_its_official_indikator() {
    let with = |all: &[(&str, &str)]| {
        let own = all
            .iter()
            .map(|(uraian, satuan)| indikator("sub_kegiatan", uraian, satuan, "12"));
        [bare("1.01.02.2.01.0047", "") + &own.collect::<String>()]
    };
    for all in [
        &[("Jumlah Ruang Kelas Baru yang Bertambah", "Ruang")][..],
        &[("jumlah ruang kelas baru yang bertambah.", "Ruangan")],
        &[("Jumlah Ruang Kelas Baru (RKB) yang Bertambah", "RUANG")],
        &[
            ("Jumlah Siswa", "Orang"),
            ("Jumlah Ruang Kelas Baru yang Bertambah", "Ruang"),
        ],
        // One without indikator is told by its money.
        &[],
    ] {
        assert_eq!(official(&with(all)), [], "{all:?}");
    }
    for (all, help) in [
        (
            &[("Jumlah RKB yang Dibangun", "Ruang")][..],
            "pakai juga uraian = \"Jumlah Ruang Kelas Baru yang Bertambah\", satuan = \"Ruang\"",
        ),
        (
            &[("Jumlah Ruang Kelas Baru yang Bertambah", "Unit")],
            "tulis satuan = \"Ruang\"",
        ),
    ] {
        let found = official(&with(all));
        assert_eq!(found.len(), 1, "{all:?} {found:?}");
        assert_eq!(found[0].help.as_deref(), Some(help));
    }
    // A wrong name is told first: the indikator is then that of something else.
    let other = bare("1.01.02.2.01.0047", "uraian = \"Lain\"")
        + &indikator("sub_kegiatan", "Jumlah", "Unit", "1");
    let found = official(&[other]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, Rule::UraianUnofficial);
}

#[test]
fn a_retired_kode_is_told_with_its_successor() {
    let rows = [
        named("0022", "Pengadaan Alat Praktik dan Peraga Siswa"),
        named("0021", ""),
    ];
    let text = form("sd", &rows);
    let desk = Desk::new();
    assert_eq!(
        desk.told(&["RKT318", "RKT313"], &[&text]),
        [
            "RKT318 kode sub kegiatan 1.01.02.2.01.0022 sudah diganti dengan 1.01.02.2.01.0055",
            "RKT318 kode sub kegiatan 1.01.02.2.01.0021 sudah diganti dengan 1.01.02.2.01.0054"
        ]
    );
    let advised = desk.advised(&["RKT318"], &[&text]);
    assert_eq!(
        advised[0],
        "tulis kode = \"1.01.02.2.01.0055\" dan uraian = \"Pengadaan Alat Praktik dan Peraga Peserta Didik\""
    );
    let own = Desk::new().nomenklatur(TABLE);
    assert_eq!(
        own.told(&["RKT318"], &[&form("sd", &[named("0021", "x")])])
            .len(),
        1
    );
    assert!(
        own.told(&["RKT318"], &[&form("sd", &[named("0054", "x")])])
            .is_empty()
    );
}

#[test]
fn a_rule_that_the_office_silences_hides_no_other() {
    let told = |rule: &str, tables: &str, rows: &[String]| {
        let quiet = format!("{rule} = {{ tingkat = \"diam\", alasan = \"uji\" }}");
        let keys = format!("{BALANGAN}\n{tables}\n[aturan]\n{quiet}");
        let desk = Desk::new().of(&keys, &[]).nomenklatur(TABLE);
        let all = ["RKT313", "RKT314", "RKT316", "RKT317", "RKT318"];
        desk.told(&all, &[&form("sd", rows)])
    };
    let retired = [named("0021", "Lain")];
    assert!(told("RKT312", "", &retired)[0].starts_with("RKT318"));
    assert!(told("RKT318", "", &retired)[0].starts_with("RKT313"));
    let misnamed = [named("0047", "Lain") + &indikator("sub_kegiatan", "RKB", "Ruang", "2")];
    assert!(told("RKT312", "", &misnamed)[0].starts_with("RKT313"));
    assert!(told("RKT313", "", &misnamed)[0].starts_with("RKT314"));
    let aceh = [program("2.22.07")];
    let urusan = "urusan = [\"1.01\"]";
    assert!(told("RKT312", urusan, &aceh)[0].starts_with("RKT316"));
    assert!(told("RKT316", urusan, &aceh)[0].starts_with("RKT317"));
    for (rule, tables, rows) in [
        ("RKT312", "", &retired[..]),
        ("RKT318", "", &retired),
        ("RKT312", "", &misnamed),
        ("RKT313", "", &misnamed),
        ("RKT312", urusan, &aceh),
        ("RKT316", urusan, &aceh),
    ] {
        assert_eq!(told(rule, tables, rows).len(), 1, "{rule} {rows:?}");
    }
}

/// What this office plans for.
const BOTH: &str = "urusan = [\"1.01\", \"2.22\"]";

#[test]
fn a_program_is_of_an_urusan_of_the_office() {
    let told = |urusan: &str, kode: &str| {
        let desk = Desk::new().of(&format!("{BALANGAN}\n{urusan}"), &[]);
        desk.told(&["RKT316"], &[&form("sd", &[program(kode)])])
    };
    assert_eq!(
        told(BOTH, "1.02.02"),
        ["RKT316 program 1.02.02 dari urusan 1.02, padahal urusan kantor ini 1.01 dan 2.22"]
    );
    for (urusan, kode) in [
        (BOTH, "1.01.05"),
        (BOTH, "2.22.01"),
        ("", "1.02.02"),
        ("urusan = []", "1.02.02"),
    ] {
        assert!(told(urusan, kode).is_empty(), "{urusan} {kode}");
    }
    // What is below it has no cause of its own, and is not looked up.
    let desk = Desk::new().of(&format!("{BALANGAN}\n{BOTH}"), &[]);
    let below = [program("1.02.02"), kegiatan("1.02.02.2.01", "x")];
    assert_eq!(
        desk.told(&["RKT316", "RKT313"], &[&form("sd", &below)])
            .len(),
        1
    );
}

#[test]
fn some_program_are_of_one_region() {
    let told = |pemerintah: &str, kode: &str| {
        let desk = Desk::new().of(&format!("pemerintah = \"{pemerintah}\""), &[]);
        desk.told(&["RKT317"], &[&form("sd", &[program(kode)])])
    };
    for (pemerintah, kode) in [
        ("Kabupaten Balangan", "2.22.07"),
        ("Kabupaten Balangan", "2.22.08"),
        ("Kabupaten Aceh Besar", "2.22.08"),
        ("Kabupaten Subang", "2.22.07"),
    ] {
        assert_eq!(told(pemerintah, kode).len(), 1, "{pemerintah} {kode}");
    }
    for (pemerintah, kode) in [
        ("Kabupaten Balangan", "2.22.06"),
        ("Kabupaten Aceh Besar", "2.22.07"),
        ("Kota Sabang", "2.22.07"),
        ("Kabupaten Gunung Kidul", "2.22.08"),
        ("Kabupaten Bantul", "2.22.08"),
    ] {
        assert!(told(pemerintah, kode).is_empty(), "{pemerintah} {kode}");
    }
}

#[test]
fn a_kode_is_planned_by_who_is_in_charge_of_it() {
    const OWN: [(&str, &str); 3] = [
        ("sd", "kode = [\"1.01.02.2.01\", \"1.01.02.2.04\"]"),
        ("smp", "kode = [\"1.01.02.2.02\", \"1.01.05\"]"),
        ("skb", "kode = [\"1.01.02.2.04\", \"1.01.02.2.01.0099\"]"),
    ];
    let told = |bidang: &[(&str, &str)], of: &str, rows: &[String]| {
        let desk = Desk::new().of(BALANGAN, bidang);
        desk.told(&["RKT315"], &[&form(of, rows)])
    };
    let smp = kegiatan("1.01.02.2.02", "x") + &bare("1.01.02.2.02.0012", "");
    // Told at the highest row; the program above what is one's own is not.
    assert_eq!(
        told(&OWN, "sd", std::slice::from_ref(&smp)),
        ["RKT315 kegiatan 1.01.02.2.02 diampu smp, bukan sd"]
    );
    let licence = program("1.01.05") + &kegiatan("1.01.05.2.01", "x");
    assert_eq!(
        told(&OWN, "sd", &[licence]),
        ["RKT315 program 1.01.05 diampu smp, bukan sd"]
    );
    // Shared; the narrowest decides; what nobody names is anybody's.
    let shared = kegiatan("1.01.02.2.04", "x") + &bare("1.01.02.2.04.0014", "");
    assert!(told(&OWN, "sd", &[shared]).is_empty());
    assert_eq!(
        told(
            &OWN,
            "sd",
            &[sub("1.01.02.2.01.0099", ""), sub("1.01.02.2.01.0047", "")]
        ),
        ["RKT315 sub kegiatan 1.01.02.2.01.0099 diampu skb, bukan sd"]
    );
    assert!(told(&OWN, "sd", &[program("2.22.02")]).is_empty());
    assert!(told(&[], "sd", &[smp]).is_empty());
    // A form of who named nothing may still hold another's.
    assert_eq!(
        told(&OWN[..1], "smp", &[]),
        ["RKT315 kegiatan 1.01.02.2.01 diampu sd, bukan smp"]
    );
}

#[test]
fn a_sub_kegiatan_may_be_of_both_whom_the_office_puts_in_charge() {
    let told = |sd: &str, skb: &str| {
        let desk = Desk::new().of(BALANGAN, &[("sd", sd), ("skb", skb)]);
        let rows = [kegiatan("1.01.02.2.04", "x") + &bare("1.01.02.2.04.0014", "")];
        let forms = ["sd", "skb"].map(|bidang| form(bidang, &rows));
        desk.told(&["RKT604"], &[&forms[0], &forms[1]]).len()
    };
    let both = "kode = [\"1.01.02.2.04\"]";
    assert_eq!(told(both, both), 0);
    let one = "kode = [\"1.01.02.2.04.0014\"]";
    assert_eq!(told(one, one), 0);
    // Who names it more narrowly is in charge alone; a program is shared by many.
    assert_eq!(told(both, one), 1);
    assert_eq!(told(both, ""), 1);
    let program = "kode = [\"1.01.02\"]";
    assert_eq!(told(program, program), 1);
    assert_eq!(told("", ""), 1);
}

#[test]
fn a_sub_kegiatan_that_the_office_gives_to_both_is_theirs() {
    let told = |bidang: &[(&str, &str)], ids: &[&str]| {
        let row = kegiatan("1.01.02.2.04", "x") + &bare("1.01.02.2.04.0014", "");
        let forms = ids.iter().map(|id| form(id, std::slice::from_ref(&row)));
        let forms: Vec<String> = forms.collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        Desk::new().of(BALANGAN, bidang).told(&["RKT604"], &forms)
    };
    let both = ["sd", "skb"];
    let own = "kode = [\"1.01.02.2.04\"]";
    assert!(told(&[("sd", own), ("skb", own)], &both).is_empty());
    for bidang in [
        &[][..],
        &[("sd", own)],
        &[("sd", own), ("smp", own)],
        // The narrowest decides.
        &[("sd", own), ("skb", "kode = [\"1.01.02.2.04.0014\"]")],
    ] {
        assert_eq!(told(bidang, &both).len(), 1, "{bidang:?}");
    }
    let three = ["sd", "skb", "smp"];
    assert_eq!(told(&[("sd", own), ("skb", own)], &three).len(), 1);
}

#[test]
fn where_the_nomenclature_decides_forms_are_not_told_that_they_differ() {
    let of = |id: &str, kode: &str, uraian: &str| {
        form(id, &[bare(kode, &format!("uraian = \"{uraian}\""))])
    };
    let told = |kode: &str, sd: &str, smp: &str| {
        let desk = Desk::new().nomenklatur(TABLE);
        desk.told(
            &["RKT602", "RKT313"],
            &[&of("sd", kode, sd), &of("smp", kode, smp)],
        )
    };
    let listed = "1.01.02.2.01.0047";
    let right = "Pembangunan Ruang Kelas Baru";
    let one = told(listed, right, "Pembangunan RKB");
    assert_eq!(one.len(), 1, "{one:?}");
    assert!(one[0].starts_with("RKT313"), "{one:?}");
    let each = told(listed, "RKB", "Pembangunan RKB");
    assert!(
        each.len() == 2 && each.iter().all(|one| one.starts_with("RKT313")),
        "{each:?}"
    );
    // What it does not list, only the forms can say.
    let unlisted = told("1.01.02.2.01.0099", right, "Pembangunan RKB");
    let told: Vec<&str> = unlisted.iter().map(|one| &one[..6]).collect();
    assert_eq!(told, ["RKT602", "RKT602"]);
}

/// What is told of these rules with a line of `[aturan]`.
fn judged(rules: &[&str], aturan: &str, bidang: &[(&str, &str)], rows: &[String]) -> Vec<String> {
    let desk = Desk::new().of(&format!("{BALANGAN}\n[aturan]\n{aturan}"), bidang);
    desk.told(rules, &[&form("sd", rows)])
}

#[test]
fn a_row_below_a_kode_of_another_government_does_not_miss_its_kegiatan() {
    let rows = [
        kegiatan("1.01.02.1.02", "x"),
        bare("1.01.02.2.02.0012", ""),
        bare("1.01.02.2.02.0013", ""),
    ];
    let told = |aturan: &str, rows: &[String]| judged(&["RKT302", "RKT311"], aturan, &[], rows);
    let one = told("", &rows);
    assert!(one.len() == 1 && one[0].starts_with("RKT311"), "{one:?}");
    // What no longer stops the form hides nothing that does.
    for tingkat in ["saran", "diam"] {
        let lowered = format!("RKT311 = {{ tingkat = \"{tingkat}\", alasan = \"uji\" }}");
        let missed = told(&lowered, &rows);
        let missed = missed.iter().filter(|one| one.starts_with("RKT302"));
        assert_eq!(missed.count(), 2, "{tingkat}");
    }
    // Another kegiatan is another cause.
    let other = [kegiatan("1.01.02.1.03", "x"), rows[1].clone()];
    assert_eq!(told("", &other).len(), 2);
}

#[test]
fn a_row_of_another_bidang_without_its_parent_is_told_once_and_stops_the_form() {
    let own = [("smp", "kode = [\"1.01.02.2.02\"]")];
    let rows = [bare("1.01.02.2.02.0012", "")];
    let rules = ["RKT302", "RKT315"];
    let told = judged(&rules, "", &own, &rows);
    let words = "RKT315 sub kegiatan 1.01.02.2.02.0012 diampu smp, bukan sd, dan tanpa induk yang \
                 terbaca di form ini";
    assert_eq!(told, [words]);
    let desk = Desk::new().of(BALANGAN, &own);
    let found = desk.check(&[&form("sd", &rows)]);
    let found = found.iter().find(|one| one.rule == Rule::KodeOfOther);
    assert_eq!(found.unwrap().severity, Severity::Galat);
    let both = [kegiatan("1.01.02.2.02", "x"), rows[0].clone()];
    let found = desk.check(&[&form("sd", &both)]);
    let found = found.iter().find(|one| one.rule == Rule::KodeOfOther);
    assert_eq!(found.unwrap().severity, Severity::Peringatan);
    for (tingkat, n) in [("diam", 1), ("peringatan", 2)] {
        let lowered = format!("RKT315 = {{ tingkat = \"{tingkat}\", alasan = \"uji\" }}");
        let told = judged(&rules, &lowered, &own, &rows);
        let missed = told.iter().any(|one| one.starts_with("RKT302"));
        assert!(missed && told.len() == n, "{told:?}");
    }
}

#[test]
fn the_sasaran_that_a_program_means_is_offered() {
    let advised = |known: &[&str], named: &str| {
        let sasaran = known
            .iter()
            .map(|id| format!("[[sasaran]]\nid = \"{id}\"\n"));
        let text = sasaran.collect::<String>() + &program("1.01.02");
        let text = text.replace("[\"S1\"]", &format!("[\"{named}\"]"));
        let text = format!("bidang = \"sd\"\n{text}");
        Desk::new().advised(&["RKT303"], &[&text])
    };
    for (known, named) in [
        (&["S1"][..], "s1"),
        (&["S2", "S1"], "S-1"),
        (&["S1"], "S2"),
        (&["S1", "S20"], "S11"),
        (&["AKSES", "S1"], "AKES"),
    ] {
        let help = advised(known, named);
        let meant = if named == "AKES" { "AKSES" } else { "S1" };
        assert!(
            help[0].starts_with(&format!("maksud Anda `{meant}`?")),
            "{help:?}"
        );
        assert_eq!(help[0].contains("Bila bukan"), named != "s1", "{help:?}");
    }
    for (known, named) in [(&["S1", "S2"][..], "S3"), (&["S1"], "TUJUAN"), (&[], "S1")] {
        let help = advised(known, named);
        assert!(help[0].starts_with("tambahkan [[sasaran]]"), "{help:?}");
    }
}

#[test]
fn a_kode_that_is_not_listed_under_a_name_that_is_gets_the_listed_kode() {
    let rules = ["RKT312", "RKT313"];
    let told = |desk: &Desk, rows: &[String]| desk.told(&rules, &[&form("sd", rows)]);
    let rows = [
        named("0047", "Pembangunan Ruang Kelas Baru"),
        named("0099", "Pembangunan ruang kelas baru"),
    ];
    let desk = Desk::new();
    let words = "RKT313 kode sub kegiatan 1.01.02.2.01.0099 tidak ada di nomenklatur, dan uraiannya \
                 milik 1.01.02.2.01.0047";
    assert_eq!(told(&desk, &rows), [words]);
    let advised = desk.advised(&["RKT313"], &[&form("sd", &rows)]);
    assert_eq!(advised, ["tulis kode = \"1.01.02.2.01.0047\""]);
    // The office's own table says so by itself, and looks in the whole urusan.
    let own = Desk::new().nomenklatur(TABLE);
    let one = told(&own, &rows);
    assert!(one.len() == 1 && one[0].starts_with("RKT312"), "{one:?}");
    let table = format!(
        "{TABLE}1.01.02.2.02.0012\tPembangunan Perpustakaan Sekolah\t\t\t\n\
         1.01.02.2.02.0013\tPembangunan Laboratorium\t\t\t\n\
         1.01.02.2.03.0013\tPembangunan Laboratorium\t\t\t\n"
    );
    let own = Desk::new().nomenklatur(&table);
    let help = |uraian: &str| {
        let rows = [rows[0].clone(), named("0099", uraian)];
        own.advised(&["RKT312"], &[&form("sd", &rows)])
    };
    assert_eq!(
        help("Pembangunan Perpustakaan Sekolah"),
        ["maksud Anda `1.01.02.2.02.0012`, Pembangunan Perpustakaan Sekolah?"]
    );
    // Two of that name say nothing, nor does a name that is only like it.
    let open = ["perbaiki kodenya, atau lengkapi acuan/nomenklatur.tsv"];
    assert_eq!(help("Pembangunan Laboratorium"), open);
    assert!(told(&desk, &[named("0099", "Pembangunan Ruang Kelas")]).is_empty());
}
