//! A workspace: the office's settings, its calendars, and which cycles it has.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::text::{self, Source};
use super::{kalender_file, layout, settings_file, sop_file};
use crate::domain::finding::{Finding, any_error};
use crate::domain::instansi::Settings;
use crate::domain::kalender::{HariKerja, Kalender, Tahun};
use crate::domain::sop::Sop;

/// Why a command can't go on.
#[derive(Debug)]
pub enum Trouble {
    /// The documents are wrong, or the SOP says no.
    Findings(Vec<Finding>, Vec<Source>),
    /// The command line is wrong: what is, and what to type.
    Misuse(String),
    /// The world is wrong.
    World(anyhow::Error),
}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Trouble {
        Trouble::World(error)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        Trouble::World(error.into())
    }
}

/// A folder with an `rkt.toml`.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its top.
    pub root: PathBuf,
    /// The office's settings.
    pub settings: Settings,
}

impl Workspace {
    /// The workspace at or above a folder, if there is one.
    ///
    /// # Errors
    /// Findings when its `rkt.toml` can't be used.
    pub fn find(from: &Path) -> Result<Option<Workspace>, Trouble> {
        let Some(root) = layout::find_up(from, layout::SETTINGS)? else {
            return Ok(None);
        };
        Workspace::at(&root).map(Some)
    }

    /// The workspace with this very folder as its top.
    ///
    /// # Errors
    /// Findings when its `rkt.toml` can't be used, a world error when it has none.
    pub fn at(root: &Path) -> Result<Workspace, Trouble> {
        let (workspace, findings, source) = Workspace::read(root)?;
        if any_error(&findings) {
            return Err(Trouble::Findings(findings, vec![source]));
        }
        Ok(workspace)
    }

    /// As [`Workspace::find`], without the lines on how rules are judged that are wrong: these are
    /// given back beside it.
    ///
    /// # Errors
    /// Findings when anything else in its `rkt.toml` can't be used.
    pub fn find_to_check(from: &Path) -> Result<Option<(Workspace, Vec<Finding>)>, Trouble> {
        let Some(root) = layout::find_up(from, layout::SETTINGS)? else {
            return Ok(None);
        };
        let (workspace, findings, source) = Workspace::read(&root)?;
        let mut errors = findings.iter().filter(|finding| finding.is_error());
        if errors.all(settings_file::is_of_aturan) {
            return Ok(Some((workspace, findings)));
        }
        Err(Trouble::Findings(findings, vec![source]))
    }

    /// The workspace of a folder as far as it can be used, with what is wrong with its settings.
    fn read(root: &Path) -> Result<(Workspace, Vec<Finding>, Source), Trouble> {
        let root = root.to_path_buf();
        let source = read(&root, layout::SETTINGS)?;
        let (settings, findings) = settings_file::decode(&source);
        match settings {
            Some(settings) => Ok((Workspace { root, settings }, findings, source)),
            None => Err(Trouble::Findings(findings, vec![source])),
        }
    }

    /// Names of the cycles, oldest first.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn cycles(&self) -> Result<Vec<String>, Trouble> {
        cycles(&self.root)
    }

    /// The SOP that new cycles get, with its text.
    ///
    /// # Errors
    /// Findings when `sop.yaml` can't be used.
    pub fn sop(&self) -> Result<(Sop, Source), Trouble> {
        sop(&self.root, layout::SOP)
    }

    /// The calendar over all years that have a file.
    ///
    /// # Errors
    /// Findings when any of the files can't be used.
    pub fn kalender(&self, week: HariKerja) -> Result<Kalender, Trouble> {
        self.kalender_with(week, [])
    }

    /// As [`Workspace::kalender`], with some more years by their text.
    ///
    /// # Errors
    /// As [`Workspace::kalender`].
    pub fn kalender_with(
        &self,
        week: HariKerja,
        more: impl IntoIterator<Item = (i32, &'static str)>,
    ) -> Result<Kalender, Trouble> {
        let mut files = Vec::new();
        for year in self.kalender_years()? {
            files.push((year, read(&self.root, &layout::kalender(year))?));
        }
        files.extend(more.into_iter().map(|(year, text)| {
            let (file, text) = (layout::kalender(year), text.to_owned());
            (year, Source { file, text })
        }));
        let (mut years, mut findings): (Vec<Tahun>, Vec<Finding>) = (Vec::new(), Vec::new());
        for (year, source) in &files {
            let (kalender, faults) = kalender_file::decode(source, *year);
            years.extend(kalender);
            findings.extend(faults);
        }
        if any_error(&findings) {
            let sources = files.into_iter().map(|(_, source)| source).collect();
            return Err(Trouble::Findings(findings, sources));
        }
        Ok(Kalender::new(week, years))
    }

    /// Years that have a calendar file.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn kalender_years(&self) -> Result<Vec<i32>, Trouble> {
        let folder = self.root.join(layout::KALENDER);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut years = Vec::new();
        for entry in list(&folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let year = name.strip_suffix(".toml").filter(|year| year.len() == 4);
            years.extend(year.and_then(|year| year.parse::<i32>().ok()));
        }
        years.sort_unstable();
        Ok(years)
    }
}

/// The entries of a folder.
///
/// # Errors
/// When it can't be read.
pub fn list(folder: &Path) -> anyhow::Result<std::fs::ReadDir> {
    std::fs::read_dir(folder).with_context(|| format!("tidak dapat membaca {}", folder.display()))
}

/// Reads a file that must be there.
///
/// # Errors
/// A finding when it is no text, a world error when it is not there.
pub fn read(root: &Path, file: &str) -> Result<Source, Trouble> {
    let Some(bytes) = text::read_under(root, file)? else {
        return Err(Trouble::World(anyhow::anyhow!(
            "{} tidak ada",
            root.join(file).display()
        )));
    };
    text::decode(file, bytes).map_err(|finding| Trouble::Findings(vec![*finding], Vec::new()))
}

/// Names of the cycles below a workspace's top, oldest first.
///
/// # Errors
/// When the folder can't be read.
pub fn cycles(root: &Path) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for entry in list(root)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if layout::is_cycle_name(&name) && root.join(&name).join(layout::STATE).is_file() {
            names.push(name);
        }
    }
    // By year, then `2027` before its revisions, then `-2` before `-10`.
    names.sort_by_key(|name| {
        let year: String = name.chars().take(4).collect();
        (year, name.len(), name.clone())
    });
    Ok(names)
}

/// Reads a SOP that must be there and whole, with its text.
///
/// # Errors
/// Findings when it can't be used.
pub fn sop(root: &Path, file: &str) -> Result<(Sop, Source), Trouble> {
    let source = read(root, file)?;
    match sop_file::decode(&source) {
        (Some(sop), _) => Ok((sop, source)),
        (None, findings) => Err(Trouble::Findings(findings, vec![source])),
    }
}
