//! `rkt export`: the compiled RKT as a table for other programs, or as a workbook; its dates for
//! calendars, or as a picture.

mod dates;

use anyhow::Context as _;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::advice::Advice;
use super::archive::endorsement;
use super::sign::same_content;
use super::{Outcome, Session, wrote};
use crate::domain::document::kode;
use crate::domain::edition::{Edition, Stage};
use crate::domain::long::{Bentuk, Long};
use crate::domain::name::joined;
use crate::domain::rekap::Rekap;
use crate::render;
use crate::render::csv::Pemisah;
use crate::store::cycle::Loaded;
use crate::store::draft::{Draft, overflow};
use crate::store::layout;
use crate::store::outlet::Written;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Ekspor RKT hasil kompilasi sebagai tabel atau buku kerja, atau jadwalnya untuk kalender
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Format berkas
    #[arg(value_name = "FORMAT", value_enum)]
    format: Which,
    /// Folder tujuan (bawaan: keluaran/ siklus itu); - mencetak ke layar (csv, md, json, gantt)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Susunan kolom CSV
    #[arg(long, value_name = "BENTUK", value_enum)]
    bentuk: Option<Bentuk>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(long, value_name = "PEMISAH", value_enum)]
    pemisah: Option<Pemisah>,
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
    /// Satu tabel panjang, satu baris satu indikator
    Csv,
    /// Naskah seperti di keluaran/
    Md,
    /// Data seperti di keluaran/
    Json,
    /// Buku kerja Excel, satu lembar satu bagian
    Xlsx,
    /// Tenggat untuk kalender telepon dan komputer
    Ics,
    /// Gambar batang rencana dan kenyataan (SVG)
    Gantt,
}

impl Which {
    fn what(self) -> What {
        match self {
            Which::Csv => What::Content(Format::Csv),
            Which::Md => What::Content(Format::Md),
            Which::Json => What::Content(Format::Json),
            Which::Xlsx => What::Content(Format::Xlsx),
            Which::Ics => What::Dates(dates::Format::Ics),
            Which::Gantt => What::Dates(dates::Format::Gantt),
        }
    }
}

/// The content of the plan, or the dates of the cycle.
enum What {
    Content(Format),
    Dates(dates::Format),
}

/// A file format of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Csv,
    Md,
    Json,
    Xlsx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Md => "md",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
        }
    }
}

impl ValueEnum for Bentuk {
    fn value_variants<'a>() -> &'a [Bentuk] {
        &Bentuk::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
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
        What::Content(format) => content(args, format, &loaded, session, ui),
        What::Dates(format) => dates::run(args, format, &loaded, session, ui),
    }
}

fn content(
    args: &Args,
    format: Format,
    loaded: &Loaded,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let command = format!("rkt export {}", format.extension());
    let advice = Advice::new(session, loaded, &command)?;
    let edition = Edition::of(&loaded.state).map_err(|refusal| advice.refused(refusal))?;
    let export = Export::new(loaded, edition, format, args)?;
    let bytes = export.bytes()?;
    if args.ke.as_deref() == Some("-") {
        for line in export.words()? {
            ui.complain(&line)?;
        }
        ui.content(&String::from_utf8_lossy(&bytes))?;
        return Ok(Outcome::Done);
    }
    let outlet = session.outlet(loaded, args.ke.as_deref())?;
    let written = outlet.write(&export.file(), &bytes, args.timpa)?;
    export.tell(&outlet.shown(&export.file()), written, ui)?;
    Ok(Outcome::Done)
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
    if args.ke.as_deref() != Some("-") {
        return Ok(());
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

/// What is given out, and as what.
struct Export<'a> {
    loaded: &'a Loaded,
    edition: Edition,
    draft: Draft,
    format: Format,
    bentuk: Bentuk,
    pemisah: Pemisah,
}

impl<'a> Export<'a> {
    fn new(
        loaded: &'a Loaded,
        edition: Edition,
        format: Format,
        args: &Args,
    ) -> Result<Export<'a>, Trouble> {
        let mut draft = same_content(loaded, &edition.was)?;
        draft.document.nomor = edition.was.nomor;
        if edition.stage == Stage::Signed {
            draft.document.pengesahan = endorsement(loaded);
        }
        Ok(Export {
            loaded,
            edition,
            draft,
            format,
            bentuk: args.bentuk.unwrap_or(Bentuk::Datar),
            pemisah: args.pemisah.unwrap_or(Pemisah::TitikKoma),
        })
    }

    fn long(&self) -> Result<Long, Trouble> {
        let tahun = self.loaded.state.cycle.tahun;
        Ok(Long::of(&self.draft.rkt, tahun, self.bentuk).map_err(overflow)?)
    }

    fn rekap(&self) -> Result<Rekap, Trouble> {
        let bidang = &self.loaded.state.cycle.bidang;
        Ok(Rekap::of(&self.draft.rkt, bidang).map_err(overflow)?)
    }

    fn bytes(&self) -> Result<Vec<u8>, Trouble> {
        let document = &self.draft.document;
        Ok(match self.format {
            Format::Csv => {
                render::csv::to_bytes(&self.long()?, self.pemisah).map_err(anyhow::Error::from)?
            }
            Format::Md => render::markdown::to_string(document).into_bytes(),
            Format::Json => render::json::to_string(document).into_bytes(),
            Format::Xlsx => render::xlsx::document::to_bytes(document, &self.rekap()?)
                .context("buku kerja tidak dapat disusun")?,
        })
    }

    fn file(&self) -> String {
        let draf = match self.edition.stage {
            Stage::Signed => None,
            Stage::Fixed | Stage::Compiled => Some(self.edition.was.nomor),
        };
        let bentuk = match (self.format, self.bentuk) {
            (Format::Csv, Bentuk::Sipd | Bentuk::Esakip) => self.bentuk.name(),
            (Format::Csv | Format::Md | Format::Json | Format::Xlsx, _) => "",
        };
        layout::ekspor(&self.loaded.siklus, draf, bentuk, self.format.extension())
    }

    /// Which content it is, and what must be known of it.
    fn words(&self) -> Result<Vec<String>, Trouble> {
        let (siklus, nomor) = (&self.loaded.siklus, self.edition.was.nomor);
        let kode = kode(&self.edition.was.digest);
        let mut lines = vec![match self.edition.stage {
            Stage::Signed => format!("RKT {siklus} yang ditandatangani, kode {kode}."),
            Stage::Fixed => {
                format!("Draf {nomor} RKT {siklus}, disusun dan belum ditandatangani, kode {kode}.")
            }
            Stage::Compiled => format!(
                "Draf {nomor} RKT {siklus}, baru dikompilasi dan belum disusun, kode {kode}."
            ),
        }];
        let remarks = self.remarks()?.into_iter();
        lines.extend(remarks.map(|remark| format!("Perhatian: {remark}")));
        Ok(lines)
    }

    fn remarks(&self) -> Result<Vec<String>, Trouble> {
        let mut remarks = Vec::new();
        let tanpa = &self.edition.was.tanpa;
        if !tanpa.is_empty() {
            remarks.push(format!("tanpa Bidang {}.", joined(tanpa)));
        }
        if self.edition.is_behind(&self.loaded.state) {
            remarks.push("ada ajuan yang belum masuk draf ini; kompilasi lagi dahulu.".to_owned());
        }
        if self.format != Format::Csv || self.bentuk != Bentuk::Sipd {
            return Ok(remarks);
        }
        let (here, all) = (self.long()?.total, self.draft.total);
        if here != all {
            let [here, all] = [here, all].map(Option::unwrap_or_default);
            remarks.push(format!(
                "bentuk sipd hanya memuat sub kegiatan: pagunya {here}, seluruh RKT {all}."
            ));
        }
        Ok(remarks)
    }

    fn tell(&self, file: &str, written: Written, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        if ui.json {
            return Ok(ui.data(&self.json(file)?)?);
        }
        for line in self.words()? {
            ui.line(&line)?;
        }
        Ok(wrote(file, written, ui)?)
    }

    fn json(&self, file: &str) -> Result<serde_json::Value, Trouble> {
        let csv = self.format == Format::Csv;
        let tanpa = self.edition.was.tanpa.iter().map(ToString::to_string);
        Ok(serde_json::json!({
            "versi_skema": json::VERSION,
            "siklus": self.loaded.siklus,
            "tahap": self.edition.stage.word(),
            "draf": self.edition.was.nomor,
            "kode": kode(&self.edition.was.digest),
            "digest": self.edition.was.digest,
            "tanpa": tanpa.collect::<Vec<_>>(),
            "format": self.format.extension(),
            "bentuk": csv.then(|| self.bentuk.name()),
            "berkas": file,
            "perhatian": self.remarks()?,
        }))
    }
}
