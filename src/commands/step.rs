//! `rkt step`: records a langkah that happened outside rkt (SOP steps 1 to 3).

use chrono::NaiveDate;

use super::{Outcome, Session, date, one_line, record, refused, unknown};
use crate::domain::event::Act;
use crate::domain::name::LangkahId;
use crate::domain::tanggal;
use crate::domain::workflow::{Action, Decision, decide};
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Catat langkah yang dilaksanakan di luar rkt, misalnya rapat sosialisasi
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Id atau nomor langkah, misalnya sosialisasi atau 3
    #[arg(value_name = "LANGKAH")]
    langkah: String,
    /// Tanggal pelaksanaan (bawaan: hari ini)
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    tanggal: Option<NaiveDate>,
    /// Catatan
    #[arg(long, value_name = "TEKS", value_parser = one_line)]
    catatan: Option<String>,
}

/// Asks the SOP, and records the act.
///
/// # Errors
/// Misuse for a langkah that the SOP does not have; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let Some(langkah) = loaded.sop.find(&args.langkah) else {
        let known: Vec<String> = loaded
            .sop
            .langkah
            .iter()
            .map(|langkah| langkah.id.to_string())
            .collect();
        return Err(Trouble::Misuse(unknown("langkah", &args.langkah, &known)));
    };
    let id: LangkahId = langkah.id.clone();
    let likely = langkah
        .pelaksana
        .first()
        .map_or_else(String::new, ToString::to_string);
    let by = session.by(
        &loaded.settings,
        loaded.state.cycle.zona,
        &format!("rkt step {id}"),
        &likely,
    )?;
    let action = Action::Step {
        langkah: id,
        tanggal: args.tanggal,
        catatan: args.catatan.clone(),
    };
    let decision = decide(&loaded.state, &loaded.sop, &loaded.kalender, action, &by)
        .map_err(|refusal| refused(refusal, &loaded.siklus))?;
    let added = match decision {
        Decision::Record(event) => Some(event),
        Decision::Unchanged => None,
    };
    if let Some(event) = &added {
        record(&loaded, txn, event)?;
    }
    if ui.json {
        ui.data(&json::act(&loaded.siklus, added.as_deref()))?;
        return Ok(Outcome::Done);
    }
    let (no, uraian) = (langkah.no, &langkah.uraian);
    match added.map(|event| event.act) {
        Some(Act::Catat { tanggal, .. }) => {
            ui.line(&format!(
                "Langkah {no} dicatat, {}: {uraian}.",
                tanggal::full(tanggal)
            ))?;
        }
        Some(Act::Mulai { .. } | Act::Ajukan { .. } | Act::Kompilasi { .. }) | None => {
            ui.line(&format!("Langkah {no} sudah tercatat dengan tanggal dan catatan itu; tidak ada yang berubah."))?;
        }
    }
    Ok(Outcome::Done)
}
