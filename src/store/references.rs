//! What the forms of a cycle are held against, as it is on disk.

use super::cycle::Loaded;
use super::layout;
use super::nomenklatur_file::{self, Table};
use super::renstra_file::{self, RenstraRead};
use super::text::Source;
use super::workspace::Trouble;
use crate::domain::check::{Ground, LastYear};
use crate::domain::finding::Finding;
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::renstra::Renstra;

/// The references of a cycle, read once.
#[derive(Clone, Debug)]
pub struct References {
    nomenklatur: Table,
    renstra: RenstraRead,
    renstra_file: String,
    nothing: Renstra,
    last_year: Option<LastYear>,
    /// What is wrong with them by themselves; what can't be read is held against nothing.
    pub findings: Vec<Finding>,
    /// Texts that findings point into.
    pub sources: Vec<Source>,
}

impl References {
    /// Reads the Renstra, the nomenclature and the forms of the year before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read(loaded: &Loaded) -> Result<References, Trouble> {
        let renstra = renstra_file::load(&loaded.root)?;
        let (mut findings, mut sources) = (renstra.findings.clone(), vec![renstra.source.clone()]);
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
            last_year: None,
            findings,
            sources,
        })
    }

    /// What the rules hold the forms of the cycle against.
    #[must_use]
    pub fn ground<'a>(&'a self, loaded: &'a Loaded) -> Ground<'a> {
        Ground {
            tahun: loaded.state.cycle.tahun,
            settings: &loaded.settings,
            nomenklatur: &self.nomenklatur.nomenklatur,
            is_own_nomenklatur: self.nomenklatur.file.is_some(),
            renstra: self.renstra.whole().unwrap_or(&self.nothing),
            renstra_file: &self.renstra_file,
            last_year: self.last_year.as_ref(),
        }
    }
}
