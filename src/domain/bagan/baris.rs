//! Baris (row): the texts of a langkah as lines in its cells, and how high that makes it.

use super::alur::Simpul;
use super::huruf::Huruf;
use super::kedudukan::Kedudukan;
use super::kolom::Kolom;
use super::sel::{PAD, Sel};
use crate::domain::sop::{Asal, Cakupan, Kembali, Langkah, MutuBaku, Sop};

/// What a symbol needs, with the ways above and below it.
const LEAST: f64 = 17.0;
/// What a beginning, an end or a way to another page needs besides.
pub(super) const BAND: f64 = 10.0;

/// Letters of the table.
fn isi() -> Huruf {
    Huruf::biasa(8.0)
}

/// A langkah in the matrix.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Baris {
    pub(super) no: Sel,
    pub(super) uraian: Sel,
    /// Kelengkapan, waktu and output, a row each.
    pub(super) mutu_baku: Vec<[Sel; 3]>,
    /// How it stands, if that is shown, and where it goes back to.
    pub(super) keterangan: Vec<Sel>,
    /// Its height, with beginning and end.
    pub(super) tinggi: f64,
    /// What of it a beginning of its own takes.
    pub(super) atas: f64,
    /// What of it an end of its own takes.
    pub(super) bawah: f64,
}

impl Baris {
    /// All rows of a SOP.
    pub(super) fn all(
        sop: &Sop,
        simpul: &[Simpul],
        kolom: &Kolom,
        kedudukan: Option<&Kedudukan>,
    ) -> Vec<Baris> {
        let rows = sop.langkah.iter().zip(simpul).enumerate();
        let row = |(n, (langkah, simpul)): (usize, (&Langkah, &Simpul))| {
            let stands = kedudukan.and_then(|one| one.langkah.get(n));
            let mut keterangan = Vec::new();
            if let Some((_, words)) = stands {
                keterangan.push(Sel::new(words, Huruf::tebal(7.5), kolom.keterangan));
            }
            let back = keterangan_of(sop, langkah);
            keterangan.push(Sel::new(&back, Huruf::biasa(7.5), kolom.keterangan));
            Baris::new(langkah, simpul, kolom, keterangan)
        };
        rows.map(row).collect()
    }

    fn new(langkah: &Langkah, simpul: &Simpul, kolom: &Kolom, keterangan: Vec<Sel>) -> Baris {
        let standard = |row: &MutuBaku| {
            let waktu = format!("{}{}", row.waktu, star(row.asal));
            [
                Sel::new(&row.kelengkapan, isi(), kolom.kelengkapan),
                Sel::new(&waktu, isi(), kolom.waktu),
                Sel::new(&row.output, isi(), kolom.output),
            ]
        };
        let no = Sel::new(&langkah.no.to_string(), isi(), kolom.no);
        let uraian = Sel::new(&langkah.uraian, isi(), kolom.uraian);
        let mutu_baku: Vec<[Sel; 3]> = langkah.mutu_baku.iter().map(standard).collect();
        let standards: f64 = mutu_baku.iter().map(height).sum();
        let remarks: f64 = keterangan.iter().map(Sel::tinggi).sum();
        let texts = [no.tinggi(), uraian.tinggi(), remarks];
        let texts = texts.into_iter().fold(0.0, f64::max) + 2.0 * PAD;
        let atas = if simpul.mulai { BAND } else { 0.0 };
        let bawah = if simpul.selesai { BAND } else { 0.0 };
        Baris {
            tinggi: texts.max(standards).max(LEAST + atas + bawah),
            no,
            uraian,
            mutu_baku,
            keterangan,
            atas,
            bawah,
        }
    }
}

/// How high a row of the Mutu Baku is.
pub(super) fn height(row: &[Sel; 3]) -> f64 {
    let cells = row.iter().map(Sel::tinggi);
    cells.fold(0.0, f64::max) + 2.0 * PAD
}

/// The mark of what is not printed in the SOP.
pub(super) fn star(asal: Asal) -> &'static str {
    match asal {
        Asal::Cetak => "",
        Asal::Tafsir => "*",
    }
}

/// What the Keterangan says of a langkah: where it goes back to, and how long mending may take.
pub(super) fn keterangan_of(sop: &Sop, langkah: &Langkah) -> String {
    let known = langkah.kembali_ke.iter();
    let ways = known.filter_map(|way| Some((way, sop.langkah(&way.langkah)?.no)));
    let ways: Vec<(&Kembali, u32)> = ways.collect();
    let before = [None]
        .into_iter()
        .chain(ways.iter().map(|(way, _)| Some(way.cakupan)));
    let way = |(&(way, no), before): (&(&Kembali, u32), Option<Cakupan>)| {
        let what = match way.cakupan {
            same if before == Some(same) => "",
            Cakupan::Bidang => "form ",
            Cakupan::Draft => "draf ",
        };
        let waktu = way.waktu.map(|waktu| format!(" ({waktu})"));
        format!("{what}ke langkah {no}{}", waktu.unwrap_or_default())
    };
    let said: Vec<String> = ways.iter().zip(before).map(way).collect();
    let decided = match said.as_slice() {
        [] => return String::new(),
        [_] => "",
        [_, _, ..] => ", menurut keputusan",
    };
    let (ways, star) = (said.join(" atau "), star(langkah.asal));
    format!("Bila tidak{decided}: {ways}{star}")
}
