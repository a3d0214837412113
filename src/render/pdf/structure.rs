//! What a paper means to those who hear it read out: headings, paragraphs, tables.

use super::leaf::Area;

/// A place in the [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// The parts of a paper in reading order, each below another or at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// The parts, in reading order.
    pub nodes: Vec<Node>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is part of.
    pub parent: Option<NodeId>,
}

/// What a part of a paper is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading: its level from 1, its words.
    Heading(u8, String),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// What stands before an item.
    Label,
    /// What an item says.
    Body,
    /// A table, and what it holds.
    Table(String),
    /// Its heading rows.
    Head,
    /// Its other rows.
    Rows,
    /// A row.
    Row,
    /// A cell of a heading row.
    HeadCell(Span),
    /// A cell that says what its row is about.
    RowHead(Span),
    /// A cell of another row.
    Cell(Span),
    /// A picture: what it says in words, and where it is.
    Figure(String, Place),
}

/// How much of a table a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

/// Where a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its page, from 0.
    pub page: usize,
    /// The room that it takes there.
    pub area: Area,
}

impl Structure {
    /// Adds a part behind all others.
    pub fn add(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        self.nodes.push(Node { role, parent });
        NodeId(self.nodes.len() - 1)
    }
}
