//! The chart of a SOP onto pages: its shapes as they stand, its texts as the tables and lists that
//! they are.

use std::collections::{BTreeMap, BTreeSet};

use super::face::{Face, Fonts};
use super::flow::Laid;
use super::leaf::{Area, Drawing, Leaf, Outline, Pen, Text};
use super::look;
use super::structure::{NodeId, Place, Role, Span, Structure};
use super::words::Line;
use crate::domain::bagan::{
    self, Bagan, Bentuk, Halaman, Kolom, Milik, Panah, Peran, Rata, Rupa, Simbol, Teks, Titik,
};
use crate::domain::sop::Sop;
use crate::render::bagan::look::{Look, SHADE, arrow, line, symbol};

/// The longest side that a page may have, in points.
const LONGEST: f64 = 14_400.0;

/// Lays a chart out, a page a page.
pub fn lay(bagan: &Bagan, sop: &Sop, fonts: &Fonts) -> Laid {
    let mut sheets = Sheets {
        sop,
        fonts,
        structure: Structure::default(),
        known: BTreeMap::new(),
        lists: BTreeMap::new(),
    };
    let pages = bagan.halaman.iter().enumerate();
    let pages = pages.map(|(n, halaman)| sheets.page(n, halaman)).collect();
    Laid {
        pages,
        structure: sheets.structure,
        lacking: BTreeSet::new(),
    }
}

/// Pages that are laid out, one after another.
struct Sheets<'a> {
    sop: &'a Sop,
    fonts: &'a Fonts,
    structure: Structure,
    /// The parts whose texts may be on more than one place.
    known: BTreeMap<Peran, NodeId>,
    /// The lists below it.
    lists: BTreeMap<usize, NodeId>,
}

/// How large a page is beside its millimetres: points of one of them.
#[derive(Clone, Copy)]
struct Scale(f64);

impl Scale {
    /// What is larger than a page may be is shown smaller.
    fn of(halaman: &Halaman) -> Scale {
        let longest = halaman.lebar.max(halaman.tinggi).max(1.0);
        Scale(f64::from(look::MM).min(LONGEST / longest))
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "places on a page need no more"
    )]
    fn points(self, mm: f64) -> f32 {
        (mm * self.0) as f32
    }

    fn place(self, at: Titik) -> (f32, f32) {
        (self.points(at.x), self.points(at.y))
    }

    fn places(self, points: &[Titik]) -> Vec<(f32, f32)> {
        points.iter().map(|at| self.place(*at)).collect()
    }

    fn area(self, area: bagan::Area) -> Area {
        Area {
            x: self.points(area.x),
            y: self.points(area.y),
            width: self.points(area.lebar),
            height: self.points(area.tinggi),
        }
    }

    fn pen(self, look: Look) -> Pen {
        Pen {
            colour: look.line,
            width: self.points(look.width),
            dash: look
                .dash
                .map(|(on, off)| (self.points(on), self.points(off))),
        }
    }
}

impl Sheets<'_> {
    fn page(&mut self, n: usize, halaman: &Halaman) -> Leaf {
        let scale = Scale::of(halaman);
        let mut leaf = Leaf {
            width: scale.points(halaman.lebar),
            height: scale.points(halaman.tinggi),
            shapes: Vec::new(),
            texts: Vec::new(),
        };
        for bentuk in &halaman.bentuk {
            match bentuk {
                Bentuk::Latar(area) => leaf.draw(Drawing {
                    outline: Outline::Closed(scale.places(&area.sudut())),
                    fill: Some(SHADE),
                    pen: None,
                    of: None,
                }),
                Bentuk::Garis(garis) => leaf.draw(Drawing {
                    outline: Outline::Open(scale.places(&garis.titik)),
                    fill: None,
                    pen: Some(scale.pen(line(garis.tebal))),
                    of: None,
                }),
                Bentuk::Panah(panah) => way(panah, scale, &mut leaf),
                Bentuk::Simbol(simbol) => {
                    let drawn = self.symbol(simbol, n, scale);
                    leaf.draw(drawn);
                }
                Bentuk::Teks(teks) => self.text(teks, scale, &mut leaf),
            }
        }
        leaf
    }

    /// A symbol: a picture in its cell, or for the eye only where the ways are told in words.
    fn symbol(&mut self, simbol: &Simbol, page: usize, scale: Scale) -> Drawing {
        let area = scale.area(simbol.area);
        let look = symbol(simbol.tanda);
        let cell = cell_of(simbol.milik);
        let parent = cell.and_then(|peran| self.known.get(&peran)).copied();
        let of = parent.map(|parent| {
            let role = Role::Figure(simbol.kata(), Place { page, area });
            self.structure.add(role, Some(parent))
        });
        // What is written in it is part of it.
        self.known.extend(cell.zip(of));
        Drawing {
            outline: match simbol.rupa {
                Rupa::Kapsul => Outline::Capsule(area),
                Rupa::Kotak | Rupa::Belah | Rupa::Segilima => {
                    Outline::Closed(scale.places(&simbol.sudut()))
                }
            },
            fill: look.fill,
            pen: Some(scale.pen(look)),
            of,
        }
    }

    fn text(&mut self, teks: &Teks, scale: Scale, leaf: &mut Leaf) {
        let of = self.part(teks);
        let face = if teks.huruf.tebal {
            Face::Bold
        } else {
            Face::Regular
        };
        let room = scale.points(teks.area.lebar);
        let last = teks.baris.len().saturating_sub(1);
        for (n, (line, (at, trimmed))) in teks.baris.iter().zip(teks.letak()).enumerate() {
            let wide = self.fonts.width(face, trimmed);
            let size = scale.points(teks.huruf.ukuran);
            // Some letters are wider than any that the chart was laid out for.
            let size = if wide * size > room && wide > 0.0 {
                room / wide
            } else {
                size
            };
            let (x, y) = scale.place(at);
            let width = wide * size;
            let x = match teks.rata {
                Rata::Kiri => x,
                Rata::Tengah => x - width / 2.0,
                Rata::Kanan => x - width,
            };
            // The next text of the cell is another word.
            let ends_cell = n == last && matches!(teks.peran, Peran::Sel { .. });
            let line = format!("{line}{}", if ends_cell { " " } else { "" });
            leaf.texts.push(Text {
                x,
                y,
                size,
                line: Line::of(face, &line, width),
                of,
            });
        }
    }

    /// The part of the paper that a text is; none for what only the eye needs.
    fn part(&mut self, teks: &Teks) -> Option<NodeId> {
        let peran = teks.peran;
        if let Some(known) = self.known.get(&peran) {
            return Some(*known);
        }
        let words = || teks.baris.concat();
        let node = match peran {
            Peran::Kaki | Peran::Hiasan => return None,
            Peran::Sop => self.structure.add(Role::Heading(1, words()), None),
            Peran::Matriks | Peran::Daftar(_) => {
                self.structure.add(Role::Heading(2, words()), None)
            }
            Peran::Paragraf => return Some(self.structure.add(Role::Paragraph, None)),
            Peran::Nomor(list, n) => {
                let item = self.item(list);
                let label = self.structure.add(Role::Label, Some(item));
                let body = self.structure.add(Role::Body, Some(item));
                self.known.insert(Peran::Butir(list, n), body);
                label
            }
            Peran::Butir(list, _) => {
                let item = self.item(list);
                self.structure.add(Role::Body, Some(item))
            }
            Peran::Nama(_) | Peran::Nilai(_) => {
                self.identity();
                return self.known.get(&peran).copied();
            }
            Peran::Kepala { .. } | Peran::Sel { .. } => {
                self.matrix();
                return self.known.get(&peran).copied();
            }
        };
        self.known.insert(peran, node);
        Some(node)
    }

    /// Notes every cell of the identity block, also those in which nothing stands.
    fn identity(&mut self) {
        let role = Role::Table("Identitas SOP".to_owned());
        let table = self.structure.add(role, None);
        let rows = self.structure.add(Role::Rows, Some(table));
        for (n, _) in bagan::identitas(self.sop).enumerate() {
            let row = self.structure.add(Role::Row, Some(rows));
            let head = self.structure.add(Role::RowHead(ONE), Some(row));
            let value = self.structure.add(Role::Cell(ONE), Some(row));
            self.known
                .extend([(Peran::Nama(n), head), (Peran::Nilai(n), value)]);
        }
    }

    fn item(&mut self, list: usize) -> NodeId {
        let structure = &mut self.structure;
        let list = self.lists.entry(list);
        let list = *list.or_insert_with(|| structure.add(Role::List, None));
        structure.add(Role::Item, Some(list))
    }

    /// Notes every cell of the matrix, also those in which nothing stands.
    fn matrix(&mut self) {
        let pelaksana = self.sop.pelaksana.len();
        let title = self.sop.identitas.judul_matriks.clone();
        let table = self.structure.add(Role::Table(title), None);
        let heads = self.structure.add(Role::Head, Some(table));
        for baris in [0, 1] {
            let row = self.structure.add(Role::Row, Some(heads));
            for kolom in Kolom::all(pelaksana) {
                if let Some(span) = over(baris, kolom, pelaksana) {
                    let node = self.structure.add(Role::HeadCell(span), Some(row));
                    self.known.insert(Peran::Kepala { baris, kolom }, node);
                }
            }
        }
        let rows = self.structure.add(Role::Rows, Some(table));
        for (langkah, one) in self.sop.langkah.iter().enumerate() {
            let n_rows = one.mutu_baku.len().max(1);
            for baris in 0..n_rows {
                let row = self.structure.add(Role::Row, Some(rows));
                let columns = Kolom::all(pelaksana).into_iter();
                let columns = columns.filter(|kolom| baris == 0 || kolom.is_mutu_baku());
                for kolom in columns {
                    let rows = if kolom.is_mutu_baku() { 1 } else { n_rows };
                    let span = Span { rows, columns: 1 };
                    let role = if kolom == Kolom::No {
                        Role::RowHead(span)
                    } else {
                        Role::Cell(span)
                    };
                    let node = self.structure.add(role, Some(row));
                    let peran = Peran::Sel {
                        langkah,
                        baris,
                        kolom,
                    };
                    self.known.insert(peran, node);
                }
            }
        }
    }
}

/// One row and one column.
const ONE: Span = Span {
    rows: 1,
    columns: 1,
};

/// How much the heading that begins there covers, if one does.
fn over(baris: usize, kolom: Kolom, pelaksana: usize) -> Option<Span> {
    match (baris, kolom) {
        (0, Kolom::No | Kolom::Uraian | Kolom::Keterangan) => Some(Span {
            rows: 2,
            columns: 1,
        }),
        (0, Kolom::Pelaksana(0)) => Some(Span {
            rows: 1,
            columns: pelaksana,
        }),
        (0, Kolom::Kelengkapan) => Some(Span {
            rows: 1,
            columns: 3,
        }),
        (0, Kolom::Pelaksana(_) | Kolom::Waktu | Kolom::Output)
        | (_, Kolom::No | Kolom::Uraian | Kolom::Keterangan) => None,
        (_, Kolom::Pelaksana(_) | Kolom::Kelengkapan | Kolom::Waktu | Kolom::Output) => Some(ONE),
    }
}

/// The cell in which a symbol says something that no other word does.
fn cell_of(milik: Milik) -> Option<Peran> {
    match milik {
        Milik::Langkah { langkah, pelaksana } => Some(Peran::Sel {
            langkah,
            baris: 0,
            kolom: Kolom::Pelaksana(pelaksana),
        }),
        Milik::Mulai | Milik::Selesai | Milik::Keluar(_) | Milik::Masuk(_) | Milik::Contoh => None,
    }
}

fn way(panah: &Panah, scale: Scale, leaf: &mut Leaf) {
    let look = arrow();
    leaf.draw(Drawing {
        outline: Outline::Open(scale.places(&panah.batang())),
        fill: None,
        pen: Some(scale.pen(look)),
        of: None,
    });
    if let Some(corners) = panah.kepala() {
        leaf.draw(Drawing {
            outline: Outline::Closed(scale.places(&corners)),
            fill: Some(look.line),
            pen: None,
            of: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bagan::Huruf;

    #[test]
    fn letters_are_no_wider_than_what_the_chart_is_laid_out_for() {
        let fonts = Fonts::load().unwrap();
        for (face, tebal) in [(Face::Regular, false), (Face::Bold, true)] {
            let huruf = Huruf { ukuran: 1.0, tebal };
            // Any wider one is set smaller.
            let common = ('\u{20}'..'\u{180}').chain('\u{2010}'..'\u{2030}');
            for c in common.filter(|c| fonts.letter(face, *c).is_some()) {
                let text = c.to_string();
                let (wide, room) = (fonts.width(face, &text), huruf.lebar(&text));
                assert!(f64::from(wide) <= room + 1e-6, "{c:?} {wide} {room}");
            }
        }
    }
}
