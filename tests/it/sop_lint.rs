//! `rkt sop lint`: what is odd about a SOP, and that a sound one is left in peace.

use rkt::domain::kalender::HariKerja;
use rkt::domain::sop_lint::lint;

use crate::jadwal::{NINE, TWELVE, kalender, seed_text, sop};
use crate::workspace::Workspace;

/// The messages for a SOP by its text.
#[track_caller]
fn said(text: &str) -> Vec<String> {
    let oddities = lint(&sop(text), &kalender(HariKerja::Lima, &[]));
    oddities.into_iter().map(|oddity| oddity.message).collect()
}

/// What the nine-step SOP gives more or less once a part of it is replaced.
#[track_caller]
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(NINE.contains(from), "{from}");
    let before = said(NINE);
    let after = said(&NINE.replacen(from, to, 1)).into_iter();
    after.filter(|message| !before.contains(message)).collect()
}

/// Asserts that a replacement in the nine-step SOP brings exactly one message, or none.
#[track_caller]
fn brings(from: &str, to: &str, expected: &str) {
    let expected: Vec<&str> = Some(expected)
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect();
    assert_eq!(changed(from, to), expected, "{to}");
}

#[test]
fn the_seed_is_odd_in_exactly_these_places() {
    let workspace = Workspace::example("balangan-2027");
    let found = workspace.json("sop lint");
    let lines: Vec<String> = seed_text().lines().map(str::to_owned).collect();
    let shown: Vec<(String, String)> = found["temuan"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            assert_eq!(one["kode"], "RKT019");
            assert_eq!(one["tingkat"], "saran");
            assert_eq!(one["berkas"], "sop.yaml");
            assert!(one["saran"].is_string());
            let line = usize::try_from(one["baris"].as_u64().unwrap()).unwrap();
            let text = lines[line - 1].trim().to_owned();
            (text, one["pesan"].as_str().unwrap().to_owned())
        })
        .collect();
    let expected = [
        (
            "judul_matriks: PENYUSUNAN RKT DISHUB KABUPATEN BALANGAN",
            "judul matriks menyebut DISHUB, padahal instansinya DINAS PENDIDIKAN DAN KEBUDAYAAN KABUPATEN BALANGAN",
        ),
        (
            "- { nama: Tanggal Pembuatan, isi: \"01 Januari 2023\" }",
            "Tanggal Pembuatan 01 Januari 2023 jatuh pada hari libur: Minggu, Tahun Baru Masehi",
        ),
        (
            "- { nama: Tanggal Pengesahan, isi: \"01 Januari 2023\" }",
            "Tanggal Pengesahan 01 Januari 2023 jatuh pada hari libur: Minggu, Tahun Baru Masehi",
        ),
        (
            "- Perencanaan Pembangunan Nasional (SPPN)",
            "Dasar Hukum butir 1 tidak menyebut jenis, nomor, dan tahun peraturan: Perencanaan Pembangunan Nasional (SPPN)",
        ),
        (
            "mutu_baku:",
            "12 baris Mutu Baku untuk 11 langkah; 9 baris ditempatkan menurut pembacaan kantor ini",
        ),
        (
            "asal: tafsir",
            "pelaksana 10 dari 11 langkah dibaca kantor ini, tidak tercetak di SOP: langkah 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
        ),
        (
            "- { kelengkapan: Draft RKT, waktu: 3 Hari, output: Draft RKT, asal: tafsir }",
            "output langkah 5 (Form RKT) bukan kelengkapan langkah 6 (Draft RKT)",
        ),
        (
            "- { kelengkapan: RKT yang sudah di tanda tangani, waktu: 1 Hari, output: Berkas RKT, asal: tafsir }",
            "output langkah 10 (Dokumen RKT/Koreksi RKT) bukan kelengkapan langkah 11 (RKT yang sudah di tanda tangani)",
        ),
    ];
    let expected = expected.map(|(line, message)| (line.to_owned(), message.to_owned()));
    assert_eq!(shown, expected);
}

#[test]
fn a_sound_sop_is_left_in_peace() {
    assert_eq!(
        said(NINE),
        ["pelaksana 1 dari 9 langkah dibaca kantor ini, tidak tercetak di SOP: langkah 5"]
    );
    assert_eq!(
        said(TWELVE),
        [
            "pelaksana 2 dari 12 langkah dibaca kantor ini, tidak tercetak di SOP: langkah 3, 9",
            "13 baris Mutu Baku untuk 12 langkah; 1 baris ditempatkan menurut pembacaan kantor ini",
        ]
    );
    assert_eq!(said(&NINE.replace("tafsir", "cetak")), Vec::<String>::new());
}

#[test]
fn another_office_in_the_heading_is_named() {
    let from = "ALUR PENYUSUNAN RKT BADAN PENGELOLA PERSAMPAHAN";
    let of = |name: &str| {
        format!(
            "judul matriks menyebut {name}, padahal instansinya BADAN PENGELOLA PERSAMPAHAN KOTA MUARA REKA"
        )
    };
    for (heading, named) in [
        ("PENYUSUNAN RKT DISHUB KOTA MUARA REKA", "DISHUB"),
        ("PENYUSUNAN RKT Dishub", "DISHUB"),
        ("RKT BADAN KEPEGAWAIAN KOTA MUARA REKA", "BADAN KEPEGAWAIAN"),
        ("RKT DINAS KESEHATAN", "DINAS KESEHATAN"),
        ("RKT BADAN PERSAPENGELOLA", "BADAN PERSAPENGELOLA"),
    ] {
        brings(from, heading, &of(named));
    }
    for sound in [
        "ALUR PENYUSUNAN RKT BPP KOTA MUARA REKA",
        "ALUR PENYUSUNAN RKT BADAN",
        "PERSETUJUAN PERJALANAN DINAS LUAR DAERAH",
        "ALUR DISPOSISI",
        "RKT DISAMPAIKAN",
    ] {
        brings(from, sound, "");
    }
}

#[test]
fn a_short_name_made_of_the_offices_own_words_is_no_other_office() {
    for (instansi, short) in [
        (
            "DINAS PENDIDIKAN DAN KEBUDAYAAN KABUPATEN BALANGAN",
            "DISDIKBUD",
        ),
        ("DINAS PERHUBUNGAN", "DISHUB"),
        ("DINAS PEMUDA DAN OLAHRAGA KAB. X", "DISPORA"),
        ("DINAS PERINDUSTRIAN DAN PERDAGANGAN", "DISPERINDAG"),
        ("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "DISDUKCAPIL"),
    ] {
        let text = NINE
            .replace("BADAN PENGELOLA PERSAMPAHAN KOTA MUARA REKA", instansi)
            .replace("RKT BADAN PENGELOLA PERSAMPAHAN", &format!("RKT {short}"));
        assert_eq!(said(&text), said(NINE), "{instansi}");
    }
}

#[test]
fn dates_on_days_off_are_named() {
    let of = |rest: &str| format!("Tanggal Pembuatan {rest}");
    for (date, why) in [
        ("15 Maret 2025", "Sabtu"),
        ("17 Agustus 2021", "Hari Kemerdekaan Republik Indonesia"),
        ("1 Mei 2022", "Minggu, Hari Buruh Internasional"),
        ("16 Januari 2026", "Isra Mikraj Nabi Muhammad"),
    ] {
        let expected = of(&format!("{date} jatuh pada hari libur: {why}"));
        brings("14 Maret 2022", date, &expected);
    }
    brings(
        "14 Maret 2022",
        "Muara Reka, 30 Februari 2022",
        &of("30 Februari 2022 tidak ada di kalender"),
    );
    for sound in ["-", "", "1 Juni 2016", "15 Maret 2022", "2022"] {
        brings("14 Maret 2022", sound, "");
    }
    let saturday = sop(&NINE.replace("14 Maret 2022", "15 Maret 2025"));
    let six = lint(&saturday, &kalender(HariKerja::Enam, &[]));
    assert_eq!(six.len(), said(NINE).len());
}

#[test]
fn a_regulation_is_cited_with_kind_number_and_year() {
    let from = "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah";
    for (line, missing) in [
        ("Sistem Perencanaan (SPPN)", "jenis, nomor, dan tahun"),
        ("Undang-undang tentang Keuangan Negara", "nomor dan tahun"),
        ("Permendagri Tahun 2017 tentang Perencanaan", "nomor"),
        ("Nomor 25 Tahun 2004", "jenis"),
    ] {
        let expected = format!("Dasar Hukum butir 1 tidak menyebut {missing} peraturan: {line}");
        brings(from, line, &expected);
    }
    for sound in [
        "UU No. 25 Tahun 2004",
        "PP 8/2008",
        "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
        "Permendagri Nomor 86 Tahun 2017",
        "Peraturan Wali Kota Nomor PM.5/2020",
    ] {
        brings(from, sound, "");
    }
}

#[test]
fn a_nip_has_18_digits_and_begins_with_a_date() {
    let from = "isi: \"Kepala Badan Pengelola Persampahan\"";
    let to = |text: &str| format!("isi: \"{text}\"");
    for (value, fault) in [
        (
            "A, NIP. 19661002199001100",
            "NIP 19661002199001100 pada Disahkan oleh mempunyai 17 digit, seharusnya 18",
        ),
        (
            "A, nip 196613021990011002",
            "NIP 196613021990011002 pada Disahkan oleh mempunyai delapan angka pertama yang bukan tanggal lahir",
        ),
    ] {
        brings(from, &to(value), fault);
    }
    for sound in [
        "NIP. 19661002 199001 1 002",
        "NIP -",
        "NIPAH 3",
        "NIP: 196610021990011002",
    ] {
        brings(from, &to(sound), "");
    }
}

#[test]
fn each_break_between_output_and_kelengkapan_is_named_once() {
    brings(
        "kelengkapan: Form kosong",
        "kelengkapan: Formulir",
        "output langkah 2 (Form kosong) bukan kelengkapan langkah 3 (Formulir)",
    );
    brings(
        "kelengkapan: Form kosong",
        "kelengkapan: \"FORM  kosong\"",
        "",
    );
    brings("output: Form kosong", "output: Undangan/Form kosong", "");
}

#[test]
fn the_sop_of_the_cycle_is_the_one_looked_at() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("sop.yaml", &NINE.replace("tafsir", "cetak"));
    let here = workspace.rkt("sop telaah").ok().out;
    assert_eq!(here, "Tidak ada kejanggalan: sop.yaml.\n");
    let there = workspace.json("sop lint --siklus 2027");
    assert_eq!(there["temuan"][0]["berkas"], "2027/sop.yaml");
    assert_eq!(workspace.json("-C 2027 sop lint"), there);
    assert!(workspace.rkt("sop").ok().out.contains("Kelompok Penyusun"));
}
