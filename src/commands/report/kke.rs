//! `rkt report kke`: the worksheets behind the LKE, with what is to be judged left empty.

use serde_json::{Map, Value, json};

use super::content::Content;
use super::files::{Files, Format, Sheets, tell};
use crate::commands::checking::lent;
use crate::commands::{Outcome, Session};
use crate::domain::document::{Cell, Table};
use crate::domain::kke::{Facts, Kke, sheets};
use crate::domain::lembar::Lembar;
use crate::store::cycle::Loaded;
use crate::store::outlet::Written;
use crate::store::references::References;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// Susun lembar KKE-1 dan KKE-2; kolom penilaian dikosongkan
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Format berkas
    #[arg(
        value_name = "FORMAT",
        value_enum,
        ignore_case = true,
        default_value = "xlsx"
    )]
    format: Format,
    #[command(flatten)]
    files: Files,
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    args.files.fitting(args.format, "kke")?;
    let loaded = session.reading()?;
    loaded.whole()?;
    let references = References::read(&loaded)?;
    let content = Content::of(&loaded, &references)?;
    let kke = gathered(&loaded, &references, &content)?;
    let sheets = Sheets {
        report: "kke",
        judul: "KKE perencanaan kinerja",
        lembar: &kke.lembar,
        kode: &kke.kode,
    };
    let files = args
        .files
        .write(args.format, &sheets, &content, (session, &loaded))?;
    if ui.json {
        ui.data(&data(&loaded, &content, &kke, &files))?;
        return Ok(Outcome::Done);
    }
    ui.line(&format!("{}.", content.isi))?;
    for one in &kke.lembar {
        let (judul, n_rows) = (one.judul, one.table.rows.len());
        ui.line(&format!("{judul}: {n_rows} baris. {}.", one.petunjuk))?;
    }
    tell(&files, ui)?;
    Ok(Outcome::Done)
}

fn gathered(loaded: &Loaded, references: &References, content: &Content) -> Result<Kke, Trouble> {
    Ok(sheets(&Facts {
        rkt: &content.rkt(loaded)?,
        forms: &lent(&content.forms),
        unread: &content.unread,
        ground: &references.ground(loaded),
        verdict: &content.verdict,
    }))
}

fn data(loaded: &Loaded, content: &Content, kke: &Kke, files: &[(String, Written)]) -> Value {
    json!({
        "versi_skema": ui::json::VERSION,
        "siklus": loaded.siklus,
        "isi": content.isi,
        "berkas": files.iter().map(|(file, _)| file).collect::<Vec<_>>(),
        "lembar": kke.lembar.iter().map(lembar).collect::<Vec<_>>(),
        "kode": rows(&kke.kode),
    })
}

fn lembar(one: &Lembar) -> Value {
    json!({ "lembar": one.key, "judul": one.judul, "baris": rows(&one.table) })
}

fn rows(table: &Table) -> Vec<Value> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Count(count) => json!(count),
        Cell::Same(_) | Cell::Text(_) | Cell::Target(_) | Cell::Rupiah(_) => json!(cell.print()),
    };
    let row = |cells: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(cells);
        let pairs = pairs.map(|(column, cell)| (column.key.to_owned(), value(cell)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    table.rows.iter().map(row).collect()
}
