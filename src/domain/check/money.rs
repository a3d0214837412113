//! Rules on the money of one form: whether something is measured for it, whether it is rupiah, and
//! where it comes from.

use rustc_hash::FxHashSet;

use super::Ground;
use super::broken::Broken;
use super::line::Line;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::kode::Kode;
use crate::domain::pagu::Rupiah;
use crate::domain::rule::Rule;
use crate::domain::target::TargetValue;

/// What no sub kegiatan costs less than.
const LEAST: i64 = 1_000_000;

/// To what a pagu is rounded.
const ROUND: i64 = 1_000;

/// Money whose amount others set to the rupiah.
const TRANSFERRED: [&str; 6] = ["dak", "bos", "bosp", "bop", "bok", "hibah"];

/// Checks the money of one form, as far as it can be judged by itself.
pub(super) fn check(form: &Form, file: &str, _: &Ground<'_>) -> Vec<Finding> {
    let rows: Vec<Line<'_>> = Line::all(file, form).collect();
    let below = Below::of(&rows);
    let paid: Vec<Line<'_>> = rows.into_iter().filter(|row| below.is_paid(row)).collect();
    let mut findings = tiny(&paid);
    findings.extend(uneven(&paid));
    findings.extend(without_source(&paid));
    findings
}

/// Checks the money of all forms: one may pay for what another one measures.
pub(super) fn together(all: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let below = Below::of(all);
    let mut findings = Vec::new();
    for rows in all.chunk_by(|a, b| a.file == b.file) {
        findings.extend(unmeasured(rows, &below, ground));
        findings.extend(unpaid(rows, &below));
    }
    findings
}

/// The kode that have money or indikator, on themselves or below them.
struct Below<'a> {
    own_money: FxHashSet<&'a str>,
    money: FxHashSet<&'a str>,
    measured: FxHashSet<&'a str>,
}

impl<'a> Below<'a> {
    fn of(rows: &[Line<'a>]) -> Below<'a> {
        let mut found = Below {
            own_money: FxHashSet::default(),
            money: FxHashSet::default(),
            measured: FxHashSet::default(),
        };
        for row in rows {
            let Some(kode) = row.kode else { continue };
            if row.pagu.is_some_and(|pagu| pagu > Rupiah::ZERO) {
                found.own_money.insert(kode.as_str());
            }
            if row.pagu.is_some() {
                found.money.extend(kode.all_above());
            }
            if !row.indikator.is_empty() {
                found.measured.insert(kode.as_str());
                found.measured.extend(kode.all_above());
            }
        }
        found
    }

    /// Whether the pagu of a row is more than nothing, and counts: nobody wrote any below it.
    fn is_paid(&self, row: &Line<'_>) -> bool {
        row.kode.is_some()
            && row.pagu.is_some_and(|pagu| pagu > Rupiah::ZERO)
            && !self.money.contains(row.name)
    }
}

/// What costs money is measured, on the row or below it.
fn unmeasured(rows: &[Line<'_>], below: &Below<'_>, ground: &Ground<'_>) -> Vec<Finding> {
    let finding = |row: Line<'_>, message: String| {
        let help = measure(&row, ground);
        Finding::new(Rule::PaguUnmeasured, row.at("pagu"), message).help(help)
    };
    let told = |list: List| {
        let paid = rows.iter().filter(|row| row.list == list);
        let paid = paid.filter(|row| below.is_paid(row)).copied();
        let is_measured = |row: &Line<'_>| below.measured.contains(row.name);
        Broken::of(Rule::PaguUnmeasured, paid, |row| !is_measured(row)).tell(
            |row| {
                let (label, pagu) = (row.label(), row.pagu.unwrap_or_default());
                let message = format!("{label} berpagu {pagu}, tetapi belum punya indikator");
                finding(row, message)
            },
            |row, share| {
                let name = row.list.name();
                let message = format!("{share} {name} berpagu belum punya indikator");
                finding(row, message)
            },
        )
    };
    List::ALL.into_iter().flat_map(told).collect()
}

/// What has a target is not free of cost; that nobody wrote a pagu is another thing.
fn unpaid(rows: &[Line<'_>], below: &Below<'_>) -> Vec<Finding> {
    let sub = rows.iter().filter(|row| row.sub_kegiatan.is_some());
    let is_free = |row: &Line<'_>| {
        row.pagu == Some(Rupiah::ZERO) && !below.own_money.contains(row.name) && aims(row)
    };
    let finding = |row: Line<'_>, what: &str| {
        let message = format!("{what} punya target, tetapi pagunya ditulis Rp0");
        let help = "tulis pagunya, atau hapus baris pagu bila belum ditetapkan";
        Finding::new(Rule::TargetUnpaid, row.at("pagu"), message).help(help)
    };
    Broken::of(Rule::TargetUnpaid, sub.copied(), is_free).tell(
        |row| finding(row, &row.label()),
        |row, share| finding(row, &format!("{share} sub kegiatan")),
    )
}

/// An amount that small was meant in millions or thousands.
fn tiny(paid: &[Line<'_>]) -> Vec<Finding> {
    let is_tiny = |row: &Line<'_>| row.pagu.is_some_and(|pagu| pagu.get() < LEAST);
    let finding = |row: Line<'_>, message: String| {
        let pagu = row.pagu.unwrap_or_default();
        let help = format!(
            "tulis dalam rupiah: pagu = {} bila itu juta rupiah, {} bila ribu rupiah",
            times(pagu, 1_000_000),
            times(pagu, 1_000)
        );
        Finding::new(Rule::PaguTiny, row.at("pagu"), message).help(help)
    };
    Broken::of(Rule::PaguTiny, paid.iter().copied(), is_tiny).tell(
        |row| {
            let (label, pagu) = (row.label(), row.pagu.unwrap_or_default());
            finding(row, format!("pagu {label} hanya {pagu}"))
        },
        |row, share| {
            let pagu = row.pagu.unwrap_or_default();
            let message = format!("{share} pagu di bawah satu juta rupiah; yang pertama {pagu}");
            finding(row, message)
        },
    )
}

/// Plans are made in thousands; salaries and transfers are what they are.
fn uneven(paid: &[Line<'_>]) -> Vec<Finding> {
    let is_uneven = |row: &Line<'_>| {
        let pagu = row.pagu.unwrap_or_default().get();
        pagu >= LEAST && pagu % ROUND != 0 && !is_salary(row) && !is_transferred(row)
    };
    let finding = |row: Line<'_>, message: String| {
        let pagu = row.pagu.unwrap_or_default().get();
        let round = pagu.checked_add(ROUND / 2).unwrap_or(pagu);
        let round = Rupiah::new(round - round % ROUND).unwrap_or_default();
        let help = format!("bulatkan ke ribuan rupiah: pagu = {}", round.in_form());
        Finding::new(Rule::PaguUneven, row.at("pagu"), message).help(help)
    };
    Broken::of(Rule::PaguUneven, paid.iter().copied(), is_uneven).tell_once(
        |row| {
            let (label, pagu) = (row.label(), row.pagu.unwrap_or_default());
            finding(
                row,
                format!("pagu {label} {pagu} tidak bulat ribuan rupiah"),
            )
        },
        |row, share| {
            let pagu = row.pagu.unwrap_or_default();
            let message = format!("{share} pagu tidak bulat ribuan rupiah; yang pertama {pagu}");
            finding(row, message)
        },
    )
}

/// Money comes from somewhere.
fn without_source(paid: &[Line<'_>]) -> Vec<Finding> {
    let is_unsaid = |row: &Line<'_>| {
        let source = row.sub_kegiatan.and_then(|sub| sub.sumber_dana.as_deref());
        source.is_none_or(|source| source.trim().is_empty())
    };
    let sub = paid.iter().filter(|row| row.sub_kegiatan.is_some());
    let finding = |row: Line<'_>, what: &str| {
        let message = format!("{what} tanpa sumber dana");
        let help = "tulis sumber dananya, misalnya sumber_dana = \"DAU\"";
        Finding::new(Rule::SourceMissing, row.at("pagu"), message).help(help)
    };
    Broken::of(Rule::SourceMissing, sub.copied(), is_unsaid).tell_once(
        |row| {
            let (label, pagu) = (row.label(), row.pagu.unwrap_or_default());
            finding(row, &format!("{label} berpagu {pagu}"))
        },
        |row, share| finding(row, &format!("{share} sub kegiatan berpagu")),
    )
}

/// What to write to measure a row.
fn measure(row: &Line<'_>, ground: &Ground<'_>) -> String {
    let list = row.list.key();
    let entry = row.kode.and_then(|kode| ground.nomenklatur.of(kode));
    let official =
        entry.and_then(|entry| Some((entry.indikator.as_ref()?, entry.satuan.as_ref()?)));
    match official {
        Some((indikator, satuan)) => format!(
            "tambahkan [[{list}.indikator]] dengan uraian = \"{indikator}\", satuan = \"{satuan}\", dan targetnya"
        ),
        None => format!("tambahkan [[{list}.indikator]] dengan uraian, satuan, dan target"),
    }
}

/// Whether a row has a target that asks for something.
fn aims(row: &Line<'_>) -> bool {
    row.indikator.iter().any(|one| match one.target.value() {
        TargetValue::Number(value) | TargetValue::Range { max: value, .. } => !value.is_zero(),
        TargetValue::NotApplicable => false,
        TargetValue::Bound { .. } | TargetValue::Predicate { .. } | TargetValue::Text => true,
    })
}

/// Whether a row pays salaries: administrasi keuangan, in the program penunjang of any urusan.
fn is_salary(row: &Line<'_>) -> bool {
    let numbers = row.kode.map(Kode::numbers).unwrap_or_default();
    matches!(numbers.as_slice(), [_, _, 1, _, 2, ..])
}

/// Whether the amount of a row is set by who gives it.
fn is_transferred(row: &Line<'_>) -> bool {
    let source = row.sub_kegiatan.and_then(|sub| sub.sumber_dana.as_deref());
    let words = super::words::of(source.unwrap_or_default());
    super::words::has(&words, &TRANSFERRED)
}

/// An amount so many times, as a form has it.
fn times(pagu: Rupiah, factor: i64) -> String {
    let product = pagu.get().checked_mul(factor).and_then(Rupiah::new);
    product.unwrap_or(pagu).in_form()
}
