//! Masa (span of days): when a langkah was planned, and when it was worked on.
//!
//! The one place where planned and real days are put beside each other; the planned ones are
//! those of [`Progress`].

use chrono::NaiveDate;

use super::kalender::Kalender;
use super::name::BidangId;
use super::progress::{LangkahProgress, Progress};
use super::sop::Jenis;
use super::state::State;

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub mulai: NaiveDate,
    /// The last; never before the first.
    pub akhir: NaiveDate,
}

impl Span {
    /// The days up to `akhir`, at least that one.
    fn until(akhir: NaiveDate, mulai: NaiveDate) -> Span {
        Span {
            mulai: mulai.min(akhir),
            akhir,
        }
    }

    /// Whether a day is among them.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.mulai <= day && day <= self.akhir
    }

    /// Hari kerja among them; what was done on a day off took at least one.
    #[must_use]
    pub fn hari_kerja(self, kalender: &Kalender) -> u32 {
        let before = self.mulai.pred_opt().unwrap_or(self.mulai);
        kalender.between(before, self.akhir).max(1)
    }
}

/// One langkah: planned and real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masa {
    /// The days planned.
    pub rencana: Span,
    /// The days from when it could begin to its end, or to today while it is worked on. What was
    /// mended after a correction is part of it.
    pub nyata: Option<Span>,
}

/// Planned and real days of each langkah, in the SOP's order.
#[must_use]
pub fn masa(state: &State, progress: &Progress, kalender: &Kalender) -> Vec<Masa> {
    let mut all = Vec::with_capacity(progress.langkah.len());
    let mut passed: Option<NaiveDate> = None;
    for langkah in &progress.langkah {
        let rencana = Span::until(langkah.rencana_batas, langkah.rencana_mulai);
        let first = if langkah.jenis == Jenis::Kumpul {
            first_hand_in(state).unwrap_or(rencana.mulai)
        } else {
            passed.map_or(rencana.mulai, |passed| kalender.after(passed))
        };
        let nyata = end(langkah, progress.hari_ini)
            .filter(|akhir| langkah.selesai.is_some() || first <= *akhir)
            .map(|akhir| Span::until(akhir, first));
        all.push(Masa { rencana, nyata });
        passed = passed.max(first_end(state, langkah));
    }
    all
}

/// When a langkah ended, or today while somebody can work on it.
fn end(langkah: &LangkahProgress, today: NaiveDate) -> Option<NaiveDate> {
    let worked = langkah.keadaan.is_open() && langkah.jenis != Jenis::Catat;
    let ended = langkah.selesai.map(|at| at.date_naive());
    ended.or(worked.then_some(today))
}

/// When the first form came in.
fn first_hand_in(state: &State) -> Option<NaiveDate> {
    let all = state.cycle.bidang.iter();
    all.filter_map(|bidang| first_round(state, &bidang.id))
        .min()
}

/// When a Bidang handed in first.
#[must_use]
pub fn first_round(state: &State, bidang: &BidangId) -> Option<NaiveDate> {
    state.first_in(bidang).map(|moment| moment.date_naive())
}

/// When a langkah ended the first time, before anything went back to it: the one after it could
/// begin then.
fn first_end(state: &State, langkah: &LangkahProgress) -> Option<NaiveDate> {
    let first = state.first_held(&langkah.id).or(langkah.selesai);
    let ended = first.into_iter().chain(langkah.selesai).min()?;
    Some(ended.date_naive())
}
