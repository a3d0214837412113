//! `rkt export` of the content: the RKT as a paper, a table, a workbook, text or data.

use anyhow::Context as _;

use super::Args;
use crate::commands::advice::Advice;
use crate::commands::archive::endorsement;
use crate::commands::paper::{paper, unprinted};
use crate::commands::sign::same_content;
use crate::commands::{Outcome, Session, wrote};
use crate::domain::document::kode;
use crate::domain::edition::{Edition, Stage};
use crate::domain::long::{Bentuk, Long};
use crate::domain::name::joined;
use crate::domain::naskah::{Cetakan, TataLetak, lengkap};
use crate::domain::rekap::Rekap;
use crate::render;
use crate::render::csv::Pemisah;
use crate::store::cycle::Loaded;
use crate::store::draft::{Draft, overflow};
use crate::store::outlet::Written;
use crate::store::workspace::Trouble;
use crate::store::{layout, naskah_file};
use crate::ui::{Ui, json};

/// A file format of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Pdf,
    Docx,
    Csv,
    Md,
    Json,
    Xlsx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Csv => "csv",
            Format::Md => "md",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
        }
    }

    /// Whether it is set in type, on paper of some size.
    fn is_paper(self) -> bool {
        matches!(self, Format::Pdf | Format::Docx)
    }
}

pub(super) fn run(
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
    let made = export.made(session)?;
    if args.ke.as_deref() == Some("-") {
        for line in export.words(&made)? {
            ui.complain(&line)?;
        }
        ui.content(&String::from_utf8_lossy(&made.bytes))?;
        return Ok(Outcome::Done);
    }
    let outlet = session.outlet(loaded, args.ke.as_deref())?;
    let written = outlet.write(&export.file(), &made.bytes, args.timpa)?;
    export.tell(&made, &outlet.shown(&export.file()), written, ui)?;
    Ok(Outcome::Done)
}

/// What is given out, and as what.
struct Export<'a> {
    loaded: &'a Loaded,
    edition: Edition,
    draft: Draft,
    format: Format,
    bentuk: Bentuk,
    pemisah: Pemisah,
    cetakan: Cetakan,
}

/// What was made of the content.
struct Made {
    bytes: Vec<u8>,
    /// How many pages it has, as far as it has any.
    n_pages: Option<usize>,
    /// Characters that could not be printed.
    lacking: Vec<char>,
    /// Files with the office's own texts that are not there.
    unwritten: Vec<String>,
}

impl Made {
    fn of(bytes: Vec<u8>) -> Made {
        Made {
            bytes,
            n_pages: None,
            lacking: Vec::new(),
            unwritten: Vec::new(),
        }
    }
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
        let cetak = loaded.settings.cetak;
        Ok(Export {
            loaded,
            edition,
            draft,
            format,
            bentuk: args.bentuk.unwrap_or(Bentuk::Datar),
            pemisah: args.pemisah.unwrap_or(Pemisah::TitikKoma),
            cetakan: Cetakan {
                tata_letak: args.tata_letak.unwrap_or(cetak.tata_letak),
                ukuran: args.kertas.unwrap_or(cetak.ukuran),
            },
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

    fn made(&self, session: Session<'_>) -> Result<Made, Trouble> {
        let document = &self.draft.document;
        let bytes = match self.format {
            Format::Pdf => return self.pdf(session),
            Format::Docx => return self.docx(session),
            Format::Csv => {
                render::csv::to_bytes(&self.long()?, self.pemisah).map_err(anyhow::Error::from)?
            }
            Format::Md => render::markdown::to_string(document).into_bytes(),
            Format::Json => render::json::to_string(document).into_bytes(),
            Format::Xlsx => render::xlsx::document::to_bytes(document, &self.rekap()?)
                .context("buku kerja tidak dapat disusun")?,
        };
        Ok(Made::of(bytes))
    }

    fn pdf(&self, session: Session<'_>) -> Result<Made, Trouble> {
        let (document, cetakan) = (&self.draft.document, self.cetakan);
        let naskah = paper(self.loaded, document, &self.edition, cetakan, session);
        let pdf = render::pdf::pdf(&naskah).context("PDF tidak dapat disusun")?;
        Ok(Made {
            n_pages: Some(pdf.n_pages),
            lacking: pdf.lacking,
            ..Made::of(pdf.bytes)
        })
    }

    fn docx(&self, session: Session<'_>) -> Result<Made, Trouble> {
        let read = naskah_file::load(&self.loaded.root)?;
        let (document, cetakan) = (&self.draft.document, self.cetakan);
        let rkt = paper(self.loaded, document, &self.edition, cetakan, session);
        let bytes = render::docx::docx(&lengkap(rkt, &read.tulisan));
        Ok(Made {
            unwritten: read.missing,
            ..Made::of(bytes.context("DOCX tidak dapat disusun")?)
        })
    }

    fn file(&self) -> String {
        let draf = match self.edition.stage {
            Stage::Signed => None,
            Stage::Fixed | Stage::Compiled => Some(self.edition.was.nomor),
        };
        let bentuk = match (self.format, self.bentuk) {
            (Format::Csv, Bentuk::Sipd | Bentuk::Esakip) => self.bentuk.name(),
            (format, _) if format.is_paper() && self.cetakan.tata_letak != TataLetak::default() => {
                self.cetakan.tata_letak.name()
            }
            (
                Format::Pdf | Format::Docx | Format::Csv | Format::Md | Format::Json | Format::Xlsx,
                _,
            ) => "",
        };
        layout::ekspor(&self.loaded.siklus, draf, bentuk, self.format.extension())
    }

    /// Which content it is, and what must be known of it.
    fn words(&self, made: &Made) -> Result<Vec<String>, Trouble> {
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
        lines.extend(made.n_pages.map(|n| {
            let Cetakan { tata_letak, ukuran } = self.cetakan;
            let kertas = ukuran.name().to_uppercase();
            format!("{n} halaman {kertas}, tata letak {}.", tata_letak.name())
        }));
        let remarks = self.remarks(made)?.into_iter();
        lines.extend(remarks.map(|remark| format!("Perhatian: {remark}")));
        Ok(lines)
    }

    fn remarks(&self, made: &Made) -> Result<Vec<String>, Trouble> {
        let mut remarks = Vec::new();
        let tanpa = &self.edition.was.tanpa;
        if !tanpa.is_empty() {
            remarks.push(format!("tanpa Bidang {}.", joined(tanpa)));
        }
        if self.edition.is_behind(&self.loaded.state) {
            remarks.push("ada ajuan yang belum masuk draf ini; kompilasi lagi dahulu.".to_owned());
        }
        remarks.extend(unprinted(&made.lacking));
        if !made.unwritten.is_empty() {
            let files = made.unwritten.join(", ");
            remarks.push(format!("belum ditulis: {files}."));
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

    fn tell(
        &self,
        made: &Made,
        file: &str,
        written: Written,
        ui: &mut Ui<'_>,
    ) -> Result<(), Trouble> {
        if ui.json {
            return Ok(ui.data(&self.json(made, file)?)?);
        }
        for line in self.words(made)? {
            ui.line(&line)?;
        }
        Ok(wrote(file, written, ui)?)
    }

    fn json(&self, made: &Made, file: &str) -> Result<serde_json::Value, Trouble> {
        let csv = self.format == Format::Csv;
        let paper = self.format.is_paper();
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
            "tata_letak": paper.then(|| self.cetakan.tata_letak.name()),
            "kertas": paper.then(|| self.cetakan.ukuran.name()),
            "jumlah_halaman": made.n_pages,
            "berkas": file,
            "perhatian": self.remarks(made)?,
        }))
    }
}
