//! A cycle in memory, and people who act in it.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rkt::domain::document::kode;
use rkt::domain::event::Subjek;
use rkt::domain::state::State;
use rkt::domain::workflow::{Action, By, Decision, PUBLIKASI, Refusal, Scope};

use crate::finish::{answer, send_back};
use crate::office::{Office, bidang_id, compiled, step, submission, union};

/// A cycle of the seed's office, and people who act in it.
#[derive(Clone)]
pub struct Cycle {
    pub office: Office,
    pub state: State,
}

pub fn sd() -> Subjek {
    Subjek::Bidang(bidang_id("sd"))
}

impl Cycle {
    pub fn opened(office: Office) -> Cycle {
        let state = office.opened();
        Cycle { office, state }
    }

    /// An hour after the last act.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.state.events().last().unwrap().pada + TimeDelta::hours(1)
    }

    pub fn by(&self, who: &str) -> By {
        self.office.by(who, self.now())
    }

    pub fn tries(&self, action: Action, who: &str) -> Result<Decision, Refusal> {
        self.office.decide(&self.state, action, &self.by(who))
    }

    /// Does what must be allowed and new.
    #[track_caller]
    pub fn act(mut self, action: Action, who: &str) -> Cycle {
        let by = self.by(who);
        assert!(self.office.act(&mut self.state, action, &by).is_some());
        self
    }

    #[track_caller]
    pub fn refused(&self, action: Action, who: &str) -> Refusal {
        let refusal = self.tries(action, who).expect_err(who);
        assert!(refusal.help.contains("`rkt "), "{refusal:?}");
        refusal
    }

    pub fn submit(self, bidang: &str, content: &str) -> Cycle {
        self.act(submission(bidang, content), bidang)
    }

    pub fn all_in(self) -> Cycle {
        let one = self.submit("sekretariat", "a").submit("paud-pnf", "a");
        one.submit("sd", "a")
    }

    pub fn compile(self) -> Cycle {
        let (digest, scope) = (compiled(&self.state), Scope::Whole);
        self.act(Action::Compile { digest, scope }, "tim")
    }

    pub fn approve(self, bidang: &str, who: &str) -> Cycle {
        let subjek = Subjek::Bidang(bidang_id(bidang));
        self.act(Action::Approve { subjek }, who)
    }

    pub fn all_approved(self) -> Cycle {
        let ids = ["sekretariat", "paud-pnf", "sd"];
        let all = self.all_in().compile();
        ids.iter()
            .fold(all, |cycle, id| cycle.approve(id, "sekretaris"))
    }

    pub fn draft_action(&self) -> Action {
        let digest = compiled(&self.state);
        Action::Draft {
            digest,
            n_errors: 0,
        }
    }

    pub fn draft(self) -> Cycle {
        let action = self.draft_action();
        self.act(action, "tim")
    }

    pub fn approve_draft(self) -> Cycle {
        let subjek = Subjek::Draft;
        self.act(Action::Approve { subjek }, "sekretaris")
    }

    pub fn ready(self) -> Cycle {
        self.all_approved().draft().approve_draft()
    }

    pub fn sign_action(&self) -> Action {
        Action::Sign {
            kode: kode(&compiled(&self.state)),
            naskah: None,
        }
    }

    pub fn sign(self) -> Cycle {
        let action = self.sign_action();
        self.act(action, "kepala-dinas")
    }

    pub fn archive(self) -> Cycle {
        self.act(archive(Some("hilang")), "tim")
    }

    pub fn send_back(self, subjek: Subjek, ke: Option<&str>, who: &str) -> Cycle {
        self.act(send_back(subjek, ke), who)
    }

    /// The last correction, answered.
    pub fn answered(self, who: &str) -> Cycle {
        let action = answer(self.state.koreksi().last().unwrap());
        self.act(action, who)
    }

    pub fn resubmitted(self, content: &str) -> Cycle {
        let mut action = submission("sd", content);
        if let Action::Submit { jawab, .. } = &mut action {
            *jawab = Some("sudah diperbaiki".to_owned());
        }
        self.act(action, "sd")
    }

    /// Two clones that do something each, then meet.
    pub fn apart(
        self,
        ours: impl FnOnce(Cycle) -> Cycle,
        theirs: impl FnOnce(Cycle) -> Cycle,
    ) -> Cycle {
        let (left, right) = (ours(self.clone()), theirs(self));
        let state = left.office.replay(union(&left.state, right.state.events()));
        Cycle { state, ..left }
    }

    /// Sent back, renewed and drafted once more.
    pub fn renewed(self) -> Cycle {
        let back = self.send_back(sd(), None, "sekretaris").resubmitted("b");
        back.approve("sd", "sekretaris")
            .compile()
            .draft()
            .approve_draft()
    }
}

pub fn archive(alasan: Option<&str>) -> Action {
    Action::Archive {
        digest: "f".repeat(64),
        versi: "uji".to_owned(),
        alasan: alasan.map(str::to_owned),
    }
}

pub fn publish() -> Action {
    let mut action = step(PUBLIKASI, None);
    if let Action::Step { url, .. } = &mut action {
        *url = Some("https://contoh.go.id".to_owned());
    }
    action
}
