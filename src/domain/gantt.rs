//! Gantt: the plan of a cycle against what happened, day by day, as every picture of it needs.

use chrono::{Days, NaiveDate};

use super::kalender::Kalender;
use super::masa::{Masa, Span, masa};
use super::name::LangkahId;
use super::progress::{LangkahProgress, Progress};
use super::state::State;

/// How many days past everything else today may lie and still be shown.
const NEAR: u64 = 366;

/// A cycle as bars over days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gantt {
    /// Every day, in order.
    pub hari: Vec<Hari>,
    /// The day it is looked at from.
    pub hari_ini: NaiveDate,
    /// One a langkah, in order.
    pub baris: Vec<Baris>,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hari {
    /// Which one.
    pub tanggal: NaiveDate,
    /// Whether the office is off.
    pub libur: bool,
}

/// A langkah as bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baris {
    /// Its printed number.
    pub no: u32,
    /// Its id.
    pub id: LangkahId,
    /// Uraian Prosedur.
    pub uraian: String,
    /// How it stands, in a few words.
    pub keadaan: String,
    /// Planned and real days.
    pub masa: Masa,
}

impl Gantt {
    /// The bars of a cycle.
    #[must_use]
    pub fn of(state: &State, progress: &Progress, kalender: &Kalender) -> Gantt {
        let spans = masa(state, progress, kalender);
        let over = progress.langkah.iter().all(|one| one.selesai.is_some());
        let hari = days(&spans, Some(progress.hari_ini).filter(|_| !over), kalender);
        let rows = progress.langkah.iter().zip(spans);
        Gantt {
            hari,
            hari_ini: progress.hari_ini,
            baris: rows.map(|(langkah, masa)| row(langkah, masa)).collect(),
        }
    }

    /// The place of a day among those shown.
    #[must_use]
    pub fn place(&self, day: NaiveDate) -> Option<usize> {
        let first = self.hari.first()?.tanggal;
        let place = usize::try_from((day - first).num_days()).ok()?;
        (place < self.hari.len()).then_some(place)
    }
}

/// The days from the first of any bar to the last, and to `today` while that is near.
fn days(spans: &[Masa], today: Option<NaiveDate>, kalender: &Kalender) -> Vec<Hari> {
    let all = || spans.iter().flat_map(|one| [Some(one.rencana), one.nyata]);
    let first = all().flatten().map(|span| span.mulai).min();
    let last = all().flatten().map(|span| span.akhir).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let end = last.checked_add_days(Days::new(NEAR)).unwrap_or(last);
    let today = today.filter(|today| first <= *today && *today <= end);
    let last = today.map_or(last, |today| last.max(today));
    let day = |tanggal| Hari {
        tanggal,
        libur: !kalender.is_working(tanggal),
    };
    let days = first.iter_days().take_while(|day| *day <= last);
    days.map(day).collect()
}

fn row(langkah: &LangkahProgress, masa: Masa) -> Baris {
    Baris {
        no: langkah.no,
        id: langkah.id.clone(),
        uraian: langkah.uraian.clone(),
        keadaan: langkah.words(),
        masa,
    }
}

/// Whether at least half of some days are off, so that a weekend shows also where it is cut in two.
fn is_mostly_off(days: &[Hari]) -> bool {
    let off = days.iter().filter(|day| day.libur).count();
    off > 0 && 2 * off >= days.len()
}

/// What a piece of a bar's row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Petak {
    /// Planned, and not worked on.
    Rencana,
    /// Worked on, and not planned.
    Nyata,
    /// Both.
    Keduanya,
    /// Today, and nothing else.
    HariIni,
    /// Days off for the most part, and nothing else.
    Libur,
    /// Nothing.
    Kosong,
}

impl Gantt {
    /// What some days show in a row. A bar goes over days off only where it begins or ends.
    #[must_use]
    pub fn petak(&self, baris: &Baris, days: &[Hari]) -> Petak {
        let covers = |span: Span| {
            days.iter().any(|day| {
                let edge = day.tanggal == span.mulai || day.tanggal == span.akhir;
                span.contains(day.tanggal) && (!day.libur || edge)
            })
        };
        match (
            covers(baris.masa.rencana),
            baris.masa.nyata.is_some_and(covers),
        ) {
            (true, true) => Petak::Keduanya,
            (true, false) => Petak::Rencana,
            (false, true) => Petak::Nyata,
            (false, false) if days.iter().any(|day| day.tanggal == self.hari_ini) => Petak::HariIni,
            (false, false) if is_mostly_off(days) => Petak::Libur,
            (false, false) => Petak::Kosong,
        }
    }
}
