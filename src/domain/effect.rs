//! Effect: which events count. What was taken back does not, nor what an archive or a signature
//! that stands had not seen.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::event::{Act, Event, Table};
use super::history::History;
use super::sop::{Jenis, Sop};

/// The acts that were taken back: nothing that rests on them had gone on without seeing that,
/// but for what lies `apart`.
fn undone(history: &History, apart: &FixedBitSet) -> FixedBitSet {
    let events = history.events();
    let mut undone = FixedBitSet::with_capacity(events.len());
    for (target, undoings) in undoings(history, apart) {
        let Some(taken) = events.get(target) else {
            continue;
        };
        let goes_on = |(n, later): (usize, &Event)| {
            let unaware = !undoings.iter().any(|one| *one == n || history.saw(n, *one));
            unaware && !apart.contains(n) && history.saw(n, target) && rests_on(later, taken)
        };
        if !events.iter().enumerate().any(goes_on) {
            undone.insert(target);
        }
    }
    undone
}

/// Each act that somebody took back, and the acts that did, by place.
fn undoings(history: &History, apart: &FixedBitSet) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, event) in history.events().iter().enumerate() {
        let Act::Batalkan { peristiwa } = &event.act else {
            continue;
        };
        let target = history.place(peristiwa);
        let is_final = |n: usize| history.events().get(n).is_some_and(|e| e.act.is_final());
        if let Some(target) = target.filter(|n| !apart.contains(place) && !is_final(*n)) {
            all.entry(target).or_default().push(place);
        }
    }
    all
}

/// Whether a later act rests on an earlier one: on the same form, on the office's draft, or on
/// a langkah that was opened again.
fn rests_on(later: &Event, earlier: &Event) -> bool {
    match (&later.act, &earlier.act) {
        (Act::Catat { langkah: a, .. }, Act::Catat { langkah: b, .. }) => a == b,
        (Act::Arsip { .. }, _) | (Act::Jadwal { .. }, Act::Jadwal { .. }) => true,
        // A plan rests on the plan before it alone, and nothing else on a plan.
        (_, Act::Catat { .. } | Act::Jadwal { .. } | Act::Ingatkan { .. })
        | (
            Act::Catat { .. } | Act::Jadwal { .. } | Act::Ingatkan { .. } | Act::Batalkan { .. },
            _,
        ) => false,
        (_, Act::Buka { .. }) => true,
        // Only a form that was sent back makes room for an excuse.
        (Act::Tanpa { bidang, .. }, Act::Kembalikan { subjek, .. }) => {
            subjek.bidang() == Some(bidang)
        }
        (Act::Tanpa { .. }, _) => false,
        (_, _) => later.table() == earlier.table() || later.table() == Table::Langkah,
    }
}

/// What may have an effect at all.
pub(super) struct Universe {
    /// The events that may count.
    pub counts: FixedBitSet,
    /// The signatures that stand: more than one when they contradict each other.
    pub signatures: Vec<usize>,
    /// The acts that were taken back.
    pub undone: FixedBitSet,
}

impl Universe {
    /// What an archive or a signature had not seen has no effect while that stands, also not
    /// on what was taken back.
    pub(super) fn of(history: &History, sop: &Sop) -> Universe {
        let events = history.events();
        let sealed = events
            .iter()
            .position(|e| matches!(e.act, Act::Arsip { .. }));
        let beside_archive = apart(history, sealed, &[]);
        let mut counts = FixedBitSet::with_capacity(events.len());
        counts.insert_range(..);
        let mut standing = counts.clone();
        standing.difference_with(&beside_archive);
        standing.difference_with(&undone(history, &beside_archive));
        let signatures = signatures(history, sop, &standing, sealed);
        let apart = apart(history, sealed, &signatures);
        let undone = undone(history, &apart);
        counts.difference_with(&apart);
        counts.difference_with(&undone);
        Universe {
            counts,
            signatures,
            undone,
        }
    }
}

/// The signatures that no langkah opened again since has voided, as the archive saw them.
fn signatures(
    history: &History,
    sop: &Sop,
    standing: &FixedBitSet,
    sealed: Option<usize>,
) -> Vec<usize> {
    let events = history.events();
    let places = |want: fn(&Act) -> bool| -> Vec<usize> {
        let found = standing.ones();
        let wanted = |n: &usize| events.get(*n).is_some_and(|event| want(&event.act));
        found.filter(wanted).collect()
    };
    let signing = sop.first(Jenis::Tandatangan).map(|langkah| &langkah.id);
    let opens = |place: &usize| {
        let act = events.get(*place).map(|event| &event.act);
        matches!(act, Some(Act::Buka { langkah, .. }) if signing.is_some_and(|id| langkah.contains(id)))
    };
    let seen = |place: &usize| sealed.is_none_or(|sealed| history.saw(sealed, *place));
    let mut reopened = places(|act| matches!(act, Act::Buka { .. }));
    reopened.retain(|place| opens(place) && seen(place));
    let stands = |signed: &usize| !reopened.iter().any(|b| history.saw(*b, *signed));
    let mut signed = places(|act| matches!(act, Act::Tandatangan { .. }));
    signed.retain(|place| stands(place) && seen(place));
    agreed(history, signed)
}

/// What the archive or the only signature had not seen, but for what was merely recorded
/// beside a signature.
fn apart(history: &History, sealed: Option<usize>, signatures: &[usize]) -> FixedBitSet {
    let mut apart = FixedBitSet::with_capacity(history.events().len());
    for (place, event) in history.events().iter().enumerate() {
        let unseen = |seal: usize| history.concurrent(place, seal);
        let recorded = matches!(event.act, Act::Catat { .. } | Act::Ingatkan { .. });
        let signed = matches!(signatures, [only] if unseen(*only) && !recorded);
        if signed || sealed.is_some_and(unseen) {
            apart.insert(place);
        }
    }
    apart
}

/// Signatures under one content are one signature.
fn agreed(history: &History, mut signed: Vec<usize>) -> Vec<usize> {
    let digest = |place: &usize| match history.events().get(*place).map(|event| &event.act) {
        Some(Act::Tandatangan { digest, .. }) => Some(digest),
        _ => None,
    };
    let first = signed.first().and_then(digest);
    if signed.iter().all(|place| digest(place) == first) {
        signed.truncate(1);
    }
    signed
}
