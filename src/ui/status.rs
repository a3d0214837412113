//! The status screen: first what waits for the person asking, then the langkah and the Bidang.

use std::fmt::Write as _;

use super::{ahead, table};
use crate::domain::audit::unseen;
use crate::domain::kabar;
use crate::domain::koreksi::Koreksi;
use crate::domain::name::Jabatan;
use crate::domain::progress::{BidangProgress, Drift, LangkahProgress, Progress};
use crate::domain::state::State;
use crate::domain::tanggal;
use crate::domain::tugas::Tugas;

/// What the screen is about.
pub struct Screen<'a> {
    /// The office and the year, for the first line.
    pub judul: String,
    /// The zone's name.
    pub zona: String,
    /// Where the cycle stands.
    pub progress: &'a Progress,
    /// What days off that came to be known since do to the plan.
    pub drift: Option<&'a Drift>,
    /// Whether the day was chosen, and is not today.
    pub chosen: bool,
    /// What a command needs behind it to mean this cycle, e.g. ` --siklus 2027`.
    pub suffix: String,
    /// The command that notes the publication.
    pub publishing: String,
    /// Whether the person asking has to say so in every command.
    pub unnamed: bool,
    /// What waits for whom.
    pub tugas: &'a [Tugas],
    /// Whether everything that waits is shown.
    pub all: bool,
    /// Who asks, if known.
    pub asking: Option<&'a Jabatan>,
    /// What happened, for the draft, corrections and flags.
    pub state: &'a State,
}

/// Most tasks shown to somebody who did not say who they are.
const MANY: usize = 4;

/// Lays the screen out within `width` columns. Lines before the tables may be longer.
#[must_use]
pub fn screen(screen: &Screen<'_>, width: u16) -> String {
    let progress = screen.progress;
    let mut text = format!("{}\n", screen.judul);
    let seen = if screen.chosen {
        "Dilihat dari"
    } else {
        "Hari ini"
    };
    let _ = writeln!(
        text,
        "{seen} {} ({})\n",
        tanggal::full(progress.hari_ini),
        screen.zona
    );
    text.push_str(&waiting(screen, width));
    let rows: Vec<Vec<String>> = progress.langkah.iter().map(langkah_row).collect();
    let heads = ["No", "Langkah", "Pelaksana", "Rencana", "Batas", "Keadaan"];
    let _ = writeln!(text, "{}\n", table::plain(width, &heads, &[0, 3, 4], &rows));
    let rows: Vec<Vec<String>> = progress
        .bidang
        .iter()
        .map(|bidang| bidang_row(bidang, progress, screen.state))
        .collect();
    let heads = ["Bidang", "Nama", "Batas", "Keadaan"];
    let _ = writeln!(text, "{}\n", table::plain(width, &heads, &[2], &rows));
    text.push_str(&corrections(screen.state, width));
    if let Some(line) = kabar::draf(screen.state) {
        let _ = writeln!(text, "{line}");
    }
    let remarks = kabar::atas_nama(screen.state).into_iter();
    for remark in remarks.chain(unseen(screen.state)) {
        let _ = writeln!(text, "Perhatian: {remark}");
    }
    let rescheduled = kabar::dijadwalkan_ulang(screen.state).into_iter();
    let ends = rescheduled.chain([kabar::akhir(progress)]);
    for line in ends.chain(ahead::unknown(&progress.tanpa_libur)) {
        let _ = writeln!(text, "{line}");
    }
    let drift = screen.drift.map(|one| ahead::drift(one, progress.hari_ini));
    for line in drift.unwrap_or_default() {
        let _ = writeln!(text, "{line}");
    }
    text.push_str(&published(screen));
    text
}

/// Whether the archived RKT was published, and where.
fn published(screen: &Screen<'_>) -> String {
    let state = screen.state;
    if state.archive().is_none() {
        return String::new();
    }
    if let Some(line) = kabar::dipublikasikan(state) {
        return format!("{line}\n");
    }
    let command = &screen.publishing;
    format!("Belum dipublikasikan; sesudahnya catat:\n    {command}\n")
}

/// The corrections that are not settled.
fn corrections(state: &State, width: u16) -> String {
    let row = |one: &Koreksi| {
        vec![
            one.nama.clone(),
            one.tahap.word().to_owned(),
            one.baris.clone().unwrap_or_default(),
            tanggal::short(one.pada.date_naive()),
            format!("{}: {}", one.jabatan, one.alasan),
        ]
    };
    let rows: Vec<Vec<String>> = state.pending().into_iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let heads = ["Koreksi", "Keadaan", "Baris", "Tanggal", "Oleh"];
    format!("{}\n\n", table::plain(width, &heads, &[3], &rows))
}

fn waiting(screen: &Screen<'_>, width: u16) -> String {
    let Some(asking) = screen.asking else {
        return waiting_for_all(screen, width);
    };
    let tugas = screen.tugas.iter();
    let mine: Vec<&Tugas> = tugas.filter(|tugas| tugas.who.contains(asking)).collect();
    if mine.is_empty() {
        return format!("Tidak ada yang menunggu Anda ({asking}).\n\n");
    }
    let suffix = if screen.unnamed {
        format!("{} --sebagai {asking}", screen.suffix)
    } else {
        screen.suffix.clone()
    };
    let mut text = format!("Menunggu Anda ({asking}):\n");
    for tugas in mine {
        text.push_str(&sentence("", tugas, &suffix, width));
    }
    text.push('\n');
    text
}

fn waiting_for_all(screen: &Screen<'_>, width: u16) -> String {
    if screen.tugas.is_empty() {
        return "Tidak ada yang ditunggu.\n\n".to_owned();
    }
    let mut text = "Yang ditunggu:\n".to_owned();
    let most = if screen.all { usize::MAX } else { MANY };
    for tugas in screen.tugas.iter().take(most) {
        let who: Vec<&str> = tugas
            .who
            .iter()
            .map(|who| screen.state.sop.heading(who))
            .collect();
        let who = format!("{}: ", who.join(" atau "));
        let first = tugas.who.first();
        let role = first.map_or_else(String::new, |first| format!(" --sebagai {first}"));
        let suffix = format!("{}{role}", screen.suffix);
        text.push_str(&sentence(&who, tugas, &suffix, width));
    }
    if let Some(more) = screen
        .tugas
        .len()
        .checked_sub(most)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(
            text,
            "  ... dan {more} lagi; semuanya: rkt status --semua; yang menunggu Anda:\n      rkt status --sebagai JABATAN"
        );
    }
    text.push('\n');
    text
}

/// What waits and the command to type, which is never broken over lines.
fn sentence(who: &str, tugas: &Tugas, role: &str, width: u16) -> String {
    let Some(command) = &tugas.command else {
        return format!("  {who}{}\n", tugas.what);
    };
    let line = format!("  {who}{}: {command}{role}\n", tugas.what);
    if line.chars().count() <= usize::from(width) + 1 {
        return line;
    }
    format!("  {who}{}:\n      {command}{role}\n", tugas.what)
}

fn langkah_row(langkah: &LangkahProgress) -> Vec<String> {
    let who: Vec<&str> = langkah.pelaksana.iter().map(Jabatan::as_str).collect();
    vec![
        langkah.no.to_string(),
        langkah.id.to_string(),
        who.join(", "),
        tanggal::short(langkah.rencana_batas),
        tanggal::short(langkah.batas),
        kabar::langkah(langkah),
    ]
}

fn bidang_row(bidang: &BidangProgress, progress: &Progress, state: &State) -> Vec<String> {
    vec![
        bidang.id.to_string(),
        bidang.nama.clone(),
        tanggal::short(bidang.batas),
        kabar::bidang(bidang, progress.hari_ini, state),
    ]
}
