//! `rkt sop export`: the SOP as its identity page and its flowchart, in a file.

use std::collections::BTreeSet;

use clap::ValueEnum;
use serde_json::json;

use super::Asked;
use crate::commands::{Outcome, Session, unsealed, wrote};
use crate::domain::bagan::{A4, Bagan, Kedudukan};
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
    /// Folder tujuan (bawaan: keluaran/ siklus itu, tanpa siklus folder ini); - mencetak ke layar
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
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
    /// Gambar untuk naskah lain
    Svg,
    /// Halaman web yang siap dicetak
    Html,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
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
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let to_screen = args.ke.as_deref() == Some("-");
    if to_screen && ui.json {
        let message = "--json tidak berlaku bersama `-o -`, yang mencetak isinya saja";
        return Err(Trouble::Misuse(message.to_owned()));
    }
    let drawn = if args.kedudukan {
        Drawn::standing(session)?
    } else {
        Drawn::plain(session)?
    };
    let Some(drawn) = drawn else {
        return Ok(Outcome::Found);
    };
    let bagan = Bagan::of(&drawn.sop, A4, drawn.kedudukan.as_ref());
    let text = drawn.text(&bagan, args.format);
    if to_screen {
        ui.content(&text)?;
        return Ok(Outcome::Done);
    }
    let outlet = drawn.outlet(args.ke.as_deref(), session)?;
    let file = drawn.file(args.format);
    let written = outlet.write(&file, text.as_bytes(), args.timpa)?;
    let file = outlet.shown(&file);
    if ui.json {
        ui.data(&json!({
            "versi_skema": ui::json::VERSION,
            "siklus": drawn.siklus,
            "halaman": bagan.halaman.len(),
            "berkas": file,
        }))?;
        return Ok(Outcome::Done);
    }
    ui.line(&drawn.words(&bagan))?;
    wrote(&file, written, ui)?;
    Ok(Outcome::Done)
}

impl Drawn {
    /// The SOP that `rkt sop` shows.
    fn plain(session: Session<'_>) -> Result<Option<Drawn>, Trouble> {
        let asked = Asked::read(session)?;
        Ok(Some(Drawn {
            sop: asked.sop,
            siklus: asked.siklus,
            kedudukan: None,
        }))
    }

    /// The SOP of a cycle with how its langkah stand; nothing for one that was never opened.
    fn standing(session: Session<'_>) -> Result<Option<Drawn>, Trouble> {
        let loaded = session.reading()?;
        loaded.whole()?;
        let today = session.now(loaded.state.cycle.zona).date_naive();
        let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new());
        Ok(progress.map(|progress| Drawn {
            kedudukan: Some(Kedudukan::of(&loaded.title(), &progress)),
            sop: loaded.state.sop,
            siklus: Some(loaded.siklus),
        }))
    }

    fn text(&self, bagan: &Bagan, format: Format) -> String {
        match format {
            Format::Svg => render::bagan::to_svg(bagan),
            Format::Html => render::bagan::to_html(bagan, &self.sop, self.kedudukan.as_ref()),
        }
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

    fn words(&self, bagan: &Bagan) -> String {
        let what = match &self.kedudukan {
            Some(kedudukan) => kedudukan.judul.clone(),
            None => format!("SOP {}", self.sop.identitas.nomor),
        };
        format!("{what}: {} halaman.", bagan.halaman.len())
    }
}
