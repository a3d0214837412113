//! The three time zones of Indonesia.

use std::fmt;

use chrono::FixedOffset;

/// Zona waktu (time zone) of the office; deadlines are dates in it. Balangan is WITA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zona {
    /// Waktu Indonesia Barat, UTC+7.
    Wib,
    /// Waktu Indonesia Tengah, UTC+8.
    Wita,
    /// Waktu Indonesia Timur, UTC+9.
    Wit,
}

impl Zona {
    /// All zones, as written in files.
    pub const NAMES: [&'static str; 3] = ["WIB", "WITA", "WIT"];

    /// Reads `WIB`, `WITA` or `WIT`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Zona> {
        match text {
            "WIB" => Some(Zona::Wib),
            "WITA" => Some(Zona::Wita),
            "WIT" => Some(Zona::Wit),
            _ => None,
        }
    }

    /// The zone as calendars call it.
    #[must_use]
    pub fn iana(self) -> &'static str {
        match self {
            Zona::Wib => "Asia/Jakarta",
            Zona::Wita => "Asia/Makassar",
            Zona::Wit => "Asia/Jayapura",
        }
    }

    /// The offset from UTC.
    ///
    /// # Panics
    /// Never: each zone is a whole number of hours.
    #[must_use]
    pub fn offset(self) -> FixedOffset {
        let hours = match self {
            Zona::Wib => 7,
            Zona::Wita => 8,
            Zona::Wit => 9,
        };
        FixedOffset::east_opt(hours * 3600).expect("internal error: a whole hour is an offset")
    }
}

impl fmt::Display for Zona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Zona::Wib => "WIB",
            Zona::Wita => "WITA",
            Zona::Wit => "WIT",
        })
    }
}
