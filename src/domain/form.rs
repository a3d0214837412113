//! Form RKT: what one Bidang plans for one year (SOP steps 4 and 5).

use super::digest::Canon;
use super::indikator::{self, Abaikan, Indikator};
use super::kode::Kode;
use super::name::BidangId;
use super::pagu::Rupiah;

mod row;

pub use row::{FormRow, List};

/// The form of one Bidang.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The year planned for.
    pub tahun: i64,
    /// Whose form it is.
    pub bidang: BidangId,
    /// Sasaran this Bidang contributes to.
    pub sasaran: Vec<Sasaran>,
    /// Program, with the sasaran each serves.
    pub program: Vec<Program>,
    /// Kegiatan, under their program by kode.
    pub kegiatan: Vec<Kegiatan>,
    /// Sub kegiatan, under their kegiatan by kode.
    pub sub_kegiatan: Vec<SubKegiatan>,
}

/// Sasaran (goal) of the Renstra.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sasaran {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its id in the Renstra, e.g. `S1`.
    pub id: String,
    /// What should come about.
    pub uraian: Option<String>,
    /// How it is measured.
    pub indikator: Vec<Indikator>,
    /// Rules silenced for the row itself, not for its indikator.
    pub abaikan: Vec<Abaikan>,
}

/// Program (nomenclature level 3), with the outcome it should bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its code.
    pub kode: Kode,
    /// Its name; else from the nomenclature.
    pub uraian: Option<String>,
    /// Ids of the sasaran it serves.
    pub sasaran: Vec<String>,
    /// The outcome, in words.
    pub hasil: Option<String>,
    /// Control figure when it has children with pagu, else its own money.
    pub pagu: Option<Rupiah>,
    /// How it is measured.
    pub indikator: Vec<Indikator>,
    /// Rules silenced for the row itself, not for its indikator.
    pub abaikan: Vec<Abaikan>,
}

/// Kegiatan (nomenclature level 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kegiatan {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its code.
    pub kode: Kode,
    /// Its name; else from the nomenclature.
    pub uraian: Option<String>,
    /// Control figure when it has children with pagu, else its own money.
    pub pagu: Option<Rupiah>,
    /// How it is measured.
    pub indikator: Vec<Indikator>,
    /// Rules silenced for the row itself, not for its indikator.
    pub abaikan: Vec<Abaikan>,
}

/// Sub kegiatan (nomenclature level 5): where the money is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubKegiatan {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Its code.
    pub kode: Kode,
    /// Its name; else from the nomenclature.
    pub uraian: Option<String>,
    /// Its money in whole rupiah; `None` when nobody gave one, which is not zero.
    pub pagu: Option<Rupiah>,
    /// Where the money comes from, e.g. `DAU`.
    pub sumber_dana: Option<String>,
    /// Where the work is done.
    pub lokasi: Option<String>,
    /// Whom it is for.
    pub kelompok_sasaran: Option<String>,
    /// What next year is expected to cost.
    pub prakiraan_maju: Option<Rupiah>,
    /// How it is measured.
    pub indikator: Vec<Indikator>,
    /// Rules silenced for the row itself, not for its indikator.
    pub abaikan: Vec<Abaikan>,
}

impl Form {
    /// The digest that a submission binds to: SHA-256 over the meaning-bearing fields.
    ///
    /// Comments, spacing, the order of keys and the order of rows that carry an id or a kode
    /// do not count; the order of the indikator of one row does, since rows are numbered by it.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut canon = Canon::new("rkt-form-1");
        canon.text("tahun", &self.tahun.to_string());
        canon.text("bidang", self.bidang.as_str());
        self.canon_sasaran(&mut canon);
        self.canon_program(&mut canon);
        self.canon_kegiatan(&mut canon);
        self.canon_sub_kegiatan(&mut canon);
        canon.finish()
    }

    /// Whether the form has no row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sasaran.is_empty()
            && self.program.is_empty()
            && self.kegiatan.is_empty()
            && self.sub_kegiatan.is_empty()
    }

    /// Whether it has a row of that name: an id or kode, or one of its indikator as `S1/2`.
    #[must_use]
    pub fn has_row(&self, name: &str) -> bool {
        self.find_row(name).is_some()
    }

    /// How many indikator it has on all levels.
    #[must_use]
    pub fn n_indikator(&self) -> usize {
        self.rows().map(|row| row.indikator.len()).sum()
    }

    fn canon_sasaran(&self, canon: &mut Canon) {
        for row in sorted(&self.sasaran, |row| row.id.clone()) {
            canon.text("sasaran", &row.id);
            canon.maybe("uraian", row.uraian.as_deref());
            indikator::canon_abaikan(&row.abaikan, canon);
            canon_indikator(&row.indikator, canon);
        }
    }

    fn canon_program(&self, canon: &mut Canon) {
        for row in sorted(&self.program, |row| row.kode.clone()) {
            canon.text("program", row.kode.as_str());
            canon.maybe("uraian", row.uraian.as_deref());
            canon.list("sasaran", row.sasaran.iter().map(String::as_str));
            canon.maybe("hasil", row.hasil.as_deref());
            canon_pagu("pagu", row.pagu, canon);
            indikator::canon_abaikan(&row.abaikan, canon);
            canon_indikator(&row.indikator, canon);
        }
    }

    fn canon_kegiatan(&self, canon: &mut Canon) {
        for row in sorted(&self.kegiatan, |row| row.kode.clone()) {
            canon.text("kegiatan", row.kode.as_str());
            canon.maybe("uraian", row.uraian.as_deref());
            canon_pagu("pagu", row.pagu, canon);
            indikator::canon_abaikan(&row.abaikan, canon);
            canon_indikator(&row.indikator, canon);
        }
    }

    fn canon_sub_kegiatan(&self, canon: &mut Canon) {
        for row in sorted(&self.sub_kegiatan, |row| row.kode.clone()) {
            canon.text("sub_kegiatan", row.kode.as_str());
            canon.maybe("uraian", row.uraian.as_deref());
            canon_pagu("pagu", row.pagu, canon);
            canon.maybe("sumber_dana", row.sumber_dana.as_deref());
            canon.maybe("lokasi", row.lokasi.as_deref());
            canon.maybe("kelompok_sasaran", row.kelompok_sasaran.as_deref());
            canon_pagu("prakiraan_maju", row.prakiraan_maju, canon);
            indikator::canon_abaikan(&row.abaikan, canon);
            canon_indikator(&row.indikator, canon);
        }
    }
}

fn sorted<T, K: Ord>(rows: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let mut rows: Vec<&T> = rows.iter().collect();
    rows.sort_by_key(|row| key(row));
    rows
}

fn canon_indikator(indikator: &[Indikator], canon: &mut Canon) {
    canon.text("indikator", &indikator.len().to_string());
    for indikator in indikator {
        indikator.canon(canon);
    }
}

fn canon_pagu(name: &str, pagu: Option<Rupiah>, canon: &mut Canon) {
    canon.maybe(name, pagu.map(|pagu| pagu.get().to_string()).as_deref());
}
