//! The course of a cycle, act by act: which langkah were once done, and since when forms are in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::event::{Act, Event, Subjek};
use super::history::History;
use super::name::{BidangId, LangkahId};
use super::sop::{Jenis, Sop};

type Moment = DateTime<FixedOffset>;

/// What was passed on the way.
#[derive(Debug, Default)]
pub(super) struct Course {
    bidang: BTreeMap<BidangId, Passage>,
    excused: BTreeSet<BidangId>,
    /// Who was left out of the draft compiled last, if there is one.
    left_out: Option<Vec<BidangId>>,
    held: BTreeSet<LangkahId>,
    /// Whether the whole office was once compiled.
    pub compiled: bool,
}

/// One form on its way.
#[derive(Debug, Default)]
struct Passage {
    /// Hand-ins that no later act on the form has seen: place and content.
    heads: Vec<(usize, String)>,
    /// The last act that took the form out of the office's hands, if none came in since.
    out: Option<usize>,
    since: Option<Moment>,
    excused: bool,
    approved: BTreeSet<LangkahId>,
}

impl Passage {
    fn is_in(&self) -> bool {
        let mut contents = self.heads.iter().map(|(_, digest)| digest);
        let first = contents.next();
        self.excused || first.is_some_and(|first| contents.all(|other| other == first))
    }

    /// An approval at `place`: of what another clone took out it settles that it is in.
    fn settle(&mut self, history: &History, place: usize, digest: &str, pada: Moment) {
        let saw = |other: usize| history.saw(place, other);
        if self.out.is_some_and(saw) {
            self.heads.retain(|(head, _)| !saw(*head));
            self.heads.push((place, digest.to_owned()));
            self.out = None;
            self.since = Some(pada);
        }
    }

    /// An act at `place` that leaves the form out of the office's hands, or renews it.
    fn turn(&mut self, history: &History, place: usize) {
        self.heads.retain(|(head, _)| !history.saw(place, *head));
        self.excused = false;
        self.approved.clear();
    }
}

impl Course {
    /// Follows events, given by place, parents first.
    pub(super) fn of(history: &History, sop: &Sop, places: impl Iterator<Item = usize>) -> Course {
        let mut course = Course::default();
        for place in places {
            if let Some(event) = history.events().get(place) {
                course.take(history, sop, place, event);
                course.note(sop);
            }
        }
        course
    }

    /// Since when the form of a Bidang is in.
    pub(super) fn since(&self, bidang: &BidangId) -> Option<Moment> {
        self.bidang.get(bidang)?.since
    }

    /// The langkah whose condition held at some time.
    pub(super) fn into_held(self) -> BTreeSet<LangkahId> {
        self.held
    }

    fn take(&mut self, history: &History, sop: &Sop, place: usize, event: &Event) {
        match &event.act {
            Act::Mulai { bidang, .. } => {
                let passages = bidang.iter().map(|id| (id.clone(), Passage::default()));
                self.bidang.extend(passages);
            }
            Act::Bidang { bidang, .. } => {
                self.bidang.entry(bidang.clone()).or_default();
            }
            Act::Ajukan { bidang, digest, .. } => {
                self.excused.remove(bidang);
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.turn(history, place);
                passage.out = None;
                passage.heads.push((place, digest.clone()));
                passage.since.get_or_insert(event.pada);
            }
            Act::Tanpa { bidang, .. } => {
                self.excused.insert(bidang.clone());
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.excused = passage.heads.is_empty();
                passage.since.get_or_insert(event.pada);
                self.compile(sop);
            }
            Act::Tarik { bidang }
            | Act::Kembalikan {
                subjek: Subjek::Bidang(bidang),
                ..
            } => {
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.turn(history, place);
                passage.out = Some(place);
                passage.since = None;
            }
            Act::Setujui {
                subjek: Subjek::Bidang(bidang),
                langkah,
                digest,
            } => {
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.settle(history, place, digest, event.pada);
                passage.approved.insert(langkah.clone());
            }
            Act::Kompilasi { tanpa, .. } => {
                self.left_out = Some(tanpa.clone());
                self.compile(sop);
            }
            Act::Susun { .. } => self.hold(sop, Jenis::Susun),
            Act::Setujui { langkah, .. } => {
                self.held.insert(langkah.clone());
            }
            Act::Tandatangan { .. } => self.hold(sop, Jenis::Tandatangan),
            Act::Arsip { .. } => self.hold(sop, Jenis::Arsip),
            Act::Catat { .. }
            | Act::Kembalikan { .. }
            | Act::Jawab { .. }
            | Act::Ingatkan { .. }
            | Act::Batalkan { .. }
            | Act::Buka { .. }
            | Act::Jadwal { .. } => {}
        }
    }

    /// A draft is of the whole office once everybody it leaves out is excused.
    fn compile(&mut self, sop: &Sop) {
        let excused = |id: &BidangId| self.excused.contains(id);
        if self.left_out.iter().any(|ids| ids.iter().all(excused)) {
            self.compiled = true;
            self.hold(sop, Jenis::Kompilasi);
        }
    }

    fn hold(&mut self, sop: &Sop, jenis: Jenis) {
        self.held
            .extend(sop.first(jenis).map(|langkah| langkah.id.clone()));
    }

    /// Notes what holds for all forms now.
    fn note(&mut self, sop: &Sop) {
        if self.bidang.is_empty() || !self.bidang.values().all(Passage::is_in) {
            return;
        }
        self.hold(sop, Jenis::Isi);
        self.hold(sop, Jenis::Kumpul);
        for langkah in sop.form_reviews() {
            let done = |p: &Passage| p.excused || p.approved.contains(&langkah.id);
            if self.bidang.values().all(done) {
                self.held.insert(langkah.id.clone());
            }
        }
    }
}
