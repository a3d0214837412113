//! `acuan/renstra.toml` changed in place: comments, order and spacing stay.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::toml_text::{TomlText, ended, grouped, is_windows, nth_mut, push, put};
use crate::domain::acuan::renstra::serves_more;
use crate::domain::indikator::Arah;
use crate::domain::renstra::{Indikator, List, Renstra, Row};
use crate::domain::target::Target;

/// The text with rows put over it; `None` when it is no TOML. `old` is what the text says.
///
/// What the rows leave open stays as it was. A text without rows keeps all that it has, and they
/// are written below.
#[must_use]
pub fn with(text: &str, old: &Renstra, rows: &Renstra) -> Option<String> {
    if old.is_empty() {
        return Some(ended(&below(text, rows), is_windows(text)));
    }
    let mut edited = TomlText::parse(text)?;
    for row in &rows.rows {
        change(edited.document.as_table_mut(), old, row);
    }
    Some(edited.text())
}

/// The rows of a Renstra as a text of its own, below what stands there.
fn below(text: &str, rows: &Renstra) -> String {
    let mut document = DocumentMut::new();
    for row in &rows.rows {
        push(document.as_table_mut(), row.list.key(), new_row(row));
    }
    let head = text.trim_end();
    let format = |line: &str| {
        line.split('=')
            .next()
            .is_some_and(|key| key.trim() == "format")
    };
    let head = if head.lines().any(format) {
        head.to_owned()
    } else {
        format!("{head}\nformat = 1").trim_start().to_owned()
    };
    format!("{head}\n{document}")
}

fn change(root: &mut Table, old: &Renstra, row: &Row) {
    let key = row.list.key();
    let Some(before) = old.row(row.list, &row.name) else {
        push(root, key, new_row(row));
        return;
    };
    let Some(table) = root.get_mut(key).and_then(|list| nth_mut(list, before.pos)) else {
        return;
    };
    if let Some(uraian) = row.uraian.as_ref().filter(|_| row.uraian != before.uraian) {
        put(table, "uraian", Some(Value::from(uraian)), false);
    }
    let serves = serves_more(before, row);
    if serves != before.serves {
        set_serves(table, row.list, &serves);
    }
    for (year, pagu) in &row.pagu {
        if before.pagu.get(year) != Some(pagu) {
            put_year(table, "pagu", *year, money(pagu.get()));
        }
    }
    for indikator in &row.indikator {
        match before.measured(&indikator.uraian).next() {
            None => push(table, "indikator", new_indikator(indikator)),
            Some(known) => {
                let list = table.get_mut("indikator");
                if let Some(table) = list.and_then(|list| nth_mut(list, known.pos)) {
                    change_indikator(table, known, indikator);
                }
            }
        }
    }
}

fn change_indikator(table: &mut dyn TableLike, old: &Indikator, new: &Indikator) {
    if old.satuan != new.satuan {
        put(table, "satuan", Some(Value::from(&new.satuan)), false);
    }
    if let Some(arah) = new.arah.filter(|_| new.arah != old.arah) {
        put(table, "arah", Some(Value::from(arah.name())), false);
    }
    if new.dasar.is_some() && !same_dasar(old, new) {
        let sumber = old.dasar.as_ref().and_then(|dasar| dasar.sumber.as_deref());
        put(table, "dasar", dasar(new, sumber), false);
    }
    for (year, target) in &new.target {
        if old.target.get(year).map(Target::raw) != Some(target.raw()) {
            put_year(table, "target", *year, Value::from(target.raw()));
        }
    }
}

/// Whether a baseline says nothing new; a source that is not given does not count.
fn same_dasar(old: &Indikator, new: &Indikator) -> bool {
    let (Some(old), Some(new)) = (&old.dasar, &new.dasar) else {
        return false;
    };
    let sumber = new.sumber.is_none() || new.sumber == old.sumber;
    old.tahun == new.tahun && old.nilai.raw() == new.nilai.raw() && sumber
}

fn set_serves(table: &mut dyn TableLike, list: List, names: &[String]) {
    let Some(above) = list.serves() else { return };
    let value = match list {
        List::Sasaran => names.first().map(Value::from),
        List::Tujuan | List::Program | List::Kegiatan => {
            Some(Value::Array(names.iter().collect::<Array>()))
        }
    };
    put(table, above.key(), value, false);
}

fn new_row(row: &Row) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert(row.list.name_key(), toml_edit::value(&row.name));
    if let Some(uraian) = &row.uraian {
        table.insert("uraian", toml_edit::value(uraian));
    }
    if !row.serves.is_empty() {
        set_serves(&mut table, row.list, &row.serves);
    }
    for (year, pagu) in &row.pagu {
        put_year(&mut table, "pagu", *year, money(pagu.get()));
    }
    for indikator in &row.indikator {
        push(&mut table, "indikator", new_indikator(indikator));
    }
    table
}

fn new_indikator(indikator: &Indikator) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("uraian", toml_edit::value(&indikator.uraian));
    table.insert("satuan", toml_edit::value(&indikator.satuan));
    if let Some(arah) = indikator.arah.map(Arah::name) {
        table.insert("arah", toml_edit::value(arah));
    }
    put(&mut table, "dasar", dasar(indikator, None), false);
    for (year, target) in &indikator.target {
        put_year(&mut table, "target", *year, Value::from(target.raw()));
    }
    table
}

/// A baseline, with the source that was there when none is given.
fn dasar(indikator: &Indikator, before: Option<&str>) -> Option<Value> {
    let dasar = indikator.dasar.as_ref()?;
    let mut table = InlineTable::new();
    table.insert("tahun", Value::from(dasar.tahun));
    table.insert("nilai", Value::from(dasar.nilai.raw()));
    if let Some(sumber) = dasar.sumber.as_deref().or(before) {
        table.insert("sumber", Value::from(sumber));
    }
    Some(Value::InlineTable(table))
}

fn money(rupiah: i64) -> Value {
    grouped(&rupiah.to_string()).unwrap_or_else(|| Value::from(rupiah))
}

/// Puts the value of a year, in the order of the years.
fn put_year(row: &mut dyn TableLike, key: &str, year: i64, value: Value) {
    if row.get(key).and_then(Item::as_table_like).is_none() {
        row.insert(key, Item::Value(Value::InlineTable(InlineTable::new())));
    }
    let Some(table) = row.get_mut(key).and_then(Item::as_table_like_mut) else {
        return;
    };
    let is_new = table.get(&year.to_string()).is_none();
    put(table, &year.to_string(), Some(value), false);
    if let Some(Item::Value(Value::InlineTable(table))) = row.get_mut(key).filter(|_| is_new) {
        table.sort_values();
        table.fmt();
    }
}
