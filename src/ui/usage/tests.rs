//! The command line's own words, over every kind of error that clap knows.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use super::*;

/// Menjalankan SOP Rencana Kinerja Tahunan
#[derive(Parser)]
#[command(name = "rkt", version)]
struct Cli {
    /// Tulis hasil sebagai JSON
    #[arg(long, global = true)]
    json: bool,
    /// Map kerja
    #[arg(short = 'C', value_name = "DIR", default_value = ".", global = true)]
    folder: PathBuf,
    /// Pakai warna
    #[arg(long, value_name = "KAPAN", value_enum, default_value_t, global = true)]
    warna: Warna,
    #[command(subcommand)]
    perintah: Perintah,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Warna {
    #[default]
    Auto,
    Selalu,
    Tidak,
}

#[derive(Clone, Copy, ValueEnum)]
enum Bentuk {
    /// Rencana Kinerja Tahunan
    Rkt,
    /// Draf yang belum disetujui
    Draf,
    #[value(hide = true)]
    Lama,
}

#[derive(Subcommand)]
enum Perintah {
    /// Siapkan map kerja
    #[command(visible_alias = "mulai")]
    Init {
        /// Hari pertama proses
        #[arg(long, value_name = "TANGGAL", value_parser = tanggal)]
        mulai: Option<String>,
        /// Tahun rencana
        tahun: u16,
        /// Banyaknya bidang
        #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
        bidang: Option<u16>,
        /// Bobot bidang
        #[arg(long)]
        bobot: Option<f64>,
        /// Catatan pembuka
        #[arg(long, default_value = "tanpa catatan")]
        catatan: String,
    },
    /// Periksa formulir
    Check {
        /// Semua bila kosong
        bidang: Vec<String>,
        /// Semua bidang
        #[arg(long, conflicts_with = "bidang")]
        semua: bool,
        /// Kode yang diperiksa
        #[arg(long, require_equals = true, value_name = "KODE")]
        kode: Option<String>,
        /// Rentang halaman
        #[arg(long, num_args = 2, value_names = ["DARI", "SAMPAI"])]
        halaman: Option<Vec<String>>,
        /// Kolom yang diperiksa
        #[arg(long, num_args = 2..=3, value_name = "KOLOM")]
        kolom: Option<Vec<String>>,
    },
    /// Ajukan formulir
    ///
    /// Formulir diperiksa lebih dahulu.
    Submit {
        /// Kode bidang
        ///
        /// Misalnya `paud`.
        bidang: String,
        /// Bentuk naskah
        #[arg(long, value_enum, default_value = "rkt")]
        bentuk: Bentuk,
    },
    /// Tampilkan keadaan
    #[command(visible_alias = "keadaan", visible_alias = "posisi")]
    Status,
    /// Tampilkan SOP
    #[command(args_conflicts_with_subcommands = true)]
    Sop {
        /// Nomor langkah
        langkah: Option<u8>,
        #[command(subcommand)]
        bagian: Option<Bagian>,
    },
    /// Kelola kalender
    #[command(subcommand)]
    Kalender(Kalender),
}

#[derive(Subcommand)]
enum Bagian {
    /// Periksa SOP
    Lint,
}

#[derive(Subcommand)]
enum Kalender {
    /// Daftar hari libur
    Libur,
}

fn tanggal(text: &str) -> Result<String, String> {
    match text.split('-').collect::<Vec<_>>()[..] {
        [_, _, _] => Ok(text.to_owned()),
        _ => Err("tulis tanggal seperti 2026-01-31".to_owned()),
    }
}

fn command() -> Command {
    localize(Cli::command()).term_width(90)
}

fn parse<T: Into<OsString> + Clone>(args: &[T]) -> (ErrorKind, Parsed) {
    let words = std::iter::once("rkt".into()).chain(args.iter().cloned().map(Into::into));
    let error = match command().try_get_matches_from(words) {
        Ok(matches) => panic!("parsed: {matches:?}"),
        Err(error) => error,
    };
    (error.kind(), explain(&error, &command()))
}

fn misuse_of(line: &str) -> (ErrorKind, String) {
    let args: Vec<&str> = line.split_whitespace().collect();
    match parse(&args) {
        (kind, Parsed::Misuse(text)) => (kind, text),
        (kind, Parsed::Help(text)) => panic!("{kind:?}: {text}"),
    }
}

fn help_of(line: &str) -> String {
    let args: Vec<&str> = line.split_whitespace().collect();
    match parse(&args) {
        (_, Parsed::Help(text)) => text,
        (kind, Parsed::Misuse(text)) => panic!("{kind:?}: {text}"),
    }
}

fn assert_indonesian(text: &str) {
    const WORDS: &[&str] = &[
        "usage",
        "options",
        "option",
        "commands",
        "command",
        "arguments",
        "argument",
        "print",
        "help",
        "version",
        "error",
        "tip",
        "default",
        "possible",
        "values",
        "value",
        "aliases",
        "required",
        "unexpected",
        "invalid",
        "subcommand",
        "subcommands",
        "unrecognized",
        "similar",
        "exists",
        "found",
        "provided",
        "cannot",
        "with",
        "the",
        "is",
        "for",
        "more",
        "information",
        "try",
        "literal",
        "digit",
        "string",
        "not",
        "in",
        "pass",
        "use",
    ];
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase);
    let english: Vec<String> = words.filter(|word| WORDS.contains(&&**word)).collect();
    assert!(english.is_empty(), "{english:?} in:\n{text}");
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
}

/// What is typed after `rkt`, the kind clap raises, and the whole text.
const WHOLE: &[(&str, ErrorKind, &str)] = &[
    (
        "sttus",
        ErrorKind::InvalidSubcommand,
        "\
galat: perintah `sttus` tidak dikenal
  saran: maksud Anda `status`?

Pemakaian: rkt [OPSI] <PERINTAH>
Lihat: rkt --bantuan
",
    ),
    (
        "submit a --bentuk drf",
        ErrorKind::InvalidValue,
        "\
galat: nilai `drf` tidak berlaku untuk `--bentuk <BENTUK>`
  pilihan: rkt, draf
  saran: maksud Anda `draf`?

Pemakaian: rkt submit [OPSI] <BIDANG>
Lihat: rkt submit --bantuan
",
    ),
    (
        "sop 1 lint",
        ErrorKind::ArgumentConflict,
        "\
galat: argumen `lint` tidak dapat dipakai bersama `[LANGKAH]`

Pemakaian: rkt sop [OPSI] [LANGKAH]
           rkt sop <PERINTAH>
Lihat: rkt sop --bantuan
",
    ),
    (
        "kalender --json",
        ErrorKind::MissingSubcommand,
        "\
galat: perintah sesudah `rkt kalender` belum ditulis
  perintah yang ada: libur

Pemakaian: rkt kalender [OPSI] <PERINTAH>
Lihat: rkt kalender --bantuan
",
    ),
];

/// What is typed after `rkt`, the kind clap raises, and lines of the text.
const LINES: &[(&str, ErrorKind, &[&str])] = &[
    (
        "kalender x",
        ErrorKind::InvalidSubcommand,
        &[
            "galat: perintah `x` tidak dikenal",
            "Lihat: rkt kalender --bantuan",
        ],
    ),
    (
        "--jso status",
        ErrorKind::UnknownArgument,
        &[
            "galat: opsi `--jso` tidak dikenal",
            "  saran: maksud Anda `--json`?",
        ],
    ),
    (
        "--hel",
        ErrorKind::UnknownArgument,
        &["  saran: maksud Anda `--bantuan`?"],
    ),
    (
        "--versio",
        ErrorKind::UnknownArgument,
        &["  saran: maksud Anda `--versi`?"],
    ),
    (
        "--mulai 1 init",
        ErrorKind::UnknownArgument,
        &[
            "  saran: maksud Anda `init --mulai`?",
            "Lihat: rkt --bantuan",
        ],
    ),
    (
        "submit --foo",
        ErrorKind::UnknownArgument,
        &["galat: opsi `--foo` tidak dikenal"],
    ),
    (
        "-- status",
        ErrorKind::UnknownArgument,
        &["  saran: hapus `--` di depan perintah `status`"],
    ),
    (
        "submit a b",
        ErrorKind::UnknownArgument,
        &[
            "galat: nilai `b` tidak diterima di sini",
            "Lihat: rkt submit --bantuan",
        ],
    ),
    (
        "submit",
        ErrorKind::MissingRequiredArgument,
        &[
            "galat: argumen wajib belum diisi: `<BIDANG>`",
            "Pemakaian: rkt submit <BIDANG>",
        ],
    ),
    (
        "--warna",
        ErrorKind::InvalidValue,
        &[
            "galat: opsi `--warna <KAPAN>` memerlukan nilai",
            "  pilihan: auto, selalu, tidak",
        ],
    ),
    (
        "init abcd",
        ErrorKind::ValueValidation,
        &[
            "galat: nilai `abcd` tidak berlaku untuk `<TAHUN>`: harus berupa bilangan bulat",
            "Pemakaian: rkt init [OPSI] <TAHUN>",
        ],
    ),
    (
        "init 99999",
        ErrorKind::ValueValidation,
        &["galat: nilai `99999` tidak berlaku untuk `<TAHUN>`: harus antara 0 dan 65535"],
    ),
    (
        "init 99999999999999999999",
        ErrorKind::ValueValidation,
        &[
            "galat: nilai `99999999999999999999` tidak berlaku untuk `<TAHUN>`: \
               bilangannya terlalu besar",
        ],
    ),
    (
        "init 2026 --bobot x",
        ErrorKind::ValueValidation,
        &["galat: nilai `x` tidak berlaku untuk `--bobot <BOBOT>`: harus berupa bilangan"],
    ),
    (
        "init 2026 --mulai besok",
        ErrorKind::ValueValidation,
        &[
            "galat: nilai `besok` tidak berlaku untuk `--mulai <TANGGAL>`: \
               tulis tanggal seperti 2026-01-31",
        ],
    ),
    (
        "--json=1 status",
        ErrorKind::TooManyValues,
        &["galat: opsi `--json` tidak menerima nilai, tetapi diberi `1`"],
    ),
    (
        "check --kolom 1",
        ErrorKind::TooFewValues,
        &[
            "galat: opsi `--kolom <KOLOM> <KOLOM>...` memerlukan sedikitnya 2 nilai, \
               tetapi diberi 1",
        ],
    ),
    (
        "check --halaman 1",
        ErrorKind::WrongNumberOfValues,
        &["galat: opsi `--halaman <DARI> <SAMPAI>` memerlukan 2 nilai, tetapi diberi 1"],
    ),
    (
        "check --kode 5",
        ErrorKind::NoEquals,
        &["galat: nilai opsi `--kode=<KODE>` harus ditulis sesudah tanda `=`"],
    ),
    (
        "check --semua paud",
        ErrorKind::ArgumentConflict,
        &["galat: opsi `--semua` tidak dapat dipakai bersama `[BIDANG]...`"],
    ),
    (
        "--json --json status",
        ErrorKind::ArgumentConflict,
        &["galat: opsi `--json` hanya boleh ditulis satu kali"],
    ),
];

#[test]
fn misuse_is_explained() {
    for (line, kind, expected) in WHOLE {
        assert_eq!(
            misuse_of(line),
            (*kind, (*expected).to_owned()),
            "rkt {line}"
        );
    }
    for (line, kind, expected) in LINES {
        let (found, text) = misuse_of(line);
        assert_eq!(found, *kind, "rkt {line}");
        assert!(text.starts_with("galat: "), "{text}");
        for expected in *expected {
            assert!(
                text.lines().any(|line| line == *expected),
                "{expected}\nin:\n{text}"
            );
        }
    }
}

#[test]
fn an_unknown_flag_is_not_taken_for_a_value() {
    for line in ["submit --foo", "init --foo"] {
        let (_, text) = misuse_of(line);
        assert!(!text.contains("saran:"), "{text}");
    }
}

#[test]
fn misuse_is_indonesian() {
    let lines = LINES.iter().map(|(line, ..)| *line);
    for line in lines.chain(WHOLE.iter().map(|(line, ..)| *line)) {
        assert_indonesian(&misuse_of(line).1);
    }
}

#[test]
fn every_kind_is_indonesian_even_without_context() {
    let kinds = [
        ErrorKind::InvalidValue,
        ErrorKind::UnknownArgument,
        ErrorKind::InvalidSubcommand,
        ErrorKind::NoEquals,
        ErrorKind::ValueValidation,
        ErrorKind::TooManyValues,
        ErrorKind::TooFewValues,
        ErrorKind::WrongNumberOfValues,
        ErrorKind::ArgumentConflict,
        ErrorKind::MissingRequiredArgument,
        ErrorKind::MissingSubcommand,
        ErrorKind::InvalidUtf8,
        ErrorKind::Io,
        ErrorKind::Format,
    ];
    for kind in kinds {
        let error = clap::Error::raw(kind, "some English message");
        let Parsed::Misuse(text) = explain(&error, &command()) else {
            panic!("{kind:?} is no request for help");
        };
        assert!(text.starts_with("galat: "), "{text}");
        assert!(text.ends_with("Lihat: rkt --bantuan\n"), "{text}");
        assert!(
            !text.contains("  ") || kind == ErrorKind::MissingSubcommand,
            "{text}"
        );
        assert_indonesian(&text);
    }
}

#[test]
fn excess_value_is_told_from_a_flag_with_a_value() {
    let mut error = clap::Error::new(ErrorKind::TooManyValues);
    for (kind, text) in [
        (ContextKind::InvalidArg, "--kolom <KOLOM>"),
        (ContextKind::InvalidValue, "c"),
    ] {
        error.insert(kind, ContextValue::String(text.to_owned()));
    }
    let expected = "nilai `c` berlebih untuk `--kolom <KOLOM>`";
    assert_eq!(sentence(&error).as_deref(), Some(expected));
}

#[test]
fn every_help_page_is_indonesian() {
    fn visit(command: &Command, path: &str, seen: &mut usize) {
        for flag in ["-h", "--bantuan", "--help"] {
            assert_indonesian(&help_of(&format!("{path} {flag}")));
            *seen += 1;
        }
        for sub in command.get_subcommands() {
            visit(sub, &format!("{path} {}", sub.get_name()), seen);
        }
    }
    let mut seen = 0;
    visit(&command(), "", &mut seen);
    assert_eq!(seen, 3 * 9);
}

#[test]
fn help_of_a_command_lists_arguments_then_options() {
    let expected = "\
Siapkan map kerja

Pemakaian: rkt init [OPSI] <TAHUN>

Argumen:
  <TAHUN>  Tahun rencana

Opsi:
      --mulai <TANGGAL>    Hari pertama proses
      --bidang <BIDANG>    Banyaknya bidang
      --bobot <BOBOT>      Bobot bidang
      --catatan <CATATAN>  Catatan pembuka [bawaan: \"tanpa catatan\"]

Opsi umum:
      --json           Tulis hasil sebagai JSON
  -C <DIR>             Map kerja [bawaan: .]
      --warna <KAPAN>  Pakai warna [bawaan: auto] [pilihan: auto, selalu, tidak]
  -h, --bantuan        Tampilkan bantuan
";
    assert_eq!(help_of("init -h"), expected);
}

#[test]
fn positionals_keep_their_order_and_own_headings_stay() {
    let command = Command::new("rkt")
        .arg(Arg::new("lama").long("lama").action(ArgAction::SetTrue))
        .arg(Arg::new("zona").help_heading("Tempat"))
        .arg(Arg::new("tujuan"))
        .arg(Arg::new("asal"));
    let help = localize(command).render_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim).collect();
    let expected = [
        "Pemakaian: rkt [OPTIONS] [zona] [tujuan] [asal]",
        "",
        "Tempat:",
        "[zona]",
        "",
        "Argumen:",
        "[tujuan]",
        "[asal]",
        "",
        "Opsi:",
        "--lama",
        "",
        "Opsi umum:",
        "-h, --bantuan  Tampilkan bantuan",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn long_help_describes_the_choices() {
    let expected = "
Opsi:
      --bentuk <BENTUK>
          Bentuk naskah

          [bawaan: rkt]

          Pilihan:
          - rkt: Rencana Kinerja Tahunan
          - draf: Draf yang belum disetujui

Opsi umum:
";
    let help = help_of("submit --bantuan");
    assert!(help.contains(expected), "{help}");
    assert!(help_of("submit -h").contains("naskah [bawaan: rkt] [pilihan: rkt, draf]\n"));
}

#[test]
fn aliases_and_commands_are_listed() {
    let help = help_of("-h");
    for expected in [
        "\nPemakaian: rkt [OPSI] <PERINTAH>\n",
        "\nPerintah:\n  init      Siapkan map kerja [alias: mulai]\n",
        "\n  status    Tampilkan keadaan [alias: keadaan, posisi]\n",
        "\n  -V, --versi          Tampilkan versi\n",
    ] {
        assert!(help.contains(expected), "{expected}\nin:\n{help}");
    }
    assert!(help_of("sop -h").contains(
        "Pemakaian: rkt sop [OPSI] [LANGKAH]\n           rkt sop <PERINTAH>\n\nPerintah:\n"
    ));
}

#[test]
fn nothing_typed_shows_help() {
    assert_eq!(help_of(""), help_of("-h"));
    assert_eq!(help_of("kalender"), help_of("kalender -h"));
}

#[test]
fn version_has_an_own_flag() {
    let version = concat!("rkt ", env!("CARGO_PKG_VERSION"), "\n");
    for flag in ["-V", "--versi", "--version"] {
        assert_eq!(help_of(flag), version);
    }
}

#[test]
fn localized_tree_passes_the_checks_of_clap() {
    command().debug_assert();
    localize(Command::new("kosong")).debug_assert();
}

#[test]
fn typed_control_characters_never_reach_the_terminal() {
    let typed = "\u{1b}[31mx\u{7f}\u{9b}\u{202e}\n\u{2066}";
    let shown = "?[31mx?\u{bf}\u{fffd} \u{fffd}";
    let flag = format!("--{typed}");
    for args in [
        &[typed][..],
        &[&flag],
        &["submit", "a", typed],
        &["submit", &flag],
        &["init", typed],
        &["--warna", typed],
        &["--json", "--json=", typed],
        &["sop", "1", typed],
    ] {
        let (kind, Parsed::Misuse(text)) = parse(args) else {
            panic!("{args:?} is no request for help");
        };
        assert!(
            text.contains(shown) || kind == ErrorKind::TooManyValues,
            "{text:?}"
        );
        assert_indonesian(&text);
    }
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text_are_explained() {
    use std::os::unix::ffi::OsStringExt as _;

    let bytes = || OsString::from_vec(vec![b'a', 0xff]);
    for args in [vec!["submit".into(), bytes()], vec!["init".into(), bytes()]] {
        let (kind, Parsed::Misuse(text)) = parse(&args) else {
            panic!("{args:?} is no request for help");
        };
        assert_eq!(kind, ErrorKind::InvalidUtf8);
        assert!(
            text.starts_with("galat: ada argumen yang bukan teks UTF-8\n"),
            "{text}"
        );
        assert_indonesian(&text);
    }
    assert_eq!(parse(&[bytes()]).0, ErrorKind::InvalidSubcommand);
}

#[test]
fn ranges_are_told_by_their_bounds() {
    for (message, expected) in [
        ("0 is not in 1..=4", Some("harus antara 1 dan 4")),
        ("0 is not in 1..4", Some("harus antara 1 dan 3")),
        (
            "0 is not in 1..9223372036854775807",
            Some("harus 1 atau lebih"),
        ),
        (
            "5 is not in -9223372036854775808..=4",
            Some("harus 4 atau kurang"),
        ),
        ("tulis 1..4", None),
    ] {
        assert_eq!(range(message).as_deref(), expected, "{message}");
    }
}
