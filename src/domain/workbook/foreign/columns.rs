//! Columns: what each column of a table is for, by a peta or by what its heading says.

use std::collections::{BTreeMap, btree_map};

use super::guess;
use super::heading::{Heading, Heads};
use super::kode::is_code;
use super::meaning::Meaning;
use super::peta::Peta;
use super::rows::is_sum;
use crate::domain::sheet::{At, Sheet, Value};
use crate::domain::workbook::field::{Field, List};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: Heading,
    /// What it is for.
    pub meaning: Meaning,
    /// The year that its heading names.
    pub year: Option<i32>,
    /// The power of ten by which its amounts are counted.
    pub power: u32,
}

/// The columns that are about one indikator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The level whose indikator it is; `None` for that of the row.
    pub list: Option<List>,
    /// Its columns.
    pub columns: Vec<u32>,
}

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Each column that has a meaning.
    pub of: BTreeMap<u32, Column>,
    /// The columns of each indikator.
    pub groups: Vec<Group>,
}

/// Why a heading can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Nobody knows what it means.
    Unknown,
    /// Another column means the same.
    Twice(At),
}

/// Headings that can't be taken, and why.
pub type Strange = Vec<(Heading, Unclear)>;

/// What the columns of a table are for.
///
/// # Errors
/// The headings that are not clear.
pub fn resolve(
    sheet: &Sheet,
    heads: &Heads,
    end: u32,
    (peta, tahun): (Option<&Peta>, i32),
) -> Result<Columns, Strange> {
    let values = |column: u32| values(sheet, heads.last + 1, end, column);
    let mut columns = Columns::default();
    let mut strange = Strange::new();
    for (column, heading) in &heads.columns {
        let said = guess::said(&heading.parts, tahun);
        let by_peta = peta.and_then(|peta| peta.get(&heading.parts, tahun));
        let Some(meaning) = by_peta.or(said.meaning) else {
            if !values(*column).is_empty() {
                strange.push((heading.clone(), Unclear::Unknown));
            }
            continue;
        };
        let meaning = by_values(meaning, &values(*column));
        let column_of = Column {
            heading: heading.clone(),
            meaning,
            year: said.year,
            power: said.power,
        };
        columns.of.insert(*column, column_of);
    }
    undated(&mut columns, tahun);
    kode_over_several(&mut columns, &values);
    latest_baseline(&mut columns);
    columns.groups = groups(&columns);
    strange.extend(twice(&columns));
    if strange.is_empty() {
        Ok(columns)
    } else {
        Err(strange)
    }
}

/// Whether a peta says all that has to be said of a table, and was made for one like it.
#[must_use]
pub fn fits(peta: &Peta, sheet: &Sheet, heads: &Heads, end: u32, tahun: i32) -> bool {
    let known = |heading: &Heading| peta.get(&heading.parts, tahun).is_some();
    let has_all = heads.columns.values().all(known);
    let alone = resolve(sheet, heads, end, (None, tahun)).is_ok();
    if alone {
        return has_all;
    }
    heads.columns.values().any(known) && resolve(sheet, heads, end, (Some(peta), tahun)).is_ok()
}

impl Columns {
    /// The columns of a meaning, from the left.
    pub fn with(&self, wanted: Meaning) -> impl Iterator<Item = u32> {
        let of = self.of.iter();
        of.filter(move |(_, column)| column.meaning == wanted)
            .map(|(at, _)| *at)
    }

    /// Whether any column says which program, kegiatan or sub kegiatan a row is.
    #[must_use]
    pub fn has_kode(&self) -> bool {
        self.of.values().any(|column| column.meaning.is_coded())
    }

    /// The level whose indikator a group is, and not that of its row. What a lone heading says of
    /// a level is said loosely; where it stands is not.
    #[must_use]
    pub fn level(&self, group: &Group) -> Option<List> {
        let at = group.columns.first()?;
        if self.groups.len() > 1 {
            group.list
        } else {
            of_sasaran(self, *at)
        }
    }

    /// Whether any column says what a row is about.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.of.values().any(|column| column.meaning.is_key())
    }
}

/// The lists whose rows have a kode.
const LEVELS: [List; 3] = [List::Program, List::Kegiatan, List::SubKegiatan];

/// What stands in a column below its heading.
fn values(sheet: &Sheet, from: u32, end: u32, column: u32) -> Vec<&Value> {
    let cells = sheet.cells.range(At::new(from, 0)..At::new(end, 0));
    let cells = cells.filter(|(at, _)| at.column == column);
    cells.map(|(_, value)| value).collect()
}

/// Whether a column holds parts of kode, but for numbers of columns, sums and signatures.
fn are_codes(values: &[&Value]) -> bool {
    let is_other = |value: &Value| {
        let shown = value.shown();
        is_sum(&shown) || shown.trim_start().starts_with('(')
    };
    let meant: Vec<&&Value> = values.iter().filter(|value| !is_other(value)).collect();
    let codes = meant.iter().filter(|value| is_code(value)).count();
    codes > 0 && codes * 4 >= meant.len() * 3
}

/// A column of a level that holds digits holds its part of the kode.
fn by_values(meaning: Meaning, values: &[&Value]) -> Meaning {
    let codes = are_codes(values);
    let is_level = LEVELS
        .into_iter()
        .any(|list| meaning == Meaning::Nama(list));
    if is_level && codes {
        Meaning::Part
    } else if meaning == Meaning::Part && !codes && !values.is_empty() {
        Meaning::Skip
    } else {
        meaning
    }
}

/// A heading over several columns of digits: each holds a part of the kode.
fn kode_over_several<'a>(columns: &mut Columns, values: &dyn Fn(u32) -> Vec<&'a Value>) {
    let kode: Vec<u32> = columns.with(Meaning::Field(Field::Kode)).collect();
    let Some(first) = kode.first().copied() else {
        return;
    };
    let Some(heading) = columns.of.get(&first).map(|column| column.heading.clone()) else {
        return;
    };
    let mut parts = vec![first];
    let mut next = first + 1;
    loop {
        let codes = are_codes(&values(next));
        let same = columns.of.get(&next).map(|column| &column.heading.parts);
        if !codes || same.is_some_and(|parts| *parts != heading.parts) {
            break;
        }
        parts.push(next);
        next += 1;
    }
    for column in parts.iter().filter(|_| parts.len() > 1) {
        let part = Column {
            heading: heading.clone(),
            meaning: Meaning::Part,
            year: None,
            power: 0,
        };
        columns.of.insert(*column, part);
    }
}

/// Money without a year, in a table whose targets are all of other years, is of those.
fn undated(columns: &mut Columns, tahun: i32) {
    let target = Meaning::Field(Field::Target);
    let dated = columns.of.values().any(|column| column.year.is_some());
    let of_cycle = columns
        .of
        .values()
        .any(|c| c.year == Some(tahun) || c.meaning == target);
    for column in columns.of.values_mut().filter(|_| dated && !of_cycle) {
        if column.year.is_none() && column.meaning == Meaning::Field(Field::Pagu) {
            column.meaning = Meaning::Skip;
        }
    }
}

/// Of several baselines the latest counts.
fn latest_baseline(columns: &mut Columns) {
    let all: Vec<u32> = columns.with(Meaning::Field(Field::DasarNilai)).collect();
    let year = |at: &u32| columns.of.get(at).and_then(|column| column.year);
    let latest = all.iter().copied().max_by_key(year);
    let dated = all.iter().all(|at| year(at).is_some());
    for at in all.into_iter().filter(|at| dated && Some(*at) != latest) {
        if let Some(column) = columns.of.get_mut(&at) {
            column.meaning = Meaning::Skip;
        }
    }
}

/// Each indikator with what stands beside it: what is right of it, up to the next one.
fn groups(columns: &Columns) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut before = Vec::new();
    for (at, column) in columns.of.iter().filter(|(_, c)| c.meaning.is_measured()) {
        let list = match column.meaning {
            Meaning::Indikator(list) => Some(list),
            Meaning::Field(Field::Indikator) => of_sasaran(columns, *at),
            Meaning::Field(_)
            | Meaning::Part
            | Meaning::Kode(_)
            | Meaning::Nama(_)
            | Meaning::Tingkat
            | Meaning::Tahun
            | Meaning::Skip => {
                let open = groups.last_mut().map(|group| &mut group.columns);
                open.unwrap_or(&mut before).push(*at);
                continue;
            }
        };
        groups.push(Group {
            list,
            columns: vec![*at],
        });
    }
    match groups.first_mut() {
        Some(first) => first.columns.extend(before),
        None if !before.is_empty() => groups.push(Group {
            list: None,
            columns: before,
        }),
        None => {}
    }
    groups
}

/// An indikator between the sasaran and all columns of program, kegiatan and sub kegiatan is the
/// sasaran's, as in a perjanjian kinerja.
fn of_sasaran(columns: &Columns, at: u32) -> Option<List> {
    let meanings = |columns: btree_map::Range<'_, u32, Column>| -> Vec<Meaning> {
        columns.map(|(_, column)| column.meaning).collect()
    };
    let (left, right) = (
        meanings(columns.of.range(..at)),
        meanings(columns.of.range(at..)),
    );
    let is_between = left.contains(&Meaning::Nama(List::Sasaran))
        && !left.iter().any(|meaning| meaning.is_coded())
        && right.iter().any(|meaning| meaning.is_coded());
    is_between.then_some(List::Sasaran)
}

/// Columns that mean the same, for one indikator or for the row.
fn twice(columns: &Columns) -> Strange {
    let mut seen: BTreeMap<(Meaning, Option<usize>), At> = BTreeMap::new();
    let mut strange = Strange::new();
    // A whole kode beside its parts: nobody knows which of them counts.
    let part = columns.with(Meaning::Part).next();
    let part = part.and_then(|part| columns.of.get(&part));
    let whole = columns.with(Meaning::Field(Field::Kode)).next();
    let whole = whole.and_then(|whole| columns.of.get(&whole));
    if let (Some(part), Some(whole)) = (part, whole) {
        let why = Unclear::Twice(part.heading.at);
        strange.push((whole.heading.clone(), why));
    }
    for (at, column) in &columns.of {
        let meaning = column.meaning;
        if matches!(meaning, Meaning::Skip | Meaning::Part) {
            continue;
        }
        let group = columns.groups.iter().position(|g| g.columns.contains(at));
        let beside = meaning.is_measured() && meaning != Meaning::Field(Field::Indikator);
        let here = column.heading.at;
        let first = *seen
            .entry((meaning, group.filter(|_| beside)))
            .or_insert(here);
        if first != here {
            strange.push((column.heading.clone(), Unclear::Twice(first)));
        }
    }
    strange
}
