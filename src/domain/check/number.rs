//! Rules on the numbers of one form: its targets, their units, triwulan and dasar.

use rust_decimal::Decimal;

use super::Ground;
use super::arah::{self, Way};
use super::gathered::excepts;
use super::line::Line;
use super::words;
use crate::domain::finding::{Finding, Place};
use crate::domain::form::Form;
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit::{self, Kind, Unit};

mod ambition;
mod dasar;
mod limit;
mod predikat;
#[cfg(test)]
mod sample;
mod satuan;
mod triwulan;
mod unchanged;
mod whole;

/// Checks the numbers of one form.
pub(super) fn check(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    let all = Measure::all(form, file);
    let mut findings = Vec::new();
    for measure in &all {
        findings.extend(limit::check(measure));
        findings.extend(satuan::inside(measure));
        findings.extend(predikat::check(measure));
        findings.extend(ambition::check(measure, form.tahun));
        findings.extend(triwulan::check(measure));
    }
    findings.extend(dasar::check(&all, form.tahun));
    findings.extend(satuan::spelling(&all));
    findings.extend(whole::check(&all));
    findings.extend(unchanged::check(form, &all, ground.last_year));
    findings
}

/// Measure: an indikator as these rules look at it: its row, its words, its unit.
#[derive(Clone, Copy, Debug)]
struct Measure<'a> {
    line: Line<'a>,
    indikator: &'a Indikator,
    /// The unit of its target, if that is a known one.
    unit: Option<&'static Unit>,
}

impl<'a> Measure<'a> {
    fn all(form: &'a Form, file: &'a str) -> Vec<Measure<'a>> {
        // A form has few units, so that none is looked up twice.
        let mut units: Vec<(&str, Option<&'static Unit>)> = Vec::new();
        let mut all = Vec::new();
        for (line, indikator) in Line::all(file, form).flat_map(Line::measured) {
            let satuan = unit_of(indikator);
            let known = units.iter().find(|(name, _)| *name == satuan);
            let unit = known.map_or_else(|| unit::known(satuan), |(_, unit)| *unit);
            if known.is_none() {
                units.push((satuan, unit));
            }
            all.push(Measure {
                line,
                indikator,
                unit,
            });
        }
        all
    }

    /// The place of one of its keys.
    fn at(&self, key: &str) -> Place {
        self.line.at_of(self.indikator, key)
    }

    /// The place of a triwulan, from 0.
    fn at_triwulan(&self, n: usize) -> Place {
        let path = self.line.path_of(self.indikator);
        Place::field(self.line.file, path.key("triwulan").index(n))
    }

    /// What is measured, in words.
    fn words(&self) -> Vec<String> {
        words::of(&self.indikator.uraian)
    }

    /// Whether its row asks for silence about a rule.
    fn ignores(&self, rule: Rule) -> bool {
        excepts(&self.indikator.abaikan, rule)
    }

    fn target(&self) -> &'a Target {
        &self.indikator.target
    }

    /// The target, if it is one number.
    fn number(&self) -> Option<Decimal> {
        number(self.target())
    }

    /// Whether the target is counted like that.
    fn is(&self, kind: Kind) -> bool {
        self.unit.is_some_and(|unit| unit.kind == kind)
    }

    /// Which way is better: as the row says, else as its words plainly say; `values` are what is
    /// to be compared.
    fn way(&self, values: &[&Target]) -> Option<Way> {
        match self.indikator.arah {
            Some(arah) => Some(Way::stated(arah)),
            None => arah::likely(&self.indikator.uraian, self.unit, values),
        }
    }

    /// Whether a value of this indikator is in the unit of the target.
    fn is_in_unit(&self, value: &Target) -> bool {
        let own = unit_of(self.indikator);
        let typed = value.satuan().unwrap_or(&self.indikator.satuan);
        typed == own || unit::same(typed, own)
    }
}

/// The unit of a target: the one inside it, else that of its indikator.
fn unit_of(indikator: &Indikator) -> &str {
    indikator.target.satuan().unwrap_or(&indikator.satuan)
}

/// A target that is one number.
fn number(target: &Target) -> Option<Decimal> {
    match target.value() {
        TargetValue::Number(value) => Some(value),
        TargetValue::Range { .. }
        | TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => None,
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{form, told};
    use crate::domain::form::List;

    /// Numbers at the ends of what can be read.
    const ENDS: [&str; 7] = [
        "0",
        "1",
        "-1",
        "0,0000000000000000000000000001",
        "9999999999999999999999999999",
        "-9999999999999999999999999999",
        "0,5-9999999999999999999999999999",
    ];

    #[test]
    fn no_number_is_too_long_or_too_small() {
        for target in ENDS {
            for other in ENDS {
                for jenis in ["kumulatif", "non-kumulatif", "tetap"] {
                    for arah in ["naik", "turun"] {
                        let row = format!(
                            "Ukuran; Nilai; {target}; arah={arah}; dasar=2025:{other}; \
                             tw={other}|{target}|{other}|{other}; jenis={jenis}"
                        );
                        let short = row.replace(&format!("; jenis={jenis}"), "");
                        told(&form(List::Program, &[&row, &short]), None);
                    }
                }
            }
        }
    }
}
