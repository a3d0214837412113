//! What is asked of the decider, by whom, and what it answers.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::event::{Actor, AtasNama, Event, EventId, Perubahan, Subjek};
use crate::domain::finding::{Finding, Place};
use crate::domain::kalender::Kalender;
use crate::domain::name::{BidangId, Jabatan, LangkahId};
use crate::domain::rule::Rule;

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the cycle (SOP steps 1 and 2).
    Start {
        /// The first day.
        tanggal: NaiveDate,
        /// Planned due dates, in the SOP's order.
        rencana: Vec<NaiveDate>,
        /// Number of the disposisi letter.
        disposisi: Option<String>,
        /// SHA-256 of the cycle's copy of the SOP.
        sop: String,
        /// Set when a signed RKT is revised.
        perubahan: Option<Perubahan>,
    },
    /// Record a langkah that happened outside rkt.
    Step {
        /// Which one.
        langkah: LangkahId,
        /// When; the recorded day, or today, if not said.
        tanggal: Option<NaiveDate>,
        /// A note.
        catatan: Option<String>,
        /// Who attended.
        hadir: Vec<String>,
        /// Where it was published.
        url: Option<String>,
    },
    /// Excuse a Bidang from handing in.
    Excuse {
        /// Whom.
        bidang: BidangId,
        /// Why.
        alasan: String,
    },
    /// Let a Bidang join the running cycle.
    AddBidang {
        /// Its id.
        bidang: BidangId,
        /// Its name.
        nama: String,
    },
    /// Hand in a form.
    Submit {
        /// Whose.
        bidang: BidangId,
        /// Digest over the meaning-bearing fields.
        digest: String,
        /// SHA-256 of the file.
        sha256: String,
        /// Why it is late.
        alasan: Option<String>,
        /// The answer to all open corrections of the form.
        jawab: Option<String>,
    },
    /// Take a form back before anybody reviewed it.
    Withdraw {
        /// Whose.
        bidang: BidangId,
    },
    /// Send a form or the draft back with a correction.
    Return {
        /// What.
        subjek: Subjek,
        /// To which langkah; where there is a choice it must be said.
        ke: Option<LangkahId>,
        /// The row it is about.
        baris: Option<String>,
        /// What is to be mended.
        alasan: String,
    },
    /// Answer a correction.
    Answer {
        /// The event that made it.
        koreksi: EventId,
        /// What was done about it.
        jawaban: String,
    },
    /// Note that somebody was told what waits for him.
    Remind {
        /// Whom.
        kepada: Jabatan,
        /// The langkah that wait for him.
        langkah: Vec<LangkahId>,
        /// Who is late and answers to him.
        terlambat: Vec<Jabatan>,
    },
    /// Approve a form or the draft.
    Approve {
        /// What.
        subjek: Subjek,
    },
    /// Compile the forms that are in.
    Compile {
        /// Digest of the compiled content.
        digest: String,
        /// Whether Bidang may be left out.
        scope: Scope,
    },
    /// Fix the draft that goes to those who correct it.
    Draft {
        /// Digest of the content that the forms give now.
        digest: String,
        /// How many findings between forms are errors.
        n_errors: usize,
    },
    /// Sign exactly this content.
    Sign {
        /// The code that the signer was shown.
        kode: String,
        /// Number of the paper.
        naskah: Option<String>,
    },
    /// Seal the archive.
    Archive {
        /// Digest over the archived files.
        digest: String,
        /// The version of rkt that printed them.
        versi: String,
        /// Why langkah are missing, if any are.
        alasan: Option<String>,
    },
    /// Set the planned dates anew.
    Reschedule {
        /// The day on which the first langkah that moves begins, if one is named.
        mulai: Option<NaiveDate>,
        /// Planned due dates, in the SOP's order.
        rencana: Vec<NaiveDate>,
        /// Why.
        alasan: String,
    },
    /// Take back one's own last act.
    Undo,
    /// Open a langkah, and those after it, again.
    Reopen {
        /// Which one.
        langkah: LangkahId,
        /// Why.
        alasan: String,
    },
}

/// How much of the office a draft must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every Bidang that is not excused.
    Whole,
    /// Those that are in (`--sebagian`).
    Partial,
}

/// Who acts, when, and by which clock.
#[derive(Clone, Debug)]
pub struct By {
    /// Whose act it is.
    pub actor: Actor,
    /// Who types it, when that is somebody else (`--untuk`).
    pub dicatat_oleh: Option<Actor>,
    /// Set when it is decided in another's place (`--atas-nama`).
    pub atas_nama: Option<AtasNama>,
    /// Evidence: path below the cycle -> SHA-256.
    pub bukti: BTreeMap<String, String>,
    /// The moment, in the office's zone.
    pub at: DateTime<FixedOffset>,
    /// Set when the clock is not the machine's own.
    pub jam: Option<String>,
}

impl By {
    /// Somebody who acts and types himself.
    #[must_use]
    pub fn own(actor: Actor, at: DateTime<FixedOffset>, jam: Option<String>) -> By {
        By {
            actor,
            dicatat_oleh: None,
            atas_nama: None,
            bukti: BTreeMap::new(),
            at,
            jam,
        }
    }

    /// The jabatan whose decision it is.
    #[must_use]
    pub fn role(&self) -> &Jabatan {
        let atas_nama = self.atas_nama.as_ref();
        atas_nama.map_or(&self.actor.jabatan, |atas_nama| &atas_nama.jabatan)
    }

    /// Who sits at the keyboard.
    #[must_use]
    pub fn typist(&self) -> &Actor {
        self.dicatat_oleh.as_ref().unwrap_or(&self.actor)
    }
}

/// What the decider knows of the office on the day of the act.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// Its days off.
    pub kalender: &'a Kalender,
    /// Who holds which jabatan.
    pub holders: &'a BTreeMap<Jabatan, Actor>,
}

/// What follows from an allowed action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Something new to record.
    Record(Box<Event>),
    /// Nothing changed, so nothing is recorded.
    Unchanged,
}

/// Why an action is not allowed: the gate, who may, and the next command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which gate.
    pub rule: Rule,
    /// What stands in the way.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

impl Refusal {
    pub(in crate::domain) fn new(
        rule: Rule,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Refusal {
        Refusal {
            rule,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The refusal as a finding about a file.
    #[must_use]
    pub fn into_finding(self, file: &str) -> Finding {
        Finding::new(self.rule, Place::file(file), self.message).help(self.help)
    }
}
