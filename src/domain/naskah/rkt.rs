//! The RKT as a paper, in one of three arrangements (SOP steps 8 to 11).

use chrono::NaiveDate;

use super::tabel::{Baris, Corak, Kolom, Rata, Sel, TabelNaskah, kepala};
use super::{Blok, Gaya, Kertas, Kop, Naskah, Orientasi, TandaTangan, Teks, Ukuran};
use crate::domain::document::{Cell, Document, Section, Table};
use crate::domain::kode::Level;
use crate::domain::pagu::Rupiah;
use crate::domain::sums::Rank;
use crate::domain::terbilang::terbilang;

/// Cetakan (print): how an RKT is arranged, and the size of its paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cetakan {
    /// The arrangement.
    pub tata_letak: TataLetak,
    /// The size of the paper.
    pub ukuran: Ukuran,
}

/// Tata letak (arrangement) of an RKT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TataLetak {
    /// Sasaran with their indikator, satuan and target, and no more.
    Inti,
    /// All levels below each other in one table.
    #[default]
    Berjenjang,
    /// A table of sasaran, and one of program, kegiatan and sub kegiatan.
    DuaTabel,
}

impl TataLetak {
    /// Every arrangement.
    pub const ALL: [TataLetak; 3] = [TataLetak::Inti, TataLetak::Berjenjang, TataLetak::DuaTabel];

    /// The names that people type, in the order of [`TataLetak::ALL`].
    pub const NAMES: [&'static str; 3] = ["inti", "berjenjang", "dua-tabel"];

    /// Reads one of [`TataLetak::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<TataLetak> {
        TataLetak::ALL.into_iter().find(|one| one.name() == text)
    }

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TataLetak::Inti => "inti",
            TataLetak::Berjenjang => "berjenjang",
            TataLetak::DuaTabel => "dua-tabel",
        }
    }

    fn arah(self) -> Orientasi {
        match self {
            TataLetak::Inti => Orientasi::Tegak,
            TataLetak::Berjenjang | TataLetak::DuaTabel => Orientasi::Mendatar,
        }
    }
}

/// The document as a paper, of the day of its content. Its rows come in the document's order,
/// whatever the arrangement.
#[must_use]
pub fn rkt(
    document: &Document,
    pada: NaiveDate,
    kop: Kop,
    tanda_tangan: Option<TandaTangan>,
    cetakan: Cetakan,
) -> Naskah {
    let mut blok: Vec<Blok> = document
        .catatan
        .iter()
        .cloned()
        .map(Blok::Catatan)
        .collect();
    blok.extend(tables(document, cetakan.tata_letak));
    Naskah {
        kop: Some(kop),
        judul: document.judul.to_uppercase(),
        subjudul: vec![document.instansi.to_uppercase(), document.standing()],
        pada,
        kaki: document.foot(),
        is_draf: document.pengesahan.is_none(),
        kertas: Kertas {
            ukuran: cetakan.ukuran,
            arah: cetakan.tata_letak.arah(),
        },
        blok,
        tanda_tangan,
    }
}

/// The tables of an arrangement, with the money that they come to.
fn tables(document: &Document, tata_letak: TataLetak) -> Vec<Blok> {
    let of = |key: &str| document.sections.iter().find(|section| section.key == key);
    let (sasaran, program) = (of("sasaran"), of("program"));
    let alone = |section: Option<&Section>, columns: &[Spec]| {
        let section = section?;
        Some([
            Blok::bagian(&section.judul),
            Blok::Tabel(tabel(&section.judul, columns, &[section], Bands::Without)),
        ])
    };
    let mut blok = Vec::new();
    match tata_letak {
        TataLetak::Inti => blok.extend(alone(sasaran, INTI).into_iter().flatten()),
        TataLetak::Berjenjang => {
            let both: Vec<&Section> = sasaran.into_iter().chain(program).collect();
            let table = tabel(&document.judul, BERJENJANG, &both, Bands::With);
            blok.push(Blok::Tabel(table));
        }
        TataLetak::DuaTabel => {
            blok.extend(alone(sasaran, INTI).into_iter().flatten());
            blok.extend(alone(program, ANGGARAN).into_iter().flatten());
        }
    }
    let with_money = tata_letak != TataLetak::Inti;
    blok.extend(with_money.then(|| total(document.total())));
    let recap = of("bidang").filter(|_| with_money);
    let recap = alone(recap, BIDANG).into_iter().flatten();
    blok.extend(recap.map(|blok| summed(blok, document.total())));
    blok.extend(alone(of("perubahan"), PERUBAHAN).into_iter().flatten());
    blok
}

/// The recap by Bidang with what it comes to below it.
fn summed(blok: Blok, total: Option<Rupiah>) -> Blok {
    let (mut table, total) = match (blok, total) {
        (Blok::Tabel(table), Some(total)) => (table, total),
        (blok, _) => return blok,
    };
    let (empty, sum) = (Sel::isi(""), Sel::isi(total.grouped()));
    let sel = vec![Sel::isi("JUMLAH"), Sel::Kiri, empty.clone(), sum, empty];
    table.baris.push(Baris::new(Corak::Jumlah, sel));
    table.utuh = true;
    Blok::Tabel(table.with_whole_money())
}

fn total(total: Option<Rupiah>) -> Blok {
    let label = Teks::from("Jumlah pagu: ");
    Blok::Paragraf(match total {
        None => label.with(Gaya::Biasa, "belum ada"),
        Some(total) => {
            let words = terbilang(total.get().unsigned_abs());
            label
                .with(Gaya::Tebal, total.to_string())
                .with(Gaya::Miring, format!(" ({words} rupiah)"))
        }
    })
}

/// A column of an arrangement.
struct Spec {
    /// What a section calls it; the first of these that the section has.
    keys: &'static [&'static str],
    /// The heading above its own and its neighbours', if they share one.
    kelompok: &'static str,
    judul: &'static str,
    /// Its share of the width, about in millimetres of A4 across.
    lebar: u16,
    rata: Rata,
}

const fn spec(keys: &'static [&'static str], judul: &'static str, lebar: u16, rata: Rata) -> Spec {
    Spec {
        keys,
        kelompok: "",
        judul,
        lebar,
        rata,
    }
}

const fn quarter(keys: &'static [&'static str], judul: &'static str) -> Spec {
    Spec {
        kelompok: "Target Triwulan",
        ..spec(keys, judul, 12, Rata::Tengah)
    }
}

const INTI: &[Spec] = &[
    spec(NOMOR, "No", 10, Rata::Tengah),
    spec(&["uraian"], "Sasaran", 70, Rata::Kiri),
    spec(&["indikator"], "Indikator Kinerja", 70, Rata::Kiri),
    spec(&["satuan"], "Satuan", 26, Rata::Tengah),
    spec(&["target"], "Target", 24, Rata::Tengah),
];

const ANGGARAN: &[Spec] = &[
    spec(&["kode"], "Kode", 30, Rata::Kiri),
    spec(
        &["uraian"],
        "Program / Kegiatan / Sub Kegiatan",
        80,
        Rata::Kiri,
    ),
    spec(&["indikator"], "Indikator Kinerja", 76, Rata::Kiri),
    spec(&["satuan"], "Satuan", 26, Rata::Tengah),
    spec(&["target"], "Target", 22, Rata::Tengah),
    spec(&["pagu"], "Pagu (Rp)", 34, Rata::Kanan),
];

const BERJENJANG: &[Spec] = &[
    spec(&["kode", "id"], "Kode", 29, Rata::Kiri),
    spec(
        &["uraian"],
        "Sasaran / Program / Kegiatan / Sub Kegiatan",
        50,
        Rata::Kiri,
    ),
    spec(&["indikator"], "Indikator Kinerja", 51, Rata::Kiri),
    spec(&["satuan"], "Satuan", 21, Rata::Tengah),
    spec(&["target"], "Target", 16, Rata::Tengah),
    quarter(&["tw1"], "I"),
    quarter(&["tw2"], "II"),
    quarter(&["tw3"], "III"),
    quarter(&["tw4"], "IV"),
    spec(&["pagu"], "Pagu (Rp)", 27, Rata::Kanan),
    spec(&["sumber_dana"], "Sumber Dana", 17, Rata::Kiri),
    spec(&["bidang"], "Penanggung Jawab", 24, Rata::Kiri),
];

const BIDANG: &[Spec] = &[
    spec(&["id"], "Bidang", 30, Rata::Kiri),
    spec(&["nama"], "Nama", 100, Rata::Kiri),
    spec(&["indikator"], "Indikator", 22, Rata::Kanan),
    spec(&["pagu"], "Pagu (Rp)", 40, Rata::Kanan),
    spec(&["ajuan"], "Kode Ajuan", 30, Rata::Tengah),
];

const PERUBAHAN: &[Spec] = &[
    spec(&["baris"], "Baris", 80, Rata::Kiri),
    spec(&["isian"], "Isian", 30, Rata::Kiri),
    spec(&["semula"], "Semula", 70, Rata::Kiri),
    spec(&["menjadi"], "Menjadi", 70, Rata::Kiri),
];

/// The number of a row, counted here: no section has it.
const NOMOR: &[&str] = &[];

/// Whether each section of a table begins with a band that says what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bands {
    With,
    Without,
}

/// Sections below each other under the same columns.
fn tabel(judul: &str, columns: &[Spec], sections: &[&Section], bands: Bands) -> TabelNaskah {
    let mut baris = Vec::new();
    for section in sections {
        if bands == Bands::With {
            baris.push(Baris::across(Corak::Pita, &section.judul, columns.len()));
        }
        baris.extend(rows(&section.table, columns));
        if section.table.rows.is_empty() {
            baris.push(Baris::across(Corak::Biasa, "Tidak ada.", columns.len()));
        }
    }
    let kolom = columns.iter().map(|spec| Kolom {
        lebar: spec.lebar,
        rata: spec.rata,
    });
    let table = TabelNaskah {
        judul: judul.to_owned(),
        kolom: kolom.collect(),
        kepala: kepala(columns.iter().map(|spec| (spec.kelompok, spec.judul))),
        baris,
        utuh: false,
    };
    table.with_whole_money()
}

fn rows(table: &Table, columns: &[Spec]) -> Vec<Baris> {
    let place = |key: &str| table.columns.iter().position(|column| column.key == key);
    let places: Vec<Option<usize>> = columns
        .iter()
        .map(|spec| spec.keys.iter().find_map(|key| place(key)))
        .collect();
    let tingkat = place("tingkat");
    let uraian = place("uraian");
    let mut nomor = 0_usize;
    let mut baris = Vec::new();
    for row in &table.rows {
        let corak = tingkat
            .and_then(|at| row.get(at))
            .map_or(Corak::Biasa, corak);
        if corak == Corak::Jumlah {
            baris.push(sum(row, columns, &places));
            continue;
        }
        let is_further = matches!(uraian.and_then(|at| row.get(at)), Some(Cell::Same(_)));
        nomor += usize::from(!is_further);
        let cell = |(spec, at): (&Spec, &Option<usize>)| match at.and_then(|at| row.get(at)) {
            Some(cell) => sel(cell),
            None if !spec.keys.is_empty() => Sel::isi(""),
            None if is_further => Sel::Atas,
            None => Sel::isi(nomor.to_string()),
        };
        let sel = columns.iter().zip(&places).map(cell).collect();
        baris.push(Baris::new(corak, sel));
    }
    baris
}

/// How a row looks, by its tingkat.
fn corak(tingkat: &Cell) -> Corak {
    match Rank::of(tingkat) {
        Some(Rank::Total) => Corak::Jumlah,
        Some(Rank::Of(Level::Program)) => Corak::Utama,
        Some(Rank::Of(Level::Kegiatan)) => Corak::Tegas,
        Some(Rank::Of(Level::SubKegiatan)) | None => Corak::Biasa,
    }
}

fn sel(cell: &Cell) -> Sel {
    match cell {
        Cell::Same(_) => Sel::Atas,
        Cell::Rupiah(rupiah) => Sel::Isi(rupiah.grouped()),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Target(_) => Sel::Isi(cell.print()),
    }
}

/// The total: one wide cell up to the money, and nothing behind it.
fn sum(row: &[Cell], columns: &[Spec], places: &[Option<usize>]) -> Baris {
    let money = columns.iter().position(|spec| spec.keys.contains(&"pagu"));
    let money = money.unwrap_or(columns.len());
    let cell = |(n, at): (usize, &Option<usize>)| match (n, at.and_then(|at| row.get(at))) {
        (0, _) => Sel::isi("JUMLAH"),
        (n, _) if n < money => Sel::Kiri,
        (n, Some(cell)) if n == money => sel(cell),
        _ => Sel::isi(""),
    };
    Baris::new(Corak::Jumlah, places.iter().enumerate().map(cell).collect())
}
