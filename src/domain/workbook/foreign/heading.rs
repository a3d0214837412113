//! Heading: the headings of a table, over one row or several, each column with all that stands
//! above it.

use std::collections::BTreeMap;

use crate::domain::sheet::{At, Merged, Sheet, Value};

/// How far down a header is looked for.
const DEPTH: usize = 40;
/// The most rows that a header has.
const ROWS: u32 = 4;
/// The longest text that is taken for a heading below another one.
const LONGEST: usize = 60;

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its lowest cell.
    pub at: At,
    /// Its texts, from the top.
    pub parts: Vec<String>,
}

/// The header of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Its first row.
    pub first: u32,
    /// Its last row.
    pub last: u32,
    /// The columns that have a heading.
    pub columns: BTreeMap<u32, Heading>,
}

/// Whether a heading is known.
pub type Known<'a> = &'a dyn Fn(&[String]) -> bool;

impl Heads {
    /// The header of a sheet, looked for from a row on: the first row of headings that are known, or
    /// the one with the most of them, with the rows above and below that belong to it.
    #[must_use]
    pub fn find(sheet: &Sheet, from: u32, known: Known<'_>) -> Option<Heads> {
        let rows: Vec<u32> = sheet
            .rows()
            .into_iter()
            .filter(|row| *row >= from)
            .collect();
        let near = rows.iter().copied().take(DEPTH);
        let score = |row: u32| n_known(sheet, row, known);
        let best = near
            .clone()
            .max_by_key(|row| (score(*row), std::cmp::Reverse(*row)))?;
        let first = near.clone().find(|row| is_header(sheet, *row, known));
        let row = if let Some(first) = first {
            first
        } else if score(best) >= 2 {
            best
        } else {
            // Nothing is known of it: the first row of several words then.
            near.clone().find(|row| is_words(sheet, *row))?
        };
        Some(Heads::around(sheet, (from, row), known))
    }

    fn around(sheet: &Sheet, (from, row): (u32, u32), known: Known<'_>) -> Heads {
        let mut first = row;
        while let Some(above) = first.checked_sub(1).filter(|above| *above >= from) {
            let open = sheet.row(above).count() >= 2 && n_known(sheet, above, known) >= 1;
            if row - above >= ROWS || !open || !is_below(sheet, above, first, known) {
                break;
            }
            first = above;
        }
        let mut last = row;
        while last + 1 - first < ROWS && is_below(sheet, last, last + 1, known) {
            last += 1;
        }
        let columns = columns(sheet, first, last);
        Heads {
            first,
            last,
            columns,
        }
    }
}

/// Whether a row is a header of its own: most of its cells are headings that are known.
#[must_use]
pub fn is_header(sheet: &Sheet, row: u32, known: Known<'_>) -> bool {
    let cells = sheet.row(row).count();
    let n_known = n_known(sheet, row, known);
    n_known >= 3 && n_known * 3 >= cells * 2
}

fn n_known(sheet: &Sheet, row: u32, known: Known<'_>) -> usize {
    let cells = sheet.row(row).map(|(_, value)| tidy(value));
    cells
        .filter(|text| known(std::slice::from_ref(text)))
        .count()
}

/// Whether a row has several cells, all of them words.
fn is_words(sheet: &Sheet, row: u32) -> bool {
    let mut cells = sheet.row(row).map(|(_, value)| value);
    let has_letter = |value: &Value| value.shown().chars().any(char::is_alphabetic);
    let text = |value: &Value| matches!(value, Value::Text(_)) && has_letter(value);
    sheet.row(row).count() >= 3 && cells.all(text)
}

/// Whether a row belongs to the header that ends in the row above it.
fn is_below(sheet: &Sheet, upper: u32, lower: u32, known: Known<'_>) -> bool {
    let cells: Vec<(u32, String)> = sheet
        .row(lower)
        .filter(|(at, value)| own(sheet, *at) && is_heading(value))
        .map(|(at, value)| (at.column, tidy(value)))
        .collect();
    let n_cells = sheet.row(lower).filter(|(at, _)| own(sheet, *at)).count();
    if cells.is_empty() || cells.len() < n_cells || sheet.is_numbering(lower) {
        return false;
    }
    let fits = |column: u32, text: &str| {
        let above = own_text(sheet, At::new(upper, column));
        let unit = || {
            let parts: Vec<String> = above.iter().cloned().chain([text.to_owned()]).collect();
            is_unit(text) && known(&parts)
        };
        above.is_none() || unit() || is_group(sheet, upper, lower, column)
    };
    if !cells.iter().all(|(column, text)| fits(*column, text)) {
        return false;
    }
    let spans = |merged: &Merged| merged.first.row <= upper && merged.last.row >= lower;
    let proven = sheet.merged.iter().any(spans);
    let composed = cells.iter().filter(|(column, text)| {
        let above = group_text(sheet, upper, lower, *column);
        let parts: Vec<String> = above.into_iter().chain([text.clone()]).collect();
        known(&parts)
    });
    proven || composed.count() * 2 >= cells.len()
}

/// Whether a cell holds its value itself, and not one that is merged into it.
fn own(sheet: &Sheet, at: At) -> bool {
    let covering = sheet.merged.iter().find(|merged| merged.covers(at));
    covering.is_none_or(|merged| merged.first == at)
}

fn is_heading(value: &Value) -> bool {
    let shown = value.shown();
    let is_word = shown.chars().any(char::is_alphabetic);
    shown.chars().count() <= LONGEST && (is_word || is_unit(&shown))
}

/// What may stand alone below a heading: a year, or what its values are counted in.
fn is_unit(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', '.', ' ']).to_lowercase();
    let year = inner.parse::<u32>().ok();
    year.is_some_and(|year| (1990..=2099).contains(&year))
        || [
            "rp",
            "rp juta",
            "rp ribu",
            "juta rupiah",
            "ribu rupiah",
            "%",
            "i",
            "ii",
            "iii",
            "iv",
        ]
        .contains(&inner.as_str())
}

/// Whether a heading stands over several columns of the row below.
fn is_group(sheet: &Sheet, upper: u32, lower: u32, column: u32) -> bool {
    let at = At::new(upper, column);
    if let Some(merged) = sheet.merged.iter().find(|merged| merged.covers(at)) {
        return merged.last.column > merged.first.column;
    }
    let next = column + 1;
    let free = own_text(sheet, At::new(upper, next)).is_none();
    free && own_text(sheet, At::new(lower, next)).is_some()
}

/// The text of a cell, or of the one that it is merged into.
fn own_text(sheet: &Sheet, at: At) -> Option<String> {
    let covering = sheet.merged.iter().find(|merged| merged.covers(at));
    let value = sheet.get(covering.map_or(at, |merged| merged.first))?;
    Some(tidy(value)).filter(|text| !text.is_empty())
}

/// The text over a column: its own, or that of the group which it belongs to.
fn group_text(sheet: &Sheet, upper: u32, lower: u32, column: u32) -> Option<String> {
    if let Some(text) = own_text(sheet, At::new(upper, column)) {
        return Some(text);
    }
    own_text(sheet, At::new(lower, column))?;
    let mut left = column;
    while left > 0 {
        left -= 1;
        own_text(sheet, At::new(lower, left))?;
        if let Some(text) = own_text(sheet, At::new(upper, left)) {
            return Some(text);
        }
    }
    None
}

fn columns(sheet: &Sheet, first: u32, last: u32) -> BTreeMap<u32, Heading> {
    let cells = sheet
        .cells
        .range(At::new(first, 0)..=At::new(last, u32::MAX));
    let mut named: Vec<u32> = cells.map(|(at, _)| at.column).collect();
    let merged = sheet.merged.iter();
    let heads = merged.filter(|merged| (first..=last).contains(&merged.first.row));
    let covered = heads.filter(|merged| sheet.get(merged.first).is_some());
    let wide = covered.flat_map(|m| m.first.column..=m.last.column.min(m.first.column + 200));
    named.extend(wide);
    named.sort_unstable();
    named.dedup();
    let heading = |column: u32| {
        let mut parts = Vec::new();
        let mut at = At::new(first, column);
        for row in first..=last {
            let text = if row < last {
                group_text(sheet, row, row + 1, column)
            } else {
                own_text(sheet, At::new(row, column))
            };
            if sheet.get(At::new(row, column)).is_some() {
                at = At::new(row, column);
            }
            parts.extend(text);
        }
        parts.dedup();
        (!parts.is_empty()).then_some((column, Heading { at, parts }))
    };
    named.into_iter().filter_map(heading).collect()
}

/// A heading on one line.
fn tidy(value: &Value) -> String {
    let shown = value.shown();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
