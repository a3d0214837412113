//! A table as rows of the Renstra.

use std::collections::BTreeMap;

use super::heading::Column;
use super::lead;
use super::lines::{Line, Lines, rupiah};
use super::nomenklatur::kode;
use crate::domain::finding::{FieldPath, Finding, Place, Spot, Step};
use crate::domain::indikator::{Arah, Dasar, normalized};
use crate::domain::kode::{Level, is_urusan};
use crate::domain::pagu::Rupiah;
use crate::domain::renstra::{Indikator, List, Renstra, Row};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::target::{Target, TargetValue};
use crate::domain::unit;

/// What tables say of the Renstra, and where.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// Its rows.
    pub renstra: Renstra,
    places: BTreeMap<FieldPath, Place>,
}

impl Incoming {
    /// A finding about the rows, at the cells that they are from.
    #[must_use]
    pub fn at_cells(&self, mut finding: Finding) -> Finding {
        finding.at = self.cell(&finding.at);
        for (place, _) in &mut finding.because {
            *place = self.cell(place);
        }
        finding
    }

    /// The cell of a field, or of the nearest one that it is in.
    fn cell(&self, place: &Place) -> Place {
        let (Spot::Field(path) | Spot::Key(path)) = &place.spot else {
            return place.clone();
        };
        let mut prefix = FieldPath::root();
        let mut found = None;
        for step in path.steps() {
            prefix = match step {
                Step::Key(key) => prefix.key(key),
                Step::Index(n) => prefix.index(*n),
            };
            found = self.places.get(&prefix).or(found);
        }
        found.unwrap_or(place).clone()
    }
}

/// Reads tables. A row that has no id gets that of the row of the same words in `old`, or a new
/// one.
#[must_use]
pub fn read(tables: &[Lines], old: &Renstra, findings: &mut Vec<Finding>) -> Incoming {
    let mut reader = Reader {
        old,
        found: Incoming::default(),
        tujuan: None,
        sasaran: None,
        owner: Owner::None,
        passed: Vec::new(),
        zeros: Vec::new(),
        undated: Vec::new(),
        findings,
    };
    for table in tables {
        (reader.tujuan, reader.sasaran, reader.owner) = (None, None, Owner::None);
        for line in &table.lines {
            reader.line(table, line);
        }
        reader.tell_left_out(table);
    }
    let mut found = reader.found;
    found.renstra.rows.sort_by_key(|row| row.list);
    found
}

/// The row that an indikator without any other belongs to.
#[derive(Clone, Copy)]
enum Owner {
    /// None was named yet.
    None,
    /// One that the Renstra does not keep: an urusan, or a sub kegiatan.
    Passed,
    /// A row, by its place among those found.
    Row(usize),
}

struct Reader<'a> {
    old: &'a Renstra,
    found: Incoming,
    tujuan: Option<usize>,
    sasaran: Option<usize>,
    owner: Owner,
    /// Kode of sub kegiatan.
    passed: Vec<At>,
    /// A pagu of nothing beside one of something, as on the further indikator of a row.
    zeros: Vec<At>,
    /// Baselines of no known year.
    undated: Vec<At>,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn line(&mut self, table: &Lines, line: &Line) {
        let kode = line.get(&Column::Kode);
        if let Some(at) = self.named(table, line, List::Tujuan) {
            self.sasaran = None;
            self.tujuan = Some(at);
            self.owner = Owner::Row(at);
        }
        if let Some(at) = self.named(table, line, List::Sasaran) {
            self.sasaran = Some(at);
            self.owner = Owner::Row(at);
            self.serve(at, self.tujuan);
        } else if let (None, Some((at, text))) = (kode, line.get(&Column::Uraian))
            && !line.contains_key(&Column::Tujuan)
        {
            let message = format!("\"{text}\" tidak punya kode");
            let help = "isi kodenya; tujuan dan sasaran ditulis di kolomnya sendiri";
            self.fault(Rule::RowHomeless, table.at(*at), message, help);
        }
        if let Some((at, typed)) = kode {
            self.coded(table, line, (*at, typed));
        }
        self.pagu(table, line);
        self.indikator(table, line);
    }

    fn fault(&mut self, rule: Rule, at: Place, message: String, help: &str) {
        self.findings
            .push(Finding::new(rule, at, message).help(help));
    }

    /// The tujuan or sasaran that a line names.
    fn named(&mut self, table: &Lines, line: &Line, list: List) -> Option<usize> {
        let (id, words, letter) = match list {
            List::Tujuan => (Column::IdTujuan, Column::Tujuan, 'T'),
            List::Sasaran | List::Program | List::Kegiatan => {
                (Column::IdSasaran, Column::Sasaran, 'S')
            }
        };
        let (id, words) = (line.get(&id), line.get(&words));
        let (at, _) = id.or(words)?;
        let own = id.map(|(_, id)| id.as_str());
        let (before, uraian) = told_apart(own, words.map(|(_, text)| text.as_str()), letter);
        let name = match (own.map(str::to_owned).or(before), &uraian) {
            (Some(id), _) => id,
            (None, Some(uraian)) => self.id_of(list, uraian, letter),
            (None, None) => return None,
        };
        Some(self.row(list, name, uraian, table.at(*at)))
    }

    /// The id of a row by its words, or one that is free.
    fn id_of(&self, list: List, uraian: &str, letter: char) -> String {
        let wanted = normalized(uraian);
        let all = || self.found.renstra.of(list).chain(self.old.of(list));
        let same = |row: &&Row| row.uraian.as_deref().map(normalized).as_ref() == Some(&wanted);
        if let Some(row) = all().find(same) {
            return row.name.clone();
        }
        let mut numbers = 1_usize..;
        let taken = |id: &str| all().any(|row| row.name == id);
        let free = numbers.find_map(|n| Some(format!("{letter}{n}")).filter(|id| !taken(id)));
        free.unwrap_or_default()
    }

    /// The row of a name, made when it is new.
    fn row(&mut self, list: List, name: String, uraian: Option<String>, at: Place) -> usize {
        let rows = &mut self.found.renstra.rows;
        let known = rows
            .iter()
            .position(|row| row.list == list && row.name == name);
        if let Some(n) = known {
            let Some(row) = rows.get_mut(n) else {
                return n;
            };
            let differs = |old: &String, new: &String| normalized(old) != normalized(new);
            match (&row.uraian, uraian) {
                (Some(old), Some(new)) if differs(old, &new) => {
                    let message =
                        format!("{} sudah bernama \"{old}\", di sini \"{new}\"", row.name);
                    let help = "samakan namanya, atau perbaiki id atau kodenya";
                    self.fault(Rule::RowTwice, at, message, help);
                }
                (None, uraian) => row.uraian = uraian,
                (Some(_), _) => {}
            }
            return n;
        }
        let pos = rows.iter().filter(|row| row.list == list).count();
        let row = Row {
            list,
            pos,
            name,
            uraian,
            serves: Vec::new(),
            pagu: BTreeMap::new(),
            indikator: Vec::new(),
        };
        self.found.places.insert(row.path(), at);
        rows.push(row);
        rows.len() - 1
    }

    /// Notes that a row serves another one.
    fn serve(&mut self, row: usize, above: Option<usize>) {
        let rows = &mut self.found.renstra.rows;
        let name = above.and_then(|n| rows.get(n)).map(|row| row.name.clone());
        if let (Some(name), Some(row)) = (name, rows.get_mut(row))
            && !row.serves.contains(&name)
        {
            row.serves.push(name);
        }
    }

    /// The program or kegiatan that a line names.
    fn coded(&mut self, table: &Lines, line: &Line, (at, typed): (At, &str)) {
        self.owner = Owner::Passed;
        if is_urusan(typed) {
            return;
        }
        let Some(kode) = kode(table, at, typed, self.findings) else {
            return;
        };
        let list = match kode.level() {
            Level::Program => List::Program,
            Level::Kegiatan => List::Kegiatan,
            Level::SubKegiatan => {
                self.passed.push(at);
                return;
            }
        };
        let uraian = line.get(&Column::Uraian).map(|(_, text)| text.clone());
        let row = self.row(list, kode.to_string(), uraian, table.at(at));
        self.owner = Owner::Row(row);
        if list == List::Program {
            self.serve(row, self.sasaran);
        }
    }

    fn pagu(&mut self, table: &Lines, line: &Line) {
        let Owner::Row(n) = self.owner else { return };
        for (column, (at, text)) in line {
            let (Column::Pagu(year, _), Some(pagu)) = (column, rupiah(text)) else {
                continue;
            };
            let Some(row) = self.found.renstra.rows.get_mut(n) else {
                return;
            };
            let place = table.at(*at);
            if !row.list.has_pagu() {
                let message = format!("pagu {} tidak dibaca", row.label());
                let help = "pagu dicatat pada program dan kegiatan";
                self.fault(Rule::CellOutside, place, message, help);
            } else if let Some(before) = row.pagu.get(year).filter(|before| **before != pagu) {
                if pagu == Rupiah::ZERO {
                    self.zeros.push(*at);
                    continue;
                }
                let message = format!("pagu {year} {} {pagu}, tadi {before}", row.label());
                let help = "sisakan satu pagu untuk satu tahun";
                self.fault(Rule::RowTwice, place, message, help);
            } else {
                row.pagu.insert(*year, pagu);
                let path = row.path().key("pagu").key(&year.to_string());
                self.found.places.insert(path, place);
            }
        }
    }

    fn indikator(&mut self, table: &Lines, line: &Line) {
        let is_target = |column: &&Column| matches!(column, Column::Target(_));
        let Some((at, uraian)) = line.get(&Column::Indikator) else {
            let stray = line
                .keys()
                .find(is_target)
                .and_then(|column| line.get(column));
            if let (Some((at, text)), false) = (stray, matches!(self.owner, Owner::Passed)) {
                let message = format!("target \"{text}\" tanpa indikator di barisnya");
                let help = "tulis indikatornya di baris yang sama";
                self.fault(Rule::RowHomeless, table.at(*at), message, help);
            }
            return;
        };
        let n = match self.owner {
            Owner::Row(n) => n,
            Owner::Passed => return,
            Owner::None => {
                let message = format!(
                    "indikator \"{uraian}\" bukan milik tujuan, sasaran, program, atau kegiatan mana pun"
                );
                let help = "tulis tujuan, sasaran, atau kodenya di baris itu atau di atasnya";
                self.fault(Rule::RowHomeless, table.at(*at), message, help);
                return;
            }
        };
        let line = &counted(line);
        let dasar = self.dasar(line);
        let satuan = line.get(&Column::Satuan).map(|(_, text)| text.clone());
        if satuan.is_none() {
            let message = format!("indikator \"{uraian}\" tanpa satuan");
            let help =
                "tulis satuannya di belakang target, misalnya 86 Persen, atau di kolom Satuan";
            self.fault(Rule::MissingKey, table.at(*at), message, help);
        }
        let Some(row) = self.found.renstra.rows.get_mut(n) else {
            return;
        };
        if row.measured(uraian).next().is_some() {
            let message = format!("indikator \"{uraian}\" ada dua kali pada {}", row.label());
            let help = "sisakan satu baris, atau bedakan uraiannya bila memang dua ukuran";
            self.fault(Rule::RowTwice, table.at(*at), message, help);
            return;
        }
        let indikator = Indikator {
            pos: row.indikator.len(),
            uraian: uraian.clone(),
            satuan: satuan.unwrap_or_default(),
            arah: line
                .get(&Column::Arah)
                .and_then(|(_, text)| Arah::parse(text)),
            dasar,
            target: targets(line)
                .map(|(year, _, target)| (year, target))
                .collect(),
        };
        let path = row.path_of(&indikator);
        for (year, at, _) in targets(line) {
            let path = path.key("target").key(&year.to_string());
            self.found.places.insert(path, table.at(at));
        }
        self.found.places.insert(path, table.at(*at));
        row.indikator.push(indikator);
    }

    /// The baseline of a line, whose year stands in the heading or in a column of its own.
    fn dasar(&mut self, line: &Line) -> Option<Dasar> {
        let found = line
            .iter()
            .find_map(|(column, cell)| Some((column.baseline()?, cell)));
        let (year, (at, text)) = found?;
        let nilai = Target::parse(text).ok()?;
        if nilai.value() == TargetValue::NotApplicable {
            return None;
        }
        let cell = line.get(&Column::DasarTahun);
        let tahun = year.or_else(|| cell.and_then(|(_, text)| text.parse().ok()));
        if tahun.is_none() {
            self.undated.push(*at);
        }
        Some(Dasar {
            tahun: tahun?,
            nilai,
            sumber: line.get(&Column::Sumber).map(|(_, text)| text.clone()),
        })
    }

    /// Tells once for a table what was left out of it.
    fn tell_left_out(&mut self, table: &Lines) {
        let passed = std::mem::take(&mut self.passed);
        let zeros = std::mem::take(&mut self.zeros);
        let undated = std::mem::take(&mut self.undated);
        for (cells, what, help) in [
            (
                passed,
                "baris sub kegiatan tidak dibaca",
                "Renstra sebagai acuan memuat tujuan sampai kegiatan",
            ),
            (
                zeros,
                "pagu Rp0 di samping pagu yang terisi tidak dibaca",
                "pagu satu baris cukup ditulis sekali, di samping indikator pertamanya",
            ),
            (
                undated,
                "kondisi awal tidak dibaca karena tahunnya tidak diketahui",
                "tulis tahunnya di judul kolom, misalnya Kondisi Awal 2024, atau di kolom Tahun \
                 Kondisi Awal",
            ),
        ] {
            if let Some(first) = cells.first() {
                let message = format!("{} {what}", cells.len());
                self.fault(Rule::CellOutside, table.at(*first), message, help);
            }
        }
    }
}

/// The id that stands before the words of a row, and its words. An id of their own leaves words
/// whole that begin with another one.
fn told_apart(
    own: Option<&str>,
    words: Option<&str>,
    letter: char,
) -> (Option<String>, Option<String>) {
    let Some(words) = words else {
        return (None, None);
    };
    match (own, lead::apart(words, letter)) {
        (Some(own), (Some(before), _)) if !before.eq_ignore_ascii_case(own) => {
            (None, Some(words.to_owned()))
        }
        (_, (before, rest)) => (before, Some(rest.to_owned())),
    }
}

/// A line with the units of its targets in its satuan: `86 %` is 86, in Persen.
fn counted(line: &Line) -> Line {
    let is_target = |column: &Column| matches!(column, Column::Target(_) | Column::DasarNilai(_));
    let mut counted = line.clone();
    for (column, (at, text)) in line.iter().filter(|(column, _)| is_target(column)) {
        let Some((bare, unit)) = unit::split(text) else {
            continue;
        };
        let (_, satuan) = counted
            .entry(Column::Satuan)
            .or_insert_with(|| (*at, unit::in_full(&unit)));
        if unit::same(satuan, &unit) {
            counted.insert(*column, (*at, bare));
        }
    }
    counted
}

/// The targets of a line, by year.
fn targets(line: &Line) -> impl Iterator<Item = (i64, At, Target)> {
    line.iter().filter_map(|(column, (at, text))| {
        let Column::Target(year) = column else {
            return None;
        };
        Some((*year, *at, Target::parse(text).ok()?))
    })
}

/// What a row serves once another one was put over it.
#[must_use]
pub fn serves_more(old: &Row, new: &Row) -> Vec<String> {
    let mut all = match new.list {
        // A sasaran serves one tujuan.
        List::Sasaran if !new.serves.is_empty() => Vec::new(),
        List::Tujuan | List::Sasaran | List::Program | List::Kegiatan => old.serves.clone(),
    };
    for name in &new.serves {
        if !all.contains(name) {
            all.push(name.clone());
        }
    }
    all
}
