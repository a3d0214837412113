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
    MONTHS
        .get(day.month0() as usize)
        .copied()
        .unwrap_or_default()
}

/// `21 Januari 2026`.
#[must_use]
pub fn long(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// `Rabu, 21 Januari 2026`.
#[must_use]
pub fn full(day: NaiveDate) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    format!(
        "{}, {}",
        DAYS.get(weekday).copied().unwrap_or_default(),
        long(day)
    )
}

/// `21 Jan`, for tables of one cycle; the screen says the year elsewhere.
#[must_use]
pub fn short(day: NaiveDate) -> String {
    let month: String = month(day).chars().take(3).collect();
    format!("{} {month}", day.day())
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
}
