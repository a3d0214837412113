//! Known: which row a name without id or kode means: of the form, of the Renstra, of the
//! nomenclature, or a sasaran that is new.

use std::collections::{BTreeMap, BTreeSet};

use super::fault;
use crate::domain::finding::Finding;
use crate::domain::indikator::normalized;
use crate::domain::name::slips;
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Node, Plan, Texts};
use crate::domain::workbook::reading::Source;

/// A row that is listed elsewhere than in the form: in the Renstra, or in the nomenclature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The list of a form that it would stand in.
    pub list: List,
    /// Its id or kode.
    pub name: String,
    /// What it is called there.
    pub uraian: String,
}

/// What rows may be called. It stays the same over all tables of a form, so that a new sasaran has
/// one id in them.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    /// The form as it stands.
    pub plan: &'a Plan,
    renstra: &'a [Listed],
    nomenklatur: &'a [Listed],
    /// The ids of new sasaran, by what they are called.
    fresh: BTreeMap<String, String>,
    /// What was told to be unknown.
    told: BTreeSet<String>,
}

/// A name to be looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called<'t> {
    pub(super) at: At,
    pub(super) text: &'t str,
    /// Where it may stand.
    pub(super) lists: &'t [List],
    /// The kode that it is below, if one is given.
    pub(super) within: Option<&'t str>,
    /// The id that a new sasaran has in the table.
    pub(super) id: Option<&'t str>,
}

/// The row that a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) list: List,
    pub(super) name: String,
    /// What it is called, when the form does not say so yet.
    pub(super) uraian: Option<String>,
}

/// What comes of looking a name up.
enum Found {
    One(Meant),
    Several(Vec<String>),
    None,
}

impl<'a> Names<'a> {
    /// Those of a form, of the Renstra, and of the nomenclature.
    #[must_use]
    pub fn new(plan: &'a Plan, renstra: &'a [Listed], nomenklatur: &'a [Listed]) -> Names<'a> {
        Names {
            plan,
            renstra,
            nomenklatur,
            fresh: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// The one row that a name means; that there is none, or that there are several, is told.
    pub(super) fn meant(
        &mut self,
        called: Called<'_>,
        (source, findings): (&Source, &mut Vec<Finding>),
    ) -> Option<Meant> {
        let mut found = self.in_form(called);
        for listed in [self.renstra, self.nomenklatur] {
            if matches!(found, Found::None) {
                found = called.among(listed);
            }
        }
        let (message, help) = match found {
            Found::One(meant) => return Some(meant),
            Found::Several(names) => (
                format!("`{}` bisa berarti {}", short(called.text), names.join(", ")),
                "tambahkan kolom ID Sasaran atau Kode yang menyebutkan mana yang dimaksud"
                    .to_owned(),
            ),
            Found::None => {
                if let Some(meant) = self.new_sasaran(called, (source, findings)) {
                    return Some(meant);
                }
                self.unknown(called)
            }
        };
        if self.told.insert(normalized(called.text)) {
            findings.push(fault(source, Rule::NameUnknown, called.at, message, &help));
        }
        None
    }

    /// Looks a name up among the rows of the form.
    fn in_form(&self, called: Called<'_>) -> Found {
        let wanted = spellings(called.text);
        let is = |node: &&Node| {
            let uraian = node.texts.get(&Field::Uraian).map_or("", String::as_str);
            called.may_be(node.list, node.name()) && is(&wanted, node.list, node.name(), uraian)
        };
        let found = self.plan.nodes.iter().filter(is);
        Found::of(found.map(|node| Meant {
            list: node.list,
            name: node.name().to_owned(),
            uraian: None,
        }))
    }

    /// A sasaran that neither the form nor the Renstra has. Where the Renstra lists sasaran, its
    /// ids are the only ones that rkt gives.
    fn new_sasaran(
        &mut self,
        called: Called<'_>,
        (source, findings): (&Source, &mut Vec<Finding>),
    ) -> Option<Meant> {
        let alone = called.lists == [List::Sasaran] || is_state(called.text);
        let uraian = bare(called.text);
        let key = normalized(&uraian);
        if !called.lists.contains(&List::Sasaran) || !alone || self.near(&key).is_some() {
            return None;
        }
        let id = match (self.fresh.get(&key), called.id) {
            (Some(id), _) => id.clone(),
            (None, Some(id)) => id.to_owned(),
            (None, None) => {
                let id = self.free_id()?;
                let message = format!("sasaran baru `{}` diberi id {id}", short(&uraian));
                let help = "periksa apakah memang baru; id sebaiknya sama dengan di Renstra";
                let rule = Rule::SasaranNumbered;
                findings.push(fault(source, rule, called.at, message, help));
                id
            }
        };
        self.fresh.insert(key, id.clone());
        Some(Meant {
            list: List::Sasaran,
            name: id,
            uraian: Some(uraian),
        })
    }

    /// The first of S1, S2, .. that no sasaran has; none where the Renstra says which there are.
    fn free_id(&self) -> Option<String> {
        let sasaran = |one: &Listed| one.list == List::Sasaran;
        if self.renstra.iter().any(sasaran) {
            return None;
        }
        let mut ids = (1..=9999).map(|n| format!("S{n}"));
        let taken = |id: &str| {
            let known = self.plan.named(List::Sasaran, id).is_some();
            known || self.fresh.values().any(|other| other == id)
        };
        ids.find(|id| !taken(id))
    }

    /// A sasaran of the form that is called nearly so.
    fn near(&self, key: &str) -> Option<&Node> {
        let sasaran = self.plan.nodes.iter();
        let mut sasaran = sasaran.filter(|node| node.list == List::Sasaran);
        sasaran.find(|node| {
            let uraian = node.texts.get(&Field::Uraian);
            uraian.is_some_and(|uraian| slips(key, &normalized(uraian)).is_some())
        })
    }

    fn unknown(&self, called: Called<'_>) -> (String, String) {
        let short = short(called.text);
        if let Some(near) = self.near(&normalized(&bare(called.text))) {
            let uraian = near.texts.get(&Field::Uraian).map_or("", String::as_str);
            let message = format!("`{short}` hampir sama dengan {} di form", near.name());
            return (message, format!("samakan tulisannya: `{uraian}`"));
        }
        let nodes = self.plan.nodes.iter();
        let of_form = nodes.map(|node| (node.list, node.name()));
        let listed = self.renstra.iter().map(|one| (one.list, one.name.as_str()));
        let ids = of_form
            .chain(listed)
            .filter(|(list, _)| *list == List::Sasaran);
        let ids: BTreeSet<&str> = ids.map(|(_, name)| name).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let ids = if ids.is_empty() || !called.lists.contains(&List::Sasaran) {
            String::new()
        } else {
            format!("; sasaran yang ada: {}", ids.join(", "))
        };
        (
            format!("`{short}` tidak ada di form, Renstra, atau nomenklatur"),
            format!("samakan uraiannya, atau tambahkan kolom ID Sasaran atau Kode{ids}"),
        )
    }
}

impl Called<'_> {
    /// Looks the name up among those that are listed elsewhere.
    fn among(&self, listed: &[Listed]) -> Found {
        let wanted = spellings(self.text);
        let is = |one: &&Listed| {
            self.may_be(one.list, &one.name) && is(&wanted, one.list, &one.name, &one.uraian)
        };
        Found::of(listed.iter().filter(is).map(|one| Meant {
            list: one.list,
            name: one.name.clone(),
            uraian: Some(one.uraian.clone()),
        }))
    }

    fn may_be(&self, list: List, name: &str) -> bool {
        let below = |above: &str| name.starts_with(&format!("{above}."));
        self.lists.contains(&list) && (list == List::Sasaran || self.within.is_none_or(below))
    }
}

impl Found {
    fn of(found: impl Iterator<Item = Meant>) -> Found {
        let mut names = BTreeMap::new();
        for meant in found {
            names.entry(meant.name.clone()).or_insert(meant);
        }
        // The program penunjang of an office is written in its first bidang urusan.
        if names.keys().all(|name| name.get(4..7) == Some(".01")) {
            names = names.into_iter().take(1).collect();
        }
        let several: Vec<String> = names.keys().cloned().collect();
        match (names.into_values().next(), several.len()) {
            (Some(meant), 1) => Found::One(meant),
            (Some(_), _) => Found::Several(several),
            (None, _) => Found::None,
        }
    }
}

fn is(wanted: &[String], list: List, name: &str, uraian: &str) -> bool {
    let uraian = normalized(uraian);
    let by_id = list == List::Sasaran && wanted.contains(&normalized(name));
    !uraian.is_empty() && wanted.contains(&uraian) || by_id
}

/// Whether a band names what is to be reached: `Sasaran 1: ..`, `Meningkatnya ..`.
pub(super) fn is_state(text: &str) -> bool {
    let plain = normalized(&bare(text));
    let first = plain.split_whitespace().next().unwrap_or_default();
    first.ends_with("nya") || normalized(text).starts_with("sasaran")
}

/// A name without `Sasaran 1:` or the number before it.
fn bare(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let numbered = |text: &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let rest = rest.trim_start();
        let rest = rest.trim_start_matches([')', ':', '-', '–']).trim_start();
        let mark = text.get(..text.len() - rest.len()).unwrap_or_default();
        let is_mark = mark.trim_end().ends_with(['.', ')', ':', '-', '–']);
        (is_mark && !rest.is_empty()).then(|| rest.to_owned())
    };
    let after = ["sasaran strategis", "sasaran"]
        .into_iter()
        .find_map(|word| {
            let head = line.get(..word.len())?;
            let rest = line.get(word.len()..)?.trim_start();
            (head.to_lowercase() == word).then_some(rest)
        });
    numbered(after.unwrap_or(&line)).unwrap_or(line)
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(60).collect();
    if short.len() < line.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    short
}

/// A text, and what it is without the words and numbers that people put before it.
fn spellings(text: &str) -> Vec<String> {
    let whole = normalized(text);
    let mut spellings = vec![whole.clone()];
    if let Some((_, rest)) = whole.split_once(':') {
        spellings.push(rest.trim().to_owned());
    }
    let mut rest = whole.as_str();
    for word in [
        "sasaran strategis",
        "sasaran",
        "sub kegiatan",
        "kegiatan",
        "program",
    ] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let mark = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ':' | '-' | ' ');
    spellings.push(rest.to_owned());
    spellings.push(rest.trim_start_matches(mark).to_owned());
    // `S1 Meningkatnya ..`, where the id stands before the name.
    if let Some((first, rest)) = whole.split_once([' ', '.', '-'])
        && first.chars().any(|c| c.is_ascii_digit())
    {
        spellings.push(rest.trim_start_matches(mark).to_owned());
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// Takes over how the form writes what differs only in capitals and blanks.
#[must_use]
pub fn settle(known: Option<&Texts>, field: Field, text: String) -> String {
    let kept = known.and_then(|known| known.get(&field));
    match kept.filter(|kept| normalized(kept) == normalized(&text)) {
        Some(kept) => kept.clone(),
        None => text,
    }
}
