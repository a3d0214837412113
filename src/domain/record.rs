//! What replay finds: records of what happened, and where a form or the draft stands.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::event::{Act, Actor, Event, EventId, Perubahan};
use super::name::{BidangId, LangkahId};

/// The opening of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first day.
    pub tanggal: NaiveDate,
    /// Planned due date of each langkah, in the SOP's order.
    pub rencana: Vec<NaiveDate>,
    /// Number of the disposisi letter.
    pub disposisi: Option<String>,
    /// SHA-256 of the cycle's copy of the SOP.
    pub sop: String,
    /// Set when the cycle revises a signed RKT.
    pub perubahan: Option<Perubahan>,
}

/// Baseline: the planned dates from some day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The event that set them.
    pub event: EventId,
    /// When.
    pub pada: DateTime<FixedOffset>,
    /// By whom.
    pub oleh: Actor,
    /// Planned due date of each langkah, in the SOP's order.
    pub rencana: Vec<NaiveDate>,
    /// The day on which a langkah was to begin, where that is not the hari kerja after the one
    /// before; as long as `rencana`.
    pub mulai: Vec<Option<NaiveDate>>,
    /// Why they were set anew; `None` for those of the opening.
    pub alasan: Option<String>,
}

impl Baseline {
    /// The planned dates that an event set; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Baseline> {
        let (rencana, mulai, alasan) = if let Act::Mulai { rencana, .. } = &event.act {
            (rencana, None, None)
        } else if let Act::Jadwal {
            rencana,
            mulai,
            alasan,
        } = &event.act
        {
            (rencana, *mulai, Some(alasan.clone()))
        } else {
            return None;
        };
        Some(Baseline {
            event: event.id.clone(),
            pada: event.pada,
            oleh: event.oleh.clone(),
            mulai: vec![mulai; rencana.len()],
            rencana: rencana.clone(),
            alasan,
        })
    }

    /// The langkah, by place, whose planned date is another than before.
    #[must_use]
    pub fn moved(&self, before: &Baseline) -> Vec<usize> {
        let pairs = self.rencana.iter().zip(&before.rencana).enumerate();
        pairs
            .filter_map(|(n, (now, then))| (now != then).then_some(n))
            .collect()
    }

    /// Takes over from the baseline before when each langkah was to begin, up to what moved.
    pub(super) fn follow(&mut self, before: &Baseline) {
        let first = self.moved(before).first().copied();
        for (n, begin) in self.mulai.iter_mut().enumerate() {
            *begin = match first {
                Some(first) if n > first => None,
                Some(first) if n == first => *begin,
                _ => before.mulai.get(n).copied().flatten(),
            };
        }
    }
}

/// A langkah recorded as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The event that says so.
    pub event: EventId,
    /// When it happened.
    pub tanggal: NaiveDate,
    /// When it was recorded.
    pub pada: DateTime<FixedOffset>,
    /// A note.
    pub catatan: Option<String>,
    /// Who attended.
    pub hadir: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// A form handed in: one putaran (round).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The event that says so.
    pub event: EventId,
    /// Digest over the meaning-bearing fields.
    pub digest: String,
    /// SHA-256 of the file as submitted.
    pub sha256: String,
    /// When.
    pub pada: DateTime<FixedOffset>,
    /// By whom.
    pub oleh: Actor,
}

impl Submission {
    /// The form that an event handed in; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Submission> {
        let Act::Ajukan { digest, sha256, .. } = &event.act else {
            return None;
        };
        Some(Submission {
            event: event.id.clone(),
            digest: digest.clone(),
            sha256: sha256.clone(),
            pada: event.pada,
            oleh: event.oleh.clone(),
        })
    }
}

/// An approval that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The langkah at which it was given.
    pub langkah: LangkahId,
    /// By whom.
    pub oleh: Actor,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

impl Approval {
    /// The approval that an event gave; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Approval> {
        let Act::Setujui { langkah, .. } = &event.act else {
            return None;
        };
        Some(Approval {
            langkah: langkah.clone(),
            oleh: event.oleh.clone(),
            pada: event.pada,
        })
    }
}

/// Whether an approval was given at a langkah.
#[must_use]
pub fn is_given(approvals: &[Approval], langkah: &LangkahId) -> bool {
    approvals
        .iter()
        .any(|approval| approval.langkah == *langkah)
}

/// Why a Bidang hands in nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// The reason given.
    pub alasan: String,
    /// When it was excused.
    pub pada: DateTime<FixedOffset>,
}

impl Excuse {
    /// The excuse that an event gave; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Excuse> {
        let Act::Tanpa { alasan, .. } = &event.act else {
            return None;
        };
        Some(Excuse {
            alasan: alasan.clone(),
            pada: event.pada,
        })
    }
}

/// That something went back, and from where to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The langkah at which it was sent back.
    pub langkah: LangkahId,
    /// The langkah it went back to.
    pub ke: LangkahId,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

impl Return {
    /// The way that an event sent something back; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Return> {
        let Act::Kembalikan { langkah, ke, .. } = &event.act else {
            return None;
        };
        Some(Return {
            langkah: langkah.clone(),
            ke: ke.clone(),
            pada: event.pada,
        })
    }
}

/// A draft compiled from submitted forms, or fixed for the Sekretaris.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compilation {
    /// The event that says so.
    pub event: EventId,
    /// Number of the draft.
    pub nomor: u32,
    /// Digest of its content.
    pub digest: String,
    /// Digest of each form that went in.
    pub masukan: BTreeMap<BidangId, String>,
    /// Bidang that were left out.
    pub tanpa: Vec<BidangId>,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

impl Compilation {
    /// The draft that an event compiled or fixed; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Compilation> {
        let (Act::Kompilasi {
            nomor,
            digest,
            masukan,
            tanpa,
        }
        | Act::Susun {
            nomor,
            digest,
            masukan,
            tanpa,
        }) = &event.act
        else {
            return None;
        };
        Some(Compilation {
            event: event.id.clone(),
            nomor: *nomor,
            digest: digest.clone(),
            masukan: masukan.clone(),
            tanpa: tanpa.clone(),
            pada: event.pada,
        })
    }
}

/// The signature under the RKT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The event that says so.
    pub event: EventId,
    /// Digest of what was signed.
    pub digest: String,
    /// Number of the paper.
    pub naskah: Option<String>,
    /// By whom.
    pub oleh: Actor,
    /// When.
    pub pada: DateTime<FixedOffset>,
}

impl Signature {
    /// The signature that an event put; `None` for another act.
    #[must_use]
    pub fn of(event: &Event) -> Option<Signature> {
        let Act::Tandatangan { digest, naskah } = &event.act else {
            return None;
        };
        Some(Signature {
            event: event.id.clone(),
            digest: digest.clone(),
            naskah: naskah.clone(),
            oleh: event.oleh.clone(),
            pada: event.pada,
        })
    }
}

/// How the form of a Bidang stands (design.md, 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BidangState<'a> {
    /// Nothing handed in.
    Belum,
    /// One content is in and waits for approval.
    Diajukan(&'a Submission),
    /// What was handed in last was sent back.
    Dikembalikan(&'a Submission, &'a Return),
    /// Approved at every langkah that corrects forms.
    Disetujui(&'a Submission),
    /// Excused.
    Tanpa(&'a Excuse),
    /// Branches met with acts that contradict each other; the next act of the role settles it.
    Bercabang,
}

impl<'a> BidangState<'a> {
    /// The word for it in reports and JSON (design.md, 3).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            BidangState::Belum => "belum",
            BidangState::Diajukan(_) => "diajukan",
            BidangState::Dikembalikan(..) => "dikembalikan",
            BidangState::Disetujui(_) => "disetujui",
            BidangState::Tanpa(_) => "tanpa",
            BidangState::Bercabang => "bercabang",
        }
    }

    /// What was handed in last, if that is one content.
    #[must_use]
    pub fn submission(self) -> Option<&'a Submission> {
        match self {
            BidangState::Diajukan(submission)
            | BidangState::Dikembalikan(submission, _)
            | BidangState::Disetujui(submission) => Some(submission),
            BidangState::Belum | BidangState::Tanpa(_) | BidangState::Bercabang => None,
        }
    }

    /// Why nothing will come, if that is so.
    #[must_use]
    pub fn excuse(self) -> Option<&'a Excuse> {
        match self {
            BidangState::Tanpa(excuse) => Some(excuse),
            BidangState::Belum
            | BidangState::Diajukan(_)
            | BidangState::Dikembalikan(..)
            | BidangState::Disetujui(_)
            | BidangState::Bercabang => None,
        }
    }

    /// Whether the form is in the office's hands.
    #[must_use]
    pub fn is_in(self) -> bool {
        matches!(self, BidangState::Diajukan(_) | BidangState::Disetujui(_))
    }
}

/// How the draft stands (SOP steps 8 to 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftState<'a> {
    /// None is fixed, or it has to be fixed anew.
    Belum,
    /// Fixed, and waits for approval.
    Disusun(&'a Compilation),
    /// Sent back; a draft that stands is still there when it went back to somebody who corrects.
    Dikembalikan(Option<&'a Compilation>, &'a Return),
    /// Approved at every langkah that corrects it.
    Disetujui(&'a Compilation),
    /// Signed.
    Ditandatangani(&'a Signature),
    /// Branches met with acts that contradict each other.
    Bercabang,
}

impl<'a> DraftState<'a> {
    /// The word for it in reports and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DraftState::Belum => "belum",
            DraftState::Disusun(_) => "disusun",
            DraftState::Dikembalikan(..) => "dikembalikan",
            DraftState::Disetujui(_) => "disetujui",
            DraftState::Ditandatangani(_) => "ditandatangani",
            DraftState::Bercabang => "bercabang",
        }
    }

    /// The draft that lies with those who correct it.
    #[must_use]
    pub fn fixed(self) -> Option<&'a Compilation> {
        match self {
            DraftState::Disusun(draft) | DraftState::Disetujui(draft) => Some(draft),
            DraftState::Dikembalikan(draft, _) => draft,
            DraftState::Belum | DraftState::Ditandatangani(_) | DraftState::Bercabang => None,
        }
    }
}
