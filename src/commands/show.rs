//! `rkt show`: what a form holds, as it was handed in.

use super::round::{self, Version};
use super::{Outcome, Session, bidang_of, state_first};
use crate::domain::row::of_form;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Tampilkan isi form yang diajukan sebuah Bidang
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang formnya ditampilkan, misalnya paud-pnf
    #[arg(value_name = "BIDANG")]
    bidang: String,
    /// Putaran ajuan yang ditampilkan (bawaan: yang terakhir)
    #[arg(long, value_name = "N")]
    putaran: Option<usize>,
}

/// Shows one round, or the working copy while nothing is handed in.
///
/// # Errors
/// Misuse for a Bidang or a round that does not exist; findings when it can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let outcome = state_first(&loaded, ui)?;
    let bidang = &bidang_of(&args.bidang, &loaded)?;
    let rounds = loaded.state.rounds(&bidang.id).len();
    let version = match (args.putaran, rounds) {
        (None, 0) => Version::working(&loaded, &bidang.id)?,
        (n, last) => Version::round(&loaded, &bidang.id, n.unwrap_or(last))?,
    };
    if ui.json {
        let data = serde_json::json!({
            "versi_skema": json::VERSION,
            "siklus": loaded.siklus,
            "bidang": bidang.id.as_str(),
            "nama_bidang": bidang.nama,
            "versi": version.json(),
            "jumlah_putaran": rounds,
            "baris": json::rows(&of_form(&version.form)),
        });
        ui.data(&data)?;
        return Ok(outcome);
    }
    head(&loaded, &version, &bidang.nama, rounds, ui)?;
    ui.rows(&of_form(&version.form))?;
    Ok(outcome)
}

fn head(
    loaded: &Loaded,
    version: &Version,
    nama: &str,
    rounds: usize,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let siklus = &loaded.siklus;
    ui.line(&format!("{nama} · RKT {siklus}"))?;
    ui.line(&version.told(loaded, rounds))?;
    let form = &version.form;
    let (kode, n) = (version.kode(), form.n_indikator());
    let unpaid = form.sub_kegiatan.iter().filter(|row| row.pagu.is_none());
    let unpaid = match unpaid.count() {
        0 => String::new(),
        n => format!(" · {n} sub kegiatan tanpa pagu"),
    };
    ui.line(&format!("Kode {kode} · {n} indikator{unpaid}"))?;
    if version.faulty {
        ui.line(&round::warning(&version.form.bidang))?;
    }
    if version.form.is_empty() {
        ui.line("Form ini belum berisi baris.")?;
    }
    Ok(())
}
