//! Long: the merged plan as one table, a line an indikator, in the columns that a system reads.
//!
//! The sets of columns are described and versioned in `docs/ekspor.md`.

use super::compile::{Node, Overflow, Rkt, add};
use super::document::plain_number;
use super::indikator::{Arah, Indikator, JenisTriwulan};
use super::kode::Level;
use super::name::{BidangId, joined};
use super::pagu::Rupiah;
use super::target::{Target, TargetValue};

/// The level of a sasaran, beside those of the nomenclature.
const SASARAN: &str = "sasaran";

/// Bentuk (shape): which rows and columns a [`Long`] has, and what the columns are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bentuk {
    /// Everything, all levels.
    Datar,
    /// Sub kegiatan with their money, under the names that SIPD gives its columns.
    Sipd,
    /// Sasaran with their indikator, as e-SAKIP systems take them.
    Esakip,
}

impl Bentuk {
    /// Every shape.
    pub const ALL: [Bentuk; 3] = [Bentuk::Datar, Bentuk::Sipd, Bentuk::Esakip];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Bentuk::Datar => "datar",
            Bentuk::Sipd => "sipd",
            Bentuk::Esakip => "esakip",
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Bentuk::Datar => DATAR,
            Bentuk::Sipd => SIPD,
            Bentuk::Esakip => ESAKIP,
        }
    }

    fn has(self, tingkat: &str) -> bool {
        match self {
            Bentuk::Datar => true,
            Bentuk::Sipd => tingkat == Level::SubKegiatan.name(),
            Bentuk::Esakip => tingkat == SASARAN,
        }
    }
}

/// A plan as one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Long {
    /// The names of the columns.
    pub heads: Vec<&'static str>,
    /// The lines, each as wide as `heads`.
    pub rows: Vec<Vec<Field>>,
    /// The money in its lines, each row of the plan counted once.
    pub total: Option<Rupiah>,
}

/// A value of a [`Long`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nobody gave one, which is not zero.
    Absent,
    /// Words.
    Text(String),
    /// A whole number: money, a year, a count.
    Whole(i64),
    /// A number with the decimals that were typed, behind a point.
    Number(String),
}

impl Long {
    /// The plan of a year in one shape.
    ///
    /// # Errors
    /// When a sum passes what 64 bits hold.
    pub fn of(rkt: &Rkt, tahun: i64, bentuk: Bentuk) -> Result<Long, Overflow> {
        let mut lines = Vec::new();
        for node in &rkt.sasaran {
            Place::new(SASARAN).lines(node, &mut lines)?;
        }
        for program in &rkt.program {
            let place = Place::new(Level::Program.name()).under(Some(program), None);
            place.lines(program, &mut lines)?;
            for kegiatan in &program.children {
                let above =
                    |level: Level| Place::new(level.name()).under(Some(program), Some(kegiatan));
                above(Level::Kegiatan).lines(kegiatan, &mut lines)?;
                for sub in &kegiatan.children {
                    above(Level::SubKegiatan).lines(sub, &mut lines)?;
                }
            }
        }
        lines.retain(|line| bentuk.has(line.place.tingkat));
        let mut total = None;
        for (no, line) in (1..).zip(&mut lines) {
            (line.no, line.tahun) = (no, tahun);
            total = add(total, line.own)?;
        }
        let fields = |line: &Line<'_>| bentuk.columns().iter().map(|(_, of)| of(line)).collect();
        Ok(Long {
            heads: bentuk.columns().iter().map(|(head, _)| *head).collect(),
            rows: lines.iter().map(fields).collect(),
            total,
        })
    }
}

/// A name, and what a line has under it.
type Column = (&'static str, fn(&Line<'_>) -> Field);

/// A new column goes to the end; see `docs/ekspor.md`.
const DATAR: &[Column] = &[
    ("tahun", |line| Field::Whole(line.tahun)),
    ("no", |line| Field::Whole(line.no)),
    ("tingkat", |line| text(line.place.tingkat)),
    ("kode", |line| text(&line.node.name)),
    ("uraian", |line| maybe(line.node.uraian.as_deref())),
    ("indikator", |line| line.indikator(|row| text(&row.uraian))),
    ("satuan", |line| line.indikator(|row| text(&row.satuan))),
    ("target", |line| line.indikator(|row| printed(&row.target))),
    ("target_angka", |line| {
        line.indikator(|row| number(&row.target))
    }),
    ("tw1", |line| line.quarter(0)),
    ("tw2", |line| line.quarter(1)),
    ("tw3", |line| line.quarter(2)),
    ("tw4", |line| line.quarter(3)),
    ("jenis_triwulan", |line| {
        line.indikator(|row| maybe(row.jenis_triwulan.map(JenisTriwulan::name)))
    }),
    ("arah", |line| {
        line.indikator(|row| maybe(row.arah.map(Arah::name)))
    }),
    ("pagu", |line| money(line.pagu)),
    ("pagu_rinci", |line| money(line.own)),
    ("sumber_dana", |line| list(&line.node.sumber_dana)),
    ("lokasi", |line| list(&line.node.lokasi)),
    ("kelompok_sasaran", |line| list(&line.node.kelompok_sasaran)),
    ("bidang", |line| text(&joined(line.bidang))),
    ("sasaran", |line| {
        list(line.place.program.map_or(&[], |row| &row.sasaran))
    }),
    ("kode_program", |line| kode(line.place.program)),
    ("program", |line| uraian(line.place.program)),
    ("kode_kegiatan", |line| kode(line.place.kegiatan)),
    ("kegiatan", |line| uraian(line.place.kegiatan)),
    ("hasil", |line| list(&line.node.hasil)),
    ("prakiraan_maju", |line| money(line.ahead)),
    ("iku", |line| {
        let word = |iku| if iku { "ya" } else { "tidak" };
        line.indikator(|row| maybe(row.iku.map(word)))
    }),
    ("keterangan", |line| {
        line.indikator(|row| maybe(row.keterangan.as_deref()))
    }),
];

const SIPD: &[Column] = &[
    ("kode_program", |line| kode(line.place.program)),
    ("nama_program", |line| uraian(line.place.program)),
    ("kode_giat", |line| kode(line.place.kegiatan)),
    ("nama_giat", |line| uraian(line.place.kegiatan)),
    ("kode_sub_giat", |line| text(&line.node.name)),
    ("nama_sub_giat", |line| maybe(line.node.uraian.as_deref())),
    ("pagu", |line| money(line.pagu)),
    ("pagu_n_depan", |line| money(line.ahead)),
    ("nama_dana", |line| list(&line.node.sumber_dana)),
    ("nama_lokasi", |line| list(&line.node.lokasi)),
    ("sasaran", |line| list(&line.node.kelompok_sasaran)),
    ("outputteks", |line| line.indikator(|row| text(&row.uraian))),
    ("targetoutput", |line| {
        line.indikator(|row| number(&row.target))
    }),
    ("satuanoutput", |line| {
        line.indikator(|row| text(&row.satuan))
    }),
    ("targetoutputteks", |line| line.indikator(with_satuan)),
];

const ESAKIP: &[Column] = &[
    ("no", |line| Field::Whole(line.no)),
    ("sasaran", |line| maybe(line.node.uraian.as_deref())),
    ("indikator", |line| line.indikator(|row| text(&row.uraian))),
    ("satuan", |line| line.indikator(|row| text(&row.satuan))),
    ("target", |line| line.indikator(|row| printed(&row.target))),
    ("tw1", |line| line.quarter(0)),
    ("tw2", |line| line.quarter(1)),
    ("tw3", |line| line.quarter(2)),
    ("tw4", |line| line.quarter(3)),
    ("penanggung_jawab", |line| text(&joined(line.bidang))),
];

/// Where a row of the plan stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    tingkat: &'static str,
    program: Option<&'a Node>,
    kegiatan: Option<&'a Node>,
}

impl<'a> Place<'a> {
    fn new(tingkat: &'static str) -> Place<'a> {
        Place {
            tingkat,
            program: None,
            kegiatan: None,
        }
    }

    fn under(self, program: Option<&'a Node>, kegiatan: Option<&'a Node>) -> Place<'a> {
        Place {
            program,
            kegiatan,
            ..self
        }
    }

    /// Adds the lines of a row: one an indikator, or one without any. Money is on the first only.
    fn lines(self, node: &'a Node, lines: &mut Vec<Line<'a>>) -> Result<(), Overflow> {
        let first = Line {
            tahun: 0,
            no: 0,
            place: self,
            node,
            row: None,
            bidang: &node.bidang,
            pagu: node.pagu,
            own: sum(node.parts.values())?,
            ahead: sum(node.prakiraan_maju.values())?,
        };
        if node.indikator.is_empty() {
            lines.push(first);
            return Ok(());
        }
        for (n, (indikator, bidang)) in node.indikator.iter().enumerate() {
            let money = |amount: Option<Rupiah>| amount.filter(|_| n == 0);
            lines.push(Line {
                row: Some(indikator),
                bidang,
                pagu: money(first.pagu),
                own: money(first.own),
                ahead: money(first.ahead),
                ..first
            });
        }
        Ok(())
    }
}

fn sum<'a>(mut parts: impl Iterator<Item = &'a Rupiah>) -> Result<Option<Rupiah>, Overflow> {
    parts.try_fold(None, |sum, part| add(sum, Some(*part)))
}

/// A line: an indikator of a row of the plan, or the row when it has none.
#[derive(Clone, Copy)]
struct Line<'a> {
    tahun: i64,
    /// Its number in the table, from 1.
    no: i64,
    place: Place<'a>,
    node: &'a Node,
    row: Option<&'a Indikator>,
    bidang: &'a [BidangId],
    /// The row's money, with that of the rows below.
    pagu: Option<Rupiah>,
    /// The money written on the row itself.
    own: Option<Rupiah>,
    /// What next year is expected to cost.
    ahead: Option<Rupiah>,
}

impl Line<'_> {
    fn indikator(&self, field: impl Fn(&Indikator) -> Field) -> Field {
        self.row.map_or(Field::Absent, field)
    }

    fn quarter(&self, n: usize) -> Field {
        let parts = self.row.and_then(|row| row.triwulan.as_ref());
        let part = parts
            .and_then(|parts| parts.get(n))
            .and_then(Option::as_ref);
        part.map_or(Field::Absent, printed)
    }
}

fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

fn maybe(given: Option<&str>) -> Field {
    given.map_or(Field::Absent, text)
}

fn list(texts: &[String]) -> Field {
    if texts.is_empty() {
        return Field::Absent;
    }
    Field::Text(texts.join("; "))
}

fn money(amount: Option<Rupiah>) -> Field {
    amount.map_or(Field::Absent, |amount| Field::Whole(amount.get()))
}

fn kode(node: Option<&Node>) -> Field {
    node.map_or(Field::Absent, |node| text(&node.name))
}

fn uraian(node: Option<&Node>) -> Field {
    maybe(node.and_then(|node| node.uraian.as_deref()))
}

fn printed(target: &Target) -> Field {
    Field::Text(target.print())
}

/// The value of a target that is one number.
fn number(target: &Target) -> Field {
    plain_number(target).map_or(Field::Absent, Field::Number)
}

/// A target with its unit, `12 Dokumen`, unless it says one itself or is no number.
fn with_satuan(row: &Indikator) -> Field {
    let target = row.target.print();
    let counts = matches!(
        row.target.value(),
        TargetValue::Number(_) | TargetValue::Range { .. } | TargetValue::Bound { .. }
    );
    if counts && row.target.satuan().is_none() {
        return Field::Text(format!("{target} {}", row.satuan));
    }
    Field::Text(target)
}
