//! `rkt sop export`: the SOP as its identity page and its flowchart, in files.

use std::collections::BTreeSet;

use anyhow::Context as _;
use clap::ValueEnum;
use serde_json::{Value, json};

use super::Asked;
use crate::commands::paper::unprinted;
use crate::commands::product::{self, Product};
use crate::commands::{Outcome, Session, takes_files};
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
    /// Format berkas; boleh beberapa
    #[arg(
        value_name = "FORMAT",
        value_enum,
        ignore_case = true,
        value_delimiter = ',',
        required = true
    )]
    format: Vec<Format>,
    /// Folder tujuan (bawaan: keluaran/ siklus itu, tanpa siklus folder ini); - mencetak ke layar (svg, html)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Kertas, melintang (bawaan: yang dipilih di rkt.toml, atau a4)
    #[arg(long, value_name = "KERTAS", value_enum, ignore_case = true)]
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

    /// What to call it where it can't be shown on a terminal; `None` of one that can.
    fn unshown(self) -> Option<&'static str> {
        match self {
            Format::Pdf => Some("PDF"),
            Format::Docx => Some("DOCX"),
            Format::Svg | Format::Html => None,
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
    let formats = product::distinct(args.format.iter().copied());
    let to_screen = args.ke.as_deref() == Some("-");
    if to_screen {
        let formats = formats.iter().map(|one| (one.extension(), one.unshown()));
        product::showable("rkt sop export", &formats.collect::<Vec<_>>(), ui.json)?;
    }
    let drawn = if args.kedudukan {
        Drawn::standing(args, session)?
    } else {
        Drawn::plain(args, session)?
    };
    let Some(drawn) = drawn else {
        return Ok(Outcome::Found);
    };
    let products = formats.iter().map(|format| drawn.product(*format));
    let products = products.collect::<Result<Vec<_>, _>>()?;
    if to_screen {
        product::show(&products, ui)?;
    } else {
        let outlet = drawn.outlet(args.ke.as_deref(), session)?;
        product::write(&products, &outlet, args.timpa, ui)?;
    }
    Ok(Outcome::Done)
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

    /// A file of it, and what is said of that.
    fn product(&self, format: Format) -> Result<Product, Trouble> {
        let made = self.made(format)?;
        let remark = unprinted(&made.lacking);
        Ok(Product {
            file: self.file(format),
            bytes: made.bytes,
            words: vec![self.words(format, made.n_pages)],
            data: json!({
                "versi_skema": ui::json::VERSION,
                "siklus": self.siklus,
                "halaman": made.n_pages,
                "format": format.extension(),
                "berkas": Value::Null,
                "perhatian": remark.as_slice(),
            }),
            remarks: remark.into_iter().collect(),
        })
    }

    fn made(&self, format: Format) -> Result<Made, Trouble> {
        let kedudukan = self.kedudukan.as_ref();
        let drawn = |draw: fn(&Drawn, &Bagan) -> Result<Vec<u8>, Trouble>| {
            let bagan = Bagan::of(&self.sop, self.ukuran, kedudukan);
            Ok(Made {
                bytes: draw(self, &bagan)?,
                n_pages: bagan.halaman.len(),
                lacking: Vec::new(),
            })
        };
        match format {
            Format::Pdf => {
                let pdf = render::pdf::sop(&self.sop, self.ukuran, kedudukan);
                let pdf = pdf.context("PDF tidak dapat disusun")?;
                Ok(Made {
                    bytes: pdf.bytes,
                    n_pages: pdf.n_pages,
                    lacking: pdf.lacking,
                })
            }
            Format::Docx => drawn(Drawn::docx),
            Format::Svg => drawn(|_, bagan| Ok(render::bagan::to_svg(bagan).into_bytes())),
            Format::Html => drawn(|own, bagan| {
                let page = render::bagan::to_html(bagan, &own.sop, own.kedudukan.as_ref());
                Ok(page.into_bytes())
            }),
        }
    }

    fn docx(&self, bagan: &Bagan) -> Result<Vec<u8>, Trouble> {
        let docx = render::docx::sop(bagan, &self.sop, self.ukuran, self.kedudukan.as_ref());
        Ok(docx.context("DOCX tidak dapat disusun")?)
    }

    /// The folder that was named, else `keluaran/` of the cycle, else where the command stands.
    fn outlet(&self, named: Option<&str>, session: Session<'_>) -> Result<Outlet, Trouble> {
        match (named, &self.siklus) {
            (None, Some(siklus)) => {
                let root = session.workspace()?.root;
                takes_files(&root)?;
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
