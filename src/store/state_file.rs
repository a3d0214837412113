//! `state.toml`: append-only, one event a line, a table a Bidang (design.md, 1).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use super::reader::{Fields, Sink};
use super::settings_file::hari_kerja;
use super::syntax;
use super::text::Source;
use crate::domain::event::{Act, Actor, Event, EventId, Table, Value};
use crate::domain::finding::{Finding, Place};
use crate::domain::instansi::Bidang;
use crate::domain::kalender::Minggu;
use crate::domain::name::{BidangId, Jabatan, LangkahId};
use crate::domain::rule::Rule;
use crate::domain::state::Cycle;
use crate::domain::zona::Zona;

const HELP: &str =
    "jangan menyunting state.toml dengan tangan; kembalikan baris ini dari riwayat git";

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
            HELP,
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
            HELP,
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
            fields.fault(Rule::StateTableMissing, "nama", fault.to_string(), HELP);
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
            HELP,
        );
    }
    for (n, row) in fields.rows("riwayat") {
        let told = row.n_told();
        let event = event(&row, table);
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

/// Reads one event and checks that it hashes to its id and stands in its own table.
fn event(row: &Fields<'_>, table: &Table) -> Option<Event> {
    let id = row.words("id").and_then(|id| EventId::parse(&id));
    let sebelum: Option<Vec<EventId>> = row
        .texts("sebelum")
        .iter()
        .map(|id| EventId::parse(id))
        .collect();
    let pada = row
        .words("pada")
        .and_then(|pada| DateTime::<FixedOffset>::parse_from_rfc3339(&pada).ok());
    let jabatan = row
        .words("oleh")
        .and_then(|oleh| Jabatan::parse(&oleh).ok());
    let nama = row.words("nama");
    let (nip, jam) = (row.text("nip"), row.text("jam"));
    let act = row.words("aksi").and_then(|aksi| act(row, &aksi));
    let oleh = Actor {
        jabatan: jabatan?,
        nama: nama?,
        nip,
    };
    let (id, act) = (id?, act?);
    let event = Event {
        id,
        sebelum: sebelum?,
        pada: pada?,
        oleh,
        jam,
        act,
    };
    if event.computed_id() != event.id {
        let message = format!("isi peristiwa tidak cocok dengan id-nya {}", event.id);
        row.fault(Rule::EventBroken, "id", message, HELP);
    }
    if event.table() != *table {
        row.fault(
            Rule::EventBroken,
            "aksi",
            "peristiwa ini berada di tabel yang salah",
            HELP,
        );
    }
    Some(event)
}

fn act(row: &Fields<'_>, aksi: &str) -> Option<Act> {
    match aksi {
        "mulai" => {
            let rencana = all(&row.texts("rencana"), |day| day.parse().ok());
            let langkah = all(&row.texts("langkah"), |id| LangkahId::parse(id).ok());
            let bidang = all(&row.texts("bidang"), |id| BidangId::parse(id).ok());
            let (tanggal, disposisi) = (row.date("tanggal"), row.text("disposisi"));
            let (kepala, sop) = (row.words("kepala"), row.words("sop"));
            Some(Act::Mulai {
                tanggal: tanggal?,
                rencana: rencana?,
                langkah: langkah?,
                bidang: bidang?,
                kepala: kepala?,
                sop: sop?,
                disposisi,
            })
        }
        "catat" => {
            let langkah = row
                .words("langkah")
                .and_then(|id| LangkahId::parse(&id).ok());
            let (tanggal, catatan) = (row.date("tanggal"), row.text("catatan"));
            Some(Act::Catat {
                langkah: langkah?,
                tanggal: tanggal?,
                catatan,
            })
        }
        "ajukan" => {
            let bidang = row.words("bidang").and_then(|id| BidangId::parse(&id).ok());
            let (digest, sha256, alasan) =
                (row.words("digest"), row.words("sha256"), row.text("alasan"));
            Some(Act::Ajukan {
                bidang: bidang?,
                digest: digest?,
                sha256: sha256?,
                alasan,
            })
        }
        "kompilasi" => {
            let nomor = row
                .integer("nomor")
                .and_then(|nomor| u32::try_from(nomor).ok());
            let digest = row.words("digest");
            let masukan = row.table("masukan")?.named_texts().into_iter();
            let masukan: Option<BTreeMap<_, _>> = masukan
                .map(|(id, digest)| Some((BidangId::parse(&id).ok()?, digest)))
                .collect();
            let tanpa = all(&row.texts("tanpa"), |id| BidangId::parse(id).ok());
            Some(Act::Kompilasi {
                nomor: nomor?,
                digest: digest?,
                masukan: masukan?,
                tanpa: tanpa?,
            })
        }
        other => {
            let message = format!("aksi `{other}` tidak dikenal oleh rkt versi ini");
            row.fault(Rule::EventBroken, "aksi", message, "perbarui rkt");
            None
        }
    }
}

/// Every text read, or nothing when one can't be.
fn all<T>(texts: &[String], read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    texts.iter().map(|text| read(text)).collect()
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
            findings.push(finding.help(HELP));
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
        let known = |id: &BidangId| cycle.bidang.iter().any(|bidang| bidang.id == *id);
        for id in bidang.iter().filter(|id| !known(id)) {
            say(format!("tabel [bidang.{id}] tidak ada di {}", source.file));
        }
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
                .push(Finding::new(Rule::EventParentUnknown, place.clone(), message).help(HELP));
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
    let _ = write!(text, "\n[langkah]\nriwayat = [\n{}]\n", line(first));
    let mut bidang: Vec<(usize, &Bidang)> = cycle.bidang.iter().enumerate().collect();
    bidang.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    for (urut, bidang) in bidang {
        let nama = quote(&bidang.nama);
        let _ = write!(
            text,
            "\n[bidang.{}]\nnama = {nama}\nurut = {}\nriwayat = [\n]\n",
            bidang.id,
            urut + 1
        );
    }
    text
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
        if seen && bare == "]" {
            let ending = if row.ends_with("\r\n") { "\r\n" } else { "\n" };
            let mut new = text.to_owned();
            new.insert_str(at, &line(event).replace('\n', ending));
            return Some(new);
        }
        at += row.len();
    }
    None
}

/// One event as one line.
fn line(event: &Event) -> String {
    let mut fields = vec![format!("id = \"{}\"", event.id)];
    fields.extend(
        event
            .fields()
            .into_iter()
            .map(|(name, value)| format!("{name} = {}", encode(&value))),
    );
    format!("  {{ {} }},\n", fields.join(", "))
}

fn encode(value: &Value) -> String {
    match value {
        Value::Text(text) => quote(text),
        Value::Number(number) => number.to_string(),
        Value::List(list) => {
            format!(
                "[{}]",
                list.iter()
                    .map(|text| quote(text))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }
        Value::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(key, text)| format!("{key} = {}", quote(text)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A TOML basic string on one line; JSON's escapes are TOML's.
fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
