//! The forms of an earlier cycle: which of them count, and what they give to a new one.

use std::collections::BTreeMap;

use super::carry::{Carried, Way};
use super::cycle::Loaded;
use super::form_file;
use super::revision::{self, copy_of, number_of};
use super::text::{self, Source};
use super::workspace::{Trouble, Workspace};
use crate::domain::finding::Finding;
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::state::Compilation;

/// What an earlier cycle gives to a new one.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its folder.
    pub siklus: String,
    /// Whether it is of the year before the new one.
    pub is_last_year: bool,
    /// The cycle that revises it, if there is one.
    pub revised_by: Option<String>,
    /// What each Bidang of the new cycle begins with; none for one that the earlier did not have.
    pub forms: BTreeMap<BidangId, Begun>,
    /// Its Bidang that the new cycle does not have.
    pub left: Vec<BidangId>,
}

/// What a Bidang begins with.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Which form of the earlier cycle it is.
    pub origin: Origin,
    /// The form; `None` when the earlier one was still blank.
    pub carried: Option<Carried>,
}

/// Which form of a cycle counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The round that is in the signed RKT.
    Signed(usize),
    /// The round that was handed in last.
    Submitted(usize),
    /// The working copy, since nothing is handed in.
    Working,
}

impl Earlier {
    /// Reads what a cycle gives to one of these Bidang in another year.
    ///
    /// # Errors
    /// Findings of every form that can't be carried over, or of the state file; nothing is
    /// guessed in their place.
    pub fn read(
        workspace: &Workspace,
        siklus: &str,
        tahun: i64,
        bidang: &[Bidang],
    ) -> Result<Earlier, Trouble> {
        let loaded = Loaded::read(workspace, siklus)?;
        loaded.whole()?;
        let way = Way {
            siklus,
            from: loaded.state.cycle.tahun,
            to: tahun,
        };
        let signed = loaded.state.signed_draft();
        let has = |id: &BidangId| bidang.iter().any(|bidang| bidang.id == *id);
        let (mut forms, mut left) = (BTreeMap::new(), Vec::new());
        let (mut faults, mut sources) = (Vec::new(), Vec::new());
        for Bidang { id, .. } in &loaded.state.cycle.bidang {
            if !has(id) {
                left.push(id.clone());
                continue;
            }
            match begun(&loaded, signed.as_ref(), &way, id) {
                Ok(begun) => {
                    forms.insert(id.clone(), begun);
                }
                Err(Trouble::Findings(findings, texts)) => {
                    faults.extend(findings);
                    sources.extend(texts);
                }
                Err(other) => return Err(other),
            }
        }
        if !faults.is_empty() {
            return Err(Trouble::Findings(faults, sources));
        }
        Ok(Earlier {
            revised_by: revision::of(workspace, siklus)?,
            siklus: siklus.to_owned(),
            is_last_year: way.is_last_year(),
            forms,
            left,
        })
    }
}

fn begun(
    loaded: &Loaded,
    signed: Option<&Compilation>,
    way: &Way<'_>,
    id: &BidangId,
) -> Result<Begun, Trouble> {
    let (origin, source) = counting(loaded, signed, id)?;
    let (form, mut findings) = form_file::decode(&source, loaded.expected(id));
    // What was handed in was read then; a working copy may hold rows that nobody can read yet.
    findings.retain(|finding| origin == Origin::Working && hinders(finding));
    if !findings.is_empty() {
        return Err(Trouble::Findings(findings, vec![source]));
    }
    if form.is_some_and(|form| form.is_empty()) {
        return Ok(Begun {
            origin,
            carried: None,
        });
    }
    match way.carry(&source) {
        Ok(carried) => Ok(Begun {
            origin,
            carried: Some(carried),
        }),
        Err(findings) => Err(Trouble::Findings(findings, vec![source])),
    }
}

/// The form that counts: the signed one, else the one handed in last, else the working copy.
pub(super) fn counting(
    loaded: &Loaded,
    signed: Option<&Compilation>,
    id: &BidangId,
) -> Result<(Origin, Source), Trouble> {
    let signed = signed.map(|draft| copy_of(loaded, draft, id)).transpose()?;
    if let Some(copy) = signed.flatten() {
        let origin = Origin::Signed(copy.putaran);
        return Ok((origin, text_of(&copy.file, copy.bytes)?));
    }
    if let Some(submission) = loaded.state.bidang(id).submission() {
        let (_, bytes) = loaded.frozen_with_bytes(id, &submission.sha256)?;
        let file = loaded.frozen_name(id, &submission.sha256);
        let origin = Origin::Submitted(number_of(loaded, id, submission));
        return Ok((origin, text_of(&file, bytes)?));
    }
    let read = loaded.form(id)?;
    if read.form.is_none() {
        return Err(Trouble::Findings(read.findings, vec![read.source]));
    }
    Ok((Origin::Working, read.source))
}

fn text_of(file: &str, bytes: Vec<u8>) -> Result<Source, Trouble> {
    text::decode(file, Ok(bytes)).map_err(|finding| Trouble::Findings(vec![*finding], Vec::new()))
}

/// Whether a fault hides what the rows of a form are; a number that can't be read hides nothing.
fn hinders(finding: &Finding) -> bool {
    let is_number = matches!(
        finding.rule,
        Rule::TargetMissing | Rule::NumberAmbiguous | Rule::NumberUnreadable | Rule::RangeReversed
    );
    finding.is_error() && !is_number
}
