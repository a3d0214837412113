//! Planned dates set anew (SOP: Tepat Waktu): who may, and which dates can be.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Desk, Refusal, Verdict, called, sealed, starters};
use crate::domain::event::Act;
use crate::domain::kalender::Kalender;
use crate::domain::progress::look;
use crate::domain::rule::Rule;
use crate::domain::sop::{Jenis, Langkah};
use crate::domain::state::State;
use crate::domain::tanggal;

/// Which langkah keep their planned dates, in the SOP's order: those that ended, and those of the
/// kind `catat` that were passed by.
#[must_use]
pub fn settled(state: &State, kalender: &Kalender) -> Vec<bool> {
    // Whether a langkah ended is the same on any day.
    let day = state.opening().map_or(NaiveDate::MIN, |one| one.tanggal);
    let Some(progress) = look(state, kalender, day, &BTreeSet::new()) else {
        return Vec::new();
    };
    let all = &progress.langkah;
    let passed = all
        .iter()
        .rposition(|l| l.selesai.is_some() && l.jenis != Jenis::Catat);
    let settled = all.iter().enumerate().map(|(n, langkah)| {
        let before = passed.is_some_and(|passed| n <= passed);
        langkah.selesai.is_some() || before
    });
    settled.collect()
}

impl Desk<'_> {
    /// New planned dates for what has not ended.
    pub(super) fn reschedule(
        &self,
        mulai: Option<NaiveDate>,
        rencana: Vec<NaiveDate>,
        alasan: String,
    ) -> Verdict {
        let command = "rkt reschedule --langkah LANGKAH=TANGGAL --alasan \"...\"";
        self.may(starters(self.sop()), "menjadwalkan ulang siklus", command)?;
        if self.state.archive().is_some() {
            return Err(sealed(self.state));
        }
        let now = self.state.rencana();
        if now.is_empty() {
            let help = format!("buka dahulu: `rkt init {}`", self.state.cycle.tahun);
            let message = "siklus ini belum dibuka, jadi belum ada rencananya";
            return Err(Refusal::new(Rule::NotYetTurn, message, help));
        }
        if rencana == now {
            return Ok(None);
        }
        let settled = settled(self.state, self.office.kalender);
        self.is_still_to_come(mulai)?;
        self.is_ahead(now, &rencana, &settled)?;
        self.is_in_order(&rencana, &settled)?;
        self.is_worked_on(mulai, now, &rencana)?;
        Ok(Some(Act::Jadwal {
            mulai,
            rencana,
            alasan,
        }))
    }

    /// Each langkah with its planned date, where that is another than now.
    fn moved<'a>(
        &'a self,
        now: &'a [NaiveDate],
        rencana: &'a [NaiveDate],
    ) -> impl Iterator<Item = (usize, &'a Langkah, NaiveDate)> {
        let all = self.sop().langkah.iter().zip(rencana).enumerate();
        let all = all.map(|(n, (langkah, day))| (n, langkah, *day));
        all.filter(|(n, _, day)| now.get(*n) != Some(day))
    }

    /// Nothing that ended moves, and nothing moves to a day that has passed.
    fn is_ahead(
        &self,
        now: &[NaiveDate],
        rencana: &[NaiveDate],
        settled: &[bool],
    ) -> Result<(), Refusal> {
        let today = self.by.at.date_naive();
        for (n, langkah, day) in self.moved(now, rencana) {
            if settled.get(n).copied().unwrap_or_default() {
                return Err(ended(langkah, now.get(n).copied().unwrap_or(day)));
            }
            if day < today {
                let before = rencana.get(..n).unwrap_or_default();
                let first = before.iter().copied().fold(today, NaiveDate::max);
                return Err(self.passed(langkah, day, first));
            }
        }
        Ok(())
    }

    /// A langkah planned for a day that has passed; `first` is the earliest that it can be.
    fn passed(&self, langkah: &Langkah, day: NaiveDate, first: NaiveDate) -> Refusal {
        let today = self.by.at.date_naive();
        let (name, id) = (called(langkah), &langkah.id);
        let (day, said) = (tanggal::long(day), tanggal::long(today));
        let next = self.office.kalender.on_or_after(first);
        let since = if first == today {
            "mulai hari ini"
        } else {
            "sesudah langkah sebelumnya"
        };
        Refusal::new(
            Rule::PlanPassed,
            format!("rencana {name} {day} sudah lewat; hari ini {said}"),
            format!(
                "pilih tanggal {since}: `rkt reschedule --langkah {id}={next} --alasan \"...\"`"
            ),
        )
    }

    /// Nothing begins on a day that has passed.
    fn is_still_to_come(&self, mulai: Option<NaiveDate>) -> Result<(), Refusal> {
        let today = self.by.at.date_naive();
        let Some(day) = mulai.filter(|day| *day < today) else {
            return Ok(());
        };
        let (day, said) = (tanggal::long(day), tanggal::long(today));
        let next = self.office.kalender.on_or_after(today);
        Err(Refusal::new(
            Rule::PlanPassed,
            format!("permulaan {day} sudah lewat; hari ini {said}"),
            format!(
                "mulailah hari ini atau sesudahnya: `rkt reschedule --mulai {next} --alasan \"...\"`"
            ),
        ))
    }

    /// One date a langkah, none before that of the one before, unless that has ended.
    fn is_in_order(&self, rencana: &[NaiveDate], settled: &[bool]) -> Result<(), Refusal> {
        let langkah = &self.sop().langkah;
        if rencana.len() != langkah.len() {
            return Err(Refusal::new(
                Rule::PlanBackwards,
                "rencananya tidak memuat satu tanggal untuk tiap langkah",
                "lihat rencana yang berlaku: `rkt status`",
            ));
        }
        let pairs = rencana.windows(2).zip(langkah.windows(2)).zip(settled);
        for ((days, steps), ended) in pairs {
            if let ([before, after], [first, second]) = (days, steps)
                && after < before
                && !ended
            {
                return Err(backwards((first, *before), (second, *after)));
            }
        }
        Ok(())
    }

    /// Nothing new is planned for a day off, as far as the kalender knows.
    fn is_worked_on(
        &self,
        mulai: Option<NaiveDate>,
        now: &[NaiveDate],
        rencana: &[NaiveDate],
    ) -> Result<(), Refusal> {
        let begins = mulai.map(|day| ("--mulai ".to_owned(), "permulaan".to_owned(), day));
        let dues = self.moved(now, rencana).map(|(_, langkah, day)| {
            let option = format!("--langkah {}=", langkah.id);
            (option, format!("rencana {}", called(langkah)), day)
        });
        let kalender = self.office.kalender;
        let mut all = begins.into_iter().chain(dues);
        let Some((option, what, day)) = all.find(|(.., day)| !kalender.is_working(*day)) else {
            return Ok(());
        };
        let why = kalender.libur(day).unwrap_or("bukan hari kerja");
        Err(Refusal::new(
            Rule::PlanOnDayOff,
            format!(
                "{what} jatuh pada hari libur: {}, {why}",
                tanggal::full(day)
            ),
            format!(
                "pilih hari kerja, misalnya `rkt reschedule {option}{} --alasan \"...\"`",
                kalender.on_or_after(day)
            ),
        ))
    }
}

fn ended(langkah: &Langkah, planned: NaiveDate) -> Refusal {
    let (name, planned) = (called(langkah), tanggal::long(planned));
    Refusal::new(
        Rule::PlanPassed,
        format!("{name} sudah selesai; rencananya tetap {planned}"),
        "jadwalkan ulang langkah yang belum selesai; lihat `rkt status`",
    )
}

fn backwards(first: (&Langkah, NaiveDate), second: (&Langkah, NaiveDate)) -> Refusal {
    let said = |(langkah, day): (&Langkah, NaiveDate)| (called(langkah), tanggal::long(day));
    let ((before, before_day), (after, after_day)) = (said(first), said(second));
    let (first, (second, day)) = (&first.0.id, (&second.0.id, second.1));
    Refusal::new(
        Rule::PlanBackwards,
        format!("rencana {after} {after_day} lebih awal daripada {before}, {before_day}"),
        format!(
            "sebut juga tanggal sebelumnya: `rkt reschedule --langkah {first}=TANGGAL --langkah {second}={day} --alasan \"...\"`"
        ),
    )
}
