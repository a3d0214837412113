//! `rkt approve`: a form, all forms, or the draft is approved (SOP steps 7 and 9).

use super::acting::{Acting, Role, Turn};
use super::sign::as_printed;
use super::{Outcome, Session, next_step, subjek_of};
use crate::domain::document::kode;
use crate::domain::event::{Act, Event, Subjek};
use crate::domain::name::BidangId;
use crate::domain::state::BidangState;
use crate::domain::workflow::Action;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json, sentence};

/// Setujui form Bidang, atau draf RKT
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang, atau `draft` untuk draf RKT
    #[arg(value_name = "BIDANG|draft", required_unless_present = "semua")]
    subjek: Vec<String>,
    /// Setujui semua form yang dapat Anda setujui sekarang
    #[arg(long, conflicts_with = "subjek")]
    semua: bool,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP for each, and records one act each.
///
/// # Errors
/// Findings when the SOP says no; with several subjek nothing is recorded then.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let named = args.subjek.iter().map(|name| subjek_of(name, &loaded));
    let named: Vec<Subjek> = named.collect::<Result<_, _>>()?;
    let review = loaded
        .sop()
        .form_reviews()
        .chain(loaded.sop().draft_reviews())
        .next();
    let likely = review.and_then(|langkah| langkah.pelaksana.first());
    let what = if args.semua {
        "--semua".to_owned()
    } else {
        args.subjek.join(" ")
    };
    let role = Role::new(format!("rkt approve {what}"), likely, "setujui");
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let mut added = Vec::new();
    let mut skipped = Vec::new();
    if args.semua {
        (added, skipped) = all(&mut turn)?;
    } else {
        for subjek in named {
            let of_draft = subjek == Subjek::Draft;
            added.extend(turn.act(Action::Approve { subjek })?);
            // Who may not hears that before what is wrong with the paper.
            if let Some(fixed) = turn.loaded.state.draft().fixed().filter(|_| of_draft) {
                as_printed(&turn.loaded, fixed)?;
            }
        }
    }
    let (loaded, _) = turn.commit()?;
    if ui.json {
        ui.data(&json::acts(&loaded.siklus, &added))?;
        return Ok(Outcome::Done);
    }
    for event in &added {
        if let Act::Setujui { subjek, digest, .. } = &event.act {
            let what = match subjek {
                Subjek::Bidang(id) => format!("Form {id}"),
                Subjek::Draft => "Draf RKT".to_owned(),
            };
            ui.line(&format!("{what} disetujui, kode {}.", kode(digest)))?;
        }
    }
    if added.is_empty() && skipped.is_empty() {
        ui.line("Sudah disetujui; tidak ada yang dicatat.")?;
    }
    for (id, why) in skipped {
        ui.line(&format!("Dilewati, {id}: {why}"))?;
    }
    for remark in added.first().map(sentence::remarks).unwrap_or_default() {
        ui.line(&remark)?;
    }
    if let Some(next) = next_step(&loaded, None, session)? {
        ui.line(&next)?;
    }
    Ok(Outcome::Done)
}

type Skipped = Vec<(BidangId, String)>;

/// Approves every form that may be approved now; the others are named with the reason.
fn all(turn: &mut Turn) -> Result<(Vec<Event>, Skipped), Trouble> {
    let ids: Vec<BidangId> = turn
        .loaded
        .state
        .cycle
        .bidang
        .iter()
        .map(|b| b.id.clone())
        .collect();
    let (mut added, mut skipped, mut refused) = (Vec::new(), Vec::new(), None);
    for id in ids {
        let state = turn.loaded.state.bidang(&id);
        if matches!(state, BidangState::Tanpa(_) | BidangState::Disetujui(_)) {
            continue;
        }
        let subjek = Subjek::Bidang(id.clone());
        match turn.act(Action::Approve { subjek }) {
            Ok(event) => added.extend(event),
            Err(Trouble::Findings(findings, sources)) => {
                let first = findings.first().map(|finding| finding.message.clone());
                skipped.push((id, first.unwrap_or_default()));
                refused.get_or_insert(Trouble::Findings(findings, sources));
            }
            Err(other) => return Err(other),
        }
    }
    match refused {
        Some(trouble) if added.is_empty() => Err(trouble),
        _ => Ok((added, skipped)),
    }
}
