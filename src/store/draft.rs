//! A draft as the copies in ajuan/ make it: frozen forms in, one document out.

use std::collections::BTreeMap;

use super::cycle::Loaded;
use super::workspace::Trouble;
use crate::domain::compile::{Input, Overflow};
use crate::domain::document::Document;
use crate::domain::draft::document;
use crate::domain::form::Form;
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::pagu::Rupiah;
use crate::domain::workflow::Inputs;

/// A draft, and what it was made of.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The document.
    pub document: Document,
    /// Sum of all pagu; `None` when nobody gave one.
    pub total: Option<Rupiah>,
    /// The frozen forms that went in.
    pub forms: BTreeMap<BidangId, Form>,
}

impl Draft {
    /// The draft that these forms make, under the number that the next one gets.
    ///
    /// # Errors
    /// A finding when a frozen copy is not the one handed in.
    pub fn of(loaded: &Loaded, inputs: &Inputs<'_>) -> Result<Draft, Trouble> {
        let picked = inputs
            .ready
            .iter()
            .map(|(id, s)| (id.clone(), (s.sha256.clone(), s.digest.clone())));
        let nomor = loaded.state.next_draft();
        Draft::build(loaded, &picked.collect(), &inputs.left_out(), nomor)
    }

    /// Builds a draft from frozen forms, each named by its SHA-256 and digest.
    ///
    /// # Errors
    /// A finding when a frozen copy is not the one handed in.
    pub fn build(
        loaded: &Loaded,
        picked: &BTreeMap<BidangId, (String, String)>,
        tanpa: &[BidangId],
        nomor: u32,
    ) -> Result<Draft, Trouble> {
        let mut forms = BTreeMap::new();
        for (bidang, (sha256, _)) in picked {
            forms.insert(bidang.clone(), loaded.frozen(bidang, sha256)?);
        }
        let cycle = &loaded.state.cycle;
        let inputs: Vec<Input<'_>> = cycle
            .bidang
            .iter()
            .filter_map(|bidang| {
                let (form, (_, digest)) = forms.get(&bidang.id).zip(picked.get(&bidang.id))?;
                Some(Input {
                    bidang,
                    form,
                    digest,
                })
            })
            .collect();
        let left: Vec<&Bidang> = cycle
            .bidang
            .iter()
            .filter(|bidang| tanpa.contains(&bidang.id))
            .collect();
        let (document, rkt) = document(
            &loaded.settings.instansi,
            cycle.tahun,
            nomor,
            &inputs,
            &left,
        )
        .map_err(|Overflow| {
            anyhow::anyhow!("jumlah pagu melampaui batas bilangan; periksa pagu tiap form")
        })?;
        Ok(Draft {
            document,
            total: rkt.total,
            forms,
        })
    }
}
