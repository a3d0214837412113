//! Predikat: a target in words belongs to a scale, and not to a unit that counts.

use super::Measure;
use crate::domain::finding::Finding;
use crate::domain::indikator::normalized;
use crate::domain::rule::Rule;
use crate::domain::target::{Scale, TargetValue};
use crate::domain::unit::Kind;

/// Satuan that ask for a step of a scale.
const SCALED: [&str; 4] = ["predikat", "opini", "kategori", "akreditasi"];

/// Words of scales beside those that [`Scale`] puts in order.
const OTHERS: [&str; 57] = [
    "amat baik",
    "baik sekali",
    "berkembang",
    "cukup baik",
    "cukup inovatif",
    "cukup informatif",
    "disclaimer",
    "emas",
    "hijau",
    "informatif",
    "inovatif",
    "istimewa",
    "kompeten",
    "kurang baik",
    "kurang informatif",
    "kurang inovatif",
    "kuning",
    "layak",
    "lulus",
    "madya",
    "maju",
    "mandiri",
    "memuaskan",
    "menuju informatif",
    "merah",
    "nindya",
    "optimum",
    "parahita",
    "paripurna",
    "pelayanan prima",
    "perak",
    "perunggu",
    "pratama",
    "prima",
    "rendah",
    "sangat inovatif",
    "sangat layak",
    "sangat memuaskan",
    "sangat rendah",
    "sangat tertinggal",
    "sangat tinggi",
    "sedang",
    "terakreditasi",
    "terdefinisi",
    "terintegrasi",
    "terkelola",
    "terkelola dan terukur",
    "tertinggal",
    "tidak lulus",
    "tidak memberikan pendapat",
    "tidak menyatakan pendapat",
    "tidak wajar",
    "tinggi",
    "unggul",
    "utama",
    "wajar dengan pengecualian",
    "wajar tanpa pengecualian",
];

/// Words before the step itself.
const LEADS: [&str; 9] = [
    "predikat",
    "opini",
    "kategori",
    "akreditasi",
    "terakreditasi",
    "nilai",
    "peringkat",
    "zona",
    "minimal",
];

/// A word for which there is a scale stands on it, and what is counted has a number (domain rules
/// 29 and 41).
pub(super) fn check(measure: &Measure<'_>) -> Option<Finding> {
    let target = measure.target();
    if !matches!(
        target.value(),
        TargetValue::Text | TargetValue::Predicate { .. }
    ) {
        return None;
    }
    if measure.is(Kind::Percent) || measure.is(Kind::Whole) {
        return Some(no_number(measure));
    }
    let satuan = normalized(&measure.indikator.satuan);
    let is_opini = satuan == "opini";
    let is_on = match target.value() {
        TargetValue::Predicate { scale, .. } => !is_opini || scale == Scale::Opini,
        TargetValue::Number(_)
        | TargetValue::Range { .. }
        | TargetValue::Bound { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => is_step(target.raw()),
    };
    if is_on || !SCALED.contains(&satuan.as_str()) {
        return None;
    }
    let message = format!(
        "target \"{}\" {}, di luar skala {} yang dikenal",
        measure.indikator.uraian,
        target.print(),
        measure.indikator.satuan
    );
    let help = if is_opini {
        steps(&[Scale::Opini])
    } else {
        steps(&[Scale::Sakip, Scale::Mutu])
    };
    Some(Finding::new(Rule::OffScale, measure.at("target"), message).help(help))
}

/// A share or a count is a number, and no step of any scale.
fn no_number(measure: &Measure<'_>) -> Finding {
    let message = format!(
        "target \"{}\" {} bukan bilangan, padahal satuannya {}",
        measure.indikator.uraian,
        measure.target().print(),
        measure.indikator.satuan
    );
    let help = "tulis bilangannya; bila memang predikat, tulis satuan = \"Predikat\"";
    Finding::new(Rule::OffScale, measure.at("target"), message).help(help)
}

fn steps(scales: &[Scale]) -> String {
    let labels = scales.iter().map(|scale| scale.labels().join(", "));
    let labels: Vec<String> = labels.collect();
    format!("tulis salah satu: {}", labels.join("; atau "))
}

/// Whether a text begins with a step of some scale: `BB (72,5)`, `Predikat A`, `Memuaskan`.
fn is_step(text: &str) -> bool {
    let text = normalized(text);
    let mut rest = text.as_str();
    while let Some(shorter) = LEADS.iter().find_map(|lead| {
        let shorter = rest.strip_prefix(lead)?;
        shorter
            .starts_with([' ', ':'])
            .then(|| shorter.trim_start_matches([' ', ':']))
    }) {
        rest = shorter;
    }
    let labels = Scale::ALL.into_iter().flat_map(Scale::labels);
    let mut steps = labels.map(|label| label.to_lowercase());
    let is_begun = |step: &str| {
        let after = rest.strip_prefix(step);
        after.is_some_and(|after| {
            !after.starts_with(|c: char| c.is_alphanumeric() || c == '+' || c == '-')
        })
    };
    steps.any(|step| is_begun(&step)) || OTHERS.iter().any(|step| is_begun(step))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, holds};

    #[test]
    fn a_share_is_a_number() {
        breaks(
            "peringatan RKT216",
            &[
                (
                    "Indeks Kepuasan Masyarakat; Persen; A",
                    "A bukan bilangan, padahal satuannya Persen: tulis bilangannya",
                ),
                (
                    "Persentase SD terakreditasi; %; Baik",
                    "Baik bukan bilangan",
                ),
                ("Persentase dokumen; Persen; Tersedia", "Tersedia"),
                (
                    "Jumlah laporan; Laporan; Terlaksana",
                    "Terlaksana bukan bilangan",
                ),
            ],
        );
        holds(&[
            "Persentase SD terakreditasi; Persen; -",
            "Persentase SD terakreditasi; %; n/a",
            "Persentase SD terakreditasi; Persen; 80-85",
            "Persentase SD terakreditasi; Persen; ≥ 80",
            "Indeks Kepuasan Masyarakat; Nilai; A",
        ]);
    }

    #[test]
    fn a_predikat_stands_on_a_scale() {
        breaks(
            "peringatan RKT216",
            &[
                (
                    "Opini BPK; Opini; WPT",
                    "WPT, di luar skala Opini yang dikenal: tulis salah satu: TMP, TW, WDP, WTP",
                ),
                ("Opini BPK; Opini; Baik", "Baik, di luar skala"),
                ("Predikat SAKIP; Predikat; BBB", "BBB"),
                ("Predikat SAKIP; Predikat; B+", "B+"),
                ("Predikat kepatuhan; predikat; Terlaksana", "Terlaksana"),
                ("Kategori KLA; Kategori; Nidya", "Nidya"),
                ("Akreditasi perpustakaan; Akreditasi; AB", "AB"),
            ],
        );
        holds(&[
            "Nilai SAKIP; Nilai; BB",
            "Jumlah laporan; Laporan; -",
            "Opini BPK; Opini; WTP",
            "Opini BPK; Opini; Wajar Tanpa Pengecualian (WTP)",
            "Predikat SAKIP; Predikat; BB",
            "Predikat SAKIP; Predikat; BB (72,5)",
            "Predikat SAKIP; Predikat; A (Memuaskan)",
            "Predikat SAKIP; Predikat; Predikat A",
            "Predikat SAKIP; Predikat; Sangat Memuaskan",
            "Kategori keterbukaan informasi; Kategori; Menuju Informatif",
            "Kategori KLA; Kategori; Nindya",
            "Zona integritas; Predikat; Zona hijau",
            "Level maturitas SPIP; Level; Level 3",
            "Akreditasi sekolah; Akreditasi; Terakreditasi A",
            "Laporan; Keterangan; Terlaksana",
            "Nilai SAKIP; Predikat; 72,50",
            "Predikat SAKIP; Predikat; -",
        ]);
    }
}
