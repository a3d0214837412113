//! Shapes as `DrawingML`, in EMU from the corner of the page.

use super::text::{paragraph, runs};
use super::xml::{El, el};
use crate::domain::bagan::{Area, Garis, Halaman, Panah, Rupa, Simbol, Teks, Titik};
use crate::render::bagan::look::{Colour, Look, SHADE, arrow, hex, line, symbol};

/// EMU of a millimetre, and of a twentieth of a point.
const MM: f64 = 36_000.0;
const TWIP: f64 = 635.0;
/// Millimetres of a half point.
const HALF_POINT: f64 = 25.4 / 144.0;
/// The blank edge of a page that its group leaves free, in millimetres.
const EDGE: f64 = 10.0;
/// What a group of shapes is.
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

/// How large a page is shown beside its millimetres.
#[derive(Clone, Copy)]
pub struct Scale(pub f64);

impl Scale {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is far smaller than what a number holds"
    )]
    fn emu(self, mm: f64) -> i64 {
        (mm * self.0 * MM).round() as i64
    }

    /// Twentieths of a point.
    pub fn twips(self, mm: f64) -> u32 {
        whole((mm * self.0 * MM / TWIP).round())
    }

    /// Half points, of which letters have whole ones.
    pub fn half_points(self, mm: f64) -> u32 {
        whole((mm * self.0 / HALF_POINT + 0.01).floor())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length, and far smaller than what a number holds"
)]
fn whole(length: f64) -> u32 {
    length.max(0.0) as u32
}

/// A rectangle in EMU.
pub struct Frame {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Frame {
    /// All of a page but its edge.
    pub fn of(halaman: &Halaman, scale: Scale) -> Frame {
        Frame {
            x: scale.emu(EDGE),
            y: scale.emu(EDGE),
            width: scale.emu(halaman.lebar - 2.0 * EDGE),
            height: scale.emu(halaman.tinggi - 2.0 * EDGE),
        }
    }

    fn area(area: &Area, scale: Scale) -> Frame {
        let (x, y) = (scale.emu(area.x), scale.emu(area.y));
        Frame {
            x,
            y,
            width: (scale.emu(area.kanan()) - x).max(0),
            height: (scale.emu(area.bawah()) - y).max(0),
        }
    }

    /// The rectangle around points.
    fn around(points: &[(i64, i64)]) -> Frame {
        let range = |values: &mut dyn Iterator<Item = i64>| {
            let mut ends: Option<(i64, i64)> = None;
            for value in values {
                let (low, high) = ends.unwrap_or((value, value));
                ends = Some((low.min(value), high.max(value)));
            }
            ends.unwrap_or_default()
        };
        let (left, right) = range(&mut points.iter().map(|point| point.0));
        let (top, bottom) = range(&mut points.iter().map(|point| point.1));
        Frame {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        }
    }

    fn corner(&self) -> El {
        el("a:off").attr("x", self.x).attr("y", self.y)
    }

    fn size(&self, name: &'static str) -> El {
        el(name).attr("cx", self.width).attr("cy", self.height)
    }

    fn place(&self) -> El {
        el("a:xfrm").with([self.corner(), self.size("a:ext")])
    }
}

/// The shapes of a page, each with a number that no other one of the file has.
#[derive(Default)]
pub struct Shapes {
    last: usize,
    all: Vec<El>,
}

impl Shapes {
    /// Shade behind headings.
    pub fn shade(&mut self, area: &Area, scale: Scale) {
        let frame = Frame::area(area, scale);
        let look = [preset("rect"), solid(SHADE), no_line()];
        self.add("Latar", None, &frame, look);
    }

    /// A line.
    pub fn line(&mut self, garis: &Garis, scale: Scale) {
        let points = emu(&garis.titik, scale);
        let frame = Frame::around(&points);
        let is_straight = points.len() == 2 && (frame.width == 0 || frame.height == 0);
        let geometry = if is_straight {
            preset("line")
        } else {
            drawn(&frame, [path(&frame, &points).attr("fill", "none")])
        };
        let look = [geometry, el("a:noFill"), outline(line(garis.tebal), scale)];
        self.add("Garis", None, &frame, look);
    }

    /// An arrow as one shape: its way, and its head, which is filled.
    pub fn arrow(&mut self, panah: &Panah, scale: Scale) {
        let shaft = emu(&panah.batang(), scale);
        let head = emu(
            panah.kepala().as_ref().map_or(&[][..], |corners| corners),
            scale,
        );
        let all: Vec<(i64, i64)> = shaft.iter().chain(&head).copied().collect();
        let frame = Frame::around(&all);
        let way = path(&frame, &shaft).attr("fill", "none");
        let tip = path(&frame, &head).attr("stroke", 0).with([el("a:close")]);
        let tip = (!head.is_empty()).then_some(tip);
        let geometry = drawn(&frame, [way].into_iter().chain(tip));
        let look = arrow();
        let look = [geometry, solid(look.line), outline(look, scale)];
        self.add("Panah", None, &frame, look);
    }

    /// A symbol as the one that Word has for flowcharts, but a kapsul, whose ends would be less round
    /// the narrower it is.
    pub fn symbol(&mut self, simbol: &Simbol, scale: Scale) {
        let (name, shape) = match simbol.rupa {
            Rupa::Kapsul => ("Kapsul", capsule()),
            Rupa::Kotak => ("Kotak", preset("flowChartProcess")),
            Rupa::Belah => ("Belah ketupat", preset("flowChartDecision")),
            Rupa::Segilima => ("Segilima", preset("flowChartOffpageConnector")),
        };
        let frame = Frame::area(&simbol.area, scale);
        let look = symbol(simbol.tanda);
        let fill = look.fill.map_or_else(|| el("a:noFill"), solid);
        let look = [shape, fill, outline(look, scale)];
        self.add(name, Some(&simbol.kata()), &frame, look);
    }

    /// A text that breaks in its area as Word does; no font needs more lines than it was laid out
    /// in.
    pub fn text(&mut self, teks: &Teks, style: &str, scale: Scale) {
        let frame = Frame::area(&teks.area, scale);
        let words = paragraph(style, runs(teks.baris.concat().trim_end()));
        let words = el("wps:txbx").with([el("w:txbxContent").with([words])]);
        let own = properties(&frame, [preset("rect"), el("a:noFill"), no_line()]);
        let kind = el("wps:cNvSpPr").attr("txBox", 1);
        let shape = self.shape("Teks", None, kind);
        self.all.push(shape.with([own, words, room()]));
    }

    fn add(&mut self, name: &str, words: Option<&str>, frame: &Frame, look: [El; 3]) {
        let shape = self.shape(name, words, el("wps:cNvSpPr"));
        let own = properties(frame, look);
        self.all.push(shape.with([own, el("wps:bodyPr")]));
    }

    fn shape(&mut self, name: &str, words: Option<&str>, kind: El) -> El {
        let called = self.named("wps:cNvPr", name, words);
        el("wps:wsp").with([called, kind])
    }

    /// Its number, its name and what it says to who can't see it.
    fn named(&mut self, element: &'static str, name: &str, words: Option<&str>) -> El {
        self.last += 1;
        let named = el(element)
            .attr("id", self.last)
            .attr("name", format!("{name} {}", self.last));
        match words {
            Some(words) => named.attr("descr", words),
            None => named,
        }
    }
}

/// All shapes so far as one group at its place on the page.
pub fn anchor(frame: &Frame, words: &str, shapes: &mut Shapes) -> El {
    let inside = std::mem::take(&mut shapes.all);
    let place = frame.place().with([
        el("a:chOff").attr("x", frame.x).attr("y", frame.y),
        frame.size("a:chExt"),
    ]);
    let group = el("wpg:wgp")
        .with([el("wpg:cNvGrpSpPr"), el("wpg:grpSpPr").with([place])])
        .with(inside);
    let data = el("a:graphicData").attr("uri", GROUP).with([group]);
    let at = |name, offset: i64| {
        let offset = el("wp:posOffset").text(&offset.to_string());
        el(name).attr("relativeFrom", "page").with([offset])
    };
    let around = el("wp:effectExtent");
    let anchor = ["distT", "distB", "distL", "distR", "simplePos"]
        .into_iter()
        .fold(el("wp:anchor"), |anchor, key| anchor.attr(key, 0));
    let anchor = anchor
        .attr("relativeHeight", 1)
        .attr("behindDoc", 0)
        .attr("locked", 0)
        .attr("layoutInCell", 1)
        .attr("allowOverlap", 1)
        .with([
            el("wp:simplePos").attr("x", 0).attr("y", 0),
            at("wp:positionH", frame.x),
            at("wp:positionV", frame.y),
            frame.size("wp:extent"),
            ["l", "t", "r", "b"]
                .into_iter()
                .fold(around, |all, side| all.attr(side, 0)),
            el("wp:wrapNone"),
            shapes.named("wp:docPr", "Bagan", Some(words)),
            el("wp:cNvGraphicFramePr"),
            el("a:graphic").with([data]),
        ]);
    el("w:drawing").with([anchor])
}

fn properties(frame: &Frame, look: [El; 3]) -> El {
    el("wps:spPr").with([frame.place()]).with(look)
}

/// How a text stands in its shape: in all of it, half way between its upper and lower side.
fn room() -> El {
    let body = el("wps:bodyPr").attr("wrap", "square");
    ["lIns", "tIns", "rIns", "bIns"]
        .into_iter()
        .fold(body, |body, side| body.attr(side, 0))
        .attr("anchor", "ctr")
        .with([el("a:noAutofit")])
}

fn preset(shape: &str) -> El {
    el("a:prstGeom").attr("prst", shape).with([el("a:avLst")])
}

/// A rectangle whose ends are as round as they can be.
fn capsule() -> El {
    let round = el("a:gd").attr("name", "adj").attr("fmla", "val 50000");
    let round = el("a:avLst").with([round]);
    el("a:prstGeom").attr("prst", "roundRect").with([round])
}

/// A shape of its own, of paths in a frame.
fn drawn(frame: &Frame, paths: impl IntoIterator<Item = El>) -> El {
    let paths = paths
        .into_iter()
        .map(|path| path.attr("w", frame.width).attr("h", frame.height));
    let text = el("a:rect")
        .attr("l", 0)
        .attr("t", 0)
        .attr("r", "r")
        .attr("b", "b");
    el("a:custGeom")
        .with(["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(el))
        .with([text, el("a:pathLst").with(paths)])
}

fn path(frame: &Frame, points: &[(i64, i64)]) -> El {
    let steps = points.iter().enumerate().map(|(n, (x, y))| {
        let point = el("a:pt").attr("x", x - frame.x).attr("y", y - frame.y);
        el(if n == 0 { "a:moveTo" } else { "a:lnTo" }).with([point])
    });
    el("a:path").with(steps)
}

fn emu(points: &[Titik], scale: Scale) -> Vec<(i64, i64)> {
    let points = points.iter();
    points
        .map(|at| (scale.emu(at.x), scale.emu(at.y)))
        .collect()
}

fn solid(colour: Colour) -> El {
    let colour = el("a:srgbClr").attr("val", hex(colour).to_uppercase());
    el("a:solidFill").with([colour])
}

fn no_line() -> El {
    el("a:ln").with([el("a:noFill")])
}

fn outline(look: Look, scale: Scale) -> El {
    // Strokes and gaps are told in thousandths of a percent of the thickness.
    let part = |length: f64| whole((length / look.width * 100_000.0).round());
    let broken = look.dash.map(|(on, off)| {
        let stroke = el("a:ds").attr("d", part(on)).attr("sp", part(off));
        el("a:custDash").with([stroke])
    });
    el("a:ln")
        .attr("w", scale.emu(look.width))
        .with([solid(look.line)])
        .with(broken)
        .with([el("a:miter").attr("lim", 800_000)])
}
