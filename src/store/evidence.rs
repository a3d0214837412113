//! Bukti (evidence): files that people bring, copied into the cycle and bound by SHA-256.

use std::path::Path;

use anyhow::Context as _;

use super::layout;
use super::workspace::Trouble;
use crate::domain::digest::sha256;
use crate::domain::name::slug;

/// The largest file that is taken as evidence: a scan of some hundred pages.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A file of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it goes, from the cycle's folder.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a file that somebody brings. `label` is what it shows, if that was said; `group` names
/// its folder below `bukti/`; `asked` is what the SOP asks for there, which a file's name may say.
///
/// # Errors
/// Misuse when the file is not there, not a file, empty, or too large; a world error when it
/// can't be read.
pub fn read(
    label: Option<&str>,
    path: &str,
    cwd: &Path,
    group: &str,
    asked: &[String],
) -> Result<Evidence, Trouble> {
    let full = cwd.join(path);
    let about = || format!("tidak dapat membaca bukti {path}");
    let wrong = |what: String| Trouble::Misuse(format!("bukti {path} {what}"));
    if !full.exists() {
        return Err(wrong("tidak ada".to_owned()));
    }
    let meta = std::fs::metadata(&full).with_context(about)?;
    if !meta.is_file() {
        return Err(wrong("bukan berkas".to_owned()));
    }
    if meta.len() == 0 {
        return Err(wrong("kosong".to_owned()));
    }
    if meta.len() > MAX_BYTES {
        let (size, most) = (meta.len() >> 20, MAX_BYTES >> 20);
        return Err(wrong(format!("{size} MiB; batasnya {most} MiB")));
    }
    let bytes = std::fs::read(&full).with_context(about)?;
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|text| slug(&text.to_string_lossy()))
            .unwrap_or_default()
    };
    let label = label.map_or_else(|| shown(&part(full.file_stem()), asked), slug);
    let sha256 = sha256(&bytes);
    let file = layout::bukti(group, &label, &sha256, &part(full.extension()));
    Ok(Evidence {
        file,
        sha256,
        bytes,
    })
}

/// What a file shows: the one thing that is asked for, or what its name says of several.
fn shown(stem: &str, asked: &[String]) -> String {
    if let [only] = asked {
        return slug(only);
    }
    let mut asked = asked.iter().map(|what| slug(what));
    let found = asked.find(|what| stem.contains(what.as_str()));
    found.unwrap_or_else(|| stem.to_owned())
}

/// What is asked for and no file at these paths shows.
#[must_use]
pub fn missing<'a>(asked: &'a [String], files: &[&str]) -> Vec<&'a str> {
    let has = |what: &String| {
        let label = format!("/{}-", slug(what));
        files.iter().any(|file| file.contains(&label))
    };
    asked
        .iter()
        .filter(|what| !has(what))
        .map(String::as_str)
        .collect()
}
