//! Two clones and a real `git merge`: what the Kasubbag does with everybody's work.

use std::path::Path;
use std::process::{Command, Output};

use crate::workspace::{BIDANG, Workspace};

fn git_raw(folder: &Path, words: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.args(words).current_dir(folder);
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), "Uji")
            .env(format!("GIT_{role}_EMAIL"), "uji@contoh.go.id")
            .env(format!("GIT_{role}_DATE"), "2026-11-05T08:00:00+08:00");
    }
    git.env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("HOME", folder);
    git.output().unwrap()
}

#[track_caller]
fn git(workspace: &Workspace, words: &[&str]) -> String {
    let output = git_raw(workspace.path(), words);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {words:?}\n{out}\n{err}");
    out
}

#[track_caller]
fn commit(workspace: &Workspace, message: &str) {
    git(workspace, &["add", "-A"]);
    git(workspace, &["commit", "-q", "-m", message]);
}

/// The example under git, after some Bidang have handed in.
fn origin(submitted: &[&str]) -> Workspace {
    let origin = Workspace::example("balangan-2027");
    git(&origin, &["init", "-q", "-b", "utama"]);
    for bidang in submitted {
        submit(&origin, bidang);
    }
    commit(&origin, "awal");
    origin
}

fn clone(origin: &Workspace, now: &str) -> Workspace {
    let mut clone = Workspace::empty();
    let from = origin.path().to_str().unwrap();
    git(&clone, &["clone", "-q", from, "."]);
    clone.at(now);
    clone
}

fn clones(submitted: &[&str]) -> (Workspace, Workspace) {
    let origin = origin(submitted);
    let first = clone(&origin, "2026-11-05T09:00:00+08:00");
    let second = clone(&origin, "2026-11-05T10:00:00+08:00");
    (first, second)
}

#[track_caller]
fn submit(workspace: &Workspace, bidang: &str) {
    workspace
        .rkt(&format!("submit {bidang} --sebagai {bidang}"))
        .ok();
}

/// Merges another clone into this one; whether git needed no hand.
fn merge(into: &Workspace, from: &Workspace) -> bool {
    git(
        into,
        &["fetch", "-q", from.path().to_str().unwrap(), "HEAD"],
    );
    let merged = git_raw(into.path(), &["merge", "--no-edit", "FETCH_HEAD"]);
    merged.status.success()
}

fn edit_target(workspace: &Workspace, target: &str) {
    let text = workspace.read("2027/form/sd.toml");
    // The target, and its last triwulan.
    let edited = text.replacen("\"99,10\"", &format!("\"{target}\""), 2);
    assert_ne!(text, edited);
    workspace.write("2027/form/sd.toml", &edited);
}

#[track_caller]
fn keadaan(workspace: &Workspace, bidang: &str) -> String {
    let status = workspace.json("status");
    let rows = status["bidang"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == bidang).unwrap();
    row["keadaan"].as_str().unwrap().to_owned()
}

fn copies(workspace: &Workspace, bidang: &str) -> Vec<String> {
    let folder = workspace.path().join("2027/ajuan").join(bidang);
    let read = std::fs::read_dir(folder).unwrap();
    read.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn different_bidang_merge_without_a_hand() {
    let (first, second) = clones(&[]);
    submit(&first, "sd");
    commit(&first, "sd mengajukan");
    submit(&second, "smp");
    commit(&second, "smp mengajukan");
    assert!(merge(&first, &second), "git merge needed a hand");
    assert!(merge(&second, &first), "git merge needed a hand");
    for (bidang, word) in [
        ("sd", "diajukan"),
        ("smp", "diajukan"),
        ("ketenagaan", "belum"),
    ] {
        assert_eq!(keadaan(&first, bidang), word, "{bidang}");
    }
    assert_eq!(
        first.rkt("log --json").ok().out,
        second.rkt("log --json").ok().out
    );
    submit(&first, "ketenagaan");
    assert_eq!(keadaan(&first, "ketenagaan"), "diajukan");
}

#[test]
fn the_order_in_which_branches_meet_does_not_matter() {
    let (first, second) = clones(&[]);
    submit(&first, "sd");
    commit(&first, "sd mengajukan");
    submit(&second, "smp");
    submit(&second, "kebudayaan");
    commit(&second, "smp dan kebudayaan mengajukan");
    let (other, third) = (
        clone(&first, "2026-11-06T09:00:00+08:00"),
        "2026-11-06T09:00:00+08:00",
    );
    let other_way = clone(&second, third);
    assert!(merge(&other, &second));
    assert!(merge(&other_way, &first));
    for command in ["status --json", "status", "log", "log --json"] {
        assert_eq!(
            other.rkt(command).ok().out,
            other_way.rkt(command).ok().out,
            "{command}"
        );
    }
}

#[test]
fn the_same_form_in_both_clones_merges_to_one() {
    let (first, second) = clones(&[]);
    for clone in [&first, &second] {
        submit(clone, "sd");
        commit(clone, "sd mengajukan");
    }
    assert!(merge(&first, &second));
    assert_eq!(keadaan(&first, "sd"), "diajukan");
    assert_eq!(copies(&first, "sd").len(), 1);
}

#[test]
fn lock_and_temp_files_stay_out_of_git() {
    let origin = origin(&["sd"]);
    assert!(origin.path().join("2027/.rkt.lock").exists());
    origin.write("2027/.rkt-tmp-abc", "sisa");
    assert_eq!(git(&origin, &["status", "--porcelain"]), "");
    let tracked = git(&origin, &["ls-files"]);
    assert!(tracked.contains("2027/state.toml") && tracked.contains("2027/ajuan/sd/"));
    assert!(!tracked.contains(".rkt.lock"), "{tracked}");
}

/// Two clones whose `sd` differs, merged by hand with our form kept.
fn forked() -> Workspace {
    let others: Vec<&str> = BIDANG.into_iter().filter(|id| *id != "sd").collect();
    let (first, second) = clones(&others);
    for (clone, target) in [(&first, "99,20"), (&second, "99,30")] {
        edit_target(clone, target);
        submit(clone, "sd");
        commit(clone, "sd mengajukan");
    }
    assert!(!merge(&first, &second), "the two forms should conflict");
    let open = git(&first, &["diff", "--name-only", "--diff-filter=U"]);
    assert_eq!(open, "2027/form/sd.toml\n");
    git(&first, &["checkout", "-q", "--ours", "2027/form/sd.toml"]);
    commit(&first, "gabung");
    first
}

#[test]
fn one_bidang_with_two_contents_is_forked_and_both_are_kept() {
    let workspace = forked();
    assert_eq!(keadaan(&workspace, "sd"), "bercabang");
    let copies = copies(&workspace, "sd");
    assert_eq!(copies.len(), 2);
    for target in ["\"99,20\"", "\"99,30\""] {
        assert!(copies.iter().any(|copy| copy.contains(target)), "{target}");
    }
    let shown = workspace.rkt("status --sebagai sd").ok().out;
    assert!(
        shown.contains("bercabang") && shown.contains("rkt submit sd"),
        "{shown}"
    );
    let missing = workspace.json("status");
    assert_eq!(missing["langkah"][4]["keadaan"], "dikembalikan");
}

#[test]
fn a_fork_stops_compiling_until_a_new_submit_settles_it() {
    let workspace = forked();
    let before = workspace.read("2027/state.toml");
    let refused = workspace.rkt("compile --sebagai tim").exits(1);
    assert!(
        refused.err.contains("RKT704") && refused.err.contains("bercabang: sd"),
        "{}",
        refused.err
    );
    assert_eq!(workspace.read("2027/state.toml"), before);
    submit(&workspace, "sd");
    assert_eq!(keadaan(&workspace, "sd"), "diajukan");
    assert_eq!(copies(&workspace, "sd").len(), 2);
    workspace.rkt("compile --sebagai tim").ok();
    let draft = workspace.read("2027/keluaran/draft-1.md");
    assert!(draft.contains("99,20") && !draft.contains("99,30"));
}

#[test]
fn a_partial_draft_names_the_forked_bidang() {
    let workspace = forked();
    workspace.rkt("compile --sebagian --sebagai tim").ok();
    let draft = workspace.read("2027/keluaran/draft-1.md");
    assert!(
        draft.contains("belum memuat: Bidang Pembinaan Sekolah Dasar**"),
        "{draft}"
    );
}

#[test]
fn conflict_markers_in_the_state_are_named_and_nothing_is_written() {
    let workspace = Workspace::example("balangan-2027");
    let state = workspace.read("2027/state.toml");
    let broken = format!("{state}<<<<<<< HEAD\n=======\n>>>>>>> cabang\n");
    workspace.write("2027/state.toml", &broken);
    for command in [
        "submit sd --sebagai sd",
        "step 3 --sebagai tim",
        "status",
        "log",
    ] {
        let ran = workspace.rkt(command).exits(1);
        assert!(ran.err.contains("RKT003"), "{command}: {}", ran.err);
        assert_eq!(workspace.read("2027/state.toml"), broken, "{command}");
    }
    assert!(!workspace.path().join("2027/ajuan").exists());
}

// ---- Acts of the correction loops in two clones.

#[track_caller]
fn run(workspace: &Workspace, lines: &[&str]) {
    for line in lines {
        workspace.rkt(line).ok();
    }
}

/// Both clones of a cycle that was compiled, and in which all but sd are approved.
fn compiled() -> (Workspace, Workspace) {
    let origin = origin(&BIDANG);
    run(&origin, &["compile --sebagai tim"]);
    for bidang in BIDANG.into_iter().filter(|id| *id != "sd") {
        run(
            &origin,
            &[&format!("approve {bidang} --sebagai sekretaris")],
        );
    }
    commit(&origin, "dikompilasi");
    let first = clone(&origin, "2026-11-10T09:00:00+08:00");
    let second = clone(&origin, "2026-11-10T10:00:00+08:00");
    (first, second)
}

#[track_caller]
fn meet(first: &Workspace, second: &Workspace) {
    for clone in [first, second] {
        commit(clone, "perbuatan");
    }
    assert!(merge(first, second), "git merge needed a hand");
}

#[test]
fn approved_here_and_returned_there_is_forked_until_the_sekretaris_acts_again() {
    for (settling, then) in [
        (
            "answer K-SD-1 Sudah --sebagai sd;approve sd --sebagai sekretaris",
            "disetujui",
        ),
        (
            "return sd --alasan Lagi --sebagai sekretaris",
            "dikembalikan",
        ),
        ("submit sd --jawab Sudah --sebagai sd", "diajukan"),
    ] {
        let (mut first, second) = compiled();
        run(&first, &["approve sd --sebagai sekretaris"]);
        run(
            &second,
            &["return sd --alasan Periksa --sebagai sekretaris"],
        );
        meet(&first, &second);
        assert_eq!(keadaan(&first, "sd"), "bercabang");
        let draft = first.rkt("draft --sebagai tim").exits(1);
        assert!(draft.err.contains("sd (bercabang)"), "{}", draft.err);
        let shown = first.rkt("status").ok().out;
        assert!(shown.contains("K-SD-1"), "{shown}");
        first.at("2026-11-11T09:00:00+08:00");
        run(&first, &settling.split(';').collect::<Vec<_>>());
        assert_eq!(keadaan(&first, "sd"), then, "{settling}");
    }
}

/// Both clones of a cycle whose draft is approved, with its code.
fn ready() -> (Workspace, Workspace, String) {
    let (first, second) = compiled();
    for clone in [&first, &second] {
        run(
            clone,
            &[
                "approve sd --sebagai sekretaris",
                "draft --sebagai tim",
                "approve draft --sebagai sekretaris",
            ],
        );
    }
    let kode = first.json("sign")["kode"].as_str().unwrap().to_owned();
    (first, second, kode)
}

#[test]
fn what_a_signature_had_not_seen_has_no_effect_until_it_is_opened_again() {
    let (first, _, kode) = ready();
    let mut signer = Workspace::empty();
    crate::workspace::copy(first.path(), signer.path());
    let mut bidang = Workspace::empty();
    crate::workspace::copy(first.path(), bidang.path());
    for clone in [&signer, &bidang] {
        commit(clone, "sama");
    }
    signer.at("2026-11-12T09:00:00+08:00");
    run(
        &signer,
        &[&format!("sign --kode {kode} --sebagai kepala-dinas")],
    );
    bidang.at("2026-11-12T10:00:00+08:00");
    run(&bidang, &["return sd --alasan Keliru --sebagai sekretaris"]);
    edit_target(&bidang, "99,40");
    run(&bidang, &["submit sd --jawab Diperbaiki --sebagai sd"]);
    meet(&signer, &bidang);
    let status = signer.json("status");
    assert_eq!(status["draf"]["keadaan"], "ditandatangani");
    assert_eq!(keadaan(&signer, "sd"), "disetujui");
    let log = signer.rkt("log --bidang sd").ok().out;
    assert!(log.contains("[tidak berlaku]"), "{log}");
    signer.at("2026-11-13T09:00:00+08:00");
    let refused = signer.rkt("approve sd --sebagai sekretaris").exits(1);
    assert!(refused.err.contains("RKT712"), "{}", refused.err);
    run(
        &signer,
        &["reopen tandatangan --alasan Keliru --sebagai kepala-dinas"],
    );
    assert_eq!(keadaan(&signer, "sd"), "diajukan");
    let status = signer.json("status");
    assert_eq!(status["draf"]["berubah"], serde_json::json!(["sd"]));
    run(
        &signer,
        &[
            "approve sd --sebagai sekretaris",
            "compile --sebagai tim",
            "draft --sebagai tim",
            "approve draft --sebagai sekretaris",
        ],
    );
    let now = signer.json("sign")["kode"].as_str().unwrap().to_owned();
    assert_ne!(now, kode);
    run(
        &signer,
        &[&format!("sign --kode {now} --sebagai kepala-dinas")],
    );
}

#[test]
fn the_same_draft_signed_in_both_clones_is_one_signature() {
    let (first, _, kode) = ready();
    let mut second = Workspace::empty();
    crate::workspace::copy(first.path(), second.path());
    for clone in [&first, &second] {
        commit(clone, "sama");
    }
    second.at("2026-11-12T10:00:00+08:00");
    for clone in [&first, &second] {
        run(
            clone,
            &[&format!("sign --kode {kode} --sebagai kepala-dinas")],
        );
    }
    meet(&first, &second);
    assert_eq!(first.json("status")["draf"]["keadaan"], "ditandatangani");
}

#[test]
fn bidang_that_joined_in_both_clones_are_both_there() {
    let (first, second) = clones(&["sd"]);
    for (clone, id) in [(&first, "upt-a"), (&second, "upt-b")] {
        let line = format!("bidang tambah {id} --nama UPT --sebagai kasubbag-program");
        clone.rkt(&line).ok();
        commit(clone, id);
    }
    assert!(merge(&first, &second), "git merge needed a hand");
    for id in ["upt-a", "upt-b"] {
        assert_eq!(keadaan(&first, id), "belum");
    }
    submit(&first, "smp");
}
