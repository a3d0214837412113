//! The draft as Markdown, one row a line, so that `git diff` shows what changed.

use std::fmt::Write as _;

use crate::domain::document::{Cell, Column, Document, Section};

/// Writes a document as Markdown.
#[must_use]
pub fn to_string(document: &Document) -> String {
    let mut text = format!(
        "# {}\n\n{}\n\n",
        escape(&document.judul),
        escape(&document.instansi)
    );
    let kode = document.kode();
    let _ = match &document.pengesahan {
        Some(signed) => writeln!(text, "{} · Kode {kode}\n", escape(signed)),
        None => writeln!(text, "Draf {} · Kode {kode}\n", document.nomor),
    };
    for remark in &document.catatan {
        let _ = writeln!(text, "> **{}**\n", escape(remark));
    }
    for section in &document.sections {
        table(section, &mut text);
    }
    text
}

fn table(section: &Section, text: &mut String) {
    let columns = &section.table.columns;
    let _ = writeln!(text, "## {}\n", escape(&section.judul));
    if section.table.rows.is_empty() {
        text.push_str("Tidak ada.\n\n");
        return;
    }
    let heads: Vec<&str> = columns.iter().map(|column| column.judul).collect();
    let _ = writeln!(text, "| {} |", heads.join(" | "));
    let rules: Vec<&str> = columns.iter().map(rule).collect();
    let _ = writeln!(text, "|{}|", rules.join("|"));
    for row in &section.table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push('\n');
}

fn rule(column: &Column) -> &'static str {
    if column.right { "--:" } else { "---" }
}

fn cell(cell: &Cell) -> String {
    escape(&cell.print())
}

/// Text that Markdown can't take for anything else, on one line.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            safe.push(' ');
        }
        for c in word.chars() {
            if matches!(
                c,
                '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '$'
            ) {
                safe.push('\\');
            }
            safe.push(c);
        }
    }
    safe
}
