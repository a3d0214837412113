//! The tree holds its own rules: arrows between layers, pages, glossary, no leftovers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rkt::domain::rule::Rule;

use crate::workspace::root;

/// Which layers a layer may see (docs/architecture.md).
const ARROWS: [(&str, &[&str]); 8] = [
    ("domain", &["domain"]),
    ("source", &["source", "domain"]),
    ("store", &["store", "domain", "source"]),
    ("render", &["render", "domain", "source"]),
    ("ui", &["ui", "domain", "source"]),
    ("env", &["env"]),
    (
        "commands",
        &[
            "commands", "cli", "env", "store", "render", "ui", "domain", "source",
        ],
    ),
    (
        "cli",
        &["cli", "commands", "env", "store", "ui", "domain", "source"],
    ),
];

/// Crates that the pure core must not know.
const IMPURE: [&str; 7] = [
    "std::fs",
    "std::env",
    "anyhow",
    "toml::",
    "serde",
    "clap",
    "std::process",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn layer_of(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("src")).unwrap();
    let first = relative.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// What follows `crate::`: one path, or the first words of each path in (nested) braces.
fn heads(part: &str) -> Vec<&str> {
    let Some(list) = part.strip_prefix('{') else {
        return vec![part];
    };
    let mut depth = 0;
    let mut heads = vec![list];
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(&list[at + 1..]),
            _ => {}
        }
    }
    heads
}

/// Layers that a text names by `crate::LAYER`, also inside `crate::{..}`.
fn layers_seen(text: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for part in text.split("crate::").skip(1) {
        for name in heads(part) {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            seen.extend((!name.is_empty()).then_some(name));
        }
    }
    seen
}

/// A text without its comments.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// What a file of a layer sees and must not.
fn breaches(layer: &str, text: &str) -> Vec<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == layer) else {
        return Vec::new();
    };
    let layers = layers_seen(text).into_iter();
    let mut breaches: Vec<String> = layers
        .filter(|seen| ARROWS.iter().any(|(name, _)| name == seen))
        .filter(|seen| !allowed.contains(&seen.as_str()))
        .collect();
    if text.contains("super::super::") {
        breaches.push("super::super".to_owned());
    }
    if layer == "domain" {
        let code = code(text);
        let impure = IMPURE.iter().filter(|name| code.contains(**name));
        breaches.extend(impure.map(|name| (*name).to_owned()));
    }
    breaches
}

#[test]
fn layers_see_only_what_they_may() {
    for path in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let breaches = breaches(&layer_of(&path), &text);
        assert!(breaches.is_empty(), "{} sees {breaches:?}", path.display());
    }
}

#[test]
fn a_broken_arrow_is_seen() {
    assert_eq!(breaches("domain", "use crate::store::txn::Txn;"), ["store"]);
    assert_eq!(breaches("render", "use crate::{domain, ui::Ui};"), ["ui"]);
    assert_eq!(breaches("domain", "use std::fs;"), ["std::fs"]);
    assert_eq!(breaches("domain", "let x = std::fs::read(p);"), ["std::fs"]);
    assert_eq!(
        breaches("render", "use crate::{domain::{a, b}, ui::Ui};"),
        ["ui"]
    );
    assert_eq!(breaches("store", "use super::super::ui;"), ["super::super"]);
    assert!(breaches("ui", "use crate::domain::sop::Sop;").is_empty());
}

#[test]
fn no_work_is_left_lying() {
    let words = ["todo", "fixme", "xxx"].map(|word| format!("{}{}", word.to_uppercase(), ":"));
    for path in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in &words {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// The visible root, which the README promises; what git ignores may lie there too.
const ROOT: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "docs",
    "examples",
    "src",
    "target",
    "tests",
];

#[test]
fn nothing_else_lies_at_the_root() {
    let entries = std::fs::read_dir(root()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let odd = names.filter(|name| !name.starts_with('.') && !ROOT.contains(&name.as_str()));
    assert_eq!(odd.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_rule_has_its_page_and_no_page_is_without_rule() {
    let pages = std::fs::read_dir(root().join("docs/aturan")).unwrap();
    let pages: BTreeSet<String> = pages
        .map(|page| page.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let rules = Rule::ALL.iter().map(|rule| format!("{rule}.md"));
    let rules: BTreeSet<String> = rules.chain(["README.md".to_owned()]).collect();
    assert_eq!(pages, rules);
}

#[test]
fn the_glossary_names_code_that_exists() {
    let code: String = sources(&root().join("src"))
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let glossary = std::fs::read_to_string(root().join("docs/glossary.md")).unwrap();
    let rows = glossary
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1);
    let mut n_rows = 0;
    for row in rows.filter(|row| !row.starts_with("|--") && !row.starts_with("| --")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        for name in cells[3].split('`').skip(1).step_by(2) {
            assert!(
                code.contains(name),
                "glossary names `{name}`, which src/ does not have"
            );
            n_rows += 1;
        }
    }
    assert!(n_rows > 20, "the glossary has {n_rows} names");
    for word in glossary.lines().filter_map(|line| line.strip_prefix("- ")) {
        let word = word.trim_matches('`');
        assert!(!code.to_lowercase().contains(word), "src/ says `{word}`");
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog = std::fs::read_to_string(root().join("docs/changelog.md")).unwrap();
    assert!(changelog.contains(concat!("## ", env!("CARGO_PKG_VERSION"))));
}
