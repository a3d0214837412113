//! Samples: forms of one row, for the tests of the rules on wording.

use super::text::Text;
use crate::domain::cetak::Cetak;
use crate::domain::check::Ground;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, Kegiatan, Program, Sasaran, SubKegiatan};
use crate::domain::iku::Iku;
use crate::domain::indikator::Indikator;
use crate::domain::instansi::{Instansi, Settings};
use crate::domain::kalender::{HariKerja, Minggu};
use crate::domain::kode::{Kode, Level};
use crate::domain::name::BidangId;
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::renstra::Renstra;
use crate::domain::target::Target;
use crate::domain::zona::Zona;

/// An indikator with nothing but what it must have.
pub fn indikator(uraian: &str, satuan: &str) -> Indikator {
    Indikator {
        pos: 0,
        id: None,
        uraian: uraian.to_owned(),
        satuan: satuan.to_owned(),
        target: Target::parse("10").unwrap(),
        arah: None,
        triwulan: None,
        jenis_triwulan: None,
        dasar: None,
        lalu: None,
        iku: None,
        definisi: None,
        rumus: None,
        sumber_data: None,
        alasan_beda: None,
        abaikan: Vec::new(),
        keterangan: None,
    }
}

/// A form of 2027 without rows.
pub fn empty() -> Form {
    Form {
        tahun: 2027,
        bidang: BidangId::parse("sd").unwrap(),
        sasaran: Vec::new(),
        program: Vec::new(),
        kegiatan: Vec::new(),
        sub_kegiatan: Vec::new(),
    }
}

/// A form with one sasaran.
pub fn sasaran(uraian: &str, indikator: Vec<Indikator>) -> Form {
    let row = Sasaran {
        pos: 0,
        id: "S1".to_owned(),
        uraian: Some(uraian.to_owned()),
        indikator,
        abaikan: Vec::new(),
    };
    Form {
        sasaran: vec![row],
        ..empty()
    }
}

/// A form with one program.
pub fn program(kode: &str, hasil: &str, indikator: Vec<Indikator>) -> Form {
    let row = Program {
        pos: 0,
        kode: Kode::parse(kode, Level::Program).unwrap(),
        uraian: None,
        sasaran: Vec::new(),
        hasil: Some(hasil.to_owned()),
        pagu: None,
        indikator,
        abaikan: Vec::new(),
    };
    Form {
        program: vec![row],
        ..empty()
    }
}

/// A form with one kegiatan.
pub fn kegiatan(uraian: &str, mut indikator: Vec<Indikator>) -> Form {
    for (pos, one) in indikator.iter_mut().enumerate() {
        one.pos = pos;
    }
    let row = Kegiatan {
        pos: 0,
        kode: Kode::parse("1.01.02.2.01", Level::Kegiatan).unwrap(),
        uraian: Some(uraian.to_owned()),
        pagu: None,
        indikator,
        abaikan: Vec::new(),
    };
    Form {
        kegiatan: vec![row],
        ..empty()
    }
}

/// A form with one sub kegiatan.
pub fn sub_kegiatan(uraian: &str, indikator: Vec<Indikator>) -> Form {
    let row = SubKegiatan {
        pos: 0,
        kode: Kode::parse("1.01.02.2.01.0014", Level::SubKegiatan).unwrap(),
        uraian: Some(uraian.to_owned()),
        pagu: None,
        sumber_dana: None,
        lokasi: None,
        kelompok_sasaran: None,
        prakiraan_maju: None,
        indikator,
        abaikan: Vec::new(),
    };
    Form {
        sub_kegiatan: vec![row],
        ..empty()
    }
}

/// Asks a rule in an office without nomenclature and without Renstra.
pub fn asked<T>(ask: impl FnOnce(&Ground<'_>) -> T) -> T {
    let settings = Settings {
        instansi: Instansi {
            nama: "Dinas Pendidikan dan Kebudayaan".to_owned(),
            pemerintah: "Kabupaten Balangan".to_owned(),
            tempat: "Paringin".to_owned(),
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
    let (nomenklatur, renstra, iku) = (Nomenklatur::default(), Renstra::default(), Iku::default());
    ask(&Ground {
        tahun: 2027,
        n_bidang: 1,
        settings: &settings,
        nomenklatur: &nomenklatur,
        is_own_nomenklatur: false,
        renstra: &renstra,
        renstra_file: "acuan/renstra.toml",
        iku: &iku,
        iku_file: "acuan/iku.toml",
        last_year: None,
    })
}

/// What a rule says of the texts of a form in an office.
pub fn told_in(
    form: &Form,
    ground: &Ground<'_>,
    check: impl Fn(&[Text<'_>]) -> Vec<Finding>,
) -> Vec<Finding> {
    let mut texts = Text::all(form, "2027/form/sd.toml", ground);
    let lower: Vec<String> = texts.iter().map(Text::lower).collect();
    Text::with_words(&mut texts, &lower);
    check(&texts)
}

/// What a rule says of the texts of a form.
pub fn told(form: &Form, check: impl Fn(&[Text<'_>]) -> Vec<Finding>) -> Vec<Finding> {
    asked(|ground| told_in(form, ground, check))
}

/// The codes of what a rule says of an indikator of a kegiatan.
pub fn codes(uraian: &str, check: impl Fn(&[Text<'_>]) -> Vec<Finding>) -> Vec<&'static str> {
    let form = kegiatan("Pengelolaan", vec![indikator(uraian, "Persen")]);
    let found = told(&form, check);
    found.iter().map(|finding| finding.rule.code()).collect()
}
