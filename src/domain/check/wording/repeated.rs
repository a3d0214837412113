//! Repeated: two indikator of one row that differ in a slip at most.

use std::collections::BTreeMap;

use super::spelling;
use super::text::one_line;
use super::{Found, few_or_one};
use crate::domain::check::alike;
use crate::domain::check::gathered::excepts;
use crate::domain::check::line::Line;
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;

/// As many letters as a word has at least, in which one edit is a slip: SD and SMP are two things.
const LONG: usize = 6;

/// As many indikator that look alike as each one is held against.
const MOST: usize = 20;

/// Checks the indikator of each row of one form against each other.
pub(super) fn check(form: &Form, file: &str) -> Vec<Finding> {
    let found = Line::all(file, form).flat_map(of_row);
    few_or_one(found, |n| {
        format!("{n} indikator hampir sama dengan yang lain di barisnya")
    })
}

fn of_row(line: Line<'_>) -> Vec<Found<'_>> {
    if line.indikator.len() < 2 {
        return Vec::new();
    }
    let mut alike: BTreeMap<Vec<String>, Vec<(&Indikator, Vec<String>)>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (_, indikator) in line.measured() {
        let own = alike::words(&indikator.uraian);
        let before = alike.entry(outline(&own)).or_default();
        let mut last = before.iter().rev().take(MOST);
        if let Some((twin, _)) = last.find(|(_, words)| is_alike(words, &own)) {
            findings.push(Found {
                finding: told(line, indikator, twin),
                name: &indikator.uraian,
                is_excepted: excepts(&indikator.abaikan, Rule::IndikatorAlike),
            });
        }
        before.push((indikator, own));
    }
    findings
}

/// What two indikator must have in common: the short words, numbers and marks, and where the long
/// words stand.
fn outline(words: &[String]) -> Vec<String> {
    let short = |word: &String| {
        if is_long(word) {
            String::new()
        } else {
            word.clone()
        }
    };
    words.iter().map(short).collect()
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG && !word.contains(|c: char| c.is_ascii_digit())
}

/// Whether each word is the other's, or one edit away from it and no word of its own.
fn is_alike(a: &[String], b: &[String]) -> bool {
    let is_slip = |a: &String, b: &String| {
        a == b
            || (strsim::osa_distance(a, b) == 1 && !spelling::is_real(a) && !spelling::is_real(b))
    };
    !a.is_empty() && a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_slip(a, b))
}

fn told(line: Line<'_>, here: &Indikator, there: &Indikator) -> Finding {
    let (own, other) = (one_line(&here.uraian), one_line(&there.uraian));
    let label = line.label();
    let message = if own == other {
        format!("indikator \"{own}\" ada dua kali di {label}")
    } else {
        format!("indikator \"{own}\" hampir sama dengan \"{other}\" di {label}")
    };
    Finding::new(Rule::IndikatorAlike, line.at_of(here, "uraian"), message)
        .because(line.at_of(there, "uraian"), "yang pertama")
        .help("hapus salah satunya, atau tulis bedanya di uraian")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{indikator, kegiatan};

    fn said(a: &str, b: &str) -> usize {
        let all = vec![indikator(a, "Persen"), indikator(b, "Persen")];
        check(&kegiatan("Pengelolaan", all), "a").len()
    }

    #[test]
    fn indikator_that_differ_in_a_slip_are_twins() {
        for (a, b) in [
            (
                "Persentase guru bersertifikat",
                "Persentase guru bersertifkat",
            ),
            (
                "Persentase guru bersertifikat",
                "persentase  guru Bersertifikat",
            ),
            (
                "Standar penilaian Pendidikan SD",
                "Standar penilaian Pendiidkan SD",
            ),
            (
                "Persentase ruang kelas, kondisi baik",
                "Persentase ruang kelas kondisi baik",
            ),
            ("APS usia 7-12 tahun", "APS usia 7 - 12 tahun"),
            ("APM SD/MI", "Angka Partisipasi Murni (APM) SD/MI"),
        ] {
            assert_eq!(said(a, b), 1, "{a}");
        }
    }

    #[test]
    fn indikator_that_differ_in_a_word_are_two() {
        for (a, b) in [
            ("Angka putus sekolah SD", "Angka putus sekolah SMP"),
            ("APK SD/MI", "APM SD/MI"),
            ("APS usia 7-12 tahun", "APS usia 13-15 tahun"),
            ("Persentase guru kelas 1", "Persentase guru kelas 2"),
            ("Jumlah guru berusia < 35", "Jumlah guru berusia > 35"),
            (
                "Persentase SD terakreditasi A",
                "Persentase SD terakreditasi A+",
            ),
            ("Jumlah pengadaan layanan", "Jumlah pengaduan layanan"),
            ("Capaian literasi SD", "Capaian numerasi SD"),
            ("Jumlah guru SD negeri", "Jumlah guru SD swasta"),
            ("Persentase rusak sedang", "Persentase rusak ringan"),
            ("Jumlah peserta laki-laki", "Jumlah peserta perempuan"),
            ("Persentase guru", "Persentase guru bersertifikat"),
        ] {
            assert_eq!(said(a, b), 0, "{a}");
        }
    }

    #[test]
    fn many_indikator_that_look_alike_take_no_long_time() {
        let many = (0..20_000).map(|n| indikator(&format!("Persentase {n}"), "Persen"));
        assert!(check(&kegiatan("Pengelolaan", many.collect()), "a").is_empty());
        let same = (0..20_000).map(|_| indikator("Persentase ukuran", "Persen"));
        let found = check(&kegiatan("Pengelolaan", same.collect()), "a");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("19999 indikator"));
    }
}
