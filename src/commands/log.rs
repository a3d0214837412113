//! `rkt log`: what happened, one sentence a line.

use super::{Outcome, Session, state_first};
use crate::domain::event::{Act, Event};
use crate::domain::tanggal;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Tampilkan riwayat siklus, satu kalimat satu peristiwa
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Tells the events in the order in which they followed each other.
///
/// # Errors
/// Misuse outside a workspace; findings when the cycle can't be read.
pub fn run(_args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let outcome = state_first(&loaded, ui)?;
    let events = loaded.state.events();
    if ui.json {
        ui.data(&json::log(&loaded.siklus, events))?;
        return Ok(outcome);
    }
    for (n, event) in events.iter().enumerate() {
        let before = events.get(..n).unwrap_or_default();
        let nip = event
            .oleh
            .nip
            .as_ref()
            .map(|nip| format!(", NIP {nip}"))
            .unwrap_or_default();
        let clock = event
            .jam
            .as_ref()
            .map(|jam| format!(" [jam {jam}]"))
            .unwrap_or_default();
        let who = format!("{}, {}{nip}", event.oleh.nama, event.oleh.jabatan);
        ui.line(&format!(
            "{} {} – {who}{clock}",
            tanggal::moment(event.pada),
            sentence(&loaded, event, before)
        ))?;
    }
    Ok(outcome)
}

fn sentence(loaded: &Loaded, event: &Event, before: &[Event]) -> String {
    match &event.act {
        Act::Mulai {
            tanggal,
            langkah,
            disposisi,
            ..
        } => {
            let letter = disposisi
                .as_ref()
                .map(|nomor| format!(", disposisi {nomor}"))
                .unwrap_or_default();
            let ids: Vec<&str> = langkah
                .iter()
                .map(crate::domain::name::LangkahId::as_str)
                .collect();
            let start = tanggal::long(*tanggal);
            format!(
                "Siklus dibuka{letter}, mulai {start}; langkah {} tercatat",
                ids.join(" dan ")
            )
        }
        Act::Catat {
            langkah,
            tanggal,
            catatan,
        } => {
            let note = catatan
                .as_ref()
                .map(|catatan| format!(" ({catatan})"))
                .unwrap_or_default();
            format!(
                "Langkah {langkah} dicatat, {}{note}",
                tanggal::long(*tanggal)
            )
        }
        Act::Ajukan { bidang, alasan, .. } => {
            let name = loaded
                .bidang(bidang.as_str())
                .map_or(bidang.as_str(), |bidang| bidang.nama.as_str());
            let same = |event: &&Event| matches!(&event.act, Act::Ajukan { bidang: other, .. } if other == bidang);
            let round = before.iter().filter(same).count() + 1;
            let late = alasan
                .as_ref()
                .map(|alasan| format!(", terlambat: {alasan}"))
                .unwrap_or_default();
            format!("{name} mengajukan form (putaran {round}){late}")
        }
        Act::Kompilasi {
            nomor,
            digest,
            masukan,
            tanpa,
        } => {
            let kode = crate::domain::document::kode(digest);
            let partial = if tanpa.is_empty() { "" } else { " sebagian" };
            format!(
                "Draf {nomor}{partial} dikompilasi dari {} Bidang, kode {kode}",
                masukan.len()
            )
        }
    }
}
