//! Lists of days off: what is wrong with them, and how a year is shown.

use rkt::domain::check;
use rkt::domain::kalender::HariKerja;
use rkt::store::kalender_file;
use rkt::store::seed;

use crate::jadwal::source;
use crate::workspace::Workspace;

/// What is told of a list, in a week of so many days.
fn told(tahun: i32, text: &str, week: HariKerja) -> Vec<String> {
    let (list, faults) = kalender_file::decode(&source("kalender/x.toml", text), tahun);
    assert_eq!(faults, []);
    let found = check::kalender(&list.unwrap(), "kalender/x.toml", week);
    let all = found.into_iter();
    all.map(|one| format!("{} {}", one.rule, one.message))
        .collect()
}

fn with(row: &str) -> String {
    let (_, text) = seed::KALENDER
        .into_iter()
        .find(|(year, _)| *year == 2026)
        .unwrap();
    format!("{text}\n[[libur]]\n{row}\n")
}

#[test]
fn the_lists_that_come_with_rkt_are_sound() {
    for (tahun, text) in seed::KALENDER {
        for week in [HariKerja::Lima, HariKerja::Enam] {
            assert_eq!(told(tahun, text, week), Vec::<String>::new(), "{tahun}");
        }
    }
}

#[test]
fn rows_that_can_not_be_are_told() {
    for (row, words) in [
        (
            "tanggal = 2026-11-15\nnama = \"Hari kerja pengganti\"",
            "RKT730 Minggu, 15 November 2026 tercatat libur",
        ),
        ("tanggal = 2026-11-20\nnama = \"Tetap masuk\"", "RKT730"),
        (
            "tanggal = 2026-11-15\nnama = \"Cuti Bersama\"\njenis = \"cuti-bersama\"",
            "RKT730 cuti bersama pada hari Minggu",
        ),
        (
            "tanggal = 2026-12-26\nnama = \"Hari Raya Natal\"",
            "RKT730 Hari Raya Natal tercatat Sabtu",
        ),
        (
            "tanggal = 2026-11-20\nnama = \"Cuti Bersama\"\nsejak = 2024-11-13",
            "RKT730 Cuti Bersama 20 November 2026 tercatat diketahui sejak 13 November 2024",
        ),
        (
            "tanggal = 2026-11-20\nnama = \"Cuti Bersama\"\nsejak = 2028-11-13",
            "RKT730 Cuti Bersama 20 November 2026 tercatat diketahui sejak",
        ),
        (
            "tanggal = 2026-12-25\nnama = \"Natal\"",
            "RKT731 Jumat, 25 Desember 2026 tercatat dua kali",
        ),
    ] {
        let found = told(2026, &with(row), HariKerja::Lima);
        assert!(
            found.len() == 1 && found[0].starts_with(words),
            "{row} {found:?}"
        );
    }
}

#[test]
fn what_comes_close_is_let_be() {
    for row in [
        "tanggal = 2026-11-15\nnama = \"Hari jadi kabupaten\"\njenis = \"daerah\"",
        "tanggal = 2026-11-20\nnama = \"Cuti Bersama\"\njenis = \"cuti-bersama\"\nsejak = 2026-11-01",
        "tanggal = 2026-11-20\nnama = \"Cuti Bersama\"\nsejak = 2025-09-01",
        "tanggal = 2026-11-20\nnama = \"Cuti Bersama\"\nsejak = 2027-11-20",
        "tanggal = 2026-12-28\nnama = \"Hari Raya Natal\"\njenis = \"daerah\"",
        "tanggal = 2026-04-29\nnama = \"Hari Pekerja Daerah\"\njenis = \"daerah\"",
    ] {
        assert_eq!(
            told(2026, &with(row), HariKerja::Lima),
            Vec::<String>::new(),
            "{row}"
        );
    }
    // In a week of six days a Saturday is worked.
    let row = "tanggal = 2026-11-14\nnama = \"Cuti Bersama\"\njenis = \"cuti-bersama\"";
    assert_eq!(
        told(2026, &with(row), HariKerja::Enam),
        Vec::<String>::new()
    );
    assert_eq!(told(2026, &with(row), HariKerja::Lima).len(), 1);
}

#[test]
fn a_list_without_source_or_feast_is_told() {
    let list = |sumber: &str| format!("format = 1\ntahun = 2026\n{sumber}\n");
    for sumber in [
        "",
        "sumber = \"\"",
        "sumber = \"-\"",
        "sumber = \"perkiraan 2026\"",
        "sumber = \"(ISI SUMBER)\"",
    ] {
        let found = told(2026, &list(sumber), HariKerja::Lima);
        assert!(found[0].starts_with("RKT732"), "{sumber} {found:?}");
        assert!(
            found[1].starts_with("RKT733")
                && ["Nyepi", "Idul Fitri", "cuti bersama"]
                    .iter()
                    .all(|name| found[1].contains(name))
        );
        assert_eq!(found.len(), 2);
    }
}

#[test]
fn a_year_fits_eighty_columns_and_marks_days_off_and_due_dates() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-06T09:00:00+08:00");
    let out = workspace.rkt("kalender").ok().out;
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(out.contains("November (21 hk)"), "{out}");
    for mark in ["25*", "24+", "12<", "Libur"] {
        assert!(
            out.to_lowercase().contains(&mark.to_lowercase()),
            "{mark}\n{out}"
        );
    }
    let json = workspace.json("kalender 2026");
    assert_eq!(json["batas"].as_array().unwrap().len(), 9);
    assert_eq!(json["libur"].as_array().unwrap().len(), 25);
    // A due date on a day that has become a day off is marked as such, and moved.
    let text = workspace.read("kalender/2026.toml")
        + "\n[[libur]]\ntanggal = 2026-11-12\nnama = \"Hari jadi\"\njenis = \"daerah\"\n";
    workspace.write("kalender/2026.toml", &text);
    let out = workspace.rkt("kalender").ok().out;
    assert!(out.contains("12~13<"), "{out}");
}

#[test]
fn a_cycle_over_the_year_s_end_says_which_list_is_missing() {
    let mut workspace = Workspace::empty();
    workspace.at("2026-12-14T09:00:00+08:00");
    workspace.rkt("init 2027").ok();
    let out = workspace.rkt("kalender").ok().out;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains(
            "batas langkah jatuh di tahun 2027: rkt kalender 2027; kalender/2027.toml belum ada"
        ),
        "{out}"
    );
    let out = workspace.rkt("kalender 2027").ok().out;
    assert!(out.contains("kalender/2027.toml belum ada"), "{out}");
    let out = workspace.rkt("kalender periksa").ok().out;
    assert!(
        out.contains("RKT733") && out.contains("siklus 2027"),
        "{out}"
    );
    assert!(!workspace.rkt("check").out.contains("RKT733"));
    let out = workspace.rkt("status --ringkas").ok().out;
    assert_eq!(out, "2027: kalender/2027.toml belum ada\n");
    workspace.write("kalender/2028.toml", "format = 1\ntahun = 2027\n");
    workspace.rkt("kalender periksa").exits(1);
}

#[test]
fn a_workspace_without_cycle_has_a_calendar_too() {
    let workspace = Workspace::init();
    std::fs::remove_dir_all(workspace.path().join("2027")).unwrap();
    let out = workspace.rkt("kalender 2025").ok().out;
    assert!(out.contains("18+") && !out.contains("siklus"), "{out}");
    workspace.rkt("kalender periksa").ok();
}

#[test]
fn a_row_that_moves_a_due_date_that_has_passed_is_asked_since_when_it_is_known() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-16T09:00:00+08:00");
    let known = workspace.read("kalender/2026.toml");
    let row =
        "\n[[libur]]\ntanggal = 2026-11-11\nnama = \"Cuti Bersama\"\njenis = \"cuti-bersama\"\n";
    let told = |workspace: &Workspace, text: &str| {
        workspace.write("kalender/2026.toml", &format!("{known}{text}"));
        let list = workspace.rkt("kalender periksa").ok().out;
        (list, workspace.rkt("status").ok().out)
    };
    let (list, status) = told(&workspace, row);
    assert!(
        list.contains("RKT730") && list.contains("tidak menyebut sejak"),
        "{list}"
    );
    assert!(status.contains("tanpa `sejak`"), "{status}");
    let (list, status) = told(&workspace, &format!("{row}sejak = 2026-11-13\n"));
    assert!(!list.contains("RKT730"), "{list}");
    assert!(!status.contains("tanpa `sejak`"), "{status}");
    // One that moves nothing that has passed is let be.
    let (list, status) = told(&workspace, &row.replace("11-11", "11-18"));
    assert!(!list.contains("RKT730"), "{list}");
    assert!(status.contains("kalender berubah") && !status.contains("tanpa `sejak`"));
}

#[test]
fn a_year_that_the_cycle_needs_by_now_is_asked_for() {
    let mut workspace = Workspace::init();
    workspace.at("2026-11-06T09:00:00+08:00");
    assert!(
        !workspace
            .rkt("kalender periksa")
            .ok()
            .out
            .contains("2027.toml")
    );
    workspace.at("2026-12-18T09:00:00+08:00");
    let out = workspace.rkt("kalender periksa").ok().out;
    assert!(
        out.contains("kalender/2027.toml") && out.contains("RKT733"),
        "{out}"
    );
}
