//! `rkt demo`: the main job on an embedded example, each command with its real output.

use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::{Outcome, Session, one_line};
use crate::env::Env;
use crate::store::txn::Txn;
use crate::store::workspace::{Trouble, Workspace, list};
use crate::ui::Ui;

/// Jalankan pekerjaan utama pada contoh bawaan, dengan keluaran sebenarnya
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder kosong untuk contoh (bawaan: folder sementara baru)
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

macro_rules! forms {
    ($($bidang:literal)*) => {
        [$(($bidang, include_str!(concat!("../../examples/balangan-2027/2027/form/", $bidang, ".toml")))),*]
    };
}

/// The forms of the embedded example.
const FORMS: [(&str, &str); 7] =
    forms!("sekretariat" "paud-pnf" "sd" "smp" "ketenagaan" "kebudayaan" "spnf-skb");

/// The settings of the embedded example, with the (invented) names filled in.
const SETTINGS: &str = include_str!("../../examples/balangan-2027/rkt.toml");

/// Opens, fills, submits, compiles, and shows the status, on a fixed clock.
///
/// # Errors
/// As the commands that it runs.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (folder, named) = match &args.dir {
        Some(dir) => (session.folder().join(dir), true),
        None => (
            tempfile::Builder::new()
                .prefix("rkt-demo-")
                .tempdir()?
                .keep(),
            false,
        ),
    };
    vacant(&folder)?;
    std::fs::create_dir_all(&folder)?;
    let shown = one_line(&folder.display().to_string()).map_err(Trouble::Misuse)?;
    ui.line(&format!("Contoh: RKT 2027 Dinas Pendidikan dan Kebudayaan Kabupaten Balangan (angka ilustrasi), di {shown}"))?;
    let mut demo = Demo {
        folder: &folder,
        session,
        ui,
    };
    demo.rkt(
        "2026-11-02T08:00:00+08:00",
        "init 2027 --disposisi 800/123/Disdikbud",
    )?;
    demo.name()?;
    demo.rkt(
        "2026-11-04T14:00:00+08:00",
        "step sosialisasi --sebagai kasubbag-program",
    )?;
    demo.fill()?;
    demo.rkt("2026-11-06T09:00:00+08:00", "check")?;
    for (n, (bidang, _)) in FORMS.iter().enumerate() {
        // A Friday and the Monday after it.
        let day = if n < 3 { "06" } else { "09" };
        let moment = format!("2026-11-{day}T10:0{n}:00+08:00");
        demo.rkt(&moment, &format!("submit {bidang} --sebagai {bidang}"))?;
    }
    demo.rkt(
        "2026-11-10T09:00:00+08:00",
        "compile --sebagai kasubbag-program",
    )?;
    demo.rkt("2026-11-10T09:05:00+08:00", "status --sebagai sekretaris")?;
    if named {
        ui.line(&format!("Lanjutkan sendiri: rkt -C {shown} status"))?;
    } else {
        ui.line(&format!(
            "Contoh ini disimpan di {shown}; hapus bila sudah tidak diperlukan."
        ))?;
    }
    Ok(Outcome::Done)
}

/// The example goes into a folder of its own, outside any workspace.
fn vacant(folder: &Path) -> Result<(), Trouble> {
    let say = |what: &str| {
        let folder = folder.display();
        Err(Trouble::Misuse(format!(
            "{folder} {what}\npilih folder baru: rkt demo FOLDER-BARU"
        )))
    };
    if folder.is_dir() && list(folder)?.next().is_some() {
        return say("tidak kosong");
    }
    if folder.exists() && !folder.is_dir() {
        return say("bukan folder");
    }
    if Workspace::find(folder)?.is_some() {
        return say("berada di dalam ruang kerja rkt");
    }
    Ok(())
}

struct Demo<'a, 'u> {
    folder: &'a Path,
    session: Session<'a>,
    ui: &'a mut Ui<'u>,
}

impl Demo<'_, '_> {
    /// Runs one command in the example's folder at a moment of its clock.
    fn rkt(&mut self, moment: &str, line: &str) -> Result<(), Trouble> {
        let now = DateTime::parse_from_rfc3339(moment).map_err(anyhow::Error::from)?;
        self.ui.line("")?;
        self.ui.line(&format!("$ rkt {line}"))?;
        let env = Env {
            cwd: self.folder.to_path_buf(),
            now,
            jam: Some("contoh".to_owned()),
            nonce: String::new(),
            sebagai: None,
            ask_git: false,
            ..self.session.env.clone()
        };
        let words = std::iter::once("rkt")
            .chain(line.split(' '))
            .map(Into::into);
        (self.session.nested)(words.collect(), &env, &mut self.ui.again(false))?;
        Ok(())
    }

    /// Puts the names of the officials where the placeholders are, as the Kasubbag would.
    fn name(&mut self) -> Result<(), Trouble> {
        self.ui.line("")?;
        self.ui
            .line("(Kasubbag Program mengisi nama pejabat di rkt.toml)")?;
        let mut txn = Txn::begin(self.folder, "rkt demo")?;
        txn.put("rkt.toml", SETTINGS);
        txn.commit()?;
        Ok(())
    }

    /// Puts the filled forms where the blanks are, as the Bidang would.
    fn fill(&mut self) -> Result<(), Trouble> {
        self.ui.line("")?;
        self.ui
            .line("(tiap Bidang mengisi 2027/form/BIDANG.toml)")?;
        let mut txn = Txn::begin(&self.folder.join("2027"), "rkt demo")?;
        for (bidang, text) in FORMS {
            txn.put(format!("form/{bidang}.toml"), text);
        }
        txn.commit()?;
        Ok(())
    }
}
