//! A desk: forms as text, held against the rules without a workspace.

use rkt::domain::check::{self, Ground, Judge};
use rkt::domain::finding::Finding;
use rkt::domain::form::Form;
use rkt::domain::iku::Iku;
use rkt::domain::instansi::Settings;
use rkt::domain::nomenklatur::Nomenklatur;
use rkt::domain::renstra::Renstra;
use rkt::store::form_file::{self, Expected};
use rkt::store::text::Source;
use rkt::store::{nomenklatur_file, renstra_file, settings_file};

use crate::office::bidang_id;

/// The settings of a small office; tests put more below `[instansi]` or behind the end.
const SETTINGS: &str = "format = 1\n\
    [waktu]\nzona = \"WITA\"\nhari_kerja = 5\nminggu = \"hari-kerja\"\n\
    [[bidang]]\nid = \"sd\"\nnama = \"Bidang SD\"\n#sd\n\
    [[bidang]]\nid = \"smp\"\nnama = \"Bidang SMP\"\n#smp\n\
    [[bidang]]\nid = \"skb\"\nnama = \"UPTD SKB\"\n#skb\n\
    [instansi]\nnama = \"Dinas Pendidikan\"\ntempat = \"Paringin\"\n";

/// An office and what it holds forms against.
pub struct Desk {
    tahun: i64,
    n_bidang: usize,
    settings: Settings,
    nomenklatur: Nomenklatur,
    is_own: bool,
    renstra: Renstra,
}

impl Desk {
    /// Kabupaten Balangan in 2027, with what comes with rkt and no Renstra.
    pub fn new() -> Desk {
        Desk {
            tahun: 2027,
            n_bidang: 1,
            settings: settings("pemerintah = \"Kabupaten Balangan\"", &[]),
            nomenklatur: nomenklatur_file::built_in().0,
            is_own: false,
            renstra: Renstra::default(),
        }
    }

    /// With these keys in `[instansi]`, and these of Bidang by their id.
    pub fn of(mut self, instansi: &str, bidang: &[(&str, &str)]) -> Desk {
        self.settings = settings(instansi, bidang);
        self
    }

    /// Of another year.
    pub fn in_year(mut self, tahun: i64) -> Desk {
        self.tahun = tahun;
        self
    }

    /// Where so many Bidang hand in a form.
    pub fn awaiting(mut self, n_bidang: usize) -> Desk {
        self.n_bidang = n_bidang;
        self
    }

    /// With a nomenclature of its own.
    pub fn nomenklatur(mut self, text: &str) -> Desk {
        let (table, findings) = nomenklatur_file::decode(&source("n.tsv", text));
        assert_eq!(findings, []);
        (self.nomenklatur, self.is_own) = (table, true);
        self
    }

    /// With a Renstra.
    pub fn renstra(mut self, text: &str) -> Desk {
        let (renstra, findings) = renstra_file::decode(&source("renstra.toml", text));
        assert_eq!(findings, []);
        self.renstra = renstra;
        self
    }

    /// What the rules say of forms, each by itself and all together.
    #[track_caller]
    pub fn check(&self, forms: &[&str]) -> Vec<Finding> {
        let read: Vec<(String, Form)> = forms.iter().map(|text| self.read(text)).collect();
        let all: Vec<(String, &Form)> = read
            .iter()
            .map(|(file, form)| (file.clone(), form))
            .collect();
        self.check_read(&all)
    }

    /// What the rules say of forms that were read, each by itself and all together.
    pub fn check_read(&self, all: &[(String, &Form)]) -> Vec<Finding> {
        let ground = Ground {
            tahun: self.tahun,
            n_bidang: self.n_bidang,
            settings: &self.settings,
            nomenklatur: &self.nomenklatur,
            is_own_nomenklatur: self.is_own,
            renstra: &self.renstra,
            renstra_file: "acuan/renstra.toml",
            iku: &Iku::default(),
            iku_file: "acuan/iku.toml",
            last_year: None,
        };
        let alone = all
            .iter()
            .flat_map(|(file, form)| check::alone(form, file, &ground));
        let shape = all.iter().flat_map(|(file, form)| check::form(form, file));
        let mut findings: Vec<Finding> = shape.chain(alone).collect();
        findings.extend(check::together(all, &ground));
        let judge = Judge {
            aturan: &self.settings.aturan,
            file: "rkt.toml",
            forms: &[],
        };
        judge.judge(findings).findings
    }

    #[track_caller]
    fn read(&self, text: &str) -> (String, Form) {
        let bidang = text.split("bidang = \"").nth(1).unwrap();
        let bidang = bidang_id(bidang.split('"').next().unwrap());
        let file = format!("{bidang}.toml");
        let text = format!("format = 1\ntahun = {}\n{text}", self.tahun);
        let expected = Expected {
            tahun: self.tahun,
            bidang: &bidang,
        };
        let (form, findings) = form_file::decode(&source(&file, &text), expected);
        assert_eq!(findings, [], "{text}");
        (file, form.unwrap())
    }

    /// What some rules say of forms: code, and message.
    #[track_caller]
    pub fn told(&self, rules: &[&str], forms: &[&str]) -> Vec<String> {
        let found = self.check(forms).into_iter();
        found
            .filter(|one| rules.contains(&one.rule.code()))
            .map(|one| format!("{} {}", one.rule, one.message))
            .collect()
    }

    /// What some rules advise about forms.
    #[track_caller]
    pub fn advised(&self, rules: &[&str], forms: &[&str]) -> Vec<String> {
        let found = self.check(forms).into_iter();
        found
            .filter(|one| rules.contains(&one.rule.code()))
            .map(|one| one.help.unwrap())
            .collect()
    }
}

fn source(file: &str, text: &str) -> Source {
    Source {
        file: file.to_owned(),
        text: text.to_owned(),
    }
}

/// The settings with these keys in `[instansi]`, and these of Bidang by their id.
#[track_caller]
pub fn settings(instansi: &str, bidang: &[(&str, &str)]) -> Settings {
    let mut text = format!("{SETTINGS}{instansi}\n");
    for (id, keys) in bidang {
        text = text.replace(&format!("#{id}\n"), &format!("{keys}\n"));
    }
    let (settings, findings) = settings_file::decode(&source("rkt.toml", &text));
    assert_eq!(findings, []);
    settings.unwrap()
}

/// A form of a Bidang: sasaran S1, a program and a kegiatan, and these rows.
pub fn form(bidang: &str, rows: &[String]) -> String {
    let head = format!(
        "bidang = \"{bidang}\"\n\
         [[sasaran]]\nid = \"S1\"\n{}\
         [[program]]\nkode = \"1.01.02\"\nsasaran = [\"S1\"]\n\
         [[kegiatan]]\nkode = \"1.01.02.2.01\"\n",
        indikator("sasaran", "APM SD/MI", "Persen", "99,10")
    );
    head + &rows.concat()
}

/// An indikator of a row of a list.
pub fn indikator(list: &str, uraian: &str, satuan: &str, target: &str) -> String {
    format!(
        "[[{list}.indikator]]\nuraian = \"{uraian}\"\nsatuan = \"{satuan}\"\ntarget = \"{target}\"\n"
    )
}

/// A sub kegiatan with some keys, and an indikator.
pub fn sub(kode: &str, keys: &str) -> String {
    bare(kode, keys) + &indikator("sub_kegiatan", "Jumlah Ruang", "Ruang", "12")
}

/// A sub kegiatan with some keys, without indikator.
pub fn bare(kode: &str, keys: &str) -> String {
    format!("[[sub_kegiatan]]\nkode = \"{kode}\"\n{keys}\n")
}
