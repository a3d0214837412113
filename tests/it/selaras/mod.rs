//! Rules on what is written several times: between rows, forms, the Renstra, the IKU and the year
//! before. Plans are given as lines, `ROW | uraian | satuan | target | more keys`.

mod copies;
mod iku;
mod renstra;
mod targets;

use std::fmt::Write as _;

use rkt::domain::check::{self, Ground, Judge, LastYear};
use rkt::domain::finding::{Finding, Place, Spot};
use rkt::domain::form::Form;
use rkt::domain::iku::{Iku, Utama};
use rkt::domain::instansi::Settings;
use rkt::domain::name::BidangId;
use rkt::domain::nomenklatur::Nomenklatur;
use rkt::domain::renstra::Renstra;
use rkt::domain::rule::Rule;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::Source;
use rkt::store::{renstra_file, settings_file};

use crate::workspace::root;

/// What forms are held against here.
pub struct Office {
    settings: Settings,
    nomenklatur: Nomenklatur,
    renstra: Renstra,
    iku: Iku,
    last_year: Option<LastYear>,
    n_bidang: usize,
}

impl Office {
    /// One without any reference.
    pub fn new(n_bidang: usize) -> Office {
        let text = std::fs::read_to_string(root().join("tests/aturan/dasar/rkt.toml")).unwrap();
        let file = "rkt.toml".to_owned();
        let (settings, _) = settings_file::decode(&Source { file, text });
        Office {
            settings: settings.unwrap(),
            nomenklatur: Nomenklatur::default(),
            renstra: Renstra::default(),
            iku: Iku::default(),
            last_year: None,
            n_bidang,
        }
    }

    /// With a Renstra, given as its file without the first line.
    pub fn renstra(mut self, text: &str) -> Office {
        let (file, text) = (
            "acuan/renstra.toml".to_owned(),
            format!("format = 1\n{text}"),
        );
        let (renstra, findings) = renstra_file::decode(&Source { file, text });
        assert_eq!(findings, []);
        self.renstra = renstra;
        self
    }

    /// With a list of IKU, given as lines `uraian | satuan`, or `uraian | satuan | sasaran`.
    pub fn iku(mut self, lines: &[&str]) -> Office {
        let row = |(pos, line): (usize, &&str)| {
            let mut parts = line.split(" | ");
            let mut next = || parts.next().map(str::to_owned);
            let (uraian, satuan, sasaran) = (next(), next(), next());
            Utama {
                pos,
                uraian: uraian.unwrap(),
                satuan: satuan.unwrap(),
                sasaran,
                definisi: None,
                rumus: None,
                sumber_data: None,
                penanggung_jawab: None,
            }
        };
        self.iku.rows = lines.iter().enumerate().map(row).collect();
        self
    }

    /// With the forms of the year before.
    pub fn last_year(mut self, forms: &[(&str, &[&str])]) -> Office {
        self.last_year = Some(LastYear {
            siklus: "2026".to_owned(),
            forms: read(forms, 2026),
        });
        self
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            tahun: 2027,
            n_bidang: self.n_bidang,
            settings: &self.settings,
            nomenklatur: &self.nomenklatur,
            is_own_nomenklatur: false,
            renstra: &self.renstra,
            renstra_file: "acuan/renstra.toml",
            iku: &self.iku,
            iku_file: "acuan/iku.toml",
            last_year: self.last_year.as_ref(),
        }
    }

    /// What is found between forms, of one rule.
    pub fn between(&self, rule: Rule, forms: &[(&str, &[&str])]) -> Vec<Finding> {
        let forms = read(forms, 2027);
        let borrowed: Vec<(String, &Form)> = forms
            .iter()
            .map(|(file, form)| (file.clone(), form))
            .collect();
        let found = check::together(&borrowed, &self.ground());
        sound(told(found, rule))
    }

    /// What is found in one form by itself, of one rule.
    pub fn alone(&self, rule: Rule, lines: &[&str]) -> Vec<Finding> {
        let forms = read(&[("sd", lines)], 2027);
        let (file, form) = &forms[0];
        let found = check::alone(form, file, &self.ground());
        sound(told(found, rule))
    }
}

/// What an office that judges nothing otherwise is told of a rule.
fn told(found: Vec<Finding>, rule: Rule) -> Vec<Finding> {
    let judge = Judge {
        aturan: &[],
        file: "rkt.toml",
        forms: &[],
    };
    let told = judge.judge(found).findings.into_iter();
    told.filter(|one| one.rule == rule).collect()
}

/// Every finding has something to do, and ends without a full stop.
fn sound(found: Vec<Finding>) -> Vec<Finding> {
    for one in &found {
        let help = one.help.as_deref().unwrap_or_default();
        assert!(!help.is_empty() && !help.ends_with('.'), "{one:?}");
        assert!(!one.message.ends_with('.'), "{one:?}");
    }
    found
}

/// Where findings are, as `sd sasaran[0].id`.
pub fn places(found: &[Finding]) -> Vec<String> {
    found.iter().map(|one| place(&one.at)).collect()
}

fn place(at: &Place) -> String {
    let file = at.file.rsplit('/').next().unwrap_or_default();
    let file = file.trim_end_matches(".toml");
    match &at.spot {
        Spot::Field(path) | Spot::Key(path) => format!("{file} {path}"),
        Spot::File | Spot::Bytes(..) | Spot::Cell(..) => file.to_owned(),
    }
}

/// Forms of lines, each with its path.
fn read(forms: &[(&str, &[&str])], tahun: i64) -> Vec<(String, Form)> {
    let one = |(id, lines): &(&str, &[&str])| {
        let file = format!("{tahun}/form/{id}.toml");
        let text = text(id, tahun, lines);
        let bidang = BidangId::parse(id).unwrap();
        let expected = Expected {
            tahun,
            bidang: &bidang,
        };
        let source = Source {
            file: file.clone(),
            text,
        };
        let (form, findings) = form_file::decode(&source, expected);
        assert_eq!(findings, [], "{}", source.text);
        (file, form.unwrap())
    };
    forms.iter().map(one).collect()
}

/// A form as its file. A line of one part begins a row, whose keys follow its name after `:`.
fn text(id: &str, tahun: i64, lines: &[&str]) -> String {
    let mut text = format!("format = 1\ntahun = {tahun}\nbidang = \"{id}\"\n");
    let (mut list, mut row) = ("", "");
    for line in lines {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let (name, keys) = parts[0].split_once(':').unwrap_or((parts[0], ""));
        if name != row {
            row = name;
            list = match name.matches('.').count() {
                0 => "sasaran",
                2 => "program",
                4 => "kegiatan",
                _ => "sub_kegiatan",
            };
            let key = if list == "sasaran" { "id" } else { "kode" };
            write!(text, "[[{list}]]\n{key} = \"{name}\"\n").unwrap();
            if list == "program" && !keys.contains("sasaran") {
                text.push_str("sasaran = [\"S1\"]\n");
            }
            writeln!(text, "{}", keys.replace(';', "\n")).unwrap();
        }
        if let [_, uraian, satuan, target, more @ ..] = parts.as_slice() {
            let more = more.concat().replace(';', "\n");
            write!(
                text,
                "[[{list}.indikator]]\nuraian = \"{uraian}\"\nsatuan = \"{satuan}\"\n\
                 target = \"{target}\"\n{more}\n"
            )
            .unwrap();
        }
    }
    text
}
