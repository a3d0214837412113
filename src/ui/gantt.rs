//! The Gantt screen: bars of block characters, readable without colour.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Value, json};

use super::json::{VERSION, span};
use crate::domain::gantt::{Baris, Gantt, Hari, Petak};
use crate::domain::tanggal;

/// The longest id that is shown whole.
const LABEL: usize = 20;

/// The fewest columns for which bars give up room to words.
const BARS: usize = 20;

/// The fewest letters that a cut word is shown with.
const LETTERS: usize = 4;

/// The letters of a month's name that are shown at least.
const SHORT_MONTH: usize = 3;

/// So many days in a column, and Mondays tell nothing.
const DAYS_OF_WEEK: usize = 7;

/// Lays the bars out within `width` columns. A column is a day, or several where they are many.
#[must_use]
pub fn screen(gantt: &Gantt, judul: &str, width: u16) -> String {
    let layout = Layout::new(gantt, usize::from(width));
    let mut text = format!("{judul}\n\n");
    for head in [layout.months(), layout.mondays(), layout.today()] {
        let line = format!("{}{head}", " ".repeat(layout.label));
        let line = line.trim_end();
        if !line.is_empty() {
            let _ = writeln!(text, "{line}");
        }
    }
    for baris in &gantt.baris {
        let _ = writeln!(text, "{}", layout.row(baris).trim_end());
    }
    text.push('\n');
    text.push_str("▀ rencana   ▄ nyata   █ nyata menurut rencana   ░ libur   │ hari ini\n");
    if layout.per > 1 {
        let _ = writeln!(text, "Satu kolom = {} hari.", layout.per);
    }
    text
}

/// How days become columns.
struct Layout<'a> {
    gantt: &'a Gantt,
    /// Columns before the bars.
    label: usize,
    /// Columns behind the labels.
    room: usize,
    /// Days in a column.
    per: usize,
    /// Whether there is room for how each langkah stands.
    words: bool,
}

impl<'a> Layout<'a> {
    fn new(gantt: &'a Gantt, width: usize) -> Layout<'a> {
        let longest = |of: fn(&Baris) -> usize| gantt.baris.iter().map(of).max().unwrap_or(0);
        let label = longest(|baris| baris.id.as_str().len()).min(LABEL) + 4;
        let words = longest(|baris| baris.keadaan.chars().count()) + 2;
        let days = gantt.hari.len();
        let room = width.saturating_sub(label).max(1);
        let beside = room.saturating_sub(words);
        // Where a column is several days anyway, a few more lose less than the words would.
        let several = days > room && beside >= BARS;
        let bars = if several { beside } else { room };
        let per = days.div_ceil(bars).max(1);
        Layout {
            gantt,
            label,
            room,
            per,
            words: days.div_ceil(per) + words <= room,
        }
    }

    fn columns(&self) -> impl Iterator<Item = &'a [Hari]> {
        self.gantt.hari.chunks(self.per)
    }

    fn row(&self, baris: &Baris) -> String {
        let id = short(baris.id.as_str(), LABEL);
        let width = self.label - 4;
        let mut line = format!("{:>2} {id:<width$} ", baris.no);
        line.extend(
            self.columns()
                .map(|days| sign(self.gantt.petak(baris, days))),
        );
        if self.words {
            let _ = write!(line, "  {}", baris.keadaan);
        }
        line
    }

    /// The months, each where it begins.
    fn months(&self) -> String {
        let begins = |(n, days): (usize, &[Hari])| {
            let first = days.iter().find(|day| n == 0 || day.tanggal.day() == 1)?;
            Some((n, first.tanggal))
        };
        let begins: Vec<(usize, NaiveDate)> =
            self.columns().enumerate().filter_map(begins).collect();
        self.labels(|n, _| {
            let at = begins.iter().position(|(begin, _)| *begin == n)?;
            let (_, day) = begins.get(at)?;
            let next = begins.get(at + 1).map_or(self.room, |(next, _)| *next);
            let room = next.saturating_sub(n + 1);
            let whole = tanggal::month_year(*day);
            // A month of which little is shown leaves the room to the next one.
            let short: String = whole.chars().take(SHORT_MONTH).collect();
            let dated = format!("{short} {}", day.year());
            let fits = |name: &String| name.chars().count() <= room || at + 1 == begins.len();
            [whole, dated, short].into_iter().find(fits)
        })
    }

    /// The dates of Mondays, as many as there is room for; where a column is a week or more they
    /// would be noise.
    fn mondays(&self) -> String {
        if self.per >= DAYS_OF_WEEK {
            return String::new();
        }
        self.labels(|_, days| {
            let monday = days
                .iter()
                .find(|day| day.tanggal.weekday() == Weekday::Mon);
            monday.map(|day| day.tanggal.day().to_string())
        })
    }

    fn today(&self) -> String {
        self.labels(|_, days| {
            let today = days.iter().any(|day| day.tanggal == self.gantt.hari_ini);
            today.then(|| "▼".to_owned())
        })
    }

    /// Words at the columns that have some, where the one before leaves room; cut at the right
    /// margin.
    fn labels(&self, word: impl Fn(usize, &[Hari]) -> Option<String>) -> String {
        let mut line = String::new();
        let mut used = 0;
        for (n, days) in self.columns().enumerate() {
            let word = word(n, days).filter(|_| n >= used);
            if let Some(word) = word.and_then(|word| fitting(&word, self.room.saturating_sub(n))) {
                let gap = n - line.chars().count();
                let _ = write!(line, "{}{word}", " ".repeat(gap));
                used = line.chars().count() + 1;
            }
        }
        line
    }
}

/// A word within `room` columns, unless too little is left of it.
fn fitting(word: &str, room: usize) -> Option<String> {
    if word.chars().count() <= room {
        return Some(word.to_owned());
    }
    (room > LETTERS).then(|| short(word, room))
}

/// A name, cut where it is too long.
fn short(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{cut}…")
}

fn sign(petak: Petak) -> char {
    match petak {
        Petak::Rencana => '▀',
        Petak::Nyata => '▄',
        Petak::Keduanya => '█',
        Petak::HariIni => '│',
        Petak::Libur => '░',
        Petak::Kosong => ' ',
    }
}

/// What `rkt status --gantt --json` prints.
#[must_use]
pub fn data(gantt: &Gantt, siklus: &str) -> Value {
    let row = |baris: &Baris| {
        json!({
            "no": baris.no,
            "id": baris.id.as_str(),
            "keadaan": baris.keadaan,
            "rencana": span(baris.masa.rencana),
            "nyata": baris.masa.nyata.map(span),
        })
    };
    let off = gantt.hari.iter().filter(|day| day.libur);
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "hari_ini": gantt.hari_ini.to_string(),
        "libur": off.map(|day| day.tanggal.to_string()).collect::<Vec<_>>(),
        "langkah": gantt.baris.iter().map(row).collect::<Vec<_>>(),
    })
}
