//! Line: an indikator of the plan, where forms have it, and what is said of it there.

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use crate::domain::check::{Verdict, row_of};
use crate::domain::compile::{Node, is_one};
use crate::domain::finding::{FieldPath, Place};
use crate::domain::form::List;
use crate::domain::indikator::Indikator;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;

/// An indikator of the plan.
pub(super) struct Line<'a> {
    /// The list of its row.
    pub list: List,
    /// The id or kode of its row.
    pub name: &'a str,
    /// The indikator.
    pub indikator: &'a Indikator,
    /// The Bidang that carry it.
    pub bidang: &'a [BidangId],
    /// Where their forms have it.
    pub places: Vec<Place>,
    /// What was typed as its target, where that can't be read.
    pub unread: Option<&'a str>,
}

/// What the rules say of an indikator of a form, and whether somebody silenced it.
pub(super) type Told = BTreeMap<Place, BTreeSet<(Rule, bool)>>;

/// Every indikator in the order of the plan.
pub(super) fn lines<'a>(facts: &Facts<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for sasaran in &facts.rkt.sasaran {
        take(&mut lines, List::Sasaran, sasaran);
    }
    for program in &facts.rkt.program {
        take(&mut lines, List::Program, program);
        for kegiatan in &program.children {
            take(&mut lines, List::Kegiatan, kegiatan);
            for sub in &kegiatan.children {
                take(&mut lines, List::SubKegiatan, sub);
            }
        }
    }
    locate(&mut lines, facts);
    lines
}

fn take<'a>(lines: &mut Vec<Line<'a>>, list: List, node: &'a Node) {
    let all = node.indikator.iter();
    lines.extend(all.map(|(indikator, bidang)| Line {
        list,
        name: &node.name,
        indikator,
        bidang,
        places: Vec::new(),
        unread: None,
    }));
}

/// Finds the indikator of forms that each line was merged from, in the order of the merge: of rows
/// with equal words each has its own line.
fn locate<'a>(lines: &mut [Line<'a>], facts: &Facts<'a>) {
    let mut of_row: BTreeMap<(List, &str), Vec<usize>> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        of_row.entry((line.list, line.name)).or_default().push(n);
    }
    for (file, form) in facts.forms {
        for (row, one) in form.indikator() {
            let place = Place::field(file, row.path_of(one));
            let unread = facts.unread.get(&place);
            let own = of_row.get(&(row.list, row.name)).into_iter().flatten();
            let is_its = |line: &Line<'_>| {
                line.bidang.contains(&form.bidang)
                    && is_one(line.indikator, one)
                    && !line.places.iter().any(|known| known.file == *file)
            };
            let found = own.copied().find(|n| lines.get(*n).is_some_and(is_its));
            if let Some(line) = found.and_then(|n| lines.get_mut(n)) {
                line.places.push(place);
                line.unread = line.unread.or(unread.map(String::as_str));
            }
        }
    }
}

impl Line<'_> {
    /// The rules that say something of it.
    pub(super) fn rules(&self, told: &Told) -> BTreeSet<Rule> {
        self.said(told).into_iter().map(|(rule, _)| rule).collect()
    }

    /// The codes of what is said of it, told or silenced.
    pub(super) fn codes(&self, told: &Told) -> Option<String> {
        let said = self.said(told).into_iter();
        let codes = said.map(|(rule, silenced)| {
            let mark = if silenced { " (diabaikan)" } else { "" };
            format!("{rule}{mark}")
        });
        let codes: Vec<String> = codes.collect();
        (!codes.is_empty()).then(|| codes.join(", "))
    }

    fn said(&self, told: &Told) -> BTreeSet<(Rule, bool)> {
        let places = self.places.iter().filter_map(|place| told.get(place));
        places.flatten().copied().collect()
    }
}

/// What the rules say, by the indikator that it is about.
pub(super) fn told(verdict: &Verdict) -> Told {
    let findings = verdict.findings.iter().map(|one| (one, false));
    let silenced = verdict.silenced.iter().map(|one| (&one.finding, true));
    let mut told = Told::new();
    for (finding, silenced) in findings.chain(silenced) {
        if let Some(place) = indikator_of(&finding.at) {
            told.entry(place)
                .or_default()
                .insert((finding.rule, silenced));
        }
    }
    told
}

/// The indikator of a form that a place lies in.
#[must_use]
pub fn indikator_of(place: &Place) -> Option<Place> {
    let (file, list, pos, nth) = row_of(place)?;
    let path = FieldPath::row(list.key(), pos);
    Some(Place::field(file, path.key("indikator").index(nth?)))
}
