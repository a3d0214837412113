//! The chart of a SOP as a picture (SVG), its pages below one another, and as a web page.

mod html;

use super::svg::Svg;
use crate::domain::bagan::{Area, Bagan, Bentuk, Halaman, Rata, Rupa, Simbol, Tanda, Tebal, Titik};

pub use html::to_html;

/// Room between two pages.
const GAP: f64 = 6.0;

/// How the classes of a chart look; lengths are millimetres, of which CSS says px.
const LOOKS: &str = "\
text{font-family:Arial,'Liberation Sans',Helvetica,sans-serif;fill:#111}\
.tebal{font-weight:bold}.tengah{text-anchor:middle}.kanan{text-anchor:end}\
.kertas{fill:#fff;stroke:#ccc;stroke-width:.2}.latar{fill:#e9edf2}\
.tipis,.sedang,.tegas,.panah{fill:none;stroke:#111}\
.tipis{stroke:#888;stroke-width:.18}.sedang{stroke-width:.35}\
.tegas{stroke-width:.5;stroke-linejoin:round;stroke-linecap:round}\
.panah{stroke-width:.35}.ujung{fill:#111}\
.simbol{fill:#fff;stroke:#111;stroke-width:.4}\
.selesai{fill:#d5e8d4}.berjalan{fill:#fff2cc;stroke-width:.8}\
.terlambat{fill:#f8cecc;stroke:#9b0014;stroke-width:1}\
.dikembalikan{fill:#e1d5e7;stroke-width:.6;stroke-dasharray:1.6 .7}\
.menunggu{stroke:#555;stroke-width:.3;stroke-dasharray:.8 .8}";

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
    let head = format!("<style>{LOOKS}</style>\n");
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
