//! Writes that happen whole or not at all, one writer at a time.
//!
//! Each file is written beside its place, flushed, renamed over it, and its folder flushed.
//! Files go in the order they were put: the one that makes the rest count comes last.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use super::layout;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Files to be written under the lock of a folder.
pub struct Txn {
    folder: PathBuf,
    lock: File,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Txn {
    /// Takes the lock of a folder; `who` is shown to others who wait for it.
    ///
    /// # Errors
    /// When another writer keeps the lock, or the folder can't be written to.
    pub fn begin(folder: &Path, who: &str) -> anyhow::Result<Txn> {
        let path = folder.join(layout::LOCK);
        let about = || format!("tidak dapat mengunci {}", folder.display());
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if !meta.is_file() => {
                bail!("{} bukan berkas biasa; hapus dahulu", path.display())
            }
            Ok(_) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut lock = options.open(&path).with_context(about)?;
        let start = Instant::now();
        while let Err(error) = lock.try_lock() {
            match error {
                std::fs::TryLockError::WouldBlock if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                std::fs::TryLockError::WouldBlock => {
                    let mut holder = String::new();
                    drop(lock.read_to_string(&mut holder));
                    bail!(
                        "{} sedang ditulis oleh {}; coba lagi sebentar lagi",
                        folder.display(),
                        holder.trim()
                    );
                }
                std::fs::TryLockError::Error(error) => return Err(error).with_context(about),
            }
        }
        let note = format!("{who} (proses {})\n", std::process::id());
        lock.set_len(0)
            .and_then(|()| lock.rewind())
            .and_then(|()| lock.write_all(note.as_bytes()))
            .with_context(about)?;
        sweep(folder, SWEPT_DEPTH);
        Ok(Txn {
            folder: folder.to_path_buf(),
            lock,
            files: Vec::new(),
        })
    }

    /// Puts a file, named from the folder.
    pub fn put(&mut self, name: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.push((self.folder.join(name), bytes.into()));
    }

    /// Writes all files and lets the lock go.
    ///
    /// # Errors
    /// When the disk refuses: files before the one named are written whole, it and those after
    /// it are as they were.
    pub fn commit(self) -> anyhow::Result<()> {
        self.commit_and_hold().map(drop)
    }

    /// Writes all files; the lock is held until what is given back is dropped.
    ///
    /// # Errors
    /// As [`Txn::commit`].
    pub fn commit_and_hold(self) -> anyhow::Result<File> {
        self.commit_through(&mut |_| Ok(()))
    }

    /// As [`Txn::commit_and_hold`], asking `gate` before each file takes its place.
    ///
    /// # Errors
    /// As [`Txn::commit`], and when the gate says no.
    pub fn commit_through(
        self,
        gate: &mut dyn FnMut(&Path) -> io::Result<()>,
    ) -> anyhow::Result<File> {
        let n_before = self.files.len().saturating_sub(1);
        let (before, last) = self.files.split_at(n_before);
        // What the last file counts on is on disk before it takes its place.
        for files in [before, last] {
            for (path, bytes) in files {
                replace(&self.folder, path, bytes, gate)
                    .with_context(|| format!("tidak dapat menulis {}", path.display()))?;
            }
            for (path, _) in files {
                let folder = path.parent().unwrap_or(&self.folder);
                sync_folder(folder).with_context(|| {
                    format!(
                        "{} tersimpan, tetapi belum pasti sampai di disk",
                        path.display()
                    )
                })?;
            }
        }
        Ok(self.lock)
    }
}

/// Writes one file outside every workspace, whole or not at all. Nothing is locked: nothing else
/// there counts on it.
///
/// # Errors
/// When the disk refuses; what was there is as it was.
pub fn place(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(name);
    let about = || format!("tidak dapat menulis {}", path.display());
    std::fs::create_dir_all(folder).with_context(about)?;
    replace(folder, &path, bytes, &mut |_| Ok(())).with_context(about)?;
    sync_folder(folder).with_context(about)
}

/// How far below a locked folder left-over temporary files are looked for.
const SWEPT_DEPTH: usize = 2;

/// Removes what a writer that was killed left behind. A cycle below has a lock of its own, and
/// its writers are left alone.
fn sweep(folder: &Path, depth: usize) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(layout::TEMP)
        {
            // What can't be removed now is ignored by git and tried again by the next writer.
            drop(if is_folder {
                std::fs::remove_dir_all(&path)
            } else {
                std::fs::remove_file(&path)
            });
        } else if is_folder && depth > 0 && !is_another(&path) {
            sweep(&path, depth - 1);
        }
    }
}

/// A folder that a writer of this one has no business in.
fn is_another(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || folder.join(layout::STATE).exists()
}

fn replace(
    top: &Path,
    path: &Path,
    bytes: &[u8],
    gate: &mut dyn FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(top);
    make_folders(top, folder)?;
    let old = match std::fs::symlink_metadata(path) {
        Ok(old) if !old.is_file() => {
            return Err(io::Error::other("bukan berkas biasa (tautan atau folder)"));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if old.is_some() && std::fs::read(path).is_ok_and(|now| now == bytes) {
        return Ok(());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(layout::TEMP);
    let mut file = with_mode(&mut builder).tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    gate(path)?;
    file.persist(path)?;
    Ok(())
}

/// Makes the folders below `top`, through no link, each flushed into the one above it.
fn make_folders(top: &Path, folder: &Path) -> io::Result<()> {
    let Ok(below) = folder.strip_prefix(top) else {
        return Ok(());
    };
    let mut at = top.to_path_buf();
    for part in below {
        let above = at.clone();
        at.push(part);
        match std::fs::symlink_metadata(&at) {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return Err(io::Error::other("foldernya tautan atau berkas")),
            Err(_) => {
                std::fs::create_dir(&at)?;
                sync_folder(&above)?;
            }
        }
    }
    Ok(())
}

/// A new file gets the mode that the user's umask gives; `tempfile` alone would give 0600.
#[cfg(unix)]
fn with_mode<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_mode<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    builder
}

/// Flushes a folder, so that what was renamed into it stays.
///
/// # Errors
/// When the disk refuses.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Flushes a folder, where the system can.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
