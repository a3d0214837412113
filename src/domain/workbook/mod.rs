//! Workbook: a form as people fill it in a spreadsheet, out and back (SOP step 4).
//!
//! [`field`] lists the fields of a form as columns, [`plan`] holds their texts as rows,
//! [`header`] finds the columns of a sheet, [`reading`] takes its lines, and [`merge`] says what
//! they change. [`foreign`] reads tables that were not made by rkt.

pub mod cell;
pub mod field;
pub mod foreign;
pub mod header;
pub mod merge;
pub mod plan;
pub mod reading;
pub mod stamp;

/// Name of the sheet that says how to fill the form.
pub const PETUNJUK: &str = "Petunjuk";
/// Name of the sheet of sasaran.
pub const SASARAN: &str = "Sasaran";
/// Name of the sheet of program, kegiatan and sub kegiatan.
pub const PROGRAM: &str = "Program-Kegiatan-Sub Kegiatan";
/// Name of the sheet of sums.
pub const RINGKASAN: &str = "Ringkasan";
