//! The archive and its checking: sealed, whole on another machine, and no byte changes unseen.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rkt::domain::event::{Act, Actor, Event, EventId, Subjek};
use rkt::domain::name::{BidangId, Jabatan, LangkahId};
use rkt::domain::state::State;
use rkt::store::seal;
use rkt::store::text::Source;
use rkt::store::{sop_file, state_file};

use crate::workspace::{BIDANG, Workspace, copy};

/// The example with every form handed in, one sent back once, and the whole compiled.
pub fn compiled() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-10T09:00:00+08:00");
    for bidang in BIDANG {
        workspace
            .rkt(&format!("submit {bidang} --sebagai {bidang}"))
            .ok();
    }
    workspace.at("2026-11-11T09:00:00+08:00");
    workspace.rkt("compile --sebagai tim").ok();
    workspace
        .rkt("return sd --alasan Keliru --sebagai sekretaris")
        .ok();
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    workspace.at("2026-11-12T09:00:00+08:00");
    workspace
        .rkt("submit sd --jawab Diperbaiki --sebagai sd")
        .ok();
    workspace.rkt("compile --sebagai tim").ok();
    workspace
}

/// From the corrections of forms to the signature.
pub fn sign(workspace: &mut Workspace) {
    workspace.at("2026-11-13T09:00:00+08:00");
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("draft --sebagai tim").ok();
    workspace.rkt("approve draft --sebagai sekretaris").ok();
    workspace.at("2026-11-18T09:00:00+08:00");
    workspace.write("naskah.pdf", "%PDF-1.7 contoh");
    let shown = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    workspace
        .rkt(&format!(
            "sign --kode {shown} --pindaian naskah.pdf --sebagai kepala-dinas"
        ))
        .ok();
    workspace.at("2026-11-19T09:00:00+08:00");
}

fn signed() -> Workspace {
    let mut workspace = compiled();
    sign(&mut workspace);
    workspace
}

fn archived() -> Workspace {
    let workspace = signed();
    workspace.rkt("archive --sebagai tim").ok();
    workspace
}

/// A copy of the archive alone, elsewhere.
pub fn taken(workspace: &Workspace) -> Workspace {
    let elsewhere = Workspace::empty();
    copy(&workspace.path().join("2027/arsip"), elsewhere.path());
    elsewhere
}

fn files(folder: &Path) -> Vec<String> {
    let entries = seal::walk(folder, "").unwrap();
    entries.into_iter().map(|entry| entry.path).collect()
}

/// An output without the breaks of its lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(path: &PathBuf, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

fn sha256sum(folder: &Path) -> Option<bool> {
    let mut command = Command::new("sha256sum");
    command.args(["--strict", "-c", "MANIFEST.sha256"]);
    command.current_dir(folder).stdout(Stdio::null());
    command
        .stderr(Stdio::null())
        .status()
        .ok()
        .map(|ended| ended.success())
}

/// Writes a manifest over what lies there, as somebody would who covers his traces.
pub fn reseal(folder: &Path) {
    let hashes = seal::check(folder).unwrap().hashes;
    write(
        &folder.join("MANIFEST.sha256"),
        seal::manifest(&hashes).as_bytes(),
    );
}

#[test]
fn an_archive_alone_is_checked_on_another_machine() {
    let workspace = archived();
    let said = workspace.rkt("verify").ok().out;
    assert!(said.contains("11 dari 11"), "{said}");
    assert!(said.contains("tanda tangan elektronik"), "{said}");
    workspace.rkt("verify 2027/arsip").ok();
    let elsewhere = taken(&workspace);
    assert_ne!(sha256sum(elsewhere.path()), Some(false));
    let before = files(elsewhere.path());
    elsewhere.rkt("verify").ok();
    elsewhere.rkt("verify .").ok();
    let told = elsewhere.json("verify");
    assert_eq!(told["sah"], true);
    assert_eq!(told["temuan"].as_array().unwrap().len(), 0);
    assert_eq!(told["n_berkas"], before.len() - 1);
    for line in [
        "status", "log", "check", "show sd", "diff sd", "sop", "sop lint",
    ] {
        let shown = elsewhere.rkt(line).ok().out;
        assert!(!shown.contains("BASI"), "{line}: {shown}");
    }
    assert_eq!(files(elsewhere.path()), before);
}

#[test]
fn the_offices_nomenclature_goes_along() {
    let workspace = signed();
    let table = "kode\turaian\n1.01.02\tPROGRAM CONTOH\n";
    workspace.write("acuan/nomenklatur.tsv", table);
    workspace.rkt("archive --sebagai tim").ok();
    let elsewhere = taken(&workspace);
    assert_eq!(elsewhere.read("acuan/nomenklatur.tsv"), table);
    elsewhere.rkt("verify").ok();
    assert_eq!(
        elsewhere.json("kode contoh")["tabel"],
        "acuan/nomenklatur.tsv"
    );
    elsewhere.write("acuan/nomenklatur.tsv", &table.replace("CONTOH", "LAIN"));
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(said.contains("acuan/nomenklatur.tsv"), "{said}");
}

#[test]
fn any_changed_byte_makes_verify_fail_and_name_the_file() {
    let elsewhere = taken(&archived());
    for file in files(elsewhere.path()) {
        let path = elsewhere.path().join(&file);
        let bytes = std::fs::read(&path).unwrap();
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= if at == 0 { 0x80 } else { 0x01 };
            write(&path, &changed);
            let ran = elsewhere.rkt("verify").exits(1);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(&file), "{file} at {at}:\n{said}");
        }
        write(&path, &bytes);
    }
    elsewhere.rkt("verify").ok();
}

#[test]
fn the_seal_sees_a_change_at_many_places_of_every_file() {
    let elsewhere = taken(&archived());
    for file in files(elsewhere.path()) {
        let path = elsewhere.path().join(&file);
        let bytes = std::fs::read(&path).unwrap();
        for n in 0..40 {
            let at = n * (bytes.len() - 1) / 39;
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (n % 8);
            write(&path, &changed);
            let findings = seal::check(elsewhere.path()).unwrap().findings;
            let says = |text: &str| text.contains(&file);
            let named = findings
                .iter()
                .any(|f| says(&f.at.file) || says(&f.message));
            assert!(named, "{file} at {at}: {findings:?}");
        }
        write(&path, &bytes);
    }
}

#[test]
fn lost_added_and_swapped_files_are_named() {
    let elsewhere = taken(&archived());
    let all = files(elsewhere.path());
    for file in &all {
        let path = elsewhere.path().join(file);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let said = elsewhere.rkt("verify .").exits(1).out;
        assert!(said.contains(file.as_str()), "{file}:\n{said}");
        write(&path, &bytes);
    }
    elsewhere.write("2027/bukti/catatan.txt", "x");
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(
        said.contains("RKT016") && said.contains("2027/bukti/catatan.txt"),
        "{said}"
    );
    std::fs::remove_file(elsewhere.path().join("2027/bukti/catatan.txt")).unwrap();
    let [one, other] = ["2027/keluaran/rkt.md", "2027/keluaran/rkt.json"];
    let (a, b) = (elsewhere.read(one), elsewhere.read(other));
    elsewhere.write(one, &b).write(other, &a);
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(said.contains(one) && said.contains(other), "{said}");
    elsewhere.write(one, &a).write(other, &b);
    elsewhere.rkt("verify").ok();
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let elsewhere = taken(&archived());
    let path = elsewhere.path().join("2027/keluaran/rkt.md");
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("../../rkt.toml", &path).unwrap();
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(
        said.contains("2027/keluaran/rkt.md") && said.contains("tautan"),
        "{said}"
    );
}

#[test]
fn a_new_manifest_over_changed_files_does_not_help() {
    let elsewhere = taken(&archived());
    let file = "acuan/renstra.toml";
    let text = elsewhere.read(file);
    elsewhere.write(file, &format!("{text}\n# tambahan\n"));
    reseal(elsewhere.path());
    assert_ne!(sha256sum(elsewhere.path()), Some(false));
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(said.contains("peristiwa arsip"), "{said}");
    elsewhere.write(file, &text);
    let state = elsewhere.read("2027/state.toml");
    let cut: String = state
        .split_inclusive('\n')
        .filter(|line| !line.contains("aksi = \"arsip\""))
        .collect();
    elsewhere.write("2027/state.toml", &cut);
    reseal(elsewhere.path());
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(said.contains("tidak memuat peristiwa"), "{said}");
}

#[test]
fn equal_inputs_give_equal_bytes() {
    let (one, other) = (archived(), archived());
    let folder = |workspace: &Workspace| workspace.path().join("2027/arsip");
    let all = files(&folder(&one));
    assert_eq!(all, files(&folder(&other)));
    for file in all {
        let read = |workspace| std::fs::read(folder(workspace).join(&file)).unwrap();
        assert_eq!(read(&one), read(&other), "{file}");
    }
}

#[test]
fn an_archive_is_made_once_when_its_turn_has_come_and_never_written_to() {
    let mut workspace = compiled();
    let said = workspace.rkt("archive --sebagai tim").exits(1).err;
    assert!(said.contains("belum ditandatangani"), "{said}");
    sign(&mut workspace);
    let said = workspace.rkt("archive --sebagai sd").exits(1).err;
    assert!(said.contains("RKT701"), "{said}");
    workspace.rkt("archive --sebagai tim").ok();
    let said = workspace.rkt("archive --sebagai tim").exits(1).err;
    assert!(said.contains("RKT712"), "{said}");
    let anew =
        "rkt init 2027 --perubahan --alasan \"...\" --dasar \"...\" --sebagai kasubbag-program";
    assert!(words(&said).contains(anew), "{said}");
    let publish = "rkt step publikasi --tanggal 2026-11-19 --url \"...\" --sebagai";
    for (line, who) in [
        ("status", "tim"),
        ("status --sebagai kasubbag-program", "kasubbag-program"),
    ] {
        let said = words(&workspace.rkt(line).ok().out);
        assert!(said.contains(&format!("{publish} {who}")), "{said}");
    }
    let line = "step publikasi --tanggal 2026-11-18 --sebagai tim";
    let said = words(&workspace.rkt(line).exits(1).err);
    let whole = "`rkt step publikasi --tanggal 2026-11-18 --url \"...\" --sebagai tim`";
    assert!(said.contains(whole), "{said}");
    workspace
        .rkt("step publikasi --tanggal 2026-11-19 --url https://contoh.go.id/rkt --sebagai tim")
        .ok();
    workspace.write("berita.txt", "Tayang");
    workspace
        .rkt("step publikasi --catatan Tayang --bukti berita.txt --sebagai tim")
        .ok();
    let said = workspace.rkt("status").ok().out;
    assert!(
        said.contains("19 November 2026: https://contoh.go.id/rkt"),
        "{said}"
    );
    workspace.rkt("verify").ok();
    let elsewhere = taken(&workspace);
    let before = files(elsewhere.path());
    for line in [
        "submit sd --sebagai sd",
        "init 2028",
        "archive --sebagai tim",
        "undo --sebagai tim",
    ] {
        let said = elsewhere.rkt(line).exits(1).err;
        assert!(said.contains("arsip tidak ditulisi"), "{line}: {said}");
        assert!(words(&said).contains(anew), "{line}: {said}");
    }
    assert_eq!(files(elsewhere.path()), before);
    workspace.rkt("verify tidak-ada").exits(2);
    Workspace::empty().rkt("verify .").exits(2);
}

#[test]
fn a_day_off_that_is_withdrawn_later_does_not_keep_an_rkt_from_its_archive() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-10T09:00:00+08:00");
    for bidang in BIDANG {
        let line = format!("submit {bidang} --sebagai {bidang}");
        workspace.rkt(&line).ok();
    }
    workspace.rkt("compile --sebagai tim").ok();
    let line = "return sd --alasan Keliru --sebagai sekretaris";
    workspace.rkt(line).ok();
    let known = workspace.read("kalender/2026.toml");
    let more = "\n[[libur]]\ntanggal = 2026-11-12\nnama = \"Libur daerah\"\njenis = \"libur\"\n";
    workspace.write("kalender/2026.toml", &format!("{known}{more}"));
    workspace.at("2026-11-16T09:00:00+08:00");
    workspace.rkt("submit sd --jawab Tetap --sebagai sd").ok();
    workspace.write("kalender/2026.toml", &known);
    sign(&mut workspace);
    workspace.rkt("archive --alasan hilang --sebagai tim").ok();
    let told = workspace.rkt("verify").ok().out;
    assert!(told.contains("menurut kalender"), "{told}");
}

#[test]
fn what_somebody_left_in_the_folder_stops_the_archive_and_stays() {
    let workspace = signed();
    workspace.write("2027/arsip/catatan.docx", "x");
    workspace.write("2027/arsip/2027/ajuan/.rkt-tmp-abc", "x");
    let said = workspace.rkt("archive --sebagai tim").exits(1).err;
    assert!(said.contains("2027/arsip/catatan.docx"), "{said}");
    assert_eq!(workspace.read("2027/arsip/catatan.docx"), "x");
    assert!(!workspace.path().join("2027/arsip/rkt.toml").exists());
    std::fs::remove_file(workspace.path().join("2027/arsip/catatan.docx")).unwrap();
    workspace.rkt("archive --sebagai tim").ok();
    workspace.rkt("verify").ok();
}

#[test]
fn a_broken_copy_or_evidence_stops_the_archive() {
    let workspace = signed();
    let all = files(&workspace.path().join("2027"));
    let find = |folder: &str| {
        let file = all.iter().find(|file| file.starts_with(folder)).unwrap();
        format!("2027/{file}")
    };
    for (file, rule) in [(find("ajuan/smp"), "RKT013"), (find("bukti/"), "RKT014")] {
        let text = workspace.read(&file);
        workspace.write(&file, &format!("{text} "));
        for line in ["archive --sebagai tim", "verify"] {
            let ran = workspace.rkt(line).exits(1);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(
                said.contains(rule) && said.contains(&file),
                "{line}: {said}"
            );
        }
        workspace.write(&file, &text);
    }
    assert!(!workspace.path().join("2027/arsip").exists());
    workspace.rkt("archive --sebagai tim").ok();
}

/// The draft ready to be signed, and its code.
fn ready() -> (Workspace, String) {
    let mut workspace = compiled();
    workspace.at("2026-11-13T09:00:00+08:00");
    for line in [
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
        "approve draft --sebagai sekretaris",
    ] {
        workspace.rkt(line).ok();
    }
    let shown = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    (workspace, shown)
}

#[test]
fn a_scan_is_a_pdf_whatever_its_file_is_called() {
    let (workspace, kode) = ready();
    let before = workspace.read("2027/state.toml");
    for name in ["naskah.pdf", "pindaian.pdf", "foto=naskah.pdf"] {
        workspace.write(name, "bukan PDF");
        let line = format!("sign --kode {kode} --pindaian {name} --sebagai kepala-dinas");
        let refused = workspace.rkt(&line).exits(2);
        assert!(refused.err.contains("bukan PDF"), "{name}: {}", refused.err);
        assert!(!workspace.path().join("2027/bukti").exists(), "{name}");
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
}

#[test]
fn what_is_refused_or_changes_nothing_leaves_no_evidence_behind() {
    let workspace = compiled();
    let before = workspace.read("2027/state.toml");
    workspace.write("paraf.pdf", "%PDF-1.7 paraf");
    for (line, code) in [
        ("approve draft --bukti paraf.pdf --sebagai sekretaris", 1),
        ("submit sd --bukti paraf.pdf --sebagai sd", 2),
    ] {
        workspace.rkt(line).exits(code);
        assert!(!workspace.path().join("2027/bukti").exists(), "{line}");
    }
    assert_eq!(workspace.read("2027/state.toml"), before);
}

#[test]
fn looking_at_what_would_be_undone_writes_nothing() {
    let workspace = compiled();
    let lock = workspace.path().join("2027/.rkt.lock");
    let _gone = std::fs::remove_file(&lock);
    let before = workspace.read("2027/state.toml");
    let shown = workspace.rkt("undo --dry-run --sebagai tim").ok().out;
    assert!(shown.contains("Akan dibatalkan"), "{shown}");
    assert!(!lock.exists());
    assert_eq!(workspace.read("2027/state.toml"), before);
}

#[test]
fn the_archive_of_another_is_recorded_with_its_evidence() {
    let workspace = signed();
    workspace.write("berita-acara.pdf", "%PDF-1.7 berita acara");
    workspace
        .rkt("archive --untuk tim --bukti berita-acara.pdf --sebagai kasubbag-program")
        .ok();
    let said = taken(&workspace).rkt("verify").ok().out;
    assert!(said.contains("dicatat oleh Contoh Fauzan"), "{said}");
}

/// Adds a well-made event to the state file: its own writer approves the form of `sd`.
fn forge(workspace: &Workspace) {
    let source = |file: &str| Source {
        file: file.to_owned(),
        text: workspace.read(file),
    };
    let text = source("2027/state.toml");
    let (cycle, events) = state_file::decode(&text).0.unwrap();
    let sop = sop_file::decode(&source("2027/sop.yaml")).0.unwrap();
    let state = State::replay(cycle, sop, events);
    let sd = BidangId::parse("sd").unwrap();
    let submission = state.bidang(&sd).submission().unwrap();
    let event = Event {
        id: EventId::unset(),
        sebelum: state.heads(),
        pada: submission.pada + chrono::TimeDelta::hours(1),
        oleh: Actor {
            jabatan: Jabatan::parse("sd").unwrap(),
            ..submission.oleh.clone()
        },
        dicatat_oleh: None,
        atas_nama: None,
        bukti: std::collections::BTreeMap::new(),
        jam: None,
        act: Act::Setujui {
            subjek: Subjek::Bidang(sd),
            langkah: LangkahId::parse("koreksi-bidang").unwrap(),
            digest: submission.digest.clone(),
        },
    };
    let forged = state_file::append(&text.text, &event.sealed()).unwrap();
    workspace.write("2027/state.toml", &forged);
}

#[test]
fn a_forged_event_with_a_right_hash_is_named() {
    let mut workspace = compiled();
    workspace.rkt("verify").ok();
    forge(&workspace);
    let said = workspace.rkt("verify").exits(1).out;
    assert!(
        said.contains("RKT017") && said.contains("persetujuan oleh"),
        "{said}"
    );
    sign(&mut workspace);
    let refused = workspace.rkt("archive --sebagai tim").exits(1);
    assert!(refused.err.contains("RKT017"), "{}", refused.err);
    assert!(!workspace.path().join("2027/arsip").exists());
}

/// Makes an archive one that another version printed, in other words.
fn print_otherwise(archive: &Workspace) {
    let source = |file: &str| Source {
        file: file.to_owned(),
        text: archive.read(file),
    };
    let paper = archive.read("2027/keluaran/rkt.md");
    archive.write("2027/keluaran/rkt.md", &format!("{paper}\nCetakan lain.\n"));
    let text = source("2027/state.toml");
    let (_, events) = state_file::decode(&text).0.unwrap();
    let is_seal = |event: &Event| matches!(event.act, Act::Arsip { .. });
    let mut event = events.into_iter().find(is_seal).unwrap();
    if let Act::Arsip { digest, versi, .. } = &mut event.act {
        *digest = seal::digest(&seal::check(archive.path()).unwrap().hashes, "2027");
        "0.0.9+cetakan.9".clone_into(versi);
    }
    let cut: String = text
        .text
        .split_inclusive('\n')
        .filter(|line| !line.contains("aksi = \"arsip\""))
        .collect();
    let text = state_file::append(&cut, &event.sealed()).unwrap();
    archive.write("2027/state.toml", &text);
    reseal(archive.path());
}

#[test]
fn what_another_version_printed_is_not_said_to_be_compared() {
    let workspace = archived();
    let elsewhere = taken(&workspace);
    let said = elsewhere.rkt("verify").ok().out;
    assert!(said.contains("utuh dan sesuai SOP: kode"), "{said}");
    print_otherwise(&elsewhere);
    let reserve = "utuh dan sesuai SOP, kecuali keluaran/rkt.md dan BACA-SAYA.md, yang dicetak rkt 0.0.9+cetakan.9";
    let said = elsewhere.rkt("verify").ok().out;
    let told = words(&said);
    assert!(told.contains(reserve), "{said}");
    copy(elsewhere.path(), &workspace.path().join("2027/arsip"));
    let state = elsewhere.read("2027/state.toml");
    workspace.write("2027/state.toml", &state);
    let said = workspace.rkt("verify").ok().out;
    let told = words(&said);
    assert!(told.contains(reserve), "{said}");
    assert!(
        told.contains("Perhatian: arsip dicetak rkt 0.0.9+cetakan.9"),
        "{said}"
    );
}

#[test]
fn an_event_forged_into_an_archive_is_named() {
    let elsewhere = taken(&archived());
    forge(&elsewhere);
    reseal(elsewhere.path());
    let said = elsewhere.rkt("verify").exits(1).out;
    assert!(said.contains("RKT017") && said.contains("RKT015"), "{said}");
}

#[test]
fn who_did_not_hold_a_jabatan_is_named() {
    let workspace = signed();
    let settings = workspace.read("rkt.toml");
    workspace.write("rkt.toml", &settings.replace("Contoh Rusdi", "Contoh Lain"));
    let said = workspace.rkt("verify").exits(1).out;
    assert!(said.contains("Contoh Lain, M.Pd (smp), bukan"), "{said}");
}

#[test]
fn a_lost_archive_and_a_shortened_history_are_named() {
    let workspace = archived();
    let state = workspace.read("2027/state.toml");
    let cut: String = state
        .split_inclusive('\n')
        .filter(|line| !line.contains("aksi = \"arsip\""))
        .collect();
    workspace.write("2027/state.toml", &cut);
    let said = workspace.rkt("verify").exits(1).out;
    assert!(said.contains("tidak di sini"), "{said}");
    workspace.write("2027/state.toml", &state);
    std::fs::remove_dir_all(workspace.path().join("2027/arsip")).unwrap();
    let said = workspace.rkt("verify").exits(1).out;
    assert!(said.contains("2027/arsip/MANIFEST.sha256"), "{said}");
}

#[test]
fn an_interrupted_archive_is_called_unfinished_and_can_be_repeated() {
    let workspace = signed();
    let before = workspace.read("2027/state.toml");
    // A folder where the last file but the manifest has to be stops the writing there.
    let obstacle = workspace.path().join("2027/arsip/rkt.toml");
    std::fs::create_dir_all(&obstacle).unwrap();
    workspace.rkt("verify").ok();
    workspace.rkt("archive --sebagai tim").exits(3);
    assert_eq!(workspace.read("2027/state.toml"), before);
    let written = files(&workspace.path().join("2027/arsip"));
    assert!(written.iter().any(|file| file == "BACA-SAYA.md"));
    assert!(!written.iter().any(|file| file == "MANIFEST.sha256"));
    let said = workspace.rkt("verify").exits(1).out;
    assert!(said.contains("arsip belum selesai"), "{said}");
    assert!(said.contains("rkt archive --sebagai tim"), "{said}");
    assert!(!said.contains("kembalikan arsip"), "{said}");
    let said = workspace.rkt("status --semua").ok().out;
    assert!(said.contains("arsip belum selesai"), "{said}");
    std::fs::remove_dir(&obstacle).unwrap();
    workspace.rkt("archive --sebagai tim").ok();
    workspace.rkt("verify").ok();
    // Killed between the manifest and the cycle's own state.
    workspace.write("2027/state.toml", &before);
    let said = workspace.rkt("verify").exits(1).out;
    assert!(said.contains("ulangi `rkt archive"), "{said}");
    workspace.rkt("archive --sebagai tim").ok();
    workspace.rkt("verify").ok();
}

#[test]
fn the_whole_demo_ends_in_an_archive_that_can_be_checked_elsewhere() {
    let mut workspace = Workspace::empty();
    let said = workspace.rkt("demo --lengkap .").ok().out;
    assert!(said.contains("RKT 2027 diarsipkan"), "{said}");
    workspace.at("2026-11-24T10:00:00+08:00");
    let status = workspace.json("status");
    let langkah = status["langkah"].as_array().unwrap();
    assert_eq!(langkah.len(), 11);
    assert!(langkah.iter().all(|one| one["keadaan"] == "selesai"));
    let log = workspace.json("log");
    let events = log["peristiwa"].as_array().unwrap();
    let back = events.iter().filter(|event| event["aksi"] == "kembalikan");
    let at: Vec<&str> = back
        .map(|event| event["langkah"].as_str().unwrap())
        .collect();
    assert_eq!(at, ["koreksi-bidang", "koreksi-sekretaris", "tandatangan"]);
    assert_eq!(events.last().unwrap()["aksi"], "arsip");
    workspace.rkt("verify").ok();
    let elsewhere = taken(&workspace);
    let said = elsewhere.rkt("verify").ok().out;
    assert!(said.contains("11 dari 11"), "{said}");
}
