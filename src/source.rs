//! The text of one file: where a field stands in it, and how to show it safely.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::finding::{FieldPath, Spot, Step};

/// Whether a character must not be in data: controls, and marks that hide or reorder text.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let invisible = matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}');
    (c.is_control() && !matches!(c, '\n' | '\t')) || invisible
}

/// A text in which nothing can reach the terminal but letters: hidden characters are replaced
/// by others of the same length in bytes, so that spans stay true.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c.len_utf8() {
        _ if !is_hidden(c) => c,
        1 if c == '\r' => ' ',
        1 => '?',
        2 => '\u{bf}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Line and column of a byte, both from 1; columns count characters.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(clamp(text, 0..offset)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    (line, column)
}

/// The bytes of a spot. A field that is missing gives its nearest ancestor, and a place that no
/// longer exists the start of the file.
#[must_use]
pub fn locate(text: &str, spot: &Spot) -> Range<usize> {
    match spot {
        Spot::File => 0..0,
        Spot::Bytes(start, end) => clamp(text, *start..*end),
        Spot::Field(path) => find(text, path, Part::Value),
        Spot::Key(path) => find(text, path, Part::Key),
    }
}

#[derive(Clone, Copy)]
enum Part {
    Key,
    Value,
}

fn find(text: &str, path: &FieldPath, part: Part) -> Range<usize> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut at = Found {
        key: None,
        span: 0..0,
    };
    let mut value: Option<&Spanned<DeValue<'_>>> = None;
    for (n, step) in path.steps().iter().enumerate() {
        let next = match (step, n, value.map(Spanned::get_ref)) {
            (Step::Key(key), 0, _) => entry(root.get_ref(), key),
            (Step::Key(key), _, Some(DeValue::Table(table))) => entry(table, key),
            (Step::Index(index), _, Some(DeValue::Array(array))) => {
                array.get(*index).map(|v| (None, v))
            }
            _ => None,
        };
        let Some((key, found)) = next else { break };
        at = Found {
            key: key.or(at.key),
            span: found.span(),
        };
        value = Some(found);
        if n + 1 < path.steps().len() {
            at.key = None;
        }
    }
    let span = match (part, at.key) {
        (Part::Key, Some(key)) => key,
        (Part::Key | Part::Value, _) => first_line(text, at.span),
    };
    clamp(text, span)
}

struct Found {
    key: Option<Range<usize>>,
    span: Range<usize>,
}

type Entry<'a, 't> = (Option<Range<usize>>, &'a Spanned<DeValue<'t>>);

fn entry<'a, 't>(table: &'a DeTable<'t>, key: &str) -> Option<Entry<'a, 't>> {
    table
        .iter()
        .find(|(name, _)| name.get_ref() == key)
        .map(|(name, value)| (Some(name.span()), value))
}

/// A table's span runs over all its lines; its first one is enough to point at.
fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let shown = text.get(span.clone()).unwrap_or_default();
    match shown.find('\n') {
        Some(end) if !shown.starts_with("\"\"\"") => span.start..span.start + end,
        _ => span,
    }
}

fn clamp(text: &str, span: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "format = 1\n[[sasaran]]\nid = \"S1\"\n[[sasaran.indikator]]\ntarget = 1.500\n";

    fn shown(spot: &Spot) -> &'static str {
        TEXT.get(locate(TEXT, spot)).unwrap()
    }

    #[test]
    fn fields_are_found_by_path() {
        let sasaran = FieldPath::root().key("sasaran").index(0);
        let indikator = sasaran.key("indikator").index(0);
        assert_eq!(shown(&Spot::Field(sasaran.key("id"))), "\"S1\"");
        assert_eq!(shown(&Spot::Field(indikator.key("target"))), "1.500");
        assert_eq!(shown(&Spot::Key(indikator.key("target"))), "target");
        assert_eq!(
            shown(&Spot::Field(indikator.key("satuan"))),
            "[[sasaran.indikator]]"
        );
        assert_eq!(shown(&Spot::Field(FieldPath::root().key("tahun"))), "");
    }

    #[test]
    fn places_outside_the_text_are_pulled_in() {
        assert_eq!(locate("é", &Spot::Bytes(1, 99)), 0..2);
        assert_eq!(line_column("a\nbé\n", 5), (2, 3));
    }

    #[test]
    fn nothing_reaches_the_terminal_but_letters() {
        let hostile = "a\u{1b}]0;x\u{7}b\u{85}c\u{202e}d\r\n\te";
        let shown = printable(hostile);
        assert!(!shown.chars().any(is_hidden), "{shown:?}");
        assert_eq!(shown.len(), hostile.len());
    }
}
