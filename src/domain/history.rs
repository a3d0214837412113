//! The graph of events: who had seen what. Order is the graph, never the clock.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

use super::event::{Event, EventId};

/// Events with what each had seen, in an order in which parents come first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    events: Vec<Event>,
    place: BTreeMap<EventId, usize>,
    seen: Vec<FixedBitSet>,
}

impl History {
    /// Adds an event; one already known is left out.
    ///
    /// Returns whether it was new.
    pub fn push(&mut self, event: Event) -> bool {
        let n = self.events.len();
        if self.place.contains_key(&event.id) {
            return false;
        }
        let mut seen = FixedBitSet::with_capacity(n);
        for parent in event.sebelum.iter().filter_map(|id| self.place(id)) {
            if let Some(before) = self.seen.get(parent) {
                seen.union_with(before);
            }
            seen.insert(parent);
        }
        self.place.insert(event.id.clone(), n);
        self.seen.push(seen);
        self.events.push(event);
        true
    }

    /// All events, parents first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The place of an event in [`History::events`].
    #[must_use]
    pub fn place(&self, id: &EventId) -> Option<usize> {
        self.place.get(id).copied()
    }

    /// The event of that id.
    #[must_use]
    pub fn get(&self, id: &EventId) -> Option<&Event> {
        self.events.get(self.place(id)?)
    }

    /// Whether the event at `later` was written by somebody who had seen the one at `earlier`.
    #[must_use]
    pub fn saw(&self, later: usize, earlier: usize) -> bool {
        self.seen
            .get(later)
            .is_some_and(|seen| seen.contains(earlier))
    }

    /// Whether neither of two different events had seen the other.
    #[must_use]
    pub fn concurrent(&self, a: usize, b: usize) -> bool {
        a != b && !self.saw(a, b) && !self.saw(b, a)
    }

    /// Whether `later` was written by somebody who had seen `earlier`.
    #[must_use]
    pub fn follows(&self, later: &EventId, earlier: &EventId) -> bool {
        let places = self.place(later).zip(self.place(earlier));
        places.is_some_and(|(later, earlier)| self.saw(later, earlier))
    }

    /// What an event had seen, parents first.
    #[must_use]
    pub fn before(&self, id: &EventId) -> Vec<&Event> {
        let Some(seen) = self.place(id).and_then(|place| self.seen.get(place)) else {
            return Vec::new();
        };
        seen.ones().filter_map(|n| self.events.get(n)).collect()
    }

    /// The events that none has followed yet.
    #[must_use]
    pub fn heads(&self) -> Vec<EventId> {
        let followed: BTreeSet<&EventId> = self
            .events
            .iter()
            .flat_map(|event| &event.sebelum)
            .collect();
        self.place
            .keys()
            .filter(|id| !followed.contains(id))
            .cloned()
            .collect()
    }
}
/// Puts events in an order in which parents come first; among those that had not seen each
/// other the earlier one by its time, then by id. Any order in gives the same order out.
#[must_use]
pub fn ordered(events: impl IntoIterator<Item = Event>) -> Vec<Event> {
    let mut waiting: BTreeMap<EventId, Event> = BTreeMap::new();
    for event in events {
        waiting.entry(event.id.clone()).or_insert(event);
    }
    let mut children: BTreeMap<EventId, Vec<EventId>> = BTreeMap::new();
    let mut missing: BTreeMap<EventId, usize> = BTreeMap::new();
    for event in waiting.values() {
        let known: BTreeSet<&EventId> = event
            .sebelum
            .iter()
            .filter(|id| waiting.contains_key(id))
            .collect();
        missing.insert(event.id.clone(), known.len());
        for parent in known {
            children
                .entry(parent.clone())
                .or_default()
                .push(event.id.clone());
        }
    }
    let key = |event: &Event| (event.pada, event.id.clone());
    let mut ready: BTreeSet<_> = waiting
        .values()
        .filter(|event| missing.get(&event.id) == Some(&0))
        .map(key)
        .collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some((_, id)) = ready.pop_first() {
        for child in children.remove(&id).unwrap_or_default() {
            let left = missing.entry(child.clone()).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                ready.extend(waiting.get(&child).map(key));
            }
        }
        order.extend(waiting.remove(&id));
    }
    // Only forged ids can form a circle; their events are reported elsewhere and come last.
    order.extend(waiting.into_values());
    order
}
