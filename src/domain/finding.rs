//! Findings: what is wrong in a document, as data, all of it in one pass.

use std::fmt;

use super::rule::{Rule, Severity};
use super::sheet::At;

/// One step of a [`FieldPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// A place in a list, from 0.
    Index(usize),
}

/// The way to a value in a TOML file, e.g. `sasaran[0].indikator[1].target`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(Vec<Step>);

impl FieldPath {
    /// The whole document.
    #[must_use]
    pub fn root() -> FieldPath {
        FieldPath::default()
    }

    /// A row of a list at the top of the document, from 0.
    #[must_use]
    pub fn row(list: &str, pos: usize) -> FieldPath {
        FieldPath::root().key(list).index(pos)
    }

    /// The value under `key`.
    #[must_use]
    pub fn key(&self, key: &str) -> FieldPath {
        self.then(Step::Key(key.to_owned()))
    }

    /// The value at `index`.
    #[must_use]
    pub fn index(&self, index: usize) -> FieldPath {
        self.then(Step::Index(index))
    }

    /// The steps, outermost first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    fn then(&self, step: Step) -> FieldPath {
        let mut path = self.clone();
        path.0.push(step);
        path
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if n == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in a file; a byte span only where no field exists to name (broken syntax).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// The value of a field, or its nearest ancestor when the field is missing.
    Field(FieldPath),
    /// The key of a field, for a key that should not be there.
    Key(FieldPath),
    /// Bytes `start..end` of the text.
    Bytes(usize, usize),
    /// A cell of a sheet of a workbook.
    Cell(String, At),
}

/// A spot in a file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's path from the workspace's top, with `/`.
    pub file: String,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: &str) -> Place {
        Place {
            file: file.to_owned(),
            spot: Spot::File,
        }
    }

    /// A field of a file.
    #[must_use]
    pub fn field(file: &str, path: FieldPath) -> Place {
        Place {
            file: file.to_owned(),
            spot: Spot::Field(path),
        }
    }

    /// A cell of a workbook.
    #[must_use]
    pub fn cell(file: &str, sheet: &str, at: At) -> Place {
        Place {
            file: file.to_owned(),
            spot: Spot::Cell(sheet.to_owned(), at),
        }
    }

    /// Sheet and address, of a cell.
    #[must_use]
    pub fn cell_name(&self) -> Option<(&str, At)> {
        match &self.spot {
            Spot::Cell(sheet, at) => Some((sheet, *at)),
            Spot::File | Spot::Field(_) | Spot::Key(_) | Spot::Bytes(..) => None,
        }
    }

    /// The file, and for a workbook the sheet and the cell.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.spot {
            // A table as text has but one sheet, without a name of its own.
            Spot::Cell(sheet, at) if self.file.rsplit(['/', '\\']).next() == Some(sheet) => {
                format!("{}, sel {at}", self.file)
            }
            Spot::Cell(sheet, at) => format!("{}, lembar {sheet}, sel {at}", self.file),
            Spot::File | Spot::Field(_) | Spot::Key(_) | Spot::Bytes(..) => self.file.clone(),
        }
    }

    /// The key of a field.
    #[must_use]
    pub fn key(file: &str, path: FieldPath) -> Place {
        Place {
            file: file.to_owned(),
            spot: Spot::Key(path),
        }
    }
}

/// One thing that is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule says so.
    pub rule: Rule,
    /// How bad it is: the rule's severity, unless the office judges it otherwise.
    pub severity: Severity,
    /// Where.
    pub at: Place,
    /// What, with the values, in Indonesian.
    pub message: String,
    /// Other places that have to do with it, each with a few words.
    pub because: Vec<(Place, String)>,
    /// One thing to do about it, in Indonesian.
    pub help: Option<String>,
    /// It is not told where one of these rules is told at the place beside it: they are of one
    /// cause.
    pub unless: Vec<(Rule, Place)>,
}

impl Finding {
    /// A finding without related places or help.
    #[must_use]
    pub fn new(rule: Rule, at: Place, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            severity: rule.severity(),
            at,
            message: message.into(),
            because: Vec::new(),
            help: None,
            unless: Vec::new(),
        }
    }

    /// One that is not told where one of these rules is told at its place.
    #[must_use]
    pub fn unless(self, rules: &[Rule]) -> Finding {
        let at = self.at.clone();
        self.unless_at(&at, rules)
    }

    /// One that is not told where one of these rules is told at another place.
    #[must_use]
    pub fn unless_at(mut self, place: &Place, rules: &[Rule]) -> Finding {
        let causes = rules.iter().map(|rule| (*rule, place.clone()));
        self.unless.extend(causes);
        self
    }

    /// With something to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// With a related place.
    #[must_use]
    pub fn because(mut self, place: Place, words: impl Into<String>) -> Finding {
        self.because.push((place, words.into()));
        self
    }

    /// Whether it is a `galat`.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Galat
    }
}

/// Whether any of the findings is a `galat`.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}
