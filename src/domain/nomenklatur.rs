//! Nomenklatur: the official list of kode, each with the wording that belongs to it.

use std::collections::BTreeMap;

use super::kode::Kode;

mod search;

/// Nomenklatur (nomenclature): what each kode is called, in the order of the kode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nomenklatur(BTreeMap<Kode, Entry>);

/// What the nomenclature says of one kode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub kode: Kode,
    /// Its name.
    pub uraian: String,
    /// Kinerja (performance): what is brought about, in words.
    pub kinerja: Option<String>,
    /// The official indikator.
    pub indikator: Option<String>,
    /// The unit of that indikator.
    pub satuan: Option<String>,
    /// Where this is written.
    pub sumber: Option<String>,
}

impl FromIterator<Entry> for Nomenklatur {
    /// Of two entries with one kode the first counts.
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Nomenklatur {
        let mut table = BTreeMap::new();
        for entry in entries {
            table.entry(entry.kode.clone()).or_insert(entry);
        }
        Nomenklatur(table)
    }
}

impl Nomenklatur {
    /// What it says of a kode, exactly as that is written: `.14` is not `.0014`.
    #[must_use]
    pub fn of(&self, kode: &Kode) -> Option<&Entry> {
        self.0.get(kode)
    }

    /// Every entry, in the order of the kode.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }

    /// How many kode it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The program, and the kegiatan, that a kode belongs to, as far as they are listed.
    #[must_use]
    pub fn parents(&self, kode: &Kode) -> Vec<&Entry> {
        let above = std::iter::successors(kode.parent(), Kode::parent);
        let mut parents: Vec<&Entry> = above.filter_map(|kode| self.of(&kode)).collect();
        parents.reverse();
        parents
    }

    /// The kegiatan of a program, the sub kegiatan of a kegiatan, in the order of the kode.
    #[must_use]
    pub fn children(&self, kode: &Kode) -> Vec<&Entry> {
        let below = self.iter();
        below
            .filter(|entry| entry.kode.parent().as_ref() == Some(kode))
            .collect()
    }

    /// Entries that a text of words and digits may mean, the likeliest first.
    ///
    /// First come the kode or uraian that the text is or begins, then those with all its words,
    /// then those with words near to it; within each in the order of the kode.
    #[must_use]
    pub fn search(&self, typed: &str) -> Vec<&Entry> {
        search::search(self, typed)
    }

    /// The one entry whose kode a text is, also with its zeros missing.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Option<&Entry> {
        let written = Kode::read(typed).ok();
        if let Some(entry) = written.and_then(|kode| self.of(&kode)) {
            return Some(entry);
        }
        let numbers = super::kode::numbers(typed)?;
        let mut same = self.iter().filter(|entry| entry.kode.numbers() == numbers);
        same.next().filter(|_| same.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of kode and uraian.
    fn table(rows: &[(&str, &str)]) -> Nomenklatur {
        let entry = |(kode, uraian): &(&str, &str)| Entry {
            kode: Kode::read(kode).unwrap(),
            uraian: (*uraian).to_owned(),
            kinerja: None,
            indikator: None,
            satuan: None,
            sumber: None,
        };
        rows.iter().map(entry).collect()
    }

    fn kode<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a str> {
        let entries = entries.into_iter();
        entries.map(|entry| entry.kode.as_str()).collect()
    }

    fn small() -> Nomenklatur {
        table(&[
            ("1.01.03", "PROGRAM PENGEMBANGAN KURIKULUM"),
            ("1.01.02.2.01.0014", "Pengadaan Mebel Sekolah"),
            ("1.01.02.2.01.14", "Pengadaan Mebel"),
            ("1.01.02.2.01.0047", "Pembangunan Ruang Kelas Baru"),
            ("1.01.02.2.01", "Pengelolaan Pendidikan Sekolah Dasar"),
            ("1.01.02", "PROGRAM PENGELOLAAN PENDIDIKAN"),
        ])
    }

    #[test]
    fn entries_come_in_the_order_of_their_kode() {
        assert_eq!(
            kode(small().iter()),
            [
                "1.01.02",
                "1.01.02.2.01",
                "1.01.02.2.01.0014",
                "1.01.02.2.01.0047",
                "1.01.02.2.01.14",
                "1.01.03"
            ]
        );
    }

    #[test]
    fn of_two_entries_with_one_kode_the_first_counts() {
        let table = table(&[("1.01.02", "satu"), ("1.01.02", "dua")]);
        assert_eq!(kode(table.iter()), ["1.01.02"]);
        assert_eq!(table.iter().next().unwrap().uraian, "satu");
    }

    #[test]
    fn what_is_above_and_below_a_kode_is_known() {
        let table = small();
        let sub = Kode::read("1.01.02.2.01.0014").unwrap();
        assert_eq!(kode(table.parents(&sub)), ["1.01.02", "1.01.02.2.01"]);
        assert!(table.children(&sub).is_empty());
        let program = Kode::read("1.01.02").unwrap();
        assert_eq!(kode(table.children(&program)), ["1.01.02.2.01"]);
        // A kegiatan that the table lacks is passed over.
        let stray = Kode::read("1.01.02.2.09.0001").unwrap();
        assert_eq!(kode(table.parents(&stray)), ["1.01.02"]);
    }

    #[test]
    fn a_kode_is_meant_with_or_without_its_zeros() {
        let table = small();
        let meant = |typed| table.meant(typed).map(|entry| entry.kode.as_str());
        assert_eq!(meant("1.01.02.2.01.0047"), Some("1.01.02.2.01.0047"));
        assert_eq!(meant("1.1.2.2.1.47"), Some("1.01.02.2.01.0047"));
        assert_eq!(meant("1.1.2"), Some("1.01.02"));
        // As written it is one; by its numbers it may be either.
        assert_eq!(meant("1.01.02.2.01.14"), Some("1.01.02.2.01.14"));
        assert_eq!(meant("1.1.2.2.1.14"), None);
        for none in ["", ".", "1.01", "1.01.04", "mebel"] {
            assert_eq!(meant(none), None, "{none}");
        }
    }
}
