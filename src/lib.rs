//! `rkt` runs the SOP "Rencana Kinerja Tahunan (RKT)" over a git-friendly folder.
//!
//! Reading order: [`domain`] holds the rules as pure values; [`store`] moves them between
//! folder and memory; [`render`] and [`ui`] turn them into files and screens; [`commands`]
//! glue one command each; [`cli`] reads the command line; [`mod@env`] is the door for time,
//! identity and terminal.

pub mod cli;
pub mod commands;
pub mod domain;
pub mod env;
pub mod render;
pub mod source;
pub mod store;
pub mod ui;
