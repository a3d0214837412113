//! Tables for the terminal. Their width is given, never asked of the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::source::printable;

/// Lays out rows under headings within `width` columns; `right` names columns set right.
#[must_use]
pub fn plain(width: u16, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
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
