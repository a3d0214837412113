//! Papers as PDF.

use rkt::domain::naskah::{TataLetak, Ukuran};
use rkt::render::pdf::pdf;

use crate::naskah::{paper, plan};

#[test]
fn look() {
    for tata_letak in TataLetak::ALL {
        let naskah = paper(&plan(400), tata_letak, Ukuran::A4);
        let pdf = pdf(&naskah).unwrap();
        std::fs::write(
            format!("/tmp/pdfprobe/plan-{}.pdf", tata_letak.name()),
            pdf.bytes,
        )
        .unwrap();
    }
}
