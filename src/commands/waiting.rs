//! What waits for whom: as the SOP has it, and as far as the forms agree.

use std::collections::BTreeSet;

use super::Session;
use super::compile::{between, present};
use crate::domain::event::{Act, Event, Table};
use crate::domain::finding::Finding;
use crate::domain::name::{BidangId, Jabatan};
use crate::domain::progress::{Progress, look};
use crate::domain::sop::Jenis;
use crate::domain::state::BidangState;
use crate::domain::tugas::{DRAFT, Tugas, waiting};
use crate::domain::workflow::{Office, PUBLIKASI};
use crate::store::archive::is_unfinished;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;

/// Everything that waits, first what is first in the SOP. Fixing a draft waits until the forms
/// agree.
///
/// # Errors
/// A finding when a frozen copy is not the one handed in.
pub fn tugas(loaded: &Loaded, progress: &Progress) -> Result<Vec<Tugas>, Trouble> {
    let holders = loaded.settings.holders(progress.hari_ini);
    let office = Office {
        kalender: &loaded.kalender,
        holders: &holders,
    };
    let mut all = waiting(progress, &loaded.state, &office, &loaded.siklus);
    let fixing = |tugas: &&mut Tugas| tugas.command.as_deref() == Some(DRAFT);
    if let Some(tugas) = all.iter_mut().find(fixing)
        && let Some(draft) = present(loaded)?
    {
        let errors = between(loaded, &draft)?
            .findings
            .into_iter()
            .filter(Finding::is_error);
        let (n, digest) = (errors.count(), draft.document.digest());
        let mut compiled = loaded.state.compilations().iter();
        if n > 0 {
            tugas.what = format!("{n} galat antar-form menahan draf; kembalikan form yang keliru");
            let reviews = loaded.sop().form_reviews();
            let may_return = reviews.flat_map(|langkah| &langkah.pelaksana);
            let new: Vec<Jabatan> = may_return
                .filter(|who| !tugas.who.contains(who))
                .cloned()
                .collect();
            tugas.who.extend(new);
            tugas.command = Some("rkt check".to_owned());
        } else if !compiled.any(|draft| draft.digest == digest) {
            "isi draf berubah sejak dikompilasi".clone_into(&mut tugas.what);
            tugas.command = Some("rkt compile".to_owned());
        }
    }
    let sealing = |tugas: &&mut Tugas| is_sealing(tugas);
    if let Some(tugas) = all.iter_mut().find(sealing)
        && is_unfinished(loaded)?
    {
        tugas.what.push_str("; arsip belum selesai, ulangi");
    }
    Ok(all)
}

fn is_sealing(tugas: &Tugas) -> bool {
    let command = tugas.command.as_deref().unwrap_or_default();
    command.starts_with("rkt archive")
}

/// The form that nobody handed in yet, if that is what waits.
fn blank(loaded: &Loaded, tugas: &Tugas) -> Option<String> {
    let mut bidang = loaded.state.cycle.bidang.iter();
    let bidang = bidang.find(|bidang| tugas.who == [bidang.id.head()])?;
    let blank = loaded.state.bidang(&bidang.id) == BidangState::Belum;
    blank.then(|| loaded.form_name(&bidang.id))
}

/// The Bidang whose form an act is about.
#[must_use]
pub fn about(event: &Event, loaded: &Loaded) -> Option<BidangId> {
    if let Act::Batalkan { peristiwa } = &event.act {
        let undone = loaded.state.history().get(peristiwa)?;
        return about(undone, loaded);
    }
    match (&event.act, event.table()) {
        (Act::Bidang { bidang, .. } | Act::Tanpa { bidang, .. }, _) => Some(bidang.clone()),
        (_, Table::Bidang(bidang)) => Some(bidang),
        (_, Table::Langkah) => None,
    }
}

/// The command that notes the publication of an archived RKT.
#[must_use]
pub fn publishing(loaded: &Loaded, session: Session<'_>) -> String {
    let day = session.now(loaded.state.cycle.zona).date_naive();
    let command = format!("rkt step {PUBLIKASI} --tanggal {day} --url \"...\"");
    let tail = session.tail(loaded, loaded.sop().pelaksana_of(Jenis::Arsip));
    format!("{}{tail}", session.here(&command))
}

/// What comes next in a cycle: what waits for a Bidang, if the act was about it, else what is
/// first in the SOP; recorded langkah never press.
///
/// # Errors
/// As [`tugas`].
pub fn next_step(
    loaded: &Loaded,
    about: Option<&BidangId>,
    session: Session<'_>,
) -> Result<Option<String>, Trouble> {
    let day = session.now(loaded.state.cycle.zona).date_naive();
    let Some(progress) = look(&loaded.state, &loaded.kalender, day, &BTreeSet::new()) else {
        return Ok(None);
    };
    let mut all = tugas(loaded, &progress)?;
    all.retain(|tugas| {
        let command = tugas.command.as_deref().unwrap_or_default();
        !command.is_empty() && !command.starts_with("rkt step")
    });
    let head = about.map(BidangId::head);
    let of_head = |tugas: &&Tugas| head.as_ref().is_some_and(|head| tugas.who.contains(head));
    let next = all.iter().find(of_head).or(all.first());
    Ok(next.and_then(|next| {
        let who = next.who.iter().map(|who| loaded.sop().heading(who));
        let who = who.collect::<Vec<_>>().join(" atau ");
        let command = session.here(next.command.as_ref()?);
        let tail = session.tail(loaded, &next.who);
        let fill =
            blank(loaded, next).map_or_else(String::new, |form| format!("isi {form}, lalu "));
        Some(format!("Berikutnya, {who}: {fill}{command}{tail}"))
    }))
}
