//! Rules on the office and its cycle: planned dates, NIP.

use rkt::domain::check::{Office, office};
use rkt::domain::instansi::{Pejabat, Penugasan};
use rkt::domain::state::State;

use rkt::store::settings_file;
use rkt::store::text::Source;

use crate::cycle::Cycle;
use crate::desk::settings;
use crate::office::{Office as Desk, jabatan, moment};

/// What is told of an office with that NIP.
fn told(nip: Option<&str>, state: &State) -> Vec<String> {
    let mut settings = settings("pemerintah = \"Kabupaten Balangan\"", &[]);
    settings.pejabat = vec![Pejabat {
        jabatan: jabatan("sekretaris"),
        nama: "Siti".to_owned(),
        nip: nip.map(str::to_owned),
        status: Penugasan::Definitif,
        mulai: None,
        selesai: None,
        surel: Vec::new(),
        wa: None,
        atasan: None,
    }];
    let found = office(&Office {
        settings: &settings,
        settings_file: "rkt.toml",
        state,
        state_file: "2027/state.toml",
    });
    let found = found.into_iter();
    found
        .map(|one| format!("{} {}", one.rule, one.message))
        .collect()
}

#[test]
fn a_nip_is_of_possible_parts() {
    let state = Desk::seed().opened();
    for nip in [
        "196610021990011002",
        "19710113 200312 1 001",
        "198003102006041003",
        "19960229 202421 2 004",
        "-",
    ] {
        assert_eq!(told(Some(nip), &state), Vec::<String>::new(), "{nip}");
    }
    assert!(told(None, &state).is_empty());
    for (nip, words) in [
        ("19700101200003100", "17 digit, padahal NIP 18 digit"),
        ("1970010120000310011", "19 digit"),
        ("197001012000O31001", "berisi huruf atau tanda"),
        ("19700101-200003-1-001", "berisi huruf atau tanda"),
        ("197013012000031001", "19701301, bukan tanggal lahir"),
        ("199402292020031001", "19940229, bukan tanggal lahir"),
        ("197001012000131001", "13, bukan bulan pengangkatan"),
        ("197001012000001001", "00, bukan bulan pengangkatan"),
        ("197001012000033001", "angka ke-15, 3, bukan 1"),
        ("198003101975041003", "tahun pengangkatannya 1975"),
    ] {
        let told = told(Some(nip), &state);
        assert!(
            told.len() == 1 && told[0].contains(words) && told[0].starts_with("RKT721 NIP Siti"),
            "{nip} {told:?}"
        );
    }
}

/// A cycle of the seed's office for 2027, opened at that moment.
fn opened(at: &str) -> Cycle {
    let office = Desk::seed();
    let (mut state, at) = (office.replay([]), moment(at));
    let by = office.by("kasubbag-program", at);
    assert!(
        office
            .act(&mut state, office.start(at, None), &by)
            .is_some()
    );
    Cycle { office, state }
}

#[test]
fn a_cycle_ends_before_the_perjanjian_kinerja_is_due() {
    for (at, is_told) in [
        ("2026-11-02T08:00:00+08:00", false),
        ("2026-12-07T08:00:00+08:00", false),
        ("2027-01-11T08:00:00+08:00", true),
        ("2027-03-01T08:00:00+08:00", true),
        // A record of a year that is over.
        ("2028-02-01T08:00:00+08:00", false),
    ] {
        let state = opened(at).state;
        assert_eq!(state.cycle.tahun, 2027);
        let told = told(None, &state);
        assert_eq!(told.len(), usize::from(is_told), "{at} {told:?}");
    }
    let told = told(None, &opened("2027-01-11T08:00:00+08:00").state);
    assert!(told[0].contains("31 Januari 2027"), "{told:?}");
}

#[test]
fn a_signed_rkt_is_late_no_more() {
    let cycle = opened("2027-01-11T08:00:00+08:00");
    assert_eq!(told(None, &cycle.state).len(), 1);
    let signed = cycle.ready().sign();
    assert_eq!(told(None, &signed.state), Vec::<String>::new());
}

#[test]
fn codes_in_the_settings_are_codes() {
    let faults = |instansi: &str, bidang: &str| {
        let text = format!(
            "format = 1\n[waktu]\nzona = \"WITA\"\nhari_kerja = 5\nminggu = \"hari-kerja\"\n\
             [[bidang]]\nid = \"sd\"\nnama = \"SD\"\n{bidang}\n\
             [instansi]\nnama = \"Dinas\"\npemerintah = \"Kota\"\ntempat = \"X\"\n{instansi}\n"
        );
        let file = "rkt.toml".to_owned();
        let (_, findings) = settings_file::decode(&Source { file, text });
        let findings = findings.into_iter();
        let told: Vec<String> = findings
            .map(|one| format!("{} {}", one.rule, one.message))
            .collect();
        told
    };
    for (instansi, bidang) in [
        (
            "urusan = [\"1.01\", \"2.22\"]",
            "kode = [\"1.01.02.2.01\", \"2.22\"]",
        ),
        ("urusan = []", "kode = [\"1.01.02.2.04.0012\"]"),
        ("", ""),
    ] {
        assert_eq!(faults(instansi, bidang), Vec::<String>::new());
    }
    assert_eq!(
        faults(
            "urusan = [\"1.1\", \"1\", \"1.01.02\"]",
            "kode = [\"1.01.2\"]"
        ),
        [
            "RKT301 `1.1` bukan kode bidang urusan",
            "RKT301 `1` bukan kode bidang urusan",
            "RKT301 `1.01.02` bukan kode bidang urusan",
            "RKT301 `1.01.2` bukan kode program atau kegiatan",
        ]
    );
    assert_eq!(faults("urusan = \"1.01\"", "").len(), 1);
}
