//! Angka (numbers): what matters most of a cycle, counted.

use super::{Angka, Look};
use crate::domain::koreksi::Tahap;
use crate::domain::state::BidangState;
use crate::domain::tanggal;

impl Look<'_> {
    /// What matters most, as numbers.
    pub(super) fn angka(&self) -> Vec<Angka> {
        let progress = self.bahan.progress;
        let ended = progress.langkah.iter().filter(|one| one.selesai.is_some());
        let langkah = Angka {
            nama: "Langkah selesai",
            nilai: format!("{} dari {}", ended.count(), progress.langkah.len()),
            arti: match (
                progress.ended_late().count(),
                progress.late_langkah().count(),
            ) {
                (0, 0) => "tidak ada yang terlambat".to_owned(),
                (0, now) => format!("{now} sedang terlambat"),
                (ended, 0) => {
                    format!("{ended} selesai terlambat, tidak ada yang sedang terlambat")
                }
                (ended, now) => format!("{ended} selesai terlambat, {now} sedang terlambat"),
            },
        };
        vec![
            langkah,
            self.forms(),
            self.corrections(),
            self.end(),
            self.money(),
        ]
    }

    fn forms(&self) -> Angka {
        let state = self.bahan.state;
        let (mut all, mut masuk, mut disetujui) = (0, 0, 0);
        for bidang in &state.cycle.bidang {
            match state.bidang(&bidang.id) {
                BidangState::Tanpa(_) => continue,
                BidangState::Diajukan(_) => masuk += 1,
                BidangState::Disetujui(_) => {
                    masuk += 1;
                    disetujui += 1;
                }
                BidangState::Belum | BidangState::Dikembalikan(..) | BidangState::Bercabang => {}
            }
            all += 1;
        }
        let tanpa = state.cycle.bidang.len() - all;
        let mut arti = format!("{disetujui} disetujui");
        if tanpa > 0 {
            arti = format!("{arti}; {tanpa} Bidang tanpa form");
        }
        Angka {
            nama: "Form masuk",
            nilai: format!("{masuk} dari {all} Bidang"),
            arti,
        }
    }

    fn corrections(&self) -> Angka {
        let pending = self.bahan.state.pending();
        let open = pending.iter().filter(|one| one.tahap == Tahap::Terbuka);
        let open = open.count();
        Angka {
            nama: "Koreksi terbuka",
            nilai: open.to_string(),
            arti: match pending.len() - open {
                0 => "tidak ada yang menunggu persetujuan".to_owned(),
                n => format!("{n} dijawab, menunggu persetujuan"),
            },
        }
    }

    fn end(&self) -> Angka {
        let progress = self.bahan.progress;
        let (ended, planned) = progress.end();
        Angka {
            nama: if ended {
                "Selesai"
            } else {
                "Perkiraan selesai"
            },
            nilai: tanggal::long(progress.perkiraan_selesai),
            arti: if planned == progress.perkiraan_selesai {
                "sesuai rencana".to_owned()
            } else {
                format!("rencana {}", tanggal::long(planned))
            },
        }
    }

    fn money(&self) -> Angka {
        let total = self.isi.and_then(|isi| isi.total);
        Angka {
            nama: "Pagu",
            nilai: total.map_or_else(|| "–".to_owned(), |total| total.to_string()),
            arti: match self.isi {
                Some(isi) => isi.kedudukan.clone(),
                None => "belum ada yang dikompilasi".to_owned(),
            },
        }
    }
}
