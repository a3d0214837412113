//! Measure: the word by which an indikator says what of a thing is counted.

use crate::domain::check::words;

/// What a text that begins like an indikator measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many.
    Jumlah,
    /// Parts of a hundred.
    Persentase,
    /// A proportion.
    Proporsi,
    /// A ratio.
    Rasio,
    /// How much of what should be covered is.
    Cakupan,
    /// A rate with a name: angka putus sekolah.
    Angka,
    /// APK, APM, APS.
    Partisipasi,
    /// An index, or one with a name: IPM.
    Indeks,
    /// A mean.
    Rata,
    /// Years of schooling.
    Lama,
    /// A score with a name: nilai SAKIP.
    Nilai,
}

/// Parts of a hundred, in the spellings that people use.
pub const PERSENTASE: [&str; 6] = [
    "persentase",
    "prosentase",
    "presentase",
    "persentasi",
    "prosentasi",
    "prsosentase",
];

/// Rates that have a name of their own; `angka` alone may be a digit or a credit.
const RATES: [&str; 18] = [
    "partisipasi",
    "putus",
    "melek",
    "buta",
    "kelulusan",
    "lulusan",
    "melanjutkan",
    "mengulang",
    "bertahan",
    "transisi",
    "kesiapan",
    "harapan",
    "rata-rata",
    "kemiskinan",
    "kelahiran",
    "kematian",
    "kesakitan",
    "pengangguran",
];

/// Scores that have a name of their own.
const SCORES: [&str; 13] = [
    "sakip",
    "akip",
    "lakip",
    "lke",
    "lhe",
    "evaluasi",
    "ikm",
    "spip",
    "spbe",
    "reformasi",
    "literasi",
    "numerasi",
    "rata-rata",
];

impl Measure {
    /// What a text measures that begins with these words.
    #[must_use]
    pub fn of(text: &[&str]) -> Option<Measure> {
        let mut words = text.iter().copied();
        let (first, next) = (words.next()?, words.next().unwrap_or_default());
        match first {
            "jumlah" | "jml" | "banyaknya" => Some(Measure::Jumlah),
            "proporsi" => Some(Measure::Proporsi),
            "rasio" | "ratio" => Some(Measure::Rasio),
            "cakupan" => Some(Measure::Cakupan),
            "angka" if RATES.contains(&next) => Some(Measure::Angka),
            "apk" | "apm" | "aps" => Some(Measure::Partisipasi),
            "indeks" | "index" | "indek" | "ipm" | "ikm" => Some(Measure::Indeks),
            "rata-rata" | "rerata" => Some(Measure::Rata),
            "rata" if next == "rata" => Some(Measure::Rata),
            "harapan" if next == "lama" => Some(Measure::Lama),
            "rls" | "hls" => Some(Measure::Lama),
            "nilai" if SCORES.contains(&next) => Some(Measure::Nilai),
            first if PERSENTASE.contains(&first) => Some(Measure::Persentase),
            _ => None,
        }
    }

    /// Whether it has a name of its own, so that nothing else is meant where it stands.
    #[must_use]
    pub fn is_named(self) -> bool {
        match self {
            Measure::Angka
            | Measure::Partisipasi
            | Measure::Indeks
            | Measure::Rata
            | Measure::Lama
            | Measure::Nilai => true,
            Measure::Jumlah
            | Measure::Persentase
            | Measure::Proporsi
            | Measure::Rasio
            | Measure::Cakupan => false,
        }
    }
}

/// Words by which a text says what is measured, wherever they stand in it.
const SAYS: [&str; 67] = [
    "jumlah",
    "persen",
    "rasio",
    "indeks",
    "nilai",
    "angka",
    "rata-rata",
    "tingkat",
    "cakupan",
    "proporsi",
    "capaian",
    "skor",
    "predikat",
    "opini",
    "kategori",
    "peringkat",
    "akreditasi",
    "level",
    "jml",
    "banyaknya",
    "total",
    "ratio",
    "index",
    "indek",
    "subindeks",
    "rerata",
    "rata",
    "porsi",
    "score",
    "ranking",
    "pencapaian",
    "realisasi",
    "serapan",
    "penyerapan",
    "frekuensi",
    "lama",
    "lamanya",
    "durasi",
    "luas",
    "panjang",
    "laju",
    "pertumbuhan",
    "prevalensi",
    "prevelensi",
    "kontribusi",
    "kapasitas",
    "derajat",
    "besaran",
    "besarnya",
    "volume",
    "harapan",
    "koefisien",
    "intensitas",
    "kepadatan",
    "produksi",
    "produktivitas",
    "pdrb",
    "inflasi",
    "perbandingan",
    "selisih",
    "kesenjangan",
    "ketimpangan",
    "klasifikasi",
    "status",
    "apk",
    "apm",
    "aps",
];

/// Whether a text says what is measured: by a word, a sign, or the name of an index.
#[must_use]
pub fn says(text: &str, text_words: &[&str]) -> bool {
    let is_said = |word: &&str| SAYS.contains(word) || PERSENTASE.contains(word);
    text_words.iter().any(is_said)
        || text.contains('%')
        || words::starts(text_words, &["hasil"])
        || text
            .split(|c: char| !c.is_alphanumeric())
            .any(names_an_index)
}

/// `IPM`, `IKM`, `IPLM`, and the years of schooling.
fn names_an_index(word: &str) -> bool {
    let is_upper = !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase());
    let is_index = word.starts_with('I') && (3..=5).contains(&word.len());
    is_upper && (is_index || matches!(word, "RLS" | "HLS" | "ARLS" | "AHLS" | "AMH" | "AKS"))
}
