//! Unit: what a target is counted in, where it stands behind the number.

use super::indikator::normalized;
use super::target::{Target, TargetValue};

/// A target without its unit, and that unit; `None` when it has none, or is no number.
#[must_use]
pub fn split(text: &str) -> Option<(String, String)> {
    let target = Target::parse(text).ok()?;
    let unit = target.satuan()?.to_owned();
    let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = tidy.strip_suffix(&unit)?.trim_end().to_owned();
    let again = Target::parse(&bare).ok()?;
    let number = matches!(
        target.value(),
        TargetValue::Number(_) | TargetValue::Range { .. } | TargetValue::Bound { .. }
    );
    let same = again.value() == target.value() && again.satuan().is_none();
    (number && same).then_some((bare, unit))
}

/// Whether two units are the same: `%` is Persen.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let plain = |unit: &str| match normalized(unit).as_str() {
        "%" | "persentase" => "persen".to_owned(),
        other => other.replace(' ', ""),
    };
    plain(a) == plain(b)
}

/// A unit as a form has it: `%` is Persen.
#[must_use]
pub fn in_full(unit: &str) -> String {
    if unit == "%" { "Persen" } else { unit }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_leave_the_target() {
        for (text, parts) in [
            ("86 %", Some(("86", "%"))),
            ("12 Dokumen", Some(("12", "Dokumen"))),
            ("≥ 90 %", Some(("≥ 90", "%"))),
            ("69,1-69,5 %", Some(("69,1-69,5", "%"))),
            ("WTP", None),
            ("0,62", None),
        ] {
            let found = split(text);
            let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(found, parts, "{text}");
        }
        assert!(same("%", "persen") && !same("%", "Orang"));
    }
}
