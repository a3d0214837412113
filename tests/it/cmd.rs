//! The pages of `tests/cmd`: a session a command, which are also the manual.

/// Runs every `console` block of every page and compares output, exit code and files.
#[test]
fn pages_tell_the_truth() {
    trycmd::TestCases::new()
        .env("RKT_NOW", "2026-11-06T09:00:00+08:00")
        .env("RKT_SEBAGAI", "")
        .env("COLUMNS", "80")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.md");
}
