//! The sheets of a file that somebody sends: a workbook, or a table as text.

use std::path::Path;

use anyhow::Context;

use super::csv_file;
use super::workspace::Trouble;
use super::xlsx::{self, Unreadable};
use crate::domain::sheet::Sheet;

/// Reads the sheets of a file; of a table as text it is one, with the file's name.
///
/// # Errors
/// Misuse when there is no such file, and the world's when the disk refuses; within, why the file
/// is no table.
pub fn sheets(path: &Path) -> Result<Result<Vec<Sheet>, Unreadable>, Trouble> {
    let about = || format!("tidak dapat membaca {}", path.display());
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Trouble::Misuse(format!(
                "berkas {} tidak ada",
                path.display()
            )));
        }
        Err(error) => return Err(Trouble::World(anyhow::Error::new(error).context(about()))),
    };
    if !meta.is_file() {
        return Err(Trouble::Misuse(format!(
            "{} bukan berkas biasa",
            path.display()
        )));
    }
    if let Some(unreadable) = too_large(meta.len(), xlsx::LARGEST) {
        return Ok(Err(unreadable));
    }
    let bytes = std::fs::read(path).with_context(about)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if bytes.starts_with(b"PK") || !is_text(&name, &bytes) {
        return Ok(xlsx::sheets(&bytes));
    }
    if let Some(unreadable) = too_large(meta.len(), csv_file::LARGEST) {
        return Ok(Err(unreadable));
    }
    Ok(csv_file::sheet(&name, &bytes).map(|sheet| vec![sheet]))
}

fn too_large(size: u64, most: u64) -> Option<Unreadable> {
    const MIB: u64 = 1024 * 1024;
    (size > most).then(|| Unreadable {
        message: format!("berkas ini {} MiB", size / MIB),
        help: format!(
            "batasnya {} MiB; hapus gambar, lembar, dan baris yang tidak diperlukan",
            most / MIB
        ),
    })
}

/// Whether a file is meant as text: by its name, or by what it holds, in whatever encoding.
fn is_text(name: &str, bytes: &[u8]) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    let is = |known: &[&str]| known.iter().any(|one| extension.eq_ignore_ascii_case(one));
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let texty = marked || !bytes.iter().take(4096).any(|byte| *byte == 0);
    is(&["csv", "tsv", "tab", "txt"]) || !is(&["xlsx", "xlsm", "xls", "ods"]) && texty
}
