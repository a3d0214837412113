//! The SOP as data: its identity block, its pelaksana, its langkah and their Mutu Baku.

use std::fmt;

use super::name::{Jabatan, LangkahId};

/// The pelaksana that stands for every Bidang.
pub const BIDANG: &str = "bidang";

/// A Standar Operasional Prosedur as its office knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sop {
    /// The identity block.
    pub identitas: Identitas,
    /// The lists below the identity block, in printed order: heading and lines.
    pub daftar: Vec<(String, Vec<String>)>,
    /// Columns of the matrix, in printed order.
    pub pelaksana: Vec<Pelaksana>,
    /// The steps, in order.
    pub langkah: Vec<Langkah>,
}

/// The identity block: heading and value, in printed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identitas {
    /// The government, e.g. `PEMERINTAH KABUPATEN BALANGAN`.
    pub pemerintah: String,
    /// The office.
    pub instansi: String,
    /// Nomor SOP.
    pub nomor: String,
    /// Judul SOP.
    pub judul: String,
    /// The heading printed over the matrix.
    pub judul_matriks: String,
    /// Dates, approval and the like: heading and value as printed.
    pub baris: Vec<(String, String)>,
}

/// Pelaksana (one who acts): a column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pelaksana {
    /// A jabatan, or [`BIDANG`] for all of them.
    pub id: Jabatan,
    /// The heading as printed.
    pub nama: String,
}

/// What kind of work a langkah is: the closed set that the engine knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jenis {
    /// Something that happened outside rkt and is recorded.
    Catat,
    /// Every Bidang fills its form.
    Isi,
    /// The forms are collected.
    Kumpul,
    /// The forms are compiled.
    Kompilasi,
    /// Somebody corrects forms or the draft.
    Koreksi,
    /// The draft is written.
    Susun,
    /// The document is signed.
    Tandatangan,
    /// The signed document is archived.
    Arsip,
}

impl Jenis {
    /// The kinds, as written in sop.yaml.
    pub const NAMES: [&'static str; 8] = [
        "catat",
        "isi",
        "kumpul",
        "kompilasi",
        "koreksi",
        "susun",
        "tandatangan",
        "arsip",
    ];

    /// Reads one of [`Jenis::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Jenis> {
        match text {
            "catat" => Some(Jenis::Catat),
            "isi" => Some(Jenis::Isi),
            "kumpul" => Some(Jenis::Kumpul),
            "kompilasi" => Some(Jenis::Kompilasi),
            "koreksi" => Some(Jenis::Koreksi),
            "susun" => Some(Jenis::Susun),
            "tandatangan" => Some(Jenis::Tandatangan),
            "arsip" => Some(Jenis::Arsip),
            _ => None,
        }
    }
}

/// A length of time as the SOP writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waktu {
    /// So many hari kerja.
    Hari(u32),
    /// So many minggu; what a minggu is, a setting says.
    Minggu(u32),
}

impl Waktu {
    /// Reads `3 Hari` or `1 Minggu`, in any case; 1 to 60 of them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Waktu> {
        let mut words = text.split_whitespace();
        let (count, unit, rest) = (words.next()?, words.next()?, words.next());
        let count = count
            .parse()
            .ok()
            .filter(|count| (1..=60).contains(count))?;
        match (unit.to_lowercase().as_str(), rest) {
            ("hari", None) => Some(Waktu::Hari(count)),
            ("minggu", None) => Some(Waktu::Minggu(count)),
            _ => None,
        }
    }
}

impl fmt::Display for Waktu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Waktu::Hari(count) => write!(f, "{count} Hari"),
            Waktu::Minggu(count) => write!(f, "{count} Minggu"),
        }
    }
}

/// Whether the SOP prints something, or it is this office's reading of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asal {
    /// Printed there.
    Cetak,
    /// Read into it.
    Tafsir,
}

/// Mutu Baku (standard): what a langkah needs, how long it takes, what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutuBaku {
    /// Persyaratan/Kelengkapan.
    pub kelengkapan: String,
    /// Waktu.
    pub waktu: Waktu,
    /// Output.
    pub output: String,
    /// Whether this row is printed beside this langkah.
    pub asal: Asal,
}

/// What goes back in a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cakupan {
    /// One Bidang's form; the others keep their state.
    Bidang,
    /// The draft.
    Draft,
}

/// A way back: the SOP's "Koreksi".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kembali {
    /// The langkah gone back to.
    pub langkah: LangkahId,
    /// What goes back.
    pub cakupan: Cakupan,
    /// How long the mending may take; the langkah's own time when absent.
    pub waktu: Option<Waktu>,
}

/// Langkah (step) of the SOP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Langkah {
    /// Its id, which people type.
    pub id: LangkahId,
    /// Its printed number.
    pub no: u32,
    /// Uraian Prosedur, as printed.
    pub uraian: String,
    /// Who may do it.
    pub pelaksana: Vec<Jabatan>,
    /// What kind of work it is.
    pub jenis: Jenis,
    /// Its rows of the Mutu Baku; their times add up.
    pub mutu_baku: Vec<MutuBaku>,
    /// The ways back from here.
    pub kembali_ke: Vec<Kembali>,
    /// Who approves forms here, the first who may.
    pub penyetuju: Vec<Jabatan>,
    /// Evidence that is asked for.
    pub bukti: Vec<String>,
    /// Whether kind and pelaksana are printed or read into it.
    pub asal: Asal,
    /// Whether opening a cycle records it.
    pub saat_mulai: bool,
}

impl Langkah {
    /// Whether forms or the draft are corrected here.
    #[must_use]
    pub fn is_review(&self) -> bool {
        self.jenis == Jenis::Koreksi
    }
}

impl Sop {
    /// The same SOP with other words.
    #[must_use]
    pub fn reworded(&self, words: &mut impl FnMut(&str) -> String) -> Sop {
        let mut sop = self.clone();
        let identitas = &mut sop.identitas;
        let block = [
            &mut identitas.pemerintah,
            &mut identitas.instansi,
            &mut identitas.nomor,
            &mut identitas.judul,
            &mut identitas.judul_matriks,
        ];
        let pairs = identitas.baris.iter_mut();
        let pairs = pairs.flat_map(|(name, value)| [name, value]);
        let lists = sop.daftar.iter_mut();
        let lists = lists.flat_map(|(name, lines)| std::iter::once(name).chain(lines));
        let names = sop.pelaksana.iter_mut().map(|one| &mut one.nama);
        let steps = sop.langkah.iter_mut().flat_map(|langkah| {
            let rows = langkah.mutu_baku.iter_mut();
            let cells = rows.flat_map(|row| [&mut row.kelengkapan, &mut row.output]);
            std::iter::once(&mut langkah.uraian).chain(cells)
        });
        for text in block
            .into_iter()
            .chain(pairs)
            .chain(lists)
            .chain(names)
            .chain(steps)
        {
            *text = words(text);
        }
        sop
    }

    /// The langkah that a person means by an id or a number.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<&Langkah> {
        let by_id = self
            .langkah
            .iter()
            .find(|langkah| langkah.id.as_str() == typed);
        by_id.or_else(|| {
            self.langkah
                .iter()
                .find(|langkah| langkah.no.to_string() == typed)
        })
    }

    /// The first langkah of a kind.
    #[must_use]
    pub fn first(&self, jenis: Jenis) -> Option<&Langkah> {
        self.langkah.iter().find(|langkah| langkah.jenis == jenis)
    }

    /// The place of a langkah in the order of the SOP; an unknown one comes last.
    #[must_use]
    pub fn rank(&self, id: &LangkahId) -> usize {
        let place = self.langkah.iter().position(|langkah| langkah.id == *id);
        place.unwrap_or(self.langkah.len())
    }

    /// The langkah of that id.
    #[must_use]
    pub fn langkah(&self, id: &LangkahId) -> Option<&Langkah> {
        self.langkah.iter().find(|langkah| langkah.id == *id)
    }

    /// The langkah at which forms are corrected: those before the draft is written.
    pub fn form_reviews(&self) -> impl Iterator<Item = &Langkah> {
        let drafting = self.drafting();
        let reviews = self.langkah.iter().enumerate();
        let reviews = reviews.filter(move |(n, langkah)| langkah.is_review() && *n < drafting);
        reviews.map(|(_, langkah)| langkah)
    }

    /// The langkah at which the draft is corrected: those after it is written.
    pub fn draft_reviews(&self) -> impl Iterator<Item = &Langkah> {
        let drafting = self.drafting();
        let reviews = self.langkah.iter().enumerate();
        let reviews = reviews.filter(move |(n, langkah)| langkah.is_review() && *n > drafting);
        reviews.map(|(_, langkah)| langkah)
    }

    /// Whether the draft is corrected at a langkah.
    #[must_use]
    pub fn is_draft_review(&self, id: &LangkahId) -> bool {
        self.draft_reviews().any(|langkah| langkah.id == *id)
    }

    fn drafting(&self) -> usize {
        let place = self.langkah.iter().position(|l| l.jenis == Jenis::Susun);
        place.unwrap_or(self.langkah.len())
    }

    /// Who carries out the first langkah of a kind.
    #[must_use]
    pub fn pelaksana_of(&self, jenis: Jenis) -> &[Jabatan] {
        self.first(jenis).map_or(&[], |langkah| &langkah.pelaksana)
    }

    /// Who may approve a form at a langkah, in the order in which they are asked: those named
    /// there, else who carries it out and who signs.
    #[must_use]
    pub fn approvers<'a>(&'a self, langkah: &'a Langkah) -> Vec<&'a Jabatan> {
        if !langkah.penyetuju.is_empty() {
            return langkah.penyetuju.iter().collect();
        }
        let signers = self.pelaksana_of(Jenis::Tandatangan);
        let mut approvers: Vec<&Jabatan> = langkah.pelaksana.iter().chain(signers).collect();
        approvers.dedup();
        approvers
    }

    /// The heading of a pelaksana, else its id.
    #[must_use]
    pub fn heading<'a>(&'a self, jabatan: &'a Jabatan) -> &'a str {
        self.pelaksana
            .iter()
            .find(|pelaksana| pelaksana.id == *jabatan)
            .map_or(jabatan.as_str(), |pelaksana| pelaksana.nama.as_str())
    }

    /// What is wrong with the SOP as a whole: a sentence and the id of the langkah it is about.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, Option<LangkahId>)> {
        let mut faults = self.faults_of_kinds();
        for (n, langkah) in self.langkah.iter().enumerate() {
            let mut say = |fault: String| faults.push((fault, Some(langkah.id.clone())));
            let before = self.langkah.get(..n).unwrap_or_default();
            if before
                .iter()
                .any(|other| other.id == langkah.id || other.no == langkah.no)
            {
                say(format!(
                    "langkah `{}` (no {}) muncul dua kali",
                    langkah.id, langkah.no
                ));
            }
            if langkah.mutu_baku.is_empty() {
                say(format!("langkah `{}` tidak punya mutu_baku", langkah.id));
            }
            for who in &langkah.pelaksana {
                if !self.pelaksana.iter().any(|pelaksana| pelaksana.id == *who) {
                    say(format!(
                        "pelaksana `{who}` pada langkah `{}` tidak ada di daftar",
                        langkah.id
                    ));
                }
            }
            for kembali in &langkah.kembali_ke {
                if !self.langkah.iter().any(|other| other.id == kembali.langkah) {
                    say(format!(
                        "kembali_ke `{}` pada langkah `{}` tidak ada",
                        kembali.langkah, langkah.id
                    ));
                }
            }
            if langkah.pelaksana.is_empty() {
                say(format!("langkah `{}` tidak punya pelaksana", langkah.id));
            }
            if langkah.saat_mulai && langkah.jenis != Jenis::Catat {
                say(format!(
                    "saat_mulai pada langkah `{}` hanya untuk jenis catat",
                    langkah.id
                ));
            }
        }
        faults
    }

    /// Forms are filled, collected and compiled exactly once; the draft is written, signed
    /// and archived at most once; the order is that of the work.
    fn faults_of_kinds(&self) -> Vec<(String, Option<LangkahId>)> {
        let count = |jenis| {
            self.langkah
                .iter()
                .filter(|langkah| langkah.jenis == jenis)
                .count()
        };
        let mut faults = Vec::new();
        for (jenis, name) in [
            (Jenis::Isi, "isi"),
            (Jenis::Kumpul, "kumpul"),
            (Jenis::Kompilasi, "kompilasi"),
        ] {
            if count(jenis) != 1 {
                faults.push((
                    format!("harus ada tepat satu langkah berjenis {name}"),
                    None,
                ));
            }
        }
        for (jenis, name) in [
            (Jenis::Susun, "susun"),
            (Jenis::Tandatangan, "tandatangan"),
            (Jenis::Arsip, "arsip"),
        ] {
            if count(jenis) > 1 {
                faults.push((format!("paling banyak satu langkah berjenis {name}"), None));
            }
        }
        let order = [
            Jenis::Isi,
            Jenis::Kumpul,
            Jenis::Kompilasi,
            Jenis::Susun,
            Jenis::Tandatangan,
            Jenis::Arsip,
        ];
        let places: Vec<usize> = order
            .iter()
            .filter_map(|jenis| {
                self.langkah
                    .iter()
                    .position(|langkah| langkah.jenis == *jenis)
            })
            .collect();
        if !places.is_sorted() {
            faults.push((
                "urutan langkah harus isi, kumpul, kompilasi, susun, tandatangan, arsip".to_owned(),
                None,
            ));
        }
        faults
    }
}
