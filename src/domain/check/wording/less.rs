//! Indikator of which less is better: a row says so, since nothing else shows it.

use super::text::{Text, quoted};
use super::{Found, few_or_one};
use crate::domain::check::arah::is_less_better;
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::unit;

/// Checks the indikator of a form.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let measured = texts.iter().filter(|text| text.is_indikator());
    let found = measured.filter_map(|text| Some(Found::of(text, without_arah(text)?)));
    few_or_one(found, |n| {
        format!("arah {n} indikator belum ditulis, padahal makin kecil makin baik")
    })
}

/// Who reads the target of such a row can't tell that it is to be stayed below.
fn without_arah(text: &Text<'_>) -> Option<Finding> {
    let indikator = text.indikator?;
    let unit = unit::known(&indikator.satuan);
    if indikator.arah.is_some() || !is_less_better(text.raw, unit) {
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
    use crate::domain::indikator::{Arah, Indikator};

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
}
