//! Unit: what a target is counted in, where it stands behind the number.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::indikator::normalized;
use super::name::slips;
use super::target::{Target, TargetValue};

mod table;

pub use table::UNITS;

/// Units that stand for each other: of people, of schools, of points. A target may name what it is
/// about, where the satuan is wider.
const ALIKE: [&[&str]; 5] = [
    &["Angka", "Indeks", "Nilai", "Poin", "Skor"],
    &["Buku", "Eksemplar"],
    &["Kelas", "Ruang"],
    &[
        "Orang",
        "Anak",
        "Guru",
        "Pegawai",
        "Peserta",
        "Peserta Didik",
        "Siswa",
    ],
    &["Lembaga", "Satuan Pendidikan", "Sekolah", "Unit"],
];

/// A target without its unit, and that unit; `None` when it has none, or is no number.
#[must_use]
pub fn split(text: &str) -> Option<(String, String)> {
    let target = Target::parse(text).ok()?;
    let unit = target.satuan()?.to_owned();
    let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = tidy.strip_suffix(&unit)?.trim_end().to_owned();
    let again = Target::parse(&bare).ok()?;
    let number = matches!(
        target.value(),
        TargetValue::Number(_) | TargetValue::Range { .. } | TargetValue::Bound { .. }
    );
    let same = again.value() == target.value() && again.satuan().is_none();
    (number && same).then_some((bare, unit))
}

/// What a unit does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Parts of a hundred.
    Percent,
    /// Whole things: there is no half of one.
    Whole,
    /// Anything between two numbers has a meaning.
    Measure,
}

/// A unit that plans use: its official spelling, what it does, and other spellings.
///
/// From the nomenclature (Permendagri 90/2019) and published plans.
#[derive(Debug)]
pub struct Unit {
    /// As the nomenclature spells it.
    pub name: &'static str,
    /// What it does to a number.
    pub kind: Kind,
    /// Spellings that are as good, such as the sign of a measure.
    signs: &'static [&'static str],
    /// Spellings that are cut short or wrong.
    slips: &'static [&'static str],
}

impl Unit {
    /// Whether a text spells it as it should be, in any case of letters.
    #[must_use]
    pub fn is_spelled(&self, satuan: &str) -> bool {
        if satuan == self.name {
            return true;
        }
        let typed = normalized(satuan).replace(" /", "/").replace("/ ", "/");
        typed == self.name.to_lowercase() || self.signs.contains(&plain(satuan).as_str())
    }
}

/// A spelling without what does not tell units apart: case, blanks and points.
fn plain(satuan: &str) -> String {
    let letters = satuan.chars().filter(|c| !c.is_whitespace() && *c != '.');
    letters.flat_map(char::to_lowercase).collect()
}

/// Every spelling of every unit, made plain.
static SPELLINGS: LazyLock<BTreeMap<String, &'static Unit>> = LazyLock::new(|| {
    let spellings = |unit: &'static Unit| {
        let all = [unit.name].into_iter().chain(unit.signs.iter().copied());
        let all = all.chain(unit.slips.iter().copied());
        all.map(move |spelling| (plain(spelling), unit))
    };
    UNITS.iter().flat_map(spellings).collect()
});

/// Every unit by its official spelling, which most texts have.
static NAMES: LazyLock<FxHashMap<&str, &'static Unit>> =
    LazyLock::new(|| UNITS.iter().map(|unit| (unit.name, unit)).collect());

/// The unit that a text names, in whatever spelling.
#[must_use]
pub fn known(satuan: &str) -> Option<&'static Unit> {
    let named = NAMES.get(satuan);
    named.or_else(|| SPELLINGS.get(&plain(satuan))).copied()
}

/// What a unit does to a number; `None` for one that is not known.
#[must_use]
pub fn kind(satuan: &str) -> Option<Kind> {
    known(satuan).map(|unit| unit.kind)
}

/// The unit that a text most probably means, when it names none and a letter or two make it one.
#[must_use]
pub fn meant(satuan: &str) -> Option<&'static Unit> {
    let typed = normalized(satuan);
    let first = typed.chars().next()?;
    // What is no letter, such as a hidden character, is no slip of the pen.
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '.' | '-');
    if known(satuan).is_some() || !typed.chars().all(is_plain) {
        return None;
    }
    let near = UNITS.iter().filter_map(|unit| {
        let name = unit.name.to_lowercase();
        // A slip is seldom in the first letter, and short words are near many.
        let may_be = name.starts_with(first) && name.chars().count() >= 4;
        Some((slips(&typed, &name).filter(|_| may_be)?, unit))
    });
    near.min_by_key(|(slips, _)| *slips).map(|(_, unit)| unit)
}

/// Whether two units are the same, however spelled: `%` is Persen, `Dok` is Dokumen.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let names = [a, b].map(|satuan| known(satuan).map(|unit| unit.name));
    match names {
        [Some(a), Some(b)] => a == b,
        [None, None] => plain(a) == plain(b),
        [Some(_), None] | [None, Some(_)] => false,
    }
}

/// Whether two units can't be one: both known and different, or just one of them a percentage.
#[must_use]
pub fn differ(typed: &str, satuan: &str) -> bool {
    // `12 Dokumen RKA` says more of a Dokumen, and `5 % per tahun` of a percentage.
    let first = typed.split_whitespace().next().unwrap_or(typed);
    if same(typed, satuan) || same(first, satuan) {
        return false;
    }
    match (known(typed), known(satuan)) {
        (Some(a), Some(b)) => {
            let both = |group: &&[&str]| group.contains(&a.name) && group.contains(&b.name);
            !ALIKE.iter().any(both)
        }
        (Some(one), None) | (None, Some(one)) => one.kind == Kind::Percent,
        (None, None) => false,
    }
}

/// A unit as a form has it: `%` is Persen.
#[must_use]
pub fn in_full(unit: &str) -> String {
    if unit == "%" { "Persen" } else { unit }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_name_one_unit() {
        for (typed, name) in [
            ("Dok.", Some("Dokumen")),
            ("satuan  pendidikan", Some("Satuan Pendidikan")),
            ("SatuanPendidikan", Some("Satuan Pendidikan")),
            ("%", Some("Persen")),
            ("Orang / Bulan", Some("Orang/Bulan")),
            ("murid", Some("Siswa")),
            ("Unir", None),
            ("", None),
        ] {
            assert_eq!(known(typed).map(|unit| unit.name), name, "{typed}");
        }
        assert_eq!(kind("Ha"), Some(Kind::Measure));
        assert!(same("%", "persen") && same("Dok", "Dokumen"));
        assert!(same("Dok.", "Dokumen") && same("prosentase", "%"));
        assert!(!same("%", "Orang") && !same("RKB", "Ruang"));
        assert!(!same("Orang", "Siswa") && !same("", "Persen"));
    }

    #[test]
    fn no_spelling_names_two_units() {
        let all = UNITS
            .iter()
            .map(|unit| 1 + unit.signs.len() + unit.slips.len());
        assert_eq!(SPELLINGS.len(), all.sum::<usize>());
    }

    #[test]
    fn units_of_the_nomenclature_and_of_published_plans_are_known() {
        let seen = "Dokumen, Laporan, Orang, Unit, %, Lap, Dok, Persen, Paket, Lembaga, Ruang, KM, \
            Satuan Pendidikan, Peserta Didik, Objek, Nilai, Meter, Pelaku Usaha, laporan, Ton, \
            Berita Acara, Unit Rumah, Ha, Kegiatan, Perusahaan, Layanan, Unit Usaha, \
            perangkat daerah, Lembaga Kemasyarakatan, Keluarga, Liter/Detik, Lokasi, Usulan, \
            Perkara, Kelompok, Organisasi, Perpustakaan, UMKM, Rekomendasi, tahun, Tatanan, SR, \
            Bangunan Gedung, Kawasan, Kampung, Makam, Asosiasi dan Serikat Pekerja, \
            Usaha/Kegiatan, Entitas, Desa, Kegiatan Usaha, Eksemplar, Lokus, Berkas, Arsip, \
            Promosi, Wilayah, Produk, Kasus, Obyek Pajak, Kesepakatan, Pokmas / Ormas, \
            Orang / Bulan, Jenis, Kerja Sama, Indeks, Data, SatuanPendidikan, Komunitas, Buku, \
            bln, Thn, Keg, Org, Kec, Peserta";
        let unknown = seen.split(", ").filter(|satuan| known(satuan).is_none());
        assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn a_unit_is_spelled_right_with_its_name_or_its_sign() {
        for right in [
            "Dokumen",
            "laporan",
            "%",
            "KM",
            "Orang / Bulan",
            "ha",
            "Murid",
            "m2",
        ] {
            assert!(
                known(right).is_some_and(|unit| unit.is_spelled(right)),
                "{right}"
            );
        }
        for slip in [
            "Dok",
            "Lap.",
            "SatuanPendidikan",
            "obyek",
            "Prosentase",
            "bln",
        ] {
            assert!(
                known(slip).is_some_and(|unit| !unit.is_spelled(slip)),
                "{slip}"
            );
        }
    }

    #[test]
    fn a_slip_of_a_letter_or_two_is_understood_and_other_words_are_let_be() {
        for (typed, name) in [
            ("Unir", Some("Unit")),
            ("Laproan", Some("Laporan")),
            ("persne", Some("Persen")),
            ("Peserta Didk", Some("Peserta Didik")),
            ("Dokumem", Some("Dokumen")),
            ("Unit", None),
            ("Dok", None),
            ("RKB", None),
            ("Gugus", None),
            ("Tong", None),
            ("Barang", None),
            ("Tari", None),
            ("Lapangan", None),
            ("Laporam", Some("Laporan")),
            ("Lomba", None),
            ("Benda", None),
            ("Pasar", None),
            ("Ruas", None),
            ("Regu", None),
            ("Kader", None),
            ("Ekor", None),
            ("Batang", None),
            ("Dokumen/Laporan", None),
            ("Ruang\u{200b}", None),
            ("Unit 2", None),
            ("", None),
        ] {
            assert_eq!(meant(typed).map(|unit| unit.name), name, "{typed}");
        }
    }

    #[test]
    fn units_of_one_kind_may_stand_for_each_other() {
        for (typed, satuan) in [
            ("Siswa", "Orang"),
            ("Dokumen RKA", "Dokumen"),
            ("% per tahun", "Persen"),
            ("Poin", "Nilai"),
            ("RKB", "Gugus"),
        ] {
            assert!(!differ(typed, satuan), "{typed} {satuan}");
        }
        for (typed, satuan) in [("%", "Nilai"), ("Dok", "Laporan"), ("RKB", "Persen")] {
            assert!(differ(typed, satuan), "{typed} {satuan}");
        }
    }

    #[test]
    fn units_leave_the_target() {
        for (text, parts) in [
            ("86 %", Some(("86", "%"))),
            ("12 Dokumen", Some(("12", "Dokumen"))),
            ("≥ 90 %", Some(("≥ 90", "%"))),
            ("69,1-69,5 %", Some(("69,1-69,5", "%"))),
            ("WTP", None),
            ("0,62", None),
        ] {
            let found = split(text);
            let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(found, parts, "{text}");
        }
    }
}
