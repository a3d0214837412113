//! Unit: what a target is counted in, where it stands behind the number.

use super::indikator::normalized;
use super::target::{Target, TargetValue};

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
pub struct Unit {
    /// As the nomenclature spells it.
    pub name: &'static str,
    /// What it does to a number.
    pub kind: Kind,
    /// Other spellings, in lower case without blanks.
    others: &'static [&'static str],
}

const fn whole(name: &'static str, others: &'static [&'static str]) -> Unit {
    let kind = Kind::Whole;
    Unit { name, kind, others }
}

const fn measure(name: &'static str, others: &'static [&'static str]) -> Unit {
    let kind = Kind::Measure;
    Unit { name, kind, others }
}

/// The units that are known; one that is not may be right all the same.
pub const UNITS: &[Unit] = &[
    Unit {
        name: "Persen",
        kind: Kind::Percent,
        others: &["%", "persentase", "prosen", "prosentase"],
    },
    whole("Anak", &[]),
    whole("Arsip", &[]),
    whole("Berita Acara", &["ba"]),
    whole("Berkas", &[]),
    whole("Buah", &["bh"]),
    whole("Buku", &[]),
    whole("Bulan", &["bln"]),
    whole("Data", &[]),
    whole("Desa", &[]),
    whole("Dokumen", &["dok", "doc", "dokument"]),
    whole("Eksemplar", &["eks", "exp", "eksamplar"]),
    whole("Guru", &[]),
    whole("Hari", &[]),
    whole("Jenis", &[]),
    whole("Karya", &[]),
    whole("Kasus", &[]),
    whole("Kawasan", &[]),
    whole("Kecamatan", &["kec"]),
    whole("Kegiatan", &["keg"]),
    whole("Kelas", &[]),
    whole("Kelompok", &["klp"]),
    whole("Keluarga", &["kk"]),
    whole("Kerja Sama", &["kerjasama"]),
    whole("Kesepakatan", &[]),
    whole("Komunitas", &[]),
    whole("Laporan", &["lap"]),
    whole("Layanan", &[]),
    whole("Lembaga", &["lbg"]),
    whole("Lembar", &["lbr"]),
    whole("Lokasi", &["lok"]),
    whole("Minggu", &[]),
    whole("Objek", &["obyek", "obj"]),
    whole("Orang", &["org", "orng"]),
    whole("Orang/Bulan", &["orangbulan", "org/bln", "ob"]),
    whole("Orang/Hari", &["oranghari", "org/hr", "oh"]),
    whole("Organisasi", &[]),
    whole("Paket", &["pkt"]),
    whole("Pegawai", &[]),
    whole("Peserta", &[]),
    whole("Peserta Didik", &["pesertadidik", "pd"]),
    whole("Perangkat Daerah", &["perangkatdaerah"]),
    whole("Perpustakaan", &[]),
    whole("Promosi", &[]),
    whole("Rekomendasi", &[]),
    whole("Rombongan Belajar", &["rombel", "rombonganbelajar"]),
    whole("Ruang", &["ruangan", "rg"]),
    whole("Sanggar", &[]),
    whole(
        "Satuan Pendidikan",
        &["satuanpendidikan", "satdik", "satpen"],
    ),
    whole("Sekolah", &[]),
    whole("Siswa", &["murid"]),
    whole("Stel", &["setel"]),
    whole("Unit", &["unt"]),
    whole("Usulan", &[]),
    measure("Angka", &[]),
    measure("Hektare", &["ha", "hektar"]),
    measure("Indeks", &["index", "indek"]),
    measure("Jam", &[]),
    measure("Kilometer", &["km"]),
    measure("Level", &[]),
    measure("Liter", &["ltr"]),
    measure("Meter", &["m"]),
    measure("Meter Persegi", &["m2", "m²", "meterpersegi"]),
    measure("Nilai", &[]),
    measure("Poin", &["point"]),
    measure("Predikat", &[]),
    measure("Rasio", &["ratio"]),
    measure("Rupiah", &["rp"]),
    measure("Skor", &["score"]),
    measure("Tahun", &["thn", "th"]),
    measure("Ton", &[]),
];

/// The unit that a text names, in whatever spelling.
#[must_use]
pub fn known(satuan: &str) -> Option<&'static Unit> {
    let typed = normalized(satuan).replace([' ', '.'], "");
    let is_it = |unit: &&Unit| {
        let name = unit.name.to_lowercase().replace(' ', "");
        name == typed || unit.others.contains(&typed.as_str())
    };
    UNITS.iter().find(is_it)
}

/// What a unit does to a number; `None` for one that is not known.
#[must_use]
pub fn kind(satuan: &str) -> Option<Kind> {
    known(satuan).map(|unit| unit.kind)
}

/// Whether two units are the same: `%` is Persen.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let plain = |unit: &str| match normalized(unit).as_str() {
        "%" | "persentase" => "persen".to_owned(),
        other => other.replace(' ', ""),
    };
    plain(a) == plain(b)
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
            ("Unir", None),
            ("", None),
        ] {
            assert_eq!(known(typed).map(|unit| unit.name), name, "{typed}");
        }
        assert_eq!(kind("Ha"), Some(Kind::Measure));
    }

    #[test]
    fn no_spelling_names_two_units() {
        let mut seen = std::collections::BTreeSet::new();
        for unit in UNITS {
            let name = unit.name.to_lowercase().replace(' ', "");
            assert!(seen.insert(name.clone()), "{name}");
            let others = unit.others.iter().filter(|other| **other != name);
            for other in others {
                assert!(seen.insert((*other).to_owned()), "{other}");
            }
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
        assert!(same("%", "persen") && !same("%", "Orang"));
    }
}
