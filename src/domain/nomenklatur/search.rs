//! How well an entry of the nomenclature fits what somebody typed.

use super::{Entry, Nomenklatur};
use crate::domain::kode::{Kode, numbers};
use crate::domain::name::slips;

/// How an entry fits; the least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The kode or the uraian is what was typed.
    Same,
    /// The kode is, once its zeros are put back.
    SameNumbers,
    /// The kode or the uraian begins with it.
    Begins,
    /// Every word begins one of the uraian's.
    Words,
    /// Every word is in what the entry says, the indikator and initials (`sd`) counted.
    Elsewhere,
    /// Every word is there but for so many slips.
    Near(usize),
}

/// Words that tell nothing apart.
const SMALL: [&str; 9] = [
    "atau", "bagi", "dalam", "dan", "dengan", "di", "pada", "untuk", "yang",
];

/// The shortest word that is also looked for inside of others.
const INNER: usize = 4;

/// The entries that fit, the best first, equals in the order of their kode.
pub(super) fn search<'a>(table: &'a Nomenklatur, typed: &str) -> Vec<&'a Entry> {
    let query = Query::new(typed);
    let fitting = table
        .iter()
        .filter_map(|entry| Some((query.fit(entry)?, entry)));
    let mut fitting: Vec<(Fit, &Entry)> = fitting.collect();
    // One that is retired comes after those that hold.
    fitting.sort_by_key(|(fit, entry)| (*fit, entry.pengganti.is_some()));
    fitting.into_iter().map(|(_, entry)| entry).collect()
}

/// What somebody typed, taken apart.
struct Query {
    /// Digits with points, of which there may be none.
    kode: Vec<String>,
    words: Vec<String>,
    /// All of it, as words.
    phrase: String,
}

impl Query {
    fn new(typed: &str) -> Query {
        let (kode, rest): (Vec<&str>, Vec<&str>) = typed
            .split_whitespace()
            .partition(|part| numbers(part).is_some());
        let all = words(&rest.join(" "));
        let telling = |word: &&String| !SMALL.contains(&word.as_str());
        let mut telling: Vec<String> = all.iter().filter(telling).cloned().collect();
        if telling.is_empty() && kode.is_empty() {
            telling = all;
        }
        let kode = if rest.is_empty() && !kode.is_empty() {
            vec![kode.join(".")]
        } else {
            kode.into_iter().map(str::to_owned).collect()
        };
        Query {
            kode,
            words: telling,
            phrase: words(typed).join(" "),
        }
    }

    /// How an entry fits all of it, which is as its worst part does.
    fn fit(&self, entry: &Entry) -> Option<Fit> {
        let said = Said::new(entry);
        let kode = self.kode.iter().map(|part| {
            let word = said.uraian.contains(part).then_some(Fit::Words);
            kode_fit(part, &entry.kode).or(word)
        });
        let words = self.words.iter().map(|word| said.fit(word));
        let fits: Vec<Fit> = kode.chain(words).collect::<Option<_>>()?;
        let uraian = said.uraian.join(" ");
        let worst = *fits.iter().max()?;
        Some(if let Fit::Near(_) = worst {
            Fit::Near(fits.iter().map(|fit| fit.slips()).sum())
        } else if uraian == self.phrase {
            Fit::Same
        } else if worst == Fit::Words && uraian.starts_with(&self.phrase) {
            Fit::Begins
        } else {
            worst
        })
    }
}

impl Fit {
    fn slips(self) -> usize {
        match self {
            Fit::Near(slips) => slips,
            Fit::Same | Fit::SameNumbers | Fit::Begins | Fit::Words | Fit::Elsewhere => 0,
        }
    }
}

/// How a kode fits digits, with their points or without.
fn kode_fit(typed: &str, kode: &Kode) -> Option<Fit> {
    let typed = typed.strip_suffix('.').unwrap_or(typed);
    if typed == kode.as_str() {
        return Some(Fit::Same);
    }
    let (wanted, own) = (numbers(typed)?, kode.numbers());
    if wanted == own {
        return Some(Fit::SameNumbers);
    }
    let unpointed = kode.as_str().replace('.', "");
    let begins = own.starts_with(&wanted)
        || kode.as_str().starts_with(typed)
        || unpointed.starts_with(typed);
    begins.then_some(Fit::Begins)
}

/// The words of an entry.
struct Said {
    uraian: Vec<String>,
    more: Vec<String>,
    initials: String,
}

impl Said {
    fn new(entry: &Entry) -> Said {
        let uraian = words(&entry.uraian);
        let more = [&entry.kinerja, &entry.indikator, &entry.satuan];
        let more = more.into_iter().flatten().flat_map(|text| words(text));
        let telling = uraian.iter().filter(|word| !SMALL.contains(&word.as_str()));
        let initials = telling.filter_map(|word| word.chars().next());
        Said {
            initials: initials.collect(),
            more: more.collect(),
            uraian,
        }
    }

    fn fit(&self, word: &str) -> Option<Fit> {
        let begun = |known: &[String]| known.iter().any(|known| known.starts_with(word));
        if begun(&self.uraian) {
            return Some(Fit::Words);
        }
        let length = word.chars().count();
        if begun(&self.more) || (length > 1 && self.initials.contains(word)) {
            return Some(Fit::Elsewhere);
        }
        let known = || self.uraian.iter().chain(&self.more);
        if length >= INNER && known().any(|known| known.contains(word)) {
            return Some(Fit::Near(0));
        }
        known()
            .filter_map(|known| slips(word, known))
            .min()
            .map(Fit::Near)
    }
}

/// The words of a text: letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [(&str, &str, &str); 10] = [
        ("1.01.06", "PROGRAM SUPERVISI DAN EVALUASI", ""),
        ("1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN", ""),
        ("1.01.02.2.01", "Pengelolaan Pendidikan Sekolah Dasar", ""),
        (
            "1.01.02.2.01.0011",
            "Rehabilitasi Perpustakaan Sekolah",
            "Jumlah Perpustakaan",
        ),
        (
            "1.01.02.2.01.0014",
            "Pengadaan Mebel Sekolah",
            "Jumlah Mebel yang Tersedia",
        ),
        (
            "1.01.02.2.02",
            "Pengelolaan Pendidikan Sekolah Menengah Pertama",
            "",
        ),
        (
            "1.01.02.2.02.0025",
            "Pengadaan Mebel",
            "Jumlah Meja dan Kursi",
        ),
        ("1.01.02.2.02.14", "Pembangunan Ruang Kelas", ""),
        (
            "2.22.04.2.01",
            "Pembinaan Sejarah Lokal dalam 1 (satu) Daerah",
            "",
        ),
        ("2.22.05", "PROGRAM CAGAR BUDAYA", ""),
    ];

    fn table() -> Nomenklatur {
        let entry = |(kode, uraian, indikator): &(&str, &str, &str)| Entry {
            kode: Kode::read(kode).unwrap(),
            uraian: (*uraian).to_owned(),
            kinerja: None,
            indikator: Some((*indikator).to_owned()),
            satuan: None,
            sumber: None,
            pengganti: None,
        };
        ROWS.iter().map(entry).collect()
    }

    #[track_caller]
    fn found(typed: &str, expected: &[&str]) {
        let table = table();
        let found = table.search(typed).into_iter();
        let found: Vec<&str> = found.map(|entry| entry.kode.as_str()).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn digits_find_a_kode_and_what_it_begins() {
        found("1.01.02.2.01.0014", &["1.01.02.2.01.0014"]);
        found("1.1.2.2.1.14", &["1.01.02.2.01.0014"]);
        found("1.1.2.2.2.14", &["1.01.02.2.02.14"]);
        found(
            "10102202",
            &["1.01.02.2.02", "1.01.02.2.02.0025", "1.01.02.2.02.14"],
        );
        found(
            "1.1.2.2.1",
            &["1.01.02.2.01", "1.01.02.2.01.0011", "1.01.02.2.01.0014"],
        );
        found(
            "1.01.02.2.01.00",
            &["1.01.02.2.01.0011", "1.01.02.2.01.0014"],
        );
        found("1 01 02 2.01 0014", &["1.01.02.2.01.0014"]);
        found("2.22.", &["2.22.04.2.01", "2.22.05"]);
        found("1.01.03", &[]);
    }

    #[test]
    fn what_is_the_same_comes_before_what_begins_so_and_before_single_words() {
        found(
            "pengadaan mebel",
            &["1.01.02.2.02.0025", "1.01.02.2.01.0014"],
        );
        found(
            "PENGELOLAAN pendidikan",
            &["1.01.02.2.01", "1.01.02.2.02", "1.01.02"],
        );
        found(
            "mebel pengadaan",
            &["1.01.02.2.01.0014", "1.01.02.2.02.0025"],
        );
        found("sekolah mebel", &["1.01.02.2.01.0014"]);
    }

    #[test]
    fn words_of_the_indikator_and_initials_come_after_those_of_the_uraian() {
        found("kursi", &["1.01.02.2.02.0025"]);
        found("smp", &["1.01.02.2.02"]);
        // The small word in "supervisi dan" counts for nothing.
        found("sd", &["1.01.02.2.01", "2.22.04.2.01"]);
        found("meja dan kursi", &["1.01.02.2.02.0025"]);
        found("ruang dan kelas", &["1.01.02.2.02.14"]);
    }

    #[test]
    fn slips_are_forgiven_and_come_last() {
        found("perpustakan", &["1.01.02.2.01.0011"]);
        found("mebal sekolh", &["1.01.02.2.01.0014"]);
        found("pustaka", &["1.01.02.2.01.0011"]);
        found("xyzzy", &[]);
        found("mebel xyzzy", &[]);
    }

    #[test]
    fn digits_and_words_together_narrow() {
        found("1.1.2.2.2 pengadaan", &["1.01.02.2.02.0025"]);
        found("2.22 mebel", &[]);
        found("dalam 1 satu", &["2.22.04.2.01"]);
    }

    #[test]
    fn nothing_finds_nothing() {
        for typed in ["", " ", ".", "()", "\u{301}"] {
            found(typed, &[]);
        }
        found("dan", &["1.01.06", "1.01.02.2.02.0025"]);
    }
}
