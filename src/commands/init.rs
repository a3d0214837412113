//! `rkt init`: opens a cycle, and makes the workspace where there is none (SOP steps 1 and 2).

use std::path::Path;

use chrono::NaiveDate;

use super::{Outcome, Session, date, one_line, refused};
use crate::domain::digest::sha256;
use crate::domain::instansi::Settings;
use crate::domain::jadwal::{Jadwal, Slot};
use crate::domain::kalender::Kalender;
use crate::domain::sop::{Jenis, Sop};
use crate::domain::state::{Cycle, State};
use crate::domain::tanggal;
use crate::domain::workflow::{Action, By, Decision, decide, starters};
use crate::store::text::Source;
use crate::store::txn::{Txn, sync_folder};
use crate::store::workspace::{Trouble, Workspace, list};
use crate::store::{layout, seed, settings_file, sop_file, state_file};
use crate::ui::{Ui, json};

/// Buka siklus RKT; di folder kosong sekaligus membuat ruang kerja
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Tahun yang direncanakan, misalnya 2027
    #[arg(value_name = "TAHUN", value_parser = clap::value_parser!(i64).range(2000..=2999))]
    tahun: i64,
    /// Hari pertama (bawaan: hari ini)
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    mulai: Option<NaiveDate>,
    /// Nomor lembar disposisi dari Sekretaris
    #[arg(long, value_name = "NOMOR", value_parser = one_line)]
    disposisi: Option<String>,
}

/// Lays out the workspace if need be, then opens the cycle in one stroke.
///
/// # Errors
/// Misuse in a folder that holds other things, or when the cycle is there already.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let folder = session.folder();
    let found = Workspace::find(&folder)?;
    let fresh = found.is_none();
    let root = found.as_ref().map_or(&folder, |found| &found.root);
    let siklus = args.tahun.to_string();
    let there = || {
        Trouble::Misuse(format!(
            "siklus {siklus} sudah ada\nlihat keadaannya: rkt status --siklus {siklus}"
        ))
    };
    if root.join(&siklus).exists() {
        return Err(there());
    }
    let base = found.map_or_else(|| Base::seeded(&folder), Base::read)?;
    let plan = Plan::new(args, session, &base)?;
    let workspace = base.workspace;
    if fresh {
        must_be_empty(&folder)?;
    }
    std::fs::create_dir_all(&workspace.root)?;
    let mut txn = Txn::begin(&workspace.root, "rkt init")?;
    if workspace.root.join(&siklus).exists() {
        return Err(there());
    }
    for (year, text) in missing_kalender(&workspace)? {
        txn.put(layout::kalender(year), text);
    }
    if fresh {
        for (name, text) in seed::WORKSPACE {
            txn.put(name, text);
        }
    }
    let lock = txn.commit_and_hold()?;
    plan.write(&workspace.root, &siklus)?;
    drop(lock);
    plan.tell(&workspace, &siklus, fresh, ui)?;
    Ok(Outcome::Done)
}

/// What a cycle is opened from.
struct Base {
    workspace: Workspace,
    sop: Sop,
    sop_text: String,
    /// Whether the workspace is still to be made.
    fresh: bool,
}

impl Base {
    fn read(workspace: Workspace) -> Result<Base, Trouble> {
        let (sop, source) = workspace.sop()?;
        Ok(Base {
            workspace,
            sop,
            // The copy is bound by its bytes, which git keeps with plain line ends.
            sop_text: source.text.replace("\r\n", "\n"),
            fresh: false,
        })
    }

    /// The settings and the SOP that rkt comes with.
    fn seeded(folder: &Path) -> Result<Base, Trouble> {
        let text_of = |name: &str| {
            let text = seed::WORKSPACE.iter().find(|(file, _)| *file == name);
            Source {
                file: name.to_owned(),
                text: text.map_or_else(String::new, |(_, text)| (*text).to_owned()),
            }
        };
        let (settings, mut findings) = settings_file::decode(&text_of(layout::SETTINGS));
        let source = text_of(layout::SOP);
        let (sop, faults) = sop_file::decode(&source);
        findings.extend(faults);
        let Some((settings, sop)) = settings.zip(sop) else {
            return Err(Trouble::Findings(findings, Vec::new()));
        };
        let workspace = Workspace {
            root: folder.to_path_buf(),
            settings,
        };
        Ok(Base {
            workspace,
            sop,
            sop_text: source.text,
            fresh: true,
        })
    }
}

/// A new workspace goes into a folder in which nothing of anybody's is. Dot files don't count,
/// nor what an `init` that was stopped half-way left.
fn must_be_empty(folder: &Path) -> Result<(), Trouble> {
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

/// Shipped calendars that the workspace lacks; one that stands is never overwritten.
fn missing_kalender(workspace: &Workspace) -> Result<Vec<(i32, &'static str)>, Trouble> {
    let there = workspace.kalender_years()?;
    Ok(seed::KALENDER
        .into_iter()
        .filter(|(year, _)| !there.contains(year))
        .collect())
}

/// A cycle about to be opened.
struct Plan {
    sop_text: String,
    cycle: Cycle,
    slots: Vec<Slot>,
    kalender: Kalender,
    decision: Decision,
    next: Option<String>,
}

impl Plan {
    fn new(args: &Args, session: Session<'_>, base: &Base) -> Result<Plan, Trouble> {
        let (workspace, sop) = (&base.workspace, &base.sop);
        let settings = &workspace.settings;
        free_names(settings, sop)?;
        let kalender =
            workspace.kalender_with(settings.hari_kerja, missing_kalender(workspace)?)?;
        let by = opener(args, session, settings, sop, base.fresh)?;
        let cycle = Cycle {
            siklus: lineage(args, session, settings, &by),
            tahun: args.tahun,
            zona: settings.zona,
            hari_kerja: settings.hari_kerja,
            minggu: settings.minggu,
            bidang: settings.bidang.clone(),
        };
        let tanggal = args.mulai.unwrap_or(by.at.date_naive());
        let jadwal = Jadwal {
            kalender: &kalender,
            minggu: settings.minggu,
        };
        let slots = jadwal.baseline(sop, tanggal);
        let action = Action::Start {
            tanggal,
            rencana: slots.iter().map(|slot| slot.batas).collect(),
            disposisi: args.disposisi.clone(),
            sop: sop_file::sop_digest(&base.sop_text),
        };
        let decision = decide(&State::new(cycle.clone()), sop, &kalender, action, &by)
            .map_err(|refusal| refused(refusal, &args.tahun.to_string()))?;
        let next = next_step(sop);
        Ok(Plan {
            sop_text: base.sop_text.clone(),
            cycle,
            slots,
            kalender,
            decision,
            next,
        })
    }

    /// Lays the cycle out beside its place and moves it there whole.
    fn write(&self, root: &Path, siklus: &str) -> Result<(), Trouble> {
        let Decision::Record(event) = &self.decision else {
            return Ok(());
        };
        let staging = tempfile::Builder::new()
            .prefix(layout::TEMP)
            .tempdir_in(root)?;
        let folder = staging.path().join(siklus);
        std::fs::create_dir(&folder)?;
        let mut txn = Txn::begin(&folder, "rkt init")?;
        txn.put(layout::SOP, self.sop_text.as_bytes());
        for bidang in &self.cycle.bidang {
            txn.put(
                layout::form(&bidang.id),
                seed::blank_form(self.cycle.tahun, bidang),
            );
        }
        txn.put(layout::STATE, state_file::new_file(&self.cycle, event));
        txn.commit()?;
        std::fs::remove_file(folder.join(layout::LOCK))?;
        std::fs::rename(&folder, root.join(siklus))?;
        sync_folder(root)?;
        Ok(())
    }

    fn tell(
        &self,
        workspace: &Workspace,
        siklus: &str,
        fresh: bool,
        ui: &mut Ui<'_>,
    ) -> Result<(), Trouble> {
        let Decision::Record(event) = &self.decision else {
            return Ok(());
        };
        if ui.json {
            return Ok(ui.data(&json::act(siklus, Some(event)))?);
        }
        if fresh {
            ui.line("Ruang kerja dibuat: rkt.toml, sop.yaml, kalender/, acuan/")?;
        }
        ui.line(&format!(
            "Siklus RKT {siklus} dibuka di folder {siklus}/ dengan {} form kosong.",
            self.cycle.bidang.len()
        ))?;
        let (first, last) = (self.slots.first(), self.slots.last());
        if let (Some(first), Some(last)) = (first, last) {
            let days = self.kalender.between(first.mulai, last.batas) + 1;
            let (start, end) = (tanggal::full(first.mulai), tanggal::full(last.batas));
            ui.line(&format!(
                "Jadwal SOP: {start} sampai {end}, {days} hari kerja."
            ))?;
            for year in self.kalender.unknown_years(first.mulai, last.batas) {
                ui.line(&format!(
                    "Perhatian: {} belum ada; tanggal di tahun {year} adalah perkiraan tanpa libur.",
                    layout::kalender(year)
                ))?;
            }
        }
        let blank = workspace
            .settings
            .pejabat
            .iter()
            .filter(|pejabat| pejabat.is_placeholder())
            .count();
        if blank > 0 {
            ui.line(&format!(
                "Perhatian: {blank} nama pejabat di rkt.toml masih harus diisi."
            ))?;
        }
        if let Some(next) = &self.next {
            ui.line(&format!("Berikutnya: {next}"))?;
        }
        ui.line("Sementara itu tiap Bidang mengisi formnya.")?;
        ui.line("Lihat keadaan kapan saja: rkt status")?;
        Ok(())
    }
}

/// A Bidang's head must not share the name of a jabatan that the SOP gives other rights.
fn free_names(settings: &Settings, sop: &Sop) -> Result<(), Trouble> {
    let taken = |id: &str| sop.pelaksana.iter().any(|p| p.id.as_str() == id);
    match settings.bidang.iter().find(|b| taken(b.id.as_str())) {
        None => Ok(()),
        Some(bidang) => Err(Trouble::Misuse(format!(
            "id Bidang `{0}` di rkt.toml sudah dipakai sebagai pelaksana SOP\n\
             beri id lain, misalnya bidang-{0}",
            bidang.id
        ))),
    }
}

/// Who opens the cycle; in an empty folder the one whom the SOP names.
fn opener(
    args: &Args,
    session: Session<'_>,
    settings: &Settings,
    sop: &Sop,
    fresh: bool,
) -> Result<By, Trouble> {
    let likely = starters(sop)
        .first()
        .map_or_else(String::new, ToString::to_string);
    let mut global = session.global.clone();
    if fresh && global.sebagai.is_none() && session.env.sebagai.is_none() {
        global.sebagai = Some(likely.clone());
    }
    let session = Session {
        global: &global,
        ..session
    };
    let command = format!("rkt init {}", args.tahun);
    session.by(settings, settings.zona, &command, &likely)
}

/// Eight hex digits that tell this cycle from any other.
fn lineage(args: &Args, session: Session<'_>, settings: &Settings, by: &By) -> String {
    let (nama, nonce) = (&settings.instansi.nama, &session.env.nonce);
    let text = format!("{nama} {} {} {nonce}", args.tahun, by.at);
    sha256(text.as_bytes()).chars().take(8).collect()
}

/// The first langkah that somebody has to record, as an advice.
fn next_step(sop: &Sop) -> Option<String> {
    let mut langkah = sop.langkah.iter();
    let first = langkah.find(|l| l.jenis == Jenis::Catat && !l.saat_mulai)?;
    let (no, id, who) = (first.no, &first.id, first.pelaksana.first()?);
    Some(format!(
        "catat langkah {no} bila sudah dilaksanakan: rkt step {id} --sebagai {who}"
    ))
}
