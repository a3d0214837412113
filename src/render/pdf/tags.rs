//! What readers are told of a paper: its parts in reading order, and its headings as a list.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use super::flow::Laid;
use super::leaf::{Area, Leaf};
use super::structure::{NodeId, Place, Role, Span, Structure};
use crate::source::is_hidden;

/// The most characters of a text that a reader lists.
const MOST_LISTED: usize = 300;

/// As much of a text as a reader lists; never nothing.
pub fn short(text: &str) -> String {
    let shown = |c: char| if is_hidden(c) { '\u{fffd}' } else { c };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().map(shown).take(MOST_LISTED).collect() {
        listed if String::is_empty(&listed) => "–".to_owned(),
        listed => listed,
    }
}

/// The parts of the paper, each with its text.
pub fn tags(structure: &Structure, marked: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new();
    let group = |(node, texts): (&super::structure::Node, Vec<Identifier>)| {
        let texts = texts.into_iter().map(Node::from).collect();
        TagGroup::with_children(kind(&node.role), texts)
    };
    let mut groups: Vec<TagGroup> = structure.nodes.iter().zip(marked).map(group).collect();
    // A part comes behind what it is part of, so from the last one on each has all its own.
    let mut top = Vec::new();
    for node in structure.nodes.iter().rev() {
        let Some(mut group) = groups.pop() else {
            break;
        };
        if is_container(&node.role) {
            group.children.reverse();
        }
        match node
            .parent
            .and_then(|NodeId(parent)| groups.get_mut(parent))
        {
            Some(parent) => parent.push(group),
            None => top.push(group),
        }
    }
    top.into_iter().rev().for_each(|group| tree.push(group));
    tree
}

/// Whether a part has other parts and no text of its own.
fn is_container(role: &Role) -> bool {
    match role {
        Role::List | Role::Item | Role::Table(_) | Role::Head | Role::Rows | Role::Row => true,
        Role::Heading(..)
        | Role::Paragraph
        | Role::Label
        | Role::Body
        | Role::HeadCell(_)
        | Role::RowHead(_)
        | Role::Cell(_)
        | Role::Figure(..) => false,
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(short(text))).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table(what) => Tag::Table.with_summary(Some(short(what))).into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell(span) => head(TableHeaderScope::Column, *span),
        Role::RowHead(span) => head(TableHeaderScope::Row, *span),
        Role::Figure(words, place) => {
            let tag = Tag::Figure(Some(short(words)));
            tag.with_bbox(bbox(*place)).into()
        }
        Role::Cell(span) => {
            let (rows, columns) = wide(*span);
            Tag::TD.with_row_span(rows).with_col_span(columns).into()
        }
    }
}

fn head(scope: TableHeaderScope, span: Span) -> TagKind {
    let (rows, columns) = wide(span);
    let tag = Tag::TH(scope);
    tag.with_row_span(rows).with_col_span(columns).into()
}

fn bbox(place: Place) -> Option<BBox> {
    let Area {
        x,
        y,
        width,
        height,
    } = place.area;
    let rect = Rect::from_xywh(x, y, width, height)?;
    Some(BBox::new(place.page, rect))
}

/// How many rows and columns a cell covers, where it is more than one.
fn wide(span: Span) -> (Option<NonZeroU32>, Option<NonZeroU32>) {
    let wide = |n: usize| {
        let n = u32::try_from(n).ok().filter(|n| *n > 1);
        n.and_then(NonZeroU32::new)
    };
    (wide(span.rows), wide(span.columns))
}

/// The headings as a reader lists them beside the pages.
pub fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    for (n, node) in laid.structure.nodes.iter().enumerate() {
        let Role::Heading(_, text) = &node.role else {
            continue;
        };
        let first = |page: &Leaf| {
            let mut texts = page.texts.iter();
            let first = texts.find(|text| text.of == Some(NodeId(n)))?;
            Some(Point::from_xy(first.x, first.y - first.size))
        };
        let mut pages = laid.pages.iter().enumerate();
        if let Some((page, point)) = pages.find_map(|(n, page)| Some((n, first(page)?))) {
            let place = XyzDestination::new(page, point);
            outline.push_child(OutlineNode::new(short(text), place));
        }
    }
    outline
}
