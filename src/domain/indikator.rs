//! Indikator: what is measured, in which unit, and how far it should get in the year.

use super::digest::Canon;
use super::target::Target;

/// Arah: which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arah {
    /// More is better.
    Naik,
    /// Less is better (angka putus sekolah).
    Turun,
    /// It should stay.
    Tetap,
}

impl Arah {
    /// The choices, as written in forms.
    pub const NAMES: [&'static str; 3] = ["naik", "turun", "tetap"];

    /// Reads one of [`Arah::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Arah> {
        match text {
            "naik" => Some(Arah::Naik),
            "turun" => Some(Arah::Turun),
            "tetap" => Some(Arah::Tetap),
            _ => None,
        }
    }

    /// The choice as written in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Arah::Naik => "naik",
            Arah::Turun => "turun",
            Arah::Tetap => "tetap",
        }
    }
}

/// How the four triwulan make up the year's target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JenisTriwulan {
    /// Each quarter holds what is reached so far.
    Kumulatif,
    /// Each quarter holds its own part; the parts add up.
    NonKumulatif,
    /// Each quarter holds the target.
    Tetap,
}

impl JenisTriwulan {
    /// The choices, as written in forms.
    pub const NAMES: [&'static str; 3] = ["kumulatif", "non-kumulatif", "tetap"];

    /// Reads one of [`JenisTriwulan::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<JenisTriwulan> {
        match text {
            "kumulatif" => Some(JenisTriwulan::Kumulatif),
            "non-kumulatif" => Some(JenisTriwulan::NonKumulatif),
            "tetap" => Some(JenisTriwulan::Tetap),
            _ => None,
        }
    }

    /// The choice as written in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            JenisTriwulan::Kumulatif => "kumulatif",
            JenisTriwulan::NonKumulatif => "non-kumulatif",
            JenisTriwulan::Tetap => "tetap",
        }
    }
}

/// Dasar (baseline): the last value that was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dasar {
    /// The year of the measurement.
    pub tahun: i64,
    /// The value, as typed.
    pub nilai: Target,
    /// Where it was published.
    pub sumber: Option<String>,
}

/// Abaikan (exception): a rule that a row asks to be silent about, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abaikan {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// The rule's code.
    pub aturan: String,
    /// The reason.
    pub alasan: String,
}

/// Indikator (performance indicator) of a sasaran, program, kegiatan or sub kegiatan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indikator {
    /// Place in its list in the file, from 0.
    pub pos: usize,
    /// Stable name across rounds and years, if given.
    pub id: Option<String>,
    /// What is measured.
    pub uraian: String,
    /// The unit of the target.
    pub satuan: String,
    /// The year's target.
    pub target: Target,
    /// Which way is better.
    pub arah: Option<Arah>,
    /// Targets of the four quarters; `None` where a quarter was left empty.
    pub triwulan: Option<[Option<Target>; 4]>,
    /// How the quarters make up the target.
    pub jenis_triwulan: Option<JenisTriwulan>,
    /// The baseline.
    pub dasar: Option<Dasar>,
    /// Last year's target.
    pub lalu: Option<Target>,
    /// Whether it is an Indikator Kinerja Utama.
    pub iku: Option<bool>,
    /// Operational definition.
    pub definisi: Option<String>,
    /// Formula.
    pub rumus: Option<String>,
    /// Source of the data.
    pub sumber_data: Option<String>,
    /// Why the target differs from the Renstra's.
    pub alasan_beda: Option<String>,
    /// Rules silenced for this row.
    pub abaikan: Vec<Abaikan>,
    /// A remark.
    pub keterangan: Option<String>,
}

impl Indikator {
    /// Adds every meaning-bearing field to a digest.
    pub fn canon(&self, canon: &mut Canon) {
        canon.maybe("id", self.id.as_deref());
        canon.text("uraian", &self.uraian);
        canon.text("satuan", &self.satuan);
        canon.text("target", self.target.raw());
        canon.maybe("arah", self.arah.map(Arah::name));
        for part in self.triwulan.iter().flatten() {
            canon.text("triwulan", part.as_ref().map_or("", Target::raw));
        }
        canon.maybe(
            "jenis_triwulan",
            self.jenis_triwulan.map(JenisTriwulan::name),
        );
        if let Some(dasar) = &self.dasar {
            canon.text("dasar.tahun", &dasar.tahun.to_string());
            canon.text("dasar.nilai", dasar.nilai.raw());
            canon.maybe("dasar.sumber", dasar.sumber.as_deref());
        }
        canon.maybe("lalu", self.lalu.as_ref().map(Target::raw));
        canon.maybe("iku", self.iku.map(|iku| if iku { "ya" } else { "tidak" }));
        canon.maybe("definisi", self.definisi.as_deref());
        canon.maybe("rumus", self.rumus.as_deref());
        canon.maybe("sumber_data", self.sumber_data.as_deref());
        canon.maybe("alasan_beda", self.alasan_beda.as_deref());
        canon_abaikan(&self.abaikan, canon);
        canon.maybe("keterangan", self.keterangan.as_deref());
    }
}

/// Adds the exceptions of a row to a digest; a row without any adds nothing.
pub fn canon_abaikan(all: &[Abaikan], canon: &mut Canon) {
    for abaikan in all {
        canon.text("abaikan.aturan", &abaikan.aturan);
        canon.text("abaikan.alasan", &abaikan.alasan);
    }
}

/// Whether a text says anything: a dash or dots in the place of a reason are none.
#[must_use]
pub fn says(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A text made comparable: lower case, runs of white space as one blank.
#[must_use]
pub fn normalized(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain.make_ascii_lowercase();
    plain
}

/// The indikator in a text that lists several: `1. .. 2. ..`, on one line or several.
#[must_use]
pub fn items(text: &str) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut rest = after_mark(text.trim(), 1)?;
    for next in 2..100 {
        let found = rest.char_indices().find_map(|(at, c)| {
            let (before, after) = rest.split_at(at);
            let after = after_mark(after.trim_start(), next).filter(|_| c.is_whitespace());
            after.map(|after| (before, after))
        });
        let Some((before, after)) = found else {
            break;
        };
        items.push(before.trim().to_owned());
        rest = after;
    }
    items.push(rest.trim().to_owned());
    let whole = items.len() > 1 && items.iter().all(|item| !item.is_empty());
    whole.then_some(items)
}

/// What follows `1. ` or `1) `.
fn after_mark(text: &str, n: u32) -> Option<&str> {
    let rest = text.strip_prefix(&n.to_string())?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace)
        .then(|| rest.trim_start())
}
