//! Gathered: what a rule says of many rows together, and apart of those that ask for silence.

use std::slice;

use crate::domain::finding::Finding;
use crate::domain::indikator::Abaikan;
use crate::domain::rule::Rule;

/// Whether exceptions name a rule.
pub(super) fn excepts(all: &[Abaikan], rule: Rule) -> bool {
    let mut known = all.iter().filter_map(|one| Rule::find(&one.aturan));
    known.any(|one| one == rule)
}

/// What a rule says of faults together. An exception silences the fault of its own row and no
/// other, so that each fault with one is told apart; `tell` says nothing of none.
pub(super) fn gathered<T>(
    all: impl IntoIterator<Item = T>,
    is_excepted: impl Fn(&T) -> bool,
    tell: impl Fn(&[T]) -> Option<Finding>,
) -> Vec<Finding> {
    let (excepted, rest): (Vec<T>, Vec<T>) = all.into_iter().partition(is_excepted);
    let apart = excepted.iter().map(slice::from_ref);
    let together = std::iter::once(&rest[..]);
    apart.chain(together).filter_map(tell).collect()
}
