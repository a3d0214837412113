//! KKE-1: whether each indikator is SMART, and its target a challenge.

use super::line::{Line, Told};
use super::number;
use crate::domain::document::{Cell, Column};
use crate::domain::indikator::{Indikator, JenisTriwulan};
use crate::domain::lembar::{Lembar, REMARK, left, right, table};
use crate::domain::target::TargetValue;

const COLUMNS: &[Column] = &[
    right("no", "No"),
    left("tingkat", "Tingkat"),
    left("kode", "Kode"),
    left("bidang", "Bidang"),
    left("indikator", "Indikator"),
    left("satuan", "Satuan"),
    right("dasar", "Kondisi awal"),
    right("dasar_tahun", "Tahun awal"),
    right("lalu", "Target lalu"),
    right("target", "Target"),
    left("jenis_target", "Jenis target"),
    left("kelengkapan_definisi", "Kelengkapan definisi"),
    left("jenis_triwulan", "Jenis triwulan"),
    left("temuan", "Temuan rkt check"),
    right("nilai_spesifik", "Nilai spesifik"),
    right("nilai_terukur", "Nilai dapat diukur"),
    right("nilai_tercapai", "Nilai dapat dicapai"),
    right("nilai_relevan", "Nilai relevan"),
    right("nilai_waktu", "Nilai berbatas waktu"),
    right("nilai_menantang", "Nilai menantang"),
    left(REMARK, "Catatan evaluator"),
];

/// The sheet.
pub(super) fn sheet(lines: &[Line<'_>], told: &Told) -> Lembar {
    let rows = lines.iter().map(|line| row(line, told));
    Lembar {
        key: "kke-1",
        judul: "KKE-1 Kualitas indikator kinerja",
        petunjuk: "Kolom kuning diisi evaluator: 1 bila memenuhi, 0 bila tidak",
        pilihan: &["1", "0"],
        table: table(COLUMNS, rows),
    }
}

fn row(line: &Line<'_>, told: &Told) -> Vec<Cell> {
    let one = line.indikator;
    let dasar = one.dasar.as_ref();
    let tahun = dasar.and_then(|dasar| usize::try_from(dasar.tahun).ok());
    let value = |target| number(target, &one.satuan);
    let mut row = line.head();
    row.extend([
        dasar.map_or(Cell::Empty, |dasar| value(&dasar.nilai)),
        tahun.map_or(Cell::Empty, Cell::Count),
        one.lalu.as_ref().map_or(Cell::Empty, value),
        line.target(),
        Cell::text(Some(kind(line))),
        Cell::text(Some(&definition(one))),
        Cell::text(quarters(one)),
        Cell::text(line.codes(told).as_deref()),
    ]);
    row
}

/// What a target is, as far as it can be measured.
fn kind(line: &Line<'_>) -> &'static str {
    match line.unread {
        Some("") => return "belum diisi",
        Some(_) => return "tidak terbaca",
        None => {}
    }
    match line.indikator.target.value() {
        TargetValue::Number(_) => "bilangan",
        TargetValue::Range { .. } => "rentang",
        TargetValue::Bound { .. } => "batas",
        TargetValue::Predicate { .. } => "predikat",
        TargetValue::NotApplicable => "tidak berlaku",
        TargetValue::Text => "teks",
    }
}

/// Whether an indikator says how it is measured, and what it leaves out.
fn definition(one: &Indikator) -> String {
    let parts = [
        ("definisi", &one.definisi),
        ("rumus", &one.rumus),
        ("sumber data", &one.sumber_data),
    ];
    let is_said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    let gone = parts.iter().filter(|(_, text)| !is_said(text));
    let gone: Vec<&str> = gone.map(|(word, _)| *word).collect();
    match gone.len() {
        0 => "lengkap".to_owned(),
        n if n == parts.len() => "belum ada".to_owned(),
        _ => format!("tanpa {}", gone.join(", ")),
    }
}

/// How the quarters make up the target, where there are any.
fn quarters(one: &Indikator) -> Option<&'static str> {
    one.triwulan.as_ref()?;
    Some(
        one.jenis_triwulan
            .map_or("belum ditulis", JenisTriwulan::name),
    )
}
