//! Tables as CSV: text that no spreadsheet takes for a formula, numbers that stay numbers.

use crate::domain::document::{Cell, Table, plain_number};
use crate::domain::long::{Field, Long};
use crate::source::printable;

/// What a spreadsheet takes for the start of a formula; the wide forms too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Pemisah (separator): what stands between two cells, and with it the habits of who reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pemisah {
    /// `;` with a decimal comma and a byte order mark, as Excel in Indonesian opens it.
    TitikKoma,
    /// `,` with a decimal point, for programs.
    Koma,
    /// A tab with a decimal point, for programs.
    Tab,
}

impl Pemisah {
    /// Every separator.
    pub const ALL: [Pemisah; 3] = [Pemisah::TitikKoma, Pemisah::Koma, Pemisah::Tab];

    /// What people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Pemisah::TitikKoma => "titik-koma",
            Pemisah::Koma => "koma",
            Pemisah::Tab => "tab",
        }
    }

    /// The sign itself, which people may type too.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Pemisah::TitikKoma => ";",
            Pemisah::Koma => ",",
            Pemisah::Tab => "\t",
        }
    }

    fn byte(self) -> u8 {
        match self {
            Pemisah::TitikKoma => b';',
            Pemisah::Koma => b',',
            Pemisah::Tab => b'\t',
        }
    }

    /// What stands before everything else.
    fn mark(self) -> &'static str {
        match self {
            Pemisah::TitikKoma => "\u{feff}",
            Pemisah::Koma | Pemisah::Tab => "",
        }
    }

    fn number(self, plain: &str) -> String {
        match self {
            Pemisah::TitikKoma => plain.replace('.', ","),
            Pemisah::Koma | Pemisah::Tab => plain.to_owned(),
        }
    }
}

/// Writes a long table as CSV in UTF-8: its heads, then a line a row.
///
/// # Errors
/// When a row is not as wide as the heads.
pub fn to_bytes(long: &Long, pemisah: Pemisah) -> csv::Result<Vec<u8>> {
    let rows = long.rows.iter().map(Vec::as_slice);
    written(&long.heads, rows, pemisah)
}

/// Writes a table of a document as CSV in UTF-8, as [`to_bytes`] does.
///
/// # Errors
/// When a row is not as wide as the table.
pub fn table(table: &Table, pemisah: Pemisah) -> csv::Result<Vec<u8>> {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.judul).collect();
    let rows = table.rows.iter();
    let rows: Vec<Vec<Field>> = rows.map(|row| row.iter().map(field).collect()).collect();
    written(&heads, rows.iter().map(Vec::as_slice), pemisah)
}

/// A cell of a document as a value of a long table.
fn field(cell: &Cell) -> Field {
    match cell {
        Cell::Empty => Field::Absent,
        Cell::Same(text) | Cell::Text(text) => Field::Text(text.clone()),
        Cell::Count(count) => Field::Number(count.to_string()),
        Cell::Target(target) => match plain_number(target).filter(|_| target.satuan().is_none()) {
            Some(number) => Field::Number(number),
            None => Field::Text(target.print()),
        },
        Cell::Rupiah(rupiah) => Field::Whole(rupiah.get()),
    }
}

fn written<'a>(
    heads: &[&str],
    rows: impl Iterator<Item = &'a [Field]>,
    pemisah: Pemisah,
) -> csv::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(pemisah.byte())
        .from_writer(pemisah.mark().as_bytes().to_vec());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|field| cell(field, pemisah)))?;
    }
    Ok(writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?)
}

fn cell(field: &Field, pemisah: Pemisah) -> String {
    match field {
        Field::Absent => String::new(),
        Field::Text(text) => inert(text),
        Field::Whole(whole) => whole.to_string(),
        Field::Number(plain) => pemisah.number(plain),
    }
}

/// Text on one line that can't be taken for a formula: an apostrophe goes before a sign at its
/// start, and before one behind a separator, where another reader may begin a cell. A minus alone,
/// or before digits, begins none.
fn inert(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let line = printable(&line);
    if line == "-" || is_signed_number(&line) {
        return line.into_owned();
    }
    let mut safe = String::with_capacity(line.len() + 1);
    let (mut starts, mut blank) = (true, false);
    for c in line.chars() {
        // Behind a separator and a blank, a minus is text: `naik, -5`.
        if starts && SIGNS.contains(&c) || blank && matches!(c, '=' | '@') {
            safe.push('\'');
        }
        blank = c == ' ' && (starts || blank);
        starts = matches!(c, ';' | ',') || (starts && matches!(c, '"' | '\''));
        safe.push(c);
    }
    safe
}

/// Digits behind one sign, which are what they say.
fn is_signed_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']);
    digits.is_some_and(|digits| {
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || ".,".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_starts_a_formula() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+62 812", "'+62 812"),
            ("-5", "-5"),
            ("-5,25", "-5,25"),
            ("-2+3", "'-2+3"),
            ("-", "-"),
            ("--", "'--"),
            ("- Terlaksana", "'- Terlaksana"),
            ("\t@SUM(A1)", "'@SUM(A1)"),
            ("\r=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("＝1", "'＝1"),
            ("a;=1", "a;'=1"),
            ("a; =1", "a; '=1"),
            ("a,\"=1\"", "a,\"'=1\""),
            ("naik, -5 persen", "naik, -5 persen"),
            ("1.01.02", "1.01.02"),
            ("APK\n PAUD", "APK PAUD"),
            ("a\u{1b}b", "a?b"),
        ] {
            assert_eq!(inert(text), safe, "{text:?}");
        }
    }
}
