//! Document: a compiled RKT as sections, tables and typed cells, which every export reads.

use super::digest::Canon;
use super::pagu::Rupiah;
use super::target::{Target, TargetValue};

/// A document of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Title.
    pub judul: String,
    /// The office and its government.
    pub instansi: String,
    /// The year planned for.
    pub tahun: i64,
    /// Number of the draft.
    pub nomor: u32,
    /// Who signed it, in a sentence; `None` for a draft.
    pub pengesahan: Option<String>,
    /// Remarks that must be printed, such as Bidang that are left out.
    pub catatan: Vec<String>,
    /// The parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a document: a heading and a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in data formats.
    pub key: &'static str,
    /// Its heading.
    pub judul: String,
    /// Its table.
    pub table: Table,
}

/// A table: columns and rows of the same width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in data formats.
    pub key: &'static str,
    /// Its heading.
    pub judul: &'static str,
    /// Whether its cells are set right.
    pub right: bool,
}

/// A cell. An empty one is not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nobody gave a value.
    Empty,
    /// The row above has it; it is repeated in data formats and not in print.
    Same(String),
    /// Words.
    Text(String),
    /// A count.
    Count(usize),
    /// A target, as typed.
    Target(Target),
    /// Money.
    Rupiah(Rupiah),
}

impl Cell {
    /// A text that may be absent.
    #[must_use]
    pub fn text(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
    }

    /// Money that may be absent.
    #[must_use]
    pub fn rupiah(pagu: Option<Rupiah>) -> Cell {
        pagu.map_or(Cell::Empty, Cell::Rupiah)
    }

    /// A target that may be absent.
    #[must_use]
    pub fn target(target: Option<&Target>) -> Cell {
        target.map_or(Cell::Empty, |target| Cell::Target(target.clone()))
    }

    /// Whether it is the tingkat of the row that sums up all others.
    #[must_use]
    pub fn is_total(&self) -> bool {
        matches!(self, Cell::Text(text) if text == "total")
    }

    /// As it is printed: `–` where nobody gave a value.
    #[must_use]
    pub fn print(&self) -> String {
        match self {
            Cell::Empty => "–".to_owned(),
            Cell::Same(_) => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Target(target) => target.print(),
            Cell::Rupiah(rupiah) => rupiah.to_string(),
        }
    }
}

impl Document {
    /// The digest of the content: everything but the draft's number and who signed it.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut canon = Canon::new("rkt-document-1");
        canon.text("judul", &self.judul);
        canon.text("instansi", &self.instansi);
        canon.list("catatan", self.catatan.iter().map(String::as_str));
        for section in &self.sections {
            canon.text("bagian", section.key);
            canon.list(
                "kolom",
                section.table.columns.iter().map(|column| column.key),
            );
            for row in &section.table.rows {
                let cells: Vec<String> = row.iter().map(content).collect();
                canon.list("baris", cells.iter().map(String::as_str));
            }
        }
        canon.finish()
    }

    /// The code by which people know this content, e.g. `7F3A-19C2`.
    #[must_use]
    pub fn kode(&self) -> String {
        kode(&self.digest())
    }

    /// Draft or signed, in a sentence.
    #[must_use]
    pub fn standing(&self) -> String {
        let draf = || format!("DRAF {}, belum ditandatangani", self.nomor);
        self.pengesahan.clone().unwrap_or_else(draf)
    }

    /// What stands at the foot of every page: what it is, and its code.
    #[must_use]
    pub fn foot(&self) -> String {
        if self.pengesahan.is_some() {
            return self.plain_foot();
        }
        let (kode, tahun, nomor) = (self.kode(), self.tahun, self.nomor);
        format!("RKT {tahun} · Draf {nomor} · Kode {kode}")
    }

    /// The same without saying that it is a draft.
    #[must_use]
    pub fn plain_foot(&self) -> String {
        let (kode, tahun) = (self.kode(), self.tahun);
        format!("RKT {tahun} · Kode {kode}")
    }

    /// The money of all program; `None` when nobody gave any.
    #[must_use]
    pub fn total(&self) -> Option<Rupiah> {
        let program = self.sections.iter().find(|one| one.key == "program")?;
        let table = &program.table;
        let place = |key| table.columns.iter().position(|column| column.key == key);
        let (tingkat, pagu) = place("tingkat").zip(place("pagu"))?;
        let is_total = |row: &&Vec<Cell>| row.get(tingkat).is_some_and(Cell::is_total);
        match table.rows.iter().find(is_total)?.get(pagu)? {
            Cell::Rupiah(total) => Some(*total),
            Cell::Empty | Cell::Same(_) | Cell::Text(_) | Cell::Count(_) | Cell::Target(_) => None,
        }
    }

    /// How many rows its tables have.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.sections
            .iter()
            .map(|section| section.table.rows.len())
            .sum()
    }
}

/// The short code of a digest: its first eight digits.
#[must_use]
pub fn kode(digest: &str) -> String {
    let short: String = digest.chars().take(8).collect::<String>().to_uppercase();
    let (left, right) = short.split_at_checked(4).unwrap_or((&short, ""));
    format!("{left}-{right}")
}

/// Whether somebody typed the code of a digest: with or without its hyphen, in any case.
#[must_use]
pub fn is_kode(typed: &str, digest: &str) -> bool {
    let bare = |text: &str| -> String {
        let digits = text.chars().filter(|c| *c != '-' && !c.is_whitespace());
        digits.flat_map(char::to_uppercase).collect()
    };
    bare(typed) == bare(&kode(digest))
}

/// A cell's meaning as text, typed so that a missing value is not an empty one.
fn content(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Same(text) | Cell::Text(text) => format!("t{text}"),
        Cell::Count(count) => format!("n{count}"),
        Cell::Target(target) => format!("t{}", target.raw()),
        Cell::Rupiah(rupiah) => format!("r{}", rupiah.get()),
    }
}

/// A target's value as plain decimal text, if it is one number.
#[must_use]
pub fn plain_number(target: &Target) -> Option<String> {
    match target.value() {
        TargetValue::Number(number) => Some(number.to_string()),
        TargetValue::Range { .. }
        | TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => None,
    }
}
