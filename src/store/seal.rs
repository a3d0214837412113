//! The seal of an archive: its manifest, what lies in its folder, and whether the two agree.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;

use super::text::{self, Unfit};
use super::{layout, workspace};
use crate::domain::digest::{Canon, Stream};
use crate::domain::finding::{Finding, Place};
use crate::domain::rule::Rule;

/// SHA-256 of files, by their path from the top with `/`.
pub type Hashes = BTreeMap<String, String>;

/// What to do about a file of an archive that is not as it was sealed.
const RESTORE: &str = "kembalikan arsip dari git atau salinan cadangan; bandingkan tanpa rkt: `sha256sum -c MANIFEST.sha256`";

/// Something that lies in a folder and is no folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path from the top, with `/`.
    pub path: String,
    /// Whether it is a plain file with a plain name; else a link, a device, or a name that no
    /// manifest can hold.
    pub is_plain: bool,
}

/// Everything below a folder of `top`, sorted; no link is followed. Nothing when it is not there.
///
/// # Errors
/// When a folder can't be read.
pub fn walk(top: &Path, folder: &str) -> anyhow::Result<Vec<Entry>> {
    let mut found = Vec::new();
    match top.join(folder).symlink_metadata() {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => {
            let (path, is_plain) = (folder.to_owned(), false);
            return Ok(vec![Entry { path, is_plain }]);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => {
            return Err(error).with_context(|| format!("tidak dapat membaca {folder}"));
        }
    }
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in workspace::list(&top.join(&at))? {
            let entry = entry.with_context(|| format!("tidak dapat membaca {at}"))?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let path = if at.is_empty() {
                shown.to_string()
            } else {
                format!("{at}/{shown}")
            };
            let kind = entry.file_type()?;
            let is_readable = name.to_str().is_some_and(is_plain_name);
            if kind.is_dir() && is_readable {
                waiting.push(path);
            } else {
                let is_plain = kind.is_file() && is_readable;
                found.push(Entry { path, is_plain });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Whether a name can stand in a manifest as `sha256sum` reads it, on any system.
fn is_plain_name(name: &str) -> bool {
    !name.chars().any(|c| c.is_control() || c == '\\')
}

/// SHA-256 of a file that [`walk`] found.
fn hash(root: &Path, path: &str) -> anyhow::Result<String> {
    let about = || format!("tidak dapat membaca {path}");
    let mut file = File::open(root.join(path)).with_context(about)?;
    let (mut stream, mut buffer) = (Stream::default(), vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut buffer).with_context(about)?;
        if n == 0 {
            return Ok(stream.finish());
        }
        stream.add(buffer.get(..n).unwrap_or_default());
    }
}

/// The text of a manifest: what `sha256sum` prints for these files, sorted by path.
#[must_use]
pub fn manifest(hashes: &Hashes) -> String {
    hashes.iter().fold(String::new(), |mut text, (path, hash)| {
        // Writing to a string can't fail.
        let _ = writeln!(text, "{hash}  {path}");
        text
    })
}

/// What a manifest names, and the lines (from 1) that are none of its.
fn parse(text: &str) -> (Hashes, Vec<usize>) {
    let (mut hashes, mut broken) = (Hashes::new(), Vec::new());
    for (n, line) in text.split_inclusive('\n').enumerate() {
        match entry(line) {
            Some((hash, path)) => {
                hashes.insert(path.to_owned(), hash.to_owned());
            }
            None => broken.push(n + 1),
        }
    }
    (hashes, broken)
}

fn entry(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.strip_suffix('\n')?.split_once("  ")?;
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    (hash.len() == 64 && hash.bytes().all(hex) && !path.is_empty()).then_some((hash, path))
}

/// The digest that the event of the archive holds: every file but the state and the manifest.
#[must_use]
pub fn digest(hashes: &Hashes, siklus: &str) -> String {
    let mut canon = Canon::new("rkt-arsip-1");
    let state = layout::state(siklus);
    for (path, hash) in hashes {
        if *path != state && path != layout::MANIFEST {
            canon.text("berkas", path);
            canon.text("sha256", hash);
        }
    }
    canon.finish()
}

/// An archive as it lies there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// SHA-256 of every file that lies in it, but the manifest.
    pub hashes: Hashes,
    /// Where it and its manifest disagree.
    pub findings: Vec<Finding>,
}

/// Compares an archive with its manifest, file by file.
///
/// # Errors
/// When the disk refuses.
pub fn check(root: &Path) -> anyhow::Result<Sealed> {
    let mut sealed = Sealed::default();
    for found in walk(root, "")? {
        if !found.is_plain {
            let message = "tautan, atau nama yang tidak dapat tercantum di MANIFEST.sha256";
            let finding = Finding::new(Rule::ArchiveStray, Place::file(&found.path), message);
            sealed.findings.push(finding.help(RESTORE));
        } else if found.path != layout::MANIFEST {
            let hash = hash(root, &found.path)?;
            sealed.hashes.insert(found.path, hash);
        }
    }
    if let Some(named) = named(root, &mut sealed.findings)? {
        sealed.compare(&named);
    }
    Ok(sealed)
}

/// What the manifest names, as far as it can be read; `None` when it can't be read at all.
fn named(root: &Path, findings: &mut Vec<Finding>) -> anyhow::Result<Option<Hashes>> {
    let mut say = |message: String| {
        let place = Place::file(layout::MANIFEST);
        findings.push(Finding::new(Rule::ManifestBroken, place, message).help(RESTORE));
    };
    let bytes = match text::read_under(root, layout::MANIFEST)? {
        None => {
            say("MANIFEST.sha256 tidak ada".to_owned());
            return Ok(None);
        }
        Some(Err(Unfit::NotAFile | Unfit::TooLarge(_))) => {
            say("MANIFEST.sha256 bukan berkas biasa, atau terlalu besar".to_owned());
            return Ok(None);
        }
        Some(Ok(bytes)) => bytes,
    };
    let text = String::from_utf8_lossy(&bytes);
    let (hashes, broken) = parse(&text);
    for line in &broken {
        say(format!("baris {line} MANIFEST.sha256 tidak terbaca"));
    }
    if broken.is_empty() && manifest(&hashes).as_bytes() != bytes {
        say(
            "MANIFEST.sha256 tidak tertulis seperti ditulis rkt: urutan atau isinya berubah"
                .to_owned(),
        );
    }
    Ok(Some(hashes))
}

impl Sealed {
    fn compare(&mut self, named: &Hashes) {
        for (path, hash) in named {
            let message = match self.hashes.get(path) {
                Some(now) if now == hash => continue,
                Some(_) => "isi berkas tidak cocok dengan SHA-256 di MANIFEST.sha256",
                None => "berkas ini tercantum di MANIFEST.sha256, tetapi tidak ada",
            };
            let finding = Finding::new(Rule::ManifestBroken, Place::file(path), message);
            self.findings.push(finding.help(RESTORE));
        }
        for path in self.hashes.keys().filter(|path| !named.contains_key(*path)) {
            let message = "berkas ini tidak tercantum di MANIFEST.sha256";
            let finding = Finding::new(Rule::ArchiveStray, Place::file(path), message);
            self.findings
                .push(finding.help("pindahkan berkas ini ke luar arsip"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_broken_lines_are_counted() {
        let hash = "a".repeat(64);
        let hashes: Hashes = [
            ("a b".to_owned(), hash.clone()),
            ("c".to_owned(), hash.clone()),
        ]
        .into();
        assert_eq!(parse(&manifest(&hashes)), (hashes, Vec::new()));
        let text = format!("{hash}  x\n{hash} y\n{hash}  z");
        assert_eq!(parse(&text).1, [2, 3]);
    }

    #[test]
    fn the_digest_leaves_out_what_is_written_after_it() {
        let of = |extra: &[&str]| {
            let names = ["rkt.toml"].iter().chain(extra);
            let hashes = names.map(|name| ((*name).to_owned(), "0".to_owned()));
            digest(&hashes.collect(), "2027")
        };
        assert_eq!(of(&[]), of(&["2027/state.toml", "MANIFEST.sha256"]));
        assert_ne!(of(&[]), of(&["2027/sop.yaml"]));
    }
}
