//! Files that a command makes in one call, a format each: all of them written or none, and what is
//! said of them.

use serde_json::{Value, json};

use super::wrote;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// A file, and what is said of it.
pub(super) struct Product {
    pub(super) file: String,
    pub(super) bytes: Vec<u8>,
    /// What it holds, a sentence each.
    pub(super) words: Vec<String>,
    /// What must be known of it, a sentence each.
    pub(super) remarks: Vec<String>,
    /// The same as data; where it is comes when it is written.
    pub(super) data: Value,
}

impl Product {
    /// Its name and what it holds.
    pub(super) fn file(&self) -> (&str, &[u8]) {
        (&self.file, &self.bytes)
    }

    /// What is said of it on a terminal.
    fn lines(&self) -> impl Iterator<Item = String> {
        let remarks = self.remarks.iter();
        let remarks = remarks.map(|remark| format!("Perhatian: {remark}"));
        self.words.iter().cloned().chain(remarks)
    }

    /// What is said of it as data, with where it is.
    fn told(&self, outlet: &Outlet) -> Value {
        let mut data = self.data.clone();
        data["berkas"] = outlet.shown(&self.file).into();
        data
    }
}

/// Each of them once, in their order.
pub(super) fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// Refuses to show formats on a terminal that can't be: several, and those that say what they are
/// instead.
///
/// # Errors
/// Misuse, with what to type.
pub(super) fn showable(
    command: &str,
    formats: &[(&str, Option<&str>)],
    json: bool,
) -> Result<(), Trouble> {
    let message = match formats {
        [(name, Some(what))] => format!(
            "{what} tidak dapat dicetak ke layar\nsebutkan foldernya: {command} {name} -o FOLDER"
        ),
        [_] if json => "--json tidak berlaku bersama `-o -`, yang mencetak isinya saja".to_owned(),
        [_] => return Ok(()),
        _ => "hanya satu format yang dapat dicetak ke layar sekali jalan".to_owned(),
    };
    Err(Trouble::Misuse(message))
}

/// Shows files on the terminal.
///
/// # Errors
/// When nobody takes the output.
pub(super) fn show(made: &[Product], ui: &mut Ui<'_>) -> Result<(), Trouble> {
    for product in made {
        for line in product.lines() {
            ui.complain(&line)?;
        }
        ui.content(&String::from_utf8_lossy(&product.bytes))?;
    }
    Ok(())
}

/// Writes files, and says where they are; others of these names are replaced only if `force`.
///
/// # Errors
/// Misuse when another file has such a name; else when the disk refuses.
pub(super) fn write(
    made: &[Product],
    outlet: &Outlet,
    force: bool,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let files: Vec<(&str, &[u8])> = made.iter().map(Product::file).collect();
    let written = outlet.write_all(&files, force)?;
    if ui.json {
        let about = made.iter().map(|one| one.told(outlet));
        return Ok(ui.data(&told(about.collect()))?);
    }
    // What several files have in common is said once.
    for line in distinct(made.iter().flat_map(Product::lines)) {
        ui.line(&line)?;
    }
    for (product, written) in made.iter().zip(written) {
        wrote(&outlet.shown(&product.file), written, ui)?;
    }
    Ok(())
}

/// One file as an object, several as a list of such.
fn told(mut about: Vec<Value>) -> Value {
    match about.as_mut_slice() {
        [one] => one.take(),
        _ => json!({ "versi_skema": ui::json::VERSION, "ekspor": about }),
    }
}
