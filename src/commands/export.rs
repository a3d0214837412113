//! `rkt export`: the compiled RKT as a paper, as a table for other programs, or as a workbook; its
//! dates for calendars, or as a picture; the cycle on one page.

mod along;
mod content;
mod dasbor;
mod dates;

use std::collections::BTreeSet;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::product::{self, Product};
use super::{Outcome, Session};
use crate::domain::cetak::{Format, Isi, Keadaan};
use crate::domain::edition::Edition;
use crate::domain::long::Bentuk;
use crate::domain::name::BidangId;
use crate::domain::naskah::{Cetakan, TataLetak, Ukuran};
use crate::domain::progress::{Progress, look};
use crate::domain::state::State;
use crate::domain::workflow::Refusal;
use crate::render::csv::Pemisah;
use crate::store::cycle::Loaded;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

pub(super) use along::{Along, along};
pub(super) use content::Content;

/// Ekspor RKT hasil kompilasi sebagai naskah, tabel, buku kerja, atau dasbor, atau jadwalnya untuk kalender
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Format berkas; boleh beberapa
    #[arg(
        value_name = "FORMAT",
        value_enum,
        ignore_case = true,
        value_delimiter = ',',
        required = true
    )]
    format: Vec<Format>,
    /// Folder tujuan (bawaan: keluaran/ siklus itu); - mencetak ke layar (csv, md, json, html, gantt)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Susunan kolom CSV
    #[arg(long, value_name = "BENTUK", value_enum, ignore_case = true)]
    bentuk: Option<Bentuk>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(long, value_name = "PEMISAH", value_enum, ignore_case = true)]
    pemisah: Option<Pemisah>,
    /// Susunan tabel PDF dan DOCX (bawaan: yang dipilih di rkt.toml, atau berjenjang)
    #[arg(long, value_name = "SUSUNAN", value_enum, ignore_case = true)]
    tata_letak: Option<TataLetak>,
    /// Kertas PDF dan DOCX (bawaan: yang dipilih di rkt.toml, atau a4)
    #[arg(long, value_name = "KERTAS", value_enum, ignore_case = true)]
    kertas: Option<Ukuran>,
    /// Tanpa tanda DRAF, untuk ditandatangani di kertas; sesudah draf disetujui (pdf, docx)
    #[arg(long)]
    siap_ttd: bool,
    /// Hanya tanggal jabatan atau Bidang ini (ics)
    #[arg(long, value_name = "JABATAN")]
    untuk: Option<String>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long)]
    timpa: bool,
}

/// Lets people type what the domain has names for.
macro_rules! typed_by_name {
    ($($value:ty),+) => {$(
        impl ValueEnum for $value {
            fn value_variants<'a>() -> &'a [$value] {
                &<$value>::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.name()))
            }
        }
    )+};
}

typed_by_name!(Bentuk, TataLetak, Ukuran);

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl ValueEnum for Pemisah {
    fn value_variants<'a>() -> &'a [Pemisah] {
        &Pemisah::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).alias(self.sign()))
    }
}

/// How files are made, as far as somebody chose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'a> {
    bentuk: Bentuk,
    pemisah: Pemisah,
    cetakan: Cetakan,
    /// Whether papers are laid before who signs, as far as they are not signed.
    to_sign: bool,
    untuk: Option<&'a str>,
}

impl<'a> Choice<'a> {
    /// As the office has it in rkt.toml.
    pub(super) fn of_office(loaded: &Loaded) -> Choice<'a> {
        Choice {
            bentuk: Bentuk::Datar,
            pemisah: Pemisah::TitikKoma,
            cetakan: loaded.settings.cetak.cetakan,
            to_sign: false,
            untuk: None,
        }
    }

    fn of(args: &'a Args, loaded: &Loaded) -> Choice<'a> {
        let office = Choice::of_office(loaded);
        Choice {
            bentuk: args.bentuk.unwrap_or(office.bentuk),
            pemisah: args.pemisah.unwrap_or(office.pemisah),
            cetakan: Cetakan {
                tata_letak: args.tata_letak.unwrap_or(office.cetakan.tata_letak),
                ukuran: args.kertas.unwrap_or(office.cetakan.ukuran),
            },
            to_sign: args.siap_ttd,
            untuk: args.untuk.as_deref(),
        }
    }
}

/// What files are made of, and where they will lie.
#[derive(Clone, Copy)]
struct Source<'a> {
    loaded: &'a Loaded,
    session: Session<'a>,
    choice: Choice<'a>,
    /// The content that is given out.
    edition: fn(&State) -> Result<Edition, Refusal>,
    outlet: Option<&'a Outlet>,
}

impl Source<'_> {
    fn today(&self) -> NaiveDate {
        self.session.now(self.loaded.state.cycle.zona).date_naive()
    }

    /// How the cycle stands today; `basi` are the forms that differ from what was handed in.
    fn progress(&self, basi: &BTreeSet<BidangId>) -> Result<Progress, Trouble> {
        let loaded = self.loaded;
        let progress = look(&loaded.state, &loaded.kalender, self.today(), basi);
        Ok(progress.context("siklus ini belum dimulai")?)
    }

    /// A file of each format, first those of the content.
    fn products(&self, formats: &[Format]) -> Result<Vec<Product>, Trouble> {
        let mut content = Vec::new();
        let mut standing = Vec::new();
        for format in formats {
            match format {
                Format::Isi(isi) => content.push(*isi),
                Format::Keadaan(keadaan) => standing.push(*keadaan),
            }
        }
        let mut made = content::products(&content, self)?;
        for keadaan in standing {
            made.push(match keadaan {
                Keadaan::Html => dasbor::product(self)?,
                Keadaan::Ics => dates::calendar(self)?,
                Keadaan::Gantt => dates::picture(self)?,
            });
        }
        Ok(made)
    }
}

/// Builds the content again from what was handed in, and writes it, a file a format: all of them or
/// none.
///
/// # Errors
/// A finding when nothing was compiled, or when what lies on disk no longer gives what was
/// recorded; misuse when another file has that name.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let formats = product::distinct(args.format.iter().copied());
    fitting(args, &formats, ui.json)?;
    let loaded = session.reading()?;
    loaded.whole()?;
    let ke = args.ke.as_deref();
    let outlet = match ke {
        Some("-") => None,
        ke => Some(session.outlet(&loaded, ke)?),
    };
    let source = Source {
        loaded: &loaded,
        session,
        choice: Choice::of(args, &loaded),
        edition: Edition::of,
        outlet: outlet.as_ref(),
    };
    let made = source.products(&formats)?;
    match &outlet {
        Some(outlet) => product::write(&made, outlet, args.timpa, ui)?,
        None => product::show(&made, ui)?,
    }
    Ok(Outcome::Done)
}

/// Refuses options that none of the formats has.
fn fitting(args: &Args, formats: &[Format], json: bool) -> Result<(), Trouble> {
    let misuse = |text: &str| Err(Trouble::Misuse(text.to_owned()));
    let has = |format: Format| formats.contains(&format);
    if !has(Format::Isi(Isi::Csv)) && (args.bentuk.is_some() || args.pemisah.is_some()) {
        return misuse("--bentuk dan --pemisah hanya untuk csv: rkt export csv --bentuk sipd");
    }
    if !has(Format::Keadaan(Keadaan::Ics)) && args.untuk.is_some() {
        return misuse("--untuk hanya untuk ics: rkt export ics --untuk JABATAN");
    }
    let is_paper = formats.iter().any(|format| format.is_paper());
    if !is_paper && args.siap_ttd {
        return misuse("--siap-ttd hanya untuk pdf dan docx: rkt export pdf --siap-ttd");
    }
    if !is_paper && (args.tata_letak.is_some() || args.kertas.is_some()) {
        return misuse(
            "--tata-letak dan --kertas hanya untuk pdf dan docx: rkt export pdf --kertas f4",
        );
    }
    if args.ke.as_deref() == Some("-") {
        let formats: Vec<_> = formats
            .iter()
            .map(|one| (one.name(), one.unshown()))
            .collect();
        product::showable("rkt export", &formats, json)?;
    }
    Ok(())
}
