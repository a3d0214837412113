//! Words: a text as the rules on wording read it.

/// The words of a text in lower case, without the marks around them.
#[must_use]
pub fn of(text: &str) -> Vec<String> {
    split(text).into_iter().map(str::to_lowercase).collect()
}

/// The words of a text as they are, without the marks around them.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '%');
    let words = text.split(is_mark).map(|word| word.trim_matches('-'));
    // Most words of plans have six letters or more.
    let mut all = Vec::with_capacity(text.len() / 6 + 1);
    all.extend(words.filter(|word| !word.is_empty()));
    all
}

/// Whether some of these words, each of one or several, stand in a text.
#[must_use]
pub fn has<S: AsRef<str>>(words: &[S], any: &[&str]) -> bool {
    (0..words.len()).any(|at| starts(words.get(at..).unwrap_or_default(), any))
}

/// Whether a text begins with some of these words, each of one or several.
#[must_use]
pub fn starts<S: AsRef<str>>(words: &[S], any: &[&str]) -> bool {
    any.iter().any(|wanted| begins(words, wanted))
}

/// Whether a text begins with these words, with a blank between each two.
fn begins<S: AsRef<str>>(words: &[S], wanted: &str) -> bool {
    let mut wanted = wanted;
    for word in words {
        match wanted.strip_prefix(word.as_ref()) {
            Some("") => return true,
            Some(rest) => match rest.strip_prefix(' ') {
                Some(rest) => wanted = rest,
                None => return false,
            },
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let words = of("Angka  Putus-Sekolah (SD/MI), 7-12 tahun");
        assert_eq!(
            words,
            ["angka", "putus-sekolah", "sd", "mi", "7-12", "tahun"]
        );
        let words = of("Angka partisipasi murni SD");
        assert!(has(&words, &["apm", "partisipasi murni"]) && !has(&words, &["murni angka"]));
        assert!(starts(&words, &["angka partisipasi"]) && !starts(&words, &["partisipasi"]));
        assert!(!has(&words, &["art"]) && !starts::<String>(&[], &["angka"]));
    }
}
