//! Drift: what days off that came to be known since a plan was made do to it. The plan stays.

use chrono::NaiveDate;

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
    /// The days off that are known to be new, or that a langkah was to end on.
    pub libur: Vec<Libur>,
    /// The langkah that move, each with its planned day and the day that takes its place.
    pub langkah: Vec<(LangkahId, NaiveDate, NaiveDate)>,
}

/// What the kalender of today makes of the plan in force; `None` when it is as planned. Days that
/// had passed when a day off came to be known don't move.
#[must_use]
pub fn drift(state: &State, kalender: &Kalender) -> Option<Drift> {
    let plan = state.baselines().last()?;
    let jadwal = Jadwal {
        kalender,
        minggu: state.cycle.minggu,
    };
    let now = counted(state, plan, &jadwal);
    let pairs = state.sop.langkah.iter().zip(plan.rencana.iter().zip(now));
    let open = pairs
        .zip(settled(state, kalender))
        .filter(|(_, done)| !done);
    let moved = open.map(|(pair, _)| pair);
    let moved = moved.filter(|(_, (planned, now))| *planned != now);
    let langkah: Vec<_> = moved
        .map(|(langkah, (planned, now))| (langkah.id.clone(), *planned, now))
        .collect();
    let last = langkah.last().map(|(_, planned, now)| *planned.max(now))?;
    let sejak = plan.pada.date_naive();
    let first = *plan.rencana.first()?;
    let is_new = |libur: &Libur| {
        let told = libur.sejak.is_some_and(|since| since > sejak);
        told || plan.rencana.contains(&libur.tanggal)
    };
    let days = first.iter_days().take_while(|day| *day <= last);
    let libur = days.filter_map(|day| kalender.day_off(day));
    Some(Drift {
        sejak,
        libur: libur.filter(|one| is_new(one)).cloned().collect(),
        langkah,
    })
}

/// The planned days by the kalender of today: those of the opening counted again, and others where
/// they are, but on a hari kerja.
fn counted(state: &State, plan: &Baseline, jadwal: &Jadwal<'_>) -> Vec<NaiveDate> {
    match (state.opening(), &plan.alasan) {
        (Some(opening), None) => {
            let slots = jadwal.baseline(&state.sop, opening.tanggal);
            slots.iter().map(|slot| slot.batas).collect()
        }
        (_, _) => plan.rencana.iter().map(|day| jadwal.worked(*day)).collect(),
    }
}
