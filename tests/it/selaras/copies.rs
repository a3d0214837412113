//! What was copied from the year before or from another Bidang, and IKU that changed: RKT613,
//! RKT620, RKT621.

use std::fmt::Write as _;

use rkt::domain::rule::Rule;

use super::{Office, places};
use crate::workspace::{BIDANG, Workspace};

/// A form with six targets that each year decides on, and four that stay as they are.
const LAST: [&str; 10] = [
    "S1 | APM SD/MI | Persen | 99,10 | iku = true",
    "S1 | Angka literasi SD | Persen | 71,50 | iku = true",
    "1.01.02 | APS usia 7-12 tahun | Persen | 99,75",
    "1.01.02.2.01 | Persentase ruang kelas SD bebas rusak berat | Persen | 93,50",
    "1.01.02.2.01 | Persentase guru SD yang hadir | Persen | 100",
    "1.01.02.2.01.0014 | Jumlah mebel sekolah | Paket | 25 | triwulan = [\"\", \"\", \"25\", \"\"]",
    "1.01.02.2.01.0029 | Jumlah SD yang mengelola BOS | Sekolah | 174 | arah = \"tetap\"",
    "1.01.02.2.01.0047 | Jumlah ruang kelas baru | Ruang | 12 | triwulan = [\"\", \"\", \"4\", \"8\"]",
    "1.01.02.2.01.0038 | Jumlah laporan | Laporan | 12",
    "1.01.02.2.01.0042 | Predikat layanan | Predikat | A",
];

/// What is asked of [`LAST`] with edits, a year later: the count of the message.
fn copied(edits: &[(&str, &str)]) -> Option<String> {
    let mut lines = LAST.map(str::to_owned);
    for (from, to) in edits {
        let line = lines.iter_mut().find(|line| line.contains(from));
        let line = line.unwrap_or_else(|| panic!("{from}"));
        *line = line.replacen(from, to, 1);
    }
    let lines = lines.each_ref().map(String::as_str);
    let office = Office::new(1).last_year(&[("sd", &LAST)]);
    let found = office.between(Rule::CopiedFromLastYear, &[("sd", &lines)]);
    assert!(found.len() <= 1);
    found.first().map(|one| one.message.clone())
}

#[test]
fn a_form_with_last_years_targets_is_asked_about_once() {
    let all = "target 6 dari 6 indikator sama persis dengan siklus 2026";
    assert_eq!(copied(&[]).as_deref(), Some(all));
    let five = "target 5 dari 6 indikator sama persis dengan siklus 2026";
    for edit in [
        ("99,10", "99,20"),
        (
            "| 12 | triwulan = [\"\", \"\", \"4\"",
            "| 12 | triwulan = [\"4\", \"\", \"\"",
        ),
        ("| 25", "| 30"),
    ] {
        assert_eq!(copied(&[edit]).as_deref(), Some(five), "{edit:?}");
    }
    // Without triwulan on one side, the target is what is the same.
    let without = [("| triwulan = [\"\", \"\", \"25\", \"\"]", "")];
    assert_eq!(copied(&without).as_deref(), Some(all));
}

#[test]
fn few_equal_targets_and_those_that_stay_are_no_copy() {
    assert_eq!(copied(&[("99,10", "99,20"), ("71,50", "72")]), None);
    // Other indikator are not compared.
    let renamed = [("APM SD/MI", "APM"), ("Angka literasi SD", "Literasi")];
    assert_eq!(copied(&renamed), None);
    let stay = "arah = \"tetap\"";
    let staying = [
        ("99,10 |", &format!("99,10 | {stay};")[..]),
        ("71,50 |", &format!("71,50 | {stay};")),
    ];
    assert_eq!(copied(&staying), None);
}

#[test]
fn a_form_of_another_bidang_or_without_a_year_before_is_not_compared() {
    let found = |office: Office| office.between(Rule::CopiedFromLastYear, &[("sd", &LAST)]);
    assert_eq!(found(Office::new(1)), []);
    assert_eq!(found(Office::new(1).last_year(&[("smp", &LAST)])), []);
    assert_eq!(found(Office::new(1).last_year(&[("sd", &[])])), []);
}

/// What is said of IKU, the year before and now.
fn iku(then: &[(&str, &[&str])], now: &[(&str, &[&str])]) -> Vec<String> {
    let office = Office::new(now.len()).last_year(then);
    let found = office.between(Rule::IkuChanged, now);
    let told = found.iter().map(|one| one.message.clone());
    told.collect()
}

#[test]
fn iku_that_changed_are_hinted_at_once_a_form() {
    let apm = "S1 | APM SD/MI | Persen | 99 | iku = true";
    let plain = "S1 | APM SD/MI | Persen | 99";
    let other = "S1 | Angka kelulusan | Persen | 99 | iku = true";
    let told = iku(&[("sd", &[apm])], &[("sd", &[plain])]);
    assert_eq!(
        told,
        ["IKU berubah dari siklus 2026: \"APM SD/MI\" tidak lagi ditandai"]
    );
    let told = iku(&[("sd", &[apm])], &[("sd", &[plain, other])]);
    let both = "IKU berubah dari siklus 2026: \"APM SD/MI\" tidak lagi ditandai; \
                \"Angka kelulusan\" baru ditandai";
    assert_eq!(told, [both]);
    // Gone from all forms.
    assert_eq!(
        iku(&[("sd", &[apm])], &[("sd", &["S1"]), ("smp", &[other])]).len(),
        0
    );
    assert_eq!(
        iku(&[("sd", &[apm])], &[("sd", &["S1 | X | Persen | 1"])]).len(),
        1
    );
    for (then, now) in [
        // No mark the year before, or no such form.
        (&[("sd", &[plain][..])], &[("sd", &[apm][..])]),
        (&[("smp", &[apm])], &[("sd", &[other])]),
        // The same; in other words.
        (
            &[("sd", &[apm])],
            &[("sd", &["S1 | apm SD / MI | % | 98 | iku = true"])],
        ),
        (
            &[("sd", &[apm])],
            &[(
                "sd",
                &["S1 | Angka Partisipasi Murni SD/MI | Persen | 9 | iku = true"],
            )],
        ),
    ] {
        assert_eq!(iku(then, now), [""; 0], "{now:?}");
    }
    // Handed over to another Bidang.
    let told = iku(&[("sd", &[apm])], &[("sd", &[plain]), ("smp", &[apm])]);
    assert_eq!(told, [""; 0]);
}

#[test]
fn the_list_of_iku_settles_what_changed() {
    let apm = "S1 | APM SD/MI | Persen | 99 | iku = true";
    let of = |rule: Rule, list: &[&str], now: &str| {
        let office = Office::new(1).iku(list).last_year(&[("sd", &[apm])]);
        office.between(rule, &[("sd", &[now])]).len()
    };
    let told = |list: &[&str], now: &str| of(Rule::IkuChanged, list, now);
    let plain = "S1 | APM SD/MI | Persen | 99";
    assert_eq!(told(&["APK PAUD | Persen"], plain), 0);
    assert_eq!(told(&["APM SD/MI | Persen"], plain), 0);
    assert_eq!(of(Rule::IkuUnmarked, &["APM SD/MI | Persen"], plain), 1);
    assert_eq!(
        told(
            &["APM SD/MI | Persen"],
            "S1 | APK | Persen | 9 | iku = true"
        ),
        0
    );
}

/// What is told of four sub kegiatan of SD, and those of SMP that were copied from them.
fn twins(edits: &[(&str, &str)]) -> Vec<String> {
    told_of(&pair("02", edits))
}

/// As [`twins`], with the kode of SD in both.
fn copies(edits: &[(&str, &str)]) -> Vec<String> {
    told_of(&pair("01", edits))
}

fn told_of(forms: &[[String; 4]; 2]) -> Vec<String> {
    let [sd, smp] = forms
        .each_ref()
        .map(|lines| lines.each_ref().map(String::as_str));
    let forms: [(&str, &[&str]); 2] = [("sd", &sd), ("smp", &smp)];
    places(&Office::new(2).between(Rule::CopiedFromBidang, &forms))
}

fn pair(kegiatan: &str, edits: &[(&str, &str)]) -> [[String; 4]; 2] {
    let rows = [
        ".0014: pagu = 1_250_000_000 | Jumlah mebel | Paket | 25",
        ".0019: pagu = 480_000_000 | Jumlah utilitas terpelihara | Unit | 32",
        ".0047: pagu = 3_720_000_000 | Jumlah ruang kelas baru | Ruang | 12",
        ".0049 | Jumlah peserta bimbingan teknis | Orang | 320",
    ];
    let form = |kegiatan: &str| rows.map(|row| format!("1.01.02.2.{kegiatan}{row}"));
    let (sd, mut smp) = (form("01"), form(kegiatan));
    for (from, to) in edits {
        let line = smp.iter_mut().find(|line| line.contains(from)).unwrap();
        *line = line.replacen(from, to, 1);
    }
    [sd, smp]
}

#[test]
fn a_form_copied_with_its_kode_is_asked_about_once() {
    let first = ["smp sub_kegiatan[0].kode"];
    assert_eq!(copies(&[]), first);
    assert_eq!(copies(&[("| 320", "| 300")]), first);
    // What is shared is planned in parts.
    for edits in [
        [("| 320", "| 300"), ("| 12", "| 10")],
        [("3_720", "3_700"), ("480", "481")],
    ] {
        assert_eq!(copies(&edits), [""; 0], "{edits:?}");
    }
}

#[test]
fn rows_of_another_bidang_are_asked_about_once_a_pair() {
    let first = ["smp sub_kegiatan[0].kode"];
    assert_eq!(twins(&[]), first);
    assert_eq!(twins(&[("| 320", "| 300")]), first);
    // Other words with the same money and numbers; no money with the same words and numbers.
    let words = [("mebel", "meja"), ("utilitas", "toilet")];
    assert_eq!(twins(&words), first);
    let money = [(": pagu = 480_000_000", ""), (": pagu = 1_250_000_000", "")];
    assert_eq!(twins(&money), first);
}

#[test]
fn rows_that_differ_or_are_few_or_routine_are_no_copies() {
    for edits in [
        [("| 320", "| 300"), ("| 12", "| 10")],
        [("| 25", "| 24"), ("| 32", "| 31")],
        [("3_720", "3_700"), ("480", "481")],
        [("| 320", "| 321"), ("1_250", "1_251")],
    ] {
        assert_eq!(twins(&edits), [""; 0], "{edits:?}");
    }
    // One row in each form, however often.
    let sasaran = [
        "S1 | APM | Persen | 99",
        "S1 | APK | Persen | 98",
        "S1 | APS | Persen | 97",
    ];
    let routine = |kegiatan: &str| {
        ["06", "08", "09"]
            .map(|n| format!("1.01.{kegiatan}.2.{n} | Jumlah laporan {n} | Laporan | 12"))
    };
    let (sd, smp) = (routine("01"), routine("02"));
    let [sd, smp] = [&sd, &smp].map(|lines| lines.each_ref().map(String::as_str));
    for forms in [
        [("sd", &sasaran[..]), ("smp", &sasaran[..])],
        [("sd", &sd[..]), ("smp", &smp[..])],
        [("sd", &sd[..]), ("smp", &sd[..])],
    ] {
        assert_eq!(Office::new(2).between(Rule::CopiedFromBidang, &forms), []);
    }
}

/// The example a year later: each form as it was carried over, with last year's target again.
#[test]
fn a_cycle_that_begins_with_last_years_forms_and_leaves_them_is_asked_about() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2027-11-01T08:00:00+08:00");
    let init = "init 2028 --dari 2027 --sebagai kasubbag-program";
    workspace.rkt(init).ok();
    for id in BIDANG {
        let file = format!("2028/form/{id}.toml");
        let text = workspace.read(&file);
        let mut parts = text.split("target = \"\"");
        let mut filled = parts.next().unwrap().to_owned();
        for part in parts {
            let (_, lalu) = part.split_once("lalu = ").unwrap();
            let lalu = lalu.lines().next().unwrap();
            write!(filled, "target = {lalu}{part}").unwrap();
        }
        workspace.write(&file, &filled);
    }
    let found = workspace.json("check --siklus 2028");
    let asked = found["temuan"].as_array().unwrap().iter();
    let asked = asked.filter(|one| one["kode"] == "RKT620");
    let asked: Vec<&str> = asked.map(|one| one["pesan"].as_str().unwrap()).collect();
    let all = |n: usize| format!("target {n} dari {n} indikator sama persis dengan siklus 2027");
    assert_eq!(asked, [11, 13, 19, 15, 5, 21, 5].map(all));
    // A form that was thought over is asked about no more.
    let sd = "2028/form/spnf-skb.toml";
    let text = workspace.read(sd);
    workspace.write(
        sd,
        &text.replacen("target = \"90,50\"", "target = \"91,75\"", 1),
    );
    let told = workspace.rkt("check spnf-skb --siklus 2028").ok().out;
    assert!(!told.contains("RKT620"), "{told}");
}
