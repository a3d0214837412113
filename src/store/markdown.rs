//! Markdown -> blocks of a paper. What a paper can't carry is told at its place, never dropped.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::text::{Source, conflict_markers};
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::naskah::{
    Bagian, Baris, Blok, Corak, Gaya, Kolom, Rata, Ruas, Sel, TabelNaskah, Teks, Tulisan,
};
use crate::domain::number::quote;
use crate::domain::rule::Rule;

/// What links may lead to.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// How wide a column of a table is, in characters of its longest cell.
const NARROWEST: usize = 6;
const WIDEST: usize = 40;

/// Reads the text of a part: what could be read, and what a paper can't carry.
#[must_use]
pub fn decode(source: &Source, bagian: Bagian) -> (Tulisan, Vec<Finding>) {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let mut reading = Reading::new(source, source.text.len() - text.len());
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reading.event(event, range);
    }
    let mut findings = conflict_markers(source);
    findings.extend(reading.findings);
    let tulisan = Tulisan {
        bagian,
        judul: reading.judul,
        blok: reading.blok,
    };
    (tulisan, findings)
}

/// A text while it is read.
struct Reading<'a> {
    source: &'a Source,
    /// Where the Markdown begins in the source.
    offset: usize,
    findings: Vec<Finding>,
    judul: Option<String>,
    blok: Vec<Blok>,
    /// The paragraph, item, heading or cell that is being read.
    teks: Teks,
    is_bold: bool,
    is_italic: bool,
    /// Where the link leads that is being read, and how much of the text stood before it.
    link: Option<(String, usize)>,
    list: Option<(Option<u64>, Vec<Teks>)>,
    table: Option<Grid>,
    /// How deep the reading is in something that can't be carried.
    skipping: usize,
}

/// A table while it is read.
struct Grid {
    rata: Vec<Rata>,
    rows: Vec<Vec<String>>,
}

/// What a paper can't carry: what it is, and what to do.
type Unfit = (&'static str, &'static str);

impl<'a> Reading<'a> {
    fn new(source: &'a Source, offset: usize) -> Reading<'a> {
        Reading {
            source,
            offset,
            findings: Vec::new(),
            judul: None,
            blok: Vec::new(),
            teks: Teks::default(),
            is_bold: false,
            is_italic: false,
            link: None,
            list: None,
            table: None,
            skipping: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Rule
                | Event::TaskListMarker(_) => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.put(&text),
            Event::SoftBreak => self.put(" "),
            Event::HardBreak => self.put("\n"),
            Event::Code(_) => self.refuse(CODE, range),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse(HTML, range),
            Event::Rule => self.refuse(("garis mendatar", "hapus barisnya"), range),
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.refuse(("rumus", "tulis sebagai teks biasa"), range);
            }
            Event::FootnoteReference(_) => {
                self.refuse(("catatan kaki", "tulis sebagai teks biasa"), range);
            }
            Event::TaskListMarker(_) => self.refuse(("kotak centang", "hapus tandanya"), range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.between_paragraphs(),
            Tag::Heading { .. } if self.list.is_some() => {
                self.skip(("judul di dalam daftar", "letakkan di luar daftar"), range);
            }
            Tag::Heading { .. }
            | Tag::Item
            | Tag::TableCell
            | Tag::Link {
                link_type: LinkType::Email,
                ..
            } => {}
            Tag::Strong if self.is_italic => self.refuse(BOTH, range),
            Tag::Emphasis if self.is_bold => self.refuse(BOTH, range),
            Tag::Strong => self.is_bold = true,
            Tag::Emphasis => self.is_italic = true,
            Tag::List(_) if self.list.is_some() => self.skip(NESTED, range),
            Tag::List(first) => self.list = Some((first, Vec::new())),
            Tag::Table(alignments) if self.list.is_none() => {
                let rata = alignments.into_iter().map(rata).collect();
                let rows = Vec::new();
                self.table = Some(Grid { rata, rows });
            }
            Tag::Table(_) => self.skip(("tabel di dalam daftar", "letakkan di luar daftar"), range),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Link { dest_url, .. } => self.link(&dest_url, range),
            Tag::BlockQuote(_) => self.skip(("kutipan", "hapus tanda `>` di awal barisnya"), range),
            Tag::CodeBlock(_) => self.skip(CODE_BLOCK, range),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.skip(HTML, range),
            Tag::Image { .. } => self.skip(
                ("gambar", "hapus barisnya, lalu tempel gambarnya di Word"),
                range,
            ),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {
                self.skip(("bentuk Markdown ini", "tulis sebagai teks biasa"), range);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.list.is_none() => {
                let teks = std::mem::take(&mut self.teks);
                self.blok.push(Blok::Paragraf(teks));
            }
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::Strong => self.is_bold = false,
            TagEnd::Emphasis => self.is_italic = false,
            TagEnd::Link => self.after_link(),
            TagEnd::Item => {
                let teks = std::mem::take(&mut self.teks);
                if let Some((_, items)) = &mut self.list {
                    items.push(teks);
                }
            }
            TagEnd::List(_) => self.after_list(range),
            TagEnd::TableCell => {
                let cell = self.plain("sel tabel", range);
                let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
                if let Some(row) = row {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let table = self.table.take().map(Grid::tabel);
                self.blok.extend(table.map(Blok::Tabel));
            }
            TagEnd::Paragraph
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }
}

const CODE: Unfit = ("tulisan di antara tanda `", "hapus tanda `-nya");
const CODE_BLOCK: Unfit = (
    "blok kode",
    "hapus spasi di awal barisnya, atau tanda ``` di atas dan di bawahnya",
);
const HTML: Unfit = (
    "HTML",
    "hapus, atau tulis sebagai teks biasa; tanda < ditulis \\<",
);
const BOTH: Unfit = ("tulisan tebal sekaligus miring", "pilih salah satunya");
const NESTED: Unfit = (
    "daftar di dalam daftar",
    "jadikan satu daftar, atau pisahkan dengan paragraf",
);

impl Reading<'_> {
    /// Puts text behind what was read, in the present look.
    fn put(&mut self, text: &str) {
        let gaya = match (self.is_bold, self.is_italic) {
            (true, _) => Gaya::Tebal,
            (false, true) => Gaya::Miring,
            (false, false) => Gaya::Biasa,
        };
        match self.teks.0.last_mut() {
            Some(last) if last.gaya == gaya => last.teks.push_str(text),
            Some(_) | None => self.teks.0.push(Ruas {
                gaya,
                teks: text.to_owned(),
            }),
        }
    }

    /// Further paragraphs of an item begin on a new line of it.
    fn between_paragraphs(&mut self) {
        if self.list.is_some() && !self.teks.0.is_empty() {
            self.put("\n");
        }
    }

    fn link(&mut self, url: &str, range: Range<usize>) {
        let lower = url.to_ascii_lowercase();
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
            self.link = Some((url.to_owned(), self.so_far().len()));
        } else {
            let help = "pakai alamat https:// yang lengkap, atau tulis tanpa tautan";
            self.refuse(("tautan ini", help), range);
        }
    }

    /// On paper a link is its words, and where it leads behind them unless they say it.
    fn after_link(&mut self) {
        let Some((url, before)) = self.link.take() else {
            return;
        };
        let so_far = self.so_far();
        let shown = so_far.get(before..).unwrap_or_default();
        if !url.ends_with(shown) || shown.is_empty() {
            self.put(&format!(" ({url})"));
        }
    }

    fn so_far(&self) -> String {
        self.teks.0.iter().map(|ruas| ruas.teks.as_str()).collect()
    }

    /// `#` is the title of the part, once and first; `##` and `###` are headings in it.
    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let teks = self.plain("judul", range.clone());
        let is_first = self.judul.is_none() && self.blok.is_empty();
        match level {
            HeadingLevel::H1 if is_first => self.judul = Some(teks),
            HeadingLevel::H1 => self.refuse(
                ("judul `#` yang kedua", "pakai ## untuk judul di dalam bab"),
                range,
            ),
            HeadingLevel::H2 => self.blok.push(Blok::bagian(&teks)),
            HeadingLevel::H3 => self.blok.push(Blok::Judul { tingkat: 3, teks }),
            HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => self.refuse(
                ("judul sedalam ini", "pakai ## atau ###, atau tulis tebal"),
                range,
            ),
        }
    }

    /// What was read, where there is but one look.
    fn plain(&mut self, place: &str, range: Range<usize>) -> String {
        let teks = std::mem::take(&mut self.teks);
        if teks.0.iter().any(|ruas| ruas.gaya != Gaya::Biasa) {
            let what = format!("huruf tebal atau miring di dalam {place}");
            self.tell(&what, "hapus tanda bintangnya", range);
        }
        teks.0.into_iter().map(|ruas| ruas.teks).collect()
    }

    fn after_list(&mut self, range: Range<usize>) {
        let Some((first, butir)) = self.list.take() else {
            return;
        };
        let Some(first) = first else {
            self.blok.push(Blok::Butir(butir));
            return;
        };
        match u32::try_from(first) {
            Ok(mulai) => self.blok.push(Blok::Urutan { mulai, butir }),
            Err(_) => self.refuse(("nomor sebesar ini", "mulai daftar dari 1"), range),
        }
    }

    /// Tells of something that can't be carried, and passes over what is in it.
    fn skip(&mut self, unfit: Unfit, range: Range<usize>) {
        self.refuse(unfit, range);
        self.skipping = 1;
    }

    fn refuse(&mut self, (what, help): Unfit, range: Range<usize>) {
        self.tell(what, help, range);
    }

    fn tell(&mut self, what: &str, help: &str, range: Range<usize>) {
        let (start, end) = (range.start + self.offset, range.end + self.offset);
        let said = self.source.text.get(start..end).unwrap_or_default();
        let line = said.lines().next().unwrap_or_default().trim_end();
        let place = Place {
            file: self.source.file.clone(),
            spot: Spot::Bytes(start, start + line.len()),
        };
        let message = format!("{what} tidak dapat dibawa ke naskah: {}", quote(line));
        let finding = Finding::new(Rule::TextUnfit, place, message);
        self.findings.push(finding.help(help));
    }
}

impl Grid {
    /// The table: its first row is the heading, and columns are as wide as their words ask.
    fn tabel(self) -> TabelNaskah {
        let mut rows = self.rows.into_iter();
        let kepala: Vec<String> = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.collect();
        let widest = |at: usize| {
            let cells = std::iter::once(&kepala).chain(&rows);
            let cells = cells.filter_map(|row| row.get(at));
            let longest = cells.map(|cell| cell.chars().count()).max();
            longest.unwrap_or_default().clamp(NARROWEST, WIDEST)
        };
        let kolom = self.rata.iter().enumerate().map(|(at, rata)| Kolom {
            lebar: u16::try_from(widest(at)).unwrap_or(u16::MAX),
            rata: *rata,
        });
        TabelNaskah {
            judul: kepala.join(", "),
            kolom: kolom.collect(),
            kepala: vec![kepala.iter().map(Sel::isi).collect()],
            baris: rows.iter().map(|row| baris(row)).collect(),
            utuh: false,
        }
    }
}

fn baris(row: &[String]) -> Baris {
    Baris::new(Corak::Biasa, row.iter().map(Sel::isi).collect())
}

fn rata(alignment: Alignment) -> Rata {
    match alignment {
        Alignment::None | Alignment::Left => Rata::Kiri,
        Alignment::Center => Rata::Tengah,
        Alignment::Right => Rata::Kanan,
    }
}
