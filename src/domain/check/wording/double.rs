//! Two indikator in one row: one target cannot be reached for both.

use super::measure::Measure;
use super::text::{Text, quoted};
use super::{Found, few_or_one};
use crate::domain::check::words;
use crate::domain::finding::Finding;
use crate::domain::indikator::items;
use crate::domain::rule::Rule;

/// Marks and words that stand between two indikator.
const MARKS: [char; 4] = [',', ';', '&', '+'];
const JOINING: [&str; 3] = ["dan", "serta", "dan/atau"];

/// Words by which two numbers make one indikator: rasio jumlah guru dan jumlah siswa.
const COMPARING: [&str; 7] = [
    "antara",
    "perbandingan",
    "dibanding",
    "dibandingkan",
    "selisih",
    "kesenjangan",
    "korelasi",
];

/// Words after which a line goes on.
const GOING_ON: [&str; 14] = [
    "yang",
    "dengan",
    "terhadap",
    "per",
    "dari",
    "atas",
    "pada",
    "di",
    "untuk",
    "sesuai",
    "memenuhi",
    "pemenuhan",
    "kecukupan",
    "kesesuaian",
];

/// Checks the indikator of a form.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let found = texts.iter().filter_map(|text| {
        let [first, second] = both(text)?;
        let (first, second) = (quoted(&first), quoted(&second));
        let message = format!("dua indikator dalam satu baris: {first} dan {second}");
        let help = format!(
            "tulis masing-masing sebagai [[{}.indikator]] sendiri, dengan targetnya",
            text.line.list.key()
        );
        let finding = Finding::new(Rule::TwoInOne, text.at(), message).help(help);
        Some(Found::of(text, finding))
    });
    few_or_one(found, |n| {
        format!("{n} baris memuat lebih dari satu indikator")
    })
}

/// Whether a text has more than one indikator.
pub(super) fn is_double(text: &Text<'_>) -> bool {
    both(text).is_some()
}

/// The first two indikator of a text, if it has more than one.
fn both(text: &Text<'_>) -> Option<[String; 2]> {
    if !text.is_indikator() || text.official.is_some() {
        return None;
    }
    if let Some(items) = items(text.raw) {
        let mut items = items.into_iter();
        return Some([items.next()?, items.next()?]);
    }
    if let Some(names) = joined_names(text.raw) {
        return Some(names.map(str::to_owned));
    }
    if n_measures(&text.words) < 2 || words::has(&text.words, &COMPARING) {
        return None;
    }
    let parts = parts(text.raw);
    let measure = parts.first()?.measure(text.raw)?;
    let pairs = parts.iter().zip(parts.iter().skip(1));
    let mut begins = pairs.filter(|(before, part)| {
        let own = part.measure(text.raw);
        own.is_some_and(|own| {
            (is_another(measure, own) && !before.repeats(own, text.raw))
                || part.opens_a_line(before, text.raw)
        })
    });
    let (last, second) = begins.next()?;
    let end = begins.next().map_or(text.raw.len(), |(last, _)| last.end);
    let first = text.raw.get(..last.end)?;
    let second = text.raw.get(second.start..end)?;
    Some([first.to_owned(), second.to_owned()])
}

/// How many measures a text may have, counted generously.
fn n_measures(text: &[&str]) -> usize {
    let from = |at| text.get(at..).unwrap_or_default();
    (0..text.len())
        .filter(|at| Measure::of(from(*at)).is_some())
        .count()
}

/// Whether a measure behind a comma or `dan` begins another indikator. Jumlah may be a plain noun
/// there (kualitas dan jumlah guru), unless the text begins with it too.
fn is_another(first: Measure, own: Measure) -> bool {
    own == Measure::Persentase
        || own == first
        || (own.is_named() && (first.is_named() || first == Measure::Rasio))
}

/// APK/APM: different names of rates in one word.
fn joined_names(text: &str) -> Option<[&str; 2]> {
    text.split_whitespace().find_map(|word| {
        let mut names = word.split('/').filter(|name| {
            let name = name.to_lowercase();
            Measure::of(&[name.as_str()]) == Some(Measure::Partisipasi)
        });
        let (first, second) = (names.next()?, names.next()?);
        (!first.eq_ignore_ascii_case(second)).then_some([first, second])
    })
}

/// A part of a text, up to the next mark or joining word, by its bytes.
struct Part {
    start: usize,
    end: usize,
    is_line: bool,
}

impl Part {
    fn text<'a>(&self, whole: &'a str) -> &'a str {
        whole.get(self.start..self.end).unwrap_or_default()
    }

    fn measure(&self, whole: &str) -> Option<Measure> {
        let lower = self.text(whole).to_lowercase();
        Measure::of(&words::split(&lower))
    }

    /// Whether a measure stands in it once more behind its beginning, so that what follows goes
    /// with that one: jumlah sekolah dengan jumlah guru dan jumlah rombel yang sesuai.
    fn repeats(&self, measure: Measure, whole: &str) -> bool {
        let lower = self.text(whole).to_lowercase();
        let words = words::split(&lower);
        let mut inside = (1..words.len()).filter_map(|at| Measure::of(words.get(at..)?));
        inside.any(|one| one == measure)
    }

    /// Whether it begins a line as a text begins, and the line before is at its end.
    fn opens_a_line(&self, before: &Part, whole: &str) -> bool {
        let last = words::of(before.text(whole)).pop().unwrap_or_default();
        let is_open = GOING_ON.contains(&last.as_str());
        self.is_line && !is_open && self.text(whole).starts_with(char::is_uppercase)
    }
}

/// The parts of a text that have words.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut at, mut is_open, mut is_line) = (0, false, false);
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || MARKS.contains(&c)) {
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        let (start, end) = (at, at + word.len());
        at += piece.len();
        let is_joining = JOINING.iter().any(|join| join.eq_ignore_ascii_case(word));
        if is_joining {
            is_open = false;
        } else if !word.is_empty() {
            match parts.last_mut().filter(|_| is_open) {
                Some(part) => part.end = end,
                None => parts.push(Part {
                    start,
                    end,
                    is_line,
                }),
            }
            (is_open, is_line) = (true, false);
        }
        if piece.ends_with(MARKS) || piece.ends_with('\n') {
            is_open = false;
        }
        is_line |= piece.ends_with('\n');
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples;

    #[test]
    fn one_row_holds_one_indikator() {
        for two in [
            "1. Nilai LHE AKIP 2. IKM",
            "1) Nilai SAKIP\n2) Indeks kepuasan masyarakat",
            "prosentase Drop Out SD/MI, ratio murid terhadap kelas SD/MI dan Prosentase sekolah inklusi",
            "ratio murid terhadap kelas PAUD, ratio guru terhadap murid PAUD",
            "Jumlah kebudayaan masyarakat yang dikelola dan Jumlah dokumen pengelolaan kebudayaan",
            "Persentase guru bersertifikat dan persentase guru berkualifikasi S1/D4",
            "Persentase SD terakreditasi; Persentase SMP terakreditasi",
            "Persentase SD yang Menerapkan Muatan Lokal\nPersentase SMP yang Menerapkan Muatan Lokal",
            "Indeks Pengasuhan Keluarga\nAngka melek huruf",
            "Persentase Gedung Layak\nJumlah Gedung Baru",
            "APK PAUD dan APM SD/MI",
            "APK/APM SD",
            "Angka Partisipasi Kasar SD serta Angka Partisipasi Murni SD",
            "Rata-rata lama sekolah dan harapan lama sekolah",
            "Nilai SAKIP dan Indeks Kepuasan Masyarakat",
            "Jumlah dan persentase siswa yang lulus",
        ] {
            assert_eq!(samples::codes(two, check), ["RKT505"], "{two}");
        }
    }

    #[test]
    fn what_only_looks_like_two_is_one() {
        for one in [
            "Jumlah Sarana, Prasarana dan Utilitas Sekolah yang Telah Dibangun",
            "Persentase guru dan tenaga kependidikan bersertifikat",
            "Rehabilitasi Sedang/Berat Ruang Kelas",
            "APM SD/MI",
            "Angka Partisipasi Kasar (APK) PAUD",
            "Angka Partisipasi Murni/APM SD",
            "Rasio jumlah guru dan jumlah siswa",
            "Perbandingan persentase guru PNS dan persentase guru honorer",
            "Persentase satuan pendidikan yang terpenuhi kualitas dan jumlah gurunya",
            "Persentase peningkatan kualitas, cakupan, dan proporsi layanan",
            "Persentase sekolah yang memenuhi standar rombel dan rasio guru",
            "Jumlah kecamatan dengan APK dan APM di atas rata-rata",
            "Persentase penguasaan huruf dan angka anak PAUD",
            "Jumlah guru yang naik pangkat dan angka kreditnya ditetapkan",
            "Tingkat kepuasan di tingkat desa dan tingkat kecamatan",
            "Indeks literasi dan numerasi",
            "Jumlah sekolah dengan jumlah guru dan jumlah rombel sesuai standar",
            "Persentase SD yang memenuhi persentase kehadiran guru dan persentase kehadiran siswa",
            "Rata-rata kemampuan numerasi SMP berdasarkan Asesmen\nNasional",
            "Persentase kecukupan\njumlah guru",
            "Persentase Satuan Pendidikan dengan\nJumlah Guru Sesuai Kebutuhan",
            "Jumlah PAUD, SD, dan SMP yang mengelola dana BOS, BOP, dan BOSDA",
            "Nilai moral dan nilai budaya siswa",
            "1. Persentase guru bersertifikat",
            "",
        ] {
            assert_eq!(samples::codes(one, check), [""; 0], "{one}");
        }
    }
}
