//! Rules on the office and its cycle, beyond the forms: the planned dates, the officials.

use chrono::{Datelike, NaiveDate};

use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::instansi::Settings;
use crate::domain::rule::Rule;
use crate::domain::state::State;
use crate::domain::tanggal;

/// An office in a cycle, with the files that say so.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// The office's settings.
    pub settings: &'a Settings,
    /// Their path in the workspace.
    pub settings_file: &'a str,
    /// Where the cycle stands.
    pub state: &'a State,
    /// The path of its state in the workspace.
    pub state_file: &'a str,
}

/// Checks an office and its cycle.
#[must_use]
pub fn office(office: &Office<'_>) -> Vec<Finding> {
    let pejabat = office.settings.pejabat.iter().enumerate();
    let nip = pejabat.filter_map(|(n, one)| {
        let nip = one.nip.as_deref()?;
        let (message, help) = unsound(nip)?;
        let path = FieldPath::row("pejabat", n).key("nip");
        let at = Place::field(office.settings_file, path);
        let message = format!("NIP {}: {message}", one.nama);
        Some(Finding::new(Rule::NipUnsound, at, message).help(help))
    });
    nip.chain(past_due(office)).collect()
}

/// The RKT of a year is there before what the year's perjanjian kinerja takes from it: that is due
/// a month after the DPA, which is of early January. A cycle that was opened after its
/// year only records what was.
fn past_due(office: &Office<'_>) -> Option<Finding> {
    let state = office.state;
    let opening = state.opening().filter(|one| one.perubahan.is_none())?;
    let tahun = i32::try_from(state.cycle.tahun).ok()?;
    let due = NaiveDate::from_ymd_opt(tahun, 1, 31)?;
    let planned = *state.rencana().last()?;
    let is_record = opening.tanggal.year() > tahun;
    if planned <= due || is_record || state.signature().is_some() {
        return None;
    }
    let message = format!(
        "siklus ini direncanakan selesai {}, sesudah perjanjian kinerja {tahun} jatuh tempo, {}",
        tanggal::long(planned),
        tanggal::long(due)
    );
    let help = "majukan rencananya: `rkt reschedule --langkah LANGKAH=TANGGAL --alasan \"...\"`, atau tandatangani RKT lebih cepat daripada rencana";
    let at = Place::file(office.state_file);
    Some(Finding::new(Rule::PlanPastDue, at, message).help(help))
}

/// What is wrong with a NIP, and what to do: birth date, month of appointment, sex, a number.
fn unsound(nip: &str) -> Option<(String, &'static str)> {
    let digits: String = nip.split_whitespace().collect();
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        // A dash says that there is none.
        return None;
    }
    if digits.len() != 18 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let n = digits.chars().filter(char::is_ascii_digit).count();
        let message = if n == digits.chars().count() {
            format!("{n} digit, padahal NIP 18 digit")
        } else {
            "berisi huruf atau tanda, padahal NIP 18 digit angka".to_owned()
        };
        return Some((message, "tulis ke-18 angkanya dari SK, boleh berspasi"));
    }
    let part = |from: usize, to: usize| {
        let text = digits.get(from..to).unwrap_or_default();
        (text.to_owned(), text.parse::<u32>().unwrap_or_default())
    };
    let (birth, _) = part(0, 8);
    let (year, month, day) = (part(0, 4).1, part(4, 6).1, part(6, 8).1);
    let born = i32::try_from(year).ok();
    let born = born.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let (start, start_year) = part(8, 12);
    let (start_month, n_month) = part(12, 14);
    let (sex, n_sex) = part(14, 15);
    let message = if born.is_none() {
        format!("delapan angka pertamanya, {birth}, bukan tanggal lahir")
    } else if start_year <= year {
        format!("tahun pengangkatannya {start}, padahal tahun lahirnya {year}")
    } else if !matches!(n_month, 1..=12 | 21) {
        format!("angka ke-13 dan ke-14, {start_month}, bukan bulan pengangkatan atau 21 (PPPK)")
    } else if !matches!(n_sex, 1 | 2) {
        format!("angka ke-15, {sex}, bukan 1 (pria) atau 2 (wanita)")
    } else {
        return None;
    };
    Some((message, "samakan dengan SK atau kartu pegawainya"))
}
