//! What an import changes in a reference table, in the words of every other comparison.

use std::collections::BTreeSet;

use crate::domain::diff::{Change, Part};
use crate::domain::indikator::Arah;
use crate::domain::kode::Kode;
use crate::domain::nomenklatur::{Entry, Nomenklatur};
use crate::domain::renstra::{Indikator, Renstra, Row};
use crate::domain::row::ABSENT;

/// Heading and value of each cell.
type Cells = Vec<(String, Option<String>)>;

/// The entries that differ, in the order of their kode.
#[must_use]
pub fn of_nomenklatur(old: &Nomenklatur, new: &Nomenklatur) -> Vec<Change> {
    let changed = new.iter().filter_map(|entry| {
        let label = format!("{} {}", entry.kode, entry.uraian);
        change(
            label,
            old.of(&entry.kode).map(cells).as_ref(),
            &cells(entry),
        )
    });
    changed.collect()
}

fn cells(entry: &Entry) -> Cells {
    vec![
        ("Uraian".to_owned(), Some(entry.uraian.clone())),
        ("Kinerja".to_owned(), entry.kinerja.clone()),
        ("Indikator".to_owned(), entry.indikator.clone()),
        ("Satuan".to_owned(), entry.satuan.clone()),
        ("Sumber".to_owned(), entry.sumber.clone()),
        (
            "Pengganti".to_owned(),
            entry.pengganti.as_ref().map(Kode::to_string),
        ),
    ]
}

/// The rows and indikator that differ, in the order of the new one.
#[must_use]
pub fn of_renstra(old: &Renstra, new: &Renstra) -> Vec<Change> {
    let mut changes = Vec::new();
    for row in &new.rows {
        let before = old.row(row.list, &row.name);
        let uraian = row.uraian.as_deref().unwrap_or_default();
        let label = format!("{} {uraian}", row.name).trim_end().to_owned();
        changes.extend(change(label, before.map(own).as_ref(), &own(row)));
        for indikator in &row.indikator {
            let before = before.and_then(|row| row.measured(&indikator.uraian).next());
            let label = format!("{} {}", row.name, indikator.uraian);
            changes.extend(change(
                label,
                before.map(measured).as_ref(),
                &measured(indikator),
            ));
        }
    }
    changes
}

fn own(row: &Row) -> Cells {
    let serves = (!row.serves.is_empty()).then(|| row.serves.join(", "));
    let mut cells = vec![
        ("Uraian".to_owned(), row.uraian.clone()),
        ("Mendukung".to_owned(), serves),
    ];
    let pagu = row.pagu.iter();
    cells.extend(pagu.map(|(year, pagu)| (format!("Pagu {year}"), Some(pagu.to_string()))));
    cells
}

fn measured(indikator: &Indikator) -> Cells {
    let dasar = indikator.dasar.as_ref();
    let text = |text: String| Some(text);
    let mut cells = vec![
        ("Satuan".to_owned(), text(indikator.satuan.clone())),
        (
            "Arah".to_owned(),
            indikator.arah.map(Arah::name).map(str::to_owned),
        ),
        (
            "Dasar".to_owned(),
            dasar.map(|dasar| dasar.nilai.raw().to_owned()),
        ),
        (
            "Tahun dasar".to_owned(),
            dasar.map(|dasar| dasar.tahun.to_string()),
        ),
        (
            "Sumber dasar".to_owned(),
            dasar.and_then(|dasar| dasar.sumber.clone()),
        ),
    ];
    let target = indikator.target.iter();
    cells.extend(
        target.map(|(year, target)| (format!("Target {year}"), text(target.raw().to_owned()))),
    );
    cells
}

fn change(label: String, old: Option<&Cells>, new: &Cells) -> Option<Change> {
    let find = |cells: &Cells, name: &str| {
        let found = cells.iter().find(|(heading, _)| heading == name);
        found
            .and_then(|(_, text)| text.clone())
            .unwrap_or_else(|| ABSENT.to_owned())
    };
    let none = Cells::new();
    let before = old.unwrap_or(&none);
    let mut seen = BTreeSet::new();
    let headings = new.iter().chain(before).map(|(name, _)| name);
    let parts = headings
        .filter(|name| seen.insert(name.as_str()))
        .map(|name| Part {
            isian: name.clone(),
            semula: find(before, name),
            menjadi: find(new, name),
        });
    let parts: Vec<Part> = parts.filter(|part| part.semula != part.menjadi).collect();
    match old {
        None => Some(Change::Added(label, parts)),
        Some(_) if parts.is_empty() => None,
        Some(_) => Some(Change::Changed(label, parts)),
    }
}
