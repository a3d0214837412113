//! The correction sheet as a paper that goes round (SOP steps 7 and 9).

mod isi;

use super::tabel::{Baris, Corak, Rata, Sel, TabelNaskah};
use super::{Blok, Kertas, Kop, Naskah, Orientasi, Teks, Ukuran};
use crate::domain::koreksi::Jawaban;
use crate::domain::lembar_koreksi::{
    BarisKoreksi, KoreksiBaris, LembarKoreksi, Paraf, Petunjuk, TemuanBaris,
};
use crate::domain::pagu::Rupiah;
use crate::domain::tanggal;

/// Room to write a correction beside a row, in millimetres.
const RUANG_BARIS: u16 = 8;
/// Room to write a correction of the form as a whole.
const RUANG_KOREKSI: u16 = 10;
/// Room for initials.
const RUANG_PARAF: u16 = 13;
/// How many empty lines there are for corrections of the form as a whole.
const N_KOSONG: usize = 3;

/// What stands where a paper says nothing of a row in particular.
const SELURUH: &str = "seluruh form";

/// A correction sheet as a paper.
#[must_use]
pub fn lembar_koreksi(lembar: &LembarKoreksi, kop: Kop, ukuran: Ukuran) -> Naskah {
    let kepala = &lembar.kepala;
    let remarks = kepala.perhatian.iter().cloned().map(Blok::Catatan);
    let mut blok: Vec<Blok> = remarks.collect();
    let money = lembar.has(|of| of.pagu.is_some());
    let money = if money { PAGU } else { "" };
    let ubahan = lembar
        .ubahan()
        .map_or_else(String::new, |said| format!(" {said}"));
    let legenda = legenda(lembar);
    let pembanding = &kepala.pembanding;
    blok.push(paragraf(&format!("{pembanding}{ubahan} {legenda}{money}")));
    blok.push(Blok::Tabel(isi::rows(lembar)));
    let since = lembar.sejak.as_ref();
    let since = since.map(|since| (since.judul(), &since.hilang));
    let gone_since = since.iter().map(|(judul, rows)| (judul, *rows));
    for (judul, rows) in gone_since.chain([(&kepala.hilang, &lembar.hilang)]) {
        if !rows.is_empty() {
            blok.extend([Blok::bagian(judul), Blok::Tabel(gone(judul, rows))]);
        }
    }
    blok.extend(temuan(&lembar.temuan));
    blok.extend([
        Blok::bagian("Koreksi"),
        Blok::Tabel(koreksi(&lembar.koreksi)),
    ]);
    blok.extend([Blok::bagian("Paraf"), Blok::Tabel(paraf(&lembar.paraf))]);
    blok.push(paragraf("*) Coret yang tidak perlu."));
    if !kepala.petunjuk.is_empty() {
        blok.push(Blok::bagian(MENCATAT));
        blok.push(Blok::Tabel(petunjuk(&kepala.petunjuk)));
    }
    Naskah {
        kop: Some(kop),
        judul: format!("LEMBAR KOREKSI {}", kepala.rkt.to_uppercase()),
        subjudul: std::iter::once(kepala.bidang.nama.to_uppercase())
            .chain(kepala.isi.iter().cloned())
            .collect(),
        pada: kepala.pada,
        kaki: kepala.kaki.clone(),
        is_draf: false,
        kertas: Kertas {
            ukuran,
            arah: Orientasi::Mendatar,
        },
        blok,
        tanda_tangan: None,
    }
}

/// What the marks mean.
fn legenda(lembar: &LembarKoreksi) -> String {
    let since = lembar.sejak.as_ref().map(|since| since.putaran);
    let since = since.map_or_else(String::new, |n| {
        format!("lalu yang berubah sejak putaran {n} dengan isinya semula, ")
    });
    format!(
        "Kolom Tanda: perbedaannya, {since}lalu temuan (T) dan koreksi yang belum selesai (K), yang \
         isinya di bawah tabel."
    )
}

/// What the money of a row is that has none of its own.
const PAGU: &str = " Pagu yang tidak diisi adalah jumlah di bawahnya.";

/// What stands above the commands that take what is written.
const MENCATAT: &str = "Mencatat isi lembar ini";

fn paragraf(teks: &str) -> Blok {
    Blok::Paragraf(Teks::from(teks))
}

fn plain(cells: impl IntoIterator<Item = String>) -> Baris {
    Baris::new(Corak::Biasa, cells.into_iter().map(Sel::Isi).collect())
}

/// Rows that the form has no more.
fn gone(judul: &str, rows: &[BarisKoreksi]) -> TabelNaskah {
    let columns = [
        ("Baris", 34, Rata::Kiri),
        ("Uraian / Indikator", 120, Rata::Kiri),
        ("Satuan", 24, Rata::Tengah),
        ("Target", 24, Rata::Tengah),
        ("Pagu (Rp)", 28, Rata::Kanan),
        ("Koreksi", 52, Rata::Kiri),
    ];
    let one = |row: &BarisKoreksi| {
        let (of, given) = (&row.kini, |text: &Option<String>| {
            text.clone().unwrap_or_default()
        });
        let pagu = of.pagu.map(Rupiah::grouped).unwrap_or_default();
        let cells = [
            row.alamat.clone(),
            of.uraian.clone(),
            given(&of.satuan),
            given(&of.target),
            pagu,
            String::new(),
        ];
        plain(cells).with_room(RUANG_BARIS)
    };
    TabelNaskah::of(judul, &columns, rows.iter().map(one).collect()).with_whole_money()
}

fn temuan(all: &[TemuanBaris]) -> [Blok; 2] {
    const JUDUL: &str = "Temuan pemeriksaan (rkt check)";
    if all.is_empty() {
        return [Blok::bagian(JUDUL), paragraf("Tidak ada temuan.")];
    }
    let columns = [
        ("No", 12, Rata::Tengah),
        ("Baris", 34, Rata::Kiri),
        ("Tingkat", 20, Rata::Kiri),
        ("Kode", 16, Rata::Tengah),
        ("Temuan", 100, Rata::Kiri),
        ("Perbaikan", 80, Rata::Kiri),
    ];
    let one = |one: &TemuanBaris| {
        let finding = &one.temuan;
        plain([
            one.nomor.clone(),
            about(&one.baris),
            finding.severity.word().to_owned(),
            finding.rule.code().to_owned(),
            finding.message.clone(),
            finding.help.clone().unwrap_or_default(),
        ])
    };
    let baris = all.iter().map(one).collect();
    [
        Blok::bagian(JUDUL),
        Blok::Tabel(TabelNaskah::of(JUDUL, &columns, baris)),
    ]
}

/// The rows that something is about.
fn about(baris: &[String]) -> String {
    if baris.is_empty() {
        return SELURUH.to_owned();
    }
    baris.join(", ")
}

/// The corrections, and lines for those that belong beside no row.
fn koreksi(all: &[KoreksiBaris]) -> TabelNaskah {
    let columns = [
        ("Nomor", 24, Rata::Kiri),
        ("Baris", 34, Rata::Kiri),
        ("Koreksi", 84, Rata::Kiri),
        ("Dari", 44, Rata::Kiri),
        ("Jawaban", 58, Rata::Kiri),
        ("Keadaan", 18, Rata::Kiri),
    ];
    let one = |one: &KoreksiBaris| {
        let koreksi = &one.koreksi;
        let day = tanggal::long(koreksi.pada.date_naive());
        let (jabatan, nama) = (&one.jabatan, &koreksi.oleh.nama);
        let answers = koreksi.jawaban.iter().map(Jawaban::told);
        plain([
            koreksi.nama.clone(),
            one.tentang().unwrap_or_else(|| SELURUH.to_owned()),
            koreksi.alasan.clone(),
            format!("{jabatan}, {nama}, {day}"),
            answers.collect::<Vec<_>>().join("; "),
            koreksi.tahap.word().to_owned(),
        ])
    };
    let mut baris: Vec<Baris> = all.iter().map(one).collect();
    let blank = || plain(columns.map(|_| String::new())).with_room(RUANG_KOREKSI);
    baris.extend(std::iter::repeat_with(blank).take(N_KOSONG));
    TabelNaskah::of("Koreksi", &columns, baris)
}

fn paraf(all: &[Paraf]) -> TabelNaskah {
    let columns = [
        ("Langkah", 18, Rata::Tengah),
        ("Jabatan", 70, Rata::Kiri),
        ("Nama", 74, Rata::Kiri),
        ("Keputusan", 42, Rata::Kiri),
        ("Paraf", 32, Rata::Kiri),
        ("Tanggal", 30, Rata::Kiri),
    ];
    let one = |one: &Paraf| {
        let langkah: Vec<String> = one.langkah.iter().map(ToString::to_string).collect();
        let nip = one.nip.as_ref().map(|nip| format!(", NIP {nip}"));
        let nama = one.nama.clone().unwrap_or_default();
        let keputusan = if one.decides {
            "disetujui / dikembalikan *)"
        } else {
            ""
        };
        let cells = [
            langkah.join(", "),
            one.sebutan.clone(),
            nama + &nip.unwrap_or_default(),
            keputusan.to_owned(),
            String::new(),
            String::new(),
        ];
        plain(cells).with_room(RUANG_PARAF)
    };
    TabelNaskah::of("Paraf", &columns, all.iter().map(one).collect()).whole()
}

/// The commands, each on a line of its own with nothing behind it, so that it can be typed.
fn petunjuk(all: &[Petunjuk]) -> TabelNaskah {
    let columns = [("Untuk", 58, Rata::Kiri), ("Perintah", 204, Rata::Kiri)];
    let one = |one: &Petunjuk| plain([one.guna.clone(), one.perintah.clone()]);
    TabelNaskah::of(MENCATAT, &columns, all.iter().map(one).collect()).whole()
}
