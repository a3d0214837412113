//! Findings as a report: the user's own lines, a caret, related places, something to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::wrap;
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::rule::Severity;
use crate::source::{line_column, locate, printable};

/// How a report should look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns available.
    pub width: u16,
    /// Whether to colour.
    pub colour: bool,
}

/// Renders findings with excerpts; `text_of` gives the text of a file, if it is at hand.
#[must_use]
pub fn render<'a>(
    findings: &[Finding],
    text_of: &dyn Fn(&str) -> Option<&'a str>,
    look: Look,
) -> String {
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(usize::from(look.width));
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| one(finding, text_of, &renderer, look))
        .collect();
    shown.join("\n\n")
}

fn one<'a>(
    finding: &Finding,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
    renderer: &Renderer,
    look: Look,
) -> String {
    let level = match finding.rule.severity() {
        Severity::Galat => Level::ERROR.with_name("galat"),
        Severity::Peringatan => Level::WARNING.with_name("peringatan"),
        Severity::Saran => Level::NOTE.with_name("saran"),
    };
    let message = broken(&finding.message, look.width, "peringatan[RKT000]: ");
    let title = level.primary_title(message).id(finding.rule.code());
    let mut group = Group::with_title(title);
    group = match (text_of(&finding.at.file), &finding.at.spot) {
        (Some(text), Spot::Field(_) | Spot::Key(_) | Spot::Bytes(..)) => {
            let here: Vec<_> = finding
                .because
                .iter()
                .filter(|(at, _)| at.file == finding.at.file)
                .collect();
            let mut snippet = Snippet::source(printable(text))
                .path(printable(&finding.at.file))
                .annotation(AnnotationKind::Primary.span(pointed(text, &finding.at)));
            for (place, words) in here {
                let label = printable(words);
                snippet = snippet.annotation(
                    AnnotationKind::Context
                        .span(pointed(text, place))
                        .label(label),
                );
            }
            group.element(snippet)
        }
        (_, _) => group.element(Origin::path(printable(&finding.at.file))),
    };
    for (place, words) in finding
        .because
        .iter()
        .filter(|(at, _)| at.file != finding.at.file)
    {
        let (line, column) = text_of(&place.file).map_or((1, 1), |text| start(text, place));
        let note = format!("{words} ({}:{line}:{column})", place.file);
        group = group.element(Level::NOTE.with_name("lihat").message(broken(
            &note,
            look.width,
            "   = lihat: ",
        )));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("saran").message(broken(
            help,
            look.width,
            "   = saran: ",
        )));
    }
    renderer.render(&[group])
}

/// A text broken to the width that is left beside `lead`, with nothing hidden in it.
fn broken(text: &str, width: u16, lead: &str) -> String {
    let left = usize::from(width).saturating_sub(lead.len()).max(30);
    let left = u16::try_from(left).unwrap_or(width);
    let text = printable(text).replace('\n', " ");
    let lines = wrap(&text, left);
    lines
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What to underline: at least one character of the text, unless there is none.
fn pointed(text: &str, place: &Place) -> std::ops::Range<usize> {
    let span = locate(text, &place.spot);
    let bom = if span.start == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let start = span.start.max(bom);
    start..span.end.max(start)
}

/// Line and column of a place, both from 1.
#[must_use]
pub fn start(text: &str, place: &Place) -> (usize, usize) {
    line_column(text, locate(text, &place.spot).start)
}

/// `2 galat, 1 peringatan`, or `tidak ada temuan`.
#[must_use]
pub fn counts(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.rule.severity() == severity)
            .count()
    };
    let parts: Vec<String> = [Severity::Galat, Severity::Peringatan, Severity::Saran]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        "tidak ada temuan".to_owned()
    } else {
        parts.join(", ")
    }
}
