//! Field: what a form asks for, as a column that people know by several headings.

pub use crate::domain::form::List;
use crate::domain::indikator::{Arah, JenisTriwulan};

impl List {
    /// The field by which people know a row of it.
    #[must_use]
    pub fn name_field(self) -> Field {
        match self {
            List::Sasaran => Field::Id,
            List::Program | List::Kegiatan | List::SubKegiatan => Field::Kode,
        }
    }

    /// Whether its rows have a field of their own.
    #[must_use]
    pub fn has(self, field: Field) -> bool {
        match field {
            Field::Id => self == List::Sasaran,
            Field::Kode | Field::Pagu => self != List::Sasaran,
            Field::Sasaran | Field::Hasil => self == List::Program,
            Field::SumberDana | Field::Lokasi | Field::KelompokSasaran | Field::PrakiraanMaju => {
                self == List::SubKegiatan
            }
            Field::Uraian
            | Field::Indikator
            | Field::Satuan
            | Field::Lalu
            | Field::Target
            | Field::Tw1
            | Field::Tw2
            | Field::Tw3
            | Field::Tw4
            | Field::JenisTriwulan
            | Field::Arah
            | Field::Keterangan
            | Field::DasarNilai
            | Field::DasarTahun
            | Field::DasarSumber
            | Field::Iku
            | Field::Definisi
            | Field::Rumus
            | Field::SumberData
            | Field::AlasanBeda
            | Field::IdIndikator => true,
        }
    }
}

/// What may stand in a cell of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// An id or a kode: words that a spreadsheet likes to take for numbers.
    Name,
    /// Several ids.
    Names,
    /// Money in whole rupiah.
    Rupiah,
    /// A target: a number, or words.
    Target,
    /// A year.
    Tahun,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Yes or no.
    Ya,
}

macro_rules! fields {
    ($($name:ident = $key:literal, $index:expr, $own:literal, $kind:expr, $width:literal, $heading:literal, [$($alias:literal),*];)*) => {
        /// A field of a form. The order is that of the columns.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $(#[doc = $heading] $name,)*
        }

        impl Field {
            /// Every field, in the order of the columns.
            pub const ALL: &'static [Field] = &[$(Field::$name),*];

            /// Its key in a row of a form; a key inside another one is written behind a dot.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Field::$name => $key,)* }
            }

            /// Its place in a list, if its key holds one.
            #[must_use]
            pub fn index(self) -> Option<usize> {
                match self { $(Field::$name => $index,)* }
            }

            /// Whether it is of a sasaran, program, kegiatan or sub kegiatan itself, and not of
            /// one of its indikator.
            #[must_use]
            pub fn is_own(self) -> bool {
                match self { $(Field::$name => $own,)* }
            }

            /// What may stand in its cells.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Field::$name => $kind,)* }
            }

            /// The width of its column, in characters.
            #[must_use]
            pub fn width(self) -> u16 {
                match self { $(Field::$name => $width,)* }
            }

            /// Its heading.
            #[must_use]
            pub fn heading(self) -> &'static str {
                match self { $(Field::$name => $heading,)* }
            }

            /// Other headings that people give it, in lower case.
            #[must_use]
            pub fn aliases(self) -> &'static [&'static str] {
                match self { $(Field::$name => &[$($alias),*],)* }
            }
        }
    };
}

fields! {
    Id = "id", None, true, Kind::Name, 8, "ID Sasaran", ["id", "no sasaran", "kode sasaran"];
    Kode = "kode", None, true, Kind::Name, 18, "Kode", ["kode rekening", "kode program/kegiatan/sub kegiatan", "kode sub kegiatan", "kode nomenklatur"];
    Uraian = "uraian", None, true, Kind::Text, 32, "Uraian", ["sasaran strategis", "sasaran", "nama", "program/kegiatan/sub kegiatan", "program, kegiatan, sub kegiatan", "nomenklatur", "uraian sasaran"];
    Sasaran = "sasaran", None, true, Kind::Names, 11, "Mendukung Sasaran", ["sasaran yang didukung", "id sasaran yang didukung"];
    Hasil = "hasil", None, true, Kind::Text, 22, "Hasil", ["outcome", "hasil program"];
    Pagu = "pagu", None, true, Kind::Rupiah, 17, "Pagu (Rp)", ["pagu", "anggaran", "pagu indikatif", "pagu anggaran", "anggaran (rp)", "target anggaran"];
    SumberDana = "sumber_dana", None, true, Kind::Text, 12, "Sumber Dana", ["sumber pendanaan", "dana", "nama dana"];
    Indikator = "uraian", None, false, Kind::Text, 34, "Indikator", ["indikator kinerja", "indikator kinerja utama", "indikator sasaran", "indikator program", "indikator kegiatan", "indikator sub kegiatan", "tolok ukur"];
    Satuan = "satuan", None, false, Kind::Text, 12, "Satuan", ["satuan target", "unit"];
    Lalu = "lalu", None, false, Kind::Target, 11, "Target Tahun Lalu", ["target lalu", "target tahun sebelumnya"];
    Target = "target", None, false, Kind::Target, 10, "Target", ["target kinerja", "target rkt", "target tahunan"];
    Tw1 = "triwulan", Some(0), false, Kind::Target, 9, "TW I", ["tw 1", "triwulan i", "triwulan 1", "tw1", "target tw i"];
    Tw2 = "triwulan", Some(1), false, Kind::Target, 9, "TW II", ["tw 2", "triwulan ii", "triwulan 2", "tw2", "target tw ii"];
    Tw3 = "triwulan", Some(2), false, Kind::Target, 9, "TW III", ["tw 3", "triwulan iii", "triwulan 3", "tw3", "target tw iii"];
    Tw4 = "triwulan", Some(3), false, Kind::Target, 9, "TW IV", ["tw 4", "triwulan iv", "triwulan 4", "tw4", "target tw iv"];
    JenisTriwulan = "jenis_triwulan", None, false, Kind::Choice(&JenisTriwulan::NAMES), 13, "Jenis Triwulan", ["jenis tw", "tipe perhitungan"];
    Arah = "arah", None, false, Kind::Choice(&Arah::NAMES), 7, "Arah", ["arah target", "polarisasi"];
    Keterangan = "keterangan", None, false, Kind::Text, 18, "Keterangan", ["ket", "catatan"];
    Lokasi = "lokasi", None, true, Kind::Text, 20, "Lokasi", ["nama lokasi", "lokasi kegiatan"];
    KelompokSasaran = "kelompok_sasaran", None, true, Kind::Text, 20, "Kelompok Sasaran", ["penerima manfaat"];
    PrakiraanMaju = "prakiraan_maju", None, true, Kind::Rupiah, 19, "Prakiraan Maju (Rp)", ["prakiraan maju", "pagu tahun depan"];
    DasarNilai = "dasar.nilai", None, false, Kind::Target, 12, "Kondisi Awal", ["dasar", "nilai dasar", "baseline", "kondisi awal (nilai)"];
    DasarTahun = "dasar.tahun", None, false, Kind::Tahun, 9, "Tahun Kondisi Awal", ["tahun dasar", "tahun baseline"];
    DasarSumber = "dasar.sumber", None, false, Kind::Text, 18, "Sumber Kondisi Awal", ["sumber dasar", "sumber baseline"];
    Iku = "iku", None, false, Kind::Ya, 7, "IKU", ["indikator kinerja utama (iku)"];
    Definisi = "definisi", None, false, Kind::Text, 28, "Definisi Operasional", ["definisi"];
    Rumus = "rumus", None, false, Kind::Text, 28, "Rumus", ["formula", "cara penghitungan", "formulasi"];
    SumberData = "sumber_data", None, false, Kind::Text, 18, "Sumber Data", [];
    AlasanBeda = "alasan_beda", None, false, Kind::Text, 24, "Alasan Berbeda dari Renstra", ["alasan beda"];
    IdIndikator = "id", None, false, Kind::Name, 12, "ID Indikator", [];
}

impl Field {
    /// Whether it belongs to what is printed; the others stand behind, on the screen only.
    #[must_use]
    pub fn is_printed(self) -> bool {
        self <= Field::Keterangan
    }

    /// The columns of a sheet that holds some lists, in order.
    #[must_use]
    pub fn of(lists: &[List]) -> Vec<Field> {
        let all = Field::ALL.iter().copied();
        all.filter(|field| lists.iter().any(|list| list.has(*field)))
            .collect()
    }
}
