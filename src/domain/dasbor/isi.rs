//! Isi (content): the RKT on a dashboard, its rows and its money.

use rust_decimal::Decimal;

use crate::domain::compile::{Node, Rkt};
use crate::domain::document::{Document, Section};
use crate::domain::edition::{Edition, Stage};
use crate::domain::indikator::Indikator;
use crate::domain::instansi::Bidang;
use crate::domain::kode::Level;
use crate::domain::name::{BidangId, joined};
use crate::domain::number;
use crate::domain::pagu::Rupiah;
use crate::domain::rekap::Rekap;
use crate::domain::state::State;
use crate::domain::target::Target;

/// The length of the longest bar.
const LONGEST: i64 = 1000;

/// Terbitan (issue): the content that is given out.
pub struct Terbitan<'a> {
    /// The cycle's folder.
    pub siklus: &'a str,
    /// Which content it is.
    pub edition: &'a Edition,
    /// Its document.
    pub document: &'a Document,
    /// Its plan.
    pub rkt: &'a Rkt,
    /// Its money.
    pub rekap: Rekap,
}

/// The RKT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isi {
    /// Which content it is, in a sentence.
    pub terbitan: String,
    /// How far it has come, in a few words.
    pub kedudukan: String,
    /// Who signed it, in a sentence.
    pub pengesahan: Option<String>,
    /// What must be known of it.
    pub catatan: Vec<String>,
    /// Every row, in the document's order.
    pub baris: Vec<Baris>,
    /// The Bidang that carry a row.
    pub bidang: Vec<Bidang>,
    /// The money of each program.
    pub program: Vec<Batang>,
    /// The money of each Bidang.
    pub menurut_bidang: Vec<Batang>,
    /// The money of each program by Bidang.
    pub rekap: Rekap,
    /// All of it.
    pub total: Option<Rupiah>,
    /// What a revised RKT changes.
    pub perubahan: Option<Section>,
}

/// Jenjang (level) of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jenjang {
    /// Above all others.
    Sasaran,
    /// A level of the nomenclature.
    Of(Level),
}

impl Jenjang {
    /// Every level, from above.
    pub const ALL: [Jenjang; 4] = [
        Jenjang::Sasaran,
        Jenjang::Of(Level::Program),
        Jenjang::Of(Level::Kegiatan),
        Jenjang::Of(Level::SubKegiatan),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Jenjang::Sasaran => "sasaran",
            Jenjang::Of(level) => level.name(),
        }
    }

    /// How many rows it is below; sasaran and program stand beside each other.
    #[must_use]
    pub fn dalam(self) -> usize {
        match self {
            Jenjang::Sasaran | Jenjang::Of(Level::Program) => 0,
            Jenjang::Of(Level::Kegiatan) => 1,
            Jenjang::Of(Level::SubKegiatan) => 2,
        }
    }
}

/// A row of the plan, with its indikator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baris {
    /// What it is.
    pub jenjang: Jenjang,
    /// Id of a sasaran, else kode.
    pub kode: String,
    /// Its name.
    pub uraian: Option<String>,
    /// Its indikator, at least one.
    pub ukur: Vec<Ukur>,
    /// Its money, with all below it.
    pub pagu: Option<Rupiah>,
    /// Where the money comes from.
    pub sumber_dana: Option<String>,
    /// The Bidang that carry it.
    pub bidang: Vec<BidangId>,
}

/// Ukur (measure): an indikator of a row, or its place when the row has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ukur {
    /// What is measured.
    pub indikator: Option<String>,
    /// In which unit.
    pub satuan: Option<String>,
    /// How far it should get, as printed.
    pub target: Option<String>,
    /// The quarters, when any was given.
    pub triwulan: Option<[Option<String>; 4]>,
    /// The Bidang that carry it.
    pub bidang: String,
}

/// Batang (bar): money of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batang {
    /// Kode or id.
    pub kode: String,
    /// Its name.
    pub nama: String,
    /// Its money.
    pub pagu: Option<Rupiah>,
    /// Its part of all, in percent.
    pub bagian: String,
    /// How long it is, of [`Batang::TERPANJANG`].
    pub panjang: i64,
}

impl Batang {
    /// The length of the longest.
    pub const TERPANJANG: i64 = LONGEST;
}

impl Terbitan<'_> {
    /// The content as a dashboard shows it.
    pub(super) fn isi(&self, state: &State) -> Isi {
        let (document, rekap) = (self.document, &self.rekap);
        let remarks = self.edition.remarks(state).into_iter();
        let baris = rows(self.rkt);
        let carries = |one: &&Bidang| baris.iter().any(|row| row.bidang.contains(&one.id));
        let bidang = state.cycle.bidang.iter().filter(carries).cloned().collect();
        let program = rekap.program.iter().map(|one| {
            let nama = one.uraian.clone().unwrap_or_default();
            (one.kode.clone(), nama, one.jumlah)
        });
        let menurut = rekap.bidang.iter().zip(&rekap.jumlah);
        let menurut = menurut.map(|(one, sum)| (one.id.to_string(), one.nama.clone(), Some(*sum)));
        let perubahan = document.sections.iter().find(|one| one.key == "perubahan");
        Isi {
            terbitan: self.edition.words(self.siklus),
            kedudukan: self.stands(),
            pengesahan: document.pengesahan.clone(),
            catatan: document.catatan.iter().cloned().chain(remarks).collect(),
            bidang,
            program: bars(program, rekap.total),
            menurut_bidang: bars(menurut, rekap.total),
            rekap: rekap.clone(),
            total: rekap.total,
            perubahan: perubahan.cloned(),
            baris,
        }
    }
}

impl Terbitan<'_> {
    fn stands(&self) -> String {
        let word = self.edition.stage.word();
        match self.edition.stage {
            Stage::Signed => word.to_owned(),
            Stage::Fixed | Stage::Compiled => format!("draf {}, {word}", self.edition.was.nomor),
        }
    }
}

impl Isi {
    /// What a Bidang has in all program.
    #[must_use]
    pub fn pagu_of(&self, bidang: &BidangId) -> Option<Rupiah> {
        let mut all = self.rekap.bidang.iter().zip(&self.rekap.jumlah);
        all.find(|(one, _)| one.id == *bidang).map(|(_, sum)| *sum)
    }

    /// How many lines its rows have, one an indikator.
    #[must_use]
    pub fn n_baris(&self) -> usize {
        self.baris.iter().map(|row| row.ukur.len()).sum()
    }
}

/// Every row of a plan, parents before what is below them.
fn rows(rkt: &Rkt) -> Vec<Baris> {
    let mut rows: Vec<Baris> = rkt
        .sasaran
        .iter()
        .map(|node| row(Jenjang::Sasaran, node))
        .collect();
    for program in &rkt.program {
        rows.push(row(Jenjang::Of(Level::Program), program));
        for kegiatan in &program.children {
            rows.push(row(Jenjang::Of(Level::Kegiatan), kegiatan));
            let below = kegiatan.children.iter();
            rows.extend(below.map(|node| row(Jenjang::Of(Level::SubKegiatan), node)));
        }
    }
    rows
}

fn row(jenjang: Jenjang, node: &Node) -> Baris {
    let mut bidang = node.bidang.clone();
    let more = node.indikator.iter().flat_map(|(_, of)| of);
    for one in more {
        if !bidang.contains(one) {
            bidang.push(one.clone());
        }
    }
    let ukur = if node.indikator.is_empty() {
        vec![Ukur {
            bidang: joined(&node.bidang),
            ..Ukur::default()
        }]
    } else {
        let all = node.indikator.iter();
        all.map(|(one, of)| measure(one, of)).collect()
    };
    let sumber_dana = node.sumber_dana.join(", ");
    Baris {
        jenjang,
        kode: node.name.clone(),
        uraian: node.uraian.clone(),
        ukur,
        pagu: node.pagu,
        sumber_dana: Some(sumber_dana).filter(|text| !text.is_empty()),
        bidang,
    }
}

fn measure(indikator: &Indikator, bidang: &[BidangId]) -> Ukur {
    let quarters = indikator.triwulan.as_ref();
    let quarters = quarters.filter(|parts| parts.iter().any(Option::is_some));
    Ukur {
        indikator: Some(indikator.uraian.clone()),
        satuan: Some(indikator.satuan.clone()),
        target: Some(indikator.target.print()),
        triwulan: quarters.map(|parts| {
            parts
                .each_ref()
                .map(|part| part.as_ref().map(Target::print))
        }),
        bidang: joined(bidang),
    }
}

/// Bars of what has a kode, a name and money, beside the money of all.
fn bars(
    all: impl Iterator<Item = (String, String, Option<Rupiah>)>,
    total: Option<Rupiah>,
) -> Vec<Batang> {
    let all: Vec<_> = all.collect();
    let most = all.iter().filter_map(|(.., pagu)| *pagu).max();
    let bar = |(kode, nama, pagu): (String, String, Option<Rupiah>)| Batang {
        kode,
        nama,
        pagu,
        bagian: pagu.zip(total).map_or_else(String::new, percent),
        panjang: pagu.zip(most).map_or(0, share),
    };
    all.into_iter().map(bar).collect()
}

/// A part of a whole, in percent with one decimal.
fn percent(parts: (Rupiah, Rupiah)) -> String {
    match share(parts) {
        0 if parts.0 > Rupiah::ZERO => "< 0,1%".to_owned(),
        share => format!("{}%", number::print(Decimal::new(share, 1))),
    }
}

/// A part of a whole, in thousandths, rounded.
fn share((part, whole): (Rupiah, Rupiah)) -> i64 {
    let (part, whole) = (i128::from(part.get()), i128::from(whole.get()));
    if whole == 0 {
        return 0;
    }
    let share = (part * i128::from(LONGEST) + whole / 2) / whole;
    i64::try_from(share).unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_what_is_there_is_never_nothing() {
        let rupiah = |amount| Rupiah::new(amount).unwrap();
        let said = |part, whole| percent((rupiah(part), rupiah(whole)));
        assert_eq!(said(1, 3), "33,3%");
        assert_eq!(said(2, 3), "66,7%");
        assert_eq!(said(3, 3), "100,0%");
        assert_eq!(said(1, 1_000_000), "< 0,1%");
        assert_eq!(said(0, 3), "0,0%");
        assert_eq!(said(0, 0), "0,0%");
        let most = rupiah(i64::MAX);
        assert_eq!(share((most, most)), LONGEST);
    }

    #[test]
    fn bars_are_as_long_as_their_money_beside_the_longest() {
        let all = [("a", Some(50)), ("b", Some(200)), ("c", None)];
        let all = all.map(|(kode, pagu)| {
            let pagu = pagu.and_then(Rupiah::new);
            (kode.to_owned(), String::new(), pagu)
        });
        let bars = bars(all.into_iter(), Rupiah::new(250));
        let lengths: Vec<i64> = bars.iter().map(|bar| bar.panjang).collect();
        assert_eq!(lengths, [250, 1000, 0]);
        let parts: Vec<&str> = bars.iter().map(|bar| bar.bagian.as_str()).collect();
        assert_eq!(parts, ["20,0%", "80,0%", ""]);
    }
}
