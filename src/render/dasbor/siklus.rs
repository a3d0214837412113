//! The cycle on a dashboard: where it stands, its Bidang, its langkah, its corrections.

use maud::{Markup, html};

use super::{PAGU, badge, cell, heads, money, part, picture, words};
use crate::domain::bagan::Tanda;
use crate::domain::dasbor::{BidangDasbor, Dasbor, KoreksiDasbor, LangkahDasbor};
use crate::domain::koreksi::Tahap;

const BIDANG: [&str; 6] = [
    "Bidang",
    "Keadaan",
    "Batas",
    "Diajukan",
    "Koreksi terbuka",
    PAGU,
];
const LANGKAH: [&str; 6] = ["No", "Langkah", "Pelaksana", "Rencana", "Batas", "Keadaan"];
const KOREKSI: [&str; 6] = ["Koreksi", "Keadaan", "Tentang", "Isi", "Oleh", "Sejak"];

/// Which of the two dates of a langkah is meant where.
const DATES: &str = "Rencana ialah tanggal yang ditetapkan; lewat rencana (diarsir) dihitung dari \
    situ. Batas ialah tanggal yang berlaku, yang mundur bila langkah sebelumnya selesai terlambat atau \
    ada yang dikembalikan untuk diperbaiki; terlambat dihitung dari situ.";

/// What matters now.
pub(super) fn keadaan(dasbor: &Dasbor) -> Markup {
    part(
        0,
        &html! {
            dl.angka { @for one in &dasbor.angka {
                div { dt { (one.nama) } dd { strong { (one.nilai) } span { (one.arti) } } }
            } }
            div.dua {
                div {
                    h3 { "Langkah yang berjalan" }
                    @if dasbor.berjalan.is_empty() { p { "Tidak ada." } }
                    ul.kartu { @for one in &dasbor.berjalan { li {
                        strong { (one.judul) }
                        span.siapa { (one.siapa) }
                        (badge(one.tanda, &one.batas))
                    } } }
                }
                div {
                    h3 { "Yang ditunggu" }
                    @if dasbor.ditunggu.is_empty() { p { "Tidak ada." } }
                    ul.kartu { @for one in &dasbor.ditunggu { li {
                        strong { (one.siapa) }
                        span.siapa { (one.apa) }
                        @if one.terlambat { (badge(Tanda::Terlambat, &one.batas)) }
                        @else { span.lencana { (one.batas) } }
                    } } }
                }
            }
            ul.kabar { @for line in &dasbor.kabar { li { (line) } } }
            @if !dasbor.perhatian.is_empty() {
                h3 { "Perhatian" }
                ul.perhatian { @for line in &dasbor.perhatian { li { (line) } } }
            }
        },
    )
}

/// The state of every Bidang.
pub(super) fn bidang(dasbor: &Dasbor) -> Markup {
    part(
        1,
        &html! {
            table.lipat {
                caption { "Form tiap Bidang" }
                (heads(&BIDANG))
                tbody { @for one in &dasbor.bidang { (of_bidang(one)) } }
            }
        },
    )
}

fn of_bidang(one: &BidangDasbor) -> Markup {
    let [_, keadaan, batas, putaran, koreksi, _] = BIDANG;
    let counted = |n: usize, of: &str| (n > 0).then(|| format!("{n}{of}"));
    html! {
        tr {
            th scope="row" { (one.nama) " " span.id { "(" (one.id) ")" } }
            (cell(keadaan, &badge(one.tanda, &one.keadaan)))
            (words(batas, Some(&one.batas)))
            (words(putaran, counted(one.putaran, " kali").as_deref()))
            (words(koreksi, counted(one.n_terbuka, "").as_deref()))
            (money(one.pagu, None, 1))
        }
    }
}

/// Plan and reality: a picture, and the same in words.
pub(super) fn jadwal(dasbor: &Dasbor) -> Markup {
    part(
        2,
        &html! {
            (picture(dasbor))
            table.lipat {
                caption { "Langkah menurut SOP" }
                (heads(&LANGKAH))
                tbody { @for one in &dasbor.langkah { (of_langkah(one)) } }
            }
            p.kecil-saja { (DATES) }
        },
    )
}

fn of_langkah(one: &LangkahDasbor) -> Markup {
    let [_, _, siapa, rencana, batas, keadaan] = LANGKAH;
    html! {
        tr {
            th.no scope="row" { (one.no) "." }
            td.judul-baris { (one.uraian) }
            (words(siapa, Some(&one.siapa)))
            (words(rencana, Some(&one.rencana)))
            (words(batas, Some(&one.batas)))
            (cell(keadaan, &badge(one.tanda, &one.keadaan)))
        }
    }
}

/// The corrections that are not settled.
pub(super) fn koreksi(dasbor: &Dasbor) -> Markup {
    let settled = match dasbor.n_selesai {
        0 => String::new(),
        n => format!(" {n} koreksi sudah selesai."),
    };
    part(
        3,
        &html! {
            @if dasbor.koreksi.is_empty() {
                p { "Tidak ada koreksi yang terbuka atau menunggu persetujuan." (settled) }
            } @else {
                table.lipat {
                    caption { "Koreksi yang belum selesai." (settled) }
                    (heads(&KOREKSI))
                    tbody { @for one in &dasbor.koreksi { (of_koreksi(one)) } }
                }
            }
        },
    )
}

fn of_koreksi(one: &KoreksiDasbor) -> Markup {
    let [_, keadaan, tentang, isi, oleh, sejak] = KOREKSI;
    let tanda = match one.tahap {
        Tahap::Terbuka => Tanda::Dikembalikan,
        Tahap::Dijawab => Tanda::Berjalan,
        Tahap::Selesai => Tanda::Selesai,
    };
    let what = html! {
        (one.alasan)
        @if let Some(answer) = &one.jawaban { p.kecil-saja { "Jawaban: " (answer) } }
    };
    let place = html! {
        (one.tentang)
        @if let Some(baris) = &one.baris { ", baris " span.id { (baris) } }
    };
    html! {
        tr {
            th.nama-koreksi scope="row" { (one.nama) }
            (cell(keadaan, &html! { span.tetap { (badge(tanda, one.tahap.word())) } }))
            (cell(tentang, &place))
            (cell(isi, &what))
            (words(oleh, Some(&one.oleh)))
            (words(sejak, Some(&one.sejak)))
        }
    }
}
