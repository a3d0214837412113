//! The blocks of a paper as the body of the file, section by section.

use super::numbering;
use super::page::{section, suffix, width};
use super::table::table;
use super::text::{self, leading, paragraph, paragraph_with, runs, runs_of};
use super::xml::{El, el};
use crate::domain::naskah::{Blok, DAFTAR_ISI, Kop, Naskah, Orientasi, TandaTangan};

/// The body of the file.
pub fn body(naskah: &Naskah) -> El {
    let whole = el("w:body").with(blocks(naskah, opening(naskah)));
    text::part("w:document").with([whole])
}

/// The blocks of a paper behind what stands before them, up to the end of the last section.
pub fn blocks(naskah: &Naskah, before: Vec<El>) -> Vec<El> {
    let mut body = Body {
        naskah,
        arah: naskah.kertas.arah,
        n_heads: 0,
        n_lists: 0,
        all: before,
    };
    let mut blok = naskah.blok.iter().peekable();
    while let Some(one) = blok.next() {
        let leads = match blok.peek() {
            Some(next) => matches!(next, Blok::TandaTangan(_)),
            None => naskah.tanda_tangan.is_some(),
        };
        body.block(one, leads);
    }
    if let Some(signing) = &naskah.tanda_tangan {
        body.sign_off(signing);
    }
    body.all.push(section(naskah, body.arah));
    body.all
}

/// Letterhead and title.
fn opening(naskah: &Naskah) -> Vec<El> {
    let mut all = naskah.kop.as_ref().map(letterhead).unwrap_or_default();
    let title = if has_cover(naskah) {
        "JudulSampul"
    } else {
        "Title"
    };
    all.push(paragraph(title, runs(&naskah.judul)));
    let lines = naskah.subjudul.iter();
    all.extend(lines.map(|line| paragraph("Subtitle", runs(line))));
    all
}

/// Whether the first page has nothing but the title and remarks.
fn has_cover(naskah: &Naskah) -> bool {
    let content = |blok: &&Blok| !matches!(blok, Blok::Catatan(_));
    let first = naskah.blok.iter().find(content);
    matches!(first, Some(Blok::HalamanBaru(_)))
}

fn letterhead(kop: &Kop) -> Vec<El> {
    let mut all = vec![
        paragraph("KopPemerintah", runs(&kop.pemerintah)),
        paragraph("KopInstansi", runs(&kop.instansi)),
    ];
    let lines = kop.alamat.iter();
    all.extend(lines.map(|line| paragraph("KopAlamat", runs(line))));
    all.push(paragraph("KopGaris", Vec::new()));
    all
}

struct Body<'a> {
    naskah: &'a Naskah,
    /// Which way the pages of the present section are turned.
    arah: Orientasi,
    n_heads: usize,
    n_lists: usize,
    all: Vec<El>,
}

impl Body<'_> {
    /// A block, which stays with what follows if that must not stand alone.
    fn block(&mut self, blok: &Blok, leads: bool) {
        let set = if leads { leading } else { paragraph };
        match blok {
            Blok::Judul { tingkat, teks } => self.heading(*tingkat, teks),
            Blok::Paragraf(teks) => self.all.push(set("Normal", runs_of(teks))),
            Blok::Butir(items) => {
                let items = items.iter().map(|teks| set("Butir", runs_of(teks)));
                self.all.extend(items);
            }
            Blok::Urutan { butir, .. } => {
                let number = numbering::of_list(self.n_lists);
                self.n_lists += 1;
                let items = butir.iter().map(|teks| {
                    let own = leads.then(|| el("w:keepNext")).into_iter();
                    paragraph_with("Urutan", own.chain([number.clone()]), runs_of(teks))
                });
                self.all.extend(items);
            }
            Blok::Tabel(tabel) => {
                let width = width(self.naskah.kertas.ukuran, self.arah);
                self.all.push(table(tabel, width, leads));
            }
            Blok::Catatan(teks) => self.all.push(set("Catatan", runs(teks))),
            Blok::DaftarIsi => self.all.extend(contents(self.naskah)),
            Blok::TandaTangan(signing) => self.sign_off(signing),
            Blok::HalamanBaru(arah) => {
                let end = section(self.naskah, self.arah);
                self.all
                    .push(paragraph_with("AkhirBagian", [end], Vec::new()));
                self.arah = *arah;
            }
        }
    }

    fn heading(&mut self, tingkat: u8, teks: &str) {
        self.n_heads += 1;
        let (id, name) = (self.n_heads.to_string(), bookmark(self.n_heads));
        let begin = el("w:bookmarkStart").attr("w:id", &id);
        let mut inside = vec![begin.attr("w:name", name)];
        inside.extend(runs(teks));
        inside.push(el("w:bookmarkEnd").attr("w:id", id));
        let style = format!("Judul{}", tingkat.clamp(1, 3));
        self.all.push(paragraph(&style, inside));
    }

    /// Who signs: each line stays with the next one.
    fn sign_off(&mut self, signing: &TandaTangan) {
        let suffix = suffix(self.arah);
        let mut line = |style: &str, text: &str| {
            let style = format!("{style}{suffix}");
            self.all.push(paragraph(&style, runs(text)));
        };
        for (n, text) in signing.above().iter().enumerate() {
            let style = if n == 0 {
                "AwalTandaTangan"
            } else {
                "TandaTangan"
            };
            line(style, text);
        }
        line("NamaPenanda", signing.name());
        if let Some(number) = signing.number() {
            line("TandaTangan", &number);
        }
    }
}

/// The headings and their pages: a field that is worked out anew when the file is opened, and holds
/// until then what is known already.
fn contents(naskah: &Naskah) -> Vec<El> {
    let heads = naskah
        .blok
        .iter()
        .filter(|blok| matches!(blok, Blok::Judul { .. }));
    let heads = (1..).zip(heads);
    let mut lines: Vec<(u8, Vec<El>)> = heads
        .filter_map(|(n, blok)| {
            let (tingkat, teks) = blok.head()?;
            Some((tingkat, vec![entry(n, teks)]))
        })
        .collect();
    if lines.is_empty() {
        lines.push((1, Vec::new()));
    }
    if let Some((_, first)) = lines.first_mut() {
        first.splice(0..0, text::stale_field_begin("TOC \\o \"1-2\" \\h \\z \\u"));
    }
    if let Some((_, last)) = lines.last_mut() {
        last.push(text::field_end());
    }
    let lines = lines.into_iter();
    let lines = lines.map(|(tingkat, inside)| paragraph(&format!("TOC{tingkat}"), inside));
    std::iter::once(paragraph("JudulDaftar", runs(DAFTAR_ISI)))
        .chain(lines)
        .collect()
}

/// A heading and its page, which lead to it.
fn entry(n: usize, teks: &str) -> El {
    let name = bookmark(n);
    let mut inside = runs(teks);
    inside.push(text::tab());
    inside.extend(text::field(&format!("PAGEREF {name} \\h"), ""));
    el("w:hyperlink").attr("w:anchor", name).with(inside)
}

/// What the table of contents calls a heading, by its number from 1.
fn bookmark(n: usize) -> String {
    format!("_Toc{n:06}")
}
