//! `rkt reschedule`: the planned dates of what has not ended are set anew; the old ones stay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, date, langkah_of, tell_act};
use crate::domain::jadwal::{Jadwal, Wish};
use crate::domain::name::LangkahId;
use crate::domain::progress::{LangkahProgress, Progress, look};
use crate::domain::sop::Jenis;
use crate::domain::state::{Move, State};
use crate::domain::tanggal;
use crate::domain::workflow::{Action, settled, starters};
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, ahead, table};

/// Jadwalkan ulang langkah yang belum selesai; rencana semula tetap terbaca
#[derive(clap::Args, Debug)]
#[command(mut_arg("alasan", |arg| arg.required(true).help("Mengapa dijadwalkan ulang")))]
pub struct Args {
    /// Langkah pertama yang belum selesai mulai pada tanggal ini
    #[arg(long, value_name = "TANGGAL", value_parser = date)]
    mulai: Option<NaiveDate>,
    /// Batas sebuah langkah, misalnya kumpul=2026-11-16; boleh berulang
    #[arg(long, value_name = "LANGKAH=TANGGAL", value_parser = named)]
    langkah: Vec<(String, NaiveDate)>,
    #[command(flatten)]
    acting: Acting,
}

/// Asks the SOP, and records the new plan.
///
/// # Errors
/// Misuse for a langkah that the SOP does not have; findings when the dates can't be.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if args.mulai.is_none() && args.langkah.is_empty() {
        return Err(Trouble::Misuse(
            "sebutkan apa yang dijadwalkan ulang\n--langkah LANGKAH=TANGGAL, atau --mulai TANGGAL"
                .to_owned(),
        ));
    }
    let (loaded, txn) = session.writing()?;
    let rencana = wished(args, &loaded)?;
    let likely = starters(loaded.sop()).first();
    let role = Role::new("rkt reschedule", likely, "jadwal").reasoned();
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let added = turn.act(Action::Reschedule {
        mulai: args.mulai,
        rencana,
        alasan: args.acting.alasan.clone().unwrap_or_default(),
    })?;
    let (loaded, _) = turn.commit()?;
    let width = ui.width;
    let today = session.now(loaded.state.cycle.zona).date_naive();
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        let moves = added.iter().flat_map(|event| loaded.state.moves(event));
        let moves: Vec<Move<'_>> = moves.collect();
        tell(&loaded.state, &moves, width, ui)?;
        let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new());
        progress.map_or(Ok(()), |progress| {
            doubts(&moves, &progress, (&loaded, session), ui)
        })
    })
}

/// What is doubtful about the new plan.
fn doubts(
    moves: &[Move<'_>],
    progress: &Progress,
    (loaded, session): (&Loaded, Session<'_>),
    ui: &mut Ui<'_>,
) -> std::io::Result<()> {
    let behind = left_behind(moves, progress, loaded, session).into_iter();
    for line in behind.chain(ahead::unknown(&progress.tanpa_libur)) {
        ui.line(&line)?;
    }
    Ok(())
}

/// That a langkah before the first that moved later is late and stays so, with what to type.
fn left_behind(
    moves: &[Move<'_>],
    progress: &Progress,
    loaded: &Loaded,
    session: Session<'_>,
) -> Vec<String> {
    let Some(first) = moves.first().filter(|first| first.to > first.from) else {
        return Vec::new();
    };
    let late = progress
        .late_langkah()
        .filter(|at| at.no < first.langkah.no);
    let late: Vec<&LangkahProgress> = late.filter(|at| at.jenis != Jenis::Catat).collect();
    if late.is_empty() {
        return Vec::new();
    }
    let next = loaded.kalender.on_or_after(progress.hari_ini);
    let mut named: BTreeMap<u32, (&LangkahId, NaiveDate)> = BTreeMap::new();
    for at in &late {
        // As late as what follows it allows, which then has to be named too.
        let mut later = progress.langkah.iter().filter(|other| other.no > at.no);
        let later = later.find(|other| other.rencana_batas >= next);
        let day = later.map_or(next, |later| later.rencana_batas);
        let both = later.into_iter().chain([*at]);
        named.extend(both.map(|one| (one.no, (&one.id, day))));
    }
    let options = named
        .values()
        .map(|(id, day)| format!("--langkah {id}={day}"));
    let options: Vec<String> = options.collect();
    let tail = session.tail(loaded, starters(loaded.sop()));
    let command = format!(
        "rkt reschedule {} --alasan \"...\"{tail}",
        options.join(" ")
    );
    let said = |at: &&LangkahProgress| format!("{} {}", at.id, tanggal::long(at.rencana_batas));
    let said: Vec<String> = late.iter().map(said).collect();
    vec![
        format!(
            "Perhatian: belum selesai dan tetap terlambat menurut rencana yang sudah lewat: {}.",
            said.join(", ")
        ),
        format!("Supaya ikut mundur: {}", session.here(&command)),
    ]
}

/// `LANGKAH=TANGGAL`, as typed.
fn named(text: &str) -> Result<(String, NaiveDate), String> {
    let parts = text.split_once('=');
    let (langkah, day) = parts.ok_or("tulis LANGKAH=TANGGAL, misalnya kumpul=2026-11-16")?;
    Ok((langkah.trim().to_owned(), date(day)?))
}

/// The planned dates that are asked for.
fn wished(args: &Args, loaded: &Loaded) -> Result<Vec<NaiveDate>, Trouble> {
    let mut batas: BTreeMap<LangkahId, NaiveDate> = BTreeMap::new();
    let tahun = loaded.state.cycle.tahun;
    for (typed, day) in &args.langkah {
        let id = langkah_of(typed, loaded.sop())?.id.clone();
        if i64::from(day.year()) > tahun + 1 {
            return Err(Trouble::Misuse(format!(
                "{} jauh sesudah tahun {tahun} yang direncanakan\nperiksa tahunnya pada --langkah {typed}",
                tanggal::long(*day)
            )));
        }
        if batas.insert(id, *day).is_some() {
            return Err(Trouble::Misuse(format!(
                "--langkah {typed} disebut dua kali\nsebut tiap langkah sekali"
            )));
        }
    }
    let jadwal = Jadwal {
        kalender: &loaded.kalender,
        minggu: loaded.state.cycle.minggu,
    };
    let wish = Wish {
        now: loaded.state.rencana(),
        settled: &settled(&loaded.state, &loaded.kalender),
        mulai: args.mulai,
        batas: &batas,
    };
    Ok(jadwal.replan(loaded.sop(), &wish))
}

fn tell(state: &State, moves: &[Move<'_>], width: u16, ui: &mut Ui<'_>) -> std::io::Result<()> {
    ui.line(&format!("{} langkah dijadwalkan ulang:", moves.len()))?;
    ui.line("")?;
    let row = |one: &Move<'_>| {
        vec![
            one.langkah.no.to_string(),
            one.langkah.id.to_string(),
            tanggal::short(one.from),
            tanggal::full(one.to),
        ]
    };
    let rows: Vec<Vec<String>> = moves.iter().map(row).collect();
    let heads = ["No", "Langkah", "Semula", "Rencana baru"];
    ui.block(&table::plain(width, &heads, &[0, 2], &rows))?;
    ui.line("")?;
    let opened = state.baselines().first();
    let ends = opened.and_then(|first| first.rencana.last());
    ends.map_or(Ok(()), |day| {
        ui.line(&format!(
            "Rencana saat siklus dibuka, selesai {}, tetap terbaca di rkt status dan rkt log.",
            tanggal::long(*day)
        ))
    })
}
