//! Paraf: who puts his initials on a sheet that goes round, in the order of the SOP.

use chrono::NaiveDate;

use crate::domain::instansi::{Bidang, Penugasan, Settings};
use crate::domain::name::Jabatan;
use crate::domain::sop::{BIDANG, Jenis, Langkah};
use crate::domain::state::State;

/// Paraf (initials): one who sees the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paraf {
    /// The numbers of the langkah at which he does.
    pub langkah: Vec<u32>,
    /// The jabatan.
    pub jabatan: Jabatan,
    /// The jabatan as people call it, with how it is held.
    pub sebutan: String,
    /// Who holds it; `None` while nobody is known.
    pub nama: Option<String>,
    /// His NIP, if it is known.
    pub nip: Option<String>,
    /// Whether he approves or sends back.
    pub decides: bool,
}

impl Paraf {
    /// Who fills the form of a Bidang, who collects it and who corrects it by the SOP, with who
    /// holds these jabatan on a day.
    #[must_use]
    pub fn all(state: &State, settings: &Settings, bidang: &Bidang, day: NaiveDate) -> Vec<Paraf> {
        let mut all: Vec<Paraf> = Vec::new();
        for langkah in state.sop.langkah.iter().filter(|one| is_seen(one)) {
            for who in &langkah.pelaksana {
                let jabatan = match who.as_str() {
                    BIDANG => bidang.id.head(),
                    _ => who.clone(),
                };
                match all.iter_mut().find(|one| one.jabatan == jabatan) {
                    Some(known) => {
                        known.langkah.push(langkah.no);
                        known.decides |= langkah.is_review();
                    }
                    None => all.push(one(state, settings, jabatan, langkah, day)),
                }
            }
        }
        all
    }
}

/// Whether a form is in somebody's hands at a langkah.
fn is_seen(langkah: &Langkah) -> bool {
    matches!(langkah.jenis, Jenis::Isi | Jenis::Kumpul | Jenis::Koreksi)
}

fn one(
    state: &State,
    settings: &Settings,
    jabatan: Jabatan,
    langkah: &Langkah,
    day: NaiveDate,
) -> Paraf {
    let holder = settings.holder(&jabatan, day);
    let title = holder.map_or("", |one| Penugasan::title(one.status));
    let known = holder.filter(|one| !one.is_placeholder());
    Paraf {
        langkah: vec![langkah.no],
        sebutan: format!("{title}{}", state.called(&jabatan)),
        jabatan,
        nama: known.map(|one| one.nama.clone()),
        nip: known.and_then(|one| one.nip.clone()),
        decides: langkah.is_review(),
    }
}
