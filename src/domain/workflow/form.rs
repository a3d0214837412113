//! Forms handed in and taken back (SOP steps 4 and 5).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Desk, Refusal, Verdict, forked};
use crate::domain::event::{Act, Subjek};
use crate::domain::koreksi::{Koreksi, names};
use crate::domain::name::BidangId;
use crate::domain::progress;
use crate::domain::rule::Rule;
use crate::domain::state::BidangState;
use crate::domain::tanggal;

impl Desk<'_> {
    pub(super) fn submit(
        &self,
        bidang: BidangId,
        digest: String,
        sha256: String,
        alasan: Option<String>,
        jawab: Option<String>,
    ) -> Verdict {
        let what = format!("mengajukan form Bidang {bidang}");
        self.may(&[bidang.head()], &what, &format!("rkt submit {bidang}"))?;
        self.is_running()?;
        let subjek = Subjek::Bidang(bidang.clone());
        let state = self.state.bidang(&bidang);
        let same = state
            .submission()
            .is_some_and(|submission| submission.digest == digest);
        if same && jawab.is_none() && matches!(state, BidangState::Diajukan(_)) {
            return Ok(None);
        }
        self.is_open(&bidang)?;
        let open = self.state.open(&subjek);
        if jawab.is_some() && open.is_empty() {
            return Err(Refusal::new(
                Rule::KoreksiUnknown,
                format!("form {bidang} tidak punya koreksi yang terbuka"),
                format!("ajukan tanpa --jawab: `rkt submit {bidang} --sebagai {bidang}`"),
            ));
        }
        let known = match state {
            BidangState::Dikembalikan(..) => same,
            BidangState::Bercabang => self.state.forked_contents(&subjek).contains(&digest),
            BidangState::Belum
            | BidangState::Diajukan(_)
            | BidangState::Disetujui(_)
            | BidangState::Tanpa(_) => false,
        };
        if known && jawab.is_none() && !open.is_empty() {
            return Err(unanswered(&bidang, &open));
        }
        if alasan.is_none() {
            self.is_in_time(&bidang)?;
        }
        Ok(Some(Act::Ajukan {
            bidang,
            digest,
            sha256,
            alasan,
            jawab,
        }))
    }

    /// Whether a form may come in at all: nobody has approved it, and no draft counts on it.
    pub(super) fn is_open(&self, bidang: &BidangId) -> Result<(), Refusal> {
        let state = self.state.bidang(bidang);
        let ask = self.way_back(bidang);
        match state {
            BidangState::Belum | BidangState::Dikembalikan(..) | BidangState::Bercabang => Ok(()),
            BidangState::Tanpa(_) => {
                let draft = self.state.draft().fixed();
                if draft.is_some_and(|draft| draft.tanpa.contains(bidang)) {
                    return self.before_draft(bidang);
                }
                Ok(())
            }
            BidangState::Diajukan(_) => {
                let draft = self.state.draft().fixed();
                let drafted = draft.is_some_and(|draft| !self.state.moved(draft).contains(bidang));
                if self.state.approvals(bidang).is_empty() && !drafted {
                    return Ok(());
                }
                let message = format!("form {bidang} sudah diperiksa atau masuk draf");
                Err(Refusal::new(Rule::FormClosed, message, ask))
            }
            BidangState::Disetujui(_) => {
                let message = format!("form {bidang} sudah disetujui");
                Err(Refusal::new(Rule::FormClosed, message, ask))
            }
        }
    }

    /// The due date of a form, once that has passed.
    fn missed(&self, bidang: &BidangId) -> Option<NaiveDate> {
        let today = self.by.at.date_naive();
        let progress = progress::look(self.state, self.office.kalender, today, &BTreeSet::new());
        let batas = progress.and_then(|progress| progress.batas_of(bidang));
        batas.filter(|batas| today > *batas)
    }

    /// The command by which a Bidang hands its form in now, for advice.
    pub(super) fn submitting(&self, bidang: &BidangId) -> String {
        let open = self.state.open(&Subjek::Bidang(bidang.clone()));
        let answer = if open.is_empty() {
            ""
        } else {
            " --jawab \"...\""
        };
        let late = if self.missed(bidang).is_some() {
            " --alasan \"...\""
        } else {
            ""
        };
        format!("`rkt submit {bidang}{answer}{late} --sebagai {bidang}`")
    }

    fn is_in_time(&self, bidang: &BidangId) -> Result<(), Refusal> {
        let Some(batas) = self.missed(bidang) else {
            return Ok(());
        };
        let days = self
            .office
            .kalender
            .lateness(batas, self.by.at.date_naive());
        Err(Refusal::new(
            Rule::LateWithoutReason,
            format!(
                "batas form {bidang}, {}, sudah lewat {days} hari kerja",
                tanggal::long(batas)
            ),
            match self.by.atas_nama {
                Some(_) => format!(
                    "sebutkan juga alasan terlambatnya: `rkt submit {bidang} --alasan \"...\" --alasan-atas-nama \"...\"`"
                ),
                None => format!(
                    "sebutkan alasannya: `rkt submit {bidang} --alasan \"...\" --sebagai {bidang}`"
                ),
            },
        ))
    }

    pub(super) fn withdraw(&self, bidang: BidangId) -> Verdict {
        let what = format!("menarik form Bidang {bidang}");
        self.may(&[bidang.head()], &what, &format!("rkt withdraw {bidang}"))?;
        self.is_running()?;
        match self.state.bidang(&bidang) {
            BidangState::Belum | BidangState::Tanpa(_) => Err(Refusal::new(
                Rule::NotYetTurn,
                format!("form {bidang} belum diajukan"),
                format!(
                    "tidak ada yang perlu ditarik; ajukan bila siap: {}",
                    self.submitting(&bidang)
                ),
            )),
            BidangState::Dikembalikan(..) => Err(Refusal::new(
                Rule::FormClosed,
                format!("form {bidang} sedang dikembalikan untuk diperbaiki"),
                format!("perbaiki, lalu ajukan lagi: {}", self.submitting(&bidang)),
            )),
            BidangState::Diajukan(_) | BidangState::Disetujui(_) => {
                self.is_open(&bidang)?;
                Ok(Some(Act::Tarik { bidang }))
            }
            BidangState::Bercabang => {
                let help = format!(
                    "pilih isi yang benar, lalu ajukan: {}",
                    self.submitting(&bidang)
                );
                Err(forked(&format!("form {bidang}"), help))
            }
        }
    }
}

fn unanswered(bidang: &BidangId, open: &[&Koreksi]) -> Refusal {
    Refusal::new(
        Rule::KoreksiOpen,
        format!(
            "isi form {bidang} belum berubah dan koreksinya belum dijawab: {}",
            names(open)
        ),
        format!(
            "perbaiki formnya, atau jelaskan mengapa tetap: `rkt submit {bidang} --jawab \"...\" --sebagai {bidang}`"
        ),
    )
}
