//! Checks: the rules of the book, one file a family. All findings in one pass, none printed.

mod across;
mod against;
mod aligned;
mod alike;
mod arah;
mod broken;
mod ceiling;
mod codes;
mod coverage;
mod form;
mod gathered;
mod ground;
mod head;
mod iku;
mod judge;
mod kalender;
mod last_year;
mod line;
mod measured;
mod money;
mod number;
mod office;
mod official;
mod reference;
mod renstra;
mod same;
mod sasaran;
mod targets;
mod twins;
mod wording;
pub mod words;
mod yardstick;

pub use across::across;
pub use aligned::{Aligned, Counterpart, Found, aligned};
pub use form::{Lost, form, form_without};
pub use ground::{Ground, LastYear};
pub use judge::{Judge, Silenced, Verdict, row_of};
pub use kalender::{kalender, needed as kalender_needed, sinceless as kalender_sinceless};
pub use line::Line;
pub use office::{Office, office};
pub use renstra::renstra;
pub use same::{keeps as keeps_target, same as same_target};

use rustc_hash::FxHashSet;

use crate::domain::finding::Finding;
use crate::domain::form::Form;
use ceiling::ceiling;
use iku::Listed;
use measured::Measured;
use reference::{Held, Reference};
use twins::twins;
use yardstick::yardstick;

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
        targets::check,
        wording::check,
    ];
    let all = families.into_iter();
    all.flat_map(|check| check(form, file, ground)).collect()
}

/// The rules between the forms of a cycle, and against the Renstra and the year before; their
/// errors stop the draft (SOP step 8). Each form comes with its path in the workspace.
#[must_use]
pub fn together(forms: &[(String, &Form)], ground: &Ground<'_>) -> Vec<Finding> {
    let rows: Vec<Line<'_>> = Line::of_all(forms).collect();
    let measured = Measured::of_all(forms);
    let shared = Shared {
        office: words::of(&ground.settings.instansi.pemerintah),
        listed: Listed::of(ground),
        carried: carried(forms, &measured, ground),
    };
    let reference = Reference::of(ground.renstra);
    let held = reference.held(&measured, &shared.office);
    let mut findings = across::between(&rows, &measured, Some((ground, &held)));
    findings.extend(across::sasaran_twice(&rows, ground));
    let moved = reference.moved(&measured, &held);
    findings.extend(against::targets(&moved, ground));
    findings.extend(against_renstra(&rows, (&reference, &held), &shared, ground));
    findings.extend(iku::iku(&measured, &shared, &findings));
    findings.extend(iku::sasaran(&rows, &shared, ground));
    findings.extend(last_year::iku(&measured, &shared, ground));
    findings.extend(last_year::copied(&measured, ground));
    findings.extend(twins(&rows, &ground.settings.pengampu));
    findings.extend(sasaran::together(forms, ground));
    findings.extend(money::together(&rows, ground));
    findings
}

/// What several rules make of the forms or the references.
struct Shared<'a> {
    /// The words that name the office.
    office: Vec<String>,
    /// The list of IKU.
    listed: Listed<'a>,
    /// The indikator of all forms, once all are there.
    carried: Option<FxHashSet<&'a str>>,
}

/// The rules on forms against the Renstra.
fn against_renstra(
    rows: &[Line<'_>],
    (reference, held): (&Reference<'_>, &[Held<'_>]),
    shared: &Shared<'_>,
    ground: &Ground<'_>,
) -> Vec<Finding> {
    if ground.renstra.is_empty() {
        return Vec::new();
    }
    let iku = shared.listed.names();
    let mut findings = against::sasaran(rows, ground);
    findings.extend(against::words(rows, ground));
    findings.extend(against::programs(rows, ground));
    findings.extend(against::targets(held, ground));
    findings.extend(ceiling(rows, ground));
    findings.extend(yardstick(held, &shared.listed, ground));
    findings.extend(against::decimals(held, ground));
    findings.extend(coverage::wording(held, ground));
    findings.extend(coverage::foreign(held, reference, &iku));
    if let Some(carried) = &shared.carried {
        findings.extend(coverage::missing(rows, held, carried, &iku, ground));
    }
    findings
}

/// The letters of all indikator of forms, once all forms are there: what none of them has is
/// missing.
fn carried<'a>(
    forms: &[(String, &Form)],
    measured: &'a [Measured<'_>],
    ground: &Ground<'_>,
) -> Option<FxHashSet<&'a str>> {
    let filled = forms.iter().filter(|(_, form)| !form.is_empty()).count();
    let all = measured.iter().map(|one| one.letters.as_str());
    (filled > 0 && filled >= ground.n_bidang).then(|| all.collect())
}
