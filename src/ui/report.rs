//! Findings as a report: the user's own lines, a caret, related places, something to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::wrap;
use crate::domain::finding::{Finding, Spot};
use crate::domain::rule::Severity;
use crate::source::{Texts, printable};

/// How a report should look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns available.
    pub width: u16,
    /// Whether to colour.
    pub colour: bool,
}

/// As many findings as anybody reads at once.
const MOST: usize = 100;

/// Renders findings with excerpts from their texts.
#[must_use]
pub fn render(findings: &[Finding], texts: &Texts<'_>, look: Look) -> String {
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(usize::from(look.width));
    let mut shown: Vec<String> = findings
        .iter()
        .take(MOST)
        .map(|finding| one(finding, texts, &renderer, look))
        .collect();
    if let Some(more) = findings.len().checked_sub(MOST).filter(|more| *more > 0) {
        shown.push(format!(
            "... dan {more} temuan lagi; semuanya: perintah ini atau rkt check dengan --json"
        ));
    }
    shown.join("\n\n")
}

fn one(finding: &Finding, texts: &Texts<'_>, renderer: &Renderer, look: Look) -> String {
    let (last, _) = texts.line_column(&finding.at).unwrap_or((1, 1));
    let gutter = " ".repeat(last.to_string().len() + 1);
    let level = match finding.severity {
        Severity::Galat => Level::ERROR.with_name("galat"),
        Severity::Peringatan => Level::WARNING.with_name("peringatan"),
        Severity::Saran => Level::NOTE.with_name("saran"),
    };
    let message = broken(&finding.message, look.width, "peringatan[RKT000]: ");
    let title = level.primary_title(message).id(finding.rule.code());
    let mut group = Group::with_title(title);
    group = match (texts.text(&finding.at), &finding.at.spot) {
        (Some(text), Spot::Field(_) | Spot::Key(_) | Spot::Bytes(..)) => {
            let here: Vec<_> = finding
                .because
                .iter()
                .filter(|(at, _)| at.file == finding.at.file)
                .collect();
            let mut snippet = Snippet::source(printable(text))
                .path(printable(&finding.at.file))
                .annotation(AnnotationKind::Primary.span(pointed(text, texts.span(&finding.at))));
            for (place, words) in here {
                let label = printable(words);
                snippet = snippet.annotation(
                    AnnotationKind::Context
                        .span(pointed(text, texts.span(place)))
                        .label(label),
                );
            }
            group.element(snippet)
        }
        (_, _) => group.element(Origin::path(printable(&finding.at.name()).into_owned())),
    };
    for (place, words) in finding
        .because
        .iter()
        .filter(|(at, _)| at.file != finding.at.file)
    {
        let (line, column) = texts.line_column(place).unwrap_or((1, 1));
        let note = format!("{words} ({}:{line}:{column})", place.file);
        group = group.element(Level::NOTE.with_name("lihat").message(broken(
            &note,
            look.width,
            &format!("{gutter}= lihat: "),
        )));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("saran").message(broken(
            help,
            look.width,
            &format!("{gutter}= saran: "),
        )));
    }
    renderer.render(&[group])
}

/// A text broken to the width that is left beside `lead`, with nothing hidden in it.
fn broken(text: &str, width: u16, lead: &str) -> String {
    let left = usize::from(width).saturating_sub(lead.len()).max(30);
    let left = u16::try_from(left).unwrap_or(width);
    let text = printable(text).replace(['\n', '\t'], " ");
    let lines = wrap(&text, left);
    lines
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What to underline; a byte order mark is no character of the text.
fn pointed(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mark = text.starts_with('\u{feff}') && span.start == 0;
    let start = if mark {
        '\u{feff}'.len_utf8()
    } else {
        span.start
    };
    start..span.end.max(start)
}

/// `2 galat, 1 peringatan`, or `tidak ada temuan`.
#[must_use]
pub fn counts(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
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
