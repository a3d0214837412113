//! Rules between the forms of several Bidang; they stop the draft, not a submission.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::indikator::{Indikator, normalized};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};

/// Checks forms against each other. Each comes with its path in the workspace.
#[must_use]
pub fn across(forms: &[(String, &Form)]) -> Vec<Finding> {
    let rows: Vec<Line<'_>> = Line::of_all(forms).collect();
    let mut findings = Vec::new();
    uraian(&rows, &mut findings);
    shared_sub_kegiatan(&rows, &mut findings);
    targets(&rows, &mut findings);
    pagu_beside(&rows, &mut findings);
    findings
}

/// Tells a finding about one key of two rows, at each with the other beside it.
fn at_both(
    rule: Rule,
    key: &str,
    rows: [&Line<'_>; 2],
    message: impl Fn(&Line<'_>, &Line<'_>) -> String,
    help: &str,
    findings: &mut Vec<Finding>,
) {
    let [a, b] = rows;
    for (here, there) in [(a, b), (b, a)] {
        findings.push(
            Finding::new(rule, here.at(key), message(here, there))
                .because(there.at(key), format!("di form {}", there.bidang))
                .help(help),
        );
    }
}

/// A pagu above children that carry pagu in another form drops out of the sum: told at both.
fn pagu_beside(rows: &[Line<'_>], findings: &mut Vec<Finding>) {
    let mut by_kode: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let paid = || {
        rows.iter()
            .enumerate()
            .filter(|(_, row)| row.pagu.is_some())
    };
    for (n, row) in paid() {
        by_kode.entry(row.name.to_owned()).or_default().push(n);
    }
    for (_, row) in paid() {
        // What is below `1.01.02` begins with `1.01.02.`, and `/` follows the point.
        let (first, end) = (format!("{}.", row.name), format!("{}/", row.name));
        let below = by_kode.range(first..end);
        let below: BTreeSet<usize> = below.flat_map(|(_, rows)| rows).copied().collect();
        let below: Vec<&Line<'_>> = below.into_iter().filter_map(|n| rows.get(n)).collect();
        if below.iter().any(|child| child.file == row.file) {
            continue;
        }
        if let Some(child) = below.first() {
            let message = |_: &Line<'_>, _: &Line<'_>| {
                format!(
                    "pagu {} {} di form {} tidak ikut dijumlahkan: {} {} berpagu di form {}",
                    row.list.name(),
                    row.name,
                    row.bidang,
                    child.list.name(),
                    child.name,
                    child.bidang
                )
            };
            let help = "tulis pagu pada sub kegiatan yang dibiayainya";
            at_both(
                Rule::PaguBeside,
                "pagu",
                [row, child],
                message,
                help,
                findings,
            );
        }
    }
}

/// One id or kode has one uraian, whoever writes it.
fn uraian(rows: &[Line<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(List, &str), &Line<'_>> = BTreeMap::new();
    let message = |here: &Line<'_>, there: &Line<'_>| {
        format!(
            "uraian {} {} di form {} berbeda dengan di form {}",
            here.list.name(),
            here.name,
            here.bidang,
            there.bidang
        )
    };
    let help = "samakan uraiannya; yang dicetak adalah uraian Bidang pertama";
    for row in rows {
        let Some(text) = row.uraian else { continue };
        let before = *first.entry((row.list, row.name)).or_insert(row);
        let Some(other) = before.uraian else { continue };
        if before.file != row.file && normalized(other) != normalized(text) {
            at_both(
                Rule::UraianDiffers,
                "uraian",
                [row, before],
                message,
                help,
                findings,
            );
        }
    }
}

/// A sub kegiatan in two Bidang adds its pagu parts and is counted once.
fn shared_sub_kegiatan(rows: &[Line<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, &Line<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.list == List::SubKegiatan) {
        let before = *first.entry(row.name).or_insert(row);
        if before.file != row.file {
            let message = format!(
                "sub kegiatan {} ada di form {} dan {}; pagunya dijumlahkan",
                row.name, before.bidang, row.bidang
            );
            findings.push(
                Finding::new(Rule::SharedSubKegiatan, row.at("kode"), message)
                    .because(before.at("kode"), format!("di form {}", before.bidang))
                    .help("pastikan keduanya memang berbagi sub kegiatan ini"),
            );
        }
    }
}

/// One indikator has one target, whoever writes it (domain rule 64).
///
/// Sasaran, program and kegiatan indikator are compared over the whole office; those of a sub
/// kegiatan only within it, since the nomenclature gives many of them the same words.
fn targets(rows: &[Line<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(String, String), (&Line<'_>, &Indikator)> = BTreeMap::new();
    for row in rows {
        let within = if row.list == List::SubKegiatan {
            row.name
        } else {
            ""
        };
        for indikator in row.indikator {
            let key = (within.to_owned(), normalized(&indikator.uraian));
            let before = *first.entry(key).or_insert((row, indikator));
            if before.0.file != row.file && !same(&before.1.target, &indikator.target) {
                findings.push(target_differs((row, indikator), before));
                findings.push(target_differs(before, (row, indikator)));
            }
        }
    }
}

fn target_differs(here: (&Line<'_>, &Indikator), there: (&Line<'_>, &Indikator)) -> Finding {
    let place = |(row, indikator): (&Line<'_>, &Indikator)| row.at_of(indikator, "target");
    let (mine, other) = (here.1.target.print(), there.1.target.print());
    let message = format!(
        "target \"{}\" di form {} {mine}, di form {} {other}",
        here.1.uraian, here.0.bidang, there.0.bidang
    );
    Finding::new(Rule::TargetDiffers, place(here), message)
        .because(place(there), format!("di form {}: {other}", there.0.bidang))
        .help("sepakati satu target, lalu samakan di kedua form")
}

/// Whether two targets mean the same.
#[must_use]
pub fn same(a: &Target, b: &Target) -> bool {
    match (a.value(), b.value()) {
        (TargetValue::Text, TargetValue::Text) => normalized(a.raw()) == normalized(b.raw()),
        (a, b) => a == b,
    }
}
