//! `rkt undo`: one's own last act is taken back, by an act that says so.

use super::acting::{Acting, Role, Turn};
use super::advice::Advice;
use super::{Outcome, Session, is_no_base, tell_act};
use crate::domain::event::Event;
use crate::domain::name::Jabatan;
use crate::domain::sop::Jenis;
use crate::domain::tanggal;
use crate::domain::workflow::{Action, By, Office, decide, last_own};
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json, sentence};

/// Batalkan perbuatan terakhir Anda sendiri, selama belum disusul peristiwa lain
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Tunjukkan saja yang akan dibatalkan
    #[arg(long)]
    dry_run: bool,
}

/// Says what it takes back, and records that. Files stay as they are.
///
/// # Errors
/// Findings when there is nothing to take back.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if args.dry_run {
        return preview(session, ui);
    }
    let (loaded, txn) = session.writing()?;
    let likely = loaded.sop().pelaksana_of(Jenis::Kumpul).first();
    let role = Role::new("rkt undo", likely, "batalkan");
    let mut turn = Turn::begin(session, (loaded, txn), &Acting::default(), &role)?;
    let target = last_own(&turn.loaded.state, &turn.by).cloned();
    let signed = turn.loaded.state.signature().is_some();
    let added = turn.act(Action::Undo)?;
    if signed && turn.loaded.state.signature().is_none() {
        is_no_base(session, &turn.loaded)?;
    }
    let (loaded, _) = turn.commit()?;
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        ui.line(&format!("Dibatalkan: {}", told(target.as_ref(), &loaded)))?;
        ui.line("Peristiwanya tetap terbaca di rkt log, ditandai batal.")
    })
}

/// Says what would be taken back. Writes nothing, and takes no lock.
fn preview(session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    loaded.whole()?;
    let zona = loaded.state.cycle.zona;
    let likely = loaded.sop().pelaksana_of(Jenis::Kumpul).first();
    let likely = likely.map_or("", Jabatan::as_str);
    let actor = session.typist(&loaded.settings, zona, likely)?;
    let by = By::own(actor, session.now(zona), None);
    let advice = Advice::new(session, &loaded, "rkt undo")?;
    let holders = loaded.settings.holders(by.at.date_naive());
    let office = Office {
        kalender: &loaded.kalender,
        holders: &holders,
    };
    decide(&loaded.state, &office, Action::Undo, &by).map_err(|refusal| advice.refused(refusal))?;
    let target = last_own(&loaded.state, &by);
    if ui.json {
        ui.data(&json::act(&loaded.siklus, target))?;
        return Ok(Outcome::Done);
    }
    ui.line(&format!("Akan dibatalkan: {}", told(target, &loaded)))?;
    let again = session.line.replace(" --dry-run", "");
    let who = by.actor.jabatan;
    ui.line(&format!(
        "Tidak ada yang ditulis. Untuk membatalkannya: {again} --sebagai {who}"
    ))?;
    Ok(Outcome::Done)
}

fn told(event: Option<&Event>, loaded: &Loaded) -> String {
    event.map_or_else(String::new, |event| {
        let said = sentence::of(event, &loaded.state);
        format!("{} {said}", tanggal::moment(event.pada))
    })
}
