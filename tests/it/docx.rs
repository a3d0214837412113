//! Papers as DOCX: every row in order, valid as Word asks, and no text is ever anything but text.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rkt::domain::document::Cell;
use rkt::domain::naskah::{
    Bagian, Baris, Blok, Corak, Gaya, Kop, Naskah, Orientasi, Rata, Sel, TabelNaskah, TataLetak,
    Teks, Tulisan, Ukuran, lengkap,
};
use rkt::render::docx::docx;

use crate::export::{compiled, parts};
use crate::naskah::{expected, instansi, paper, plan};

/// An element of XML.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    /// Reads XML whole; anything that is not well-formed fails.
    pub fn parse(xml: &str) -> Node {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Node::of(&start)),
                Event::Empty(start) => {
                    let node = Node::of(&start);
                    open.last_mut().unwrap().children.push(node);
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::GeneralRef(reference) => {
                    let text = match &*reference {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        other => panic!("&{other};"),
                    };
                    open.last_mut().unwrap().text.push_str(text);
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {
                    panic!("{xml}");
                }
            }
        }
        assert_eq!(open.len(), 1);
        open.remove(0).children.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Node {
        let attributes = start.attributes().map(|one| {
            let one = one.unwrap();
            let value = one.normalized_value(XmlVersion::Explicit1_0).unwrap();
            (one.key.as_ref().to_owned(), value.into_owned())
        });
        Node {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Node::default()
        }
    }

    /// This element and all in it, in order.
    pub fn all(&self) -> Vec<&Node> {
        let below = self.children.iter().flat_map(Node::all);
        std::iter::once(self).chain(below).collect()
    }

    pub fn named<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        let all = self.all().into_iter();
        all.filter(|node| node.name == name).collect()
    }

    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|node| node.name == name)
    }

    pub fn attr(&self, key: &str) -> Option<&str> {
        self.attributes.get(key).map(String::as_str)
    }

    /// What a reader sees.
    pub fn said(&self) -> String {
        let pieces = self.all().into_iter().map(|node| match node.name.as_str() {
            "w:t" => node.text.as_str(),
            "w:br" => "\n",
            "w:tab" if node.attributes.is_empty() => "\t",
            _ => "",
        });
        pieces.collect()
    }
}

/// The parts of a paper as DOCX, each read.
fn read(naskah: &Naskah) -> BTreeMap<String, Node> {
    read_file(&docx(naskah).unwrap())
}

/// The parts of a file, each read.
pub fn read_file(bytes: &[u8]) -> BTreeMap<String, Node> {
    let read = parts(bytes).into_iter();
    read.map(|(name, xml)| (name, Node::parse(&xml))).collect()
}

/// The tables of a paper as DOCX, heading rows included; all columns of a wide cell but the first are
/// empty.
pub fn tables(naskah: &Naskah) -> Vec<Vec<Vec<String>>> {
    let document = document(naskah);
    let tables = document.named("w:tbl").into_iter();
    let rows = |table| grid(table).into_iter().map(|(_, row)| row).collect();
    tables.map(rows).collect()
}

fn document(naskah: &Naskah) -> Node {
    read(naskah).remove("word/document.xml").unwrap()
}

/// The rows of a table as the grid that they cover, and whether each is a heading; a cell that goes
/// on has the text of the one above, and all columns of a wide one but the first are empty.
pub fn grid(table: &Node) -> Vec<(bool, Vec<String>)> {
    let mut rows: Vec<(bool, Vec<String>)> = Vec::new();
    for row in table.children.iter().filter(|node| node.name == "w:tr") {
        let is_head = !row.named("w:tblHeader").is_empty();
        let mut texts: Vec<String> = Vec::new();
        for cell in row.children.iter().filter(|node| node.name == "w:tc") {
            let own = cell.child("w:tcPr").unwrap();
            let goes_on = own
                .child("w:vMerge")
                .is_some_and(|one| one.attributes.is_empty());
            let above = rows.last().and_then(|(_, row)| row.get(texts.len()));
            texts.push(if goes_on {
                above.unwrap().clone()
            } else {
                cell.said()
            });
            texts.resize(texts.len() + span(own) - 1, String::new());
        }
        rows.push((is_head, texts));
    }
    rows
}

fn span(properties: &Node) -> usize {
    let span = properties.child("w:gridSpan");
    span.map_or(1, |span| span.attr("w:val").unwrap().parse().unwrap())
}

/// The texts of some columns of all tables that have them, row by row, bands left out.
fn texts(document: &Node, heads: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for table in document.named("w:tbl") {
        let rows = grid(table);
        let (_, own) = rows.iter().rfind(|(is_head, _)| *is_head).unwrap();
        let place = |head: &&str| own.iter().position(|text| text == head);
        let Some(places) = heads.iter().map(place).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let is_band = |row: &[String]| row[1..].iter().all(String::is_empty);
        let rows = rows
            .iter()
            .filter(|(is_head, row)| !is_head && !is_band(row));
        all.extend(
            rows.map(|(_, row)| places.iter().map(|at| row[*at].clone()).collect::<Vec<_>>()),
        );
    }
    all
}

/// A complete document with every kind of block in it, all of whose words are these.
fn everything(words: &str) -> Naskah {
    let mut document = plan(3);
    document.catatan = vec![words.to_owned()];
    for section in &mut document.sections {
        for cell in section.table.rows.iter_mut().flatten() {
            if matches!(cell, Cell::Text(_)) && !cell.is_total() {
                *cell = Cell::Text(words.to_owned());
            }
        }
    }
    let mut rkt = paper(&document, TataLetak::DuaTabel, Ukuran::F4);
    words.clone_into(&mut rkt.judul);
    words.clone_into(&mut rkt.kaki);
    rkt.kop = Some(Kop {
        pemerintah: words.to_owned(),
        instansi: words.to_owned(),
        alamat: vec![words.to_owned()],
    });
    if let Some(signing) = &mut rkt.tanda_tangan {
        signing.nama = Some(words.to_owned());
        words.clone_into(&mut signing.tempat);
    }
    let teks = Teks::from(words)
        .with(Gaya::Tebal, words)
        .with(Gaya::Miring, words);
    let tulisan = Bagian::ALL.map(|bagian| Tulisan {
        bagian,
        judul: Some(words.to_owned()),
        blok: vec![
            Blok::bagian(words),
            Blok::Judul {
                tingkat: 3,
                teks: words.to_owned(),
            },
            Blok::Paragraf(teks.clone()),
            Blok::Butir(vec![teks.clone()]),
            Blok::Urutan {
                mulai: 4,
                butir: vec![teks.clone(), teks.clone()],
            },
        ],
    });
    lengkap(rkt, &tulisan)
}

#[test]
fn every_row_is_there_in_order() {
    let plan = plan(40);
    let of = |tata_letak| document(&paper(&plan, tata_letak, Ukuran::A4));
    let keys = ["indikator", "satuan", "target", "tw4", "pagu"];
    let heads = ["Indikator Kinerja", "Satuan", "Target", "IV", "Pagu (Rp)"];
    let rows = expected(&plan, &["sasaran", "program"], &keys);
    assert_eq!(rows.len(), 52);
    assert_eq!(texts(&of(TataLetak::Berjenjang), &heads), rows);
    let keys = ["uraian", "indikator", "satuan", "target"];
    let heads = ["Sasaran", "Indikator Kinerja", "Satuan", "Target"];
    let rows = expected(&plan, &["sasaran"], &keys);
    assert_eq!(texts(&of(TataLetak::Inti), &heads), rows);
    let two = of(TataLetak::DuaTabel);
    assert_eq!(texts(&two, &heads), rows);
    let mut recap = expected(&plan, &["bidang"], &["nama", "pagu"]);
    recap.push(vec![String::new(), plan.total().unwrap().grouped()]);
    assert_eq!(texts(&two, &["Nama", "Pagu (Rp)"]), recap);
    let n_rows: usize = two
        .named("w:tbl")
        .iter()
        .map(|table| grid(table).len())
        .sum();
    let n_heads = two.named("w:tblHeader").len();
    // The recap by Bidang has its sum below it.
    assert_eq!(n_rows - n_heads, plan.n_rows() + 1);
}

#[test]
fn equal_papers_give_equal_bytes() {
    let make = || docx(&everything("kata")).unwrap();
    let bytes = make();
    assert!(bytes == make());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for n in 0..archive.len() {
        let entry = archive.by_index(n).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::DEFAULT));
    }
}

/// What may be in an element, in the order that the format asks for (ISO/IEC 29500-1, and the
/// schemas of Word's shapes).
const ORDER: [(&str, &str); 22] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines numPr pBdr tabs spacing ind jc outlineLvl sectPr",
    ),
    ("w:rPr", "rStyle rFonts b bCs i iCs sz szCs u lang"),
    ("w:tbl", "tblPr tblGrid tr"),
    (
        "w:tblPr",
        "tblStyle tblW tblBorders tblLayout tblCellMar tblLook tblCaption",
    ),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tr", "trPr tc"),
    ("w:tc", "tcPr p"),
    ("w:tcPr", "tcW gridSpan vMerge shd vAlign"),
    (
        "w:sectPr",
        "headerReference footerReference type pgSz pgMar",
    ),
    ("w:style", "name basedOn qFormat pPr rPr tblPr"),
    ("w:lvl", "start numFmt lvlText lvlJc pPr"),
    ("mc:AlternateContent", "Choice Fallback"),
    (
        "wp:anchor",
        "simplePos positionH positionV extent effectExtent wrapNone docPr cNvGraphicFramePr graphic",
    ),
    ("wpg:wgp", "cNvGrpSpPr grpSpPr wsp"),
    ("wps:wsp", "cNvPr cNvSpPr spPr txbx bodyPr"),
    ("wps:spPr", "xfrm custGeom prstGeom noFill solidFill ln"),
    ("a:xfrm", "off ext chOff chExt"),
    ("a:custGeom", "avLst gdLst ahLst cxnLst rect pathLst"),
    ("a:path", "moveTo lnTo close"),
    ("a:ln", "noFill solidFill custDash miter"),
    ("a:graphic", "graphicData"),
    ("wps:txbx", "txbxContent"),
];

/// Asserts that the elements of a part stand in the order of the format.
#[track_caller]
pub fn is_in_order(part: &Node) {
    for node in part.all() {
        let order = ORDER.iter().find(|(name, _)| *name == node.name);
        let Some((name, order)) = order else { continue };
        let order: Vec<&str> = order.split(' ').collect();
        let place = |child: &Node| {
            let (_, own) = child.name.split_once(':').unwrap();
            order.iter().position(|one| *one == own).unwrap_or_else(|| {
                panic!("{own} in {name}");
            })
        };
        let places: Vec<usize> = node.children.iter().map(place).collect();
        assert!(places.is_sorted(), "{name}: {places:?}");
    }
}

#[test]
fn elements_stand_in_the_order_of_the_format() {
    read(&everything("kata")).values().for_each(is_in_order);
}

/// The values of an attribute of all elements of a name.
fn values(of: &Node, name: &str, key: &str) -> BTreeSet<String> {
    let all = of.named(name).into_iter();
    all.map(|node| node.attr(key).unwrap().to_owned()).collect()
}

/// Asserts that styles, lists and parts that are referred to are there.
#[track_caller]
pub fn refers_to_what_is_there(parts: &BTreeMap<String, Node>) {
    let main = &parts["word/document.xml"];
    let styles = values(&parts["word/styles.xml"], "w:style", "w:styleId");
    for (name, part) in parts {
        for kind in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn"] {
            let used = values(part, kind, "w:val");
            assert!(used.is_subset(&styles), "{name}: {used:?}");
        }
    }
    let lists = values(&parts["word/numbering.xml"], "w:num", "w:numId");
    assert!(values(main, "w:numId", "w:val").is_subset(&lists));
    let relations = &parts["word/_rels/document.xml.rels"];
    let known = values(relations, "Relationship", "Id");
    for kind in ["w:headerReference", "w:footerReference"] {
        assert!(values(main, kind, "r:id").is_subset(&known));
    }
    let typed = values(&parts["[Content_Types].xml"], "Override", "PartName");
    for target in values(relations, "Relationship", "Target") {
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        assert!(typed.contains(&format!("/word/{target}")), "{target}");
    }
    let relations = relations.named("Relationship");
    assert!(relations.iter().all(|one| one.attr("TargetMode").is_none()));
}

#[test]
fn all_that_is_referred_to_is_there() {
    let naskah = everything("kata");
    let parts = read(&naskah);
    let main = &parts["word/document.xml"];
    refers_to_what_is_there(&parts);
    for (name, part) in &parts {
        let marks = values(part, "w:fldChar", "w:fldCharType");
        if !marks.is_empty() {
            let n = |kind: &str| {
                let all = part.named("w:fldChar").into_iter();
                all.filter(|one| one.attr("w:fldCharType") == Some(kind))
                    .count()
            };
            assert_eq!(
                (n("begin"), n("begin")),
                (n("separate"), n("end")),
                "{name}"
            );
        }
    }
    let lists = values(&parts["word/numbering.xml"], "w:num", "w:numId");
    assert_eq!(lists.len(), 1 + Bagian::ALL.len());
    let marks = values(main, "w:bookmarkStart", "w:name");
    assert!(values(main, "w:hyperlink", "w:anchor").is_subset(&marks));
}

#[test]
fn tables_are_whole() {
    for table in document(&everything("kata")).named("w:tbl") {
        let n_columns = table.named("w:gridCol").len();
        for (_, row) in grid(table) {
            assert_eq!(row.len(), n_columns);
        }
        let rows = table.named("w:tr");
        assert!(rows.iter().all(|row| !row.named("w:cantSplit").is_empty()));
        for cell in table.named("w:tc") {
            assert_eq!(cell.children.last().unwrap().name, "w:p");
        }
    }
}

#[test]
fn a_row_leaves_room_to_write_in() {
    let mut naskah = paper(&plan(1), TataLetak::Inti, Ukuran::A4);
    let Some(Blok::Tabel(tabel)) = naskah.blok.iter_mut().find(|blok| is_table(blok)) else {
        panic!("no table");
    };
    tabel.baris[0].ruang = 10;
    let main = document(&naskah);
    let heights = main.named("w:trHeight");
    let [height] = heights.as_slice() else {
        panic!("{} heights", heights.len());
    };
    assert_eq!(height.attr("w:val"), Some("567"));
    assert_eq!(height.attr("w:hRule"), Some("atLeast"));
}

fn is_table(blok: &Blok) -> bool {
    matches!(blok, Blok::Tabel(_))
}

#[test]
fn who_signs_never_stands_alone() {
    let main = document(&paper(&plan(3), TataLetak::Inti, Ukuran::A4));
    let body = &main.children[0].children;
    let at = body.iter().rposition(|node| node.name == "w:tbl").unwrap();
    let last = body[at].named("w:tr").into_iter().next_back().unwrap();
    let kept = |node: &Node| node.named("w:p").len() == node.named("w:keepNext").len();
    assert!(kept(last));
    let above = body[at].named("w:tr").into_iter().nth_back(1).unwrap();
    assert!(!kept(above));
    let after: Vec<String> = body[at + 1..].iter().map(Node::said).collect();
    assert!(after[0].starts_with("Paringin, ..."), "{after:?}");
    assert_eq!(after[3], "Drs. H. Contoh Rahman, M.Pd");
}

#[test]
fn the_rows_of_a_whole_table_stay_together() {
    let mut naskah = paper(&plan(1), TataLetak::Inti, Ukuran::A4);
    naskah.tanda_tangan = None;
    let cells = |teks: &str| Baris::new(Corak::Biasa, vec![Sel::isi(teks)]);
    let rows = vec![cells("satu"), cells("dua"), cells("tiga")];
    let tabel = TabelNaskah::of("Paraf", &[("Paraf", 1, Rata::Kiri)], rows);
    let kept = |tabel: TabelNaskah, naskah: &mut Naskah| -> Vec<bool> {
        naskah.blok = vec![Blok::Tabel(tabel)];
        let rows = document(naskah);
        let rows = rows.named("w:tr").into_iter().skip(1);
        rows.map(|row| !row.named("w:keepNext").is_empty())
            .collect()
    };
    assert_eq!(kept(tabel.clone(), &mut naskah), [false; 3]);
    assert_eq!(kept(tabel.whole(), &mut naskah), [true, true, false]);
}

#[test]
fn pages_are_turned_and_numbered() {
    let naskah = everything("kata");
    let parts = read(&naskah);
    let turned: Vec<bool> = parts["word/document.xml"]
        .named("w:pgSz")
        .iter()
        .map(|size| size.attr("w:orient").is_some())
        .collect();
    assert_eq!(
        turned,
        [false, false, false, false, false, false, false, true]
    );
    for part in ["word/kaki.xml", "word/kakiMendatar.xml"] {
        assert_eq!(parts[part].said(), "kata\tHalaman 1 dari 1");
    }
    assert!(parts.contains_key("word/kepala.xml"));
    let signed = Naskah {
        is_draf: false,
        ..naskah
    };
    assert!(!read(&signed).contains_key("word/kepala.xml"));
}

#[test]
fn the_complete_document_has_its_parts_in_order() {
    let rkt = paper(&plan(3), TataLetak::Berjenjang, Ukuran::A4);
    let tulisan = Bagian::ALL.map(|bagian| Tulisan {
        bagian,
        judul: None,
        blok: vec![Blok::Paragraf(Teks::from(bagian.name()))],
    });
    let naskah = lengkap(rkt, &tulisan);
    assert_eq!(naskah.kertas.arah, Orientasi::Tegak);
    let main = document(&naskah);
    let style = |node: &&Node| {
        let style = node.named("w:pStyle").into_iter().next()?;
        style.attr("w:val").map(str::to_owned)
    };
    let of = |wanted: &str| -> Vec<String> {
        let all = main.named("w:p").into_iter();
        let all = all.filter(|node| style(node).as_deref() == Some(wanted));
        all.map(Node::said).collect()
    };
    let expected = [
        "KATA PENGANTAR",
        "BAB I PENDAHULUAN",
        "BAB II EVALUASI KINERJA",
        "BAB III PERENCANAAN KINERJA",
        "BAB IV PENUTUP",
        "LAMPIRAN: RENCANA KINERJA TAHUNAN (RKT) 2027",
    ];
    assert_eq!(of("Judul1"), expected);
    assert_eq!(of("TOC1"), expected.map(|head| format!("{head}\t")));
    assert_eq!(of("JudulDaftar"), ["DAFTAR ISI"]);
    let said: Vec<&str> = Bagian::ALL.map(Bagian::name).to_vec();
    let own = of("Normal")
        .into_iter()
        .filter(|text| said.contains(&text.as_str()));
    assert_eq!(own.collect::<Vec<_>>(), said);
    assert_eq!(of("NamaPenanda").len(), 1);
    assert_eq!(of("NamaPenandaMendatar").len(), 1);
    let kop = Kop::of(&instansi());
    assert_eq!(of("KopInstansi"), [kop.instansi]);
}

/// Texts that would be something else where they are not held as text.
const HOSTILE: [&str; 5] = [
    "</w:t></w:r><w:p><script>alert(1)</script>",
    "&lt;&#0;&bogus; ]]> <!-- \" ' -->",
    "a\u{0}b\u{1b}[31m\u{7}\u{202e}\u{feff}\u{ffff}",
    "](javascript:alert(1)) =cmd|' /C calc'!A0 { HYPERLINK \"x\" }",
    "\u{fffe}\r\n\t  \n",
];

#[test]
fn hostile_text_stays_text() {
    let shape = |naskah: &Naskah| -> BTreeMap<String, Vec<String>> {
        let is_text = |name: &str| matches!(name, "w:t" | "w:br" | "w:tab");
        let names = |part: &Node| {
            let all = part.all().into_iter().map(|node| node.name.clone());
            all.filter(|name| !is_text(name)).collect()
        };
        let parts = read(naskah);
        parts
            .iter()
            .map(|(name, part)| (name.clone(), names(part)))
            .collect()
    };
    let harmless = shape(&everything("kata"));
    let long = "W".repeat(10_000);
    for words in HOSTILE.into_iter().chain([long.as_str()]) {
        assert!(harmless == shape(&everything(words)), "{words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_what_is_read(words in "[\\PC\n\t\u{1}\u{fffe}<&\"']{1,40}") {
        let mut naskah = paper(&plan(0), TataLetak::Inti, Ukuran::A4);
        naskah.blok = vec![Blok::Paragraf(Teks::from(words.as_str()))];
        naskah.tanda_tangan = None;
        let main = document(&naskah);
        let said = main.named("w:p").last().unwrap().said();
        let shown = rkt::source::printable(&words).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        prop_assert_eq!(said, shown);
    }
}

#[test]
fn a_part_that_is_not_written_is_told() {
    let mut workspace = compiled();
    let told = workspace.rkt("export docx").ok().out;
    assert!(!told.contains("belum ditulis"), "{told}");
    let file = "2027/keluaran/rkt-2027-draf-1.docx";
    let whole = std::fs::read(workspace.path().join(file)).unwrap();
    workspace.at("2026-11-20T09:00:00+08:00");
    let told = workspace.rkt("export docx").ok().out;
    assert!(told.contains("(sudah ada, isinya sama)"), "{told}");
    std::fs::remove_file(workspace.path().join("acuan/naskah/bab-2.md")).unwrap();
    workspace.write("acuan/naskah/bab-4.md", " \n");
    let told = workspace
        .rkt("export docx --timpa --kertas f4 --tata-letak inti")
        .ok()
        .out;
    let missing = "belum ditulis: acuan/naskah/bab-2.md, acuan/naskah/bab-4.md.";
    assert!(told.contains(missing), "{told}");
    let file = "2027/keluaran/rkt-2027-draf-1-inti.docx";
    let less = std::fs::read(workspace.path().join(file)).unwrap();
    let text = |bytes: &[u8]| Node::parse(&parts(bytes)["word/document.xml"]).said();
    let (whole, less) = (text(&whole), text(&less));
    assert!(whole.contains("2.1 Capaian Tahun Sebelumnya") && !whole.contains("belum ditulis"));
    assert!(less.contains("(belum ditulis: acuan/naskah/bab-2.md)"));
    assert!(less.contains("1.1 Latar Belakang"));
    workspace.write("acuan/naskah/bab-1.md", "a\n\n<b>x</b>\n");
    let told = workspace.rkt("export docx").exits(1).err;
    assert!(told.contains("galat[RKT032]"), "{told}");
    assert!(told.contains("acuan/naskah/bab-1.md:3"), "{told}");
}
