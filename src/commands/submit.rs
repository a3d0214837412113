//! `rkt submit`: a Bidang hands in its form (SOP step 4).

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, bidang_of, judge, next_step, one_line, show};
use crate::domain::check;
use crate::domain::event::Event;
use crate::domain::finding::any_error;
use crate::domain::instansi::Bidang;
use crate::domain::tugas::missing;
use crate::domain::workflow::Action;
use crate::store::cycle::{FormRead, Loaded};
use crate::store::references::References;
use crate::store::workspace::Trouble;
use crate::store::{form_file, layout};
use crate::ui::{Ui, json, report, sentence};

/// Ajukan form Bidang kepada Kasubbag Program
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.help("Alasan bila diajukan lewat batas, atau alasan --atas-nama")))]
pub struct Args {
    /// Bidang yang formnya diajukan, misalnya paud-pnf
    #[arg(value_name = "BIDANG")]
    bidang: String,
    /// Jawaban atas semua koreksi form ini yang masih terbuka
    #[arg(long, value_name = "TEKS", value_parser = one_line)]
    jawab: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// Checks the form, asks the SOP, freezes the form and records the act.
///
/// # Errors
/// Findings when the SOP says no; what is wrong with the form itself is shown.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let bidang = bidang_of(&args.bidang, &loaded)?;
    let command = format!("rkt submit {}", bidang.id);
    let role = Role::new(command, Some(&bidang.id.head()), layout::AJUAN);
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let (read, n_silenced) = checked(&turn.loaded, &bidang)?;
    let Some(form) = read.form.as_ref().filter(|_| !any_error(&read.findings)) else {
        return refused(&bidang, &read, ui);
    };
    let added = turn.act(Action::Submit {
        bidang: bidang.id.clone(),
        digest: form.digest(),
        sha256: read.sha256.clone(),
        alasan: args.acting.own_alasan(),
        jawab: args.jawab.clone(),
    })?;
    let Some(event) = added else {
        return unchanged(turn, &bidang, &read, ui);
    };
    turn.put(
        layout::ajuan(&bidang.id, &read.sha256),
        read.source.text.as_bytes(),
    );
    let (loaded, _) = turn.commit()?;
    if ui.json {
        ui.data(&json::act(&loaded.siklus, Some(&event)))?;
        return Ok(Outcome::Done);
    }
    tell(&loaded, &bidang, &event, ui)?;
    left(&bidang, &read, n_silenced, ui)?;
    next(&loaded, session, ui)?;
    Ok(Outcome::Done)
}

/// The form of a Bidang, with what the rules say of it by itself, and how much of that is silenced.
fn checked(loaded: &Loaded, bidang: &Bidang) -> Result<(FormRead, usize), Trouble> {
    let mut read = loaded.form(&bidang.id)?;
    let mut n_silenced = 0;
    if let Some(form) = &read.form {
        let references = References::read(loaded)?;
        let file = read.source.file.clone();
        let mut findings = std::mem::take(&mut read.findings);
        let own = check::alone(form, &file, &references.ground(loaded));
        findings.extend(form_file::known(&read.source, &findings, own));
        let verdict = judge(&loaded.settings, &[(file, form)]).judge(findings);
        (read.findings, n_silenced) = (verdict.findings, verdict.silenced.len());
    }
    Ok((read, n_silenced))
}

/// Shows why a form can't be handed in, and sums it up where people look last.
fn refused(bidang: &Bidang, read: &FormRead, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    show(&read.findings, std::slice::from_ref(&read.source), ui)?;
    if !ui.json {
        let (id, counts) = (&bidang.id, report::counts(&read.findings));
        ui.complain("")?;
        ui.complain(&format!("Form {id} tidak diajukan: {counts}."))?;
    }
    Ok(Outcome::Found)
}

/// Nothing new: the frozen copy is laid anew where it is gone or damaged and these are its bytes.
fn unchanged(
    mut turn: Turn,
    bidang: &Bidang,
    read: &FormRead,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let submission = turn.loaded.state.bidang(&bidang.id).submission();
    if submission.is_some_and(|submission| submission.sha256 == read.sha256) {
        turn.put(
            layout::ajuan(&bidang.id, &read.sha256),
            read.source.text.as_bytes(),
        );
    }
    let siklus = turn.loaded.siklus.clone();
    turn.commit()?;
    if ui.json {
        ui.data(&json::act(&siklus, None))?;
    } else {
        ui.line(&format!(
            "Form {} sama dengan yang sudah diajukan; tidak ada yang dicatat.",
            bidang.nama
        ))?;
    }
    Ok(Outcome::Done)
}

/// Says what was recorded.
fn tell(loaded: &Loaded, bidang: &Bidang, event: &Event, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let rounds = loaded.state.n_rounds(&bidang.id);
    let again = if rounds > 1 {
        format!(" (putaran {rounds})")
    } else {
        String::new()
    };
    ui.line(&format!(
        "Form {} diajukan{again}, oleh {}",
        bidang.nama, event.oleh.nama
    ))?;
    for remark in sentence::remarks(event) {
        ui.line(&remark)?;
    }
    Ok(())
}

/// Says what the rules still have to say of a form that was handed in.
fn left(
    bidang: &Bidang,
    read: &FormRead,
    n_silenced: usize,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let findings = &read.findings;
    let told = (!findings.is_empty()).then(|| report::counts(findings));
    let silenced = (n_silenced > 0).then(|| format!("{n_silenced} temuan diabaikan"));
    let parts: Vec<String> = told.into_iter().chain(silenced).collect();
    if !parts.is_empty() {
        let (parts, id) = (parts.join(", "), &bidang.id);
        ui.line(&format!("Masih ada {parts}; lihat: rkt check {id}"))?;
    }
    Ok(())
}

/// Says what comes next: who is still missing, or that the forms can be compiled.
fn next(loaded: &Loaded, session: Session<'_>, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let all = &loaded.state.cycle.bidang;
    let missing = missing(&loaded.state).into_iter();
    let missing: Vec<String> = missing.map(|(_, label)| label).collect();
    if missing.is_empty() {
        let excused = loaded.state.excused().len();
        ui.line(&match excused {
            0 => format!("Semua {} Bidang sudah mengajukan.", all.len()),
            some => format!(
                "{} Bidang sudah mengajukan, {some} dibebaskan.",
                all.len().saturating_sub(some)
            ),
        })?;
    } else {
        let (n, total) = (missing.len(), all.len());
        ui.line(&format!(
            "{n} dari {total} Bidang belum mengajukan: {}.",
            missing.join(", ")
        ))?;
    }
    if missing.is_empty()
        && let Some(next) = next_step(loaded, None, session)?
    {
        ui.line(&next)?;
    }
    Ok(())
}
