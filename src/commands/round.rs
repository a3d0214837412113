//! A version of a form to look at: a round that was handed in, or the working copy.

use serde_json::{Value, json};

use crate::domain::document::kode;
use crate::domain::finding::any_error;
use crate::domain::form::Form;
use crate::domain::name::BidangId;
use crate::domain::state::Submission;
use crate::domain::tanggal;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;

/// A form as it stood at some time.
pub struct Version {
    /// What it held.
    pub form: Form,
    /// The digest of what it held.
    pub digest: String,
    /// Its number and how it was handed in; `None` for the working copy.
    pub round: Option<(usize, Submission)>,
    /// Whether it has errors, so that rows may be missing.
    pub faulty: bool,
}

/// That a working copy has errors, and where to see them.
#[must_use]
pub fn warning(id: &BidangId) -> String {
    format!("Perhatian: {}", faulty(id))
}

/// The same without the word that introduces it.
#[must_use]
pub fn faulty(id: &BidangId) -> String {
    format!("form ini mempunyai galat, barisnya mungkin tidak lengkap: rkt check {id}")
}

impl Version {
    /// A round by its number, from 1.
    ///
    /// # Errors
    /// Misuse when there is none of that number; a finding when its copy is gone.
    pub fn round(loaded: &Loaded, id: &BidangId, n: usize) -> Result<Version, Trouble> {
        let rounds = loaded.state.rounds(id);
        let round = n.checked_sub(1).and_then(|at| rounds.get(at));
        let Some(submission) = round.cloned() else {
            let known = match rounds.len() {
                0 => format!("{id} belum mengajukan"),
                1 => format!("{id} baru mempunyai putaran 1"),
                many => format!("{id} mempunyai putaran 1 sampai {many}"),
            };
            return Err(Trouble::Misuse(format!("putaran {n} tidak ada: {known}")));
        };
        Ok(Version {
            form: loaded.frozen(id, &submission.sha256)?,
            digest: submission.digest.clone(),
            round: Some((n, submission)),
            faulty: false,
        })
    }

    /// The working copy.
    ///
    /// # Errors
    /// Findings when it can't be read at all.
    pub fn working(loaded: &Loaded, id: &BidangId) -> Result<Version, Trouble> {
        let read = loaded.form(id)?;
        let faulty = any_error(&read.findings);
        let Some(form) = read.form else {
            return Err(Trouble::Findings(read.findings, vec![read.source]));
        };
        Ok(Version {
            digest: form.digest(),
            form,
            round: None,
            faulty,
        })
    }

    /// What it is called: `putaran 2`, or the file that people edit.
    #[must_use]
    pub fn name(&self, loaded: &Loaded) -> String {
        self.round.as_ref().map_or_else(
            || format!("salinan kerja {}", loaded.form_name(&self.form.bidang)),
            |(n, _)| format!("putaran {n}"),
        )
    }

    /// Which of so many rounds it is, and how it was handed in.
    #[must_use]
    pub fn told(&self, loaded: &Loaded, n_rounds: usize) -> String {
        let of = match self.round {
            Some(_) => format!(" dari {n_rounds}"),
            None => String::new(),
        };
        let name = capital(&self.name(loaded));
        format!("{name}{of}, {}", self.handed_in())
    }

    /// When and by whom it was handed in; the jabatan is told when it is not the Bidang's head.
    #[must_use]
    pub fn handed_in(&self) -> String {
        self.round.as_ref().map_or_else(
            || "belum diajukan".to_owned(),
            |(_, submission)| {
                let (at, oleh) = (tanggal::moment(submission.pada), &submission.oleh);
                let jabatan = if oleh.jabatan == self.form.bidang.head() {
                    String::new()
                } else {
                    format!(" ({})", oleh.jabatan)
                };
                format!("diajukan {at} oleh {}{jabatan}", oleh.nama)
            },
        )
    }

    /// The code by which people know the content.
    #[must_use]
    pub fn kode(&self) -> String {
        kode(&self.digest)
    }

    /// What it is, for scripts.
    #[must_use]
    pub fn json(&self) -> Value {
        let submission = self.round.as_ref().map(|(_, submission)| submission);
        let oleh = submission.map(|submission| &submission.oleh);
        json!({
            "putaran": self.round.as_ref().map(|(n, _)| n),
            "diajukan": submission.map(|submission| submission.pada.to_rfc3339()),
            "oleh": oleh.map(|oleh| oleh.jabatan.to_string()),
            "nama": oleh.map(|oleh| oleh.nama.clone()),
            "kode": self.kode(),
            "digest": self.digest,
        })
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
