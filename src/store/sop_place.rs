//! Where in `sop.yaml` something stands: by the id of a langkah, or by what is written there.

use super::text::Source;
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::rule::Rule;
use crate::domain::sop_lint::{Anchor, Oddity};

/// The oddities of a SOP as findings in its file.
#[must_use]
pub fn findings(source: &Source, oddities: Vec<Oddity>) -> Vec<Finding> {
    let finding = |oddity: Oddity| {
        let place = at_anchor(source, &oddity.anchor);
        Finding::new(Rule::SopOddity, place, oddity.message).help(oddity.help)
    };
    oddities.into_iter().map(finding).collect()
}

/// The last text of the anchor that can be found, else the file.
fn at_anchor(source: &Source, anchor: &Anchor) -> Place {
    let mut place = match &anchor.langkah {
        Some(id) => at_id(source, id.as_str()),
        None => Place::file(&source.file),
    };
    for text in &anchor.texts {
        let start = match place.spot {
            Spot::Bytes(_, end) => end,
            Spot::File | Spot::Field(_) | Spot::Key(_) | Spot::Cell(..) => 0,
        };
        if let Some(at) = find_after(&source.text, start, text) {
            place.spot = Spot::Bytes(at, at + text.len());
        }
    }
    place
}

/// The first place at or after `from` that holds a text, in any case of letters, outside
/// lines that are comments.
fn find_after(text: &str, from: usize, needle: &str) -> Option<usize> {
    let needle = needle.to_ascii_lowercase();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let skip = from.saturating_sub(start);
        let rest = line.get(skip..).unwrap_or_default().to_ascii_lowercase();
        let comment = line.trim_start().starts_with('#');
        if let Some(at) = rest.find(&needle).filter(|_| !comment) {
            return Some(start + skip + at);
        }
        start += line.len();
    }
    None
}

/// The last place that gives this id, which of two with the same id is the wrong one.
pub(super) fn at_id(source: &Source, id: &str) -> Place {
    let mut spot = Spot::File;
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        if let Some(at) = line.find("id:") {
            let value = line.get(at + 3..).unwrap_or_default();
            let value = value.split([',', '}', '#']).next().unwrap_or_default();
            if value.trim().trim_matches(['"', '\'']) == id {
                let end = start + at + 3 + value.trim_end().len();
                spot = Spot::Bytes(start + at, end);
            }
        }
        start += line.len();
    }
    Place {
        file: source.file.clone(),
        spot,
    }
}

/// The first line that holds `needle`, else the file.
pub(super) fn at_text(source: &Source, needle: &str) -> Place {
    let spot = source
        .text
        .find(needle)
        .map_or(Spot::File, |at| Spot::Bytes(at, at + needle.len()));
    Place {
        file: source.file.clone(),
        spot,
    }
}
