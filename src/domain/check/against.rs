//! Rules on forms held against the Renstra: warnings, since a year may have its reasons.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use super::Ground;
use super::gathered::gathered;
use super::line::Line;
use super::measured::{Measured, adds_up, is_comparable};
use super::reference::{Held, Planned};
use super::renstra::order;
use super::same::keeps;
use crate::domain::finding::{Finding, Place};
use crate::domain::form;
use crate::domain::indikator::{Arah, normalized};
use crate::domain::name::nearest;
use crate::domain::number::quote;
use crate::domain::renstra::{List, Row};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit::{self, Kind};

/// A form's sasaran is one of the Renstra's.
pub(super) fn sasaran(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let known: BTreeMap<&str, &Row> = ground
        .renstra
        .of(List::Sasaran)
        .map(|row| (row.name.as_str(), row))
        .collect();
    let rows = rows.iter().filter(|row| row.list == form::List::Sasaran);
    let foreign = rows.filter(|row| !known.is_empty() && !known.contains_key(row.name));
    let told = foreign.map(|row| {
        let near = match row.uraian {
            // Short ids are all alike; the words say which is meant.
            Some(uraian) => says(ground, uraian),
            None => nearest(row.name, known.keys().copied()),
        };
        let names: Vec<&str> = known.values().map(|row| row.name.as_str()).collect();
        let help = near.map_or_else(
            || format!("yang ada di Renstra: {}", names.join(", ")),
            |near| format!("maksud Anda `{near}`?"),
        );
        let message = format!("sasaran {} tidak ada di Renstra", row.name);
        Finding::new(Rule::SasaranOffRenstra, row.at("id"), message).help(help)
    });
    told.collect()
}

/// A sasaran reads as in the Renstra, whose words are the office's.
pub(super) fn words(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let told = rows.iter().filter_map(|row| {
        let of_sasaran = (row.list == form::List::Sasaran).then_some(row)?;
        let known = ground.renstra.row(List::Sasaran, of_sasaran.name)?;
        let (own, official) = (row.uraian?, known.uraian.as_deref()?);
        if normalized(own) == normalized(official) {
            return None;
        }
        let message = format!("uraian {} berbeda dari Renstra", row.label());
        let there = Place::field(ground.renstra_file, known.path().key("uraian"));
        let finding = Finding::new(Rule::UraianDiffers, row.at("uraian"), message)
            .because(there, "uraiannya di Renstra")
            .help(as_planned((own, official), ground))
            .unless(&[Rule::SasaranTwice]);
        Some(finding)
    });
    told.collect()
}

/// What to write where the words of a sasaran are not those that the Renstra has under its id: of
/// words with little in common the id may well be the slip.
fn as_planned((own, official): (&str, &str), ground: &Ground<'_>) -> String {
    let mut planned = ground.renstra.of(List::Sasaran);
    let is_own = |row: &&Row| {
        let uraian = row.uraian.as_deref();
        uraian.is_some_and(|uraian| normalized(uraian) == normalized(own))
    };
    if let Some(row) = planned.find(is_own) {
        return format!("tulis id = \"{}\", yang di Renstra beruraian itu", row.name);
    }
    let write = format!("tulis uraian = {}", quote(official));
    let [mine, theirs] = [own, official].map(|text| BTreeSet::from_iter(super::words::of(text)));
    let n_shared = mine.intersection(&theirs).count();
    if 2 * n_shared >= mine.len().min(theirs.len()) {
        return write;
    }
    format!("bila ini sasaran lain, beri id yang lain; bila bukan, {write}")
}

/// A form's program is one of the Renstra's, once that has any.
pub(super) fn programs(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let known: BTreeSet<&str> = ground
        .renstra
        .of(List::Program)
        .map(|row| row.name.as_str())
        .collect();
    let rows = rows.iter().filter(|row| row.list == form::List::Program);
    let foreign = rows.filter(|row| !known.is_empty() && !known.contains(row.name));
    let told = foreign.map(|row| {
        let message = format!("program {} tidak ada di Renstra", row.name);
        let help = "cocokkan kodenya dengan Renstra, atau tambahkan di acuan/renstra.toml bila \
                    Renstra memuatnya";
        Finding::new(Rule::ProgramOffRenstra, row.at("kode"), message)
            .help(help)
            .unless(&[Rule::UrusanForeign, Rule::ProgramSpecial])
    });
    told.collect()
}

/// The id of the sasaran with these words.
fn says<'a>(ground: &Ground<'a>, uraian: &str) -> Option<&'a str> {
    let wanted = normalized(uraian);
    let has = |row: &&Row| row.uraian.as_deref().map(normalized).as_ref() == Some(&wanted);
    let found = ground.renstra.of(List::Sasaran).find(has);
    found.map(|row| row.name.as_str())
}

/// A target is the Renstra's of that year, or says why it is not; at least it is not beyond where
/// the Renstra ends.
pub(super) fn targets(held: &[Held<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let told = held.iter().filter_map(|held| {
        let (here, found) = held;
        if here.has_reason() {
            return None;
        }
        let mut all = found.same.iter().copied();
        let beyond = all.find_map(|planned| beyond(held, planned, ground));
        Some([beyond, differs(held, ground)].into_iter().flatten())
    });
    told.flatten().collect()
}

/// A target that is not the Renstra's.
fn differs((here, found): &Held<'_>, ground: &Ground<'_>) -> Option<Finding> {
    let tahun = ground.tahun;
    let wanted = found.same.iter().copied();
    let wanted = wanted.filter_map(|known| Some((known, known.indikator.target.get(&tahun)?)));
    // A year that the Renstra leaves out is no year without a target.
    let wanted: Vec<(&Planned<'_>, &Target)> = wanted
        .filter(|(_, target)| target.value() != TargetValue::NotApplicable)
        .collect();
    let mut targets = wanted.iter().map(|(_, target)| *target);
    if targets.any(|planned| keeps(&here.indikator.target, planned)) {
        return None;
    }
    let (known, target) = wanted.first()?;
    let (mine, theirs) = (here.indikator.target.print(), target.print());
    let is_moved = known.row.name != here.line.name;
    let of = if is_moved {
        format!(" pada {}", known.row.label())
    } else {
        String::new()
    };
    let message = format!(
        "target {} {mine}, di Renstra{of} tahun {tahun} {theirs}",
        quote(&here.indikator.uraian)
    );
    let help = if is_moved {
        "samakan, atau tulis alasannya: alasan_beda = \"...\"; bila ukurannya lain, bedakan uraiannya"
    } else {
        "samakan, atau tulis alasannya: alasan_beda = \"...\""
    };
    let finding = Finding::new(Rule::TargetOffRenstra, here.at("target"), message)
        .because(planned_at(known, tahun, ground), "targetnya di Renstra")
        .help(help)
        .unless(&[
            Rule::OverHundred,
            Rule::TargetNegative,
            Rule::TargetDiffers,
            Rule::TargetBeyondRenstra,
        ]);
    let is_of_satuan = !is_alike(
        (&here.indikator.satuan, &here.indikator.target),
        (&known.indikator.satuan, target),
    );
    Some(if is_of_satuan {
        finding.unless_at(&here.at("satuan"), &[Rule::SatuanOffRenstra])
    } else {
        finding
    })
}

/// Whether two targets are values of one kind, so that they differ for more than their units: a
/// count is no share or index, and a number no predicate.
fn is_alike((mine, a): (&str, &Target), (theirs, b): (&str, &Target)) -> bool {
    let is_count = |satuan| unit::kind(satuan) == Some(Kind::Whole);
    let same_form = mem::discriminant(&a.value()) == mem::discriminant(&b.value());
    same_form && is_count(mine) == is_count(theirs)
}

/// A level that is to be passed before the Renstra wants to reach it at its end.
fn beyond((here, _): &Held<'_>, planned: &Planned<'_>, ground: &Ground<'_>) -> Option<Finding> {
    let (unit, satuan) = (here.unit()?, &planned.indikator.satuan);
    let (end, last) = planned.indikator.target.last_key_value()?;
    if *end <= ground.tahun || adds_up(unit) || adds_up(satuan) || !is_comparable(unit, satuan) {
        return None;
    }
    let arah = here.indikator.arah.or(planned.indikator.arah);
    let better = course(planned, arah)?;
    let words = if better == Ordering::Less {
        "sudah di bawah"
    } else {
        "melampaui"
    };
    if order(&here.indikator.target, last)? != better {
        return None;
    }
    let (mine, theirs) = (here.indikator.target.print(), last.print());
    let message = format!(
        "target {} {mine} {words} target akhir Renstra: {theirs} pada {end}",
        quote(&here.indikator.uraian)
    );
    let mut finding = Finding::new(Rule::TargetBeyondRenstra, here.at("target"), message)
        .because(planned_at(planned, *end, ground), "target akhir Renstra");
    let tahun = ground.tahun;
    if let Some(now) = planned.indikator.target.get(&tahun) {
        let words = format!("target {tahun} di Renstra, {}", now.print());
        finding = finding.because(planned_at(planned, tahun, ground), words);
    }
    let help = "periksa targetnya; bila memang demikian, tulis alasannya: alasan_beda = \"...\"";
    let causes = [Rule::OverHundred, Rule::TargetNegative, Rule::TargetDiffers];
    Some(finding.help(help).unless(&causes))
}

/// Which way the targets of the Renstra go from the first year to the last without a step back, if
/// that is the way that they should go.
fn course(planned: &Planned<'_>, arah: Option<Arah>) -> Option<Ordering> {
    let targets: Vec<&Target> = planned.indikator.target.values().collect();
    let way = order(targets.last()?, targets.first()?)?;
    let wanted = match arah {
        Some(Arah::Naik) => Ordering::Greater,
        Some(Arah::Turun) => Ordering::Less,
        Some(Arah::Tetap) => return None,
        None => way,
    };
    let on = |pair: &[&Target]| match pair {
        [before, after] => order(after, before).is_some_and(|step| step != way.reverse()),
        _ => true,
    };
    (way != Ordering::Equal && way == wanted && targets.windows(2).all(on)).then_some(way)
}

/// Where the Renstra has its target of a year.
pub(super) fn planned_at(planned: &Planned<'_>, tahun: i64, ground: &Ground<'_>) -> Place {
    let path = planned.row.path_of(planned.indikator).key("target");
    Place::field(ground.renstra_file, path.key(&tahun.to_string()))
}

/// A target, and the one of the Renstra that has other decimals.
type Rounded<'a> = (&'a Measured<'a>, &'a Planned<'a>, &'a Target);

/// Numbers have the decimals that they have in the Renstra: one hint a form.
pub(super) fn decimals(held: &[Held<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let mut forms: BTreeMap<&str, Vec<Rounded<'_>>> = BTreeMap::new();
    for (here, found) in held {
        let mut same = found.same.iter().copied();
        let other = same.find_map(|known| {
            let target = known.indikator.target.get(&ground.tahun)?;
            is_shorter_or_longer(&here.indikator.target, target).then_some((known, target))
        });
        if let Some((known, target)) = other {
            let told = forms.entry(here.line.file).or_default();
            told.push((here, known, target));
        }
    }
    let told = forms.into_values().flat_map(|all| {
        gathered(
            all,
            |(here, ..)| here.ignores(Rule::DecimalsOffRenstra),
            |all| rounded(all, ground),
        )
    });
    told.collect()
}

fn rounded(all: &[Rounded<'_>], ground: &Ground<'_>) -> Option<Finding> {
    let (here, known, target) = all.first()?;
    let (mine, theirs) = (here.indikator.target.print(), target.print());
    let uraian = quote(&here.indikator.uraian);
    let message = match all.len() {
        1 => format!("target {uraian} ditulis {mine}, di Renstra {theirs}"),
        n => format!(
            "{n} target ditulis dengan jumlah desimal lain daripada di Renstra, misalnya \
             {uraian} {mine} (Renstra {theirs})"
        ),
    };
    let help = format!(
        "tulis seperti di Renstra: target = \"{}\"",
        target.raw().trim()
    );
    let finding = Finding::new(Rule::DecimalsOffRenstra, here.at("target"), message);
    let at = planned_at(known, ground.tahun, ground);
    let finding = finding.because(at, "targetnya di Renstra").help(help);
    Some(finding.unless(&[Rule::TargetDiffers]))
}

/// Whether two targets are one broken number, written with more or fewer decimals.
fn is_shorter_or_longer(a: &Target, b: &Target) -> bool {
    let (TargetValue::Number(mine), TargetValue::Number(theirs)) = (a.value(), b.value()) else {
        return false;
    };
    mine == theirs && mine.scale() != theirs.scale() && !mine.fract().is_zero()
}
