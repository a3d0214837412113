//! Events as sentences.

use std::fmt::Write as _;

use crate::domain::document::kode;
use crate::domain::event::{Act, Event, EventId, Subjek};
use crate::domain::instansi::PLACEHOLDER;
use crate::domain::koreksi;
use crate::domain::name::{BidangId, Jabatan, LangkahId, joined};
use crate::domain::state::{Move, State};
use crate::domain::tanggal;

/// What happened, without when and by whom.
#[must_use]
#[expect(
    clippy::too_many_lines,
    reason = "one sentence an act, and the list is closed"
)]
pub fn of(event: &Event, state: &State) -> String {
    match &event.act {
        Act::Mulai {
            tanggal,
            langkah,
            disposisi,
            perubahan,
            ..
        } => {
            let letter = said(", disposisi ", disposisi.as_ref());
            let revised = perubahan.as_ref().map_or_else(String::new, |p| {
                format!(
                    " sebagai perubahan RKT {}: {} (dasar: {})",
                    p.dari, p.alasan, p.dasar
                )
            });
            let start = tanggal::long(*tanggal);
            format!(
                "Siklus dibuka{revised}{letter}, mulai {start}; langkah {} tercatat",
                ids(langkah, " dan ")
            )
        }
        Act::Catat {
            langkah,
            tanggal,
            catatan,
            hadir,
            url,
        } => {
            let note = catatan
                .as_ref()
                .map_or_else(String::new, |c| format!(" ({c})"));
            let present = if hadir.is_empty() {
                String::new()
            } else {
                format!(", hadir: {}", hadir.join("; "))
            };
            let url = said(", ", url.as_ref());
            let day = tanggal::long(*tanggal);
            format!("Langkah {langkah} dicatat, {day}{note}{present}{url}")
        }
        Act::Tanpa { bidang, alasan, .. } => {
            format!(
                "{} dibebaskan dari mengajukan: {alasan}",
                name(bidang, state)
            )
        }
        Act::Ajukan {
            bidang,
            alasan,
            jawab,
            ..
        } => {
            let rounds = state.rounds(bidang);
            let round = rounds.iter().position(|round| round.event == event.id);
            let round = round.map_or_else(String::new, |n| format!(" (putaran {})", n + 1));
            let late = said(", terlambat: ", alasan.as_ref());
            let answer = said(", jawaban koreksi: ", jawab.as_ref());
            format!(
                "{} mengajukan form{round}{late}{answer}",
                name(bidang, state)
            )
        }
        Act::Tarik { bidang } => format!("{} menarik formnya", name(bidang, state)),
        Act::Kembalikan {
            subjek,
            ke,
            baris,
            alasan,
            ..
        } => {
            let nama = correction(&event.id, state);
            let row = said(", baris ", baris.as_ref());
            let what = about(subjek, state);
            format!("{what} dikembalikan ke langkah {ke}, koreksi {nama}{row}: {alasan}")
        }
        Act::Jawab {
            koreksi, jawaban, ..
        } => format!("Koreksi {} dijawab: {jawaban}", correction(koreksi, state)),
        Act::Ingatkan {
            kepada,
            langkah,
            terlambat,
        } => reminder(kepada, langkah, terlambat, state),
        Act::Setujui {
            subjek,
            langkah,
            digest,
        } => {
            let what = about(subjek, state);
            format!(
                "{what} disetujui pada langkah {langkah}, kode {}",
                kode(digest)
            )
        }
        Act::Kompilasi {
            nomor,
            digest,
            masukan,
            tanpa,
        } => {
            let partial = if tanpa.is_empty() {
                String::new()
            } else {
                format!(", tanpa {}", joined(tanpa))
            };
            let (n, kode) = (masukan.len(), kode(digest));
            format!("Draf {nomor} dikompilasi dari {n} Bidang{partial}, kode {kode}")
        }
        Act::Susun { nomor, digest, .. } => {
            format!(
                "Draf {nomor} disusun untuk dikoreksi, kode {}",
                kode(digest)
            )
        }
        Act::Tandatangan { digest, naskah } => {
            let letter = said(", naskah ", naskah.as_ref());
            format!("RKT ditandatangani, kode {}{letter}", kode(digest))
        }
        Act::Arsip { alasan, .. } => {
            format!("RKT diarsipkan{}", said(", catatan: ", alasan.as_ref()))
        }
        Act::Batalkan { peristiwa } => {
            let target = state.history().get(peristiwa);
            let what = target.map_or_else(String::new, |target| of(target, state));
            format!("Dibatalkan: {what}")
        }
        Act::Buka { langkah, alasan } => {
            format!("Langkah {} dibuka kembali: {alasan}", ids(langkah, ", "))
        }
        Act::Jadwal { alasan, .. } => {
            let moved = moves(&state.moves(event));
            format!("Dijadwalkan ulang: {moved}; alasan: {alasan}")
        }
        Act::Bidang { bidang, nama } => format!("{nama} ({bidang}) ikut dalam siklus"),
    }
}

fn reminder(
    kepada: &Jabatan,
    langkah: &[LangkahId],
    terlambat: &[Jabatan],
    state: &State,
) -> String {
    let who = state.called(kepada);
    let about = match langkah {
        [] => String::new(),
        langkah => format!(", langkah {}", ids(langkah, ", ")),
    };
    let late: Vec<&str> = terlambat.iter().map(|who| state.called(who)).collect();
    let late = match late.as_slice() {
        [] => String::new(),
        late => format!(", dan diberi tahu yang terlambat: {}", late.join(", ")),
    };
    format!("{who} diingatkan{about}{late}")
}

/// What moved in the plan: the first langkah, and when all ends.
fn moves(all: &[Move<'_>]) -> String {
    let one = |moved: &Move<'_>| {
        let (id, from, to) = (&moved.langkah.id, moved.from, moved.to);
        format!("{id} {} menjadi {}", tanggal::long(from), tanggal::long(to))
    };
    match all {
        [] => "tanpa perubahan".to_owned(),
        [only] => one(only),
        [first, .., last] => format!("{} sampai {}", one(first), one(last)),
    }
}

/// Who did it, as a record tells: name, jabatan, NIP, and who typed it or was stood in for.
#[must_use]
pub fn by(event: &Event) -> String {
    let oleh = &event.oleh;
    let nip = said(", NIP ", oleh.nip.as_ref());
    let mut who = format!("{}, {}{nip}", oleh.nama, oleh.title());
    if let Some(atas_nama) = &event.atas_nama {
        let (jabatan, alasan) = (&atas_nama.jabatan, &atas_nama.alasan);
        let _ = write!(who, " [ATAS NAMA {jabatan}: {alasan}]");
    }
    if let Some(typed) = &event.dicatat_oleh {
        let _ = write!(who, " [dicatat oleh {}, {}]", typed.nama, typed.title());
    }
    let clock = event.jam.as_ref();
    who + &clock.map_or_else(String::new, |jam| format!(" [jam {jam}]"))
}

/// What has to be said of who acted: that another decided or typed it, that a name is missing.
#[must_use]
pub fn remarks(event: &Event) -> Vec<String> {
    let unnamed = event.oleh.nama.starts_with(PLACEHOLDER);
    let unnamed = unnamed.then(|| {
        let jabatan = &event.oleh.jabatan;
        format!("Perhatian: nama pejabat `{jabatan}` masih harus diisi di rkt.toml.")
    });
    standing_in(event).into_iter().chain(unnamed).collect()
}

/// That somebody else decided or typed it; `None` when who acted did both.
fn standing_in(event: &Event) -> Option<String> {
    let (nama, title) = (&event.oleh.nama, event.oleh.title());
    if let Some(atas_nama) = &event.atas_nama {
        let place = &atas_nama.jabatan;
        return Some(format!(
            "Diputuskan {nama} ({title}) ATAS NAMA {place}; ini ditandai."
        ));
    }
    let typed = event.dicatat_oleh.as_ref()?;
    let typist = &typed.nama;
    Some(format!(
        "Perbuatan {nama} ({title}), dicatat oleh {typist}."
    ))
}

/// The name of the correction that an event made, also of one that no longer counts.
fn correction(id: &EventId, state: &State) -> String {
    if let Some(known) = state.koreksi().iter().find(|one| one.event == *id) {
        return known.nama.clone();
    }
    match state.history().get(id).map(|event| &event.act) {
        Some(Act::Kembalikan { subjek, nomor, .. }) => koreksi::name(subjek, *nomor),
        Some(_) | None => String::new(),
    }
}

fn said(lead: &str, text: Option<&String>) -> String {
    text.map_or_else(String::new, |text| format!("{lead}{text}"))
}

fn ids(langkah: &[LangkahId], between: &str) -> String {
    let ids: Vec<&str> = langkah.iter().map(LangkahId::as_str).collect();
    ids.join(between)
}

fn name(bidang: &BidangId, state: &State) -> String {
    let known = state.cycle.bidang.iter().find(|one| one.id == *bidang);
    known.map_or_else(|| bidang.to_string(), |one| one.nama.clone())
}

fn about(subjek: &Subjek, state: &State) -> String {
    match subjek {
        Subjek::Bidang(id) => format!("Form {}", name(id, state)),
        Subjek::Draft => "Draf RKT".to_owned(),
    }
}
