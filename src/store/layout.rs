//! Every file name of a workspace, in one place.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::domain::name::BidangId;
use crate::domain::naskah::Bagian;

/// The office's settings; its presence makes a folder a workspace.
pub const SETTINGS: &str = "rkt.toml";
/// The SOP as data, in the workspace and (as copied when it was opened) in each cycle.
pub const SOP: &str = "sop.yaml";
/// Folder of the calendars.
pub const KALENDER: &str = "kalender";
/// The state file of a cycle; its presence makes a folder a cycle.
pub const STATE: &str = "state.toml";
/// Folder of the working copies.
pub const FORM: &str = "form";
/// Folder of generated files.
pub const KELUARAN: &str = "keluaran";
/// Folder of the evidence.
pub const BUKTI: &str = "bukti";
/// Folder of the forms as handed in.
pub const AJUAN: &str = "ajuan";
/// Folder of the sealed result, inside a cycle.
pub const ARSIP: &str = "arsip";
/// What an archive holds, with its SHA-256; its presence makes a folder an archive.
pub const MANIFEST: &str = "MANIFEST.sha256";
/// What an archive is and how to check it.
pub const BACA_SAYA: &str = "BACA-SAYA.md";
/// How git treats the files of a folder.
pub const ATTRIBUTES: &str = ".gitattributes";
/// Folder of what the office's plan refers to.
pub const ACUAN: &str = "acuan";
/// Folder of the signed forms that a revised cycle starts from.
pub const DASAR: &str = "dasar";
/// Folder of what the headings of tables from elsewhere mean.
pub const PETA: &str = "peta";
/// The table of what cycles took.
pub const MUTU: &str = "rkt-mutu.csv";
/// Lock of a folder; git-ignored.
pub const LOCK: &str = ".rkt.lock";
/// What temporary files start with; git-ignored.
pub const TEMP: &str = ".rkt-tmp-";

/// `kalender/2026.toml`.
#[must_use]
pub fn kalender(tahun: i32) -> String {
    format!("{KALENDER}/{tahun}.toml")
}

/// `acuan/renstra.toml`: the Renstra that forms are held against.
#[must_use]
pub fn renstra() -> String {
    format!("{ACUAN}/renstra.toml")
}

/// `acuan/iku.toml`: the Indikator Kinerja Utama that the office has set.
#[must_use]
pub fn iku() -> String {
    format!("{ACUAN}/iku.toml")
}

/// `acuan/naskah/bab-1.md`: what the office writes of its document itself.
#[must_use]
pub fn naskah(bagian: Bagian) -> String {
    format!("{ACUAN}/naskah/{}.md", bagian.name())
}

/// `acuan/nomenklatur.tsv`: the office's own nomenclature.
#[must_use]
pub fn nomenklatur() -> String {
    format!("{ACUAN}/nomenklatur.tsv")
}

/// `peta/renja.toml`: what the headings of an office's tables mean.
#[must_use]
pub fn peta(nama: &str) -> String {
    format!("{PETA}/{nama}.toml")
}

/// `2027/sop.yaml`: the copy that a cycle is bound to.
#[must_use]
pub fn cycle_sop(siklus: &str) -> String {
    format!("{siklus}/{SOP}")
}

/// `2027/state.toml`.
#[must_use]
pub fn state(siklus: &str) -> String {
    format!("{siklus}/{STATE}")
}

/// `form/sd.toml`, inside a cycle.
#[must_use]
pub fn form(bidang: &BidangId) -> String {
    format!("{FORM}/{bidang}.toml")
}

/// `ajuan/sd/3f9c0a12b7d4e851.toml`, inside a cycle: named by the first 16 digits of the SHA-256.
#[must_use]
pub fn ajuan(bidang: &BidangId, sha256: &str) -> String {
    let name: String = sha256.chars().take(16).collect();
    format!("{AJUAN}/{bidang}/{name}.toml")
}

/// `dasar/sd.toml`, inside a revised cycle: a form of the signed RKT.
#[must_use]
pub fn dasar(bidang: &BidangId) -> String {
    format!("{DASAR}/{bidang}.toml")
}

/// `keluaran/draft-1.md`, inside a cycle.
#[must_use]
pub fn draft(nomor: u32, extension: &str) -> String {
    format!("{KELUARAN}/draft-{nomor}.{extension}")
}

/// `keluaran/rkt.md`, inside a cycle of an archive: the signed document.
#[must_use]
pub fn rkt(extension: &str) -> String {
    format!("{KELUARAN}/rkt.{extension}")
}

/// `rkt-2027.csv`, `rkt-2027-draf-3-sipd.csv`: what is given out of a cycle, under a name that
/// says what it is.
#[must_use]
pub fn ekspor(siklus: &str, draf: Option<u32>, bentuk: &str, extension: &str) -> String {
    let draf = draf.map_or_else(String::new, |nomor| format!("-draf-{nomor}"));
    let dash = if bentuk.is_empty() { "" } else { "-" };
    format!("rkt-{siklus}{draf}{dash}{bentuk}.{extension}")
}

/// `lembar-koreksi-2027-sd-putaran-2.pdf`, `lembar-koreksi-2027-sd-salinan-kerja.pdf`: the
/// correction sheet of a round of a form, or of its working copy.
#[must_use]
pub fn lembar_koreksi(
    siklus: &str,
    bidang: &BidangId,
    putaran: Option<usize>,
    extension: &str,
) -> String {
    let of = putaran.map_or("salinan-kerja".to_owned(), |n| format!("putaran-{n}"));
    format!("lembar-koreksi-{siklus}-{bidang}-{of}.{extension}")
}

/// `bukti/sosialisasi/undangan-3f9c0a12b7d4e851.pdf`, inside a cycle: what it shows, and the first
/// digits of its SHA-256.
#[must_use]
pub fn bukti(group: &str, label: &str, sha256: &str, extension: &str) -> String {
    let short: String = sha256.chars().take(16).collect();
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{BUKTI}/{group}/{label}-{short}{dot}{extension}")
}

/// Whether a folder name is that of a cycle: `2027`, `2027-perubahan`, `2027-perubahan-2`.
#[must_use]
pub fn is_cycle_name(name: &str) -> bool {
    let (year, rest) = name.split_at_checked(4).unwrap_or((name, ""));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let revision = match rest.strip_prefix("-perubahan") {
        Some("") => true,
        Some(number) => number.strip_prefix('-').is_some_and(digits),
        None => rest.is_empty(),
    };
    year.len() == 4 && digits(year) && revision
}

/// The cycle that revises a cycle: `2027` -> `2027-perubahan` -> `2027-perubahan-2`.
#[must_use]
pub fn revision_of(siklus: &str) -> String {
    let (year, rest) = siklus.split_at_checked(4).unwrap_or((siklus, ""));
    let Some(number) = rest.strip_prefix("-perubahan") else {
        return format!("{year}-perubahan");
    };
    let number: u32 = number.trim_start_matches('-').parse().unwrap_or(1);
    format!("{year}-perubahan-{}", number.saturating_add(1))
}

/// Whether a folder is an archive, which nothing is written to.
#[must_use]
pub fn is_archive(folder: &Path) -> bool {
    folder.join(MANIFEST).symlink_metadata().is_ok()
}

/// The nearest folder at or above `from` that holds a file called `marker`.
///
/// # Errors
/// When a folder on the way may not be looked into.
pub fn find_up(from: &Path, marker: &str) -> anyhow::Result<Option<PathBuf>> {
    for folder in from.ancestors() {
        let path = folder.join(marker);
        let about = || format!("tidak dapat membaca {}", path.display());
        if path.try_exists().with_context(about)? && path.is_file() {
            return Ok(Some(folder.to_path_buf()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_counted() {
        assert_eq!(revision_of("2027"), "2027-perubahan");
        assert_eq!(revision_of("2027-perubahan"), "2027-perubahan-2");
        assert_eq!(revision_of("2027-perubahan-9"), "2027-perubahan-10");
    }

    #[test]
    fn cycle_names_are_years_and_their_revisions() {
        for good in ["2027", "2027-perubahan", "2027-perubahan-2"] {
            assert!(is_cycle_name(good), "{good}");
        }
        for bad in [
            "",
            "27",
            "20270",
            "2027-",
            "2027-perubahan-",
            "2027-lama",
            "acuan",
        ] {
            assert!(!is_cycle_name(bad), "{bad}");
        }
    }
}
