//! Planned dates: known schedules to the day, and what holds for any start and any calendar.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rkt::domain::jadwal::Jadwal;
use rkt::domain::kalender::{HariKerja, JenisLibur, Kalender, Libur, Minggu, Tahun};
use rkt::domain::sop::Sop;
use rkt::store::seed;
use rkt::store::text::Source;
use rkt::store::{kalender_file, sop_file};

pub const NINE: &str = include_str!("../sop/sembilan.yaml");
pub const TWELVE: &str = include_str!("../sop/duabelas.yaml");

pub fn source(file: &str, text: &str) -> Source {
    Source {
        file: file.to_owned(),
        text: text.to_owned(),
    }
}

#[track_caller]
pub fn sop(text: &str) -> Sop {
    let (sop, findings) = sop_file::decode(&source("sop.yaml", text));
    assert_eq!(findings, []);
    sop.unwrap()
}

pub fn seed_text() -> &'static str {
    let file = seed::WORKSPACE.iter().find(|(name, _)| *name == "sop.yaml");
    file.unwrap().1
}

#[track_caller]
fn year(tahun: i32, text: &str) -> Tahun {
    let (year, findings) = kalender_file::decode(&source("kalender.toml", text), tahun);
    assert_eq!(findings, []);
    year.unwrap()
}

/// A day off, known since some day.
pub fn off(tanggal: NaiveDate, sejak: Option<NaiveDate>) -> Libur {
    Libur {
        tanggal,
        nama: "uji".to_owned(),
        jenis: JenisLibur::Daerah,
        sejak,
    }
}

/// The calendars that come with rkt, and some more days off.
pub fn kalender(week: HariKerja, more: &[NaiveDate]) -> Kalender {
    let known = seed::KALENDER.map(|(tahun, text)| year(tahun, text));
    let libur = more.iter().map(|day| off(*day, None)).collect();
    let added = Tahun {
        tahun: 2026,
        sumber: "uji".to_owned(),
        libur,
    };
    Kalender::new(week, known.into_iter().chain([added]))
}

fn dues(sop: &Sop, kalender: &Kalender, minggu: Minggu, start: NaiveDate) -> Vec<NaiveDate> {
    let slots = Jadwal { kalender, minggu }.baseline(sop, start);
    slots.iter().map(|slot| slot.batas).collect()
}

/// Asserts the due dates of all langkah, written as `month-day` in the year of `start`.
#[track_caller]
fn is_due(text: &str, week: HariKerja, minggu: Minggu, start: &str, expected: &str) {
    let found = dues(
        &sop(text),
        &kalender(week, &[]),
        minggu,
        start.parse().unwrap(),
    );
    let found: Vec<String> = found
        .iter()
        .map(|d| d.format("%m-%d").to_string())
        .collect();
    assert_eq!(found.join(" "), expected, "{week:?} {minggu:?} {start}");
}

#[test]
fn the_schedules_worked_out_for_the_sop_come_out_to_the_day() {
    for (start, week, expected) in [
        (
            "2024-02-05",
            HariKerja::Lima,
            "02-05 02-06 02-07 02-15 02-20 02-23 02-28 03-04 03-14 03-15 03-18",
        ),
        (
            "2024-02-05",
            HariKerja::Enam,
            "02-05 02-06 02-07 02-15 02-19 02-22 02-26 02-29 03-08 03-09 03-13",
        ),
        (
            "2026-01-05",
            HariKerja::Lima,
            "01-05 01-06 01-07 01-12 01-15 01-21 01-26 01-29 02-06 02-09 02-10",
        ),
        (
            "2026-01-05",
            HariKerja::Enam,
            "01-05 01-06 01-07 01-10 01-14 01-19 01-22 01-26 02-03 02-04 02-05",
        ),
    ] {
        is_due(seed_text(), week, Minggu::HariKerja, start, expected);
    }
}

/// Step 9 of the seed begins on Thu 12 Feb (five days) or Mon 9 Feb (six days); Imlek is on
/// 16 and 17 Feb. Five: seven days end on Wed 18 Feb, five hari kerja on Fri 20 Feb.
/// Six: seven days end on Sun 15 Feb, so on Wed 18 Feb; six hari kerja on Sat 14 Feb.
#[test]
fn a_week_of_the_calendar_differs_from_a_working_week() {
    let until_8 = "01-19 01-20 01-21 01-26 01-29 02-03 02-06 02-11";
    let until_8_of_six = "01-19 01-20 01-21 01-24 01-28 01-31 02-04 02-07";
    for (week, minggu, before, rest) in [
        (
            HariKerja::Lima,
            Minggu::Kalender,
            until_8,
            "02-19 02-20 02-23",
        ),
        (
            HariKerja::Lima,
            Minggu::HariKerja,
            until_8,
            "02-23 02-24 02-25",
        ),
        (
            HariKerja::Enam,
            Minggu::Kalender,
            until_8_of_six,
            "02-19 02-20 02-21",
        ),
        (
            HariKerja::Enam,
            Minggu::HariKerja,
            until_8_of_six,
            "02-18 02-19 02-20",
        ),
    ] {
        let expected = format!("{before} {rest}");
        is_due(seed_text(), week, minggu, "2026-01-19", &expected);
    }
}

/// Start on Sat 10 Jan 2026, so Mon 12; Isra Mikraj is on Fri 16 Jan.
#[test]
fn another_office_counts_by_its_own_sop() {
    for (text, minggu, expected) in [
        (
            NINE,
            Minggu::HariKerja,
            "01-13 01-14 01-22 01-26 01-30 02-04 02-06 02-09 02-10",
        ),
        (
            NINE,
            Minggu::Kalender,
            "01-13 01-14 01-21 01-23 01-29 02-03 02-05 02-06 02-09",
        ),
        (
            TWELVE,
            Minggu::HariKerja,
            "01-12 01-14 01-15 01-22 01-26 01-27 01-30 02-03 02-04 02-09 02-19 02-20",
        ),
    ] {
        is_due(text, HariKerja::Lima, minggu, "2026-01-10", expected);
    }
}

#[test]
fn each_langkah_begins_on_the_working_day_after_the_one_before() {
    let kalender = kalender(HariKerja::Lima, &[]);
    let jadwal = Jadwal {
        kalender: &kalender,
        minggu: Minggu::HariKerja,
    };
    let slots = jadwal.baseline(&sop(seed_text()), "2026-01-03".parse().unwrap());
    assert_eq!(slots[0].mulai, "2026-01-05".parse().unwrap());
    for pair in slots.windows(2) {
        assert_eq!(pair[1].mulai, kalender.after(pair[0].batas));
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let first: NaiveDate = "2024-01-01".parse().unwrap();
    (0..1096_u64).prop_map(move |days| first + Days::new(days))
}

fn any_week() -> impl Strategy<Value = HariKerja> {
    prop_oneof![Just(HariKerja::Lima), Just(HariKerja::Enam)]
}

fn any_minggu() -> impl Strategy<Value = Minggu> {
    prop_oneof![Just(Minggu::HariKerja), Just(Minggu::Kalender)]
}

fn any_sop() -> impl Strategy<Value = Sop> {
    prop_oneof![Just(seed_text()), Just(NINE), Just(TWELVE)].prop_map(sop)
}

/// Days off near a start, as days after it.
fn offsets() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0..50_u64, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn due_dates_are_working_days_and_rise(
        sop in any_sop(), start in any_day(), week in any_week(), minggu in any_minggu(),
    ) {
        let kalender = kalender(week, &[]);
        let dues = dues(&sop, &kalender, minggu, start);
        prop_assert_eq!(dues.len(), sop.langkah.len());
        prop_assert!(dues[0] >= start);
        prop_assert!(dues.iter().all(|day| kalender.is_working(*day)), "{:?}", dues);
        prop_assert!(dues.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", dues);
    }

    #[test]
    fn a_day_off_never_makes_a_due_date_earlier(
        sop in any_sop(), start in any_day(), week in any_week(), minggu in any_minggu(),
        offsets in offsets(),
    ) {
        let more: Vec<NaiveDate> = offsets.iter().map(|n| start + Days::new(*n)).collect();
        let without = dues(&sop, &kalender(week, &[]), minggu, start);
        let with = dues(&sop, &kalender(week, &more), minggu, start);
        for (before, after) in without.iter().zip(&with) {
            prop_assert!(before <= after, "{} became {}", before, after);
        }
    }
}
