//! Tables onto pages: heading rows on each of them, and cells that go on from one to the next.

use super::flow::Flow;
use super::grid::{Block, Field, Grid};
use super::leaf::{Area, Shape, start};
use super::look;
use super::structure::NodeId;
use super::words::Line;

/// Room above a table, but not at the top of a page.
const ABOVE: f32 = 8.0;

/// What rounding may take away from a height.
const SLACK: f32 = 0.01;

/// The height of what has to be on the page on which a table begins, with that much room below its
/// last row.
pub fn first(grid: &Grid, tail: f32) -> f32 {
    ABOVE + heads(grid) + chunk(&grid.rows, 0, tail)
}

fn heads(grid: &Grid) -> f32 {
    grid.heads.heights.iter().sum()
}

/// The height of the rows that keep together from this one on, with that much room below the last
/// row of all.
fn chunk(rows: &Block, from: usize, tail: f32) -> f32 {
    let leads = rows.leads.iter().skip(from);
    let end = from + 1 + leads.take_while(|leads| **leads).count();
    let heights = rows.heights.iter().take(end).skip(from);
    let below = if end < rows.heights.len() { 0.0 } else { tail };
    heights.sum::<f32>() + below
}

/// Puts a table on pages, with that much room below its last row for what has to follow.
pub fn place(grid: &Grid, flow: &mut Flow, tail: f32) {
    let mut placing = Placing {
        grid,
        flow,
        open: Vec::new(),
        is_fresh: true,
    };
    placing.flow.need(ABOVE, first(grid, tail) - ABOVE);
    placing.heads(Telling::First);
    let n_rows = grid.rows.heights.len();
    for row in 0..n_rows {
        placing.keep_together(row, tail);
        placing.row(row, if row + 1 == n_rows { tail } else { 0.0 });
    }
}

/// Whether heading rows are told, or repeated for the eye.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    First,
    Again,
}

/// A table that is put on pages.
struct Placing<'g, 'f> {
    grid: &'g Grid,
    flow: &'f mut Flow,
    /// Cells that have begun and not ended.
    open: Vec<Open<'g>>,
    /// Whether the page has no row of the table yet.
    is_fresh: bool,
}

/// A cell that has begun and not ended.
#[derive(Clone, Copy)]
struct Open<'g> {
    field: &'g Field,
    /// How many of its lines are on earlier pages.
    done: usize,
    /// Where it begins on this page.
    top: f32,
}

impl Open<'_> {
    /// The height that its other lines need on this page.
    fn needed(&self) -> f32 {
        Field::height_of(self.field.lines.len() - self.done)
    }
}

impl<'g> Placing<'g, '_> {
    /// The heading rows; too high ones are on the first page only.
    fn heads(&mut self, telling: Telling) {
        self.is_fresh = true;
        let (grid, top) = (self.grid, self.flow.y);
        if telling == Telling::Again && heads(grid) > self.flow.whole() / 3.0 {
            return;
        }
        for field in &grid.heads.fields {
            let above: f32 = grid.heads.heights.iter().take(field.row).sum();
            let rows = grid.heads.heights.get(field.row..=field.last);
            let height: f32 = rows.unwrap_or_default().iter().sum();
            self.flow.y = top + above;
            let spare = height - Field::height_of(field.lines.len());
            self.border(field, height);
            self.flow.y += spare / 2.0;
            let told = (telling == Telling::First).then_some(field.node);
            for line in &field.lines {
                self.line(field, line, told);
            }
        }
        self.flow.y = top + heads(grid);
    }

    /// Goes to a new page when the rows that keep together from this one on fit there, not here.
    fn keep_together(&mut self, row: usize, tail: f32) {
        let height = chunk(&self.grid.rows, row, tail);
        let whole = self.flow.whole() - heads(self.grid);
        if !self.is_fresh && height > self.flow.room() + SLACK && height <= whole {
            self.new_page();
        }
    }

    /// A row, on as many pages as it fills.
    fn row(&mut self, row: usize, tail: f32) {
        let (grid, top) = (self.grid, self.flow.y);
        let fields = &grid.rows.fields;
        let begun = fields
            .iter()
            .skip(fields.partition_point(|field| field.row < row));
        let begun = begun.take_while(|field| field.row == row);
        self.open.extend(begun.map(|field| Open {
            field,
            done: 0,
            top,
        }));
        let least = grid.rows.least.get(row).copied().unwrap_or_default();
        loop {
            let (needed, room) = (self.height(row), self.flow.room() + SLACK);
            let height = needed.max(least);
            if height + tail <= room {
                self.flow.y += height;
                break;
            }
            // A single line on a page of its own is as low as a row gets.
            let is_least = needed <= Field::height_of(1) && needed <= room;
            if self.is_fresh && (needed + tail <= room || is_least) {
                // Not even a page of its own has more room to write in.
                self.flow.y += (self.flow.room() - tail - SLACK).max(needed);
                break;
            }
            if self.is_fresh {
                // Not even a page of its own holds it with what follows.
                let line = look::lines(1, look::CELL);
                self.flow.y += room.min(needed - line).max(0.0);
            }
            self.new_page();
        }
        self.is_fresh = false;
        let (ended, open) = self.open.iter().partition(|open| open.field.last == row);
        self.open = open;
        for one in Vec::<Open<'g>>::into_iter(ended) {
            self.close(&one);
        }
    }

    /// What the row still needs on this page, by the cells that end in it.
    fn height(&self, row: usize) -> f32 {
        let ending = self.open.iter().filter(|open| open.field.last == row);
        let needed = ending.map(|open| open.needed() - (self.flow.y - open.top));
        needed.fold(Field::height_of(0), f32::max)
    }

    fn new_page(&mut self) {
        for open in std::mem::take(&mut self.open) {
            let done = open.done + self.close(&open);
            self.open.push(Open { done, ..open });
        }
        self.flow.new_page();
        self.heads(Telling::Again);
        let top = self.flow.y;
        self.open.iter_mut().for_each(|open| open.top = top);
    }

    /// Draws what of a cell is on this page; gives the number of its lines there.
    fn close(&mut self, open: &Open<'g>) -> usize {
        let (field, bottom) = (open.field, self.flow.y);
        let height = bottom - open.top;
        if height <= SLACK {
            return 0;
        }
        self.flow.y = open.top;
        self.border(field, height);
        let fits = |n: &usize| Field::height_of(n + 1) <= height + SLACK;
        let left = field.lines.get(open.done..).unwrap_or_default();
        let n = (0..left.len()).take_while(fits).count();
        for line in left.iter().take(n) {
            self.line(field, line, Some(field.node));
        }
        if left.is_empty() && open.done > 0 {
            self.again(field, height);
        }
        self.flow.y = bottom;
        n
    }

    /// What a cell says where it goes on though all its lines are on earlier pages: the same once
    /// more, if it fits.
    fn again(&mut self, field: &Field, height: f32) {
        if Field::height_of(field.again.len()) <= height + SLACK {
            for line in &field.again {
                self.line(field, line, None);
            }
        }
    }

    fn border(&mut self, field: &Field, height: f32) {
        let area = Area {
            x: look::LEFT + field.x,
            y: self.flow.y,
            width: field.width,
            height,
        };
        if let Some(grey) = field.fill {
            self.flow.shape(Shape::Fill(area, grey));
        }
        self.flow.shape(Shape::Border(area, look::LINE));
        self.flow.y += look::PAD_Y;
    }

    fn line(&mut self, field: &Field, line: &Line, told: Option<NodeId>) {
        let x = look::LEFT + field.x + look::PAD_X;
        let room = field.width - 2.0 * look::PAD_X;
        let x = start(field.rata, x, room, line);
        self.flow.text(line, x, look::CELL, told);
        self.flow.y += look::lines(1, look::CELL);
    }
}
