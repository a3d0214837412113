//! A reader of the PDF files that rkt writes, by the file's own table of objects and its tags. It
//! knows nothing of how rkt lays out or paints.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// What a file says.
pub struct Paper {
    /// The pages.
    pub pages: Vec<Page>,
    /// The parts in reading order, each behind what it is part of.
    pub parts: Vec<Part>,
}

/// A page.
#[derive(Default)]
pub struct Page {
    /// Its height.
    pub height: f32,
    /// Whether it is marked across.
    pub is_draf: bool,
    /// The text of each piece that has a number.
    pub pieces: BTreeMap<usize, String>,
    /// Text that is no part of the content: baseline and words.
    pub artifacts: Vec<(f32, String)>,
    /// Baselines of all text, from the top.
    pub baselines: Vec<f32>,
}

/// A part of the structure.
#[derive(Debug)]
pub struct Part {
    /// Its type: `H1`, `P`, `TD`.
    pub role: String,
    /// Its own text.
    pub text: String,
    /// The pages that its own text is on.
    pub pages: Vec<usize>,
    /// How many rows and columns it covers.
    pub span: (usize, usize),
    /// What it says instead of what is drawn.
    pub alt: Option<String>,
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Paper {
    let file = File::open(bytes);
    let root = reference(file.trailer(), "Root");
    let tree = file.dict(reference(file.dict(root), "Pages"));
    let kids = references(&field(tree, "Kids"));
    let pages: Vec<Page> = kids.iter().map(|kid| file.page(*kid)).collect();
    let structure = file.dict(reference(file.dict(root), "StructTreeRoot"));
    let mut parts = Vec::new();
    for top in references(&field(structure, "K")) {
        file.parts(top, &kids, &pages, &mut parts);
    }
    Paper { pages, parts }
}

impl Paper {
    /// The rows of each table, a text for each cell; what a cell covers has its text too.
    pub fn tables(&self) -> Vec<Vec<Vec<String>>> {
        let mut tables: Vec<Vec<Vec<Option<String>>>> = Vec::new();
        let mut row = 0;
        for part in &self.parts {
            match part.role.as_str() {
                "Table" => {
                    tables.push(Vec::new());
                    row = 0;
                }
                "TR" => row += 1,
                "TH" | "TD" => {
                    let table = tables.last_mut().unwrap();
                    put(table, row - 1, part);
                }
                _ => {}
            }
        }
        let whole = |table: Vec<Vec<Option<String>>>| {
            let row = |row: Vec<Option<String>>| row.into_iter().map(Option::unwrap).collect();
            table.into_iter().map(row).collect()
        };
        tables.into_iter().map(whole).collect()
    }
}

/// Puts a cell at the first free place of its row, and on all that it covers.
fn put(table: &mut Vec<Vec<Option<String>>>, row: usize, part: &Part) {
    let (n_rows, n_columns) = part.span;
    table.resize(table.len().max(row + n_rows), Vec::new());
    let taken = table[row].iter().take_while(|cell| cell.is_some()).count();
    for cells in &mut table[row..row + n_rows] {
        cells.resize(cells.len().max(taken + n_columns), None);
        for cell in &mut cells[taken..taken + n_columns] {
            assert!(cell.is_none(), "two cells in one place: {}", part.text);
            *cell = Some(part.text.clone());
        }
    }
}

struct File<'a> {
    bytes: &'a [u8],
    /// Where each object begins.
    places: BTreeMap<usize, usize>,
    trailer: usize,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> File<'a> {
        let tail = String::from_utf8_lossy(&bytes[bytes.len() - 60..]).into_owned();
        let start = tail.split("startxref\n").nth(1).unwrap();
        let start: usize = start.lines().next().unwrap().parse().unwrap();
        let table = &bytes[start..];
        let lines = String::from_utf8_lossy(table).into_owned();
        let mut lines = lines.lines().skip(1);
        let n: usize = lines.next().unwrap()[2..].parse().unwrap();
        let place = |line: &str| line[..10].parse().unwrap();
        let places = lines.take(n).map(place).enumerate().skip(1).collect();
        let trailer = find(table, b"trailer\n").unwrap();
        File {
            bytes,
            places,
            trailer: start + trailer,
        }
    }

    fn trailer(&self) -> &'a str {
        header(&self.bytes[self.trailer..])
    }

    /// An object without what streams from it.
    fn dict(&self, id: usize) -> &'a str {
        header(&self.bytes[self.places[&id]..])
    }

    fn stream(&self, id: usize) -> Vec<u8> {
        let dict = self.dict(id);
        let object = &self.bytes[self.places[&id]..];
        let start = find(object, b"stream\n").unwrap() + 7;
        let length: usize = field(dict, "Length").parse().unwrap();
        let mut text = Vec::new();
        let packed = &object[start..start + length];
        ZlibDecoder::new(packed).read_to_end(&mut text).unwrap();
        text
    }

    fn page(&self, id: usize) -> Page {
        let dict = self.dict(id);
        let resources = self.dict(reference(dict, "Resources"));
        let fonts = field(resources, "Font");
        let font = |name: &str| {
            let id = references(&field(&fonts, name))[0];
            unicode(&self.stream(reference(self.dict(id), "ToUnicode")))
        };
        let names = fonts.split('/').skip(1);
        let names = names.map(|name| name.split(' ').next().unwrap().to_owned());
        let fonts = names.map(|name| (name.clone(), font(&name))).collect();
        let corners = field(dict, "MediaBox");
        let height = corners.trim_matches(['[', ']']).split(' ').nth(3).unwrap();
        let mut page = Page {
            height: height.parse().unwrap(),
            ..Page::default()
        };
        let content = self.stream(reference(dict, "Contents"));
        page.is_draf = find(&content, b"/Subtype/Watermark").is_some();
        show(&content, &fonts, &mut page);
        page
    }

    fn parts(&self, id: usize, kids: &[usize], pages: &[Page], all: &mut Vec<Part>) {
        let dict = self.dict(id);
        let place = all.len();
        let cover = |key: &str| {
            let found = dict.split(key).nth(1);
            found.map_or(1, |rest| digits(rest.trim_start()).parse().unwrap())
        };
        all.push(Part {
            role: field(dict, "S").trim_start_matches('/').to_owned(),
            text: String::new(),
            pages: Vec::new(),
            span: (cover("/RowSpan"), cover("/ColSpan")),
            alt: field_or(dict, "Alt").map(|text| said_text(text.as_bytes())),
        });
        let own = field_or(dict, "Pg").map(|page| references(&page)[0]);
        for child in children(&field_or(dict, "K").unwrap_or_default()) {
            let (page, piece) = match child {
                Child::Part(id) => {
                    self.parts(id, kids, pages, all);
                    continue;
                }
                Child::Piece(page, piece) => (page.or(own).unwrap(), piece),
            };
            let page = kids.iter().position(|kid| *kid == page).unwrap();
            all[place].text.push_str(&pages[page].pieces[&piece]);
            all[place].pages.push(page);
        }
    }
}

enum Child {
    Part(usize),
    /// A marked piece of a page, named if it is not that of the part.
    Piece(Option<usize>, usize),
}

/// What stands in `/K`.
fn children(list: &str) -> Vec<Child> {
    let mut found = Vec::new();
    let mut rest = list.trim_matches(['[', ']']);
    while !rest.is_empty() {
        let end = if rest.starts_with("<<") {
            let end = rest.find(">>").unwrap() + 2;
            let page = field_or(&rest[..end], "Pg").map(|page| references(&page)[0]);
            let piece = field(&rest[..end], "MCID").parse().unwrap();
            found.push(Child::Piece(page, piece));
            end
        } else {
            let number = digits(rest);
            let after = &rest[number.len()..];
            let id = number.parse().unwrap();
            if after.starts_with(" 0 R") {
                found.push(Child::Part(id));
                number.len() + 4
            } else {
                found.push(Child::Piece(None, id));
                number.len()
            }
        };
        rest = rest[end..].trim_start();
    }
    found
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|one| one == sought)
}

/// The text of an object up to its stream or its end.
fn header(object: &[u8]) -> &str {
    let ends: [&[u8]; 3] = [b"\nstream\n", b"\nendobj", b"\nstartxref"];
    let is_end = |at: &usize| ends.iter().any(|end| object[*at..].starts_with(end));
    let end = (0..object.len()).find(is_end).unwrap();
    std::str::from_utf8(&object[..end]).unwrap()
}

fn field(dict: &str, key: &str) -> String {
    field_or(dict, key).unwrap_or_else(|| panic!("no /{key} in {dict}"))
}

/// The value of a key, which is not looked for inside of strings or of other values.
fn field_or(dict: &str, key: &str) -> Option<String> {
    let bytes = dict.as_bytes();
    let mut at = dict.find("<<")? + 2;
    loop {
        while bytes.get(at)?.is_ascii_whitespace() {
            at += 1;
        }
        let name_end = at + 1 + dict[at + 1..].find(|c: char| "/[(<> ".contains(c))?;
        let name = &dict[at..name_end];
        let end = value_end(bytes, name_end);
        if !name.starts_with('/') {
            return None;
        }
        if &name[1..] == key {
            return Some(dict[name_end..end].trim().to_owned());
        }
        at = end;
    }
}

/// Where a value ends that begins there.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while bytes[at] == b' ' {
        at += 1;
    }
    let mut depth = 0;
    let begin = at;
    while at < bytes.len() {
        match bytes[at] {
            b'(' => at = string_end(bytes, at) - 1,
            b'[' | b'<' => depth += 1,
            b'>' if depth == 0 => return at,
            b']' | b'>' => depth -= 1,
            b'/' if depth == 0 && at > begin => return at,
            _ => {}
        }
        at += 1;
        let closed = matches!(bytes[at - 1], b']' | b'>' | b')');
        if depth == 0 && closed {
            return at;
        }
    }
    at
}

/// Where a string in round brackets ends.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    loop {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return at;
        }
    }
}

fn reference(dict: &str, key: &str) -> usize {
    references(&field(dict, key))[0]
}

fn references(text: &str) -> Vec<usize> {
    let words: Vec<&str> = text.trim_matches(['[', ']']).split_whitespace().collect();
    let three = words.chunks(3).filter(|three| three.len() == 3);
    three.map(|three| three[0].parse().unwrap()).collect()
}

/// Which text each number of a font stands for.
fn unicode(map: &[u8]) -> BTreeMap<u16, String> {
    let text = std::str::from_utf8(map).unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with('<')) {
        let mut words = line.split(' ').map(|word| word.trim_matches(['<', '>']));
        let (Some(from), Some(to)) = (words.next(), words.next()) else {
            continue;
        };
        let number = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
        if to.len() % 4 == 0 && from.len() == 4 {
            let units: Vec<u16> = to
                .as_bytes()
                .chunks(4)
                .map(|hex| number(std::str::from_utf8(hex).unwrap()))
                .collect();
            found.insert(number(from), String::from_utf16(&units).unwrap());
        }
    }
    found
}

/// Runs through what a page draws, and gathers its text.
fn show(content: &[u8], fonts: &BTreeMap<String, BTreeMap<u16, String>>, page: &mut Page) {
    let mut marks: Vec<Option<usize>> = Vec::new();
    let mut instead: Vec<bool> = Vec::new();
    let (mut font, mut y) = (String::new(), 0.0_f32);
    for token in tokens(content) {
        let text = String::from_utf8_lossy(&token).into_owned();
        if let Some(tag) = text.strip_suffix("BDC").or(text.strip_suffix("BMC")) {
            let piece = tag.split("/MCID ").nth(1);
            let piece = piece.map(|rest| digits(rest).parse().unwrap());
            // Something may be drawn there without a word.
            page.pieces
                .extend(piece.map(|piece| (piece, String::new())));
            marks.push(piece.or(marks.last().copied().flatten()));
            instead.push(tag.contains("/ActualText"));
            if let Some(said) = tag.split("/ActualText").nth(1) {
                let said = said_text(said.as_bytes());
                note(&marks, y, &said, page);
            }
        } else if text.ends_with("EMC") {
            marks.pop();
            instead.pop();
        } else if text.ends_with(" Tf") {
            let start = text.rfind('/').unwrap();
            let name = text[start + 1..].split(' ').next();
            name.unwrap().clone_into(&mut font);
        } else if text.ends_with(" Tm") {
            y = text
                .split_whitespace()
                .rev()
                .nth(1)
                .unwrap()
                .parse()
                .unwrap();
        } else if text.ends_with("TJ") || text.ends_with("Tj") {
            let shown = decoded(&token, &fonts[&font]);
            page.baselines.push(y);
            if !instead.contains(&true) {
                note(&marks, y, &shown, page);
            }
        }
    }
}

fn note(marks: &[Option<usize>], y: f32, text: &str, page: &mut Page) {
    match marks.last().copied().flatten() {
        Some(piece) => page.pieces.entry(piece).or_default().push_str(text),
        None => page.artifacts.push((y, text.to_owned())),
    }
}

/// The pieces of a page that end with a word in letters; strings are not looked into.
fn tokens(content: &[u8]) -> Vec<Vec<u8>> {
    let words: [&[u8]; 8] = [b"BDC", b"BMC", b"EMC", b" Tf", b" Tm", b"TJ", b"Tj", b" cm"];
    let (mut start, mut at) = (0, 0);
    let mut found = Vec::new();
    while at < content.len() {
        if content[at] == b'(' {
            at = string_end(content, at);
            continue;
        }
        match words.iter().find(|word| content[at..].starts_with(word)) {
            Some(word) => {
                at += word.len();
                found.push(content[start..at].to_vec());
                start = at;
            }
            None => at += 1,
        }
    }
    found
}

/// The text that numbers in round brackets stand for.
fn decoded(token: &[u8], font: &BTreeMap<u16, String>) -> String {
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < token.len() {
        if token[at] == b'(' {
            let end = string_end(token, at);
            bytes.extend(unescaped(&token[at + 1..end - 1]));
            at = end;
        } else {
            at += 1;
        }
    }
    assert!(bytes.len().is_multiple_of(2));
    let numbers = bytes
        .chunks(2)
        .map(|two| u16::from_be_bytes([two[0], two[1]]));
    numbers.map(|number| font[&number].as_str()).collect()
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'\\' {
            bytes.push(text[at]);
            at += 1;
            continue;
        }
        let next = text[at + 1];
        if next.is_ascii_digit() {
            let octal = std::str::from_utf8(&text[at + 1..at + 4]).unwrap();
            bytes.push(u8::from_str_radix(octal, 8).unwrap());
            at += 4;
            continue;
        }
        bytes.push(match next {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            other => other,
        });
        at += 2;
    }
    bytes
}

/// A text string: in round brackets as it is, in angle brackets as UTF-16.
fn said_text(text: &[u8]) -> String {
    let start = text.iter().position(|b| matches!(b, b'(' | b'<')).unwrap();
    if text[start] == b'(' {
        let end = string_end(text, start);
        return String::from_utf8(unescaped(&text[start + 1..end - 1])).unwrap();
    }
    let end = start + text[start..].iter().position(|b| *b == b'>').unwrap();
    let hex = std::str::from_utf8(&text[start + 1..end]).unwrap();
    let units = hex.as_bytes().chunks(4).skip(1);
    let units: Vec<u16> = units
        .map(|four| u16::from_str_radix(std::str::from_utf8(four).unwrap(), 16).unwrap())
        .collect();
    String::from_utf16(&units).unwrap()
}
