//! The signature and the archive (SOP steps 10 and 11).

use chrono::{DateTime, FixedOffset};

use super::{By, Desk, Office, Refusal, Verdict, called, first, forked};
use crate::domain::document::is_kode;
use crate::domain::event::{Act, Subjek};
use crate::domain::name::{BidangId, joined};
use crate::domain::record::is_given;
use crate::domain::rule::Rule;
use crate::domain::sop::{Jenis, Langkah};
use crate::domain::state::{Compilation, DraftState, State};
use crate::domain::tanggal;

/// The draft that waits for the signature at a moment, if everything before it is done (SOP
/// step 10).
///
/// # Errors
/// A refusal that names what is left to do.
pub fn signable<'a>(
    state: &'a State,
    office: &Office<'_>,
    at: DateTime<FixedOffset>,
) -> Result<&'a Compilation, Refusal> {
    let who = state.sop.pelaksana_of(Jenis::Tandatangan).first();
    let jabatan = who.cloned();
    let Some(actor) = jabatan.and_then(|who| office.holders.get(&who).cloned()) else {
        let id = first(state.sop.pelaksana_of(Jenis::Tandatangan));
        return Err(Refusal::new(
            Rule::NameMissing,
            format!("rkt.toml tidak mengenal pejabat `{id}` pada hari ini"),
            "isi [[pejabat]] di rkt.toml, lalu jalankan lagi: `rkt sign`",
        ));
    };
    let by = By::own(actor, at, None);
    let desk = Desk {
        state,
        office,
        by: &by,
    };
    desk.is_running()?;
    let id = desk.signable()?.event.clone();
    let drafts = state.draft().fixed().filter(|draft| draft.event == id);
    drafts.ok_or_else(|| desk.not_drafted())
}

impl Desk<'_> {
    /// Signs exactly the content that the signer was shown (SOP step 10).
    pub(super) fn sign(&self, shown: &str, naskah: Option<String>) -> Verdict {
        let who = self.sop().pelaksana_of(Jenis::Tandatangan);
        self.may(who, "menandatangani RKT", "rkt sign")?;
        self.is_running()?;
        let draft = self.signable()?;
        self.is_named()?;
        if !is_kode(shown, &draft.digest) {
            return Err(self.stale(draft, shown));
        }
        Ok(Some(Act::Tandatangan {
            digest: draft.digest.clone(),
            naskah,
        }))
    }

    /// The draft that waits for the signature, if everything before it is done.
    fn signable(&self) -> Result<&Compilation, Refusal> {
        let state = self.state.draft();
        if state == DraftState::Bercabang {
            self.unsettled(&self.state.open(&Subjek::Draft))?;
            let one = self.state.forked_content(&Subjek::Draft);
            let review = self.sop().draft_reviews().next().filter(|_| one.is_some());
            let help = if let Some(langkah) = review {
                let who = first(&langkah.pelaksana);
                format!("setujui atau kembalikan sekali lagi: `rkt approve draft --sebagai {who}`")
            } else {
                let who = first(self.sop().pelaksana_of(Jenis::Susun));
                format!("susun satu draf dari keduanya: `rkt draft --sebagai {who}`")
            };
            return Err(forked("draf RKT", help));
        }
        let Some(draft) = state.fixed() else {
            self.unsettled(&self.state.open(&Subjek::Draft))?;
            let who = first(self.sop().pelaksana_of(Jenis::Susun));
            return Err(Refusal::new(
                Rule::NotYetTurn,
                format!(
                    "draf RKT belum siap ditandatangani (keadaan: {})",
                    state.word()
                ),
                format!("susun dahulu: `rkt draft --sebagai {who}`"),
            ));
        };
        self.is_current(draft)?;
        let given = self.state.draft_approvals();
        if let Some(langkah) = self.sop().draft_reviews().find(|l| !is_given(given, &l.id)) {
            let who = first(&langkah.pelaksana);
            return Err(Refusal::new(
                Rule::NotYetTurn,
                format!(
                    "draf {} belum disetujui pada {}",
                    draft.nomor,
                    called(langkah)
                ),
                format!("setujui dahulu: `rkt approve draft --sebagai {who}`"),
            ));
        }
        self.unsettled(&self.state.before_signing(self.by.role()))?;
        Ok(draft)
    }

    /// That a code is not that of the present draft, and what moved since it was.
    fn stale(&self, draft: &Compilation, shown: &str) -> Refusal {
        let mut earlier = self.state.events().iter().rev().filter_map(|event| {
            let (Act::Susun {
                digest, masukan, ..
            }
            | Act::Kompilasi {
                digest, masukan, ..
            }) = &event.act
            else {
                return None;
            };
            Some((digest, masukan))
        });
        let seen = earlier.find(|(digest, _)| is_kode(shown, digest));
        let what = seen.map_or_else(
            || "kode itu tidak pernah dipakai di siklus ini".to_owned(),
            |(_, masukan)| {
                let all = self
                    .state
                    .cycle
                    .bidang
                    .iter()
                    .map(|bidang| bidang.id.clone());
                let moved: Vec<BidangId> = all
                    .filter(|id| masukan.get(id) != draft.masukan.get(id))
                    .collect();
                format!("berubah sejak kode itu: {}", joined(&moved))
            },
        );
        Refusal::new(
            Rule::KodeStale,
            format!(
                "kode {} bukan kode draf {} sekarang; {what}",
                shown.trim(),
                draft.nomor
            ),
            "baca lagi ringkasan dan kodenya: `rkt sign`",
        )
    }

    /// Seals the signed RKT (SOP step 11).
    pub(super) fn archive(&self, digest: String, versi: String, alasan: Option<String>) -> Verdict {
        let Some(langkah) = self.sop().first(Jenis::Arsip) else {
            return Err(Refusal::new(
                Rule::WrongStep,
                "SOP siklus ini tidak punya langkah arsip",
                "lihat langkahnya: `rkt sop`",
            ));
        };
        self.may(&langkah.pelaksana, "mengarsipkan RKT", "rkt archive")?;
        if self.state.archive().is_some() {
            return Err(super::sealed(self.state));
        }
        if self.state.signature().is_none() {
            return Err(if self.state.is_signed_twice() {
                self.signed_twice()
            } else {
                self.unsigned()
            });
        }
        if alasan.is_none() {
            self.saw_all()?;
            if let Some(first) = self.state.unrecorded().first() {
                return Err(self.not_noted(first));
            }
        }
        Ok(Some(Act::Arsip {
            digest,
            versi,
            alasan,
        }))
    }

    /// That the RKT is not signed, and what keeps it from that.
    pub(super) fn unsigned(&self) -> Refusal {
        let who = first(self.sop().pelaksana_of(Jenis::Tandatangan));
        let help = match self.signable() {
            Ok(_) => format!("tanda tangani dahulu: `rkt sign --sebagai {who}`"),
            Err(refusal) => refusal.help,
        };
        Refusal::new(Rule::NotYetTurn, "RKT belum ditandatangani", help)
    }

    /// Whether the signer had seen everything that was done.
    fn saw_all(&self) -> Result<(), Refusal> {
        let unseen = self.state.unseen();
        let Some(first) = unseen.first() else {
            return Ok(());
        };
        let (what, nama, when) = (
            first.act.called(),
            &first.oleh.nama,
            tanggal::moment(first.pada),
        );
        let more = match unseen.len() {
            1 => String::new(),
            n => format!(" dan {} lagi", n - 1),
        };
        let (id, who) = (self.signing(), self.sop().pelaksana_of(Jenis::Tandatangan));
        Err(Refusal::new(
            Rule::NotYetTurn,
            format!("penanda tangan tidak melihat {what} oleh {nama}, {when}{more}"),
            format!(
                "buka kembali bila memang perlu: `rkt reopen {id} --alasan \"...\" --sebagai {}`; bila tidak: `rkt archive --alasan \"...\"`",
                super::first(who)
            ),
        ))
    }

    fn not_noted(&self, langkah: &Langkah) -> Refusal {
        let all = self.state.unrecorded();
        let ids: Vec<&str> = all.iter().map(|langkah| langkah.id.as_str()).collect();
        Refusal::new(
            Rule::NotYetTurn,
            format!("langkah belum dicatat: {}", ids.join(", ")),
            format!(
                "catat dengan tanggalnya: `rkt step {} --tanggal TANGGAL --sebagai {}`; bila memang tidak ada: `rkt archive --alasan \"...\"`",
                langkah.id,
                first(&langkah.pelaksana)
            ),
        )
    }

    /// The id of the langkah at which the RKT is signed, for advice.
    pub(super) fn signing(&self) -> &str {
        let signing = self.sop().first(Jenis::Tandatangan);
        signing.map_or("LANGKAH", |langkah| langkah.id.as_str())
    }
}
