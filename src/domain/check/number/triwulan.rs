//! Triwulan: the four quarters make up the target, in the way that the row says.

use std::cmp::Ordering::{Greater, Less};

use rust_decimal::Decimal;

use super::{Measure, number};
use crate::domain::check::{arah::Way, renstra::order, same_target};
use crate::domain::finding::Finding;
use crate::domain::indikator::{Arah, JenisTriwulan};
use crate::domain::target::{Relation, Target, TargetValue};

mod told;

/// What people call a triwulan, counted from 0.
pub(super) fn name(n: usize) -> &'static str {
    ["I", "II", "III", "IV"].get(n).copied().unwrap_or_default()
}

/// The triwulan of an indikator that are filled, each with its place.
struct Split<'a> {
    measure: &'a Measure<'a>,
    filled: Vec<(usize, &'a Target)>,
}

/// Checks the triwulan of one indikator.
pub(super) fn check(measure: &Measure<'_>) -> Vec<Finding> {
    let filled: Vec<(usize, &Target)> = filled(measure).collect();
    let target = measure.target().value();
    // A target below zero is told by itself.
    let is_negative = measure
        .number()
        .is_some_and(|value| value.is_sign_negative());
    if filled.is_empty() || is_negative || target == TargetValue::NotApplicable {
        return Vec::new();
    }
    let split = Split { measure, filled };
    match measure.indikator.jenis_triwulan {
        Some(JenisTriwulan::NonKumulatif) => {
            let told = split.predicates().or_else(|| split.sum_differs());
            told.into_iter().collect()
        }
        Some(JenisTriwulan::Kumulatif) => split.kumulatif(),
        Some(JenisTriwulan::Tetap) => split.tetap().into_iter().collect(),
        None => split.neither().into_iter().collect(),
    }
}

/// The triwulan of an indikator that say something.
pub(super) fn filled<'a>(measure: &Measure<'a>) -> impl Iterator<Item = (usize, &'a Target)> {
    let all = measure.indikator.triwulan.iter().flatten().enumerate();
    let said = |(n, part): (usize, &'a Option<Target>)| {
        let part = part.as_ref()?;
        (part.value() != TargetValue::NotApplicable).then_some((n, part))
    };
    all.filter_map(said)
}

impl Split<'_> {
    fn target(&self) -> &Target {
        self.measure.target()
    }

    /// The parts as numbers of one unit.
    fn parts(&self) -> impl Iterator<Item = Option<Decimal>> {
        let parts = self.filled.iter();
        parts.map(|(_, part)| number(part).filter(|_| self.measure.is_in_unit(part)))
    }

    fn sum(&self) -> Option<Decimal> {
        let mut parts = self.parts();
        parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))
    }

    /// Whether a sum of the parts is off by no more than their decimals were rounded.
    fn is_near(&self, sum: Decimal, wanted: Decimal) -> bool {
        let Some(off) = sum.checked_sub(wanted).filter(|off| !off.is_zero()) else {
            return sum == wanted;
        };
        let least = self.parts().flatten().map(|part| part.scale()).min();
        let half = least.filter(|scale| *scale > 0);
        let half = half.and_then(|scale| Decimal::try_new(5, scale + 1).ok());
        let slack = half.and_then(|half| half.checked_mul(Decimal::from(self.filled.len())));
        slack.is_some_and(|slack| off.abs() <= slack)
    }

    /// Whether the parts add up to the target.
    fn adds_up(&self) -> bool {
        let both = self.sum().zip(self.measure.number());
        both.is_some_and(|(sum, target)| self.is_near(sum, target))
    }

    /// Whether each filled triwulan is the target.
    fn repeats(&self) -> bool {
        let mut filled = self.filled.iter();
        filled.len() > 1 && filled.all(|(_, part)| self.meets(part) == Some(true))
    }

    /// Whether a triwulan is what the target asks for, where that can be said.
    fn meets(&self, part: &Target) -> Option<bool> {
        if !self.measure.is_in_unit(part) {
            return None;
        }
        let target = self.target();
        if same_target(target, part) {
            return Some(true);
        }
        let value = number(part);
        match target.value() {
            TargetValue::Number(_) => value.map(|_| false),
            TargetValue::Range { min, max } => value.map(|value| min <= value && value <= max),
            TargetValue::Bound {
                relation,
                value: limit,
            } => value.map(|value| match relation {
                Relation::AtLeast => value >= limit,
                Relation::MoreThan => value > limit,
                Relation::AtMost => value <= limit,
                Relation::LessThan => value < limit,
            }),
            TargetValue::Predicate { scale, .. } => {
                let is_step = matches!(part.value(), TargetValue::Predicate { scale: own, .. } if own == scale);
                is_step.then_some(false)
            }
            TargetValue::NotApplicable | TargetValue::Text => None,
        }
    }

    /// How the quarters are right as they stand, if they are of another kind than the row says.
    fn other_jenis(&self) -> Option<JenisTriwulan> {
        let last = self.filled.last().and_then(|(_, part)| self.meets(part));
        if self.repeats() {
            Some(JenisTriwulan::Tetap)
        } else if self.adds_up() {
            Some(JenisTriwulan::NonKumulatif)
        } else {
            (last == Some(true) && self.step_back().is_none()).then_some(JenisTriwulan::Kumulatif)
        }
    }

    /// Whether a value may still come to the target by the end of the year.
    fn may_come(&self, part: &Target) -> bool {
        let is_naik = self.way().is_some_and(|way| way.arah == Arah::Naik);
        !is_naik || order(part, self.target()) == Some(Less)
    }

    fn way(&self) -> Option<Way> {
        self.measure.way(&[self.target()])
    }

    /// The first two triwulan between which something is lost that was reached.
    fn step_back(&self) -> Option<(usize, usize)> {
        let filled = || self.filled.iter();
        if !filled().all(|(_, part)| self.measure.is_in_unit(part)) {
            return None;
        }
        let first = |way| {
            let mut pairs = filled().zip(filled().skip(1));
            let found = pairs.find(|((_, before), (_, now))| order(now, before) == Some(way))?;
            let ((from, _), (at, _)) = found;
            Some((*from, *at))
        };
        match self.way().map(|way| way.arah) {
            Some(Arah::Naik) => first(Less),
            // A level of what is bad falls, and its cases mount up.
            Some(Arah::Turun | Arah::Tetap) | None => {
                first(Less).filter(|_| first(Greater).is_some())
            }
        }
    }
}
