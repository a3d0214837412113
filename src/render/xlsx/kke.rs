//! The worksheets of the evaluation as a workbook: what rkt can see is filled in, what has to be
//! judged waits in yellow cells that take only what the sheet asks for.

use rust_xlsxwriter::{DataValidation, RowNum, Workbook, Worksheet, XlsxError};

use super::cell::put_text;
use super::document::put;
use super::fill;
use super::style::{self, Kertas, Page, Side, Tone};
use crate::domain::document::{Cell, Column};
use crate::domain::kke::{Lembar, choices, is_judged, is_open};

/// The row of the headings; above it stand title, office, content and what to write.
const HEADS: RowNum = 5;

/// What stands above the tables.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The office.
    pub instansi: &'a str,
    /// Which content the sheets are of.
    pub isi: &'a str,
}

/// Writes the sheets as one workbook.
///
/// # Errors
/// When a table is larger than a sheet.
pub fn to_bytes(sheets: &[Lembar], heading: &Heading<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&style::properties(
        "KKE perencanaan kinerja",
        heading.instansi,
    )?);
    for lembar in sheets {
        sheet(lembar, heading, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

fn sheet(lembar: &Lembar, heading: &Heading<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let columns = &lembar.table.columns;
    sheet.set_name(lembar.key.to_uppercase())?;
    put_text(sheet, (0, 0), lembar.judul, &style::title())?;
    put_text(sheet, (1, 0), heading.instansi, &style::subtitle())?;
    put_text(sheet, (2, 0), heading.isi, &style::note())?;
    put_text(sheet, (3, 0), lembar.petunjuk, &style::note())?;
    for (col, column) in (0..).zip(columns) {
        sheet.set_column_width(col, width(column))?;
        put_text(sheet, (HEADS, col), column.judul, &style::head())?;
    }
    sheet.set_row_height(HEADS, 30)?;
    let mut last = HEADS;
    for (row, cells) in (HEADS + 1..).zip(&lembar.table.rows) {
        line(sheet, row, columns, cells)?;
        last = row;
    }
    if last > HEADS {
        judged(lembar, last, sheet)?;
    }
    let page = Page {
        kertas: Kertas::A4,
        heads: Some(HEADS),
        kept: 4,
        last: (
            last,
            u16::try_from(columns.len())
                .unwrap_or(u16::MAX)
                .saturating_sub(1),
        ),
        foot: heading.isi,
    };
    style::page(sheet, &page)
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
    let columns = (0..).zip(&lembar.table.columns);
    for (col, _) in columns.filter(|(_, column)| is_judged(column)) {
        let choices = choices(lembar);
        let numbers: Vec<f64> = choices
            .iter()
            .filter_map(|choice| choice.replace(',', ".").parse().ok())
            .collect();
        let terms: Vec<String> = numbers
            .iter()
            .map(|number| {
                format!(
                    "{}=$",
                    rust_xlsxwriter::utility::row_col_to_cell(HEADS + 1, col)
                )
                .replace('$', &number.to_string())
            })
            .collect();
        let rule = DataValidation::new()
            .allow_custom(format!("OR({})", terms.join(",")).as_str().into())
            .set_error_title("Nilai di luar pilihan")?
            .set_error_message(format!("Tulis {}.", choices.join(" atau ")))?;
        sheet.add_data_validation(HEADS + 1, col, last, col, &rule)?;
    }
    Ok(())
}

/// How wide a column is, in characters.
fn width(column: &Column) -> f64 {
    match column.key {
        "no" => 5.0,
        "indikator" | "indikator_renstra" => 38.0,
        "kode" => 18.0,
        "catatan" | "alasan_beda" => 24.0,
        "keterangan_ukur" | "keadaan" => 17.0,
        "satuan" | "tingkat" | "temuan" => 13.5,
        "iku" => 6.0,
        _ if is_judged(column) => 10.5,
        _ => 11.5,
    }
}
