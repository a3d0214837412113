//! `rkt answer`: a correction is answered.

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, one_line, tell_act, unknown};
use crate::domain::koreksi::Koreksi;
use crate::domain::name::BidangId;
use crate::domain::sop::Jenis;
use crate::domain::workflow::Action;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Jawab sebuah koreksi, misalnya K-SD-1
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Nama koreksi
    #[arg(value_name = "KOREKSI")]
    koreksi: String,
    /// Apa yang sudah dilakukan, atau mengapa tetap
    #[arg(value_name = "JAWABAN", value_parser = one_line)]
    jawaban: String,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the answer.
///
/// # Errors
/// Misuse for a correction that there is not; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let koreksi = named(&loaded, &args.koreksi)?;
    let head = koreksi.subjek.bidang().map(BidangId::head);
    let drafter = loaded.sop().pelaksana_of(Jenis::Susun).first();
    let command = format!("rkt answer {} \"...\"", koreksi.nama);
    let role = Role::new(command, head.as_ref().or(drafter), "jawab");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Answer {
        koreksi: koreksi.event.clone(),
        jawaban: args.jawaban.clone(),
    })?;
    let (loaded, _) = turn.commit()?;
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        ui.line(&format!("Koreksi {} dijawab.", koreksi.nama))?;
        let left = loaded.state.open(&koreksi.subjek);
        if !left.is_empty() {
            let names: Vec<&str> = left.iter().map(|one| one.nama.as_str()).collect();
            return ui.line(&format!("Masih terbuka: {}.", names.join(", ")));
        }
        ui.line("Semua koreksinya terjawab.")
    })
}

fn named(loaded: &Loaded, name: &str) -> Result<Koreksi, Trouble> {
    let all = loaded.state.koreksi();
    let found = all
        .iter()
        .find(|one| one.nama.eq_ignore_ascii_case(name.trim()));
    found.cloned().ok_or_else(|| {
        let twin = format!("{}-", name.trim().to_uppercase());
        let twins = all.iter().filter(|one| one.nama.starts_with(&twin));
        let twins: Vec<&str> = twins.map(|one| one.nama.as_str()).collect();
        if !twins.is_empty() {
            let twins = twins.join(", ");
            return Trouble::Misuse(format!(
                "dua salinan memberi nomor {name} kepada koreksi yang berbeda\nsebutkan salah satu: {twins}"
            ));
        }
        let left = loaded.state.pending();
        if left.is_empty() {
            let message = format!("koreksi `{name}` tidak ada");
            return Trouble::Misuse(format!(
                "{message}\ntidak ada koreksi yang menunggu jawaban"
            ));
        }
        let left = left.into_iter();
        let known: Vec<String> = left.map(|one| one.nama.clone()).collect();
        Trouble::Misuse(unknown("koreksi", name, &known))
    })
}
