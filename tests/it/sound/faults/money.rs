//! What is wrong with money: RKT131, RKT401 to RKT407.

use rkt::domain::rule::Rule;

use super::number::uncontrolled;
use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::plan::Row;
use crate::sound::world::World;

pub const ALL: [Fault; 10] = [
    fault(Rule::TargetUnpaid, "pagu 0", |world, dice| {
        let row = uncontrolled(world, dice)?;
        world.form().rows[row].keys.put("pagu", "0");
        Some(())
    }),
    fault(Rule::PaguControl, "of a kegiatan", |world, dice| {
        control(world, dice, "kegiatan")
    }),
    fault(Rule::PaguControl, "of a program", |world, dice| {
        control(world, dice, "program")
    }),
    fault(Rule::PaguBeside, "above another Bidang's", beside),
    fault(Rule::RenstraPagu, "of a kegiatan", |world, dice| {
        let row = world.row(dice, |row| row.list == "program")?;
        let program = world.form().rows[row].name();
        let mut kegiatan = Row::kode("kegiatan", &format!("{program}.2.99"));
        kegiatan.keys.put("pagu", "{ 2027 = 1_000_000 }");
        world.renstra.as_mut()?.rows.push(kegiatan);
        Some(())
    }),
    fault(Rule::PaguOverRenstra, "a low ceiling", |world, dice| {
        let row = uncontrolled(world, dice)?;
        let program = world.form().rows[row].name()[..7].to_owned();
        let rows = &mut world.renstra.as_mut()?.rows;
        let planned = rows.iter_mut().find(|row| row.name() == program)?;
        planned.keys.put("pagu", "{ 2027 = 1_000_000 }");
        Some(())
    }),
    fault(Rule::PaguOverRenstra, "a low kegiatan", |world, dice| {
        let row = uncontrolled(world, dice)?;
        let kode = world.form().rows[row].name()[..12].to_owned();
        let rows = &mut world.renstra.as_mut()?.rows;
        let program = rows.iter_mut().find(|row| row.name() == kode[..7])?;
        program.keys.drop("pagu");
        let mut kegiatan = Row::kode("kegiatan", &kode);
        kegiatan.keys.put("pagu", "{ 2027 = 500_000 }");
        rows.push(kegiatan);
        Some(())
    }),
    fault(Rule::PaguUneven, "some rupiah", |world, dice| {
        let row = uncontrolled(world, dice)?;
        only_if(!world.form().rows[row].name().starts_with("1.01.01.2.02"))?;
        let keys = &mut world.form().rows[row].keys;
        keys.put("pagu", "123_456_789");
        keys.say("sumber_dana", "DAU");
        Some(())
    }),
    fault(Rule::PaguTiny, "in thousands", |world, dice| {
        let row = uncontrolled(world, dice)?;
        world.form().rows[row].keys.put("pagu", "750_000");
        Some(())
    }),
    fault(Rule::SourceMissing, "no key", |world, dice| {
        let row = uncontrolled(world, dice)?;
        world.form().rows[row].keys.drop("sumber_dana");
        Some(())
    }),
];

/// Gives a row less money than what is below it has.
fn control(world: &mut World, dice: &mut Dice, list: &str) -> Option<()> {
    let paid = uncontrolled(world, dice)?;
    let form = world.form();
    let kode = form.rows[paid].name();
    let mut rows = form.rows.iter_mut();
    let is_above =
        |row: &&mut Row| row.list == list && kode.starts_with(&format!("{}.", row.name()));
    let above = rows.find(is_above)?;
    above.keys.put("pagu", "1_000_000");
    Some(())
}

fn beside(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.forms.len() == 2)?;
    let other = world.forms[1].clone();
    let is_paid = |kode: &str| {
        let below = other.of("sub_kegiatan").into_iter().map(|n| &other.rows[n]);
        let mut below = below.filter(|row| row.name().starts_with(&format!("{kode}.")));
        below.any(|row| row.keys.has("pagu"))
    };
    let row = world.row(dice, |row| row.list == "program" && is_paid(&row.name()))?;
    let kode = format!("{}.", world.form().rows[row].name());
    for row in &mut world.form().rows {
        if row.name().starts_with(&kode) {
            row.keys.drop("pagu");
        }
    }
    world.form().rows[row].keys.put("pagu", "900_000_000");
    Some(())
}
