//! Rules on indikator that are written several times: one measure has one target.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Ground;
use super::across::Umpire;
use super::against::planned_at;
use super::line::Line;
use super::measured::{Measured, Spot, adds_up};
use super::reference::{Match, Planned};
use super::renstra::order;
use super::same::{differ, same};
use crate::domain::finding::{Finding, Place};
use crate::domain::form::{Form, List};
use crate::domain::indikator::normalized;
use crate::domain::number::quote;
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit::{self, Kind};

/// Words by which an indikator speaks of the row that it stands in, with those of [`ROWS`].
const DONE: [&str; 7] = [
    "capaian",
    "ketercapaian",
    "keberhasilan",
    "pelaksanaan",
    "realisasi",
    "serapan",
    "penyerapan",
];

/// What such an indikator speaks of.
const ROWS: [&str; 3] = ["program", "kegiatan", "anggaran"];

/// Checks the targets of one form against each other.
pub(super) fn check(form: &Form, file: &str, _: &Ground<'_>) -> Vec<Finding> {
    let all = Measured::of(file, form);
    let suspects = suspects(&all);
    if suspects.is_empty() {
        return Vec::new();
    }
    let lines: Vec<Line<'_>> = Line::all(file, form).collect();
    let book = Book::of(&suspects, &lines, &all);
    let told = suspects.iter().copied().filter_map(|here| {
        let earlier = |there: &&Measured<'_>| there.spot() < here.spot();
        let there = book.against(here, Said::first).find(earlier)?;
        Some(within(here, there))
    });
    told.collect()
}

/// Checks the targets of several forms against each other. Of two, one that has the Renstra's target
/// is right.
pub(super) fn between(
    all: &[Measured<'_>],
    lines: &[Line<'_>],
    umpire: Option<Umpire<'_>>,
    findings: &mut Vec<Finding>,
) {
    let suspects = suspects(all);
    let book = Book::of(&suspects, lines, all);
    let held = umpire.map_or(&[][..], |(_, held)| held);
    let known: Known<'_> = held
        .iter()
        .map(|(one, found)| (one.spot(), found))
        .collect();
    let mut told: BTreeSet<Place> = BTreeSet::new();
    for here in suspects.iter().copied() {
        let elsewhere = |there: &&Measured<'_>| there.line.file != here.line.file;
        let Some(there) = book.against(here, Said::all).find(elsewhere) else {
            continue;
        };
        let met = |one| Some((umpire?.0, met(one, &known, umpire?.0)?));
        for (one, other) in [(here, there), (there, here)] {
            let finding = match (met(one), met(other)) {
                (Some(_), None) => continue,
                (None, Some((ground, planned))) => corrected(across(one, other), planned, ground),
                (Some(_), Some(_)) | (None, None) => across(one, other),
            };
            if told.insert(finding.at.clone()) {
                findings.push(finding);
            }
        }
    }
}

/// The indikator whose words are written elsewhere too, with another target.
fn suspects<'a>(all: &'a [Measured<'a>]) -> Vec<&'a Measured<'a>> {
    let mut places: FxHashMap<&str, usize> =
        FxHashMap::with_capacity_and_hasher(all.len(), FxBuildHasher);
    let mut groups: Vec<(&Measured<'_>, bool)> = Vec::new();
    let mut group_of = Vec::with_capacity(all.len());
    for one in all {
        let place = *places.entry(&one.letters).or_insert(groups.len());
        group_of.push(place);
        match groups.get_mut(place) {
            Some((first, differ)) => {
                *differ |= !same(&first.indikator.target, &one.indikator.target);
            }
            None => groups.push((one, false)),
        }
    }
    let is_suspect = |place: usize| groups.get(place).is_some_and(|(_, differ)| *differ);
    let all = all.iter().zip(group_of);
    let suspects = all.filter(|(_, place)| is_suspect(*place));
    suspects.map(|(one, _)| one).collect()
}

/// How far one indikator reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach<'a> {
    /// All sasaran and program.
    Office,
    /// One row, in whatever form.
    Row(List, &'a str),
}

/// Which targets can be held against each other at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Parts of a hundred.
    Share,
    /// Things that are counted, also in units that nobody knows.
    Count,
    /// Anything between two numbers.
    Level,
    /// Steps of the scale with these words.
    Step(&'static [&'static str]),
    /// Words.
    Words,
}

impl Class {
    /// The class of a target; `None` of one that says nothing, or names another unit than its own.
    fn of(one: &Measured<'_>) -> Option<Class> {
        match one.indikator.target.value() {
            TargetValue::NotApplicable => None,
            TargetValue::Text => Some(Class::Words),
            TargetValue::Predicate { scale, .. } => Some(Class::Step(scale.labels())),
            TargetValue::Number(_) | TargetValue::Range { .. } | TargetValue::Bound { .. } => {
                Some(match unit::kind(one.unit()?) {
                    Some(Kind::Percent) => Class::Share,
                    Some(Kind::Whole) | None => Class::Count,
                    Some(Kind::Measure) => Class::Level,
                })
            }
        }
    }
}

/// Who says something of one measure: the first, and the first of those who say otherwise.
struct Said<'a> {
    first: &'a Measured<'a>,
    other: Option<&'a Measured<'a>>,
}

impl<'a> Said<'a> {
    fn first(&self) -> [Option<&'a Measured<'a>>; 2] {
        [Some(self.first), None]
    }

    fn all(&self) -> [Option<&'a Measured<'a>>; 2] {
        [Some(self.first), self.other]
    }
}

/// Which of the voices of a measure are heard.
type Voices<'a> = fn(&Said<'a>) -> [Option<&'a Measured<'a>>; 2];

/// What all rows say, by how far it reaches and of which measure.
struct Book<'a> {
    said: BTreeMap<(Reach<'a>, Class, &'a str), Said<'a>>,
    /// The sasaran that each program serves, whoever says so.
    serves: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// All indikator, and below each row the rows of each list that are measured in a unit.
    all: &'a [Measured<'a>],
    below: OnceCell<Below<'a>>,
}

/// Rows by the row above them, their list, and a unit that they are measured in.
type Below<'a> = BTreeMap<(Reach<'a>, List, String), BTreeSet<&'a str>>;

impl<'a> Book<'a> {
    fn of(suspects: &[&'a Measured<'a>], lines: &[Line<'a>], all: &'a [Measured<'a>]) -> Book<'a> {
        let mut book = Book {
            said: BTreeMap::new(),
            serves: BTreeMap::new(),
            all,
            below: OnceCell::new(),
        };
        for line in lines.iter().filter(|line| line.program.is_some()) {
            let names = line.program.iter().flat_map(|program| &program.sasaran);
            let serves = book.serves.entry(line.name).or_default();
            serves.extend(names.map(String::as_str));
        }
        for one in suspects {
            book.hear(one);
        }
        book
    }

    fn hear(&mut self, one: &'a Measured<'a>) {
        let Some(class) = Class::of(one) else { return };
        for reach in reaches(one) {
            let key = (reach, class, one.letters.as_str());
            let Some(said) = self.said.get(&key) else {
                let said = Said {
                    first: one,
                    other: None,
                };
                self.said.insert(key, said);
                continue;
            };
            if said.other.is_some() || !self.contradict(one, said.first) {
                continue;
            }
            if let Some(said) = self.said.get_mut(&key) {
                said.other = Some(one);
            }
        }
    }

    /// What is counted in which unit below which row.
    fn counted(&self) -> Below<'a> {
        let mut below = Below::new();
        let counts = self.all.iter();
        for one in counts.filter(|one| adds_up(&one.indikator.satuan)) {
            let unit = normalized(&one.indikator.satuan);
            for above in self.above(one.line) {
                let key = (above, one.line.list, unit.clone());
                below.entry(key).or_default().insert(one.line.name);
            }
        }
        below
    }

    /// The rows above one: its kegiatan, its program, the sasaran that this one serves.
    fn above(&self, line: Line<'a>) -> Vec<Reach<'a>> {
        let Some(kode) = line.kode else {
            return Vec::new();
        };
        let lists: &[List] = match line.list {
            List::SubKegiatan => &[List::Kegiatan, List::Program],
            List::Kegiatan => &[List::Program],
            List::Sasaran | List::Program => &[],
        };
        let sasaran = kode.all_above().last();
        let sasaran = sasaran.and_then(|program| self.serves.get(program));
        let sasaran = sasaran.into_iter().flatten();
        let rows = kode.all_above().zip(lists);
        let rows = rows.map(|(name, list)| Reach::Row(*list, name));
        rows.chain(sasaran.map(|name| Reach::Row(List::Sasaran, name)))
            .collect()
    }

    /// Those who contradict an indikator, the nearest first.
    fn against(
        &self,
        here: &'a Measured<'a>,
        voices: Voices<'a>,
    ) -> impl Iterator<Item = &'a Measured<'a>> {
        let reaches = reaches(here).chain(self.above(here.line));
        let keys =
            reaches.filter_map(|reach| Some((reach, Class::of(here)?, here.letters.as_str())));
        let said = keys.filter_map(move |key| self.said.get(&key));
        let there = said.flat_map(voices).flatten();
        there.filter(move |there| self.contradict(here, there))
    }

    /// Whether two indikator of the same letters and class say something that can't both be so.
    fn contradict(&self, a: &Measured<'_>, b: &Measured<'_>) -> bool {
        differ(&a.indikator.target, &b.indikator.target)
            && !(adds_up(&a.indikator.satuan) && self.may_be_parts(a, b))
    }

    /// Whether two counts may be parts of each other, or of one sum: two Bidang share a program,
    /// kegiatan or sub kegiatan, or one is the sum of several rows below.
    fn may_be_parts(&self, a: &Measured<'_>, b: &Measured<'_>) -> bool {
        if a.is_of_office() && b.is_of_office() {
            let is_program = [a, b].iter().all(|one| one.line.list == List::Program);
            return is_program && a.line.name == b.line.name && a.line.file != b.line.file;
        }
        if a.line.file != b.line.file {
            return true;
        }
        let (above, below) = match a.line.list.cmp(&b.line.list) {
            Ordering::Less => (a, b),
            Ordering::Greater => (b, a),
            Ordering::Equal => return false,
        };
        let more = order(&above.indikator.target, &below.indikator.target);
        let unit = normalized(&below.indikator.satuan);
        let row = Reach::Row(above.line.list, above.line.name);
        let key = (row, below.line.list, unit);
        let below = self.below.get_or_init(|| self.counted());
        let rows = below.get(&key).map_or(0, BTreeSet::len);
        more == Some(Ordering::Greater) && rows > 1
    }
}

/// How far an indikator reaches: its row in all forms, and for one of a sasaran or program all of
/// these, unless it speaks of the row itself.
fn reaches<'a>(one: &'a Measured<'a>) -> impl Iterator<Item = Reach<'a>> {
    let office = one.is_of_office() && !speaks_of_its_row(one.words());
    let own = Reach::Row(one.line.list, one.line.name);
    std::iter::once(own).chain(office.then_some(Reach::Office))
}

/// Whether words mean another thing in every row: the capaian of the program.
pub(super) fn speaks_of_its_row(words: &str) -> bool {
    let has = |any: &[&str]| words.split(' ').any(|word| any.contains(&word));
    has(&DONE) && has(&ROWS)
}

/// What is wrong with two rows of one form.
fn within(here: &Measured<'_>, there: &Measured<'_>) -> Finding {
    let uraian = quote(&here.indikator.uraian);
    let [mine, other] = [here, there].map(|one| one.indikator.target.print());
    let (row, above) = (here.line.label(), there.line.label());
    let message = if row == above {
        format!("target {uraian} ditulis dua kali di {row}: {other} dan {mine}")
    } else {
        format!("target {uraian} di {row} {mine}, di {above} {other}")
    };
    Finding::new(Rule::TargetDiffers, here.at("target"), message)
        .because(there.at("target"), format!("di {above}"))
        .help("samakan kedua targetnya; bila ukurannya lain, bedakan uraiannya")
}

/// What is wrong with rows of two forms, told at the first.
fn across(here: &Measured<'_>, there: &Measured<'_>) -> Finding {
    let uraian = quote(&here.indikator.uraian);
    let [mine, other] = [here, there].map(|one| one.indikator.target.print());
    let (row, far) = (here.line.label(), there.line.label());
    let (form, elsewhere) = (here.line.bidang, there.line.bidang);
    let message = if row == far {
        format!("target {uraian} di form {form} {mine}, di form {elsewhere} {other}")
    } else {
        format!(
            "target {uraian} di form {form} ({row}) {mine}, di form {elsewhere} ({far}) {other}"
        )
    };
    Finding::new(Rule::TargetDiffers, here.at("target"), message)
        .because(there.at("target"), format!("di form {elsewhere}: {other}"))
        .help("sepakati satu target, lalu samakan; bila ukurannya lain, bedakan uraiannya")
}

/// A target, and the indikator of the Renstra that it is of.
type Met<'a> = (&'a Planned<'a>, &'a Target);

/// What indikator are in the Renstra, by where they stand.
type Known<'a> = BTreeMap<Spot<'a>, &'a Match<'a>>;

/// What the Renstra wants of an indikator this year, where that is its target.
fn met<'a>(one: &Measured<'_>, known: &Known<'a>, ground: &Ground<'_>) -> Option<Met<'a>> {
    let found = known.get(&one.spot())?;
    let wanted = found.same.iter().copied();
    let mut wanted =
        wanted.filter_map(|known| Some((known, known.indikator.target.get(&ground.tahun)?)));
    wanted.find(|(_, target)| same(target, &one.indikator.target))
}

/// A finding that knows which target is right.
fn corrected(finding: Finding, (planned, target): Met<'_>, ground: &Ground<'_>) -> Finding {
    let help = format!(
        "tulis target = \"{}\", seperti di {}; bila ukurannya lain, bedakan uraiannya",
        target.raw().trim(),
        ground.renstra_file
    );
    let there = planned_at(planned, ground.tahun, ground);
    finding.because(there, "targetnya di Renstra").help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_says_of_itself_is_no_measure_of_the_office() {
        assert!(speaks_of_its_row("persentase capaian kinerja program"));
        assert!(speaks_of_its_row("persentase realisasi anggaran"));
        for words in [
            "persentase siswa yang mengikuti kegiatan ekstrakurikuler",
            "capaian indeks mutu pendidikan (imp) sd",
            "angka partisipasi murni sd",
        ] {
            assert!(!speaks_of_its_row(words), "{words}");
        }
    }
}
