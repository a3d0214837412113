//! The Indonesian number grammar: reads numbers as planners type them and never guesses.
//!
//! A comma and a point together mean that the last mark is the decimal one. A mark that occurs
//! several times groups thousands. A single mark before exactly three digits (`1.500`) has two
//! readings and is refused with both, unless the whole part is 0 (`0.615`).

use std::borrow::Cow;

use rust_decimal::Decimal;

/// The longest quotation of a user's text in a message, in characters.
const QUOTE_LENGTH: usize = 60;

/// Why a text is not accepted as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Nothing but blanks was typed.
    Empty,
    /// The text does not follow the grammar.
    Unreadable {
        /// The text as typed, with its blanks tidied.
        raw: String,
    },
    /// The text has two readings, such as `1.500`.
    Ambiguous {
        /// The text as typed, with its blanks tidied.
        raw: String,
        /// The value if the mark groups thousands.
        grouped: Decimal,
        /// The value if the mark is the decimal mark.
        decimal: Decimal,
    },
    /// The number has more digits than can be kept exactly.
    TooLarge {
        /// The text as typed, with its blanks tidied.
        raw: String,
    },
    /// An amount of money has a fraction of a rupiah.
    NotWhole {
        /// The text as typed, with its blanks tidied.
        raw: String,
    },
    /// The number is below zero where that has no meaning.
    Negative {
        /// The text as typed, with its blanks tidied.
        raw: String,
    },
}

impl NumberFault {
    /// Says what is wrong: one Indonesian sentence with the values, without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "angka belum diisi".to_owned(),
            Self::Unreadable { raw } => format!("{} tidak terbaca sebagai angka", quote(raw)),
            Self::Ambiguous {
                raw,
                grouped,
                decimal,
            } => format!(
                "{} bisa berarti {} atau {}",
                quote(raw),
                print(grouped.normalize()),
                print(decimal.normalize())
            ),
            Self::TooLarge { raw } => format!("{} terlalu besar atau terlalu panjang", quote(raw)),
            Self::NotWhole { raw } => format!("{} memuat pecahan rupiah", quote(raw)),
            Self::Negative { raw } => format!("{} kurang dari nol", quote(raw)),
        }
    }

    /// Says what to type instead: one Indonesian imperative, without a full stop.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Empty => "tulis angkanya, misalnya 1500 atau \"97,5\"".to_owned(),
            Self::Unreadable { .. } => {
                "tulis satu angka saja, misalnya 1500 atau \"97,5\"".to_owned()
            }
            Self::Ambiguous {
                grouped, decimal, ..
            } => format!(
                "tulis {} jika maksudnya ribuan, atau \"{}\" jika maksudnya desimal",
                spell(*grouped),
                spell(*decimal)
            ),
            Self::TooLarge { .. } => "periksa jumlah digitnya, paling banyak 28 digit".to_owned(),
            Self::NotWhole { .. } => "tulis rupiah bulat, misalnya 1500000".to_owned(),
            Self::Negative { .. } => "tulis nol atau angka di atas nol".to_owned(),
        }
    }
}

/// Reads one number, with an optional sign, `Rp` or `IDR` before it or `%` after it.
///
/// The decimals typed are kept: `97,00` has two. Underscores between digits are skipped.
///
/// # Errors
/// `Empty`, `Unreadable`, `Ambiguous` or `TooLarge`.
pub fn parse(raw: &str) -> Result<Decimal, NumberFault> {
    let text = tidy(raw);
    if text.is_empty() {
        return Err(NumberFault::Empty);
    }
    let Some(token) = scan(&text) else {
        return Err(NumberFault::Unreadable { raw: text });
    };
    match token.tail.trim_start() {
        "" => token.value(),
        "%" if token.money.is_none() => token.value(),
        _ => Err(NumberFault::Unreadable { raw: text }),
    }
}

/// Prints a number with a decimal comma and all its decimals, without grouping: `3000`, `97,00`.
#[must_use]
pub fn print(value: Decimal) -> String {
    let unsigned_zero = if value.is_zero() { value.abs() } else { value };
    unsigned_zero.to_string().replace('.', ",")
}

/// Prints a number with a decimal comma and a point between thousands: `1.500.000,50`.
#[must_use]
pub fn print_grouped(value: Decimal) -> String {
    let plain = print(value);
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("-", rest));
    match digits.split_once(',') {
        Some((whole, fraction)) => format!("{sign}{},{fraction}", group(whole)),
        None => format!("{sign}{}", group(digits)),
    }
}

/// Trims a text and writes every run of blanks (line ends, no-break and zero-width spaces too) as
/// one space.
pub(crate) fn tidy(raw: &str) -> String {
    let words: Vec<&str> = raw
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Quotes a user's text for a message: one line, shortened, without control characters.
pub(crate) fn quote(raw: &str) -> String {
    let text = tidy(raw).replace(char::is_control, "\u{fffd}");
    match text.char_indices().nth(QUOTE_LENGTH) {
        Some((end, _)) => format!("\"{}…\"", text.get(..end).unwrap_or_default()),
        None => format!("\"{text}\""),
    }
}

/// A number at the start of a tidy text, not yet read, and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Sign and currency as typed, with the blank after them.
    pub(crate) lead: &'a str,
    /// The currency word as typed, if there is one.
    pub(crate) money: Option<&'a str>,
    /// Digits, marks and underscores, starting with a digit.
    pub(crate) body: &'a str,
    /// Everything after the body, with the blank before it.
    pub(crate) tail: &'a str,
    negative: bool,
}

impl Token<'_> {
    /// Reads the body by the grammar. A fault quotes lead and body, not the tail.
    pub(crate) fn value(&self) -> Result<Decimal, NumberFault> {
        let raw = || format!("{}{}", self.lead, self.body);
        let unreadable = || NumberFault::Unreadable { raw: raw() };
        let read = |digits: &str| {
            self.exact(digits)
                .ok_or_else(|| NumberFault::TooLarge { raw: raw() })
        };
        let body = skip_underscores(self.body).ok_or_else(unreadable)?;
        match layout(&body).ok_or_else(unreadable)? {
            Layout::Clear(digits) => read(&digits),
            Layout::Either { grouped, decimal } => Err(NumberFault::Ambiguous {
                raw: raw(),
                grouped: read(&grouped)?,
                decimal: read(&decimal)?,
            }),
        }
    }

    /// Prints the sign and currency as typed, then the value; grouped only if it was typed so.
    pub(crate) fn print(&self, value: Decimal) -> String {
        let marks = self.body.matches(is_mark).count();
        let digits = if marks > 1 {
            print_grouped(value.abs())
        } else {
            print(value.abs())
        };
        format!("{}{digits}", self.lead)
    }

    fn exact(&self, digits: &str) -> Option<Decimal> {
        let value = Decimal::from_str_exact(digits).ok()?;
        Some(if self.negative && !value.is_zero() {
            -value
        } else {
            value
        })
    }
}

/// Finds the number that a tidy text starts with. `None` if it starts with something else.
pub(crate) fn scan(text: &str) -> Option<Token<'_>> {
    let (outer, rest) = strip_sign(text);
    let (money, rest) = strip_money(rest);
    let (inner, rest) = if outer.is_none() {
        strip_sign(rest)
    } else {
        (None, rest)
    };
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && !is_mark(c) && c != '_');
    let (body, tail) = rest.split_at(end.unwrap_or(rest.len()));
    let lead = text.strip_suffix(rest)?;
    let negative = outer.or(inner).is_some_and(|sign| sign != '+');
    Some(Token {
        lead,
        money,
        body,
        tail,
        negative,
    })
}

/// How the marks of a body divide it; digits with at most one point.
enum Layout {
    Clear(String),
    Either { grouped: String, decimal: String },
}

fn layout(body: &str) -> Option<Layout> {
    let Some((before, after)) = body.rsplit_once(is_mark) else {
        return is_whole(body).then(|| Layout::Clear(body.to_owned()));
    };
    if after.is_empty() {
        return None;
    }
    let (mark, other) = if body.rfind(',') == Some(before.len()) {
        (',', '.')
    } else {
        ('.', ',')
    };
    match (before.contains(mark), before.contains(other)) {
        (false, false) => single_mark(before, after),
        (true, false) => ungroup(body, mark).map(Layout::Clear),
        (false, true) => {
            ungroup(before, other).map(|whole| Layout::Clear(format!("{whole}.{after}")))
        }
        (true, true) => None,
    }
}

fn single_mark(whole: &str, fraction: &str) -> Option<Layout> {
    if !is_whole(whole) {
        return None;
    }
    let decimal = format!("{whole}.{fraction}");
    if fraction.len() == 3 && whole.len() <= 3 && whole != "0" {
        return Some(Layout::Either {
            grouped: format!("{whole}{fraction}"),
            decimal,
        });
    }
    Some(Layout::Clear(decimal))
}

/// Joins `1.500.000`: a first group of one to three digits, then groups of exactly three.
fn ungroup(text: &str, mark: char) -> Option<String> {
    let (first, others) = text.split_once(mark)?;
    let well_formed = matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && others.split(mark).all(|group| group.len() == 3);
    well_formed.then(|| text.replace(mark, ""))
}

/// Several digits that start with 0 are a code or a date, not a number; TOML refuses them too.
fn is_whole(digits: &str) -> bool {
    digits == "0" || !digits.starts_with('0')
}

fn skip_underscores(body: &str) -> Option<Cow<'_, str>> {
    if !body.contains('_') {
        return Some(Cow::Borrowed(body));
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let between_digits = body
        .split('_')
        .all(|part| part.starts_with(is_digit) && part.ends_with(is_digit));
    let marks_allowed = !body.contains(',') && body.matches('.').count() <= 1;
    (between_digits && marks_allowed).then(|| Cow::Owned(body.replace('_', "")))
}

fn strip_sign(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    match chars.next() {
        Some(sign @ ('+' | '-' | '\u{2212}')) => (Some(sign), chars.as_str()),
        _ => (None, text),
    }
}

fn strip_money(text: &str) -> (Option<&str>, &str) {
    for word in ["Rp", "IDR"] {
        let Some((head, rest)) = text.split_at_checked(word.len()) else {
            continue;
        };
        if head.eq_ignore_ascii_case(word) {
            return (
                Some(head),
                rest.strip_prefix('.').unwrap_or(rest).trim_start(),
            );
        }
    }
    (None, text)
}

/// The shortest spelling that `parse` reads as exactly this value: with a fourth decimal where three
/// could be taken for thousands, as in `98,123`.
pub(crate) fn spell(value: Decimal) -> String {
    let shortest = print(value.normalize());
    match parse(&shortest) {
        Err(NumberFault::Ambiguous { .. }) => shortest + "0",
        Ok(_) | Err(_) => shortest,
    }
}

fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads `input` and compares the print of its value, which shows the scale too.
    #[track_caller]
    fn case(input: &str, expected: &str) {
        assert_eq!(
            parse(input).map(print),
            Ok(expected.to_owned()),
            "{input:?}"
        );
    }

    #[track_caller]
    fn ambiguous(input: &str, message: &str, help: &str) {
        let fault = parse(input).unwrap_err();
        assert!(
            matches!(fault, NumberFault::Ambiguous { .. }),
            "{input:?} {fault:?}"
        );
        assert_eq!(fault.message(), message);
        assert_eq!(fault.help(), help);
        for word in help.split([' ', '"']).filter(|word| scan(word).is_some()) {
            assert!(parse(word).is_ok(), "the help says {word:?}");
        }
    }

    #[track_caller]
    fn unreadable(input: &str) {
        let fault = parse(input).unwrap_err();
        assert!(
            matches!(fault, NumberFault::Unreadable { .. }),
            "{input:?} {fault:?}"
        );
    }

    #[test]
    fn reads_decimals_and_keeps_their_scale() {
        case("0,70", "0,70");
        case("0.71", "0,71");
        case("82,7", "82,7");
        case("97,00", "97,00");
        case("100.80", "100,80");
        case("0.615", "0,615");
        case("0,615", "0,615");
        case("1,2345", "1,2345");
        case("1234,567", "1234,567");
        case("1234.567", "1234,567");
        case("409798000000.00", "409798000000,00");
    }

    #[test]
    fn reads_grouped_thousands() {
        case("3000", "3000");
        case("1.500.000", "1500000");
        case("1,231,790,000", "1231790000");
        case("1.234.567,89", "1234567,89");
        case("1,234,567.89", "1234567,89");
        case("1.234,567", "1234,567");
        case("1,234.5", "1234,5");
    }

    #[test]
    fn reads_signs_currency_and_percent() {
        case("-5", "-5");
        case("+5,0", "5,0");
        case("\u{2212}5", "-5");
        case("-0", "0");
        case("-0,00", "0,00");
        case("86 %", "86");
        case("86%", "86");
        case("Rp1.500.000", "1500000");
        case("Rp. 1.500.000,00", "1500000,00");
        case("rp.1500", "1500");
        case("IDR 1500", "1500");
        case("-Rp 5", "-5");
        case("Rp -5", "-5");
        case("\u{a0} Rp\u{202f}97,00\u{a0}\n", "97,00");
    }

    #[test]
    fn reads_toml_tokens() {
        case("500_000_000", "500000000");
        case("1_000.5", "1000,5");
        case("+1_0", "10");
        for raw in [
            "0xFF",
            "0o7",
            "0b1",
            "1e5",
            "1.5e3",
            "nan",
            "inf",
            "-inf",
            "007",
            "2026-01-05",
            "true",
        ] {
            unreadable(raw);
        }
    }

    #[test]
    fn refuses_two_readings() {
        ambiguous(
            "1.500",
            "\"1.500\" bisa berarti 1500 atau 1,5",
            "tulis 1500 jika maksudnya ribuan, atau \"1,5\" jika maksudnya desimal",
        );
        ambiguous(
            "35,357 %",
            "\"35,357\" bisa berarti 35357 atau 35,357",
            "tulis 35357 jika maksudnya ribuan, atau \"35,3570\" jika maksudnya desimal",
        );
        ambiguous(
            "Rp -3.000",
            "\"Rp -3.000\" bisa berarti -3000 atau -3",
            "tulis -3000 jika maksudnya ribuan, atau \"-3\" jika maksudnya desimal",
        );
        assert!(matches!(
            parse("1_5.000"),
            Err(NumberFault::Ambiguous { .. })
        ));
    }

    #[test]
    fn refuses_what_the_grammar_does_not_know() {
        for raw in [
            "1.50.000",
            "12.34.5",
            "1,23,4",
            "1.01.02",
            "1.234,567.89",
            "0.500.000",
            "1.2,3",
            "1234.567.890",
            "012.345",
            "01,5",
            ".5",
            ",5",
            "5.",
            "5,",
            "1..5",
            "1_",
            "1__0",
            "_1",
            "1_.5",
            "1_0,5",
            "1_0.000.000",
            "- 5",
            "--5",
            "+-5",
            "-Rp-5",
            "Rp",
            "Rp%",
            "Rp5%",
            "%",
            "5 %%",
            "5 kg",
            "1 500",
            "1'500",
            "(5)",
            "½",
            "５",
            "٣",
            "-",
            "5-6",
            "a5",
        ] {
            unreadable(raw);
        }
        for raw in ["", " \t\u{a0}\u{200b}\n"] {
            assert_eq!(parse(raw), Err(NumberFault::Empty), "{raw:?}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        case(
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        );
        for raw in [
            "79228162514264337593543950336",
            &"9".repeat(500),
            &format!("0,{}1", "0".repeat(28)),
        ] {
            assert!(
                matches!(parse(raw), Err(NumberFault::TooLarge { .. })),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn messages_quote_one_short_line() {
        let fault = parse(&format!("a\u{1b}\n{}", "x".repeat(200))).unwrap_err();
        let expected = format!(
            "\"a\u{fffd} {}…\" tidak terbaca sebagai angka",
            "x".repeat(57)
        );
        assert_eq!(fault.message(), expected);
    }

    #[test]
    fn prints_groups() {
        for (value, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1.000"),
            ("-1234567,50", "-1.234.567,50"),
            ("100000", "100.000"),
        ] {
            assert_eq!(print_grouped(parse(value).unwrap()), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn never_panics_and_keeps_what_it_accepts(raw in prop_oneof!["\\PC*", "[-+Rp0-9.,_ %]{0,12}"]) {
            match parse(&raw) {
                Ok(value) => {
                    prop_assert_eq!(parse(&print(value)), Ok(value));
                    prop_assert_eq!(parse(&print(value)).map(print), Ok(print(value)));
                    if value.abs() < Decimal::from(1000) || value.abs() >= Decimal::from(1_000_000) {
                        prop_assert_eq!(parse(&print_grouped(value)), Ok(value));
                    }
                }
                Err(fault) => prop_assert!(!fault.message().ends_with('.') && !fault.help().ends_with('.')),
            }
        }

        #[test]
        fn every_decimal_survives_or_is_refused(mantissa: i64, scale in 0_u32..=12) {
            let value = Decimal::new(mantissa, scale);
            match parse(&print(value)) {
                Ok(again) => prop_assert_eq!((again, again.scale()), (value, value.scale())),
                Err(NumberFault::Ambiguous { decimal, .. }) => prop_assert_eq!(decimal, value),
                Err(fault) => prop_assert!(false, "{fault:?}"),
            }
        }

        #[test]
        fn help_can_be_typed(whole in 1_u32..=999, fraction in 0_u32..=999) {
            let raw = format!("{whole}.{fraction:03}");
            let Err(NumberFault::Ambiguous { grouped, decimal, .. }) = parse(&raw) else {
                return Err(TestCaseError::fail(raw));
            };
            prop_assert_eq!(parse(&spell(grouped)), Ok(grouped));
            prop_assert_eq!(parse(&spell(decimal)), Ok(decimal));
        }
    }
}
