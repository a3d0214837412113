//! The chart as one self-contained web page: its pages as pictures, which print one a sheet, and
//! the same in words, for who can't see them or reads on a phone.

use maud::{Markup, PreEscaped, html};

use super::{looks, page};
use crate::domain::bagan::{self, Bagan, Kedudukan};
use crate::domain::naskah::{Petak, TabelNaskah};
use crate::domain::sop::Sop;
use crate::render::page::Page;

/// How the chart looks on a page, in the colours of the page.
const PAGE: &str = "\
@media screen and (prefers-color-scheme:dark){\
svg text{fill:var(--tinta)}svg .kertas{fill:var(--kertas);stroke:var(--tipis)}\
svg .latar{fill:var(--latar)}svg .tipis{stroke:#666}\
svg .sedang,svg .tegas,svg .panah{stroke:var(--tinta)}svg .ujung{fill:var(--tinta)}\
svg .simbol{fill:var(--kertas);stroke:var(--tinta)}svg .selesai{fill:var(--selesai)}\
svg .berjalan{fill:var(--berjalan)}\
svg .terlambat{fill:var(--terlambat);stroke:var(--tanda)}\
svg .dikembalikan{fill:var(--dikembalikan)}svg .menunggu{stroke:#aaa}}\
figure svg{display:block;width:100%;min-width:52rem;height:auto}\
@page{size:landscape;margin:0}\
@media print{body{padding:0;max-width:none}header,.teks{display:none}main{display:block}\
figure{margin:0;overflow:hidden;break-after:page;break-inside:avoid}\
figure:last-of-type{break-after:auto}\
figure svg{min-width:0;width:100vw;height:99vh}svg .kertas{stroke:none}}";

/// The whole page.
#[must_use]
pub fn to_html(bagan: &Bagan, sop: &Sop, kedudukan: Option<&Kedudukan>) -> String {
    let n = bagan.halaman.len();
    let pages = (1..).zip(&bagan.halaman).map(|(at, halaman)| {
        let title = format!("{}, halaman {at} dari {n}", bagan.judul);
        (page(halaman, &title), title)
    });
    let body = html! {
        header {
            h1 { (bagan.judul) }
            p { "Nomor " (sop.identitas.nomor) ", " (sop.identitas.instansi) ". "
                a href="#teks" { "Baca sebagai teks" } }
            @if let Some(kedudukan) = kedudukan { p { (kedudukan.judul) } }
        }
        main {
            @for (svg, title) in pages {
                figure tabindex="0" role="group" aria-label=(title) { (PreEscaped(svg)) }
            }
            section.teks id="teks" { (identity(sop)) (steps(sop, kedudukan)) }
        }
    };
    let page = Page {
        title: &bagan.judul,
        looks: &[&looks(), PAGE],
        script: None,
        body,
    };
    page.to_html()
}

/// The identity page in words.
fn identity(sop: &Sop) -> Markup {
    let identitas = &sop.identitas;
    html! {
        h2 { "Identitas SOP" }
        p { (identitas.pemerintah) br; (identitas.instansi) }
        dl {
            @for (name, value) in bagan::identitas(sop) { dt { (name) } dd { (value) } }
        }
        @for (name, lines) in &sop.daftar {
            h3 { (name) }
            ol { @for line in lines { li { (line) } } }
        }
    }
}

/// The matrix in words.
fn steps(sop: &Sop, kedudukan: Option<&Kedudukan>) -> Markup {
    let tabel = bagan::langkah(sop, kedudukan);
    html! {
        h2 { (sop.identitas.judul_matriks) }
        div.lebar tabindex="0" role="group" aria-label="Tabel langkah" {
            table {
                caption { (tabel.judul) }
                thead { tr {
                    @for head in tabel.petak_kepala() { th scope="col" { (head.teks) } }
                } }
                tbody { @for row in rows(&tabel) { tr { @for cell in row { (field(&cell)) } } } }
            }
        }
        @if let Some(remark) = bagan::remark(sop) { p { (remark) } }
    }
}

fn rows(tabel: &TabelNaskah) -> Vec<Vec<Petak<'_>>> {
    let mut rows = vec![Vec::new(); tabel.baris.len()];
    for petak in tabel.petak() {
        if let Some(row) = rows.get_mut(petak.baris) {
            row.push(petak);
        }
    }
    rows
}

/// A cell; the first of a row says what the row is about.
fn field(petak: &Petak<'_>) -> Markup {
    let rows = (petak.n_baris > 1).then_some(petak.n_baris);
    html! {
        @if petak.kolom == 0 { th scope="row" rowspan=[rows] { (petak.teks) } }
        @else { td rowspan=[rows] { (petak.teks) } }
    }
}
