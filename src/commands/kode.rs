//! `rkt kode`: finds a kode of the nomenclature by words or digits.

use super::{Outcome, Session};
use crate::domain::kode::{Kode, Level};
use crate::domain::nomenklatur::Entry;
use crate::domain::rule::Rule;
use crate::store::layout;
use crate::store::nomenklatur_file::{self, Table};
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Cari kode program, kegiatan, atau sub kegiatan
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kata dari uraiannya, atau kode; nol boleh dihilangkan, misalnya 1.1.2
    #[arg(value_name = "CARI", required = true)]
    cari: Vec<String>,
    /// Tampilkan semua yang cocok
    #[arg(long)]
    semua: bool,
}

/// As many rows as anybody reads at once.
const MOST: usize = 20;

/// What a search gave.
struct Found<'a> {
    /// The one kode that was meant, else all that fit.
    kode: Vec<&'a Entry>,
    /// What that one belongs to.
    induk: Vec<&'a Entry>,
    /// What belongs to it.
    anak: Vec<&'a Entry>,
}

/// Searches the office's table, else the one that comes with rkt; works outside a workspace.
///
/// # Errors
/// Findings when the office's table can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let root = layout::find_up(&session.standing()?, layout::SETTINGS)?;
    let table = nomenklatur_file::load(root.as_deref())?;
    let cari = args.cari.join(" ");
    let meant = table.nomenklatur.meant(&cari);
    let found = match meant {
        Some(entry) => Found {
            kode: vec![entry],
            induk: table.nomenklatur.parents(&entry.kode),
            anak: table.nomenklatur.children(&entry.kode),
        },
        None => Found {
            kode: table.nomenklatur.search(&cari),
            induk: Vec::new(),
            anak: Vec::new(),
        },
    };
    let outcome = if found.kode.is_empty() {
        Outcome::Found
    } else {
        Outcome::Done
    };
    if ui.json {
        ui.data(&data(&cari, &found, &table))?;
        return Ok(outcome);
    }
    let most = if args.semua { usize::MAX } else { MOST };
    match (meant, found.kode.as_slice()) {
        (Some(entry), _) => one(entry, &found, most, session, ui)?,
        (None, []) => none(&cari, &table, session, ui)?,
        (None, all) => {
            ui.found_kode(&first(all, most))?;
            ui.line("")?;
            more(all.len(), most, session, ui)?;
            ui.line(&format!("{} kode cocok.", all.len()))?;
        }
    }
    ui.line(&about(&table))?;
    Ok(outcome)
}

fn data(cari: &str, found: &Found<'_>, table: &Table) -> serde_json::Value {
    let all = |entries: &[&Entry]| -> serde_json::Value {
        entries.iter().map(|entry| json::entry(entry)).collect()
    };
    serde_json::json!({
        "versi_skema": json::VERSION,
        "cari": cari,
        "tabel": table.file,
        "jumlah_tabel": table.nomenklatur.len(),
        "kode": all(&found.kode),
        "induk": all(&found.induk),
        "anak": all(&found.anak),
    })
}

fn one(
    entry: &Entry,
    found: &Found<'_>,
    most: usize,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    ui.one_kode(entry)?;
    if !found.induk.is_empty() {
        ui.kin_of_kode("Induk", &found.induk)?;
    }
    let heading = match entry.kode.level() {
        Level::Program => "Kegiatan",
        Level::Kegiatan | Level::SubKegiatan => "Sub kegiatan",
    };
    if !found.anak.is_empty() {
        ui.kin_of_kode(heading, &first(&found.anak, most))?;
    }
    ui.line("")?;
    more(found.anak.len(), most, session, ui)
}

fn first<'a>(entries: &[&'a Entry], most: usize) -> Vec<&'a Entry> {
    entries.iter().take(most).copied().collect()
}

/// Says that there are more rows than those shown.
fn more(n: usize, most: usize, session: Session<'_>, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    if let Some(more) = n.checked_sub(most).filter(|more| *more > 0) {
        let line = session.line;
        ui.line(&format!(
            "... dan {more} kode lagi; semuanya: {line} --semua"
        ))?;
    }
    Ok(())
}

/// Says that nothing fits, and what else to try.
fn none(cari: &str, table: &Table, session: Session<'_>, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.line(&format!("Tidak ada kode yang cocok dengan \"{cari}\"."))?;
    if let Some(rule) = Rule::find(cari) {
        let command = session.here(&format!("rkt explain {rule}"));
        ui.line(&format!("{rule} kode temuan; penjelasannya: {command}"))?;
        return Ok(());
    }
    let kode = Kode::completed(cari);
    let above = kode.map(|kode| table.nomenklatur.parents(&kode));
    let said = if let Some([.., above]) = above.as_deref() {
        let command = session.here(&format!("rkt kode {}", above.kode));
        let (kode, uraian) = (&above.kode, &above.uraian);
        format!("Induknya ada, {kode} {uraian}; isinya: {command}")
    } else {
        let command = session.here("rkt kode 1.01.02");
        format!("Coba satu kata saja, atau awal kodenya, misalnya: {command}")
    };
    ui.line(&said)?;
    Ok(())
}

/// Which table was searched.
fn about(table: &Table) -> String {
    let n = table.nomenklatur.len();
    match &table.file {
        Some(file) => format!("Tabel kantor {file}: {n} kode."),
        None => format!(
            "Tabel bawaan rkt: {n} kode; sub kegiatannya hanya sebagian. Tabel lengkap kantor \
             diletakkan di {}.",
            layout::nomenklatur()
        ),
    }
}
