//! `rkt status`: where the cycle stands, and what waits for whom.

use chrono::NaiveDate;

use super::{Outcome, Session, ahead, date, is_somebody, publishing, state_first, tugas};
use crate::domain::gantt::Gantt;
use crate::domain::progress::{Drift, Misal, Progress, drift, look};
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::status::{Screen, screen};
use crate::ui::{self, Ui, gantt, json};

/// Tampilkan keadaan siklus, tenggat, dan yang menunggu Anda
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Lihat dari tanggal lain
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    pada: Option<NaiveDate>,
    /// Keluar dengan kode 4 bila ada yang terlambat
    #[arg(long)]
    ketat: bool,
    /// Semua yang ditunggu, dari siapa pun
    #[arg(long)]
    semua: bool,
    #[command(flatten)]
    view: View,
}

/// What is shown instead of the whole screen.
#[derive(clap::Args, Debug)]
struct View {
    /// Hanya yang terlambat atau berubah, satu baris satu temuan; kosong bila tidak ada
    #[arg(long)]
    ringkas: bool,
    /// Perkiraan selesai, kelonggaran tiap langkah, dan yang terjepit
    #[arg(long, conflicts_with = "ringkas")]
    ramalan: bool,
    /// Gambar batang: rencana dan kenyataan tiap langkah
    #[arg(long, conflicts_with_all = ["ringkas", "ramalan", "semua"])]
    gantt: bool,
    /// Andaikan sebuah langkah mundur, misalnya kumpul=+2 atau kumpul=2026-11-16; boleh berulang
    #[arg(
        long,
        value_name = "LANGKAH=+HARI",
        value_parser = ahead::misal,
        conflicts_with_all = ["ringkas", "ramalan", "gantt"]
    )]
    andai: Vec<(String, Misal)>,
}

/// Replays the state and shows it.
///
/// # Errors
/// Misuse outside a workspace; findings when the cycle can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let outcome = state_first(&loaded, ui)?;
    let cycle = &loaded.state.cycle;
    let today = args.pada.unwrap_or(session.now(cycle.zona).date_naive());
    let basi = loaded.basi()?;
    let Some(progress) = look(&loaded.state, &loaded.kalender, today, &basi) else {
        return Ok(Outcome::Found);
    };
    let drift = || drift(&loaded.state, &loaded.kalender);
    if args.view.gantt {
        bars(&loaded, &progress, ui)?;
    } else if args.view.ramalan {
        ahead::outlook(&loaded, &progress, ui)?;
    } else if !args.view.andai.is_empty() {
        ahead::suppose(&args.view.andai, (&loaded, &progress), &basi, ui)?;
    } else if args.view.ringkas && !ui.json {
        for line in ui::ahead::ringkas(&loaded.siklus, &progress, drift().as_ref()) {
            ui.block(&line)?;
        }
    } else {
        all(args, session, (&loaded, &progress, drift().as_ref()), ui)?;
    }
    if outcome == Outcome::Done && args.ketat && progress.is_late() {
        return Ok(Outcome::Late);
    }
    Ok(outcome)
}

/// The whole screen, or all of it as JSON.
fn all(
    args: &Args,
    session: Session<'_>,
    (loaded, progress, drift): (&Loaded, &Progress, Option<&Drift>),
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let cycle = &loaded.state.cycle;
    let today = progress.hari_ini;
    let mut tugas = tugas(loaded, progress)?;
    if ui.json {
        ui.data(&json::status(
            &loaded.siklus,
            (progress, drift),
            &loaded.state,
            &tugas,
        ))?;
    } else {
        let asking = session.asking(&loaded.settings, today)?;
        let asking = asking.filter(|_| !args.semua);
        if let Some(who) = &asking {
            is_somebody(who, loaded)?;
        }
        for one in &mut tugas {
            one.command = one.command.as_deref().map(|command| session.here(command));
        }
        let instansi = &loaded.settings.instansi;
        let shown = Screen {
            judul: format!("{} · {}", loaded.title(), instansi.full_name()),
            zona: cycle.zona.to_string(),
            progress,
            drift,
            chosen: args.pada.is_some(),
            suffix: session.suffix(loaded)?,
            publishing: publishing(loaded, session),
            unnamed: session.global.sebagai.is_some(),
            tugas: &tugas,
            all: args.semua,
            asking: asking.as_ref(),
            state: &loaded.state,
        };
        for line in screen(&shown, ui.width).lines() {
            ui.line(line)?;
        }
    }
    Ok(())
}

/// Plan and reality as bars.
fn bars(loaded: &Loaded, progress: &Progress, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let gantt = Gantt::of(&loaded.state, progress, &loaded.kalender);
    if ui.json {
        return Ok(ui.data(&gantt::data(&gantt, &loaded.siklus))?);
    }
    let office = loaded.settings.instansi.full_name();
    let judul = format!("{} · {office}", loaded.title());
    Ok(ui.block(&gantt::screen(&gantt, &judul, ui.width))?)
}
