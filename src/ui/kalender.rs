//! A year as month grids, readable without colour.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::kalender::{JenisLibur, Kalender};
use crate::domain::tanggal;

/// Columns of one day: two digits and a mark.
const CELL: usize = 3;

/// Columns of a month, and between months.
const MONTH: usize = 7 * CELL;
const GAP: usize = 3;

/// Lines below the heading of a month that lies over most weeks.
const WEEKS: usize = 6;

/// What the marks mean.
pub const LEGEND: &str =
    "* libur nasional  + cuti bersama  ~ libur daerah  < batas  ! batas di hari libur";

/// The mark behind a day.
#[must_use]
pub fn mark(kalender: &Kalender, batas: &BTreeSet<NaiveDate>, day: NaiveDate) -> char {
    let due = batas.contains(&day);
    match kalender.day_off(day).map(|libur| libur.jenis) {
        _ if due && !kalender.is_working(day) => '!',
        None if due => '<',
        None if kalender.libur(day).is_some() => '*',
        None => ' ',
        Some(JenisLibur::Nasional) => '*',
        Some(JenisLibur::CutiBersama) => '+',
        Some(JenisLibur::Daerah) => '~',
    }
}

/// A year, as many months beside each other as `width` takes.
#[must_use]
pub fn year(tahun: i32, kalender: &Kalender, batas: &BTreeSet<NaiveDate>, width: u16) -> String {
    let room = (usize::from(width) + GAP) / (MONTH + GAP);
    let beside = [4, 3, 2].into_iter().find(|n| *n <= room).unwrap_or(1);
    let months: Vec<u32> = (1..=12).collect();
    let blocks = months.chunks(beside).map(|months| {
        let grids: Vec<Vec<String>> = months
            .iter()
            .map(|month| grid((tahun, *month), kalender, batas))
            .collect();
        side_by_side(&grids)
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// The lines of some months, the longest of which says how many there are.
fn side_by_side(grids: &[Vec<String>]) -> String {
    let n_lines = grids.iter().map(Vec::len).max().unwrap_or_default();
    let line = |n: usize| {
        let cells = grids.iter().map(|grid| {
            let text = grid.get(n).map_or("", String::as_str);
            format!("{text:MONTH$}")
        });
        let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        format!("{}\n", line.trim_end())
    };
    (0..n_lines).map(line).collect()
}

/// One month: its name with its hari kerja, the days of the week, the weeks.
fn grid(
    (year, month): (i32, u32),
    kalender: &Kalender,
    batas: &BTreeSet<NaiveDate>,
) -> Vec<String> {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Vec::new();
    };
    let days: Vec<NaiveDate> = first
        .iter_days()
        .take_while(|day| day.month() == month)
        .collect();
    let n_worked = days.iter().filter(|day| kalender.is_working(**day)).count();
    let title = format!("{} ({n_worked} hk)", tanggal::month_name(month));
    let blank = first.weekday().num_days_from_monday() as usize;
    let mut cells = vec![" ".repeat(CELL); blank];
    cells.extend(days.iter().map(|day| {
        let mark = mark(kalender, batas, *day);
        format!("{:>2}{mark}", day.day())
    }));
    let mut lines = vec![title, "Sn Sl Rb Km Jm Sb Mg".to_owned()];
    let weeks = cells.chunks(7).take(WEEKS);
    lines.extend(weeks.map(<[String]>::concat));
    lines
}
