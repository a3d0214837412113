//! Head: what an indikator measures, behind the words that say how it is measured. "Persentase guru
//! yang bersertifikat" is about guru, "Angka putus sekolah" about putus sekolah.

use super::words::starts;

/// Words of a share in a whole.
const SHARES: [&str; 6] = [
    "persentase",
    "prosentase",
    "presentase",
    "persen",
    "proporsi",
    "cakupan",
];

/// Words of how many there are.
const COUNTS: [&str; 3] = ["jumlah", "banyaknya", "total"];

/// Other words of how something is measured.
const SCALES: [&str; 17] = [
    "angka",
    "tingkat",
    "rata-rata",
    "rata",
    "rerata",
    "nilai",
    "skor",
    "indeks",
    "index",
    "besaran",
    "besarnya",
    "frekuensi",
    "prevalensi",
    "kasus",
    "kejadian",
    "hasil",
    "capaian",
];

/// An uraian in lower case, without what stands in brackets; a bracket that nobody closed ends it.
pub(super) fn bare(uraian: &str) -> String {
    apart(uraian).0
}

/// An uraian in lower case without what stands in brackets, and that as it is.
pub(super) fn apart(uraian: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut bare, mut inside) = (String::with_capacity(uraian.len()), String::new());
    for c in uraian.chars() {
        match c {
            '(' => {
                depth += 1;
                bare.push(' ');
                inside.push(' ');
            }
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_ascii() => bare.push(c.to_ascii_lowercase()),
            c if depth == 0 => bare.extend(c.to_lowercase()),
            c => inside.push(c),
        }
    }
    (bare, inside)
}

/// How many words at the beginning of a text say how something is measured.
pub(super) fn n_scale(words: &[&str]) -> usize {
    let all = [SHARES.as_slice(), COUNTS.as_slice(), SCALES.as_slice()];
    let is_scale = |word: &&&str| all.iter().any(|some| some.contains(*word));
    words.iter().take_while(is_scale).count()
}

/// Whether a text begins with a word of a share.
pub(super) fn is_share(words: &[&str]) -> bool {
    starts(words, &SHARES)
}

/// Whether a text begins with a word of how many there are.
pub(super) fn is_count(words: &[&str]) -> bool {
    starts(words, &COUNTS)
}

/// Whether what is measured, or how, is called by some of these words, each of one or several.
pub(super) fn is(words: &[&str], any: &[&str]) -> bool {
    (0..=n_scale(words)).any(|at| starts(words.get(at..).unwrap_or_default(), any))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::words;

    #[test]
    fn the_head_stands_behind_the_words_of_measure() {
        for (uraian, head) in [
            ("Persentase Guru yang bersertifikat", "guru"),
            ("Rata-rata lama sekolah", "lama sekolah"),
            ("Jumlah Kasus Perundungan", "perundungan"),
            ("Angka Partisipasi (APK) PAUD", "partisipasi paud"),
            ("Nilai (belum final SAKIP", "nilai"),
        ] {
            let text = bare(uraian);
            assert!(is(&words::split(&text), &[head]), "{uraian}");
        }
        let (_, inside) = apart("Angka (APS (SD)) x (7-12");
        assert_eq!(words::split(&inside), ["APS", "SD", "7-12"]);
        let text = bare("Persentase guru dengan nilai (SAKIP) baik");
        assert!(!is(&words::split(&text), &["nilai", "sakip", "baik"]));
        assert!(is(&words::split(&text), &["persentase"]) && !is(&[], &["guru"]));
        assert!(is_share(&words::split(&text)) && !is_count(&words::split(&text)));
    }
}
