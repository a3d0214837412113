//! A page as data: its size, and what stands where.

use super::look;
use super::structure::NodeId;
use super::words::Line;
use crate::domain::naskah::{Kertas, Rata};

/// A page. Places are in points from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What is drawn below all text.
    pub shapes: Vec<Shape>,
    /// Its text.
    pub texts: Vec<Text>,
}

impl Leaf {
    /// Draws a part of a picture over all that was drawn before.
    pub fn draw(&mut self, drawing: Drawing) {
        self.shapes.push(Shape::Drawing(drawing));
    }
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A grey area.
    Fill(Area, u8),
    /// The border of an area, in a grey.
    Border(Area, u8),
    /// A black line across, as thick as that.
    Rule {
        /// Its left end.
        x: f32,
        /// Its middle.
        y: f32,
        /// Its length.
        width: f32,
        /// Its thickness.
        thickness: f32,
    },
    /// A part of a picture.
    Drawing(Drawing),
}

/// A part of a picture: what lies behind it is drawn before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its outline.
    pub outline: Outline,
    /// What it is filled with.
    pub fill: Option<Colour>,
    /// How the outline is drawn.
    pub pen: Option<Pen>,
    /// The part of the paper that it is; `None` for what is for the eye only.
    pub of: Option<NodeId>,
}

/// A colour: red, green and blue.
pub type Colour = [u8; 3];

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub colour: Colour,
    /// Its thickness.
    pub width: f32,
    /// Its strokes and gaps, where it is broken.
    pub dash: Option<(f32, f32)>,
}

/// The outline of a part of a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// A line through points.
    Open(Vec<(f32, f32)>),
    /// The same, back to the first.
    Closed(Vec<(f32, f32)>),
    /// An area whose ends are as round as they can be.
    Capsule(Area),
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// A line of text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Its left end.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    /// Its words.
    pub line: Line,
    /// The part of the paper that it belongs to; `None` for what every page repeats.
    pub of: Option<NodeId>,
}

/// Where text is set on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The width of the page.
    pub page_width: f32,
    /// The height of the page.
    pub page_height: f32,
}

impl Frame {
    /// The frame of a page of paper.
    pub fn of(kertas: Kertas) -> Frame {
        let (width, height) = kertas.mm();
        Frame {
            page_width: f32::from(width) * look::MM,
            page_height: f32::from(height) * look::MM,
        }
    }

    /// An empty page.
    pub fn leaf(self) -> Leaf {
        Leaf {
            width: self.page_width,
            height: self.page_height,
            shapes: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The width of the text.
    pub fn width(self) -> f32 {
        self.page_width - look::LEFT - look::RIGHT
    }

    /// The lowest place of the text.
    pub fn bottom(self) -> f32 {
        self.page_height - look::BOTTOM
    }

    /// The height of the text.
    pub fn height(self) -> f32 {
        self.bottom() - look::TOP
    }
}

/// Where a line begins that is set in a room.
pub fn start(rata: Rata, x: f32, room: f32, line: &Line) -> f32 {
    match rata {
        Rata::Kiri => x,
        Rata::Tengah => x + (room - line.width) / 2.0,
        Rata::Kanan => x + room - line.width,
    }
}
