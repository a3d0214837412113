//! Judge: findings as this office and each row want them judged; what is silenced stays counted.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use crate::domain::finding::{FieldPath, Finding, Place, Spot, Step};
use crate::domain::form::{Form, List};
use crate::domain::indikator::Abaikan;
use crate::domain::instansi::{Aturan, Tingkat};
use crate::domain::rule::{Rule, Severity};

/// What an office and its forms say of rules.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// The office's settings, from `file`.
    pub aturan: &'a [Aturan],
    /// The path of the settings in the workspace.
    pub file: &'a str,
    /// The forms, each with its path in the workspace.
    pub forms: &'a [(String, &'a Form)],
}

/// Findings after judgement.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What is left to tell, with the severity that holds here.
    pub findings: Vec<Finding>,
    /// What is silenced, each with the reason.
    pub silenced: Vec<Silenced>,
    /// Files of which the rules did not see everything: what is not told of them may be wrong.
    pub unread: BTreeSet<String>,
    /// The exceptions that rows ask for, and where.
    asked: Vec<(String, Place)>,
}

impl Verdict {
    /// Keeps what is wanted, told or silenced.
    pub fn retain(&mut self, is_wanted: impl Fn(&Finding) -> bool) {
        self.findings.retain(&is_wanted);
        self.silenced.retain(|one| is_wanted(&one.finding));
    }

    /// Leaves out what another finding is the cause of, if that one is itself told and is no
    /// milder. What is silenced, or left out for another cause, is told nowhere, so that it leaves
    /// nothing out; nor do findings that are each other's cause.
    fn settle(&mut self) {
        let all = self.findings.iter();
        let asked: BTreeSet<&Cause> = all.clone().flat_map(|one| &one.unless).collect();
        let mut open: Vec<(Cause, &Finding)> = all
            .map(|one| ((one.rule, one.at.clone()), one))
            .filter(|(cause, _)| asked.contains(cause))
            .collect();
        let mut told = Told::default();
        while !open.is_empty() {
            let waiting: BTreeSet<Cause> = open.iter().map(|(cause, _)| cause.clone()).collect();
            let waits = |one: &Finding| one.unless.iter().any(|cause| waiting.contains(cause));
            let (later, ready): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(_, one)| waits(one));
            if ready.is_empty() {
                break;
            }
            for (cause, one) in ready {
                told.add(cause, one);
            }
            open = later;
        }
        self.findings.retain(|one| !told.explains(one));
    }
}

/// A rule, and the place where it is told.
type Cause = (Rule, Place);

/// The causes that are told, each with the severity of the worst.
#[derive(Default)]
struct Told(BTreeMap<Cause, Severity>);

impl Told {
    /// Adds a finding, unless another one is told for it.
    fn add(&mut self, cause: Cause, one: &Finding) {
        if !self.explains(one) {
            let worst = self.0.entry(cause).or_insert(one.severity);
            *worst = one.severity.min(*worst);
        }
    }

    /// Whether a cause of a finding is told that is no milder.
    fn explains(&self, one: &Finding) -> bool {
        let mut causes = one.unless.iter().filter_map(|cause| self.0.get(cause));
        causes.any(|severity| *severity <= one.severity)
    }
}

/// A finding that somebody silenced.
#[derive(Clone, Debug)]
pub struct Silenced {
    /// What would have been told.
    pub finding: Finding,
    /// Why it is not.
    pub alasan: String,
    /// The exception that silences it.
    by: Place,
}

/// A row of a form: its file, its list, its place there, and that of one of its indikator.
pub type RowKey<'a> = (&'a str, List, usize, Option<usize>);

/// The exceptions of rows, each with its place.
type Exceptions<'a> = BTreeMap<RowKey<'a>, Vec<(&'a Abaikan, Place)>>;

impl<'a> Judge<'a> {
    /// Judges findings: what is silenced is set aside, what is raised or lowered is marked so.
    #[must_use]
    pub fn judge(&self, findings: Vec<Finding>) -> Verdict {
        let rows = self.exceptions();
        let mut verdict = Verdict::default();
        for finding in findings {
            match self.ruling(&finding, &rows) {
                Ruling::Tell(severity) => verdict.findings.push(Finding {
                    severity,
                    ..finding
                }),
                Ruling::Silence(alasan, by) => {
                    verdict.silenced.push(Silenced {
                        finding,
                        alasan,
                        by,
                    });
                }
            }
        }
        verdict.settle();
        let asked = rows.into_values().flatten();
        verdict.asked = asked
            .map(|(abaikan, place)| (abaikan.aturan.clone(), place))
            .collect();
        verdict
    }

    fn ruling(&self, finding: &Finding, rows: &Exceptions<'_>) -> Ruling {
        let rule = finding.rule;
        if rule.is_fixed() {
            return Ruling::Tell(finding.severity);
        }
        let of_row = row_of(&finding.at).and_then(|row| rows.get(&row));
        let mut of_row = of_row.into_iter().flatten();
        if let Some((abaikan, by)) = of_row.find(|(one, _)| Rule::find(&one.aturan) == Some(rule)) {
            return Ruling::Silence(abaikan.alasan.clone(), by.clone());
        }
        let Some(one) = self.aturan.iter().find(|one| one.rule() == Some(rule)) else {
            return Ruling::Tell(finding.severity);
        };
        match one.tingkat {
            Tingkat::Is(severity) => Ruling::Tell(severity),
            Tingkat::Diam => Ruling::Silence(one.alasan.clone(), self.place(one)),
        }
    }

    /// Exceptions that name no rule, or one that can't be silenced, and those that silence
    /// nothing in this verdict, which must be of every rule. Where something could not be read,
    /// none is idle: what it silences may be there.
    #[must_use]
    pub fn doubts(&self, verdict: &Verdict) -> Vec<Finding> {
        let silenced = verdict.silenced.iter();
        let used: BTreeSet<&Place> = silenced.clone().map(|one| &one.by).collect();
        // An office's is used too where a row has one of its own.
        let quiet: BTreeSet<Rule> = silenced.map(|one| one.finding.rule).collect();
        let is_whole = verdict.unread.is_empty();
        let office = self.aturan.iter().enumerate().filter_map(|(n, one)| {
            let place = self.place(one);
            let is_used = one.rule().is_some_and(|rule| quiet.contains(&rule));
            let idle = is_whole && one.tingkat == Tingkat::Diam && !is_used;
            self.again(n, one)
                .or_else(|| doubt(&one.kode, place.clone(), idle))
                .or_else(|| unchanged(one, place))
        });
        let rows = verdict.asked.iter().filter_map(|(aturan, place)| {
            let idle = is_whole && !used.contains(place);
            doubt(aturan, place.clone(), idle)
        });
        office.chain(rows).collect()
    }

    /// That a rule is judged twice, in capitals and not: the first holds.
    fn again(&self, n: usize, one: &Aturan) -> Option<Finding> {
        let rule = one.rule()?;
        let mut before = self.aturan.iter().take(n);
        let first = before.find(|other| other.rule() == Some(rule))?;
        let message = format!(
            "{rule} sudah diatur sebagai {} = ...; baris {} ini tidak berlaku",
            first.kode, one.kode
        );
        let finding = Finding::new(Rule::ExceptionIdle, self.place(one), message);
        let finding = finding.because(self.place(first), "ini yang berlaku");
        Some(finding.help("hapus salah satunya"))
    }

    fn place(&self, one: &Aturan) -> Place {
        Place::key(self.file, FieldPath::root().key("aturan").key(&one.kode))
    }

    fn exceptions(&self) -> Exceptions<'a> {
        let forms: &'a [(String, &'a Form)] = self.forms;
        let mut rows = Exceptions::new();
        for line in Line::of_all(forms) {
            let own = (None, line.abaikan);
            let inside = line.indikator.iter();
            let inside = inside.map(|one| (Some(one), &one.abaikan[..]));
            let all = std::iter::once(own).chain(inside);
            for (of, all) in all.filter(|(_, all)| !all.is_empty()) {
                let path = of.map_or_else(|| line.path(), |one| line.path_of(one));
                let place = |one: &Abaikan| {
                    let path = path.key("abaikan").index(one.pos);
                    Place::field(line.file, path.key("aturan"))
                };
                let key = (line.file, line.list, line.pos, of.map(|one| one.pos));
                let all = all.iter().map(|one| (one, place(one)));
                rows.entry(key).or_default().extend(all);
            }
        }
        rows
    }
}

/// What becomes of a finding.
enum Ruling {
    /// It is told, with this severity.
    Tell(Severity),
    /// It is not, for this reason, because of that exception.
    Silence(String, Place),
}

/// The row that a place lies in: its file, its list, its place there, and that of the indikator,
/// if it is in one.
#[must_use]
pub fn row_of(place: &Place) -> Option<RowKey<'_>> {
    let path = match &place.spot {
        Spot::Field(path) | Spot::Key(path) => path,
        Spot::File | Spot::Bytes(..) | Spot::Cell(..) => return None,
    };
    let (Some(Step::Key(list)), Some(Step::Index(pos))) =
        (path.steps().first(), path.steps().get(1))
    else {
        return None;
    };
    let list = List::ALL.into_iter().find(|known| known.key() == list)?;
    let indikator = match (path.steps().get(2), path.steps().get(3)) {
        (Some(Step::Key(key)), Some(Step::Index(pos))) if key == "indikator" => Some(*pos),
        _ => None,
    };
    Some((&place.file, list, *pos, indikator))
}

/// Rules that tell some of their findings more mildly, so that their own severity changes those.
const MILDER: [Rule; 4] = [
    Rule::TriwulanSum,
    Rule::TriwulanEnd,
    Rule::UraianUnofficial,
    Rule::IndikatorUnofficial,
];

/// That a rule is given the severity that it has anyway.
fn unchanged(one: &Aturan, at: Place) -> Option<Finding> {
    let rule = one.rule().filter(|rule| !MILDER.contains(rule))?;
    if one.tingkat != Tingkat::Is(rule.severity()) {
        return None;
    }
    let message = format!(
        "tingkat {rule} memang {}, jadi baris ini tidak mengubah apa pun",
        rule.severity().word()
    );
    let help = "hapus baris ini, atau tulis tingkat yang lain";
    Some(Finding::new(Rule::ExceptionIdle, at, message).help(help))
}

/// What is odd about an exception for a rule of that code, which is idle or not.
fn doubt(kode: &str, at: Place, idle: bool) -> Option<Finding> {
    let Some(rule) = Rule::find(kode) else {
        let message = format!("aturan {kode} tidak ada, jadi pengecualian ini tidak berlaku");
        let help = "tulis kode temuan seperti yang ditampilkan rkt check, misalnya RKT205";
        return Some(Finding::new(Rule::ExceptionUnknown, at, message).help(help));
    };
    if rule.is_fixed() {
        let message = format!("aturan {rule} tidak dapat diubah atau diabaikan");
        let help = format!("perbaiki yang ditunjukkannya; penjelasan: rkt explain {rule}");
        return Some(Finding::new(Rule::ExceptionUnknown, at, message).help(help));
    }
    idle.then(|| {
        let message = format!("tidak ada temuan {rule} yang diabaikan di sini");
        let help = "hapus pengecualian ini, agar temuan yang baru kelak terlihat";
        Finding::new(Rule::ExceptionIdle, at, message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Judge<'_> = Judge {
        aturan: &[],
        file: "rkt.toml",
        forms: &[],
    };

    /// A finding at the one place, which steps back for that rule.
    fn found(rule: Rule, unless: &[Rule]) -> Finding {
        Finding::new(rule, Place::file("a.toml"), "x").unless(unless)
    }

    fn told(findings: Vec<Finding>) -> Vec<Rule> {
        let findings = NOTHING.judge(findings).findings;
        findings.iter().map(|one| one.rule).collect()
    }

    #[test]
    fn a_cause_hides_only_what_is_no_worse() {
        let worse = found(Rule::SatuanOffRenstra, &[Rule::SatuanUnknown]);
        let milder = found(Rule::SatuanUnknown, &[]);
        assert_eq!(
            told(vec![worse, milder]),
            [Rule::SatuanOffRenstra, Rule::SatuanUnknown]
        );
        let caused = found(Rule::DecimalsOffRenstra, &[Rule::TargetDiffers]);
        let cause = found(Rule::TargetDiffers, &[]);
        assert_eq!(told(vec![caused, cause]), [Rule::TargetDiffers]);
    }

    #[test]
    fn what_is_hidden_hides_nothing() {
        let first = found(Rule::IkuSatuan, &[]);
        let second = found(Rule::SatuanOffRenstra, &[Rule::IkuSatuan]);
        let third = found(Rule::TargetOffRenstra, &[Rule::SatuanOffRenstra]);
        assert_eq!(
            told(vec![third, second, first]),
            [Rule::TargetOffRenstra, Rule::IkuSatuan]
        );
    }

    #[test]
    fn what_would_hide_each_other_is_told() {
        let one = found(Rule::IkuSatuan, &[Rule::SatuanOffRenstra]);
        let other = found(Rule::SatuanOffRenstra, &[Rule::IkuSatuan]);
        let caused = found(Rule::TargetOffRenstra, &[Rule::IkuSatuan]);
        assert_eq!(told(vec![one, other, caused]).len(), 3);
    }
}
