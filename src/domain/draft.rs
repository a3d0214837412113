//! Draft: the merged plan written as a document of sections and tables (SOP steps 6 and 8).

use std::collections::BTreeMap;

use super::compile::{Input, Node, Overflow, Rkt, merge};
use super::document::{Cell, Column, Document, Section, Table, kode};
use super::indikator::Indikator;
use super::instansi::{Bidang, Instansi};
use super::name::{BidangId, joined};
use super::pagu::Rupiah;

/// A Bidang that a draft leaves out.
#[derive(Clone, Copy, Debug)]
pub struct Left<'a> {
    /// The Bidang.
    pub bidang: &'a Bidang,
    /// Why it is excused; `None` when its form is merely missing.
    pub alasan: Option<&'a str>,
}

/// Writes the merged plan as a document. `tanpa` are the Bidang that are left out.
///
/// # Errors
/// When a sum of pagu passes what 64 bits hold.
pub fn document(
    instansi: &Instansi,
    tahun: i64,
    nomor: u32,
    inputs: &[Input<'_>],
    tanpa: &[Left<'_>],
) -> Result<(Document, Rkt), Overflow> {
    let rkt = merge(inputs)?;
    let catatan = remarks(tanpa);
    let sections = vec![
        section(
            "sasaran",
            "Sasaran dan Indikator Kinerja",
            sasaran_columns(),
            sasaran_rows(&rkt),
        ),
        section(
            "program",
            "Program, Kegiatan, dan Sub Kegiatan",
            program_columns(),
            program_rows(&rkt),
        ),
        section(
            "bidang",
            "Rekapitulasi per Bidang",
            BIDANG.to_vec(),
            bidang_rows(&rkt, inputs)?,
        ),
    ];
    let document = Document {
        judul: format!("Rencana Kinerja Tahunan (RKT) {tahun}"),
        instansi: instansi.full_name(),
        tahun,
        nomor,
        pengesahan: None,
        catatan,
        sections,
    };
    Ok((document, rkt))
}

/// What must be printed about Bidang that are left out.
fn remarks(tanpa: &[Left<'_>]) -> Vec<String> {
    let missing = tanpa.iter().filter(|left| left.alasan.is_none());
    let names: Vec<&str> = missing.map(|left| left.bidang.nama.as_str()).collect();
    let mut remarks = Vec::new();
    if !names.is_empty() {
        remarks.push(format!("DRAF SEBAGIAN, belum memuat: {}", names.join("; ")));
    }
    remarks.extend(tanpa.iter().filter_map(|left| {
        let (nama, alasan) = (&left.bidang.nama, left.alasan?);
        Some(format!("Tanpa {nama}: {alasan}"))
    }));
    remarks
}

/// What every row with indikator shows of each; [`indikator_cells`] fills it.
const INDIKATOR: [Column; 7] = [
    column("indikator", "Indikator Kinerja"),
    column("satuan", "Satuan"),
    number("target", "Target"),
    number("tw1", "TW I"),
    number("tw2", "TW II"),
    number("tw3", "TW III"),
    number("tw4", "TW IV"),
];

const PENANGGUNG_JAWAB: Column = column("bidang", "Penanggung Jawab");

fn sasaran_columns() -> Vec<Column> {
    let mut columns = vec![column("id", "ID"), column("uraian", "Sasaran")];
    columns.extend(INDIKATOR);
    columns.push(PENANGGUNG_JAWAB);
    columns
}

fn program_columns() -> Vec<Column> {
    let mut columns = vec![
        column("tingkat", "Tingkat"),
        column("kode", "Kode"),
        column("uraian", "Program / Kegiatan / Sub Kegiatan"),
    ];
    columns.extend(INDIKATOR);
    columns.push(number("pagu", "Pagu"));
    columns.push(column("sumber_dana", "Sumber Dana"));
    columns.push(PENANGGUNG_JAWAB);
    columns
}

const BIDANG: [Column; 5] = [
    column("id", "Bidang"),
    column("nama", "Nama"),
    number("indikator", "Indikator"),
    number("pagu", "Pagu"),
    column("ajuan", "Ajuan"),
];

const fn column(key: &'static str, judul: &'static str) -> Column {
    Column {
        key,
        judul,
        right: false,
    }
}

const fn number(key: &'static str, judul: &'static str) -> Column {
    Column {
        key,
        judul,
        right: true,
    }
}

fn section(key: &'static str, judul: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Section {
    Section {
        key,
        judul: judul.to_owned(),
        table: Table { columns, rows },
    }
}

fn sasaran_rows(rkt: &Rkt) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for node in &rkt.sasaran {
        for (n, indikator) in indikator_cells(node).into_iter().enumerate() {
            let mut row = vec![head(n, Some(&node.name)), head(n, node.uraian.as_deref())];
            row.extend(indikator);
            row.push(Cell::Text(joined(&bidang_of(node, n))));
            rows.push(row);
        }
    }
    rows
}

fn program_rows(rkt: &Rkt) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for program in &rkt.program {
        level_rows("program", program, &mut rows);
        for kegiatan in &program.children {
            level_rows("kegiatan", kegiatan, &mut rows);
            for sub in &kegiatan.children {
                level_rows("sub kegiatan", sub, &mut rows);
            }
        }
    }
    let total = |column: &Column| match column.key {
        "tingkat" => Cell::Text("total".to_owned()),
        "uraian" => Cell::Text("JUMLAH".to_owned()),
        "pagu" => Cell::rupiah(rkt.total),
        _ => Cell::Empty,
    };
    rows.push(program_columns().iter().map(total).collect());
    rows
}

fn level_rows(level: &str, node: &Node, rows: &mut Vec<Vec<Cell>>) {
    for (n, indikator) in indikator_cells(node).into_iter().enumerate() {
        let mut row = vec![
            Cell::Text(level.to_owned()),
            head(n, Some(&node.name)),
            head(n, node.uraian.as_deref()),
        ];
        row.extend(indikator);
        row.push(if n == 0 {
            Cell::rupiah(node.pagu)
        } else {
            Cell::Same(String::new())
        });
        let sumber_dana = node.sumber_dana.join(", ");
        row.push(head(
            n,
            Some(sumber_dana.as_str()).filter(|text| !text.is_empty()),
        ));
        row.push(Cell::Text(joined(&bidang_of(node, n))));
        rows.push(row);
    }
}

/// Indikator, satuan, target and the four quarters of each indikator; one empty set if none.
fn indikator_cells(node: &Node) -> Vec<[Cell; INDIKATOR.len()]> {
    if node.indikator.is_empty() {
        return vec![[const { Cell::Empty }; INDIKATOR.len()]];
    }
    let quarter = |indikator: &Indikator, n: usize| {
        let parts = indikator.triwulan.as_ref();
        Cell::target(
            parts
                .and_then(|parts| parts.get(n))
                .and_then(Option::as_ref),
        )
    };
    let cells = |indikator: &Indikator| {
        [
            Cell::Text(indikator.uraian.clone()),
            Cell::Text(indikator.satuan.clone()),
            Cell::target(Some(&indikator.target)),
            quarter(indikator, 0),
            quarter(indikator, 1),
            quarter(indikator, 2),
            quarter(indikator, 3),
        ]
    };
    node.indikator
        .iter()
        .map(|(indikator, _)| cells(indikator))
        .collect()
}

/// The Bidang of the n-th indikator, or of the row when it has none.
fn bidang_of(node: &Node, n: usize) -> Vec<BidangId> {
    node.indikator
        .get(n)
        .map_or_else(|| node.bidang.clone(), |(_, bidang)| bidang.clone())
}

/// A cell of the row's own, which later lines of the row repeat.
fn head(n: usize, text: Option<&str>) -> Cell {
    match (n, text) {
        (0, text) => Cell::text(text),
        (_, text) => Cell::Same(text.unwrap_or_default().to_owned()),
    }
}

fn bidang_rows(rkt: &Rkt, inputs: &[Input<'_>]) -> Result<Vec<Vec<Cell>>, Overflow> {
    let mut pagu: BTreeMap<BidangId, Rupiah> = BTreeMap::new();
    for node in rkt.program.iter().flat_map(flatten) {
        for (bidang, part) in &node.parts {
            let sum = pagu.get(bidang).copied().unwrap_or(Rupiah::ZERO);
            pagu.insert(bidang.clone(), sum.checked_add(*part).ok_or(Overflow)?);
        }
    }
    let row = |input: &Input<'_>| {
        vec![
            Cell::Text(input.bidang.id.to_string()),
            Cell::Text(input.bidang.nama.clone()),
            Cell::Count(input.form.n_indikator()),
            Cell::rupiah(pagu.get(&input.bidang.id).copied()),
            Cell::Text(kode(input.digest)),
        ]
    };
    Ok(inputs.iter().map(row).collect())
}

fn flatten(node: &Node) -> Vec<&Node> {
    std::iter::once(node)
        .chain(node.children.iter().flat_map(flatten))
        .collect()
}
