//! A form as a workbook to fill in: what is locked, what may be chosen, what is still missing.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Formula, Note,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::cell::{as_typed, put_number, put_text};
use super::style::{self, At, Kertas, Page, Side, Tone};
use super::{fill, guide, summary};
use crate::domain::pagu::Rupiah;
use crate::domain::sheet::letters;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::header::ROW_HEADING;
use crate::domain::workbook::plan::{Node, Plan, RowId, Texts};
use crate::domain::workbook::stamp::{self, Stamp};
use crate::domain::workbook::{PROGRAM, SASARAN, cell};

/// Lines to fill in below those that are there.
const SPARE: u32 = 60;
/// Row of the headings, from 0.
const HEAD: u32 = 3;
/// Name of the sheet of what may be chosen.
const CHOICES: &str = "rkt-daftar";

/// All that a workbook of a form shows.
#[derive(Clone, Debug)]
pub struct FormBook<'a> {
    /// Where it is from.
    pub stamp: &'a Stamp,
    /// The Bidang's name in full.
    pub bidang: &'a str,
    /// The year planned for.
    pub tahun: i64,
    /// Its rows.
    pub plan: &'a Plan,
    /// What is to be said beside a row, such as open corrections.
    pub notes: &'a BTreeMap<RowId, Vec<String>>,
    /// Units to choose from.
    pub satuan: &'a [String],
    /// Codes to choose from.
    pub kode: &'a [String],
    /// Paper to print on.
    pub kertas: Kertas,
}

/// Writes the workbook.
///
/// # Errors
/// When a text does not fit into a cell.
pub fn to_bytes(book: &FormBook<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = style::properties(&title(book), &book.stamp.instansi)?;
    workbook.set_properties(&properties);
    guide::write(workbook.add_worksheet(), book)?;
    let sheets = [
        (SASARAN, &[List::Sasaran][..]),
        (
            PROGRAM,
            &[List::Program, List::Kegiatan, List::SubKegiatan][..],
        ),
    ];
    let mut grids = Vec::new();
    for (name, lists) in sheets {
        let grid = Grid::new(name, lists, book.plan);
        grid.write(workbook.add_worksheet(), book)?;
        grids.push(grid);
    }
    if let [_, program] = grids.as_slice() {
        summary::write(workbook.add_worksheet(), book, program)?;
    }
    choices(workbook.add_worksheet(), book)?;
    let range = |column: u32, n: usize| {
        let letter = letters(column);
        format!("='{CHOICES}'!${letter}$1:${letter}${}", n.max(1))
    };
    workbook.define_name("rkt_satuan", &range(0, book.satuan.len()))?;
    workbook.define_name("rkt_kode", &range(1, book.kode.len()))?;
    stamped(workbook.add_worksheet(), book.stamp)?;
    workbook.save_to_buffer()
}

/// What the workbook of a form is called.
fn title(book: &FormBook<'_>) -> String {
    format!("Form RKT {}: {}", book.tahun, book.bidang)
}

fn choices(sheet: &mut Worksheet, book: &FormBook<'_>) -> Result<(), XlsxError> {
    sheet.set_name(CHOICES)?.set_very_hidden(true);
    for (column, texts) in [(0, book.satuan), (1, book.kode)] {
        for (row, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

fn stamped(sheet: &mut Worksheet, stamp: &Stamp) -> Result<(), XlsxError> {
    sheet.set_name(stamp::SHEET)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(stamp.lines()) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.protect();
    Ok(())
}

/// A line of a sheet: a row with one of its indikator.
pub(super) struct Line<'a> {
    id: RowId,
    /// Whether it is the row's first line, which has the row's own texts.
    first: bool,
    pub(super) node: &'a Node,
    indikator: Option<&'a Texts>,
}

/// A sheet of lines.
pub(super) struct Grid<'a> {
    name: &'static str,
    pub(super) fields: Vec<Field>,
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Grid<'a> {
    fn new(name: &'static str, lists: &[List], plan: &'a Plan) -> Grid<'a> {
        let mut rows: Vec<(RowId, &Node)> = plan.rows().collect();
        rows.retain(|(id, _)| lists.contains(&id.list));
        if !lists.contains(&List::Sasaran) {
            rows.sort_by(|(_, a), (_, b)| a.name().cmp(b.name()));
        }
        let lines = rows.into_iter().flat_map(|(id, node)| {
            let count = node.indikator.len().max(1);
            (0..count).map(move |n| Line {
                id: if node.indikator.is_empty() {
                    id
                } else {
                    RowId {
                        indikator: Some(n),
                        ..id
                    }
                },
                first: n == 0,
                node,
                indikator: node.indikator.get(n),
            })
        });
        Grid {
            name,
            fields: Field::of(lists),
            lines: lines.collect(),
        }
    }

    /// The column of a field, from 0.
    pub(super) fn column(&self, field: Field) -> u16 {
        let at = self.fields.iter().position(|known| *known == field);
        u16::try_from(at.unwrap_or_default()).unwrap_or_default()
    }

    /// The rows to fill in: first and last, from 0.
    pub(super) fn span(&self) -> (u32, u32) {
        let n = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        (HEAD + 1, HEAD.saturating_add(n).saturating_add(SPARE))
    }

    /// The cells of a field, as a formula names them from another sheet.
    pub(super) fn range(&self, field: Field) -> String {
        let letter = letters(self.column(field).into());
        let (first, last) = self.span();
        format!(
            "'{}'!${letter}${}:${letter}${}",
            self.name,
            first + 1,
            last + 1
        )
    }

    fn write(&self, sheet: &mut Worksheet, book: &FormBook<'_>) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?;
        put_text(sheet, (0, 0), &title(book), &style::title())?;
        put_text(sheet, (1, 0), &book.stamp.instansi, &style::note())?;
        self.headings(sheet)?;
        for (row, line) in (HEAD + 1..).zip(&self.lines) {
            self.line(sheet, row, line, book)?;
        }
        let (_, last) = self.span();
        let first_spare = last - SPARE + 1;
        for row in first_spare..=last {
            for (column, field) in (0..).zip(&self.fields) {
                sheet.write_blank(row, column, &empty(*field))?;
            }
        }
        self.rules(sheet)?;
        self.page(sheet, book)
    }

    fn headings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_row_height(HEAD, 32)?;
        for (column, field) in (0..).zip(&self.fields) {
            sheet.write_string_with_format(HEAD, column, field.heading(), &fill::heading())?;
            sheet.set_column_width(column, field.width())?;
        }
        let ids = self.ids();
        sheet.write_string_with_format(HEAD, ids, ROW_HEADING, &fill::heading())?;
        sheet.set_column_hidden(ids)?;
        Ok(())
    }

    fn ids(&self) -> u16 {
        u16::try_from(self.fields.len()).unwrap_or(u16::MAX)
    }

    fn line(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        line: &Line<'_>,
        book: &FormBook<'_>,
    ) -> Result<(), XlsxError> {
        let name = line.id.list.name_field();
        let mut shown = Vec::new();
        for (column, field) in (0..).zip(&self.fields) {
            let text = if *field == name || (field.is_own() && line.first) {
                line.node.texts.get(field)
            } else {
                line.indikator.and_then(|texts| texts.get(field))
            };
            let open =
                *field != name && (!field.is_own() || (line.first && line.id.list.has(*field)));
            write(sheet, (row, column), *field, (text, open))?;
            shown.extend(text.map(|text| (text.as_str(), f64::from(field.width()))));
        }
        sheet.set_row_height(row, style::height(Tone::Plain, shown.into_iter()))?;
        sheet.write_string(row, self.ids(), line.id.to_string())?;
        let mut notes = book.notes.get(&line.id).cloned().unwrap_or_default();
        if line.first {
            let own = book.notes.get(&line.id.own());
            let own = own.filter(|_| line.id.indikator.is_some());
            notes.extend(own.into_iter().flatten().cloned());
            notes.extend(
                line.node
                    .remarks
                    .iter()
                    .filter(|text| !text.is_empty())
                    .cloned(),
            );
        }
        if !notes.is_empty() {
            let note = Note::new(notes.join("\n")).set_author("rkt");
            sheet.insert_note(row, 0, &note)?;
        }
        Ok(())
    }

    /// What may be chosen, and what is still missing.
    fn rules(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (first, last) = self.span();
        for (column, field) in (0..).zip(&self.fields) {
            let Some(rule) = validation(*field)? else {
                continue;
            };
            sheet.add_data_validation(first, column, last, column, &rule)?;
        }
        let indikator = letters(self.column(Field::Indikator).into());
        for field in [Field::Satuan, Field::Target] {
            let column = self.column(field);
            let letter = letters(column.into());
            let row = first + 1;
            let formula = format!("=AND(${indikator}{row}<>\"\",{letter}{row}=\"\")");
            let missing = ConditionalFormatFormula::new()
                .set_rule(Formula::new(formula))
                .set_format(Format::new().set_background_color(fill::MISSING));
            sheet.add_conditional_format(first, column, last, column, &missing)?;
        }
        Ok(())
    }

    fn page(&self, sheet: &mut Worksheet, book: &FormBook<'_>) -> Result<(), XlsxError> {
        let (_, last) = self.span();
        let printed = self
            .fields
            .iter()
            .filter(|field| field.is_printed())
            .count();
        let printed = u16::try_from(printed.saturating_sub(1)).unwrap_or_default();
        let filled = last - SPARE;
        let page = Page {
            kertas: book.kertas,
            heads: Some(HEAD),
            kept: 2,
            last: (filled.max(HEAD + 1), printed),
            foot: book.bidang,
        };
        style::page(sheet, &page)?;
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            ..ProtectionOptions::new()
        });
        Ok(())
    }
}

/// A cell that is still empty.
fn empty(field: Field) -> Format {
    match field.kind() {
        Kind::Rupiah => fill::input(Side::Right).set_num_format(style::WHOLE),
        Kind::Name => fill::input(Side::Left).set_num_format("@"),
        Kind::Target | Kind::Tahun => fill::input(Side::Right),
        Kind::Text | Kind::Names | Kind::Choice(_) | Kind::Ya => fill::input(Side::Left),
    }
}

fn write(
    sheet: &mut Worksheet,
    at: At,
    field: Field,
    (text, open): (Option<&String>, bool),
) -> Result<(), XlsxError> {
    let format = if open {
        empty(field)
    } else {
        fill::locked(Side::Left)
    };
    let text = text.map_or("", String::as_str);
    let number = match field.kind() {
        // Money in words is a number here, so that the sheets can sum it.
        Kind::Rupiah => Rupiah::parse(text).ok().map(|pagu| pagu.get().into()),
        Kind::Target | Kind::Tahun => cell::number(text),
        Kind::Text | Kind::Name | Kind::Names | Kind::Choice(_) | Kind::Ya => None,
    };
    let Some(number) = number else {
        return put_text(sheet, at, text, &format);
    };
    let decimals = text.rsplit_once(',').map(|(_, tail)| tail.trim().len());
    let format = if field.kind() == Kind::Target {
        format.set_num_format(as_typed(decimals.unwrap_or(0).min(6), true))
    } else {
        format
    };
    put_number(sheet, at, &number.to_string(), &format)
}

/// What may be put into the cells of a column. Units and codes are offered, not forced.
fn validation(field: Field) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new().ignore_blank(true);
    let rule = match (field, field.kind()) {
        (Field::Satuan, _) => rule
            .allow_list_formula(Formula::new("=rkt_satuan"))
            .show_error_message(false),
        (Field::Kode, _) => rule
            .allow_list_formula(Formula::new("=rkt_kode"))
            .show_error_message(false),
        (_, Kind::Choice(choices)) => rule
            .allow_list_strings(choices)?
            .set_error_title("Pilihan")?
            .set_error_message(format!("Pilih salah satu: {}.", choices.join(", ")))?,
        (_, Kind::Ya) => rule
            .allow_list_strings(&["ya", "tidak"])?
            .set_error_title("Pilihan")?
            .set_error_message("Pilih ya atau tidak.")?,
        (_, Kind::Rupiah) => {
            rule.allow_decimal_number(rust_xlsxwriter::DataValidationRule::GreaterThanOrEqualTo(
                0.0,
            ))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Pagu")?
            .set_error_message("Tulis rupiah bulat tanpa titik dan tanpa Rp, misalnya 500000000.")?
        }
        (_, Kind::Text | Kind::Name | Kind::Names | Kind::Target | Kind::Tahun) => return Ok(None),
    };
    Ok(Some(rule))
}
