//! Kode: the codes of a table, whole or in parts, however a spreadsheet has spoiled them.

use crate::domain::kode::{Kode, Level, numbers};
use crate::domain::sheet::Value;
use crate::domain::workbook::field::List;

/// What a cell with a kode says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A kode of a form, and what stands behind it in the cell.
    Kode(Kode, String),
    /// That of an urusan or bidang urusan, which no form has.
    Urusan,
    /// No kode.
    None,
}

/// The list whose rows have a kode.
#[must_use]
pub fn list_of(kode: &Kode) -> List {
    match kode.level() {
        Level::Program => List::Program,
        Level::Kegiatan => List::Kegiatan,
        Level::SubKegiatan => List::SubKegiatan,
    }
}

/// Whether a cell holds nothing but digits and points.
#[must_use]
pub fn is_code(value: &Value) -> bool {
    numbers(part(value).trim()).is_some_and(|numbers| numbers.len() <= 6)
}

/// A cell as a part of a kode: a number as the digits that it was.
#[must_use]
pub fn part(value: &Value) -> String {
    let shown = value.shown();
    match value {
        Value::Number { .. } => shown.replace(',', "."),
        Value::Text(text) => text.trim().trim_end_matches(".0").to_owned(),
        Value::Date(_) | Value::Bool(_) | Value::Fault(_) | Value::Unknown => shown,
    }
}

/// Whether a part has lost a digit that nobody can put back: `2.1` was `2.01` or `2.10`.
#[must_use]
pub fn is_doubtful(part: &str) -> bool {
    let halves = part.split_once('.');
    halves.is_some_and(|(kind, number)| {
        let digit = |text: &str| text.len() == 1 && text.bytes().all(|b| b.is_ascii_digit());
        digit(kind) && digit(number)
    })
}

/// What a text with a kode at its beginning says.
#[must_use]
pub fn read(text: &str) -> Said {
    let text = text.trim();
    if let Some(kode) = Kode::completed(text) {
        return Said::Kode(kode, String::new());
    }
    if numbers(text).is_some_and(|numbers| numbers.len() <= 2) {
        return Said::Urusan;
    }
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let head = head.trim_matches(|c: char| !c.is_ascii_digit());
    let known = numbers(head).filter(|numbers| numbers.len() >= 3);
    match known.and_then(|_| Kode::completed(head)) {
        Some(kode) => Said::Kode(kode, rest.trim().to_owned()),
        None => Said::None,
    }
}

/// The kode at the beginning of a text as it is written there, if it is written otherwise than it
/// is read: with other zeros.
#[must_use]
pub fn written_otherwise(text: &str, kode: &Kode) -> Option<String> {
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let head = text.get(..end)?;
    let parts = head.split(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let written = parts.join(".");
    (written != kode.as_str()).then_some(written)
}

/// The parts of a kode from columns of their own; blank ones mean as above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Option<String>>);

impl Path {
    /// Takes the parts of a row, from the left.
    pub fn take(&mut self, row: &[Option<String>]) {
        let Some(first) = row.iter().position(Option::is_some) else {
            return;
        };
        let last = row.iter().rposition(Option::is_some).unwrap_or(first);
        self.0.resize(row.len(), None);
        for (at, (old, new)) in self.0.iter_mut().zip(row).enumerate() {
            if new.is_some() || at > last {
                old.clone_from(new);
            }
        }
    }

    /// The text of the kode that they make.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in self.0.iter().flatten() {
            // A column that has the whole kode needs none of those before it.
            if numbers(part).is_some_and(|numbers| numbers.len() >= 3) {
                text.clear();
            }
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(part.trim_matches(['.', ' ']));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(parts: &[&str]) -> Vec<Option<String>> {
        let part = |part: &&str| (!part.is_empty()).then(|| (*part).to_owned());
        parts.iter().map(part).collect()
    }

    #[test]
    fn parts_make_a_kode_and_blanks_mean_as_above() {
        let mut path = Path::default();
        for (parts, kode) in [
            (["1", "01", "02", "", ""], "1.01.02"),
            (["", "", "", "2.01", ""], "1.01.02.2.01"),
            (["", "", "", "", "14"], "1.01.02.2.01.0014"),
            (["", "", "", "", ""], "1.01.02.2.01.0014"),
            (["1", "1", "3", "2.01", "1"], "1.01.03.2.01.0001"),
            (["", "", "1.01.04", "", ""], "1.01.04"),
        ] {
            path.take(&row(&parts));
            let found = Kode::completed(&path.text()).map(|kode| kode.to_string());
            assert_eq!(found.as_deref(), Some(kode), "{parts:?}");
        }
    }

    #[test]
    fn a_kode_is_found_before_its_name() {
        let said = |text: &str| match read(text) {
            Said::Kode(kode, rest) => format!("{kode}|{rest}"),
            Said::Urusan => "urusan".to_owned(),
            Said::None => "none".to_owned(),
        };
        assert_eq!(said("1.01.02. PROGRAM X"), "1.01.02|PROGRAM X");
        assert_eq!(said("[1.01.02.2.01] - Y"), "1.01.02.2.01|Y");
        assert_eq!(said("1 01 02 2.01 0014"), "1.01.02.2.01.0014|");
        let kode = Kode::completed("1.01.02.2.01.0014").unwrap();
        for text in [
            "1.01.02.2.01.0014",
            " 1 01 02 2.01 0014 ",
            "1.01.02.2.01.0014. X 2",
        ] {
            assert_eq!(written_otherwise(text, &kode), None, "{text}");
        }
        for text in ["1.01.02.2.01.014", "1.1.2.2.1.14 - X"] {
            assert!(written_otherwise(text, &kode).is_some(), "{text}");
        }
        assert_eq!(said("1.01."), "urusan");
        assert_eq!(said("1. Meningkatnya"), "none");
        assert!(is_doubtful("2.1") && !is_doubtful("2.01") && !is_doubtful("14"));
    }
}
