//! Cells that hold just what they say.
//!
//! Text goes in as text, whatever it starts with; a number goes in only when a spreadsheet holds
//! it exactly.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::style::{At, WHOLE};
use crate::domain::pagu::Rupiah;
use crate::source::printable;

/// The most characters that a cell holds.
pub const MOST: usize = 32_767;

/// Stands at the end of a text that a cell can't hold.
const CUT: &str = " … (dipotong)";

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// Writes text as text. What starts like a formula stays text also when somebody edits the cell;
/// what a cell can't hold is cut, and says so.
///
/// # Errors
/// When the cell is beyond what a sheet has.
pub fn put_text(
    sheet: &mut Worksheet,
    (row, col): At,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = printable(text);
    let text = held(text.trim());
    if text.is_empty() {
        return sheet.write_blank(row, col, format).map(drop);
    }
    if text != "-" && text.starts_with(['=', '+', '-', '@']) {
        let quoted = format.clone().set_quote_prefix();
        return sheet
            .write_string_with_format(row, col, text, &quoted)
            .map(drop);
    }
    sheet
        .write_string_with_format(row, col, text, format)
        .map(drop)
}

/// A text as far as a cell holds it.
fn held(text: &str) -> Cow<'_, str> {
    if text.encode_utf16().count() <= MOST {
        return Cow::Borrowed(text);
    }
    let mut room = MOST - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    Cow::Owned(kept + CUT)
}

/// A plain decimal text as the number that a spreadsheet holds, if it holds it exactly.
#[must_use]
pub fn exact(plain: &str) -> Option<f64> {
    let digits = plain.chars().filter(char::is_ascii_digit);
    let digits: String = digits.skip_while(|digit| *digit == '0').collect();
    let number = plain.parse::<f64>().ok()?;
    (digits.len() <= DIGITS && number.is_finite()).then_some(number)
}

/// The number format that shows a number as it was typed: with these decimals, grouped or not.
#[must_use]
pub fn as_typed(decimals: usize, grouped: bool) -> String {
    let whole = if grouped { WHOLE } else { "0" };
    if decimals == 0 {
        return whole.to_owned();
    }
    format!("{whole}.{}", "0".repeat(decimals))
}

/// Writes a number, or its text when a spreadsheet would change it.
///
/// # Errors
/// When the cell is beyond what a sheet has.
pub fn put_number(
    sheet: &mut Worksheet,
    (row, col): At,
    plain: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    match exact(plain) {
        Some(number) => sheet
            .write_number_with_format(row, col, number, &unwrapped(format))
            .map(drop),
        None => put_text(sheet, (row, col), plain, format),
    }
}

/// Writes a sum as a formula that is stored with the document's own value.
///
/// # Errors
/// As [`put_number`].
pub fn put_sum(
    sheet: &mut Worksheet,
    (row, col): At,
    sum: Rupiah,
    formula: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let plain = sum.get().to_string();
    if exact(&plain).is_none() {
        return put_text(sheet, (row, col), &plain, format);
    }
    let formula = Formula::new(formula).set_result(plain);
    sheet
        .write_formula_with_format(row, col, formula, &unwrapped(format))
        .map(drop)
}

/// Numbers are not broken into lines; some programs set them askew when they may be.
fn unwrapped(format: &Format) -> Format {
    format.clone().unset_text_wrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_a_sheet_keeps_are_numbers() {
        assert_eq!(exact("79.34"), Some(79.34));
        assert_eq!(exact("0.615"), Some(0.615));
        assert_eq!(exact("999999999999999"), Some(999_999_999_999_999.0));
        assert_eq!(exact("1000000000000001"), None);
        assert_eq!(exact("satu"), None);
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_says_so() {
        let long = "\u{1f600}".repeat(20_000);
        let held = held(&long);
        assert!(held.ends_with(CUT));
        assert!(held.encode_utf16().count() <= MOST);
    }
}
