//! One test binary: one link, shared helpers, `cargo test NAME` finds anything.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests build folders and may fail loudly"
)]

mod acuan;
mod acuan_import;
mod advice;
mod agenda;
mod almanak;
mod along;
mod archive;
mod aturan;
mod audit;
mod bagan;
mod carry;
mod check;
mod cmd;
mod compare;
mod crash;
mod cycle;
mod dasbor;
mod desk;
mod docx;
mod examples;
mod export;
mod finish;
mod foreign;
mod forms;
mod gantt;
mod gates;
mod guards;
mod jadwal;
mod kalender;
mod kke;
mod kode;
mod lama;
mod loops;
mod markup;
mod meetings;
mod merge;
mod mutu;
mod naskah;
mod office;
mod pdf;
mod ramalan;
mod remind;
mod rencana;
mod revision;
mod rule_kode;
mod rule_money;
mod rule_office;
mod rule_sasaran;
mod selaras;
mod sheet;
mod sop_lint;
mod sound;
mod status;
mod tidy;
mod tulisan;
mod unread;
mod walk;
mod windows;
mod wording;
mod workbook;
mod workflow;
mod workspace;
