//! Unchanged: targets that stay as they were year after year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Measure;
use crate::domain::check::gathered::gathered;
use crate::domain::check::{LastYear, same_target};
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::indikator::{Arah, Indikator, normalized};
use crate::domain::rule::Rule;
use crate::domain::target::{Scale, Target, TargetValue};
use crate::domain::unit::Kind;

/// Targets that have been the same for two years, where there is room for better (domain rule 35).
pub(super) fn check(
    form: &Form,
    all: &[Measure<'_>],
    last_year: Option<&LastYear>,
) -> Vec<Finding> {
    let forms = last_year.map_or(&[][..], |year| &year.forms);
    let Some((_, before)) = forms.iter().find(|(_, own)| own.bidang == form.bidang) else {
        return Vec::new();
    };
    let rows = Rows::of(before);
    let same = all
        .iter()
        .filter(|one| may_better(one) && rows.say_twice(one));
    gathered(
        same,
        |one| one.ignores(Rule::Unchanged),
        |same| unchanged(same, before.tahun - 1),
    )
}

fn unchanged(same: &[&Measure<'_>], since: i64) -> Option<Finding> {
    let first = same.first()?;
    let one = format!("\"{}\" {}", first.indikator.uraian, first.target().print());
    let message = match same.len() {
        1 => format!("target {one}, sama sejak {since}"),
        n => format!("{n} target sama sejak {since}: {one}, dan {} lagi", n - 1),
    };
    let help = "tetapkan target yang lebih baik, atau tulis arah = \"tetap\" bila dipertahankan";
    Some(Finding::new(Rule::Unchanged, first.at("target"), message).help(help))
}

/// Whether a target could be better than it is: it should go some way, and is not at its end.
fn may_better(measure: &Measure<'_>) -> bool {
    let arah = measure.indikator.arah;
    // Outputs come in the same number each year, unless somebody says that they should not.
    let stays = arah == Some(Arah::Tetap) || (arah.is_none() && measure.is(Kind::Whole));
    let is_percent = measure.is(Kind::Percent);
    !stays
        && match measure.target().value() {
            TargetValue::Number(value) => {
                !(value.is_zero() || is_percent && value >= Decimal::ONE_HUNDRED)
            }
            TargetValue::Predicate { scale, rank } => !is_top(scale, rank),
            TargetValue::Range { .. } => true,
            TargetValue::Bound { .. } | TargetValue::NotApplicable | TargetValue::Text => false,
        }
}

/// Whether a step is the best of its scale; A is, too, of akreditasi.
fn is_top(scale: Scale, rank: usize) -> bool {
    let label = scale.labels().get(rank).copied();
    rank + 1 >= scale.labels().len() || label == Some("A")
}

/// The indikator of a form by how they are known from year to year.
struct Rows<'a> {
    by_id: BTreeMap<(List, &'a str, &'a str), &'a Indikator>,
    by_uraian: BTreeMap<(List, &'a str, String), &'a Indikator>,
}

impl<'a> Rows<'a> {
    fn of(form: &'a Form) -> Rows<'a> {
        let by_id = form.indikator().filter_map(|(row, one)| {
            let id = one.id.as_deref()?;
            Some(((row.list, row.name, id), one))
        });
        let by_uraian = form.indikator().map(|(row, one)| {
            let uraian = normalized(&one.uraian);
            ((row.list, row.name, uraian), one)
        });
        Rows {
            by_id: by_id.collect(),
            by_uraian: by_uraian.collect(),
        }
    }

    fn find(&self, measure: &Measure<'_>) -> Option<&'a Indikator> {
        let (list, name, one) = (measure.line.list, measure.line.name, measure.indikator);
        let by_id = one
            .id
            .as_deref()
            .and_then(|id| self.by_id.get(&(list, name, id)));
        by_id
            .or_else(|| self.by_uraian.get(&(list, name, normalized(&one.uraian))))
            .copied()
    }

    /// Whether the year before had this target, and the one before that too.
    fn say_twice(&self, measure: &Measure<'_>) -> bool {
        let Some(before) = self.find(measure) else {
            return false;
        };
        let is_same = |target: &Target| same_target(target, measure.target());
        let unit_holds = crate::domain::unit::same(&before.satuan, &measure.indikator.satuan);
        let own = measure.indikator.lalu.as_ref().is_none_or(is_same);
        unit_holds && own && is_same(&before.target) && before.lalu.as_ref().is_some_and(is_same)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{form, told};
    use crate::domain::form::List;

    /// What is said of one row, given that of the year before.
    fn of(now: &str, before: &str) -> Vec<String> {
        let mut last = form(List::Sasaran, &[before]);
        last.tahun = 2026;
        told(&form(List::Sasaran, &[now]), Some(last))
    }

    #[test]
    fn targets_that_stay_for_two_years_are_told() {
        for (now, before) in [
            ("APM SMP; Persen; 82", "APM SMP; Persen; 82,00; lalu=82"),
            (
                "APM SMP; Persen; 82; lalu=82; arah=naik",
                "apm  smp; %; 82; lalu=82",
            ),
            (
                "APM SMP/MTs; Persen; 82; id=apm",
                "APM SMP; Persen; 82; id=apm; lalu=82",
            ),
            (
                "Jumlah guru; Orang; 40; arah=naik",
                "Jumlah guru; Orang; 40; lalu=40",
            ),
            (
                "Predikat SAKIP; Predikat; B",
                "Predikat SAKIP; Predikat; B; lalu=B",
            ),
        ] {
            let told = of(now, before);
            assert!(
                told.len() == 1 && told[0].contains("sama sejak 2025"),
                "{now}: {told:?}"
            );
        }
    }

    #[test]
    fn what_moves_or_is_at_its_end_is_let_be() {
        for (now, before) in [
            ("APM SMP; Persen; 82; lalu=82", "APM SMP; Persen; 82"),
            (
                "APM SMP; Persen; 82; lalu=81",
                "APM SMP; Persen; 82; lalu=82",
            ),
            ("APM SMP; Persen; 82", "APM SMP; Persen; 82; lalu=81"),
            ("APM SMP; Persen; 82", "APM SMP; Persen; 81; lalu=82"),
            (
                "APM SMP; Persen; 82; arah=tetap",
                "APM SMP; Persen; 82; lalu=82",
            ),
            ("APM SMP; Persen; 100", "APM SMP; Persen; 100; lalu=100"),
            (
                "Angka putus sekolah; Persen; 0",
                "Angka putus sekolah; Persen; 0; lalu=0",
            ),
            ("Opini BPK; Opini; WTP", "Opini BPK; Opini; WTP; lalu=WTP"),
            ("Akreditasi; Predikat; A", "Akreditasi; Predikat; A; lalu=A"),
            (
                "Jumlah laporan; Laporan; 12",
                "Jumlah laporan; Laporan; 12; lalu=12",
            ),
            ("Ukuran; Nilai; 5", "Ukuran; Persen; 5; lalu=5"),
            ("Ukuran lain; Persen; 5", "Ukuran; Persen; 5; lalu=5"),
            ("Ukuran; Persen; -", "Ukuran; Persen; -; lalu=-"),
        ] {
            assert_eq!(of(now, before), Vec::<String>::new(), "{now}");
        }
    }

    #[test]
    fn many_are_told_at_once() {
        let rows = [
            "APM SD; Persen; 82; lalu=82",
            "APM SMP; Persen; 80; lalu=80",
        ];
        let mut last = form(List::Sasaran, &rows);
        last.tahun = 2026;
        let told = told(&form(List::Sasaran, &rows), Some(last));
        assert!(
            told.len() == 1
                && told[0].contains("2 target sama sejak 2025: \"APM SD\" 82, dan 1 lagi"),
            "{told:?}"
        );
    }
}
