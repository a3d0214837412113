//! An agenda as iCalendar (RFC 5545): whole days, CRLF, lines of at most 75 octets.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};

use crate::domain::agenda::{Acara, Agenda};

/// The most octets of a line, its end aside.
const LINE: usize = 75;

/// The hour of an alarm.
const MORNING: i64 = 8;

/// The whole calendar.
#[must_use]
pub fn to_bytes(agenda: &Agenda) -> Vec<u8> {
    let mut ics = Ics::default();
    ics.line("BEGIN", "VCALENDAR");
    ics.line("VERSION", "2.0");
    ics.line("PRODID", "-//rkt//RKT//ID");
    ics.line("CALSCALE", "GREGORIAN");
    ics.line("METHOD", "PUBLISH");
    ics.text("X-WR-CALNAME", &agenda.judul);
    ics.line("X-WR-TIMEZONE", agenda.zona.iana());
    for acara in &agenda.acara {
        ics.event(acara, agenda);
    }
    ics.line("END", "VCALENDAR");
    ics.0.into_bytes()
}

/// The whole calendar, to take the place of an older file of the same dates: programs take over
/// only events whose SEQUENCE is higher than what they have, and it never falls.
#[must_use]
pub fn to_newer_bytes(agenda: &Agenda, old: &[u8]) -> Vec<u8> {
    let Some(highest) = highest(old) else {
        return to_bytes(agenda);
    };
    let at = |urutan: usize| {
        to_bytes(&Agenda {
            urutan,
            ..agenda.clone()
        })
    };
    let least = if at(highest) == old {
        highest
    } else {
        highest + 1
    };
    at(agenda.urutan.max(least))
}

/// The highest SEQUENCE in a calendar, if any that can be raised.
fn highest(old: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(old);
    let all = text
        .lines()
        .filter_map(|line| line.strip_prefix("SEQUENCE:"));
    let numbers = all.filter_map(|number| number.trim_end().parse::<i32>().ok());
    let number = numbers.filter(|number| *number < i32::MAX).max()?;
    usize::try_from(number).ok()
}

/// Lines so far.
#[derive(Default)]
struct Ics(String);

impl Ics {
    /// A property as it is; folded between characters where it is long.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in format!("{name}:{value}").chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is text (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                '\t' => escaped.push(' '),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    fn event(&mut self, acara: &Acara, agenda: &Agenda) {
        let stamp = utc(agenda.pada);
        self.line("BEGIN", "VEVENT");
        self.text("UID", &acara.uid);
        self.line("DTSTAMP", &stamp);
        self.line("LAST-MODIFIED", &stamp);
        self.line("SEQUENCE", &agenda.urutan.to_string());
        self.line("DTSTART;VALUE=DATE", &day(acara.hari.mulai));
        self.line("DTEND;VALUE=DATE", &day(next(acara.hari.akhir)));
        self.text("SUMMARY", &acara.judul);
        self.text("DESCRIPTION", &acara.uraian);
        self.line("STATUS", "CONFIRMED");
        self.line("TRANSP", "TRANSPARENT");
        for morning in &acara.ingat {
            self.alarm(acara, *morning);
        }
        self.line("END", "VEVENT");
    }

    /// Rings on the morning of a day, counted back from the end of the event.
    fn alarm(&mut self, acara: &Acara, morning: NaiveDate) {
        let hours = (next(acara.hari.akhir) - morning).num_hours() - MORNING;
        self.line("BEGIN", "VALARM");
        self.line("ACTION", "DISPLAY");
        self.text("DESCRIPTION", &acara.judul);
        self.line("TRIGGER;RELATED=END", &format!("-PT{}H", hours.max(0)));
        self.line("END", "VALARM");
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn utc(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        for letter in ["a", "é", "…", "𝄞"] {
            let mut ics = Ics::default();
            let value = letter.repeat(200);
            ics.text("SUMMARY", &value);
            for line in ics.0.trim_end().split("\r\n") {
                assert!(line.len() <= LINE, "{line}");
            }
            let unfolded = ics.0.replace("\r\n ", "");
            assert_eq!(unfolded, format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn text_is_escaped() {
        let mut ics = Ics::default();
        ics.text("SUMMARY", "a;b,c\\d\ne\r\u{1b}[2Jf:\"g\"");
        assert_eq!(ics.0, "SUMMARY:a\\;b\\,c\\\\d\\ne[2Jf:\"g\"\r\n");
    }
}
