//! What goes into an archive, and whether everything that the events name is there to go in.

use std::collections::{BTreeMap, BTreeSet};

use super::cycle::Loaded;
use super::seal::{Entry, walk};
use super::text;
use super::workspace::Trouble;
use super::{evidence, layout};
use crate::domain::audit::in_place_of;
use crate::domain::cetak::Isi;
use crate::domain::digest::sha256;
use crate::domain::document::kode;
use crate::domain::event::Act;
use crate::domain::finding::{Finding, Place};
use crate::domain::naskah;
use crate::domain::rule::Rule;
use crate::domain::state::Signature;
use crate::domain::tanggal;

/// Files of an archive by their path in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Keeps git from changing a byte of an archive.
pub const ATTRIBUTES: &str = "* -text\n";

/// The files that an archive takes from the workspace as they are.
///
/// # Errors
/// Findings when one of them is no plain file, or can't be named in a manifest.
pub fn gather(loaded: &Loaded) -> Result<Files, Trouble> {
    let mut names = bound(loaded);
    let mut findings = Vec::new();
    for Entry { path, is_plain } in beside(loaded)? {
        if is_plain {
            names.insert(path);
        } else {
            findings.push(not_plain(&path));
        }
    }
    let mut files = Files::new();
    files.insert(layout::ATTRIBUTES.to_owned(), ATTRIBUTES.into());
    for name in names {
        match text::read_up_to(&loaded.root, &name, evidence::MAX_BYTES)? {
            Some(Ok(bytes)) => {
                files.insert(name, bytes);
            }
            Some(Err(_)) | None => findings.push(not_plain(&name)),
        }
    }
    if findings.is_empty() {
        return Ok(files);
    }
    Err(Trouble::Findings(findings, Vec::new()))
}

/// The files that an archive may hold beside what rkt prints.
#[must_use]
pub fn names(loaded: &Loaded) -> BTreeSet<String> {
    let own = [
        layout::ATTRIBUTES,
        layout::BACA_SAYA,
        layout::MANIFEST,
        &layout::state(&loaded.siklus),
    ]
    .map(str::to_owned);
    let plain = beside(loaded).unwrap_or_default();
    let plain = plain.into_iter().map(|entry| entry.path);
    bound(loaded).into_iter().chain(own).chain(plain).collect()
}

/// The files that the settings, the SOP and the events name.
fn bound(loaded: &Loaded) -> BTreeSet<String> {
    let siklus = &loaded.siklus;
    let mut names: BTreeSet<String> =
        [layout::SETTINGS.to_owned(), layout::cycle_sop(siklus)].into();
    for event in loaded.state.events() {
        names.extend(event.bukti.keys().map(|file| format!("{siklus}/{file}")));
        if let Act::Ajukan { bidang, sha256, .. } = &event.act {
            names.insert(loaded.frozen_name(bidang, sha256));
        }
    }
    names
}

/// What lies in the folders that are archived as they are; nothing hidden.
fn beside(loaded: &Loaded) -> anyhow::Result<Vec<Entry>> {
    let folders = [
        layout::KALENDER.to_owned(),
        layout::ACUAN.to_owned(),
        format!("{}/{}", loaded.siklus, layout::DASAR),
    ];
    let mut found = Vec::new();
    for folder in &folders {
        let is_toml = |path: &str| path.rsplit('.').next() == Some("toml");
        let mut entries = walk(&loaded.root, folder)?;
        entries.retain(|Entry { path, is_plain }| {
            let hidden = path.split('/').any(|part| part.starts_with('.'));
            let wanted = !hidden && (folder != layout::KALENDER || is_toml(path));
            wanted || !is_plain
        });
        found.append(&mut entries);
    }
    Ok(found)
}

fn not_plain(path: &str) -> Finding {
    let message = "ini tidak dapat diarsipkan: hilang, tautan, terlalu besar, atau namanya memuat karakter khusus";
    Finding::new(Rule::FileUnreadable, Place::file(path), message)
        .help("letakkan berkasnya sendiri di sini, dengan nama biasa")
}

/// The page that tells somebody what an archive is and how to check it.
#[must_use]
pub fn readme(loaded: &Loaded, signature: &Signature) -> String {
    let (siklus, kode) = (&loaded.siklus, kode(&signature.digest));
    let instansi = &loaded.settings.instansi;
    let nama = &signature.oleh.nama;
    let jabatan = naskah::sebutan(&signature.oleh, loaded.sop());
    let signed = loaded.state.history().get(&signature.event);
    let scans = signed.into_iter().flat_map(|event| event.bukti.keys());
    let scans: Vec<String> = scans
        .map(|file| format!("- Bukti tanda tangannya: `{siklus}/{file}`\n"))
        .collect();
    let papers = loaded.settings.cetak.arsip.iter();
    let papers = papers.filter(|format| **format != Isi::Md);
    let papers: Vec<String> = papers
        .map(|format| format!(", `{siklus}/{}`", layout::rkt(format.name())))
        .collect();
    let hari = tanggal::full(signature.pada.date_naive());
    let flags: Vec<String> = in_place_of(&loaded.state)
        .iter()
        .map(|flag| format!("- {flag}\n"))
        .collect();
    let flags = if flags.is_empty() {
        String::new()
    } else {
        format!("Diputuskan atas nama pejabat lain:\n\n{}\n", flags.concat())
    };
    format!(
        "# Arsip RKT {siklus}\n\n\
         {} {}\n\n\
         Folder ini memuat Rencana Kinerja Tahunan {siklus} yang ditandatangani {nama}\n\
         ({jabatan}) pada {hari}, kode dokumen {kode}, beserta semua yang\n\
         membuktikannya: form yang diajukan, bukti, riwayat perbuatan, dan SOP yang berlaku.\n\n\
         - Dokumennya: `{siklus}/{rkt}`{papers}\n\
         - Riwayatnya: `{siklus}/{state}`\n\
         {scans}\n\
         {flags}\
         Isinya tidak boleh diubah, ditambah, atau dikurangi. Memeriksa tanpa rkt:\n\n    \
         sha256sum -c MANIFEST.sha256\n\n\
         Memeriksa dengan rkt, juga apakah setiap perbuatan sesuai SOP:\n\n    \
         rkt verify .\n",
        instansi.nama,
        instansi.pemerintah,
        rkt = layout::rkt("md"),
        papers = papers.concat(),
        scans = scans.concat(),
        state = layout::STATE,
    )
}

/// Copies of forms that the events name and that are gone, changed, or of another content.
///
/// # Errors
/// When the disk refuses.
pub fn submissions(loaded: &Loaded) -> Result<Counted, Trouble> {
    let mut counted = Counted::default();
    let mut seen = BTreeSet::new();
    for event in loaded.state.events() {
        let Act::Ajukan {
            bidang,
            digest,
            sha256,
            ..
        } = &event.act
        else {
            continue;
        };
        if !seen.insert((bidang, sha256, digest)) {
            continue;
        }
        match loaded.frozen(bidang, sha256) {
            Ok(form) if form.digest() == *digest => counted.n_files += 1,
            Ok(_) => {
                let file = loaded.frozen_name(bidang, sha256);
                let message = format!(
                    "isi salinan ini berkode {}, padahal peristiwa {} mencatat {}",
                    kode(&loaded.frozen(bidang, sha256)?.digest()),
                    event.id,
                    kode(digest)
                );
                let finding = Finding::new(Rule::SubmissionMissing, Place::file(&file), message);
                let help = "kembalikan berkas ini dan state.toml dari riwayat git";
                counted.findings.push(finding.help(help));
            }
            Err(Trouble::Findings(findings, _)) => counted.findings.extend(findings),
            Err(other @ (Trouble::World(_) | Trouble::Misuse(_))) => return Err(other),
        }
    }
    Ok(counted)
}

/// Forms that a revised cycle starts from and that are gone or changed.
///
/// # Errors
/// When the disk refuses.
pub fn basis(loaded: &Loaded) -> Result<Counted, Trouble> {
    let mut counted = Counted::default();
    let Some(revised) = loaded.perubahan() else {
        return Ok(counted);
    };
    for (bidang, sha) in &revised.form {
        match loaded.signed(bidang, sha) {
            Ok(_) => counted.n_files += 1,
            Err(Trouble::Findings(findings, _)) => counted.findings.extend(findings),
            Err(other @ (Trouble::World(_) | Trouble::Misuse(_))) => return Err(other),
        }
    }
    Ok(counted)
}

/// Evidence that the events name and that is gone or changed.
///
/// # Errors
/// When the disk refuses.
pub fn evidence(loaded: &Loaded) -> Result<Counted, Trouble> {
    let mut counted = Counted::default();
    let events = loaded.state.events().iter();
    let named: BTreeSet<(&String, &String)> = events.flat_map(|event| &event.bukti).collect();
    for (path, hash) in named {
        let file = format!("{}/{path}", loaded.siklus);
        let why = if is_below(path) {
            match text::read_up_to(&loaded.root, &file, evidence::MAX_BYTES)? {
                Some(Ok(bytes)) if sha256(&bytes) == *hash => {
                    counted.n_files += 1;
                    continue;
                }
                Some(Ok(_)) => "isi bukti ini tidak sama lagi dengan yang dicatat",
                Some(Err(_)) => "bukti ini tautan atau terlalu besar, bukan berkas yang dicatat",
                None => "bukti ini dicatat, tetapi berkasnya tidak ada",
            }
        } else {
            "nama bukti ini menunjuk ke luar folder bukti siklus"
        };
        let finding = Finding::new(Rule::EvidenceBroken, Place::file(&file), why);
        let help = "kembalikan berkasnya dari riwayat git; hasil pindai ulang tidak akan cocok";
        counted.findings.push(finding.help(help));
    }
    Ok(counted)
}

/// Files that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// How many files are as they were recorded.
    pub n_files: usize,
}

/// Whether the path of a piece of evidence stays where evidence is kept.
fn is_below(path: &str) -> bool {
    let mut parts = path.split('/');
    let plain = |part: &str| {
        let bad = |c: char| c.is_control() || matches!(c, '\\' | ':');
        !part.is_empty() && part != "." && part != ".." && !part.contains(bad)
    };
    parts.next() == Some(layout::BUKTI) && path.contains('/') && parts.all(plain)
}

/// What lies in a cycle's `arsip/` and is not about to be written there. Temporary files that a
/// writer left when it was killed are removed; nothing else is.
///
/// # Errors
/// When the folder can't be read.
pub fn left_over(loaded: &Loaded, planned: &Files) -> Result<Vec<Finding>, Trouble> {
    let mut findings = Vec::new();
    for Entry { path, is_plain } in walk(&loaded.dir(), layout::ARSIP)? {
        let name = path.rsplit('/').next().unwrap_or_default();
        if is_plain && name.starts_with(layout::TEMP) {
            std::fs::remove_file(loaded.dir().join(&path))?;
            continue;
        }
        let inner = path.strip_prefix(layout::ARSIP).unwrap_or(&path);
        if is_plain && planned.contains_key(inner.trim_start_matches('/')) {
            continue;
        }
        let file = format!("{}/{path}", loaded.siklus);
        let message = "ada di folder arsip sebelum disegel, dan bukan bagian arsip";
        let finding = Finding::new(Rule::ArchiveStray, Place::file(&file), message);
        let help = "pindahkan ke luar folder arsip, lalu ulangi: `rkt archive`";
        findings.push(finding.help(help));
    }
    Ok(findings)
}

/// Whether files lie where the archive belongs, though no event of the cycle seals it.
///
/// # Errors
/// When the folder can't be read.
pub fn is_unfinished(loaded: &Loaded) -> anyhow::Result<bool> {
    Ok(loaded.state.archive().is_none() && !walk(&loaded.dir(), layout::ARSIP)?.is_empty())
}

/// What the SOP asks for and nobody brought, as sentences.
#[must_use]
pub fn lacking(loaded: &Loaded) -> Vec<String> {
    let mut lacking = Vec::new();
    for langkah in &loaded.sop().langkah {
        let files: Vec<&str> = loaded.state.evidence_of(&langkah.id).into_iter().collect();
        let missing = evidence::missing(&langkah.bukti, &files);
        if !missing.is_empty() {
            lacking.push(format!(
                "bukti langkah {} ({}) yang diminta SOP tidak ada: {}",
                langkah.no,
                langkah.id,
                missing.join(", ")
            ));
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_stays_below_its_folder() {
        for good in ["bukti/a.pdf", "bukti/tandatangan/x-1.pdf"] {
            assert!(is_below(good), "{good}");
        }
        for bad in [
            "",
            "bukti",
            "bukti/",
            "bukti/../a",
            "/bukti/a",
            "ajuan/a",
            "bukti/a\\b",
            "bukti/c:/x",
        ] {
            assert!(!is_below(bad), "{bad}");
        }
    }
}
