//! Opening a revision (RKT Perubahan) of a signed RKT.

use super::{Refusal, first, starters};
use crate::domain::rule::Rule;
use crate::domain::state::{Compilation, State};

/// The command that opens a revision.
pub(super) fn command(tahun: i64) -> String {
    format!("rkt init {tahun} --perubahan --alasan \"...\" --dasar \"...\"")
}

/// The command that opens a revision, as who may.
#[must_use]
pub fn revising(state: &State) -> String {
    let (tahun, who) = (state.cycle.tahun, first(starters(&state.sop)));
    format!("{} --sebagai {who}", command(tahun))
}

/// The signed draft of the newest cycle of a year, from which a revision may start.
///
/// # Errors
/// Refused while that cycle, which may be a revision itself, is not signed.
pub fn revisable(state: &State, siklus: &str) -> Result<Compilation, Refusal> {
    state.signed_draft().ok_or_else(|| {
        let opening = state.opening();
        let revises = opening.and_then(|opening| opening.perubahan.as_ref());
        let message = revises.map_or_else(
            || format!("RKT {siklus} belum ditandatangani, jadi belum ada yang dapat diubah"),
            |from| {
                let dari = &from.dari;
                format!("perubahan RKT {dari} di {siklus} belum ditandatangani; selesaikan dahulu")
            },
        );
        let help = format!("lihat yang masih kurang: `rkt status --siklus {siklus}`");
        Refusal::new(Rule::NotYetTurn, message, help)
    })
}
