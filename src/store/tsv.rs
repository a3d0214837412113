//! Tables as text: a row a line, columns divided by tabs, as a spreadsheet copies them.

use std::ops::Range;

/// A line that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A remark: it begins with `#` and has no tab. Its text without that mark.
    Remark(&'a str, Range<usize>),
    /// A row of the table.
    Row(Row),
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its cells; empty ones at the end count too.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without blanks around it and the quotes that a spreadsheet puts there.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether it begins with a quote that no other one closes: its text goes on elsewhere.
    pub is_open: bool,
}

/// The lines of a text, but for those with nothing in them.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mark = text
        .strip_prefix('\u{feff}')
        .map_or(0, |rest| text.len() - rest.len());
    let starts = text.split_inclusive('\n').scan(0, |start, line| {
        let from = *start;
        *start += line.len();
        Some((from, line))
    });
    starts.filter_map(move |(start, line)| {
        let skipped = if start == 0 { mark } else { 0 };
        let line = line.get(skipped..)?;
        one(start + skipped, line.trim_end_matches(['\n', '\r']))
    })
}

fn one(start: usize, line: &str) -> Option<Line<'_>> {
    let shown = line.trim();
    if shown.is_empty() {
        return None;
    }
    let bare = shown.trim_matches('"');
    if let Some(remark) = bare.strip_prefix('#').filter(|text| !text.contains('\t')) {
        return Some(Line::Remark(remark, span_of(start, line, shown)));
    }
    let mut at = start;
    let cells = line.split('\t').map(|part| {
        let cell = cell(at, part);
        at += part.len() + 1;
        cell
    });
    Some(Line::Row(Row {
        cells: cells.collect(),
        span: span_of(start, line, shown),
    }))
}

/// The bytes of a text without the blanks around it.
fn span_of(start: usize, text: &str, shown: &str) -> Range<usize> {
    let before = text.len() - text.trim_start().len();
    start + before..start + before + shown.len()
}

fn cell(start: usize, part: &str) -> Cell {
    let shown = part.trim();
    let inner = shown.strip_prefix('"').map(|rest| rest.replace("\"\"", ""));
    let is_open = inner.is_some_and(|rest| !rest.contains('"'));
    let quoted = shown
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.replace("\"\"", "").contains('"'));
    let text = quoted.map(|inner| inner.replace("\"\"", "\""));
    Cell {
        text: text.map_or_else(|| shown.to_owned(), |text| text.trim().to_owned()),
        span: span_of(start, part, shown),
        is_open: is_open && quoted.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let rows = lines(text).filter_map(|line| match line {
            Line::Row(row) => Some(row.cells.into_iter().map(|cell| cell.text).collect()),
            Line::Remark(..) => None,
        });
        rows.collect()
    }

    #[test]
    fn lines_and_cells_are_taken_apart_whatever_ends_them() {
        let expected = [["a", "b"], ["c", ""]];
        for text in [
            "a\tb\nc\t\n",
            "\u{feff}a\tb\r\nc\t",
            " a \tb\n\n\t\t\n# x\nc\t\n",
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
        assert!(rows("").is_empty() && rows("\u{feff}\r\n").is_empty());
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "\u{feff}é\t \"x\"\t\r\nb\n";
        for line in lines(text) {
            let Line::Row(row) = line else { panic!() };
            for cell in row.cells {
                assert_eq!(text[cell.span.clone()].trim_matches('"'), cell.text);
            }
        }
    }

    #[test]
    fn quotes_of_a_spreadsheet_are_taken_off_and_open_ones_are_told() {
        let Some(Line::Row(row)) =
            lines("\"a, \"\"b\"\"\"\t\"c\" d\t\"\"\t\"e\t5\"\t\"\"\"f\"\"\"").next()
        else {
            panic!()
        };
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["a, \"b\"", "\"c\" d", "", "\"e", "5\"", "\"f\""]);
        let open: Vec<bool> = row.cells.iter().map(|cell| cell.is_open).collect();
        assert_eq!(open, [false, false, false, true, false, false]);
    }

    #[test]
    fn remarks_have_no_tab_between_their_words() {
        let remark = |text| matches!(lines(text).next(), Some(Line::Remark(" format = 1", _)));
        assert!(
            remark("# format = 1\n") && remark("# format = 1\t\t\n") && remark("\"# format = 1\"")
        );
        assert_eq!(rows("#REF!\tx\n").len(), 1);
    }
}
