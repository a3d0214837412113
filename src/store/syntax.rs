//! TOML syntax errors in Indonesian, from what the user typed and the kind of error.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::text::{Source, conflict_markers};
use crate::domain::finding::{FieldPath, Finding, Place, Spot};
use crate::domain::rule::Rule;
use crate::source::is_hidden;

/// Parses a text: the tree as far as it goes, and everything that is wrong with the writing.
///
/// With conflict markers in it there is no tree: everything else would be noise.
#[must_use]
pub fn parse(source: &Source) -> (Option<Spanned<DeTable<'_>>>, Vec<Finding>) {
    let markers = conflict_markers(source);
    if !markers.is_empty() {
        return (None, markers);
    }
    let (tree, errors) = DeTable::parse_recoverable(&source.text);
    let mut findings = Vec::new();
    let mut told = 0..0;
    for error in &errors {
        // One slip often gives several errors on its line; the first says what it is.
        let start = error.span().map_or(0, |span| span.start);
        if findings.is_empty() || !told.contains(&start) {
            findings.push(explain(source, error));
            told = line_range(&source.text, start);
        }
    }
    hidden_table(tree.get_ref(), &FieldPath::root(), source, &mut findings);
    (Some(tree), findings)
}

fn explain(source: &Source, error: &Error) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let line = source.text.get(line_range(&source.text, span.start));
    let line = line.unwrap_or_default().trim_end();
    let (message, help) = reason(line, error.message());
    let place = Place {
        file: source.file.clone(),
        spot: Spot::Bytes(span.start, span.end),
    };
    Finding::new(Rule::TomlSyntax, place, message).help(help)
}

/// The bytes of the line that an offset is in, with its end.
fn line_range(text: &str, offset: usize) -> Range<usize> {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find('\n').map_or(rest.len(), |at| at + 1).max(1)
}

/// What the parser's error most probably means to somebody who has never heard of TOML.
const REASONS: [(&str, &str, &str); 13] = [
    (
        "duplicate key",
        "kunci ini sudah ada di atasnya",
        "hapus salah satu, atau mulai baris baru dengan [[...]]",
    ),
    (
        "unclosed array table",
        "kurung siku judul belum ditutup",
        "tutup dengan ]] seperti [[sub_kegiatan]]",
    ),
    (
        "unclosed table",
        "kurung siku judul belum ditutup",
        "tutup judul dengan ]",
    ),
    (
        "unclosed array",
        "daftar belum ditutup",
        "tutup daftar dengan ]",
    ),
    (
        "unclosed inline table",
        "kurung kurawal belum ditutup",
        "tutup dengan }",
    ),
    (
        "missing comma",
        "tanda koma di antara dua isian tidak ada",
        "beri koma di antara isian",
    ),
    (
        "extra comma",
        "ada koma yang berlebih",
        "hapus koma yang berlebih",
    ),
    (
        "key with no value",
        "kunci ini tidak punya nilai",
        "tulis kunci = nilai, misalnya satuan = \"Orang\"",
    ),
    (
        "string values must be quoted",
        "teks harus diapit tanda kutip",
        "apit teksnya dengan tanda kutip, misalnya \"Orang\"",
    ),
    (
        "leading zero",
        "bilangan tidak boleh diawali nol",
        "hapus nol di depan, atau apit dengan tanda kutip",
    ),
    (
        "recurs",
        "susunan kurung terlalu dalam",
        "sederhanakan isian ini",
    ),
    (
        "radix",
        "bilangan hanya boleh desimal",
        "tulis bilangan biasa, misalnya 1500",
    ),
    (
        "carriage return",
        "akhir baris tidak lazim",
        "simpan ulang berkas dengan akhir baris biasa",
    ),
];

fn reason(line: &str, message: &str) -> (String, String) {
    let owned = |(message, help): (&str, &str)| (message.to_owned(), help.to_owned());
    if line.contains(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']) {
        let help = "ganti tanda kutip melengkung dari Word dengan tanda kutip lurus \" atau '";
        return owned(("tanda kutip melengkung tidak dikenal", help));
    }
    if line
        .split_once('=')
        .is_some_and(|(_, value)| value.trim().is_empty())
    {
        let help = "tulis nilainya, atau hapus baris ini";
        return owned(("nilainya belum ditulis setelah tanda =", help));
    }
    let (key, value) = line.split_once('=').unwrap_or_default();
    let (key, value) = (key.trim(), value.trim());
    if key == "pagu" {
        let help = "tulis rupiah bulat tanpa Rp dan titik, misalnya pagu = 1_250_000_000";
        return (format!("pagu `{value}` tidak terbaca"), help.to_owned());
    }
    if let Some((_, said, help)) = REASONS.iter().find(|(kind, ..)| message.contains(kind)) {
        return owned((said, help));
    }
    let dated = |c: char| c.is_ascii_digit() || c == '-';
    if value.matches('-').count() == 2 && value.chars().all(dated) {
        let help = "tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31";
        return (format!("tanggal `{value}` tidak terbaca"), help.to_owned());
    }
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        return (
            format!("bilangan `{value}` tidak dapat ditulis begitu saja"),
            format!("apit dengan tanda kutip: \"{}\"", value.trim_matches('"')),
        );
    }
    if line.matches('"').count() % 2 == 1 {
        return owned((
            "tanda kutip belum ditutup",
            "tutup teks dengan tanda kutip \"",
        ));
    }
    owned((
        "penulisan di sini tidak dikenali",
        "bandingkan dengan contoh di panduan: kunci = nilai",
    ))
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
            findings.push(hidden(Place::field(&source.file, path.clone()), text));
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
            ("a = 98,5\n", "tidak dapat ditulis begitu saja"),
            ("a = 1.500.000\n", "tidak dapat ditulis begitu saja"),
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
    fn all_errors_of_a_file_are_told_at_once() {
        assert_eq!(said("a = x\nb = 1\nc = y\n").len(), 2);
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
