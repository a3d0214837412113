//! The complete document of an RKT: cover, the office's own texts bab by bab, and the tables behind
//! them (SOP steps 8 to 11).

use super::{Blok, Kertas, Naskah, Orientasi};

/// Bagian (part): what the office writes of the document in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bagian {
    /// The foreword, signed by the head.
    KataPengantar,
    /// Background, legal basis, duties.
    Pendahuluan,
    /// What the year before came to.
    Evaluasi,
    /// What this year is planned for.
    Perencanaan,
    /// The end.
    Penutup,
}

impl Bagian {
    /// Every part, in order.
    pub const ALL: [Bagian; 5] = [
        Bagian::KataPengantar,
        Bagian::Pendahuluan,
        Bagian::Evaluasi,
        Bagian::Perencanaan,
        Bagian::Penutup,
    ];

    /// Its name in file names: `kata-pengantar`, `bab-1`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Bagian::KataPengantar => "kata-pengantar",
            Bagian::Pendahuluan => "bab-1",
            Bagian::Evaluasi => "bab-2",
            Bagian::Perencanaan => "bab-3",
            Bagian::Penutup => "bab-4",
        }
    }

    /// What stands before its title: `BAB I`; nothing for the foreword.
    fn nomor(self) -> Option<&'static str> {
        match self {
            Bagian::KataPengantar => None,
            Bagian::Pendahuluan => Some("BAB I"),
            Bagian::Evaluasi => Some("BAB II"),
            Bagian::Perencanaan => Some("BAB III"),
            Bagian::Penutup => Some("BAB IV"),
        }
    }

    /// Its title unless the office gives it another.
    fn judul(self) -> &'static str {
        match self {
            Bagian::KataPengantar => "Kata Pengantar",
            Bagian::Pendahuluan => "Pendahuluan",
            Bagian::Evaluasi => "Evaluasi Kinerja",
            Bagian::Perencanaan => "Perencanaan Kinerja",
            Bagian::Penutup => "Penutup",
        }
    }
}

/// Tulisan (text): what the office wrote for a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tulisan {
    /// The part.
    pub bagian: Bagian,
    /// Its title, if the office gives it one of its own.
    pub judul: Option<String>,
    /// What it says.
    pub blok: Vec<Blok>,
}

impl Tulisan {
    /// The heading of the part: `BAB I PENDAHULUAN`.
    fn heading(&self) -> Blok {
        let judul = self.judul.as_deref().unwrap_or(self.bagian.judul());
        let judul = judul.to_uppercase();
        let nomor = self.bagian.nomor();
        Blok::bab(nomor.map_or(judul.clone(), |nomor| format!("{nomor} {judul}")))
    }
}

/// The complete document around the paper of an RKT: its remarks stay on the cover, its tables
/// become the lampiran, and its sign-off stands also below the foreword.
#[must_use]
pub fn lengkap(rkt: Naskah, tulisan: &[Tulisan]) -> Naskah {
    let is_remark = |blok: &Blok| matches!(blok, Blok::Catatan(_));
    let (mut blok, tables): (Vec<Blok>, Vec<Blok>) = rkt.blok.into_iter().partition(is_remark);
    for one in tulisan {
        blok.extend([Blok::HalamanBaru(Orientasi::Tegak), one.heading()]);
        blok.extend(one.blok.iter().cloned());
        if one.bagian == Bagian::KataPengantar {
            blok.extend(rkt.tanda_tangan.clone().map(Blok::TandaTangan));
            blok.extend([Blok::HalamanBaru(Orientasi::Tegak), Blok::DaftarIsi]);
        }
    }
    let lampiran = format!("LAMPIRAN: {}", rkt.judul);
    blok.extend([Blok::HalamanBaru(rkt.kertas.arah), Blok::bab(lampiran)]);
    blok.extend(tables);
    let kertas = Kertas {
        arah: Orientasi::Tegak,
        ..rkt.kertas
    };
    Naskah {
        kertas,
        blok,
        ..rkt
    }
}
