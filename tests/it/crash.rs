//! What is left on disk when a write stops half way.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rkt::store::txn::Txn;
use tempfile::TempDir;

use crate::workspace::Workspace;

const FILES: [&str; 5] = [
    "ajuan/sd/a.toml",
    "keluaran/draft-1.md",
    "keluaran/draft-1.json",
    "baru/sub/berkas",
    "state.toml",
];

/// The files that stand before; the others are new.
const STANDING: [&str; 3] = [FILES[1], FILES[2], FILES[4]];

fn old(name: &str) -> String {
    format!("lama {name}\n")
}

fn new(name: &str) -> String {
    format!("baru {name}\n")
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in STANDING {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, old(name)).unwrap();
    }
    folder
}

fn txn(folder: &Path) -> Txn {
    let mut txn = Txn::begin(folder, "uji").unwrap();
    for name in FILES {
        txn.put(name, new(name));
    }
    txn
}

/// Every file below a folder but the lock, by its path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn walk(top: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(top, &path, found);
            } else {
                let name = path.strip_prefix(top).unwrap().to_str().unwrap();
                found.insert(
                    name.to_owned(),
                    String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned(),
                );
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found.remove(".rkt.lock");
    found
}

/// What should be there when the first `n_written` files were written.
fn expected(n_written: usize) -> BTreeMap<String, String> {
    let written = FILES.iter().take(n_written);
    let standing = STANDING.iter().map(|name| ((*name).to_owned(), old(name)));
    let written = written.map(|name| ((*name).to_owned(), new(name)));
    standing.chain(written).collect()
}

/// Fails when the file at place `n` is about to be moved into place.
fn fails_at(n: usize) -> impl FnMut(&Path) -> io::Result<()> {
    let mut asked = 0;
    move |_| {
        asked += 1;
        if asked == n + 1 {
            return Err(io::Error::other("listrik padam"));
        }
        Ok(())
    }
}

#[test]
fn a_failure_at_any_file_leaves_each_wholly_old_or_wholly_new() {
    for (n, name) in FILES.into_iter().enumerate() {
        let folder = folder();
        let failed = txn(folder.path()).commit_through(&mut fails_at(n));
        let error = format!("{:#}", failed.unwrap_err());
        assert!(
            error.contains("listrik padam") && error.contains(name),
            "{error}"
        );
        assert_eq!(files(folder.path()), expected(n), "failed at {n}");
        txn(folder.path()).commit().unwrap();
        assert_eq!(
            files(folder.path()),
            expected(FILES.len()),
            "again after {n}"
        );
    }
}

#[test]
fn the_gate_is_asked_in_the_order_of_the_files() {
    let folder = folder();
    let mut asked = Vec::new();
    let top = folder.path().to_path_buf();
    let mut gate = |path: &Path| {
        let name = path.strip_prefix(&top).unwrap();
        asked.push(name.to_str().unwrap().to_owned());
        Ok(())
    };
    txn(folder.path()).commit_through(&mut gate).unwrap();
    assert_eq!(asked, FILES);
}

#[test]
fn a_dropped_transaction_writes_nothing_and_frees_the_lock() {
    let folder = folder();
    drop(txn(folder.path()));
    assert_eq!(files(folder.path()), expected(0));
    txn(folder.path()).commit().unwrap();
    assert_eq!(files(folder.path()), expected(FILES.len()));
}

#[test]
fn a_file_that_would_not_change_is_left_alone() {
    let folder = folder();
    txn(folder.path()).commit().unwrap();
    let mut asked = 0;
    let mut gate = |_: &Path| {
        asked += 1;
        Ok(())
    };
    txn(folder.path()).commit_through(&mut gate).unwrap();
    assert_eq!(asked, 0);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_mode_of_a_file_stays() {
        for wanted in [0o664, 0o640, 0o600] {
            let folder = folder();
            let path = folder.path().join("state.toml");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(wanted)).unwrap();
            txn(folder.path()).commit().unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), new("state.toml"));
            assert_eq!(mode(&path), wanted, "{:o}", mode(&path));
        }
    }

    #[test]
    fn a_new_file_has_the_mode_that_the_umask_gives() {
        let folder = folder();
        txn(folder.path()).commit().unwrap();
        let plain = folder.path().join("biasa");
        std::fs::write(&plain, "").unwrap();
        assert_eq!(mode(&folder.path().join(FILES[0])), mode(&plain));
    }

    #[test]
    fn a_symlink_is_refused_and_what_it_points_to_stays() {
        let folder = folder();
        let outside = tempfile::tempdir().unwrap();
        let target = outside.path().join("milik-orang.toml");
        std::fs::write(&target, "jangan\n").unwrap();
        let link = folder.path().join("state.toml");
        std::fs::remove_file(&link).unwrap();
        symlink(&target, &link).unwrap();
        let error = txn(folder.path()).commit().unwrap_err();
        assert!(format!("{error:#}").contains("tautan"), "{error:#}");
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "jangan\n");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}

#[test]
fn writers_beside_each_other_lose_nothing() {
    const THREADS: usize = 4;
    const EACH: usize = 25;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.toml");
    std::fs::write(&path, "").unwrap();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (folder, path) = (folder.path(), &path);
            scope.spawn(move || {
                for n in 0..EACH {
                    let mut txn = Txn::begin(folder, "uji").unwrap();
                    let text = std::fs::read_to_string(path).unwrap();
                    txn.put("state.toml", format!("{text}{thread}/{n}\n"));
                    txn.commit().unwrap();
                }
            });
        }
    });
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), THREADS * EACH);
}

#[test]
fn reading_does_not_wait_for_a_writer() {
    let workspace = Workspace::example("balangan-2027");
    let held = Txn::begin(&workspace.path().join("2027"), "uji").unwrap();
    for command in ["status", "check", "log", "sop"] {
        workspace.rkt(command).ok();
    }
    drop(held);
}

/// A plain file where a folder has to be stops every user's write, root's too.
#[test]
fn an_act_whose_files_cannot_be_written_leaves_the_state_as_it_was() {
    let workspace = Workspace::example("balangan-2027");
    let before = workspace.read("2027/state.toml");
    workspace.write("2027/ajuan/sd", "bukan folder");
    let failed = workspace.rkt("submit sd --sebagai sd").exits(3);
    assert!(failed.err.starts_with("galat: "), "{}", failed.err);
    assert_eq!(workspace.read("2027/state.toml"), before);
    std::fs::remove_file(workspace.path().join("2027/ajuan/sd")).unwrap();
    workspace.rkt("submit sd --sebagai sd").ok();

    let before = workspace.read("2027/state.toml");
    workspace.write("2027/keluaran", "bukan folder");
    workspace.rkt("compile --sebagian --sebagai tim").exits(3);
    assert_eq!(workspace.read("2027/state.toml"), before);
    let temp = files(workspace.path());
    assert!(
        !temp.keys().any(|name| name.contains(".rkt-tmp-")),
        "{:?}",
        temp.keys()
    );
}

#[test]
fn what_a_killed_rkt_leaves_behind_does_not_disturb() {
    let workspace = Workspace::example("balangan-2027");
    workspace
        .write(".rkt-tmp-x/2028/state.toml", "format = 1\n")
        .write(".rkt-tmp-x/2028/.rkt.lock", "rkt init (proses 1)\n")
        .write("2027/.rkt-tmp-abc", "setengah")
        .write("2027/form/.rkt-tmp-def", "setengah");
    for command in ["status", "check", "log", "submit sd --sebagai sd"] {
        workspace.rkt(command).ok();
    }
    workspace.rkt("init 2028 --sebagai kasubbag-program").ok();
    assert_eq!(workspace.json("status --siklus 2028")["siklus"], "2028");
}

#[test]
fn an_empty_folder_with_leftovers_can_be_opened() {
    let workspace = Workspace::empty();
    workspace
        .write(".rkt-tmp-x/2027/state.toml", "")
        .write(".rkt.lock", "");
    workspace.rkt("init 2027").ok();
    workspace.rkt("status").ok();
}

/// The workspace's files in the order in which `init` writes them.
const LAID: [&str; 9] = [
    "kalender/2024.toml",
    "kalender/2025.toml",
    "kalender/2026.toml",
    ".gitattributes",
    ".gitignore",
    "acuan/iku.toml",
    "acuan/renstra.toml",
    "sop.yaml",
    "rkt.toml",
];

#[test]
fn an_init_that_was_killed_half_way_can_be_run_again() {
    let whole = Workspace::init();
    for n in 0..=LAID.len() {
        let workspace = Workspace::empty();
        for name in LAID.iter().take(n) {
            workspace.write(name, &whole.read(name));
        }
        let ran = workspace.rkt("init 2027 --sebagai kasubbag-program");
        assert_eq!(ran.code, 0, "killed after {n} files: {}", ran.err);
        assert_eq!(
            files(workspace.path()),
            files(whole.path()),
            "after {n} files"
        );
    }
}
