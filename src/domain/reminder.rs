//! Reminders: what waits, gathered by the person for whom it waits.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::event::Actor;
use super::instansi::{Pejabat, Settings};
use super::kabar;
use super::kalender::Kalender;
use super::name::Jabatan;
use super::state::State;
use super::tugas::Tugas;

/// What is asked: of which cycle, on which day, and how near.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The cycle.
    pub state: &'a State,
    /// Who holds which jabatan.
    pub settings: &'a Settings,
    /// The days off.
    pub kalender: &'a Kalender,
    /// The day.
    pub hari_ini: NaiveDate,
    /// How many hari kerja before its due date something is told.
    pub ambang: u32,
    /// Whether superiors hear of what is late.
    pub escalate: bool,
}

/// What one person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder<'a> {
    /// The person.
    pub kepada: &'a Pejabat,
    /// Every jabatan in which something waits for the person.
    pub jabatan: Vec<Jabatan>,
    /// What waits, with the jabatan in which it does.
    pub tugas: Vec<(Jabatan, &'a Tugas)>,
    /// What is late, with who is.
    pub terlambat: Vec<(&'a Pejabat, &'a Tugas)>,
}

/// Everything that is told, and whom nobody can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reminders<'a> {
    /// What each person is told, first what is first in the SOP.
    pub all: Vec<Reminder<'a>>,
    /// Jabatan that nobody holds on that day.
    pub vacant: Vec<Jabatan>,
    /// Jabatan of people who are late and whose superior rkt.toml does not name.
    pub without_superior: Vec<Jabatan>,
}

/// Gathers what waits on a day by the person for whom it waits.
#[must_use]
pub fn gather<'a>(tugas: &'a [Tugas], asked: &Asked<'a>) -> Reminders<'a> {
    let mut reminders = Reminders::default();
    let mut late = Vec::new();
    for one in tugas.iter().filter(|one| is_near(one, asked)) {
        for jabatan in asked.state.each_of(&one.who) {
            let Some(holder) = asked.settings.holder(&jabatan, asked.hari_ini) else {
                note(&mut reminders.vacant, &jabatan);
                continue;
            };
            let reminder = reminders.of(holder, &jabatan);
            reminder.tugas.push((jabatan, one));
            if asked.escalate && one.terlambat > 0 {
                late.push((holder, one));
            }
        }
    }
    for (holder, one) in late {
        reminders.escalate(holder, one, asked);
    }
    reminders
}

impl<'a> Reminders<'a> {
    /// What a person is told; a person in two jabatan is told once.
    fn of(&mut self, person: &'a Pejabat, jabatan: &Jabatan) -> &mut Reminder<'a> {
        let known = |one: &Reminder<'_>| is_same(one.kepada, person);
        let place = self.all.iter().position(known).unwrap_or_else(|| {
            self.all.push(Reminder {
                kepada: person,
                jabatan: Vec::new(),
                tugas: Vec::new(),
                terlambat: Vec::new(),
            });
            self.all.len() - 1
        });
        let reminder = &mut self.all[place];
        note(&mut reminder.jabatan, jabatan);
        reminder
    }

    fn escalate(&mut self, late: &'a Pejabat, tugas: &'a Tugas, asked: &Asked<'a>) {
        let Some(superior) = &late.atasan else {
            return note(&mut self.without_superior, &late.jabatan);
        };
        let Some(holder) = asked.settings.holder(superior, asked.hari_ini) else {
            return note(&mut self.vacant, superior);
        };
        if !is_same(holder, late) {
            self.of(holder, superior).terlambat.push((late, tugas));
        }
    }
}

impl Reminder<'_> {
    /// When the person was told today, in whichever jabatan, if he was.
    #[must_use]
    pub fn told(&self, asked: &Asked<'_>) -> Option<DateTime<FixedOffset>> {
        let told = |jabatan: &Jabatan| asked.state.reminded(jabatan, asked.hari_ini);
        self.held(asked).into_iter().filter_map(told).min()
    }

    /// Whose lateness the person was not told of, though he was reminded today.
    #[must_use]
    pub fn unsaid(&self, asked: &Asked<'_>) -> BTreeSet<&Jabatan> {
        if self.told(asked).is_none() {
            return BTreeSet::new();
        }
        let held = self.held(asked);
        let said = |who: &Jabatan| {
            let mut held = held.iter();
            held.any(|own| {
                asked
                    .state
                    .told_late(own, asked.hari_ini)
                    .any(|late| late == who)
            })
        };
        let late = self.terlambat.iter().map(|(who, _)| &who.jabatan);
        late.filter(|who| !said(who)).collect()
    }

    /// Whether the message is to a jabatan, or tells of its lateness.
    #[must_use]
    pub fn concerns(&self, who: &Jabatan) -> bool {
        let late = |(late, _): &(&Pejabat, &Tugas)| late.jabatan == *who;
        self.jabatan.contains(who) || self.terlambat.iter().any(late)
    }

    /// Every jabatan that the person holds on the day, also those in which nothing waits.
    fn held<'b>(&'b self, asked: &Asked<'b>) -> BTreeSet<&'b Jabatan> {
        let (settings, day) = (asked.settings, asked.hari_ini);
        let holds = |jabatan: &&Jabatan| {
            let holder = settings.holder(jabatan, day);
            holder.is_some_and(|holder| is_same(holder, self.kepada))
        };
        let all = settings.pejabat.iter().map(|one| &one.jabatan);
        all.filter(holds).chain(&self.jabatan).collect()
    }
}

/// The due date of what waits, in words, with how far away it is.
#[must_use]
pub fn when(tugas: &Tugas, asked: &Asked<'_>) -> String {
    kabar::batas(tugas.batas, tugas.terlambat, asked.hari_ini, asked.kalender)
}

fn is_near(tugas: &Tugas, asked: &Asked<'_>) -> bool {
    asked.kalender.between(asked.hari_ini, tugas.batas) <= asked.ambang
}

fn note(list: &mut Vec<Jabatan>, jabatan: &Jabatan) {
    if !list.contains(jabatan) {
        list.push(jabatan.clone());
    }
}

/// Whether two rows are one person; names that still have to be filled in are nobody's.
fn is_same(one: &Pejabat, other: &Pejabat) -> bool {
    let named = !one.is_placeholder() && !other.is_placeholder();
    let [one_acts, other_acts]: [Actor; 2] = [one.acting(), other.acting()];
    one.jabatan == other.jabatan || named && one_acts.is_same_person(&other_acts)
}
