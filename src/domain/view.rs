//! View: what the events of a cycle come to, as replay leaves it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use fixedbitset::FixedBitSet;

use super::event::EventId;
use super::instansi::Bidang;
use super::koreksi::Koreksi;
use super::name::{BidangId, LangkahId};
use super::record::{
    Approval, Baseline, BidangState, Compilation, DraftState, Excuse, Opening, Record, Return,
    Signature, Submission,
};
use super::standing::Standing;

/// What the events come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct View {
    /// The events that have an effect, by place.
    pub counts: FixedBitSet,
    /// The events that were taken back, by place.
    pub undone: FixedBitSet,
    /// The Bidang of the cycle: its first ones, then those that joined.
    pub members: Vec<Bidang>,
    pub opening: Option<Opening>,
    /// The planned dates, first as opened; the last ones are in force.
    pub baselines: Vec<Baseline>,
    pub records: BTreeMap<LangkahId, Vec<Record>>,
    pub bidang: BTreeMap<BidangId, BidangView>,
    pub draft: DraftView,
    pub koreksi: Vec<Koreksi>,
    pub compilations: Vec<Compilation>,
    pub compiled: bool,
    pub last_number: u32,
    pub signature: Option<Signature>,
    pub archive: Option<EventId>,
    pub held: BTreeMap<LangkahId, DateTime<FixedOffset>>,
}

impl View {
    /// Takes in planned dates. What nothing moved keeps the day on which it was to begin.
    pub(super) fn plan(&mut self, baseline: Option<Baseline>) {
        let Some(mut baseline) = baseline else { return };
        if let Some(before) = self.baselines.last() {
            baseline.follow(before);
        }
        self.baselines.push(baseline);
    }
}

/// What the acts on one form come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BidangView {
    pub standing: Standing,
    pub reviewed: bool,
    pub rounds: Vec<Submission>,
    pub since: Option<DateTime<FixedOffset>>,
    /// When it was handed in the first time, unless its Bidang took that back at once.
    pub first: Option<DateTime<FixedOffset>>,
    pub approvals: Vec<Approval>,
    pub forked: BTreeSet<String>,
    pub submission: Option<Submission>,
    pub returns: Vec<Return>,
    pub excuse: Option<Excuse>,
}

impl BidangView {
    pub(super) fn state(&self) -> BidangState<'_> {
        let state = match &self.standing {
            Standing::Nothing => Some(BidangState::Belum),
            Standing::In(..) if self.reviewed => {
                self.submission.as_ref().map(BidangState::Disetujui)
            }
            Standing::In(..) => self.submission.as_ref().map(BidangState::Diajukan),
            Standing::Back(_) => {
                let back = self.submission.as_ref().zip(self.returns.last());
                back.map(|(submission, back)| BidangState::Dikembalikan(submission, back))
            }
            Standing::Excused(_) => self.excuse.as_ref().map(BidangState::Tanpa),
            Standing::Forked(_) => Some(BidangState::Bercabang),
        };
        // Only a forged history approves or sends back what was never handed in.
        state.unwrap_or(BidangState::Belum)
    }
}

/// What the acts on the draft come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DraftView {
    pub standing: Standing,
    pub reviewed: bool,
    pub approvals: Vec<Approval>,
    pub forked: BTreeSet<String>,
    pub draft: Option<Compilation>,
    pub returns: Vec<Return>,
    pub signature: Option<Signature>,
}

impl DraftView {
    pub(super) fn state(&self) -> DraftState<'_> {
        if let Some(signature) = &self.signature {
            return DraftState::Ditandatangani(signature);
        }
        match (&self.standing, &self.draft, self.returns.last()) {
            (Standing::Forked(_), ..) => DraftState::Bercabang,
            (Standing::In(..), Some(draft), _) if self.reviewed => DraftState::Disetujui(draft),
            (Standing::In(..), Some(draft), _) => DraftState::Disusun(draft),
            (Standing::Back(_), draft, Some(back)) => {
                DraftState::Dikembalikan(draft.as_ref(), back)
            }
            (_, _, _) => DraftState::Belum,
        }
    }
}
