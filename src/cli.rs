//! The command line: clap's types, one exhaustive match, exit codes.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::commands::{
    Global, Outcome, Session, Warna, acuan, answer, approve, archive, bidang, check, compile, demo,
    diff, draft, explain, export, form, init, kalender, kode, log, remind, reopen, report,
    reschedule, send_back, sheet, show, sign, sop, status, step, submit, typed, undo, verify,
    withdraw,
};
use crate::env::Env;
use crate::store::workspace::Trouble;
use crate::store::xlsx;
use crate::ui::usage::{self, Parsed};
use crate::ui::{Ui, words};

/// Jalankan SOP Rencana Kinerja Tahunan (RKT) di atas folder berkas teks
#[derive(Parser, Debug)]
#[command(name = "rkt", version)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    #[command(visible_alias = "mulai")]
    Init(init::Args),
    #[command(visible_alias = "periksa")]
    Check(check::Args),
    #[command(visible_alias = "ajukan")]
    Submit(submit::Args),
    #[command(visible_alias = "tarik")]
    Withdraw(withdraw::Args),
    #[command(visible_alias = "catat")]
    Step(step::Args),
    #[command(visible_alias = "kompilasi")]
    Compile(compile::Args),
    #[command(visible_alias = "kembalikan")]
    Return(send_back::Args),
    #[command(visible_alias = "jawab")]
    Answer(answer::Args),
    #[command(visible_alias = "setujui")]
    Approve(approve::Args),
    #[command(visible_alias = "susun")]
    Draft(draft::Args),
    #[command(visible_alias = "tandatangani")]
    Sign(sign::Args),
    #[command(visible_alias = "arsipkan")]
    Archive(archive::Args),
    #[command(visible_alias = "ingatkan")]
    Remind(remind::Args),
    #[command(visible_alias = "batalkan")]
    Undo(undo::Args),
    #[command(visible_alias = "buka")]
    Reopen(reopen::Args),
    #[command(visible_alias = "jadwalkan-ulang")]
    Reschedule(reschedule::Args),
    Bidang(bidang::Args),
    #[command(visible_alias = "lapor")]
    Report(report::Args),
    #[command(visible_alias = "formulir")]
    Form(form::Args),
    #[command(visible_alias = "keadaan")]
    Status(status::Args),
    #[command(visible_alias = "riwayat")]
    Log(log::Args),
    #[command(visible_alias = "verifikasi")]
    Verify(verify::Args),
    #[command(visible_alias = "tampilkan")]
    Show(show::Args),
    #[command(visible_alias = "bandingkan")]
    Diff(diff::Args),
    #[command(visible_alias = "lembar")]
    Sheet(sheet::Args),
    Kalender(kalender::Args),
    #[command(visible_alias = "nomenklatur")]
    Kode(kode::Args),
    #[command(visible_alias = "ekspor")]
    Export(export::Args),
    #[command(visible_alias = "referensi")]
    Acuan(acuan::Args),
    #[command(visible_alias = "prosedur")]
    Sop(sop::Args),
    #[command(visible_alias = "jelaskan")]
    Explain(explain::Args),
    #[command(visible_alias = "contoh")]
    Demo(demo::Args),
}

/// Runs the process: reads the world, runs the command line, and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        if xlsx::is_reading() {
            return;
        }
        drop(writeln!(
            io::stderr(),
            "galat internal: {info}\nMohon laporkan beserta perintah yang dijalankan."
        ));
    }));
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let (mut out, mut err) = (BufWriter::new(stdout.lock()), stderr.lock());
    let code = match Env::read() {
        Ok(env) => run(std::env::args_os().collect(), &env, &mut out, &mut err),
        Err(error) => {
            drop(writeln!(err, "galat: {}", words::error(&error)));
            if error.is::<crate::env::BadClock>() {
                2
            } else {
                3
            }
        }
    };
    let code = match out.flush() {
        Err(error) if code == 0 && error.kind() != io::ErrorKind::BrokenPipe => 3,
        Ok(()) | Err(_) => code,
    };
    ExitCode::from(code)
}

/// Runs a command line; the exit code is that of design.md, 5.
pub fn run(words: Vec<OsString>, env: &Env, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let line = typed(&words);
    let cli = match parse(words) {
        Ok(cli) => cli,
        Err(Parsed::Help(text)) => return u8::from(write!(out, "{text}").is_err()) * 3,
        Err(Parsed::Misuse(text)) => {
            drop(Ui::new(out, err, env.width, false, false).complain(&text));
            return 2;
        }
    };
    let colour = match cli.global.warna {
        Warna::Auto => env.colour,
        Warna::Selalu => true,
        Warna::Tidak => false,
    };
    let mut ui = Ui::new(out, err, env.width, colour, cli.global.json);
    ui.sized = env.sized;
    let ended = dispatch(&cli, &line, env, &mut ui).or_else(|trouble| tell(trouble, &mut ui));
    let ended = ended.and_then(|code| ui.flush().map(|()| code));
    match ended {
        Ok(code) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(_) => 3,
    }
}

/// Runs a command line inside another command, with its output among that one's.
fn run_nested(words: Vec<OsString>, env: &Env, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let line = typed(&words);
    match parse(words) {
        Ok(cli) => dispatch(&cli, &line, env, ui).map(|_| ()),
        Err(Parsed::Help(text) | Parsed::Misuse(text)) => Err(Trouble::Misuse(text)),
    }
}

fn parse(words: Vec<OsString>) -> Result<Cli, Parsed> {
    let tree = usage::localize(Cli::command());
    let matches = tree.clone().try_get_matches_from(words);
    let cli = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    cli.map_err(|error| usage::explain(&error, &tree))
}

fn dispatch(cli: &Cli, line: &str, env: &Env, ui: &mut Ui<'_>) -> Result<u8, Trouble> {
    let session = Session {
        env,
        global: &cli.global,
        nested: run_nested,
        line,
    };
    let outcome = match &cli.command {
        Command::Init(args) => init::run(args, session, ui),
        Command::Check(args) => check::run(args, session, ui),
        Command::Submit(args) => submit::run(args, session, ui),
        Command::Withdraw(args) => withdraw::run(args, session, ui),
        Command::Step(args) => step::run(args, session, ui),
        Command::Compile(args) => compile::run(args, session, ui),
        Command::Return(args) => send_back::run(args, session, ui),
        Command::Answer(args) => answer::run(args, session, ui),
        Command::Approve(args) => approve::run(args, session, ui),
        Command::Draft(args) => draft::run(args, session, ui),
        Command::Sign(args) => sign::run(args, session, ui),
        Command::Archive(args) => archive::run(args, session, ui),
        Command::Remind(args) => remind::run(args, session, ui),
        Command::Undo(args) => undo::run(args, session, ui),
        Command::Reopen(args) => reopen::run(args, session, ui),
        Command::Reschedule(args) => reschedule::run(args, session, ui),
        Command::Form(args) => form::run(args, session, ui),
        Command::Bidang(args) => bidang::run(args, session, ui),
        Command::Report(args) => report::run(args, session, ui),
        Command::Status(args) => status::run(args, session, ui),
        Command::Log(args) => log::run(args, session, ui),
        Command::Verify(args) => verify::run(args, session, ui),
        Command::Show(args) => show::run(args, session, ui),
        Command::Diff(args) => diff::run(args, session, ui),
        Command::Sheet(args) => sheet::run(args, session, ui),
        Command::Kalender(args) => kalender::run(args, session, ui),
        Command::Kode(args) => kode::run(args, session, ui),
        Command::Export(args) => export::run(args, session, ui),
        Command::Acuan(args) => acuan::run(args, session, ui),
        Command::Sop(args) => sop::run(args, session, ui),
        Command::Explain(args) => explain::run(args, session, ui),
        Command::Demo(args) => demo::run(args, session, ui),
    };
    outcome.map(|outcome| match outcome {
        Outcome::Done => 0,
        Outcome::Found => 1,
        Outcome::Late => 4,
    })
}

/// Tells a trouble where complaints go; the exit code says of which kind it was.
fn tell(trouble: Trouble, ui: &mut Ui<'_>) -> io::Result<u8> {
    match trouble {
        Trouble::Findings(findings, sources) => show(&findings, &sources, ui).map(|()| 1),
        Trouble::Misuse(text) => ui.complain(&format!("galat: {text}")).map(|()| 2),
        Trouble::World(error) => {
            let io = error
                .chain()
                .find_map(|cause| cause.downcast_ref::<io::Error>());
            if io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe) {
                return Ok(0);
            }
            ui.complain(&format!("galat: {}", words::error(&error)))?;
            Ok(3)
        }
    }
}
