//! What changed between two documents, row by row, in words and numbers.

use std::collections::BTreeMap;

use super::document::{Cell, Document, Table};

/// One row that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only in the new one.
    Added(String),
    /// Only in the old one.
    Removed(String),
    /// In both, with each cell that differs as `heading: old -> new`.
    Changed(String, Vec<String>),
}

impl Change {
    /// `+`, `-` or `~`.
    #[must_use]
    pub fn sign(&self) -> char {
        match self {
            Change::Added(_) => '+',
            Change::Removed(_) => '-',
            Change::Changed(..) => '~',
        }
    }
}

/// All rows that differ, in the order of the new document; what is gone comes last.
#[must_use]
pub fn changes(old: Option<&Document>, new: &Document) -> Vec<Change> {
    let mut before = old.map(rows).unwrap_or_default();
    let mut changes = Vec::new();
    for (key, (table, cells)) in ordered(new) {
        match before.remove(&key) {
            None => changes.push(Change::Added(key)),
            Some((_, old)) => {
                let parts = differing(table, old, cells);
                if !parts.is_empty() {
                    changes.push(Change::Changed(key, parts));
                }
            }
        }
    }
    changes.extend(before.into_keys().map(Change::Removed));
    changes
}

type Row<'a> = (&'a Table, &'a [Cell]);

fn rows(document: &Document) -> BTreeMap<String, Row<'_>> {
    ordered(document).into_iter().collect()
}

/// Rows with a name of their own: id or kode, and indikator; a number where that is not enough.
fn ordered(document: &Document) -> Vec<(String, Row<'_>)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for section in document
        .sections
        .iter()
        .filter(|section| section.key != "bidang")
    {
        for cells in &section.table.rows {
            let name = name(&section.table, cells);
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count > 1 {
                format!("{name} ({count})")
            } else {
                name
            };
            rows.push((name, (&section.table, cells.as_slice())));
        }
    }
    rows
}

fn name(table: &Table, cells: &[Cell]) -> String {
    let part = |keys: [&str; 2]| {
        let found = table
            .columns
            .iter()
            .zip(cells)
            .find(|(column, _)| keys.contains(&column.key));
        found.map_or_else(String::new, |(_, cell)| full(cell))
    };
    let (id, indikator) = (part(["id", "kode"]), part(["indikator", ""]));
    match (id.as_str(), indikator.as_str()) {
        ("–", _) => "jumlah pagu".to_owned(),
        (_, "–" | "") => id,
        (..) => format!("{id} {indikator}"),
    }
}

fn differing(table: &Table, old: &[Cell], new: &[Cell]) -> Vec<String> {
    let own = |cell: &Cell| !matches!(cell, Cell::Same(_));
    let pairs = table.columns.iter().zip(old.iter().zip(new));
    let pairs = pairs.filter(|(_, (old, new))| own(old) && own(new));
    pairs
        .map(|(column, (old, new))| (column.judul, full(old), full(new)))
        .filter(|(_, old, new)| old != new)
        .map(|(judul, old, new)| format!("{judul}: {old} -> {new}"))
        .collect()
}

/// A cell's text, also where print leaves it to the row above.
fn full(cell: &Cell) -> String {
    match cell {
        Cell::Same(text) => text.clone(),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Target(_) | Cell::Rupiah(_) => {
            cell.print()
        }
    }
}
