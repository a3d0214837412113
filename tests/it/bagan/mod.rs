//! The SOP as its flowchart: what is drawn, where, and that nothing is drawn over anything.

mod hostile;
mod order;
mod printed;
mod random;
mod shown;
mod word;

use chrono::NaiveDate;
use proptest::prelude::*;
use rkt::domain::bagan::{Bagan, Kedudukan};
use rkt::domain::naskah::Ukuran;

use crate::jadwal::{NINE, TWELVE, seed_text, sop};
use order::{is_in_order, segilima, symbols};
use random::{a_sop, standing};

/// The day of every standing here.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 4).unwrap();

#[test]
fn three_sops_are_drawn_in_order() {
    for text in [seed_text(), NINE, TWELVE] {
        let sop = sop(text);
        for ukuran in Ukuran::ALL {
            let bagan = Bagan::of(&sop, ukuran, None);
            let paper = match ukuran {
                Ukuran::A4 => (297.0, 210.0),
                Ukuran::F4 => (330.0, 215.0),
            };
            is_in_order(&sop, &bagan);
            for halaman in &bagan.halaman {
                assert_eq!((halaman.lebar, halaman.tinggi), paper);
            }
        }
    }
}

#[test]
fn a_chart_that_fits_has_one_page_and_a_long_one_connectors_in_pairs() {
    let short = Bagan::of(&sop(NINE), Ukuran::A4, None);
    assert_eq!(short.halaman.len(), 2);
    assert_eq!(segilima(&short), []);
    let long = Bagan::of(&sop(seed_text()), Ukuran::A4, None);
    assert_eq!(long.halaman.len(), 3);
    // On to langkah 7; back to langkah 4 from 7 and from 9: all by their place in the SOP.
    let out = [(1, false, 6), (2, false, 3), (2, false, 3)];
    let mut all = segilima(&long);
    all.retain(|(_, comes, _)| !comes);
    assert_eq!(all, out);
    let mut all = segilima(&long);
    all.retain(|(_, comes, _)| *comes);
    assert_eq!(all, [(1, true, 3), (2, true, 6)]);
}

#[test]
fn what_no_sop_file_may_be_is_drawn_as_far_as_it_goes() {
    let mut empty = sop(NINE);
    empty.langkah.clear();
    let mut nobody = sop(NINE);
    nobody.pelaksana.clear();
    for sop in [empty, nobody] {
        let bagan = Bagan::of(&sop, Ukuran::A4, None);
        assert_eq!(bagan.halaman.len(), 2);
        assert!(bagan.halaman.iter().all(|one| symbols(one).is_empty()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_sop_is_drawn_in_order(sop in a_sop(30, 8), stands in any::<bool>(), f4 in any::<bool>()) {
        let kedudukan = stands.then(|| Kedudukan {
            judul: "Kedudukan RKT 2027 pada 4 November 2026".to_owned(),
            pada: TODAY,
            langkah: standing(&sop),
        });
        let ukuran = if f4 { Ukuran::F4 } else { Ukuran::A4 };
        let bagan = Bagan::of(&sop, ukuran, kedudukan.as_ref());
        is_in_order(&sop, &bagan);
        prop_assert_eq!(&bagan, &Bagan::of(&sop, ukuran, kedudukan.as_ref()));
    }
}
