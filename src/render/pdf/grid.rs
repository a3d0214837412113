//! A table with its lines, before it is put on pages.

use super::face::Face;
use super::look;
use super::part::Maker;
use super::structure::{NodeId, Role, Span};
use super::words::Line;
use crate::domain::naskah::{Baris, Corak, Kolom, Petak, Rata, TabelNaskah};

/// A table whose cells have their lines.
pub struct Grid {
    /// The heading rows.
    pub heads: Block,
    /// The other rows.
    pub rows: Block,
}

/// Rows below each other that cells may span.
#[derive(Default)]
pub struct Block {
    /// The cells, by their first row, then from left to right.
    pub fields: Vec<Field>,
    /// The height of each row where no page ends in it.
    pub heights: Vec<f32>,
    /// The least height of each row, as room to write in.
    pub least: Vec<f32>,
    /// Whether each row wants the next one on its page.
    pub leads: Vec<bool>,
}

/// A cell.
pub struct Field {
    /// Its first row.
    pub row: usize,
    /// Its last row.
    pub last: usize,
    /// Its left edge, from that of the table.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// Its lines.
    pub lines: Vec<Line>,
    /// How they are set.
    pub rata: Rata,
    /// The grey behind it.
    pub fill: Option<u8>,
    /// The part of the paper that it is.
    pub node: NodeId,
    /// What it says where it goes on on another page.
    pub again: Vec<Line>,
}

impl Field {
    /// The height of a cell of that many lines; one without any is as high as a line.
    pub fn height_of(n_lines: usize) -> f32 {
        look::lines(n_lines.max(1), look::CELL) + 2.0 * look::PAD_Y
    }
}

impl Grid {
    /// A table in that width.
    pub fn of(tabel: &TabelNaskah, width: f32, maker: &mut Maker<'_, '_>) -> Grid {
        let edges = edges(&tabel.kolom, width);
        let role = Role::Table(tabel.judul.clone());
        let table = maker.structure.add(role, None);
        let head = maker.structure.add(Role::Head, Some(table));
        let heads = Setting {
            edges: &edges,
            kolom: &tabel.kolom,
            looks: &vec![Look::HEAD; tabel.kepala.len()],
            group: head,
            cell: Role::HeadCell,
        };
        let heads = heads.block(&tabel.petak_kepala(), maker);
        let body = maker.structure.add(Role::Rows, Some(table));
        let looks: Vec<Look> = tabel.baris.iter().map(Look::of).collect();
        let rows = Setting {
            edges: &edges,
            kolom: &tabel.kolom,
            looks: &looks,
            group: body,
            cell: Role::Cell,
        };
        let mut rows = rows.block(&tabel.petak(), maker);
        if tabel.utuh && rows.heights.iter().sum::<f32>() <= WHOLE {
            rows.leads.fill(true);
        }
        Grid { heads, rows }
    }
}

/// Where each column begins, and the last one ends.
fn edges(kolom: &[Kolom], width: f32) -> Vec<f32> {
    let total: f32 = kolom.iter().map(|one| f32::from(one.lebar)).sum();
    let mut x = 0.0;
    let mut edges = vec![0.0];
    for one in kolom {
        x += f32::from(one.lebar) / total.max(1.0) * width;
        edges.push(x);
    }
    edges
}

/// How the cells of a row look.
#[derive(Clone, Copy)]
struct Look {
    face: Face,
    fill: Option<u8>,
    /// How cells are set, where the row decides it and not the column.
    rata: Option<Rata>,
    /// Whether the row wants the next one on its page.
    leads: bool,
    /// Whether it wants the row before it on its page.
    follows: bool,
    /// The least height of the row.
    least: f32,
}

impl Look {
    const PLAIN: Look = Look {
        face: Face::Regular,
        fill: None,
        rata: None,
        leads: false,
        follows: false,
        least: 0.0,
    };

    const HEAD: Look = Look {
        face: Face::Bold,
        fill: Some(look::HEAD),
        rata: Some(Rata::Tengah),
        ..Look::PLAIN
    };

    fn of(baris: &Baris) -> Look {
        let plain = Look {
            least: f32::from(baris.ruang) * look::MM,
            ..Look::PLAIN
        };
        let strong = Look {
            face: Face::Bold,
            leads: true,
            ..plain
        };
        match baris.corak {
            Corak::Biasa => plain,
            Corak::Tegas => strong,
            Corak::Utama => Look {
                fill: Some(look::TINT),
                ..strong
            },
            Corak::Pita => Look {
                fill: Some(look::BAND),
                rata: Some(Rata::Kiri),
                ..strong
            },
            Corak::Jumlah => Look {
                face: Face::Bold,
                fill: Some(look::BAND),
                follows: true,
                ..plain
            },
        }
    }
}

/// How rows are set.
struct Setting<'a> {
    edges: &'a [f32],
    kolom: &'a [Kolom],
    looks: &'a [Look],
    /// What the rows are part of.
    group: NodeId,
    cell: fn(Span) -> Role,
}

impl Setting<'_> {
    fn block(&self, petak: &[Petak<'_>], maker: &mut Maker<'_, '_>) -> Block {
        let mut block = Block::default();
        let mut petak = petak.iter().peekable();
        for row in 0..self.looks.len() {
            let parent = maker.structure.add(Role::Row, Some(self.group));
            while let Some(one) = petak.next_if(|one| one.baris == row) {
                let field = self.field(one, parent, maker);
                block.fields.extend(field);
            }
        }
        let least = self
            .looks
            .iter()
            .map(|look| look.least.max(Field::height_of(0)));
        block.least = least.collect();
        block.heights = heights(&block.fields, &block.least);
        block.leads = self.leads(&block);
        block
    }

    fn field(&self, petak: &Petak<'_>, row: NodeId, maker: &mut Maker<'_, '_>) -> Option<Field> {
        let look = self.looks.get(petak.baris)?;
        let kolom = self.kolom.get(petak.kolom)?;
        let x = *self.edges.get(petak.kolom)?;
        let end = (petak.kolom + petak.n_kolom).min(self.edges.len() - 1);
        let width = self.edges.get(end)? - x;
        let span = Span {
            rows: petak.n_baris,
            columns: petak.n_kolom,
        };
        let node = maker.structure.add((self.cell)(span), Some(row));
        let room = width - 2.0 * look::PAD_X;
        let mut set = |text: &str| maker.setter.lines(look.face, text, look::CELL, room);
        let rata = look.rata.unwrap_or(kolom.rata);
        let lines = set(petak.teks);
        let again = if petak.n_baris > 1 && !lines.is_empty() {
            again(petak.teks, rata)
        } else {
            String::new()
        };
        Some(Field {
            row: petak.baris,
            last: petak.baris + petak.n_baris - 1,
            x,
            width,
            again: set(&again),
            lines,
            rata,
            fill: look.fill,
            node,
        })
    }

    /// Rows that look so, and those that a cell holds together: all of them if they are not high,
    /// else the first two. A small table keeps together.
    fn leads(&self, block: &Block) -> Vec<bool> {
        if block.heights.iter().sum::<f32>() <= SMALL {
            return vec![true; block.heights.len()];
        }
        let follows = |row: usize| self.looks.get(row).is_some_and(|look| look.follows);
        let rows = self.looks.iter().enumerate();
        let mut leads: Vec<bool> = rows
            .map(|(row, look)| look.leads || follows(row + 1))
            .collect();
        for field in &block.fields {
            let rows = block.heights.get(field.row..=field.last);
            let height: f32 = rows.unwrap_or_default().iter().sum();
            for (n, leads) in leads
                .iter_mut()
                .take(field.last)
                .skip(field.row)
                .enumerate()
            {
                *leads = n == 0 || height <= TOGETHER;
            }
        }
        leads
    }
}

/// What a cell says where it goes on on another page: money and counts are said only once.
fn again(teks: &str, rata: Rata) -> String {
    match rata {
        _ if !teks.contains(char::is_alphanumeric) => String::new(),
        Rata::Kiri => format!("{teks} (lanjutan)"),
        Rata::Tengah => teks.to_owned(),
        Rata::Kanan => String::new(),
    }
}

/// Rows that a cell spans keep together up to this height.
const TOGETHER: f32 = 40.0 * look::MM;

/// A table that is to be on one page is, up to this height: then its heading is there, too.
const WHOLE: f32 = 130.0 * look::MM;

/// A table keeps together up to this height.
const SMALL: f32 = 60.0 * look::MM;

/// The height of each row; what a cell over several rows lacks is added to the last of them.
fn heights(fields: &[Field], least: &[f32]) -> Vec<f32> {
    let mut heights = least.to_vec();
    let mut ends: Vec<&Field> = fields.iter().collect();
    ends.sort_by_key(|field| field.last);
    for field in ends {
        let needed = Field::height_of(field.lines.len());
        let rows = heights.get(field.row..=field.last).unwrap_or_default();
        let lacking = needed - rows.iter().sum::<f32>();
        if let Some(last) = heights.get_mut(field.last).filter(|_| lacking > 0.0) {
            *last += lacking;
        }
    }
    heights
}
