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
    /// Every level, from the top.
    pub const ALL: [Level; 3] = [Level::Program, Level::Kegiatan, Level::SubKegiatan];

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
        let (name, sample) = (level.name(), level.sample());
        if !fits(&parts) {
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

    /// Reads a code of whatever level its parts make it.
    ///
    /// # Errors
    /// An Indonesian sentence that says what is wrong with it.
    pub fn read(text: &str) -> Result<Kode, String> {
        let text = text.trim();
        let level = Level::of(text.split('.').count());
        let kode = level.and_then(|level| Kode::parse(text, level).ok());
        kode.ok_or_else(|| {
            let [program, kegiatan, sub_kegiatan] = Level::ALL.map(Level::sample);
            format!(
                "`{text}` bukan kode yang sah (bentuknya {program}, {kegiatan}, atau {sub_kegiatan})"
            )
        })
    }

    /// The code that a text is once the zeros that a spreadsheet dropped (`1.1.2`) are put back,
    /// and those that it has too many (`1.01.02.02.01`) are taken away.
    #[must_use]
    pub fn completed(text: &str) -> Option<Kode> {
        let numbers = numbers(text)?;
        let width = |widths: &&[usize]| widths.last().copied().unwrap_or_default();
        let parts = numbers.iter().zip(&WIDTHS);
        let parts =
            parts.map(|(number, widths)| format!("{number:0width$}", width = width(widths)));
        Kode::read(&parts.collect::<Vec<_>>().join(".")).ok()
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The level that it names.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.split('.').count() {
            0..=3 => Level::Program,
            4 | 5 => Level::Kegiatan,
            _ => Level::SubKegiatan,
        }
    }

    /// Its parts as numbers, by which `.14` and `.0014` are one.
    #[must_use]
    pub fn numbers(&self) -> Vec<u64> {
        numbers(&self.0).unwrap_or_default()
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
        Level::ALL
            .into_iter()
            .find(|level| level.parts() == n_parts)
    }
}

/// The parts of a text that is digits and points, as numbers; it may end in a point, and have
/// blanks where points should be, as the decrees print it (`1 01 02 2.01 0014`).
#[must_use]
pub fn numbers(text: &str) -> Option<Vec<u64>> {
    let number = |part: &str| {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| digits)
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(".");
    let parts = text.strip_suffix('.').unwrap_or(&text).split('.');
    parts.map(number).collect()
}

/// Whether a text is the code of an urusan (`1`) or bidang urusan (`1.01`), which no row of a
/// form has.
#[must_use]
pub fn is_urusan(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('.').collect();
    parts.len() < Level::Program.parts() && fits(&parts)
}

/// Whether each part has the width of its place.
fn fits(parts: &[&str]) -> bool {
    let digits = |(part, widths): (&&str, &&[usize])| {
        widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    parts.len() <= WIDTHS.len() && parts.iter().zip(&WIDTHS).all(digits)
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
    fn the_level_of_a_code_follows_from_its_parts() {
        for (text, level) in [
            ("1.01.02", Level::Program),
            (" 2.22.03.2.01 ", Level::Kegiatan),
            ("1.01.02.2.01.48", Level::SubKegiatan),
        ] {
            assert_eq!(Kode::read(text).unwrap().level(), level, "{text}");
        }
        for text in [
            "",
            "1",
            "1.01",
            "1.01.02.2",
            "1.1.02",
            "X.XX.01",
            "1.01.02.",
        ] {
            assert!(Kode::read(text).is_err(), "{text}");
        }
        assert!(is_urusan("1") && is_urusan("2.22"));
        assert!(!is_urusan("") && !is_urusan("1.1") && !is_urusan("1.01.02"));
    }

    #[test]
    fn zeros_that_were_lost_are_put_back() {
        for (text, kode) in [
            ("1.1.2", "1.01.02"),
            ("1.1.2.2.1", "1.01.02.2.01"),
            ("1.01.02.02.01", "1.01.02.2.01"),
            ("1.1.2.2.1.14.", "1.01.02.2.01.0014"),
            ("1.01.02.2.01.014", "1.01.02.2.01.0014"),
            ("1 01 02  2.01 0014", "1.01.02.2.01.0014"),
        ] {
            assert_eq!(Kode::completed(text).unwrap().as_str(), kode, "{text}");
        }
        for text in [
            "",
            "1.1",
            "1.1.2.2",
            "1.100.2",
            "1..2",
            "1.a.2",
            "+1.1.2",
            "1.1.99999999999",
        ] {
            assert_eq!(Kode::completed(text), None, "{text}");
        }
        let [two, four] =
            ["1.01.02.2.01.14", "1.01.02.2.01.0014"].map(|text| Kode::read(text).unwrap());
        assert_eq!(two.numbers(), four.numbers());
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
