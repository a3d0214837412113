//! Sheet: what people fill in a spreadsheet, as a grid of typed cells, each with its address.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::number;

/// Address of a cell: row and column, both from 0; printed as `F12`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl At {
    /// The cell of a row and a column, both from 0.
    #[must_use]
    pub fn new(row: u32, column: u32) -> At {
        At { row, column }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), u64::from(self.row) + 1)
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut left = u64::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, as typed.
    Text(String),
    /// A number. One shown in percent is given as shown: 79 for `79%`, and not 0.79.
    Number {
        /// The number.
        value: Decimal,
        /// Whether it is shown in percent.
        percent: bool,
    },
    /// A date, or a time: nothing that a form asks for, and what codes and ranges are turned into.
    Date(Option<NaiveDate>),
    /// True or false.
    Bool(bool),
    /// The result of a formula that failed, such as `#REF!`.
    Fault(String),
    /// A formula whose result is not in the file.
    Unknown,
}

/// Cells that are shown as one: from its upper left to its lower right cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The upper left cell, which holds the value.
    pub first: At,
    /// The lower right cell.
    pub last: At,
}

impl Merged {
    /// Whether a cell lies in it.
    #[must_use]
    pub fn covers(&self, at: At) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

/// One sheet of a workbook: the cells that hold something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The cells that hold something.
    pub cells: BTreeMap<At, Value>,
    /// Cells that are shown as one.
    pub merged: Vec<Merged>,
}

impl Sheet {
    /// Whether a row numbers the columns: 1, 2, 3, ...
    #[must_use]
    pub fn is_numbering(&self, row: u32) -> bool {
        let number = |value: &Value| {
            let shown = value.shown();
            let inner = shown.trim_matches(['(', ')', ' ']);
            let plain = inner.len() <= 2 && !inner.starts_with('0');
            inner.parse::<u32>().ok().filter(|_| plain)
        };
        let numbers: Option<Vec<u32>> = self.row(row).map(|(_, value)| number(value)).collect();
        // Of merged cells the first is numbered only: each has the number of its column then.
        let by_column = || {
            let mut cells = self.row(row);
            cells.all(|(at, value)| number(value) == Some(at.column + 1))
        };
        numbers.is_some_and(|numbers| {
            let rising = numbers.windows(2).all(|pair| match pair {
                [a, b] => a + 1 == *b,
                _ => false,
            });
            numbers.len() >= 3 && numbers.first() == Some(&1) && (rising || by_column())
        })
    }

    /// What a cell holds.
    #[must_use]
    pub fn get(&self, at: At) -> Option<&Value> {
        self.cells.get(&at)
    }

    /// The cells of a row that hold something.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (At, &Value)> {
        let cells = self.cells.range(At::new(row, 0)..=At::new(row, u32::MAX));
        cells.map(|(at, value)| (*at, value))
    }

    /// The rows that hold something, in order.
    #[must_use]
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|at| at.row).collect();
        rows.dedup();
        rows
    }
}

impl Value {
    /// What it looks like to who reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Value::Text(text) | Value::Fault(text) => text.clone(),
            Value::Number { value, percent } => {
                let sign = if *percent { "%" } else { "" };
                format!("{}{sign}", plain(*value))
            }
            Value::Date(Some(date)) => date.format("%d-%m-%Y").to_string(),
            Value::Date(None) => "(waktu)".to_owned(),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            Value::Unknown => "(rumus)".to_owned(),
        }
    }
}

/// A number as a form writes it: a decimal comma, and never one that could be taken for a
/// thousands mark.
#[must_use]
pub fn plain(value: Decimal) -> String {
    number::spell(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (11, 5, "F12"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(At::new(row, column).to_string(), name);
        }
    }

    #[test]
    fn a_number_reads_back_as_itself() {
        for text in [
            "0.5",
            "1.234",
            "79.34",
            "1250000000",
            "0.615",
            "-3",
            "12.3456",
            "0",
        ] {
            let value: Decimal = text.parse().unwrap();
            assert_eq!(number::parse(&plain(value)), Ok(value), "{text}");
        }
    }

    #[test]
    fn a_number_has_its_own_decimals_unless_they_look_like_thousands() {
        for (value, text) in [
            ("0.985", "0,985"),
            ("1234.567", "1234,567"),
            ("98.500", "98,5"),
            ("98.123", "98,1230"),
        ] {
            assert_eq!(plain(value.parse().unwrap()), text);
        }
    }
}
