//! `rkt compile`: the submitted forms become one draft (SOP step 6).

use std::collections::BTreeMap;

use super::{Outcome, Session, record, refused};
use crate::domain::check;
use crate::domain::diff::{Change, changes};
use crate::domain::document::Document;
use crate::domain::event::Act;
use crate::domain::finding::Finding;
use crate::domain::name::{BidangId, joined};
use crate::domain::pagu::Rupiah;
use crate::domain::row::of_document;
use crate::domain::sop::Jenis;
use crate::domain::state::Compilation;
use crate::domain::workflow::{Action, Decision, Inputs, Scope, decide, inputs, may_compile};
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json, report};

/// Kompilasi form yang sudah diajukan menjadi draf RKT
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Tampilkan yang akan berubah tanpa menulis apa pun
    #[arg(long)]
    dry_run: bool,
    /// Buat draf walau belum semua Bidang mengajukan
    #[arg(long)]
    sebagian: bool,
}

/// Compiles from the frozen forms; a pure function of what was handed in.
///
/// # Errors
/// Findings when Bidang are missing, or a frozen copy is not the one handed in.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let scope = if args.sebagian {
        Scope::Partial
    } else {
        Scope::Whole
    };
    if args.dry_run {
        let loaded = session.reading()?;
        loaded.whole()?;
        let inputs =
            inputs(&loaded.state, scope).map_err(|refusal| refused(refusal, &loaded.siklus))?;
        let draft = Draft::of(&loaded, &inputs)?;
        return preview(&loaded, &draft, scope, ui);
    }
    let (loaded, mut txn) = session.writing()?;
    let first = loaded.sop.first(Jenis::Kompilasi);
    let likely = first
        .and_then(|langkah| langkah.pelaksana.last())
        .map_or_else(String::new, ToString::to_string);
    let by = session.by(
        &loaded.settings,
        loaded.state.cycle.zona,
        "rkt compile",
        &likely,
    )?;
    may_compile(&loaded.state, &loaded.sop, &by)
        .map_err(|refusal| refused(refusal, &loaded.siklus))?;
    let inputs =
        inputs(&loaded.state, scope).map_err(|refusal| refused(refusal, &loaded.siklus))?;
    let mut draft = Draft::of(&loaded, &inputs)?;
    let action = Action::Compile {
        digest: draft.document.digest(),
        scope,
    };
    let decision = decide(&loaded.state, &loaded.sop, &loaded.kalender, action, &by)
        .map_err(|refusal| refused(refusal, &loaded.siklus))?;
    let changed = match decision {
        Decision::Record(event) => {
            put(&draft.document, &mut txn);
            record(&loaded, txn, &event)?;
            true
        }
        Decision::Unchanged => {
            draft.document.nomor = loaded.state.last_compilation().map_or(0, |last| last.nomor);
            put(&draft.document, &mut txn);
            txn.commit()?;
            false
        }
    };
    tell(&loaded, &inputs, &draft, changed, ui)?;
    Ok(Outcome::Done)
}

fn put(document: &Document, txn: &mut crate::store::txn::Txn) {
    txn.put(
        layout::draft(document.nomor, "md"),
        render::markdown::to_string(document),
    );
    txn.put(
        layout::draft(document.nomor, "json"),
        render::json::to_string(document),
    );
}

/// The draft that was compiled last, built anew from the same frozen forms.
fn previous(loaded: &Loaded, last: &Compilation) -> Result<Draft, Trouble> {
    let mut picked = BTreeMap::new();
    for event in loaded.state.events() {
        if let Act::Ajukan {
            bidang,
            digest,
            sha256,
            ..
        } = &event.act
            && last.masukan.get(bidang) == Some(digest)
        {
            picked.insert(bidang.clone(), (sha256.clone(), digest.clone()));
        }
    }
    Draft::build(loaded, &picked, &last.tanpa, last.nomor)
}

fn preview(
    loaded: &Loaded,
    draft: &Draft,
    scope: Scope,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let old = loaded
        .state
        .last_compilation()
        .map(|last| previous(loaded, last))
        .transpose()?;
    let before = old.map_or_else(Vec::new, |old| of_document(&old.document));
    let changes = changes(&before, &of_document(&draft.document));
    if ui.json {
        ui.data(&compiled(loaded, draft, &[], Some(&changes)))?;
        return Ok(Outcome::Done);
    }
    if changes.is_empty() {
        ui.line("Tidak ada perubahan terhadap draf terakhir.")?;
    } else {
        ui.changes(&changes)?;
    }
    if changes.is_empty() {
        ui.line("Tidak ada yang ditulis.")?;
    } else {
        let partial = match scope {
            Scope::Whole => "",
            Scope::Partial => " --sebagian",
        };
        ui.line(&format!(
            "Tidak ada yang ditulis. Untuk menulisnya: rkt compile{partial}"
        ))?;
    }
    Ok(Outcome::Done)
}

fn tell(
    loaded: &Loaded,
    inputs: &Inputs<'_>,
    draft: &Draft,
    changed: bool,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let nomor = draft.document.nomor;
    let files = ["md", "json"]
        .map(|extension| format!("{}/{}", loaded.siklus, layout::draft(nomor, extension)));
    if ui.json {
        return Ok(ui.data(&compiled(loaded, draft, &files, None))?);
    }
    if changed {
        let (n, all) = (draft.forms.len(), loaded.state.cycle.bidang.len());
        ui.line(&format!(
            "Draf {nomor} dikompilasi dari {n} dari {all} Bidang, kode {}.",
            draft.document.kode()
        ))?;
    } else {
        ui.line(&format!(
            "Tidak ada perubahan: draf {nomor} masih berlaku, kode {}.",
            draft.document.kode()
        ))?;
    }
    let rows = draft.document.n_rows();
    let total = draft
        .total
        .map_or_else(|| "belum ada".to_owned(), |total| total.to_string());
    ui.line(&format!("{rows} baris; total pagu {total}."))?;
    ui.line(&format!("Berkas: {}", files.join(", ")))?;
    let left = inputs.left_out();
    if !left.is_empty() {
        ui.line(&format!(
            "Perhatian: draf sebagian, belum memuat {}.",
            joined(&left)
        ))?;
    }
    for bidang in loaded.basi()? {
        let form = loaded.form_name(&bidang);
        ui.line(&format!(
            "Perhatian: {form} BASI, berubah sejak diajukan; draf memakai isi yang diajukan."
        ))?;
    }
    findings(loaded, draft, ui)
}

/// Findings between the compiled forms; they stop nothing yet, and are told.
fn findings(loaded: &Loaded, draft: &Draft, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let forms: Vec<_> = draft
        .forms
        .iter()
        .map(|(id, form)| (loaded.form_name(id), form))
        .collect();
    let found: Vec<Finding> = check::across(&forms);
    if found.is_empty() {
        return Ok(());
    }
    ui.line(&format!(
        "Antar-form: {}; lihat letaknya: rkt check",
        report::counts(&found)
    ))?;
    for finding in &found {
        ui.line(&format!(
            "  {} {}: {}",
            finding.rule, finding.at.file, finding.message
        ))?;
    }
    Ok(())
}

fn compiled(
    loaded: &Loaded,
    draft: &Draft,
    files: &[String],
    changes: Option<&[Change]>,
) -> serde_json::Value {
    let all = loaded.state.cycle.bidang.iter().map(|bidang| &bidang.id);
    let (inside, outside): (Vec<&BidangId>, Vec<&BidangId>) =
        all.partition(|id| draft.forms.contains_key(id));
    let names = |ids: Vec<&BidangId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    serde_json::json!({
        "versi_skema": json::VERSION,
        "bidang": names(inside),
        "tanpa": names(outside),
        "baris": draft.document.n_rows(),
        "total_pagu": draft.total.map(Rupiah::get),
        "berkas": files,
        "digest": draft.document.digest(),
        "perubahan": changes.map(json::changes),
    })
}
