//! Whether two targets mean the same, or can't both be so.

use rust_decimal::Decimal;

use crate::domain::indikator::normalized;
use crate::domain::target::{Relation, Target, TargetValue};

/// Whether two targets mean the same.
#[must_use]
pub fn same(a: &Target, b: &Target) -> bool {
    match (a.value(), b.value()) {
        (TargetValue::Text, TargetValue::Text) => normalized(a.raw()) == normalized(b.raw()),
        (a, b) => a == b,
    }
}

/// Whether a target is as planned: the same, or within the bound or the range that was planned.
#[must_use]
pub fn keeps(target: &Target, planned: &Target) -> bool {
    use TargetValue::{Bound, NotApplicable, Number, Predicate, Range, Text};
    match (planned.value(), target.value()) {
        (Bound { .. } | Range { .. }, Number(_) | Bound { .. } | Range { .. }) => {
            !differ(target, planned)
        }
        (Bound { .. } | Range { .. }, Predicate { .. } | NotApplicable | Text)
        | (Number(_) | Predicate { .. } | NotApplicable | Text, _) => same(target, planned),
    }
}

/// Whether two targets can't both be so: both are numbers, steps of one scale, or words. One that
/// is said not to apply, or could not be read, says nothing.
pub(super) fn differ(a: &Target, b: &Target) -> bool {
    use TargetValue::{Bound, NotApplicable, Number, Predicate, Range, Text};
    match (a.value(), b.value()) {
        (Number(value), Range { min, max }) | (Range { min, max }, Number(value)) => {
            value < min || value > max
        }
        (Number(number), Bound { relation, value })
        | (Bound { relation, value }, Number(number)) => {
            is_beyond((number, number), (relation, value))
        }
        (Range { min, max }, Bound { relation, value })
        | (Bound { relation, value }, Range { min, max }) => {
            is_beyond((min, max), (relation, value))
        }
        (
            Predicate { scale, rank },
            Predicate {
                scale: other,
                rank: than,
            },
        ) => scale == other && rank != than,
        (Number(_), Number(_))
        | (Range { .. }, Range { .. })
        | (Bound { .. }, Bound { .. })
        | (Text, Text) => !same(a, b),
        (NotApplicable, _)
        | (_, NotApplicable)
        | (Number(_) | Range { .. } | Bound { .. }, Predicate { .. } | Text)
        | (Predicate { .. } | Text, Number(_) | Range { .. } | Bound { .. })
        | (Predicate { .. }, Text)
        | (Text, Predicate { .. }) => false,
    }
}

/// Whether none of the numbers from one to another is within a bound.
fn is_beyond((min, max): (Decimal, Decimal), (relation, value): (Relation, Decimal)) -> bool {
    match relation {
        Relation::AtLeast => max < value,
        Relation::MoreThan => max <= value,
        Relation::AtMost => min > value,
        Relation::LessThan => min >= value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_differ_when_both_can_not_be_so() {
        let differs = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|text| Target::parse(text).unwrap());
            assert_eq!(differ(&a, &b), differ(&b, &a));
            differ(&a, &b)
        };
        for (a, b) in [
            ("99,10", "98"),
            ("80-85", "86"),
            ("80-85", "80-90"),
            ("≥ 90", "89"),
            ("≥ 90", "≥ 95"),
            ("≥ 90", "80-85"),
            ("< 80", "80-85"),
            ("< 5", "5"),
            ("BB", "A"),
            ("Terlaksana", "Tersusun"),
        ] {
            assert!(differs(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("99,10", "99.1"),
            ("86 %", "86"),
            ("80-85", "82"),
            ("≥ 90", "92"),
            ("≤ 90", "90"),
            ("≥ 82", "80-85"),
            ("BB", "72,5"),
            ("-", "90"),
            ("Baik", "BB"),
            ("Terlaksana", "terlaksana"),
        ] {
            assert!(!differs(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_bound_or_a_range_is_kept_by_all_that_is_within() {
        let keeps = |planned: &str, target: &str| {
            let [planned, target] = [planned, target].map(|text| Target::parse(text).unwrap());
            keeps(&target, &planned)
        };
        for (planned, target) in [
            ("≥ 80", "82,60"),
            ("≥ 80", "≥ 80"),
            ("≥ 80", "78-82"),
            ("80-85", "82,60"),
            ("80-85", "80 - 85"),
            ("82,60", "82.60"),
        ] {
            assert!(keeps(planned, target), "{planned} {target}");
        }
        for (planned, target) in [
            ("≥ 80", "79"),
            ("≥ 80", "70-75"),
            ("80-85", "86"),
            ("≥ 80", "-"),
            ("≥ 80", "A"),
            // What was planned as one number is that number.
            ("82,60", "≥ 80"),
            ("82,60", "80-85"),
        ] {
            assert!(!keeps(planned, target), "{planned} {target}");
        }
    }
}
