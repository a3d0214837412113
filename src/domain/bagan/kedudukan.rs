//! Kedudukan (standing): where a running cycle stands, langkah by langkah, on the flowchart.

use chrono::NaiveDate;

use crate::domain::progress::{Keadaan, LangkahProgress, Progress};
use crate::domain::tanggal;

/// How a langkah stands, each with a mark of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tanda {
    /// It ended.
    Selesai,
    /// It can be worked on.
    Berjalan,
    /// It should have ended.
    Terlambat,
    /// It had ended, and was sent back.
    Dikembalikan,
    /// Something before it must end first.
    Menunggu,
}

impl Tanda {
    /// All of them, in the order of a legend.
    pub const ALL: [Tanda; 5] = [
        Tanda::Selesai,
        Tanda::Berjalan,
        Tanda::Terlambat,
        Tanda::Dikembalikan,
        Tanda::Menunggu,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Tanda::Selesai => "selesai",
            Tanda::Berjalan => "berjalan",
            Tanda::Terlambat => "terlambat",
            Tanda::Dikembalikan => "dikembalikan",
            Tanda::Menunggu => "menunggu",
        }
    }

    /// Its mark: lines in a square whose sides are 1, from its upper left corner.
    #[must_use]
    pub fn garis(self) -> &'static [&'static [(f64, f64)]] {
        match self {
            Tanda::Selesai => &[&[(0.0, 0.55), (0.38, 0.95), (1.0, 0.1)]],
            Tanda::Berjalan => &[&[(0.15, 0.0), (0.95, 0.5), (0.15, 1.0), (0.15, 0.0)]],
            Tanda::Terlambat => &[&[(0.5, 0.0), (0.5, 0.65)], &[(0.5, 0.88), (0.5, 1.0)]],
            Tanda::Dikembalikan => &[
                &[(0.4, 0.0), (0.0, 0.4), (0.4, 0.8)],
                &[(0.0, 0.4), (1.0, 0.4), (1.0, 1.0)],
            ],
            Tanda::Menunggu => &[],
        }
    }

    /// The mark of a langkah.
    #[must_use]
    pub fn of(langkah: &LangkahProgress) -> Tanda {
        match langkah.keadaan {
            Keadaan::Selesai => Tanda::Selesai,
            _ if langkah.terlambat > 0 => Tanda::Terlambat,
            Keadaan::Dikembalikan => Tanda::Dikembalikan,
            Keadaan::Berjalan => Tanda::Berjalan,
            Keadaan::Menunggu => Tanda::Menunggu,
        }
    }
}

/// Where a cycle stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kedudukan {
    /// Which cycle, and on which day.
    pub judul: String,
    /// The day.
    pub pada: NaiveDate,
    /// How each langkah stands, with the words for it, in the SOP's order.
    pub langkah: Vec<(Tanda, String)>,
}

impl Kedudukan {
    /// The same with other words.
    #[must_use]
    pub fn reworded(&self, words: &mut impl FnMut(&str) -> String) -> Kedudukan {
        let langkah = self.langkah.iter();
        Kedudukan {
            judul: words(&self.judul),
            pada: self.pada,
            langkah: langkah.map(|(tanda, text)| (*tanda, words(text))).collect(),
        }
    }

    /// Where the cycle of that title stands.
    #[must_use]
    pub fn of(title: &str, progress: &Progress) -> Kedudukan {
        let day = tanggal::long(progress.hari_ini);
        let stands = |langkah: &LangkahProgress| (Tanda::of(langkah), langkah.words());
        Kedudukan {
            judul: format!("Kedudukan {title} pada {day}"),
            pada: progress.hari_ini,
            langkah: progress.langkah.iter().map(stands).collect(),
        }
    }
}
