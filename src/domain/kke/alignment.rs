//! KKE-2: whether each indikator and its target go back to the Renstra.

use super::line::Line;
use super::{Facts, number};
use crate::domain::check::{Aligned, Counterpart, Found, aligned, keeps_target};
use crate::domain::document::{Cell, Column};
use crate::domain::lembar::{Lembar, REMARK, left, right, table};
use crate::domain::renstra::{self, Row};
use crate::domain::target::TargetValue;
use crate::domain::unit;

const COLUMNS: &[Column] = &[
    right("no", "No"),
    left("tingkat", "Tingkat"),
    left("kode", "Kode"),
    left("bidang", "Bidang"),
    left("indikator", "Indikator RKT"),
    left("satuan", "Satuan RKT"),
    left("iku", "IKU"),
    right("target", "Target RKT"),
    left("indikator_renstra", "Indikator Renstra"),
    left("satuan_renstra", "Satuan Renstra"),
    right("target_renstra", "Target Renstra"),
    left("keadaan", "Keadaan"),
    left("alasan_beda", "Alasan beda"),
    right("nilai_renstra", "Nilai selaras Renstra"),
    right("nilai_renja", "Nilai selaras Renja"),
    right("nilai_pk", "Nilai selaras PK"),
    left(REMARK, "Catatan evaluator"),
];

/// The sheet.
pub(super) fn sheet(lines: &[Line<'_>], facts: &Facts<'_>) -> Lembar {
    let beside = Beside {
        aligned: aligned(facts.forms, facts.ground),
        facts,
    };
    let planned = lines.iter().filter_map(|line| beside.line(line));
    let missing = beside.aligned.missing.iter();
    let missing = missing.map(|(row, known)| beside.missing(row, known));
    Lembar {
        key: "kke-2",
        judul: "KKE-2 Keselarasan indikator dan target",
        petunjuk: "Kolom kuning diisi evaluator: 1 bila selaras, 0,5 bila sebagian, 0 bila tidak",
        pilihan: &["1", "0,5", "0"],
        table: table(COLUMNS, planned.chain(missing)),
    }
}

/// The plan beside the Renstra.
struct Beside<'a, 'f> {
    aligned: Aligned<'a>,
    facts: &'f Facts<'a>,
}

impl Beside<'_, '_> {
    /// An indikator of the plan; `None` on a level that no Renstra has.
    fn line(&self, line: &Line<'_>) -> Option<Vec<Cell>> {
        let list = renstra::List::of_form(line.list)?;
        let one = line.indikator;
        let mut places = line.places.iter();
        let known = places.find_map(|place| self.aligned.counterparts.get(place));
        let compares = self.compares(list);
        let known = known.filter(|_| compares);
        let state = if compares {
            self.state(line, known)
        } else {
            "tidak dibandingkan"
        };
        let mut row = line.head();
        row.extend([
            Cell::text(one.iku.filter(|iku| *iku).map(|_| "ya")),
            line.target(),
        ]);
        row.extend(self.renstra(known.map(|known| known.indikator)));
        row.extend([
            Cell::text(Some(state)),
            Cell::text(one.alasan_beda.as_deref()),
        ]);
        Some(row)
    }

    /// An indikator that the Renstra has a target for this year, and the RKT has not.
    fn missing(&self, row: &Row, known: &renstra::Indikator) -> Vec<Cell> {
        let mut cells = vec![
            Cell::text(Some(row.list.key())),
            Cell::text(Some(&row.name)),
        ];
        cells.resize(COLUMNS_OF_RKT, Cell::Empty);
        cells.extend(self.renstra(Some(known)));
        cells.push(Cell::text(Some("tidak ada di RKT")));
        cells
    }

    /// What the Renstra has: words, unit, target of the year.
    fn renstra(&self, known: Option<&renstra::Indikator>) -> [Cell; 3] {
        let target = known.and_then(|known| {
            let target = known.target.get(&self.facts.ground.tahun)?;
            Some(number(target, &known.satuan))
        });
        [
            Cell::text(known.map(|known| known.uraian.as_str())),
            Cell::text(known.map(|known| known.satuan.as_str())),
            target.unwrap_or(Cell::Empty),
        ]
    }

    /// Whether the Renstra has indikator on a level.
    fn compares(&self, list: renstra::List) -> bool {
        let mut rows = self.facts.ground.renstra.of(list);
        rows.any(|row| !row.indikator.is_empty())
    }

    /// How an indikator stands to what the Renstra has for it.
    fn state(&self, line: &Line<'_>, known: Option<&Counterpart<'_>>) -> &'static str {
        let Some(Counterpart { indikator, found }) = known else {
            return "tidak ada di Renstra";
        };
        if *found == Found::Elsewhere {
            return "di baris Renstra lain";
        }
        let there = indikator.target.get(&self.facts.ground.tahun);
        let there = there.filter(|target| target.value() != TargetValue::NotApplicable);
        let own = line.indikator;
        match (line.unread, there) {
            (Some(""), _) => "target belum diisi",
            (Some(_), _) => "target tidak terbaca",
            (None, None) => "tanpa target Renstra",
            (None, Some(there)) if !keeps_target(&own.target, there) => "target berbeda",
            _ if !unit::same(&own.satuan, &indikator.satuan) => "satuan berbeda",
            _ if *found == Found::Near => "uraian sedikit berbeda",
            _ => "sama",
        }
    }
}

/// How many columns tell of the RKT, the number of the line left out.
const COLUMNS_OF_RKT: usize = 7;
