//! Rules on a year's list of days off: rows that can't be, and what is known to be missing.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::indikator::normalized;
use crate::domain::instansi::PLACEHOLDER;
use crate::domain::kalender::{HariKerja, JenisLibur, Libur, Tahun};
use crate::domain::rule::Rule;
use crate::domain::tanggal;

/// What a name says of a day on which people work.
const WORKED: [&str; 5] = [
    "hari kerja",
    "masuk kerja",
    "tetap masuk",
    "tetap bekerja",
    "bukan libur",
];

/// What a source says that is none.
const NO_SOURCE: [&str; 4] = ["perkiraan", "prakiraan", "sementara", "internet"];

/// Letters of the shortest source that names anything.
const SHORTEST: usize = 8;

/// Checks the days off of one year, as its file lists them.
#[must_use]
pub fn kalender(tahun: &Tahun, file: &str, week: HariKerja) -> Vec<Finding> {
    let rows = tahun.libur.iter().enumerate();
    let place = |n: usize, key: &str| Place::field(file, FieldPath::row("libur", n).key(key));
    let doubtful = rows.filter_map(|(n, row)| {
        let (key, message, help) = doubt(row, week)?;
        Some(Finding::new(Rule::DayOffDoubtful, place(n, key), message).help(help))
    });
    let twice = twice(tahun).into_iter().map(|(n, message)| {
        let finding = Finding::new(Rule::DayOffTwice, place(n, "tanggal"), message);
        finding.help("hapus salah satu barisnya, atau perbaiki tanggalnya")
    });
    let source = sourceless(&tahun.sumber).map(|message| {
        let at = Place::field(file, FieldPath::root().key("sumber"));
        let help = "tulis dasar daftar ini, misalnya nomor SKB Tiga Menteri atau Keputusan Bupati";
        Finding::new(Rule::DaysOffSourceless, at, message).help(help)
    });
    let lacks = lacking(tahun).map(|message| {
        let finding = Finding::new(Rule::DaysOffIncomplete, Place::file(file), message);
        finding.help("lengkapi menurut SKB Tiga Menteri tahun itu, lalu lihat `rkt kalender`")
    });
    doubtful.chain(twice).chain(source).chain(lacks).collect()
}

/// The years that an open cycle needs and that have no list.
#[must_use]
pub fn needed(siklus: &str, years: &[i32]) -> Vec<Finding> {
    let one = |year: &i32| {
        let message = format!(
            "kalender {year} belum ada, padahal jadwal siklus {siklus} sampai ke tahun itu"
        );
        let at = Place::file(&format!("kalender/{year}.toml"));
        let help = "salin kalender tahun sebelumnya, lalu ganti tahun, sumber, dan tanggalnya; sampai itu ada, batasnya perkiraan tanpa libur yang berubah tiap tahun";
        Finding::new(Rule::DaysOffIncomplete, at, message).help(help)
    };
    years.iter().map(one).collect()
}

/// The rows that don't say since when they are known, and that move a due date of a cycle that has
/// passed: `libur`, as [`crate::domain::progress::rewriting`] finds them.
#[must_use]
pub fn sinceless(siklus: &str, libur: &[Libur], tahun: &Tahun, file: &str) -> Vec<Finding> {
    let rows = tahun.libur.iter().enumerate();
    let rows = rows.filter(|(_, row)| libur.contains(row));
    let one = |(n, row): (usize, &Libur)| {
        let day = tanggal::full(row.tanggal);
        let message = format!(
            "{day} ({}) tidak menyebut sejak kapan diketahui, padahal memundurkan batas siklus {siklus} yang sudah lewat",
            row.nama
        );
        let at = Place::field(file, FieldPath::row("libur", n).key("tanggal"));
        let help = "tambahkan di baris itu tanggal kantor mengetahuinya, misalnya `sejak = 2026-01-31`; batas yang sudah lewat pada tanggal itu tidak digeser";
        Finding::new(Rule::DayOffDoubtful, at, message).help(help)
    };
    rows.map(one).collect()
}

/// Since when a day off can't have been known: long after it, or before lists of its year are made.
fn impossible(row: &Libur) -> Option<String> {
    let since = row.sejak?;
    let year_after = row.tanggal.checked_add_months(Months::new(12))?;
    let is_so = since > year_after || since.year() < row.tanggal.year() - 1;
    is_so.then(|| {
        let (since, day) = (tanggal::long(since), tanggal::long(row.tanggal));
        format!("{} {day} tercatat diketahui sejak {since}", row.nama)
    })
}

/// Why a row can't be or is doubtful: the key that is, a message, what to do.
fn doubt(row: &Libur, week: HariKerja) -> Option<(&'static str, String, &'static str)> {
    let (day, nama) = (tanggal::full(row.tanggal), &row.nama);
    let words = normalized(nama);
    if WORKED.iter().any(|worked| words.contains(worked)) {
        let message = format!("{day} tercatat libur, padahal namanya \"{nama}\"");
        let help = "hapus baris ini bila kantor bekerja pada hari itu; yang tercatat di sini dihitung libur";
        return Some(("nama", message, help));
    }
    if row.jenis == JenisLibur::CutiBersama && week.is_weekend(row.tanggal) {
        let message = format!("cuti bersama pada hari {day}, yang memang bukan hari kerja");
        return Some((
            "tanggal",
            message,
            "samakan tanggalnya dengan SKB Tiga Menteri",
        ));
    }
    if let Some(message) = impossible(row) {
        return Some(("sejak", message, "perbaiki tahunnya"));
    }
    let fixed = tanggal::fixed_holidays(row.tanggal.year());
    let same = |(_, name): &&(NaiveDate, &str)| normalized(name) == words;
    let (fixed, _) = fixed.iter().find(same)?;
    (*fixed != row.tanggal && row.jenis == JenisLibur::Nasional).then(|| {
        let message = format!("{nama} tercatat {day}, padahal {}", tanggal::long(*fixed));
        ("tanggal", message, "perbaiki tanggalnya, atau namanya")
    })
}

/// Rows of a day that an earlier row has.
fn twice(tahun: &Tahun) -> Vec<(usize, String)> {
    let mut known: BTreeMap<NaiveDate, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (n, row) in tahun.libur.iter().enumerate() {
        match known.get(&row.tanggal) {
            None => {
                known.insert(row.tanggal, &row.nama);
            }
            Some(first) => found.push((
                n,
                format!(
                    "{} tercatat dua kali: {first}, dan {}",
                    tanggal::full(row.tanggal),
                    row.nama
                ),
            )),
        }
    }
    found
}

/// Holidays that come in every year, each on another day: words of their names, and the name (SKB
/// Tiga Menteri). A year of the Islamic calendar is shorter than ours, so that none is left out.
const EVERY_YEAR: [(&[&str], &str); 11] = [
    (&["isra"], "Isra Mikraj Nabi Muhammad"),
    (&["imlek"], "Tahun Baru Imlek"),
    (&["nyepi"], "Hari Suci Nyepi"),
    (&["wafat", "jumat agung"], "Wafat Yesus Kristus"),
    (&["kebangkitan", "paskah"], "Kebangkitan Yesus Kristus"),
    (&["kenaikan"], "Kenaikan Yesus Kristus"),
    (&["waisak"], "Hari Raya Waisak"),
    (&["fitri"], "Hari Raya Idul Fitri"),
    (&["adha"], "Hari Raya Idul Adha"),
    (
        &["islam", "hijri", "muharam", "muharram"],
        "Tahun Baru Islam",
    ),
    (&["maulid"], "Maulid Nabi Muhammad"),
];

fn sourceless(sumber: &str) -> Option<String> {
    let words = normalized(sumber);
    if words.is_empty() {
        return Some("kalender ini tidak menyebut sumbernya".to_owned());
    }
    let vague = NO_SOURCE.iter().any(|vague| words.contains(vague))
        || sumber.starts_with(PLACEHOLDER)
        || words.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST;
    vague.then(|| format!("sumber \"{sumber}\" bukan penetapan hari libur"))
}

/// What every year has and this list has not.
fn lacking(tahun: &Tahun) -> Option<String> {
    let names: Vec<String> = tahun
        .libur
        .iter()
        .map(|row| normalized(&row.nama))
        .collect();
    let is_listed = |word: &&str| names.iter().any(|name| name.contains(*word));
    let mut lacks: Vec<String> = tanggal::fixed_holidays(tahun.tahun)
        .into_iter()
        .filter(|(day, name)| {
            // One on another day is told as such.
            let is = |row: &Libur| row.tanggal == *day || normalized(&row.nama) == normalized(name);
            !tahun.libur.iter().any(is)
        })
        .map(|(day, name)| format!("{name} ({})", tanggal::long(day)))
        .collect();
    let moving = EVERY_YEAR
        .iter()
        .filter(|(words, _)| !words.iter().any(is_listed));
    lacks.extend(moving.map(|(_, name)| (*name).to_owned()));
    let mut rows = tahun.libur.iter();
    let shared = rows.any(|row| row.jenis == JenisLibur::CutiBersama);
    lacks.extend((!shared).then(|| "cuti bersama".to_owned()));
    (!lacks.is_empty()).then(|| {
        format!(
            "kalender {} belum memuat: {}",
            tahun.tahun,
            lacks.join(", ")
        )
    })
}
