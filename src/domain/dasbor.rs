//! Dasbor (dashboard): a cycle on one page, as values: where it stands, what waits for whom, its
//! corrections, and the RKT as far as there is one.

mod angka;
mod isi;

use chrono::NaiveDate;

use super::audit::unseen;
use super::bagan::Tanda;
use super::event::Subjek;
use super::gantt::Gantt;
use super::kabar;
use super::kalender::Kalender;
use super::koreksi::{Jawaban, Koreksi, Tahap};
use super::name::Jabatan;
use super::pagu::Rupiah;
use super::progress::{BidangProgress, Drift, Keadaan, LangkahProgress, Progress};
use super::ramalan::Ramalan;
use super::sop::Jenis;
use super::state::{BidangState, State};
use super::tanggal;
use super::tugas::Tugas;

pub use isi::{Baris, Batang, Isi, Jenjang, Terbitan, Ukur};

/// Bahan (material): what a dashboard is made of.
pub struct Bahan<'a> {
    /// What the cycle is called, `RKT 2027`.
    pub judul: &'a str,
    /// The office and its government.
    pub instansi: &'a str,
    /// What happened.
    pub state: &'a State,
    /// Where that leaves the cycle.
    pub progress: &'a Progress,
    /// The outlook, if there is one.
    pub ramalan: Option<&'a Ramalan>,
    /// The days off.
    pub kalender: &'a Kalender,
    /// What waits for whom.
    pub tugas: &'a [Tugas],
    /// What days off that came to be known since do to the plan.
    pub drift: Option<&'a Drift>,
    /// The content that is given out, if anything was compiled.
    pub terbitan: Option<Terbitan<'a>>,
}

/// A cycle on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dasbor {
    /// What the cycle is called.
    pub judul: String,
    /// The office and its government.
    pub instansi: String,
    /// The day that it tells of, with the zone.
    pub pada: String,
    /// What matters most, as numbers.
    pub angka: Vec<Angka>,
    /// The langkah on which work goes on.
    pub berjalan: Vec<Berjalan>,
    /// What waits for whom.
    pub ditunggu: Vec<Ditunggu>,
    /// How the cycle stands, in sentences.
    pub kabar: Vec<String>,
    /// What should be known, in sentences.
    pub perhatian: Vec<String>,
    /// The langkah, in order.
    pub langkah: Vec<LangkahDasbor>,
    /// Plan and reality as bars.
    pub gantt: Gantt,
    /// The Bidang, in printed order.
    pub bidang: Vec<BidangDasbor>,
    /// The corrections that are not settled, oldest first.
    pub koreksi: Vec<KoreksiDasbor>,
    /// How many are settled.
    pub n_selesai: usize,
    /// The RKT; `None` while nothing is compiled.
    pub isi: Option<Isi>,
}

/// Angka (number): something that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Angka {
    /// What.
    pub nama: &'static str,
    /// How much.
    pub nilai: String,
    /// What that means.
    pub arti: String,
}

/// Berjalan: a langkah on which work goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Berjalan {
    /// How it stands.
    pub tanda: Tanda,
    /// Its number and what is done.
    pub judul: String,
    /// Who does it.
    pub siapa: String,
    /// Until when, in words.
    pub batas: String,
}

/// Ditunggu: what somebody waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ditunggu {
    /// Who has to do it.
    pub siapa: String,
    /// What.
    pub apa: String,
    /// Until when, in words.
    pub batas: String,
    /// Whether it is late.
    pub terlambat: bool,
}

/// A langkah.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LangkahDasbor {
    /// Its printed number.
    pub no: u32,
    /// Uraian Prosedur.
    pub uraian: String,
    /// Who does it.
    pub siapa: String,
    /// The planned due date.
    pub rencana: String,
    /// The due date.
    pub batas: String,
    /// How it stands.
    pub tanda: Tanda,
    /// The same in words.
    pub keadaan: String,
}

/// A Bidang.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BidangDasbor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub nama: String,
    /// How it stands.
    pub tanda: Tanda,
    /// The same in words.
    pub keadaan: String,
    /// The due date of its form.
    pub batas: String,
    /// How many times it handed in.
    pub putaran: usize,
    /// How many of its corrections nobody answered.
    pub n_terbuka: usize,
    /// What it has in the RKT.
    pub pagu: Option<Rupiah>,
}

/// A correction that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KoreksiDasbor {
    /// Its name.
    pub nama: String,
    /// How far it has come.
    pub tahap: Tahap,
    /// What it is about.
    pub tentang: String,
    /// The row that it is about.
    pub baris: Option<String>,
    /// What is to be mended.
    pub alasan: String,
    /// Who made it.
    pub oleh: String,
    /// Since when it stands.
    pub sejak: String,
    /// The last answer, with who gave it.
    pub jawaban: Option<String>,
}

impl Dasbor {
    /// The page of a cycle.
    #[must_use]
    pub fn of(bahan: &Bahan<'_>) -> Dasbor {
        let isi = bahan.terbitan.as_ref().map(|one| one.isi(bahan.state));
        let look = Look {
            bahan,
            isi: isi.as_ref(),
        };
        let progress = bahan.progress;
        let settled = bahan.state.koreksi().iter();
        let settled = settled.filter(|one| one.tahap == Tahap::Selesai);
        Dasbor {
            judul: bahan.judul.to_owned(),
            instansi: bahan.instansi.to_owned(),
            pada: format!(
                "{} ({})",
                tanggal::full(progress.hari_ini),
                bahan.state.cycle.zona
            ),
            angka: look.angka(),
            berjalan: look.berjalan(),
            ditunggu: bahan.tugas.iter().map(|one| look.ditunggu(one)).collect(),
            kabar: look.kabar(),
            langkah: progress
                .langkah
                .iter()
                .map(|one| look.langkah(one))
                .collect(),
            gantt: Gantt::of(bahan.state, progress, bahan.kalender),
            bidang: progress.bidang.iter().map(|one| look.bidang(one)).collect(),
            koreksi: bahan
                .state
                .pending()
                .into_iter()
                .map(|one| look.koreksi(one))
                .collect(),
            n_selesai: settled.count(),
            perhatian: look.perhatian(),
            isi,
        }
    }
}

/// What is looked at.
struct Look<'a> {
    bahan: &'a Bahan<'a>,
    isi: Option<&'a Isi>,
}

impl Look<'_> {
    /// The langkah that can be worked on.
    fn berjalan(&self) -> Vec<Berjalan> {
        let all = self.bahan.progress.langkah.iter();
        let open = all.filter(|one| one.keadaan.is_open() && one.siap);
        open.map(|one| Berjalan {
            tanda: Tanda::of(one),
            judul: format!("{}. {}", one.no, one.uraian),
            siapa: self.siapa(&one.pelaksana),
            batas: if one.jenis == Jenis::Catat && one.keadaan == Keadaan::Berjalan {
                kabar::langkah(one)
            } else {
                format!("batas {}", self.batas(one.batas, one.terlambat))
            },
        })
        .collect()
    }

    fn ditunggu(&self, tugas: &Tugas) -> Ditunggu {
        Ditunggu {
            siapa: self.siapa(&tugas.who),
            apa: tugas.what.clone(),
            batas: self.batas(tugas.batas, tugas.terlambat),
            terlambat: tugas.terlambat > 0,
        }
    }

    fn langkah(&self, one: &LangkahProgress) -> LangkahDasbor {
        LangkahDasbor {
            no: one.no,
            uraian: one.uraian.clone(),
            siapa: self.siapa(&one.pelaksana),
            rencana: tanggal::long(one.rencana_batas),
            batas: tanggal::long(one.batas),
            tanda: Tanda::of(one),
            keadaan: kabar::langkah(one),
        }
    }

    fn bidang(&self, one: &BidangProgress) -> BidangDasbor {
        let state = self.bahan.state;
        BidangDasbor {
            id: one.id.to_string(),
            nama: one.nama.clone(),
            tanda: tanda(one, state),
            keadaan: kabar::bidang(one, self.bahan.progress.hari_ini, state),
            batas: tanggal::long(one.batas),
            putaran: one.putaran,
            n_terbuka: state.open(&Subjek::Bidang(one.id.clone())).len(),
            pagu: self.isi.and_then(|isi| isi.pagu_of(&one.id)),
        }
    }

    fn koreksi(&self, one: &Koreksi) -> KoreksiDasbor {
        let (day, today) = (one.pada.date_naive(), self.bahan.progress.hari_ini);
        let since = self.bahan.kalender.between(day, today);
        KoreksiDasbor {
            nama: one.nama.clone(),
            tahap: one.tahap,
            tentang: match &one.subjek {
                Subjek::Bidang(id) => {
                    format!("form {}", self.bahan.state.called(&id.head()))
                }
                Subjek::Draft => "draf RKT".to_owned(),
            },
            baris: one.baris.clone(),
            alasan: one.alasan.clone(),
            oleh: format!(
                "{} ({})",
                self.bahan.state.called(&one.jabatan),
                one.oleh.nama
            ),
            sejak: match since {
                0 => tanggal::long(day),
                n => format!("{}, {n} hari kerja lalu", tanggal::long(day)),
            },
            jawaban: one.jawaban.last().map(Jawaban::told),
        }
    }

    fn kabar(&self) -> Vec<String> {
        let (state, progress) = (self.bahan.state, self.bahan.progress);
        let mut lines: Vec<String> = kabar::draf(state).into_iter().collect();
        lines.extend(kabar::dipublikasikan(state));
        lines.extend(kabar::dijadwalkan_ulang(state));
        match self.bahan.ramalan {
            Some(ahead) => lines.extend(kabar::ramalan(ahead)),
            None => lines.push(kabar::akhir(progress)),
        }
        lines
    }

    fn perhatian(&self) -> Vec<String> {
        let mut lines = kabar::atas_nama(self.bahan.state);
        lines.extend(unseen(self.bahan.state));
        let today = self.bahan.progress.hari_ini;
        let drift = self.bahan.drift;
        lines.extend(
            drift
                .map(|one| kabar::kalender_berubah(one, today))
                .unwrap_or_default(),
        );
        lines.extend(kabar::tanpa_libur(&self.bahan.progress.tanpa_libur));
        lines
    }

    /// Any of some jabatan, as people call them.
    fn siapa(&self, who: &[Jabatan]) -> String {
        let called: Vec<&str> = who.iter().map(|one| self.bahan.state.called(one)).collect();
        called.join(" atau ")
    }

    fn batas(&self, batas: NaiveDate, terlambat: u32) -> String {
        let hari_ini = self.bahan.progress.hari_ini;
        kabar::batas(batas, terlambat, hari_ini, self.bahan.kalender)
    }
}

/// The mark of how a Bidang stands; what contradicts itself is marked like what is late.
fn tanda(bidang: &BidangProgress, state: &State) -> Tanda {
    match state.bidang(&bidang.id) {
        _ if bidang.overdue() > 0 => Tanda::Terlambat,
        BidangState::Bercabang => Tanda::Terlambat,
        BidangState::Belum | BidangState::Tanpa(_) => Tanda::Menunggu,
        BidangState::Diajukan(_) => Tanda::Berjalan,
        BidangState::Dikembalikan(..) => Tanda::Dikembalikan,
        BidangState::Disetujui(_) => Tanda::Selesai,
    }
}
