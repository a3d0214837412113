//! Known: which row of the form a name without id or kode means.

use crate::domain::indikator::normalized;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Node, Plan, Texts};

/// What comes of looking a name up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One row has it: its list, and its id or kode.
    One(List, String),
    /// Several rows have it.
    Several(Vec<String>),
    /// None has it.
    None,
}

/// Looks a name up among the rows of some lists, below a kode if one is given.
#[must_use]
pub fn look_up(plan: &Plan, lists: &[List], text: &str, within: Option<&str>) -> Found {
    let wanted = spellings(text);
    let inside = |node: &Node| {
        let sasaran = node.list == List::Sasaran;
        sasaran || within.is_none_or(|above| node.name().starts_with(&format!("{above}.")))
    };
    let is = |node: &Node| {
        let uraian = node.texts.get(&Field::Uraian).map_or("", String::as_str);
        let uraian = normalized(uraian);
        let by_id = node.list == List::Sasaran && wanted.contains(&normalized(node.name()));
        !uraian.is_empty() && wanted.contains(&uraian) || by_id
    };
    let nodes = plan.nodes.iter();
    let nodes = nodes.filter(|node| lists.contains(&node.list) && inside(node) && is(node));
    let found: Vec<&Node> = nodes.collect();
    match found.as_slice() {
        [] => Found::None,
        [one] => Found::One(one.list, one.name().to_owned()),
        several => Found::Several(several.iter().map(|node| node.name().to_owned()).collect()),
    }
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
