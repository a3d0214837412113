//! Rules on money held against the Renstra: what all forms plan for a program stays below its pagu,
//! and what they plan for a kegiatan not far above it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Ground;
use super::line::Line;
use super::renstra::between;
use crate::domain::finding::{Finding, Place};
use crate::domain::form::List;
use crate::domain::kode::{self, Kode};
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{self, Row};
use crate::domain::rule::Rule;

/// As many forms as are shown beside a sum, the largest.
const MOST_FORMS: usize = 7;

/// The money of rows by kode, as it is summed in the RKT: what each form gives to it. It is that of
/// the rows below, wherever any of these has a pagu, else that of the row itself; `None` where the
/// sum does not fit.
type Money<'a> = FxHashMap<&'a str, FxHashMap<&'a str, Option<Rupiah>>>;

/// Checks the pagu of all forms against the Renstra. Money moves between the kegiatan of a program,
/// so that one of these is told only when it is far above, and its program is not.
pub(super) fn ceiling(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    if ground.renstra.rows.iter().all(|row| row.pagu.is_empty()) {
        return Vec::new();
    }
    let of = |list| rows.iter().filter(move |row: &&Line<'_>| row.list == list);
    let sub_kegiatan = with_own(Money::default(), of(List::SubKegiatan));
    let kegiatan = with_own(lifted(sub_kegiatan), of(List::Kegiatan));
    let program = with_own(lifted(kegiatan.clone()), of(List::Program));
    let is_above = |sum: Rupiah, ceiling: Rupiah| sum > ceiling;
    let is_far_above = |sum: Rupiah, ceiling: Rupiah| sum.get() / 3 * 2 > ceiling.get();
    let mut findings = over(rows, renstra::List::Program, &program, is_above, ground);
    let programs: BTreeMap<String, Place> = findings
        .iter()
        .map(|(row, finding)| (row.name.clone(), finding.at.clone()))
        .collect();
    let far = over(
        rows,
        renstra::List::Kegiatan,
        &kegiatan,
        is_far_above,
        ground,
    );
    let far = far.into_iter().map(|(row, finding)| {
        let above = Kode::read(&row.name).ok().and_then(|kode| kode.parent());
        let cause = above.and_then(|above| programs.get(above.as_str()));
        let finding = match cause {
            Some(at) => finding.unless_at(at, &[Rule::PaguOverRenstra]),
            None => finding,
        };
        (row, finding)
    });
    findings.extend(far);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// The rows of a list of the Renstra that have less than the forms plan for them.
fn over<'a>(
    rows: &[Line<'_>],
    list: renstra::List,
    money: &Money<'_>,
    is_over: fn(Rupiah, Rupiah) -> bool,
    ground: &Ground<'a>,
) -> Vec<(&'a Row, Finding)> {
    let planned = ground.renstra.of(list);
    let over = planned.filter_map(|row| {
        let ceiling = *row.pagu.get(&ground.tahun)?;
        let parts = money.get(row.name.as_str())?;
        let mut all = parts.values();
        let sum = all.try_fold(Rupiah::ZERO, |sum, part| sum.checked_add((*part)?))?;
        let told = || told(rows, row, parts, (sum, ceiling), ground);
        Some((row, is_over(sum, ceiling).then(told)??))
    });
    over.collect()
}

/// What rows give to the rows above them.
fn lifted(below: Money<'_>) -> Money<'_> {
    let mut above = Money::default();
    let parts = below.into_iter().flat_map(|(kode, parts)| {
        let above = kode::above(kode);
        parts
            .into_iter()
            .map(move |(file, part)| (above, file, part))
    });
    // A sum is the same in any order.
    parts.for_each(|(kode, file, part)| {
        let sums = above.entry(kode).or_default();
        let sum = sums.entry(file).or_insert(Some(Rupiah::ZERO));
        *sum = sum.zip(part).and_then(|(sum, part)| sum.checked_add(part));
    });
    above
}

/// Adds what rows have of their own, where nothing below them has any. A kode that a form has
/// twice is told by itself; its money counts once.
fn with_own<'a, 'b>(below: Money<'a>, rows: impl Iterator<Item = &'b Line<'a>>) -> Money<'a>
where
    'a: 'b,
{
    let mut money = below;
    let lifted: FxHashSet<&str> = money.keys().copied().collect();
    for row in rows.filter(|row| !lifted.contains(row.name)) {
        if let Some(pagu) = row.pagu {
            let parts = money.entry(row.name).or_default();
            parts.entry(row.file).or_insert(Some(pagu));
        }
    }
    money
}

/// That a row is above its ceiling, told once: in the form that gives most to it, with what the
/// others give beside it.
fn told(
    rows: &[Line<'_>],
    planned: &Row,
    parts: &FxHashMap<&str, Option<Rupiah>>,
    (sum, ceiling): (Rupiah, Rupiah),
    ground: &Ground<'_>,
) -> Option<Finding> {
    let (kode, tahun) = (planned.name.as_str(), ground.tahun);
    let list = planned.list.in_form()?;
    let own = rows.iter();
    let own = own.filter(|row| row.list == list && row.name == kode);
    let mut own: Vec<(&Line<'_>, Rupiah)> = own
        .filter_map(|row| Some((row, (*parts.get(row.file)?)?)))
        .collect();
    own.sort_by_key(|(_, part)| Reverse(*part));
    let (first, _) = own.first()?;
    let n_read = rows.iter().map(|row| row.file).collect::<BTreeSet<&str>>();
    let n_read = n_read.len();
    let of = match own.len() {
        1 => String::new(),
        n if n_read < ground.n_bidang => format!(" dari {n} form yang terbaca"),
        n => format!(" dari {n} form"),
    };
    let message = format!(
        "pagu {} {sum}{of}, {} di atas Renstra tahun {tahun} {ceiling}",
        planned.label(),
        between(sum, ceiling)
    );
    let there = planned.path().key("pagu").key(&tahun.to_string());
    let mut finding = Finding::new(Rule::PaguOverRenstra, at(first), message)
        .because(
            Place::field(ground.renstra_file, there),
            "pagunya di Renstra",
        )
        .help("turunkan pagunya, atau catat perubahan Renstra di acuan/renstra.toml");
    if own.len() > 1 {
        for (row, part) in own.iter().take(MOST_FORMS) {
            finding = finding.because(at(row), format!("di form {}: {part}", row.bidang));
        }
    }
    let is_caused = |finding: Finding, (row, _): &(&Line<'_>, Rupiah)| {
        finding.unless_at(&row.at("pagu"), &[Rule::PaguBeside])
    };
    Some(own.iter().fold(finding, is_caused))
}

/// Where a row has its pagu, or would have it.
fn at(row: &Line<'_>) -> Place {
    row.at(if row.pagu.is_some() { "pagu" } else { "kode" })
}
