//! Kke: the worksheets behind the LKE (`PermenPANRB` 88/2021), a line an indikator.
//!
//! What can be seen of an indikator is filled in; what has to be judged is left empty for the
//! evaluator.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{row_of, same_target};
use super::compile::{Node, Rkt};
use super::document::{Cell, Column, Table};
use super::finding::Finding;
use super::form::{Form, List};
use super::indikator::{Indikator, JenisTriwulan, normalized};
use super::renstra::{self, Renstra};
use super::target::{Target, TargetValue};

/// Lembar (sheet): one of the two worksheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lembar {
    /// Its name in file names and data formats.
    pub key: &'static str,
    /// Its title.
    pub judul: &'static str,
    /// What an evaluator writes into the columns left empty.
    pub petunjuk: &'static str,
    /// The lines.
    pub table: Table,
}

/// How the columns that an evaluator fills in are named in data formats.
const JUDGED: &str = "nilai_";

/// The column for an evaluator's remarks.
const REMARK: &str = "catatan";

/// What may be written into a judged column of a sheet.
#[must_use]
pub fn choices(lembar: &Lembar) -> &'static [&'static str] {
    if lembar.key == "kke-1" {
        &["1", "0"]
    } else {
        &["1", "0,5", "0"]
    }
}

/// Whether a column is left empty for the evaluator to judge.
#[must_use]
pub fn is_judged(column: &Column) -> bool {
    column.key.starts_with(JUDGED)
}

/// Whether a column is the evaluator's.
#[must_use]
pub fn is_open(column: &Column) -> bool {
    is_judged(column) || column.key == REMARK
}

/// What the sheets are made from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The year planned for.
    pub tahun: i64,
    /// The merged plan.
    pub rkt: &'a Rkt,
    /// Its forms, each with its path in the workspace.
    pub forms: &'a [(String, &'a Form)],
    /// The Renstra.
    pub renstra: &'a Renstra,
    /// What the rules say of the forms.
    pub findings: &'a [Finding],
}

/// The two sheets.
#[must_use]
pub fn sheets(facts: &Facts<'_>) -> [Lembar; 2] {
    [facts.quality(), facts.alignment()]
}

/// A row of the plan with one of its indikator.
#[derive(Clone, Copy)]
struct Line<'a> {
    list: List,
    node: &'a Node,
    indikator: &'a Indikator,
}

/// An indikator whoever writes it: its list, its row, its words.
type Key<'a> = (List, &'a str, String);

impl<'a> Facts<'a> {
    fn lines(&self) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        let mut take = |list, node: &'a Node| {
            let all = node.indikator.iter();
            lines.extend(all.map(|(indikator, _)| Line {
                list,
                node,
                indikator,
            }));
        };
        for sasaran in &self.rkt.sasaran {
            take(List::Sasaran, sasaran);
        }
        for program in &self.rkt.program {
            take(List::Program, program);
            for kegiatan in &program.children {
                take(List::Kegiatan, kegiatan);
                for sub in &kegiatan.children {
                    take(List::SubKegiatan, sub);
                }
            }
        }
        lines
    }

    /// KKE-1: whether each indikator is SMART, and its target a challenge.
    fn quality(&self) -> Lembar {
        let told = self.told();
        let lines = self.lines();
        let rows = (1..).zip(&lines).map(|(no, line)| {
            let one = line.indikator;
            let key = (line.list, line.node.name.as_str(), normalized(&one.uraian));
            let codes = told.get(&key).map(|codes| joined(codes.iter().copied()));
            let mut row = line.head(no);
            row.extend([
                Cell::text(baseline(one).as_deref()),
                Cell::target(one.lalu.as_ref()),
                Cell::target(Some(&one.target)),
                Cell::text(Some(kind(&one.target))),
                Cell::text(said(one).as_deref()),
                Cell::text(one.triwulan.as_ref().map(|_| quarters(one))),
                Cell::text(codes.as_deref()),
            ]);
            row.resize(QUALITY.len(), Cell::Empty);
            row
        });
        Lembar {
            key: "kke-1",
            judul: "KKE-1 Kualitas indikator kinerja",
            petunjuk: "Kolom kuning diisi evaluator: 1 bila memenuhi, 0 bila tidak",
            table: table(QUALITY, rows.collect()),
        }
    }

    /// KKE-2: whether each indikator and its target go back to the Renstra.
    fn alignment(&self) -> Lembar {
        let lines = self.lines();
        let planned = lines.iter().filter(|line| line.list != List::SubKegiatan);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for line in planned {
            rows.push(self.aligned(rows.len() + 1, line));
        }
        for missing in self.missing(&lines) {
            rows.push(self.only_planned(rows.len() + 1, missing));
        }
        Lembar {
            key: "kke-2",
            judul: "KKE-2 Keselarasan indikator dan target",
            petunjuk: "Kolom kuning diisi evaluator: 1 bila selaras, 0,5 bila sebagian, 0 bila tidak",
            table: table(ALIGNMENT, rows),
        }
    }

    fn aligned(&self, no: usize, line: &Line<'_>) -> Vec<Cell> {
        let one = line.indikator;
        let known = self.planned(line);
        let there = known.and_then(|known| known.target.get(&self.tahun));
        let state = match (known, there) {
            _ if self.renstra.is_empty() => None,
            (None, _) => Some("tidak ada di Renstra"),
            (Some(_), None) => Some("tanpa target Renstra"),
            (Some(_), Some(there)) if same_target(there, &one.target) => Some("sama"),
            (Some(_), Some(_)) => Some("target berbeda"),
        };
        let mut row = line.head(no);
        row.extend([
            Cell::text(one.iku.filter(|iku| *iku).map(|_| "ya")),
            Cell::target(Some(&one.target)),
            Cell::text(known.map(|known| known.uraian.as_str())),
            Cell::target(there),
            Cell::text(state),
            Cell::text(one.alasan_beda.as_deref()),
        ]);
        row.resize(ALIGNMENT.len(), Cell::Empty);
        row
    }

    /// An indikator that the Renstra has a target for this year, and the RKT has not.
    fn only_planned(
        &self,
        no: usize,
        (row, known): (&renstra::Row, &renstra::Indikator),
    ) -> Vec<Cell> {
        let mut cells = vec![
            Cell::Count(no),
            Cell::text(Some(row.list.key())),
            Cell::text(Some(&row.name)),
            Cell::Empty,
            Cell::text(Some(&known.satuan)),
            Cell::Empty,
            Cell::Empty,
            Cell::text(Some(&known.uraian)),
            Cell::target(known.target.get(&self.tahun)),
            Cell::text(Some("tidak ada di RKT")),
        ];
        cells.resize(ALIGNMENT.len(), Cell::Empty);
        cells
    }

    fn planned(&self, line: &Line<'_>) -> Option<&'a renstra::Indikator> {
        let row = self.renstra.row(in_renstra(line.list)?, &line.node.name)?;
        row.measured(&line.indikator.uraian).next()
    }

    /// Indikator of the Renstra with a target this year that no row of the RKT carries.
    fn missing(
        &self,
        lines: &[Line<'_>],
    ) -> impl Iterator<Item = (&'a renstra::Row, &'a renstra::Indikator)> {
        let carried = lines.iter().filter_map(|line| {
            let list = in_renstra(line.list)?;
            let words = normalized(&line.indikator.uraian);
            Some((list, line.node.name.clone(), words))
        });
        let carried: BTreeSet<_> = carried.collect();
        let tahun = self.tahun;
        self.renstra.indikator().filter(move |(row, known)| {
            let key = (row.list, row.name.clone(), normalized(&known.uraian));
            let wanted = known.target.get(&tahun).is_some_and(is_wanted);
            row.list != renstra::List::Tujuan && wanted && !carried.contains(&key)
        })
    }

    /// The codes that the rules tell of each indikator.
    fn told(&self) -> BTreeMap<Key<'a>, BTreeSet<&'static str>> {
        let mut told: BTreeMap<Key<'a>, BTreeSet<&'static str>> = BTreeMap::new();
        let forms = self.forms.iter();
        let forms: BTreeMap<&str, &'a Form> =
            forms.map(|(file, form)| (file.as_str(), *form)).collect();
        for finding in self.findings {
            let Some((file, list, pos, Some(nth))) = row_of(&finding.at) else {
                continue;
            };
            let mut rows = forms.get(file).into_iter().flat_map(|form| form.rows());
            let found = rows.find(|row| row.list == list && row.pos == pos);
            let found = found.and_then(|row| {
                let all: &'a [Indikator] = row.indikator;
                Some((row.name, all.iter().find(|one| one.pos == nth)?))
            });
            if let Some((name, one)) = found {
                let key = (list, name, normalized(&one.uraian));
                told.entry(key).or_default().insert(finding.rule.code());
            }
        }
        told
    }
}

impl Line<'_> {
    fn head(&self, no: usize) -> Vec<Cell> {
        vec![
            Cell::Count(no),
            Cell::text(Some(self.list.name())),
            Cell::text(Some(&self.node.name)),
            Cell::text(Some(&self.indikator.uraian)),
            Cell::text(Some(&self.indikator.satuan)),
        ]
    }
}

const fn left(key: &'static str, judul: &'static str) -> Column {
    let right = false;
    Column { key, judul, right }
}

const fn right(key: &'static str, judul: &'static str) -> Column {
    let right = true;
    Column { key, judul, right }
}

const QUALITY: &[Column] = &[
    right("no", "No"),
    left("tingkat", "Tingkat"),
    left("kode", "Kode"),
    left("indikator", "Indikator"),
    left("satuan", "Satuan"),
    right("dasar", "Kondisi awal"),
    right("lalu", "Target lalu"),
    right("target", "Target"),
    left("jenis_target", "Jenis target"),
    left("keterangan_ukur", "Cara mengukur"),
    left("triwulan", "Triwulan"),
    left("temuan", "Temuan rkt check"),
    right("nilai_spesifik", "Spesifik"),
    right("nilai_terukur", "Dapat diukur"),
    right("nilai_tercapai", "Dapat dicapai"),
    right("nilai_relevan", "Relevan"),
    right("nilai_waktu", "Berbatas waktu"),
    right("nilai_menantang", "Menantang"),
    left(REMARK, "Catatan evaluator"),
];

const ALIGNMENT: &[Column] = &[
    right("no", "No"),
    left("tingkat", "Tingkat"),
    left("kode", "Kode"),
    left("indikator", "Indikator RKT"),
    left("satuan", "Satuan"),
    left("iku", "IKU"),
    right("target", "Target RKT"),
    left("indikator_renstra", "Indikator Renstra"),
    right("target_renstra", "Target Renstra"),
    left("keadaan", "Keadaan"),
    left("alasan_beda", "Alasan beda"),
    right("nilai_renstra", "Selaras Renstra"),
    right("nilai_renja", "Selaras Renja"),
    right("nilai_pk", "Selaras PK"),
    left(REMARK, "Catatan evaluator"),
];

fn table(columns: &[Column], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        columns: columns.to_vec(),
        rows,
    }
}

/// The list of the Renstra that holds rows of a form's list.
fn in_renstra(list: List) -> Option<renstra::List> {
    match list {
        List::Sasaran => Some(renstra::List::Sasaran),
        List::Program => Some(renstra::List::Program),
        List::Kegiatan => Some(renstra::List::Kegiatan),
        List::SubKegiatan => None,
    }
}

fn is_wanted(target: &Target) -> bool {
    target.value() != TargetValue::NotApplicable
}

fn baseline(one: &Indikator) -> Option<String> {
    let dasar = one.dasar.as_ref()?;
    Some(format!("{} ({})", dasar.nilai.print(), dasar.tahun))
}

/// What a target is, as far as it can be measured.
fn kind(target: &Target) -> &'static str {
    match target.value() {
        TargetValue::Number(_) => "bilangan",
        TargetValue::Range { .. } => "rentang",
        TargetValue::Bound { .. } => "batas",
        TargetValue::Predicate { .. } => "predikat",
        TargetValue::NotApplicable => "tidak berlaku",
        TargetValue::Text => "teks",
    }
}

/// What an indikator says of how it is measured.
fn said(one: &Indikator) -> Option<String> {
    let parts = [
        ("definisi", &one.definisi),
        ("rumus", &one.rumus),
        ("sumber data", &one.sumber_data),
    ];
    let parts = parts.into_iter().filter(|(_, text)| text.is_some());
    let words = joined(parts.map(|(word, _)| word));
    (!words.is_empty()).then_some(words)
}

fn quarters(one: &Indikator) -> &'static str {
    one.jenis_triwulan.map_or("ada", JenisTriwulan::name)
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
