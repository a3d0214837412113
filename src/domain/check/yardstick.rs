//! Rules on how the Renstra measures an indikator: its unit, and what was reached before.

use super::Ground;
use super::iku::Listed;
use super::reference::{Held, Planned};
use super::same::{differ, same};
use crate::domain::finding::{Finding, Place};
use crate::domain::indikator::Dasar;
use crate::domain::number::quote;
use crate::domain::rule::Rule;
use crate::domain::unit;

/// Checks how the indikator of forms that are in the Renstra are measured.
pub(super) fn yardstick(
    held: &[Held<'_>],
    listed: &Listed<'_>,
    ground: &Ground<'_>,
) -> Vec<Finding> {
    let told = held.iter().filter(|(_, found)| !found.same.is_empty());
    let told = told.map(|held| [satuan(held, listed, ground), dasar(held, ground)]);
    told.flatten().flatten().collect()
}

/// An indikator is in the unit of the Renstra, or in that of the list of IKU.
fn satuan((here, found): &Held<'_>, listed: &Listed<'_>, ground: &Ground<'_>) -> Option<Finding> {
    let own = here.indikator.satuan.as_str();
    let in_list = || {
        listed
            .satuan(&here.letters)
            .is_some_and(|unit| unit::same(own, unit))
    };
    if own.is_empty() || here.has_reason() || in_list() {
        return None;
    }
    let planned = found.same.iter().copied();
    let planned = planned.filter(|one| !one.indikator.satuan.is_empty());
    let planned: Vec<&Planned<'_>> = planned.collect();
    if planned
        .iter()
        .any(|one| unit::same(own, &one.indikator.satuan))
    {
        return None;
    }
    let first = planned.first()?;
    let wanted = &first.indikator.satuan;
    let message = format!(
        "satuan {} {own}, di Renstra {wanted}",
        quote(&here.indikator.uraian)
    );
    let there = first.row.path_of(first.indikator).key("satuan");
    let finding = Finding::new(Rule::SatuanOffRenstra, here.at("satuan"), message)
        .because(
            Place::field(ground.renstra_file, there),
            "satuannya di Renstra",
        )
        .help(format!(
            "tulis satuan = \"{wanted}\", dan sesuaikan targetnya"
        ))
        .unless(&[Rule::IkuSatuan, Rule::SatuanUnknown]);
    Some(finding)
}

/// What was reached in a year is one value, here and in the Renstra.
fn dasar((here, found): &Held<'_>, ground: &Ground<'_>) -> Option<Finding> {
    let own = here.indikator.dasar.as_ref()?;
    let known = found.same.iter().filter_map(|planned| {
        let dasar = planned.indikator.dasar.as_ref()?;
        (dasar.tahun == own.tahun).then_some((*planned, dasar))
    });
    let known: Vec<(&Planned<'_>, &Dasar)> = known.collect();
    if known
        .iter()
        .any(|(_, dasar)| same(&dasar.nilai, &own.nilai))
    {
        return None;
    }
    let (planned, theirs) = known
        .iter()
        .find(|(_, dasar)| differ(&dasar.nilai, &own.nilai))?;
    let (mine, theirs) = (own.nilai.print(), theirs.nilai.print());
    let message = format!(
        "dasar {} tahun {} {mine}, kondisi awal di Renstra {theirs}",
        quote(&here.indikator.uraian),
        own.tahun
    );
    let path = here.line.path_of(here.indikator).key("dasar").key("nilai");
    let there = planned.row.path_of(planned.indikator);
    let there = Place::field(ground.renstra_file, there.key("dasar").key("nilai"));
    let finding = Finding::new(
        Rule::DasarOffRenstra,
        Place::field(here.line.file, path),
        message,
    )
    .because(there, "kondisi awalnya di Renstra")
    .help(format!(
        "cocokkan dengan sumber datanya; bila Renstra yang benar, tulis nilai = \"{theirs}\""
    ));
    Some(finding.unless_at(&here.at("satuan"), &[Rule::SatuanOffRenstra]))
}
