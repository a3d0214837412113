//! Limits: what a target can't be, given what it measures and counts.

use rust_decimal::Decimal;

use super::{Measure, triwulan};
use crate::domain::check::head;
use crate::domain::check::words::{self, has, starts};
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::target::{Relation, Target, TargetValue};
use crate::domain::unit::{self, Kind};

mod plain;

use plain::{ATTITUDES, COMPARED, MAY_FALL, MAY_PASS, NO_COUNT, QUANTITIES, RATES, SPREAD};

/// What one indikator can't be.
pub(super) fn check(measure: &Measure<'_>) -> impl Iterator<Item = Finding> {
    let told = [over_hundred(measure), negative(measure), fraction(measure)];
    told.into_iter().flatten()
}

/// A part of a whole is not more than the whole (domain rule 32).
fn over_hundred(measure: &Measure<'_>) -> Option<Finding> {
    let target = measure.target();
    let most = match target.value() {
        TargetValue::Number(value)
        | TargetValue::Range { max: value, .. }
        | TargetValue::Bound {
            relation: Relation::AtLeast | Relation::MoreThan,
            value,
        } => value,
        TargetValue::Bound {
            relation: Relation::AtMost | Relation::LessThan,
            ..
        }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => return None,
    };
    // Whether it is a percentage at all is open where the satuan is another one.
    let (satuan, typed) = (&measure.indikator.satuan, target.satuan());
    let is_open = typed.is_some_and(|typed| !satuan.is_empty() && !unit::same(typed, satuan));
    if most <= Decimal::ONE_HUNDRED || is_open {
        return None;
    }
    let text = head::bare(&measure.indikator.uraian);
    let bare = words::split(&text);
    let is_rate = measure.is(Kind::Measure) && head::is(&bare, &RATES);
    if !(measure.is(Kind::Percent) || is_rate) || may_pass(&bare, &measure.words()) {
        return None;
    }
    let message = format!(
        "target \"{}\" {}, padahal paling tinggi 100 persen",
        measure.indikator.uraian,
        target.print()
    );
    let help = "cocokkan dengan sumber datanya; bila ini APK, pertumbuhan, atau capaian, sebut itu \
                di uraiannya";
    let at = measure.at("target");
    let finding = Finding::new(Rule::OverHundred, at, message).help(help);
    Some(finding)
}

/// Whether a percentage may well be more than a hundred; `all` has the words in brackets, too.
fn may_pass(bare: &[&str], all: &[String]) -> bool {
    let is_share = head::is_share(bare) && !head::is(bare, &QUANTITIES);
    let is_against = has(bare, &["terhadap"]) && !head::is(bare, &ATTITUDES);
    // "Angka Partisipasi (AP)" may be any of the three.
    let is_vague = starts(bare, &["angka partisipasi"]) && !head::is(bare, &RATES);
    is_about(bare, &MAY_PASS, is_share) || is_against || is_vague || has(all, &COMPARED)
}

/// Whether some of these words say what is measured; what is no part has no other words.
fn is_about(bare: &[&str], any: &[&str], is_part: bool) -> bool {
    head::is(bare, any) || (!is_part && has(bare, any))
}

/// What is counted or measured is not below zero, unless it is a change.
fn negative(measure: &Measure<'_>) -> Option<Finding> {
    let least = match measure.target().value() {
        TargetValue::Number(value) | TargetValue::Range { min: value, .. } => value,
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => return None,
    };
    if !least.is_sign_negative() {
        return None;
    }
    let text = head::bare(&measure.indikator.uraian);
    let bare = words::split(&text);
    let is_part = head::is_share(&bare) || head::is_count(&bare);
    if is_about(&bare, &MAY_FALL, is_part) {
        return None;
    }
    let message = format!(
        "target \"{}\" {}, di bawah nol",
        measure.indikator.uraian,
        measure.target().print()
    );
    let help =
        "hapus tanda minusnya; tanda hubung untuk rentang ditulis di antara dua angka, \"5-10\"";
    let at = measure.at("target");
    Some(Finding::new(Rule::TargetNegative, at, message).help(help))
}

/// There is no half of what is counted whole, neither in the year nor in a triwulan (domain rule
/// 34).
fn fraction(measure: &Measure<'_>) -> Option<Finding> {
    let unit = measure.unit.filter(|unit| unit.kind == Kind::Whole)?;
    let quarters = measure.indikator.triwulan.iter().flatten();
    let mut parts = quarters.enumerate().filter_map(|(n, part)| {
        let part = part.as_ref()?;
        is_fraction(part).then_some((n, part))
    });
    let (at, value, what) = if is_fraction(measure.target()) {
        (measure.at("target"), measure.target(), "target".to_owned())
    } else {
        let (n, part) = parts.find(|(_, part)| measure.is_in_unit(part))?;
        let what = format!("triwulan {}", triwulan::name(n));
        (measure.at_triwulan(n), part, what)
    };
    let text = head::bare(&measure.indikator.uraian);
    let bare = words::split(&text);
    if is_about(&bare, &NO_COUNT, head::is_count(&bare)) || has(&bare, &SPREAD) {
        return None;
    }
    let message = format!(
        "{what} \"{}\" {}, padahal {} dihitung utuh",
        measure.indikator.uraian,
        value.print(),
        unit.name
    );
    let help = "tulis bilangan bulat; kemajuan pengerjaan diukur dengan satuan Persen";
    Some(Finding::new(Rule::Fraction, at, message).help(help))
}

fn is_fraction(target: &Target) -> bool {
    let is = |value: Decimal| !value.fract().is_zero();
    match target.value() {
        TargetValue::Number(value) | TargetValue::Bound { value, .. } => is(value),
        TargetValue::Range { min, max } => is(min) || is(max),
        TargetValue::Predicate { .. } | TargetValue::NotApplicable | TargetValue::Text => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, holds};

    #[test]
    fn a_part_is_not_more_than_the_whole() {
        breaks(
            "galat RKT209",
            &[
                (
                    "APM SD sederajat; Persen; 100,21",
                    "100,21, padahal paling tinggi 100 persen",
                ),
                (
                    "Angka Partisipasi Sekolah 7 - 12 Tahun; Persen; 100.80",
                    "100,80",
                ),
                ("Angka Partisipasi Murni SMP/MTs; Nilai; 101", "101"),
                ("Angka Melek Huruf; %; 100,1", "100,1"),
                ("Persentase guru berkualifikasi S1/D4; Persen; 972", "972"),
                (
                    "Standar isi Pendidikan Sekolah Dasar; Persen; 98-102",
                    "98–102",
                ),
                (
                    "Persentase penurunan angka putus sekolah; Persen; 150",
                    "150",
                ),
                ("Tingkat kelulusan SMP; Persen; > 100,5", "100,5"),
                (
                    "Persentase satuan pendidikan dengan mutu meningkat; Persen; 972",
                    "972",
                ),
                (
                    "Persentase guru dengan capaian kinerja baik; Persen; 105",
                    "105",
                ),
                (
                    "Persentase kepuasan orang tua terhadap layanan; Persen; 105",
                    "105",
                ),
            ],
        );
        holds(&[
            "APK SD Sederajat; Persen; 100.21",
            "Angka Partisipasi Kasar (APK) SMP; %; 108,42",
            "APK/APM SD; Persen; 101",
            "APM SD sederajat; Persen; 100",
            "Angka melanjutkan dari SD ke SMP; Persen; 103,3",
            "Angka transisi SD ke SMP; Persen; 101,2",
            "Persentase peningkatan kunjungan museum; Persen; 120",
            "Laju pertumbuhan pengunjung cagar budaya; Persen; 400",
            "Rasio APM perempuan terhadap laki-laki SD; Persen; 100,2",
            "Persentase realisasi pendapatan; Persen; 102",
            "Persentase capaian kinerja sasaran; Persen; 104",
            "Persentase ketersediaan buku teks; Persen; 110",
            "Persentase siswa baru terhadap daya tampung; Persen; 112",
            "Persentase kunjungan perpustakaan; Persen; 105",
            "Indeks paritas gender APM SD; Persen; 100,5",
            "Persentase guru kelas terhadap rombongan belajar; Persen; 104",
            "Rasio guru terhadap rombongan belajar; Persen; 104",
            "Persentase pemenuhan kuota guru; Persen; 105",
            "Angka Partisipasi (AP) PAUD; Persen; 101",
            "Persentase jumlah siswa baru yang meningkat; Persen; 120",
            "Kunjungan museum meningkat; Persen; 120",
            "Persentase sekolah dengan APM 100; Nilai; 120",
            "Angka putus sekolah SD; Nilai; 201",
            "Angka putus sekolah (APS) SD; Nilai; 201",
            "Jumlah guru yang dilatih; Orang; 320",
            "Nilai SAKIP perangkat daerah; Nilai; 74,20",
            "Persentase temuan yang ditindaklanjuti; Persen; ≤ 120",
            "APM SD sederajat; Persen; -",
        ]);
    }

    #[test]
    fn nothing_is_below_zero_but_a_change() {
        breaks(
            "galat RKT210",
            &[
                ("APM SD; Persen; -98,50", "di bawah nol"),
                ("Jumlah dokumen; Dokumen; -1-5", "di bawah nol"),
                (
                    "Jumlah laporan perubahan anggaran; Laporan; -2",
                    "di bawah nol",
                ),
            ],
        );
        holds(&[
            "Laju pertumbuhan penduduk usia sekolah; Persen; -0,5",
            "Selisih guru yang pensiun dan diangkat; Orang; -12",
            "Kesenjangan literasi antarwilayah; Nilai; -1,2",
            "Surplus guru; Orang; -3",
            "Jumlah kekurangan guru; Orang; -3",
            "Angka putus sekolah SD; Persen; 0",
        ]);
    }

    #[test]
    fn there_is_no_half_of_a_whole() {
        breaks(
            "peringatan RKT211",
            &[
                (
                    "Jumlah dokumen perencanaan; Dokumen; 0,75",
                    "target \"Jumlah dokumen perencanaan\" 0,75, padahal Dokumen dihitung utuh",
                ),
                ("Jumlah peralatan yang disediakan; Unit; 36.5", "36,5"),
                ("Jumlah laporan; Laporan; 1,5-2", "1,5–2"),
                (
                    "Jumlah laporan lomba tingkat kabupaten; Laporan; 0,5",
                    "0,5, padahal Laporan",
                ),
                (
                    "Jumlah dokumen nilai rapor (rata-rata); Dokumen; 0,5",
                    "0,5",
                ),
                (
                    "Jumlah dokumen; Dokumen; 1; jenis=kumulatif; tw=0,25|0,5|0,75|1",
                    "triwulan I \"Jumlah dokumen\" 0,25",
                ),
                (
                    "Jumlah dokumen; Dokumen; 5; jenis=non-kumulatif; tw=1|1,5|1,5|1",
                    "triwulan II \"Jumlah dokumen\" 1,5",
                ),
            ],
        );
        holds(&[
            "Jumlah dokumen; Dokumen; 97,00",
            "Jumlah tenaga pengamanan; Orang/Bulan; 36,5",
            "Jumlah tenaga kebersihan; Orang / Bulan; 45; jenis=non-kumulatif; tw=11.25|11.25|11.25|11.25",
            "Rata-rata jumlah siswa per rombongan belajar; Siswa; 27,5",
            "Rasio guru terhadap murid; Orang; 16,4",
            "Rata-rata lama sekolah; Tahun; 8,75",
            "Waktu penyelesaian layanan legalisir; Hari; 1,5",
            "Panjang pagar sekolah; Meter; 120,5",
            "Luas lahan sekolah; m2; 250,75",
            "Persentase guru yang dilatih; Orang; 92,5",
            "Angka putus sekolah SD; Kasus; 0,12",
            "Indeks Pembangunan Kebudayaan; Indeks; 58,40",
            "Jumlah bandwidth; Mbps; 12,5",
            "Jumlah rata-rata siswa; Siswa; 27,5",
            "Jumlah siswa per guru; Siswa; 15,5",
            "Peningkatan nilai; Siswa; 0,5",
        ]);
    }
}
