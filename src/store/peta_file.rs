//! `peta/NAMA.toml`: what the headings of an office's tables mean.

use std::path::Path;

use anyhow::Context as _;

use super::reader::{Fields, Sink};
use super::text::{self, Source};
use super::{layout, syntax};
use crate::domain::finding::{Finding, any_error};
use crate::domain::name::nearest;
use crate::domain::rule::Rule;
use crate::domain::sheet::letters;
use crate::domain::workbook::foreign::Proposal;
use crate::domain::workbook::foreign::meaning::Meaning;
use crate::domain::workbook::foreign::peta::Peta;
use crate::store::workspace::Trouble;

/// Every mapping of a workspace, by name.
///
/// # Errors
/// Findings when one of them can't be used.
pub fn all(root: &Path) -> Result<Vec<Peta>, Trouble> {
    let folder = root.join(layout::PETA);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let about = || format!("tidak dapat membaca {}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(about)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".toml").map(str::to_owned));
    }
    names.sort();
    let read = |name: &String| named(root, name);
    let read: Result<Vec<Option<Peta>>, Trouble> = names.iter().map(read).collect();
    Ok(read?.into_iter().flatten().collect())
}

/// A mapping by its name; `None` when there is none.
///
/// # Errors
/// Findings when it can't be used.
pub fn named(root: &Path, name: &str) -> Result<Option<Peta>, Trouble> {
    let file = layout::peta(name);
    let Some(bytes) = text::read_under(root, &file)? else {
        return Ok(None);
    };
    let source = text::decode(&file, bytes)
        .map_err(|finding| Trouble::Findings(vec![*finding], Vec::new()))?;
    let (peta, findings) = decode(&source, name);
    match peta {
        Some(peta) if !any_error(&findings) => Ok(Some(peta)),
        Some(_) | None => Err(Trouble::Findings(findings, vec![source])),
    }
}

/// Reads a mapping.
#[must_use]
pub fn decode(source: &Source, name: &str) -> (Option<Peta>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let sink = Sink::new(source);
    let kolom = read(Fields::root(tree.get_ref(), &sink));
    findings.extend(sink.into_findings());
    let peta = |kolom| Peta {
        nama: name.to_owned(),
        kolom,
    };
    (kolom.map(peta), findings)
}

fn read(root: Fields<'_>) -> Option<Vec<(String, Meaning)>> {
    root.format();
    let kolom = root.need("kolom", root.table("kolom"));
    root.finish();
    let kolom = kolom?;
    let keys: Vec<String> = Meaning::all().into_iter().map(Meaning::key).collect();
    let mut found = Vec::new();
    for (heading, key) in kolom.named_texts() {
        if let Some(meaning) = Meaning::parse(&key) {
            found.push((heading, meaning));
            continue;
        }
        let near = nearest(&key, keys.iter().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("maksud Anda `{near}`? "));
        let help = format!("{near}pilihannya: {}", keys.join(", "));
        let message = format!("`{key}` bukan kunci isian");
        kolom.fault(Rule::NotAChoice, &heading, message, help);
    }
    Some(found)
}

/// The text of a mapping that is proposed. What nobody knows is left open.
#[must_use]
pub fn text(proposals: &[Proposal]) -> String {
    let mut text = String::from(
        "# Peta judul kolom tabel dari tempat lain ke isian form.\n\
         # Nilainya kunci isian, atau \"abaikan\". Ganti setiap \"?\".\n\
         # {tahun} tahun siklus; {tahun-1} tahun sebelumnya.\n",
    );
    let keys: Vec<String> = Meaning::all().into_iter().map(Meaning::key).collect();
    let mut line = String::from("# Kunci:");
    for key in keys {
        if line.chars().count() + key.len() > 90 {
            text.push_str(&line);
            text.push('\n');
            line = String::from("#       ");
        }
        line.push(' ');
        line.push_str(&key);
    }
    text.push_str(&line);
    text.push_str("\n\nformat = 1\n\n[kolom]\n");
    for proposal in proposals {
        let key = proposal
            .meaning
            .map_or_else(|| "?".to_owned(), Meaning::key);
        let column = letters(proposal.at.column);
        let guessed = if proposal.is_clear { "" } else { "tebakan; " };
        let samples: Vec<String> = proposal.samples.iter().map(|one| clean(one)).collect();
        let samples = if samples.is_empty() {
            "kosong".to_owned()
        } else {
            format!("contoh: {}", samples.join(" | "))
        };
        let (heading, key) = (quoted(&proposal.heading), quoted(&key));
        for part in ["# ", &column, ": ", guessed, &samples, "\n"] {
            text.push_str(part);
        }
        for part in [&heading, " = ", &key, "\n"] {
            text.push_str(part);
        }
    }
    text
}

/// A text as a key or value on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if c.is_control() => quoted.push(' '),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text without characters that no comment may have.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
