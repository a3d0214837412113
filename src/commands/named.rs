//! Names that people type, and what they mean in a cycle.

use chrono::NaiveDate;

use crate::domain::event::Subjek;
use crate::domain::instansi::Bidang;
use crate::domain::name::{Jabatan, nearest};
use crate::domain::sop::{BIDANG, Langkah, Sop};
use crate::source::is_hidden;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::workspace::Trouble;

/// The Bidang that somebody means.
///
/// # Errors
/// Misuse when the cycle has none of that name.
pub fn bidang_of(typed: &str, loaded: &Loaded) -> Result<Bidang, Trouble> {
    let name = bidang_name(typed, &loaded.siklus)?;
    let found = loaded.bidang(&name).cloned();
    found.ok_or_else(|| Trouble::Misuse(unknown("Bidang", typed, &loaded.bidang_names())))
}

/// What somebody means to return or approve: a Bidang's form, or `draft`.
///
/// # Errors
/// Misuse when the cycle has no Bidang of that name.
pub fn subjek_of(typed: &str, loaded: &Loaded) -> Result<Subjek, Trouble> {
    if matches!(typed, "draft" | "draf") {
        return Ok(Subjek::Draft);
    }
    bidang_of(typed, loaded).map(|bidang| Subjek::Bidang(bidang.id))
}

/// The langkah that somebody means, by id or number.
///
/// # Errors
/// Misuse when the SOP has none of that name.
pub fn langkah_of<'a>(typed: &str, sop: &'a Sop) -> Result<&'a Langkah, Trouble> {
    sop.find(typed).ok_or_else(|| {
        let all = sop.langkah.iter();
        let known: Vec<String> = all.map(|langkah| langkah.id.to_string()).collect();
        Trouble::Misuse(unknown("langkah", typed, &known))
    })
}

/// Refuses a jabatan that neither the office nor the SOP knows: a slip would read as no tasks.
///
/// # Errors
/// Misuse that names who there is.
pub fn is_somebody(who: &Jabatan, loaded: &Loaded) -> Result<(), Trouble> {
    let officials = loaded
        .settings
        .pejabat
        .iter()
        .map(|p| p.jabatan.to_string());
    let heads = loaded.state.cycle.bidang.iter().map(|b| b.id.to_string());
    let columns = loaded.sop().pelaksana.iter().map(|p| p.id.to_string());
    let columns = columns.filter(|id| id != BIDANG);
    let mut known: Vec<String> = officials.chain(heads).chain(columns).collect();
    if known.iter().any(|known| known == who.as_str()) {
        return Ok(());
    }
    known.sort();
    known.dedup();
    Err(Trouble::Misuse(unknown("jabatan", who.as_str(), &known)))
}

/// A name that is typed for a jabatan.
///
/// # Errors
/// Misuse when it is none.
pub fn jabatan_of(typed: &str) -> Result<Jabatan, Trouble> {
    Jabatan::parse(&typed.to_lowercase()).map_err(|fault| Trouble::Misuse(fault.to_string()))
}

/// The Bidang that somebody means, who may have typed its file: `2027/form/SD.toml` is `sd`.
///
/// # Errors
/// Misuse when the file is one of another cycle.
pub fn bidang_name(typed: &str, siklus: &str) -> Result<String, Trouble> {
    let parts: Vec<&str> = typed.split(['/', '\\']).collect();
    if let Some(other) = parts
        .iter()
        .find(|part| layout::is_cycle_name(part) && **part != siklus)
    {
        let message = format!("{typed} milik siklus {other}, padahal ini siklus {siklus}");
        return Err(Trouble::Misuse(format!(
            "{message}\nsebutkan siklusnya: --siklus {other}"
        )));
    }
    match parts.as_slice() {
        [name] | [.., "form", name] if !typed.contains("..") => {
            Ok(name.strip_suffix(".toml").unwrap_or(name).to_lowercase())
        }
        _ => Ok(typed.to_owned()),
    }
}

/// A name that is none of the known ones, with those, and the one that was probably meant.
#[must_use]
pub fn unknown(what: &str, name: &str, known: &[String]) -> String {
    let hint = nearest(name, known.iter().map(String::as_str))
        .map(|near| format!("; maksud Anda `{near}`?"));
    let known = if known.is_empty() {
        "belum ada".to_owned()
    } else {
        known.join(", ")
    };
    format!(
        "{what} `{name}` tidak ada{}\nyang ada: {known}",
        hint.unwrap_or_default()
    )
}

/// The longest text that an event keeps.
const LONGEST: usize = 2000;

/// Text given on the command line that will be kept: nothing hidden, one line.
///
/// # Errors
/// When it holds a control character.
pub fn one_line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("tidak boleh kosong".to_owned());
    }
    if text.chars().all(|c| c == '.' || c == '\u{2026}') {
        return Err("ganti titik-titiknya dengan isi yang sebenarnya".to_owned());
    }
    if text.chars().count() > LONGEST {
        return Err(format!(
            "paling banyak {LONGEST} huruf; lampirkan berkas sebagai bukti"
        ));
    }
    if text.chars().any(|c| is_hidden(c) || c == '\n' || c == '\t') {
        return Err("tidak boleh memuat baris baru atau karakter tersembunyi".to_owned());
    }
    Ok(text.to_owned())
}

/// A date given on the command line: `2026-01-31`, or as rkt prints it, `31-01-2026`.
///
/// # Errors
/// When it is none, or outside the years that planning knows.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let parsed = |format| NaiveDate::parse_from_str(text.trim(), format).ok();
    let date = parsed("%Y-%m-%d").or_else(|| parsed("%d-%m-%Y"));
    let known =
        |date: &NaiveDate| ("2000".."3000").contains(&date.format("%Y").to_string().as_str());
    date.filter(known).ok_or_else(|| {
        "bukan tanggal yang sah; tulis tahun-bulan-hari, misalnya 2026-01-31".to_owned()
    })
}
