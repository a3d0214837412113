//! Rules that hold a form against the nomenclature: what a kode is called, what measures it, and
//! whether it still holds.

use std::collections::BTreeMap;

use super::Ground;
use super::codes::is_ours;
use super::line::Line;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::indikator::Indikator;
use crate::domain::kode::Kode;
use crate::domain::nomenklatur::Entry;
use crate::domain::rule::{Rule, Severity};
use crate::domain::unit;

/// The first year whose plans were all begun after the decree that retired what the table of rkt
/// calls retired.
const RENEWED: i64 = 2026;

/// Checks one form against the nomenclature.
pub(super) fn check(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    // The table that comes with rkt is that of a kabupaten or kota.
    let of_provinsi = ground.settings.instansi.government() == Some('1');
    if of_provinsi && !ground.is_own_nomenklatur {
        return Vec::new();
    }
    let rows = Line::all(file, form).filter_map(|row| Some((row, row.kode?)));
    let rows: Vec<(Line<'_>, &Kode)> = rows.filter(|(_, kode)| is_ours(kode, ground)).collect();
    let mut findings = unlisted(&rows, ground);
    for (row, kode) in rows {
        let Some(entry) = ground.nomenklatur.of(kode) else {
            findings.extend(miscoded(&row, kode, ground));
            continue;
        };
        findings.extend(retired(&row, kode, ground));
        let gone = |one: Finding| one.unless_at(&row.at("kode"), &[Rule::KodeRetired]);
        findings.extend(misnamed(&row, entry, ground).map(gone));
        let other = |one: Finding| one.unless_at(&row.at("uraian"), &[Rule::UraianUnofficial]);
        findings.extend(mismeasured(&row, entry, ground).map(gone).map(other));
    }
    findings
}

/// Whether two names say the same: case, marks, blanks, what stands in brackets and the word for
/// the level do not count.
fn alike(a: &str, b: &str) -> bool {
    a == b || letters(a).eq(letters(b)) || plain(a) == plain(b)
}

/// The entry of that name.
pub(super) fn same_uraian<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    uraian: &str,
) -> Option<&'a Entry> {
    let mut entries = entries.into_iter();
    entries.find(|entry| letters(&entry.uraian).eq(letters(uraian)))
}

/// The letters and digits of a text in lower case, as they are compared.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let telling = outside_brackets(text).filter(|c| c.is_alphanumeric());
    telling.flat_map(char::to_lowercase)
}

/// The characters that do not stand in brackets; `&` in full.
fn outside_brackets(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    let outside = text.chars().filter(move |c| {
        let was = depth;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        was == 0 && *c != '('
    });
    outside.flat_map(|c| {
        let and = if c == '&' { " dan " } else { "" };
        and.chars().chain((c != '&').then_some(c))
    })
}

/// A name as it is compared, when its letters are not the same.
fn plain(text: &str) -> String {
    let outside: String = outside_brackets(text).collect();
    let lower = outside.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    // Offices write which of both they are.
    let telling = words.filter(|word| !matches!(*word, "" | "kabupaten" | "kota"));
    let mut words: Vec<&str> = telling.collect();
    // Some official texts have a word twice over.
    words.dedup();
    let level = match words.as_slice() {
        ["sub", "kegiatan", _, ..] => 2,
        ["program" | "kegiatan" | "subkegiatan", _, ..] => 1,
        _ => 0,
    };
    words.split_off(level).concat()
}

/// How bad it is to differ from a table: that of the office is the one that holds, the one that
/// comes with rkt may be of another year's decree.
fn weighed(finding: Finding, ground: &Ground<'_>) -> Finding {
    let severity = if ground.is_own_nomenklatur {
        finding.severity
    } else {
        Severity::Saran
    };
    Finding {
        severity,
        ..finding
    }
}

/// A kode is in the office's nomenclature, where that lists others beside it. A table that lacks
/// more than it lists, there or of the whole form, is not complete.
fn unlisted(rows: &[(Line<'_>, &Kode)], ground: &Ground<'_>) -> Vec<Finding> {
    if !ground.is_own_nomenklatur {
        return Vec::new();
    }
    let mut lacking: BTreeMap<&str, Vec<(&Line<'_>, &Kode)>> = BTreeMap::new();
    for (row, kode) in rows {
        if ground.nomenklatur.of(kode).is_none() {
            lacking.entry(kode.above()).or_default().push((row, kode));
        }
    }
    if lacking.values().map(Vec::len).sum::<usize>() * 2 > rows.len() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for lacking in lacking.values() {
        for (row, kode) in lacking {
            let listed = beside(kode, ground);
            if listed.is_empty() || listed.len() < lacking.len() {
                continue;
            }
            let message = format!("kode {} tidak ada di nomenklatur kantor", row.label());
            let help = listed_as(row, kode, &listed, ground);
            findings.push(Finding::new(Rule::KodeUnlisted, row.at("kode"), message).help(help));
        }
    }
    findings
}

/// The entries beside a kode that are of its government and its decree, and hold.
fn beside<'a>(kode: &Kode, ground: &Ground<'a>) -> Vec<&'a Entry> {
    let all = ground.nomenklatur.siblings(kode).into_iter();
    let same = all.filter(|entry| {
        entry.pengganti.is_none()
            && entry.kode.is_short() == kode.is_short()
            && entry.kode.government() == kode.government()
    });
    same.collect()
}

/// What to write instead of a kode that is not listed: that of the same name, else the only one
/// that a single slip makes of it.
fn listed_as(row: &Line<'_>, kode: &Kode, listed: &[&Entry], ground: &Ground<'_>) -> String {
    let named = row.uraian.and_then(|uraian| {
        let beside = same_uraian(listed.iter().copied(), uraian);
        beside.or_else(|| only_named(kode, uraian, ground))
    });
    let named = named.or_else(|| {
        let near = |entry: &&&Entry| strsim::osa_distance(entry.kode.as_str(), kode.as_str()) == 1;
        let mut near = listed.iter().filter(near);
        near.next().copied().filter(|_| near.next().is_none())
    });
    match named {
        Some(entry) => format!("maksud Anda `{}`, {}?", entry.kode, entry.uraian),
        None => "perbaiki kodenya, atau lengkapi acuan/nomenklatur.tsv".to_owned(),
    }
}

/// The only entry of that name in the bidang urusan of a kode, of its level, government and decree.
fn only_named<'a>(kode: &Kode, uraian: &str, ground: &Ground<'a>) -> Option<&'a Entry> {
    let urusan = |kode: &Kode| kode.numbers().into_iter().take(2).collect::<Vec<_>>();
    let is_like = |other: &Kode| {
        other.level() == kode.level()
            && other.government() == kode.government()
            && other.is_short() == kode.is_short()
            && urusan(other) == urusan(kode)
    };
    let all = ground.nomenklatur.in_force();
    let all = all.filter(|entry| is_like(&entry.kode));
    let mut named = all.filter(|entry| letters(&entry.uraian).eq(letters(uraian)));
    named.next().filter(|_| named.next().is_none())
}

/// A kode that is not listed, under the name of one beside it that is.
fn miscoded(row: &Line<'_>, kode: &Kode, ground: &Ground<'_>) -> Option<Finding> {
    let meant = same_uraian(beside(kode, ground), row.uraian?)?;
    let message = format!(
        "kode {} tidak ada di nomenklatur, dan uraiannya milik {}",
        row.label(),
        meant.kode
    );
    let finding = Finding::new(Rule::UraianUnofficial, row.at("kode"), message)
        .help(format!("tulis kode = \"{}\"", meant.kode))
        .unless(&[Rule::KodeUnlisted]);
    Some(weighed(finding, ground))
}

/// A kode that was replaced is not planned with any more.
fn retired(row: &Line<'_>, kode: &Kode, ground: &Ground<'_>) -> Option<Finding> {
    let held_then = !ground.is_own_nomenklatur && ground.tahun < RENEWED;
    let new = ground.nomenklatur.successor(kode).filter(|_| !held_then)?;
    let message = format!("kode {} sudah diganti dengan {new}", row.label());
    let name = ground.nomenklatur.of(new).map(|entry| &entry.uraian);
    let renamed = name.filter(|name| row.uraian.is_some_and(|own| !alike(own, name)));
    let renamed = renamed.map_or(String::new(), |name| format!(" dan uraian = \"{name}\""));
    let help = format!("tulis kode = \"{new}\"{renamed}");
    Some(Finding::new(Rule::KodeRetired, row.at("kode"), message).help(help))
}

/// A row is called what the nomenclature calls its kode.
fn misnamed(row: &Line<'_>, entry: &Entry, ground: &Ground<'_>) -> Option<Finding> {
    let own = row.uraian.filter(|own| !alike(own, &entry.uraian))?;
    let (label, official) = (row.label(), &entry.uraian);
    let finding = if let Some(other) = same_uraian(beside(&entry.kode, ground), own) {
        let kode = &other.kode;
        let message = format!("uraian {label} \"{own}\" di nomenklatur milik kode lain, {kode}");
        let help = format!("tulis kode = \"{kode}\", atau uraian = \"{official}\"");
        Finding::new(Rule::UraianUnofficial, row.at("uraian"), message).help(help)
    } else {
        let message = format!("uraian {label} \"{own}\", di nomenklatur \"{official}\"");
        let help = format!("tulis uraian = \"{official}\", atau perbaiki kodenya");
        Finding::new(Rule::UraianUnofficial, row.at("uraian"), message).help(help)
    };
    Some(weighed(finding, ground))
}

/// A sub kegiatan is measured by its official indikator, in its official unit; others may stand
/// beside it.
fn mismeasured(row: &Line<'_>, entry: &Entry, ground: &Ground<'_>) -> Option<Finding> {
    let official = entry.indikator.as_deref()?;
    if row.list != List::SubKegiatan || row.indikator.is_empty() {
        return None;
    }
    let own = row
        .indikator
        .iter()
        .find(|one| alike(&one.uraian, official));
    let finding = match (own, entry.satuan.as_deref()) {
        (None, satuan) => {
            let at = match row.indikator {
                [only] => row.at_of(only, "uraian"),
                _ => row.at("kode"),
            };
            let message = format!("indikator resmi {} tidak dipakai", row.label());
            let satuan = satuan.map_or(String::new(), |unit| format!(", satuan = \"{unit}\""));
            let help = format!("pakai juga uraian = \"{official}\"{satuan}");
            Finding::new(Rule::IndikatorUnofficial, at, message).help(help)
        }
        (Some(own), Some(satuan)) if !same_unit(own, satuan) => {
            let message = format!(
                "satuan \"{}\" pada \"{}\", di nomenklatur \"{satuan}\"",
                own.satuan, own.uraian
            );
            let at = row.at_of(own, "satuan");
            let help = format!("tulis satuan = \"{satuan}\"");
            Finding::new(Rule::IndikatorUnofficial, at, message).help(help)
        }
        (Some(_), _) => return None,
    };
    Some(weighed(finding, ground))
}

/// Whether an indikator is in that unit, in whatever spelling.
fn same_unit(own: &Indikator, official: &str) -> bool {
    // A unit left out, or in the target, is told elsewhere.
    own.satuan.trim().is_empty()
        || unit::same(&own.satuan, official)
        || letters(&own.satuan).eq(letters(official))
}
