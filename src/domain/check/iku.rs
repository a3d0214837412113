//! Rules on forms held against the list of IKU that the office has set.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Wording, letters};
use super::coverage::uraian_line;
use super::form::meant;
use super::gathered::gathered;
use super::line::Line;
use super::measured::Measured;
use super::{Ground, Shared};
use crate::domain::finding::{Finding, Place};
use crate::domain::form;
use crate::domain::iku::Utama;
use crate::domain::number::quote;
use crate::domain::renstra::List;
use crate::domain::rule::Rule;
use crate::domain::unit;

/// The list, by the letters of its uraian.
pub(super) struct Listed<'a> {
    rows: BTreeMap<String, &'a Utama>,
    file: &'a str,
}

impl<'a> Listed<'a> {
    /// The list of an office.
    pub(super) fn of(ground: &Ground<'a>) -> Listed<'a> {
        let rows = ground.iku.rows.iter();
        let rows = rows.map(|row| (letters(&row.uraian), row));
        Listed {
            rows: rows.collect(),
            file: ground.iku_file,
        }
    }

    /// Whether it has no indikator.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it has an indikator of these letters.
    pub(super) fn has(&self, letters: &str) -> bool {
        self.rows.contains_key(letters)
    }

    /// The unit of its indikator of these letters.
    pub(super) fn satuan(&self, letters: &str) -> Option<&'a str> {
        let found = self.rows.get(letters);
        found.map(|row| row.satuan.as_str())
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
        let told = measured.iter().filter(|one| is_told(one));
        let known = told.map(|one| (one, self.rows.get(&one.letters).copied()));
        known.collect()
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
    let known = listed.known(measured);
    findings.extend(unmarked(&known, listed));
    for (one, row) in known {
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
        let is_missing = carried.is_some_and(|carried| !carried.contains(name.as_str()));
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
        let is_open =
            |name: &String| carried.is_none_or(|carried| !carried.contains(name.as_str()));
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
        let own = Wording::of(one.words(), office);
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

/// An indikator of a form, and the row of the list that it is.
type Known<'a> = (&'a Measured<'a>, &'a Utama);

/// What is in the list is marked as IKU, once in each form that has it: one hint a form.
fn unmarked(all: &[(&Measured<'_>, Option<&Utama>)], listed: &Listed<'_>) -> Vec<Finding> {
    let mut forms: BTreeMap<&str, BTreeMap<usize, Known<'_>>> = BTreeMap::new();
    let marked = all.iter().filter(|(one, _)| one.is_marked());
    let marked: BTreeSet<(&str, usize)> = marked
        .filter_map(|(one, row)| Some((one.line.file, row.as_ref()?.pos)))
        .collect();
    for (one, row) in all {
        let Some(row) = row.filter(|row| !marked.contains(&(one.line.file, row.pos))) else {
            continue;
        };
        let own = forms.entry(one.line.file).or_default();
        own.entry(row.pos).or_insert((one, row));
    }
    let told = forms.into_values().flat_map(|own| {
        let mut own: Vec<Known<'_>> = own.into_values().collect();
        own.sort_by_key(|(one, _)| (one.line.list, one.line.pos, one.indikator.pos));
        let excepts = |(one, _): &Known<'_>| one.ignores(Rule::IkuUnmarked);
        gathered(own, excepts, |all| mark(all, listed))
    });
    told.collect()
}

fn mark(all: &[Known<'_>], listed: &Listed<'_>) -> Option<Finding> {
    let (one, row) = all.first()?;
    let uraian = quote(&one.indikator.uraian);
    let told = match all.len() {
        1 => uraian,
        n => format!("{n} indikator, yang pertama {uraian},"),
    };
    let message = format!("{told} ada di daftar IKU, tetapi tidak ditandai di form ini");
    let help = match all.len() {
        1 => "tambahkan iku = true pada indikator ini",
        _ => "tambahkan iku = true pada setiap indikator itu",
    };
    let finding = Finding::new(Rule::IkuUnmarked, one.at("uraian"), message);
    let finding = finding.because(listed.at(row, "uraian"), "di daftar IKU");
    Some(finding.help(help))
}

/// The sasaran that the list names are some of the Renstra or of forms, once all of either are known.
pub(super) fn sasaran(rows: &[Line<'_>], shared: &Shared<'_>, ground: &Ground<'_>) -> Vec<Finding> {
    let planned = ground.renstra.of(List::Sasaran);
    let mut known: BTreeSet<&str> = planned.map(|row| row.name.as_str()).collect();
    let is_known = !known.is_empty() || shared.carried.is_some();
    let own = rows.iter().filter(|row| row.list == form::List::Sasaran);
    known.extend(own.map(|row| row.name));
    if !is_known || known.is_empty() {
        return Vec::new();
    }
    let mut foreign: BTreeMap<&str, Vec<&Utama>> = BTreeMap::new();
    for row in &ground.iku.rows {
        let named = row.sasaran.as_deref();
        if let Some(id) = named.filter(|id| !known.contains(id)) {
            foreign.entry(id).or_default().push(row);
        }
    }
    let told = foreign.iter();
    let told = told.filter_map(|(id, rows)| sasaran_unknown(id, rows, &known, ground));
    told.collect()
}

fn sasaran_unknown(
    id: &str,
    rows: &[&Utama],
    known: &BTreeSet<&str>,
    ground: &Ground<'_>,
) -> Option<Finding> {
    let of = match rows.len() {
        1 => String::new(),
        n => format!(" pada {n} IKU"),
    };
    let message = format!("sasaran {id}{of} tidak ada di Renstra dan di form mana pun");
    let help = meant(id, known.iter().copied()).map_or_else(
        || {
            let all: Vec<&str> = known.iter().copied().collect();
            format!("tulis id yang ada: {}", all.join(", "))
        },
        |near| format!("maksud Anda `{near}`?"),
    );
    let at = Place::field(ground.iku_file, rows.first()?.path().key("sasaran"));
    Some(Finding::new(Rule::IkuSasaran, at, message).help(help))
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
