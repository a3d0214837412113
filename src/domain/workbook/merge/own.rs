//! What lines say of a row itself: its uraian, pagu and the like, once for all its lines.

use std::collections::{BTreeMap, BTreeSet};

use super::{Home, Merge};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::reading::{Line, Reading};

/// The texts of rows, each with the cell that says it.
type Said = BTreeMap<(Home, Field), (At, String)>;

impl Merge<'_> {
    /// What the lines of each row change in the row's own fields.
    pub(super) fn own_fields(&mut self, reading: &Reading, homes: &[(&Line, Home)]) {
        let said = self.said(reading, homes);
        for ((home, field), (at, text)) in &said {
            let list = self.list_of(*home);
            if !list.is_some_and(|list| list.has(*field)) {
                self.misplaced(reading, *at, list, *field);
            } else if let Home::Added(n) = home
                && let Some(added) = self.added.get_mut(*n)
            {
                added.node.texts.insert(*field, text.clone());
            }
        }
        let rows: BTreeSet<Home> = homes.iter().map(|(_, home)| *home).collect();
        for home in rows {
            self.own_fields_of(reading, home, &said);
        }
    }

    /// The first text that the lines of a row give each of its fields; another one is told.
    fn said(&mut self, reading: &Reading, homes: &[(&Line, Home)]) -> Said {
        let mut said = Said::new();
        for (line, home) in homes {
            let own = line.cells.iter().filter(|(field, _)| is_filled_in(**field));
            for (field, (at, text)) in own {
                let first = said.entry((*home, *field)).or_insert((*at, text.clone()));
                if !cell::same(field.kind(), &first.1, text) {
                    let (before, known) = first;
                    let heading = field.heading();
                    let message =
                        format!("{heading} `{text}` berbeda dari `{known}` di sel {before}");
                    let help = "isi satu kali saja untuk kode itu, di baris pertamanya";
                    self.tell(Rule::RowConflict, reading, *at, message, help);
                }
            }
        }
        said
    }

    /// What is said of a row of the base, or no longer said.
    fn own_fields_of(&mut self, reading: &Reading, home: Home, said: &Said) {
        let Home::Base(id) = home else {
            return;
        };
        let row = self.lines.get(&id).copied().unwrap_or_default();
        let fields = reading.fields.iter().copied().filter(|f| is_filled_in(*f));
        for field in fields.filter(|field| id.list.has(*field)) {
            let said = said.get(&(home, field));
            let at = said.map_or(At::new(row, 0), |(at, _)| *at);
            let text = said.map(|(_, text)| text.as_str());
            self.set(reading, at, (id, field), text);
        }
    }

    fn list_of(&self, home: Home) -> Option<List> {
        match home {
            Home::Base(id) => Some(id.list),
            Home::Added(n) => self.added.get(n).map(|added| added.node.list),
        }
    }

    fn misplaced(&mut self, reading: &Reading, at: At, list: Option<List>, field: Field) {
        let level = list.map_or("", List::key).replace('_', " ");
        let message = format!("baris {level} tidak mempunyai {}", field.heading());
        let help = "pindahkan isinya ke baris yang dimaksud, atau kosongkan";
        self.tell(Rule::CellUnreadable, reading, at, message, help);
    }
}

/// Whether a field is of a row itself, and not its name.
fn is_filled_in(field: Field) -> bool {
    field.is_own() && !matches!(field, Field::Id | Field::Kode)
}
