//! Plans on the terminal: the rows of a form, and what changed between two.

use std::io;

use super::Ui;
use crate::domain::diff::Change;
use crate::domain::row::{ABSENT, Row, URAIAN};

/// Fields that are sentences: each on a line of its own.
const SENTENCES: [&str; 7] = [
    "Hasil",
    "Definisi",
    "Rumus",
    "Sumber data",
    "Alasan beda",
    "Abaikan",
    "Keterangan",
];

/// Fields that another one shows.
const TOLD_ELSEWHERE: [&str; 8] = [
    URAIAN,
    "Target",
    "Satuan",
    "TW II",
    "TW III",
    "TW IV",
    "Tahun dasar",
    "Sumber dasar",
];

impl Ui<'_> {
    /// Prints each row that differs, and how many.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn changes(&mut self, changes: &[Change]) -> io::Result<()> {
        self.first_changes(changes, usize::MAX, "")
    }

    /// As [`Ui::changes`], with the values of rows that came.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn changes_in_full(&mut self, changes: &[Change]) -> io::Result<()> {
        for change in changes {
            self.change(change, &change.told())?;
        }
        self.sums(changes)
    }

    /// As [`Ui::changes`], with at most so many rows; `all` is the command that shows the others.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn first_changes(&mut self, changes: &[Change], most: usize, all: &str) -> io::Result<()> {
        for change in changes.iter().take(most) {
            let parts: Vec<String> = change.parts().iter().map(ToString::to_string).collect();
            self.change(change, &parts)?;
        }
        if let Some(more) = changes.len().checked_sub(most).filter(|more| *more > 0) {
            self.line(&format!("... dan {more} baris lagi; semuanya: {all}"))?;
        }
        self.sums(changes)
    }

    fn change(&mut self, change: &Change, parts: &[String]) -> io::Result<()> {
        let (sign, row) = (change.sign(), change.row());
        let colon = if parts.is_empty() { "" } else { ": " };
        self.line(&format!("{sign} {row}{colon}{}", parts.join("; ")))
    }

    fn sums(&mut self, changes: &[Change]) -> io::Result<()> {
        let count = |sign| changes.iter().filter(|c| c.sign() == sign).count();
        self.line(&format!(
            "{} baris baru, {} berubah, {} hilang.",
            count('+'),
            count('~'),
            count('-')
        ))
    }

    /// Prints the rows of a form: each sasaran, program, ... with its indikator set in below.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        let mut n = 0;
        for row in rows {
            if row.is_own() {
                n = 0;
                self.line("")?;
                self.line(&row.label())?;
                self.fields(row, 2)?;
            } else {
                n += 1;
                self.line(&heading(row, n))?;
                self.fields(row, 4)?;
            }
        }
        Ok(())
    }

    /// Prints the fields of a row that have a value: short ones packed, sentences one a line.
    fn fields(&mut self, row: &Row, indent: usize) -> io::Result<()> {
        let pad = " ".repeat(indent);
        let width = usize::from(self.width);
        let mut line = String::new();
        for field in short(row) {
            let length = indent + line.chars().count() + 3 + field.chars().count();
            if !line.is_empty() && length > width {
                self.line(&format!("{pad}{line}"))?;
                line.clear();
            }
            if !line.is_empty() {
                line.push_str(" · ");
            }
            line.push_str(&field);
        }
        if !line.is_empty() {
            self.line(&format!("{pad}{line}"))?;
        }
        for heading in SENTENCES {
            if let Some(text) = row.cell(heading) {
                self.line(&format!("{pad}{heading}: {text}"))?;
            }
        }
        Ok(())
    }
}

/// An indikator's number, name and target.
fn heading(row: &Row, n: usize) -> String {
    let cell = |heading| row.cell(heading).unwrap_or(ABSENT);
    format!("{n:>3} {}: {} {}", row.name, cell("Target"), cell("Satuan"))
}

/// Short fields that have a value, with their heading.
fn short(row: &Row) -> Vec<String> {
    let is_short =
        |heading: &&str| !SENTENCES.contains(heading) && !TOLD_ELSEWHERE.contains(heading);
    let headings = row.cells.iter().map(|(heading, _)| *heading);
    headings
        .filter(is_short)
        .filter_map(|heading| field(row, heading))
        .collect()
}

fn field(row: &Row, heading: &str) -> Option<String> {
    let given = row.cell(heading);
    let in_brackets = |text: &str, more: &str| match more {
        "" => text.to_owned(),
        more => format!("{text} ({more})"),
    };
    let quarters = triwulan(row);
    match heading {
        "TW I" => {
            let how = row.cell("Jenis triwulan").unwrap_or_default();
            quarters.map(|quarters| format!("TW I-IV: {}", in_brackets(&quarters, how)))
        }
        "Jenis triwulan" if quarters.is_some() => None,
        "Dasar" => {
            let source = [row.cell("Tahun dasar"), row.cell("Sumber dasar")];
            let source: Vec<&str> = source.into_iter().flatten().collect();
            given.map(|text| format!("Dasar: {}", in_brackets(text, &source.join(", "))))
        }
        // What a sub kegiatan costs has to be said: absent is not zero.
        "Pagu" if row.is_sub_kegiatan() => Some(format!("Pagu: {}", given.unwrap_or(ABSENT))),
        heading => given.map(|text| format!("{heading}: {text}")),
    }
}

fn triwulan(row: &Row) -> Option<String> {
    let parts = ["TW I", "TW II", "TW III", "TW IV"];
    let parts = parts.map(|heading| row.cell(heading).filter(|text| !text.is_empty()));
    parts.iter().any(Option::is_some).then(|| {
        let parts = parts.map(|part| part.unwrap_or(ABSENT));
        parts.join(" / ")
    })
}
