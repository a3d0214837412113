//! Files: sheets as a workbook or as CSV, in the folder or under the name that was asked for.

use std::path::Path;

use anyhow::Context as _;
use clap::ValueEnum;

use super::content::Content;
use crate::commands::{Session, wrote};
use crate::domain::document::Table;
use crate::domain::lembar::Lembar;
use crate::render;
use crate::render::csv::Pemisah;
use crate::render::xlsx::kke::Heading;
use crate::store::cycle::Loaded;
use crate::store::outlet::{Outlet, Written};
use crate::store::workspace::Trouble;
use crate::ui::Ui;

/// A file format.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Buku kerja Excel, satu lembar satu tabel
    Xlsx,
    /// Satu berkas satu tabel
    Csv,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
        }
    }
}

/// Where the files of a report go.
#[derive(clap::Args, Debug)]
pub(super) struct Files {
    /// Folder tujuan atau nama berkas (bawaan: keluaran/ siklus itu)
    #[arg(short = 'o', long = "ke", value_name = "DIR|BERKAS")]
    ke: Option<String>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(long, value_name = "PEMISAH", value_enum, ignore_case = true)]
    pemisah: Option<Pemisah>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long)]
    timpa: bool,
}

/// The sheets of a report.
pub(super) struct Sheets<'a> {
    /// What people type after `rkt report`.
    pub report: &'static str,
    /// What a workbook says of itself.
    pub judul: &'static str,
    /// The sheets.
    pub lembar: &'a [Lembar],
    /// What the codes on them mean.
    pub kode: &'a Table,
}

impl Files {
    /// Whether anything was said of files.
    pub(super) fn is_given(&self) -> bool {
        self.ke.is_some() || self.pemisah.is_some() || self.timpa
    }

    /// Refuses what the format does not have.
    ///
    /// # Errors
    /// Misuse, with the line to type.
    pub(super) fn fitting(&self, format: Format, report: &str) -> Result<(), Trouble> {
        let misuse = |text: String| Err(Trouble::Misuse(text));
        if format == Format::Xlsx && self.pemisah.is_some() {
            let text = format!("--pemisah hanya untuk csv: rkt report {report} csv --pemisah koma");
            return misuse(text);
        }
        if self.ke.as_deref() == Some("-") {
            let text = format!(
                "berkas laporan tidak dapat dicetak ke layar\n\
                 sebutkan foldernya: rkt report {report} {} -o FOLDER",
                format.extension()
            );
            return misuse(text);
        }
        Ok(())
    }

    /// Writes the sheets; gives the files as people know them.
    ///
    /// # Errors
    /// Misuse when another file has that name, or when two sheets can't be one file; else when the
    /// disk refuses.
    pub(super) fn write(
        &self,
        format: Format,
        sheets: &Sheets<'_>,
        content: &Content,
        (session, loaded): (Session<'_>, &Loaded),
    ) -> Result<Vec<(String, Written)>, Trouble> {
        let files = self.bytes(format, sheets, content, loaded)?;
        let (outlet, named) = self.outlet(format, sheets, session, loaded)?;
        let mut told = Vec::new();
        for (file, bytes) in files {
            let file = named.clone().unwrap_or(file);
            let written = outlet.write(&file, &bytes, self.timpa)?;
            told.push((outlet.shown(&file), written));
        }
        Ok(told)
    }

    /// The folder, and the name of the file if one was given.
    fn outlet(
        &self,
        format: Format,
        sheets: &Sheets<'_>,
        session: Session<'_>,
        loaded: &Loaded,
    ) -> Result<(Outlet, Option<String>), Trouble> {
        let named = self.ke.as_deref();
        let Some(extension) = named.and_then(of_file) else {
            return Ok((session.outlet(loaded, named)?, None));
        };
        let (report, wanted) = (sheets.report, format.extension());
        if extension != wanted {
            let text = format!(
                "berkas .{extension} diminta, padahal formatnya {wanted}\n\
                 tulis: rkt report {report} {extension} -o BERKAS.{extension}"
            );
            return Err(Trouble::Misuse(text));
        }
        if format == Format::Csv && sheets.lembar.len() > 1 {
            let text = format!(
                "csv menjadi {} berkas, sehingga tidak dapat diberi satu nama\n\
                 sebutkan foldernya: rkt report {report} csv -o FOLDER",
                sheets.lembar.len()
            );
            return Err(Trouble::Misuse(text));
        }
        let path = Path::new(named.unwrap_or_default());
        let folder = path.parent().and_then(Path::to_str);
        let folder = folder.filter(|folder| !folder.is_empty()).unwrap_or(".");
        let name = path.file_name().and_then(|name| name.to_str());
        let outlet = session.outlet(loaded, Some(folder))?;
        Ok((outlet, name.map(str::to_owned)))
    }

    fn bytes(
        &self,
        format: Format,
        sheets: &Sheets<'_>,
        content: &Content,
        loaded: &Loaded,
    ) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
        let name = |bentuk: &str| content.file(loaded, bentuk, format.extension());
        if format == Format::Xlsx {
            let heading = Heading {
                judul: sheets.judul,
                instansi: &loaded.settings.instansi.full_name(),
                isi: &content.isi,
            };
            let bytes = render::xlsx::kke::to_bytes(sheets.lembar, sheets.kode, &heading)
                .context("buku kerja tidak dapat disusun")?;
            return Ok(vec![(name(sheets.report), bytes)]);
        }
        let pemisah = self.pemisah.unwrap_or(Pemisah::TitikKoma);
        let one = |lembar: &Lembar| {
            let bytes = render::csv::table(&lembar.table, pemisah).map_err(anyhow::Error::from)?;
            Ok((name(lembar.key), bytes))
        };
        sheets.lembar.iter().map(one).collect()
    }
}

/// The extension of a name that is a file's, and no folder's.
fn of_file(named: &str) -> Option<&'static str> {
    let given = Path::new(named).extension()?;
    let mut known = [Format::Xlsx, Format::Csv]
        .map(Format::extension)
        .into_iter();
    known.find(|known| given.eq_ignore_ascii_case(known))
}

/// Says which files were written.
///
/// # Errors
/// When nobody takes the output.
pub(super) fn tell(files: &[(String, Written)], ui: &mut Ui<'_>) -> std::io::Result<()> {
    let mut files = files.iter();
    files.try_for_each(|(file, written)| wrote(file, *written, ui))
}
