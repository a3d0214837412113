//! The decider: what the SOP allows now, and the event that follows.
//!
//! One file a family of acts; each gate answers with a [`Refusal`] that names it, who may, and
//! the next command.

mod action;
mod approve;
mod draft;
mod form;
mod plan;
mod remind;
mod review;
mod revision;
mod seal;
mod step;
mod turn;

use super::event::{Act, Event, EventId};
use super::instansi::PLACEHOLDER;
use super::name::Jabatan;
use super::rule::Rule;
use super::sop::{BIDANG, Jenis, Langkah, Sop};
use super::state::{Signature, State};
use super::tanggal;

pub use action::{Action, By, Decision, Office, Refusal, Scope};
pub use approve::approver_of;
pub use draft::{Inputs, inputs, may_compile, may_draft};
pub use plan::settled;
pub use revision::{revisable, revising};
pub use seal::signable;
pub use step::PUBLIKASI;
pub use turn::last_own;

/// An allowed act; `None` when nothing would change.
type Verdict = Result<Option<Act>, Refusal>;

/// Who may open a cycle: those of the last langkah that opening records (SOP step 2).
#[must_use]
pub fn starters(sop: &Sop) -> &[Jabatan] {
    let recorded = sop.langkah.iter().rfind(|langkah| langkah.saat_mulai);
    recorded.map_or_else(
        || sop.pelaksana_of(Jenis::Kumpul),
        |langkah| &langkah.pelaksana,
    )
}

/// Decides on an action: the event that follows, or why not.
///
/// # Errors
/// A refusal that names the gate, who may, and the next command.
pub fn decide(
    state: &State,
    office: &Office<'_>,
    action: Action,
    by: &By,
) -> Result<Decision, Refusal> {
    let desk = Desk { state, office, by };
    desk.standing_in()?;
    let act = desk.act(action)?;
    Ok(act.map_or(Decision::Unchanged, |act| {
        Decision::Record(Box::new(desk.event(act)))
    }))
}

/// An act to be decided on: the cycle, the office, and who wants to act.
#[derive(Clone, Copy)]
struct Desk<'a> {
    state: &'a State,
    office: &'a Office<'a>,
    by: &'a By,
}

impl Desk<'_> {
    fn act(&self, action: Action) -> Verdict {
        match action {
            Action::Start {
                tanggal,
                rencana,
                disposisi,
                sop,
                perubahan,
            } => {
                self.may_start(perubahan.is_some())?;
                let recorded = self.sop().langkah.iter().filter(|l| l.saat_mulai);
                let bidang = self.state.cycle.bidang.iter();
                Ok(Some(Act::Mulai {
                    tanggal,
                    rencana,
                    langkah: recorded.map(|langkah| langkah.id.clone()).collect(),
                    bidang: bidang.map(|bidang| bidang.id.clone()).collect(),
                    kepala: self.state.cycle.header(),
                    sop,
                    disposisi,
                    perubahan,
                }))
            }
            Action::Step {
                langkah,
                tanggal,
                catatan,
                hadir,
                url,
            } => self.step(langkah, tanggal, catatan, hadir, url),
            Action::Excuse { bidang, alasan } => self.excuse(bidang, alasan),
            Action::AddBidang { bidang, nama } => self.add_bidang(bidang, nama),
            Action::Submit {
                bidang,
                digest,
                sha256,
                alasan,
                jawab,
            } => self.submit(bidang, digest, sha256, alasan, jawab),
            Action::Withdraw { bidang } => self.withdraw(bidang),
            Action::Return {
                subjek,
                ke,
                baris,
                alasan,
            } => self.send_back(subjek, ke.as_ref(), baris, alasan),
            Action::Answer { koreksi, jawaban } => self.answer(koreksi, jawaban),
            Action::Remind {
                kepada,
                langkah,
                terlambat,
            } => self.remind(kepada, langkah, terlambat),
            Action::Approve { subjek } => self.approve(&subjek),
            Action::Compile { digest, scope } => self.compile(digest, scope),
            Action::Draft { digest, n_errors } => self.draft(digest, n_errors),
            Action::Sign { kode, naskah } => self.sign(&kode, naskah),
            Action::Archive {
                digest,
                versi,
                alasan,
            } => self.archive(digest, versi, alasan),
            Action::Reschedule {
                mulai,
                rencana,
                alasan,
            } => self.reschedule(mulai, rencana, alasan),
            Action::Undo => self.undo(),
            Action::Reopen { langkah, alasan } => self.reopen(&langkah, alasan),
        }
    }

    fn event(&self, act: Act) -> Event {
        let By {
            actor,
            dicatat_oleh,
            atas_nama,
            bukti,
            at,
            jam,
        } = self.by.clone();
        Event {
            id: EventId::unset(),
            sebelum: self.state.heads(),
            pada: at,
            oleh: actor,
            dicatat_oleh,
            atas_nama,
            bukti,
            jam,
            act,
        }
        .sealed()
    }

    fn sop(&self) -> &Sop {
        &self.state.sop
    }

    fn may_start(&self, is_revision: bool) -> Result<(), Refusal> {
        let tahun = self.state.cycle.tahun;
        let command = if is_revision {
            revision::command(tahun)
        } else {
            format!("rkt init {tahun}")
        };
        self.may(starters(self.sop()), "membuka siklus RKT", &command)?;
        if self.state.opening().is_none() {
            return Ok(());
        }
        let help = "lihat keadaannya: `rkt status`";
        Err(Refusal::new(
            Rule::WrongStep,
            "siklus ini sudah dibuka",
            help,
        ))
    }

    /// Whether who types may act for another at all.
    fn standing_in(&self) -> Result<(), Refusal> {
        if let Some(typist) = &self.by.dicatat_oleh {
            let recorders = self.sop().pelaksana_of(Jenis::Kumpul);
            if !recorders.contains(&typist.jabatan) {
                let who = self.whom(recorders);
                return Err(Refusal::new(
                    Rule::NotYourAct,
                    format!("yang mencatat perbuatan orang lain hanya {who}"),
                    "bertindaklah sendiri: `rkt ... --sebagai JABATAN` tanpa --untuk",
                ));
            }
            if self.by.bukti.is_empty() {
                let who = &self.by.actor.jabatan;
                return Err(Refusal::new(
                    Rule::EvidenceMissing,
                    format!("perbuatan `{who}` dicatat tanpa bukti"),
                    "lampirkan pindaian atau berkas yang diterima: `rkt ... --bukti BERKAS`",
                ));
            }
        }
        if let Some(atas_nama) = &self.by.atas_nama {
            if self.by.dicatat_oleh.is_some() {
                return Err(Refusal::new(
                    Rule::NotYourAct,
                    "perbuatan orang lain tidak dicatat sekaligus sebagai keputusan atas nama",
                    "pakai salah satu: `rkt ... --untuk JABATAN` atau `rkt ... --atas-nama JABATAN`",
                ));
            }
            let actor = &self.by.actor.jabatan;
            if atas_nama.jabatan == *actor {
                return Err(Refusal::new(
                    Rule::NotYourAct,
                    format!("`{actor}` tidak perlu memutuskan atas nama dirinya sendiri"),
                    format!("putuskan sendiri, tanpa --atas-nama: `rkt ... --sebagai {actor}`"),
                ));
            }
            let columns = self.sop().pelaksana.iter();
            let mut offices = columns.filter(|p| p.id.as_str() != BIDANG);
            if !offices.any(|pelaksana| pelaksana.id == *actor) {
                let place = &atas_nama.jabatan;
                return Err(Refusal::new(
                    Rule::NotYourAct,
                    format!(
                        "`{actor}` tidak dapat memutuskan atas nama `{place}`; yang dapat: pelaksana SOP selain Bidang"
                    ),
                    format!("minta pejabatnya: `rkt ... --sebagai {place}`"),
                ));
            }
        }
        Ok(())
    }

    /// Refuses anybody whose jabatan is not among `who`; [`BIDANG`] stands for every Bidang.
    fn may(&self, who: &[Jabatan], what: &str, command: &str) -> Result<(), Refusal> {
        let role = self.by.role();
        let mut bidang = self.state.cycle.bidang.iter();
        let is_bidang = bidang.any(|bidang| bidang.id.head() == *role);
        let fits = |who: &Jabatan| who == role || (who.as_str() == BIDANG && is_bidang);
        if who.iter().any(fits) {
            return Ok(());
        }
        let whom = self.whom(who);
        Err(Refusal::new(
            Rule::NotYourAct,
            format!("`{role}` tidak berwenang {what}; yang berwenang: {whom}"),
            format!(
                "jalankan sebagai pejabat itu: `{command} --sebagai {}`",
                first(who)
            ),
        ))
    }

    /// People by their jabatan, as a refusal names them.
    fn whom(&self, who: &[Jabatan]) -> String {
        let named = |jabatan: &Jabatan| {
            if self.sop().pelaksana.iter().any(|p| p.id == *jabatan) {
                format!("{} ({jabatan})", self.sop().heading(jabatan))
            } else {
                format!("kepala Bidang {jabatan}")
            }
        };
        let mut once: Vec<&Jabatan> = Vec::new();
        for jabatan in who {
            if !once.contains(&jabatan) {
                once.push(jabatan);
            }
        }
        once.into_iter()
            .map(named)
            .collect::<Vec<_>>()
            .join(" atau ")
    }

    /// Refuses every act on a cycle that is signed or sealed.
    fn is_running(&self) -> Result<(), Refusal> {
        if self.state.archive().is_some() {
            return Err(sealed(self.state));
        }
        if self.state.is_signed_twice() {
            return Err(self.signed_twice());
        }
        match self.state.signature() {
            Some(signature) => Err(self.signed(signature)),
            None => Ok(()),
        }
    }

    fn signed(&self, signature: &Signature) -> Refusal {
        let id = self.signing();
        let who = self.sop().pelaksana_of(Jenis::Tandatangan);
        let day = tanggal::long(signature.pada.date_naive());
        Refusal::new(
            Rule::CycleClosed,
            format!(
                "RKT sudah ditandatangani {day}; sampai dibuka kembali oleh {} isinya tetap",
                self.whom(who)
            ),
            format!(
                "buka kembali bila memang perlu: `rkt reopen {id} --alasan \"...\" --sebagai {}`",
                first(who)
            ),
        )
    }

    fn signed_twice(&self) -> Refusal {
        let id = self.signing();
        let who = first(self.sop().pelaksana_of(Jenis::Tandatangan));
        let help = format!(
            "buka kembali, lalu tanda tangani satu: `rkt reopen {id} --alasan \"...\" --sebagai {who}`"
        );
        forked("tanda tangan RKT", help)
    }

    /// Refuses a decision while the name of who decides, or in whose place, is not filled in.
    fn is_named(&self) -> Result<(), Refusal> {
        let holder = self.office.holders.get(self.by.role());
        let people = [Some(&self.by.actor), holder];
        let mut blank = people.into_iter().flatten();
        let Some(blank) = blank.find(|person| person.nama.starts_with(PLACEHOLDER)) else {
            return Ok(());
        };
        let (who, nama) = (&blank.jabatan, &blank.nama);
        Err(Refusal::new(
            Rule::NameMissing,
            format!("nama pejabat `{who}` di rkt.toml masih {nama}"),
            "isi nama dan NIP-nya di rkt.toml, lalu jalankan lagi: `rkt ...`",
        ))
    }
}

/// Refuses to write over contradicting acts that only their own roles can settle.
fn forked(what: &str, help: String) -> Refusal {
    Refusal::new(
        Rule::Forked,
        format!("{what} bercabang: dua salinan memuat perbuatan yang saling bertentangan"),
        help,
    )
}

fn sealed(state: &State) -> Refusal {
    Refusal::new(
        Rule::CycleClosed,
        "siklus ini sudah diarsipkan; tidak ada lagi yang diubah",
        format!(
            "untuk perubahan RKT buka siklus baru: `{}`",
            revising(state)
        ),
    )
}

fn first(who: &[Jabatan]) -> &str {
    who.first().map_or("JABATAN", Jabatan::as_str)
}

/// A langkah as people read it: `langkah 7 (koreksi-bidang)`.
fn called(langkah: &Langkah) -> String {
    format!("langkah {} ({})", langkah.no, langkah.id)
}
