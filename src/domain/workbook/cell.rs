//! What a cell says for a field: a text as a form has it, or what is wrong with it.

use super::field::Kind;
use crate::domain::indikator::normalized;
use crate::domain::name::nearest;
use crate::domain::number::NumberFault;
use crate::domain::pagu::{self, Rupiah};
use crate::domain::rule::Rule;
use crate::domain::sheet::{self, Value};
use crate::domain::target::{Target, TargetValue};

/// What is wrong with a cell, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The rule that says so.
    pub rule: Rule,
    /// What is wrong, with the value.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl CellFault {
    fn new(rule: Rule, message: String, help: impl Into<String>) -> CellFault {
        CellFault {
            rule,
            message,
            help: help.into(),
        }
    }
}

/// The text of a cell as a form has it; `None` when it is empty.
///
/// # Errors
/// When the cell holds what the field can't take. Nothing unreadable is ever taken for empty.
pub fn text(kind: Kind, value: &Value) -> Result<Option<String>, CellFault> {
    let text = words(kind, value)?;
    if text.is_empty() {
        return Ok(None);
    }
    match kind {
        Kind::Text | Kind::Name => Ok(Some(text)),
        Kind::Names => Ok(Some(names(&text).join("; "))),
        Kind::Rupiah => rupiah(&text).map(Some),
        Kind::Target => target(text).map(Some),
        Kind::Tahun => tahun(&text).map(Some),
        Kind::Choice(choices) => choice(&text, choices).map(Some),
        Kind::Ya => ya(&text).map(Some),
    }
}

/// Money in a column that counts in `ribu`, `juta` or `miliar`, or in rupiah; a dash is none.
///
/// # Errors
/// As [`text`]; what is wrong with a number is told of it as it was typed.
pub fn money(value: &Value, word: &str) -> Result<Option<String>, CellFault> {
    let typed = text(Kind::Text, value)?;
    let Some(typed) = typed.filter(|typed| !is_dash(typed)) else {
        return Ok(None);
    };
    if word.is_empty() {
        return text(Kind::Rupiah, value);
    }
    let counted = Value::Text(format!("{typed} {word}"));
    text(Kind::Rupiah, &counted).map_err(|fault| text(Kind::Rupiah, value).err().unwrap_or(fault))
}

fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—")
}

/// Whether two texts of a field mean the same, so that nothing needs to be written.
#[must_use]
pub fn same(kind: Kind, a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match kind {
        Kind::Text => lines(a) == lines(b),
        Kind::Name | Kind::Choice(_) | Kind::Ya => normalized(a) == normalized(b),
        Kind::Names => names(a) == names(b),
        Kind::Rupiah => Rupiah::parse(a).is_ok_and(|a| Rupiah::parse(b) == Ok(a)),
        Kind::Target => match (Target::parse(a), Target::parse(b)) {
            (Ok(a), Ok(b)) => same_target(&a, &b),
            (_, _) => a.trim() == b.trim(),
        },
        Kind::Tahun => a.trim() == b.trim(),
    }
}

fn same_target(a: &Target, b: &Target) -> bool {
    let words = |target: &Target| normalized(target.raw());
    match (a.value(), b.value()) {
        (TargetValue::Text, _) | (_, TargetValue::Text) => words(a) == words(b),
        (one, other) => one == other && a.satuan() == b.satuan(),
    }
}

/// Line ends and outer blanks are a spreadsheet's; all else is the writer's.
fn lines(text: &str) -> String {
    let text = text.replace("_x000D_", "").replace('\r', "");
    text.trim().to_owned()
}

/// The ids in a cell, however they are parted.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    let parts = text.split([';', ',', '\n']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// What a cell says in words, before the field has its say.
fn words(kind: Kind, value: &Value) -> Result<String, CellFault> {
    match value {
        Value::Text(text) => Ok(lines(text)),
        Value::Number { .. } if kind == Kind::Name => Err(CellFault::new(
            Rule::CellLost,
            format!("kode tersimpan sebagai angka {}", value.shown()),
            "setel format selnya Text, lalu ketik lagi kodenya lengkap dengan nolnya",
        )),
        Value::Number { percent: true, .. } if matches!(kind, Kind::Rupiah | Kind::Tahun) => {
            Err(CellFault::new(
                Rule::CellUnreadable,
                format!("tersimpan sebagai persen: {}", value.shown()),
                "setel format selnya Number, lalu ketik lagi angkanya",
            ))
        }
        Value::Number { value: number, .. } if matches!(kind, Kind::Rupiah | Kind::Tahun) => {
            Ok(number.normalize().to_string().replace('.', ","))
        }
        Value::Number { .. } => Ok(value.shown()),
        Value::Bool(_) if kind != Kind::Ya => Err(CellFault::new(
            Rule::CellUnreadable,
            "berisi TRUE atau FALSE".to_owned(),
            "setel format selnya Text, lalu ketik isinya",
        )),
        Value::Bool(yes) => Ok(if *yes { "ya" } else { "tidak" }.to_owned()),
        Value::Date(_) => Err(CellFault::new(
            Rule::CellLost,
            format!("isinya berubah menjadi tanggal {}", value.shown()),
            "setel format selnya Text, lalu ketik lagi isinya",
        )),
        Value::Fault(text) => Err(CellFault::new(
            Rule::CellUnreadable,
            format!("rumusnya gagal: {text}"),
            "perbaiki rumusnya, atau ketik nilainya",
        )),
        Value::Unknown => Err(CellFault::new(
            Rule::CellUnreadable,
            "berisi rumus yang hasilnya tidak tersimpan".to_owned(),
            "buka berkasnya di Excel atau LibreOffice, simpan, lalu impor lagi; atau ketik nilainya",
        )),
    }
}

fn rupiah(text: &str) -> Result<String, CellFault> {
    match Rupiah::parse(text) {
        Ok(rupiah) => Ok(rupiah.get().to_string()),
        Err(fault) => {
            let rule = match &fault {
                NumberFault::Ambiguous { .. } => Rule::NumberAmbiguous,
                NumberFault::Empty
                | NumberFault::Unreadable { .. }
                | NumberFault::TooLarge { .. }
                | NumberFault::NotWhole { .. }
                | NumberFault::Negative { .. } => Rule::NumberUnreadable,
            };
            Err(CellFault::new(rule, fault.message(), pagu::help(&fault)))
        }
    }
}

fn target(text: String) -> Result<String, CellFault> {
    if is_dash(&text) {
        return Ok("-".to_owned());
    }
    let Err(fault) = Target::parse(&text) else {
        return Ok(text);
    };
    Err(CellFault::new(fault.rule(), fault.message(), fault.help()))
}

fn tahun(text: &str) -> Result<String, CellFault> {
    let year = text.parse::<i64>().ok();
    let year = year.filter(|year| (1900..=2999).contains(year));
    year.map(|year| year.to_string()).ok_or_else(|| {
        CellFault::new(
            Rule::NumberUnreadable,
            format!("`{text}` bukan tahun"),
            "tulis tahunnya dengan empat angka, misalnya 2025",
        )
    })
}

fn choice(text: &str, choices: &[&str]) -> Result<String, CellFault> {
    let plain = |text: &str| normalized(text).replace([' ', '-', '_'], "");
    let wanted = plain(text);
    let found = choices.iter().find(|choice| plain(choice) == wanted);
    found.map(|choice| (*choice).to_owned()).ok_or_else(|| {
        let near = nearest(text, choices.iter().copied());
        let near = near.map_or_else(String::new, |near| format!("maksud Anda `{near}`? "));
        CellFault::new(
            Rule::NotAChoice,
            format!("`{text}` bukan pilihan"),
            format!("{near}pilihannya: {}", choices.join(", ")),
        )
    })
}

fn ya(text: &str) -> Result<String, CellFault> {
    match normalized(text).as_str() {
        "ya" | "y" | "v" | "x" | "true" | "iku" | "1" | "✓" | "√" => Ok("ya".to_owned()),
        "tidak" | "t" | "n" | "false" | "bukan" | "0" | "-" => Ok("tidak".to_owned()),
        _ => Err(CellFault::new(
            Rule::NotAChoice,
            format!("`{text}` bukan ya atau tidak"),
            "pilihannya: ya, tidak",
        )),
    }
}

/// The number of a target's text, if it is one that a spreadsheet keeps whole.
#[must_use]
pub fn number(text: &str) -> Option<rust_decimal::Decimal> {
    let target = Target::parse(text).ok()?;
    let TargetValue::Number(number) = target.value() else {
        return None;
    };
    let digits = number
        .normalize()
        .mantissa()
        .unsigned_abs()
        .to_string()
        .len();
    let back = sheet::plain(number);
    (target.satuan().is_none() && digits <= 15 && same(Kind::Target, text, &back)).then_some(number)
}
