//! The nomenclature on the terminal: what a search found, and all that is said of one kode.

use std::io;

use super::Ui;
use super::table;
use crate::domain::kode::{Kode, Level};
use crate::domain::nomenklatur::Entry;
use crate::domain::row::ABSENT;

impl Ui<'_> {
    /// Prints entries that may be meant, each with its official indikator.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn found_kode(&mut self, entries: &[&Entry]) -> io::Result<()> {
        let row = |entry: &&Entry| {
            let mut said = vec![entry.uraian.clone()];
            said.extend(short(entry).map(|(name, text)| format!("{name}: {text}")));
            vec![
                entry.kode.to_string(),
                entry.kode.level().name().to_owned(),
                said.join("\n"),
            ]
        };
        let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
        self.block(&table::plain(
            self.width,
            &["Kode", "Tingkat", "Uraian"],
            &[],
            &rows,
        ))
    }

    /// Prints all that is said of one kode.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn one_kode(&mut self, entry: &Entry) -> io::Result<()> {
        let level = entry.kode.level();
        self.line(&format!("{} ({})", entry.kode, level.name()))?;
        self.line(&format!("  {}", entry.uraian))?;
        for (name, text) in short(entry) {
            self.line(&format!("  {name}: {text}"))?;
        }
        let asked = level == Level::SubKegiatan && entry.indikator.is_none();
        if asked {
            self.line(&format!("  Indikator: {ABSENT} (tidak ada di tabel)"))?;
        }
        if let Some(sumber) = &entry.sumber {
            self.line(&format!("  Sumber: {sumber}"))?;
        }
        Ok(())
    }

    /// Prints kode and uraian of entries that belong to one, under a heading.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn kin_of_kode(&mut self, heading: &str, entries: &[&Entry]) -> io::Result<()> {
        let row = |entry: &&Entry| vec![entry.kode.to_string(), entry.uraian.clone()];
        let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
        self.line("")?;
        self.block(&table::plain(self.width, &[heading, "Uraian"], &[], &rows))
    }
}

/// What a form takes over, as far as it is known.
fn short(entry: &Entry) -> impl Iterator<Item = (&'static str, &str)> {
    let fields = [
        ("Diganti dengan", entry.pengganti.as_ref().map(Kode::as_str)),
        ("Kinerja", entry.kinerja.as_deref()),
        ("Indikator", entry.indikator.as_deref()),
        ("Satuan", entry.satuan.as_deref()),
    ];
    fields
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
}
