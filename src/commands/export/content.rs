//! `rkt export` of the content: the RKT as a paper, a table, a workbook, text or data.

use anyhow::Context as _;
use chrono::NaiveDate;
use serde_json::Value;

use super::{Choice, Product, Source};
use crate::commands::advice::Advice;
use crate::commands::archive::endorsement;
use crate::commands::paper::{paper, unprinted};
use crate::commands::sign::same_content;
use crate::domain::cetak::Isi;
use crate::domain::document::kode;
use crate::domain::edition::{Edition, Stage};
use crate::domain::long::{Bentuk, Long};
use crate::domain::naskah::{Cetakan, Naskah, TataLetak, lengkap};
use crate::domain::rekap::Rekap;
use crate::domain::state::Compilation;
use crate::domain::workflow::{Office, signable};
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::draft::{Draft, overflow};
use crate::store::workspace::Trouble;
use crate::store::{layout, naskah_file};
use crate::ui::json;

/// What must be known of the complete document once the RKT is signed.
const UNSIGNED: &str = "kata-kata dari acuan/naskah/ tidak tercakup kode yang ditandatangani; kode itu untuk tabelnya.";

/// A file of each format.
///
/// # Errors
/// A finding when nothing was compiled, or when what lies on disk no longer gives what was recorded.
pub(super) fn products(formats: &[Isi], source: &Source<'_>) -> Result<Vec<Product>, Trouble> {
    let Some(first) = formats.first() else {
        return Ok(Vec::new());
    };
    let loaded = source.loaded;
    let command = format!("rkt export {}", first.name());
    let advice = Advice::new(source.session, loaded, &command)?;
    let edition = (source.edition)(&loaded.state).map_err(|refusal| advice.refused(refusal))?;
    if source.choice.to_sign && edition.stage == Stage::Signed {
        let again = source.session.here(&command);
        return Err(Trouble::Misuse(format!(
            "RKT ini sudah ditandatangani\ncetak tanpa --siap-ttd: {again}"
        )));
    }
    if source.choice.to_sign {
        let holders = loaded.settings.holders(source.today());
        let office = Office {
            kalender: &loaded.kalender,
            holders: &holders,
        };
        let now = source.session.now(loaded.state.cycle.zona);
        signable(&loaded.state, &office, now).map_err(|refusal| advice.refused(refusal))?;
    }
    let content = Content {
        loaded,
        draft: draft_of(loaded, &edition)?,
        edition,
        choice: source.choice,
        today: source.today(),
    };
    formats
        .iter()
        .map(|format| content.product(*format))
        .collect()
}

/// The content of an edition, built again.
///
/// # Errors
/// A finding when what lies on disk no longer gives what was recorded.
pub(super) fn draft_of(loaded: &Loaded, edition: &Edition) -> Result<Draft, Trouble> {
    let draft = same_content(loaded, &edition.was)?;
    Ok(named(draft, edition, loaded))
}

/// The content of an edition with its number and who signed it.
fn named(mut draft: Draft, edition: &Edition, loaded: &Loaded) -> Draft {
    draft.document.nomor = edition.was.nomor;
    if edition.stage == Stage::Signed {
        draft.document.pengesahan = endorsement(loaded);
    }
    draft
}

/// What is given out, and how.
pub(in crate::commands) struct Content<'a> {
    loaded: &'a Loaded,
    edition: Edition,
    draft: Draft,
    choice: Choice<'a>,
    today: NaiveDate,
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

impl<'a> Content<'a> {
    /// What was signed, as the office has its papers; it is the same on any day.
    pub(in crate::commands) fn signed(
        loaded: &'a Loaded,
        draft: Draft,
        was: Compilation,
    ) -> Content<'a> {
        let today = was.pada.date_naive();
        let stage = Stage::Signed;
        let edition = Edition { stage, was };
        Content {
            loaded,
            draft: named(draft, &edition, loaded),
            edition,
            choice: Choice::of_office(loaded),
            today,
        }
    }

    /// The file of a format, and what must be known of it.
    ///
    /// # Errors
    /// When it can't be set in type, or a sum passes what can be held.
    pub(in crate::commands) fn printed(
        &self,
        format: Isi,
    ) -> Result<(Vec<u8>, Vec<String>), Trouble> {
        let made = self.made(format)?;
        let remarks = self.remarks(format, &made)?;
        Ok((made.bytes, remarks))
    }

    fn product(&self, format: Isi) -> Result<Product, Trouble> {
        let made = self.made(format)?;
        let remarks = self.remarks(format, &made)?;
        Ok(Product {
            file: self.file(format),
            words: self.words(&made),
            data: self.data(format, &made, &remarks),
            remarks,
            bytes: made.bytes,
        })
    }

    fn long(&self) -> Result<Long, Trouble> {
        let tahun = self.loaded.state.cycle.tahun;
        Ok(Long::of(&self.draft.rkt, tahun, self.choice.bentuk).map_err(overflow)?)
    }

    fn rekap(&self) -> Result<Rekap, Trouble> {
        let bidang = &self.loaded.state.cycle.bidang;
        Ok(Rekap::of(&self.draft.rkt, bidang).map_err(overflow)?)
    }

    fn made(&self, format: Isi) -> Result<Made, Trouble> {
        let document = &self.draft.document;
        let bytes = match format {
            Isi::Pdf => return self.pdf(),
            Isi::Docx => return self.docx(),
            Isi::Csv => render::csv::to_bytes(&self.long()?, self.choice.pemisah)
                .map_err(anyhow::Error::from)?,
            Isi::Md => render::markdown::to_string(document).into_bytes(),
            Isi::Json => render::json::to_string(document).into_bytes(),
            Isi::Xlsx => render::xlsx::document::to_bytes(document, &self.rekap()?)
                .context("buku kerja tidak dapat disusun")?,
        };
        Ok(Made::of(bytes))
    }

    fn paper(&self) -> Naskah {
        let (document, cetakan) = (&self.draft.document, self.choice.cetakan);
        let paper = paper(self.loaded, document, &self.edition, cetakan, self.today);
        if self.choice.to_sign {
            paper.to_sign(document)
        } else {
            paper
        }
    }

    fn pdf(&self) -> Result<Made, Trouble> {
        let pdf = render::pdf::pdf(&self.paper()).context("PDF tidak dapat disusun")?;
        Ok(Made {
            n_pages: Some(pdf.n_pages),
            lacking: pdf.lacking,
            ..Made::of(pdf.bytes)
        })
    }

    fn docx(&self) -> Result<Made, Trouble> {
        let read = naskah_file::load(&self.loaded.root)?;
        let bytes = render::docx::docx(&lengkap(self.paper(), &read.tulisan));
        Ok(Made {
            unwritten: read.missing,
            ..Made::of(bytes.context("DOCX tidak dapat disusun")?)
        })
    }

    fn file(&self, format: Isi) -> String {
        let draf = match self.edition.stage {
            Stage::Signed => None,
            Stage::Fixed | Stage::Compiled => Some(self.edition.was.nomor),
        };
        let Choice {
            bentuk, cetakan, ..
        } = self.choice;
        let kind = match format {
            Isi::Csv if bentuk != Bentuk::Datar => bentuk.name().to_owned(),
            Isi::Pdf | Isi::Docx => {
                let own = cetakan.tata_letak != TataLetak::default();
                let own = own.then(|| cetakan.tata_letak.name());
                let ttd = self.choice.to_sign.then_some("ttd");
                let parts: Vec<&str> = own.into_iter().chain(ttd).collect();
                parts.join("-")
            }
            Isi::Csv | Isi::Md | Isi::Json | Isi::Xlsx => String::new(),
        };
        layout::ekspor(&self.loaded.siklus, draf, &kind, format.name())
    }

    /// Which content it is.
    fn words(&self, made: &Made) -> Vec<String> {
        let mut lines = vec![self.edition.words(&self.loaded.siklus)];
        lines.extend(made.n_pages.map(|n| {
            let Cetakan { tata_letak, ukuran } = self.choice.cetakan;
            let kertas = ukuran.name().to_uppercase();
            format!("{n} halaman {kertas}, tata letak {}.", tata_letak.name())
        }));
        lines
    }

    /// What must be known of it, a sentence each.
    fn remarks(&self, format: Isi, made: &Made) -> Result<Vec<String>, Trouble> {
        let mut remarks = self.edition.remarks(&self.loaded.state);
        remarks.extend(unprinted(&made.lacking));
        if !made.unwritten.is_empty() {
            let files = made.unwritten.join(", ");
            remarks.push(format!("belum ditulis: {files}."));
        }
        if format == Isi::Docx && self.edition.stage == Stage::Signed {
            remarks.push(UNSIGNED.to_owned());
        }
        if format != Isi::Csv || self.choice.bentuk != Bentuk::Sipd {
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

    fn data(&self, format: Isi, made: &Made, remarks: &[String]) -> Value {
        let csv = format == Isi::Csv;
        let paper = format.is_paper();
        let tanpa = self.edition.was.tanpa.iter().map(ToString::to_string);
        serde_json::json!({
            "versi_skema": json::VERSION,
            "siklus": self.loaded.siklus,
            "tahap": self.edition.stage.word(),
            "draf": self.edition.was.nomor,
            "kode": kode(&self.edition.was.digest),
            "digest": self.edition.was.digest,
            "tanpa": tanpa.collect::<Vec<_>>(),
            "format": format.name(),
            "bentuk": csv.then(|| self.choice.bentuk.name()),
            "tata_letak": paper.then(|| self.choice.cetakan.tata_letak.name()),
            "kertas": paper.then(|| self.choice.cetakan.ukuran.name()),
            "jumlah_halaman": made.n_pages,
            "berkas": Value::Null,
            "perhatian": remarks,
        })
    }
}
