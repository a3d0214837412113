//! What the forms of a cycle are held against, as it is on disk.

use std::collections::BTreeSet;

use super::cycle::Loaded;
use super::earlier::counting;
use super::iku_file::{self, IkuRead};
use super::nomenklatur_file::{self, Table};
use super::renstra_file::{self, RenstraRead};
use super::text::Source;
use super::workspace::{self, Trouble, Workspace};
use super::{form_file, layout};
use crate::domain::check::{Ground, LastYear};
use crate::domain::finding::Finding;
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::renstra::Renstra;
use crate::domain::state::BidangState;

/// The references of a cycle, read once.
#[derive(Clone, Debug)]
pub struct References {
    nomenklatur: Table,
    renstra: RenstraRead,
    renstra_file: String,
    nothing: Renstra,
    iku: IkuRead,
    iku_file: String,
    last_year: Option<LastYear>,
    /// What is wrong with them by themselves; what can't be read is held against nothing.
    pub findings: Vec<Finding>,
    /// Texts that findings point into.
    pub sources: Vec<Source>,
}

impl References {
    /// Reads the Renstra, the list of IKU, the nomenclature and the forms of the year before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read(loaded: &Loaded) -> Result<References, Trouble> {
        let renstra = renstra_file::load(&loaded.root)?;
        let (mut findings, mut sources) = (renstra.findings.clone(), vec![renstra.source.clone()]);
        let iku = iku_file::load(&loaded.root)?;
        findings.extend(iku.findings.iter().cloned());
        sources.push(iku.source.clone());
        let nomenklatur = match nomenklatur_file::load(Some(&loaded.root)) {
            Ok(table) => table,
            Err(Trouble::Findings(faults, texts)) => {
                findings.extend(faults);
                sources.extend(texts);
                let file = Some(layout::nomenklatur());
                let nomenklatur = Nomenklatur::default();
                Table { nomenklatur, file }
            }
            Err(other) => return Err(other),
        };
        Ok(References {
            nomenklatur,
            renstra,
            renstra_file: layout::renstra(),
            nothing: Renstra::default(),
            iku,
            iku_file: layout::iku(),
            last_year: last_year(loaded),
            findings,
            sources,
        })
    }

    /// The files that could not be read whole, so that nothing is held against them.
    #[must_use]
    pub fn unread(&self) -> BTreeSet<String> {
        let faults = self.findings.iter().filter(|one| one.is_error());
        let files = faults.map(|one| one.at.file.clone());
        // A Renstra that contradicts itself was read all the same.
        let is_read = |file: &String| *file == self.renstra_file && self.renstra.whole().is_some();
        files.filter(|file| !is_read(file)).collect()
    }

    /// What the rules hold the forms of the cycle against.
    #[must_use]
    pub fn ground<'a>(&'a self, loaded: &'a Loaded) -> Ground<'a> {
        let state = &loaded.state;
        let awaited = state.cycle.bidang.iter();
        let awaited = awaited.filter(|one| !matches!(state.bidang(&one.id), BidangState::Tanpa(_)));
        Ground {
            tahun: state.cycle.tahun,
            n_bidang: awaited.count(),
            settings: &loaded.settings,
            nomenklatur: &self.nomenklatur.nomenklatur,
            is_own_nomenklatur: self.nomenklatur.file.is_some(),
            renstra: self.renstra.whole().unwrap_or(&self.nothing),
            renstra_file: &self.renstra_file,
            iku: &self.iku.iku,
            iku_file: &self.iku_file,
            last_year: self.last_year.as_ref(),
        }
    }
}

/// The forms that count of the newest cycle of the year before. What can't be read of it is
/// passed over: `rkt check --siklus` tells of that.
fn last_year(loaded: &Loaded) -> Option<LastYear> {
    let before = (loaded.state.cycle.tahun - 1).to_string();
    let cycles = workspace::cycles(&loaded.root).ok()?;
    let siklus = cycles
        .into_iter()
        .rfind(|name| name.get(..4) == Some(before.as_str()))?;
    let workspace = Workspace::at(&loaded.root).ok()?;
    let earlier = Loaded::read(&workspace, &siklus).ok()?;
    let signed = earlier.state.signed_draft();
    let all = earlier.state.cycle.bidang.iter();
    let forms = all.filter_map(|one| {
        let (_, source) = counting(&earlier, signed.as_ref(), &one.id).ok()?;
        let (form, _) = form_file::decode(&source, earlier.expected(&one.id));
        Some((source.file, form?))
    });
    let forms = forms.collect();
    Some(LastYear { siklus, forms })
}
