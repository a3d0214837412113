//! Progress: what is done, what is open, what is due when, and when it should all be over.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::instansi::Bidang;
use super::jadwal::Jadwal;
use super::kalender::Kalender;
use super::name::{BidangId, Jabatan, LangkahId};
use super::sop::{Jenis, Langkah, Sop};
use super::state::{BidangState, Compilation, Opening, State};

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

/// One Bidang as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BidangProgress {
    /// Its id.
    pub id: BidangId,
    /// Its name.
    pub nama: String,
    /// `belum`, `diajukan` or `bercabang`.
    pub keadaan: &'static str,
    /// Whether the working copy differs from what was handed in.
    pub basi: bool,
    /// Its due date: that of `kumpul`.
    pub batas: NaiveDate,
    /// When the form that counts was handed in.
    pub diajukan: Option<DateTime<FixedOffset>>,
    /// Hari kerja late.
    pub terlambat: u32,
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
    /// Whether anything is late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        let langkah = self
            .langkah
            .iter()
            .any(|l| l.terlambat > 0 && l.keadaan != Keadaan::Selesai);
        langkah
            || self
                .bidang
                .iter()
                .any(|b| b.terlambat > 0 && b.diajukan.is_none())
    }

    /// The due date of the Bidang.
    #[must_use]
    pub fn batas_bidang(&self) -> Option<NaiveDate> {
        self.langkah
            .iter()
            .find(|langkah| langkah.jenis == Jenis::Kumpul)
            .map(|langkah| langkah.batas)
    }
}

/// Looks at a cycle from a day. `None` for a cycle that was never opened.
///
/// `basi` names the Bidang whose working copy differs from what was handed in.
#[must_use]
pub fn look(
    state: &State,
    sop: &Sop,
    kalender: &Kalender,
    hari_ini: NaiveDate,
    basi: &BTreeSet<BidangId>,
) -> Option<Progress> {
    let opening = state.opening()?;
    let jadwal = Jadwal {
        kalender,
        minggu: state.cycle.minggu,
    };
    let view = View {
        state,
        jadwal,
        opening,
        hari_ini,
    };
    let mut langkah: Vec<LangkahProgress> = Vec::with_capacity(sop.langkah.len());
    for step in &sop.langkah {
        langkah.push(view.langkah(step, &langkah));
    }
    let batas = langkah
        .iter()
        .find(|l| l.jenis == Jenis::Kumpul)
        .map_or(hari_ini, |l| l.batas);
    let bidang = state
        .cycle
        .bidang
        .iter()
        .map(|bidang| view.bidang(bidang, batas, basi))
        .collect();
    let perkiraan_selesai = langkah.last().map_or(hari_ini, |l| l.perkiraan);
    let tanpa_libur = kalender.unknown_years(opening.tanggal, perkiraan_selesai);
    Some(Progress {
        hari_ini,
        langkah,
        bidang,
        perkiraan_selesai,
        tanpa_libur,
    })
}

/// Everything that a step's condition depends on.
struct View<'a> {
    state: &'a State,
    jadwal: Jadwal<'a>,
    opening: &'a Opening,
    hari_ini: NaiveDate,
}

impl View<'_> {
    /// A langkah, from those before it.
    fn langkah(&self, step: &Langkah, earlier: &[LangkahProgress]) -> LangkahProgress {
        let kalender = self.jadwal.kalender;
        let before = earlier.last();
        let rencana_mulai = match before {
            Some(before) => kalender.after(before.rencana_batas),
            None => kalender.on_or_after(self.opening.tanggal),
        };
        let planned = self.opening.rencana.get(earlier.len()).copied();
        let rencana_batas = planned.unwrap_or_else(|| self.jadwal.end(step, rencana_mulai));
        let batas = self.batas(step, rencana_batas, before);
        let selesai = self.ended(step);
        let keadaan = self.keadaan(step, selesai.is_some(), earlier);
        let late_on = match selesai {
            Some(moment) => moment.date_naive(),
            None if keadaan.is_open() && step.jenis != Jenis::Catat => self.hari_ini,
            None => batas,
        };
        LangkahProgress {
            id: step.id.clone(),
            no: step.no,
            jenis: step.jenis,
            uraian: step.uraian.clone(),
            pelaksana: step.pelaksana.clone(),
            keadaan,
            rencana_mulai,
            rencana_batas,
            batas,
            selesai,
            sisa: selesai
                .is_none()
                .then(|| kalender.between(self.hari_ini, batas)),
            terlambat: kalender.lateness(batas, late_on),
            perkiraan: self.perkiraan(step, batas, selesai, before),
        }
    }

    /// The planned date, or the step's own time counted from the real end of the one before.
    /// Collecting runs beside filling, so it counts from when filling should have ended.
    fn batas(
        &self,
        step: &Langkah,
        planned: NaiveDate,
        before: Option<&LangkahProgress>,
    ) -> NaiveDate {
        let Some(before) = before else { return planned };
        let end = match before.selesai {
            Some(moment) if step.jenis != Jenis::Kumpul => moment.date_naive(),
            Some(_) | None => before.batas,
        };
        planned.max(self.jadwal.end(step, self.jadwal.kalender.after(end)))
    }

    fn perkiraan(
        &self,
        step: &Langkah,
        batas: NaiveDate,
        selesai: Option<DateTime<FixedOffset>>,
        before: Option<&LangkahProgress>,
    ) -> NaiveDate {
        if let Some(moment) = selesai {
            return moment.date_naive();
        }
        let today = self.jadwal.kalender.on_or_after(self.hari_ini);
        match (step.jenis, before) {
            (Jenis::Catat, _) => batas,
            (Jenis::Kumpul, _) | (_, None) => batas.max(today),
            (_, Some(before)) => {
                let start = self.jadwal.kalender.after(before.perkiraan);
                batas.max(today).max(self.jadwal.end(step, start))
            }
        }
    }

    /// When the condition of a step came to hold, if it holds now.
    fn ended(&self, step: &Langkah) -> Option<DateTime<FixedOffset>> {
        match step.jenis {
            Jenis::Catat => self.state.record_of(&step.id).map(|record| {
                if record.pada.date_naive() == record.tanggal {
                    return record.pada;
                }
                let midnight = record.tanggal.and_time(NaiveTime::MIN);
                midnight
                    .and_local_timezone(self.state.cycle.zona.offset())
                    .single()
                    .unwrap_or(record.pada)
            }),
            Jenis::Isi | Jenis::Kumpul => self.all_in_since(),
            Jenis::Kompilasi => {
                self.all_in_since()?;
                let current = self.state.current_digests();
                let whole = |c: &&Compilation| c.tanpa.is_empty() && c.masukan == current;
                self.state
                    .compilations()
                    .iter()
                    .rfind(whole)
                    .map(|c| c.pada)
            }
            Jenis::Koreksi | Jenis::Susun | Jenis::Tandatangan | Jenis::Arsip => None,
        }
    }

    /// Whether the condition of a step held at some time.
    fn held_once(&self, step: &Langkah) -> bool {
        match step.jenis {
            Jenis::Isi | Jenis::Kumpul => self.state.was_all_in(),
            Jenis::Kompilasi => self.state.compilations().iter().any(|c| c.tanpa.is_empty()),
            Jenis::Catat | Jenis::Koreksi | Jenis::Susun | Jenis::Tandatangan | Jenis::Arsip => {
                false
            }
        }
    }

    fn keadaan(&self, step: &Langkah, ended: bool, earlier: &[LangkahProgress]) -> Keadaan {
        if ended {
            return Keadaan::Selesai;
        }
        if self.held_once(step) {
            return Keadaan::Dikembalikan;
        }
        let open = if step.jenis == Jenis::Kumpul {
            // Collecting begins with the first form, or when filling should have ended.
            let due = earlier
                .last()
                .is_some_and(|before| self.hari_ini > before.batas);
            let any_in = |b: &Bidang| self.state.submissions(&b.id).is_some();
            due || self.state.cycle.bidang.iter().any(any_in)
        } else {
            let passed =
                |gate: &LangkahProgress| gate.jenis == Jenis::Catat || gate.selesai.is_some();
            earlier.iter().all(passed)
        };
        if open {
            Keadaan::Berjalan
        } else {
            Keadaan::Menunggu
        }
    }

    /// Since when every Bidang is in with one content.
    fn all_in_since(&self) -> Option<DateTime<FixedOffset>> {
        let since =
            self.state
                .cycle
                .bidang
                .iter()
                .map(|bidang| match self.state.bidang(&bidang.id) {
                    BidangState::Diajukan(_) => {
                        self.state.submissions(&bidang.id).and_then(|s| s.since)
                    }
                    BidangState::Belum | BidangState::Bercabang => None,
                });
        since.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    fn bidang(
        &self,
        bidang: &Bidang,
        batas: NaiveDate,
        basi: &BTreeSet<BidangId>,
    ) -> BidangProgress {
        let keadaan = self.state.bidang(&bidang.id);
        let submissions = self.state.submissions(&bidang.id);
        let since = submissions.and_then(|submissions| submissions.since);
        let latest = submissions.and_then(|s| s.heads.iter().map(|head| head.pada).max());
        let late_on = since.map_or(self.hari_ini, |moment| moment.date_naive());
        BidangProgress {
            id: bidang.id.clone(),
            nama: bidang.nama.clone(),
            keadaan: keadaan.word(),
            basi: basi.contains(&bidang.id),
            batas,
            diajukan: latest,
            terlambat: self.jadwal.kalender.lateness(batas, late_on),
        }
    }
}
