//! Where a cycle stands: the replay of its events, and nothing else.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::event::{Act, Actor, Event, EventId};
use super::history::{History, ordered};
use super::instansi::Bidang;
use super::kalender::{HariKerja, Minggu};
use super::name::{BidangId, LangkahId};
use super::zona::Zona;

/// What is fixed for a cycle when it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Lineage: 8 hex digits that tell this cycle from any other.
    pub siklus: String,
    /// The year planned for.
    pub tahun: i64,
    /// The zone in which its deadlines are dates.
    pub zona: Zona,
    /// Its working week.
    pub hari_kerja: HariKerja,
    /// What its "Minggu" means.
    pub minggu: Minggu,
    /// Its Bidang, in printed order.
    pub bidang: Vec<Bidang>,
}

impl Cycle {
    /// What is fixed, on one line, as the opening binds it.
    #[must_use]
    pub fn header(&self) -> String {
        let (zona, days, minggu) = (self.zona, self.hari_kerja.days(), self.minggu.name());
        format!("{} {} {zona} {days} {minggu}", self.siklus, self.tahun)
    }
}

/// The opening of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first day.
    pub tanggal: NaiveDate,
    /// Planned due date of each langkah, in the SOP's order.
    pub rencana: Vec<NaiveDate>,
    /// Number of the disposisi letter.
    pub disposisi: Option<String>,
    /// SHA-256 of the cycle's copy of the SOP.
    pub sop: String,
}

/// A langkah recorded as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The event that says so.
    pub event: EventId,
    /// When it happened.
    pub tanggal: NaiveDate,
    /// When it was recorded.
    pub pada: DateTime<FixedOffset>,
    /// A note.
    pub catatan: Option<String>,
}

/// A form handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The event that says so.
    pub event: EventId,
    /// Digest over the meaning-bearing fields.
    pub digest: String,
    /// SHA-256 of the file as submitted.
    pub sha256: String,
    /// When.
    pub pada: DateTime<FixedOffset>,
    /// By whom.
    pub oleh: Actor,
}

/// What a Bidang has handed in so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submissions {
    /// Submissions that no later one has followed, by event id; several when branches met.
    pub heads: Vec<Submission>,
    /// How many times it handed in.
    pub n_rounds: usize,
    /// Since when the form is in.
    pub since: Option<DateTime<FixedOffset>>,
}

/// A draft compiled from submitted forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compilation {
    /// The event that says so.
    pub event: EventId,
    /// Number of the draft.
    pub nomor: u32,
    /// Digest of its content.
    pub digest: String,
    /// Digest of each form that went in.
    pub masukan: BTreeMap<BidangId, String>,
    /// Bidang that were left out.
    pub tanpa: Vec<BidangId>,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

/// How the submissions of a Bidang stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BidangState<'a> {
    /// Nothing handed in.
    Belum,
    /// One content is in.
    Diajukan(&'a Submission),
    /// Branches met with different contents; the next submission settles it.
    Bercabang,
}

impl BidangState<'_> {
    /// The word for it in reports and JSON (design.md, 3).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            BidangState::Belum => "belum",
            BidangState::Diajukan(_) => "diajukan",
            BidangState::Bercabang => "bercabang",
        }
    }
}

/// The state of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// What is fixed.
    pub cycle: Cycle,
    history: History,
    opening: Option<Opening>,
    records: BTreeMap<LangkahId, Vec<Record>>,
    submissions: BTreeMap<BidangId, Submissions>,
    compilations: Vec<Compilation>,
    was_all_in: bool,
}

impl State {
    /// A cycle in which nothing has happened.
    #[must_use]
    pub fn new(cycle: Cycle) -> State {
        State {
            cycle,
            history: History::default(),
            opening: None,
            records: BTreeMap::new(),
            submissions: BTreeMap::new(),
            compilations: Vec::new(),
            was_all_in: false,
        }
    }

    /// The state after some events, which may come in any order and more than once.
    #[must_use]
    pub fn replay(cycle: Cycle, events: impl IntoIterator<Item = Event>) -> State {
        let mut state = State::new(cycle);
        for event in ordered(events) {
            state.apply(event);
        }
        state
    }

    /// Takes in one event whose parents are already in. Total: no event can fail.
    pub fn apply(&mut self, event: Event) {
        if !self.history.push(event.clone()) {
            return;
        }
        let Event {
            id,
            pada,
            oleh,
            act,
            ..
        } = event;
        match act {
            Act::Mulai {
                tanggal,
                rencana,
                langkah,
                disposisi,
                sop,
                ..
            } => {
                if self.opening.is_none() {
                    self.opening = Some(Opening {
                        tanggal,
                        rencana,
                        disposisi,
                        sop,
                    });
                }
                for langkah in langkah {
                    self.record(
                        langkah,
                        Record {
                            event: id.clone(),
                            tanggal,
                            pada,
                            catatan: None,
                        },
                    );
                }
            }
            Act::Catat {
                langkah,
                tanggal,
                catatan,
            } => {
                self.record(
                    langkah,
                    Record {
                        event: id,
                        tanggal,
                        pada,
                        catatan,
                    },
                );
            }
            Act::Ajukan {
                bidang,
                digest,
                sha256,
                ..
            } => {
                self.submit(
                    bidang,
                    Submission {
                        event: id,
                        digest,
                        sha256,
                        pada,
                        oleh,
                    },
                );
            }
            Act::Kompilasi {
                nomor,
                digest,
                masukan,
                tanpa,
            } => {
                self.compilations.push(Compilation {
                    event: id,
                    nomor,
                    digest,
                    masukan,
                    tanpa,
                    pada,
                });
            }
        }
    }

    /// All events, parents first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        self.history.events()
    }

    /// The events that none has followed yet.
    #[must_use]
    pub fn heads(&self) -> Vec<EventId> {
        self.history.heads()
    }

    /// The opening, if the cycle has one.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// The record of a langkah; of several that had not seen each other, the latest date.
    #[must_use]
    pub fn record_of(&self, langkah: &LangkahId) -> Option<&Record> {
        self.records
            .get(langkah)?
            .iter()
            .max_by_key(|record| (record.tanggal, &record.event))
    }

    /// What a Bidang has handed in.
    #[must_use]
    pub fn submissions(&self, bidang: &BidangId) -> Option<&Submissions> {
        self.submissions.get(bidang)
    }

    /// Every round of a Bidang, oldest first.
    #[must_use]
    pub fn rounds(&self, bidang: &BidangId) -> Vec<Submission> {
        let round = |event: &Event| match &event.act {
            Act::Ajukan {
                bidang: whose,
                digest,
                sha256,
                ..
            } => (whose == bidang).then(|| Submission {
                event: event.id.clone(),
                digest: digest.clone(),
                sha256: sha256.clone(),
                pada: event.pada,
                oleh: event.oleh.clone(),
            }),
            Act::Mulai { .. } | Act::Catat { .. } | Act::Kompilasi { .. } => None,
        };
        self.events().iter().filter_map(round).collect()
    }

    /// How a Bidang stands.
    #[must_use]
    pub fn bidang(&self, bidang: &BidangId) -> BidangState<'_> {
        let heads = self
            .submissions
            .get(bidang)
            .map_or(&[][..], |submissions| &submissions.heads);
        match heads {
            [] => BidangState::Belum,
            [first, rest @ ..] if rest.iter().all(|other| other.digest == first.digest) => {
                BidangState::Diajukan(first)
            }
            _ => BidangState::Bercabang,
        }
    }

    /// The draft compiled last, if any.
    #[must_use]
    pub fn last_compilation(&self) -> Option<&Compilation> {
        self.compilations.last()
    }

    /// The number that the next draft gets; drafts of merged branches may share one.
    #[must_use]
    pub fn next_draft(&self) -> u32 {
        let last = self.compilations.iter().map(|c| c.nomor).max();
        last.unwrap_or(0).saturating_add(1)
    }

    /// All drafts, oldest first.
    #[must_use]
    pub fn compilations(&self) -> &[Compilation] {
        &self.compilations
    }

    /// Whether at some time every Bidang was in with one content.
    #[must_use]
    pub fn was_all_in(&self) -> bool {
        self.was_all_in
    }

    /// The digest of each form that is in, over all Bidang that have just one.
    #[must_use]
    pub fn current_digests(&self) -> BTreeMap<BidangId, String> {
        self.cycle
            .bidang
            .iter()
            .filter_map(|bidang| match self.bidang(&bidang.id) {
                BidangState::Diajukan(submission) => {
                    Some((bidang.id.clone(), submission.digest.clone()))
                }
                BidangState::Belum | BidangState::Bercabang => None,
            })
            .collect()
    }

    fn record(&mut self, langkah: LangkahId, record: Record) {
        let heads = self.records.entry(langkah).or_default();
        heads.retain(|head| !self.history.follows(&record.event, &head.event));
        heads.push(record);
        heads.sort_by(|a, b| a.event.cmp(&b.event));
    }

    fn submit(&mut self, bidang: BidangId, submission: Submission) {
        let submissions = self.submissions.entry(bidang).or_default();
        submissions.since = Some(
            submissions
                .since
                .map_or(submission.pada, |since| since.min(submission.pada)),
        );
        submissions
            .heads
            .retain(|head| !self.history.follows(&submission.event, &head.event));
        submissions.n_rounds += 1;
        submissions.heads.push(submission);
        submissions.heads.sort_by(|a, b| a.event.cmp(&b.event));
        self.was_all_in |= self.current_digests().len() == self.cycle.bidang.len();
    }
}
