//! `rkt report mutu`: what cycles took against what was planned.

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::commands::{Outcome, Session, wrote};
use crate::domain::document::{Cell, Column, Table};
use crate::domain::mutu::{FEW, Median, Ringkas, Siklus, Ukuran, measure, summed};
use crate::render;
use crate::render::csv::Pemisah;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::workspace::Trouble;
use crate::ui::json::span;
use crate::ui::{self, Ui, table};

/// Bandingkan hari kerja yang direncanakan dan yang dipakai, dari semua siklus
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Tulis sebagai berkas, satu baris satu langkah atau Bidang per siklus
    #[arg(value_name = "FORMAT", value_enum, ignore_case = true)]
    format: Option<Format>,
    /// Folder tujuan (bawaan: keluaran/ siklus terbaru)
    #[arg(short = 'o', long = "ke", value_name = "DIR", requires = "format")]
    ke: Option<String>,
    /// Pemisah kolom CSV (bawaan: titik-koma, seperti Excel berbahasa Indonesia)
    #[arg(
        long,
        value_name = "PEMISAH",
        value_enum,
        ignore_case = true,
        requires = "format"
    )]
    pemisah: Option<Pemisah>,
    /// Ganti berkas yang sudah ada walau isinya lain
    #[arg(long, requires = "format")]
    timpa: bool,
}

/// A file format.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Tabel untuk Excel
    Csv,
}

/// The cycles of a workspace, oldest first, and those that can't be read.
struct Cycles {
    all: Vec<Siklus>,
    unread: Vec<String>,
}

pub(super) fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let newest = session.reading()?;
    let cycles = Cycles::read(session)?;
    if args.format.is_some() {
        return cycles.written(args, &newest, session, ui);
    }
    if ui.json {
        ui.data(&cycles.json())?;
    } else {
        cycles.tell(ui)?;
    }
    Ok(Outcome::Done)
}

impl Cycles {
    fn read(session: Session<'_>) -> Result<Cycles, Trouble> {
        let workspace = session.workspace()?;
        let (mut all, mut unread) = (Vec::new(), Vec::new());
        for nama in workspace.cycles()? {
            let whole = match Loaded::read(&workspace, &nama) {
                Ok(loaded) if loaded.whole().is_ok() => loaded,
                Ok(_) | Err(Trouble::Findings(..)) => {
                    unread.push(nama);
                    continue;
                }
                Err(trouble) => return Err(trouble),
            };
            let today = session.now(whole.state.cycle.zona).date_naive();
            all.extend(measure(&nama, &whole.state, &whole.kalender, today));
        }
        Ok(Cycles { all, unread })
    }

    fn langkah(&self) -> Vec<Ringkas> {
        summed(self.all.iter().map(|one| one.langkah.as_slice()))
    }

    fn bidang(&self) -> Vec<Ringkas> {
        summed(self.all.iter().map(|one| one.bidang.as_slice()))
    }

    fn tell(&self, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let one = |one: &Siklus| {
            let stands = if one.arsip { "diarsipkan" } else { "berjalan" };
            format!("{} ({stands})", one.nama)
        };
        let names: Vec<String> = self.all.iter().map(one).collect();
        ui.line(&format!(
            "Ketepatan waktu, dari siklus {}.",
            names.join(", ")
        ))?;
        if self.all.len() < FEW {
            let n = self.all.len();
            ui.line(&format!(
                "Baru {n} siklus: terlalu sedikit untuk menilai waktu yang ditetapkan SOP."
            ))?;
        }
        for nama in &self.unread {
            ui.line(&format!(
                "Perhatian: siklus {nama} tidak terbaca dan tidak ikut; lihat: rkt verify --siklus {nama}"
            ))?;
        }
        let heads = [
            "Langkah",
            "Siklus",
            "Rencana",
            "Nyata",
            "Tepat waktu",
            "Terlambat",
            "Koreksi",
        ];
        block("Langkah", &heads, self.langkah(), ui)?;
        let heads = [
            "Bidang",
            "Siklus",
            "Rencana",
            "Nyata",
            "Tepat waktu",
            "Terlambat",
            "Koreksi",
            "Ajuan",
        ];
        block("Bidang, sampai ajuan pertamanya", &heads, self.bidang(), ui)?;
        ui.line("")?;
        ui.line("Rencana, Nyata, dan Terlambat dalam hari kerja (nilai tengah; Terlambat hanya dari yang terlambat). Tepat waktu dihitung dari batas yang berlaku waktu itu, yang dapat lebih lambat daripada rencana, misalnya sesudah dikembalikan untuk diperbaiki.")?;
        self.moved().map_or(Ok(()), |line| Ok(ui.line(&line)?))
    }

    /// What was planned anew, whose lateness is therefore not by the plan of the opening.
    fn moved(&self) -> Option<String> {
        let all = self.langkah().into_iter().chain(self.bidang());
        let moved = all.filter(|one| one.dijadwal_ulang > 0);
        let names: Vec<String> = moved
            .map(|one| format!("{} ({} siklus)", one.id, one.dijadwal_ulang))
            .collect();
        (!names.is_empty()).then(|| {
            format!(
                "Dijadwalkan ulang, maka diukur dari rencana yang baru: {}.",
                names.join(", ")
            )
        })
    }

    fn json(&self) -> Value {
        let siklus = |one: &Siklus| json!({ "siklus": one.nama, "arsip": one.arsip });
        let facts = |of: fn(&Siklus) -> &Vec<Ukuran>| {
            let all = self.all.iter().flat_map(of);
            all.map(fact).collect::<Vec<_>>()
        };
        json!({
            "versi_skema": ui::json::VERSION,
            "siklus": self.all.iter().map(siklus).collect::<Vec<_>>(),
            "tidak_terbaca": self.unread,
            "sedikit": self.all.len() < FEW,
            "langkah": self.langkah().iter().map(summary).collect::<Vec<_>>(),
            "bidang": self.bidang().iter().map(summary).collect::<Vec<_>>(),
            "ukuran_langkah": facts(|one| &one.langkah),
            "ukuran_bidang": facts(|one| &one.bidang),
        })
    }

    fn written(
        &self,
        args: &Args,
        newest: &Loaded,
        session: Session<'_>,
        ui: &mut Ui<'_>,
    ) -> Result<Outcome, Trouble> {
        let pemisah = args.pemisah.unwrap_or(Pemisah::TitikKoma);
        let table = self.table();
        let bytes = render::csv::table(&table, pemisah).map_err(anyhow::Error::from)?;
        if args.ke.as_deref() == Some("-") {
            ui.content(&String::from_utf8_lossy(&bytes))?;
            return Ok(Outcome::Done);
        }
        let outlet = session.outlet(newest, args.ke.as_deref())?;
        let written = outlet.write(layout::MUTU, &bytes, args.timpa)?;
        let file = outlet.shown(layout::MUTU);
        if ui.json {
            ui.data(&json!({ "versi_skema": ui::json::VERSION, "berkas": file }))?;
            return Ok(Outcome::Done);
        }
        let (n, cycles) = (table.rows.len(), self.all.len());
        ui.line(&format!("Ketepatan waktu: {n} baris dari {cycles} siklus."))?;
        wrote(&file, written, ui)?;
        Ok(Outcome::Done)
    }

    fn table(&self) -> Table {
        let steps = self.all.iter().flat_map(|one| &one.langkah);
        let bidang = self.all.iter().flat_map(|one| &one.bidang);
        let steps = steps.map(|one| cells("langkah", one));
        Table {
            columns: KEYS.map(column).to_vec(),
            rows: steps
                .chain(bidang.map(|one| cells("bidang", one)))
                .collect(),
        }
    }
}

/// The columns of the file.
const KEYS: [&str; 15] = [
    "siklus",
    "jenis",
    "id",
    "nama",
    "rencana_mulai",
    "rencana_akhir",
    "nyata_mulai",
    "nyata_akhir",
    "batas",
    "rencana_hk",
    "nyata_hk",
    "terlambat_hk",
    "koreksi",
    "ajuan",
    "dijadwalkan_ulang",
];

fn column(key: &'static str) -> Column {
    Column {
        key,
        judul: key,
        right: false,
    }
}

fn cells(jenis: &str, one: &Ukuran) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |day: chrono::NaiveDate| Cell::Text(day.to_string());
    let number = |n: u32| usize::try_from(n).map_or(Cell::Empty, Cell::Count);
    vec![
        text(&one.siklus),
        text(jenis),
        text(&one.id),
        text(&one.nama),
        day(one.rencana.mulai),
        day(one.rencana.akhir),
        day(one.nyata.mulai),
        day(one.nyata.akhir),
        day(one.batas),
        number(one.rencana_hk),
        number(one.nyata_hk),
        number(one.terlambat),
        Cell::Count(one.koreksi),
        one.putaran.map_or(Cell::Empty, Cell::Count),
        text(if one.dijadwal_ulang { "ya" } else { "tidak" }),
    ]
}

fn block(title: &str, heads: &[&str], all: Vec<Ringkas>, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.line("")?;
    if all.is_empty() {
        return Ok(ui.line(&format!("{title}: belum ada yang selesai."))?);
    }
    ui.line(title)?;
    let rows: Vec<Vec<String>> = all.into_iter().map(row).collect();
    Ok(ui.block(&table::plain(ui.width, heads, &[1, 2, 3, 5, 6, 7], &rows))?)
}

fn row(one: Ringkas) -> Vec<String> {
    let late = one
        .terlambat
        .map_or_else(|| "–".to_owned(), |late| late.to_string());
    let mut cells = vec![
        one.id,
        one.n.to_string(),
        one.rencana.to_string(),
        one.nyata.to_string(),
        format!("{} dari {}", one.tepat, one.n),
        late,
        one.koreksi.to_string(),
    ];
    cells.extend(one.putaran.map(|n| n.to_string()));
    cells
}

/// A number as JSON has it.
fn number(median: Median) -> Value {
    serde_json::from_str(&median.plain()).unwrap_or(Value::Null)
}

fn summary(one: &Ringkas) -> Value {
    json!({
        "id": one.id,
        "nama": one.nama,
        "siklus": one.n,
        "rencana_hari_kerja": number(one.rencana),
        "nyata_hari_kerja": number(one.nyata),
        "tepat_waktu": one.tepat,
        "terlambat_hari_kerja": one.terlambat.map(number),
        "koreksi": one.koreksi,
        "ajuan": one.putaran,
        "dijadwalkan_ulang": one.dijadwal_ulang,
    })
}

fn fact(one: &Ukuran) -> Value {
    json!({
        "siklus": one.siklus,
        "id": one.id,
        "rencana": span(one.rencana),
        "nyata": span(one.nyata),
        "batas": one.batas.to_string(),
        "rencana_hari_kerja": one.rencana_hk,
        "nyata_hari_kerja": one.nyata_hk,
        "terlambat_hari_kerja": one.terlambat,
        "koreksi": one.koreksi,
        "ajuan": one.putaran,
        "dijadwalkan_ulang": one.dijadwal_ulang,
    })
}
