//! Text: one text of a form with its words, taken apart once for all rules on wording.

use crate::domain::check::gathered::excepts;
use crate::domain::check::line::Line;
use crate::domain::check::{Ground, words};
use crate::domain::finding::Place;
use crate::domain::form::{Form, List};
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;

/// As many letters of a text as a message shows; the excerpt below it has the rest.
const SHOWN: usize = 70;

/// What a text is in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The uraian of a sasaran.
    Sasaran,
    /// The name of a program, kegiatan or sub kegiatan.
    Name,
    /// The outcome of a program.
    Hasil,
    /// The uraian of an indikator.
    Indikator,
    /// What explains an indikator; it may have several lines.
    Prose,
    /// A unit, a place, whom it is for.
    Short,
}

/// A text of a form.
#[derive(Debug)]
pub struct Text<'a> {
    /// The row that it is in.
    pub line: Line<'a>,
    /// The indikator of the row that it is of.
    pub indikator: Option<&'a Indikator>,
    /// Its key.
    pub key: &'static str,
    /// What it is.
    pub role: Role,
    /// The text as typed.
    pub raw: &'a str,
    /// Its words in lower case; a short text and an official one have none.
    pub words: Vec<&'a str>,
    /// The official text, if it says the same.
    pub official: Option<&'a str>,
}

impl<'a> Text<'a> {
    /// Every text of a form, row by row; their words are still to come.
    #[must_use]
    pub fn all(form: &'a Form, file: &'a str, ground: &Ground<'a>) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        for line in Line::all(file, form) {
            of_row(line, ground, &mut texts);
            for (_, indikator) in line.measured() {
                of_indikator(line, indikator, ground, &mut texts);
            }
        }
        texts
    }

    /// The text in lower case, if its words are looked at: official ones are not its author's.
    #[must_use]
    pub fn lower(&self) -> String {
        if self.role == Role::Short || self.official.is_some() {
            return String::new();
        }
        self.raw.to_lowercase()
    }

    /// Gives each text its words, which are taken from itself in lower case.
    pub fn with_words(texts: &mut [Text<'a>], lower: &'a [String]) {
        for (text, lower) in texts.iter_mut().zip(lower) {
            text.words = words::split(lower);
        }
    }

    /// Its place.
    #[must_use]
    pub fn at(&self) -> Place {
        self.at_key(self.key)
    }

    /// The place of another key beside it.
    #[must_use]
    pub fn at_key(&self, key: &str) -> Place {
        match self.indikator {
            Some(indikator) => self.line.at_of(indikator, key),
            None => self.line.at(key),
        }
    }

    /// Whether the row, or indikator, that it is of asks for silence about a rule.
    #[must_use]
    pub fn ignores(&self, rule: Rule) -> bool {
        match self.indikator {
            Some(indikator) => excepts(&indikator.abaikan, rule),
            None => self.line.ignores(rule),
        }
    }

    /// Whether it is the uraian of an indikator.
    #[must_use]
    pub fn is_indikator(&self) -> bool {
        self.role == Role::Indikator
    }

    /// What it is in words: `hasil program 1.01.02`, `satuan indikator "APK PAUD"`.
    #[must_use]
    pub fn label(&self) -> String {
        let key = self.key.replace('_', " ");
        match self.indikator {
            Some(_) if self.is_indikator() => format!("{key} indikator {}", self.line.label()),
            Some(indikator) => format!("{key} indikator {}", quoted(&indikator.uraian)),
            None => format!("{key} {}", self.line.label()),
        }
    }
}

/// A text as one line with single blanks.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in quotes, of a long one no more than its beginning.
#[must_use]
pub fn quoted(text: &str) -> String {
    let line = one_line(text);
    let Some((end, _)) = line.char_indices().nth(SHOWN) else {
        return format!("\"{line}\"");
    };
    let begin = line.get(..end).unwrap_or_default();
    let words = begin.rsplit_once(' ').map_or(begin, |(words, _)| words);
    format!("\"{words} ...\"")
}

/// Whether two texts differ in nothing but case and blanks.
#[must_use]
pub fn is_same(a: &str, b: &str) -> bool {
    let plain = |text: &'_ str| -> Vec<char> {
        let words = text.split_whitespace();
        words
            .flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
            .collect()
    };
    a == b || (a.len().abs_diff(b.len()) <= a.len() / 2 && plain(a) == plain(b))
}

/// The words by which an office knows what it has to say of a row.
fn of_row<'a>(line: Line<'a>, ground: &Ground<'a>, texts: &mut Vec<Text<'a>>) {
    let entry = line.kode.and_then(|kode| ground.nomenklatur.of(kode));
    let role = match line.list {
        List::Sasaran => Role::Sasaran,
        List::Program | List::Kegiatan | List::SubKegiatan => Role::Name,
    };
    let official = entry.map(|entry| entry.uraian.as_str());
    texts.extend(line.uraian.map(|text| Text {
        official: official.filter(|official| is_same(official, text)),
        ..plain(line, role, "uraian", text)
    }));
    let hasil = line.program.and_then(|row| row.hasil.as_deref());
    texts.extend(hasil.map(|text| plain(line, Role::Hasil, "hasil", text)));
    let Some(row) = line.sub_kegiatan else { return };
    for (key, text) in [
        ("sumber_dana", &row.sumber_dana),
        ("lokasi", &row.lokasi),
        ("kelompok_sasaran", &row.kelompok_sasaran),
    ] {
        texts.extend(
            text.as_deref()
                .map(|text| plain(line, Role::Short, key, text)),
        );
    }
}

fn of_indikator<'a>(
    line: Line<'a>,
    indikator: &'a Indikator,
    ground: &Ground<'a>,
    texts: &mut Vec<Text<'a>>,
) {
    let entry = line.kode.and_then(|kode| ground.nomenklatur.of(kode));
    let official = entry.and_then(|entry| entry.indikator.as_deref());
    let of = |role, key, text| Text {
        indikator: Some(indikator),
        ..plain(line, role, key, text)
    };
    texts.push(Text {
        official: official.filter(|official| is_same(official, &indikator.uraian)),
        ..of(Role::Indikator, "uraian", &indikator.uraian)
    });
    texts.push(of(Role::Short, "satuan", &indikator.satuan));
    for (key, text) in [
        ("definisi", &indikator.definisi),
        ("rumus", &indikator.rumus),
        ("sumber_data", &indikator.sumber_data),
        ("alasan_beda", &indikator.alasan_beda),
        ("keterangan", &indikator.keterangan),
    ] {
        texts.extend(text.as_deref().map(|text| of(Role::Prose, key, text)));
    }
}

fn plain<'a>(line: Line<'a>, role: Role, key: &'static str, text: &'a str) -> Text<'a> {
    Text {
        line,
        indikator: None,
        key,
        role,
        raw: text,
        words: Vec::new(),
        official: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_up_to_a_word() {
        assert_eq!(quoted("Angka  putus\nsekolah"), "\"Angka putus sekolah\"");
        let long = "kata ".repeat(30);
        let shown = quoted(&long);
        assert!(shown.ends_with("kata ...\"") && shown.len() < 80, "{shown}");
        assert_eq!(
            quoted(&"a".repeat(71)),
            format!("\"{} ...\"", "a".repeat(70))
        );
    }

    #[test]
    fn texts_differ_in_more_than_case_and_blanks() {
        assert!(is_same("Pengadaan  Mebel", "pengadaan mebel "));
        assert!(!is_same("Pengadaan Mebel", "Pengadaan Mebel Sekolah"));
        assert!(!is_same("", "a") && is_same("", ""));
    }
}
