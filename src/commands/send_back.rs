//! `rkt return`: a form or the draft goes back with a correction (SOP steps 5 to 10).

use std::collections::BTreeSet;

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, langkah_of, one_line, subjek_of, tell_act};
use crate::domain::event::Subjek;
use crate::domain::name::{BidangId, LangkahId};
use crate::domain::progress::look;
use crate::domain::tanggal;
use crate::domain::workflow::Action;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Kembalikan form Bidang atau draf untuk diperbaiki
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.required(true).help("Yang harus diperbaiki")))]
pub struct Args {
    /// Bidang, atau `draft` untuk draf RKT
    #[arg(value_name = "BIDANG|draft")]
    subjek: String,
    /// Baris yang dimaksud, misalnya 1.01.02.2.03/2 atau S1
    #[arg(long, value_name = "BARIS", value_parser = one_line)]
    baris: Option<String>,
    /// Kembali ke langkah ini
    #[arg(long, value_name = "LANGKAH")]
    ke: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the correction.
///
/// # Errors
/// Misuse for a row that the form does not have; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let subjek = subjek_of(&args.subjek, &loaded)?;
    let ke = args
        .ke
        .as_ref()
        .map(|ke| langkah_of(ke, loaded.sop()).map(|l| l.id.clone()));
    let ke: Option<LangkahId> = ke.transpose()?;
    if let Some(baris) = &args.baris {
        has_row(&loaded, &subjek, baris)?;
    }
    let sop = loaded.sop();
    let review = sop.form_reviews().chain(sop.draft_reviews()).next();
    let likely = review.and_then(|langkah| langkah.pelaksana.first());
    let command = format!("rkt return {subjek} --alasan \"...\"");
    let role = Role::new(command, likely, "kembalikan").reasoned();
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Return {
        subjek: subjek.clone(),
        ke,
        baris: args.baris.clone(),
        alasan: args.acting.alasan.clone().unwrap_or_default(),
    })?;
    let (loaded, _) = turn.commit()?;
    let made = added.as_ref().and_then(|event| {
        let all = loaded.state.koreksi().iter();
        all.rev().find(|koreksi| koreksi.event == event.id)
    });
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        let Some(koreksi) = made else {
            return Ok(());
        };
        let (nama, ke) = (&koreksi.nama, &koreksi.ke);
        match &subjek {
            Subjek::Bidang(id) => {
                ui.line(&format!(
                    "Form {id} dikembalikan ke langkah {ke}: koreksi {nama}."
                ))?;
                match batas(&loaded, id, session) {
                    Some(batas) => ui.line(&format!(
                        "Batas perbaikan: {batas}. Bidang lain tetap seperti semula."
                    )),
                    None => Ok(()),
                }
            }
            Subjek::Draft => ui.line(&format!(
                "Draf RKT dikembalikan ke langkah {ke}: koreksi {nama}."
            )),
        }
    })
}

/// Refuses a row that no form in question has as it was handed in last.
fn has_row(loaded: &Loaded, subjek: &Subjek, baris: &str) -> Result<(), Trouble> {
    let all = loaded.state.cycle.bidang.iter().map(|bidang| &bidang.id);
    for bidang in all.filter(|id| subjek.bidang().is_none_or(|only| only == *id)) {
        if let Some(round) = loaded.state.rounds(bidang).pop()
            && loaded.frozen(bidang, &round.sha256)?.has_row(baris)
        {
            return Ok(());
        }
    }
    let shown = subjek.bidang().map_or("BIDANG", BidangId::as_str);
    Err(Trouble::Misuse(format!(
        "baris `{baris}` tidak ada pada {subjek}\n\
         tulis id sasaran atau kode, lalu nomor indikatornya, misalnya S1/2; lihat: rkt show {shown}"
    )))
}

fn batas(loaded: &Loaded, bidang: &BidangId, session: Session<'_>) -> Option<String> {
    let today = session.now(loaded.state.cycle.zona).date_naive();
    let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new())?;
    progress.batas_of(bidang).map(tanggal::full)
}
