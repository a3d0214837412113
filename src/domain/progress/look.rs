//! Looking: the progress of a cycle on a day, from its state, its SOP and the kalender.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};

use super::{Andai, BidangProgress, Keadaan, LangkahProgress, Progress};
use crate::domain::event::{Act, Event};
use crate::domain::instansi::Bidang;
use crate::domain::jadwal::Jadwal;
use crate::domain::kalender::Kalender;
use crate::domain::name::BidangId;
use crate::domain::record::Baseline;
use crate::domain::sop::{Cakupan, Jenis, Langkah};
use crate::domain::state::{Approval, BidangState, Opening, Return, State};

/// Looks at a cycle from a day. `None` for a cycle that was never opened.
///
/// `basi` names the Bidang whose working copy differs from what was handed in.
#[must_use]
pub fn look(
    state: &State,
    kalender: &Kalender,
    hari_ini: NaiveDate,
    basi: &BTreeSet<BidangId>,
) -> Option<Progress> {
    look_if(state, kalender, hari_ini, basi, &Andai::default())
}

/// As [`look`], with langkah that end on another day than expected.
#[must_use]
pub fn look_if(
    state: &State,
    kalender: &Kalender,
    hari_ini: NaiveDate,
    basi: &BTreeSet<BidangId>,
    andai: &Andai,
) -> Option<Progress> {
    let opening = state.opening()?;
    let jadwal = Jadwal {
        kalender,
        minggu: state.cycle.minggu,
    };
    let view = Viewer {
        state,
        jadwal,
        opening,
        hari_ini,
        andai,
    };
    let mut langkah: Vec<LangkahProgress> = Vec::with_capacity(state.sop.langkah.len());
    let mut first_due = Vec::with_capacity(state.sop.langkah.len());
    for step in &state.sop.langkah {
        let (progress, due) = view.langkah(step, &langkah, first_due.last().copied());
        langkah.push(progress);
        first_due.push(due);
    }
    let kumpul = langkah.iter().position(|l| l.jenis == Jenis::Kumpul);
    let batas = kumpul
        .and_then(|n| first_due.get(n).copied())
        .unwrap_or(hari_ini);
    let bidang = state.cycle.bidang.iter();
    let bidang = bidang
        .map(|bidang| view.bidang(bidang, batas, basi))
        .collect();
    let perkiraan_selesai = langkah.last().map_or(hari_ini, |l| l.perkiraan);
    let tanpa_libur = kalender.unknown_years(opening.tanggal, perkiraan_selesai);
    Some(Progress {
        hari_ini,
        langkah,
        bidang,
        perkiraan_selesai,
        tanpa_libur,
    })
}

/// Everything that a step's condition depends on.
struct Viewer<'a> {
    state: &'a State,
    jadwal: Jadwal<'a>,
    opening: &'a Opening,
    hari_ini: NaiveDate,
    andai: &'a Andai,
}

impl Viewer<'_> {
    /// A langkah, from those before it, and its due date without what was sent back. `filling`
    /// is that date of the langkah before.
    fn langkah(
        &self,
        step: &Langkah,
        earlier: &[LangkahProgress],
        filling: Option<NaiveDate>,
    ) -> (LangkahProgress, NaiveDate) {
        let kalender = self.jadwal.kalender;
        let before = earlier.last();
        let plan = self.state.baselines().last();
        let named = plan.and_then(|plan| plan.mulai.get(earlier.len()).copied().flatten());
        let rencana_mulai = named.unwrap_or_else(|| match before {
            Some(before) => kalender.after(before.rencana_batas),
            None => kalender.on_or_after(self.opening.tanggal),
        });
        let planned = self.state.rencana().get(earlier.len()).copied();
        let rencana_batas = planned.unwrap_or_else(|| self.jadwal.end(step, rencana_mulai));
        // What was brought forward may be planned before the planned end of what ended early.
        let rencana_mulai = rencana_mulai.min(rencana_batas);
        let planned = self.jadwal.worked(rencana_batas);
        let due = self.batas((step, earlier.len()), planned, before, filling);
        // A langkah that was recorded ahead of its turn shortens nothing that waits for others.
        let waits_for = earlier.iter().filter(|l| l.selesai.is_none());
        let batas = waits_for.map(|l| l.batas).chain(self.mending(step));
        let batas = batas.fold(due, NaiveDate::max);
        let selesai = self.ended(step, earlier);
        let siap = selesai.is_none() && self.is_open(step, earlier);
        let keadaan = match selesai {
            Some(_) => Keadaan::Selesai,
            None if self.state.held(&step.id) => Keadaan::Dikembalikan,
            None if siap => Keadaan::Berjalan,
            None => Keadaan::Menunggu,
        };
        let late_on = match selesai {
            Some(moment) => moment.date_naive(),
            None if siap && step.jenis != Jenis::Catat => self.hari_ini,
            None => batas,
        };
        let progress = LangkahProgress {
            id: step.id.clone(),
            no: step.no,
            jenis: step.jenis,
            uraian: step.uraian.clone(),
            pelaksana: step.pelaksana.clone(),
            keadaan,
            siap,
            rencana_mulai,
            rencana_batas,
            batas,
            selesai,
            sisa: selesai
                .is_none()
                .then(|| kalender.between(self.hari_ini, batas)),
            terlambat: kalender.lateness(batas, late_on),
            perkiraan: self.perkiraan(step, batas, selesai, earlier),
        };
        (progress, due)
    }

    /// The planned date, or the step's own time counted from the real end of the one before.
    /// Collecting runs beside filling, so it counts from when filling should have ended.
    fn batas(
        &self,
        (step, n): (&Langkah, usize),
        planned: NaiveDate,
        before: Option<&LangkahProgress>,
        filling: Option<NaiveDate>,
    ) -> NaiveDate {
        let Some(before) = before else { return planned };
        let end = match before.selesai {
            _ if step.jenis == Jenis::Kumpul => filling.unwrap_or(before.batas),
            Some(moment) => moment.date_naive(),
            None => before.batas,
        };
        planned.max(self.after(step, n, end))
    }

    /// The last day of the `n`-th langkah, counted from the end of the one before: the SOP's time
    /// for it, or the shorter one that a new plan gives it.
    fn after(&self, step: &Langkah, n: usize, end: NaiveDate) -> NaiveDate {
        let by_sop = self.jadwal.after(step, end);
        let planned = self
            .planned_anew(n)
            .and_then(|days| end.checked_add_days(days));
        planned.map_or(by_sop, |planned| by_sop.min(self.jadwal.worked(planned)))
    }

    /// The days between the planned ends of the langkah before and this one, where a new plan set
    /// one of them. Days of all kinds, so that no day off that comes to be known makes them fewer.
    fn planned_anew(&self, n: usize) -> Option<Days> {
        let [first, .., last] = self.state.baselines() else {
            return None;
        };
        let of = |plan: &Baseline, n: usize| plan.rencana.get(n).copied();
        let before = n.checked_sub(1)?;
        let moved = |n| of(first, n) != of(last, n);
        let days = of(last, n)?
            .signed_duration_since(of(last, before)?)
            .num_days();
        let days = u64::try_from(days).ok()?;
        (moved(before) || moved(n)).then(|| Days::new(days))
    }

    /// When what was sent back to this step has to be mended, if anything was.
    fn mending(&self, step: &Langkah) -> Option<NaiveDate> {
        match step.jenis {
            Jenis::Isi | Jenis::Kumpul => {
                let all = self.state.cycle.bidang.iter();
                let backs = all.filter_map(|bidang| self.last_return(&bidang.id));
                backs.map(|back| self.mend_by(back, Cakupan::Bidang)).max()
            }
            Jenis::Susun | Jenis::Koreksi => {
                let back = self.state.last_draft_return(&step.id)?;
                Some(self.mend_by(back, Cakupan::Draft))
            }
            Jenis::Catat | Jenis::Kompilasi | Jenis::Tandatangan | Jenis::Arsip => None,
        }
    }

    /// The last time that somebody else sent the form of a Bidang back: a Bidang that takes its own
    /// form back gets no more time by that.
    fn last_return(&self, id: &BidangId) -> Option<&Return> {
        let own = self.state.sop.first(Jenis::Isi).map(|langkah| &langkah.id);
        let mut returns = self.state.returns(id).iter();
        returns.rfind(|back| Some(&back.langkah) != own)
    }

    /// The time that the SOP gives for a correction, else that of the langkah gone back to.
    fn mend_by(&self, back: &Return, cakupan: Cakupan) -> NaiveDate {
        let sop = &self.state.sop;
        let start = back.pada.date_naive().succ_opt();
        let start = start.unwrap_or(back.pada.date_naive());
        let way = sop.langkah(&back.langkah).and_then(|langkah| {
            let mut ways = langkah.kembali_ke.iter();
            ways.find(|way| way.langkah == back.ke && way.cakupan == cakupan)
        });
        match (way.and_then(|way| way.waktu), sop.langkah(&back.ke)) {
            (Some(waktu), _) => self.jadwal.span(waktu, start),
            (None, Some(langkah)) => self.jadwal.end(langkah, start),
            (None, None) => start,
        }
    }

    fn perkiraan(
        &self,
        step: &Langkah,
        batas: NaiveDate,
        selesai: Option<DateTime<FixedOffset>>,
        earlier: &[LangkahProgress],
    ) -> NaiveDate {
        if let Some(moment) = selesai {
            return moment.date_naive();
        }
        let waits_for = earlier.iter().filter(|l| l.selesai.is_none());
        let batas = waits_for.map(|l| l.perkiraan).fold(batas, NaiveDate::max);
        let today = self.jadwal.kalender.on_or_after(self.hari_ini);
        let expected = match (step.jenis, earlier.last()) {
            (Jenis::Catat, None) => batas,
            // What nobody recorded may have happened, but not before its turn.
            (Jenis::Catat, Some(before)) => {
                batas.max(self.after(step, earlier.len(), before.perkiraan))
            }
            (_, None) => batas.max(today),
            // Filling and collecting end together.
            (Jenis::Kumpul, Some(before)) => batas.max(today).max(before.perkiraan),
            (_, Some(before)) => {
                batas
                    .max(today)
                    .max(self.after(step, earlier.len(), before.perkiraan))
            }
        };
        self.andai.of(&step.id, expected, self.jadwal.kalender)
    }

    /// When the condition of a step came to hold, if it holds now.
    fn ended(&self, step: &Langkah, earlier: &[LangkahProgress]) -> Option<DateTime<FixedOffset>> {
        let state = self.state;
        match step.jenis {
            Jenis::Catat => state.record_of(&step.id).map(|record| {
                if record.pada.date_naive() == record.tanggal {
                    return record.pada;
                }
                let midnight = record.tanggal.and_time(NaiveTime::MIN);
                midnight
                    .and_local_timezone(state.cycle.zona.offset())
                    .single()
                    .unwrap_or(record.pada)
            }),
            Jenis::Isi | Jenis::Kumpul => self.all_in_since(),
            Jenis::Kompilasi => {
                self.all_in_since()?;
                state.compiled_now().map(|draft| draft.pada)
            }
            Jenis::Koreksi if self.state.sop.is_draft_review(&step.id) => {
                last_done(earlier, Jenis::Susun)?;
                given(state.draft_approvals(), step)
            }
            Jenis::Koreksi => {
                let all = state.cycle.bidang.iter();
                let wanted = all.filter(|b| !matches!(state.bidang(&b.id), BidangState::Tanpa(_)));
                let given = wanted.map(|bidang| given(state.approvals(&bidang.id), step));
                given.collect::<Option<Vec<_>>>()?.into_iter().max()
            }
            Jenis::Susun => {
                if let Some(signature) = state.signature() {
                    return {
                        let fixed = self.state.fixed_with(&signature.digest);
                        Some(fixed.map_or(signature.pada, |draft| draft.pada))
                    };
                }
                let draft = state.draft().fixed()?;
                state.moved(draft).is_empty().then_some(draft.pada)
            }
            Jenis::Tandatangan => state.signature().map(|signature| signature.pada),
            Jenis::Arsip => state.archive().map(|event| event.pada),
        }
    }

    /// Whether somebody can work on a step that has not ended.
    fn is_open(&self, step: &Langkah, earlier: &[LangkahProgress]) -> bool {
        let done = |jenis| last_done(earlier, jenis).is_some();
        let reviews_done = || {
            let mut reviews = earlier.iter().filter(|l| l.jenis == Jenis::Koreksi);
            reviews.all(|review| review.selesai.is_some())
        };
        match step.jenis {
            Jenis::Catat | Jenis::Isi | Jenis::Kompilasi => earlier
                .iter()
                .all(|gate| gate.jenis == Jenis::Catat || gate.selesai.is_some()),
            Jenis::Kumpul => {
                // Collecting begins with the first form, or when filling should have ended.
                let due = earlier
                    .last()
                    .is_some_and(|filling| self.hari_ini > filling.batas);
                let any_in = |b: &Bidang| self.state.n_rounds(&b.id) > 0;
                due || self.state.cycle.bidang.iter().any(any_in)
            }
            Jenis::Koreksi if self.state.sop.is_draft_review(&step.id) => {
                done(Jenis::Susun) && reviews_done()
            }
            Jenis::Koreksi => self.state.was_compiled(),
            Jenis::Susun => done(Jenis::Kompilasi) && reviews_done(),
            Jenis::Tandatangan => done(Jenis::Susun) && reviews_done(),
            Jenis::Arsip => done(Jenis::Tandatangan),
        }
    }

    /// Since when every Bidang is in with one content, or excused.
    fn all_in_since(&self) -> Option<DateTime<FixedOffset>> {
        let since = |bidang: &Bidang| match self.state.bidang(&bidang.id) {
            BidangState::Diajukan(_) | BidangState::Disetujui(_) => self.state.in_since(&bidang.id),
            BidangState::Tanpa(excuse) => Some(excuse.pada),
            BidangState::Belum | BidangState::Dikembalikan(..) | BidangState::Bercabang => None,
        };
        let all = self.state.cycle.bidang.iter().map(since);
        all.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// When a Bidang that joined a running cycle has to be in: the SOP's time for filling,
    /// counted from when it joined.
    fn joined_by(&self, id: &BidangId) -> Option<NaiveDate> {
        let filling = self.state.sop.first(Jenis::Isi)?;
        let joins = |event: &&Event| {
            let joined = matches!(&event.act, Act::Bidang { bidang, .. } if bidang == id);
            joined && self.state.counts(&event.id)
        };
        let joined = self.state.events().iter().find(joins)?;
        Some(self.jadwal.after(filling, joined.pada.date_naive()))
    }

    fn bidang(
        &self,
        bidang: &Bidang,
        first_due: NaiveDate,
        basi: &BTreeSet<BidangId>,
    ) -> BidangProgress {
        let id = &bidang.id;
        let keadaan = self.state.bidang(id);
        let back = self.last_return(id);
        let mended = back.map(|back| self.mend_by(back, Cakupan::Bidang));
        let own = mended.max(self.joined_by(id));
        let batas = own.map_or(first_due, |own| first_due.max(own));
        let late_on = match (keadaan, self.state.in_since(id)) {
            (BidangState::Tanpa(_), _) => batas,
            (_, Some(since)) => since.date_naive(),
            (_, None) => self.hari_ini,
        };
        let rounds = self.state.rounds(id);
        BidangProgress {
            id: id.clone(),
            nama: bidang.nama.clone(),
            keadaan: keadaan.word(),
            basi: basi.contains(id),
            batas,
            putaran: rounds.len(),
            diajukan: match keadaan {
                BidangState::Belum | BidangState::Tanpa(_) => None,
                BidangState::Diajukan(_)
                | BidangState::Dikembalikan(..)
                | BidangState::Disetujui(_)
                | BidangState::Bercabang => rounds.iter().map(|round| round.pada).max(),
            },
            disetujui: match keadaan {
                BidangState::Disetujui(_) => self
                    .state
                    .approvals(id)
                    .iter()
                    .map(|given| given.pada)
                    .max(),
                BidangState::Belum
                | BidangState::Diajukan(_)
                | BidangState::Dikembalikan(..)
                | BidangState::Tanpa(_)
                | BidangState::Bercabang => None,
            },
            dikembalikan: match keadaan {
                BidangState::Dikembalikan(_, back) => Some(back.pada),
                BidangState::Belum
                | BidangState::Diajukan(_)
                | BidangState::Disetujui(_)
                | BidangState::Tanpa(_)
                | BidangState::Bercabang => None,
            },
            terlambat: self.jadwal.kalender.lateness(batas, late_on),
        }
    }
}

/// When the last langkah of a kind ended, among those before.
fn last_done(earlier: &[LangkahProgress], jenis: Jenis) -> Option<DateTime<FixedOffset>> {
    let mut all = earlier.iter();
    all.rfind(|langkah| langkah.jenis == jenis)?.selesai
}

/// When an approval was given at a langkah.
fn given(approvals: &[Approval], step: &Langkah) -> Option<DateTime<FixedOffset>> {
    let at = approvals.iter().filter(|a| a.langkah == step.id);
    at.map(|approval| approval.pada).max()
}
