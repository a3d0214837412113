//! Money of a plan: whole rupiah, never negative, never guessed.

use std::fmt;

use rust_decimal::Decimal;

use crate::domain::magnitude;
use crate::domain::number::{self, NumberFault};

/// Endings that stand for "no cents", with what they mean.
const NO_CENTS: [(&str, &str); 4] = [(",-", ",00"), (",–", ",00"), (",—", ",00"), (".-", ".00")];

/// An amount of money in whole rupiah, zero or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rupiah(i64);

impl Rupiah {
    /// No money at all, which is not the same as an amount that is not filled in.
    pub const ZERO: Rupiah = Rupiah(0);

    /// The most that is read as one amount, some hundred times the APBD of a kabupaten: a
    /// spreadsheet holds it exactly, and the sum of 9,000 such amounts fits.
    pub const MOST: Rupiah = Rupiah(1_000_000_000_000_000);

    /// Takes whole rupiah. `None` if it is negative.
    #[must_use]
    pub fn new(rupiah: i64) -> Option<Rupiah> {
        (rupiah >= 0).then_some(Rupiah(rupiah))
    }

    /// The amount in whole rupiah.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    /// Reads an amount: a number of the grammar, an optional `ribu`, `juta`, `miliar` or
    /// `triliun`, an optional `rupiah`, or an ending `,-`; at most [`Rupiah::MOST`].
    ///
    /// # Errors
    /// Any [`NumberFault`]; both readings of an ambiguous amount are in rupiah.
    pub fn parse(raw: &str) -> Result<Rupiah, NumberFault> {
        let text = number::tidy(raw);
        if text.is_empty() {
            return Err(NumberFault::Empty);
        }
        let spelled = write_cents(&text);
        let unreadable = || NumberFault::Unreadable { raw: text.clone() };
        let token = number::scan(&spelled).ok_or_else(unreadable)?;
        let power = magnitude(token.tail).ok_or_else(unreadable)?;
        let value = token.value().map_err(|fault| widen(&fault, &text, power))?;
        if value < Decimal::ZERO {
            return Err(NumberFault::Negative { raw: text });
        }
        whole_rupiah(value, power, text)
    }

    /// The amount as people write it in a form: `1_500_000`.
    #[must_use]
    pub fn in_form(self) -> String {
        number::print_grouped(Decimal::from(self.0)).replace('.', "_")
    }

    /// The amount where a heading says the unit: `1.500.000`.
    #[must_use]
    pub fn grouped(self) -> String {
        number::print_grouped(Decimal::from(self.0))
    }

    /// Adds two amounts. `None` if the sum does not fit.
    #[must_use]
    pub fn checked_add(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_add(other.0).map(Rupiah)
    }
}

/// Writes the amount as a document shows it: `Rp1.500.000`.
impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("Rp{}", self.grouped()))
    }
}

/// Says what to type in the place of what is no amount, as [`NumberFault::help`] does for numbers.
#[must_use]
pub fn help(fault: &NumberFault) -> String {
    if let NumberFault::Unreadable { raw } = fault
        && let Some((rupiah, spelled)) = meant(raw)
    {
        let rupiah = rupiah.grouped();
        return format!("tulis \"{rupiah}\" atau \"{spelled}\", bila itu maksudnya");
    }
    match fault {
        NumberFault::Empty | NumberFault::Unreadable { .. } => {
            "tulis rupiah bulat, misalnya 1_500_000_000 atau \"1.500.000.000\"".to_owned()
        }
        NumberFault::NotWhole { .. } => {
            "tulis rupiah bulat tanpa sen, misalnya 1_500_000_000 atau \"1.500.000.000\"".to_owned()
        }
        NumberFault::Negative { .. } => "tulis nol atau rupiah di atas nol".to_owned(),
        NumberFault::TooLarge { .. } => {
            format!(
                "periksa jumlah digitnya: paling banyak {} (seribu triliun)",
                Rupiah::MOST
            )
        }
        NumberFault::Ambiguous { .. } => fault.help(),
    }
}

fn write_cents(text: &str) -> String {
    let found = NO_CENTS
        .iter()
        .find_map(|(ending, cents)| Some((text.strip_suffix(ending)?, cents)));
    found.map_or_else(
        || text.to_owned(),
        |(amount, cents)| format!("{amount}{cents}"),
    )
}

/// The power of ten that the words after the digits stand for.
fn magnitude(tail: &str) -> Option<u32> {
    let words = tail.trim_start().to_lowercase();
    let word = words.strip_suffix("rupiah").unwrap_or(&words).trim_end();
    if word.is_empty() {
        return Some(0);
    }
    magnitude::power(word)
}

/// What `1,25 M` most probably means: as a document writes the amount, and as words do. The letter
/// alone is never taken for it.
#[must_use]
pub fn meant(raw: &str) -> Option<(Rupiah, String)> {
    let text = number::tidy(raw);
    let number = text.trim_end_matches(char::is_alphabetic);
    let word = magnitude::meant(text.strip_prefix(number)?)?;
    let spelled = format!("{} {word}", number.trim_end());
    Some((Rupiah::parse(&spelled).ok()?, spelled))
}

/// Makes a fault speak of the whole amount: its text, and both readings in rupiah.
fn widen(fault: &NumberFault, text: &str, power: u32) -> NumberFault {
    let raw = text.to_owned();
    let scale = |value: Decimal| {
        let factor = Decimal::from(10_i64.pow(power));
        value.checked_mul(factor).unwrap_or(value)
    };
    match fault {
        NumberFault::Ambiguous {
            grouped, decimal, ..
        } => NumberFault::Ambiguous {
            raw,
            grouped: scale(*grouped),
            decimal: scale(*decimal),
        },
        NumberFault::TooLarge { .. } => NumberFault::TooLarge { raw },
        NumberFault::Empty
        | NumberFault::Unreadable { .. }
        | NumberFault::NotWhole { .. }
        | NumberFault::Negative { .. } => NumberFault::Unreadable { raw },
    }
}

/// Shifts the decimal mark by whole digits, so that nothing is ever rounded.
fn whole_rupiah(value: Decimal, power: u32, raw: String) -> Result<Rupiah, NumberFault> {
    let value = value.normalize();
    let Some(zeros) = power.checked_sub(value.scale()) else {
        return Err(NumberFault::NotWhole { raw });
    };
    let shifted = 10_i128
        .checked_pow(zeros)
        .and_then(|factor| value.mantissa().checked_mul(factor));
    let rupiah = shifted.and_then(|shifted| i64::try_from(shifted).ok());
    rupiah
        .and_then(Rupiah::new)
        .filter(|rupiah| *rupiah <= Rupiah::MOST)
        .ok_or(NumberFault::TooLarge { raw })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn case(input: &str, expected: i64) {
        assert_eq!(Rupiah::parse(input), Ok(Rupiah(expected)), "{input:?}");
    }

    #[track_caller]
    fn refused(input: &str, message: &str) {
        assert_eq!(
            Rupiah::parse(input).unwrap_err().message(),
            message,
            "{input:?}"
        );
    }

    #[test]
    fn reads_plain_amounts() {
        case("500_000_000", 500_000_000);
        case("409798000000.00", 409_798_000_000);
        case("Rp1.500.000,00", 1_500_000);
        case("Rp 1.500.000,-", 1_500_000);
        case("Rp1.500,-", 1_500);
        case("Rp1,500.-", 1_500);
        case("250,–", 250);
        case("1,231,790,000", 1_231_790_000);
        case("1.234.567.890,00", 1_234_567_890);
        case("1500000 rupiah", 1_500_000);
        case("0", 0);
        case("-0", 0);
        case("Rp.\u{a0}1.000.000.000.000.000", Rupiah::MOST.get());
    }

    #[test]
    fn reads_magnitudes() {
        case("500 ribu", 500_000);
        case("250 juta", 250_000_000);
        case("250jt", 250_000_000);
        case("1,5 miliar", 1_500_000_000);
        case("Rp1.5 Milyar Rupiah", 1_500_000_000);
        case("1,2 triliun", 1_200_000_000_000);
        case("0,000001 juta", 1);
    }

    #[test]
    fn refuses_with_a_reason() {
        refused("", "angka belum diisi");
        refused("1.500", "\"1.500\" bisa berarti 1500 atau 1,5");
        refused("Rp1.500", "\"Rp1.500\" bisa berarti 1500 atau 1,5");
        refused("9,154", "\"9,154\" bisa berarti 9154 atau 9,154");
        refused(
            "1.500 juta",
            "\"1.500 juta\" bisa berarti 1500000000 atau 1500000",
        );
        refused("-5", "\"-5\" kurang dari nol");
        refused("-5,5", "\"-5,5\" kurang dari nol");
        refused("1500,50", "\"1500,50\" memuat pecahan rupiah");
        refused("0,0000015 juta", "\"0,0000015 juta\" memuat pecahan rupiah");
        refused(
            "1,0000000000000000000000000001 miliar",
            "\"1,0000000000000000000000000001 miliar\" memuat pecahan rupiah",
        );
        refused(
            "1_000_000_000_000_001",
            "\"1_000_000_000_000_001\" terlalu besar atau terlalu panjang",
        );
        refused(
            "1000,1 triliun",
            "\"1000,1 triliun\" terlalu besar atau terlalu panjang",
        );
        refused(
            "79228162514264337593543950335 triliun",
            "\"79228162514264337593543950335 triliun\" terlalu besar atau terlalu panjang",
        );
        refused("1.50.000,-", "\"1.50.000,-\" tidak terbaca sebagai angka");
    }

    #[test]
    fn refuses_what_is_not_an_amount() {
        for raw in [
            "50%",
            "5 M",
            "5 T",
            "5 orang",
            "Rp",
            "-",
            ",-",
            "5 juta,-",
            "5 - 6",
            "1e9",
            "0x10",
            "lima juta",
        ] {
            assert!(
                matches!(Rupiah::parse(raw), Err(NumberFault::Unreadable { .. })),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn a_letter_for_a_word_is_offered_as_what_it_may_mean() {
        for (raw, offer) in [
            ("1,25 M", "tulis \"1.250.000.000\" atau \"1,25 miliar\""),
            ("Rp 2T", "tulis \"2.000.000.000.000\" atau \"Rp 2 triliun\""),
            ("1.250 M", "tulis rupiah bulat"),
            ("5 orang", "tulis rupiah bulat"),
            ("M", "tulis rupiah bulat"),
        ] {
            let help = help(&Rupiah::parse(raw).unwrap_err());
            assert!(help.starts_with(offer), "{raw}: {help}");
        }
    }

    #[test]
    fn prints_and_adds() {
        assert_eq!(Rupiah(1_500_000).to_string(), "Rp1.500.000");
        assert_eq!(format!("{:>8}|", Rupiah::ZERO), "     Rp0|");
        assert_eq!(Rupiah(1_500_000).in_form(), "1_500_000");
        assert_eq!(Rupiah(1).checked_add(Rupiah(2)), Some(Rupiah(3)));
        assert_eq!(Rupiah(i64::MAX).checked_add(Rupiah(1)), None);
        assert_eq!(Rupiah::new(-1), None);
        assert_eq!(Rupiah::new(7).map(Rupiah::get), Some(7));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn never_panics(raw in prop_oneof!["\\PC*", "[-Rp0-9.,]{0,12} ?(ribu|juta|miliar|triliun|,-)?"]) {
            if let Ok(rupiah) = Rupiah::parse(&raw) {
                prop_assert!(rupiah >= Rupiah::ZERO);
            }
        }

        #[test]
        fn every_amount_reads_back(amount in prop_oneof![0..=Rupiah::MOST.get(), 0..2_000_000_i64]) {
            let rupiah = Rupiah(amount);
            prop_assert_eq!(Rupiah::parse(&amount.to_string()), Ok(rupiah));
            prop_assert_eq!(Rupiah::parse(&format!("{rupiah},-")), Ok(rupiah));
            match Rupiah::parse(&rupiah.to_string()) {
                Ok(again) => prop_assert_eq!(again, rupiah),
                Err(NumberFault::Ambiguous { grouped, .. }) => prop_assert_eq!(grouped, Decimal::from(amount)),
                Err(fault) => prop_assert!(false, "{fault:?}"),
            }
        }
    }
}
