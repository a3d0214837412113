//! Satuan: the unit of a target against what stands inside it, and how it is spelled.

use super::Measure;
use crate::domain::check::gathered::gathered;
use crate::domain::check::words;
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;
use crate::domain::unit::{self, Unit};

/// The unit inside a target is its satuan (domain rule 42).
pub(super) fn inside(measure: &Measure<'_>) -> Option<Finding> {
    let (typed, satuan) = (measure.target().satuan()?, &measure.indikator.satuan);
    let differs = unit::differ(typed, satuan) || is_strange(typed, measure);
    if satuan.trim().is_empty() || !differs {
        return None;
    }
    let message = format!(
        "target \"{}\" {}, padahal satuannya {satuan}",
        measure.indikator.uraian,
        measure.target().print()
    );
    let bare = unit::split(measure.target().raw());
    let help = bare.map_or_else(
        || format!("samakan satuannya: {typed} atau {satuan}"),
        |(bare, _)| {
            let typed = unit::known(typed).map_or(typed, |unit| unit.name);
            format!("tulis target = \"{bare}\", dan satuan = \"{typed}\" bila itu yang benar")
        },
    );
    let finding = Finding::new(Rule::SatuanDiffers, measure.at("target"), message)
        .because(measure.at("satuan"), "satuannya")
        .help(help);
    Some(finding)
}

/// Whether a word that is no known unit stands where a known one should, and is not about what the
/// row measures: `RKB` may stand for Ruang in a row on ruang kelas baru.
fn is_strange(typed: &str, measure: &Measure<'_>) -> bool {
    let is_unit = |word: &str| unit::known(word).is_some();
    if !is_unit(&measure.indikator.satuan) || is_unit(typed) || typed.split(' ').any(is_unit) {
        return false;
    }
    let words = measure.words();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let typed = words::of(typed);
    let is_told = |word: &String| words.contains(word) || initials.contains(word.as_str());
    !typed.iter().any(is_told)
}

/// How units are spelled: one finding for each spelling of a form (domain rules 43 and 44).
pub(super) fn spelling(all: &[Measure<'_>]) -> Vec<Finding> {
    let mut seen: Vec<(&str, Vec<&Measure<'_>>)> = Vec::new();
    for measure in all {
        let satuan = measure.indikator.satuan.as_str();
        match seen.iter_mut().find(|(known, _)| *known == satuan) {
            Some((_, same)) => same.push(measure),
            None => seen.push((satuan, vec![measure])),
        }
    }
    let told = seen.into_iter().filter_map(|(satuan, same)| {
        let (rule, unit) = misspelt(satuan)?;
        let told = |same: &[&Measure<'_>]| spelled(rule, unit, satuan, same);
        Some(gathered(same, |one| one.ignores(rule), told))
    });
    told.flatten().collect()
}

/// How a spelling is odd, and the unit that it stands for.
fn misspelt(satuan: &str) -> Option<(Rule, &'static Unit)> {
    match unit::known(satuan) {
        Some(unit) if unit.is_spelled(satuan) => None,
        Some(unit) => Some((Rule::SatuanSpelling, unit)),
        None => Some((Rule::SatuanUnknown, unit::meant(satuan)?)),
    }
}

fn spelled(rule: Rule, unit: &Unit, satuan: &str, same: &[&Measure<'_>]) -> Option<Finding> {
    let first = same.first()?;
    let times = match same.len() {
        1 => String::new(),
        n => format!(" ({n} indikator)"),
    };
    let (message, help) = if rule == Rule::SatuanSpelling {
        let message = format!("satuan `{satuan}`{times}, bakunya {}", unit.name);
        (message, format!("tulis satuan = \"{}\"", unit.name))
    } else {
        let message = format!("satuan `{satuan}`{times} tidak dikenal");
        (message, format!("maksud Anda `{}`?", unit.name))
    };
    Some(Finding::new(rule, first.at("satuan"), message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, form, holds, told};
    use crate::domain::form::List;

    #[test]
    fn the_unit_in_a_target_is_its_satuan() {
        breaks(
            "peringatan RKT119",
            &[
                (
                    "Persentase SD terakreditasi; Nilai; 86 %",
                    "86 %, padahal satuannya Nilai",
                ),
                (
                    "Jumlah laporan; Laporan; 12 Dokumen",
                    "tulis target = \"12\"",
                ),
                ("Jumlah laporan; Laporan; 12 Dok", "satuan = \"Dokumen\""),
                ("Jumlah ruang; Persen; 12 RKB", "12 RKB"),
                ("Jumlah laporan; Laporan; 12 abc", "12 abc, padahal"),
                (
                    "Jumlah laporan; Laporan; 12 kali lipat",
                    "tulis target = \"12\"",
                ),
                ("Jumlah ternak; Ekor; 50 %", "satuan = \"Persen\""),
            ],
        );
        holds(&[
            "Persentase SD terakreditasi; Persen; 86 %",
            "Jumlah dokumen; Dokumen; 12 dok",
            "Jumlah dokumen; Dokumen; 12 Dokumen RKA",
            "Jumlah siswa penerima beasiswa; Orang; 40 Siswa",
            "Jumlah ruang kelas yang dibangun; Ruang; 12 Kelas",
            "Kemampuan literasi; Nilai; 70,5 Poin",
            "Jumlah SD yang dibina; Satuan Pendidikan; 60 Sekolah",
            "Anggaran pendidikan; Rupiah; Rp 1.500.000.000",
            "Jumlah ruang kelas baru; Ruang; 12 RKB",
            "Jumlah ASN yang dilatih; Orang; 40 ASN",
            "Jumlah kunjungan; Kali; 12 abc",
            "Pertumbuhan; Persen; 5 % per tahun",
            "Jumlah ternak; Ekor; 35 ekor",
            "Opini BPK; Opini; WTP",
        ]);
    }

    #[test]
    fn a_spelling_is_told_once_a_form() {
        let form = form(
            List::SubKegiatan,
            &[
                "Jumlah dokumen; Dok; 2",
                "Jumlah laporan; Laporan; 2",
                "Jumlah dokumen lain; Dok; 1",
                "Jumlah barang; Unir; 5",
                "APM SD; %; 99",
            ],
        );
        assert_eq!(
            told(&form, None),
            [
                "saran RKT217: satuan `Dok` (2 indikator), bakunya Dokumen: tulis satuan = \"Dokumen\"",
                "saran RKT218: satuan `Unir` tidak dikenal: maksud Anda `Unit`?",
            ]
        );
    }

    #[test]
    fn units_of_an_office_are_its_own() {
        holds(&[
            "Jumlah ruang; RKB; 12",
            "Jumlah ternak; Ekor; 35",
            "Jumlah murid; Murid; 350",
            "Luas; ha; 2,5",
            "Panjang jalan; KM; 12,4",
            "Jumlah gugus; Gugus; 9",
            "Jumlah tenaga; Orang / Bulan; 12",
            "Jumlah kelompok tani; poktan; 4",
            "Jumlah laporan; laporan; 4",
            "Jumlah data; Dokumen/Laporan; 4",
        ]);
    }
}
