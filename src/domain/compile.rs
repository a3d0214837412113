//! Compile: the forms of the Bidang merged into one plan (SOP step 6). A pure function.
//!
//! Sasaran merge by id, program, kegiatan and sub kegiatan by kode; rows come in the order of
//! their id or kode, so that equal submissions give equal bytes however the files were written.

use std::collections::BTreeMap;

use super::check::same_target;
use super::form::Form;
use super::indikator::{Indikator, normalized};
use super::instansi::Bidang;
use super::kode::Kode;
use super::name::BidangId;
use super::pagu::Rupiah;
use super::target::Target;

/// A form that goes into a draft, with the Bidang it is of.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The Bidang.
    pub bidang: &'a Bidang,
    /// Its submitted form.
    pub form: &'a Form,
    /// The digest it was submitted with.
    pub digest: &'a str,
}

impl<'a> Input<'a> {
    /// The input of a Bidang that has a form among these.
    #[must_use]
    pub fn of(
        bidang: &'a Bidang,
        forms: &'a BTreeMap<BidangId, Form>,
        digests: &'a BTreeMap<BidangId, String>,
    ) -> Option<Input<'a>> {
        let (form, digest) = forms.get(&bidang.id).zip(digests.get(&bidang.id))?;
        Some(Input {
            bidang,
            form,
            digest,
        })
    }
}

/// Sums went past what 64 bits hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// The merged plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rkt {
    /// Sasaran, by id.
    pub sasaran: Vec<Node>,
    /// Program with their kegiatan and sub kegiatan, by kode.
    pub program: Vec<Node>,
    /// Sum of the pagu of all program; `None` when nobody gave one.
    pub total: Option<Rupiah>,
}

/// One row of the plan, merged over the Bidang that wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Id of a sasaran, else kode.
    pub name: String,
    /// What the first Bidang that gave one calls it.
    pub uraian: Option<String>,
    /// Ids of the sasaran that a program serves.
    pub sasaran: Vec<String>,
    /// The indikator, each with the Bidang that carry it.
    pub indikator: Vec<(Indikator, Vec<BidangId>)>,
    /// Money given on this row itself, by Bidang; a control figure is not among it.
    pub parts: BTreeMap<BidangId, Rupiah>,
    /// Sum of `parts` and of the children; `None` when nobody gave any.
    pub pagu: Option<Rupiah>,
    /// Where the money comes from.
    pub sumber_dana: Vec<String>,
    /// The outcome of a program, in words.
    pub hasil: Vec<String>,
    /// Where the work is done.
    pub lokasi: Vec<String>,
    /// Whom it is for.
    pub kelompok_sasaran: Vec<String>,
    /// What next year is expected to cost, by Bidang.
    pub prakiraan_maju: BTreeMap<BidangId, Rupiah>,
    /// The Bidang that wrote it, in printed order.
    pub bidang: Vec<BidangId>,
    /// The level below.
    pub children: Vec<Node>,
}

/// Merges forms, which come in the printed order of their Bidang.
///
/// # Errors
/// When a sum of pagu passes what 64 bits hold.
pub fn merge(inputs: &[Input<'_>]) -> Result<Rkt, Overflow> {
    let mut rows = Rows::default();
    for input in inputs {
        rows.take(input.form);
    }
    let mut program = rows.into_tree();
    let mut total = None;
    for node in &mut program.1 {
        total = add(total, sum(node)?)?;
    }
    Ok(Rkt {
        sasaran: program.0,
        program: program.1,
        total,
    })
}

/// Rows of all levels by name, before they are put under their parents.
#[derive(Default)]
struct Rows {
    sasaran: BTreeMap<Natural, Node>,
    program: BTreeMap<Kode, Node>,
    kegiatan: BTreeMap<Kode, Node>,
    sub_kegiatan: BTreeMap<Kode, Node>,
}

impl Rows {
    fn take(&mut self, form: &Form) {
        let bidang = &form.bidang;
        for row in &form.sasaran {
            let node = self.sasaran.entry(Natural::new(&row.id)).or_default();
            node.meet(&row.id, row.uraian.as_deref(), &row.indikator, bidang);
        }
        for row in &form.program {
            let node = self.program.entry(row.kode.clone()).or_default();
            node.meet(
                row.kode.as_str(),
                row.uraian.as_deref(),
                &row.indikator,
                bidang,
            );
            extend(&mut node.sasaran, &row.sasaran);
            extend(&mut node.hasil, row.hasil.as_slice());
            node.give(bidang, row.pagu);
        }
        for row in &form.kegiatan {
            let node = self.kegiatan.entry(row.kode.clone()).or_default();
            node.meet(
                row.kode.as_str(),
                row.uraian.as_deref(),
                &row.indikator,
                bidang,
            );
            node.give(bidang, row.pagu);
        }
        for row in &form.sub_kegiatan {
            let node = self.sub_kegiatan.entry(row.kode.clone()).or_default();
            node.meet(
                row.kode.as_str(),
                row.uraian.as_deref(),
                &row.indikator,
                bidang,
            );
            node.give(bidang, row.pagu);
            extend(&mut node.sumber_dana, row.sumber_dana.as_slice());
            extend(&mut node.lokasi, row.lokasi.as_slice());
            extend(&mut node.kelompok_sasaran, row.kelompok_sasaran.as_slice());
            let ahead = row.prakiraan_maju.map(|ahead| (bidang.clone(), ahead));
            node.prakiraan_maju.extend(ahead);
        }
    }

    fn into_tree(mut self) -> (Vec<Node>, Vec<Node>) {
        adopt(self.sub_kegiatan, &mut self.kegiatan);
        adopt(self.kegiatan, &mut self.program);
        (
            self.sasaran.into_values().collect(),
            self.program.into_values().collect(),
        )
    }
}

/// Puts rows under their parents; one without gets a parent of its own.
fn adopt(children: BTreeMap<Kode, Node>, parents: &mut BTreeMap<Kode, Node>) {
    for (kode, child) in children {
        let Some(parent) = kode.parent() else {
            continue;
        };
        let node = parents.entry(parent.clone()).or_default();
        parent.as_str().clone_into(&mut node.name);
        node.children.push(child);
    }
}

impl Node {
    fn meet(
        &mut self,
        name: &str,
        uraian: Option<&str>,
        indikator: &[Indikator],
        bidang: &BidangId,
    ) {
        name.clone_into(&mut self.name);
        if self.uraian.is_none() {
            self.uraian = uraian.map(str::to_owned);
        }
        if !self.bidang.contains(bidang) {
            self.bidang.push(bidang.clone());
        }
        for row in indikator {
            let same = |known: &&mut (Indikator, Vec<BidangId>)| {
                is_one(&known.0, row) && !known.1.contains(bidang)
            };
            match self.indikator.iter_mut().find(same) {
                Some(known) => known.1.push(bidang.clone()),
                None => self.indikator.push((row.clone(), vec![bidang.clone()])),
            }
        }
    }

    fn give(&mut self, bidang: &BidangId, pagu: Option<Rupiah>) {
        self.parts.extend(pagu.map(|pagu| (bidang.clone(), pagu)));
    }
}

/// Whether an indikator of a form is this one of the plan, and not another of the same row.
pub(super) fn is_one(known: &Indikator, row: &Indikator) -> bool {
    normalized(&known.uraian) == normalized(&row.uraian)
        && normalized(&known.satuan) == normalized(&row.satuan)
        && same_target(&known.target, &row.target)
        && same_quarters(known, row)
}

/// Whether two Bidang spread a target over the year alike; else both rows are kept.
fn same_quarters(a: &Indikator, b: &Indikator) -> bool {
    let typed = |row: &Indikator| {
        let parts = row.triwulan.as_ref();
        parts.map(|parts| {
            parts
                .each_ref()
                .map(|part| part.as_ref().map(Target::print))
        })
    };
    a.jenis_triwulan == b.jenis_triwulan && typed(a) == typed(b)
}

fn extend(list: &mut Vec<String>, more: impl IntoIterator<Item = impl AsRef<str>>) {
    for text in more {
        if !list.iter().any(|known| known == text.as_ref()) {
            list.push(text.as_ref().to_owned());
        }
    }
}

/// Sums a row from the bottom up (sub kegiatan -> kegiatan -> program). What a row with children
/// that carry money gives itself is a control figure: compared by the checks, never summed.
fn sum(node: &mut Node) -> Result<Option<Rupiah>, Overflow> {
    let mut total = None;
    for child in &mut node.children {
        total = add(total, sum(child)?)?;
    }
    if total.is_some() {
        node.parts.clear();
    }
    for part in node.parts.values() {
        total = add(total, Some(*part))?;
    }
    node.pagu = total;
    Ok(total)
}

/// Adds two amounts, of which either may be absent.
pub(super) fn add(a: Option<Rupiah>, b: Option<Rupiah>) -> Result<Option<Rupiah>, Overflow> {
    match (a, b) {
        (Some(a), Some(b)) => a.checked_add(b).map(Some).ok_or(Overflow),
        (one, other) => Ok(one.or(other)),
    }
}

/// A text ordered as people count: `S2` before `S10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Natural(Vec<(u64, String)>, String);

impl Natural {
    fn new(text: &str) -> Natural {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(rest.len());
            let (word, tail) = rest.split_at(words);
            let digits = tail
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(tail.len());
            let (number, tail) = tail.split_at(digits);
            parts.push((0, word.to_owned()));
            parts.push((number.parse().unwrap_or(u64::MAX), String::new()));
            rest = tail;
        }
        Natural(parts, text.to_owned())
    }
}
