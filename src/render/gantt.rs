//! The Gantt picture as SVG: no script, no font of its own, and told apart without colour.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::svg::Svg;
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

/// How bars look.
pub(super) const LOOKS: &str = "\
text{font-family:sans-serif;font-size:11px;fill:#111}\
.judul{font-weight:bold}.kecil{font-size:10px}.latar{fill:#fff}\
.libur{fill:#e9e9e9}.garis{stroke:#ccc}\
.rencana{fill:#fff;stroke:#555}.nyata{fill:#1f4e79}.lewat{fill:url(#lewat);stroke:#1f4e79}\
.kini{stroke:#b00020;stroke-width:1.5;stroke-dasharray:5 3}";

/// What fills the bars of what is late.
const DEFS: &str = "\
<defs><pattern id=\"lewat\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
<rect width=\"2.5\" height=\"5\" fill=\"#1f4e79\"/></pattern></defs>\n";

/// The whole picture, as a file of its own.
#[must_use]
pub fn to_string(gantt: &Gantt, judul: &str) -> String {
    drawn(gantt, judul, &format!("<style>{LOOKS}</style>{DEFS}"))
}

/// The picture in a page whose looks are around it.
pub(super) fn inside(gantt: &Gantt, judul: &str) -> String {
    drawn(gantt, judul, DEFS)
}

fn drawn(gantt: &Gantt, judul: &str, head: &str) -> String {
    let picture = Picture { gantt };
    let height = picture.bottom() + 44.0;
    let size = (TITLE / count(judul.chars().count().max(1))).min(15.0);
    let mut svg = Svg::default();
    svg.rect("latar", [0.0, 0.0, WIDTH, height]);
    svg.sized("judul", (10.0, 24.0), size, judul);
    picture.days(&mut svg);
    for (n, baris) in gantt.baris.iter().enumerate() {
        picture.row(&mut svg, n, baris);
    }
    picture.today(&mut svg);
    picture.legend(&mut svg);
    svg.picture((WIDTH, height), "", judul, head)
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
    fn days(&self, svg: &mut Svg) {
        let (top, bottom) = (TOP - 6.0, self.bottom());
        let days = self.gantt.hari.iter().enumerate();
        for (n, _) in days.clone().filter(|(_, day)| day.libur) {
            svg.rect("libur", [self.x(n), top, self.day(), bottom - top]);
        }
        let wide = self.day() * 7.0 >= 16.0;
        for (n, day) in days {
            let (x, date) = (self.x(n), day.tanggal);
            if self.names_month(n, date) {
                svg.text("bulan", (x, 46.0), &tanggal::month_year(date));
            }
            if wide && date.weekday() == Weekday::Mon {
                svg.line("garis", [(x, top), (x, bottom)]);
                svg.text("kecil", (x, 62.0), &date.day().to_string());
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

    fn row(&self, svg: &mut Svg, n: usize, baris: &Baris) {
        let y = TOP + ROW * count(n);
        let base = y + 15.0;
        let (no, uraian, keadaan) = (baris.no, &baris.uraian, &baris.keadaan);
        svg.line("garis", [(10.0, y), (690.0, y)]);
        svg.named(&format!("{no}. {uraian}: {keadaan}"), |svg| {
            let label = format!("{no}. {}", label(baris.id.as_str()));
            svg.text("langkah", (10.0, base), &label);
            self.bar(svg, baris.masa.rencana, y + 5.0, "rencana");
            let (within, late) = baris
                .masa
                .nyata
                .map_or((None, None), |nyata| split(nyata, baris.masa.rencana.akhir));
            for (span, class) in [(within, "nyata"), (late, "lewat")] {
                if let Some(span) = span {
                    self.bar(svg, span, y + 13.0, class);
                }
            }
            svg.text("kecil", (RIGHT + 8.0, base), keadaan);
        });
    }

    fn bar(&self, svg: &mut Svg, span: Span, y: f64, class: &str) {
        let ends = self
            .gantt
            .place(span.mulai)
            .zip(self.gantt.place(span.akhir));
        let Some((first, last)) = ends else { return };
        let width = self.day() * count(last - first + 1);
        svg.rect(class, [self.x(first), y, width, 7.0]);
    }

    fn today(&self, svg: &mut Svg) {
        let Some(place) = self.gantt.place(self.gantt.hari_ini) else {
            return;
        };
        let x = self.x(place) + self.day() / 2.0;
        svg.line("kini", [(x, TOP - 6.0), (x, self.bottom())]);
    }

    fn legend(&self, svg: &mut Svg) {
        let y = self.bottom() + 20.0;
        let base = y + 8.0;
        let bars = [
            ("rencana", "rencana", 10.0),
            ("nyata", "nyata", 90.0),
            ("lewat", "nyata, lewat rencana", 160.0),
            ("libur", "libur", 310.0),
        ];
        for (class, word, x) in bars {
            svg.rect(class, [x, y, 18.0, 8.0]);
            svg.text("kecil", (x + 24.0, base), word);
        }
        let today = format!("hari ini, {}", tanggal::long(self.gantt.hari_ini));
        svg.line("kini", [(375.0, y + 4.0), (395.0, y + 4.0)]);
        svg.text("kecil", (401.0, base), &today);
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

#[cfg(test)]
mod tests {
    use super::*;

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
