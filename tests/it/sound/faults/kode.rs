//! What is wrong with kode and what stands under them: RKT301 to RKT318.

use rkt::domain::rule::Rule;

use super::number::{level, uncontrolled};
use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::plan::{Row, list};
use crate::sound::pool::{self, OUTPUTS};
use crate::sound::world::World;

pub const ALL: [Fault; 17] = [
    fault(Rule::BadKode, "three digits", |world, dice| {
        let row = world.row(dice, |row| row.list == "sub_kegiatan")?;
        let kode = world.form().rows[row].name();
        world.form().rows[row]
            .keys
            .say("kode", &kode[..kode.len() - 1]);
        Some(())
    }),
    fault(Rule::BadKode, "of another level", |world, dice| {
        let row = world.row(dice, |row| row.list == "kegiatan")?;
        world.form().rows[row].keys.say("kode", "1.01.02");
        Some(())
    }),
    fault(Rule::ParentMissing, "of a sub kegiatan", |world, dice| {
        let row = world.row(dice, |row| row.list == "sub_kegiatan")?;
        for row in &mut world.form().rows {
            if row.list != "sub_kegiatan" {
                row.keys.drop("pagu");
            }
        }
        let kode = world.form().rows[row].name();
        let (program, sub) = (&kode[..7], &kode[kode.len() - 4..]);
        let moved = format!("{program}.2.77.{sub}");
        world.form().rows[row].keys.say("kode", &moved);
        Some(())
    }),
    fault(Rule::SasaranUnknown, "one more", |world, dice| {
        let row = world.row(dice, |row| row.list == "program")?;
        let keys = &mut world.form().rows[row].keys;
        let more = keys.toml("sasaran")?.replace(']', ", \"S9\"]");
        keys.put("sasaran", more);
        Some(())
    }),
    fault(Rule::ProgramAdrift, "no key", |world, dice| {
        let row = world.row(dice, |row| row.list == "program")?;
        world.form().rows[row].keys.drop("sasaran");
        Some(())
    }),
    fault(Rule::ProgramAdrift, "an empty list", |world, dice| {
        let row = world.row(dice, |row| row.list == "program")?;
        world.form().rows[row].keys.put("sasaran", "[]");
        Some(())
    }),
    fault(Rule::SasaranUnserved, "one more", unserved),
    fault(Rule::KodeShort, "two digits", |world, dice| {
        let row = world.row(dice, |row| row.list == "sub_kegiatan")?;
        let kode = world.form().rows[row].name();
        let (above, sub) = kode.rsplit_once('.')?;
        let short = format!("{above}.{}", &sub[2..]);
        world.form().rows[row].keys.say("kode", &short);
        Some(())
    }),
    fault(Rule::KodeGovernment, "a kegiatan of the provinsi", provinsi),
    fault(Rule::KodeUnlisted, "beside others", |world, dice| {
        only_if(world.nomenklatur.is_some())?;
        let row = world.row(dice, |row| row.list == "sub_kegiatan")?;
        let kode = world.form().rows[row].name();
        let (above, _) = kode.rsplit_once('.')?;
        world.form().rows[row]
            .keys
            .say("kode", &format!("{above}.0099"));
        Some(())
    }),
    fault(Rule::UraianUnofficial, "a word more", |world, dice| {
        let row = world.row(dice, |row| {
            row.list == "sub_kegiatan" && row.keys.has("uraian")
        })?;
        let uraian = world.form().rows[row].keys.text("uraian");
        world.form().rows[row]
            .keys
            .say("uraian", &format!("{uraian} Terpadu"));
        Some(())
    }),
    fault(
        Rule::IndikatorUnofficial,
        "another indikator",
        |world, dice| {
            let row = world.row(dice, |row| row.is_official)?;
            let other = dice.one(&OUTPUTS[..8]);
            let one = &mut world.form().rows[row].indikator[0];
            one.say("uraian", &format!("{} se-kabupaten", other.uraian));
            Some(())
        },
    ),
    fault(Rule::IndikatorUnofficial, "another unit", |world, dice| {
        let row = world.row(dice, |row| {
            row.is_official && row.indikator[0].text("satuan") != "Lokasi"
        })?;
        only_if(world.form().rows[row].indikator[0].text("satuan") != "Unit")?;
        world.form().rows[row].indikator[0].say("satuan", "Lokasi");
        Some(())
    }),
    fault(
        Rule::KodeOfOther,
        "a kegiatan of another Bidang",
        |world, dice| {
            let row = world.row(dice, |row| row.list == "kegiatan")?;
            let kode = world.form().rows[row].name();
            world.bidang = vec![("smp", format!("kode = [\"{kode}\"]"))];
            Some(())
        },
    ),
    fault(Rule::UrusanForeign, "another urusan", |world, _| {
        world.instansi += "\nurusan = [\"1.05\"]";
        Some(())
    }),
    fault(Rule::ProgramSpecial, "Yogyakarta", |world, _| {
        let mut row = Row::kode("program", "2.22.08");
        let sasaran = world.form().rows[0].name();
        row.keys.put("sasaran", list(&[sasaran]));
        world.form().rows.push(row);
        Some(())
    }),
    fault(Rule::KodeRetired, "replaced", retired),
];

fn unserved(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.renstra.is_none())?;
    let row = world.row(dice, |row| row.list == "sasaran")?;
    let mut own = world.form().rows[row].clone();
    own.keys.say("id", "S9");
    own.keys.say("uraian", "Menguatnya peran serta orang tua");
    let mut one = own.indikator.first()?.clone();
    one.say("uraian", "Indeks peran serta orang tua");
    one.drop("iku");
    one.drop("id");
    own.indikator = vec![one];
    world.form().rows.insert(row, own);
    if let Some(last) = &mut world.last_year {
        last.rows
            .insert(row, Row::sasaran("S9", "Menguatnya peran serta orang tua"));
    }
    Some(())
}

fn provinsi(world: &mut World, dice: &mut Dice) -> Option<()> {
    let row = world.row(dice, |row| row.list == "kegiatan")?;
    let kode = world.form().rows[row].name();
    let other = kode.replace(".2.", ".1.");
    for row in &mut world.form().rows {
        let name = row.name();
        if name == kode || name.starts_with(&format!("{kode}.")) {
            row.keys.say("kode", &name.replacen(&kode, &other, 1));
        }
    }
    Some(())
}

fn retired(world: &mut World, dice: &mut Dice) -> Option<()> {
    let table = world.nomenklatur.as_deref().unwrap_or(pool::BUILT_IN);
    let mut all = pool::entries(table);
    let kegiatan = |kode: &str| world.forms[0].row("kegiatan", kode).is_some();
    all.retain(|one| one.is_retired && kegiatan(one.above()));
    let entry = dice.take(&mut all)?;
    let row = uncontrolled(world, dice)?;
    let rows = &mut world.form().rows;
    let mut own = rows[row].clone();
    own.keys.say("kode", &entry.kode);
    own.keys.say("uraian", &entry.uraian);
    for one in &mut own.indikator {
        one.say("uraian", "Jumlah set alat praktik");
        one.say("satuan", "Paket");
        one.drop("id");
        one.drop("dasar");
        level(one, "12");
    }
    own.indikator.truncate(1);
    rows.push(own);
    Some(())
}
