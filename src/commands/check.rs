//! `rkt check`: everything that is wrong with the forms, in one pass.

use super::{Outcome, Session, bidang_name, found, unknown};
use crate::domain::check;
use crate::domain::finding::{Finding, any_error};
use crate::domain::form::Form;
use crate::domain::name::BidangId;
use crate::domain::state::BidangState;
use crate::store::cycle::Loaded;
use crate::store::text::Source;
use crate::store::workspace::Trouble;
use crate::store::{layout, renstra_file, stray};
use crate::ui::Ui;

/// Periksa isi form; semua temuan sekaligus
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang diperiksa (bawaan: semua)
    #[arg(value_name = "BIDANG")]
    bidang: Vec<String>,
}

/// Checks the working copies, each by itself and all against each other.
///
/// # Errors
/// Misuse for a Bidang that the cycle does not have.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let known = loaded.bidang_names();
    let named = args
        .bidang
        .iter()
        .map(|name| bidang_name(name, &loaded.siklus));
    let named: Vec<String> = named.collect::<Result<_, _>>()?;
    if let Some(name) = named.iter().find(|name| !known.contains(name)) {
        return Err(Trouble::Misuse(unknown("Bidang", name, &known)));
    }
    let asked = |id: &BidangId| named.is_empty() || named.iter().any(|name| name == id.as_str());
    let mut findings = loaded.findings.clone();
    let mut sources = loaded.sources.clone();
    let mut forms = Vec::new();
    for bidang in &loaded.state.cycle.bidang {
        // Nobody waits for the form of an excused Bidang.
        let excused = matches!(loaded.state.bidang(&bidang.id), BidangState::Tanpa(_));
        if excused && named.is_empty() {
            continue;
        }
        let read = loaded.form(&bidang.id)?;
        if asked(&bidang.id) {
            findings.extend(read.findings);
        }
        forms.extend(read.form.map(|form| (read.source.file.clone(), form)));
        sources.push(read.source);
    }
    let borrowed: Vec<_> = forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    let across = check::across(&borrowed).into_iter();
    let mine = |file: &str| {
        forms
            .iter()
            .any(|(name, form)| name == file && asked(&form.bidang))
    };
    findings.extend(across.filter(|finding| mine(&finding.at.file)));
    let strays = stray::strays(&loaded)?.into_iter();
    let strays = strays.filter(|stray| stray.of.as_ref().map_or(named.is_empty(), asked));
    findings.extend(strays.map(|stray| stray.finding));
    let held = against(&loaded, &borrowed, args.bidang.is_empty(), &mut findings)?;
    findings.extend(
        held.findings
            .into_iter()
            .filter(|finding| mine(&finding.at.file)),
    );
    sources.push(held.source);
    if args.bidang.is_empty() {
        findings.extend(loaded.damaged()?);
    }
    let checked = if args.bidang.is_empty() {
        &known
    } else {
        &named
    };
    let none = format!("Tidak ada temuan: {}.", checked.join(", "));
    found(&findings, &sources, &none, ui)?;
    Ok(if any_error(&findings) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// What forms differ in from the Renstra, and its text.
struct Held {
    findings: Vec<Finding>,
    source: Source,
}

/// Holds forms against the Renstra; with `itself` its own faults are told too. A form's place that
/// has a fault already is not told twice.
fn against(
    loaded: &Loaded,
    forms: &[(String, &Form)],
    itself: bool,
    told: &mut Vec<Finding>,
) -> Result<Held, Trouble> {
    let read = renstra_file::load(&loaded.root)?;
    let file = layout::renstra();
    let mut findings = Vec::new();
    if let Some(renstra) = read.whole() {
        findings = check::against(forms, renstra, &file);
        findings.retain(|finding| !told.iter().any(|before| before.at == finding.at));
    }
    if itself {
        told.extend(read.findings);
    }
    Ok(Held {
        findings,
        source: read.source,
    })
}
