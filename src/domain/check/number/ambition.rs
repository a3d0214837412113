//! Ambition: how far a target goes from what was reached (LKE: achievable, and worth the effort).

use rust_decimal::Decimal;

use super::{Measure, number};
use crate::domain::check::arah::{Way, jumps};
use crate::domain::check::renstra::worse;
use crate::domain::finding::Finding;
use crate::domain::form::List;
use crate::domain::indikator::{Arah, Dasar};
use crate::domain::number::print;
use crate::domain::rule::Rule;
use crate::domain::unit::Kind;

/// After so many years a target may lie far from its dasar.
const NEAR: i64 = 3;

/// Points by which a percentage may change at any factor.
const POINTS: Decimal = Decimal::TEN;

/// Checks the target of one indikator against its dasar and the target of the year before.
pub(super) fn check(measure: &Measure<'_>, tahun: i64) -> impl Iterator<Item = Finding> {
    let dasar = against_dasar(measure, tahun);
    let is_below = dasar
        .as_ref()
        .is_some_and(|one| one.rule == Rule::BelowDasar);
    let lalu = (!is_below).then(|| below_lalu(measure)).flatten();
    dasar.into_iter().chain(lalu)
}

fn against_dasar(measure: &Measure<'_>, tahun: i64) -> Option<Finding> {
    let dasar = measure.indikator.dasar.as_ref()?;
    if dasar.tahun >= tahun || !measure.is_in_unit(&dasar.nilai) {
        return None;
    }
    let is_near = dasar.tahun.saturating_add(NEAR) >= tahun;
    let far = || jump(measure, dasar).filter(|_| is_near);
    below(measure, dasar).or_else(far)
}

/// A target is not worse than what was reached already (domain rule 36).
fn below(measure: &Measure<'_>, dasar: &Dasar) -> Option<Finding> {
    let target = measure.target();
    let way = measure.way(&[target, &dasar.nilai])?;
    let words = worse(target, &dasar.nilai, Some(way.arah))?;
    let message = format!(
        "target \"{}\" {} {words} dasar {} {}, {}",
        measure.indikator.uraian,
        target.print(),
        dasar.tahun,
        dasar.nilai.print(),
        way.reason()
    );
    let help = if way.is_stated() {
        "cocokkan target, dasar, dan arah dengan sumber datanya"
    } else {
        "cocokkan keduanya dengan sumber datanya, atau tulis arah yang benar di baris ini"
    };
    let finding = Finding::new(Rule::BelowDasar, measure.at("target"), message)
        .because(measure.at("dasar"), "dasarnya")
        .help(help)
        .unless(&[Rule::OverHundred, Rule::TargetNegative]);
    Some(finding)
}

/// A target is not worse than that of the year before, where the row says which way it goes: the
/// year before may well have been planned too high. A target below zero is told by itself.
fn below_lalu(measure: &Measure<'_>) -> Option<Finding> {
    let lalu = measure.indikator.lalu.as_ref();
    let lalu = lalu.filter(|lalu| measure.is_in_unit(lalu))?;
    let is_negative = measure
        .number()
        .is_some_and(|value| value.is_sign_negative());
    let way = Way::stated(measure.indikator.arah.filter(|_| !is_negative)?);
    let words = worse(measure.target(), lalu, Some(way.arah))?;
    let message = format!(
        "target \"{}\" {} {words} target tahun lalu {}, {}",
        measure.indikator.uraian,
        measure.target().print(),
        lalu.print(),
        way.reason()
    );
    let finding = Finding::new(Rule::BelowDasar, measure.at("target"), message)
        .because(measure.at("lalu"), "target tahun lalu")
        .help("cocokkan target, lalu, dan arah dengan sumber datanya");
    Some(finding)
}

/// A measure of sasaran or program doesn't double within few years (domain rule 38).
fn jump(measure: &Measure<'_>, dasar: &Dasar) -> Option<Finding> {
    let (target, from) = (measure.number()?, number(&dasar.nilai)?);
    let is_outcome = matches!(measure.line.list, List::Sasaran | List::Program);
    if !is_outcome || measure.is(Kind::Whole) || target <= Decimal::ZERO || from <= Decimal::ZERO {
        return None;
    }
    let factor = target.checked_div(from)?;
    let is_far = if factor > Decimal::ONE {
        factor >= Decimal::TWO
    } else {
        let way = measure.way(&[measure.target(), &dasar.nilai])?;
        way.arah == Arah::Turun && factor * Decimal::TWO <= Decimal::ONE
    };
    let is_small = measure.is(Kind::Percent) && (target - from).abs() < POINTS;
    let keterangan = measure.indikator.keterangan.as_deref();
    let is_explained = keterangan.is_some_and(|text| text.contains(char::is_alphanumeric));
    if !is_far || is_small || is_explained || jumps(&measure.words()) {
        return None;
    }
    let decimals = if factor < Decimal::ONE { 2 } else { 1 };
    let message = format!(
        "target \"{}\" {} adalah {} kali dasar {} ({})",
        measure.indikator.uraian,
        measure.target().print(),
        print(factor.round_dp(decimals).normalize()),
        dasar.tahun,
        dasar.nilai.print()
    );
    let help = "cocokkan satuan keduanya; bila memang melonjak, tulis sebabnya di keterangan";
    let finding = Finding::new(Rule::Jump, measure.at("target"), message)
        .because(measure.at("dasar"), "dasarnya")
        .help(help)
        .unless(&[Rule::OverHundred]);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, form, holds, told};
    use crate::domain::form::List;

    #[test]
    fn a_target_is_not_worse_than_its_dasar() {
        breaks(
            "peringatan RKT212",
            &[
                (
                    "Ukuran; Persen; 77,00; arah=naik; dasar=2025:78,00",
                    "77,00 di bawah dasar 2025 78,00, padahal arahnya naik",
                ),
                (
                    "Ukuran; Persen; 0,30; arah=turun; dasar=2025:0,25",
                    "di atas dasar",
                ),
                (
                    "Jumlah ruang; Ruang; 10; arah=naik; dasar=2025:12",
                    "10 di bawah",
                ),
                (
                    "Predikat; Predikat; B; arah=naik; dasar=2025:BB",
                    "B di bawah dasar 2025 BB",
                ),
                (
                    "APM SMP/MTs; Persen; 77,00; dasar=2025:78,00",
                    "padahal menurut uraiannya arahnya naik",
                ),
                (
                    "Angka putus sekolah SD; Nilai; 230; dasar=2024:201",
                    "padahal menurut uraiannya arahnya turun",
                ),
                (
                    "Persentase SD terakreditasi minimal B; %; 70; dasar=2025:84 %",
                    "70",
                ),
                (
                    "Ukuran; Persen; 77,00; arah=naik; lalu=78,00",
                    "77,00 di bawah target tahun lalu 78,00, padahal arahnya naik",
                ),
                (
                    "Jumlah kasus; Kasus; 9; arah=turun; lalu=8; dasar=2025:12",
                    "9 di atas target tahun lalu 8",
                ),
                (
                    "Ukuran; Persen; 77; arah=naik; lalu=79; dasar=2025:78",
                    "77 di bawah dasar 2025 78",
                ),
            ],
        );
        holds(&[
            "Ukuran; Persen; 77,00; dasar=2025:78,00",
            "Ukuran; Persen; 77,00; arah=tetap; dasar=2025:78,00",
            "Ukuran; Persen; 78; arah=naik; dasar=2025:78,00",
            "Ukuran; Persen; 77-79; arah=naik; dasar=2025:78,00",
            "Ukuran; Persen; 77; arah=naik; dasar=2025:120 Orang",
            "APM SMP/MTs; Persen; 77; lalu=78",
            "Ukuran; Persen; 77; arah=naik; lalu=77",
            "Ukuran; Persen; 77; arah=tetap; lalu=78",
            "Ukuran; Persen; 77; arah=naik; lalu=120 Orang",
            "Ukuran; Persen; 77; arah=naik; lalu=-",
            "Selisih; Persen; -2; arah=naik; lalu=1",
            "Ukuran; Opini; WTP; arah=naik; dasar=2025:78",
            "APK SD; Persen; 104; dasar=2025:108",
            "Jumlah dokumen; Dokumen; 4; dasar=2025:6",
            "Persentase anak putus sekolah yang kembali bersekolah; Persen; 40; dasar=2025:30",
            "Persentase ruang kelas yang bebas rusak berat; Persen; 95; dasar=2025:90",
            "Jumlah guru yang dilatih; Orang; 40; dasar=2025:80",
            "Angka partisipasi sekolah 7-12 tahun; Persen; 99,8; dasar=2025:-",
        ]);
    }

    #[test]
    fn a_target_far_from_its_dasar_is_told_with_its_factor() {
        breaks(
            "saran RKT214",
            &[
                (
                    "Ukuran; Persen; 60; dasar=2025:15",
                    "60 adalah 4 kali dasar 2025 (15)",
                ),
                (
                    "Indeks literasi; Indeks; 82,5; dasar=2025:0,79",
                    "104,4 kali",
                ),
                ("Angka mengulang; Persen; 10; dasar=2025:25", "0,4 kali"),
                ("Ukuran; Nilai; 200; dasar=2024:100", "2 kali"),
                ("Ukuran; Nilai; 200; dasar=2024:100; ket=", "2 kali"),
                ("Ukuran; Nilai; 200; dasar=2024:100; ket=-", "2 kali"),
            ],
        );
        holds(&[
            "Ukuran; Persen; 60; dasar=2025:31",
            "Ukuran; Persen; 6; dasar=2025:1,5",
            "Angka putus sekolah; Persen; 0,10; dasar=2025:0,30",
            "Ukuran; Persen; 60; dasar=2022:15",
            "Ukuran; Persen; 60; dasar=2025:0",
            "Jumlah guru; Orang; 60; dasar=2025:15",
            "Laju pertumbuhan; Persen; 40; dasar=2025:15",
            "Ukuran; Persen; 15; dasar=2025:60",
            "Ukuran; Persen; 60; dasar=2025:15; ket=cakupan diperluas",
        ]);
        let both = "Ukuran; Persen; 60; arah=naik; dasar=2025:15; lalu=70";
        let both = told(&form(List::Program, &[both]), None);
        assert_eq!(both.len(), 2, "{both:?}");
        let below = form(List::Kegiatan, &["Ukuran; Persen; 60; dasar=2025:15"]);
        assert_eq!(told(&below, None), Vec::<String>::new());
    }
}
