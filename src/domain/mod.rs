//! The plan's nouns and the SOP's rules, as values.
//!
//! Pure: nothing here reads a file, a clock or the environment, prints, or knows TOML.
//! Time and identity arrive as arguments; what is wrong leaves as a [`finding::Finding`].

pub mod acuan;
pub mod audit;
pub mod check;
pub mod compile;
mod course;
pub mod diff;
pub mod digest;
pub mod document;
pub mod draft;
pub mod edition;
mod effect;
pub mod event;
pub mod finding;
pub mod form;
pub mod history;
pub mod iku;
pub mod indikator;
pub mod instansi;
pub mod jadwal;
pub mod kalender;
pub mod kke;
pub mod kode;
pub mod kontak;
pub mod koreksi;
pub mod lembar;
pub mod lke;
pub mod long;
pub mod name;
pub mod nomenklatur;
pub mod number;
pub mod pagu;
pub mod progress;
pub mod record;
pub mod reminder;
pub mod renstra;
mod replay;
pub mod revision;
pub mod row;
pub mod rule;
pub mod sheet;
pub mod sop;
pub mod sop_lint;
mod standing;
pub mod state;
pub mod sums;
pub mod tanggal;
pub mod target;
pub mod tugas;
pub mod unit;
mod view;
pub mod workbook;
pub mod workflow;
pub mod zona;
