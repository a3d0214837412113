//! Stamp: what a workbook says about itself, on a sheet that nobody sees.

use std::collections::BTreeMap;

use super::reading::shown;
use crate::domain::sheet::{At, Sheet};

/// Name of the sheet.
pub const SHEET: &str = "rkt";
/// What its first cell says.
const MARK: &str = "rkt-form";
/// The shape of the stamp.
const FORMAT: &str = "1";
/// The most characters that a piece of the form takes in a cell.
const PIECE: usize = 30_000;

/// Where a workbook is from, and the form that it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The office and its government.
    pub instansi: String,
    /// The cycle's lineage, as in its state file.
    pub lineage: String,
    /// The cycle's folder name.
    pub siklus: String,
    /// The Bidang.
    pub bidang: String,
    /// The text of the form.
    pub form: String,
}

/// Why a stamp can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampFault {
    /// A newer rkt made it.
    Newer,
    /// Parts of it are gone.
    Broken,
}

impl Stamp {
    /// The cells of the sheet: keys and values, then the form in pieces.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, String)> {
        let line = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let mut lines = vec![
            line(MARK, FORMAT),
            line("instansi", &self.instansi),
            line("silsilah", &self.lineage),
            line("siklus", &self.siklus),
            line("bidang", &self.bidang),
        ];
        let chars: Vec<char> = self.form.chars().collect();
        let pieces = chars
            .chunks(PIECE)
            .map(|piece| piece.iter().collect::<String>());
        // Spreadsheets mend line ends and outer blanks; marks of our own they leave alone.
        lines.extend(pieces.map(|piece| ("form".to_owned(), escaped(&piece))));
        lines.push(line("akhir", &self.form.chars().count().to_string()));
        lines
    }

    /// Reads the stamp of a workbook; `None` when it has none.
    ///
    /// # Errors
    /// When it is newer than this rkt, or not whole.
    pub fn read(sheets: &[Sheet]) -> Result<Option<Stamp>, StampFault> {
        let is_stamp = |sheet: &&Sheet| shown(sheet, At::new(0, 0)).as_deref() == Some(MARK);
        let Some(sheet) = sheets.iter().find(is_stamp) else {
            return Ok(None);
        };
        if shown(sheet, At::new(0, 1)).as_deref() != Some(FORMAT) {
            return Err(StampFault::Newer);
        }
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for row in sheet.rows() {
            let key = shown(sheet, At::new(row, 0)).unwrap_or_default();
            let value = shown(sheet, At::new(row, 1)).unwrap_or_default();
            texts.entry(key).or_default().push_str(&value);
        }
        let get = |key: &str| texts.get(key).cloned().ok_or(StampFault::Broken);
        let form = plain(&get("form")?);
        if get("akhir")? != form.chars().count().to_string() {
            return Err(StampFault::Broken);
        }
        Ok(Some(Stamp {
            instansi: get("instansi")?,
            lineage: get("silsilah")?,
            siklus: get("siklus")?,
            bidang: get("bidang")?,
            form,
        }))
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::from("|");
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '|' => escaped.push_str("\\p"),
            '_' => escaped.push_str("\\u"),
            '\u{feff}' => escaped.push_str("\\b"),
            other => escaped.push(other),
        }
    }
    escaped.push('|');
    escaped
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => {}
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some('u') => plain.push('_'),
                Some('b') => plain.push('\u{feff}'),
                Some('p') => plain.push('|'),
                Some(other) => plain.push(other),
                None => {}
            },
            other => plain.push(other),
        }
    }
    plain
}
