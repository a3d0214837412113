//! Hari kerja: which days the office works (Perpres 21/2023), from the kalender files.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::tanggal;

/// How many days a working week has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HariKerja {
    /// Monday to Friday.
    Lima,
    /// Monday to Saturday.
    Enam,
}

impl HariKerja {
    /// Whether that day is none of the week.
    #[must_use]
    pub fn is_weekend(self, day: NaiveDate) -> bool {
        match self {
            HariKerja::Lima => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            HariKerja::Enam => day.weekday() == Weekday::Sun,
        }
    }

    /// Reads 5 or 6.
    #[must_use]
    pub fn new(days: i64) -> Option<HariKerja> {
        match days {
            5 => Some(HariKerja::Lima),
            6 => Some(HariKerja::Enam),
            _ => None,
        }
    }

    /// Days in a working week.
    #[must_use]
    pub fn days(self) -> u32 {
        match self {
            HariKerja::Lima => 5,
            HariKerja::Enam => 6,
        }
    }
}

/// What the SOP's "Minggu" (week) means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minggu {
    /// One working week: five or six hari kerja.
    HariKerja,
    /// Seven calendar days, the due date moved to the next hari kerja.
    Kalender,
}

impl Minggu {
    /// Both meanings, as written in files.
    pub const NAMES: [&'static str; 2] = ["hari-kerja", "kalender"];

    /// Reads `hari-kerja` or `kalender`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Minggu> {
        match text {
            "hari-kerja" => Some(Minggu::HariKerja),
            "kalender" => Some(Minggu::Kalender),
            _ => None,
        }
    }

    /// The meaning as written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Minggu::HariKerja => "hari-kerja",
            Minggu::Kalender => "kalender",
        }
    }
}

/// Why a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JenisLibur {
    /// A national holiday.
    Nasional,
    /// Cuti bersama: leave that all take together.
    CutiBersama,
    /// A day off in this region or office.
    Daerah,
}

impl JenisLibur {
    /// The kinds, as written in files.
    pub const NAMES: [&'static str; 3] = ["libur", "cuti-bersama", "daerah"];

    /// Reads one of [`JenisLibur::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<JenisLibur> {
        match text {
            "libur" => Some(JenisLibur::Nasional),
            "cuti-bersama" => Some(JenisLibur::CutiBersama),
            "daerah" => Some(JenisLibur::Daerah),
            _ => None,
        }
    }

    /// The kind as written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            JenisLibur::Nasional => "libur",
            JenisLibur::CutiBersama => "cuti-bersama",
            JenisLibur::Daerah => "daerah",
        }
    }
}

/// Libur: a day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Libur {
    /// The day.
    pub tanggal: NaiveDate,
    /// What it is called.
    pub nama: String,
    /// Why it is off.
    pub jenis: JenisLibur,
    /// Since when the office knows of it, if not from the beginning of the year.
    pub sejak: Option<NaiveDate>,
}

/// One year's days off, with where the list comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tahun {
    /// The year.
    pub tahun: i32,
    /// Where the list comes from, e.g. the SKB's number.
    pub sumber: String,
    /// The days off, as the file lists them.
    pub libur: Vec<Libur>,
}

/// The office's days off, over all years that have a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kalender {
    week: HariKerja,
    libur: BTreeMap<NaiveDate, Libur>,
    years: BTreeSet<i32>,
}

/// No calendar has a stretch of days off as long as this; past it a search gives up.
const LONGEST_PAUSE: usize = 400;

impl Kalender {
    /// A calendar of some years. A year that is not among them has weekends, and the national
    /// holidays on fixed dates.
    #[must_use]
    pub fn new(week: HariKerja, years: impl IntoIterator<Item = Tahun>) -> Kalender {
        let mut kalender = Kalender {
            week,
            libur: BTreeMap::new(),
            years: BTreeSet::new(),
        };
        for tahun in years {
            kalender.years.insert(tahun.tahun);
            let libur = tahun.libur.into_iter();
            kalender.libur.extend(libur.map(|one| (one.tanggal, one)));
        }
        kalender
    }

    /// Whether the office works on that day.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !self.is_weekend(day) && self.libur(day).is_none()
    }

    /// Whether that day is none of the working week.
    #[must_use]
    pub fn is_weekend(&self, day: NaiveDate) -> bool {
        self.week.is_weekend(day)
    }

    /// What that day off is called, if a file lists it, or if it is one in every year and the year
    /// has no file.
    #[must_use]
    pub fn libur(&self, day: NaiveDate) -> Option<&str> {
        if !self.years.contains(&day.year()) {
            return tanggal::fixed_holiday(day);
        }
        self.day_off(day).map(|libur| libur.nama.as_str())
    }

    /// That day off, if a file lists it.
    #[must_use]
    pub fn day_off(&self, day: NaiveDate) -> Option<&Libur> {
        self.libur.get(&day)
    }

    /// The days on which days off came to be known in the course of a year.
    #[must_use]
    pub fn announced(&self) -> BTreeSet<NaiveDate> {
        self.libur.values().filter_map(|one| one.sejak).collect()
    }

    /// The calendar as it was known on a day; with none, from the beginning of each year.
    #[must_use]
    pub fn known_on(&self, day: Option<NaiveDate>) -> Kalender {
        let known = |libur: &Libur| libur.sejak.is_none_or(|since| Some(since) <= day);
        let libur = self.libur.iter().filter(|(_, libur)| known(libur));
        Kalender {
            week: self.week,
            libur: libur.map(|(day, libur)| (*day, libur.clone())).collect(),
            years: self.years.clone(),
        }
    }

    /// The calendar without what a file lists for a day.
    #[must_use]
    pub fn without(&self, day: NaiveDate) -> Kalender {
        let mut kalender = self.clone();
        kalender.libur.remove(&day);
        kalender
    }

    /// The days off that the files list from one day to another, both included, in order.
    pub fn listed(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &Libur> {
        let days = self.libur.range(from.min(to)..=to);
        days.map(|(_, libur)| libur)
            .filter(move |libur| libur.tanggal >= from)
    }

    /// The hari kerja that is `days` hari kerja after that day.
    #[must_use]
    pub fn later(&self, day: NaiveDate, days: u32) -> NaiveDate {
        (0..days).fold(day, |day, _| self.after(day))
    }

    /// That day, or the next hari kerja after it.
    #[must_use]
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .take(LONGEST_PAUSE)
            .find(|day| self.is_working(*day))
            .unwrap_or(day)
    }

    /// The first hari kerja after that day.
    #[must_use]
    pub fn after(&self, day: NaiveDate) -> NaiveDate {
        self.on_or_after(day.succ_opt().unwrap_or(day))
    }

    /// The last hari kerja before that day.
    #[must_use]
    pub fn before(&self, day: NaiveDate) -> NaiveDate {
        let earlier = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        let mut earlier = earlier.take(LONGEST_PAUSE);
        earlier.find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// How many days off the files list from one day to another, both included.
    #[must_use]
    pub fn n_libur(&self, from: NaiveDate, to: NaiveDate) -> usize {
        self.listed(from, to).count()
    }

    /// The last day of `days` hari kerja that begin at `start`, which is day 1 if it is one.
    #[must_use]
    pub fn span(&self, start: NaiveDate, days: u32) -> NaiveDate {
        (1..days).fold(self.on_or_after(start), |day, _| self.after(day))
    }

    /// The last day of `weeks` minggu that begin at `start`.
    #[must_use]
    pub fn span_weeks(&self, start: NaiveDate, weeks: u32, minggu: Minggu) -> NaiveDate {
        match minggu {
            Minggu::HariKerja => self.span(start, weeks * self.week.days()),
            Minggu::Kalender => {
                let first = self.on_or_after(start);
                let days = u64::from(weeks * 7).saturating_sub(1);
                self.on_or_after(
                    first
                        .checked_add_days(chrono::Days::new(days))
                        .unwrap_or(first),
                )
            }
        }
    }

    /// Hari kerja after `from`, up to and with `to`; 0 when `to` is not later.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        u32::try_from(days.filter(|day| self.is_working(*day)).count()).unwrap_or(u32::MAX)
    }

    /// Hari kerja by which `day` is later than `batas`: 0 when on time, else at least 1.
    #[must_use]
    pub fn lateness(&self, batas: NaiveDate, day: NaiveDate) -> u32 {
        if day <= batas {
            0
        } else {
            self.between(batas, day).max(1)
        }
    }

    /// The years from `from` to `to` that have no file.
    #[must_use]
    pub fn unknown_years(&self, from: NaiveDate, to: NaiveDate) -> Vec<i32> {
        (from.year()..=to.year())
            .filter(|year| !self.years.contains(year))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn january(week: HariKerja) -> Kalender {
        let libur = Libur {
            tanggal: day("2026-01-16"),
            nama: "Isra Mikraj".to_owned(),
            jenis: JenisLibur::Nasional,
            sejak: None,
        };
        Kalender::new(
            week,
            [Tahun {
                tahun: 2026,
                sumber: "uji".to_owned(),
                libur: vec![libur],
            }],
        )
    }

    #[test]
    fn a_day_off_is_known_from_the_day_that_it_says() {
        let mut known = january(HariKerja::Lima);
        let libur = known.libur.get_mut(&day("2026-01-16")).unwrap();
        libur.sejak = Some(day("2026-01-12"));
        assert_eq!(known.announced().len(), 1);
        let known_on = |text| known.known_on(Some(day(text)));
        assert!(known_on("2026-01-11").is_working(day("2026-01-16")));
        assert!(!known_on("2026-01-12").is_working(day("2026-01-16")));
        assert!(known.known_on(None).is_working(day("2026-01-16")));
        assert_eq!(known.later(day("2026-01-15"), 1), day("2026-01-19"));
        assert_eq!(known.later(day("2026-01-15"), 0), day("2026-01-15"));
    }

    #[test]
    fn day_one_is_the_start_or_the_next_hari_kerja() {
        let five = january(HariKerja::Lima);
        assert_eq!(five.span(day("2026-01-05"), 1), day("2026-01-05"));
        assert_eq!(five.span(day("2026-01-10"), 1), day("2026-01-12"));
        assert_eq!(five.span(day("2026-01-15"), 2), day("2026-01-19"));
        assert_eq!(
            january(HariKerja::Enam).span(day("2026-01-10"), 1),
            day("2026-01-10")
        );
    }

    #[test]
    fn a_week_is_what_the_setting_says() {
        let five = january(HariKerja::Lima);
        let week = |start, minggu| five.span_weeks(day(start), 1, minggu);
        assert_eq!(week("2026-01-05", Minggu::HariKerja), day("2026-01-09"));
        assert_eq!(week("2026-01-05", Minggu::Kalender), day("2026-01-12"));
        assert_eq!(week("2026-01-12", Minggu::HariKerja), day("2026-01-19"));
        assert_eq!(week("2026-01-13", Minggu::Kalender), day("2026-01-19"));
    }

    #[test]
    fn lateness_counts_hari_kerja_and_never_hides_a_missed_date() {
        let five = january(HariKerja::Lima);
        assert_eq!(five.lateness(day("2026-01-15"), day("2026-01-15")), 0);
        assert_eq!(five.lateness(day("2026-01-15"), day("2026-01-17")), 1);
        assert_eq!(five.lateness(day("2026-01-15"), day("2026-01-20")), 2);
    }

    #[test]
    fn years_without_a_file_are_named() {
        assert_eq!(
            january(HariKerja::Lima).unknown_years(day("2025-12-01"), day("2027-01-05")),
            [2025, 2027]
        );
    }
}
