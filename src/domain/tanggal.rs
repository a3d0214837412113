//! Dates in Indonesian words.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, Timelike as _};

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

const DAYS: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];

fn month(day: NaiveDate) -> &'static str {
    month_name(day.month())
}

/// `21 Januari 2026`.
#[must_use]
pub fn long(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// `Rabu, 21 Januari 2026`.
#[must_use]
pub fn full(day: NaiveDate) -> String {
    format!("{}, {}", weekday(day), long(day))
}

/// `Rabu`.
#[must_use]
pub fn weekday(day: NaiveDate) -> &'static str {
    let weekday = day.weekday().num_days_from_monday() as usize;
    DAYS.get(weekday).copied().unwrap_or_default()
}

/// The first date in a text that is written in words, as written, and the day if there is one:
/// `31 Februari 2026` is no day.
#[must_use]
pub fn find(text: &str) -> Option<(String, Option<NaiveDate>)> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';'))
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|window| {
        let [day, name, year] = window else {
            return None;
        };
        let month0 = MONTHS
            .iter()
            .position(|month| month.eq_ignore_ascii_case(name))?;
        let (day, year) = (day.parse().ok()?, year.parse().ok()?);
        let month = u32::try_from(month0 + 1).ok()?;
        Some((window.join(" "), NaiveDate::from_ymd_opt(year, month, day)))
    })
}

/// The national holidays that fall on the same date each year: month, day, since when, name.
const HOLIDAYS: [(u32, u32, i32, &str); 5] = [
    (1, 1, 0, "Tahun Baru Masehi"),
    (5, 1, 2014, "Hari Buruh Internasional"),
    (6, 1, 2017, "Hari Lahir Pancasila"),
    (8, 17, 1945, "Hari Kemerdekaan Republik Indonesia"),
    (12, 25, 0, "Hari Raya Natal"),
];

/// The national holidays of a year that fall on the same date each year.
#[must_use]
pub fn fixed_holidays(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let of_year = HOLIDAYS.iter().filter(|(_, _, since, _)| year >= *since);
    let all = of_year.filter_map(|(month, day, _, name)| {
        Some((NaiveDate::from_ymd_opt(year, *month, *day)?, *name))
    });
    all.collect()
}

/// The name of a month, from 1.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    let place = usize::try_from(month).ok().and_then(|n| n.checked_sub(1));
    place
        .and_then(|n| MONTHS.get(n))
        .copied()
        .unwrap_or_default()
}

/// The national holiday of that date in every year, for years without a kalender file.
#[must_use]
pub fn fixed_holiday(day: NaiveDate) -> Option<&'static str> {
    HOLIDAYS
        .iter()
        .find(|(month, date, since, _)| {
            (day.month(), day.day()) == (*month, *date) && day.year() >= *since
        })
        .map(|(.., name)| *name)
}

/// `21 Jan`, for tables of one cycle; the screen says the year elsewhere.
#[must_use]
pub fn short(day: NaiveDate) -> String {
    let month: String = month(day).chars().take(3).collect();
    format!("{} {month}", day.day())
}

/// `November 2026`.
#[must_use]
pub fn month_year(day: NaiveDate) -> String {
    format!("{} {}", month(day), day.year())
}

/// `02-11-2026 08.00`, the moment as the office writes it.
#[must_use]
pub fn moment(at: DateTime<FixedOffset>) -> String {
    format!(
        "{:02}-{:02}-{} {:02}.{:02}",
        at.day(),
        at.month(),
        at.year(),
        at.hour(),
        at.minute()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_in_indonesian() {
        let day: NaiveDate = "2026-01-07".parse().unwrap();
        assert_eq!(full(day), "Rabu, 7 Januari 2026");
        assert_eq!(short(day), "7 Jan");
        let at = DateTime::parse_from_rfc3339("2026-11-02T08:05:00+08:00").unwrap();
        assert_eq!(moment(at), "02-11-2026 08.05");
    }

    #[test]
    fn dates_in_words_are_found() {
        let day = "2023-01-01".parse().ok();
        let found = Some(("01 januari 2023".to_owned(), day));
        assert_eq!(find("Paringin, 01 januari 2023."), found);
        assert_eq!(find("Paringin, 01 januari 2023"), found);
        assert_eq!(
            find("31 Februari 2026"),
            Some(("31 Februari 2026".to_owned(), None))
        );
        assert_eq!(find("-"), None);
        assert_eq!(fixed_holiday(day.unwrap()), Some("Tahun Baru Masehi"));
        assert_eq!(fixed_holiday("2016-06-01".parse().unwrap()), None);
    }
}
