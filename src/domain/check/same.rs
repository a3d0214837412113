//! Whether two targets mean the same, or can't both be so.

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

/// Whether two targets can't both be so: both are numbers, steps of one scale, or words. One that
/// is said not to apply, or could not be read, says nothing.
pub(super) fn differ(a: &Target, b: &Target) -> bool {
    use TargetValue::{Bound, NotApplicable, Number, Predicate, Range, Text};
    match (a.value(), b.value()) {
        (Number(value), Range { min, max }) | (Range { min, max }, Number(value)) => {
            value < min || value > max
        }
        (Number(number), Bound { relation, value })
        | (Bound { relation, value }, Number(number)) => match relation {
            Relation::AtLeast => number < value,
            Relation::MoreThan => number <= value,
            Relation::AtMost => number > value,
            Relation::LessThan => number >= value,
        },
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
        | (Range { .. }, Bound { .. })
        | (Bound { .. }, Range { .. })
        | (Number(_) | Range { .. } | Bound { .. }, Predicate { .. } | Text)
        | (Predicate { .. } | Text, Number(_) | Range { .. } | Bound { .. })
        | (Predicate { .. }, Text)
        | (Text, Predicate { .. }) => false,
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
            ("BB", "72,5"),
            ("-", "90"),
            ("Baik", "BB"),
            ("Terlaksana", "terlaksana"),
        ] {
            assert!(!differs(a, b), "{a} {b}");
        }
    }
}
