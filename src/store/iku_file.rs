//! `acuan/iku.toml` as an [`Iku`]: every fault is told at once.

use std::collections::BTreeMap;
use std::path::Path;

use super::reader::{Fields, Sink, beside};
use super::text::{self, Source};
use super::{layout, syntax};
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::iku::{Iku, Utama};
use crate::domain::indikator::normalized;
use crate::domain::number::quote;
use crate::domain::rule::Rule;

/// A list of IKU as it is on disk.
#[derive(Clone, Debug, Default)]
pub struct IkuRead {
    /// What it says; nothing when there is none, or when a row of it can't be read.
    pub iku: Iku,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
    /// Its text; an empty one when there is none.
    pub source: Source,
}

/// Reads the office's list.
///
/// # Errors
/// When the disk refuses.
pub fn load(root: &Path) -> anyhow::Result<IkuRead> {
    let file = layout::iku();
    let Some(bytes) = text::read_under(root, &file)? else {
        return Ok(IkuRead::default());
    };
    Ok(match text::decode(&file, bytes) {
        Ok(source) => checked(source),
        Err(finding) => IkuRead {
            findings: vec![*finding],
            ..IkuRead::default()
        },
    })
}

/// Reads a list and checks it by itself.
#[must_use]
pub fn checked(source: Source) -> IkuRead {
    let (iku, mut findings) = decode(&source);
    findings.extend(twice(&iku, &source.file));
    // What is missing elsewhere may be the very row that can't be read.
    let whole = !any_error(&findings);
    IkuRead {
        iku: if whole { iku } else { Iku::default() },
        findings,
        source,
    }
}

/// Reads a list: what could be read, and what could not. A text without any key is an empty one.
#[must_use]
pub fn decode(source: &Source) -> (Iku, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (Iku::default(), findings);
    };
    let sink = Sink::new(source);
    let root = Fields::root(tree.get_ref(), &sink);
    if root.is_empty() {
        return (Iku::default(), findings);
    }
    root.format();
    let penetapan = filled(&root, "penetapan");
    let rows = root.rows("iku").into_iter().filter_map(utama).collect();
    root.finish();
    let shape = beside(&findings, sink.into_findings());
    findings.extend(shape);
    (Iku { penetapan, rows }, findings)
}

fn utama((pos, fields): (usize, Fields<'_>)) -> Option<Utama> {
    let uraian = fields.words("uraian");
    let satuan = fields.words("satuan");
    let row = Utama {
        pos,
        uraian: uraian.clone().unwrap_or_default(),
        satuan: satuan.unwrap_or_default(),
        sasaran: filled(&fields, "sasaran"),
        definisi: filled(&fields, "definisi"),
        rumus: filled(&fields, "rumus"),
        sumber_data: filled(&fields, "sumber_data"),
        penanggung_jawab: filled(&fields, "penanggung_jawab"),
    };
    fields.finish();
    uraian.map(|_| row)
}

/// A text that may be absent or empty.
fn filled(fields: &Fields<'_>, key: &'static str) -> Option<String> {
    fields.text(key).filter(|text| !text.is_empty())
}

/// An indikator is in the list once.
fn twice(iku: &Iku, file: &str) -> Vec<Finding> {
    let mut first: BTreeMap<String, &Utama> = BTreeMap::new();
    let told = iku.rows.iter().filter_map(|row| {
        let before = *first.entry(normalized(&row.uraian)).or_insert(row);
        let place = |row: &Utama| Place::field(file, row.path().key("uraian"));
        (before.pos != row.pos).then(|| {
            let message = format!("IKU {} ada dua kali di daftar ini", quote(&row.uraian));
            Finding::new(Rule::Duplicate, place(row), message)
                .because(place(before), "pertama di sini")
                .help("hapus salah satunya, atau bedakan uraiannya")
        })
    });
    told.collect()
}
