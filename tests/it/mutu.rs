//! What cycles took against what was planned, worked out by hand from the days of `rkt demo`.

use serde_json::{Value, json};

use crate::workspace::Workspace;

fn finished() -> Workspace {
    let mut workspace = Workspace::empty();
    workspace.rkt("demo contoh --lengkap").ok();
    workspace.at("2027-03-01T09:00:00+08:00");
    workspace
}

fn of<'a>(all: &'a Value, id: &str) -> &'a Value {
    let mut rows = all.as_array().unwrap().iter();
    rows.find(|row| row["id"] == id).expect(id)
}

fn numbers(row: &Value) -> [&Value; 5] {
    [
        "rencana_hari_kerja",
        "nyata_hari_kerja",
        "terlambat_hari_kerja",
        "koreksi",
        "ajuan",
    ]
    .map(|key| &row[key])
}

#[test]
fn a_cycle_is_measured_in_hari_kerja() {
    let workspace = finished();
    let data = workspace.json("-C contoh report mutu");
    assert_eq!(data["siklus"], json!([{ "siklus": "2027", "arsip": true }]));
    assert_eq!(data["sedikit"], true);
    let steps = &data["ukuran_langkah"];
    let none = Value::Null;
    // Filling could begin on 5 November; the last mended form came on the 17th.
    let expected = [
        ("sosialisasi", [1, 2, 0, 0]),
        ("isi", [3, 9, 0, 0]),
        ("koreksi-bidang", [3, 5, 0, 1]),
        ("koreksi-sekretaris", [6, 5, 0, 1]),
        ("tandatangan", [1, 3, 0, 1]),
        ("arsip", [1, 1, 0, 0]),
    ];
    for (id, [planned, took, late, returns]) in expected {
        let row = of(steps, id);
        let found = numbers(row);
        let wanted = [json!(planned), json!(took), json!(late), json!(returns)];
        let wanted = [&wanted[0], &wanted[1], &wanted[2], &wanted[3], &none];
        assert_eq!(found, wanted, "{id}: {row}");
    }
    // SD came on Friday the 6th, and was sent back twice.
    let sd = of(&data["ukuran_bidang"], "sd");
    let wanted = [json!(6), json!(2), json!(0), json!(2), json!(3)];
    assert_eq!(numbers(sd).map(Clone::clone), wanted, "{sd}");
    assert_eq!(of(&data["bidang"], "sd")["tepat_waktu"], 1);
}

#[test]
fn few_cycles_are_said_to_be_few() {
    let workspace = finished();
    let out = workspace.rkt("-C contoh report mutu").ok().out;
    assert!(out.contains("Baru 1 siklus"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

#[test]
fn lateness_is_what_it_was_on_the_day() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("submit sd --alasan Banjir --sebagai sd").ok();
    let data = workspace.json("report mutu");
    let sd = of(&data["bidang"], "sd");
    assert_eq!(sd["terlambat_hari_kerja"], 2);
    assert_eq!(sd["tepat_waktu"], 0);
    assert_eq!(data["bidang"].as_array().unwrap().len(), 1);
}

#[test]
fn facts_are_given_out_as_a_table() {
    let workspace = finished();
    let said = workspace.rkt("-C contoh report mutu csv -o tabel").ok().out;
    assert!(said.contains("18 baris dari 1 siklus"), "{said}");
    let csv = workspace.read("contoh/tabel/rkt-mutu.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].contains("siklus;jenis;id;nama;rencana_mulai"),
        "{}",
        lines[0]
    );
    let sd = lines
        .iter()
        .find(|line| line.contains(";bidang;sd;"))
        .unwrap();
    assert!(sd.ends_with(";6;2;0;2;3;tidak"), "{sd}");
    workspace.rkt("report mutu -o tabel").exits(2);
}

#[test]
fn a_cycle_that_cannot_be_read_is_left_out_and_named() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-16T09:00:00+08:00");
    let state = workspace.read("2025/state.toml");
    workspace.write("2024/state.toml", "format = 1\n");
    workspace.write("2024/sop.yaml", &workspace.read("2025/sop.yaml"));
    let out = workspace.rkt("report mutu").ok().out;
    assert!(out.contains("siklus 2024 tidak terbaca"), "{out}");
    assert_eq!(workspace.read("2025/state.toml"), state);
}

#[test]
fn what_was_planned_anew_is_said_to_be() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-11T09:00:00+08:00");
    workspace.rkt("submit smp --sebagai smp").ok();
    let before = workspace.rkt("report mutu").ok().out;
    assert!(!before.contains("Dijadwalkan ulang"), "{before}");
    workspace
        .rkt("reschedule --langkah kumpul=2026-11-16 --alasan Banjir --sebagai kasubbag-program")
        .ok();
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    let data = workspace.json("report mutu");
    let sd = of(&data["ukuran_bidang"], "sd");
    assert_eq!(sd["terlambat_hari_kerja"], 0, "{sd}");
    assert_eq!(sd["dijadwalkan_ulang"], true);
    let smp = of(&data["ukuran_bidang"], "smp");
    assert_eq!(
        smp["dijadwalkan_ulang"], false,
        "it came under the first plan"
    );
    assert_eq!(of(&data["bidang"], "sd")["dijadwalkan_ulang"], 1);
    let out = workspace.rkt("report mutu").ok().out;
    let said = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "Dijadwalkan ulang, maka diukur dari rencana yang baru: sd (1 siklus).";
    assert!(said.contains(line), "{out}");
    workspace.rkt("report mutu csv -o tabel").ok();
    let csv = workspace.read("tabel/rkt-mutu.csv");
    assert!(
        csv.lines()
            .any(|line| line.contains(";sd;") && line.ends_with(";ya")),
        "{csv}"
    );
}

#[test]
fn a_partial_draft_ends_nothing_and_a_form_taken_back_was_not_handed_in() {
    let mut workspace = Workspace::example("kukar-2025");
    let ids = ["paud-pnf", "sd", "smp"];
    let at = |workspace: &mut Workspace, day: &str| {
        workspace.at(&format!("2026-11-{day}T09:00:00+08:00"));
    };
    let bidang = |workspace: &Workspace, id: &str| {
        let data = workspace.json("report mutu");
        numbers(of(&data["ukuran_bidang"], id))[2].clone()
    };
    at(&mut workspace, "05");
    let first = ids[0];
    workspace
        .rkt(&format!("submit {first} --sebagai {first}"))
        .ok();
    workspace.rkt("compile --sebagian --sebagai tim").ok();
    workspace.rkt("submit sd --sebagai sd").ok();
    workspace.rkt("withdraw sd --sebagai sd").ok();
    at(&mut workspace, "16");
    for id in &ids[1..] {
        workspace
            .rkt(&format!("submit {id} --alasan Banjir --sebagai {id}"))
            .ok();
    }
    workspace.rkt("compile --sebagai tim").ok();
    assert_eq!(bidang(&workspace, "sd"), json!(2));
    assert_eq!(bidang(&workspace, first), json!(0));
    at(&mut workspace, "17");
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    let data = workspace.json("report mutu");
    for (id, took) in [("kompilasi", 1), ("koreksi-bidang", 1)] {
        let row = of(&data["ukuran_langkah"], id);
        assert_eq!(numbers(row)[1], &json!(took), "{row}");
    }
}
