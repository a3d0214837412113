//! Huruf (letters): how much room text takes, and where its lines break.

/// Widths of the letters from U+0020 to U+007E, in hundredths of their size: the widest of the
/// sans fonts that computers commonly have (Arial and its likes, Roboto, Noto, `DejaVu`).
const WIDTH: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 56, 84, 32, 37, 32, 42, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 34, 56, 67, 56, 91, 76,
    79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 42, 40, 84, 56, 59, 62, 64, 55, 64, 62, 36,
    64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 56, 64, 84,
];

/// The same in bold.
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 55, 84, 38, 42, 38, 42, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 70, 40, 40, 84, 84, 84, 62, 100, 78, 77, 74, 84, 69, 69, 83, 84, 39, 56, 78, 64, 100,
    84, 86, 74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 43, 46, 84, 56, 61, 68, 72, 60, 72,
    68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72,
    56, 72, 84,
];

/// Any other letter, as wide as the widest of Latin and its neighbours.
const OTHER: u8 = 120;

/// A printer's point in millimetres.
const POINT: f64 = 0.3528;

/// The smallest letters that are still read, in points.
const SMALLEST: f64 = 4.5;

/// A little less than all of it, so that what was made to fit is not broken for a rounding.
const ALMOST: f64 = 0.999;

/// Letters of a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Huruf {
    /// Their size, in millimetres.
    pub ukuran: f64,
    /// Whether they are bold.
    pub tebal: bool,
}

impl Huruf {
    pub(super) fn biasa(points: f64) -> Huruf {
        Huruf {
            ukuran: points * POINT,
            tebal: false,
        }
    }

    pub(super) fn tebal(points: f64) -> Huruf {
        Huruf {
            tebal: true,
            ..Huruf::biasa(points)
        }
    }

    /// The most room that a line may take, in millimetres.
    #[must_use]
    pub fn lebar(&self, text: &str) -> f64 {
        text.chars().map(|c| self.width(c)).sum()
    }

    fn width(&self, c: char) -> f64 {
        let widths = if self.tebal { &BOLD } else { &WIDTH };
        let place = u32::from(c).checked_sub(u32::from(' '));
        let place = place.and_then(|place| usize::try_from(place).ok());
        let known = place.and_then(|place| widths.get(place));
        f64::from(*known.unwrap_or(&OTHER)) * self.ukuran / 100.0
    }

    /// From one line to the next.
    #[must_use]
    pub fn jarak(&self) -> f64 {
        self.ukuran * 1.2
    }

    /// From the top of a line to where its letters stand.
    pub(super) fn naik(&self) -> f64 {
        self.ukuran * 0.95
    }

    /// How high some lines are.
    #[must_use]
    pub fn tinggi(&self, lines: usize) -> f64 {
        self.jarak() * count(lines)
    }

    /// The letters, as much smaller as every word needs to fit; the smallest when none do.
    pub(super) fn fitting(self, text: &str, lebar: f64) -> Huruf {
        let widest = parts(text).map(|part| self.lebar(part.trim_end()));
        let widest = widest.fold(0.0, f64::max);
        if widest <= lebar {
            return self;
        }
        let ukuran = self.ukuran * lebar / widest * ALMOST;
        Huruf {
            ukuran: ukuran.max((SMALLEST * POINT).min(self.ukuran)),
            ..self
        }
    }

    /// The letters, as much smaller as a whole text needs to fit on one line.
    pub(super) fn in_one_line(self, text: &str, lebar: f64) -> Huruf {
        let part = lebar / self.lebar(text).max(lebar);
        Huruf {
            ukuran: self.ukuran * part,
            ..self
        }
    }

    /// A text as lines that fit, each with the blank that it breaks at: it breaks at blanks and after
    /// `/` and `-`, and in a word only when that is wider than a line.
    pub(super) fn wrap(&self, text: &str, lebar: f64) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        for part in parts(&words.join(" ")) {
            let wide = self.lebar(part.trim_end());
            if used > 0.0 && used + wide > lebar {
                lines.push(String::new());
                used = 0.0;
            }
            if wide > lebar {
                self.break_up(part, lebar, &mut lines);
                used = self.lebar(lines.last().map_or("", String::as_str));
                continue;
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(part);
            }
            used += self.lebar(part);
        }
        lines
    }

    /// Goes on with a word that is wider than a line, letter by letter.
    fn break_up(&self, word: &str, lebar: f64, lines: &mut Vec<String>) {
        let mut used = 0.0;
        let letters = word.trim_end();
        for c in letters.chars() {
            let wide = self.width(c);
            if used > 0.0 && used + wide > lebar {
                lines.push(String::new());
                used = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += wide;
        }
        if let (Some(line), Some(blank)) = (lines.last_mut(), word.get(letters.len()..)) {
            line.push_str(blank);
        }
    }
}

/// The pieces between which a text may break, each with the blank after it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '/' | '-'))
}

/// A count as a length is reckoned with.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}
