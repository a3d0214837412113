//! `rkt bidang tambah`: a Bidang that was forgotten joins the running cycle.

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, one_line, tell_act};
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::sop::Jenis;
use crate::domain::workflow::Action;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::store::{layout, seed};
use crate::ui::Ui;

/// Atur Bidang siklus yang sedang berjalan
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Tambahkan Bidang yang terlupa, dengan form kosong
    Tambah(Tambah),
}

#[derive(clap::Args, Debug)]
struct Tambah {
    /// Id Bidang baru: huruf kecil, angka, dan tanda hubung
    #[arg(value_name = "ID")]
    id: String,
    /// Nama lengkapnya (bawaan: dari rkt.toml)
    #[arg(long, value_name = "NAMA", value_parser = one_line)]
    nama: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, lays a form (blank, or as signed before), and records the act.
///
/// # Errors
/// Misuse for an id or a name that can't be; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let What::Tambah(args) = &args.what;
    let (loaded, txn) = session.writing()?;
    let id = new_id(&args.id, &loaded)?;
    let nama = name(args, &id, &loaded, session)?;
    let likely = loaded.sop().pelaksana_of(Jenis::Kumpul).first();
    let role = Role::new(format!("rkt bidang tambah {id}"), likely, "bidang");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::AddBidang {
        bidang: id.clone(),
        nama: nama.clone(),
    })?;
    let joining = Bidang {
        id: id.clone(),
        nama: nama.clone(),
    };
    let form = layout::form(&id);
    let signed = turn.loaded.perubahan().and_then(|from| from.form.get(&id));
    let signed = signed.map(|sha| turn.loaded.signed(&id, sha)).transpose()?;
    let kind = if signed.is_some() {
        "Formnya, seperti yang ditandatangani"
    } else {
        "Form kosongnya"
    };
    if !turn.loaded.dir().join(&form).exists() {
        let blank = || seed::blank_form(turn.loaded.state.cycle.tahun, &joining).into_bytes();
        let bytes = signed.map_or_else(blank, |(_, bytes)| bytes);
        turn.put(&form, bytes);
    }
    let (loaded, _) = turn.commit()?;
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        ui.line(&format!(
            "{nama} ({id}) ikut dalam siklus {}.",
            loaded.siklus
        ))?;
        ui.line(&format!("{kind}: {}/{form}", loaded.siklus))?;
        if !loaded.settings.bidang.iter().any(|bidang| bidang.id == id) {
            ui.line(&format!(
                "Agar ikut siklus berikutnya, tambahkan di rkt.toml: [[bidang]] id = \"{id}\""
            ))?;
        }
        let today = session.now(loaded.state.cycle.zona).date_naive();
        if loaded.settings.holder(&id.head(), today).is_some() {
            return Ok(());
        }
        ui.line(&format!(
            "Perhatian: tambahkan kepala Bidangnya di rkt.toml: [[pejabat]] jabatan = \"{id}\""
        ))
    })
}

fn new_id(typed: &str, loaded: &Loaded) -> Result<BidangId, Trouble> {
    let id = BidangId::parse_new(typed).map_err(|fault| Trouble::Misuse(fault.to_string()))?;
    let columns = &loaded.sop().pelaksana;
    if columns.iter().any(|pelaksana| pelaksana.id == id.head()) {
        return Err(Trouble::Misuse(format!(
            "id `{id}` sudah dipakai sebagai pelaksana SOP\nberi id lain, misalnya bidang-{id}"
        )));
    }
    Ok(id)
}

/// Its name as given, else as this cycle, rkt.toml or an earlier cycle has it.
fn name(
    args: &Tambah,
    id: &BidangId,
    loaded: &Loaded,
    session: Session<'_>,
) -> Result<String, Trouble> {
    if let Some(nama) = &args.nama {
        return Ok(nama.clone());
    }
    let of = |list: &[Bidang]| {
        let found = list.iter().find(|bidang| bidang.id == *id);
        found.map(|bidang| bidang.nama.clone())
    };
    let known = of(&loaded.state.cycle.bidang).or_else(|| of(&loaded.settings.bidang));
    if let Some(nama) = known {
        return Ok(nama);
    }
    let workspace = session.workspace()?;
    for siklus in workspace.cycles()?.iter().rev() {
        let other = Loaded::read(&workspace, siklus);
        if let Some(nama) = other.ok().and_then(|other| of(&other.state.cycle.bidang)) {
            return Ok(nama);
        }
    }
    Err(Trouble::Misuse(format!(
        "nama Bidang {id} belum diketahui\nrkt bidang tambah {id} --nama \"Bidang ...\""
    )))
}
