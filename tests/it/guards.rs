//! Guards of what is written: links, foreign files, bound headers, money that must not vanish.

use crate::workspace::{Ran, Workspace, only_file};

fn rules(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn a_header_that_changed_is_told_and_nothing_is_written() {
    let workspace = Workspace::example("kukar-2025");
    let state = workspace.read("2025/state.toml");
    for (old, new) in [
        ("hari_kerja = 5", "hari_kerja = 6"),
        ("zona = \"WITA\"", "zona = \"WIB\""),
        ("minggu = \"hari-kerja\"", "minggu = \"kalender\""),
    ] {
        let changed = state.replace(old, new);
        workspace.write("2025/state.toml", &changed);
        assert!(rules(&workspace.rkt("status").exits(1)).contains("RKT012"));
        workspace.rkt("submit sd --sebagai sd").exits(1);
        assert_eq!(workspace.read("2025/state.toml"), changed);
    }
}

#[test]
fn a_sop_that_changed_since_the_opening_is_told() {
    let workspace = Workspace::example("kukar-2025");
    let sop = workspace.read("2025/sop.yaml");
    workspace.write("2025/sop.yaml", &sop.replace("[bidang]", "[bidang, tim]"));
    assert!(rules(&workspace.rkt("status").exits(1)).contains("RKT009"));
    workspace.rkt("submit sd --sebagai sd").exits(1);
}

#[test]
fn init_writes_over_nobodys_dot_files() {
    let workspace = Workspace::empty();
    workspace.write(".gitignore", "target/\n");
    let refused = workspace.rkt("init 2027").exits(2);
    assert!(refused.err.contains(".gitignore"), "{}", refused.err);
    assert_eq!(workspace.read(".gitignore"), "target/\n");
    assert!(!workspace.path().join("rkt.toml").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_through_a_link() {
    use std::os::unix::fs::symlink;
    let outside = Workspace::empty();
    outside.write("milik-orang.toml", "jangan disentuh\n");
    let workspace = Workspace::example("kukar-2025");
    let target = outside.path().join("milik-orang.toml");

    symlink(&target, workspace.path().join("2025/.rkt.lock")).unwrap();
    workspace.rkt("submit sd --sebagai sd").exits(3);
    std::fs::remove_file(workspace.path().join("2025/.rkt.lock")).unwrap();

    symlink(outside.path(), workspace.path().join("2025/ajuan")).unwrap();
    workspace.rkt("submit sd --sebagai sd").exits(3);
    std::fs::remove_file(workspace.path().join("2025/ajuan")).unwrap();

    std::fs::remove_file(workspace.path().join("2025/form/sd.toml")).unwrap();
    symlink(&target, workspace.path().join("2025/form/sd.toml")).unwrap();
    let checked = rules(&workspace.rkt("check sd").exits(1));
    assert!(
        checked.contains("RKT001") && !checked.contains("jangan"),
        "{checked}"
    );

    assert_eq!(outside.read("milik-orang.toml"), "jangan disentuh\n");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn the_next_writer_sweeps_what_a_killed_one_left() {
    let workspace = Workspace::example("kukar-2025");
    workspace.write("2025/.rkt-tmp-abc", "x");
    workspace.write("2025/form/.rkt-tmp-def", "x");
    workspace.rkt("status").ok();
    assert!(workspace.path().join("2025/.rkt-tmp-abc").exists());
    workspace.rkt("submit sd --sebagai sd").ok();
    assert!(!workspace.path().join("2025/.rkt-tmp-abc").exists());
    assert!(!workspace.path().join("2025/form/.rkt-tmp-def").exists());
}

/// Kukar, with money on program 1.01.02 in one form and below it in another.
fn beside() -> Workspace {
    let workspace = Workspace::example("kukar-2025");
    let program = workspace.read("2025/form/smp.toml");
    let kode = "kode = \"1.01.02\"\n";
    assert!(program.contains(kode));
    workspace.write(
        "2025/form/smp.toml",
        &program.replace(kode, &format!("{kode}pagu = 5_000_000\n")),
    );
    let sub = workspace.read("2025/form/sd.toml");
    let kode = "kode = \"1.01.02.2.01.0010\"\n";
    assert!(sub.contains(kode));
    workspace.write(
        "2025/form/sd.toml",
        &sub.replace(kode, &format!("{kode}pagu = 3_000_000\n")),
    );
    workspace
}

#[test]
fn money_above_anothers_is_told_at_both_places_and_not_summed() {
    let workspace = beside();
    let found = workspace.json("check");
    let places: Vec<(&str, &str)> = found["temuan"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["kode"] == "RKT402")
        .map(|one| {
            (
                one["kode"].as_str().unwrap(),
                one["berkas"].as_str().unwrap(),
            )
        })
        .filter(|(kode, _)| *kode == "RKT402")
        .collect();
    assert_eq!(
        places,
        [
            ("RKT402", "2025/form/sd.toml"),
            ("RKT402", "2025/form/smp.toml")
        ]
    );
    for bidang in ["paud-pnf", "sd", "smp"] {
        workspace
            .rkt(&format!("submit {bidang} --sebagai {bidang}"))
            .ok();
    }
    let compiled = workspace.json("compile --sebagai kasubbag-program");
    assert_eq!(compiled["total_pagu"], 3_000_000);
}

#[test]
fn a_damaged_copy_is_told_by_check_and_restored_from_the_same_bytes() {
    let workspace = Workspace::example("kukar-2025");
    workspace.rkt("submit sd --sebagai sd").ok();
    let folder = workspace.path().join("2025/ajuan/sd");
    let copy = only_file(&folder);
    let whole = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, "rusak = 1\n").unwrap();
    assert!(rules(&workspace.rkt("check").exits(1)).contains("RKT013"));
    workspace.rkt("submit sd --sebagai sd").ok();
    assert_eq!(std::fs::read(&copy).unwrap(), whole);
    workspace.rkt("check").ok();
}

#[test]
fn a_form_saved_under_another_ending_is_named() {
    let workspace = Workspace::example("kukar-2025");
    let form = workspace.path().join("2025/form");
    std::fs::rename(form.join("sd.toml"), form.join("sd.toml.txt")).unwrap();
    let told = rules(&workspace.rkt("check sd").exits(1));
    assert!(told.contains("ada sd.toml.txt"), "{told}");
}

#[test]
fn a_bidang_can_not_take_the_name_of_a_pelaksana() {
    let workspace = Workspace::init();
    let settings = workspace.read("rkt.toml");
    workspace.write(
        "rkt.toml",
        &settings.replace("id = \"sd\"", "id = \"sekretaris\""),
    );
    let refused = workspace
        .rkt("init 2028 --sebagai kasubbag-program")
        .exits(2);
    assert!(refused.err.contains("sekretaris"), "{}", refused.err);
}

#[test]
fn no_name_can_forge_a_line_of_the_log() {
    let workspace = Workspace::example("kukar-2025");
    let settings = workspace.read("rkt.toml");
    let forged = settings.replace("Contoh Supian, S.Pd", "A\\n02-11-2026 08.00 Palsu");
    workspace.write("rkt.toml", &forged);
    workspace.rkt("submit sd --sebagai sd").ok();
    let log = workspace.rkt("log").ok().out;
    assert!(
        !log.lines()
            .any(|line| line.starts_with("02-11-2026 08.00 Palsu")),
        "{log}"
    );
}

#[test]
fn the_demo_keeps_out_of_workspaces_and_full_folders() {
    let workspace = Workspace::init();
    workspace.rkt("demo contoh").exits(2);
    assert!(!workspace.path().join("contoh").exists());
    let full = Workspace::empty();
    full.write("a/b", "x");
    assert!(full.rkt("demo a").exits(2).err.contains("tidak kosong"));
    assert!(full.rkt("demo a/b").exits(2).err.contains("bukan folder"));
}

#[test]
fn every_row_that_is_missed_is_told_beside_other_faults() {
    let workspace = Workspace::example("kukar-2025");
    let form = workspace.read("2025/form/sd.toml");
    let broken = form
        .replace("kode = \"1.01.02.2.01\"\n", "kode = \"1.01.02.2.09\"\n")
        .replacen("target = \"", "target = \"1.500\" # ", 1);
    workspace.write("2025/form/sd.toml", &broken);
    let told = rules(&workspace.rkt("check sd").exits(1));
    assert!(told.contains("RKT203") && told.contains("RKT302"), "{told}");
}

#[test]
fn a_path_names_its_own_cycle_or_none() {
    let workspace = Workspace::example("kukar-2025");
    workspace.rkt("init 2027 --sebagai kasubbag-program").ok();
    let form = workspace.read("2025/form/sd.toml");
    workspace.write(
        "2025/form/sd.toml",
        &form.replacen("target = \"", "target = \"1.500\" # ", 1),
    );
    let other = workspace.rkt("check 2025/form/sd.toml").exits(2);
    assert!(other.err.contains("--siklus 2025"), "{}", other.err);
    let found = workspace
        .rkt("check 2025/form/SD.toml --siklus 2025")
        .exits(1);
    assert!(rules(&found).contains("RKT203"));
}

#[test]
fn opening_a_cycle_leaves_the_writers_of_another_alone() {
    let workspace = Workspace::example("kukar-2025");
    workspace.write("2025/.rkt-tmp-hidup", "x");
    workspace.rkt("init 2027 --sebagai kasubbag-program").ok();
    assert!(workspace.path().join("2025/.rkt-tmp-hidup").exists());
}

#[test]
fn how_lines_end_is_no_change_of_the_sop() {
    let workspace = Workspace::example("kukar-2025");
    let sop = workspace.read("2025/sop.yaml").replace('\n', "\r\n");
    workspace.write("2025/sop.yaml", &sop);
    workspace.rkt("submit sd --sebagai sd").ok();
}

#[test]
fn a_misspelt_heading_is_guessed_also_beside_a_right_one() {
    let workspace = Workspace::example("kukar-2025");
    let form = workspace.read("2025/form/sd.toml");
    workspace.write(
        "2025/form/sd.toml",
        &format!("{form}\n[[programs]]\nkode = \"1.01.03\"\n"),
    );
    let told = rules(&workspace.rkt("check sd").exits(1));
    assert!(told.contains("maksud Anda `program`?"), "{told}");
}

#[test]
fn a_heading_that_is_not_closed_makes_no_key_unknown_or_missing() {
    let workspace = Workspace::example("balangan-2027");
    for (file, heading) in [
        ("2027/form/sd.toml", "[[sub_kegiatan.indikator]]"),
        ("kalender/2026.toml", "[[libur]]"),
        ("rkt.toml", "[[bidang]]"),
        ("rkt.toml", "[waktu]"),
    ] {
        let text = workspace.read(file);
        let at = text.rfind(heading).unwrap() + heading.len();
        let broken = format!("{}{}", &text[..at - 1], &text[at..]);
        workspace.write(file, &broken);
        let told = rules(&workspace.rkt("check").exits(1));
        assert!(told.contains("RKT004"), "{told}");
        for noise in ["RKT101", "RKT103"] {
            assert!(!told.contains(noise), "{file} {heading}: {told}");
        }
        workspace.write(file, &text);
    }
}

#[test]
fn a_lock_that_a_removed_cycle_left_behind_is_no_cycle() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("2028/.rkt.lock", "");
    workspace.rkt("init 2028 --sebagai kasubbag-program").ok();
    assert!(workspace.read("2028/state.toml").contains("tahun = 2028"));
    workspace.write("2029/catatan.txt", "milik orang");
    let refused = workspace
        .rkt("init 2029 --sebagai kasubbag-program")
        .exits(2);
    assert!(refused.err.contains("2029 sudah ada"), "{}", refused.err);
}

#[test]
fn advice_means_the_cycle_that_was_meant() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("init 2028 --sebagai kasubbag-program").ok();
    let refused = workspace
        .rkt("draft --siklus 2027 --sebagai tim")
        .exits(1)
        .err;
    let words = refused.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("--siklus 2027"), "{refused}");
}
