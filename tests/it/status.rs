//! What `status` shows at each moment of a cycle, who may ask, and that asking leaves no trace.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use serde_json::Value;

use crate::workspace::{BIDANG, Ran, Workspace, copy, root};

const READING: [&str; 14] = [
    "status",
    "status --json",
    "status --sebagai sd --pada 2026-12-01",
    "check",
    "log",
    "sop",
    "explain RKT203",
    "kode mebel",
    "kode 1.01.02",
    "compile --sebagian --dry-run",
    "show sd",
    "diff sd",
    "sheet sd",
    "sheet --semua --json",
];

/// A moment of a cycle: what is done then, and what status shows after it.
struct Moment {
    what: &'static str,
    now: &'static str,
    acts: &'static [&'static str],
    /// One letter a langkah: Selesai, Berjalan, Dikembalikan, Menunggu.
    langkah: &'static str,
    /// One letter a Bidang: `b`elum, `d`iajukan, `B` basi, `x` bercabang.
    bidang: &'static str,
    /// The open langkah and who holds each.
    open: &'static str,
    /// What each asker reads first.
    asking: &'static [(&'static str, &'static str)],
    perkiraan: &'static str,
}

const NOTHING: &str = "Tidak ada yang menunggu Anda";

/// Due dates: isi 9 Nov, kumpul 12 Nov, kompilasi 17 Nov, the end 7 Dec.
const STORY: [Moment; 8] = [
    Moment {
        what: "init",
        now: "2026-11-02T08:00:00+08:00",
        acts: &[],
        langkah: "SSBBMMMMMMM",
        bidang: "bbbbbbb",
        open: "sosialisasi: kasubbag-program, tim; isi: bidang",
        asking: &[
            (
                "kasubbag-program",
                "langkah 3 belum dicatat: Rapat Sosialisasi Pengisian Form RKT Kegiatan: rkt step sosialisasi",
            ),
            ("sd", "isi 2027/form/sd.toml, lalu ajukan: rkt submit sd"),
            ("sekretaris", NOTHING),
        ],
        perkiraan: "2026-12-07",
    },
    Moment {
        what: "the first submit",
        now: "2026-11-05T09:00:00+08:00",
        acts: &[
            "step 3 --tanggal 2026-11-04 --sebagai kasubbag-program",
            "submit sd --sebagai sd",
        ],
        langkah: "SSSBBMMMMMM",
        bidang: "bbdbbbb",
        open: "isi: bidang; kumpul: kasubbag-program",
        asking: &[
            ("sd", NOTHING),
            ("smp", "isi 2027/form/smp.toml, lalu ajukan: rkt submit smp"),
            (
                "kasubbag-program",
                "langkah 5: tagih form yang belum masuk: sekretariat",
            ),
        ],
        perkiraan: "2026-12-07",
    },
    Moment {
        what: "the due date itself",
        now: "2026-11-12T23:59:00+08:00",
        acts: &[],
        langkah: "SSSBBMMMMMM",
        bidang: "bbdbbbb",
        open: "isi: bidang; kumpul: kasubbag-program",
        asking: &[("smp", "rkt submit smp")],
        perkiraan: "2026-12-07",
    },
    Moment {
        what: "two working days after the due date",
        now: "2026-11-16T09:00:00+08:00",
        acts: &[],
        langkah: "SSSBBMMMMMM",
        bidang: "bbdbbbb",
        open: "isi: bidang; kumpul: kasubbag-program",
        asking: &[
            ("smp", "lalu ajukan: rkt submit smp --alasan \"...\""),
            ("sd", NOTHING),
        ],
        perkiraan: "2026-12-09",
    },
    Moment {
        what: "all in",
        now: "2026-11-16T10:00:00+08:00",
        acts: &["ALL --alasan Banjir"],
        langkah: "SSSSSBMMMMM",
        bidang: "ddddddd",
        open: "kompilasi: tim, kasubbag-program",
        asking: &[
            (
                "kasubbag-program",
                "langkah 6: Mengkompilasi Form RKT dari masing-masing Bidang/SubBag: rkt compile",
            ),
            ("tim", "rkt compile"),
            ("smp", NOTHING),
        ],
        perkiraan: "2026-12-09",
    },
    Moment {
        what: "compile",
        now: "2026-11-17T09:00:00+08:00",
        acts: &["compile --sebagai tim"],
        langkah: "SSSSSSBMMMM",
        bidang: "ddddddd",
        open: "koreksi-bidang: sekretaris",
        asking: &[
            (
                "sekretaris",
                "langkah 7: setujui atau kembalikan form sekretariat, paud-pnf, sd, smp, ketenagaan, kebudayaan, spnf-skb: rkt approve --semua",
            ),
            ("tim", NOTHING),
        ],
        perkiraan: "2026-12-07",
    },
    Moment {
        what: "a form edited after submit",
        now: "2026-11-17T10:00:00+08:00",
        acts: &["EDIT sd"],
        langkah: "SSSSSSBMMMM",
        bidang: "ddBdddd",
        open: "koreksi-bidang: sekretaris",
        asking: &[
            (
                "sd",
                "2027/form/sd.toml berubah sejak diajukan (basi); ajukan lagi bila memang diubah: rkt submit sd",
            ),
            ("smp", NOTHING),
        ],
        perkiraan: "2026-12-07",
    },
    Moment {
        what: "the edited form submitted",
        now: "2026-11-17T11:00:00+08:00",
        acts: &["submit sd --alasan Ralat --sebagai sd"],
        langkah: "SSSSSDBMMMM",
        bidang: "ddddddd",
        open: "kompilasi: tim, kasubbag-program; koreksi-bidang: sekretaris",
        asking: &[("sd", NOTHING), ("tim", "rkt compile")],
        perkiraan: "2026-12-09",
    },
];

/// A fresh cycle whose forms are those of the example.
fn filled() -> Workspace {
    let workspace = Workspace::init();
    let forms = root().join("examples/balangan-2027/2027/form");
    copy(&forms, &workspace.path().join("2027/form"));
    workspace
}

fn act(workspace: &Workspace, line: &str) {
    if line == "EDIT sd" {
        let form = workspace.read("2027/form/sd.toml");
        workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    } else if let Some(rest) = line.strip_prefix("ALL") {
        for bidang in BIDANG.into_iter().filter(|bidang| *bidang != "sd") {
            workspace
                .rkt(&format!("submit {bidang}{rest} --sebagai {bidang}"))
                .ok();
        }
    } else {
        workspace.rkt(line).ok();
    }
}

pub fn list<'a>(status: &'a Value, key: &str) -> &'a Vec<Value> {
    status[key].as_array().unwrap()
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

pub fn langkah_letters(status: &Value) -> String {
    let letter = |langkah: &Value| text(langkah, "keadaan").chars().next().unwrap();
    let letters: String = list(status, "langkah").iter().map(letter).collect();
    letters.to_uppercase()
}

fn bidang_letters(status: &Value) -> String {
    let letter = |bidang: &Value| match (text(bidang, "keadaan"), bidang["basi"].as_bool().unwrap())
    {
        ("diajukan", true) => 'B',
        ("bercabang", _) => 'x',
        (keadaan, _) => keadaan.chars().next().unwrap(),
    };
    list(status, "bidang").iter().map(letter).collect()
}

fn open(status: &Value) -> String {
    let is_open =
        |langkah: &&Value| matches!(text(langkah, "keadaan"), "berjalan" | "dikembalikan");
    let held = |langkah: &Value| {
        let who: Vec<&str> = list(langkah, "pelaksana")
            .iter()
            .map(|who| who.as_str().unwrap())
            .collect();
        format!("{}: {}", text(langkah, "id"), who.join(", "))
    };
    let held: Vec<String> = list(status, "langkah")
        .iter()
        .filter(is_open)
        .map(held)
        .collect();
    held.join("; ")
}

/// A screen with every run of blanks as one.
pub fn words(ran: &Ran) -> String {
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Does what is done at a moment, and looks at the status after it.
fn live(workspace: &mut Workspace, moment: &Moment) -> Value {
    workspace.at(moment.now);
    for line in moment.acts {
        act(workspace, line);
    }
    workspace.json("status")
}

#[test]
fn status_at_each_moment_of_a_cycle() {
    let mut workspace = filled();
    for moment in &STORY {
        let (what, status) = (moment.what, live(&mut workspace, moment));
        assert_eq!(langkah_letters(&status), moment.langkah, "{what}");
        assert_eq!(bidang_letters(&status), moment.bidang, "{what}");
        assert_eq!(open(&status), moment.open, "{what}");
        assert_eq!(
            text(&status, "perkiraan_selesai"),
            moment.perkiraan,
            "{what}"
        );
        for (asker, said) in moment.asking {
            let screen = workspace.rkt(&format!("status --sebagai {asker}")).ok();
            let shown = words(&screen);
            let mine = shown.split(" No Langkah ").next().unwrap();
            assert!(mine.contains(said), "{what}, {asker}: {mine}");
        }
    }
}

#[test]
fn the_screen_shows_what_the_json_says() {
    let mut workspace = filled();
    for moment in &STORY {
        let (what, status) = (moment.what, live(&mut workspace, moment));
        let screen = workspace.rkt("status").ok();
        for langkah in list(&status, "langkah") {
            let (no, id) = (&langkah["no"], text(langkah, "id"));
            let first = [no.to_string(), id.to_owned()];
            let mut lines = screen.out.lines();
            let line = lines.find(|line| line.split_whitespace().take(2).eq(first.iter()));
            let line = line.unwrap_or_else(|| panic!("{what}, {id}: {}", screen.out));
            let word = match (text(langkah, "keadaan"), no.as_u64().unwrap()) {
                ("berjalan", ..=3) => "belum dicatat",
                (keadaan, _) => keadaan,
            };
            assert!(line.contains(word), "{what}: {line}");
        }
        for line in screen.out.lines() {
            assert!(line.chars().count() <= 80, "{what}: {line}");
        }
    }
}

#[test]
fn somebody_who_does_not_say_who_sees_for_whom_things_wait() {
    let workspace = filled();
    let shown = words(&workspace.rkt("status").ok());
    assert!(
        shown.contains("Kasub Bag Program atau TIM: langkah 3 belum dicatat"),
        "{shown}"
    );
    assert!(
        shown.contains("sekretariat: isi 2027/form/sekretariat.toml"),
        "{shown}"
    );
    assert!(
        shown.contains("yang menunggu Anda: rkt status --sebagai JABATAN"),
        "{shown}"
    );
}

#[test]
fn a_cycle_of_january_2026_has_the_dates_of_the_schedule_table() {
    let days = [
        "01-05", "01-06", "01-07", "01-12", "01-15", "01-21", "01-26", "01-29", "02-06", "02-09",
        "02-10",
    ];
    let expected: Vec<String> = days.iter().map(|day| format!("2026-{day}")).collect();
    let mut workspace = Workspace::empty();
    workspace.at("2026-01-05T08:00:00+08:00");
    workspace.rkt("init 2026").ok();
    let status = workspace.json("status");
    for key in ["rencana_batas", "batas"] {
        let dates: Vec<&str> = list(&status, "langkah")
            .iter()
            .map(|l| text(l, key))
            .collect();
        assert_eq!(dates, expected, "{key}");
    }
    assert_eq!(text(&status, "perkiraan_selesai"), "2026-02-10");
}

#[test]
fn every_key_is_always_there() {
    const TOP: &str = "atas_nama bidang draf hari_ini kalender_berubah koreksi langkah menunggu \
                       perkiraan_selesai rencana siklus tanpa_libur versi_skema";
    const LANGKAH: &str = "batas id keadaan no pelaksana rencana_batas rencana_mulai selesai \
                           sisa_hari_kerja terlambat_hari_kerja uraian";
    const ROW: &str = "alasan_tanpa basi batas diajukan dikembalikan disetujui id keadaan putaran \
                       terlambat_hari_kerja";
    let keys = |value: &Value| {
        let mut keys: Vec<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        keys.sort_unstable();
        keys.join(" ")
    };
    let mut workspace = filled();
    for moment in &STORY {
        workspace.at(moment.now);
        for line in moment.acts {
            act(&workspace, line);
        }
        let status = workspace.json("status");
        assert_eq!(keys(&status), TOP, "{}", moment.what);
        assert_eq!(status["versi_skema"], 1);
        assert_eq!(list(&status, "langkah").len(), 11);
        for langkah in list(&status, "langkah") {
            assert_eq!(keys(langkah), LANGKAH, "{}", moment.what);
            let done = text(langkah, "keadaan") == "selesai";
            assert_eq!(langkah["selesai"].is_string(), done, "{langkah}");
            assert_eq!(langkah["sisa_hari_kerja"].is_null(), done, "{langkah}");
        }
        for bidang in list(&status, "bidang") {
            assert_eq!(keys(bidang), ROW, "{}", moment.what);
            assert_eq!(
                bidang["diajukan"].is_null(),
                text(bidang, "keadaan") == "belum"
            );
        }
    }
    let submitted = text(&workspace.json("status")["bidang"][2], "diajukan").to_owned();
    assert_eq!(submitted, "2026-11-17T11:00:00+08:00");
}

fn langkah<'a>(status: &'a Value, id: &str) -> &'a Value {
    list(status, "langkah")
        .iter()
        .find(|langkah| langkah["id"] == id)
        .unwrap()
}

#[test]
fn lateness_is_counted_in_working_days() {
    let mut workspace = filled();
    workspace.at("2026-11-05T09:00:00+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    // day, isi left, isi late, kumpul left, kumpul late, exit of --ketat
    let days = [
        ("2026-11-05", 2, 0, 5, 0, 0),
        ("2026-11-09", 0, 0, 3, 0, 0),
        ("2026-11-10", 0, 1, 2, 0, 4),
        ("2026-11-12", 0, 3, 0, 0, 4),
        ("2026-11-13", 0, 4, 0, 1, 4),
        ("2026-11-15", 0, 4, 0, 1, 4),
        ("2026-11-16", 0, 5, 0, 2, 4),
    ];
    for (day, isi_left, isi_late, kumpul_left, kumpul_late, ketat) in days {
        let status = workspace.json(&format!("status --pada {day}"));
        assert_eq!(text(&status, "hari_ini"), day);
        for (id, left, late) in [
            ("isi", isi_left, isi_late),
            ("kumpul", kumpul_left, kumpul_late),
        ] {
            let langkah = langkah(&status, id);
            assert_eq!(langkah["sisa_hari_kerja"], left, "{day} {id}");
            assert_eq!(langkah["terlambat_hari_kerja"], late, "{day} {id}");
        }
        assert_eq!(
            status["bidang"][3]["terlambat_hari_kerja"], kumpul_late,
            "{day}"
        );
        assert_eq!(status["bidang"][2]["terlambat_hari_kerja"], 0, "{day}");
        workspace.rkt(&format!("status --pada {day}")).ok();
        workspace
            .rkt(&format!("status --ketat --pada {day}"))
            .exits(ketat);
    }
}

#[test]
fn past_the_due_date_status_is_loud_and_the_forecast_moves() {
    let mut workspace = filled();
    workspace
        .rkt("step 3 --tanggal 2026-11-02 --sebagai kasubbag-program")
        .ok();
    workspace.at("2026-11-16T09:00:00+08:00");
    let screen = workspace.rkt("status").ok();
    let shown = words(&screen);
    assert!(shown.contains("belum, TERLAMBAT 2 hk"), "{shown}");
    assert!(shown.contains("(rencana 7 Desember 2026)"), "{shown}");
    let status = workspace.json("status");
    assert!(text(&status, "perkiraan_selesai") > "2026-12-07");
    assert_eq!(
        text(langkah(&status, "arsip"), "rencana_batas"),
        "2026-12-07"
    );
    workspace.rkt("status --ketat").exits(4);
    workspace.rkt("status --ketat --json").exits(4);
}

#[test]
fn a_late_submission_needs_a_reason() {
    let mut workspace = filled();
    workspace.at("2026-11-16T09:00:00+08:00");
    let before = workspace.read("2027/state.toml");
    let refused = workspace.rkt("submit sd --sebagai sd").exits(1);
    assert!(
        refused.err.contains("RKT702") && refused.err.contains("rkt submit sd --alasan"),
        "{}",
        refused.err
    );
    workspace
        .rkt_words(&["submit", "sd", "--sebagai", "sd", "--alasan", "  "])
        .exits(2);
    assert_eq!(workspace.read("2027/state.toml"), before);
    assert!(!workspace.path().join("2027/ajuan").exists());
    let reason = [
        "submit",
        "sd",
        "--sebagai",
        "sd",
        "--alasan",
        "kantor kebanjiran",
    ];
    workspace.rkt_words(&reason).ok();
    let status = workspace.json("status");
    assert_eq!(status["bidang"][2]["keadaan"], "diajukan");
    assert_eq!(status["bidang"][2]["terlambat_hari_kerja"], 2);
    let log = words(&workspace.rkt("log").ok());
    assert!(log.contains("terlambat: kantor kebanjiran"), "{log}");
}

#[test]
fn on_the_due_date_no_reason_is_needed() {
    let mut workspace = filled();
    workspace.at("2026-11-12T23:59:59+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    workspace.at("2026-11-12T16:00:00Z");
    workspace.rkt("submit smp --sebagai smp").exits(1);
}

#[test]
fn a_year_without_a_calendar_is_said_aloud() {
    let mut workspace = Workspace::empty();
    workspace.at("2030-12-20T08:00:00+08:00");
    let opened = words(&workspace.rkt("init 2031 --mulai 2030-12-20").ok());
    let shown = words(&workspace.rkt("status").ok());
    for said in [&opened, &shown] {
        let files = "kalender/2030.toml dan kalender/2031.toml belum ada";
        assert!(said.contains(files), "{said}");
        assert!(said.contains("tanpa libur"), "{said}");
    }
    assert_eq!(
        workspace.json("status")["tanpa_libur"],
        serde_json::json!([2030, 2031])
    );
    assert!(!words(&Workspace::init().rkt("status").ok()).contains("tanpa libur"));
}

/// Bytes and time of change of every file and folder, by path.
fn snapshot(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        let name = at
            .strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let modified = std::fs::metadata(&at).unwrap().modified().unwrap();
        if at.is_dir() {
            open.extend(
                std::fs::read_dir(&at)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            found.insert(format!("{name}/"), (Vec::new(), modified));
        } else {
            found.insert(name, (std::fs::read(&at).unwrap(), modified));
        }
    }
    found
}

#[test]
fn reading_leaves_no_trace() {
    let fresh = Workspace::example("balangan-2027");
    let worked = Workspace::example("balangan-2027");
    worked.rkt("submit sd --sebagai sd").ok();
    for workspace in [&fresh, &worked] {
        let before = snapshot(workspace.path());
        for command in READING
            .into_iter()
            .filter(|command| !command.starts_with("compile"))
        {
            workspace.rkt(command).ok();
            assert_eq!(snapshot(workspace.path()), before, "{command}");
        }
    }
    let before = snapshot(worked.path());
    worked.rkt("compile --sebagian --dry-run").ok();
    assert_eq!(snapshot(worked.path()), before);
}

#[test]
fn reading_a_folder_that_cannot_be_written_to_works() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("submit sd --sebagai sd").ok();
    let locked = workspace.path().join("2027");
    let mut permissions = std::fs::metadata(&locked).unwrap().permissions();
    let usual = permissions.clone();
    permissions.set_readonly(true);
    std::fs::set_permissions(&locked, permissions).unwrap();
    let codes = READING.map(|command| workspace.rkt(command).code);
    std::fs::set_permissions(&locked, usual).unwrap();
    assert_eq!(codes, [0; READING.len()]);
}

#[test]
fn the_machines_zone_and_locale_change_nothing() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.rkt("submit sd --sebagai sd").ok();
    let here = READING.map(|command| workspace.rkt(command).ok().out);
    workspace
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "C")
        .env("LANG", "tr_TR.UTF-8");
    let there = READING.map(|command| workspace.rkt(command).ok().out);
    assert_eq!(here, there);
}

#[test]
fn the_day_is_that_of_the_office() {
    let mut workspace = Workspace::example("balangan-2027");
    for (now, day) in [
        ("2026-11-05T00:30:00+09:00", "2026-11-04"),
        ("2026-11-04T16:00:00Z", "2026-11-05"),
        ("2026-11-05T23:59:59+08:00", "2026-11-05"),
    ] {
        workspace.at(now);
        assert_eq!(text(&workspace.json("status"), "hari_ini"), day, "{now}");
    }
}

/// Acts and the whole command that is suggested to somebody who did not say who they are.
const ACTS: [(&str, &str); 4] = [
    ("submit sd", "rkt submit sd --sebagai sd"),
    ("compile", "rkt compile --sebagai kasubbag-program"),
    ("step 3", "rkt step 3 --sebagai kasubbag-program"),
    ("init 2028", "rkt init 2028 --sebagai kasubbag-program"),
];

#[test]
fn an_act_without_an_identity_is_refused_with_the_command_to_type() {
    let workspace = Workspace::example("balangan-2027");
    let before = workspace.read("2027/state.toml");
    for (command, suggested) in ACTS {
        let refused = workspace.rkt(command).exits(2);
        assert!(
            refused.err.contains(&format!("misalnya:\n  {suggested}\n")),
            "{command}: {}",
            refused.err
        );
        assert!(refused.err.contains("RKT_SEBAGAI="), "{}", refused.err);
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
    assert!(!workspace.path().join("2028").exists());
}

#[test]
fn an_identity_that_nobody_has_is_refused_with_the_known_ones() {
    let workspace = Workspace::example("balangan-2027");
    let near = workspace.rkt("submit sd --sebagai sdd").exits(2).err;
    assert!(
        near.contains("`sdd` tidak ada") && near.contains("maksud Anda `sd`?"),
        "{near}"
    );
    let other = workspace.rkt("submit sd --sebagai smp").exits(1).err;
    assert!(
        other.contains("RKT701") && other.contains("rkt submit sd --sebagai sd"),
        "{other}"
    );
}

#[test]
fn the_environment_can_say_who_acts_and_the_command_line_wins() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.env("RKT_SEBAGAI", "sd");
    workspace.rkt("submit sd").ok();
    assert!(words(&workspace.rkt("status").ok()).contains("Tidak ada yang menunggu Anda (sd)"));
    workspace.rkt("submit smp").exits(1);
    workspace.rkt("submit smp --sebagai smp").ok();
}

#[test]
fn the_e_mail_of_git_can_say_who_acts() {
    let mut workspace = Workspace::example("balangan-2027");
    let settings = workspace.read("rkt.toml");
    let edited = settings.replace(
        "nama = \"Contoh Supian, S.Pd\"",
        "nama = \"Contoh Supian, S.Pd\"\nsurel = [\"supian@contoh.go.id\"]",
    );
    assert_ne!(settings, edited);
    workspace.write("rkt.toml", &edited);
    workspace
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "user.email");
    workspace.env("GIT_CONFIG_VALUE_0", "supian@contoh.go.id");
    workspace.rkt("submit sd").ok();
    workspace.env("GIT_CONFIG_VALUE_0", "orang@lain.id");
    workspace.rkt("submit smp").exits(2);
}

#[test]
fn with_several_cycles_writing_wants_a_name_and_reading_takes_the_newest() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("init 2028 --sebagai kasubbag-program").ok();
    let refused = workspace.rkt("submit sd --sebagai sd").exits(2).err;
    assert!(
        refused.contains("2027, 2028") && refused.contains("--siklus NAMA"),
        "{refused}"
    );
    assert_eq!(workspace.json("status")["siklus"], "2028");
    assert_eq!(workspace.json("status --siklus 2027")["siklus"], "2027");
    let unknown = workspace.rkt("status --siklus 2029").exits(2).err;
    assert!(unknown.contains("2027, 2028"), "{unknown}");
    workspace.rkt("submit sd --sebagai sd --siklus 2027").ok();
    workspace
        .rkt("init 2028 --sebagai kasubbag-program")
        .exits(2);
}

#[test]
fn the_folder_one_stands_in_names_the_cycle() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("init 2028 --sebagai kasubbag-program").ok();
    for folder in ["2027", "2027/form"] {
        assert_eq!(
            workspace.json(&format!("-C {folder} status"))["siklus"],
            "2027",
            "{folder}"
        );
    }
    workspace.rkt("-C 2027 submit sd --sebagai sd").ok();
    workspace.rkt("-C 2027/form submit smp --sebagai smp").ok();
    assert_eq!(
        bidang_letters(&workspace.json("status --siklus 2027")),
        "bbddbbb"
    );
    let standing = Command::new(env!("CARGO_BIN_EXE_rkt"))
        .args(["submit", "paud-pnf", "--sebagai", "paud-pnf"])
        .env("RKT_NOW", "2026-11-05T08:00:00+08:00")
        .current_dir(workspace.path().join("2027/form"))
        .output();
    Ran::of(standing.unwrap()).ok();
    assert_eq!(
        bidang_letters(&workspace.json("status --siklus 2027")),
        "bdddbbb"
    );
}

#[test]
fn outside_a_workspace_it_says_how_to_make_one() {
    let workspace = Workspace::empty();
    for command in ["status", "check", "log", "sop", "submit sd", "compile"] {
        let refused = workspace.rkt(command).exits(2).err;
        assert!(refused.contains("rkt init TAHUN"), "{command}: {refused}");
    }
    workspace.rkt("explain RKT203").ok();
    assert_eq!(std::fs::read_dir(workspace.path()).unwrap().count(), 0);
}

/// Runs a command into a pipe that nobody reads.
fn into_closed_pipe(workspace: &Workspace, line: &str) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ran = Command::new(env!("CARGO_BIN_EXE_rkt"))
        .args(line.split_whitespace())
        .current_dir(workspace.path())
        .env("RKT_NOW", "2026-11-05T08:00:00+08:00")
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
}

#[test]
fn nobody_reading_the_output_is_no_failure() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("submit sd --sebagai sd").ok();
    for command in READING.into_iter().chain(["--help", "status --help"]) {
        let ended = into_closed_pipe(&workspace, command);
        assert_eq!(ended, (Some(0), String::new()), "{command}");
    }
}

#[test]
fn the_first_line_can_be_taken_with_head() {
    let workspace = Workspace::example("balangan-2027");
    let program = env!("CARGO_BIN_EXE_rkt");
    for command in ["status", "log", "sop", "explain RKT203"] {
        let ran = Command::new("sh")
            .args(["-c", &format!("'{program}' {command} | head -1")])
            .current_dir(workspace.path())
            .output();
        let ran = Ran::of(ran.unwrap()).ok();
        assert_eq!(
            (ran.out.lines().count(), ran.err.as_str()),
            (1, ""),
            "{command}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_exit_3() {
    let workspace = Workspace::example("balangan-2027");
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_rkt"))
        .arg("status")
        .current_dir(workspace.path())
        .stdout(full)
        .output();
    let ran = Ran::of(ran.unwrap()).exits(3);
    assert!(!ran.err.contains("internal"), "{}", ran.err);
}
