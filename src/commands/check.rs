//! `rkt check`: everything that is wrong with the forms, in one pass.

use std::collections::BTreeMap;
use std::io;

use clap::builder::PossibleValuesParser;

use super::checking::{Asked, Checked, check};
use super::{Outcome, Session, bidang_name, texts, unknown};
use crate::domain::check::{Silenced, Verdict};
use crate::domain::finding::{Finding, any_error};
use crate::domain::rule::Severity;
use crate::source::Texts;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::report::{self, Group};
use crate::ui::{Ui, json};

/// Periksa isi form; semua temuan sekaligus
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang diperiksa (bawaan: semua)
    #[arg(value_name = "BIDANG")]
    bidang: Vec<String>,
    /// Satu baris setiap temuan, tanpa kutipan
    #[arg(long)]
    ringkas: bool,
    /// Tampilkan tingkat ini saja: galat, peringatan, atau saran
    #[arg(long, value_name = "TINGKAT", value_delimiter = ',', value_parser = PossibleValuesParser::new(Severity::ALL.map(Severity::word)))]
    hanya: Vec<String>,
    /// Tampilkan juga temuan yang diabaikan, dengan alasannya
    #[arg(long)]
    diabaikan: bool,
}

/// Checks the working copies, each by itself, all against each other, and against the references.
///
/// # Errors
/// Misuse for a Bidang that the cycle does not have.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, settings) = session.checking()?;
    let known = loaded.bidang_names();
    let named = args
        .bidang
        .iter()
        .map(|name| bidang_name(name, &loaded.siklus));
    let named: Vec<String> = named.collect::<Result<_, _>>()?;
    if let Some(name) = named.iter().find(|name| !known.contains(name)) {
        return Err(Trouble::Misuse(unknown("Bidang", name, &known)));
    }
    let asked = Asked::these(&named);
    let mut checked = check(&loaded, asked)?;
    checked.verdict.findings.extend(settings);
    let bidang = if asked.all() { &known } else { &named };
    tell(&checked, &bidang.join(", "), args, &loaded, ui)?;
    Ok(if any_error(&checked.verdict.findings) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// Shows what a check came to, in the way that was asked for.
fn tell(
    checked: &Checked,
    bidang: &str,
    args: &Args,
    loaded: &Loaded,
    ui: &mut Ui<'_>,
) -> io::Result<()> {
    let texts = texts(&checked.sources);
    let Verdict {
        findings,
        silenced,
        unread,
        ..
    } = &checked.verdict;
    let is_wanted = |finding: &Finding| {
        let word = finding.severity.word();
        args.hanya.is_empty() || args.hanya.iter().any(|wanted| wanted == word)
    };
    let shown = texts.in_order(findings).into_iter().filter(is_wanted);
    let groups = groups(shown.collect(), loaded);
    let in_order: Vec<Finding> = groups
        .iter()
        .flat_map(|group| group.findings.clone())
        .collect();
    if ui.json {
        return ui.data(&json::checked(&in_order, &checked.verdict, &texts));
    }
    if args.ringkas {
        for line in report::brief(&in_order, &texts) {
            ui.block(&line)?;
        }
    } else if !in_order.is_empty() {
        ui.raw(&report::grouped(&groups, &texts, ui.look()))?;
        ui.line("")?;
    }
    if args.diabaikan {
        quiet(silenced, &texts, ui)?;
    }
    if let Some(said) = report::unread(unread) {
        ui.line(&said)?;
    }
    ui.line(&total(findings, in_order.len(), silenced.len(), bidang))
}

/// The findings that are silenced, a line each with the reason.
fn quiet(silenced: &[Silenced], texts: &Texts<'_>, ui: &mut Ui<'_>) -> io::Result<()> {
    for one in silenced {
        for line in report::brief(std::slice::from_ref(&one.finding), texts) {
            ui.line(&format!("diabaikan: {line}"))?;
        }
        ui.line(&format!("  alasan: {}", one.alasan))?;
    }
    Ok(())
}

/// How many findings there are, shown or not.
fn total(findings: &[Finding], n_shown: usize, n_silenced: usize, bidang: &str) -> String {
    let hidden = findings.len().saturating_sub(n_shown);
    let said = if findings.is_empty() {
        format!("Tidak ada temuan: {bidang}.")
    } else {
        format!("Jumlah: {}.", report::counts(findings))
    };
    let hidden = (hidden > 0).then(|| format!("{hidden} tidak ditampilkan (--hanya)."));
    let silenced =
        (n_silenced > 0).then(|| format!("{n_silenced} diabaikan: rkt check --diabaikan."));
    let explain = (n_shown > 0).then(|| "Penjelasan: rkt explain KODE".to_owned());
    let parts = [Some(said), hidden, silenced, explain];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Findings by the Bidang, or the file, that they are about: the worst first, then in printed
/// order; within one the worst first, then by place.
fn groups(findings: Vec<Finding>, loaded: &Loaded) -> Vec<Group> {
    let bidang = &loaded.state.cycle.bidang;
    let files: Vec<String> = bidang.iter().map(|one| loaded.form_name(&one.id)).collect();
    let mut by_file: BTreeMap<(usize, String), Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        let file = finding.at.file.clone();
        let place = files.iter().position(|known| *known == file);
        let key = (place.unwrap_or(files.len()), file);
        by_file.entry(key).or_default().push(finding);
    }
    let group = |((place, file), mut findings): ((usize, String), Vec<Finding>)| {
        findings.sort_by_key(|finding| finding.severity);
        let title = bidang.get(place).map_or(file, |one| one.nama.clone());
        Group { title, findings }
    };
    let mut groups: Vec<Group> = by_file.into_iter().map(group).collect();
    groups.sort_by_key(Group::worst);
    groups
}
