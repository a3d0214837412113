//! Tugas: what waits for whom, with the command to type.

use chrono::NaiveDate;

use super::event::Subjek;
use super::koreksi::names;
use super::name::{BidangId, Jabatan, LangkahId, joined};
use super::progress::{BidangProgress, LangkahProgress, Progress};
use super::sop::{Jenis, Langkah};
use super::state::{BidangState, DraftState, State};
use super::tanggal;
use super::workflow::{Office, approver_of};

/// The command that fixes a draft (SOP step 8).
pub const DRAFT: &str = "rkt draft";

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tugas {
    /// Any of these may do it.
    pub who: Vec<Jabatan>,
    /// What it is, in Indonesian.
    pub what: String,
    /// The command to type, if rkt has one for it.
    pub command: Option<String>,
    /// The langkah that it is part of.
    pub langkah: LangkahId,
    /// Its last day: the langkah's, or a Bidang's own.
    pub batas: NaiveDate,
    /// Hari kerja late; 0 when on time, or merely not recorded yet.
    pub terlambat: u32,
}

impl Tugas {
    fn new(at: &LangkahProgress, what: String, command: Option<&str>) -> Tugas {
        Tugas {
            who: at.pelaksana.clone(),
            what,
            command: command.map(str::to_owned),
            langkah: at.id.clone(),
            batas: at.batas,
            terlambat: at.terlambat,
        }
    }
}

/// The Bidang whose form is not in, each as a list names it: `sd (dikembalikan)`.
#[must_use]
pub fn missing(state: &State) -> Vec<(&BidangId, String)> {
    let label = |id: &BidangId| match state.bidang(id) {
        BidangState::Belum => Some(id.to_string()),
        out @ (BidangState::Dikembalikan(..) | BidangState::Bercabang) => {
            Some(format!("{id} ({})", out.word()))
        }
        BidangState::Diajukan(_) | BidangState::Disetujui(_) | BidangState::Tanpa(_) => None,
    };
    let all = state.cycle.bidang.iter().map(|bidang| &bidang.id);
    all.filter_map(|id| Some((id, label(id)?))).collect()
}

/// Everything that waits, first what is first in the SOP. `siklus` is the cycle's folder.
#[must_use]
pub fn waiting(
    progress: &Progress,
    state: &State,
    office: &Office<'_>,
    siklus: &str,
) -> Vec<Tugas> {
    if state.archive().is_some() {
        return Vec::new();
    }
    let board = Board {
        progress,
        state,
        office,
        siklus,
    };
    let steps = progress.langkah.iter().zip(&state.sop.langkah);
    steps
        .flat_map(|(at, langkah)| board.of(at, langkah))
        .collect()
}

struct Board<'a> {
    progress: &'a Progress,
    state: &'a State,
    office: &'a Office<'a>,
    siklus: &'a str,
}

impl Board<'_> {
    fn of(&self, at: &LangkahProgress, langkah: &Langkah) -> Vec<Tugas> {
        let (no, id, uraian) = (at.no, &at.id, &at.uraian);
        let titled = format!("langkah {no}: {uraian}");
        let one = |command: &str| vec![Tugas::new(at, titled.clone(), Some(command))];
        match at.jenis {
            Jenis::Isi => self.of_forms(at),
            Jenis::Kumpul if at.siap => self.of_kumpul(at),
            Jenis::Koreksi if self.state.sop.is_draft_review(&langkah.id) => {
                self.of_draft(at, langkah)
            }
            Jenis::Koreksi => self.of_review(at, langkah),
            Jenis::Susun => self.of_susun(at),
            Jenis::Tandatangan => self.of_signing(at),
            Jenis::Catat if at.siap => {
                let what = format!("langkah {no} belum dicatat: {uraian}");
                vec![Tugas::new(at, what, Some(&format!("rkt step {id}")))]
            }
            Jenis::Kompilasi if at.siap => one("rkt compile"),
            Jenis::Arsip if at.siap => vec![self.of_archive(at)],
            Jenis::Catat | Jenis::Kumpul | Jenis::Kompilasi | Jenis::Arsip => Vec::new(),
        }
    }

    /// Sealing: what is missing needs a reason.
    fn of_archive(&self, at: &LangkahProgress) -> Tugas {
        let open = self.state.unrecorded();
        let ids: Vec<&str> = open.iter().map(|langkah| langkah.id.as_str()).collect();
        let titled = format!("langkah {}: {}", at.no, at.uraian);
        if ids.is_empty() && self.state.unseen().is_empty() {
            return Tugas::new(at, titled, Some("rkt archive"));
        }
        let lacks = if ids.is_empty() {
            "ada yang tidak dilihat penanda tangan".to_owned()
        } else {
            format!("belum dicatat: {}", ids.join(", "))
        };
        let what = format!("{titled} ({lacks}; bila memang begitu, sebutkan alasannya)");
        Tugas::new(at, what, Some("rkt archive --alasan \"...\""))
    }

    fn of_forms(&self, at: &LangkahProgress) -> Vec<Tugas> {
        if self.state.signature().is_some() {
            return Vec::new();
        }
        let all = self.progress.bidang.iter();
        all.filter_map(|bidang| self.of_form(at, bidang)).collect()
    }

    fn of_form(&self, at: &LangkahProgress, bidang: &BidangProgress) -> Option<Tugas> {
        let id = &bidang.id;
        let form = format!("{}/form/{id}.toml", self.siklus);
        let late = late(bidang, self.progress.hari_ini);
        let submit = format!("rkt submit {id}{late}");
        let subjek = Subjek::Bidang(id.clone());
        let open = self.state.open(&subjek);
        let answer = if open.is_empty() {
            ""
        } else {
            " --jawab \"...\""
        };
        let (what, command) = match self.state.bidang(id) {
            BidangState::Belum if self.has_signed_form(id) => {
                (format!("periksa atau ubah {form}, lalu ajukan"), submit)
            }
            BidangState::Belum => (format!("isi {form}, lalu ajukan"), submit),
            BidangState::Bercabang if self.must_choose(id) => (
                format!("ajuan {id} bercabang: pilih isi yang benar di {form}, lalu ajukan"),
                format!("{submit}{answer}"),
            ),
            BidangState::Bercabang if open.is_empty() => return None,
            BidangState::Dikembalikan(..) => {
                let batas = tanggal::short(bidang.batas);
                let what = if open.is_empty() {
                    format!("koreksi {id} sudah dijawab; ajukan lagi {form} (batas {batas})")
                } else {
                    let names = names(&open);
                    format!("perbaiki {form} (koreksi {names}, batas {batas}), lalu ajukan")
                };
                (what, format!("{submit}{answer}"))
            }
            BidangState::Diajukan(_) | BidangState::Disetujui(_) | BidangState::Bercabang
                if !open.is_empty() =>
            {
                let first = open.first().map_or("", |one| one.nama.as_str());
                let what = format!("jawab koreksi {}", names(&open));
                (what, format!("rkt answer {first} \"...\""))
            }
            BidangState::Diajukan(_) if bidang.basi => (
                format!("{form} berubah sejak diajukan (basi); ajukan lagi bila memang diubah"),
                submit,
            ),
            BidangState::Disetujui(_) if bidang.basi => {
                let what = format!(
                    "{form} berubah sejak disetujui (basi) dan tidak ikut draf; bila perlu, minta dikembalikan (rkt return {id})"
                );
                return Some(of_bidang(at, bidang, what, None));
            }
            BidangState::Diajukan(_)
            | BidangState::Disetujui(_)
            | BidangState::Tanpa(_)
            | BidangState::Bercabang => return None,
        };
        Some(of_bidang(at, bidang, what, Some(&command)))
    }

    /// Whether a Bidang begins with what was signed before.
    fn has_signed_form(&self, id: &BidangId) -> bool {
        let opening = self.state.opening();
        let revised = opening.and_then(|opening| opening.perubahan.as_ref());
        revised.is_some_and(|revised| revised.form.contains_key(id))
    }

    /// Whether only the Bidang can settle its bercabang form. Of one content, whoever reviews it
    /// can, once it is answered.
    fn must_choose(&self, id: &BidangId) -> bool {
        let subjek = Subjek::Bidang(id.clone());
        if self.state.forked_content(&subjek).is_none() {
            return true;
        }
        let mut reviews = self.state.sop.form_reviews();
        let reviewed = self.state.was_compiled() && reviews.any(|l| self.waits_at(id, l));
        self.state.open(&subjek).is_empty() && !reviewed
    }

    /// Collecting: whom to ask for the form (SOP step 5).
    fn of_kumpul(&self, at: &LangkahProgress) -> Vec<Tugas> {
        let settled = |id: &BidangId| {
            self.state.bidang(id) == BidangState::Bercabang && !self.must_choose(id)
        };
        let missing = missing(self.state).into_iter();
        let wanted = missing.filter(|(id, _)| !settled(id));
        let names: Vec<String> = wanted.map(|(_, label)| label).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let names = names.join(", ");
        let what = format!("langkah {}: tagih form yang belum masuk: {names}", at.no);
        vec![Tugas::new(at, what, None)]
    }

    /// Forms that wait for somebody's approval, by who that is (SOP step 7).
    fn of_review(&self, at: &LangkahProgress, langkah: &Langkah) -> Vec<Tugas> {
        if !self.state.was_compiled() {
            return Vec::new();
        }
        let mut groups: Vec<(Vec<Jabatan>, Vec<BidangId>)> = Vec::new();
        for bidang in &self.state.cycle.bidang {
            if !self.waits_at(&bidang.id, langkah) {
                continue;
            }
            let who = approver_of(self.state, self.office, langkah, &bidang.id);
            match groups.iter_mut().find(|(known, _)| *known == who) {
                Some((_, ids)) => ids.push(bidang.id.clone()),
                None => groups.push((who, vec![bidang.id.clone()])),
            }
        }
        let task = |(who, ids): (Vec<Jabatan>, Vec<BidangId>)| {
            let command = match ids.as_slice() {
                [only] => format!("rkt approve {only}"),
                _ => "rkt approve --semua".to_owned(),
            };
            let what = format!(
                "langkah {}: setujui atau kembalikan form {}",
                at.no,
                joined(&ids)
            );
            Tugas {
                who,
                ..Tugas::new(at, what, Some(&command))
            }
        };
        groups.into_iter().map(task).collect()
    }

    /// Whether a form waits for approval at a langkah: in, not approved there, but before.
    fn waits_at(&self, id: &BidangId, langkah: &Langkah) -> bool {
        let subjek = Subjek::Bidang(id.clone());
        let state = self.state.bidang(id);
        let settles =
            state == BidangState::Bercabang && self.state.forked_content(&subjek).is_some();
        let given = self.state.approvals(id);
        let next = self
            .state
            .sop
            .form_reviews()
            .find(|review| !given.iter().any(|a| a.langkah == review.id));
        let last = self.state.sop.form_reviews().last();
        // An approval that had not seen an answer is asked for once more.
        let again = next.is_none() && self.state.pending().iter().any(|k| k.subjek == subjek);
        let is_next = next
            .or(last.filter(|_| again))
            .is_some_and(|l| l.id == langkah.id);
        let answered = self.state.open(&subjek).is_empty();
        let is_in = again || matches!(state, BidangState::Diajukan(_));
        is_next && answered && (settles || is_in)
    }

    fn of_susun(&self, at: &LangkahProgress) -> Vec<Tugas> {
        // Before a draft is fixed, and fixed anew, who drafts answers for all that correct it.
        let all = self.state.draft().fixed().is_none() || at.siap;
        if let Some(answer) = self.answer_of(at, all) {
            return vec![answer];
        }
        if self.state.is_signed_twice() || self.forked_draft().is_some() {
            return Vec::new();
        }
        let mut left = self.state.pending().into_iter();
        if !at.siap || left.any(|koreksi| koreksi.subjek != Subjek::Draft) {
            return Vec::new();
        }
        let what = if self.state.draft() == DraftState::Bercabang {
            "draf RKT bercabang: susun satu draf dari keduanya".to_owned()
        } else {
            format!("langkah {}: {}", at.no, at.uraian)
        };
        vec![Tugas::new(at, what, Some(DRAFT))]
    }

    /// The answer to the corrections of the draft that a langkah owes: those that went back to
    /// it, or all.
    fn answer_of(&self, at: &LangkahProgress, all: bool) -> Option<Tugas> {
        if self.state.signature().is_some() || self.state.is_signed_twice() {
            return None;
        }
        let mut open = self.state.open(&Subjek::Draft);
        open.retain(|koreksi| all || koreksi.ke == at.id);
        let first = open.first()?;
        let what = format!("jawab koreksi draf {}", names(&open));
        let command = format!("rkt answer {} \"...\"", first.nama);
        Some(Tugas::new(at, what, Some(&command)))
    }

    /// The one draft that lies with those who correct it, though what they did contradicts
    /// itself: their next act settles it.
    fn forked_draft(&self) -> Option<&str> {
        let content = self.state.forked_content(&Subjek::Draft)?;
        let fixed = self.state.fixed_with(content)?;
        self.state.sop.draft_reviews().next()?;
        self.state.moved(&fixed).is_empty().then_some(content)
    }

    fn is_first_review(&self, at: &LangkahProgress) -> bool {
        let first = self.state.sop.draft_reviews().next();
        first.is_some_and(|langkah| langkah.id == at.id)
    }

    fn of_draft(&self, at: &LangkahProgress, langkah: &Langkah) -> Vec<Tugas> {
        let answered = self.state.open(&Subjek::Draft).is_empty();
        let settles = self.forked_draft().is_some() && answered && self.is_first_review(at);
        let done = self.state.draft().fixed();
        let stale = done.is_some_and(|draft| !self.state.moved(draft).is_empty());
        let again = answered && !stale && self.state.waits_again(langkah);
        if !at.siap && !settles && !again {
            return Vec::new();
        }
        if !answered {
            return self.answer_of(at, false).into_iter().collect();
        }
        let what = format!("langkah {}: setujui atau kembalikan draf RKT", at.no);
        vec![Tugas::new(at, what, Some("rkt approve draft"))]
    }

    fn of_signing(&self, at: &LangkahProgress) -> Vec<Tugas> {
        if self.state.draft() == DraftState::Bercabang && self.state.is_signed_twice() {
            let what =
                "ada dua tanda tangan atas isi yang berbeda; buka kembali, lalu tanda tangani satu";
            let command = format!("rkt reopen {} --alasan \"...\"", at.id);
            return vec![Tugas::new(at, what.to_owned(), Some(&command))];
        }
        let left = |signer: &Jabatan| !self.state.before_signing(signer).is_empty();
        if !at.siap || at.pelaksana.first().is_some_and(left) {
            return Vec::new();
        }
        let what = format!("langkah {}: {}", at.no, at.uraian);
        vec![Tugas::new(at, what, Some("rkt sign"))]
    }
}

/// What waits for the head of a Bidang, by the Bidang's own due date.
fn of_bidang(
    at: &LangkahProgress,
    bidang: &BidangProgress,
    what: String,
    command: Option<&str>,
) -> Tugas {
    Tugas {
        who: vec![bidang.id.head()],
        batas: bidang.batas,
        terlambat: bidang.overdue(),
        ..Tugas::new(at, what, command)
    }
}

fn late(bidang: &BidangProgress, today: NaiveDate) -> &'static str {
    if today > bidang.batas {
        " --alasan \"...\""
    } else {
        ""
    }
}
