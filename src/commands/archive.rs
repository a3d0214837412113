//! `rkt archive`: seals the signed RKT with all that proves it, as a small workspace of its own
//! (SOP step 11).

use super::acting::{Acting, Role, Turn};
use super::export::Content;
use super::product::distinct;
use super::proof::sound;
use super::sign::same_content;
use super::{Outcome, Session, publishing};
use crate::domain::audit::{in_place_of, unseen};
use crate::domain::cetak::Isi;
use crate::domain::digest::sha256;
use crate::domain::document::kode;
use crate::domain::event::{Act, Event};
use crate::domain::naskah;
use crate::domain::sop::Jenis;
use crate::domain::state::{Compilation, State};
use crate::domain::tanggal;
use crate::domain::workflow::{Action, decide};
use crate::store::archive::{self, Files};
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::workspace::Trouble;
use crate::store::{layout, seal};
use crate::ui::{Ui, json};

/// The version that prints what is archived, and which print of it: raised whenever one byte of a
/// format comes out otherwise, be it by a library, so that `verify` compares no print with another.
pub(super) const VERSI: &str = concat!(env!("CARGO_PKG_VERSION"), "+cetakan.1");

/// Arsipkan RKT yang sudah ditandatangani, bersegel SHA-256
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.help("Alasan ada langkah yang tidak dicatat, atau alasan --atas-nama")))]
pub struct Args {
    #[command(flatten)]
    acting: Acting,
}

/// Looks that everything is whole, then writes the archive and the event that seals it.
///
/// # Errors
/// Findings when the SOP says no, when a file is gone or changed, or when the folder of the
/// archive holds something else.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let likely = loaded.sop().pelaksana_of(Jenis::Arsip).first();
    let role = Role::new("rkt archive", likely, "arsip");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let action = |digest: &str| Action::Archive {
        digest: digest.to_owned(),
        versi: VERSI.to_owned(),
        alasan: args.acting.own_alasan(),
    };
    // Who may not, or not yet, hears that first.
    decide(&turn.loaded.state, &turn.office(), action(""), &turn.by)
        .map_err(|refusal| turn.refused(refusal))?;
    let (mut files, remarks) = content(&turn)?;
    let siklus = turn.loaded.siklus.clone();
    let mut hashes = hashes(&files);
    let Some(event) = turn.act(action(&seal::digest(&hashes, &siklus)))? else {
        return Ok(Outcome::Done);
    };
    let state = turn.state_text()?;
    hashes.insert(layout::state(&siklus), sha256(state.as_bytes()));
    files.insert(layout::state(&siklus), state.into_bytes());
    files.insert(
        layout::MANIFEST.to_owned(),
        seal::manifest(&hashes).into_bytes(),
    );
    let strangers = archive::left_over(&turn.loaded, &files)?;
    if !strangers.is_empty() {
        return Err(Trouble::Findings(strangers, Vec::new()));
    }
    let n_files = files.len();
    // What makes a folder an archive is written when all the rest is there.
    let manifest = files.remove_entry(layout::MANIFEST);
    for (file, bytes) in files.into_iter().chain(manifest) {
        turn.put(format!("{}/{file}", layout::ARSIP), bytes);
    }
    let (loaded, _) = turn.commit()?;
    tell(&loaded, &event, (n_files, remarks), session, ui)?;
    Ok(Outcome::Done)
}

/// Every file of the archive but its state and its manifest, and what must be known of them.
fn content(turn: &Turn) -> Result<(Files, Vec<String>), Trouble> {
    let loaded = &turn.loaded;
    // What verify would blame is not sealed.
    sound(loaded)?;
    let mut files = archive::gather(loaded)?;
    let brought = turn.brought().iter();
    files.extend(brought.map(|(file, bytes)| (format!("{}/{file}", loaded.siklus), bytes.clone())));
    let mut remarks = Vec::new();
    if let Some(fixed) = loaded.state.signed_draft() {
        let draft = same_content(loaded, &fixed)?;
        let (printed, told) = printed(loaded, draft, fixed)?;
        files.extend(printed);
        remarks = told;
    }
    if let Some(signature) = loaded.state.signature() {
        let text = archive::readme(loaded, signature);
        files.insert(layout::BACA_SAYA.to_owned(), text.into_bytes());
    }
    Ok((files, remarks))
}

/// Who signed, when and under which number, as the archived document prints it; that of an archive
/// from before prints had a number has the ids of jabatan.
pub(super) fn endorsement(loaded: &Loaded) -> Option<String> {
    let signature = loaded.state.signature()?;
    let (oleh, sop) = (&signature.oleh, loaded.sop());
    let event = loaded.state.history().get(&signature.event);
    let place = event.and_then(|event| event.atas_nama.as_ref());
    let place = place.map(|place| &place.jabatan);
    let (jabatan, place) = if with_ids(&loaded.state) {
        (oleh.title(), place.map(ToString::to_string))
    } else {
        let place = place.map(|place| naskah::jabatan(place, sop));
        (naskah::sebutan(oleh, sop), place)
    };
    let place = place.map_or_else(String::new, |place| format!(" atas nama {place}"));
    let (nama, hari) = (&oleh.nama, tanggal::full(signature.pada.date_naive()));
    let nomor = signature.naskah.as_ref();
    let nomor = nomor.map_or_else(String::new, |nomor| format!(", naskah {nomor}"));
    Some(format!(
        "Ditandatangani {nama} ({jabatan}){place}, {hari}{nomor}"
    ))
}

/// Whether an archive is of a version whose prints had no number.
fn with_ids(state: &State) -> bool {
    let archive = state.archive().map(|event| &event.act);
    matches!(archive, Some(Act::Arsip { versi, .. }) if !versi.contains("+cetakan."))
}

/// The signed document as this version prints it, in the formats that every archive has and those
/// that the office wants there, by their path in the archive; and what must be known of them.
pub(super) fn printed(
    loaded: &Loaded,
    draft: Draft,
    fixed: Compilation,
) -> Result<(Files, Vec<String>), Trouble> {
    let content = Content::signed(loaded, draft, fixed);
    let own = loaded.settings.cetak.arsip.iter().copied();
    let (mut files, mut remarks) = (Files::new(), Vec::new());
    for format in [Isi::Md, Isi::Json].into_iter().chain(own) {
        let (bytes, told) = content.printed(format)?;
        let file = format!("{}/{}", loaded.siklus, layout::rkt(format.name()));
        files.insert(file, bytes);
        remarks.extend(told);
    }
    Ok((files, distinct(remarks)))
}

fn hashes(files: &Files) -> seal::Hashes {
    let files = files.iter();
    files
        .map(|(file, bytes)| (file.clone(), sha256(bytes)))
        .collect()
}

fn tell(
    loaded: &Loaded,
    event: &Event,
    (n_files, remarks): (usize, Vec<String>),
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let folder = format!("{}/{}", loaded.siklus, layout::ARSIP);
    let signature = loaded.state.signature();
    let kode = signature.map(|signature| kode(&signature.digest));
    let mut lacking = archive::lacking(loaded);
    lacking.extend(in_place_of(&loaded.state));
    lacking.extend(unseen(&loaded.state));
    lacking.extend(remarks);
    if ui.json {
        return Ok(ui.data(&serde_json::json!({
            "versi_skema": json::VERSION,
            "siklus": loaded.siklus,
            "peristiwa": json::event(event),
            "folder": folder,
            "n_berkas": n_files,
            "kode": kode,
            "perhatian": lacking,
        }))?);
    }
    ui.line(&format!(
        "RKT {} diarsipkan dan disegel, kode {}: {n_files} berkas di {folder}/",
        loaded.siklus,
        kode.unwrap_or_default()
    ))?;
    for words in lacking {
        ui.line(&format!("Perhatian: {words}"))?;
    }
    ui.line(&format!("Periksa: rkt verify {folder}"))?;
    ui.line(&format!(
        "atau tanpa rkt: cd {folder} && sha256sum -c {}",
        layout::MANIFEST
    ))?;
    ui.line("Simpan salinan folder itu di tempat lain; isinya tidak boleh diubah.")?;
    Ok(ui.line(&format!(
        "Setelah dipublikasikan: {}",
        publishing(loaded, session)
    ))?)
}
