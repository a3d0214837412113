//! Planned dates set anew: who may, which dates can be, what stays readable, and what they move.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use rkt::domain::event::Act;
use rkt::domain::jadwal::{Jadwal, Wish};
use rkt::domain::kalender::{HariKerja, Minggu};
use rkt::domain::progress::{Progress, drift, look};
use rkt::domain::rule::Rule;
use rkt::domain::sop::Sop;
use rkt::domain::state::State;
use rkt::domain::workflow::{Action, settled};

use crate::cycle::Cycle;
use crate::jadwal::{NINE, TWELVE, kalender, seed_text, sop};
use crate::office::{Office, langkah_id};
use crate::workspace::Workspace;

const WHO: &str = "kasubbag-program";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cycle() -> Cycle {
    Cycle::opened(Office::seed())
}

/// The new plan that is asked for in words: `--mulai` and `LANGKAH=TANGGAL`.
fn wish(cycle: &Cycle, mulai: Option<&str>, batas: &[(&str, &str)]) -> Action {
    let named = batas.iter().map(|(id, date)| (langkah_id(id), day(date)));
    let batas: BTreeMap<_, _> = named.collect();
    let jadwal = Jadwal {
        kalender: &cycle.office.kalender,
        minggu: cycle.office.cycle.minggu,
    };
    let mulai = mulai.map(day);
    let wish = Wish {
        now: cycle.state.rencana(),
        settled: &settled(&cycle.state, &cycle.office.kalender),
        mulai,
        batas: &batas,
    };
    Action::Reschedule {
        mulai,
        rencana: jadwal.replan(&cycle.office.sop, &wish),
        alasan: "rapat anggaran".to_owned(),
    }
}

fn said(dates: &[NaiveDate]) -> String {
    let all = dates.iter().map(|day| day.format("%m-%d").to_string());
    all.collect::<Vec<_>>().join(" ")
}

fn seen(cycle: &Cycle, from: &str) -> Progress {
    let kalender = &cycle.office.kalender;
    look(&cycle.state, kalender, day(from), &BTreeSet::new()).unwrap()
}

const OPENED: &str = "11-02 11-03 11-04 11-09 11-12 11-17 11-20 11-25 12-03 12-04 12-07";

#[test]
fn what_follows_a_named_date_follows_by_the_times_of_the_sop() {
    let cycle = cycle();
    assert_eq!(said(cycle.state.rencana()), OPENED);
    let action = wish(&cycle, None, &[("kumpul", "2026-11-16")]);
    let later = cycle.clone().act(action, WHO);
    let expected = "11-02 11-03 11-04 11-09 11-16 11-19 11-24 11-27 12-07 12-08 12-09";
    assert_eq!(said(later.state.rencana()), expected);
    let both = [("kumpul", "2026-11-10"), ("kompilasi", "2026-11-30")];
    let action = wish(&cycle, None, &both);
    let between = cycle.act(action, WHO);
    let expected = "11-02 11-03 11-04 11-09 11-10 11-30 12-03 12-08 12-16 12-17 12-18";
    assert_eq!(said(between.state.rencana()), expected);
}

#[test]
fn a_new_start_is_of_the_first_langkah_that_has_not_ended() {
    let cycle = cycle();
    let action = wish(&cycle, Some("2026-11-09"), &[]);
    let later = cycle.act(action, WHO);
    let expected = "11-02 11-03 11-09 11-12 11-17 11-20 11-25 11-30 12-08 12-09 12-10";
    assert_eq!(said(later.state.rencana()), expected);
    let progress = seen(&later, "2026-11-02");
    assert_eq!(progress.langkah[2].rencana_mulai, day("2026-11-09"));
    assert_eq!(progress.langkah[3].rencana_mulai, day("2026-11-10"));
    // What did not move since keeps the day on which it was to begin.
    let action = wish(&later, None, &[("draft", "2026-12-01")]);
    let again = later.act(action, WHO);
    let progress = seen(&again, "2026-11-02");
    assert_eq!(progress.langkah[2].rencana_mulai, day("2026-11-09"));
    assert_eq!(again.state.baselines().len(), 3);
}

#[test]
fn what_ended_keeps_its_dates_also_when_nobody_recorded_the_meeting() {
    let cycle = cycle().all_in();
    let action = wish(&cycle, Some("2026-11-16"), &[]);
    let later = cycle.act(action, WHO);
    let expected = "11-02 11-03 11-04 11-09 11-12 11-18 11-23 11-26 12-04 12-07 12-08";
    assert_eq!(said(later.state.rencana()), expected);
}

#[test]
fn what_ended_early_lets_the_rest_be_brought_forward() {
    let cycle = cycle().all_in();
    let action = wish(&cycle, Some("2026-11-05"), &[]);
    let sooner = cycle.act(action, WHO);
    let expected = "11-02 11-03 11-04 11-09 11-12 11-09 11-12 11-17 11-25 11-26 11-27";
    assert_eq!(said(sooner.state.rencana()), expected);
    let progress = seen(&sooner, "2026-11-05");
    assert_eq!(progress.langkah[5].rencana_mulai, day("2026-11-05"));
    assert_eq!(progress.langkah[5].batas, day("2026-11-09"));
    assert_eq!(progress.perkiraan_selesai, day("2026-11-27"));
}

#[test]
fn lateness_goes_by_the_plan_in_force() {
    let cycle = cycle();
    assert_eq!(seen(&cycle, "2026-11-16").bidang[0].terlambat, 2);
    let action = wish(&cycle, None, &[("kumpul", "2026-11-18")]);
    let later = cycle.act(action, WHO);
    let progress = seen(&later, "2026-11-16");
    assert_eq!(progress.bidang[0].terlambat, 0);
    assert_eq!(progress.bidang[0].batas, day("2026-11-18"));
    let first = &later.state.baselines()[0];
    assert_eq!(said(&first.rencana), OPENED);
    assert_eq!(first.alasan, None);
}

#[test]
fn dates_that_can_not_be_are_refused() {
    let cycle = cycle();
    for (mulai, batas, rule, words) in [
        (
            None,
            ("kompilasi", "2026-11-11"),
            Rule::PlanBackwards,
            "langkah 6 (kompilasi)",
        ),
        (
            None,
            ("kumpul", "2026-11-14"),
            Rule::PlanOnDayOff,
            "Sabtu, 14 November 2026",
        ),
        (
            None,
            ("arsip", "2026-12-25"),
            Rule::PlanOnDayOff,
            "Hari Raya Natal",
        ),
        (
            Some("2026-11-15"),
            ("kumpul", "2026-11-27"),
            Rule::PlanOnDayOff,
            "permulaan",
        ),
        (
            None,
            ("isi", "2026-10-30"),
            Rule::PlanPassed,
            "hari ini 2 November 2026",
        ),
        (
            None,
            ("perencanaan", "2026-11-04"),
            Rule::PlanPassed,
            "sudah selesai",
        ),
    ] {
        let refusal = cycle.refused(wish(&cycle, mulai, &[batas]), WHO);
        assert_eq!(refusal.rule, rule, "{batas:?} {refusal:?}");
        assert!(refusal.message.contains(words), "{refusal:?}");
    }
    let action = wish(&cycle, None, &[("kumpul", "2026-11-16")]);
    assert_eq!(cycle.refused(action, "sd").rule, Rule::NotYourAct);
}

#[test]
fn a_cycle_that_was_not_opened_has_no_plan() {
    let action = wish(&cycle(), None, &[("kumpul", "2026-11-16")]);
    let office = Office::seed();
    let by = office.by(WHO, crate::office::opening_day());
    let refusal = office.decide(&office.replay([]), action, &by).unwrap_err();
    assert_eq!(refusal.rule, Rule::NotYetTurn);
}

#[test]
fn the_plan_in_force_once_more_changes_nothing() {
    let cycle = cycle();
    let action = wish(&cycle, None, &[("kumpul", "2026-11-12")]);
    let by = cycle.by(WHO);
    let mut state = cycle.state.clone();
    assert!(cycle.office.act(&mut state, action, &by).is_none());
}

#[test]
fn an_archived_cycle_is_not_planned_anew() {
    let cycle = cycle().ready().sign();
    let action = wish(&cycle, None, &[("arsip", "2026-12-21")]);
    let cycle = cycle.act(action, WHO).archive();
    let mut action = wish(&cycle, None, &[]);
    if let Action::Reschedule { rencana, .. } = &mut action {
        *rencana.last_mut().unwrap() = day("2026-12-22");
    }
    assert_eq!(cycle.refused(action, WHO).rule, Rule::CycleClosed);
}

#[test]
fn a_plan_that_is_taken_back_leaves_the_one_before() {
    let cycle = cycle();
    let action = wish(&cycle, None, &[("kumpul", "2026-11-16")]);
    let back = cycle.act(action, WHO).act(Action::Undo, WHO);
    assert_eq!(said(back.state.rencana()), OPENED);
    assert_eq!(back.state.baselines().len(), 1);
    assert!(matches!(back.state.events()[1].act, Act::Jadwal { .. }));
}

#[test]
fn of_two_plans_in_two_clones_the_later_one_is_in_force_and_both_are_told() {
    let plan = |date: &'static str| {
        move |cycle: Cycle| {
            let action = wish(&cycle, None, &[("kumpul", date)]);
            cycle.act(action, WHO)
        }
    };
    let other = |cycle: Cycle| plan("2026-11-18")(cycle.submit("sd", "a"));
    let met = cycle().apart(plan("2026-11-16"), other);
    assert_eq!(met.state.baselines().len(), 3);
    assert_eq!(met.state.rencana()[4], day("2026-11-18"));
    let moves: Vec<State> = met
        .state
        .events()
        .iter()
        .map(|e| met.state.before(&e.id))
        .collect();
    assert!(moves.iter().all(|state| state.baselines().len() <= 1));
}

#[test]
fn the_old_plan_stays_in_status_and_log_and_verify_agrees() {
    let workspace = Workspace::init();
    let line = "reschedule --langkah kumpul=2026-11-16 --alasan Banjir --sebagai kasubbag-program";
    let out = workspace.rkt(line).ok().out;
    assert!(out.contains("7 langkah dijadwalkan ulang:"), "{out}");
    let status = workspace.rkt("status").ok().out;
    let status = status.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        status.contains("Rencana semula: selesai 7 Desember 2026; dijadwalkan ulang 2 November 2026 sampai 9 Desember 2026 karena: Banjir"),
        "{status}"
    );
    let log = workspace.rkt("log --langkah arsip").ok().out;
    let log = log.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        log.contains("kumpul 12 November 2026 menjadi 16 November 2026 sampai arsip 7 Desember 2026 menjadi 9 Desember 2026; alasan: Banjir"),
        "{log}"
    );
    let verified = workspace.rkt("verify").ok().out;
    let verified = verified.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "dijadwalkan ulang 1 kali; rencana semula selesai 7 Desember 2026";
    assert!(verified.contains(told), "{verified}");
    let json = workspace.json("status");
    assert_eq!(json["rencana"][0]["batas"]["arsip"], "2026-12-07");
    assert_eq!(json["rencana"][1]["alasan"], "Banjir");
    let lke = workspace.rkt("report lke").ok().out;
    let lke = lke.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        lke.contains("dijadwalkan ulang sampai 9 Desember 2026"),
        "{lke}"
    );
}

#[test]
fn nothing_named_is_misuse() {
    let workspace = Workspace::init();
    let ran = workspace.rkt("reschedule --alasan Banjir --sebagai kasubbag-program");
    let err = ran.exits(2).err;
    assert!(
        err.contains("--langkah LANGKAH=TANGGAL, atau --mulai"),
        "{err}"
    );
}

#[test]
fn a_day_off_that_came_later_makes_a_plan_no_breach() {
    let workspace = Workspace::init();
    let line = "reschedule --langkah kumpul=2026-11-16 --alasan Banjir --sebagai kasubbag-program";
    workspace.rkt(line).ok();
    let kalender = workspace.read("kalender/2026.toml")
        + "\n[[libur]]\ntanggal = 2026-11-16\nnama = \"Libur daerah\"\njenis = \"daerah\"\n";
    workspace.write("kalender/2026.toml", &kalender);
    let out = workspace.rkt("verify").ok().out;
    assert!(out.contains("menurut kalender sekarang"), "{out}");
}

/// Planned dates of an SOP from a start, and what a wish makes of them.
fn replanned(sop: &Sop, start: NaiveDate, wishes: &[(usize, u32)]) -> [Vec<NaiveDate>; 2] {
    let kalender = kalender(HariKerja::Lima, &[]);
    let minggu = Minggu::HariKerja;
    let jadwal = Jadwal {
        kalender: &kalender,
        minggu,
    };
    let slots = jadwal.baseline(sop, start);
    let now: Vec<NaiveDate> = slots.iter().map(|slot| slot.batas).collect();
    let named = wishes.iter().map(|(n, days)| {
        let id = sop.langkah[*n].id.clone();
        (id, kalender.later(now[*n], *days))
    });
    let wish = Wish {
        now: &now,
        settled: &vec![false; now.len()],
        mulai: None,
        batas: &named.collect(),
    };
    let then = jadwal.replan(sop, &wish);
    [now, then]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_later_date_moves_nothing_before_it_and_nothing_after_it_to_an_earlier_day(
        text in prop_oneof![Just(seed_text()), Just(NINE), Just(TWELVE)],
        days in 0..700_u64, n in 0..9_usize, later in 0..30_u32, more in 0..30_u32,
    ) {
        let sop = sop(text);
        let start = day("2024-12-01") + chrono::Days::new(days);
        let [now, same] = replanned(&sop, start, &[]);
        prop_assert_eq!(&now, &same);
        let [_, one] = replanned(&sop, start, &[(n, later)]);
        let [_, two] = replanned(&sop, start, &[(n, later + more)]);
        prop_assert_eq!(&one[..n], &now[..n]);
        prop_assert!(now.iter().zip(&one).all(|(now, one)| now <= one));
        prop_assert!(one.iter().zip(&two).all(|(one, two)| one <= two));
        prop_assert!(one.is_sorted(), "{:?}", one);
        let kalender = kalender(HariKerja::Lima, &[]);
        prop_assert!(one.iter().all(|day| kalender.is_working(*day)));
    }
}

#[test]
fn a_new_plan_stays_where_it_is_when_the_calendar_changes() {
    let cycle = cycle();
    let action = wish(&cycle, None, &[("kumpul", "2026-11-16")]);
    let cycle = cycle.act(action, WHO);
    assert_eq!(drift(&cycle.state, &cycle.office.kalender), None);
    // Kompilasi is planned for the 19th, three hari kerja after the 16th.
    for off in ["2026-11-17", "2026-11-19"] {
        let told = drift(&cycle.state, &kalender(HariKerja::Lima, &[day(off)])).unwrap();
        assert_eq!(told.langkah[0].0, langkah_id("kompilasi"));
        assert_eq!(told.langkah[0].2, day("2026-11-20"), "{off}");
        assert_eq!(told.langkah.len(), 6);
        assert_eq!(told.selesai, (day("2026-12-09"), day("2026-12-10")));
        let named: Vec<NaiveDate> = told.libur.iter().map(|one| one.tanggal).collect();
        assert_eq!(named, [day(off)]);
    }
    // Each day off that moves something is named, and before the plan's first new day too.
    let two = kalender(HariKerja::Lima, &[day("2026-11-18"), day("2026-12-01")]);
    let told = drift(&cycle.state, &two).unwrap();
    assert_eq!(told.libur.len(), 2);
    assert_eq!(told.selesai.1, day("2026-12-11"));
    // A day off that the slack of a named date takes in moves nothing.
    let slack = kalender(HariKerja::Lima, &[day("2026-11-11")]);
    assert_eq!(drift(&cycle.state, &slack), None);
}

#[test]
fn dates_named_earlier_than_the_times_of_the_sop_are_no_change_of_the_calendar() {
    let cycle = cycle();
    let named = [("kumpul", "2026-11-10"), ("kompilasi", "2026-11-11")];
    let action = wish(&cycle, None, &named);
    let cycle = cycle.act(action, WHO);
    assert_eq!(drift(&cycle.state, &cycle.office.kalender), None);
    let on = kalender(HariKerja::Lima, &[day("2026-11-11")]);
    let told = drift(&cycle.state, &on).unwrap();
    assert_eq!(told.langkah[0].2, day("2026-11-12"));
    // The rest is unmoved where the end is: what the text calls the end is the end.
    let far = [("kumpul", "2026-11-16"), ("arsip", "2026-12-14")];
    let action = wish(&cycle, None, &far);
    let cycle = cycle.act(action, WHO);
    let on = kalender(HariKerja::Lima, &[day("2026-11-17")]);
    let told = drift(&cycle.state, &on).unwrap();
    assert_eq!(told.langkah.last().unwrap().0, langkah_id("tandatangan"));
    assert_eq!(told.selesai, (day("2026-12-14"), day("2026-12-14")));
}

#[test]
fn a_step_left_behind_on_a_day_that_has_passed_is_told_with_what_to_type() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-13T09:00:00+08:00");
    let asked = "reschedule --langkah kumpul=2026-11-18 --alasan rapat --sebagai kasubbag-program";
    let out = workspace.rkt(asked).ok().out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("isi 9 November 2026"), "{out}");
    workspace.rkt("status --ketat").exits(4);
    let out = workspace.rkt(&advised(&out)).ok().out;
    assert!(!out.contains("ikut mundur"), "{out}");
    workspace.rkt("status --ketat").ok();
    // What is planned is due, also where that is less than the time of the SOP.
    let status = workspace.json("status");
    for n in [3, 4] {
        assert_eq!(status["langkah"][n]["batas"], "2026-11-18", "{status}");
    }
    assert!(
        status["bidang"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["batas"] == "2026-11-18")
    );
}

/// The command that makes what is late wait, with a reason.
fn advised(out: &str) -> String {
    let (_, typed) = out.split_once("Supaya ikut mundur: rkt ").unwrap();
    let who = "--sebagai kasubbag-program";
    let (typed, _) = typed.split_once(who).unwrap();
    typed.replace("\"...\"", "rapat") + who
}

#[test]
fn what_is_advised_for_a_step_left_far_behind_can_be_typed() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-10T09:00:00+08:00");
    let asked = "reschedule --langkah draft=2026-11-27 --alasan rapat --sebagai kasubbag-program";
    let out = workspace.rkt(asked).ok().out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    workspace.rkt(&advised(&out)).ok();
    workspace.rkt("status --ketat").ok();
    let far = "reschedule --langkah arsip=2099-12-31 --alasan rapat --sebagai kasubbag-program";
    let err = workspace.rkt(far).exits(2).err;
    assert!(err.contains("periksa tahunnya"), "{err}");
}

#[test]
fn a_plan_into_a_year_without_a_list_leaves_its_fixed_holidays_free_and_says_so() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-06T09:00:00+08:00");
    let asked =
        "reschedule --langkah tandatangan=2026-12-31 --alasan rapat --sebagai kasubbag-program";
    let out = workspace.rkt(asked).ok().out;
    assert!(out.contains("Senin, 4 Januari 2027"), "{out}");
    assert!(out.contains("kalender/2027.toml belum ada"), "{out}");
    let out = workspace.rkt("export ics").ok().out;
    assert!(out.contains("kalender/2027.toml belum ada"), "{out}");
    let asked = "reschedule --langkah arsip=2027-01-01 --alasan rapat --sebagai kasubbag-program";
    let out = workspace.rkt(asked).exits(1);
    assert!(out.err.contains("Tahun Baru Masehi") || out.out.contains("Tahun Baru Masehi"));
}
