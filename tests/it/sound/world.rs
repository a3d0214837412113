//! World: the forms of an office and what they are held against, as texts; what the rules say of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rkt::domain::check::{self, Ground, Judge, LastYear};
use rkt::domain::finding::{Finding, Place};
use rkt::domain::form::Form;
use rkt::domain::iku::Iku;
use rkt::domain::nomenklatur::Nomenklatur;
use rkt::domain::renstra::Renstra;
use rkt::domain::rule::Rule;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::{self, Source};
use rkt::store::{iku_file, nomenklatur_file, renstra_file};

use super::dice::Dice;
use super::plan::{Keys, Plan, Row};
use crate::desk::settings;
use crate::office::bidang_id;

pub const TAHUN: i64 = 2027;

/// The nomenclature that comes with rkt, read once.
static BUILT_IN: LazyLock<Nomenklatur> = LazyLock::new(|| nomenklatur_file::built_in().0);

/// The forms of an office and what they are held against.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The form that faults are made in, and perhaps one of another Bidang.
    pub forms: Vec<Plan>,
    pub renstra: Option<Plan>,
    pub iku: Option<Plan>,
    /// The first form as it was the year before.
    pub last_year: Option<Plan>,
    /// The office's own nomenclature.
    pub nomenklatur: Option<String>,
    /// Keys of `[instansi]` beside its name, and of Bidang.
    pub instansi: String,
    pub bidang: Vec<(&'static str, String)>,
    /// How the first form is typed.
    pub windows: bool,
    /// The bytes of the first form, if they are not those of its rows.
    pub bytes: Option<Vec<u8>>,
}

/// The place of an indikator in the first form.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub row: usize,
    pub n: usize,
}

impl World {
    /// The form that faults are made in.
    pub fn form(&mut self) -> &mut Plan {
        &mut self.forms[0]
    }

    pub fn at(&mut self, spot: Spot) -> &mut Keys {
        &mut self.forms[0].rows[spot.row].indikator[spot.n]
    }

    /// Whether nothing but the form itself says what is in it.
    pub fn is_alone(&self) -> bool {
        self.renstra.is_none() && self.iku.is_none() && self.last_year.is_none()
    }

    /// An indikator of the first form with its row, of those that are wanted.
    pub fn spot(&self, dice: &mut Dice, wanted: impl Fn(&Row, &Keys) -> bool) -> Option<Spot> {
        let rows = self.forms[0].rows.iter().enumerate();
        let all = rows.flat_map(|(row, own)| (0..own.indikator.len()).map(move |n| (own, row, n)));
        let all = all.filter(|(own, _, n)| wanted(own, &own.indikator[*n]));
        let all: Vec<Spot> = all.map(|(_, row, n)| Spot { row, n }).collect();
        (!all.is_empty()).then(|| *dice.one(&all))
    }

    /// As [`World::spot`], of indikator whose target and words nothing else knows.
    pub fn free(&self, dice: &mut Dice, wanted: impl Fn(&Keys) -> bool) -> Option<Spot> {
        let alone = self.is_alone();
        self.spot(dice, |row, one| {
            let is_known = row.is_official && row.indikator[0].text("uraian") == one.text("uraian");
            (alone || !row.is_of_office()) && !is_known && !one.has("iku") && wanted(one)
        })
    }

    /// A row of the first form, of a list.
    pub fn row(&self, dice: &mut Dice, wanted: impl Fn(&Row) -> bool) -> Option<usize> {
        let rows = self.forms[0].rows.iter().enumerate();
        let all = rows.filter(|(_, row)| wanted(row));
        let all: Vec<usize> = all.map(|(n, _)| n).collect();
        (!all.is_empty()).then(|| *dice.one(&all))
    }

    /// The text of a form.
    pub fn text(&self, n: usize) -> String {
        let text = self.forms[n].to_string();
        if n == 0 && self.windows {
            return text.replace('\n', "\r\n");
        }
        text
    }

    /// The first form as it is read.
    pub fn read(&self) -> Form {
        read(&self.text(0), TAHUN).0.unwrap()
    }

    /// What is told of it.
    pub fn told(&self) -> Vec<Finding> {
        let (renstra, mut findings) = self.planned();
        let (iku, own) = self.listed();
        findings.extend(own);
        let settings = settings(&self.instansi, &self.bidang());
        let nomenklatur = self.nomenklatur.as_deref().map(nomenklatur);
        let last_year = self.last_year.as_ref().map(last_year);
        let ground = Ground {
            tahun: TAHUN,
            n_bidang: self.forms.len(),
            settings: &settings,
            nomenklatur: nomenklatur.as_ref().unwrap_or(&BUILT_IN),
            is_own_nomenklatur: nomenklatur.is_some(),
            renstra: &renstra,
            renstra_file: "acuan/renstra.toml",
            iku: &iku,
            iku_file: "acuan/iku.toml",
            last_year: last_year.as_ref(),
        };
        let mut read = Read::default();
        for n in 0..self.forms.len() {
            let bytes = self.bytes.clone().filter(|_| n == 0);
            let bytes = bytes.unwrap_or_else(|| self.text(n).into_bytes());
            read.form(["sd", "smp"][n], bytes, &ground);
        }
        findings.extend(read.judged(&ground));
        findings
    }

    fn bidang(&self) -> Vec<(&str, &str)> {
        let all = self.bidang.iter();
        all.map(|(id, keys)| (*id, keys.as_str())).collect()
    }

    fn planned(&self) -> (Renstra, Vec<Finding>) {
        let Some(plan) = &self.renstra else {
            return (Renstra::default(), Vec::new());
        };
        let source = source("acuan/renstra.toml", plan.to_string());
        let (renstra, mut findings) = renstra_file::decode(&source);
        findings.extend(check::renstra(&renstra, &source.file));
        (renstra, findings)
    }

    fn listed(&self) -> (Iku, Vec<Finding>) {
        let Some(plan) = &self.iku else {
            return (Iku::default(), Vec::new());
        };
        let read = iku_file::checked(source("acuan/iku.toml", plan.to_string()));
        (read.iku, read.findings)
    }
}

/// The forms as `rkt check` reads them.
#[derive(Default)]
struct Read {
    forms: Vec<(String, Form)>,
    findings: Vec<Finding>,
    unreadable: BTreeSet<Place>,
    unread: BTreeSet<String>,
    guessed: BTreeSet<String>,
    n_hidden: usize,
}

impl Read {
    fn form(&mut self, id: &str, bytes: Vec<u8>, ground: &Ground<'_>) {
        let file = format!("2027/form/{id}.toml");
        let source = match text::decode(&file, Ok(bytes)) {
            Ok(source) => source,
            Err(finding) => {
                self.n_hidden += 1;
                self.unread.insert(file);
                return self.findings.push(*finding);
            }
        };
        let bidang = bidang_id(id);
        let expected = Expected {
            tahun: TAHUN,
            bidang: &bidang,
        };
        let (form, findings) = form_file::checked(&source, expected);
        let hides = findings.iter().any(form_file::may_hide_a_row);
        self.n_hidden += usize::from(hides);
        if findings.iter().any(|one| one.rule == Rule::TomlSyntax) {
            self.guessed.insert(file.clone());
        }
        if findings.iter().any(form_file::is_unread) {
            self.unread.insert(file.clone());
        }
        let places = findings.iter().map(|one| one.at.clone());
        self.unreadable.extend(places);
        self.findings.extend(findings);
        if let Some(form) = form {
            self.findings.extend(check::alone(&form, &file, ground));
            self.forms.push((file, form));
        }
    }

    fn judged(self, ground: &Ground<'_>) -> Vec<Finding> {
        let mut raw = self.findings;
        let n_bidang = ground.n_bidang + self.n_hidden;
        let ground = Ground {
            n_bidang,
            ..*ground
        };
        let forms = self.forms.iter();
        let all: Vec<(String, &Form)> = forms.map(|(file, form)| (file.clone(), form)).collect();
        let sure = all.iter().filter(|(file, _)| !self.guessed.contains(file));
        let sure: Vec<(String, &Form)> = sure.cloned().collect();
        let between = check::together(&sure, &ground).into_iter();
        let is_whole = self.n_hidden == 0;
        raw.extend(between.filter(|one| {
            let is_sure = is_whole || !form_file::misses_a_row(one.rule);
            is_sure && !self.unreadable.contains(&one.at)
        }));
        let judge = Judge {
            aturan: &[],
            file: "rkt.toml",
            forms: &all,
        };
        let mut verdict = judge.judge(raw);
        verdict.unread = self.unread;
        let doubts = judge.doubts(&verdict);
        verdict.findings.into_iter().chain(doubts).collect()
    }
}

/// A form of the Bidang `sd` as it is read, and what is wrong with it.
pub fn read(text: &str, tahun: i64) -> (Option<Form>, Vec<Finding>) {
    let bidang = bidang_id("sd");
    let expected = Expected {
        tahun,
        bidang: &bidang,
    };
    form_file::decode(&source("2027/form/sd.toml", text.to_owned()), expected)
}

fn last_year(plan: &Plan) -> LastYear {
    let form = read(&plan.to_string(), TAHUN - 1).0.unwrap();
    LastYear {
        siklus: "2026".to_owned(),
        forms: vec![("2026/form/sd.toml".to_owned(), form)],
    }
}

fn nomenklatur(text: &str) -> Nomenklatur {
    let source = source("acuan/nomenklatur.tsv", text.to_owned());
    let (table, findings) = nomenklatur_file::decode(&source);
    assert_eq!(findings, []);
    table
}

fn source(file: &str, text: String) -> Source {
    let file = file.to_owned();
    Source { file, text }
}
