//! `rkt form import --bidang`: tables that somebody else made, merged into a form as it stands.

use super::Open;
use super::import::{Args, Book, made};
use crate::commands::{Outcome, Session, bidang_of, quoted, unknown, unsealed};
use crate::domain::finding::{Finding, Place};
use crate::domain::indikator::normalized;
use crate::domain::name::slug;
use crate::domain::rule::Rule;
use crate::domain::sheet::Sheet;
use crate::domain::workbook::foreign::known::{Listed, Names};
use crate::domain::workbook::foreign::kode::list_of;
use crate::domain::workbook::foreign::peta::Peta;
use crate::domain::workbook::foreign::{self, Asked, Foreign, Proposal};
use crate::domain::workbook::merge::{Terms, merge};
use crate::store::cycle::Loaded;
use crate::store::txn::Txn;
use crate::store::workspace::Trouble;
use crate::store::{layout, nomenklatur_file, peta_file, renstra_file};
use crate::ui::{self, Ui};
use serde_json::json;

/// What a table that has no stamp is read for.
pub(super) struct Wanted {
    /// The Bidang, as typed.
    pub(super) bidang: String,
    peta: Vec<Peta>,
    is_named: bool,
    lembar: Vec<String>,
    propose: String,
}

impl Wanted {
    /// What the command line wants, if it names a Bidang.
    pub(super) fn of(
        args: &Args,
        loaded: &Loaded,
        session: Session<'_>,
    ) -> Result<Option<Wanted>, Trouble> {
        let Some(bidang) = args.bidang.clone() else {
            return Ok(None);
        };
        let known = bidang_of(&bidang, loaded)?;
        let peta = match &args.peta {
            Some(name) => vec![named(loaded, name)?],
            None => peta_file::all(&loaded.root)?,
        };
        let file = args.file.first().map(|file| file.display().to_string());
        let file = quoted(&file.unwrap_or_default());
        let lembar = args
            .lembar
            .iter()
            .map(|one| format!(" --lembar {}", quoted(one)));
        let lembar: String = lembar.collect();
        let suffix = session.suffix(loaded)?;
        let line = format!(
            "rkt form import {file} --bidang {}{lembar} --buat-peta NAMA{suffix}",
            known.id
        );
        Ok(Some(Wanted {
            bidang,
            peta,
            is_named: args.peta.is_some(),
            lembar: args.lembar.clone(),
            propose: session.here(&line),
        }))
    }
}

fn named(loaded: &Loaded, name: &str) -> Result<Peta, Trouble> {
    let names = || peta_file::all(&loaded.root).map(|all| all.into_iter().map(|peta| peta.nama));
    let found = if slug(name) == name {
        peta_file::named(&loaded.root, name)?
    } else {
        None
    };
    match found {
        Some(peta) => Ok(peta),
        None => Err(Trouble::Misuse(unknown(
            "peta",
            name,
            &names()?.collect::<Vec<_>>(),
        ))),
    }
}

/// What a table makes of its form.
pub(super) fn book(
    loaded: &Loaded,
    sheets: &[Sheet],
    name: &str,
    wanted: &Wanted,
    findings: &mut Vec<Finding>,
) -> Result<Option<Book>, Trouble> {
    let open = Open::read(loaded, bidang_of(&wanted.bidang, loaded)?)?;
    let asked = asked(loaded, wanted);
    let (renstra, nomenklatur) = listed(loaded)?;
    let mut names = Names::new(&open.plan, &renstra, &nomenklatur);
    let mut read: Vec<(&Sheet, Foreign)> = Vec::new();
    let mut told = Vec::new();
    for sheet in chosen(sheets, wanted)? {
        let rows = sheet.rows().len();
        if rows > foreign::ROWS {
            let message = format!("lembar {} berisi {rows} baris", sheet.name);
            let help = format!(
                "batasnya {} baris; ambil baris Bidang ini saja",
                foreign::ROWS
            );
            let rule = Rule::WorkbookUnreadable;
            findings.push(Finding::new(rule, Place::file(name), message).help(help));
            return Ok(None);
        }
        let foreign = foreign::read(name, sheet, asked, (&mut names, &mut told));
        read.extend(foreign.map(|foreign| (sheet, foreign)));
    }
    if read.len() > 1 && wanted.lembar.is_empty() {
        let names: Vec<&str> = read.iter().map(|(sheet, _)| sheet.name.as_str()).collect();
        return Err(Trouble::Misuse(format!(
            "{name} memuat tabel di beberapa lembar: {}\n\
             sebutkan yang dimaksud: --lembar NAMA (boleh diulang)",
            names.join(", ")
        )));
    }
    findings.append(&mut told);
    if read.is_empty() {
        let message = "tidak ada tabel dengan judul kolom dan isi di berkas ini";
        let help = "perlu satu baris judul kolom, misalnya Kode, Indikator, Target, dengan baris isi di bawahnya";
        let place = Place::file(name);
        findings.push(Finding::new(Rule::WorkbookUnreadable, place, message).help(help));
        return Ok(None);
    }
    let mut peta: Vec<String> = read.iter().flat_map(|(_, f)| f.peta.clone()).collect();
    peta.dedup();
    let readings: Vec<_> = read.into_iter().flat_map(|(_, f)| f.readings).collect();
    let terms = Terms {
        whole: false,
        remove: false,
    };
    let edits = merge(&open.plan, &open.plan, &readings, terms, findings);
    let note = (!peta.is_empty()).then(|| format!("Peta: {}", peta.join(", ")));
    made(loaded, open, &edits, (name, note)).map(Some)
}

fn asked<'a>(loaded: &Loaded, wanted: &'a Wanted) -> Asked<'a> {
    Asked {
        tahun: i32::try_from(loaded.state.cycle.tahun).unwrap_or_default(),
        peta: &wanted.peta,
        is_named: wanted.is_named,
        propose: &wanted.propose,
    }
}

/// What the Renstra names, and the nomenclature.
fn listed(loaded: &Loaded) -> Result<(Vec<Listed>, Vec<Listed>), Trouble> {
    let renstra = renstra_file::load(&loaded.root)?;
    let rows = renstra
        .whole()
        .into_iter()
        .flat_map(|renstra| &renstra.rows);
    let renstra = rows.filter_map(|row| {
        Some(Listed {
            list: row.list.in_form()?,
            name: row.name.clone(),
            uraian: row.uraian.clone().unwrap_or_default(),
        })
    });
    let table = nomenklatur_file::load(Some(&loaded.root))?;
    let nomenklatur = table.nomenklatur.in_force().map(|entry| Listed {
        list: list_of(&entry.kode),
        name: entry.kode.to_string(),
        uraian: entry.uraian.clone(),
    });
    Ok((renstra.collect(), nomenklatur.collect()))
}

/// The sheets that are meant.
fn chosen<'s>(sheets: &'s [Sheet], wanted: &Wanted) -> Result<Vec<&'s Sheet>, Trouble> {
    if wanted.lembar.is_empty() {
        return Ok(sheets.iter().collect());
    }
    let mut chosen = Vec::new();
    for name in &wanted.lembar {
        let is = |sheet: &&Sheet| normalized(&sheet.name) == normalized(name);
        let Some(sheet) = sheets.iter().find(is) else {
            let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            return Err(Trouble::Misuse(unknown("lembar", name, &names)));
        };
        chosen.push(sheet);
    }
    Ok(chosen)
}

/// Proposes a mapping of the headings of a table, and imports nothing.
pub(super) fn propose(
    (nama, dry_run): (&str, bool),
    loaded: &Loaded,
    sheets: &[Sheet],
    wanted: &Wanted,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    unsealed(&loaded.root)?;
    if slug(nama) != nama {
        return Err(Trouble::Misuse(format!(
            "`{nama}` bukan nama peta: pakai huruf kecil, angka, dan tanda hubung\n\
             misalnya --buat-peta {}",
            slug(nama)
        )));
    }
    let file = layout::peta(nama);
    if loaded.root.join(&file).symlink_metadata().is_ok() {
        return Err(Trouble::Misuse(format!(
            "{file} sudah ada\nsunting berkas itu, atau pakai nama lain"
        )));
    }
    let asked = asked(loaded, wanted);
    let mut proposals: Vec<Proposal> = Vec::new();
    for sheet in chosen(sheets, wanted)? {
        for proposal in foreign::propose(sheet, asked) {
            if !proposals
                .iter()
                .any(|known| known.heading == proposal.heading)
            {
                proposals.push(proposal);
            }
        }
    }
    if proposals.is_empty() {
        return Err(Trouble::Misuse(
            "tidak ada judul kolom di berkas ini\nperiksa berkas dan lembarnya".to_owned(),
        ));
    }
    let text = peta_file::text(&proposals);
    if !dry_run {
        let mut txn = Txn::begin(&loaded.root, "rkt form import")?;
        txn.put(&file, text.as_bytes());
        txn.commit()?;
    }
    tell((&file, &text, dry_run), &proposals, ui)?;
    Ok(Outcome::Done)
}

fn tell(
    (file, text, dry_run): (&str, &str, bool),
    proposals: &[Proposal],
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let unclear = proposals
        .iter()
        .filter(|proposal| !proposal.is_clear)
        .count();
    if ui.json {
        let one = |proposal: &Proposal| {
            json!({
                "judul": proposal.heading,
                "kunci": proposal.meaning.map(foreign::meaning::Meaning::key),
                "tebakan": !proposal.is_clear,
            })
        };
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "berkas": file,
            "ditulis": !dry_run,
            "kolom": proposals.iter().map(one).collect::<Vec<_>>(),
        }))?;
        return Ok(());
    }
    if dry_run {
        ui.raw(text)?;
        ui.line("Tidak ada yang ditulis (--dry-run).")?;
        return Ok(());
    }
    ui.line(&format!(
        "{file}: {} judul kolom, {unclear} di antaranya perlu diperiksa.",
        proposals.len()
    ))?;
    ui.line("Periksa tebakannya, lalu impor lagi tanpa --buat-peta.")?;
    Ok(())
}
