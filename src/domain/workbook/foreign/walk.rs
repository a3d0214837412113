//! Walk: the rows of a table from the top down, each as lines of a form.

mod measured;
mod merged;

use std::collections::BTreeSet;

use super::cells::{has_code, is_amount, is_kode, is_total, spread, word};
use super::columns::{Column, Columns};
use super::heading::Heads;
use super::home::{Homes, Named};
use super::known::{Names, settle};
use super::kode;
use super::meaning::Meaning;
use super::row::Row;
use super::split::{self, Cells};
use super::told::LeftOut;
use super::whole::{Served, spare_zeros};
use super::{Asked, fault, is_again};
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Sheet, Value};
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::reading::{Line, Reading, Source};

const LEVELS: &[List] = &[List::Program, List::Kegiatan, List::SubKegiatan];

/// A walk through the rows of one table.
pub(super) struct Walk<'a, 'n> {
    source: &'a Source,
    sheet: Sheet,
    heads: &'a Heads,
    columns: &'a Columns,
    tahun: i32,
    names: &'a mut Names<'n>,
    findings: &'a mut Vec<Finding>,
    left_out: LeftOut,
    homes: Homes,
    sasaran: Vec<Line>,
    levels: Vec<Line>,
    served: Served,
    /// What was said of indikator already.
    said: BTreeSet<Said>,
}

/// What is said of an indikator: of which row, and its texts.
type Said = (List, String, Vec<(Field, String)>);

impl<'a, 'n> Walk<'a, 'n> {
    pub(super) fn new(
        source: &'a Source,
        sheet: &Sheet,
        (heads, columns): (&'a Heads, &'a Columns),
        asked: Asked<'_>,
        (names, findings): (&'a mut Names<'n>, &'a mut Vec<Finding>),
    ) -> Walk<'a, 'n> {
        Walk {
            source,
            sheet: spread(sheet, heads, columns),
            heads,
            columns,
            tahun: asked.tahun,
            names,
            findings,
            left_out: LeftOut::default(),
            homes: Homes::default(),
            sasaran: Vec::new(),
            levels: Vec::new(),
            served: Served::default(),
            said: BTreeSet::new(),
        }
    }

    /// Takes every row before `end`; gives the readings, and the cells that were left out.
    pub(super) fn through(mut self, end: u32) -> (Vec<Reading>, Vec<At>) {
        let rows = self.sheet.rows().into_iter();
        let rows: Vec<u32> = rows
            .filter(|row| (self.heads.last + 1..end).contains(row))
            .collect();
        let body = self.body(&rows);
        self.no_tall(end);
        for (n, row) in rows.into_iter().enumerate() {
            self.row(row, n < body);
        }
        let spare = spare_zeros(&mut self.levels);
        self.left_out
            .row(&spare, "pagu 0 di samping pagu yang terisi");
        self.levels.extend(self.served.lines(self.names));
        self.homes.tell_completed(self.source, self.findings);
        let skipped = self.left_out.tell(self.source, self.columns, self.findings);
        let reading = |lists: &'static [List], lines: Vec<Line>| {
            let fields = lines.iter().flat_map(|line| line.cells.keys().copied());
            let fields: BTreeSet<Field> = fields.collect();
            Reading {
                source: self.source.clone(),
                lists,
                fields: fields.into_iter().collect(),
                lines,
            }
        };
        let readings = [
            reading(&[List::Sasaran], self.sasaran),
            reading(LEVELS, self.levels),
        ];
        let filled = readings
            .into_iter()
            .filter(|reading| !reading.lines.is_empty());
        (filled.collect(), skipped)
    }

    /// How many of the rows are of the table: behind them stand signatures.
    fn body(&self, rows: &[u32]) -> usize {
        let sure = rows.iter().rposition(|row| self.is_measured(*row));
        let last = rows.iter().rposition(|row| self.is_body(*row));
        let (Some(sure), Some(last)) = (sure, last) else {
            return last.map_or(0, |last| last + 1);
        };
        // Names without a target or a kode are rows only as long as no blank row stands between.
        let mut pairs = rows.windows(2).skip(sure);
        let gap = pairs.position(|pair| matches!(pair, [a, b] if a + 1 < *b));
        gap.map_or(last, |gap| last.min(sure + gap)) + 1
    }

    /// Whether a row has a kode, a sum, or a value beside what it names.
    fn is_measured(&self, row: u32) -> bool {
        let cells = self.cells(row);
        let measured = |(_, value, column): &(At, Value, &Column)| match column.meaning.field() {
            Some(Field::Satuan) => true,
            Some(field) => matches!(field.kind(), Kind::Target | Kind::Rupiah) && is_amount(value),
            None => false,
        };
        let beside = || cells.iter().any(measured);
        self.is_body(row) && (has_code(&cells) || is_total(&self.all(row)) || beside())
    }

    /// Whether a row can only be one of the table.
    fn is_body(&self, row: u32) -> bool {
        let cells = self.cells(row);
        let key = |meaning: Meaning| meaning.is_key() || meaning.field() == Some(Field::Indikator);
        let has_key = cells.iter().any(|(_, _, column)| key(column.meaning));
        has_code(&cells) || cells.len() >= 2 && has_key || is_total(&self.all(row))
    }

    /// The cells of a row that mean something.
    fn cells(&self, row: u32) -> Vec<(At, Value, &'a Column)> {
        let cells = self.sheet.row(row).filter_map(|(at, value)| {
            let column = self.columns.of.get(&at.column)?;
            (column.meaning != Meaning::Skip).then(|| (at, value.clone(), column))
        });
        cells.collect()
    }

    /// Every cell of a row.
    fn all(&self, row: u32) -> Vec<(At, Value)> {
        let cells = self.sheet.row(row);
        cells.map(|(at, value)| (at, value.clone())).collect()
    }

    fn row(&mut self, row: u32, is_body: bool) {
        let (all, cells) = (self.all(row), self.cells(row));
        let places: Vec<At> = all.iter().map(|(at, _)| *at).collect();
        if self.sheet.is_numbering(row) || is_again(&self.sheet, self.heads, row) {
            self.left_out.row(&places, "judul kolom");
        } else if is_total(&all) && !has_code(&cells) {
            self.left_out.row(&places, "jumlah");
        } else if self.is_of_other_year(&cells) {
            self.left_out.row(&places, "tahun lain");
        } else if !is_body {
            for (at, value) in all {
                self.left_out.outside(at, value.shown());
            }
        } else if let Some((at, text)) = self.band(&all, &cells) {
            self.take_band(at, &text, &places);
        } else {
            self.take(row, &all, &cells);
        }
    }

    fn is_of_other_year(&self, cells: &[(At, Value, &Column)]) -> bool {
        let of = cells
            .iter()
            .find(|(_, _, column)| column.meaning == Meaning::Tahun);
        of.is_some_and(|(_, value, _)| {
            let shown = value.shown();
            let year = shown.trim().parse::<i32>().ok();
            year.is_some_and(|year| year != self.tahun && (1990..=2099).contains(&year))
        })
    }

    /// The one text of a row that stands as a band over the rows below.
    fn band(&self, all: &[(At, Value)], cells: &[(At, Value, &Column)]) -> Option<(At, String)> {
        let alone = |at: At| cells.iter().all(|(other, ..)| *other == at);
        let texts = all
            .iter()
            .filter(|(_, value)| matches!(value, Value::Text(_)));
        let (at, value) = match cells {
            [(at, value, _)] => (*at, value.shown()),
            [] if !self.columns.has_key() => {
                let texts: Vec<&(At, Value)> = texts.collect();
                let [(at, value)] = texts.as_slice() else {
                    return None;
                };
                (*at, value.shown())
            }
            _ => return None,
        };
        let text = matches!(self.sheet.get(at), Some(Value::Text(_)));
        let meaning = self.columns.of.get(&at.column).map(|column| column.meaning);
        let wide = self.is_wide(at);
        let is_band = match meaning? {
            Meaning::Field(Field::Kode) | Meaning::Part | Meaning::Kode(_) => {
                kode::read(&value) == kode::Said::None
            }
            Meaning::Field(Field::Uraian) => {
                self.columns.of.values().any(|c| is_kode(c.meaning))
                    && kode::read(&value) == kode::Said::None
            }
            Meaning::Field(Field::Indikator) => wide || !self.columns.has_key(),
            Meaning::Skip => true,
            Meaning::Nama(_) => wide && self.columns.has_kode(),
            Meaning::Field(_) | Meaning::Indikator(_) => wide,
            Meaning::Tingkat | Meaning::Tahun => false,
        };
        (text && is_band && (cells.is_empty() || alone(at))).then_some((at, value))
    }

    /// A band says whose the rows below are, where nothing else does.
    fn take_band(&mut self, at: At, text: &str, places: &[At]) {
        if self.columns.has_key() {
            self.left_out.row(places, "pita judul, bukan baris form");
            return;
        }
        let sinks = (self.source, &mut *self.findings);
        let named = self.homes.of_band(at, text, self.names, sinks);
        if let Some((list, name, Some(uraian))) = named {
            let texts = Cells::from([(Field::Uraian, uraian)]);
            self.push(at.row, (list, name.0, &name.1), texts);
        }
        self.left_out.row(places, "pita judul baris di bawahnya");
    }

    /// Takes a row of the table.
    fn take(&mut self, row: u32, all: &[(At, Value)], cells: &[(At, Value, &'a Column)]) {
        for (at, value) in all {
            match self.columns.of.get(&at.column) {
                Some(column) if column.meaning == Meaning::Skip => self.left_out.of_column(*at),
                Some(_) => {}
                None => self.left_out.outside(*at, value.shown()),
            }
        }
        self.no_wide(cells);
        let mut taken = Row {
            cells,
            columns: self.columns,
            names: self.names,
            source: self.source,
            findings: self.findings,
        };
        let Some(found) = self.homes.find(&mut taken) else {
            // Of an urusan, or told.
            return;
        };
        if found.is_urusan {
            let places: Vec<At> = cells.iter().map(|(at, ..)| *at).collect();
            self.left_out.row(&places, "urusan atau bidang urusan");
            return;
        }
        let main = found.main.clone();
        self.serve(row, &found.named);
        let mut is_named = false;
        for (list, name, uraian) in found.named {
            let mut texts = uraian
                .into_iter()
                .map(|cell| (Field::Uraian, cell))
                .collect();
            if main.as_ref() == Some(&(list, name.1.clone())) {
                is_named = true;
                self.own(list, cells, &mut texts);
            }
            self.push(row, (list, name.0, &name.1), texts);
        }
        if !is_named {
            self.own_of_above(row, cells, main.as_ref());
        }
        self.groups(row, cells, main.as_ref());
    }

    /// A row that names a program beside a sasaran says that the one serves the other.
    fn serve(&mut self, row: u32, named: &[Named]) {
        let of = |wanted: List| named.iter().find(|(list, ..)| *list == wanted);
        let Some((_, (at, program), _)) = of(List::Program) else {
            return;
        };
        let beside = self.columns.with(Meaning::Nama(List::Sasaran)).next();
        let beside = beside.or(self.columns.with(Meaning::Field(Field::Id)).next());
        let stated = self.columns.with(Meaning::Field(Field::Sasaran)).next();
        let sasaran = self.homes.now(List::Sasaran);
        if let (Some(sasaran), Some(_), None) = (sasaran, beside, stated) {
            self.served.take(row, *at, program, &sasaran);
        }
    }

    /// The row's own fields, where this row names it.
    fn own(&mut self, list: List, cells: &[(At, Value, &Column)], texts: &mut Cells) {
        for (at, value, column) in cells {
            let Meaning::Field(field) = column.meaning else {
                continue;
            };
            let named = matches!(field, Field::Id | Field::Kode | Field::Uraian);
            if field.is_own() && !named && !list.has(field) {
                self.left_out.elsewhere(*at, field);
            } else if field.is_own() && !named {
                let read = if field.kind() == Kind::Rupiah {
                    cell::money(value, word(column.power))
                } else {
                    cell::text(field.kind(), value)
                };
                let text = split::taken(field, *at, read, (self.source, self.findings));
                texts.extend(text.map(|text| (field, (*at, text))));
            }
        }
    }

    /// The row's own fields, where it is the one above.
    fn own_of_above(
        &mut self,
        row: u32,
        cells: &[(At, Value, &Column)],
        main: Option<&(List, String)>,
    ) {
        let mut texts = Cells::new();
        // Of no row: told below.
        let list = main.map_or(List::SubKegiatan, |(list, _)| *list);
        self.own(list, cells, &mut texts);
        let Some((first, _)) = texts.values().next().cloned() else {
            return;
        };
        match main {
            Some((list, name)) => self.push(row, (*list, first, name), texts),
            None => self.nameless(first),
        }
    }

    fn nameless(&mut self, at: At) {
        let what = if self.columns.has_kode() {
            "kode"
        } else {
            "sasaran"
        };
        let message = format!("tidak jelas {what} apa yang dimaksud baris ini");
        let help = format!("isi {what} di baris ini, atau hapus barisnya bila bukan isi tabel");
        self.findings
            .push(fault(self.source, Rule::MissingKey, at, message, &help));
    }

    fn push(&mut self, row: u32, (list, at, name): (List, At, &str), mut cells: Cells) {
        let node = self.names.plan.named(list, name);
        let known = node.and_then(|node| self.names.plan.texts(node));
        if let Some((place, text)) = cells.remove(&Field::Uraian) {
            let text = settle(known, Field::Uraian, text);
            let kept = known.and_then(|known| known.get(&Field::Uraian));
            match kept.filter(|kept| **kept != text && list != List::Sasaran) {
                // The kode says which row it is; its name is official.
                Some(_) => self.left_out.name(place),
                None => {
                    cells.insert(Field::Uraian, (place, text));
                }
            }
        }
        cells.insert(list.name_field(), (at, name.to_owned()));
        let line = Line {
            row,
            id: None,
            cells,
        };
        match list {
            List::Sasaran => self.sasaran.push(line),
            List::Program | List::Kegiatan | List::SubKegiatan => self.levels.push(line),
        }
    }
}
