//! Terbilang: a whole number in Indonesian words, as papers write money.

const ONES: [&str; 12] = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
];

/// What groups of three digits are called, the lowest first.
const GROUPS: [&str; 7] = [
    "",
    "ribu",
    "juta",
    "miliar",
    "triliun",
    "kuadriliun",
    "kuintiliun",
];

/// A number in words: `1_500_000` is `satu juta lima ratus ribu`.
#[must_use]
pub fn terbilang(number: u64) -> String {
    if number == 0 {
        return one(0).to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = number;
    for name in GROUPS {
        match (rest % 1000, name) {
            (0, _) => {}
            (1, "ribu") => groups.push("seribu".to_owned()),
            (group, "") => groups.push(below_thousand(group)),
            (group, name) => groups.push(format!("{} {name}", below_thousand(group))),
        }
        rest /= 1000;
    }
    groups.reverse();
    groups.join(" ")
}

fn below_thousand(number: u64) -> String {
    let hundreds = match number / 100 {
        0 => None,
        1 => Some("seratus".to_owned()),
        n => Some(format!("{} ratus", one(n))),
    };
    let rest = Some(number % 100).filter(|rest| *rest > 0);
    let words: Vec<String> = hundreds
        .into_iter()
        .chain(rest.map(below_hundred))
        .collect();
    words.join(" ")
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0, _) | (1, 0 | 1) => one(number).to_owned(),
        (1, n) => format!("{} belas", one(n)),
        (tens, 0) => format!("{} puluh", one(tens)),
        (tens, n) => format!("{} puluh {}", one(tens), one(n)),
    }
}

fn one(number: u64) -> &'static str {
    let place = usize::try_from(number).ok();
    place.and_then(|n| ONES.get(n)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_said_in_indonesian() {
        for (number, words) in [
            (0, "nol"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (100, "seratus"),
            (101, "seratus satu"),
            (215, "dua ratus lima belas"),
            (1_000, "seribu"),
            (1_001, "seribu satu"),
            (2_000, "dua ribu"),
            (21_000, "dua puluh satu ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_001_000, "satu juta seribu"),
            (
                14_355_000_250,
                "empat belas miliar tiga ratus lima puluh lima juta dua ratus lima puluh",
            ),
            (1_000_000_000_000, "satu triliun"),
        ] {
            assert_eq!(terbilang(number), words);
        }
    }

    /// Reads words back the slow way: word by word, a sum for each group.
    fn read(words: &str) -> u64 {
        let digit = |word: &str| ONES.iter().position(|one| *one == word);
        let (mut total, mut group, mut last) = (0_u64, 0_u64, 0_u64);
        for word in words.split(' ') {
            let power = GROUPS.iter().position(|name| *name == word);
            match (word, digit(word), power) {
                ("seribu", ..) => total += 1000,
                ("seratus", ..) => group += 100,
                ("belas", ..) => group += 10,
                ("puluh", ..) => group += 9 * last,
                ("ratus", ..) => group += 99 * last,
                (_, Some(value), _) => {
                    last = value as u64;
                    group += last;
                }
                (_, None, Some(power)) => {
                    total += group * 1000_u64.pow(u32::try_from(power).unwrap());
                    group = 0;
                }
                (word, None, None) => panic!("{word} is no number word"),
            }
        }
        total + group
    }

    proptest! {
        #[test]
        fn words_read_back(number in prop_oneof![
            0..2_000_000_u64,
            0..=u64::MAX,
            (0..20_u32, 0..10_u64).prop_map(|(power, n)| 10_u64.pow(power).saturating_mul(n)),
        ]) {
            prop_assert_eq!(read(&terbilang(number)), number);
        }
    }
}
