//! SHA-256 over values: the identity of events, forms and drafts.

use sha2::{Digest as _, Sha256};

/// SHA-256 of some bytes as 64 lower-case hex digits (what `sha256sum` prints).
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// SHA-256 of some bytes as it is, for those who write it in other letters.
#[must_use]
pub fn sha256_bytes(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Collects named values in a form in which no two different lists of values look alike.
///
/// Every value is written as `name:length:value`, so that neither order of keys in a file,
/// nor spacing, nor a separator inside a value can change or imitate another digest.
#[derive(Default)]
pub struct Canon(Sha256);

impl Canon {
    /// An empty collection, marked with what it describes.
    #[must_use]
    pub fn new(kind: &str) -> Canon {
        let mut canon = Canon::default();
        canon.text("kind", kind);
        canon
    }

    /// Adds one text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.0.update(format!("{name}:{}:", value.len()));
        self.0.update(value.as_bytes());
        self.0.update(b"\n");
    }

    /// Adds a text that may be absent; an absent one leaves no trace.
    pub fn maybe(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// Adds a list: its length, then each text.
    pub fn list<'a>(&mut self, name: &str, values: impl ExactSizeIterator<Item = &'a str>) {
        self.text(name, &values.len().to_string());
        for value in values {
            self.text(name, value);
        }
    }

    /// The digest as 64 hex digits.
    #[must_use]
    pub fn finish(self) -> String {
        hex(self.0.finalize().as_slice())
    }
}

/// SHA-256 of bytes that come piece by piece.
#[derive(Default)]
pub struct Stream(Sha256);

impl Stream {
    /// Adds a piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest as 64 hex digits.
    #[must_use]
    pub fn finish(self) -> String {
        hex(self.0.finalize().as_slice())
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_the_stock_one() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn values_cannot_imitate_each_other() {
        let digest = |values: &[&str]| {
            let mut canon = Canon::new("uji");
            canon.list("nilai", values.iter().copied());
            canon.finish()
        };
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["a\nnilai:1:b"]), digest(&["a", "b"]));
    }
}
