//! `acuan/renstra.toml` as a [`Renstra`]: every fault is told at once.

use std::collections::BTreeMap;
use std::path::Path;

use super::form_file::{dasar, kode, read_rupiah, read_target};
use super::layout;
use super::reader::{Fields, Sink};
use super::syntax;
use super::text::{self, Source};
use super::unwritten::Unwritten;
use crate::domain::check;
use crate::domain::finding::{FieldPath, Finding, Place, any_error};
use crate::domain::indikator::Arah;
use crate::domain::kode::Level;
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{Indikator, List, Renstra, Row, year};
use crate::domain::rule::Rule;

/// A Renstra as it is on disk.
#[derive(Clone, Debug, Default)]
pub struct RenstraRead {
    /// What it says; nothing when there is none.
    pub renstra: Renstra,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
    /// Its text; an empty one when there is none.
    pub source: Source,
    /// Whether every row of it could be read.
    whole: bool,
}

impl RenstraRead {
    /// The Renstra, if every row of it could be read: what is missing is then not in it.
    #[must_use]
    pub fn whole(&self) -> Option<&Renstra> {
        self.whole.then_some(&self.renstra)
    }
}

/// Reads and checks the office's Renstra.
///
/// # Errors
/// When the disk refuses.
pub fn load(root: &Path) -> anyhow::Result<RenstraRead> {
    let file = layout::renstra();
    let Some(bytes) = text::read_under(root, &file)? else {
        // None is a whole one without rows.
        return Ok(RenstraRead {
            whole: true,
            ..RenstraRead::default()
        });
    };
    Ok(match text::decode(&file, bytes) {
        Ok(source) => checked(source),
        Err(finding) => RenstraRead {
            findings: vec![*finding],
            ..RenstraRead::default()
        },
    })
}

/// Reads a Renstra and checks it by itself.
#[must_use]
pub fn checked(source: Source) -> RenstraRead {
    let (renstra, mut findings) = decode(&source);
    let whole = !any_error(&findings);
    // What can't be read may be the very row, pagu or year that is missed elsewhere.
    let told = |finding: &Finding| {
        let misses = matches!(
            finding.rule,
            Rule::RenstraLink | Rule::RenstraPagu | Rule::YearWithoutTarget
        );
        whole || !misses
    };
    let more = check::renstra(&renstra, &source.file);
    findings.extend(more.into_iter().filter(told));
    RenstraRead {
        renstra,
        findings,
        source,
        whole,
    }
}

/// Reads a Renstra: what could be read, and what could not. A text without any key is an empty
/// one.
#[must_use]
pub fn decode(source: &Source) -> (Renstra, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (Renstra::default(), findings);
    };
    let broken = !findings.is_empty();
    let unwritten = Unwritten::of(source, &findings);
    let sink = Sink::new(source);
    let root = Fields::root(tree.get_ref(), &sink);
    if root.is_empty() {
        return (Renstra::default(), findings);
    }
    root.format();
    let rows = List::ALL.into_iter().flat_map(|list| {
        let rows = root.rows(list.key()).into_iter();
        rows.filter_map(move |row| read(list, row))
    });
    let mut rows: Vec<Row> = rows.collect();
    if broken {
        forget(&mut rows, source, &unwritten);
    }
    let renstra = Renstra { rows };
    root.finish();
    // A line that can't be read takes its key with it; that the key is missing is no news.
    let told = |finding: &Finding| {
        let is_gone = broken && finding.rule == Rule::MissingKey;
        !is_gone && !unwritten.has_line(&finding.at)
    };
    findings.extend(sink.into_findings().into_iter().filter(told));
    (renstra, findings)
}

/// Takes the numbers out of rows that are no TOML: no form is held against a guess.
fn forget(rows: &mut [Row], source: &Source, unwritten: &Unwritten<'_>) {
    let is_broken = |path: FieldPath| unwritten.has_row(&Place::field(&source.file, path));
    for row in rows {
        let path = FieldPath::row(row.list.key(), row.pos);
        if is_broken(path.clone()) {
            row.pagu.clear();
        }
        for one in &mut row.indikator {
            if is_broken(path.key("indikator").index(one.pos)) {
                one.target.clear();
                one.dasar = None;
            }
        }
    }
}

fn read(list: List, (pos, fields): (usize, Fields<'_>)) -> Option<Row> {
    let name = match list {
        List::Tujuan | List::Sasaran => fields.words("id"),
        List::Program => kode(&fields, Level::Program).map(|kode| kode.to_string()),
        List::Kegiatan => kode(&fields, Level::Kegiatan).map(|kode| kode.to_string()),
    };
    let uraian = fields.text("uraian").filter(|text| !text.is_empty());
    let serves = match list {
        List::Sasaran => fields.text("tujuan").into_iter().collect(),
        List::Program => fields.texts("sasaran"),
        List::Tujuan | List::Kegiatan => Vec::new(),
    };
    let pagu = if list.has_pagu() {
        pagu(&fields)
    } else {
        BTreeMap::new()
    };
    let indikator = fields.rows("indikator").into_iter();
    let indikator = indikator.filter_map(one_indikator).collect();
    fields.finish();
    Some(Row {
        list,
        pos,
        name: name?,
        uraian,
        serves,
        pagu,
        indikator,
    })
}

fn pagu(fields: &Fields<'_>) -> BTreeMap<i64, Rupiah> {
    let Some(table) = fields.table("pagu") else {
        return BTreeMap::new();
    };
    let years = typed_years(&table, "2027 = 90_000_000_000");
    let read = |(year, typed): (i64, String)| {
        let rupiah = read_rupiah(&table, &year.to_string(), &typed)?;
        Some((year, rupiah))
    };
    years.into_iter().filter_map(read).collect()
}

fn one_indikator((pos, fields): (usize, Fields<'_>)) -> Option<Indikator> {
    let uraian = fields.words("uraian");
    let satuan = fields.words("satuan");
    let arah = fields.choice("arah", &Arah::NAMES, Arah::parse);
    let dasar = fields.table("dasar").and_then(dasar);
    let mut target = BTreeMap::new();
    if let Some(table) = fields.table("target") {
        for (year, typed) in typed_years(&table, "2027 = \"79,34\"") {
            // A year whose target is left empty has none yet.
            if typed.trim().is_empty() {
                continue;
            }
            if let Some(read) = read_target(&table, &year.to_string(), &typed, None) {
                target.insert(year, read);
            }
        }
    }
    fields.finish();
    Some(Indikator {
        pos,
        uraian: uraian?,
        satuan: satuan.unwrap_or_default(),
        arah,
        dasar,
        target,
    })
}

/// The values of a table by year; a key that is no year is told.
fn typed_years(table: &Fields<'_>, sample: &str) -> Vec<(i64, String)> {
    let years = table.named_typed().into_iter().filter_map(|(key, typed)| {
        let read = year(&key);
        if read.is_none() {
            let message = format!("`{key}` bukan tahun");
            let help = format!("tulis tahunnya dengan empat angka, misalnya {sample}");
            table.fault(Rule::RenstraYear, &key, message, help);
        }
        read.map(|year| (year, typed))
    });
    years.collect()
}
