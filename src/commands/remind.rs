//! `rkt remind`: what waits, as a message to each person, ready to be sent. Nothing is sent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::acting::{Acting, Role, Turn};
use super::{Outcome, Session, date, is_somebody, jabatan_of, person, state_first, tugas};
use crate::domain::event::Actor;
use crate::domain::instansi::Pejabat;
use crate::domain::name::{Jabatan, LangkahId};
use crate::domain::progress::look;
use crate::domain::reminder::{Asked, Reminder, Reminders, gather};
use crate::domain::sop::Jenis;
use crate::domain::tanggal;
use crate::domain::tugas::Tugas;
use crate::domain::workflow::Action;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::Ui;
use crate::ui::reminder::{Letter, data};

/// Susun pesan pengingat untuk tiap orang, siap disalin ke WA atau surel
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Hanya untuk jabatan atau Bidang ini
    #[arg(long, value_name = "JABATAN")]
    untuk: Option<String>,
    /// Ingatkan bila batasnya tinggal sekian hari kerja
    #[arg(long, value_name = "HARI", default_value_t = 3, value_parser = clap::value_parser!(u32).range(0..=60))]
    h: u32,
    /// Sampaikan juga yang terlambat kepada atasannya menurut rkt.toml
    #[arg(long, visible_alias = "eskalasi")]
    escalate: bool,
    /// Lihat dari tanggal lain
    #[arg(long, value_name = "TANGGAL", value_parser = date, conflicts_with = "tandai")]
    pada: Option<NaiveDate>,
    /// Catat bahwa pesannya sudah disampaikan; hari itu tidak diulang
    #[arg(long)]
    tandai: bool,
}

/// Gathers what waits; with `--tandai` notes who was told.
///
/// # Errors
/// Misuse for a jabatan that nobody knows; findings when the SOP says no.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if args.tandai {
        return marked(args, session, ui);
    }
    let loaded = session.reading()?;
    let outcome = state_first(&loaded, ui)?;
    let Some(tugas) = near(args, &loaded, session)? else {
        return Ok(Outcome::Found);
    };
    let desk = Desk::new(args, &loaded, session)?;
    desk.tell(&desk.reminders(&tugas), false, ui)?;
    Ok(outcome)
}

/// Notes each person who was not told today, then shows what they are told.
fn marked(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (loaded, txn) = session.writing()?;
    let before = loaded.clone();
    let Some(tugas) = near(args, &before, session)? else {
        return Ok(Outcome::Found);
    };
    let desk = Desk::new(args, &before, session)?;
    let reminders = desk.reminders(&tugas);
    let likely = before.sop().pelaksana_of(Jenis::Kumpul).first();
    let role = Role::new("rkt remind --tandai", likely, "ingatkan");
    let mut turn = Turn::begin(session, (loaded, txn), &Acting::default(), &role)?;
    for reminder in &reminders.all {
        if let Some(action) = noted(reminder, &desk.letter.asked) {
            turn.act(action)?;
        }
    }
    turn.commit()?;
    desk.tell(&reminders, true, ui)?;
    Ok(Outcome::Done)
}

/// The day that is asked about.
fn day(args: &Args, loaded: &Loaded, session: Session<'_>) -> NaiveDate {
    let today = session.now(loaded.state.cycle.zona).date_naive();
    args.pada.unwrap_or(today)
}

/// Everything that waits on that day.
fn near(args: &Args, loaded: &Loaded, session: Session<'_>) -> Result<Option<Vec<Tugas>>, Trouble> {
    let day = day(args, loaded, session);
    let progress = look(&loaded.state, &loaded.kalender, day, &loaded.basi()?);
    progress
        .map(|progress| tugas(loaded, &progress))
        .transpose()
}

/// That somebody was told, unless that was noted today already.
fn noted(reminder: &Reminder<'_>, asked: &Asked<'_>) -> Option<Action> {
    if reminder.told(asked).is_some() {
        return None;
    }
    let all = reminder.tugas.iter().map(|(_, tugas)| &tugas.langkah);
    let mut langkah: Vec<LangkahId> = Vec::new();
    for id in all {
        if !langkah.contains(id) {
            langkah.push(id.clone());
        }
    }
    let late = reminder.terlambat.iter();
    let late: BTreeSet<Jabatan> = late.map(|(who, _)| who.jabatan.clone()).collect();
    Some(Action::Remind {
        kepada: reminder.jabatan.first()?.clone(),
        langkah,
        terlambat: late.into_iter().collect(),
    })
}

/// A cycle, and what is asked about it.
struct Desk<'a> {
    loaded: &'a Loaded,
    letter: Letter<'a>,
    untuk: Option<Jabatan>,
    /// The command that notes the messages, if they are of today.
    command: Option<String>,
}

impl<'a> Desk<'a> {
    fn new(args: &Args, loaded: &'a Loaded, session: Session<'_>) -> Result<Desk<'a>, Trouble> {
        let untuk = args.untuk.as_deref().map(jabatan_of).transpose()?;
        if let Some(who) = &untuk {
            is_somebody(who, loaded)?;
        }
        let hari_ini = day(args, loaded, session);
        let instansi = loaded.settings.instansi.full_name();
        let collects = loaded.sop().pelaksana_of(Jenis::Kumpul);
        let tail = session.tail(loaded, collects);
        Ok(Desk {
            loaded,
            letter: Letter {
                asked: Asked {
                    state: &loaded.state,
                    settings: &loaded.settings,
                    kalender: &loaded.kalender,
                    hari_ini,
                    ambang: args.h,
                    escalate: args.escalate,
                },
                judul: format!("{} {instansi}", loaded.title()),
                suffix: session.suffix(loaded)?,
                dari: sender(loaded, session)?,
            },
            untuk,
            // Only what is said today is noted.
            command: args
                .pada
                .is_none()
                .then(|| format!("{} --tandai{tail}", session.line)),
        })
    }

    fn reminders<'b>(&'b self, tugas: &'b [Tugas]) -> Reminders<'b> {
        let mut reminders = gather(tugas, &self.letter.asked);
        if let Some(who) = &self.untuk {
            let asked = &self.letter.asked;
            let holder = asked.settings.holder(who, asked.hari_ini);
            let superior = holder.and_then(|one| one.atasan.as_ref());
            let superior = superior.filter(|_| asked.escalate);
            reminders.all.retain(|one| one.concerns(who));
            reminders
                .vacant
                .retain(|one| one == who || superior == Some(one));
            reminders.without_superior.retain(|one| one == who);
        }
        reminders
    }

    /// Shows every message that was not said today, and what is in the way of saying it.
    fn tell(&self, reminders: &Reminders<'_>, noted: bool, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let (letter, asked) = (&self.letter, &self.letter.asked);
        let text = |one: &Reminder<'_>| one.told(asked).is_none().then(|| letter.text(one));
        if ui.json {
            let one = |one: &Reminder<'_>| letter.json(one, text(one).as_deref());
            let orang: Vec<_> = reminders.all.iter().map(one).collect();
            let (vacant, alone) = (&reminders.vacant, &reminders.without_superior);
            return Ok(ui.data(&data(&self.loaded.siklus, &orang, vacant, alone))?);
        }
        let mut n = 0;
        for one in &reminders.all {
            if let Some(text) = text(one) {
                n += 1;
                self.message(one, &text, ui)?;
            }
        }
        self.closing(reminders, n, noted, ui)
    }

    fn message(&self, one: &Reminder<'_>, text: &str, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let jabatan: Vec<&str> = one.jabatan.iter().map(Jabatan::as_str).collect();
        let heading = format!("── {} ({}) ", one.kepada.nama, jabatan.join(", "));
        let rest = usize::from(ui.width).saturating_sub(heading.chars().count());
        ui.block(&format!("{heading}{}", "─".repeat(rest)))?;
        ui.block(text)?;
        let [wa, surel] = self.letter.links(one.kepada, text);
        for (label, link) in [("WhatsApp", wa), ("Surel", surel)] {
            if let Some(link) = link {
                ui.block(&format!("\n{label}: {link}"))?;
            }
        }
        Ok(ui.line("")?)
    }

    fn closing(
        &self,
        reminders: &Reminders<'_>,
        n: usize,
        noted: bool,
        ui: &mut Ui<'_>,
    ) -> Result<(), Trouble> {
        let asked = &self.letter.asked;
        for one in &reminders.all {
            if let Some(at) = one.told(asked) {
                let (nama, at) = (&one.kepada.nama, tanggal::moment(at));
                ui.line(&format!("Hari ini sudah diingatkan, {at}: {nama}"))?;
            }
        }
        for line in reminders.all.iter().filter_map(|one| unsaid(one, asked)) {
            ui.line(&line)?;
        }
        for line in lacking(reminders, asked) {
            ui.line(&line)?;
        }
        if reminders.all.is_empty() {
            let whom = self.untuk.as_ref();
            let whom = whom.map_or_else(String::new, |who| format!(" kepada {who}"));
            return Ok(ui.line(&format!(
                "Tidak ada yang perlu diingatkan{whom} dalam {} hari kerja ini.",
                asked.ambang
            ))?);
        }
        if noted && n > 0 {
            ui.line(&format!("Dicatat: {n} orang diingatkan hari ini."))?;
        } else if let Some(command) = self.command.as_ref().filter(|_| n > 0) {
            ui.line("rkt tidak mengirim apa pun. Setelah disampaikan, catat dengan:")?;
            ui.block(&format!("    {command}"))?;
        }
        Ok(())
    }
}

/// What a superior who was reminded today still has to hear.
fn unsaid(one: &Reminder<'_>, asked: &Asked<'_>) -> Option<String> {
    let who: Vec<&str> = one.unsaid(asked).into_iter().map(Jabatan::as_str).collect();
    let (nama, late) = (&one.kepada.nama, who.join(", "));
    (!who.is_empty())
        .then(|| format!("Perhatian: belum disampaikan kepada {nama}, yang terlambat: {late}"))
}

/// What rkt.toml lacks for the messages to reach their people.
fn lacking(reminders: &Reminders<'_>, asked: &Asked<'_>) -> Vec<String> {
    let untold = |one: &&Reminder<'_>| one.told(asked).is_none();
    let unreachable = |one: &&Reminder<'_>| one.kepada.wa.is_none() && one.kepada.surel.is_empty();
    let all = reminders.all.iter().filter(untold).filter(unreachable);
    let unreachable: Vec<&Jabatan> = all.map(|one| &one.kepada.jabatan).collect();
    let list = |all: &[&Jabatan]| {
        let names: Vec<&str> = all.iter().map(|one| one.as_str()).collect();
        names.join(", ")
    };
    let mut lines = Vec::new();
    if !unreachable.is_empty() {
        let who = list(&unreachable);
        lines.push(format!(
            "Tanpa tautan, sebab rkt.toml belum memuat wa = \"08...\" atau surel = [\"...\"]: {who}"
        ));
    }
    for who in &reminders.vacant {
        lines.push(format!(
            "Perhatian: `{who}` hari ini tidak dijabat siapa pun menurut rkt.toml"
        ));
    }
    if !reminders.without_superior.is_empty() {
        let who = list(&reminders.without_superior.iter().collect::<Vec<_>>());
        lines.push(format!(
            "Perhatian: terlambat tanpa atasan = \"...\" di rkt.toml: {who}"
        ));
    }
    lines
}

/// Who sends the messages: who asks, else who collects.
fn sender(loaded: &Loaded, session: Session<'_>) -> Result<Option<Actor>, Trouble> {
    let day = session.now(loaded.state.cycle.zona).date_naive();
    if let Some(who) = session.asking(&loaded.settings, day)? {
        return person(&loaded.settings, &who, day).map(Some);
    }
    let collects = loaded.sop().pelaksana_of(Jenis::Kumpul).first();
    let holder = collects.and_then(|who| loaded.settings.holder(who, day));
    Ok(holder
        .filter(|one| !one.is_placeholder())
        .map(Pejabat::acting))
}
