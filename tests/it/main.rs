//! One test binary: one link, shared helpers, `cargo test NAME` finds anything.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests build folders and may fail loudly"
)]

mod cmd;
mod compare;
mod crash;
mod examples;
mod forms;
mod guards;
mod jadwal;
mod merge;
mod sop_lint;
mod status;
mod tidy;
mod workflow;
mod workspace;
