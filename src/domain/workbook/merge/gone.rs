//! Rows that no line speaks of any more.

use std::collections::BTreeMap;

use super::{Merge, in_current};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::workbook::field::Field;
use crate::domain::workbook::plan::RowId;
use crate::domain::workbook::reading::Reading;

impl Merge<'_> {
    /// Rows of the base that no line speaks of: they go if they may, in an order that keeps the
    /// places of those that are still to go.
    pub(super) fn missing(&mut self, readings: &[Reading], may_go: bool) -> Vec<RowId> {
        let mut gone = Vec::new();
        let mut told: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (id, node) in self.base.rows() {
            let held = |reading: &Reading| reading.lists.contains(&id.list);
            let Some(at) = readings.iter().position(held) else {
                continue;
            };
            let has_indikator = readings
                .get(at)
                .is_some_and(|r| r.fields.contains(&Field::Indikator));
            if !self.lines.contains_key(&id) {
                told.entry(at).or_default().push(node.name().to_owned());
                gone.push(id);
            } else if has_indikator {
                for (n, texts) in node.indikator.iter().enumerate() {
                    let inside = RowId {
                        indikator: Some(n),
                        ..id
                    };
                    if !self.lines.contains_key(&inside) {
                        let uraian = texts.get(&Field::Indikator).map_or("", String::as_str);
                        told.entry(at)
                            .or_default()
                            .push(format!("{} {uraian}", node.name()));
                        gone.push(inside);
                    }
                }
            }
        }
        if !may_go {
            for (at, names) in told {
                let Some(reading) = readings.get(at) else {
                    continue;
                };
                let message = format!(
                    "{} baris form tidak ada di lembar ini: {}",
                    names.len(),
                    names.join(", ")
                );
                let help = "kembalikan barisnya; bila memang dihapus, ulangi dengan --hapus";
                self.tell(Rule::RowsMissing, reading, At::default(), message, help);
            }
            return Vec::new();
        }
        let here = gone
            .into_iter()
            .filter_map(|id| in_current(self.base, self.current, id));
        let mut here: Vec<RowId> = here.collect();
        here.sort_by_key(|id| std::cmp::Reverse((id.list, id.node, id.indikator)));
        here
    }
}
