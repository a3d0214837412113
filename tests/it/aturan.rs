//! Every rule of the book on the smallest workspace that breaks it: `tests/aturan`.
//!
//! A case is `dasar/`, which breaks no rule, and the few steps of `RKTnnn.toml` that break one;
//! `RKTnnn.txt` is what people then read. `ATURAN=overwrite` writes the texts and the index anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rkt::domain::rule::Rule;
use rkt::store::xlsx;
use serde::Deserialize;

use crate::workbook::written;
use crate::workspace::{Workspace, copy, root};

/// How many cases run at once.
const THREADS: usize = 4;

/// What no form can be checked beside, so that nobody's settings are asked.
const STOPS: [&str; 2] = ["RKT009", "RKT108"];

/// How a rule is broken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The command that tells of it.
    #[serde(default = "check")]
    perintah: String,
    /// Other rules that the same steps break, with no way around it.
    #[serde(default)]
    juga: BTreeSet<String>,
    /// What is done before, in this order.
    #[serde(default)]
    langkah: Vec<Step>,
}

fn check() -> String {
    "check".to_owned()
}

/// One thing that is done to the workspace.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// Sets the clock from here on.
    pada: Option<String>,
    /// Runs commands, one a line, which must succeed; `KODE` is the code that `rkt sign` shows.
    rkt: Option<String>,
    /// The file that is changed.
    berkas: Option<String>,
    /// What is replaced in it, once.
    dari: Option<String>,
    /// By what.
    ke: Option<String>,
    /// What is written as the whole file.
    isi: Option<String>,
    /// How many times over it is written.
    kali: Option<usize>,
    /// The bytes that are written as the whole file.
    byte: Option<Vec<u8>>,
    /// What is written behind its end.
    tambah: Option<String>,
    /// The file, or one of `tests`, that it becomes a copy of.
    salin: Option<String>,
    /// The file whose other lines are merged into it, as git does with `merge=union`.
    gabung: Option<String>,
    /// The sheet of a workbook that loses a row.
    lembar: Option<String>,
    /// That row, as Excel counts.
    baris: Option<u32>,
    /// Whether it goes, a folder too.
    #[serde(default)]
    hapus: bool,
}

impl Step {
    fn take(&self, workspace: &mut Workspace) {
        if let Some(pada) = &self.pada {
            workspace.at(pada);
        }
        for line in self.rkt.iter().flat_map(|lines| lines.lines()) {
            run(workspace, line);
        }
        if let Some(file) = &self.berkas {
            self.change(workspace, &the_one(workspace, file));
        }
    }

    fn change(&self, workspace: &Workspace, file: &str) {
        let path = workspace.path().join(file);
        if let Some((from, to)) = self.dari.as_ref().zip(self.ke.as_ref()) {
            let text = workspace.read(file);
            assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
            workspace.write(file, &text.replacen(from, to, 1));
        }
        if let Some(text) = &self.isi {
            workspace.write(file, &text.repeat(self.kali.unwrap_or(1)));
        }
        if let Some(text) = &self.tambah {
            workspace.write(file, &(workspace.read(file) + text));
        }
        if let Some(bytes) = &self.byte {
            workspace.write(file, "");
            std::fs::write(&path, bytes).unwrap();
        }
        if let Some(from) = &self.salin {
            workspace.write(file, "");
            let own = workspace.path().join(from);
            let from = if own.exists() {
                own
            } else {
                root().join("tests").join(from)
            };
            std::fs::copy(from, &path).unwrap();
        }
        if let Some(other) = &self.gabung {
            workspace.write(file, &union(&workspace.read(file), &workspace.read(other)));
        }
        if let Some((lembar, baris)) = self.lembar.as_ref().zip(self.baris) {
            without_row(&path, lembar, baris);
        }
        if self.hapus && path.is_dir() {
            std::fs::remove_dir_all(&path).unwrap();
        } else if self.hapus {
            std::fs::remove_file(&path).unwrap();
        }
    }
}

fn run(workspace: &Workspace, line: &str) {
    let line = if line.contains("KODE") {
        let shown = workspace.json("sign");
        line.replace("KODE", shown["kode"].as_str().unwrap())
    } else {
        line.to_owned()
    };
    let ran = workspace.rkt_words(&words(&line));
    assert_eq!(ran.code, 0, "{line}\n{}", ran.err);
}

/// The lines of a text, and those of another one where they stand there.
fn union(text: &str, other: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    for line in other.lines() {
        let further = lines.iter().skip(at).position(|own| *own == line);
        if further.is_none() {
            lines.insert(at, line);
        }
        at += further.unwrap_or_default() + 1;
    }
    lines.join("\n") + "\n"
}

fn without_row(path: &Path, lembar: &str, baris: u32) {
    let mut sheets = xlsx::sheets(&std::fs::read(path).unwrap()).unwrap();
    let sheet = sheets
        .iter_mut()
        .find(|sheet| sheet.name == lembar)
        .unwrap();
    let before = sheet.cells.len();
    sheet.cells.retain(|at, _| at.row + 1 != baris);
    assert!(sheet.cells.len() < before, "{lembar} {baris}");
    std::fs::write(path, written(&sheets)).unwrap();
}

/// A path whose last part may be `*`: the one file of that folder.
fn the_one(workspace: &Workspace, file: &str) -> String {
    let Some(folder) = file.strip_suffix("/*") else {
        return file.to_owned();
    };
    let only = crate::workspace::only_file(&workspace.path().join(folder));
    let name = only.file_name().unwrap().to_string_lossy().into_owned();
    format!("{folder}/{name}")
}

/// The words of a command; quotes keep blanks together.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (n, part) in line.split('"').enumerate() {
        if n % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    words
}

fn folder() -> PathBuf {
    root().join("tests/aturan")
}

fn is_overwriting() -> bool {
    std::env::var_os("ATURAN").is_some_and(|value| value == "overwrite")
}

/// How the text of a file differs from what it should be; overwriting, it is made so.
fn differs(path: &Path, text: &str) -> Option<String> {
    if is_overwriting() {
        std::fs::write(path, text).unwrap();
    }
    let told = std::fs::read_to_string(path).unwrap_or_default();
    let path = path.display();
    (told != text).then(|| format!("{path} has:\n{told}\nand should have:\n{text}"))
}

/// A workspace that breaks no rule.
fn sound() -> Workspace {
    let mut workspace = Workspace::empty();
    copy(&folder().join("dasar"), workspace.path());
    workspace.at("2026-11-06T09:00:00+08:00");
    workspace
}

/// The codes that a report tells of.
fn codes(text: &str) -> BTreeSet<String> {
    let told = text
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next());
    told.filter(|code| Rule::find(code).is_some())
        .map(str::to_owned)
        .collect()
}

/// The rules that have a case.
fn cases() -> Vec<Rule> {
    let has = |rule: &Rule| folder().join(format!("{rule}.toml")).exists();
    Rule::ALL.iter().copied().filter(has).collect()
}

/// What is wrong with the case of a rule.
fn fault(rule: Rule) -> Option<String> {
    let (workspace, case) = broken(rule);
    let told = told(&workspace, &case);
    let mut expected = case.juga;
    expected.insert(rule.code().to_owned());
    let codes = codes(&told);
    if codes != expected {
        return Some(format!("{rule}: {codes:?}\n{told}"));
    }
    differs(&folder().join(format!("{rule}.txt")), &told)
}

/// The workspace that breaks a rule, and its case.
fn broken(rule: Rule) -> (Workspace, Case) {
    let text = std::fs::read_to_string(folder().join(format!("{rule}.toml"))).unwrap();
    let case: Case = toml::from_str(&text).unwrap_or_else(|fault| panic!("{rule}: {fault}"));
    let mut workspace = sound();
    for step in &case.langkah {
        step.take(&mut workspace);
    }
    (workspace, case)
}

/// What people then read.
fn told(workspace: &Workspace, case: &Case) -> String {
    let ran = workspace.rkt_words(&words(&case.perintah));
    format!("{}{}", ran.out, ran.err)
}

/// What is wrong with how an office silences a rule: what may be silenced is counted and told no
/// more; what may not is told all the same, and so is the line that tries it.
fn fault_of_silence(rule: Rule) -> Option<String> {
    let (workspace, case) = broken(rule);
    if case.perintah != check() {
        return None;
    }
    let settings = workspace.read("rkt.toml");
    let line = format!("{rule} = {{ tingkat = \"diam\", alasan = \"disepakati\" }}\n");
    let table = "[aturan]\n";
    let silent = if settings.contains(table) {
        settings.replacen(table, &format!("{table}{line}"), 1)
    } else {
        format!("{settings}\n{table}{line}")
    };
    workspace.write("rkt.toml", &silent);
    let ran = workspace.rkt("check --ringkas --diabaikan");
    let (quiet, told): (Vec<&str>, Vec<&str>) = ran
        .out
        .lines()
        .chain(ran.err.lines())
        .partition(|line| line.starts_with("diabaikan: "));
    let says = |lines: &[&str], rule: Rule| {
        let code = format!("[{rule}]");
        lines.iter().any(|line| line.contains(&code))
    };
    let is_right = if rule.is_fixed() {
        let is_refused = says(&told, Rule::ExceptionUnknown) || STOPS.contains(&rule.code());
        says(&told, rule) && is_refused && !says(&quiet, rule)
    } else {
        !says(&told, rule) && says(&quiet, rule) && !says(&told, Rule::ExceptionUnknown)
    };
    (!is_right).then(|| format!("{rule}\n{}{}", ran.out, ran.err))
}

/// The faults of all cases.
fn faults(of: fn(Rule) -> Option<String>) -> Vec<String> {
    let cases = cases();
    let share = |n| cases.iter().skip(n).step_by(THREADS).copied();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|n| scope.spawn(move || share(n).filter_map(of).collect::<Vec<_>>()))
            .collect();
        let all = threads.into_iter().map(|thread| thread.join().unwrap());
        all.flatten().collect()
    })
}

#[test]
fn the_sound_workspace_breaks_no_rule() {
    let told = sound().rkt("check").ok().out;
    assert_eq!(told, "Tidak ada temuan: sd, smp.\n");
}

#[test]
fn every_rule_fires_on_its_broken_workspace_and_says_so() {
    let faults = faults(fault);
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_text_fits_into_80_columns() {
    for rule in cases() {
        let told = std::fs::read_to_string(folder().join(format!("{rule}.txt"))).unwrap();
        for line in told.lines() {
            assert!(line.chars().count() <= 80, "{rule}: {line}");
        }
    }
}

#[test]
fn an_office_silences_each_rule_that_it_may_and_no_other() {
    let faults = faults(fault_of_silence);
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_rule_has_its_case() {
    assert_eq!(cases(), Rule::ALL);
}

#[test]
fn every_case_is_of_a_rule() {
    let known: BTreeSet<String> = Rule::ALL.iter().map(ToString::to_string).collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(name == "dasar" || known.contains(&name), "{name}");
    }
}

#[test]
fn every_page_has_its_parts_and_the_index_has_every_page() {
    let mut index = index();
    for rule in Rule::ALL {
        let page = rule.page();
        let parts: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        let expected = [
            "## Artinya",
            "## Mengapa",
            "## Contoh",
            "## Cara memperbaiki",
        ];
        assert_eq!(parts, expected, "{rule}");
        assert!(!rule.origin().is_empty(), "{rule}");
        let (severity, title, origin) = (rule.severity().word(), rule.title(), rule.origin());
        let mark = if rule.is_fixed() { "" } else { " *" };
        let line = format!("| [{rule}]({rule}.md) | {severity} | {title}{mark} | {origin} |\n");
        index.push_str(&line);
    }
    assert_eq!(differs(&root().join("docs/aturan/README.md"), &index), None);
}

#[test]
fn every_page_shows_what_is_wrong_and_what_is_right() {
    for rule in Rule::ALL {
        let (_, rest) = rule.page().split_once("## Contoh").unwrap();
        let (shown, _) = rest.split_once("## ").unwrap();
        for word in ["Salah", "Benar"] {
            let is_shown = shown.lines().any(|line| line.starts_with(word));
            assert!(is_shown, "{rule} {word}");
        }
    }
}

/// How the index of the pages begins.
fn index() -> String {
    let beyond: Vec<&str> = Rule::ALL
        .iter()
        .filter(|rule| is_beyond_rows(**rule))
        .map(|rule| rule.code())
        .collect();
    let (last, others) = beyond.split_last().unwrap();
    format!(
        "# Aturan\n\nSemua aturan yang diperiksa rkt, menurut kodenya. Arti, contoh, dan cara \
        memperbaikinya ada di\nhalamannya; `rkt explain KODE` menampilkannya tanpa jaringan.\n\n\
        Aturan bertanda * dapat diubah tingkatnya di `[aturan]` rkt.toml, atau diabaikan per baris \
        form\ndengan `abaikan`; yang lain tidak. Temuan di luar baris form hanya dapat diubah di \
        `[aturan]`:\n{}, dan {last}.\n\n\
        | Kode | Tingkat | Aturan | Asal |\n|---|---|---|---|\n",
        others.join(", ")
    )
}

/// Whether an office may judge a rule otherwise, but no row: its case is told of a file that has no
/// rows of a form, such as the Renstra.
fn is_beyond_rows(rule: Rule) -> bool {
    let told = std::fs::read_to_string(folder().join(format!("{rule}.txt"))).unwrap();
    let (_, rest) = told.split_once("--> ").unwrap();
    let place = rest.lines().next().unwrap_or_default();
    !rule.is_fixed() && place.contains(".toml") && !place.contains("/form/")
}

/// Titles that two rules share would not tell them apart.
#[test]
fn every_title_is_of_one_rule() {
    let mut titles = BTreeMap::new();
    for rule in Rule::ALL {
        assert_eq!(titles.insert(rule.title(), rule), None, "{rule}");
    }
}
