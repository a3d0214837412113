//! The chart of a SOP as a picture (SVG), its pages below one another, and as a web page.

mod html;
pub(super) mod look;

use self::look::{INK, Look, SHADE, hex};
use super::svg::Svg;
use crate::domain::bagan::{Area, Bagan, Bentuk, Halaman, Rata, Rupa, Simbol, Tanda, Tebal, Titik};

pub use html::to_html;

/// Room between two pages.
const GAP: f64 = 6.0;

/// How the classes of a chart look; lengths are millimetres, of which CSS says px.
fn looks() -> String {
    let class = |name: &str, look: &Look| {
        let fill = look
            .fill
            .map_or("none".to_owned(), |fill| format!("#{}", hex(fill)));
        let dash = look
            .dash
            .map(|(on, off)| format!(";stroke-dasharray:{on} {off}"));
        let (line, width, dash) = (hex(look.line), look.width, dash.unwrap_or_default());
        format!(".{name}{{fill:{fill};stroke:#{line};stroke-width:{width}{dash}}}")
    };
    let lines = [Tebal::Tipis, Tebal::Sedang, Tebal::Tegas];
    let lines = lines.map(|tebal| class(self::class(tebal), &look::line(tebal)));
    let marks = Tanda::ALL.map(|tanda| class(tanda.word(), &look::symbol(Some(tanda))));
    [
        format!(
            "text{{font-family:Arial,'Liberation Sans',Helvetica,sans-serif;fill:#{}}}",
            hex(INK)
        ),
        ".tebal{font-weight:bold}.tengah{text-anchor:middle}.kanan{text-anchor:end}".to_owned(),
        ".kertas{fill:#fff;stroke:#ccc;stroke-width:.2}".to_owned(),
        format!(".latar{{fill:#{}}}.ujung{{fill:#{}}}", hex(SHADE), hex(INK)),
        lines.concat(),
        ".tegas{stroke-linejoin:round;stroke-linecap:round}".to_owned(),
        class("panah", &look::arrow()),
        class("simbol", &look::symbol(None)),
        marks.concat(),
    ]
    .concat()
}

/// The whole picture.
#[must_use]
pub fn to_svg(bagan: &Bagan) -> String {
    let mut svg = Svg::default();
    let (mut width, mut height) = (0.0_f64, 0.0);
    for halaman in &bagan.halaman {
        if height > 0.0 {
            height += GAP;
        }
        draw(halaman, height, &mut svg);
        width = width.max(halaman.lebar);
        height += halaman.tinggi;
    }
    let head = format!("<style>{}</style>\n", looks());
    svg.picture((width, height), "mm", &bagan.judul, &head)
}

/// One page as a picture of its own; its looks are those of the page around it.
fn page(halaman: &Halaman, title: &str) -> String {
    let mut svg = Svg::default();
    draw(halaman, 0.0, &mut svg);
    svg.picture((halaman.lebar, halaman.tinggi), "mm", title, "")
}

/// Draws a page from a height down.
fn draw(halaman: &Halaman, top: f64, svg: &mut Svg) {
    svg.rect("kertas", [0.0, top, halaman.lebar, halaman.tinggi]);
    for bentuk in &halaman.bentuk {
        match bentuk {
            Bentuk::Latar(area) => svg.rect("latar", sides(area, top)),
            Bentuk::Garis(garis) => svg.line(class(garis.tebal), points(&garis.titik, top)),
            Bentuk::Panah(panah) => {
                svg.line("panah", points(&panah.batang(), top));
                if let Some(corners) = panah.kepala() {
                    svg.polygon("ujung", points(&corners, top));
                }
            }
            Bentuk::Simbol(simbol) => symbol(simbol, top, svg),
            Bentuk::Teks(teks) => {
                let class = match teks.rata {
                    Rata::Kiri => "kiri",
                    Rata::Tengah => "tengah",
                    Rata::Kanan => "kanan",
                };
                let bold = if teks.huruf.tebal { " tebal" } else { "" };
                for (at, line) in teks.letak() {
                    let at = (at.x, at.y + top);
                    svg.sized(&format!("{class}{bold}"), at, teks.huruf.ukuran, line);
                }
            }
        }
    }
}

fn symbol(simbol: &Simbol, top: f64, svg: &mut Svg) {
    let stands = simbol.tanda.map_or("", Tanda::word);
    let class = format!("simbol {stands}");
    match simbol.rupa {
        Rupa::Kapsul => svg.capsule(class.trim_end(), sides(&simbol.area, top)),
        Rupa::Kotak | Rupa::Belah | Rupa::Segilima => {
            svg.polygon(class.trim_end(), points(&simbol.sudut(), top));
        }
    }
}

fn class(tebal: Tebal) -> &'static str {
    match tebal {
        Tebal::Tipis => "tipis",
        Tebal::Sedang => "sedang",
        Tebal::Tegas => "tegas",
    }
}

fn sides(area: &Area, top: f64) -> [f64; 4] {
    [area.x, area.y + top, area.lebar, area.tinggi]
}

fn points(titik: &[Titik], top: f64) -> impl Iterator<Item = (f64, f64)> {
    titik.iter().map(move |titik| (titik.x, titik.y + top))
}
