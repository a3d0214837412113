//! One file a command: its arguments and `run`. Glue only; the rules are in `domain`.

mod acting;
pub mod acuan;
mod advice;
mod ahead;
pub mod answer;
pub mod approve;
pub mod archive;
mod beginning;
pub mod bidang;
pub mod check;
mod checking;
pub mod compile;
pub mod demo;
pub mod diff;
pub mod draft;
pub mod explain;
pub mod export;
pub mod form;
pub mod init;
pub mod kalender;
pub mod kode;
pub mod log;
mod named;
mod paper;
mod product;
mod proof;
pub mod remind;
pub mod reopen;
pub mod report;
pub mod reschedule;
pub mod round;
pub mod send_back;
mod session;
pub mod sheet;
pub mod show;
pub mod sign;
pub mod sop;
pub mod status;
pub mod step;
pub mod submit;
pub mod undo;
pub mod verify;
mod waiting;
pub mod withdraw;

pub use named::{
    bidang_name, bidang_of, date, is_somebody, jabatan_of, langkah_of, one_line, subjek_of, unknown,
};
pub use session::{
    Global, Nested, Outcome, Session, Warna, is_no_base, person, quoted, takes_files, typed,
    unsealed,
};

pub use waiting::{about, next_step, publishing, tugas};

use crate::domain::check::Judge;
use crate::domain::event::Event;
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::instansi::Settings;
use crate::domain::workflow::Refusal;
use crate::source::Texts;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::outlet::Written;
use crate::store::text::Source;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui, json, sentence};

/// How the office and these forms, each with its path in the workspace, judge findings.
#[must_use]
pub fn judge<'a>(settings: &'a Settings, forms: &'a [(String, &'a Form)]) -> Judge<'a> {
    Judge {
        aturan: &settings.aturan,
        file: layout::SETTINGS,
        forms,
    }
}

/// Shows what an act added, as JSON, or in words with what comes next.
///
/// # Errors
/// When nobody takes the output.
pub fn tell_act(
    loaded: &Loaded,
    added: Option<&Event>,
    session: Session<'_>,
    ui: &mut Ui<'_>,
    words: impl FnOnce(&mut Ui<'_>) -> std::io::Result<()>,
) -> Result<Outcome, Trouble> {
    if ui.json {
        ui.data(&json::act(&loaded.siklus, added))?;
    } else if let Some(event) = added {
        words(ui)?;
        for remark in sentence::remarks(event) {
            ui.line(&remark)?;
        }
        let about = about(event, loaded);
        if let Some(next) = next_step(loaded, about.as_ref(), session)? {
            ui.line(&next)?;
        }
    } else {
        ui.line("Sudah begitu; tidak ada yang dicatat.")?;
    }
    Ok(Outcome::Done)
}

/// A refusal as trouble, about the cycle.
#[must_use]
pub fn refused(refusal: Refusal, siklus: &str) -> Trouble {
    Trouble::Findings(vec![refusal.into_finding(siklus)], Vec::new())
}

/// The texts that a report points into.
#[must_use]
pub fn texts(sources: &[Source]) -> Texts<'_> {
    Texts::new(
        sources
            .iter()
            .map(|source| (source.file.as_str(), source.text.as_str())),
    )
}

/// Says where a file was written, as people know it.
///
/// # Errors
/// When nobody takes the output.
pub fn wrote(file: &str, written: Written, ui: &mut Ui<'_>) -> std::io::Result<()> {
    let same = match written {
        Written::New => "",
        Written::Same => " (sudah ada, isinya sama)",
    };
    ui.line(&format!("Berkas: {file}{same}"))
}

/// Shows findings, the worst first: as a report where complaints go, or as JSON.
///
/// # Errors
/// When nobody takes the output.
pub fn show(findings: &[Finding], sources: &[Source], ui: &mut Ui<'_>) -> std::io::Result<()> {
    let texts = texts(sources);
    let mut findings = texts.in_order(findings);
    findings.sort_by_key(|finding| finding.severity);
    if ui.json {
        return ui.data(&json::findings(&findings, &texts));
    }
    ui.complain_raw(&ui::report::render(&findings, &texts, ui.look()))
}

/// Shows findings as what a command was asked for: excerpts and a count, `none` when there
/// are none, or JSON.
///
/// # Errors
/// When nobody takes the output.
pub fn found(
    findings: &[Finding],
    sources: &[Source],
    none: &str,
    ui: &mut Ui<'_>,
) -> std::io::Result<()> {
    let texts = texts(sources);
    let findings = texts.in_order(findings);
    if ui.json {
        return ui.data(&json::findings(&findings, &texts));
    }
    if findings.is_empty() {
        return ui.line(none);
    }
    ui.raw(&ui::report::render(&findings, &texts, ui.look()))?;
    ui.line("")?;
    ui.line(&format!(
        "{}. Penjelasan: rkt explain KODE",
        ui::report::counts(&findings)
    ))
}

/// Shows what is wrong with a state file to somebody who only reads, and goes on.
///
/// # Errors
/// When nobody takes the output.
pub fn state_first(loaded: &Loaded, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if loaded.findings.is_empty() {
        return Ok(Outcome::Done);
    }
    let mut plain = ui.again(false);
    show(&loaded.findings, &loaded.sources, &mut plain)?;
    Ok(Outcome::Found)
}
