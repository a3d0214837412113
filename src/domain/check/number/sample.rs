//! Samples: forms in a few words, for the tests of these rules.

use super::check;
use crate::domain::cetak::Cetak;
use crate::domain::check::{Ground, LastYear};
use crate::domain::form::{Form, Kegiatan, List, Program, Sasaran, SubKegiatan};
use crate::domain::iku::Iku;
use crate::domain::indikator::{Arah, Dasar, Indikator, JenisTriwulan};
use crate::domain::instansi::{Instansi, Settings};
use crate::domain::kalender::{HariKerja, Minggu};
use crate::domain::kode::Kode;
use crate::domain::name::BidangId;
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::renstra::Renstra;
use crate::domain::target::Target;
use crate::domain::zona::Zona;

/// An indikator: `uraian; satuan; target`, then `arah=naik`, `tw=10|20|30|40`, `jenis=kumulatif`,
/// `dasar=2025:78,5`, `lalu=80`, `id=apk`, `ket=...`.
fn indikator(pos: usize, text: &str) -> Indikator {
    let target = |text: &str| Target::parse(text).unwrap();
    let mut parts = text.split(';').map(str::trim);
    let mut next = || parts.next().unwrap();
    let (uraian, satuan, value) = (next(), next(), next());
    let keys: Vec<(&str, &str)> = parts.map(|part| part.split_once('=').unwrap()).collect();
    let key = |name: &str| {
        keys.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, text)| *text)
    };
    let triwulan = key("tw").map(|text| {
        let parts = text
            .split('|')
            .map(|part| (!part.is_empty()).then(|| target(part)));
        parts.collect::<Vec<_>>().try_into().unwrap()
    });
    Indikator {
        pos,
        id: key("id").map(str::to_owned),
        uraian: uraian.to_owned(),
        satuan: satuan.to_owned(),
        target: target(value),
        arah: key("arah").map(|text| Arah::parse(text).unwrap()),
        triwulan,
        jenis_triwulan: key("jenis").map(|text| JenisTriwulan::parse(text).unwrap()),
        dasar: key("dasar").map(|text| {
            let (tahun, nilai) = text.split_once(':').unwrap();
            Dasar {
                tahun: tahun.parse().unwrap(),
                nilai: target(nilai),
                sumber: None,
            }
        }),
        lalu: key("lalu").map(target),
        iku: None,
        definisi: None,
        rumus: None,
        sumber_data: None,
        alasan_beda: None,
        abaikan: Vec::new(),
        keterangan: key("ket").map(str::to_owned),
    }
}

/// A form for 2027 whose indikator are all of one row.
pub(super) fn form(list: List, rows: &[&str]) -> Form {
    let rows = rows.iter().enumerate();
    let rows: Vec<Indikator> = rows.map(|(pos, text)| indikator(pos, text)).collect();
    let mut form = Form {
        tahun: 2027,
        bidang: BidangId::parse("sd").unwrap(),
        sasaran: Vec::new(),
        program: Vec::new(),
        kegiatan: Vec::new(),
        sub_kegiatan: Vec::new(),
    };
    let kode = |text: &str| Kode::read(text).unwrap();
    match list {
        List::Sasaran => form.sasaran.push(Sasaran {
            pos: 0,
            id: "S1".to_owned(),
            uraian: None,
            indikator: rows,
            abaikan: Vec::new(),
        }),
        List::Program => form.program.push(Program {
            pos: 0,
            kode: kode("1.01.02"),
            uraian: None,
            sasaran: Vec::new(),
            hasil: None,
            pagu: None,
            indikator: rows,
            abaikan: Vec::new(),
        }),
        List::Kegiatan => form.kegiatan.push(Kegiatan {
            pos: 0,
            kode: kode("1.01.02.2.01"),
            uraian: None,
            pagu: None,
            indikator: rows,
            abaikan: Vec::new(),
        }),
        List::SubKegiatan => form.sub_kegiatan.push(SubKegiatan {
            pos: 0,
            kode: kode("1.01.02.2.01.0047"),
            uraian: None,
            pagu: None,
            sumber_dana: None,
            lokasi: None,
            kelompok_sasaran: None,
            prakiraan_maju: None,
            indikator: rows,
            abaikan: Vec::new(),
        }),
    }
    form
}

/// What these rules say of a form, but that it has no triwulan: severity, code, message, help.
pub(super) fn told(form: &Form, last_year: Option<Form>) -> Vec<String> {
    let last_year = last_year.map(|form| LastYear {
        siklus: "2026".to_owned(),
        forms: vec![("2026/form/sd.toml".to_owned(), form)],
    });
    let settings = Settings {
        instansi: Instansi {
            nama: String::new(),
            pemerintah: String::new(),
            tempat: String::new(),
            alamat: Vec::new(),
            urusan: Vec::new(),
        },
        zona: Zona::Wita,
        hari_kerja: HariKerja::Lima,
        minggu: Minggu::HariKerja,
        pejabat: Vec::new(),
        bidang: Vec::new(),
        pengampu: Vec::new(),
        aturan: Vec::new(),
        cetak: Cetak::default(),
    };
    let ground = Ground {
        tahun: 2027,
        n_bidang: 1,
        settings: &settings,
        nomenklatur: &Nomenklatur::default(),
        is_own_nomenklatur: false,
        renstra: &Renstra::default(),
        renstra_file: "acuan/renstra.toml",
        iku: &Iku::default(),
        iku_file: "acuan/iku.toml",
        last_year: last_year.as_ref(),
    };
    let findings = check(form, "sd.toml", &ground).into_iter();
    let findings = findings.map(|one| {
        let help = one.help.unwrap_or_default();
        format!(
            "{} {}: {}: {help}",
            one.severity.word(),
            one.rule,
            one.message
        )
    });
    findings.filter(|line| !line.contains("RKT223")).collect()
}

/// What is said of one row of a program.
pub(super) fn of_row(text: &str) -> Vec<String> {
    told(&form(List::Program, &[text]), None)
}

/// Asserts that each row has one finding of a code, with these words.
#[track_caller]
pub(super) fn breaks(code: &str, rows: &[(&str, &str)]) {
    for (row, words) in rows {
        let told = of_row(row);
        let [one] = told.as_slice() else {
            panic!("{row}: {told:#?}");
        };
        assert!(one.contains(code) && one.contains(words), "{row}: {one}");
    }
}

/// Asserts that nothing is said of these rows.
#[track_caller]
pub(super) fn holds(rows: &[&str]) {
    for row in rows {
        assert_eq!(of_row(row), Vec::<String>::new(), "{row}");
    }
}
