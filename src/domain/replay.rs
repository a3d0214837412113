//! Replay: what the events of a cycle come to under its SOP. Worked out anew after every event,
//! since one that arrives late may undo what an earlier one seemed to do.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use super::course::Course;
use super::effect::Universe;
use super::event::{Act, Event, Subjek};
use super::history::History;
use super::instansi::Bidang;
use super::koreksi;
use super::name::LangkahId;
use super::record::is_given;
use super::sop::{Jenis, Sop};
use super::standing::{Deed, Kind, Standing, head_places, judge};
use super::state::{
    Approval, Baseline, Compilation, Excuse, Opening, Record, Return, Signature, Submission,
};
use super::view::{BidangView, DraftView, View};

impl View {
    pub(super) fn of(history: &History, sop: &Sop, founders: &[Bidang]) -> View {
        let Universe {
            counts,
            signatures,
            undone,
        } = Universe::of(history, sop);
        let mut replay = Replay {
            history,
            sop,
            counts,
            view: View::default(),
        };
        replay.drop_reopened();
        let order: Vec<usize> = replay.counts.ones().collect();
        for event in order
            .iter()
            .filter_map(|place| history.events().get(*place))
        {
            replay.take(event);
        }
        let course = Course::of(history, sop, order.iter().copied());
        let ever = (0..history.events().len()).filter(|place| !undone.contains(*place));
        let ever = Course::of(history, sop, ever);
        let reviewed = sop.form_reviews().next().is_some();
        replay.view.koreksi = koreksi::gather(history, &order, reviewed);
        let mut heads = Vec::new();
        replay.view.members = replay.members(founders);
        for bidang in replay.view.members.clone() {
            let deeds = replay.deeds(&Subjek::Bidang(bidang.id.clone()));
            heads.extend(head_places(history, &deeds));
            let mut view = replay.form(&deeds);
            view.since = course.since(&bidang.id);
            view.first = ever.first(&bidang.id);
            replay.view.bidang.insert(bidang.id.clone(), view);
        }
        replay.view.draft = replay.draft(&heads, &signatures);
        replay
            .view
            .signature
            .clone_from(&replay.view.draft.signature);
        replay.view.compiled = course.compiled;
        replay.view.held = ever.into_held();
        replay.view.last_number = last_number(history);
        replay.view.counts = replay.counts;
        replay.view.undone = undone;
        replay.view
    }
}

struct Replay<'a> {
    history: &'a History,
    sop: &'a Sop,
    counts: FixedBitSet,
    view: View,
}

impl Replay<'_> {
    /// Takes out what a langkah that was opened again voids: what it had seen, or had not.
    fn drop_reopened(&mut self) {
        let events = self.history.events();
        let opened: Vec<(usize, &[LangkahId])> = self
            .counts
            .ones()
            .filter_map(|place| {
                let Act::Buka { langkah, .. } = &events.get(place)?.act else {
                    return None;
                };
                Some((place, langkah.as_slice()))
            })
            .collect();
        let void: Vec<usize> = self
            .counts
            .ones()
            .filter(|place| {
                let at = events.get(*place).and_then(|event| self.closes(&event.act));
                opened.iter().any(|(buka, langkah)| {
                    at.as_ref().is_some_and(|at| langkah.contains(at))
                        && !self.history.saw(*place, *buka)
                })
            })
            .collect();
        for place in void {
            self.counts.set(place, false);
        }
    }

    /// The langkah that an act brings to its end, if opening that langkah again voids the act.
    fn closes(&self, act: &Act) -> Option<LangkahId> {
        let of = |jenis| self.sop.first(jenis).map(|langkah| langkah.id.clone());
        match act {
            Act::Setujui { langkah, .. } => Some(langkah.clone()),
            Act::Kompilasi { .. } => of(Jenis::Kompilasi),
            Act::Susun { .. } => of(Jenis::Susun),
            Act::Tandatangan { .. } => of(Jenis::Tandatangan),
            Act::Mulai { .. }
            | Act::Catat { .. }
            | Act::Tanpa { .. }
            | Act::Ajukan { .. }
            | Act::Tarik { .. }
            | Act::Kembalikan { .. }
            | Act::Jawab { .. }
            | Act::Ingatkan { .. }
            | Act::Arsip { .. }
            | Act::Batalkan { .. }
            | Act::Buka { .. }
            | Act::Jadwal { .. }
            | Act::Bidang { .. } => None,
        }
    }

    fn members(&self, founders: &[Bidang]) -> Vec<Bidang> {
        let mut members = founders.to_vec();
        let places = self.counts.ones();
        for event in places.filter_map(|place| self.history.events().get(place)) {
            if let Act::Bidang { bidang, nama } = &event.act
                && !members.iter().any(|known| known.id == *bidang)
            {
                members.push(Bidang {
                    id: bidang.clone(),
                    nama: nama.clone(),
                });
            }
        }
        members
    }

    /// Takes in what needs no judging.
    fn take(&mut self, event: &Event) {
        let record = |tanggal| Record {
            event: event.id.clone(),
            tanggal,
            pada: event.pada,
            catatan: None,
            hadir: Vec::new(),
            url: None,
        };
        if let Act::Mulai {
            tanggal,
            rencana,
            langkah,
            disposisi,
            sop,
            perubahan,
            ..
        } = &event.act
        {
            self.view.plan(Baseline::of(event));
            self.view.opening.get_or_insert_with(|| Opening {
                tanggal: *tanggal,
                rencana: rencana.clone(),
                disposisi: disposisi.clone(),
                sop: sop.clone(),
                perubahan: perubahan.clone(),
            });
            for langkah in langkah {
                self.record(langkah, record(*tanggal));
            }
        } else if let Act::Catat {
            langkah,
            tanggal,
            catatan,
            hadir,
            url,
        } = &event.act
        {
            let told = Record {
                catatan: catatan.clone(),
                hadir: hadir.clone(),
                url: url.clone(),
                ..record(*tanggal)
            };
            self.record(langkah, told);
        } else if let Act::Kompilasi { .. } = &event.act {
            self.view.compilations.extend(Compilation::of(event));
        } else if let Act::Jadwal { .. } = &event.act {
            self.view.plan(Baseline::of(event));
        } else if let Act::Arsip { .. } = &event.act {
            self.view.archive.get_or_insert_with(|| event.id.clone());
        }
    }

    fn record(&mut self, langkah: &LangkahId, record: Record) {
        let heads = self.view.records.entry(langkah.clone()).or_default();
        heads.retain(|head| !self.history.follows(&record.event, &head.event));
        heads.push(record);
        heads.sort_by(|a, b| a.event.cmp(&b.event));
    }

    /// The acts on a form or the draft, parents first.
    fn deeds(&self, about: &Subjek) -> Vec<Deed> {
        let rank = |langkah: &LangkahId| self.sop.rank(langkah);
        let kind = |act: &Act| match (act, about) {
            (Act::Ajukan { bidang, digest, .. }, Subjek::Bidang(id)) if bidang == id => {
                Some(Kind::In(digest.clone()))
            }
            (Act::Susun { digest, .. }, Subjek::Draft) => Some(Kind::In(digest.clone())),
            (Act::Tarik { bidang }, Subjek::Bidang(id)) if bidang == id => Some(Kind::Out),
            (Act::Tanpa { bidang, .. }, Subjek::Bidang(id)) if bidang == id => Some(Kind::Excused),
            (Act::Kembalikan { subjek, ke, .. }, _) if subjek == about => {
                Some(Kind::Back(rank(ke)))
            }
            (
                Act::Setujui {
                    subjek,
                    langkah,
                    digest,
                },
                _,
            ) if subjek == about => Some(Kind::Ok(rank(langkah), digest.clone())),
            (_, _) => None,
        };
        let events = self.history.events();
        self.counts
            .ones()
            .filter_map(|place| {
                let kind = kind(&events.get(place)?.act)?;
                Some(Deed { place, kind })
            })
            .collect()
    }

    fn form(&self, deeds: &[Deed]) -> BidangView {
        let standing = judge(self.history, deeds);
        let rounds = self.all(deeds, Submission::of);
        let submission = match &standing {
            Standing::In(digest, _) => rounds.iter().rfind(|round| round.digest == *digest),
            Standing::Back(_) => rounds.last(),
            Standing::Nothing | Standing::Excused(_) | Standing::Forked(_) => None,
        };
        let approvals = self.approvals(&standing);
        let mut reviews = self.sop.form_reviews().peekable();
        let reviewed = reviews.peek().is_some() && reviews.all(|l| is_given(&approvals, &l.id));
        let excuse = match &standing {
            Standing::Excused(place) => self.at(*place).and_then(Excuse::of),
            Standing::Nothing | Standing::In(..) | Standing::Back(_) | Standing::Forked(_) => None,
        };
        BidangView {
            submission: submission.cloned(),
            reviewed,
            since: None,
            first: None,
            approvals,
            forked: forked(&standing),
            returns: self.all(deeds, Return::of),
            excuse,
            rounds,
            standing,
        }
    }

    /// The draft. An approval counts for it only when it had seen where every form stands.
    fn draft(&self, heads: &[usize], signatures: &[usize]) -> DraftView {
        let blind = |deed: &Deed| {
            matches!(deed.kind, Kind::Ok(..))
                && heads
                    .iter()
                    .any(|head| !self.history.saw(deed.place, *head))
        };
        let mut deeds = self.deeds(&Subjek::Draft);
        deeds.retain(|deed| !blind(deed));
        let mut standing = judge(self.history, &deeds);
        let signature = match signatures {
            [only] => self.at(*only).and_then(Signature::of),
            [] => None,
            [_, ..] => {
                standing = Standing::Forked(BTreeSet::new());
                None
            }
        };
        let drafts: Vec<Compilation> = deeds
            .iter()
            .filter(|deed| matches!(deed.kind, Kind::In(_)))
            .filter_map(|deed| Compilation::of(self.history.events().get(deed.place)?))
            .collect();
        let returns = self.all(&deeds, Return::of);
        let draft = match &standing {
            Standing::In(digest, _) => drafts.iter().rfind(|draft| draft.digest == *digest),
            Standing::Back(_)
                if returns
                    .last()
                    .is_some_and(|back| self.sop.is_draft_review(&back.ke)) =>
            {
                drafts.last()
            }
            Standing::Nothing | Standing::Back(_) | Standing::Excused(_) | Standing::Forked(_) => {
                None
            }
        };
        let approvals = self.approvals(&standing);
        let reviewed = self
            .sop
            .draft_reviews()
            .all(|langkah| is_given(&approvals, &langkah.id));
        DraftView {
            draft: draft.cloned(),
            reviewed,
            approvals,
            forked: forked(&standing),
            returns,
            signature,
            standing,
        }
    }

    fn at(&self, place: usize) -> Option<&Event> {
        self.history.events().get(place)
    }

    fn approvals(&self, standing: &Standing) -> Vec<Approval> {
        let Standing::In(_, places) = standing else {
            return Vec::new();
        };
        let events = places.iter().filter_map(|place| self.at(*place));
        events.filter_map(Approval::of).collect()
    }

    fn all<T>(&self, deeds: &[Deed], of: fn(&Event) -> Option<T>) -> Vec<T> {
        let events = deeds.iter().filter_map(|deed| self.at(deed.place));
        events.filter_map(of).collect()
    }
}

fn forked(standing: &Standing) -> BTreeSet<String> {
    match standing {
        Standing::Forked(contents) => contents.clone(),
        Standing::Nothing | Standing::In(..) | Standing::Back(_) | Standing::Excused(_) => {
            BTreeSet::new()
        }
    }
}

/// The highest number that a draft ever got.
fn last_number(history: &History) -> u32 {
    let number = |event: &Event| {
        let Act::Kompilasi { nomor, .. } = &event.act else {
            return None;
        };
        Some(*nomor)
    };
    history
        .events()
        .iter()
        .filter_map(number)
        .max()
        .unwrap_or(0)
}
