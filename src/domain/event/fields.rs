//! An event as named values, in the order of the file: what its id is the hash of.

use std::collections::BTreeMap;
use std::fmt;

use super::{Act, Actor, Event, Perubahan, Subjek, Value};
use crate::domain::instansi::Penugasan;
use crate::domain::name::BidangId;

/// The keys of whose act it is: jabatan, name, NIP, and how the jabatan is held.
pub const OLEH: [&str; 4] = ["oleh", "nama", "nip", "status"];

/// The same of who typed it.
pub const DICATAT: [&str; 4] = [
    "dicatat_oleh",
    "dicatat_nama",
    "dicatat_nip",
    "dicatat_status",
];

impl Event {
    /// Every field but `id`, in the order of the file. Absent ones are left out.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, Value)> {
        let fields = Fields::default()
            .list("sebelum", &self.sebelum)
            .text("pada", &self.pada.to_rfc3339())
            .actor(OLEH, Some(&self.oleh))
            .actor(DICATAT, self.dicatat_oleh.as_ref());
        let atas_nama = self.atas_nama.as_ref();
        let fields = fields
            .maybe("atas_nama", atas_nama.map(|one| &one.jabatan))
            .maybe("alasan_atas_nama", atas_nama.map(|one| &one.alasan))
            .maybe("jam", self.jam.as_ref())
            .text("aksi", &self.act.aksi());
        let mut fields = self.act.fields(fields).0;
        if !self.bukti.is_empty() {
            fields.push(("bukti", Value::Table(self.bukti.clone())));
        }
        fields
    }
}

impl Act {
    /// The fields of the act itself, in the order of the file.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm an act, and the list is closed"
    )]
    fn fields(&self, fields: Fields) -> Fields {
        match self {
            Act::Mulai {
                tanggal,
                rencana,
                langkah,
                bidang,
                kepala,
                sop,
                disposisi,
                perubahan,
            } => fields
                .text("tanggal", tanggal)
                .list("rencana", rencana)
                .list("langkah", langkah)
                .list("bidang", bidang)
                .text("kepala", kepala)
                .text("sop", sop)
                .maybe("disposisi", disposisi.as_ref())
                .revision(perubahan.as_ref()),
            Act::Catat {
                langkah,
                tanggal,
                catatan,
                hadir,
                url,
            } => fields
                .text("langkah", langkah)
                .text("tanggal", tanggal)
                .maybe("catatan", catatan.as_ref())
                .some("hadir", hadir)
                .maybe("url", url.as_ref()),
            Act::Tanpa {
                langkah,
                bidang,
                alasan,
            } => fields
                .text("langkah", langkah)
                .text("tanpa", bidang)
                .text("alasan", alasan),
            Act::Ajukan {
                bidang,
                digest,
                sha256,
                alasan,
                jawab,
            } => fields
                .text("bidang", bidang)
                .text("digest", digest)
                .text("sha256", sha256)
                .maybe("alasan", alasan.as_ref())
                .maybe("jawab", jawab.as_ref()),
            Act::Tarik { bidang } => fields.text("bidang", bidang),
            Act::Kembalikan {
                subjek,
                langkah,
                ke,
                nomor,
                baris,
                alasan,
            } => fields
                .about(subjek)
                .text("langkah", langkah)
                .text("ke", ke)
                .number("nomor", *nomor)
                .maybe("baris", baris.as_ref())
                .text("alasan", alasan),
            Act::Jawab {
                subjek,
                koreksi,
                jawaban,
            } => fields
                .about(subjek)
                .text("koreksi", koreksi)
                .text("jawaban", jawaban),
            Act::Ingatkan {
                kepada,
                langkah,
                terlambat,
            } => fields
                .text("kepada", kepada)
                .list("langkah", langkah)
                .some("terlambat", terlambat),
            Act::Setujui {
                subjek,
                langkah,
                digest,
            } => fields
                .about(subjek)
                .text("langkah", langkah)
                .text("digest", digest),
            Act::Kompilasi {
                nomor,
                digest,
                masukan,
                tanpa,
            }
            | Act::Susun {
                nomor,
                digest,
                masukan,
                tanpa,
            } => fields
                .number("nomor", *nomor)
                .text("digest", digest)
                .table("masukan", masukan)
                .list("tanpa", tanpa),
            Act::Tandatangan { digest, naskah } => fields
                .text("digest", digest)
                .maybe("naskah", naskah.as_ref()),
            Act::Arsip {
                digest,
                versi,
                alasan,
            } => fields
                .text("digest", digest)
                .text("versi", versi)
                .maybe("alasan", alasan.as_ref()),
            Act::Batalkan { peristiwa } => fields.text("peristiwa", peristiwa),
            Act::Buka { langkah, alasan } => fields.list("langkah", langkah).text("alasan", alasan),
            Act::Jadwal {
                mulai,
                rencana,
                alasan,
            } => fields
                .maybe("mulai", mulai.as_ref())
                .list("rencana", rencana)
                .text("alasan", alasan),
            Act::Bidang { bidang, nama } => fields.text("bidang", bidang).text("nama_bidang", nama),
        }
    }
}

/// Named values in the order of the file.
#[derive(Default)]
struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    fn put(mut self, name: &'static str, value: Value) -> Fields {
        self.0.push((name, value));
        self
    }

    fn text(self, name: &'static str, value: &impl fmt::Display) -> Fields {
        self.put(name, Value::Text(value.to_string()))
    }

    fn maybe(self, name: &'static str, value: Option<&impl fmt::Display>) -> Fields {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    fn number(self, name: &'static str, value: u32) -> Fields {
        self.put(name, Value::Number(i64::from(value)))
    }

    fn list<T: fmt::Display>(self, name: &'static str, values: &[T]) -> Fields {
        self.put(name, Value::List(values.iter().map(T::to_string).collect()))
    }

    /// A list that is left out when empty.
    fn some<T: fmt::Display>(self, name: &'static str, values: &[T]) -> Fields {
        if values.is_empty() {
            self
        } else {
            self.list(name, values)
        }
    }

    fn table(self, name: &'static str, values: &BTreeMap<BidangId, String>) -> Fields {
        let pairs = values
            .iter()
            .map(|(id, text)| (id.to_string(), text.clone()));
        self.put(name, Value::Table(pairs.collect()))
    }

    fn actor(self, keys: [&'static str; 4], actor: Option<&Actor>) -> Fields {
        let [oleh, nama, nip, status] = keys;
        let held = actor.and_then(|actor| actor.status).map(Penugasan::name);
        self.maybe(oleh, actor.map(|actor| &actor.jabatan))
            .maybe(nama, actor.map(|actor| &actor.nama))
            .maybe(nip, actor.and_then(|actor| actor.nip.as_ref()))
            .maybe(status, held.as_ref())
    }

    /// The Bidang that an act is about; the draft has none.
    fn about(self, subjek: &Subjek) -> Fields {
        self.maybe("bidang", subjek.bidang())
    }

    fn revision(self, perubahan: Option<&Perubahan>) -> Fields {
        let Some(Perubahan {
            dari,
            digest,
            alasan,
            dasar,
            form,
        }) = perubahan
        else {
            return self;
        };
        self.text("dari", dari)
            .text("rkt", digest)
            .text("alasan", alasan)
            .text("dasar", dasar)
            .table("form", form)
    }
}
