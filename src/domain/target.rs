//! The target of an indikator: what was typed and what it means.
//!
//! A text that starts with a digit is a number with at most one unit, a range or nothing: dates,
//! codes, ratios and two targets in one cell are refused. A text that starts with a letter is a
//! predicate of a known [`Scale`] or plain text.

use rust_decimal::Decimal;

use crate::domain::magnitude;
use crate::domain::number::{self, NumberFault, Token, quote};
use crate::domain::rule::Rule;

/// Spellings of "this indikator has no target", in lower case. A run of dashes counts too.
const NOT_APPLICABLE: [&str; 5] = ["na", "n/a", "n.a.", "n.a", "tidak berlaku"];

/// Dashes that may stand between the two numbers of a range.
const DASHES: [char; 4] = ['-', '–', '—', '\u{2212}'];

/// Words that may stand between the two numbers of a range, longer ones first.
const RANGE_WORDS: [&str; 6] = ["s.d.", "s.d", "s/d", "sampai dengan", "sampai", "hingga"];

/// Words after a number that make it part of something larger, so that no unit starts with them.
const CONNECTIVES: [&str; 8] = [
    "s.d.", "s.d", "s/d", "sampai", "hingga", "dari", "dan", "atau",
];

/// Month names, which make the number before them a date.
const MONTHS: [&str; 14] = [
    "januari",
    "februari",
    "pebruari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "nopember",
    "desember",
];

/// A target as typed, with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    raw: String,
    printed: String,
    value: TargetValue,
    satuan: Option<String>,
}

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetValue {
    /// One number, in the satuan of the target or of its indikator.
    Number(Decimal),
    /// Any number from `min` to `max`, both included.
    Range {
        /// The lower end.
        min: Decimal,
        /// The upper end, not below `min`.
        max: Decimal,
    },
    /// Any number on one side of `value`.
    Bound {
        /// Which side, and whether `value` itself counts.
        relation: Relation,
        /// The limit.
        value: Decimal,
    },
    /// A step of a named scale, which has an order but no sum.
    Predicate {
        /// The scale that the word belongs to.
        scale: Scale,
        /// The step, counted from 0 for the lowest; a higher one is better.
        rank: usize,
    },
    /// Said to have no target, which is neither empty nor zero.
    NotApplicable,
    /// Words without an order.
    Text,
}

/// How a number relates to the limit of a [`TargetValue::Bound`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `≥` or `>=`.
    AtLeast,
    /// `>`.
    MoreThan,
    /// `≤` or `<=`.
    AtMost,
    /// `<`.
    LessThan,
}

/// The closed list of named scales.
///
/// No word belongs to two scales. The letters of akreditasi (A, B, C) are read as `Sakip`: the
/// order is the same, and the text alone cannot tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// The BPK's opinion on a financial report: TMP, TW, WDP, WTP.
    Opini,
    /// The predicate of a SAKIP evaluation, D to AA; also used for akreditasi.
    Sakip,
    /// Five bands of quality, Sangat Kurang to Sangat Baik.
    Mutu,
    /// Whether something exists: Tidak Ada, Ada.
    Ada,
}

impl Scale {
    /// All scales.
    pub const ALL: [Scale; 4] = [Scale::Opini, Scale::Sakip, Scale::Mutu, Scale::Ada];

    /// The official words, lowest first: the place of a word is its rank.
    #[must_use]
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Opini => &["TMP", "TW", "WDP", "WTP"],
            Self::Sakip => &["D", "C", "CC", "B", "BB", "A", "AA"],
            Self::Mutu => &["Sangat Kurang", "Kurang", "Cukup", "Baik", "Sangat Baik"],
            Self::Ada => &["Tidak Ada", "Ada"],
        }
    }
}

/// Why a text is not accepted as a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetFault {
    /// The text is empty, or starts like a number and is not one.
    Number(NumberFault),
    /// The first number of a range is above the second.
    Reversed {
        /// The text as typed, with its blanks tidied.
        raw: String,
        /// The number typed first, in the place of the lower end.
        min: Decimal,
        /// The number typed second, in the place of the upper end.
        max: Decimal,
    },
    /// A word such as `ribu` stands behind the number, where it could be taken for a unit.
    Multiplied {
        /// The number with all that belongs to it, with its blanks tidied.
        raw: String,
        /// The word as typed.
        word: String,
        /// The same with the word left out.
        bare: String,
        /// The same with the number written in full, if the number has one reading.
        full: Option<String>,
    },
}

impl TargetFault {
    /// The rule that a target with this fault breaks.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::Number(NumberFault::Empty) => Rule::TargetMissing,
            Self::Number(NumberFault::Ambiguous { .. }) | Self::Multiplied { .. } => {
                Rule::NumberAmbiguous
            }
            Self::Number(_) => Rule::NumberUnreadable,
            Self::Reversed { .. } => Rule::RangeReversed,
        }
    }

    /// Says what is wrong: one Indonesian sentence with the values, without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Number(NumberFault::Empty) => "target belum diisi".to_owned(),
            Self::Number(NumberFault::Unreadable { raw }) => {
                format!("{} tidak terbaca sebagai target", quote(raw))
            }
            Self::Number(fault) => fault.message(),
            Self::Reversed { raw, min, max } => format!(
                "rentang {} terbalik: {} lebih besar daripada {}",
                quote(raw),
                number::print(*min),
                number::print(*max)
            ),
            Self::Multiplied { raw, word, .. } => {
                format!(
                    "{} memuat kata {}, yang bukan satuan",
                    quote(raw),
                    quote(word)
                )
            }
        }
    }

    /// Says what to type instead: one Indonesian imperative, without a full stop.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Number(NumberFault::Empty) => {
                "tulis targetnya, misalnya \"97,5\", \"80-85\" atau \"WTP\"; tulis \"-\" jika tidak berlaku".to_owned()
            }
            Self::Number(NumberFault::Unreadable { raw }) if is_rasio(raw) => of_rasio(raw),
            Self::Number(NumberFault::Unreadable { .. }) => {
                "tulis satu angka, misalnya \"97,5\" atau \"12 Dokumen\"; target berupa teks diawali huruf"
                    .to_owned()
            }
            Self::Number(fault) => fault.help(),
            Self::Reversed { min, max, .. } => {
                format!("tulis angka yang kecil lebih dahulu: \"{}-{}\"", number::print(*max), number::print(*min))
            }
            Self::Multiplied { full: None, .. } => {
                "tulis angkanya lengkap dengan semua nolnya, misalnya \"12000\" untuk 12 ribu"
                    .to_owned()
            }
            Self::Multiplied { word, bare, full: Some(full), .. } if word == "M" => {
                format!("tulis \"{full}\" bila maksudnya miliar, atau \"{bare} m\" bila meter")
            }
            Self::Multiplied { word, bare, full: Some(full), .. } => {
                format!("tulis \"{full}\", atau \"{bare}\" bila kata {} ada di satuannya", quote(word))
            }
        }
    }
}

/// Whether a text is two numbers with a colon between them, as a rasio is often written.
fn is_rasio(raw: &str) -> bool {
    let is_number = |text: &str| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        !text.is_empty() && text.chars().all(digits)
    };
    let parts = raw.split_once(':');
    parts.is_some_and(|(one, other)| is_number(one.trim()) && is_number(other.trim()))
}

/// What to type instead of a rasio; of one to a number, that number.
fn of_rasio(raw: &str) -> String {
    let is_to_one = |(one, other): &(&str, &str)| one.trim() == "1" && Target::parse(other).is_ok();
    let to_one = raw.split_once(':').filter(is_to_one);
    to_one.map_or_else(
        || {
            "tulis rasio sebagai satu angka, misalnya \"16\" untuk 1:16, dengan satuan \"Rasio\""
                .to_owned()
        },
        |(_, other)| format!("tulis \"{}\", dengan satuan = \"Rasio\"", other.trim()),
    )
}

impl From<NumberFault> for TargetFault {
    fn from(fault: NumberFault) -> Self {
        Self::Number(fault)
    }
}

impl Target {
    /// Reads a target.
    ///
    /// # Errors
    /// `Number` if it is empty or starts like a number without being one target; `Reversed` for a
    /// range from high to low.
    pub fn parse(raw: &str) -> Result<Target, TargetFault> {
        let text = number::tidy(raw);
        let Reading {
            value,
            satuan,
            printed,
        } = read(&text)?;
        Ok(Target {
            raw: raw.to_owned(),
            printed,
            value,
            satuan,
        })
    }

    /// The text exactly as typed.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What the text means.
    #[must_use]
    pub fn value(&self) -> TargetValue {
        self.value
    }

    /// The unit inside the text, such as `Dokumen`, `%` or `Rp`.
    #[must_use]
    pub fn satuan(&self) -> Option<&str> {
        self.satuan.as_deref()
    }

    /// The text for a document: numbers with a decimal comma (thousands grouped by points if they
    /// were grouped), ranges with an en dash, the rest as typed with tidied blanks.
    #[must_use]
    pub fn print(&self) -> String {
        self.printed.clone()
    }
}

/// The meaning of a tidy text.
struct Reading {
    value: TargetValue,
    satuan: Option<String>,
    printed: String,
}

impl Reading {
    fn as_typed(text: &str, value: TargetValue) -> Self {
        Self {
            value,
            satuan: None,
            printed: text.to_owned(),
        }
    }
}

fn read(text: &str) -> Result<Reading, TargetFault> {
    if text.is_empty() {
        return Err(NumberFault::Empty.into());
    }
    if is_not_applicable(text) {
        return Ok(Reading::as_typed(text, TargetValue::NotApplicable));
    }
    if let Some((scale, rank)) = find_predicate(text) {
        return Ok(Reading::as_typed(
            text,
            TargetValue::Predicate { scale, rank },
        ));
    }
    if let Some((relation, rest)) = strip_relation(text)
        && let Some(token) = number::scan(rest)
    {
        return read_bound(text, relation, rest, token);
    }
    match number::scan(text) {
        Some(token) => read_numbers(text, token),
        None if is_text(text) => Ok(Reading::as_typed(text, TargetValue::Text)),
        None => Err(unreadable(text)),
    }
}

fn read_bound(
    text: &str,
    relation: Relation,
    rest: &str,
    token: Token<'_>,
) -> Result<Reading, TargetFault> {
    let Quantity {
        value,
        satuan,
        printed,
    } = Quantity::read(text, token, token.tail)?;
    let sign = text.strip_suffix(rest).unwrap_or_default();
    Ok(Reading {
        value: TargetValue::Bound { relation, value },
        satuan,
        printed: format!("{sign}{printed}"),
    })
}

fn read_numbers(text: &str, token: Token<'_>) -> Result<Reading, TargetFault> {
    if let Some((unit, second)) = split_range(token.tail) {
        return read_range(
            text,
            &Quantity::read(text, token, unit)?,
            &Quantity::read(text, second, second.tail)?,
        );
    }
    let Quantity {
        value,
        satuan,
        printed,
    } = Quantity::read(text, token, token.tail)?;
    Ok(Reading {
        value: TargetValue::Number(value),
        satuan,
        printed,
    })
}

fn read_range(text: &str, first: &Quantity, second: &Quantity) -> Result<Reading, TargetFault> {
    let same_unit = first.satuan.is_none() || first.satuan == second.satuan;
    if !same_unit || is_school_year(first, second) {
        return Err(unreadable(text));
    }
    let (min, max) = (first.value, second.value);
    if min > max {
        return Err(TargetFault::Reversed {
            raw: text.to_owned(),
            min,
            max,
        });
    }
    Ok(Reading {
        value: TargetValue::Range { min, max },
        satuan: second.satuan.clone(),
        printed: format!("{}–{}", first.printed, second.printed),
    })
}

/// A number and its unit.
struct Quantity {
    value: Decimal,
    satuan: Option<String>,
    printed: String,
}

impl Quantity {
    /// Reads one number of `text` with the unit after it; a fault of the unit quotes all of `text`.
    fn read(text: &str, token: Token<'_>, tail: &str) -> Result<Self, TargetFault> {
        let unit = tail.trim_start();
        if let Some(fault) = multiplied(token, tail) {
            return Err(fault);
        }
        if !unit.is_empty() && !is_unit(unit, unit.len() == tail.len()) {
            return Err(unreadable(text));
        }
        let value = token.value().map_err(|fault| {
            if matches!(fault, NumberFault::Unreadable { .. }) {
                unreadable(text)
            } else {
                fault.into()
            }
        })?;
        let words: Vec<&str> = token
            .money
            .into_iter()
            .chain([unit])
            .filter(|word| !word.is_empty())
            .collect();
        let satuan = (!words.is_empty()).then(|| words.join(" "));
        Ok(Self {
            value,
            satuan,
            printed: format!("{}{tail}", token.print(value)),
        })
    }
}

/// What is wrong with a number before a word that multiplies it.
fn multiplied(token: Token<'_>, tail: &str) -> Option<TargetFault> {
    let unit = tail.trim_start();
    let (word, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let factor = magnitude::factor(word)?;
    let with = |number: &str| {
        format!("{}{number} {rest}", token.lead)
            .trim_end()
            .to_owned()
    };
    let value = token.value().ok();
    let value = value.and_then(|value| value.abs().checked_mul(factor));
    Some(TargetFault::Multiplied {
        raw: format!("{}{}{tail}", token.lead, token.body),
        word: word.to_owned(),
        bare: with(token.body),
        full: value.map(|value| with(&number::spell(value))),
    })
}

/// Two years that follow each other, such as `2026-2027`: a tahun ajaran, not a range.
fn is_school_year(first: &Quantity, second: &Quantity) -> bool {
    let years = Decimal::from(1900)..=Decimal::from(2100);
    let bare = second.satuan.is_none() && first.value.scale() == 0 && second.value.scale() == 0;
    bare && years.contains(&first.value) && first.value + Decimal::ONE == second.value
}

/// Finds the second number of a range, and the unit of the first, in what follows the first.
fn split_range(tail: &str) -> Option<(&str, Token<'_>)> {
    tail.char_indices().find_map(|(at, _)| {
        let (unit, rest) = tail.split_at_checked(at)?;
        Some((unit.trim_end(), second_number(unit, rest)?))
    })
}

/// Reads past a separator. A lone `sd` takes no unit but `%`: in `3 sd 12 smp` it is a school.
fn second_number<'a>(unit: &str, rest: &'a str) -> Option<Token<'a>> {
    if let Some(right) = rest.strip_prefix(DASHES) {
        return number::scan(right.trim_start());
    }
    if !unit.is_empty() && !unit.ends_with([' ', '%']) {
        return None;
    }
    if let Some(right) = RANGE_WORDS.iter().find_map(|word| strip_word(rest, word)) {
        return number::scan(right.trim_start());
    }
    let token = number::scan(rest.strip_prefix("sd")?.trim_start())?;
    matches!(token.tail.trim_start(), "" | "%").then_some(token)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

fn strip_relation(text: &str) -> Option<(Relation, &str)> {
    let relations = [
        (">=", Relation::AtLeast),
        ("≥", Relation::AtLeast),
        (">", Relation::MoreThan),
        ("<=", Relation::AtMost),
        ("≤", Relation::AtMost),
        ("<", Relation::LessThan),
    ];
    relations
        .into_iter()
        .find_map(|(sign, relation)| Some((relation, text.strip_prefix(sign)?.trim_start())))
}

fn is_not_applicable(text: &str) -> bool {
    text.chars().all(|c| DASHES.contains(&c))
        || NOT_APPLICABLE.contains(&text.to_lowercase().as_str())
}

fn find_predicate(text: &str) -> Option<(Scale, usize)> {
    Scale::ALL.into_iter().find_map(|scale| {
        let rank = scale
            .labels()
            .iter()
            .position(|label| label.eq_ignore_ascii_case(text))?;
        Some((scale, rank))
    })
}

/// Words: the first letter or digit is a letter, and it is neither a float of TOML nor an error
/// value of a spreadsheet (`#N/A`, `#REF!`).
fn is_text(text: &str) -> bool {
    let starts_with_letter = text
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_numeric());
    let unsigned = text.trim_start_matches(['+', '-']);
    starts_with_letter && !text.starts_with('#') && !matches!(unsigned, "nan" | "inf")
}

/// Whether the words after a number name one unit. A unit typed without a blank before it must be
/// clear letters: not `12x34`, `0xFF`, `1e5` or `4a`.
fn is_unit(unit: &str, glued: bool) -> bool {
    let first = unit.split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    unit.starts_with(opens_unit)
        && unit.split(' ').all(is_unit_word)
        && !CONNECTIVES.contains(&lower.as_str())
        && !MONTHS.contains(&lower.as_str())
        && (!glued || may_be_glued(first))
}

fn may_be_glued(word: &str) -> bool {
    let is_letters = !word.contains(|c: char| c.is_ascii_digit()) && word.chars().nth(1).is_some();
    word.starts_with(['%', '‰', '°']) || (is_letters && !word.starts_with(['x', 'X']))
}

fn opens_unit(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '‰' | '°')
}

/// Letters and the marks found in units; a 2 or 3 only after a letter, as in `m2` and `CO2`.
fn is_unit_word(word: &str) -> bool {
    let mut after_letter = false;
    word.chars().all(|c| {
        let allowed = match c {
            '2' | '3' => after_letter,
            '²' | '³' | '/' | '.' | '-' | '&' | '(' | ')' | '\'' | '’' => true,
            _ => opens_unit(c),
        };
        after_letter = c.is_alphabetic();
        allowed
    })
}

fn unreadable(text: &str) -> TargetFault {
    NumberFault::Unreadable {
        raw: text.to_owned(),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[track_caller]
    fn case(input: &str, value: TargetValue, satuan: Option<&str>, printed: &str) {
        let target = Target::parse(input).unwrap();
        assert_eq!(target.value(), value, "{input:?}");
        assert_eq!(target.satuan(), satuan, "{input:?}");
        assert_eq!(target.print(), printed, "{input:?}");
        assert_eq!(target.raw(), input);
    }

    #[track_caller]
    fn number(input: &str, value: &str, satuan: Option<&str>, printed: &str) {
        case(input, TargetValue::Number(decimal(value)), satuan, printed);
    }

    #[track_caller]
    fn range(input: &str, (min, max): (&str, &str), satuan: Option<&str>, printed: &str) {
        case(
            input,
            TargetValue::Range {
                min: decimal(min),
                max: decimal(max),
            },
            satuan,
            printed,
        );
    }

    #[track_caller]
    fn bound(input: &str, relation: Relation, value: &str, satuan: Option<&str>, printed: &str) {
        case(
            input,
            TargetValue::Bound {
                relation,
                value: decimal(value),
            },
            satuan,
            printed,
        );
    }

    #[track_caller]
    fn predicate(input: &str, scale: Scale, rank: usize) {
        case(input, TargetValue::Predicate { scale, rank }, None, input);
    }

    #[track_caller]
    fn refused(input: &str, message: &str) {
        assert_eq!(
            Target::parse(input).unwrap_err().message(),
            message,
            "{input:?}"
        );
    }

    #[test]
    fn reads_numbers() {
        number("97,00", "97.00", None, "97,00");
        number("0.71", "0.71", None, "0,71");
        number("3000", "3000", None, "3000");
        number("0", "0", None, "0");
        number("-5", "-5", None, "-5");
        number("+0.5", "0.5", None, "+0,5");
        number("500_000", "500000", None, "500000");
        number("1,231,790,000", "1231790000", None, "1.231.790.000");
        number("1,234.50", "1234.50", None, "1.234,50");
    }

    #[test]
    fn reads_units() {
        number("12 Dokumen", "12", Some("Dokumen"), "12 Dokumen");
        number("\u{a0}86\u{202f}% \n", "86", Some("%"), "86 %");
        number("86.5%", "86.5", Some("%"), "86,5%");
        number("61.50 kw/ha", "61.50", Some("kw/ha"), "61,50 kw/ha");
        number(
            "11,25 Orang / Bulan",
            "11.25",
            Some("Orang / Bulan"),
            "11,25 Orang / Bulan",
        );
        number("12Dok", "12", Some("Dok"), "12Dok");
        number("40  anak-anak", "40", Some("anak-anak"), "40 anak-anak");
        number("5 m2", "5", Some("m2"), "5 m2");
        number("5 m³/detik", "5", Some("m³/detik"), "5 m³/detik");
        number("12 SD", "12", Some("SD"), "12 SD");
        number("Rp1.500.000", "1500000", Some("Rp"), "Rp1.500.000");
    }

    #[test]
    fn reads_ranges() {
        range("69,1-69,5", ("69.1", "69.5"), None, "69,1–69,5");
        range("70,79 – 71,78", ("70.79", "71.78"), None, "70,79–71,78");
        range("0 - 5", ("0", "5"), None, "0–5");
        range("5—5", ("5", "5"), None, "5–5");
        range("80 s.d. 85", ("80", "85"), None, "80–85");
        range("80 s.d 85 %", ("80", "85"), Some("%"), "80–85 %");
        range(
            "80 S/D 85 Orang",
            ("80", "85"),
            Some("Orang"),
            "80–85 Orang",
        );
        range("80% s/d 85%", ("80", "85"), Some("%"), "80%–85%");
        range("80 sd 85", ("80", "85"), None, "80–85");
        range("80 sampai dengan 85", ("80", "85"), None, "80–85");
        range(
            "10 Orang - 15 Orang",
            ("10", "15"),
            Some("Orang"),
            "10 Orang–15 Orang",
        );
        range("-5 - -3", ("-5", "-3"), None, "-5–-3");
        range("-5--3", ("-5", "-3"), None, "-5–-3");
        range("2000-2500", ("2000", "2500"), None, "2000–2500");
    }

    #[test]
    fn reads_bounds() {
        bound("≥ 80", Relation::AtLeast, "80", None, "≥ 80");
        bound(">=80.5%", Relation::AtLeast, "80.5", Some("%"), ">=80,5%");
        bound("> 0", Relation::MoreThan, "0", None, "> 0");
        bound("≤5 Kasus", Relation::AtMost, "5", Some("Kasus"), "≤5 Kasus");
        bound("<= -5", Relation::AtMost, "-5", None, "<= -5");
        bound("< 1,5", Relation::LessThan, "1.5", None, "< 1,5");
    }

    #[test]
    fn reads_predicates() {
        predicate("WTP", Scale::Opini, 3);
        predicate("tmp", Scale::Opini, 0);
        predicate("AA", Scale::Sakip, 6);
        predicate("BB", Scale::Sakip, 4);
        predicate("B", Scale::Sakip, 3);
        predicate("D", Scale::Sakip, 0);
        predicate("Sangat Baik", Scale::Mutu, 4);
        predicate("kurang", Scale::Mutu, 1);
        predicate("Ada", Scale::Ada, 1);
        case(
            "Tidak\n ada",
            TargetValue::Predicate {
                scale: Scale::Ada,
                rank: 0,
            },
            None,
            "Tidak ada",
        );
    }

    #[test]
    fn no_label_is_on_two_scales() {
        for scale in Scale::ALL {
            for (rank, label) in scale.labels().iter().enumerate() {
                predicate(label, scale, rank);
            }
        }
    }

    #[test]
    fn reads_not_applicable_and_text() {
        for raw in ["NA", "N/A", "n/a", "n.a.", "-", "–", "--", "Tidak Berlaku"] {
            case(raw, TargetValue::NotApplicable, None, raw);
        }
        for raw in [
            "Terlaksana",
            "Triwulan I",
            "Tanggal 31 Desember 2027",
            "- Terlaksana",
            "≥ BB",
            "Rp lima",
        ] {
            case(raw, TargetValue::Text, None, raw);
        }
    }

    #[test]
    fn refuses_with_a_reason() {
        refused(" ", "target belum diisi");
        refused("3.000 orang", "\"3.000\" bisa berarti 3000 atau 3");
        refused("35,357 ekor", "\"35,357\" bisa berarti 35357 atau 35,357");
        refused("≥ Rp1.500", "\"Rp1.500\" bisa berarti 1500 atau 1,5");
        refused("1-1.500", "\"1.500\" bisa berarti 1500 atau 1,5");
        refused("12x34", "\"12x34\" tidak terbaca sebagai target");
        refused("12 - 3 -  4", "\"12 - 3 - 4\" tidak terbaca sebagai target");
        refused(
            "85-80,5 %",
            "rentang \"85-80,5 %\" terbalik: 85 lebih besar daripada 80,5",
        );
        for (rasio, line) in [
            ("1:24", "tulis \"24\", dengan satuan = \"Rasio\""),
            ("1 : 15,5", "tulis \"15,5\", dengan satuan = \"Rasio\""),
            ("1:1.500", "tulis rasio sebagai satu angka, misalnya"),
            ("2.3:1000", "tulis rasio sebagai satu angka, misalnya"),
        ] {
            let help = Target::parse(rasio).unwrap_err().help();
            assert!(help.starts_with(line), "{rasio}: {help}");
        }
        let help = Target::parse("12:30 WITA").unwrap_err().help();
        assert!(!help.contains("rasio"), "{help}");
        let help = Target::parse("85-80,5").unwrap_err().help();
        assert_eq!(help, "tulis angka yang kecil lebih dahulu: \"80,5-85\"");
    }

    #[test]
    fn words_that_multiply_are_no_unit() {
        for (raw, said, help) in [
            (
                "12 ribu",
                "\"12 ribu\" memuat kata \"ribu\", yang bukan satuan",
                "tulis \"12000\", atau \"12\" bila kata \"ribu\" ada di satuannya",
            ),
            (
                "1,2345 Juta  Orang",
                "\"1,2345 Juta Orang\" memuat kata \"Juta\"",
                "tulis \"1234500 Orang\", atau \"1,2345 Orang\"",
            ),
            ("12rb", "\"12rb\" memuat kata \"rb\"", "tulis \"12000\""),
            (
                "≥ 2 lusin",
                "\"2 lusin\" memuat",
                "tulis \"24\", atau \"2\"",
            ),
            ("10-12 kodi", "\"12 kodi\" memuat", "tulis \"240\""),
            (
                "-Rp 1,5 miliar",
                "\"-Rp 1,5 miliar\"",
                "tulis \"-Rp 1500000000\"",
            ),
            (
                "1.500 ribu",
                "\"1.500 ribu\" memuat",
                "tulis angkanya lengkap",
            ),
            (
                "12 M",
                "\"12 M\" memuat",
                "tulis \"12000000000\" bila maksudnya miliar, atau \"12 m\"",
            ),
        ] {
            let fault = Target::parse(raw).unwrap_err();
            assert!(fault.message().starts_with(said), "{}", fault.message());
            assert!(fault.help().starts_with(help), "{}", fault.help());
            assert_eq!(fault.rule(), Rule::NumberAmbiguous, "{raw}");
        }
        number("12 m", "12", Some("m"), "12 m");
        number("12 Ribuan", "12", Some("Ribuan"), "12 Ribuan");
    }

    #[test]
    fn guesses_no_date_code_ratio_or_list() {
        for raw in [
            "1.01.02",
            "1.01.02.2.03.0012",
            "0012",
            "2026-01-05",
            "05-12-2026",
            "01-05",
            "5/12/2026",
            "12 Januari",
            "31 Desember 2027",
            "2026-2027",
            "2026/2027",
            "1:20",
            "3/4",
            "3 dari 5",
            "3 dari lima",
            "1 500",
            "12.",
            "1. LHE 2. IKM",
            "12 dokumen, 3 laporan",
            "3 SD 12 SMP",
            "3 sd 12 smp",
            "1 Dokumen-2",
            "80%-85",
            "10 Orang - 15 Unit",
            "5 - 6 - 7",
            "80 -",
            "80 s.d.",
            "80 s/d lima",
            "≥ 5-10",
            "≥",
            ">= .5",
        ] {
            refused(raw, &format!("\"{raw}\" tidak terbaca sebagai target"));
        }
    }

    #[test]
    fn guesses_no_foreign_number() {
        for raw in [
            "0xFF",
            "0x10",
            "1e5",
            "1E+5",
            "4a",
            "7f3a",
            "nan",
            "-inf",
            "#N/A",
            "#REF!",
            ".5",
            "(5)",
            "~5",
            "- 5",
            "–5",
            "½",
            "５ Dokumen",
            "5 ½",
            "12 (dua belas) Dokumen",
            "5 + 3",
            "?",
            "…",
            "12😀",
        ] {
            refused(raw, &format!("\"{raw}\" tidak terbaca sebagai target"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn never_panics_and_prints_what_it_read(
            raw in prop_oneof!["\\PC*", "[≥<]?=? ?[-Rp0-9.,%]{1,8} ?(-|–|s/d|sd|m2)? ?[-0-9.,%]{0,8} ?(Orang|%)?"]
        ) {
            match Target::parse(&raw) {
                Ok(target) => {
                    let again = Target::parse(&target.print());
                    prop_assert_eq!(again.as_ref().map(Target::value), Ok(target.value()));
                    prop_assert_eq!(again.as_ref().map(Target::print), Ok(target.print()));
                    prop_assert_eq!(again.as_ref().map(Target::satuan), Ok(target.satuan()));
                }
                Err(fault) => prop_assert!(!fault.message().ends_with('.') && !fault.help().ends_with('.')),
            }
        }

        #[test]
        fn text_never_hides_a_number(raw in "[ -@\\[-`{-~°±≥≤–—“”\u{a0}]*[0-9].*") {
            let value = Target::parse(&raw).map(|target| target.value());
            prop_assert!(!matches!(value, Ok(TargetValue::Text)), "{raw:?}");
        }

        #[test]
        fn reversed_help_can_be_typed(first in -99_i64..99, second in -99_i64..99, scale in 0_u32..=2) {
            let (first, second) = (Decimal::new(first, scale), Decimal::new(second, scale));
            let raw = format!("{}-{}", number::print(first), number::print(second));
            if let Err(fault) = Target::parse(&raw) {
                let help = fault.help();
                let typed = help.split('"').nth(1).unwrap();
                let value = Target::parse(typed).map(|target| target.value());
                prop_assert_eq!(value, Ok(TargetValue::Range { min: second, max: first }));
            }
        }
    }
}
