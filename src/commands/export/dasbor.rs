//! `rkt export html`: the cycle and its RKT on one page, whatever is compiled.

use serde_json::{Value, json};

use super::content::draft_of;
use super::{Product, Source};
use crate::commands::tugas;
use crate::domain::dasbor::{Bahan, Dasbor, Terbitan};
use crate::domain::document::kode;
use crate::domain::edition::Edition;
use crate::domain::jadwal::Jadwal;
use crate::domain::progress::{Progress, drift};
use crate::domain::ramalan::ramalan;
use crate::domain::rekap::Rekap;
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::draft::{Draft, overflow};
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui;

/// The page of today.
///
/// # Errors
/// A finding when what lies on disk no longer gives what was recorded.
pub(super) fn product(source: &Source<'_>) -> Result<Product, Trouble> {
    let loaded = source.loaded;
    let progress = source.progress(&loaded.basi()?)?;
    let edition = (source.edition)(&loaded.state).ok();
    let dasbor = page(loaded, &progress, edition.as_ref())?;
    let remarks = edition.as_ref().map(|one| one.remarks(&loaded.state));
    let remarks = remarks.unwrap_or_default();
    let words = vec![
        format!("Dasbor {}, keadaan pada {}.", dasbor.judul, dasbor.pada),
        match &dasbor.isi {
            Some(isi) => format!("Isinya: {}", isi.terbitan),
            None => "Belum memuat RKT: belum ada yang dikompilasi.".to_owned(),
        },
    ];
    Ok(Product {
        file: layout::ekspor(&loaded.siklus, None, "dasbor", "html"),
        bytes: render::dasbor::to_html(&dasbor).into_bytes(),
        words,
        data: data(source, edition.as_ref(), &remarks),
        remarks,
    })
}

fn data(source: &Source<'_>, edition: Option<&Edition>, remarks: &[String]) -> Value {
    let was = edition.map(|one| &one.was);
    json!({
        "versi_skema": ui::json::VERSION,
        "siklus": source.loaded.siklus,
        "pada": source.today().to_string(),
        "tahap": edition.map(|one| one.stage.word()),
        "draf": was.map(|was| was.nomor),
        "kode": was.map(|was| kode(&was.digest)),
        "digest": was.map(|was| &was.digest),
        "tanpa": was.map_or_else(Vec::new, |was| {
            was.tanpa.iter().map(ToString::to_string).collect()
        }),
        "format": "html",
        "berkas": Value::Null,
        "perhatian": remarks,
    })
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
