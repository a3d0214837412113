//! `rkt submit`: a Bidang hands in its form (SOP step 4).

use super::{Outcome, Session, bidang_name, one_line, record, refused, unknown};
use crate::domain::event::Actor;
use crate::domain::finding::any_error;
use crate::domain::instansi::{Bidang, PLACEHOLDER};
use crate::domain::name::BidangId;
use crate::domain::state::BidangState;
use crate::domain::workflow::{Action, Decision, decide};
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::txn::Txn;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Ajukan form Bidang kepada Kasubbag Program
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang formnya diajukan, misalnya paud-pnf
    #[arg(value_name = "BIDANG")]
    bidang: String,
    /// Alasan bila diajukan lewat batas
    #[arg(long, value_name = "TEKS", value_parser = one_line)]
    alasan: Option<String>,
}

/// Checks the form, asks the SOP, freezes the form and records the act.
///
/// # Errors
/// Findings when the form has errors of its own or the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (mut loaded, mut txn) = session.writing()?;
    let name = bidang_name(&args.bidang, &loaded.siklus)?;
    let Some(bidang) = loaded.bidang(&name).cloned() else {
        let known = loaded.bidang_names();
        return Err(Trouble::Misuse(unknown("Bidang", &args.bidang, &known)));
    };
    let command = format!("rkt submit {}", bidang.id);
    let by = session.by(
        &loaded.settings,
        loaded.state.cycle.zona,
        &command,
        bidang.id.as_str(),
    )?;
    let read = loaded.form(&bidang.id)?;
    let Some(form) = read.form.filter(|_| !any_error(&read.findings)) else {
        return Err(Trouble::Findings(read.findings, vec![read.source]));
    };
    let action = Action::Submit {
        bidang: bidang.id.clone(),
        digest: form.digest(),
        sha256: read.sha256.clone(),
        alasan: args.alasan.clone(),
    };
    let decision = decide(&loaded.state, &loaded.sop, &loaded.kalender, action, &by)
        .map_err(|refusal| refused(refusal, &loaded.siklus))?;
    let Decision::Record(event) = decision else {
        restore(&loaded, &bidang.id, &read.sha256, &read.source.text, txn)?;
        if ui.json {
            ui.data(&json::act(&loaded.siklus, None))?;
        } else {
            ui.line(&format!(
                "Form {} sama dengan yang sudah diajukan; tidak ada yang dicatat.",
                bidang.nama
            ))?;
        }
        return Ok(Outcome::Done);
    };
    txn.put(
        layout::ajuan(&bidang.id, &read.sha256),
        read.source.text.as_bytes(),
    );
    record(&loaded, txn, &event)?;
    if ui.json {
        ui.data(&json::act(&loaded.siklus, Some(&event)))?;
        return Ok(Outcome::Done);
    }
    loaded.state.apply(*event);
    tell(&loaded, &bidang, &by.actor, read.findings.len(), ui)?;
    next(&loaded, ui)?;
    Ok(Outcome::Done)
}

/// Says what was recorded.
fn tell(
    loaded: &Loaded,
    bidang: &Bidang,
    actor: &Actor,
    warnings: usize,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let submissions = loaded.state.submissions(&bidang.id);
    let rounds = submissions.map_or(1, |submissions| submissions.n_rounds);
    let again = if rounds > 1 {
        format!(" (ajuan ke-{rounds})")
    } else {
        String::new()
    };
    ui.line(&format!(
        "Form {} diajukan{again}, oleh {}",
        bidang.nama, actor.nama
    ))?;
    if warnings > 0 {
        let id = &bidang.id;
        ui.line(&format!(
            "Masih ada {warnings} peringatan; lihat: rkt check {id}"
        ))?;
    }
    if actor.nama.starts_with(PLACEHOLDER) {
        ui.line("Perhatian: nama pejabat ini masih harus diisi di rkt.toml.")?;
    }
    Ok(())
}

/// Lays the frozen copy anew where it is gone or damaged and these are its very bytes.
fn restore(
    loaded: &Loaded,
    id: &BidangId,
    sha256: &str,
    text: &str,
    mut txn: Txn,
) -> Result<(), Trouble> {
    if let BidangState::Diajukan(submission) = loaded.state.bidang(id)
        && submission.sha256 == sha256
    {
        txn.put(layout::ajuan(id, sha256), text.as_bytes());
        txn.commit()?;
    }
    Ok(())
}

/// Says what comes next: who is still missing, or that the forms can be compiled.
fn next(loaded: &Loaded, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let all = &loaded.state.cycle.bidang;
    let is_in =
        |bidang: &&Bidang| matches!(loaded.state.bidang(&bidang.id), BidangState::Diajukan(_));
    let label = |bidang: &Bidang| match loaded.state.bidang(&bidang.id) {
        BidangState::Bercabang => format!("{} (bercabang)", bidang.id),
        BidangState::Belum | BidangState::Diajukan(_) => bidang.id.to_string(),
    };
    let missing: Vec<String> = all
        .iter()
        .filter(|bidang| !is_in(bidang))
        .map(label)
        .collect();
    if missing.is_empty() {
        ui.line(&format!(
            "Semua {} Bidang sudah mengajukan. Berikutnya, Kasubbag Program: rkt compile",
            all.len()
        ))?;
    } else {
        let (n, total) = (missing.len(), all.len());
        ui.line(&format!(
            "{n} dari {total} Bidang belum mengajukan: {}.",
            missing.join(", ")
        ))?;
    }
    Ok(())
}
