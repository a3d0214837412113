//! The command line in Indonesian: help pages, and what is said of arguments that do not parse.
//!
//! clap has no translations. [`localize`] uses every hook it offers (headings, flags, value notes);
//! [`explain`] writes each error anew from its kind and context, and replaces the few English words
//! that a rendered page still holds: `[OPTIONS]` and `[aliases: ..]`.

use crate::source::printable;
use std::error::Error;
use std::num::{IntErrorKind, ParseFloatError, ParseIntError, TryFromIntError};

use clap::builder::{PossibleValue, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Id};

const TEMPLATE: &str = "\
{before-help}{about-with-newline}
Pemakaian: {usage}

{all-args}{after-help}";
const USAGE: &str = "Pemakaian: ";
const GENERAL: &str = "Opsi umum";
const MAX_SUGGESTIONS: usize = 3;

/// What a failed or stopped parse prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Help or the version was asked for, or nothing was: plain text for standard output.
    Help(String),
    /// The arguments were wrong: plain text for standard error, starting with `galat: `.
    Misuse(String),
}

/// Gives a clap command tree Indonesian headings, help flag, and value notes.
///
/// Every command gets `-h, --bantuan`, and each with a version `-V, --versi`; `--help` and
/// `--version` still work but are not shown. The built-in `help` command is gone.
#[must_use]
pub fn localize(command: Command) -> Command {
    let name = command
        .get_bin_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned();
    translate(command.bin_name(name))
}

/// Turns a clap error into what to print; `command` is the localized tree that was parsed with.
///
/// Only the kind, context and source of the error are used: a message given to
/// [`Command::error`] is lost, as clap hides it.
#[must_use]
pub fn explain(error: &clap::Error, command: &Command) -> Parsed {
    match sentence(error) {
        Some(sentence) => Parsed::Misuse(misuse(error, command, &sentence)),
        None => Parsed::Help(page(&error.render().to_string())),
    }
}

fn translate(command: Command) -> Command {
    let versioned = command.get_version().is_some() || command.get_long_version().is_some();
    let command = arrange(command)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Perintah")
        .subcommand_value_name("PERINTAH")
        .arg(help_flag())
        .mut_subcommands(translate);
    if versioned {
        command.arg(version_flag())
    } else {
        command
    }
}

fn help_flag() -> Arg {
    Arg::new("bantuan")
        .short('h')
        .long("bantuan")
        .alias("help")
        .action(ArgAction::Help)
        .help("Tampilkan bantuan")
        .help_heading(GENERAL)
        .display_order(900)
}

fn version_flag() -> Arg {
    Arg::new("versi")
        .short('V')
        .long("versi")
        .alias("version")
        .action(ArgAction::Version)
        .help("Tampilkan versi")
        .help_heading(GENERAL)
        .display_order(901)
}

/// Groups the arguments under headings; clap shows these in the order of their first argument.
fn arrange(mut command: Command) -> Command {
    let mut order: Vec<(u8, Id)> = command
        .get_arguments()
        .map(|arg| (rank(arg), arg.get_id().clone()))
        .collect();
    order.sort_by_key(|(rank, _)| *rank);
    for (place, (_, id)) in order.into_iter().enumerate() {
        command = command.mut_arg(id, |arg| with_notes(with_heading(arg, place)));
    }
    command
}

/// Positionals come first whatever their heading: clap numbers them in this order.
fn rank(arg: &Arg) -> u8 {
    if arg.is_positional() {
        0
    } else if arg.is_global_set() {
        3
    } else if arg.get_help_heading().is_some() {
        2
    } else {
        1
    }
}

fn with_heading(arg: Arg, place: usize) -> Arg {
    let arg = match (arg.get_help_heading(), rank(&arg)) {
        (Some(_), _) => arg,
        (None, 0) => arg.help_heading("Argumen"),
        (None, 1) => arg.help_heading("Opsi"),
        (None, _) => arg.help_heading(GENERAL),
    };
    if arg.is_positional() {
        // Under a heading of its own, clap would sort positionals by name.
        arg.display_order(place)
    } else {
        arg
    }
}

/// Writes the default and the choices into the help text, in place of clap's English notes.
fn with_notes(arg: Arg) -> Arg {
    let takes_value = arg.get_action().takes_values()
        && arg.get_num_args().is_none_or(|count| count.takes_values());
    if !takes_value {
        return arg;
    }
    let default = default_note(&arg);
    let choices = shown_choices(&arg);
    let note = choice_note(&choices);
    let list = choice_list(&choices);

    let inline: Vec<&str> = default.iter().chain(&note).map(String::as_str).collect();
    let short = extended(arg.get_help(), &inline, " ");
    let long = if list.is_some() || arg.get_long_help().is_some() {
        let help = arg.get_long_help().or_else(|| arg.get_help());
        let choices = list.as_ref().or(note.as_ref());
        let blocks: Vec<&str> = default.iter().chain(choices).map(String::as_str).collect();
        extended(help, &blocks, "\n\n")
    } else {
        None
    };

    let arg = arg.hide_default_value(true).hide_possible_values(true);
    let arg = match short {
        Some(help) => arg.help(help),
        None => arg,
    };
    match long {
        Some(help) => arg.long_help(help),
        None => arg,
    }
}

fn extended(help: Option<&StyledStr>, notes: &[&str], gap: &str) -> Option<StyledStr> {
    if notes.is_empty() {
        return help.cloned();
    }
    let mut text = help.cloned().unwrap_or_default();
    if help.is_some() {
        text.push_str(gap);
    }
    text.push_str(&notes.join(gap));
    Some(text)
}

fn default_note(arg: &Arg) -> Option<String> {
    let values = arg.get_default_values();
    if values.is_empty() || arg.is_hide_default_value_set() {
        return None;
    }
    let values: Vec<String> = values
        .iter()
        .map(|v| visible(&v.to_string_lossy()))
        .collect();
    Some(format!("[bawaan: {}]", values.join(" ")))
}

fn shown_choices(arg: &Arg) -> Vec<PossibleValue> {
    if arg.is_hide_possible_values_set() {
        return Vec::new();
    }
    let mut choices = arg.get_possible_values();
    choices.retain(|choice| !choice.is_hide_set());
    choices
}

fn choice_note(choices: &[PossibleValue]) -> Option<String> {
    let names: Vec<String> = choices.iter().map(|c| visible(c.get_name())).collect();
    (!names.is_empty()).then(|| format!("[pilihan: {}]", names.join(", ")))
}

/// The choices one a line, when at least one of them says what it means.
fn choice_list(choices: &[PossibleValue]) -> Option<String> {
    if choices.iter().all(|choice| choice.get_help().is_none()) {
        return None;
    }
    let lines = choices.iter().map(|choice| match choice.get_help() {
        Some(help) => format!("\n- {}: {help}", choice.get_name()),
        None => format!("\n- {}", choice.get_name()),
    });
    Some(format!("Pilihan:{}", lines.collect::<String>()))
}

/// A value as it would be typed.
fn visible(value: &str) -> String {
    if value.is_empty() || value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}

/// Replaces the English that clap has no hook for in a rendered help page.
fn page(rendered: &str) -> String {
    let Some(start) = rendered.find(USAGE) else {
        return rendered.to_owned();
    };
    let (about, rest) = rendered.split_at(start);
    let (usage, rest) = rest.split_at(rest.find("\n\n").unwrap_or(rest.len()));
    let usage = usage_words(usage);
    let rest = rest.replace("[aliases:", "[alias:");
    let lines = rest.lines().map(|line| format!("{}\n", line.trim_end()));
    format!("{about}{usage}{}", lines.collect::<String>())
}

/// Translates a usage text, and aligns its further lines with the longer heading.
fn usage_words(usage: &str) -> String {
    let indent = format!("\n{}", " ".repeat(USAGE.len()));
    usage
        .replace("[OPTIONS]", "[OPSI]")
        .replace("\n       ", &indent)
}

fn misuse(error: &clap::Error, command: &Command, sentence: &str) -> String {
    let mut tree = command.clone();
    tree.build();
    let place = place(error, &tree);
    let mut lines = vec![format!("galat: {sentence}")];
    lines.extend(hints(error, place).iter().map(|hint| format!("  {hint}")));
    lines.push(String::new());
    lines.push(usage(error, place));
    lines.push(format!("Lihat: {} --bantuan\n", path(place)));
    lines.join("\n")
}

/// The command that was being parsed when the error arose, as far as the error tells.
fn place<'a>(error: &clap::Error, tree: &'a Command) -> &'a Command {
    if let Some(usage) = given_usage(error) {
        let words = usage.lines().next().unwrap_or_default().split_whitespace();
        return words.fold(tree, |here, word| {
            here.find_subcommand(word).unwrap_or(here)
        });
    }
    let mut owners = Vec::new();
    if let Some(arg) = text(error, ContextKind::InvalidArg) {
        find_owners(tree, &arg, &mut owners);
    }
    match owners[..] {
        [owner] => owner,
        _ => tree,
    }
}

fn find_owners<'a>(command: &'a Command, arg: &str, owners: &mut Vec<&'a Command>) {
    if command.get_arguments().any(|own| own.to_string() == arg) {
        owners.push(command);
    }
    for sub in command.get_subcommands() {
        find_owners(sub, arg, owners);
    }
}

fn given_usage(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => Some(usage.to_string()),
        _ => None,
    }
}

fn usage(error: &clap::Error, place: &Command) -> String {
    let usage = given_usage(error).unwrap_or_else(|| place.clone().render_usage().to_string());
    let usage = usage_words(usage.trim_start_matches("Usage: "));
    let lines: Vec<String> = usage
        .lines()
        .map(|line| printable(line).into_owned())
        .collect();
    format!("{USAGE}{}", lines.join("\n"))
}

fn path(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_else(|| command.get_name())
}

/// What is wrong, or `None` when the user only asked for help or the version.
fn sentence(error: &clap::Error) -> Option<String> {
    let command = named(error, ContextKind::InvalidSubcommand);
    let arg = named(error, ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidSubcommand => format!("perintah{command} tidak dikenal"),
        ErrorKind::MissingSubcommand => {
            format!("perintah{} belum ditulis", prefixed(" sesudah", &command))
        }
        ErrorKind::UnknownArgument if is_option(&arg) => format!("opsi{arg} tidak dikenal"),
        ErrorKind::UnknownArgument => format!("nilai{arg} tidak diterima di sini"),
        ErrorKind::MissingRequiredArgument => {
            format!("argumen wajib belum diisi{}", prefixed(":", &arg))
        }
        ErrorKind::NoEquals => format!("nilai opsi{arg} harus ditulis sesudah tanda `=`"),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => bad_value(error),
        ErrorKind::TooManyValues => excess_value(error),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => wrong_count(error),
        ErrorKind::InvalidUtf8 => "ada argumen yang bukan teks UTF-8".to_owned(),
        ErrorKind::Io | ErrorKind::Format => "bantuan gagal ditulis".to_owned(),
        _ => "baris perintah tidak dapat dipahami".to_owned(),
    };
    Some(sentence)
}

fn conflict(error: &clap::Error) -> String {
    // In the place of a command clap reports whatever was typed there.
    let command = named(error, ContextKind::InvalidSubcommand);
    let arg = named(error, ContextKind::InvalidArg);
    let prior = named(error, ContextKind::PriorArg);
    let subject = format!("{}{command}{arg}", noun(&arg));
    if prior.is_empty() {
        format!("{subject} tidak dapat dipakai bersama argumen lain")
    } else if prior == arg {
        format!("{subject} hanya boleh ditulis satu kali")
    } else {
        format!("{subject} tidak dapat dipakai bersama{prior}")
    }
}

fn bad_value(error: &clap::Error) -> String {
    let arg = named(error, ContextKind::InvalidArg);
    let empty = text(error, ContextKind::InvalidValue).is_some_and(|value| value.is_empty());
    if empty && error.kind() == ErrorKind::InvalidValue {
        return format!("{}{arg} memerlukan nilai", noun(&arg));
    }
    let value = if empty {
        " kosong".to_owned()
    } else {
        named(error, ContextKind::InvalidValue)
    };
    let target = prefixed(" untuk", &arg);
    let reason = error.source().map_or_else(String::new, reason);
    format!(
        "nilai{value} tidak berlaku{target}{}",
        prefixed(": ", &reason)
    )
}

fn excess_value(error: &clap::Error) -> String {
    let arg = named(error, ContextKind::InvalidArg);
    let value = named(error, ContextKind::InvalidValue);
    if is_option(&arg) && !arg.contains(['<', '[']) {
        format!(
            "opsi{arg} tidak menerima nilai{}",
            prefixed(", tetapi diberi", &value)
        )
    } else {
        format!("nilai{value} berlebih{}", prefixed(" untuk", &arg))
    }
}

fn wrong_count(error: &clap::Error) -> String {
    let arg = named(error, ContextKind::InvalidArg);
    let subject = format!("{}{arg}", noun(&arg));
    let actual = number(error, ContextKind::ActualNumValues).unwrap_or(0);
    if let Some(least) = number(error, ContextKind::MinValues) {
        format!("{subject} memerlukan sedikitnya {least} nilai, tetapi diberi {actual}")
    } else if let Some(expected) = number(error, ContextKind::ExpectedNumValues) {
        format!("{subject} memerlukan {expected} nilai, tetapi diberi {actual}")
    } else {
        format!("banyaknya nilai untuk {subject} tidak sesuai")
    }
}

/// What a value parser has against a value. Its own words are Indonesian; those of std and of
/// clap's number ranges are not.
fn reason(source: &(dyn Error + 'static)) -> String {
    if let Some(reason) = number_reason(source) {
        return reason.to_owned();
    }
    let message = source.to_string();
    range(&message).unwrap_or_else(|| {
        let lines: Vec<String> = message
            .lines()
            .map(|line| printable(line).into_owned())
            .collect();
        lines.join(" ")
    })
}

fn number_reason(source: &(dyn Error + 'static)) -> Option<&'static str> {
    if source.is::<ParseFloatError>() {
        return Some("harus berupa bilangan");
    }
    if source.is::<TryFromIntError>() {
        return Some("bilangannya di luar batas");
    }
    let kind = source.downcast_ref::<ParseIntError>()?.kind();
    Some(if *kind == IntErrorKind::PosOverflow {
        "bilangannya terlalu besar"
    } else if *kind == IntErrorKind::NegOverflow {
        "bilangannya terlalu kecil"
    } else {
        "harus berupa bilangan bulat"
    })
}

/// Rewrites clap's `5 is not in 1..=4`; a side without a bound carries the widest number.
fn range(message: &str) -> Option<String> {
    let (_, bounds) = message.split_once(" is not in ")?;
    let (low, high) = bounds.split_once("..")?;
    let low: i128 = low.parse().ok()?;
    let high: i128 = match high.strip_prefix('=') {
        Some(last) => last.parse().ok()?,
        None => high.parse::<i128>().ok()?.checked_sub(1)?,
    };
    Some(if high >= i128::from(i64::MAX) - 1 {
        format!("harus {low} atau lebih")
    } else if low <= i128::from(i64::MIN) {
        format!("harus {high} atau kurang")
    } else {
        format!("harus antara {low} dan {high}")
    })
}

/// What may help: the choices, the commands there are, and what was probably meant.
fn hints(error: &clap::Error, place: &Command) -> Vec<String> {
    let mut hints = Vec::new();
    let choices = texts(error, ContextKind::ValidValue);
    if !choices.is_empty() {
        hints.push(format!("pilihan: {}", choices.join(", ")));
    }
    if error.kind() == ErrorKind::MissingSubcommand {
        let commands = place.get_subcommands().filter(|sub| !sub.is_hide_set());
        let names: Vec<&str> = commands.map(Command::get_name).collect();
        hints.push(format!("perintah yang ada: {}", names.join(", ")));
    }
    let meant = meant(error);
    if meant.is_empty() {
        let advice = texts(error, ContextKind::Suggested);
        hints.extend(advice.iter().filter_map(|advice| translated(advice, error)));
    } else {
        hints.push(format!("saran: maksud Anda {}?", meant.join(" atau ")));
    }
    hints
}

/// The likeliest spellings, best first.
fn meant(error: &clap::Error) -> Vec<String> {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    kinds
        .into_iter()
        .flat_map(|kind| texts(error, kind).into_iter().rev())
        .take(MAX_SUGGESTIONS)
        .map(|meant| format!("`{}`", shown_flag(&meant)))
        .collect()
}

/// Names the flag that help shows where clap found its hidden alias.
fn shown_flag(words: &str) -> String {
    words
        .replace("--help", "--bantuan")
        .replace("--version", "--versi")
}

/// Rewrites a suggestion that clap gives only as an English sentence; drops one it does not know.
fn translated(advice: &str, error: &clap::Error) -> Option<String> {
    let typed = text(error, ContextKind::InvalidArg)
        .or_else(|| text(error, ContextKind::InvalidSubcommand))?;
    if advice.starts_with("subcommand ") {
        return Some(format!("saran: hapus `--` di depan perintah `{typed}`"));
    }
    // That it could be passed as a value is no help: hardly a value begins with `--`.
    let meant = advice.strip_prefix('\'')?.strip_suffix("' exists")?;
    Some(format!("saran: maksud Anda `{}`?", shown_flag(meant)))
}

fn noun(named: &str) -> &'static str {
    if is_option(named) { "opsi" } else { "argumen" }
}

fn is_option(named: &str) -> bool {
    named.starts_with(" `-")
}

/// The quoted texts of one kind of context after a space, or nothing.
fn named(error: &clap::Error, kind: ContextKind) -> String {
    let quoted: Vec<String> = texts(error, kind)
        .iter()
        .map(|text| format!("`{text}`"))
        .collect();
    prefixed(" ", &quoted.join(", "))
}

fn prefixed(prefix: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{prefix}{text}")
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    texts(error, kind).into_iter().next()
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![typed(one)],
        Some(ContextValue::Strings(many)) => many.iter().map(|one| typed(one)).collect(),
        Some(ContextValue::StyledStrs(many)) => {
            many.iter().map(|one| typed(&one.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> Option<isize> {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => Some(*number),
        _ => None,
    }
}

/// What somebody typed, on one line and with nothing that steers a terminal.
fn typed(text: &str) -> String {
    printable(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests;
