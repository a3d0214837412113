//! Walk: the rows of a table from the top down, each as lines of a form.

use std::collections::BTreeSet;

use super::cells::{counted, has_code, is_kode, is_total, known, known_row, spread};
use super::columns::{Column, Columns};
use super::heading::{Heads, is_numbering};
use super::home::Homes;
use super::known::settle;
use super::kode;
use super::meaning::Meaning;
use super::row::Row;
use super::split::{self, Cells, Values};
use super::told::LeftOut;
use super::{Asked, fault, is_again};
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Merged, Sheet, Value};
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::reading::{Line, Reading, Source};

const LEVELS: &[List] = &[List::Program, List::Kegiatan, List::SubKegiatan];

/// A walk through the rows of one table.
pub(super) struct Walk<'a> {
    source: &'a Source,
    sheet: Sheet,
    heads: &'a Heads,
    columns: &'a Columns,
    asked: Asked<'a>,
    findings: &'a mut Vec<Finding>,
    left_out: LeftOut,
    homes: Homes,
    sasaran: Vec<Line>,
    levels: Vec<Line>,
    /// What was said of indikator already.
    said: BTreeSet<Said>,
}

/// What is said of an indikator: of which row, and its texts.
type Said = (List, String, Vec<(Field, String)>);

impl<'a> Walk<'a> {
    pub(super) fn new(
        source: &'a Source,
        sheet: &Sheet,
        (heads, columns): (&'a Heads, &'a Columns),
        asked: Asked<'a>,
        findings: &'a mut Vec<Finding>,
    ) -> Walk<'a> {
        Walk {
            source,
            sheet: spread(sheet, heads, columns),
            heads,
            columns,
            asked,
            findings,
            left_out: LeftOut::default(),
            homes: Homes::default(),
            sasaran: Vec::new(),
            levels: Vec::new(),
            said: BTreeSet::new(),
        }
    }

    /// Takes every row before `end`; gives the readings, and the cells that were left out.
    pub(super) fn through(mut self, end: u32) -> (Vec<Reading>, Vec<At>) {
        let rows = self.sheet.rows().into_iter();
        let rows: Vec<u32> = rows
            .filter(|row| (self.heads.last + 1..end).contains(row))
            .collect();
        let last = rows.iter().rposition(|row| self.is_body(*row));
        let body = last.map_or(0, |last| last + 1);
        self.no_tall(end);
        for (n, row) in rows.into_iter().enumerate() {
            self.row(row, n < body);
        }
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

    /// Whether a row can only be one of the table: behind the last of these stand signatures.
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
        if is_numbering(&self.sheet, row) || is_again(&self.sheet, self.heads, row) {
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
            year.is_some_and(|year| year != self.asked.tahun && (1990..=2099).contains(&year))
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

    /// Whether a cell is shown over several columns of the table.
    fn is_wide(&self, at: At) -> bool {
        self.sheet.merged.iter().any(|merged| {
            let known = self
                .columns
                .of
                .range(merged.first.column..=merged.last.column);
            merged.first == at && known.count() >= 2
        })
    }

    /// A band says whose the rows below are, where nothing else does.
    fn take_band(&mut self, at: At, text: &str, places: &[At]) {
        if self.columns.has_key() {
            self.left_out.row(places, "pita judul, bukan baris form");
            return;
        }
        let asked = self.asked;
        self.homes
            .of_band(at, text, asked.plan, (self.source, self.findings));
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
            plan: self.asked.plan,
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
        for (list, name, uraian) in found.named {
            let mut texts = uraian
                .into_iter()
                .map(|cell| (Field::Uraian, cell))
                .collect();
            if main.as_ref() == Some(&(list, name.1.clone())) {
                self.own(cells, &mut texts);
            }
            self.push(row, (list, name.0, &name.1), texts);
        }
        self.own_of_above(row, cells, main.as_ref());
        self.groups(row, cells, main.as_ref());
    }

    /// A value that is shown over several rows of the form may be of each, or of all together.
    fn no_tall(&mut self, end: u32) {
        let is_tall = |merged: &&Merged| {
            let (first, last) = (merged.first, merged.last);
            let inside = first.row > self.heads.last && first.row < end;
            inside && last.row > first.row && self.is_shared(merged)
        };
        let tall: Vec<Merged> = self.sheet.merged.iter().filter(is_tall).copied().collect();
        for merged in tall {
            let message = format!(
                "sel {} sampai {} digabung, sehingga tidak jelas nilai itu milik baris mana",
                merged.first, merged.last
            );
            let help = "pisahkan selnya (Unmerge Cells), lalu isi satu per satu";
            let rule = Rule::CellUnreadable;
            let finding = fault(self.source, rule, merged.first, message, help);
            self.findings.push(finding);
        }
    }

    /// Whether a merged cell holds a value that rows of the form would share.
    fn is_shared(&self, merged: &Merged) -> bool {
        let meaning = |column: u32| self.columns.of.get(&column).map(|column| column.meaning);
        let Some(of) = meaning(merged.first.column) else {
            return false;
        };
        let one = merged.first.column == merged.last.column;
        if !one || of.is_key() || matches!(of, Meaning::Skip | Meaning::Tahun) {
            return false;
        }
        let last = merged.last.row.min(merged.first.row.saturating_add(2000));
        let others = (merged.first.row + 1..=last).flat_map(|row| self.sheet.row(row));
        others.into_iter().any(|(at, value)| {
            let Some(other) = meaning(at.column) else {
                return false;
            };
            let first = self.sheet.get(At::new(merged.first.row, at.column));
            let indikator = other.field() == Some(Field::Indikator);
            other.is_key() && first != Some(value)
                || of.is_measured() && indikator && of.field() != Some(Field::Indikator)
        })
    }

    /// Cells that are shown over several columns say for none of them what they mean.
    fn no_wide(&mut self, cells: &[(At, Value, &Column)]) {
        for (at, ..) in cells.iter().filter(|_| cells.len() > 1) {
            if self.is_wide(*at) {
                let message = format!("sel {at} digabung dengan kolom lain");
                let help = "pisahkan selnya (Unmerge Cells), lalu isi satu per satu";
                let rule = Rule::CellUnreadable;
                self.findings
                    .push(fault(self.source, rule, *at, message, help));
            }
        }
    }

    /// The row's own fields, where this row names it.
    fn own(&mut self, cells: &[(At, Value, &Column)], texts: &mut Cells) {
        for (at, value, column) in cells {
            let Meaning::Field(field) = column.meaning else {
                continue;
            };
            let named = matches!(field, Field::Id | Field::Kode | Field::Uraian);
            if field.is_own() && !named {
                let value = counted(field, value, column.power);
                let values = value.map(|value| (field, (*at, value)));
                let values = values.into_iter().collect();
                texts.extend(split::texts(&values, self.source, self.findings));
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
        self.own(cells, &mut texts);
        let Some((first, _)) = texts.values().next().cloned() else {
            return;
        };
        match main {
            Some((list, name)) => self.push(row, (*list, first, name), texts),
            None => self.nameless(first),
        }
    }

    /// The indikator of a row.
    fn groups(&mut self, row: u32, cells: &[(At, Value, &Column)], main: Option<&(List, String)>) {
        let columns = self.columns;
        for group in &columns.groups {
            let mut values = Values::new();
            for (at, value, column) in cells {
                let field = column.meaning.field();
                let inside = group.columns.contains(&at.column);
                let (Some(field), true) = (field, inside) else {
                    continue;
                };
                values.insert(field, (*at, value.clone()));
                if let (Field::DasarNilai, Some(year)) = (field, column.year) {
                    let year = (*at, Value::Text(year.to_string()));
                    values.entry(Field::DasarTahun).or_insert(year);
                }
            }
            let Some((at, _)) = values.values().next().cloned() else {
                continue;
            };
            let named = group.list.filter(|_| columns.groups.len() > 1);
            let home = match named {
                Some(list) => self.homes.now(list).map(|name| (list, name)),
                None => main.cloned(),
            };
            match home {
                Some((list, name)) => self.indikator(row, (list, &name), &values),
                None => self.nameless(at),
            }
        }
    }

    /// The indikator of a row, one or several in a cell.
    fn indikator(&mut self, row: u32, (list, name): (List, &str), values: &Values) {
        let plan = self.asked.plan;
        let whole = values
            .get(&Field::Indikator)
            .map(|(_, value)| value.shown());
        let known = whole.and_then(|text| known(plan, list, name, &text));
        let several = match known {
            Some(_) => Ok(vec![values.clone()]),
            None => split::indikator(values),
        };
        let several = match several {
            Ok(several) => several,
            Err((at, told)) => {
                let finding = fault(self.source, told.rule, at, told.message, &told.help);
                self.findings.push(finding);
                return;
            }
        };
        for values in several {
            let mut cells = split::texts(&values, self.source, self.findings);
            let Some((at, uraian)) = cells.get(&Field::Indikator).cloned() else {
                self.without_indikator(&values);
                continue;
            };
            let row_of_form = known_row(plan, list, name, &uraian);
            split::units(&mut cells, row_of_form, self.source, self.findings);
            let uraian = settle(row_of_form, Field::Indikator, uraian);
            cells.insert(Field::Indikator, (at, uraian));
            let texts = cells
                .iter()
                .map(|(field, (_, text))| (*field, text.clone()));
            if self.said.insert((list, name.to_owned(), texts.collect())) {
                self.push(row, (list, at, name), cells);
            }
        }
    }

    fn without_indikator(&mut self, values: &Values) {
        // What could not be read was told.
        if values.contains_key(&Field::Indikator) {
            return;
        }
        let Some((at, _)) = values.values().next() else {
            return;
        };
        let message = "baris ini berisi target atau satuan, tetapi indikatornya kosong".to_owned();
        let help = "isi indikatornya di baris ini, atau kosongkan targetnya";
        self.findings
            .push(fault(self.source, Rule::MissingKey, *at, message, help));
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
        let node = self.asked.plan.named(list, name);
        let known = node.and_then(|node| self.asked.plan.texts(node));
        if let Some((place, text)) = cells.remove(&Field::Uraian) {
            let text = settle(known, Field::Uraian, text);
            cells.insert(Field::Uraian, (place, text));
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
