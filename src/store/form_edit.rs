//! A form's text as rows of texts, and changed in place: comments, order and spacing stay.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::text::plain_ends;
use super::toml_text::{TomlText, drop_row, grouped, nth_mut, push, put, rows};
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::merge::Edit;
use crate::domain::workbook::plan::{Node, Plan, RowId, Texts};

/// A form that can be changed.
#[derive(Clone, Debug)]
pub struct FormText(TomlText);

impl FormText {
    /// Takes the text of a form; `None` when it is no TOML.
    #[must_use]
    pub fn parse(text: &str) -> Option<FormText> {
        TomlText::parse(text).map(FormText)
    }

    /// The text, with the line ends that it had.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// Its rows.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::default();
        for list in List::ALL {
            let found = self
                .0
                .document
                .get(list.key())
                .map(rows)
                .unwrap_or_default();
            let own = |field: &Field| list.has(*field) && field.is_own();
            let node = |row: &dyn TableLike| Node {
                list,
                texts: texts(row, &own),
                indikator: row
                    .get("indikator")
                    .map(rows)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|row| texts(row, &|field| !field.is_own()))
                    .collect(),
                remarks: Vec::new(),
            };
            plan.nodes.extend(found.into_iter().map(node));
        }
        self.remarks(&mut plan);
        plan
    }

    /// The same with `word` in every indikator, satuan and target that a form must have and that is
    /// empty, so that it can be told from one that is gone or said not to apply.
    #[must_use]
    pub fn with_gaps(&self, word: &str) -> FormText {
        let mut named = self.clone();
        for list in List::ALL {
            let nodes = self
                .plan()
                .nodes
                .into_iter()
                .filter(|node| node.list == list);
            for (node, found) in nodes.enumerate() {
                for (n, texts) in found.indikator.iter().enumerate() {
                    let indikator = Some(n);
                    let row = RowId {
                        list,
                        node,
                        indikator,
                    };
                    named.fill(row, texts, word);
                }
            }
        }
        named
    }

    fn fill(&mut self, row: RowId, texts: &Texts, word: &str) {
        let Some(row) = row_mut(&mut self.0.document, row) else {
            return;
        };
        for field in [Field::Indikator, Field::Satuan, Field::Target] {
            if !texts.contains_key(&field) {
                set(row, field, Some(word));
            }
        }
    }

    /// Remarks above each row, without the blanks and the mark.
    fn remarks(&self, plan: &mut Plan) {
        for list in List::ALL {
            let Some(Item::ArrayOfTables(tables)) = self.0.document.get(list.key()) else {
                continue;
            };
            let nodes = plan.nodes.iter_mut().filter(|node| node.list == list);
            for (node, table) in nodes.zip(tables.iter()).skip(1) {
                let prefix = table.decor().prefix().and_then(|raw| raw.as_str());
                let lines = prefix.unwrap_or_default().lines().map(str::trim);
                let remarks = lines.filter_map(|line| line.strip_prefix('#'));
                node.remarks = remarks.map(|text| text.trim().to_owned()).collect();
            }
        }
    }

    /// Does the changes, one after another. A change of a row that is not there is left out.
    pub fn apply(&mut self, edits: &[Edit]) {
        for edit in edits {
            match edit {
                Edit::Set { row, field, text } => {
                    if let Some(row) = row_mut(&mut self.0.document, *row) {
                        set(row, *field, text.as_deref());
                    }
                }
                Edit::AddIndikator { node, texts } => {
                    if let Some(row) = row_mut(&mut self.0.document, *node) {
                        push(row, "indikator", new_table(texts, &[]));
                    }
                }
                Edit::AddNode(node) => {
                    let root = self.0.document.as_table_mut();
                    push(
                        root,
                        node.list.key(),
                        new_table(&node.texts, &node.indikator),
                    );
                }
                Edit::Remove(row) => self.remove(*row),
            }
        }
    }

    fn remove(&mut self, row: RowId) {
        match row.indikator {
            Some(n) => {
                if let Some(node) = row_mut(&mut self.0.document, row.own()) {
                    drop_row(node, "indikator", n);
                }
            }
            None => drop_row(self.0.document.as_table_mut(), row.list.key(), row.node),
        }
    }
}

fn row_mut(document: &mut DocumentMut, row: RowId) -> Option<&mut dyn TableLike> {
    let list = document.get_mut(row.list.key())?;
    let node = nth_mut(list, row.node)?;
    match row.indikator {
        Some(n) => nth_mut(node.get_mut("indikator")?, n),
        None => Some(node),
    }
}

fn new_table(texts: &Texts, inside: &[Texts]) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (field, text) in texts {
        set(&mut table, *field, Some(text));
    }
    if !inside.is_empty() {
        let rows = inside.iter().map(|texts| new_table(texts, &[]));
        table.insert("indikator", Item::ArrayOfTables(rows.collect()));
    }
    table
}

/// The texts of a row, as typed; what is empty is left out.
fn texts(row: &dyn TableLike, wanted: &dyn Fn(&Field) -> bool) -> Texts {
    let fields = Field::ALL.iter().filter(|field| wanted(field));
    let texts = fields.filter_map(|field| Some((*field, text(row, *field)?)));
    texts.filter(|(_, text)| !text.trim().is_empty()).collect()
}

fn text(row: &dyn TableLike, field: Field) -> Option<String> {
    let (key, inner) = split(field);
    let item = row.get(key)?;
    if let Some(inner) = inner {
        return typed(item.as_table_like()?.get(inner)?.as_value()?, field.kind());
    }
    let value = item.as_value()?;
    match (field.index(), field.kind()) {
        (Some(n), kind) => typed(value.as_array()?.get(n)?, kind),
        (None, Kind::Names) => {
            let names = value.as_array()?.iter().filter_map(Value::as_str);
            Some(names.map(str::trim).collect::<Vec<_>>().join("; "))
        }
        (None, kind) => typed(value, kind),
    }
}

fn split(field: Field) -> (&'static str, Option<&'static str>) {
    match field.key().split_once('.') {
        Some((key, inner)) => (key, Some(inner)),
        None => (field.key(), None),
    }
}

/// A value as it was typed, quotes and the underscores of numbers aside.
fn typed(value: &Value, kind: Kind) -> Option<String> {
    let repr = |repr: std::borrow::Cow<'_, str>| repr.replace('_', "");
    match value {
        Value::String(text) if matches!(kind, Kind::Target) => Some(plain_ends(text.value())),
        Value::String(text) => Some(plain_ends(text.value().trim())),
        Value::Integer(number) => Some(repr(number.display_repr())),
        Value::Float(number) => Some(repr(number.display_repr())),
        Value::Boolean(yes) => Some(if *yes.value() { "ya" } else { "tidak" }.to_owned()),
        Value::Datetime(moment) => Some(moment.display_repr().into_owned()),
        Value::Array(_) | Value::InlineTable(_) => None,
    }
}

/// Writes a field. One that a form must have stays, empty; another one goes.
fn set(row: &mut dyn TableLike, field: Field, text: Option<&str>) {
    let (key, inner) = split(field);
    if let Some(inner) = inner {
        set_inner(row, key, inner, (field, text));
    } else if let Some(n) = field.index() {
        set_index(row, key, n, text.unwrap_or_default());
    } else {
        put(
            row,
            key,
            text.map(|text| value(field, text)),
            is_needed(field),
        );
    }
}

fn is_needed(field: Field) -> bool {
    matches!(
        field,
        Field::Target | Field::Satuan | Field::Indikator | Field::Id | Field::Kode
    )
}

fn set_index(row: &mut dyn TableLike, key: &str, n: usize, text: &str) {
    if let Some(Item::Value(Value::Array(parts))) = row.get_mut(key)
        && parts.get(n).is_some()
    {
        let decor = parts.get(n).map(|part| part.decor().clone());
        let mut part = Value::from(text);
        if let Some(decor) = decor {
            *part.decor_mut() = decor;
        }
        parts.replace_formatted(n, part);
        return;
    }
    if text.is_empty() {
        return;
    }
    let parts: Array = (0..4).map(|at| if at == n { text } else { "" }).collect();
    put(row, key, Some(Value::Array(parts)), false);
}

fn set_inner(
    row: &mut dyn TableLike,
    key: &str,
    inner: &str,
    (field, text): (Field, Option<&str>),
) {
    if row.get(key).and_then(Item::as_table_like).is_none() {
        if text.is_none() {
            return;
        }
        row.insert(key, Item::Value(Value::InlineTable(InlineTable::new())));
    }
    let Some(table) = row.get_mut(key).and_then(Item::as_table_like_mut) else {
        return;
    };
    put(table, inner, text.map(|text| value(field, text)), false);
    if table.is_empty() {
        row.remove(key);
    } else if let Some(Item::Value(Value::InlineTable(table))) = row.get_mut(key) {
        table.fmt();
    }
}

fn value(field: Field, text: &str) -> Value {
    match field.kind() {
        Kind::Text | Kind::Name | Kind::Target | Kind::Choice(_) => Value::from(text),
        Kind::Names => Value::Array(cell::names(text).into_iter().collect()),
        Kind::Ya => Value::from(text == "ya"),
        Kind::Tahun => text
            .parse::<i64>()
            .map_or_else(|_| Value::from(text), Value::from),
        Kind::Rupiah => grouped(text).unwrap_or_else(|| Value::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# head\nformat = 1\n\n# first\n[[sasaran]]\nid = \"S1\" # one\n\n[[sasaran.indikator]]\nuraian = \"APK\"\nsatuan = \"Persen\"\ntarget = \"79,34\"   # kept\ntriwulan = [\"\", \"40\", \"\", \"79,34\"]\ndasar = { tahun = 2025, nilai = \"75\" }\n\n# money\n[[sub_kegiatan]]\nkode = \"1.01.02.2.03.0012\"\npagu = 500_000_000 # DAU\n";

    fn row(list: List, node: usize, indikator: Option<usize>) -> RowId {
        RowId {
            list,
            node,
            indikator,
        }
    }

    fn edited(edits: &[Edit]) -> String {
        let mut form = FormText::parse(TEXT).unwrap();
        form.apply(edits);
        form.text()
    }

    #[test]
    fn a_form_that_nobody_changes_stays_as_it_is() {
        assert_eq!(edited(&[]), TEXT);
        let windows = TEXT.replace('\n', "\r\n");
        assert_eq!(FormText::parse(&windows).unwrap().text(), windows);
    }

    #[test]
    fn rows_are_read_as_typed() {
        let plan = FormText::parse(TEXT).unwrap().plan();
        let indikator = plan.texts(row(List::Sasaran, 0, Some(0))).unwrap();
        assert_eq!(indikator[&Field::Target], "79,34");
        assert_eq!(indikator[&Field::Tw2], "40");
        assert_eq!(indikator.get(&Field::Tw1), None);
        assert_eq!(indikator[&Field::DasarTahun], "2025");
        let sub = plan.texts(row(List::SubKegiatan, 0, None)).unwrap();
        assert_eq!(sub[&Field::Pagu], "500000000");
    }

    #[test]
    fn changes_keep_comments_and_order() {
        let first = row(List::Sasaran, 0, Some(0));
        let set = |row, field, text: Option<&str>| Edit::Set {
            row,
            field,
            text: text.map(str::to_owned),
        };
        let sub = row(List::SubKegiatan, 0, None);
        let text = edited(&[
            set(first, Field::Target, Some("80")),
            set(first, Field::Tw1, Some("20")),
            set(first, Field::DasarSumber, Some("Dapodik")),
            set(first, Field::Arah, Some("naik")),
            set(sub, Field::Pagu, Some("1250000")),
            Edit::AddIndikator {
                node: sub,
                texts: Texts::from([(Field::Indikator, "Jumlah".to_owned())]),
            },
        ]);
        assert!(
            text.contains("target = \"80\"   # kept\ntriwulan = [\"20\", \"40\", \"\", \"79,34\"]"),
            "{text}"
        );
        assert!(text.contains("dasar = { tahun = 2025, nilai = \"75\", sumber = \"Dapodik\" }\narah = \"naik\"\n\n# money"), "{text}");
        assert!(
            text.contains(
                "pagu = 1_250_000 # DAU\n\n[[sub_kegiatan.indikator]]\nuraian = \"Jumlah\"\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn what_is_emptied_goes_unless_a_form_must_have_it() {
        let first = row(List::Sasaran, 0, Some(0));
        let set = |field| Edit::Set {
            row: first,
            field,
            text: None,
        };
        let text = edited(&[
            set(Field::Target),
            set(Field::DasarTahun),
            set(Field::DasarNilai),
        ]);
        assert!(text.contains("target = \"\"   # kept"), "{text}");
        assert!(!text.contains("dasar"), "{text}");
    }
}
