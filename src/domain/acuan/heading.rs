//! Heading: what a column of a reference table is for, by the words that people put above it.

use super::Tabel;
use crate::domain::indikator::{Arah, normalized};
use crate::domain::renstra::year;
use crate::domain::workbook::field::Kind;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Id of a tujuan.
    IdTujuan,
    /// Tujuan.
    Tujuan,
    /// Id of a sasaran.
    IdSasaran,
    /// Sasaran.
    Sasaran,
    /// Kode of a program, kegiatan or sub kegiatan.
    Kode,
    /// What the kode is called.
    Uraian,
    /// Kinerja.
    Kinerja,
    /// Indikator.
    Indikator,
    /// Its unit.
    Satuan,
    /// Which way is better.
    Arah,
    /// The baseline, and its year if the heading has it.
    DasarNilai(Option<i64>),
    /// The year of the baseline.
    DasarTahun,
    /// Where the baseline was published; of the nomenclature, where an entry is written.
    Sumber,
    /// The kode that holds instead of a retired one.
    Pengganti,
    /// The target of a year.
    Target(i64),
    /// Money of a year, in so many rupiah.
    Pagu(i64, Unit),
}

/// In what money is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Rupiah.
    One,
    /// Thousands.
    Ribu,
    /// Millions.
    Juta,
    /// Billions.
    Miliar,
}

impl Unit {
    /// The word behind an amount.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::One => "",
            Unit::Ribu => "ribu",
            Unit::Juta => "juta",
            Unit::Miliar => "miliar",
        }
    }

    fn of(heading: &str) -> Unit {
        let all = || heading.split(|c: char| !c.is_alphanumeric());
        let has = |words: &[&str]| all().any(|word| words.contains(&word));
        if has(&["miliar", "milyar"]) {
            Unit::Miliar
        } else if has(&["juta", "jutaan"]) {
            Unit::Juta
        } else if has(&["ribu", "ribuan", "000"]) {
            Unit::Ribu
        } else {
            Unit::One
        }
    }
}

/// The names of each column but those of years.
const NAMES: [(Column, &[&str]); 13] = [
    (Column::IdTujuan, &["id tujuan", "kode tujuan", "no tujuan"]),
    (
        Column::Tujuan,
        &["tujuan", "uraian tujuan", "tujuan strategis"],
    ),
    (
        Column::IdSasaran,
        &["id sasaran", "kode sasaran", "no sasaran"],
    ),
    (
        Column::Sasaran,
        &["sasaran", "sasaran strategis", "uraian sasaran"],
    ),
    (
        Column::Kode,
        &[
            "kode",
            "kode rekening",
            "kode nomenklatur",
            "kode program",
            "kode kegiatan",
            "kode sub kegiatan",
            "kode program/kegiatan",
            "kode program/kegiatan/sub kegiatan",
        ],
    ),
    (
        Column::Uraian,
        &[
            "uraian",
            "nama",
            "nomenklatur",
            "uraian nomenklatur",
            "nomenklatur urusan",
            "nomenklatur urusan kabupaten/kota",
        ],
    ),
    (Column::Kinerja, &["kinerja", "kinerja baku", "keluaran"]),
    (
        Column::Indikator,
        &["indikator", "indikator baku", "tolok ukur"],
    ),
    (
        Column::Satuan,
        &["satuan", "satuan baku", "satuan indikator", "satuan target"],
    ),
    (Column::Arah, &["arah", "arah target", "polarisasi"]),
    (
        Column::DasarTahun,
        &["tahun kondisi awal", "tahun dasar", "tahun baseline"],
    ),
    (
        Column::Sumber,
        &[
            "sumber",
            "sumber data",
            "sumber kondisi awal",
            "sumber dasar",
            "dasar hukum",
            "peraturan",
        ],
    ),
    (Column::Pengganti, &["pengganti", "kode pengganti"]),
];

const BASELINE: [&str; 6] = [
    "kondisi awal",
    "kondisi kinerja awal",
    "baseline",
    "data capaian",
    "capaian",
    "realisasi",
];
const MONEY: [&str; 5] = ["pagu", "anggaran", "pendanaan", "rp", "rupiah"];

impl Column {
    /// The column of a heading, given as its lines from the top.
    #[must_use]
    pub fn of(lines: &[String]) -> Option<Column> {
        let whole = tidy(&lines.join(" "));
        let last = lines.iter().map(|line| tidy(line)).rev();
        let years: Vec<i64> = whole.split([' ', '/', '-']).filter_map(year).collect();
        let Some(year) = years.first().copied().filter(|_| years.len() == 1) else {
            return years.is_empty().then(|| Column::plain(&whole)).flatten();
        };
        // The lowest line that says something besides the year decides.
        let mut said = last.map(|line| without_years(&line));
        let said = said.find(|line| !line.is_empty()).unwrap_or_default();
        let has = |words: &[&str]| said.split(' ').any(|word| words.contains(&word));
        if said.contains("akhir") {
            // The end of the period is no year of its own.
            None
        } else if BASELINE.iter().any(|name| said.starts_with(name)) {
            Some(Column::DasarNilai(Some(year)))
        } else if said == "target" || said.is_empty() || !has(&MONEY) && said.contains("target") {
            Some(Column::Target(year))
        } else if has(&MONEY) && !said.contains("target") {
            Some(Column::Pagu(year, Unit::of(&whole)))
        } else {
            None
        }
    }

    fn plain(heading: &str) -> Option<Column> {
        if heading.contains("akhir") {
            return None;
        }
        let found = NAMES.iter().find(|(_, names)| names.contains(&heading));
        if let Some((column, _)) = found {
            return Some(*column);
        }
        if is_of_levels(heading, "indikator") {
            return Some(Column::Indikator);
        }
        if is_of_levels(heading, "program") {
            return Some(Column::Uraian);
        }
        let is_baseline = BASELINE.iter().any(|name| heading.starts_with(name));
        (is_baseline || heading == "dasar").then_some(Column::DasarNilai(None))
    }

    /// Whether a table has such a column.
    #[must_use]
    pub fn is_of(self, tabel: Tabel) -> bool {
        let both = matches!(
            self,
            Column::Kode | Column::Uraian | Column::Indikator | Column::Satuan | Column::Sumber
        );
        let of_kode = matches!(self, Column::Kinerja | Column::Pengganti);
        both || of_kode == (tabel == Tabel::Nomenklatur)
    }

    /// What may stand in its cells.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Column::IdTujuan | Column::IdSasaran | Column::Kode | Column::Pengganti => Kind::Name,
            Column::Tujuan
            | Column::Sasaran
            | Column::Uraian
            | Column::Kinerja
            | Column::Indikator
            | Column::Satuan
            | Column::Sumber
            // Its unit is put behind it first.
            | Column::Pagu(..) => Kind::Text,
            Column::Arah => Kind::Choice(&Arah::NAMES),
            Column::DasarNilai(_) | Column::Target(_) => Kind::Target,
            Column::DasarTahun => Kind::Tahun,
        }
    }

    /// Whether a cell of it holds for the lines below it, until there is another one.
    #[must_use]
    pub fn is_carried(self) -> bool {
        matches!(
            self,
            Column::IdTujuan
                | Column::Tujuan
                | Column::IdSasaran
                | Column::Sasaran
                | Column::Kode
                | Column::Uraian
                | Column::Pagu(..)
        )
    }

    /// Of a baseline, the year in its heading.
    #[must_use]
    pub fn baseline(self) -> Option<Option<i64>> {
        let Column::DasarNilai(year) = self else {
            return None;
        };
        Some(year)
    }

    /// Whether it and another one are for the same.
    #[must_use]
    pub fn is_like(self, other: Column) -> bool {
        match (self, other) {
            (Column::DasarNilai(_), Column::DasarNilai(_)) => true,
            (Column::Pagu(year, _), Column::Pagu(other, _)) => year == other,
            (one, other) => one == other,
        }
    }
}

/// Columns of a printed Renstra (T-C.27, Permendagri 86/2017) that say nothing to a plan.
const PASSED: [&str; 6] = [
    "no",
    "unit kerja",
    "unit kerja penanggung jawab",
    "unit kerja perangkat daerah penanggung jawab",
    "perangkat daerah penanggung jawab",
    "lokasi",
];

/// Whether a column, by the lines of its heading, is passed over without a word.
#[must_use]
pub fn is_passed(lines: &[String]) -> bool {
    let whole = tidy(&lines.join(" "));
    PASSED.contains(&whole.as_str()) || whole.contains("akhir periode")
}

/// Whether a heading begins with a word and goes on with levels only, in whatever combination:
/// `Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)`.
fn is_of_levels(heading: &str, first: &str) -> bool {
    const WORDS: [&str; 11] = [
        "kinerja",
        "tujuan",
        "sasaran",
        "program",
        "kegiatan",
        "sub",
        "subkegiatan",
        "outcome",
        "output",
        "dan",
        "strategis",
    ];
    let mut words = heading
        .split([' ', ',', '/'])
        .filter(|word| !word.is_empty());
    words.next() == Some(first) && words.all(|word| WORDS.contains(&word))
}

/// Whether a line may stand below a heading and belong to it: years, and what they are of.
#[must_use]
pub fn is_below(text: &str) -> bool {
    let text = tidy(text);
    let rest = without_years(&text);
    let number = text.len() <= 2 && text.parse::<u32>().is_ok();
    let of = rest.is_empty() || rest == "target" || MONEY.contains(&rest.as_str());
    // The end of the period stands beside the years.
    number || of || rest.contains("akhir") || rest == "pagu rp" || rest == "anggaran rp"
}

fn without_years(text: &str) -> String {
    let words = text.split(' ');
    let words =
        words.filter(|word| year(word).is_none() && !matches!(*word, "tahun" | "thn" | "ke"));
    words.collect::<Vec<_>>().join(" ")
}

/// A heading as it is compared: lower case, no marks, one blank between words.
fn tidy(text: &str) -> String {
    let plain = text.replace(['(', ')', '*', ':', '.', '_'], " ");
    normalized(&plain)
}
