//! The named styles: whoever corrects in Word changes one, and all that has it follows.

use super::numbering;
use super::page::{suffix, width};
use super::xml::{El, el, val};
use crate::domain::naskah::{Orientasi, Ukuran};

const FONT: &str = "Arial";

/// Sizes in half points.
const BODY: u32 = 22;
const CELL: u32 = 16;

/// The width of a sign-off, in twentieths of a point: 80 mm.
const SIGNING: u32 = 4536;
/// The room for a signature, in twentieths of a point: 20 mm.
const SIGNATURE: u32 = 1134;

/// The room above the title on a cover, in twentieths of a point: 60 mm.
const COVER: u32 = 3402;

/// A style of paragraphs, its properties in the order that the format asks for.
pub struct Style {
    id: String,
    name: String,
    based: Option<&'static str>,
    paragraph: Vec<El>,
    run: Vec<El>,
}

/// A style by its id and its name, with what it says of paragraphs and of runs.
pub fn style(id: &str, name: &str, paragraph: Vec<El>, run: Vec<El>) -> Style {
    Style {
        id: id.to_owned(),
        name: name.to_owned(),
        based: None,
        paragraph,
        run,
    }
}

impl Style {
    fn based_on(self, based: &'static str) -> Style {
        Style {
            based: Some(based),
            ..self
        }
    }

    fn element(self) -> El {
        let is_normal = self.id == "Normal";
        let style = el("w:style").attr("w:type", "paragraph");
        let style = if is_normal {
            style.attr("w:default", 1)
        } else {
            style
        };
        style
            .attr("w:styleId", &self.id)
            .with([val("w:name", &self.name)])
            .with(self.based.map(|based| val("w:basedOn", based)))
            .with([el("w:qFormat")])
            .with(some("w:pPr", self.paragraph))
            .with(some("w:rPr", self.run))
    }
}

fn some(name: &'static str, inside: Vec<El>) -> Option<El> {
    (!inside.is_empty()).then(|| el(name).with(inside))
}

/// All styles, for paper of that size, and more.
pub fn styles(ukuran: Ukuran, more: Vec<Style>) -> El {
    let mut all = running();
    all.extend(opening());
    all.extend(headings());
    all.extend(cells());
    for arah in [Orientasi::Tegak, Orientasi::Mendatar] {
        all.extend(turned(ukuran, arah));
    }
    all.extend(more);
    super::text::part("w:styles")
        .with([defaults()])
        .with(all.into_iter().map(Style::element))
        .with([
            character("Tebal", vec![el("w:b"), el("w:bCs")]),
            character("Miring", vec![el("w:i"), el("w:iCs")]),
            table(),
        ])
}

fn defaults() -> El {
    let fonts = el("w:rFonts")
        .attr("w:ascii", FONT)
        .attr("w:hAnsi", FONT)
        .attr("w:eastAsia", FONT)
        .attr("w:cs", FONT);
    let lang = val("w:lang", "id-ID")
        .attr("w:eastAsia", "id-ID")
        .attr("w:bidi", "ar-SA");
    let run = el("w:rPr").with([fonts]).with(size(BODY)).with([lang]);
    el("w:docDefaults").with([
        el("w:rPrDefault").with([run]),
        el("w:pPrDefault").with([el("w:pPr")]),
    ])
}

fn running() -> Vec<Style> {
    let body = |around| {
        spacing(around, around)
            .attr("w:line", 276)
            .attr("w:lineRule", "auto")
    };
    let bar = border("w:left", "single", 18, 8);
    let draf = vec![val("w:jc", "center")];
    vec![
        style("Normal", "Normal", vec![body(80)], vec![]),
        style(
            "Butir",
            "List Bullet",
            vec![numbering::of(numbering::BULLETS), body(40)],
            vec![],
        ),
        style("Urutan", "List Number", vec![body(40)], vec![]),
        style(
            "Catatan",
            "Catatan",
            vec![
                el("w:keepLines"),
                el("w:pBdr").with([bar]),
                spacing(120, 120),
                indent(170),
            ],
            bold(20),
        ),
        style("Header", "header", draf, bold(CELL)),
        style(
            "AkhirBagian",
            "Akhir Bagian",
            vec![spacing(0, 0).attr("w:line", 20).attr("w:lineRule", "exact")],
            size(2),
        ),
    ]
}

fn opening() -> Vec<Style> {
    let centred = |before, after| vec![spacing(before, after), val("w:jc", "center")];
    let rule = el("w:pBdr").with([border("w:bottom", "thickThinSmallGap", 24, 4)]);
    vec![
        style("KopPemerintah", "Kop Pemerintah", centred(0, 0), bold(24)),
        style("KopInstansi", "Kop Instansi", centred(0, 0), bold(30)),
        style("KopAlamat", "Kop Alamat", centred(0, 0), size(18)),
        style(
            "KopGaris",
            "Kop Garis",
            vec![
                rule,
                spacing(0, 240)
                    .attr("w:line", 60)
                    .attr("w:lineRule", "exact"),
            ],
            size(4),
        ),
        style("Title", "Title", centred(120, 60), bold(28)),
        style("JudulSampul", "Judul Sampul", centred(COVER, 120), bold(36)),
        style("Subtitle", "Subtitle", centred(0, 60), size(BODY)),
    ]
}

fn headings() -> Vec<Style> {
    let mut all = Vec::new();
    let levels = [("Judul1", 1, 28), ("Judul2", 2, 24), ("Judul3", 3, 22)];
    for (level, (id, n, half_points)) in levels.into_iter().enumerate() {
        let mut own = vec![el("w:keepNext"), el("w:keepLines"), spacing(240, 120)];
        own.extend((level == 0).then(|| val("w:jc", "center")));
        own.push(val("w:outlineLvl", &level.to_string()));
        let name = format!("heading {n}");
        all.push(style(id, &name, own, bold(half_points)));
    }
    let heading = vec![el("w:keepNext"), spacing(240, 120), val("w:jc", "center")];
    all.push(style("JudulDaftar", "TOC Heading", heading, bold(28)));
    all
}

fn cells() -> Vec<Style> {
    let cell = |jc| vec![spacing(20, 20), val("w:jc", jc)];
    let mut head = cell("center");
    head.insert(0, el("w:keepNext"));
    vec![
        style("Sel", "Sel", cell("left"), size(CELL)),
        style("SelTengah", "Sel Tengah", cell("center"), vec![]).based_on("Sel"),
        style("SelKanan", "Sel Kanan", cell("right"), vec![]).based_on("Sel"),
        style("SelKepala", "Sel Kepala", head, bold(CELL)),
    ]
}

/// Styles that depend on how wide the page is.
fn turned(ukuran: Ukuran, arah: Orientasi) -> Vec<Style> {
    let (width, suffix) = (width(ukuran, arah), suffix(arah));
    let (id, name) = (
        |id: &str| format!("{id}{suffix}"),
        |name: &str| match arah {
            Orientasi::Tegak => name.to_owned(),
            Orientasi::Mendatar => format!("{name} Mendatar"),
        },
    );
    let right = |leader: &str| {
        let stop = val("w:tab", "right")
            .attr("w:leader", leader)
            .attr("w:pos", width);
        el("w:tabs").with([stop])
    };
    let rule = el("w:pBdr").with([border("w:top", "single", 4, 4)]);
    let inset = width.saturating_sub(SIGNING);
    let kept = |before| {
        vec![
            el("w:keepNext"),
            el("w:keepLines"),
            spacing(before, 0),
            indent(inset),
        ]
    };
    let mut named = bold(BODY);
    named.push(val("w:u", "single"));
    let mut all = vec![
        style(
            &id("Footer"),
            &name("footer"),
            vec![rule, right("none")],
            size(CELL),
        ),
        style(
            &id("TandaTangan"),
            &name("Tanda Tangan"),
            kept(0),
            size(BODY),
        ),
        style(
            &id("AwalTandaTangan"),
            &name("Awal Tanda Tangan"),
            kept(360),
            size(BODY),
        ),
        style(
            &id("NamaPenanda"),
            &name("Nama Penanda"),
            kept(SIGNATURE),
            named,
        ),
    ];
    if arah == Orientasi::Tegak {
        for (n, inset) in [(1_u32, 0), (2, 340)] {
            let own = vec![right("dot"), spacing(0, 60), indent(inset)];
            let (id, name) = (format!("TOC{n}"), format!("toc {n}"));
            all.push(style(&id, &name, own, size(BODY)));
        }
    }
    all
}

fn character(id: &str, run: Vec<El>) -> El {
    el("w:style")
        .attr("w:type", "character")
        .attr("w:customStyle", 1)
        .attr("w:styleId", id)
        .with([val("w:name", id), el("w:qFormat"), el("w:rPr").with(run)])
}

fn table() -> El {
    let sides = [
        "w:top",
        "w:left",
        "w:bottom",
        "w:right",
        "w:insideH",
        "w:insideV",
    ];
    let margin = |side| el(side).attr("w:w", 70).attr("w:type", "dxa");
    let own = el("w:tblPr").with([
        el("w:tblBorders").with(sides.map(|side| border(side, "single", 4, 0))),
        el("w:tblCellMar").with([margin("w:left"), margin("w:right")]),
    ]);
    el("w:style")
        .attr("w:type", "table")
        .attr("w:customStyle", 1)
        .attr("w:styleId", "TabelNaskah")
        .with([val("w:name", "Tabel Naskah"), el("w:qFormat"), own])
}

/// Room above and below a paragraph, in twentieths of a point.
pub fn spacing(before: u32, after: u32) -> El {
    el("w:spacing")
        .attr("w:before", before)
        .attr("w:after", after)
}

fn indent(left: u32) -> El {
    el("w:ind").attr("w:left", left)
}

fn border(side: &'static str, kind: &str, eighths: u32, space: u32) -> El {
    val(side, kind)
        .attr("w:sz", eighths)
        .attr("w:space", space)
        .attr("w:color", "404040")
}

/// Letters of a size.
pub fn size(half_points: u32) -> Vec<El> {
    let size = half_points.to_string();
    vec![val("w:sz", &size), val("w:szCs", &size)]
}

/// Bold letters of a size.
pub fn bold(half_points: u32) -> Vec<El> {
    let mut own = vec![el("w:b"), el("w:bCs")];
    own.extend(size(half_points));
    own
}
