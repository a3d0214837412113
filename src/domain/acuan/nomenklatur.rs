//! A table as entries of the nomenclature.

use std::collections::BTreeMap;

use super::heading::Column;
use super::lines::{Line, Lines};
use crate::domain::finding::Finding;
use crate::domain::kode::{Kode, is_urusan};
use crate::domain::nomenklatur::{Entry, Nomenklatur, UNFIT_HELP, unfit};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;

/// The entries of a table. Lines of an urusan, and lines with nothing but a title, are passed over.
#[must_use]
pub fn entries(table: &Lines, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut first: BTreeMap<Kode, (At, Entry)> = BTreeMap::new();
    for line in &table.lines {
        let Some((at, entry)) = entry(table, line, findings) else {
            continue;
        };
        match first.get(&entry.kode) {
            None => {
                first.insert(entry.kode.clone(), (at, entry));
            }
            Some((_, before)) if *before == entry => {}
            Some((before, _)) => {
                let message = format!("kode {} ada dua kali, dengan isi yang berbeda", entry.kode);
                let finding = Finding::new(Rule::RowTwice, table.at(at), message)
                    .because(table.at(*before), "pertama di sini")
                    .help("hapus salah satu barisnya, atau betulkan kodenya");
                findings.push(finding);
            }
        }
    }
    first.into_values().map(|(_, entry)| entry).collect()
}

fn entry(table: &Lines, line: &Line, findings: &mut Vec<Finding>) -> Option<(At, Entry)> {
    let text = |column| line.get(&column).map(|(_, text)| text.clone());
    let Some((at, typed)) = line.get(&Column::Kode) else {
        let (at, _) = line.get(&Column::Indikator)?;
        let message = "indikator ini tidak punya kode di barisnya";
        let help = "isi kodenya; satu kode satu baris";
        findings.push(Finding::new(Rule::RowHomeless, table.at(*at), message).help(help));
        return None;
    };
    if is_urusan(typed) {
        return None;
    }
    let kode = kode(table, *at, typed, findings)?;
    let Some(uraian) = text(Column::Uraian) else {
        let message = format!("uraian kode {kode} masih kosong");
        let finding = Finding::new(Rule::MissingKey, table.at(*at), message);
        findings.push(finding.help("isi uraiannya"));
        return None;
    };
    let pengganti = pengganti(table, line, &kode, findings);
    let entry = Entry {
        kode,
        uraian,
        kinerja: text(Column::Kinerja),
        indikator: text(Column::Indikator),
        satuan: text(Column::Satuan),
        sumber: text(Column::Sumber),
        pengganti,
    };
    Some((*at, entry))
}

/// The kode that holds instead of that of a line.
fn pengganti(table: &Lines, line: &Line, old: &Kode, findings: &mut Vec<Finding>) -> Option<Kode> {
    let (at, typed) = line.get(&Column::Pengganti)?;
    let new = kode(table, *at, typed, findings)?;
    let Some(message) = unfit(&new, old) else {
        return Some(new);
    };
    findings.push(Finding::new(Rule::BadKode, table.at(*at), message).help(UNFIT_HELP));
    None
}

/// A kode, or what it may be.
pub(super) fn kode(
    table: &Lines,
    at: At,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<Kode> {
    match Kode::read(typed) {
        Ok(kode) => Some(kode),
        Err(fault) => {
            let help = Kode::completed(typed).map_or_else(
                || "salin kodenya dari nomenklatur, lengkap dengan nol di depannya".to_owned(),
                |kode| format!("maksud Anda `{kode}`? di Excel, atur kolom kode sebagai Text"),
            );
            findings.push(Finding::new(Rule::BadKode, table.at(at), fault).help(help));
            None
        }
    }
}

/// A nomenclature with entries put over it: what an entry leaves empty stays as it was.
#[must_use]
pub fn over(old: &Nomenklatur, entries: &[Entry]) -> Nomenklatur {
    let merged = entries.iter().map(|entry| {
        let before = old.of(&entry.kode);
        let kept = |new: &Option<String>, old: fn(&Entry) -> &Option<String>| {
            new.clone()
                .or_else(|| before.and_then(|before| old(before).clone()))
        };
        Entry {
            kode: entry.kode.clone(),
            uraian: entry.uraian.clone(),
            kinerja: kept(&entry.kinerja, |entry| &entry.kinerja),
            indikator: kept(&entry.indikator, |entry| &entry.indikator),
            satuan: kept(&entry.satuan, |entry| &entry.satuan),
            sumber: kept(&entry.sumber, |entry| &entry.sumber),
            pengganti: (entry.pengganti.clone())
                .or_else(|| before.and_then(|before| before.pengganti.clone())),
        }
    });
    merged.chain(old.iter().cloned()).collect()
}
