//! SVG: the few marks that pictures here are made of, with every text escaped.

use std::fmt::{self, Write as _};

use crate::source::is_hidden;

/// Marks of a picture, one after another.
#[derive(Debug, Default)]
pub(super) struct Svg(String);

impl Svg {
    /// A rectangle: its left upper corner, its width and height.
    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width, height].map(Number);
        let _ = writeln!(
            self.0,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
    }

    /// The same with ends as round as they can be.
    pub(super) fn capsule(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height, r] = [x, y, width, height, height / 2.0].map(Number);
        let _ = writeln!(
            self.0,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             rx=\"{r}\"/>"
        );
    }

    /// A line through points.
    pub(super) fn line(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        self.path(class, points, "");
    }

    /// A shape with these corners.
    pub(super) fn polygon(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        self.path(class, points, "Z");
    }

    fn path(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>, end: &str) {
        let mut d = String::new();
        for (x, y) in points {
            let step = if d.is_empty() { 'M' } else { 'L' };
            let _ = write!(d, "{step}{} {}", Number(x), Number(y));
        }
        let _ = writeln!(self.0, "<path class=\"{class}\" d=\"{d}{end}\"/>");
    }

    /// A text that stands at a point.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let (x, y, text) = (Number(x), Number(y), escaped(text));
        let _ = writeln!(
            self.0,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"
        );
    }

    /// A text in letters of a size.
    pub(super) fn sized(&mut self, class: &str, (x, y): (f64, f64), size: f64, text: &str) {
        let [x, y, size] = [x, y, size].map(Number);
        let text = escaped(text);
        let _ = writeln!(
            self.0,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" style=\"font-size:{size}px\">{text}</text>"
        );
    }

    /// Some marks together, under a name that shows when one points at them.
    pub(super) fn named(&mut self, name: &str, marks: impl FnOnce(&mut Svg)) {
        let _ = writeln!(self.0, "<g><title>{}</title>", escaped(name));
        marks(self);
        self.0.push_str("</g>\n");
    }

    /// The whole picture: its size, what its units are (`mm`, or nothing for those of the screen),
    /// its title, and how its classes look.
    pub(super) fn picture(
        self,
        (width, height): (f64, f64),
        unit: &str,
        title: &str,
        head: &str,
    ) -> String {
        let (width, height, title) = (Number(width), Number(height), escaped(title));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}{unit}\" height=\"{height}{unit}\" role=\"img\">\n\
             <title>{title}</title>\n{head}{}</svg>\n",
            self.0
        )
    }
}

/// A length with at most two decimals, and no more than it needs.
struct Number(f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

/// What is no character in XML.
fn is_none(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A text as XML may hold it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() || is_hidden(c) || is_none(c) => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escaped("<script>\"a\" & 'b'\u{1b}"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39; "
        );
    }

    #[test]
    fn lengths_are_short() {
        let shown = [0.0, -0.001, 10.0, 1.5, 2.346, 100.0].map(|n| Number(n).to_string());
        assert_eq!(shown, ["0", "0", "10", "1.5", "2.35", "100"]);
    }
}
