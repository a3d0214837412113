//! Alike: whether two texts name one measure in slightly different words.
//!
//! What tells measures apart in a plan is often one word (SD and SMP, negeri and swasta) or one
//! number (7-12 and 13-15 tahun), so only slips of the pen, the order of words, words that mean
//! nothing by themselves, and one plain word more are taken for the same.

use std::cmp::Ordering;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::domain::name::slips;

/// Names that are written in short and in full.
const SHORT: [(&[&str], &str); 10] = [
    (&["angka", "partisipasi", "murni"], "apm"),
    (&["angka", "partisipasi", "kasar"], "apk"),
    (&["angka", "partisipasi", "sekolah"], "aps"),
    (&["pendidikan", "anak", "usia", "dini"], "paud"),
    (&["sekolah", "menengah", "pertama"], "smp"),
    (&["sekolah", "dasar"], "sd"),
    (&["madrasah", "ibtidaiyah"], "mi"),
    (&["madrasah", "tsanawiyah"], "mts"),
    (&["prosentase"], "persentase"),
    (&["presentase"], "persentase"),
];

/// The first words of all names in [`SHORT`].
static BEGINNINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = SHORT.iter();
    names
        .filter_map(|(full, _)| full.first().copied())
        .collect()
});

/// Words that say nothing of what is measured.
const WEAK: [&str; 26] = [
    "%",
    "yang",
    "di",
    "pada",
    "dan",
    "untuk",
    "dari",
    "dalam",
    "oleh",
    "dengan",
    "bagi",
    "serta",
    "telah",
    "sudah",
    "secara",
    "para",
    "atau",
    "atas",
    "ke",
    "persen",
    "kabupaten",
    "kab",
    "kota",
    "daerah",
    "tahun",
    "usia",
];

/// Words that make another measure of the one that they are added to.
const TELLING: [&str; 60] = [
    "tidak",
    "belum",
    "bukan",
    "tanpa",
    "nonformal",
    "formal",
    "informal",
    "dasar",
    "menengah",
    "awal",
    "akhir",
    "tinggi",
    "negeri",
    "swasta",
    "laki",
    "perempuan",
    "pria",
    "wanita",
    "putra",
    "putri",
    "baru",
    "lama",
    "rusak",
    "ringan",
    "sedang",
    "berat",
    "baik",
    "layak",
    "aktif",
    "kasar",
    "murni",
    "sekolah",
    "literasi",
    "numerasi",
    "karakter",
    "kecamatan",
    "desa",
    "nasional",
    "provinsi",
    "internasional",
    "miskin",
    "inklusi",
    "inklusif",
    "honorer",
    "pppk",
    "kepala",
    "guru",
    "siswa",
    "tenaga",
    "kesetaraan",
    "minimal",
    "unggul",
    "paud",
    "paket",
    "penggerak",
    "lulus",
    "putus",
    "pertama",
    "wajib",
    "khusus",
];

/// Words of measures in which the order tells: the rasio of guru to siswa, and what is compared
/// with which number.
const ORDERED: [&str; 9] = [
    "rasio",
    "ratio",
    "perbandingan",
    "terhadap",
    "per",
    "<",
    ">",
    "≤",
    "≥",
];

/// Marks that make another measure: `< 35` and `> 35`, `akreditasi A` and `A+`.
const MARKS: [char; 6] = ['%', '<', '>', '≤', '≥', '+'];

/// How many words two texts must share before one more makes no difference.
const ENOUGH: usize = 4;

/// The letters that a word must have before one of them may be a slip.
const SLIP_LETTERS: usize = 5;

/// How many slips of the pen are forgiven.
const SLIPS: usize = 2;

/// The words of an uraian that tell what is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    words: Vec<String>,
    sorted: Vec<String>,
}

impl Wording {
    /// The telling words of a text; those that name the office tell nothing.
    pub(super) fn of(text: &str, office: &[String]) -> Wording {
        let spelled = spelled(text);
        let mut words = in_short(&spelled);
        let is_weak = |word: &str| WEAK.contains(&word) || office.iter().any(|own| own == word);
        words.retain(|word| !is_weak(word));
        words.dedup();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Wording { words, sorted }
    }

    /// Whether both name one measure, as far as words can tell.
    pub(super) fn is_near(&self, other: &Wording) -> bool {
        let Some((left, right)) = self.apart(other) else {
            return false;
        };
        let shared = self.words.len() - left.len();
        let is_ordered = |word: &String| ORDERED.contains(&word.as_str());
        match (left.as_slice(), right.as_slice()) {
            ([], []) => {
                let ordered = self.words.iter().any(is_ordered);
                shared > 0 && (!ordered || self.words == other.words)
            }
            ([more], []) | ([], [more]) => shared >= ENOUGH && is_plain(more),
            (left, right) => {
                left.len() == right.len()
                    && shared >= left.len()
                    && left.iter().zip(right).all(|(a, b)| is_slip(a, b))
            }
        }
    }

    /// The words that only one of both has, as often as it is missing in the other; `None` when
    /// there are more than slips make.
    fn apart<'a>(&'a self, other: &'a Wording) -> Option<(Vec<&'a str>, Vec<&'a str>)> {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let (mut ours, mut theirs) = (
            self.sorted.iter().peekable(),
            other.sorted.iter().peekable(),
        );
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some(our), Some(their)) => our.cmp(their),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return Some((left, right)),
            };
            if order != Ordering::Greater {
                let word = ours.next().filter(|_| order == Ordering::Less);
                left.extend(word.map(String::as_str));
            }
            if order != Ordering::Less {
                let word = theirs.next().filter(|_| order == Ordering::Greater);
                right.extend(word.map(String::as_str));
            }
            if left.len() > SLIPS || right.len() > SLIPS {
                return None;
            }
        }
    }
}

/// Words without those that are the initials of words before them: `Indeks Mutu Pendidikan (IMP)`.
fn without_initials(words: Vec<&str>) -> Vec<&str> {
    let is_initials = |n: usize, word: &str| {
        let length = word.chars().count();
        let before = n.checked_sub(length).and_then(|from| words.get(from..n));
        let initials = |run: &[&str]| {
            run.iter()
                .filter_map(|word| word.chars().next())
                .eq(word.chars())
        };
        length > 1 && before.is_some_and(initials)
    };
    let all = || words.iter().enumerate();
    if !all().any(|(n, word)| is_initials(n, word)) {
        return words;
    }
    let kept = all().filter(|(n, word)| !is_initials(*n, word));
    kept.map(|(_, word)| *word).collect()
}

/// Words with [`SHORT`] names in short.
fn shortened(words: Vec<&str>) -> Vec<&str> {
    if !words.iter().any(|word| BEGINNINGS.contains(word)) {
        return words;
    }
    let (mut short, mut at) = (Vec::with_capacity(words.len()), 0);
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let found = SHORT.iter().find(|(full, _)| rest.starts_with(full));
        short.push(found.map_or(*word, |(_, name)| *name));
        at += found.map_or(1, |(full, _)| full.len());
    }
    short
}

/// Whether a word may be added without making another measure.
fn is_plain(word: &str) -> bool {
    let is_word = word.chars().count() >= SLIP_LETTERS - 1 && word.chars().all(char::is_alphabetic);
    is_word && !TELLING.contains(&word)
}

/// Whether one word is the other with one slip of the pen.
fn is_slip(a: &str, b: &str) -> bool {
    let long = |word: &str| word.chars().count() >= SLIP_LETTERS;
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    let known = [a, b].iter().any(|word| TELLING.contains(word));
    !known
        && [a, b].iter().all(|word| long(word) && is_word(word))
        && a.chars().next() == b.chars().next()
        && slips(a, b) == Some(1)
}

/// What one measure is known by, however it is written: its words in lower case with names in
/// short, without the marks and blanks between them. Marks that tell stay, and so does that two
/// numbers are two: `usia 1-5` is not `usia 15`.
pub(super) fn letters(text: &str) -> String {
    let spelled = spelled(text);
    let mut letters = String::with_capacity(spelled.len());
    for word in in_short(&spelled) {
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if is_digit(letters.as_bytes().last()) && is_digit(word.as_bytes().first()) {
            letters.push(' ');
        }
        letters.push_str(word);
    }
    letters
}

/// The words that [`letters`] joins.
pub(super) fn words(text: &str) -> Vec<String> {
    let spelled = spelled(text);
    in_short(&spelled).into_iter().map(str::to_owned).collect()
}

/// The words of a text in lower case, with names in short.
fn in_short(spelled: &str) -> Vec<&str> {
    // Most words of plans have six letters or more.
    let mut words = Vec::with_capacity(spelled.len() / 6 + 1);
    words.extend(tokens(spelled));
    shortened(without_initials(words))
}

/// A text in lower case, with one sign for each comparison and no points within whole numbers.
fn spelled(text: &str) -> String {
    let lower = text.to_lowercase();
    if !lower.bytes().any(|byte| matches!(byte, b'=' | b'.')) {
        return lower;
    }
    let lower = lower.replace(">=", "≥").replace("<=", "≤");
    let kept = lower.char_indices();
    let kept = kept.filter(|(at, c)| *c != '.' || !is_grouping(lower.as_bytes(), *at));
    kept.map(|(_, c)| c).collect()
}

/// Whether a point is within a number, with three digits behind it: `1.000`.
fn is_grouping(text: &[u8], at: usize) -> bool {
    let (before, point_and_after) = text.split_at_checked(at).unwrap_or_default();
    let digits = point_and_after.iter().skip(1);
    before.last().is_some_and(u8::is_ascii_digit)
        && digits.take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// The words of a text in lower case, and each of its [`MARKS`] by itself.
fn tokens(lower: &str) -> impl Iterator<Item = &str> {
    let mut rest = lower;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !(c.is_alphanumeric() || MARKS.contains(&c)));
        let first = rest.chars().next()?;
        let end = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric())
        } else {
            Some(first.len_utf8())
        };
        let (token, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(a: &str, b: &str) -> bool {
        let office = ["kabupaten", "balangan"].map(str::to_owned);
        let [a, b] = [a, b].map(|text| Wording::of(text, &office));
        assert_eq!(a.is_near(&b), b.is_near(&a));
        a.is_near(&b)
    }

    #[test]
    fn slips_order_and_words_without_weight_make_no_other_measure() {
        for (a, b) in [
            (
                "Persentase guru bersertifikat pendidik",
                "Persentase guru yang bersertifikat pendidik",
            ),
            (
                "Persentase guru bersertifikat pendidik",
                "Prosentase guru bersertifikat pendidik",
            ),
            (
                "Standar penilaian Pendidikan Sekolah Dasar",
                "Standar penilaian Pendiidkan SD",
            ),
            ("APM SD/MI", "Angka Partisipasi Murni (APM) SD/MI"),
            (
                "APS usia 7-12 tahun",
                "Angka Partisipasi Sekolah 7 - 12 Tahun",
            ),
            (
                "Indeks Pembangunan Kebudayaan",
                "Indeks Pembangunan Kebudayaan (IPK) Kabupaten Balangan",
            ),
            (
                "Jumalh cagar budaya terlindungi",
                "Jumlah cagar budaya terlindungi",
            ),
            (
                "Persentase cagar budaya terlindungi",
                "Persentase terlindungi cagar budaya",
            ),
            (
                "Persentase peserta didik mencapai kompetensi minimum",
                "Persentase peserta didik mencapai kompetensi minimum asesmen",
            ),
        ] {
            assert!(is_near(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn what_tells_measures_apart_keeps_them_apart() {
        for (a, b) in [
            ("APM SD/MI", "APM SMP/MTs"),
            ("APM SD/MI", "APK SD/MI"),
            ("APM SD", "APM SD/MI"),
            ("APS usia 7-12 tahun", "APS usia 13-15 tahun"),
            ("Angka literasi SD", "Angka numerasi SD"),
            (
                "Persentase guru bersertifikat",
                "Persentase siswa bersertifikat",
            ),
            (
                "Persentase sekolah negeri terakreditasi minimal B",
                "Persentase sekolah swasta terakreditasi minimal B",
            ),
            (
                "Persentase ruang kelas kondisi baik",
                "Persentase ruang kelas kondisi tidak baik",
            ),
            (
                "Persentase satuan pendidikan formal terakreditasi",
                "Persentase satuan pendidikan nonformal terakreditasi",
            ),
            (
                "Persentase satuan pendidikan terakreditasi A",
                "Persentase satuan pendidikan terakreditasi B",
            ),
            ("Rasio guru terhadap siswa", "Rasio siswa terhadap guru"),
            (
                "Capaian Indeks Mutu Pendidikan (IMP) SD",
                "Capaian Indeks Mutu Pendidikan (IMP) SMP",
            ),
            (
                "Persentase ruang kelas rusak sedang",
                "Persentase ruang kelas rusak berat",
            ),
            ("Jumlah guru", "Jumlah guru terlatih"),
            ("Angka putus sekolah SD", "Angka melek huruf"),
            ("", ""),
            ("Angka melanjutkan sekolah", "Angka putus sekolah"),
            (
                "Persentase anak usia 5-6 tahun mengikuti pendidikan formal",
                "Persentase anak usia 5-6 tahun mengikuti pendidikan",
            ),
        ] {
            assert!(!is_near(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn marks_and_blanks_make_no_other_letters() {
        for (a, b) in [
            ("APS 7 - 12 Tahun", "aps 7\u{2013}12 tahun."),
            ("nilai >= 75", "Nilai ≥75"),
            ("per 1.000 penduduk", "per 1000 penduduk"),
            ("SD/MI", "SD, MI"),
            ("nilai 7,5", "nilai 7.5"),
        ] {
            assert_eq!(letters(a), letters(b), "{a} / {b}");
        }
    }

    #[test]
    fn numbers_and_comparisons_make_others() {
        for (a, b) in [
            ("APS 7-12 tahun", "APS 13-15 tahun"),
            (
                "anak usia 1-5 tahun imunisasi lengkap",
                "anak usia 15 tahun imunisasi lengkap",
            ),
            ("guru dengan nilai UKG 7,5", "guru dengan nilai UKG 75"),
            (
                "guru berusia < 35 tahun di SD",
                "guru berusia > 35 tahun di SD",
            ),
            ("siswa dengan nilai ≥ 75", "siswa dengan nilai < 75"),
            ("siswa dengan nilai ≥ 75", "siswa dengan nilai > 75"),
            (
                "satuan pendidikan terakreditasi A",
                "satuan pendidikan terakreditasi A+",
            ),
            ("nilai < 5 dari > 9", "nilai > 5 dari < 9"),
        ] {
            assert_ne!(letters(a), letters(b), "{a} / {b}");
            assert!(!is_near(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn names_in_full_are_the_same_in_short() {
        for text in [
            "apm sd / mi",
            "APM (SD/MI).",
            "Angka Partisipasi Murni SD/MI",
            "Angka Partisipasi Murni (APM) SD/MI",
        ] {
            assert_eq!(letters(text), letters("APM SD/MI"), "{text}");
        }
        assert_ne!(letters("APM SD/MI"), letters("APK SD/MI"));
        assert_ne!(letters("% guru"), letters("guru"));
    }
}
