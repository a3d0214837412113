//! Outlet: the folder into which something is given out, and the rule that guards what is there.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::cycle::Loaded;
use super::layout;
use super::txn::{Txn, place};
use super::workspace::Trouble;

/// Where a file goes.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// The folder of the cycle whose lock is needed to write there, if any.
    cycle: Option<PathBuf>,
    folder: PathBuf,
    /// The folder as people know it; nothing where they stand.
    shown: Option<String>,
}

/// What came of writing a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is new, or was replaced.
    New,
    /// It was there already, with just that content.
    Same,
}

impl Outlet {
    /// `keluaran/` of a cycle.
    #[must_use]
    pub fn cycle(loaded: &Loaded) -> Outlet {
        Outlet::keluaran(&loaded.root, &loaded.siklus)
    }

    /// The same by the top of the workspace and the name of the cycle.
    #[must_use]
    pub fn keluaran(root: &Path, siklus: &str) -> Outlet {
        let dir = root.join(siklus);
        Outlet {
            folder: dir.join(layout::KELUARAN),
            cycle: Some(dir),
            shown: Some(format!("{siklus}/{}", layout::KELUARAN)),
        }
    }

    /// A folder that somebody named; it is made if it is not there.
    ///
    /// # Errors
    /// Misuse when it lies in an archive.
    pub fn folder(from: &Path, named: &str) -> Result<Outlet, Trouble> {
        let misuse = |text: String| Err(Trouble::Misuse(text));
        if named.trim().is_empty() {
            return misuse("folder tujuan kosong\nsebutkan foldernya: -o FOLDER".to_owned());
        }
        let folder = from.join(named);
        if !folder.is_dir() && (folder.exists() || is_file_name(named)) {
            return misuse(format!(
                "{named} bukan folder\nsebutkan foldernya saja, nama berkasnya dari rkt: -o FOLDER"
            ));
        }
        let real = nearest(&folder);
        if layout::find_up(&real, layout::MANIFEST)?.is_some() {
            return misuse(format!(
                "{named} ada di dalam arsip bersegel; arsip tidak ditulisi\n\
                 sebutkan folder lain: -o FOLDER"
            ));
        }
        Ok(Outlet {
            cycle: None,
            folder,
            shown: known_as(named),
        })
    }

    /// A file in it as people know it.
    #[must_use]
    pub fn shown(&self, file: &str) -> String {
        match &self.shown {
            None => file.to_owned(),
            Some(folder) => format!("{folder}/{file}"),
        }
    }

    /// Whether a plain file of that name is there and holds something else.
    #[must_use]
    pub fn holds_other(&self, file: &str, bytes: &[u8]) -> bool {
        matches!(self.found(file, bytes), Ok(Found::Other))
    }

    /// What a file of that name holds, if it is there and can be read.
    #[must_use]
    pub fn there(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(file)).ok()
    }

    /// Writes a file, whole or not at all. One with another content is replaced only if `force`.
    ///
    /// # Errors
    /// Misuse when another file has that name; else when the disk refuses.
    pub fn write(&self, file: &str, bytes: &[u8], force: bool) -> Result<Written, Trouble> {
        let mut written = self.write_all(&[(file, bytes)], force)?;
        Ok(written.pop().unwrap_or(Written::Same))
    }

    /// Writes files, none of them if one may not be written. Those with another content are replaced
    /// only if `force`.
    ///
    /// # Errors
    /// Misuse when other files have these names; else when the disk refuses.
    pub fn write_all(&self, files: &[(&str, &[u8])], force: bool) -> Result<Vec<Written>, Trouble> {
        let found = self.compare(files, force)?;
        if found.iter().all(|found| *found == Found::Same) {
            return Ok(vec![Written::Same; files.len()]);
        }
        let (held, found) = match &self.cycle {
            // What was looked at without the lock may have changed until it was held.
            Some(cycle) => {
                let txn = Txn::begin(cycle, "rkt export")?;
                (Some(txn), self.compare(files, force)?)
            }
            None => (None, found),
        };
        let new = files.iter().zip(&found);
        let new = new.filter(|(_, found)| **found != Found::Same);
        let new: Vec<(&str, &[u8])> = new.map(|(file, _)| *file).collect();
        self.place(held, &new)?;
        let written = found.into_iter().map(|found| match found {
            Found::Same => Written::Same,
            Found::Free | Found::Other | Found::Odd => Written::New,
        });
        Ok(written.collect())
    }

    /// What lies under the names of files.
    ///
    /// # Errors
    /// Misuse when one of them may not be written.
    fn compare(&self, files: &[(&str, &[u8])], force: bool) -> Result<Vec<Found>, Trouble> {
        let found = files.iter().map(|(file, bytes)| self.found(file, bytes));
        let found: Vec<Found> = found.collect::<Result<_, _>>()?;
        let named = |what: Found| {
            let all = files
                .iter()
                .zip(&found)
                .filter(move |(_, found)| **found == what);
            let names: Vec<String> = all.map(|((file, _), _)| self.shown(file)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let refusal = if let Some(names) = named(Found::Odd) {
            format!(
                "{names} bukan berkas biasa\npindahkan dahulu, atau pilih folder lain: -o FOLDER"
            )
        } else if let Some(names) = named(Found::Other).filter(|_| !force) {
            let none = if files.len() > 1 {
                "belum satu pun ditulis; "
            } else {
                ""
            };
            format!(
                "{names} sudah ada dan isinya lain\n\
                 {none}pindahkan dahulu, tambahkan --timpa untuk menggantinya, atau pilih folder lain: -o FOLDER"
            )
        } else {
            return Ok(found);
        };
        Err(Trouble::Misuse(refusal))
    }

    fn found(&self, file: &str, bytes: &[u8]) -> Result<Found, Trouble> {
        let path = self.folder.join(file);
        let about = || format!("tidak dapat membaca {}", path.display());
        match path.symlink_metadata() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Found::Free),
            Ok(there) if !there.is_file() => Ok(Found::Odd),
            Ok(_) => {
                let there = std::fs::read(&path).with_context(about)?;
                Ok(if there == bytes {
                    Found::Same
                } else {
                    Found::Other
                })
            }
            Err(error) => Err(anyhow::Error::new(error).context(about()).into()),
        }
    }

    fn place(&self, held: Option<Txn>, files: &[(&str, &[u8])]) -> Result<(), Trouble> {
        let Some(mut txn) = held else {
            let mut files = files.iter();
            return Ok(files.try_for_each(|(file, bytes)| place(&self.folder, file, bytes))?);
        };
        for &(file, bytes) in files {
            txn.put(format!("{}/{file}", layout::KELUARAN), bytes);
        }
        Ok(txn.commit()?)
    }
}

/// What lies under the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Nothing.
    Free,
    /// Just that content.
    Same,
    /// Another content.
    Other,
    /// No plain file.
    Odd,
}

/// How the names of what is given out end.
const ENDS: [&str; 9] = [
    "pdf", "docx", "xlsx", "csv", "md", "json", "html", "ics", "svg",
];

/// Whether a name is rather that of a file than of a folder to be made.
fn is_file_name(named: &str) -> bool {
    let end = Path::new(named).extension().and_then(|end| end.to_str());
    end.is_some_and(|end| ENDS.contains(&end.to_lowercase().as_str()))
}

/// What a folder that somebody named is called; nothing where they stand.
fn known_as(named: &str) -> Option<String> {
    match Path::new(named).strip_prefix(".") {
        Ok(rest) if rest.as_os_str().is_empty() => None,
        Ok(rest) => Some(rest.display().to_string()),
        Err(_) => Some(named.trim_end_matches('/').to_owned()),
    }
}

/// A folder without links, or the nearest one above it that is there.
fn nearest(folder: &Path) -> PathBuf {
    let mut there = folder
        .ancestors()
        .filter_map(|path| path.canonicalize().ok());
    there.next().unwrap_or_else(|| folder.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_as_their_folder_was_typed() {
        for (named, file) in [
            (".", "a"),
            ("./", "a"),
            ("./cetak/", "cetak/a"),
            ("cetak", "cetak/a"),
            ("../cetak//", "../cetak/a"),
            ("/", "/a"),
            ("/tmp/x", "/tmp/x/a"),
        ] {
            let outlet = Outlet {
                cycle: None,
                folder: PathBuf::new(),
                shown: known_as(named),
            };
            assert_eq!(outlet.shown("a"), file, "{named}");
        }
    }
}
