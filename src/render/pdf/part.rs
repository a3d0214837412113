//! The blocks of a paper, each with its lines, before they are put on pages.

use super::face::Face;
use super::grid::Grid;
use super::leaf::Frame;
use super::look;
use super::structure::{NodeId, Role, Structure};
use super::words::{Line, Setter};
use crate::domain::naskah::{
    Blok, DAFTAR_ISI, Kertas, Kop, Naskah, Orientasi, Rata, TandaTangan, Teks,
};

/// How far the items of a list are set in.
const INDENT: f32 = 14.0;
/// How wide the sign-off is, at most.
const SIGNING: f32 = 90.0 * look::MM;
/// The room for a signature.
const SIGNATURE: f32 = 20.0 * look::MM;

/// A part of a paper, ready to be put on pages.
pub enum Part {
    /// Lines of text.
    Text(Passage),
    /// A table.
    Table(Grid),
    /// A line across the page, as thick as that, with that room above.
    Rule(f32, f32),
    /// What follows begins on a new page.
    NewPage(Orientasi),
}

/// Lines of text below each other.
pub struct Passage {
    /// The part of the paper that they are.
    pub node: NodeId,
    /// The lines.
    pub lines: Vec<Line>,
    /// The size of their letters.
    pub size: f32,
    /// How far they are set in.
    pub indent: f32,
    /// The width that they are set in.
    pub room: f32,
    /// How they are set in it.
    pub rata: Rata,
    /// Room above, but not at the top of a page.
    pub above: f32,
    /// What is drawn with each line.
    pub mark: Mark,
    /// What stands left of the first line.
    pub label: Option<(NodeId, Line)>,
    /// Whether what follows has to begin on the same page.
    pub leads: bool,
}

/// What is drawn with each line of a passage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A bar on its left.
    Bar,
    /// A line below it.
    Below,
}

impl Passage {
    /// Its height without the room above.
    pub fn height(&self) -> f32 {
        look::lines(self.lines.len(), self.size)
    }

    /// The height of as much as keeps together at its start, when that much has to follow it.
    pub fn first(&self, tail: f32) -> f32 {
        match self.lines.len() {
            0..=3 => self.height() + tail,
            _ if self.leads => self.height() + tail,
            _ => look::lines(2, self.size),
        }
    }
}

/// Makes parts of blocks.
pub struct Maker<'s, 'f> {
    /// Makes the lines.
    pub setter: &'s mut Setter<'f>,
    /// Where the parts are noted in reading order.
    pub structure: Structure,
    frame: Frame,
}

impl<'s, 'f> Maker<'s, 'f> {
    /// One for pages of that paper.
    pub fn new(setter: &'s mut Setter<'f>, kertas: Kertas) -> Maker<'s, 'f> {
        Maker {
            setter,
            structure: Structure::default(),
            frame: Frame::of(kertas),
        }
    }

    /// What comes before the blocks: letterhead and title.
    pub fn opening(&mut self, naskah: &Naskah) -> Vec<Part> {
        let mut parts = Vec::new();
        if let Some(kop) = &naskah.kop {
            self.letterhead(kop, &mut parts);
        }
        let title = Role::Heading(1, naskah.judul.clone());
        let title = self.centred(title, Face::Bold, &naskah.judul, 13.0);
        let above = if naskah.kop.is_some() { 14.0 } else { 0.0 };
        parts.push(Part::Text(Passage { above, ..title }));
        for line in &naskah.subjudul {
            let line = self.centred(Role::Paragraph, Face::Regular, line, look::BODY);
            parts.push(Part::Text(Passage { above: 2.0, ..line }));
        }
        parts
    }

    fn letterhead(&mut self, kop: &Kop, parts: &mut Vec<Part>) {
        let sized = [(&kop.pemerintah, 12.0), (&kop.instansi, 15.0)];
        for (text, size) in sized {
            let line = self.centred(Role::Paragraph, Face::Bold, text, size);
            parts.push(Part::Text(line));
        }
        for text in &kop.alamat {
            let line = self.centred(Role::Paragraph, Face::Regular, text, 9.0);
            parts.push(Part::Text(line));
        }
        parts.push(Part::Rule(2.25, 7.0));
        parts.push(Part::Rule(0.75, 2.5));
    }

    /// The blocks; what is wider than it is high comes on pages turned so.
    pub fn blocks(&mut self, naskah: &Naskah) -> Vec<Part> {
        let mut parts = Vec::new();
        for blok in &naskah.blok {
            match blok {
                Blok::Judul { tingkat, teks } => parts.push(self.heading(*tingkat, teks)),
                Blok::Paragraf(teks) => {
                    let node = self.structure.add(Role::Paragraph, None);
                    let lines = self.lines_of(teks, self.frame.width());
                    parts.push(Part::Text(self.passage(node, lines)));
                }
                Blok::Butir(items) => self.list(items, |_| "•".to_owned(), &mut parts),
                Blok::Urutan { mulai, butir } => {
                    let number = |n| format!("{}.", u64::from(*mulai) + n);
                    self.list(butir, number, &mut parts);
                }
                Blok::Tabel(tabel) => {
                    let width = self.frame.width();
                    parts.push(Part::Table(Grid::of(tabel, width, self)));
                }
                Blok::Catatan(teks) => parts.push(self.remark(teks)),
                Blok::DaftarIsi => self.contents(naskah, &mut parts),
                Blok::TandaTangan(signing) => {
                    let lines = self.sign_off(signing);
                    parts.extend(lines.into_iter().map(kept).map(Part::Text));
                }
                Blok::HalamanBaru(arah) => {
                    let ukuran = naskah.kertas.ukuran;
                    self.frame = Frame::of(Kertas {
                        ukuran,
                        arah: *arah,
                    });
                    parts.push(Part::NewPage(*arah));
                }
            }
        }
        parts
    }

    fn heading(&mut self, tingkat: u8, teks: &str) -> Part {
        let size = if tingkat <= 1 { 12.0 } else { look::BODY + 1.0 };
        let node = self
            .structure
            .add(Role::Heading(tingkat.max(1), teks.to_owned()), None);
        let lines = self
            .setter
            .lines(Face::Bold, teks, size, self.frame.width());
        Part::Text(Passage {
            size,
            above: 12.0,
            leads: true,
            ..self.passage(node, lines)
        })
    }

    fn remark(&mut self, teks: &str) -> Part {
        let node = self.structure.add(Role::Paragraph, None);
        let room = self.frame.width() - INDENT;
        let lines = self.setter.lines(Face::Bold, teks, look::BODY - 1.0, room);
        Part::Text(Passage {
            size: look::BODY - 1.0,
            indent: 8.0,
            room,
            mark: Mark::Bar,
            ..self.passage(node, lines)
        })
    }

    /// The headings below each other.
    fn contents(&mut self, naskah: &Naskah, parts: &mut Vec<Part>) {
        parts.push(self.heading(1, DAFTAR_ISI));
        let heads = naskah.blok.iter().filter_map(Blok::head);
        for (tingkat, teks) in heads {
            let node = self.structure.add(Role::Paragraph, None);
            let lines = self
                .setter
                .lines(Face::Regular, teks, look::BODY, self.frame.width());
            let indent = if tingkat <= 1 { 0.0 } else { INDENT };
            parts.push(Part::Text(Passage {
                indent,
                above: 3.0,
                ..self.passage(node, lines)
            }));
        }
    }

    /// A list, with what stands before each item by its place from 0.
    fn list(&mut self, items: &[Teks], mark: impl Fn(u64) -> String, parts: &mut Vec<Part>) {
        let list = self.structure.add(Role::List, None);
        let room = self.frame.width() - INDENT;
        for (n, teks) in (0..).zip(items) {
            let item = self.structure.add(Role::Item, Some(list));
            let label = self.structure.add(Role::Label, Some(item));
            let node = self.structure.add(Role::Body, Some(item));
            let bullet = self
                .setter
                .lines(Face::Regular, &mark(n), look::BODY, INDENT);
            let lines = self.lines_of(teks, room);
            parts.push(Part::Text(Passage {
                indent: INDENT,
                room,
                above: if n == 0 { 6.0 } else { 2.0 },
                label: bullet.into_iter().next().map(|line| (label, line)),
                ..self.passage(node, lines)
            }));
        }
    }

    /// The sign-off, whose parts keep together on the right.
    pub fn sign_off(&mut self, signing: &TandaTangan) -> Vec<Passage> {
        let width = self.frame.width();
        let room = SIGNING.min(width / 2.0);
        let mut all = Vec::new();
        let mut add = |face, text: &str, above, mark| {
            let node = self.structure.add(Role::Paragraph, None);
            let lines = self.setter.lines(face, text, look::BODY, room);
            all.push(Passage {
                indent: width - room,
                room,
                above,
                mark,
                ..plain(node, lines, room)
            });
        };
        for (n, line) in signing.above().iter().enumerate() {
            let above = if n == 0 { 18.0 } else { 0.0 };
            add(Face::Regular, line, above, Mark::None);
        }
        add(Face::Bold, signing.name(), SIGNATURE, Mark::Below);
        if let Some(number) = signing.number() {
            add(Face::Regular, &number, 1.0, Mark::None);
        }
        all
    }

    fn centred(&mut self, role: Role, face: Face, text: &str, size: f32) -> Passage {
        let node = self.structure.add(role, None);
        let lines = self.setter.lines(face, text, size, self.frame.width());
        Passage {
            size,
            rata: Rata::Tengah,
            above: 0.0,
            ..self.passage(node, lines)
        }
    }

    fn lines_of(&mut self, teks: &Teks, room: f32) -> Vec<Line> {
        let runs = teks
            .0
            .iter()
            .map(|run| (Face::from(run.gaya), run.teks.as_str()));
        self.setter
            .runs(&runs.collect::<Vec<_>>(), look::BODY, room)
    }

    fn passage(&self, node: NodeId, lines: Vec<Line>) -> Passage {
        plain(node, lines, self.frame.width())
    }
}

/// A passage that stays on the page of the next one.
fn kept(passage: Passage) -> Passage {
    Passage {
        leads: true,
        ..passage
    }
}

/// Running text.
fn plain(node: NodeId, lines: Vec<Line>, room: f32) -> Passage {
    Passage {
        node,
        lines,
        size: look::BODY,
        indent: 0.0,
        room,
        rata: Rata::Kiri,
        above: 8.0,
        mark: Mark::None,
        label: None,
        leads: false,
    }
}
