//! Rows: which rows of a table are no rows of a form.

use crate::domain::indikator::normalized;

/// Words that begin a row of sums.
const SUMS: [&str; 6] = [
    "jumlah",
    "total",
    "subtotal",
    "sub total",
    "grand total",
    "sub jumlah",
];
/// Words that may follow them.
const SUMMED: [&str; 25] = [
    "pagu",
    "anggaran",
    "belanja",
    "keseluruhan",
    "seluruhnya",
    "seluruh",
    "total",
    "program",
    "kegiatan",
    "sub",
    "dana",
    "biaya",
    "kebutuhan",
    "indikatif",
    "rp",
    "per",
    "dan",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "a",
    "b",
    "c",
];

/// Whether a text names a row of sums: `Jumlah`, `TOTAL PAGU`, `J U M L A H`.
#[must_use]
pub(super) fn is_sum(text: &str) -> bool {
    let plain = normalized(text).replace([':', '(', ')', '.', '/', '+'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    let spelt = words.iter().all(|word| word.chars().count() == 1);
    if spelt && SUMS.contains(&words.concat().as_str()) {
        return true;
    }
    let is_summed = |rest: &str| {
        let mut words = rest.split_whitespace();
        words.all(|word| SUMMED.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
    };
    let rests = SUMS.iter().filter_map(|sum| joined.strip_prefix(sum));
    let mut rests = rests.filter(|rest| rest.is_empty() || rest.starts_with(' '));
    rests.any(is_summed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_indikator() {
        for text in [
            "Jumlah",
            "TOTAL",
            "J U M L A H",
            "JUMLAH PAGU (Rp)",
            "Jumlah I + II",
        ] {
            assert!(is_sum(text), "{text}");
        }
        for text in [
            "Jumlah Mebel sekolah",
            "Total peserta didik",
            "Jumlahan",
            "APM",
        ] {
            assert!(!is_sum(text), "{text}");
        }
    }
}
