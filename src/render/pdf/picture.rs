//! Parts of pictures as paths.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder};
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;

use super::leaf::{Area, Colour, Drawing, Outline, Pen};

/// How far the handles of a quarter of a circle are from its ends, in radii.
const ARC: f32 = 0.552_284_8;

/// Draws a part of a picture; leaves nothing set.
pub fn draw(one: &Drawing, surface: &mut Surface<'_>) {
    surface.set_fill(one.fill.map(|fill| Fill {
        paint: paint(fill).into(),
        ..Fill::default()
    }));
    surface.set_stroke(one.pen.map(pen));
    if let Some(path) = path(&one.outline) {
        surface.draw_path(&path);
    }
    surface.set_fill(None);
    surface.set_stroke(None);
}

fn paint([red, green, blue]: Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn pen(pen: Pen) -> Stroke {
    let broken = pen.dash.map(|(on, off)| StrokeDash {
        array: vec![on, off],
        offset: 0.0,
    });
    // What is broken would close its gaps with round ends.
    let (line_cap, line_join) = match broken {
        Some(_) => (LineCap::Butt, LineJoin::Miter),
        None => (LineCap::Round, LineJoin::Round),
    };
    Stroke {
        paint: paint(pen.colour).into(),
        width: pen.width,
        line_cap,
        line_join,
        dash: broken,
        ..Stroke::default()
    }
}

fn path(outline: &Outline) -> Option<Path> {
    let mut path = PathBuilder::new();
    match outline {
        Outline::Open(points) => through(points, &mut path),
        Outline::Closed(points) => {
            through(points, &mut path);
            path.close();
        }
        Outline::Capsule(area) => capsule(*area, &mut path),
    }
    path.finish()
}

fn through(points: &[(f32, f32)], path: &mut PathBuilder) {
    for (n, &(x, y)) in points.iter().enumerate() {
        if n == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
}

fn capsule(area: Area, path: &mut PathBuilder) {
    let r = area.width.min(area.height) / 2.0;
    let (left, top) = (area.x, area.y);
    let (right, bottom) = (left + area.width, top + area.height);
    let k = r * (1.0 - ARC);
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - k, top, right, top + k, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + k, left + k, top, left + r, top);
    path.close();
}
