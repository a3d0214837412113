//! The RKT on a dashboard: its money as bars with a table behind them, and all its rows.

use maud::{Markup, html};

use super::{NONE, PAGU, cell, heads, money, part, rowspan, slides, words};
use crate::domain::dasbor::{Baris, Batang, Isi, Jenjang, Ukur};
use crate::domain::document::{Cell, Section};
use crate::domain::instansi::Bidang;
use crate::domain::name::BidangId;
use crate::domain::pagu::Rupiah;

const BATANG: [&str; 4] = ["Kode", "Uraian", PAGU, "Bagian"];
const RKT: [&str; 7] = [
    "Kode",
    "Uraian",
    "Indikator",
    "Satuan",
    "Target",
    PAGU,
    "Bidang",
];

/// That there is no RKT yet.
fn none() -> Markup {
    html! { p { "Belum ada RKT: belum ada yang dikompilasi." } }
}

/// Money by program and by Bidang.
pub(super) fn pagu(isi: Option<&Isi>) -> Markup {
    let content = match isi {
        None => none(),
        Some(isi) if isi.total.is_none() => html! { p { "Belum ada pagu yang diisi." } },
        Some(isi) => html! {
            div.dua {
                (bars("Pagu menurut program", "Program", &isi.program))
                (bars("Pagu menurut Bidang", "Bidang", &isi.menurut_bidang))
            }
            (rekap(isi))
        },
    };
    part(4, &content)
}

fn bars(caption: &str, what: &str, all: &[Batang]) -> Markup {
    let [kode, _, pagu, bagian] = BATANG;
    html! {
        table.lipat.batang {
            caption { (caption) }
            (heads(&[kode, what, pagu, bagian]))
            tbody { @for one in all { tr {
                td.id { (one.kode) }
                th scope="row" { (one.nama) (bar(one.panjang)) }
                (money(one.pagu, None, 1))
                td.uang data-judul=(bagian) { (one.bagian) }
            } } }
        }
    }
}

/// A bar, which says nothing that the figures beside it do not.
fn bar(panjang: i64) -> Markup {
    let box_ = format!("0 0 {} 10", Batang::TERPANJANG);
    html! {
        svg.bar viewBox=(box_) preserveAspectRatio="none" aria-hidden="true" {
            rect width=(panjang) height="10" {}
        }
    }
}

/// Money where the table says that it is rupiah.
fn grouped(pagu: Option<Rupiah>) -> String {
    pagu.map_or_else(|| NONE.to_owned(), Rupiah::grouped)
}

/// Money of each program by Bidang.
fn rekap(isi: &Isi) -> Markup {
    let rekap = &isi.rekap;
    html! {
        (slides())
        div.lebar tabindex="0" role="group" aria-label="Pagu tiap program menurut Bidang" {
            table.rekap {
                caption { "Pagu tiap program menurut Bidang, dalam rupiah" }
                thead { tr {
                    th scope="col" { "Program" }
                    @for one in &rekap.bidang { th.uang scope="col" { (one.nama) } }
                    th.uang scope="col" { "Jumlah" }
                } }
                tbody { @for row in &rekap.program { tr {
                    th scope="row" { (row.kode) }
                    @for part in &row.bagian { td.uang { (grouped(*part)) } }
                    td.uang { (grouped(row.jumlah)) }
                } } }
                tfoot { tr {
                    th scope="row" { "Jumlah" }
                    @for sum in &rekap.jumlah { td.uang { (sum.grouped()) } }
                    td.uang { (grouped(rekap.total)) }
                } }
            }
        }
    }
}

/// All rows, with what finds some of them.
pub(super) fn tabel(isi: Option<&Isi>) -> Markup {
    let content = match isi {
        None => none(),
        Some(isi) => html! {
            p { (isi.terbitan) }
            @if let Some(signed) = &isi.pengesahan { p { (signed) "." } }
            @for line in &isi.catatan { p.perhatian { (line) } }
            (search(isi))
            p.kecil-saja { (legend(&isi.bidang)) }
            p id="hasil" role="status" { (isi.n_baris()) " baris." }
            table.lipat.rkt id="tabel-rkt" {
                caption { "Sasaran, program, kegiatan, dan sub kegiatan" }
                (heads(&RKT))
                @for row in &isi.baris { (of_row(row)) }
                tfoot { tr {
                    th scope="row" colspan="5" { "JUMLAH" }
                    (money(isi.total, None, 1))
                    td {}
                } }
            }
            p id="tidak-ada" hidden { "Tidak ada baris yang cocok. Kurangi kata atau pilihannya." }
            @if let Some(section) = &isi.perubahan { (changes(section)) }
        },
    };
    part(5, &content)
}

/// What the ids in the last column mean.
fn legend(bidang: &[Bidang]) -> String {
    let all = bidang
        .iter()
        .map(|one| format!("{} = {}", one.id, one.nama));
    format!("Bidang: {}.", all.collect::<Vec<_>>().join("; "))
}

/// What finds rows; shown by the script, since nothing happens without it.
fn search(isi: &Isi) -> Markup {
    html! {
        div.saring id="saring" role="search" hidden {
            div {
                label for="cari" { "Cari" }
                input id="cari" type="search" autocomplete="off" placeholder="kata, kode, atau angka";
            }
            div {
                label for="pilih-bidang" { "Bidang" }
                select id="pilih-bidang" {
                    option value="" { "Semua Bidang" }
                    @for one in &isi.bidang { option value=(one.id) { (one.nama) } }
                }
            }
            div {
                label for="pilih-jenjang" { "Jenjang" }
                select id="pilih-jenjang" {
                    option value="" { "Semua jenjang" }
                    @for one in Jenjang::ALL { option value=(one.word()) { (one.word()) } }
                }
            }
            button id="bersihkan" type="button" { "Bersihkan" }
        }
    }
}

/// A row with its indikator, a line each.
fn of_row(row: &Baris) -> Markup {
    let n = row.ukur.len();
    let ids: Vec<&str> = row.bidang.iter().map(BidangId::as_str).collect();
    let [.., bidang] = RKT;
    let class = format!("dalam-{}", row.jenjang.dalam());
    html! {
        tbody.(class) data-jenjang=(row.jenjang.word()) data-dalam=(row.jenjang.dalam())
            data-bidang=(ids.join(" ")) {
            @for (at, one) in row.ukur.iter().enumerate() { tr {
                @if at == 0 {
                    td.kode rowspan=[rowspan(n)] {
                        span.jenjang { (row.jenjang.word()) } " " span.id { (row.kode) }
                    }
                    th scope="rowgroup" rowspan=[rowspan(n)] {
                        (row.uraian.as_deref().unwrap_or(NONE))
                    }
                }
                (measured(one))
                @if at == 0 { (money(row.pagu, row.sumber_dana.as_deref(), n)) }
                (words(bidang, Some(&one.bidang)))
            } }
        }
    }
}

fn measured(one: &Ukur) -> Markup {
    let [_, _, indikator, satuan, target, _, _] = RKT;
    let far = html! {
        (one.target.as_deref().unwrap_or(NONE))
        @if let Some(quarters) = &one.triwulan { " " span.kecil-saja { "TW " (parts(quarters)) } }
    };
    html! {
        (words(indikator, one.indikator.as_deref()))
        (words(satuan, one.satuan.as_deref()))
        (cell(target, &far))
    }
}

/// The quarters behind each other.
fn parts(quarters: &[Option<String>; 4]) -> String {
    let shown = quarters.iter().map(|one| one.as_deref().unwrap_or(NONE));
    shown.collect::<Vec<_>>().join(" · ")
}

/// What a revised RKT changes.
fn changes(section: &Section) -> Markup {
    let table = &section.table;
    let columns: Vec<&str> = table.columns.iter().map(|one| one.judul).collect();
    html! {
        table.lipat {
            caption { (section.judul) }
            (heads(&columns))
            tbody { @for row in &table.rows { tr {
                @for (head, cell) in columns.iter().zip(row) {
                    @if matches!(cell, Cell::Same(_)) { td {} }
                    @else { (words(head, Some(&cell.print()))) }
                }
            } } }
        }
    }
}
