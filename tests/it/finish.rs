//! The way to the end of a cycle: whatever stands in the way, the right act by the right person.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rkt::domain::document::kode;
use rkt::domain::event::{Act, AtasNama, Subjek};
use rkt::domain::koreksi::Koreksi;
use rkt::domain::name::BidangId;
use rkt::domain::rule::Rule;
use rkt::domain::sop::{BIDANG, Jenis, Langkah};
use rkt::domain::state::{Approval, BidangState, DraftState, State};
use rkt::domain::workflow::{Action, By, Decision, Scope, approver_of};

use crate::office::{Office, compiled};

/// More acts than any cycle of three or four Bidang should need to its end.
const MOST: usize = 200;

/// What somebody can try.
type Try = (Action, By);

/// Whether the cycle is over: archived, or signed where the SOP has no archive.
pub fn is_over(office: &Office, state: &State) -> bool {
    let archives = office.sop.first(Jenis::Arsip).is_some();
    state.archive().is_some() || (!archives && state.signature().is_some())
}

/// Leads a cycle to its end; gives the number of acts that it took.
#[track_caller]
pub fn finish(office: &Office, state: &mut State) -> usize {
    let mut n = 0;
    while !is_over(office, state) {
        n += 1;
        assert!(n <= MOST, "no end in sight\n{}", told(state));
        step_on(office, state);
    }
    n
}

/// Does the next act towards the end.
#[track_caller]
pub fn step_on(office: &Office, state: &mut State) {
    let mut refused = Vec::new();
    for (action, by) in ahead(office, state) {
        match office.decide(state, action.clone(), &by) {
            Ok(Decision::Record(event)) => return state.apply(*event),
            other => refused.push(format!("{action:?} by {}: {other:?}", by.role())),
        }
    }
    panic!("stuck:\n{}\n{}", refused.join("\n"), told(state));
}

/// A cycle as a failure shows it.
pub fn told(state: &State) -> String {
    let mut lines: Vec<String> = Vec::new();
    for event in state.events() {
        let short = |id: &rkt::domain::event::EventId| id.as_str()[..4].to_owned();
        let seen: Vec<String> = event.sebelum.iter().map(short).collect();
        let counts = if state.counts(&event.id) {
            ""
        } else {
            " (void)"
        };
        lines.push(format!(
            "{} <- {} {} {:?}{counts}",
            short(&event.id),
            seen.join("+"),
            if event.atas_nama.is_some() {
                format!("{}: {}", event.oleh.jabatan, event.role())
            } else {
                event.role().to_string()
            },
            event.act
        ));
    }
    for bidang in &state.cycle.bidang {
        lines.push(format!(
            "{}: {}",
            bidang.id,
            state.bidang(&bidang.id).word()
        ));
    }
    lines.push(format!("draf: {}", state.draft().word()));
    for koreksi in state.koreksi() {
        lines.push(format!("{}: {}", koreksi.nama, koreksi.tahap.word()));
    }
    let mut text = lines.join("\n");
    for content in ["a", "b", "0", "A", "B"] {
        text = text.replace(&content.repeat(64), content);
    }
    text
}

/// The acts that lead on from here; the first one allowed is to be done.
pub fn ahead(office: &Office, state: &State) -> Vec<Try> {
    let last = state.events().last().unwrap().pada;
    let way = Way {
        office,
        state,
        at: last + TimeDelta::minutes(1),
    };
    way.ahead()
}

struct Way<'a> {
    office: &'a Office,
    state: &'a State,
    at: DateTime<FixedOffset>,
}

impl Way<'_> {
    fn by(&self, who: &str) -> By {
        self.office.by(who, self.at)
    }

    fn chief(&self, jenis: Jenis) -> By {
        self.by(&self.office.chief(jenis))
    }

    fn ahead(&self) -> Vec<Try> {
        if self.state.signature().is_some() {
            let archive = Action::Archive {
                digest: "f".repeat(64),
                versi: "uji".to_owned(),
                alasan: Some("notulen hilang".to_owned()),
            };
            return vec![(archive, self.chief(Jenis::Arsip))];
        }
        if self.n_signed() > 1 {
            return vec![(
                reopen(self.office, Jenis::Tandatangan),
                self.chief(Jenis::Tandatangan),
            )];
        }
        let forms = self.state.cycle.bidang.iter();
        let mut steps = forms.clone().filter_map(|b| self.form(&b.id));
        let unsettled = || forms.clone().find_map(|b| self.unsettled(&b.id));
        let first = steps.next().or_else(|| self.draft_answer());
        let first = first.or_else(|| self.compile());
        let first = first.or_else(|| forms.clone().find_map(|b| self.approval(&b.id)));
        first.or_else(unsettled).unwrap_or_else(|| self.draft())
    }

    fn n_signed(&self) -> usize {
        let signed = self.state.events().iter().filter(|event| {
            matches!(event.act, Act::Tandatangan { .. }) && self.state.counts(&event.id)
        });
        signed.count()
    }

    /// Gets a form in, with every correction of it answered.
    fn form(&self, id: &BidangId) -> Option<Vec<Try>> {
        let open = self.state.open(&Subjek::Bidang(id.clone()));
        match self.state.bidang(id) {
            BidangState::Belum | BidangState::Dikembalikan(..) | BidangState::Bercabang => {
                let rounds = self.state.rounds(id);
                let last = rounds.last().map(|round| round.digest.clone());
                let submit = Action::Submit {
                    bidang: id.clone(),
                    digest: last.unwrap_or_else(|| "a".repeat(64)),
                    sha256: "A".repeat(64),
                    alasan: Some("menyusul".to_owned()),
                    jawab: (!open.is_empty()).then(|| "sudah diperbaiki".to_owned()),
                };
                let reopen = reopen(self.office, Jenis::Kumpul);
                Some(vec![
                    (submit, self.by(id.as_str())),
                    (reopen, self.chief(Jenis::Kumpul)),
                ])
            }
            BidangState::Diajukan(_) | BidangState::Disetujui(_) => {
                let one = open.first()?;
                Some(vec![(answer(one), self.by(id.as_str()))])
            }
            BidangState::Tanpa(_) => None,
        }
    }

    fn draft_answer(&self) -> Option<Vec<Try>> {
        let open = self.state.open(&Subjek::Draft);
        let one = open.first()?;
        let mender = self.office.sop.langkah(&one.ke).unwrap();
        Some(vec![
            (answer(one), self.by(&self.office.first_of(mender))),
            (answer(one), self.chief(Jenis::Susun)),
        ])
    }

    fn compile(&self) -> Option<Vec<Try>> {
        let digest = compiled(self.state);
        let last = self.state.last_compilation();
        let same = last.is_some_and(|last| {
            last.digest == digest
                && last.masukan == self.state.current_digests()
                && last.tanpa == self.state.excused()
        });
        let scope = Scope::Whole;
        let compile = Action::Compile { digest, scope };
        (!same).then(|| vec![(compile, self.chief(Jenis::Kompilasi))])
    }

    /// Approves a form that is in: by who may, else in his place by another.
    fn approval(&self, id: &BidangId) -> Option<Vec<Try>> {
        let BidangState::Diajukan(_) = self.state.bidang(id) else {
            return None;
        };
        let given = self.state.approvals(id);
        let langkah = next(self.office.sop.form_reviews(), given)?;
        let who = approver_of(self.state, &self.office.desk(), langkah, id);
        let subjek = Subjek::Bidang(id.clone());
        let approve = || Action::Approve {
            subjek: subjek.clone(),
        };
        let own = who.iter().map(|who| (approve(), self.by(who.as_str())));
        let place = who[0].as_str();
        let others = in_place(self.office, place, self.at);
        let others = others.into_iter().map(|by| (approve(), by));
        let mut all: Vec<Try> = own.chain(others).collect();
        let is_own = |(action, by): &Try| {
            let decided = self.office.decide(self.state, action.clone(), by);
            decided.is_err_and(|refusal| refusal.rule == Rule::OwnForm)
        };
        if all.iter().all(is_own) {
            all.extend(self.renewal(id));
        }
        Some(all)
    }

    /// Where everybody once handed this content in: the Bidang hands in another.
    fn renewal(&self, id: &BidangId) -> Vec<Try> {
        let submit = Action::Submit {
            bidang: id.clone(),
            digest: format!("{:064}", self.state.n_rounds(id)),
            sha256: "A".repeat(64),
            alasan: Some("diperbarui".to_owned()),
            jawab: None,
        };
        let back = send_back(Subjek::Bidang(id.clone()), None);
        let by = self.by(id.as_str());
        vec![(submit, by.clone()), (back, by)]
    }

    /// An approved form with a correction that was merely answered goes round once more.
    fn unsettled(&self, id: &BidangId) -> Option<Vec<Try>> {
        let subjek = Subjek::Bidang(id.clone());
        let excused = matches!(self.state.bidang(id), BidangState::Tanpa(_));
        if excused || !self.state.pending().iter().any(|k| k.subjek == subjek) {
            return None;
        }
        let who = self.office.sop.langkah.iter().filter(|l| l.is_review());
        let who = who.chain(self.office.sop.first(Jenis::Kumpul));
        let again = who.map(|langkah| {
            let back = send_back(subjek.clone(), None);
            (back, self.by(&self.office.first_of(langkah)))
        });
        Some(again.collect())
    }

    fn draft(&self) -> Vec<Try> {
        let draft = self.state.draft();
        let fixed = draft.fixed().filter(|d| self.state.moved(d).is_empty());
        let Some(fixed) = fixed.filter(|_| draft != DraftState::Bercabang) else {
            let digest = compiled(self.state);
            let fix = Action::Draft {
                digest,
                n_errors: 0,
            };
            return vec![(fix, self.chief(Jenis::Susun))];
        };
        let given = self.state.draft_approvals();
        let mut reviews = self.office.sop.draft_reviews();
        let again = reviews.find(|langkah| self.state.waits_again(langkah));
        if let Some(langkah) = next(self.office.sop.draft_reviews(), given).or(again) {
            let subjek = Subjek::Draft;
            let by = self.by(&self.office.first_of(langkah));
            return vec![(Action::Approve { subjek }, by)];
        }
        let sign = Action::Sign {
            kode: kode(&fixed.digest),
            naskah: None,
        };
        vec![(sign, self.chief(Jenis::Tandatangan))]
    }
}

/// The first langkah at which no approval is given yet.
pub fn next<'a>(
    mut reviews: impl Iterator<Item = &'a Langkah>,
    given: &[Approval],
) -> Option<&'a Langkah> {
    reviews.find(|langkah| !given.iter().any(|a| a.langkah == langkah.id))
}

/// Everybody else who may decide in the place of a jabatan.
pub fn in_place(office: &Office, place: &str, at: DateTime<FixedOffset>) -> Vec<By> {
    let columns = office.sop.pelaksana.iter().map(|p| p.id.as_str());
    let others = columns.filter(|who| *who != BIDANG && *who != place);
    let instead = |who| {
        let mut by = office.by(who, at);
        by.atas_nama = Some(AtasNama {
            jabatan: crate::office::jabatan(place),
            alasan: "sedang dinas luar".to_owned(),
        });
        by
    };
    others.map(instead).collect()
}

pub fn reopen(office: &Office, jenis: Jenis) -> Action {
    Action::Reopen {
        langkah: office.sop.first(jenis).unwrap().id.clone(),
        alasan: "dibuka kembali".to_owned(),
    }
}

pub fn answer(koreksi: &Koreksi) -> Action {
    Action::Answer {
        koreksi: koreksi.event.clone(),
        jawaban: "sudah diperbaiki".to_owned(),
    }
}

pub fn send_back(subjek: Subjek, ke: Option<&str>) -> Action {
    Action::Return {
        subjek,
        ke: ke.map(crate::office::langkah_id),
        baris: None,
        alasan: "periksa targetnya".to_owned(),
    }
}
