//! The cover of a workbook: what the document is, what must be known of it, and its sheets.

use rust_xlsxwriter::{Format, RowNum, Worksheet, XlsxError};

use super::cell::{put_sum, put_text};
use super::document::{address, name, place};
use super::rekap;
use super::style::{self, Kertas, Page, Side, Tone};
use crate::domain::document::{Cell, Document, Section, Table};
use crate::domain::kode::Level;
use crate::domain::pagu::Rupiah;

/// The sheet before all others.
const COVER: &str = "Ringkasan";

/// How wide its columns are: what, and its value.
const WIDTHS: [f64; 2] = [24.0, 106.0];

const TOTAL: &str = "Total pagu";

/// The cover: what the document is, what must be known of it, and its sheets.
///
/// # Errors
/// When the document has more than a sheet holds.
pub fn cover(document: &Document, has_money: bool, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(COVER)?;
    for (col, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(col, width)?;
    }
    put_text(sheet, (0, 0), &document.judul, &style::title())?;
    put_text(sheet, (1, 0), &document.instansi, &style::subtitle())?;
    let mut row = 3;
    for (what, value) in identity(document) {
        row = pair(sheet, row, what, &value)?;
    }
    let total = document.sections.iter().find_map(grand);
    row = match total {
        Some((at, total)) => {
            let format = named().set_num_format(style::RUPIAH);
            put_text(sheet, (row, 0), TOTAL, &named())?;
            put_sum(sheet, (row, 1), total, &at, &format)?;
            row + 1
        }
        None => pair(sheet, row, TOTAL, "belum ada")?,
    };
    for remark in &document.catatan {
        row = pair(sheet, row, "Catatan", remark)?;
    }
    let sections = document.sections.iter();
    let sections = sections.map(|section| (name(section), section.judul.as_str()));
    let rekap = has_money.then(|| (rekap::NAME.to_owned(), rekap::TITLE));
    row = contents(sections.chain(rekap), sheet, row + 1)?;
    put_text(sheet, (row + 1, 0), &caution(document), &style::note())?;
    let page = Page {
        kertas: Kertas::A4,
        heads: None,
        kept: 0,
        last: (row + 1, 1),
        foot: &document.foot(),
    };
    style::page(sheet, &page)
}

fn identity(document: &Document) -> [(&'static str, String); 5] {
    [
        ("Tahun", document.tahun.to_string()),
        ("Kedudukan", document.standing()),
        ("Kode dokumen", document.kode()),
        ("SHA-256 isi", document.digest()),
        ("Memuat", counts(document)),
    ]
}

/// How many rows of each kind the document has.
fn counts(document: &Document) -> String {
    let mut parts = Vec::new();
    for section in &document.sections {
        let table = &section.table;
        match section.key {
            "sasaran" => parts.push(format!("{} sasaran", n_rows(table, None))),
            "program" => {
                let levels = [Level::Program, Level::Kegiatan, Level::SubKegiatan];
                let levels = levels.map(Level::name);
                parts.extend(levels.map(|name| format!("{} {name}", n_rows(table, Some(name)))));
            }
            _ => {}
        }
    }
    let has = |row: &Vec<Cell>, at: Option<usize>| {
        let cell = at.and_then(|at| row.get(at));
        matches!(cell, Some(Cell::Target(_)))
    };
    let indikator = document.sections.iter().map(|section| {
        let at = place(&section.table, "target");
        section.table.rows.iter().filter(|row| has(row, at)).count()
    });
    parts.push(format!("{} indikator", indikator.sum::<usize>()));
    parts.join(", ")
}

/// The rows of a table, further lines of a row not counted; of one tingkat, if it is named.
fn n_rows(table: &Table, tingkat: Option<&str>) -> usize {
    let (level, uraian) = (place(table, "tingkat"), place(table, "uraian"));
    let of = |row: &&Vec<Cell>| {
        let level = level.and_then(|at| row.get(at)).map(Cell::print);
        tingkat.is_none_or(|name| level.as_deref() == Some(name))
    };
    let first = |row: &&Vec<Cell>| {
        let uraian = uraian.and_then(|at| row.get(at));
        !matches!(uraian, Some(Cell::Same(_)))
    };
    table.rows.iter().filter(of).filter(first).count()
}

fn pair(sheet: &mut Worksheet, row: RowNum, what: &str, value: &str) -> Result<RowNum, XlsxError> {
    let texts = [what, value].into_iter().zip(WIDTHS);
    sheet.set_row_height(row, style::height(Tone::Plain, texts))?;
    put_text(sheet, (row, 0), what, &named())?;
    put_text(sheet, (row, 1), value, &plain())?;
    Ok(row + 1)
}

fn named() -> Format {
    style::cell(Tone::Strong, Side::Left)
}

fn plain() -> Format {
    style::cell(Tone::Plain, Side::Left)
}

/// The sheets, each with a link to it.
fn contents<'a>(
    sheets: impl Iterator<Item = (String, &'a str)>,
    sheet: &mut Worksheet,
    row: RowNum,
) -> Result<RowNum, XlsxError> {
    put_text(sheet, (row, 0), "Lembar", &style::head())?;
    put_text(sheet, (row, 1), "Isi", &style::head())?;
    let mut row = row + 1;
    for (name, what) in sheets {
        let link = format!("internal:'{name}'!A1");
        sheet.write_url_with_text(row, 0, link.as_str(), name.as_str())?;
        sheet.set_cell_format(row, 0, &style::link())?;
        put_text(sheet, (row, 1), what, &plain())?;
        row += 1;
    }
    Ok(row)
}

fn caution(document: &Document) -> String {
    let kode = document.kode();
    format!(
        "Jumlah pagu dihitung dengan rumus. Isi yang diubah di sini bukan lagi isi berkode {kode}."
    )
}

/// The total of a section's pagu, and where it stands, seen from another sheet.
fn grand(section: &Section) -> Option<(String, Rupiah)> {
    let table = &section.table;
    let (tingkat, pagu) = place(table, "tingkat").zip(place(table, "pagu"))?;
    let is_total = |row: &Vec<Cell>| row.get(tingkat).is_some_and(Cell::is_total);
    let at = table.rows.iter().position(is_total)?;
    let Some(Cell::Rupiah(total)) = table.rows.get(at).and_then(|row| row.get(pagu)) else {
        return None;
    };
    Some((
        format!("'{}'!{}", name(section), address(at, pagu)?),
        *total,
    ))
}
