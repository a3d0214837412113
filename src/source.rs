//! The text of one file: where a field stands in it, and how to show it safely.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::finding::{FieldPath, Finding, Place, Spot, Step};

/// Whether a character must not be in data: controls, and marks that hide or reorder text.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let invisible = matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
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
        3 => '\u{fffd}',
        _ => '\u{10fffd}',
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

/// The texts that findings point into, each parsed once, and only when it has to be.
pub struct Texts<'a>(BTreeMap<&'a str, Located<'a>>);

impl<'a> Texts<'a> {
    /// Texts by the file they are of.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Texts<'a> {
        let located = files
            .into_iter()
            .map(|(file, text)| (file, Located::new(text)));
        Texts(located.collect())
    }

    /// The text of a place's file, if it is at hand.
    #[must_use]
    pub fn text(&self, place: &Place) -> Option<&'a str> {
        self.0.get(place.file.as_str()).map(|located| located.text)
    }

    /// The bytes of a place; the start where its text is not at hand.
    #[must_use]
    pub fn span(&self, place: &Place) -> Range<usize> {
        let located = self.0.get(place.file.as_str());
        located.map_or(0..0, |located| located.span(&place.spot))
    }

    /// Line and column of a place, both from 1; `None` for a file as a whole.
    #[must_use]
    pub fn line_column(&self, place: &Place) -> Option<(usize, usize)> {
        if matches!(place.spot, Spot::File | Spot::Cell(..)) {
            return None;
        }
        let located = self.0.get(place.file.as_str())?;
        let start = located.span(&place.spot).start;
        let line = located.lines().partition_point(|first| *first <= start);
        let first = located.lines().get(line.saturating_sub(1)).copied()?;
        let (_, column) = line_column(located.text.get(first..)?, start - first);
        Some((line, column))
    }

    /// Puts findings in the order in which a reader meets them: by file, by place, by code.
    #[must_use]
    pub fn in_order(&self, findings: &[Finding]) -> Vec<Finding> {
        let mut findings = findings.to_vec();
        findings.sort_by_cached_key(|finding| {
            let start = self.span(&finding.at).start;
            (
                finding.at.file.clone(),
                finding
                    .at
                    .cell_name()
                    .map(|(sheet, at)| (sheet.to_owned(), at)),
                start,
                finding.rule,
                finding.message.clone(),
            )
        });
        findings
    }
}

/// A text, with its lines and its tree as soon as a place in it is asked for.
struct Located<'a> {
    text: &'a str,
    lines: OnceCell<Vec<usize>>,
    root: OnceCell<DeTable<'a>>,
}

impl<'a> Located<'a> {
    fn new(text: &'a str) -> Located<'a> {
        Located {
            text,
            lines: OnceCell::new(),
            root: OnceCell::new(),
        }
    }

    /// Where each line begins.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    fn root(&self) -> &DeTable<'a> {
        let parse = || DeTable::parse_recoverable(self.text).0.into_inner();
        self.root.get_or_init(parse)
    }

    /// A field that is missing gives its nearest ancestor, and a place that no longer exists the
    /// start of the file.
    fn span(&self, spot: &Spot) -> Range<usize> {
        let span = match spot {
            Spot::File | Spot::Cell(..) => 0..0,
            Spot::Bytes(start, end) => *start..*end,
            Spot::Field(path) => first_line(self.text, self.find(path).span),
            Spot::Key(path) => {
                let found = self.find(path);
                found
                    .key
                    .unwrap_or_else(|| first_line(self.text, found.span))
            }
        };
        clamp(self.text, span)
    }

    fn find(&self, path: &FieldPath) -> Found {
        let mut at = Found {
            key: None,
            span: 0..0,
        };
        let mut value: Option<&Spanned<DeValue<'_>>> = None;
        for (n, step) in path.steps().iter().enumerate() {
            let next = match (step, n, value.map(Spanned::get_ref)) {
                (Step::Key(key), 0, _) => entry(self.root(), key),
                (Step::Key(key), _, Some(DeValue::Table(table))) => entry(table, key),
                (Step::Index(index), _, Some(DeValue::Array(array))) => {
                    array.get(*index).map(|value| (None, value))
                }
                _ => None,
            };
            let Some((key, found)) = next else {
                return Found { key: None, ..at };
            };
            at = Found {
                key,
                span: found.span(),
            };
            value = Some(found);
        }
        at
    }
}

struct Found {
    key: Option<Range<usize>>,
    span: Range<usize>,
}

type Entry<'a, 't> = (Option<Range<usize>>, &'a Spanned<DeValue<'t>>);

fn entry<'a, 't>(table: &'a DeTable<'t>, key: &str) -> Option<Entry<'a, 't>> {
    let (name, value) = table.get_key_value(key)?;
    Some((Some(name.span()), value))
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
        TEXT.get(Located::new(TEXT).span(spot)).unwrap()
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
        assert_eq!(Located::new("é").span(&Spot::Bytes(1, 99)), 0..2);
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
