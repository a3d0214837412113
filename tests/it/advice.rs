//! What people are told to type can be typed; what they read is what counts.

use crate::workspace::{BIDANG, Workspace};

fn run(workspace: &Workspace, lines: &[&str]) {
    for line in lines {
        workspace.rkt(line).ok();
    }
}

/// The example with every form in, compiled and approved, on 6 November.
fn approved() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-06T09:00:00+08:00");
    for bidang in BIDANG {
        run(
            &workspace,
            &[&format!("submit {bidang} --sebagai {bidang}")],
        );
    }
    run(
        &workspace,
        &[
            "compile --sebagai tim",
            "approve --semua --sebagai sekretaris",
        ],
    );
    workspace
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn in_a_new_workspace_names_come_first() {
    let workspace = Workspace::empty();
    let said = words(&workspace.rkt("init 2027").ok().out);
    let first = "Berikutnya: isi nama dan NIP 11 pejabat di rkt.toml, lalu catat langkah 3";
    assert!(said.contains(first), "{said}");
    std::fs::remove_dir_all(workspace.path().join("2027")).unwrap();
    let settings = workspace.read("rkt.toml");
    workspace.write("rkt.toml", &settings.replace("\"sd\"", "\"dikdas\""));
    let line = "init 2027 --sebagai kasubbag-program";
    let said = words(&workspace.rkt(line).ok().out);
    assert!(said.contains("Perhatian: 11 nama pejabat"), "{said}");
    assert!(workspace.path().join("2027/form/dikdas.toml").exists());
}

#[test]
fn what_was_done_before_the_name_was_filled_in_can_be_undone() {
    let workspace = Workspace::init();
    run(&workspace, &["step sosialisasi --sebagai kasubbag-program"]);
    let settings = workspace.read("rkt.toml");
    let named = settings.replace("(ISI NAMA KASUBBAG PROGRAM)", "Contoh Fauzan, S.E");
    assert_ne!(settings, named);
    workspace.write("rkt.toml", &named);
    let refused = workspace.rkt("undo --sebagai tim").exits(1).err;
    assert!(refused.contains("RKT715"), "{refused}");
    run(&workspace, &["undo --sebagai kasubbag-program"]);
    let log = workspace.rkt("log").ok().out;
    assert!(log.contains("[batal] Langkah sosialisasi"), "{log}");
}

#[test]
fn a_folder_that_is_not_there_is_no_workspace_around_it() {
    let workspace = approved();
    let before = workspace.read("2027/state.toml");
    for folder in ["tidak-ada", "../tidak-ada", "2027/tidak-ada"] {
        let refused = workspace
            .rkt(&format!("-C {folder} draft --sebagai tim"))
            .exits(2);
        assert!(refused.err.contains("tidak ada"), "{}", refused.err);
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
}

#[test]
fn the_paper_that_is_signed_is_what_the_code_says() {
    let workspace = approved();
    run(&workspace, &["draft --sebagai tim"]);
    let paper = "2027/keluaran/draft-1.md";
    let right = workspace.read(paper);
    workspace.write(paper, &right.replace("99,10", "19,10"));
    let refused = workspace.rkt("approve draft --sebagai sekretaris").exits(1);
    assert!(refused.err.contains(paper), "{}", refused.err);
    run(
        &workspace,
        &["draft --sebagai tim", "approve draft --sebagai sekretaris"],
    );
    assert_eq!(workspace.read(paper), right);
    std::fs::remove_file(workspace.path().join(paper)).unwrap();
    let refused = workspace.rkt("sign").exits(1);
    assert!(refused.err.contains("rkt draft"), "{}", refused.err);
    run(&workspace, &["draft --sebagai tim", "sign"]);
}

#[test]
fn who_may_not_hears_that_before_anything_that_is_missing() {
    let workspace = Workspace::example("balangan-2027");
    let told = |workspace: &Workspace, line: &str| {
        let refused = workspace.rkt(line).exits(1).err;
        assert!(refused.contains("RKT701"), "{line}: {refused}");
    };
    told(&workspace, "compile --sebagai sd");
    told(&workspace, "draft --sebagai sd");
    told(&workspace, "draft --untuk tim --sebagai sd");
    let workspace = approved();
    run(&workspace, &["draft --sebagai tim"]);
    std::fs::remove_file(workspace.path().join("2027/keluaran/draft-1.md")).unwrap();
    workspace.write("naskah.txt", "bukan PDF");
    told(&workspace, "approve draft --sebagai sd");
    told(
        &workspace,
        "sign --kode AEB9-D543 --pindaian naskah.txt --sebagai sd",
    );
    for line in [
        "approve draft --sebagai sekretaris",
        "approve draft --bukti naskah.txt --sebagai sekretaris",
    ] {
        let refused = workspace.rkt(line).exits(1).err;
        assert!(refused.contains("RKT018"), "{refused}");
    }
    assert!(!workspace.path().join("2027/bukti").exists());
}

#[test]
fn a_draft_compiled_before_counts_once_its_content_is_back() {
    let workspace = Workspace::example("balangan-2027");
    for bidang in BIDANG {
        run(
            &workspace,
            &[&format!("submit {bidang} --sebagai {bidang}")],
        );
    }
    let form = workspace.read("2027/form/sd.toml");
    run(&workspace, &["compile --sebagai tim"]);
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    run(
        &workspace,
        &["submit sd --sebagai sd", "compile --sebagai tim"],
    );
    workspace.write("2027/form/sd.toml", &form);
    run(
        &workspace,
        &[
            "submit sd --sebagai sd",
            "approve --semua --sebagai sekretaris",
            "draft --sebagai tim",
        ],
    );
    let drafted = workspace.json("status");
    assert_eq!(drafted["draf"]["nomor"], 1, "{drafted}");
}

#[test]
fn another_reason_for_an_excuse_is_compiled_before_it_is_drafted() {
    let workspace = Workspace::example("balangan-2027");
    for bidang in &BIDANG[..6] {
        run(
            &workspace,
            &[&format!("submit {bidang} --sebagai {bidang}")],
        );
    }
    let excuse = |why: &str| {
        let line =
            format!("step kumpul --tanpa spnf-skb --alasan {why} --sebagai kasubbag-program");
        workspace.rkt(&line).ok();
    };
    excuse("satu");
    run(&workspace, &["compile --sebagai tim"]);
    excuse("dua");
    run(&workspace, &["approve --semua --sebagai sekretaris"]);
    let shown = workspace.rkt("status --semua").ok().out;
    assert!(shown.contains("rkt compile"), "{shown}");
    assert!(!shown.contains("rkt draft"), "{shown}");
    run(
        &workspace,
        &["compile --sebagai tim", "draft --sebagai tim"],
    );
}

#[test]
fn a_bidang_that_withdraws_after_the_draft_may_hand_in_again() {
    let workspace = approved();
    run(
        &workspace,
        &[
            "draft --sebagai tim",
            "return sd --alasan Periksa --sebagai sekretaris",
            "submit sd --jawab Sudah --sebagai sd",
            "withdraw sd --sebagai sd",
            "submit sd --sebagai sd",
        ],
    );
}

#[test]
fn who_drafts_answers_what_was_passed_on() {
    let workspace = approved();
    run(
        &workspace,
        &[
            "draft --sebagai tim",
            "approve draft --sebagai sekretaris",
            "return draft --ke koreksi-sekretaris --alasan Jelaskan --sebagai kepala-dinas",
            "return draft --ke draft --alasan Teruskan --sebagai sekretaris",
        ],
    );
    for koreksi in ["K-DRAFT-1", "K-DRAFT-2"] {
        let shown = words(&workspace.rkt("status --sebagai tim").ok().out);
        assert!(shown.contains(&format!("rkt answer {koreksi}")), "{shown}");
        run(
            &workspace,
            &[&format!("answer {koreksi} Sudah --sebagai tim")],
        );
    }
    run(&workspace, &["draft --sebagai tim"]);
}

#[test]
fn a_bidang_that_joins_has_the_time_of_filling() {
    let mut workspace = approved();
    workspace.at("2026-11-19T09:00:00+08:00");
    run(
        &workspace,
        &["bidang tambah dikmas --nama Dikmas --sebagai kasubbag-program"],
    );
    let status = workspace.json("status");
    let rows = status["bidang"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "dikmas").unwrap();
    assert_eq!(row["batas"], "2026-11-24", "{row}");
    assert_eq!(row["terlambat_hari_kerja"], 0, "{row}");
}

#[test]
fn nobody_checks_the_form_of_an_excused_bidang() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("2027/form/spnf-skb.toml", "format = 1\n");
    workspace.rkt("check").exits(1);
    let line = "step kumpul --tanpa spnf-skb --alasan Dilebur --sebagai kasubbag-program";
    run(&workspace, &[line, "check"]);
    workspace.rkt("check spnf-skb").exits(1);
}

#[test]
fn forms_that_disagree_are_named_before_a_draft_is_asked_for() {
    let workspace = Workspace::example("balangan-2027");
    let form = workspace.read("2027/form/smp.toml");
    let other = form.replacen("APM SMP/MTs", "APM SD/MI", 1);
    assert_ne!(form, other);
    workspace.write("2027/form/smp.toml", &other);
    for bidang in BIDANG {
        run(
            &workspace,
            &[&format!("submit {bidang} --sebagai {bidang}")],
        );
    }
    run(&workspace, &["compile --sebagai tim"]);
    let said = workspace
        .rkt("approve --semua --sebagai sekretaris")
        .ok()
        .out;
    assert!(said.contains("rkt check"), "{said}");
    let refused = workspace.rkt("draft --sebagai tim").exits(1).err;
    assert!(refused.contains("RKT718"), "{refused}");
    assert!(
        words(&refused).contains("--alasan \"...\" --sebagai sekretaris"),
        "{refused}"
    );
}

#[test]
fn only_the_publication_has_an_address() {
    let workspace = Workspace::example("balangan-2027");
    let line = "step sosialisasi --url https://contoh.go.id --sebagai tim";
    let refused = workspace.rkt(line).exits(2).err;
    assert!(refused.contains("hanya untuk publikasi"), "{refused}");
}

#[test]
fn the_log_for_another_program_has_an_event_a_line() {
    let mut workspace = Workspace::example("balangan-2027");
    run(&workspace, &["submit sd --sebagai sd"]);
    let told = |text: &str| {
        let mut lines = text.lines();
        lines.any(|line| line.contains("mengajukan form") && line.contains("[jam RKT_NOW]"))
    };
    assert!(!told(&workspace.rkt("log").ok().out));
    workspace.env("COLUMNS", "");
    assert!(told(&workspace.rkt("log").ok().out));
}

#[test]
fn the_reason_for_standing_in_is_its_own() {
    let workspace = approved();
    let line = "return sd --alasan Keliru --atas-nama sekretaris --sebagai tim";
    let refused = workspace.rkt(line).exits(2);
    assert!(
        refused.err.contains("--alasan-atas-nama"),
        "{}",
        refused.err
    );
    run(&workspace, &[&format!("{line} --alasan-atas-nama Sakit")]);
}
