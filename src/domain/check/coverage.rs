//! Rules on what the forms have of the Renstra: its indikator of the year are there, and the words
//! are the same.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Ground;
use super::alike::letters;
use super::line::Line;
use super::reference::{Held, Key, Planned, Reference};
use crate::domain::finding::{Finding, Place};
use crate::domain::form;
use crate::domain::indikator::normalized;
use crate::domain::number::quote;
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{Indikator, List, Row};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};

/// An indikator is written as the Renstra has it.
pub(super) fn wording(held: &[Held<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let told = held.iter().filter_map(|(here, found)| {
        let planned = found.near?;
        let message = format!(
            "uraian {} sedikit berbeda dari Renstra",
            quote(&here.indikator.uraian)
        );
        let path = planned.row.path_of(planned.indikator).key("uraian");
        let there = Place::field(ground.renstra_file, path);
        let finding = Finding::new(Rule::WordingOffRenstra, here.at("uraian"), message)
            .because(there, "uraiannya di Renstra")
            .help(format!(
                "bila indikatornya sama, tulis {}",
                uraian_line(&planned.indikator.uraian)
            ))
            .unless(&[Rule::Misspelt]);
        Some(finding)
    });
    told.collect()
}

/// An uraian as a line of a form.
pub(super) fn uraian_line(uraian: &str) -> String {
    let uraian = uraian.replace('\\', "\\\\").replace('"', "\\\"");
    format!("uraian = \"{uraian}\"")
}

/// An indikator of a sasaran or program is one of the Renstra's, wherever it has it, or one of
/// `iku`.
pub(super) fn foreign(
    held: &[Held<'_>],
    reference: &Reference<'_>,
    iku: &BTreeSet<String>,
) -> Vec<Finding> {
    let known: BTreeSet<&str> = reference.all().map(Planned::letters).collect();
    let new = held.iter().filter(|(here, found)| {
        here.is_of_office() && found.same.is_empty() && found.near.is_none()
    });
    let new = new
        .filter(|(here, _)| !known.contains(here.letters.as_str()) && !iku.contains(&here.letters));
    let told = new.map(|(here, _)| {
        let message = format!(
            "indikator {} tidak ada di Renstra pada {}",
            quote(&here.indikator.uraian),
            here.line.label()
        );
        Finding::new(Rule::IndikatorOffRenstra, here.at("uraian"), message).help(
            "pakai indikator Renstra, atau tambahkan di acuan/renstra.toml bila Renstra memuatnya",
        ).unless(&[Rule::TwoInOne])
    });
    told.collect()
}

/// What is planned for the year in the Renstra is in some form.
pub(super) fn missing(
    rows: &[Line<'_>],
    held: &[Held<'_>],
    carried: &FxHashSet<&str>,
    iku: &BTreeSet<String>,
    ground: &Ground<'_>,
) -> Vec<Finding> {
    let there = Written::of(rows);
    let near = held.iter().filter_map(|(_, found)| found.near);
    let near: BTreeSet<Key> = near.map(Planned::key).collect();
    let mut findings = Vec::new();
    for row in &ground.renstra.rows {
        let open = row.indikator.iter().filter(|one| {
            let is_planned = one.target.get(&ground.tahun).is_some_and(is_planned);
            is_planned
                && !near.contains(&(row.list, row.pos, one.pos))
                && !carried.contains(letters(&one.uraian).as_str())
        });
        let open: Vec<_> = open.collect();
        if there.has(row) {
            // One that is in the list of IKU is told there.
            let open = open
                .into_iter()
                .filter(|one| !iku.contains(&letters(&one.uraian)));
            findings.extend(open.map(|one| one_missing(row, one, ground)));
        } else if !there.says(row) {
            findings.extend(row_missing(row, open.len(), ground));
        }
    }
    findings
}

/// The rows that forms have.
struct Written<'a> {
    names: FxHashSet<(form::List, &'a str)>,
    /// What sasaran of any id are called.
    sasaran: BTreeSet<String>,
}

impl<'a> Written<'a> {
    fn of(rows: &[Line<'a>]) -> Written<'a> {
        let sasaran = rows.iter().filter(|row| row.list == form::List::Sasaran);
        let distinct: BTreeSet<&str> = sasaran.filter_map(|row| row.uraian).collect();
        Written {
            names: rows.iter().map(|row| (row.list, row.name)).collect(),
            sasaran: distinct.into_iter().map(normalized).collect(),
        }
    }

    fn has(&self, row: &Row) -> bool {
        let list = row.list.in_form();
        list.is_some_and(|list| self.names.contains(&(list, row.name.as_str())))
    }

    /// Whether forms have a sasaran of these words, under another id.
    fn says(&self, row: &Row) -> bool {
        let uraian = row.uraian.as_deref().filter(|_| row.list == List::Sasaran);
        uraian.is_some_and(|uraian| self.sasaran.contains(&normalized(uraian)))
    }
}

fn is_planned(target: &Target) -> bool {
    target.value() != TargetValue::NotApplicable
}

/// An indikator that no form has, though some form has its row.
fn one_missing(row: &Row, indikator: &Indikator, ground: &Ground<'_>) -> Finding {
    let tahun = ground.tahun;
    let target = indikator.target.get(&tahun).map(Target::print);
    let message = format!(
        "indikator Renstra {} ({}, target {tahun}: {}) tidak ada di form mana pun",
        quote(&indikator.uraian),
        row.label(),
        target.unwrap_or_default()
    );
    let at = Place::field(ground.renstra_file, row.path_of(indikator).key("uraian"));
    Finding::new(Rule::RenstraNotCarried, at, message).help(format!(
        "tambahkan di {} form pengampunya: {}",
        row.label(),
        uraian_line(&indikator.uraian)
    ))
}

/// A sasaran or program that no form has, though it is planned for the year.
fn row_missing(row: &Row, n_open: usize, ground: &Ground<'_>) -> Option<Finding> {
    let tahun = ground.tahun;
    let is_targeted = |one: &Indikator| one.target.get(&tahun).is_some_and(is_planned);
    let pagu = row.pagu.get(&tahun).filter(|pagu| **pagu > Rupiah::ZERO);
    let asks = match row.list {
        List::Tujuan | List::Kegiatan => false,
        List::Sasaran => n_open > 0,
        List::Program => n_open > 0 || (pagu.is_some() && !row.indikator.iter().any(is_targeted)),
    };
    let targets = (n_open > 0).then(|| format!("{n_open} indikator bertarget"));
    let money = pagu.map(|pagu| format!("pagu {pagu}"));
    let planned: Vec<String> = targets.into_iter().chain(money).collect();
    let message = format!(
        "{} Renstra tidak ada di form mana pun, padahal tahun {tahun} ada {}",
        row.label(),
        planned.join(" dan ")
    );
    let key = row.list.name_key();
    let at = Place::field(ground.renstra_file, row.path().key(key));
    asks.then(|| {
        Finding::new(Rule::RenstraNotCarried, at, message).help(format!(
            "tambahkan [[{}]] {} = \"{}\" di form pengampunya",
            row.list.key(),
            key,
            row.name
        ))
    })
}
