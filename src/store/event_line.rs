//! One event as one line of the state file, there and back.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::reader::Fields;
use crate::domain::event::{
    Act, Actor, AtasNama, DICATAT, Event, EventId, OLEH, Perubahan, Subjek, Table, Value,
};
use crate::domain::instansi::Penugasan;
use crate::domain::name::{BidangId, Jabatan, LangkahId};
use crate::domain::rule::Rule;

/// What to do about a line that is not as rkt wrote it.
pub(super) const HELP: &str =
    "jangan menyunting state.toml dengan tangan; kembalikan baris ini dari riwayat git";

/// Reads one event and checks that it hashes to its id and stands in its own table.
pub(super) fn decode(row: &Fields<'_>, table: &Table) -> Option<Event> {
    let id = id(row, "id");
    let sebelum = all(&row.texts("sebelum"), EventId::parse);
    let pada = row
        .words("pada")
        .and_then(|pada| DateTime::<FixedOffset>::parse_from_rfc3339(&pada).ok());
    let oleh = actor(row, OLEH);
    let dicatat_oleh = if_there(row.has("dicatat_oleh"), || actor(row, DICATAT));
    let atas_nama = if_there(row.has("atas_nama"), || atas_nama(row));
    let jam = row.text("jam");
    let bukti = if row.has("bukti") {
        texts(row, "bukti")
    } else {
        Some(BTreeMap::new())
    };
    let act = row.words("aksi").and_then(|aksi| act(row, &aksi));
    let event = Event {
        id: id?,
        sebelum: sebelum?,
        pada: pada?,
        oleh: oleh?,
        dicatat_oleh: dicatat_oleh.ok()?,
        atas_nama: atas_nama.ok()?,
        bukti: bukti?,
        jam,
        act: act?,
    };
    if event.computed_id() != event.id {
        let message = format!("isi peristiwa tidak cocok dengan id-nya {}", event.id);
        row.fault(Rule::EventBroken, "id", message, HELP);
    }
    if event.table() != *table {
        row.fault(
            Rule::EventBroken,
            "aksi",
            "peristiwa ini berada di tabel yang salah",
            HELP,
        );
    }
    Some(event)
}

/// What is absent is fine; what is there must be readable.
fn if_there<T>(there: bool, read: impl FnOnce() -> Option<T>) -> Result<Option<T>, Unreadable> {
    if !there {
        return Ok(None);
    }
    read().map(Some).ok_or(Unreadable)
}

/// A part of an event is there and can't be read.
struct Unreadable;

fn actor(row: &Fields<'_>, keys: [&'static str; 4]) -> Option<Actor> {
    let [oleh, nama, nip, status] = keys;
    let status = row.choice(status, &Penugasan::NAMES, Penugasan::parse);
    let jabatan = row.words(oleh).and_then(|oleh| Jabatan::parse(&oleh).ok());
    let (nama, nip) = (row.words(nama), row.text(nip));
    Some(Actor {
        jabatan: jabatan?,
        nama: nama?,
        nip,
        status,
    })
}

fn atas_nama(row: &Fields<'_>) -> Option<AtasNama> {
    let jabatan = row
        .words("atas_nama")
        .and_then(|name| Jabatan::parse(&name).ok());
    let alasan = row.words("alasan_atas_nama");
    Some(AtasNama {
        jabatan: jabatan?,
        alasan: alasan?,
    })
}

fn act(row: &Fields<'_>, aksi: &str) -> Option<Act> {
    match aksi {
        "mulai" => mulai(row),
        "catat" => catat(row),
        "ajukan" => {
            let (bidang, digest) = (bidang(row, "bidang"), row.words("digest"));
            let sha256 = row.words("sha256").filter(|hash| is_hash(hash));
            let (alasan, jawab) = (row.text("alasan"), row.text("jawab"));
            Some(Act::Ajukan {
                bidang: bidang?,
                digest: digest?,
                sha256: sha256?,
                alasan,
                jawab,
            })
        }
        "tarik" => Some(Act::Tarik {
            bidang: bidang(row, "bidang")?,
        }),
        "kembalikan" => {
            let subjek = subjek(row);
            let (at, ke) = (langkah(row, "langkah"), langkah(row, "ke"));
            let (nomor, alasan) = (nomor(row), row.words("alasan"));
            let baris = row.text("baris");
            Some(Act::Kembalikan {
                subjek: subjek?,
                langkah: at?,
                ke: ke?,
                nomor: nomor?,
                baris,
                alasan: alasan?,
            })
        }
        "jawab" => {
            let (subjek, koreksi) = (subjek(row), id(row, "koreksi"));
            let jawaban = row.words("jawaban");
            Some(Act::Jawab {
                subjek: subjek?,
                koreksi: koreksi?,
                jawaban: jawaban?,
            })
        }
        "ingatkan" => ingatkan(row),
        "setujui" => {
            let (subjek, at) = (subjek(row), langkah(row, "langkah"));
            let digest = row.words("digest");
            Some(Act::Setujui {
                subjek: subjek?,
                langkah: at?,
                digest: digest?,
            })
        }
        "kompilasi" | "susun" => draft(row, aksi),
        "tandatangan" => {
            let (digest, naskah) = (row.words("digest"), row.text("naskah"));
            Some(Act::Tandatangan {
                digest: digest?,
                naskah,
            })
        }
        "arsip" => {
            let (digest, versi) = (row.words("digest"), row.words("versi"));
            let alasan = row.text("alasan");
            Some(Act::Arsip {
                digest: digest?,
                versi: versi?,
                alasan,
            })
        }
        "batalkan" => Some(Act::Batalkan {
            peristiwa: id(row, "peristiwa")?,
        }),
        "buka" => {
            let langkah = all(&row.texts("langkah"), |id| LangkahId::parse(id).ok());
            let alasan = row.words("alasan");
            Some(Act::Buka {
                langkah: langkah?,
                alasan: alasan?,
            })
        }
        "jadwal" => jadwal(row),
        "bidang" => {
            let (bidang, nama) = (bidang(row, "bidang"), row.words("nama_bidang"));
            Some(Act::Bidang {
                bidang: bidang?,
                nama: nama?,
            })
        }
        other => {
            let message = format!("aksi `{other}` tidak dikenal oleh rkt versi ini");
            row.fault(Rule::EventBroken, "aksi", message, "perbarui rkt");
            None
        }
    }
}

fn mulai(row: &Fields<'_>) -> Option<Act> {
    let rencana = all(&row.texts("rencana"), |day| day.parse().ok());
    let langkah = all(&row.texts("langkah"), |id| LangkahId::parse(id).ok());
    let bidang = all(&row.texts("bidang"), |id| BidangId::parse(id).ok());
    let (tanggal, disposisi) = (row.date("tanggal"), row.text("disposisi"));
    let (kepala, sop) = (row.words("kepala"), row.words("sop"));
    let perubahan = if_there(row.has("dari"), || perubahan(row));
    Some(Act::Mulai {
        tanggal: tanggal?,
        rencana: rencana?,
        langkah: langkah?,
        bidang: bidang?,
        kepala: kepala?,
        sop: sop?,
        disposisi,
        perubahan: perubahan.ok()?,
    })
}

fn perubahan(row: &Fields<'_>) -> Option<Perubahan> {
    let (dari, digest) = (row.words("dari"), row.words("rkt"));
    let (alasan, dasar) = (row.words("alasan"), row.words("dasar"));
    let form = by_bidang(row, "form");
    Some(Perubahan {
        dari: dari?,
        digest: digest?,
        alasan: alasan?,
        dasar: dasar?,
        form: form?,
    })
}

fn catat(row: &Fields<'_>) -> Option<Act> {
    let at = langkah(row, "langkah");
    if row.has("tanpa") {
        let (bidang, alasan) = (bidang(row, "tanpa"), row.words("alasan"));
        return Some(Act::Tanpa {
            langkah: at?,
            bidang: bidang?,
            alasan: alasan?,
        });
    }
    let (tanggal, catatan) = (row.date("tanggal"), row.text("catatan"));
    let (hadir, url) = (row.texts("hadir"), row.text("url"));
    Some(Act::Catat {
        langkah: at?,
        tanggal: tanggal?,
        catatan,
        hadir,
        url,
    })
}

fn ingatkan(row: &Fields<'_>) -> Option<Act> {
    let jabatan = |name: &str| Jabatan::parse(name).ok();
    let kepada = row.words("kepada").and_then(|name| jabatan(&name));
    let langkah = all(&row.texts("langkah"), |id| LangkahId::parse(id).ok());
    let terlambat = all(&row.texts("terlambat"), jabatan);
    Some(Act::Ingatkan {
        kepada: kepada?,
        langkah: langkah?,
        terlambat: terlambat?,
    })
}

fn jadwal(row: &Fields<'_>) -> Option<Act> {
    let rencana = all(&row.texts("rencana"), |day| day.parse().ok());
    let mulai = if_there(row.has("mulai"), || row.date("mulai"));
    let alasan = row.words("alasan");
    Some(Act::Jadwal {
        mulai: mulai.ok()?,
        rencana: rencana?,
        alasan: alasan?,
    })
}

fn draft(row: &Fields<'_>, aksi: &str) -> Option<Act> {
    let (nomor, digest) = (nomor(row), row.words("digest"));
    let masukan = by_bidang(row, "masukan");
    let tanpa = all(&row.texts("tanpa"), |id| BidangId::parse(id).ok());
    let (nomor, digest, masukan, tanpa) = (nomor?, digest?, masukan?, tanpa?);
    Some(if aksi == "susun" {
        Act::Susun {
            nomor,
            digest,
            masukan,
            tanpa,
        }
    } else {
        Act::Kompilasi {
            nomor,
            digest,
            masukan,
            tanpa,
        }
    })
}

fn id(row: &Fields<'_>, key: &'static str) -> Option<EventId> {
    row.words(key).and_then(|id| EventId::parse(&id))
}

fn bidang(row: &Fields<'_>, key: &'static str) -> Option<BidangId> {
    row.words(key).and_then(|id| BidangId::parse(&id).ok())
}

fn langkah(row: &Fields<'_>, key: &'static str) -> Option<LangkahId> {
    row.words(key).and_then(|id| LangkahId::parse(&id).ok())
}

fn subjek(row: &Fields<'_>) -> Option<Subjek> {
    if row.has("bidang") {
        bidang(row, "bidang").map(Subjek::Bidang)
    } else {
        Some(Subjek::Draft)
    }
}

fn nomor(row: &Fields<'_>) -> Option<u32> {
    row.integer("nomor")
        .and_then(|nomor| u32::try_from(nomor).ok())
}

/// SHA-256 as hex: part of it becomes a file name.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn texts(row: &Fields<'_>, key: &'static str) -> Option<BTreeMap<String, String>> {
    Some(row.table(key)?.named_texts().into_iter().collect())
}

fn by_bidang(row: &Fields<'_>, key: &'static str) -> Option<BTreeMap<BidangId, String>> {
    let pairs = texts(row, key)?.into_iter();
    pairs
        .map(|(id, text)| Some((BidangId::parse(&id).ok()?, text)))
        .collect()
}

/// Every text read, or nothing when one can't be.
fn all<T>(texts: &[String], read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    texts.iter().map(|text| read(text)).collect()
}

/// One event as one line.
pub(super) fn encode(event: &Event) -> String {
    let mut fields = vec![format!("id = \"{}\"", event.id)];
    fields.extend(
        event
            .fields()
            .into_iter()
            .map(|(name, value)| format!("{name} = {}", value_text(&value))),
    );
    format!("  {{ {} }},\n", fields.join(", "))
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => quote(text),
        Value::Number(number) => number.to_string(),
        Value::List(list) => {
            format!(
                "[{}]",
                list.iter()
                    .map(|text| quote(text))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }
        Value::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(key, text)| format!("{} = {}", key_text(key), quote(text)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A TOML basic string on one line; JSON's escapes are TOML's.
pub(super) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key: bare where TOML lets it be, else quoted (a path has dots and slashes).
fn key_text(key: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if !key.is_empty() && key.bytes().all(bare) {
        key.to_owned()
    } else {
        quote(key)
    }
}
