//! `rkt check`: what is shown and counted, and how an office and a row judge a rule.

use rkt::domain::rule::Rule;

use crate::workspace::{Workspace, copy, root};

const SD: &str = "2027/form/sd.toml";

/// The sound workspace of `tests/aturan` with edits in the form of SD.
fn with(edits: &[(&str, &str)]) -> Workspace {
    let mut workspace = Workspace::empty();
    copy(&root().join("tests/aturan/dasar"), workspace.path());
    workspace.at("2026-11-06T09:00:00+08:00");
    let edited = edits.iter().fold(workspace.read(SD), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    workspace.write(SD, &edited);
    workspace
}

/// A target below zero, with one more line in its row.
fn negative(line: &str) -> Workspace {
    let target = format!("target = \"-12\"\n{line}");
    with(&[("target = \"12\"", &target)])
}

fn settings(workspace: &Workspace, aturan: &str) {
    let text = workspace.read("rkt.toml");
    workspace.write("rkt.toml", &format!("{text}\n[aturan]\n{aturan}\n"));
}

const EXCEPTION: &str = "abaikan = [{ aturan = \"RKT210\", alasan = \"selisih, bukan jumlah\" }]";

#[test]
fn a_row_silences_a_rule_and_it_stays_counted() {
    let workspace = negative(EXCEPTION);
    let told = workspace.rkt("check").ok().out;
    assert!(
        told.contains("Tidak ada temuan") && told.contains("1 diabaikan"),
        "{told}"
    );
    let told = workspace.rkt("check --diabaikan").ok().out;
    assert!(
        told.contains("RKT210") && told.contains("alasan: selisih, bukan jumlah"),
        "{told}"
    );
    let found = workspace.json("check");
    assert_eq!(found["jumlah"]["diabaikan"], 1);
    assert_eq!(found["diabaikan"][0]["alasan"], "selisih, bukan jumlah");
    let told = workspace.rkt("submit sd --sebagai sd").ok().out;
    assert!(told.contains("1 temuan diabaikan"), "{told}");
}

#[test]
fn an_exception_of_the_row_above_does_not_reach_its_indikator() {
    let row = "sumber_dana = \"DAU\"";
    let workspace = with(&[
        ("target = \"12\"", "target = \"-12\""),
        (row, &format!("{row}\n{EXCEPTION}")),
    ]);
    let found = workspace.json("check");
    let codes: Vec<&str> = found["temuan"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kode"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["RKT210", "RKT126"]);
    workspace.rkt("submit sd --sebagai sd").exits(1);
}

#[test]
fn the_office_lowers_and_silences_rules_and_submit_heeds_it() {
    for (tingkat, words) in [
        ("peringatan", "1 peringatan"),
        ("saran", "1 saran"),
        ("diam", "1 diabaikan"),
    ] {
        let workspace = negative("");
        workspace.rkt("submit sd --sebagai sd").exits(1);
        settings(
            &workspace,
            &format!("RKT210 = {{ tingkat = \"{tingkat}\", alasan = \"uji\" }}"),
        );
        let told = workspace.rkt("check").ok().out;
        assert!(told.contains(words), "{told}");
        workspace.rkt("submit sd --sebagai sd").ok();
    }
}

/// The codes of what is told, of what is silenced, and how many there are of each.
fn codes(workspace: &Workspace, line: &str) -> (Vec<String>, Vec<String>, serde_json::Value) {
    let found = workspace.json(line);
    let of = |key: &str| {
        let all = found[key].as_array().unwrap().iter();
        all.map(|one| one["kode"].as_str().unwrap().to_owned())
            .collect()
    };
    (of("temuan"), of("diabaikan"), found["jumlah"].clone())
}

#[test]
fn a_rule_that_is_silenced_hides_no_other() {
    let workspace = with(&[
        ("target = \"99,10\"", "target = \"99,90\""),
        ("\"\", \"99,10\"]", "\"\", \"99,90\"]"),
    ]);
    assert_eq!(codes(&workspace, "check").0, ["RKT616"]);
    settings(
        &workspace,
        "RKT616 = { tingkat = \"diam\", alasan = \"x\" }",
    );
    let (told, silenced, _) = codes(&workspace, "check");
    assert_eq!(
        (told, silenced),
        (vec!["RKT607".into()], vec!["RKT616".into()])
    );
}

#[test]
fn the_counts_of_json_are_of_all_that_is_found() {
    let workspace = negative("");
    let (told, _, n_each) = codes(&workspace, "check --hanya saran");
    assert!(told.is_empty());
    assert_eq!(n_each["galat"], 1);
}

#[test]
fn no_office_changes_a_rule_that_guards_files_or_the_sop() {
    let workspace = with(&[(
        "target = \"12\"",
        "target = \"1.500\"\nabaikan = [{ aturan = \"RKT203\", alasan = \"x\" }]",
    )]);
    settings(
        &workspace,
        "RKT203 = { tingkat = \"diam\", alasan = \"x\" }",
    );
    let found = workspace.json("check");
    let codes: Vec<&str> = found["temuan"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kode"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["RKT203", "RKT125", "RKT125"]);
    workspace.rkt("submit sd --sebagai sd").exits(1);
}

#[test]
fn exceptions_that_are_not_whole_are_told_where_they_stand() {
    let workspace = negative("");
    settings(&workspace, "RKT210 = { tingkat = \"diem\" }");
    let told = workspace.rkt("check").exits(1).out;
    assert!(
        told.contains("maksud Anda `diam`?") && told.contains("alasan"),
        "{told}"
    );
}

/// Whoever is refused reads the galat first, and last what it comes to.
#[test]
fn a_refused_form_is_summed_up() {
    let uraian = "uraian = \"Persentase ruang kelas SD yang bebas rusak berat\"";
    let workspace = with(&[
        (uraian, &uraian.replace("kelas SD", "kelas  SD")),
        ("target = \"12\"", "target = \"-12\""),
    ]);
    let told = workspace.rkt("submit sd --sebagai sd").exits(1).err;
    let at = |code: &str| told.find(code).unwrap_or_else(|| panic!("{code}: {told}"));
    assert!(at("galat[RKT210]") < at("saran[RKT513]"), "{told}");
    let last = told.lines().last();
    assert_eq!(last, Some("Form sd tidak diajukan: 1 galat, 1 saran."));
}

/// An import counts what a check will tell, written or not.
#[test]
fn an_import_counts_what_a_check_tells() {
    let workspace = Workspace::example("balangan-2027");
    let left = |options: &str| {
        let told = workspace.json(&format!("form import kiriman/sd-terisi.xlsx {options}"));
        told["buku_kerja"][0]["temuan_tersisa"].clone()
    };
    let (before, written) = (left("--dry-run"), left(""));
    let found = workspace.json("check sd");
    let told = found["temuan"].as_array().unwrap().len();
    assert_eq!(told, 4);
    assert!(before == told && written == told, "{before}, {written}");
}

/// What an exception lacks is told with the whole line to type.
#[test]
fn a_short_exception_is_told_with_the_line_to_type() {
    for (typed, line) in [
        (
            "RKT503 = \"diam\"",
            "tulis RKT503 = { tingkat = \"diam\", alasan = \"...\" }",
        ),
        (
            "RKT503 = { tingkat = \"diam\" }",
            "tulis RKT503 = { tingkat = \"diam\", alasan = \"...\" }",
        ),
        (
            "RKT503 = { alasan = \"x\" }",
            "tulis RKT503 = { tingkat = \"saran\", alasan = \"...\" }",
        ),
    ] {
        let workspace = negative("");
        settings(&workspace, typed);
        let told = workspace.rkt("check").exits(1).out;
        assert!(told.contains(line), "{typed}: {told}");
    }
    for (typed, line) in [
        (
            "abaikan = [\"RKT607\", \"rkt503\"]",
            "abaikan = [{ aturan = \"RKT607\", alasan = \"...\" }, { aturan = \"RKT503\", alasan = \"...\" }]",
        ),
        (
            "abaikan = \"RKT607\"",
            "abaikan = [{ aturan = \"RKT607\", alasan = \"...\" }]",
        ),
        (
            "abaikan = { aturan = \"RKT607\", alasan = \"x y\" }",
            "abaikan = [{ aturan = \"RKT607\", alasan = \"...\" }]",
        ),
        (
            "abaikan = 607",
            "abaikan = [{ aturan = \"RKT205\", alasan = \"...\" }]",
        ),
        (
            "abaikan = [{ aturan = \"RKT607\" }]",
            "{ aturan = \"RKT607\", alasan = \"...\" }",
        ),
    ] {
        let found = negative(typed).json("check");
        let helps: Vec<&str> = found["temuan"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["saran"].as_str())
            .collect();
        let line = format!("tulis {line}");
        assert!(helps.contains(&line.as_str()), "{typed}: {helps:?}");
    }
}

#[test]
fn a_dash_is_no_reason() {
    for reason in ["-", "...", "–", " . "] {
        let typed = format!("abaikan = [{{ aturan = \"RKT210\", alasan = \"{reason}\" }}]");
        let told = negative(&typed).rkt("check").exits(1).out;
        let words = format!("`alasan` hanya berisi \"{}\"", reason.trim());
        assert!(told.contains(&words), "{reason}: {told}");
        assert!(told.contains("galat[RKT210]"), "{reason}: {told}");
    }
    let workspace = negative("");
    settings(
        &workspace,
        "RKT210 = { tingkat = \"diam\", alasan = \"-\" }",
    );
    let told = workspace.rkt("check").exits(1).out;
    assert!(told.contains("`alasan` hanya berisi \"-\""), "{told}");
}

#[test]
fn an_exception_may_name_the_number_of_a_rule() {
    let workspace = negative("abaikan = [{ aturan = \"210\", alasan = \"selisih\" }]");
    assert_eq!(workspace.json("check")["jumlah"]["diabaikan"], 1);
}

#[test]
fn rules_are_listed_and_found_by_their_titles() {
    let workspace = negative("");
    let all = workspace.rkt("explain").ok().out;
    for rule in Rule::ALL {
        let line = format!("  {rule}  ");
        let told = all.lines().find(|told| told.starts_with(&line));
        assert!(
            told.is_some_and(|told| told.ends_with(rule.title())),
            "{rule}"
        );
    }
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    let some = workspace.rkt("explain Bermakna bilangan").ok().out;
    assert!(
        some.contains("RKT203") && some.contains("1 aturan"),
        "{some}"
    );
    let none = workspace.rkt("explain zzz").ok().out;
    assert!(
        none.contains("Tidak ada yang cocok dengan \"zzz\""),
        "{none}"
    );
}

#[test]
fn several_codes_are_explained_and_one_that_is_none_is_told_in_short() {
    let workspace = negative("");
    let both = workspace.rkt("explain RKT203 rkt401").ok().out;
    assert!(
        both.contains("# RKT203: ") && both.contains("# RKT401: "),
        "{both}"
    );
    let pages = workspace.json("explain RKT203 401");
    assert_eq!(pages["aturan"][1]["kode"], "RKT401");
    for code in ["31", "RKT999", "RKT203 RKT999"] {
        let told = workspace.rkt(&format!("explain {code}")).exits(2).err;
        assert!(told.lines().count() <= 3, "{told}");
        assert!(told.contains("semua aturan: rkt explain"), "{told}");
    }
}

#[test]
fn a_format_that_is_not_there_is_told_with_its_line() {
    let told = with(&[("format = 1\n", "")]).rkt("check").exits(1).out;
    assert!(told.contains("tambahkan baris format = 1"), "{told}");
}

/// A target of more than a hundred percent is the one fault, whatever its triwulan come to.
#[test]
fn triwulan_step_back_for_a_target_that_can_not_be() {
    let workspace = with(&[("target = \"99,10\"\narah", "target = \"102,50\"\narah")]);
    let told: Vec<String> = told(&workspace).into_iter().map(|(kode, _)| kode).collect();
    assert!(told.contains(&"RKT209".to_owned()), "{told:?}");
    assert!(
        !told.iter().any(|kode| kode.starts_with("RKT22")),
        "{told:?}"
    );
    // Where the office takes the target as it is, the triwulan are told.
    settings(
        &workspace,
        "RKT209 = { tingkat = \"diam\", alasan = \"x\" }",
    );
    let told = workspace.rkt("check").exits(1).out;
    assert!(told.contains("RKT221"), "{told}");
}

/// Lines of the user's that are wider than the terminal.
#[test]
fn excerpts_are_cut_around_what_they_point_at() {
    let long = "kata ".repeat(40);
    let mut workspace = with(&[
        (
            "uraian = \"APM SD/MI\"",
            &format!("uraian = \"\"\nid = \"{long}\""),
        ),
        ("target = \"12\"", &format!("target = \"12x{long}\"")),
    ]);
    let widest = |told: &str| told.lines().map(|line| line.chars().count()).max();
    workspace.env("COLUMNS", "");
    let whole = workspace.rkt("check").exits(1).out;
    assert!(whole.contains(&format!("12x{}", long.trim())), "{whole}");
    for columns in [60, 80] {
        workspace.env("COLUMNS", &columns.to_string());
        let told = workspace.rkt("check").exits(1).out;
        assert!(
            widest(&told).is_some_and(|widest| widest <= columns),
            "{told}"
        );
        assert!(told.contains("\"12xkata") && told.contains("^^^"), "{told}");
    }
}

#[test]
fn an_exception_of_the_office_that_changes_nothing_is_told() {
    let diam = |kode: &str| format!("{kode} = {{ tingkat = \"diam\", alasan = \"x\" }}");
    let is = |tingkat: &str| format!("RKT210 = {{ tingkat = \"{tingkat}\", alasan = \"x\" }}");
    for (typed, words) in [
        (
            format!("{}\n{}", diam("RKT210"), diam("rkt210")),
            Some("baris rkt210 ini tidak berlaku"),
        ),
        (is("galat"), Some("tingkat RKT210 memang galat")),
        (is("peringatan"), None),
        (
            "RKT220 = { tingkat = \"galat\", alasan = \"x\" }".to_owned(),
            None,
        ),
    ] {
        let workspace = negative("");
        settings(&workspace, &typed);
        let found = workspace.json("check");
        let idle: Vec<&str> = found["temuan"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["kode"] == "RKT126")
            .filter_map(|one| one["pesan"].as_str())
            .collect();
        assert_eq!(
            idle.len(),
            usize::from(words.is_some()),
            "{typed}: {idle:?}"
        );
        assert!(
            words.is_none_or(|words| idle[0].contains(words)),
            "{idle:?}"
        );
    }
}

#[test]
fn one_severity_is_shown_and_all_are_counted() {
    let edits = [
        ("target = \"12\"", "target = \"-12\""),
        (
            "lalu = \"10\"",
            "lalu = \"10\"\nabaikan = [{ aturan = \"RKT205\", alasan = \"x\" }]",
        ),
    ];
    let workspace = with(&edits);
    let told = workspace.rkt("check --hanya galat").exits(1).out;
    assert!(
        told.contains("[RKT210]") && !told.contains("[RKT126]"),
        "{told}"
    );
    assert!(
        told.contains("Jumlah: 1 galat, 1 saran. 1 tidak ditampilkan"),
        "{told}"
    );
    let told = workspace
        .rkt("check --ringkas --hanya saran,galat")
        .exits(1)
        .out;
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines[0].starts_with("2027/form/sd.toml:60:10: galat[RKT210]: target "),
        "{told}"
    );
    assert!(
        lines[1].starts_with("2027/form/sd.toml:65:23: saran[RKT126]: "),
        "{told}"
    );
    let refused = workspace.rkt("check --hanya gawat").exits(2).err;
    assert!(refused.contains("peringatan"), "{refused}");
}

#[test]
fn what_no_form_has_is_told_once_every_form_can_be_read() {
    let gone = (
        "uraian = \"APS usia 7-12 tahun\"",
        "uraian = \"Angka kelulusan\"",
    );
    let found = |workspace: &Workspace| {
        let found = workspace.json("check");
        let codes = found["temuan"].as_array().unwrap().iter();
        let codes = codes.map(|one| one["kode"].as_str().unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(found(&with(&[gone])), ["RKT612", "RKT611"]);
    // A kode that can't be read may be of the very row.
    let broken = with(&[gone, ("kode = \"1.01.02.2.01\"", "kode = \"1.1.02.2.01\"")]);
    let codes = found(&broken);
    assert!(codes.contains(&"RKT301".to_owned()) && !codes.contains(&"RKT611".to_owned()));
    // A number that can't be read hides no row.
    let number = with(&[gone, ("target = \"12\"", "target = \"1.500\"")]);
    assert!(found(&number).contains(&"RKT611".to_owned()));
}

#[test]
fn a_target_that_can_not_be_read_is_told_once() {
    for target in ["", "1.500"] {
        let typed = format!("target = \"{target}\"\narah");
        let workspace = with(&[("target = \"99,10\"\narah", &typed)]);
        let found = workspace.json("check");
        let codes: Vec<&str> = found["temuan"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["kode"].as_str().unwrap())
            .collect();
        assert_eq!(codes.len(), 1, "{codes:?}");
    }
}

#[test]
fn one_slip_is_told_once() {
    for (from, to, code) in [
        (
            "[\"\", \"\", \"4\", \"8\"]",
            "[\"\", \"4\", \"8\"]",
            "RKT102",
        ),
        ("[\"\", \"\", \"4\", \"8\"]", "12", "RKT102"),
        (
            "[\"\", \"\", \"4\", \"8\"]",
            "[\"\", \"\", \"4\", \"8;0\"]",
            "RKT202",
        ),
        (
            "[\"\", \"\", \"\", \"99,10\"]",
            "[\"\", \"\", \"\", true]",
            "RKT102",
        ),
        (
            "uraian = \"Jumlah Ruang Kelas Baru yang Bertambah\"",
            "",
            "RKT103",
        ),
        ("uraian = \"APM SD/MI\"", "", "RKT103"),
        (
            "[[sub_kegiatan.indikator]]",
            "[[sub_kegiatan.indikatr]]",
            "RKT101",
        ),
        ("[[sasaran.indikator]]", "[[sasaran.indikatr]]", "RKT101"),
        ("target = \"93,50\"", "target = \"-93,50\"", "RKT210"),
        ("target = \"99,10\"", "target = \"-99,10\"", "RKT210"),
        ("target = \"12\"", "target = \"120 %\"", "RKT119"),
        ("target = \"12\"", "target = \"12 abc\"", "RKT119"),
        ("target = \"12\"", "target = \"12 ribu\"", "RKT203"),
        (
            "[\"\", \"\", \"4\", \"8\"]",
            "[\"\", \"\", \"4\", \"8 lusin\"]",
            "RKT203",
        ),
        ("format = 1\n", "", "RKT103"),
    ] {
        let found = with(&[(from, to)]).json("check");
        let told = found["temuan"].as_array().unwrap().iter();
        let told: Vec<&str> = told.map(|one| one["kode"].as_str().unwrap()).collect();
        assert_eq!(told, [code], "{from} {to}");
    }
}

/// What `rkt check` tells, each by its rule and its severity.
fn told(workspace: &Workspace) -> Vec<(String, String)> {
    let found = workspace.json("check");
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let all = found["temuan"].as_array().unwrap().iter();
    all.map(|one| (text(one, "kode"), text(one, "tingkat")))
        .collect()
}

fn has(told: &[(String, String)], kode: &str, tingkat: &str) -> bool {
    told.iter()
        .any(|one| (one.0.as_str(), one.1.as_str()) == (kode, tingkat))
}

#[test]
fn a_wrong_line_on_rules_is_told_and_the_rest_is_checked() {
    let workspace = negative("");
    settings(
        &workspace,
        "RKT210 = { tingkat = \"saran\", alasan = \"x\" }\nRKT213 = \"diam\"\nRKT999 = { tingkat = \"diam\", alasan = \"x\" }",
    );
    let told = told(&workspace);
    assert!(has(&told, "RKT102", "galat"), "{told:?}");
    assert!(has(&told, "RKT210", "saran"), "{told:?}");
    assert!(has(&told, "RKT125", "peringatan"), "{told:?}");
    // What is written down stands on the settings as a whole.
    let refused = workspace.rkt("submit sd --sebagai sd").exits(1).err;
    assert!(refused.contains("RKT213"), "{refused}");
}

#[test]
fn sasaran_as_a_text_is_told_once() {
    let workspace = with(&[("sasaran = [\"S1\"]", "sasaran = \"S1\"")]);
    let told = told(&workspace);
    assert!(has(&told, "RKT102", "galat"), "{told:?}");
    assert!(!told.iter().any(|one| one.0 == "RKT305"), "{told:?}");
}

#[test]
fn an_indikator_above_all_rows_is_told_where_it_belongs() {
    let workspace = with(&[(
        "[[sasaran]]",
        "[[indikator]]\nuraian = \"x\"\n\n[[sasaran]]",
    )]);
    let told = workspace.rkt("check").exits(1).out;
    assert!(told.contains("RKT101"), "{told}");
    for row in ["sasaran", "program", "kegiatan", "sub_kegiatan"] {
        assert!(told.contains(&format!("[[{row}.indikator]]")), "{told}");
    }
    assert!(!told.contains("hapus"), "{told}");
}

#[test]
fn an_indikator_that_the_renstra_has_elsewhere_is_held_against_it_there() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-06T09:00:00+08:00");
    let text = workspace.read(SD);
    let start = text.find("[[sasaran.indikator]]").unwrap();
    let end = start + 1 + text[start + 1..].find("[[sasaran.indikator]]").unwrap();
    let block = text[start..end].replace("[[sasaran.", "[[program.");
    let rest = format!("{}{}", &text[..start], &text[end..]);
    let moved = |target: &str| {
        let block = block.replace("99,10", target);
        let rest = rest.replacen(
            "[[program.indikator]]",
            &format!("{block}[[program.indikator]]"),
            1,
        );
        workspace.write(SD, &rest);
        workspace.rkt("check --ringkas sd").out
    };
    let told = moved("98,50");
    assert!(
        told.contains("RKT607")
            && told.contains("98,50, di Renstra pada sasaran S1 tahun 2027 99,10"),
        "{told}"
    );
    let told = moved("99,10");
    assert!(!told.contains("RKT607"), "{told}");
}
