//! Whole: what all targets of a form say together. One finding a form, however many rows it is about.

use rust_decimal::Decimal;

use super::{Measure, triwulan};
use crate::domain::check::gathered::gathered;
use crate::domain::finding::Finding;
use crate::domain::indikator::{Arah, JenisTriwulan};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit::Kind;

/// How many targets of 100 percent are too many to be chance.
const MANY: usize = 5;

/// Checks the targets of a form as a whole.
pub(super) fn check(all: &[Measure<'_>]) -> impl Iterator<Item = Finding> {
    let told = [mixed_marks(all), all_hundred(all)];
    told.into_iter().flatten().chain(unsplit(all))
}

/// Decimals have one mark in one form (domain rule 31).
fn mixed_marks(all: &[Measure<'_>]) -> Option<Finding> {
    let of = |mark: char| {
        let marked = all.iter();
        marked.filter(move |one| decimal_mark(one.target()) == Some(mark))
    };
    let first_point = of('.').next()?;
    let first_comma = of(',').next()?;
    let (n_comma, n_point) = (of(',').count(), of('.').count());
    // The comma is the mark of Indonesian, and what is printed.
    let (rarer, mark, first, other) = if n_comma < n_point {
        (',', '.', first_comma, first_point)
    } else {
        ('.', ',', first_point, first_comma)
    };
    let raw = first.target().raw().trim();
    let message = format!(
        "tanda desimal bercampur di form ini: {n_comma} target memakai koma, {n_point} memakai titik"
    );
    let mut finding = Finding::new(Rule::MixedMarks, first.at("target"), message)
        .because(other.at("target"), "yang lain begini");
    if !raw.contains(mark) {
        let line = raw.replace(rarer, &mark.to_string());
        finding = finding.help(format!("samakan, misalnya target = \"{line}\""));
    }
    Some(finding)
}

/// The mark before the decimals of a target, if it has any.
fn decimal_mark(target: &Target) -> Option<char> {
    let has_decimals = match target.value() {
        TargetValue::Number(value) | TargetValue::Bound { value, .. } => value.scale() > 0,
        TargetValue::Range { min, max } => min.scale() > 0 || max.scale() > 0,
        TargetValue::Predicate { .. } | TargetValue::NotApplicable | TargetValue::Text => false,
    };
    let bytes = target.raw().as_bytes();
    let between_digits = |three: &[u8]| match three {
        [before, mark @ (b',' | b'.'), after] => {
            (before.is_ascii_digit() && after.is_ascii_digit()).then_some(char::from(*mark))
        }
        _ => None,
    };
    let mut marks = bytes.windows(3).rev().filter_map(between_digits);
    marks.next().filter(|_| has_decimals)
}

/// Where every percentage is to be 100, none was weighed (domain rule 39).
fn all_hundred(all: &[Measure<'_>]) -> Option<Finding> {
    let percent = || all.iter().filter(|one| one.is(Kind::Percent));
    let mut values = percent().map(Measure::number);
    let is_hundred = values.all(|value| value == Some(Decimal::ONE_HUNDRED));
    // What is to be kept at 100 is said to be.
    let mut open = percent().filter(|one| one.indikator.arah != Some(Arah::Tetap));
    let n_open = open.clone().count();
    let first = open.next().filter(|_| is_hundred && n_open >= MANY)?;
    let message = format!("semua {} target persen di form ini 100", percent().count());
    let help = "tetapkan target dari kondisi awal; yang memang dipertahankan diberi \
                arah = \"tetap\"";
    Some(Finding::new(Rule::AllHundred, first.at("target"), message).help(help))
}

/// The plan of action asks for targets by triwulan (domain rule 47).
fn unsplit(all: &[Measure<'_>]) -> Vec<Finding> {
    let applies = |one: &&Measure<'_>| one.target().value() != TargetValue::NotApplicable;
    let due = all.iter().filter(applies);
    let n_due = due.clone().count();
    let without = due.filter(|one| triwulan::filled(one).next().is_none());
    gathered(
        without,
        |one| one.ignores(Rule::Unsplit),
        |without| without_triwulan(without, n_due),
    )
}

fn without_triwulan(without: &[&Measure<'_>], n_due: usize) -> Option<Finding> {
    let first = without.first()?;
    let n = without.len();
    let who = match n {
        1 => format!("\"{}\"", first.indikator.uraian),
        _ if n == n_due => format!("semua {n} indikator"),
        _ => format!("{n} dari {n_due} indikator"),
    };
    let message = format!("{who} belum punya target triwulan");
    let jenis = if first.is(Kind::Whole) {
        JenisTriwulan::NonKumulatif
    } else {
        JenisTriwulan::Kumulatif
    };
    let help = format!(
        "tulis di barisnya, misalnya triwulan = [\"\", \"\", \"\", \"{}\"] dan jenis_triwulan = \"{}\"",
        first.target().raw().trim(),
        jenis.name()
    );
    Some(Finding::new(Rule::Unsplit, first.at("uraian"), message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{form, told};
    use crate::domain::check::number::{Measure, whole};
    use crate::domain::form::List;

    fn of(rows: &[&str]) -> Vec<String> {
        told(&form(List::Program, rows), None)
    }

    #[test]
    fn decimals_have_one_mark() {
        assert_eq!(
            of(&[
                "A; Nilai; 82,7",
                "B; Nilai; 97,00",
                "C; Nilai; 0.71 ",
                "D; Nilai; 0.615"
            ]),
            [
                "saran RKT208: tanda desimal bercampur di form ini: 2 target memakai koma, 2 memakai titik: samakan, misalnya target = \"0,71\"",
            ]
        );
        let told = of(&["A; Persen; 82.7 %", "B; Nilai; 9.5-9.7", "C; Nilai; ≥ 0,71"]);
        assert!(
            told.len() == 1 && told[0].contains("target = \"≥ 0.71\""),
            "{told:?}"
        );
        for rows in [
            ["A; Nilai; 82,7", "B; Nilai; 0,71", "C; Orang; 3000"],
            ["A; Nilai; 82.7", "B; Nilai; 0.71", "C; Orang; 3000"],
            ["A; Nilai; 82,7", "B; Orang; 1.500.000", "C; Ruang; 12 Dok."],
            ["A; Nilai; 1.234,5", "B; Nilai; 0,7", "C; Nilai; Rp. 5"],
            [
                "A; Nilai; 82,7",
                "B; Nilai; s.d. akhir tahun",
                "C; Nilai; -",
            ],
        ] {
            let told = of(&rows);
            assert!(!told.iter().any(|line| line.contains("RKT208")), "{told:?}");
        }
    }

    #[test]
    fn not_every_percentage_is_a_hundred() {
        let hundred = ["Persentase A; Persen; 100"; 6];
        assert_eq!(
            of(&hundred),
            [
                "saran RKT215: semua 6 target persen di form ini 100: tetapkan target dari kondisi awal; yang memang dipertahankan diberi arah = \"tetap\"",
            ]
        );
        let with = |n: usize, other: &'static str| {
            let mut rows = hundred.to_vec();
            rows.truncate(n);
            rows.push(other);
            rows
        };
        for rows in [
            with(4, "Jumlah; Orang; 100"),
            with(6, "Persentase B; Persen; 99,5"),
            with(6, "Persentase B; Persen; 95-100"),
            with(4, "Persentase B; Persen; 100; arah=tetap"),
        ] {
            assert_eq!(of(&rows), Vec::<String>::new(), "{rows:?}");
        }
    }

    #[test]
    fn rows_without_triwulan_are_counted_once() {
        let told = |rows: &[&str]| {
            let form = form(List::Sasaran, rows);
            let all = Measure::all(&form, "sd.toml");
            let told = whole::check(&all).map(|one| one.message);
            told.collect::<Vec<_>>()
        };
        let split = "A; Persen; 9; tw=|||9";
        assert_eq!(
            told(&[
                split,
                "B; Persen; 9",
                "C; Persen; 9; tw=|||",
                "D; Persen; -"
            ]),
            ["2 dari 3 indikator belum punya target triwulan"]
        );
        assert!(told(&[]).is_empty() && told(&[split]).is_empty());
    }
}
