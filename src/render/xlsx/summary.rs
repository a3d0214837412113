//! The sheet of sums: formulas over what is filled in, with the results of today.

use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::fill;
use super::form::{FormBook, Grid};
use crate::domain::workbook::RINGKASAN;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Node, Texts};

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
    sheet.write_string_with_format(0, 0, title, &fill::title())?;
    sheet.write_string_with_format(1, 0, &book.stamp.instansi, &fill::subtitle())?;
    let headings = [
        "Kode",
        "Program",
        "Pagu sub kegiatan (Rp)",
        "Pagu pembanding (Rp)",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(3, column, heading, &fill::heading())?;
    }
    let money = fill::locked().set_num_format(fill::RUPIAH);
    let programs = book
        .plan
        .nodes
        .iter()
        .filter(|node| node.list == List::Program);
    let mut row = 4;
    for node in programs {
        let kode = node.name();
        sheet.write_string_with_format(row, 0, kode, &fill::locked())?;
        let uraian = node.texts.get(&Field::Uraian).map_or("", String::as_str);
        sheet.write_string_with_format(row, 1, uraian, &fill::locked())?;
        let formula = format!(
            "=SUMIF({},\"{kode}.?.??.*\",{})",
            program.range(Field::Kode),
            program.range(Field::Pagu)
        );
        let sum = sum(book, |sub| sub.name().starts_with(&format!("{kode}.")));
        let formula = Formula::new(formula).set_result(sum.to_string());
        sheet.write_formula_with_format(row, 2, formula, &money)?;
        match pagu(&node.texts) {
            Some(pagu) => {
                sheet.write_number_with_format(row, 3, pagu.to_f64().unwrap_or_default(), &money)?
            }
            None => sheet.write_blank(row, 3, &money)?,
        };
        row += 1;
    }
    sheet.write_string_with_format(row, 1, "Jumlah", &fill::heading())?;
    let total =
        Formula::new(format!("=SUM(C5:C{row})")).set_result(sum(book, |_| true).to_string());
    sheet.write_formula_with_format(row, 2, total, &money)?;
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

fn pagu(texts: &Texts) -> Option<i64> {
    texts.get(&Field::Pagu)?.parse().ok()
}

fn sum(book: &FormBook<'_>, wanted: impl Fn(&Node) -> bool) -> i128 {
    let nodes = book.plan.nodes.iter();
    let subs = nodes.filter(|node| node.list == List::SubKegiatan && wanted(node));
    subs.filter_map(|node| pagu(&node.texts))
        .map(i128::from)
        .sum()
}
