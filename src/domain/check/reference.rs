//! Reference: the indikator of the Renstra, and which of them the indikator of forms are.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Wording, letters};
use super::measured::{Measured, Spot, adds_up, is_comparable};
use super::targets::speaks_of_its_row;
use crate::domain::indikator::normalized;
use crate::domain::renstra::{Indikator, List, Renstra, Row};

/// An indikator of the Renstra, its words made comparable once.
#[derive(Clone, Debug)]
pub(super) struct Planned<'a> {
    /// The row that it measures.
    pub row: &'a Row,
    /// The indikator.
    pub indikator: &'a Indikator,
    words: String,
    letters: String,
    wording: OnceCell<Wording>,
}

impl<'a> Planned<'a> {
    fn of(row: &'a Row, indikator: &'a Indikator) -> Planned<'a> {
        Planned {
            row,
            indikator,
            words: normalized(&indikator.uraian),
            letters: letters(&indikator.uraian),
            wording: OnceCell::new(),
        }
    }

    /// What it is known by.
    pub(super) fn key(&self) -> Key {
        (self.row.list, self.row.pos, self.indikator.pos)
    }

    /// What its words are known by, as those of forms are.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }
}

/// List and place of a row of the Renstra, and the place of an indikator in it.
pub(super) type Key = (List, usize, usize);

/// The Renstra as forms are matched with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference<'a> {
    rows: BTreeMap<(List, &'a str), Vec<Planned<'a>>>,
}

/// What an indikator of a form is in the Renstra, whose row has indikator.
#[derive(Clone, Debug, Default)]
pub(super) struct Match<'a> {
    /// The indikator that it is; more than one when the row says the same twice.
    pub same: Vec<&'a Planned<'a>>,
    /// The one whose words it should have had.
    pub near: Option<&'a Planned<'a>>,
}

/// An indikator of a form, and what it is in the Renstra.
pub(super) type Held<'a> = (&'a Measured<'a>, Match<'a>);

impl<'a> Reference<'a> {
    /// The indikator of a Renstra.
    pub(super) fn of(renstra: &'a Renstra) -> Reference<'a> {
        let mut rows: BTreeMap<(List, &'a str), Vec<Planned<'a>>> = BTreeMap::new();
        for (row, indikator) in renstra.indikator() {
            let known = rows.entry((row.list, &row.name)).or_default();
            known.push(Planned::of(row, indikator));
        }
        Reference { rows }
    }

    /// Every indikator.
    pub(super) fn all(&self) -> impl Iterator<Item = &Planned<'a>> {
        self.rows.values().flatten()
    }

    /// Matches the indikator of forms with those of the same row. `office` are the words that name
    /// the office.
    pub(super) fn held(&'a self, all: &'a [Measured<'a>], office: &[String]) -> Vec<Held<'a>> {
        let mut seen: BTreeMap<(List, &str, &str), Match<'a>> = BTreeMap::new();
        let mut claimed: BTreeSet<Key> = BTreeSet::new();
        for (one, (list, known)) in all.iter().filter_map(|one| Some((one, self.row_of(one)?))) {
            let key = (list, one.line.name, one.words());
            seen.entry(key).or_insert_with(|| {
                let same = same(one, known);
                claimed.extend(same.iter().map(|planned| planned.key()));
                let near = same.first().copied();
                let near = near.filter(|planned| planned.words != one.words());
                Match { same, near }
            });
        }
        for ((list, name, words), found) in &mut seen {
            if found.same.is_empty() {
                let known = self.rows.get(&(*list, *name));
                let open = known.into_iter().flatten();
                let open = open.filter(|planned| !claimed.contains(&planned.key()));
                found.near = near(words, open, office);
            }
        }
        let held = all.iter().filter_map(|one| {
            let (list, _) = self.row_of(one)?;
            let found = seen.get_mut(&(list, one.line.name, one.words()))?;
            let unit = |planned: &&Planned<'_>| {
                is_comparable(&planned.indikator.satuan, &one.indikator.satuan)
            };
            let near = found.near.filter(unit);
            let same = found.same.clone();
            Some((one, Match { same, near }))
        });
        held.collect()
    }

    /// The indikator of a sasaran or program that the Renstra has in one other row alone, in these
    /// words. `held` are those that are in their own. Counts may be parts of a sum there.
    pub(super) fn moved(&'a self, all: &'a [Measured<'a>], held: &[Held<'_>]) -> Vec<Held<'a>> {
        let is_there = |found: &Match<'_>| !found.same.is_empty() || found.near.is_some();
        let there = held.iter().filter(|(_, found)| is_there(found));
        let there: BTreeSet<Spot<'_>> = there.map(|(one, _)| one.spot()).collect();
        let mut by_letters: BTreeMap<&str, Vec<&'a Planned<'a>>> = BTreeMap::new();
        for planned in self.all() {
            let known = by_letters.entry(&planned.letters).or_default();
            known.push(planned);
        }
        let is_open = |one: &&Measured<'_>| {
            one.is_of_office()
                && !adds_up(&one.indikator.satuan)
                && !speaks_of_its_row(one.words())
                && !there.contains(&one.spot())
        };
        let moved = all.iter().filter(is_open).filter_map(|one| {
            let [planned] = by_letters.get(one.letters.as_str())?.as_slice() else {
                return None;
            };
            let same = vec![*planned];
            is_comparable(&planned.indikator.satuan, &one.indikator.satuan)
                .then_some((one, Match { same, near: None }))
        });
        moved.collect()
    }

    /// The indikator of the row of the Renstra that an indikator of a form belongs to.
    fn row_of(&self, one: &Measured<'a>) -> Option<(List, &Vec<Planned<'a>>)> {
        let list = List::of_form(one.line.list)?;
        Some((list, self.rows.get(&(list, one.line.name))?))
    }
}

/// Those with the same words, else with the same letters.
fn same<'a>(one: &Measured<'_>, known: &'a [Planned<'a>]) -> Vec<&'a Planned<'a>> {
    let same: Vec<&Planned<'_>> = known
        .iter()
        .filter(|known| known.words == one.words())
        .collect();
    if !same.is_empty() {
        return same;
    }
    let same = known.iter().filter(|known| known.letters == one.letters);
    same.collect()
}

/// The one with nearly these words, if there is exactly one.
fn near<'a>(
    words: &str,
    open: impl Iterator<Item = &'a Planned<'a>>,
    office: &[String],
) -> Option<&'a Planned<'a>> {
    let own = Wording::of(words, office);
    let wording = |known: &'a Planned<'a>| {
        let text = &known.words;
        known.wording.get_or_init(|| Wording::of(text, office))
    };
    let mut near = open.filter(|known| wording(known).is_near(&own));
    let first = near.next()?;
    near.next().is_none().then_some(first)
}
