//! Tables for the terminal. Their width is given, never asked of the terminal.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::source::printable;

/// The widest name that is never broken.
const WIDEST: u16 = 24;

/// Lays out rows under headings within `width` columns; `right` names columns set right.
#[must_use]
pub fn plain(width: u16, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    drawn(&table(width, heads, right, rows))
}

/// As [`plain`], with names in the first column that people type again: they are not broken, but
/// for very long ones.
#[must_use]
pub fn named(width: u16, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let mut table = table(width, heads, right, rows);
    let names = rows.iter().filter_map(|row| row.first());
    let widest = names.map(|name| name.chars().count()).max();
    let widest = u16::try_from(widest.unwrap_or_default()).unwrap_or(WIDEST);
    if let Some(first) = table.column_mut(0) {
        let least = Width::Fixed(widest.min(WIDEST) + 1);
        first.set_constraint(ColumnConstraint::LowerBoundary(least));
    }
    drawn(&table)
}

fn table(width: u16, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
        .set_width(width)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(cells(heads.iter().copied()));
    for row in rows {
        table.add_row(cells(row.iter().map(String::as_str)));
    }
    for (n, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if right.contains(&n) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn drawn(table: &Table) -> String {
    // A no-break blank keeps a number by its unit; once laid out it is an ordinary one.
    let text = table.to_string().replace('\u{a0}', " ");
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max();
    let rule = "─".repeat(widest.unwrap_or_default());
    lines.insert(lines.len().min(1), &rule);
    lines.join("\n")
}

fn cells<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(|text| printable(text).into_owned()).collect()
}
