//! Files that follow an act without being asked for, as `[cetak]` of rkt.toml has it: the same as
//! `rkt export` right behind it.

use serde_json::Value;

use super::{Choice, Product, Source, said};
use crate::commands::Session;
use crate::domain::cetak::{Format, Saat};
use crate::domain::edition::Edition;
use crate::store::cycle::Loaded;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// What was made along with an act.
#[derive(Default)]
pub(in crate::commands) struct Along {
    /// The files, as people know them.
    pub files: Vec<String>,
    /// What must be known of them, a sentence each.
    pub lines: Vec<String>,
}

impl Along {
    /// The same for other programs.
    pub(in crate::commands) fn add_to(&self, data: &mut Value) {
        data["berkas"] = self.files.clone().into();
        data["perhatian"] = self.lines.clone().into();
    }

    /// Says where the files are, and what must be known of them.
    pub(in crate::commands) fn tell(&self, ui: &mut Ui<'_>) -> std::io::Result<()> {
        let files = self.files.iter().map(|file| format!("Berkas: {file}"));
        for line in files.chain(self.lines.iter().cloned()) {
            ui.line(&line)?;
        }
        Ok(())
    }
}

/// Makes what the office wants behind an act that is recorded already. A file that somebody has
/// changed stays as it is, and is told.
///
/// # Errors
/// When one can't be made; the act stays recorded.
pub(in crate::commands) fn along(
    saat: Saat,
    loaded: &Loaded,
    session: Session<'_>,
) -> Result<Along, Trouble> {
    let formats = loaded.settings.cetak.after(saat);
    if formats.is_empty() {
        return Ok(Along::default());
    }
    let again = again(formats);
    let outlet = Outlet::cycle(loaded);
    let source = Source {
        loaded,
        session,
        choice: Choice::of_office(loaded),
        edition: match saat {
            Saat::Kompilasi => Edition::compiled,
            Saat::Susun | Saat::Tandatangan => Edition::of,
        },
        outlet: Some(&outlet),
    };
    let made = source
        .products(formats)
        .map_err(|trouble| recorded(trouble, &again))?;
    let (changed, free): (Vec<Product>, Vec<Product>) = made
        .into_iter()
        .partition(|one| outlet.holds_other(&one.file, &one.bytes));
    let files = free
        .iter()
        .map(|one| (one.file.as_str(), one.bytes.as_slice()));
    let files: Vec<(&str, &[u8])> = files.collect();
    outlet
        .write_all(&files, false)
        .map_err(|trouble| recorded(trouble, &again))?;
    let remarks = said(&free)
        .into_iter()
        .filter(|line| line.starts_with("Perhatian"));
    let mut lines: Vec<String> = remarks.map(str::to_owned).collect();
    lines.extend(changed.iter().map(|one| {
        let file = outlet.shown(&one.file);
        format!("Perhatian: {file} sudah ada dan isinya lain, jadi tidak diganti; menggantinya: {again} --timpa")
    }));
    let files = free.iter().map(|one| outlet.shown(&one.file));
    Ok(Along {
        files: files.collect(),
        lines,
    })
}

/// The command that makes the same.
fn again(formats: &[Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    format!("rkt export {}", names.join(" "))
}

/// A failure that leaves the act as it is.
fn recorded(trouble: Trouble, again: &str) -> Trouble {
    match trouble {
        Trouble::World(error) => Trouble::World(error.context(format!(
            "sudah tercatat, tetapi berkasnya belum dibuat; ulangi: {again}"
        ))),
        Trouble::Findings(..) | Trouble::Misuse(_) => trouble,
    }
}
