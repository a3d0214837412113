//! What does not fit: rows of one form, two forms, the Renstra, the list of IKU, the year before.
//! RKT205 to RKT207, RKT601 to RKT621.

use rkt::domain::rule::Rule;

use super::number::level;
use super::words::sasaran;
use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::plan::{Keys, Row, list};
use crate::sound::world::World;

pub const ALL: [Fault; 36] = [
    fault(Rule::TargetBelowDasar, "of the Renstra", |world, dice| {
        let one = planned(world, dice, rises)?;
        one.put("dasar", "{ tahun = 2020, nilai = \"9999\" }");
        Some(())
    }),
    fault(Rule::TargetBackward, "of the Renstra", |world, dice| {
        let one = planned(world, dice, rises)?;
        let target = one.toml("target")?.split(", 2028").next()?.to_owned();
        one.put("target", format!("{target}, 2028 = \"0\", 2029 = \"0\" }}"));
        Some(())
    }),
    fault(Rule::YearWithoutTarget, "of the Renstra", |world, dice| {
        only_if(
            world
                .renstra
                .as_ref()?
                .rows
                .iter()
                .map(|row| row.indikator.len())
                .sum::<usize>()
                > 1,
        )?;
        let one = planned(world, dice, |_| true)?;
        let target = one.toml("target")?.split(", 2029").next()?.to_owned();
        one.put("target", format!("{target} }}"));
        Some(())
    }),
    fault(Rule::Duplicate, "a sub kegiatan twice", |world, dice| {
        let row = super::number::uncontrolled(world, dice)?;
        let mut own = world.form().rows[row].clone();
        own.indikator.iter_mut().for_each(|one| one.drop("id"));
        world.form().rows.push(own);
        Some(())
    }),
    fault(Rule::Duplicate, "an id twice", |world, dice| {
        only_if(world.last_year.is_none())?;
        let spot = world.spot(dice, |_, _| true)?;
        let other = world.spot(dice, |_, _| true)?;
        only_if((spot.row, spot.n) != (other.row, other.n))?;
        world.at(spot).say("id", "x");
        world.at(other).say("id", "x");
        Some(())
    }),
    fault(Rule::UraianDiffers, "of a sasaran", |world, dice| {
        let other = world.forms.get(1).or(world.renstra.as_ref())?.clone();
        let row = world.row(dice, |row| other.row("sasaran", &row.name()).is_some())?;
        world.form().rows[row]
            .keys
            .say("uraian", "Menguatnya karakter peserta didik");
        Some(())
    }),
    fault(Rule::TargetDiffers, "at two levels", |world, dice| {
        two_levels(world, dice)?;
        Some(())
    }),
    fault(Rule::TargetDiffers, "with other marks", |world, dice| {
        let twin = two_levels(world, dice)?;
        let uraian = twin.text("uraian").replacen(' ', " / ", 1);
        twin.say("uraian", &format!("{uraian}."));
        Some(())
    }),
    fault(Rule::TargetDiffers, "in two Bidang", two_bidang),
    fault(Rule::SharedSubKegiatan, "in two forms", shared),
    fault(Rule::RenstraTwice, "two tujuan", |world, _| {
        let plan = world.renstra.as_mut()?;
        for (id, target) in [("T1", "73,60"), ("T2", "73,80")] {
            let mut row = Row {
                list: "tujuan",
                ..Row::default()
            };
            row.keys.say("id", id);
            let mut one = Keys::default();
            one.say("uraian", "Indeks Pembangunan Manusia");
            one.say("satuan", "Indeks");
            one.put("target", format!("{{ 2026 = \"73,10\", 2027 = \"{target}\", 2028 = \"74,10\", 2029 = \"74,20\" }}"));
            row.indikator.push(one);
            plan.rows.push(row);
        }
        Some(())
    }),
    fault(Rule::SasaranOffRenstra, "another id", |world, dice| {
        only_if(world.renstra.is_some() && world.forms.len() == 1)?;
        let row = world.row(dice, |row| row.list == "sasaran")?;
        let id = world.form().rows[row].name();
        for row in &mut world.form().rows {
            if row.name() == id {
                row.keys.say("id", "S9");
            }
            if let Some(serves) = row.keys.toml("sasaran") {
                let serves = serves.replace(&format!("\"{id}\""), "\"S9\"");
                row.keys.put("sasaran", serves);
            }
        }
        Some(())
    }),
    fault(Rule::TargetOffRenstra, "not yet there", |world, dice| {
        off_renstra(world, dice, -3)
    }),
    fault(Rule::TargetBeyondRenstra, "past its end", |world, dice| {
        off_renstra(world, dice, 12)
    }),
    fault(Rule::RenstraLink, "of a program", |world, _| {
        let mut rows = world.renstra.as_mut()?.rows.iter_mut();
        let program = rows.find(|row| row.list == "program")?;
        program.keys.put("sasaran", list(&["S9"]));
        Some(())
    }),
    fault(Rule::SasaranTwice, "under two id", |world, _| {
        let all = world.form().of("sasaran");
        only_if(all.len() > 1)?;
        let first = world.form().rows[all[0]].keys.text("uraian");
        let n = world.form().rows[all[1]].name();
        let plans = world.forms.iter_mut().chain(&mut world.renstra);
        for row in plans
            .flat_map(|plan| &mut plan.rows)
            .filter(|row| row.name() == n)
        {
            row.keys.say("uraian", &first);
        }
        Some(())
    }),
    fault(Rule::ProgramOffRenstra, "not planned", |world, dice| {
        let plan = world.renstra.as_mut()?;
        let all = plan.of("program");
        only_if(all.len() > 1)?;
        plan.rows.remove(*dice.one(&all));
        Some(())
    }),
    fault(Rule::IndikatorAlike, "a slip apart", |world, dice| {
        let spot = world.free(dice, |one| one.text("satuan") == "Persen")?;
        world
            .at(spot)
            .say("uraian", "Persentase gugus yang terpelihara");
        let mut twin = world.at(spot).clone();
        twin.say("uraian", "Persentase gugus yang terpelihra");
        twin.drop("id");
        world.form().rows[spot.row].indikator.push(twin);
        Some(())
    }),
    fault(Rule::IndikatorAlike, "twice over", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        let mut twin = world.at(spot).clone();
        twin.drop("id");
        world.form().rows[spot.row].indikator.push(twin);
        Some(())
    }),
    fault(Rule::RenstraNotCarried, "an indikator", |world, dice| {
        let own = world.form().rows.clone();
        let plan = world.renstra.as_mut()?;
        let rows = plan.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| own.iter().any(|own| own.name() == row.name()));
        let rows: Vec<usize> = rows.map(|(n, _)| n).collect();
        let mut one = Keys::default();
        one.say("uraian", "Persentase balai latihan yang dipakai");
        one.say("satuan", "Persen");
        one.put(
            "target",
            "{ 2026 = \"70\", 2027 = \"71\", 2028 = \"72\", 2029 = \"73\" }",
        );
        plan.rows[*dice.one(&rows)].indikator.push(one);
        Some(())
    }),
    fault(Rule::IndikatorOffRenstra, "one more", |world, dice| {
        only_if(world.renstra.is_some())?;
        let plan = world.renstra.clone()?;
        let known = |row: &Row| {
            plan.row(row.list, &row.name())
                .is_some_and(|row| !row.indikator.is_empty())
        };
        let row = world.row(dice, |row| row.list == "program" && known(row))?;
        let mut one = Keys::default();
        one.say("uraian", "Persentase balai latihan yang dipakai");
        one.say("satuan", "Persen");
        level(&mut one, "71");
        world.form().rows[row].indikator.push(one);
        Some(())
    }),
    fault(Rule::IkuChanged, "one more", |world, dice| {
        only_if(world.last_year.is_some() && world.iku.is_none())?;
        // Where nothing was marked, nothing changes.
        world.spot(dice, |_, one| one.has("iku"))?;
        let spot = world.spot(dice, |row, one| row.is_of_office() && !one.has("iku"))?;
        world.at(spot).put("iku", "true");
        Some(())
    }),
    fault(Rule::IkuChanged, "one fewer", |world, dice| {
        only_if(world.last_year.is_some() && world.iku.is_none())?;
        let spot = world.spot(dice, |_, one| one.has("iku"))?;
        world.at(spot).put("iku", "false");
        Some(())
    }),
    fault(Rule::IkuNotCarried, "one more", |world, _| {
        let mut row = Row {
            list: "iku",
            ..Row::default()
        };
        row.keys
            .say("uraian", "Persentase balai latihan yang dipakai");
        row.keys.say("satuan", "Persen");
        world.iku.as_mut()?.rows.push(row);
        Some(())
    }),
    fault(Rule::IkuUnknown, "marked", |world, dice| {
        only_if(world.iku.is_some())?;
        let spot = world.spot(dice, |_, one| !one.has("iku"))?;
        world.at(spot).put("iku", "true");
        Some(())
    }),
    fault(Rule::IkuUnmarked, "one mark gone", |world, dice| {
        only_if(world.iku.is_some() && world.last_year.is_none())?;
        let spot = world.spot(dice, |row, one| row.is_of_office() && one.has("iku"))?;
        world.at(spot).drop("iku");
        Some(())
    }),
    fault(Rule::IkuSasaran, "nobody's", |world, dice| {
        let rows = &mut world.iku.as_mut()?.rows;
        let n = dice.below(rows.len());
        rows[n].keys.say("sasaran", "S77");
        Some(())
    }),
    fault(Rule::SatuanOffRenstra, "of another kind", |world, dice| {
        let share = |one: &&mut Keys| one.text("satuan") == "Persen";
        let rows = &mut world.renstra.as_mut()?.rows;
        let mut all: Vec<&mut Keys> = rows
            .iter_mut()
            .flat_map(|row| &mut row.indikator)
            .filter(share)
            .collect();
        only_if(!all.is_empty() && world.iku.is_none())?;
        let n = dice.below(all.len());
        all[n].say("satuan", "Nilai");
        Some(())
    }),
    fault(Rule::DasarOffRenstra, "of the same year", |world, dice| {
        let row = world.row(dice, |row| row.is_of_office() && !row.indikator.is_empty())?;
        let own = world.form().rows[row].clone();
        let one = own
            .indikator
            .iter()
            .find(|one| one.has("dasar") && rises(one))?;
        let dasar = one.toml("dasar")?.to_owned();
        let tahun: String = dasar.chars().filter(char::is_ascii_digit).take(4).collect();
        let plan = world.renstra.as_mut()?;
        let planned = plan
            .rows
            .iter_mut()
            .find(|row| row.list == own.list && row.name() == own.name())?;
        let known = planned
            .indikator
            .iter_mut()
            .find(|known| known.text("uraian") == one.text("uraian"))?;
        known.put("dasar", format!("{{ tahun = {tahun}, nilai = \"0,07\" }}"));
        Some(())
    }),
    fault(Rule::IkuSatuan, "in the list", |world, dice| {
        let rows = &mut world.iku.as_mut()?.rows;
        let n = dice.below(rows.len());
        rows[n].keys.say("satuan", "Lokasi");
        Some(())
    }),
    fault(Rule::WordingOffRenstra, "in full", |world, dice| {
        only_if(world.renstra.is_some() && world.last_year.is_none() && world.iku.is_none())?;
        let spot = world.spot(dice, |_, one| one.text("uraian").starts_with("AP"))?;
        let full = [
            ("APM", "Angka Partisipasi Murni (APM)"),
            ("APS", "Angka Partisipasi Sekolah (APS)"),
            ("APK", "Angka Partisipasi Kasar (APK)"),
        ];
        let uraian = world.at(spot).text("uraian");
        let (short, long) = full.iter().find(|(short, _)| uraian.starts_with(short))?;
        world.at(spot).say("uraian", &uraian.replace(short, long));
        Some(())
    }),
    fault(Rule::DecimalsOffRenstra, "one fewer", |world, dice| {
        only_if(world.renstra.is_some())?;
        let is_short = |one: &Keys| {
            let target = one.text("target");
            target.contains([',', '.']) && target.ends_with('0') && !target.ends_with("00")
        };
        let spot = world.spot(dice, |row, one| row.is_of_office() && is_short(one))?;
        let target = world.at(spot).text("target");
        world.at(spot).say("target", target.trim_end_matches('0'));
        Some(())
    }),
    fault(Rule::CopiedFromLastYear, "all targets", copied),
    fault(Rule::CopiedFromBidang, "three rows", twins),
    fault(Rule::LeftBehind, "another kabupaten", |world, dice| {
        sasaran(
            world,
            dice,
            "Meningkatnya mutu pendidikan di Kabupaten Kotabaru",
        )
    }),
    fault(Rule::MissingKey, "of an IKU", |world, dice| {
        let rows = &mut world.iku.as_mut()?.rows;
        let n = dice.below(rows.len());
        rows[n].keys.drop("satuan");
        Some(())
    }),
];

/// Whether it is a number of which more is said to be better.
fn rises(one: &Keys) -> bool {
    one.text("arah") == "naik" && one.text("satuan") != "Predikat"
}

/// An indikator of the Renstra.
fn planned<'a>(
    world: &'a mut World,
    dice: &mut Dice,
    wanted: impl Fn(&Keys) -> bool,
) -> Option<&'a mut Keys> {
    let plan = world.renstra.as_mut()?;
    let all = plan.rows.iter_mut().flat_map(|row| &mut row.indikator);
    let mut all: Vec<&mut Keys> = all.filter(|one| wanted(one)).collect();
    dice.take(&mut all)
}

/// One measure with another target in the row above or below it.
fn two_levels<'a>(world: &'a mut World, dice: &mut Dice) -> Option<&'a mut Keys> {
    // Lengths may be parts of one sum.
    let is_level = |one: &Keys| !one.text("satuan").starts_with("Meter");
    let spot = world.free(dice, |one| {
        one.text("target").contains([',', '.']) && is_level(one)
    })?;
    let row = &world.form().rows[spot.row];
    let (of, kode) = (row.list, row.name());
    let other = world.row(dice, |row| match of {
        "sub_kegiatan" => row.list == "kegiatan" && kode.starts_with(&format!("{}.", row.name())),
        "kegiatan" => row.list == "sub_kegiatan" && row.name().starts_with(&format!("{kode}.")),
        _ => false,
    })?;
    let mut twin = world.at(spot).clone();
    moved(&mut twin, 1)?;
    twin.drop("id");
    twin.drop("arah");
    let all = &mut world.form().rows[other].indikator;
    all.push(twin);
    all.last_mut()
}

/// An indikator of a sasaran or program with another target in the form of another Bidang.
fn two_bidang(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.forms.len() == 2 && world.is_alone())?;
    let spot = world.spot(dice, |row, one| {
        row.is_of_office()
            && !one.has("iku")
            && one.text("target").contains([',', '.'])
            && !one.text("satuan").starts_with("Meter")
    })?;
    let list = world.form().rows[spot.row].list;
    let mut twin = world.at(spot).clone();
    moved(&mut twin, 1)?;
    twin.drop("id");
    let mut rows = world.forms[1].rows.iter_mut();
    let other = rows.find(|row| row.list == list)?;
    other.indikator.push(twin);
    Some(())
}

/// A sub kegiatan of one form in another form too, with the rows above it.
fn shared(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.forms.len() == 2)?;
    let theirs = world.forms[1].clone();
    let row = super::number::uncontrolled(world, dice)?;
    let sub = world.form().rows[row].clone();
    let kode = sub.name();
    only_if(theirs.row("program", &kode[..7]).is_some())?;
    for row in &mut world.forms[1].rows {
        if row.list != "sub_kegiatan" {
            row.keys.drop("pagu");
        }
    }
    let kegiatan = Row::kode("kegiatan", &kode[..12]);
    world.forms[1].rows.extend([kegiatan, sub]);
    Some(())
}

/// A target that is so many hundredths off the Renstra's.
fn off_renstra(world: &mut World, dice: &mut Dice, off: i64) -> Option<()> {
    only_if(world.renstra.is_some())?;
    let decimals = |one: &Keys| one.text("target").contains([',', '.']);
    let spot = world.spot(dice, |row, one| {
        row.is_of_office() && decimals(one) && one.text("arah") == "naik"
    })?;
    moved(world.at(spot), off)
}

fn moved(one: &mut Keys, off: i64) -> Option<()> {
    let target = one.hundredths("target")? + off;
    let mark = if one.text("target").contains(',') {
        ','
    } else {
        '.'
    };
    one.drop("dasar");
    level(one, &format!("{}{mark}{:02}", target / 100, target % 100));
    Some(())
}

fn copied(world: &mut World, _: &mut Dice) -> Option<()> {
    let last = world.last_year.as_mut()?;
    let mut n_level = 0;
    for (row, was) in world.forms[0].rows.iter().zip(&mut last.rows) {
        for (one, was) in row.indikator.iter().zip(&mut was.indikator) {
            was.put("target", one.toml("target")?);
            let is_level = one.text("target").contains([',', '.']);
            n_level += usize::from(is_level && one.text("jenis_triwulan") != "tetap");
        }
    }
    only_if(n_level > 4)
}

fn twins(world: &mut World, _: &mut Dice) -> Option<()> {
    only_if(world.forms.len() == 2 && world.nomenklatur.is_none())?;
    for form in &mut world.forms {
        let kegiatan = form.rows.iter().find(|row| row.list == "kegiatan")?.name();
        for row in &mut form.rows {
            if row.list != "sub_kegiatan" {
                row.keys.drop("pagu");
            }
        }
        for (n, words) in ["Jumlah pamong", "Jumlah relawan", "Jumlah penilik"]
            .iter()
            .enumerate()
        {
            let mut row = Row::kode("sub_kegiatan", &format!("{kegiatan}.090{n}"));
            row.keys.put("pagu", "250_500_000");
            row.keys.say("sumber_dana", "PAD");
            let mut one = Keys::default();
            one.say("uraian", words);
            one.say("satuan", "Orang");
            one.say("target", "37");
            one.put("triwulan", list(&["", "7", "", "30"]));
            row.indikator.push(one);
            form.rows.push(row);
        }
    }
    Some(())
}
