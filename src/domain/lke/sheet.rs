//! The criteria as a sheet, whose score is the evaluator's.

use std::collections::BTreeMap;

use super::Kriteria;
use super::rules::hal;
use crate::domain::check::Verdict;
use crate::domain::document::{Cell, Column, Table};
use crate::domain::lembar::{Lembar, REMARK, left, legend, right, table};
use crate::domain::rule::Rule;

/// What stands where rkt holds nothing.
const NOTHING: &str = "tidak dicatat rkt";

const COLUMNS: &[Column] = &[
    right("no", "No"),
    left("sub_komponen", "Sub komponen"),
    right("bobot", "Bobot sub komponen"),
    left("kriteria", "Kriteria"),
    left("bukti", "Bukti di siklus"),
    right("nilai_evaluator", "Nilai evaluator"),
    left(REMARK, "Catatan evaluator"),
];

impl Kriteria {
    /// What the cycle holds, on one line.
    #[must_use]
    pub fn told(&self) -> String {
        if self.bukti.is_empty() {
            return NOTHING.to_owned();
        }
        self.bukti.join("; ")
    }
}

/// The criteria as a sheet.
#[must_use]
pub fn sheet(all: &[Kriteria]) -> Lembar {
    let rows = all.iter().map(|one| {
        let bobot = usize::try_from(one.sub_komponen.bobot());
        vec![
            Cell::text(Some(one.sub_komponen.name())),
            bobot.map_or(Cell::Empty, Cell::Count),
            Cell::text(Some(one.uraian)),
            Cell::text(Some(&one.told())),
        ]
    });
    Lembar {
        key: "lke",
        judul: "LKE Perencanaan kinerja",
        petunjuk: "Kolom kuning diisi evaluator; bukti di kolom lain bukan nilai",
        pilihan: &[],
        table: table(COLUMNS, rows),
    }
}

/// What the codes in it mean, and how many findings have each, told or silenced.
#[must_use]
pub fn legend_of(verdict: &Verdict) -> Table {
    let told = verdict.findings.iter().map(|one| one.rule);
    let silenced = verdict.silenced.iter().map(|one| one.finding.rule);
    let mut used: BTreeMap<Rule, usize> = BTreeMap::new();
    for rule in told.chain(silenced).filter(|rule| hal(*rule).is_some()) {
        *used.entry(rule).or_default() += 1;
    }
    legend(&used)
}
