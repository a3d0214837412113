//! Due dates against a second way to count them: days as places in a list, worked or not, with the
//! times of the SOP written down here. Nothing of `domain::kalender` or `domain::jadwal` is asked.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rkt::domain::event::Subjek;
use rkt::domain::jadwal::Jadwal;
use rkt::domain::kalender::{HariKerja, Minggu};
use rkt::domain::progress::look;
use rkt::domain::workflow::Action;
use rkt::store::seed;

use crate::cycle::{Cycle, sd};
use crate::finish::send_back;
use crate::jadwal::{kalender, seed_text, sop};
use crate::office::{Office, submission};

/// Days from the first of 2024, a Monday, to the end of 2027: whether each is worked.
struct List {
    worked: Vec<bool>,
    week: usize,
}

/// A length of time: days, or weeks.
#[derive(Clone, Copy)]
enum Time {
    D(usize),
    W(usize),
}
use Time::{D, W};

/// The times of the seed's langkah, and of the SOP with nine.
const ELEVEN: [&[Time]; 11] = [
    &[D(1)],
    &[D(1)],
    &[D(1)],
    &[D(3)],
    &[D(3)],
    &[D(3)],
    &[D(3)],
    &[D(3)],
    &[W(1), D(1)],
    &[D(1)],
    &[D(1)],
];

fn first() -> NaiveDate {
    "2024-01-01".parse().unwrap()
}

fn place(day: &str) -> usize {
    let day: NaiveDate = day.parse().unwrap();
    usize::try_from((day - first()).num_days()).unwrap()
}

fn date(place: usize) -> NaiveDate {
    first() + Days::new(u64::try_from(place).unwrap())
}

impl List {
    fn new(week: usize) -> List {
        let mut worked: Vec<bool> = (0..1461).map(|n| n % 7 < week).collect();
        for (_, text) in seed::KALENDER {
            for line in text
                .lines()
                .filter_map(|line| line.strip_prefix("tanggal = "))
            {
                worked[place(line.trim())] = false;
            }
        }
        // No list is there for 2027: the holidays on fixed dates.
        for day in ["01-01", "05-01", "06-01", "08-17", "12-25"] {
            worked[place(&format!("2027-{day}"))] = false;
        }
        List { worked, week }
    }

    /// The first worked place from one on.
    fn from(&self, mut at: usize) -> usize {
        while at < self.worked.len() && !self.worked[at] {
            at += 1;
        }
        at
    }

    fn last(&self, start: usize, time: Time, calendar: bool) -> usize {
        let start = self.from(start);
        let days = match time {
            W(n) if calendar => return self.from(start + 7 * n - 1),
            W(n) => n * self.week,
            D(n) => n,
        };
        let mut left = days - 1;
        let mut at = start;
        while left > 0 {
            at = self.from(at + 1);
            left -= 1;
        }
        at
    }

    /// The last day of a langkah that begins once a day is over.
    fn langkah(&self, before: usize, times: &[Time], calendar: bool) -> usize {
        times.iter().fold(before, |before, time| {
            self.last(before + 1, *time, calendar)
        })
    }

    fn schedule(&self, start: &str, steps: &[&[Time]], calendar: bool) -> Vec<usize> {
        let mut before = place(start) - 1;
        let mut all = Vec::new();
        for times in steps {
            before = self.langkah(before, times, calendar);
            all.push(before);
        }
        all
    }
}

/// Ordinary days, days off and ends of weeks, Lebaran, ends of months and of the year.
const STARTS: [&str; 20] = [
    "2024-01-05",
    "2024-01-06",
    "2024-01-07",
    "2024-02-08",
    "2024-02-28",
    "2024-03-28",
    "2024-04-05",
    "2024-04-12",
    "2024-05-08",
    "2024-08-17",
    "2024-11-27",
    "2024-12-20",
    "2024-12-31",
    "2025-03-14",
    "2025-03-27",
    "2025-05-28",
    "2025-08-15",
    "2025-12-19",
    "2026-03-02",
    "2026-03-17",
];

#[test]
fn eighty_schedules_come_out_the_same_when_counted_another_way() {
    let sop = sop(seed_text());
    let mut n_schedules = 0;
    for start in STARTS {
        for (week, days) in [(HariKerja::Lima, 5), (HariKerja::Enam, 6)] {
            let list = List::new(days);
            let kalender = kalender(week, &[]);
            for (minggu, calendar) in [(Minggu::HariKerja, false), (Minggu::Kalender, true)] {
                let kalender = &kalender;
                let slots = Jadwal { kalender, minggu }.baseline(&sop, start.parse().unwrap());
                let dues: Vec<NaiveDate> = slots.iter().map(|slot| slot.batas).collect();
                let expected = list.schedule(start, &ELEVEN, calendar);
                let expected: Vec<NaiveDate> = expected.into_iter().map(date).collect();
                assert_eq!(dues, expected, "{start} {week:?} {minggu:?}");
                n_schedules += 1;
            }
        }
    }
    assert_eq!(n_schedules, 80);
}

/// All Bidang hand in on a day.
fn in_on(day: &str) -> Cycle {
    let mut cycle = Cycle::opened(Office::seed());
    let at = crate::office::moment(&format!("{day}T10:00:00+08:00"));
    for id in ["sekretariat", "paud-pnf", "sd"] {
        let mut action = submission(id, "a");
        if let Action::Submit { alasan, .. } = &mut action {
            *alasan = Some("Banjir".to_owned());
        }
        let by = cycle.office.by(id, at);
        let office = cycle.office.clone();
        assert!(office.act(&mut cycle.state, action, &by).is_some());
    }
    cycle
}

fn dues(cycle: &Cycle, from: &str) -> Vec<usize> {
    let from = from.parse().unwrap();
    let progress = look(&cycle.state, &cycle.office.kalender, from, &BTreeSet::new()).unwrap();
    let all = progress.langkah.iter();
    all.map(|at| place(&at.batas.to_string())).collect()
}

/// Opened on 2 November 2026; collecting is due on the 12th.
#[test]
fn early_and_late_steps_and_returns_move_what_follows() {
    let list = List::new(5);
    let plan = list.schedule("2026-11-02", &ELEVEN, false);
    let days = [
        "2026-11-04",
        "2026-11-09",
        "2026-11-12",
        "2026-11-13",
        "2026-11-14",
        "2026-11-16",
        "2026-11-20",
        "2026-11-30",
        "2026-12-11",
        "2026-12-18",
    ];
    for day in days {
        let cycle = in_on(day);
        // Each due date is the planned one, or the time of the SOP after the one before.
        let mut expected = plan.clone();
        let mut before = place(day);
        for (n, due) in expected.iter_mut().enumerate().skip(5) {
            *due = (*due).max(list.langkah(before, ELEVEN[n], false));
            before = *due;
        }
        assert_eq!(dues(&cycle, day), expected, "{day}");
        // Sent back on the day after it was compiled: three days to mend it.
        let cycle = cycle.compile();
        let back = cycle.now() + chrono::TimeDelta::days(1);
        let by = cycle.office.by("sekretaris", back);
        let (office, mut state) = (cycle.office.clone(), cycle.state.clone());
        assert!(office.act(&mut state, send_back(sd(), None), &by).is_some());
        let cycle = Cycle { office, state };
        let back = place(&back.date_naive().to_string());
        let mended = list.langkah(back, &[D(3)], false);
        let now = dues(&cycle, &date(back).to_string());
        assert_eq!(now[3], plan[3].max(mended), "{day}");
        assert_eq!(now[4], plan[4].max(mended), "{day}");
        assert_eq!(
            now[5],
            plan[5].max(list.langkah(now[4], &[D(3)], false)),
            "{day}"
        );
        assert!(
            cycle
                .state
                .open(&Subjek::Bidang(crate::office::bidang_id("sd")))
                .len()
                == 1
        );
    }
}
