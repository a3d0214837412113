//! A TOML text that is changed in place (`toml_edit`): comments, order and spacing stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

/// A text, and what it begins and ends its lines with, which TOML does not keep.
#[derive(Clone, Debug)]
pub struct TomlText {
    /// Its tables and values.
    pub document: DocumentMut,
    mark: bool,
    windows: bool,
}

impl TomlText {
    /// Takes a text; `None` when it is no TOML.
    #[must_use]
    pub fn parse(text: &str) -> Option<TomlText> {
        let document = text.trim_start_matches('\u{feff}').parse().ok()?;
        Some(TomlText {
            document,
            mark: text.starts_with('\u{feff}'),
            windows: is_windows(text),
        })
    }

    /// The text as it is now, with the line ends that it had.
    #[must_use]
    pub fn text(&self) -> String {
        let text = ended(&self.document.to_string(), self.windows);
        if self.mark {
            format!("\u{feff}{text}")
        } else {
            text
        }
    }
}

/// Whether lines end as Windows ends them.
#[must_use]
pub fn is_windows(text: &str) -> bool {
    text.contains("\r\n")
}

/// A text with line ends of one kind, if they are those of Windows.
#[must_use]
pub fn ended(text: &str, windows: bool) -> String {
    if windows {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}

/// The rows of a list, however it is written.
pub fn rows(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| table as &dyn TableLike).collect(),
        Item::Value(Value::Array(values)) => {
            let tables = values.iter().filter_map(Value::as_inline_table);
            tables.map(|table| table as &dyn TableLike).collect()
        }
        Item::None | Item::Value(_) | Item::Table(_) => Vec::new(),
    }
}

/// The row of a list, however it is written.
pub fn nth_mut(item: &mut Item, n: usize) -> Option<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.get_mut(n).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(values)) => {
            let table = values.get_mut(n)?.as_inline_table_mut()?;
            Some(table as &mut dyn TableLike)
        }
        Item::None | Item::Value(_) | Item::Table(_) => None,
    }
}

/// Takes a row out of a list.
pub fn drop_row(table: &mut dyn TableLike, key: &str, n: usize) {
    match table.get_mut(key) {
        Some(Item::ArrayOfTables(tables)) if n < tables.len() => {
            tables.remove(n);
        }
        Some(Item::Value(Value::Array(values))) if n < values.len() => {
            values.remove(n);
        }
        Some(_) | None => {}
    }
}

/// Adds a row at the end of a list, written as its neighbours are.
pub fn push(table: &mut dyn TableLike, key: &str, row: Table) {
    if table.get(key).is_none_or(Item::is_none) {
        table.insert(key, Item::ArrayOfTables(ArrayOfTables::new()));
    }
    match table.get_mut(key) {
        Some(Item::ArrayOfTables(tables)) => tables.push(row),
        Some(Item::Value(Value::Array(values))) => {
            values.push_formatted(Value::InlineTable(row.into_inline_table()));
        }
        Some(_) | None => {}
    }
}

/// Puts a value in the place of another one, with what stands around it.
pub fn put(row: &mut dyn TableLike, key: &str, value: Option<Value>, needed: bool) {
    let value = match value {
        None if needed => Value::from(""),
        None => {
            remove(row, key);
            return;
        }
        Some(value) => value,
    };
    match row.get_mut(key) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        Some(_) | None => {
            row.insert(key, Item::Value(value));
        }
    }
}

/// Takes a value out; the remarks above and beside it go to what comes next, or before.
fn remove(row: &mut dyn TableLike, key: &str) {
    let remarks = remarks(row, key);
    let keys = row.iter().filter(|(_, item)| item.is_value());
    let keys: Vec<String> = keys.map(|(key, _)| key.to_owned()).collect();
    let at = keys.iter().position(|known| known == key);
    row.remove(key);
    let Some(at) = at.filter(|_| !remarks.is_empty()) else {
        return;
    };
    if let Some(mut next) = keys.get(at + 1).and_then(|next| row.key_mut(next)) {
        let old = next
            .leaf_decor()
            .prefix()
            .and_then(|prefix| prefix.as_str());
        let prefix = format!("{}\n{}", remarks.join("\n"), old.unwrap_or_default());
        next.leaf_decor_mut().set_prefix(prefix);
        return;
    }
    let before = at.checked_sub(1).and_then(|before| keys.get(before));
    if let Some(Item::Value(value)) = before.and_then(|before| row.get_mut(before)) {
        let old = value.decor().suffix().and_then(|suffix| suffix.as_str());
        let suffix = format!("{}\n{}", old.unwrap_or_default(), remarks.join("\n"));
        value.decor_mut().set_suffix(suffix);
    }
}

/// The lines of remarks above and beside a value.
fn remarks(row: &dyn TableLike, key: &str) -> Vec<String> {
    let above = row.key(key).and_then(|key| key.leaf_decor().prefix());
    let value = row.get(key).and_then(Item::as_value);
    let beside = value.and_then(|value| value.decor().suffix());
    let texts = [above, beside].into_iter().flatten();
    let lines = texts.filter_map(|text| text.as_str()).flat_map(str::lines);
    let lines = lines.map(str::trim).filter(|line| line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Money as forms write it: `500_000_000`.
pub fn grouped(text: &str) -> Option<Value> {
    let number: i64 = text.parse().ok()?;
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join("_").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn emptied(text: &str, key: &str) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        put(document.as_table_mut(), key, None, false);
        document.to_string()
    }

    #[test]
    fn remarks_stay_when_a_value_goes() {
        let text = "a = 1\n# menurut DPA\npagu = 5 # pergeseran 2\nb = 2\n";
        let left = emptied(text, "pagu");
        assert_eq!(left, "a = 1\n# menurut DPA\n# pergeseran 2\nb = 2\n");
        let left = emptied("a = 1 # satu\n# penting\npagu = 5\n", "pagu");
        assert_eq!(left, "a = 1 # satu\n# penting\n");
        assert_eq!(emptied("a = 1\npagu = 5\n", "pagu"), "a = 1\n");
        let left = emptied("pagu = 5 # satu\n[[b]]\nc = 1\n", "pagu");
        assert!(left.parse::<DocumentMut>().is_ok(), "{left}");
    }
}
