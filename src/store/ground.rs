//! The ground on which a workspace is laid: an empty folder, and the calendars it lacks.

use std::path::Path;

use super::workspace::{Trouble, Workspace, list};
use super::{layout, seed};

/// A new workspace goes into a folder in which nothing of anybody's is. Dot files don't count,
/// nor what an `init` that was stopped half-way left.
///
/// # Errors
/// Misuse that names what lies there.
pub fn must_be_empty(folder: &Path) -> Result<(), Trouble> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in list(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let laid = seed::WORKSPACE.iter().any(|(file, _)| *file == name);
        if (laid || !name.starts_with('.')) && !is_ours(&name, &entry.path()) {
            return Err(Trouble::Misuse(format!(
                "{} bukan folder kosong (ada {name}) dan bukan ruang kerja rkt\n\
                 buat folder baru: rkt -C FOLDER-BARU init TAHUN",
                folder.display()
            )));
        }
    }
    Ok(())
}

/// Whether an entry holds nothing but what `init` itself lays there.
fn is_ours(name: &str, path: &Path) -> bool {
    let shipped = seed::KALENDER
        .iter()
        .map(|(year, text)| (layout::kalender(*year), *text));
    let laid = seed::WORKSPACE
        .iter()
        .map(|(file, text)| ((*file).to_owned(), *text));
    let same = |file: &str, path: &Path| {
        let text = laid.clone().chain(shipped.clone()).find(|(f, _)| f == file);
        text.is_some_and(|(_, text)| std::fs::read(path).is_ok_and(|now| now == text.as_bytes()))
    };
    if !path.is_dir() {
        return same(name, path);
    }
    std::fs::read_dir(path).is_ok_and(|mut entries| {
        entries.all(|entry| {
            entry.is_ok_and(|entry| {
                let inner = entry.file_name().to_string_lossy().into_owned();
                inner.starts_with(layout::TEMP) || same(&format!("{name}/{inner}"), &entry.path())
            })
        })
    })
}

/// Whether a cycle lies there. A lock that a removed one left behind is none.
///
/// # Errors
/// When the folder can't be read.
pub fn has_cycle(root: &Path, siklus: &str) -> Result<bool, Trouble> {
    let folder = root.join(siklus);
    if !folder.is_dir() {
        return Ok(folder.exists());
    }
    for entry in list(&folder)? {
        if entry?.file_name() != layout::LOCK {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes away the lock that a removed cycle left behind, and its folder.
///
/// # Errors
/// When the disk refuses.
pub fn sweep(root: &Path, siklus: &str) -> Result<(), Trouble> {
    let folder = root.join(siklus);
    if !folder.is_dir() {
        return Ok(());
    }
    let lock = folder.join(layout::LOCK);
    if lock.exists() {
        std::fs::remove_file(lock)?;
    }
    Ok(std::fs::remove_dir(folder)?)
}

/// Shipped calendars that the workspace lacks; one that stands is never overwritten.
///
/// # Errors
/// When the folder can't be read.
pub fn missing_kalender(workspace: &Workspace) -> Result<Vec<(i32, &'static str)>, Trouble> {
    let there = workspace.kalender_years()?;
    Ok(seed::KALENDER
        .into_iter()
        .filter(|(year, _)| !there.contains(year))
        .collect())
}
