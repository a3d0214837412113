//! Rules between the forms of several Bidang; they stop the draft, not a submission.

use std::collections::BTreeMap;

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
        FieldPath::root().key(self.list).index(self.pos)
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

/// A pagu above children that carry pagu in another form drops out of the sum: told at both.
fn pagu_beside(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let is_below = |child: &&Row<'_>, row: &Row<'_>| {
        let rest = child.name.strip_prefix(row.name);
        child.pagu && rest.is_some_and(|rest| rest.starts_with('.'))
    };
    for row in rows
        .iter()
        .filter(|row| row.pagu && row.list != "sub_kegiatan")
    {
        let mut below = rows.iter().filter(|child| is_below(child, row));
        if below.clone().any(|child| child.file == row.file) {
            continue;
        }
        if let Some(child) = below.next() {
            for (here, there) in [(row, child), (child, row)] {
                let message = format!(
                    "pagu {} {} di form {} tidak ikut dijumlahkan: {} {} berpagu di form {}",
                    level(row.list),
                    row.name,
                    row.bidang,
                    level(child.list),
                    child.name,
                    child.bidang
                );
                findings.push(
                    Finding::new(Rule::PaguBeside, here.at("pagu"), message)
                        .because(there.at("pagu"), format!("di form {}", there.bidang))
                        .help("tulis pagu pada sub kegiatan yang dibiayainya"),
                );
            }
        }
    }
}

/// One id or kode has one uraian, whoever writes it.
fn uraian(rows: &[Row<'_>], findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(&str, &str), &Row<'_>> = BTreeMap::new();
    for row in rows {
        let Some(text) = row.uraian else { continue };
        let before = *first.entry((row.list, row.name)).or_insert(row);
        let Some(other) = before.uraian else { continue };
        if before.file == row.file || normalized(other) == normalized(text) {
            continue;
        }
        for (here, there) in [(row, before), (before, row)] {
            let message = format!(
                "uraian {} {} di form {} berbeda dengan di form {}",
                level(here.list),
                here.name,
                here.bidang,
                there.bidang
            );
            findings.push(
                Finding::new(Rule::UraianDiffers, here.at("uraian"), message)
                    .because(there.at("uraian"), format!("di form {}", there.bidang))
                    .help("samakan uraiannya; yang dicetak adalah uraian Bidang pertama"),
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
