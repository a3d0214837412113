//! Parts onto pages, from top to bottom.

use std::collections::BTreeSet;

use super::face::{Face, Fonts};
use super::leaf::{Area, Frame, Leaf, Shape, Text, start};
use super::look;
use super::part::{Maker, Mark, Part, Passage};
use super::structure::{NodeId, Structure};
use super::table;
use super::words::{Line, Setter};
use crate::domain::naskah::{Kertas, Naskah, Orientasi, Rata, Ukuran};

/// A paper on pages.
pub struct Laid {
    /// The pages.
    pub pages: Vec<Leaf>,
    /// What is on them, in reading order.
    pub structure: Structure,
    /// Characters that the font lacks.
    pub lacking: BTreeSet<char>,
}

/// Lays a paper out on pages.
pub fn lay(naskah: &Naskah, fonts: &Fonts) -> Laid {
    let mut setter = Setter::new(fonts);
    let mut maker = Maker::new(&mut setter, naskah.kertas);
    let mut parts = maker.opening(naskah);
    parts.extend(maker.blocks(naskah));
    let signing = naskah.tanda_tangan.as_ref();
    let sign_off = signing.map_or_else(Vec::new, |one| maker.sign_off(one));
    let structure = maker.structure;
    let mut flow = Flow::new(naskah.kertas);
    flow.parts(&parts, &sign_off);
    let mut pages = flow.pages;
    foot(&mut pages, &naskah.kaki, &mut setter);
    Laid {
        pages,
        structure,
        lacking: setter.lacking,
    }
}

/// Where the next thing goes.
pub struct Flow {
    /// The pages so far; what comes next goes on the last one.
    pub pages: Vec<Leaf>,
    /// How far down the last page is filled.
    pub y: f32,
    frame: Frame,
    ukuran: Ukuran,
}

impl Flow {
    fn new(kertas: Kertas) -> Flow {
        let frame = Frame::of(kertas);
        Flow {
            pages: vec![frame.leaf()],
            y: look::TOP,
            frame,
            ukuran: kertas.ukuran,
        }
    }

    fn parts(&mut self, parts: &[Part], sign_off: &[Passage]) {
        let height: f32 = sign_off.iter().map(|one| one.above + one.height()).sum();
        // One that fills most of a page by itself keeps together with nothing.
        let keeps = height < self.frame.height() / 2.0;
        let last = parts.len().saturating_sub(1);
        for (n, part) in parts.iter().enumerate() {
            let tail_of = |n: usize| if n == last && keeps { height } else { 0.0 };
            let tail = tail_of(n);
            match part {
                Part::Text(passage) => {
                    let next = parts.get(n + 1).filter(|_| passage.leads);
                    let next = next.map_or(0.0, |part| first(part, tail_of(n + 1)));
                    self.passage(passage, next, tail);
                }
                Part::Table(grid) => table::place(grid, self, tail),
                Part::Rule(thickness, above) => self.rule(*thickness, *above),
                Part::NewPage(arah) => self.turn(*arah),
            }
        }
        if keeps && height > self.room() {
            self.new_page();
        }
        for passage in sign_off {
            self.passage(passage, 0.0, 0.0);
        }
    }

    /// The room left on the page.
    pub fn room(&self) -> f32 {
        self.frame.bottom() - self.y
    }

    /// The room of a whole page.
    pub fn whole(&self) -> f32 {
        self.frame.height()
    }

    /// Begins a new page that is turned that way.
    fn turn(&mut self, arah: Orientasi) {
        let ukuran = self.ukuran;
        self.frame = Frame::of(Kertas { ukuran, arah });
        if self.is_at_top() {
            self.pages.pop();
        }
        self.new_page();
    }

    /// Begins a new page when there is no room for something of that height, and leaves room above
    /// it when there is.
    pub fn need(&mut self, above: f32, height: f32) {
        if self.is_at_top() {
            return;
        }
        if above + height > self.room() {
            self.new_page();
        } else {
            self.y += above;
        }
    }

    /// Begins a new page.
    pub fn new_page(&mut self) {
        self.pages.push(self.frame.leaf());
        self.y = look::TOP;
    }

    /// Whether nothing is on the page yet.
    fn is_at_top(&self) -> bool {
        self.y <= look::TOP
    }

    /// Puts a passage, with that much room below it for what has to follow: `next` for what it
    /// leads to, `tail` for the sign-off.
    fn passage(&mut self, passage: &Passage, next: f32, tail: f32) {
        self.need(passage.above, passage.first(tail) + next);
        if let Some((node, label)) = &passage.label {
            self.text(label, look::LEFT, passage.size, Some(*node));
        }
        let leading = look::lines(1, passage.size);
        let last = passage.lines.len().saturating_sub(1);
        for (n, line) in passage.lines.iter().enumerate() {
            let below = if n == last { tail } else { 0.0 };
            if leading + below > self.room() {
                self.new_page();
            }
            self.marked(passage, line);
            self.y += leading;
        }
    }

    fn marked(&mut self, passage: &Passage, line: &Line) {
        let left = look::LEFT + passage.indent;
        let x = start(passage.rata, left, passage.room, line);
        self.text(line, x, passage.size, Some(passage.node));
        match passage.mark {
            Mark::None => {}
            Mark::Bar => self.shape(Shape::Fill(
                Area {
                    x: look::LEFT,
                    y: self.y,
                    width: 2.5,
                    height: look::lines(1, passage.size),
                },
                look::LINE,
            )),
            Mark::Below => self.shape(Shape::Rule {
                x,
                y: self.y + look::BASELINE * passage.size + 1.6,
                width: line.width,
                thickness: 0.6,
            }),
        }
    }

    fn rule(&mut self, thickness: f32, above: f32) {
        self.y += above;
        self.shape(Shape::Rule {
            x: look::LEFT,
            y: self.y,
            width: self.frame.width(),
            thickness,
        });
    }

    /// Draws something on the page.
    pub fn shape(&mut self, shape: Shape) {
        if let Some(page) = self.pages.last_mut() {
            page.shapes.push(shape);
        }
    }

    /// Puts a line at the present height.
    pub fn text(&mut self, line: &Line, x: f32, size: f32, of: Option<NodeId>) {
        let y = self.y + look::BASELINE * size;
        if let Some(page) = self.pages.last_mut() {
            let line = line.clone();
            page.texts.push(Text {
                x,
                y,
                size,
                line,
                of,
            });
        }
    }
}

/// The height of what has to stay with a heading above it, when that much has to follow it.
fn first(part: &Part, tail: f32) -> f32 {
    match part {
        Part::Text(passage) => passage.above + passage.first(tail),
        Part::Table(grid) => table::first(grid, tail),
        Part::Rule(thickness, above) => thickness + above,
        Part::NewPage(_) => 0.0,
    }
}

/// The foot of every page: what the paper is, and the number of the page.
fn foot(pages: &mut [Leaf], kaki: &str, setter: &mut Setter<'_>) {
    let n_pages = pages.len();
    let mut line = |text: &str, room| {
        let lines = setter.lines(Face::Regular, text, look::SMALL, room);
        lines.into_iter().next().unwrap_or_default()
    };
    let narrow = pages.iter().map(|page| page.width).fold(f32::MAX, f32::min);
    let kaki = line(kaki, (narrow - look::LEFT - look::RIGHT) * 0.7);
    for (n, page) in (1..).zip(pages) {
        let room = page.width - look::LEFT - look::RIGHT;
        let top = page.height - look::FOOT - look::lines(1, look::SMALL);
        page.shapes.push(Shape::Rule {
            x: look::LEFT,
            y: top - 2.0,
            width: room,
            thickness: look::HAIR,
        });
        let number = line(&format!("Halaman {n} dari {n_pages}"), room);
        let both = [(kaki.clone(), Rata::Kiri), (number, Rata::Kanan)];
        page.texts.extend(both.map(|(line, rata)| Text {
            x: start(rata, look::LEFT, room, &line),
            y: top + look::BASELINE * look::SMALL,
            size: look::SMALL,
            line,
            of: None,
        }));
    }
}
