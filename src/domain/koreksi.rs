//! Koreksi (correction): what is to be mended in a form or the draft, and whether it was.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::event::{Act, Actor, Event, EventId, Subjek};
use super::history::History;
use super::name::{Jabatan, LangkahId};
use super::tanggal;

/// How far a correction has come (design.md, 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tahap {
    /// Nobody answered.
    Terbuka,
    /// Answered; who made it has not approved yet.
    Dijawab,
    /// Settled.
    Selesai,
}

impl Tahap {
    /// The word for it in reports and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Tahap::Terbuka => "terbuka",
            Tahap::Dijawab => "dijawab",
            Tahap::Selesai => "selesai",
        }
    }
}

/// An answer to a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jawaban {
    /// What was done about it.
    pub teks: String,
    /// By whom.
    pub oleh: Actor,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

impl Jawaban {
    /// What was done, with who says so and since when.
    #[must_use]
    pub fn told(&self) -> String {
        let (teks, day) = (&self.teks, tanggal::long(self.pada.date_naive()));
        format!("{teks} ({}, {day})", self.oleh.nama)
    }
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Koreksi {
    /// The event that made it.
    pub event: EventId,
    /// Its name, e.g. `K-SD-1`.
    pub nama: String,
    /// What it is about.
    pub subjek: Subjek,
    /// The langkah at which it was made.
    pub langkah: LangkahId,
    /// The langkah it goes back to.
    pub ke: LangkahId,
    /// The row it is about.
    pub baris: Option<String>,
    /// What is to be mended.
    pub alasan: String,
    /// Who made it.
    pub oleh: Actor,
    /// The jabatan that decided it.
    pub jabatan: Jabatan,
    /// When.
    pub pada: DateTime<FixedOffset>,
    /// The answers, oldest first.
    pub jawaban: Vec<Jawaban>,
    /// How far it has come.
    pub tahap: Tahap,
}

/// The corrections among `events` (by place in the history), oldest first.
///
/// `reviewed` says whether forms are approved at all under this SOP; where they are not, an
/// answer and a hand-in since the correction settle it, in either order.
pub(super) fn gather(history: &History, events: &[usize], reviewed: bool) -> Vec<Koreksi> {
    let mut all = Vec::new();
    for (subjek, places) in by_subjek(history, events) {
        let life = Life {
            history,
            places,
            reviewed,
            subjek,
        };
        all.extend(life.koreksi());
    }
    all.sort_by_key(|(place, _)| *place);
    let mut twins: BTreeMap<String, usize> = BTreeMap::new();
    for (_, koreksi) in &all {
        *twins.entry(koreksi.nama.clone()).or_default() += 1;
    }
    let koreksi = all.into_iter().map(|(_, koreksi)| koreksi);
    koreksi.map(|koreksi| koreksi.told_apart(&twins)).collect()
}

/// The events that can change the life of a correction, by what it is about; signatures are
/// about everything.
fn by_subjek<'a>(history: &'a History, events: &[usize]) -> BTreeMap<&'a Subjek, Vec<usize>> {
    let all = history.events();
    let event = |place: &usize| all.get(*place).map(|event| (*place, event));
    let mut groups: BTreeMap<&Subjek, Vec<usize>> = BTreeMap::new();
    for (_, event) in events.iter().filter_map(event) {
        if let Act::Kembalikan { subjek, .. } = &event.act {
            groups.entry(subjek).or_default();
        }
    }
    for (place, event) in events.iter().filter_map(event) {
        let about = |subjek: &Subjek| match &event.act {
            Act::Tandatangan { .. } => true,
            Act::Kembalikan { subjek: of, .. }
            | Act::Setujui { subjek: of, .. }
            | Act::Jawab { subjek: of, .. } => of == subjek,
            Act::Ajukan { bidang, .. } => subjek.bidang() == Some(bidang),
            Act::Mulai { .. }
            | Act::Catat { .. }
            | Act::Tanpa { .. }
            | Act::Tarik { .. }
            | Act::Ingatkan { .. }
            | Act::Kompilasi { .. }
            | Act::Susun { .. }
            | Act::Arsip { .. }
            | Act::Batalkan { .. }
            | Act::Buka { .. }
            | Act::Jadwal { .. }
            | Act::Bidang { .. } => false,
        };
        let of = groups.iter_mut().filter(|(subjek, _)| about(subjek));
        of.for_each(|(_, places)| places.push(place));
    }
    groups
}

impl Koreksi {
    /// Branches may give one number twice: each is then told apart by its event, e.g.
    /// `K-SD-1-3F9C`.
    fn told_apart(mut self, twins: &BTreeMap<String, usize>) -> Koreksi {
        if twins.get(&self.nama).is_some_and(|n| *n > 1) {
            let id: String = self.event.as_str().chars().take(4).collect();
            self.nama = format!("{}-{}", self.nama, id.to_uppercase());
        }
        self
    }
}

/// The name of a correction by its number, e.g. `K-SD-1`.
#[must_use]
pub fn name(subjek: &Subjek, nomor: u32) -> String {
    format!("K-{}-{nomor}", subjek.to_string().to_uppercase())
}

/// Names of corrections as people read a list.
#[must_use]
pub fn names(koreksi: &[&Koreksi]) -> String {
    let names: Vec<&str> = koreksi.iter().map(|one| one.nama.as_str()).collect();
    names.join(", ")
}

/// The corrections of a form or the draft, and the events that can change their life.
struct Life<'a> {
    history: &'a History,
    places: Vec<usize>,
    reviewed: bool,
    subjek: &'a Subjek,
}

impl<'a> Life<'a> {
    fn koreksi(&self) -> Vec<(usize, Koreksi)> {
        let made = |(place, event): (usize, &'a Event)| {
            let Act::Kembalikan {
                langkah,
                ke,
                nomor,
                baris,
                alasan,
                ..
            } = &event.act
            else {
                return None;
            };
            let answers = self.answers(place);
            let koreksi = Koreksi {
                event: event.id.clone(),
                nama: name(self.subjek, *nomor),
                subjek: self.subjek.clone(),
                langkah: langkah.clone(),
                ke: ke.clone(),
                baris: baris.clone(),
                alasan: alasan.clone(),
                oleh: event.oleh.clone(),
                jabatan: event.role().clone(),
                pada: event.pada,
                tahap: self.tahap(place, event.role(), &answers),
                jawaban: answers.into_iter().map(|(_, jawaban)| jawaban).collect(),
            };
            Some((place, koreksi))
        };
        self.events(&self.places).filter_map(made).collect()
    }

    fn events(&self, places: &[usize]) -> impl Iterator<Item = (usize, &'a Event)> {
        let all = self.history.events();
        places
            .iter()
            .filter_map(|place| all.get(*place).map(|event| (*place, event)))
    }

    /// The events after one, which are the only ones that can change its life.
    fn after(&self, place: usize) -> impl Iterator<Item = (usize, &'a Event)> {
        let from = self.places.partition_point(|at| *at <= place);
        let later = self.places.get(from..).unwrap_or_default();
        self.events(later)
            .filter(move |(later, _)| self.history.saw(*later, place))
    }

    fn answers(&self, koreksi: usize) -> Vec<(usize, Jawaban)> {
        let Some(id) = self.history.events().get(koreksi).map(|event| &event.id) else {
            return Vec::new();
        };
        let mut answers: Vec<(usize, Jawaban)> = Vec::new();
        for (place, event) in self.after(koreksi) {
            let unanswered = !answers.iter().any(|(at, _)| self.history.saw(place, *at));
            let teks = answer(event, id, unanswered);
            answers.extend(teks.map(|teks| {
                let jawaban = Jawaban {
                    teks: teks.clone(),
                    oleh: event.oleh.clone(),
                    pada: event.pada,
                };
                (place, jawaban)
            }));
        }
        answers
    }

    fn tahap(&self, koreksi: usize, maker: &Jabatan, answers: &[(usize, Jawaban)]) -> Tahap {
        if answers.is_empty() {
            return Tahap::Terbuka;
        }
        let settles = |(place, event): (usize, &Event)| {
            let at_or_after = |at: usize| at == place || self.history.saw(place, at);
            let renews = !self.reviewed && matches!(event.act, Act::Ajukan { .. });
            let seen = renews || answers.iter().any(|(at, _)| at_or_after(*at));
            seen && self.settles(event, maker)
        };
        if self.after(koreksi).any(settles) {
            Tahap::Selesai
        } else {
            Tahap::Dijawab
        }
    }

    /// Whether an act after an answer ends a correction: of a form, an approval; of the draft,
    /// that of its maker; else a new return by its maker, or the signature.
    fn settles(&self, event: &Event, maker: &Jabatan) -> bool {
        let own = event.role() == maker;
        let form = matches!(self.subjek, Subjek::Bidang(_));
        match &event.act {
            Act::Tandatangan { .. } => true,
            Act::Setujui { .. } => form || own,
            Act::Kembalikan { .. } => own,
            Act::Ajukan { .. } => !self.reviewed,
            Act::Mulai { .. }
            | Act::Catat { .. }
            | Act::Tanpa { .. }
            | Act::Tarik { .. }
            | Act::Jawab { .. }
            | Act::Ingatkan { .. }
            | Act::Kompilasi { .. }
            | Act::Susun { .. }
            | Act::Arsip { .. }
            | Act::Batalkan { .. }
            | Act::Buka { .. }
            | Act::Jadwal { .. }
            | Act::Bidang { .. } => false,
        }
    }
}

/// What an event about the same answers to a correction. An answer that came with a form is
/// for what was still open.
fn answer<'a>(event: &'a Event, koreksi: &EventId, unanswered: bool) -> Option<&'a String> {
    if let Act::Jawab {
        koreksi: about,
        jawaban,
        ..
    } = &event.act
    {
        return (about == koreksi).then_some(jawaban);
    }
    if let Act::Ajukan { jawab, .. } = &event.act
        && unanswered
    {
        return jawab.as_ref();
    }
    None
}
