//! Calendar files: read by a parser that somebody else wrote, and steady over time.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::parser::{Component, read_calendar, unfold};

use crate::workspace::{BIDANG, Workspace};

const MORNING: &str = "2026-11-06T09:00:00+08:00";

/// One event as another program reads it.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    start: String,
    end: String,
    sequence: u32,
    summary: String,
    alarms: Vec<String>,
}

fn value(component: &Component<'_>, name: &str) -> String {
    let property = component.find_prop(name).expect(name);
    property.val.clone().unescape_text().as_str().to_owned()
}

fn parsed(text: &str) -> BTreeMap<String, Read> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let mut all = BTreeMap::new();
    for event in &calendar.components {
        assert_eq!(event.name, "VEVENT");
        let triggers = event.components.iter().map(|alarm| value(alarm, "TRIGGER"));
        let read = Read {
            start: value(event, "DTSTART"),
            end: value(event, "DTEND"),
            sequence: value(event, "SEQUENCE").parse().unwrap(),
            summary: value(event, "SUMMARY"),
            alarms: triggers.collect(),
        };
        assert!(read.start < read.end, "{read:?}");
        assert!(all.insert(value(event, "UID"), read).is_none());
    }
    all
}

fn of<'a>(events: &'a BTreeMap<String, Read>, id: &str) -> &'a Read {
    let mut found = events.iter().filter(|(uid, _)| uid.contains(id));
    found.next().expect(id).1
}

fn exported(workspace: &Workspace, more: &str, file: &str) -> String {
    workspace
        .rkt(&format!("export ics -o kal --timpa {more}"))
        .ok();
    workspace.read(&format!("kal/{file}"))
}

fn all(workspace: &Workspace) -> BTreeMap<String, Read> {
    parsed(&exported(workspace, "", "rkt-2027.ics"))
}

fn example() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at(MORNING);
    workspace
}

#[test]
fn another_program_reads_every_date() {
    let workspace = example();
    let text = exported(&workspace, "", "rkt-2027.ics");
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let events = parsed(&text);
    assert_eq!(events.len(), 11 + BIDANG.len());
    let of = |id: &str| of(&events, id);
    let done = of("-langkah-sosialisasi@");
    assert_eq!(
        (done.start.as_str(), done.end.as_str()),
        ("20261103", "20261105")
    );
    assert!(
        done.summary.ends_with("(selesai)") && done.alarms.is_empty(),
        "{done:?}"
    );
    let filling = of("-langkah-isi@");
    assert_eq!(
        (filling.start.as_str(), filling.end.as_str()),
        ("20261105", "20261110")
    );
    let sd = of("-bidang-sd@");
    assert_eq!(
        (sd.start.as_str(), sd.end.as_str()),
        ("20261112", "20261113")
    );
    assert_eq!(
        sd.summary,
        "RKT 2027 batas form Bidang Pembinaan Sekolah Dasar"
    );
    // On the morning of the day, and of the hari kerja before.
    assert_eq!(sd.alarms, ["-PT40H", "-PT16H"]);
}

#[test]
fn texts_come_back_as_they_were() {
    let workspace = example();
    let state = workspace.read("2027/state.toml");
    let odd = "Bidang A; B, C: \\\\ \\\"Bahasa & Sastra\\\" …";
    let named = state.replacen("Bidang Pembinaan Sekolah Dasar", odd, 1);
    assert_ne!(state, named);
    workspace.write("2027/state.toml", &named);
    let events = all(&workspace);
    let said = "RKT 2027 batas form Bidang A; B, C: \\ \"Bahasa & Sastra\" …";
    assert!(events.values().any(|one| one.summary == said), "{events:?}");
}

#[test]
fn events_keep_their_names_and_age_with_what_moves_them() {
    let mut workspace = example();
    let before = all(&workspace);
    let sequence = |events: &BTreeMap<String, Read>| {
        let all: BTreeSet<u32> = events.values().map(|one| one.sequence).collect();
        *all.first().unwrap()
    };
    workspace.rkt("submit sd --sebagai sd").ok();
    let after = all(&workspace);
    assert!(before.keys().eq(after.keys()));
    assert_eq!(sequence(&after), sequence(&before) + 1);
    workspace
        .rkt("remind --h 9 --tandai --sebagai kasubbag-program")
        .ok();
    assert_eq!(all(&workspace), after, "a reminder moves nothing");
    workspace.at("2026-11-09T09:00:00+08:00");
    assert_eq!(all(&workspace), after, "the day of asking moves nothing");
    let libur = "\n[[libur]]\ntanggal = 2026-11-11\nnama = \"Libur daerah\"\njenis = \"daerah\"\n";
    let kalender = workspace.read("kalender/2026.toml") + libur;
    workspace.write("kalender/2026.toml", &kalender);
    assert_eq!(sequence(&all(&workspace)), sequence(&after) + 1);
}

#[test]
fn everybody_can_have_their_own() {
    let workspace = example();
    let whole = all(&workspace);
    let own = parsed(&exported(&workspace, "--untuk sd", "rkt-2027-sd.ics"));
    let kinds: Vec<&str> = own.keys().map(|uid| &uid[8..]).collect();
    assert_eq!(kinds, ["-bidang-sd@rkt", "-langkah-isi@rkt"]);
    assert!(own.iter().all(|(uid, one)| whole.get(uid) == Some(one)));
    let head = parsed(&exported(
        &workspace,
        "--untuk kepala-dinas",
        "rkt-2027-kepala-dinas.ics",
    ));
    assert_eq!(head.len(), 1);
    let err = workspace.rkt("export ics --untuk camat").exits(2).err;
    assert!(err.contains("`camat` tidak ada"), "{err}");
    workspace.rkt("export csv --untuk sd").exits(2);
    workspace.rkt("export ics -o -").exits(2);
}

#[test]
fn a_cycle_that_is_over_keeps_its_days() {
    let workspace = Workspace::empty();
    workspace.rkt("demo contoh --lengkap").ok();
    workspace.rkt("-C contoh export ics -o kal").ok();
    let events = parsed(&workspace.read("contoh/kal/rkt-2027.ics"));
    assert_eq!(events.len(), 11 + BIDANG.len());
    for one in events.values() {
        assert!(
            one.summary.ends_with(')') && one.alarms.is_empty(),
            "{one:?}"
        );
    }
}

#[test]
fn a_day_off_that_replaces_another_makes_events_newer() {
    let workspace = example();
    let lowest = |events: &BTreeMap<String, Read>| events.values().map(|one| one.sequence).min();
    let kalender = workspace.read("kalender/2026.toml");
    let off = |day: &str| {
        let libur =
            format!("\n[[libur]]\ntanggal = {day}\nnama = \"Libur daerah\"\njenis = \"daerah\"\n");
        workspace.write("kalender/2026.toml", &(kalender.clone() + &libur));
        all(&workspace)
    };
    let one = off("2026-11-11");
    let other = off("2026-11-18");
    assert_ne!(
        of(&one, "-bidang-sd@").start,
        of(&other, "-bidang-sd@").start
    );
    assert_eq!(lowest(&other), lowest(&one).map(|n| n + 1));
    assert_eq!(all(&workspace), other, "nothing moved");
    workspace.write("kalender/2026.toml", &kalender);
    assert!(lowest(&all(&workspace)) > lowest(&other), "one day less");
}

#[test]
fn who_need_not_hand_in_is_not_said_to_have() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-17T09:00:00+08:00");
    workspace
        .rkt("step kumpul --tanpa smp --alasan Dilebur --sebagai kasubbag-program")
        .ok();
    workspace.rkt("export ics -o kal").ok();
    let events = parsed(&workspace.read("kal/rkt-2025.ics"));
    let smp = of(&events, "-bidang-smp@");
    assert!(
        smp.summary.ends_with(" (dibebaskan)") && smp.alarms.is_empty(),
        "{smp:?}"
    );
}
