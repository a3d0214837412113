//! `rkt form`: a Bidang's form as a workbook, out and back (SOP step 4).

mod export;
mod foreign;
mod import;

use super::{Outcome, Session};
use crate::domain::finding::Finding;
use crate::domain::instansi::Bidang;
use crate::domain::rule::Rule;
use crate::domain::workbook::plan::Plan;
use crate::store::cycle::{FormRead, Loaded};
use crate::store::form_edit::FormText;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Bawa form ke Excel dan kembali
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Tulis form sebagai buku kerja Excel untuk diisi
    Export(export::Args),
    /// Baca buku kerja yang sudah diisi ke dalam form
    Import(import::Args),
}

/// Writes or reads workbooks.
///
/// # Errors
/// Findings when a form or a workbook can't be used.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    match &args.what {
        What::Export(args) => export::run(args, session, ui),
        What::Import(args) => import::run(args, session, ui),
    }
}

/// A form whose rows can be carried to a workbook and back.
struct Open {
    bidang: Bidang,
    read: FormRead,
    text: FormText,
    plan: Plan,
}

impl Open {
    /// Reads a form. What it still lacks is no matter; what can't be read at all is.
    fn read(loaded: &Loaded, bidang: Bidang) -> Result<Open, Trouble> {
        let read = loaded.form(&bidang.id)?;
        let text = FormText::parse(&read.source.text);
        let stops = |finding: &&Finding| stops(finding.rule);
        let stopping: Vec<Finding> = read.findings.iter().filter(stops).cloned().collect();
        match text {
            Some(text) if stopping.is_empty() => {
                let plan = text.plan();
                Ok(Open {
                    bidang,
                    read,
                    text,
                    plan,
                })
            }
            Some(_) | None => {
                let told = if stopping.is_empty() {
                    read.findings
                } else {
                    stopping
                };
                Err(Trouble::Findings(told, vec![read.source]))
            }
        }
    }
}

/// Whether a fault keeps the rows of a form from being known.
fn stops(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::FileUnreadable
            | Rule::FileTooLarge
            | Rule::ConflictMarker
            | Rule::TomlSyntax
            | Rule::HiddenCharacter
            | Rule::UnknownFormat
            | Rule::FormMissing
            | Rule::UnknownKey
            | Rule::WrongType
            | Rule::OtherForm
    )
}
