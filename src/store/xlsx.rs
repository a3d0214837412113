//! Reads a workbook (XLSX) into sheets of typed cells, whatever the file really is.
//!
//! A workbook is somebody else's ZIP: what it unpacks to is counted before anything is parsed,
//! and cells are read one by one, never as the rectangle that a sheet claims to be.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::str::FromStr as _;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use rust_decimal::Decimal;
use zip::ZipArchive;

use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Merged, Sheet, Value};

/// The largest workbook that is looked at.
pub const LARGEST: u64 = 16 * 1024 * 1024;
/// The most that it may unpack to, all parts together.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// The most cells that are read.
const CELLS: usize = 500_000;
/// How an encrypted workbook, or one of before 2007, begins.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// Why a file is no workbook that can be read: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Unreadable {
    /// As a finding about the file.
    #[must_use]
    pub fn finding(self, file: &str) -> Finding {
        Finding::new(Rule::WorkbookUnreadable, Place::file(file), self.message).help(self.help)
    }

    pub(super) fn new(message: &str, help: &str) -> Unreadable {
        Unreadable {
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }
}

thread_local! {
    /// Whether a workbook is being read: addresses in it that are none make calamine panic.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is taken for a broken workbook.
#[must_use]
pub fn is_reading() -> bool {
    READING.get()
}

/// Reads every sheet of a workbook.
///
/// # Errors
/// When it is no workbook, is broken or locked by a password, or unpacks to too much.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    READING.set(true);
    let read = std::panic::catch_unwind(|| all(bytes));
    READING.set(false);
    read.unwrap_or_else(|_| {
        Err(Unreadable::new(
            "isi buku kerja ini rusak: ada alamat sel yang tidak sah",
            "buka di Excel atau LibreOffice, simpan sebagai berkas baru, lalu impor lagi",
        ))
    })
}

fn all(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.starts_with(&COMPOUND) {
        return Err(Unreadable::new(
            "buku kerja ini berkata sandi, atau berformat lama (.xls)",
            "buka di Excel, lepaskan kata sandinya, lalu simpan sebagai Excel Workbook (.xlsx)",
        ));
    }
    unpacks(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = CELLS;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        match sheet(&mut book, &name, &mut left) {
            Ok(sheet) => sheets.push(sheet),
            // A chart has no cells.
            Err(Stop::Book(XlsxError::NotAWorksheet(_))) => {}
            Err(Stop::Book(error)) => return Err(broken(&error)),
            Err(Stop::TooMany) => {
                return Err(Unreadable::new(
                    &format!("buku kerja ini berisi lebih dari {CELLS} sel"),
                    "hapus lembar dan baris yang tidak diperlukan, lalu simpan lagi",
                ));
            }
        }
    }
    Ok(sheets)
}

/// Refuses what unpacks to too much, by unpacking it: sizes that a ZIP states may lie.
fn unpacks(bytes: &[u8]) -> Result<(), Unreadable> {
    let help =
        "kirim ulang berkasnya, atau buka di Excel dan simpan sebagai Excel Workbook (.xlsx)";
    let foreign = |_| {
        Unreadable::new(
            "berkas ini bukan buku kerja Excel (.xlsx), atau rusak",
            help,
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(foreign)?;
    let mut left = UNPACKED;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(foreign)?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|_| Unreadable::new("buku kerja ini rusak", help))?;
        left = left.checked_sub(read).ok_or_else(|| {
            Unreadable::new(
                &format!(
                    "isi buku kerja ini lebih dari {} MiB",
                    UNPACKED / 1024 / 1024
                ),
                "hapus baris kosong, gambar, dan lembar yang tidak diperlukan, lalu simpan lagi",
            )
        })?;
    }
    Ok(())
}

fn broken(error: &XlsxError) -> Unreadable {
    let message = if matches!(error, XlsxError::Password) {
        "buku kerja ini berkata sandi"
    } else {
        "buku kerja ini rusak atau bukan Excel Workbook (.xlsx)"
    };
    Unreadable::new(
        message,
        "buka di Excel atau LibreOffice, lalu simpan sebagai Excel Workbook (.xlsx) tanpa kata sandi",
    )
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Why reading a sheet stopped.
enum Stop {
    Book(XlsxError),
    TooMany,
}

impl From<XlsxError> for Stop {
    fn from(error: XlsxError) -> Stop {
        Stop::Book(error)
    }
}

fn sheet(book: &mut Book<'_>, name: &str, left: &mut usize) -> Result<Sheet, Stop> {
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    let blank = values(book, &mut sheet, left)?;
    formulas(book, &mut sheet, &blank)?;
    let merged = book.merge_cells_by_sheet_name(name)?.into_iter();
    let area = |(row, column)| At::new(row, column);
    sheet.merged = merged
        .map(|merged| Merged {
            first: area(merged.start),
            last: area(merged.end),
        })
        .collect();
    Ok(sheet)
}

/// Reads the values of a sheet; gives the cells whose value is an empty text.
fn values(book: &mut Book<'_>, sheet: &mut Sheet, left: &mut usize) -> Result<BTreeSet<At>, Stop> {
    let mut blank = BTreeSet::new();
    let mut reader = book.worksheet_cells_reader(&sheet.name)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let style = reader.styles().get(style);
        let format = style.and_then(|style| style.number_format.as_ref());
        let percent = format.is_some_and(|format| is_percent(&format.format_code));
        let (row, column) = cell.get_position();
        let at = At::new(row, column);
        match value_of(cell.get_value(), percent) {
            Some(value) => {
                *left = left.checked_sub(1).ok_or(Stop::TooMany)?;
                sheet.cells.insert(at, value);
            }
            None if !matches!(cell.get_value(), DataRef::Empty) => {
                blank.insert(at);
            }
            None => {}
        }
    }
    Ok(blank)
}

/// Whether a number format shows a hundred times the number: a percent sign outside of quotes, and
/// not one that is only shown.
fn is_percent(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => return true,
            // The section for negative numbers.
            ';' => return false,
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                let _quoted = chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                let _stated = chars.by_ref().find(|c| *c == ']');
            }
            _ => {}
        }
    }
    false
}

/// Notes the formulas whose result is not in the file, as programs write them that don't calculate.
fn formulas(book: &mut Book<'_>, sheet: &mut Sheet, blank: &BTreeSet<At>) -> Result<(), Stop> {
    let mut reader = book.worksheet_cells_reader(&sheet.name)?;
    while let Some(cell) = reader.next_formula()? {
        let (row, column) = cell.get_position();
        let at = At::new(row, column);
        if !cell.get_value().is_empty() && !blank.contains(&at) {
            sheet.cells.entry(at).or_insert(Value::Unknown);
        }
    }
    Ok(())
}

fn value_of(cell: &DataRef<'_>, percent: bool) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match cell {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(number_of(Decimal::from(*number), percent)),
        DataRef::Float(number) => Some(float(*number, percent)),
        DataRef::String(words) => text(words),
        DataRef::SharedString(words) => text(words),
        DataRef::Bool(yes) => Some(Value::Bool(*yes)),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            Some(Value::Date(date.filter(|_| moment.is_datetime())))
        }
        DataRef::DateTimeIso(words) => {
            let day = words.split('T').next().unwrap_or_default();
            Some(Value::Date(day.parse().ok()))
        }
        DataRef::DurationIso(_) => Some(Value::Date(None)),
        DataRef::Error(error) => Some(Value::Fault(error.to_string())),
    }
}

/// A number as a spreadsheet shows it: fifteen digits, without the dust of binary fractions.
fn float(number: f64, percent: bool) -> Value {
    let digits = format!("{number:.14e}");
    let decimal = Decimal::from_scientific(&digits).or_else(|_| Decimal::from_str(&digits));
    decimal.map_or_else(
        |_| Value::Text(number.to_string()),
        |value| number_of(value, percent),
    )
}

fn number_of(value: Decimal, percent: bool) -> Value {
    let shown = if percent {
        value.checked_mul(Decimal::ONE_HUNDRED)
    } else {
        Some(value)
    };
    let value = shown.unwrap_or(value).normalize();
    Value::Number { value, percent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_percent_sign_that_counts_is_one() {
        for code in ["0%", "0.00%", "[Red]0.0%", "0.00\\ %"] {
            assert!(is_percent(code), "{code}");
        }
        for code in ["0.00\"%\"", "0.00\\%", "0_%", "[%]0", "0;0%", "General"] {
            assert!(!is_percent(code), "{code}");
        }
    }
}
