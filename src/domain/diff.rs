//! What changed between two plans, row by row, in words and numbers.

use std::collections::BTreeMap;
use std::fmt;

use super::indikator::normalized;
use super::row::{ABSENT, Row, URAIAN, given};

/// Stands for a value that must be there and is empty.
pub const EMPTIED: &str = "(kosong)";

/// One row that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only in the new one, with each cell that has a value.
    Added(String, Vec<Part>),
    /// Only in the old one, with each cell that had a value.
    Removed(String, Vec<Part>),
    /// In both, with each cell that differs.
    Changed(String, Vec<Part>),
}

/// One cell that differs; [`ABSENT`] stands where nobody gave a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The heading of its column.
    pub isian: String,
    /// The value before.
    pub semula: String,
    /// The value now.
    pub menjadi: String,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} -> {}", self.isian, self.semula, self.menjadi)
    }
}

impl Change {
    /// `+`, `-` or `~`.
    #[must_use]
    pub fn sign(&self) -> char {
        match self {
            Change::Added(..) => '+',
            Change::Removed(..) => '-',
            Change::Changed(..) => '~',
        }
    }

    /// The row, as people call it.
    #[must_use]
    pub fn row(&self) -> &str {
        match self {
            Change::Added(row, _) | Change::Removed(row, _) | Change::Changed(row, _) => row,
        }
    }

    /// Each cell that differs; none for a row that came or went.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        match self {
            Change::Added(..) | Change::Removed(..) => &[],
            Change::Changed(_, parts) => parts,
        }
    }

    /// What there is to read of it: each cell that differs, and of a row that came each that has a
    /// value.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        match self {
            Change::Added(_, parts) => {
                // What a row still lacks reads as nothing.
                let lacks = |part: &&Part| matches!(part.menjadi.as_str(), "\"\"" | "-" | EMPTIED);
                let told = parts.iter().filter(|part| !lacks(part));
                told.map(|part| format!("{}: {}", part.isian, part.menjadi))
                    .collect()
            }
            Change::Removed(..) => Vec::new(),
            Change::Changed(_, parts) => parts.iter().map(ToString::to_string).collect(),
        }
    }
}

/// All rows that differ, in the order of the new plan; what is gone comes last.
///
/// Rows match within their parent: by id if both have one, else by uraian, else by place among
/// those that are left, so that a renamed indikator is a change and not a loss and a gain.
/// Without any change both plans hold the same rows, each parent's in the same order.
#[must_use]
pub fn changes(old: &[Row], new: &[Row]) -> Vec<Change> {
    let before = by_parent(old);
    let after = by_parent(new);
    let mut changes = Vec::new();
    for parent in parents(new) {
        let new = after.get(parent).map_or(&[][..], Vec::as_slice);
        let old = before.get(parent).map_or(&[][..], Vec::as_slice);
        changes.extend(within(old, new));
    }
    for parent in parents(old) {
        let new = after.get(parent).map_or(&[][..], Vec::as_slice);
        let old = before.get(parent).map_or(&[][..], Vec::as_slice);
        let kept = matched(old, new);
        let gone = old.iter().enumerate();
        let gone = gone.filter(|(n, _)| !kept.contains(&Some(*n)));
        changes.extend(gone.map(|(_, row)| Change::Removed(row.label(), values(row, left))));
    }
    changes
}

/// For each new row the place of the old one that it was, matched as in [`changes`].
#[must_use]
pub fn pairs(old: &[Row], new: &[Row]) -> Vec<Option<usize>> {
    let (before, after) = (places(old), places(new));
    let mut pairs = vec![None; new.len()];
    for (parent, now) in after {
        let was = before.get(parent).map_or(&[][..], Vec::as_slice);
        let found = matched(&lent(old, was), &lent(new, &now));
        for (at, found) in now.into_iter().zip(found) {
            if let Some(pair) = pairs.get_mut(at) {
                *pair = found.and_then(|found| was.get(found).copied());
            }
        }
    }
    pairs
}

/// The places of the rows of each parent.
fn places(rows: &[Row]) -> BTreeMap<&str, Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        groups.entry(&row.parent).or_default().push(at);
    }
    groups
}

fn lent<'a>(rows: &'a [Row], places: &[usize]) -> Vec<&'a Row> {
    places.iter().filter_map(|at| rows.get(*at)).collect()
}

fn by_parent(rows: &[Row]) -> BTreeMap<&str, Vec<&Row>> {
    let groups = places(rows).into_iter();
    groups
        .map(|(parent, places)| (parent, lent(rows, &places)))
        .collect()
}

/// The parents, each once, in order of their first row.
fn parents(rows: &[Row]) -> Vec<&str> {
    let mut seen = std::collections::BTreeSet::new();
    let parents = rows.iter().map(|row| row.parent.as_str());
    parents.filter(|parent| seen.insert(*parent)).collect()
}

/// Rows of one parent that came or changed, in the new order.
fn within(old: &[&Row], new: &[&Row]) -> Vec<Change> {
    let matched = matched(old, new);
    let mut changes = Vec::new();
    let mut moved = reordered(&matched);
    for (row, at) in new.iter().zip(&matched) {
        let Some(was) = at.and_then(|at| old.get(at)) else {
            changes.push(Change::Added(row.label(), values(row, came)));
            continue;
        };
        let mut parts = differing(was, row);
        parts.extend(moved.take());
        if !parts.is_empty() {
            changes.push(Change::Changed(was.label(), parts));
        }
    }
    changes
}

/// For each new row the place of the old one that it was.
fn matched(old: &[&Row], new: &[&Row]) -> Vec<Option<usize>> {
    let mut matched = vec![None; new.len()];
    for pass in [same_id, same_name, same_kind] {
        for (n, row) in new.iter().enumerate() {
            if matched.get(n).is_some_and(Option::is_some) {
                continue;
            }
            let free = |at: &usize| !matched.contains(&Some(*at));
            let mut places = (0..old.len()).filter(free);
            let found = places.find(|at| old.get(*at).is_some_and(|old| pass(old, row)));
            if let Some(place) = matched.get_mut(n) {
                *place = found;
            }
        }
    }
    matched
}

fn same_id(old: &Row, new: &Row) -> bool {
    old.id.is_some() && old.id == new.id
}

fn same_name(old: &Row, new: &Row) -> bool {
    !both_named(old, new) && normalized(&old.name) == normalized(&new.name)
}

fn same_kind(old: &Row, new: &Row) -> bool {
    !both_named(old, new) && old.is_own() == new.is_own()
}

/// Whether both have an id: then the ids alone say whether they are one.
fn both_named(old: &Row, new: &Row) -> bool {
    old.id.is_some() && new.id.is_some()
}

/// That rows which are in both changed places, as `order before -> order now`.
fn reordered(matched: &[Option<usize>]) -> Option<Part> {
    let now: Vec<usize> = matched.iter().flatten().copied().collect();
    let mut before = now.clone();
    before.sort_unstable();
    if before == now {
        return None;
    }
    let words = |places: &[usize]| {
        let places = places.iter().filter(|place| **place > 0);
        places
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    Some(part("Urutan indikator", &words(&before), &words(&now)))
}

/// Each cell of a row that differs from what it was.
#[must_use]
pub fn differing(old: &Row, new: &Row) -> Vec<Part> {
    let mut parts = Vec::new();
    if old.name != new.name {
        parts.push(part(URAIAN, &old.name, &new.name));
    }
    for (heading, now) in &new.cells {
        let was = old.cells.iter().find(|(name, _)| name == heading);
        if let Some((_, was)) = was.filter(|(_, was)| was != now) {
            parts.push(part(heading, was, now));
        }
    }
    parts
}

fn part(heading: &str, old: &str, new: &str) -> Part {
    Part {
        isian: heading.to_owned(),
        semula: old.to_owned(),
        menjadi: new.to_owned(),
    }
}

/// The cells of a row that came or went; its uraian is in its label.
fn values(row: &Row, part: fn(&str, &str) -> Part) -> Vec<Part> {
    let cells = row.cells.iter().filter(|(heading, _)| *heading != URAIAN);
    let cells = cells.filter(|(_, cell)| given(cell).is_some());
    cells.map(|(heading, cell)| part(heading, cell)).collect()
}

fn came(heading: &str, value: &str) -> Part {
    part(heading, ABSENT, value)
}

fn left(heading: &str, value: &str) -> Part {
    part(heading, value, ABSENT)
}
