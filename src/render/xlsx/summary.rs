//! The sheet of sums: formulas over what is filled in, with the results of today.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{put_number, put_sum, put_text};
use super::fill;
use super::form::{FormBook, Grid};
use super::style::{self, Page, Side};
use crate::domain::pagu::Rupiah;
use crate::domain::workbook::RINGKASAN;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::Node;

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    book: &FormBook<'_>,
    program: &Grid<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(RINGKASAN)?;
    for (column, width) in [(0, 14), (1, 60), (2, 22), (3, 22)] {
        sheet.set_column_width(column, width)?;
    }
    let title = format!("Ringkasan Form RKT {}: {}", book.tahun, book.bidang);
    put_text(sheet, (0, 0), &title, &style::title())?;
    put_text(sheet, (1, 0), &book.stamp.instansi, &style::note())?;
    let headings = [
        "Kode",
        "Program",
        "Pagu sub kegiatan (Rp)",
        "Pagu pembanding (Rp)",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(3, column, heading, &fill::heading())?;
    }
    let words = fill::locked(Side::Left);
    let money = fill::locked(Side::Right).set_num_format(style::WHOLE);
    let programs = book
        .plan
        .nodes
        .iter()
        .filter(|node| node.list == List::Program);
    let mut row = 4;
    for node in programs {
        let kode = node.name();
        put_text(sheet, (row, 0), kode, &words)?;
        let uraian = node.texts.get(&Field::Uraian).map_or("", String::as_str);
        put_text(sheet, (row, 1), uraian, &words)?;
        let formula = format!(
            "=SUMIF({},\"{kode}.?.??.*\",{})",
            program.range(Field::Kode),
            program.range(Field::Pagu)
        );
        let sum = sum(book, |sub| sub.name().starts_with(&format!("{kode}.")));
        put_sum(sheet, (row, 2), sum, &formula, &money)?;
        let control = node.texts.get(&Field::Pagu).map_or("", String::as_str);
        let control = Rupiah::parse(control)
            .map_or_else(|_| control.to_owned(), |pagu| pagu.get().to_string());
        put_number(sheet, (row, 3), &control, &money)?;
        row += 1;
    }
    // Programs that are written below the others have no row here.
    let all = format!(
        "SUMIF({},\"?.??.??.?.??.*\",{})",
        program.range(Field::Kode),
        program.range(Field::Pagu)
    );
    let listed = if row > 4 {
        format!("-SUM(C5:C{row})")
    } else {
        String::new()
    };
    let label = if row > 4 {
        "Program lain, yang ditambahkan di buku kerja ini"
    } else {
        "Semua program"
    };
    put_text(sheet, (row, 1), label, &words)?;
    let of_listed = |sub: &Node| programs_of(book).any(|kode| sub.name().starts_with(&kode));
    let rest = sum(book, |sub| !of_listed(sub));
    put_sum(sheet, (row, 2), rest, &format!("={all}{listed}"), &money)?;
    row += 1;
    sheet.write_string_with_format(row, 1, "Jumlah", &fill::heading())?;
    put_sum(
        sheet,
        (row, 2),
        sum(book, |_| true),
        &format!("={all}"),
        &money,
    )?;
    sheet.protect();
    let page = Page {
        kertas: book.kertas,
        heads: Some(3),
        kept: 0,
        last: (row, 3),
        foot: book.bidang,
    };
    style::page(sheet, &page)
}

/// How the kode below each program begin.
fn programs_of<'a>(book: &'a FormBook<'_>) -> impl Iterator<Item = String> + 'a {
    let nodes = book.plan.nodes.iter();
    let programs = nodes.filter(|node| node.list == List::Program);
    programs.map(|node| format!("{}.", node.name()))
}

/// What the sub kegiatan that are meant cost together; zero past what money can be.
fn sum(book: &FormBook<'_>, wanted: impl Fn(&Node) -> bool) -> Rupiah {
    let nodes = book.plan.nodes.iter();
    let subs = nodes.filter(|node| node.list == List::SubKegiatan && wanted(node));
    let pagu = subs.filter_map(|node| Rupiah::parse(node.texts.get(&Field::Pagu)?).ok());
    let mut all = pagu.map(Some);
    let sum = all.try_fold(Rupiah::ZERO, |sum, pagu| sum.checked_add(pagu?));
    sum.unwrap_or_default()
}
