//! Peristiwa (event): one act that happened, as one self-contained line of the state file.

mod fields;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::digest::Canon;
use super::indikator::normalized;
use super::instansi::Penugasan;
use super::name::{BidangId, Jabatan, LangkahId};

pub use fields::{DICATAT, OLEH};

/// The id of an event: SHA-256 of its other fields, first 32 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(String);

impl EventId {
    /// No id yet: what an event has before it is sealed.
    #[must_use]
    pub fn unset() -> EventId {
        EventId(String::new())
    }

    /// Reads an id: 32 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<EventId> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 32 && text.bytes().all(hex)).then(|| EventId(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose act it is: a person in a jabatan, copied in so that it stays true when people leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The jabatan in which the person acts.
    pub jabatan: Jabatan,
    /// The person's name on that day.
    pub nama: String,
    /// The person's NIP, if known.
    pub nip: Option<String>,
    /// How the jabatan is held, unless it is held as appointed.
    pub status: Option<Penugasan>,
}

impl Actor {
    /// The jabatan as a paper has it: `Plt. kepala-dinas` while it is not held as appointed.
    #[must_use]
    pub fn title(&self) -> String {
        let held = self.status.map_or("", Penugasan::title);
        format!("{held}{}", self.jabatan)
    }

    /// Whether two acts are by one person: by NIP where both have one, else by name.
    #[must_use]
    pub fn is_same_person(&self, other: &Actor) -> bool {
        match (&self.nip, &other.nip) {
            (Some(mine), Some(theirs)) => mine == theirs,
            (None | Some(_), _) => normalized(&self.nama) == normalized(&other.nama),
        }
    }
}

/// A decision in another's place (`--atas-nama`); it is flagged wherever it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtasNama {
    /// The jabatan in whose place it is decided.
    pub jabatan: Jabatan,
    /// Why the holder does not decide himself.
    pub alasan: String,
}

/// Subjek: what is handed in, corrected and approved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subjek {
    /// The form of one Bidang.
    Bidang(BidangId),
    /// The draft of the whole office.
    Draft,
}

impl Subjek {
    /// The Bidang, unless it is the draft.
    #[must_use]
    pub fn bidang(&self) -> Option<&BidangId> {
        match self {
            Subjek::Bidang(id) => Some(id),
            Subjek::Draft => None,
        }
    }
}

impl fmt::Display for Subjek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subjek::Bidang(id) => id.fmt(f),
            Subjek::Draft => f.pad("draft"),
        }
    }
}

/// From what a revised cycle (RKT Perubahan) starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perubahan {
    /// Folder of the cycle whose signed RKT is revised, e.g. `2027`.
    pub dari: String,
    /// Digest of that RKT.
    pub digest: String,
    /// Why it is revised.
    pub alasan: String,
    /// The regulation or decision that the revision rests on.
    pub dasar: String,
    /// SHA-256 of each form of that RKT, kept in `dasar/`.
    pub form: BTreeMap<BidangId, String>,
}

/// One act. `aksi` in the file names the variant; the list is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// `mulai`: the cycle is opened on the Sekretaris's disposisi (SOP steps 1 and 2).
    Mulai {
        /// The first day.
        tanggal: NaiveDate,
        /// Planned due date of each langkah, in the SOP's order.
        rencana: Vec<NaiveDate>,
        /// The langkah that this act records as done on `tanggal`.
        langkah: Vec<LangkahId>,
        /// The Bidang that the cycle begins with: a table that is gone is missed.
        bidang: Vec<BidangId>,
        /// The header of the file, bound by this event's id: see [`super::state::Cycle::header`].
        kepala: String,
        /// SHA-256 of the cycle's copy of the SOP.
        sop: String,
        /// Number of the disposisi letter.
        disposisi: Option<String>,
        /// Set when the cycle revises a signed RKT.
        perubahan: Option<Perubahan>,
    },
    /// `catat`: a langkah that happened outside rkt.
    Catat {
        /// Which one.
        langkah: LangkahId,
        /// When it happened.
        tanggal: NaiveDate,
        /// A note.
        catatan: Option<String>,
        /// Who attended.
        hadir: Vec<String>,
        /// Where it was published.
        url: Option<String>,
    },
    /// `catat` with `tanpa`: a Bidang is excused from handing in (SOP step 5).
    Tanpa {
        /// The langkah that collects.
        langkah: LangkahId,
        /// Who is excused.
        bidang: BidangId,
        /// Why.
        alasan: String,
    },
    /// `ajukan`: a Bidang hands in its form (SOP step 4).
    Ajukan {
        /// Whose form.
        bidang: BidangId,
        /// Digest over the meaning-bearing fields.
        digest: String,
        /// SHA-256 of the file as submitted; its first 16 digits name the copy in ajuan/.
        sha256: String,
        /// Why it is late.
        alasan: Option<String>,
        /// The answer to every correction of the form that was open.
        jawab: Option<String>,
    },
    /// `tarik`: a Bidang takes its form back before anybody reviewed it (SOP step 4).
    Tarik {
        /// Whose form.
        bidang: BidangId,
    },
    /// `kembalikan`: a form or the draft goes back with a correction (SOP steps 5 to 10).
    Kembalikan {
        /// What goes back.
        subjek: Subjek,
        /// The langkah at which it is corrected.
        langkah: LangkahId,
        /// The langkah it goes back to.
        ke: LangkahId,
        /// Number of the correction within its subjek.
        nomor: u32,
        /// The row it is about, e.g. `1.01.02.2.03/2`.
        baris: Option<String>,
        /// What is to be mended.
        alasan: String,
    },
    /// `jawab`: a correction is answered.
    Jawab {
        /// What the correction is about.
        subjek: Subjek,
        /// The event that made the correction.
        koreksi: EventId,
        /// What was done about it.
        jawaban: String,
    },
    /// `ingatkan`: somebody was told what waits for him, at most once a day.
    Ingatkan {
        /// Who was told.
        kepada: Jabatan,
        /// The langkah that wait for him.
        langkah: Vec<LangkahId>,
        /// Who is late and answers to him.
        terlambat: Vec<Jabatan>,
    },
    /// `setujui`: a form or the draft is approved (SOP steps 7 and 9).
    Setujui {
        /// What is approved.
        subjek: Subjek,
        /// The langkah at which it is approved.
        langkah: LangkahId,
        /// Digest of exactly what is approved.
        digest: String,
    },
    /// `kompilasi`: the submitted forms were compiled into a draft (SOP step 6).
    Kompilasi {
        /// Number of the draft.
        nomor: u32,
        /// Digest of the compiled content.
        digest: String,
        /// Digest of each form that went in.
        masukan: BTreeMap<BidangId, String>,
        /// Bidang that were left out; a draft without one that is not excused is partial.
        tanpa: Vec<BidangId>,
    },
    /// `susun`: the draft that goes to the Sekretaris is fixed (SOP step 8).
    Susun {
        /// Number of the draft.
        nomor: u32,
        /// Digest of its content.
        digest: String,
        /// Digest of each form in it.
        masukan: BTreeMap<BidangId, String>,
        /// Bidang that are excused.
        tanpa: Vec<BidangId>,
    },
    /// `tandatangan`: the RKT is signed (SOP step 10).
    Tandatangan {
        /// Digest of exactly what is signed.
        digest: String,
        /// Number of the paper.
        naskah: Option<String>,
    },
    /// `arsip`: the signed RKT is sealed (SOP step 11).
    Arsip {
        /// Digest over every archived file but state.toml and the manifest.
        digest: String,
        /// The version of rkt that printed the archived files.
        versi: String,
        /// Why langkah are missing, if any are.
        alasan: Option<String>,
    },
    /// `batalkan`: one's own last act is taken back.
    Batalkan {
        /// The event taken back.
        peristiwa: EventId,
    },
    /// `buka`: langkah that were closed are opened again.
    Buka {
        /// The langkah, and those after it.
        langkah: Vec<LangkahId>,
        /// Why.
        alasan: String,
    },
    /// `jadwal`: the planned dates are set anew; those before stay readable.
    Jadwal {
        /// The day on which the first langkah that moved begins, if one was named.
        mulai: Option<NaiveDate>,
        /// Planned due date of each langkah, in the SOP's order.
        rencana: Vec<NaiveDate>,
        /// Why.
        alasan: String,
    },
    /// `bidang`: a Bidang that was forgotten joins the running cycle.
    Bidang {
        /// Its id.
        bidang: BidangId,
        /// Its name.
        nama: String,
    },
}

/// A value of a field in the state file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A list of texts.
    List(Vec<String>),
    /// Named texts.
    Table(BTreeMap<String, String>),
}

/// An event: what was done, by whom, when, and after which other events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// SHA-256 over the other fields.
    pub id: EventId,
    /// The heads of the file's event graph when this was written.
    pub sebelum: Vec<EventId>,
    /// When, in the office's zone.
    pub pada: DateTime<FixedOffset>,
    /// Whose act.
    pub oleh: Actor,
    /// Who typed it, when that is somebody else.
    pub dicatat_oleh: Option<Actor>,
    /// Set when it was decided in another's place.
    pub atas_nama: Option<AtasNama>,
    /// Evidence: path below the cycle -> SHA-256.
    pub bukti: BTreeMap<String, String>,
    /// Set when the clock was not the machine's own.
    pub jam: Option<String>,
    /// What was done.
    pub act: Act,
}

/// Where in the state file an event is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// `[langkah]`: acts on the cycle.
    Langkah,
    /// `[bidang.ID]`: acts on one form.
    Bidang(BidangId),
}

impl Event {
    /// Seals an event: its id follows from the rest.
    #[must_use]
    pub fn sealed(mut self) -> Event {
        self.sebelum.sort();
        self.id = self.computed_id();
        self
    }

    /// The jabatan whose decision it is.
    #[must_use]
    pub fn role(&self) -> &Jabatan {
        self.atas_nama
            .as_ref()
            .map_or(&self.oleh.jabatan, |atas_nama| &atas_nama.jabatan)
    }

    /// The id that the other fields give.
    #[must_use]
    pub fn computed_id(&self) -> EventId {
        let mut canon = Canon::new("rkt-event-1");
        for (name, value) in self.fields() {
            match value {
                Value::Text(text) => canon.text(name, &text),
                Value::Number(number) => canon.text(name, &number.to_string()),
                Value::List(list) => canon.list(name, list.iter().map(String::as_str)),
                Value::Table(table) => {
                    canon.list(name, table.keys().map(String::as_str));
                    canon.list(name, table.values().map(String::as_str));
                }
            }
        }
        let mut id = canon.finish();
        id.truncate(32);
        EventId(id)
    }

    /// The table it belongs to.
    #[must_use]
    pub fn table(&self) -> Table {
        match &self.act {
            Act::Ajukan { bidang, .. } | Act::Tarik { bidang } => Table::Bidang(bidang.clone()),
            Act::Kembalikan { subjek, .. }
            | Act::Jawab { subjek, .. }
            | Act::Setujui { subjek, .. } => subjek
                .bidang()
                .map_or(Table::Langkah, |id| Table::Bidang(id.clone())),
            Act::Mulai { .. }
            | Act::Catat { .. }
            | Act::Tanpa { .. }
            | Act::Ingatkan { .. }
            | Act::Kompilasi { .. }
            | Act::Susun { .. }
            | Act::Tandatangan { .. }
            | Act::Arsip { .. }
            | Act::Batalkan { .. }
            | Act::Buka { .. }
            | Act::Jadwal { .. }
            | Act::Bidang { .. } => Table::Langkah,
        }
    }
}

impl Act {
    /// Whether it can never be taken back.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Act::Mulai { .. } | Act::Arsip { .. } | Act::Batalkan { .. } | Act::Bidang { .. }
        )
    }

    /// What it is called in reports.
    #[must_use]
    pub fn called(&self) -> &'static str {
        match self {
            Act::Mulai { .. } => "pembukaan siklus",
            Act::Catat { .. } => "pencatatan langkah",
            Act::Tanpa { .. } => "pembebasan Bidang",
            Act::Ajukan { .. } => "pengajuan form",
            Act::Tarik { .. } => "penarikan form",
            Act::Kembalikan { .. } => "pengembalian",
            Act::Jawab { .. } => "jawaban koreksi",
            Act::Ingatkan { .. } => "pengingat",
            Act::Setujui { .. } => "persetujuan",
            Act::Kompilasi { .. } => "kompilasi",
            Act::Susun { .. } => "penyusunan draf",
            Act::Tandatangan { .. } => "tanda tangan",
            Act::Arsip { .. } => "pengarsipan",
            Act::Batalkan { .. } => "pembatalan",
            Act::Buka { .. } => "pembukaan kembali",
            Act::Jadwal { .. } => "penjadwalan ulang",
            Act::Bidang { .. } => "penambahan Bidang",
        }
    }

    /// The act's name in the file.
    #[must_use]
    pub fn aksi(&self) -> &'static str {
        match self {
            Act::Mulai { .. } => "mulai",
            Act::Catat { .. } | Act::Tanpa { .. } => "catat",
            Act::Ajukan { .. } => "ajukan",
            Act::Tarik { .. } => "tarik",
            Act::Kembalikan { .. } => "kembalikan",
            Act::Jawab { .. } => "jawab",
            Act::Ingatkan { .. } => "ingatkan",
            Act::Setujui { .. } => "setujui",
            Act::Kompilasi { .. } => "kompilasi",
            Act::Susun { .. } => "susun",
            Act::Tandatangan { .. } => "tandatangan",
            Act::Arsip { .. } => "arsip",
            Act::Batalkan { .. } => "batalkan",
            Act::Buka { .. } => "buka",
            Act::Jadwal { .. } => "jadwal",
            Act::Bidang { .. } => "bidang",
        }
    }
}
