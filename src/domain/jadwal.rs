//! Jadwal (schedule): the planned dates of the langkah, counted in hari kerja.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::kalender::{Kalender, Minggu};
use super::name::LangkahId;
use super::sop::{Langkah, Sop, Waktu};

/// The days planned for one langkah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The first hari kerja.
    pub mulai: NaiveDate,
    /// The last hari kerja.
    pub batas: NaiveDate,
}

/// What planned dates are to become.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The planned due dates in force, in the SOP's order.
    pub now: &'a [NaiveDate],
    /// Which langkah keep theirs, in the SOP's order.
    pub settled: &'a [bool],
    /// The day on which the first of the others begins, if it is named.
    pub mulai: Option<NaiveDate>,
    /// Due dates that are named.
    pub batas: &'a BTreeMap<LangkahId, NaiveDate>,
}

/// Counts the days of langkah in one office.
#[derive(Clone, Copy)]
pub struct Jadwal<'a> {
    /// The office's days off.
    pub kalender: &'a Kalender,
    /// What its "Minggu" means.
    pub minggu: Minggu,
}

impl Jadwal<'_> {
    /// The last day of a langkah that begins on `start`; its Mutu Baku rows follow each other.
    #[must_use]
    pub fn end(&self, langkah: &Langkah, start: NaiveDate) -> NaiveDate {
        self.settled(|jadwal| jadwal.count(langkah, start))
    }

    /// The last day of a langkah that begins once another day is over.
    #[must_use]
    pub fn after(&self, langkah: &Langkah, day: NaiveDate) -> NaiveDate {
        self.end(langkah, day.succ_opt().unwrap_or(day))
    }

    /// The last day of a length of time that begins on `start`.
    #[must_use]
    pub fn span(&self, waktu: Waktu, start: NaiveDate) -> NaiveDate {
        self.settled(|jadwal| jadwal.time(waktu, start))
    }

    /// A planned day, or the next hari kerja where it has become a day off.
    #[must_use]
    pub fn worked(&self, planned: NaiveDate) -> NaiveDate {
        self.settled(|jadwal| jadwal.kalender.on_or_after(planned))
    }

    /// A due date by the days off. One that had passed when a day off came to be known stays.
    fn settled(&self, due: impl Fn(&Jadwal<'_>) -> NaiveDate) -> NaiveDate {
        let announced = self.kalender.announced();
        if announced.is_empty() {
            return due(self);
        }
        let by = |kalender: &Kalender| {
            due(&Jadwal {
                kalender,
                minggu: self.minggu,
            })
        };
        let first = by(&self.kalender.known_on(None));
        announced.into_iter().fold(first, |due, since| {
            if due < since {
                return due;
            }
            by(&self.kalender.known_on(Some(since)))
        })
    }

    fn count(&self, langkah: &Langkah, start: NaiveDate) -> NaiveDate {
        let mut end = None;
        for row in &langkah.mutu_baku {
            let start = end.map_or(start, |end| self.kalender.after(end));
            end = Some(self.time(row.waktu, start));
        }
        end.unwrap_or_else(|| self.kalender.on_or_after(start))
    }

    fn time(&self, waktu: Waktu, start: NaiveDate) -> NaiveDate {
        match waktu {
            Waktu::Hari(days) => self.kalender.span(start, days),
            Waktu::Minggu(weeks) => self.kalender.span_weeks(start, weeks, self.minggu),
        }
    }

    /// The baseline: each langkah begins on the hari kerja after the one before it ends.
    #[must_use]
    pub fn baseline(&self, sop: &Sop, start: NaiveDate) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::with_capacity(sop.langkah.len());
        for langkah in &sop.langkah {
            let (mulai, batas) = match slots.last() {
                None => (self.kalender.on_or_after(start), self.end(langkah, start)),
                Some(before) => (
                    self.kalender.after(before.batas),
                    self.after(langkah, before.batas),
                ),
            };
            slots.push(Slot { mulai, batas });
        }
        slots
    }

    /// Planned due dates as wished. What comes after the first that moves follows by the SOP's
    /// own times; a langkah that keeps its date moves only where its date is named.
    #[must_use]
    pub fn replan(&self, sop: &Sop, wish: &Wish<'_>) -> Vec<NaiveDate> {
        let mut begin = wish.mulai;
        let mut moving = false;
        let mut dues: Vec<NaiveDate> = Vec::with_capacity(sop.langkah.len());
        for (n, langkah) in sop.langkah.iter().enumerate() {
            let settled = wish.settled.get(n).copied().unwrap_or_default();
            let now = wish.now.get(n).copied();
            let next = dues.last().and_then(NaiveDate::succ_opt);
            let due = match (wish.batas.get(&langkah.id), now) {
                (Some(named), _) => {
                    moving = true;
                    begin = None;
                    Some(*named)
                }
                (None, Some(now)) if settled || (!moving && begin.is_none()) => Some(now),
                (None, now) => {
                    moving = true;
                    let start = begin.take().or(next);
                    start.map(|start| self.end(langkah, start)).or(now)
                }
            };
            dues.extend(due);
        }
        dues
    }
}
