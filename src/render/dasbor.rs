//! The dashboard of a cycle as one self-contained web page. All of it can be read without a script;
//! the script only hides rows of the RKT that somebody does not look for.

mod isi;
mod siklus;

use maud::{Markup, PreEscaped, html};

use super::gantt;
use super::page::Page;
use crate::domain::bagan::Tanda;
use crate::domain::dasbor::Dasbor;
use crate::domain::pagu::Rupiah;

/// How it looks, besides what all pages have.
const LOOKS: &str = include_str!("dasbor/dasbor.css");

/// Hides rows that do not fit what is typed and chosen, and says how many are left.
const SARING: &str = include_str!("dasbor/saring.js");

/// What stands where nobody gave a value.
const NONE: &str = "–";

/// The heading of money.
const PAGU: &str = "Pagu";

/// The parts of the page: where they are, and what they are called.
const PARTS: [(&str, &str); 6] = [
    ("keadaan", "Keadaan"),
    ("bidang", "Bidang"),
    ("jadwal", "Jadwal"),
    ("koreksi", "Koreksi"),
    ("pagu", "Pagu"),
    ("rkt", "Tabel RKT"),
];

/// The whole page.
#[must_use]
pub fn to_html(dasbor: &Dasbor) -> String {
    let title = format!("Dasbor {}", dasbor.judul);
    let body = html! {
        a.lompat href="#isi" { "Langsung ke isi" }
        header {
            h1 { (title) }
            p { (dasbor.instansi) }
            p.pada { "Keadaan pada " strong { (dasbor.pada) } }
            nav aria-label="Bagian halaman" {
                ul { @for (id, name) in PARTS { li { a href={ "#" (id) } { (name) } } } }
            }
        }
        main id="isi" tabindex="-1" {
            (siklus::keadaan(dasbor))
            (siklus::bidang(dasbor))
            (siklus::jadwal(dasbor))
            (siklus::koreksi(dasbor))
            (isi::pagu(dasbor.isi.as_ref()))
            (isi::tabel(dasbor.isi.as_ref()))
        }
        footer { p { "Dibuat dengan rkt dari berkas siklus; isinya sama dengan " code { "rkt status" }
            " dan ekspor lain pada tanggal itu." } }
    };
    let page = Page {
        title: &format!("{title} · {}", dasbor.instansi),
        looks: &[gantt::LOOKS, LOOKS],
        script: dasbor.isi.as_ref().map(|_| SARING),
        body,
    };
    page.to_html()
}

/// A part of the page under its heading.
fn part(at: usize, content: &Markup) -> Markup {
    let (id, name) = PARTS.get(at).copied().unwrap_or_default();
    let heading = format!("{id}-judul");
    html! {
        section id=(id) aria-labelledby=(heading) { h2 id=(heading) { (name) } (content) }
    }
}

/// How something stands: a mark of its own shape, and words.
fn badge(tanda: Tanda, words: &str) -> Markup {
    html! {
        span.lencana.(tanda.word()) {
            svg viewBox="-0.15 -0.15 1.3 1.3" aria-hidden="true" {
                @for line in tanda.garis() { polyline points=(points(line)) {} }
            }
            (words)
        }
    }
}

fn points(line: &[(f64, f64)]) -> String {
    let points: Vec<String> = line.iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

/// A cell that says what it holds where the headings of its table are not shown.
fn cell(head: &str, content: &Markup) -> Markup {
    html! { td data-judul=(head) { (content) } }
}

/// The same with words, or nothing where nobody gave any.
fn words(head: &str, text: Option<&str>) -> Markup {
    let text = text.filter(|text| !text.is_empty());
    html! {
        td class=[text.is_none().then_some("kosong")] data-judul=(head) { (text.unwrap_or(NONE)) }
    }
}

/// Headings of columns; those of money stand above its digits.
fn heads(heads: &[&str]) -> Markup {
    let class = |head: &str| (head == PAGU).then_some("uang");
    html! { thead { tr { @for head in heads { th class=[class(head)] scope="col" { (head) } } } } }
}

/// A cell with money.
fn money(pagu: Option<Rupiah>, more: Option<&str>, n_rows: usize) -> Markup {
    let class = pagu.map_or("uang kosong", |_| "uang");
    html! {
        td class=(class) rowspan=[rowspan(n_rows)] data-judul=(PAGU) {
            @match pagu { Some(pagu) => (pagu), None => (NONE) }
            @if let Some(more) = more { " " span.kecil-saja { (more) } }
        }
    }
}

/// Over how many rows a cell goes, if that is more than its own.
fn rowspan(n_rows: usize) -> Option<usize> {
    (n_rows > 1).then_some(n_rows)
}

/// That what follows is wider than a narrow screen; shown on those only.
fn slides() -> Markup {
    html! { p.geser { "Geser ke samping untuk melihat selebihnya \u{2192}" } }
}

/// The picture of a Gantt in this page.
fn picture(dasbor: &Dasbor) -> Markup {
    let title = format!("Rencana dan kenyataan {}", dasbor.judul);
    html! {
        (slides())
        figure tabindex="0" role="group" aria-label=(title) {
            (PreEscaped(gantt::inside(&dasbor.gantt, &title)))
        }
    }
}
