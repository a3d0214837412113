//! Naik: indikator that measure what there should be more of.

use rust_decimal::Decimal;

use super::plain::{DOUBT, GOOD, GROSS, INDICES, SCHOOLS, SKILLS, SOUND};
use super::turun::is_subject;
use crate::domain::check::head;
use crate::domain::check::words::{has, starts};
use crate::domain::target::{Target, TargetValue};

/// Whether more of what is measured is better, as far as these values go; `asides` stand in brackets.
pub(super) fn is_good(words: &[&str], asides: &[&str], values: &[&Target]) -> bool {
    let asides: Vec<String> = asides.iter().map(|word| word.to_lowercase()).collect();
    let is_turned = has(words, &DOUBT) || has(&asides, &DOUBT);
    if is_turned || is_of_paket(words) {
        return false;
    }
    let all = |is: &dyn Fn(Decimal) -> bool| values.iter().all(|value| top(value).is_some_and(is));
    if head::is(words, &GROSS) {
        return all(&|value| value < Decimal::ONE_HUNDRED);
    }
    // "APS" is angka partisipasi sekolah, and at some offices angka putus sekolah.
    let is_aps = head::is(words, &["aps"]) && all(&|value| value >= Decimal::from(50));
    head::is(words, &GOOD)
        || head::is(words, &SKILLS)
        || is_aps
        || is_index(words)
        || is_sound(words)
}

/// Whether it is about a paket alone: fewer are left to paket A where more go to school.
fn is_of_paket(words: &[&str]) -> bool {
    let mut pairs = words.windows(2);
    pairs.any(|pair| matches!(pair, [before, "paket"] if !SCHOOLS.contains(before)))
}

/// Whether it is an indeks of something that should rise.
fn is_index(words: &[&str]) -> bool {
    let at = words
        .iter()
        .position(|word| matches!(*word, "indeks" | "index"));
    let of = at.filter(|at| *at < head::n_scale(words));
    of.and_then(|at| words.get(at + 1..))
        .is_some_and(|rest| starts(rest, &INDICES))
}

/// Whether it is the share of those who are in a good state.
fn is_sound(words: &[&str]) -> bool {
    let rest = words.get(head::n_scale(words)..).unwrap_or_default();
    let n_subject = rest.iter().take_while(|word| is_subject(word)).count();
    let state = rest.get(n_subject..).unwrap_or_default();
    let is_read = starts(state, &["melek huruf", "melek aksara"]);
    head::is_share(words) && (is_read || starts(state, &SOUND) && !is_of_low_grade(words))
}

/// Whether it is about a grade of akreditasi that should be left behind.
fn is_of_low_grade(words: &[&str]) -> bool {
    has(words, &["b", "c"]) && !has(words, &["minimal", "minimum", "paling", "ke atas", "a"])
}

/// The upper end of a number or a range.
fn top(target: &Target) -> Option<Decimal> {
    match target.value() {
        TargetValue::Number(value) | TargetValue::Range { max: value, .. } => Some(value),
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => None,
    }
}
