//! What keeps a form from being read as a plan: RKT001 to RKT132.

use rkt::domain::rule::Rule;

use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::plan::{Keys, Row, list};
use crate::sound::world::World;

pub const ALL: [Fault; 25] = [
    fault(Rule::FileUnreadable, "ANSI", |world, dice| {
        at_a_line(world, dice, b"# Caf\xe9\n");
        Some(())
    }),
    fault(Rule::ConflictMarker, "between lines", |world, dice| {
        let marker = dice.word(&["<<<<<<< HEAD\n", "=======\n", ">>>>>>> cabang\n"]);
        at_a_line(world, dice, marker.as_bytes());
        Some(())
    }),
    fault(Rule::TomlSyntax, "a quote left out", unquoted),
    fault(Rule::HiddenCharacter, "in words", hidden),
    fault(Rule::UnknownFormat, "2", |world, _| {
        world.form().head.put("format", "2");
        Some(())
    }),
    fault(Rule::UnknownKey, "misspelt", misspelt_key),
    fault(Rule::UnknownKey, "of its own", |world, dice| {
        any_row(world, dice)?.put("catatan", "\"perlu dibahas\"");
        Some(())
    }),
    fault(Rule::WrongType, "a number for words", |world, dice| {
        any_row(world, dice)?.put("uraian", "7");
        Some(())
    }),
    fault(Rule::WrongType, "three triwulan", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).put("triwulan", list(&["1", "2", "3"]));
        Some(())
    }),
    fault(Rule::MissingKey, "satuan", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).drop("satuan");
        Some(())
    }),
    fault(Rule::MissingKey, "uraian", |world, dice| {
        let spot = world.free(dice, |_| true)?;
        world.at(spot).say("uraian", " ");
        Some(())
    }),
    fault(
        Rule::MissingKey,
        "uraian of the only indikator",
        |world, dice| {
            only_if(world.is_alone())?;
            let row = world.row(dice, |row| row.indikator.len() == 1)?;
            world.form().rows[row].indikator[0].drop("uraian");
            Some(())
        },
    ),
    fault(Rule::MissingKey, "kode", |world, dice| {
        let row = world.row(dice, |row| row.list == "sub_kegiatan")?;
        world.form().rows[row].keys.drop("kode");
        Some(())
    }),
    fault(Rule::NotAChoice, "jenis_triwulan", |world, dice| {
        let spot = world.spot(dice, |_, one| one.has("jenis_triwulan"))?;
        world.at(spot).say("jenis_triwulan", "bulanan");
        Some(())
    }),
    fault(Rule::NotAChoice, "arah", |world, dice| {
        let spot = world.spot(dice, |_, one| one.text("arah") == "naik")?;
        world.at(spot).say("arah", "Naik");
        Some(())
    }),
    fault(Rule::OtherForm, "year", |world, _| {
        world.form().head.put("tahun", "2026");
        Some(())
    }),
    fault(Rule::OtherForm, "Bidang", |world, _| {
        world.form().head.say("bidang", "smp");
        Some(())
    }),
    fault(Rule::EmptyForm, "no row", |world, _| {
        world.form().rows.clear();
        Some(())
    }),
    fault(Rule::SasaranWithoutIndikator, "all gone", |world, dice| {
        only_if(world.is_alone())?;
        let row = world.row(dice, |row| row.list == "sasaran")?;
        world.form().rows[row].indikator.clear();
        Some(())
    }),
    fault(Rule::ExceptionUnknown, "no such rule", |world, dice| {
        except(any_row(world, dice)?, "RKT299");
        Some(())
    }),
    fault(Rule::ExceptionUnknown, "a fixed rule", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        except(world.at(spot), "RKT203");
        Some(())
    }),
    fault(Rule::ExceptionIdle, "of a row", |world, dice| {
        except(any_row(world, dice)?, "RKT407");
        Some(())
    }),
    fault(Rule::ExceptionIdle, "of an indikator", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        except(world.at(spot), "RKT513");
        Some(())
    }),
    fault(Rule::PaguUnmeasured, "indikator gone", |world, dice| {
        let row = world.row(dice, |row| {
            row.list == "sub_kegiatan" && row.keys.has("pagu")
        })?;
        world.form().rows[row].indikator.clear();
        Some(())
    }),
    fault(Rule::SasaranCrowded, "ten", crowded),
];

/// The keys of some row.
fn any_row<'a>(world: &'a mut World, dice: &mut Dice) -> Option<&'a mut Keys> {
    let row = world.row(dice, |_| true)?;
    Some(&mut world.form().rows[row].keys)
}

fn except(keys: &mut Keys, rule: &str) {
    keys.put(
        "abaikan",
        format!("[{{ aturan = \"{rule}\", alasan = \"sudah dibahas\" }}]"),
    );
}

/// The bytes of a form with something put at the end of some line.
fn at_a_line(world: &mut World, dice: &mut Dice, bytes: &[u8]) {
    let text = world.text(0);
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let ends: Vec<usize> = ends.collect();
    let at = *dice.one(&ends);
    let (before, after) = text.as_bytes().split_at(at);
    world.bytes = Some([before, bytes, after].concat());
}

fn unquoted(world: &mut World, dice: &mut Dice) -> Option<()> {
    let spot = world.spot(dice, |_, _| true)?;
    let satuan = world.at(spot).text("satuan");
    world.at(spot).put("satuan", format!("{satuan}\""));
    Some(())
}

fn hidden(world: &mut World, dice: &mut Dice) -> Option<()> {
    let spot = world.free(dice, |_| true)?;
    let uraian = world.at(spot).text("uraian");
    world.at(spot).say("uraian", &format!("{uraian}\u{200b}"));
    Some(())
}

/// Keys that a row can do without.
const LOOSE: [(&str, &str); 4] = [
    ("lokasi", "lokas"),
    ("kelompok_sasaran", "kelompok_sasran"),
    ("prakiraan_maju", "prakiran_maju"),
    ("hasil", "hasill"),
];

fn misspelt_key(world: &mut World, dice: &mut Dice) -> Option<()> {
    let (key, slip) = *dice.one(&LOOSE);
    let row = world.row(dice, |row| row.keys.has(key))?;
    world.form().rows[row].keys.rename(key, slip);
    Some(())
}

fn crowded(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.is_alone())?;
    let row = world.row(dice, |row| row.list == "sasaran")?;
    let row: &mut Row = &mut world.form().rows[row];
    let first = row.indikator.first()?.clone();
    for letter in ["A", "B", "C", "D", "E", "F", "G", "H", "I"] {
        let mut one = first.clone();
        one.say("uraian", &format!("Indeks wilayah {letter}"));
        one.drop("id");
        row.indikator.push(one);
    }
    Some(())
}
