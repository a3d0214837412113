//! Arah: which way is better for an indikator, as its row says or as its words plainly say.

use rust_decimal::Decimal;

use super::words::{self, has};
use crate::domain::indikator::Arah;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit::{Kind, Unit};

mod plain;

use plain::{BAD, COUNTED, DOUBT, GOOD, GROSS, JUMPY, MENDED, SOUND};

/// A way, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) arah: Arah,
    basis: Basis,
}

/// How a way is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// The row says so.
    Stated,
    /// Its words do.
    Words,
    /// Its targets all go that way.
    Course,
}

impl Way {
    pub(super) fn stated(arah: Arah) -> Way {
        let basis = Basis::Stated;
        Way { arah, basis }
    }

    pub(super) fn of_course(arah: Arah) -> Way {
        let basis = Basis::Course;
        Way { arah, basis }
    }

    /// Whether the row says so itself.
    pub(super) fn is_stated(self) -> bool {
        self.basis == Basis::Stated
    }

    /// What speaks against a value that is worse.
    pub(super) fn reason(self) -> String {
        let arah = self.arah.name();
        match self.basis {
            Basis::Stated => format!("padahal arahnya {arah}"),
            Basis::Words => format!("padahal menurut uraiannya arahnya {arah}"),
            Basis::Course => format!("padahal target tahun-tahunnya {arah}"),
        }
    }
}

/// Which way is better as the words of an indikator plainly say; `None` when they don't.
///
/// `values` are what is to be compared. Yearly outputs go up and down rightly, so that no count
/// has to rise.
pub(super) fn likely(uraian: &str, unit: Option<&Unit>, values: &[&Target]) -> Option<Way> {
    let words = words::of(uraian);
    let is_bad = has(&words, &BAD);
    let arah = match (is_bad, is_good(&words, values)) {
        (true, false) if has_more_of_bad(&words, unit) => Arah::Turun,
        (false, true) if unit.is_none_or(|unit| unit.kind != Kind::Whole) => Arah::Naik,
        (true | false, true | false) => return None,
    };
    let basis = Basis::Words;
    Some(Way { arah, basis })
}

/// Whether the words of an indikator plainly say that less is better.
pub(super) fn is_less_better<S: AsRef<str>>(words: &[S], unit: Option<&Unit>) -> bool {
    has(words, &BAD) && has_more_of_bad(words, unit)
}

/// Whether a measure goes up and down by nature: growth, inflation.
pub(super) fn jumps<S: AsRef<str>>(words: &[S]) -> bool {
    has(words, &JUMPY)
}

/// Whether more of what is measured is more of something bad, and of nothing done about it.
fn has_more_of_bad<S: AsRef<str>>(words: &[S], unit: Option<&Unit>) -> bool {
    let denied = words.windows(2).any(|pair| {
        pair.first().is_some_and(|word| word.as_ref() == "tidak")
            && !has(pair, &["tidak sekolah", "tidak bersekolah"])
    });
    let is_qualified = words
        .iter()
        .position(|word| word.as_ref() == "yang")
        .and_then(|n| words.get(n..))
        .is_some_and(|rest| !has(rest, &BAD));
    let is_counted = match unit {
        Some(unit) if unit.kind == Kind::Whole => {
            COUNTED.contains(&unit.name) && has(words.get(..5).unwrap_or(words), &BAD)
        }
        Some(_) | None => true,
    };
    !denied && !is_qualified && is_counted && !has(words, &MENDED)
}

fn is_good(words: &[String], values: &[&Target]) -> bool {
    if has(words, &DOUBT) {
        return false;
    }
    let all = |is: &dyn Fn(Decimal) -> bool| values.iter().all(|value| top(value).is_some_and(is));
    if has(words, &GROSS) {
        return all(&|value| value < Decimal::ONE_HUNDRED);
    }
    // "APS" is angka partisipasi sekolah, and at some offices angka putus sekolah.
    let is_aps = has(words, &["aps"]) && all(&|value| value >= Decimal::from(50));
    let is_share = starts_as_share(words) && has(words, &SOUND) && !is_of_low_grade(words);
    has(words, &GOOD) || is_share || is_aps
}

fn starts_as_share(words: &[String]) -> bool {
    let shares = [
        "persentase",
        "prosentase",
        "presentase",
        "persen",
        "proporsi",
        "cakupan",
    ];
    words::starts(words, &shares)
}

/// Whether it is about a grade of akreditasi that should be left behind.
fn is_of_low_grade(words: &[String]) -> bool {
    has(words, &["b", "c"]) && !has(words, &["minimal", "minimum", "paling", "ke atas", "a"])
}

/// The upper end of a number or a range.
fn top(target: &Target) -> Option<Decimal> {
    match target.value() {
        TargetValue::Number(value) | TargetValue::Range { max: value, .. } => Some(value),
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::unit::known;

    fn way(uraian: &str, satuan: &str, value: &str) -> Option<Arah> {
        let value = Target::parse(value).unwrap();
        likely(uraian, known(satuan), &[&value]).map(|way| way.arah)
    }

    #[test]
    fn plain_words_say_which_way_is_better() {
        for (uraian, satuan, value) in [
            ("Angka putus sekolah SD", "Nilai", "201"),
            ("Angka Putus Sekolah (APS) SD/MI", "Persen", "0,2"),
            ("Persentase peserta didik putus sekolah", "Persen", "0,2"),
            ("Jumlah anak tidak sekolah", "Anak", "120"),
            ("Jumlah kasus perundungan di sekolah", "Kasus", "5"),
            (
                "Persentase siswa yang mengalami perundungan",
                "Persen",
                "12",
            ),
            ("Persentase ruang kelas rusak berat", "Persen", "9"),
            ("Angka buta aksara", "Persen", "1,2"),
            ("Angka mengulang SMP", "%", "0,4"),
            ("Jumlah temuan BPK", "Kasus", "3"),
        ] {
            assert_eq!(way(uraian, satuan, value), Some(Arah::Turun), "{uraian}");
        }
        for (uraian, satuan, value) in [
            ("APK PAUD", "Persen", "79,34"),
            ("APM SD sederajat", "Persen", "97"),
            ("APS usia 13-15 tahun", "Persen", "97"),
            ("Angka Melek Huruf", "Persen", "99,98"),
            ("Rata-rata lama sekolah", "Tahun", "8,2"),
            ("Indeks Pembangunan Kebudayaan", "Indeks", "55"),
            ("Nilai SAKIP perangkat daerah", "Nilai", "72"),
            ("Persentase guru berkualifikasi S1/D4", "Persen", "95"),
            ("Persentase SD terakreditasi minimal B", "Persen", "88"),
            ("Persentase ruang kelas dalam kondisi baik", "%", "80"),
            ("Kemampuan literasi SD", "Nilai", "70"),
            ("Opini BPK", "Predikat", "WTP"),
            ("Tingkat kepuasan orang tua murid", "Persen", "88"),
            ("Persentase keselarasan RKT dengan Renstra", "Persen", "93"),
        ] {
            assert_eq!(way(uraian, satuan, value), Some(Arah::Naik), "{uraian}");
        }
    }

    #[test]
    fn nothing_is_guessed_where_words_leave_it_open() {
        for (uraian, satuan, value) in [
            (
                "Persentase anak putus sekolah yang kembali bersekolah",
                "Persen",
                "40",
            ),
            (
                "Persentase ruang kelas rusak yang direhabilitasi",
                "Persen",
                "40",
            ),
            (
                "Persentase ruang kelas yang bebas rusak berat",
                "Persen",
                "90",
            ),
            (
                "Persentase siswa yang tidak mengalami perundungan",
                "Persen",
                "90",
            ),
            ("Persentase Kepemilikan Akta Kematian", "Persen", "60"),
            ("Persentase pencatatan kematian tepat waktu", "Persen", "90"),
            ("Persentase temuan yang ditindaklanjuti", "Persen", "90"),
            ("Persentase tindak lanjut temuan", "Persen", "90"),
            ("Persentase penurunan angka putus sekolah", "Persen", "5"),
            (
                "Jumlah sekolah dengan pencegahan perundungan",
                "Sekolah",
                "40",
            ),
            ("Jumlah laporan pengaduan", "Laporan", "12"),
            ("Jumlah anak putus sekolah penerima beasiswa", "Orang", "40"),
            ("APK SD sederajat", "Persen", "108"),
            ("APS SD", "Persen", "0,12"),
            ("Angka Partisipasi Sekolah Paket A", "Persen", "3,3"),
            (
                "Persentase penduduk melek huruf (tidak buta aksara)",
                "Persen",
                "99",
            ),
            ("Persentase sekolah yang belum terakreditasi", "Persen", "9"),
            ("Persentase SD terakreditasi C", "Persen", "9"),
            ("Indeks ketimpangan gender", "Indeks", "0,4"),
            ("Indeks distribusi guru", "Indeks", "0,4"),
            ("Jumlah guru bersertifikat pendidik", "Orang", "40"),
            ("Rasio guru terhadap murid", "Rasio", "16"),
            ("Persentase realisasi anggaran", "Persen", "95"),
            ("Standar isi Pendidikan Sekolah Dasar", "Persen", "88"),
            ("", "", "1"),
        ] {
            assert_eq!(way(uraian, satuan, value), None, "{uraian}");
        }
    }
}
