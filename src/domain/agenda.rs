//! Agenda: the due dates of a cycle as events for the calendars that people carry.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, Months, NaiveDate};

use super::event::{Act, Event};
use super::kalender::Kalender;
use super::masa::{Masa, Span, masa};
use super::name::Jabatan;
use super::progress::{BidangProgress, LangkahProgress, Progress};
use super::sop::Jenis;
use super::state::State;
use super::tanggal;
use super::zona::Zona;

/// The dates of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// What the calendar is called.
    pub judul: String,
    /// The office's zone, in which its dates are dates.
    pub zona: Zona,
    /// When something happened last: the age of all of it.
    pub pada: DateTime<FixedOffset>,
    /// Grows with everything that could move a date.
    pub urutan: usize,
    /// The events, in the order of the SOP.
    pub acara: Vec<Acara>,
}

/// Acara (event in a calendar): whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acara {
    /// Names the event for good, in any calendar.
    pub uid: String,
    /// Its days.
    pub hari: Span,
    /// What it is.
    pub judul: String,
    /// What there is to know, in lines.
    pub uraian: String,
    /// The days on whose morning it is called to mind, none once it is over.
    pub ingat: Vec<NaiveDate>,
}

/// A cycle, and whose dates are wanted.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The plan as people call it, e.g. `RKT 2027`.
    pub judul: &'a str,
    /// The cycle.
    pub state: &'a State,
    /// Where it stands.
    pub progress: &'a Progress,
    /// The days off.
    pub kalender: &'a Kalender,
    /// Whose dates; everybody's if not said.
    pub untuk: Option<&'a Jabatan>,
}

/// One event a langkah and one a Bidang's own due date. Nothing in it depends on the day it is
/// asked on.
#[must_use]
pub fn agenda(asked: &Asked<'_>) -> Agenda {
    let (state, progress) = (asked.state, asked.progress);
    let spans = masa(state, progress, asked.kalender);
    let steps = progress.langkah.iter().zip(&spans);
    let steps = steps.filter(|(langkah, _)| asked.concerns(&langkah.pelaksana));
    let bidang = progress.bidang.iter().filter(|one| asked.wants(one));
    let acara = steps
        .map(|(langkah, masa)| asked.step(langkah, masa))
        .chain(bidang.map(|one| asked.bidang(one)));
    let untuk = asked.untuk.map(|who| format!(", {}", state.called(who)));
    Agenda {
        judul: format!("{}{}", asked.judul, untuk.unwrap_or_default()),
        zona: state.cycle.zona,
        pada: asked.last(),
        urutan: asked.sequence(),
        acara: acara.collect(),
    }
}

impl Asked<'_> {
    /// Whether a langkah of these pelaksana is wanted.
    fn concerns(&self, pelaksana: &[Jabatan]) -> bool {
        let all = || self.state.each_of(pelaksana);
        self.untuk.is_none_or(|who| all().contains(who))
    }

    /// Whether the due date of a Bidang is wanted: by its head, and by those who collect.
    fn wants(&self, bidang: &BidangProgress) -> bool {
        let Some(who) = self.untuk else { return true };
        let collects = self.state.sop.pelaksana_of(Jenis::Kumpul).contains(who);
        collects || bidang.id.head() == *who
    }

    /// The acts that can move a date: all but reminders.
    fn moving(&self) -> impl Iterator<Item = &Event> {
        let events = self.state.events().iter();
        events.filter(|event| !matches!(event.act, Act::Ingatkan { .. }))
    }

    fn last(&self) -> DateTime<FixedOffset> {
        let last = self.moving().map(|event| event.pada).max();
        last.unwrap_or_default()
    }

    /// Days off are counted over a span that no act changes, so that the number never falls.
    fn sequence(&self) -> usize {
        let first = self.state.opening().map(|opening| opening.tanggal);
        let off = first.map_or(0, |first| {
            let last = first.checked_add_months(Months::new(24)).unwrap_or(first);
            self.kalender.n_libur(first, last)
        });
        self.moving().count() + off
    }

    fn uid(&self, kind: &str, id: &str) -> String {
        format!("{}-{kind}-{id}@rkt", self.state.cycle.siklus)
    }

    fn step(&self, langkah: &LangkahProgress, masa: &Masa) -> Acara {
        let ended = langkah.selesai.is_some();
        let planned = Span {
            mulai: masa.rencana.mulai.min(langkah.batas),
            akhir: langkah.batas,
        };
        let hari = masa.nyata.filter(|_| ended).unwrap_or(planned);
        let done = if ended { " (selesai)" } else { "" };
        let who: Vec<&str> = langkah
            .pelaksana
            .iter()
            .map(|j| self.state.called(j))
            .collect();
        let mut uraian = format!("Pelaksana: {}\n", who.join(", "));
        uraian.push_str(&due(langkah.rencana_batas, langkah.batas));
        if ended {
            let _ = write!(uraian, "\nSelesai: {}", tanggal::full(hari.akhir));
        }
        Acara {
            uid: self.uid("langkah", langkah.id.as_str()),
            hari,
            judul: format!(
                "{} langkah {}: {}{done}",
                self.judul, langkah.no, langkah.uraian
            ),
            uraian,
            ingat: self.mornings(hari.akhir, ended),
        }
    }

    fn bidang(&self, bidang: &BidangProgress) -> Acara {
        let done = !matches!(bidang.keadaan, "belum" | "dikembalikan" | "bercabang");
        let planned = self.state.sop.first(Jenis::Kumpul).and_then(|kumpul| {
            let mut all = self.progress.langkah.iter();
            all.find(|langkah| langkah.id == kumpul.id)
        });
        let planned = planned.map_or(bidang.batas, |kumpul| kumpul.rencana_batas);
        let word = match bidang.keadaan {
            "tanpa" => " (dibebaskan)",
            _ if done => " (sudah masuk)",
            _ => "",
        };
        Acara {
            uid: self.uid("bidang", bidang.id.as_str()),
            hari: Span {
                mulai: bidang.batas,
                akhir: bidang.batas,
            },
            judul: format!("{} batas form {}{word}", self.judul, bidang.nama),
            uraian: due(planned, bidang.batas),
            ingat: self.mornings(bidang.batas, done),
        }
    }

    /// The last day, and the hari kerja before it.
    fn mornings(&self, batas: NaiveDate, over: bool) -> Vec<NaiveDate> {
        if over {
            return Vec::new();
        }
        let before = self.kalender.before(batas);
        vec![before, batas]
    }
}

fn due(planned: NaiveDate, batas: NaiveDate) -> String {
    let now = tanggal::full(batas);
    if planned == batas {
        return format!("Batas: {now}");
    }
    format!("Batas: {now} (rencana {})", tanggal::long(planned))
}
