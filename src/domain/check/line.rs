//! Line: a row of a form with the file that it is in, which is what the rules look at.

use std::ops::Deref;

use super::gathered::excepts;
use crate::domain::finding::Place;
use crate::domain::form::{Form, FormRow};
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;

/// A row, and the form that it is in.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The form's path in the workspace.
    pub file: &'a str,
    /// The Bidang whose form it is.
    pub bidang: &'a str,
    own: FormRow<'a>,
}

impl<'a> Deref for Line<'a> {
    type Target = FormRow<'a>;

    fn deref(&self) -> &FormRow<'a> {
        &self.own
    }
}

impl<'a> Line<'a> {
    /// Every row of a form.
    pub fn all(file: &'a str, form: &'a Form) -> impl Iterator<Item = Line<'a>> {
        let bidang = form.bidang.as_str();
        form.rows().map(move |own| Line { file, bidang, own })
    }

    /// Every row of several forms.
    pub fn of_all(forms: &'a [(String, &'a Form)]) -> impl Iterator<Item = Line<'a>> {
        forms.iter().flat_map(|(file, form)| Line::all(file, form))
    }

    /// The place of one of its keys.
    #[must_use]
    pub fn at(&self, key: &str) -> Place {
        Place::field(self.file, self.path().key(key))
    }

    /// The place of a key of one of its indikator.
    #[must_use]
    pub fn at_of(&self, indikator: &Indikator, key: &str) -> Place {
        Place::field(self.file, self.path_of(indikator).key(key))
    }

    /// Whether the row itself asks for silence about a rule.
    #[must_use]
    pub fn ignores(&self, rule: Rule) -> bool {
        excepts(self.abaikan, rule)
    }

    /// Its indikator, each with the row.
    pub fn measured(self) -> impl Iterator<Item = (Line<'a>, &'a Indikator)> {
        let all: &'a [Indikator] = self.own.indikator;
        all.iter().map(move |indikator| (self, indikator))
    }
}
