//! Looking ahead: the outlook of a cycle, what a delay would do, and what is late, a line each.

use chrono::NaiveDate;

use super::table;
use crate::domain::kabar;
use crate::domain::progress::{Drift, LangkahProgress, Progress};
use crate::domain::ramalan::{LangkahRamalan, Ramalan};
use crate::domain::sop::Jenis;
use crate::domain::tanggal;

/// The outlook: a table, and what it comes to.
#[must_use]
pub fn ramalan(ahead: &Ramalan, width: u16) -> String {
    let heads = [
        "No",
        "Langkah",
        "Rencana",
        "Perkiraan",
        "Tercepat",
        "Longgar",
        "Waktu",
    ];
    let rows: Vec<Vec<String>> = ahead.langkah.iter().map(ramalan_row).collect();
    table::plain(width, &heads, &[0, 2, 3, 4, 5], &rows)
}

fn ramalan_row(one: &LangkahRamalan) -> Vec<String> {
    let time = match (one.selesai, one.is_squeezed()) {
        (Some(_), _) => "selesai".to_owned(),
        (None, true) => format!("terjepit: {} dari {}\u{a0}hk", one.punya, one.butuh),
        (None, false) => format!("{}\u{a0}hk", one.butuh),
    };
    let slack = one.longgar.map(|days| format!("{days}\u{a0}hk"));
    vec![
        one.no.to_string(),
        one.id.to_string(),
        tanggal::short(one.rencana),
        tanggal::short(one.perkiraan),
        tanggal::short(one.tercepat),
        slack.unwrap_or_default(),
        time,
    ]
}

/// What would be, beside what is expected now.
#[must_use]
pub fn andai(
    now: &Progress,
    then: &Progress,
    shift: impl Fn(&LangkahProgress, &LangkahProgress) -> i64,
    width: u16,
) -> String {
    let heads = ["No", "Langkah", "Rencana", "Perkiraan", "Andai", "Selisih"];
    let pairs = now.langkah.iter().zip(&then.langkah);
    let row = |(now, then): (&LangkahProgress, &LangkahProgress)| {
        vec![
            now.no.to_string(),
            now.id.to_string(),
            tanggal::short(now.rencana_batas),
            tanggal::short(now.perkiraan),
            tanggal::short(then.perkiraan),
            match shift(now, then) {
                0 => String::new(),
                days => format!("{days:+}\u{a0}hk"),
            },
        ]
    };
    let rows: Vec<Vec<String>> = pairs.map(row).collect();
    table::plain(width, &heads, &[0, 2, 3, 4, 5], &rows)
}

/// What days off that came to be known since do to the plan, as sentences, seen from a day.
#[must_use]
pub fn drift(drift: &Drift, hari_ini: NaiveDate) -> Vec<String> {
    let mut lines = kabar::kalender_berubah(drift, hari_ini);
    if let Some(first) = lines.first_mut() {
        *first = notice(first);
    }
    lines
}

fn notice(text: &str) -> String {
    format!("Perhatian: {text}")
}

/// The years without a list of days off, in a sentence.
#[must_use]
pub fn unknown(years: &[i32]) -> Option<String> {
    kabar::tanpa_libur(years).map(|line| notice(&line))
}

/// What is late or not known, a line each: for mail from cron, and for CI.
#[must_use]
pub fn ringkas(siklus: &str, progress: &Progress, drifted: Option<&Drift>) -> Vec<String> {
    let late = |days: u32, due: NaiveDate| format!("terlambat {days} hk, batas {due}");
    let bidang: Vec<String> = progress
        .late_bidang()
        .map(|one| {
            format!(
                "{siklus}: form {}: {}",
                one.id,
                late(one.terlambat, one.batas)
            )
        })
        .collect();
    // The forms say it already.
    let is_told =
        |at: &LangkahProgress| !bidang.is_empty() && matches!(at.jenis, Jenis::Isi | Jenis::Kumpul);
    let langkah = progress.late_langkah().filter(|at| !is_told(at));
    let langkah = langkah.map(|at| {
        format!(
            "{siklus}: langkah {} {}: {}, {}",
            at.no,
            at.id,
            late(at.terlambat, at.batas),
            kabar::siapa(&at.pelaksana)
        )
    });
    let moved = drifted.map(|drift| {
        let (planned, now) = drift.selesai;
        format!(
            "{siklus}: kalender berubah: rencana selesai {planned}, menurut kalender sekarang {now}"
        )
    });
    let unknown = progress.tanpa_libur.iter();
    let unknown = unknown.map(|year| format!("{siklus}: kalender/{year}.toml belum ada"));
    langkah
        .chain(bidang.iter().cloned())
        .chain(moved)
        .chain(unknown)
        .collect()
}
