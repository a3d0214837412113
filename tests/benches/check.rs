//! How long `rkt check` takes: `cargo bench --bench check`.
//!
//! One form of 60 indikator as a whole process, and 1,000 forms against the time to read and parse
//! them, round by round.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rkt::domain::check::{self, Judge};
use rkt::domain::form::Form;
use rkt::domain::name::BidangId;
use rkt::store::cycle::Loaded;
use rkt::store::form_file::{self, Expected};
use rkt::store::references::References;
use rkt::store::text::Source;
use rkt::store::workspace::Workspace;

const RUNS: usize = 40;
const ROUNDS: usize = 7;
const N_FORMS: usize = 1000;

fn main() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/balangan-2027");
    let form = std::fs::read_to_string(example.join("2027/form/sd.toml")).unwrap_or_default();
    let one = process(&example, &form);
    let (parsed, checked) = many(&example, &form);
    #[expect(
        clippy::print_stdout,
        reason = "a benchmark reports to whoever runs it"
    )]
    {
        println!("rkt check sd, 60 indikator: median {one:?} of {RUNS} processes");
        let ratio = checked.as_secs_f64() / parsed.as_secs_f64();
        println!(
            "{N_FORMS} forms: read and parsed {parsed:?}, and checked {checked:?}: {ratio:.2}"
        );
    }
}

/// A form in which the sasaran has 40 indikator more.
fn long(form: &str) -> String {
    let more = (0..40).map(|n| {
        format!("[[sasaran.indikator]]\nuraian = \"Persentase ukuran {n}\"\nsatuan = \"Persen\"\ntarget = \"{n},5\"\n")
    });
    form.replacen(
        "[[program]]",
        &(more.collect::<String>() + "\n[[program]]"),
        1,
    )
}

/// The median of whole processes over one form.
fn process(example: &Path, form: &str) -> Duration {
    let folder = tempfile::tempdir().unwrap_or_else(|fault| panic!("{fault}"));
    copy(example, folder.path());
    let file = folder.path().join("2027/form/sd.toml");
    write(&file, &long(form));
    let run = || {
        let start = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_rkt"))
            .arg("-C")
            .arg(folder.path())
            .args(["check", "sd"])
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok());
        start.elapsed()
    };
    median((0..RUNS).map(|_| run()).collect())
}

/// The medians of reading and parsing many forms, and of checking them too.
fn many(example: &Path, form: &str) -> (Duration, Duration) {
    let workspace = Workspace::at(example).unwrap_or_else(|fault| panic!("{fault:?}"));
    let loaded = Loaded::read(&workspace, "2027").unwrap_or_else(|fault| panic!("{fault:?}"));
    let references = References::read(&loaded).unwrap_or_else(|fault| panic!("{fault:?}"));
    let ground = references.ground(&loaded);
    let folder = tempfile::tempdir().unwrap_or_else(|fault| panic!("{fault}"));
    let files: Vec<(BidangId, std::path::PathBuf)> = (0..N_FORMS)
        .map(|n| {
            let id = format!("b{n}");
            let text = form.replacen("bidang = \"sd\"", &format!("bidang = \"{id}\""), 1);
            let file = folder.path().join(format!("{id}.toml"));
            write(&file, &text);
            let id = BidangId::parse(&id).unwrap_or_else(|fault| panic!("{fault}"));
            (id, file)
        })
        .collect();
    let read = || -> Vec<(String, Form)> {
        let one = |(id, file): &(BidangId, std::path::PathBuf)| {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(file).ok()?;
            let source = Source {
                file: name.clone(),
                text,
            };
            let expected = Expected {
                tahun: 2027,
                bidang: id,
            };
            Some((name, form_file::decode(&source, expected).0?))
        };
        files.iter().filter_map(one).collect()
    };
    let (mut parsed, mut checked) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let forms = read();
        parsed.push(start.elapsed());
        let borrowed: Vec<(String, &Form)> = forms
            .iter()
            .map(|(file, form)| (file.clone(), form))
            .collect();
        let mut findings = Vec::new();
        for (file, form) in &borrowed {
            findings.extend(check::form(form, file));
            findings.extend(check::alone(form, file, &ground));
        }
        findings.extend(check::together(&borrowed, &ground));
        let judge = Judge {
            aturan: &loaded.settings.aturan,
            file: "rkt.toml",
            forms: &borrowed,
        };
        let verdict = judge.judge(findings);
        assert!(judge.doubts(&verdict).is_empty());
        checked.push(start.elapsed());
    }
    (median(parsed), median(checked))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "nothing of value lies there")]
fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|fault| panic!("{fault}"));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap_or_else(|fault| panic!("{fault}"));
    for entry in std::fs::read_dir(from)
        .unwrap_or_else(|fault| panic!("{fault}"))
        .flatten()
    {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap_or_else(|fault| panic!("{fault}"));
        }
    }
}
