//! Forms as people write them: every fault in one pass, hostile bytes, number forms, the digest.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rkt::domain::check;
use rkt::domain::name::BidangId;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::{self, Source};
use rkt::ui::{json, report};

use crate::desk::Desk;
use crate::workspace::{Ran, Workspace, root};

const FORM: &str = "2027/form/sd.toml";

/// A form with six faults, each of another kind.
const SIX: &str = r#"format = 1
tahun = 2027
bidang = "sd"

[[sasaran]]
id = "S1"
[[sasaran.indikator]]
uraian = "APM SD/MI"
satuan = "Persen"
target = 1.500
    sumbr_data = "BPS"
[[sasaran.indikator]]
uraian = "APK SD/MI"
satuan = 5
target = "99,10"
triwulan = ["", "", "", "99,10"]
[[sasaran.indikator]]
uraian = "APS SD/MI é"
satuan = "Persen"

[[sasaran]]
uraian = "Meningkatnya akses dan mutu pendidikan"
id = "S1"
indikator = [{ uraian = "Angka", satuan = "Persen", target = "1", triwulan = ["", "", "", "1"] }]

[[program]]
kode = "1.1.02"
uraian = "PROGRAM PENGELOLAAN PENDIDIKAN"
"#;

/// Code, line, column and path of each of the six, in the order in which a reader meets them.
const SIX_AT: [(&str, u64, u64, &str); 6] = [
    ("RKT203", 10, 10, "sasaran[0].indikator[0].target"),
    ("RKT101", 11, 5, "sasaran[0].indikator[0].sumbr_data"),
    ("RKT102", 14, 10, "sasaran[0].indikator[1].satuan"),
    ("RKT201", 17, 1, "sasaran[0].indikator[2].target"),
    ("RKT601", 23, 6, "sasaran[1].id"),
    ("RKT301", 27, 8, "program[0].kode"),
];

/// The example with the form of `sd` replaced.
fn with_form(text: impl AsRef<[u8]>) -> Workspace {
    let workspace = Workspace::example("balangan-2027");
    std::fs::write(workspace.path().join(FORM), text).unwrap();
    workspace
}

fn example_form() -> String {
    let path = root().join("examples/balangan-2027").join(FORM);
    std::fs::read_to_string(path).unwrap()
}

/// A form of one indikator with one line of our own.
fn one_line(line: &str) -> String {
    let head = "format = 1\ntahun = 2027\nbidang = \"sd\"\n[[sasaran]]\nid = \"S1\"\n";
    format!("{head}[[sasaran.indikator]]\nuraian = \"APM\"\nsatuan = \"Persen\"\n{line}\n")
}

fn codes(workspace: &Workspace) -> Vec<String> {
    let found = workspace.json("check sd");
    let findings = found["temuan"].as_array().unwrap().iter();
    findings
        .map(|finding| finding["kode"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn six_faults_are_told_in_one_check_each_at_its_place() {
    let workspace = with_form(SIX);
    let ran = workspace.rkt("check --json").exits(1);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = found["temuan"].as_array().unwrap().iter();
    let findings: Vec<_> = findings
        .filter(|finding| finding["tingkat"] == "galat")
        .collect();
    assert_eq!(findings.len(), SIX_AT.len(), "{findings:#?}");
    for ((kode, line, column, path), finding) in SIX_AT.into_iter().zip(&findings) {
        assert_eq!(finding["kode"], kode, "{findings:#?}");
        assert_eq!(finding["berkas"], FORM, "{kode}");
        assert_eq!(finding["tingkat"], "galat", "{kode}");
        assert_eq!(finding["jalur"], path, "{kode}");
        assert_eq!(
            (&finding["baris"], &finding["kolom"]),
            (&line.into(), &column.into()),
            "{kode}"
        );
    }
    let text = workspace.rkt("check").exits(1).out;
    for (kode, line, column, _) in SIX_AT {
        assert!(text.contains(&format!("galat[{kode}]")), "{kode}: {text}");
        let place = format!("{FORM}:{line}:{column}\n");
        assert!(text.contains(&place), "{place}: {text}");
    }
    assert!(
        text.contains("maksud Anda `sumber_data`?") && text.contains("6 galat"),
        "{text}"
    );
}

#[test]
fn submit_shows_every_fault_of_its_own_form_and_records_nothing() {
    let workspace = with_form(SIX);
    let before = workspace.read("2027/state.toml");
    let refused = workspace.rkt("submit sd --sebagai sd").exits(1);
    for (kode, ..) in SIX_AT {
        assert!(refused.err.contains(kode), "{kode}: {}", refused.err);
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
    assert!(!workspace.path().join("2027/ajuan").exists());
}

#[test]
fn every_key_of_a_finding_is_always_there() {
    let keys = "kode tingkat berkas jalur baris kolom lembar sel pesan terkait saran";
    for form in [SIX, "a = \"", "<<<<<<< HEAD\n", ""] {
        let found = with_form(form).json("check");
        assert_eq!(found["versi_skema"], 1);
        let findings = found["temuan"].as_array().unwrap();
        assert!(!findings.is_empty(), "{form:?}");
        for finding in findings {
            let names: Vec<&str> = finding
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(names.join(" "), keys);
        }
    }
}

#[test]
fn conflict_markers_inside_a_string_are_found() {
    let rows = "keterangan = \"\"\"\n<<<<<<< HEAD\nsatu\n=======\ndua\n>>>>>>> cabang\n\"\"\"";
    let workspace = with_form(one_line(&format!("target = \"1\"\n{rows}")));
    let found = workspace.json("check sd");
    let findings = found["temuan"].as_array().unwrap().iter();
    let places: Vec<_> = findings
        .map(|f| (f["kode"].as_str(), f["baris"].as_u64()))
        .collect();
    let expected = [11, 13, 15].map(|line| (Some("RKT003"), Some(line)));
    assert_eq!(places, expected);
    workspace.rkt("submit sd --sebagai sd").exits(1);
}

/// Files that are refused before any parser sees them: what, bytes, code, words.
#[test]
fn bytes_that_are_no_form_are_named_once() {
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain("format = 1\n".encode_utf16());
        units
            .flat_map(|unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let cases = [
        (
            "5 MiB of open brackets",
            b"[".repeat(5 << 20),
            "RKT002",
            "5120 KiB",
        ),
        ("UTF-16 LE", utf16(false), "RKT001", "UTF-16"),
        ("UTF-16 BE", utf16(true), "RKT001", "UTF-16"),
        (
            "Latin-1",
            b"a = 1\nb = \"caf\xe9\"\n".to_vec(),
            "RKT001",
            "baris 2, kolom 9",
        ),
        ("an empty file", Vec::new(), "RKT103", "format"),
    ];
    for (what, bytes, kode, words) in cases {
        let workspace = with_form(bytes);
        let ran = workspace.rkt("check sd").exits(1);
        assert!(
            ran.out.contains(kode) && ran.out.contains(words),
            "{what}: {}",
            ran.out
        );
        let told: BTreeSet<String> = codes(&workspace).into_iter().collect();
        assert!(
            told.contains(kode) && !told.contains("RKT004"),
            "{what}: {told:?}"
        );
        workspace.rkt("submit sd --sebagai sd").exits(1);
        workspace.rkt("status").ok();
    }
}

#[test]
fn a_form_just_under_the_limit_is_read() {
    let mut text = example_form();
    text.push_str(&"# keterangan yang panjang sekali\n".repeat(120_000));
    assert!((3 << 20..4 << 20).contains(&text.len()), "{}", text.len());
    with_form(text).rkt("check sd").ok();
}

fn is_clean(text: &str) -> bool {
    let hostile = |c: char| c == '\u{202e}' || c == '\u{200b}' || (c.is_control() && c != '\n');
    !text.chars().any(hostile)
}

fn all_of(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err)
}

/// Lines of an indikator with something hidden in them; TOML escapes and raw characters.
const HOSTILE: [&str; 8] = [
    "target = \"1\"\nketerangan = \"a\\u001b[2Jb\"",
    "target = \"1\"\nketerangan = \"a\u{202e}b\"",
    "target = \"1\"\nketerangan = \"a\\u202eb\"",
    "target = \"1\u{202e}2\"",
    "target = \"1\"\narah = \"na\u{202e}ik\"",
    "target = \"1\"\n\"ara\\u001bh\" = \"naik\"",
    "target = \"1\"\n\"ara\u{202e}h\" = \"naik\"",
    "target = \"1\"\ntriwulan = [\"\", \"1\\u0007\", \"\", \"x\u{200b}\"]",
];

/// A command says no, and nothing of the hostile line reaches the terminal.
#[track_caller]
fn refuses_cleanly(workspace: &Workspace, command: &str, line: &str) {
    let shown = all_of(&workspace.rkt(command).exits(1));
    assert!(is_clean(&shown), "{command} {line:?}: {shown:?}");
}

#[test]
fn hidden_characters_are_refused_and_never_printed() {
    for line in HOSTILE {
        let workspace = with_form(one_line(line));
        assert!(
            codes(&workspace).iter().any(|kode| kode == "RKT005"),
            "{line:?}"
        );
        for command in ["check", "submit sd --sebagai sd"] {
            refuses_cleanly(&workspace, command, line);
        }
    }
}

#[test]
fn hidden_characters_do_not_get_out_as_json_either() {
    for line in HOSTILE {
        let workspace = with_form(one_line(line));
        for command in ["check --json", "submit sd --sebagai sd --json"] {
            refuses_cleanly(&workspace, command, line);
        }
    }
}

#[test]
fn hidden_characters_in_broken_lines_and_file_names_are_not_printed() {
    for text in [
        "a = \u{1b}[2J\n",
        "b\u{202e} = 1\n",
        "# c\u{1b}]0;x\u{7}\na = x\n",
    ] {
        let ran = with_form(text).rkt("check sd").exits(1);
        assert!(is_clean(&all_of(&ran)), "{text:?}: {:?}", all_of(&ran));
    }
    let workspace = Workspace::example("balangan-2027");
    workspace.write("2027/form/\u{1b}[2Jx\u{202e}.toml", "");
    let ran = workspace.rkt("check").ok();
    assert!(
        ran.out.contains("RKT008") && is_clean(&ran.out),
        "{:?}",
        ran.out
    );
}

#[test]
fn names_on_the_command_line_are_refused_with_exit_2() {
    let workspace = Workspace::example("balangan-2027");
    let before = workspace.read("2027/state.toml");
    for id in [
        "../x",
        "/etc/passwd",
        "sd/../smp",
        "s\u{1b}[2Jd",
        "sd\u{202e}",
        "..",
    ] {
        for words in [&["submit", id, "--sebagai", "sd"][..], &["check", id]] {
            let ran = workspace.rkt_words(words).exits(2);
            assert!(is_clean(&all_of(&ran)), "{words:?}: {:?}", ran.err);
            assert!(
                ran.err.starts_with("galat: ") && ran.out.is_empty(),
                "{words:?}: {}",
                ran.err
            );
        }
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
    assert!(!workspace.path().join("2027/ajuan").exists());
}

#[test]
fn bad_bidang_ids_in_the_settings_are_refused() {
    for id in [
        "../x", "a/b", "A", "-a", "a--b", "semua", "draft", "langkah", "",
    ] {
        let workspace = Workspace::example("balangan-2027");
        let settings = workspace.read("rkt.toml");
        let edited = settings.replace(
            "[[bidang]]\nid = \"sd\"",
            &format!("[[bidang]]\nid = \"{id}\""),
        );
        assert_ne!(settings, edited);
        workspace.write("rkt.toml", &edited);
        let ran = workspace
            .rkt("init 2028 --sebagai kasubbag-program")
            .exits(1);
        assert!(ran.err.contains("rkt.toml:"), "{id:?}: {}", ran.err);
        assert!(!workspace.path().join("2028").exists(), "{id:?}");
    }
}

#[test]
fn a_form_from_notepad_checks_clean_and_is_kept_byte_for_byte() {
    let text = format!("\u{feff}{}", example_form().replace('\n', "\r\n"));
    let workspace = with_form(&text);
    let ran = workspace.rkt("check").ok();
    assert!(ran.out.contains("Tidak ada temuan"), "{}", ran.out);
    workspace.rkt("submit sd --sebagai sd").ok();
    let copies = std::fs::read_dir(workspace.path().join("2027/ajuan/sd")).unwrap();
    let copies: Vec<_> = copies
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(copies, [text.into_bytes()]);
}

#[test]
fn faults_in_a_form_from_notepad_have_the_same_places() {
    let workspace = with_form(format!("\u{feff}{}", SIX.replace('\n', "\r\n")));
    let found = workspace.json("check sd");
    for (kode, line, column, _) in SIX_AT {
        let findings = found["temuan"].as_array().unwrap();
        let finding = findings
            .iter()
            .find(|finding| finding["kode"] == kode)
            .unwrap();
        assert_eq!(
            (&finding["baris"], &finding["kolom"]),
            (&line.into(), &column.into()),
            "{kode}"
        );
    }
}

/// What is typed after `target = `, and what is printed, or the code.
const TARGETS: [(&str, Result<&str, &str>); 24] = [
    ("\"97,49\"", Ok("97,49")),
    ("97.49", Ok("97,49")),
    ("100.80", Ok("100,80")),
    ("3000", Ok("3000")),
    ("\"0.71\"", Ok("0,71")),
    ("0", Ok("0")),
    ("-5", Ok("-5")),
    ("\"1.500.000\"", Ok("1.500.000")),
    ("\"1.500,5\"", Ok("1.500,5")),
    ("\"Rp1.500.000\"", Ok("Rp1.500.000")),
    ("\"69,1 - 69,5\"", Ok("69,1–69,5")),
    ("\"≥ 80\"", Ok("≥ 80")),
    ("\"BB\"", Ok("BB")),
    ("\"12 Dokumen\"", Ok("12 Dokumen")),
    ("1.500", Err("RKT203")),
    ("\"1.500\"", Err("RKT203")),
    ("\"1,500\"", Err("RKT203")),
    ("\"\"", Err("RKT201")),
    ("\"   \"", Err("RKT201")),
    ("\"80-70\"", Err("RKT204")),
    ("\"12 Mei 2027\"", Err("RKT202")),
    ("true", Err("RKT102")),
    ("2027-01-05", Err("RKT102")),
    ("nan", Err("RKT202")),
];

#[test]
fn targets_are_read_as_typed_or_refused() {
    for (typed, expected) in TARGETS {
        let text = one_line(&format!("target = {typed}"));
        let (form, findings) = read(&text);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.rule.code()).collect();
        match expected {
            Ok(printed) => {
                assert_eq!(codes, [""; 0], "{typed}");
                let form = form.unwrap();
                assert_eq!(
                    form.sasaran[0].indikator[0].target.print(),
                    printed,
                    "{typed}"
                );
            }
            Err(kode) => assert_eq!(codes, [kode], "{typed}"),
        }
    }
}

/// A line with a number that lacks its quotes, and the line to type.
const UNQUOTED: [(&str, &str); 6] = [
    ("target = 99,10", "target = \"99,10\""),
    (
        "target = \"1\"\ndasar = { tahun = 2025, nilai = 99,50 }",
        "dasar = { tahun = 2025, nilai = \"99,50\" }",
    ),
    (
        "target = \"1\"\ntriwulan = [\"\", 99,10]",
        "triwulan = [\"\", \"99,10\"]",
    ),
    (
        "target = \"1\"\ntriwulan = [ 97,1, 98,05, \"\", 99,10 ]",
        "triwulan = [ \"97,1\", \"98,05\", \"\", \"99,10\" ]",
    ),
    (
        "target = \"1\"\ntriwulan = [97,1,98,1,99,1,99,1]",
        "triwulan = [\"97,1\", \"98,1\", \"99,1\", \"99,1\"]",
    ),
    ("lalu = 98,5\ntarget = \"1\"", "lalu = \"98,5\""),
];

#[test]
fn a_number_without_quotes_is_told_once_with_the_line_to_type() {
    for (typed, line) in UNQUOTED {
        let (_, findings) = read(&one_line(typed));
        let told: Vec<_> = findings.iter().map(|one| one.help.as_deref()).collect();
        let help = format!("tulis {line}");
        assert_eq!(told, [Some(help.as_str())], "{typed}: {findings:?}");
        let words = "tanpa tanda kutip";
        assert!(findings[0].message.contains(words), "{findings:?}");
    }
    let (_, findings) = read(&one_line("target = \"1\"\ntriwulan = [97,1,98,1]"));
    assert!(findings.is_empty(), "{findings:?}");
    let (_, findings) = read(&one_line("target = \"1\"\ntriwulan = [10,20,30]"));
    assert!(
        findings[0].message.contains("berisi 3 nilai"),
        "{findings:?}"
    );
}

/// A line that is no TOML, in a row whose other lines are whole.
#[test]
fn what_a_broken_line_takes_with_it_is_not_missing() {
    for line in [
        "satuan: \"Ruang\"",
        "satuan \"Ruang\"",
        "satuan == \"Paket\"",
        "arah naik",
    ] {
        let head = one_line("target = \"1\"");
        let text = head.replace("satuan = \"Persen\"", line);
        let (_, findings) = read(&text);
        let told: Vec<&str> = findings.iter().map(|one| one.rule.code()).collect();
        assert_eq!(told, ["RKT004"], "{line}: {findings:?}");
    }
}

/// What is judged of a row that is no TOML is a guess, and of what lacks a triwulan too.
#[test]
fn nothing_is_judged_beside_a_number_without_quotes() {
    let renstra = "acuan/renstra.toml";
    for (file, from, to) in [
        (FORM, "target = \"99,10\"", "target = 99,10"),
        (FORM, "nilai = \"98,40\"", "nilai = 98,40"),
        (
            FORM,
            "[\"\", \"\", \"\", \"99,10\"]",
            "[\"\", \"\", \"\", 99,10]",
        ),
        (renstra, "2027 = \"99,10\"", "2027 = 99,10"),
        (renstra, "2030 = \"99,69\"", "2030 = 99,69"),
    ] {
        let workspace = Workspace::example("balangan-2027");
        let text = workspace.read(file);
        assert!(text.contains(from), "{from}");
        workspace.write(file, &text.replacen(from, to, 1));
        let told = workspace.rkt("check --ringkas").exits(1).out;
        assert!(told.contains("Jumlah: 1 galat."), "{to}: {told}");
        assert!(told.contains("tanpa tanda kutip"), "{to}: {told}");
    }
}

/// What is typed after `pagu = `, and the rupiah, or the code.
const PAGU: [(&str, Result<Option<i64>, &str>); 15] = [
    ("500_000_000", Ok(Some(500_000_000))),
    ("0", Ok(Some(0))),
    ("\"Rp 1.500.000\"", Ok(Some(1_500_000))),
    ("\"Rp1.500.000,00\"", Ok(Some(1_500_000))),
    ("\"1,5 miliar\"", Ok(Some(1_500_000_000))),
    ("\"\"", Ok(None)),
    ("1.500", Err("RKT203")),
    ("\"1.500\"", Err("RKT203")),
    ("\"1.500.000,50\"", Err("RKT202")),
    ("1.5", Err("RKT202")),
    ("-5", Err("RKT202")),
    ("99_999_999_999_999_999_999", Err("RKT202")),
    ("\"segini\"", Err("RKT202")),
    ("\"1,25 M\"", Err("RKT202")),
    ("true", Err("RKT102")),
];

#[test]
fn pagu_is_whole_rupiah_or_refused() {
    let parents = "[[program]]\nkode = \"1.01.02\"\n[[kegiatan]]\nkode = \"1.01.02.2.01\"\n";
    for (typed, expected) in PAGU {
        let sub = format!("[[sub_kegiatan]]\nkode = \"1.01.02.2.01.0001\"\npagu = {typed}\n");
        let text = one_line(&format!("target = \"1\"\n{parents}{sub}"));
        let (form, findings) = read(&text);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.rule.code()).collect();
        match expected {
            Ok(rupiah) => {
                assert_eq!(codes, [""; 0], "{typed}");
                let pagu = form.unwrap().sub_kegiatan[0].pagu;
                assert_eq!(pagu.map(rkt::domain::pagu::Rupiah::get), rupiah, "{typed}");
            }
            Err(kode) => assert_eq!(codes, [kode], "{typed}"),
        }
    }
}

/// A row that can't be read is told once, and not as a sum that comes out short as well.
#[test]
fn a_sum_is_not_judged_while_a_part_of_it_cant_be_read() {
    let form = |kode: &str, pagu: &str| {
        let rows = "[[program]]\nkode = \"1.01.02\"\npagu = 750_000_000\n\
                    [[kegiatan]]\nkode = \"1.01.02.2.01\"\npagu = 750_000_000\n\
                    [[sub_kegiatan]]\nkode = \"1.01.02.2.01.0001\"\npagu = 500_000_000\n";
        let sub = format!("[[sub_kegiatan]]\nkode = \"{kode}\"\npagu = {pagu}\n");
        let source = Source {
            file: FORM.to_owned(),
            text: one_line(&format!("target = \"1\"\n{rows}{sub}")),
        };
        let bidang = BidangId::parse("sd").unwrap();
        let expected = Expected {
            tahun: 2027,
            bidang: &bidang,
        };
        let (_, findings) = form_file::checked(&source, expected);
        let told = findings.iter().map(|finding| finding.rule.code());
        told.collect::<Vec<_>>()
    };
    let (kode, pagu) = ("1.01.02.2.01.0002", "250_000_000");
    assert_eq!(form(kode, pagu), [""; 0]);
    assert_eq!(form("1.01.02.2.01.02x", pagu), ["RKT301"]);
    assert_eq!(form("1.O1.02.2.01.0002", pagu), ["RKT301"]);
    assert_eq!(form(kode, "\"dua ratus lima puluh juta\""), ["RKT202"]);
    assert_eq!(form(kode, "\"\""), [""; 0]);
    assert_eq!(form(kode, "240_000_000"), ["RKT401", "RKT401"]);
}

/// TOML that no parser takes.
const BROKEN: [&str; 22] = [
    "target = ",
    "target",
    "target = 98,5",
    "target = 1.500.000",
    "target = Persen",
    "target = \"Persen",
    "target = 'Persen",
    "target = \"\"\"Persen",
    "target = \u{201c}1\u{201d}",
    "target = \"1\"\ntarget = \"2\"",
    "target = \"\\q\"",
    "target = \"\\u12\"",
    "target = [1, 2",
    "target = { a = 1",
    "target = { a = 1,, b = 2 }",
    "[[sasaran",
    "[sasaran]",
    "[[sasaran]",
    "target = 007",
    "target = 0xZZ",
    "= 5",
    "target = \"1\" \"2\"",
];

#[test]
fn the_parsers_english_does_not_leak() {
    let english = [
        "expected",
        "invalid",
        "unclosed",
        "unterminated",
        "duplicate",
        "missing",
        "must be",
        "parse error",
        "string",
        "newline",
        "unquoted",
        "escape",
        "redefin",
        "extend",
    ];
    for line in BROKEN {
        let workspace = with_form(one_line(line));
        let ran = workspace.rkt("check sd").exits(1);
        let said = all_of(&ran).to_lowercase();
        let leak = english.iter().find(|word| said.contains(*word));
        assert!(leak.is_none(), "{line:?} leaks {leak:?}: {said}");
        assert!(
            codes(&workspace).iter().any(|kode| kode == "RKT004"),
            "{line:?}: {said}"
        );
    }
}

/// A form as `check` reads it in memory.
fn read(
    text: &str,
) -> (
    Option<rkt::domain::form::Form>,
    Vec<rkt::domain::finding::Finding>,
) {
    let source = Source {
        file: FORM.to_owned(),
        text: text.to_owned(),
    };
    read_source(&source)
}

fn read_source(
    source: &Source,
) -> (
    Option<rkt::domain::form::Form>,
    Vec<rkt::domain::finding::Finding>,
) {
    let bidang = BidangId::parse("sd").unwrap();
    let expected = Expected {
        tahun: 2027,
        bidang: &bidang,
    };
    let (form, mut findings) = form_file::decode(source, expected);
    findings.extend(form.iter().flat_map(|form| check::form(form, FORM)));
    (form, findings)
}

/// Reads a form, digests it, and shows what was found in both ways.
fn digest_and_show(source: &Source) -> String {
    let (form, findings) = read_source(source);
    let texts = rkt::source::Texts::new([(FORM, source.text.as_str())]);
    let look = report::Look {
        width: 80,
        cut: true,
        colour: false,
    };
    let shown = report::render(&findings, &texts, look);
    assert_eq!(shown.is_empty(), findings.is_empty());
    let data = json::findings(&findings, &texts);
    assert_eq!(data["temuan"].as_array().unwrap().len(), findings.len());
    if let Some(form) = form {
        drop(form.digest());
        let found = DESK.with(|desk| desk.check_read(&[(FORM.to_owned(), &form)]));
        drop(report::render(&found, &texts, look));
    }
    shown
}

thread_local! {
    static DESK: Desk = Desk::new();
}

/// One change to a text: where (in thousandths), how much is cut, what is put in.
pub type Change = (usize, usize, String);

pub fn change() -> impl Strategy<Value = Change> {
    let inserts = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}=\"'#,.\\\\\n\r\t 0-9a-zé“”‘’\u{a0}\u{202e}\u{feff}\u{0}]{1,6}",
        Just("\n[[sasaran]]\n".to_owned()),
        Just("\n[[sub_kegiatan.indikator]]\n".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("\n=======\n".to_owned()),
        any::<String>(),
    ];
    (0..1000_usize, 0..40_usize, inserts)
}

pub fn apply(text: &str, (at, cut, insert): &Change) -> String {
    let chars: Vec<char> = text.chars().collect();
    let start = chars.len() * at / 1000;
    let end = (start + cut).min(chars.len());
    let (before, after) = (&chars[..start], &chars[end..]);
    before
        .iter()
        .copied()
        .chain(insert.chars())
        .chain(after.iter().copied())
        .collect()
}

/// Cases without a file of old failures beside the tests.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_bytes_make_check_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        if let Ok(source) = text::decode(FORM, Ok(bytes)) {
            digest_and_show(&source);
        }
    }

    #[test]
    fn no_text_makes_check_panic(text in "[ -~\n\r\té“”‘’\u{a0}\u{202e}]{0,200}") {
        let source = Source { file: FORM.to_owned(), text };
        digest_and_show(&source);
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_change_to_a_real_form_makes_check_panic(changes in proptest::collection::vec(change(), 1..6)) {
        let form: String = example_form().split_inclusive('\n').take(60).collect();
        let text = changes.iter().fold(form, |text, change| apply(&text, change));
        let shown = digest_and_show(&Source { file: FORM.to_owned(), text });
        prop_assert!(is_clean(&shown), "{shown:?}");
    }
}

fn digest(text: &str) -> String {
    let (form, findings) = read(text);
    assert!(findings.is_empty(), "{findings:?}");
    form.unwrap().digest()
}

/// The example form with one thing in it replaced, which must be there.
fn edited(from: &str, to: &str) -> String {
    let form = example_form();
    assert!(form.contains(from), "{from:?}");
    form.replacen(from, to, 1)
}

#[test]
fn the_digest_does_not_see_how_a_form_is_written() {
    let form = example_form();
    let same = [
        ("a comment above", format!("# catatan\n{form}")),
        (
            "a comment beside",
            edited("satuan = \"Persen\"", "satuan = \"Persen\" # persen"),
        ),
        (
            "without comments",
            form.lines()
                .filter(|l| !l.starts_with('#'))
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        ("blank lines", form.replace('\n', "\n\n")),
        ("spacing", form.replace(" = ", "   =  ")),
        ("line ends of Windows", form.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{form}")),
        (
            "order of keys",
            edited(
                "uraian = \"APM SD/MI\"\nsatuan = \"Persen\"\n",
                "satuan = \"Persen\"\nuraian = \"APM SD/MI\"\n",
            ),
        ),
    ];
    for (what, text) in same {
        assert_ne!(text, form, "{what}");
        assert_eq!(digest(&text), digest(&form), "{what}");
    }
}

#[test]
fn the_digest_sees_what_a_form_means() {
    let form = example_form();
    let other = [
        (
            "a target",
            edited("target = \"99,10\"", "target = \"99,20\""),
        ),
        (
            "a triwulan",
            edited("\"\", \"99,10\"]", "\"99,10\", \"99,10\"]"),
        ),
        (
            "a satuan",
            edited("satuan = \"Persen\"", "satuan = \"Poin\""),
        ),
        (
            "an uraian",
            edited("uraian = \"APM SD/MI\"", "uraian = \"APM SD\""),
        ),
        (
            "a baseline",
            edited("nilai = \"98,40\"", "nilai = \"98,41\""),
        ),
        ("a direction", edited("arah = \"naik\"", "arah = \"tetap\"")),
        ("a pagu taken away", drop_line("pagu = ")),
        ("last year's target taken away", drop_line("lalu = ")),
    ];
    let mut seen = BTreeSet::from([digest(&form)]);
    for (what, text) in other {
        assert!(seen.insert(digest(&text)), "{what}");
    }
}

/// The example form without the first line that starts so.
fn drop_line(start: &str) -> String {
    let form = example_form();
    let line = form.lines().find(|line| line.starts_with(start)).unwrap();
    form.replacen(&format!("{line}\n"), "", 1)
}

#[test]
fn a_comment_after_submit_is_no_change() {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("submit sd --sebagai sd").ok();
    let state = workspace.read("2027/state.toml");
    workspace.write(FORM, &format!("# catatan kemudian\n{}", example_form()));
    assert_eq!(workspace.json("status")["bidang"][2]["basi"], false);
    let again = workspace.rkt("submit sd --sebagai sd").ok().out;
    let said = again.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("tidak ada yang dicatat"), "{again}");
    assert_eq!(workspace.read("2027/state.toml"), state);
}
