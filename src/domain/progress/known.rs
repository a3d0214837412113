//! Which days off a plan knew, as far as its own dates tell.

use chrono::NaiveDate;

use crate::domain::jadwal::Jadwal;
use crate::domain::kalender::{Kalender, Libur};
use crate::domain::record::Baseline;
use crate::domain::sop::Langkah;
use crate::domain::state::State;
use crate::domain::tanggal;

/// A day off that a plan did not know.
pub(super) struct Fresh {
    pub libur: Libur,
    /// The first planned day that it moves.
    pub batas: NaiveDate,
}

/// The kalender of today beside what a plan knew of it.
pub(super) struct Known<'a> {
    pub kalender: &'a Kalender,
    /// When the plan was made.
    pub made: NaiveDate,
    /// In date order.
    pub fresh: Vec<Fresh>,
    /// The langkah, by place, that were given less than the time of the SOP.
    tight: Vec<usize>,
}

impl Known<'_> {
    /// Goes through a plan: a langkah with less time than the SOP gives was planned before a day
    /// off in it was known, if that explains it, and else was named that early.
    pub(super) fn of<'a>(state: &State, plan: &Baseline, kalender: &'a Kalender) -> Known<'a> {
        let mut known = Known {
            kalender,
            made: plan.pada.date_naive(),
            fresh: Vec::new(),
            tight: Vec::new(),
        };
        let mut then = kalender.known_on(Some(known.made));
        let mut start = state.opening().map(|opening| opening.tanggal);
        for (n, (langkah, planned)) in state.sop.langkah.iter().zip(&plan.rencana).enumerate() {
            let begin = plan.mulai.get(n).copied().flatten().or(start);
            start = planned.succ_opt();
            let Some(begin) = begin else { continue };
            let told = kalender.listed(begin, *planned);
            let told = told.filter(|libur| known.is_told(libur));
            let told: Vec<Libur> = told.cloned().collect();
            known.add(told, *planned);
            let span = (begin, *planned);
            match unexplained(langkah, span, &then, state) {
                None => known.tight.push(n),
                Some(libur) => {
                    for libur in &libur {
                        then = then.without(libur.tanggal);
                    }
                    known.add(libur, *planned);
                }
            }
        }
        known.fresh.sort_by_key(|fresh| fresh.libur.tanggal);
        known
    }

    fn add(&mut self, libur: Vec<Libur>, batas: NaiveDate) {
        let all = libur.into_iter();
        self.fresh.extend(all.map(|libur| Fresh { libur, batas }));
    }

    /// Whether a day off says that it came to be known after the plan was made.
    pub(super) fn is_told(&self, libur: &Libur) -> bool {
        let since = libur.sejak.is_some_and(|since| since > self.made);
        since && !self.kalender.is_weekend(libur.tanggal)
    }

    /// Whether a langkah, by place, was given less than the time of the SOP.
    pub(super) fn is_tight(&self, n: usize) -> bool {
        self.tight.contains(&n)
    }
}

/// The days off without which a langkah ends as planned, as few as do; `None` when none do. Those
/// on a fixed date were known to everybody.
fn unexplained(
    langkah: &Langkah,
    (begin, planned): (NaiveDate, NaiveDate),
    then: &Kalender,
    state: &State,
) -> Option<Vec<Libur>> {
    let late = |kalender: &Kalender| {
        let minggu = state.cycle.minggu;
        Jadwal { kalender, minggu }.end(langkah, begin) > planned
    };
    let doubtful = then.listed(begin, planned).filter(|libur| {
        let fixed = tanggal::fixed_holiday(libur.tanggal).is_some();
        libur.sejak.is_none() && !fixed && !then.is_weekend(libur.tanggal)
    });
    let mut doubtful: Vec<&Libur> = doubtful.collect();
    // One on the planned day itself is new for certain.
    doubtful.sort_by_key(|libur| (libur.tanggal != planned, libur.tanggal));
    let mut doubtful = doubtful.into_iter();
    let mut kalender = then.clone();
    let mut found = Vec::new();
    while late(&kalender) {
        let libur = doubtful.next()?;
        kalender = kalender.without(libur.tanggal);
        found.push(libur.clone());
    }
    Some(found)
}
