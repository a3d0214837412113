//! What a line that is no TOML was most probably meant to be: said in Indonesian, with what to type.

use std::ops::Range;

use toml::de::DeTable;

use crate::domain::pagu::{self, Rupiah};
use crate::source::is_hidden;

/// What is wrong with a line.
pub struct Slip {
    /// What, for somebody who has never heard of TOML.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The bytes of the line that are to blame, where that is not what the parser points at.
    pub at: Option<Range<usize>>,
}

impl Slip {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip {
            message: message.into(),
            help: help.into(),
            at: None,
        }
    }
}

/// Explains a line by what stands in it, else by the parser's words.
#[must_use]
pub fn slip(line: &str, message: &str) -> Slip {
    pasted(line)
        .or_else(|| unquoted(line))
        .unwrap_or_else(|| typed(line, message))
}

/// What the parser's error most probably means to somebody who has never heard of TOML.
const REASONS: [(&str, &str, &str); 13] = [
    (
        "duplicate key",
        "kunci ini sudah ada di atasnya",
        "hapus salah satu, atau mulai baris baru dengan [[...]]",
    ),
    (
        "unclosed array table",
        "kurung siku judul belum ditutup",
        "tutup dengan ]] seperti [[sub_kegiatan]]",
    ),
    (
        "unclosed table",
        "kurung siku judul belum ditutup",
        "tutup judul dengan ]",
    ),
    (
        "unclosed array",
        "daftar belum ditutup",
        "tutup daftar dengan ]",
    ),
    (
        "unclosed inline table",
        "kurung kurawal belum ditutup",
        "tutup dengan }",
    ),
    (
        "missing comma",
        "tanda koma di antara dua isian tidak ada",
        "beri koma di antara isian",
    ),
    (
        "extra comma",
        "ada koma yang berlebih",
        "hapus koma yang berlebih",
    ),
    (
        "key with no value",
        "kunci ini tidak punya nilai",
        "tulis kunci = nilai, misalnya satuan = \"Orang\"",
    ),
    (
        "string values must be quoted",
        "teks harus diapit tanda kutip",
        "apit teksnya dengan tanda kutip, misalnya \"Orang\"",
    ),
    (
        "leading zero",
        "bilangan tidak boleh diawali nol",
        "hapus nol di depan, atau apit dengan tanda kutip",
    ),
    (
        "recurs",
        "susunan kurung terlalu dalam",
        "sederhanakan isian ini",
    ),
    (
        "radix",
        "bilangan hanya boleh desimal",
        "tulis bilangan biasa, misalnya 1500",
    ),
    (
        "carriage return",
        "akhir baris tidak lazim",
        "simpan ulang berkas dengan akhir baris biasa",
    ),
];

fn typed(line: &str, message: &str) -> Slip {
    let (key, value) = line.split_once('=').unwrap_or_default();
    let (key, value) = (key.trim(), value.trim());
    if line.contains('=') && value.is_empty() {
        return Slip::new(
            "nilainya belum ditulis setelah tanda =",
            "tulis nilainya, atau hapus baris ini",
        );
    }
    // Money that TOML takes is not to blame: the key is there twice, or something around it.
    if MONEY.contains(&key) && !is_toml(line) {
        let value = value.split('#').next().unwrap_or_default().trim();
        let written = |rupiah: Rupiah| format!("tulis {key} = {}", rupiah.in_form());
        let meant = || {
            pagu::meant(value)
                .map(|(rupiah, spelled)| format!("{} bila maksudnya {spelled}", written(rupiah)))
        };
        let help = Rupiah::parse(value).ok().map(written).or_else(meant);
        let help = help.unwrap_or_else(|| {
            format!("tulis rupiah bulat tanpa Rp dan titik, misalnya {key} = 1_250_000_000")
        });
        return Slip::new(format!("{key} `{value}` tidak terbaca"), help);
    }
    if let Some(slip) = unquoted_words(key, value) {
        return slip;
    }
    if let Some((_, said, help)) = REASONS.iter().find(|(kind, ..)| message.contains(kind)) {
        return Slip::new(*said, *help);
    }
    let dated = |c: char| c.is_ascii_digit() || c == '-';
    if value.matches('-').count() == 2 && value.chars().all(dated) {
        let help = "tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-01-31";
        return Slip::new(format!("tanggal `{value}` tidak terbaca"), help);
    }
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        return Slip::new(
            format!("bilangan `{value}` tidak dapat ditulis begitu saja"),
            format!(
                "apit dengan tanda kutip: {key} = \"{}\"",
                value.trim_matches('"')
            ),
        );
    }
    if line.matches('"').count() % 2 == 1 {
        return Slip::new(
            "tanda kutip belum ditutup",
            "tutup teks dengan tanda kutip \"",
        );
    }
    Slip::new(
        "penulisan di sini tidak dikenali",
        "bandingkan dengan contoh di panduan: kunci = nilai",
    )
}

/// Keys of money, which is written without quotes.
const MONEY: [&str; 2] = ["pagu", "prakiraan_maju"];

/// Words behind an equals sign that have no quotes around them, with the line as it has to be.
fn unquoted_words(key: &str, value: &str) -> Option<Slip> {
    let words = value.split(" #").next().unwrap_or_default().trim_end();
    let line = format!("{key} = \"{words}\"");
    let is_plain = words.starts_with(char::is_alphabetic) && !words.contains(['"', '=']);
    (is_plain && line.len() <= MAX_OFFER && is_toml(&line)).then(|| {
        let message = "teks tanpa tanda kutip";
        Slip::new(message, format!("tulis {line}"))
    })
}

/// Numbers behind an equals sign that TOML takes for none, with the line as it has to be.
fn unquoted(line: &str) -> Option<Slip> {
    let key = line.split('=').next().unwrap_or_default().trim();
    let is_table = line.contains('{');
    if MONEY.contains(&key) && !is_table {
        return None;
    }
    let all = bare_numbers(line);
    let first = all.first()?.clone();
    let mut mended = line.to_owned();
    for at in all.iter().rev() {
        mended.insert(at.end, '"');
        mended.insert(at.start, '"');
    }
    let number = line.get(first.clone())?;
    let name = line.get(..first.start)?.trim_end_matches([' ', '\t', '=']);
    let name = name.rsplit(['{', ',', ' ']).next().unwrap_or_default();
    let piece = format!("{name} = \"{number}\"");
    let whole = Some(mended.trim()).filter(|line| line.len() <= MAX_OFFER && is_toml(line));
    Some(Slip {
        message: format!("angka {number} tanpa tanda kutip"),
        help: format!("tulis {}", whole.unwrap_or(&piece)),
        at: Some(first),
    })
}

/// Where the numbers of a line stand that are neither in quotes nor TOML.
fn bare_numbers(line: &str) -> Vec<Range<usize>> {
    let value = line.split_once('=').unwrap_or_default().1;
    let is_list = value.trim_start().starts_with('[');
    let mut within = Within::Nothing;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices() {
        within.next(c);
        let rest = line.get(at + 1..).unwrap_or_default();
        // Items of a list that stand without any blank may be whole numbers.
        let is_item = is_list && (c == '[' || (c == ',' && rest.starts_with(' ')));
        if !matches!(within, Within::Nothing) || !(c == '=' || is_item) {
            continue;
        }
        let blanks = rest.len() - rest.trim_start().len();
        let start = at + 1 + blanks;
        let number = bare_number(rest.trim_start()).map(|len| start..start + len);
        let is_one = |at: &Range<usize>| {
            let text = line.get(at.clone()).unwrap_or_default();
            !is_list || text.matches(',').count() < 2
        };
        found.extend(number.filter(is_one));
    }
    found
}

/// How long the number is that a text begins with, where TOML takes it for none.
fn bare_number(text: &str) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_');
    let run = |text: &str| text.len() - text.trim_start_matches(is_part).len();
    let sign = usize::from(text.starts_with(['-', '+']));
    let mut len = sign + run(text.get(sign..)?);
    if len == sign {
        return None;
    }
    while let Some(rest) = text.get(len..)?.strip_prefix(',') {
        let part = run(rest);
        // What stands before an equals sign is the next key.
        if part == 0 || rest.get(part..)?.trim_start().starts_with('=') {
            break;
        }
        len += 1 + part;
    }
    let rest = text.get(len..)?;
    if rest.trim_start().starts_with('%') {
        len += rest.find('%')? + 1;
    }
    let rest = text.get(len..)?.trim_start();
    let ends = rest.is_empty() || rest.starts_with([',', '}', ']', '#']);
    let number = text.get(..len)?;
    (ends && DeTable::parse(&format!("x = {number}")).is_err()).then_some(len)
}

/// The longest line that is offered as a whole.
const MAX_OFFER: usize = 120;

/// What Word, a browser or a messenger put into a line where TOML wants plain signs.
fn pasted(line: &str) -> Option<Slip> {
    let (stray, mended) = strays(line);
    let (at, c) = stray?;
    let offer = Some(mended).filter(|mended| mended.len() <= MAX_OFFER && is_toml(mended));
    let (message, help) = match c {
        '\r' => (
            "ada akhir baris CR di tengah baris ini".to_owned(),
            "hapus tanda itu, lalu tekan Enter di tempatnya".to_owned(),
        ),
        c if is_curly(c) => (
            format!("tanda kutip melengkung {c} dari Word bukan pengapit teks"),
            match &offer {
                Some(_) => "tulis dengan tanda kutip lurus".to_owned(),
                None => "ganti dengan tanda kutip lurus \"".to_owned(),
            },
        ),
        // A number with blanks in it is no number, whatever the blanks are.
        _ if offer.is_none() => return None,
        c if c.is_whitespace() => (
            format!("di luar tanda kutip ada {}, bukan spasi biasa", blank(c)),
            "hapus, lalu ketik spasi biasa".to_owned(),
        ),
        c => (
            format!(
                "di luar tanda kutip ada karakter tersembunyi U+{:04X}",
                u32::from(c)
            ),
            "hapus karakter itu".to_owned(),
        ),
    };
    Some(Slip {
        message,
        help: offer.map_or(help.clone(), |line| format!("{help}: {}", line.trim())),
        at: Some(at..at + c.len_utf8()),
    })
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}')
}

fn blank(c: char) -> String {
    let name = match c {
        '\u{a0}' | '\u{202f}' => "spasi tak putus",
        _ => "spasi khusus",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}

/// Whether a line is TOML by itself, or within a list.
fn is_toml(line: &str) -> bool {
    DeTable::parse(line).is_ok() || DeTable::parse(&format!("x = [\n{line}\n]")).is_ok()
}

/// The first sign of a line that must not stand outside of a text, and the line without any.
fn strays(line: &str) -> (Option<(usize, char)>, String) {
    let mut first = None;
    let mut mended = String::new();
    let mut within = Within::Nothing;
    let mut curly = Vec::new();
    for (at, c) in line.char_indices() {
        let sign = within.next(c);
        if sign != c || (matches!(within, Within::Nothing) && is_stray(c)) {
            first = first.or(Some((at, c)));
        }
        match within {
            Within::Plain(..) if is_curly(c) => curly.push((at, c, mended.len())),
            Within::Plain(..) => {}
            Within::Nothing | Within::Curly(_) | Within::Comment => curly.clear(),
        }
        if !(matches!(within, Within::Nothing) && is_hidden(c) && !is_curly(c)) {
            mended.push(sign);
        }
    }
    // A text that starts straight and ends curly: it never ends.
    if let (Within::Plain(sign, _), None, Some((at, c, place))) = (within, first, curly.last())
        && curly.len() % 2 == 1
    {
        mended.replace_range(*place..*place + c.len_utf8(), &sign.to_string());
        first = Some((*at, *c));
    }
    (first, mended)
}

fn is_stray(c: char) -> bool {
    is_curly(c) || is_hidden(c) || (c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n'))
}

/// What a character of a line stands within.
#[derive(Clone, Copy)]
enum Within {
    Nothing,
    Comment,
    /// A text between straight quotes; the last character was a backslash.
    Plain(char, bool),
    /// A text that began with a curly quote of that kind.
    Curly(Kind),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Double,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            '\'' | '\u{2018}'..='\u{201b}' => Kind::Single,
            _ => Kind::Double,
        }
    }
}

impl Within {
    /// Goes on by a character; gives back what should stand in its place.
    fn next(&mut self, c: char) -> char {
        let is_quote = c == '"' || c == '\'';
        let (next, sign) = match *self {
            Within::Nothing if c == '#' => (Within::Comment, c),
            Within::Nothing if is_quote => (Within::Plain(c, false), c),
            Within::Nothing if is_curly(c) => (Within::Curly(Kind::of(c)), '"'),
            Within::Nothing if c.is_whitespace() && c != '\t' => (Within::Nothing, ' '),
            Within::Plain(sign, false) if c == sign => (Within::Nothing, c),
            Within::Plain('"', escaped) => (Within::Plain('"', c == '\\' && !escaped), c),
            Within::Curly(kind) if (is_quote || is_curly(c)) && Kind::of(c) == kind => {
                (Within::Nothing, '"')
            }
            within @ (Within::Nothing | Within::Comment | Within::Plain(..) | Within::Curly(_)) => {
                (within, c)
            }
        };
        *self = next;
        sign
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, at: usize, words: &str, help: &str) {
        let slip = slip(line, "");
        assert!(slip.message.contains(words), "{line}: {}", slip.message);
        assert!(slip.help.ends_with(help), "{line}: {}", slip.help);
        let column = slip.at.map(|at| line[..at.start].chars().count() + 1);
        assert_eq!(column, Some(at), "{line}");
    }

    #[test]
    fn curly_quotes_around_a_text_are_pointed_at_and_mended() {
        let curly = "melengkung";
        case("a = “79,34”", 5, curly, "lurus: a = \"79,34\"");
        case("a = ”x” # “c”", 5, curly, ": a = \"x\" # “c”");
        case("a = ‘x’", 5, curly, ": a = \"x\"");
        case("a = “x\"", 5, curly, ": a = \"x\"");
        case("a = \"79,34”", 11, curly, ": a = \"79,34\"");
        case("  a = [\"1\", “2”]", 13, curly, ": a = [\"1\", \"2\"]");
        case("“1”,", 1, curly, ": \"1\",");
        case("a = “x", 5, curly, "lurus \"");
    }

    #[test]
    fn curly_quotes_inside_a_text_are_not_to_blame() {
        for line in [
            "a = \"kata “x”\" y",
            "a = \"kata “x”",
            "a = x # “c”",
            "a = 'x’s' y",
        ] {
            let slip = slip(line, "");
            assert!(
                !slip.message.contains("melengkung"),
                "{line}: {}",
                slip.message
            );
        }
    }

    #[test]
    fn odd_blanks_and_hidden_signs_are_pointed_at() {
        case(
            "a\u{a0}= \"x\u{a0}y\"",
            2,
            "tak putus (U+00A0)",
            ": a = \"x\u{a0}y\"",
        );
        case("\u{3000}a = 1", 1, "khusus (U+3000)", ": a = 1");
        case("a =\u{200b} 1", 4, "tersembunyi U+200B", ": a = 1");
        case("a = 1\rb = 2", 6, "CR di tengah", "tempatnya");
        let slip = slip("pagu = 500\u{a0}000", "");
        assert!(slip.message.contains("pagu"), "{}", slip.message);
    }

    #[test]
    fn numbers_without_quotes_are_quoted() {
        let bare = "tanpa tanda kutip";
        case("target = 99,10", 10, bare, "tulis target = \"99,10\"");
        case("lalu = 1.500,5 # x", 8, bare, "lalu = \"1.500,5\" # x");
        case("target = 97 %", 10, bare, "tulis target = \"97 %\"");
        case("nilai=-0,5", 7, bare, "tulis nilai=\"-0,5\"");
        case(
            "dasar = { tahun = 2025, nilai = 99,50, sumber = \"BPS\" }",
            33,
            bare,
            "tulis dasar = { tahun = 2025, nilai = \"99,50\", sumber = \"BPS\" }",
        );
        case(
            "target = { 2026 = \"98\", 2027 = 99,10,2028 = 99,2 }",
            32,
            bare,
            "tulis target = { 2026 = \"98\", 2027 = \"99,10\",2028 = \"99,2\" }",
        );
        let long = format!("a = {{ b = \"{}\", nilai = 1,5 }}", "x".repeat(120));
        case(&long, 143, bare, "tulis nilai = \"1,5\"");
        case(
            "triwulan = [\"\", 98,50, \"\", 99,05]",
            17,
            bare,
            "tulis triwulan = [\"\", \"98,50\", \"\", \"99,05\"]",
        );
        case(
            "pagu = { 2027 = 1.500.000.000 }",
            17,
            bare,
            "tulis pagu = { 2027 = \"1.500.000.000\" }",
        );
    }

    #[test]
    fn words_without_quotes_are_quoted() {
        for (line, help) in [
            ("arah = naik", "tulis arah = \"naik\""),
            ("id=S1 # satu", "tulis id = \"S1\""),
            (
                "lokasi = Kec. Paringin, Kec. Awayan",
                "tulis lokasi = \"Kec. Paringin, Kec. Awayan\"",
            ),
            ("uraian = Hari Jum'at", "tulis uraian = \"Hari Jum'at\""),
        ] {
            let slip = slip(line, "string values must be quoted");
            assert_eq!(slip.help, help, "{line}");
        }
        for line in ["a = naik\"", "a = b = c", "a b = c", "a = \"b\" c"] {
            let slip = slip(line, "");
            assert!(!slip.help.starts_with("tulis"), "{line}: {}", slip.help);
        }
    }

    #[test]
    fn numbers_that_are_toml_or_none_at_all_are_not_quoted() {
        for line in [
            "tahun = 2025 x",
            "a = 1.5, b",
            "a = \"x = 1,5\" y",
            "tanggal = 2026-1-31",
            "# a = 1,5",
            "a = { b = 1, c = 2 ",
            "a = [10,20,30,05]",
        ] {
            assert_eq!(bare_numbers(line), [], "{line}");
        }
        let slip = slip("pagu = 1.500.000,00 # DAU", "");
        assert_eq!(slip.help, "tulis pagu = 1_500_000");
        let slip = super::slip("pagu = 1,25 M", "");
        let help = "tulis pagu = 1_250_000_000 bila maksudnya 1,25 miliar";
        assert_eq!(slip.help, help);
    }

    #[test]
    fn a_key_that_is_there_twice_is_told_as_such() {
        for line in [
            "pagu = 5",
            "prakiraan_maju = 1_000 # x",
            "satuan = \"Orang\"",
        ] {
            let slip = slip(line, "duplicate key");
            assert_eq!(slip.message, "kunci ini sudah ada di atasnya", "{line}");
        }
        let slip = slip("pagu = Rp5", "string values must be quoted");
        assert_eq!(slip.help, "tulis pagu = 5");
    }

    #[test]
    fn straight_quotes_and_tabs_are_no_strays() {
        for line in ["\ta\t=\t\"x\\\"“y\"\t# z", "a = 'x\\'", "[[a]]"] {
            assert_eq!(strays(line).0, None, "{line}");
        }
    }
}
