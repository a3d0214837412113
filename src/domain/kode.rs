//! Kode: the nomenclature codes of program, kegiatan and sub kegiatan (Permendagri 90/2019).

use std::fmt;

mod awalan;

pub use awalan::Awalan;

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
    /// and one that a part has too many (`1.01.02.02.01`) is taken away. A part with more of them,
    /// or of nothing but zeros, is spoiled otherwise.
    #[must_use]
    pub fn completed(text: &str) -> Option<Kode> {
        let numbers = numbers(text)?;
        let width = |widths: &&[usize]| widths.last().copied().unwrap_or_default();
        let typed = text.split(|c: char| c == '.' || c.is_whitespace());
        let mut typed = typed.filter(|part| !part.is_empty()).zip(&WIDTHS);
        if typed.any(|(part, widths)| part.len() > width(widths) + 1) || numbers.contains(&0) {
            return None;
        }
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
        match n_parts(&self.0) {
            0..=3 => Level::Program,
            4 | 5 => Level::Kegiatan,
            _ => Level::SubKegiatan,
        }
    }

    /// Whether it is a code, or begins with that code.
    #[must_use]
    pub fn is_within(&self, above: &str) -> bool {
        let rest = self.0.strip_prefix(above);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The government whose work it is, by the digit behind the program: 1 a provinsi, 2 a
    /// kabupaten or kota. A program is of both.
    #[must_use]
    pub fn government(&self) -> Option<char> {
        let digit = self.0.split('.').nth(Level::Program.parts())?;
        digit.chars().next()
    }

    /// Whether it is a sub kegiatan with the two digits of the older decrees.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let last = self.0.split('.').nth(Level::Kegiatan.parts());
        last.is_some_and(|last| last.len() == 2)
    }

    /// Its parts as numbers, by which `.14` and `.0014` are one.
    #[must_use]
    pub fn numbers(&self) -> Vec<u64> {
        numbers(&self.0).unwrap_or_default()
    }

    /// Where the codes lie, in their order, that are longer than a text and begin with it.
    pub(super) fn below(above: &str) -> std::ops::Range<Kode> {
        // `/` follows the point.
        Kode(format!("{above}."))..Kode(format!("{above}/"))
    }

    /// The kegiatan of a sub kegiatan, the program of a kegiatan; a program has none.
    #[must_use]
    pub fn parent(&self) -> Option<Kode> {
        let has_parent = self.level() != Level::Program;
        has_parent.then(|| Kode(self.above().to_owned()))
    }

    /// The codes of its parents, the nearest first.
    pub fn all_above(&self) -> impl Iterator<Item = &str> {
        let n = match self.level() {
            Level::Program => 0,
            Level::Kegiatan => 1,
            Level::SubKegiatan => 2,
        };
        std::iter::successors(Some(self.above()), |code| Some(above(code))).take(n)
    }

    /// The code that it is listed under: that of its parent, of a program the bidang urusan.
    #[must_use]
    pub fn above(&self) -> &str {
        above(&self.0)
    }
}

impl Level {
    fn of(n_parts: usize) -> Option<Level> {
        Level::ALL
            .into_iter()
            .find(|level| level.parts() == n_parts)
    }
}

/// How many parts a code has.
fn n_parts(code: &str) -> usize {
    code.bytes().filter(|byte| *byte == b'.').count() + 1
}

/// What a code is listed under; a kegiatan has two parts of its own.
#[must_use]
pub fn above(code: &str) -> &str {
    let up = |code: &str| code.rfind('.').unwrap_or_default();
    let above = code.get(..up(code)).unwrap_or_default();
    if n_parts(code) == Level::Kegiatan.parts() {
        above.get(..up(above)).unwrap_or_default()
    } else {
        above
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
            "2.09.00.02.2.005510",
            "1.01.02.2.01.000047",
            "1.01.00",
            "1.01.02.2.01.0000",
        ] {
            assert_eq!(Kode::completed(text), None, "{text}");
        }
        let [two, four] =
            ["1.01.02.2.01.14", "1.01.02.2.01.0014"].map(|text| Kode::read(text).unwrap());
        assert_eq!(two.numbers(), four.numbers());
    }

    #[test]
    fn the_government_and_the_age_of_a_code_are_seen() {
        let kode = |text: &str| Kode::read(text).unwrap();
        assert_eq!(kode("1.01.02").government(), None);
        assert_eq!(kode("1.01.02.1.01").government(), Some('1'));
        assert_eq!(kode("1.01.02.2.01.0047").government(), Some('2'));
        assert!(kode("1.01.02.2.01.14").is_short());
        assert!(!kode("1.01.02.2.01.0014").is_short() && !kode("1.01.02.2.01").is_short());
    }

    #[test]
    fn parents_follow_the_code() {
        let sub = Kode::parse("1.01.02.2.01.0048", Level::SubKegiatan).unwrap();
        let kegiatan = sub.parent().unwrap();
        assert_eq!(kegiatan.as_str(), "1.01.02.2.01");
        assert_eq!(kegiatan.parent().unwrap().as_str(), "1.01.02");
        assert_eq!(kegiatan.parent().unwrap().parent(), None);
        assert_eq!(sub.above(), "1.01.02.2.01");
        let all = |kode: &Kode| kode.all_above().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(all(&sub), ["1.01.02.2.01", "1.01.02"]);
        assert_eq!(all(&kegiatan), ["1.01.02"]);
        assert!(all(&kegiatan.parent().unwrap()).is_empty());
        assert_eq!(kegiatan.above(), "1.01.02");
        assert_eq!(kegiatan.parent().unwrap().above(), "1.01");
    }
}
