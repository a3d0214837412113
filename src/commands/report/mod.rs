//! `rkt report`: what those who evaluate the office, or its SOP, ask for.

use super::{Outcome, Session};
use crate::store::workspace::Trouble;
use crate::ui::Ui;

mod content;
mod files;
mod kke;
mod lke;
mod mutu;

/// Susun laporan untuk evaluator
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    which: Which,
}

/// The reports.
#[derive(clap::Subcommand, Debug)]
enum Which {
    Lke(lke::Args),
    Kke(kke::Args),
    Mutu(mutu::Args),
}

/// Gathers a report, and writes it as files where it is asked to.
///
/// # Errors
/// When the cycle can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    match &args.which {
        Which::Lke(args) => lke::run(args, session, ui),
        Which::Mutu(args) => mutu::run(args, session, ui),
        Which::Kke(args) => kke::run(args, session, ui),
    }
}
