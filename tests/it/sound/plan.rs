//! Plan: the rows of a file as keys with values in TOML, and a printer that knows nothing of rkt's.

use std::fmt;

/// The keys of a table, in order, each with its value as TOML.
#[derive(Clone, Debug, Default)]
pub struct Keys(Vec<(String, String)>);

impl Keys {
    /// Sets a key to a value in TOML.
    pub fn put(&mut self, key: &str, toml: impl Into<String>) {
        let toml = toml.into();
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, value)) => *value = toml,
            None => self.0.push((key.to_owned(), toml)),
        }
    }

    /// Sets a key to a text.
    pub fn say(&mut self, key: &str, text: &str) {
        self.put(key, quoted(text));
    }

    pub fn drop(&mut self, key: &str) {
        self.0.retain(|(known, _)| known != key);
    }

    pub fn rename(&mut self, from: &str, to: &str) {
        for (key, _) in &mut self.0 {
            if key == from {
                to.clone_into(key);
            }
        }
    }

    pub fn has(&self, key: &str) -> bool {
        self.toml(key).is_some()
    }

    /// A value as TOML.
    pub fn toml(&self, key: &str) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(known, _)| known == key)
            .map(|(_, value)| value.as_str())
    }

    /// A value without its quotes; empty when there is none.
    pub fn text(&self, key: &str) -> String {
        let value = self.toml(key).unwrap_or_default();
        value.trim_matches('"').to_owned()
    }

    /// A value as a number of hundredths, whichever mark it has.
    pub fn hundredths(&self, key: &str) -> Option<i64> {
        let text = self.text(key).replace(',', ".");
        let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
        let part = format!("{part:0<2}");
        let n_part = (part.len() == 2).then(|| part.parse::<i64>().ok())??;
        Some(whole.parse::<i64>().ok()? * 100 + n_part)
    }
}

/// A text as a basic string of TOML.
pub fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}

/// Texts as a list.
pub fn list<S: AsRef<str>>(texts: &[S]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A row of a list, with its indikator.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub list: &'static str,
    pub keys: Keys,
    pub indikator: Vec<Keys>,
    /// Whether its first indikator is that of the nomenclature.
    pub is_official: bool,
}

impl Row {
    /// Its id or kode.
    pub fn name(&self) -> String {
        let key = if self.list == "sasaran" { "id" } else { "kode" };
        self.keys.text(key)
    }

    pub fn kode(list: &'static str, kode: &str) -> Row {
        let mut row = Row {
            list,
            ..Row::default()
        };
        row.keys.say("kode", kode);
        row
    }

    pub fn sasaran(id: &str, uraian: &str) -> Row {
        let mut row = Row {
            list: "sasaran",
            ..Row::default()
        };
        row.keys.say("id", id);
        row.keys.say("uraian", uraian);
        row
    }

    pub fn is_of_office(&self) -> bool {
        matches!(self.list, "sasaran" | "program")
    }
}

/// A file: its own keys, then its rows.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub head: Keys,
    pub rows: Vec<Row>,
}

impl Plan {
    pub fn row(&self, list: &str, name: &str) -> Option<&Row> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.list == list && row.name() == name)
    }

    pub fn of(&self, list: &str) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let of = rows.filter(|(_, row)| row.list == list);
        of.map(|(n, _)| n).collect()
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(key, value)| writeln!(f, "{key} = {value}"))
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.head)?;
        for row in &self.rows {
            write!(f, "\n[[{}]]\n{}", row.list, row.keys)?;
            for one in &row.indikator {
                write!(f, "[[{}.indikator]]\n{one}", row.list)?;
            }
        }
        Ok(())
    }
}
