//! Files as Windows, Word and cloud folders leave them: told in words, never read, never deleted.

use rkt::store::form_edit::FormText;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::Source;
use serde_json::Value;

use crate::office::bidang_id;
use crate::workspace::Workspace;

const FORM: &str = "2027/form/sd.toml";

fn with_form(bytes: impl AsRef<[u8]>) -> Workspace {
    let workspace = Workspace::example("balangan-2027");
    std::fs::write(workspace.path().join(FORM), bytes).unwrap();
    workspace
}

fn example() -> String {
    Workspace::example("balangan-2027").read(FORM)
}

fn findings(workspace: &Workspace, line: &str) -> Vec<Value> {
    workspace.json(line)["temuan"].as_array().unwrap().clone()
}

/// The one finding of the form of `sd`: code, line, column, message and help.
#[track_caller]
fn only(workspace: &Workspace) -> (String, Value, Value, String, String) {
    let findings = findings(workspace, "check sd");
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let text = |key: &str| findings[0][key].as_str().unwrap_or_default().to_owned();
    let (line, column) = (findings[0]["baris"].clone(), findings[0]["kolom"].clone());
    (text("kode"), line, column, text("pesan"), text("saran"))
}

#[test]
fn other_encodings_are_named_with_how_to_save() {
    let utf16: Vec<u8> = example()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = example()
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let ansi = example().replacen("APM SD/MI", "APM \u{e9}", 1);
    let ansi: Vec<u8> = ansi.chars().map(|c| u8::try_from(c).unwrap()).collect();
    for (bytes, words) in [
        (utf16, "UTF-16 tanpa penanda"),
        (big, "UTF-16 tanpa penanda"),
        (
            ansi,
            "Windows lama (ANSI), bukan UTF-8: baris 15, kolom 15 berisi `é`",
        ),
    ] {
        let (kode, _, _, message, help) = only(&with_form(bytes));
        assert_eq!(kode, "RKT001");
        assert!(message.contains(words), "{message}");
        assert!(help.contains("Save As, Encoding: UTF-8"), "{help}");
    }
}

#[test]
fn lone_carriage_returns_are_told_once() {
    let (kode, line, _, message, help) = only(&with_form(example().replace('\n', "\r")));
    assert_eq!((kode.as_str(), line), ("RKT004", Value::Null));
    assert!(message.contains("CR saja"), "{message}");
    assert!(help.contains("CRLF"), "{help}");
}

#[test]
fn signs_of_word_are_pointed_at_and_the_line_is_offered() {
    for (typed, column, words, offer) in [
        ("target = “99,10”", 10, "melengkung “", "target = \"99,10\""),
        (
            "target = \"99,10”",
            16,
            "melengkung ”",
            "target = \"99,10\"",
        ),
        ("target = ‘99,10’", 10, "melengkung ‘", "target = \"99,10\""),
        ("target\u{a0}= \"99,10\"", 7, "U+00A0", "target = \"99,10\""),
        (
            "\u{a0}target = \"99,10\"",
            1,
            "U+00A0",
            "target = \"99,10\"",
        ),
    ] {
        let workspace = with_form(example().replacen("target = \"99,10\"", typed, 1));
        let (kode, line, at, message, help) = only(&workspace);
        assert_eq!(kode, "RKT004", "{typed}");
        assert_eq!((line, at), (17.into(), column.into()), "{typed}");
        assert!(message.contains(words), "{typed}: {message}");
        assert!(help.ends_with(offer), "{typed}: {help}");
        // What is offered is what to type.
        with_form(workspace.read(FORM).replacen(typed, offer, 1))
            .rkt("check sd")
            .ok();
    }
}

#[test]
fn inside_a_text_and_between_keys_they_are_fine() {
    for (from, to) in [
        ("APM SD/MI\"", "APM “SD”\u{a0}dan ‘MI’\tsederajat\""),
        ("target = \"99,10\"", "\ttarget\t=\t\"99,10\"\t# “ya”\u{a0}"),
    ] {
        let text = example();
        assert!(text.contains(from), "{from}");
        with_form(text.replacen(from, to, 1)).rkt("check sd").ok();
    }
}

/// Names of what lies beside `sd.toml`, and what is said of it.
const BESIDE: [(&str, &str); 9] = [
    ("sd (1).toml", "tampaknya salinan form sd dan isinya sama"),
    (
        "sd - Copy.toml",
        "tampaknya salinan form sd dan isinya sama",
    ),
    (
        "sd - Salin.toml",
        "tampaknya salinan form sd dan isinya sama",
    ),
    (
        "Salinan sd.toml",
        "tampaknya salinan form sd dan isinya sama",
    ),
    (
        "sd (conflicted copy 2026-11-04).toml",
        "tampaknya salinan form sd dan isinya sama",
    ),
    (
        "sd.toml.txt",
        "form sd yang mendapat akhiran berlebih dan isinya sama",
    ),
    ("sd.toml~", "tampaknya cadangan form sd"),
    ("~$sd.xlsx", "sedang terbuka di Excel atau Word"),
    ("sd.xlsx", "bukan berkas teks; rkt hanya membaca sd.toml"),
];

#[test]
fn copies_of_a_form_are_named_and_left_alone() {
    let workspace = Workspace::example("balangan-2027");
    for (name, _) in BESIDE {
        workspace.write(&format!("2027/form/{name}"), &example());
    }
    workspace.write("2027/form/desktop.ini", "");
    workspace.write("2027/form/smpn.toml", "");
    for line in ["check sd", "check"] {
        let findings = findings(&workspace, line);
        for (name, words) in BESIDE {
            let of_name = |finding: &&Value| finding["berkas"] == format!("2027/form/{name}");
            let told: Vec<&Value> = findings.iter().filter(of_name).collect();
            assert_eq!(told.len(), 1, "{line}: {name}");
            assert_eq!(told[0]["kode"], "RKT008", "{name}");
            let message = told[0]["pesan"].as_str().unwrap();
            assert!(message.contains(words), "{message}");
        }
        let others = usize::from(line == "check");
        assert_eq!(findings.len(), BESIDE.len() + others, "{findings:#?}");
        // A warning only: nothing of it stops anybody.
        workspace.rkt(line).ok();
    }
    assert_eq!(findings(&workspace, "check smp").len(), 0);
    workspace.rkt("submit sd --sebagai sd").ok();
    assert!(
        workspace
            .read("2027/state.toml")
            .contains("aksi = \"ajukan\"")
    );
    for (name, _) in BESIDE {
        assert_eq!(workspace.read(&format!("2027/form/{name}")), example());
    }
}

#[test]
fn a_copy_that_differs_is_compared_row_by_row() {
    let workspace = Workspace::example("balangan-2027");
    let other = example().replacen("target = \"99,10\"", "target = \"99,50\"", 1);
    for (text, words) in [
        (
            other.clone(),
            "isinya berbeda di 1 baris, misalnya S1 APM SD/MI",
        ),
        (format!("# lain\n{}", example()), "isinya sama"),
        // Two numbers that can't be read are not the same for that.
        (
            example().replacen("kode = \"1.01.02\"", "kode = 1\nkode = 2", 1),
            "isinya berbeda",
        ),
        (
            format!("{}{}", example(), "keteranganku = 1\n"),
            "tidak dapat dibandingkan",
        ),
        ("\u{0}".to_owned(), "tidak dapat dibandingkan"),
    ] {
        workspace.write("2027/form/sd (1).toml", &text);
        let findings = findings(&workspace, "check sd");
        let message = findings[0]["pesan"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        let help = findings[0]["saran"].as_str().unwrap();
        assert_eq!(
            help.starts_with("pilih satu"),
            words != "isinya sama",
            "{help}"
        );
    }
}

#[test]
fn the_form_of_another_bidang_is_no_copy() {
    let workspace = Workspace::example("balangan-2027");
    let line = "bidang tambah sd-baru --nama Baru --sebagai kasubbag-program";
    workspace.rkt(line).ok();
    std::fs::remove_file(workspace.path().join(FORM)).unwrap();
    let findings = findings(&workspace, "check sd");
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["kode"], "RKT007");
    let help = findings[0]["saran"].as_str().unwrap();
    assert!(help.contains("riwayat git"), "{help}");
}

#[test]
fn the_only_copy_of_a_form_is_to_be_renamed_and_never_deleted() {
    for name in ["sd (1).toml", "SD.toml", "sd.toml.txt", "Salinan sd.toml"] {
        let workspace = Workspace::example("balangan-2027");
        let folder = workspace.path().join("2027/form");
        std::fs::rename(folder.join("sd.toml"), folder.join(name)).unwrap();
        // Beside it something that is no form.
        workspace.write("2027/form/sd.xlsx", "PK");
        let findings = findings(&workspace, "check sd");
        let help = |kode: &str, file: &str| {
            let mut findings = findings.iter();
            let found =
                findings.find(|f| f["kode"] == kode && f["berkas"] == format!("2027/form/{file}"));
            found.unwrap()["saran"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            help("RKT007", "sd.toml"),
            format!("ada {name}; ganti namanya menjadi sd.toml")
        );
        assert!(help("RKT008", name).contains("ganti namanya menjadi sd.toml"));
        assert!(!help("RKT008", name).contains("hapus"));
    }
}

#[test]
fn a_text_over_several_lines_is_the_same_however_they_end() {
    let text = example().replacen(
        "uraian = \"APM SD/MI\"",
        "uraian = \"APM SD/MI\"\nketerangan = \"\"\"\nMenurut Susenas;\nterbit Maret\"\"\"",
        1,
    );
    let bidang = bidang_id("sd");
    let read = |text: String| {
        let plan = FormText::parse(&text).unwrap().plan();
        let (file, tahun) = (FORM.to_owned(), 2027);
        let expected = Expected {
            tahun,
            bidang: &bidang,
        };
        let (form, findings) = form_file::decode(&Source { file, text }, expected);
        assert_eq!(findings, []);
        (form.unwrap(), plan)
    };
    let (form, plan) = read(text.clone());
    let remark = form.sasaran[0].indikator[0].keterangan.as_deref();
    assert_eq!(remark, Some("Menurut Susenas;\nterbit Maret"));
    let (windows, windows_plan) = read(text.replace('\n', "\r\n"));
    assert_eq!(windows, form);
    assert_eq!(windows_plan, plan);
}
