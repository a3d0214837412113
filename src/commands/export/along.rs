//! Files that follow an act without being asked for, as `[cetak]` of rkt.toml has it: as if by
//! `rkt export` right behind it.

use serde_json::Value;

use super::{Choice, Source};
use crate::commands::Session;
use crate::commands::product::{Product, distinct};
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
    pub remarks: Vec<String>,
}

impl Along {
    /// The same for other programs.
    pub(in crate::commands) fn add_to(&self, data: &mut Value) {
        data["berkas"] = self.files.clone().into();
        data["perhatian"] = self.remarks.clone().into();
    }

    /// Says where the files are, and what must be known of them.
    pub(in crate::commands) fn tell(&self, ui: &mut Ui<'_>) -> std::io::Result<()> {
        for file in &self.files {
            ui.line(&format!("Berkas: {file}"))?;
        }
        self.remark(ui)
    }

    /// Says what must be known of the files.
    pub(in crate::commands) fn remark(&self, ui: &mut Ui<'_>) -> std::io::Result<()> {
        for remark in &self.remarks {
            ui.line(&format!("Perhatian: {remark}"))?;
        }
        Ok(())
    }
}

/// Makes what the office wants behind an act, which is recorded already: nothing that goes wrong
/// here undoes it, so all of it is told as a remark. A file of the content that somebody has
/// changed stays as it is; one of how the cycle stands is made anew.
pub(in crate::commands) fn along(saat: Saat, loaded: &Loaded, session: Session<'_>) -> Along {
    let formats = loaded.settings.cetak.after(saat);
    let suffix = session.suffix(loaded).unwrap_or_default();
    let made = made(saat, formats, loaded, session, &suffix);
    made.unwrap_or_else(|trouble| {
        let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        let again = session.here(&format!("rkt export {}{suffix}", names.join(" ")));
        let why = why(&trouble);
        Along {
            files: Vec::new(),
            remarks: vec![format!(
                "sudah tercatat, tetapi berkasnya belum dibuat: {why}; sesudah itu: {again}"
            )],
        }
    })
}

fn made(
    saat: Saat,
    formats: &[Format],
    loaded: &Loaded,
    session: Session<'_>,
    suffix: &str,
) -> Result<Along, Trouble> {
    if formats.is_empty() {
        return Ok(Along::default());
    }
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
    // Those of the content come first.
    let n_content = formats.iter().filter(|format| format.is_content()).count();
    let mut content = source.products(formats)?;
    let standing = content.split_off(n_content);
    let (kept, mut free): (Vec<Product>, Vec<Product>) = content
        .into_iter()
        .partition(|one| outlet.holds_other(&one.file, &one.bytes));
    for (files, force) in [(&free, false), (&standing, true)] {
        let files: Vec<(&str, &[u8])> = files.iter().map(Product::file).collect();
        outlet.write_all(&files, force)?;
    }
    free.extend(standing);
    let remarks = distinct(free.iter().flat_map(|one| one.remarks.iter().cloned()));
    let kept = kept.iter().map(|one| {
        let (file, again) = (outlet.shown(&one.file), renewing(saat, &one.file, suffix));
        let again = session.here(&again);
        format!("{file} sudah ada dan isinya lain, jadi tidak diganti; menggantinya: {again}")
    });
    Ok(Along {
        files: free.iter().map(|one| outlet.shown(&one.file)).collect(),
        remarks: remarks.into_iter().chain(kept).collect(),
    })
}

/// The command that makes a file anew in the place of one that was kept.
fn renewing(saat: Saat, file: &str, suffix: &str) -> String {
    match saat {
        // Until the new draft is fixed, `rkt export` gives out the one before it.
        Saat::Kompilasi => format!("pindahkan berkas itu, lalu rkt compile{suffix}"),
        Saat::Susun | Saat::Tandatangan => {
            let format = file.rsplit('.').next().unwrap_or_default();
            format!("rkt export {format} --timpa{suffix}")
        }
    }
}

/// Why a file could not be made, in one line.
fn why(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Findings(findings, _) => {
            let told = findings.iter().map(|one| {
                let (file, message) = (&one.at.file, &one.message);
                format!("{file}: {message}")
            });
            told.collect::<Vec<_>>().join("; ")
        }
        Trouble::Misuse(text) => text.lines().next().unwrap_or_default().to_owned(),
        Trouble::World(error) => format!("{error:#}"),
    }
}
