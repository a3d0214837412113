//! Laid pages into a file.

use std::ops::Range;

use chrono::Datelike as _;
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::PdfError;
use super::face::{Face, Fonts};
use super::flow::Laid;
use super::leaf::{Area, Leaf, Shape, Text};
use super::look;
use super::picture;
use super::structure::NodeId;
use super::tags::{outline, short, tags};
use crate::domain::naskah::Naskah;

/// What marks a draft on every page.
const DRAF: &str = "DRAF";

/// The file of a laid paper.
///
/// # Errors
/// When the file would not be valid.
pub fn paint(naskah: &Naskah, laid: &Laid, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new_with(settings()?);
    let mut marked = vec![Vec::new(); laid.structure.nodes.len()];
    for page in &laid.pages {
        let size = PageSettings::from_wh(page.width, page.height);
        let mut leaf = document.start_page_with(size.ok_or(PdfError::Broken("kertas"))?);
        let mut surface = leaf.surface();
        if naskah.is_draf {
            watermark(page, fonts, &mut surface);
        }
        shapes(page, &mut surface, &mut marked);
        texts(page, fonts, &mut surface, &mut marked);
        surface.finish();
        leaf.finish();
    }
    document.set_tag_tree(tags(&laid.structure, marked));
    document.set_outline(outline(laid));
    document.set_metadata(metadata(naskah));
    document.finish().map_err(PdfError::Refused)
}

fn settings() -> Result<SerializeSettings, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish();
    Ok(SerializeSettings {
        configuration: configuration.map_err(|_| PdfError::Broken("bentuk PDF"))?,
        ..SerializeSettings::default()
    })
}

fn metadata(naskah: &Naskah) -> Metadata {
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let day = naskah.pada;
    let date = DateTime::new(u16::try_from(day.year()).unwrap_or(0))
        .month(number(day.month()))
        .day(number(day.day()));
    let mut metadata = Metadata::new()
        .title(short(&naskah.judul))
        .language("id-ID".to_owned())
        .creation_date(date)
        .creator("rkt".to_owned());
    if let Some(kop) = &naskah.kop {
        metadata = metadata.authors(vec![short(&kop.instansi)]);
    }
    metadata
}

/// Draws what has no words. Nobody is told of it but of pictures, of which each is noted.
fn shapes(page: &Leaf, surface: &mut Surface<'_>, marked: &mut [Vec<Identifier>]) {
    // What is filled lies below every line.
    surface.start_tagged(layout());
    for shape in &page.shapes {
        if let Shape::Fill(area, grey) = shape {
            fill(surface, luma::Color::new(*grey));
            draw(surface, path(*area));
        }
    }
    surface.set_fill(None);
    for shape in &page.shapes {
        match shape {
            Shape::Fill(..) => {}
            Shape::Border(area, grey) => {
                stroke(surface, *grey, look::HAIR);
                draw(surface, path(*area));
            }
            Shape::Rule {
                x,
                y,
                width,
                thickness,
            } => {
                stroke(surface, 0, *thickness);
                let mut line = PathBuilder::new();
                line.move_to(*x, *y);
                line.line_to(x + width, *y);
                draw(surface, line.finish());
            }
            Shape::Drawing(one) => {
                let place = one.of.and_then(|NodeId(node)| marked.get_mut(node));
                let Some(place) = place else {
                    picture::draw(one, surface);
                    continue;
                };
                surface.end_tagged();
                place.push(surface.start_tagged(ContentTag::Other));
                picture::draw(one, surface);
                surface.end_tagged();
                surface.start_tagged(layout());
            }
        }
    }
    surface.set_stroke(None);
    surface.end_tagged();
}

fn layout() -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout))
}

fn path(area: Area) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height)?);
    path.finish()
}

fn draw(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn fill(surface: &mut Surface<'_>, colour: impl Into<Paint>) {
    surface.set_fill(Some(Fill {
        paint: colour.into(),
        ..Fill::default()
    }));
}

fn stroke(surface: &mut Surface<'_>, grey: u8, width: f32) {
    surface.set_stroke(Some(Stroke {
        paint: luma::Color::new(grey).into(),
        width,
        ..Stroke::default()
    }));
}

/// Draws the text in reading order; notes where each part of the paper has its own.
fn texts(page: &Leaf, fonts: &Fonts, surface: &mut Surface<'_>, marked: &mut [Vec<Identifier>]) {
    fill(surface, luma::Color::black());
    let mut texts: Vec<&Text> = page.texts.iter().collect();
    texts.sort_by_key(|text| (text.of.is_none(), text.of));
    for text in texts {
        let place = text.of.and_then(|NodeId(node)| marked.get_mut(node));
        let tag = match place {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let identifier = surface.start_tagged(tag);
        if let Some(place) = place {
            place.push(identifier);
        }
        line(text, fonts, surface);
        surface.end_tagged();
    }
}

fn line(text: &Text, fonts: &Fonts, surface: &mut Surface<'_>) {
    let mut x = text.x;
    for piece in &text.line.pieces {
        let letters = glyphs(fonts, piece.face, &piece.text);
        let font = fonts.font(piece.face);
        let start = Point::from_xy(x, text.y);
        surface.draw_glyphs(start, &letters, font, &piece.text, text.size, false);
        x += fonts.width(piece.face, &piece.text) * text.size;
    }
}

fn glyphs(fonts: &Fonts, face: Face, text: &str) -> Vec<KrillaGlyph> {
    let glyph = |(at, c): (usize, char)| {
        let letter = fonts.letter(face, c)?;
        let range: Range<usize> = at..at + c.len_utf8();
        let glyph = GlyphId::new(letter.glyph);
        Some(KrillaGlyph::new(
            glyph,
            letter.width,
            0.0,
            0.0,
            0.0,
            range,
            None,
        ))
    };
    text.char_indices().filter_map(glyph).collect()
}

/// Marks a page as that of a draft: light letters across it, below all else, drawn and not written.
fn watermark(page: &Leaf, fonts: &Fonts, surface: &mut Surface<'_>) {
    let size = page.height.min(page.width) / 3.0;
    let width = fonts.width(Face::Bold, DRAF) * size;
    let angle = -page.height.atan2(page.width).to_degrees();
    let (x, y) = (page.width / 2.0, page.height / 2.0);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Watermark,
    )));
    fill(surface, luma::Color::new(look::WATERMARK));
    surface.push_transform(&Transform::from_rotate_at(angle, x, y));
    let letters = glyphs(fonts, Face::Bold, DRAF);
    let start = Point::from_xy(x - width / 2.0, y + size * 0.36);
    surface.draw_glyphs(start, &letters, fonts.font(Face::Bold), DRAF, size, true);
    surface.pop();
    surface.end_tagged();
}
