//! Merge: what the lines of a workbook change in a form, three ways.
//!
//! A workbook carries the form that it was made from. What differs from that is what somebody
//! changed; it is done to the form as it stands now, and where both changed, nobody guesses.

mod gone;
mod home;
mod indikator;
mod own;

use std::collections::BTreeMap;

use super::cell;
use super::field::{Field, Kind};
use super::plan::{Node, Plan, RowId, Texts};
use super::reading::{Line, Reading};
use crate::domain::diff::EMPTIED;
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;

/// One change of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A field gets another text, or none.
    Set {
        /// Which row.
        row: RowId,
        /// Which field.
        field: Field,
        /// Its new text.
        text: Option<String>,
    },
    /// A row gets one more indikator.
    AddIndikator {
        /// Which row.
        node: RowId,
        /// What it says.
        texts: Texts,
    },
    /// One more sasaran, program, kegiatan or sub kegiatan.
    AddNode(Node),
    /// A row goes.
    Remove(RowId),
}

/// How lines are taken.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Whether the lines are all there is, so that a row without a line was deleted, and a text
    /// that is not there too.
    pub whole: bool,
    /// Whether rows may go.
    pub remove: bool,
}

/// What the readings of a workbook made from `base` change in `current`.
///
/// The edits are in the order in which they can be done one after another.
#[must_use]
pub fn merge(
    base: &Plan,
    current: &Plan,
    readings: &[Reading],
    terms: Terms,
    findings: &mut Vec<Finding>,
) -> Vec<Edit> {
    let mut merge = Merge {
        base,
        current,
        findings,
        lines: BTreeMap::new(),
        added: Vec::new(),
        sets: Vec::new(),
        new_indikator: Vec::new(),
    };
    for reading in readings {
        let homes = merge.sheet(reading);
        merge.own_fields(reading, &homes);
    }
    let removed = if terms.whole {
        merge.missing(readings, terms.remove)
    } else {
        Vec::new()
    };
    let nodes = merge.new_nodes();
    let mut edits = merge.sets;
    if !terms.whole {
        edits.retain(|edit| !matches!(edit, Edit::Set { text: None, .. }));
    }
    edits.extend(merge.new_indikator);
    edits.extend(removed.into_iter().map(Edit::Remove));
    edits.extend(nodes.into_iter().map(Edit::AddNode));
    edits
}

/// A row that the base does not have, and where it was first named.
struct Added {
    node: Node,
    place: Place,
}

/// Where a line belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// A row of the base.
    Base(RowId),
    /// A row that was added, by its place among those.
    Added(usize),
}

struct Merge<'a> {
    base: &'a Plan,
    current: &'a Plan,
    findings: &'a mut Vec<Finding>,
    /// The lines of each row of the base: sheet row by row or indikator.
    lines: BTreeMap<RowId, u32>,
    added: Vec<Added>,
    sets: Vec<Edit>,
    new_indikator: Vec<Edit>,
}

impl Merge<'_> {
    /// Takes the lines of a sheet, and says where each belongs.
    fn sheet<'l>(&mut self, reading: &'l Reading) -> Vec<(&'l Line, Home)> {
        let mut homes: Vec<(&Line, Home)> = Vec::new();
        for line in &reading.lines {
            let above = homes.last().map(|(_, home)| *home);
            if let Some(home) = self.home(reading, line, above) {
                self.take(reading, line, home);
                homes.push((line, home));
            }
        }
        homes
    }

    /// What a text changes in the form as it stands now.
    fn set(&mut self, reading: &Reading, at: At, (id, field): (RowId, Field), said: Option<&str>) {
        let kind = field.kind();
        let same = |a: Option<&str>, b: Option<&str>| match (a, b) {
            (Some(a), Some(b)) => cell::same(kind, a, b),
            (a, b) => a.unwrap_or_default().is_empty() && b.unwrap_or_default().is_empty(),
        };
        let of =
            |plan: &Plan, id: RowId| plan.texts(id).and_then(|texts| texts.get(&field).cloned());
        let base = of(self.base, id);
        if same(said, base.as_deref()) {
            return;
        }
        let Some(row) = in_current(self.base, self.current, id) else {
            let message =
                "baris ini diubah di buku kerja, tetapi sudah tidak ada di form".to_owned();
            let help = "ekspor lagi formnya, lalu isi perubahannya di buku kerja yang baru";
            self.tell(Rule::RowConflict, reading, at, message, help);
            return;
        };
        let current = of(self.current, row);
        if same(said, current.as_deref()) {
            return;
        }
        if !same(base.as_deref(), current.as_deref()) {
            let words =
                |text: Option<&str>| text.map_or(EMPTIED.to_owned(), |text| format!("`{text}`"));
            let message = format!(
                "{} diubah di dua tempat: semula {}, di form sekarang {}, di buku kerja {}",
                field.heading(),
                words(base.as_deref()),
                words(current.as_deref()),
                words(said)
            );
            let help = "samakan dahulu: ubah selnya menjadi isi form sekarang, atau ubah formnya";
            self.tell(Rule::RowConflict, reading, at, message, help);
            return;
        }
        let text = said.map(str::to_owned);
        self.sets.push(Edit::Set { row, field, text });
    }

    fn tell(&mut self, rule: Rule, reading: &Reading, at: At, message: String, help: &str) {
        let place = reading.source.at(at);
        self.findings
            .push(Finding::new(rule, place, message).help(help));
    }
}

fn first_cell(line: &Line) -> At {
    let first = line.cells.values().map(|(at, _)| *at).min();
    first.unwrap_or(At::new(line.row, 0))
}

/// The row of the form as it stands now that a row of the base has become.
fn in_current(base: &Plan, current: &Plan, id: RowId) -> Option<RowId> {
    let node = base.node(id)?;
    let same_place = current
        .node(id)
        .filter(|here| cell::same(Kind::Name, here.name(), node.name()));
    let here = match same_place {
        Some(_) => id.own(),
        None => current.named(id.list, node.name())?,
    };
    let Some(n) = id.indikator else {
        return Some(here);
    };
    let texts = node.indikator.get(n)?;
    let place = RowId {
        indikator: Some(n),
        ..here
    };
    let same = current
        .texts(place)
        .is_some_and(|there| there.get(&Field::Indikator) == texts.get(&Field::Indikator));
    if same {
        Some(place)
    } else {
        current.indikator(here, texts)
    }
}
