//! Cells: the cells of a row of a table, looked at one by one.

use super::columns::{Column, Columns};
use super::heading::Heads;
use super::kode::is_code;
use super::meaning::Meaning;
use super::rows::is_sum;
use crate::domain::sheet::{At, Merged, Sheet, Value};
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Plan, RowId, Texts};

pub(super) fn is_kode(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Part | Meaning::Kode(_) | Meaning::Field(Field::Kode)
    )
}

pub(super) fn has_code(cells: &[(At, Value, &Column)]) -> bool {
    let mut cells = cells.iter();
    cells.any(|(_, value, column)| is_kode(column.meaning) && is_code(value))
}

/// Whether the first text of a row says that it is one of sums.
pub(super) fn is_total(all: &[(At, Value)]) -> bool {
    let mut texts = all.iter().filter_map(|(_, value)| match value {
        Value::Text(text) if text.chars().any(char::is_alphabetic) => Some(text),
        Value::Text(_)
        | Value::Number { .. }
        | Value::Date(_)
        | Value::Bool(_)
        | Value::Fault(_)
        | Value::Unknown => None,
    });
    texts.next().is_some_and(|text| is_sum(text))
}

/// Whether a cell can be a target or money: signatures and dates beneath a table can't.
pub(super) fn is_amount(value: &Value) -> bool {
    let shown = value.shown();
    let text = shown.trim();
    let counts = text.starts_with(|c: char| c.is_ascii_digit() || "≥≤<>-–".contains(c));
    let word = !text.contains(',') && text.split_whitespace().count() == 1;
    counts || word || text.starts_with("Rp")
}

/// The word of a power of ten by which a column counts money.
pub(super) fn word(power: u32) -> &'static str {
    match power {
        3 => "ribu",
        6 => "juta",
        9 => "miliar",
        _ => "",
    }
}

pub(super) fn known(plan: &Plan, list: List, name: &str, uraian: &str) -> Option<RowId> {
    let node = plan.named(list, name)?;
    plan.indikator(node, &Texts::from([(Field::Indikator, uraian.to_owned())]))
}

pub(super) fn known_row<'p>(
    plan: &'p Plan,
    list: List,
    name: &str,
    uraian: &str,
) -> Option<&'p Texts> {
    known(plan, list, name, uraian).and_then(|id| plan.texts(id))
}

/// Gives every row of a merged cell its value where that names the rows, and of other cells where
/// the rows are one.
pub(super) fn spread(sheet: &Sheet, heads: &Heads, columns: &Columns) -> Sheet {
    let mut spread = sheet.clone();
    let below = |merged: &&Merged| merged.first.row > heads.last;
    for merged in sheet.merged.iter().filter(below) {
        let column = columns.of.get(&merged.first.column);
        let one = merged.first.column == merged.last.column;
        let (Some(column), Some(value), true) = (column, sheet.get(merged.first), one) else {
            continue;
        };
        if column.meaning.is_key() || column.meaning == Meaning::Tahun {
            let last = merged.last.row.min(merged.first.row.saturating_add(2000));
            for row in merged.first.row..=last {
                let at = At::new(row, merged.first.column);
                spread.cells.insert(at, value.clone());
            }
        }
    }
    spread
}

/// The values of a row by what they mean, for who asks for one.
pub(super) fn by_meaning<'c>(
    cells: &'c [(At, Value, &Column)],
    wanted: Meaning,
) -> Option<(At, &'c Value)> {
    let mut cells = cells.iter();
    let found = cells.find(|(_, _, column)| column.meaning == wanted);
    found.map(|(at, value, _)| (*at, value))
}
