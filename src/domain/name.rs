//! Names that people type and that become file names: Bidang, Langkah, Jabatan.

use std::fmt;

/// The longest name accepted, in bytes.
const MAX_LEN: usize = 64;

/// Device names that Windows will not take as a file name, whatever follows the dot.
const WINDOWS: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names that mean something else in a command (`approve draft`, `approve --semua`, ...).
const RESERVED: [&str; 3] = ["draft", "semua", "langkah"];

/// Why a text can't be a name. The message is Indonesian, for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameFault(pub String);

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NameFault {}

/// Checks `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 bytes, and no name a file system refuses.
fn checked(text: &str) -> Result<String, NameFault> {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if text.len() > MAX_LEN || !text.split('-').all(part) {
        return Err(NameFault(format!(
            "`{text}` bukan nama yang sah: pakai huruf kecil dan angka, dipisah tanda hubung, \
             paling banyak {MAX_LEN} huruf (contoh: paud-pnf)"
        )));
    }
    let is_device = |text: &str| {
        let number = text.strip_prefix("com").or(text.strip_prefix("lpt"));
        number.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    if WINDOWS.contains(&text) || is_device(text) {
        return Err(NameFault(format!(
            "`{text}` tidak dapat dipakai sebagai nama berkas di Windows"
        )));
    }
    Ok(text.to_owned())
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads a name, or says why it is none.
            ///
            /// # Errors
            /// When the text is not `[a-z0-9]+(-[a-z0-9]+)*`, too long, or a device name.
            pub fn parse(text: &str) -> Result<$name, NameFault> {
                checked(text).map($name)
            }

            /// The name as typed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

names! {
    /// Bidang (unit that fills a form), e.g. `paud-pnf`; the Sekretariat and an UPTD too.
    BidangId;
    /// Langkah (step) of the SOP, e.g. `sosialisasi`.
    LangkahId;
    /// Jabatan (office held), e.g. `kasubbag-program`; a head of Bidang has the Bidang's id.
    Jabatan;
}

impl BidangId {
    /// Reads the id of a Bidang that is being named for the first time.
    ///
    /// # Errors
    /// As [`BidangId::parse`], and for the words that commands reserve.
    pub fn parse_new(text: &str) -> Result<BidangId, NameFault> {
        if RESERVED.contains(&text) {
            return Err(NameFault(format!(
                "`{text}` dipakai oleh perintah rkt; pilih id lain"
            )));
        }
        BidangId::parse(text)
    }

    /// The Jabatan of the head of this Bidang.
    #[must_use]
    pub fn head(&self) -> Jabatan {
        Jabatan(self.0.clone())
    }
}

/// A text as part of a file name: lower-case letters and digits, anything else a hyphen.
#[must_use]
pub fn slug(text: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let text: String = text.chars().map(plain).collect();
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    let short: String = joined.chars().take(MAX_LEN).collect();
    if short.is_empty() {
        "berkas".to_owned()
    } else {
        short
    }
}

/// Ids as people read a list: `sd, smp`.
#[must_use]
pub fn joined(bidang: &[BidangId]) -> String {
    let names: Vec<&str> = bidang.iter().map(BidangId::as_str).collect();
    names.join(", ")
}

/// The one of `known` that `typed` most probably means, if any is near.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let score = |name: &str| match strsim::osa_distance(typed, name) {
        0 | 1 => 1.0,
        _ => strsim::jaro_winkler(typed, name),
    };
    known
        .into_iter()
        .map(|name| (score(name), name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// How many slips make `typed` of `word`, when they are few for a word of its length.
#[must_use]
pub fn slips(typed: &str, word: &str) -> Option<usize> {
    let (length, other) = (typed.chars().count(), word.chars().count());
    let most = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    (length.abs_diff(other) <= most)
        .then(|| strsim::osa_distance(typed, word))
        .filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for good in ["sd", "paud-pnf", "spnf-skb", "a1-2b"] {
            assert_eq!(BidangId::parse_new(good).unwrap().as_str(), good);
        }
        for bad in [
            "", "SD", "../x", "a/b", "a.", "-a", "a--b", "con", "é", "a b", "draft",
        ] {
            assert!(BidangId::parse_new(bad).is_err(), "{bad}");
        }
        assert!(BidangId::parse(&"a".repeat(65)).is_err());
    }

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("satuann", ["uraian", "satuan"]), Some("satuan"));
        assert_eq!(nearest("ssd", ["smp", "sd"]), Some("sd"));
        assert_eq!(nearest("xyz", ["uraian", "satuan"]), None);
    }

    #[test]
    fn few_slips_are_forgiven_by_the_length_of_the_word() {
        assert_eq!(slips("perpustakan", "perpustakaan"), Some(1));
        assert_eq!(slips("peprustakan", "perpustakaan"), Some(2));
        assert_eq!(slips("mebl", "mebel"), Some(1));
        assert_eq!(slips("sd", "sd"), Some(0));
        assert_eq!(slips("sd", "sb"), None);
        assert_eq!(slips("guru", "baru"), None);
        assert_eq!(slips("", "baru"), None);
    }
}
