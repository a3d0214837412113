//! Header: which column of a sheet is which field, found by the headings that people know.

use std::collections::BTreeMap;

use super::field::{Field, List};
use crate::domain::indikator::normalized;
use crate::domain::sheet::{At, Sheet, Value};

/// Heading of the hidden column that names each line's row in the form.
pub const ROW_HEADING: &str = "Baris rkt (jangan diubah)";

/// How far down a header is looked for.
const DEPTH: usize = 40;

/// The header of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its row, from 0.
    pub row: u32,
    /// The columns that are known.
    pub fields: BTreeMap<u32, Field>,
    /// The column that names each line's row, if it is still there.
    pub ids: Option<u32>,
    /// Headings that are not known, and headings that are there twice.
    pub strange: Vec<(At, String)>,
}

impl Header {
    /// The header of a sheet: the row that has the most headings of a form.
    #[must_use]
    pub fn find(sheet: &Sheet) -> Option<Header> {
        let rows = sheet.rows().into_iter().take(DEPTH);
        let found = rows.map(|row| Header::of(sheet, row));
        let best =
            found.max_by_key(|header| (header.fields.len(), std::cmp::Reverse(header.row)))?;
        best.lists().map(|_| best.clone())
    }

    fn of(sheet: &Sheet, row: u32) -> Header {
        let mut header = Header {
            row,
            fields: BTreeMap::new(),
            ids: None,
            strange: Vec::new(),
        };
        for (at, value) in sheet.row(row) {
            let shown = value.shown();
            let heading = tidy(&shown);
            if heading == tidy(ROW_HEADING) {
                header.ids = Some(at.column);
                continue;
            }
            let field = field(&heading).filter(|field| !header.has(*field));
            match field {
                Some(field) => {
                    header.fields.insert(at.column, field);
                }
                None => header.strange.push((at, shown)),
            }
        }
        header
    }

    /// Whether a field has a column.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.fields.values().any(|known| *known == field)
    }

    /// The cell of the column that has a heading's field.
    #[must_use]
    pub fn column_of(&self, heading: &str) -> Option<At> {
        let wanted = field(&tidy(heading))?;
        let mut fields = self.fields.iter();
        let found = fields.find(|(_, field)| **field == wanted);
        found.map(|(column, _)| At::new(self.row, *column))
    }

    /// The lists that the sheet holds; `None` when it is no table of a form.
    #[must_use]
    pub fn lists(&self) -> Option<&'static [List]> {
        let filled = self.has(Field::Uraian) || self.has(Field::Indikator);
        if !filled || self.fields.len() < 3 {
            None
        } else if self.has(Field::Kode) {
            Some(&[List::Program, List::Kegiatan, List::SubKegiatan])
        } else if self.has(Field::Id) {
            Some(&[List::Sasaran])
        } else {
            None
        }
    }

    /// Whether a row is the header once more, or numbers its columns.
    #[must_use]
    pub fn is_again(&self, sheet: &Sheet, row: u32) -> bool {
        let cells: Vec<(At, &Value)> = sheet.row(row).collect();
        let headings = cells.iter().filter(|(at, value)| {
            let known = self.fields.get(&at.column);
            known.is_some_and(|known| field(&tidy(&value.shown())) == Some(*known))
        });
        let n_headings = headings.count();
        n_headings >= 3 && n_headings * 2 >= cells.len() || sheet.is_numbering(row)
    }
}

/// The field that a heading names.
#[must_use]
pub fn field(heading: &str) -> Option<Field> {
    let all = || Field::ALL.iter().copied();
    let by_name = all().find(|field| tidy(field.heading()) == heading);
    by_name.or_else(|| all().find(|field| field.aliases().contains(&heading)))
}

/// A heading as it is compared: lower case, one blank between words, no marks at its ends.
fn tidy(text: &str) -> String {
    normalized(text)
        .trim_matches(['*', ':', '.', ' '])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_names_its_own_field() {
        for known in Field::ALL {
            assert_eq!(field(&tidy(known.heading())), Some(*known));
            for alias in known.aliases() {
                assert_eq!(tidy(alias), **alias, "aliases are in lower case");
            }
        }
    }
}
