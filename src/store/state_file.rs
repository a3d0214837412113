//! `state.toml`: append-only, one event a line, a table a Bidang (design.md, 1).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::event_line::{self, HELP, quote};
use super::reader::{Fields, Sink};
use super::settings_file::hari_kerja;
use super::syntax;
use super::text::Source;
use crate::domain::event::{Act, Event, EventId, Table};
use crate::domain::finding::{Finding, Place};
use crate::domain::instansi::Bidang;
use crate::domain::kalender::Minggu;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::state::Cycle;
use crate::domain::zona::Zona;

/// What to do about a header, a table or an event that is gone or no longer as it was.
const PART: &str =
    "kembalikan bagian itu dari riwayat git; state.toml tidak disunting dengan tangan";

/// Reads a state file: its header and every event that can be read, in any order.
#[must_use]
pub fn decode(source: &Source) -> (Option<(Cycle, Vec<Event>)>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let sink = Sink::new(source);
    let mut events = Vec::new();
    let cycle = read(Fields::root(tree.get_ref(), &sink), &mut events);
    findings.extend(sink.into_findings());
    orphans(source, &events, &mut findings);
    if let Some(cycle) = &cycle {
        opening(source, cycle, &events, &mut findings);
    }
    (
        cycle.map(|cycle| (cycle, events.into_iter().map(|(event, _)| event).collect())),
        findings,
    )
}

type Placed = (Event, Place);

fn read(root: Fields<'_>, events: &mut Vec<Placed>) -> Option<Cycle> {
    root.format();
    let siklus = root.words("siklus");
    let tahun = root.need("tahun", root.integer("tahun"));
    let zona = root.need("zona", root.choice("zona", &Zona::NAMES, Zona::parse));
    let week = hari_kerja(&root);
    let minggu = root.need(
        "minggu",
        root.choice("minggu", &Minggu::NAMES, Minggu::parse),
    );
    match root.table("langkah") {
        Some(table) => {
            riwayat(&table, &Table::Langkah, events);
            table.finish();
        }
        None => root.fault(
            Rule::StateTableMissing,
            "langkah",
            "tabel [langkah] tidak ada",
            PART,
        ),
    }
    let mut bidang: Vec<(i64, Bidang)> = Vec::new();
    match root.table("bidang") {
        Some(tables) => {
            for (name, table) in tables.named_tables() {
                bidang.extend(one_bidang(&name, table, events));
            }
        }
        None => root.fault(
            Rule::StateTableMissing,
            "bidang",
            "tabel [bidang.*] tidak ada",
            PART,
        ),
    }
    root.finish();
    bidang.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let bidang = bidang.into_iter().map(|(_, bidang)| bidang).collect();
    Some(Cycle {
        siklus: siklus?,
        tahun: tahun?,
        zona: zona?,
        hari_kerja: week?,
        minggu: minggu?,
        bidang,
    })
}

fn one_bidang(id: &str, fields: Fields<'_>, events: &mut Vec<Placed>) -> Option<(i64, Bidang)> {
    let id = match BidangId::parse(id) {
        Ok(id) => id,
        Err(fault) => {
            fields.fault(Rule::StateTableMissing, "nama", fault.to_string(), PART);
            return None;
        }
    };
    let nama = fields.words("nama");
    let urut = fields.need("urut", fields.integer("urut"));
    riwayat(&fields, &Table::Bidang(id.clone()), events);
    fields.finish();
    Some((urut?, Bidang { id, nama: nama? }))
}

fn riwayat(fields: &Fields<'_>, table: &Table, events: &mut Vec<Placed>) {
    if !fields.has("riwayat") {
        fields.fault(
            Rule::StateTableMissing,
            "riwayat",
            "daftar riwayat tidak ada",
            PART,
        );
    }
    for (n, row) in fields.rows("riwayat") {
        let told = row.n_told();
        let event = event_line::decode(&row, table);
        match event {
            Some(event) => events.push((event, fields.item("riwayat", n))),
            None if row.n_told() == told => broken(fields, n, "peristiwa ini tidak terbaca"),
            None => {}
        }
        row.finish();
    }
}

fn broken(fields: &Fields<'_>, n: usize, message: &str) {
    fields.fault_at(Rule::EventBroken, "riwayat", Some(n), message, HELP);
}

/// What the opening binds: the header, the tables of its Bidang, and that it is the only one.
fn opening(source: &Source, cycle: &Cycle, events: &[Placed], findings: &mut Vec<Finding>) {
    let mut first: Option<&EventId> = None;
    for (event, place) in events {
        let Act::Mulai { bidang, kepala, .. } = &event.act else {
            continue;
        };
        let mut say = |message: String| {
            let finding = Finding::new(Rule::StateTableMissing, place.clone(), message);
            findings.push(finding.help(PART));
        };
        if first.is_some_and(|first| *first != event.id) {
            say("peristiwa `mulai` ada dua; satu siklus dibuka satu kali".to_owned());
        }
        first = first.or(Some(&event.id));
        if *kepala != cycle.header() {
            let now = cycle.header();
            say(format!(
                "kepala berkas `{now}` berbeda dengan saat siklus dibuka `{kepala}`"
            ));
        }
        for id in bidang.iter().filter(|id| !has_table(cycle, id)) {
            say(format!("tabel [bidang.{id}] tidak ada di {}", source.file));
        }
    }
    joined(source, cycle, events, findings);
}

fn has_table(cycle: &Cycle, id: &BidangId) -> bool {
    cycle.bidang.iter().any(|bidang| bidang.id == *id)
}

/// Bidang that joined later have a table, and no table is there that nobody opened.
fn joined(source: &Source, cycle: &Cycle, events: &[Placed], findings: &mut Vec<Finding>) {
    let mut known: BTreeSet<&BidangId> = BTreeSet::new();
    let mut opened = false;
    for (event, place) in events {
        if let Act::Mulai { bidang, .. } = &event.act {
            known.extend(bidang);
            opened = true;
        }
        if let Act::Bidang { bidang, .. } = &event.act {
            known.insert(bidang);
            if !has_table(cycle, bidang) {
                let message = format!("tabel [bidang.{bidang}] tidak ada di {}", source.file);
                let finding = Finding::new(Rule::StateTableMissing, place.clone(), message);
                findings.push(finding.help(PART));
            }
        }
    }
    let stray = cycle
        .bidang
        .iter()
        .filter(|bidang| !known.contains(&bidang.id));
    for bidang in stray.filter(|_| opened) {
        let message = format!(
            "tabel [bidang.{}] tidak dibuka oleh peristiwa mana pun",
            bidang.id
        );
        let finding = Finding::new(Rule::StateTableMissing, Place::file(&source.file), message);
        findings.push(finding.help(PART));
    }
}

/// Events that name a parent which is not in the file.
fn orphans(source: &Source, events: &[Placed], findings: &mut Vec<Finding>) {
    let known: BTreeSet<&EventId> = events.iter().map(|(event, _)| &event.id).collect();
    for (event, place) in events {
        for parent in event
            .sebelum
            .iter()
            .filter(|parent| !known.contains(parent))
        {
            let message = format!(
                "peristiwa {} menyusul {parent}, yang tidak ada di {}",
                event.id, source.file
            );
            findings
                .push(Finding::new(Rule::EventParentUnknown, place.clone(), message).help(PART));
        }
    }
}

/// The text of a new state file with its first event.
#[must_use]
pub fn new_file(cycle: &Cycle, first: &Event) -> String {
    let mut text = format!(
        "# Riwayat siklus ini. Ditulis oleh rkt, hanya ditambah, satu baris satu peristiwa.\n\
         # Jangan disunting dengan tangan: setiap baris diikat dengan SHA-256.\n\
         format = 1\nsiklus = {}\ntahun = {}\nzona = \"{}\"\nhari_kerja = {}\nminggu = \"{}\"\n",
        quote(&cycle.siklus),
        cycle.tahun,
        cycle.zona,
        cycle.hari_kerja.days(),
        cycle.minggu.name(),
    );
    let _ = write!(
        text,
        "\n[langkah]\nriwayat = [\n{}]\n",
        event_line::encode(first)
    );
    let mut bidang: Vec<(usize, &Bidang)> = cycle.bidang.iter().enumerate().collect();
    bidang.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    for (urut, bidang) in bidang {
        text.push_str(&table_of(bidang, urut + 1));
    }
    text
}

fn table_of(bidang: &Bidang, urut: usize) -> String {
    let (id, nama) = (&bidang.id, quote(&bidang.nama));
    format!("\n[bidang.{id}]\nnama = {nama}\nurut = {urut}\nriwayat = [\n]\n")
}

/// The text with an empty table for one more Bidang at its end.
///
/// Every line of it names the Bidang: lines that two clones have in common, git would take for
/// one, and the tables of two Bidang that joined would run into each other.
#[must_use]
pub fn with_table(text: &str, bidang: &Bidang, urut: usize) -> String {
    let table = table_of(bidang, urut);
    let mark = |line: &str| match line {
        "" => String::new(),
        line if line.starts_with('[') || line.starts_with("nama") => line.to_owned(),
        line => format!("{line} # {}", bidang.id),
    };
    let lines: Vec<String> = table.lines().map(mark).collect();
    let table = format!("{}\n", lines.join("\n"));
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{text}{}", table.replace('\n', ending))
}

/// The text with one more event in its table; `None` when the table can't be found.
#[must_use]
pub fn append(text: &str, event: &Event) -> Option<String> {
    let header = match event.table() {
        Table::Langkah => "[langkah]".to_owned(),
        Table::Bidang(id) => format!("[bidang.{id}]"),
    };
    let mut at = 0;
    let mut seen = false;
    for row in text.split_inclusive('\n') {
        let bare = row.trim();
        seen = if bare.starts_with('[') {
            bare == header
        } else {
            seen
        };
        if seen && (bare == "]" || bare.starts_with("] #")) {
            let ending = if row.ends_with("\r\n") { "\r\n" } else { "\n" };
            let mut new = text.to_owned();
            new.insert_str(at, &event_line::encode(event).replace('\n', ending));
            return Some(new);
        }
        at += row.len();
    }
    None
}
