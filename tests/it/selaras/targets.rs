//! One measure has one target: RKT603. One sasaran has one id: RKT608.

use rkt::domain::rule::Rule;

use super::{Office, places};

/// Asserts how many rows of one form contradict an earlier one.
#[track_caller]
fn within(lines: &[&str], expected: &[&str]) {
    let found = Office::new(2).alone(Rule::TargetDiffers, lines);
    assert_eq!(places(&found), expected, "{found:#?}");
    assert!(found.iter().all(|one| one.because.len() == 1));
    let between = Office::new(2).between(Rule::TargetDiffers, &[("sd", lines)]);
    assert_eq!(between, [], "one form is told by itself");
}

#[test]
fn rows_of_one_form_that_contradict_each_other_are_told_at_the_lower() {
    let program = "1.01.02 | APM SD | Persen | 98,50";
    within(
        &["S1 | APM SD | Persen | 99,10", program],
        &["sd program[0].indikator[0].target"],
    );
    // Twice in one row, and in rows that the sasaran stands above.
    within(
        &["S1 | APM SD | Persen | 99,10", "S1 | apm  sd | % | 98"],
        &["sd sasaran[0].indikator[1].target"],
    );
    within(
        &[
            "S1 | APS usia 7-12 tahun, nilai >= 75 | Persen | 99,10",
            "S1 | APS usia 7 – 12 tahun nilai ≥75 | Persen | 98",
        ],
        &["sd sasaran[0].indikator[1].target"],
    );
    within(
        &[
            "S1 | Persentase guru bersertifikat | Persen | 80",
            "1.01.02",
            "1.01.02.2.01 | Persentase guru bersertifikat | Persen | 75",
        ],
        &["sd kegiatan[0].indikator[0].target"],
    );
    within(
        &[
            "1.01.02.2.01 | Jumlah ruang kelas baru | Ruang | 10",
            "1.01.02.2.01.0047 | Jumlah ruang kelas baru | Ruang | 12",
        ],
        &["sd sub_kegiatan[0].indikator[0].target"],
    );
    // The only row below that is counted in rooms can't be a part of what stands above.
    within(
        &[
            "1.01.02.2.01 | Jumlah ruang kelas baru | Ruang | 15",
            "1.01.02.2.01.0047 | Jumlah ruang kelas baru | Ruang | 12",
            "1.01.02.2.01.0048 | Jumlah guru terlatih | Orang | 3",
        ],
        &["sd sub_kegiatan[0].indikator[0].target"],
    );
    // What can't be compared with the first may be compared with another.
    within(
        &[
            "S1 | Guru bersertifikat | Persen | 80",
            "1.01.02 | Guru bersertifikat | Orang | 812",
            "1.01.04 | Guru bersertifikat | Orang | 900",
        ],
        &["sd program[1].indikator[0].target"],
    );
    within(
        &[
            "S1 | Predikat SAKIP | Predikat | A",
            "1.01.01 | Predikat SAKIP | Predikat | BB",
        ],
        &["sd program[0].indikator[0].target"],
    );
}

#[test]
fn rows_of_one_form_that_only_look_alike_are_silent() {
    for lines in [
        // The same target, however it is written.
        &[
            "S1 | APM SD | Persen | 99,10",
            "1.01.02 | APM SD | Persen | 99.1 %",
        ][..],
        &[
            "S1 | Nilai SAKIP | Nilai | 80-82",
            "1.01.02 | Nilai SAKIP | Nilai | 81",
        ],
        &[
            "S1 | Nilai SAKIP | Nilai | ≥ 80",
            "1.01.02 | Nilai SAKIP | Nilai | 80,5",
        ],
        // Another unit, another measure.
        &[
            "S1 | Guru bersertifikat | Persen | 80",
            "1.01.02 | Guru bersertifikat | Orang | 812",
        ],
        &[
            "S1 | Nilai SAKIP | Predikat | BB",
            "1.01.02 | Nilai SAKIP | Nilai | 72,50",
        ],
        // No target at all.
        &[
            "S1 | APM SD | Persen | 99,10",
            "1.01.02 | APM SD | Persen | -",
        ],
        // Another kegiatan, in which the nomenclature uses the same words.
        &[
            "1.01.02.2.01 | Persentase satuan pendidikan terakreditasi | Persen | 80",
            "1.01.02.2.03 | Persentase satuan pendidikan terakreditasi | Persen | 60",
        ],
        &[
            "1.01.01.2.06.0009 | Jumlah Laporan | Laporan | 12",
            "1.01.01.2.08.0002 | Jumlah Laporan | Laporan | 4",
        ],
        // A program that does not serve the sasaran, and its kegiatan.
        &[
            "S1 | Indeks kepuasan | Indeks | 80",
            "1.01.02: sasaran = [\"S2\"]",
            "1.01.02.2.01 | Indeks kepuasan | Indeks | 75",
        ],
        // A sum of several rows below.
        &[
            "1.01.02.2.01 | Jumlah guru yang dilatih | Orang | 300",
            "1.01.02.2.01.0049 | Jumlah guru yang dilatih | Orang | 200",
            "1.01.02.2.01.0050 | Jumlah peserta magang | Orang | 100",
        ],
        // What each program says of itself.
        &[
            "1.01.02 | Persentase capaian kinerja program | Persen | 90",
            "1.01.03 | Persentase capaian kinerja program | Persen | 95",
        ],
        // Other words, numbers or comparisons.
        &["S1 | APM SD | Persen | 99", "S1 | APM SMP | Persen | 82"],
        &[
            "S1 | Persentase anak usia 1-5 tahun | Persen | 99",
            "S1 | Persentase anak usia 15 tahun | Persen | 82",
        ],
        &[
            "S1 | Persentase guru bernilai UKG 7,5 | Persen | 60",
            "S1 | Persentase guru bernilai UKG 75 | Persen | 40",
        ],
        &[
            "S1 | Persentase guru berusia < 35 tahun | Persen | 60",
            "1.01.02 | Persentase guru berusia > 35 tahun | Persen | 40",
        ],
        &[
            "S1 | Persentase SD terakreditasi A | Persen | 60",
            "S1 | Persentase SD terakreditasi A+ | Persen | 10",
        ],
    ] {
        within(lines, &[]);
    }
}

/// Asserts where two forms contradict each other.
#[track_caller]
fn between(sd: &[&str], smp: &[&str], expected: &[&str]) {
    let forms = [("sd", sd), ("smp", smp)];
    let found = Office::new(2).between(Rule::TargetDiffers, &forms);
    assert_eq!(places(&found), expected, "{found:#?}");
}

#[test]
fn forms_that_contradict_each_other_are_told_at_both() {
    let both = [
        "sd sasaran[0].indikator[0].target",
        "smp sasaran[0].indikator[0].target",
    ];
    between(
        &["S1 | Indeks literasi | Indeks | 70"],
        &["S2 | Indeks literasi | Indeks | 72"],
        &both,
    );
    between(
        &["S1 | Jumlah siswa berprestasi | Orang | 30"],
        &["S1 | Jumlah siswa berprestasi | Orang | 25"],
        &both,
    );
    // A share is no part, nor is what two program count.
    let programs = [
        "sd program[0].indikator[0].target",
        "smp program[0].indikator[0].target",
    ];
    between(
        &["1.01.02 | Persentase guru hadir | Persen | 80"],
        &["1.01.02 | Persentase guru hadir | Persen | 70"],
        &programs,
    );
    between(
        &["1.01.02 | Jumlah guru terlatih | Orang | 80"],
        &["1.01.04 | Jumlah guru terlatih | Orang | 70"],
        &programs,
    );
    between(
        &["S1 | Indeks literasi | Indeks | 70"],
        &["1.01.02 | Indeks literasi | Indeks | 72"],
        &[both[0], "smp program[0].indikator[0].target"],
    );
    // A kegiatan of one form below the program of the other.
    between(
        &["1.01.02 | Persentase sekolah layak | Persen | 80"],
        &["1.01.02.2.02 | Persentase sekolah layak | Persen | 70"],
        &[
            "smp kegiatan[0].indikator[0].target",
            "sd program[0].indikator[0].target",
        ],
    );
    // One kegiatan in two forms.
    between(
        &["1.01.02.2.04 | Persentase lulusan | Persen | 80"],
        &["1.01.02.2.04 | Persentase lulusan | Persen | 70"],
        &[
            "sd kegiatan[0].indikator[0].target",
            "smp kegiatan[0].indikator[0].target",
        ],
    );
}

#[test]
fn forms_that_share_a_row_may_split_a_count() {
    for unit in ["Orang", "Gedung"] {
        let line = |target: &str| {
            let words = "Jumlah peserta didik yang menerima bantuan";
            format!("1.01.02.2.04.0014 | {words} | {unit} | {target}")
        };
        let (sd, smp) = (line("60"), line("200"));
        between(&[&sd], &[&smp], &[]);
    }
    // Each form has its part of what a program counts.
    for unit in ["Orang", "Dokumen", "Unit"] {
        let line = |target: &str| format!("1.01.02 | Jumlah yang dibina | {unit} | {target}");
        between(&[&line("97")], &[&line("37")], &[]);
    }
    between(
        &["1.01.02 | Jumlah sekolah dibina | Sekolah | 97"],
        &["1.01.02.2.02 | Jumlah sekolah dibina | Sekolah | 37"],
        &[],
    );
    between(
        &["1.01.02.2.01 | Persentase sekolah layak | Persen | 70"],
        &["1.01.02.2.02 | Persentase sekolah layak | Persen | 80"],
        &[],
    );
}

#[test]
fn of_three_forms_the_two_that_agree_are_told_too() {
    let [a, b] = ["70", "72"].map(|target| format!("S1 | Indeks literasi | Indeks | {target}"));
    let forms: [(&str, &[&str]); 3] = [("paud", &[&a]), ("sd", &[&a]), ("smp", &[&b])];
    let found = Office::new(3).between(Rule::TargetDiffers, &forms);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|one| one.because.len() == 1));
}

#[test]
fn one_sasaran_has_one_id() {
    let text = "uraian = \"Meningkatnya akses dan mutu pendidikan\"";
    let other = "uraian = \"Meningkatnya mutu tata kelola\"";
    let loud = "uraian = \"MENINGKATNYA AKSES  DAN MUTU PENDIDIKAN\"";
    let found = |office: Office, sd: &str, smp: &str| {
        let forms: [(&str, &[&str]); 2] = [("sd", &[sd]), ("smp", &[smp])];
        places(&office.between(Rule::SasaranTwice, &forms))
    };
    let [first, second] = ["S1", "S2"].map(|id| format!("{id}:{text}"));
    let loud = format!("S2:{loud}");
    for other in [&second, &loud] {
        let told = found(Office::new(2), &first, other);
        assert_eq!(told, ["smp sasaran[0].uraian"]);
    }
    for (sd, smp) in [
        (first.clone(), first.clone()),
        (first.clone(), format!("S2:{other}")),
        (first.clone(), "S2".to_owned()),
        ("S1".to_owned(), "S2".to_owned()),
    ] {
        assert_eq!(found(Office::new(2), &sd, &smp), [""; 0]);
    }
    // One that the Renstra does not have is told as such.
    let known = Office::new(2).renstra("[[sasaran]]\nid = \"S1\"\n");
    assert_eq!(found(known, &first, &second), [""; 0]);
    let both = Office::new(2).renstra("[[sasaran]]\nid = \"S1\"\n[[sasaran]]\nid = \"S2\"\n");
    assert_eq!(found(both, &first, &second), ["smp sasaran[0].uraian"]);
}
