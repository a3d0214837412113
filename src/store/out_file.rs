//! Files that people asked for, outside the cycle: written whole or not at all.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::txn::sync_folder;

/// Whether a file is there and holds something else.
#[must_use]
pub fn holds_other(path: &Path, bytes: &[u8]) -> bool {
    path.symlink_metadata().is_ok() && !std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// Writes a file beside its place, then puts it there.
///
/// # Errors
/// When the disk refuses; what was there then stays.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let about = || format!("tidak dapat menulis {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(super::layout::TEMP)
        .tempfile_in(folder)
        .with_context(about)?;
    file.write_all(bytes).with_context(about)?;
    file.as_file().sync_all().with_context(about)?;
    open_to_all(file.as_file()).with_context(about)?;
    file.persist(path).with_context(about)?;
    drop(sync_folder(folder));
    Ok(())
}

/// A temporary file is its maker's alone; a workbook is for others too.
#[cfg(unix)]
fn open_to_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
