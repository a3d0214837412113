//! `rkt export html`: the cycle and its RKT on one page, whatever is compiled.

use serde_json::json;

use super::Args;
use super::content::draft_of;
use crate::commands::{Outcome, Session, tugas, wrote};
use crate::domain::dasbor::{Bahan, Dasbor, Terbitan};
use crate::domain::document::kode;
use crate::domain::edition::Edition;
use crate::domain::jadwal::Jadwal;
use crate::domain::progress::{Progress, drift, look};
use crate::domain::ramalan::ramalan;
use crate::domain::rekap::Rekap;
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::draft::{Draft, overflow};
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

pub(super) fn run(
    args: &Args,
    loaded: &Loaded,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let today = session.now(loaded.state.cycle.zona).date_naive();
    let Some(progress) = look(&loaded.state, &loaded.kalender, today, &loaded.basi()?) else {
        return Ok(Outcome::Found);
    };
    let edition = Edition::of(&loaded.state).ok();
    let dasbor = page(loaded, &progress, edition.as_ref())?;
    let text = render::dasbor::to_html(&dasbor);
    if args.ke.as_deref() == Some("-") {
        ui.content(&text)?;
        return Ok(Outcome::Done);
    }
    let outlet = session.outlet(loaded, args.ke.as_deref())?;
    let name = layout::ekspor(&loaded.siklus, None, "dasbor", "html");
    let written = outlet.write(&name, text.as_bytes(), args.timpa)?;
    let file = outlet.shown(&name);
    let remarks = edition.as_ref().map(|one| one.remarks(&loaded.state));
    let remarks = remarks.unwrap_or_default();
    if ui.json {
        let was = edition.as_ref().map(|one| &one.was);
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "siklus": loaded.siklus,
            "pada": today.to_string(),
            "tahap": edition.as_ref().map(|one| one.stage.word()),
            "draf": was.map(|was| was.nomor),
            "kode": was.map(|was| kode(&was.digest)),
            "digest": was.map(|was| &was.digest),
            "tanpa": was.map_or_else(Vec::new, |was| {
                was.tanpa.iter().map(ToString::to_string).collect()
            }),
            "format": "html",
            "berkas": file,
            "perhatian": remarks,
        }))?;
        return Ok(Outcome::Done);
    }
    ui.line(&format!(
        "Dasbor {}, keadaan pada {}.",
        dasbor.judul, dasbor.pada
    ))?;
    ui.line(&match &dasbor.isi {
        Some(isi) => format!("Isinya: {}", isi.terbitan),
        None => "Belum memuat RKT: belum ada yang dikompilasi.".to_owned(),
    })?;
    for remark in remarks {
        ui.line(&format!("Perhatian: {remark}"))?;
    }
    wrote(&file, written, ui)?;
    Ok(Outcome::Done)
}

/// What the page says of a cycle, and of its content as far as there is one.
fn page(
    loaded: &Loaded,
    progress: &Progress,
    edition: Option<&Edition>,
) -> Result<Dasbor, Trouble> {
    let draft = edition
        .map(|edition| draft_of(loaded, edition))
        .transpose()?;
    let terbitan = edition.zip(draft.as_ref());
    let terbitan = terbitan.map(|(edition, draft)| issue(loaded, edition, draft));
    let jadwal = Jadwal {
        kalender: &loaded.kalender,
        minggu: loaded.state.cycle.minggu,
    };
    let ahead = ramalan(loaded.sop(), &jadwal, progress);
    Ok(Dasbor::of(&Bahan {
        judul: &loaded.title(),
        instansi: &loaded.settings.instansi.full_name(),
        state: &loaded.state,
        progress,
        ramalan: ahead.as_ref(),
        kalender: &loaded.kalender,
        tugas: &tugas(loaded, progress)?,
        drift: drift(&loaded.state, &loaded.kalender).as_ref(),
        terbitan: terbitan.transpose()?,
    }))
}

fn issue<'a>(
    loaded: &'a Loaded,
    edition: &'a Edition,
    draft: &'a Draft,
) -> Result<Terbitan<'a>, Trouble> {
    Ok(Terbitan {
        siklus: &loaded.siklus,
        edition,
        document: &draft.document,
        rkt: &draft.rkt,
        rekap: Rekap::of(&draft.rkt, &loaded.state.cycle.bidang).map_err(overflow)?,
    })
}
