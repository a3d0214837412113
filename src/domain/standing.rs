//! Standing: where a form or the draft stands, from the acts on it and who had seen what.

use std::collections::BTreeSet;

use super::history::History;

/// An act on a subjek, by its place in the history.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// Where it is in the history.
    pub place: usize,
    /// What it does.
    pub kind: Kind,
}

/// What an act does to a subjek. Ranks are places of langkah in the SOP.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Content is handed in.
    In(String),
    /// It is taken back.
    Out,
    /// It is sent back to a langkah of this rank.
    Back(usize),
    /// Exactly this content is approved at a langkah of this rank.
    Ok(usize, String),
    /// Nothing will come.
    Excused,
}

/// Where a subjek stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing is handed in.
    #[default]
    Nothing,
    /// One content is in; the approvals that count for it, by place.
    In(String, Vec<usize>),
    /// It was sent back, by the acts at these places.
    Back(Vec<usize>),
    /// Nothing will come, by the act at this place.
    Excused(usize),
    /// Acts that had not seen each other contradict; the contents they are about.
    Forked(BTreeSet<String>),
}

/// Judges the acts on one subjek.
///
/// The last hand-ins, returns and withdrawals that nobody followed decide; an approval counts
/// when it had seen all of them, and contradicts one that it had not seen.
pub(super) fn judge(history: &History, deeds: &[Deed]) -> Standing {
    let heads = heads(history, deeds);
    let approvals: Vec<&Deed> = deeds.iter().filter(|d| approved(d).is_some()).collect();
    let counts = |approval: &&&Deed| {
        heads
            .iter()
            .all(|head| covers(history, deeds, approval, head))
    };
    let counted: Vec<&Deed> = approvals.iter().filter(counts).copied().collect();
    let contents: BTreeSet<&str> = counted
        .iter()
        .filter_map(|d| approved(d).map(|(_, digest)| digest))
        .collect();
    match contents.iter().collect::<Vec<_>>().as_slice() {
        [only] => {
            let places = counted.iter().map(|deed| deed.place).collect();
            return Standing::In((**only).to_owned(), places);
        }
        [_, _, ..] => return Standing::Forked(contents_of(history, deeds, &heads, &approvals)),
        [] => {}
    }
    let unseen = |approval: &&&Deed| {
        let blind = |head: &&Deed| history.concurrent(approval.place, head.place);
        heads.iter().any(blind)
    };
    if approvals.iter().any(|approval| unseen(&approval)) {
        return Standing::Forked(contents_of(history, deeds, &heads, &approvals));
    }
    match alone(&heads) {
        Some(Standing::Back(places)) => {
            let sent = sent_back(history, deeds, &places);
            // Who sends back two contents has chosen neither.
            if sent.len() > 1 {
                Standing::Forked(sent)
            } else {
                Standing::Back(places)
            }
        }
        Some(standing) => standing,
        None => Standing::Forked(contents_of(history, deeds, &heads, &approvals)),
    }
}

/// The contents that stood when they were sent back.
fn sent_back(history: &History, deeds: &[Deed], backs: &[usize]) -> BTreeSet<String> {
    let seen = |deed: &&Deed| backs.iter().any(|back| history.saw(*back, deed.place));
    let moves = |deed: &&Deed| matches!(deed.kind, Kind::In(_) | Kind::Out);
    let before: Vec<&Deed> = deeds.iter().filter(seen).filter(moves).collect();
    let last = |deed: &&&Deed| {
        let later = |other: &&Deed| history.saw(other.place, deed.place);
        !before.iter().any(later)
    };
    let contents = before
        .iter()
        .filter(last)
        .filter_map(|deed| match &deed.kind {
            Kind::In(digest) => Some(digest.clone()),
            Kind::Out | Kind::Back(_) | Kind::Ok(..) | Kind::Excused => None,
        });
    contents.collect()
}

/// The places of the acts that decide where a subjek stands, approvals aside.
pub(super) fn head_places(history: &History, deeds: &[Deed]) -> Vec<usize> {
    heads(history, deeds)
        .iter()
        .map(|deed| deed.place)
        .collect()
}

/// Hand-ins, returns and the like that no other of them has seen. An excuse gives way to a form,
/// also over what the excuse had seen.
fn heads<'a>(history: &History, deeds: &'a [Deed]) -> Vec<&'a Deed> {
    let last = |base: &[&'a Deed]| -> Vec<&'a Deed> {
        let seen = |deed: &Deed| base.iter().any(|one| history.saw(one.place, deed.place));
        base.iter().filter(|deed| !seen(deed)).copied().collect()
    };
    let is_firm = |deed: &&Deed| !matches!(deed.kind, Kind::Excused);
    let mut base: Vec<&Deed> = deeds.iter().filter(|d| approved(d).is_none()).collect();
    let heads = last(&base);
    if !heads.iter().any(is_firm) {
        return heads;
    }
    base.retain(is_firm);
    last(&base)
}

/// Where heads without approvals leave a subjek; `None` when they contradict each other.
fn alone(heads: &[&Deed]) -> Option<Standing> {
    let Some(first) = heads.first() else {
        return Some(Standing::Nothing);
    };
    let same = |deed: &&&Deed| match (&first.kind, &deed.kind) {
        (Kind::In(a), Kind::In(b)) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    if !heads.iter().all(|deed| same(&deed)) {
        return None;
    }
    Some(match &first.kind {
        Kind::In(digest) => Standing::In(digest.clone(), Vec::new()),
        Kind::Out | Kind::Ok(..) => Standing::Nothing,
        Kind::Back(_) => Standing::Back(heads.iter().map(|deed| deed.place).collect()),
        Kind::Excused => Standing::Excused(first.place),
    })
}

/// Whether an approval stands beside a head: it had seen it, or the head is the same content
/// once more without a return between, or the head goes back only to a langkah after that of
/// the approval.
fn covers(history: &History, deeds: &[Deed], approval: &Deed, head: &Deed) -> bool {
    if history.saw(approval.place, head.place) {
        return true;
    }
    let Some((rank, digest)) = approved(approval) else {
        return false;
    };
    match &head.kind {
        Kind::In(content) => {
            let unseen_return = |deed: &Deed| {
                matches!(deed.kind, Kind::Back(_))
                    && history.saw(head.place, deed.place)
                    && !history.saw(approval.place, deed.place)
            };
            content == digest
                && !history.saw(head.place, approval.place)
                && !deeds.iter().any(unseen_return)
        }
        Kind::Back(ke) => rank < *ke && history.saw(head.place, approval.place),
        Kind::Out | Kind::Excused | Kind::Ok(..) => false,
    }
}

fn approved(deed: &Deed) -> Option<(usize, &str)> {
    match &deed.kind {
        Kind::Ok(rank, digest) => Some((*rank, digest)),
        Kind::In(_) | Kind::Out | Kind::Back(_) | Kind::Excused => None,
    }
}

/// The contents that a fork is about: handed in, approved, or sent back.
fn contents_of(
    history: &History,
    deeds: &[Deed],
    heads: &[&Deed],
    approvals: &[&Deed],
) -> BTreeSet<String> {
    let mut contents = BTreeSet::new();
    for head in heads {
        match &head.kind {
            Kind::In(digest) => contents.extend([digest.clone()]),
            Kind::Back(_) | Kind::Out => {
                let before = deeds
                    .iter()
                    .filter(|deed| history.saw(head.place, deed.place));
                let mut last = before.filter_map(|deed| match &deed.kind {
                    Kind::In(digest) => Some(digest.clone()),
                    Kind::Out | Kind::Back(_) | Kind::Ok(..) | Kind::Excused => None,
                });
                contents.extend(last.next_back());
            }
            Kind::Ok(..) | Kind::Excused => {}
        }
        let blind = approvals
            .iter()
            .filter(|a| history.concurrent(a.place, head.place));
        contents.extend(
            blind
                .filter_map(|a| approved(a))
                .map(|(_, digest)| digest.to_owned()),
        );
    }
    contents
}
