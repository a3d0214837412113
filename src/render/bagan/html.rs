//! The chart as one self-contained web page: its pages as pictures, which print one a sheet, and
//! the same in words, for who can't see them or reads on a phone.

use maud::{Markup, PreEscaped, html};

use super::{LOOKS, page};
use crate::domain::bagan::{Bagan, Kedudukan, READ, is_read, keterangan_of, star};
use crate::domain::sop::{Langkah, MutuBaku, Sop};
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
        looks: &[LOOKS, PAGE],
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
            dt { "Nomor SOP" } dd { (identitas.nomor) }
            @for (name, value) in &identitas.baris { dt { (name) } dd { (value) } }
            dt { "Judul SOP" } dd { (identitas.judul) }
        }
        @for (name, lines) in &sop.daftar {
            h3 { (name) }
            ol { @for line in lines { li { (line) } } }
        }
    }
}

/// The matrix in words, one row a langkah.
fn steps(sop: &Sop, kedudukan: Option<&Kedudukan>) -> Markup {
    let stands = |n: usize| kedudukan.and_then(|one| one.langkah.get(n));
    html! {
        h2 { (sop.identitas.judul_matriks) }
        div.lebar tabindex="0" role="group" aria-label="Tabel langkah" {
            table {
                caption { "Langkah menurut urutan SOP" }
                thead { tr {
                    @for head in ["No", "Uraian Prosedur", "Pelaksana", "Kelengkapan", "Waktu",
                        "Output", "Keterangan"] { th scope="col" { (head) } }
                    @if kedudukan.is_some() { th scope="col" { "Kedudukan" } }
                } }
                tbody { @for (n, langkah) in sop.langkah.iter().enumerate() { tr {
                    th scope="row" { (langkah.no) }
                    td { (langkah.uraian) }
                    td { (actors(sop, langkah)) }
                    td { (standards(langkah, |row| row.kelengkapan.clone())) }
                    td { (standards(langkah, |row| format!("{}{}", row.waktu, star(row.asal)))) }
                    td { (standards(langkah, |row| row.output.clone())) }
                    td { (keterangan_of(sop, langkah)) }
                    @if let Some((_, words)) = stands(n) { td { (words) } }
                } } }
            }
        }
        @if is_read(sop) { p { (READ) } }
    }
}

fn actors(sop: &Sop, langkah: &Langkah) -> String {
    let names = langkah.pelaksana.iter().map(|who| sop.heading(who));
    let names: Vec<&str> = names.collect();
    format!("{}{}", names.join(", "), star(langkah.asal))
}

/// A column of the Mutu Baku, a line each row.
fn standards(langkah: &Langkah, column: impl Fn(&MutuBaku) -> String) -> Markup {
    html! {
        @for (n, row) in langkah.mutu_baku.iter().enumerate() {
            @if n > 0 { br; }
            (column(row))
        }
    }
}
