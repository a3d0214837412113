//! Files that an older rkt wrote stay readable, and a cycle begun with it goes on.
//!
//! `tests/lama/kukar-2025` was written by the version that knew `mulai`, `catat`, `ajukan` and
//! `kompilasi` only: a partial draft, a second round, a late form with its reason, a whole draft.
//! `tests/lama/arsip-2025` is an archive of the version whose prints had no number.

use crate::archive::reseal;
use crate::workspace::{Workspace, copy, root};

fn old() -> Workspace {
    let mut workspace = Workspace::empty();
    copy(&root().join("tests/lama/kukar-2025"), workspace.path());
    // What was in order then is for the office to judge now: two rates above 100 percent.
    let aturan = "\n[aturan]\nRKT209 = { tingkat = \"peringatan\", alasan = \"seperti terbit\" }\n";
    let settings = workspace.read("rkt.toml") + aturan;
    workspace.write("rkt.toml", &settings);
    workspace.at("2026-11-17T09:00:00+08:00");
    workspace
}

#[test]
fn an_archive_that_an_older_version_printed_is_not_called_forged() {
    let archive = Workspace::empty();
    copy(&root().join("tests/lama/arsip-2025"), archive.path());
    let said = archive.rkt("verify").ok().out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("RKT 2025 utuh dan sesuai SOP, kecuali"),
        "{said}"
    );
    let data = "2025/keluaran/rkt.json";
    let text = archive.read(data);
    archive.write(data, &text.replace("(kepala-dinas)", "(Kepala Dinas)"));
    reseal(archive.path());
    let said = archive.rkt("verify").exits(1).out;
    assert!(said.contains(data), "{said}");
}

#[test]
fn what_an_older_version_wrote_is_read() {
    let workspace = old();
    let status = workspace.rkt("status").ok();
    assert!(status.err.is_empty(), "{}", status.err);
    assert!(status.out.contains("koreksi-bidang"), "{}", status.out);
    let log = workspace.rkt("log").ok().out;
    for said in [
        "(putaran 2)",
        "terlambat: Banjir",
        "Draf 1 dikompilasi dari 1 Bidang, tanpa paud-pnf, smp",
    ] {
        let log = log.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(log.contains(said), "{log}");
    }
    workspace.rkt("check").ok();
    let before = workspace.read("2025/state.toml");
    let same = workspace.rkt("compile --sebagai tim").ok().out;
    assert!(same.contains("Tidak ada perubahan: draf 2"), "{same}");
    assert_eq!(workspace.read("2025/state.toml"), before);
    workspace.rkt("verify").ok();
}

#[test]
fn a_cycle_begun_with_an_older_version_ends_in_the_archive() {
    let workspace = old();
    for line in [
        "approve --semua --sebagai sekretaris",
        "return smp --alasan Periksa --sebagai sekretaris",
        "submit smp --jawab Sudah --sebagai smp",
        "approve smp --sebagai sekretaris",
        "draft --sebagai tim",
        "approve draft --sebagai sekretaris",
    ] {
        workspace.rkt(line).ok();
    }
    let kode = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    workspace
        .rkt(&format!("sign --kode {kode} --sebagai kepala-dinas"))
        .ok();
    workspace.rkt("archive --sebagai tim").ok();
    workspace.rkt("verify 2025/arsip").ok();
}
