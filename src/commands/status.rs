//! `rkt status`: where the cycle stands, and what waits for whom.

use chrono::NaiveDate;

use super::{Outcome, Session, date, state_first};
use crate::domain::progress::look;
use crate::domain::tugas::waiting;
use crate::store::workspace::Trouble;
use crate::ui::status::{Screen, screen};
use crate::ui::{Ui, json};

/// Tampilkan keadaan siklus, tenggat, dan yang menunggu Anda
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Lihat dari tanggal lain
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    pada: Option<NaiveDate>,
    /// Keluar dengan kode 1 bila ada yang terlambat
    #[arg(long)]
    ketat: bool,
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
    let Some(progress) = look(&loaded.state, &loaded.sop, &loaded.kalender, today, &basi) else {
        return Ok(Outcome::Found);
    };
    if ui.json {
        ui.data(&json::status(&loaded.siklus, &progress))?;
    } else {
        let asking = session.asking(&loaded.settings, today)?;
        let instansi = &loaded.settings.instansi;
        let shown = Screen {
            judul: format!(
                "RKT {} · {} {}",
                loaded.siklus, instansi.nama, instansi.pemerintah
            ),
            zona: cycle.zona.to_string(),
            progress: &progress,
            chosen: args.pada.is_some(),
            suffix: Session::suffix(&loaded)?,
            unnamed: session.global.sebagai.is_some(),
            tugas: &waiting(&progress, &loaded.siklus),
            asking: asking.as_ref(),
            sop: &loaded.sop,
        };
        for line in screen(&shown, ui.width).lines() {
            ui.line(line)?;
        }
    }
    if args.ketat && progress.is_late() {
        return Ok(Outcome::Found);
    }
    Ok(outcome)
}
