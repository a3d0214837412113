//! The document as a workbook: a cover, a sheet a section, and last the money by program and
//! Bidang; made to be read and printed.
//!
//! Money and plain targets are numbers, and a sum of pagu is a formula over the rows that give
//! it. Its stored value is the document's own; where the two would differ there is no formula.

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};

use super::cell::{as_typed, exact, put_number, put_sum, put_text};
use super::cover::cover;
use super::rekap;
use super::style::{self, At, Kertas, Page, Side, Tone};
use crate::domain::document::{Cell, Column, Document, Section, Table, plain_number};
use crate::domain::kode::Level;
use crate::domain::rekap::Rekap;
use crate::domain::sums::{self, Rank, addends};
use crate::domain::target::Target;

/// The row of the headings of a section's table; above it stand title, office and standing.
const HEADS: RowNum = 5;

/// Writes a document as a workbook, with its money by Bidang if it has any.
///
/// # Errors
/// When a table is larger than a sheet.
pub fn to_bytes(document: &Document, rekap: &Rekap) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = style::properties(&document.judul, &document.instansi)?;
    workbook.set_properties(&properties);
    let has_money = !rekap.bidang.is_empty();
    cover(document, has_money, workbook.add_worksheet())?;
    for section in &document.sections {
        sheet(document, section, workbook.add_worksheet())?;
    }
    if has_money {
        rekap::write(document, rekap, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

/// The name of a section's sheet.
pub(super) fn name(section: &Section) -> String {
    let mut chars = section.key.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// A section: what it is of, its table, and for the Bidang their sum.
fn sheet(document: &Document, section: &Section, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let table = &section.table;
    sheet.set_name(name(section))?;
    put_text(sheet, (0, 0), &document.judul, &style::title())?;
    put_text(sheet, (1, 0), &document.instansi, &style::subtitle())?;
    put_text(sheet, (2, 0), &section.judul, &style::subtitle())?;
    let remarks = if document.catatan.is_empty() {
        ""
    } else {
        " · Catatan di lembar Ringkasan"
    };
    let known = format!(
        "{} · Kode {}{remarks}",
        document.standing(),
        document.kode()
    );
    put_text(sheet, (3, 0), &known, &style::note())?;
    for (col, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(col, width(column))?;
        put_text(sheet, (HEADS, col), heading(column), &style::head())?;
    }
    sheet.set_row_height(HEADS, 30)?;
    rows(table, sheet)?;
    let mut last = HEADS + rows_of(table);
    if section.key == "bidang" && !table.rows.is_empty() {
        last += 1;
        recap(table, sheet, last)?;
    }
    let kept = place(table, "uraian").unwrap_or(0);
    let page = Page {
        kertas: Kertas::A4,
        heads: Some(HEADS),
        kept: ColNum::try_from(kept).unwrap_or(0),
        last: (last, cols_of(table).saturating_sub(1)),
        foot: &document.foot(),
    };
    style::page(sheet, &page)
}

/// Where a table has a column.
pub(super) fn place(table: &Table, key: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.key == key)
}

fn rows_of(table: &Table) -> RowNum {
    RowNum::try_from(table.rows.len()).unwrap_or(RowNum::MAX)
}

fn cols_of(table: &Table) -> ColNum {
    ColNum::try_from(table.columns.len()).unwrap_or(ColNum::MAX)
}

/// The heading of a column; money says its unit, since its cells don't.
fn heading(column: &Column) -> &'static str {
    match column.key {
        "pagu" => "Pagu (Rp)",
        _ => column.judul,
    }
}

/// How wide a column is, in characters.
fn width(column: &Column) -> f64 {
    match column.key {
        "uraian" | "indikator" if !column.right => 38.0,
        "nama" | "semula" | "menjadi" | "baris" => 42.0,
        "isian" => 24.0,
        "kode" | "pagu" => 19.0,
        "satuan" => 17.0,
        "bidang" | "id" => 15.0,
        "sumber_dana" | "ajuan" | "tingkat" => 13.5,
        _ if column.judul.starts_with("TW ") => 9.5,
        _ => 12.0,
    }
}

fn rows(table: &Table, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let sums = addends(table);
    let tingkat = place(table, "tingkat");
    for (n, (cells, sum)) in table.rows.iter().zip(&sums).enumerate() {
        let tingkat = tingkat.and_then(|at| cells.get(at));
        let tone = tingkat.map_or(Tone::Plain, tone);
        let row = HEADS + 1 + RowNum::try_from(n).unwrap_or(RowNum::MAX);
        let printed: Vec<String> = cells.iter().map(Cell::print).collect();
        let widths = table.columns.iter().map(width);
        let texts = printed.iter().map(String::as_str).zip(widths);
        sheet.set_row_height(row, style::height(tone, texts))?;
        for (col, (column, cell)) in (0..).zip(table.columns.iter().zip(cells)) {
            let format = style::cell(tone, Side::of(column));
            let sum = sum.as_ref().filter(|_| column.key == "pagu");
            let formula = sum.and_then(|of| formula(table, usize::from(col), of));
            match (cell, formula) {
                (Cell::Rupiah(rupiah), Some(formula)) => {
                    let format = format.set_num_format(style::WHOLE);
                    put_sum(sheet, (row, col), *rupiah, &formula, &format)?;
                }
                (Cell::Empty, _) if tone == Tone::Total => {
                    put_text(sheet, (row, col), "", &format)?;
                }
                (cell, _) => put(sheet, (row, col), cell, &format)?,
            }
        }
    }
    Ok(())
}

/// How a row looks, by its tingkat.
fn tone(tingkat: &Cell) -> Tone {
    match Rank::of(tingkat) {
        Some(Rank::Total) => Tone::Total,
        Some(Rank::Of(Level::Program)) => Tone::Top,
        Some(Rank::Of(Level::Kegiatan)) => Tone::Strong,
        Some(Rank::Of(Level::SubKegiatan)) | None => Tone::Plain,
    }
}

/// The sum over all Bidang, which the document has in another section.
fn recap(table: &Table, sheet: &mut Worksheet, row: RowNum) -> Result<(), XlsxError> {
    for (col, column) in (0..).zip(&table.columns) {
        let at = usize::from(col);
        let format = style::cell(Tone::Total, Side::of(column));
        let total = sums::column(table, column.key);
        let all: Vec<usize> = (0..table.rows.len()).collect();
        match (column.key, total, formula(table, at, &all)) {
            ("nama", ..) => put_text(sheet, (row, col), "JUMLAH", &format)?,
            ("pagu", Some(total), Some(formula)) => {
                let format = format.set_num_format(style::WHOLE);
                put_sum(sheet, (row, col), total, &formula, &format)?;
            }
            ("pagu", total, _) => put(sheet, (row, col), &Cell::rupiah(total), &format)?,
            _ => put_text(sheet, (row, col), "", &format)?,
        }
    }
    Ok(())
}

/// Writes a cell of the document.
pub(super) fn put(
    sheet: &mut Worksheet,
    at: At,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Rupiah(rupiah) => {
            let format = format.clone().set_num_format(style::WHOLE);
            put_number(sheet, at, &rupiah.get().to_string(), &format)
        }
        Cell::Count(count) => put_number(sheet, at, &count.to_string(), format),
        Cell::Target(target) => match typed(target) {
            Some((plain, shown)) => {
                put_number(sheet, at, &plain, &format.clone().set_num_format(shown))
            }
            None => put_text(sheet, at, &target.print(), format),
        },
        Cell::Empty | Cell::Same(_) | Cell::Text(_) => put_text(sheet, at, &cell.print(), format),
    }
}

/// A target that is one number and nothing else: its plain text, and the format that shows it as
/// it is printed.
fn typed(target: &Target) -> Option<(String, String)> {
    let plain = plain_number(target).filter(|_| target.satuan().is_none())?;
    let printed = target.print();
    let decimals = printed.split_once(',').map_or(0, |(_, typed)| typed.len());
    exact(&plain)?;
    Some((plain, as_typed(decimals, printed.contains('.'))))
}

/// The most terms of a sum; more would not fit into a formula.
const MOST_TERMS: usize = 250;

/// A sum over rows of a column; neighbours with no other money between them are one range.
fn formula(table: &Table, column: usize, rows: &[usize]) -> Option<String> {
    let money = |n: usize| match table.rows.get(n).and_then(|row| row.get(column)) {
        Some(Cell::Rupiah(rupiah)) => Some(*rupiah),
        Some(_) | None => None,
    };
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        if money(*row).is_some_and(|rupiah| exact(&rupiah.get().to_string()).is_none()) {
            return None;
        }
        match ranges.last_mut() {
            Some((_, end)) if (*end + 1..*row).all(|n| money(n).is_none()) => *end = *row,
            Some(_) | None => ranges.push((*row, *row)),
        }
    }
    if ranges.is_empty() || ranges.len() > MOST_TERMS {
        return None;
    }
    let terms = ranges.into_iter().map(|(start, end)| {
        let start_at = address(start, column)?;
        Some(if start == end {
            start_at
        } else {
            format!("{start_at}:{}", address(end, column)?)
        })
    });
    let terms: Option<Vec<String>> = terms.collect();
    Some(format!("SUM({})", terms?.join(",")))
}

/// Where a cell of a section's table stands on its sheet, e.g. `K7`.
pub(super) fn address(row: usize, column: usize) -> Option<String> {
    let column = ColNum::try_from(column).ok()?;
    let row = RowNum::try_from(row).ok()?.checked_add(HEADS + 1)?;
    Some(rust_xlsxwriter::utility::row_col_to_cell(row, column))
}
