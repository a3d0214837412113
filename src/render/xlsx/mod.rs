//! Workbooks: what all of them share in [`style`] and [`cell`], one kind of workbook a file.

pub mod cell;
mod cover;
pub mod document;
mod fill;
pub mod form;
mod guide;
pub mod kke;
mod rekap;
pub mod style;
mod summary;
