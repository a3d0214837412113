//! `rkt report kke`: the worksheets behind the LKE, with what is to be judged left empty.

use std::collections::BTreeMap;

use anyhow::Context as _;
use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::commands::check::{Asked, check};
use crate::commands::compile::judged;
use crate::commands::sign::same_content;
use crate::commands::{Outcome, Session};
use crate::domain::check::alone;
use crate::domain::check::{form as readable, together};
use crate::domain::compile::{Input, Rkt, merge};
use crate::domain::document::{Cell, Table, kode};
use crate::domain::edition::{Edition, Stage};
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::kke::{Facts, Lembar, sheets};
use crate::domain::name::BidangId;
use crate::render;
use crate::render::csv::Pemisah;
use crate::render::xlsx::kke::Heading;
use crate::store::cycle::Loaded;
use crate::store::draft::overflow;
use crate::store::layout;
use crate::store::outlet::Written;
use crate::store::references::References;
use crate::store::workspace::Trouble;
use crate::ui::{self, Ui};

/// Susun lembar KKE-1 dan KKE-2; kolom penilaian dikosongkan
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Format berkas
    #[arg(value_name = "FORMAT", value_enum, default_value = "xlsx")]
    format: Format,
    /// Folder tujuan (bawaan: keluaran/ siklus itu)
    #[arg(short = 'o', long = "ke", value_name = "DIR")]
    ke: Option<String>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(long, value_name = "PEMISAH", value_enum)]
    pemisah: Option<Pemisah>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long)]
    timpa: bool,
}

/// A file format.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Satu buku kerja, satu lembar setiap KKE
    Xlsx,
    /// Satu berkas setiap KKE
    Csv,
}

/// What the sheets are of.
struct Content {
    /// In a sentence.
    isi: String,
    /// The draft's number, unless it is signed.
    draf: Option<u32>,
    rkt: Rkt,
    forms: Vec<(String, Form)>,
    findings: Vec<Finding>,
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if args.format == Format::Xlsx && args.pemisah.is_some() {
        let text = "--pemisah hanya untuk csv: rkt report kke csv --pemisah koma";
        return Err(Trouble::Misuse(text.to_owned()));
    }
    if args.ke.as_deref() == Some("-") {
        let text = "KKE tidak dapat dicetak ke layar\nsebutkan foldernya: rkt report kke -o FOLDER";
        return Err(Trouble::Misuse(text.to_owned()));
    }
    let loaded = session.reading()?;
    loaded.whole()?;
    let references = References::read(&loaded)?;
    let content = Content::of(&loaded, &references)?;
    let forms: Vec<_> = content
        .forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    let sheets = sheets(&Facts {
        tahun: loaded.state.cycle.tahun,
        rkt: &content.rkt,
        forms: &forms,
        renstra: references.ground(&loaded).renstra,
        findings: &content.findings,
    });
    let outlet = session.outlet(&loaded, args.ke.as_deref())?;
    let files = content.files(&loaded, &sheets, args)?;
    let mut told = Vec::new();
    for (file, bytes) in files {
        let written = outlet.write(&file, &bytes, args.timpa)?;
        told.push((outlet.shown(&file), written));
    }
    tell(&loaded, &content, &sheets, &told, ui)?;
    Ok(Outcome::Done)
}

impl Content {
    /// What is signed, else the newest draft, else the forms as they stand.
    fn of(loaded: &Loaded, references: &References) -> Result<Content, Trouble> {
        match Edition::of(&loaded.state) {
            Ok(edition) => Content::drafted(loaded, references, &edition),
            Err(_) => Content::working(loaded),
        }
    }

    fn drafted(
        loaded: &Loaded,
        references: &References,
        edition: &Edition,
    ) -> Result<Content, Trouble> {
        let draft = same_content(loaded, &edition.was)?;
        let ground = references.ground(loaded);
        let verdict = judged(loaded, &draft, |forms| {
            let of_form = |(file, one): &(String, &Form)| {
                let mut findings = readable(one, file);
                findings.extend(alone(one, file, &ground));
                findings
            };
            let mut findings: Vec<Finding> = forms.iter().flat_map(of_form).collect();
            findings.extend(together(forms, &ground));
            findings
        });
        let (siklus, nomor) = (&loaded.siklus, edition.was.nomor);
        let kode = kode(&edition.was.digest);
        let draf = (edition.stage != Stage::Signed).then_some(nomor);
        let isi = match draf {
            None => format!("RKT {siklus} yang ditandatangani, kode {kode}"),
            Some(nomor) => format!("Draf {nomor} RKT {siklus}, belum ditandatangani, kode {kode}"),
        };
        let forms = draft.forms.iter();
        let forms = forms.map(|(id, form)| (loaded.form_name(id), form.clone()));
        Ok(Content {
            isi,
            draf,
            forms: forms.collect(),
            rkt: draft.rkt,
            findings: verdict.findings,
        })
    }

    fn working(loaded: &Loaded) -> Result<Content, Trouble> {
        let checked = check(loaded, Asked::ALL)?;
        let forms: BTreeMap<BidangId, Form> = checked
            .forms
            .iter()
            .map(|(_, form)| (form.bidang.clone(), form.clone()))
            .collect();
        let digests = forms.keys().map(|id| (id.clone(), String::new())).collect();
        let bidang = loaded.state.cycle.bidang.iter();
        let inputs: Vec<Input<'_>> = bidang
            .filter_map(|one| Input::of(one, &forms, &digests))
            .collect();
        Ok(Content {
            isi: format!("RKT {}, form kerja yang belum dikompilasi", loaded.siklus),
            draf: None,
            rkt: merge(&inputs).map_err(overflow)?,
            forms: checked.forms,
            findings: checked.verdict.findings,
        })
    }

    fn files(
        &self,
        loaded: &Loaded,
        sheets: &[Lembar],
        args: &Args,
    ) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
        let name =
            |bentuk: &str, extension| layout::ekspor(&loaded.siklus, self.draf, bentuk, extension);
        if args.format == Format::Xlsx {
            let instansi = loaded.settings.instansi.full_name();
            let heading = Heading {
                instansi: &instansi,
                isi: &self.isi,
            };
            let bytes = render::xlsx::kke::to_bytes(sheets, &heading)
                .context("buku kerja tidak dapat disusun")?;
            return Ok(vec![(name("kke", "xlsx"), bytes)]);
        }
        let pemisah = args.pemisah.unwrap_or(Pemisah::TitikKoma);
        let one = |lembar: &Lembar| {
            let bytes = render::csv::table(&lembar.table, pemisah).map_err(anyhow::Error::from)?;
            Ok((name(lembar.key, "csv"), bytes))
        };
        sheets.iter().map(one).collect()
    }
}

fn tell(
    loaded: &Loaded,
    content: &Content,
    sheets: &[Lembar],
    files: &[(String, Written)],
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    if ui.json {
        let data = json!({
            "versi_skema": ui::json::VERSION,
            "siklus": loaded.siklus,
            "isi": content.isi,
            "berkas": files.iter().map(|(file, _)| file).collect::<Vec<_>>(),
            "lembar": sheets.iter().map(lembar).collect::<Vec<_>>(),
        });
        return Ok(ui.data(&data)?);
    }
    ui.line(&format!("{}.", content.isi))?;
    for one in sheets {
        ui.line(&format!(
            "{}: {} baris. {}.",
            one.judul,
            one.table.rows.len(),
            one.petunjuk
        ))?;
    }
    for (file, written) in files {
        let same = match written {
            Written::New => "",
            Written::Same => " (sudah ada, isinya sama)",
        };
        ui.line(&format!("Berkas: {file}{same}"))?;
    }
    Ok(())
}

fn lembar(one: &Lembar) -> Value {
    json!({ "lembar": one.key, "judul": one.judul, "baris": rows(&one.table) })
}

fn rows(table: &Table) -> Vec<Value> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Count(count) => json!(count),
        Cell::Same(_) | Cell::Text(_) | Cell::Target(_) | Cell::Rupiah(_) => json!(cell.print()),
    };
    let row = |cells: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(cells);
        let pairs = pairs.map(|(column, cell)| (column.key.to_owned(), value(cell)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    table.rows.iter().map(row).collect()
}
