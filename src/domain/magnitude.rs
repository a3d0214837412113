//! Magnitude: words behind a number that multiply it.

use rust_decimal::Decimal;

/// Words of money and of thousands, with their power of ten.
const POWERS: [(&str, u32); 8] = [
    ("ribu", 3),
    ("rb", 3),
    ("juta", 6),
    ("jt", 6),
    ("miliar", 9),
    ("milyar", 9),
    ("triliun", 12),
    ("trilyun", 12),
];

/// Words that count things by the bundle.
const BUNDLES: [(&str, i64); 4] = [("lusin", 12), ("kodi", 20), ("gros", 144), ("gross", 144)];

/// Letters that stand for a word only to some readers, with that word.
const LETTERS: [(&str, &str); 2] = [("M", "miliar"), ("T", "triliun")];

/// The power of ten that a word stands for, in any case of letters.
#[must_use]
pub fn power(word: &str) -> Option<u32> {
    find(&POWERS, word)
}

/// What a word multiplies a number by; `M` too, which is no sign of a measure (metre is `m`).
#[must_use]
pub fn factor(word: &str) -> Option<Decimal> {
    let word = word.trim_end_matches('.');
    let word = if word == "M" { "miliar" } else { word };
    let tens = power(word).map(|power| 10_i64.pow(power));
    tens.or_else(|| find(&BUNDLES, word)).map(Decimal::from)
}

/// The word that a letter such as `M` most probably stands for.
#[must_use]
pub fn meant(letter: &str) -> Option<&'static str> {
    find(&LETTERS, letter)
}

fn find<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let found = table
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    found.map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_multiply_and_units_do_not() {
        for (word, times) in [
            ("ribu", Some(1_000)),
            ("Jt.", Some(1_000_000)),
            ("M", Some(1_000_000_000)),
            ("LUSIN", Some(12)),
            ("gross", Some(144)),
            ("m", None),
            ("ribuan", None),
            ("Orang", None),
        ] {
            assert_eq!(factor(word), times.map(Decimal::from), "{word}");
        }
        assert_eq!((power("lusin"), power("Milyar")), (None, Some(9)));
        assert_eq!(meant("m"), Some("miliar"));
    }
}
