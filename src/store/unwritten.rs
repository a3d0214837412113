//! Lines of a file that are no TOML, and the rows they stand in: what is read there is a guess.

use std::collections::BTreeSet;
use std::ops::Range;

use super::text::Source;
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::rule::Rule;
use crate::source::Texts;

/// What of a file could not be read as TOML.
pub struct Unwritten<'a> {
    texts: Texts<'a>,
    /// In the order of the text, as are the rows.
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
        let at: BTreeSet<usize> = at.collect();
        let starts = row_starts(&source.text);
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut rows: Vec<Range<usize>> = Vec::new();
        for at in at {
            lines.push(line_range(&source.text, at));
            rows.push(row_range(&source.text, &starts, at));
        }
        rows.dedup();
        Unwritten {
            texts: Texts::new([(source.file.as_str(), source.text.as_str())]),
            lines,
            rows,
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
        starts.any(|start| is_within(ranges, start))
    }
}

/// Whether one of these ranges, in their order, has an offset.
fn is_within(ranges: &[Range<usize>], offset: usize) -> bool {
    let n_before = ranges.partition_point(|range| range.start <= offset);
    let last = n_before.checked_sub(1).and_then(|last| ranges.get(last));
    last.is_some_and(|range| range.contains(&offset))
}

/// The bytes of the line that an offset is in, with its end.
#[must_use]
pub fn line_range(text: &str, offset: usize) -> Range<usize> {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find('\n').map_or(rest.len(), |at| at + 1).max(1)
}

/// Where the rows of a text begin: at its start, and at each heading, which may itself be no TOML.
fn row_starts(text: &str) -> Vec<usize> {
    let lines = text.match_indices('\n').map(|(at, _)| at + 1);
    let is_heading = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t']).starts_with('[')
    };
    std::iter::once(0).chain(lines.filter(is_heading)).collect()
}

/// The bytes of the row that an offset is in.
fn row_range(text: &str, starts: &[usize], offset: usize) -> Range<usize> {
    let next = starts.partition_point(|start| *start <= offset);
    let start = next.checked_sub(1).and_then(|own| starts.get(own));
    let end = starts.get(next).copied().unwrap_or(text.len());
    start.copied().unwrap_or_default()..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_on_any_of_many_broken_lines() {
        let row = |n: usize| format!("[[b]]\nc = 1\nd{n} = x y\n\n[[e]]\nf = 1\n");
        let source = Source {
            file: "a.toml".to_owned(),
            text: (0..100).map(row).collect(),
        };
        let at = |start: usize| Place {
            file: source.file.clone(),
            spot: Spot::Bytes(start, start + 1),
        };
        let starts = |part: &str| -> Vec<usize> {
            source.text.match_indices(part).map(|(at, _)| at).collect()
        };
        let faults = starts("x y").into_iter().rev();
        let faults: Vec<Finding> = faults
            .map(|start| Finding::new(Rule::TomlSyntax, at(start), "x"))
            .collect();
        let unwritten = Unwritten::of(&source, &faults);
        for (part, on_line, in_row) in [
            ("d", true, true),
            ("c = 1", false, true),
            ("[[b]]", false, true),
            ("[[e]]", false, false),
            ("f = 1", false, false),
        ] {
            let places: Vec<Place> = starts(part).into_iter().map(at).collect();
            assert_eq!(places.len(), 100, "{part}");
            for place in places {
                assert_eq!(unwritten.has_line(&place), on_line, "{place:?}");
                assert_eq!(unwritten.has_row(&place), in_row, "{place:?}");
            }
        }
    }

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
            let range = row_range(text, &row_starts(text), at);
            assert_eq!(&text[range], row, "{part}");
        }
        assert_eq!(row_range("", &row_starts(""), 0), 0..0);
    }
}
