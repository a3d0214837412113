//! Arah: where less is better a row says so, since nothing else shows it, and no row says the opposite
//! of its words.

use super::text::{Text, quoted};
use super::{Found, few_or_one};
use crate::domain::check::arah::{is_less_better, likely, may_be_bad};
use crate::domain::finding::{Finding, Place};
use crate::domain::indikator::{Arah, Indikator};
use crate::domain::rule::Rule;
use crate::domain::target::Target;
use crate::domain::unit;

/// Checks the indikator of a form.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let measured = || texts.iter().filter(|text| text.is_indikator());
    let found = measured().filter_map(|text| Some(Found::of(text, without_arah(text)?)));
    let mut findings = few_or_one(found, |n| {
        format!("arah {n} indikator belum ditulis, padahal makin kecil makin baik")
    });
    let found = measured().filter_map(|text| Some(Found::of(text, against_words(text)?)));
    findings.extend(few_or_one(found, |n| {
        format!("arah {n} indikator berlawanan dengan uraiannya")
    }));
    findings
}

/// An arah that is the opposite of what the words plainly say turns every comparison round.
fn against_words(text: &Text<'_>) -> Option<Finding> {
    let indikator = text.indikator?;
    let said = indikator.arah?;
    let is_rising = || {
        let unit = unit::known(&indikator.satuan);
        let way = likely(text.raw, unit, &values(indikator));
        way.is_some_and(|way| way.arah == Arah::Naik)
    };
    let (plain, better) = match said {
        Arah::Naik if is_bad(text) => (Arah::Turun, "makin kecil"),
        Arah::Turun if is_rising() => (Arah::Naik, "makin besar"),
        Arah::Naik | Arah::Turun | Arah::Tetap => return None,
    };
    let message = format!(
        "arah indikator {} {}, padahal menurut uraiannya {better} makin baik",
        quoted(text.raw),
        said.name()
    );
    let at = Place::field(text.line.file, text.line.path_of(indikator).key("arah"));
    let help = format!("tulis arah = \"{}\", atau perjelas uraiannya", plain.name());
    Some(Finding::new(Rule::ArahAgainst, at, message).help(help))
}

/// Whether the words of an indikator plainly say that less is better; an official text is not taken
/// apart yet.
fn is_bad(text: &Text<'_>) -> bool {
    let may_be = text.official.is_some() || may_be_bad(&text.words);
    let unit = |indikator: &Indikator| unit::known(&indikator.satuan);
    may_be && is_less_better(text.raw, text.indikator.and_then(unit))
}

/// The values of an indikator that its arah is to compare.
fn values(indikator: &Indikator) -> Vec<&Target> {
    let dasar = indikator.dasar.as_ref().map(|dasar| &dasar.nilai);
    let others = [indikator.lalu.as_ref(), dasar];
    let others = others.into_iter().flatten();
    std::iter::once(&indikator.target).chain(others).collect()
}

/// Who reads the target of such a row can't tell that it is to be stayed below.
fn without_arah(text: &Text<'_>) -> Option<Finding> {
    let indikator = text.indikator?;
    if indikator.arah.is_some() || !is_bad(text) {
        return None;
    }
    let message = format!(
        "arah indikator {} belum ditulis, padahal makin kecil makin baik",
        quoted(text.raw)
    );
    Some(Finding::new(Rule::ArahMissing, text.at(), message).help("tulis arah = \"turun\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{indikator, kegiatan, told};

    fn codes(one: &Indikator) -> Vec<&'static str> {
        let found = told(&kegiatan("Pengelolaan", vec![one.clone()]), check);
        found.iter().map(|finding| finding.rule.code()).collect()
    }

    #[test]
    fn where_less_is_better_a_row_says_so() {
        for uraian in [
            "Angka putus sekolah SD",
            "Angka Putus sekolah SMP",
            "Prosentase Drop Out SD/MI",
            "Persentase penduduk usia 15 tahun ke atas buta aksara",
            "Jumlah anak usia 7-12 tahun yang tidak bersekolah",
            "Tingkat kemiskinan",
            "Prevalensi stunting",
            "Persentase siswa mengulang kelas",
            "Jumlah temuan BPK",
            "Persentase ruang kelas rusak berat",
        ] {
            assert_eq!(codes(&indikator(uraian, "Angka")), ["RKT510"], "{uraian}");
            let mut one = indikator(uraian, "Persen");
            one.arah = Some(Arah::Turun);
            assert_eq!(codes(&one), [""; 0]);
        }
        for uraian in [
            "Persentase anak putus sekolah yang kembali bersekolah",
            "Jumlah anak putus sekolah terlayani",
            "Persentase temuan yang ditindaklanjuti",
            "Persentase pengaduan ditindaklanjuti",
            "Persentase penurunan angka putus sekolah",
            "Persentase ruang kelas SD yang bebas rusak berat",
            "Jumlah ruang kelas rusak berat yang direhabilitasi",
            "Jumlah satuan pendidikan dengan satgas pencegahan kekerasan",
            "Jumlah penerima beasiswa anak putus sekolah",
            "Persentase guru yang terlatih menangani perundungan",
            "Jumlah desa tuntas buta aksara",
            "Angka melek huruf",
            "Jumlah temuan objek yang diduga cagar budaya",
            "Jumlah temuan cagar budaya",
        ] {
            assert_eq!(codes(&indikator(uraian, "Angka")), [""; 0], "{uraian}");
        }
    }

    #[test]
    fn no_row_says_the_opposite_of_its_words() {
        let of = |uraian: &str, satuan: &str, arah: Arah| {
            let mut one = indikator(uraian, satuan);
            one.arah = Some(arah);
            one
        };
        for (uraian, arah) in [
            ("Angka putus sekolah SD", Arah::Naik),
            ("Persentase ruang kelas rusak", Arah::Naik),
            ("APM SD", Arah::Turun),
            ("Indeks Kepuasan Masyarakat", Arah::Turun),
        ] {
            assert_eq!(codes(&of(uraian, "Persen", arah)), ["RKT517"], "{uraian}");
            assert_eq!(codes(&of(uraian, "Persen", Arah::Tetap)), [""; 0]);
        }
        for (uraian, satuan, arah) in [
            ("Angka putus sekolah SD", "Persen", Arah::Turun),
            (
                "Persentase anak putus sekolah yang kembali",
                "Persen",
                Arah::Naik,
            ),
            ("Jumlah laporan pengaduan", "Laporan", Arah::Naik),
            ("Jumlah guru bersertifikat", "Orang", Arah::Turun),
            ("Rasio guru terhadap murid", "Rasio", Arah::Turun),
        ] {
            assert_eq!(codes(&of(uraian, satuan, arah)), [""; 0], "{uraian}");
        }
        let mut gross = of("APK SD", "Persen", Arah::Turun);
        gross.target = Target::parse("99").unwrap();
        gross.lalu = Some(Target::parse("104").unwrap());
        assert_eq!(codes(&gross), [""; 0]);
    }
}
