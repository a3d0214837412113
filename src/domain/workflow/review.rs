//! Corrections and their answers (SOP steps 5 to 10).

use super::{Desk, Refusal, Verdict, called, first};
use crate::domain::event::{Act, EventId, Subjek};
use crate::domain::koreksi::Tahap;
use crate::domain::name::{BidangId, Jabatan, LangkahId};
use crate::domain::record::is_given;
use crate::domain::rule::Rule;
use crate::domain::sop::{Cakupan, Jenis, Langkah};
use crate::domain::state::{BidangState, DraftState};

/// A way in which something may go back now: by whom, at which langkah, to which.
struct Way<'a> {
    who: Vec<&'a Jabatan>,
    langkah: &'a Langkah,
    ke: LangkahId,
}

impl<'a> Desk<'a> {
    /// Sends a form or the draft back with a correction.
    pub(super) fn send_back(
        &self,
        subjek: Subjek,
        ke: Option<&LangkahId>,
        baris: Option<String>,
        alasan: String,
    ) -> Verdict {
        self.is_running()?;
        let ways = match &subjek {
            Subjek::Bidang(id) => {
                self.is_there(id)?;
                self.ways_of_form(id)
            }
            Subjek::Draft => {
                self.is_drafted()?;
                self.ways_of_draft()
            }
        };
        let role = self.by.role();
        let what = format!("mengembalikan {}", Desk::about(&subjek));
        let who: Vec<Jabatan> = ways
            .iter()
            .flat_map(|way| &way.who)
            .copied()
            .cloned()
            .collect();
        if who.is_empty() {
            return Err(self.no_way(&subjek));
        }
        if !who.contains(role) {
            self.is_reached(&subjek)?;
        }
        self.may(
            &who,
            &what,
            &format!("rkt return {subjek} --alasan \"...\""),
        )?;
        let mine: Vec<&Way<'_>> = ways.iter().filter(|way| way.who.contains(&role)).collect();
        let way = choose(&mine, ke, &subjek)?;
        let nomor = self.state.next_koreksi(&subjek);
        Ok(Some(Act::Kembalikan {
            langkah: way.langkah.id.clone(),
            ke: way.ke.clone(),
            nomor,
            subjek,
            baris,
            alasan,
        }))
    }

    /// Whether what somebody may send back has come to him.
    fn is_reached(&self, subjek: &Subjek) -> Result<(), Refusal> {
        let (role, sop) = (self.by.role(), self.sop());
        let signing = sop.langkah.iter().filter(|l| l.jenis == Jenis::Tandatangan);
        let mut later: Vec<&Langkah> = match subjek {
            Subjek::Bidang(_) => sop.form_reviews().collect(),
            Subjek::Draft => sop.draft_reviews().chain(signing).collect(),
        };
        later.retain(|langkah| langkah.pelaksana.contains(role));
        let Some(langkah) = later.first() else {
            return Ok(());
        };
        Err(Refusal::new(
            Rule::NotYetTurn,
            format!(
                "{} belum sampai di {}",
                Desk::about(subjek),
                called(langkah)
            ),
            "lihat yang masih ditunggu: `rkt status`",
        ))
    }

    fn is_there(&self, bidang: &BidangId) -> Result<(), Refusal> {
        match self.state.bidang(bidang) {
            BidangState::Belum | BidangState::Tanpa(_) => Err(Refusal::new(
                Rule::NotYetTurn,
                format!("Bidang {bidang} belum mengajukan form"),
                format!(
                    "tidak ada yang dikembalikan; ajukan dahulu: {}",
                    self.submitting(bidang)
                ),
            )),
            BidangState::Diajukan(_)
            | BidangState::Dikembalikan(..)
            | BidangState::Disetujui(_)
            | BidangState::Bercabang => Ok(()),
        }
    }

    /// Until the draft is fixed: the Bidang itself, who collects while nobody approved the form,
    /// and who corrects forms once they were compiled. From then on: who corrects the draft,
    /// where the SOP lets a form go back from there.
    fn ways_of_form(&self, bidang: &BidangId) -> Vec<Way<'a>> {
        let sop = &self.state.sop;
        let Some(isi) = sop.first(Jenis::Isi) else {
            return Vec::new();
        };
        let fixed = self.state.draft().fixed().is_some();
        let mut ways = Vec::new();
        if !fixed {
            if let Some(own) = self.state.cycle.bidang.iter().find(|b| b.id == *bidang) {
                ways.extend(self.heads_way(&own.id, isi));
            }
            let collecting = sop.first(Jenis::Kumpul);
            let unseen = self.state.approvals(bidang).is_empty();
            ways.extend(collecting.filter(|_| unseen).map(|langkah| Way {
                who: langkah.pelaksana.iter().collect(),
                langkah,
                ke: isi.id.clone(),
            }));
            let compiled = self.state.was_compiled();
            ways.extend(sop.form_reviews().filter(|_| compiled).map(|langkah| Way {
                who: self.reviewers(langkah, bidang),
                langkah,
                ke: back_to(langkah, Cakupan::Bidang).unwrap_or_else(|| isi.id.clone()),
            }));
            return ways;
        }
        for langkah in sop.draft_reviews() {
            ways.extend(back_to(langkah, Cakupan::Bidang).map(|ke| Way {
                who: langkah.pelaksana.iter().collect(),
                langkah,
                ke,
            }));
        }
        ways
    }

    /// The head of a Bidang has its id, which the SOP's list of jabatan does not hold.
    fn heads_way(&self, bidang: &BidangId, isi: &'a Langkah) -> Option<Way<'a>> {
        let head = bidang.head();
        let holder = self.by.role();
        (*holder == head).then(|| Way {
            who: vec![holder],
            langkah: isi,
            ke: isi.id.clone(),
        })
    }

    /// Who may send a form back at a langkah: who carries it out, and who approves that form.
    fn reviewers(&self, langkah: &'a Langkah, bidang: &BidangId) -> Vec<&'a Jabatan> {
        let mut who: Vec<&Jabatan> = langkah.pelaksana.iter().collect();
        let rightful = self.rightful(langkah, bidang);
        who.extend(
            rightful
                .into_iter()
                .filter(|one| !langkah.pelaksana.contains(one)),
        );
        who
    }

    fn is_drafted(&self) -> Result<(), Refusal> {
        let state = self.state.draft();
        if state.fixed().is_some() || state == DraftState::Bercabang {
            return Ok(());
        }
        Err(self.not_drafted())
    }

    pub(super) fn not_drafted(&self) -> Refusal {
        let who = first(self.sop().pelaksana_of(Jenis::Susun));
        let message = match self.state.draft() {
            DraftState::Dikembalikan(_, back) => {
                format!("draf RKT sedang dikembalikan ke langkah {}", back.ke)
            }
            DraftState::Belum
            | DraftState::Disusun(_)
            | DraftState::Disetujui(_)
            | DraftState::Ditandatangani(_)
            | DraftState::Bercabang => "draf RKT belum disusun".to_owned(),
        };
        let help = format!("jawab koreksinya bila ada, lalu susun: `rkt draft --sebagai {who}`");
        Refusal::new(Rule::NotYetTurn, message, help)
    }

    /// Who corrects the draft may send it back when it lies with him or has passed him; who
    /// signs, when it was approved.
    fn ways_of_draft(&self) -> Vec<Way<'a>> {
        let sop = &self.state.sop;
        let reached = |langkah: &Langkah| {
            let rank = sop.rank(&langkah.id);
            let mut before = sop.draft_reviews().filter(|l| sop.rank(&l.id) < rank);
            let forked = self.state.draft() == DraftState::Bercabang;
            forked || before.all(|l| is_given(self.state.draft_approvals(), &l.id))
        };
        let signing = sop.langkah.iter().filter(|l| l.jenis == Jenis::Tandatangan);
        let mut ways = Vec::new();
        for langkah in sop.draft_reviews().chain(signing).filter(|l| reached(l)) {
            let backs = langkah.kembali_ke.iter();
            ways.extend(
                backs
                    .filter(|k| k.cakupan == Cakupan::Draft)
                    .map(|kembali| Way {
                        who: langkah.pelaksana.iter().collect(),
                        langkah,
                        ke: kembali.langkah.clone(),
                    }),
            );
        }
        ways
    }

    /// How a form can come back into its Bidang's hands now, for advice.
    pub(super) fn way_back(&self, bidang: &BidangId) -> String {
        let ways = self.ways_of_form(bidang);
        let own = bidang.head();
        let mut who = ways.iter().rev().flat_map(|way| way.who.iter());
        match who.find(|who| ***who != own) {
            Some(who) => format!(
                "minta dikembalikan dahulu: `rkt return {bidang} --alasan \"...\" --sebagai {who}`"
            ),
            None => self.no_way(&Subjek::Bidang(bidang.clone())).help,
        }
    }

    fn no_way(&self, subjek: &Subjek) -> Refusal {
        let who = first(self.sop().pelaksana_of(Jenis::Kumpul));
        let id = self
            .sop()
            .first(Jenis::Kumpul)
            .map_or("LANGKAH", |l| l.id.as_str());
        Refusal::new(
            Rule::FormClosed,
            format!(
                "menurut SOP siklus ini {} tidak dikembalikan dari sini",
                Desk::about(subjek)
            ),
            format!(
                "kembalikan drafnya (`rkt return draft --alasan \"...\"`) atau buka kembali: `rkt reopen {id} --alasan \"...\" --sebagai {who}`"
            ),
        )
    }

    /// Answers a correction.
    pub(super) fn answer(&self, id: EventId, jawaban: String) -> Verdict {
        self.is_running()?;
        let open = self
            .state
            .koreksi()
            .iter()
            .find(|koreksi| koreksi.event == id);
        let Some(koreksi) = open.filter(|koreksi| koreksi.tahap != Tahap::Selesai) else {
            return Err(Refusal::new(
                Rule::KoreksiUnknown,
                "koreksi itu tidak ada atau sudah selesai",
                "lihat koreksi yang belum selesai: `rkt status`",
            ));
        };
        let who: Vec<Jabatan> = match &koreksi.subjek {
            Subjek::Bidang(id) => vec![id.head()],
            Subjek::Draft => {
                let ke = self.sop().langkah(&koreksi.ke);
                let menders = ke.map_or(&[][..], |langkah| &langkah.pelaksana);
                let drafters = self.sop().pelaksana_of(Jenis::Susun);
                menders.iter().chain(drafters).cloned().collect()
            }
        };
        let nama = &koreksi.nama;
        let what = format!("menjawab koreksi {nama}");
        self.may(&who, &what, &format!("rkt answer {nama} \"...\""))?;
        let last = koreksi.jawaban.last();
        if last.is_some_and(|last| last.teks == jawaban) {
            return Ok(None);
        }
        Ok(Some(Act::Jawab {
            subjek: koreksi.subjek.clone(),
            koreksi: id,
            jawaban,
        }))
    }
}

fn back_to(langkah: &Langkah, cakupan: Cakupan) -> Option<LangkahId> {
    let mut ways = langkah.kembali_ke.iter();
    let way = ways.find(|kembali| kembali.cakupan == cakupan)?;
    Some(way.langkah.clone())
}

/// The way meant: the one named, or the only one.
fn choose<'w, 'a>(
    ways: &[&'w Way<'a>],
    ke: Option<&LangkahId>,
    subjek: &Subjek,
) -> Result<&'w Way<'a>, Refusal> {
    let named = |way: &&&Way<'_>| ke.is_some_and(|ke| way.ke == *ke);
    let only = || {
        ways.first()
            .filter(|first| ways.iter().all(|way| way.ke == first.ke))
    };
    let found = if ke.is_some() {
        ways.iter().find(named)
    } else {
        only()
    };
    if let Some(way) = found {
        return Ok(way);
    }
    let mut choices: Vec<&str> = ways.iter().map(|way| way.ke.as_str()).collect();
    choices.dedup();
    let said = ke.map_or_else(
        || "belum jelas ke langkah mana".to_owned(),
        |ke| format!("tidak dapat ke langkah `{ke}`"),
    );
    Err(Refusal::new(
        Rule::WrongStep,
        format!("{said}; pilihan: {}", choices.join(", ")),
        format!(
            "sebutkan: `rkt return {subjek} --ke {} --alasan \"...\"`",
            choices.first().copied().unwrap_or("LANGKAH")
        ),
    ))
}
