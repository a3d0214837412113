//! Recorded langkah, excused Bidang, and Bidang that join (SOP steps 1 to 3 and 5).

use chrono::NaiveDate;

use super::{Desk, Refusal, Verdict, called, first};
use crate::domain::event::{Act, Subjek};
use crate::domain::name::{BidangId, LangkahId, joined};
use crate::domain::rule::Rule;
use crate::domain::sop::{Jenis, Langkah};
use crate::domain::state::BidangState;
use crate::domain::tanggal;

/// What is recorded after the archive, outside the seal.
pub const PUBLIKASI: &str = "publikasi";

impl Desk<'_> {
    /// A langkah of the kind `catat`, or the publication of an archived RKT.
    pub(super) fn step(
        &self,
        id: LangkahId,
        tanggal: Option<NaiveDate>,
        catatan: Option<String>,
        hadir: Vec<String>,
        url: Option<String>,
    ) -> Verdict {
        let known = self.state.record_of(&id);
        let url = url.or_else(|| known.and_then(|record| record.url.clone()));
        match self.sop().langkah(&id) {
            Some(langkah) if langkah.jenis == Jenis::Catat => self.may_record(langkah)?,
            Some(langkah) => return Err(not_recorded(langkah)),
            None if id.as_str() == PUBLIKASI => self.may_publish(url.as_deref())?,
            None => {
                return Err(Refusal::new(
                    Rule::WrongStep,
                    format!("langkah `{id}` tidak ada di SOP siklus ini"),
                    "lihat daftar langkah: `rkt sop`",
                ));
            }
        }
        let today = self.by.at.date_naive();
        let tanggal = tanggal.unwrap_or(known.map_or(today, |record| record.tanggal));
        if tanggal > today {
            return Err(Refusal::new(
                Rule::DateAhead,
                format!(
                    "{} belum terjadi; hari ini {}",
                    tanggal::long(tanggal),
                    tanggal::long(today)
                ),
                format!("catat setelah dilaksanakan: `rkt step {id} --tanggal {today}`"),
            ));
        }
        let kept = self.state.evidence_of(&id);
        let has_all = self
            .by
            .bukti
            .keys()
            .all(|path| kept.contains(path.as_str()));
        let same = known.is_some_and(|record| {
            let said = catatan.is_none() || record.catatan == catatan;
            let told = hadir.is_empty() || record.hadir == hadir;
            record.tanggal == tanggal && said && told && record.url == url
        });
        if same && has_all {
            return Ok(None);
        }
        Ok(Some(Act::Catat {
            langkah: id,
            tanggal,
            catatan: catatan.or_else(|| known.and_then(|record| record.catatan.clone())),
            hadir: if hadir.is_empty() {
                known.map_or_else(Vec::new, |record| record.hadir.clone())
            } else {
                hadir
            },
            url,
        }))
    }

    fn may_record(&self, langkah: &Langkah) -> Result<(), Refusal> {
        let id = &langkah.id;
        let what = format!("mencatat {}", called(langkah));
        self.may(&langkah.pelaksana, &what, &format!("rkt step {id}"))?;
        if self.state.archive().is_some() {
            return Err(super::sealed(self.state));
        }
        Ok(())
    }

    fn may_publish(&self, url: Option<&str>) -> Result<(), Refusal> {
        let who = self.sop().pelaksana_of(Jenis::Arsip);
        self.may(who, "mencatat publikasi", "rkt step publikasi")?;
        if self.state.archive().is_none() {
            let help = match self.state.signature() {
                Some(_) => format!("arsipkan dahulu: `rkt archive --sebagai {}`", first(who)),
                None => self.unsigned().help,
            };
            let message = "publikasi dicatat setelah RKT diarsipkan";
            return Err(Refusal::new(Rule::NotYetTurn, message, help));
        }
        if url.is_none() {
            return Err(Refusal::new(
                Rule::EvidenceMissing,
                "alamat publikasi belum disebut",
                "sebutkan: `rkt step publikasi --url \"...\"`",
            ));
        }
        Ok(())
    }

    /// Excuses a Bidang that has nothing in (SOP step 5).
    pub(super) fn excuse(&self, bidang: BidangId, alasan: String) -> Verdict {
        let Some(kumpul) = self.sop().first(Jenis::Kumpul) else {
            return Ok(None);
        };
        let command = format!("rkt step {} --tanpa {bidang} --alasan \"...\"", kumpul.id);
        self.may(
            &kumpul.pelaksana,
            "membebaskan Bidang dari mengajukan",
            &command,
        )?;
        self.is_running()?;
        self.has_nothing_in(&bidang)?;
        self.before_draft(&bidang)?;
        if matches!(self.state.bidang(&bidang), BidangState::Tanpa(now) if now.alasan == alasan) {
            return Ok(None);
        }
        let others = self.state.cycle.bidang.iter().filter(|b| b.id != bidang);
        let excused = |state| matches!(state, BidangState::Tanpa(_));
        if others.map(|b| self.state.bidang(&b.id)).all(excused) {
            return Err(Refusal::new(
                Rule::BidangMissing,
                "semua Bidang lain sudah dibebaskan; RKT tidak dapat kosong",
                format!("minta Bidang itu mengajukan: {}", self.submitting(&bidang)),
            ));
        }
        Ok(Some(Act::Tanpa {
            langkah: kumpul.id.clone(),
            bidang,
            alasan,
        }))
    }

    /// Lets a forgotten Bidang join.
    pub(super) fn add_bidang(&self, bidang: BidangId, nama: String) -> Verdict {
        let who = self.sop().pelaksana_of(Jenis::Kumpul);
        let command = format!("rkt bidang tambah {bidang}");
        self.may(who, "menambah Bidang", &command)?;
        self.is_running()?;
        let known = &self.state.cycle.bidang;
        if known.iter().any(|known| known.id == bidang) {
            let ids: Vec<BidangId> = known.iter().map(|known| known.id.clone()).collect();
            return Err(Refusal::new(
                Rule::Duplicate,
                format!("Bidang {bidang} sudah ada di siklus ini ({})", joined(&ids)),
                format!("minta mengajukan formnya: {}", self.submitting(&bidang)),
            ));
        }
        self.before_draft(&bidang)?;
        Ok(Some(Act::Bidang { bidang, nama }))
    }

    /// Refuses what changes who is in, once the draft lies with those who correct it.
    pub(super) fn before_draft(&self, bidang: &BidangId) -> Result<(), Refusal> {
        let Some(draft) = self.state.draft().fixed() else {
            return Ok(());
        };
        let id = self
            .sop()
            .first(Jenis::Kumpul)
            .map_or("LANGKAH", |l| l.id.as_str());
        let who = first(self.sop().pelaksana_of(Jenis::Kumpul));
        Err(Refusal::new(
            Rule::FormClosed,
            format!(
                "draf {} sudah disusun tanpa form baru dari {bidang}",
                draft.nomor
            ),
            format!("buka kembali pengumpulan: `rkt reopen {id} --alasan \"...\" --sebagai {who}`"),
        ))
    }

    fn has_nothing_in(&self, bidang: &BidangId) -> Result<(), Refusal> {
        let state = self.state.bidang(bidang);
        let help = match state {
            BidangState::Belum | BidangState::Tanpa(_) | BidangState::Dikembalikan(..) => {
                return Ok(());
            }
            BidangState::Diajukan(_) if self.is_open(bidang).is_ok() => format!(
                "bila tidak jadi dipakai, Bidang menariknya: `rkt withdraw {bidang} --sebagai {bidang}`"
            ),
            BidangState::Diajukan(_) | BidangState::Disetujui(_) => self.way_back(bidang),
            BidangState::Bercabang => {
                format!("tetapkan dahulu isinya: {}", self.submitting(bidang))
            }
        };
        let message = format!("form {bidang} sudah ada (keadaan: {})", state.word());
        Err(Refusal::new(Rule::FormClosed, message, help))
    }

    /// A subjek as refusals name it.
    pub(super) fn about(subjek: &Subjek) -> String {
        match subjek {
            Subjek::Bidang(id) => format!("form {id}"),
            Subjek::Draft => "draf RKT".to_owned(),
        }
    }
}

fn not_recorded(langkah: &Langkah) -> Refusal {
    let who = first(&langkah.pelaksana);
    let help = match langkah.jenis {
        Jenis::Isi => "isi form Bidang, lalu ajukan: `rkt submit BIDANG`".to_owned(),
        Jenis::Kumpul => format!(
            "selesai sendiri setelah semua Bidang mengajukan (`rkt submit BIDANG`) atau dibebaskan (`rkt step {} --tanpa BIDANG --alasan \"...\" --sebagai {who}`)",
            langkah.id
        ),
        Jenis::Kompilasi => format!("jalankan `rkt compile --sebagai {who}`"),
        Jenis::Koreksi => "setujui atau kembalikan: `rkt approve ...`, `rkt return ...`".to_owned(),
        Jenis::Susun => format!("jalankan `rkt draft --sebagai {who}`"),
        Jenis::Tandatangan => "jalankan `rkt sign`".to_owned(),
        Jenis::Arsip => format!("jalankan `rkt archive --sebagai {who}`"),
        Jenis::Catat => "lihat yang sedang berjalan: `rkt status`".to_owned(),
    };
    Refusal::new(
        Rule::WrongStep,
        format!(
            "{} tidak dicatat dengan `rkt step`; keadaannya mengikuti peristiwa lain",
            called(langkah)
        ),
        help,
    )
}
