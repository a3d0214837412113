//! Rules on sasaran: each is served by a program, each program serves one, and no sasaran is
//! measured by more indikator than anybody can hold in view.

use std::collections::{BTreeMap, BTreeSet};

use super::Ground;
use super::broken::Broken;
use super::line::Line;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::indikator::normalized;
use crate::domain::renstra;
use crate::domain::rule::Rule;

/// As many indikator as one sasaran has in good plans.
const MOST: usize = 8;

/// As many as one Bidang may bring in any case.
const EACH: usize = 2;

/// Checks the program of one form: each serves a sasaran.
pub(super) fn check(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    let rows = Line::all(file, form).filter(|row| row.program.is_some());
    let serves_none = |row: &Line<'_>| row.program.is_some_and(|one| !serves(&one.sasaran));
    let finding = |row: Line<'_>, message: String| {
        let help = serve(&row, form, ground);
        Finding::new(Rule::ProgramAdrift, row.at("kode"), message)
            .help(help)
            .unless_at(&row.at("sasaran"), &[Rule::WrongType])
    };
    Broken::of(Rule::ProgramAdrift, rows, serves_none).tell(
        |row| {
            let message = format!("{} belum menyebut sasaran yang didukungnya", row.label());
            finding(row, message)
        },
        |row, share| {
            let message = format!("{share} program belum menyebut sasaran yang didukungnya");
            finding(row, message)
        },
    )
}

/// Checks the sasaran of all forms.
pub(super) fn together(forms: &[(String, &Form)], ground: &Ground<'_>) -> Vec<Finding> {
    let mut by_id: BTreeMap<&str, Vec<Line<'_>>> = BTreeMap::new();
    for row in Line::of_all(forms).filter(|row| row.list == List::Sasaran) {
        by_id.entry(row.name).or_default().push(row);
    }
    let mut findings: Vec<Finding> = by_id
        .iter()
        .filter_map(|(id, rows)| crowded(id, rows))
        .collect();
    findings.extend(unserved(forms, &by_id, ground));
    findings
}

/// Whether a program names a sasaran at all.
fn serves(sasaran: &[String]) -> bool {
    sasaran.iter().any(|id| !id.is_empty())
}

/// What to write so that a program serves a sasaran.
fn serve(row: &Line<'_>, form: &Form, ground: &Ground<'_>) -> String {
    let planned = ground.renstra.row(renstra::List::Program, row.name);
    if let Some(planned) = planned.filter(|planned| serves(&planned.serves)) {
        let ids = planned.serves.join("\", \"");
        return format!("tulis sasaran = [\"{ids}\"], seperti di Renstra");
    }
    let own: Vec<&str> = form.sasaran.iter().map(|one| one.id.as_str()).collect();
    match own.as_slice() {
        [only] => return format!("tulis sasaran = [\"{only}\"]"),
        [first, ..] => {
            let all = own.join(", ");
            return format!("tulis sasaran = [\"{first}\"], atau id lain yang sesuai: {all}");
        }
        [] => {}
    }
    let known = ground.renstra.of(renstra::List::Sasaran);
    let known: Vec<&str> = known.map(|row| row.name.as_str()).collect();
    let (first, listed) = match known.as_slice() {
        [] => ("S1", String::new()),
        [first, ..] => (*first, format!(" (di Renstra: {})", known.join(", "))),
    };
    format!("tambahkan [[sasaran]] yang didukung{listed}, lalu tulis sasaran = [\"{first}\"]")
}

/// A sasaran is measured by few indikator, however many Bidang share it.
fn crowded(id: &str, rows: &[Line<'_>]) -> Option<Finding> {
    let all = rows.iter().flat_map(|row| row.indikator);
    let all: BTreeSet<String> = all.map(|one| normalized(&one.uraian)).collect();
    let files: BTreeSet<&str> = rows.iter().map(|row| row.file).collect();
    let most = MOST.max(EACH * files.len());
    let (first, others) = rows.split_first()?;
    if all.len() <= most {
        return None;
    }
    let of = match files.len() {
        1 => String::new(),
        n => format!(" dari {n} form"),
    };
    let message = format!("sasaran {id} diukur dengan {} indikator{of}", all.len());
    let help = format!(
        "pilih paling banyak {most} yang menggambarkan hasilnya; pindahkan yang lain ke program"
    );
    let finding = Finding::new(Rule::SasaranCrowded, first.at("id"), message).help(help);
    Some(others.iter().fold(finding, |finding, row| {
        let words = format!("{} indikator di form {}", row.indikator.len(), row.bidang);
        finding.because(row.at("id"), words)
    }))
}

/// A sasaran is served by a program; which one, only all forms together can say, and only once
/// every program of theirs says whom it serves.
fn unserved(
    forms: &[(String, &Form)],
    by_id: &BTreeMap<&str, Vec<Line<'_>>>,
    ground: &Ground<'_>,
) -> Vec<Finding> {
    let n_filled = forms.iter().filter(|(_, form)| !form.is_empty()).count();
    let program = || forms.iter().flat_map(|(_, form)| &form.program);
    let is_whole = n_filled >= ground.n_bidang && program().all(|one| serves(&one.sasaran));
    if !is_whole || program().next().is_none() {
        return Vec::new();
    }
    let served: BTreeSet<&str> = program()
        .flat_map(|one| one.sasaran.iter().map(String::as_str))
        .collect();
    let unserved = by_id.iter().filter(|(id, _)| !served.contains(**id));
    let finding = |(id, rows): (&&str, &Vec<Line<'_>>)| {
        let planned = ground.renstra.of(renstra::List::Program);
        let planned = planned.filter(|row| row.serves.iter().any(|one| one == id));
        let planned: Vec<&str> = planned.map(|row| row.name.as_str()).collect();
        let on = match planned.as_slice() {
            [] => "program yang mendukungnya".to_owned(),
            some => format!("program {}, seperti di Renstra", some.join(", ")),
        };
        let message = format!("sasaran {id} tidak didukung satu program pun");
        let help = format!("tambahkan \"{id}\" ke sasaran {on}");
        let at = rows.first()?.at("id");
        Some(Finding::new(Rule::SasaranUnserved, at, message).help(help))
    };
    unserved.filter_map(finding).collect()
}
