//! Findings as a report: the user's own lines, a caret, related places, something to do.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use anstyle::Style;

use super::wrap;
use crate::domain::finding::{Finding, Spot};
use crate::domain::rule::{Rule, Severity};
use crate::source::{Texts, printable};

/// How a report should look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns available.
    pub width: u16,
    /// Whether lines of a file are cut to that width.
    pub cut: bool,
    /// Whether to colour.
    pub colour: bool,
}

impl Look {
    /// Columns that an excerpt may take.
    fn columns(self) -> usize {
        usize::from(if self.cut { self.width } else { u16::MAX })
    }
}

/// Columns that an excerpt needs beside what it points at: the bar, and the marks of a cut.
const AROUND: usize = 14;

/// As many findings as anybody reads at once.
const MOST: usize = 100;

/// As many files as are named that could not be read whole.
const MOST_FILES: usize = 3;

/// As many warnings or hints of one rule in one group as are each shown with an excerpt.
const FEW: usize = 3;

/// Findings that belong together, under what people call that.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name of a Bidang, or of a file.
    pub title: String,
    /// Its findings.
    pub findings: Vec<Finding>,
}

impl Group {
    /// The worst severity of its findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).min()
    }
}

/// Renders findings with excerpts from their texts.
#[must_use]
pub fn render(findings: &[Finding], texts: &Texts<'_>, look: Look) -> String {
    let each: Vec<Bundle<'_>> = findings.iter().map(Bundle::one).collect();
    let mut shown = excerpts(&each, MOST, texts, look);
    shown.extend(more(findings.len()));
    shown.join("\n\n")
}

/// Renders groups of findings, each under its title; of many warnings or hints of one rule the
/// first has an excerpt.
#[must_use]
pub fn grouped(groups: &[Group], texts: &Texts<'_>, look: Look) -> String {
    let (mut shown, mut left) = (Vec::new(), MOST);
    let mut n_bundles = 0;
    for group in groups {
        let bundles = bundles(&group.findings);
        n_bundles += bundles.len();
        let excerpts = excerpts(&bundles, left, texts, look);
        left -= excerpts.len();
        if !excerpts.is_empty() {
            shown.push(title(group, look));
        }
        shown.extend(excerpts);
    }
    shown.extend(more(n_bundles));
    shown.join("\n\n")
}

/// A title with what it counts, underlined.
fn title(group: &Group, look: Look) -> String {
    let text = format!("{}: {}", group.title, counts(&group.findings));
    let text = printable(&text).into_owned();
    let line = "=".repeat(text.chars().count().min(usize::from(look.width)));
    if look.colour {
        let bold = Style::new().bold();
        return format!("{bold}{text}\n{line}{bold:#}");
    }
    format!("{text}\n{line}")
}

/// Findings that are shown with one excerpt: that of the first.
struct Bundle<'a> {
    first: &'a Finding,
    also: Vec<&'a Finding>,
}

impl<'a> Bundle<'a> {
    fn one(first: &'a Finding) -> Bundle<'a> {
        let also = Vec::new();
        Bundle { first, also }
    }
}

/// Puts many warnings or hints of one rule together; every other finding stays alone.
fn bundles(findings: &[Finding]) -> Vec<Bundle<'_>> {
    let key = |finding: &Finding| (finding.severity, finding.rule);
    let mut n_same: BTreeMap<(Severity, Rule), usize> = BTreeMap::new();
    for finding in findings {
        *n_same.entry(key(finding)).or_default() += 1;
    }
    let is_many = |finding: &Finding| {
        let n_same = n_same.get(&key(finding)).copied().unwrap_or_default();
        finding.severity != Severity::Galat && n_same > FEW
    };
    let mut bundles: Vec<Bundle<'_>> = Vec::new();
    let mut gathered: BTreeMap<(Severity, Rule), usize> = BTreeMap::new();
    for finding in findings {
        let at = gathered.get(&key(finding)).copied();
        if let Some(bundle) = at.and_then(|at| bundles.get_mut(at)) {
            bundle.also.push(finding);
            continue;
        }
        if is_many(finding) {
            gathered.insert(key(finding), bundles.len());
        }
        bundles.push(Bundle::one(finding));
    }
    bundles
}

/// The excerpts of as many bundles as may be.
fn excerpts(bundles: &[Bundle<'_>], most: usize, texts: &Texts<'_>, look: Look) -> Vec<String> {
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(look.columns());
    let bundles = bundles.iter().take(most);
    bundles
        .map(|bundle| one(bundle, texts, &renderer, look))
        .collect()
}

/// That there are more than anybody reads at once.
fn more(n_all: usize) -> Option<String> {
    let more = n_all.checked_sub(MOST).filter(|more| *more > 0)?;
    Some(format!(
        "... dan {more} temuan lagi; semuanya: perintah ini atau rkt check dengan --json"
    ))
}

/// One line a finding: place, severity, rule, message.
#[must_use]
pub fn brief(findings: &[Finding], texts: &Texts<'_>) -> Vec<String> {
    let one = |finding: &Finding| {
        let (place, message) = (place(finding, texts), &finding.message);
        let (severity, rule) = (finding.severity.word(), finding.rule);
        format!("{place}: {severity}[{rule}]: {message}").replace(['\n', '\t'], " ")
    };
    findings.iter().map(one).collect()
}

/// A place as programs read it: file, line and column.
fn place(finding: &Finding, texts: &Texts<'_>) -> String {
    match texts.line_column(&finding.at) {
        Some((line, column)) => format!("{}:{line}:{column}", finding.at.file),
        None => finding.at.name(),
    }
}

fn one(bundle: &Bundle<'_>, texts: &Texts<'_>, renderer: &Renderer, look: Look) -> String {
    let Bundle {
        first: finding,
        also,
    } = bundle;
    let (last, _) = texts.line_column(&finding.at).unwrap_or((1, 1));
    let gutter = " ".repeat(last.to_string().len() + 1);
    let level = match finding.severity {
        Severity::Galat => Level::ERROR.with_name("galat"),
        Severity::Peringatan => Level::WARNING.with_name("peringatan"),
        Severity::Saran => Level::NOTE.with_name("saran"),
    };
    let message = broken(&finding.message, look.width, "peringatan[RKT000]: ");
    let title = level.primary_title(message).id(finding.rule.code());
    let mut group = annotate_snippets::Group::with_title(title);
    group = match (texts.text(&finding.at), &finding.at.spot) {
        (Some(text), Spot::Field(_) | Spot::Key(_) | Spot::Bytes(..)) => {
            let here: Vec<_> = finding
                .because
                .iter()
                .filter(|(at, _)| at.file == finding.at.file)
                .collect();
            let room = look.columns().saturating_sub(gutter.len() + AROUND);
            let marked = |place| pointed(text, texts.span(place), room);
            let mut snippet = Snippet::source(printable(text))
                .path(printable(&finding.at.file))
                .annotation(AnnotationKind::Primary.span(marked(&finding.at)));
            for (place, words) in here {
                let label = printable(words);
                snippet =
                    snippet.annotation(AnnotationKind::Context.span(marked(place)).label(label));
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
    if !also.is_empty() {
        let lines = also.iter().filter_map(|other| texts.line_column(&other.at));
        let lines: Vec<String> = lines.map(|(line, _)| line.to_string()).collect();
        let note = format!("{} lagi di baris {}", also.len(), lines.join(", "));
        group = group.element(Level::NOTE.with_name("juga").message(broken(
            &note,
            look.width,
            &format!("{gutter}= juga: "),
        )));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("perbaikan").message(broken(
            help,
            look.width,
            &format!("{gutter}= perbaikan: "),
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

/// What to underline, at most so many columns of it, so that the line can be cut around it; a byte
/// order mark is no character of the text.
fn pointed(text: &str, span: Range<usize>, room: usize) -> Range<usize> {
    let mark = text.starts_with('\u{feff}') && span.start == 0;
    let start = if mark {
        '\u{feff}'.len_utf8()
    } else {
        span.start
    };
    let end = span.end.max(start);
    let marked = text.get(start..end).unwrap_or_default();
    match marked.char_indices().nth(room) {
        Some((at, _)) if !marked.contains('\n') => start..start + at,
        Some(_) | None => start..end,
    }
}

/// How many findings are of a severity.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    let all = findings.iter();
    all.filter(|finding| finding.severity == severity).count()
}

/// That the rules did not see everything, and where that lies.
#[must_use]
pub fn unread(files: &BTreeSet<String>) -> Option<String> {
    let names: Vec<&str> = files.iter().take(MOST_FILES).map(String::as_str).collect();
    let more = match files.len().saturating_sub(MOST_FILES) {
        0 => String::new(),
        n => format!(", dan {n} berkas lain"),
    };
    (!names.is_empty()).then(|| {
        format!(
            "Belum semuanya dibandingkan dengan acuan dan form lain, sebab ada yang belum terisi atau \
             belum terbaca: {}{more}",
            names.join(", ")
        )
    })
}

/// `2 galat, 1 peringatan`, or `tidak ada temuan`.
#[must_use]
pub fn counts(findings: &[Finding]) -> String {
    let parts: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| (count(findings, severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        "tidak ada temuan".to_owned()
    } else {
        parts.join(", ")
    }
}
