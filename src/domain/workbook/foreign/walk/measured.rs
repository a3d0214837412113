//! Measured: the indikator of a row, each with its target, satuan and baseline.

use super::Walk;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Value};
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::foreign::cells::{known, known_row};
use crate::domain::workbook::foreign::columns::Column;
use crate::domain::workbook::foreign::fault;
use crate::domain::workbook::foreign::known::settle;
use crate::domain::workbook::foreign::split::{self, Values};

impl Walk<'_, '_> {
    /// The indikator of a row.
    pub(super) fn groups(
        &mut self,
        row: u32,
        cells: &[(At, Value, &Column)],
        main: Option<&(List, String)>,
    ) {
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
            let home = match columns.level(group) {
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
    pub(super) fn indikator(&mut self, row: u32, (list, name): (List, &str), values: &Values) {
        let plan = self.names.plan;
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
            let older = split::older_baseline(&mut cells, row_of_form);
            self.left_out
                .row(&older, "realisasi yang lebih lama daripada di form");
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

    pub(super) fn without_indikator(&mut self, values: &Values) {
        // What could not be read was told.
        if values.contains_key(&Field::Indikator) {
            return;
        }
        let Some((at, _)) = values.values().next() else {
            return;
        };
        if values.keys().all(|field| *field == Field::Keterangan) {
            self.left_out.elsewhere(*at, Field::Keterangan);
            return;
        }
        let message = "baris ini berisi target atau satuan, tetapi indikatornya kosong".to_owned();
        let help = "isi indikatornya di baris ini, atau kosongkan targetnya";
        self.findings
            .push(fault(self.source, Rule::MissingKey, *at, message, help));
    }
}
