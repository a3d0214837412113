//! Lines: the rows of a reference table, each cell as a text with its address.

use std::collections::{BTreeMap, BTreeSet};

use super::Tabel;
use super::heading::{Column, is_below, is_passed};
use crate::domain::finding::{Finding, Place};
use crate::domain::kode::is_urusan;
use crate::domain::pagu::Rupiah;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Sheet, Value};
use crate::domain::workbook::cell;
use crate::domain::workbook::reading::{Source, tell_outside, unclear};

/// How far down the headings are looked for.
const DEPTH: usize = 40;

/// A table as it is in a sheet.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The file and the sheet, for places.
    file: String,
    sheet: String,
    /// Which table it is.
    pub tabel: Tabel,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines, in order, each with something in it.
    pub lines: Vec<Line>,
}

/// What the cells of a line say; empty ones are left out.
pub type Line = BTreeMap<Column, (At, String)>;

impl Lines {
    /// The place of a cell.
    #[must_use]
    pub fn at(&self, at: At) -> Place {
        Place::cell(&self.file, &self.sheet, at)
    }
}

/// Reads a sheet as a table, of a kind that is known or that its headings tell; `None` when it is
/// none. Faults go to `findings`.
#[must_use]
pub fn read(
    file: &str,
    sheet: &Sheet,
    wanted: Option<Tabel>,
    findings: &mut Vec<Finding>,
) -> Option<Lines> {
    let (head, tabel) = Head::find(sheet, wanted)?;
    let mut lines = Lines {
        file: file.to_owned(),
        sheet: sheet.name.clone(),
        tabel,
        columns: head.columns.values().copied().collect(),
        lines: Vec::new(),
    };
    for (at, heading) in head.strange.iter().filter(|(_, lines)| !is_passed(lines)) {
        let heading = heading.join(" ");
        let message = format!("kolom `{heading}` tidak dikenal; isinya tidak dibaca");
        let help = "bila isinya perlu, pakai judul seperti pada panduan; bila tidak, biarkan";
        findings.push(Finding::new(Rule::CellOutside, lines.at(*at), message).help(help));
    }
    twice(&head, &lines, findings);
    merged(sheet, &head, &lines, findings);
    outside(sheet, &head, &lines, findings);
    let below = sheet.rows().into_iter().filter(|row| *row > head.last);
    for row in below.filter(|row| !sheet.is_numbering(*row)) {
        let line = line(sheet, row, &head, &lines, findings);
        lines.lines.extend((!line.is_empty()).then_some(line));
    }
    Some(lines)
}

/// Two columns for one thing: which of them counts is not for rkt to say. Of several baselines the
/// latest does.
fn twice(head: &Head, lines: &Lines, findings: &mut Vec<Finding>) {
    for (at, heading, column) in &head.twice {
        let spare = column.baseline().is_some() || *column == Column::Sumber;
        let (rule, message) = if spare || !column.is_of(lines.tabel) {
            let message = format!("kolom `{heading}` tidak dibaca; yang lain dipakai");
            (Rule::CellOutside, message)
        } else {
            let message = format!("kolom `{heading}` sama artinya dengan kolom lain di tabel ini");
            (Rule::CellUnreadable, message)
        };
        let help = "sisakan satu kolom, atau ganti judulnya; program dan kegiatan berbagi kolom Kode dan Indikator";
        findings.push(Finding::new(rule, lines.at(*at), message).help(help));
    }
}

/// Cells in columns without a heading.
fn outside(sheet: &Sheet, head: &Head, lines: &Lines, findings: &mut Vec<Finding>) {
    let twice = head.twice.iter().map(|(at, ..)| at.column);
    let strange = head.strange.iter().map(|(at, _)| at.column);
    let told: BTreeSet<u32> = twice.chain(strange).collect();
    let cells = sheet.cells.iter().filter(|(at, _)| {
        let headed = head.columns.contains_key(&at.column) || told.contains(&at.column);
        at.row > head.last && !headed && !sheet.is_numbering(at.row)
    });
    let cells: Vec<(At, String)> = cells.map(|(at, value)| (*at, value.shown())).collect();
    let source = Source {
        file: lines.file.clone(),
        sheet: lines.sheet.clone(),
    };
    tell_outside(&source, &cells, findings);
}

fn line(sheet: &Sheet, row: u32, head: &Head, lines: &Lines, findings: &mut Vec<Finding>) -> Line {
    let (mut line, mut lost) = (Line::new(), false);
    for (at, value) in sheet.row(row) {
        let Some(column) = head.columns.get(&at.column).copied() else {
            continue;
        };
        match text(column, value) {
            Ok(Some(text)) => {
                line.insert(column, (at, text));
            }
            Ok(None) => {}
            Err(_) if column == Column::Kode && is_urusan(&value.shown().replace(',', ".")) => {
                line.insert(column, (at, value.shown().replace(',', ".")));
            }
            Err(fault) => {
                // Without its kode nobody knows whose the rest of the line is.
                lost |= column == Column::Kode;
                findings
                    .push(Finding::new(fault.rule, lines.at(at), fault.message).help(fault.help));
            }
        }
    }
    if lost { Line::new() } else { line }
}

/// What a cell says; money in whole rupiah, whatever its column counts in.
fn text(column: Column, value: &Value) -> Result<Option<String>, cell::CellFault> {
    let Column::Pagu(_, unit) = column else {
        let text = cell::text(column.kind(), value)?;
        let is_kode = matches!(column, Column::Kode | Column::Pengganti);
        // A kode is printed as `1.01.02.`, too.
        let bare = |text: String| match text.strip_suffix('.').filter(|_| is_kode) {
            Some(bare) => bare.to_owned(),
            None => text,
        };
        return Ok(text.map(|text| bare(one_line(&text))));
    };
    cell::money(value, unit.word())
}

/// A text without the line ends and tabs that a cell may have.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cells that are shown as one hold one value: for some columns of all their lines.
fn merged(sheet: &Sheet, head: &Head, lines: &Lines, findings: &mut Vec<Finding>) {
    for merged in &sheet.merged {
        let column = head.columns.get(&merged.first.column);
        let (Some(column), Some(_)) = (column, sheet.get(merged.first)) else {
            continue;
        };
        let one = merged.first.column == merged.last.column;
        if merged.last.row <= head.last || one && column.is_carried() || only(sheet, merged.first) {
            continue;
        }
        findings.push(unclear(*merged, lines.at(merged.first)));
    }
}

/// Whether a cell is all that there is in its row: a band over the table.
fn only(sheet: &Sheet, at: At) -> bool {
    sheet.row(at.row).count() == 1
}

/// Where the columns are.
struct Head {
    /// The last row of the headings.
    last: u32,
    columns: BTreeMap<u32, Column>,
    strange: Vec<(At, Vec<String>)>,
    /// Headings of what another column is for already.
    twice: Vec<(At, String, Column)>,
}

impl Head {
    /// The headings of a sheet: the row that has the most of them, with what hangs below it.
    fn find(sheet: &Sheet, wanted: Option<Tabel>) -> Option<(Head, Tabel)> {
        let rows: Vec<u32> = sheet.rows().into_iter().take(DEPTH).collect();
        let heads = rows.iter().map(|row| Head::at(sheet, &rows, *row));
        let best = heads.rev().max_by_key(|head| head.columns.len())?;
        let has = |column| best.columns.values().any(|known| *known == column);
        let is_renstra = |column: &Column| !column.is_of(Tabel::Nomenklatur);
        let measured = best.columns.values().any(is_renstra);
        let tabel = wanted.unwrap_or(if measured {
            Tabel::Renstra
        } else {
            Tabel::Nomenklatur
        });
        let named = match tabel {
            Tabel::Nomenklatur => has(Column::Kode) && has(Column::Uraian),
            Tabel::Renstra => {
                let owner = has(Column::Tujuan) || has(Column::Sasaran) || has(Column::Kode);
                owner && measured
            }
        };
        named.then(|| (best.only_of(tabel), tabel))
    }

    fn at(sheet: &Sheet, rows: &[u32], row: u32) -> Head {
        let below = rows.iter().copied().skip_while(|below| *below <= row);
        let hanging = |below: &u32| {
            let cells = sheet.row(*below);
            cells.into_iter().all(|(_, value)| is_below(&value.shown()))
        };
        let block: Vec<u32> = std::iter::once(row)
            .chain(below.take_while(hanging).take(2))
            .collect();
        let mut head = Head {
            last: block.last().copied().unwrap_or(row),
            columns: BTreeMap::new(),
            strange: Vec::new(),
            twice: Vec::new(),
        };
        let mut columns: Vec<u32> = Vec::new();
        for row in &block {
            columns.extend(sheet.row(*row).map(|(at, _)| at.column));
        }
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let lines = heading(sheet, &block, column);
            let at = At::new(row, column);
            match Column::of(&lines) {
                Some(known) => {
                    if let Some((place, old)) = head.older(known) {
                        head.columns.remove(&place);
                        let lines = heading(sheet, &block, place);
                        head.twice.push((At::new(row, place), lines.join(" "), old));
                    }
                    if head.has_like(known) {
                        head.twice.push((at, lines.join(" "), known));
                    } else {
                        head.columns.insert(column, known);
                    }
                }
                None => head.strange.push((at, lines)),
            }
        }
        head
    }

    /// The baseline that is there, and where, if another one is of a later year.
    fn older(&self, column: Column) -> Option<(u32, Column)> {
        let year = |column: &Column| column.baseline().flatten();
        let new = year(&column)?;
        let mut columns = self.columns.iter();
        let found = columns.find(|(_, old)| year(old).is_some_and(|old| old < new));
        found.map(|(place, old)| (*place, *old))
    }

    fn has_like(&self, column: Column) -> bool {
        self.columns.values().any(|other| other.is_like(column))
    }

    /// Without the columns that a table does not have.
    fn only_of(mut self, tabel: Tabel) -> Head {
        let foreign = |column: &Column| !column.is_of(tabel);
        self.columns.retain(|_, column| !foreign(column));
        self
    }
}

/// The lines of a heading from the top. An upper one that stands over several columns holds for
/// all of them, also when the spreadsheet does not say so.
fn heading(sheet: &Sheet, block: &[u32], column: u32) -> Vec<String> {
    let mut lines = Vec::new();
    for (n, row) in block.iter().enumerate() {
        let at = At::new(*row, column);
        let covering = sheet.merged.iter().find(|merged| merged.covers(at));
        let own = sheet.get(covering.map_or(at, |merged| merged.first));
        let lower = block
            .get(n + 1)
            .is_some_and(|below| sheet.get(At::new(*below, column)).is_some());
        let left = || {
            let left = sheet.row(*row).filter(|(left, _)| left.column < column);
            left.last().map(|(_, value)| value)
        };
        let value = own.or_else(|| left().filter(|_| lower));
        lines.extend(value.map(Value::shown));
    }
    // A line that numbers the columns says nothing of them.
    lines.retain(|line| !is_number(line));
    lines.dedup();
    lines
}

fn is_number(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', ' ']);
    inner.len() <= 2 && inner.parse::<u32>().is_ok()
}

/// Money that was read already.
#[must_use]
pub fn rupiah(text: &str) -> Option<Rupiah> {
    text.parse().ok().and_then(Rupiah::new)
}
