//! `rkt compile`: the submitted forms become one draft (SOP step 6).

use super::acting::{Acting, Role, Turn};
use super::advice::Advice;
use super::export::{Along, along};
use super::{Outcome, Session, judge, next_step};
use crate::domain::cetak::Saat;
use crate::domain::check::{self, Verdict};
use crate::domain::diff::{Change, changes};
use crate::domain::document::{Document, kode};
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::name::{BidangId, joined};
use crate::domain::pagu::Rupiah;
use crate::domain::row::of_document;
use crate::domain::sop::Jenis;
use crate::domain::workflow::{Action, Scope, inputs, may_compile};
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::layout;
use crate::store::references::References;
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
    #[command(flatten)]
    acting: Acting,
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
        let advice = Advice::new(session, &loaded, "rkt compile")?;
        let inputs = inputs(&loaded.state, scope).map_err(|refusal| advice.refused(refusal))?;
        let draft = Draft::of(&loaded, &inputs)?;
        return preview(&loaded, &draft, scope, session, ui);
    }
    let (loaded, txn) = session.writing()?;
    let likely = loaded.sop().pelaksana_of(Jenis::Kompilasi).last();
    let role = Role::new("rkt compile", likely, "kompilasi");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let state = &turn.loaded.state;
    let refuse = |refusal| turn.refused(refusal);
    may_compile(state, &turn.office(), &turn.by).map_err(refuse)?;
    let inputs = inputs(state, scope).map_err(refuse)?;
    let mut draft = Draft::of(&turn.loaded, &inputs)?;
    let lacking = inputs.lacking();
    let action = Action::Compile {
        digest: draft.document.digest(),
        scope,
    };
    let changed = turn.act(action)?.is_some();
    if !changed {
        let last = turn.loaded.state.last_compilation();
        draft.document.nomor = last.map_or(0, |last| last.nomor);
    }
    for (file, text) in files(&draft.document) {
        turn.put(file, text);
    }
    let (loaded, _) = turn.commit()?;
    let along = along(Saat::Kompilasi, &loaded, session);
    tell(&loaded, &lacking, (&draft, changed), &along, ui)?;
    if !ui.json
        && lacking.is_empty()
        && let Some(next) = next_step(&loaded, None, session)?
    {
        ui.line(&next)?;
    }
    Ok(Outcome::Done)
}

/// The files of a draft, below the cycle.
pub(super) fn files(document: &Document) -> [(String, String); 2] {
    [
        (
            layout::draft(document.nomor, "md"),
            render::markdown::to_string(document),
        ),
        (
            layout::draft(document.nomor, "json"),
            render::json::to_string(document),
        ),
    ]
}

fn preview(
    loaded: &Loaded,
    draft: &Draft,
    scope: Scope,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let last = loaded.state.last_compilation();
    let old = last.map(|last| Draft::again(loaded, last)).transpose()?;
    let rows = |draft: &Draft| of_document(&draft.document);
    let changes = changes(&old.as_ref().map_or_else(Vec::new, rows), &rows(draft));
    if ui.json {
        ui.data(&compiled(loaded, draft, &[], Some(&changes))?)?;
        return Ok(Outcome::Done);
    }
    if changes.is_empty() {
        ui.line("Tidak ada perubahan terhadap draf terakhir.")?;
    } else {
        if old.is_some() {
            ui.changes(&changes)?;
        }
        let (nomor, contents) = (draft.document.nomor, contents(loaded, draft));
        ui.line(&format!("Draf {nomor}: {contents}."))?;
        ui.line(&sums(draft))?;
    }
    against_signed(loaded, draft, ui)?;
    if changes.is_empty() {
        ui.line("Tidak ada yang ditulis.")?;
    } else {
        let partial = match scope {
            Scope::Whole => "",
            Scope::Partial => " --sebagian",
        };
        let tail = session.tail(loaded, loaded.sop().pelaksana_of(Jenis::Kompilasi));
        ui.line(&format!(
            "Tidak ada yang ditulis. Untuk menulisnya: rkt compile{partial}{tail}"
        ))?;
    }
    Ok(Outcome::Done)
}

fn tell(
    loaded: &Loaded,
    lacking: &[BidangId],
    (draft, changed): (&Draft, bool),
    along: &Along,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let nomor = draft.document.nomor;
    let mut files: Vec<String> = ["md", "json"]
        .map(|extension| format!("{}/{}", loaded.siklus, layout::draft(nomor, extension)))
        .into();
    files.extend(along.files.iter().cloned());
    if ui.json {
        let mut data = compiled(loaded, draft, &files, None)?;
        data["perhatian"] = along.remarks.clone().into();
        return Ok(ui.data(&data)?);
    }
    if changed {
        let contents = contents(loaded, draft);
        ui.line(&format!("Draf {nomor} dikompilasi: {contents}."))?;
    } else {
        ui.line(&format!(
            "Tidak ada perubahan: draf {nomor} masih berlaku, kode {}.",
            draft.document.kode()
        ))?;
    }
    ui.line(&sums(draft))?;
    against_signed(loaded, draft, ui)?;
    ui.line(&format!("Berkas: {}", files.join(", ")))?;
    along.remark(ui)?;
    if !lacking.is_empty() {
        ui.line(&format!(
            "Perhatian: draf sebagian, belum memuat {}.",
            joined(lacking)
        ))?;
    }
    for koreksi in loaded.state.pending() {
        let (nama, tahap, alasan) = (&koreksi.nama, koreksi.tahap.word(), &koreksi.alasan);
        ui.line(&format!("Koreksi {nama} ({tahap}): {alasan}"))?;
    }
    for bidang in loaded.basi()? {
        let form = loaded.form_name(&bidang);
        ui.line(&format!(
            "Perhatian: {form} BASI, berubah sejak diajukan; draf memakai isi yang diajukan."
        ))?;
    }
    findings(loaded, draft, ui)
}

/// What a draft holds, and its code.
fn contents(loaded: &Loaded, draft: &Draft) -> String {
    let (n, all) = (draft.forms.len(), loaded.state.cycle.bidang.len());
    format!("{n} dari {all} Bidang, kode {}", draft.document.kode())
}

fn sums(draft: &Draft) -> String {
    let total = draft.total.map(|total| total.to_string());
    let total = total.unwrap_or_else(|| "belum ada".to_owned());
    format!("{} baris; total pagu {total}.", draft.document.n_rows())
}

/// How many rows a revision changes in the signed RKT.
fn against_signed(loaded: &Loaded, draft: &Draft, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let Some((from, changes)) = loaded.perubahan().zip(draft.perubahan.as_ref()) else {
        return Ok(());
    };
    let (dari, kode) = (&from.dari, kode(&from.digest));
    let count = |sign| changes.iter().filter(|c| c.sign() == sign).count();
    let words = if changes.is_empty() {
        "tidak ada perubahan".to_owned()
    } else {
        let (new, moved, gone) = (count('+'), count('~'), count('-'));
        format!("{new} baris baru, {moved} berubah, {gone} dihapus")
    };
    ui.line(&format!(
        "Terhadap RKT {dari} yang ditandatangani (kode {kode}): {words}."
    ))?;
    Ok(())
}

/// What would be compiled now, if anything is in.
pub(super) fn present(loaded: &Loaded) -> Result<Option<Draft>, Trouble> {
    let inputs = inputs(&loaded.state, Scope::Partial).ok();
    inputs.map(|inputs| Draft::of(loaded, &inputs)).transpose()
}

/// Findings between the forms of a draft, and against the Renstra and the year before, as the
/// office judges them.
///
/// # Errors
/// When the disk refuses.
pub(super) fn between(loaded: &Loaded, draft: &Draft) -> Result<Verdict, Trouble> {
    let references = References::read(loaded)?;
    let ground = references.ground(loaded);
    let found = |forms: &[(String, &Form)]| check::together(forms, &ground);
    Ok(judged(loaded, draft, found))
}

/// What a check says of the forms of a draft, as the office judges it.
pub(super) fn judged(
    loaded: &Loaded,
    draft: &Draft,
    check: impl Fn(&[(String, &Form)]) -> Vec<Finding>,
) -> Verdict {
    let named = |(id, form)| (loaded.form_name(id), form);
    let forms: Vec<_> = draft.forms.iter().map(named).collect();
    judge(&loaded.settings, &forms).judge(check(&forms))
}

/// Findings between the compiled forms; they stop nothing yet, and are told.
fn findings(loaded: &Loaded, draft: &Draft, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let Verdict {
        findings, silenced, ..
    } = between(loaded, draft)?;
    if findings.is_empty() && silenced.is_empty() {
        return Ok(());
    }
    let quiet = match silenced.len() {
        0 => String::new(),
        n => format!(", {n} diabaikan"),
    };
    ui.line(&format!(
        "Antar-form: {}{quiet}; lihat letaknya: rkt check",
        report::counts(&findings)
    ))?;
    for finding in &findings {
        ui.line(&line_of(finding))?;
    }
    Ok(())
}

/// A finding on one line.
pub(super) fn line_of(finding: &Finding) -> String {
    let (rule, file, message) = (finding.rule, &finding.at.file, &finding.message);
    format!("  {rule} {file}: {message}")
}

fn compiled(
    loaded: &Loaded,
    draft: &Draft,
    files: &[String],
    changes: Option<&[Change]>,
) -> Result<serde_json::Value, Trouble> {
    let all = loaded.state.cycle.bidang.iter().map(|bidang| &bidang.id);
    let (inside, outside): (Vec<&BidangId>, Vec<&BidangId>) =
        all.partition(|id| draft.forms.contains_key(id));
    let names = |ids: Vec<&BidangId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    Ok(serde_json::json!({
        "versi_skema": json::VERSION,
        "bidang": names(inside),
        "tanpa": names(outside),
        "baris": draft.document.n_rows(),
        "total_pagu": draft.total.map(Rupiah::get),
        "berkas": files,
        "perhatian": [],
        "digest": draft.document.digest(),
        "koreksi": json::unsettled(&loaded.state),
        "antar_form": json::counted(&between(loaded, draft)?),
        "perubahan": changes.map(json::changes),
        "perubahan_rkt": draft.perubahan.as_deref().map(json::changes),
    }))
}
