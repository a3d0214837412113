//! Env: the only reader of the clock, the environment and the terminal.

#![expect(
    clippy::disallowed_methods,
    reason = "the one door for time, identity and terminal"
)]

use std::fmt;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset, SubsecRound as _};

/// Width assumed where there is no terminal.
const DEFAULT_WIDTH: u16 = 80;

/// `RKT_NOW` is no moment: whoever set it has to mend it.
#[derive(Debug)]
pub struct BadClock(String);

impl fmt::Display for BadClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = "2026-01-05T08:00:00+08:00";
        write!(
            f,
            "RKT_NOW={} bukan waktu yang sah; tulis misalnya {example}",
            self.0
        )
    }
}

impl std::error::Error for BadClock {}

/// Everything a command may know of the world around it.
#[derive(Clone, Debug)]
pub struct Env {
    /// The folder it was started in.
    pub cwd: PathBuf,
    /// The moment, to the second.
    pub now: DateTime<FixedOffset>,
    /// Set when the clock is not the machine's own: the mark it leaves in events.
    pub jam: Option<String>,
    /// Something that differs between two runs, for the lineage of a new cycle.
    pub nonce: String,
    /// Who `RKT_SEBAGAI` says is acting.
    pub sebagai: Option<String>,
    /// Columns of the terminal.
    pub width: u16,
    /// Whether somebody said how wide lines may be: a terminal, or `COLUMNS`.
    pub sized: bool,
    /// Whether colour is wanted when nobody says.
    pub colour: bool,
    /// Where git may be asked for the e-mail of who is sitting here.
    pub ask_git: bool,
}

impl Env {
    /// Reads the world once.
    ///
    /// # Errors
    /// When the folder is gone, or `RKT_NOW` is no RFC 3339 moment.
    pub fn read() -> anyhow::Result<Env> {
        let var = |name| {
            std::env::var(name)
                .ok()
                .filter(|value: &String| !value.is_empty())
        };
        let set = var("RKT_NOW");
        let clock = chrono::Utc::now();
        let now = match &set {
            Some(text) => match DateTime::parse_from_rfc3339(text) {
                Ok(moment) => moment,
                Err(_) => return Err(BadClock(text.clone()).into()),
            },
            None => clock.fixed_offset(),
        };
        let terminal = std::io::stdout().is_terminal();
        let columns = var("COLUMNS").and_then(|text| text.parse().ok());
        let measured = terminal_size::terminal_size()
            .map(|(width, _)| width.0)
            .filter(|_| terminal);
        let known = columns.or(measured);
        Ok(Env {
            cwd: std::env::current_dir().context("folder kerja tidak dapat dibaca")?,
            now: now.trunc_subsecs(0),
            nonce: if set.is_some() {
                String::new()
            } else {
                clock.to_rfc3339()
            },
            jam: set.map(|_| "RKT_NOW".to_owned()),
            sebagai: var("RKT_SEBAGAI"),
            width: known.unwrap_or(DEFAULT_WIDTH).clamp(40, 200),
            sized: terminal || known.is_some(),
            colour: terminal && var("NO_COLOR").is_none(),
            ask_git: true,
        })
    }

    /// The e-mail address that git knows for a folder, if git is there and knows one.
    #[must_use]
    pub fn git_mail(&self, folder: &Path) -> Option<String> {
        if !self.ask_git {
            return None;
        }
        let mut git = std::process::Command::new("git");
        git.args(["config", "user.email"])
            .current_dir(folder)
            .stderr(std::process::Stdio::null());
        let output = git.output().ok().filter(|output| output.status.success())?;
        String::from_utf8(output.stdout)
            .ok()
            .map(|mail| mail.trim().to_owned())
    }
}
