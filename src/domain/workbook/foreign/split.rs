//! Split: two indikator in one cell, and units inside targets.

use std::collections::BTreeMap;

use crate::domain::finding::Finding;
use crate::domain::indikator::items;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Value};
use crate::domain::unit;
use crate::domain::workbook::cell::{self, CellFault};
use crate::domain::workbook::field::{Field, Kind};
use crate::domain::workbook::plan::Texts;
use crate::domain::workbook::reading::Source;

/// The cells that are about one indikator.
pub type Values = BTreeMap<Field, (At, Value)>;
/// What they say.
pub type Cells = BTreeMap<Field, (At, String)>;

/// The indikator in a cell, each with its own part of the other cells.
///
/// # Errors
/// When the cells have different numbers of parts: the cell, and what is wrong with it.
pub fn indikator(values: &Values) -> Result<Vec<Values>, (At, CellFault)> {
    let one = || Ok(vec![values.clone()]);
    let Some((_, Value::Text(text))) = values.get(&Field::Indikator) else {
        return one();
    };
    let target = values.get(&Field::Target).map(|(_, value)| value);
    let Some(parts) = parts_of(text, target) else {
        return one();
    };
    let mut several = vec![Values::new(); parts.len()];
    for (field, (at, value)) in values {
        let own = match value {
            _ if *field == Field::Indikator => Some(parts.clone()),
            Value::Text(text) => parts_like(text, parts.len()),
            Value::Number { .. }
            | Value::Date(_)
            | Value::Bool(_)
            | Value::Fault(_)
            | Value::Unknown => None,
        };
        let shared = !matches!(field.kind(), Kind::Target);
        let Some(own) = own.or_else(|| shared.then(|| vec![value.shown(); parts.len()])) else {
            return Err((*at, uneven(*field, parts.len())));
        };
        for (values, text) in several.iter_mut().zip(own) {
            values.insert(*field, (*at, Value::Text(text)));
        }
    }
    Ok(several)
}

fn uneven(field: Field, n_parts: usize) -> CellFault {
    CellFault {
        rule: Rule::CellUnreadable,
        message: format!(
            "{n_parts} indikator di satu sel, tetapi {} tidak terbagi menjadi {n_parts}",
            field.heading()
        ),
        help: "tulis satu indikator satu baris, masing-masing dengan targetnya".to_owned(),
    }
}

/// The indikator in a text: a numbered list, or as many lines as there are targets.
fn parts_of(text: &str, target: Option<&Value>) -> Option<Vec<String>> {
    if let Some(items) = items(text) {
        return Some(items);
    }
    let lines = lines(text);
    let Some(Value::Text(target)) = target else {
        return None;
    };
    let n_targets = parts_like(target, lines.len())?.len();
    (n_targets > 1).then_some(lines)
}

/// The parts of a text, if it has just so many.
fn parts_like(text: &str, n: usize) -> Option<Vec<String>> {
    let fits = |parts: &Vec<String>| parts.len() == n;
    items(text)
        .filter(fits)
        .or_else(|| Some(lines(text)).filter(fits))
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// The texts of cells, each as its field wants it; faults go to `findings`.
#[must_use]
pub fn texts(values: &Values, source: &Source, findings: &mut Vec<Finding>) -> Cells {
    let mut cells = Cells::new();
    for (field, (at, value)) in values {
        let read = cell::text(field.kind(), value);
        let text = taken(*field, *at, read, (source, findings));
        cells.extend(text.map(|text| (*field, (*at, text))));
    }
    cells
}

/// What was read of a cell; a fault goes to `findings`.
#[must_use]
pub fn taken(
    field: Field,
    at: At,
    read: Result<Option<String>, CellFault>,
    (source, findings): (&Source, &mut Vec<Finding>),
) -> Option<String> {
    read.unwrap_or_else(|fault| {
        let message = format!("{}: {}", field.heading(), fault.message);
        findings.push(Finding::new(fault.rule, source.at(at), message).help(fault.help));
        None
    })
}

/// Takes out a baseline of an earlier year than the form has; gives back its cells.
pub fn older_baseline(cells: &mut Cells, known: Option<&Texts>) -> Vec<At> {
    let year = |text: Option<&String>| text.and_then(|text| text.trim().parse::<i32>().ok());
    let here = year(cells.get(&Field::DasarTahun).map(|(_, text)| text));
    let kept = year(known.and_then(|known| known.get(&Field::DasarTahun)));
    if here.zip(kept).is_none_or(|(here, kept)| here >= kept) {
        return Vec::new();
    }
    let fields = [Field::DasarNilai, Field::DasarTahun, Field::DasarSumber];
    let gone = fields.iter().filter_map(|field| cells.remove(field));
    let places: std::collections::BTreeSet<At> = gone.map(|(at, _)| at).collect();
    places.into_iter().collect()
}

/// Takes the unit out of targets, into the satuan; `known` is what the form has of the indikator.
/// A unit that differs from the satuan is told, and stays.
pub fn units(
    cells: &mut Cells,
    known: Option<&Texts>,
    source: &Source,
    findings: &mut Vec<Finding>,
) {
    let of_form = known.and_then(|known| known.get(&Field::Satuan));
    if let (Some((_, satuan)), Some(kept)) = (cells.get_mut(&Field::Satuan), of_form)
        && unit::same(satuan, kept)
    {
        satuan.clone_from(kept);
    }
    let Some((at, text)) = cells.get(&Field::Target).cloned() else {
        return;
    };
    let kept = known.and_then(|known| known.get(&Field::Target));
    if kept.is_some_and(|kept| cell::same(Kind::Target, kept, &text)) {
        return;
    }
    let Some((bare, unit)) = unit::split(&text) else {
        return;
    };
    match cells.get(&Field::Satuan) {
        Some((_, satuan)) if !unit::same(satuan, &unit) => {
            if unit::differ(&unit, satuan) {
                let message =
                    format!("target `{text}` bersatuan {unit}, kolom Satuan berisi `{satuan}`");
                let help = "samakan satuannya; target dibaca seperti tertulis";
                let finding = Finding::new(Rule::SatuanDiffers, source.at(at), message);
                findings.push(finding.help(help));
            }
            return;
        }
        Some(_) => {}
        None => {
            let same = of_form.filter(|satuan| unit::same(satuan, &unit));
            let satuan = same.cloned().unwrap_or_else(|| unit::in_full(&unit));
            if let (Some(kept), None) = (of_form, same) {
                let message = format!("target `{text}` bersatuan {unit}, di form {kept}");
                let help = "periksa mana yang benar; satuan di form ikut berubah";
                let finding = Finding::new(Rule::SatuanDiffers, source.at(at), message);
                findings.push(finding.help(help));
            }
            cells.insert(Field::Satuan, (at, satuan));
        }
    }
    cells.insert(Field::Target, (at, bare));
    let beside = [Field::Lalu, Field::Tw1, Field::Tw2, Field::Tw3, Field::Tw4];
    for field in beside.into_iter().chain([Field::DasarNilai]) {
        let Some((at, text)) = cells.get(&field).cloned() else {
            continue;
        };
        let same = unit::split(&text).filter(|(_, other)| unit::same(other, &unit));
        if let Some((bare, _)) = same {
            cells.insert(field, (at, bare));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(cells: &[(Field, &str)]) -> Values {
        let value = |text: &str| (At::default(), Value::Text(text.to_owned()));
        cells
            .iter()
            .map(|(field, text)| (*field, value(text)))
            .collect()
    }

    fn shown(several: &[Values]) -> Vec<String> {
        let one = |values: &Values| {
            let texts: Vec<String> = values.values().map(|(_, value)| value.shown()).collect();
            texts.join("|")
        };
        several.iter().map(one).collect()
    }

    #[test]
    fn two_indikator_in_one_cell_are_two() {
        for (said, target) in [
            ("1. Nilai LHE AKIP 2. IKM", "1. 78,5 2. 86"),
            ("1) Nilai LHE AKIP\n2) IKM", "78,5\n86"),
            ("Nilai LHE AKIP\nIKM", "78,5\n86"),
        ] {
            let cells = values(&[
                (Field::Indikator, said),
                (Field::Satuan, "Nilai"),
                (Field::Target, target),
            ]);
            let several = indikator(&cells).unwrap();
            assert_eq!(
                shown(&several),
                ["Nilai LHE AKIP|Nilai|78,5", "IKM|Nilai|86"]
            );
        }
    }

    #[test]
    fn only_a_unit_that_is_another_one_is_told() {
        let source = Source {
            file: "a.csv".to_owned(),
            sheet: String::new(),
        };
        for (target, satuan, n_told) in [
            ("40 Siswa", "Orang", 0),
            ("12 Dokumen RKA", "Dokumen", 0),
            ("86 %", "Nilai", 1),
        ] {
            let cell = |text: &str| (At::default(), text.to_owned());
            let mut cells =
                Cells::from([(Field::Target, cell(target)), (Field::Satuan, cell(satuan))]);
            let mut findings = Vec::new();
            units(&mut cells, None, &source, &mut findings);
            assert_eq!(findings.len(), n_told, "{target} {satuan}");
            assert_eq!(cells[&Field::Target].1, target);
        }
    }

    #[test]
    fn one_indikator_stays_one() {
        for (text, target) in [
            ("Persentase siswa\nyang lulus", "86"),
            ("1. Nilai AKIP", "86"),
            ("Jumlah 2. tahap", "1.500"),
        ] {
            let cells = values(&[(Field::Indikator, text), (Field::Target, target)]);
            assert_eq!(indikator(&cells).unwrap().len(), 1, "{text}");
        }
        let cells = values(&[(Field::Indikator, "1. A 2. B"), (Field::Target, "86")]);
        assert!(indikator(&cells).is_err());
    }
}
