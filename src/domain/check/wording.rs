//! Rules on the words of one form, so that it says what it means (SMART), and on how it is typed.
//!
//! Each text is taken apart once ([`Text`]), and every rule looks at the same list.

mod double;
mod hygiene;
mod indikator;
mod left_behind;
mod less;
mod measure;
mod repeated;
mod revoked;
#[cfg(test)]
mod samples;
mod sasaran;
mod spelling;
mod text;
pub(super) mod wilayah;

use super::Ground;
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use text::{Text, quoted};

/// As many findings of one rule in a form as are each told apart.
const FEW: usize = 3;

/// Checks the words of one form.
pub(super) fn check(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    let mut texts = Text::all(form, file, ground);
    let lower: Vec<String> = texts.iter().map(Text::lower).collect();
    Text::with_words(&mut texts, &lower);
    let mut findings = sasaran::check(&texts, ground);
    findings.extend(indikator::check(&texts));
    findings.extend(less::check(&texts));
    findings.extend(double::check(&texts));
    findings.extend(spelling::check(&texts));
    findings.extend(revoked::check(&texts));
    findings.extend(left_behind::check(&texts, ground));
    findings.extend(repeated::check(form, file));
    findings.extend(hygiene::check(&texts));
    findings
}

/// A few findings as they are; many of one rule as one, at the first, that counts them.
///
/// `all` says what holds for so many texts; the first of them are named behind it.
fn few_or_one<'a>(
    found: impl IntoIterator<Item = Found<'a>>,
    all: impl Fn(usize) -> String,
) -> Vec<Finding> {
    let found = found.into_iter();
    let (mut told, rest): (Vec<Found<'_>>, Vec<Found<'_>>) = found.partition(|one| one.is_excepted);
    let message = (rest.len() > FEW).then(|| {
        let names: Vec<&str> = rest.iter().map(|one| one.name).collect();
        format!("{}: {}", all(rest.len()), named(&names))
    });
    told.extend(
        rest.into_iter()
            .take(if message.is_some() { 1 } else { FEW }),
    );
    let mut findings: Vec<Finding> = told.into_iter().map(|one| one.finding).collect();
    if let Some((message, last)) = message.zip(findings.last_mut()) {
        last.message = message;
    }
    findings
}

/// A fault in a text, which is called by that name.
struct Found<'a> {
    finding: Finding,
    name: &'a str,
    is_excepted: bool,
}

impl<'a> Found<'a> {
    fn of(text: &Text<'a>, finding: Finding) -> Found<'a> {
        Found {
            name: text.raw,
            is_excepted: text.ignores(finding.rule),
            finding,
        }
    }
}

/// The first names of many, in quotes, and how many there are besides.
fn named(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(2).map(|name| quoted(name)).collect();
    match (shown.as_slice(), names.len().saturating_sub(shown.len())) {
        ([first, second], 0) => format!("{first} dan {second}"),
        (shown, 0) => shown.join(", "),
        (shown, more) => format!("{}, dan {more} lainnya", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samples::{asked, indikator, kegiatan};

    /// The nomenclature that comes with rkt, as plain text.
    const SEED: &str = include_str!("../../store/seed/nomenklatur.tsv");

    #[test]
    fn no_rule_on_wording_has_anything_to_say_of_official_words() {
        let lines = SEED
            .lines()
            .filter(|line| line.starts_with(char::is_numeric));
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let (uraian, official, satuan) = (cells[1], cells[3], cells[4]);
            let all = (!official.is_empty()).then(|| indikator(official, satuan));
            let form = kegiatan(uraian, all.into_iter().collect());
            let found = asked(|ground| check(&form, "a", ground));
            assert_eq!(found, [], "{line}");
        }
    }

    #[test]
    fn many_findings_of_a_rule_are_told_as_one() {
        let one = |n: usize| {
            let place = crate::domain::finding::Place::file(&n.to_string());
            let rule = crate::domain::rule::Rule::TwoInOne;
            Found {
                finding: Finding::new(rule, place, "satu").help("tulis"),
                name: ["I0", "I1", "I2", "I3", "I4"][n],
                is_excepted: n == 4,
            }
        };
        let all = |n| format!("{n} baris");
        assert_eq!(few_or_one((0..3).map(one), all).len(), 3);
        let told = few_or_one((0..4).map(one), all);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].message, "4 baris: \"I0\", \"I1\", dan 2 lainnya");
        assert_eq!(told[0].help.as_deref(), Some("tulis"));
        // An exception is of its own row, and no row is counted that has one.
        let told = few_or_one((0..5).map(one), all);
        let messages: Vec<&str> = told.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, ["satu", "4 baris: \"I0\", \"I1\", dan 2 lainnya"]);
        assert!(few_or_one(Vec::new(), all).is_empty());
        assert_eq!(named(&["I0"]), "\"I0\"");
        assert_eq!(named(&["I0", "I1"]), "\"I0\" dan \"I1\"");
    }
}
