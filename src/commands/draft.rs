//! `rkt draft`: fixes the draft that goes to those who correct it (SOP step 8).

use super::acting::{Acting, Role, Turn};
use super::compile::{between, files, line_of};
use super::export::along;
use super::{Outcome, Session, tell_act};
use crate::domain::cetak::Saat;
use crate::domain::finding::Finding;
use crate::domain::sop::Jenis;
use crate::domain::workflow::{Action, Scope, inputs, may_draft};
use crate::store::draft::Draft;
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Susun draf RKT yang disampaikan untuk dikoreksi
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records which compiled content is the draft.
///
/// # Errors
/// Findings when forms are not approved, corrections are left, or forms disagree.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let likely = loaded.sop().pelaksana_of(Jenis::Susun).last();
    let role = Role::new("rkt draft", likely, "susun");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let state = &turn.loaded.state;
    let refuse = |refusal| turn.refused(refusal);
    may_draft(state, &turn.office(), &turn.by).map_err(refuse)?;
    let inputs = inputs(state, Scope::Partial).map_err(refuse)?;
    let mut draft = Draft::of(&turn.loaded, &inputs)?;
    let verdict = between(&turn.loaded, &draft)?;
    let errors = verdict.findings.iter().filter(|one| one.is_error());
    let errors: Vec<&Finding> = errors.collect();
    let action = Action::Draft {
        digest: draft.document.digest(),
        n_errors: errors.len(),
    };
    let added = match turn.act(action) {
        Err(Trouble::Findings(mut refusal, sources)) if !ui.json && !errors.is_empty() => {
            for error in errors {
                ui.complain(&line_of(error))?;
            }
            refusal.truncate(1);
            return Err(Trouble::Findings(refusal, sources));
        }
        other => other?,
    };
    // The paper that is read is written anew with the act that sends it.
    if let Some(fixed) = turn.loaded.state.draft().fixed() {
        draft.document.nomor = fixed.nomor;
        for (file, text) in files(&draft.document) {
            turn.put(file, text);
        }
    }
    let (loaded, _) = turn.commit()?;
    let along = along(Saat::Susun, &loaded, session);
    if ui.json {
        let mut data = json::act(&loaded.siklus, added.as_ref());
        data["antar_form"] = json::counted(&verdict);
        along.add_to(&mut data);
        ui.data(&data)?;
        return Ok(Outcome::Done);
    }
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        let Some(fixed) = loaded.state.draft().fixed() else {
            return Ok(());
        };
        let kode = draft.document.kode();
        ui.line(&format!("Draf {} disusun, kode {kode}.", fixed.nomor))?;
        let file = layout::draft(fixed.nomor, "md");
        ui.line(&format!("Berkas: {}/{file}", loaded.siklus))?;
        along.tell(ui)
    })
}
