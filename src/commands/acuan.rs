//! `rkt acuan`: the tables that a plan refers to, taken from the office's spreadsheets.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::{Outcome, Session, judge, show, unsealed};
use crate::domain::acuan::lines::{self, Lines};
use crate::domain::acuan::{Tabel, changes, nomenklatur, renstra};
use crate::domain::check::{self, Judge};
use crate::domain::diff::Change;
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::rule::{Rule, Severity};
use crate::domain::sheet::{At, Sheet};
use crate::source::is_hidden;
use crate::store::text::Source;
use crate::store::txn::Txn;
use crate::store::workspace::{Trouble, Workspace};
use crate::store::{layout, nomenklatur_file, renstra_edit, renstra_file, table_file};
use crate::ui::{self, Ui};

/// Kelola acuan: Renstra dan nomenklatur
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Ambil tabel Renstra atau nomenklatur dari Excel
    #[command(visible_alias = "impor")]
    Import(Import),
}

#[derive(clap::Args, Debug)]
struct Import {
    /// Buku kerja (.xlsx), atau teks: dipisah koma atau titik koma (.csv), atau tab (.tsv)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Tabel yang dimuat berkas itu (bawaan: dikenali dari judul kolomnya)
    #[arg(long, value_name = "TABEL", value_enum)]
    tabel: Option<Chosen>,
    /// Tampilkan perubahannya tanpa menulis apa pun
    #[arg(long)]
    dry_run: bool,
    /// Tampilkan semua baris yang berubah
    #[arg(long)]
    semua: bool,
}

/// As many changed rows as anybody reads at once.
const MOST: usize = 40;

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Chosen {
    /// Tujuan, sasaran, program, kegiatan, dengan target dan pagu per tahun
    Renstra,
    /// Kode dan uraiannya
    Nomenklatur,
}

impl From<Chosen> for Tabel {
    fn from(chosen: Chosen) -> Tabel {
        match chosen {
            Chosen::Renstra => Tabel::Renstra,
            Chosen::Nomenklatur => Tabel::Nomenklatur,
        }
    }
}

/// Takes a table over.
///
/// # Errors
/// Findings when anything of it can't be read; then nothing is written.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let What::Import(args) = &args.what;
    let Workspace { root, settings } = session.workspace()?;
    unsealed(&root)?;
    let txn = if args.dry_run {
        None
    } else {
        Some(Txn::begin(&root, "rkt acuan import")?)
    };
    let name = args.file.display().to_string();
    let mut findings = Vec::new();
    let sheets = sheets(&session.env.cwd.join(&args.file), &name)?;
    let (tabel, tables) = tables(&name, &sheets, args.tabel.map(Tabel::from), &mut findings)?;
    findings.extend(tables.iter().flat_map(hidden));
    let taken = match tabel {
        Tabel::Renstra => of_renstra(&root, &tables, &judge(&settings, &[]), &mut findings)?,
        Tabel::Nomenklatur => of_nomenklatur(&root, &tables, &mut findings)?,
    };
    let Some(taken) = taken.filter(|_| !any_error(&findings)) else {
        return Err(Trouble::Findings(findings, Vec::new()));
    };
    if let Some(mut txn) = txn.filter(|_| !taken.changes.is_empty()) {
        txn.put(&taken.source.file, taken.source.text.as_bytes());
        txn.commit()?;
    }
    tell(args, tabel, &taken, &findings, session, ui)?;
    Ok(Outcome::Done)
}

/// What an import comes to.
struct Taken {
    /// The file as it becomes.
    source: Source,
    changes: Vec<Change>,
    /// What should be known besides.
    notes: Vec<String>,
}

/// The sheets of a file.
fn sheets(path: &Path, name: &str) -> Result<Vec<Sheet>, Trouble> {
    table_file::sheets(path)?
        .map_err(|unreadable| Trouble::Findings(vec![unreadable.finding(name)], Vec::new()))
}

/// The tables of the sheets, all of one kind.
fn tables(
    name: &str,
    sheets: &[Sheet],
    wanted: Option<Tabel>,
    findings: &mut Vec<Finding>,
) -> Result<(Tabel, Vec<Lines>), Trouble> {
    let read = |sheet| lines::read(name, sheet, wanted, findings);
    let tables: Vec<Lines> = sheets.iter().filter_map(read).collect();
    let Some(first) = tables.first() else {
        let message = "tidak ada lembar yang memuat tabel Renstra atau nomenklatur";
        let help = "beri judul kolom: Sasaran atau Kode, Indikator, Satuan, Target 2027 untuk Renstra; Kode dan Uraian untuk nomenklatur";
        let finding = Finding::new(Rule::AcuanUnknown, Place::file(name), message).help(help);
        return Err(Trouble::Findings(vec![finding], Vec::new()));
    };
    let tabel = first.tabel;
    if tables.iter().any(|table| table.tabel != tabel) {
        return Err(Trouble::Misuse(format!(
            "{name} memuat tabel Renstra dan nomenklatur\nsebutkan yang diambil: --tabel renstra atau --tabel nomenklatur"
        )));
    }
    Ok((tabel, tables))
}

/// Cells with characters that nobody sees.
fn hidden(table: &Lines) -> Vec<Finding> {
    let cells = table.lines.iter().flat_map(|line| line.values());
    let strange = cells.filter(|(_, text)| text.chars().any(is_hidden));
    let finding = |(at, _): &(At, String)| {
        let message = "isian memuat karakter tersembunyi";
        let help = "ketik ulang isian ini, jangan menempelkannya";
        Finding::new(Rule::HiddenCharacter, table.at(*at), message).help(help)
    };
    strange.map(finding).collect()
}

/// The Renstra with tables put over it; nothing when they can't be used.
fn of_renstra(
    root: &Path,
    tables: &[Lines],
    judge: &Judge<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Option<Taken>, Trouble> {
    let old = renstra_file::load(root)?;
    let Some(before) = old.whole() else {
        return Err(Trouble::Findings(old.findings, vec![old.source]));
    };
    let incoming = renstra::read(tables, before, findings);
    let file = layout::renstra();
    let mut n_silenced = 0;
    if !any_error(findings) {
        let own = check::renstra(&incoming.renstra, &file).into_iter();
        // What a table leaves out may stand in the file already.
        let own = own.filter(|finding| finding.rule != Rule::RenstraLink);
        let verdict = judge.judge(own.map(|finding| incoming.at_cells(finding)).collect());
        findings.extend(verdict.findings);
        n_silenced = verdict.silenced.len();
    }
    if any_error(findings) {
        return Ok(None);
    }
    let text = renstra_edit::with(&old.source.text, before, &incoming.renstra);
    let text = text.unwrap_or_default();
    let new = renstra_file::checked(Source { file, text });
    let is_new = |finding: &&Finding| !old.findings.contains(finding);
    let added = new.findings.iter().filter(is_new).cloned().collect();
    let mut broken = judge.judge(added).findings;
    broken.retain(Finding::is_error);
    if !broken.is_empty() {
        return Err(Trouble::Findings(broken, vec![new.source]));
    }
    Ok(Some(Taken {
        changes: changes::of_renstra(before, &new.renstra),
        source: new.source,
        notes: silenced(n_silenced).into_iter().collect(),
    }))
}

fn silenced(n: usize) -> Option<String> {
    (n > 0).then(|| format!("{n} temuan diabaikan menurut [aturan] di rkt.toml."))
}

/// The office's nomenclature with tables put over it; nothing when they can't be used.
fn of_nomenklatur(
    root: &Path,
    tables: &[Lines],
    findings: &mut Vec<Finding>,
) -> Result<Option<Taken>, Trouble> {
    let table = nomenklatur_file::load(Some(root))?;
    let built_in = table.file.is_none().then_some(&table.nomenklatur);
    let old = if built_in.is_some() {
        Nomenklatur::default()
    } else {
        table.nomenklatur.clone()
    };
    let mut entries = Vec::new();
    for table in tables {
        entries.extend(nomenklatur::entries(table, findings));
    }
    if any_error(findings) {
        return Ok(None);
    }
    let new = nomenklatur::over(&old, &entries);
    let file = layout::nomenklatur();
    let before = match table.file {
        Some(_) => std::fs::read_to_string(root.join(&file))?,
        None => String::new(),
    };
    let text = nomenklatur_file::written(&new, &before);
    let source = Source { file, text };
    let (_, broken) = nomenklatur_file::decode(&source);
    if any_error(&broken) {
        return Err(Trouble::Findings(broken, vec![source]));
    }
    let lost = built_in.map_or(0, |built_in| {
        let gone = |kode| new.of(kode).is_none();
        built_in.iter().filter(|entry| gone(&entry.kode)).count()
    });
    let note = format!(
        "Perhatian: tabel bawaan rkt tidak dipakai lagi; {lost} kodenya tidak ada di tabel ini."
    );
    Ok(Some(Taken {
        changes: changes::of_nomenklatur(&old, &new),
        source,
        notes: (lost > 0).then_some(note).into_iter().collect(),
    }))
}

fn tell(
    args: &Import,
    tabel: Tabel,
    taken: &Taken,
    findings: &[Finding],
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let name = args.file.display().to_string();
    if ui.json {
        let warned = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Galat);
        let told = |finding: &Finding| format!("{}: {}", finding.at.name(), finding.message);
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "berkas": name,
            "tabel": tabel.name(),
            "ditulis": !args.dry_run && !taken.changes.is_empty(),
            "perubahan": ui::json::changes(&taken.changes),
            "perhatian": taken.notes,
            "peringatan": warned.map(told).collect::<Vec<_>>(),
        }))?;
        return Ok(());
    }
    if !findings.is_empty() {
        show(findings, &[], ui)?;
    }
    let n = taken.changes.len();
    if n == 0 {
        ui.line(&format!("{}: 0 perubahan dari {name}", tabel.name()))?;
        return notes(taken, ui);
    }
    ui.line(&format!("{}: {n} baris berubah dari {name}", tabel.name()))?;
    let most = if args.semua { usize::MAX } else { MOST };
    let all = if args.dry_run {
        format!("{} --semua", session.line)
    } else {
        // What is written already is in the file.
        taken.source.file.clone()
    };
    ui.first_changes(&taken.changes, most, &all)?;
    notes(taken, ui)?;
    ui.line(&if args.dry_run {
        "Tidak ada yang ditulis (--dry-run).".to_owned()
    } else {
        format!("Ditulis ke {}.", taken.source.file)
    })?;
    Ok(())
}

fn notes(taken: &Taken, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    for note in &taken.notes {
        ui.line(note)?;
    }
    Ok(())
}
