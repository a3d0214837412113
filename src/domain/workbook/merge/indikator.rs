//! What a line says of an indikator, and rows that are new.

use super::{Added, Edit, Home, Merge, first_cell, in_current};
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, Kind};
use crate::domain::workbook::plan::{Node, RowId, Texts};
use crate::domain::workbook::reading::{Line, Reading};

impl Merge<'_> {
    pub(super) fn take(&mut self, reading: &Reading, line: &Line, home: Home) {
        let texts: Texts = of_indikator(line);
        let has_column = reading.fields.contains(&Field::Indikator);
        match home {
            Home::Added(n) => {
                self.named_indikator(reading, line, &texts);
                if let Some(added) = self.added.get_mut(n)
                    && !texts.is_empty()
                {
                    added.node.indikator.push(texts);
                }
            }
            Home::Base(node) if has_column => self.indikator(reading, line, node, texts),
            Home::Base(node) => {
                self.lines.entry(node).or_insert(line.row);
            }
        }
    }

    /// Takes the part of a line that is about an indikator of a row of the base.
    fn indikator(&mut self, reading: &Reading, line: &Line, node: RowId, texts: Texts) {
        let by_id = line
            .id
            .filter(|id| id.own() == node && id.indikator.is_some());
        let free = |id: &RowId| !self.lines.contains_key(id);
        let by_text = || self.base.indikator(node, &texts).filter(free);
        let found = match by_id {
            Some(id) if free(&id) => Some(id),
            Some(id) if self.is_twin(id, &texts) => {
                self.twice(reading, line, id);
                return;
            }
            Some(_) => None,
            None => by_text(),
        };
        if let Some(id) = found {
            self.lines.insert(id, line.row);
            self.lines.entry(node).or_insert(line.row);
            self.fields(reading, line, id);
            return;
        }
        let first = !self.lines.contains_key(&node);
        self.lines.entry(node).or_insert(line.row);
        if texts.is_empty() {
            if !first && line.id == Some(node) {
                self.twice(reading, line, node);
            }
            return;
        }
        if let Some(id) = self.base.indikator(node, &texts) {
            self.twice(reading, line, id);
            return;
        }
        self.named_indikator(reading, line, &texts);
        let here = in_current(self.base, self.current, node);
        let Some(node) = here else {
            self.gone(reading, line);
            return;
        };
        self.add_indikator(&reading.source.at(first_cell(line)), node, texts);
    }

    /// An indikator that the base does not have, for a row of the form as it stands now.
    fn add_indikator(&mut self, place: &Place, node: RowId, texts: Texts) {
        match self.current.indikator(node, &texts) {
            Some(row) => self.meet(place, row, &texts),
            None => self.new_indikator.push(Edit::AddIndikator { node, texts }),
        }
    }

    /// The rows that neither the base nor the form has. What the form has got by now meets what
    /// the workbook says of it.
    pub(super) fn new_nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for Added { node, place } in std::mem::take(&mut self.added) {
            let Some(row) = self.current.named(node.list, node.name()) else {
                nodes.push(node);
                continue;
            };
            self.meet(&place, row, &node.texts);
            for texts in node.indikator {
                self.add_indikator(&place, row, texts);
            }
        }
        nodes
    }

    /// Fills in what a row of the form as it stands now lacks; what differs, nobody chooses.
    fn meet(&mut self, place: &Place, row: RowId, texts: &Texts) {
        let known = self.current.texts(row).cloned().unwrap_or_default();
        for (field, text) in texts {
            let (field, text) = (*field, text.clone());
            match known.get(&field) {
                None => self.sets.push(Edit::Set {
                    row,
                    field,
                    text: Some(text),
                }),
                Some(known) if cell::same(field.kind(), known, &text) => {}
                Some(known) => {
                    let message = format!(
                        "baris ini sudah ada di form dengan {} `{known}`, di buku kerja `{text}`",
                        field.heading()
                    );
                    let help = "samakan salah satunya, lalu impor lagi";
                    let finding = Finding::new(Rule::RowConflict, place.clone(), message);
                    self.findings.push(finding.help(help));
                }
            }
        }
    }

    /// Whether a line says of an indikator what another line has said already.
    fn is_twin(&self, id: RowId, texts: &Texts) -> bool {
        let known = self
            .base
            .texts(id)
            .and_then(|known| known.get(&Field::Indikator));
        let said = texts.get(&Field::Indikator);
        said.is_none_or(|said| known.is_some_and(|known| cell::same(Kind::Name, said, known)))
    }

    fn twice(&mut self, reading: &Reading, line: &Line, id: RowId) {
        let first = self.lines.get(&id).copied().unwrap_or_default();
        let at = first_cell(line);
        let message = format!("baris ini mengulang baris {}", u64::from(first) + 1);
        let help = "hapus salah satunya; untuk indikator lain, ubah uraian indikatornya";
        self.tell(Rule::RowTwice, reading, at, message, help);
    }

    fn named_indikator(&mut self, reading: &Reading, line: &Line, texts: &Texts) {
        if !texts.is_empty() && !texts.contains_key(&Field::Indikator) {
            let message =
                "baris ini berisi target atau satuan, tetapi indikatornya kosong".to_owned();
            let help = "isi kolom Indikator di baris ini";
            self.tell(Rule::MissingKey, reading, first_cell(line), message, help);
        }
    }

    /// What a line changes in the fields of an indikator.
    fn fields(&mut self, reading: &Reading, line: &Line, id: RowId) {
        let fields: Vec<Field> = reading.fields.clone();
        for field in fields.into_iter().filter(|field| !field.is_own()) {
            let said = line.cells.get(&field);
            let at = said.map_or_else(|| first_cell(line), |(at, _)| *at);
            self.set(
                reading,
                at,
                (id, field),
                said.map(|(_, text)| text.as_str()),
            );
        }
    }

    fn gone(&mut self, reading: &Reading, line: &Line) {
        let message = "indikator baru untuk baris yang sudah tidak ada di form".to_owned();
        let help = "ekspor lagi formnya, lalu isi perubahannya di buku kerja yang baru";
        self.tell(Rule::RowConflict, reading, first_cell(line), message, help);
    }
}

fn of_indikator(line: &Line) -> Texts {
    let cells = line.cells.iter().filter(|(field, _)| !field.is_own());
    cells
        .map(|(field, (_, text))| (*field, text.clone()))
        .collect()
}
