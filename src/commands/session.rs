//! The session: the world, the global options, which cycle is meant, and who sits here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::ValueEnum;

use super::named::{jabatan_of, unknown};
use crate::domain::event::Actor;
use crate::domain::finding::{Finding, Place};
use crate::domain::instansi::Settings;
use crate::domain::name::Jabatan;
use crate::domain::rule::Rule;
use crate::domain::workflow::revising;
use crate::domain::zona::Zona;
use crate::env::Env;
use crate::store::cycle::Loaded;
use crate::store::outlet::Outlet;
use crate::store::txn::Txn;
use crate::store::workspace::{self, Trouble, Workspace};
use crate::store::{layout, revision};
use crate::ui::Ui;

/// Options that every command takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Global {
    /// Cetak hasil sebagai JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Bekerja di folder ini
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub folder: Option<PathBuf>,
    /// Pewarnaan keluaran
    #[arg(
        long,
        value_name = "KAPAN",
        global = true,
        value_enum,
        default_value = "auto"
    )]
    pub warna: Warna,
    /// Siklus yang dimaksud, misalnya 2027
    #[arg(long, value_name = "NAMA", global = true)]
    pub siklus: Option<String>,
    /// Jabatan Anda, misalnya kasubbag-program atau id Bidang
    #[arg(long, value_name = "JABATAN", global = true)]
    pub sebagai: Option<String>,
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warna {
    /// Hanya bila dibaca orang
    #[default]
    Auto,
    /// Selalu
    Selalu,
    /// Tidak pernah
    Tidak,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or nothing to say: exit 0.
    Done,
    /// The documents are wrong: exit 1.
    Found,
    /// Something is late, and whoever asked wants to be told by the exit code: exit 4.
    Late,
}

/// Runs a command line in a world of its own (`rkt demo`).
pub type Nested = fn(Vec<OsString>, &Env, &mut Ui<'_>) -> Result<(), Trouble>;

/// What every command is given: the world and the global options.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The world around it.
    pub env: &'a Env,
    /// Global options.
    pub global: &'a Global,
    /// Runs another command line with its output among this one's.
    pub nested: Nested,
    /// The command line as it was typed, but for who says to sit here.
    pub line: &'a str,
}

/// A command line as somebody would type it again, without `--sebagai` and `--json`.
#[must_use]
pub fn typed(words: &[OsString]) -> String {
    let mut line = vec!["rkt".to_owned()];
    let mut words = words.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--sebagai" {
            words.next();
        } else if !word.starts_with("--sebagai=") && word != "--json" {
            line.push(quoted(&word));
        }
    }
    line.join(" ")
}

/// A word as a shell wants it.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@,%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("\"{}\"", word.replace('"', "\\\""))
}

impl Session<'_> {
    /// The folder the command works from.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let given = self.global.folder.as_ref();
        let folder = given.map_or_else(|| self.env.cwd.clone(), |folder| self.env.cwd.join(folder));
        real(&folder)
    }

    /// The folder the command works from, which is there.
    ///
    /// # Errors
    /// Misuse when it is not.
    pub fn standing(&self) -> Result<PathBuf, Trouble> {
        let folder = self.folder();
        if folder.is_dir() {
            return Ok(folder);
        }
        let folder = folder.display();
        Err(Trouble::Misuse(format!(
            "folder {folder} tidak ada\nperiksa ejaannya: rkt -C FOLDER ..."
        )))
    }

    /// The workspace the command works in.
    ///
    /// # Errors
    /// Misuse when there is none.
    pub fn workspace(&self) -> Result<Workspace, Trouble> {
        let folder = self.standing()?;
        Workspace::find(&folder)?.ok_or_else(|| no_workspace(&folder))
    }

    /// A cycle to read: the one named, stood in, or the newest.
    ///
    /// # Errors
    /// Misuse when there is none of that name; findings when it can't be read.
    pub fn reading(&self) -> Result<Loaded, Trouble> {
        self.cycle_of(&self.workspace()?)
    }

    /// As [`Session::reading`], without the lines on how rules are judged that are wrong: these
    /// are given back beside it.
    ///
    /// # Errors
    /// As [`Session::reading`].
    pub fn checking(&self) -> Result<(Loaded, Vec<Finding>), Trouble> {
        let folder = self.standing()?;
        let found = Workspace::find_to_check(&folder)?;
        let (workspace, findings) = found.ok_or_else(|| no_workspace(&folder))?;
        Ok((self.cycle_of(&workspace)?, findings))
    }

    fn cycle_of(&self, workspace: &Workspace) -> Result<Loaded, Trouble> {
        let cycles = workspace.cycles()?;
        let name = match self.named(workspace, &cycles)? {
            Some(name) => name,
            None => cycles.last().cloned().ok_or_else(no_cycle)?,
        };
        Loaded::read(workspace, &name)
    }

    /// A cycle to write to, under its lock: the one named, stood in, or the only one.
    ///
    /// # Errors
    /// Misuse when it is not clear which; findings when its state is not whole.
    pub fn writing(&self) -> Result<(Loaded, Txn), Trouble> {
        let workspace = self.workspace()?;
        unsealed(&workspace.root)?;
        let cycles = workspace.cycles()?;
        let name = match (self.named(&workspace, &cycles)?, cycles.as_slice()) {
            (Some(name), _) => name,
            (None, []) => return Err(no_cycle()),
            (None, [only]) => only.clone(),
            (None, many) => only_open(&workspace, many)?,
        };
        let who = self
            .global
            .sebagai
            .clone()
            .or_else(|| self.env.sebagai.clone())
            .unwrap_or_default();
        let txn = Txn::begin(&workspace.root.join(&name), &format!("rkt {who}"))?;
        let loaded = Loaded::read(&workspace, &name)?;
        loaded.whole()?;
        Ok((loaded, txn))
    }

    pub(super) fn named(
        &self,
        workspace: &Workspace,
        cycles: &[String],
    ) -> Result<Option<String>, Trouble> {
        if let Some(name) = &self.global.siklus {
            if cycles.contains(name) {
                return Ok(Some(name.clone()));
            }
            return Err(Trouble::Misuse(unknown("siklus", name, cycles)));
        }
        let folder = self.folder();
        let inside = folder
            .strip_prefix(&workspace.root)
            .ok()
            .and_then(|path| path.iter().next());
        let first = inside.map(|part| part.to_string_lossy().into_owned());
        Ok(first.filter(|name| cycles.contains(name)))
    }

    /// Where a file that is given out goes: the folder that was named, else `keluaran/`.
    ///
    /// # Errors
    /// Misuse or a finding when that lies in an archive.
    pub fn outlet(&self, loaded: &Loaded, named: Option<&str>) -> Result<Outlet, Trouble> {
        if let Some(folder) = named {
            return Outlet::folder(&self.folder(), folder);
        }
        takes_files(&loaded.root)?;
        Ok(Outlet::cycle(loaded))
    }

    /// What a command needs behind it to mean this cycle: nothing when it is the only one on
    /// which work goes on.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn suffix(&self, loaded: &Loaded) -> Result<String, Trouble> {
        if workspace::cycles(&loaded.root)?.len() <= 1 {
            return Ok(String::new());
        }
        let open = revision::open(&self.workspace()?)?;
        Ok(if open == [loaded.siklus.as_str()] {
            String::new()
        } else {
            format!(" --siklus {}", loaded.siklus)
        })
    }

    /// What a suggested command needs behind it: the cycle, and who does it, unless that is
    /// who sits here without having to say so.
    #[must_use]
    pub fn tail(&self, loaded: &Loaded, who: &[Jabatan]) -> String {
        let suffix = self.suffix(loaded).unwrap_or_default();
        let day = self.now(loaded.state.cycle.zona).date_naive();
        let asking = self.asking(&loaded.settings, day).ok().flatten();
        let known = asking.filter(|asking| who.contains(asking));
        if self.global.sebagai.is_none() && known.is_some() {
            return suffix;
        }
        match known.as_ref().or(who.first()) {
            Some(who) => format!("{suffix} --sebagai {who}"),
            None => suffix,
        }
    }

    /// A command as it has to be typed from here.
    #[must_use]
    pub fn here(&self, command: &str) -> String {
        match (&self.global.folder, command.strip_prefix("rkt ")) {
            (Some(folder), Some(rest)) => {
                let folder = quoted(&folder.display().to_string());
                format!("rkt -C {folder} {rest}")
            }
            (_, _) => command.to_owned(),
        }
    }

    /// The moment in the office's zone.
    #[must_use]
    pub fn now(&self, zona: Zona) -> DateTime<FixedOffset> {
        self.env.now.with_timezone(&zona.offset())
    }

    /// The jabatan of who is asking, if it is known: `--sebagai`, `RKT_SEBAGAI`, git's e-mail.
    ///
    /// # Errors
    /// Misuse when what was given is no name.
    pub fn asking(&self, settings: &Settings, day: NaiveDate) -> Result<Option<Jabatan>, Trouble> {
        if let Some(name) = self.global.sebagai.as_ref().or(self.env.sebagai.as_ref()) {
            return jabatan_of(name).map(Some);
        }
        if settings
            .pejabat
            .iter()
            .all(|pejabat| pejabat.surel.is_empty())
        {
            return Ok(None);
        }
        let mail = self.env.git_mail(&self.folder());
        Ok(mail.and_then(|mail| settings.jabatan_of_mail(&mail, day).cloned()))
    }

    /// Who sits here, by name; `likely` is shown when nobody said.
    ///
    /// # Errors
    /// Misuse when nobody said, or rkt.toml knows nobody in that jabatan today.
    pub fn typist(&self, settings: &Settings, zona: Zona, likely: &str) -> Result<Actor, Trouble> {
        let day = self.now(zona).date_naive();
        let Some(jabatan) = self.asking(settings, day)? else {
            let message = format!(
                "sebutkan Anda bertindak sebagai siapa, misalnya:\n  {} --sebagai {likely}\n\
                 atau setel sekali RKT_SEBAGAI={likely}, atau isi surel Anda di rkt.toml",
                self.line
            );
            return Err(Trouble::Misuse(message));
        };
        person(settings, &jabatan, day)
    }
}

/// A folder without links and `..`, also when its last part is still to be made.
fn real(folder: &Path) -> PathBuf {
    if let Ok(folder) = folder.canonicalize() {
        return folder;
    }
    let parts = folder.parent().zip(folder.file_name());
    let parent = parts.and_then(|(parent, name)| Some(parent.canonicalize().ok()?.join(name)));
    parent.unwrap_or_else(|| folder.to_path_buf())
}

/// Refuses to put files that are given out into an archive.
///
/// # Errors
/// A finding when the folder is one.
pub fn takes_files(root: &Path) -> Result<(), Trouble> {
    if !layout::is_archive(root) {
        return Ok(());
    }
    let message = "folder ini arsip bersegel; arsip tidak ditulisi";
    let finding = Finding::new(Rule::CycleClosed, Place::file(layout::MANIFEST), message);
    let finding = finding.help("sebutkan folder lain: -o FOLDER");
    Err(Trouble::Findings(vec![finding], Vec::new()))
}

/// Refuses to write into an archive.
///
/// # Errors
/// A finding when the folder is one.
pub fn unsealed(root: &Path) -> Result<(), Trouble> {
    if !layout::is_archive(root) {
        return Ok(());
    }
    let message = "folder ini arsip bersegel; arsip tidak ditulisi";
    let renew = sealed_cycle(root).map_or_else(String::new, |loaded| {
        let command = revising(&loaded.state);
        format!(", dan untuk perubahan buka di sana siklus baru: `{command}`")
    });
    let help =
        format!("periksa dengan `rkt verify`; bekerjalah di ruang kerja di luar arsip{renew}");
    let finding = Finding::new(Rule::CycleClosed, Place::file(layout::MANIFEST), message);
    Err(Trouble::Findings(vec![finding.help(help)], Vec::new()))
}

/// The cycle that an archive holds, as far as it can be read.
fn sealed_cycle(root: &Path) -> Option<Loaded> {
    let workspace = Workspace::at(root).ok()?;
    let siklus = workspace.cycles().ok()?.pop()?;
    Loaded::read(&workspace, &siklus).ok()
}

/// Who holds a jabatan on a day.
///
/// # Errors
/// Misuse when rkt.toml knows nobody in it.
pub fn person(settings: &Settings, jabatan: &Jabatan, day: NaiveDate) -> Result<Actor, Trouble> {
    if let Some(pejabat) = settings.holder(jabatan, day) {
        return Ok(pejabat.acting());
    }
    let pejabat = settings.pejabat.iter();
    let known: Vec<String> = pejabat.map(|pejabat| pejabat.jabatan.to_string()).collect();
    let message = if known.iter().any(|known| known == jabatan.as_str()) {
        format!("`{jabatan}` hari ini tidak dijabat siapa pun menurut masa jabatan di rkt.toml")
    } else {
        unknown("pejabat", jabatan.as_str(), &known)
    };
    Err(Trouble::Misuse(format!(
        "{message}\npejabat dan masa jabatannya diatur di rkt.toml"
    )))
}

/// The one cycle on which work goes on.
fn only_open(workspace: &Workspace, all: &[String]) -> Result<String, Trouble> {
    let open = revision::open(workspace)?;
    if let [only] = open.as_slice() {
        return Ok(only.clone());
    }
    let message = if open.is_empty() {
        format!("semua siklus sudah selesai: {}", all.join(", "))
    } else {
        format!("ada beberapa siklus terbuka: {}", open.join(", "))
    };
    Err(Trouble::Misuse(format!(
        "{message}\nsebutkan salah satu: --siklus NAMA"
    )))
}

/// Refuses to take the signature from an RKT that another cycle revises.
///
/// # Errors
/// A finding that names the revision.
pub fn is_no_base(session: Session<'_>, loaded: &Loaded) -> Result<(), Trouble> {
    let Some(revised) = revision::of(&session.workspace()?, &loaded.siklus)? else {
        return Ok(());
    };
    let place = Place::file(&loaded.siklus);
    let message = format!("RKT {} sudah menjadi dasar siklus {revised}", loaded.siklus);
    let finding = Finding::new(Rule::CycleClosed, place, message).help(format!(
        "lakukan perubahannya di sana: `rkt status --siklus {revised}`"
    ));
    Err(Trouble::Findings(vec![finding], Vec::new()))
}

fn no_workspace(folder: &Path) -> Trouble {
    Trouble::Misuse(format!(
        "{} bukan ruang kerja rkt (tidak ada rkt.toml di sini atau di atasnya)\n\
         buat ruang kerja dan siklus baru di folder kosong: rkt init TAHUN\n\
         atau sebutkan foldernya: rkt -C FOLDER ...",
        folder.display()
    ))
}

fn no_cycle() -> Trouble {
    Trouble::Misuse("belum ada siklus di ruang kerja ini\nbuka satu: rkt init TAHUN".to_owned())
}
