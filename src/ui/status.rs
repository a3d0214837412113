//! The status screen: first what waits for the person asking, then the langkah and the Bidang.

use std::fmt::Write as _;

use super::{ahead, table};
use crate::domain::audit::unseen;
use crate::domain::document::kode;
use crate::domain::event::Event;
use crate::domain::koreksi::Koreksi;
use crate::domain::name::{Jabatan, LangkahId};
use crate::domain::progress::{BidangProgress, Drift, Keadaan, LangkahProgress, Progress};
use crate::domain::sop::Jenis;
use crate::domain::state::{Baseline, BidangState, DraftState, State};
use crate::domain::tanggal;
use crate::domain::tugas::Tugas;
use crate::domain::workflow::PUBLIKASI;

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
    text.push_str(&draft(screen.state));
    text.push_str(&flags(screen.state));
    for unseen in unseen(screen.state) {
        let _ = writeln!(text, "Perhatian: {unseen}");
    }
    text.push_str(&rescheduled(screen.state));
    text.push_str(&finish(progress));
    let drift = screen.drift.map(|one| ahead::drift(one, progress.hari_ini));
    for line in drift.unwrap_or_default() {
        let _ = writeln!(text, "{line}");
    }
    text.push_str(&published(screen));
    text
}

/// The plan as opened, and every time that it was set anew.
fn rescheduled(state: &State) -> String {
    let ends = |one: &Baseline| one.rencana.last().map(|day| tanggal::long(*day));
    let Some((opened, since)) = state.baselines().split_first() else {
        return String::new();
    };
    if since.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "Rencana semula: selesai {}",
        ends(opened).unwrap_or_default()
    );
    for one in since {
        let (when, until) = (tanggal::long(one.pada.date_naive()), ends(one));
        let (until, why) = (until.unwrap_or_default(), one.alasan.as_deref());
        let _ = write!(
            text,
            "; dijadwalkan ulang {when} sampai {until} karena: {}",
            why.unwrap_or_default()
        );
    }
    text + "\n"
}

/// Whether the archived RKT was published, and where.
fn published(screen: &Screen<'_>) -> String {
    let state = screen.state;
    if state.archive().is_none() {
        return String::new();
    }
    let record = LangkahId::parse(PUBLIKASI).ok();
    if let Some(record) = record.and_then(|id| state.record_of(&id)) {
        let (day, url) = (tanggal::long(record.tanggal), record.url.as_deref());
        return format!("Dipublikasikan {day}: {}\n", url.unwrap_or_default());
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

/// Where the draft stands, once there is one.
fn draft(state: &State) -> String {
    let stands = state.draft();
    if let DraftState::Ditandatangani(signature) = stands {
        let when = tanggal::long(signature.pada.date_naive());
        let (kode, nama) = (kode(&signature.digest), &signature.oleh.nama);
        return format!("RKT ditandatangani {when} oleh {nama}, kode {kode}\n");
    }
    if stands == DraftState::Bercabang {
        return "Draf RKT bercabang\n".to_owned();
    }
    let Some(fixed) = stands.fixed() else {
        return String::new();
    };
    let moved: Vec<String> = state
        .moved(fixed)
        .iter()
        .map(|id| format!("{id} ({})", state.bidang(id).word()))
        .collect();
    let basi = if moved.is_empty() {
        String::new()
    } else {
        format!(", BASI: berubah sejak disusun: {}", moved.join(", "))
    };
    let (nomor, kode, word) = (fixed.nomor, kode(&fixed.digest), stands.word());
    format!("Draf {nomor}, kode {kode}: {word}{basi}\n")
}

/// Decisions in another's place, which must be seen.
fn flags(state: &State) -> String {
    let flagged = state
        .events()
        .iter()
        .filter(|event| state.counts(&event.id));
    let line = |event: &Event| {
        let atas_nama = event.atas_nama.as_ref()?;
        let (jabatan, alasan) = (&atas_nama.jabatan, &atas_nama.alasan);
        let (aksi, nama, day) = (
            event.act.called(),
            &event.oleh.nama,
            tanggal::short(event.pada.date_naive()),
        );
        Some(format!(
            "Perhatian: {aksi} {day} diputuskan {nama} ATAS NAMA {jabatan}: {alasan}\n"
        ))
    };
    flagged.filter_map(line).collect()
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
        keadaan(langkah),
    ]
}

fn keadaan(langkah: &LangkahProgress) -> String {
    let word = langkah.keadaan.word();
    let late = format!("TERLAMBAT {}\u{a0}hk", langkah.terlambat);
    match (langkah.keadaan, langkah.jenis, langkah.sisa) {
        (Keadaan::Selesai, ..) => {
            let when = langkah
                .selesai
                .map(|at| tanggal::short(at.date_naive()))
                .unwrap_or_default();
            let how = if langkah.terlambat > 0 {
                format!(", {late}")
            } else {
                String::new()
            };
            format!("{word} {when}{how}")
        }
        (Keadaan::Menunggu, ..) => word.to_owned(),
        (Keadaan::Dikembalikan, ..) if !langkah.siap => word.to_owned(),
        (Keadaan::Berjalan, Jenis::Catat, _) => "belum dicatat".to_owned(),
        (Keadaan::Berjalan | Keadaan::Dikembalikan, _, _) if langkah.terlambat > 0 => {
            format!("{word}, {late}")
        }
        (Keadaan::Berjalan | Keadaan::Dikembalikan, _, Some(0)) => {
            format!("{word}, hari ini batasnya")
        }
        (Keadaan::Berjalan | Keadaan::Dikembalikan, _, sisa) => {
            format!("{word}, {}\u{a0}hk lagi", sisa.unwrap_or_default())
        }
    }
}

fn bidang_row(bidang: &BidangProgress, progress: &Progress, state: &State) -> Vec<String> {
    let now = state.bidang(&bidang.id);
    let day = |at: Option<chrono::DateTime<chrono::FixedOffset>>| {
        at.map_or_else(String::new, |at| {
            format!(" {}", tanggal::short(at.date_naive()))
        })
    };
    let when = match now {
        BidangState::Disetujui(_) => day(bidang.disetujui),
        BidangState::Dikembalikan(..) => day(bidang.dikembalikan),
        BidangState::Tanpa(excuse) => format!(": {}", excuse.alasan),
        BidangState::Belum | BidangState::Diajukan(_) | BidangState::Bercabang => {
            day(bidang.diajukan)
        }
    };
    let late = if bidang.terlambat > 0 {
        format!(", TERLAMBAT {}\u{a0}hk", bidang.terlambat)
    } else {
        String::new()
    };
    let basi = match (bidang.basi, now) {
        (false, _) => "",
        (true, BidangState::Disetujui(_)) => ", BASI: form berubah sejak disetujui",
        (true, _) => ", BASI: form berubah sejak diajukan",
    };
    let waits = matches!(now, BidangState::Belum | BidangState::Dikembalikan(..));
    let today = if waits && bidang.batas == progress.hari_ini {
        ", hari ini batasnya"
    } else {
        ""
    };
    vec![
        bidang.id.to_string(),
        bidang.nama.clone(),
        tanggal::short(bidang.batas),
        format!("{}{when}{late}{today}{basi}", bidang.keadaan),
    ]
}

fn finish(progress: &Progress) -> String {
    let last = progress.langkah.last();
    let planned = last.map_or(progress.perkiraan_selesai, |last| last.rencana_batas);
    let heading = match last.and_then(|last| last.selesai) {
        Some(_) => "Selesai",
        None => "Perkiraan selesai",
    };
    let day = tanggal::full(progress.perkiraan_selesai);
    let mut text = format!("{heading}: {day}");
    if planned == progress.perkiraan_selesai {
        text.push_str(", sesuai rencana\n");
    } else {
        let _ = writeln!(text, " (rencana {})", tanggal::long(planned));
    }
    if let Some(line) = ahead::unknown(&progress.tanpa_libur) {
        let _ = writeln!(text, "{line}");
    }
    text
}
