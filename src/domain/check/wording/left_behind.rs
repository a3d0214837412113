//! What a text keeps of the plan that it was copied from: a past year, another office.

use super::text::{Role, Text};
use super::wilayah::Kind;
use super::{Found, few_or_one};
use crate::domain::check::{Ground, words};
use crate::domain::finding::Finding;
use crate::domain::instansi::{Instansi, PLACEHOLDER};
use crate::domain::name::slips;
use crate::domain::rule::Rule;

/// How many years back a year may be left behind from.
const BACK: i64 = 5;

/// Words that say of a text that it is about a past year.
const PAST: [&str; 31] = [
    "laporan",
    "lkjip",
    "lakip",
    "lkip",
    "lkj",
    "lppd",
    "lkpj",
    "lhe",
    "lhp",
    "evaluasi",
    "audit",
    "reviu",
    "realisasi",
    "capaian",
    "data",
    "hasil",
    "penilaian",
    "pemeriksaan",
    "piutang",
    "utang",
    "luncuran",
    "lanjutan",
    "lulusan",
    "tahun dasar",
    "kondisi dasar",
    "nilai dasar",
    "kondisi awal",
    "baseline",
    "sejak",
    "dibanding",
    "dibandingkan",
];

/// Words before a year that make it a limit or a comparison.
const FROM: [&str; 6] = ["dari", "mulai", "terhadap", "sampai", "hingga", "akhir"];

/// Words of regulations, which have a year of their own.
const DECREES: [&str; 13] = [
    "nomor",
    "no",
    "uu",
    "pp",
    "perpres",
    "perda",
    "perbup",
    "perwali",
    "permendagri",
    "permendikbud",
    "permendikbudristek",
    "permenpan",
    "permenpanrb",
];

/// What other offices are called, by the first word behind Dinas, and what people call them in
/// short.
const OFFICES: [(&str, &str); 22] = [
    ("perhubungan", "dishub"),
    ("kesehatan", "dinkes"),
    ("sosial", "dinsos"),
    ("pertanian", "distan"),
    ("perikanan", "diskan"),
    ("peternakan", "disnak"),
    ("perkebunan", "disbun"),
    ("kehutanan", "dishut"),
    ("pekerjaan", "dpupr"),
    ("lingkungan", "dlh"),
    ("pariwisata", "dispar"),
    ("perdagangan", "disdag"),
    ("perindustrian", "disperin"),
    ("koperasi", "diskop"),
    ("komunikasi", "diskominfo"),
    ("kominfo", "diskominfo"),
    ("kependudukan", "disdukcapil"),
    ("ketenagakerjaan", "disnaker"),
    ("perpustakaan", "dispusip"),
    ("kearsipan", "dispusip"),
    ("penanaman", "dpmptsp"),
    ("perumahan", "disperkim"),
];

/// How the name of an office in full begins.
const FULL: [&str; 5] = ["dinas", "badan", "sekretariat", "satuan", "kecamatan"];

/// Words before a name that make it a partner's, or a thing.
const BESIDE: [&str; 22] = [
    "dengan",
    "bersama",
    "dari",
    "ke",
    "kepada",
    "oleh",
    "antara",
    "dan",
    "serta",
    "atau",
    "lintas",
    "asal",
    "perbatasan",
    "rumah",
    "kendaraan",
    "mobil",
    "pakaian",
    "seragam",
    "perjalanan",
    "kecamatan",
    "sekolah",
    "eks",
];

/// Checks the texts of one form that are printed as its plan.
pub(super) fn check(texts: &[Text<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let plan = texts.iter().filter(|text| match text.role {
        Role::Sasaran | Role::Name | Role::Hasil | Role::Indikator => text.official.is_none(),
        Role::Prose | Role::Short => false,
    });
    let plan: Vec<&Text<'_>> = plan.collect();
    let years = plan.iter().filter_map(|text| year(text, ground.tahun));
    let mut findings = few_or_one(years, |n| {
        format!("{n} isian menyebut tahun yang sudah lewat")
    });
    let own = Own::of(&ground.settings.instansi);
    let names = plan.iter().filter_map(|text| name(text, &own));
    findings.extend(few_or_one(names, |n| {
        format!("{n} isian menyebut nama instansi atau daerah lain")
    }));
    findings
}

/// A past year in a text of this year's plan.
fn year<'a>(text: &Text<'a>, tahun: i64) -> Option<Found<'a>> {
    let found = (0..text.words.len()).find_map(|at| year_at(&text.words, at, tahun));
    let found = found.or_else(|| year_in_brackets(text, tahun))?;
    let message = format!(
        "{} menyebut tahun {found}, padahal form ini untuk tahun {tahun}",
        text.label()
    );
    let help = format!("ganti {found} menjadi {tahun}, atau hapus tahunnya");
    let finding = Finding::new(Rule::LeftBehind, text.at(), message).help(help);
    Some(Found::of(text, finding))
}

/// The past year that stands at a place as a year of the plan: `Tahun 2025`, `TA 2025`.
fn year_at(text: &[&str], at: usize, tahun: i64) -> Option<i64> {
    let number = |at: usize| text.get(at).and_then(|word| word.parse::<i64>().ok());
    let year = number(at).filter(|year| (tahun - BACK..tahun).contains(year))?;
    let before = |n: usize| at.checked_sub(n).and_then(|at| text.get(at));
    let is_year = match *before(1)? {
        "tahun" | "thn" | "ta" | "anggaran" => true,
        "a" => before(2).is_some_and(|word| *word == "t"),
        _ => false,
    };
    let is_decree = at.checked_sub(2).and_then(number).is_some();
    let is_range = (at + 1..at + 5).any(|at| number(at).is_some_and(|end| end > year));
    let leads = [2, 3].into_iter().filter_map(before);
    let is_limit = leads.into_iter().any(|word| FROM.contains(word));
    let is_past = words::has(text, &PAST);
    (is_year && !is_decree && !is_range && !is_limit && !is_past).then_some(year)
}

/// The past year that stands alone in brackets: `(2026)`. That of a regulation is its own.
fn year_in_brackets(text: &Text<'_>, tahun: i64) -> Option<i64> {
    let inside = text.raw.split('(').skip(1);
    let mut inside = inside.filter_map(|rest| rest.split_once(')'));
    let year = inside.find_map(|(inside, _)| {
        let year = inside.trim().parse::<i64>().ok()?;
        (tahun - BACK..tahun).contains(&year).then_some(year)
    })?;
    let is_other = words::has(&text.words, &PAST) || words::has(&text.words, &DECREES);
    (!is_other).then_some(year)
}

/// The office itself.
struct Own<'a> {
    instansi: &'a Instansi,
    /// The words of its name, if that is in full.
    nama: Option<Vec<String>>,
    /// Its kabupaten or kota; a province has many, which it may name.
    wilayah: Option<(Kind, String)>,
}

impl<'a> Own<'a> {
    fn of(instansi: &'a Instansi) -> Own<'a> {
        let nama = words::of(&instansi.nama);
        let is_full = words::starts(&nama, &FULL) && !instansi.nama.starts_with(PLACEHOLDER);
        let pemerintah = words::of(&instansi.pemerintah);
        let wilayah = pemerintah
            .split_first()
            .and_then(|(kind, name)| Some((Kind::said(kind)?, name.join(" "))));
        Own {
            instansi,
            nama: is_full.then_some(nama),
            wilayah,
        }
    }
}

/// The name of another office or of another kabupaten.
fn name<'a>(text: &Text<'a>, own: &Own<'_>) -> Option<Found<'a>> {
    let (found, instead) = office(&text.words, own)
        .map(|found| (found, &own.instansi.nama))
        .or_else(|| Some((wilayah(&text.words, own)?, &own.instansi.pemerintah)))?;
    let message = format!("{} menyebut {found}, padahal ini {instead}", text.label());
    let help = format!("ganti atau hapus nama {found}");
    let finding = Finding::new(Rule::LeftBehind, text.at(), message).help(help);
    Some(Found::of(text, finding))
}

fn is_beside(text: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    before.is_some_and(|word| BESIDE.contains(word))
}

/// Another Dinas, unless it is named as a partner. A name in short (Disdikbud) says nothing of
/// what it stands for, so an office with such a name is not asked.
fn office(text: &[&str], own: &Own<'_>) -> Option<String> {
    let nama = own.nama.as_ref()?;
    let said = text
        .iter()
        .enumerate()
        .filter(|(_, word)| word.starts_with('d'));
    said.into_iter().find_map(|(at, word)| {
        let next = text.get(at + 1).copied();
        let (unit, _) = OFFICES
            .iter()
            .find(|(unit, short)| short == word || (*word == "dinas" && next == Some(*unit)))?;
        let shown = if *word == "dinas" {
            format!("Dinas {}", capital(unit))
        } else {
            capital(word)
        };
        (!words::has(nama, &[*unit]) && !is_beside(text, at)).then_some(shown)
    })
}

/// Another kabupaten or kota, unless it is named as a partner.
fn wilayah(text: &[&str], own: &Own<'_>) -> Option<String> {
    let own = own.wilayah.as_ref()?;
    text.iter().enumerate().find_map(|(at, word)| {
        let kind = Kind::said(word)?;
        let behind = text.get(at + 1..)?;
        let name = kind.at_start(behind)?;
        let shown = format!("{} {}", kind.name(), capitals(&name));
        let is_own = own.0 == kind && (own.1 == name || is_spelled_so(behind, &name, &own.1));
        (!is_own && !is_beside(text, at)).then_some(shown)
    })
}

/// Whether a text begins with our own name in another spelling (Banjar Baru, Padang Sidempuan), of
/// which another one's name is only the beginning.
fn is_spelled_so(text: &[&str], other: &str, own: &str) -> bool {
    let own: String = own.split(' ').collect();
    let n_other = other.split(' ').count();
    (n_other..=text.len().min(n_other + 2)).any(|n_words| {
        let typed = text.get(..n_words).unwrap_or_default().concat();
        typed == own || (n_words > n_other && slips(&typed, &own).is_some())
    })
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

fn capitals(words: &str) -> String {
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{asked, indikator, kegiatan, told_in};

    /// What is said of an indikator of an office.
    fn said_in(pemerintah: &str, uraian: &str) -> Vec<String> {
        let form = kegiatan("Pengelolaan", vec![indikator(uraian, "Persen")]);
        asked(|ground| {
            let mut settings = ground.settings.clone();
            settings.instansi.pemerintah = pemerintah.to_owned();
            let ground = Ground {
                settings: &settings,
                ..*ground
            };
            let found = told_in(&form, &ground, |texts| check(texts, &ground));
            found.into_iter().map(|finding| finding.message).collect()
        })
    }

    fn said(uraian: &str) -> Vec<String> {
        said_in("Kabupaten Balangan", uraian)
    }

    #[test]
    fn a_past_year_is_left_behind() {
        for (text, year) in [
            ("Jumlah peserta lomba Tahun 2025", "2025"),
            ("Jumlah dokumen Renja TA 2026", "2026"),
            ("Jumlah dokumen Renja T.A. 2025", "2025"),
            ("Jumlah paket Tahun Anggaran 2022 yang selesai", "2022"),
            ("Persentase SD terakreditasi pada tahun 2026", "2026"),
            ("Persentase kelulusan Sekolah Dasar tahun 2026", "2026"),
            ("Jumlah peserta lomba (2026)", "2026"),
            ("Jumlah peserta lomba (tingkat SD) ( 2025 )", "2025"),
        ] {
            let said = said(text);
            assert_eq!(said.len(), 1, "{text}");
            assert!(said[0].contains(year), "{said:?}");
        }
    }

    #[test]
    fn a_year_may_have_its_place() {
        for text in [
            "Jumlah peserta lomba tahun 2027",
            "Jumlah dokumen RKPD Tahun 2028",
            "Persentase capaian RPJMD tahun 2025-2029",
            "Persentase capaian Renstra tahun 2025 - 2029",
            "Persentase kelulusan tahun pelajaran 2026/2027",
            "Jumlah Laporan Kinerja Tahun 2026",
            "Persentase pelaksanaan UU Nomor 23 Tahun 2024",
            "Persentase kenaikan dibandingkan tahun 2025",
            "Persentase kenaikan dari tahun 2024",
            "Persentase lulusan tahun 2026 yang melanjutkan",
            "Persentase penduduk usia 2025",
            "Persentase kenaikan atas kondisi dasar tahun 2025",
            "Persentase kenaikan atas kondisi awal (2025)",
            "Jumlah sekolah menurut Permendagri 86 (2025)",
            "Jumlah peserta lomba (2027)",
            "Jumlah peserta lomba (2026",
            "Jumlah peserta lomba (2026 orang)",
            "Jumlah desa menurut visi tahun 2045",
            "Jumlah naskah tahun 2010",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn another_office_is_left_behind() {
        for (text, name) in [
            ("Nilai SAKIP Dishub", "Dishub"),
            ("Jumlah dokumen Dinas Perhubungan", "Dinas Perhubungan"),
            ("Persentase layanan Dinas Kesehatan", "Dinas Kesehatan"),
            ("Persentase guru di Kabupaten Tapin", "Kabupaten Tapin"),
            (
                "Persentase guru Kab. Hulu Sungai Utara",
                "Kabupaten Hulu Sungai Utara",
            ),
            ("Persentase guru Kota Banjarmasin", "Kota Banjarmasin"),
        ] {
            let said = said(text);
            assert_eq!(said.len(), 1, "{text}");
            assert!(said[0].contains(name), "{said:?}");
        }
    }

    #[test]
    fn own_names_partners_and_plain_words_are_not() {
        for text in [
            "Persentase guru di Kabupaten Balangan",
            "Nilai SAKIP Dinas Pendidikan dan Kebudayaan",
            "Indeks kepuasan atas layanan dinas",
            "Jumlah Rumah Dinas Kepala Sekolah",
            "Jumlah Pakaian Dinas Beserta Atribut",
            "Jumlah Kendaraan Dinas Operasional atau Lapangan",
            "Jumlah kerja sama dengan Dinas Kesehatan",
            "Jumlah pertukaran pelajar dengan Kabupaten Tapin",
            "Jumlah objek di Kabupaten/Kota",
            "Pengelolaan Museum Kabupaten/Kota",
            "Nilai Kabupaten Layak Anak",
            "Jumlah juara tingkat Kabupaten yang dibina",
            "Jumlah SD di Kecamatan Kota Bangun",
            "Jumlah cagar budaya kota lama",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
        let tapin = "Persentase guru di Kabupaten Tapin";
        assert!(said_in("Provinsi Kalimantan Selatan", tapin).is_empty());
        assert!(said_in("Kab. Tapin", tapin).is_empty());
        assert_eq!(said_in("Kota Tapin", tapin).len(), 1);
        let bandung = "Persentase guru di Kabupaten Bandung Barat";
        assert_eq!(said_in("Kabupaten Bandung", bandung).len(), 1);
        assert!(said_in("Kabupaten Bandung Barat", bandung).is_empty());
        for (own, uraian) in [
            ("Kota Banjarbaru", "Persentase guru di Kota Banjar Baru"),
            ("Kota Banjar Baru", "Persentase guru di Kota Banjarbaru"),
            (
                "Kota Padangsidimpuan",
                "Persentase guru Kota Padang Sidempuan",
            ),
        ] {
            assert!(said_in(own, uraian).is_empty(), "{uraian}");
        }
        for uraian in [
            "Persentase guru di Kota Banjar",
            "Persentase guru di Kota Banjar yang baru",
        ] {
            assert_eq!(said_in("Kota Banjarbaru", uraian).len(), 1, "{uraian}");
        }
    }
}
