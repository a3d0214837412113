//! Advice: the commands that a refusal names, as they have to be typed here.

use super::{Session, refused};
use crate::domain::workflow::Refusal;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;

/// Options that say for whom somebody acts; of no use to that person.
const STAND_IN: [&str; 3] = ["--atas-nama", "--untuk", "--alasan-atas-nama"];

/// Commands that are about no folder.
const OF_NO_FOLDER: [&str; 2] = ["explain", "demo"];

/// What was typed, and what every other command needs to mean the same cycle.
#[derive(Clone, Debug)]
pub struct Advice {
    /// The command as refusals name it, e.g. `rkt approve sd`.
    command: String,
    typed: Line,
    said: Option<String>,
    siklus: String,
    suffix: Vec<Vec<String>>,
    /// `-C` and the folder, if they were typed.
    folder: Vec<String>,
}

impl Advice {
    /// Advice for a command that refusals name so.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn new(session: Session<'_>, loaded: &Loaded, command: &str) -> Result<Advice, Trouble> {
        Ok(Advice {
            command: command.to_owned(),
            typed: Line::of(session.line),
            said: session.global.sebagai.clone(),
            siklus: loaded.siklus.clone(),
            suffix: Line::of(&session.suffix(loaded)?).options,
            folder: Line::of(session.here("rkt ").trim_start_matches("rkt")).head,
        })
    }

    /// A refusal as trouble, with commands that can be typed.
    #[must_use]
    pub fn refused(&self, mut refusal: Refusal) -> Trouble {
        let parts: Vec<&str> = refusal.help.split('`').collect();
        let mut without = "";
        let texts = parts.iter().enumerate().map(|(n, part)| {
            if n % 2 == 1 {
                return self.complete(part, without);
            }
            without = dropped(part);
            (*part).to_owned()
        });
        refusal.help = texts.collect::<Vec<_>>().join("`");
        refused(refusal, &self.siklus)
    }

    /// A command as advised, with what was typed with it but for the option that is `without`.
    fn complete(&self, advice: &str, without: &str) -> String {
        let same = advice
            .strip_prefix(&self.command)
            .or(advice.strip_prefix("rkt ..."));
        let same = same.filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let Some(rest) = same else {
            return self.other(advice);
        };
        let more = Line::of(rest);
        let named = more.has("--sebagai");
        let mut line = self.typed.clone();
        line.head.extend(more.head.iter().cloned());
        line.options.retain(|option| name(option) != without);
        if named {
            line.options
                .retain(|option| !STAND_IN.contains(&name(option)));
        }
        line.take(more.options);
        if let Some(who) = self.said.as_ref().filter(|_| !named) {
            line.take(vec![vec!["--sebagai".to_owned(), who.clone()]]);
        }
        line.shown()
    }

    /// Another command: it must mean the same cycle, or open one in the same folder.
    fn other(&self, advice: &str) -> String {
        let mut line = Line::of(advice);
        let is = |what: &str| line.head.iter().any(|word| word == what);
        if line.head.first().is_none_or(|word| word != "rkt") || OF_NO_FOLDER.into_iter().any(is) {
            return advice.to_owned();
        }
        if !is("init") {
            line.take(self.suffix.clone());
        }
        line.head.splice(1..1, self.folder.iter().cloned());
        line.shown()
    }
}

/// A command line: its words up to the first option, then each option with its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    head: Vec<String>,
    options: Vec<Vec<String>>,
}

impl Line {
    /// Splits at blanks outside quotes, which stay.
    fn of(text: &str) -> Line {
        let (mut quoted, mut escaped) = (false, false);
        let mut line = Line::default();
        let words = text.split(|c: char| {
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            c == ' ' && !quoted
        });
        for word in words.filter(|word| !word.is_empty()) {
            match line.options.last_mut() {
                _ if word.starts_with("--") => line.options.push(vec![word.to_owned()]),
                Some(option) => option.push(word.to_owned()),
                None => line.head.push(word.to_owned()),
            }
        }
        line
    }

    fn has(&self, flag: &str) -> bool {
        self.options.iter().any(|option| name(option) == flag)
    }

    /// Takes options in, in the place of those of the same name.
    fn take(&mut self, options: Vec<Vec<String>>) {
        let replaced = |option: &Vec<String>| options.iter().any(|new| name(new) == name(option));
        self.options.retain(|option| !replaced(option));
        self.options.extend(options);
    }

    fn shown(&self) -> String {
        let options = self.options.iter().flatten();
        let words: Vec<&str> = self
            .head
            .iter()
            .chain(options)
            .map(String::as_str)
            .collect();
        words.join(" ")
    }
}

/// The option that the words before a command take from it: `... tanpa --jawab: `.
fn dropped(words: &str) -> &str {
    let flag = words.rsplit_once("tanpa ").map_or("", |(_, rest)| rest);
    flag.trim_end_matches([':', ' '])
}

/// The name of an option, e.g. `--alasan` of `--alasan="..."`.
fn name(option: &[String]) -> &str {
    let word = option.first().map_or("", String::as_str);
    word.split('=').next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(command: &str, typed: &str, said: Option<&str>, suffix: &str) -> Advice {
        Advice {
            command: command.to_owned(),
            typed: Line::of(typed),
            said: said.map(str::to_owned),
            siklus: "2027".to_owned(),
            suffix: Line::of(suffix).options,
            folder: Vec::new(),
        }
    }

    #[test]
    fn what_was_typed_is_kept_and_what_is_advised_replaces_it() {
        let late = advice(
            "rkt step sosialisasi",
            "rkt step 3 --tanggal 2026-11-20 --catatan \"di aula besar\"",
            Some("tim"),
            "",
        );
        assert_eq!(
            late.complete("rkt step sosialisasi --tanggal 2026-11-05", ""),
            "rkt step 3 --catatan \"di aula besar\" --tanggal 2026-11-05 --sebagai tim"
        );
        assert_eq!(
            late.complete("rkt ...", ""),
            "rkt step 3 --tanggal 2026-11-20 --catatan \"di aula besar\" --sebagai tim"
        );
    }

    #[test]
    fn the_person_himself_stands_in_for_nobody() {
        let typed = "rkt approve sd --atas-nama sekretaris --alasan x";
        let stands_in = advice("rkt approve sd", typed, Some("smp"), "");
        assert_eq!(
            stands_in.complete("rkt approve sd --sebagai sekretaris", ""),
            "rkt approve sd --alasan x --sebagai sekretaris"
        );
        assert_eq!(
            stands_in.complete(
                "rkt approve sd --atas-nama kadis --alasan \"...\" --sebagai tim",
                ""
            ),
            "rkt approve sd --atas-nama kadis --alasan \"...\" --sebagai tim"
        );
    }

    #[test]
    fn quotes_within_quotes_stay_one_word() {
        let line = Line::of(r#"rkt return sd --alasan "kata \"--ke\" keliru" --baris S1"#);
        assert_eq!(line.options.len(), 2, "{line:?}");
        assert_eq!(line.head, ["rkt", "return", "sd"]);
    }

    #[test]
    fn what_is_to_be_left_out_is() {
        let typed = "rkt submit sd --jawab \"sudah baik\"";
        let answered = advice("rkt submit sd", typed, Some("sd"), "");
        assert_eq!(dropped("ajukan tanpa --jawab: "), "--jawab");
        assert_eq!(
            answered.complete("rkt submit sd --sebagai sd", "--jawab"),
            "rkt submit sd --sebagai sd"
        );
    }

    #[test]
    fn other_commands_mean_the_same_cycle() {
        let of_two = advice(
            "rkt approve sd",
            "rkt approve sd --siklus 2027",
            None,
            " --siklus 2027",
        );
        assert_eq!(
            of_two.complete("rkt compile --sebagai tim", ""),
            "rkt compile --sebagai tim --siklus 2027"
        );
        for same in ["rkt explain RKT701", "git log", "rkt init 2028"] {
            assert_eq!(of_two.complete(same, ""), same);
        }
    }
}
