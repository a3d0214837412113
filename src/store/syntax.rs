//! TOML syntax errors in Indonesian, from what the user typed and the kind of error.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::slip::{Slip, slip};
use super::text::{Source, conflict_markers, plain_ends};
use super::unwritten::line_range;
use crate::domain::finding::{FieldPath, Finding, Place, Spot};
use crate::domain::rule::Rule;
use crate::source::is_hidden;

/// Parses a text: the tree as far as it goes, and everything that is wrong with the writing.
///
/// With conflict markers in it, or a list that is never closed, there is no tree: everything else
/// would be noise.
#[must_use]
pub fn parse(source: &Source) -> (Option<Spanned<DeTable<'_>>>, Vec<Finding>) {
    let markers = conflict_markers(source);
    if !markers.is_empty() {
        return (None, markers);
    }
    if let Some(finding) = one_line(source) {
        return (None, vec![finding]);
    }
    let (tree, errors) = DeTable::parse_recoverable(&source.text);
    let (mut findings, is_swallowed) = slips(source, &errors);
    if is_swallowed {
        return (None, findings);
    }
    hidden_table(tree.get_ref(), &FieldPath::root(), source, &mut findings);
    (Some(tree), findings)
}

/// What is wrong with the writing, once for a line: one slip often gives several errors, and the
/// first says what it is; and whether a list that is never closed swallowed the rest of the file.
fn slips(source: &Source, errors: &[Error]) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for error in errors {
        let start = error.span().map_or(0, |span| span.start);
        let line = line_range(&source.text, start);
        if let Some(open) = open_list(&source.text, line.clone()) {
            findings.push(never_closed(source, open));
            return (findings, true);
        }
        if told.insert(line.start) {
            findings.push(explain(source, error));
        }
    }
    (findings, false)
}

/// Where the list begins that swallowed a line: a key or a heading stands in none.
fn open_list(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let own = text.get(line.clone())?.trim_start();
    if !own.starts_with("[[") && key_of(own).is_none() {
        return None;
    }
    let mut start = line.start;
    while start > 0 {
        let above = line_range(text, start - 1);
        start = above.start;
        let all = text.get(start..line.start)?;
        if key_of(text.get(above)?).is_some() {
            let list = all.find('=')? + 1;
            let list = list + all.get(list..)?.find('[')?;
            let is_open = is_list_left_open(all.split_once('=')?.1);
            return is_open.then_some(start + list..start + list + 1);
        }
        if all.starts_with('[') {
            return None;
        }
    }
    None
}

/// The key that a line gives a value to.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim();
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (!key.is_empty() && key.chars().all(is_bare)).then_some(key)
}

/// Whether a list would be whole with one more bracket.
fn is_list_left_open(value: &str) -> bool {
    let whole = |value: &str| DeTable::parse(&format!("x = {value}")).is_ok();
    value.trim_start().starts_with('[') && !whole(value) && whole(&format!("{value}\n]"))
}

fn never_closed(source: &Source, open: Range<usize>) -> Finding {
    let place = Place {
        file: source.file.clone(),
        spot: Spot::Bytes(open.start, open.end),
    };
    let line = line_range(&source.text, open.start);
    let line = source.text.get(line).unwrap_or_default().trim();
    let list = line.split_once('=').unwrap_or_default().1;
    let help = if is_list_left_open(list) && !list.trim_end().ends_with(['[', ',']) {
        format!("tutup daftarnya dengan ]: {line}]")
    } else {
        "tutup daftarnya dengan ] di akhirnya".to_owned()
    };
    Finding::new(Rule::TomlSyntax, place, "daftar belum ditutup").help(help)
}

/// A file whose lines end as on a Macintosh of long ago: TOML takes it for one line.
fn one_line(source: &Source) -> Option<Finding> {
    let text = source.text.trim_end();
    if text.contains('\n') || !text.contains('\r') {
        return None;
    }
    let message = "akhir barisnya CR saja, sehingga seluruh berkas terbaca sebagai satu baris";
    let help = "simpan ulang dengan akhir baris Windows (CRLF) atau Unix (LF); di Notepad++: Edit, EOL Conversion";
    let finding = Finding::new(Rule::TomlSyntax, Place::file(&source.file), message);
    Some(finding.help(help))
}

fn explain(source: &Source, error: &Error) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let range = line_range(&source.text, span.start);
    let line = source.text.get(range.clone()).unwrap_or_default();
    let Slip { message, help, at } = slip(line.trim_end(), error.message());
    let span = at.map_or(span, |at| range.start + at.start..range.start + at.end);
    let place = Place {
        file: source.file.clone(),
        spot: Spot::Bytes(span.start, span.end),
    };
    Finding::new(Rule::TomlSyntax, place, message).help(help)
}

/// Hidden and control characters in values; a terminal or a document would obey them.
fn hidden_table(
    table: &DeTable<'_>,
    path: &FieldPath,
    source: &Source,
    findings: &mut Vec<Finding>,
) {
    for (key, value) in table {
        let path = path.key(key.get_ref());
        if key.get_ref().chars().any(is_hidden) {
            findings.push(hidden(
                Place::key(&source.file, path.clone()),
                key.get_ref(),
            ));
        }
        hidden_value(value.get_ref(), &path, source, findings);
    }
}

fn hidden_value(
    value: &DeValue<'_>,
    path: &FieldPath,
    source: &Source,
    findings: &mut Vec<Finding>,
) {
    match value {
        DeValue::String(text) if text.chars().any(is_hidden) => {
            // The line ends of Windows are no character that somebody has to take out.
            let text = plain_ends(text);
            if text.chars().any(is_hidden) {
                findings.push(hidden(Place::field(&source.file, path.clone()), &text));
            }
        }
        DeValue::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                hidden_value(item.get_ref(), &path.index(n), source, findings);
            }
        }
        DeValue::Table(table) => hidden_table(table, path, source, findings),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

/// That a text at a place holds characters which nobody sees.
pub(super) fn hidden(place: Place, text: &str) -> Finding {
    let codes: Vec<String> = text
        .chars()
        .filter(|c| is_hidden(*c))
        .take(3)
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    let message = format!("isian memuat karakter tersembunyi {}", codes.join(", "));
    Finding::new(Rule::HiddenCharacter, place, message)
        .help("ketik ulang isian ini, jangan menempelkannya")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let source = Source {
            file: "a.toml".to_owned(),
            text: text.to_owned(),
        };
        parse(&source)
            .1
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn common_slips_are_explained_in_indonesian() {
        for (text, words) in [
            ("a = 1\na = 2\n", "sudah ada"),
            ("a = \u{201c}x\u{201d}\n", "melengkung"),
            ("[[a\nb = 1\n", "kurung siku"),
            ("a = 98,5\n", "angka 98,5 tanpa tanda kutip"),
            ("a = 1.500.000\n", "angka 1.500.000 tanpa tanda kutip"),
            ("a = Orang\n", "tanda kutip"),
            ("satuan\n", "tidak punya nilai"),
            ("a = \"x\n", "belum ditutup"),
            ("a =\n", "belum ditulis"),
        ] {
            let said = said(text);
            assert!(
                said.iter().any(|message| message.contains(words)),
                "{text:?}: {said:?}"
            );
        }
    }

    #[test]
    fn a_file_of_one_line_is_told_once() {
        let told = said("a = \u{201c}x\u{201d}\rb = 1\r");
        assert!(
            told.len() == 1 && told[0].contains("akhir barisnya CR"),
            "{told:?}"
        );
        assert_eq!(said("a = 1\n\t b = \"x\\ty\tz\"\t\n"), [""; 0]);
    }

    #[test]
    fn all_errors_of_a_file_are_told_at_once() {
        assert_eq!(said("a = x\nb = 1\nc = y\n").len(), 2);
    }

    #[test]
    fn a_list_that_is_never_closed_is_told_once() {
        for text in [
            "a = [\"1\", \"2\"\nb = 1\nc = 2\n\n[[d]]\ne = 3\n",
            "a = 1\n[[d]]\nb = [\n  { c = 1 },\n  { c = 2 }\n\n[[d]]\nb = 2\n",
            "a = [1, 2 # dua\n# b\nb = 1\nb = 2\n",
        ] {
            assert_eq!(said(text), ["daftar belum ditutup"], "{text}");
        }
        let told = said("a = [\n  { c = 1 }\n  { c = 2 }\n]\nb = x\n");
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn hidden_characters_are_found_at_any_depth() {
        let said = said("a = [{ b = \"x\\u001b[2Jy\" }]\nc = \"z\u{202e}\"\n");
        assert_eq!(said.len(), 2, "{said:?}");
    }

    #[test]
    fn byte_order_mark_and_crlf_are_no_fault() {
        assert_eq!(said("\u{feff}a = 1\r\nb = 2\r\n"), [""; 0]);
    }
}
