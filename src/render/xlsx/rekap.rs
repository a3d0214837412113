//! The money by program and Bidang, with a formula for every sum.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::cell::{exact, put_number, put_sum, put_text};
use super::style::{self, At, Kertas, Page, Side, Tone};
use crate::domain::document::Document;
use crate::domain::pagu::Rupiah;
use crate::domain::rekap::Rekap;

/// The name of the sheet.
pub(super) const NAME: &str = "Rekap";

/// What the sheet is.
pub(super) const TITLE: &str = "Rekapitulasi pagu menurut program dan Bidang (rupiah)";

/// The row of the headings.
const HEADS: RowNum = 5;

/// The columns before those of the Bidang, and how wide they are.
const FIRST: [(&str, f64); 2] = [("Kode", 12.0), ("Program", 46.0)];

/// How wide a column of money is.
const WIDTH: f64 = 20.0;

/// Writes the sheet. A sum that a spreadsheet would not hold exactly is text, as its parts are.
///
/// # Errors
/// When the plan has more than a sheet holds.
pub(super) fn write(
    document: &Document,
    rekap: &Rekap,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    put_text(sheet, (0, 0), &document.judul, &style::title())?;
    put_text(sheet, (1, 0), &document.instansi, &style::subtitle())?;
    put_text(sheet, (2, 0), TITLE, &style::subtitle())?;
    let known = format!("{} · Kode {}", document.standing(), document.kode());
    put_text(sheet, (3, 0), &known, &style::note())?;
    heads(rekap, sheet)?;
    let grid = Grid::of(rekap);
    for (row, program) in (HEADS + 1..).zip(&rekap.program) {
        let uraian = program.uraian.as_deref().unwrap_or_default();
        let texts = [program.kode.as_str(), uraian];
        let widths = FIRST.map(|(_, width)| width);
        let height = style::height(Tone::Plain, texts.into_iter().zip(widths));
        sheet.set_row_height(row, height)?;
        for (col, text) in (0..).zip(texts) {
            put_text(
                sheet,
                (row, col),
                text,
                &style::cell(Tone::Plain, Side::Left),
            )?;
        }
        let format = money(Tone::Plain);
        for (col, part) in (grid.left..).zip(&program.bagian) {
            match part {
                Some(part) => put_number(sheet, (row, col), &part.get().to_string(), &format)?,
                None => put_text(sheet, (row, col), "–", &format)?,
            }
        }
        let parts = [(row, grid.left), (row, grid.jumlah.saturating_sub(1))];
        let sum = (program.jumlah, Tone::Top);
        grid.sum(sheet, (row, grid.jumlah), sum, parts)?;
    }
    totals(rekap, &grid, sheet)?;
    style::page(
        sheet,
        &Page {
            kertas: Kertas::A4,
            heads: Some(HEADS),
            kept: grid.left,
            last: (grid.last, grid.jumlah),
            foot: &document.foot(),
        },
    )
}

fn heads(rekap: &Rekap, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bidang = rekap.bidang.iter().map(|one| (one.nama.as_str(), WIDTH));
    let all = FIRST.into_iter().chain(bidang).chain([("Jumlah", WIDTH)]);
    for (col, (text, width)) in (0..).zip(all) {
        sheet.set_column_width(col, width)?;
        put_text(sheet, (HEADS, col), text, &style::head())?;
    }
    sheet.set_row_height(HEADS, 46).map(drop)
}

/// The sums of all program, of each Bidang and of the plan.
fn totals(rekap: &Rekap, grid: &Grid, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let label = style::cell(Tone::Total, Side::Left);
    put_text(sheet, (grid.last, 0), "", &label)?;
    put_text(sheet, (grid.last, 1), "JUMLAH", &label)?;
    let bidang = rekap.jumlah.iter().copied().map(Some);
    let all = bidang.chain([rekap.total]);
    for (col, sum) in (grid.left..).zip(all) {
        let parts = [(HEADS + 1, col), (grid.last - 1, col)];
        grid.sum(sheet, (grid.last, col), (sum, Tone::Total), parts)?;
    }
    Ok(())
}

/// Where the columns and rows of money end.
struct Grid {
    /// The first column of money.
    left: ColNum,
    /// The column of the sums.
    jumlah: ColNum,
    /// The row of the sums.
    last: RowNum,
    /// Whether a spreadsheet holds every amount exactly.
    is_exact: bool,
}

impl Grid {
    fn of(rekap: &Rekap) -> Grid {
        let n_bidang = ColNum::try_from(rekap.bidang.len()).unwrap_or(ColNum::MAX);
        let n_program = RowNum::try_from(rekap.program.len()).unwrap_or(RowNum::MAX);
        let left = ColNum::try_from(FIRST.len()).unwrap_or_default();
        let parts = rekap.program.iter().flat_map(|row| &row.bagian);
        let is_exact = |rupiah: &Rupiah| exact(&rupiah.get().to_string()).is_some();
        Grid {
            left,
            jumlah: left.saturating_add(n_bidang),
            last: HEADS.saturating_add(1).saturating_add(n_program),
            is_exact: parts.flatten().all(is_exact),
        }
    }

    /// A sum over a range, from one corner to the other.
    fn sum(
        &self,
        sheet: &mut Worksheet,
        at: At,
        (sum, tone): (Option<Rupiah>, Tone),
        [from, to]: [At; 2],
    ) -> Result<(), XlsxError> {
        let format = money(tone);
        match sum {
            None => put_text(sheet, at, "–", &format),
            Some(sum) if self.is_exact => {
                let (from, to) = (row_col_to_cell(from.0, from.1), row_col_to_cell(to.0, to.1));
                put_sum(sheet, at, sum, &format!("SUM({from}:{to})"), &format)
            }
            Some(sum) => put_number(sheet, at, &sum.get().to_string(), &format),
        }
    }
}

fn money(tone: Tone) -> Format {
    style::cell(tone, Side::Right).set_num_format(style::WHOLE)
}
