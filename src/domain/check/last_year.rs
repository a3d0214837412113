//! Rules on forms held against those of the year before: what did not change, and what should not.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Wording;
use super::ground::LastYear;
use super::measured::{Measured, is_routine};
use super::same::same;
use super::{Ground, Shared};
use crate::domain::finding::{Finding, Place};
use crate::domain::form::List;
use crate::domain::indikator::{Arah, Indikator, JenisTriwulan};
use crate::domain::number::quote;
use crate::domain::rule::Rule;
use crate::domain::target::Target;

/// As many equal indikator as a form may have without being asked about them.
const FEW: usize = 4;

/// The indikator of forms, by the file that they are in.
type ByForm<'a> = BTreeMap<&'a str, Vec<&'a Measured<'a>>>;

fn by_form<'a>(measured: &'a [Measured<'a>]) -> ByForm<'a> {
    let mut forms = ByForm::new();
    for one in measured {
        forms.entry(one.line.file).or_default().push(one);
    }
    forms
}

/// Asks about forms in which most targets are those of the year before.
pub(super) fn copied(measured: &[Measured<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let Some(last) = ground.last_year else {
        return Vec::new();
    };
    let before = Measured::of_last_year(last);
    let mut known: BTreeMap<(&str, List, &str, &str), &Indikator> = BTreeMap::new();
    for one in &before {
        known.entry(key(one)).or_insert(one.indikator);
    }
    let told = by_form(measured).into_values().filter_map(|all| {
        let pairs = all.into_iter().filter_map(|one| {
            let was = *known.get(&key(one))?;
            (may_change(one.indikator) && may_change(was)).then_some((one, was))
        });
        let pairs: Vec<(&Measured<'_>, &Indikator)> = pairs.collect();
        let equal = pairs.iter().copied();
        let equal = equal.filter(|(one, was)| is_equal(one.indikator, was));
        let equal: Vec<(&Measured<'_>, &Indikator)> = equal.collect();
        (equal.len() > FEW && equal.len() * 2 >= pairs.len())
            .then(|| ask(&equal, pairs.len(), last))
            .flatten()
    });
    told.collect()
}

/// What an indikator is known by from year to year: its Bidang, its row, its words.
fn key<'a>(one: &'a Measured<'a>) -> (&'a str, List, &'a str, &'a str) {
    let line = &one.line;
    (line.bidang, line.list, line.name, one.words())
}

/// Whether a target is one that each year decides on: not what stays, nor all of something, nor
/// the papers of an office.
fn may_change(indikator: &Indikator) -> bool {
    let stays = indikator.arah == Some(Arah::Tetap)
        || indikator.jenis_triwulan == Some(JenisTriwulan::Tetap);
    !stays && !is_routine(indikator)
}

fn is_equal(indikator: &Indikator, was: &Indikator) -> bool {
    let parts = given(indikator).zip(given(was));
    let is_same = |(a, b): (&Option<Target>, &Option<Target>)| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    same(&indikator.target, &was.target)
        && parts.is_none_or(|(now, then)| now.iter().zip(then).all(is_same))
}

/// The triwulan, if any of them is filled in.
fn given(indikator: &Indikator) -> Option<&[Option<Target>; 4]> {
    let parts = indikator.triwulan.as_ref();
    parts.filter(|parts| parts.iter().any(Option::is_some))
}

fn ask(equal: &[(&Measured<'_>, &Indikator)], n_pairs: usize, last: &LastYear) -> Option<Finding> {
    let (first, _) = equal.first()?;
    let n_equal = equal.len();
    let is_spread = |one: &Indikator| given(one).is_some();
    let mut pairs = equal.iter();
    let with = if pairs.all(|(one, was)| is_spread(one.indikator) && is_spread(was)) {
        ", juga triwulannya"
    } else {
        ""
    };
    let message = format!(
        "target {n_equal} dari {n_pairs} indikator sama persis dengan siklus {}{with}",
        last.siklus
    );
    let help = "tinjau target itu menurut capaian terakhir; biarkan yang memang direncanakan sama";
    Some(Finding::new(Rule::CopiedFromLastYear, first.at("target"), message).help(help))
}

/// Hints at IKU that are other ones than the year before. What the list of IKU says of them is told
/// by itself.
pub(super) fn iku(
    measured: &[Measured<'_>],
    shared: &Shared<'_>,
    ground: &Ground<'_>,
) -> Vec<Finding> {
    let Some(last) = ground.last_year else {
        return Vec::new();
    };
    let before = Measured::of_last_year(last);
    let marks = Marks {
        now: names(measured),
        then: names(&before),
        shared,
    };
    let mut marked: BTreeMap<&str, Vec<&Measured<'_>>> = BTreeMap::new();
    for one in before.iter().filter(|one| one.is_marked()) {
        marked.entry(one.line.bidang).or_default().push(one);
    }
    let told = by_form(measured).into_values().filter_map(|all| {
        let was = marked.get(all.first()?.line.bidang)?;
        marks.changed(&all, was, last)
    });
    told.collect()
}

/// The marked indikator of an office, as their letters.
fn names<'a>(all: &'a [Measured<'_>]) -> BTreeSet<&'a str> {
    let marked = all.iter().filter(|one| one.is_marked());
    marked.map(|one| one.letters.as_str()).collect()
}

/// The IKU of all forms, this year and the year before.
struct Marks<'a> {
    now: BTreeSet<&'a str>,
    then: BTreeSet<&'a str>,
    shared: &'a Shared<'a>,
}

impl Marks<'_> {
    /// What changed in one form.
    fn changed(
        &self,
        all: &[&Measured<'_>],
        was: &[&Measured<'_>],
        year: &LastYear,
    ) -> Option<Finding> {
        let here: BTreeMap<&str, &Measured<'_>> =
            all.iter().map(|one| (one.letters.as_str(), *one)).collect();
        let lost = was.iter().copied().filter(|one| {
            let name = one.letters.as_str();
            !self.now.contains(name) && self.is_open(name, here.contains_key(name))
        });
        let is_new = |one: &&Measured<'_>| {
            let is_new = one.is_marked() && !self.then.contains(one.letters.as_str());
            is_new && self.shared.listed.is_empty()
        };
        let new = all.iter().copied().filter(is_new);
        let (lost, new) = without_renamed(lost.collect(), new.collect(), &self.shared.office);
        let places = lost
            .iter()
            .map(|one| here.get(one.letters.as_str()).copied());
        let mut places = new.iter().copied().map(Some).chain(places).flatten();
        let file = all.first()?.line.file;
        let at = places
            .next()
            .map_or_else(|| Place::file(file), |one| one.at("uraian"));
        let listed = &self.shared.listed;
        let listed = all.iter().filter(|one| listed.has(&one.letters));
        let told = changed(&lost, &new, at, year)?;
        // That it is in the list and not marked says it as well.
        Some(listed.fold(told, |told, one| {
            told.unless_at(&one.at("uraian"), &[Rule::IkuUnmarked])
        }))
    }

    /// Whether nothing else settles that an indikator lost its mark: the list, or a form that is
    /// not there yet.
    fn is_open(&self, name: &str, is_there: bool) -> bool {
        let listed = &self.shared.listed;
        if listed.is_empty() {
            is_there || self.shared.carried.is_some()
        } else {
            is_there && listed.has(name)
        }
    }
}

/// What is lost and what is new, without what has only got other words.
fn without_renamed<'a>(
    lost: Vec<&'a Measured<'a>>,
    new: Vec<&'a Measured<'a>>,
    office: &[String],
) -> (Vec<&'a Measured<'a>>, Vec<&'a Measured<'a>>) {
    let words = |all: &[&Measured<'_>]| -> Vec<Wording> {
        all.iter()
            .map(|one| Wording::of(one.words(), office))
            .collect()
    };
    let (old, now) = (words(&lost), words(&new));
    let keep = |all: Vec<&'a Measured<'a>>, own: &[Wording], others: &[Wording]| {
        let all = all.into_iter().zip(own);
        let kept = all.filter(|(_, own)| !others.iter().any(|other| own.is_near(other)));
        kept.map(|(one, _)| one).collect::<Vec<_>>()
    };
    (keep(lost, &old, &now), keep(new, &now, &old))
}

fn changed(
    lost: &[&Measured<'_>],
    new: &[&Measured<'_>],
    at: Place,
    year: &LastYear,
) -> Option<Finding> {
    let told = |all: &[&Measured<'_>], words: &str| {
        let first = quote(&all.first()?.indikator.uraian);
        Some(match all.len() {
            1 => format!("{first} {words}"),
            n => format!("{first} dan {} lagi {words}", n - 1),
        })
    };
    let parts = [
        told(lost, "tidak lagi ditandai"),
        told(new, "baru ditandai"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return None;
    }
    let message = format!(
        "IKU berubah dari siklus {}: {}",
        year.siklus,
        parts.join("; ")
    );
    let help = "tandai seperti tahun lalu, kecuali bila IKU memang sudah ditetapkan lagi";
    Some(Finding::new(Rule::IkuChanged, at, message).help(help))
}
