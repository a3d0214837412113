//! Approvals of forms and of the draft (SOP steps 7 and 9).

use super::{Desk, Office, Refusal, Scope, Verdict, called, first, forked, inputs};
use crate::domain::event::{Act, Actor, Subjek};
use crate::domain::koreksi::names;
use crate::domain::name::{BidangId, Jabatan, joined};
use crate::domain::record::is_given;
use crate::domain::rule::Rule;
use crate::domain::sop::{Jenis, Langkah};
use crate::domain::state::{BidangState, Compilation, DraftState, State, Submission};

/// Who may approve a form at a langkah now.
#[must_use]
pub fn approver_of(
    state: &State,
    office: &Office<'_>,
    langkah: &Langkah,
    bidang: &BidangId,
) -> Vec<Jabatan> {
    rightful(state, office, langkah, bidang)
        .into_iter()
        .cloned()
        .collect()
}

/// The first asked who did not hand the form in himself, by person. When everybody asked did,
/// any of them, so that another person can decide in their place.
fn rightful<'a>(
    state: &'a State,
    office: &Office<'_>,
    langkah: &'a Langkah,
    bidang: &BidangId,
) -> Vec<&'a Jabatan> {
    let asked = state.sop.approvers(langkah);
    let submitters = submitters(state, bidang, state.bidang(bidang).submission());
    let free = |jabatan: &&Jabatan| is_free(office, &submitters, jabatan);
    match asked.iter().copied().find(free) {
        Some(free) => vec![free],
        None => asked,
    }
}

/// The people who handed this content in.
fn submitters(state: &State, bidang: &BidangId, submission: Option<&Submission>) -> Vec<Actor> {
    let rounds = state.rounds(bidang).into_iter();
    let same = rounds.filter(|round| submission.is_none_or(|s| s.digest == round.digest));
    same.map(|round| round.oleh).collect()
}

/// Whether a jabatan is held by somebody who did not hand the form in.
fn is_free(office: &Office<'_>, submitters: &[Actor], jabatan: &Jabatan) -> bool {
    let holder = office.holders.get(jabatan);
    holder.is_some_and(|holder| !submitters.iter().any(|s| s.is_same_person(holder)))
}

impl<'a> Desk<'a> {
    /// Approves a form or the draft.
    pub(super) fn approve(&self, subjek: &Subjek) -> Verdict {
        self.is_running()?;
        match subjek {
            Subjek::Bidang(id) => self.approve_form(id),
            Subjek::Draft => self.approve_draft(),
        }
    }

    fn approve_form(&self, bidang: &BidangId) -> Verdict {
        let given = self.state.approvals(bidang);
        let mut reviews = self.sop().form_reviews();
        let next = reviews.find(|langkah| !is_given(given, &langkah.id));
        let Some(langkah) = next.or_else(|| self.sop().form_reviews().last()) else {
            return Err(Refusal::new(
                Rule::WrongStep,
                "menurut SOP siklus ini form tidak disetujui satu per satu",
                "lihat yang sedang berjalan: `rkt status`",
            ));
        };
        let subjek = Subjek::Bidang(bidang.clone());
        let digest = match self.state.bidang(bidang) {
            BidangState::Diajukan(submission) => {
                self.may_approve(langkah, bidang, Some(submission))?;
                submission.digest.clone()
            }
            BidangState::Disetujui(submission) => {
                self.may_approve(langkah, bidang, Some(submission))?;
                // An approval that had not seen an answer is given once more for it.
                let mut pending = self.state.pending().into_iter();
                if !pending.any(|koreksi| koreksi.subjek == subjek) {
                    return Ok(None);
                }
                submission.digest.clone()
            }
            BidangState::Bercabang => {
                self.may_approve(langkah, bidang, None)?;
                let content = self.state.forked_content(&subjek);
                content.map(str::to_owned).ok_or_else(|| {
                    let help = format!(
                        "isinya berbeda; Bidang memilih dan mengajukan lagi: {}",
                        self.submitting(bidang)
                    );
                    forked(&format!("form {bidang}"), help)
                })?
            }
            state
            @ (BidangState::Belum | BidangState::Tanpa(_) | BidangState::Dikembalikan(..)) => {
                self.may_approve(langkah, bidang, state.submission())?;
                return Err(Refusal::new(
                    Rule::NotYetTurn,
                    format!(
                        "form {bidang} tidak sedang diajukan (keadaan: {})",
                        state.word()
                    ),
                    format!("tunggu Bidang mengajukan: {}", self.submitting(bidang)),
                ));
            }
        };
        self.was_compiled(langkah)?;
        self.no_open(&subjek)?;
        self.is_named()?;
        Ok(Some(Act::Setujui {
            subjek,
            langkah: langkah.id.clone(),
            digest,
        }))
    }

    fn was_compiled(&self, langkah: &Langkah) -> Result<(), Refusal> {
        if self.state.was_compiled() {
            return Ok(());
        }
        let who = first(self.sop().pelaksana_of(Jenis::Kompilasi));
        let help = match inputs(self.state, Scope::Whole) {
            Ok(_) => format!("kompilasi dahulu: `rkt compile --sebagai {who}`"),
            Err(refusal) => refusal.help,
        };
        let message = format!("{} dimulai setelah semua form dikompilasi", called(langkah));
        Err(Refusal::new(Rule::NotYetTurn, message, help))
    }

    /// Who may approve a form: the first asked who did not hand it in himself, by person.
    fn may_approve(
        &self,
        langkah: &Langkah,
        bidang: &BidangId,
        submission: Option<&Submission>,
    ) -> Result<(), Refusal> {
        let command = format!("rkt approve {bidang}");
        let rightful: Vec<Jabatan> = self
            .rightful(langkah, bidang)
            .into_iter()
            .cloned()
            .collect();
        let submitters = submitters(self.state, bidang, submission);
        let own = submitters
            .iter()
            .any(|one| one.is_same_person(&self.by.actor));
        let asked = self.sop().approvers(langkah);
        if own && asked.contains(&self.by.role()) {
            return Err(Refusal::new(
                Rule::OwnForm,
                format!(
                    "{} sendiri yang mengajukan form {bidang}; yang menyetujui: {}",
                    self.by.actor.nama,
                    self.whom(&rightful)
                ),
                self.another(&rightful, &submitters, bidang),
            ));
        }
        self.may(&rightful, &format!("menyetujui form {bidang}"), &command)
    }

    /// Who can approve a form in the place of one who handed it in: of those asked, else any
    /// other pelaksana in their place.
    fn another(&self, asked: &[Jabatan], submitters: &[Actor], bidang: &BidangId) -> String {
        let is_free = |jabatan: &&Jabatan| is_free(self.office, submitters, jabatan);
        let place = first(asked);
        if asked.first().as_ref().is_some_and(is_free) {
            return format!("minta pejabat itu: `rkt approve {bidang} --sebagai {place}`");
        }
        let mut columns = self.sop().pelaksana.iter().map(|pelaksana| &pelaksana.id);
        match columns.find(is_free) {
            Some(other) => format!(
                "minta pejabat lain atas namanya: `rkt approve {bidang} --atas-nama {place} --alasan \"...\" --sebagai {other}`"
            ),
            None => format!(
                "semua pejabat pernah mengajukan isi itu; ajukan isi yang diperbarui: {}",
                self.submitting(bidang)
            ),
        }
    }

    pub(super) fn rightful(&self, langkah: &'a Langkah, bidang: &BidangId) -> Vec<&'a Jabatan> {
        rightful(self.state, self.office, langkah, bidang)
    }

    /// The jabatan that approves a form next, for advice.
    pub(super) fn reviewer_of(&self, bidang: &BidangId) -> String {
        let review = self.sop().form_reviews().next();
        let fixed = self.state.draft().fixed().is_some();
        let late = self.sop().draft_reviews().next().filter(|_| fixed);
        let who = match late.or(review) {
            Some(langkah) if fixed => langkah.pelaksana.first(),
            Some(_) => review.and_then(|langkah| self.rightful(langkah, bidang).first().copied()),
            None => self.sop().pelaksana_of(Jenis::Kumpul).first(),
        };
        who.map_or_else(|| "JABATAN".to_owned(), ToString::to_string)
    }

    fn no_open(&self, subjek: &Subjek) -> Result<(), Refusal> {
        let open = self.state.open(subjek);
        let Some(one) = open.first() else {
            return Ok(());
        };
        let (about, names) = (Desk::about(subjek), names(&open));
        let who = match subjek {
            Subjek::Bidang(id) => id.to_string(),
            Subjek::Draft => first(self.sop().pelaksana_of(Jenis::Susun)).to_owned(),
        };
        Err(Refusal::new(
            Rule::KoreksiOpen,
            format!("koreksi {about} belum dijawab: {names}"),
            format!(
                "jawab dahulu: `rkt answer {} \"...\" --sebagai {who}`",
                one.nama
            ),
        ))
    }

    fn approve_draft(&self) -> Verdict {
        let given = self.state.draft_approvals();
        let mut reviews = self.sop().draft_reviews();
        let next = reviews.find(|langkah| !is_given(given, &langkah.id));
        let again = || {
            self.sop()
                .draft_reviews()
                .find(|l| self.state.waits_again(l))
        };
        let last = || self.sop().draft_reviews().last();
        let Some(langkah) = next.or_else(again).or_else(last) else {
            return Err(Refusal::new(
                Rule::WrongStep,
                "menurut SOP siklus ini draf tidak disetujui tersendiri",
                "tanda tangani: `rkt sign`",
            ));
        };
        self.may(
            &langkah.pelaksana,
            "menyetujui draf RKT",
            "rkt approve draft",
        )?;
        let state = self.state.draft();
        let digest = match (state, self.state.forked_content(&Subjek::Draft)) {
            (DraftState::Disetujui(draft), _) => {
                self.is_current(draft)?;
                if !self.state.waits_again(langkah) {
                    return Ok(None);
                }
                draft.digest.clone()
            }
            (DraftState::Bercabang, Some(only)) => {
                if let Some(draft) = self.state.fixed_with(only) {
                    self.is_current(&draft)?;
                }
                only.to_owned()
            }
            (DraftState::Bercabang, None) => {
                let who = first(self.sop().pelaksana_of(Jenis::Susun));
                let help = format!("susun satu draf dari keduanya: `rkt draft --sebagai {who}`");
                return Err(forked("draf RKT", help));
            }
            (_, _) => match state.fixed() {
                Some(draft) => {
                    self.is_current(draft)?;
                    draft.digest.clone()
                }
                None => return Err(self.not_drafted()),
            },
        };
        self.no_open(&Subjek::Draft)?;
        self.is_named()?;
        Ok(Some(Act::Setujui {
            subjek: Subjek::Draft,
            langkah: langkah.id.clone(),
            digest,
        }))
    }

    /// Refuses a draft whose forms have moved since it was fixed.
    pub(super) fn is_current(&self, draft: &Compilation) -> Result<(), Refusal> {
        let moved = self.state.moved(draft);
        if moved.is_empty() {
            return Ok(());
        }
        let words = |id: &BidangId| format!("{id} ({})", self.state.bidang(id).word());
        let list: Vec<String> = moved.iter().map(words).collect();
        let who = |jenis| first(self.sop().pelaksana_of(jenis));
        Err(Refusal::new(
            Rule::DraftStale,
            format!(
                "draf {} basi; berubah sejak disusun: {}",
                draft.nomor,
                list.join(", ")
            ),
            format!(
                "setelah {} disetujui lagi: `rkt compile --sebagai {}`, lalu `rkt draft --sebagai {}`",
                joined(&moved),
                who(Jenis::Kompilasi),
                who(Jenis::Susun)
            ),
        ))
    }
}
