//! The decider and its record: random histories of three offices replay, merge and survive the
//! state file; every refusal, and every fault of sop.yaml and state.toml, is told in its place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, TimeDelta};
use proptest::prelude::*;
use proptest::sample::Index;
use rkt::domain::event::{Act, Event, EventId};
use rkt::domain::finding::{Finding, Spot, any_error};
use rkt::domain::instansi::Bidang;
use rkt::domain::name::BidangId;
use rkt::domain::progress::{self, Keadaan};
use rkt::domain::rule::Rule;
use rkt::domain::sop::{Jenis, Sop};
use rkt::domain::state::{BidangState, Cycle, State};
use rkt::domain::workflow::{Action, By, Decision, Refusal, Scope, starters};
use rkt::source::Texts;
use rkt::store::sop_file;
use rkt::store::state_file;

use crate::jadwal::{NINE, TWELVE, source};
use crate::office::{
    Office, bidang_id, by, compilation, moment, opening_day, step, submission, union,
};

// ---- Random histories.

/// One thing that somebody tries.
#[derive(Clone, Debug)]
struct Try {
    what: What,
    who: Option<Index>,
    minutes: i64,
}

#[derive(Clone, Debug)]
enum What {
    Start(Option<String>),
    Step(Index, Option<u64>, Option<String>),
    Submit(Index, &'static str, Option<String>),
    Compile(Scope, &'static str),
}

fn words() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        Just(Some("rapat di aula".to_owned())),
        Just(Some("kata \"kutip\", garis \\ miring".to_owned())),
        Just(Some("é – ± # ] }, [langkah]".to_owned())),
    ]
}

fn what() -> impl Strategy<Value = What> {
    let digest = || prop_oneof![Just("a"), Just("b"), Just("d")];
    let scope = prop_oneof![Just(Scope::Whole), Just(Scope::Partial)];
    let back = prop::option::of(0..9_u64);
    prop_oneof![
        1 => words().prop_map(What::Start),
        4 => (any::<Index>(), back, words()).prop_map(|(n, back, said)| What::Step(n, back, said)),
        8 => (any::<Index>(), digest(), words()).prop_map(|(n, digest, why)| What::Submit(n, digest, why)),
        3 => (scope, digest()).prop_map(|(scope, digest)| What::Compile(scope, digest)),
    ]
}

fn tries(most: usize) -> impl Strategy<Value = Vec<Try>> {
    let who = prop_oneof![3 => Just(None), 1 => any::<Index>().prop_map(Some)];
    let minutes = prop_oneof![6 => 0..2000_i64, 2 => Just(0), 1 => -4000..0_i64];
    let one = (what(), who, minutes).prop_map(|(what, who, minutes)| Try { what, who, minutes });
    prop::collection::vec(one, 0..most)
}

fn any_office() -> impl Strategy<Value = Office> {
    prop::sample::select(Office::all().to_vec())
}

/// Swaps for a shuffle.
fn order() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 40)
}

impl Try {
    /// The action, and who of right does it.
    fn action(&self, office: &Office, at: DateTime<FixedOffset>) -> (Action, String) {
        match self.what.clone() {
            What::Start(letter) => {
                let right = starters(&office.sop)[0].to_string();
                (office.start(at, letter), right)
            }
            What::Step(n, back, catatan) => {
                let langkah = n.get(&office.sop.langkah);
                // One day ahead, the same day, or some days back.
                let day = |back| at.date_naive() + Days::new(1) - Days::new(back);
                let action = Action::Step {
                    langkah: langkah.id.clone(),
                    tanggal: back.map(day),
                    catatan,
                    hadir: Vec::new(),
                    url: None,
                };
                (action, office.first_of(langkah))
            }
            What::Submit(n, digest, why) => {
                let bidang = n.get(&office.cycle.bidang).id.to_string();
                let mut action = submission(&bidang, digest);
                if let Action::Submit { alasan, .. } = &mut action {
                    *alasan = why;
                }
                (action, bidang)
            }
            What::Compile(scope, digest) => {
                let digest = digest.repeat(64);
                (
                    Action::Compile { digest, scope },
                    office.chief(Jenis::Kompilasi),
                )
            }
        }
    }
}

/// Tries one thing after another; what is allowed goes into the state.
fn play(office: &Office, state: &mut State, tries: &[Try]) -> Vec<Event> {
    let last = state.events().last();
    let mut at = last.map_or_else(opening_day, |event| event.pada);
    let people = office.people();
    let mut added = Vec::new();
    for one in tries {
        at += TimeDelta::minutes(one.minutes);
        let (action, right) = one.action(office, at);
        let who = one.who.map_or(&right, |n| n.get(&people));
        if let Ok(Decision::Record(event)) = office.decide(state, action, &by(who, at)) {
            assert_eq!(event.sebelum, state.heads());
            assert_eq!(event.id, event.computed_id());
            state.apply((*event).clone());
            added.push(*event);
        }
    }
    added
}

/// The events in another order, some of them twice.
fn shuffled(events: &[Event], order: &[Index]) -> Vec<Event> {
    let mut events = events.to_vec();
    let twice: Vec<Event> = order[..5].iter().map(|n| n.get(&events).clone()).collect();
    events.extend(twice);
    for (at, n) in (1..events.len()).rev().zip(order.iter().cycle()) {
        events.swap(at, n.index(at + 1));
    }
    events
}

pub fn file_of(cycle: &Cycle, events: &[Event]) -> String {
    let first = state_file::new_file(cycle, &events[0]);
    let append = |text: String, event: &Event| {
        let mut text = text;
        if let Act::Bidang { bidang, nama } = &event.act
            && !text.contains(&format!("[bidang.{bidang}]"))
        {
            let urut = text.matches("[bidang.").count() + 1;
            let (id, nama) = (bidang.clone(), nama.clone());
            text = state_file::with_table(&text, &Bidang { id, nama }, urut);
        }
        state_file::append(&text, event).unwrap()
    };
    events[1..].iter().fold(first, append)
}

fn decoded(text: &str) -> (Option<(Cycle, Vec<Event>)>, Vec<Finding>) {
    state_file::decode(&source("2027/state.toml", text))
}

/// The state that a file's text gives; it must be without fault.
#[track_caller]
pub fn read_back(text: &str, sop: &Sop) -> State {
    let (read, findings) = decoded(text);
    assert_eq!(findings, [], "{text}");
    let (cycle, events) = read.unwrap();
    State::replay(cycle, sop.clone(), events)
}

fn is_event(line: &str) -> bool {
    line.starts_with("  { id = ")
}

/// The text with the event lines of each table in reverse order, each of them twice.
fn reversed(text: &str) -> String {
    let mut out = String::new();
    let mut waiting: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        if is_event(line) {
            waiting.extend([line, line]);
        } else {
            waiting.drain(..).rev().for_each(|line| out.push_str(line));
            out.push_str(line);
        }
    }
    out
}

/// What each event had seen, worked out the slow way.
fn seen_by(events: &[Event]) -> BTreeMap<&EventId, BTreeSet<&EventId>> {
    let parents: BTreeMap<_, _> = events.iter().map(|e| (&e.id, &e.sebelum)).collect();
    let all = |id| {
        let mut seen = BTreeSet::new();
        let mut todo = vec![id];
        while let Some(next) = todo.pop() {
            todo.extend(parents[next].iter().filter(|parent| seen.insert(*parent)));
        }
        seen
    };
    events.iter().map(|e| (&e.id, all(&e.id))).collect()
}

/// The contents of a Bidang that no later submission of it has seen.
fn contents<'a>(events: &'a [Event], bidang: &BidangId) -> BTreeSet<&'a str> {
    let seen = seen_by(events);
    let own: Vec<(&EventId, &str)> = events
        .iter()
        .filter_map(|event| {
            let Act::Ajukan {
                bidang: of, digest, ..
            } = &event.act
            else {
                return None;
            };
            (of == bidang).then_some((&event.id, digest.as_str()))
        })
        .collect();
    let is_last = |id| !own.iter().any(|(later, _)| seen[later].contains(id));
    own.iter()
        .filter(|(id, _)| is_last(*id))
        .map(|(_, digest)| *digest)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_history_replays_to_the_state_it_made(
        office in any_office(), tries in tries(40), order in order(),
    ) {
        let mut live = office.opened();
        play(&office, &mut live, &tries);
        let events = shuffled(live.events(), &order);
        prop_assert_eq!(office.replay(events), live);
    }

    #[test]
    fn a_history_survives_its_file(office in any_office(), tries in tries(30)) {
        let mut live = office.opened();
        play(&office, &mut live, &tries);
        let text = file_of(&office.cycle, live.events());
        prop_assert_eq!(text.lines().filter(|line| is_event(line)).count(), live.events().len());
        prop_assert_eq!(&read_back(&text, &office.sop), &live);
        prop_assert_eq!(&read_back(&text.replace('\n', "\r\n"), &office.sop), &live);
        prop_assert_eq!(&read_back(&reversed(&text), &office.sop), &live);
        let (first, rest) = live.events().split_first().unwrap();
        let start = state_file::new_file(&office.cycle, first).replace('\n', "\r\n");
        let dos = rest.iter().fold(start, |text, e| state_file::append(&text, e).unwrap());
        prop_assert_eq!(dos, text.replace('\n', "\r\n"));
    }

    #[test]
    fn branches_merge_to_one_state_in_any_order(
        office in any_office(), before in tries(12), ours in tries(12), theirs in tries(12),
        order in order(), other in order(),
    ) {
        let mut base = office.opened();
        play(&office, &mut base, &before);
        let (mut left, mut right) = (base.clone(), base);
        play(&office, &mut left, &ours);
        let added = play(&office, &mut right, &theirs);
        let all = union(&left, &added);
        let merged = office.replay(all.clone());
        prop_assert_eq!(&office.replay(shuffled(&all, &order)), &merged);
        prop_assert_eq!(&office.replay(shuffled(&all, &other)), &merged);
        prop_assert_eq!(&read_back(&file_of(&office.cycle, &all), &office.sop), &merged);
        for bidang in &office.cycle.bidang {
            let contents: Vec<&str> = contents(&all, &bidang.id).into_iter().collect();
            match (merged.bidang(&bidang.id), contents.as_slice()) {
                (BidangState::Belum, []) | (BidangState::Bercabang, [_, _, ..]) => {}
                (BidangState::Diajukan(submission), [digest]) => {
                    prop_assert_eq!(submission.digest.as_str(), *digest);
                }
                (state, contents) => prop_assert!(false, "{:?} with {:?}", state, contents),
            }
        }
    }

    #[test]
    fn the_next_act_follows_every_branch(
        office in any_office(), ours in tries(10), theirs in tries(10), n in any::<Index>(),
    ) {
        let base = office.opened();
        let (mut left, mut right) = (base.clone(), base);
        play(&office, &mut left, &ours);
        let added = play(&office, &mut right, &theirs);
        let mut merged = office.replay(union(&left, &added));
        let bidang = n.get(&office.cycle.bidang).id.clone();
        let mut action = submission(bidang.as_str(), "e");
        if let Action::Submit { alasan, .. } = &mut action {
            *alasan = Some("menengahi dua cabang".to_owned());
        }
        let event = office.act(&mut merged, action, &by(bidang.as_str(), opening_day())).unwrap();
        prop_assert_eq!(merged.heads(), [event.id.clone()]);
        let settled = matches!(merged.bidang(&bidang), BidangState::Diajukan(s) if s.event == event.id);
        prop_assert!(settled, "{:?}", merged.bidang(&bidang));
        prop_assert_eq!(&office.replay(merged.events().to_vec()), &merged);
    }

    #[test]
    fn no_changed_byte_of_an_event_goes_unseen(tries in tries(8), line in any::<Index>(), at in any::<Index>()) {
        let office = Office::seed();
        let mut live = office.opened();
        play(&office, &mut live, &tries);
        let text = file_of(&office.cycle, live.events());
        let lines: Vec<&str> = text.lines().filter(|line| is_event(line)).collect();
        let line = *line.get(&lines);
        let (at, c) = at.get(&line.char_indices().collect::<Vec<_>>()).to_owned();
        let other = if c == '0' { "1" } else { "0" };
        let changed = format!("{}{other}{}", &line[..at], &line[at + c.len_utf8()..]);
        let (_, findings) = decoded(&text.replacen(line, &changed, 1));
        prop_assert!(any_error(&findings), "{}", changed);
    }

    #[test]
    fn no_lost_event_that_another_follows_goes_unseen(tries in tries(12), n in any::<Index>()) {
        let office = Office::seed();
        let mut live = office.opened();
        play(&office, &mut live, &tries);
        let Some((_, followed)) = live.events().split_last().filter(|(_, rest)| !rest.is_empty()) else {
            return Ok(());
        };
        let lost = n.get(followed).id.as_str();
        let parent = format!("\"{lost}\"");
        let text = file_of(&office.cycle, live.events());
        let text = text.replacen(line_with(&text, &format!("{{ id = {parent}")), "", 1);
        let (_, findings) = decoded(&text);
        prop_assert_eq!(findings.len(), 1, "{:?}", &findings);
        prop_assert_eq!(findings[0].rule, Rule::EventParentUnknown);
        prop_assert!(told_line(&text, &findings[0]).contains(&parent));
    }
}

// ---- Two branches, by hand.

/// The seed's office after the two clones of a newly opened cycle did one thing each.
fn merged(ours: (&str, &str), theirs: (&str, &str)) -> (Office, State) {
    let office = Office::seed();
    let base = office.opened();
    let (mut left, mut right) = (base.clone(), base);
    office.submit(
        &mut left,
        ours.0,
        ours.1,
        moment("2026-11-05T09:00:00+08:00"),
    );
    office.submit(
        &mut right,
        theirs.0,
        theirs.1,
        moment("2026-11-05T10:00:00+08:00"),
    );
    let state = office.replay(union(&left, right.events()));
    assert_eq!(state.heads().len(), 2);
    (office, state)
}

fn content(state: &State, bidang: &str) -> String {
    let state = state.bidang(&bidang_id(bidang));
    let submission = state.submission();
    submission.map_or_else(|| state.word().to_owned(), |s| s.digest[..1].to_owned())
}

#[test]
fn two_bidang_in_two_branches_are_both_in() {
    let (_, state) = merged(("sd", "a"), ("paud-pnf", "b"));
    assert_eq!(content(&state, "sd"), "a");
    assert_eq!(content(&state, "paud-pnf"), "b");
    assert_eq!(content(&state, "sekretariat"), "belum");
}

#[test]
fn one_content_from_two_branches_is_in() {
    let (_, state) = merged(("sd", "a"), ("sd", "a"));
    assert_eq!(content(&state, "sd"), "a");
    assert_eq!(state.n_rounds(&bidang_id("sd")), 2);
}

#[test]
fn two_contents_fork_until_a_submission_has_seen_both() {
    for settled in ["a", "b", "d"] {
        let (office, mut state) = merged(("sd", "a"), ("sd", "b"));
        assert_eq!(content(&state, "sd"), "bercabang");
        assert!(state.current_digests().is_empty());
        office.submit(
            &mut state,
            "sd",
            settled,
            moment("2026-11-06T08:00:00+08:00"),
        );
        assert_eq!(content(&state, "sd"), settled);
        assert_eq!(state.heads().len(), 1);
    }
}

#[test]
fn the_same_act_after_the_same_events_is_one_event() {
    let office = Office::seed();
    let at = moment("2026-11-05T09:00:00+08:00");
    let (mut left, mut right) = (office.opened(), office.opened());
    office.submit(&mut left, "sd", "a", at);
    office.submit(&mut right, "sd", "a", at);
    assert_eq!(left, right);
    assert_eq!(office.replay(union(&left, right.events())), left);
}

// ---- From the opening to the draft.

#[test]
fn every_office_gets_to_its_whole_draft() {
    for office in Office::all() {
        let mut state = office.opened();
        let at = moment("2026-11-04T08:00:00+08:00");
        let recorded: Vec<_> = office
            .sop
            .langkah
            .iter()
            .filter(|l| l.jenis == Jenis::Catat)
            .collect();
        for langkah in recorded {
            let by = by(&office.first_of(langkah), at);
            office.act(
                &mut state,
                step(langkah.id.as_str(), Some("2026-11-04")),
                &by,
            );
            let record = state.record_of(&langkah.id).unwrap();
            assert_eq!(record.tanggal, at.date_naive());
        }
        for bidang in &office.cycle.bidang {
            office.submit(&mut state, bidang.id.as_str(), "a", at);
        }
        let compiler = by(&office.chief(Jenis::Kompilasi), at);
        let event = office.act(&mut state, compilation(Scope::Whole), &compiler);
        assert!(event.is_some());
        assert_eq!(
            office.act(&mut state, compilation(Scope::Whole), &compiler),
            None
        );
        let draft = state.last_compilation().unwrap();
        assert_eq!((draft.nomor, draft.tanpa.len()), (1, 0));
        assert_eq!(draft.masukan, state.current_digests());
        let progress = progress::look(&state, &office.kalender, at.date_naive(), &BTreeSet::new());
        let langkah = progress.unwrap().langkah;
        let n = langkah
            .iter()
            .position(|l| l.jenis == Jenis::Kompilasi)
            .unwrap();
        assert!(langkah[..=n].iter().all(|l| l.keadaan == Keadaan::Selesai));
        assert_eq!(langkah[n + 1].keadaan, Keadaan::Berjalan);
    }
}

#[test]
fn the_same_content_again_is_no_event() {
    let office = Office::seed();
    let mut state = office.opened();
    let at = moment("2026-11-05T08:00:00+08:00");
    office.submit(&mut state, "sd", "a", at);
    assert_eq!(
        office.act(&mut state, submission("sd", "a"), &by("sd", at)),
        None
    );
    office.submit(&mut state, "sd", "b", at);
    assert_eq!(content(&state, "sd"), "b");
}

#[test]
fn a_partial_draft_names_who_is_left_out() {
    let (office, mut state) = merged(("sd", "a"), ("sd", "b"));
    let at = moment("2026-11-06T08:00:00+08:00");
    office.submit(&mut state, "paud-pnf", "a", at);
    office.act(&mut state, compilation(Scope::Partial), &by("tim", at));
    let draft = state.last_compilation().unwrap();
    assert_eq!(draft.tanpa, [bidang_id("sd"), bidang_id("sekretariat")]);
    assert_eq!(
        draft.masukan,
        BTreeMap::from([(bidang_id("paud-pnf"), "a".repeat(64))])
    );
}

// ---- Refusals.

/// Asserts that an action is refused by a gate whose help holds a command.
#[track_caller]
fn refuses(office: &Office, state: &State, action: Action, by: &By, rule: Rule) -> Refusal {
    let shown = format!("{action:?} by {}", by.actor.jabatan);
    let refusal = office.decide(state, action, by).expect_err(&shown);
    assert_eq!(refusal.rule, rule, "{shown}: {refusal:?}");
    assert!(refusal.help.contains("`rkt "), "{shown}: {refusal:?}");
    refusal
}

/// Asserts that who is refused for his jabatan is sent to somebody who may.
#[track_caller]
fn is_not_for(office: &Office, state: &State, action: &Action, who: &str) {
    let at = opening_day();
    let refusal = refuses(
        office,
        state,
        action.clone(),
        &by(who, at),
        Rule::NotYourAct,
    );
    assert!(refusal.message.contains(who), "{refusal:?}");
    let (_, right) = refusal.help.split_once("--sebagai ").unwrap();
    let right = right.trim_end_matches('`');
    let again = office.decide(state, action.clone(), &by(right, at));
    let refused = again.err().map(|refusal| refusal.rule);
    assert_ne!(refused, Some(Rule::NotYourAct), "{action:?}: {refusal:?}");
}

#[test]
fn each_act_is_for_some_jabatan_only() {
    let office = Office::seed();
    let state = office.opened();
    for (action, others) in [
        (
            office.start(opening_day(), None),
            ["sekretaris", "sd", "inspektorat"],
        ),
        (
            step("disposisi", None),
            ["kasubbag-program", "sd", "kepala-dinas"],
        ),
        (step("sosialisasi", None), ["sekretaris", "sd", "bidang"]),
        (
            submission("sd", "a"),
            ["paud-pnf", "kasubbag-program", "bidang"],
        ),
        (
            compilation(Scope::Whole),
            ["sekretaris", "kepala-dinas", "sd"],
        ),
        (
            compilation(Scope::Partial),
            ["sekretaris", "kepala-dinas", "sd"],
        ),
    ] {
        for who in others {
            is_not_for(&office, &state, &action, who);
        }
    }
}

#[test]
fn a_langkah_of_the_bidang_is_for_each_of_their_heads() {
    let office = Office::new(TWELVE, &["tangkap", "budidaya"]);
    let mut state = office.opened();
    for who in ["tangkap", "budidaya", "kasubbag-keuangan"] {
        let event = office.act(
            &mut state,
            step("pembahasan", None),
            &by(who, opening_day()),
        );
        assert_eq!(
            event.is_some(),
            who == "tangkap",
            "the first records it, the others agree"
        );
    }
    is_not_for(&office, &state, &step("pembahasan", None), "sekdis");
}

#[test]
fn only_a_langkah_of_kind_catat_is_recorded() {
    for office in Office::all() {
        let state = office.opened();
        for langkah in office
            .sop
            .langkah
            .iter()
            .filter(|l| l.jenis != Jenis::Catat)
        {
            let by = by(&office.first_of(langkah), opening_day());
            let action = step(langkah.id.as_str(), None);
            let refusal = refuses(&office, &state, action, &by, Rule::WrongStep);
            assert!(refusal.message.contains(langkah.id.as_str()), "{refusal:?}");
        }
        let by = by("inspektorat", opening_day());
        refuses(
            &office,
            &state,
            step("tidak-ada", None),
            &by,
            Rule::WrongStep,
        );
    }
}

#[test]
fn what_has_not_happened_is_not_recorded() {
    let office = Office::seed();
    let mut state = office.opened();
    let by = by("tim", moment("2026-11-04T23:59:59+08:00"));
    let tomorrow = step("sosialisasi", Some("2026-11-05"));
    refuses(&office, &state, tomorrow, &by, Rule::DateAhead);
    let today = step("sosialisasi", Some("2026-11-04"));
    assert!(office.act(&mut state, today, &by).is_some());
}

/// Opened on Mon 2 Nov 2026: sosialisasi until 4 Nov, isi 5, 6, 9 Nov, kumpul 10, 11, 12 Nov.
#[test]
fn a_late_form_needs_its_reason() {
    let office = Office::seed();
    let mut state = office.opened();
    let late = by("sd", moment("2026-11-13T00:00:00+08:00"));
    let refusal = refuses(
        &office,
        &state,
        submission("sd", "a"),
        &late,
        Rule::LateWithoutReason,
    );
    assert!(refusal.message.contains("12 November 2026"), "{refusal:?}");
    assert!(refusal.help.contains("--alasan"), "{refusal:?}");
    let mut with_reason = submission("sd", "a");
    if let Action::Submit { alasan, .. } = &mut with_reason {
        *alasan = Some("menunggu Dapodik".to_owned());
    }
    assert!(office.act(&mut state, with_reason, &late).is_some());
    office.submit(
        &mut state,
        "paud-pnf",
        "a",
        moment("2026-11-12T23:59:59+08:00"),
    );
}

#[test]
fn a_draft_needs_its_forms() {
    let office = Office::seed();
    let at = moment("2026-11-06T08:00:00+08:00");
    let nothing = office.opened();
    let mut one = nothing.clone();
    office.submit(&mut one, "sd", "a", at);
    let (_, only_forked) = merged(("sd", "a"), ("sd", "b"));
    let mut forked = only_forked.clone();
    office.submit(&mut forked, "paud-pnf", "a", at);
    office.submit(&mut forked, "sekretariat", "a", at);
    for (state, scope, said) in [
        (
            &nothing,
            Scope::Whole,
            "belum mengajukan form: sekretariat, paud-pnf, sd",
        ),
        (
            &nothing,
            Scope::Partial,
            "belum mengajukan form: sekretariat, paud-pnf, sd",
        ),
        (
            &one,
            Scope::Whole,
            "belum mengajukan form: sekretariat, paud-pnf",
        ),
        (&only_forked, Scope::Partial, "bercabang: sd"),
        (&forked, Scope::Whole, "bercabang: sd"),
    ] {
        let by = by("tim", at);
        let refusal = refuses(&office, state, compilation(scope), &by, Rule::BidangMissing);
        assert!(refusal.message.ends_with(said), "{refusal:?}");
        let partial = refusal.help.contains("--sebagian");
        assert_eq!(partial, !state.current_digests().is_empty(), "{refusal:?}");
    }
}

// ---- Faults of sop.yaml.

/// The line that a finding points at, without blanks around it.
fn told_line<'a>(text: &'a str, finding: &Finding) -> &'a str {
    let texts = Texts::new([(finding.at.file.as_str(), text)]);
    let (line, _) = texts.line_column(&finding.at).unwrap();
    text.lines().nth(line - 1).unwrap_or_default().trim()
}

fn is_indonesian(finding: &Finding) -> bool {
    let said = format!(
        "{} {}",
        finding.message,
        finding.help.as_deref().unwrap_or_default()
    );
    let english = [
        "missing",
        "unknown",
        "field",
        "expected",
        "invalid",
        "duplicate",
        "mapping",
        "found",
        "line",
        "column",
        "while",
        "type",
        "string",
    ];
    let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    !english.iter().any(|word| words.contains(word))
}

/// Asserts what is said about a changed SOP, and on which line.
#[track_caller]
fn sop_fault(text: &str, said: &str, line: &str) {
    let (sop, findings) = sop_file::decode(&source("sop.yaml", text));
    assert_eq!(sop, None);
    let found = findings
        .iter()
        .find(|finding| finding.message.contains(said));
    let found = found.unwrap_or_else(|| panic!("{said}: {findings:?}"));
    assert_eq!(told_line(text, found), line, "{said}");
    assert!(findings.iter().all(is_indonesian), "{findings:?}");
    assert!(
        findings.iter().all(|f| f.is_error() && f.help.is_some()),
        "{findings:?}"
    );
}

/// `text` with one change.
#[track_caller]
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn every_fault_of_a_sop_is_told_in_its_place() {
    let isi = "    jenis: isi\n";
    for (from, to, said, line) in [
        (
            isi,
            "    jenis: isi\n    warna: biru\n",
            "`warna` tidak dikenal",
            "warna: biru",
        ),
        (
            isi,
            "    jenis: isi\n    jenis: isi\n",
            "ditulis dua kali",
            "- no: 3",
        ),
        (isi, "", "kunci wajib `jenis` tidak ada", "- no: 3"),
        (isi, "    jenis: isian\n", "jenis `isian`", "id: pengisian"),
        (
            "waktu: 1 Minggu",
            "waktu: seminggu",
            "waktu \"seminggu\"",
            "id: pengisian",
        ),
        (
            "waktu: 4 Hari",
            "waktu: 0 Hari",
            "waktu \"0 Hari\"",
            "id: perangkuman",
        ),
        ("id: naskah", "id: telaah", "muncul dua kali", "id: telaah"),
        ("no: 6", "no: 5", "muncul dua kali", "id: naskah"),
        (
            "langkah: naskah",
            "langkah: draf",
            "kembali_ke `draf`",
            "id: telaah",
        ),
        (
            "cakupan: draft",
            "cakupan: semua",
            "cakupan `semua`",
            "id: telaah",
        ),
        (
            "asal: tafsir",
            "asal: dugaan",
            "asal `dugaan`",
            "id: perangkuman",
        ),
        (
            "pelaksana: [bidang]",
            "pelaksana: [seksi]",
            "pelaksana `seksi`",
            "id: pengisian",
        ),
        (
            "pelaksana: [bidang]",
            "pelaksana: [Seksi]",
            "`Seksi` bukan nama",
            "id: pengisian",
        ),
        (
            "pelaksana: [bidang]",
            "pelaksana: []",
            "tidak punya pelaksana",
            "id: pengisian",
        ),
        (
            isi,
            "    jenis: isi\n    saat_mulai: true\n",
            "saat_mulai",
            "id: pengisian",
        ),
        (
            "no: 3",
            "no: tiga",
            "jenis nilai di sini salah",
            "- no: tiga",
        ),
        (
            "format: 1",
            "format: 2",
            "format 2 tidak dikenal",
            "format: 2",
        ),
        (
            "nomor: 07/",
            "nomer: 07/",
            "`nomer` tidak dikenal",
            "nomer: 07/SOP/BPP-MR/2022",
        ),
    ] {
        sop_fault(&with(NINE, from, to), said, line);
    }
}

#[test]
fn a_fault_of_the_whole_sop_is_told_of_the_file() {
    for (from, to, said) in [
        (
            "jenis: kumpul",
            "jenis: isi",
            "tepat satu langkah berjenis isi",
        ),
        (
            "jenis: kumpul",
            "jenis: catat",
            "tepat satu langkah berjenis kumpul",
        ),
        (
            "jenis: arsip",
            "jenis: susun",
            "paling banyak satu langkah berjenis susun",
        ),
        ("jenis: catat", "jenis: arsip", "urutan langkah"),
    ] {
        let (sop, findings) = sop_file::decode(&source("sop.yaml", &with(NINE, from, to)));
        assert_eq!(sop, None);
        let found = findings
            .iter()
            .find(|finding| finding.message.contains(said));
        assert_eq!(
            found.map(|found| &found.at.spot),
            Some(&Spot::File),
            "{findings:?}"
        );
        assert!(findings.iter().all(is_indonesian), "{findings:?}");
    }
}

#[test]
fn unreadable_yaml_is_told_near_its_line() {
    let text = with(NINE, "pelaksana: [bidang]", "pelaksana: [bidang");
    let (sop, findings) = sop_file::decode(&source("sop.yaml", &text));
    assert_eq!((sop, findings.len()), (None, 1));
    let line = told_line(&text, &findings[0]);
    assert!(
        ["pelaksana: [bidang", "jenis: isi"].contains(&line),
        "{line}"
    );
    assert!(is_indonesian(&findings[0]), "{findings:?}");
}

#[test]
fn letters_of_several_bytes_do_not_move_the_place() {
    let text = with(
        NINE,
        "# SOP rekaan",
        &format!("# {} SOP rekaan", "–é".repeat(60)),
    );
    let text = with(
        &text,
        "    jenis: isi\n",
        "    jenis: isi\n    warna: biru\n",
    );
    sop_fault(&text, "`warna` tidak dikenal", "warna: biru");
}

#[test]
fn a_langkah_is_not_taken_for_one_whose_id_begins_alike() {
    let text = with(TWELVE, "id: periksa-angka", "id: periksa");
    let text = with(
        &text,
        "jenis: koreksi\n    asal: tafsir",
        "jenis: periksa\n    asal: tafsir",
    );
    sop_fault(&text, "jenis `periksa`", "id: periksa");
}

// ---- Faults of state.toml.

/// A state file: opened, sosialisasi, one form in.
fn state_text() -> String {
    let office = Office::seed();
    let mut state = office.opened();
    let at = moment("2026-11-05T08:00:00+08:00");
    office.act(&mut state, step("sosialisasi", None), &by("tim", at));
    office.submit(&mut state, "sd", "a", at);
    file_of(&office.cycle, state.events())
}

#[track_caller]
fn line_with<'a>(text: &'a str, part: &str) -> &'a str {
    text.split_inclusive('\n')
        .find(|line| line.contains(part))
        .unwrap()
}

/// Asserts that a changed state file is reported by a rule, on a line that holds `line`.
#[track_caller]
fn state_fault(text: &str, rule: Rule, line: &str) {
    let (_, findings) = decoded(text);
    let found = findings.iter().find(|finding| finding.rule == rule);
    let found = found.unwrap_or_else(|| panic!("{rule}: {findings:?}"));
    assert!(told_line(text, found).contains(line), "{line}: {found:?}");
    assert!(found.is_error() && found.help.is_some(), "{found:?}");
}

#[test]
fn a_changed_event_no_longer_fits_its_id() {
    let text = state_text();
    let other = with(&text, &"a".repeat(64), &format!("{}b", "a".repeat(63)));
    state_fault(&other, Rule::EventBroken, "aksi = \"ajukan\"");
    let other = with(&text, "aksi = \"catat\"", "aksi = \"catet\"");
    state_fault(&other, Rule::EventBroken, "aksi = \"catet\"");
    let other = with(&text, "2026-11-05T08:00:00+08:00", "5 November 2026");
    state_fault(&other, Rule::EventBroken, "5 November 2026");
}

#[test]
fn an_event_in_another_table_is_told() {
    let text = state_text();
    let line = line_with(&text, "\"ajukan\"");
    let without = text.replacen(line, "", 1);
    let paud =
        "[bidang.paud-pnf]\nnama = \"Bidang \u{201c}paud-pnf\u{201d}\"\nurut = 2\nriwayat = [\n";
    let moved = with(&without, paud, &format!("{paud}{line}"));
    state_fault(&moved, Rule::EventBroken, "aksi = \"ajukan\"");
}

#[test]
fn an_event_after_a_lost_one_is_told() {
    let text = state_text();
    let lost = line_with(&text, "\"catat\"");
    state_fault(
        &text.replacen(lost, "", 1),
        Rule::EventParentUnknown,
        "aksi = \"ajukan\"",
    );
}

#[test]
fn a_lost_table_is_told() {
    let text = state_text();
    let (head, rest) = text.split_once("[langkah]").unwrap();
    let (_, bidang) = rest.split_once("\n]\n").unwrap();
    state_fault(&format!("{head}{bidang}"), Rule::StateTableMissing, "");
    let (before, _) = text.split_once("[bidang.").unwrap();
    state_fault(before, Rule::StateTableMissing, "");
    let sd = "urut = 3\nriwayat = [\n";
    let event = line_with(&text, "\"ajukan\"");
    let without = with(&text, &format!("{sd}{event}]\n"), "urut = 3\n");
    state_fault(&without, Rule::StateTableMissing, "[bidang.sd]");
}

#[test]
fn conflict_markers_stop_the_reading() {
    let text = state_text();
    let line = line_with(&text, "\"ajukan\"");
    let both = format!("<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> cabang\n");
    let text = with(&text, line, &both);
    let (read, findings) = decoded(&text);
    assert_eq!(read, None);
    let told: Vec<(Rule, &str)> = findings
        .iter()
        .map(|f| (f.rule, told_line(&text, f)))
        .collect();
    let markers = ["<<<<<<< HEAD", "=======", ">>>>>>> cabang"];
    assert_eq!(told, markers.map(|line| (Rule::ConflictMarker, line)));
}

#[test]
fn a_broken_line_is_told_and_the_others_are_read() {
    let text = state_text();
    let broken = with(&text, "aksi = \"catat\"", "aksi = catat");
    state_fault(&broken, Rule::TomlSyntax, "aksi = catat");
    let broken = with(&text, "aksi = \"catat\", ", "aksi = \"catat\" ");
    state_fault(&broken, Rule::TomlSyntax, "aksi = \"catat\"");
    let (read, _) = decoded(&broken);
    let (_, events) = read.unwrap();
    assert!(events.iter().any(|event| event.act.aksi() == "ajukan"));
}

/// What branches met over was never in with one content, so nothing was given back.
#[test]
fn a_fork_is_no_return() {
    let office = Office::seed();
    let at = moment("2026-11-06T08:00:00+08:00");
    let (_, mut forked) = merged(("sd", "a"), ("sd", "b"));
    office.submit(&mut forked, "paud-pnf", "a", at);
    office.submit(&mut forked, "sekretariat", "a", at);
    let none = BTreeSet::new();
    let day = at.date_naive();
    let keadaan = |state: &State| {
        let seen = progress::look(state, &office.kalender, day, &none);
        let langkah = seen.unwrap().langkah;
        langkah
            .iter()
            .find(|l| l.id.as_str() == "isi")
            .unwrap()
            .keadaan
    };
    assert_eq!(keadaan(&forked), Keadaan::Berjalan);
    office.submit(&mut forked, "sd", "c", at);
    assert_eq!(keadaan(&forked), Keadaan::Selesai);
}
