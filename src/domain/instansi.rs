//! The office: who it is, who holds which jabatan, which Bidang it has (`rkt.toml`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::cetak::Cetak;
use super::event::Actor;
use super::kalender::{HariKerja, Minggu};
use super::kode::Awalan;
use super::kontak::NomorWa;
use super::name::{BidangId, Jabatan};
use super::rule::{Rule, Severity};
use super::zona::Zona;

/// What a name starts with until somebody fills it in.
pub const PLACEHOLDER: &str = "(ISI ";

/// The settings of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The office.
    pub instansi: Instansi,
    /// Time zone, for cycles opened from now on.
    pub zona: Zona,
    /// Length of the working week, for cycles opened from now on.
    pub hari_kerja: HariKerja,
    /// Meaning of "Minggu", for cycles opened from now on.
    pub minggu: Minggu,
    /// Who holds which jabatan, from when to when.
    pub pejabat: Vec<Pejabat>,
    /// The Bidang that new cycles get, in printed order.
    pub bidang: Vec<Bidang>,
    /// Which of them is in charge of which kode, as far as the office says so.
    pub pengampu: Vec<Pengampu>,
    /// How the office judges rules otherwise than rkt does.
    pub aturan: Vec<Aturan>,
    /// How the office prints its papers.
    pub cetak: Cetak,
}

/// Aturan: how an office judges a rule, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aturan {
    /// The rule's code, as typed.
    pub kode: String,
    /// How bad a breach is here.
    pub tingkat: Tingkat,
    /// The reason.
    pub alasan: String,
}

/// Tingkat: how bad a breach of a rule is in this office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tingkat {
    /// As bad as that.
    Is(Severity),
    /// Diam (silenced): counted, and not told.
    Diam,
}

impl Tingkat {
    /// The choices, as written in files.
    pub const NAMES: [&'static str; 4] = ["galat", "peringatan", "saran", "diam"];

    /// Reads one of [`Tingkat::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Tingkat> {
        match text {
            "diam" => Some(Tingkat::Diam),
            _ => Severity::parse(text).map(Tingkat::Is),
        }
    }

    /// The choice as written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tingkat::Is(severity) => severity.word(),
            Tingkat::Diam => "diam",
        }
    }
}

impl Aturan {
    /// The rule, if there is one of that code.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        Rule::find(&self.kode)
    }
}

/// Instansi (the office itself).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instansi {
    /// Name of the office, e.g. `Dinas Pendidikan dan Kebudayaan`.
    pub nama: String,
    /// The government it belongs to, e.g. `Kabupaten Balangan`.
    pub pemerintah: String,
    /// The place where documents are signed.
    pub tempat: String,
    /// Its address as the letterhead prints it, a line each; empty when the office gives none.
    pub alamat: Vec<String>,
    /// The bidang urusan that it plans for, e.g. `1.01`; none when the office does not say.
    pub urusan: Vec<Awalan>,
}

impl Instansi {
    /// The digit that kode of its government have behind the program: 1 for a provinsi, 2 for a
    /// kabupaten or kota; `None` when its name does not say which it is.
    #[must_use]
    pub fn government(&self) -> Option<char> {
        let name = self.pemerintah.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        let telling = words.find(|word| !matches!(*word, "" | "pemerintah" | "daerah"))?;
        match telling {
            "kabupaten" | "kab" | "pemkab" | "kota" | "pemkot" => Some('2'),
            "provinsi" | "propinsi" | "prov" | "pemprov" => Some('1'),
            _ => None,
        }
    }
}

/// Pengampu (in charge): a Bidang, and what the kode of its work begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pengampu {
    /// The Bidang.
    pub bidang: BidangId,
    /// What its kode begin with.
    pub kode: Awalan,
}

impl Instansi {
    /// The office and its government, as documents name them.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.nama, self.pemerintah)
    }
}

/// Bidang (unit that fills a form).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bidang {
    /// Its id, also the name of its form file.
    pub id: BidangId,
    /// Its name in full.
    pub nama: String,
}

/// How a jabatan is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Penugasan {
    /// Definitif (appointed).
    Definitif,
    /// Pelaksana tugas: acting while the post is vacant.
    Plt,
    /// Pelaksana harian: acting while the holder is away.
    Plh,
}

impl Penugasan {
    /// The choices, as written in files.
    pub const NAMES: [&'static str; 3] = ["definitif", "plt", "plh"];

    /// Reads one of [`Penugasan::NAMES`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Penugasan> {
        match text {
            "definitif" => Some(Penugasan::Definitif),
            "plt" => Some(Penugasan::Plt),
            "plh" => Some(Penugasan::Plh),
            _ => None,
        }
    }

    /// The choice as written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Penugasan::Definitif => "definitif",
            Penugasan::Plt => "plt",
            Penugasan::Plh => "plh",
        }
    }

    /// What stands before the jabatan on paper, with a blank; nothing when appointed.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Penugasan::Definitif => "",
            Penugasan::Plt => "Plt. ",
            Penugasan::Plh => "Plh. ",
        }
    }
}

/// Pejabat: a person in a jabatan for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pejabat {
    /// The jabatan.
    pub jabatan: Jabatan,
    /// The person's name.
    pub nama: String,
    /// The person's NIP, 18 digits, if known.
    pub nip: Option<String>,
    /// How it is held.
    pub status: Penugasan,
    /// First day.
    pub mulai: Option<NaiveDate>,
    /// Last day.
    pub selesai: Option<NaiveDate>,
    /// E-mail addresses by which git, and with it rkt, knows the person; mail goes to the first.
    pub surel: Vec<String>,
    /// The number at which the person reads messages (`WhatsApp`).
    pub wa: Option<NomorWa>,
    /// The jabatan to which the person answers.
    pub atasan: Option<Jabatan>,
}

impl Pejabat {
    /// Whether the person holds the jabatan on that day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.mulai.is_none_or(|first| first <= day) && self.selesai.is_none_or(|last| day <= last)
    }

    /// The person as one who acts in this jabatan.
    #[must_use]
    pub fn acting(&self) -> Actor {
        Actor {
            jabatan: self.jabatan.clone(),
            nama: self.nama.clone(),
            nip: self.nip.clone(),
            status: (self.status != Penugasan::Definitif).then_some(self.status),
        }
    }

    /// Whether the name still waits to be filled in.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        self.nama.starts_with(PLACEHOLDER)
    }
}

impl Settings {
    /// Who holds a jabatan on a day: the acting person before the appointed one.
    #[must_use]
    pub fn holder(&self, jabatan: &Jabatan, day: NaiveDate) -> Option<&Pejabat> {
        let holders = || {
            self.pejabat
                .iter()
                .filter(|p| p.jabatan == *jabatan && p.holds_on(day))
        };
        holders()
            .find(|p| p.status != Penugasan::Definitif)
            .or_else(|| holders().next())
    }

    /// Who holds each jabatan on a day.
    #[must_use]
    pub fn holders(&self, day: NaiveDate) -> BTreeMap<Jabatan, Actor> {
        let jabatan: BTreeSet<&Jabatan> = self.pejabat.iter().map(|p| &p.jabatan).collect();
        let held = |jabatan: &Jabatan| Some((jabatan.clone(), self.holder(jabatan, day)?.acting()));
        jabatan.into_iter().filter_map(held).collect()
    }

    /// The jabatan that a git e-mail address stands for on a day, if exactly one does.
    #[must_use]
    pub fn jabatan_of_mail(&self, mail: &str, day: NaiveDate) -> Option<&Jabatan> {
        let known = |p: &&Pejabat| p.surel.iter().any(|surel| surel.eq_ignore_ascii_case(mail));
        let mut found = self
            .pejabat
            .iter()
            .filter(known)
            .filter(|p| p.holds_on(day));
        let first = found.next()?;
        found.next().is_none().then_some(&first.jabatan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_government_is_known_by_its_name() {
        for (pemerintah, digit) in [
            ("Kabupaten Balangan", Some('2')),
            ("PEMERINTAH KABUPATEN BALANGAN", Some('2')),
            ("Pemerintah Daerah Kab. Kutai Kartanegara", Some('2')),
            ("Kota Banjarbaru", Some('2')),
            ("Provinsi Kalimantan Selatan", Some('1')),
            ("Pemerintah Provinsi Papua", Some('1')),
            ("Daerah Istimewa Yogyakarta", None),
            ("Balangan", None),
            ("", None),
        ] {
            let instansi = Instansi {
                nama: "Dinas Pendidikan".to_owned(),
                pemerintah: pemerintah.to_owned(),
                tempat: "Paringin".to_owned(),
                alamat: Vec::new(),
                urusan: Vec::new(),
            };
            assert_eq!(instansi.government(), digit, "{pemerintah}");
        }
    }
}
