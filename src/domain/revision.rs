//! Revision (RKT Perubahan): what a draft changes in the signed RKT, written into the draft itself.

use super::compile::{Input, Overflow};
use super::diff::{Change, Part, changes};
use super::document::{Cell, Column, Document, Section, Table, kode};
use super::draft;
use super::event::Perubahan;
use super::instansi::Instansi;
use super::row::{ABSENT, given, of_document};

/// The signed RKT that a draft is compared with.
#[derive(Clone, Copy)]
pub struct Base<'a> {
    /// From what the cycle starts.
    pub perubahan: &'a Perubahan,
    /// The signed forms, in printed order; without those of Bidang that are merely missing yet.
    pub forms: &'a [Input<'a>],
}

/// Marks in a document what it changes in the signed RKT: title, remarks and a section.
///
/// # Errors
/// When a sum of pagu of the signed RKT passes what 64 bits hold.
pub fn mark(
    document: &mut Document,
    instansi: &Instansi,
    base: &Base<'_>,
) -> Result<Vec<Change>, Overflow> {
    let (signed, _) = draft::document(instansi, document.tahun, 0, base.forms, &[])?;
    let changes = changes(&of_document(&signed), &of_document(document));
    document.judul = format!("Rencana Kinerja Tahunan (RKT) Perubahan {}", document.tahun);
    let mut catatan = remarks(base.perubahan, &changes);
    catatan.append(&mut document.catatan);
    document.catatan = catatan;
    document.sections.push(Section {
        key: "perubahan",
        judul: "Perubahan terhadap RKT yang ditandatangani".to_owned(),
        table: Table {
            columns: COLUMNS.to_vec(),
            rows: changes.iter().flat_map(rows).collect(),
        },
    });
    Ok(changes)
}

/// What must be printed about the revision.
fn remarks(perubahan: &Perubahan, changes: &[Change]) -> Vec<String> {
    let Perubahan {
        dari,
        digest,
        alasan,
        dasar,
        ..
    } = perubahan;
    let kode = kode(digest);
    let mut remarks = vec![format!(
        "Perubahan atas RKT {dari} (kode {kode}), dasar: {dasar}, alasan: {alasan}"
    )];
    if changes.is_empty() {
        remarks.push(format!("Tidak ada perubahan terhadap RKT {dari}"));
    }
    remarks
}

const COLUMNS: [Column; 4] = [
    column("baris", "Baris"),
    column("isian", "Isian"),
    column("semula", "Semula"),
    column("menjadi", "Menjadi"),
];

const fn column(key: &'static str, judul: &'static str) -> Column {
    Column {
        key,
        judul,
        right: false,
    }
}

/// One line for each cell of a row that changed; a row that came or went says so first.
fn rows(change: &Change) -> Vec<Vec<Cell>> {
    let own = |isian: &str, semula: &str, menjadi: &str| Part {
        isian: isian.to_owned(),
        semula: semula.to_owned(),
        menjadi: menjadi.to_owned(),
    };
    let (first, parts) = match change {
        Change::Added(_, parts) => (Some(own("Baris baru", ABSENT, "ditambahkan")), parts),
        Change::Removed(_, parts) => (Some(own("Baris dihapus", "ada", ABSENT)), parts),
        Change::Changed(_, parts) => (None, parts),
    };
    let parts = first.iter().chain(parts).enumerate();
    parts.map(|(n, part)| row(n, change.row(), part)).collect()
}

fn row(n: usize, label: &str, part: &Part) -> Vec<Cell> {
    let label = label.to_owned();
    vec![
        if n == 0 {
            Cell::Text(label)
        } else {
            Cell::Same(label)
        },
        Cell::Text(part.isian.clone()),
        Cell::text(given(&part.semula)),
        Cell::text(given(&part.menjadi)),
    ]
}
