//! Acuan: the tables that a plan refers to, as offices have them in spreadsheets.
//!
//! [`heading`] says what a column is for, [`lines`] takes the lines of a sheet with their
//! addresses; `lead` takes ids off the words behind them; [`nomenklatur`] and [`renstra`] say what those lines mean, [`changes`] what they
//! change.

pub mod changes;
pub mod heading;
mod lead;
pub mod lines;
pub mod nomenklatur;
pub mod renstra;

/// Tabel: which of the tables a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tabel {
    /// The Renstra.
    Renstra,
    /// The nomenclature.
    Nomenklatur,
}

impl Tabel {
    /// Its name, as people type it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tabel::Renstra => "renstra",
            Tabel::Nomenklatur => "nomenklatur",
        }
    }
}
