//! `rkt demo`: the main job on an embedded example, each command with its real output.

use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::{Outcome, Session, one_line, quoted};
use crate::domain::document::kode;
use crate::env::Env;
use crate::store::cycle::Loaded;
use crate::store::txn::Txn;
use crate::store::workspace::{Trouble, Workspace, list};
use crate::ui::Ui;

/// Jalankan pekerjaan utama pada contoh bawaan, dengan keluaran sebenarnya
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder kosong untuk contoh (bawaan: folder sementara baru)
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Kesebelas langkah SOP, dengan satu koreksi pada tiap putaran koreksi
    #[arg(long)]
    lengkap: bool,
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

/// The cycle of the embedded example.
const CYCLE: &str = "2027";

/// Opens, fills, submits, compiles, and shows the status, on a fixed clock; with `--lengkap`
/// it goes on to the archive.
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
    demo.begin()?;
    if args.lengkap {
        demo.finish()?;
    } else {
        demo.rkt("11-10T09:05", &["status", "--sebagai", "sekretaris"])?;
    }
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
    /// Steps 1 to 6: opened, filled, handed in, compiled.
    fn begin(&mut self) -> Result<(), Trouble> {
        self.rkt(
            "11-02T08:00",
            &["init", "2027", "--disposisi", "800/123/Disdikbud"],
        )?;
        self.name()?;
        self.rkt(
            "11-04T14:00",
            &["step", "sosialisasi", "--sebagai", "kasubbag-program"],
        )?;
        self.fill()?;
        self.rkt("11-06T09:00", &["check"])?;
        for (n, (bidang, _)) in FORMS.iter().enumerate() {
            // A Friday and the Monday after it.
            let day = if n < 3 { "06" } else { "09" };
            let moment = format!("11-{day}T10:0{n}");
            self.rkt(&moment, &["submit", bidang, "--sebagai", bidang])?;
        }
        self.rkt("11-10T09:00", &["compile", "--sebagai", "kasubbag-program"])
    }

    /// Steps 7 to 11, with a correction at each of the three loops.
    fn finish(&mut self) -> Result<(), Trouble> {
        let sd = ["--sebagai", "sd"];
        let sekretaris = ["--sebagai", "sekretaris"];
        let (kasubbag, tim) = (["--sebagai", "kasubbag-program"], ["--sebagai", "tim"]);
        let kepala = ["--sebagai", "kepala-dinas"];
        self.say("langkah 7: Sekretaris mengembalikan satu form, menyetujui yang lain")?;
        let why = "Sumber target belum disebut";
        self.by(
            "11-11T09:00",
            &["return", "sd", "--baris", "S1/1", "--alasan", why],
            sekretaris,
        )?;
        self.by("11-11T09:30", &["approve", "--semua"], sekretaris)?;
        self.by(
            "11-12T10:00",
            &["submit", "sd", "--jawab", "Sumbernya Dapodik 2025"],
            sd,
        )?;
        self.by("11-12T11:00", &["approve", "sd"], sekretaris)?;
        self.say("langkah 8 dan 9: draf disusun; Sekretaris menemukan satu angka")?;
        self.by("11-13T09:00", &["draft"], kasubbag)?;
        let why = "Target belum sama dengan Renstra";
        self.by(
            "11-16T09:00",
            &["return", "sd", "--alasan", why],
            sekretaris,
        )?;
        self.mend()?;
        self.rkt("11-17T09:00", &["diff", "sd"])?;
        self.by(
            "11-17T09:10",
            &["submit", "sd", "--jawab", "Target disamakan"],
            sd,
        )?;
        self.by("11-17T10:00", &["approve", "sd"], sekretaris)?;
        self.by("11-17T11:00", &["compile"], kasubbag)?;
        self.by("11-17T11:05", &["draft"], kasubbag)?;
        self.by("11-18T09:00", &["approve", "draft"], sekretaris)?;
        self.say("langkah 10: Kepala Dinas mengembalikan draf satu kali, lalu menandatangani")?;
        let why = "Sebutkan dasar pagu Bidang Kebudayaan";
        let ke = ["return", "draft", "--ke", "draft", "--alasan", why];
        self.by("11-19T09:00", &ke, kepala)?;
        let answer = "Dasarnya KUA-PPAS 2027, sudah dicocokkan";
        self.by("11-20T09:00", &["answer", "K-DRAFT-1", answer], tim)?;
        self.by("11-20T09:30", &["draft"], kasubbag)?;
        self.by("11-20T10:00", &["approve", "draft"], sekretaris)?;
        self.rkt("11-23T09:00", &["sign"])?;
        let kode = self.kode()?;
        let letter = ["sign", "--kode", &kode, "--naskah", "800/456/Disdikbud"];
        self.by("11-23T09:05", &letter, kepala)?;
        self.evidence()?;
        self.say("langkah 11: diarsipkan dan diverifikasi")?;
        self.by("11-24T09:00", &["archive"], kasubbag)?;
        self.rkt("11-24T09:05", &["verify", "2027/arsip"])?;
        self.rkt("11-24T09:10", &["status"])?;
        self.rkt("11-24T09:15", &["log"])
    }

    /// Evidence of the steps that happened outside rkt.
    fn evidence(&mut self) -> Result<(), Trouble> {
        self.say("bukti langkah 1 dan 3 dilampirkan")?;
        let mut txn = Txn::begin(self.folder, "rkt demo")?;
        for name in ["disposisi", "undangan", "daftar-hadir", "notulen"] {
            let text = format!("Contoh {name}, pengganti pindaian.\n");
            txn.put(format!("berkas/{name}.txt"), text);
        }
        txn.commit()?;
        let who = ["--sebagai", "sekretaris"];
        let letter = ["step", "disposisi", "--bukti", "berkas/disposisi.txt"];
        self.by("11-23T14:00", &letter, who)?;
        let meeting = [
            "step",
            "sosialisasi",
            "--bukti",
            "berkas/undangan.txt",
            "berkas/daftar-hadir.txt",
            "berkas/notulen.txt",
        ];
        self.by("11-23T14:10", &meeting, ["--sebagai", "kasubbag-program"])
    }

    fn say(&mut self, what: &str) -> Result<(), Trouble> {
        self.ui.line("")?;
        Ok(self.ui.line(&format!("({what})"))?)
    }

    /// The code of the draft that lies with those who correct and sign it.
    fn kode(&self) -> Result<String, Trouble> {
        let Some(workspace) = Workspace::find(self.folder)? else {
            return Ok(String::new());
        };
        let loaded = Loaded::read(&workspace, CYCLE)?;
        let draft = loaded.state.draft().fixed();
        Ok(draft.map_or_else(String::new, |draft| kode(&draft.digest)))
    }

    /// Puts the target that SD mends after the correction.
    fn mend(&mut self) -> Result<(), Trouble> {
        self.say("Bidang SD memperbaiki targetnya di 2027/form/sd.toml")?;
        let form = FORMS.iter().find(|(bidang, _)| *bidang == "sd");
        let text = form.map_or("", |(_, text)| text);
        let mut txn = Txn::begin(&self.folder.join(CYCLE), "rkt demo")?;
        txn.put("form/sd.toml", text.replace("\"99,10\"", "\"99,20\""));
        txn.commit()?;
        Ok(())
    }

    fn by(&mut self, moment: &str, words: &[&str], who: [&str; 2]) -> Result<(), Trouble> {
        self.rkt(moment, &[words, &who].concat())
    }

    /// Runs one command in the example's folder at a moment of its clock, e.g. `11-02T08:00`.
    fn rkt(&mut self, moment: &str, words: &[&str]) -> Result<(), Trouble> {
        let moment = format!("2026-{moment}:00+08:00");
        let now = DateTime::parse_from_rfc3339(&moment).map_err(anyhow::Error::from)?;
        let shown: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        self.ui.line("")?;
        self.ui.line(&format!("$ rkt {}", shown.join(" ")))?;
        let env = Env {
            cwd: self.folder.to_path_buf(),
            now,
            jam: Some("contoh".to_owned()),
            nonce: String::new(),
            sebagai: None,
            ask_git: false,
            ..self.session.env.clone()
        };
        let words = std::iter::once("rkt").chain(words.iter().copied());
        let words = words.map(Into::into).collect();
        (self.session.nested)(words, &env, &mut self.ui.again(false))?;
        Ok(())
    }

    /// Puts the names of the officials where the placeholders are, as the Kasubbag would.
    fn name(&mut self) -> Result<(), Trouble> {
        self.say("Kasubbag Program mengisi nama pejabat di rkt.toml")?;
        let mut txn = Txn::begin(self.folder, "rkt demo")?;
        txn.put("rkt.toml", SETTINGS);
        txn.commit()?;
        Ok(())
    }

    /// Puts the filled forms where the blanks are, as the Bidang would.
    fn fill(&mut self) -> Result<(), Trouble> {
        self.say("tiap Bidang mengisi 2027/form/BIDANG.toml")?;
        let mut txn = Txn::begin(&self.folder.join(CYCLE), "rkt demo")?;
        for (bidang, text) in FORMS {
            txn.put(format!("form/{bidang}.toml"), text);
        }
        txn.commit()?;
        Ok(())
    }
}
