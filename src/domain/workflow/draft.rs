//! The draft: compiled, and fixed for those who correct it (SOP steps 6 and 8).

use std::collections::BTreeMap;

use super::{By, Desk, Office, Refusal, Scope, Verdict, first};
use crate::domain::event::{Act, Subjek};
use crate::domain::koreksi::{Koreksi, Tahap, names};
use crate::domain::name::{BidangId, Jabatan, joined};
use crate::domain::rule::Rule;
use crate::domain::sop::Jenis;
use crate::domain::state::{BidangState, Compilation, DraftState, State, Submission};

/// The forms that a compilation takes in, and the Bidang that it has to leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs<'a> {
    /// The last submission of each Bidang that has just one content.
    pub ready: BTreeMap<BidangId, &'a Submission>,
    /// Bidang that are excused.
    pub excused: Vec<BidangId>,
    /// Bidang that handed in nothing.
    pub missing: Vec<BidangId>,
    /// Bidang with contents that contradict each other.
    pub forked: Vec<BidangId>,
}

impl Inputs<'_> {
    /// Bidang left out, sorted.
    #[must_use]
    pub fn left_out(&self) -> Vec<BidangId> {
        let lists = [&self.excused, &self.missing, &self.forked];
        let mut left_out: Vec<BidangId> = lists.into_iter().flatten().cloned().collect();
        left_out.sort();
        left_out
    }

    /// Bidang left out that should be in, sorted.
    #[must_use]
    pub fn lacking(&self) -> Vec<BidangId> {
        let mut lacking: Vec<BidangId> = self.missing.iter().chain(&self.forked).cloned().collect();
        lacking.sort();
        lacking
    }
}

/// The forms that a compilation would take in now. What was sent back is taken as it was last
/// handed in: compiling never stops for a correction.
///
/// # Errors
/// Refused when nothing is in, or when a Bidang is missing and the draft must be whole.
pub fn inputs(state: &State, scope: Scope) -> Result<Inputs<'_>, Refusal> {
    let mut inputs = Inputs {
        ready: BTreeMap::new(),
        excused: Vec::new(),
        missing: Vec::new(),
        forked: Vec::new(),
    };
    for bidang in &state.cycle.bidang {
        let id = bidang.id.clone();
        match state.bidang(&id) {
            BidangState::Diajukan(submission)
            | BidangState::Dikembalikan(submission, _)
            | BidangState::Disetujui(submission) => {
                inputs.ready.insert(id, submission);
            }
            BidangState::Belum => inputs.missing.push(id),
            BidangState::Tanpa(_) => inputs.excused.push(id),
            BidangState::Bercabang => inputs.forked.push(id),
        }
    }
    let whole = inputs.lacking().is_empty();
    if inputs.ready.is_empty() || (!whole && scope == Scope::Whole) {
        return Err(incomplete(&inputs));
    }
    Ok(inputs)
}

fn incomplete(inputs: &Inputs<'_>) -> Refusal {
    let mut parts = Vec::new();
    if !inputs.missing.is_empty() {
        let names = joined(&inputs.missing);
        parts.push(format!("belum mengajukan form: {names}"));
    }
    if !inputs.forked.is_empty() {
        parts.push(format!("ajuannya bercabang: {}", joined(&inputs.forked)));
    }
    let first = inputs.missing.first().or(inputs.forked.first());
    let submit = first.map_or(String::new(), |bidang| {
        format!("minta Bidang itu mengajukan (bila lewat batas, dengan --alasan): `rkt submit {bidang} --sebagai {bidang}`")
    });
    let partial = if inputs.ready.is_empty() {
        ""
    } else {
        ", atau buat draf sebagian: `rkt compile --sebagian`"
    };
    Refusal::new(
        Rule::BidangMissing,
        format!("form belum dapat dikompilasi; {}", parts.join("; ")),
        format!("{submit}{partial}"),
    )
}

/// Whether somebody may compile at all (SOP step 6).
///
/// # Errors
/// A refusal that names who may.
pub fn may_compile(state: &State, office: &Office<'_>, by: &By) -> Result<(), Refusal> {
    let who = state.sop.pelaksana_of(Jenis::Kompilasi);
    may_begin(
        state,
        office,
        by,
        (who, "mengompilasi form RKT", "rkt compile"),
    )
}

/// Whether somebody may fix a draft at all (SOP step 8).
///
/// # Errors
/// A refusal that names who may.
pub fn may_draft(state: &State, office: &Office<'_>, by: &By) -> Result<(), Refusal> {
    let who = state.sop.pelaksana_of(Jenis::Susun);
    may_begin(state, office, by, (who, "menyusun draf RKT", "rkt draft"))
}

/// Whether somebody may do an act, whatever it is done with.
fn may_begin(
    state: &State,
    office: &Office<'_>,
    by: &By,
    (who, what, command): (&[Jabatan], &str, &str),
) -> Result<(), Refusal> {
    let desk = Desk { state, office, by };
    desk.standing_in()?;
    desk.may(who, what, command)?;
    desk.is_running()
}

impl Desk<'_> {
    pub(super) fn compile(&self, digest: String, scope: Scope) -> Verdict {
        may_compile(self.state, self.office, self.by)?;
        let inputs = inputs(self.state, scope)?;
        let tanpa = inputs.left_out();
        let masukan = self.state.current_digests();
        if let Some(last) = self.state.last_compilation()
            && last.masukan == masukan
            && last.tanpa == tanpa
            && last.digest == digest
        {
            return Ok(None);
        }
        Ok(Some(Act::Kompilasi {
            nomor: self.state.next_draft(),
            digest,
            masukan,
            tanpa,
        }))
    }

    /// Fixes the draft that was compiled from what is approved now (SOP step 8).
    pub(super) fn draft(&self, digest: String, n_errors: usize) -> Verdict {
        may_draft(self.state, self.office, self.by)?;
        self.are_final()?;
        self.are_settled()?;
        self.no_open_draft()?;
        if n_errors > 0 {
            let mut reviews = self.sop().form_reviews();
            let who = reviews.next().map(|langkah| &langkah.pelaksana);
            let who = who.map_or(self.sop().pelaksana_of(Jenis::Kumpul), Vec::as_slice);
            return Err(Refusal::new(
                Rule::FormsDisagree,
                format!("ada {n_errors} galat antar-form"),
                format!(
                    "lihat letaknya: `rkt check`; lalu minta Bidangnya memperbaiki: `rkt return BIDANG --alasan \"...\" --sebagai {}`",
                    first(who)
                ),
            ));
        }
        let compiled = self.compiled(&digest)?;
        let standing = match self.state.draft() {
            DraftState::Disusun(draft) | DraftState::Disetujui(draft) => Some(draft),
            DraftState::Belum
            | DraftState::Dikembalikan(..)
            | DraftState::Ditandatangani(_)
            | DraftState::Bercabang => None,
        };
        if standing.is_some_and(|draft| draft.digest == digest) {
            return Ok(None);
        }
        Ok(Some(Act::Susun {
            nomor: compiled.nomor,
            digest,
            masukan: compiled.masukan.clone(),
            tanpa: compiled.tanpa.clone(),
        }))
    }

    /// Every form is approved, or excused.
    fn are_final(&self) -> Result<(), Refusal> {
        let waits = |id: &&BidangId| {
            let excused = matches!(self.state.bidang(id), BidangState::Tanpa(_));
            !excused && self.state.final_digest(id).is_none()
        };
        let all = self.state.cycle.bidang.iter().map(|bidang| &bidang.id);
        let waiting: Vec<&BidangId> = all.filter(waits).collect();
        let Some(first) = waiting.first() else {
            return Ok(());
        };
        let words = |id: &&BidangId| format!("{id} ({})", self.state.bidang(id).word());
        let list: Vec<String> = waiting.iter().map(words).collect();
        let by = self.reviewer_of(first);
        let help = match self.state.bidang(first) {
            BidangState::Diajukan(_) => {
                format!("setujui dahulu: `rkt approve {first} --sebagai {by}`")
            }
            BidangState::Belum
            | BidangState::Dikembalikan(..)
            | BidangState::Disetujui(_)
            | BidangState::Tanpa(_)
            | BidangState::Bercabang => {
                format!("minta Bidangnya mengajukan: {}", self.submitting(first))
            }
        };
        let message = format!("form belum disetujui semua: {}", list.join(", "));
        Err(Refusal::new(Rule::NotYetTurn, message, help))
    }

    /// No correction of a form is open or merely answered.
    fn are_settled(&self) -> Result<(), Refusal> {
        let mut left = self.state.pending();
        left.retain(|koreksi| koreksi.subjek != Subjek::Draft);
        self.unsettled(&left)
    }

    /// No correction of the draft is open.
    fn no_open_draft(&self) -> Result<(), Refusal> {
        self.unsettled(&self.state.open(&Subjek::Draft))
    }

    pub(super) fn unsettled(&self, left: &[&Koreksi]) -> Result<(), Refusal> {
        let Some(one) = left.first() else {
            return Ok(());
        };
        let help = match (one.tahap, &one.subjek) {
            (Tahap::Dijawab, Subjek::Bidang(id)) => {
                let by = self.reviewer_of(id);
                format!("setujui formnya, atau kembalikan lagi: `rkt approve {id} --sebagai {by}`")
            }
            (Tahap::Dijawab, Subjek::Draft) => format!(
                "minta yang mengoreksi menyetujui draf: `rkt approve draft --sebagai {}`",
                one.jabatan
            ),
            (Tahap::Terbuka | Tahap::Selesai, Subjek::Bidang(id)) => {
                format!(
                    "jawab dahulu: `rkt answer {} \"...\" --sebagai {id}`",
                    one.nama
                )
            }
            (Tahap::Terbuka | Tahap::Selesai, Subjek::Draft) => {
                let who = first(self.sop().pelaksana_of(Jenis::Susun));
                format!(
                    "jawab dahulu: `rkt answer {} \"...\" --sebagai {who}`",
                    one.nama
                )
            }
        };
        let message = format!("koreksi belum selesai: {}", names(left));
        Err(Refusal::new(Rule::KoreksiOpen, message, help))
    }

    /// What is no longer as it was when a draft was compiled.
    fn differs(&self, draft: &Compilation) -> String {
        let nomor = draft.nomor;
        let (current, excused) = (self.state.current_digests(), self.state.excused());
        let all = self.state.cycle.bidang.iter().map(|bidang| &bidang.id);
        let moved = all.filter(|id| {
            let content = current.get(*id) != draft.masukan.get(*id);
            content || excused.contains(id) != draft.tanpa.contains(id)
        });
        let moved: Vec<BidangId> = moved.cloned().collect();
        if moved.is_empty() {
            return format!("isi draf {nomor} tidak lagi sama (alasan pembebasan, atau rkt.toml)");
        }
        format!("berubah sejak draf {nomor} dikompilasi: {}", joined(&moved))
    }

    /// The last draft that was compiled from just what is in now, with that content.
    fn compiled(&self, digest: &str) -> Result<&Compilation, Refusal> {
        let (current, excused) = (self.state.current_digests(), self.state.excused());
        let same = |draft: &&Compilation| {
            draft.digest == *digest && draft.masukan == current && draft.tanpa == excused
        };
        let drafts = self.state.compilations().iter();
        drafts.rev().find(same).ok_or_else(|| {
            let who = first(self.sop().pelaksana_of(Jenis::Kompilasi));
            let last = self.state.last_compilation();
            let message = last.map_or_else(
                || "form belum dikompilasi".to_owned(),
                |last| self.differs(last),
            );
            Refusal::new(
                Rule::NotYetTurn,
                message,
                format!("kompilasi dahulu: `rkt compile --sebagai {who}`"),
            )
        })
    }
}
