//! Slips of the pen in the long words of the field; what else is misspelt nobody can tell here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::text::{Role, Text};
use crate::domain::check::gathered::gathered;
use crate::domain::check::words;
use crate::domain::finding::Finding;
use crate::domain::form::List;
use crate::domain::rule::Rule;

/// Words that plans of this field are full of, in the order of the alphabet.
const WORDS: [&str; 77] = [
    "administrasi",
    "akreditasi",
    "anggaran",
    "beasiswa",
    "berkualitas",
    "dokumen",
    "evaluasi",
    "indikator",
    "informasi",
    "infrastruktur",
    "jumlah",
    "kabupaten",
    "kapasitas",
    "kebudayaan",
    "kecamatan",
    "kegiatan",
    "kelembagaan",
    "kependidikan",
    "kepuasan",
    "kesenian",
    "kesetaraan",
    "ketersediaan",
    "keuangan",
    "kinerja",
    "kompetensi",
    "komunikasi",
    "koordinasi",
    "kreativitas",
    "kualifikasi",
    "kualitas",
    "kurikulum",
    "laboratorium",
    "laporan",
    "literasi",
    "manajemen",
    "masyarakat",
    "meningkatnya",
    "numerasi",
    "partisipasi",
    "pelatihan",
    "pelayanan",
    "pelestarian",
    "pelindungan",
    "pemanfaatan",
    "pembangunan",
    "pembelajaran",
    "pembinaan",
    "pemeliharaan",
    "pemerintah",
    "pemerintahan",
    "pendidik",
    "pendidikan",
    "pengadaan",
    "pengelolaan",
    "pengembangan",
    "peningkatan",
    "penyediaan",
    "penyelenggaraan",
    "perangkat",
    "perencanaan",
    "perlengkapan",
    "permuseuman",
    "perpustakaan",
    "persentase",
    "peserta",
    "prasarana",
    "prestasi",
    "prevalensi",
    "program",
    "rehabilitasi",
    "sejarah",
    "sekolah",
    "sertifikasi",
    "sosialisasi",
    "teknologi",
    "terakreditasi",
    "terwujudnya",
];

/// The same, to look them up.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.into_iter().collect());

/// Words that are one letter away from one of these, and mean something else.
const REAL: [&str; 61] = [
    "aliterasi",
    "anggapan",
    "berakreditasi",
    "bersedia",
    "beserta",
    "berangkat",
    "devaluasi",
    "document",
    "ekualitas",
    "enumerasi",
    "evakuasi",
    "indicator",
    "iterasi",
    "jumrah",
    "kecacatan",
    "kelestarian",
    "kelindungan",
    "keluasan",
    "kemanfaatan",
    "kenangan",
    "kesepian",
    "keusangan",
    "laboran",
    "laporkan",
    "liberasi",
    "memerintah",
    "mendidik",
    "pelayaran",
    "pelembagaan",
    "pelengkapan",
    "pemelajaran",
    "pendirikan",
    "pengaduan",
    "pengayaan",
    "pengimbangan",
    "pengambangan",
    "peniadaan",
    "penyeliaan",
    "penyidik",
    "penyidikan",
    "penyingkatan",
    "perangkai",
    "perangkap",
    "peringkat",
    "perlindungan",
    "prasaran",
    "programa",
    "programs",
    "programmer",
    "revaluasi",
    "searah",
    "sekolahan",
    "sekolaq",
    "semarah",
    "seolah",
    "teknologis",
    "terangkat",
    "kejuangan",
    "ketuangan",
    "penyusutan",
    "perawatan",
];

/// Slips that are further away, and spellings that are not of the language.
const SLIPS: [(&str, &str); 12] = [
    ("prosentase", "persentase"),
    ("prosentasi", "persentase"),
    ("persentasi", "persentase"),
    ("prsosentase", "persentase"),
    ("porsentase", "persentase"),
    ("aktifitas", "aktivitas"),
    ("efektifitas", "efektivitas"),
    ("kreatifitas", "kreativitas"),
    ("produktifitas", "produktivitas"),
    ("kwalitas", "kualitas"),
    ("managemen", "manajemen"),
    ("dokument", "dokumen"),
];

/// As many letters as a slip of one of the words has at least.
const SHORTEST: usize = 6;

/// Checks the spelling of one form: each slip once, with how often it is there. The names of
/// program, kegiatan and sub kegiatan are the nomenclature's.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let own = texts.iter().filter(|text| match text.role {
        Role::Sasaran | Role::Hasil | Role::Indikator | Role::Prose => text.official.is_none(),
        Role::Name | Role::Short => false,
    });
    let is_odd = |word: &&&str| word.len() >= SHORTEST && !KNOWN.contains(**word);
    let mut seen: FxHashMap<&str, Option<(&str, Vec<&Text<'_>>)>> = FxHashMap::default();
    for text in own {
        for word in text.words.iter().filter(is_odd) {
            let slip = seen
                .entry(word)
                .or_insert_with(|| Some((right(word)?, Vec::new())));
            if let Some((_, texts)) = slip
                && !is_of_its_name(text, word)
            {
                texts.push(text);
            }
        }
    }
    let slips = seen
        .into_iter()
        .filter_map(|(word, slip)| Some((word, slip?)));
    let in_order: BTreeMap<_, _> = slips.collect();
    let all = in_order.into_iter().map(|(word, (right, texts))| {
        let told = |texts: &[&Text<'_>]| told(word, right, texts);
        gathered(texts, |text| text.ignores(Rule::Misspelt), told)
    });
    all.flatten().collect()
}

/// Whether the name of its sub kegiatan spells a word of an indikator so: the nomenclature has
/// slips of its own in both, which are not the office's to mend.
fn is_of_its_name(text: &Text<'_>, word: &str) -> bool {
    let name = text.line.uraian.filter(|_| text.is_indikator());
    let is_sub_kegiatan = text.line.list == List::SubKegiatan;
    is_sub_kegiatan && name.is_some_and(|name| words::of(name).iter().any(|own| own == word))
}

/// A word is misspelt in these texts, each as often as it has it.
fn told(word: &str, right: &str, texts: &[&Text<'_>]) -> Option<Finding> {
    let first = texts.first()?;
    let typed = typed(first.raw, word);
    let right = in_case_of(&typed, right);
    let times = match texts.len() {
        1 => String::new(),
        n => format!(" ({n} kali di form ini)"),
    };
    let message = format!("ejaan \"{typed}\" keliru, yang benar \"{right}\"{times}");
    let help = format!("ganti \"{typed}\" menjadi \"{right}\"");
    Some(Finding::new(Rule::Misspelt, first.at(), message).help(help))
}

/// What a word should be, if it is a slip.
fn right(word: &str) -> Option<&'static str> {
    if KNOWN.contains(word) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    if let Some((_, right)) = SLIPS.iter().find(|(slip, _)| *slip == word) {
        return Some(right);
    }
    let found = WORDS.iter().find(|known| is_one_edit(word, known));
    found.copied().filter(|_| !is_real(word))
}

/// Whether a word is none of the field's, yet a real one.
pub(super) fn is_real(word: &str) -> bool {
    REAL.contains(&word)
}

/// Whether one letter is wrong, missing, too many, or has changed places with the next.
pub(super) fn is_one_edit(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = |(a, b): &(&u8, &u8)| a == b;
    let begin = short.iter().zip(long).take_while(same).count();
    let (short, long) = (&short[begin..], &long[begin..]);
    let end = short.iter().rev().zip(long.iter().rev());
    let end = end.take_while(same).count();
    match (&short[..short.len() - end], &long[..long.len() - end]) {
        ([] | [_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// A word as it stands in a text.
fn typed(text: &str, word: &str) -> String {
    let mut parts = text.split(|c: char| !c.is_alphanumeric());
    let found = parts.find(|part| part.to_lowercase() == word);
    found.unwrap_or(word).to_owned()
}

/// A word with capitals as another one has them.
fn in_case_of(typed: &str, word: &str) -> String {
    let is_upper = |c: char| c.is_uppercase();
    if typed.chars().all(is_upper) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next().filter(|_| typed.starts_with(is_upper)) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{indikator, kegiatan, sub_kegiatan, told};

    #[test]
    fn slips_are_known_by_the_word_they_are_of() {
        for (slip, word) in [
            ("pendiidkan", "pendidikan"),
            ("penddikan", "pendidikan"),
            ("permuseuma", "permuseuman"),
            ("jumalh", "jumlah"),
            ("jumlha", "jumlah"),
            ("presentase", "persentase"),
            ("prosentase", "persentase"),
            ("sekolahh", "sekolah"),
            ("skolah", "sekolah"),
            ("masyrakat", "masyarakat"),
            ("terwjudnya", "terwujudnya"),
            ("labolatorium", "laboratorium"),
            ("kordinasi", "koordinasi"),
            ("pengeloaan", "pengelolaan"),
            ("kwalitas", "kualitas"),
        ] {
            assert_eq!(right(slip), Some(word), "{slip}");
        }
    }

    #[test]
    fn words_of_their_own_are_no_slips() {
        for word in [
            "pendidik",
            "mendidik",
            "penyidik",
            "pengaduan",
            "pelayaran",
            "peringkat",
            "berakreditasi",
            "keusangan",
            "beserta",
            "searah",
            "perlindungan",
            "kesehatan",
            "kependudukan",
            "presentasi",
            "kompetisi",
            "kuantitas",
            "laboran",
            "pengolahan",
            "pemetaan",
            "penataan",
            "prestise",
            "reformasi",
            "perawatan",
            "sekolah2",
            "sekolahnya",
            "sd",
            "perangkatnya",
            "persediaan",
            "sekolaq",
            "indicator",
            "sarana",
            "satuan",
            "layanan",
            "lapangan",
            "pendirian",
            "pemberian",
        ] {
            assert_eq!(right(word), None, "{word}");
        }
        assert!(WORDS.is_sorted());
        for word in WORDS.into_iter().chain(REAL) {
            assert_eq!(right(word), None, "{word}");
        }
    }

    #[test]
    fn one_edit_is_one_letter_or_one_exchange() {
        for (a, b) in [
            ("abcd", "abxd"),
            ("abcd", "abd"),
            ("abcd", "abccd"),
            ("abcd", "bacd"),
            ("abcd", "abdc"),
            ("a", ""),
        ] {
            assert!(is_one_edit(a, b) && is_one_edit(b, a), "{a} {b}");
            assert_eq!(strsim::osa_distance(a, b), 1);
        }
        for (a, b) in [
            ("abcd", "abcd"),
            ("abcd", "badc"),
            ("abcd", "ab"),
            ("abcd", "axyd"),
            ("abcd", "cbad"),
            ("abcd", "xabc"),
        ] {
            assert!(!is_one_edit(a, b) && !is_one_edit(b, a), "{a} {b}");
        }
    }

    #[test]
    fn slips_of_the_nomenclature_are_not_the_offices() {
        let told = |name: &str| {
            let uraian = "Jumlah Laporan Peningkatan Efektifitas Kegiatan";
            let rows = vec![indikator(uraian, "Laporan")];
            told(&sub_kegiatan(name, rows), check).len()
        };
        assert_eq!(told("Peningkatan efektifitas Kegiatan"), 0);
        assert_eq!(told("Peningkatan Efektivitas Kegiatan"), 1);
    }

    #[test]
    fn a_slip_is_told_once_with_its_count_in_its_own_case() {
        let all = [
            "Persentase Pendiidkan SD",
            "JUMLAH PENDIIDKAN",
            "Jumlah pendiidkan SMP",
        ];
        let all = all.map(|uraian| indikator(uraian, "Persen"));
        let found = told(&kegiatan("Pengelolaan Pendiidkan", all.into()), check);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "ejaan \"Pendiidkan\" keliru, yang benar \"Pendidikan\" (3 kali di form ini)"
        );
        assert_eq!(in_case_of("PENDIIDKAN", "pendidikan"), "PENDIDIKAN");
        assert_eq!(in_case_of("pendiidkan", "pendidikan"), "pendidikan");
    }
}
