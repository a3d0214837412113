//! The draft as JSON: every section an array of objects, keyed by column.

use serde_json::{Map, Value, json};

use crate::domain::document::{Cell, Document, Section, plain_number};

/// Version of the shape.
const VERSION: u32 = 1;

/// Writes a document as JSON, ending in a newline.
#[must_use]
pub fn to_string(document: &Document) -> String {
    let mut root = Map::new();
    root.insert("versi_skema".to_owned(), json!(VERSION));
    root.insert("judul".to_owned(), json!(document.judul));
    root.insert("instansi".to_owned(), json!(document.instansi));
    root.insert("tahun".to_owned(), json!(document.tahun));
    root.insert("nomor".to_owned(), json!(document.nomor));
    root.insert("pengesahan".to_owned(), json!(document.pengesahan));
    root.insert("kode".to_owned(), json!(document.kode()));
    root.insert("digest".to_owned(), json!(document.digest()));
    root.insert("catatan".to_owned(), json!(document.catatan));
    for section in &document.sections {
        root.insert(section.key.to_owned(), rows(section));
    }
    format!("{:#}\n", Value::Object(root))
}

fn rows(section: &Section) -> Value {
    let row = |cells: &Vec<Cell>| {
        let pairs = section.table.columns.iter().zip(cells);
        Value::Object(
            pairs
                .map(|(column, cell)| (column.key.to_owned(), value(cell)))
                .collect(),
        )
    };
    section.table.rows.iter().map(row).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Same(text) if text.is_empty() => Value::Null,
        Cell::Same(text) | Cell::Text(text) => json!(text),
        Cell::Count(count) => json!(count),
        Cell::Target(target) => {
            json!({ "teks": target.print(), "ketikan": target.raw(), "nilai": plain_number(target) })
        }
        Cell::Rupiah(rupiah) => json!(rupiah.get()),
    }
}
