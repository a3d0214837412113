//! Checking: the forms of a cycle as they are read, and what all rules say of them.

use std::collections::BTreeSet;

use super::judge;
use crate::domain::check::{self, Ground, Office, Verdict};
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::form::Form;
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::state::BidangState;
use crate::store::cycle::{FormRead, Loaded};
use crate::store::references::References;
use crate::store::text::Source;
use crate::store::workspace::{self, Trouble};
use crate::store::{form_file, layout, stray};

/// The Bidang that were named; none means all.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a>(&'a [String]);

impl Asked<'_> {
    /// Every Bidang that is not excused.
    pub(super) const ALL: Asked<'static> = Asked(&[]);

    /// These Bidang; none means all.
    pub(super) fn these(names: &[String]) -> Asked<'_> {
        Asked(names)
    }

    /// One Bidang.
    pub(super) fn one(id: &String) -> Asked<'_> {
        Asked(std::slice::from_ref(id))
    }

    pub(super) fn all(self) -> bool {
        self.0.is_empty()
    }

    fn of(self, id: &BidangId) -> bool {
        self.all() || self.0.iter().any(|name| name == id.as_str())
    }
}

/// Forms, each with its path in the workspace, as the rules take them.
pub(super) fn lent(forms: &[(String, Form)]) -> Vec<(String, &Form)> {
    let forms = forms.iter();
    forms.map(|(file, form)| (file.clone(), form)).collect()
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
    check_against(loaded, &References::read(loaded)?, asked, &[])
}

/// As [`check`], against these references, and with these texts in the place of the forms of their
/// name.
///
/// # Errors
/// As [`check`].
pub(super) fn check_against(
    loaded: &Loaded,
    references: &References,
    asked: Asked<'_>,
    changed: &[Source],
) -> Result<Checked, Trouble> {
    let gathered = gather(loaded, references, asked, changed)?;
    let mut verdict = gathered.verdict(loaded, references);
    if !asked.all() {
        let bidang = loaded.state.cycle.bidang.iter();
        let mine = bidang.filter(|one| asked.of(&one.id));
        let mine: BTreeSet<String> = mine.map(|one| loaded.form_name(&one.id)).collect();
        verdict.retain(|finding| mine.contains(&finding.at.file));
    }
    verdict.findings.extend(around(loaded, asked)?);
    Ok(Checked {
        verdict,
        forms: gathered.forms,
        sources: gathered.sources,
    })
}

/// Forms, what is wrong with each by itself, and what of them could not be read.
#[derive(Default)]
pub(super) struct Gathered {
    /// Those that could be read, each with its path in the workspace.
    forms: Vec<(String, Form)>,
    findings: Vec<Finding>,
    sources: Vec<Source>,
    /// What could not be read is not told twice.
    unreadable: BTreeSet<Place>,
    /// Files that are no TOML: what they say is a guess, to be held against nothing.
    guessed: BTreeSet<String>,
    /// Files of which the rules did not see everything.
    unread: BTreeSet<String>,
    /// How many forms may have what no other has: they can't be read whole, or their Bidang is lost.
    n_hidden: usize,
}

impl Gathered {
    /// Forms that nobody works on any more: all of them could be read.
    pub(super) fn whole(forms: &[(String, Form)], ground: &Ground<'_>) -> Gathered {
        let of_one = |(file, one): &(String, Form)| {
            let mut findings = check::form(one, file);
            findings.extend(check::alone(one, file, ground));
            findings
        };
        Gathered {
            findings: forms.iter().flat_map(of_one).collect(),
            forms: forms.to_vec(),
            ..Gathered::default()
        }
    }

    /// Adds a form as it was read.
    fn add(&mut self, read: FormRead, ground: &Ground<'_>) {
        let FormRead {
            form,
            findings,
            source,
            ..
        } = read;
        let any = |is_such: fn(&Finding) -> bool| findings.iter().any(is_such);
        self.n_hidden += usize::from(any(form_file::may_hide_a_row));
        if any(|one| one.rule == Rule::TomlSyntax) {
            self.guessed.insert(source.file.clone());
        }
        if any(form_file::is_unread) {
            self.unread.insert(source.file.clone());
        }
        let unreadable = findings.iter().map(|one| one.at.clone());
        self.unreadable.extend(unreadable);
        if let Some(form) = form {
            let own = check::alone(&form, &source.file, ground);
            let own = form_file::known(&source, &findings, own);
            self.findings.extend(own);
            self.forms.push((source.file.clone(), form));
        }
        self.findings.extend(findings);
        self.sources.push(source);
    }

    /// What all rules say, as the office judges it, and what they did not see.
    pub(super) fn verdict(&self, loaded: &Loaded, references: &References) -> Verdict {
        let forms = lent(&self.forms);
        let mut raw = self.findings.clone();
        raw.extend(self.between(&forms, &references.ground(loaded)));
        raw.extend(check::office(&Office {
            settings: &loaded.settings,
            settings_file: layout::SETTINGS,
            state: &loaded.state,
            state_file: &layout::state(&loaded.siklus),
        }));
        raw.extend(references.findings.iter().cloned());
        let judge = judge(&loaded.settings, &forms);
        let mut verdict = judge.judge(raw);
        verdict.unread = &self.unread | &references.unread();
        let doubts = judge.doubts(&verdict);
        verdict.findings.extend(doubts);
        verdict
    }

    /// The findings between forms and against the references, as far as they are sure.
    fn between(&self, forms: &[(String, &Form)], ground: &Ground<'_>) -> Vec<Finding> {
        let read = forms
            .iter()
            .filter(|(file, _)| !self.guessed.contains(file));
        let read: Vec<(String, &Form)> = read.cloned().collect();
        let ground = Ground {
            n_bidang: ground.n_bidang + self.n_hidden,
            ..*ground
        };
        let mut found = check::together(&read, &ground);
        found.retain(|one| {
            let is_sure = self.n_hidden == 0 || !form_file::misses_a_row(one.rule);
            is_sure && !self.unreadable.contains(&one.at)
        });
        found
    }
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
    let faults = loaded.findings.iter().filter(|one| one.is_error());
    let mut gathered = Gathered {
        unread: faults.map(|one| one.at.file.clone()).collect(),
        n_hidden: usize::from(any_error(&loaded.findings)),
        sources: references.sources.clone(),
        ..Gathered::default()
    };
    gathered.sources.extend(loaded.sources.iter().cloned());
    let settings = workspace::read(&loaded.root, layout::SETTINGS)?;
    gathered.sources.push(settings);
    // Nobody waits for the form of an excused Bidang.
    let excused = |one: &Bidang| matches!(loaded.state.bidang(&one.id), BidangState::Tanpa(_));
    for bidang in &loaded.state.cycle.bidang {
        if !excused(bidang) || (!asked.all() && asked.of(&bidang.id)) {
            gathered.add(read(loaded, &bidang.id, changed)?, &ground);
        }
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
