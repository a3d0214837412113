//! Words: a text as the rules on wording read it.

/// The words of a text in lower case, without the marks around them.
#[must_use]
pub fn of(text: &str) -> Vec<String> {
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '%');
    let words = text.split(is_mark).map(|word| word.trim_matches('-'));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether some of these words, each of one or several, stand in a text.
#[must_use]
pub fn has(words: &[String], any: &[&str]) -> bool {
    any.iter().any(|wanted| {
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let mut runs = words.windows(wanted.len());
        runs.any(|run| run.iter().zip(&wanted).all(|(word, wanted)| word == wanted))
    })
}

/// Whether a text begins with some of these words, each of one or several.
#[must_use]
pub fn starts(words: &[String], any: &[&str]) -> bool {
    any.iter().any(|wanted| {
        let n_words = wanted.split(' ').count();
        words
            .get(..n_words)
            .is_some_and(|first| has(first, &[*wanted]))
    })
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
        assert!(!has(&words, &["art"]) && !starts(&[], &["angka"]));
    }
}
