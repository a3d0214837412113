//! Files in `form/` that are no form of a Bidang: copies under other names, and what lies beside.

use std::path::Path;

use super::cycle::Loaded;
use super::text;
use super::workspace::{Trouble, list};
use super::{form_file, layout};
use crate::domain::diff::changes;
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::form::Form;
use crate::domain::name::BidangId;
use crate::domain::row::of_form;
use crate::domain::rule::Rule;

/// A file in `form/` that rkt does not read.
#[derive(Clone, Debug)]
pub struct Stray {
    /// The Bidang whose form it looks like.
    pub of: Option<BidangId>,
    /// What it is, and what to do.
    pub finding: Finding,
}

/// What a name says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `sd (1).toml`, `sd - Salin.toml`, `Salinan sd.toml`.
    Copy,
    /// `sd.toml~`, `sd.toml.bak`.
    Backup,
    /// `sd.toml.txt`: Notepad added an ending.
    Ending,
    /// `SD.toml`.
    Spelling,
    /// `sd.xlsx`.
    Office,
    /// `~$sd.xlsx`, which is there while Excel or Word has the file open.
    Lock,
}

/// Words that people and programs add to the name of a copy.
const COPY_WORDS: [&str; 20] = [
    "copy",
    "of",
    "salin",
    "salinan",
    "dari",
    "kopi",
    "duplikat",
    "duplicate",
    "conflict",
    "conflicted",
    "konflik",
    "lama",
    "baru",
    "terbaru",
    "final",
    "fix",
    "revisi",
    "rev",
    "backup",
    "cadangan",
];

/// Endings that an editor gives to what a file held before.
const BACKUPS: [&str; 7] = ["~", ".bak", ".orig", ".old", ".tmp", ".swp", ".save"];

/// Endings of files that are no text.
const OFFICE: [&str; 8] = [
    ".xlsx", ".xls", ".xlsm", ".ods", ".docx", ".doc", ".odt", ".pdf",
];

/// What Windows lays into folders by itself.
const OF_WINDOWS: [&str; 2] = ["desktop.ini", "thumbs.db"];

/// Every file in `form/` that no Bidang of the cycle has.
///
/// # Errors
/// When the folder can't be read.
pub fn strays(loaded: &Loaded) -> Result<Vec<Stray>, Trouble> {
    let folder = loaded.dir().join(layout::FORM);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let names = names(&folder)?;
    let bidang = &loaded.state.cycle.bidang;
    let known: Vec<&BidangId> = bidang.iter().map(|bidang| &bidang.id).collect();
    let mut strays = Vec::new();
    for name in names.iter().filter(|name| !is_form(name, &known)) {
        let guess = guess(name, &known);
        let finding = match guess {
            Some((kind, id)) => {
                let has_form = names.iter().any(|name| *name == format!("{id}.toml"));
                told(loaded, name, kind, id, has_form)?
            }
            None => unknown(&place(loaded, name), name),
        };
        let of = guess.map(|(_, id)| id.clone());
        strays.push(Stray { of, finding });
    }
    Ok(strays)
}

/// A file that holds the form of a Bidang under another name, if there is one.
pub(super) fn renamed(loaded: &Loaded, id: &BidangId) -> Option<String> {
    let names = names(&loaded.dir().join(layout::FORM)).ok()?;
    let bidang = &loaded.state.cycle.bidang;
    let known: Vec<&BidangId> = bidang.iter().map(|bidang| &bidang.id).collect();
    let is_text = |kind| !matches!(kind, Kind::Office | Kind::Lock);
    let holds = |name: &String| {
        let guess = guess(name, &known).filter(|_| !is_form(name, &known));
        guess.is_some_and(|(kind, of)| of == id && is_text(kind))
    };
    names.into_iter().find(holds)
}

/// Whether a file is the form of a Bidang.
fn is_form(name: &str, known: &[&BidangId]) -> bool {
    let stem = name.strip_suffix(".toml");
    stem.is_some_and(|stem| known.iter().any(|id| id.as_str() == stem))
}

/// The names in a folder, in order; not those that begin with a dot, nor those of Windows.
fn names(folder: &Path) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for entry in list(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let of_system = OF_WINDOWS.contains(&name.to_lowercase().as_str());
        if !name.starts_with('.') && !of_system {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The Bidang whose form a file looks like by its name, and how it came to that name.
fn guess<'a>(name: &str, known: &[&'a BidangId]) -> Option<(Kind, &'a BidangId)> {
    let lower = name.to_lowercase();
    let find = |kind, stem: &str| {
        let stem = stem.trim();
        let found = known.iter().find(|id| id.as_str() == stem);
        let found = found.or_else(|| known.iter().find(|id| is_copy(stem, id.as_str())));
        found.map(|id| (kind, *id))
    };
    if let Some(locked) = lower.strip_prefix("~$") {
        return find(Kind::Lock, locked.rsplit_once('.')?.0);
    }
    if let Some(stem) = OFFICE.iter().find_map(|end| lower.strip_suffix(end)) {
        return find(Kind::Office, stem);
    }
    if let Some(stem) = BACKUPS.iter().find_map(|end| lower.strip_suffix(end)) {
        return find(Kind::Backup, stem.strip_suffix(".toml")?);
    }
    if let Some(stem) = lower.strip_suffix(".txt") {
        return find(Kind::Ending, stem.strip_suffix(".toml").unwrap_or(stem));
    }
    let stem = lower.strip_suffix(".toml")?;
    if let Some(twice) = stem.strip_suffix(".toml") {
        return find(Kind::Ending, twice);
    }
    let (kind, id) = find(Kind::Copy, stem)?;
    let kind = if id.as_str() == stem.trim() {
        Kind::Spelling
    } else {
        kind
    };
    Some((kind, id))
}

/// Whether a name is that of a Bidang, and else says only which copy of it this is.
fn is_copy(stem: &str, id: &str) -> bool {
    let bare = without_brackets(stem);
    let bare = bare.trim();
    let is_edge = |c: char| !c.is_alphanumeric();
    let rest = match (bare.strip_prefix(id), bare.strip_suffix(id)) {
        (Some(rest), _) if rest.is_empty() || rest.starts_with(is_edge) => rest,
        (_, Some(rest)) if rest.ends_with(is_edge) => rest,
        (_, _) => return false,
    };
    let mut words = rest.split(is_edge).filter(|word| !word.is_empty());
    words.all(|word| COPY_WORDS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()))
}

/// `sd (conflicted copy 2026-11-04)` -> `sd `.
fn without_brackets(stem: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in stem.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

fn place(loaded: &Loaded, name: &str) -> Place {
    Place::file(&format!("{}/{}/{name}", loaded.siklus, layout::FORM))
}

fn unknown(place: &Place, name: &str) -> Finding {
    let message = format!("{name} bukan form salah satu Bidang siklus ini; rkt tidak membacanya");
    Finding::new(Rule::FormUnexpected, place.clone(), message)
        .help("pindahkan isinya ke form Bidang yang benar, lalu hapus berkas ini")
}

/// What a file is that looks like the form of a Bidang.
fn told(
    loaded: &Loaded,
    name: &str,
    kind: Kind,
    id: &BidangId,
    has_form: bool,
) -> Result<Finding, Trouble> {
    let place = place(loaded, name);
    let looks = match kind {
        Kind::Copy => format!("{name} tampaknya salinan form {id}"),
        Kind::Backup => format!("{name} tampaknya cadangan form {id} dari penyunting teks"),
        Kind::Ending => format!("{name} tampaknya form {id} yang mendapat akhiran berlebih"),
        Kind::Spelling => format!("{name} tampaknya form {id} dengan ejaan nama lain"),
        Kind::Office => format!("{name} bukan berkas teks"),
        Kind::Lock => format!("{name} ada karena suatu berkas sedang terbuka di Excel atau Word"),
    };
    let (state, help) = match kind {
        Kind::Office => (
            String::new(),
            format!("salin isinya ke {id}.toml, lalu pindahkan berkas ini ke luar folder form/"),
        ),
        Kind::Lock => (
            String::new(),
            format!(
                "tutup berkas itu, atau hapus bila tidak ada yang terbuka; form diisi di {id}.toml dengan Notepad"
            ),
        ),
        Kind::Copy | Kind::Backup | Kind::Ending | Kind::Spelling if !has_form => (
            format!("; {id}.toml sendiri tidak ada"),
            format!("bila ini form yang benar, ganti namanya menjadi {id}.toml"),
        ),
        Kind::Copy | Kind::Backup | Kind::Ending | Kind::Spelling => {
            compared(loaded, &place.file, id)?
        }
    };
    let message = format!("{looks}{state}; rkt hanya membaca {id}.toml");
    Ok(Finding::new(Rule::FormUnexpected, place, message).help(help))
}

/// How a copy differs from the form that is read, and which of the two may go.
fn compared(loaded: &Loaded, file: &str, id: &BidangId) -> Result<(String, String), Trouble> {
    let read = loaded.form(id)?;
    let bytes = text::read_under(&loaded.root, file)?;
    let source = bytes.and_then(|bytes| text::decode(file, bytes).ok());
    let same_text = source.as_ref().map(|source| &source.text) == Some(&read.source.text);
    let copy = source.map(|source| form_file::checked(&source, loaded.expected(id)));
    let (copy, faults) = copy.unwrap_or_default();
    // What can't be read may differ unseen.
    let is_clean = !any_error(&faults) && !any_error(&read.findings);
    let digests = read.form.as_ref().zip(copy.as_ref());
    let same = digests.is_some_and(|(form, copy)| form.digest() == copy.digest());
    if same_text || (same && is_clean) {
        let help = "hapus berkas ini, atau pindahkan ke luar folder form/".to_owned();
        return Ok((" dan isinya sama".to_owned(), help));
    }
    let differs = digests.filter(|_| !same).map_or_else(
        || ", tetapi keduanya tidak dapat dibandingkan".to_owned(),
        |(form, copy)| format!(" dan isinya berbeda{}", where_from(form, copy)),
    );
    let help = format!(
        "pilih satu: bila {id}.toml yang benar, hapus berkas ini; bila berkas ini, pindahkan isinya ke {id}.toml dahulu"
    );
    Ok((differs, help))
}

/// How many rows differ, and the first of them.
fn where_from(form: &Form, copy: &Form) -> String {
    let changes = changes(&of_form(form), &of_form(copy));
    changes.first().map_or_else(String::new, |first| {
        format!(" di {} baris, misalnya {}", changes.len(), first.row())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> BidangId {
        BidangId::parse(name).unwrap()
    }

    #[test]
    fn names_of_copies_are_seen_through() {
        let ids = [id("sd"), id("paud-pnf"), id("spnf-skb")];
        let known: Vec<&BidangId> = ids.iter().collect();
        for (name, kind, bidang) in [
            ("sd (1).toml", Kind::Copy, "sd"),
            ("sd - Copy.toml", Kind::Copy, "sd"),
            ("sd - Copy (2).toml", Kind::Copy, "sd"),
            ("sd - Salin.toml", Kind::Copy, "sd"),
            ("Salinan sd.toml", Kind::Copy, "sd"),
            ("Salinan dari paud-pnf.toml", Kind::Copy, "paud-pnf"),
            ("paud-pnf_final2.toml", Kind::Ending, ""),
            ("paud-pnf_final_2.toml", Kind::Copy, "paud-pnf"),
            ("sd-lama.toml", Kind::Copy, "sd"),
            ("sd (conflicted copy 2026-11-04).toml", Kind::Copy, "sd"),
            ("sd (Salinan konflik Ani 2026-11-04).toml", Kind::Copy, "sd"),
            ("sd.toml.txt", Kind::Ending, "sd"),
            ("sd.txt", Kind::Ending, "sd"),
            ("sd (1).toml.txt", Kind::Ending, "sd"),
            ("sd.toml.toml", Kind::Ending, "sd"),
            ("sd.toml~", Kind::Backup, "sd"),
            ("sd.toml.bak", Kind::Backup, "sd"),
            ("SD.toml", Kind::Spelling, "sd"),
            ("sd .TOML", Kind::Spelling, "sd"),
            ("~$sd.xlsx", Kind::Lock, "sd"),
            ("SD.xlsx", Kind::Office, "sd"),
            ("spnf.toml", Kind::Copy, ""),
            ("sdit.toml", Kind::Copy, ""),
            ("smp.toml", Kind::Copy, ""),
            ("catatan.md", Kind::Copy, ""),
        ] {
            let expected = (!bidang.is_empty()).then(|| (kind, id(bidang)));
            let guess = guess(name, &known).map(|(kind, id)| (kind, id.clone()));
            assert_eq!(guess, expected, "{name}");
        }
    }
}
