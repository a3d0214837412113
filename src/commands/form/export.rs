//! `rkt form export`: forms as workbooks for people who live in Excel.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use clap::ValueEnum;
use serde_json::json;

use super::Open;
use crate::commands::{Outcome, Session, bidang_of};
use crate::domain::event::Subjek;
use crate::domain::finding::{Finding, Place};
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::rule::Rule;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Node, Plan, RowId};
use crate::domain::workbook::stamp::Stamp;
use crate::render::xlsx::cell::MOST;
use crate::render::xlsx::form::{self, FormBook};
use crate::render::xlsx::style;
use crate::store::cycle::Loaded;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::store::{nomenklatur_file, seed};
use crate::ui::{self, Ui};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang formnya ditulis (bawaan: semua)
    #[arg(value_name = "BIDANG")]
    bidang: Vec<String>,
    /// Folder tujuan (bawaan: folder ini)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Kertas untuk dicetak
    #[arg(
        long,
        value_name = "KERTAS",
        value_enum,
        ignore_case = true,
        default_value = "a4"
    )]
    kertas: Kertas,
    /// Timpa buku kerja yang sudah ada
    #[arg(long)]
    timpa: bool,
}

/// Paper.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Kertas {
    /// A4
    A4,
    /// F4 (folio)
    F4,
}

/// Writes one workbook a Bidang; none when one can't be written.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let names = if args.bidang.is_empty() {
        loaded.bidang_names()
    } else {
        args.bidang.clone()
    };
    let outlet = Outlet::folder(&session.folder(), args.ke.as_deref().unwrap_or("."))?;
    let mut files = Vec::new();
    let table = nomenklatur_file::load(Some(&loaded.root))?;
    let mut asked = BTreeSet::new();
    for name in &names {
        let bidang = bidang_of(name, &loaded)?;
        if asked.insert(bidang.id.clone()) {
            let open = Open::read(&loaded, bidang)?;
            fits(&open)?;
            let bytes = workbook(&loaded, &open, &table.nomenklatur, args)?;
            files.push((file_name(&loaded, &open), bytes, open));
        }
    }
    let taken: Vec<String> = files
        .iter()
        .filter(|(file, bytes, _)| !args.timpa && outlet.holds_other(file, bytes))
        .map(|(file, ..)| outlet.shown(file))
        .collect();
    if !taken.is_empty() {
        return Err(Trouble::Misuse(format!(
            "sudah ada, dan mungkin sudah diisi: {}\n\
             masukkan dahulu isinya: rkt form import FILE\n\
             atau tulis ke folder lain dengan -o DIR, atau timpa dengan --timpa",
            taken.join(", ")
        )));
    }
    for (file, bytes, _) in &mut files {
        outlet.write(file, bytes, args.timpa)?;
        *file = outlet.shown(file);
    }
    tell(&loaded, &files, ui)?;
    Ok(Outcome::Done)
}

fn file_name(loaded: &Loaded, open: &Open) -> String {
    format!("form-{}-{}.xlsx", loaded.siklus, open.bidang.id)
}

/// Where a workbook is, its bytes and its form.
type Written = (String, Vec<u8>, Open);

fn tell(loaded: &Loaded, files: &[Written], ui: &mut Ui<'_>) -> Result<(), Trouble> {
    if ui.json {
        let one = |(path, _, open): &Written| json!({ "bidang": open.bidang.id.to_string(), "berkas": path });
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "siklus": loaded.siklus,
            "buku_kerja": files.iter().map(one).collect::<Vec<_>>(),
        }))?;
        return Ok(());
    }
    for (path, _, open) in files {
        let rows = open.plan.nodes.len();
        let indikator: usize = open
            .plan
            .nodes
            .iter()
            .map(|node| node.indikator.len())
            .sum();
        ui.line(&format!(
            "{}: {} ({rows} baris, {indikator} indikator)",
            open.bidang.nama, path
        ))?;
    }
    ui.line("Sesudah diisi, masukkan kembali: rkt form import FILE")?;
    Ok(())
}

fn workbook(
    loaded: &Loaded,
    open: &Open,
    nomenklatur: &Nomenklatur,
    args: &Args,
) -> Result<Vec<u8>, Trouble> {
    let instansi = &loaded.settings.instansi;
    let stamp = Stamp {
        instansi: instansi.full_name(),
        lineage: loaded.state.cycle.siklus.clone(),
        siklus: loaded.siklus.clone(),
        bidang: open.bidang.id.to_string(),
        form: open.read.source.text.clone(),
    };
    let book = FormBook {
        stamp: &stamp,
        bidang: &open.bidang.nama,
        tahun: loaded.state.cycle.tahun,
        plan: &open.plan,
        notes: &notes(loaded, open),
        satuan: &units(&open.plan),
        kode: &codes(nomenklatur, &open.plan),
        kertas: match args.kertas {
            Kertas::A4 => style::Kertas::A4,
            Kertas::F4 => style::Kertas::F4,
        },
    };
    let bytes = form::to_bytes(&book).context("tidak dapat membuat buku kerja")?;
    Ok(bytes)
}

/// Refuses texts that no cell takes.
fn fits(open: &Open) -> Result<(), Trouble> {
    let mut findings = Vec::new();
    for (id, node) in open.plan.rows() {
        let inside = node.indikator.iter().enumerate();
        let inside = inside.map(|(n, texts)| {
            (
                RowId {
                    indikator: Some(n),
                    ..id
                },
                texts,
            )
        });
        for (id, texts) in std::iter::once((id, &node.texts)).chain(inside) {
            for (field, text) in texts
                .iter()
                .filter(|(_, text)| text.encode_utf16().count() > MOST)
            {
                let place = Place::field(&open.read.source.file, id.path().key(field.key()));
                let message = format!(
                    "{} lebih panjang daripada {MOST} huruf, batas satu sel Excel",
                    field.heading()
                );
                let length = text.chars().count();
                let help = format!("ringkas isinya; sekarang {length} huruf");
                findings.push(Finding::new(Rule::CellUnreadable, place, message).help(help));
            }
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Findings(findings, vec![open.read.source.clone()]))
    }
}

/// Open corrections, each beside its row; those of the whole form beside its first row.
fn notes(loaded: &Loaded, open: &Open) -> BTreeMap<RowId, Vec<String>> {
    let mut notes: BTreeMap<RowId, Vec<String>> = BTreeMap::new();
    let subjek = Subjek::Bidang(open.bidang.id.clone());
    let first = open.plan.rows().next().map(|(id, _)| id);
    for koreksi in loaded.state.open(&subjek) {
        let at = koreksi
            .baris
            .as_deref()
            .and_then(|baris| row_of(&open.plan, baris))
            .or(first);
        if let Some(at) = at {
            let text = format!("Koreksi {}: {}", koreksi.nama, koreksi.alasan);
            notes.entry(at).or_default().push(text);
        }
    }
    notes
}

/// The row that a correction names: `S1`, `1.01.02.2.01.0014/2`.
fn row_of(plan: &Plan, baris: &str) -> Option<RowId> {
    let (name, n) = match baris.rsplit_once('/') {
        Some((name, n)) => (name, n.parse::<usize>().ok().and_then(|n| n.checked_sub(1))),
        None => (baris, None),
    };
    let mut rows = plan.rows();
    let (id, _) = rows.find(|(_, node)| node.name() == name)?;
    Some(RowId { indikator: n, ..id })
}

/// Units to choose from: the usual ones, and those of this form.
fn units(plan: &Plan) -> Vec<String> {
    let indikator = plan.nodes.iter().flat_map(|node| &node.indikator);
    let own = indikator.filter_map(|texts| texts.get(&Field::Satuan).cloned());
    let usual = seed::SATUAN.lines().filter(|line| !line.starts_with('#'));
    let all: BTreeSet<String> = usual.map(str::to_owned).chain(own).collect();
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

/// Codes to choose from: those of the nomenclature that hold, and those of this form.
fn codes(nomenklatur: &Nomenklatur, plan: &Plan) -> Vec<String> {
    let known = nomenklatur.in_force().map(|entry| entry.kode.as_str());
    let own = plan.nodes.iter().filter(|node| node.list != List::Sasaran);
    let all: BTreeSet<&str> = known.chain(own.map(Node::name)).collect();
    all.into_iter().map(str::to_owned).collect()
}
