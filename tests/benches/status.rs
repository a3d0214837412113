//! How long `rkt status` takes as a whole process: `cargo bench --bench status`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 40;

fn main() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/balangan-2027");
    let run = || {
        let start = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_rkt"))
            .args(["-C", example, "status"])
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()));
        start.elapsed()
    };
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    let median = times.get(RUNS / 2).copied().unwrap_or_default();
    #[expect(
        clippy::print_stdout,
        reason = "a benchmark reports to whoever runs it"
    )]
    {
        println!("rkt status: median {median:?} of {RUNS} processes");
    }
}
