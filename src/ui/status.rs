//! The status screen: first what waits for the person asking, then the langkah and the Bidang.

use std::fmt::Write as _;

use super::table;
use crate::domain::name::Jabatan;
use crate::domain::progress::{BidangProgress, Keadaan, LangkahProgress, Progress};
use crate::domain::sop::{Jenis, Sop};
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
    /// Whether the day was chosen, and is not today.
    pub chosen: bool,
    /// What a command needs behind it to mean this cycle, e.g. ` --siklus 2027`.
    pub suffix: String,
    /// Whether the person asking has to say so in every command.
    pub unnamed: bool,
    /// What waits for whom.
    pub tugas: &'a [Tugas],
    /// Who asks, if known.
    pub asking: Option<&'a Jabatan>,
    /// The cycle's SOP, for headings.
    pub sop: &'a Sop,
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
        .map(|bidang| bidang_row(bidang, progress))
        .collect();
    let heads = ["Bidang", "Nama", "Batas", "Keadaan"];
    let _ = writeln!(text, "{}\n", table::plain(width, &heads, &[2], &rows));
    text.push_str(&finish(progress));
    text
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
    for tugas in screen.tugas.iter().take(MANY) {
        let who: Vec<&str> = tugas
            .who
            .iter()
            .map(|who| screen.sop.heading(who))
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
        .checked_sub(MANY)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(
            text,
            "  ... dan {more} lagi; lihat yang menunggu Anda: rkt status --sebagai JABATAN"
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

fn bidang_row(bidang: &BidangProgress, progress: &Progress) -> Vec<String> {
    let late = if bidang.terlambat > 0 {
        format!(", TERLAMBAT {}\u{a0}hk", bidang.terlambat)
    } else {
        String::new()
    };
    let stale = if bidang.basi {
        ", BASI: form berubah sejak diajukan"
    } else {
        ""
    };
    let when = bidang
        .diajukan
        .map(|at| format!(" {}", tanggal::short(at.date_naive())));
    let today = if bidang.diajukan.is_none() && bidang.batas == progress.hari_ini {
        ", hari ini batasnya"
    } else {
        ""
    };
    vec![
        bidang.id.to_string(),
        bidang.nama.clone(),
        tanggal::short(bidang.batas),
        format!(
            "{}{}{late}{today}{stale}",
            bidang.keadaan,
            when.unwrap_or_default()
        ),
    ]
}

fn finish(progress: &Progress) -> String {
    let planned = progress
        .langkah
        .last()
        .map_or(progress.perkiraan_selesai, |last| last.rencana_batas);
    let mut text = format!(
        "Perkiraan selesai: {}",
        tanggal::full(progress.perkiraan_selesai)
    );
    if planned == progress.perkiraan_selesai {
        text.push_str(", sesuai rencana\n");
    } else {
        let _ = writeln!(text, " (rencana {})", tanggal::long(planned));
    }
    for year in &progress.tanpa_libur {
        let _ = writeln!(
            text,
            "Perhatian: kalender/{year}.toml belum ada; tanggal {year} perkiraan tanpa libur."
        );
    }
    text
}
