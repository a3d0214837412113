//! Lines of a file that are no TOML, and the rows they stand in: what is read there is a guess.

use std::ops::Range;

use super::text::Source;
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::rule::Rule;
use crate::source::Texts;

/// What of a file could not be read as TOML.
pub struct Unwritten<'a> {
    texts: Texts<'a>,
    lines: Vec<Range<usize>>,
    rows: Vec<Range<usize>>,
}

impl<'a> Unwritten<'a> {
    /// What these faults of a file's writing are about.
    #[must_use]
    pub fn of(source: &'a Source, faults: &[Finding]) -> Unwritten<'a> {
        let at = faults.iter().filter_map(|fault| match fault.at.spot {
            Spot::Bytes(start, _) if fault.rule == Rule::TomlSyntax => Some(start),
            Spot::Bytes(..) | Spot::File | Spot::Field(_) | Spot::Key(_) | Spot::Cell(..) => None,
        });
        let at: Vec<usize> = at.collect();
        let all = |range: fn(&str, usize) -> Range<usize>| {
            at.iter().map(|at| range(&source.text, *at)).collect()
        };
        Unwritten {
            texts: Texts::new([(source.file.as_str(), source.text.as_str())]),
            lines: all(line_range),
            rows: all(row_range),
        }
    }

    /// Whether a place is on such a line.
    #[must_use]
    pub fn has_line(&self, place: &Place) -> bool {
        self.has(&self.lines, place)
    }

    /// Whether a place is in the row of such a line.
    #[must_use]
    pub fn has_row(&self, place: &Place) -> bool {
        self.has(&self.rows, place)
    }

    /// Whether every line could be read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn has(&self, ranges: &[Range<usize>], place: &Place) -> bool {
        if ranges.is_empty() || place.spot == Spot::File {
            return false;
        }
        // What the parser makes of a broken value may stand anywhere; its key is where it was typed.
        let key = match &place.spot {
            Spot::Field(path) => Some(Place::key(&place.file, path.clone())),
            Spot::File | Spot::Key(_) | Spot::Bytes(..) | Spot::Cell(..) => None,
        };
        let places = [Some(place), key.as_ref()].into_iter().flatten();
        let mut starts = places.map(|place| self.texts.span(place).start);
        starts.any(|start| ranges.iter().any(|range| range.contains(&start)))
    }
}

/// The bytes of the line that an offset is in, with its end.
#[must_use]
pub fn line_range(text: &str, offset: usize) -> Range<usize> {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find('\n').map_or(rest.len(), |at| at + 1).max(1)
}

/// The bytes from the heading above an offset to the next heading, which may itself be no TOML.
fn row_range(text: &str, offset: usize) -> Range<usize> {
    let line = line_range(text, offset);
    let headings = || text.match_indices('\n').map(|(at, _)| at + 1);
    let is_heading = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t']).starts_with('[')
    };
    let mut above = headings().filter(|at| *at <= line.start && is_heading(at));
    let below = headings().find(|at| *at >= line.end && is_heading(at));
    above.next_back().unwrap_or(0)..below.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_goes_from_its_heading_to_the_next() {
        let text = "a = 1\n[[b]]\nc = 2\n  [[b.d\ne = 3\n";
        for (part, row) in [
            ("a", "a = 1\n"),
            ("c", "[[b]]\nc = 2\n"),
            ("[[b.d", "  [[b.d\ne = 3\n"),
            ("e =", "  [[b.d\ne = 3\n"),
        ] {
            let at = text.find(part).unwrap();
            assert_eq!(&text[row_range(text, at)], row, "{part}");
        }
        assert_eq!(row_range("", 0), 0..0);
    }
}
