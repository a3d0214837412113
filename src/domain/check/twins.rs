//! Rules on rows that two Bidang have alike: what was copied from another form, and left as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use super::codes::is_of;
use super::line::Line;
use super::measured::is_routine;
use crate::domain::finding::Finding;
use crate::domain::form::List;
use crate::domain::indikator::Indikator;
use crate::domain::instansi::Pengampu;
use crate::domain::pagu::Rupiah;
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetValue};

/// How many rows two forms must have alike.
const ENOUGH: usize = 3;

/// A round sum of money.
const ROUND: i64 = 1_000_000;

/// Two rows of other kode that stand for all that are alike.
type Known<'a> = [Option<&'a Line<'a>>; 2];

/// Asks about forms that have kegiatan or sub kegiatan alike under other kode, or sub kegiatan under
/// the same one that the office has not given to both. Sasaran and program are one for all Bidang,
/// and a kegiatan measures the same in each.
pub(super) fn twins(rows: &[Line<'_>], pengampu: &[Pengampu]) -> Vec<Finding> {
    let mut seen: FxHashMap<u64, Known<'_>> = FxHashMap::default();
    let mut alike: FxHashMap<(&str, &str, bool), Alike<'_>> = FxHashMap::default();
    let is_own = |row: &&Line<'_>| matches!(row.list, List::Kegiatan | List::SubKegiatan);
    for row in rows.iter().filter(is_own) {
        for print in prints(row).into_iter().flatten() {
            let known = seen.entry(print).or_default();
            let twins = known.iter().flatten();
            for other in twins.filter(|other| are_twins(row, other, pengampu)) {
                let found = alike
                    .entry((other.file, row.file, other.name == row.name))
                    .or_insert_with(|| Alike {
                        first: (row, other),
                        rows: BTreeSet::new(),
                    });
                found.rows.insert(row.name);
            }
            if known.iter().flatten().all(|other| other.name != row.name)
                && let Some(free) = known.iter_mut().find(|one| one.is_none())
            {
                *free = Some(row);
            }
        }
    }
    let many = alike.into_iter();
    let many = many.filter(|(_, found)| found.rows.len() >= ENOUGH);
    let in_order: BTreeMap<_, _> = many.collect();
    in_order.values().map(Alike::told).collect()
}

/// What two forms have alike.
struct Alike<'a> {
    first: (&'a Line<'a>, &'a Line<'a>),
    rows: BTreeSet<&'a str>,
}

impl Alike<'_> {
    fn told(&self) -> Finding {
        let (here, there) = self.first;
        let (rows, help) = if here.name == there.name {
            (
                "baris berkode sama",
                "hapus bila tersalin; bila berbagi, tulis bagian masing-masing",
            )
        } else {
            (
                "baris berkode lain",
                "tinjau target dan pagunya; biarkan bila memang direncanakan sama",
            )
        };
        let message = format!(
            "isi {} baris sama persis dengan {rows} di form {}, mulai dari {}",
            self.rows.len(),
            there.bidang,
            here.label()
        );
        let other = format!("di form {}: {}", there.bidang, there.name);
        Finding::new(Rule::CopiedFromBidang, here.at("kode"), message)
            .because(there.at("kode"), other)
            .help(help)
    }
}

/// What a row is known by: its money and numbers, and its words and targets if these tell anything.
fn prints(row: &Line<'_>) -> [Option<u64>; 2] {
    let tells = row.indikator.iter().any(tells);
    let is_measured = !row.indikator.is_empty();
    let pagu = row.pagu.filter(|pagu| is_measured && *pagu > Rupiah::ZERO);
    // Fifty million for one dokumen is planned by many.
    let pagu = pagu.filter(|pagu| tells || pagu.get() % ROUND != 0);
    let money = pagu.map(|pagu| {
        let mut hasher = DefaultHasher::new();
        pagu.hash(&mut hasher);
        print(row, numbers, hasher)
    });
    [
        money,
        tells.then(|| print(row, words, DefaultHasher::new())),
    ]
}

fn print(row: &Line<'_>, of: fn(&Indikator, &mut DefaultHasher), hasher: DefaultHasher) -> u64 {
    let mut hasher = hasher;
    row.list.key().hash(&mut hasher);
    for indikator in row.indikator {
        of(indikator, &mut hasher);
    }
    hasher.finish()
}

fn numbers(indikator: &Indikator, hasher: &mut DefaultHasher) {
    indikator.satuan.hash(hasher);
    indikator.target.raw().hash(hasher);
    for part in indikator.triwulan.iter().flatten() {
        part.as_ref().map(Target::raw).hash(hasher);
    }
}

fn words(indikator: &Indikator, hasher: &mut DefaultHasher) {
    indikator.uraian.hash(hasher);
    indikator.target.raw().hash(hasher);
}

/// Whether two Bidang will hardly come to this target by themselves.
fn tells(indikator: &Indikator) -> bool {
    let is_one = |value| [0, 1, 100].into_iter().any(|n| value == n.into());
    let is_number = match indikator.target.value() {
        TargetValue::Number(value) => !is_one(value),
        TargetValue::Range { .. } => true,
        TargetValue::Bound { .. }
        | TargetValue::Predicate { .. }
        | TargetValue::NotApplicable
        | TargetValue::Text => false,
    };
    is_number && !is_routine(indikator)
}

/// Whether rows that are known by the same are of two forms, with no pagu of their own, and under
/// two kode; a sub kegiatan may be under one that the two Bidang were not both given.
fn are_twins(a: &Line<'_>, b: &Line<'_>, pengampu: &[Pengampu]) -> bool {
    let is_given = || {
        let kode = a.kode.filter(|_| a.list == List::SubKegiatan);
        kode.is_none_or(|kode| is_of(kode, [a.bidang, b.bidang], pengampu))
    };
    let pagu = a.pagu.zip(b.pagu);
    a.file != b.file
        && a.list == b.list
        && pagu.is_none_or(|(a, b)| a == b)
        && (a.name != b.name || !is_given())
}
