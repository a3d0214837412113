//! Reads a table as text (CSV, TSV) into a sheet, whatever divides its columns.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::xlsx::Unreadable;
use crate::domain::sheet::{At, Sheet, Value};

/// The largest table that is read.
pub const LARGEST: u64 = 4 * 1024 * 1024;
/// The most cells that are read.
const CELLS: usize = 500_000;
/// What may divide columns.
const DIVIDERS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// How many rows tell which one does.
const LOOKED_AT: usize = 50;
/// A row that no table has, by which an open quote is noticed.
const END: &str = "\u{1}rkt";

/// Reads a table as text; the sheet gets the file's name.
///
/// # Errors
/// When it is no text in UTF-8, a quote is left open, or it has too many cells.
pub fn sheet(name: &str, bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = text(bytes)?;
    let (said, text) = stated(text);
    let divider = said.unwrap_or_else(|| divider(text));
    let rows = rows(text, divider)?;
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    for (row, record) in &rows {
        let cells = record.iter().zip(0..);
        for (cell, column) in cells.filter(|(cell, _)| !cell.trim().is_empty()) {
            let value = Value::Text(cell.to_owned());
            sheet.cells.insert(At::new(*row, column), value);
        }
    }
    if sheet.cells.len() > CELLS {
        return Err(Unreadable::new(
            &format!("tabel ini berisi lebih dari {CELLS} sel"),
            "hapus baris dan kolom yang tidak diperlukan, lalu simpan lagi",
        ));
    }
    Ok(sheet)
}

/// Bytes as text, or in which words they are none.
fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let help = "buka di Excel, lalu simpan sebagai CSV UTF-8, atau sebagai Excel Workbook (.xlsx)";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        let message = "tabel ini disimpan sebagai UTF-16, atau bukan teks";
        return Err(Unreadable::new(message, help));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let message = format!(
            "tabel ini tidak disimpan sebagai UTF-8 (mungkin Windows-1252): lihat baris {line}"
        );
        Unreadable::new(&message, help)
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// The divider that a first line `sep=;` states, and the text below it.
fn stated(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end_matches('\r').strip_prefix("sep=");
    match said.map(str::as_bytes) {
        Some([divider]) => (Some(*divider), rest),
        Some(_) | None => (None, text),
    }
}

/// The divider by which most rows have the same number of columns.
fn divider(text: &str) -> u8 {
    let best = DIVIDERS.iter().max_by_key(|divider| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader(text, **divider).records().take(LOOKED_AT).flatten() {
            *counts.entry(record.len()).or_default() += 1;
        }
        let several = counts.into_iter().filter(|(columns, _)| *columns > 1);
        let most = several.max_by_key(|(columns, rows)| (*rows, *columns));
        most.map_or((0, 0), |(columns, rows)| (rows, columns))
    });
    best.copied().unwrap_or(b',')
}

fn reader(text: &str, divider: u8) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(divider);
    builder.from_reader(text.as_bytes())
}

/// The rows, each with its place; empty lines are counted, as a spreadsheet does.
fn rows(text: &str, divider: u8) -> Result<Vec<(u32, StringRecord)>, Unreadable> {
    let ended = text.replace("\r\n", "\n");
    let ended = format!("{}\n{END}\n", ended.trim_end_matches('\n'));
    let broken = |_| Unreadable::new("tabel ini tidak terbaca", "simpan ulang sebagai CSV UTF-8");
    let mut reader = reader(&ended, divider);
    let mut rows = Vec::new();
    let mut row = 0;
    let mut record = StringRecord::new();
    let mut start = 0;
    while reader.read_record(&mut record).map_err(broken)? {
        let end = usize::try_from(reader.position().byte()).unwrap_or(ended.len());
        let raw = ended.get(start..end).unwrap_or_default();
        row += n_empty(raw);
        if has_stray_quote(raw.trim_start_matches('\n'), divider) {
            return Err(Unreadable::new(
                &format!("tanda kutip (\") di baris {} tidak ditutup", row + 1),
                "tutup tanda kutipnya, atau simpan ulang dari Excel sebagai CSV UTF-8",
            ));
        }
        rows.push((row, record.clone()));
        row = row.saturating_add(1);
        start = end;
    }
    match rows.pop() {
        Some((_, last)) if last.iter().eq([END]) => Ok(rows),
        Some((row, _)) => Err(Unreadable::new(
            &format!("tanda kutip (\") di baris {} tidak ditutup", row + 1),
            "tutup tanda kutipnya, atau simpan ulang dari Excel sebagai CSV UTF-8",
        )),
        None => Ok(rows),
    }
}

/// Whether text follows a closing quote: the quote was open since a cell before.
fn has_stray_quote(raw: &str, divider: u8) -> bool {
    let divider = char::from(divider);
    let mut chars = raw.chars().peekable();
    let (mut quoted, mut at_start) = (false, true);
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (false, '"') if at_start => quoted = true,
            (true, '"') if chars.peek() == Some(&'"') => {
                chars.next();
            }
            (true, '"') => {
                quoted = false;
                let after = chars.peek().copied();
                if after.is_some_and(|c| c != divider && !matches!(c, '\n' | '\r' | ' ')) {
                    return true;
                }
            }
            (false | true, _) => {}
        }
        at_start = !quoted && (c == divider || c == '\n');
    }
    false
}

/// How many empty lines a record has before it.
fn n_empty(raw: &str) -> u32 {
    let lines = raw.split_inclusive('\n');
    let empty = lines.take_while(|line| *line == "\n");
    u32::try_from(empty.count()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(String, String)> {
        let sheet = sheet("a.csv", bytes).unwrap();
        let cells = sheet.cells.iter();
        cells
            .map(|(at, value)| (at.to_string(), value.shown()))
            .collect()
    }

    fn fault(bytes: &[u8]) -> String {
        sheet("a.csv", bytes).unwrap_err().message
    }

    #[test]
    fn any_divider_is_found_out() {
        for divider in [",", ";", "\t", "|"] {
            let text = format!(
                "No{divider}Uraian{divider}Target\r\n1{divider}\"a, b; c\"{divider}\"86,5\"\r\n"
            );
            let found = cells(format!("\u{feff}{text}").as_bytes());
            assert_eq!(found[4], ("B2".to_owned(), "a, b; c".to_owned()), "{text}");
            assert_eq!(found[5], ("C2".to_owned(), "86,5".to_owned()), "{text}");
        }
        assert_eq!(cells(b"sep=|\na|b\n")[1].0, "B1");
        assert_eq!(cells(b"Uraian;Target\nAPM;99,1\nAPS;98,2\n")[3].1, "99,1");
    }

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        let found = cells(b"a,b\n\n\n\"c\nd\",e\n\nf,g\n");
        let names: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
        assert_eq!(names, ["A1", "B1", "A4", "B4", "A6", "B6"]);
        assert!(cells(b"").is_empty() && cells(b"\n\n").is_empty());
    }

    #[test]
    fn what_is_no_utf8_is_told() {
        assert!(fault(b"a,b\nx,caf\xe9\n").contains("Windows-1252"));
        assert!(fault(&[0xff, 0xfe, b'a', 0]).contains("UTF-16"));
        assert!(fault(b"a,b\n\"x,y\n1,2\n").contains("baris 2"));
        assert!(fault(b"a;b\n\"x;8\ny;\"z\";9\n").contains("baris 2"));
        assert_eq!(cells(b"a;b\n\"x\"\"y\" ;z \"q\"\n")[2].1, "x\"y ");
    }
}
