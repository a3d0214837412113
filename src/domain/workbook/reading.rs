//! Reading: the lines of a sheet, each cell as a form's text with its address.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cell;
use super::field::{Field, Kind, List};
use super::header::Header;
use super::plan::RowId;
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Merged, Sheet, Value};

/// As many cells outside the table as are told one by one.
const TOLD: usize = 5;

/// One line below the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its row in the sheet, from 0.
    pub row: u32,
    /// The row of the form that it was written for, if it still says so.
    pub id: Option<RowId>,
    /// What its cells say; empty ones are left out.
    pub cells: BTreeMap<Field, (At, String)>,
}

/// What a sheet says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file and the sheet, for places.
    pub source: Source,
    /// The lists that it holds.
    pub lists: &'static [List],
    /// The fields that it has columns for.
    pub fields: Vec<Field>,
    /// Its lines, in order.
    pub lines: Vec<Line>,
}

/// A sheet of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
}

impl Source {
    /// The place of a cell.
    #[must_use]
    pub fn at(&self, at: At) -> Place {
        Place::cell(&self.file, &self.sheet, at)
    }
}

/// Reads a sheet; `None` when it is no table of a form. Faults go to `findings`.
#[must_use]
pub fn read(file: &str, sheet: &Sheet, findings: &mut Vec<Finding>) -> Option<Reading> {
    let header = Header::find(sheet)?;
    let lists = header.lists()?;
    let source = Source {
        file: file.to_owned(),
        sheet: sheet.name.clone(),
    };
    columns(sheet, &header, lists, &source, findings);
    let sheet = &spread(sheet, &header, &source, findings);
    let rows = sheet.rows().into_iter();
    let below = rows.filter(|row| *row > header.row && !header.is_again(sheet, *row));
    let mut outside = Vec::new();
    let mut lines = Vec::new();
    for row in below {
        let line = line(sheet, row, &header, &source, (&mut outside, findings));
        lines.extend(line);
    }
    tell_outside(&source, &outside, findings);
    Some(Reading {
        fields: header.fields.values().copied().collect(),
        source,
        lists,
        lines,
    })
}

/// Tells of columns that are not known, that are there twice, and that are gone. Where one is not
/// known and another one gone, its values were meant for that.
fn columns(
    sheet: &Sheet,
    header: &Header,
    lists: &[List],
    source: &Source,
    findings: &mut Vec<Finding>,
) {
    let gone = Field::of(lists).into_iter();
    let gone = gone.filter(|field| field.is_printed() && !header.has(*field));
    let gone: Vec<&str> = gone.map(Field::heading).collect();
    let gone = gone.join(", ");
    let filled = |column: u32| {
        let mut cells = sheet.cells.keys();
        cells.any(|at| at.column == column && at.row > header.row)
    };
    let mut is_renamed = false;
    for (at, heading) in &header.strange {
        let (rule, message, help) = if let Some(first) = header.column_of(heading) {
            (
                Rule::CellUnreadable,
                format!("dua kolom berjudul `{heading}`: yang lain di sel {first}"),
                "kembalikan judul yang berubah seperti pada buku kerja dari `rkt form export`",
            )
        } else if !gone.is_empty() && filled(at.column) {
            is_renamed = true;
            (
                Rule::CellUnreadable,
                format!("kolom `{heading}` tidak dikenal, sedangkan kolom {gone} tidak ada"),
                "kembalikan judulnya, atau hapus kolom ini bila bukan isian form",
            )
        } else {
            (
                Rule::CellOutside,
                format!("kolom `{heading}` tidak dikenal; isinya tidak dibaca"),
                "pakai judul kolom seperti pada buku kerja dari `rkt form export`",
            )
        };
        findings.push(Finding::new(rule, source.at(*at), message).help(help));
    }
    if !gone.is_empty() && !is_renamed {
        let at = source.at(At::new(header.row, 0));
        let message = format!("kolom {gone} tidak ada di lembar ini; isinya di form tetap");
        findings.push(Finding::new(Rule::CellOutside, at, message));
    }
}

type Sinks<'a> = (&'a mut Vec<(At, String)>, &'a mut Vec<Finding>);

/// A row as a line; `None` when no known column of it holds anything.
fn line(
    sheet: &Sheet,
    row: u32,
    header: &Header,
    source: &Source,
    (outside, findings): Sinks<'_>,
) -> Option<Line> {
    let mut line = Line {
        row,
        id: None,
        cells: BTreeMap::new(),
    };
    let mut faulty = false;
    for (at, value) in sheet.row(row) {
        if Some(at.column) == header.ids {
            line.id = RowId::parse(&value.shown());
            continue;
        }
        let Some(field) = header.fields.get(&at.column).copied() else {
            let strange = header
                .strange
                .iter()
                .any(|(head, _)| head.column == at.column);
            if !strange {
                outside.push((at, value.shown()));
            }
            continue;
        };
        match cell::text(field.kind(), value) {
            Ok(Some(text)) => {
                line.cells.insert(field, (at, text));
            }
            Ok(None) => {}
            Err(fault) => {
                faulty = true;
                let message = format!("{}: {}", field.heading(), fault.message);
                findings.push(Finding::new(fault.rule, source.at(at), message).help(fault.help));
            }
        }
    }
    (line.id.is_some() || !line.cells.is_empty() || faulty).then_some(line)
}

/// Gives every line of a merged cell its value, where that can only mean one thing.
fn spread<'a>(
    sheet: &'a Sheet,
    header: &Header,
    source: &Source,
    findings: &mut Vec<Finding>,
) -> Cow<'a, Sheet> {
    let mut spread = Cow::Borrowed(sheet);
    for merged in &sheet.merged {
        let inside =
            merged.last.row > header.row && header.fields.contains_key(&merged.first.column);
        let (true, Some(value)) = (inside, sheet.get(merged.first)) else {
            continue;
        };
        let field = header.fields.get(&merged.first.column);
        let one_column = merged.first.column == merged.last.column;
        let last = merged.last.row.min(merged.first.row.saturating_add(500));
        let kode = |row: u32| {
            let mut columns = header.fields.iter();
            let column = columns.find(|(_, field)| **field == Field::Kode);
            column.and_then(|(column, _)| sheet.get(At::new(row, *column)))
        };
        let first = kode(merged.first.row);
        let of_one =
            || (merged.first.row..=last).all(|row| kode(row).is_none_or(|k| Some(k) == first));
        // Money of several rows is of all together, or of each: nobody knows.
        let money = field.is_some_and(|field| field.kind() == Kind::Rupiah);
        let whole = last == merged.last.row;
        if one_column && whole && field.is_some_and(|field| field.is_own()) && (!money || of_one())
        {
            for row in merged.first.row..=last {
                let at = At::new(row, merged.first.column);
                spread.to_mut().cells.insert(at, value.clone());
            }
        } else {
            findings.push(unclear(*merged, source.at(merged.first)));
        }
    }
    spread
}

/// That nobody can tell whose value a merged cell holds.
#[must_use]
pub fn unclear(merged: Merged, at: Place) -> Finding {
    let Merged { first, last } = merged;
    let message = format!(
        "sel {first} sampai {last} digabung, sehingga tidak jelas nilai itu milik baris atau kolom mana"
    );
    let help = "pisahkan selnya (Unmerge Cells), lalu isi satu per satu";
    Finding::new(Rule::CellUnreadable, at, message).help(help)
}

/// Tells of cells that stand outside of a table.
pub fn tell_outside(source: &Source, outside: &[(At, String)], findings: &mut Vec<Finding>) {
    for (at, shown) in outside.iter().take(TOLD) {
        let shown: String = shown.chars().take(40).collect();
        let message = format!("`{shown}` di luar kolom tabel; tidak dibaca");
        let help = "bila ini isian, pindahkan ke kolomnya; bila bukan, hapus atau biarkan";
        findings.push(Finding::new(Rule::CellOutside, source.at(*at), message).help(help));
    }
    if let Some((at, _)) = outside.get(TOLD) {
        let message = format!(
            "{} sel lain di luar kolom tabel; tidak dibaca",
            outside.len() - TOLD
        );
        findings.push(Finding::new(Rule::CellOutside, source.at(*at), message));
    }
}

/// The value of a cell as text, for what a workbook says about itself.
#[must_use]
pub fn shown(sheet: &Sheet, at: At) -> Option<String> {
    sheet.get(at).map(Value::shown)
}
