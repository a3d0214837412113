//! Measured: an indikator with the row that it measures, its words made comparable once for all rules.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::alike::letters;
use super::gathered::excepts;
use super::ground::LastYear;
use super::line::Line;
use crate::domain::finding::Place;
use crate::domain::form::{Form, List};
use crate::domain::indikator::{Indikator, normalized, says};
use crate::domain::rule::Rule;
use crate::domain::target::TargetValue;
use crate::domain::unit::{self, Kind};

/// Units that say how good something is, or how high it stands: parts of it don't add up.
const LEVELS: [&str; 9] = [
    "Angka", "Indeks", "Level", "Nilai", "Poin", "Predikat", "Rasio", "Skor", "Tahun",
];

/// What an office writes every year, and the time that it takes.
const PAPERS: [&str; 6] = [
    "Berita Acara",
    "Bulan",
    "Dokumen",
    "Laporan",
    "Orang/Bulan",
    "Rekomendasi",
];

/// Where an indikator stands: its file, list, row, and place in that.
pub(super) type Spot<'a> = (&'a str, List, usize, usize);

/// An indikator with its row.
#[derive(Clone, Debug)]
pub(super) struct Measured<'a> {
    /// The row that it measures.
    pub line: Line<'a>,
    /// The indikator.
    pub indikator: &'a Indikator,
    /// Its uraian, made comparable, once somebody asks.
    words: OnceCell<String>,
    /// What it is known by: one measure has the same, however it is written.
    pub letters: String,
}

impl<'a> Measured<'a> {
    /// Whether its row asks for silence about a rule.
    pub(super) fn ignores(&self, rule: Rule) -> bool {
        excepts(&self.indikator.abaikan, rule)
    }

    /// Every indikator of several forms, in their order.
    pub(super) fn of_all(forms: &'a [(String, &'a Form)]) -> Vec<Measured<'a>> {
        let all = Line::of_all(forms).flat_map(Line::measured);
        all.map(|(line, indikator)| Measured::new(line, indikator))
            .collect()
    }

    /// Every indikator of one form.
    pub(super) fn of(file: &'a str, form: &'a Form) -> Vec<Measured<'a>> {
        let all = Line::all(file, form).flat_map(Line::measured);
        all.map(|(line, indikator)| Measured::new(line, indikator))
            .collect()
    }

    /// Every indikator of the year before.
    pub(super) fn of_last_year(last: &'a LastYear) -> Vec<Measured<'a>> {
        let forms = last.forms.iter();
        forms
            .flat_map(|(file, form)| Measured::of(file, form))
            .collect()
    }

    fn new(line: Line<'a>, indikator: &'a Indikator) -> Measured<'a> {
        Measured {
            line,
            indikator,
            words: OnceCell::new(),
            letters: letters(&indikator.uraian),
        }
    }

    /// Its uraian, made comparable.
    pub(super) fn words(&self) -> &str {
        let uraian = &self.indikator.uraian;
        self.words.get_or_init(|| normalized(uraian))
    }

    /// Where it stands among all indikator.
    pub(super) fn spot(&self) -> Spot<'a> {
        let line = &self.line;
        (line.file, line.list, line.pos, self.indikator.pos)
    }

    /// The place of one of its keys.
    pub(super) fn at(&self, key: &str) -> Place {
        self.line.at_of(self.indikator, key)
    }

    /// Whether it measures a sasaran or a program, which the whole office has in common.
    pub(super) fn is_of_office(&self) -> bool {
        matches!(self.line.list, List::Sasaran | List::Program)
    }

    /// Whether its form marks it as one of the IKU.
    pub(super) fn is_marked(&self) -> bool {
        self.indikator.iku == Some(true)
    }

    /// Whether its form says why it differs from the Renstra.
    pub(super) fn has_reason(&self) -> bool {
        let why = self.indikator.alasan_beda.as_deref();
        why.is_some_and(says)
    }

    /// The unit of its target; `None` where the target itself names another one.
    pub(super) fn unit(&self) -> Option<&'a str> {
        let own = self.indikator.satuan.as_str();
        match self.indikator.target.satuan() {
            None => Some(own),
            Some(inside) => unit::same(inside, own).then_some(own),
        }
    }
}

/// Whether a target is much the same every year, whoever plans: papers and months of an office, all
/// of something, or none, a step of a scale.
pub(super) fn is_routine(indikator: &Indikator) -> bool {
    let unit = unit::known(&indikator.satuan);
    let papers = unit.is_some_and(|unit| PAPERS.contains(&unit.name));
    let is_percent = unit.is_some_and(|unit| unit.kind == Kind::Percent);
    match indikator.target.value() {
        TargetValue::Number(value) => {
            papers || value.is_zero() || (is_percent && value == Decimal::ONE_HUNDRED)
        }
        TargetValue::Range { .. } | TargetValue::Bound { .. } => papers,
        TargetValue::Predicate { .. } | TargetValue::Text | TargetValue::NotApplicable => true,
    }
}

/// Whether numbers in these units can be two values of one measure: a share is no count.
pub(super) fn is_comparable(a: &str, b: &str) -> bool {
    if unit::same(a, b) {
        return true;
    }
    match (unit::kind(a), unit::kind(b)) {
        (Some(a), Some(b)) => a == b,
        (Some(Kind::Percent), None) | (None, Some(Kind::Percent)) => false,
        (Some(Kind::Whole | Kind::Measure) | None, None)
        | (None, Some(Kind::Whole | Kind::Measure)) => true,
    }
}

/// Whether numbers in a unit may be parts of a sum; a unit that nobody knows may well count things.
pub(super) fn adds_up(satuan: &str) -> bool {
    unit::known(satuan).is_none_or(|unit| match unit.kind {
        Kind::Whole => true,
        Kind::Percent => false,
        Kind::Measure => !LEVELS.contains(&unit.name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_and_levels_do_not() {
        for counted in ["Orang", "dok.", "Kilometer", "Gedung", "Hektare", ""] {
            assert!(adds_up(counted), "{counted}");
        }
        for level in [
            "%", "Persen", "Indeks", "Nilai", "skor", "Predikat", "Tahun",
        ] {
            assert!(!adds_up(level), "{level}");
        }
    }

    #[test]
    fn a_share_is_not_compared_with_a_count() {
        for (a, b) in [
            ("%", "Persen"),
            ("Orang", "Siswa"),
            ("Nilai", "Indeks"),
            ("Unir", "Unit"),
            ("Gedung", "gedung"),
        ] {
            assert!(is_comparable(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Persen", "Orang"),
            ("Gedung", "%"),
            ("Indeks", "Persen"),
            ("Ha", "Desa"),
        ] {
            assert!(!is_comparable(a, b), "{a} {b}");
        }
    }
}
