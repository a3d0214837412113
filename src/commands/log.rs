//! `rkt log`: what happened, one sentence a line.

use super::{Outcome, Session, bidang_of, langkah_of, state_first};
use crate::domain::event::{Act, Event, Subjek};
use crate::domain::indikator::normalized;
use crate::domain::name::{BidangId, LangkahId};
use crate::domain::sop::Jenis;
use crate::domain::state::State;
use crate::domain::tanggal;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json, sentence};

/// Tampilkan riwayat siklus, satu kalimat satu peristiwa
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Hanya tentang Bidang ini
    #[arg(long, value_name = "BIDANG")]
    bidang: Option<String>,
    /// Hanya oleh orang atau jabatan ini
    #[arg(long, value_name = "NAMA")]
    oleh: Option<String>,
    /// Hanya tentang langkah ini (id atau nomor)
    #[arg(long, value_name = "LANGKAH")]
    langkah: Option<String>,
}

/// Tells the events in the order in which they followed each other.
///
/// # Errors
/// Misuse outside a workspace; findings when the cycle can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let bidang = args
        .bidang
        .as_ref()
        .map(|name| bidang_of(name, &loaded))
        .transpose()?;
    let langkah = args
        .langkah
        .as_ref()
        .map(|name| langkah_of(name, loaded.sop()))
        .transpose()?;
    let outcome = state_first(&loaded, ui)?;
    let state = &loaded.state;
    let wanted = |event: &&Event| {
        bidang
            .as_ref()
            .is_none_or(|bidang| is_about(event, &bidang.id))
            && langkah.is_none_or(|langkah| is_at(event, &langkah.id, state))
            && args.oleh.as_ref().is_none_or(|oleh| is_by(event, oleh))
    };
    let events: Vec<&Event> = state.events().iter().filter(wanted).collect();
    if ui.json {
        ui.data(&json::log(&loaded.siklus, &events, state))?;
        return Ok(outcome);
    }
    // Another program gets each event on one line.
    if !session.env.sized {
        ui.width = u16::MAX;
    }
    for event in &events {
        let void = match (state.is_undone(&event.id), state.counts(&event.id)) {
            (true, _) => "[batal] ",
            (false, false) => "[tidak berlaku] ",
            (false, true) => "",
        };
        ui.line(&format!(
            "{} {void}{} – {}",
            tanggal::moment(event.pada),
            sentence::of(event, state),
            sentence::by(event)
        ))?;
        for file in event.bukti.keys() {
            ui.line(&format!("  bukti: {}/{file}", loaded.siklus))?;
        }
    }
    if events.is_empty() {
        ui.line("Tidak ada peristiwa yang cocok.")?;
    }
    Ok(outcome)
}

fn is_about(event: &Event, id: &BidangId) -> bool {
    match &event.act {
        Act::Ajukan { bidang, .. }
        | Act::Tarik { bidang }
        | Act::Tanpa { bidang, .. }
        | Act::Bidang { bidang, .. } => bidang == id,
        Act::Kembalikan { subjek, .. }
        | Act::Jawab { subjek, .. }
        | Act::Setujui { subjek, .. } => subjek.bidang() == Some(id),
        Act::Ingatkan {
            kepada, terlambat, ..
        } => *kepada == id.head() || terlambat.contains(&id.head()),
        Act::Kompilasi { masukan, tanpa, .. } | Act::Susun { masukan, tanpa, .. } => {
            masukan.contains_key(id) || tanpa.contains(id)
        }
        Act::Mulai { .. }
        | Act::Catat { .. }
        | Act::Tandatangan { .. }
        | Act::Arsip { .. }
        | Act::Batalkan { .. }
        | Act::Buka { .. }
        | Act::Jadwal { .. } => false,
    }
}

fn is_at(event: &Event, id: &LangkahId, state: &State) -> bool {
    let is = |jenis| {
        state
            .sop
            .first(jenis)
            .is_some_and(|langkah| langkah.id == *id)
    };
    match &event.act {
        Act::Mulai { langkah, .. } | Act::Buka { langkah, .. } | Act::Ingatkan { langkah, .. } => {
            langkah.contains(id)
        }
        Act::Catat { langkah, .. }
        | Act::Tanpa { langkah, .. }
        | Act::Kembalikan { langkah, .. }
        | Act::Setujui { langkah, .. } => langkah == id,
        Act::Jawab { subjek, .. } => is(if *subjek == Subjek::Draft {
            Jenis::Susun
        } else {
            Jenis::Isi
        }),
        Act::Ajukan { .. } | Act::Tarik { .. } => is(Jenis::Isi) || is(Jenis::Kumpul),
        Act::Bidang { .. } => is(Jenis::Kumpul),
        Act::Jadwal { .. } => state.moves(event).iter().any(|one| one.langkah.id == *id),
        Act::Kompilasi { .. } => is(Jenis::Kompilasi),
        Act::Susun { .. } => is(Jenis::Susun),
        Act::Tandatangan { .. } => is(Jenis::Tandatangan),
        Act::Arsip { .. } => is(Jenis::Arsip),
        Act::Batalkan { peristiwa } => {
            let target = state.history().get(peristiwa);
            target.is_some_and(|target| is_at(target, id, state))
        }
    }
}

/// By jabatan, or by a part of the name, of whoever acted, typed, or was stood in for.
fn is_by(event: &Event, typed: &str) -> bool {
    let wanted = normalized(typed);
    let people = [Some(&event.oleh), event.dicatat_oleh.as_ref()];
    let person = people
        .into_iter()
        .flatten()
        .any(|actor| actor.jabatan.as_str() == wanted || normalized(&actor.nama).contains(&wanted));
    person || event.role().as_str() == wanted
}
