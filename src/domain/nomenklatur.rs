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
    /// Pengganti (successor): the kode that holds instead, when this one is retired.
    pub pengganti: Option<Kode>,
}

/// What to do about a kode that is [`unfit`].
pub const UNFIT_HELP: &str = "tulis kode setingkat yang menggantikannya, atau kosongkan";

/// Why a kode can't hold instead of a retired one; `None` when it can.
#[must_use]
pub fn unfit(pengganti: &Kode, old: &Kode) -> Option<String> {
    if pengganti == old {
        return Some(format!("pengganti {old} kode itu sendiri"));
    }
    let (level, other) = (old.level(), pengganti.level());
    (level != other).then(|| {
        let (level, other) = (level.name(), other.name());
        format!("pengganti {level} {old} kode {other}, {pengganti}")
    })
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

    /// The entries that are not retired, in the order of the kode.
    pub fn in_force(&self) -> impl Iterator<Item = &Entry> {
        self.iter().filter(|entry| entry.pengganti.is_none())
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
        let below = self.below(kode.as_str());
        below
            .filter(|entry| entry.kode.parent().as_ref() == Some(kode))
            .collect()
    }

    /// The entries beside a kode: those of its level below the same kode, or of a program below the
    /// same bidang urusan.
    #[must_use]
    pub fn siblings(&self, kode: &Kode) -> Vec<&Entry> {
        let below = self.below(kode.above());
        let level = kode.level();
        below.filter(|entry| entry.kode.level() == level).collect()
    }

    /// What holds instead of a retired kode, over several retirements; none for one that holds.
    #[must_use]
    pub fn successor(&self, kode: &Kode) -> Option<&Kode> {
        let next = |kode: &Kode| self.of(kode)?.pengganti.as_ref();
        let mut last = next(kode)?;
        // A table may lead in a circle: there are not more steps than entries.
        for _ in 0..self.len() {
            match next(last) {
                Some(further) => last = further,
                None => break,
            }
        }
        Some(last)
    }

    /// The entries whose kode is longer than a code and begins with it.
    fn below(&self, above: &str) -> impl Iterator<Item = &Entry> {
        self.0.range(Kode::below(above)).map(|(_, entry)| entry)
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
            pengganti: None,
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
    fn what_is_beside_a_kode_is_known() {
        let table = small();
        let beside = |typed: &str| kode(table.siblings(&Kode::read(typed).unwrap()));
        assert_eq!(beside("1.01.07"), ["1.01.02", "1.01.03"]);
        assert_eq!(beside("1.01.02.2.09"), ["1.01.02.2.01"]);
        assert_eq!(
            beside("1.01.02.2.01.0099"),
            ["1.01.02.2.01.0014", "1.01.02.2.01.0047", "1.01.02.2.01.14"]
        );
        assert!(beside("2.22.02").is_empty() && beside("1.01.02.2.02.0001").is_empty());
    }

    #[test]
    fn a_retired_kode_leads_to_the_one_that_holds() {
        let entry = |(kode, pengganti): &(&str, &str)| Entry {
            pengganti: Kode::read(pengganti).ok(),
            ..table(&[(*kode, "x")]).iter().next().unwrap().clone()
        };
        let rows = [
            ("1.01.02.2.01.0021", "1.01.02.2.01.0054"),
            ("1.01.02.2.01.0054", "1.01.02.2.01.0056"),
            ("1.01.02.2.01.0056", ""),
            ("1.01.02.2.01.0060", "1.01.02.2.01.0061"),
            ("1.01.02.2.01.0061", "1.01.02.2.01.0060"),
        ];
        let table: Nomenklatur = rows.iter().map(entry).collect();
        let successor = |typed: &str| table.successor(&Kode::read(typed).unwrap());
        let told = successor("1.01.02.2.01.0021").map(Kode::as_str);
        assert_eq!(told, Some("1.01.02.2.01.0056"));
        assert_eq!(successor("1.01.02.2.01.0056"), None);
        assert_eq!(successor("1.01.02.2.01.0099"), None);
        assert!(successor("1.01.02.2.01.0060").is_some());
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
