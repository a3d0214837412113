//! `rkt report lke`: the evidence a cycle holds for each criterion of the planning component.

use serde_json::json;

use super::content::Content;
use super::files::{Files, Format, Sheets, tell};
use crate::commands::checking::lent;
use crate::commands::{Outcome, Session};
use crate::domain::lke::{Facts, Kriteria, criteria, legend_of, sheet};
use crate::store::cycle::Loaded;
use crate::store::outlet::Written;
use crate::store::references::References;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui, table};

/// Bukti untuk komponen perencanaan LKE, tanpa nilai
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Tulis sebagai berkas (bawaan: tampilkan di layar)
    #[arg(value_name = "FORMAT", value_enum, ignore_case = true)]
    format: Option<Format>,
    #[command(flatten)]
    files: Files,
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    match args.format {
        Some(format) => args.files.fitting(format, "lke")?,
        None if args.files.is_given() => {
            let text = "sebutkan format berkasnya: rkt report lke xlsx -o FOLDER";
            return Err(Trouble::Misuse(text.to_owned()));
        }
        None => {}
    }
    let loaded = session.reading()?;
    let references = References::read(&loaded)?;
    let content = Content::of(&loaded, &references)?;
    let all = gathered(&loaded, &references, &content);
    let mut files = Vec::new();
    if let Some(format) = args.format {
        let sheets = Sheets {
            report: "lke",
            judul: "LKE perencanaan kinerja",
            lembar: &[sheet(&all)],
            kode: &legend_of(&content.verdict),
        };
        let place = (session, &loaded);
        files = args.files.write(format, &sheets, &content, place)?;
    }
    if ui.json {
        ui.data(&data(&loaded.siklus, &content, &all, &files))?;
    } else if args.format.is_some() {
        ui.line(&format!("{}.", content.isi))?;
        tell(&files, ui)?;
    } else {
        show(&loaded.siklus, &content, &all, ui)?;
    }
    Ok(Outcome::Done)
}

fn gathered(loaded: &Loaded, references: &References, content: &Content) -> Vec<Kriteria> {
    criteria(&Facts {
        state: &loaded.state,
        forms: &lent(&content.forms),
        ground: &references.ground(loaded),
        verdict: &content.verdict,
    })
}

fn show(siklus: &str, content: &Content, all: &[Kriteria], ui: &mut Ui<'_>) -> std::io::Result<()> {
    ui.line(&format!(
        "Bukti siklus {siklus} untuk LKE, komponen perencanaan kinerja (PermenPANRB 88/2021, bobot 30)."
    ))?;
    ui.line(&format!("Isi: {}.", content.isi))?;
    for part in all.chunk_by(|a, b| a.sub_komponen == b.sub_komponen) {
        let Some(first) = part.first() else { continue };
        let (name, bobot) = (first.sub_komponen.name(), first.sub_komponen.bobot());
        ui.line("")?;
        ui.line(&format!("{name} (bobot {bobot})"))?;
        let row = |one: &Kriteria| vec![one.uraian.to_owned(), one.told()];
        let rows: Vec<Vec<String>> = part.iter().map(row).collect();
        ui.block(&table::plain(ui.width, &["Kriteria", "Bukti"], &[], &rows))?;
    }
    ui.line("")?;
    ui.line("Ini bukti, bukan nilai: penilaian ada pada evaluator. Rincian temuan: rkt check")
}

fn data(
    siklus: &str,
    content: &Content,
    all: &[Kriteria],
    files: &[(String, Written)],
) -> serde_json::Value {
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
        "isi": content.isi,
        "berkas": files.iter().map(|(file, _)| file).collect::<Vec<_>>(),
        "kriteria": all.iter().map(one).collect::<Vec<_>>(),
    })
}
