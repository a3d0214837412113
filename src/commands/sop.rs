//! `rkt sop`: the SOP as the office knows it, as its flowchart, and what is odd about it.

mod export;

use super::{Outcome, Session, found};
use crate::domain::sop::{Asal, Langkah, MutuBaku, Sop};
use crate::domain::sop_lint;
use crate::store::text::Source;
use crate::store::workspace::{self, Trouble, Workspace};
use crate::store::{layout, sop_place};
use crate::ui::{Ui, json, table};

/// Tampilkan SOP: blok identitas dan matriks langkah
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
}

/// What else can be asked of the SOP.
#[derive(clap::Subcommand, Debug)]
enum Ask {
    /// Sebutkan kejanggalan pada dokumen SOP itu sendiri
    #[command(visible_alias = "telaah")]
    Lint,
    #[command(visible_alias = "ekspor")]
    Export(export::Args),
}

/// Shows, draws or lints the SOP of the cycle named or stood in, else the workspace's.
///
/// # Errors
/// Misuse outside a workspace, or when another file is where the drawing goes; findings when the
/// SOP can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    match &args.ask {
        Some(Ask::Export(args)) => export::run(args, session, ui),
        Some(Ask::Lint) => lint(Asked::read(session)?, ui),
        None => print(&Asked::read(session)?.sop, ui),
    }
}

/// The SOP that is asked for.
struct Asked {
    workspace: Workspace,
    /// The cycle named or stood in; else it is the SOP of the workspace.
    siklus: Option<String>,
    sop: Sop,
    source: Source,
}

impl Asked {
    fn read(session: Session<'_>) -> Result<Asked, Trouble> {
        let workspace = session.workspace()?;
        let cycles = workspace.cycles()?;
        let sealed = layout::is_archive(&workspace.root).then(|| cycles.last().cloned());
        let siklus = session.named(&workspace, &cycles)?.or(sealed.flatten());
        let (sop, source) = match &siklus {
            Some(siklus) => workspace::sop(&workspace.root, &layout::cycle_sop(siklus))?,
            None => Workspace::sop(&workspace)?,
        };
        Ok(Asked {
            workspace,
            siklus,
            sop,
            source,
        })
    }
}

/// Hints only, so that whoever can't revise the SOP today is not stopped.
fn lint(asked: Asked, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let Asked {
        workspace,
        sop,
        source,
        ..
    } = asked;
    let kalender = workspace.kalender(workspace.settings.hari_kerja)?;
    let findings = sop_place::findings(&source, sop_lint::lint(&sop, &kalender));
    let none = format!("Tidak ada kejanggalan: {}.", source.file);
    found(&findings, &[source], &none, ui)?;
    Ok(Outcome::Done)
}

fn print(sop: &Sop, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if ui.json {
        ui.data(&json::sop(sop))?;
        return Ok(Outcome::Done);
    }
    identity(sop, ui)?;
    matrix(sop, ui)?;
    Ok(Outcome::Done)
}

fn identity(sop: &Sop, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let identitas = &sop.identitas;
    ui.line(&identitas.pemerintah)?;
    ui.line(&identitas.instansi)?;
    ui.line("")?;
    let first = [
        ("Nomor SOP", &identitas.nomor),
        ("Judul SOP", &identitas.judul),
    ];
    let rest = identitas
        .baris
        .iter()
        .map(|(name, value)| (name.as_str(), value));
    for (name, value) in first.into_iter().chain(rest) {
        ui.line(&format!("{name:<20} {value}"))?;
    }
    for (name, lines) in &sop.daftar {
        ui.line("")?;
        ui.line(name)?;
        for (n, line) in lines.iter().enumerate() {
            ui.line(&format!("  {}. {line}", n + 1))?;
        }
    }
    ui.line("")?;
    Ok(())
}

/// The matrix, its pelaksana columns by number so that it fits a screen; a legend follows.
fn matrix(sop: &Sop, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.line(&sop.identitas.judul_matriks)?;
    ui.line("")?;
    let marks: Vec<String> = (1..=sop.pelaksana.len()).map(|n| format!("P{n}")).collect();
    let mut heads = vec!["No", "Uraian Prosedur"];
    heads.extend(marks.iter().map(String::as_str));
    heads.extend(["Kelengkapan", "Waktu", "Output"]);
    let rows: Vec<Vec<String>> = sop
        .langkah
        .iter()
        .flat_map(|langkah| rows(sop, langkah))
        .collect();
    ui.block(&table::plain(ui.width, &heads, &[0], &rows))?;
    ui.line("")?;
    for (mark, pelaksana) in marks.iter().zip(&sop.pelaksana) {
        ui.line(&format!("{mark}  {} ({})", pelaksana.nama, pelaksana.id))?;
    }
    ui.line("* pembacaan kantor ini, tidak tercetak di SOP (asal: tafsir di sop.yaml)")?;
    Ok(())
}

fn rows(sop: &Sop, langkah: &Langkah) -> Vec<Vec<String>> {
    let star = |asal| if asal == Asal::Tafsir { "*" } else { "" };
    let row = |(n, standard): (usize, &MutuBaku)| {
        let first = n == 0;
        let mut cells = vec![
            if first {
                langkah.no.to_string()
            } else {
                String::new()
            },
            if first {
                langkah.uraian.clone()
            } else {
                String::new()
            },
        ];
        cells.extend(sop.pelaksana.iter().map(|pelaksana| {
            let acts = first && langkah.pelaksana.contains(&pelaksana.id);
            if acts {
                format!("■{}", star(langkah.asal))
            } else {
                String::new()
            }
        }));
        cells.push(standard.kelengkapan.clone());
        cells.push(format!("{}{}", standard.waktu, star(standard.asal)));
        cells.push(standard.output.clone());
        cells
    };
    langkah.mutu_baku.iter().enumerate().map(row).collect()
}
