//! Forms held against the Renstra: warnings, since a year may have its reasons.

use std::collections::{BTreeMap, BTreeSet};

use super::across::same;
use super::renstra::between;
use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::form::Form;
use crate::domain::indikator::{Indikator, normalized};
use crate::domain::kode::Kode;
use crate::domain::name::nearest;
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{List, Renstra, Row};
use crate::domain::rule::Rule;

/// Checks forms against the Renstra, each with its path in the workspace. `file` is the Renstra's.
#[must_use]
pub fn against(forms: &[(String, &Form)], renstra: &Renstra, file: &str) -> Vec<Finding> {
    let check = Check { renstra, file };
    let mut findings = Vec::new();
    for (name, form) in forms {
        check.sasaran(name, form, &mut findings);
        check.targets(name, form, &mut findings);
    }
    check.pagu(forms, &mut findings);
    findings
}

struct Check<'a> {
    renstra: &'a Renstra,
    file: &'a str,
}

impl Check<'_> {
    /// A form's sasaran is one of the Renstra's.
    fn sasaran(&self, file: &str, form: &Form, findings: &mut Vec<Finding>) {
        let known: Vec<&str> = self
            .renstra
            .of(List::Sasaran)
            .map(|row| row.name.as_str())
            .collect();
        if known.is_empty() {
            return;
        }
        for sasaran in &form.sasaran {
            if known.contains(&sasaran.id.as_str()) {
                continue;
            }
            let near = match sasaran.uraian.as_deref() {
                // Short ids are all alike; the words say which is meant.
                Some(uraian) => self.says(uraian),
                None => nearest(&sasaran.id, known.iter().copied()),
            };
            let help = near.map_or_else(
                || format!("yang ada di Renstra: {}", known.join(", ")),
                |near| format!("maksud Anda `{near}`?"),
            );
            let at = Place::field(file, FieldPath::row("sasaran", sasaran.pos).key("id"));
            let message = format!("sasaran {} tidak ada di Renstra", sasaran.id);
            findings.push(Finding::new(Rule::SasaranOffRenstra, at, message).help(help));
        }
    }

    /// The id of the sasaran with these words.
    fn says(&self, uraian: &str) -> Option<&str> {
        let wanted = normalized(uraian);
        let is_same = |row: &&Row| row.uraian.as_deref().map(normalized) == Some(wanted.clone());
        let found = self.renstra.of(List::Sasaran).find(is_same);
        found.map(|row| row.name.as_str())
    }

    /// A target is the Renstra's of that year, or says why it is not.
    fn targets(&self, file: &str, form: &Form, findings: &mut Vec<Finding>) {
        for row in &form.sasaran {
            let here = (List::Sasaran, row.id.as_str(), row.pos);
            self.targets_of(here, &row.indikator, (file, form.tahun), findings);
        }
        for row in &form.program {
            let here = (List::Program, row.kode.as_str(), row.pos);
            self.targets_of(here, &row.indikator, (file, form.tahun), findings);
        }
        for row in &form.kegiatan {
            let here = (List::Kegiatan, row.kode.as_str(), row.pos);
            self.targets_of(here, &row.indikator, (file, form.tahun), findings);
        }
    }

    fn targets_of(
        &self,
        (list, name, pos): (List, &str, usize),
        all: &[Indikator],
        (file, tahun): (&str, i64),
        findings: &mut Vec<Finding>,
    ) {
        let Some(planned) = self.renstra.row(list, name) else {
            return;
        };
        for indikator in all {
            let reason = indikator.alasan_beda.as_deref().unwrap_or_default();
            let wanted = planned.measured(&indikator.uraian);
            let wanted: Vec<_> = wanted
                .filter_map(|known| Some((known, known.target.get(&tahun)?)))
                .collect();
            let met = wanted
                .iter()
                .any(|(_, target)| same(target, &indikator.target));
            let Some((known, target)) = wanted.first().filter(|_| !met && reason.is_empty()) else {
                continue;
            };
            let path = FieldPath::row(list.key(), pos)
                .key("indikator")
                .index(indikator.pos);
            let at = Place::field(file, path.key("target"));
            let there = planned.path_of(known).key("target").key(&tahun.to_string());
            let (mine, theirs) = (indikator.target.print(), target.print());
            let message = format!(
                "target \"{}\" {mine}, di Renstra tahun {tahun} {theirs}",
                indikator.uraian
            );
            let finding = Finding::new(Rule::TargetOffRenstra, at, message)
                .because(Place::field(self.file, there), "targetnya di Renstra")
                .help("samakan, atau tulis alasannya: alasan_beda = \"...\"");
            findings.push(finding);
        }
    }

    /// What all forms plan for a program stays below the Renstra's pagu of that year.
    fn pagu(&self, forms: &[(String, &Form)], findings: &mut Vec<Finding>) {
        let mut parts: BTreeMap<(i64, Kode), Vec<Part<'_>>> = BTreeMap::new();
        for (file, form) in forms {
            for (kode, part) in worth(file, form) {
                parts.entry((form.tahun, kode)).or_default().push(part);
            }
        }
        for ((tahun, kode), parts) in &parts {
            let planned = self.renstra.row(List::Program, kode.as_str());
            let ceiling = planned.and_then(|row| Some((row, *row.pagu.get(tahun)?)));
            let sum = parts
                .iter()
                .try_fold(Rupiah::ZERO, |sum, part| sum.checked_add(part.pagu));
            let (Some((planned, ceiling)), Some(sum)) = (ceiling, sum) else {
                continue;
            };
            if sum <= ceiling {
                continue;
            }
            let names: Vec<&str> = parts.iter().map(|part| part.bidang).collect();
            let message = format!(
                "pagu program {kode} {sum} (form {}), {} di atas Renstra tahun {tahun} {ceiling}",
                names.join(", "),
                between(sum, ceiling)
            );
            let there = planned.path().key("pagu").key(&tahun.to_string());
            for part in parts {
                let finding = Finding::new(Rule::PaguOverRenstra, part.at.clone(), message.clone())
                    .because(Place::field(self.file, there.clone()), "pagunya di Renstra")
                    .help("turunkan pagunya, atau catat perubahan Renstra di acuan/renstra.toml");
                findings.push(finding);
            }
        }
    }
}

/// What one form plans for a program.
struct Part<'a> {
    bidang: &'a str,
    pagu: Rupiah,
    at: Place,
}

/// The money of each program of a form: that of its children, else its own.
fn worth<'a>(file: &str, form: &'a Form) -> Vec<(Kode, Part<'a>)> {
    let sub = form.sub_kegiatan.iter();
    let below = sums(sub.map(|row| (&row.kode, row.pagu)));
    // A kode that is there twice is told by itself; its money counts once.
    let mut seen = BTreeSet::new();
    let kegiatan = form.kegiatan.iter().filter(|row| seen.insert(&row.kode));
    let sums = sums(kegiatan.map(|row| {
        let pagu = below.get(&row.kode).copied();
        (&row.kode, pagu.or(row.pagu))
    }));
    let mut seen = BTreeSet::new();
    let program = form.program.iter().filter(|row| seen.insert(&row.kode));
    let program = program.filter_map(|program| {
        let pagu = sums.get(&program.kode).copied().or(program.pagu)?;
        let path = FieldPath::row("program", program.pos);
        let key = if program.pagu.is_some() {
            "pagu"
        } else {
            "kode"
        };
        let part = Part {
            bidang: form.bidang.as_str(),
            pagu,
            at: Place::field(file, path.key(key)),
        };
        Some((program.kode.clone(), part))
    });
    program.collect()
}

/// The sums of rows by what they belong to.
fn sums<'a>(rows: impl Iterator<Item = (&'a Kode, Option<Rupiah>)>) -> BTreeMap<Kode, Rupiah> {
    let mut sums: BTreeMap<Kode, Rupiah> = BTreeMap::new();
    for (kode, pagu) in rows {
        if let (Some(parent), Some(pagu)) = (kode.parent(), pagu) {
            let sum = sums.entry(parent).or_insert(Rupiah::ZERO);
            *sum = sum.checked_add(pagu).unwrap_or(*sum);
        }
    }
    sums
}
