//! `rkt export ics` and `rkt export gantt`: the dates of a cycle, whatever is compiled.

use std::collections::BTreeSet;

use serde_json::json;

use super::Args;
use crate::commands::{Outcome, Session, is_somebody, jabatan_of, wrote};
use crate::domain::agenda::{Agenda, Asked, agenda};
use crate::domain::gantt::Gantt;
use crate::domain::name::Jabatan;
use crate::domain::progress::{Progress, look};
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// A file format of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Ics,
    Gantt,
}

/// A file and what it holds.
struct Made {
    file: String,
    bytes: Vec<u8>,
    /// In a sentence.
    words: String,
    untuk: Option<Jabatan>,
}

pub(super) fn run(
    args: &Args,
    format: Format,
    loaded: &Loaded,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let today = session.now(loaded.state.cycle.zona).date_naive();
    let Some(progress) = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new()) else {
        return Ok(Outcome::Found);
    };
    if args.ke.as_deref() == Some("-") {
        let made = picture(loaded, &progress);
        ui.content(&String::from_utf8_lossy(&made.bytes))?;
        return Ok(Outcome::Done);
    }
    let outlet = session.outlet(loaded, args.ke.as_deref())?;
    let made = match format {
        Format::Ics => calendar(args, loaded, &progress, &outlet)?,
        Format::Gantt => picture(loaded, &progress),
    };
    let written = outlet.write(&made.file, &made.bytes, args.timpa)?;
    let file = outlet.shown(&made.file);
    if ui.json {
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "siklus": loaded.siklus,
            "untuk": made.untuk.as_ref().map(Jabatan::as_str),
            "berkas": file,
        }))?;
        return Ok(Outcome::Done);
    }
    ui.line(&made.words)?;
    wrote(&file, written, ui)?;
    if let Some(line) = ui::ahead::unknown(&progress.tanpa_libur) {
        ui.line(&line)?;
    }
    Ok(Outcome::Done)
}

/// The dates of everybody, or of one jabatan.
fn calendar(
    args: &Args,
    loaded: &Loaded,
    progress: &Progress,
    outlet: &Outlet,
) -> Result<Made, Trouble> {
    let untuk = args.untuk.as_deref().map(jabatan_of).transpose()?;
    if let Some(who) = &untuk {
        is_somebody(who, loaded)?;
    }
    let agenda: Agenda = agenda(&Asked {
        judul: &loaded.title(),
        state: &loaded.state,
        progress,
        kalender: &loaded.kalender,
        untuk: untuk.as_ref(),
    });
    if agenda.acara.is_empty() {
        let who = untuk.map_or_else(String::new, |who| who.to_string());
        return Err(Trouble::Misuse(format!(
            "tidak ada langkah untuk {who} menurut SOP\nsemua tanggal: rkt export ics"
        )));
    }
    let n = agenda.acara.len();
    let bentuk = untuk.as_ref().map_or("", Jabatan::as_str);
    let file = layout::ekspor(&loaded.siklus, None, bentuk, "ics");
    let old = outlet.there(&file).unwrap_or_default();
    Ok(Made {
        file,
        bytes: render::ics::to_newer_bytes(&agenda, &old),
        words: format!(
            "{}: {n} acara. Buka berkasnya di aplikasi kalender.",
            agenda.judul
        ),
        untuk,
    })
}

fn picture(loaded: &Loaded, progress: &Progress) -> Made {
    let gantt = Gantt::of(&loaded.state, progress, &loaded.kalender);
    let office = loaded.settings.instansi.full_name();
    let judul = format!("{} · {office}", loaded.title());
    Made {
        file: layout::ekspor(&loaded.siklus, None, "gantt", "svg"),
        bytes: render::gantt::to_string(&gantt, &judul).into_bytes(),
        words: format!("Rencana dan kenyataan {}.", loaded.title()),
        untuk: None,
    }
}
