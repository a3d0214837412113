//! Rules on the targets of one form: what a number can't be, given what it measures.

use super::Ground;
use super::line::Line;
use super::words;
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;
use crate::domain::target::TargetValue;

/// Words of indikator whose value may well be below zero.
const MAY_FALL: [&str; 8] = [
    "pertumbuhan",
    "laju",
    "perubahan",
    "selisih",
    "deviasi",
    "inflasi",
    "defisit",
    "penurunan",
];

/// Checks the targets of one form.
pub(super) fn check(form: &Form, file: &str, _: &Ground<'_>) -> Vec<Finding> {
    let measured = Line::all(file, form).flat_map(Line::measured);
    measured
        .filter_map(|(line, indikator)| negative(line, indikator))
        .collect()
}

/// What is counted or measured is not below zero, unless it is a change.
fn negative(line: Line<'_>, indikator: &Indikator) -> Option<Finding> {
    let least = match indikator.target.value() {
        TargetValue::Number(value) | TargetValue::Range { min: value, .. } => value,
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => return None,
    };
    if !least.is_sign_negative() || words::has(&words::of(&indikator.uraian), &MAY_FALL) {
        return None;
    }
    let message = format!(
        "target \"{}\" {}, di bawah nol",
        indikator.uraian,
        indikator.target.print()
    );
    let help =
        "hapus tanda minusnya; tanda hubung untuk rentang ditulis di antara dua angka, \"5-10\"";
    let at = line.at_of(indikator, "target");
    Some(Finding::new(Rule::TargetNegative, at, message).help(help))
}
