//! How texts are typed: on one line, with single blanks, not in capitals only.

use super::double;
use super::text::{Role, Text, one_line};
use crate::domain::check::gathered::gathered;
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;

/// As many letters as a word has at least that is no abbreviation.
const LONG: usize = 5;

/// As many letters in long words as make a text that is typed in capitals.
const SHOUTED: usize = 14;

/// Checks how the texts of one form are typed, each kind of fault once with its count.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let one_lined: Vec<&Text<'_>> = texts
        .iter()
        .filter(|text| text.role != Role::Prose)
        .collect();
    let of = |is_fault: &dyn Fn(&Text<'_>) -> bool| -> Vec<&Text<'_>> {
        let found = one_lined.iter().filter(|text| is_fault(text));
        found.copied().collect()
    };
    // A line break between two indikator is told as that.
    let broken = of(&|text| is_broken(text.raw) && !double::is_double(text));
    let loose = of(&is_loose);
    let shouted = of(&is_shouted);
    let told = |rule, found, tell: fn(&[&Text<'_>]) -> Option<Finding>| {
        gathered(found, |text| text.ignores(rule), tell)
    };
    let mut findings = told(Rule::LineBreak, broken, line_break);
    findings.extend(told(Rule::DoubleBlank, loose, double_blank));
    findings.extend(told(Rule::AllCapitals, shouted, all_capitals));
    findings
}

fn is_broken(text: &str) -> bool {
    text.contains('\n')
}

/// Two blanks, or a tab, between words of one line; the nomenclature may have them.
fn is_loose(text: &Text<'_>) -> bool {
    let has = |text: &str| {
        let mut after_blank = false;
        text.chars().any(|c| {
            let is_second = std::mem::replace(&mut after_blank, c.is_whitespace());
            c == '\t' || (is_second && after_blank)
        })
    };
    has(text.raw) && !is_broken(text.raw) && !text.official.is_some_and(has)
}

/// Long words, and no small letter: a program has such a name, an indikator not.
fn is_shouted(text: &Text<'_>) -> bool {
    let is_own = match text.role {
        Role::Sasaran | Role::Indikator => text.official.is_none(),
        Role::Name | Role::Hasil | Role::Prose | Role::Short => false,
    };
    if !is_own || text.raw.chars().any(char::is_lowercase) {
        return false;
    }
    let letters = text.words.iter().map(|word| word.chars().count());
    letters.filter(|letters| *letters >= LONG).sum::<usize>() >= SHOUTED
}

fn line_break(broken: &[&Text<'_>]) -> Option<Finding> {
    let first = broken.first()?;
    let message = match broken.len() {
        1 => format!("{} terpotong oleh ganti baris", first.label()),
        n => format!(
            "{n} isian terpotong oleh ganti baris, yang pertama {}",
            first.label()
        ),
    };
    let help = format!("tulis dalam satu baris: {}", mended(first));
    Some(Finding::new(Rule::LineBreak, first.at(), message).help(help))
}

fn double_blank(loose: &[&Text<'_>]) -> Option<Finding> {
    let first = loose.first()?;
    let message = match loose.len() {
        1 => format!("{} memuat spasi ganda", first.label()),
        n => format!(
            "{n} isian memuat spasi ganda, yang pertama {}",
            first.label()
        ),
    };
    let help = format!("tulis dengan satu spasi di antara kata: {}", mended(first));
    Some(Finding::new(Rule::DoubleBlank, first.at(), message).help(help))
}

fn all_capitals(shouted: &[&Text<'_>]) -> Option<Finding> {
    let first = shouted.first()?;
    let message = match shouted.len() {
        1 => format!("{} ditulis dengan huruf kapital semua", first.label()),
        n => format!(
            "{n} isian ditulis dengan huruf kapital semua, yang pertama {}",
            first.label()
        ),
    };
    let help = "pakai huruf kapital hanya di awal, pada nama, dan pada singkatan";
    Some(Finding::new(Rule::AllCapitals, first.at(), message).help(help))
}

/// The line to type in its place.
fn mended(text: &Text<'_>) -> String {
    format!(
        "{} = \"{}\"",
        text.key,
        one_line(text.raw).replace('"', "\\\"")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{codes, indikator, kegiatan, told};

    fn said(uraian: &str) -> Vec<&'static str> {
        codes(uraian, check)
    }

    #[test]
    fn texts_are_typed_on_one_line_with_single_blanks_in_small_letters() {
        for (text, rule) in [
            (
                "Rata-rata numerasi SMP berdasarkan Asesmen\nNasional",
                "RKT512",
            ),
            ("Rata-rata  numerasi\n SMP", "RKT512"),
            ("Persentase  guru", "RKT513"),
            ("Persentase\tguru", "RKT513"),
            ("Persentase guru \u{a0}SD", "RKT513"),
            ("PERSENTASE GURU BERSERTIFIKAT", "RKT514"),
            ("HARAPAN LAMA SEKOLAH", "RKT514"),
            ("PREVALENSI STUNTING (PENDEK) PADA BALITA (%)", "RKT514"),
        ] {
            assert_eq!(said(text), [rule], "{text}");
        }
    }

    #[test]
    fn what_is_typed_well_is_not_told() {
        for text in [
            "Persentase guru bersertifikat",
            "APK SD/MI",
            "APM SMP/MTs",
            "APK PAUD",
            "NILAI SAKIP",
            "IPM, IKM, dan IPLM",
            "Angka Partisipasi Sekolah 7 - 12 Tahun",
            "",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
        let form = kegiatan("PENGELOLAAN PENDIDIKAN SEKOLAH DASAR", Vec::new());
        assert!(told(&form, check).is_empty());
    }

    #[test]
    fn a_fault_of_many_texts_is_told_once() {
        let all = (0..30).map(|n| indikator(&format!("Persentase  guru {n}"), "Persen"));
        let found = told(&kegiatan("Pengelolaan", all.collect()), check);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("30 isian memuat spasi ganda"));
    }
}
