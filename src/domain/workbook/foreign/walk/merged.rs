//! Merged: cells of a table that are shown as one, over several rows or columns.

use super::Walk;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Merged, Value};
use crate::domain::workbook::field::Field;
use crate::domain::workbook::foreign::columns::Column;
use crate::domain::workbook::foreign::fault;
use crate::domain::workbook::foreign::meaning::Meaning;
use crate::domain::workbook::reading::unclear;

impl Walk<'_, '_> {
    /// Whether a cell is shown over several columns of the table.
    pub(super) fn is_wide(&self, at: At) -> bool {
        self.sheet.merged.iter().any(|merged| {
            let known = self
                .columns
                .of
                .range(merged.first.column..=merged.last.column);
            merged.first == at && known.count() >= 2
        })
    }

    /// A value that is shown over several rows of the form may be of each, or of all together.
    pub(super) fn no_tall(&mut self, end: u32) {
        let is_tall = |merged: &&Merged| {
            let (first, last) = (merged.first, merged.last);
            let inside = first.row > self.heads.last && first.row < end;
            inside && last.row > first.row && self.is_shared(merged)
        };
        let tall: Vec<Merged> = self.sheet.merged.iter().filter(is_tall).copied().collect();
        for merged in tall {
            let at = self.source.at(merged.first);
            self.findings.push(unclear(merged, at));
        }
    }

    /// Whether a merged cell holds a value that rows of the form would share.
    pub(super) fn is_shared(&self, merged: &Merged) -> bool {
        let meaning = |column: u32| self.columns.of.get(&column).map(|column| column.meaning);
        let Some(of) = meaning(merged.first.column) else {
            return false;
        };
        let one = merged.first.column == merged.last.column;
        if !one || of.is_key() || matches!(of, Meaning::Skip | Meaning::Tahun) {
            return false;
        }
        let column = merged.first.column;
        let mut groups = self.columns.groups.iter();
        let group = groups.find(|group| group.columns.contains(&column));
        let level = group.and_then(|group| group.list);
        let last = merged.last.row.min(merged.first.row.saturating_add(2000));
        let others = (merged.first.row + 1..=last).flat_map(|row| self.sheet.row(row));
        others.into_iter().any(|(at, value)| {
            let Some(other) = meaning(at.column) else {
                return false;
            };
            let first = self.sheet.get(At::new(merged.first.row, at.column));
            let indikator = other.field() == Some(Field::Indikator);
            let above = other
                .list()
                .zip(level)
                .is_none_or(|(other, own)| other <= own);
            other.is_key() && above && first != Some(value)
                || of.is_measured() && indikator && of.field() != Some(Field::Indikator)
        })
    }

    /// Cells that are shown over several columns say for none of them what they mean.
    pub(super) fn no_wide(&mut self, cells: &[(At, Value, &Column)]) {
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
}
