//! Three offices, each with its own SOP, and what people do in them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rkt::domain::event::{Actor, Event};
use rkt::domain::instansi::Bidang;
use rkt::domain::jadwal::Jadwal;
use rkt::domain::kalender::{HariKerja, Kalender, Minggu};
use rkt::domain::name::{BidangId, Jabatan, LangkahId};
use rkt::domain::sop::{BIDANG, Jenis, Langkah, Sop};
use rkt::domain::state::{BidangState, Cycle, State};
use rkt::domain::workflow::{self, Action, By, Decision, Refusal, Scope, decide, starters};
use rkt::domain::zona::Zona;

use crate::jadwal::{NINE, TWELVE, kalender, seed_text, sop};

/// An office with its SOP and its people, in a cycle for 2027.
#[derive(Clone, Debug)]
pub struct Office {
    pub sop: Sop,
    pub kalender: Kalender,
    pub cycle: Cycle,
    pub holders: BTreeMap<Jabatan, Actor>,
}

pub fn bidang_id(id: &str) -> BidangId {
    BidangId::parse(id).unwrap()
}

pub fn langkah_id(id: &str) -> LangkahId {
    LangkahId::parse(id).unwrap()
}

pub fn jabatan(id: &str) -> Jabatan {
    Jabatan::parse(id).unwrap()
}

pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn opening_day() -> DateTime<FixedOffset> {
    moment("2026-11-02T08:00:00+08:00")
}

/// A person of his own in every jabatan; `tim` has no NIP.
fn actor(who: &str) -> Actor {
    let number = who
        .bytes()
        .fold(7_u64, |sum, b| sum * 31 % 1_000_000 + u64::from(b));
    Actor {
        jabatan: jabatan(who),
        nama: format!("Pejabat \"{who}\" S.Pd., M.Si"),
        nip: (who != "tim").then(|| format!("196610021990{number:06}")),
        status: None,
    }
}

pub fn by(who: &str, at: DateTime<FixedOffset>) -> By {
    By::own(actor(who), at, None)
}

impl Office {
    pub fn new(text: &str, bidang: &[&str]) -> Office {
        let row = |id: &&str| Bidang {
            id: bidang_id(id),
            nama: format!("Bidang \u{201c}{id}\u{201d}"),
        };
        let mut office = Office {
            sop: sop(text),
            kalender: kalender(HariKerja::Lima, &[]),
            cycle: Cycle {
                siklus: "7f3a9c21".to_owned(),
                tahun: 2027,
                zona: Zona::Wita,
                hari_kerja: HariKerja::Lima,
                minggu: Minggu::HariKerja,
                bidang: bidang.iter().map(row).collect(),
            },
            holders: BTreeMap::new(),
        };
        for who in office.people() {
            office.holders.insert(jabatan(&who), actor(&who));
        }
        office
    }

    pub fn seed() -> Office {
        Office::new(seed_text(), &["sekretariat", "paud-pnf", "sd"])
    }

    pub fn all() -> [Office; 3] {
        [
            Office::seed(),
            Office::new(NINE, &["sampah", "limbah-b3"]),
            Office::new(TWELVE, &["tangkap", "budidaya", "pesisir", "upt-1"]),
        ]
    }

    /// Lets the holder of one jabatan hold another too, as a Plt does.
    pub fn also(mut self, holder: &str, other: &str) -> Office {
        let mut person = self.by(holder, opening_day()).actor;
        person.jabatan = jabatan(other);
        self.holders.insert(jabatan(other), person);
        self
    }

    /// The office with a week of six days.
    pub fn six_days(mut self) -> Office {
        self.cycle.hari_kerja = HariKerja::Enam;
        self.kalender = kalender(HariKerja::Enam, &[]);
        self
    }

    /// Whoever holds a jabatan here, acting and typing himself.
    pub fn by(&self, who: &str, at: DateTime<FixedOffset>) -> By {
        let holder = self.holders.get(&jabatan(who));
        By::own(holder.cloned().unwrap_or_else(|| actor(who)), at, None)
    }

    pub fn decide(&self, state: &State, action: Action, by: &By) -> Result<Decision, Refusal> {
        decide(state, &self.desk(), action, by)
    }

    /// What the decider knows of the office.
    pub fn desk(&self) -> workflow::Office<'_> {
        workflow::Office {
            kalender: &self.kalender,
            holders: &self.holders,
        }
    }

    /// Does what must be allowed, and gives the event, if it made one.
    #[track_caller]
    pub fn act(&self, state: &mut State, action: Action, by: &By) -> Option<Event> {
        match self.decide(state, action, by) {
            Ok(Decision::Record(event)) => {
                state.apply((*event).clone());
                Some(*event)
            }
            Ok(Decision::Unchanged) => None,
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    pub fn start(&self, at: DateTime<FixedOffset>, disposisi: Option<String>) -> Action {
        let jadwal = Jadwal {
            kalender: &self.kalender,
            minggu: self.cycle.minggu,
        };
        let slots = jadwal.baseline(&self.sop, at.date_naive());
        Action::Start {
            tanggal: at.date_naive(),
            rencana: slots.iter().map(|slot| slot.batas).collect(),
            disposisi,
            sop: "0".repeat(64),
            perubahan: None,
        }
    }

    /// The state that events give here, in whatever order they come.
    pub fn replay(&self, events: impl IntoIterator<Item = Event>) -> State {
        State::replay(self.cycle.clone(), self.sop.clone(), events)
    }

    /// A cycle that was just opened.
    #[track_caller]
    pub fn opened(&self) -> State {
        let mut state = State::new(self.cycle.clone(), self.sop.clone());
        let who = starters(&self.sop)[0].as_str();
        let (start, by) = (self.start(opening_day(), None), self.by(who, opening_day()));
        assert!(self.act(&mut state, start, &by).is_some());
        state
    }

    /// Whoever stands first among those of a langkah.
    pub fn first_of(&self, langkah: &Langkah) -> String {
        match langkah.pelaksana[0].as_str() {
            BIDANG => self.cycle.bidang[0].id.to_string(),
            who => who.to_owned(),
        }
    }

    /// Whoever stands first among those of the langkah of a kind.
    pub fn chief(&self, jenis: Jenis) -> String {
        self.first_of(self.sop.first(jenis).unwrap())
    }

    /// Everybody there is, and somebody who is nobody here.
    pub fn people(&self) -> Vec<String> {
        let columns = self.sop.pelaksana.iter().map(|p| p.id.to_string());
        let heads = self.cycle.bidang.iter().map(|b| b.id.to_string());
        let all = columns.chain(heads).filter(|who| who != BIDANG);
        all.chain(["inspektorat".to_owned()]).collect()
    }

    #[track_caller]
    pub fn submit(&self, state: &mut State, bidang: &str, digest: &str, at: DateTime<FixedOffset>) {
        let event = self.act(state, submission(bidang, digest), &self.by(bidang, at));
        assert!(event.is_some());
    }
}

pub fn submission(bidang: &str, digest: &str) -> Action {
    Action::Submit {
        bidang: bidang_id(bidang),
        digest: digest.repeat(64),
        sha256: digest.to_uppercase().repeat(64),
        alasan: None,
        jawab: None,
    }
}

pub fn remind(who: &str) -> Action {
    Action::Remind {
        kepada: jabatan(who),
        langkah: vec![langkah_id("isi")],
        terlambat: Vec::new(),
    }
}

pub fn step(id: &str, on: Option<&str>) -> Action {
    Action::Step {
        langkah: langkah_id(id),
        tanggal: on.map(|day| day.parse().unwrap()),
        catatan: None,
        hadir: Vec::new(),
        url: None,
    }
}

pub fn compilation(scope: Scope) -> Action {
    Action::Compile {
        digest: "c".repeat(64),
        scope,
    }
}

/// The digest of what the forms that are in give: as a compilation would, from their content and
/// from why others are excused.
pub fn compiled(state: &State) -> String {
    let forms = state.current_digests().into_iter();
    let forms = forms.map(|(id, digest)| format!("{id} {digest}"));
    let left_out = state.excused().into_iter().map(|id| {
        let BidangState::Tanpa(excuse) = state.bidang(&id) else {
            unreachable!("{id} is excused")
        };
        format!("tanpa {id} {}", excuse.alasan)
    });
    let text: Vec<String> = forms.chain(left_out).collect();
    let fold = |sum: u64, b: u8| (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.join("\n").bytes().fold(0xcbf2_9ce4_8422_2325, fold);
    format!("{hash:016x}").repeat(4)
}

/// The events of a state and some more.
pub fn union(state: &State, more: &[Event]) -> Vec<Event> {
    state.events().iter().chain(more).cloned().collect()
}
