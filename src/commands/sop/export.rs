//! `rkt sop export`: the SOP as its identity page and its flowchart, in a file.

use std::collections::BTreeSet;

use anyhow::Context as _;
use clap::ValueEnum;
use serde_json::json;

use super::Asked;
use crate::commands::paper::unprinted;
use crate::commands::{Outcome, Session, unsealed, wrote};
use crate::domain::bagan::{Bagan, Kedudukan};
use crate::domain::naskah::Ukuran;
use crate::domain::progress::look;
use crate::domain::sop::Sop;
use crate::render;
use crate::store::layout;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// Gambarkan SOP: halaman identitas dan bagan alir menurut PermenPAN-RB 35/2012
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Format berkas
    #[arg(value_name = "FORMAT", value_enum)]
    format: Format,
    /// Folder tujuan (bawaan: keluaran/ siklus itu, tanpa siklus folder ini); - mencetak ke layar (svg, html)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Kertas, melintang (bawaan: yang dipilih di rkt.toml, atau a4)
    #[arg(long, value_name = "KERTAS", value_enum)]
    kertas: Option<Ukuran>,
    /// Tunjukkan di bagan sampai mana siklus berjalan
    #[arg(long)]
    kedudukan: bool,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long)]
    timpa: bool,
}

/// A file format of the SOP.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Naskah siap cetak dan tanda tangan
    Pdf,
    /// Naskah untuk Word, dengan bagan yang dapat diubah
    Docx,
    /// Gambar untuk naskah lain
    Svg,
    /// Halaman web yang siap dicetak
    Html,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Svg => "svg",
            Format::Html => "html",
        }
    }
}

/// What is drawn.
struct Drawn {
    sop: Sop,
    /// The cycle whose SOP it is.
    siklus: Option<String>,
    kedudukan: Option<Kedudukan>,
    ukuran: Ukuran,
}

/// What was made of it.
struct Made {
    bytes: Vec<u8>,
    n_pages: usize,
    /// Characters that could not be printed.
    lacking: Vec<char>,
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let to_screen = args.ke.as_deref() == Some("-");
    fitting(args.format, to_screen, ui.json)?;
    let drawn = if args.kedudukan {
        Drawn::standing(args, session)?
    } else {
        Drawn::plain(args, session)?
    };
    let Some(drawn) = drawn else {
        return Ok(Outcome::Found);
    };
    let made = drawn.made(args.format)?;
    if to_screen {
        ui.content(&String::from_utf8_lossy(&made.bytes))?;
        return Ok(Outcome::Done);
    }
    let outlet = drawn.outlet(args.ke.as_deref(), session)?;
    let file = drawn.file(args.format);
    let written = outlet.write(&file, &made.bytes, args.timpa)?;
    let file = outlet.shown(&file);
    let remark = unprinted(&made.lacking);
    if ui.json {
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "siklus": drawn.siklus,
            "halaman": made.n_pages,
            "berkas": file,
            "perhatian": remark.as_slice(),
        }))?;
        return Ok(Outcome::Done);
    }
    ui.line(&drawn.words(args.format, made.n_pages))?;
    if let Some(remark) = remark {
        ui.line(&format!("Perhatian: {remark}"))?;
    }
    wrote(&file, written, ui)?;
    Ok(Outcome::Done)
}

/// Refuses what a format can't be.
fn fitting(format: Format, to_screen: bool, json: bool) -> Result<(), Trouble> {
    if !to_screen {
        return Ok(());
    }
    let binary = match format {
        Format::Pdf => Some("PDF"),
        Format::Docx => Some("DOCX"),
        Format::Svg | Format::Html => None,
    };
    let message = match binary {
        Some(name) => format!(
            "{name} tidak dapat dicetak ke layar\nsebutkan foldernya: rkt sop export {} -o FOLDER",
            format.extension()
        ),
        None if json => "--json tidak berlaku bersama `-o -`, yang mencetak isinya saja".to_owned(),
        None => return Ok(()),
    };
    Err(Trouble::Misuse(message))
}

impl Drawn {
    /// The SOP that `rkt sop` shows.
    fn plain(args: &Args, session: Session<'_>) -> Result<Option<Drawn>, Trouble> {
        let asked = Asked::read(session)?;
        Ok(Some(Drawn {
            sop: asked.sop,
            siklus: asked.siklus,
            kedudukan: None,
            ukuran: args
                .kertas
                .unwrap_or(asked.workspace.settings.cetak.cetakan.ukuran),
        }))
    }

    /// The SOP of a cycle with how its langkah stand; nothing for one that was never opened.
    fn standing(args: &Args, session: Session<'_>) -> Result<Option<Drawn>, Trouble> {
        let loaded = session.reading()?;
        loaded.whole()?;
        let today = session.now(loaded.state.cycle.zona).date_naive();
        let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new());
        Ok(progress.map(|progress| Drawn {
            kedudukan: Some(Kedudukan::of(&loaded.title(), &progress)),
            ukuran: args.kertas.unwrap_or(loaded.settings.cetak.cetakan.ukuran),
            sop: loaded.state.sop,
            siklus: Some(loaded.siklus),
        }))
    }

    fn made(&self, format: Format) -> Result<Made, Trouble> {
        let kedudukan = self.kedudukan.as_ref();
        if format == Format::Pdf {
            let pdf = render::pdf::sop(&self.sop, self.ukuran, kedudukan);
            let pdf = pdf.context("PDF tidak dapat disusun")?;
            return Ok(Made {
                bytes: pdf.bytes,
                n_pages: pdf.n_pages,
                lacking: pdf.lacking,
            });
        }
        let bagan = Bagan::of(&self.sop, self.ukuran, kedudukan);
        let bytes = match format {
            Format::Html => render::bagan::to_html(&bagan, &self.sop, kedudukan).into_bytes(),
            Format::Docx => render::docx::sop(&self.sop, self.ukuran, kedudukan)
                .context("DOCX tidak dapat disusun")?,
            Format::Pdf | Format::Svg => render::bagan::to_svg(&bagan).into_bytes(),
        };
        Ok(Made {
            bytes,
            n_pages: bagan.halaman.len(),
            lacking: Vec::new(),
        })
    }

    /// The folder that was named, else `keluaran/` of the cycle, else where the command stands.
    fn outlet(&self, named: Option<&str>, session: Session<'_>) -> Result<Outlet, Trouble> {
        match (named, &self.siklus) {
            (None, Some(siklus)) => {
                let root = session.workspace()?.root;
                unsealed(&root)?;
                Ok(Outlet::keluaran(&root, siklus))
            }
            (named, _) => Outlet::folder(&session.folder(), named.unwrap_or(".")),
        }
    }

    fn file(&self, format: Format) -> String {
        let extension = format.extension();
        match (&self.siklus, &self.kedudukan) {
            (Some(siklus), Some(_)) => layout::ekspor(siklus, None, "kedudukan", extension),
            (Some(siklus), None) => layout::ekspor(siklus, None, "sop", extension),
            (None, _) => format!("sop.{extension}"),
        }
    }

    fn words(&self, format: Format, n_pages: usize) -> String {
        let what = match &self.kedudukan {
            Some(kedudukan) => kedudukan.judul.clone(),
            None => format!("SOP {}", self.sop.identitas.nomor),
        };
        let more = match format {
            Format::Docx => ", lalu langkahnya sebagai tabel",
            Format::Pdf | Format::Svg | Format::Html => "",
        };
        format!("{what}: {n_pages} halaman{more}.")
    }
}
