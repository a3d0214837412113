//! `rkt init`: opens a cycle, and makes the workspace where there is none (SOP steps 1 and 2).

use std::path::Path;

use chrono::NaiveDate;

use super::beginning::Beginning;
use super::proof::sound;
use super::{Outcome, Session, date, one_line, refused, unknown, unsealed};
use crate::domain::digest::sha256;
use crate::domain::event::Perubahan;
use crate::domain::instansi::Settings;
use crate::domain::jadwal::{Jadwal, Slot};
use crate::domain::kalender::Kalender;
use crate::domain::sop::{Jenis, Sop};
use crate::domain::state::{Cycle, State};
use crate::domain::tanggal;
use crate::domain::workflow::{Action, By, Decision, Office, decide, starters};
use crate::store::cycle::Loaded;
use crate::store::earlier::Earlier;
use crate::store::ground::{has_cycle, missing_kalender, must_be_empty, sweep};
use crate::store::revision::{self, Signed};
use crate::store::text::Source;
use crate::store::txn::{Txn, sync_folder};
use crate::store::workspace::{Trouble, Workspace};
use crate::store::{layout, seed, settings_file, sop_file, state_file};
use crate::ui::{Ui, ahead, json};

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
    /// Buka RKT Perubahan dari RKT tahun itu yang sudah ditandatangani
    #[arg(long, requires = "alasan", requires = "dasar")]
    perubahan: bool,
    /// Isi form dari siklus terdahulu, misalnya 2027; target dan pagunya diputuskan lagi
    #[arg(long, value_name = "SIKLUS", conflicts_with = "perubahan")]
    dari: Option<String>,
    /// Alasan perubahan
    #[arg(long, value_name = "TEKS", value_parser = one_line, requires = "perubahan")]
    alasan: Option<String>,
    /// Peraturan atau keputusan yang mendasari perubahan
    #[arg(long, value_name = "TEKS", value_parser = one_line, requires = "perubahan")]
    dasar: Option<String>,
}

/// Lays out the workspace if need be, then opens the cycle in one stroke.
///
/// # Errors
/// Misuse in a folder that holds other things, or when the cycle is there already.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let folder = session.folder();
    let found = if args.perubahan || args.dari.is_some() {
        Some(session.workspace()?)
    } else {
        Workspace::find(&folder)?
    };
    unsealed(found.as_ref().map_or(&folder, |found| &found.root))?;
    let fresh = found.is_none();
    let root = found.as_ref().map_or(&folder, |found| &found.root);
    let revised = match &found {
        Some(workspace) if args.perubahan => {
            let signed = Signed::newest(workspace, args.tahun)?;
            sound(&Loaded::read(workspace, &signed.siklus)?)?;
            Some(signed)
        }
        Some(_) | None => None,
    };
    let siklus = revised.as_ref().map_or_else(
        || args.tahun.to_string(),
        |signed| layout::revision_of(&signed.siklus),
    );
    if has_cycle(root, &siklus)? {
        return Err(there(&siklus));
    }
    let beginning = match (revised, &args.dari, &found) {
        (Some(signed), ..) => Beginning::Signed(signed),
        (None, Some(dari), Some(workspace)) => earlier(workspace, dari, args.tahun)?,
        (None, ..) => Beginning::Blank,
    };
    let base = found.map_or_else(|| Base::seeded(&folder), Base::read)?;
    let plan = Plan::new(args, session, &base, (siklus, beginning))?;
    let siklus = &plan.siklus;
    let workspace = base.workspace;
    if fresh {
        must_be_empty(&folder)?;
    }
    std::fs::create_dir_all(&workspace.root)?;
    let mut txn = Txn::begin(&workspace.root, "rkt init")?;
    if has_cycle(&workspace.root, siklus)? {
        return Err(there(siklus));
    }
    for (year, text) in missing_kalender(&workspace)? {
        txn.put(layout::kalender(year), text);
    }
    for (name, text) in seed::WORKSPACE {
        // An older workspace may lack what git needs to know; what stands is never overwritten.
        if fresh || (name.starts_with('.') && !workspace.root.join(name).exists()) {
            txn.put(name, text);
        }
    }
    let lock = txn.commit_and_hold()?;
    plan.write(&workspace.root)?;
    drop(lock);
    plan.tell(&workspace, fresh, ui)?;
    Ok(Outcome::Done)
}

/// The forms of an earlier cycle, which must be one of a year before.
fn earlier(workspace: &Workspace, dari: &str, tahun: i64) -> Result<Beginning, Trouble> {
    let cycles = workspace.cycles()?;
    if !cycles.iter().any(|cycle| cycle == dari) {
        return Err(Trouble::Misuse(unknown("siklus", dari, &cycles)));
    }
    let of_before = |tahun_dari: i64| tahun_dari < tahun;
    if !dari
        .get(..4)
        .and_then(|year| year.parse().ok())
        .is_some_and(of_before)
    {
        return Err(Trouble::Misuse(format!(
            "siklus {dari} bukan siklus sebelum {tahun}\n\
             sebutkan siklus tahun sebelumnya, misalnya: rkt init {tahun} --dari {}",
            tahun - 1
        )));
    }
    let bidang = &workspace.settings.bidang;
    Earlier::read(workspace, dari, tahun, bidang).map(Beginning::Earlier)
}

fn there(siklus: &str) -> Trouble {
    let tahun = siklus.get(..4).unwrap_or(siklus);
    Trouble::Misuse(format!(
        "siklus {siklus} sudah ada\nlihat keadaannya: rkt status --siklus {siklus}\n\
         merevisi RKT yang sudah ditandatangani: rkt init {tahun} --perubahan --alasan \"...\" --dasar \"...\""
    ))
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

/// A cycle about to be opened.
struct Plan {
    siklus: String,
    beginning: Beginning,
    sop_text: String,
    cycle: Cycle,
    slots: Vec<Slot>,
    kalender: Kalender,
    decision: Decision,
    next: Option<String>,
}

impl Plan {
    fn new(
        args: &Args,
        session: Session<'_>,
        base: &Base,
        (siklus, beginning): (String, Beginning),
    ) -> Result<Plan, Trouble> {
        let (workspace, sop) = (&base.workspace, &base.sop);
        let settings = &workspace.settings;
        free_names(settings, sop)?;
        let kalender =
            workspace.kalender_with(settings.hari_kerja, missing_kalender(workspace)?)?;
        let by = opener(session, settings, sop, base.fresh)?;
        let cycle = Cycle {
            siklus: lineage(&siklus, session, settings, &by),
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
            perubahan: beginning.signed().map(|signed| perubahan(args, signed)),
        };
        let holders = settings.holders(by.at.date_naive());
        let office = Office {
            kalender: &kalender,
            holders: &holders,
        };
        let decision = decide(
            &State::new(cycle.clone(), sop.clone()),
            &office,
            action,
            &by,
        )
        .map_err(|refusal| refused(refusal, layout::SETTINGS))?;
        let next = next_step(sop);
        Ok(Plan {
            siklus,
            beginning,
            sop_text: base.sop_text.clone(),
            cycle,
            slots,
            kalender,
            decision,
            next,
        })
    }

    /// Lays the cycle out beside its place and moves it there whole.
    fn write(&self, root: &Path) -> Result<(), Trouble> {
        let Decision::Record(event) = &self.decision else {
            return Ok(());
        };
        let staging = tempfile::Builder::new()
            .prefix(layout::TEMP)
            .tempdir_in(root)?;
        let folder = staging.path().join(&self.siklus);
        std::fs::create_dir(&folder)?;
        let mut txn = Txn::begin(&folder, "rkt init")?;
        txn.put(layout::SOP, self.sop_text.as_bytes());
        for bidang in &self.cycle.bidang {
            let form = self.beginning.form(self.cycle.tahun, bidang);
            txn.put(layout::form(&bidang.id), form);
        }
        let signed = self.beginning.signed().into_iter();
        for (bidang, bytes) in signed.flat_map(|signed| &signed.forms) {
            txn.put(layout::dasar(bidang), bytes.clone());
        }
        txn.put(layout::STATE, state_file::new_file(&self.cycle, event));
        txn.commit()?;
        std::fs::remove_file(folder.join(layout::LOCK))?;
        sweep(root, &self.siklus)?;
        std::fs::rename(&folder, root.join(&self.siklus))?;
        sync_folder(root)?;
        Ok(())
    }

    fn tell(&self, workspace: &Workspace, fresh: bool, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let siklus = &self.siklus;
        let Decision::Record(event) = &self.decision else {
            return Ok(());
        };
        if ui.json {
            let mut data = json::act(siklus, Some(event));
            data["isian_awal"] = self.beginning.json(&self.cycle.bidang);
            return Ok(ui.data(&data)?);
        }
        if fresh {
            ui.line("Ruang kerja dibuat: rkt.toml, sop.yaml, kalender/, acuan/")?;
        }
        self.beginning.tell(siklus, &self.cycle.bidang, ui)?;
        self.tell_schedule(ui)?;
        let blank = workspace
            .settings
            .pejabat
            .iter()
            .filter(|pejabat| pejabat.is_placeholder())
            .count();
        // In a new workspace nobody acts before that is done.
        let fill = if fresh && blank > 0 {
            format!("isi nama dan NIP {blank} pejabat di rkt.toml, lalu ")
        } else {
            String::new()
        };
        if blank > 0 && fill.is_empty() {
            ui.line(&format!(
                "Perhatian: {blank} nama pejabat di rkt.toml masih harus diisi."
            ))?;
        }
        let others = revision::open(workspace)?.len() > 1;
        let suffix = if others || self.beginning.signed().is_some() {
            format!(" --siklus {siklus}")
        } else {
            String::new()
        };
        if let Some(next) = &self.next {
            ui.line(&format!("Berikutnya: {fill}{next}{suffix}"))?;
        }
        ui.line(self.beginning.meanwhile())?;
        ui.line(&format!("Lihat keadaan kapan saja: rkt status{suffix}"))?;
        Ok(())
    }

    fn tell_schedule(&self, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let (first, last) = (self.slots.first(), self.slots.last());
        let Some((first, last)) = first.zip(last) else {
            return Ok(());
        };
        let days = self.kalender.between(first.mulai, last.batas) + 1;
        let (start, end) = (tanggal::full(first.mulai), tanggal::full(last.batas));
        ui.line(&format!(
            "Jadwal SOP: {start} sampai {end}, {days} hari kerja."
        ))?;
        if let Some(line) = ahead::unknown(&self.kalender.unknown_years(first.mulai, last.batas)) {
            ui.line(&line)?;
        }
        Ok(())
    }
}

/// What the opening event binds of the signed RKT.
fn perubahan(args: &Args, signed: &Signed) -> Perubahan {
    Perubahan {
        dari: signed.siklus.clone(),
        digest: signed.digest.clone(),
        alasan: args.alasan.clone().unwrap_or_default(),
        dasar: args.dasar.clone().unwrap_or_default(),
        form: signed.hashes(),
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
    let actor = session.typist(settings, settings.zona, &likely)?;
    let at = session.now(settings.zona);
    Ok(By::own(actor, at, session.env.jam.clone()))
}

/// Eight hex digits that tell this cycle from any other.
fn lineage(siklus: &str, session: Session<'_>, settings: &Settings, by: &By) -> String {
    let (nama, nonce) = (&settings.instansi.nama, &session.env.nonce);
    let text = format!("{nama} {siklus} {} {nonce}", by.at);
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
