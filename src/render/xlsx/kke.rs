//! The sheets of the evaluation as a workbook: what rkt can see is filled in, what has to be judged
//! waits in yellow cells that take only what the sheet asks for.

use rust_xlsxwriter::{ColNum, DataValidation, Format, RowNum, Workbook, Worksheet, XlsxError};

use super::cell::put_text;
use super::document::put;
use super::fill;
use super::style::{self, Kertas, Page, Side, Tone};
use crate::domain::document::{Cell, Column, Table};
use crate::domain::lembar::{Lembar, is_judged, is_open};

/// The row that says which columns are the evaluator's.
const BAND: RowNum = 4;

/// The row of the headings; above it stand title, office, content and what to write.
const HEADS: RowNum = BAND + 1;

/// What stands above the tables.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// What the workbook is called.
    pub judul: &'a str,
    /// The office.
    pub instansi: &'a str,
    /// Which content the sheets are of.
    pub isi: &'a str,
}

/// Writes the sheets as one workbook, and last what the codes on them mean.
///
/// # Errors
/// When a table is larger than a sheet.
pub fn to_bytes(
    sheets: &[Lembar],
    kode: &Table,
    heading: &Heading<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&style::properties(heading.judul, heading.instansi)?);
    for lembar in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(lembar.key.to_uppercase())?;
        above([lembar.judul, lembar.petunjuk], heading, sheet)?;
        let last = body(&lembar.table, heading, sheet)?;
        band(&lembar.table.columns, sheet)?;
        judged(lembar, last, sheet)?;
    }
    if !kode.rows.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name("Kode temuan")?;
        let petunjuk = "Satu temuan tentang banyak baris ditulis di baris pertamanya; penjelasan kode: rkt explain KODE";
        above(["Arti kode temuan rkt check", petunjuk], heading, sheet)?;
        body(kode, heading, sheet)?;
    }
    workbook.save_to_buffer()
}

fn above(
    [judul, petunjuk]: [&str; 2],
    heading: &Heading<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    put_text(sheet, (0, 0), judul, &style::title())?;
    put_text(sheet, (1, 0), heading.instansi, &style::subtitle())?;
    put_text(sheet, (2, 0), heading.isi, &style::note())?;
    put_text(sheet, (3, 0), petunjuk, &style::note())
}

/// Writes a table, with a filter on its headings; gives its last row.
fn body(table: &Table, heading: &Heading<'_>, sheet: &mut Worksheet) -> Result<RowNum, XlsxError> {
    let columns = &table.columns;
    for (col, column) in (0..).zip(columns) {
        sheet.set_column_width(col, width(column))?;
        put_text(sheet, (HEADS, col), column.judul, &head(column))?;
    }
    let upright = columns.iter().any(is_upright);
    sheet.set_row_height(HEADS, if upright { 120 } else { 32 })?;
    let mut last = HEADS;
    for (row, cells) in (HEADS + 1..).zip(&table.rows) {
        line(sheet, row, columns, cells)?;
        last = row;
    }
    let end = ColNum::try_from(columns.len()).unwrap_or(ColNum::MAX);
    let end = end.saturating_sub(1);
    if last > HEADS {
        sheet.autofilter(HEADS, 0, last, end)?;
    }
    let named = columns.iter().position(is_named);
    let page = Page {
        kertas: Kertas::A4,
        heads: Some(HEADS),
        kept: named.map_or(0, |at| ColNum::try_from(at + 1).unwrap_or(0)),
        last: (last, end),
        foot: heading.isi,
    };
    style::page(sheet, &page)?;
    sheet.set_repeat_rows(BAND, HEADS)?;
    Ok(last)
}

/// Whether a column says which line it is; it is kept in sight with those before it.
fn is_named(column: &Column) -> bool {
    matches!(column.key, "indikator" | "kriteria")
}

/// Whether a heading is written upright, over a cell that holds but one digit.
fn is_upright(column: &Column) -> bool {
    is_judged(column) && column.key != "nilai_evaluator"
}

fn head(column: &Column) -> Format {
    let format = style::head();
    let format = if is_open(column) {
        format.set_background_color(fill::MISSING)
    } else {
        format
    };
    if is_upright(column) {
        return format.set_rotation(90);
    }
    format
}

/// Marks the columns of the evaluator, which stand together at the end.
fn band(columns: &[Column], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let open = (0..).zip(columns).filter(|(_, column)| is_open(column));
    let open: Vec<ColNum> = open.map(|(col, _)| col).collect();
    let (Some(first), Some(last)) = (open.first(), open.last()) else {
        return Ok(());
    };
    let format = style::head().set_background_color(fill::MISSING);
    sheet
        .merge_range(BAND, *first, BAND, *last, "Diisi evaluator", &format)
        .map(drop)
}

fn line(
    sheet: &mut Worksheet,
    row: RowNum,
    columns: &[Column],
    cells: &[Cell],
) -> Result<(), XlsxError> {
    let printed: Vec<String> = cells.iter().map(Cell::print).collect();
    let widths = columns.iter().map(width);
    let texts = printed.iter().map(String::as_str).zip(widths);
    sheet.set_row_height(row, style::height(Tone::Plain, texts))?;
    for (col, (column, cell)) in (0..).zip(columns.iter().zip(cells)) {
        if is_open(column) {
            let open = fill::input(Side::of(column)).set_background_color(fill::MISSING);
            sheet.write_blank(row, col, &open)?;
        } else {
            put(
                sheet,
                (row, col),
                cell,
                &style::cell(Tone::Plain, Side::of(column)),
            )?;
        }
    }
    Ok(())
}

/// Lets a judged cell take only what the sheet asks for.
fn judged(lembar: &Lembar, last: RowNum, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let numbers = lembar.pilihan.iter();
    let numbers = numbers.filter_map(|choice| choice.replace(',', ".").parse().ok());
    let numbers: Vec<f64> = numbers.collect();
    if numbers.is_empty() || last == HEADS {
        return Ok(());
    }
    let columns = (0..).zip(&lembar.table.columns);
    for (col, _) in columns.filter(|(_, column)| is_judged(column)) {
        let first = rust_xlsxwriter::utility::row_col_to_cell(HEADS + 1, col);
        let terms = numbers.iter().map(|number| format!("{first}={number}"));
        let terms: Vec<String> = terms.collect();
        let rule = DataValidation::new()
            .allow_custom(format!("OR({})", terms.join(",")).as_str().into())
            .set_error_title("Nilai di luar pilihan")?
            .set_error_message(format!("Tulis {}.", lembar.pilihan.join(" atau ")))?;
        sheet.add_data_validation(HEADS + 1, col, last, col, &rule)?;
    }
    Ok(())
}

/// How wide a column is, in characters: all together leave letters that can be read on A4.
fn width(column: &Column) -> f64 {
    match column.key {
        "bukti" => 62.0,
        "arti" | "asal" => 48.0,
        "indikator" | "indikator_renstra" | "kriteria" => 32.0,
        "kode" => 18.5,
        "catatan" | "alasan_beda" => 18.0,
        "kelengkapan_definisi" | "keadaan" | "temuan" | "sub_komponen" => 13.5,
        "jenis_triwulan" => 12.0,
        "satuan" | "satuan_renstra" | "bidang" | "bobot" => 11.0,
        "no" | "iku" => 5.0,
        "dasar_tahun" => 7.0,
        _ if is_upright(column) => 4.5,
        _ => 9.5,
    }
}
