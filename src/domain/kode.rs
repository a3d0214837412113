//! Kode: the nomenclature codes of program, kegiatan and sub kegiatan (Permendagri 90/2019).

use std::fmt;

/// Kode of a program (`1.01.02`), kegiatan (`1.01.02.2.03`) or sub kegiatan (`1.01.02.2.03.0012`).
///
/// Ordered as the decree lists them, part by part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kode(String);

/// The level that a [`Kode`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Program, three parts.
    Program,
    /// Kegiatan, five parts.
    Kegiatan,
    /// Sub kegiatan, six parts.
    SubKegiatan,
}

impl Level {
    /// The level's name as forms and people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Program => "program",
            Level::Kegiatan => "kegiatan",
            Level::SubKegiatan => "sub kegiatan",
        }
    }

    /// How a code of this level looks.
    #[must_use]
    pub fn sample(self) -> &'static str {
        match self {
            Level::Program => "1.01.02",
            Level::Kegiatan => "1.01.02.2.03",
            Level::SubKegiatan => "1.01.02.2.03.0012",
        }
    }

    fn parts(self) -> usize {
        match self {
            Level::Program => 3,
            Level::Kegiatan => 5,
            Level::SubKegiatan => 6,
        }
    }
}

/// Widths of the parts: urusan, bidang urusan, program, kegiatan (two parts), sub kegiatan.
/// A sub kegiatan has four digits (900.1.15.5-1317/2023), or two in the older decrees.
const WIDTHS: [&[usize]; 6] = [&[1], &[2], &[2], &[1], &[2], &[2, 4]];

impl Kode {
    /// Reads a code of a known level.
    ///
    /// # Errors
    /// An Indonesian sentence that says what is wrong with it.
    pub fn parse(text: &str, level: Level) -> Result<Kode, String> {
        let text = text.trim();
        let parts: Vec<&str> = text.split('.').collect();
        let digits = |(part, widths): (&&str, &&[usize])| {
            widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        let (name, sample) = (level.name(), level.sample());
        if parts.is_empty() || parts.len() > WIDTHS.len() || !parts.iter().zip(&WIDTHS).all(digits)
        {
            return Err(format!(
                "`{text}` bukan kode {name} yang sah (bentuknya {sample})"
            ));
        }
        if parts.len() != level.parts() {
            return Err(match Level::of(parts.len()) {
                Some(other) => format!("`{text}` kode {}, padahal ini baris {name}", other.name()),
                None => format!("`{text}` terlalu pendek untuk kode {name} (bentuknya {sample})"),
            });
        }
        Ok(Kode(text.to_owned()))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kegiatan of a sub kegiatan, the program of a kegiatan; a program has none.
    #[must_use]
    pub fn parent(&self) -> Option<Kode> {
        let parts: Vec<&str> = self.0.split('.').collect();
        let keep = match parts.len() {
            6 => 5,
            5 => 3,
            _ => return None,
        };
        Some(Kode(
            parts.into_iter().take(keep).collect::<Vec<_>>().join("."),
        ))
    }
}

impl Level {
    fn of(n_parts: usize) -> Option<Level> {
        [Level::Program, Level::Kegiatan, Level::SubKegiatan]
            .into_iter()
            .find(|level| level.parts() == n_parts)
    }
}

impl fmt::Display for Kode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_level_are_read() {
        for (text, level) in [
            ("1.01.02", Level::Program),
            ("2.22.03.2.01", Level::Kegiatan),
            ("1.01.02.2.01.0048", Level::SubKegiatan),
            ("1.01.02.2.01.48", Level::SubKegiatan),
        ] {
            assert_eq!(Kode::parse(text, level).unwrap().as_str(), text);
        }
    }

    #[test]
    fn spoiled_codes_are_refused() {
        for text in [
            "",
            "1",
            "1.1.02",
            "2.09.00.02.2.005510",
            "1.01.02.2.01.004",
            "a.01.02",
            "1.01.02.",
        ] {
            assert!(Kode::parse(text, Level::SubKegiatan).is_err(), "{text}");
        }
        let wrong_level = Kode::parse("1.01.02", Level::Kegiatan).unwrap_err();
        assert!(wrong_level.contains("kode program"), "{wrong_level}");
    }

    #[test]
    fn parents_follow_the_code() {
        let sub = Kode::parse("1.01.02.2.01.0048", Level::SubKegiatan).unwrap();
        let kegiatan = sub.parent().unwrap();
        assert_eq!(kegiatan.as_str(), "1.01.02.2.01");
        assert_eq!(kegiatan.parent().unwrap().as_str(), "1.01.02");
        assert_eq!(kegiatan.parent().unwrap().parent(), None);
    }
}
