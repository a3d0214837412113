//! The decider: what the SOP allows now, and the event that follows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::event::{Act, Actor, Event};
use super::finding::{Finding, Place};
use super::kalender::Kalender;
use super::name::{BidangId, Jabatan, LangkahId, joined};
use super::progress;
use super::rule::Rule;
use super::sop::{BIDANG, Jenis, Langkah, Sop};
use super::state::{BidangState, State, Submission};
use super::tanggal;

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
    },
    /// Record a langkah that happened outside rkt.
    Step {
        /// Which one.
        langkah: LangkahId,
        /// When; today if not said.
        tanggal: Option<NaiveDate>,
        /// A note.
        catatan: Option<String>,
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
    },
    /// Compile the forms that are in.
    Compile {
        /// Digest of the compiled content.
        digest: String,
        /// Whether Bidang may be left out.
        scope: Scope,
    },
}

/// How much of the office a draft must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every Bidang.
    Whole,
    /// Those that are in (`--sebagian`).
    Partial,
}

/// Who acts, when, and by which clock.
#[derive(Clone, Debug)]
pub struct By {
    /// The person.
    pub actor: Actor,
    /// The moment, in the office's zone.
    pub at: DateTime<FixedOffset>,
    /// Set when the clock is not the machine's own.
    pub jam: Option<String>,
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
    /// The refusal as a finding about a file.
    #[must_use]
    pub fn into_finding(self, file: &str) -> Finding {
        Finding::new(self.rule, Place::file(file), self.message).help(self.help)
    }
}

/// The forms that a compilation takes in, and the Bidang that it has to leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs<'a> {
    /// The submission of each Bidang that has just one content.
    pub ready: BTreeMap<BidangId, &'a Submission>,
    /// Bidang that handed in nothing.
    pub missing: Vec<BidangId>,
    /// Bidang with contents that contradict each other.
    pub forked: Vec<BidangId>,
}

impl Inputs<'_> {
    /// Bidang left out, sorted.
    #[must_use]
    pub fn left_out(&self) -> Vec<BidangId> {
        let mut left_out: Vec<BidangId> =
            self.missing.iter().chain(&self.forked).cloned().collect();
        left_out.sort();
        left_out
    }
}

/// The forms that a compilation would take in now.
///
/// # Errors
/// Refused when nothing is in, or when a Bidang is missing and the draft must be whole.
pub fn inputs(state: &State, scope: Scope) -> Result<Inputs<'_>, Refusal> {
    let mut inputs = Inputs {
        ready: BTreeMap::new(),
        missing: Vec::new(),
        forked: Vec::new(),
    };
    for bidang in &state.cycle.bidang {
        match state.bidang(&bidang.id) {
            BidangState::Diajukan(submission) => {
                inputs.ready.insert(bidang.id.clone(), submission);
            }
            BidangState::Belum => inputs.missing.push(bidang.id.clone()),
            BidangState::Bercabang => inputs.forked.push(bidang.id.clone()),
        }
    }
    let whole = inputs.missing.is_empty() && inputs.forked.is_empty();
    if inputs.ready.is_empty() || (!whole && scope == Scope::Whole) {
        return Err(incomplete(&inputs));
    }
    Ok(inputs)
}

fn incomplete(inputs: &Inputs<'_>) -> Refusal {
    let mut parts = Vec::new();
    if !inputs.missing.is_empty() {
        parts.push(format!(
            "belum mengajukan form: {}",
            joined(&inputs.missing)
        ));
    }
    if !inputs.forked.is_empty() {
        parts.push(format!("ajuannya bercabang: {}", joined(&inputs.forked)));
    }
    let first = inputs.missing.first().or(inputs.forked.first());
    let submit = first.map_or(String::new(), |bidang| {
        format!("minta Bidang itu mengajukan: `rkt submit {bidang} --sebagai {bidang}`")
    });
    let partial = if inputs.ready.is_empty() {
        ""
    } else {
        ", atau buat draf sebagian: `rkt compile --sebagian`"
    };
    Refusal {
        rule: Rule::BidangMissing,
        message: format!("form belum dapat dikompilasi; {}", parts.join("; ")),
        help: format!("{submit}{partial}"),
    }
}

/// Who may open a cycle: those of the last langkah that opening records (SOP step 2).
#[must_use]
pub fn starters(sop: &Sop) -> &[Jabatan] {
    let recorded = sop.langkah.iter().rfind(|langkah| langkah.saat_mulai);
    recorded
        .or_else(|| sop.first(Jenis::Kumpul))
        .map_or(&[], |langkah| &langkah.pelaksana)
}

/// Decides on an action: the event that follows, or why not.
///
/// # Errors
/// A refusal that names the gate, who may, and the next command.
pub fn decide(
    state: &State,
    sop: &Sop,
    kalender: &Kalender,
    action: Action,
    by: &By,
) -> Result<Decision, Refusal> {
    let act = match action {
        Action::Start {
            tanggal,
            rencana,
            disposisi,
            sop: sha256,
        } => {
            let command = format!("rkt init {}", state.cycle.tahun);
            may(
                sop,
                state,
                starters(sop),
                by,
                "membuka siklus RKT",
                &command,
            )?;
            if state.opening().is_some() {
                return Err(Refusal {
                    rule: Rule::WrongStep,
                    message: "siklus ini sudah dibuka".to_owned(),
                    help: "lihat keadaannya: `rkt status`".to_owned(),
                });
            }
            let recorded = sop.langkah.iter().filter(|langkah| langkah.saat_mulai);
            let langkah = recorded.map(|langkah| langkah.id.clone()).collect();
            let bidang = state.cycle.bidang.iter().map(|b| b.id.clone()).collect();
            Some(Act::Mulai {
                tanggal,
                rencana,
                langkah,
                bidang,
                kepala: state.cycle.header(),
                sop: sha256,
                disposisi,
            })
        }
        Action::Step {
            langkah,
            tanggal,
            catatan,
        } => step(state, sop, &langkah, tanggal, catatan, by)?,
        Action::Submit {
            bidang,
            digest,
            sha256,
            alasan,
        } => {
            let news = submit(
                state,
                sop,
                kalender,
                (&bidang, &digest, alasan.as_deref()),
                by,
            )?;
            news.then_some(Act::Ajukan {
                bidang,
                digest,
                sha256,
                alasan,
            })
        }
        Action::Compile { digest, scope } => compile(state, sop, digest, scope, by)?,
    };
    Ok(match act {
        Some(act) => Decision::Record(Box::new(Event::new(
            state.heads(),
            by.at,
            by.actor.clone(),
            by.jam.clone(),
            act,
        ))),
        None => Decision::Unchanged,
    })
}

fn step(
    state: &State,
    sop: &Sop,
    id: &LangkahId,
    tanggal: Option<NaiveDate>,
    catatan: Option<String>,
    by: &By,
) -> Result<Option<Act>, Refusal> {
    let Some(langkah) = sop.langkah.iter().find(|langkah| langkah.id == *id) else {
        return Err(Refusal {
            rule: Rule::WrongStep,
            message: format!("langkah `{id}` tidak ada di SOP siklus ini"),
            help: "lihat daftar langkah: `rkt sop`".to_owned(),
        });
    };
    if langkah.jenis != Jenis::Catat {
        return Err(wrong_step(langkah));
    }
    let what = format!("mencatat langkah {} ({id})", langkah.no);
    may(
        sop,
        state,
        &langkah.pelaksana,
        by,
        &what,
        &format!("rkt step {id}"),
    )?;
    let today = by.at.date_naive();
    let tanggal = tanggal.unwrap_or(today);
    if tanggal > today {
        return Err(Refusal {
            rule: Rule::DateAhead,
            message: format!(
                "{} belum terjadi; hari ini {}",
                tanggal::long(tanggal),
                tanggal::long(today)
            ),
            help: format!("catat setelah dilaksanakan: `rkt step {id} --tanggal {today}`"),
        });
    }
    let same =
        |record: &super::state::Record| record.tanggal == tanggal && record.catatan == catatan;
    if state.record_of(id).is_some_and(same) {
        return Ok(None);
    }
    Ok(Some(Act::Catat {
        langkah: id.clone(),
        tanggal,
        catatan,
    }))
}

fn wrong_step(langkah: &Langkah) -> Refusal {
    let help = match langkah.jenis {
        Jenis::Isi => "isi form Bidang, lalu ajukan: `rkt submit BIDANG`",
        Jenis::Kumpul => {
            "langkah ini selesai sendiri setelah semua Bidang mengajukan: `rkt submit BIDANG`"
        }
        Jenis::Kompilasi => "jalankan `rkt compile`",
        Jenis::Catat | Jenis::Koreksi | Jenis::Susun | Jenis::Tandatangan | Jenis::Arsip => {
            "lihat yang sedang berjalan: `rkt status`"
        }
    };
    Refusal {
        rule: Rule::WrongStep,
        message: format!(
            "langkah {} ({}) tidak dicatat dengan `rkt step`; keadaannya mengikuti peristiwa lain",
            langkah.no, langkah.id
        ),
        help: help.to_owned(),
    }
}

/// Whether a form (its Bidang, digest, and reason if late) may come in and is news.
fn submit(
    state: &State,
    sop: &Sop,
    kalender: &Kalender,
    (bidang, digest, alasan): (&BidangId, &str, Option<&str>),
    by: &By,
) -> Result<bool, Refusal> {
    let command = format!("rkt submit {bidang}");
    may(
        sop,
        state,
        &[bidang.head()],
        by,
        &format!("mengajukan form Bidang {bidang}"),
        &command,
    )?;
    if let BidangState::Diajukan(submission) = state.bidang(bidang)
        && submission.digest == digest
    {
        return Ok(false);
    }
    let today = by.at.date_naive();
    let progress = progress::look(state, sop, kalender, today, &BTreeSet::new());
    if let Some(batas) = progress.and_then(|progress| progress.batas_bidang())
        && today > batas
        && alasan.is_none()
    {
        let days = kalender.lateness(batas, today);
        return Err(Refusal {
            rule: Rule::LateWithoutReason,
            message: format!(
                "batas pengumpulan form, {}, sudah lewat {days} hari kerja",
                tanggal::long(batas)
            ),
            help: format!("sebutkan alasannya: `{command} --alasan \"...\" --sebagai {bidang}`"),
        });
    }
    Ok(true)
}

/// Whether somebody may compile at all (SOP step 6).
///
/// # Errors
/// A refusal that names who may.
pub fn may_compile(state: &State, sop: &Sop, by: &By) -> Result<(), Refusal> {
    let langkah = sop.first(Jenis::Kompilasi);
    let who = langkah.map_or(&[][..], |langkah| &langkah.pelaksana);
    may(sop, state, who, by, "mengompilasi form RKT", "rkt compile")
}

fn compile(
    state: &State,
    sop: &Sop,
    digest: String,
    scope: Scope,
    by: &By,
) -> Result<Option<Act>, Refusal> {
    may_compile(state, sop, by)?;
    let inputs = inputs(state, scope)?;
    let tanpa = inputs.left_out();
    let masukan: BTreeMap<_, _> = inputs
        .ready
        .iter()
        .map(|(bidang, submission)| (bidang.clone(), submission.digest.clone()))
        .collect();
    if let Some(last) = state.last_compilation()
        && last.masukan == masukan
        && last.tanpa == tanpa
        && last.digest == digest
    {
        return Ok(None);
    }
    let nomor = state.next_draft();
    Ok(Some(Act::Kompilasi {
        nomor,
        digest,
        masukan,
        tanpa,
    }))
}

/// Refuses anybody whose jabatan is not among `who`; [`BIDANG`] stands for every Bidang.
fn may(
    sop: &Sop,
    state: &State,
    who: &[Jabatan],
    by: &By,
    what: &str,
    command: &str,
) -> Result<(), Refusal> {
    let actor = &by.actor.jabatan;
    let is_bidang = state
        .cycle
        .bidang
        .iter()
        .any(|bidang| bidang.id.head() == *actor);
    if who
        .iter()
        .any(|jabatan| jabatan == actor || (jabatan.as_str() == BIDANG && is_bidang))
    {
        return Ok(());
    }
    let named = |jabatan: &Jabatan| {
        if sop.pelaksana.iter().any(|p| p.id == *jabatan) {
            format!("{} ({jabatan})", sop.heading(jabatan))
        } else {
            format!("kepala Bidang {jabatan}")
        }
    };
    let whom = who.iter().map(named).collect::<Vec<_>>().join(" atau ");
    let first = who.first().map_or("JABATAN", Jabatan::as_str);
    Err(Refusal {
        rule: Rule::NotYourAct,
        message: format!("`{actor}` tidak berwenang {what}; yang berwenang: {whom}"),
        help: format!("jalankan sebagai pejabat itu: `{command} --sebagai {first}`"),
    })
}
