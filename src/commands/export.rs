//! `rkt export`: the compiled RKT as a paper, as a table for other programs, or as a workbook; its
//! dates for calendars, or as a picture; the cycle on one page.

mod content;
mod dasbor;
mod dates;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::{Outcome, Session};
use crate::domain::long::Bentuk;
use crate::domain::naskah::{TataLetak, Ukuran};
use crate::render::csv::Pemisah;
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// Ekspor RKT hasil kompilasi sebagai naskah, tabel, buku kerja, atau dasbor, atau jadwalnya untuk kalender
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Format berkas
    #[arg(value_name = "FORMAT", value_enum)]
    format: Which,
    /// Folder tujuan (bawaan: keluaran/ siklus itu); - mencetak ke layar (csv, md, json, html, gantt)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Susunan kolom CSV
    #[arg(long, value_name = "BENTUK", value_enum)]
    bentuk: Option<Bentuk>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(long, value_name = "PEMISAH", value_enum)]
    pemisah: Option<Pemisah>,
    /// Susunan tabel PDF dan DOCX (bawaan: yang dipilih di rkt.toml, atau berjenjang)
    #[arg(long, value_name = "SUSUNAN", value_enum)]
    tata_letak: Option<TataLetak>,
    /// Kertas PDF dan DOCX (bawaan: yang dipilih di rkt.toml, atau a4)
    #[arg(long, value_name = "KERTAS", value_enum)]
    kertas: Option<Ukuran>,
    /// Hanya tanggal jabatan atau Bidang ini (ics)
    #[arg(long, value_name = "JABATAN")]
    untuk: Option<String>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long)]
    timpa: bool,
}

/// What is given out, and as what.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// Naskah siap cetak dan tanda tangan
    Pdf,
    /// Dokumen lengkap untuk Word, dengan bab-bab dari acuan/naskah/
    Docx,
    /// Satu tabel panjang, satu baris satu indikator
    Csv,
    /// Naskah seperti di keluaran/
    Md,
    /// Data seperti di keluaran/
    Json,
    /// Buku kerja Excel, satu lembar satu bagian
    Xlsx,
    /// Dasbor siklus sebagai satu halaman web
    Html,
    /// Tenggat untuk kalender telepon dan komputer
    Ics,
    /// Gambar batang rencana dan kenyataan (SVG)
    Gantt,
}

impl Which {
    fn what(self) -> What {
        match self {
            Which::Pdf => What::Content(content::Format::Pdf),
            Which::Docx => What::Content(content::Format::Docx),
            Which::Csv => What::Content(content::Format::Csv),
            Which::Md => What::Content(content::Format::Md),
            Which::Json => What::Content(content::Format::Json),
            Which::Xlsx => What::Content(content::Format::Xlsx),
            Which::Html => What::Page,
            Which::Ics => What::Dates(dates::Format::Ics),
            Which::Gantt => What::Dates(dates::Format::Gantt),
        }
    }
}

/// The content of the plan, the dates of the cycle, or all of it on a page.
enum What {
    Content(content::Format),
    Page,
    Dates(dates::Format),
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

impl ValueEnum for Pemisah {
    fn value_variants<'a>() -> &'a [Pemisah] {
        &Pemisah::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).alias(self.sign()))
    }
}

/// Builds the content again from what was handed in, and writes it as one file.
///
/// # Errors
/// A finding when nothing was compiled, or when what lies on disk no longer gives what was
/// recorded; misuse when another file has that name.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    fitting(args, ui.json)?;
    let loaded = session.reading()?;
    loaded.whole()?;
    match args.format.what() {
        What::Content(format) => content::run(args, format, &loaded, session, ui),
        What::Page => dasbor::run(args, &loaded, session, ui),
        What::Dates(format) => dates::run(args, format, &loaded, session, ui),
    }
}

/// Refuses options that the format does not have.
fn fitting(args: &Args, json: bool) -> Result<(), Trouble> {
    let misuse = |text: &str| Err(Trouble::Misuse(text.to_owned()));
    if args.format != Which::Csv && (args.bentuk.is_some() || args.pemisah.is_some()) {
        return misuse("--bentuk dan --pemisah hanya untuk csv: rkt export csv --bentuk sipd");
    }
    if args.format != Which::Ics && args.untuk.is_some() {
        return misuse("--untuk hanya untuk ics: rkt export ics --untuk JABATAN");
    }
    let is_paper = matches!(args.format, Which::Pdf | Which::Docx);
    if !is_paper && (args.tata_letak.is_some() || args.kertas.is_some()) {
        return misuse(
            "--tata-letak dan --kertas hanya untuk pdf dan docx: rkt export pdf --kertas f4",
        );
    }
    if args.ke.as_deref() != Some("-") {
        return Ok(());
    }
    if args.format == Which::Pdf {
        return misuse(
            "PDF tidak dapat dicetak ke layar\nsebutkan foldernya: rkt export pdf -o FOLDER",
        );
    }
    if args.format == Which::Docx {
        return misuse(
            "DOCX tidak dapat dicetak ke layar\nsebutkan foldernya: rkt export docx -o FOLDER",
        );
    }
    if args.format == Which::Xlsx {
        return misuse(
            "buku kerja tidak dapat dicetak ke layar\nsebutkan foldernya: rkt export xlsx -o FOLDER",
        );
    }
    if args.format == Which::Ics {
        return misuse(
            "kalender tidak dapat dicetak ke layar\nsebutkan foldernya: rkt export ics -o FOLDER",
        );
    }
    if json {
        return misuse("--json tidak berlaku bersama `-o -`, yang mencetak isinya saja");
    }
    Ok(())
}
