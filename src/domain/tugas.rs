//! Tugas: what waits for whom, with the command to type.

use chrono::NaiveDate;

use super::name::{BidangId, Jabatan};
use super::progress::{BidangProgress, LangkahProgress, Progress};
use super::sop::Jenis;

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tugas {
    /// Any of these may do it.
    pub who: Vec<Jabatan>,
    /// What it is, in Indonesian.
    pub what: String,
    /// The command to type, if rkt has one for it.
    pub command: Option<String>,
}

/// Everything that waits, first what is first in the SOP. `siklus` is the cycle's folder.
#[must_use]
pub fn waiting(progress: &Progress, siklus: &str) -> Vec<Tugas> {
    let mut tugas = Vec::new();
    for langkah in &progress.langkah {
        if langkah.jenis == Jenis::Isi {
            tugas.extend(
                progress
                    .bidang
                    .iter()
                    .filter_map(|bidang| of_bidang(bidang, siklus, progress.hari_ini)),
            );
        } else if langkah.jenis == Jenis::Kumpul && langkah.keadaan.is_open() {
            tugas.push(of_kumpul(langkah, progress));
        } else if langkah.keadaan.is_open() {
            tugas.extend(of_langkah(langkah, siklus));
        }
    }
    tugas
}

fn of_bidang(bidang: &BidangProgress, siklus: &str, today: NaiveDate) -> Option<Tugas> {
    let BidangProgress {
        id,
        keadaan,
        basi,
        batas,
        ..
    } = bidang;
    let late = if today > *batas {
        " --alasan \"...\""
    } else {
        ""
    };
    let what = match (*keadaan, basi) {
        ("belum", _) => format!("isi {siklus}/form/{id}.toml, lalu ajukan"),
        ("bercabang", _) => format!(
            "ajuan {id} bercabang: pilih isi yang benar di {siklus}/form/{id}.toml, lalu ajukan"
        ),
        (_, true) => format!(
            "{siklus}/form/{id}.toml berubah sejak diajukan (basi); ajukan lagi bila memang diubah"
        ),
        (_, false) => return None,
    };
    Some(Tugas {
        who: vec![id.head()],
        what,
        command: Some(submit(id, late)),
    })
}

fn submit(id: &BidangId, late: &str) -> String {
    format!("rkt submit {id}{late}")
}

/// Collecting: whom to ask for the form (SOP step 5).
fn of_kumpul(langkah: &LangkahProgress, progress: &Progress) -> Tugas {
    let out = progress.bidang.iter().filter(|b| b.keadaan != "diajukan");
    let label = |b: &BidangProgress| match b.keadaan {
        "bercabang" => format!("{} (bercabang)", b.id),
        _ => b.id.to_string(),
    };
    let names: Vec<String> = out.map(label).collect();
    Tugas {
        who: langkah.pelaksana.clone(),
        what: format!(
            "langkah {}: tagih form yang belum masuk: {}",
            langkah.no,
            names.join(", ")
        ),
        command: None,
    }
}

fn of_langkah(langkah: &LangkahProgress, siklus: &str) -> Option<Tugas> {
    let LangkahProgress {
        id,
        no,
        uraian,
        pelaksana,
        ..
    } = langkah;
    let (what, command) = match langkah.jenis {
        Jenis::Catat => (
            format!("langkah {no} belum dicatat: {uraian}"),
            Some(format!("rkt step {id}")),
        ),
        Jenis::Kompilasi => (
            format!("langkah {no}: {uraian}"),
            Some("rkt compile".to_owned()),
        ),
        Jenis::Isi | Jenis::Kumpul => return None,
        Jenis::Koreksi | Jenis::Susun | Jenis::Tandatangan | Jenis::Arsip => (
            format!("langkah {no}: {uraian}; draf terakhir ada di {siklus}/keluaran/"),
            None,
        ),
    };
    Some(Tugas {
        who: pelaksana.clone(),
        what,
        command,
    })
}
