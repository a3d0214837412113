//! Where a cycle stands: the replay of its events under its SOP, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::event::{Act, Event, EventId, Subjek};
use super::history::{History, ordered};
use super::instansi::Bidang;
use super::kalender::{HariKerja, Minggu};
use super::koreksi::{Koreksi, Tahap};
use super::name::{BidangId, Jabatan, LangkahId};
pub use super::record::{
    Approval, Baseline, BidangState, Compilation, DraftState, Excuse, Opening, Record, Return,
    Signature, Submission,
};
use super::sop::{BIDANG, Jenis, Langkah, Sop};
use super::view::View;
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

/// The state of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// What is fixed.
    pub cycle: Cycle,
    /// The SOP it runs under.
    pub sop: Sop,
    /// The Bidang that nobody had to add.
    founders: Vec<Bidang>,
    history: History,
    view: View,
}

/// A planned date that became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move<'a> {
    /// Of which langkah.
    pub langkah: &'a Langkah,
    /// The planned due date before.
    pub from: NaiveDate,
    /// The planned due date since.
    pub to: NaiveDate,
}

impl State {
    /// A cycle in which nothing has happened.
    #[must_use]
    pub fn new(cycle: Cycle, sop: Sop) -> State {
        State {
            founders: cycle.bidang.clone(),
            cycle,
            sop,
            history: History::default(),
            view: View::default(),
        }
    }

    /// The state after some events, which may come in any order and more than once.
    #[must_use]
    pub fn replay(cycle: Cycle, sop: Sop, events: impl IntoIterator<Item = Event>) -> State {
        let mut state = State::new(cycle, sop);
        for event in ordered(events) {
            state.push(event);
        }
        state.look();
        state
    }

    /// Takes in one event whose parents are already in. Total: no event can fail.
    pub fn apply(&mut self, event: Event) {
        self.push(event);
        self.look();
    }

    fn push(&mut self, event: Event) {
        if let Act::Mulai { bidang, .. } = &event.act
            && self.history.events().is_empty()
        {
            self.founders.retain(|founder| bidang.contains(&founder.id));
        }
        self.history.push(event);
    }

    fn look(&mut self) {
        self.view = View::of(&self.history, &self.sop, &self.founders);
        self.cycle.bidang.clone_from(&self.view.members);
    }

    /// The state that whoever wrote an event had seen.
    #[must_use]
    pub fn before(&self, id: &EventId) -> State {
        let seen = self.history.before(id);
        let mut cycle = self.cycle.clone();
        cycle.bidang.clone_from(&self.founders);
        State::replay(cycle, self.sop.clone(), seen.into_iter().cloned())
    }

    /// What happened, as a graph.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
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

    /// Whether an event has an effect: it is neither taken back, nor voided by a langkah that
    /// was opened again, nor unseen by a signature that stands.
    #[must_use]
    pub fn counts(&self, id: &EventId) -> bool {
        let place = self.history.place(id);
        place.is_some_and(|place| self.view.counts.contains(place))
    }

    /// Whether an event was taken back.
    #[must_use]
    pub fn is_undone(&self, id: &EventId) -> bool {
        let place = self.history.place(id);
        place.is_some_and(|place| self.view.undone.contains(place))
    }

    /// The opening, if the cycle has one.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.view.opening.as_ref()
    }

    /// The planned due dates in force, one a langkah in the SOP's order; none before the opening.
    #[must_use]
    pub fn rencana(&self) -> &[NaiveDate] {
        self.baselines().last().map_or(&[], |last| &last.rencana)
    }

    /// The planned dates ever set that count, first those of the opening; the last are in force.
    /// Of two that had not seen each other the later one is.
    #[must_use]
    pub fn baselines(&self) -> &[Baseline] {
        &self.view.baselines
    }

    /// What an event moved in the plan that whoever wrote it had seen.
    #[must_use]
    pub fn moves(&self, event: &Event) -> Vec<Move<'_>> {
        let Act::Jadwal { rencana, .. } = &event.act else {
            return Vec::new();
        };
        let before = self.before(&event.id);
        let days = before.rencana().iter().zip(rencana);
        let all = self.sop.langkah.iter().zip(days);
        all.filter(|(_, (from, to))| from != to)
            .map(|(langkah, (from, to))| Move {
                langkah,
                from: *from,
                to: *to,
            })
            .collect()
    }

    /// The record of a langkah; of several that had not seen each other, the latest date.
    #[must_use]
    pub fn record_of(&self, langkah: &LangkahId) -> Option<&Record> {
        self.view
            .records
            .get(langkah)?
            .iter()
            .max_by_key(|record| (record.tanggal, &record.event))
    }

    /// These pelaksana of the SOP, with the head of every Bidang for the column that stands for
    /// them all.
    #[must_use]
    pub fn each_of(&self, pelaksana: &[Jabatan]) -> Vec<Jabatan> {
        let each = |who: &Jabatan| match who.as_str() {
            BIDANG => self.cycle.bidang.iter().map(|b| b.id.head()).collect(),
            _ => vec![who.clone()],
        };
        pelaksana.iter().flat_map(each).collect()
    }

    /// A jabatan as people call it: a column of the SOP by its heading, the head of a Bidang by
    /// the Bidang's name.
    #[must_use]
    pub fn called<'a>(&'a self, jabatan: &'a Jabatan) -> &'a str {
        let mut bidang = self.cycle.bidang.iter();
        match bidang.find(|bidang| bidang.id.head() == *jabatan) {
            Some(bidang) => &bidang.nama,
            None => self.sop.heading(jabatan),
        }
    }

    /// Paths of the evidence recorded for a langkah.
    #[must_use]
    pub fn evidence_of(&self, langkah: &LangkahId) -> BTreeSet<&str> {
        let about = |event: &&Event| {
            let (Act::Catat { langkah: of, .. } | Act::Tanpa { langkah: of, .. }) = &event.act
            else {
                return false;
            };
            of == langkah
        };
        let events = self.events().iter().filter(about);
        let counted = events.filter(|event| self.counts(&event.id));
        counted
            .flat_map(|event| event.bukti.keys().map(String::as_str))
            .collect()
    }

    /// Every round that a Bidang handed in, oldest first.
    #[must_use]
    pub fn rounds(&self, bidang: &BidangId) -> Vec<Submission> {
        self.view
            .bidang
            .get(bidang)
            .map_or_else(Vec::new, |view| view.rounds.clone())
    }

    /// How many times a Bidang handed in.
    #[must_use]
    pub fn n_rounds(&self, bidang: &BidangId) -> usize {
        self.view.bidang.get(bidang).map_or(0, |v| v.rounds.len())
    }

    /// Since when the form of a Bidang is in, if it is.
    #[must_use]
    pub fn in_since(&self, bidang: &BidangId) -> Option<DateTime<FixedOffset>> {
        self.view.bidang.get(bidang)?.since
    }

    /// How a Bidang stands.
    #[must_use]
    pub fn bidang(&self, bidang: &BidangId) -> BidangState<'_> {
        self.view
            .bidang
            .get(bidang)
            .map_or(BidangState::Belum, |view| view.state())
    }

    /// Every time that the form of a Bidang was sent back, oldest first.
    #[must_use]
    pub fn returns(&self, bidang: &BidangId) -> &[Return] {
        self.view.bidang.get(bidang).map_or(&[], |v| &v.returns)
    }

    /// The last time that the draft was sent back to a langkah.
    #[must_use]
    pub fn last_draft_return(&self, ke: &LangkahId) -> Option<&Return> {
        let mut returns = self.view.draft.returns.iter();
        returns.rfind(|back| back.ke == *ke)
    }

    /// The approvals of a form that count.
    #[must_use]
    pub fn approvals(&self, bidang: &BidangId) -> &[Approval] {
        self.view.bidang.get(bidang).map_or(&[], |v| &v.approvals)
    }

    /// The one content that contradicting acts on a form or the draft are about, if it is one.
    #[must_use]
    pub fn forked_content(&self, subjek: &Subjek) -> Option<&str> {
        let mut contents = self.forked_contents(subjek).iter();
        let only = contents.next()?;
        contents.next().is_none().then_some(only.as_str())
    }

    /// The contents that contradicting acts on a form or the draft are about.
    #[must_use]
    pub fn forked_contents(&self, subjek: &Subjek) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        match subjek {
            Subjek::Bidang(id) => self.view.bidang.get(id).map_or(&NONE, |view| &view.forked),
            Subjek::Draft => &self.view.draft.forked,
        }
    }

    /// How the draft stands.
    #[must_use]
    pub fn draft(&self) -> DraftState<'_> {
        self.view.draft.state()
    }

    /// The approvals of the draft that count.
    #[must_use]
    pub fn draft_approvals(&self) -> &[Approval] {
        &self.view.draft.approvals
    }

    /// The Bidang whose content moved since the draft was fixed.
    #[must_use]
    pub fn moved(&self, draft: &Compilation) -> Vec<BidangId> {
        let moved = |id: &BidangId| {
            if let Some(excuse) = self.bidang(id).excuse() {
                let told = self.tells(draft, id, excuse);
                return !draft.tanpa.contains(id) || !told;
            }
            let now = self.final_digest(id);
            let same = now == draft.masukan.get(id).map(String::as_str);
            now.is_none() || !same || draft.tanpa.contains(id)
        };
        let all = self.cycle.bidang.iter().map(|bidang| &bidang.id);
        all.filter(|id| moved(id)).cloned().collect()
    }

    /// Whether a draft prints the reason for which a Bidang is excused now.
    fn tells(&self, draft: &Compilation, id: &BidangId, excuse: &Excuse) -> bool {
        let then = self.before(&draft.event);
        let known = then.bidang(id).excuse();
        known.is_some_and(|known| known.alasan == excuse.alasan)
    }

    /// The draft that was last fixed with a content.
    #[must_use]
    pub fn fixed_with(&self, content: &str) -> Option<Compilation> {
        let fixes =
            |event: &&Event| matches!(&event.act, Act::Susun { digest, .. } if digest == content);
        Compilation::of(self.events().iter().rev().find(fixes)?)
    }

    /// The digest of a form on which nothing is left to approve.
    #[must_use]
    pub fn final_digest(&self, bidang: &BidangId) -> Option<&str> {
        match self.bidang(bidang) {
            BidangState::Disetujui(submission) => Some(submission.digest.as_str()),
            BidangState::Diajukan(submission) if self.sop.form_reviews().next().is_none() => {
                Some(submission.digest.as_str())
            }
            BidangState::Belum
            | BidangState::Diajukan(_)
            | BidangState::Dikembalikan(..)
            | BidangState::Tanpa(_)
            | BidangState::Bercabang => None,
        }
    }

    /// Every correction, oldest first.
    #[must_use]
    pub fn koreksi(&self) -> &[Koreksi] {
        &self.view.koreksi
    }

    /// The corrections that are not settled, oldest first, but for those of a form that will not
    /// come.
    #[must_use]
    pub fn pending(&self) -> Vec<&Koreksi> {
        let excused = |koreksi: &Koreksi| {
            let bidang = koreksi.subjek.bidang();
            bidang.is_some_and(|id| matches!(self.bidang(id), BidangState::Tanpa(_)))
        };
        let left = self.koreksi().iter().filter(|k| k.tahap != Tahap::Selesai);
        left.filter(|koreksi| !excused(koreksi)).collect()
    }

    /// The corrections of a form or the draft that nobody answered.
    #[must_use]
    pub fn open(&self, subjek: &Subjek) -> Vec<&Koreksi> {
        let mut open = self.pending();
        open.retain(|koreksi| koreksi.tahap == Tahap::Terbuka && koreksi.subjek == *subjek);
        open
    }

    /// Whether a draft that is approved waits once more at a langkah, since its approval there
    /// had not seen an answer.
    #[must_use]
    pub fn waits_again(&self, langkah: &Langkah) -> bool {
        let own = |koreksi: &&Koreksi| {
            koreksi.subjek == Subjek::Draft && langkah.pelaksana.contains(&koreksi.jabatan)
        };
        let approved = matches!(self.draft(), DraftState::Disetujui(_));
        approved && self.pending().iter().any(own)
    }

    /// The corrections that keep somebody from signing: his own of the draft, once answered, the
    /// signature settles.
    #[must_use]
    pub fn before_signing(&self, signer: &Jabatan) -> Vec<&Koreksi> {
        let mut left = self.pending();
        left.retain(|koreksi| {
            let own = koreksi.jabatan == *signer && koreksi.subjek == Subjek::Draft;
            koreksi.tahap == Tahap::Terbuka || !own
        });
        left
    }

    /// The number that the next correction of a form or the draft gets.
    #[must_use]
    pub fn next_koreksi(&self, about: &Subjek) -> u32 {
        let numbers = self.events().iter().filter_map(|event| {
            let Act::Kembalikan { subjek, nomor, .. } = &event.act else {
                return None;
            };
            (subjek == about).then_some(*nomor)
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// The signature that stands.
    #[must_use]
    pub fn signature(&self) -> Option<&Signature> {
        self.view.signature.as_ref()
    }

    /// What had no effect since the signer had not seen it, though nobody took it back.
    #[must_use]
    pub fn unseen(&self) -> Vec<&Event> {
        let Some(signature) = self.signature() else {
            return Vec::new();
        };
        let beside = |event: &&Event| {
            let seen = self.history.follows(&signature.event, &event.id)
                || self.history.follows(&event.id, &signature.event);
            let own = event.id == signature.event;
            !seen && !own && !self.counts(&event.id) && !self.is_undone(&event.id)
        };
        let all = self.events().iter().filter(beside);
        let aside = |event: &&Event| {
            matches!(
                event.act,
                Act::Batalkan { .. } | Act::Tandatangan { .. } | Act::Ingatkan { .. }
            )
        };
        all.filter(|event| !aside(event)).collect()
    }

    /// When somebody was told on a day what waits for him, if he was.
    #[must_use]
    pub fn reminded(&self, who: &Jabatan, day: NaiveDate) -> Option<DateTime<FixedOffset>> {
        let (event, _) = self.told(who, day).next()?;
        Some(event.pada)
    }

    /// Whose lateness somebody was told of on a day.
    pub fn told_late<'a>(
        &'a self,
        who: &'a Jabatan,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Jabatan> {
        self.told(who, day).flat_map(|(_, late)| late)
    }

    /// The reminders of somebody on a day, each with those whose lateness it told.
    fn told<'a>(
        &'a self,
        who: &'a Jabatan,
        day: NaiveDate,
    ) -> impl Iterator<Item = (&'a Event, &'a [Jabatan])> {
        let told = move |event: &'a Event| {
            let Act::Ingatkan {
                kepada, terlambat, ..
            } = &event.act
            else {
                return None;
            };
            (kepada == who).then_some((event, terlambat.as_slice()))
        };
        let all = self.events().iter().filter_map(told);
        all.filter(move |(event, _)| event.pada.date_naive() == day && self.counts(&event.id))
    }

    /// Whether two signatures stand that contradict each other.
    #[must_use]
    pub fn is_signed_twice(&self) -> bool {
        let stands = |e: &&Event| matches!(e.act, Act::Tandatangan { .. }) && self.counts(&e.id);
        self.draft() == DraftState::Bercabang && self.events().iter().any(|e| stands(&e))
    }

    /// Langkah of the kind `catat` that nobody recorded.
    #[must_use]
    pub fn unrecorded(&self) -> Vec<&Langkah> {
        let langkah = self.sop.langkah.iter();
        let open = |l: &&Langkah| l.jenis == Jenis::Catat && self.record_of(&l.id).is_none();
        langkah.filter(open).collect()
    }

    /// The draft whose content is signed.
    #[must_use]
    pub fn signed_draft(&self) -> Option<Compilation> {
        let signature = self.signature()?;
        let fixed = |e: &&Event| {
            matches!(&e.act, Act::Susun { digest, .. } if *digest == signature.digest)
                && self.history.follows(&signature.event, &e.id)
        };
        Compilation::of(self.events().iter().rfind(fixed)?)
    }

    /// The act that sealed the archive.
    #[must_use]
    pub fn archive(&self) -> Option<&Event> {
        self.view
            .archive
            .as_ref()
            .and_then(|id| self.history.get(id))
    }

    /// The draft compiled last that still counts, if any.
    #[must_use]
    pub fn last_compilation(&self) -> Option<&Compilation> {
        self.view.compilations.last()
    }

    /// The draft compiled last from just what is in now, excuses and their reasons included.
    #[must_use]
    pub fn compiled_now(&self) -> Option<&Compilation> {
        let (current, excused) = (self.current_digests(), self.excused());
        let told = |draft: &Compilation| {
            let same = |id: &BidangId| {
                let excuse = self.bidang(id).excuse();
                excuse.is_some_and(|excuse| self.tells(draft, id, excuse))
            };
            draft.tanpa.iter().all(same)
        };
        let fits = |draft: &&Compilation| {
            draft.masukan == current && draft.tanpa == excused && told(draft)
        };
        self.compilations().iter().rfind(fits)
    }

    /// The number that the next draft gets; drafts of merged branches may share one.
    #[must_use]
    pub fn next_draft(&self) -> u32 {
        self.view.last_number.saturating_add(1)
    }

    /// All drafts that count, oldest first.
    #[must_use]
    pub fn compilations(&self) -> &[Compilation] {
        &self.view.compilations
    }

    /// Whether a draft left out nobody but Bidang that are excused.
    #[must_use]
    pub fn is_whole(&self, draft: &Compilation) -> bool {
        let excused = |id: &BidangId| matches!(self.bidang(id), BidangState::Tanpa(_));
        draft.tanpa.iter().all(excused)
    }

    /// Whether the condition of a langkah held at some time.
    #[must_use]
    pub fn held(&self, langkah: &LangkahId) -> bool {
        self.view.held.contains_key(langkah)
    }

    /// When the condition of a langkah held the first time.
    #[must_use]
    pub fn first_held(&self, langkah: &LangkahId) -> Option<DateTime<FixedOffset>> {
        self.view.held.get(langkah).copied()
    }

    /// When a Bidang handed in the first time; what it took back before anybody said anything
    /// about it was not handed in.
    #[must_use]
    pub fn first_in(&self, bidang: &BidangId) -> Option<DateTime<FixedOffset>> {
        self.view.bidang.get(bidang)?.first
    }

    /// Whether a draft of the whole office was compiled and still counts.
    #[must_use]
    pub fn was_compiled(&self) -> bool {
        self.view.compiled
    }

    /// The digest of each form that was handed in, over all Bidang that have just one content.
    #[must_use]
    pub fn current_digests(&self) -> BTreeMap<BidangId, String> {
        let digest = |bidang: &Bidang| {
            let submission = self.bidang(&bidang.id).submission()?;
            Some((bidang.id.clone(), submission.digest.clone()))
        };
        self.cycle.bidang.iter().filter_map(digest).collect()
    }

    /// The Bidang that are excused, sorted.
    #[must_use]
    pub fn excused(&self) -> Vec<BidangId> {
        let excused = |bidang: &&Bidang| matches!(self.bidang(&bidang.id), BidangState::Tanpa(_));
        let all = self.cycle.bidang.iter().filter(excused);
        let mut ids: Vec<BidangId> = all.map(|bidang| bidang.id.clone()).collect();
        ids.sort();
        ids
    }
}
