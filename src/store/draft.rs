//! A draft as the copies in ajuan/ make it: frozen forms in, one document out.

use std::collections::BTreeMap;

use super::cycle::Loaded;
use super::workspace::Trouble;
use crate::domain::compile::{Input, Overflow, Rkt};
use crate::domain::diff::Change;
use crate::domain::document::Document;
use crate::domain::draft::{Left, document};
use crate::domain::event::Perubahan;
use crate::domain::form::Form;
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::pagu::Rupiah;
use crate::domain::revision::{Base, mark};
use crate::domain::state::{Compilation, State, Submission};
use crate::domain::workflow::Inputs;

/// A draft, and what it was made of.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The document.
    pub document: Document,
    /// The merged plan that it prints.
    pub rkt: Rkt,
    /// Sum of all pagu; `None` when nobody gave one.
    pub total: Option<Rupiah>,
    /// The frozen forms that went in.
    pub forms: BTreeMap<BidangId, Form>,
    /// What it changes in the signed RKT; `None` in a cycle that revises none.
    pub perubahan: Option<Vec<Change>>,
}

impl Draft {
    /// The draft that these forms make, under the number that the next one gets.
    ///
    /// # Errors
    /// A finding when a frozen copy is not the one handed in.
    pub fn of(loaded: &Loaded, inputs: &Inputs<'_>) -> Result<Draft, Trouble> {
        let digest = |(id, s): (&BidangId, &&Submission)| (id.clone(), s.digest.clone());
        let masukan = inputs.ready.iter().map(digest).collect();
        let nomor = loaded.state.next_draft();
        Draft::build(loaded, &loaded.state, &masukan, &inputs.left_out(), nomor)
    }

    /// A draft that was compiled or fixed, built anew from the same frozen forms.
    ///
    /// # Errors
    /// A finding when a frozen copy is not the one handed in.
    pub fn again(loaded: &Loaded, was: &Compilation) -> Result<Draft, Trouble> {
        let then = loaded.state.before(&was.event);
        Draft::build(loaded, &then, &was.masukan, &was.tanpa, was.nomor)
    }

    fn build(
        loaded: &Loaded,
        state: &State,
        masukan: &BTreeMap<BidangId, String>,
        tanpa: &[BidangId],
        nomor: u32,
    ) -> Result<Draft, Trouble> {
        let forms = all_of(masukan.iter().filter_map(|(bidang, digest)| {
            let rounds = state.rounds(bidang);
            let round = rounds.iter().rfind(|round| round.digest == *digest)?;
            Some((bidang.clone(), loaded.frozen(bidang, &round.sha256)))
        }))?;
        let cycle = &state.cycle;
        let input = |bidang| Input::of(bidang, &forms, masukan);
        let inputs: Vec<Input<'_>> = cycle.bidang.iter().filter_map(input).collect();
        let left = cycle
            .bidang
            .iter()
            .filter(|bidang| tanpa.contains(&bidang.id));
        let left: Vec<Left<'_>> = left.map(|bidang| left_out(state, bidang)).collect();
        let (mut document, rkt) = document(
            &loaded.settings.instansi,
            cycle.tahun,
            nomor,
            &inputs,
            &left,
        )
        .map_err(overflow)?;
        let perubahan = match loaded.perubahan() {
            Some(from) => Some(marked(loaded, state, from, &left, &mut document)?),
            None => None,
        };
        Ok(Draft {
            document,
            total: rkt.total,
            rkt,
            forms,
            perubahan,
        })
    }
}

/// Every form that was read, or all that is wrong with any of them.
fn all_of(
    read: impl Iterator<Item = (BidangId, Result<Form, Trouble>)>,
) -> Result<BTreeMap<BidangId, Form>, Trouble> {
    let (mut forms, mut faults) = (BTreeMap::new(), Vec::new());
    for (bidang, form) in read {
        match form {
            Ok(form) => {
                forms.insert(bidang, form);
            }
            Err(Trouble::Findings(more, _)) => faults.extend(more),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() {
        return Ok(forms);
    }
    Err(Trouble::Findings(faults, Vec::new()))
}

/// That a sum of pagu went past what 64 bits hold, in words.
#[must_use]
pub fn overflow(Overflow: Overflow) -> anyhow::Error {
    anyhow::anyhow!("jumlah pagu melampaui batas bilangan; periksa pagu tiap form")
}

/// Marks in a draft what it changes in the signed RKT, as `dasar/` has that.
fn marked(
    loaded: &Loaded,
    state: &State,
    from: &Perubahan,
    left: &[Left<'_>],
    document: &mut Document,
) -> Result<Vec<Change>, Trouble> {
    let waits = |id: &BidangId| {
        let mut missing = left.iter().filter(|left| left.alasan.is_none());
        missing.any(|left| left.bidang.id == *id)
    };
    let wanted = from.form.iter().filter(|(id, _)| !waits(id));
    let forms = all_of(wanted.map(|(id, sha)| {
        let signed = loaded.signed(id, sha).map(|(form, _)| form);
        (id.clone(), signed)
    }))?;
    let all = in_order(&state.cycle.bidang, &forms);
    // Of a signed form nothing but its rows is looked at.
    let input = |bidang| Input::of(bidang, &forms, &from.form);
    let inputs: Vec<Input<'_>> = all.iter().filter_map(input).collect();
    let base = Base {
        perubahan: from,
        forms: &inputs,
    };
    Ok(mark(document, &loaded.settings.instansi, &base).map_err(overflow)?)
}

/// The Bidang of signed forms in printed order; those that the cycle does not have come last.
fn in_order(bidang: &[Bidang], forms: &BTreeMap<BidangId, Form>) -> Vec<Bidang> {
    let gone = forms
        .keys()
        .filter(|id| !bidang.iter().any(|b| b.id == **id));
    let gone = gone.map(|id| Bidang {
        id: id.clone(),
        nama: id.to_string(),
    });
    bidang.iter().cloned().chain(gone).collect()
}

fn left_out<'a>(state: &'a State, bidang: &'a Bidang) -> Left<'a> {
    let excuse = state.bidang(&bidang.id).excuse();
    Left {
        bidang,
        alasan: excuse.map(|excuse| excuse.alasan.as_str()),
    }
}
