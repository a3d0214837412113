//! `acuan/nomenklatur.tsv`: the office's own nomenclature; a small one comes with rkt.
//!
//! Lines with columns divided by tabs. The first names the columns; those that begin with `#` and
//! have no tab are remarks, of which `# format = 1` is looked at.

mod column;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use column::Column;

use super::syntax::hidden;
use super::text::{self, Source, conflict_markers};
use super::tsv::{self, Cell, Line, Row};
use super::workspace::Trouble;
use super::{layout, seed};
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::indikator::normalized;
use crate::domain::kode::{Kode, is_urusan};
use crate::domain::name::nearest;
use crate::domain::nomenklatur::{Entry, Nomenklatur, UNFIT_HELP, unfit};
use crate::domain::rule::Rule;
use crate::source::is_hidden;

/// A nomenclature, and the file it is from; none for the one that comes with rkt.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it says.
    pub nomenklatur: Nomenklatur,
    /// The office's file.
    pub file: Option<String>,
}

/// The nomenclature that holds below a workspace's top: the office's own, else the one that
/// comes with rkt, which also holds outside of a workspace.
///
/// # Errors
/// Findings when the office's file can't be used: it is not passed over in silence.
pub fn load(root: Option<&Path>) -> Result<Table, Trouble> {
    let file = layout::nomenklatur();
    let read = root.map(|root| text::read_under(root, &file)).transpose()?;
    let Some(bytes) = read.flatten() else {
        return Ok(Table {
            nomenklatur: built_in().0,
            file: None,
        });
    };
    let source = text::decode(&file, bytes).map_err(|finding| {
        let help = "simpan baris urusan kantor ini saja, misalnya yang diawali 1.01 dan 2.22";
        let too_large = finding.rule == Rule::FileTooLarge;
        let finding = if too_large {
            finding.help(help)
        } else {
            *finding
        };
        Trouble::Findings(vec![finding], Vec::new())
    })?;
    let (nomenklatur, findings) = decode(&source);
    if findings.is_empty() {
        let file = Some(file);
        return Ok(Table { nomenklatur, file });
    }
    Err(Trouble::Findings(findings, vec![source]))
}

/// The nomenclature that comes with rkt; it has no faults, which a test holds it to.
#[must_use]
pub fn built_in() -> (Nomenklatur, Vec<Finding>) {
    let (file, text) = (layout::nomenklatur(), seed::NOMENKLATUR.to_owned());
    decode(&Source { file, text })
}

/// A nomenclature as the text of its file, below the remarks that the file has so far; with the
/// column of what holds instead only where it says something.
#[must_use]
pub fn written(nomenklatur: &Nomenklatur, old: &str) -> String {
    let mut text = String::from("# format = 1\n");
    for line in tsv::lines(old) {
        if let Line::Remark(remark, _) = line
            && !remark.trim_start().starts_with("format")
        {
            text.push('#');
            text.push_str(remark);
            text.push('\n');
        }
    }
    let any_retired = nomenklatur.iter().any(|entry| entry.pengganti.is_some());
    let is_said = |column: &Column| any_retired || *column != Column::Pengganti;
    let columns: Vec<Column> = Column::ALL.into_iter().filter(is_said).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    text.push_str(&names.join("\t"));
    text.push('\n');
    for entry in nomenklatur.iter() {
        let cells = columns.iter().map(|column| cell(entry, *column));
        text.push_str(&cells.collect::<Vec<_>>().join("\t"));
        text.push('\n');
    }
    text
}

/// What an entry says in a column.
fn cell(entry: &Entry, column: Column) -> String {
    let maybe = |text: &Option<String>| quoted(text.as_deref().unwrap_or_default());
    match column {
        Column::Kode => entry.kode.to_string(),
        Column::Uraian => quoted(&entry.uraian),
        Column::Kinerja => maybe(&entry.kinerja),
        Column::Indikator => maybe(&entry.indikator),
        Column::Satuan => maybe(&entry.satuan),
        Column::Sumber => maybe(&entry.sumber),
        Column::Pengganti => {
            let new = entry.pengganti.as_ref();
            new.map_or_else(String::new, Kode::to_string)
        }
    }
}

/// A cell as a spreadsheet would write it, where it begins with a quote.
fn quoted(text: &str) -> String {
    if text.starts_with('"') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// As many findings as are gathered: reading ends there, since no table has so many by itself.
const MOST: usize = 10_000;

/// Reads a table: what could be read, and what could not.
#[must_use]
pub fn decode(source: &Source) -> (Nomenklatur, Vec<Finding>) {
    let markers = conflict_markers(source);
    if !markers.is_empty() {
        return (Nomenklatur::default(), markers);
    }
    let mut faults = Faults {
        file: &source.file,
        findings: Vec::new(),
    };
    let (mut head, mut seen, mut entries) = (None, BTreeMap::new(), Vec::new());
    for line in tsv::lines(&source.text) {
        if faults.findings.len() >= MOST {
            break;
        }
        match (line, &head) {
            (Line::Remark(remark, span), _) => format(remark, span, &mut faults),
            (Line::Row(row), None) => head = Some(Head::read(&row, &mut faults)),
            (Line::Row(row), Some(head)) => {
                entries.extend(head.entry(&row, &mut seen, &mut faults));
            }
        }
    }
    if entries.is_empty() && faults.findings.is_empty() {
        let finding = Finding::new(
            Rule::MissingKey,
            Place::file(&source.file),
            "tabel ini belum berisi kode",
        );
        let help = "isi tabelnya, atau hapus berkas ini agar tabel bawaan rkt dipakai lagi";
        faults.findings.push(finding.help(help));
    }
    (entries.into_iter().collect(), faults.findings)
}

/// Gathers what is wrong with a file.
struct Faults<'a> {
    file: &'a str,
    findings: Vec<Finding>,
}

impl Faults<'_> {
    fn place(&self, span: &Range<usize>) -> Place {
        Place {
            file: self.file.to_owned(),
            spot: Spot::Bytes(span.start, span.end),
        }
    }

    fn push(&mut self, rule: Rule, span: &Range<usize>, message: String, help: impl Into<String>) {
        let finding = Finding::new(rule, self.place(span), message);
        self.findings.push(finding.help(help));
    }
}

/// The format that a remark names, if it does.
fn format(remark: &str, span: Range<usize>, faults: &mut Faults<'_>) {
    let named = remark.split_once('=');
    let Some((_, format)) = named.filter(|(key, _)| key.trim() == "format") else {
        return;
    };
    let format = format.trim();
    if format != "1" {
        let message = format!("format {format} tidak dikenal oleh rkt versi ini");
        let help = "perbarui rkt, atau tulis # format = 1";
        faults.push(Rule::UnknownFormat, &span, message, help);
    }
}

/// Where the columns are.
struct Head {
    columns: BTreeMap<Column, usize>,
    n: usize,
}

impl Head {
    fn read(row: &Row, faults: &mut Faults<'_>) -> Head {
        let n = filled(&row.cells);
        let mut columns = BTreeMap::new();
        if let Some(fault) = no_head(row) {
            let (rule, message, help) = fault;
            faults.push(rule, &row.span, message, help);
            return Head { columns, n };
        }
        for (at, cell) in row.cells.iter().take(n).enumerate() {
            let Some(column) = Column::of(&cell.text).or_else(|| unknown(at, cell, faults)) else {
                continue;
            };
            if columns.contains_key(&column) {
                let message = format!("kolom `{}` ada dua kali", column.name());
                let help = "hapus salah satu, atau ganti judulnya";
                faults.push(Rule::Duplicate, &cell.span, message, help);
            }
            columns.entry(column).or_insert(at);
        }
        for column in [Column::Kode, Column::Uraian] {
            if !columns.contains_key(&column) {
                let message = format!("kolom wajib `{}` tidak ada", column.name());
                let help = format!("tambahkan kolom berjudul {}", column.name());
                faults.push(Rule::MissingKey, &row.span, message, help);
            }
        }
        Head { columns, n }
    }

    /// The entry of a row; none when the row can't be read, or names an urusan.
    fn entry(&self, row: &Row, seen: &mut Seen, faults: &mut Faults<'_>) -> Option<Entry> {
        let at = *self.columns.get(&Column::Kode)?;
        let is_whole = self.is_whole(row, faults);
        // In front of everything it is where it should be, also in a row that lacks a cell.
        let cell = row.cells.get(at).filter(|_| is_whole || at == 0)?;
        if is_urusan(&cell.text) {
            return None;
        }
        let kode = kode(cell, faults);
        if let Some(kode) = &kode {
            first(kode, cell, seen, faults);
        }
        if !is_whole {
            return None;
        }
        let strange = |cell: &&Cell| cell.text.chars().any(is_hidden);
        for cell in row.cells.iter().filter(strange) {
            let place = faults.place(&cell.span);
            faults.findings.push(hidden(place, &cell.text));
        }
        let text = |column| {
            let cell = row.cells.get(*self.columns.get(&column)?)?;
            Some(cell.text.clone()).filter(|text| !text.is_empty())
        };
        let uraian = text(Column::Uraian);
        if uraian.is_none() && self.columns.contains_key(&Column::Uraian) {
            let message = "`uraian` masih kosong".to_owned();
            faults.push(Rule::MissingKey, &row.span, message, "isi uraian");
        }
        let pengganti = self.pengganti(row, kode.as_ref(), faults);
        Some(Entry {
            kode: kode?,
            uraian: uraian?,
            kinerja: text(Column::Kinerja),
            indikator: text(Column::Indikator),
            satuan: text(Column::Satuan),
            sumber: text(Column::Sumber),
            pengganti,
        })
    }

    /// The kode that holds instead of that of a row, of the same level.
    fn pengganti(&self, row: &Row, old: Option<&Kode>, faults: &mut Faults<'_>) -> Option<Kode> {
        let cell = row.cells.get(*self.columns.get(&Column::Pengganti)?)?;
        if cell.text.is_empty() {
            return None;
        }
        let (new, old) = (kode(cell, faults)?, old?);
        let Some(message) = unfit(&new, old) else {
            return Some(new);
        };
        faults.push(Rule::BadKode, &cell.span, message, UNFIT_HELP);
        None
    }

    /// Whether a row has the cells that the heading names, each of them complete.
    fn is_whole(&self, row: &Row, faults: &mut Faults<'_>) -> bool {
        let n_before = faults.findings.len();
        for cell in row.cells.iter().filter(|cell| cell.is_open) {
            let message = "tanda kutip di awal kolom ini tidak ditutup".to_owned();
            let help = "tulis isian ini dalam satu baris tanpa tab, atau hapus tanda kutipnya";
            faults.push(Rule::BrokenRow, &cell.span, message, help);
        }
        let n = row.cells.len().min(self.n.max(filled(&row.cells)));
        if n != self.n && faults.findings.len() == n_before {
            let message = format!("baris ini {n} kolom, padahal judulnya {} kolom", self.n);
            let help = "samakan jumlah kolomnya; kolom yang kosong tetap diberi tab";
            faults.push(Rule::BrokenRow, &row.span, message, help);
        }
        faults.findings.len() == n_before
    }
}

/// How many cells there are up to the last one that says something.
fn filled(cells: &[Cell]) -> usize {
    let last = cells.iter().rposition(|cell| !cell.text.is_empty());
    last.map_or(0, |last| last + 1)
}

/// Why a first row can't be the names of columns.
fn no_head(row: &Row) -> Option<(Rule, String, String)> {
    let names = Column::ALL.map(Column::name).join(", ");
    let first = row.cells.first()?.text.as_str();
    let [only] = row.cells.as_slice() else {
        return (Kode::read(first).is_ok() || is_urusan(first)).then(|| {
            let message = "baris judul kolom tidak ada".to_owned();
            let help = format!("tulis judul kolom di baris pertama, dipisah tab: {names}");
            (Rule::MissingKey, message, help)
        });
    };
    let divider = [';', ',', '|']
        .into_iter()
        .find(|c| only.text.contains(*c))?;
    let message = format!("kolom dipisahkan `{divider}`, bukan tab");
    let help =
        "salin tabelnya dari Excel, tempelkan di Notepad, lalu simpan dengan pengodean UTF-8";
    Some((Rule::BrokenRow, message, help.to_owned()))
}

/// Tells of a heading that is none; the column that it most probably means.
fn unknown(at: usize, cell: &Cell, faults: &mut Faults<'_>) -> Option<Column> {
    let names = Column::ALL.map(Column::name).join(", ");
    let help = format!("hapus kolom ini, atau pakai salah satu: {names}");
    if cell.text.is_empty() {
        let message = format!("kolom ke-{} tidak berjudul", at + 1);
        faults.push(Rule::UnknownKey, &cell.span, message, help);
        return None;
    }
    let known = Column::ALL.into_iter().flat_map(Column::names).copied();
    let near = nearest(&normalized(&cell.text.replace('_', " ")), known);
    let help = near.map_or(help, |near| format!("maksud Anda `{near}`?"));
    let message = format!("kolom `{}` tidak dikenal", cell.text);
    faults.push(Rule::UnknownKey, &cell.span, message, help);
    near.and_then(Column::of)
}

/// Where each kode was seen first.
type Seen = BTreeMap<Kode, Range<usize>>;

/// Tells of a kode that was there before.
fn first(kode: &Kode, cell: &Cell, seen: &mut Seen, faults: &mut Faults<'_>) {
    let Some(before) = seen.get(kode) else {
        seen.insert(kode.clone(), cell.span.clone());
        return;
    };
    let message = format!("kode {kode} ada dua kali");
    let finding = Finding::new(Rule::Duplicate, faults.place(&cell.span), message)
        .because(faults.place(before), "pertama di sini")
        .help("hapus salah satu barisnya, atau betulkan kodenya");
    faults.findings.push(finding);
}

/// The kode of a row, or what may be wrong with it.
fn kode(cell: &Cell, faults: &mut Faults<'_>) -> Option<Kode> {
    if cell.text.is_empty() {
        let message = "`kode` masih kosong".to_owned();
        let help = "isi kode, atau hapus baris ini";
        faults.push(Rule::MissingKey, &cell.span, message, help);
        return None;
    }
    let fault = match Kode::read(&cell.text) {
        Ok(kode) => return Some(kode),
        Err(fault) => fault,
    };
    let help = if cell.text.starts_with(['X', 'x']) && cell.text.contains('.') {
        "ganti X.XX dengan bidang urusan kantor ini, misalnya 1.01".to_owned()
    } else if let Some(kode) = Kode::completed(&cell.text) {
        format!("maksud Anda `{kode}`? di Excel, atur kolom kode sebagai Text")
    } else {
        "salin kodenya dari nomenklatur, lengkap dengan nol di depannya".to_owned()
    };
    faults.push(Rule::BadKode, &cell.span, fault, help);
    None
}
