//! The signed RKT of a year: what a revised cycle starts from.

use std::collections::BTreeMap;

use super::cycle::Loaded;
use super::layout;
use super::workspace::{Trouble, Workspace};
use crate::domain::digest::sha256;
use crate::domain::finding::{Finding, Place};
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::state::{Compilation, Submission};
use crate::domain::workflow::revisable;

/// The forms of a signed RKT, byte for byte.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Folder of its cycle.
    pub siklus: String,
    /// Digest of the signed RKT.
    pub digest: String,
    /// Its forms.
    pub forms: BTreeMap<BidangId, Vec<u8>>,
}

/// A form as it was handed in.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Number of its round, from 1.
    pub putaran: usize,
    /// Its path from the workspace's top.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The copy of a Bidang's form that a draft was made of; `None` when the draft left it out.
///
/// # Errors
/// A finding when no copy in ajuan/ holds what the draft was made of.
pub fn copy_of(
    loaded: &Loaded,
    draft: &Compilation,
    bidang: &BidangId,
) -> Result<Option<Copy>, Trouble> {
    let Some(digest) = draft.masukan.get(bidang) else {
        return Ok(None);
    };
    let then = loaded.state.before(&draft.event).rounds(bidang);
    let round = then.iter().rfind(|round| round.digest == *digest);
    let round = round.ok_or_else(|| differs(&loaded.siklus, bidang))?;
    let (form, bytes) = loaded.frozen_with_bytes(bidang, &round.sha256)?;
    if form.digest() != *digest {
        return Err(differs(&loaded.siklus, bidang));
    }
    Ok(Some(Copy {
        putaran: number_of(loaded, bidang, round),
        file: loaded.frozen_name(bidang, &round.sha256),
        bytes,
    }))
}

/// The number under which a round is shown.
#[must_use]
pub fn number_of(loaded: &Loaded, bidang: &BidangId, round: &Submission) -> usize {
    let rounds = loaded.state.rounds(bidang);
    let place = rounds.iter().position(|known| known.event == round.event);
    place.map_or(rounds.len(), |place| place + 1)
}

/// Cycles on which work goes on: not archived, and not revised by another. One that can't be
/// read counts as open.
///
/// # Errors
/// When the folder can't be read.
pub fn open(workspace: &Workspace) -> Result<Vec<String>, Trouble> {
    let cycles = workspace.cycles()?;
    let (mut open, mut revised) = (Vec::new(), Vec::new());
    for siklus in &cycles {
        match Loaded::read(workspace, siklus) {
            Ok(loaded) => {
                revised.extend(loaded.perubahan().map(|perubahan| perubahan.dari.clone()));
                if loaded.state.archive().is_none() {
                    open.push(siklus.clone());
                }
            }
            Err(_) => open.push(siklus.clone()),
        }
    }
    open.retain(|siklus| !revised.contains(siklus));
    Ok(open)
}

/// The cycle that revises this one, if there is one.
///
/// # Errors
/// When the folder can't be read.
pub fn of(workspace: &Workspace, siklus: &str) -> Result<Option<String>, Trouble> {
    for other in workspace.cycles()? {
        let loaded = Loaded::read(workspace, &other);
        let revises = |loaded: &Loaded| loaded.perubahan().is_some_and(|p| p.dari == siklus);
        if loaded.as_ref().is_ok_and(revises) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

impl Signed {
    /// The newest RKT of a year, which must be signed.
    ///
    /// # Errors
    /// Misuse when the year has no cycle; findings when the newest one is not signed, or when
    /// a copy in its ajuan/ is not the one that was handed in.
    pub fn newest(workspace: &Workspace, tahun: i64) -> Result<Signed, Trouble> {
        let of_year = |name: &String| name.get(..4) == Some(tahun.to_string().as_str());
        let cycles = workspace.cycles()?;
        let Some(siklus) = cycles.into_iter().rfind(of_year) else {
            return Err(Trouble::Misuse(format!(
                "belum ada RKT {tahun} yang dapat diubah: siklus {tahun} tidak ada\n\
                 buka siklusnya: rkt init {tahun}"
            )));
        };
        let loaded = Loaded::read(workspace, &siklus)?;
        loaded.whole()?;
        let draft = revisable(&loaded.state, &siklus).map_err(|refusal| {
            let finding = refusal.into_finding(&siklus);
            Trouble::Findings(vec![finding], Vec::new())
        })?;
        let mut forms = BTreeMap::new();
        for bidang in draft.masukan.keys() {
            let copy = copy_of(&loaded, &draft, bidang)?;
            forms.extend(copy.map(|copy| (bidang.clone(), copy.bytes)));
        }
        Ok(Signed {
            digest: draft.digest.clone(),
            siklus,
            forms,
        })
    }

    /// SHA-256 of each form.
    #[must_use]
    pub fn hashes(&self) -> BTreeMap<BidangId, String> {
        let forms = self.forms.iter();
        forms
            .map(|(bidang, bytes)| (bidang.clone(), sha256(bytes)))
            .collect()
    }
}

/// That no submission holds what was signed.
fn differs(siklus: &str, bidang: &BidangId) -> Trouble {
    let message = format!("ajuan Bidang {bidang} tidak sama dengan yang ditandatangani");
    let place = Place::file(&layout::state(siklus));
    let finding = Finding::new(Rule::ContentDiffers, place, message)
        .help("kembalikan folder siklus ini dari riwayat git");
    Trouble::Findings(vec![finding], Vec::new())
}
