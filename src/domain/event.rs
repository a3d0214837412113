//! Peristiwa (event): one act that happened, as one self-contained line of the state file.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::digest::Canon;
use super::name::{BidangId, Jabatan, LangkahId};

/// The id of an event: SHA-256 of its other fields, first 32 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(String);

impl EventId {
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
    },
    /// `catat`: a langkah that happened outside rkt.
    Catat {
        /// Which one.
        langkah: LangkahId,
        /// When it happened.
        tanggal: NaiveDate,
        /// A note.
        catatan: Option<String>,
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
    },
    /// `kompilasi`: the submitted forms were compiled into a draft (SOP step 6).
    Kompilasi {
        /// Number of the draft.
        nomor: u32,
        /// Digest of the compiled content.
        digest: String,
        /// Digest of each form that went in.
        masukan: BTreeMap<BidangId, String>,
        /// Bidang that were left out; a draft with any is partial.
        tanpa: Vec<BidangId>,
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
    /// Makes an event; its id follows from the rest.
    #[must_use]
    pub fn new(
        mut sebelum: Vec<EventId>,
        pada: DateTime<FixedOffset>,
        oleh: Actor,
        jam: Option<String>,
        act: Act,
    ) -> Event {
        sebelum.sort();
        let mut event = Event {
            id: EventId(String::new()),
            sebelum,
            pada,
            oleh,
            jam,
            act,
        };
        event.id = event.computed_id();
        event
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
            Act::Ajukan { bidang, .. } => Table::Bidang(bidang.clone()),
            Act::Mulai { .. } | Act::Catat { .. } | Act::Kompilasi { .. } => Table::Langkah,
        }
    }

    /// Every field but `id`, in the order of the file. Absent ones are left out.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![
            (
                "sebelum",
                Value::List(self.sebelum.iter().map(EventId::to_string).collect()),
            ),
            ("pada", Value::Text(self.pada.to_rfc3339())),
            ("oleh", Value::Text(self.oleh.jabatan.to_string())),
            ("nama", Value::Text(self.oleh.nama.clone())),
        ];
        fields.extend(self.oleh.nip.clone().map(|nip| ("nip", Value::Text(nip))));
        fields.extend(self.jam.clone().map(|jam| ("jam", Value::Text(jam))));
        fields.extend(self.act.fields());
        fields
    }
}

impl Act {
    /// The act's name in the file.
    #[must_use]
    pub fn aksi(&self) -> &'static str {
        match self {
            Act::Mulai { .. } => "mulai",
            Act::Catat { .. } => "catat",
            Act::Ajukan { .. } => "ajukan",
            Act::Kompilasi { .. } => "kompilasi",
        }
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        let text = |value: &dyn fmt::Display| Value::Text(value.to_string());
        let maybe =
            |name, value: &Option<String>| value.clone().map(|value| (name, Value::Text(value)));
        let mut fields = vec![("aksi", Value::Text(self.aksi().to_owned()))];
        match self {
            Act::Mulai {
                tanggal,
                rencana,
                langkah,
                bidang,
                kepala,
                sop,
                disposisi,
            } => {
                fields.push(("tanggal", text(tanggal)));
                fields.push(("rencana", list(rencana)));
                fields.push(("langkah", list(langkah)));
                fields.push(("bidang", list(bidang)));
                fields.push(("kepala", text(kepala)));
                fields.push(("sop", text(sop)));
                fields.extend(maybe("disposisi", disposisi));
            }
            Act::Catat {
                langkah,
                tanggal,
                catatan,
            } => {
                fields.push(("langkah", text(langkah)));
                fields.push(("tanggal", text(tanggal)));
                fields.extend(maybe("catatan", catatan));
            }
            Act::Ajukan {
                bidang,
                digest,
                sha256,
                alasan,
            } => {
                fields.push(("bidang", text(bidang)));
                fields.push(("digest", text(digest)));
                fields.push(("sha256", text(sha256)));
                fields.extend(maybe("alasan", alasan));
            }
            Act::Kompilasi {
                nomor,
                digest,
                masukan,
                tanpa,
            } => {
                let table = masukan
                    .iter()
                    .map(|(bidang, digest)| (bidang.to_string(), digest.clone()));
                fields.push(("nomor", Value::Number(i64::from(*nomor))));
                fields.push(("digest", text(digest)));
                fields.push(("masukan", Value::Table(table.collect())));
                fields.push(("tanpa", list(tanpa)));
            }
        }
        fields
    }
}

fn list<T: fmt::Display>(values: &[T]) -> Value {
    Value::List(values.iter().map(T::to_string).collect())
}
