//! Several formats in one call, and files that follow an act because rkt.toml says so: all or none,
//! nothing that somebody changed is lost, and the archive seals what it was told to hold.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use rkt::domain::digest::sha256;
use rkt::store::seal;

use crate::archive::{compiled, reseal, sign, taken};
use crate::workspace::Workspace;

/// What an office can choose.
const CETAK: &str = "
[cetak]
kertas = \"f4\"
kompilasi = [\"pdf\", \"docx\"]
susun = [\"pdf\", \"docx\"]
tandatangan = [\"pdf\", \"ics\"]
arsip = [\"pdf\", \"docx\", \"xlsx\", \"csv\"]
";

fn choose(workspace: &Workspace, cetak: &str) {
    let text = workspace.read("rkt.toml");
    workspace.write("rkt.toml", &format!("{text}{cetak}"));
}

fn bytes(workspace: &Workspace, file: &str) -> Vec<u8> {
    std::fs::read(workspace.path().join(file)).unwrap()
}

fn exists(workspace: &Workspace, file: &str) -> bool {
    workspace.path().join(file).exists()
}

#[test]
fn several_formats_are_each_as_if_asked_for_alone() {
    let workspace = compiled();
    let all = "export pdf docx csv md json xlsx ics gantt --bentuk sipd --kertas f4";
    workspace.rkt(&format!("{all} pdf -o semua")).ok();
    for line in [
        "pdf --kertas f4",
        "docx --kertas f4",
        "csv --bentuk sipd",
        "md",
        "json",
        "xlsx",
        "ics",
        "gantt",
    ] {
        workspace.rkt(&format!("export {line} -o satu")).ok();
    }
    let files = |folder: &str| -> Vec<String> {
        let entries = seal::walk(&workspace.path().join(folder), "").unwrap();
        entries.into_iter().map(|entry| entry.path).collect()
    };
    assert_eq!(files("semua").len(), 8);
    assert_eq!(files("semua"), files("satu"));
    for file in files("semua") {
        let of = |folder: &str| bytes(&workspace, &format!("{folder}/{file}"));
        assert_eq!(of("semua"), of("satu"), "{file}");
    }
    let told = workspace.json("export pdf csv -o semua --timpa");
    let all = told["ekspor"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["format"], "pdf");
    assert_eq!(all[1]["berkas"], "semua/rkt-2027-draf-2.csv");
}

/// Every file that a cycle gives out, by its name.
fn all_files(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    for line in [
        "export pdf docx csv md json xlsx html ics gantt -o keluar",
        "sheet --semua --format pdf,docx -o keluar",
        "sop export pdf --kedudukan -o keluar",
        "sop export docx --kedudukan -o keluar",
        "sop export html --kedudukan -o keluar",
        "sop export svg --kedudukan -o keluar",
        "report kke xlsx -o keluar",
        "report lke xlsx -o keluar",
    ] {
        workspace.rkt(line).ok();
    }
    let files = seal::walk(&workspace.path().join("keluar"), "").unwrap();
    let files = files.into_iter().map(|entry| entry.path);
    files
        .map(|file| (file.clone(), bytes(workspace, &format!("keluar/{file}"))))
        .collect()
}

#[test]
fn no_file_depends_on_the_machine() {
    let here = all_files(&compiled());
    let mut elsewhere = compiled();
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("LANG", "ar_EG.UTF-8"),
        ("COLUMNS", "200"),
        ("CLICOLOR_FORCE", "1"),
    ] {
        elsewhere.env(name, value);
    }
    let there = all_files(&elsewhere);
    assert!(here.len() > 25, "{:?}", here.keys());
    assert_eq!(
        here.keys().collect::<Vec<_>>(),
        there.keys().collect::<Vec<_>>()
    );
    for (file, bytes) in &here {
        assert!(there.get(file) == Some(bytes), "{file}");
    }
}

#[test]
fn no_file_is_written_when_one_may_not_be() {
    let workspace = compiled();
    workspace.write("2027/keluaran/rkt-2027-draf-2.csv", "disunting");
    workspace.write("2027/keluaran/rkt-2027-draf-2.md", "disunting");
    let said = workspace.rkt("export xlsx csv md").exits(2).err;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for file in ["rkt-2027-draf-2.csv", "rkt-2027-draf-2.md"] {
        assert!(said.contains(file), "{said}");
    }
    assert!(!exists(&workspace, "2027/keluaran/rkt-2027-draf-2.xlsx"));
    let csv = workspace.read("2027/keluaran/rkt-2027-draf-2.csv");
    assert_eq!(csv, "disunting");
    workspace.rkt("export xlsx csv md --timpa").ok();
    assert!(exists(&workspace, "2027/keluaran/rkt-2027-draf-2.xlsx"));
    workspace.rkt("export csv md -o -").exits(2);
}

#[test]
fn papers_follow_an_act_and_keep_what_somebody_changed() {
    let mut workspace = compiled();
    choose(&workspace, CETAK);
    let said = workspace.rkt("compile --sebagai tim").ok().out;
    assert!(said.contains("rkt-2027-draf-2.pdf"), "{said}");
    let (pdf, docx) = (
        "2027/keluaran/rkt-2027-draf-2.pdf",
        "2027/keluaran/rkt-2027-draf-2.docx",
    );
    let printed = bytes(&workspace, pdf);
    workspace.write(docx, "dikoreksi Sekretaris");
    workspace.at("2026-11-13T09:00:00+08:00");
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    let said = workspace.rkt("draft --sebagai tim").ok().out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(&format!("Berkas: {pdf}")), "{said}");
    assert!(
        said.contains(&format!("Perhatian: {docx} sudah ada")),
        "{said}"
    );
    assert_eq!(workspace.read(docx), "dikoreksi Sekretaris");
    assert_eq!(bytes(&workspace, pdf), printed);
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("approve draft --sebagai sekretaris").ok();
    let shown = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    let told = workspace.json(&format!("sign --kode {shown} --sebagai kepala-dinas"));
    let files = ["2027/keluaran/rkt-2027.pdf", "2027/keluaran/rkt-2027.ics"];
    assert_eq!(told["berkas"], serde_json::json!(files));
    for file in files {
        assert!(exists(&workspace, file), "{file}");
    }
}

#[test]
fn an_archive_holds_the_papers_that_the_office_wants_and_verify_prints_them_again() {
    let mut workspace = compiled();
    choose(&workspace, CETAK);
    sign(&mut workspace);
    workspace.rkt("archive --sebagai tim").ok();
    let elsewhere = taken(&workspace);
    let paper = |format: &str| format!("2027/keluaran/rkt.{format}");
    for format in ["pdf", "docx", "xlsx", "csv", "md", "json"] {
        assert!(exists(&elsewhere, &paper(format)), "{format}");
    }
    assert_eq!(
        bytes(&elsewhere, &paper("pdf")),
        bytes(&workspace, "2027/keluaran/rkt-2027.pdf")
    );
    // The office's own texts go along, so that the complete document can be printed again.
    assert!(exists(&elsewhere, "acuan/naskah/bab-1.md"));
    elsewhere.rkt("verify").ok();
    for format in ["pdf", "docx", "xlsx", "csv"] {
        let copy = taken(&workspace);
        forge(copy.path(), &paper(format));
        let said = copy.rkt("verify").exits(1).out;
        assert!(said.contains(&paper(format)), "{said}");
        assert!(said.contains("tidak sama dengan yang dicetak"), "{said}");
    }
}

/// Changes a file, and writes a manifest that has it so.
fn forge(folder: &Path, file: &str) {
    let path = folder.join(file);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.push(b' ');
    std::fs::write(path, bytes).unwrap();
    reseal(folder);
}

#[test]
fn texts_that_were_broken_since_are_told_and_hide_nothing_else() {
    let mut workspace = compiled();
    choose(&workspace, CETAK);
    sign(&mut workspace);
    workspace.rkt("archive --sebagai tim").ok();
    let archive = taken(&workspace);
    std::fs::write(archive.path().join("acuan/naskah/bab-1.md"), [0xff, 0xfe]).unwrap();
    let said = archive.rkt("verify").exits(1).out;
    assert!(said.contains("acuan/naskah/bab-1.md"), "{said}");
}

#[test]
fn an_unknown_format_is_told_with_those_that_there_are() {
    let workspace = compiled();
    choose(
        &workspace,
        "\n[cetak]\nkompilasi = [\"pdff\"]\narsip = [\"pdf\", \"gantt\"]\n",
    );
    let said = workspace.rkt("compile --sebagai tim").exits(1).err;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`pdff` bukan pilihan untuk `kompilasi`"),
        "{said}"
    );
    assert!(said.contains("maksud Anda `pdf`?"), "{said}");
    assert!(
        said.contains("`gantt` bukan pilihan untuk `arsip`"),
        "{said}"
    );
}

/// Whether any part of a document says so.
fn says(workspace: &Workspace, file: &str, words: &str) -> bool {
    let file = std::fs::File::open(workspace.path().join(file)).unwrap();
    let mut zip = zip::ZipArchive::new(file).unwrap();
    (0..zip.len()).any(|n| {
        let mut part = Vec::new();
        zip.by_index(n).unwrap().read_to_end(&mut part).unwrap();
        String::from_utf8_lossy(&part).contains(words)
    })
}

#[test]
fn a_paper_to_sign_by_hand_bears_no_mark_of_a_draft_once_it_is_approved() {
    let mut workspace = compiled();
    let said = workspace.rkt("export docx --siap-ttd").exits(1).err;
    assert!(said.contains("perbaikan"), "{said}");
    workspace.rkt("export csv --siap-ttd").exits(2);
    workspace.at("2026-11-13T09:00:00+08:00");
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("draft --sebagai tim").ok();
    workspace.rkt("export docx pdf --siap-ttd").exits(1);
    workspace.rkt("approve draft --sebagai sekretaris").ok();
    workspace.rkt("export docx pdf").ok();
    workspace.rkt("export DOCX pdf --siap-ttd --kertas A4").ok();
    let (draft, clean) = (
        "2027/keluaran/rkt-2027-draf-2.docx",
        "2027/keluaran/rkt-2027-draf-2-ttd.docx",
    );
    assert!(says(&workspace, draft, "belum ditandatangani"));
    assert!(!says(&workspace, clean, "belum ditandatangani"));
    let kode = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    assert!(says(&workspace, clean, &kode));
    assert!(exists(&workspace, "2027/keluaran/rkt-2027-draf-2-ttd.pdf"));
    let line = format!("sign --kode {kode} --sebagai kepala-dinas");
    workspace.rkt(&line).ok();
    let said = workspace.rkt("export pdf --siap-ttd").exits(2).err;
    assert!(
        said.contains("cetak tanpa --siap-ttd: rkt export pdf"),
        "{said}"
    );
}

#[test]
fn what_goes_wrong_behind_an_act_hides_no_act() {
    let mut workspace = compiled();
    choose(
        &workspace,
        "\n[cetak]\nkompilasi = [\"docx\"]\nsusun = [\"docx\"]\ntandatangan = [\"docx\"]\n",
    );
    let broken = workspace.path().join("acuan/naskah/bab-1.md");
    std::fs::write(broken, [0xff, 0xfe, 0x41]).unwrap();
    let told = |said: String| {
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("docx belum dibuat"), "{said}");
        assert!(said.contains("perbuatannya tetap tercatat"), "{said}");
        assert!(said.contains("acuan/naskah/bab-1.md"), "{said}");
        said
    };
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,20", "99,30"));
    workspace
        .rkt("return sd --alasan Lagi --sebagai sekretaris")
        .ok();
    workspace.rkt("submit sd --jawab Sudah --sebagai sd").ok();
    told(workspace.rkt("compile --sebagai tim").ok().out);
    workspace.at("2026-11-13T09:00:00+08:00");
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.at("2026-11-16T09:00:00+08:00");
    let said = told(workspace.rkt("draft --sebagai tim").ok().out);
    assert!(said.contains("disusun"), "{said}");
    workspace.rkt("approve draft --sebagai sekretaris").ok();
    let kode = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    let line = format!("sign --kode {kode} --sebagai kepala-dinas");
    let said = told(workspace.rkt(&line).ok().out);
    assert!(said.contains("ditandatangani oleh"), "{said}");
}

#[test]
fn how_the_cycle_stands_is_made_anew_with_every_act() {
    let mut workspace = compiled();
    choose(
        &workspace,
        "\n[cetak]\nkompilasi = [\"html\", \"gantt\", \"ics\"]\nsusun = [\"html\"]\n",
    );
    workspace.rkt("compile --sebagai tim").ok();
    let page = "2027/keluaran/rkt-2027-dasbor.html";
    let before = bytes(&workspace, page);
    workspace.at("2026-11-13T09:00:00+08:00");
    let said = workspace.rkt("compile --sebagai tim").ok().out;
    assert!(!said.contains("tidak diganti"), "{said}");
    assert_ne!(bytes(&workspace, page), before);
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    let told = workspace.json("draft --sebagai tim");
    assert_eq!(told["berkas"], serde_json::json!([page]));
    assert_eq!(told["perhatian"], serde_json::json!([]));
}

#[test]
fn the_way_out_of_a_kept_file_leads_there() {
    let workspace = compiled();
    choose(&workspace, "\n[cetak]\nkompilasi = [\"pdf\", \"csv\"]\n");
    let pdf = "2027/keluaran/rkt-2027-draf-2.pdf";
    workspace.write(pdf, "dicoret");
    let told = workspace.json("compile --sebagai tim");
    let said = told["perhatian"][0].as_str().unwrap();
    assert!(
        said.starts_with(pdf)
            && said.ends_with("pindahkan berkas itu, lalu rkt compile --sebagai tim")
    );
    std::fs::rename(
        workspace.path().join(pdf),
        workspace.path().join("dicoret.pdf"),
    )
    .unwrap();
    let told = workspace.json("compile --sebagai tim");
    assert_eq!(told["perhatian"], serde_json::json!([]));
    assert!(bytes(&workspace, pdf).starts_with(b"%PDF"));
}

#[test]
fn what_is_no_folder_or_no_file_is_refused_before_anything_is_written() {
    let workspace = compiled();
    workspace.write("berkas", "x");
    for folder in ["berkas", "baru/rkt.pdf"] {
        let said = workspace
            .rkt(&format!("export csv -o {folder}"))
            .exits(2)
            .err;
        assert!(said.contains("bukan folder"), "{said}");
    }
    workspace.rkt_words(&["export", "csv", "-o", ""]).exits(2);
    std::fs::create_dir_all(workspace.path().join("o/rkt-2027-draf-2.csv")).unwrap();
    let said = workspace.rkt("export md csv -o o --timpa").exits(2).err;
    assert!(said.contains("bukan berkas biasa"), "{said}");
    assert!(!exists(&workspace, "o/rkt-2027-draf-2.md"));
}

#[test]
fn what_a_paper_of_an_archive_lacks_is_told() {
    let mut workspace = compiled();
    choose(&workspace, "\n[cetak]\narsip = [\"docx\"]\n");
    sign(&mut workspace);
    std::fs::remove_file(workspace.path().join("acuan/naskah/bab-2.md")).unwrap();
    let told = workspace.json("archive --sebagai tim");
    let told = told["perhatian"].to_string();
    assert!(
        told.contains("belum ditulis: acuan/naskah/bab-2.md"),
        "{told}"
    );
    assert!(
        told.contains("tidak tercakup kode yang ditandatangani"),
        "{told}"
    );
    let archive = taken(&workspace);
    let said = archive.json("verify").to_string();
    assert!(
        said.contains("tidak tercakup kode yang ditandatangani"),
        "{said}"
    );
}

/// What the archives of the example hold in print N, by arrangement, SHA-256 of each file.
const CETAKAN: (u32, [(&str, &str, &str); 11]) = (
    1,
    [
        (
            "berjenjang",
            "BACA-SAYA.md",
            "8836f13f984eeb3466f9d3e8237611a02f5b957ed5f9b854ab5da39ec784a4d1",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.csv",
            "946049f759978ad5079f8e8c46405d60337a4e7736424496bb3065d1e62876fc",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.docx",
            "2c3b75706388032c4ce25391f50d5e2ab0d307fbd16ad4d9bb44b653bf1cf0cc",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.json",
            "9fdaa6f2d5f2c1a10d4d3b7ff74d7147ba5e1cd04ff11078e2aae12d28192ac0",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.md",
            "32d94ace3f68c242540afb09c427498120eb1f39b2f928558b00857c2b914ab8",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.pdf",
            "37b42aed9a3b1b19f1ec70b14b0341a6b4304d8cd0707f42c96000396b258790",
        ),
        (
            "berjenjang",
            "2027/keluaran/rkt.xlsx",
            "652a463faf451a44e1f2ca09c836f508b3b4ee9ade53794cefa440d4098e0c79",
        ),
        (
            "inti",
            "2027/keluaran/rkt.docx",
            "e24591a295ab52bc93e6f4ffda247c0e63a5770262b4c48cadc800abae6ceb4a",
        ),
        (
            "inti",
            "2027/keluaran/rkt.pdf",
            "e6d2b5cbaaa7f61ffc2949183816bd8fe7016ffa4158b69b3d108b37642e4371",
        ),
        (
            "dua-tabel",
            "2027/keluaran/rkt.docx",
            "daa3fd2392853b77c97f468f9b6f66fd52a6edacaf01054b8a1ba158b8d92542",
        ),
        (
            "dua-tabel",
            "2027/keluaran/rkt.pdf",
            "28a3d763a40fca6c8ef4c148cec480c455203068cbb0023834f18e76d0786362",
        ),
    ],
);

/// `verify` compares what an archive holds with what it prints itself, if both are the same print.
/// When this fails, the print is another one: raise `cetakan` in src/commands/archive.rs, the number
/// above, and put the new sums here.
#[test]
fn a_print_keeps_its_bytes() {
    let (n, all) = CETAKAN;
    let archives = ["berjenjang", "inti", "dua-tabel"].map(|susunan| {
        let mut workspace = compiled();
        let more = format!("{CETAK}tata_letak = \"{susunan}\"\n");
        choose(&workspace, &more);
        sign(&mut workspace);
        workspace.rkt("archive --sebagai tim").ok();
        let state = workspace.read("2027/state.toml");
        assert!(state.contains(&format!("+cetakan.{n}\"")), "{n}");
        (susunan, workspace)
    });
    let sums = all.map(|(susunan, file, _)| {
        let (_, workspace) = archives.iter().find(|one| one.0 == susunan).unwrap();
        sha256(&bytes(workspace, &format!("2027/arsip/{file}")))
    });
    let now = all.iter().zip(&sums);
    let now: Vec<_> = now.map(|((a, b, _), sum)| (*a, *b, sum.as_str())).collect();
    assert_eq!(now, all);
}

#[test]
fn the_page_of_an_archive_names_what_is_there() {
    let mut workspace = compiled();
    choose(
        &workspace,
        "\n[cetak]\narsip = [\"pdf\", \"md\", \"csv\", \"json\"]\n",
    );
    sign(&mut workspace);
    workspace.rkt("archive --sebagai tim").ok();
    let archive = taken(&workspace);
    let page = archive.read("BACA-SAYA.md");
    let named = page.split('`').filter(|part| part.starts_with("2027/"));
    let named: Vec<&str> = named.collect();
    assert!(
        named
            .iter()
            .any(|file| file.contains("bukti/tandatangan/pindaian-"))
    );
    assert_eq!(named.len(), 6, "{named:?}");
    for file in named {
        assert!(exists(&archive, file), "{file}");
    }
}
