//! Row: one line of a plan made comparable and readable, from a form or from a document.

use std::collections::BTreeMap;

use super::document::{Cell, Document, Table};
use super::form::{Form, FormRow};
use super::indikator::{Abaikan, Arah, Dasar, Indikator, JenisTriwulan};
use super::kode::{Kode, Level};
use super::pagu::Rupiah;
use super::target::Target;

/// What an absent value prints as; a value that looks like it is quoted.
pub const ABSENT: &str = "–";

/// The heading under which a row of its own says its name.
pub const URAIAN: &str = "Uraian";

/// A heading that only sub kegiatan have.
const FORWARD: &str = "Prakiraan maju";

/// The row of a sasaran, program, kegiatan or sub kegiatan itself, or of one of its indikator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id of the sasaran or kode that it belongs to; a number behind it tells equal ones apart.
    pub parent: String,
    /// The indikator's id, if it has one.
    pub id: Option<String>,
    /// The indikator's uraian; empty for the row of the sasaran, program, ... itself.
    pub name: String,
    /// Heading and value of every field; [`ABSENT`] where nobody gave one.
    pub cells: Vec<(&'static str, String)>,
}

impl Row {
    /// Whether it is the row of a sasaran, program, kegiatan or sub kegiatan itself.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.name.is_empty()
    }

    /// Whether it is the row of a sub kegiatan itself, where the money is.
    #[must_use]
    pub fn is_sub_kegiatan(&self) -> bool {
        self.is_own() && self.cells.iter().any(|(name, _)| *name == FORWARD)
    }

    /// What people call it: the kode or id, and its own name.
    #[must_use]
    pub fn label(&self) -> String {
        let name = if self.is_own() {
            self.cell(URAIAN).unwrap_or_default()
        } else {
            &self.name
        };
        format!("{} {name}", self.parent).trim_end().to_owned()
    }

    /// The value under a heading, if somebody gave one.
    #[must_use]
    pub fn cell(&self, heading: &str) -> Option<&str> {
        let mut cells = self.cells.iter();
        let (_, text) = cells.find(|(name, _)| *name == heading)?;
        given(text)
    }
}

/// The value of a cell as somebody gave it, if anybody did: what [`cell`] made, undone.
#[must_use]
pub fn given(cell: &str) -> Option<&str> {
    let inside = cell
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    match inside {
        _ if cell == ABSENT => None,
        Some(inside) if looks_absent(inside) => Some(inside),
        _ => Some(cell),
    }
}

/// A value as a cell: no two different values look alike, and none looks absent.
fn cell(value: Option<&str>) -> String {
    match value {
        None => ABSENT.to_owned(),
        Some(text) if looks_absent(text) => format!("\"{text}\""),
        Some(text) => text.to_owned(),
    }
}

fn looks_absent(text: &str) -> bool {
    matches!(text.trim_matches('"'), "" | ABSENT)
}

fn rupiah(value: Option<Rupiah>) -> String {
    cell(value.map(|rupiah| rupiah.to_string()).as_deref())
}

fn target(value: Option<&Target>) -> String {
    cell(value.map(Target::raw))
}

/// Texts as one; those that a comma or a quote could blur are quoted.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let plain = |text: &str| !text.is_empty() && !text.contains([',', ';', '"']);
    let texts: Vec<String> = texts
        .map(|text| {
            if plain(text) {
                text.to_owned()
            } else {
                format!("{text:?}")
            }
        })
        .collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Every row of a form, in the order of [`Form::in_order`]: all that its digest counts, but for
/// tahun and bidang. The row of a sasaran, program, ... itself comes before its indikator.
#[must_use]
pub fn of_form(form: &Form) -> Vec<Row> {
    let mut rows = Rows::default();
    for row in form.in_order() {
        let inside = row.indikator.iter().map(indikator);
        rows.push(&parent(&row), own(&row), inside);
    }
    rows.rows
}

/// Name, id and cells of an indikator.
type Inside = (String, Option<String>, Cells);
type Cells = Vec<(&'static str, String)>;

/// Collects rows, and gives each parent a name of its own.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    seen: BTreeMap<String, usize>,
}

impl Rows {
    fn push(&mut self, key: &str, own: Cells, inside: impl Iterator<Item = Inside>) {
        let count = self.seen.entry(key.to_owned()).or_default();
        *count += 1;
        let parent = if *count > 1 {
            format!("{key} ({count})")
        } else {
            key.to_owned()
        };
        self.rows.push(Row {
            parent: parent.clone(),
            id: None,
            name: String::new(),
            cells: own,
        });
        self.rows.extend(inside.map(|(name, id, cells)| Row {
            parent: parent.clone(),
            id,
            name,
            cells,
        }));
    }
}

/// The id or kode of a row; an id is marked where it could be taken for a kode.
fn parent(row: &FormRow<'_>) -> String {
    let is_kode = |level: &Level| Kode::parse(row.name, *level).is_ok();
    if row.kode.is_none() && Level::ALL.iter().any(is_kode) {
        format!("sasaran {}", row.name)
    } else {
        row.name.to_owned()
    }
}

/// The cells of a row itself.
fn own(row: &FormRow<'_>) -> Cells {
    let mut cells = vec![(URAIAN, cell(row.uraian))];
    if let Some(program) = row.program {
        let sasaran = list(program.sasaran.iter().map(String::as_str));
        cells.push(("Sasaran", sasaran.unwrap_or_else(|| cell(None))));
        cells.push(("Hasil", cell(program.hasil.as_deref())));
    }
    if row.kode.is_some() {
        cells.push(("Pagu", rupiah(row.pagu)));
    }
    if let Some(sub) = row.sub_kegiatan {
        cells.extend([
            ("Sumber dana", cell(sub.sumber_dana.as_deref())),
            ("Lokasi", cell(sub.lokasi.as_deref())),
            ("Kelompok sasaran", cell(sub.kelompok_sasaran.as_deref())),
            (FORWARD, rupiah(sub.prakiraan_maju)),
        ]);
    }
    cells.push(abaikan(row.abaikan));
    cells
}

fn indikator(row: &Indikator) -> Inside {
    let [tw1, tw2, tw3, tw4] = triwulan(row.triwulan.as_ref());
    let dasar = row.dasar.as_ref();
    let tahun = dasar.map(|dasar| dasar.tahun.to_string());
    let iku = row.iku.map(|iku| if iku { "ya" } else { "tidak" });
    let cells = vec![
        ("ID", cell(row.id.as_deref())),
        ("Satuan", cell(Some(&row.satuan))),
        ("Target", target(Some(&row.target))),
        ("Arah", cell(row.arah.map(Arah::name))),
        ("TW I", tw1),
        ("TW II", tw2),
        ("TW III", tw3),
        ("TW IV", tw4),
        (
            "Jenis triwulan",
            cell(row.jenis_triwulan.map(JenisTriwulan::name)),
        ),
        ("Dasar", target(dasar.map(|dasar| &dasar.nilai))),
        ("Tahun dasar", cell(tahun.as_deref())),
        ("Sumber dasar", cell(dasar.and_then(sumber))),
        ("Target lalu", target(row.lalu.as_ref())),
        ("IKU", cell(iku)),
        ("Definisi", cell(row.definisi.as_deref())),
        ("Rumus", cell(row.rumus.as_deref())),
        ("Sumber data", cell(row.sumber_data.as_deref())),
        ("Alasan beda", cell(row.alasan_beda.as_deref())),
        abaikan(&row.abaikan),
        ("Keterangan", cell(row.keterangan.as_deref())),
    ];
    (row.uraian.clone(), row.id.clone(), cells)
}

/// The exceptions of a row.
fn abaikan(all: &[Abaikan]) -> (&'static str, String) {
    let texts = all
        .iter()
        .flat_map(|one| [one.aturan.as_str(), &one.alasan]);
    ("Abaikan", list(texts).unwrap_or_else(|| cell(None)))
}

fn sumber(dasar: &Dasar) -> Option<&str> {
    dasar.sumber.as_deref()
}

/// The four quarters. Four that were written and left empty are not the same as none written.
fn triwulan(parts: Option<&[Option<Target>; 4]>) -> [String; 4] {
    let Some(parts) = parts else {
        return [const { None }; 4].map(cell);
    };
    let all_empty = parts.iter().all(Option::is_none);
    let empty = if all_empty {
        cell(Some(""))
    } else {
        cell(None)
    };
    parts.each_ref().map(|part| {
        let part = part.as_ref();
        part.map_or_else(|| empty.clone(), |part| target(Some(part)))
    })
}

/// Sections of a document that say nothing of their own about the plan.
const SUMMARIES: [&str; 2] = ["bidang", "perubahan"];

/// Every row of a document but those of its summaries, in its order.
#[must_use]
pub fn of_document(document: &Document) -> Vec<Row> {
    let mut rows = Rows::default();
    for section in &document.sections {
        if !SUMMARIES.contains(&section.key) {
            for group in groups(&section.table) {
                of_group(&section.table, group, &mut rows);
            }
        }
    }
    rows.rows
}

/// Lines of a table that belong together: the first names the parent, the rest repeat it.
fn groups(table: &Table) -> impl Iterator<Item = &[Vec<Cell>]> {
    let key = table.columns.iter().position(|c| is_key(c.key));
    let repeats = move |row: &[Cell]| {
        let cell = key.and_then(|key| row.get(key));
        matches!(cell, Some(Cell::Same(_)))
    };
    table.rows.chunk_by(move |_, next| repeats(next))
}

fn is_key(column: &str) -> bool {
    matches!(column, "id" | "kode")
}

/// Columns that an indikator has of its own; the others belong to the row above it.
fn is_of_indikator(column: &str) -> bool {
    matches!(
        column,
        "satuan" | "target" | "tw1" | "tw2" | "tw3" | "tw4" | "bidang"
    )
}

fn of_group(table: &Table, group: &[Vec<Cell>], rows: &mut Rows) {
    let Some(first) = group.first() else {
        return;
    };
    let named = |wanted: fn(&str) -> bool, row: &[Cell]| {
        let mut cells = table.columns.iter().zip(row);
        let (_, found) = cells.find(|(column, _)| wanted(column.key))?;
        given(&printed(found)).map(str::to_owned)
    };
    let indikator = |row: &[Cell]| named(|key| key == "indikator", row);
    let bare = group.iter().all(|row| indikator(row).is_none());
    let cells = |row: &[Cell], wanted: &dyn Fn(&str) -> bool| -> Cells {
        let cells = table.columns.iter().zip(row);
        let cells = cells.filter(|(column, _)| wanted(column.key));
        let heading = |key, judul| if key == "uraian" { URAIAN } else { judul };
        cells
            .map(|(column, cell)| (heading(column.key, column.judul), printed(cell)))
            .collect()
    };
    let parent = named(is_key, first);
    let own = cells(first, &|key| {
        let total = parent.is_none() && key == "uraian";
        let known = total || is_key(key) || matches!(key, "indikator" | "tingkat");
        !known && (!is_of_indikator(key) || (bare && key == "bidang"))
    });
    let inside = group.iter().filter_map(|row| {
        let name = indikator(row)?;
        Some((name, None, cells(row, &is_of_indikator)))
    });
    rows.push(parent.as_deref().unwrap_or("jumlah pagu"), own, inside);
}

/// A cell's text, also where print leaves it to the line above.
fn printed(content: &Cell) -> String {
    match content {
        Cell::Empty => cell(None),
        Cell::Same(text) | Cell::Text(text) => cell(Some(text)),
        Cell::Target(target) => cell(Some(&target.print())),
        Cell::Count(_) | Cell::Rupiah(_) => cell(Some(&content.print())),
    }
}
