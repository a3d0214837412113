//! Words into lines: what can be printed, and where it breaks.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::face::{Face, Fonts};
use crate::source::is_hidden;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its pieces, from left to right.
    pub pieces: Vec<Piece>,
    /// Its width, without a blank at its end.
    pub width: f32,
}

/// A stretch of a line in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The face.
    pub face: Face,
    /// The words, all of which the face has.
    pub text: String,
}

impl Line {
    /// A text of one face that has no blank at its end, or one that takes no room.
    pub fn of(face: Face, text: &str, width: f32) -> Line {
        let text = text.to_owned();
        Line {
            pieces: vec![Piece { face, text }],
            width,
        }
    }

    fn push(&mut self, atom: &Atom, blank: f32) {
        if !self.pieces.is_empty() && !atom.is_glued {
            self.blank();
            self.width += blank;
        }
        self.width += atom.width;
        match self.pieces.last_mut() {
            Some(last) if last.face == atom.face => last.text.push_str(&atom.text),
            Some(_) | None => self.pieces.push(Piece {
                face: atom.face,
                text: atom.text.clone(),
            }),
        }
    }

    /// Ends it with a blank that takes no room, so that its last word does not grow into the
    /// first one of the next line where the text is read out or copied.
    fn blank(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.text.push(' ');
        }
    }
}

/// Makes lines of one size.
pub struct Setter<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// Characters that were asked for and that the font lacks.
    pub lacking: BTreeSet<char>,
}

impl<'a> Setter<'a> {
    /// One with these faces, to which no character was lacking yet.
    pub fn new(fonts: &'a Fonts) -> Setter<'a> {
        Setter {
            fonts,
            lacking: BTreeSet::new(),
        }
    }

    /// Text of one face as lines of at most that width; a text without words has none.
    pub fn lines(&mut self, face: Face, text: &str, size: f32, width: f32) -> Vec<Line> {
        self.runs(&[(face, text)], size, width)
    }

    /// Text of several faces as lines of at most that width.
    pub fn runs(&mut self, runs: &[(Face, &str)], size: f32, width: f32) -> Vec<Line> {
        let blank = self.fonts.width(Face::Regular, " ") * size;
        let mut lines: Vec<Line> = Vec::new();
        for atom in self.atoms(runs, size) {
            let gap = if atom.is_glued { 0.0 } else { blank };
            match lines.last_mut() {
                Some(last) if last.width + gap + atom.width <= width => last.push(&atom, blank),
                last => {
                    if let Some(last) = last.filter(|_| !atom.is_glued) {
                        last.blank();
                    }
                    lines.extend(self.cut(&atom, size, width));
                }
            }
        }
        lines
    }

    /// What of the text keeps together, and all of it printable.
    fn atoms(&mut self, runs: &[(Face, &str)], size: f32) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        let mut is_glued = false;
        for (face, text) in runs {
            for (n, word) in text.split(breaks).enumerate() {
                is_glued = is_glued && n == 0;
                for part in parts(word) {
                    let text = self.readable(part);
                    atoms.push(Atom {
                        face: *face,
                        width: self.fonts.width(*face, &text) * size,
                        text,
                        is_glued,
                    });
                    is_glued = true;
                }
            }
            // The last word of a run goes on in the next one.
            is_glued = is_glued && !text.ends_with(breaks);
        }
        atoms
    }

    /// A text as it can be printed, with one blank between its words.
    pub fn printed(&mut self, text: &str) -> String {
        let words = text.split_whitespace().map(|word| self.readable(word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// A word with hidden characters made visible, and those that the font lacks named.
    fn readable(&mut self, word: &str) -> String {
        let mut text = String::with_capacity(word.len());
        for c in word.chars() {
            let c = if is_hidden(c) { '\u{fffd}' } else { c };
            let has = |face| self.fonts.letter(face, c).is_some();
            if [Face::Regular, Face::Bold, Face::Italic]
                .into_iter()
                .all(has)
            {
                text.push(c);
            } else {
                self.lacking.insert(c);
                let _ = write!(text, "[U+{:04X}]", u32::from(c));
            }
        }
        text
    }

    /// A word on lines of its own: one, or as many as it fills.
    fn cut(&self, atom: &Atom, size: f32, width: f32) -> Vec<Line> {
        let alone = |atom: &Atom| {
            let mut line = Line::default();
            line.push(atom, 0.0);
            line
        };
        if atom.width <= width {
            return vec![alone(atom)];
        }
        let mut lines: Vec<Line> = Vec::new();
        for c in atom.text.chars() {
            let letter = Atom {
                face: atom.face,
                text: c.to_string(),
                width: self.fonts.width(atom.face, c.encode_utf8(&mut [0; 4])) * size,
                is_glued: true,
            };
            match lines.last_mut() {
                Some(last) if last.width + letter.width <= width => last.push(&letter, 0.0),
                Some(_) | None => lines.push(alone(&letter)),
            }
        }
        lines
    }
}

/// What keeps together: a word, or a part of one behind which it may break.
struct Atom {
    face: Face,
    text: String,
    width: f32,
    /// Whether it goes on what stands before it, without a blank.
    is_glued: bool,
}

/// Whether lines may break here instead of this character.
fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// A word in parts that end with a stroke, or with a hyphen between letters; what ends in a number,
/// such as K-SD-1, stays whole.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let last = word.rsplit('-').next().unwrap_or_default();
    let is_number = last.starts_with(|c: char| c.is_ascii_digit());
    let mut before = None;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let letters = [before, next].map(|c| c.is_some_and(char::is_alphabetic));
        if matches!(c, '/' | '-') && letters == [true, true] && !(c == '-' && is_number) {
            let end = at + c.len_utf8();
            parts.extend(word.get(start..end));
            start = end;
        }
        before = Some(c);
    }
    parts.extend(word.get(start..).filter(|rest| !rest.is_empty()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &Line) -> String {
        let pieces = line.pieces.iter();
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    fn set(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::load().unwrap();
        let mut setter = Setter::new(&fonts);
        let lines = setter.lines(Face::Regular, text, 10.0, width);
        let fits = |line: &Line| line.width <= width || words(line).chars().count() == 1;
        assert!(lines.iter().all(fits));
        lines.iter().map(words).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(set("satu  dua\n tiga", 1000.0), ["satu dua tiga"]);
        assert_eq!(set("satu dua tiga", 45.0), ["satu dua ", "tiga"]);
        assert_eq!(
            set("guru/kepala sekolah", 50.0),
            ["guru/", "kepala ", "sekolah"]
        );
        assert_eq!(set("2026-2027", 1000.0), ["2026-2027"]);
        assert_eq!(set("laki-laki", 30.0), ["laki-", "laki"]);
        assert_eq!(set("target; K-SD-1", 60.0), ["target; ", "K-SD-1"]);
        assert_eq!(set("NON-INKLUSI", 50.0), ["NON-", "INKLUSI"]);
        assert_eq!(set("  ", 45.0), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_fits_nowhere_is_cut() {
        let word = "w".repeat(10_000);
        let lines = set(&format!("a {word} b"), 100.0);
        assert_eq!(lines.concat(), format!("a {word} b"));
        assert!(lines.len() > 500);
        assert_eq!(set("abc", 0.5).len(), 3, "a letter is never cut");
    }

    #[test]
    fn faces_keep_together_what_has_no_blank() {
        let fonts = Fonts::load().unwrap();
        let mut setter = Setter::new(&fonts);
        let runs = [
            (Face::Regular, "Jumlah: "),
            (Face::Bold, "Rp1"),
            (Face::Regular, ", ya"),
        ];
        let lines = setter.runs(&runs, 10.0, 1000.0);
        let pieces: Vec<_> = lines[0]
            .pieces
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(pieces, ["Jumlah: ", "Rp1", ", ya"]);
    }

    #[test]
    fn what_can_not_be_printed_is_named() {
        let fonts = Fonts::load().unwrap();
        let mut setter = Setter::new(&fonts);
        let lines = setter.lines(Face::Bold, "a\u{7}b 中 \u{202e}c", 10.0, 1000.0);
        assert_eq!(words(&lines[0]), "a\u{fffd}b [U+4E2D] \u{fffd}c");
        assert_eq!(setter.lacking.into_iter().collect::<String>(), "中");
    }
}
