//! Edits in the text of a TOML file: what is not touched stays byte for byte, comments too.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text, and what is to be changed in it.
pub struct Edits<'a> {
    text: &'a str,
    comments: Vec<Range<usize>>,
    made: Vec<(Range<usize>, String)>,
}

/// A key and its value in a table.
#[derive(Clone)]
pub struct Entry<'a> {
    key: Range<usize>,
    /// The value.
    pub value: &'a Spanned<DeValue<'a>>,
}

/// The entry of that name.
#[must_use]
pub fn entry<'a>(table: &'a DeTable<'a>, name: &str) -> Option<Entry<'a>> {
    let (key, value) = table.get_key_value(name)?;
    let key = key.span();
    Some(Entry { key, value })
}

impl<'a> Edits<'a> {
    /// No edits yet in a text, whose tree this is.
    #[must_use]
    pub fn new(text: &'a str, tree: &DeTable<'_>) -> Edits<'a> {
        Edits {
            text,
            comments: comments(text, tree),
            made: Vec::new(),
        }
    }

    /// A value as it was typed.
    #[must_use]
    pub fn typed(&self, value: &Spanned<DeValue<'_>>) -> &'a str {
        self.text.get(value.span()).unwrap_or_default()
    }

    /// Whether a table is written in braces, on the line of its key.
    #[must_use]
    pub fn is_inline(&self, table: &Spanned<DeValue<'_>>) -> bool {
        self.typed(table).starts_with('{')
    }

    /// The comments of the text, each from its `#` to the end of its line.
    #[must_use]
    pub fn comments(&self) -> Vec<(Range<usize>, &'a str)> {
        let comments = self.comments.iter();
        comments
            .map(|range| (range.clone(), self.slice(range.clone())))
            .collect()
    }

    /// Puts another text in a place.
    pub fn replace(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.made.push((range, new.into()));
    }

    /// Gives a key another value.
    pub fn set(&mut self, value: &Spanned<DeValue<'_>>, new: impl Into<String>) {
        self.replace(value.span(), new);
    }

    /// Puts a line above the line of an entry, as far to the right.
    pub fn above(&mut self, entry: &Entry<'_>, line: &str) {
        let start = self.line_start(entry.key.start);
        let line = format!("{}{line}{}", self.indent(start), self.newline(start));
        self.replace(start..start, line);
    }

    /// Puts a line below the last line of an entry, as far to the right.
    pub fn below(&mut self, entry: &Entry<'_>, line: &str) {
        let indent = self.indent(self.line_start(entry.key.start));
        let end = self.line_end(end_of(entry.value));
        let newline = self.newline(entry.key.start);
        let line = if self.slice(0..end).ends_with('\n') {
            format!("{indent}{line}{newline}")
        } else {
            format!("{newline}{indent}{line}")
        };
        self.replace(end..end, line);
    }

    /// Takes the lines of an entry away; comments that stand in them stay, each on its line.
    pub fn cut(&mut self, entry: &Entry<'_>) {
        // Of a list that is written with headings each heading has its own lines.
        let headed = |item: &&Spanned<DeValue<'_>>| self.typed(item).starts_with('[');
        let items = entry.value.get_ref().as_array().into_iter().flatten();
        let items: Vec<_> = items.filter(|item| item.get_ref().is_table()).collect();
        if items.first().is_some_and(headed) {
            for item in items {
                self.cut_lines(item.span().start, end_of(item));
            }
        } else {
            self.cut_lines(entry.key.start, end_of(entry.value));
        }
    }

    /// Takes away a comment that has a line of its own, with that line.
    pub fn cut_comment(&mut self, comment: &Range<usize>) {
        let start = self.line_start(comment.start);
        if self.slice(start..comment.start).trim().is_empty() {
            self.replace(start..self.line_end(comment.end), "");
        }
    }

    fn cut_lines(&mut self, start: usize, end: usize) {
        let (start, end) = (self.line_start(start), self.line_end(end));
        let inside = |range: &Range<usize>| start <= range.start && range.end <= end;
        let gone: Vec<Range<usize>> = self.made.iter().map(|(range, _)| range.clone()).collect();
        // A line that was put above or below takes nothing away, and stays.
        self.made
            .retain(|(range, _)| range.is_empty() || !inside(range));
        let mut kept = String::new();
        for comment in self.comments.iter().filter(|comment| inside(comment)) {
            if !gone.iter().any(|gone| gone.contains(&comment.start)) {
                kept.push_str(self.indent(self.line_start(comment.start)));
                kept.push_str(self.slice(comment.clone()));
                kept.push_str(self.newline(comment.start));
            }
        }
        self.replace(start..end, kept);
    }

    /// The text with all edits in it.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.made.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut text, mut at) = (String::with_capacity(self.text.len()), 0);
        for (range, new) in &self.made {
            text.push_str(self.slice(at..range.start.max(at)));
            text.push_str(new);
            at = at.max(range.end);
        }
        text.push_str(self.slice(at..self.text.len()));
        text
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn line_start(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |at| at + 1)
    }

    /// The byte after the end of the line that an offset is in.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.slice(at..self.text.len());
        at + rest.find('\n').map_or(rest.len(), |end| end + 1)
    }

    fn indent(&self, line: usize) -> &'a str {
        let rest = self.slice(line..self.text.len());
        let n = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.slice(line..line + n)
    }

    /// How the line that an offset is in ends; of the last line, how those above do.
    fn newline(&self, at: usize) -> &'static str {
        let line = self.slice(self.line_start(at)..self.line_end(at));
        let whole = line.ends_with('\n');
        let known = if whole { line } else { self.text };
        if known.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// Where a value ends; of a table, where the last of its values does.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let own = value.span().end;
    let inner: Vec<usize> = match value.get_ref() {
        DeValue::Table(table) => table.values().map(end_of).collect(),
        DeValue::Array(items) => items.iter().map(end_of).collect(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => Vec::new(),
    };
    inner.into_iter().fold(own, usize::max)
}

/// Every comment: a `#` that no string and no quoted key has.
fn comments(text: &str, tree: &DeTable<'_>) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    quoted_in(tree, &mut quoted);
    quoted.sort_by_key(|range| range.start);
    let (mut found, mut at) = (Vec::new(), 0);
    let mut quoted = quoted.into_iter().peekable();
    while let Some(hash) = text.get(at..).and_then(|rest| rest.find('#')) {
        let hash = at + hash;
        while quoted.next_if(|range| range.end <= hash).is_some() {}
        if let Some(range) = quoted.next_if(|range| range.start <= hash) {
            at = range.end;
            continue;
        }
        let rest = text.get(hash..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        at = hash + line.len();
        found.push(hash..hash + line.trim_end_matches('\r').len());
    }
    found
}

fn quoted_in(table: &DeTable<'_>, quoted: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        quoted.push(key.span());
        quoted_value(value, quoted);
    }
}

fn quoted_value(value: &Spanned<DeValue<'_>>, quoted: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::String(_) => quoted.push(value.span()),
        DeValue::Table(table) => quoted_in(table, quoted),
        DeValue::Array(items) => {
            for item in items {
                quoted_value(item, quoted);
            }
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# satu\r\na = \"x # y\" # dua\r\n  b = [ # tiga\r\n    1, '#']\r\nc = 1";

    fn edited(edit: impl Fn(&mut Edits<'_>, &DeTable<'_>)) -> String {
        let tree = DeTable::parse(TEXT).unwrap();
        let mut edits = Edits::new(TEXT, tree.get_ref());
        edit(&mut edits, tree.get_ref());
        edits.finish()
    }

    #[test]
    fn comments_are_no_strings() {
        let tree = DeTable::parse(TEXT).unwrap();
        let edits = Edits::new(TEXT, tree.get_ref());
        let comments: Vec<&str> = edits.comments().into_iter().map(|(_, text)| text).collect();
        assert_eq!(comments, ["# satu", "# dua", "# tiga"]);
    }

    #[test]
    fn what_is_not_touched_stays() {
        assert_eq!(edited(|_, _| ()), TEXT);
        let text = edited(|edits, tree| edits.set(&tree["a"], "2"));
        assert_eq!(text, TEXT.replace("\"x # y\"", "2"));
    }

    #[test]
    fn lines_come_and_go_with_their_line_ends() {
        let text = edited(|edits, tree| {
            edits.cut(&entry(tree, "b").unwrap());
            edits.below(&entry(tree, "a").unwrap(), "d = 3");
            edits.above(&entry(tree, "c").unwrap(), "# empat");
            edits.below(&entry(tree, "c").unwrap(), "e = 4");
        });
        assert_eq!(
            text,
            "# satu\r\na = \"x # y\" # dua\r\nd = 3\r\n  # tiga\r\n# empat\r\nc = 1\r\ne = 4"
        );
    }
}
