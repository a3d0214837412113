//! Checks: the rules of the book, one file a family. All findings in one pass, none printed.

mod across;
mod against;
mod arah;
mod broken;
mod codes;
mod form;
mod ground;
mod judge;
mod line;
mod money;
mod number;
mod office;
mod official;
mod renstra;
mod sasaran;
pub mod words;

pub use across::{across, same as same_target};
pub use against::against;
pub use form::form;
pub use ground::{Ground, LastYear};
pub use judge::{Judge, Silenced, Verdict, row_of};
pub use line::Line;
pub use office::{Office, office};
pub use renstra::renstra;

use crate::domain::finding::Finding;
use crate::domain::form::Form;

/// The rules for what one form says, beyond those by which it can be read at all ([`form`]); its
/// errors stop `submit` (SOP step 4). `file` is its path in the workspace.
#[must_use]
pub fn alone(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    let families = [
        number::check,
        money::check,
        sasaran::check,
        codes::check,
        official::check,
    ];
    let all = families.into_iter();
    all.flat_map(|check| check(form, file, ground)).collect()
}

/// The rules between the forms of a cycle, and against the Renstra and the year before; their
/// errors stop the draft (SOP step 8). Each form comes with its path in the workspace.
#[must_use]
pub fn together(forms: &[(String, &Form)], ground: &Ground<'_>) -> Vec<Finding> {
    let mut findings = across(forms);
    findings.extend(sasaran::together(forms, ground));
    findings.extend(money::together(forms, ground));
    let held = against(forms, ground.renstra, ground.renstra_file);
    // A place that has a fault already is not told twice.
    let news = held.into_iter();
    let news: Vec<Finding> = news
        .filter(|one| findings.iter().all(|told| told.at != one.at))
        .collect();
    findings.extend(news);
    findings
}
