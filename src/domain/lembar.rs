//! Lembar: a sheet of the evaluation. What can be seen of a cycle is filled in; what has to be
//! judged is left empty for the evaluator.

use std::collections::BTreeMap;

use super::document::{Cell, Column, Table};
use super::rule::Rule;

/// Lembar (sheet): a table with columns for the evaluator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lembar {
    /// Its name in file names and data formats.
    pub key: &'static str,
    /// Its title.
    pub judul: &'static str,
    /// What an evaluator writes into the columns left empty.
    pub petunjuk: &'static str,
    /// What may be written into a judged column: numbers; anything when there are none.
    pub pilihan: &'static [&'static str],
    /// The lines.
    pub table: Table,
}

/// How the columns that an evaluator judges in are named in data formats.
const JUDGED: &str = "nilai_";

/// The column for an evaluator's remarks.
pub(super) const REMARK: &str = "catatan";

/// Whether a column is left empty for the evaluator to judge.
#[must_use]
pub fn is_judged(column: &Column) -> bool {
    column.key.starts_with(JUDGED)
}

/// Whether a column is the evaluator's.
#[must_use]
pub fn is_open(column: &Column) -> bool {
    is_judged(column) || column.key == REMARK
}

/// A column of words.
pub(super) const fn left(key: &'static str, judul: &'static str) -> Column {
    let right = false;
    Column { key, judul, right }
}

/// A column of numbers.
pub(super) const fn right(key: &'static str, judul: &'static str) -> Column {
    let right = true;
    Column { key, judul, right }
}

/// Numbered lines under their columns; the evaluator's cells at the end of a line are empty.
pub(super) fn table(columns: &[Column], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let numbered = (1..).zip(rows).map(|(no, row)| {
        let mut cells = vec![Cell::Count(no)];
        cells.extend(row);
        cells.resize(columns.len(), Cell::Empty);
        cells
    });
    Table {
        columns: columns.to_vec(),
        rows: numbered.collect(),
    }
}

/// What the codes on sheets mean, and how many lines or findings have each.
#[must_use]
pub fn legend(used: &BTreeMap<Rule, usize>) -> Table {
    let columns = [
        right("no", "No"),
        left("kode", "Kode"),
        left("arti", "Arti"),
        left("asal", "Asal aturan"),
        right("jumlah", "Jumlah"),
    ];
    let rows = used.iter().map(|(rule, n)| {
        vec![
            Cell::text(Some(rule.code())),
            Cell::text(Some(rule.title())),
            Cell::text(Some(rule.origin())),
            Cell::Count(*n),
        ]
    });
    table(&columns, rows)
}
