//! One file a command: its arguments and `run`. Glue only; the rules are in `domain`.

pub mod check;
pub mod compile;
pub mod demo;
pub mod diff;
pub mod explain;
pub mod init;
pub mod log;
pub mod round;
pub mod show;
pub mod sop;
pub mod status;
pub mod step;
pub mod submit;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::ValueEnum;

use crate::domain::event::{Actor, Event};
use crate::domain::finding::Finding;
use crate::domain::instansi::Settings;
use crate::domain::name::{Jabatan, nearest};
use crate::domain::workflow::{By, Refusal};
use crate::domain::zona::Zona;
use crate::env::Env;
use crate::source::{Texts, is_hidden};
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::text::Source;
use crate::store::txn::Txn;
use crate::store::workspace::{self, Trouble, Workspace};
use crate::ui::{Ui, json, report};

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
    /// The documents are wrong, or something is late: exit 1.
    Found,
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
}

impl Session<'_> {
    /// The folder the command works from.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let given = self.global.folder.as_ref();
        let folder = given.map_or_else(|| self.env.cwd.clone(), |folder| self.env.cwd.join(folder));
        folder.canonicalize().unwrap_or(folder)
    }

    /// The workspace the command works in.
    ///
    /// # Errors
    /// Misuse when there is none.
    pub fn workspace(&self) -> Result<Workspace, Trouble> {
        Workspace::find(&self.folder())?.ok_or_else(|| {
            let folder = self.folder();
            Trouble::Misuse(format!(
                "{} bukan ruang kerja rkt (tidak ada rkt.toml di sini atau di atasnya)\n\
                 buat ruang kerja dan siklus baru di folder kosong: rkt init TAHUN\n\
                 atau sebutkan foldernya: rkt -C FOLDER ...",
                folder.display()
            ))
        })
    }

    /// A cycle to read: the one named, stood in, or the newest.
    ///
    /// # Errors
    /// Misuse when there is none of that name; findings when it can't be read.
    pub fn reading(&self) -> Result<Loaded, Trouble> {
        let workspace = self.workspace()?;
        let cycles = workspace.cycles()?;
        let name = match self.named(&workspace, &cycles)? {
            Some(name) => name,
            None => cycles.last().cloned().ok_or_else(no_cycle)?,
        };
        Loaded::read(&workspace, &name)
    }

    /// A cycle to write to, under its lock: the one named, stood in, or the only one.
    ///
    /// # Errors
    /// Misuse when it is not clear which; findings when its state is not whole.
    pub fn writing(&self) -> Result<(Loaded, Txn), Trouble> {
        let workspace = self.workspace()?;
        let cycles = workspace.cycles()?;
        let name = match (self.named(&workspace, &cycles)?, cycles.as_slice()) {
            (Some(name), _) => name,
            (None, []) => return Err(no_cycle()),
            (None, [only]) => only.clone(),
            (None, many) => {
                let names = many.join(", ");
                let message = format!(
                    "ada beberapa siklus terbuka: {names}\nsebutkan salah satu: --siklus NAMA"
                );
                return Err(Trouble::Misuse(message));
            }
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

    fn named(&self, workspace: &Workspace, cycles: &[String]) -> Result<Option<String>, Trouble> {
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

    /// What a command needs behind it to mean this cycle: nothing when it is the only one.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn suffix(loaded: &Loaded) -> Result<String, Trouble> {
        let only = workspace::cycles(&loaded.root)?.len() <= 1;
        Ok(if only {
            String::new()
        } else {
            format!(" --siklus {}", loaded.siklus)
        })
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
            return Jabatan::parse(&name.to_lowercase())
                .map(Some)
                .map_err(|fault| Trouble::Misuse(fault.to_string()));
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

    /// Who acts, by name; `command` is shown when nobody said.
    ///
    /// # Errors
    /// Misuse when nobody said, or rkt.toml knows nobody in that jabatan today.
    pub fn by(
        &self,
        settings: &Settings,
        zona: Zona,
        command: &str,
        likely: &str,
    ) -> Result<By, Trouble> {
        let at = self.now(zona);
        let Some(jabatan) = self.asking(settings, at.date_naive())? else {
            let message = format!(
                "sebutkan Anda bertindak sebagai siapa, misalnya:\n  {command} --sebagai {likely}\n\
                 atau setel sekali RKT_SEBAGAI={likely}, atau isi surel Anda di rkt.toml"
            );
            return Err(Trouble::Misuse(message));
        };
        let Some(pejabat) = settings.holder(&jabatan, at.date_naive()) else {
            let known: Vec<String> = settings
                .pejabat
                .iter()
                .map(|pejabat| pejabat.jabatan.to_string())
                .collect();
            let message = unknown("pejabat", jabatan.as_str(), &known);
            return Err(Trouble::Misuse(format!(
                "{message}\npejabat dan masa jabatannya diatur di rkt.toml"
            )));
        };
        let actor = Actor {
            nama: pejabat.nama.clone(),
            nip: pejabat.nip.clone(),
            jabatan,
        };
        Ok(By {
            actor,
            at,
            jam: self.env.jam.clone(),
        })
    }
}

fn no_cycle() -> Trouble {
    Trouble::Misuse("belum ada siklus di ruang kerja ini\nbuka satu: rkt init TAHUN".to_owned())
}

/// The Bidang that somebody means, who may have typed its file: `2027/form/SD.toml` is `sd`.
///
/// # Errors
/// Misuse when the file is one of another cycle.
pub fn bidang_name(typed: &str, siklus: &str) -> Result<String, Trouble> {
    let parts: Vec<&str> = typed.split(['/', '\\']).collect();
    if let Some(other) = parts
        .iter()
        .find(|part| layout::is_cycle_name(part) && **part != siklus)
    {
        let message = format!("{typed} milik siklus {other}, padahal ini siklus {siklus}");
        return Err(Trouble::Misuse(format!(
            "{message}\nsebutkan siklusnya: --siklus {other}"
        )));
    }
    match parts.as_slice() {
        [name] | [.., "form", name] if !typed.contains("..") => {
            Ok(name.strip_suffix(".toml").unwrap_or(name).to_lowercase())
        }
        _ => Ok(typed.to_owned()),
    }
}

/// A name that is none of the known ones, with those, and the one that was probably meant.
#[must_use]
pub fn unknown(what: &str, name: &str, known: &[String]) -> String {
    let hint = nearest(name, known.iter().map(String::as_str))
        .map(|near| format!("; maksud Anda `{near}`?"));
    let known = if known.is_empty() {
        "belum ada".to_owned()
    } else {
        known.join(", ")
    };
    format!(
        "{what} `{name}` tidak ada{}\nyang ada: {known}",
        hint.unwrap_or_default()
    )
}

/// Text given on the command line that will be kept: nothing hidden, one line.
///
/// # Errors
/// When it holds a control character.
pub fn one_line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("tidak boleh kosong".to_owned());
    }
    if text.chars().any(|c| is_hidden(c) || c == '\n' || c == '\t') {
        return Err("tidak boleh memuat baris baru atau karakter tersembunyi".to_owned());
    }
    Ok(text.to_owned())
}

/// A date given on the command line.
///
/// # Errors
/// When it is none, or outside the years that planning knows.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    let known =
        |date: &NaiveDate| ("2000".."3000").contains(&date.format("%Y").to_string().as_str());
    date.filter(known).ok_or_else(|| {
        "bukan tanggal yang sah; tulis tahun-bulan-hari, misalnya 2026-01-31".to_owned()
    })
}

/// A refusal as trouble, about the cycle's state file.
#[must_use]
pub fn refused(refusal: Refusal, siklus: &str) -> Trouble {
    let file = layout::state(siklus);
    Trouble::Findings(vec![refusal.into_finding(&file)], Vec::new())
}

/// Records an event with the files that belong to it, which are already put; the state comes last.
///
/// # Errors
/// When the state has no place for it, or the disk refuses.
pub fn record(loaded: &Loaded, mut txn: Txn, event: &Event) -> Result<(), Trouble> {
    txn.put(layout::STATE, loaded.state_with(event)?);
    txn.commit()?;
    Ok(())
}

/// The texts that a report points into.
#[must_use]
pub fn texts(sources: &[Source]) -> Texts<'_> {
    Texts::new(
        sources
            .iter()
            .map(|source| (source.file.as_str(), source.text.as_str())),
    )
}

/// Shows findings: as a report where complaints go, or as JSON.
///
/// # Errors
/// When nobody takes the output.
pub fn show(findings: &[Finding], sources: &[Source], ui: &mut Ui<'_>) -> std::io::Result<()> {
    let texts = texts(sources);
    let findings = texts.in_order(findings);
    if ui.json {
        return ui.data(&json::findings(&findings, &texts));
    }
    ui.complain_raw(&report::render(&findings, &texts, ui.look()))
}

/// Shows findings as what a command was asked for: excerpts and a count, `none` when there
/// are none, or JSON.
///
/// # Errors
/// When nobody takes the output.
pub fn found(
    findings: &[Finding],
    sources: &[Source],
    none: &str,
    ui: &mut Ui<'_>,
) -> std::io::Result<()> {
    let texts = texts(sources);
    let findings = texts.in_order(findings);
    if ui.json {
        return ui.data(&json::findings(&findings, &texts));
    }
    if findings.is_empty() {
        return ui.line(none);
    }
    ui.raw(&report::render(&findings, &texts, ui.look()))?;
    ui.line("")?;
    ui.line(&format!(
        "{}. Penjelasan: rkt explain KODE",
        report::counts(&findings)
    ))
}

/// Shows what is wrong with a state file to somebody who only reads, and goes on.
///
/// # Errors
/// When nobody takes the output.
pub fn state_first(loaded: &Loaded, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if loaded.findings.is_empty() {
        return Ok(Outcome::Done);
    }
    let mut plain = ui.again(false);
    show(&loaded.findings, &loaded.sources, &mut plain)?;
    Ok(Outcome::Found)
}
