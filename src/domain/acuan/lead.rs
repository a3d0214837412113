//! Lead: the id or the number that people write before the words of a tujuan or sasaran.

/// Takes a text apart into the id before it and its words: `S7. Meningkatnya akses` is `S7` and
/// `Meningkatnya akses`. A mere number before the words (`1. Meningkatnya akses`) is left out. An
/// id begins with `letter`.
#[must_use]
pub fn apart(text: &str, letter: char) -> (Option<String>, &str) {
    let Some((first, rest)) = text.split_once(' ') else {
        return (None, text);
    };
    let rest = rest.trim_start_matches(['-', '–', ':', ' ']);
    let bare = first.trim_end_matches(['.', ':', ')']);
    if !rest.starts_with(char::is_alphabetic) {
        return (None, text);
    }
    if is_id(bare, letter) {
        return (Some(bare.to_uppercase()), rest);
    }
    if bare != first && is_number(bare) {
        return (None, rest);
    }
    (None, text)
}

/// `S7`, `SS7`, or `S1.2`.
fn is_id(text: &str, letter: char) -> bool {
    let upper = text.to_uppercase();
    let number = upper.trim_start_matches(letter);
    number.len() < upper.len() && is_number(number)
}

/// `7` or `1.2`.
fn is_number(text: &str) -> bool {
    let mut parts = text.split('.');
    parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_numbers_before_words_are_taken_off() {
        for (text, id, words) in [
            ("S7 Meningkatnya akses", Some("S7"), "Meningkatnya akses"),
            ("s7. Meningkatnya akses", Some("S7"), "Meningkatnya akses"),
            ("SS1: Meningkatnya akses", Some("SS1"), "Meningkatnya akses"),
            ("S1.2 - Meningkatnya", Some("S1.2"), "Meningkatnya"),
            ("1. Meningkatnya akses", None, "Meningkatnya akses"),
            ("1.2) Meningkatnya akses", None, "Meningkatnya akses"),
        ] {
            assert_eq!(apart(text, 'S'), (id.map(str::to_owned), words), "{text}");
        }
    }

    #[test]
    fn what_belongs_to_the_words_stays() {
        for text in [
            "S7",
            "T7 Meningkatnya akses",
            "SD Negeri yang terakreditasi",
            "S Meningkatnya",
            "S7 2027",
            "12 kecamatan bebas buta aksara",
            "1.000 anak bersekolah",
            "2027. 99",
            "",
        ] {
            assert_eq!(apart(text, 'S'), (None, text), "{text}");
        }
    }
}
