//! Rules on money: what breaks them, and what comes close and does not.

use rkt::domain::finding::{FieldPath, Finding, Spot};
use rkt::domain::rule::Rule;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::Source;

use crate::desk::{Desk, bare, form, indikator, sub};
use crate::office::bidang_id;

const RULES: [&str; 5] = ["RKT130", "RKT131", "RKT405", "RKT406", "RKT407"];

/// The kode of a sub kegiatan of SD by its number.
fn kode(n: usize) -> String {
    format!("1.01.02.2.01.{n:04}")
}

/// Asserts what is told of a form with these rows, each given by how it begins.
#[track_caller]
fn case(rows: &[String], expected: &[&str]) {
    let told = Desk::new().told(&RULES, &[&form("sd", rows)]);
    assert!(
        told.len() == expected.len() && told.iter().zip(expected).all(|(a, b)| a.starts_with(b)),
        "{rows:?}\n{told:#?}"
    );
}

const DAU: &str = "pagu = 3_720_000_000\nsumber_dana = \"DAU\"";

#[test]
fn what_costs_money_is_measured() {
    case(&[sub(&kode(47), DAU)], &[]);
    case(
        &[bare(&kode(47), DAU)],
        &["RKT130 sub kegiatan 1.01.02.2.01.0047 berpagu Rp3.720.000.000"],
    );
    // Without money, or with none that counts, there is nothing to measure.
    case(&[bare(&kode(10), "")], &[]);
    case(&[bare(&kode(10), "pagu = 0")], &[]);
    let measured = indikator("kegiatan", "Persentase ruang", "Persen", "93,50");
    case(&[format!("pagu = 5_000_000_000\n{measured}")], &[]);
    case(
        &["pagu = 5_000_000_000\n".to_owned()],
        &["RKT130 kegiatan 1.01.02.2.01 berpagu"],
    );
    // A control figure is not money of its own, and what is below measures.
    let below = format!("pagu = 3_720_000_000\n{}", sub(&kode(47), DAU));
    case(&[below], &[]);
    case(
        &["pagu = 5_000_000_000\n".to_owned(), sub(&kode(47), "")],
        &[],
    );
}

#[test]
fn what_many_rows_lack_is_told_once() {
    let rows = |n: usize| -> Vec<String> { (0..n).map(|n| bare(&kode(n + 1), DAU)).collect() };
    case(
        &rows(3),
        &["RKT130 sub kegiatan", "RKT130 sub", "RKT130 sub"],
    );
    case(
        &rows(4),
        &["RKT130 4 dari 4 sub kegiatan berpagu belum punya indikator"],
    );
    let mut mixed = rows(4);
    mixed.extend((5..10).map(|n| sub(&kode(n), DAU)));
    assert_eq!(
        Desk::new().told(&["RKT130"], &[&form("sd", &mixed)]).len(),
        4
    );
}

#[test]
fn an_exception_of_one_row_leaves_the_others_told() {
    let except = "abaikan = [{ aturan = \"RKT407\", alasan = \"menunggu DAK\" }]";
    let rows = [
        sub(&kode(1), &format!("pagu = 5_000_000\n{except}")),
        sub(&kode(2), "pagu = 5_000_000"),
        sub(&kode(3), "pagu = 5_000_000"),
    ];
    case(
        &rows,
        &[
            "RKT407 sub kegiatan 1.01.02.2.01.0001",
            "RKT407 2 dari 3 sub kegiatan berpagu tanpa sumber dana",
        ],
    );
}

#[test]
fn another_form_may_pay_or_measure() {
    let (sd, smp) = (form("sd", &[sub(&kode(47), DAU)]), |keys: &str| {
        form("smp", &[bare(&kode(47), keys)])
    });
    let told = |keys: &str| Desk::new().told(&["RKT130", "RKT131"], &[&sd, &smp(keys)]);
    assert!(told(DAU).is_empty());
    let free = form("smp", &[sub(&kode(47), "pagu = 0")]);
    assert!(Desk::new().told(&["RKT131"], &[&sd, &free]).is_empty());
    assert_eq!(Desk::new().told(&["RKT131"], &[&free]).len(), 1);
}

#[test]
fn what_has_a_target_is_not_written_as_free() {
    let with = |pagu: &str, target: &str| {
        let rows = bare(&kode(14), pagu);
        [rows + &indikator("sub_kegiatan", "Jumlah Mebel", "Paket", target)]
    };
    for target in ["25", "1-3", "Ada", "≥ 5"] {
        case(
            &with("pagu = 0", target),
            &["RKT131 sub kegiatan 1.01.02.2.01.0014"],
        );
    }
    // Not written is not zero; what aims at nothing costs nothing.
    for (pagu, target) in [("", "25"), ("pagu = 0", "0"), ("pagu = 0", "-")] {
        case(&with(pagu, target), &[]);
    }
}

#[test]
fn small_amounts_were_meant_larger() {
    for (pagu, words) in [
        (
            "3_720",
            "pagu = 3_720_000_000 bila itu juta rupiah, 3_720_000",
        ),
        (
            "999_999",
            "pagu = 999_999_000_000 bila itu juta rupiah, 999_999_000",
        ),
        ("1", "pagu = 1_000_000 bila itu juta rupiah, 1_000"),
    ] {
        let rows = [sub(
            &kode(47),
            &format!("pagu = {pagu}\nsumber_dana = \"DAU\""),
        )];
        case(
            &rows,
            &["RKT406 pagu sub kegiatan 1.01.02.2.01.0047 hanya Rp"],
        );
        let advised = Desk::new().advised(&["RKT406"], &[&form("sd", &rows)]);
        assert!(advised[0].contains(words), "{advised:?}");
    }
    for pagu in ["1_000_000", "1_500_000", "14_920_000_000"] {
        let keys = format!("pagu = {pagu}\nsumber_dana = \"DAU\"");
        case(&[sub(&kode(47), &keys)], &[]);
    }
    // The sum of small amounts is no cause of its own.
    let small = sub(&kode(47), "pagu = 3_720\nsumber_dana = \"DAU\"");
    case(&[format!("pagu = 3_720\n{small}")], &["RKT406 pagu sub"]);
}

#[test]
fn uneven_amounts_are_told_once_and_salaries_not_at_all() {
    let keys = |pagu: &str, sumber: &str| format!("pagu = {pagu}\nsumber_dana = \"{sumber}\"");
    case(
        &[
            sub(&kode(1), &keys("1_231_790_455", "DAU")),
            sub(&kode(2), &keys("2_000_000_000", "DAU")),
            sub(&kode(3), &keys("500_000_001", "PAD")),
        ],
        &["RKT405 2 dari 3 pagu tidak bulat ribuan rupiah; yang pertama Rp1.231.790.455"],
    );
    case(
        &[sub(&kode(1), &keys("1_231_790_455", "DAU"))],
        &["RKT405 pagu sub kegiatan 1.01.02.2.01.0001"],
    );
    for sumber in ["DAK Nonfisik", "dana BOS", "BOP PAUD", "Hibah", "DAK"] {
        case(&[sub(&kode(29), &keys("14_920_337_211", sumber))], &[]);
    }
    let salary = "[[program]]\nkode = \"1.01.01\"\nsasaran = [\"S1\"]\n\
        [[kegiatan]]\nkode = \"1.01.01.2.02\"\n"
        .to_owned();
    let salary = salary + &sub("1.01.01.2.02.0001", &keys("261_432_118_907", "DAU"));
    case(&[salary], &[]);
    case(&[sub(&kode(1), &keys("1_231_790_000", "DAU"))], &[]);
}

#[test]
fn money_comes_from_somewhere() {
    case(
        &[
            sub(&kode(1), "pagu = 5_000_000"),
            sub(&kode(2), "pagu = 5_000_000"),
        ],
        &["RKT407 2 dari 2 sub kegiatan berpagu tanpa sumber dana"],
    );
    case(
        &[sub(&kode(1), "pagu = 5_000_000\nsumber_dana = \" \"")],
        &["RKT407 sub kegiatan 1.01.02.2.01.0001 berpagu Rp5.000.000"],
    );
    case(
        &[sub(&kode(1), ""), sub(&kode(2), "pagu = 0\nlokasi = \"x\"")],
        &["RKT131 sub kegiatan 1.01.02.2.01.0002"],
    );
}

/// What is told of a form with these rows as it is read.
fn read(rows: &[String]) -> Vec<Finding> {
    let text = format!("format = 1\ntahun = 2027\n{}", form("sd", rows));
    let file = "sd.toml".to_owned();
    let bidang = bidang_id("sd");
    let expected = Expected {
        tahun: 2027,
        bidang: &bidang,
    };
    form_file::checked(&Source { file, text }, expected).1
}

#[test]
fn money_that_is_too_much_is_told_where_it_stands_and_sums_of_the_most_are_true() {
    for pagu in ["9_223_372_036_854_775_807", "1_000_000_000_000_001"] {
        let found = read(&[bare(&kode(1), &format!("pagu = {pagu}"))]);
        let told: Vec<(&str, &Spot)> = found
            .iter()
            .map(|one| (one.rule.code(), &one.at.spot))
            .collect();
        let path = FieldPath::row("sub_kegiatan", 0).key("pagu");
        assert_eq!(told, [("RKT202", &Spot::Field(path))], "{found:#?}");
        let help = found[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("Rp1.000.000.000.000.000"), "{help}");
    }
    let most = |n| bare(&kode(n), "pagu = 1_000_000_000_000_000");
    let rows = ["pagu = 5\n".to_owned()].into_iter();
    let rows: Vec<String> = rows.chain((1..=9_000).map(most)).collect();
    let found = read(&rows);
    let sum = found.iter().find(|one| one.rule == Rule::PaguControl);
    let message = sum.map_or("", |one| one.message.as_str());
    assert!(message.contains("Rp9.000.000.000.000.000.000"), "{message}");
}

#[test]
fn beside_a_sum_stand_its_largest_parts() {
    let sums = |rows: &[String]| {
        let found = read(rows)
            .into_iter()
            .find(|one| one.rule.code() == "RKT401");
        let parts = found.map(|one| one.because).unwrap_or_default();
        let parts: Vec<String> = parts.into_iter().map(|(_, words)| words).collect();
        parts
    };
    let pagu = |n: usize, pagu: usize| sub(&kode(n), &format!("pagu = {pagu}"));
    assert!(sums(&["pagu = 30_000_000\n".to_owned(), pagu(1, 30_000_000)]).is_empty());
    assert_eq!(
        sums(&[
            "pagu = 30_000_000\n".to_owned(),
            pagu(1, 1_000_000),
            pagu(2, 9_000_000),
            pagu(3, 4_000_000),
            pagu(4, 5_000_000),
        ]),
        [
            "pagu sub kegiatan Rp9.000.000",
            "pagu sub kegiatan Rp5.000.000",
            "pagu sub kegiatan Rp4.000.000"
        ]
    );
}

#[test]
fn a_control_figure_above_one_that_is_wrong_is_told_only_where_it_is_wrong_itself() {
    let places = |program: &str, kegiatan: &str| {
        let text = form(
            "sd",
            &[format!("{kegiatan}\n"), sub(&kode(1), "pagu = 30_000_000")],
        );
        let text = text.replacen(
            "sasaran = [\"S1\"]\n",
            &format!("sasaran = [\"S1\"]\n{program}\n"),
            1,
        );
        let found = Desk::new().check(&[&text]);
        let found = found.iter().filter(|one| one.rule == Rule::PaguControl);
        let places: Vec<String> = found
            .map(|one| {
                let Spot::Field(path) = &one.at.spot else {
                    panic!("{one:?}");
                };
                path.to_string()
            })
            .collect();
        places
    };
    let (program, kegiatan) = ("program[0].pagu", "kegiatan[0].pagu");
    assert_eq!(places("pagu = 32_000_000", "pagu = 32_000_000"), [kegiatan]);
    assert_eq!(places("pagu = 32_000_000", ""), [program]);
    assert_eq!(places("pagu = 32_000_000", "pagu = 30_000_000"), [program]);
    assert_eq!(places("pagu = 30_000_000", "pagu = 32_000_000"), [kegiatan]);
    assert_eq!(
        places("pagu = 33_000_000", "pagu = 32_000_000"),
        [kegiatan, program]
    );
}
