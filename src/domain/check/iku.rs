//! Rules on forms held against the list of IKU that the office has set.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Wording, plain};
use super::coverage::uraian_line;
use super::measured::Measured;
use super::{Ground, Shared};
use crate::domain::finding::{Finding, Place};
use crate::domain::iku::Utama;
use crate::domain::number::quote;
use crate::domain::rule::Rule;
use crate::domain::unit;

/// The list, by the letters and digits of its uraian.
pub(super) struct Listed<'a> {
    rows: BTreeMap<String, &'a Utama>,
    file: &'a str,
}

impl<'a> Listed<'a> {
    /// The list of an office.
    pub(super) fn of(ground: &Ground<'a>) -> Listed<'a> {
        let rows = ground.iku.rows.iter();
        let rows = rows.map(|row| (plain(&row.uraian), row));
        Listed {
            rows: rows.collect(),
            file: ground.iku_file,
        }
    }

    /// Whether it has no indikator.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it has an indikator of these letters and digits.
    pub(super) fn has(&self, name: &str) -> bool {
        self.rows.contains_key(name)
    }

    /// What its indikator are known by.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.rows.keys().cloned().collect()
    }

    /// The indikator of forms, each with the row of the list that it is.
    fn known<'b>(
        &self,
        measured: &'b [Measured<'b>],
    ) -> Vec<(&'b Measured<'b>, Option<&'a Utama>)> {
        let mut seen: BTreeMap<&str, Option<&'a Utama>> = BTreeMap::new();
        let told = measured.iter().filter(|one| is_told(one)).map(|one| {
            let find = || self.rows.get(&plain(&one.words)).copied();
            (one, *seen.entry(&one.words).or_insert_with(find))
        });
        told.collect()
    }

    fn at(&self, row: &Utama, key: &str) -> Place {
        Place::field(self.file, row.path().key(key))
    }
}

/// Whether an indikator is one that the list may hold: of a sasaran or program, or marked as one.
fn is_told(one: &Measured<'_>) -> bool {
    one.is_of_office() || one.is_marked()
}

/// Checks forms against the list. `told` is what is said of the forms already: where the words of
/// the Renstra are asked for, those of the list are not asked for too.
pub(super) fn iku(
    measured: &[Measured<'_>],
    shared: &Shared<'_>,
    told: &[Finding],
) -> Vec<Finding> {
    let (listed, carried) = (&shared.listed, shared.carried.as_ref());
    if listed.is_empty() {
        return Vec::new();
    }
    let rewordings = told.iter();
    let rewordings = rewordings.filter(|one| one.rule == Rule::WordingOffRenstra);
    let reworded: BTreeSet<&Place> = rewordings.map(|one| &one.at).collect();
    let open = Open::of(shared);
    let mut meant: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for (one, row) in listed.known(measured) {
        if let Some(row) = row {
            findings.extend(satuan(one, row, listed));
        } else if one.is_marked() {
            let near = open.near(one, &shared.office);
            meant.extend(near.map(|row| row.pos));
            if near.is_none() || !reworded.contains(&one.at("uraian")) {
                findings.push(unknown(one, near, listed));
            }
        }
    }
    let missing = listed.rows.iter().filter(|(name, row)| {
        let is_missing = carried.is_some_and(|carried| !carried.contains(*name));
        is_missing && !meant.contains(&row.pos)
    });
    findings.extend(missing.map(|(_, row)| not_carried(row, listed)));
    findings
}

/// The rows of the list that no form has.
struct Open<'a>(Vec<(&'a Utama, Wording)>);

impl<'a> Open<'a> {
    fn of(shared: &Shared<'a>) -> Open<'a> {
        let carried = shared.carried.as_ref();
        let is_open = |name: &String| carried.is_none_or(|carried| !carried.contains(name));
        let rows = shared.listed.rows.iter();
        let rows = rows.filter(|(name, _)| is_open(name));
        let worded = rows.map(|(_, row)| (*row, Wording::of(&row.uraian, &shared.office)));
        Open(worded.collect())
    }

    /// The one that a marked indikator was meant to be, if there is exactly one.
    fn near(&self, one: &Measured<'_>, office: &[String]) -> Option<&'a Utama> {
        if self.0.is_empty() {
            return None;
        }
        let own = Wording::of(&one.words, office);
        let mut near = self.0.iter().filter(|(_, wording)| wording.is_near(&own));
        let (first, _) = near.next()?;
        near.next().is_none().then_some(*first)
    }
}

/// An indikator that is marked as IKU is in the list.
fn unknown(one: &Measured<'_>, near: Option<&Utama>, listed: &Listed<'_>) -> Finding {
    let uraian = quote(&one.indikator.uraian);
    let message = format!("{uraian} ditandai IKU, tetapi tidak ada di daftar IKU");
    let finding = Finding::new(Rule::IkuUnknown, one.at("iku"), message);
    match near {
        Some(row) => finding
            .because(listed.at(row, "uraian"), "yang mirip di daftar IKU")
            .help(format!(
                "bila indikatornya sama, tulis {}",
                uraian_line(&row.uraian)
            )),
        None => finding.help(format!(
            "hapus iku = true, atau tambahkan di {} bila sudah ditetapkan",
            listed.file
        )),
    }
}

/// An IKU is measured in the unit that was set.
fn satuan(one: &Measured<'_>, row: &Utama, listed: &Listed<'_>) -> Option<Finding> {
    let (mine, wanted) = (one.indikator.satuan.as_str(), row.satuan.as_str());
    if mine.is_empty() || wanted.is_empty() || unit::same(mine, wanted) {
        return None;
    }
    let uraian = quote(&one.indikator.uraian);
    let message = format!("satuan {uraian} {mine}, di daftar IKU {wanted}");
    let finding = Finding::new(Rule::IkuSatuan, one.at("satuan"), message)
        .because(listed.at(row, "satuan"), "satuannya di daftar IKU")
        .help(format!(
            "tulis satuan = \"{wanted}\", dan sesuaikan targetnya"
        ));
    Some(finding)
}

/// An IKU of the list is in some form.
fn not_carried(row: &Utama, listed: &Listed<'_>) -> Finding {
    let who = row.penanggung_jawab.as_deref();
    let form = who.unwrap_or("pengampunya");
    let message = format!("IKU {} tidak ada di form mana pun", quote(&row.uraian));
    Finding::new(Rule::IkuNotCarried, listed.at(row, "uraian"), message).help(format!(
        "tambahkan di form {form}: {}, dengan iku = true",
        uraian_line(&row.uraian)
    ))
}
