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
        rank: cells.get(tingkat).and_then(rank),
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

/// A row as far as sums go.
struct Row {
    /// 0 for the total, 1 for a program, and so on down.
    rank: Option<usize>,
    pagu: Option<Rupiah>,
}

fn rank(cell: &Cell) -> Option<usize> {
    let levels = [Level::Program, Level::Kegiatan, Level::SubKegiatan].map(Level::name);
    let name = cell.print();
    match levels.iter().position(|level| *level == name) {
        Some(at) => Some(at + 1),
        None => (name == "total").then_some(0),
    }
}

fn of_row(rows: &[Row], at: usize) -> Option<Vec<usize>> {
    let row = rows.get(at)?;
    let (rank, own) = (row.rank?, row.pagu?);
    let below = if rank == 0 {
        0..at
    } else {
        at + 1..end(rows, at, rank)
    };
    let child = |n: &usize| {
        let row = rows.get(*n);
        row.is_some_and(|row| row.rank == Some(rank + 1) && row.pagu.is_some())
    };
    let children: Vec<usize> = below.filter(child).collect();
    let money = children
        .iter()
        .filter_map(|n| rows.get(*n).and_then(|row| row.pagu));
    (total(money) == Some(own)).then_some(children)
}

/// Where the rows below a row end: at the next one of its rank or above that has pagu of its own.
/// The further lines of the row itself have none.
fn end(rows: &[Row], at: usize, rank: usize) -> usize {
    let ends = |row: &Row| row.rank.is_none_or(|other| other < rank) || is_next(row, rank);
    let mut rest = rows.iter().enumerate().skip(at + 1);
    rest.find(|(_, row)| ends(row))
        .map_or(rows.len(), |(n, _)| n)
}

fn is_next(row: &Row, rank: usize) -> bool {
    row.rank == Some(rank) && row.pagu.is_some()
}

/// The sum of amounts; `None` of none, or when it does not fit.
#[must_use]
pub fn total(mut money: impl Iterator<Item = Rupiah>) -> Option<Rupiah> {
    let first = money.next()?;
    money.try_fold(first, Rupiah::checked_add)
}
