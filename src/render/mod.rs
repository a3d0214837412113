//! Document -> bytes, one format a file. Deterministic: no clock, no locale, no order of files.

pub mod bagan;
pub mod csv;
pub mod dasbor;
pub mod docx;
pub mod gantt;
pub mod ics;
pub mod json;
pub mod markdown;
mod page;
pub mod pdf;
mod svg;
pub mod xlsx;
