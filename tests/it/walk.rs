//! Random walks: whatever people try, in one clone or two, the cycle can still be ended, and no
//! form that was not approved is ever signed.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use rkt::domain::document::kode;
use rkt::domain::event::{Act, Event, Subjek};
use rkt::domain::koreksi::Tahap;
use rkt::domain::name::BidangId;
use rkt::domain::progress;
use rkt::domain::rule::Rule;
use rkt::domain::sop::{BIDANG, Jenis, Langkah};
use rkt::domain::state::{BidangState, Compilation, State};
use rkt::domain::tugas::{self, Tugas};
use rkt::domain::workflow::{
    Action, By, Decision, PUBLIKASI, Refusal, Scope, approver_of, settled, starters,
};

use crate::finish::{ahead, answer, finish, in_place, is_over, next, reopen, send_back, told};
use crate::office::{Office, bidang_id, compiled, step, union};
use crate::ramalan::due_dates_hold;
use crate::workflow::{file_of, read_back};

const CASES: u32 = 128;
/// Acts before two clones part, in one of them, and in the other.
const LEGS: [usize; 3] = [10, 5, 5];
/// Times that the clones part and meet.
const ROUNDS: usize = 4;
/// Acts that a run must at least have taken in.
const LEAST: usize = 2_500;

/// One thing that somebody tries.
#[derive(Clone, Debug)]
struct Try {
    what: What,
    who: Who,
    n: Index,
    m: Index,
    minutes: i64,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// What leads on.
    Ahead,
    Start,
    Step,
    Publish,
    Excuse,
    AddBidang,
    Submit,
    Withdraw,
    ReturnForm,
    ReturnDraft,
    Answer,
    ApproveForm,
    ApproveDraft,
    Compile,
    Draft,
    Sign,
    Archive,
    Undo,
    Reopen,
    Reschedule,
}

#[derive(Clone, Copy, Debug)]
enum Who {
    /// Who of right does it.
    Right,
    /// Anybody at all.
    Anybody,
    /// Somebody in the place of who of right does it.
    Instead,
    /// Who of right does it, typed by who collects.
    Typed,
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        30 => Just(What::Ahead),
        1 => Just(What::Start),
        3 => Just(What::Step),
        1 => Just(What::Publish),
        2 => Just(What::Excuse),
        1 => Just(What::AddBidang),
        8 => Just(What::Submit),
        3 => Just(What::Withdraw),
        8 => Just(What::ReturnForm),
        5 => Just(What::ReturnDraft),
        5 => Just(What::Answer),
        8 => Just(What::ApproveForm),
        4 => Just(What::ApproveDraft),
        4 => Just(What::Compile),
        4 => Just(What::Draft),
        3 => Just(What::Sign),
        1 => Just(What::Archive),
        4 => Just(What::Undo),
        3 => Just(What::Reopen),
        2 => Just(What::Reschedule),
    ]
}

fn tries(n: usize) -> impl Strategy<Value = Vec<Try>> {
    let who = prop_oneof![
        8 => Just(Who::Right),
        1 => Just(Who::Anybody),
        1 => Just(Who::Instead),
        1 => Just(Who::Typed),
    ];
    let minutes = prop_oneof![6 => 1..600_i64, 2 => Just(0), 1 => -600..0_i64];
    let one = (what(), who, any::<Index>(), any::<Index>(), minutes).prop_map(
        |(what, who, n, m, minutes)| Try {
            what,
            who,
            n,
            m,
            minutes,
        },
    );
    prop::collection::vec(one, n)
}

/// One leg of a walk: what both clones have seen, then what each does by itself, and whether they
/// part for that.
type Leg = (Vec<Try>, Vec<Try>, Vec<Try>, bool);

fn leg() -> impl Strategy<Value = Leg> {
    let [both, ours, theirs] = LEGS;
    (tries(both), tries(ours), tries(theirs), any::<bool>())
}

/// The offices, some with people in two jabatan.
fn offices() -> Vec<Office> {
    let [seed, nine, twelve] = Office::all();
    vec![
        seed.clone(),
        seed.clone().also("sekretaris", "kepala-dinas"),
        seed.clone().also("sekretaris", "sekretariat"),
        seed.also("sekretaris", "kepala-dinas")
            .also("sekretaris", "sekretariat"),
        nine.clone(),
        nine.also("sekretaris-badan", "kepala-badan"),
        twelve.clone(),
        twelve.clone().six_days(),
        twelve
            .also("kasubbag-keuangan", "tangkap")
            .also("sekdis", "kadis"),
    ]
}

/// A cycle that people work on.
struct Walk<'a> {
    office: &'a Office,
    state: State,
    at: DateTime<FixedOffset>,
    /// Acts that were taken in.
    n_taken: &'a Cell<usize>,
}

impl Walk<'_> {
    fn play(&mut self, tries: &[Try]) {
        for one in tries {
            self.at += TimeDelta::minutes(one.minutes);
            let Some((action, right)) = self.action(one) else {
                continue;
            };
            let by = self.by(one, &right);
            if let Ok(Decision::Record(event)) = self.office.decide(&self.state, action, &by) {
                self.take(*event);
            }
        }
    }

    fn take(&mut self, event: Event) {
        assert_eq!(event.sebelum, self.state.heads());
        assert_eq!(event.id, event.computed_id());
        assert!(
            is_lawful(&self.state, &event),
            "{event:?}\n{}",
            told(&self.state)
        );
        self.state.apply(event);
        self.n_taken.set(self.n_taken.get() + 1);
        if self.state.signature().is_some() {
            holds_what_was_signed(&self.state);
        }
        somebody_is_asked(self.office, &self.state);
    }

    fn by(&self, one: &Try, right: &str) -> By {
        match one.who {
            Who::Right => self.office.by(right, self.at),
            Who::Anybody => {
                let people = self.office.people();
                let who: &String = one.m.get(&people);
                self.office.by(who, self.at)
            }
            Who::Instead => one.m.get(&in_place(self.office, right, self.at)).clone(),
            Who::Typed => {
                let mut by = self.office.by(right, self.at);
                let typist = self.office.by(&self.office.chief(Jenis::Kumpul), self.at);
                if right != typist.actor.jabatan.as_str() {
                    by.dicatat_oleh = Some(typist.actor);
                    by.bukti
                        .insert("bukti/surat.pdf".to_owned(), "0".repeat(64));
                }
                by
            }
        }
    }

    /// What is tried, and who of right does it.
    fn action(&self, one: &Try) -> Option<(Action, String)> {
        let (office, state) = (self.office, &self.state);
        let chief = |jenis| office.chief(jenis);
        let bidang = one.n.get(&state.cycle.bidang).id.clone();
        let head = bidang.to_string();
        let of_form = Subjek::Bidang(bidang.clone());
        Some(match one.what {
            What::Ahead => {
                if is_over(office, state) || state.signature().is_some() {
                    return None;
                }
                let (action, by) = ahead(office, state).swap_remove(0);
                (action, by.role().to_string())
            }
            What::Start => {
                let right = starters(&office.sop)[0].to_string();
                (office.start(self.at, None), right)
            }
            What::Step => {
                let langkah = one.n.get(&office.sop.langkah);
                (step(langkah.id.as_str(), None), office.first_of(langkah))
            }
            What::Publish => {
                let mut action = step(PUBLIKASI, None);
                if let Action::Step { url, .. } = &mut action {
                    *url = Some("https://contoh.go.id".to_owned());
                }
                let by = office.sop.first(Jenis::Arsip)?;
                (action, office.first_of(by))
            }
            What::Excuse => {
                let alasan = ["bergabung", "dilebur"][one.m.index(2)].to_owned();
                (Action::Excuse { bidang, alasan }, chief(Jenis::Kumpul))
            }
            What::AddBidang => {
                let bidang = bidang_id(["upt-2", "upt-3"][one.m.index(2)]);
                let nama = "UPT".to_owned();
                (Action::AddBidang { bidang, nama }, chief(Jenis::Kumpul))
            }
            What::Submit => (self.submission(bidang, one.m), head),
            What::Withdraw => (Action::Withdraw { bidang }, head),
            What::ReturnForm => (send_back(of_form, None), self.reviewer(&head, one.m)),
            What::ReturnDraft => self.return_draft(one)?,
            What::Answer => {
                let all: Vec<_> = state.koreksi().iter().collect();
                let about = (!all.is_empty()).then(|| one.n.get(&all))?;
                let right = match &about.subjek {
                    Subjek::Bidang(id) => id.to_string(),
                    Subjek::Draft => chief(Jenis::Susun),
                };
                let mut action = answer(about);
                if let Action::Answer { jawaban, .. } = &mut action {
                    *jawaban = answer_text(one.m);
                }
                (action, right)
            }
            What::ApproveForm => {
                let langkah = next(office.sop.form_reviews(), state.approvals(&bidang))?;
                let who = approver_of(state, &office.desk(), langkah, &bidang);
                (Action::Approve { subjek: of_form }, who[0].to_string())
            }
            What::ApproveDraft => {
                let langkah = office.sop.draft_reviews().next()?;
                let subjek = Subjek::Draft;
                (Action::Approve { subjek }, office.first_of(langkah))
            }
            What::Compile => {
                let digest = compiled(state);
                let scope = [Scope::Whole, Scope::Partial][one.m.index(2)];
                (Action::Compile { digest, scope }, chief(Jenis::Kompilasi))
            }
            What::Draft => {
                let digest = compiled(state);
                let n_errors = one.m.index(5) / 4;
                (Action::Draft { digest, n_errors }, chief(Jenis::Susun))
            }
            What::Sign => {
                let digest = compiled(state);
                let kode = kode(&digest);
                let naskah = None;
                (Action::Sign { kode, naskah }, chief(Jenis::Tandatangan))
            }
            What::Archive => {
                let action = Action::Archive {
                    digest: "f".repeat(64),
                    versi: "uji".to_owned(),
                    alasan: (one.m.index(2) == 0).then(|| "hilang".to_owned()),
                };
                (action, office.first_of(office.sop.first(Jenis::Arsip)?))
            }
            What::Undo => {
                let last = state.events().last()?;
                (Action::Undo, last.oleh.jabatan.to_string())
            }
            What::Reopen => self.reopening(one),
            What::Reschedule => self.rescheduling(one),
        })
    }

    fn reopening(&self, one: &Try) -> (Action, String) {
        let office = self.office;
        let by = if self.state.signature().is_some() {
            Jenis::Tandatangan
        } else {
            Jenis::Kumpul
        };
        let mut action = reopen(office, by);
        if let Action::Reopen { langkah, .. } = &mut action {
            langkah.clone_from(&one.n.get(&office.sop.langkah).id);
        }
        (action, office.chief(by))
    }

    /// What has not ended, planned some hari kerja from today or later.
    fn rescheduling(&self, one: &Try) -> (Action, String) {
        let (state, kalender) = (&self.state, &self.office.kalender);
        let days = u32::try_from(one.m.index(12)).unwrap();
        let first = kalender.later(kalender.on_or_after(self.at.date_naive()), days);
        let planned = state.rencana().iter().zip(settled(state, kalender));
        let rencana = planned.map(|(day, settled)| if settled { *day } else { first.max(*day) });
        let action = Action::Reschedule {
            mulai: None,
            rencana: rencana.collect(),
            alasan: "banjir".to_owned(),
        };
        (action, starters(&self.office.sop)[0].to_string())
    }

    fn submission(&self, bidang: BidangId, m: Index) -> Action {
        let open = self.state.open(&Subjek::Bidang(bidang.clone()));
        let answers = !open.is_empty() && m.index(3) > 0;
        let content = ["a", "b"][m.index(2)];
        Action::Submit {
            bidang,
            digest: content.repeat(64),
            sha256: content.to_uppercase().repeat(64),
            alasan: (m.index(8) > 0).then(|| "menyusul".to_owned()),
            jawab: answers.then(|| answer_text(m)),
        }
    }

    /// Anybody who may send a form back at some time.
    fn reviewer(&self, head: &str, m: Index) -> String {
        let reviews = self.office.sop.langkah.iter().filter(|l| l.is_review());
        let all: Vec<&Langkah> = reviews
            .chain(self.office.sop.first(Jenis::Kumpul))
            .chain(self.office.sop.first(Jenis::Isi))
            .collect();
        let who = m.get(&all).pelaksana[0].as_str();
        if who == BIDANG { head } else { who }.to_owned()
    }

    fn return_draft(&self, one: &Try) -> Option<(Action, String)> {
        let sop = &self.office.sop;
        let signing = sop.first(Jenis::Tandatangan)?;
        let all: Vec<&Langkah> = sop.draft_reviews().chain([signing]).collect();
        let langkah = one.n.get(&all);
        let back = one.m.get(&langkah.kembali_ke);
        let action = send_back(Subjek::Draft, Some(back.langkah.as_str()));
        Some((action, self.office.first_of(langkah)))
    }
}

fn answer_text(m: Index) -> String {
    ["sudah", "sudah, dengan sumbernya"][m.index(2)].to_owned()
}

/// Days off that were not known when the cycle was planned: on what is planned, and some of them
/// known only days later.
fn days_off(state: &State) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let planned = state.rencana().iter().zip(0_u64..);
    let off = planned.filter(|(_, n)| n % 3 != 0);
    let off = off.map(|(day, n)| (*day, (n % 2 == 0).then(|| *day + Days::new(n))));
    off.collect()
}

// ---- What must hold.

/// Whether an act may be recorded on what is signed or sealed, whatever the decider says.
fn is_lawful(state: &State, event: &Event) -> bool {
    let publishes =
        |act: &Act| matches!(act, Act::Catat { langkah, .. } if langkah.as_str() == PUBLIKASI);
    let undoes = |act: &Act| {
        let Act::Batalkan { peristiwa } = act else {
            return None;
        };
        state.history().get(peristiwa)
    };
    if state.archive().is_some() {
        let undone = undoes(&event.act);
        return publishes(&event.act) || undone.is_some_and(|undone| publishes(&undone.act));
    }
    if state.signature().is_some() {
        let opens = matches!(event.act, Act::Buka { .. });
        let signers = state.sop.pelaksana_of(Jenis::Tandatangan);
        let records = matches!(event.act, Act::Catat { .. } | Act::Arsip { .. });
        let may_open = opens && signers.contains(event.role());
        return may_open || records || undoes(&event.act).is_some();
    }
    !publishes(&event.act)
}

/// Until the cycle is over, status asks somebody for something.
#[track_caller]
fn somebody_is_asked(office: &Office, state: &State) {
    let day = state.events().last().unwrap().pada.date_naive();
    let progress = progress::look(state, &office.kalender, day, &BTreeSet::new()).unwrap();
    let waiting = tugas::waiting(&progress, state, &office.desk(), "2027");
    let commands = waiting.iter().filter(|tugas| {
        let command = tugas.command.as_deref().unwrap_or_default();
        !command.is_empty() && !command.starts_with("rkt step")
    });
    let asked = commands.count() > 0;
    assert!(
        asked || is_over(office, state),
        "{waiting:?}\n{}",
        told(state)
    );
    for tugas in &waiting {
        is_allowed(office, state, tugas);
    }
}

/// What status tells somebody to type is not refused.
#[track_caller]
fn is_allowed(office: &Office, state: &State, tugas: &Tugas) {
    let Some(action) = tugas.command.as_deref().and_then(|c| typed(c, state)) else {
        return;
    };
    // A minute later may be the next day, on which a form can be late.
    let at = state.events().last().unwrap().pada;
    let by = office.by(tugas.who[0].as_str(), at);
    let decided = match action {
        // Each is approved by itself; of several some may wait.
        Typed::All => return,
        Typed::One(action) => office.decide(state, action, &by),
    };
    let shown = format!("{tugas:?}\n{}", told(state));
    // Whoever handed a form in himself is told who decides in his place.
    let own = |refusal: &Refusal| refusal.rule == Rule::OwnForm;
    assert!(
        decided.as_ref().is_ok() || decided.as_ref().is_err_and(own),
        "{decided:?} {shown}"
    );
}

enum Typed {
    All,
    One(Action),
}

/// The action of a command that status suggests; `None` for one that only reads or records.
fn typed(command: &str, state: &State) -> Option<Typed> {
    let words: Vec<&str> = command.split(' ').collect();
    let subjek = |id: &str| match id {
        "draft" => Subjek::Draft,
        id => Subjek::Bidang(bidang_id(id)),
    };
    Some(Typed::One(match words.as_slice() {
        ["rkt", "submit", id, options @ ..] => {
            let bidang = bidang_id(id);
            let last = state.rounds(&bidang).last().map(|r| r.digest.clone());
            let given = |flag| options.contains(&flag).then(|| "menyusul".to_owned());
            Action::Submit {
                bidang,
                digest: last.unwrap_or_else(|| "a".repeat(64)),
                sha256: "A".repeat(64),
                alasan: given("--alasan"),
                jawab: given("--jawab"),
            }
        }
        ["rkt", "approve", "--semua"] => return Some(Typed::All),
        ["rkt", "approve", id] => Action::Approve { subjek: subjek(id) },
        ["rkt", "answer", nama, ..] => {
            answer(state.koreksi().iter().find(|k| k.nama == *nama).unwrap())
        }
        ["rkt", "compile"] => Action::Compile {
            digest: compiled(state),
            scope: Scope::Whole,
        },
        ["rkt", "draft"] => Action::Draft {
            digest: compiled(state),
            n_errors: 0,
        },
        ["rkt", "sign"] => Action::Sign {
            kode: kode(&compiled(state)),
            naskah: None,
        },
        ["rkt", "archive", options @ ..] => Action::Archive {
            digest: "f".repeat(64),
            versi: "uji".to_owned(),
            alasan: options.first().map(|_| "hilang".to_owned()),
        },
        ["rkt", "reopen", id, ..] => Action::Reopen {
            langkah: crate::office::langkah_id(id),
            alasan: "dibuka kembali".to_owned(),
        },
        ["rkt", "step", ..] => return None,
        other => panic!("status suggests {other:?}"),
    }))
}

/// The draft that was signed is of forms that are all approved, by others, and that are as
/// they stand now.
#[track_caller]
fn holds_what_was_signed(state: &State) {
    let signature = state.signature();
    let signature = signature.unwrap_or_else(|| panic!("not signed\n{}", told(state)));
    let before = state.before(&signature.event);
    for state in [&before, state] {
        let draft = drafted(state, &signature.digest);
        for bidang in &state.cycle.bidang {
            let shown = || format!("{}\n{}", bidang.id, told(state));
            let digest = draft.masukan.get(&bidang.id);
            let excused = matches!(state.bidang(&bidang.id), BidangState::Tanpa(_));
            assert_eq!(excused, draft.tanpa.contains(&bidang.id), "{}", shown());
            assert_eq!(digest.is_none(), excused, "{}", shown());
            let now = state.final_digest(&bidang.id);
            assert_eq!(digest.map(String::as_str), now, "{}", shown());
            if let Some(digest) = digest {
                assert!(is_approved(state, &bidang.id, digest), "{}", shown());
            }
        }
    }
    let left = before.koreksi().iter().filter(|k| {
        let excused = |id| matches!(before.bidang(id), BidangState::Tanpa(_));
        if k.subjek.bidang().is_some_and(excused) {
            return false;
        }
        let own = k.jabatan == *role(state, signature) && k.subjek == Subjek::Draft;
        k.tahap == Tahap::Terbuka || (k.tahap == Tahap::Dijawab && !own)
    });
    assert_eq!(left.count(), 0, "{}", told(&before));
}

fn role<'a>(
    state: &'a State,
    signature: &rkt::domain::state::Signature,
) -> &'a rkt::domain::name::Jabatan {
    state.history().get(&signature.event).unwrap().role()
}

/// The draft of that content, from its event.
#[track_caller]
fn drafted(state: &State, content: &str) -> Compilation {
    let mut events = state.events().iter().rev();
    let event = events.find(|event| {
        matches!(&event.act, Act::Susun { digest, .. } if digest == content)
            && state.counts(&event.id)
    });
    let event = event.unwrap_or_else(|| panic!("never drafted\n{}", told(state)));
    let Act::Susun {
        nomor,
        digest,
        masukan,
        tanpa,
    } = event.act.clone()
    else {
        unreachable!()
    };
    Compilation {
        event: event.id.clone(),
        nomor,
        digest,
        masukan,
        tanpa,
        pada: event.pada,
    }
}

/// Whether a content is approved at every review of forms by somebody who did not hand it in,
/// and who had seen every return and what befell the form last; worked out from the events alone.
fn is_approved(state: &State, id: &BidangId, content: &str) -> bool {
    let counted: Vec<&Event> = state
        .events()
        .iter()
        .filter(|event| state.counts(&event.id))
        .collect();
    let of_form = |act: &Act| {
        matches!(act, Act::Ajukan { bidang, .. } | Act::Tarik { bidang } if bidang == id)
            || matches!(act, Act::Kembalikan { subjek, .. } if subjek.bidang() == Some(id))
    };
    let handed_in = |event: &&&Event| matches!(&event.act, Act::Ajukan { bidang, digest, .. } if bidang == id && digest == content);
    let submitters: Vec<&Event> = counted.iter().filter(handed_in).copied().collect();
    let befell = counted.iter().filter(|event| of_form(&event.act));
    let befell: Vec<&Event> = befell.copied().collect();
    let is_good = |approval: &&Event, langkah: &Langkah| {
        let Act::Setujui {
            subjek,
            langkah: at,
            digest,
        } = &approval.act
        else {
            return false;
        };
        let fits = subjek.bidang() == Some(id) && *at == langkah.id && digest == content;
        let mut seen = submitters
            .iter()
            .filter(|one| state.history().follows(&approval.id, &one.id));
        let stranger = !seen.any(|one| one.oleh.is_same_person(&approval.oleh));
        let mut unseen = befell
            .iter()
            .filter(|event| !state.history().follows(&approval.id, &event.id));
        let may_be_unseen = |event: &&Event| {
            let back = matches!(event.act, Act::Kembalikan { .. });
            let last = !befell
                .iter()
                .any(|e| state.history().follows(&e.id, &event.id));
            handed_in(&event) || (!back && !last)
        };
        fits && stranger && unseen.all(may_be_unseen)
    };
    !submitters.is_empty()
        && state
            .sop
            .form_reviews()
            .all(|langkah| counted.iter().any(|event| is_good(event, langkah)))
}

fn shuffled(events: &[Event], order: &[Index]) -> Vec<Event> {
    let mut events = events.to_vec();
    for (at, n) in (1..events.len()).rev().zip(order.iter().cycle()) {
        events.swap(at, n.index(at + 1));
    }
    events
}

/// A walk: the office, its legs, and an order in which its events are read again.
type Plan = (Office, Vec<Leg>, Vec<Index>);

fn plans() -> impl Strategy<Value = Plan> {
    let order = prop::collection::vec(any::<Index>(), 40);
    let legs = prop::collection::vec(leg(), ROUNDS);
    (prop::sample::select(offices()), legs, order)
}

fn walk((office, legs, order): &Plan, n_taken: &Cell<usize>) {
    let state = office.opened();
    let at = state.events()[0].pada;
    let mut walk = Walk {
        office,
        state,
        at,
        n_taken,
    };
    for (both, ours, theirs, parts) in legs {
        walk.play(both);
        let mut other = Walk {
            state: walk.state.clone(),
            ..walk
        };
        walk.play(ours);
        if *parts {
            other.play(theirs);
            walk.state = office.replay(union(&walk.state, other.state.events()));
            if walk.state.signature().is_some() {
                holds_what_was_signed(&walk.state);
            }
        } else {
            walk.play(theirs);
        }
        due_dates_hold(&walk.state, &days_off(&walk.state), walk.at.date_naive());
    }
    let again = office.replay(shuffled(walk.state.events(), order));
    assert_eq!(again, walk.state);
    let file = file_of(&office.cycle, walk.state.events());
    assert_eq!(read_back(&file, &office.sop), walk.state);
    finish(office, &mut walk.state);
    holds_what_was_signed(&walk.state);
    let again = office.replay(shuffled(walk.state.events(), order));
    assert_eq!(again, walk.state);
}

#[test]
fn every_walk_can_be_ended_and_signs_only_what_was_approved() {
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 1500,
        ..ProptestConfig::with_cases(CASES)
    });
    let n_taken = Cell::new(0);
    let ended = runner.run(&plans(), |plan| {
        walk(&plan, &n_taken);
        Ok(())
    });
    if let Err(failed) = ended {
        panic!("{failed}");
    }
    // Most of what is tried is refused; walks in which nothing happens would prove nothing.
    assert!(n_taken.get() >= LEAST, "{}", n_taken.get());
}
