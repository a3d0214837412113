//! What is odd about the SOP document itself. Hints: nothing here stops a cycle.

use chrono::NaiveDate;

use super::indikator::normalized;
use super::kalender::Kalender;
use super::name::LangkahId;
use super::sop::{Asal, Identitas, Langkah, MutuBaku, Sop};
use super::tanggal;

/// Where an oddity stands, told by what the document says there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The langkah to begin at; the top of the document when there is none.
    pub langkah: Option<LangkahId>,
    /// Texts, each to be found after the one before; the last is what is odd.
    pub texts: Vec<String>,
}

impl Anchor {
    fn text<const N: usize>(texts: [&str; N]) -> Anchor {
        Anchor {
            langkah: None,
            texts: texts.map(str::to_owned).into(),
        }
    }

    fn at<const N: usize>(langkah: &LangkahId, texts: [&str; N]) -> Anchor {
        Anchor {
            langkah: Some(langkah.clone()),
            ..Anchor::text(texts)
        }
    }
}

/// One thing that somebody should look at when the SOP is next revised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What is odd, with the values, in Indonesian.
    pub message: String,
    /// What to do about it, in Indonesian.
    pub help: String,
    /// Where.
    pub anchor: Anchor,
}

/// Everything odd about a SOP, family by family.
#[must_use]
pub fn lint(sop: &Sop, kalender: &Kalender) -> Vec<Oddity> {
    let identitas = &sop.identitas;
    let mut oddities = other_office(identitas);
    for (name, value) in &identitas.baris {
        oddities.extend(date(name, value, kalender));
        oddities.extend(nip(name, value));
    }
    for (heading, lines) in &sop.daftar {
        if normalized(heading).contains("dasar hukum") {
            oddities.extend(legal_basis(heading, lines));
        }
    }
    oddities.extend(steps_read(&sop.langkah));
    oddities.extend(rows_read(&sop.langkah));
    oddities.extend(sop.langkah.windows(2).filter_map(broken_flow));
    oddities
}

/// Words that an office's name ends at: its region follows.
const REGION: [&str; 6] = ["KABUPATEN", "KAB", "KOTA", "PROVINSI", "PROV", "DAERAH"];

/// Kinds of office whose name follows as words of its own.
const OFFICES: [&str; 2] = ["DINAS", "BADAN"];

/// Letters of the longest short name, without its DIS; longer words are spelled out.
const LONGEST_SHORT: usize = 10;

/// Words before DINAS that make it no office.
const NO_OFFICE: [&str; 6] = [
    "PERJALANAN",
    "NOTA",
    "SURAT",
    "RUMAH",
    "KENDARAAN",
    "PAKAIAN",
];

/// Ordinary words that begin like a short name, DIS...
const ORDINARY: [&str; 8] = [
    "POSISI", "IPLIN", "KUSI", "TRIBUSI", "EMINASI", "USUN", "ETUJUI", "KRESI",
];

fn words(text: &str) -> Vec<String> {
    text.to_uppercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// An office that the heading over the matrix names and that is not this one.
fn other_office(identitas: &Identitas) -> Vec<Oddity> {
    let own: Vec<String> = words(&identitas.instansi)
        .into_iter()
        .take_while(|word| !REGION.contains(&word.as_str()))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let heading = words(&identitas.judul_matriks);
    let strange = (0..heading.len()).filter_map(|n| {
        let (name, rest) = office(&heading, n)?;
        let known = own.iter().any(|word| word == rest)
            || (rest.len() <= LONGEST_SHORT && made_of(rest, &own));
        (!known).then_some(name)
    });
    let oddity = |name: String| Oddity {
        message: format!(
            "judul matriks menyebut {name}, padahal instansinya {}",
            identitas.instansi
        ),
        help: "SOP ini mungkin disalin dari instansi lain; perbaiki judulnya saat SOP direvisi"
            .to_owned(),
        anchor: Anchor::text(["judul_matriks:", &name]),
    };
    strange.map(oddity).collect()
}

/// The office that word `n` names, and the part that tells which: `DISHUB` and `HUB`.
fn office(heading: &[String], n: usize) -> Option<(String, &str)> {
    let word = heading.get(n)?;
    let next = heading.get(n + 1).map(String::as_str);
    let ends = next.is_none_or(|next| REGION.contains(&next));
    let before = n.checked_sub(1).and_then(|n| heading.get(n));
    if OFFICES.contains(&word.as_str()) {
        let no_office = before.is_some_and(|before| NO_OFFICE.contains(&before.as_str()));
        return next
            .filter(|_| !ends && !no_office)
            .map(|next| (format!("{word} {next}"), next));
    }
    let rest = word.strip_prefix("DIS")?;
    let short = (2..=LONGEST_SHORT).contains(&rest.len()) && !ORDINARY.contains(&rest);
    (ends && short && !rest.ends_with("KAN")).then(|| (word.clone(), rest))
}

/// Whether a short name can be put together from first letters and pieces of these words:
/// `DIKBUD` from PENDIDIKAN and KEBUDAYAAN.
fn made_of(short: &str, own: &[String]) -> bool {
    let fits = |piece: &str| {
        own.iter()
            .any(|word| word.starts_with(piece) || (piece.len() > 1 && word.contains(piece)))
    };
    short.is_empty()
        || (1..=short.len())
            .filter_map(|n| short.split_at_checked(n))
            .any(|(piece, rest)| fits(piece) && made_of(rest, own))
}

/// A date of the identity block that is none, or on which no office works.
fn date(name: &str, value: &str, kalender: &Kalender) -> Option<Oddity> {
    let (written, day) = tanggal::find(value)?;
    let anchor = Anchor::text([name, &written]);
    let Some(day) = day else {
        return Some(Oddity {
            message: format!("{name} {written} tidak ada di kalender"),
            help: "perbaiki tanggalnya menurut dokumen aslinya".to_owned(),
            anchor,
        });
    };
    let weekend = kalender.is_weekend(day).then(|| tanggal::weekday(day));
    let why: Vec<&str> = weekend.into_iter().chain(libur(day, kalender)).collect();
    (!why.is_empty()).then(|| Oddity {
        message: format!("{name} {written} jatuh pada hari libur: {}", why.join(", ")),
        help: "pastikan tanggal sebenarnya; perbaiki saat SOP direvisi".to_owned(),
        anchor,
    })
}

fn libur(day: NaiveDate, kalender: &Kalender) -> Option<&str> {
    kalender.libur(day).or_else(|| tanggal::fixed_holiday(day))
}

/// A NIP that can't be one: 18 digits, of which the first eight are the date of birth.
fn nip(name: &str, value: &str) -> Option<Oddity> {
    let digits = nip_digits(name, value)?;
    let born = digits
        .get(..8)
        .and_then(|born| NaiveDate::parse_from_str(born, "%Y%m%d").ok());
    let fault = if digits.len() != 18 {
        format!("{} digit, seharusnya 18", digits.len())
    } else if born.is_none() {
        "delapan angka pertama yang bukan tanggal lahir".to_owned()
    } else {
        return None;
    };
    let first: String = digits.chars().take(4).collect();
    Some(Oddity {
        message: format!("NIP {digits} pada {name} mempunyai {fault}"),
        help: "cocokkan dengan SK pejabatnya".to_owned(),
        anchor: Anchor::text([name, &first]),
    })
}

/// The digits after the word NIP, in the value or as the whole of it.
fn nip_digits(name: &str, value: &str) -> Option<String> {
    let upper = value.to_ascii_uppercase();
    let after = |at: usize| upper.get(at + 3..).unwrap_or_default();
    let is_word = |at: usize| {
        let before = upper.get(..at).unwrap_or_default();
        let letter = |c: char| c.is_alphanumeric();
        !before.ends_with(letter) && !after(at).starts_with(char::is_alphabetic)
    };
    let inside = upper.match_indices("NIP").find(|(at, _)| is_word(*at));
    let text = if name.trim().eq_ignore_ascii_case("nip") {
        upper.as_str()
    } else {
        after(inside?.0)
    };
    let digits: String = text
        .trim_start_matches([' ', '.', ':'])
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ' ')
        .filter(char::is_ascii_digit)
        .collect();
    (!digits.is_empty()).then_some(digits)
}

/// Words that name a kind of regulation; ministers' and heads' shorter forms by their beginning.
const KINDS: [&str; 17] = [
    "UNDANG",
    "UU",
    "PERPPU",
    "PERATURAN",
    "PP",
    "PERPRES",
    "PERDA",
    "PERGUB",
    "PERBUP",
    "PERWALI",
    "QANUN",
    "KEPUTUSAN",
    "KEPPRES",
    "KETETAPAN",
    "INSTRUKSI",
    "INPRES",
    "EDARAN",
];

/// Entries of the legal basis that can't be looked up.
fn legal_basis(heading: &str, lines: &[String]) -> Vec<Oddity> {
    let oddity = |(n, line): (usize, &String)| {
        let missing = missing_of(line);
        let said = line.chars().any(char::is_alphabetic) && !missing.is_empty();
        said.then(|| Oddity {
            message: format!(
                "{heading} butir {} tidak menyebut {} peraturan: {line}",
                n + 1,
                listed(&missing)
            ),
            help: "lengkapi, misalnya: Undang-Undang Nomor ... Tahun ... tentang ...".to_owned(),
            anchor: Anchor::text([heading, line]),
        })
    };
    lines.iter().enumerate().filter_map(oddity).collect()
}

/// Which of kind, number and year a regulation is cited without. The constitution has no number.
fn missing_of(line: &str) -> Vec<&'static str> {
    let words = words(line);
    let has = |name: &str| words.iter().any(|word| word == name);
    let kind = words.iter().any(|word| {
        let minister = word.starts_with("PERMEN") || word.starts_with("KEPMEN");
        minister || KINDS.contains(&word.as_str())
    });
    let numbers: Vec<&String> = words
        .iter()
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let year = numbers.iter().rposition(|word| is_year(word));
    let number = numbers.len() > usize::from(year.is_some());
    let constitution = has("UUD") || (has("UNDANG") && has("DASAR"));
    [
        (kind || constitution, "jenis"),
        (number || constitution, "nomor"),
        (year.is_some(), "tahun"),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect()
}

fn is_year(word: &str) -> bool {
    word.parse()
        .is_ok_and(|year: u32| (1900..2200).contains(&year))
}

/// `jenis, nomor, dan tahun`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, last] => format!("{first} dan {last}"),
        [before @ .., last] => format!("{}, dan {last}", before.join(", ")),
    }
}

/// Langkah whose kind and pelaksana the document no longer shows.
fn steps_read(langkah: &[Langkah]) -> Option<Oddity> {
    let read: Vec<&Langkah> = langkah
        .iter()
        .filter(|langkah| langkah.asal == Asal::Tafsir)
        .collect();
    let first = read.first()?;
    let numbers: Vec<String> = read.iter().map(|langkah| langkah.no.to_string()).collect();
    Some(Oddity {
        message: format!(
            "pelaksana {} dari {} langkah dibaca kantor ini, tidak tercetak di SOP: langkah {}",
            read.len(),
            langkah.len(),
            numbers.join(", ")
        ),
        help: "cocokkan dengan SOP cetak; langkah yang memang tercetak ditandai asal: cetak"
            .to_owned(),
        anchor: Anchor::at(&first.id, ["asal: tafsir"]),
    })
}

/// Rows of the Mutu Baku that do not stand beside their langkah.
fn rows_read(langkah: &[Langkah]) -> Option<Oddity> {
    let is_read = |row: &&MutuBaku| row.asal == Asal::Tafsir;
    let count = |langkah: &Langkah| langkah.mutu_baku.iter().filter(is_read).count();
    let first = langkah.iter().find(|langkah| count(langkah) > 0)?;
    let read: usize = langkah.iter().map(count).sum();
    let rows: usize = langkah.iter().map(|langkah| langkah.mutu_baku.len()).sum();
    Some(Oddity {
        message: format!(
            "{rows} baris Mutu Baku untuk {} langkah; {read} baris ditempatkan menurut \
             pembacaan kantor ini",
            langkah.len()
        ),
        help: "saat SOP direvisi, sejajarkan baris Mutu Baku dengan langkahnya".to_owned(),
        anchor: Anchor::at(&first.id, ["mutu_baku:"]),
    })
}

/// A langkah that needs what the langkah before it does not give.
fn broken_flow(pair: &[Langkah]) -> Option<Oddity> {
    let [before, after] = pair else {
        return None;
    };
    let given: Vec<&str> = distinct(before, |row| &row.output);
    let needed: Vec<&str> = distinct(after, |row| &row.kelengkapan);
    let parts = |text: &str| -> Vec<String> { text.split('/').map(normalized).collect() };
    let given_parts: Vec<String> = given.iter().flat_map(|text| parts(text)).collect();
    let meets = |text: &&str| parts(text).iter().any(|part| given_parts.contains(part));
    let first = *needed.first()?;
    (!needed.iter().any(meets)).then(|| Oddity {
        message: format!(
            "output langkah {} ({}) bukan kelengkapan langkah {} ({})",
            before.no,
            given.join(", "),
            after.no,
            needed.join(", ")
        ),
        help: format!("samakan sebutannya, atau jelaskan di SOP dari mana {first} berasal"),
        anchor: Anchor::at(&after.id, ["kelengkapan:", first]),
    })
}

/// One column of a langkah's Mutu Baku, each text once.
fn distinct(langkah: &Langkah, column: fn(&MutuBaku) -> &String) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for text in langkah.mutu_baku.iter().map(column) {
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts
}
