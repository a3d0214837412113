//! `rkt step`: records a langkah that happened outside rkt (SOP steps 1 to 3), excuses a Bidang
//! from handing in (step 5), and notes the publication of an archived RKT.

use chrono::NaiveDate;

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, bidang_of, date, langkah_of, one_line};
use crate::domain::event::{Act, Event};
use crate::domain::name::LangkahId;
use crate::domain::sop::Jenis;
use crate::domain::tanggal;
use crate::domain::workflow::{Action, PUBLIKASI};
use crate::store::cycle::Loaded;
use crate::store::evidence::missing;
use crate::store::txn::Txn;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json, sentence};

/// Catat langkah yang dilaksanakan di luar rkt, misalnya rapat sosialisasi
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.help("Alasan membebaskan Bidang, atau alasan --atas-nama")))]
pub struct Args {
    /// Id atau nomor langkah, misalnya sosialisasi atau 3; atau publikasi
    #[arg(value_name = "LANGKAH")]
    langkah: String,
    /// Tanggal pelaksanaan (bawaan: hari ini)
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    tanggal: Option<NaiveDate>,
    /// Catatan
    #[arg(long, value_name = "TEKS", value_parser = one_line)]
    catatan: Option<String>,
    /// Yang hadir
    #[arg(long, value_name = "NAMA", num_args = 1.., value_parser = one_line)]
    hadir: Vec<String>,
    /// Alamat publikasi (hanya untuk publikasi)
    #[arg(long, value_name = "ALAMAT", value_parser = one_line)]
    url: Option<String>,
    /// Bebaskan Bidang ini dari mengajukan (langkah pengumpulan)
    #[arg(long, value_name = "BIDANG", requires = "alasan")]
    tanpa: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the act.
///
/// # Errors
/// Misuse for a langkah that the SOP does not have; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    if let Some(tanpa) = &args.tanpa {
        return excuse(args, tanpa, session, (loaded, txn), ui);
    }
    let named = loaded.sop().find(&args.langkah).is_none() && args.langkah == PUBLIKASI;
    let (id, asked, who) = if named {
        let who = loaded.sop().pelaksana_of(Jenis::Arsip).to_vec();
        (LangkahId::parse(PUBLIKASI).ok(), Vec::new(), who)
    } else {
        let langkah = langkah_of(&args.langkah, loaded.sop())?;
        let who = langkah.pelaksana.clone();
        (Some(langkah.id.clone()), langkah.bukti.clone(), who)
    };
    let Some(id) = id else {
        return Ok(Outcome::Done);
    };
    if args.url.is_some() && id.as_str() != PUBLIKASI {
        return Err(Trouble::Misuse(format!(
            "--url hanya untuk publikasi; {id} dicatat tanpa --url\n\
             alamat atau keterangan lain: --catatan \"...\""
        )));
    }
    let role = Role::new(format!("rkt step {id}"), who.first(), id.as_str()).asked(&asked);
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Step {
        langkah: id.clone(),
        tanggal: args.tanggal,
        catatan: args.catatan.clone(),
        hadir: args.hadir.clone(),
        url: args.url.clone(),
    })?;
    let Some(event) = added else {
        return unchanged(&turn.loaded, &id, ui);
    };
    let (loaded, _) = turn.commit()?;
    if ui.json {
        ui.data(&json::act(&loaded.siklus, Some(&event)))?;
        return Ok(Outcome::Done);
    }
    tell(&loaded, &event, (&id, &asked), session, ui)?;
    Ok(Outcome::Done)
}

fn unchanged(loaded: &Loaded, id: &LangkahId, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if ui.json {
        ui.data(&json::act(&loaded.siklus, None))?;
    } else {
        ui.line(&format!(
            "{} sudah tercatat begitu; tidak ada yang berubah.",
            name(loaded, id)
        ))?;
    }
    Ok(Outcome::Done)
}

fn name(loaded: &Loaded, id: &LangkahId) -> String {
    loaded.sop().langkah(id).map_or_else(
        || "Publikasi".to_owned(),
        |langkah| format!("Langkah {}", langkah.no),
    )
}

/// Says what was recorded, and which evidence the SOP asks for is still missing.
fn tell(
    loaded: &Loaded,
    event: &Event,
    (id, asked): (&LangkahId, &[String]),
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    if let Act::Catat { tanggal, .. } = &event.act {
        let what = loaded
            .sop()
            .langkah(id)
            .map_or("RKT dipublikasikan", |l| &l.uraian);
        ui.line(&format!(
            "{} dicatat, {}: {what}.",
            name(loaded, id),
            tanggal::full(*tanggal)
        ))?;
    }
    for file in event.bukti.keys() {
        ui.line(&format!("Bukti: {}/{file}", loaded.siklus))?;
    }
    for remark in sentence::remarks(event) {
        ui.line(&remark)?;
    }
    let files: Vec<&str> = loaded.state.evidence_of(id).into_iter().collect();
    let missing = missing(asked, &files);
    if !missing.is_empty() {
        ui.line(&format!(
            "Bukti yang diminta SOP dan belum ada: {}. Tambahkan: rkt step {id} --bukti BERKAS{}",
            missing.join(", "),
            session.tail(loaded, std::slice::from_ref(event.role()))
        ))?;
    }
    Ok(())
}

fn excuse(
    args: &Args,
    tanpa: &str,
    session: Session<'_>,
    (loaded, txn): (Loaded, Txn),
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let langkah = langkah_of(&args.langkah, loaded.sop())?.clone();
    let bidang = bidang_of(tanpa, &loaded)?;
    if langkah.jenis != Jenis::Kumpul {
        let id = loaded
            .sop()
            .first(Jenis::Kumpul)
            .map_or("5", |l| l.id.as_str());
        return Err(Trouble::Misuse(format!(
            "--tanpa hanya untuk langkah pengumpulan\nrkt step {id} --tanpa {tanpa} --alasan \"...\""
        )));
    }
    let alasan = args.acting.alasan.clone().unwrap_or_default();
    let command = format!(
        "rkt step {} --tanpa {} --alasan \"...\"",
        langkah.id, bidang.id
    );
    let role = Role::new(command, langkah.pelaksana.first(), langkah.id.as_str()).reasoned();
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Excuse {
        bidang: bidang.id.clone(),
        alasan: alasan.clone(),
    })?;
    let Some(event) = added else {
        return unchanged(&turn.loaded, &langkah.id, ui);
    };
    let (loaded, _) = turn.commit()?;
    if ui.json {
        ui.data(&json::act(&loaded.siklus, Some(&event)))?;
        return Ok(Outcome::Done);
    }
    ui.line(&format!(
        "{} dibebaskan dari mengajukan: {alasan}. Ini dicetak pada draf.",
        bidang.nama
    ))?;
    ui.line("Form masih dapat diajukan sampai draf disusun.")?;
    Ok(Outcome::Done)
}
