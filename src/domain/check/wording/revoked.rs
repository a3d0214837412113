//! Texts that cite a regulation which another one has replaced.

use super::text::Text;
use crate::domain::finding::Finding;
use crate::domain::rule::Rule;

/// Who issued a regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Issuer {
    Panrb,
    Mendagri,
    Other,
}

/// A regulation that is no longer in force, and what holds in its place.
struct Revoked {
    issuer: Issuer,
    nomor: &'static str,
    tahun: &'static str,
    name: &'static str,
    successor: &'static str,
}

const REVOKED: [Revoked; 3] = [
    Revoked {
        issuer: Issuer::Panrb,
        nomor: "29",
        tahun: "2010",
        name: "PermenPAN 29/2010",
        successor: "PermenPANRB 53/2014",
    },
    Revoked {
        issuer: Issuer::Panrb,
        nomor: "12",
        tahun: "2015",
        name: "PermenPANRB 12/2015",
        successor: "PermenPANRB 88/2021",
    },
    Revoked {
        issuer: Issuer::Mendagri,
        nomor: "54",
        tahun: "2010",
        name: "Permendagri 54/2010",
        successor: "Permendagri 86/2017",
    },
];

/// As many words as may stand between the name of a regulation and its number.
const APART: usize = 16;

/// Checks every text of one form.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    texts.iter().filter_map(fault).collect()
}

fn fault(text: &Text<'_>) -> Option<Finding> {
    let revoked = (0..text.words.len()).find_map(|at| cited(&text.words, at))?;
    let (name, successor) = (revoked.name, revoked.successor);
    let message = format!("{name} di {} sudah dicabut", text.label());
    let help = format!("rujuk penggantinya, {successor}");
    Some(Finding::new(Rule::RevokedRule, text.at(), message).help(help))
}

/// The revoked regulation whose number stands at a place: `29 Tahun 2010`, `29/2010`.
fn cited(text: &[&str], at: usize) -> Option<&'static Revoked> {
    let nomor = *text.get(at)?;
    let next = *text.get(at + 1)?;
    let tahun = match next {
        "tahun" | "thn" | "th" => *text.get(at + 2)?,
        _ => next,
    };
    let same = |one: &&Revoked| one.nomor == nomor && one.tahun == tahun;
    let revoked = REVOKED.iter().find(same)?;
    let from = at.saturating_sub(APART);
    let before = text.get(from..at)?;
    let issuer = (0..before.len())
        .rev()
        .find_map(|at| issuer(before.get(at..)?))?;
    (issuer == revoked.issuer).then_some(revoked)
}

/// Who issued the regulation that is named at the beginning of a text.
fn issuer(text: &[&str]) -> Option<Issuer> {
    let word = *text.first()?;
    let next = text.get(1).copied().unwrap_or_default();
    let is_panrb = |word: &str| word.starts_with("pan") && word.len() <= "pan-rb".len();
    match (word, next) {
        ("pendayagunaan", "aparatur") => Some(Issuer::Panrb),
        ("menteri" | "permen" | "negara", next) if is_panrb(next) => Some(Issuer::Panrb),
        ("dalam", "negeri") => Some(Issuer::Mendagri),
        _ if word.starts_with("permenpan") || word.starts_with("menpan") => Some(Issuer::Panrb),
        _ if word.starts_with("permendagri") || word == "mendagri" => Some(Issuer::Mendagri),
        (
            "presiden" | "pemerintah" | "daerah" | "bupati" | "gubernur" | "walikota" | "uu" | "pp"
            | "undang-undang" | "inpres" | "keppres" | "pmk" | "surat" | "keputusan" | "instruksi",
            _,
        ) => Some(Issuer::Other),
        _ if word.starts_with("per") && is_short_name(word) => Some(Issuer::Other),
        _ => None,
    }
}

/// Perpres, perda, perbup, permendikbud.
fn is_short_name(word: &str) -> bool {
    let named = [
        "perpres", "perda", "perbup", "perwal", "pergub", "permen", "perka",
    ];
    named.iter().any(|name| word.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{indikator, sasaran, told};

    fn said(definisi: &str) -> Vec<String> {
        let mut one = indikator("Nilai SAKIP", "Nilai");
        one.definisi = Some(definisi.to_owned());
        let found = told(&sasaran("Meningkatnya kinerja", vec![one]), check);
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_revoked_regulation_is_known_by_any_spelling() {
        for (text, name) in [
            ("Menurut Permenpan Nomor 29 Tahun 2010", "PermenPAN 29/2010"),
            ("PermenPAN-RB No. 29/2010", "PermenPAN 29/2010"),
            ("Permen PAN dan RB No 29 Th 2010", "PermenPAN 29/2010"),
            (
                "Peraturan Menteri Negara Pendayagunaan Aparatur Negara dan Reformasi Birokrasi \
                 Nomor 29 Tahun 2010",
                "PermenPAN 29/2010",
            ),
            (
                "LKE menurut PermenPANRB 12 Tahun 2015",
                "PermenPANRB 12/2015",
            ),
            ("Permendagri No.54/2010", "Permendagri 54/2010"),
            (
                "Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010",
                "Permendagri 54/2010",
            ),
            (
                "PermenPANRB 53/2014 yang menggantikan PermenPAN 29/2010",
                "PermenPAN 29/2010",
            ),
        ] {
            let said = said(text);
            assert_eq!(said.len(), 1, "{text}");
            assert!(said[0].starts_with(name), "{said:?}");
        }
    }

    #[test]
    fn what_is_in_force_or_from_somebody_else_is_not() {
        for text in [
            "PermenPANRB 53/2014",
            "PermenPANRB Nomor 88 Tahun 2021",
            "Permendagri 86/2017 dan Permendagri 90/2019",
            "Perpres 54/2010",
            "Peraturan Presiden Nomor 54 Tahun 2010",
            "Perpres 29 Tahun 2014",
            "UU 12/2015",
            "PP Nomor 12 Tahun 2015",
            "Perda Nomor 29 Tahun 2010",
            "29 dari 2010 guru",
            "Data per 12/2015",
            "Permendagri 90/2019 dan Perpres 54/2010",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }
}
