//! `rkt check`: everything that is wrong with the forms, in one pass.

use super::{Outcome, Session, bidang_name, found, judge, unknown};
use crate::domain::check::{self, Verdict};
use crate::domain::finding::{Finding, any_error};
use crate::domain::name::BidangId;
use crate::domain::state::BidangState;
use crate::store::cycle::Loaded;
use crate::store::references::References;
use crate::store::text::Source;
use crate::store::workspace::{self, Trouble};
use crate::store::{layout, stray};
use crate::ui::Ui;

/// Periksa isi form; semua temuan sekaligus
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang diperiksa (bawaan: semua)
    #[arg(value_name = "BIDANG")]
    bidang: Vec<String>,
}

/// Checks the working copies, each by itself, all against each other, and against the references.
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
    let asked = Asked(&named);
    let checked = check(&loaded, asked)?;
    let bidang = if asked.all() { &known } else { &named };
    let none = format!("Tidak ada temuan: {}.", bidang.join(", "));
    found(&checked.verdict.findings, &checked.sources, &none, ui)?;
    Ok(if any_error(&checked.verdict.findings) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// The Bidang that were named; none means all.
#[derive(Clone, Copy)]
struct Asked<'a>(&'a [String]);

impl Asked<'_> {
    fn all(self) -> bool {
        self.0.is_empty()
    }

    fn of(self, id: &BidangId) -> bool {
        self.all() || self.0.iter().any(|name| name == id.as_str())
    }
}

/// What a check comes to, and the texts that it points into.
struct Checked {
    verdict: Verdict,
    sources: Vec<Source>,
}

fn check(loaded: &Loaded, asked: Asked<'_>) -> Result<Checked, Trouble> {
    let references = References::read(loaded)?;
    let ground = references.ground(loaded);
    let (mut raw, mut sources) = (Vec::new(), references.sources.clone());
    sources.extend(loaded.sources.iter().cloned());
    sources.push(workspace::read(&loaded.root, layout::SETTINGS)?);
    let mut forms = Vec::new();
    for bidang in &loaded.state.cycle.bidang {
        // Nobody waits for the form of an excused Bidang.
        let excused = matches!(loaded.state.bidang(&bidang.id), BidangState::Tanpa(_));
        if excused && asked.all() {
            continue;
        }
        let read = loaded.form(&bidang.id)?;
        raw.extend(read.findings);
        if let Some(form) = read.form {
            raw.extend(check::alone(&form, &read.source.file, &ground));
            forms.push((read.source.file.clone(), form));
        }
        sources.push(read.source);
    }
    let forms: Vec<_> = forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    raw.extend(check::together(&forms, &ground));
    let judge = judge(loaded, &forms);
    let mut verdict = judge.judge(raw);
    let doubts = judge.doubts(&verdict);
    verdict.findings.extend(doubts);
    if !asked.all() {
        let mine = |finding: &Finding| {
            let mut mine = loaded
                .state
                .cycle
                .bidang
                .iter()
                .filter(|one| asked.of(&one.id));
            mine.any(|one| loaded.form_name(&one.id) == finding.at.file)
        };
        verdict.findings.retain(mine);
        verdict.silenced.retain(|one| mine(&one.finding));
    }
    verdict.findings.extend(around(loaded, &references, asked)?);
    Ok(Checked { verdict, sources })
}

/// What is wrong around the forms: the state, the references, files that are no form.
fn around(
    loaded: &Loaded,
    references: &References,
    asked: Asked<'_>,
) -> Result<Vec<Finding>, Trouble> {
    let mut findings = loaded.findings.clone();
    let strays = stray::strays(loaded)?.into_iter();
    let strays = strays.filter(|stray| stray.of.as_ref().map_or(asked.all(), |id| asked.of(id)));
    findings.extend(strays.map(|stray| stray.finding));
    if asked.all() {
        findings.extend(references.findings.iter().cloned());
        findings.extend(loaded.damaged()?);
    }
    Ok(findings)
}
