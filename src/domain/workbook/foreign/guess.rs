//! Guess: what a heading that somebody else wrote most probably means.

use super::meaning::Meaning;
use crate::domain::indikator::normalized;
use crate::domain::name::slips;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::header;

/// What a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What its column is for, if that is clear.
    pub meaning: Option<Meaning>,
    /// The year that it names.
    pub year: Option<i32>,
    /// The power of ten by which its amounts are counted.
    pub power: u32,
}

/// Headings that mean what no alias of a field says.
const KNOWN: [(&str, Meaning); 62] = [
    ("no", Meaning::Skip),
    ("nomor", Meaning::Skip),
    ("no urut", Meaning::Skip),
    ("no ind", Meaning::Skip),
    ("no indikator", Meaning::Skip),
    ("nomor indikator", Meaning::Skip),
    ("penanggung jawab", Meaning::Skip),
    ("perangkat daerah penanggung jawab", Meaning::Skip),
    ("unit kerja penanggung jawab", Meaning::Skip),
    (
        "unit kerja perangkat daerah penanggung jawab",
        Meaning::Skip,
    ),
    ("opd penanggung jawab", Meaning::Skip),
    ("sasaran", Meaning::Nama(List::Sasaran)),
    ("sasaran strategis", Meaning::Nama(List::Sasaran)),
    ("uraian sasaran", Meaning::Nama(List::Sasaran)),
    ("nama sasaran", Meaning::Nama(List::Sasaran)),
    ("sasaran renstra", Meaning::Nama(List::Sasaran)),
    ("program", Meaning::Nama(List::Program)),
    ("nama program", Meaning::Nama(List::Program)),
    ("kegiatan", Meaning::Nama(List::Kegiatan)),
    ("nama kegiatan", Meaning::Nama(List::Kegiatan)),
    ("nama giat", Meaning::Nama(List::Kegiatan)),
    ("sub kegiatan", Meaning::Nama(List::SubKegiatan)),
    ("subkegiatan", Meaning::Nama(List::SubKegiatan)),
    ("nama sub kegiatan", Meaning::Nama(List::SubKegiatan)),
    ("nama sub giat", Meaning::Nama(List::SubKegiatan)),
    ("kode program", Meaning::Kode(List::Program)),
    ("kode kegiatan", Meaning::Kode(List::Kegiatan)),
    ("kode giat", Meaning::Kode(List::Kegiatan)),
    ("kode sub kegiatan", Meaning::Kode(List::SubKegiatan)),
    ("kode sub giat", Meaning::Kode(List::SubKegiatan)),
    ("urusan", Meaning::Part),
    ("bidang urusan", Meaning::Part),
    ("kode urusan", Meaning::Part),
    ("kode bidang urusan", Meaning::Part),
    ("indikator sasaran", Meaning::Indikator(List::Sasaran)),
    (
        "indikator sasaran strategis",
        Meaning::Indikator(List::Sasaran),
    ),
    ("indikator program", Meaning::Indikator(List::Program)),
    ("indikator kegiatan", Meaning::Indikator(List::Kegiatan)),
    (
        "indikator sub kegiatan",
        Meaning::Indikator(List::SubKegiatan),
    ),
    (
        "indikator sasaran sub kegiatan",
        Meaning::Indikator(List::SubKegiatan),
    ),
    ("outputteks", Meaning::Field(Field::Indikator)),
    ("indikator keluaran", Meaning::Field(Field::Indikator)),
    ("nama indikator", Meaning::Field(Field::Indikator)),
    (
        "indikator program/kegiatan/sub kegiatan",
        Meaning::Field(Field::Indikator),
    ),
    ("targetoutput", Meaning::Field(Field::Target)),
    ("satuanoutput", Meaning::Field(Field::Satuan)),
    ("pagu n depan", Meaning::Field(Field::PrakiraanMaju)),
    ("pagu tahun ini", Meaning::Field(Field::Pagu)),
    ("kebutuhan dana", Meaning::Field(Field::Pagu)),
    ("kebutuhan dana/pagu indikatif", Meaning::Field(Field::Pagu)),
    ("tingkat", Meaning::Tingkat),
    ("level", Meaning::Tingkat),
    ("tahun", Meaning::Tahun),
    ("rencana target", Meaning::Field(Field::Target)),
    ("target capaian kinerja", Meaning::Field(Field::Target)),
    ("target capaian", Meaning::Field(Field::Target)),
    ("target capaian per tahun", Meaning::Field(Field::Target)),
    ("target per tahun", Meaning::Field(Field::Target)),
    ("target indikator kinerja", Meaning::Field(Field::Target)),
    ("catatan penting", Meaning::Field(Field::Keterangan)),
    (
        "kelompok sasaran kegiatan",
        Meaning::Field(Field::KelompokSasaran),
    ),
    ("pagu indikatif tahun rencana", Meaning::Field(Field::Pagu)),
];
/// What a value that was reached is called; only with its year it is a baseline.
const REACHED: [&str; 4] = [
    "realisasi",
    "capaian",
    "kondisi kinerja awal",
    "data capaian",
];
/// What the end of a Renstra or an RPJMD is called.
const END: [&str; 5] = [
    "akhir periode",
    "akhir renstra",
    "akhir rpjmd",
    "kinerja akhir",
    "kondisi akhir",
];
/// Units of money, with their power of ten.
const UNITS: [(&str, u32); 13] = [
    ("000", 3),
    ("1.000", 3),
    ("000.000", 6),
    ("1.000.000", 6),
    ("ribu", 3),
    ("ribuan", 3),
    ("juta", 6),
    ("jutaan", 6),
    ("miliar", 9),
    ("milyar", 9),
    ("rp", 0),
    ("rp.", 0),
    ("rupiah", 0),
];

/// What a heading says, given as its texts from the top, in a cycle of a year.
#[must_use]
pub fn said(parts: &[String], tahun: i32) -> Said {
    let parts: Vec<Part> = parts.iter().map(|part| Part::of(part, tahun)).collect();
    let year = parts.iter().rev().find_map(|part| part.year);
    let power = parts.iter().rev().find_map(|part| part.power);
    let mut candidates = candidates(&parts);
    let known = candidates.find_map(|(text, money)| known(&text, money, year));
    // What a Renstra ends with is no value of a year of its own.
    let is_end = |part: &Part| END.iter().any(|name| part.text.contains(name));
    if parts.iter().any(is_end) {
        return Said {
            meaning: Some(Meaning::Skip),
            year,
            power: power.unwrap_or_default(),
        };
    }
    let alone = parts.len() > 1 && parts.last().is_some_and(|last| last.text.is_empty());
    let known = known.filter(|meaning| !alone || is_yearly(*meaning));
    Said {
        meaning: known.map(|meaning| of_year(meaning, year, tahun)),
        year,
        power: power.unwrap_or_default(),
    }
}

/// The meaning that a heading may have been meant for.
#[must_use]
pub fn near(parts: &[String], tahun: i32) -> Option<Meaning> {
    let parts: Vec<Part> = parts.iter().map(|part| Part::of(part, tahun)).collect();
    let texts: Vec<String> = candidates(&parts).map(|(text, _)| text).collect();
    let fields = Field::ALL.iter().flat_map(|field| {
        let names = field.aliases().iter().copied();
        names.map(|name| (name, Meaning::Field(*field)))
    });
    let all: Vec<(&str, Meaning)> = KNOWN.into_iter().chain(fields).collect();
    let close = |text: &String| {
        let near = all
            .iter()
            .filter_map(|(name, meaning)| Some((slips(text, name)?, *meaning)));
        near.min()
    };
    let by_name = texts.iter().find_map(close);
    let words = [
        ("indikator", Field::Indikator),
        ("tolok ukur", Field::Indikator),
        ("target", Field::Target),
        ("volume", Field::Target),
        ("pagu", Field::Pagu),
        ("anggaran", Field::Pagu),
        ("satuan", Field::Satuan),
        ("kode", Field::Kode),
        ("uraian", Field::Uraian),
        ("catatan", Field::Keterangan),
        ("keterangan", Field::Keterangan),
    ];
    let has = |word: &str| texts.iter().any(|text| text.contains(word));
    let by_word = || words.into_iter().find(|(word, _)| has(word));
    let meaning = by_name
        .map(|(_, meaning)| meaning)
        .or_else(|| by_word().map(|(_, field)| Meaning::Field(field)))?;
    let year = parts.iter().rev().find_map(|part| part.year);
    Some(of_year(meaning, year, tahun))
}

/// One text of a heading, taken apart.
struct Part {
    text: String,
    year: Option<i32>,
    /// The power of ten of money, when a unit of it is named.
    power: Option<u32>,
}

impl Part {
    fn of(text: &str, tahun: i32) -> Part {
        let plain = normalized(text).replace(['_', '(', ')', '*', ':'], " ");
        let (mut year, mut power) = (None, None);
        let mut words = Vec::new();
        for word in plain.split_whitespace() {
            let unit = UNITS.iter().find(|(name, _)| *name == word);
            if let Some(found) = year_of(word, tahun) {
                year = Some(found);
            } else if let Some((_, tens)) = unit {
                power = Some(power.unwrap_or(0).max(*tens));
            } else {
                words.push(word);
            }
        }
        words
            .retain(|word| !matches!(*word, "%" | "dalam") && (year.is_none() || *word != "tahun"));
        let text = words
            .join(" ")
            .replace(" / ", "/")
            .replace("triwulan", "tw");
        Part {
            text: text.trim_matches(['.', '/', ' ', '-']).to_owned(),
            year,
            power,
        }
    }
}

/// The year that a word is: `2027`, `n-1`.
fn year_of(word: &str, tahun: i32) -> Option<i32> {
    let word = word.trim_matches([',', '.', '/']);
    if let Some(rest) = word.strip_prefix('n') {
        let back: i32 = rest.parse().ok()?;
        return (rest.starts_with(['-', '+'])).then(|| tahun + back);
    }
    let year: i32 = word.parse().ok()?;
    (word.len() == 4 && (1990..=2099).contains(&year)).then_some(year)
}

/// What a heading may be called, the fullest first, and whether a unit of money is all that its
/// lowest text says.
fn candidates(parts: &[Part]) -> impl Iterator<Item = (String, bool)> {
    let joined = |parts: &[Part]| {
        let texts = parts.iter().map(|part| part.text.as_str());
        let mut texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.dedup();
        texts.join(" ")
    };
    let last = parts.last();
    let money = last.is_some_and(|last| last.text.is_empty() && last.power.is_some());
    // What is called a target is none that was reached, whatever stands above it: `Capaian Kinerja
    // Program dan Kerangka Pendanaan`.
    let lowest = last.filter(|last| last.text == "target");
    let mut found: Vec<(String, bool)> = Vec::new();
    found.extend(lowest.map(|lowest| (lowest.text.clone(), false)));
    found.push((joined(parts), money));
    // What stands above the lowest text names the column only if that is but a year.
    for n in 1..parts.len() {
        let below = joined(parts.get(n..).unwrap_or_default());
        found.push((below, money));
    }
    if last.is_some_and(|last| last.text.is_empty() && last.power.is_none()) {
        let above = parts.iter().rev().find(|part| !part.text.is_empty());
        found.extend(above.map(|part| (part.text.clone(), false)));
    }
    found.into_iter()
}

fn known(text: &str, money: bool, year: Option<i32>) -> Option<Meaning> {
    if money {
        let named = header::field(text).filter(|field| field.kind() == Kind::Rupiah);
        let field = named.or_else(|| year.is_some().then_some(Field::Pagu))?;
        return Some(Meaning::Field(field));
    }
    if text.is_empty() {
        return None;
    }
    if let Some(quarter) = quarter(text) {
        return Some(Meaning::Field(quarter));
    }
    if let Some((_, meaning)) = KNOWN.iter().find(|(name, _)| *name == text) {
        return Some(*meaning);
    }
    let reached = REACHED.iter().any(|name| text.starts_with(name));
    if reached && year.is_some() {
        return Some(Meaning::Field(Field::DasarNilai));
    }
    if text.starts_with("nama program") || text.contains("program") && text.contains("kegiatan") {
        let field = if text.contains("indikator") {
            Field::Indikator
        } else if text.contains("kode") {
            Field::Kode
        } else {
            Field::Uraian
        };
        return Some(Meaning::Field(field));
    }
    header::field(text).map(Meaning::Field)
}

/// `target tw ii`, `tw 2`, `target ii`.
fn quarter(text: &str) -> Option<Field> {
    let below = text.strip_prefix("target ");
    let quarter = below.unwrap_or(text).strip_prefix("tw").or(below)?;
    Some(match quarter.trim() {
        "i" | "1" => Field::Tw1,
        "ii" | "2" => Field::Tw2,
        "iii" | "3" => Field::Tw3,
        "iv" | "4" => Field::Tw4,
        _ => return None,
    })
}

/// Whether a year below a heading can be of such a column; a triwulan is of the cycle's year.
fn is_yearly(meaning: Meaning) -> bool {
    let field = meaning.field().filter(|field| field.index().is_none());
    let kind = field.map(Field::kind);
    matches!(kind, Some(Kind::Target | Kind::Rupiah))
}

/// A meaning with what its year makes of it: a target of last year is `lalu`.
fn of_year(meaning: Meaning, year: Option<i32>, tahun: i32) -> Meaning {
    let (Some(year), Meaning::Field(field)) = (year, meaning) else {
        return meaning;
    };
    let field = match (field, year - tahun) {
        (Field::Target | Field::Lalu, -1) => Field::Lalu,
        (Field::Pagu, 1) => Field::PrakiraanMaju,
        (Field::DasarNilai, ..=-1)
        | (Field::PrakiraanMaju, 1)
        | (Field::Target | Field::Pagu | Field::Tw1 | Field::Tw2 | Field::Tw3 | Field::Tw4, 0) => {
            field
        }
        (
            Field::Target
            | Field::Lalu
            | Field::Pagu
            | Field::PrakiraanMaju
            | Field::DasarNilai
            | Field::Tw1
            | Field::Tw2
            | Field::Tw3
            | Field::Tw4,
            _,
        ) => return Meaning::Skip,
        (other, _) => other,
    };
    Meaning::Field(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(parts: &[&str], key: &str, power: u32) {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let said = said(&parts, 2027);
        let found = said.meaning.map_or_else(|| "?".to_owned(), Meaning::key);
        assert_eq!((found.as_str(), said.power), (key, power), "{parts:?}");
    }

    #[test]
    fn headings_of_offices_are_known() {
        case(&["No."], "abaikan", 0);
        case(&["SASARAN\nSTRATEGIS"], "nama_sasaran", 0);
        case(&["Indikator  Kinerja"], "indikator", 0);
        case(&["Target", "TW I"], "tw1", 0);
        case(&["Target Triwulan", "IV"], "tw4", 0);
        case(&["kode_sub_giat"], "kode_sub_kegiatan", 0);
        case(&["Program/Kegiatan/Sub Kegiatan"], "uraian", 0);
        case(&["TARGET ANGGARAN"], "pagu", 0);
        case(&["Anggaran (Rp juta)"], "pagu", 6);
        case(&["Pagu Indikatif (Rp. 000)"], "pagu", 3);
        case(&["Pagu (dalam ribuan rupiah)"], "pagu", 3);
        case(&["Pagu Indikatif (ribu rupiah)"], "pagu", 3);
        case(&["Nama Indikator"], "indikator", 0);
        case(&["Unit Kerja Penanggung Jawab"], "abaikan", 0);
        case(&["TARGET CAPAIAN PER TAHUN", "2027"], "target", 0);
        let group = "Capaian Kinerja Program dan Kerangka Pendanaan";
        case(&[group, "Tahun 2027", "Target"], "target", 0);
        case(&[group, "Tahun 2026", "Target"], "lalu", 0);
        case(&[group, "Tahun 2027", "Rp"], "pagu", 0);
        case(&["Capaian Kinerja 2025"], "dasar_nilai", 0);
        let end = "Kondisi Kinerja pada akhir periode Renstra";
        case(
            &["Target Kinerja dan Pendanaan", end, "Target"],
            "abaikan",
            0,
        );
        case(&["Target Kinerja dan Pendanaan", end, "Rp"], "abaikan", 0);
        case(&["Target Akhir Renstra", "2027"], "abaikan", 0);
        // Of a tujuan may be the indikator beside it.
        case(&["TUJUAN"], "?", 0);
        case(&["Catatan Verifikator"], "?", 0);
        case(&["1"], "?", 0);
    }

    #[test]
    fn years_say_which_column_counts() {
        case(&["Target 2027"], "target", 0);
        case(&["Target", "2027"], "target", 0);
        case(&["Target Tahun 2026"], "lalu", 0);
        case(&["Target", "2028"], "abaikan", 0);
        case(&["Kondisi Awal 2025"], "dasar_nilai", 0);
        case(&["Realisasi (n-2)"], "dasar_nilai", 0);
        case(&["Realisasi"], "?", 0);
        case(&["Pagu 2028"], "prakiraan_maju", 0);
        case(&["Tahun 2027", "Target"], "target", 0);
        case(&["Indikator Kinerja", "Target 2027", "Rp"], "pagu", 0);
        case(&["Tahun 2028", "Rp juta"], "prakiraan_maju", 6);
    }
}
