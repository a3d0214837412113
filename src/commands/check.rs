//! `rkt check`: everything that is wrong with the forms, in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use clap::builder::PossibleValuesParser;

use super::{Outcome, Session, bidang_name, judge, texts, unknown};
use crate::domain::check::{self, Ground, Office, Silenced, Verdict};
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::form::Form;
use crate::domain::name::BidangId;
use crate::domain::rule::{Rule, Severity};
use crate::domain::state::BidangState;
use crate::source::Texts;
use crate::store::cycle::{FormRead, Loaded};
use crate::store::references::References;
use crate::store::text::Source;
use crate::store::workspace::{self, Trouble};
use crate::store::{form_file, layout, stray};
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
    let asked = Asked(&named);
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
    let Verdict { findings, silenced } = &checked.verdict;
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

/// The Bidang that were named; none means all.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a>(&'a [String]);

impl Asked<'_> {
    /// Every Bidang that is not excused.
    pub(super) const ALL: Asked<'static> = Asked(&[]);

    /// One Bidang.
    pub(super) fn one(id: &String) -> Asked<'_> {
        Asked(std::slice::from_ref(id))
    }

    fn all(self) -> bool {
        self.0.is_empty()
    }

    fn of(self, id: &BidangId) -> bool {
        self.all() || self.0.iter().any(|name| name == id.as_str())
    }
}

/// What a check comes to.
pub(super) struct Checked {
    /// What the rules say, as the office judges it.
    pub verdict: Verdict,
    /// The forms that could be read, each with its path in the workspace.
    pub forms: Vec<(String, Form)>,
    /// The texts that findings point into.
    pub sources: Vec<Source>,
}

/// Checks the forms of a cycle.
///
/// # Errors
/// When the disk refuses.
pub(super) fn check(loaded: &Loaded, asked: Asked<'_>) -> Result<Checked, Trouble> {
    check_changed(loaded, asked, &[])
}

/// As [`check`], with these texts in the place of the forms of their name.
///
/// # Errors
/// As [`check`].
pub(super) fn check_changed(
    loaded: &Loaded,
    asked: Asked<'_>,
    changed: &[Source],
) -> Result<Checked, Trouble> {
    let references = References::read(loaded)?;
    let ground = references.ground(loaded);
    let Gathered {
        forms,
        findings: mut raw,
        sources,
        unreadable,
        guessed,
        n_hidden,
    } = gather(loaded, &references, asked, changed)?;
    let borrowed: Vec<_> = forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    let ground = Ground {
        n_bidang: ground.n_bidang + n_hidden,
        ..ground
    };
    let read = borrowed.iter().filter(|(file, _)| !guessed.contains(file));
    let read: Vec<_> = read.cloned().collect();
    let between = check::together(&read, &ground).into_iter();
    let is_whole = n_hidden == 0;
    raw.extend(between.filter(|one| {
        let is_sure = is_whole || !form_file::misses_a_row(one.rule);
        is_sure && !unreadable.contains(&one.at)
    }));
    if asked.all() {
        raw.extend(check::office(&Office {
            settings: &loaded.settings,
            settings_file: layout::SETTINGS,
            state: &loaded.state,
            state_file: &layout::state(&loaded.siklus),
        }));
    }
    if asked.all() {
        raw.extend(references.findings.iter().cloned());
    }
    let judge = judge(loaded, &borrowed);
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
    verdict.findings.extend(around(loaded, asked)?);
    Ok(Checked {
        verdict,
        forms,
        sources,
    })
}

/// The forms of a cycle, and what is wrong with each by itself.
struct Gathered {
    /// Those that could be read, each with its path in the workspace.
    forms: Vec<(String, Form)>,
    findings: Vec<Finding>,
    sources: Vec<Source>,
    /// What could not be read is not told twice.
    unreadable: BTreeSet<Place>,
    /// Files that are no TOML: what they say is a guess, to be held against nothing.
    guessed: BTreeSet<String>,
    /// How many forms may have what no other has: they can't be read whole, or their Bidang is lost.
    n_hidden: usize,
}

/// A form as it stands, or as it is changed.
fn read(loaded: &Loaded, id: &BidangId, changed: &[Source]) -> Result<FormRead, Trouble> {
    let name = loaded.form_name(id);
    let Some(source) = changed.iter().find(|source| source.file == name) else {
        return loaded.form(id);
    };
    let (form, findings) = form_file::checked(source, loaded.expected(id));
    Ok(FormRead {
        form,
        findings,
        source: source.clone(),
        sha256: String::new(),
    })
}

fn gather(
    loaded: &Loaded,
    references: &References,
    asked: Asked<'_>,
    changed: &[Source],
) -> Result<Gathered, Trouble> {
    let ground = references.ground(loaded);
    let mut gathered = Gathered {
        forms: Vec::new(),
        findings: Vec::new(),
        sources: references.sources.clone(),
        unreadable: BTreeSet::new(),
        guessed: BTreeSet::new(),
        n_hidden: usize::from(any_error(&loaded.findings)),
    };
    let sources = &mut gathered.sources;
    sources.extend(loaded.sources.iter().cloned());
    sources.push(workspace::read(&loaded.root, layout::SETTINGS)?);
    for bidang in &loaded.state.cycle.bidang {
        // Nobody waits for the form of an excused Bidang.
        let excused = matches!(loaded.state.bidang(&bidang.id), BidangState::Tanpa(_));
        if excused && (asked.all() || !asked.of(&bidang.id)) {
            continue;
        }
        let FormRead {
            form,
            findings,
            source,
            ..
        } = read(loaded, &bidang.id, changed)?;
        let hides = findings.iter().any(form_file::may_hide_a_row);
        gathered.n_hidden += usize::from(hides);
        if findings.iter().any(|one| one.rule == Rule::TomlSyntax) {
            gathered.guessed.insert(source.file.clone());
        }
        let unreadable = findings.iter().map(|one| one.at.clone());
        gathered.unreadable.extend(unreadable);
        if let Some(form) = form {
            let own = check::alone(&form, &source.file, &ground);
            let own = form_file::known(&source, &findings, own);
            gathered.findings.extend(own);
            gathered.forms.push((source.file.clone(), form));
        }
        gathered.findings.extend(findings);
        sources.push(source);
    }
    Ok(gathered)
}

/// What is wrong around the forms, which nobody judges: the state, files that are no form.
fn around(loaded: &Loaded, asked: Asked<'_>) -> Result<Vec<Finding>, Trouble> {
    let mut findings = loaded.findings.clone();
    let strays = stray::strays(loaded)?.into_iter();
    // Whose form a file is can't be told while the tables of the Bidang are broken.
    let rest = asked.all() && !any_error(&findings);
    let strays = strays.filter(|stray| stray.of.as_ref().map_or(rest, |id| asked.of(id)));
    findings.extend(strays.map(|stray| stray.finding));
    if asked.all() {
        findings.extend(loaded.damaged()?);
    }
    Ok(findings)
}
