//! Foreign: tables that somebody else made (a Renja, an RKT, a SIPD export), read as lines of a
//! form.
//!
//! [`heading`] finds the header, [`guess`] and [`peta`] say what a heading means ([`meaning`]),
//! [`columns`] what each column is for; [`walk`] takes the rows, [`home`] finds whose they are,
//! [`kode`] and [`known`] by which kode or name, [`split`] takes cells apart, and [`whole`] looks
//! at all rows together.

mod cells;
pub mod columns;
pub mod guess;
pub mod heading;
mod home;
pub mod known;
pub mod kode;
pub mod meaning;
pub mod peta;
mod row;
mod rows;
pub mod split;
mod told;
mod walk;
mod whole;

use std::collections::BTreeMap;

use self::columns::{Strange, Unclear, resolve};
use self::heading::{Heading, Heads, is_header};
use self::known::Names;
use self::meaning::Meaning;
use self::peta::Peta;
use self::walk::Walk;
use super::reading::{Reading, Source};
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Sheet};

/// The most rows that a sheet may have.
pub const ROWS: usize = 10_000;

/// What a table is read for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The year of the cycle.
    pub tahun: i32,
    /// The mappings of the workspace.
    pub peta: &'a [Peta],
    /// Whether one of them was named, and is the only one then.
    pub is_named: bool,
    /// The command that proposes a mapping.
    pub propose: &'a str,
}

/// What the tables of a sheet say.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    /// Their lines: of sasaran, then of program, kegiatan and sub kegiatan.
    pub readings: Vec<Reading>,
    /// The mappings that were used.
    pub peta: Vec<String>,
    /// Cells that were left out; each is told, alone or with others.
    pub skipped: Vec<At>,
}

/// Reads the tables of a sheet; `None` when it has none. Faults go to `findings`.
#[must_use]
pub fn read(
    file: &str,
    sheet: &Sheet,
    asked: Asked<'_>,
    (names, findings): (&mut Names<'_>, &mut Vec<Finding>),
) -> Option<Foreign> {
    let source = Source {
        file: file.to_owned(),
        sheet: sheet.name.clone(),
    };
    let tables = tables(sheet, asked);
    if tables.is_empty() {
        return None;
    }
    let mut foreign = Foreign::default();
    for (heads, end) in tables {
        let peta = match choose(sheet, &heads, end, asked) {
            Ok(peta) => peta,
            Err(several) => {
                told::several(&source, &heads, &several, findings);
                continue;
            }
        };
        match resolve(sheet, &heads, end, (peta, asked.tahun)) {
            Ok(columns) => {
                foreign.peta.extend(peta.map(|peta| peta.nama.clone()));
                let walk = Walk::new(&source, sheet, (&heads, &columns), asked, (names, findings));
                let (readings, skipped) = walk.through(end);
                foreign.readings.extend(readings);
                foreign.skipped.extend(skipped);
            }
            Err(strange) => told::strange(&source, (&heads, &strange), asked, findings),
        }
    }
    Some(foreign)
}

/// The tables of a sheet: the header of each, and the row behind its last one.
fn tables(sheet: &Sheet, asked: Asked<'_>) -> Vec<(Heads, u32)> {
    let known = |parts: &[String]| {
        let in_peta = |peta: &Peta| peta.get(parts, asked.tahun).is_some();
        guess::said(parts, asked.tahun).meaning.is_some() || asked.peta.iter().any(in_peta)
    };
    let end = sheet.rows().last().map_or(0, |row| row + 1);
    let mut tables: Vec<(Heads, u32)> = Vec::new();
    let mut from = 0;
    while let Some(heads) = Heads::find(sheet, from, &known) {
        let below = sheet.rows().into_iter().filter(|row| *row > heads.last);
        let again = |row: u32| is_again(sheet, &heads, row);
        let next = below
            .into_iter()
            .find(|row| is_header(sheet, *row, &known) && !again(*row));
        let stop = next.unwrap_or(end);
        let columns = heads.columns.len();
        if columns >= 2 && stop > heads.last + 1 {
            tables.push((heads, stop));
        } else if let Some((_, end)) = tables.last_mut() {
            // Words of headings without a table below them are a row of the one above.
            *end = stop;
        }
        let Some(next) = next else {
            break;
        };
        from = next;
    }
    tables
}

/// Whether a row is a header once more.
fn is_again(sheet: &Sheet, heads: &Heads, row: u32) -> bool {
    let same = |at: At, shown: &str| {
        let heading = heads.columns.get(&at.column);
        let plain = crate::domain::indikator::normalized(shown);
        heading.is_some_and(|heading| {
            let mut parts = heading.parts.iter();
            parts.any(|part| crate::domain::indikator::normalized(part) == plain)
        })
    };
    let cells = sheet.row(row).count();
    let same = sheet
        .row(row)
        .filter(|(at, value)| same(*at, &value.shown()));
    cells >= 2 && same.count() * 3 >= cells * 2
}

/// The mapping that a table is read by: the one named, else the one that fits.
fn choose<'a>(
    sheet: &Sheet,
    heads: &Heads,
    end: u32,
    asked: Asked<'a>,
) -> Result<Option<&'a Peta>, Vec<String>> {
    if asked.is_named {
        return Ok(asked.peta.first());
    }
    let fits = |peta: &&Peta| columns::fits(peta, sheet, heads, end, asked.tahun);
    let fitting: Vec<&Peta> = asked.peta.iter().filter(fits).collect();
    let read = |peta: &&Peta| resolve(sheet, heads, end, (Some(*peta), asked.tahun));
    match fitting.as_slice() {
        [] => Ok(None),
        [first, rest @ ..] => {
            if rest.iter().all(|other| read(other) == read(first)) {
                return Ok(Some(*first));
            }
            Err(fitting.iter().map(|peta| peta.nama.clone()).collect())
        }
    }
}

/// A heading of a table as a mapping proposes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The heading as a mapping writes it.
    pub heading: String,
    /// Where it stands.
    pub at: At,
    /// What it means, or most probably does.
    pub meaning: Option<Meaning>,
    /// Whether that is clear.
    pub is_clear: bool,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// Every heading of the tables of a sheet, with what it may mean.
#[must_use]
pub fn propose(sheet: &Sheet, asked: Asked<'_>) -> Vec<Proposal> {
    let mut proposals: BTreeMap<String, Proposal> = BTreeMap::new();
    for (heads, end) in tables(sheet, asked) {
        let unclear = match resolve(sheet, &heads, end, (None, asked.tahun)) {
            Ok(_) => Strange::new(),
            Err(strange) => strange,
        };
        for (column, heading) in &heads.columns {
            let told = unclear.iter().find(|(other, _)| other.at == heading.at);
            let proposal = proposal(heading, told.map(|(_, why)| why), asked.tahun);
            let samples = samples(sheet, (heads.last, end), *column);
            let entry = proposals.entry(proposal.heading.clone());
            entry.or_insert(Proposal {
                samples,
                ..proposal
            });
        }
    }
    let mut proposals: Vec<Proposal> = proposals.into_values().collect();
    proposals.sort_by_key(|proposal| (proposal.at.column, proposal.at.row));
    proposals
}

fn proposal(heading: &Heading, why: Option<&Unclear>, tahun: i32) -> Proposal {
    let said = guess::said(&heading.parts, tahun).meaning;
    let meaning = match why {
        Some(Unclear::Twice(_)) => Some(Meaning::Skip),
        Some(Unclear::Unknown) | None => said.or_else(|| guess::near(&heading.parts, tahun)),
    };
    Proposal {
        heading: peta::name(&heading.parts, tahun),
        at: heading.at,
        meaning,
        is_clear: said.is_some() && why.is_none(),
        samples: Vec::new(),
    }
}

fn samples(sheet: &Sheet, (last, end): (u32, u32), column: u32) -> Vec<String> {
    let cells = sheet.cells.range(At::new(last + 1, 0)..At::new(end, 0));
    let cells = cells.filter(|(at, _)| at.column == column);
    let shown = cells.map(|(_, value)| {
        let shown = value.shown();
        let line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().take(40).collect::<String>()
    });
    let mut samples: Vec<String> = Vec::new();
    for shown in shown {
        if !samples.contains(&shown) {
            samples.push(shown);
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}

/// A fault of a sheet, for findings.
fn fault(source: &Source, rule: Rule, at: At, message: String, help: &str) -> Finding {
    Finding::new(rule, source.at(at), message).help(help)
}
