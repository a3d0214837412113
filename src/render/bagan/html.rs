//! The chart as one self-contained web page: its pages as pictures, which print one a sheet, and
//! the same in words, for who can't see them or reads on a phone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{looks, page};
use crate::domain::bagan::{self, Bagan, Kedudukan};
use crate::domain::naskah::{Petak, TabelNaskah};
use crate::domain::sop::Sop;
use crate::source::printable;

/// How the page looks; nothing is fetched from anywhere.
const PAGE: &str = "\
:root{color-scheme:light dark;--kertas:#fff;--tinta:#111;--tepi:#767676;--latar:#eceff3}\
@media screen and (prefers-color-scheme:dark){\
:root{--kertas:#16181c;--tinta:#e8e8e8;--tepi:#8d9096;--latar:#262a31}\
svg text{fill:#e8e8e8}svg .kertas{fill:#16181c;stroke:#444}svg .latar{fill:#262a31}\
svg .tipis{stroke:#666}svg .sedang,svg .tegas,svg .panah{stroke:#e8e8e8}svg .ujung{fill:#e8e8e8}\
svg .simbol{fill:#16181c;stroke:#e8e8e8}svg .selesai{fill:#24402a}svg .berjalan{fill:#4a3f12}\
svg .terlambat{fill:#571b1b;stroke:#ff9a9a}svg .dikembalikan{fill:#3b2b47}\
svg .menunggu{stroke:#aaa}}\
body{margin:0 auto;padding:1rem;max-width:80rem;font:1rem/1.5 system-ui,Arial,sans-serif;\
background:var(--kertas);color:var(--tinta)}\
h1{font-size:1.4rem;margin:0}h2{font-size:1.2rem}\
figure{margin:1rem 0;overflow-x:auto}\
figure svg{display:block;width:100%;min-width:52rem;height:auto}\
.lebar{overflow-x:auto}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid var(--tepi);padding:.35rem .5rem;text-align:left;vertical-align:top}\
thead th{background:var(--latar)}dt{font-weight:bold}dd{margin:0 0 .5rem}\
a{color:inherit}:focus-visible{outline:3px solid #2b6cb0;outline-offset:2px}\
@page{size:landscape;margin:0}\
@media print{body{padding:0;max-width:none}header,.teks{display:none}main{display:block}\
figure{margin:0;overflow:hidden;break-after:page;break-inside:avoid}\
figure:last-of-type{break-after:auto}\
figure svg{min-width:0;width:100vw;height:99vh}svg .kertas{stroke:none}}";

/// No script runs and nothing is fetched, whatever a text says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole page.
#[must_use]
pub fn to_html(bagan: &Bagan, sop: &Sop, kedudukan: Option<&Kedudukan>) -> String {
    let n = bagan.halaman.len();
    let pages = (1..).zip(&bagan.halaman).map(|(at, halaman)| {
        let title = format!("{}, halaman {at} dari {n}", bagan.judul);
        (page(halaman, &title), title)
    });
    let page = html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (bagan.judul) }
                style { (PreEscaped(looks())) (PreEscaped(PAGE)) }
            }
            body {
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
            }
        }
    };
    printable(&page.into_string()).into_owned()
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
