//! Kabar (news): how a cycle stands, in the words that the screen and the pages share.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::document::kode;
use super::event::Event;
use super::kalender::{Kalender, Libur};
use super::name::{Jabatan, LangkahId};
use super::progress::{BidangProgress, Drift, Keadaan, LangkahProgress, Progress};
use super::ramalan::{LangkahRamalan, Ramalan};
use super::sop::Jenis;
use super::state::{Baseline, BidangState, DraftState, State};
use super::tanggal;
use super::workflow::PUBLIKASI;

/// How a langkah stands, with how far its due date is.
#[must_use]
pub fn langkah(langkah: &LangkahProgress) -> String {
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

/// How a Bidang stands, since when or why, and whether its form is late or moved on.
#[must_use]
pub fn bidang(bidang: &BidangProgress, hari_ini: NaiveDate, state: &State) -> String {
    let now = state.bidang(&bidang.id);
    let day = |at: Option<DateTime<FixedOffset>>| {
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
    let today = if waits && bidang.batas == hari_ini {
        ", hari ini batasnya"
    } else {
        ""
    };
    format!("{}{when}{late}{today}{basi}", bidang.keadaan)
}

/// A due date in words, with how far away it is: `Rabu, 21 Januari 2026, 2 hari kerja lagi`.
#[must_use]
pub fn batas(batas: NaiveDate, terlambat: u32, hari_ini: NaiveDate, kalender: &Kalender) -> String {
    let day = tanggal::full(batas);
    if terlambat > 0 {
        return format!("{day}, terlambat {terlambat} hari kerja");
    }
    if batas < hari_ini {
        return format!("{day}, sudah lewat");
    }
    match kalender.between(hari_ini, batas) {
        _ if batas == hari_ini => format!("hari ini, {day}"),
        0 => day,
        n => format!("{day}, {n} hari kerja lagi"),
    }
}

/// Where the draft stands, once there is one.
#[must_use]
pub fn draf(state: &State) -> Option<String> {
    let stands = state.draft();
    if let DraftState::Ditandatangani(signature) = stands {
        let when = tanggal::long(signature.pada.date_naive());
        let (kode, nama) = (kode(&signature.digest), &signature.oleh.nama);
        return Some(format!(
            "RKT ditandatangani {when} oleh {nama}, kode {kode}"
        ));
    }
    if stands == DraftState::Bercabang {
        return Some("Draf RKT bercabang".to_owned());
    }
    let fixed = stands.fixed()?;
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
    Some(format!("Draf {nomor}, kode {kode}: {word}{basi}"))
}

/// Decisions in another's place, which must be seen.
#[must_use]
pub fn atas_nama(state: &State) -> Vec<String> {
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
            "{aksi} {day} diputuskan {nama} ATAS NAMA {jabatan}: {alasan}"
        ))
    };
    flagged.filter_map(line).collect()
}

/// The plan as opened, and every time that it was set anew; nothing if it never was.
#[must_use]
pub fn dijadwalkan_ulang(state: &State) -> Option<String> {
    let ends = |one: &Baseline| one.rencana.last().map(|day| tanggal::long(*day));
    let (opened, since) = state.baselines().split_first()?;
    if since.is_empty() {
        return None;
    }
    let mut parts = vec![format!(
        "Rencana semula: selesai {}",
        ends(opened).unwrap_or_default()
    )];
    parts.extend(since.iter().map(|one| {
        let (when, until) = (tanggal::long(one.pada.date_naive()), ends(one));
        let (until, why) = (until.unwrap_or_default(), one.alasan.as_deref());
        let why = why.unwrap_or_default();
        format!("dijadwalkan ulang {when} sampai {until} karena: {why}")
    }));
    Some(parts.join("; "))
}

/// When and where the archived RKT was published, if it was.
#[must_use]
pub fn dipublikasikan(state: &State) -> Option<String> {
    state.archive()?;
    let record = state.record_of(&LangkahId::parse(PUBLIKASI).ok()?)?;
    let (day, url) = (tanggal::long(record.tanggal), record.url.as_deref());
    Some(format!("Dipublikasikan {day}: {}", url.unwrap_or_default()))
}

/// When all ended or is expected to, against the plan.
#[must_use]
pub fn akhir(progress: &Progress) -> String {
    let (ended, planned) = progress.end();
    finish(ended, progress.perkiraan_selesai, planned)
}

/// What an outlook comes to.
#[must_use]
pub fn ramalan(ahead: &Ramalan) -> Vec<String> {
    let ended = ahead.langkah.iter().all(|one| one.selesai.is_some());
    let mut lines = vec![finish(ended, ahead.perkiraan, ahead.rencana)];
    if ended {
        return lines;
    }
    if ahead.tercepat != ahead.perkiraan {
        lines.push(format!(
            "Tercepat: {}, bila tiap langkah dikerjakan segera menurut waktu SOP",
            tanggal::full(ahead.tercepat)
        ));
    }
    let squeezed = |one: &&LangkahRamalan| one.is_squeezed();
    let squeezed = ahead.langkah.iter().filter(squeezed);
    let squeezed: Vec<String> = squeezed
        .map(|one| format!("{} (langkah {})", siapa(&one.pelaksana), one.no))
        .collect();
    if !squeezed.is_empty() {
        lines.push(format!("Terjepit: {}", squeezed.join(", ")));
    }
    lines
}

/// What days off that came to be known since do to the plan, as sentences, seen from a day.
#[must_use]
pub fn kalender_berubah(drift: &Drift, hari_ini: NaiveDate) -> Vec<String> {
    let known = drift
        .libur
        .iter()
        .map(|libur| format!("{} ({})", tanggal::full(libur.tanggal), day_off(libur)));
    let known: Vec<String> = known.collect();
    let made = tanggal::long(drift.sejak);
    let days = if known.is_empty() {
        String::new()
    } else {
        format!(": {}", known.join("; "))
    };
    let (first, last) = (drift.langkah.first(), drift.langkah.last());
    let one = |(id, planned, now): &(LangkahId, NaiveDate, NaiveDate)| {
        format!(
            "{id} {} (rencana {})",
            tanggal::long(*now),
            tanggal::long(*planned)
        )
    };
    let ends = last.filter(|_| drift.langkah.len() > 1).map(one);
    let ends = ends.map_or_else(String::new, |last| format!(" sampai {last}"));
    let moved = first.map(one).unwrap_or_default();
    let (planned, now) = drift.selesai;
    let same = if planned == now {
        format!("; selesainya tetap {}", tanggal::long(now))
    } else {
        String::new()
    };
    let mut lines = vec![
        format!("kalender berubah sejak rencana ditetapkan {made}{days}."),
        format!(
            "Menurut kalender sekarang: {moved}{ends}{same}. Rencana tetap; mengubahnya: rkt reschedule"
        ),
    ];
    let rewritten = drift.langkah.iter().any(|(_, due, _)| *due < hari_ini);
    if rewritten && drift.libur.iter().any(|libur| libur.sejak.is_none()) {
        lines.push(
            "Batas yang sudah lewat ikut mundur, karena hari itu tercatat tanpa `sejak`: rkt kalender periksa"
                .to_owned(),
        );
    }
    lines
}

/// A day off by its name, and since when it is known if that is said.
#[must_use]
pub fn day_off(libur: &Libur) -> String {
    let since = libur.sejak.map_or_else(String::new, |day| {
        format!(", diketahui {}", tanggal::long(day))
    });
    format!("{}{since}", libur.nama)
}

/// The years without a list of days off, in a sentence.
#[must_use]
pub fn tanpa_libur(years: &[i32]) -> Option<String> {
    let (first, last) = (years.first()?, years.last()?);
    let file = |year: &i32| format!("kalender/{year}.toml");
    let (files, dates) = match years {
        [_] => (file(first), first.to_string()),
        [_, _] => (
            format!("{} dan {}", file(first), file(last)),
            format!("{first} dan {last}"),
        ),
        _ => (
            format!("{} sampai {}", file(first), file(last)),
            format!("{first} sampai {last}"),
        ),
    };
    Some(format!(
        "{files} belum ada; tanggal {dates} perkiraan tanpa libur yang berubah tiap tahun."
    ))
}

/// Any of some jabatan, by id.
#[must_use]
pub fn siapa(all: &[Jabatan]) -> String {
    let all: Vec<&str> = all.iter().map(Jabatan::as_str).collect();
    all.join(" atau ")
}

fn finish(ended: bool, day: NaiveDate, planned: NaiveDate) -> String {
    let heading = if ended {
        "Selesai"
    } else {
        "Perkiraan selesai"
    };
    let said = tanggal::full(day);
    if day == planned {
        return format!("{heading}: {said}, sesuai rencana");
    }
    format!("{heading}: {said} (rencana {})", tanggal::long(planned))
}
