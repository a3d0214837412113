//! Turun: indikator that measure what there should be less of.
//!
//! A word of it anywhere proves nothing: "Persentase respon terhadap keluhan". It counts where every
//! word before it says how it is measured or who is in that state, and every word behind it only
//! which of them, or where.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::plain::{EVENTS, STATES, SUBJECTS, TAILS, TIES};
use crate::domain::check::head;
use crate::domain::check::wording::wilayah::Kind;
use crate::domain::check::words::{has, starts};

/// The words that what is bad begins with: most indikator have none of them.
static BEGINNINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let all = STATES.iter().chain(&EVENTS);
    all.filter_map(|bad| bad.split(' ').next()).collect()
});

/// Whether some word may be the beginning of what is bad.
pub(super) fn names_bad(words: &[&str]) -> bool {
    words.iter().any(|word| BEGINNINGS.contains(word))
}

/// Whether more of what is measured is more of something bad; `asides` stand in brackets, as typed.
pub(super) fn is_of_bad(words: &[&str], asides: &[&str]) -> bool {
    // Those who learn again are reached already.
    if !names_bad(words) || has(words, &["warga belajar"]) {
        return false;
    }
    let rest = words.get(head::n_scale(words)..).unwrap_or_default();
    let n_before = rest.iter().take_while(|word| is_subject(word)).count();
    (0..=n_before).any(|at| {
        let (before, rest) = rest.split_at(at);
        bad(before, rest, head::is_share(words))
            .is_some_and(|rest| is_tail(rest) && is_short(asides))
    })
}

/// What stands behind the bad thing that a text begins with.
fn bad<'w, 't>(before: &[&str], rest: &'w [&'t str], is_share: bool) -> Option<&'w [&'t str]> {
    let is_tied = before.iter().any(|word| TIES.contains(word));
    let is_counted = before.is_empty() && !is_share;
    let of = |some: &[&'static str]| {
        some.iter().find_map(|one| {
            let n_words = one.split(' ').count();
            starts(rest, &[one]).then(|| rest.get(n_words..))?
        })
    };
    of(&STATES).or_else(|| of(&EVENTS).filter(|_| is_tied || is_counted))
}

/// Whether a text says only who, which of them, or where.
fn is_tail(mut rest: &[&str]) -> bool {
    while let Some((word, behind)) = rest.split_first() {
        let name = Kind::said(word).and_then(|kind| kind.at_start(behind));
        let n_name = name.map_or(0, |name| name.split(' ').count());
        let is_known = TAILS.contains(word) || is_subject(word);
        // "yang" and "dengan" begin what was done about it.
        let is_turn = matches!(*word, "yang" | "dengan");
        if is_turn || !(is_known || n_name > 0 || starts(rest, &STATES) || starts(rest, &EVENTS)) {
            return false;
        }
        rest = behind.get(n_name..).unwrap_or_default();
    }
    true
}

/// Whether brackets hold only what it is called in short (APS), or who, which of them, or where.
fn is_short(asides: &[&str]) -> bool {
    let is_name = |word: &str| word.len() <= 4 && word.chars().all(char::is_uppercase);
    let said = asides.iter().filter(|word| !is_name(word));
    let said: Vec<String> = said.map(|word| word.to_lowercase()).collect();
    is_tail(&said.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether a word is of who or what is measured, an age or a grade.
pub(super) fn is_subject(word: &str) -> bool {
    SUBJECTS.contains(&word)
        || TIES.contains(&word)
        || word.starts_with(|c: char| c.is_ascii_digit())
}
