//! Sums: which rows of a table add up to which, so that a workbook can say it as a formula.

use super::document::{Cell, Table};
use super::kode::Level;
use super::pagu::Rupiah;

/// For each row of a table with `tingkat` and `pagu`: the rows whose pagu add up to its own.
///
/// `None` where a row has no pagu, has its own, or where the rows below it give another sum; of
/// any other table every row is `None`.
#[must_use]
pub fn addends(table: &Table) -> Vec<Option<Vec<usize>>> {
    let place = |key| table.columns.iter().position(|column| column.key == key);
    let Some((tingkat, pagu)) = place("tingkat").zip(place("pagu")) else {
        return vec![None; table.rows.len()];
    };
    let row = |cells: &Vec<Cell>| Row {
        rank: cells.get(tingkat).and_then(Rank::of),
        pagu: match cells.get(pagu) {
            Some(Cell::Rupiah(rupiah)) => Some(*rupiah),
            Some(_) | None => None,
        },
    };
    let rows: Vec<Row> = table.rows.iter().map(row).collect();
    (0..rows.len()).map(|at| of_row(&rows, at)).collect()
}

/// The sum over a column of money; `None` when nobody gave any, or it does not fit.
#[must_use]
pub fn column(table: &Table, key: &str) -> Option<Rupiah> {
    let at = table.columns.iter().position(|column| column.key == key)?;
    let money = table.rows.iter().filter_map(|cells| match cells.get(at) {
        Some(Cell::Rupiah(rupiah)) => Some(*rupiah),
        Some(_) | None => None,
    });
    total(money)
}

/// Rank: what a row of the plan is, by its `tingkat`; the total is above all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The sum of all.
    Total,
    /// A row of the nomenclature.
    Of(Level),
}

impl Rank {
    /// Reads a cell of `tingkat`; `None` for a sasaran, and for what continues the row above.
    #[must_use]
    pub fn of(tingkat: &Cell) -> Option<Rank> {
        if tingkat.is_total() {
            return Some(Rank::Total);
        }
        let name = tingkat.print();
        let mut levels = Level::ALL.into_iter();
        levels.find(|level| level.name() == name).map(Rank::Of)
    }

    /// The rank of what adds up to it.
    fn below(self) -> Option<Rank> {
        match self {
            Rank::Total => Some(Rank::Of(Level::Program)),
            Rank::Of(Level::Program) => Some(Rank::Of(Level::Kegiatan)),
            Rank::Of(Level::Kegiatan) => Some(Rank::Of(Level::SubKegiatan)),
            Rank::Of(Level::SubKegiatan) => None,
        }
    }
}

/// A row as far as sums go.
struct Row {
    rank: Option<Rank>,
    pagu: Option<Rupiah>,
}

fn of_row(rows: &[Row], at: usize) -> Option<Vec<usize>> {
    let row = rows.get(at)?;
    let (rank, own) = (row.rank?, row.pagu?);
    let below = if rank == Rank::Total {
        0..at
    } else {
        at + 1..end(rows, at, rank)
    };
    let next = rank.below()?;
    let child = |n: &usize| rows.get(*n).is_some_and(|row| is_next(row, next));
    let children: Vec<usize> = below.filter(child).collect();
    let money = children
        .iter()
        .filter_map(|n| rows.get(*n).and_then(|row| row.pagu));
    (total(money) == Some(own)).then_some(children)
}

/// Where the rows below a row end: at the next one of its rank or above that has pagu of its own.
/// The further lines of the row itself have none.
fn end(rows: &[Row], at: usize, rank: Rank) -> usize {
    let ends = |row: &Row| row.rank.is_none_or(|other| other < rank) || is_next(row, rank);
    let mut rest = rows.iter().enumerate().skip(at + 1);
    rest.find(|(_, row)| ends(row))
        .map_or(rows.len(), |(n, _)| n)
}

/// Whether a row has that rank, and money.
fn is_next(row: &Row, rank: Rank) -> bool {
    row.rank == Some(rank) && row.pagu.is_some()
}

/// The sum of amounts; `None` of none, or when it does not fit.
#[must_use]
pub fn total(mut money: impl Iterator<Item = Rupiah>) -> Option<Rupiah> {
    let first = money.next()?;
    money.try_fold(first, Rupiah::checked_add)
}
