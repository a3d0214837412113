//! The identity page of a SOP as a table that can be filled in and corrected.

use super::chart;
use super::numbering;
use super::page::twips;
use super::styles::{Style, bold, size, spacing, style};
use super::text::{paragraph, paragraph_with, runs};
use super::xml::{El, el, val};
use crate::domain::bagan::{Bagan, JENIS, identitas};
use crate::domain::sop::Sop;

/// The width of the headings, in millimetres.
const NAME: u16 = 48;
/// The least height of a row of the block, in millimetres.
const ROW: u16 = 10;
/// The size of letters, in half points.
const LETTERS: u32 = 20;

/// The styles of the page.
pub fn styles() -> Vec<Style> {
    vec![
        style(
            "NilaiIdentitas",
            "Nilai Identitas",
            vec![spacing(40, 40)],
            size(LETTERS),
        ),
        style(
            "NamaIdentitas",
            "Nama Identitas",
            vec![spacing(60, 60)],
            bold(LETTERS),
        ),
        style(
            "UrutanIdentitas",
            "Urutan Identitas",
            vec![spacing(0, 40)],
            size(LETTERS),
        ),
    ]
}

/// The page, to the end of its section.
pub fn page(sop: &Sop, bagan: &Bagan) -> Vec<El> {
    let Some(halaman) = bagan.halaman.first() else {
        return Vec::new();
    };
    let [(footer, _), _] = chart::FOOTERS;
    let end = chart::sheet(halaman, footer).section(false);
    vec![
        paragraph("Title", runs(JENIS)),
        table(sop, chart::text_width(halaman)),
        paragraph_with("AkhirBagian", [end], Vec::new()),
    ]
}

fn table(sop: &Sop, width: u32) -> El {
    let half = width / 2;
    let name = twips(NAME);
    let widths = [half, name, width.saturating_sub(half + name)];
    let own = el("w:tblPr").with([
        val("w:tblStyle", "TabelNaskah"),
        el("w:tblW").attr("w:w", width).attr("w:type", "dxa"),
        el("w:tblLayout").attr("w:type", "fixed"),
        el("w:tblLook")
            .attr("w:firstColumn", 1)
            .attr("w:noVBand", 1),
        val("w:tblCaption", "Identitas SOP"),
    ]);
    let columns = widths.map(|width| el("w:gridCol").attr("w:w", width));
    let block = identitas(sop).enumerate().map(|(n, pair)| {
        let office = if n == 0 { Some(sop) } else { None };
        block_row(office, pair, widths)
    });
    let mut place = 0;
    let lists = sop.daftar.chunks(2).map(|pair| {
        let row = lists_row(pair, place, widths);
        place += pair.len();
        row
    });
    el("w:tbl")
        .with([own, el("w:tblGrid").with(columns)])
        .with(block)
        .with(lists)
}

/// A heading and its value, beside the office, which is over all rows.
fn block_row(office: Option<&Sop>, (name, value): (&str, &str), widths: [u32; 3]) -> El {
    let [left, middle, right] = widths;
    let (merge, inside) = match office {
        Some(sop) => {
            let identitas = &sop.identitas;
            let names = vec![
                paragraph("KopPemerintah", runs(&identitas.pemerintah)),
                paragraph("KopInstansi", runs(&identitas.instansi)),
            ];
            (val("w:vMerge", "restart"), names)
        }
        None => (
            el("w:vMerge"),
            vec![paragraph("NilaiIdentitas", Vec::new())],
        ),
    };
    let height = val("w:trHeight", &twips(ROW).to_string()).attr("w:hRule", "atLeast");
    let own = el("w:trPr").with([el("w:cantSplit"), height]);
    el("w:tr").with([
        own,
        cell(left, Some(merge), true, inside),
        cell(
            middle,
            None,
            true,
            vec![paragraph("NamaIdentitas", runs(name))],
        ),
        cell(
            right,
            None,
            true,
            vec![paragraph("NilaiIdentitas", runs(value))],
        ),
    ])
}

/// One list or two beside each other, the first of them at a place among all.
fn lists_row(pair: &[(String, Vec<String>)], place: usize, widths: [u32; 3]) -> El {
    let [left, middle, right] = widths;
    let inside = |n: usize| match pair.get(n) {
        Some((name, lines)) => list(name, lines, place + n),
        None => vec![paragraph("NilaiIdentitas", Vec::new())],
    };
    el("w:tr").with([
        cell(left, None, false, inside(0)),
        cell(
            middle + right,
            Some(val("w:gridSpan", "2")),
            false,
            inside(1),
        ),
    ])
}

fn list(name: &str, lines: &[String], place: usize) -> Vec<El> {
    let head = paragraph("NamaIdentitas", runs(name));
    let number = numbering::of_list(place);
    let items = lines.iter().map(|line| {
        let own = [number.clone()];
        paragraph_with("UrutanIdentitas", own, runs(line))
    });
    std::iter::once(head).chain(items).collect()
}

fn cell(width: u32, over: Option<El>, is_centred: bool, inside: Vec<El>) -> El {
    let middle = is_centred.then(|| val("w:vAlign", "center"));
    let own = el("w:tcPr")
        .with([el("w:tcW").attr("w:w", width).attr("w:type", "dxa")])
        .with(over)
        .with(middle);
    el("w:tc").with([own]).with(inside)
}
