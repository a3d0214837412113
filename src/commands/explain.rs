//! `rkt explain`: what a rule means, why it is there, and how to mend a breach.

use super::{Outcome, Session, unknown};
use crate::domain::rule::Rule;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, json};

/// Jelaskan arti sebuah kode temuan, misalnya RKT203
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kode temuan
    #[arg(value_name = "KODE")]
    kode: String,
}

/// Prints the rule's page; works offline and outside a workspace.
///
/// # Errors
/// Misuse for a code that does not exist.
pub fn run(args: &Args, _session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let number = format!("RKT{}", args.kode.trim());
    let Some(rule) = Rule::find(&args.kode).or_else(|| Rule::find(&number)) else {
        let known: Vec<String> = Rule::ALL.iter().map(ToString::to_string).collect();
        return Err(Trouble::Misuse(unknown(
            "kode",
            &args.kode.to_uppercase(),
            &known,
        )));
    };
    if ui.json {
        ui.data(&serde_json::json!({
            "versi_skema": json::VERSION,
            "kode": rule.code(),
            "tingkat": rule.severity().word(),
            "judul": rule.title(),
            "asal": rule.origin(),
            "dapat_diubah": !rule.is_fixed(),
            "halaman": rule.page(),
        }))?;
    } else {
        ui.block(rule.page())?;
        ui.line("")?;
        let fixed = if rule.is_fixed() {
            "tetap"
        } else {
            "dapat diubah di [aturan] rkt.toml"
        };
        ui.line(&format!("Tingkat: {}, {fixed}", rule.severity().word()))?;
        ui.line(&format!("Asal: {}", rule.origin()))?;
    }
    Ok(Outcome::Done)
}
