//! Forms held against the Renstra: RKT404, RKT602, RKT607, RKT609, RKT611, RKT612, RKT616, RKT617, RKT618, RKT622, RKT623.

use rkt::domain::finding::Finding;
use rkt::domain::rule::Rule;

use super::{Office, places};
use crate::workspace::Workspace;

const RENSTRA: &str = r#"
[[sasaran]]
id = "S1"
uraian = "Meningkatnya akses dan mutu pendidikan"
[[sasaran.indikator]]
uraian = "APM SD/MI"
satuan = "Persen"
arah = "naik"
target = { 2026 = "98,80", 2027 = "99,10", 2028 = "99,30", 2029 = "99,50" }
[[sasaran.indikator]]
uraian = "Angka putus sekolah"
satuan = "Persen"
arah = "turun"
target = { 2026 = "0,30", 2027 = "0,25", 2028 = "0,20" }
[[sasaran.indikator]]
uraian = "Nilai SAKIP"
satuan = "Nilai"
target = { 2026 = "-", 2027 = "-", 2028 = "80" }
[[program]]
kode = "1.01.02"
sasaran = ["S1"]
[[program.indikator]]
uraian = "Persentase satuan pendidikan terakreditasi minimal B"
satuan = "Persen"
target = { 2026 = "80,00", 2027 = "82,50", 2028 = "85,00" }
[[program.indikator]]
uraian = "Jumlah beasiswa yang disalurkan"
satuan = "Orang"
target = { 2026 = "100", 2027 = "120", 2028 = "140" }
[[program]]
kode = "1.01.04"
sasaran = ["S1"]
pagu = { 2027 = 1_000_000 }
[[program.indikator]]
uraian = "Persentase guru bersertifikat pendidik"
satuan = "Persen"
target = { 2026 = "70", 2027 = "72", 2028 = "74" }
[[kegiatan]]
kode = "1.01.02.2.01"
[[kegiatan.indikator]]
uraian = "Persentase SD berkondisi baik"
satuan = "Persen"
target = { 2026 = "70", 2027 = "72", 2028 = "74" }
"#;

/// A form that has all that the Renstra plans for 2027.
const WHOLE: [&str; 8] = [
    "S1 | APM SD/MI | Persen | 99,10",
    "S1 | Angka putus sekolah | Persen | 0,25",
    "1.01.02 | Persentase satuan pendidikan terakreditasi minimal B | Persen | 82,50",
    "1.01.02 | Jumlah beasiswa yang disalurkan | Orang | 120",
    "1.01.04 | Persentase guru bersertifikat pendidik | Persen | 72",
    "1.01.02.2.01 | Persentase SD berkondisi baik | Persen | 72",
    "1.01.02.2.02",
    "1.01.02.2.02 | Persentase SMP berkondisi baik | Persen | 60",
];

const RULES: [Rule; 7] = [
    Rule::ProgramOffRenstra,
    Rule::TargetOffRenstra,
    Rule::RenstraNotCarried,
    Rule::IndikatorOffRenstra,
    Rule::TargetBeyondRenstra,
    Rule::WordingOffRenstra,
    Rule::DecimalsOffRenstra,
];

/// What is found of a form against the Renstra, as `RKT607 sd sasaran[0].indikator[0].target`.
fn found(lines: &[&str]) -> Vec<String> {
    let office = || Office::new(1).renstra(RENSTRA);
    let of = |rule: Rule| {
        let found = office().between(rule, &[("sd", lines)]);
        let places = places(&found).into_iter();
        places
            .map(|place| format!("{rule} {place}"))
            .collect::<Vec<_>>()
    };
    RULES.into_iter().flat_map(of).collect()
}

/// What is found when lines of [`WHOLE`] are written otherwise.
fn changed(edits: &[(&str, &str)]) -> Vec<String> {
    let mut lines = WHOLE.map(str::to_owned);
    for (from, to) in edits {
        let line = lines.iter_mut().find(|line| line.contains(from));
        let line = line.unwrap_or_else(|| panic!("{from}"));
        *line = line.replacen(from, to, 1);
    }
    let lines: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    found(&lines)
}

#[test]
fn a_form_that_has_what_the_renstra_plans_is_silent() {
    assert_eq!(found(&WHOLE), [""; 0]);
    for edits in [
        // Capitals and blanks.
        ("APM SD/MI", "apm  SD/MI"),
        // An indikator of a sasaran as that of a program.
        ("S1 | Angka putus", "1.01.02 | Angka putus"),
        // A kegiatan has what it has.
        ("Persentase SMP berkondisi baik", "Rasio guru per kelas"),
        // The unit in the target; another spelling of it.
        ("Persen | 99,10", "% | 99,10 %"),
        // A reason for another target.
        ("| 99,10", "| 99,05 | alasan_beda = \"capaian 2025\""),
        ("| 99,10", "| 99,90 | alasan_beda = \"capaian 2025\""),
        // What is not planned for the year may be there.
        ("1.01.02.2.02", "S1 | Nilai SAKIP | Nilai | 78,5"),
    ] {
        assert_eq!(changed(&[edits]), [""; 0], "{edits:?}");
    }
}

#[test]
fn a_dash_is_no_reason_for_another_target() {
    for reason in ["-", "...", "", " – "] {
        let other = format!("| 99,05 | alasan_beda = \"{reason}\"");
        let told = changed(&[("| 99,10", &other)]);
        assert_eq!(
            told,
            ["RKT607 sd sasaran[0].indikator[0].target"],
            "{reason}"
        );
    }
}

#[test]
fn a_program_that_the_renstra_does_not_have_is_told() {
    let told = changed(&[("1.01.02.2.02", "1.01.03")]);
    assert_eq!(told, ["RKT609 sd program[2].kode"]);
    // Where the Renstra lists no program, none is foreign.
    let office = Office::new(1).renstra("[[sasaran]]\nid = \"S1\"\n");
    assert_eq!(
        office.between(Rule::ProgramOffRenstra, &[("sd", &WHOLE)]),
        []
    );
}

#[test]
fn the_words_of_a_sasaran_are_those_of_the_renstra() {
    let workspace = Workspace::example("balangan-2027");
    let file = "2027/form/kebudayaan.toml";
    let form = workspace.read(file);
    let told = |words: &str| -> Vec<String> {
        let from = "Meningkatnya pemajuan kebudayaan daerah";
        workspace.write(file, &form.replacen(from, words, 1));
        let found = workspace.json("check");
        let all = found["temuan"].as_array().unwrap().iter();
        all.map(|one| format!("{} {} {}", one["kode"], one["jalur"], one["saran"]))
            .collect()
    };
    assert_eq!(told("MENINGKATNYA pemajuan  kebudayaan daerah").len(), 1);
    assert_eq!(
        told("Meningkatnya pemajuan budaya daerah"),
        [
            r#""RKT602" "sasaran[0].uraian" "tulis uraian = \"Meningkatnya pemajuan kebudayaan daerah\"""#
        ]
    );
    let other = told("Terwujudnya tata kelola yang akuntabel");
    assert!(
        other[0].contains("bila ini sasaran lain, beri id yang lain"),
        "{other:?}"
    );
    let renstra = workspace.read("acuan/renstra.toml");
    let (_, sasaran) = renstra.split_once("[[sasaran]]").unwrap();
    let first = sasaran
        .lines()
        .find_map(|line| line.strip_prefix("uraian = \""));
    let moved = told(first.unwrap().trim_end_matches('"'));
    assert!(
        moved
            .iter()
            .any(|one| one.contains("pakai id S1 di semua form")),
        "{moved:?}"
    );
}

#[test]
fn another_target_is_told_once_and_by_the_stronger_word() {
    let at = "sd sasaran[0].indikator[0].target";
    assert_eq!(changed(&[("99,10", "99,05")]), [format!("RKT607 {at}")]);
    assert_eq!(changed(&[("99,10", "99,50")]), [format!("RKT607 {at}")]);
    assert_eq!(changed(&[("99,10", "99,60")]), [format!("RKT616 {at}")]);
    let fewer = "sd sasaran[0].indikator[1].target";
    assert_eq!(changed(&[("0,25", "0,15")]), [format!("RKT616 {fewer}")]);
    assert_eq!(changed(&[("0,25", "0,35")]), [format!("RKT607 {fewer}")]);
    // What is counted anew each year has no end to reach.
    let counted = "RKT607 sd program[0].indikator[1].target";
    assert_eq!(changed(&[("| 120", "| 200")]), [counted]);
    // Without arah the Renstra's own course says which way is better.
    let level = "RKT616 sd program[0].indikator[0].target";
    assert_eq!(changed(&[("82,50", "86")]), [level]);
    assert_eq!(
        changed(&[("| 82,50", "| 86 | arah = \"tetap\"")]),
        [level.replace("616", "607")]
    );
    assert_eq!(
        changed(&[("| 82,50", "| 86 | arah = \"turun\"")]),
        [level.replace("616", "607")]
    );
}

#[test]
fn a_bound_or_range_of_the_renstra_is_kept_by_what_is_within() {
    for (planned, target, is_told) in [
        ("≥ 80", "82,60", false),
        ("80-85", "82,60", false),
        ("80-85", "≥ 84", false),
        ("≥ 80", "79", true),
        ("80-85", "86", true),
        ("≥ 80", "-", true),
    ] {
        let renstra = format!(
            "[[sasaran]]\nid = \"S1\"\nuraian = \"Mutu\"\n[[sasaran.indikator]]\n\
             uraian = \"Nilai SAKIP\"\nsatuan = \"Nilai\"\ntarget = {{ 2027 = \"{planned}\" }}\n"
        );
        let line = format!("S1 | Nilai SAKIP | Nilai | {target}");
        let office = Office::new(1).renstra(&renstra);
        let found = office.between(Rule::TargetOffRenstra, &[("sd", &[&line])]);
        assert_eq!(!found.is_empty(), is_told, "{planned} {target}: {found:#?}");
    }
}

#[test]
fn decimals_are_hinted_at_once_a_form() {
    let first = ["RKT618 sd sasaran[0].indikator[0].target"];
    assert_eq!(changed(&[("99,10", "99,1")]), first);
    assert_eq!(changed(&[("99,10", "99,1"), ("82,50", "82,5")]), first);
    for (from, to) in [("| 72", "| 72,00"), ("0,25", "0.25"), ("82,50", "82,50 %")] {
        assert_eq!(changed(&[(from, to)]), [""; 0], "{to}");
    }
}

#[test]
fn nearly_the_same_words_are_hinted_at_and_nothing_else_is_said_of_them() {
    let first = ["RKT617 sd sasaran[0].indikator[0].uraian"];
    for words in [
        "Angka Partisipasi Murni SD/MI",
        "APM SD / MI",
        "APM (SD/MI)",
    ] {
        assert_eq!(changed(&[("APM SD/MI", words)]), first, "{words}");
    }
    let program = ["RKT617 sd program[1].indikator[0].uraian"];
    for words in [
        "Prosentase guru bersertifikat pendidik",
        "Persentase guru yang telah bersertifikat pendidik",
        "Persentase guru bersertifkat pendidik",
    ] {
        let told = changed(&[("Persentase guru bersertifikat pendidik", words)]);
        assert_eq!(told, program, "{words}");
    }
    let office = Office::new(1).renstra(RENSTRA);
    let lines = ["1.01.04 | Prosentase guru bersertifikat pendidik | Persen | 72"];
    let told = office.between(Rule::WordingOffRenstra, &[("sd", &lines)]);
    let help = told[0].help.as_deref().unwrap();
    assert!(
        help.ends_with("uraian = \"Persentase guru bersertifikat pendidik\""),
        "{help}"
    );
}

#[test]
fn another_measure_is_foreign_and_what_it_replaces_is_missing() {
    for words in ["APM SMP/MTs", "APK SD/MI", "APM SD"] {
        let told = changed(&[("APM SD/MI", words)]);
        let both = [
            "RKT611 renstra sasaran[0].indikator[0].uraian",
            "RKT612 sd sasaran[0].indikator[0].uraian",
        ];
        assert_eq!(told, both, "{words}");
    }
    // A unit of another kind makes another measure of the same words.
    let told = changed(&[(
        "Persentase guru bersertifikat pendidik | Persen",
        "Persentase guru bersertifkat pendidik | Orang",
    )]);
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_row_that_no_form_has_is_told_once() {
    let told = changed(&[(
        "1.01.04 | Persentase guru bersertifikat pendidik | Persen | 72",
        "",
    )]);
    assert_eq!(told, ["RKT611 renstra program[1].kode"]);
    // A kegiatan that no form has is no plan of this year.
    let told = changed(&[(
        "1.01.02.2.01 | Persentase SD berkondisi baik | Persen | 72",
        "",
    )]);
    assert_eq!(told, [""; 0]);
    let told = changed(&[(
        "Persentase SD berkondisi baik",
        "Persentase SD yang digabung",
    )]);
    assert_eq!(told, ["RKT611 renstra kegiatan[0].indikator[0].uraian"]);
}

fn missing(n_bidang: usize, forms: &[(&str, &[&str])]) -> Vec<Finding> {
    let office = Office::new(n_bidang).renstra(RENSTRA);
    office.between(Rule::RenstraNotCarried, forms)
}

#[test]
fn what_is_missing_may_be_in_a_form_that_is_not_there_yet() {
    assert_eq!(missing(1, &[("sd", &WHOLE[1..])]).len(), 1);
    assert_eq!(missing(2, &[("sd", &WHOLE[1..])]), []);
    assert_eq!(missing(2, &[("sd", &WHOLE[1..]), ("smp", &[])]), []);
    assert_eq!(missing(2, &[("sd", &WHOLE[1..]), ("smp", &WHOLE[..1])]), []);
    assert_eq!(missing(0, &[]), []);
}

#[test]
fn a_sasaran_under_another_id_is_told_by_its_id_alone() {
    let uraian = "S9:uraian = \"Meningkatnya akses dan mutu pendidikan\"";
    let lines = [&[uraian], &WHOLE[2..]].concat();
    assert_eq!(missing(1, &[("sd", &lines)]), []);
    let lines = [&["S9"], &WHOLE[2..]].concat();
    assert_eq!(
        places(&missing(1, &[("sd", &lines)])),
        ["renstra sasaran[0].id"]
    );
}

/// Where pagu are above a ceiling of a million.
fn over(forms: &[(&str, &[&str])]) -> Vec<String> {
    let renstra = "[[program]]\nkode = \"1.01.02\"\npagu = { 2027 = 1_000_000 }\n";
    let office = Office::new(2).renstra(renstra);
    places(&office.between(Rule::PaguOverRenstra, forms))
}

#[test]
fn the_ceiling_holds_for_what_is_summed() {
    let own = "1.01.02: pagu = 600_000";
    assert_eq!(
        over(&[("sd", &[own]), ("smp", &["1.01.02: pagu = 400_000"])]),
        [""; 0]
    );
    assert_eq!(
        over(&[("sd", &[own]), ("smp", &[own])]),
        ["sd program[0].pagu"]
    );
    // Pagu of rows above those that have any, in whatever form, are not summed.
    let rows = [
        "1.01.02: pagu = 9_000_000",
        "1.01.02.2.01",
        "1.01.02.2.01.0047: pagu = 600_000",
    ];
    assert_eq!(over(&[("sd", &rows), ("smp", &[own])]), [""; 0]);
    let more = ["1.01.02", "1.01.02.2.01: pagu = 500_000"];
    assert_eq!(over(&[("sd", &rows), ("smp", &more)]), [""; 0]);
    let more = ["1.01.02", "1.01.02.2.02: pagu = 500_000"];
    let told = over(&[("sd", &rows), ("smp", &more)]);
    assert_eq!(told, ["sd program[0].pagu"]);
    let more = ["1.01.02", "1.01.02.2.02: pagu = 700_000"];
    let told = over(&[("sd", &rows), ("smp", &more)]);
    assert_eq!(told, ["smp program[0].kode"]);
    // Rows without pagu are not zero, nor is a year without.
    assert_eq!(over(&[("sd", &["1.01.02"])]), [""; 0]);
    let other = "[[program]]\nkode = \"1.01.02\"\npagu = { 2026 = 1 }\n";
    let told = Office::new(1)
        .renstra(other)
        .between(Rule::PaguOverRenstra, &[("sd", &[own])]);
    assert_eq!(told, []);
}

#[test]
fn a_ceiling_is_told_once_with_what_each_form_gives() {
    let renstra = "[[program]]\nkode = \"1.01.02\"\npagu = { 2027 = 1_000_000 }\n";
    let office = Office::new(3).renstra(renstra);
    let found = office.between(
        Rule::PaguOverRenstra,
        &[
            ("paud", &["1.01.02: pagu = 300_000"]),
            ("sd", &["1.01.02: pagu = 600_000"]),
            ("smp", &["1.01.02: pagu = 400_000"]),
        ],
    );
    assert_eq!(places(&found), ["sd program[0].pagu"]);
    let because = found[0].because.iter().map(|(_, words)| words.as_str());
    let parts = [
        "pagunya di Renstra",
        "di form sd: Rp600.000",
        "di form smp: Rp400.000",
        "di form paud: Rp300.000",
    ];
    assert_eq!(because.collect::<Vec<_>>(), parts);
    // A single form has nobody beside it.
    let found = office.between(
        Rule::PaguOverRenstra,
        &[("sd", &["1.01.02: pagu = 2_000_000"])],
    );
    assert_eq!(found[0].because.len(), 1);
}

#[test]
fn of_two_forms_the_one_with_the_target_of_the_renstra_is_right() {
    let office = Office::new(3).renstra(RENSTRA);
    let line = |target: &str| format!("S1 | APM SD/MI | Persen | {target}");
    let told = |rule: Rule, targets: &[&str]| {
        let lines: Vec<String> = targets.iter().map(|target| line(target)).collect();
        let lines: Vec<[&str; 1]> = lines.iter().map(|line| [line.as_str()]).collect();
        let ids = ["sd", "smp", "skb"];
        let forms: Vec<(&str, &[&str])> = ids
            .into_iter()
            .zip(lines.iter().map(|lines| &lines[..]))
            .collect();
        office.between(rule, &forms)
    };
    let [sd, smp, skb] =
        ["sd", "smp", "skb"].map(|id| format!("{id} sasaran[0].indikator[0].target"));
    let found = told(Rule::TargetDiffers, &["99,10", "98"]);
    assert_eq!(places(&found), [smp.as_str()]);
    assert_eq!(
        found[0].help.as_deref(),
        Some(
            "tulis target = \"99,10\", seperti di acuan/renstra.toml; bila ukurannya lain, \
             bedakan uraiannya"
        )
    );
    let there = |one: &Finding| places(&[Finding::new(one.rule, one.because[1].0.clone(), "")]);
    assert_eq!(
        there(&found[0]),
        ["renstra sasaran[0].indikator[0].target.2027"]
    );
    assert_eq!(told(Rule::TargetOffRenstra, &["99,10", "98"]), []);
    let found = told(Rule::TargetDiffers, &["98", "99,1", "97"]);
    assert_eq!(places(&found), [sd.as_str(), &skb]);
    // Where neither has it, or both have, both are asked.
    let found = told(Rule::TargetDiffers, &["98", "97"]);
    assert_eq!(places(&found), [sd.as_str(), &smp]);
}

#[test]
fn an_indikator_is_in_the_unit_of_the_renstra() {
    let told = |list: &[&str], lines: &[&str]| {
        let office = || Office::new(1).renstra(RENSTRA).iku(list);
        let rules = [
            Rule::SatuanOffRenstra,
            Rule::TargetOffRenstra,
            Rule::IkuSatuan,
            Rule::MeasureAgainstSatuan,
        ];
        let of = |rule: Rule| office().between(rule, &[("sd", lines)]);
        let found = rules.map(of).concat();
        let codes = found.iter().map(|one| one.rule.code());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(told(&[], &["S1 | APM SD/MI | Angka | 99,10"]), ["RKT622"]);
    // The target is then one of another unit.
    let share = "1.01.04 | Persentase guru bersertifikat pendidik | Orang | 812";
    assert_eq!(told(&[], &[share]), ["RKT622"]);
    let below = "1.01.02.2.01 | Persentase SD berkondisi baik | Sekolah | 72";
    assert_eq!(told(&[], &[below]), ["RKT622"]);
    for line in [
        "S1 | APM SD/MI | % | 99,10",
        "S1 | APM SD/MI | prosentase | 99,10",
        "S1 | APM SMP/MTs | Angka | 99,10",
        "S1 | APM SD/MI | Angka | 99,10 | alasan_beda = \"Renstra perubahan\"",
        "1.01.02 | Jumlah beasiswa yang disalurkan | orang | 120",
        "1.01.03 | APM SD/MI | Angka | 99,10",
    ] {
        assert_eq!(told(&[], &[line]), [""; 0], "{line}");
    }
    // The list of IKU has set the unit; where it differs too, it is told alone.
    let angka = "S1 | APM SD/MI | Angka | 99,10";
    assert_eq!(told(&["APM SD/MI | Angka"], &[angka]), [""; 0]);
    assert_eq!(told(&["APM SD/MI | Persen"], &[angka]), ["RKT619"]);
}

#[test]
fn what_was_reached_in_a_year_is_one_value() {
    let renstra = RENSTRA.replacen(
        "arah = \"naik\"\n",
        "arah = \"naik\"\ndasar = { tahun = 2024, nilai = \"98,00\" }\n",
        1,
    );
    let told = |satuan: &str, dasar: &str| {
        let line = format!("S1 | APM SD/MI | {satuan} | 99,10 | dasar = {{ {dasar} }}");
        let office = Office::new(1).renstra(&renstra);
        office.between(Rule::DasarOffRenstra, &[("sd", &[&line])])
    };
    let found = told("Persen", "tahun = 2024, nilai = \"98,20\"");
    assert_eq!(places(&found), ["sd sasaran[0].indikator[0].dasar.nilai"]);
    assert_eq!(
        found[0].help.as_deref(),
        Some("cocokkan dengan sumber datanya; bila Renstra yang benar, tulis nilai = \"98,00\"")
    );
    for (satuan, dasar) in [
        ("Persen", "tahun = 2024, nilai = \"98\""),
        ("Persen", "tahun = 2025, nilai = \"98,20\""),
        ("Persen", "tahun = 2024, nilai = \"-\""),
        // The unit is told.
        ("Angka", "tahun = 2024, nilai = \"98,20\""),
    ] {
        assert_eq!(told(satuan, dasar), [], "{satuan} {dasar}");
    }
}
