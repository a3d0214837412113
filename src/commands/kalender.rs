//! `rkt kalender`: a year with its days off and due dates, and what is wrong with the lists.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::{Outcome, Session, found};
use crate::domain::check;
use crate::domain::finding::{Finding, any_error};
use crate::domain::kabar;
use crate::domain::kalender::{HariKerja, Kalender, Libur, Tahun};
use crate::domain::progress::{Keadaan, look, rewriting};
use crate::domain::tanggal;
use crate::store::cycle::Loaded;
use crate::store::text::Source;
use crate::store::workspace::{self, Trouble, Workspace};
use crate::store::{kalender_file, layout, revision};
use crate::ui::{Ui, json, kalender, table};

/// Tampilkan hari libur, cuti bersama, dan batas langkah dalam setahun
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Tahun (bawaan: tahun ini)
    #[arg(value_name = "TAHUN", value_parser = tahun)]
    tahun: Option<i32>,
    #[command(subcommand)]
    periksa: Option<Periksa>,
}

/// What else can be asked of the calendars.
#[derive(clap::Subcommand, Debug)]
enum Periksa {
    /// Sebutkan baris yang mustahil atau meragukan, dan daftar yang belum lengkap
    Periksa,
}

/// A due date of a langkah in an open cycle: cycle, id.
type Dues = BTreeMap<NaiveDate, Vec<(String, String)>>;

/// Shows a year, or checks all.
///
/// # Errors
/// Misuse outside a workspace; findings when a calendar can't be read.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let workspace = session.workspace()?;
    if args.periksa.is_some() {
        let today = session.now(workspace.settings.zona).date_naive();
        return check_all(&workspace, today, ui);
    }
    let settings = &workspace.settings;
    let today = session.now(settings.zona).date_naive();
    let tahun = args.tahun.unwrap_or(today.year());
    let cycles = open(&workspace, session)?;
    let week = cycles
        .first()
        .map_or(settings.hari_kerja, |one| one.state.cycle.hari_kerja);
    let known = years(&workspace)?.0;
    let listed = known.iter().find(|(_, one)| one.tahun == tahun);
    let listed = listed.map(|(_, one)| one.clone());
    let kalender = workspace.kalender(week)?;
    let dues = dues(&cycles, today);
    let shown = Shown {
        tahun,
        week,
        kalender: &kalender,
        listed: listed.as_ref(),
        dues: &dues,
    };
    if ui.json {
        ui.data(&shown.json())?;
        return Ok(Outcome::Done);
    }
    shown.print(ui)?;
    Ok(Outcome::Done)
}

/// A year, as `kalender` shows it.
struct Shown<'a> {
    tahun: i32,
    week: HariKerja,
    kalender: &'a Kalender,
    listed: Option<&'a Tahun>,
    dues: &'a Dues,
}

impl Shown<'_> {
    /// The days off, by date.
    fn libur(&self) -> Vec<&Libur> {
        let mut libur: Vec<&Libur> = self.listed.iter().flat_map(|one| &one.libur).collect();
        libur.sort_by_key(|one| one.tanggal);
        libur
    }

    /// The due dates in that year.
    fn batas(&self) -> impl Iterator<Item = (NaiveDate, &str, &str)> {
        let dues = self.dues.iter().filter(|(day, _)| day.year() == self.tahun);
        dues.flat_map(|(day, all)| {
            let one = |(siklus, id)| (*day, String::as_str(siklus), String::as_str(id));
            all.iter().map(move |(siklus, id)| one((siklus, id)))
        })
    }

    fn json(&self) -> serde_json::Value {
        let batas: Vec<_> = self.batas().collect();
        let source = self.listed.map(|one| one.sumber.as_str());
        json::kalender((self.tahun, self.week), source, &self.libur(), &batas)
    }

    fn print(&self, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let file = layout::kalender(self.tahun);
        ui.line(&format!("Kalender {}", self.tahun))?;
        match self.listed {
            Some(listed) if listed.sumber.is_empty() => {}
            Some(listed) => ui.line(&format!("Sumber: {}", listed.sumber))?,
            None => ui.line(&format!(
                "Perhatian: {file} belum ada; yang tampak hanya akhir pekan dan libur bertanggal tetap."
            ))?,
        }
        ui.line("")?;
        let marked: BTreeSet<NaiveDate> = self.dues.keys().copied().collect();
        ui.block(&kalender::year(
            self.tahun,
            self.kalender,
            &marked,
            ui.width,
        ))?;
        ui.line("")?;
        ui.line(kalender::LEGEND)?;
        ui.line(match self.week {
            HariKerja::Lima => "Lima hari kerja seminggu; Sabtu dan Minggu libur.",
            HariKerja::Enam => "Enam hari kerja seminggu; Minggu libur.",
        })?;
        self.print_days(ui)?;
        self.print_beyond(ui)
    }

    fn print_days(&self, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let off = self.libur().into_iter().map(|one| {
            let nama = kabar::day_off(one);
            (one.tanggal, one.jenis.name().to_owned(), nama)
        });
        let dues = self
            .batas()
            .map(|(day, siklus, id)| (day, "batas".to_owned(), format!("{id}, siklus {siklus}")));
        let mut all: Vec<(NaiveDate, String, String)> = off.chain(dues).collect();
        all.sort_by_key(|(day, ..)| *day);
        if all.is_empty() {
            return Ok(());
        }
        let row = |(day, jenis, what): &(NaiveDate, String, String)| {
            let weekday = tanggal::weekday(*day).to_owned();
            vec![tanggal::short(*day), weekday, jenis.clone(), what.clone()]
        };
        let rows: Vec<Vec<String>> = all.iter().map(row).collect();
        ui.line("")?;
        let heads = ["Tanggal", "Hari", "Jenis", "Keterangan"];
        ui.block(&table::plain(ui.width, &heads, &[0], &rows))?;
        Ok(())
    }

    /// The due dates in other years, and whether those have a list.
    fn print_beyond(&self, ui: &mut Ui<'_>) -> Result<(), Trouble> {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for (day, all) in self.dues.iter().filter(|(day, _)| day.year() != self.tahun) {
            *years.entry(day.year()).or_default() += all.len();
        }
        for (year, n) in years {
            let (from, to) = (
                NaiveDate::from_ymd_opt(year, 1, 1),
                NaiveDate::from_ymd_opt(year, 12, 31),
            );
            let unknown = from
                .zip(to)
                .is_some_and(|(from, to)| !self.kalender.unknown_years(from, to).is_empty());
            let lacks = if unknown {
                format!(
                    "; {} belum ada, jadi batasnya perkiraan tanpa libur yang berubah tiap tahun",
                    layout::kalender(year)
                )
            } else {
                String::new()
            };
            ui.line(&format!(
                "{n} batas langkah jatuh di tahun {year}: rkt kalender {year}{lacks}"
            ))?;
        }
        Ok(())
    }
}

fn check_all(workspace: &Workspace, today: NaiveDate, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let (years, mut findings, sources) = years(workspace)?;
    for (file, tahun) in &years {
        findings.extend(check::kalender(tahun, file, workspace.settings.hari_kerja));
    }
    let broken = any_error(&findings);
    if !broken {
        for siklus in revision::open(workspace)? {
            let loaded = Loaded::read(workspace, &siklus)?;
            let moving = rewriting(&loaded.state, &loaded.kalender, today);
            for (file, tahun) in &years {
                findings.extend(check::kalender_sinceless(&siklus, &moving, tahun, file));
            }
            findings.extend(needed(&loaded, today));
        }
    }
    let none = format!("Tidak ada kejanggalan: {} kalender.", years.len());
    found(&findings, &sources, &none, ui)?;
    Ok(if broken {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// The years without a list into which the schedule of a cycle runs, as it stands today.
fn needed(loaded: &Loaded, today: NaiveDate) -> Vec<Finding> {
    let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new());
    let years = progress.map(|progress| progress.tanpa_libur);
    check::kalender_needed(&loaded.siklus, &years.unwrap_or_default())
}

/// Every list as read, what is wrong with its shape, and the texts.
type Years = (Vec<(String, Tahun)>, Vec<Finding>, Vec<Source>);

fn years(workspace: &Workspace) -> Result<Years, Trouble> {
    let (mut years, mut findings, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for year in workspace.kalender_years()? {
        let source = workspace::read(&workspace.root, &layout::kalender(year))?;
        let (tahun, faults) = kalender_file::decode(&source, year);
        years.extend(tahun.map(|tahun| (source.file.clone(), tahun)));
        findings.extend(faults);
        sources.push(source);
    }
    Ok((years, findings, sources))
}

/// The cycle that is named, else all on which work goes on.
fn open(workspace: &Workspace, session: Session<'_>) -> Result<Vec<Loaded>, Trouble> {
    let chosen = session.named(workspace, &workspace.cycles()?)?;
    let names = match chosen {
        Some(name) => vec![name],
        None => revision::open(workspace)?,
    };
    let read = |name: &String| Loaded::read(workspace, name);
    names.iter().map(read).collect()
}

/// When the langkah of cycles that have not ended are due.
fn dues(cycles: &[Loaded], today: NaiveDate) -> Dues {
    let mut dues = Dues::new();
    for loaded in cycles {
        let progress = look(&loaded.state, &loaded.kalender, today, &BTreeSet::new());
        let all = progress.into_iter().flat_map(|progress| progress.langkah);
        for at in all.filter(|at| at.keadaan != Keadaan::Selesai) {
            let told = (loaded.siklus.clone(), at.id.to_string());
            dues.entry(at.batas).or_default().push(told);
        }
    }
    dues
}

/// A year given on the command line.
fn tahun(text: &str) -> Result<i32, String> {
    let typed = text.trim().parse().ok();
    let known = typed.filter(|typed| (2000..=3000).contains(typed));
    known.ok_or_else(|| "bukan tahun; tulis misalnya 2026, atau `periksa`".to_owned())
}
