//! `rkt explain`: what a rule means, why it is there, and how to mend a breach; which rules there are.

use serde_json::{Value, json};

use super::{Outcome, Session};
use crate::domain::rule::Rule;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Jelaskan arti sebuah kode temuan, misalnya RKT203, atau cari aturan menurut judulnya
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kode temuan, atau kata di judul aturan (bawaan: daftar semua aturan)
    #[arg(value_name = "KODE|KATA")]
    kode: Vec<String>,
}

/// Prints the page of each rule, or the rules whose titles have these words; works offline and outside a
/// workspace.
///
/// # Errors
/// Misuse for a code that does not exist.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let is_code = |text: &String| text.contains(|c: char| c.is_ascii_digit());
    if !args.kode.is_empty() && args.kode.iter().all(is_code) {
        return pages(&args.kode, session, ui);
    }
    let asked = args.kode.join(" ");
    let found: Vec<Rule> = Rule::ALL
        .iter()
        .copied()
        .filter(|rule| has_words(rule.title(), &asked))
        .collect();
    if ui.json {
        let rules: Vec<Value> = found.iter().map(|rule| in_short(*rule)).collect();
        ui.data(&json!({ "versi_skema": json::VERSION, "aturan": rules }))?;
    } else if found.is_empty() {
        let all = session.here("rkt explain");
        ui.line(&format!(
            "Tidak ada yang cocok dengan \"{asked}\"; semua aturan: {all}"
        ))?;
    } else {
        list(&found, ui)?;
    }
    Ok(Outcome::Done)
}

/// Prints the pages of all these codes, or none when one of them does not exist.
fn pages(codes: &[String], session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let unknown = |code: &str| {
        let all = session.here("rkt explain");
        Trouble::Misuse(format!(
            "kode `{}` tidak ada\nsemua aturan: {all}",
            code.to_uppercase()
        ))
    };
    let found = |code: &String| Rule::find(code).ok_or_else(|| unknown(code));
    let rules: Vec<Rule> = codes.iter().map(found).collect::<Result<_, _>>()?;
    if ui.json {
        let pages: Vec<Value> = rules.iter().map(|rule| in_full(*rule)).collect();
        match pages.as_slice() {
            [one] => ui.data(one)?,
            all => ui.data(&json!({ "versi_skema": json::VERSION, "aturan": all }))?,
        }
        return Ok(Outcome::Done);
    }
    for (n, rule) in rules.iter().enumerate() {
        if n > 0 {
            ui.line("")?;
        }
        page(*rule, ui)?;
    }
    Ok(Outcome::Done)
}

/// Whether a title has all these words, or longer ones that they are part of.
fn has_words(title: &str, asked: &str) -> bool {
    let title = title.to_lowercase();
    let asked = asked.to_lowercase();
    let mut asked = asked.split_whitespace();
    asked.all(|word| title.contains(word))
}

fn in_short(rule: Rule) -> Value {
    json!({
        "kode": rule.code(),
        "tingkat": rule.severity().word(),
        "judul": rule.title(),
        "dapat_diubah": !rule.is_fixed(),
    })
}

/// Rules, a line each, below the name of their family.
fn list(rules: &[Rule], ui: &mut Ui<'_>) -> Result<(), Trouble> {
    for family in rules.chunk_by(|a, b| a.family() == b.family()) {
        let name = family.first().map_or("", |rule| rule.family());
        ui.line(name)?;
        for rule in family {
            let (code, severity) = (rule.code(), rule.severity().word());
            ui.block(&format!("  {code}  {severity:<10}  {}", rule.title()))?;
        }
        ui.line("")?;
    }
    ui.line(&format!(
        "{} aturan. Penjelasan: rkt explain KODE",
        rules.len()
    ))?;
    Ok(())
}

fn in_full(rule: Rule) -> Value {
    json!({
        "versi_skema": json::VERSION,
        "kode": rule.code(),
        "tingkat": rule.severity().word(),
        "judul": rule.title(),
        "asal": rule.origin(),
        "dapat_diubah": !rule.is_fixed(),
        "halaman": rule.page(),
    })
}

fn page(rule: Rule, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.block(rule.page())?;
    ui.line("")?;
    let fixed = if rule.is_fixed() {
        "tetap"
    } else {
        "dapat diubah di [aturan] rkt.toml"
    };
    ui.line(&format!("Tingkat: {}, {fixed}", rule.severity().word()))?;
    ui.line(&format!("Asal: {}", rule.origin()))?;
    Ok(())
}
