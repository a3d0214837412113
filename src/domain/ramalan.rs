//! Ramalan (outlook): how soon what is left can be done by the SOP's own times, how far each
//! langkah may still slip before the planned end, and whose time is cut short.

use chrono::NaiveDate;

use super::jadwal::Jadwal;
use super::name::{Jabatan, LangkahId};
use super::progress::{Keadaan, LangkahProgress, Progress};
use super::sop::{Jenis, Langkah, Sop};

/// One langkah, looked at ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LangkahRamalan {
    /// Its id.
    pub id: LangkahId,
    /// Its printed number.
    pub no: u32,
    /// Who may do it.
    pub pelaksana: Vec<Jabatan>,
    /// When it ended, if it did.
    pub selesai: Option<NaiveDate>,
    /// Its planned due date.
    pub rencana: NaiveDate,
    /// When it ended, or is expected to when everybody uses the time up to the due date.
    pub perkiraan: NaiveDate,
    /// When it ended, or could at the earliest.
    pub tercepat: NaiveDate,
    /// Hari kerja that it may end later than at the earliest, so that all ends as planned; 0 when
    /// nothing is left, `None` once it or a later one ended.
    pub longgar: Option<u32>,
    /// Hari kerja from the end of the one before up to its planned date.
    pub punya: u32,
    /// Hari kerja that the SOP gives it then.
    pub butuh: u32,
}

impl LangkahRamalan {
    /// Whether it has less time up to its planned date than the SOP gives it.
    #[must_use]
    pub fn is_squeezed(&self) -> bool {
        self.longgar.is_some() && self.punya < self.butuh
    }
}

/// A cycle, looked at ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ramalan {
    /// The langkah, in order.
    pub langkah: Vec<LangkahRamalan>,
    /// When all is planned to end.
    pub rencana: NaiveDate,
    /// When all is expected to end.
    pub perkiraan: NaiveDate,
    /// When all could end at the earliest.
    pub tercepat: NaiveDate,
}

/// Looks ahead from where a cycle stands. `None` for an SOP without langkah.
#[must_use]
pub fn ramalan(sop: &Sop, jadwal: &Jadwal<'_>, progress: &Progress) -> Option<Ramalan> {
    let ahead = Ahead {
        sop,
        jadwal,
        progress,
    };
    let rencana = progress.langkah.last()?.rencana_batas;
    let legs = ahead.legs(&[], None);
    let each = sop.langkah.iter().zip(&progress.langkah).enumerate();
    let langkah = each.filter_map(|(n, step)| ahead.langkah(n, step, &legs, rencana));
    let langkah = langkah.collect();
    Some(Ramalan {
        langkah,
        rencana,
        perkiraan: progress.perkiraan_selesai,
        tercepat: legs.last()?.end,
    })
}

struct Ahead<'a> {
    sop: &'a Sop,
    jadwal: &'a Jadwal<'a>,
    progress: &'a Progress,
}

/// When a langkah could be done.
#[derive(Clone, Copy)]
struct Leg {
    /// The day before it can begin.
    before: NaiveDate,
    /// The day on which it ended, or could at the earliest.
    end: NaiveDate,
}

impl Ahead<'_> {
    /// When each langkah can begin and end, if one of them ends so many hari kerja later than it
    /// could; `free` is when they can if none does.
    fn legs(&self, free: &[Leg], slip: Option<(usize, u32)>) -> Vec<Leg> {
        let kalender = self.jadwal.kalender;
        let mut legs: Vec<Leg> = Vec::with_capacity(self.sop.langkah.len());
        // When filling should end: collecting runs beside it.
        let mut filled = None;
        let all = self.sop.langkah.iter().zip(&self.progress.langkah);
        for (n, (step, at)) in all.enumerate() {
            let ended = legs.last().map(|leg| leg.end);
            let beside = filled.filter(|_| step.jenis == Jenis::Kumpul);
            let before = beside.or(ended).or(at.rencana_mulai.pred_opt());
            let before = before.unwrap_or(at.rencana_mulai);
            let by_times = self.jadwal.after(step, before);
            filled = Some(by_times);
            let known = n.checked_sub(1).and_then(|before| free.get(before));
            let waits = known.zip(ended);
            let waits = waits.map_or(0, |(known, ended)| kalender.between(known.end, ended));
            let by_times = by_times.max(beside.and(ended).unwrap_or(by_times));
            let end = self.end(at, by_times, waits);
            let end = match slip {
                Some((slips, days)) if slips == n => kalender.later(end, days),
                _ => end,
            };
            legs.push(Leg { before, end });
        }
        legs
    }

    /// When a langkah ended, or could, with the one before `waits` hari kerja later than it could.
    fn end(&self, at: &LangkahProgress, by_times: NaiveDate, waits: u32) -> NaiveDate {
        let kalender = self.jadwal.kalender;
        let today = kalender.on_or_after(self.progress.hari_ini);
        match (at.selesai, at.jenis, at.keadaan) {
            (Some(ended), ..) => ended.date_naive(),
            // What nobody recorded may have happened.
            (None, Jenis::Catat, _) => by_times,
            // What was sent back has less left to do than the whole langkah.
            (None, _, Keadaan::Dikembalikan) if at.siap => {
                let mended = kalender.later(at.perkiraan, waits);
                by_times.max(today).min(mended)
            }
            (None, ..) => by_times.max(today),
        }
    }

    fn langkah(
        &self,
        n: usize,
        (step, at): (&Langkah, &LangkahProgress),
        legs: &[Leg],
        rencana: NaiveDate,
    ) -> Option<LangkahRamalan> {
        let leg = legs.get(n)?;
        let kalender = self.jadwal.kalender;
        let selesai = at.selesai.map(|ended| ended.date_naive());
        // A meeting that nobody recorded holds nothing up once what follows has ended.
        let mut later = self.progress.langkah.iter().skip(n);
        let passed = later.any(|later| later.selesai.is_some());
        Some(LangkahRamalan {
            id: at.id.clone(),
            no: at.no,
            pelaksana: at.pelaksana.clone(),
            selesai,
            rencana: at.rencana_batas,
            perkiraan: at.perkiraan,
            tercepat: leg.end,
            longgar: (!passed).then(|| self.slack(n, legs, rencana)),
            punya: kalender.between(leg.before, at.rencana_batas),
            butuh: kalender.between(leg.before, self.jadwal.after(step, leg.before)),
        })
    }

    /// How many hari kerja a langkah may end later than at the earliest, so that all ends by a day.
    fn slack(&self, n: usize, free: &[Leg], until: NaiveDate) -> u32 {
        let tercepat = free.get(n).map_or(until, |leg| leg.end);
        let in_time = |days: u32| {
            let legs = self.legs(free, Some((n, days)));
            legs.last().is_some_and(|leg| leg.end <= until)
        };
        let (mut least, mut most) = (0, self.jadwal.kalender.between(tercepat, until));
        while least < most {
            let middle = most - (most - least) / 2;
            if in_time(middle) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        least
    }
}
