//! `rkt report lke`: the evidence a cycle holds for each criterion of the planning component.

use serde_json::json;

use crate::commands::check::{Asked, check};
use crate::commands::{Outcome, Session};
use crate::domain::lke::{Facts, Kriteria, criteria};
use crate::store::references::References;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui, table};

/// What stands where rkt holds nothing.
const NOTHING: &str = "tidak dicatat rkt";

pub(super) fn run(session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let references = References::read(&loaded)?;
    let checked = check(&loaded, Asked::ALL)?;
    let forms: Vec<_> = checked
        .forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    let facts = Facts {
        state: &loaded.state,
        forms: &forms,
        renstra: references.ground(&loaded).renstra,
        findings: &checked.verdict.findings,
    };
    let all = criteria(&facts);
    if ui.json {
        ui.data(&data(&loaded.siklus, &all))?;
        return Ok(Outcome::Done);
    }
    ui.line(&format!(
        "Bukti siklus {} untuk LKE, komponen perencanaan kinerja (PermenPANRB 88/2021, bobot 30).",
        loaded.siklus
    ))?;
    for part in all.chunk_by(|a, b| a.sub_komponen == b.sub_komponen) {
        let Some(first) = part.first() else { continue };
        let (name, bobot) = (first.sub_komponen.name(), first.sub_komponen.bobot());
        ui.line("")?;
        ui.line(&format!("{name} (bobot {bobot})"))?;
        let rows: Vec<Vec<String>> = part.iter().map(row).collect();
        ui.block(&table::plain(ui.width, &["Kriteria", "Bukti"], &[], &rows))?;
    }
    ui.line("")?;
    ui.line("Ini bukti, bukan nilai: penilaian ada pada evaluator. Rincian temuan: rkt check")?;
    Ok(Outcome::Done)
}

fn row(one: &Kriteria) -> Vec<String> {
    let bukti = if one.bukti.is_empty() {
        NOTHING.to_owned()
    } else {
        one.bukti.join("; ")
    };
    vec![one.uraian.to_owned(), bukti]
}

fn data(siklus: &str, all: &[Kriteria]) -> serde_json::Value {
    let one = |one: &Kriteria| {
        json!({
            "sub_komponen": one.sub_komponen.name(),
            "bobot": one.sub_komponen.bobot(),
            "kriteria": one.uraian,
            "bukti": one.bukti,
        })
    };
    json!({
        "versi_skema": ui::json::VERSION,
        "siklus": siklus,
        "kriteria": all.iter().map(one).collect::<Vec<_>>(),
    })
}
