//! Edition: which content of a cycle is given out of rkt, and how far the SOP has brought it.

use super::document::kode;
use super::name::joined;
use super::rule::Rule;
use super::sop::Jenis;
use super::state::{Compilation, State};
use super::workflow::{Refusal, Scope, inputs};

/// How far an [`Edition`] has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Signed: the RKT.
    Signed,
    /// Fixed, and not signed yet.
    Fixed,
    /// Compiled, and nothing more.
    Compiled,
}

impl Stage {
    /// The word for it in reports and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stage::Signed => "ditandatangani",
            Stage::Fixed => "disusun",
            Stage::Compiled => "dikompilasi",
        }
    }
}

/// The content that is given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// How far it has come.
    pub stage: Stage,
    /// What it was made of.
    pub was: Compilation,
}

impl Edition {
    /// What is signed, else the fixed draft, else what was compiled last.
    ///
    /// # Errors
    /// A refusal when nothing was compiled.
    pub fn of(state: &State) -> Result<Edition, Refusal> {
        let edition = |stage, was| Edition { stage, was };
        let fixed = || state.draft().fixed().cloned();
        let compiled = || state.last_compilation().cloned();
        let found = if state.signature().is_some() {
            state.signed_draft().map(|was| edition(Stage::Signed, was))
        } else {
            let fixed = fixed().map(|was| edition(Stage::Fixed, was));
            fixed.or_else(|| compiled().map(|was| edition(Stage::Compiled, was)))
        };
        found.ok_or_else(|| nothing(state))
    }

    /// What was compiled last, whatever lies with those who correct it.
    ///
    /// # Errors
    /// As [`Edition::of`].
    pub fn compiled(state: &State) -> Result<Edition, Refusal> {
        let last = state.last_compilation().cloned();
        let edition = last.map(|was| Edition {
            stage: Stage::Compiled,
            was,
        });
        edition.ok_or_else(|| nothing(state))
    }

    /// Which content of a cycle it is, in a sentence; `siklus` is the cycle's folder.
    #[must_use]
    pub fn words(&self, siklus: &str) -> String {
        let (nomor, kode) = (self.was.nomor, kode(&self.was.digest));
        match self.stage {
            Stage::Signed => format!("RKT {siklus} yang ditandatangani, kode {kode}."),
            Stage::Fixed => {
                format!("Draf {nomor} RKT {siklus}, disusun dan belum ditandatangani, kode {kode}.")
            }
            Stage::Compiled => format!(
                "Draf {nomor} RKT {siklus}, baru dikompilasi dan belum disusun, kode {kode}."
            ),
        }
    }

    /// What must be known of it, as sentences.
    #[must_use]
    pub fn remarks(&self, state: &State) -> Vec<String> {
        let tanpa = &self.was.tanpa;
        let without = (!tanpa.is_empty()).then(|| format!("tanpa Bidang {}.", joined(tanpa)));
        let behind = "ada ajuan yang belum masuk draf ini; kompilasi lagi dahulu.";
        let behind = self.is_behind(state).then(|| behind.to_owned());
        without.into_iter().chain(behind).collect()
    }

    /// Whether forms were handed in since that a draft would hold.
    #[must_use]
    pub fn is_behind(&self, state: &State) -> bool {
        self.stage == Stage::Compiled && self.was.masukan != state.current_digests()
    }
}

/// That there is nothing to give out, and what comes first.
fn nothing(state: &State) -> Refusal {
    let message = "belum ada draf yang dapat diekspor";
    let who = state.sop.pelaksana_of(Jenis::Kompilasi).first();
    let who = who.map_or_else(String::new, |who| format!(" --sebagai {who}"));
    match inputs(state, Scope::Whole) {
        Ok(_) => {
            let help = format!("kompilasi dahulu: `rkt compile{who}`");
            Refusal::new(Rule::NotYetTurn, message, help)
        }
        Err(missing) => {
            let message = format!("{message}: {}", missing.message);
            Refusal::new(Rule::NotYetTurn, message, missing.help)
        }
    }
}
