//! `rkt diff`: what changed between two rounds of a form, or between two cycles.

use serde_json::{Value, json};

use super::round::{self, Version};
use super::{Outcome, Session, bidang_of, state_first, unknown};
use crate::domain::diff::{Change, changes};
use crate::domain::name::{BidangId, joined};
use crate::domain::row::{Row, of_document, of_form};
use crate::domain::state::{BidangState, State, Submission};
use crate::domain::workflow::{Scope, inputs};
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// Bandingkan dua putaran ajuan sebuah Bidang, atau dua siklus
///
/// Tanpa --putaran: ajuan terakhir dengan salinan kerja, bila isinya berbeda.
///
/// Bila sama: dua putaran terakhir. Dua siklus: menurut ajuan yang berlaku.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Satu Bidang (misalnya paud-pnf), atau dua siklus (misalnya 2026 2027)
    #[arg(value_name = "BIDANG|SIKLUS", required = true, num_args = 1..=2)]
    apa: Vec<String>,
    /// Putaran yang dibandingkan: satu (dengan yang terakhir) atau dua
    #[arg(long, value_name = "N", num_args = 1..=2)]
    putaran: Vec<usize>,
}

/// Compares two versions, row by row.
///
/// # Errors
/// Misuse for names and rounds that do not exist; findings when a side can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    match args.apa.as_slice() {
        [old, new] if args.putaran.is_empty() => cycles(old, new, session, ui),
        [_, _] => Err(Trouble::Misuse(
            "--putaran hanya untuk satu Bidang, misalnya: rkt diff sd --putaran 1 2".to_owned(),
        )),
        names => rounds(names.first().map_or("", String::as_str), args, session, ui),
    }
}

fn rounds(
    typed: &str,
    args: &Args,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let outcome = state_first(&loaded, ui)?;
    if layout::is_cycle_name(typed) {
        let message = format!("dengan siklus mana {typed} dibandingkan?");
        let help = "sebutkan keduanya: rkt diff SIKLUS SIKLUS";
        return Err(Trouble::Misuse(format!("{message}\n{help}")));
    }
    let bidang = &bidang_of(typed, &loaded)?;
    let Some((old, new)) = pair(&loaded, &bidang.id, &args.putaran)? else {
        return nothing(&loaded, &bidang.id, outcome, ui);
    };
    let changes = changes(&of_form(&old.form), &of_form(&new.form));
    if ui.json {
        let side = |version: &Version| {
            side(
                &loaded,
                &version.json(),
                std::slice::from_ref(&bidang.id),
                &[],
            )
        };
        ui.data(&data(&side(&old), &side(&new), &changes))?;
        return Ok(outcome);
    }
    ui.line(&format!("{} · RKT {}", bidang.nama, loaded.siklus))?;
    for (word, version) in [("Dari", &old), ("Ke", &new)] {
        ui.line(&format!(
            "{word} {} ({}), {}",
            version.name(&loaded),
            version.kode(),
            version.handed_in()
        ))?;
    }
    if matches!(loaded.state.bidang(&bidang.id), BidangState::Bercabang) {
        ui.line(&format!(
            "Perhatian: ajuan {} bercabang; isi yang benar masih harus diajukan.",
            bidang.id
        ))?;
    }
    if new.faulty {
        ui.line(&round::warning(&bidang.id))?;
    }
    tell(&changes, ui)?;
    Ok(outcome)
}

/// The two versions that were asked for; `None` while there is just one.
fn pair(
    loaded: &Loaded,
    id: &BidangId,
    asked: &[usize],
) -> Result<Option<(Version, Version)>, Trouble> {
    let round = |n| Version::round(loaded, id, n);
    let rounds = loaded.state.rounds(id);
    let last = rounds.len();
    if let [first, rest @ ..] = asked {
        let second = rest.first().copied().unwrap_or(last);
        return Ok(Some((round(*first)?, round(second)?)));
    }
    if matches!(loaded.state.bidang(id), BidangState::Bercabang) {
        let history = loaded.state.history();
        let is_head = |n: &usize| {
            let followed = |one: &Submission| {
                let later = |other: &Submission| history.follows(&other.event, &one.event);
                rounds.iter().any(later)
            };
            rounds.get(*n).is_some_and(|round| !followed(round))
        };
        let mut ends = (0..last).filter(is_head);
        if let (Some(first), Some(second)) = (ends.next(), ends.next_back()) {
            return Ok(Some((round(first + 1)?, round(second + 1)?)));
        }
    }
    let Some(submitted) = rounds.last() else {
        return Ok(None);
    };
    let working = Version::working(loaded, id)?;
    if working.digest != submitted.digest {
        return Ok(Some((round(last)?, working)));
    }
    if last < 2 {
        return Ok(None);
    }
    Ok(Some((round(last - 1)?, round(last)?)))
}

fn nothing(
    loaded: &Loaded,
    id: &BidangId,
    outcome: Outcome,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    if ui.json {
        ui.data(&data(&Value::Null, &Value::Null, &[]))?;
        return Ok(outcome);
    }
    ui.line(&match loaded.state.rounds(id).len() {
        0 => format!("{id} belum mengajukan form; belum ada yang dibandingkan."),
        _ => format!(
            "{id} baru sekali mengajukan, dan salinan kerjanya sama; belum ada yang dibandingkan."
        ),
    })?;
    Ok(outcome)
}

fn cycles(old: &str, new: &str, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let workspace = session.workspace()?;
    let known = workspace.cycles()?;
    if let Some(name) = [old, new]
        .iter()
        .find(|name| !known.iter().any(|k| k == *name))
    {
        return Err(Trouble::Misuse(unknown("siklus", name, &known)));
    }
    let (old, new) = (
        Loaded::read(&workspace, old)?,
        Loaded::read(&workspace, new)?,
    );
    let outcome = match (state_first(&old, ui)?, state_first(&new, ui)?) {
        (Outcome::Done, second) => second,
        (first, _) => first,
    };
    let apart = undecided(&old.state, &new.state);
    let (Some(before), Some(after)) = (current(&old, &apart)?, current(&new, &apart)?) else {
        return unready(&old, &new, outcome, ui);
    };
    let changes = changes(&before.rows, &after.rows);
    if ui.json {
        let mut told = data(&before.json(&old), &after.json(&new), &changes);
        told["belum_dibandingkan"] = names(&apart);
        ui.data(&told)?;
        return Ok(outcome);
    }
    ui.line(&before.words("Dari", &old))?;
    ui.line(&after.words("Ke", &new))?;
    if !apart.is_empty() {
        ui.line(&format!(
            "Belum dibandingkan: {} (di salah satu siklus belum ada ajuannya, atau bercabang)",
            joined(&apart)
        ))?;
    }
    tell(&changes, ui)?;
    Ok(outcome)
}

/// Bidang of both cycles whose content one of them does not have yet: missing is not removed.
fn undecided(old: &State, new: &State) -> Vec<BidangId> {
    let lacking = |state| inputs(state, Scope::Partial).map_or(Vec::new(), |i| i.lacking());
    let mut apart = [lacking(old), lacking(new)].concat();
    apart.retain(|id| {
        let is_in = |state: &State| state.cycle.bidang.iter().any(|bidang| bidang.id == *id);
        is_in(old) && is_in(new)
    });
    apart.sort();
    apart.dedup();
    apart
}

/// What a cycle's Bidang have handed in until now, merged.
struct Current {
    draft: Draft,
    tanpa: Vec<BidangId>,
    /// The rows that are compared.
    rows: Vec<Row>,
}

/// `None` while nothing is handed in. The rows are those without the Bidang that stand `apart`.
fn current(loaded: &Loaded, apart: &[BidangId]) -> Result<Option<Current>, Trouble> {
    let Ok(mut inputs) = inputs(&loaded.state, Scope::Partial) else {
        return Ok(None);
    };
    let (draft, tanpa) = (Draft::of(loaded, &inputs)?, inputs.left_out());
    inputs.ready.retain(|id, _| !apart.contains(id));
    inputs.missing.extend_from_slice(apart);
    let rows = of_document(&Draft::of(loaded, &inputs)?.document);
    Ok(Some(Current { draft, tanpa, rows }))
}

impl Current {
    fn words(&self, word: &str, loaded: &Loaded) -> String {
        let all = loaded.state.cycle.bidang.len();
        let without = if self.tanpa.is_empty() {
            String::new()
        } else {
            format!(", tanpa {}", joined(&self.tanpa))
        };
        format!(
            "{word} siklus {}: ajuan {} dari {all} Bidang{without}, kode {}",
            loaded.siklus,
            self.draft.forms.len(),
            self.draft.document.kode()
        )
    }

    fn json(&self, loaded: &Loaded) -> Value {
        let version = json!({
            "putaran": null,
            "diajukan": null,
            "oleh": null,
            "nama": null,
            "kode": self.draft.document.kode(),
            "digest": self.draft.document.digest(),
        });
        let inside: Vec<BidangId> = self.draft.forms.keys().cloned().collect();
        side(loaded, &version, &inside, &self.tanpa)
    }
}

/// Says which of two cycles holds nothing yet.
fn unready(
    old: &Loaded,
    new: &Loaded,
    outcome: Outcome,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    if ui.json {
        ui.data(&data(&Value::Null, &Value::Null, &[]))?;
        return Ok(outcome);
    }
    for loaded in [old, new] {
        if inputs(&loaded.state, Scope::Partial).is_err() {
            ui.line(&format!(
                "Siklus {} belum mempunyai ajuan yang dapat dibandingkan.",
                loaded.siklus
            ))?;
        }
    }
    Ok(outcome)
}

fn tell(changes: &[Change], ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.line("")?;
    if changes.is_empty() {
        ui.line("Tidak ada perbedaan.")?;
    } else {
        ui.changes(changes)?;
    }
    Ok(())
}

fn side(loaded: &Loaded, version: &Value, bidang: &[BidangId], tanpa: &[BidangId]) -> Value {
    json!({
        "siklus": loaded.siklus,
        "bidang": names(bidang),
        "tanpa": names(tanpa),
        "versi": version,
    })
}

fn names(ids: &[BidangId]) -> Value {
    ids.iter().map(ToString::to_string).collect()
}

fn data(old: &Value, new: &Value, changes: &[Change]) -> Value {
    json!({
        "versi_skema": ui::json::VERSION,
        "lama": old,
        "baru": new,
        "belum_dibandingkan": [],
        "perubahan": ui::json::changes(changes),
    })
}
