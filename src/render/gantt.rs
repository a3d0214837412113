//! The Gantt picture as SVG: no script, no font of its own, and told apart without colour.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::domain::gantt::{Baris, Gantt};
use crate::domain::masa::Span;
use crate::domain::tanggal;

/// Width of the picture; heights follow from the rows.
const WIDTH: f64 = 700.0;
/// Where the bars begin and end.
const LEFT: f64 = 150.0;
const RIGHT: f64 = 535.0;
/// Room for the title: its letters times their size.
const TITLE: f64 = 1150.0;
/// The most letters of an id.
const LABEL: usize = 22;
/// Where the rows begin, and how high one is.
const TOP: f64 = 74.0;
const ROW: f64 = 26.0;

/// The head: how bars look, once.
const STYLE: &str = "<style>\
text{font-family:sans-serif;font-size:11px;fill:#111}\
.judul{font-weight:bold}.kecil{font-size:10px}\
.libur{fill:#e9e9e9}.garis{stroke:#ccc}\
.rencana{fill:#fff;stroke:#555}.nyata{fill:#1f4e79}.lewat{fill:url(#lewat);stroke:#1f4e79}\
.kini{stroke:#b00020;stroke-width:1.5;stroke-dasharray:5 3}\
</style>\
<defs><pattern id=\"lewat\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
<rect width=\"2.5\" height=\"5\" fill=\"#1f4e79\"/></pattern></defs>\n";

/// The whole picture.
#[must_use]
pub fn to_string(gantt: &Gantt, judul: &str) -> String {
    let picture = Picture { gantt };
    let height = picture.bottom() + 44.0;
    let size = (TITLE / count(judul.chars().count().max(1))).min(15.0);
    let judul = escaped(judul);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\">\n<title>{judul}</title>\n{STYLE}\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text class=\"judul\" x=\"10\" y=\"24\" style=\"font-size:{size:.1}px\">{judul}</text>\n"
    );
    picture.days(&mut svg);
    for (n, baris) in gantt.baris.iter().enumerate() {
        picture.row(&mut svg, n, baris);
    }
    picture.today(&mut svg);
    picture.legend(&mut svg);
    svg.push_str("</svg>\n");
    svg
}

/// Lengths of the picture.
struct Picture<'a> {
    gantt: &'a Gantt,
}

impl Picture<'_> {
    fn bottom(&self) -> f64 {
        TOP + ROW * count(self.gantt.baris.len())
    }

    /// The width of a day.
    fn day(&self) -> f64 {
        (RIGHT - LEFT) / count(self.gantt.hari.len().max(1))
    }

    /// Where the day at a place begins.
    fn x(&self, place: usize) -> f64 {
        LEFT + self.day() * count(place)
    }

    /// Days off, months and Mondays.
    fn days(&self, svg: &mut String) {
        let (top, bottom) = (TOP - 6.0, self.bottom());
        let off = self
            .gantt
            .hari
            .iter()
            .enumerate()
            .filter(|(_, day)| day.libur);
        for (n, _) in off {
            let (x, width, height) = (self.x(n), self.day(), bottom - top);
            let _ = writeln!(
                svg,
                "<rect class=\"libur\" x=\"{x:.1}\" y=\"{top}\" width=\"{width:.1}\" height=\"{height}\"/>"
            );
        }
        let wide = self.day() * 7.0 >= 16.0;
        for (n, day) in self.gantt.hari.iter().enumerate() {
            let (x, date) = (self.x(n), day.tanggal);
            if self.names_month(n, date) {
                let month = tanggal::month_year(date);
                let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"46\">{month}</text>");
            }
            if wide && date.weekday() == Weekday::Mon {
                let number = date.day();
                let _ = writeln!(
                    svg,
                    "<path class=\"garis\" d=\"M{x:.1} {top}V{bottom}\"/>\
                     <text class=\"kecil\" x=\"{x:.1}\" y=\"62\">{number}</text>"
                );
            }
        }
    }

    /// Whether a month is named at a day: where it begins, and at the first day if that leaves
    /// room.
    fn names_month(&self, n: usize, date: NaiveDate) -> bool {
        let left = self.gantt.hari.len() - n;
        let next = 32_u32.saturating_sub(date.day());
        let room = self.day() * f64::from(next) >= 75.0;
        (n == 0 && room || date.day() == 1) && self.day() * count(left) >= 20.0
    }

    fn row(&self, svg: &mut String, n: usize, baris: &Baris) {
        let y = TOP + ROW * count(n);
        let base = y + 15.0;
        let (id, keadaan) = (label(baris.id.as_str()), escaped(&baris.keadaan));
        let (no, uraian) = (baris.no, escaped(&baris.uraian));
        let _ = writeln!(
            svg,
            "<path class=\"garis\" d=\"M10 {y}H690\"/><g><title>{no}. {uraian}: {keadaan}</title>\
             <text x=\"10\" y=\"{base}\">{no}. {id}</text>"
        );
        self.bar(svg, baris.masa.rencana, y + 5.0, "rencana");
        if let Some(nyata) = baris.masa.nyata {
            let (within, late) = split(nyata, baris.masa.rencana.akhir);
            for (span, class) in [(within, "nyata"), (late, "lewat")] {
                if let Some(span) = span {
                    self.bar(svg, span, y + 13.0, class);
                }
            }
        }
        let _ = writeln!(
            svg,
            "<text class=\"kecil\" x=\"{}\" y=\"{base}\">{keadaan}</text></g>",
            RIGHT + 8.0
        );
    }

    fn bar(&self, svg: &mut String, span: Span, y: f64, class: &str) {
        let ends = self
            .gantt
            .place(span.mulai)
            .zip(self.gantt.place(span.akhir));
        let Some((first, last)) = ends else { return };
        let (x, width) = (self.x(first), self.day() * count(last - first + 1));
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"7\"/>"
        );
    }

    fn today(&self, svg: &mut String) {
        let Some(place) = self.gantt.place(self.gantt.hari_ini) else {
            return;
        };
        let x = self.x(place) + self.day() / 2.0;
        let (top, bottom) = (TOP - 6.0, self.bottom());
        let _ = writeln!(svg, "<path class=\"kini\" d=\"M{x:.1} {top}V{bottom}\"/>");
    }

    fn legend(&self, svg: &mut String) {
        let y = self.bottom() + 20.0;
        let base = y + 8.0;
        let bars = [
            ("rencana", "rencana", 10.0),
            ("nyata", "nyata", 90.0),
            ("lewat", "nyata, lewat rencana", 160.0),
            ("libur", "libur", 310.0),
        ];
        for (class, word, x) in bars {
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"18\" height=\"8\"/>\
                 <text class=\"kecil\" x=\"{}\" y=\"{base}\">{word}</text>",
                x + 24.0
            );
        }
        let today = tanggal::long(self.gantt.hari_ini);
        let _ = writeln!(
            svg,
            "<path class=\"kini\" d=\"M375 {}H395\"/><text class=\"kecil\" x=\"401\" y=\"{base}\">hari ini, {today}</text>",
            y + 4.0
        );
    }
}

/// The part of a span up to a day, and the part after it.
fn split(span: Span, at: NaiveDate) -> (Option<Span>, Option<Span>) {
    let Span { mulai, akhir } = span;
    let within = (mulai <= at).then(|| Span {
        mulai,
        akhir: akhir.min(at),
    });
    let next = at.succ_opt().unwrap_or(at);
    let late = (akhir > at).then(|| Span {
        mulai: mulai.max(next),
        akhir,
    });
    (within, late)
}

/// An id as long as there is room for; ids have no letters that mean anything in XML.
fn label(id: &str) -> String {
    match id.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", id.get(..end).unwrap_or(id)),
        None => id.to_owned(),
    }
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
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
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
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
    fn what_is_late_is_a_bar_of_its_own() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let span = |mulai, akhir| Span {
            mulai: day(mulai),
            akhir: day(akhir),
        };
        let whole = span("2026-11-02", "2026-11-06");
        assert_eq!(split(whole, day("2026-11-06")), (Some(whole), None));
        assert_eq!(split(whole, day("2026-11-01")), (None, Some(whole)));
        let parts = (
            Some(span("2026-11-02", "2026-11-04")),
            Some(span("2026-11-05", "2026-11-06")),
        );
        assert_eq!(split(whole, day("2026-11-04")), parts);
    }
}
