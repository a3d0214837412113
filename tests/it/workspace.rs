//! The one builder of workspaces for tests: a temp folder, a sealed environment, a set clock.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The Bidang of `examples/balangan-2027` and of a new workspace, in printed order.
pub const BIDANG: [&str; 7] = [
    "sekretariat",
    "paud-pnf",
    "sd",
    "smp",
    "ketenagaan",
    "kebudayaan",
    "spnf-skb",
];

/// A workspace in a temp folder that goes away with it.
pub struct Workspace {
    keep: TempDir,
    now: String,
    env: Vec<(String, String)>,
}

/// What a command gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Workspace {
    /// An empty folder on 2026-11-02, 08.00 WITA.
    pub fn empty() -> Workspace {
        Workspace {
            keep: tempfile::tempdir().unwrap(),
            now: "2026-11-02T08:00:00+08:00".to_owned(),
            env: Vec::new(),
        }
    }

    /// A copy of one of `examples/`.
    pub fn example(name: &str) -> Workspace {
        let workspace = Workspace::empty();
        copy(&root().join("examples").join(name), workspace.path());
        workspace
    }

    /// A new workspace with the cycle 2027 and blank forms.
    pub fn init() -> Workspace {
        let workspace = Workspace::empty();
        workspace.rkt("init 2027").ok();
        workspace
    }

    pub fn path(&self) -> &Path {
        self.keep.path()
    }

    pub fn at(&mut self, now: &str) -> &mut Workspace {
        now.clone_into(&mut self.now);
        self
    }

    pub fn env(&mut self, name: &str, value: &str) -> &mut Workspace {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn write(&self, file: &str, text: &str) -> &Workspace {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap()
    }

    /// Runs `rkt` in the folder; words are split at blanks.
    pub fn rkt(&self, line: &str) -> Ran {
        self.rkt_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    pub fn rkt_words(&self, words: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rkt"));
        command.args(words).current_dir(self.path()).env_clear();
        command
            .env("RKT_NOW", &self.now)
            .env("HOME", self.path())
            .env("COLUMNS", "80");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        Ran::of(command.output().unwrap())
    }

    pub fn json(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.rkt(&format!("{line} --json")).out).unwrap()
    }
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn ok(self) -> Ran {
        self.exits(0)
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(
            self.code, code,
            "\n--- out\n{}\n--- err\n{}",
            self.out, self.err
        );
        self
    }
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The one file of a folder.
pub fn only_file(folder: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(folder).unwrap();
    let only = entries.next().unwrap().unwrap().path();
    assert!(entries.next().is_none(), "{} holds more", folder.display());
    only
}
