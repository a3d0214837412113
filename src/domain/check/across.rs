//! Rules between the forms of several Bidang; they stop the draft, not a submission.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Ground;
use super::codes::is_of;
use super::line::Line;
use super::measured::Measured;
use super::reference::Held;
use super::targets;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::indikator::normalized;
use crate::domain::kode::Kode;
use crate::domain::number::quote;
use crate::domain::renstra;
use crate::domain::rule::Rule;

/// Checks forms against each other. Each comes with its path in the workspace.
#[must_use]
pub fn across(forms: &[(String, &Form)]) -> Vec<Finding> {
    let rows: Vec<Line<'_>> = Line::of_all(forms).collect();
    between(&rows, &Measured::of_all(forms), None)
}

/// What may say which of two forms is right: the references, and what indikator are in the Renstra.
pub(super) type Umpire<'a> = (&'a Ground<'a>, &'a [Held<'a>]);

/// Checks the rows of several forms, and their indikator, against each other.
pub(super) fn between(
    rows: &[Line<'_>],
    measured: &[Measured<'_>],
    umpire: Option<Umpire<'_>>,
) -> Vec<Finding> {
    let ground = umpire.map(|(ground, _)| ground);
    let mut findings = Vec::new();
    uraian(rows, ground, &mut findings);
    shared_sub_kegiatan(rows, ground, &mut findings);
    targets::between(measured, rows, umpire, &mut findings);
    pagu_beside(rows, &mut findings);
    findings
}

/// A finding about one key of two rows, at each with the other beside it.
fn at_both(
    rule: Rule,
    key: &str,
    rows: [&Line<'_>; 2],
    message: impl Fn(&Line<'_>, &Line<'_>) -> String,
    help: &str,
) -> [Finding; 2] {
    let [a, b] = rows;
    [(a, b), (b, a)].map(|(here, there)| {
        Finding::new(rule, here.at(key), message(here, there))
            .because(there.at(key), format!("di form {}", there.bidang))
            .help(help)
    })
}

/// A pagu above children that carry pagu in another form drops out of the sum: told at both.
fn pagu_beside(rows: &[Line<'_>], findings: &mut Vec<Finding>) {
    let paid = || rows.iter().filter(|row| row.pagu.is_some());
    // The first row below each kode, and the forms that have any.
    let mut first: FxHashMap<&str, &Line<'_>> = FxHashMap::default();
    let mut files: FxHashSet<(&str, &str)> = FxHashSet::default();
    for row in paid() {
        for kode in row.kode.into_iter().flat_map(Kode::all_above) {
            first.entry(kode).or_insert(row);
            files.insert((kode, row.file));
        }
    }
    for row in paid() {
        let below = first.get(row.name);
        let Some(child) = below.filter(|_| !files.contains(&(row.name, row.file))) else {
            continue;
        };
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
        let told = at_both(Rule::PaguBeside, "pagu", [row, child], message, help);
        findings.extend(told);
    }
}

/// One id or kode has one uraian, whoever writes it; that of a sasaran of the Renstra is known, and
/// each form is held against it. So is each against the nomenclature, by RKT313.
fn uraian(rows: &[Line<'_>], ground: Option<&Ground<'_>>, findings: &mut Vec<Finding>) {
    let is_known = |row: &&Line<'_>| {
        let known = || ground?.renstra.row(renstra::List::Sasaran, row.name);
        row.list == List::Sasaran && known().is_some_and(|row| row.uraian.is_some())
    };
    let mut first: FxHashMap<(List, &str), &Line<'_>> = FxHashMap::default();
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
    for row in rows.iter().filter(|row| !is_known(row)) {
        let Some(text) = row.uraian else { continue };
        let before = *first.entry((row.list, row.name)).or_insert(row);
        let Some(other) = before.uraian else { continue };
        let is_same = other == text || normalized(other) == normalized(text);
        if before.file != row.file && !is_same {
            let told = at_both(Rule::UraianDiffers, "uraian", [row, before], message, help);
            findings.extend(told.map(|one| {
                let known = [Rule::UraianUnofficial];
                one.unless_at(&row.at("uraian"), &known)
                    .unless_at(&before.at("uraian"), &known)
            }));
        }
    }
}

/// A sub kegiatan in two Bidang adds its pagu parts and is counted once; nobody is asked about one
/// that the office has given to both.
fn shared_sub_kegiatan(
    rows: &[Line<'_>],
    ground: Option<&Ground<'_>>,
    findings: &mut Vec<Finding>,
) {
    let pengampu = ground.map_or(&[][..], |ground| &ground.settings.pengampu);
    let mut first: FxHashMap<&str, &Line<'_>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.list == List::SubKegiatan) {
        let before = *first.entry(row.name).or_insert(row);
        let both = [before.bidang, row.bidang];
        let is_given = || row.kode.is_some_and(|kode| is_of(kode, both, pengampu));
        if before.file != row.file && !is_given() {
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

/// One sasaran has one id. An id that the Renstra does not have is told by itself.
pub(super) fn sasaran_twice(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known = |id: &str| ground.renstra.row(renstra::List::Sasaran, id).is_some();
    let has_sasaran = ground.renstra.of(renstra::List::Sasaran).next().is_some();
    let mut texts: FxHashMap<&str, String> = FxHashMap::default();
    let mut first: FxHashMap<String, &Line<'_>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.list == List::Sasaran) {
        let Some(uraian) = row.uraian.filter(|uraian| !uraian.is_empty()) else {
            continue;
        };
        let text = texts.entry(uraian).or_insert_with(|| normalized(uraian));
        let before = *first.entry(text.clone()).or_insert(row);
        if before.name == row.name || (has_sasaran && !(known(row.name) && known(before.name))) {
            continue;
        }
        let message = format!(
            "sasaran {} dan {} sama uraiannya: {}",
            row.name,
            before.name,
            quote(uraian)
        );
        let finding = Finding::new(Rule::SasaranTwice, row.at("uraian"), message)
            .because(
                before.at("uraian"),
                format!("uraian sasaran {}", before.name),
            )
            .help(format!(
                "pakai id {} di semua form, atau bedakan uraiannya",
                before.name
            ));
        findings.push(finding);
    }
    findings
}
