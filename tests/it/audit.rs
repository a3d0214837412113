//! The audit agrees with the decider: no lawful history is blamed, however branches met.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use rkt::domain::audit::audit;
use rkt::domain::digest::sha256;
use rkt::domain::document::kode;
use rkt::domain::event::{Actor, AtasNama, Event, Subjek};
use rkt::domain::instansi::Bidang;
use rkt::domain::kalender::{HariKerja, Kalender, Minggu};
use rkt::domain::koreksi::Tahap;
use rkt::domain::name::{BidangId, Jabatan};
use rkt::domain::sop::{BIDANG, Sop};
use rkt::domain::state::{BidangState, Cycle, State};
use rkt::domain::workflow::{Action, By, Decision, Office, Scope, decide};
use rkt::domain::zona::Zona;
use rkt::store::sop_file;
use rkt::store::text::Source;

use crate::workspace::root;

/// The planned dates with the last ones some days later.
fn replanned(state: &State, dice: &mut Dice) -> Action {
    let mut rencana = state.rencana().to_vec();
    let from = dice.roll(rencana.len());
    let days = TimeDelta::days([1, 3, 7][dice.roll(3)]);
    for day in rencana.iter_mut().skip(from) {
        *day += days;
    }
    Action::Reschedule {
        mulai: None,
        rencana,
        alasan: format!("rapat {}", dice.roll(3)),
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// A Bidang that may join later.
const LATE: &str = "baru";

struct World {
    sop: Sop,
    kalender: Kalender,
    holders: BTreeMap<Jabatan, Actor>,
    bidang: Vec<BidangId>,
}

impl World {
    fn of(file: &str) -> World {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        let file = file.to_owned();
        let sop = sop_file::decode(&Source { file, text }).0.unwrap();
        let bidang: Vec<BidangId> = ["sd", "smp", "paud"]
            .map(|id| BidangId::parse(id).unwrap())
            .into();
        let columns = sop.pelaksana.iter().map(|p| p.id.clone());
        let late = BidangId::parse(LATE).unwrap();
        let heads = bidang.iter().chain([&late]).map(BidangId::head);
        let people = columns.filter(|id| id.as_str() != BIDANG).chain(heads);
        let actor = |jabatan: Jabatan| {
            let nama = format!("Pejabat {jabatan}");
            (
                jabatan.clone(),
                Actor {
                    jabatan,
                    nama,
                    nip: None,
                    status: None,
                },
            )
        };
        World {
            kalender: Kalender::new(HariKerja::Lima, []),
            holders: people.map(actor).collect(),
            bidang,
            sop,
        }
    }

    fn opened(&self) -> State {
        let row = |id: &BidangId| Bidang {
            id: id.clone(),
            nama: format!("Bidang {id}"),
        };
        let cycle = Cycle {
            siklus: "7f3a9c21".to_owned(),
            tahun: 2027,
            zona: Zona::Wita,
            hari_kerja: HariKerja::Lima,
            minggu: Minggu::HariKerja,
            bidang: self.bidang.iter().map(row).collect(),
        };
        let mut state = State::new(cycle, self.sop.clone());
        let at = moment("2026-11-02T08:00:00+08:00");
        let action = Action::Start {
            tanggal: at.date_naive(),
            rencana: vec![moment("2026-12-30T08:00:00+08:00").date_naive(); self.sop.langkah.len()],
            disposisi: None,
            sop: "0".repeat(64),
            perubahan: None,
        };
        assert!(self.holders.values().any(|who| self.try_one(
            &mut state,
            action.clone(),
            &By::own(who.clone(), at, None)
        )));
        state
    }

    fn try_one(&self, state: &mut State, action: Action, by: &By) -> bool {
        let office = Office {
            kalender: &self.kalender,
            holders: &self.holders,
        };
        match decide(state, &office, action, by) {
            Ok(Decision::Record(event)) => {
                state.apply(*event);
                true
            }
            Ok(Decision::Unchanged) | Err(_) => false,
        }
    }

    fn any_action(&self, state: &State, dice: &mut Dice) -> Action {
        let bidang = dice.one(&state.cycle.bidang).id.clone();
        let text = |dice: &mut Dice| format!("teks {}", dice.roll(3));
        let subjek = if dice.roll(3) == 0 {
            Subjek::Draft
        } else {
            Subjek::Bidang(bidang.clone())
        };
        let langkah = dice.one(&self.sop.langkah).id.clone();
        let standing = state.draft().fixed().or(state.last_compilation());
        let digest = standing.map_or_else(String::new, |draft| draft.digest.clone());
        let inside =
            sha256(format!("{:?} {:?}", state.current_digests(), state.excused()).as_bytes());
        match dice.roll(23) {
            0..=4 => {
                let digest = sha256(format!("{bidang} {}", dice.roll(3)).as_bytes());
                let jawab = (dice.roll(3) == 0).then(|| text(dice));
                let alasan = (dice.roll(2) == 0).then(|| text(dice));
                Action::Submit {
                    bidang,
                    sha256: digest.clone(),
                    digest,
                    alasan,
                    jawab,
                }
            }
            5 | 6 => Action::Compile {
                digest: inside,
                scope: if dice.roll(3) == 0 {
                    Scope::Partial
                } else {
                    Scope::Whole
                },
            },
            7..=10 => Action::Approve { subjek },
            11 => Action::Return {
                subjek,
                ke: (dice.roll(2) == 0).then_some(langkah),
                baris: None,
                alasan: text(dice),
            },
            12 | 13 => {
                let koreksi = state.koreksi();
                if koreksi.is_empty() {
                    return Action::Approve { subjek };
                }
                Action::Answer {
                    koreksi: dice.one(koreksi).event.clone(),
                    jawaban: text(dice),
                }
            }
            14 | 15 => Action::Draft {
                digest: inside,
                n_errors: 0,
            },
            16 => Action::Sign {
                kode: kode(&digest),
                naskah: None,
            },
            17 if dice.roll(3) == 0 => Action::Archive {
                digest: "0".repeat(64),
                versi: "0".to_owned(),
                alasan: Some(text(dice)),
            },
            18 if dice.roll(4) == 0 => Action::Excuse {
                bidang,
                alasan: text(dice),
            },
            18 if dice.roll(4) == 0 => Action::AddBidang {
                bidang: BidangId::parse(LATE).unwrap(),
                nama: "Bidang yang terlupa".to_owned(),
            },
            19 => Action::Undo,
            22 => Action::Remind {
                kepada: dice.one(&state.sop.pelaksana).id.clone(),
                langkah: vec![langkah],
                terlambat: Vec::new(),
            },
            20 if dice.roll(4) == 0 => Action::Reopen {
                langkah,
                alasan: text(dice),
            },
            20 => replanned(state, dice),
            21 if dice.roll(3) == 0 => Action::Withdraw { bidang },
            _ => Action::Step {
                langkah,
                tanggal: None,
                catatan: Some(text(dice)),
                hadir: Vec::new(),
                url: None,
            },
        }
    }

    /// What brings the cycle on, whoever does it.
    fn next_action(state: &State, dice: &mut Dice) -> Action {
        let inside =
            sha256(format!("{:?} {:?}", state.current_digests(), state.excused()).as_bytes());
        let open = state.koreksi().iter().find(|k| k.tahap == Tahap::Terbuka);
        if let Some(open) = open {
            return Action::Answer {
                koreksi: open.event.clone(),
                jawaban: format!("jawaban {}", dice.roll(9)),
            };
        }
        for bidang in state.cycle.bidang.iter().map(|bidang| &bidang.id) {
            let subjek = Subjek::Bidang(bidang.clone());
            match state.bidang(bidang) {
                BidangState::Diajukan(_) if state.was_compiled() && dice.roll(4) > 0 => {
                    return Action::Approve { subjek };
                }
                BidangState::Disetujui(_) | BidangState::Tanpa(_) | BidangState::Diajukan(_) => {}
                BidangState::Belum | BidangState::Dikembalikan(..) | BidangState::Bercabang => {
                    let digest = sha256(format!("{bidang} {}", dice.roll(3)).as_bytes());
                    return Action::Submit {
                        bidang: bidang.clone(),
                        sha256: digest.clone(),
                        digest,
                        alasan: Some("Banjir".to_owned()),
                        jawab: None,
                    };
                }
            }
        }
        match (state.draft().fixed(), dice.roll(4)) {
            (Some(draft), 0) => Action::Sign {
                kode: kode(&draft.digest),
                naskah: None,
            },
            (Some(_), _) => Action::Approve {
                subjek: Subjek::Draft,
            },
            (None, 0) => Action::Draft {
                digest: inside,
                n_errors: 0,
            },
            (None, _) => Action::Compile {
                digest: inside,
                scope: Scope::Whole,
            },
        }
    }

    /// One try of an action by whoever may, some of it for others or in their place.
    fn act(&self, state: &mut State, at: &mut DateTime<FixedOffset>, dice: &mut Dice) {
        *at += TimeDelta::minutes(i64::try_from(dice.roll(300)).unwrap());
        let action = if dice.roll(3) > 0 {
            World::next_action(state, dice)
        } else {
            self.any_action(state, dice)
        };
        let people: Vec<&Actor> = self.holders.values().collect();
        let start = dice.roll(people.len());
        for n in 0..people.len() {
            let who = people[(start + n) % people.len()];
            let mut by = By::own(who.clone(), *at, None);
            match dice.roll(6) {
                0 => {
                    by.dicatat_oleh = Some((*dice.one(&people)).clone());
                    by.bukti.insert("bukti/a.pdf".to_owned(), "0".repeat(64));
                }
                1 => {
                    let jabatan = dice.one(&people).jabatan.clone();
                    let alasan = "Sakit".to_owned();
                    by.atas_nama = Some(AtasNama { jabatan, alasan });
                }
                _ => {}
            }
            if self.try_one(state, action.clone(), &by) {
                return;
            }
        }
    }

    fn merged(cycle: Cycle, sop: &Sop, events: Vec<Event>) -> State {
        State::replay(cycle, sop.clone(), events)
    }

    fn blames_nobody(&self, state: &State, seed: u64) {
        let breaches = audit(state, |_| self.holders.clone(), &self.kalender);
        let log: Vec<&Event> = state.events().iter().collect();
        assert!(breaches.is_empty(), "seed {seed}: {breaches:#?}\n{log:#?}");
    }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

#[test]
fn no_lawful_history_is_blamed() {
    let mut far = 0;
    for file in [
        "examples/balangan-2027/sop.yaml",
        "tests/sop/sembilan.yaml",
        "tests/sop/duabelas.yaml",
    ] {
        let world = World::of(file);
        for seed in 0..40 {
            let mut dice = Dice(seed);
            let mut at = moment("2026-11-02T09:00:00+08:00");
            let mut state = world.opened();
            for _ in 0..3 {
                for _ in 0..25 {
                    world.act(&mut state, &mut at, &mut dice);
                }
                let mut other = state.clone();
                let mut later = at;
                for _ in 0..dice.roll(5) {
                    world.act(&mut other, &mut later, &mut dice);
                    world.act(&mut state, &mut at, &mut dice);
                }
                // As a file is read: with the tables of those who joined.
                let both = state.events().iter().chain(other.events()).cloned();
                let joined = World::merged(world.opened().cycle, &world.sop, both.collect());
                let events = joined.events().to_vec();
                state = World::merged(joined.cycle, &world.sop, events);
            }
            far += usize::from(state.signature().is_some() || state.archive().is_some());
            world.blames_nobody(&state, seed);
        }
    }
    assert!(far > 5, "only {far} walks came to the signature");
}
