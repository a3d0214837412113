//! Rules between the forms of several Bidang; they stop the draft, not a submission.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::form::Form;
use crate::domain::indikator::{Indikator, normalized};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};

/// Checks forms against each other. Each comes with its path in the workspace.
#[must_use]
pub fn across(forms: &[(String, &Form)]) -> Vec<Finding> {
    let rows: Vec<Row<'_>> = forms
        .iter()
        .flat_map(|(file, form)| rows(file, form))
        .collect();
    let mut findings = Vec::new();
    uraian(&rows, &mut findings);
    shared_sub_kegiatan(&rows, &mut findings);
    targets(&rows, &mut findings);
    pagu_beside(&rows, &mut findings);
    findings
}

/// A row of a form with an id or a kode.
struct Row<'a> {
    file: &'a str,
    bidang: &'a str,
    list: &'static str,
    pos: usize,
    name: &'a str,
    uraian: Option<&'a str>,
    pagu: bool,
    indikator: &'a [Indikator],
}

impl Row<'_> {
    fn path(&self) -> FieldPath {
        FieldPath::row(self.list, self.pos)
    }

    fn at(&self, key: &str) -> Place {
        Place::field(self.file, self.path().key(key))
    }
}

fn rows<'a>(file: &'a str, form: &'a Form) -> Vec<Row<'a>> {
    let bidang = form.bidang.as_str();
    let row = |list, pos, name, uraian: &'a Option<String>, pagu, indikator| Row {
        file,
        bidang,
        list,
        pos,
        name,
        uraian: uraian.as_deref(),
        pagu,
        indikator,
    };
    let sasaran = form.sasaran.iter();
    let mut rows: Vec<Row<'_>> = sasaran
        .map(|r| {
            row(
                "sasaran",
                r.pos,
                r.id.as_str(),
                &r.uraian,
                false,
                &r.indikator[..],
            )
        })
        .collect();
    macro_rules! coded {
        ($list:ident) => {
            rows.extend(form.$list.iter().map(|r| {
                let name = r.kode.as_str();
                row(
                    stringify!($list),
                    r.pos,
                    name,
                    &r.uraian,
                    r.pagu.is_some(),
                    &r.indikator,
                )
            }));
        };
    }
    coded!(program);
    coded!(kegiatan);
    coded!(sub_kegiatan);
    rows
}

/// Tells a finding about one key of two rows, at each with the other beside it.
fn at_both(
    rule: Rule,
    key: &str,
    rows: [&Row<'_>; 2],
    message: impl Fn(&Row<'_>, &Row<'_>) -> String,
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
fn pagu_beside(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut by_kode: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let paid = || rows.iter().enumerate().filter(|(_, row)| row.pagu);
    for (n, row) in paid() {
        by_kode.entry(row.name.to_owned()).or_default().push(n);
    }
    for (_, row) in paid() {
        // What is below `1.01.02` begins with `1.01.02.`, and `/` follows the point.
        let (first, end) = (format!("{}.", row.name), format!("{}/", row.name));
        let below = by_kode.range(first..end);
        let below: BTreeSet<usize> = below.flat_map(|(_, rows)| rows).copied().collect();
        let below: Vec<&Row<'_>> = below.into_iter().filter_map(|n| rows.get(n)).collect();
        if below.iter().any(|child| child.file == row.file) {
            continue;
        }
        if let Some(child) = below.first() {
            let message = |_: &Row<'_>, _: &Row<'_>| {
                format!(
                    "pagu {} {} di form {} tidak ikut dijumlahkan: {} {} berpagu di form {}",
                    level(row.list),
                    row.name,
                    row.bidang,
                    level(child.list),
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
fn uraian(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(&str, &str), &Row<'_>> = BTreeMap::new();
    let message = |here: &Row<'_>, there: &Row<'_>| {
        format!(
            "uraian {} {} di form {} berbeda dengan di form {}",
            level(here.list),
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
fn shared_sub_kegiatan(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, &Row<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.list == "sub_kegiatan") {
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
fn targets(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(String, String), (&Row<'_>, &Indikator)> = BTreeMap::new();
    for row in rows {
        let within = if row.list == "sub_kegiatan" {
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

fn target_differs(here: (&Row<'_>, &Indikator), there: (&Row<'_>, &Indikator)) -> Finding {
    let place = |(row, indikator): (&Row<'_>, &Indikator)| {
        let path = row
            .path()
            .key("indikator")
            .index(indikator.pos)
            .key("target");
        Place::field(row.file, path)
    };
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

fn level(list: &str) -> &str {
    if list == "sub_kegiatan" {
        "sub kegiatan"
    } else {
        list
    }
}
