//! Peta: what the headings of one office's tables mean, once and for all.

use super::meaning::Meaning;
use crate::domain::indikator::normalized;

/// A mapping of headings, under a name that people type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peta {
    /// Its name.
    pub nama: String,
    /// Its headings, each with what it means.
    pub kolom: Vec<(String, Meaning)>,
}

impl Peta {
    /// What a heading means, given as its texts from the top.
    #[must_use]
    pub fn get(&self, parts: &[String], tahun: i32) -> Option<Meaning> {
        let wanted = comparable(&name(parts, tahun));
        let mut kolom = self.kolom.iter();
        let found = kolom.find(|(heading, _)| comparable(heading) == wanted);
        found.map(|(_, meaning)| *meaning)
    }
}

/// A heading as a peta writes it: the years in it are told from the cycle's, so that it holds for
/// the next one too.
#[must_use]
pub fn name(parts: &[String], tahun: i32) -> String {
    let mut parts: Vec<String> = parts
        .iter()
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    parts.dedup();
    years_apart(&parts.join(" / "), tahun)
}

fn years_apart(text: &str, tahun: i32) -> String {
    let mut told = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        told.push_str(&placeholder(&digits, tahun));
        digits.clear();
        told.push(c);
    }
    told.trim_end_matches('\n').to_owned()
}

fn placeholder(digits: &str, tahun: i32) -> String {
    let year = digits.parse::<i32>().ok();
    match year.filter(|_| digits.len() == 4).map(|year| year - tahun) {
        Some(0) => "{tahun}".to_owned(),
        Some(by @ -10..=10) => format!("{{tahun{by:+}}}"),
        Some(_) | None => digits.to_owned(),
    }
}

fn comparable(heading: &str) -> String {
    normalized(&heading.replace('*', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workbook::field::Field;

    #[test]
    fn a_peta_holds_for_the_next_year() {
        let parts = |text: &str| vec!["Capaian".to_owned(), text.to_owned()];
        let heading = name(&parts("Thn  2027"), 2027);
        assert_eq!(heading, "Capaian / Thn {tahun}");
        assert_eq!(name(&parts("2025"), 2027), "Capaian / {tahun-2}");
        assert_eq!(name(&parts("1945"), 2027), "Capaian / 1945");
        let peta = Peta {
            nama: "renja".to_owned(),
            kolom: vec![(heading, Meaning::Field(Field::Target))],
        };
        assert_eq!(
            peta.get(&parts("THN 2028"), 2028),
            Some(Meaning::Field(Field::Target))
        );
        assert_eq!(peta.get(&parts("Thn 2027"), 2028), None);
    }
}
