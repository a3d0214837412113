//! `rkt withdraw`: a Bidang takes its form back before anybody reviewed it (SOP step 4).

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, bidang_of, tell_act};
use crate::domain::workflow::Action;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Tarik form yang sudah diajukan, selama belum diperiksa
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang formnya ditarik
    #[arg(value_name = "BIDANG")]
    bidang: String,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the act. The frozen copy stays: it was handed in.
///
/// # Errors
/// Findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let bidang = bidang_of(&args.bidang, &loaded)?;
    let command = format!("rkt withdraw {}", bidang.id);
    let role = Role::new(command, Some(&bidang.id.head()), "tarik");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Withdraw {
        bidang: bidang.id.clone(),
    })?;
    let (loaded, _) = turn.commit()?;
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        ui.line(&format!("Form {} ditarik.", bidang.nama))
    })
}
