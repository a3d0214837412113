//! The course of a cycle, act by act: which langkah were once done, and since when forms are in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::event::{Act, Event, Subjek};
use super::history::History;
use super::name::{BidangId, LangkahId};
use super::sop::{Jenis, Langkah, Sop};

type Moment = DateTime<FixedOffset>;

/// What was passed on the way.
#[derive(Debug, Default)]
pub(super) struct Course {
    bidang: BTreeMap<BidangId, Passage>,
    excused: BTreeSet<BidangId>,
    /// Who was left out of the draft compiled last, if there is one.
    left_out: Option<Vec<BidangId>>,
    /// When each langkah was done the first time.
    held: BTreeMap<LangkahId, Moment>,
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
    /// When it was handed in the first time; a form that its Bidang took back before anybody said
    /// anything about it was not.
    first: Option<Moment>,
    /// Whether somebody said something about it.
    is_read: bool,
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
                course.note(sop, event.pada);
            }
        }
        course
    }

    /// Since when the form of a Bidang is in.
    pub(super) fn since(&self, bidang: &BidangId) -> Option<Moment> {
        self.bidang.get(bidang)?.since
    }

    /// When the form of a Bidang was handed in the first time.
    pub(super) fn first(&self, bidang: &BidangId) -> Option<Moment> {
        self.bidang.get(bidang)?.first
    }

    /// The langkah whose condition held at some time, each with when it did first.
    pub(super) fn into_held(self) -> BTreeMap<LangkahId, Moment> {
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
                passage.first.get_or_insert(event.pada);
            }
            Act::Tanpa { bidang, .. } => {
                self.excused.insert(bidang.clone());
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.excused = passage.heads.is_empty();
                passage.since.get_or_insert(event.pada);
                self.compile(sop, event.pada);
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
                passage.is_read |= matches!(event.act, Act::Kembalikan { .. });
                passage.first = passage.first.filter(|_| passage.is_read);
            }
            Act::Setujui {
                subjek: Subjek::Bidang(bidang),
                langkah,
                digest,
            } => {
                let passage = self.bidang.entry(bidang.clone()).or_default();
                passage.settle(history, place, digest, event.pada);
                passage.approved.insert(langkah.clone());
                passage.is_read = true;
            }
            Act::Kompilasi { tanpa, .. } => {
                self.left_out = Some(tanpa.clone());
                self.compile(sop, event.pada);
            }
            Act::Susun { .. } => self.hold(sop.first(Jenis::Susun), event.pada),
            Act::Setujui { langkah, .. } => self.hold(sop.langkah(langkah), event.pada),
            Act::Tandatangan { .. } => self.hold(sop.first(Jenis::Tandatangan), event.pada),
            Act::Arsip { .. } => self.hold(sop.first(Jenis::Arsip), event.pada),
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
    fn compile(&mut self, sop: &Sop, pada: Moment) {
        let excused = |id: &BidangId| self.excused.contains(id);
        if self.left_out.iter().any(|ids| ids.iter().all(excused)) {
            self.compiled = true;
            self.hold(sop.first(Jenis::Kompilasi), pada);
        }
    }

    /// A langkah is done, perhaps once more.
    fn hold(&mut self, langkah: Option<&Langkah>, pada: Moment) {
        if let Some(langkah) = langkah {
            self.held.entry(langkah.id.clone()).or_insert(pada);
        }
    }

    /// Notes what holds for all forms now.
    fn note(&mut self, sop: &Sop, pada: Moment) {
        if self.bidang.is_empty() || !self.bidang.values().all(Passage::is_in) {
            return;
        }
        self.hold(sop.first(Jenis::Isi), pada);
        self.hold(sop.first(Jenis::Kumpul), pada);
        for langkah in sop.form_reviews() {
            let done = |p: &Passage| p.excused || p.approved.contains(&langkah.id);
            if self.bidang.values().all(done) {
                self.hold(Some(langkah), pada);
            }
        }
    }
}
