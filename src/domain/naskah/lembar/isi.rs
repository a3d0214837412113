//! The rows of a form as the first table of its correction sheet.

use super::RUANG_BARIS as RUANG;
use crate::domain::form::List;
use crate::domain::lembar_koreksi::{BarisKoreksi, Isian, LembarKoreksi, Nilai};
use crate::domain::naskah::tabel::kepala;
use crate::domain::naskah::{Baris, Corak, Kolom, Rata, Sel, TabelNaskah};
use crate::domain::pagu::Rupiah;

/// A column of the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Isi {
    Alamat,
    Uraian,
    Satuan,
    TargetSemula,
    Target,
    Triwulan,
    PaguSemula,
    Pagu,
    Tanda,
    Koreksi,
}

impl Isi {
    const ALL: [Isi; 10] = [
        Isi::Alamat,
        Isi::Uraian,
        Isi::Satuan,
        Isi::TargetSemula,
        Isi::Target,
        Isi::Triwulan,
        Isi::PaguSemula,
        Isi::Pagu,
        Isi::Tanda,
        Isi::Koreksi,
    ];

    /// Its share of the width, about in millimetres of A4 across, and how it is set.
    fn kolom(self, of: &LembarKoreksi) -> Kolom {
        let (lebar, rata) = match self {
            Isi::Alamat => (31, Rata::Kiri),
            Isi::Uraian => (51, Rata::Kiri),
            Isi::Satuan => (17, Rata::Tengah),
            Isi::TargetSemula | Isi::Target => (15, Rata::Tengah),
            Isi::Triwulan => (20, Rata::Tengah),
            Isi::PaguSemula | Isi::Pagu => (24, Rata::Kanan),
            Isi::Tanda if of.sejak.is_some() => (36, Rata::Kiri),
            Isi::Tanda => (18, Rata::Kiri),
            Isi::Koreksi => (52, Rata::Kiri),
        };
        Kolom { lebar, rata }
    }

    /// The heading that it shares with its neighbour, if it does.
    fn kelompok(self) -> &'static str {
        match self {
            Isi::TargetSemula | Isi::Target => "Target",
            Isi::PaguSemula | Isi::Pagu => "Pagu (Rp)",
            Isi::Alamat | Isi::Uraian | Isi::Satuan | Isi::Triwulan | Isi::Tanda | Isi::Koreksi => {
                ""
            }
        }
    }

    fn judul(self, [semula, kini]: &[String; 2]) -> &str {
        match self {
            Isi::Alamat => "Baris",
            Isi::Uraian => "Uraian / Indikator",
            Isi::Satuan => "Satuan",
            Isi::TargetSemula | Isi::PaguSemula => semula,
            Isi::Target | Isi::Pagu => kini,
            Isi::Triwulan => "Triwulan I / II / III / IV",
            Isi::Tanda => "Tanda",
            Isi::Koreksi => "Koreksi",
        }
    }

    /// Whether the words of a row that is no indikator go on in it.
    fn is_of_indikator(self) -> bool {
        matches!(
            self,
            Isi::Satuan | Isi::TargetSemula | Isi::Target | Isi::Triwulan
        )
    }

    fn sel(self, row: &BarisKoreksi, lembar: &LembarKoreksi) -> Sel {
        let semula = row.semula.as_ref();
        let money = |of: Option<&Nilai>| of.and_then(|of| of.pagu).map(Rupiah::grouped);
        let text = match self {
            _ if self.is_of_indikator() && !row.is_indikator => return Sel::Kiri,
            Isi::Alamat => Some(row.alamat.clone()),
            Isi::Uraian => Some(uraian(row)),
            Isi::Satuan => satuan(row),
            Isi::TargetSemula => semula.and_then(|of| of.target.clone()),
            Isi::Target => row.kini.target.clone(),
            Isi::Triwulan => row.kini.triwulan.clone(),
            Isi::PaguSemula => money(semula),
            Isi::Pagu => money(Some(&row.kini)),
            Isi::Tanda => Some(lembar.tanda(row)),
            Isi::Koreksi => None,
        };
        Sel::isi(text.unwrap_or_default())
    }
}

/// The words of a row, with those that they were.
fn uraian(row: &BarisKoreksi) -> String {
    let dana = row.kini.sumber_dana.as_ref();
    let dana = dana.map_or_else(String::new, |dana| format!(" (sumber dana: {dana})"));
    let (was, was_dana) = (row.was(Isian::Uraian), row.was(Isian::SumberDana));
    format!("{}{was}{dana}{was_dana}", row.kini.uraian)
}

fn satuan(row: &BarisKoreksi) -> Option<String> {
    let satuan = row.kini.satuan.as_ref()?;
    Some(format!("{satuan}{}", row.was(Isian::Satuan)))
}

/// The rows beside what they were, with room to write beside each.
pub(super) fn rows(lembar: &LembarKoreksi) -> TabelNaskah {
    let is_shown = |isi: &Isi| match isi {
        Isi::TargetSemula => lembar.had(|of| of.target.is_some()),
        Isi::Triwulan => lembar.has(|of| of.triwulan.is_some()),
        Isi::PaguSemula => lembar.had(|of| of.pagu.is_some()),
        Isi::Pagu => lembar.has(|of| of.pagu.is_some()) || lembar.had(|of| of.pagu.is_some()),
        Isi::Alamat | Isi::Uraian | Isi::Satuan | Isi::Target | Isi::Tanda | Isi::Koreksi => true,
    };
    let columns: Vec<Isi> = Isi::ALL.into_iter().filter(is_shown).collect();
    let one = |row: &BarisKoreksi| {
        let sel = columns.iter().map(|isi| isi.sel(row, lembar));
        Baris::new(corak(row), sel.collect()).with_room(RUANG)
    };
    let mut baris: Vec<Baris> = lembar.baris.iter().map(one).collect();
    if baris.is_empty() {
        baris.push(Baris::across(
            Corak::Biasa,
            "Form ini belum berisi baris.",
            columns.len(),
        ));
    }
    baris.extend(sum(lembar, &columns));
    let kolom = &lembar.kepala.kolom;
    let heads = columns.iter().map(|isi| (isi.kelompok(), isi.judul(kolom)));
    let table = TabelNaskah {
        judul: "Isi form".to_owned(),
        kolom: columns.iter().map(|isi| isi.kolom(lembar)).collect(),
        kepala: kepala(heads),
        baris,
        utuh: false,
    };
    table.with_whole_money()
}

fn corak(row: &BarisKoreksi) -> Corak {
    match row.list {
        _ if row.is_indikator => Corak::Biasa,
        List::Sasaran | List::Program => Corak::Utama,
        List::Kegiatan | List::SubKegiatan => Corak::Tegas,
    }
}

/// What the money comes to, if there is any.
fn sum(lembar: &LembarKoreksi, columns: &[Isi]) -> Option<Baris> {
    let (kini, semula) = (lembar.pagu.kini, lembar.pagu.semula);
    kini.or(semula)?;
    let is_money = |isi: &Isi| matches!(isi, Isi::PaguSemula | Isi::Pagu);
    let money = columns.iter().position(is_money)?;
    let grouped = |of: Option<Rupiah>| Sel::isi(of.map(Rupiah::grouped).unwrap_or_default());
    let cell = |(n, isi): (usize, &Isi)| match isi {
        _ if n == 0 => Sel::isi("JUMLAH PAGU"),
        _ if n < money => Sel::Kiri,
        Isi::PaguSemula => grouped(semula),
        Isi::Pagu => grouped(kini),
        Isi::Alamat
        | Isi::Uraian
        | Isi::Satuan
        | Isi::TargetSemula
        | Isi::Target
        | Isi::Triwulan
        | Isi::Tanda
        | Isi::Koreksi => Sel::isi(""),
    };
    let sel = columns.iter().enumerate().map(cell);
    Some(Baris::new(Corak::Jumlah, sel.collect()))
}
