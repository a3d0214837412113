//! Looking ahead: the outlook, what a delay would do, days off that come to be known later.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use rkt::domain::jadwal::Jadwal;
use rkt::domain::kalender::{HariKerja, Kalender, Tahun};
use rkt::domain::progress::{Andai, Misal, Progress, drift, look, look_if};
use rkt::domain::ramalan::{Ramalan, ramalan};
use rkt::domain::sop::Jenis;
use rkt::domain::state::State;
use rkt::domain::workflow::{Action, Scope};

use crate::cycle::{Cycle, sd};
use crate::jadwal::{kalender, off};
use crate::office::{Office, compiled, langkah_id, step};
use crate::workspace::Workspace;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen(state: &State, kalender: &Kalender, from: NaiveDate) -> Progress {
    look(state, kalender, from, &BTreeSet::new()).unwrap()
}

fn ahead(state: &State, kalender: &Kalender, from: NaiveDate) -> Ramalan {
    let progress = seen(state, kalender, from);
    let minggu = state.cycle.minggu;
    ramalan(&state.sop, &Jadwal { kalender, minggu }, &progress).unwrap()
}

/// Hari kerja of slack a langkah, `-` once it ended.
fn slack(ahead: &Ramalan) -> String {
    let all = ahead.langkah.iter();
    let all = all.map(|one| one.longgar.map_or("-".to_owned(), |days| days.to_string()));
    all.collect::<Vec<_>>().join(" ")
}

/// The langkah whose time is cut short, each with what is left of it.
fn squeezed(ahead: &Ramalan) -> String {
    let all = ahead.langkah.iter().filter(|one| one.is_squeezed());
    let all = all.map(|one| format!("{} {}/{}", one.id, one.punya, one.butuh));
    all.collect::<Vec<_>>().join(", ")
}

/// All handed in and compiled on 5 November, and 12 days on: filling was to end on the 9th.
fn early() -> Cycle {
    Cycle::opened(Office::seed()).all_in().compile()
}

#[test]
fn a_plan_by_the_times_of_the_sop_has_the_day_that_the_opening_saves() {
    let cycle = Cycle::opened(Office::seed());
    let found = ahead(&cycle.state, &cycle.office.kalender, day("2026-11-05"));
    assert_eq!(slack(&found), "- - 1 4 1 1 1 1 1 1 1");
    assert_eq!(squeezed(&found), "");
    // Langkah 1 and 2 ended on one day; filling may take the time of collecting too.
    assert_eq!(found.tercepat, day("2026-12-04"));
    assert_eq!(found.perkiraan, found.rencana);
    let late = ahead(&cycle.state, &cycle.office.kalender, day("2026-11-12"));
    assert_eq!(slack(&late), "- - 1 0 0 0 0 0 0 0 0");
    assert_eq!(late.tercepat, late.rencana);
}

#[test]
fn what_was_done_early_may_slip() {
    let cycle = early();
    // Langkah 7 to 11 take 3, 3, 6, 1 and 1 days from 3 November on.
    let found = ahead(&cycle.state, &cycle.office.kalender, day("2026-11-02"));
    assert_eq!(found.tercepat, day("2026-11-20"));
    assert_eq!(found.rencana, day("2026-12-07"));
    assert_eq!(slack(&found), "- - - - - - 11 11 11 11 11");
    assert_eq!(squeezed(&found), "");
}

#[test]
fn what_is_late_squeezes_what_follows() {
    let cycle = Cycle::opened(Office::seed());
    // Kumpul was due on the 12th; kompilasi has three days, and one is left until the 17th.
    let found = ahead(&cycle.state, &cycle.office.kalender, day("2026-11-16"));
    assert_eq!(found.tercepat, day("2026-12-09"));
    assert!(squeezed(&found).starts_with("kompilasi 1/3, koreksi-bidang 1/3"));
    assert!(!squeezed(&found).contains("kumpul"));
    assert!(slack(&found).ends_with("0 0 0 0 0 0"), "{}", slack(&found));
}

#[test]
fn what_was_sent_back_holds_up_what_follows() {
    let cycle = early().send_back(sd(), None, "sekretaris");
    let found = ahead(&cycle.state, &cycle.office.kalender, day("2026-11-06"));
    // From 6 November langkah 5 to 11 take another 3, 3, 3, 3, 6, 1 and 1 days; filling may take
    // the time of collecting too.
    assert_eq!(found.langkah[3].tercepat, day("2026-11-06"));
    assert_eq!(found.tercepat, day("2026-12-04"));
    assert_eq!(slack(&found), "- - 1 4 1 1 1 1 1 1 1");
}

fn supposing(
    state: &State,
    kalender: &Kalender,
    from: NaiveDate,
    all: &[(&str, Misal)],
) -> Progress {
    let named = all.iter().map(|(id, misal)| (langkah_id(id), *misal));
    let andai = Andai(named.collect::<BTreeMap<_, _>>());
    look_if(state, kalender, from, &BTreeSet::new(), &andai).unwrap()
}

#[test]
fn a_delay_moves_what_follows_and_nothing_before() {
    let cycle = Cycle::opened(Office::seed());
    let (state, kalender, from) = (&cycle.state, &cycle.office.kalender, day("2026-11-05"));
    for (what, kumpul, kompilasi, arsip) in [
        (
            ("kumpul", Misal::Mundur(2)),
            "2026-11-16",
            "2026-11-19",
            "2026-12-09",
        ),
        (
            ("kumpul", Misal::Pada(day("2026-11-18"))),
            "2026-11-18",
            "2026-11-23",
            "2026-12-11",
        ),
        (
            ("isi", Misal::Mundur(4)),
            "2026-11-13",
            "2026-11-18",
            "2026-12-08",
        ),
        (
            ("kumpul", Misal::Pada(day("2026-11-06"))),
            "2026-11-06",
            "2026-11-17",
            "2026-12-07",
        ),
        (
            ("arsip", Misal::Mundur(1)),
            "2026-11-12",
            "2026-11-17",
            "2026-12-08",
        ),
    ] {
        let then = supposing(state, kalender, from, &[what]);
        let ends = [4, 5, 10].map(|n| then.langkah[n].perkiraan);
        assert_eq!(ends, [kumpul, kompilasi, arsip].map(day), "{what:?}");
        assert_eq!(then.langkah[2].perkiraan, day("2026-11-04"));
    }
}

/// The calendar of the tests with days off that came to be known on a day.
fn with(week: HariKerja, days: &[(NaiveDate, Option<NaiveDate>)]) -> Kalender {
    let known = rkt::store::seed::KALENDER.map(|(tahun, text)| {
        let source = crate::jadwal::source("kalender.toml", text);
        rkt::store::kalender_file::decode(&source, tahun).0.unwrap()
    });
    // A list that stands is not known later than it was.
    let base = kalender(week, &[]);
    let new = days.iter().filter(|(day, _)| base.libur(*day).is_none());
    let added = Tahun {
        tahun: 2026,
        sumber: "uji".to_owned(),
        libur: new.map(|(day, since)| off(*day, *since)).collect(),
    };
    Kalender::new(week, known.into_iter().chain([added]))
}

#[test]
fn a_due_date_that_had_passed_is_not_moved_by_a_day_off_that_came_later() {
    let cycle = Cycle::opened(Office::seed());
    let due = |days: &[(&str, Option<&str>)], n: usize| {
        let days: Vec<_> = days.iter().map(|(d, s)| (day(d), s.map(day))).collect();
        seen(
            &cycle.state,
            &with(HariKerja::Lima, &days),
            day("2026-11-20"),
        )
        .langkah[n]
            .batas
    };
    // Kumpul is due on Thu 12 November.
    assert_eq!(due(&[("2026-11-12", None)], 4), day("2026-11-13"));
    assert_eq!(
        due(&[("2026-11-12", Some("2026-11-10"))], 4),
        day("2026-11-13")
    );
    assert_eq!(
        due(&[("2026-11-12", Some("2026-11-13"))], 4),
        day("2026-11-12")
    );
    assert_eq!(
        due(&[("2026-11-11", Some("2026-11-19"))], 4),
        day("2026-11-12")
    );
    // Kompilasi had not: it is counted from what is known since.
    let told = [("2026-11-12", Some("2026-11-10"))];
    assert_eq!(due(&told, 5), day("2026-11-18"));
    let both = [
        ("2026-11-12", Some("2026-11-10")),
        ("2026-11-18", Some("2026-11-16")),
    ];
    assert_eq!(due(&both, 4), day("2026-11-13"));
    assert_eq!(due(&both, 5), day("2026-11-19"));
}

#[test]
fn what_another_calendar_makes_of_the_plan_is_told_and_the_plan_stays() {
    let cycle = Cycle::opened(Office::seed());
    let state = &cycle.state;
    assert_eq!(drift(state, &cycle.office.kalender), None);
    let told = drift(
        state,
        &with(
            HariKerja::Lima,
            &[(day("2026-11-18"), Some(day("2026-11-16")))],
        ),
    )
    .unwrap();
    assert_eq!(told.libur.len(), 1);
    let first = told.langkah.first().unwrap();
    assert_eq!(first.0.as_str(), "koreksi-bidang");
    assert_eq!((first.1, first.2), (day("2026-11-20"), day("2026-11-23")));
    assert_eq!(told.langkah.last().unwrap().2, day("2026-12-08"));
    let progress = seen(
        state,
        &with(HariKerja::Lima, &[(day("2026-11-18"), None)]),
        day("2026-11-05"),
    );
    assert_eq!(progress.langkah[6].rencana_batas, day("2026-11-20"));
    // A day off that nobody says when was known is named too.
    let told = drift(state, &with(HariKerja::Lima, &[(day("2026-11-20"), None)])).unwrap();
    assert_eq!(told.libur.len(), 1);
    let told = drift(state, &with(HariKerja::Lima, &[(day("2026-11-19"), None)])).unwrap();
    assert_eq!(told.libur[0].tanggal, day("2026-11-19"));
    assert_eq!(told.libur.len(), 1);
    // What ended keeps its day, and moves nothing behind it.
    let done = early().state;
    assert_eq!(
        drift(&done, &with(HariKerja::Lima, &[(day("2026-11-12"), None)])),
        None
    );
}

#[test]
fn a_day_off_before_a_langkah_that_ended_moves_nothing_behind_it() {
    let cycle = Cycle::opened(Office::seed());
    let by = cycle.office.by("tim", cycle.now() + TimeDelta::days(2));
    let (mut state, office) = (cycle.state.clone(), cycle.office.clone());
    office
        .act(&mut state, step("sosialisasi", None), &by)
        .unwrap();
    let off = with(HariKerja::Lima, &[(day("2026-11-03"), None)]);
    let progress = seen(&state, &off, day("2026-11-05"));
    assert_eq!(progress.langkah[3].batas, day("2026-11-09"));
    assert_eq!(drift(&state, &off), None);
}

/// A cycle on its way: how far, from 0, and how many days each act took.
fn on_the_way(office: Office, acts: usize, days: i64) -> Cycle {
    let mut cycle = Cycle::opened(office);
    let ids: Vec<String> = cycle
        .state
        .cycle
        .bidang
        .iter()
        .map(|b| b.id.to_string())
        .collect();
    for id in ids.iter().take(acts) {
        let at = cycle.now() + TimeDelta::days(days);
        let mut action = crate::office::submission(id, "a");
        if let Action::Submit { alasan, .. } = &mut action {
            *alasan = Some("Banjir".to_owned());
        }
        let by = cycle.office.by(id, at);
        let office = cycle.office.clone();
        assert!(office.act(&mut cycle.state, action, &by).is_some());
    }
    if acts > ids.len() {
        let (digest, scope) = (compiled(&cycle.state), Scope::Whole);
        let who = cycle.office.chief(Jenis::Kompilasi);
        cycle = cycle.act(Action::Compile { digest, scope }, &who);
    }
    cycle
}

fn office(n: usize) -> Office {
    let [one, two, three] = Office::all();
    [one, two, three].into_iter().nth(n).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_longer_delay_never_ends_earlier(
        n in 0..3_usize, acts in 0..6_usize, days in 0..5_i64, after in 0..40_u64,
        step in any::<prop::sample::Index>(), delay in 0..20_u32, more in 0..20_u32,
    ) {
        let cycle = on_the_way(office(n), acts, days);
        let (state, kalender) = (&cycle.state, &cycle.office.kalender);
        let from = cycle.now().date_naive() + Days::new(after);
        let id = step.get(&state.sop.langkah).id.as_str().to_owned();
        let then = |days| supposing(state, kalender, from, &[(&id, Misal::Mundur(days))]);
        let (now, one, two) = (then(0), then(delay), then(delay + more));
        prop_assert_eq!(&now, &seen(state, kalender, from));
        for ((a, b), c) in now.langkah.iter().zip(&one.langkah).zip(&two.langkah) {
            prop_assert!(a.perkiraan <= b.perkiraan && b.perkiraan <= c.perkiraan);
        }
        prop_assert!(one.perkiraan_selesai <= two.perkiraan_selesai);
    }

    #[test]
    fn slack_is_just_what_the_planned_end_leaves(
        n in 0..3_usize, acts in 0..6_usize, days in 0..3_i64, after in 0..30_u64,
    ) {
        let cycle = on_the_way(office(n), acts, days);
        let (state, kalender) = (&cycle.state, &cycle.office.kalender);
        let from = cycle.now().date_naive() + Days::new(after);
        let found = ahead(state, kalender, from);
        prop_assert!(found.tercepat <= found.perkiraan);
        let room = kalender.between(found.tercepat, found.rencana);
        for one in &found.langkah {
            prop_assert!(one.tercepat <= one.perkiraan, "{:?}", one);
            prop_assert!(one.longgar.is_none() || one.selesai.is_none());
            // The last langkah may slip just as far as all may.
            let slack = one.longgar.unwrap_or_default();
            prop_assert!(found.tercepat <= found.rencana || slack == 0);
            prop_assert!(kalender.later(one.tercepat, slack) <= found.rencana.max(one.tercepat));
        }
        let last = found.langkah.last().unwrap();
        prop_assert_eq!(last.longgar.unwrap_or(room), room);
    }

    #[test]
    fn due_dates_are_hari_kerja_never_go_back_and_a_day_off_makes_none_earlier(
        n in 0..3_usize, acts in 0..6_usize, days in 0..5_i64, after in 0..40_u64,
        offs in prop::collection::vec((0..60_u64, prop::option::of(0..60_u64)), 0..6),
    ) {
        let cycle = on_the_way(office(n), acts, days);
        let first = day("2026-11-02");
        let offs: Vec<_> = offs.iter().map(|(off, since)| {
            (first + Days::new(*off), since.map(|days| first + Days::new(days)))
        }).collect();
        let from = cycle.now().date_naive() + Days::new(after);
        due_dates_hold(&cycle.state, &offs, from);
    }
}

#[test]
fn a_meeting_recorded_ahead_of_its_turn_shortens_nothing_that_waits_for_others() {
    let mut cycle = Cycle::opened(office(2));
    for (id, days) in [("bimtek", 20), ("pembahasan", 0)] {
        let at = cycle.now() + TimeDelta::days(days);
        let langkah = cycle.office.sop.langkah(&langkah_id(id)).unwrap();
        let by = cycle.office.by(&cycle.office.first_of(langkah), at);
        let office = cycle.office.clone();
        assert!(office.act(&mut cycle.state, step(id, None), &by).is_some());
    }
    let (state, kalender) = (&cycle.state, &cycle.office.kalender);
    let progress = seen(state, kalender, cycle.now().date_naive());
    let of = |id: &str| {
        progress
            .langkah
            .iter()
            .find(|l| l.id.as_str() == id)
            .unwrap()
    };
    let (collected, compiled) = (of("terima-form"), of("gabung"));
    assert!(
        collected.batas <= compiled.batas,
        "{}, {}",
        collected.batas,
        compiled.batas
    );
    assert!(collected.perkiraan <= compiled.perkiraan);
}

/// Due dates are hari kerja, never go back along the langkah that are open, and no day off makes
/// one earlier.
#[track_caller]
pub fn due_dates_hold(state: &State, offs: &[(NaiveDate, Option<NaiveDate>)], from: NaiveDate) {
    let week = state.cycle.hari_kerja;
    let (known, then) = (kalender(week, &[]), with(week, offs));
    let (before, after) = (seen(state, &known, from), seen(state, &then, from));
    for (before, after) in before.langkah.iter().zip(&after.langkah) {
        let (was, is) = (before.batas, after.batas);
        assert!(was <= is, "{}: {was}, then {is}", after.id);
        assert!(before.perkiraan <= after.perkiraan || before.selesai.is_some());
        let frozen = offs
            .iter()
            .any(|(_, since)| since.is_some_and(|day| is < day));
        assert!(then.is_working(is) || frozen, "{}: {is}", after.id);
    }
    let open = after.langkah.iter().filter(|at| at.selesai.is_none());
    let open: Vec<NaiveDate> = open.map(|at| at.batas).collect();
    assert!(open.is_sorted(), "{open:?}");
}

#[test]
fn looking_ahead_writes_nothing_and_names_who_is_squeezed() {
    let mut workspace = Workspace::init();
    let before = workspace.read("2027/state.toml");
    workspace.at("2026-11-16T09:00:00+08:00");
    let out = workspace.rkt("status --ramalan").ok().out;
    assert!(out.contains("terjepit: 1 dari 3 hk"), "{out}");
    assert!(
        out.contains("Terjepit: tim atau kasubbag-program (langkah 6)"),
        "{out}"
    );
    let out = workspace
        .rkt("status --andai kumpul=+2 --andai 9=+1")
        .ok()
        .out;
    assert!(
        out.contains("Andai begitu, selesai Senin, 14 Desember 2026: 3 hari kerja"),
        "{out}"
    );
    assert_eq!(workspace.read("2027/state.toml"), before);
    let json = workspace.json("status --andai kumpul=+2");
    assert_eq!(json["andai_selesai"], "2026-12-11");
    assert_eq!(json["langkah"][4]["selisih_hari_kerja"], 2);
    let json = workspace.json("status --ramalan");
    assert_eq!(json["langkah"][5]["terjepit"], true);
}

#[test]
fn what_can_not_be_supposed_is_misuse() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-16T09:00:00+08:00");
    for (line, words) in [
        ("status --andai perencanaan=+2", "sudah selesai"),
        ("status --andai kumpul=2026-11-13", "sudah lewat"),
        ("status --andai kumpull=+2", "maksud Anda `kumpul`"),
        ("status --andai kumpul", "LANGKAH=+HARI"),
        ("status --andai kumpul=+x", "hari kerja"),
        ("status --andai kumpul=+2 --andai 5=+3", "dua kali"),
        ("status --andai kumpul=+999", "hari kerja"),
    ] {
        let err = workspace.rkt(line).exits(2).err;
        assert!(err.contains(words), "{line}\n{err}");
    }
}

#[test]
fn the_exit_code_tells_cron_that_something_is_late_and_lines_tell_what() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-10T09:00:00+08:00");
    let ran = workspace.rkt("status --ketat --ringkas").exits(4);
    assert_eq!(
        ran.out,
        "2027: langkah 4 isi: terlambat 1 hk, batas 2026-11-09, bidang\n"
    );
    workspace.at("2026-11-09T09:00:00+08:00");
    let ran = workspace.rkt("status --ketat --ringkas").exits(0);
    assert_eq!(ran.out, "");
    workspace.rkt("submit sd --sebagai sd");
    workspace.at("2026-11-16T09:00:00+08:00");
    let ran = workspace.rkt("status --ketat --ringkas").exits(4);
    assert!(
        ran.out
            .contains("2027: form smp: terlambat 2 hk, batas 2026-11-12\n"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("langkah"), "{}", ran.out);
    assert_eq!(workspace.rkt("status --ringkas").code, 0);
    assert_eq!(workspace.rkt("status --ketat").code, 4);
    assert_eq!(workspace.rkt("status --ketat --ramalan").code, 4);
}

#[test]
fn a_day_off_that_came_later_is_told_with_its_effect() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-16T09:00:00+08:00");
    let kalender = workspace.read("kalender/2026.toml")
        + "\n[[libur]]\ntanggal = 2026-11-20\nnama = \"Cuti Bersama\"\njenis = \"cuti-bersama\"\nsejak = 2026-11-13\n";
    workspace.write("kalender/2026.toml", &kalender);
    let out = workspace.rkt("status").ok().out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "kalender berubah sejak rencana ditetapkan 2 November 2026: Jumat, 20 November 2026 (Cuti Bersama, diketahui 13 November 2026).",
        "koreksi-bidang 23 November 2026 (rencana 20 November 2026) sampai arsip 8 Desember 2026 (rencana 7 Desember 2026)",
    ] {
        assert!(out.contains(words), "{out}");
    }
    let ran = workspace.rkt("status --ringkas").ok().out;
    assert!(
        ran.contains("menurut kalender sekarang 2026-12-08"),
        "{ran}"
    );
    let json = workspace.json("status");
    assert_eq!(json["kalender_berubah"]["libur"][0]["sejak"], "2026-11-13");
}
