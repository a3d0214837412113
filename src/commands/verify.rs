//! `rkt verify`: replays a cycle against its SOP, compiles it again, and checks every hash; the
//! same for an archive, on any machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::product::distinct;
use super::proof::{Checked, cycle, other_printer, sealed};
use super::{Outcome, Session, found};
use crate::domain::audit::in_place_of;
use crate::domain::cetak::Isi;
use crate::domain::document::kode;
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::progress::{Keadaan, look};
use crate::domain::rule::Rule;
use crate::domain::sop::Jenis;
use crate::domain::state::State;
use crate::domain::tanggal;
use crate::store::archive::{ATTRIBUTES, is_unfinished};
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::text::{self, Source};
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Periksa keutuhan siklus atau arsip, dan setiap perbuatan terhadap SOP
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder arsip (bawaan: siklus di ruang kerja ini beserta arsipnya)
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// What somebody wants to have checked.
enum Target {
    Archive(PathBuf),
    Cycle(PathBuf),
}

/// Checks everything in one pass. Writes nothing.
///
/// # Errors
/// Misuse when there is nothing to check; findings when the cycle can't be read at all.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let checked = match target(args, session)? {
        Target::Archive(root) => sealed(&root)?,
        Target::Cycle(folder) => {
            let mut global = session.global.clone();
            global.folder = Some(folder);
            let session = Session {
                global: &global,
                ..session
            };
            live(session.reading()?)?
        }
    };
    tell(&checked, session, ui)?;
    Ok(if any_error(&checked.findings) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// The nearest folder that is an archive or a workspace. One whose manifest is gone still looks
/// like an archive.
fn target(args: &Args, session: Session<'_>) -> Result<Target, Trouble> {
    let from = session.folder();
    let folder = args.dir.as_ref().map_or(from.clone(), |dir| from.join(dir));
    let folder = folder.canonicalize().unwrap_or(folder);
    if !folder.is_dir() {
        let message = format!("{} bukan folder", folder.display());
        let help = "sebutkan folder arsip, misalnya: rkt verify 2027/arsip";
        return Err(Trouble::Misuse(format!("{message}\n{help}")));
    }
    for at in folder.ancestors() {
        let has = |name: &str| at.join(name).symlink_metadata().is_ok();
        if layout::is_archive(at) || (has(layout::BACA_SAYA) && is_marked(at)?) {
            return Ok(Target::Archive(at.to_path_buf()));
        }
        if has(layout::SETTINGS) {
            return Ok(Target::Cycle(folder));
        }
    }
    let message = format!(
        "{} bukan arsip (tidak ada {}) dan bukan ruang kerja rkt",
        folder.display(),
        layout::MANIFEST
    );
    let help = "sebutkan folder arsip, misalnya: rkt verify 2027/arsip";
    Err(Trouble::Misuse(format!("{message}\n{help}")))
}

/// Whether git is told to leave a folder alone, as an archive tells it.
fn is_marked(folder: &Path) -> anyhow::Result<bool> {
    let bytes = text::read_under(folder, layout::ATTRIBUTES)?;
    Ok(matches!(bytes, Some(Ok(bytes)) if bytes == ATTRIBUTES.as_bytes()))
}

/// A cycle in its workspace, and its archive if it has one.
fn live(loaded: Loaded) -> Result<Checked, Trouble> {
    let mut checked = Checked::default();
    cycle(&loaded, &mut checked)?;
    let folder = format!("{}/{}", loaded.siklus, layout::ARSIP);
    let root = loaded.root.join(&folder);
    if is_unfinished(&loaded)? {
        let archive = sealed(&root)?;
        if any_error(&archive.findings) {
            checked.findings.push(unfinished(&loaded, &folder));
        }
        if let Some(archived) = &archive.loaded {
            checked.findings.extend(forgotten(&loaded, archived));
        }
    } else if loaded.state.archive().is_some() && root.symlink_metadata().is_ok() {
        let archive = sealed(&root)?;
        let inside = |finding: Finding| prefixed(finding, &folder);
        checked
            .findings
            .extend(archive.findings.into_iter().map(inside));
        let sources = archive.sources.into_iter().map(|source| Source {
            file: format!("{folder}/{}", source.file),
            ..source
        });
        checked.sources.extend(sources);
        checked.n_files += archive.n_files;
        let known = |notice: &String| checked.notices.contains(notice);
        let more: Vec<String> = archive.notices.into_iter().filter(|n| !known(n)).collect();
        checked.notices.extend(more);
        if let Some(archived) = &archive.loaded {
            checked.findings.extend(forgotten(&loaded, archived));
        }
    } else if loaded.state.archive().is_some() {
        let message = "arsip dicatat di state.toml, tetapi foldernya tidak ada";
        let place = Place::file(&format!("{folder}/{}", layout::MANIFEST));
        let finding = Finding::new(Rule::ManifestBroken, place, message);
        let help = "kembalikan folder arsip dari git atau salinan cadangan";
        checked.findings.push(finding.help(help));
    }
    checked.loaded = Some(loaded);
    Ok(checked)
}

/// Repeats the sealing, as who may.
fn archiving(loaded: &Loaded) -> String {
    let who = loaded.sop().pelaksana_of(Jenis::Arsip).first();
    let who = who.map_or_else(String::new, |who| format!(" --sebagai {who}"));
    format!("`rkt archive{who}`")
}

/// Files of an archive that no event seals: it was interrupted, and nothing rests on them.
fn unfinished(loaded: &Loaded, folder: &str) -> Finding {
    let place = Place::file(&format!("{folder}/{}", layout::MANIFEST));
    let message =
        "arsip belum selesai: folder ini berisi, tetapi arsip belum tercatat di state.toml";
    Finding::new(Rule::ManifestBroken, place, message).help(format!("ulangi {}", archiving(loaded)))
}

/// A finding of an archive as one of the workspace around it.
fn prefixed(mut finding: Finding, folder: &str) -> Finding {
    let at = |place: &mut Place| place.file = format!("{folder}/{}", place.file);
    at(&mut finding.at);
    finding.because.iter_mut().for_each(|(place, _)| at(place));
    finding
}

/// Events of an archive that the living cycle no longer has.
fn forgotten(loaded: &Loaded, archived: &Loaded) -> Vec<Finding> {
    let known = loaded.state.history();
    let gone = archived.state.events().iter();
    gone.filter(|event| known.get(&event.id).is_none())
        .map(|event| {
            let place = Place::file(&layout::state(&loaded.siklus));
            let message = format!(
                "peristiwa {} ({}) ada di arsip, tetapi tidak di sini",
                event.id,
                event.act.aksi()
            );
            Finding::new(Rule::ManifestBroken, place, message).help(format!(
                "kembalikan state.toml dari git, atau ulangi {} bila arsip belum tercatat",
                archiving(loaded)
            ))
        })
        .collect()
}

fn tell(checked: &Checked, session: Session<'_>, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    if ui.json {
        return Ok(ui.data(&as_json(checked))?);
    }
    let lawful = !any_error(&checked.findings);
    if !lawful {
        found(&checked.findings, &checked.sources, "", ui)?;
    } else if let Some(loaded) = &checked.loaded {
        summary(loaded, checked.n_files, session, ui)?;
    }
    for notice in &checked.notices {
        ui.line(&format!("Perhatian: {notice}"))?;
    }
    Ok(())
}

fn as_json(checked: &Checked) -> serde_json::Value {
    let texts = super::texts(&checked.sources);
    let findings = texts.in_order(&checked.findings);
    let state = checked.loaded.as_ref().map(|loaded| &loaded.state);
    let signature = state.and_then(State::signature);
    serde_json::json!({
        "versi_skema": json::VERSION,
        "siklus": checked.loaded.as_ref().map(|loaded| &loaded.siklus),
        "sah": !any_error(&checked.findings),
        "temuan": json::findings(&findings, &texts)["temuan"],
        "perhatian": checked.notices,
        "n_peristiwa": state.map_or(0, |state| state.events().len()),
        "n_berkas": checked.n_files,
        "kode": signature.map(|signature| kode(&signature.digest)),
    })
}

fn summary(
    loaded: &Loaded,
    n_files: usize,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let state = &loaded.state;
    let siklus = &loaded.siklus;
    match state.signature() {
        Some(signature) => {
            let placed = in_place_of(state).len();
            let but = match placed {
                0 => String::new(),
                n => format!(", dengan {n} keputusan ATAS NAMA pejabat lain"),
            };
            let print = other_printer(state).map_or_else(String::new, |versi| {
                let own = loaded.settings.cetak.arsip.iter().copied();
                let own = own.filter(|format| *format != Isi::Json);
                let papers = distinct([Isi::Md].into_iter().chain(own));
                let papers = papers.iter().map(|format| layout::rkt(format.name()));
                let papers = papers.collect::<Vec<_>>().join(", ");
                let page = layout::BACA_SAYA;
                format!(
                    ", kecuali {papers} dan {page}, yang dicetak rkt {versi} dan tidak dibandingkan"
                )
            });
            ui.line(&format!(
                "RKT {siklus} utuh dan sesuai SOP{but}{print}: kode {}, ditandatangani {} ({}), {}.",
                kode(&signature.digest),
                signature.oleh.nama,
                signature.oleh.title(),
                tanggal::full(signature.pada.date_naive())
            ))?;
        }
        None => ui.line(&format!(
            "Siklus {siklus} utuh dan sejauh ini sesuai SOP; RKT belum ditandatangani."
        ))?,
    }
    let today = session.now(state.cycle.zona).date_naive();
    if let Some(progress) = look(state, &loaded.kalender, today, &BTreeSet::new()) {
        let done = |keadaan: &Keadaan| *keadaan == Keadaan::Selesai;
        let all = progress.langkah.iter().map(|langkah| langkah.keadaan);
        let n = all.filter(done).count();
        let n_all = progress.langkah.len();
        ui.line(&format!("Langkah: {n} dari {n_all} selesai"))?;
    }
    ui.line(&format!(
        "Peristiwa: {} diputuskan ulang menurut SOP, semuanya sah",
        state.events().len()
    ))?;
    ui.line(&format!("Berkas: {n_files} cocok dengan SHA-256-nya"))?;
    Ok(())
}
