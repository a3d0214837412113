//! Kata (words): the SOP without its picture, for who can't see one.

use chrono::{Datelike as _, NaiveDate};

use super::baris::{keterangan_of, star};
use super::catatan::{READ, is_read};
use super::kedudukan::Kedudukan;
use crate::domain::naskah::{
    Baris, Blok, Corak, Kertas, Kop, Naskah, Orientasi, Rata, Sel, TabelNaskah, Teks, Ukuran,
};
use crate::domain::sop::{Langkah, Sop};
use crate::domain::tanggal;

/// The columns of the matrix in words, how wide each is beside the others, and how it is set.
const KOLOM: [(&str, u16, Rata); 7] = [
    ("No", 5, Rata::Tengah),
    ("Uraian Prosedur", 26, Rata::Kiri),
    ("Pelaksana", 16, Rata::Kiri),
    ("Kelengkapan", 17, Rata::Kiri),
    ("Waktu", 9, Rata::Tengah),
    ("Output", 14, Rata::Kiri),
    ("Keterangan", 15, Rata::Kiri),
];

/// How a langkah stands, where that is shown.
const KEDUDUKAN: (&str, u16, Rata) = ("Kedudukan", 13, Rata::Kiri);

/// The day of a SOP that names none.
fn no_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

/// The kind of document, over everything.
pub const JENIS: &str = "STANDAR OPERASIONAL PROSEDUR (SOP)";

/// What the SOP is called.
pub(super) fn judul(sop: &Sop) -> String {
    format!("SOP {}", sop.identitas.judul)
}

/// The headings of the identity block with their values, in printed order.
pub fn identitas(sop: &Sop) -> impl Iterator<Item = (&str, &str)> {
    let identitas = &sop.identitas;
    let given = identitas.baris.iter();
    let given = given.map(|(name, value)| (name.as_str(), value.as_str()));
    let first = [("Nomor SOP", identitas.nomor.as_str())].into_iter();
    let last = [("Judul SOP", identitas.judul.as_str())];
    first.chain(given).chain(last)
}

/// The matrix in words: its langkah, over a row for each of their Mutu Baku.
#[must_use]
pub fn langkah(sop: &Sop, kedudukan: Option<&Kedudukan>) -> TabelNaskah {
    let stands = kedudukan.map(|_| KEDUDUKAN);
    let kolom: Vec<_> = KOLOM.into_iter().chain(stands).collect();
    let rows = sop.langkah.iter().enumerate().flat_map(|(n, langkah)| {
        let stands = kedudukan.map(|one| one.langkah.get(n).map_or("", |(_, words)| words));
        rows(sop, langkah, stands)
    });
    TabelNaskah::of("Langkah menurut urutan SOP", &kolom, rows.collect())
}

fn rows(sop: &Sop, langkah: &Langkah, stands: Option<&str>) -> Vec<Baris> {
    let once = |n: usize, text: String| if n == 0 { Sel::Isi(text) } else { Sel::Atas };
    let row = |n: usize| {
        let standard = langkah.mutu_baku.get(n);
        let [kelengkapan, waktu, output] = standard.map_or_else(Default::default, |row| {
            let waktu = format!("{}{}", row.waktu, star(row.asal));
            [row.kelengkapan.clone(), waktu, row.output.clone()]
        });
        let mut sel = vec![
            once(n, langkah.no.to_string()),
            once(n, langkah.uraian.clone()),
            once(n, pelaksana(sop, langkah)),
            Sel::Isi(kelengkapan),
            Sel::Isi(waktu),
            Sel::Isi(output),
            once(n, keterangan_of(sop, langkah)),
        ];
        sel.extend(stands.map(|words| once(n, words.to_owned())));
        Baris::new(Corak::Biasa, sel)
    };
    (0..langkah.mutu_baku.len().max(1)).map(row).collect()
}

fn pelaksana(sop: &Sop, langkah: &Langkah) -> String {
    let names = langkah.pelaksana.iter().map(|who| sop.heading(who));
    let names: Vec<&str> = names.collect();
    format!("{}{}", names.join(", "), star(langkah.asal))
}

/// The SOP in words as a paper across: its matrix, and what is not printed in it.
#[must_use]
pub fn naskah(sop: &Sop, kedudukan: Option<&Kedudukan>, ukuran: Ukuran) -> Naskah {
    let identitas = &sop.identitas;
    let title = format!("{} dalam kata-kata", identitas.judul_matriks);
    let mut blok = vec![Blok::bagian(title.trim_start())];
    blok.extend(kedudukan.map(|one| Blok::Paragraf(Teks::from(one.judul.as_str()))));
    blok.push(Blok::Tabel(langkah(sop, kedudukan)));
    blok.extend(remark(sop).map(|text| Blok::Paragraf(Teks::from(text))));
    Naskah {
        kop: Some(Kop {
            pemerintah: identitas.pemerintah.clone(),
            instansi: identitas.instansi.clone(),
            alamat: Vec::new(),
        }),
        judul: judul(sop),
        subjudul: Vec::new(),
        pada: kedudukan.map_or_else(|| day(sop), |one| one.pada),
        kaki: format!("SOP {}", identitas.nomor),
        is_draf: false,
        kertas: Kertas {
            ukuran,
            arah: Orientasi::Mendatar,
        },
        blok,
        tanda_tangan: None,
    }
}

/// What the mark of what this office reads into the SOP means, where there is any.
#[must_use]
pub fn remark(sop: &Sop) -> Option<&'static str> {
    is_read(sop).then_some(READ)
}

/// The last day that the identity block names.
fn day(sop: &Sop) -> NaiveDate {
    let days = sop.identitas.baris.iter();
    let days = days.filter_map(|(_, value)| tanggal::find(value)?.1);
    // A file can't bear any other.
    let days = days.filter(|day| (1900..=9999).contains(&day.year()));
    days.max().unwrap_or_else(no_day)
}
