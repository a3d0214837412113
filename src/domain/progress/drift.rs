//! Drift: what days off that came to be known since a plan was made do to it. The plan stays.

use chrono::NaiveDate;

use super::known::{Fresh, Known};
use crate::domain::jadwal::Jadwal;
use crate::domain::kalender::{Kalender, Libur};
use crate::domain::name::LangkahId;
use crate::domain::record::Baseline;
use crate::domain::state::State;
use crate::domain::workflow::settled;

/// What another kalender makes of the plan in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// When the plan was made.
    pub sejak: NaiveDate,
    /// The days off that the plan did not know.
    pub libur: Vec<Libur>,
    /// The langkah that move, each with its planned day and the day that takes its place.
    pub langkah: Vec<(LangkahId, NaiveDate, NaiveDate)>,
    /// The planned end, and the end by the kalender of today.
    pub selesai: (NaiveDate, NaiveDate),
}

/// What the kalender of today makes of the plan in force; `None` when it is as planned. Days that
/// had passed when a day off came to be known don't move.
#[must_use]
pub fn drift(state: &State, kalender: &Kalender) -> Option<Drift> {
    let plan = state.baselines().last()?;
    let known = Known::of(state, plan, kalender);
    let settled = settled(state, kalender);
    let now = counted(state, plan, &known, &settled);
    let pairs = state.sop.langkah.iter().zip(plan.rencana.iter().zip(&now));
    let open = pairs.zip(&settled).filter(|(_, done)| !**done);
    let moved = open.map(|(pair, _)| pair);
    let moved = moved.filter(|(_, (planned, now))| planned != now);
    let langkah: Vec<_> = moved
        .map(|(langkah, (planned, now))| (langkah.id.clone(), *planned, *now))
        .collect();
    let last = langkah.last().map(|(_, planned, now)| *planned.max(now))?;
    let selesai = (*plan.rencana.last()?, *now.last()?);
    // What moves may meet days off behind the planned end.
    let behind = kalender.listed(selesai.0.succ_opt()?, last);
    let behind = behind.filter(|libur| known.is_told(libur)).cloned();
    let fresh = known.fresh.iter().map(|fresh| fresh.libur.clone());
    Some(Drift {
        sejak: known.made,
        libur: fresh
            .filter(|libur| libur.tanggal <= last)
            .chain(behind)
            .collect(),
        langkah,
        selesai,
    })
}

/// The days off that don't say since when they are known, that the plan in force did not know, and
/// that move a planned day before `hari_ini`: in date order.
#[must_use]
pub fn rewriting(state: &State, kalender: &Kalender, hari_ini: NaiveDate) -> Vec<Libur> {
    let Some(plan) = state.baselines().last() else {
        return Vec::new();
    };
    let fresh = Known::of(state, plan, kalender).fresh.into_iter();
    let moves = |one: &Fresh| one.libur.sejak.is_none() && one.batas < hari_ini;
    fresh.filter(moves).map(|one| one.libur).collect()
}

/// The planned days by the kalender of today: those of the opening counted again, and others where
/// they are or later, as the times of the SOP after what moved ask; what ended keeps its day.
fn counted(state: &State, plan: &Baseline, known: &Known<'_>, settled: &[bool]) -> Vec<NaiveDate> {
    let jadwal = Jadwal {
        kalender: known.kalender,
        minggu: state.cycle.minggu,
    };
    let opened = state.opening().filter(|_| plan.alasan.is_none());
    let mut dues: Vec<NaiveDate> = Vec::with_capacity(plan.rencana.len());
    for (n, (langkah, planned)) in state.sop.langkah.iter().zip(&plan.rencana).enumerate() {
        let named = plan.mulai.get(n).copied().flatten();
        let start = named.or_else(|| dues.last().and_then(NaiveDate::succ_opt));
        let start = start.or(opened.map(|opening| opening.tanggal));
        let worked = jadwal.worked(*planned);
        let due = match start {
            _ if settled.get(n).copied().unwrap_or_default() => *planned,
            Some(start) if opened.is_some() => jadwal.end(langkah, start),
            Some(start) if !known.is_tight(n) => worked.max(jadwal.end(langkah, start)),
            _ => worked,
        };
        dues.push(due);
    }
    dues
}
