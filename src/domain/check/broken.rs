//! Broken: the rows of one form that break a rule, told one by one, or as one where one cause is
//! likely behind all of them.

use super::line::Line;
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;

/// As many rows as are each told when they are most of their kind.
const FEW: usize = 3;

/// Rows that break a rule.
pub(super) struct Broken<'a> {
    rule: Rule,
    rows: Vec<Line<'a>>,
    n_all: usize,
}

impl<'a> Broken<'a> {
    /// Those of some rows that break a rule.
    pub(super) fn of(
        rule: Rule,
        all: impl IntoIterator<Item = Line<'a>>,
        is_broken: impl Fn(&Line<'a>) -> bool,
    ) -> Broken<'a> {
        let mut n_all = 0;
        let all = all.into_iter().inspect(|_| n_all += 1);
        let rows = all.filter(is_broken).collect();
        Broken { rule, rows, n_all }
    }

    /// A finding for each row; a single one at the first when most rows break the rule. `all` is
    /// given how many do: `12 dari 14`.
    pub(super) fn tell(
        self,
        each: impl Fn(Line<'a>) -> Finding,
        all: impl Fn(Line<'a>, &str) -> Finding,
    ) -> Vec<Finding> {
        let most = self.rows.len() > FEW && self.rows.len() * 2 > self.n_all;
        self.told(if most { 1 } else { usize::MAX }, each, all)
    }

    /// A single finding at the first row, as soon as two break the rule.
    pub(super) fn tell_once(
        self,
        each: impl Fn(Line<'a>) -> Finding,
        all: impl Fn(Line<'a>, &str) -> Finding,
    ) -> Vec<Finding> {
        self.told(1, each, all)
    }

    /// As [`Broken::tell`], each row by itself up to so many.
    fn told(
        self,
        most: usize,
        each: impl Fn(Line<'a>) -> Finding,
        all: impl Fn(Line<'a>, &str) -> Finding,
    ) -> Vec<Finding> {
        let rule = self.rule;
        // As in `gathered`, an exception silences the finding of its own row and no other.
        let (excepted, rest): (Vec<Line<'a>>, Vec<Line<'a>>) =
            self.rows.into_iter().partition(|row| row.ignores(rule));
        let mut findings: Vec<Finding> = excepted.into_iter().map(&each).collect();
        match rest.first() {
            Some(first) if rest.len() > most => {
                let share = format!("{} dari {}", rest.len(), self.n_all);
                findings.push(all(*first, &share));
            }
            _ => findings.extend(rest.into_iter().map(&each)),
        }
        findings
    }
}
