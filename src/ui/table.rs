//! Tables for the terminal. Their width is given, never asked of the terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::source::printable;

/// Lays out rows under headings within `width` columns; `right` names columns set right.
#[must_use]
pub fn plain(width: u16, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table
        .set_width(width)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(
        heads
            .iter()
            .map(|head| printable(head).into_owned())
            .collect::<Vec<_>>(),
    );
    for row in rows {
        table.add_row(
            row.iter()
                .map(|cell| printable(cell).into_owned())
                .collect::<Vec<_>>(),
        );
    }
    for (n, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 1));
        if right.contains(&n) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let ruled =
        |line: &str| line.starts_with('─') || line.starts_with('═') || line.starts_with('╌');
    let text = table.to_string();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        // One rule under the heading is enough; a rule a row would double the screen.
        let n_ruled = lines.iter().filter(|line| ruled(line)).count();
        if !ruled(line) || (n_ruled == 0 && !lines.is_empty()) {
            lines.push(line.trim_end());
        }
    }
    lines.join("\n")
}
