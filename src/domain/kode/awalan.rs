//! Awalan: what several codes begin with, such as the urusan of an office.

use std::fmt;

use super::{Kode, Level, is_urusan, n_parts};

/// Awalan (prefix): an urusan (`2.22`), or the kode of a program, kegiatan or sub kegiatan, that
/// stands for itself and all that is below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Awalan(String);

impl Awalan {
    /// Reads one; `None` when the text is no code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Awalan> {
        let text = text.trim();
        (is_urusan(text) || Kode::read(text).is_ok()).then(|| Awalan(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many parts it has: the more, the narrower it is.
    #[must_use]
    pub fn depth(&self) -> usize {
        n_parts(&self.0)
    }

    /// Whether it is a bidang urusan, which programs are of.
    #[must_use]
    pub fn is_bidang_urusan(&self) -> bool {
        self.depth() + 1 == Level::Program.parts()
    }

    /// Whether it is a kegiatan, or lies below one.
    #[must_use]
    pub fn is_of_kegiatan(&self) -> bool {
        self.depth() >= Level::Kegiatan.parts()
    }

    /// Whether a kode is it, or lies below it.
    #[must_use]
    pub fn covers(&self, kode: &Kode) -> bool {
        kode.is_within(&self.0)
    }

    /// Whether it is a kode, or lies below it.
    #[must_use]
    pub fn is_within(&self, kode: &Kode) -> bool {
        let rest = self.0.strip_prefix(kode.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Display for Awalan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_covers_itself_and_what_is_below() {
        let kode = |text: &str| Kode::read(text).unwrap();
        let awalan = Awalan::parse(" 1.01.02 ").unwrap();
        assert_eq!(awalan.to_string(), "1.01.02");
        for below in ["1.01.02", "1.01.02.2.01", "1.01.02.2.01.0047"] {
            assert!(awalan.covers(&kode(below)), "{below}");
        }
        for other in ["1.01.03", "1.01.03.2.02", "2.22.02"] {
            assert!(!awalan.covers(&kode(other)), "{other}");
        }
        let kegiatan = Awalan::parse("1.01.02.2.03").unwrap();
        assert!(kegiatan.is_within(&kode("1.01.02")) && !kegiatan.is_within(&kode("1.01.03")));
        assert!(!kegiatan.covers(&kode("1.01.02")));
    }

    #[test]
    fn an_urusan_is_one_too() {
        let urusan = Awalan::parse("2.22").unwrap();
        assert!(urusan.is_bidang_urusan() && urusan.depth() == 2);
        assert!(urusan.covers(&Kode::read("2.22.05").unwrap()));
        assert!(!Awalan::parse("1").unwrap().is_bidang_urusan());
        assert!(!Awalan::parse("1.01.02").unwrap().is_bidang_urusan());
        for bad in ["", "1.1", "1.01.2", "pendidikan", "1.01.02.2", "1.01."] {
            assert_eq!(Awalan::parse(bad), None, "{bad}");
        }
    }
}
