//! Plan: the rows of a form as texts, each with the place it has in the file.

use std::collections::BTreeMap;

use super::field::{Field, List};
use crate::domain::finding::FieldPath;
use crate::domain::indikator::normalized;

/// The texts of a row, as typed; what is empty is left out.
pub type Texts = BTreeMap<Field, String>;

/// Every row of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Sasaran, program, kegiatan and sub kegiatan, in the order of the file.
    pub nodes: Vec<Node>,
}

/// A sasaran, program, kegiatan or sub kegiatan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which list it is of.
    pub list: List,
    /// Its own texts.
    pub texts: Texts,
    /// The texts of its indikator.
    pub indikator: Vec<Texts>,
    /// Remarks that people wrote above it in the file.
    pub remarks: Vec<String>,
}

impl Node {
    /// Its id or kode.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.texts.get(&self.list.name_field());
        name.map_or("", String::as_str)
    }
}

/// The place of a row in a form: a node, or one of its indikator; from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId {
    /// Which list.
    pub list: List,
    /// The row's place in it.
    pub node: usize,
    /// The indikator's place in the row; `None` for the row itself.
    pub indikator: Option<usize>,
}

impl RowId {
    /// The row that it is of.
    #[must_use]
    pub fn own(self) -> RowId {
        RowId {
            indikator: None,
            ..self
        }
    }

    /// The way to it in the file.
    #[must_use]
    pub fn path(self) -> FieldPath {
        let node = FieldPath::row(self.list.key(), self.node);
        self.indikator
            .map_or(node.clone(), |n| node.key("indikator").index(n))
    }

    /// Reads what [`RowId::to_string`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<RowId> {
        let mut parts = text.trim().split('/');
        let list = parts.next()?;
        let list = List::ALL.into_iter().find(|known| known.key() == list)?;
        let place = |part: &str| part.parse::<usize>().ok()?.checked_sub(1);
        let node = place(parts.next()?)?;
        let indikator = match parts.next() {
            Some(part) => Some(place(part)?),
            None => None,
        };
        parts.next().is_none().then_some(RowId {
            list,
            node,
            indikator,
        })
    }
}

/// As a workbook keeps it: `sub_kegiatan/3`, `sub_kegiatan/3/1`.
impl std::fmt::Display for RowId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.list.key(), self.node.saturating_add(1))?;
        self.indikator
            .map_or(Ok(()), |n| write!(f, "/{}", n.saturating_add(1)))
    }
}

impl Plan {
    /// The rows, each with its place.
    pub fn rows(&self) -> impl Iterator<Item = (RowId, &Node)> {
        let mut next = BTreeMap::<List, usize>::new();
        self.nodes.iter().map(move |node| {
            let at = next.entry(node.list).or_default();
            let id = RowId {
                list: node.list,
                node: *at,
                indikator: None,
            };
            *at += 1;
            (id, node)
        })
    }

    /// The row at a place.
    #[must_use]
    pub fn node(&self, id: RowId) -> Option<&Node> {
        let mut of_list = self.nodes.iter().filter(|node| node.list == id.list);
        of_list.nth(id.node)
    }

    /// The texts at a place.
    #[must_use]
    pub fn texts(&self, id: RowId) -> Option<&Texts> {
        let node = self.node(id)?;
        match id.indikator {
            Some(n) => node.indikator.get(n),
            None => Some(&node.texts),
        }
    }

    /// The row of a list with a name.
    #[must_use]
    pub fn named(&self, list: List, name: &str) -> Option<RowId> {
        let mut rows = self.rows();
        let same = |node: &Node| node.list == list && normalized(node.name()) == normalized(name);
        rows.find(|(_, node)| same(node)).map(|(id, _)| id)
    }

    /// The indikator of a row that somebody means: by its id if it has one, else by its uraian.
    #[must_use]
    pub fn indikator(&self, node: RowId, texts: &Texts) -> Option<RowId> {
        let rows = &self.node(node)?.indikator;
        let by = |field: Field| {
            let wanted = normalized(texts.get(&field)?);
            let is = |row: &Texts| {
                row.get(&field)
                    .is_some_and(|text| normalized(text) == wanted)
            };
            rows.iter().position(is)
        };
        let n = by(Field::IdIndikator).or_else(|| by(Field::Indikator))?;
        Some(RowId {
            indikator: Some(n),
            ..node
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_rows_read_back() {
        for indikator in [None, Some(0), Some(11)] {
            let list = List::SubKegiatan;
            let id = RowId {
                list,
                node: 2,
                indikator,
            };
            assert_eq!(RowId::parse(&id.to_string()), Some(id));
        }
        for text in [
            "",
            "sasaran",
            "sasaran/0",
            "lain/1",
            "sasaran/1/2/3",
            "sasaran/x",
        ] {
            assert_eq!(RowId::parse(text), None, "{text}");
        }
    }
}
