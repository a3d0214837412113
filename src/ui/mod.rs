//! What people see: sentences, tables, reports with excerpts, JSON.

pub mod ahead;
pub mod gantt;
pub mod json;
pub mod kalender;
pub mod kode;
pub mod lembar;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod sentence;
pub mod status;
pub mod table;
pub mod usage;
pub mod words;

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::source::{is_hidden, printable};

/// Words that are coloured wherever they stand in a line.
const PAINTED: [(&str, AnsiColor); 12] = [
    ("TERLAMBAT", AnsiColor::Red),
    ("BASI", AnsiColor::Yellow),
    ("bercabang", AnsiColor::Red),
    ("dikembalikan", AnsiColor::Yellow),
    ("berjalan", AnsiColor::Cyan),
    ("selesai ", AnsiColor::Green),
    ("diajukan ", AnsiColor::Green),
    ("disetujui ", AnsiColor::Green),
    ("terbuka", AnsiColor::Yellow),
    ("tidak berlaku", AnsiColor::Yellow),
    ("ATAS NAMA", AnsiColor::Red),
    ("Perhatian:", AnsiColor::Yellow),
];

/// Where output goes and how it may look. Nothing but letters and our own colours gets out.
pub struct Ui<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Columns available.
    pub width: u16,
    /// Whether somebody said how wide lines may be, so that excerpts are cut.
    pub sized: bool,
    /// Whether to colour.
    pub colour: bool,
    /// Whether results are printed as JSON.
    pub json: bool,
}

impl<'a> Ui<'a> {
    /// A place for results and a place for complaints.
    pub fn new(
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
        width: u16,
        colour: bool,
        json: bool,
    ) -> Ui<'a> {
        Ui {
            out,
            err,
            width,
            sized: true,
            colour,
            json,
        }
    }

    /// Prints a line of a result. Long ones are broken at the width.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        let text = printable(text).replace(['\n', '\t'], " ");
        for line in wrap(&text, self.width) {
            writeln!(self.out, "{}", paint(&line, self.colour))?;
        }
        Ok(())
    }

    /// Prints lines that are laid out already.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn block(&mut self, text: &str) -> io::Result<()> {
        for line in printable(text).lines() {
            writeln!(self.out, "{}", paint(line.trim_end(), self.colour))?;
        }
        Ok(())
    }

    /// Prints a JSON document.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn data(&mut self, value: &serde_json::Value) -> io::Result<()> {
        writeln!(self.out, "{}", escaped(&format!("{value:#}")))
    }

    /// Prints the content of a file as it is, but for what would not be letters.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn content(&mut self, text: &str) -> io::Result<()> {
        let (mark, rest) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text),
        };
        write!(self.out, "{mark}{}", printable(rest))
    }

    /// Prints text that is safe already (a report made by [`report`]) among the results.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// Prints a complaint that is safe already.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn complain_raw(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.err, "{text}")
    }

    /// Prints a complaint.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn complain(&mut self, text: &str) -> io::Result<()> {
        for line in printable(text)
            .lines()
            .flat_map(|line| wrap(line, self.width))
        {
            writeln!(self.err, "{line}")?;
        }
        Ok(())
    }

    /// How a report should look here.
    #[must_use]
    pub fn look(&self) -> report::Look {
        report::Look {
            width: self.width,
            cut: self.sized,
            colour: self.colour,
        }
    }

    /// A copy that prints to the same places with other settings.
    pub fn again(&mut self, json: bool) -> Ui<'_> {
        Ui {
            out: &mut *self.out,
            err: &mut *self.err,
            width: self.width,
            sized: self.sized,
            colour: self.colour,
            json,
        }
    }

    /// Hands everything on.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.err.flush()
    }
}

/// JSON in which hidden characters are written as escapes: the same data, inert on a terminal.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string can't fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Breaks a line at blanks; what follows is set in under the text it belongs to.
fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width);
    let indent = text.chars().take_while(|c| *c == ' ').count();
    let pad = " ".repeat(indent + 2);
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent);
    let mut fresh = true;
    for word in text.trim_start().split(' ') {
        let long = line.chars().count() + 1 + word.chars().count() > width;
        if long && !fresh {
            lines.push(std::mem::replace(&mut line, pad.clone()));
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(word);
        fresh = false;
    }
    lines.push(line);
    lines
}

fn paint(line: &str, colour: bool) -> String {
    if !colour {
        return line.to_owned();
    }
    PAINTED
        .iter()
        .fold(line.to_owned(), |line, (word, colour)| {
            let style = Style::new().fg_color(Some((*colour).into())).bold();
            line.replace(word, &format!("{style}{word}{style:#}"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_under_their_own_indent() {
        assert_eq!(
            wrap("  satu dua tiga empat", 12),
            ["  satu dua", "    tiga", "    empat"]
        );
        assert_eq!(wrap("", 12), [""]);
    }

    #[test]
    fn hidden_characters_are_escaped_and_stay_the_same_data() {
        let data = serde_json::json!({ "a": "x\u{202e}y\u{e0041}z" });
        let shown = escaped(&format!("{data:#}"));
        assert!(!shown.chars().any(is_hidden), "{shown}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&shown).unwrap(),
            data
        );
    }

    #[test]
    fn no_control_character_gets_out() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut ui = Ui::new(&mut out, &mut err, 80, false, false);
        ui.line("a\u{1b}[2Jb").unwrap();
        ui.block("c\u{202e}d").unwrap();
        ui.complain("e\u{7}f").unwrap();
        let shown = String::from_utf8([out, err].concat()).unwrap();
        assert!(
            !shown.contains(['\u{1b}', '\u{202e}', '\u{7}']),
            "{shown:?}"
        );
    }
}
