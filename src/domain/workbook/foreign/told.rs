//! Told: what is said of headings that nobody knows, and of what is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, Strange, Unclear};
use super::heading::Heads;
use super::{Asked, fault, guess};
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, letters};
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::reading::{Source, tell_outside};

/// As many rows as are named one by one.
const NAMED: usize = 12;

/// Says of headings that nobody knows what they may mean, and how to settle it.
pub(super) fn strange(
    source: &Source,
    (heads, strange): (&Heads, &Strange),
    asked: Asked<'_>,
    findings: &mut Vec<Finding>,
) {
    for (heading, why) in strange {
        let name = heading.parts.join(" / ");
        let column = letters(heading.at.column);
        let message = match why {
            Unclear::Unknown => format!("kolom {column} `{name}` tidak dikenal"),
            Unclear::Twice(at) => {
                format!("kolom {column} `{name}` sama artinya dengan kolom di sel {at}")
            }
        };
        let near = match why {
            Unclear::Unknown => guess::near(&heading.parts, asked.tahun),
            Unclear::Twice(_) => None,
        };
        let near = near.map_or_else(String::new, |near| format!("mungkin {}; ", near.key()));
        let alike = |at: At| {
            let mut headings = heads.columns.values();
            headings.any(|other| other.at == at && other.parts == heading.parts)
        };
        let help = match why {
            // A mapping goes by headings: it can't tell them apart.
            Unclear::Twice(at) if alike(*at) => {
                "ganti judul salah satu kolom di tabel itu, lalu impor lagi".to_owned()
            }
            Unclear::Twice(_) | Unclear::Unknown => {
                format!("{near}petakan sekali saja: `{}`", asked.propose)
            }
        };
        findings.push(fault(
            source,
            Rule::HeadingUnknown,
            heading.at,
            message,
            &help,
        ));
    }
}

/// Says that several mappings fit, and differ.
pub(super) fn several(
    source: &Source,
    heads: &Heads,
    names: &[String],
    findings: &mut Vec<Finding>,
) {
    let message = format!("beberapa peta cocok dengan tabel ini: {}", names.join(", "));
    let help = "pilih satu dengan --peta NAMA";
    let at = At::new(heads.first, 0);
    findings.push(fault(source, Rule::HeadingUnknown, at, message, help));
}

/// What was left out below a header.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Rows, each with why.
    rows: Vec<(At, &'static str)>,
    /// Columns, each with how many cells.
    columns: BTreeMap<u32, usize>,
    /// Fields that rows of their level do not have in a form, each with its cells.
    elsewhere: BTreeMap<Field, BTreeSet<At>>,
    /// Cells outside of the table.
    outside: Vec<(At, String)>,
    /// Every cell of these.
    cells: Vec<At>,
}

impl LeftOut {
    pub(super) fn row(&mut self, cells: &[At], why: &'static str) {
        self.rows.extend(cells.first().map(|at| (*at, why)));
        self.cells.extend(cells);
    }

    pub(super) fn of_column(&mut self, at: At) {
        *self.columns.entry(at.column).or_default() += 1;
        self.cells.push(at);
    }

    /// A name that differs from that of the form.
    pub(super) fn name(&mut self, at: At) {
        if !self.cells.contains(&at) {
            self.row(
                &[at],
                "uraiannya berbeda; kode yang menentukan, uraian di form tetap",
            );
        }
    }

    pub(super) fn elsewhere(&mut self, at: At, field: Field) {
        self.elsewhere.entry(field).or_default().insert(at);
        self.cells.push(at);
    }

    pub(super) fn outside(&mut self, at: At, shown: String) {
        self.outside.push((at, shown));
        self.cells.push(at);
    }

    /// Tells all of it, and gives back the cells.
    pub(super) fn tell(
        self,
        source: &Source,
        columns: &Columns,
        findings: &mut Vec<Finding>,
    ) -> Vec<At> {
        let mut by_why: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for (at, why) in &self.rows {
            by_why.entry(why).or_default().push(*at);
        }
        for (why, rows) in by_why {
            let named = rows.iter().take(NAMED).map(|at| (at.row + 1).to_string());
            let named: Vec<String> = named.collect();
            let more = more(rows.len());
            let message = format!("baris {}{more} dilewati: {why}", named.join(", "));
            let at = rows.first().copied().unwrap_or_default();
            findings.push(skipped(source.at(at), message));
        }
        let named = self.columns.iter().map(|(column, n)| {
            let heading = columns.of.get(column).map(|c| c.heading.parts.join(" / "));
            let heading = heading.unwrap_or_default();
            format!("{} `{heading}` ({n} sel)", letters(*column))
        });
        let named: Vec<String> = named.collect();
        if let Some(column) = self.columns.keys().next() {
            let at = columns.of.get(column).map(|column| column.heading.at);
            let message = format!("kolom dilewati: {}", named.join(", "));
            let place = source.at(at.unwrap_or_default());
            findings.push(skipped(place, message));
        }
        for (field, cells) in &self.elsewhere {
            let named = cells.iter().take(NAMED).map(ToString::to_string);
            let named: Vec<String> = named.collect();
            let more = more(cells.len());
            let levels = List::ALL.into_iter().filter(|list| list.has(*field));
            let levels: Vec<String> = levels.map(|list| list.key().replace('_', " ")).collect();
            let levels = if field.is_own() {
                levels.join(", ")
            } else {
                "indikator".to_owned()
            };
            let message = format!(
                "{} di sel {}{more} dilewati: form menyimpannya hanya di baris {}",
                field.heading(),
                named.join(", "),
                levels
            );
            let at = cells.first().copied().unwrap_or_default();
            findings.push(skipped(source.at(at), message));
        }
        tell_outside(source, &self.outside, findings);
        self.cells
    }
}

/// That a part of the table is left out.
fn skipped(at: Place, message: String) -> Finding {
    let help = "perbaiki tabelnya bila ini isian form; bila bukan, biarkan";
    Finding::new(Rule::TablePartSkipped, at, message).help(help)
}

/// How many there are besides those that are named.
fn more(all: usize) -> String {
    match all.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" dan {more} lagi"),
    }
}
