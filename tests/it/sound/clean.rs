//! Clean: forms that break no rule, and what they are held against.

use super::dice::Dice;
use super::plan::{Keys, Plan, Row, list, quoted};
use super::pool::{self, Entry, Kind, OUTCOMES, OUTPUTS, Ukuran, WORKS};
use super::world::{TAHUN, World};

/// How one form is typed.
#[derive(Clone, Copy)]
pub struct Style {
    /// The mark before decimals.
    pub mark: char,
}

impl Style {
    /// A number of hundredths with two decimals.
    pub fn decimal(self, hundredths: i64) -> String {
        format!("{}{}{:02}", hundredths / 100, self.mark, hundredths % 100)
    }

    fn number(self, kind: Kind, hundredths: i64) -> String {
        match kind {
            Kind::Whole => (hundredths / 100).to_string(),
            Kind::Naik | Kind::Turun => self.decimal(hundredths),
            Kind::Step => unreachable!("a step is no number"),
        }
    }
}

/// What is left of the pool; no words are used twice.
struct Bag {
    outcomes: Vec<Ukuran>,
    works: Vec<Ukuran>,
    outputs: Vec<Ukuran>,
    n_id: usize,
}

/// An office of one form or two.
pub fn world(dice: &mut Dice) -> World {
    let own = dice.yes();
    let table = if own {
        pool::NOMENKLATUR
    } else {
        pool::BUILT_IN
    };
    let entries = pool::entries(table);
    let n_forms = 1 + dice.below(2);
    let plans = kegiatan(dice, &entries, n_forms);
    let serves = serves(dice, &plans);
    let mut bag = Bag {
        outcomes: OUTCOMES.to_vec(),
        works: WORKS.to_vec(),
        outputs: OUTPUTS.to_vec(),
        n_id: 0,
    };
    let style = Style {
        mark: *dice.one(&[',', '.']),
    };
    let mut world = World {
        nomenklatur: own.then(|| table.to_owned()),
        instansi: "pemerintah = \"Kabupaten Balangan\"".to_owned(),
        windows: dice.yes(),
        ..World::default()
    };
    for (n, kegiatan) in plans.iter().enumerate() {
        let rows = Rows {
            entries: &entries,
            kegiatan,
            serves: &serves,
            style,
        };
        let form = rows.form(dice, &mut bag, ["sd", "smp"][n]);
        world.forms.push(form);
    }
    references(dice, &mut world, style);
    world
}

/// The kegiatan of each form, each with some of its sub kegiatan.
type Kegiatan<'a> = Vec<(&'a Entry, Vec<&'a Entry>)>;

fn kegiatan<'a>(dice: &mut Dice, entries: &'a [Entry], n_forms: usize) -> Vec<Kegiatan<'a>> {
    let depth = |entry: &Entry| entry.kode.split('.').count();
    let subs = |of: &Entry| -> Vec<&'a Entry> {
        let below = entries.iter();
        let below = below.filter(|one| depth(one) == 6 && one.above() == of.kode);
        below.filter(|one| !one.is_retired).collect()
    };
    let mut all: Vec<&Entry> = entries
        .iter()
        .filter(|one| depth(one) == 5 && !subs(one).is_empty())
        .collect();
    let plan = |dice: &mut Dice, all: &mut Vec<&'a Entry>| {
        let some = (0..=dice.below(3)).filter_map(|_| dice.take(all));
        let mut some: Vec<&Entry> = some.collect();
        some.sort_by(|a, b| a.kode.cmp(&b.kode));
        let with = |dice: &mut Dice, one: &'a Entry| {
            let mut below = subs(one);
            let some = (0..=dice.below(3)).filter_map(|_| dice.take(&mut below));
            (one, some.collect())
        };
        some.into_iter().map(|one| with(dice, one)).collect()
    };
    (0..n_forms).map(|_| plan(dice, &mut all)).collect()
}

/// The program of all forms, each with the sasaran that it serves, by their number.
type Serves = Vec<(String, Vec<usize>)>;

fn serves(dice: &mut Dice, plans: &[Kegiatan<'_>]) -> Serves {
    let mut program: Vec<String> = plans
        .iter()
        .flatten()
        .map(|(one, _)| one.above().to_owned())
        .collect();
    program.sort();
    program.dedup();
    let n_sasaran = 1 + dice.below(3);
    let some = |dice: &mut Dice| {
        let mut all: Vec<usize> = (0..n_sasaran).collect();
        let mut some: Vec<usize> = (0..=dice.below(2))
            .filter_map(|_| dice.take(&mut all))
            .collect();
        some.sort_unstable();
        some
    };
    program.into_iter().map(|one| (one, some(dice))).collect()
}

/// What one form is made of.
struct Rows<'a> {
    entries: &'a [Entry],
    kegiatan: &'a Kegiatan<'a>,
    serves: &'a Serves,
    style: Style,
}

impl Rows<'_> {
    fn form(&self, dice: &mut Dice, bag: &mut Bag, id: &str) -> Plan {
        let mut plan = Plan::default();
        plan.head.put("format", "1");
        plan.head.put("tahun", TAHUN.to_string());
        plan.head.say("bidang", id);
        let is_own = |kode: &str| self.kegiatan.iter().any(|(one, _)| one.above() == kode);
        let program = || self.serves.iter().filter(|(kode, _)| is_own(kode));
        let mut sasaran: Vec<usize> = program().flat_map(|(_, some)| some.clone()).collect();
        sasaran.sort_unstable();
        sasaran.dedup();
        for n in sasaran {
            plan.rows.push(self.sasaran(dice, bag, n));
        }
        for (kode, serves) in program() {
            plan.rows.push(self.program(dice, bag, kode, serves));
        }
        for (one, _) in self.kegiatan {
            plan.rows.push(self.kegiatan(dice, bag, one));
        }
        for sub in self.kegiatan.iter().flat_map(|(_, below)| below) {
            plan.rows.push(self.sub(dice, bag, sub));
        }
        control(dice, &mut plan);
        plan
    }

    fn sasaran(&self, dice: &mut Dice, bag: &mut Bag, n: usize) -> Row {
        let mut row = Row::sasaran(&format!("S{}", n + 1), pool::SASARAN[n]);
        for _ in 0..=dice.below(2) {
            let Some(ukuran) = dice.take(&mut bag.outcomes) else {
                break;
            };
            let mut keys = self.indikator(dice, bag, ukuran);
            keys.say("definisi", dice.word(&pool::PROSA));
            keys.say("sumber_data", dice.word(&pool::SUMBER));
            if dice.yes() {
                keys.put("iku", "true");
            }
            row.indikator.push(keys);
        }
        row
    }

    fn program(&self, dice: &mut Dice, bag: &mut Bag, kode: &str, serves: &[usize]) -> Row {
        let mut row = self.named(dice, "program", kode);
        let ids: Vec<String> = serves.iter().map(|n| format!("S{}", n + 1)).collect();
        row.keys.put("sasaran", list(&ids));
        if dice.yes() {
            row.keys.say("hasil", dice.word(&pool::HASIL));
        }
        for _ in 0..dice.below(3) {
            let Some(ukuran) = dice.take(&mut bag.outcomes) else {
                break;
            };
            row.indikator.push(self.indikator(dice, bag, ukuran));
        }
        row
    }

    fn kegiatan(&self, dice: &mut Dice, bag: &mut Bag, entry: &Entry) -> Row {
        let mut row = self.named(dice, "kegiatan", &entry.kode);
        for _ in 0..dice.below(3) {
            let Some(ukuran) = dice.take(&mut bag.works) else {
                break;
            };
            row.indikator.push(self.indikator(dice, bag, ukuran));
        }
        row
    }

    fn sub(&self, dice: &mut Dice, bag: &mut Bag, entry: &Entry) -> Row {
        let mut row = self.named(dice, "sub_kegiatan", &entry.kode);
        row.is_official = !entry.indikator.is_empty();
        if row.is_official {
            let ukuran = Ukuran {
                uraian: "",
                satuan: "",
                range: (200, 90_000),
                kind: Kind::Whole,
            };
            let mut keys = self.indikator(dice, bag, ukuran);
            keys.say("uraian", &entry.indikator);
            keys.say(
                "satuan",
                if entry.satuan.is_empty() {
                    "Unit"
                } else {
                    &entry.satuan
                },
            );
            row.indikator.push(keys);
        }
        if !row.is_official || dice.below(4) == 0 {
            let ukuran = dice.take(&mut bag.outputs);
            row.indikator
                .extend(ukuran.map(|one| self.indikator(dice, bag, one)));
        }
        if !row.indikator.is_empty() && dice.below(8) > 0 {
            row.keys.put("pagu", rupiah(dice));
        }
        row.keys.say("sumber_dana", dice.word(&pool::DANA));
        if dice.yes() {
            row.keys.say("lokasi", dice.word(&pool::LOKASI));
            row.keys.say("kelompok_sasaran", dice.word(&pool::UNTUK));
        }
        if dice.yes() {
            row.keys.put("prakiraan_maju", rupiah(dice));
        }
        row
    }

    fn named(&self, dice: &mut Dice, of: &'static str, kode: &str) -> Row {
        let mut row = Row::kode(of, kode);
        let entry = self.entries.iter().find(|one| one.kode == kode);
        if let Some(entry) = entry.filter(|_| dice.below(4) > 0) {
            row.keys.say("uraian", &entry.uraian);
        }
        row
    }

    fn indikator(&self, dice: &mut Dice, bag: &mut Bag, ukuran: Ukuran) -> Keys {
        let mut keys = Keys::default();
        keys.say("uraian", ukuran.uraian);
        keys.say("satuan", ukuran.satuan);
        if dice.below(4) == 0 {
            bag.n_id += 1;
            keys.say("id", &format!("i{}", bag.n_id));
        }
        match ukuran.kind {
            Kind::Step => step(dice, &mut keys),
            Kind::Naik | Kind::Turun | Kind::Whole => level(dice, &mut keys, ukuran, self.style),
        }
        if dice.below(4) == 0 {
            keys.say("keterangan", dice.word(&pool::PROSA));
        }
        keys
    }
}

/// Money as people type it, always a multiple of a thousand.
fn rupiah(dice: &mut Dice) -> String {
    let amount = dice.between(1_000, 30_000) * 1_000_000 / 1_000 * 1_000;
    match dice.below(4) {
        0 => amount.to_string(),
        1 => quoted(&grouped(amount, ".")),
        2 => quoted(&format!("Rp {}", grouped(amount, "."))),
        _ => grouped(amount, "_"),
    }
}

fn grouped(amount: i64, mark: &str) -> String {
    let digits = amount.to_string();
    let (first, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
    let rest = rest.as_bytes().chunks(3);
    let rest = rest.map(|three| format!("{mark}{}", String::from_utf8_lossy(three)));
    first.to_owned() + &rest.collect::<String>()
}

/// The money of a key as a number.
pub fn amount(keys: &Keys, key: &str) -> i64 {
    let digits: String = keys
        .text(key)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or_default()
}

/// Gives some kegiatan and program the sum of what is below them, where all of that has money.
fn control(dice: &mut Dice, plan: &mut Plan) {
    for (above, below) in [("kegiatan", "sub_kegiatan"), ("program", "kegiatan")] {
        for n in plan.of(above) {
            let kode = format!("{}.", plan.rows[n].name());
            let parts = plan.of(below).into_iter().map(|n| &plan.rows[n]);
            let parts: Vec<&Row> = parts.filter(|row| row.name().starts_with(&kode)).collect();
            let is_whole = !parts.is_empty() && parts.iter().all(|row| row.keys.has("pagu"));
            let sum: i64 = parts.iter().map(|row| amount(&row.keys, "pagu")).sum();
            if is_whole && dice.yes() {
                plan.rows[n].keys.put("pagu", sum.to_string());
            }
        }
    }
}

/// A step of a scale, held from the year before.
fn step(dice: &mut Dice, keys: &mut Keys) {
    let step = *dice.one(&["B", "BB", "A"]);
    keys.say("target", step);
    let (parts, jenis) = match dice.below(3) {
        0 => (["", "", "", step], "kumulatif"),
        1 => ([step; 4], "tetap"),
        _ => (["", "B", "", step], "kumulatif"),
    };
    keys.put("triwulan", list(&parts));
    keys.say("jenis_triwulan", jenis);
    if dice.yes() {
        keys.say("arah", "naik");
    }
    if dice.yes() {
        keys.put("dasar", dasar(dice, "B"));
    }
}

/// A number that is no worse than it was.
fn level(dice: &mut Dice, keys: &mut Keys, ukuran: Ukuran, style: Style) {
    let kind = ukuran.kind;
    let unit = if kind == Kind::Whole { 100 } else { 1 };
    let (least, most) = (ukuran.range.0 / unit, ukuran.range.1 / unit);
    // Of two steps towards the target each goes a tenth of the way at most.
    let way = if kind == Kind::Turun { -1 } else { 1 };
    let target = dice.between(least, most);
    let step = (target / 10).clamp(1, 400);
    let lalu = target - way * dice.between(1, step.max(1));
    let was = lalu - way * dice.between(0, step.max(1));
    let number = |value: i64| style.number(kind, value.max(0) * unit);
    put_number(dice, keys, "target", &number(target));
    if kind == Kind::Turun || dice.yes() {
        keys.say("arah", if kind == Kind::Turun { "turun" } else { "naik" });
    }
    let parts = Parts {
        kind,
        target,
        step,
        unit,
        style,
    };
    parts.put(dice, keys);
    if dice.yes() {
        keys.put("dasar", dasar(dice, &number(was)));
    }
    if dice.yes() {
        put_number(dice, keys, "lalu", &number(lalu));
    }
}

/// A number in quotes, or bare where TOML has such numbers.
fn put_number(dice: &mut Dice, keys: &mut Keys, key: &str, number: &str) {
    let is_bare = !number.contains(',') && dice.yes();
    keys.put(
        key,
        if is_bare {
            number.to_owned()
        } else {
            quoted(number)
        },
    );
}

fn dasar(dice: &mut Dice, value: &str) -> String {
    let tahun = dice.between(TAHUN - 3, TAHUN - 2);
    let sumber = dice.word(&pool::SUMBER);
    let sumber = if dice.yes() {
        format!(", sumber = \"{sumber}\"")
    } else {
        String::new()
    };
    format!("{{ tahun = {tahun}, nilai = \"{value}\"{sumber} }}")
}

/// How a number is spread over the year.
struct Parts {
    kind: Kind,
    target: i64,
    step: i64,
    unit: i64,
    style: Style,
}

impl Parts {
    fn put(&self, dice: &mut Dice, keys: &mut Keys) {
        let of = |value: i64| self.style.number(self.kind, value.max(0) * self.unit);
        let all = of(self.target);
        let (parts, jenis) = match (self.kind, dice.below(4)) {
            (Kind::Whole, 0 | 1) => (self.split(dice).map(of), "non-kumulatif"),
            (Kind::Naik, 0) | (Kind::Whole, 2) => {
                let first = dice.between(1, self.target.max(1));
                let next = dice.between(first, self.target.max(first));
                ([of(first), String::new(), of(next), all], "kumulatif")
            }
            (Kind::Turun, 0 | 2) => {
                let first = of(self.target + self.step);
                ([first, String::new(), all.clone(), all], "kumulatif")
            }
            (_, 1) => ([all.clone(), all.clone(), all.clone(), all], "tetap"),
            _ => (
                [String::new(), String::new(), String::new(), all],
                "kumulatif",
            ),
        };
        keys.put("triwulan", list(&parts));
        if dice.below(4) > 0 {
            keys.say("jenis_triwulan", jenis);
        }
    }

    /// Four parts of the whole.
    fn split(&self, dice: &mut Dice) -> [i64; 4] {
        let mut left = self.target;
        let mut parts = [0; 4];
        for part in &mut parts[..3] {
            *part = dice.between(0, left);
            left -= *part;
        }
        parts[3] = left;
        parts
    }
}

/// What the forms fit with, if anything.
fn references(dice: &mut Dice, world: &mut World, style: Style) {
    if dice.yes() {
        world.renstra = Some(renstra(world, style));
    }
    if dice.yes() {
        world.iku = iku(world);
    }
    if dice.yes() {
        world.last_year = Some(last_year(&world.forms[0]));
    }
}

/// A Renstra that the forms are carved from.
fn renstra(world: &World, style: Style) -> Plan {
    let mut plan = Plan::default();
    plan.head.put("format", "1");
    for of in ["sasaran", "program"] {
        for row in world.forms.iter().flat_map(|form| &form.rows) {
            if row.list != of {
                continue;
            }
            let name = row.name();
            let known = plan
                .rows
                .iter()
                .position(|known| known.list == of && known.name() == name);
            let at = known.unwrap_or_else(|| {
                plan.rows.push(planned(row, world));
                plan.rows.len() - 1
            });
            let carried = row.indikator.iter().map(|one| course(one, style));
            plan.rows[at].indikator.extend(carried);
        }
    }
    plan
}

/// A sasaran or program as the Renstra has it.
fn planned(row: &Row, world: &World) -> Row {
    let mut own = Row {
        list: row.list,
        ..Row::default()
    };
    for key in ["id", "kode", "uraian", "sasaran"] {
        if let Some(value) = row.keys.toml(key) {
            own.keys.put(key, value);
        }
    }
    if row.list == "program" {
        let kode = format!("{}.", row.name());
        let subs = world.forms.iter().flat_map(|form| &form.rows);
        let subs = subs.filter(|sub| sub.list == "sub_kegiatan" && sub.name().starts_with(&kode));
        let sum: i64 = subs.map(|sub| amount(&sub.keys, "pagu")).sum();
        let years =
            (TAHUN - 1..=TAHUN + 2).map(|year| format!("{year} = {}", sum + 90_000_000_000));
        let years: Vec<String> = years.collect();
        own.keys.put("pagu", format!("{{ {} }}", years.join(", ")));
    }
    own
}

/// An indikator of the Renstra that a form has a year of.
fn course(one: &Keys, style: Style) -> Keys {
    let mut own = Keys::default();
    for key in ["uraian", "satuan", "arah"] {
        if let Some(value) = one.toml(key) {
            own.put(key, value);
        }
    }
    let is_counted = !one.text("target").contains([',', '.']);
    let target = quoted(&one.text("target"));
    let moved = |by: i64| match one.hundredths("target") {
        Some(value) if !is_counted => {
            let by = if one.text("arah") == "turun" { -by } else { by };
            quoted(&style.decimal((value + by).max(1)))
        }
        _ => target.clone(),
    };
    let years = [moved(-5), target.clone(), target.clone(), moved(8)];
    let years = (TAHUN - 1..)
        .zip(years)
        .map(|(year, value)| format!("{year} = {value}"));
    let years: Vec<String> = years.collect();
    own.put("target", format!("{{ {} }}", years.join(", ")));
    own
}

/// The list of the indikator that the forms mark, if there are any.
fn iku(world: &World) -> Option<Plan> {
    let mut plan = Plan::default();
    plan.head.put("format", "1");
    let rows = world.forms.iter().flat_map(|form| &form.rows);
    for one in rows.flat_map(|row| &row.indikator) {
        if !one.has("iku") {
            continue;
        }
        let mut row = Row {
            list: "iku",
            ..Row::default()
        };
        row.keys.say("uraian", &one.text("uraian"));
        row.keys.say("satuan", &one.text("satuan"));
        plan.rows.push(row);
    }
    (!plan.rows.is_empty()).then_some(plan)
}

/// A form as it was the year before: with the targets that this year calls `lalu`.
fn last_year(form: &Plan) -> Plan {
    let mut plan = form.clone();
    plan.head.put("tahun", (TAHUN - 1).to_string());
    for one in plan.rows.iter_mut().flat_map(|row| &mut row.indikator) {
        let lalu = one.toml("lalu").unwrap_or("\"-\"").to_owned();
        one.put("target", lalu);
        for key in ["lalu", "triwulan", "jenis_triwulan", "dasar"] {
            one.drop(key);
        }
    }
    plan
}
