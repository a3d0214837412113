//! Aligned: forms laid beside the Renstra, matched as the rules match them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::Ground;
use super::alike::letters;
use super::measured::Measured;
use super::reference::{Held, Key, Planned, Reference};
use super::same::same;
use super::words;
use crate::domain::finding::Place;
use crate::domain::form::Form;
use crate::domain::renstra::{Indikator, List, Renstra, Row};
use crate::domain::target::TargetValue;

/// How an indikator of a form was found in the Renstra.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In its row, by its words.
    Same,
    /// In its row, in nearly its words.
    Near,
    /// In another row, by its words.
    Elsewhere,
}

/// What the Renstra has for an indikator of a form.
#[derive(Clone, Copy, Debug)]
pub struct Counterpart<'r> {
    /// The indikator of the Renstra.
    pub indikator: &'r Indikator,
    /// How it was found.
    pub found: Found,
}

/// Forms beside the Renstra.
#[derive(Clone, Debug)]
pub struct Aligned<'r> {
    /// What it has for the indikator of forms, by their place.
    pub counterparts: BTreeMap<Place, Counterpart<'r>>,
    /// What it has a target for in the year, and no form has, with the row.
    pub missing: Vec<(&'r Row, &'r Indikator)>,
}

/// Lays forms, each with its path in the workspace, beside the Renstra.
#[must_use]
pub fn aligned<'r>(forms: &[(String, &Form)], ground: &Ground<'r>) -> Aligned<'r> {
    let measured = Measured::of_all(forms);
    let reference = Reference::of(ground.renstra);
    let office = words::of(&ground.settings.instansi.pemerintah);
    let held = reference.held(&measured, &office);
    let by_key = by_key(ground.renstra);
    let mut beside: BTreeMap<Place, (Key, Found)> = BTreeMap::new();
    let mut near: BTreeSet<Key> = BTreeSet::new();
    for (one, found) in &held {
        near.extend(found.near.map(Planned::key));
        let same = chosen(&(*one, found.clone()), ground.tahun);
        let same = same.map(|planned| (planned.key(), Found::Same));
        let near = || Some((found.near?.key(), Found::Near));
        beside.extend(same.or_else(near).map(|found| (place(one), found)));
    }
    let anywhere: BTreeMap<&str, Key> = reference
        .all()
        .map(|planned| (planned.letters(), planned.key()))
        .collect();
    for one in &measured {
        if let Some(key) = anywhere.get(one.letters.as_str()) {
            let elsewhere = (*key, Found::Elsewhere);
            beside.entry(place(one)).or_insert(elsewhere);
        }
    }
    let counterpart = |(place, (key, found))| {
        let (_, indikator) = *by_key.get(&key)?;
        Some((place, Counterpart { indikator, found }))
    };
    let carried: FxHashSet<&str> = measured.iter().map(|one| one.letters.as_str()).collect();
    Aligned {
        counterparts: beside.into_iter().filter_map(counterpart).collect(),
        missing: missing(ground, &near, &carried),
    }
}

/// The indikator of the Renstra by what they are known by.
fn by_key(renstra: &Renstra) -> BTreeMap<Key, (&Row, &Indikator)> {
    let all = renstra.indikator();
    all.map(|(row, one)| ((row.list, row.pos, one.pos), (row, one)))
        .collect()
}

/// The place of an indikator of a form.
fn place(one: &Measured<'_>) -> Place {
    Place::field(one.line.file, one.line.path_of(one.indikator))
}

/// Of those with the same words, the one with the same target of the year, else the first.
fn chosen<'a>((one, found): &Held<'a>, tahun: i64) -> Option<&'a Planned<'a>> {
    let mut all = found.same.iter().copied();
    let is_same = |planned: &&Planned<'_>| {
        let target = planned.indikator.target.get(&tahun);
        target.is_some_and(|target| same(target, &one.indikator.target))
    };
    all.find(is_same).or(found.same.first().copied())
}

/// What the Renstra plans for the year that is in no form, in these letters or nearly.
fn missing<'r>(
    ground: &Ground<'r>,
    near: &BTreeSet<Key>,
    carried: &FxHashSet<&str>,
) -> Vec<(&'r Row, &'r Indikator)> {
    let all = ground.renstra.indikator();
    let open = all.filter(|(row, one)| {
        let target = one.target.get(&ground.tahun);
        row.list != List::Tujuan
            && target.is_some_and(|target| target.value() != TargetValue::NotApplicable)
            && !near.contains(&(row.list, row.pos, one.pos))
            && !carried.contains(letters(&one.uraian).as_str())
    });
    open.collect()
}
