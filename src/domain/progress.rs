//! Progress: what is done, what is open, what is due when, and when it should all be over.

mod drift;
mod known;
mod look;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::kalender::Kalender;
use super::name::{BidangId, Jabatan, LangkahId};
use super::sop::Jenis;
use super::tanggal;

pub use drift::{Drift, drift, rewriting};
pub use look::{look, look_if};

/// Keadaan (condition) of a langkah (design.md, 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keadaan {
    /// Its condition holds now.
    Selesai,
    /// Its condition once held and no longer does.
    Dikembalikan,
    /// It can be worked on.
    Berjalan,
    /// Something before it must end first.
    Menunggu,
}

impl Keadaan {
    /// The word for it in reports and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Keadaan::Selesai => "selesai",
            Keadaan::Dikembalikan => "dikembalikan",
            Keadaan::Berjalan => "berjalan",
            Keadaan::Menunggu => "menunggu",
        }
    }

    /// Whether somebody can work on it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Keadaan::Dikembalikan | Keadaan::Berjalan)
    }
}

/// What somebody supposes of the end of a langkah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misal {
    /// So many hari kerja later than expected.
    Mundur(u32),
    /// That day.
    Pada(NaiveDate),
}

/// Andai (what if): langkah that end on another day than expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Andai(pub BTreeMap<LangkahId, Misal>);

impl Andai {
    /// When a langkah ends that is expected to end on a day.
    #[must_use]
    pub fn of(&self, id: &LangkahId, expected: NaiveDate, kalender: &Kalender) -> NaiveDate {
        match self.0.get(id) {
            None => expected,
            Some(Misal::Mundur(days)) => kalender.later(expected, *days),
            Some(Misal::Pada(day)) => *day,
        }
    }
}

/// One langkah as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LangkahProgress {
    /// Its id.
    pub id: LangkahId,
    /// Its printed number.
    pub no: u32,
    /// Its kind.
    pub jenis: Jenis,
    /// Uraian Prosedur.
    pub uraian: String,
    /// Who may do it.
    pub pelaksana: Vec<Jabatan>,
    /// Its condition.
    pub keadaan: Keadaan,
    /// Whether somebody can work on it now; one sent back may wait for others.
    pub siap: bool,
    /// First planned day.
    pub rencana_mulai: NaiveDate,
    /// Last planned day, as written down when the cycle was opened.
    pub rencana_batas: NaiveDate,
    /// Due date now: never earlier than planned.
    pub batas: NaiveDate,
    /// When it ended.
    pub selesai: Option<DateTime<FixedOffset>>,
    /// Hari kerja left until the due date; `None` once it ended.
    pub sisa: Option<u32>,
    /// Hari kerja late; 0 when on time, waiting, or merely not recorded yet.
    pub terlambat: u32,
    /// When it ended or is expected to end.
    pub perkiraan: NaiveDate,
}

impl LangkahProgress {
    /// How it stands, in a few words.
    #[must_use]
    pub fn words(&self) -> String {
        let ended = self.selesai.map(|at| tanggal::short(at.date_naive()));
        match (ended, self.terlambat) {
            (Some(day), 0) => format!("selesai {day}"),
            (Some(day), late) => format!("{day}, lewat batas {late} hk"),
            (None, late) if late > 0 => format!("TERLAMBAT {late} hk"),
            (None, _) if self.keadaan == Keadaan::Berjalan && self.jenis == Jenis::Catat => {
                "belum dicatat".to_owned()
            }
            (None, _) => self.keadaan.word().to_owned(),
        }
    }
}

/// One Bidang as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BidangProgress {
    /// Its id.
    pub id: BidangId,
    /// Its name.
    pub nama: String,
    /// `belum`, `diajukan`, `dikembalikan`, `disetujui`, `tanpa` or `bercabang`.
    pub keadaan: &'static str,
    /// Whether the working copy differs from what was handed in.
    pub basi: bool,
    /// Its due date: that of `kumpul`, or its own after a correction.
    pub batas: NaiveDate,
    /// How many times it handed in.
    pub putaran: usize,
    /// When the form that counts was handed in.
    pub diajukan: Option<DateTime<FixedOffset>>,
    /// When it was approved last, if it is.
    pub disetujui: Option<DateTime<FixedOffset>>,
    /// When it was sent back last, if it is.
    pub dikembalikan: Option<DateTime<FixedOffset>>,
    /// Hari kerja late.
    pub terlambat: u32,
}

impl BidangProgress {
    /// Hari kerja late, while the form is not in.
    #[must_use]
    pub fn overdue(&self) -> u32 {
        match self.keadaan {
            "belum" | "dikembalikan" => self.terlambat,
            _ => 0,
        }
    }
}

/// The whole cycle as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The day it is looked at from.
    pub hari_ini: NaiveDate,
    /// The langkah, in order.
    pub langkah: Vec<LangkahProgress>,
    /// The Bidang, in printed order.
    pub bidang: Vec<BidangProgress>,
    /// When the last langkah ended or is expected to end.
    pub perkiraan_selesai: NaiveDate,
    /// Years in the schedule that have no kalender file.
    pub tanpa_libur: Vec<i32>,
}

impl Progress {
    /// Whether all has ended, and the day on which it should by the plan.
    #[must_use]
    pub fn end(&self) -> (bool, NaiveDate) {
        let last = self.langkah.last();
        let planned = last.map_or(self.perkiraan_selesai, |last| last.rencana_batas);
        (last.is_some_and(|last| last.selesai.is_some()), planned)
    }

    /// Whether anything is late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.late_langkah().next().is_some() || self.late_bidang().next().is_some()
    }

    /// The langkah that are late and have not ended.
    pub fn late_langkah(&self) -> impl Iterator<Item = &LangkahProgress> {
        let all = self.langkah.iter();
        all.filter(|l| l.terlambat > 0 && l.keadaan != Keadaan::Selesai)
    }

    /// The langkah that ended after their due date.
    pub fn ended_late(&self) -> impl Iterator<Item = &LangkahProgress> {
        let all = self.langkah.iter();
        all.filter(|l| l.terlambat > 0 && l.keadaan == Keadaan::Selesai)
    }

    /// The Bidang whose form is late and not in.
    pub fn late_bidang(&self) -> impl Iterator<Item = &BidangProgress> {
        let all = self.bidang.iter();
        all.filter(|b| b.overdue() > 0)
    }

    /// The due date of a Bidang.
    #[must_use]
    pub fn batas_of(&self, bidang: &BidangId) -> Option<NaiveDate> {
        let mut all = self.bidang.iter();
        all.find(|one| one.id == *bidang).map(|one| one.batas)
    }
}
