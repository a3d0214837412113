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

/// The quarters, which stand together in one field.
const TRIWULAN: [&str; 4] = ["TW I", "TW II", "TW III", "TW IV"];

/// Fields that the line of an indikator shows already.
const IN_HEADING: [&str; 3] = [URAIAN, "Target", "Satuan"];

impl Ui<'_> {
    /// Prints each row that differs, and how many.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn changes(&mut self, changes: &[Change]) -> io::Result<()> {
        for change in changes {
            let (sign, row) = (change.sign(), change.row());
            let parts = change.parts().join("; ");
            let colon = if parts.is_empty() { "" } else { ": " };
            self.line(&format!("{sign} {row}{colon}{parts}"))?;
        }
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
                self.fields(row, 5)?;
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
    format!("  {n}. {}: {} {}", row.name, cell("Target"), cell("Satuan"))
}

/// Short fields that have a value; pagu also where it has none, since that counts.
fn short(row: &Row) -> Vec<String> {
    let mut fields = Vec::new();
    for (heading, _) in &row.cells {
        if SENTENCES.contains(heading) || IN_HEADING.contains(heading) {
            continue;
        }
        let text = match *heading {
            "TW I" => triwulan(row),
            "Pagu" => Some(row.cell("Pagu").unwrap_or(ABSENT).to_owned()),
            heading if TRIWULAN.contains(&heading) => None,
            heading => row.cell(heading).map(str::to_owned),
        };
        let heading = if *heading == "TW I" {
            "TW I-IV"
        } else {
            heading
        };
        fields.extend(text.map(|text| format!("{heading}: {text}")));
    }
    fields
}

fn triwulan(row: &Row) -> Option<String> {
    let parts = TRIWULAN.map(|heading| row.cell(heading).filter(|text| !text.is_empty()));
    parts.iter().any(Option::is_some).then(|| {
        let parts = parts.map(|part| part.unwrap_or(ABSENT));
        parts.join(" / ")
    })
}
