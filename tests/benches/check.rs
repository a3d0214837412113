//! How long `rkt check` takes: `cargo bench --bench check`.
//!
//! One form of 60 indikator as a whole process; and 1,000 forms against the time to read and parse
//! them, round by round: as the forms of many offices, and as one form that all Bidang of one
//! office have copied, of which there is much to tell. Exits 1 when it takes longer than it may.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use rkt::domain::check::{self, Ground, Judge};
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

/// What a whole process over one form may take.
const MOST_PROCESS: Duration = Duration::from_millis(30);

/// How many times as long as reading and parsing, checking included.
const MOST_RATIO: f64 = 1.5;

fn main() -> ExitCode {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/balangan-2027");
    let form = std::fs::read_to_string(example.join("2027/form/sd.toml")).unwrap_or_default();
    let one = process(&example, &form);
    let offices = many(&example, &offices(&example));
    let copied = many(&example, &[copies(&form)]);
    tell(&format!(
        "rkt check sd, 60 indikator: median {one:?} of {RUNS} processes, at most {MOST_PROCESS:?}"
    ));
    let mut is_slow = one > MOST_PROCESS;
    for (what, (parsed, checked)) in [("of offices", offices), ("all copied", copied)] {
        let ratio = checked.as_secs_f64() / parsed.as_secs_f64();
        tell(&format!(
            "{N_FORMS} forms {what}: read and parsed {parsed:?}, and checked {checked:?}: \
             {ratio:.2}, at most {MOST_RATIO}"
        ));
        is_slow |= ratio > MOST_RATIO;
    }
    ExitCode::from(u8::from(is_slow))
}

#[expect(
    clippy::print_stdout,
    reason = "a benchmark reports to whoever runs it"
)]
fn tell(line: &str) {
    println!("{line}");
}

/// Forms by their Bidang.
type Cycle = Vec<(String, String)>;

/// The forms of the example, as often as it takes to have enough of them.
fn offices(example: &Path) -> Vec<Cycle> {
    let folder = std::fs::read_dir(example.join("2027/form"));
    let files = folder.into_iter().flatten().flatten();
    let mut forms: Cycle = files
        .filter_map(|file| {
            let id = file.path().file_stem()?.to_str()?.to_owned();
            Some((id, std::fs::read_to_string(file.path()).ok()?))
        })
        .collect();
    forms.sort();
    let n_cycles = N_FORMS / forms.len().max(1);
    let mut all = vec![forms.clone(); n_cycles];
    forms.truncate(N_FORMS - n_cycles * forms.len());
    all.push(forms);
    all
}

/// One form as that of many Bidang.
fn copies(form: &str) -> Cycle {
    let own = |n| {
        let id = format!("b{n}");
        let text = form.replacen("bidang = \"sd\"", &format!("bidang = \"{id}\""), 1);
        (id, text)
    };
    (0..N_FORMS).map(own).collect()
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

/// The medians of reading and parsing the forms of some cycles, and of checking them too.
fn many(example: &Path, cycles: &[Cycle]) -> (Duration, Duration) {
    let workspace = Workspace::at(example).unwrap_or_else(|fault| panic!("{fault:?}"));
    let loaded = Loaded::read(&workspace, "2027").unwrap_or_else(|fault| panic!("{fault:?}"));
    let references = References::read(&loaded).unwrap_or_else(|fault| panic!("{fault:?}"));
    let ground = references.ground(&loaded);
    let folder = tempfile::tempdir().unwrap_or_else(|fault| panic!("{fault}"));
    let written = cycles.iter().enumerate().map(|(n, forms)| {
        let forms = forms.iter().map(|(id, text)| {
            let file = folder.path().join(format!("{n}-{id}.toml"));
            write(&file, text);
            let id = BidangId::parse(id).unwrap_or_else(|fault| panic!("{fault}"));
            (id, file)
        });
        forms.collect()
    });
    let files: Vec<Vec<(BidangId, PathBuf)>> = written.collect();
    let read = |forms: &Vec<(BidangId, PathBuf)>| -> Vec<(String, Form)> {
        forms
            .iter()
            .filter_map(|(id, file)| form(id, file))
            .collect()
    };
    let (mut parsed, mut checked) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let cycles: Vec<Vec<(String, Form)>> = files.iter().map(read).collect();
        parsed.push(start.elapsed());
        for forms in &cycles {
            check(forms, &ground, &loaded);
        }
        checked.push(start.elapsed());
    }
    (median(parsed), median(checked))
}

fn form(bidang: &BidangId, file: &Path) -> Option<(String, Form)> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).ok()?;
    let source = Source {
        file: name.clone(),
        text,
    };
    let expected = Expected {
        tahun: 2027,
        bidang,
    };
    Some((name, form_file::decode(&source, expected).0?))
}

/// All that is said of the forms of a cycle.
fn check(forms: &[(String, Form)], ground: &Ground<'_>, loaded: &Loaded) {
    let borrowed: Vec<(String, &Form)> = forms
        .iter()
        .map(|(file, form)| (file.clone(), form))
        .collect();
    let mut findings = Vec::new();
    for (file, form) in &borrowed {
        findings.extend(check::form(form, file));
        findings.extend(check::alone(form, file, ground));
    }
    findings.extend(check::together(&borrowed, ground));
    let judge = Judge {
        aturan: &loaded.settings.aturan,
        file: "rkt.toml",
        forms: &borrowed,
    };
    let verdict = judge.judge(findings);
    assert!(judge.doubts(&verdict).is_empty());
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
