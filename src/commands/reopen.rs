//! `rkt reopen`: a langkah, and those after it, are opened again.

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, is_no_base, langkah_of, tell_act};
use crate::domain::event::Act;
use crate::domain::sop::Jenis;
use crate::domain::workflow::Action;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Buka kembali sebuah langkah; persetujuan sesudahnya tidak berlaku lagi
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.required(true).help("Mengapa dibuka kembali")))]
pub struct Args {
    /// Id atau nomor langkah
    #[arg(value_name = "LANGKAH")]
    langkah: String,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the act. What it voids stays readable.
///
/// # Errors
/// Findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let langkah = langkah_of(&args.langkah, loaded.sop())?.clone();
    let signed = loaded.state.signature().is_some();
    let jenis = if signed {
        Jenis::Tandatangan
    } else {
        Jenis::Kumpul
    };
    let likely = loaded.sop().pelaksana_of(jenis).first();
    let command = format!("rkt reopen {} --alasan \"...\"", langkah.id);
    let role = Role::new(command, likely, "buka").reasoned();
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let before = turn.loaded.state.clone();
    let added = turn.act(Action::Reopen {
        langkah: langkah.id.clone(),
        alasan: args.acting.alasan.clone().unwrap_or_default(),
    })?;
    if signed && turn.loaded.state.signature().is_none() {
        is_no_base(session, &turn.loaded)?;
    }
    let (loaded, _) = turn.commit()?;
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        ui.line(&format!(
            "Langkah {} ({}) dan sesudahnya dibuka kembali.",
            langkah.no, langkah.id
        ))?;
        let lost = before.events().iter().filter(|event| {
            let decided = matches!(event.act, Act::Setujui { .. } | Act::Tandatangan { .. });
            decided && before.counts(&event.id) && !loaded.state.counts(&event.id)
        });
        let lost = lost.count();
        if lost == 0 {
            return Ok(());
        }
        ui.line(&format!(
            "{lost} persetujuan atau tanda tangan tidak berlaku lagi; tetap terbaca di rkt log."
        ))
    })
}
