//! Files that follow an act without being asked for, as `[cetak]` of rkt.toml has it: as if by
//! `rkt export` right behind it.

use serde_json::Value;

use super::{Choice, Source};
use crate::commands::Session;
use crate::commands::product::{Product, distinct};
use crate::domain::cetak::{Format, Saat};
use crate::domain::edition::Edition;
use crate::domain::sop::Jenis;
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
    let formats = loaded.settings.cetak.after(saat).iter();
    let (content, standing): (Vec<Format>, Vec<Format>) =
        formats.copied().partition(|format| format.is_content());
    let mut along = Along::default();
    let behind = Behind {
        saat,
        loaded,
        session,
    };
    for (formats, force, made) in [
        (&content, "", behind.content(&content)),
        (&standing, " --timpa", behind.standing(&standing)),
    ] {
        let made = made.unwrap_or_else(|trouble| behind.failed(formats, force, &trouble));
        along.files.extend(made.files);
        along.remarks.extend(made.remarks);
    }
    along
}

/// An act, and where it was recorded.
struct Behind<'a> {
    saat: Saat,
    loaded: &'a Loaded,
    session: Session<'a>,
}

impl Behind<'_> {
    fn products(&self, formats: &[Format], outlet: &Outlet) -> Result<Vec<Product>, Trouble> {
        let source = Source {
            loaded: self.loaded,
            session: self.session,
            choice: Choice::of_office(self.loaded),
            edition: match self.saat {
                Saat::Kompilasi => Edition::compiled,
                Saat::Susun | Saat::Tandatangan => Edition::of,
            },
            outlet: Some(outlet),
        };
        source.products(formats)
    }

    /// Files of the content, but for those that somebody changed.
    fn content(&self, formats: &[Format]) -> Result<Along, Trouble> {
        let outlet = Outlet::cycle(self.loaded);
        let (mut free, mut kept) = (Vec::new(), Vec::new());
        for (format, one) in formats.iter().zip(self.products(formats, &outlet)?) {
            if outlet.holds_other(&one.file, &one.bytes) {
                let (file, again) = (outlet.shown(&one.file), self.renewing(*format));
                kept.push(format!(
                    "{file} sudah ada dan isinya lain, jadi tidak diganti; menggantinya: {again}"
                ));
            } else {
                free.push(one);
            }
        }
        let mut along = written(&free, &outlet, false)?;
        along.remarks.extend(kept);
        Ok(along)
    }

    /// Files of how the cycle stands, in the place of older ones.
    fn standing(&self, formats: &[Format]) -> Result<Along, Trouble> {
        let outlet = Outlet::cycle(self.loaded);
        written(&self.products(formats, &outlet)?, &outlet, true)
    }

    /// That files could not be made, and what makes them.
    fn failed(&self, formats: &[Format], force: &str, trouble: &Trouble) -> Along {
        let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        let again = match self.saat {
            Saat::Kompilasi => self.compile(),
            Saat::Susun | Saat::Tandatangan => self.export(&names.join(" "), force),
        };
        let (names, why) = (names.join(", "), why(trouble));
        Along {
            files: Vec::new(),
            remarks: vec![format!(
                "{names} belum dibuat: {why}; perbuatannya tetap tercatat. Sesudah itu: {again}"
            )],
        }
    }

    /// The command that makes a file anew in the place of one that was kept.
    fn renewing(&self, format: Format) -> String {
        match self.saat {
            Saat::Kompilasi => format!("pindahkan berkas itu, lalu {}", self.compile()),
            Saat::Susun | Saat::Tandatangan => self.export(format.name(), " --timpa"),
        }
    }

    /// Until the new draft is fixed, `rkt export` gives out the one before it; `rkt compile` makes
    /// the files of the new one again, also when nothing else changed.
    fn compile(&self) -> String {
        let who = self.loaded.sop().pelaksana_of(Jenis::Kompilasi);
        let tail = self.session.tail(self.loaded, who);
        self.session.here(&format!("rkt compile{tail}"))
    }

    fn export(&self, formats: &str, force: &str) -> String {
        let suffix = self.session.suffix(self.loaded).unwrap_or_default();
        let command = format!("rkt export {formats}{force}{suffix}");
        self.session.here(&command)
    }
}

/// Writes files, and tells of them.
fn written(made: &[Product], outlet: &Outlet, force: bool) -> Result<Along, Trouble> {
    let files: Vec<(&str, &[u8])> = made.iter().map(Product::file).collect();
    outlet.write_all(&files, force)?;
    Ok(Along {
        files: made.iter().map(|one| outlet.shown(&one.file)).collect(),
        remarks: distinct(made.iter().flat_map(|one| one.remarks.iter().cloned())),
    })
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
