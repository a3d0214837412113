//! Kke: the worksheets behind the LKE (`PermenPANRB` 88/2021), a line an indikator.
//!
//! What can be seen of an indikator is filled in; what has to be judged is left empty for the
//! evaluator.

use std::collections::BTreeMap;

use super::check::{Ground, Verdict};
use super::compile::Rkt;
use super::document::{Cell, Table};
use super::finding::Place;
use super::form::Form;
use super::lembar::{Lembar, legend};
use super::name::BidangId;
use super::rule::Rule;
use super::target::Target;
use super::unit;

mod alignment;
mod line;
mod quality;

use line::Line;
pub use line::indikator_of;

/// What the sheets are made from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The merged plan.
    pub rkt: &'a Rkt,
    /// Its forms, each with its path in the workspace.
    pub forms: &'a [(String, &'a Form)],
    /// Targets that could not be read, as typed, by the place of their indikator; empty where
    /// nothing was typed.
    pub unread: &'a BTreeMap<Place, String>,
    /// What the rules hold the forms against.
    pub ground: &'a Ground<'a>,
    /// What the rules say of the forms, and what is silenced.
    pub verdict: &'a Verdict,
}

/// The worksheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kke {
    /// KKE-1 (quality) and KKE-2 (alignment).
    pub lembar: [Lembar; 2],
    /// What the codes on them mean.
    pub kode: Table,
}

/// The two sheets and their legend.
#[must_use]
pub fn sheets(facts: &Facts<'_>) -> Kke {
    let lines = line::lines(facts);
    let told = line::told(facts.verdict);
    let mut used: BTreeMap<Rule, usize> = BTreeMap::new();
    for line in &lines {
        for rule in line.rules(&told) {
            *used.entry(rule).or_default() += 1;
        }
    }
    Kke {
        lembar: [
            quality::sheet(&lines, &told),
            alignment::sheet(&lines, facts),
        ],
        kode: legend(&used),
    }
}

impl Line<'_> {
    /// The cells that both sheets begin with.
    fn head(&self) -> Vec<Cell> {
        let bidang: Vec<&str> = self.bidang.iter().map(BidangId::as_str).collect();
        vec![
            Cell::text(Some(self.list.name())),
            Cell::text(Some(self.name)),
            Cell::text(Some(&bidang.join(", "))),
            Cell::text(Some(&self.indikator.uraian)),
            Cell::text(Some(&self.indikator.satuan)),
        ]
    }

    /// The target, as typed where it can't be read.
    fn target(&self) -> Cell {
        match self.unread {
            None => number(&self.indikator.target, &self.indikator.satuan),
            Some("") => Cell::Empty,
            Some(typed) => Cell::text(Some(typed)),
        }
    }
}

/// A target without a unit that the column beside it says too, so that a number is one.
fn number(target: &Target, satuan: &str) -> Cell {
    let own = target.satuan().filter(|own| unit::same(own, satuan));
    let bare = own.and_then(|_| unit::split(target.raw()));
    let bare = bare.and_then(|(bare, _)| Target::parse(&bare).ok());
    Cell::Target(bare.unwrap_or_else(|| target.clone()))
}
