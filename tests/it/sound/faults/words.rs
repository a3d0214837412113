//! What is wrong with words: RKT501 to RKT516.

use rkt::domain::rule::Rule;

use super::number::level;
use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::world::World;

pub const ALL: [Fault; 21] = [
    fault(Rule::ResultMissing, "a process", |world, dice| {
        sasaran(world, dice, "Peningkatan daya saing lulusan")
    }),
    fault(Rule::SasaranAsActivity, "an activity", |world, dice| {
        sasaran(world, dice, "Melaksanakan pelatihan kepala sekolah")
    }),
    fault(Rule::SasaranAsIndikator, "an indikator", |world, dice| {
        sasaran(world, dice, "Persentase lulusan yang bekerja")
    }),
    fault(Rule::MeasureMissing, "no measure", |world, dice| {
        share(world, dice, "Gugus sekolah yang bertemu tiap bulan")
    }),
    fault(Rule::TwoInOne, "joined by dan", |world, dice| {
        share(
            world,
            dice,
            "Persentase gugus yang aktif dan persentase komite yang aktif",
        )
    }),
    fault(Rule::TwoInOne, "numbered", |world, dice| {
        share(
            world,
            dice,
            "1. Persentase gugus yang aktif 2. Persentase komite yang aktif",
        )
    }),
    fault(
        Rule::MeasureAgainstSatuan,
        "jumlah in percent",
        |world, dice| share(world, dice, "Jumlah gugus yang aktif"),
    ),
    fault(
        Rule::MeasureAgainstSatuan,
        "a share in pieces",
        |world, dice| {
            let spot = world.free(dice, |one| one.text("satuan") == "Orang")?;
            world.at(spot).say("uraian", "Persentase pamong yang hadir");
            Some(())
        },
    ),
    fault(Rule::OutputAtOutcome, "of a program", |world, dice| {
        only_if(world.is_alone())?;
        let outcome = |name: &str| !name.ends_with(".01");
        let spot = world.spot(dice, |row, one| {
            row.is_of_office() && outcome(&row.name()) && !one.has("iku")
        })?;
        let one = world.at(spot);
        one.say("uraian", "Jumlah naskah peta jalan");
        one.say("satuan", "Dokumen");
        one.drop("dasar");
        one.drop("arah");
        level(one, "2");
        Some(())
    }),
    fault(Rule::VagueWord, "well", |world, dice| {
        share(world, dice, "Persentase gugus yang berjalan dengan baik")
    }),
    fault(Rule::VagueWord, "memadai", |world, dice| {
        share(world, dice, "Persentase laboratorium yang memadai")
    }),
    fault(Rule::Misspelt, "Prosentase", |world, dice| {
        share(world, dice, "Prosentase gugus yang bertemu")
    }),
    fault(Rule::Misspelt, "a letter", |world, dice| {
        share(world, dice, "Persentase peserta dari perpustakan desa")
    }),
    fault(Rule::ArahMissing, "less is better", |world, dice| {
        let spot = world.spot(dice, |_, one| one.text("arah") == "turun")?;
        world.at(spot).drop("arah");
        Some(())
    }),
    fault(Rule::Unexplained, "no source", |world, dice| {
        let spot = world.spot(dice, |row, _| row.list == "sasaran")?;
        world.at(spot).drop("sumber_data");
        Some(())
    }),
    fault(Rule::Unexplained, "no definition", |world, dice| {
        let spot = world.spot(dice, |row, _| row.list == "sasaran")?;
        world.at(spot).drop("definisi");
        Some(())
    }),
    fault(Rule::LineBreak, "in the middle", |world, dice| {
        reworded(world, dice, |text| text.replacen(' ', "\n", 1))
    }),
    fault(Rule::DoubleBlank, "two blanks", |world, dice| {
        reworded(world, dice, |text| text.replacen(' ', "  ", 1))
    }),
    fault(Rule::AllCapitals, "shouted", |world, dice| {
        share(world, dice, "PERSENTASE GUGUS YANG BERTEMU")
    }),
    fault(Rule::RevokedRule, "in a remark", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        let old = dice.word(&[
            "Menurut PermenPAN Nomor 29 Tahun 2010",
            "Sesuai Permendagri 54/2010",
        ]);
        world.at(spot).say("keterangan", old);
        Some(())
    }),
    fault(Rule::LeftBehind, "a past year", |world, dice| {
        // Reports and those who left school have a year of their own.
        let spot = world.free(dice, |one| {
            one.text("satuan") == "Persen" && one.text("arah") != "turun"
        })?;
        world.at(spot).say(
            "uraian",
            "Persentase museum yang memenuhi standar Tahun 2024",
        );
        Some(())
    }),
];

/// Words that a sasaran has in every form and in the Renstra.
pub fn sasaran(world: &mut World, dice: &mut Dice, uraian: &str) -> Option<()> {
    let row = world.row(dice, |row| row.list == "sasaran")?;
    let id = world.form().rows[row].name();
    let plans = world.forms.iter_mut().chain(&mut world.renstra);
    for row in plans.flat_map(|plan| &mut plan.rows) {
        if row.name() == id {
            row.keys.say("uraian", uraian);
        }
    }
    Some(())
}

/// Gives other words to a percentage.
fn share(world: &mut World, dice: &mut Dice, uraian: &str) -> Option<()> {
    let spot = world.free(dice, |one| {
        one.text("satuan") == "Persen" && one.text("arah") != "turun" && !one.has("definisi")
    })?;
    world.at(spot).say("uraian", uraian);
    Some(())
}

/// Changes the words of an indikator that nothing else knows.
fn reworded(world: &mut World, dice: &mut Dice, change: fn(&str) -> String) -> Option<()> {
    let spot = world.free(dice, |_| true)?;
    let uraian = world.at(spot).text("uraian");
    world.at(spot).say("uraian", &change(&uraian));
    Some(())
}
