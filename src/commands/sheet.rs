//! `rkt sheet`: what goes round on paper while forms are corrected (SOP steps 7 and 9).

mod content;
mod data;

use std::collections::BTreeMap;

use anyhow::Context as _;
use clap::ValueEnum;

use super::paper::unprinted;
use super::{Outcome, Session, bidang_of, quoted, wrote};
use crate::domain::instansi::Bidang;
use crate::domain::naskah::{Kop, Ukuran, lembar_koreksi};
use crate::domain::state::BidangState;
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::outlet::{Outlet, Written};
use crate::store::workspace::Trouble;
use crate::ui::Ui;
use content::{Sheet, sheets};

/// Tampilkan atau cetak lembar koreksi form, yang diedarkan untuk dikoreksi dan diparaf
///
/// Isinya: baris form di samping tahun lalu, temuan rkt check, koreksi, ruang menulis, dan paraf.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Bidang yang lembarnya dibuat, misalnya sd
    #[arg(value_name = "BIDANG")]
    bidang: Vec<String>,
    /// Semua Bidang yang tidak dibebaskan
    #[arg(long, conflicts_with = "bidang")]
    semua: bool,
    /// Tulis sebagai berkas, satu per Bidang; dua-duanya: pdf,docx
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        ignore_case = true,
        value_delimiter = ','
    )]
    format: Vec<Format>,
    /// Folder tujuan (bawaan: keluaran/ siklus itu)
    #[arg(short = 'o', long = "ke", value_name = "DIR", requires = "format")]
    ke: Option<String>,
    /// Kertas (bawaan: yang dipilih di rkt.toml, atau a4)
    #[arg(
        long,
        value_name = "KERTAS",
        value_enum,
        ignore_case = true,
        requires = "format"
    )]
    kertas: Option<Ukuran>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long, requires = "format")]
    timpa: bool,
}

/// A file format.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Format {
    /// Siap cetak, untuk ditulisi dan diparaf
    Pdf,
    /// Untuk Word
    Docx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        }
    }
}

/// Shows the sheets, or writes them; none when one can't be written.
///
/// # Errors
/// Misuse for a Bidang that the cycle does not have, or when another file has that name; findings
/// when a form can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if args.ke.as_deref() == Some("-") {
        let text = "lembar koreksi tercetak ke layar tanpa --format: rkt sheet BIDANG\n\
                    untuk berkas sebutkan foldernya: -o FOLDER";
        return Err(Trouble::Misuse(text.to_owned()));
    }
    let loaded = session.reading()?;
    loaded.whole()?;
    let (bidang, excused) = asked(args, &loaded)?;
    let sheets = sheets(&loaded, &bidang, session)?;
    let files = if args.format.is_empty() {
        Vec::new()
    } else {
        written(args, &sheets, &loaded, session)?
    };
    if ui.json {
        ui.data(&data::data(&loaded, &sheets, &files, &excused))?;
        return Ok(Outcome::Done);
    }
    for (n, sheet) in sheets.iter().enumerate() {
        if args.format.is_empty() {
            if n > 0 {
                ui.line("")?;
            }
            ui.sheet(&sheet.lembar)?;
        } else {
            tell(sheet, &files, ui)?;
        }
    }
    if !excused.is_empty() {
        let excused = excused.join(", ");
        ui.line(&format!("Dilewati, dibebaskan: {excused}"))?;
    }
    Ok(Outcome::Done)
}

/// The Bidang that are asked for, each once, and those that are left out of all.
fn asked(args: &Args, loaded: &Loaded) -> Result<(Vec<Bidang>, Vec<String>), Trouble> {
    if args.semua {
        let all = loaded.state.cycle.bidang.iter().cloned();
        let is_excused =
            |one: &Bidang| matches!(loaded.state.bidang(&one.id), BidangState::Tanpa(_));
        let (excused, asked): (Vec<Bidang>, Vec<Bidang>) = all.partition(is_excused);
        let excused = excused.iter().map(|one| one.id.to_string());
        return Ok((asked, excused.collect()));
    }
    if args.bidang.is_empty() {
        let known = loaded.bidang_names().join(", ");
        let command = format!("rkt sheet --semua{}", formats(&args.format));
        return Err(Trouble::Misuse(format!(
            "Bidang mana? sebutkan, atau semuanya dengan --semua: {command}\nyang ada: {known}"
        )));
    }
    let mut asked: Vec<Bidang> = Vec::new();
    for name in &args.bidang {
        let bidang = bidang_of(name, loaded).map_err(|trouble| joined(trouble, name, args))?;
        if !asked.contains(&bidang) {
            asked.push(bidang);
        }
    }
    Ok((asked, Vec::new()))
}

/// What is wrong with a Bidang; a format in its place was to be joined to the others.
fn joined(trouble: Trouble, name: &str, args: &Args) -> Trouble {
    let Ok(format) = Format::from_str(name, true) else {
        return trouble;
    };
    let mut all = args.format.clone();
    all.push(format);
    let help = formats(&all);
    Trouble::Misuse(format!(
        "Bidang `{name}` tidak ada\n\
         untuk menulis berkas, format digabung dengan koma tanpa spasi:{help}"
    ))
}

/// Formats in their order, each once.
fn ordered(all: &[Format]) -> Vec<Format> {
    let mut all = all.to_vec();
    all.sort_unstable();
    all.dedup();
    all
}

/// Formats as an option of a command; nothing without any.
fn formats(all: &[Format]) -> String {
    let all = ordered(all).into_iter();
    let names: Vec<&str> = all.map(Format::extension).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" --format {}", names.join(","))
}

/// A sheet as a file.
struct File {
    bidang: String,
    format: Format,
    name: String,
    bytes: Vec<u8>,
    /// How many pages it has, as far as it has any.
    n_pages: Option<usize>,
    /// Characters that could not be printed.
    lacking: Vec<char>,
    written: Written,
}

/// Writes every sheet in every format, once it is clear that each may be written.
fn written(
    args: &Args,
    sheets: &[Sheet],
    loaded: &Loaded,
    session: Session<'_>,
) -> Result<Vec<File>, Trouble> {
    let ukuran = args.kertas.unwrap_or(loaded.settings.cetak.cetakan.ukuran);
    let formats = ordered(&args.format);
    let mut files = Vec::new();
    for sheet in sheets {
        for format in &formats {
            files.push(made(sheet, *format, ukuran, loaded)?);
        }
    }
    let outlet = session.outlet(loaded, args.ke.as_deref())?;
    if !args.timpa {
        all_free(&files, &outlet, session, &rest(args, loaded, session)?)?;
    }
    let named = files
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.as_slice()));
    let written = outlet.write_all(&named.collect::<Vec<_>>(), args.timpa)?;
    for (file, written) in files.iter_mut().zip(written) {
        file.written = written;
        file.name = outlet.shown(&file.name);
    }
    Ok(files)
}

/// What a command needs behind the formats to mean the same files.
fn rest(args: &Args, loaded: &Loaded, session: Session<'_>) -> Result<String, Trouble> {
    let ke = args.ke.as_ref().map(|ke| format!(" -o {}", quoted(ke)));
    let kertas = args.kertas.map(|one| format!(" --kertas {}", one.name()));
    let suffix = session.suffix(loaded)?;
    Ok([ke, kertas, Some(suffix)].into_iter().flatten().collect())
}

/// Refuses to write some and not the others.
fn all_free(
    files: &[File],
    outlet: &Outlet,
    session: Session<'_>,
    rest: &str,
) -> Result<(), Trouble> {
    let taken = files.iter();
    let taken = taken.filter(|file| outlet.holds_other(&file.name, &file.bytes));
    let taken: Vec<&File> = taken.collect();
    if taken.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = taken.iter().map(|file| outlet.shown(&file.name)).collect();
    let commands: Vec<String> = replacing(&taken)
        .into_iter()
        .map(|command| format!("  {}{rest} --timpa", session.here(&command)))
        .collect();
    let (names, commands) = (names.join(", "), commands.join("\n"));
    Err(Trouble::Misuse(format!(
        "sudah ada dan isinya lain: {names}\n\
         belum satu pun ditulis. Yang sudah ditulisi orang pindahkan dahulu, lalu ulangi perintah \
         ini. Mengganti hanya berkas itu:\n{commands}\n\
         atau pilih folder lain: -o FOLDER"
    )))
}

/// The commands that write just these files: one for all Bidang of the same formats.
fn replacing(taken: &[&File]) -> Vec<String> {
    let mut of_bidang: BTreeMap<&str, Vec<Format>> = BTreeMap::new();
    for file in taken {
        of_bidang.entry(&file.bidang).or_default().push(file.format);
    }
    let mut bidang_of: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (bidang, own) in of_bidang {
        bidang_of.entry(formats(&own)).or_default().push(bidang);
    }
    let all = bidang_of.into_iter();
    all.map(|(formats, bidang)| format!("rkt sheet {}{formats}", bidang.join(" ")))
        .collect()
}

fn made(sheet: &Sheet, format: Format, ukuran: Ukuran, loaded: &Loaded) -> Result<File, Trouble> {
    let kop = Kop::of(&loaded.settings.instansi);
    let naskah = lembar_koreksi(&sheet.lembar, kop, ukuran);
    let (bytes, n_pages, lacking) = match format {
        Format::Pdf => {
            let pdf = render::pdf::pdf(&naskah).context("PDF tidak dapat disusun")?;
            (pdf.bytes, Some(pdf.n_pages), pdf.lacking)
        }
        Format::Docx => {
            let bytes = render::docx::docx(&naskah).context("DOCX tidak dapat disusun")?;
            (bytes, None, Vec::new())
        }
    };
    let bidang = &sheet.lembar.kepala.bidang.id;
    let putaran = sheet.version.round.as_ref().map(|(n, _)| *n);
    Ok(File {
        bidang: bidang.to_string(),
        format,
        name: layout::lembar_koreksi(&loaded.siklus, bidang, putaran, format.extension()),
        bytes,
        n_pages,
        lacking,
        written: Written::New,
    })
}

/// Says which sheet was written, and where.
fn tell(sheet: &Sheet, files: &[File], ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let kepala = &sheet.lembar.kepala;
    let own = |file: &&File| file.bidang == kepala.bidang.id.as_str();
    let n_pages = files.iter().filter(own).find_map(|file| file.n_pages);
    let n_pages = n_pages.map_or_else(String::new, |n| format!(", {n} halaman"));
    ui.line(&format!("{}{n_pages}.", kepala.kaki))?;
    for remark in &kepala.perhatian {
        ui.line(&format!("Perhatian: {remark}"))?;
    }
    for file in files.iter().filter(own) {
        if let Some(remark) = unprinted(&file.lacking) {
            ui.line(&format!("Perhatian: {remark}"))?;
        }
        wrote(&file.name, file.written, ui)?;
    }
    Ok(())
}
