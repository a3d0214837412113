//! What the paper says of the office: its letterhead, and who signs.

use chrono::NaiveDate;

use crate::domain::event::Actor;
use crate::domain::instansi::{Instansi, PLACEHOLDER, Penugasan};
use crate::domain::name::Jabatan;
use crate::domain::sop::Sop;
use crate::domain::tanggal;

/// What stands for a date or a name that is not known yet.
const BLANK: &str = "............................";

/// Kop (letterhead).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kop {
    /// The government, in capitals: `PEMERINTAH KABUPATEN BALANGAN`.
    pub pemerintah: String,
    /// The office, in capitals.
    pub instansi: String,
    /// Its address, a line each.
    pub alamat: Vec<String>,
}

impl Kop {
    /// The letterhead of an office.
    #[must_use]
    pub fn of(instansi: &Instansi) -> Kop {
        let pemerintah = instansi.pemerintah.to_uppercase();
        Kop {
            pemerintah: if pemerintah.starts_with("PEMERINTAH") {
                pemerintah
            } else {
                format!("PEMERINTAH {pemerintah}")
            },
            instansi: instansi.nama.to_uppercase(),
            alamat: instansi.alamat.clone(),
        }
    }
}

/// Tanda tangan (sign-off): where, when, and who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TandaTangan {
    /// The place.
    pub tempat: String,
    /// The day in words; `None` until it is signed.
    pub tanggal: Option<String>,
    /// The jabatan as the paper has it, a line each: `Plt. Kepala Dinas ...`.
    pub jabatan: Vec<String>,
    /// The name; `None` while nobody is known.
    pub nama: Option<String>,
    /// The NIP, if it is known.
    pub nip: Option<String>,
}

/// Who signs, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Penanda<'a> {
    /// The jabatan that signs by the SOP.
    pub jabatan: &'a Jabatan,
    /// Who signed or holds the jabatan.
    pub oleh: Option<&'a Actor>,
    /// The day of the signature.
    pub pada: Option<NaiveDate>,
}

impl TandaTangan {
    /// The sign-off of an office's paper.
    ///
    /// Who signs in another's place stands below that jabatan, behind `a.n.`.
    #[must_use]
    pub fn of(penanda: Penanda<'_>, sop: &Sop, instansi: &Instansi) -> TandaTangan {
        let own = penanda.oleh.filter(|oleh| oleh.jabatan == *penanda.jabatan);
        let title = match (own, penanda.oleh) {
            (Some(own), _) => own.status.map_or("", Penugasan::title),
            (None, Some(_)) => "a.n. ",
            (None, None) => "",
        };
        let head = head(&jabatan(penanda.jabatan, sop), &instansi.nama);
        let mut jabatan = vec![format!("{title}{head}"), instansi.pemerintah.clone()];
        if let (None, Some(other)) = (own, penanda.oleh) {
            jabatan.push(sebutan(other, sop));
        }
        let known = |nama: &&Actor| !nama.nama.starts_with(PLACEHOLDER);
        let oleh = penanda.oleh.filter(known);
        TandaTangan {
            tempat: instansi.tempat.clone(),
            tanggal: penanda.pada.map(tanggal::long),
            jabatan,
            nama: oleh.map(|oleh| oleh.nama.clone()),
            nip: oleh.and_then(|oleh| oleh.nip.clone()),
        }
    }

    /// The lines above the room for the signature: place and day, then the jabatan.
    #[must_use]
    pub fn above(&self) -> Vec<String> {
        let tanggal = self.tanggal.as_deref().unwrap_or(BLANK);
        let first = format!("{}, {tanggal}", self.tempat);
        std::iter::once(first)
            .chain(self.jabatan.iter().cloned())
            .collect()
    }

    /// The name below the room for the signature.
    #[must_use]
    pub fn name(&self) -> &str {
        self.nama.as_deref().unwrap_or(BLANK)
    }

    /// The line below the name.
    #[must_use]
    pub fn number(&self) -> Option<String> {
        let nip = self.nip.as_ref()?;
        Some(format!("NIP. {nip}"))
    }
}

/// What somebody is called on paper: `Plt. Kepala Dinas`.
#[must_use]
pub fn sebutan(oleh: &Actor, sop: &Sop) -> String {
    let held = oleh.status.map_or("", Penugasan::title);
    format!("{held}{}", jabatan(&oleh.jabatan, sop))
}

/// A jabatan as the SOP prints it; else its id in words.
#[must_use]
pub fn jabatan(jabatan: &Jabatan, sop: &Sop) -> String {
    let known = sop.pelaksana.iter().find(|one| one.id == *jabatan);
    known.map_or_else(|| in_words(jabatan), |one| one.nama.clone())
}

fn in_words(jabatan: &Jabatan) -> String {
    let words = jabatan.as_str().split('-').map(|word| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

/// The head of an office: `Kepala Dinas` of `Dinas Pendidikan` is `Kepala Dinas Pendidikan`.
fn head(jabatan: &str, instansi: &str) -> String {
    let words: Vec<&str> = jabatan.split_whitespace().collect();
    let office: Vec<String> = instansi.split_whitespace().map(str::to_lowercase).collect();
    let overlaps = |start: &usize| {
        let tail = words.get(*start..).unwrap_or_default();
        let tail: Vec<String> = tail.iter().map(|word| word.to_lowercase()).collect();
        office.starts_with(&tail)
    };
    let own = (0..words.len()).find(overlaps).unwrap_or(words.len());
    let own = words.get(..own).unwrap_or_default();
    own.iter()
        .copied()
        .chain([instansi])
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_named_with_the_office() {
        for (jabatan, instansi, expected) in [
            (
                "Kepala Dinas",
                "Dinas Pendidikan",
                "Kepala Dinas Pendidikan",
            ),
            ("Kepala", "Dinas Pendidikan", "Kepala Dinas Pendidikan"),
            (
                "Kepala Dinas Pendidikan",
                "Dinas Pendidikan",
                "Kepala Dinas Pendidikan",
            ),
            ("Sekretaris", "Badan Riset", "Sekretaris Badan Riset"),
            ("Kepala Badan", "BADAN RISET", "Kepala BADAN RISET"),
            ("", "", ""),
        ] {
            assert_eq!(head(jabatan, instansi), expected);
        }
    }
}
