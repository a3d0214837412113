//! `rkt`: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    rkt::cli::main()
}
