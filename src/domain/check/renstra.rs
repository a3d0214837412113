//! Rules that the Renstra must satisfy by itself, when it comes in and whenever forms are checked.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::arah::{self, Way};
use super::same::same;
use super::words;
use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::indikator::{Arah, normalized};
use crate::domain::kode::Kode;
use crate::domain::name::nearest;
use crate::domain::number::quote;
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{Indikator, List, Renstra, Row};
use crate::domain::rule::{Rule, Severity};
use crate::domain::target::{Relation, Target, TargetValue};
use crate::domain::unit::{self, Kind};

/// As many indikator as are each told apart that lack the same years.
const FEW: usize = 3;

/// Checks a Renstra. `file` is its path in the workspace.
#[must_use]
pub fn renstra(renstra: &Renstra, file: &str) -> Vec<Finding> {
    let check = Check { renstra, file };
    let mut findings = Vec::new();
    check.duplicates(&mut findings);
    check.links(&mut findings);
    check.pagu(&mut findings);
    check.twice(&mut findings);
    for (row, indikator) in renstra.indikator() {
        check.baseline(row, indikator, &mut findings);
        check.course(row, indikator, &mut findings);
    }
    check.gaps(&mut findings);
    findings
}

/// Which of two targets is more, as far as both are numbers of one unit, or steps of one scale.
#[must_use]
pub fn order(a: &Target, b: &Target) -> Option<Ordering> {
    order_by(a, b, ends)
}

/// As [`order`], with the ends of targets as a reader sees them.
fn order_by(
    a: &Target,
    b: &Target,
    ends: impl Fn(&Target) -> Option<(Decimal, Decimal)>,
) -> Option<Ordering> {
    let units = [a.satuan(), b.satuan()].map(|unit| unit.map(normalized));
    if let [Some(a), Some(b)] = units
        && a != b
    {
        return None;
    }
    if let (
        TargetValue::Predicate { scale, rank },
        TargetValue::Predicate {
            scale: other,
            rank: than,
        },
    ) = (a.value(), b.value())
    {
        return (scale == other).then(|| rank.cmp(&than));
    }
    let ((least, most), (from, to)) = (ends(a)?, ends(b)?);
    if most < from {
        Some(Ordering::Less)
    } else if least > to {
        Some(Ordering::Greater)
    } else {
        Some(Ordering::Equal)
    }
}

/// The ends of a number or a range.
fn ends(target: &Target) -> Option<(Decimal, Decimal)> {
    match target.value() {
        TargetValue::Number(value) => Some((value, value)),
        TargetValue::Range { min, max } => Some((min, max)),
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => None,
    }
}

/// As [`ends`], of a bound too where it points the way that is better: its number is then the
/// least that is aimed at.
fn aimed_at(target: &Target, arah: Arah) -> Option<(Decimal, Decimal)> {
    use Relation::{AtLeast, AtMost, LessThan, MoreThan};
    let TargetValue::Bound { relation, value } = target.value() else {
        return ends(target);
    };
    let points_there = match arah {
        Arah::Naik => matches!(relation, AtLeast | MoreThan),
        Arah::Turun => matches!(relation, AtMost | LessThan),
        Arah::Tetap => false,
    };
    points_there.then_some((value, value))
}

/// How a target that is worse than another one lies to it, in words.
pub(super) fn worse(target: &Target, than: &Target, arah: Option<Arah>) -> Option<&'static str> {
    let arah = arah?;
    match (arah, order_by(target, than, |one| aimed_at(one, arah))?) {
        (Arah::Naik, Ordering::Less) => Some("di bawah"),
        (Arah::Turun, Ordering::Greater) => Some("di atas"),
        (Arah::Naik, Ordering::Equal | Ordering::Greater)
        | (Arah::Turun, Ordering::Equal | Ordering::Less)
        | (Arah::Tetap, _) => None,
    }
}

/// Which way is better, as the row says or as its words plainly say.
fn way(indikator: &Indikator) -> Option<Way> {
    if let Some(arah) = indikator.arah {
        return Some(Way::stated(arah));
    }
    let dasar = indikator.dasar.iter().map(|dasar| &dasar.nilai);
    let values: Vec<&Target> = indikator.target.values().chain(dasar).collect();
    arah::likely(&indikator.uraian, unit::known(&indikator.satuan), &values)
}

/// Which way three targets or more of a measure go, where they all go one way.
fn course(indikator: &Indikator) -> Option<Way> {
    match steps(indikator)? {
        (1.., 0) => Some(Way::of_course(Arah::Naik)),
        (0, 1..) => Some(Way::of_course(Arah::Turun)),
        _ => None,
    }
}

/// Which way the targets of a measure go, but for a single step between them.
fn course_but_one(indikator: &Indikator) -> Option<Way> {
    let targets = || indikator.target.values();
    let whole = order(targets().next_back()?, targets().next()?)?;
    match (steps(indikator)?, whole) {
        ((2.., 1), Ordering::Greater) => Some(Way::of_course(Arah::Naik)),
        ((1, 2..), Ordering::Less) => Some(Way::of_course(Arah::Turun)),
        _ => None,
    }
}

/// How many steps of three targets or more rise, and how many fall; of what is counted whole none
/// has to go either way.
fn steps(indikator: &Indikator) -> Option<(usize, usize)> {
    let kind = unit::kind(&indikator.satuan)?;
    let targets = indikator.target.values();
    if kind == Kind::Whole || targets.len() < 3 {
        return None;
    }
    let steps = targets.clone().zip(targets.skip(1));
    let steps = steps.map(|(before, now)| order(now, before));
    let steps: Vec<Ordering> = steps.collect::<Option<_>>()?;
    let n = |way| steps.iter().filter(|step| **step == way).count();
    Some((n(Ordering::Greater), n(Ordering::Less)))
}

struct Check<'a> {
    renstra: &'a Renstra,
    file: &'a str,
}

impl Check<'_> {
    fn at(&self, path: FieldPath) -> Place {
        Place::field(self.file, path)
    }

    fn target(&self, row: &Row, indikator: &Indikator, year: i64) -> Place {
        let path = row.path_of(indikator).key("target");
        self.at(path.key(&year.to_string()))
    }

    /// An id or a kode names one row of its list.
    fn duplicates(&self, findings: &mut Vec<Finding>) {
        let mut first: BTreeMap<(List, &str), &Row> = BTreeMap::new();
        for row in &self.renstra.rows {
            let key = row.list.name_key();
            let before = *first.entry((row.list, &row.name)).or_insert(row);
            if before.pos != row.pos {
                let message = format!("{} ada dua kali di Renstra", row.label());
                let finding = Finding::new(Rule::Duplicate, self.at(row.path().key(key)), message)
                    .because(self.at(before.path().key(key)), "pertama di sini")
                    .help("gabungkan keduanya, atau beri id atau kode yang benar");
                findings.push(finding);
            }
        }
    }

    /// What a row says that it serves is there.
    fn links(&self, findings: &mut Vec<Finding>) {
        for row in &self.renstra.rows {
            let Some(above) = row.list.serves() else {
                continue;
            };
            for (n, name) in row.serves.iter().enumerate() {
                if self.renstra.row(above, name).is_some() {
                    continue;
                }
                let path = row.path().key(above.key());
                let path = if above == List::Sasaran {
                    path.index(n)
                } else {
                    path
                };
                let key = above.key();
                let message = format!("{} merujuk {key} {name} yang tidak ada", row.label());
                let known = self.renstra.of(above).map(|row| row.name.as_str());
                let help = nearest(name, known).map_or_else(
                    || {
                        format!(
                            "tambahkan [[{key}]] dengan id = \"{name}\", atau perbaiki rujukannya"
                        )
                    },
                    |near| format!("maksud Anda `{near}`?"),
                );
                findings.push(Finding::new(Rule::RenstraLink, self.at(path), message).help(help));
            }
        }
    }

    /// A program's pagu of a year is the sum of its kegiatan, where all of them have one.
    fn pagu(&self, findings: &mut Vec<Finding>) {
        for program in self.renstra.of(List::Program) {
            let below: Vec<&Row> = self.renstra.of(List::Kegiatan).collect();
            let below = below.into_iter().filter(|row| {
                let kode = Kode::read(&row.name).ok();
                let above = kode.and_then(|kode| kode.parent());
                above.is_some_and(|above| above.as_str() == program.name)
            });
            let below: Vec<&Row> = below.collect();
            for (year, pagu) in &program.pagu {
                let parts = below.iter().filter_map(|row| row.pagu.get(year).copied());
                let parts: Vec<Rupiah> = parts.collect();
                let sum = parts
                    .iter()
                    .try_fold(Rupiah::ZERO, |sum, part| sum.checked_add(*part));
                let Some(sum) = sum.filter(|_| !parts.is_empty()) else {
                    continue;
                };
                let whole = parts.len() == below.len();
                if sum != *pagu && (whole || sum > *pagu) {
                    findings.push(self.pagu_differs(program, *year, (*pagu, sum)));
                }
            }
        }
    }

    fn pagu_differs(&self, row: &Row, year: i64, (pagu, sum): (Rupiah, Rupiah)) -> Finding {
        let path = row.path().key("pagu").key(&year.to_string());
        let message = format!(
            "pagu {} tahun {year} {pagu}, padahal jumlah kegiatannya {sum}; selisih {}",
            row.label(),
            between(pagu, sum)
        );
        let finding = Finding::new(Rule::RenstraPagu, self.at(path), message);
        if sum > pagu {
            return finding.help("samakan dengan dokumen Renstra; bila di sana pun berbeda, hapus pagu kegiatannya: pagu program saja cukup");
        }
        // What is missing may not have been copied from the document yet.
        Finding {
            severity: Severity::Peringatan,
            ..finding
        }
        .help("lengkapi kegiatannya dari dokumen Renstra; bila di sana pun berbeda, hapus pagu kegiatannya: pagu program saja cukup")
    }

    /// One indikator has one target a year: of all tujuan, sasaran and program, and of one kegiatan,
    /// since the nomenclature gives many kegiatan the same words.
    fn twice(&self, findings: &mut Vec<Finding>) {
        type First<'a> = (&'a Row, &'a Indikator, &'a Target);
        let mut first: BTreeMap<(List, &str, String, i64), First<'_>> = BTreeMap::new();
        for (row, indikator) in self.renstra.indikator() {
            let within = match row.list {
                List::Kegiatan => row.name.as_str(),
                List::Tujuan | List::Sasaran | List::Program => "",
            };
            for (year, target) in &indikator.target {
                let key = (row.list, within, normalized(&indikator.uraian), *year);
                let (other, was, before) = *first.entry(key).or_insert((row, indikator, target));
                if same(before, target) {
                    continue;
                }
                let (now, then) = (target.print(), before.print());
                let message = format!(
                    "target {year} \"{}\" {now} di {}, tetapi {then} di {}",
                    indikator.uraian,
                    row.label(),
                    other.label()
                );
                let at = self.target(row, indikator, *year);
                let finding = Finding::new(Rule::RenstraTwice, at, message)
                    .because(
                        self.target(other, was, *year),
                        format!("target yang lain, {then}"),
                    )
                    .help(
                        "samakan dengan dokumen Renstra; bila memang dua ukuran, bedakan uraiannya",
                    );
                findings.push(finding);
            }
        }
    }

    /// No target is worse than what was reached already.
    fn baseline(&self, row: &Row, indikator: &Indikator, findings: &mut Vec<Finding>) {
        let way = way(indikator).or_else(|| course(indikator));
        let (Some(dasar), Some(way)) = (&indikator.dasar, way) else {
            return;
        };
        let later = indikator.target.iter();
        let mut later = later.filter(|(year, _)| **year > dasar.tahun);
        let found = later.find_map(|(year, target)| {
            let words = worse(target, &dasar.nilai, Some(way.arah))?;
            Some((*year, target, words))
        });
        let Some((year, target, words)) = found else {
            return;
        };
        let reached = dasar.nilai.print();
        let message = format!(
            "target {year} \"{}\" {} {words} kondisi awal {} {reached}, {}",
            indikator.uraian,
            target.print(),
            dasar.tahun,
            way.reason()
        );
        let path = row.path_of(indikator).key("dasar").key("nilai");
        let finding = Finding::new(
            Rule::TargetBelowDasar,
            self.target(row, indikator, year),
            message,
        )
        .because(self.at(path), "kondisi awalnya")
        .help(if way.is_stated() {
            "periksa target, kondisi awal, dan arah dengan dokumen Renstra"
        } else {
            "periksa target dan kondisi awal dengan dokumen Renstra, dan tulis arah"
        });
        findings.push(finding);
    }

    /// No target is worse than that of the year before.
    fn course(&self, row: &Row, indikator: &Indikator, findings: &mut Vec<Finding>) {
        let by_course =
            || course_but_one(indikator).filter(|_| !arah::jumps(&words::of(&indikator.uraian)));
        let Some(way) = way(indikator).or_else(by_course) else {
            return;
        };
        let years = indikator.target.iter();
        let back = years
            .clone()
            .zip(years.skip(1))
            .filter_map(|(before, now)| {
                let words = worse(now.1, before.1, Some(way.arah))?;
                Some((before, now, words))
            });
        // Where the way is read from words, one step says enough.
        let most = if way.is_stated() { usize::MAX } else { 1 };
        for ((before, was), (year, target), words) in back.take(most) {
            let message = format!(
                "target {year} \"{}\" {} {words} target {before} {}, {}",
                indikator.uraian,
                target.print(),
                was.print(),
                way.reason()
            );
            let at = self.target(row, indikator, *year);
            let finding = Finding::new(Rule::TargetBackward, at, message)
                .because(
                    self.target(row, indikator, *before),
                    format!("target {before}"),
                )
                .help(if way.is_stated() {
                    "periksa kedua target dan arahnya dengan dokumen Renstra"
                } else {
                    "periksa kedua target dengan dokumen Renstra, dan tulis arah"
                });
            findings.push(finding);
        }
    }

    /// Years without a target; where many indikator lack the same years, once.
    fn gaps(&self, findings: &mut Vec<Finding>) {
        let years = self.renstra.years();
        let mut lacking: BTreeMap<Vec<i64>, Vec<(&Row, &Indikator)>> = BTreeMap::new();
        for (row, indikator) in self.renstra.indikator() {
            let missing = years.iter().copied();
            let missing = missing.filter(|year| !indikator.target.contains_key(year));
            let missing: Vec<i64> = missing.collect();
            if indikator.target.is_empty() || !missing.is_empty() {
                lacking.entry(missing).or_default().push((row, indikator));
            }
        }
        for (missing, all) in &lacking {
            let rest = if all.len() > FEW { all.len() } else { 1 };
            let told = all.chunks(rest);
            findings.extend(told.filter_map(|all| self.without(all, missing)));
        }
    }

    fn without(&self, all: &[(&Row, &Indikator)], missing: &[i64]) -> Option<Finding> {
        let (row, indikator) = all.first()?;
        let who = match all.len() {
            1 => quote(&indikator.uraian),
            n => format!("{n} indikator, yang pertama {},", quote(&indikator.uraian)),
        };
        let message = if indikator.target.is_empty() {
            format!("{who} belum punya target di Renstra")
        } else {
            let years: Vec<String> = missing.iter().map(ToString::to_string).collect();
            format!("{who} tanpa target untuk {}", years.join(", "))
        };
        let at = self.at(row.path_of(indikator).key("target"));
        let help =
            "lengkapi dari dokumen Renstra; tulis \"-\" bila tahun itu memang tidak ditargetkan";
        Some(Finding::new(Rule::YearWithoutTarget, at, message).help(help))
    }
}

/// How far two amounts are apart.
pub(super) fn between(a: Rupiah, b: Rupiah) -> Rupiah {
    Rupiah::new((a.get() - b.get()).abs()).unwrap_or(Rupiah::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_that_points_the_better_way_is_held_against_numbers() {
        let worse = |target: &str, than: &str, arah: Arah| {
            let [target, than] = [target, than].map(|text| Target::parse(text).unwrap());
            worse(&target, &than, Some(arah))
        };
        for (target, than, arah, words) in [
            ("≥ 70", "79,80", Arah::Naik, "di bawah"),
            ("≥ 70", "≥ 75", Arah::Naik, "di bawah"),
            ("74", "> 75", Arah::Naik, "di bawah"),
            ("≤ 0,5", "0,30", Arah::Turun, "di atas"),
            ("70", "79,80", Arah::Naik, "di bawah"),
        ] {
            assert_eq!(worse(target, than, arah), Some(words), "{target} {than}");
        }
        for (target, than, arah) in [
            ("≥ 80", "79,80", Arah::Naik),
            ("≥ 80", "≥ 80", Arah::Naik),
            ("≤ 0,3", "0,30", Arah::Turun),
            // Which number is aimed at is not said.
            ("≤ 70", "79,80", Arah::Naik),
            ("≥ 0,5", "0,30", Arah::Turun),
            ("≥ 70", "79,80", Arah::Tetap),
        ] {
            assert_eq!(worse(target, than, arah), None, "{target} {than}");
        }
    }
}
