//! Reminders: that somebody was told what waits for him. They move nothing.

use super::{Desk, Refusal, Verdict, first, sealed};
use crate::domain::event::Act;
use crate::domain::name::{Jabatan, LangkahId};
use crate::domain::rule::Rule;
use crate::domain::sop::Jenis;

/// The command that notes reminders.
const COMMAND: &str = "rkt remind --tandai";

impl Desk<'_> {
    /// Nobody is told twice on one day; who collects tells.
    pub(super) fn remind(
        &self,
        kepada: Jabatan,
        langkah: Vec<LangkahId>,
        terlambat: Vec<Jabatan>,
    ) -> Verdict {
        let who = self.sop().pelaksana_of(Jenis::Kumpul);
        self.may(who, "mencatat pengingat", COMMAND)?;
        if self.state.archive().is_some() {
            return Err(sealed(self.state));
        }
        if !self.office.holders.contains_key(&kepada) {
            return Err(Refusal::new(
                Rule::NameMissing,
                format!("rkt.toml tidak mengenal pejabat `{kepada}` pada hari ini"),
                format!(
                    "isi [[pejabat]] di rkt.toml, lalu jalankan lagi: `{COMMAND} --sebagai {}`",
                    first(who)
                ),
            ));
        }
        let nothing = langkah.is_empty() && terlambat.is_empty();
        let today = self.by.at.date_naive();
        if nothing || self.state.reminded(&kepada, today).is_some() {
            return Ok(None);
        }
        Ok(Some(Act::Ingatkan {
            kepada,
            langkah,
            terlambat,
        }))
    }
}
