//! Dasar: the year of what was reached already.

use super::Measure;
use crate::domain::check::gathered::gathered;
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::{Rule, Severity};

/// How many years back a dasar still says where things stand.
const BACK: i64 = 5;

/// A dasar is of a year that has been, and not long ago: one finding for each odd year of a form.
pub(super) fn check(all: &[Measure<'_>], tahun: i64) -> Vec<Finding> {
    let mut seen: Vec<(i64, Vec<&Measure<'_>>)> = Vec::new();
    for measure in all {
        let Some(year) = odd_year(measure, tahun) else {
            continue;
        };
        match seen.iter_mut().find(|(known, _)| *known == year) {
            Some((_, same)) => same.push(measure),
            None => seen.push((year, vec![measure])),
        }
    }
    let told = seen.into_iter().flat_map(|(year, same)| {
        gathered(
            same,
            |one| one.ignores(Rule::DasarYear),
            |same| odd(same, year, tahun),
        )
    });
    told.collect()
}

/// The year of a dasar, if it is the year of the plan, still to come, or long gone.
fn odd_year(measure: &Measure<'_>, tahun: i64) -> Option<i64> {
    let year = measure.indikator.dasar.as_ref()?.tahun;
    (year >= tahun || year < tahun.saturating_sub(BACK)).then_some(year)
}

fn odd(same: &[&Measure<'_>], year: i64, tahun: i64) -> Option<Finding> {
    let first = same.first()?;
    let times = match same.len() {
        1 => String::new(),
        n => format!(" dan {} lagi", n - 1),
    };
    let (severity, how, help) = if year >= tahun {
        let help = "tulis tahun data yang sudah ada";
        let how = match year - tahun {
            0 => "padahal itu tahun rencananya sendiri".to_owned(),
            _ => format!("sesudah tahun rencana {tahun}"),
        };
        (Severity::Peringatan, how, help)
    } else {
        let help = "cocokkan tahunnya; pakai data yang lebih baru bila ada";
        let how = format!("lebih dari {BACK} tahun sebelum {tahun}");
        (Severity::Saran, how, help)
    };
    let message = format!(
        "dasar \"{}\"{times} tahun {year}, {how}",
        first.indikator.uraian
    );
    let path = first.line.path_of(first.indikator).key("dasar");
    let at = Place::field(first.line.file, path.key("tahun"));
    let finding = Finding::new(Rule::DasarYear, at, message).help(help);
    Some(Finding {
        severity,
        ..finding
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, form, holds, told};
    use crate::domain::form::List;

    #[test]
    fn a_dasar_is_of_a_year_that_has_been_and_not_long_ago() {
        breaks(
            "peringatan RKT219",
            &[
                (
                    "Ukuran; Persen; 77; dasar=2028:77",
                    "dasar \"Ukuran\" tahun 2028, sesudah tahun rencana 2027",
                ),
                (
                    "Ukuran; Persen; 77; dasar=2027:77",
                    "tahun 2027, padahal itu tahun rencananya sendiri",
                ),
            ],
        );
        breaks(
            "saran RKT219",
            &[
                (
                    "Ukuran; Persen; 77; dasar=2021:77",
                    "tahun 2021, lebih dari 5 tahun sebelum 2027",
                ),
                ("Ukuran; Persen; 77; dasar=25:77", "tahun 25"),
            ],
        );
        holds(&[
            "Ukuran; Persen; 77; dasar=2022:77",
            "Ukuran; Persen; 77; dasar=2026:77",
            "Ukuran; Persen; 77",
        ]);
    }

    #[test]
    fn one_odd_year_of_many_rows_is_told_once() {
        let rows = [
            "Ukuran; Persen; 77; dasar=2019:77",
            "Bobot; Persen; 77; dasar=2030:77",
            "Besaran; Persen; 77; dasar=2019:77",
        ];
        let told = told(&form(List::Program, &rows), None);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("dasar \"Ukuran\" dan 1 lagi tahun 2019"),
            "{told:?}"
        );
    }
}
