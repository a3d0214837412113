//! Turning back: one's own last act taken back, and langkah opened again.

use std::collections::BTreeSet;

use super::{Desk, Refusal, Verdict, called, first, sealed};
use crate::domain::event::{Act, Actor, Event, EventId};
use crate::domain::instansi::PLACEHOLDER;
use crate::domain::name::{Jabatan, LangkahId};
use crate::domain::rule::Rule;
use crate::domain::sop::{Jenis, Langkah};
use crate::domain::state::State;
use crate::domain::tanggal;

/// The act that somebody may take back: his own, and nothing but reminders has followed it. What
/// his jabatan did before its name was filled in is his too.
#[must_use]
pub fn last_own<'a>(state: &'a State, by: &super::By) -> Option<&'a Event> {
    let last = unfollowed(state);
    let typist = by.typist();
    let own = |event: &&Event| {
        // What somebody else signed on paper only the signer takes back.
        let signed = matches!(event.act, Act::Tandatangan { .. });
        is_own(&event.oleh, typist)
            || (event.dicatat_oleh.as_ref()).is_some_and(|typed| !signed && is_own(typed, typist))
    };
    last.into_iter().find(own)
}

/// The acts that nothing but reminders has followed, newest first. A reminder that was taken back,
/// and the act that took it, are in nobody's way.
fn unfollowed(state: &State) -> Vec<&Event> {
    let mut followed: BTreeSet<&EventId> = BTreeSet::new();
    let mut last = Vec::new();
    for event in state.events().iter().rev() {
        let told = matches!(event.act, Act::Ingatkan { .. });
        let untold = takes_reminder(event, state);
        let open = !followed.contains(&event.id);
        if open && !untold && !(told && state.is_undone(&event.id)) {
            last.push(event);
        }
        if !open || !(told || untold) {
            followed.extend(&event.sebelum);
        }
    }
    last
}

/// Whether an act took a reminder back.
fn takes_reminder(event: &Event, state: &State) -> bool {
    let Act::Batalkan { peristiwa } = &event.act else {
        return false;
    };
    let taken = state.history().get(peristiwa);
    taken.is_some_and(|taken| matches!(taken.act, Act::Ingatkan { .. }))
}

fn is_own(recorded: &Actor, typist: &Actor) -> bool {
    let unnamed = recorded.nama.starts_with(PLACEHOLDER) && recorded.jabatan == typist.jabatan;
    unnamed || recorded.is_same_person(typist)
}

impl Desk<'_> {
    pub(super) fn undo(&self) -> Verdict {
        if let Some(sealed_by) = self.state.archive() {
            let after = |e: &Event| self.state.history().follows(&e.id, &sealed_by.id);
            if !last_own(self.state, self.by).is_some_and(after) {
                return Err(sealed(self.state));
            }
        }
        let Some(event) = last_own(self.state, self.by) else {
            return Err(self.nothing_of_yours());
        };
        if event.act.is_final() {
            return Err(Refusal::new(
                Rule::NothingToUndo,
                format!(
                    "perbuatan terakhir Anda ({}) tidak dapat dibatalkan",
                    event.act.called()
                ),
                "lihat riwayat: `rkt log`",
            ));
        }
        Ok(Some(Act::Batalkan {
            peristiwa: event.id.clone(),
        }))
    }

    fn nothing_of_yours(&self) -> Refusal {
        let last = self.state.events().last();
        let whose = last.map_or_else(String::new, |event| {
            let (who, when) = (&event.oleh.nama, tanggal::moment(event.pada));
            format!(
                "; peristiwa terakhir: {} oleh {who}, {when}",
                event.act.called()
            )
        });
        Refusal::new(
            Rule::NothingToUndo,
            format!("tidak ada perbuatan Anda yang masih dapat dibatalkan{whose}"),
            "lihat riwayat: `rkt log`; untuk membuka langkah: `rkt reopen LANGKAH --alasan \"...\"`",
        )
    }

    pub(super) fn reopen(&self, id: &LangkahId, alasan: String) -> Verdict {
        let Some(langkah) = self.sop().langkah(id) else {
            return Err(Refusal::new(
                Rule::WrongStep,
                format!("langkah `{id}` tidak ada di SOP siklus ini"),
                "lihat daftar langkah: `rkt sop`",
            ));
        };
        if self.state.archive().is_some() {
            return Err(sealed(self.state));
        }
        let command = format!("rkt reopen {id} --alasan \"...\"");
        self.may(
            self.openers(),
            &format!("membuka kembali {}", called(langkah)),
            &command,
        )?;
        if matches!(langkah.jenis, Jenis::Catat | Jenis::Arsip) {
            return Err(Refusal::new(
                Rule::WrongStep,
                format!("{} tidak dapat dibuka kembali", called(langkah)),
                match langkah.jenis {
                    Jenis::Catat => format!("catat saja sekali lagi: `rkt step {id}`"),
                    Jenis::Isi
                    | Jenis::Kumpul
                    | Jenis::Kompilasi
                    | Jenis::Koreksi
                    | Jenis::Susun
                    | Jenis::Tandatangan
                    | Jenis::Arsip => "lihat yang sedang berjalan: `rkt status`".to_owned(),
                },
            ));
        }
        let from = self.sop().rank(id);
        let rest = self.sop().langkah.get(from..).unwrap_or_default();
        let again: Vec<LangkahId> = rest
            .iter()
            .filter(|langkah| !matches!(langkah.jenis, Jenis::Catat | Jenis::Arsip))
            .map(|langkah| langkah.id.clone())
            .collect();
        if !self.is_closed(&again) {
            return Err(self.nothing_to_open(langkah));
        }
        Ok(Some(Act::Buka {
            langkah: again,
            alasan,
        }))
    }

    /// Who opens again: who collects, and once it is signed only who signs.
    fn openers(&self) -> &[Jabatan] {
        if self.state.signature().is_some() || self.state.is_signed_twice() {
            return self.sop().pelaksana_of(Jenis::Tandatangan);
        }
        self.sop().pelaksana_of(Jenis::Kumpul)
    }

    /// Whether opening these langkah again would void anything.
    fn is_closed(&self, langkah: &[LangkahId]) -> bool {
        let is = |jenis| {
            self.sop()
                .first(jenis)
                .is_some_and(|l| langkah.contains(&l.id))
        };
        let voids = |event: &Event| {
            if let Act::Setujui { langkah: at, .. } = &event.act {
                return langkah.contains(at);
            }
            matches!(event.act, Act::Kompilasi { .. }) && is(Jenis::Kompilasi)
                || matches!(event.act, Act::Susun { .. }) && is(Jenis::Susun)
                || matches!(event.act, Act::Tandatangan { .. }) && is(Jenis::Tandatangan)
        };
        let events = self.state.events().iter();
        events
            .filter(|event| self.state.counts(&event.id))
            .any(voids)
    }

    fn nothing_to_open(&self, langkah: &Langkah) -> Refusal {
        Refusal::new(
            Rule::NotYetTurn,
            format!("{} dan sesudahnya belum ada yang ditutup", called(langkah)),
            format!(
                "lihat yang sedang berjalan: `rkt status --sebagai {}`",
                first(self.openers())
            ),
        )
    }
}
