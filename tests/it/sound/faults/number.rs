//! What is wrong with numbers and units: RKT119, RKT201 to RKT224, RKT517.

use rkt::domain::rule::Rule;

use super::{Fault, fault, only_if};
use crate::sound::dice::Dice;
use crate::sound::plan::{Keys, Row, list, quoted};
use crate::sound::world::{Spot, World};

pub const ALL: [Fault; 38] = [
    fault(Rule::TargetMissing, "no key", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).drop("target");
        Some(())
    }),
    fault(Rule::TargetMissing, "blank", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).put("target", "\" \"");
        Some(())
    }),
    fault(Rule::NumberUnreadable, "two marks", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).say("target", "12,,5");
        Some(())
    }),
    fault(Rule::NumberUnreadable, "triwulan", |world, dice| {
        let spot = world.spot(dice, |_, one| one.text("triwulan").contains("\"\""))?;
        let parts = world
            .at(spot)
            .text("triwulan")
            .replacen("\"\"", "\"1;5\"", 1);
        world.at(spot).put("triwulan", parts);
        Some(())
    }),
    fault(
        Rule::NumberUnreadable,
        "the last triwulan",
        |world, dice| {
            let spot = world.spot(dice, |_, _| true)?;
            let parts = world.at(spot).text("triwulan");
            let (first, _) = parts.rsplit_once(", ")?;
            let unread = format!("{first}, \"1;5\"]");
            world.at(spot).put("triwulan", unread);
            Some(())
        },
    ),
    fault(Rule::NumberUnreadable, "pagu", |world, dice| {
        let row = uncontrolled(world, dice)?;
        world.form().rows[row].keys.say("pagu", "2,5 juta sekian");
        Some(())
    }),
    fault(Rule::NumberAmbiguous, "target", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).say("target", "1.500");
        Some(())
    }),
    fault(Rule::NumberAmbiguous, "dasar", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world
            .at(spot)
            .put("dasar", "{ tahun = 2025, nilai = \"1.500\" }");
        Some(())
    }),
    fault(Rule::RangeReversed, "target", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).say("target", "12-10");
        Some(())
    }),
    fault(Rule::MixedMarks, "the other mark", mixed),
    fault(Rule::OverHundred, "with its triwulan", |world, dice| {
        let spot = world.free(dice, |one| is_share(one) && !may_pass(one))?;
        level(world.at(spot), "103");
        Some(())
    }),
    fault(Rule::OverHundred, "against the Renstra", |world, dice| {
        let spot = world.spot(dice, |_, one| is_share(one) && !may_pass(one) && rises(one))?;
        level(world.at(spot), "103");
        Some(())
    }),
    fault(Rule::TargetNegative, "a dash too many", |world, dice| {
        let spot = world.spot(dice, |_, one| one.hundredths("target").is_some())?;
        let target = world.at(spot).text("target");
        world.at(spot).say("target", &format!("-{target}"));
        Some(())
    }),
    fault(Rule::Fraction, "in the target", |world, dice| {
        let spot = world.free(dice, is_whole)?;
        world.at(spot).drop("dasar");
        only_if(all_marks(world, spot) != Some('.'))?;
        level(world.at(spot), "12,5");
        Some(())
    }),
    fault(Rule::Fraction, "in a triwulan", |world, dice| {
        let spot = world.spot(dice, |_, one| is_whole(one))?;
        let one = world.at(spot);
        let half = one.hundredths("target")? / 200;
        let rest = one.hundredths("target")? / 100 - half;
        let parts = [
            String::new(),
            format!("{half},5"),
            String::new(),
            format!("{},5", rest - 1),
        ];
        one.put("triwulan", list(&parts));
        one.say("jenis_triwulan", "non-kumulatif");
        Some(())
    }),
    fault(Rule::BelowDasar, "arah says so", below),
    fault(Rule::Unchanged, "two years", unchanged),
    fault(Rule::Jump, "far from dasar", jump),
    fault(Rule::AllHundred, "every percentage", all_hundred),
    fault(Rule::OffScale, "a step of a count", |world, dice| {
        let spot = world.free(dice, is_whole)?;
        world.at(spot).drop("dasar");
        level(world.at(spot), "Baik");
        Some(())
    }),
    fault(Rule::OffScale, "no such step", |world, dice| {
        let spot = world.spot(dice, |_, one| one.text("satuan") == "Predikat")?;
        only_if(world.renstra.is_none())?;
        world.at(spot).drop("dasar");
        level(world.at(spot), "BBB");
        Some(())
    }),
    fault(Rule::SatuanSpelling, "Prosen", |world, dice| {
        let spot = world.spot(dice, |_, one| is_share(one))?;
        world
            .at(spot)
            .say("satuan", dice.word(&["Prosen", "Prosentase", "Persentase"]));
        Some(())
    }),
    fault(Rule::SatuanSpelling, "Dok", |world, dice| {
        let (slip, whole) = *dice.one(&[("Dok", "Dokumen"), ("Lap", "Laporan"), ("Org", "Orang")]);
        let spot = world.spot(dice, |_, one| one.text("satuan") == whole)?;
        world.at(spot).say("satuan", slip);
        Some(())
    }),
    fault(Rule::SatuanUnknown, "a slip", |world, dice| {
        let slips = [
            ("Persen", "Persne"),
            ("Dokumen", "Dokmen"),
            ("Laporan", "Laproan"),
        ];
        let (whole, slip) = *dice.one(&slips);
        let spot = world.free(dice, |one| one.text("satuan") == whole)?;
        world.at(spot).say("satuan", slip);
        Some(())
    }),
    fault(Rule::SatuanDiffers, "in the target", |world, dice| {
        let spot = world.spot(dice, |_, one| is_whole(one))?;
        let target = world.at(spot).text("target");
        world.at(spot).say("target", &format!("{target} %"));
        Some(())
    }),
    fault(Rule::TriwulanSum, "a part too many", |world, dice| {
        let spot = world.spot(dice, |_, one| is_whole(one))?;
        let target = world.at(spot).hundredths("target")? / 100;
        split(world.at(spot), [1, 0, target, 0]);
        Some(())
    }),
    fault(Rule::TriwulanSum, "a part too few", |world, dice| {
        let spot = world.spot(dice, |_, one| is_whole(one))?;
        let target = world.at(spot).hundredths("target")? / 100;
        split(world.at(spot), [0, 0, target - 1, 0]);
        Some(())
    }),
    fault(Rule::TriwulanSum, "no reading of it", |world, dice| {
        let spot = world.spot(dice, |_, one| is_whole(one))?;
        let target = world.at(spot).hundredths("target")? / 100;
        split(
            world.at(spot),
            [target + 1, target + 2, target + 3, target + 4],
        );
        world.at(spot).drop("jenis_triwulan");
        Some(())
    }),
    fault(Rule::TriwulanEnd, "short of the target", |world, dice| {
        let spot = world.spot(dice, |_, one| one.hundredths("target") > Some(20))?;
        end(world.at(spot), -10)
    }),
    fault(Rule::TriwulanEnd, "beyond the target", |world, dice| {
        let spot = world.spot(dice, |_, one| one.hundredths("target").is_some())?;
        end(world.at(spot), 10)
    }),
    fault(Rule::TriwulanEnd, "tetap that is not", |world, dice| {
        let spot = world.spot(dice, |_, one| one.hundredths("target").is_some())?;
        let one = world.at(spot);
        let target = one.text("target");
        let parts = [target.clone(), "1".to_owned(), target, String::new()];
        one.put("triwulan", list(&parts));
        one.say("jenis_triwulan", "tetap");
        Some(())
    }),
    fault(Rule::TriwulanBack, "a step back", |world, dice| {
        let spot = world.spot(dice, |_, one| {
            rises(one) && one.hundredths("target") > Some(300)
        })?;
        let one = world.at(spot);
        let target = one.text("target");
        one.put("triwulan", list(&["2", "1", "", &target]));
        one.say("jenis_triwulan", "kumulatif");
        Some(())
    }),
    fault(Rule::Unsplit, "no triwulan", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).drop("triwulan");
        if dice.yes() {
            world.at(spot).drop("jenis_triwulan");
        }
        Some(())
    }),
    fault(Rule::Unsplit, "four blanks", |world, dice| {
        let spot = world.spot(dice, |_, _| true)?;
        world.at(spot).put("triwulan", list(&["", "", "", ""]));
        Some(())
    }),
    fault(Rule::PredicateSplit, "steps added up", |world, dice| {
        let spot = world.spot(dice, |_, one| one.text("satuan") == "Predikat")?;
        let one = world.at(spot);
        let target = one.text("target");
        one.put("triwulan", list(&["B", "B", &target, &target]));
        one.say("jenis_triwulan", "non-kumulatif");
        Some(())
    }),
    fault(Rule::DasarYear, "after the year", |world, dice| {
        let spot = world.spot(dice, |_, one| one.toml("dasar").is_some())?;
        let dasar = world.at(spot).toml("dasar")?.to_owned();
        let (_, rest) = dasar.split_once(',')?;
        world
            .at(spot)
            .put("dasar", format!("{{ tahun = 2028,{rest}"));
        Some(())
    }),
    fault(Rule::ArahAgainst, "of a good thing", |world, dice| {
        let spot = world.free(dice, is_share)?;
        let one = world.at(spot);
        one.say("uraian", "Persentase museum yang memenuhi standar");
        one.say("arah", "turun");
        one.drop("dasar");
        level(one, "71");
        Some(())
    }),
    fault(Rule::BelowDasar, "words say so", |world, dice| {
        let spot = world.free(dice, is_share)?;
        let one = world.at(spot);
        let target = one.text("target");
        one.drop("arah");
        one.say("uraian", "Persentase museum yang memenuhi standar");
        one.put("triwulan", list(&["", "", "", &target]));
        one.put("dasar", "{ tahun = 2025, nilai = \"99,50\" }");
        Some(())
    }),
];

fn is_share(one: &Keys) -> bool {
    one.text("satuan") == "Persen"
}

/// Whether it is counted whole.
pub fn is_whole(one: &Keys) -> bool {
    let satuan = one.text("satuan");
    let other = ["Persen", "Predikat", "Orang/Bulan", "Kali"];
    let is_number = one
        .hundredths("target")
        .is_some_and(|value| value % 100 == 0);
    let has_decimals = one.text("target").contains([',', '.']);
    is_number && !has_decimals && !other.contains(&satuan.as_str())
}

/// Whether it says that more is better.
fn rises(one: &Keys) -> bool {
    one.text("arah") == "naik"
}

/// Whether it may be more than all.
fn may_pass(one: &Keys) -> bool {
    one.text("uraian").contains("APK")
}

/// Sets the target, and what is reached at the end of the year with it.
pub fn level(one: &mut Keys, target: &str) {
    one.drop("lalu");
    one.say("target", target);
    one.put("triwulan", list(&["", "", "", target]));
    one.say("jenis_triwulan", "kumulatif");
}

fn split(one: &mut Keys, parts: [i64; 4]) {
    one.put("triwulan", list(&parts.map(|part| part.to_string())));
    one.say("jenis_triwulan", "non-kumulatif");
}

/// Ends the year so many hundredths off the target, of a count so many whole ones.
fn end(one: &mut Keys, off: i64) -> Option<()> {
    let target = one.hundredths("target")?;
    let is_counted = is_whole(one) || !one.text("target").contains([',', '.']);
    let last = if is_counted {
        target + off * 100
    } else {
        target + off
    };
    only_if(last > 0)?;
    let last = if is_counted {
        (last / 100).to_string()
    } else {
        format!("{},{:02}", last / 100, last % 100)
    };
    one.put("triwulan", list(&["", "", "", &last]));
    one.say("jenis_triwulan", "kumulatif");
    Some(())
}

/// A sub kegiatan with money, above which no sum is held against it.
pub fn uncontrolled(world: &mut World, dice: &mut Dice) -> Option<usize> {
    let row = world.row(dice, |row| {
        row.list == "sub_kegiatan" && row.keys.has("pagu")
    })?;
    for row in &mut world.form().rows {
        if row.list != "sub_kegiatan" {
            row.keys.drop("pagu");
        }
    }
    Some(row)
}

/// The mark of all other targets of the form that have one.
fn all_marks(world: &mut World, but: Spot) -> Option<char> {
    let rows = world.form().rows.iter().enumerate();
    let others = rows.flat_map(|(row, own)| {
        let own = own.indikator.iter().enumerate();
        own.filter(move |(n, _)| (row, *n) != (but.row, but.n))
            .map(|(_, one)| one.text("target"))
    });
    let mut marks = others.filter_map(|text| text.chars().find(|c| matches!(c, ',' | '.')));
    marks.next()
}

fn mixed(world: &mut World, dice: &mut Dice) -> Option<()> {
    let spot = world.spot(dice, |_, one| one.text("target").contains([',', '.']))?;
    let other = match all_marks(world, spot)? {
        ',' => '.',
        _ => ',',
    };
    let target = world.at(spot).text("target");
    world
        .at(spot)
        .say("target", &target.replace([',', '.'], &other.to_string()));
    Some(())
}

fn below(world: &mut World, dice: &mut Dice) -> Option<()> {
    let spot = world.spot(dice, |_, one| {
        one.has("arah") && one.hundredths("target").is_some()
    })?;
    let one = world.at(spot);
    let value = if rises(one) { "99999" } else { "0" };
    one.put(
        "dasar",
        format!("{{ tahun = 2025, nilai = {} }}", quoted(value)),
    );
    Some(())
}

fn unchanged(world: &mut World, dice: &mut Dice) -> Option<()> {
    let last = world.last_year.clone()?;
    let spot = world.spot(dice, |_, one| {
        rises(one) && one.hundredths("target").is_some()
    })?;
    let target = world.at(spot).toml("target")?.to_owned();
    world.at(spot).put("lalu", target.clone());
    world.at(spot).drop("dasar");
    let last = world.last_year.insert(last);
    let was = &mut last.rows[spot.row].indikator[spot.n];
    was.put("target", target.clone());
    was.put("lalu", target);
    Some(())
}

fn jump(world: &mut World, dice: &mut Dice) -> Option<()> {
    let spot = world.spot(dice, |row, one| {
        row.is_of_office() && is_share(one) && one.hundredths("target") > Some(4_000)
    })?;
    let one = world.at(spot);
    one.drop("keterangan");
    one.put("dasar", "{ tahun = 2025, nilai = \"0,75\" }");
    Some(())
}

fn all_hundred(world: &mut World, dice: &mut Dice) -> Option<()> {
    only_if(world.is_alone())?;
    let falls = |row: &Row| row.indikator.iter().any(|one| one.text("arah") == "turun");
    only_if(!world.form().rows.iter().any(falls))?;
    let at = world.row(dice, |row| row.list == "kegiatan")?;
    let rows = &mut world.form().rows;
    for letter in ["A", "B", "C", "D", "E"] {
        let mut one = Keys::default();
        one.say(
            "uraian",
            &format!("Persentase gugus {letter} yang dikunjungi"),
        );
        one.say("satuan", "Persen");
        rows[at].indikator.push(one);
    }
    let all = rows.iter_mut().flat_map(|row| &mut row.indikator);
    for one in all.filter(|one| is_share(one)) {
        one.drop("dasar");
        level(one, "100");
    }
    Some(())
}
