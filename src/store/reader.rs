//! Walks a TOML tree against what a file may hold, and reports every fault in one pass.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "of the kinds of a TOML value one is right, and every other is wrong"
)]

use std::cell::RefCell;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::text::{Source, plain_ends};
use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::indikator::says;
use crate::domain::name::nearest;
use crate::domain::rule::Rule;

/// Gathers the findings of one file.
pub struct Sink<'a> {
    source: &'a Source,
    findings: RefCell<Vec<Finding>>,
}

impl<'a> Sink<'a> {
    /// A sink for the findings of one file.
    #[must_use]
    pub fn new(source: &'a Source) -> Sink<'a> {
        Sink {
            source,
            findings: RefCell::default(),
        }
    }

    /// Adds a finding.
    pub fn push(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// What was found.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }
}

/// What the shape of a file says beside the faults of its writing. A line that can't be read takes
/// its key with it, and leaves the keys below it in another table: neither is news.
#[must_use]
pub fn beside(faults: &[Finding], mut shape: Vec<Finding>) -> Vec<Finding> {
    let unwritten = faults.iter().any(|fault| fault.rule == Rule::TomlSyntax);
    shape.retain(|finding| {
        let gone = finding.rule == Rule::MissingKey && !faults.is_empty();
        let moved = finding.rule == Rule::UnknownKey && unwritten;
        !gone && !moved
    });
    shape
}

/// The fields of one table, which remember what was asked for.
pub struct Fields<'a> {
    table: &'a DeTable<'a>,
    path: FieldPath,
    sink: &'a Sink<'a>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The fields of a document.
    #[must_use]
    pub fn root(table: &'a DeTable<'a>, sink: &'a Sink<'a>) -> Fields<'a> {
        Fields::new(table, FieldPath::root(), sink)
    }

    fn new(table: &'a DeTable<'a>, path: FieldPath, sink: &'a Sink<'a>) -> Fields<'a> {
        Fields {
            table,
            path,
            sink,
            asked: RefCell::default(),
        }
    }

    /// Reports something about one of its values.
    pub fn fault(
        &self,
        rule: Rule,
        key: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.fault_at(rule, key, None, message, help);
    }

    /// Reports something about one of its values, or about an item of a list.
    pub fn fault_at(
        &self,
        rule: Rule,
        key: &str,
        index: Option<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let path = self.path.key(key);
        let path = index.map_or_else(|| path.clone(), |index| path.index(index));
        let place = Place::field(&self.sink.source.file, path);
        self.sink
            .push(Finding::new(rule, place, message).help(help));
    }

    /// The place of an item of one of its lists.
    #[must_use]
    pub fn item(&self, key: &str, index: usize) -> Place {
        Place::field(&self.sink.source.file, self.path.key(key).index(index))
    }

    /// How many findings the file has so far.
    #[must_use]
    pub fn n_told(&self) -> usize {
        self.sink.findings.borrow().len()
    }

    /// Whether a key is there at all.
    #[must_use]
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// A key that must be there: reports it when it is not, and gives back `value`.
    pub fn need<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        self.need_as(key, value, &format!("tambahkan baris {key} = ..."))
    }

    /// As [`Fields::need`], with what to do when the key is not there.
    pub fn need_as<T>(&self, key: &'static str, value: Option<T>, help: &str) -> Option<T> {
        if self.get(key).is_none() {
            let message = format!("kunci wajib `{key}` tidak ada");
            self.fault(Rule::MissingKey, key, message, help);
        }
        value
    }

    /// A text.
    #[must_use]
    pub fn text(&self, key: &'static str) -> Option<String> {
        match self.get(key)?.get_ref() {
            DeValue::String(text) => Some(plain_ends(text.trim())),
            other => self.wrong(key, "teks dalam tanda kutip", other),
        }
    }

    /// A text that must not be blank.
    #[must_use]
    pub fn words(&self, key: &'static str) -> Option<String> {
        self.filled(key, &format!("tambahkan baris {key} = ..."))
    }

    /// As [`Fields::words`], with what to do when the key is not there; a mere dash or dots say
    /// nothing.
    #[must_use]
    pub fn words_as(&self, key: &'static str, help: &str) -> Option<String> {
        let text = self.filled(key, help)?;
        if says(&text) {
            return Some(text);
        }
        let message = format!("`{key}` hanya berisi \"{text}\"");
        self.fault(Rule::MissingKey, key, message, format!("isi {key}"));
        None
    }

    fn filled(&self, key: &'static str, help: &str) -> Option<String> {
        let text = self.need_as(key, self.text(key), help)?;
        if text.is_empty() {
            self.fault(
                Rule::MissingKey,
                key,
                format!("`{key}` masih kosong"),
                format!("isi {key}"),
            );
            return None;
        }
        Some(text)
    }

    /// A whole number as TOML knows it.
    #[must_use]
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        match self.get(key)?.get_ref() {
            DeValue::Integer(number) => {
                let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
                if value.is_none() {
                    self.fault(
                        Rule::NumberUnreadable,
                        key,
                        "bilangan terlalu besar",
                        "periksa angkanya",
                    );
                }
                value
            }
            other => self.wrong(key, "bilangan bulat tanpa tanda kutip", other),
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        match self.get(key)?.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            other => self.wrong(
                key,
                "true (ya) atau false (tidak), tanpa tanda kutip",
                other,
            ),
        }
    }

    /// A date, bare or in quotes.
    #[must_use]
    pub fn date(&self, key: &'static str) -> Option<NaiveDate> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.trim().to_owned(),
            other => return self.wrong(key, "tanggal seperti 2026-01-31", other),
        };
        let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if date.is_none() {
            let message = format!("`{text}` bukan tanggal yang sah");
            self.fault(
                Rule::BadName,
                key,
                message,
                "tulis tahun-bulan-hari, misalnya 2026-01-31",
            );
        }
        date
    }

    /// A list of texts.
    #[must_use]
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            let _: Option<()> =
                self.wrong(key, "daftar teks seperti [\"S1\", \"S2\"]", value.get_ref());
            return Vec::new();
        };
        let text = |(n, item): (usize, &Spanned<DeValue<'_>>)| match item.get_ref() {
            DeValue::String(text) => Some(plain_ends(text.trim())),
            other => self.wrong_at(
                self.path.key(key).index(n),
                key,
                "teks dalam tanda kutip",
                other,
            ),
        };
        items.iter().enumerate().filter_map(text).collect()
    }

    /// A list of texts, or one text whose lines they are; blank ones are left out.
    #[must_use]
    pub fn lines(&self, key: &'static str) -> Vec<String> {
        let mut lines = match self.get(key).map(Spanned::get_ref) {
            Some(DeValue::String(text)) => {
                let lines = text.lines();
                lines.map(|line| plain_ends(line.trim())).collect()
            }
            _ => self.texts(key),
        };
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// One of a few words.
    #[must_use]
    pub fn choice<T>(
        &self,
        key: &'static str,
        names: &[&str],
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let value = parse(&text);
        if value.is_none() {
            self.no_choice(key, None, &text, names);
        }
        value
    }

    /// Some of a few words, each once.
    #[must_use]
    pub fn choices<T: Copy + PartialEq>(
        &self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Vec<T> {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let mut chosen = Vec::new();
        for (n, text) in self.texts(key).iter().enumerate() {
            let found = choices.iter().find(|(name, _)| name == text);
            match found {
                Some((_, one)) if !chosen.contains(one) => chosen.push(*one),
                Some(_) => {}
                None => self.no_choice(key, Some(n), text, &names),
            }
        }
        chosen
    }

    /// Reports a word that is none of a few.
    fn no_choice(&self, key: &'static str, index: Option<usize>, text: &str, names: &[&str]) {
        let hint = nearest(text, names.iter().copied());
        let help = hint.map_or_else(
            || format!("pilih salah satu: {}", names.join(", ")),
            |near| format!("maksud Anda `{near}`? pilihannya: {}", names.join(", ")),
        );
        let message = format!("`{text}` bukan pilihan untuk `{key}`");
        self.fault_at(Rule::NotAChoice, key, index, message, help);
    }

    /// A number or a text exactly as it was typed, quotes aside: numbers are never read by TOML.
    #[must_use]
    pub fn typed(&self, key: &'static str) -> Option<String> {
        self.typed_value(self.get(key)?, self.path.key(key), key)
    }

    /// A list whose items are as [`Fields::typed`].
    #[must_use]
    pub fn typed_list(&self, key: &'static str) -> Option<Vec<Option<String>>> {
        let value = self.get(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong(
                key,
                "daftar seperti [\"10\", \"20\", \"30\", \"40\"]",
                value.get_ref(),
            );
        };
        let typed = |(n, item)| self.typed_value(item, self.path.key(key).index(n), key);
        Some(items.iter().enumerate().map(typed).collect())
    }

    /// A number with a comma that stands in a list without quotes, so that it is two items of it,
    /// and the line with such numbers in quotes.
    #[must_use]
    pub fn halved(&self, key: &'static str) -> Option<(String, String)> {
        let DeValue::Array(items) = self.get(key)?.get_ref() else {
            return None;
        };
        let text = &self.sink.source.text;
        let spans: Vec<_> = items.iter().map(Spanned::span).collect();
        let item = |n: usize| text.get(spans.get(n)?.clone());
        let between = |n: usize| text.get(spans.get(n)?.end..spans.get(n + 1)?.start);
        let is_spaced = (0..spans.len()).any(|n| between(n).is_some_and(|gap| gap != ","));
        let (mut whole, mut first, mut n) = (Vec::new(), None, 0);
        while let Some(one) = item(n) {
            let half = item(n + 1).filter(|half| is_digits(half) && is_number(one));
            if let Some(half) = half.filter(|_| between(n) == Some(",")) {
                let number = format!("{one},{half}");
                whole.push(format!("\"{number}\""));
                first = first.or(Some(number));
                n += 2;
            } else {
                whole.push(one.to_owned());
                n += 1;
            }
        }
        // A list without any blank holds whole numbers, unless its halves make up the four.
        let number = first.filter(|_| is_spaced || whole.len() == 4)?;
        Some((number, format!("{key} = [{}]", whole.join(", "))))
    }

    /// The rows of an array of tables, each with its place in the list.
    #[must_use]
    pub fn rows(&self, key: &'static str) -> Vec<(usize, Fields<'a>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            let wanted = format!("baris-baris [[{key}]]");
            let _: Option<()> = self.wrong(key, &wanted, value.get_ref());
            return Vec::new();
        };
        let row = |(n, item): (usize, &'a Spanned<DeValue<'a>>)| match item.get_ref() {
            DeValue::Table(table) => Some((
                n,
                Fields::new(table, self.path.key(key).index(n), self.sink),
            )),
            other => self.wrong_at(
                self.path.key(key).index(n),
                key,
                "satu baris berisi kunci",
                other,
            ),
        };
        items.iter().enumerate().filter_map(row).collect()
    }

    /// A table.
    #[must_use]
    pub fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        match self.get(key)?.get_ref() {
            DeValue::Table(table) => Some(Fields::new(table, self.path.key(key), self.sink)),
            other => self.wrong(
                key,
                "isian dalam kurung kurawal seperti { tahun = 2025 }",
                other,
            ),
        }
    }

    /// The texts that stand where rows are asked for, by themselves or in a list; none where
    /// anything else does.
    #[must_use]
    pub fn bare_texts(&self, key: &'static str) -> Vec<String> {
        let text = |value: &DeValue<'_>| match value {
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => None,
        };
        match self.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(items)) => {
                let all: Option<Vec<String>> =
                    items.iter().map(|item| text(item.get_ref())).collect();
                all.unwrap_or_default()
            }
            other => other.and_then(text).into_iter().collect(),
        }
    }

    /// Whether a key holds a list.
    #[must_use]
    pub fn is_list(&self, key: &'static str) -> bool {
        let value = self.get(key).map(Spanned::get_ref);
        matches!(value, Some(DeValue::Array(_)))
    }

    /// A text of a table that stands where rows are asked for; empty where there is none.
    #[must_use]
    pub fn one_text(&self, key: &'static str, inner: &str) -> String {
        match self.get(key).map(Spanned::get_ref) {
            Some(DeValue::Table(table)) => match table.get(inner).map(Spanned::get_ref) {
                Some(DeValue::String(text)) => text.trim().to_owned(),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// The tables of a table whose keys are names, in file order of their names.
    #[must_use]
    pub fn named_tables(&self) -> Vec<(String, Fields<'a>)> {
        self.named_tables_as(|_, _| "sebuah tabel".to_owned())
    }

    /// As [`Fields::named_tables`]; `wanted` says what belongs in the place of a value that is no
    /// table, from its name and its text, if it is one.
    #[must_use]
    pub fn named_tables_as(
        &self,
        wanted: impl Fn(&str, Option<&str>) -> String,
    ) -> Vec<(String, Fields<'a>)> {
        let table = |(key, value): (&Spanned<_>, &'a Spanned<DeValue<'a>>)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            match value.get_ref() {
                DeValue::Table(table) => Some((
                    name.to_string(),
                    Fields::new(table, self.path.key(name), self.sink),
                )),
                other => {
                    let text = match other {
                        DeValue::String(text) => Some(text.as_ref()),
                        _ => None,
                    };
                    let wanted = wanted(name, text);
                    self.wrong_at(self.path.key(name), name, &wanted, other)
                }
            }
        };
        self.table.iter().filter_map(table).collect()
    }

    /// The texts of a table whose keys are names.
    #[must_use]
    pub fn named_texts(&self) -> Vec<(String, String)> {
        let text = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            match value.get_ref() {
                DeValue::String(text) => Some((name.to_string(), plain_ends(text))),
                other => self.wrong_at(self.path.key(name), name, "teks dalam tanda kutip", other),
            }
        };
        self.table.iter().filter_map(text).collect()
    }

    /// The values of a table whose keys are names, each as [`Fields::typed`].
    #[must_use]
    pub fn named_typed(&self) -> Vec<(String, String)> {
        let typed = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            let text = self.typed_value(value, self.path.key(name), name)?;
            Some((name.to_string(), text))
        };
        self.table.iter().filter_map(typed).collect()
    }

    /// Whether the table has no key at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The file's `format`, which must be 1.
    pub fn format(&self) {
        let help = "tambahkan baris format = 1";
        if let Some(format) = self.need_as("format", self.integer("format"), help)
            && format != 1
        {
            let message = format!("format {format} tidak dikenal oleh rkt versi ini");
            self.fault(
                Rule::UnknownFormat,
                "format",
                message,
                "perbarui rkt, atau tulis format = 1",
            );
        }
    }

    /// Reports every key that was never asked for, with the one that was probably meant; that
    /// this one is missing is then no second fault.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if asked.contains(&name) {
                continue;
            }
            let absent = asked
                .iter()
                .filter(|known| !self.table.contains_key(**known));
            let near = nearest(name, absent.copied());
            let help = if let Some(help) = self.below(name, &asked) {
                help
            } else if let Some(near) = near.or_else(|| nearest(name, asked.iter().copied())) {
                self.meant(near);
                format!("maksud Anda `{near}`?")
            } else {
                format!("hapus, atau pakai salah satu: {}", asked.join(", "))
            };
            let place = Place::key(&self.sink.source.file, self.path.key(name));
            let message = format!("kunci `{name}` tidak dikenal di sini");
            self.sink
                .push(Finding::new(Rule::UnknownKey, place, message).help(help));
        }
    }

    /// Where an indikator belongs that stands above all rows of a file that has some.
    fn below(&self, name: &str, rows: &[&str]) -> Option<String> {
        const WITH_INDIKATOR: [&str; 5] =
            ["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"];
        let is_above = name == "indikator" && self.path == FieldPath::root();
        let rows = rows.iter().filter(|row| WITH_INDIKATOR.contains(*row));
        let rows: Vec<String> = rows.map(|row| format!("[[{row}.indikator]]")).collect();
        let headings = rows.join(", ");
        (is_above && !rows.is_empty()).then(|| {
            format!("tulis judulnya menurut baris yang diukur, salah satu dari: {headings}")
        })
    }

    /// Takes back that `key` is missing.
    fn meant(&self, key: &str) {
        let place = Place::field(&self.sink.source.file, self.path.key(key));
        let missing =
            |finding: &Finding| matches!(finding.rule, Rule::MissingKey | Rule::TargetMissing);
        let mut findings = self.sink.findings.borrow_mut();
        findings.retain(|finding| !(missing(finding) && finding.at == place));
    }

    fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    fn typed_value(
        &self,
        value: &Spanned<DeValue<'_>>,
        path: FieldPath,
        key: &str,
    ) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(plain_ends(text)),
            DeValue::Integer(_) | DeValue::Float(_) => {
                self.sink.source.text.get(value.span()).map(str::to_owned)
            }
            other => self.wrong_at(path, key, "bilangan, atau teks dalam tanda kutip", other),
        }
    }

    fn wrong<T>(&self, key: &str, wanted: &str, found: &DeValue<'_>) -> Option<T> {
        self.wrong_at(self.path.key(key), key, wanted, found)
    }

    fn wrong_at<T>(
        &self,
        path: FieldPath,
        key: &str,
        wanted: &str,
        found: &DeValue<'_>,
    ) -> Option<T> {
        let place = Place::field(&self.sink.source.file, path);
        let message = format!("`{key}` berisi {}", kind(found));
        self.sink
            .push(Finding::new(Rule::WrongType, place, message).help(format!("tulis {wanted}")));
        None
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(text: &str) -> bool {
    is_digits(text.trim_start_matches(['-', '+']))
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "teks",
        DeValue::Integer(_) => "bilangan bulat",
        DeValue::Float(_) => "bilangan desimal",
        DeValue::Boolean(_) => "true/false",
        DeValue::Datetime(_) => "tanggal",
        DeValue::Array(_) => "daftar",
        DeValue::Table(_) => "tabel",
    }
}
