//! The RKT as a paper: every row of the document in its order, in each arrangement.

use rkt::domain::compile::{Input, Rkt};
use rkt::domain::document::{Cell, Column, Document, Section, Table};
use rkt::domain::draft;
use rkt::domain::event::Actor;
use rkt::domain::form::{Form, Kegiatan, Program, Sasaran, SubKegiatan};
use rkt::domain::indikator::Indikator;
use rkt::domain::instansi::{Bidang, Instansi, Penugasan};
use rkt::domain::kode::{Kode, Level};
use rkt::domain::name::{BidangId, Jabatan};
use rkt::domain::naskah::{
    Baris, Blok, Cetakan, Corak, Kop, Naskah, Orientasi, Penanda, Sel, TabelNaskah, TandaTangan,
    TataLetak, Ukuran, rkt,
};
use rkt::domain::pagu::Rupiah;
use rkt::domain::rule::Rule;
use rkt::domain::sop::Sop;
use rkt::domain::target::Target;
use rkt::store::text::Source;
use rkt::store::{settings_file, sop_file};

use crate::workspace::root;

/// An office with an address.
pub fn instansi() -> Instansi {
    Instansi {
        nama: "Dinas Pendidikan dan Kebudayaan".to_owned(),
        pemerintah: "Kabupaten Balangan".to_owned(),
        tempat: "Paringin".to_owned(),
        alamat: vec!["Jalan Contoh Nomor 1, Paringin 71611".to_owned()],
        urusan: Vec::new(),
    }
}

/// An indikator with that name.
pub fn indikator(uraian: &str, target: &str) -> Indikator {
    Indikator {
        pos: 0,
        id: None,
        uraian: uraian.to_owned(),
        satuan: "Dokumen".to_owned(),
        target: Target::parse(target).unwrap(),
        arah: None,
        triwulan: Some([None, None, None, Target::parse(target).ok()]),
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

/// The document of one form.
pub fn document(form: &Form) -> Document {
    merged(form).0
}

/// The document of one form, and its plan.
pub fn merged(form: &Form) -> (Document, Rkt) {
    let bidang = Bidang {
        id: form.bidang.clone(),
        nama: "Bidang Pembinaan Sekolah Dasar".to_owned(),
    };
    let digest = form.digest();
    let input = Input {
        bidang: &bidang,
        form,
        digest: &digest,
    };
    draft::document(&instansi(), 2027, 3, &[input], &[]).unwrap()
}

/// A form without rows.
pub fn blank() -> Form {
    Form {
        tahun: 2027,
        bidang: BidangId::parse("sd").unwrap(),
        sasaran: Vec::new(),
        program: Vec::new(),
        kegiatan: Vec::new(),
        sub_kegiatan: Vec::new(),
    }
}

/// The document of [`long_form`].
pub fn plan(n_sub: usize) -> Document {
    document(&long_form(n_sub))
}

/// A form with that many sub kegiatan, ten below each kegiatan, ten kegiatan below each program.
pub fn long_form(n_sub: usize) -> Form {
    let kode = |text: &str, level| Kode::parse(text, level).unwrap();
    let mut form = blank();
    for n in 1..=n_sub.div_ceil(20) {
        let all = (1..=n % 4 + 1).map(|k| indikator(&format!("Angka sasaran {n}.{k}"), "82,50"));
        form.sasaran.push(Sasaran {
            pos: n,
            id: format!("S{n}"),
            uraian: Some(format!("Meningkatnya akses dan mutu pendidikan bagian {n}")),
            indikator: all.collect(),
            abaikan: Vec::new(),
        });
    }
    for n in 0..n_sub {
        let (p, k, s) = (n / 100 + 1, n / 10 % 10 + 1, n % 10 + 1);
        let program = format!("1.01.{p:02}");
        let kegiatan = format!("{program}.2.{k:02}");
        if n % 100 == 0 {
            form.program.push(Program {
                pos: n,
                kode: kode(&program, Level::Program),
                uraian: Some(format!("Program pengelolaan pendidikan {p}")),
                sasaran: vec!["S1".to_owned()],
                hasil: None,
                pagu: None,
                indikator: vec![indikator("Angka program", "1"), indikator("Lagi", "2")],
                abaikan: Vec::new(),
            });
        }
        if n % 10 == 0 {
            form.kegiatan.push(Kegiatan {
                pos: n,
                kode: kode(&kegiatan, Level::Kegiatan),
                uraian: Some(format!("Pengelolaan pendidikan sekolah dasar {p}.{k}")),
                pagu: None,
                indikator: Vec::new(),
                abaikan: Vec::new(),
            });
        }
        let own = format!("Jumlah dokumen pembinaan kelembagaan dan manajemen sekolah {n}");
        form.sub_kegiatan.push(SubKegiatan {
            pos: n,
            kode: kode(&format!("{kegiatan}.{s:04}"), Level::SubKegiatan),
            uraian: Some(format!("Pembinaan kelembagaan dan manajemen sekolah {n}")),
            pagu: Rupiah::new(1_250_000 * i64::try_from(n + 1).unwrap()),
            sumber_dana: Some("DAU".to_owned()),
            lokasi: None,
            kelompok_sasaran: None,
            prakiraan_maju: None,
            indikator: vec![indikator(&own, "12")],
            abaikan: Vec::new(),
        });
    }
    form
}

/// The SOP that `init` lays out.
pub fn sop() -> Sop {
    let file = root().join("src/store/seed/sop.yaml");
    let text = std::fs::read_to_string(file).unwrap();
    let source = Source {
        file: "sop.yaml".to_owned(),
        text,
    };
    sop_file::decode(&source).0.unwrap()
}

/// The person who signs.
pub fn signer(jabatan: &str, status: Option<Penugasan>) -> Actor {
    Actor {
        jabatan: Jabatan::parse(jabatan).unwrap(),
        nama: "Drs. H. Contoh Rahman, M.Pd".to_owned(),
        nip: Some("196610021990011002".to_owned()),
        status,
    }
}

/// The sign-off of a paper that this person signs, on that day if it is signed.
pub fn sign_off(oleh: Option<&Actor>, pada: Option<&str>) -> TandaTangan {
    let penanda = Penanda {
        jabatan: &Jabatan::parse("kepala-dinas").unwrap(),
        oleh,
        pada: pada.map(|day| day.parse().unwrap()),
    };
    TandaTangan::of(penanda, &sop(), &instansi())
}

/// A document as a paper, to be signed by the Kepala Dinas.
pub fn paper(document: &Document, tata_letak: TataLetak, ukuran: Ukuran) -> Naskah {
    let signer = signer("kepala-dinas", None);
    let sign_off = sign_off(Some(&signer), None);
    let cetakan = Cetakan { tata_letak, ukuran };
    let pada = "2026-11-10".parse().unwrap();
    rkt(
        document,
        pada,
        Kop::of(&instansi()),
        Some(sign_off),
        cetakan,
    )
}

fn tables(naskah: &Naskah) -> Vec<&TabelNaskah> {
    naskah.blok.iter().filter_map(table).collect()
}

fn table(blok: &Blok) -> Option<&TabelNaskah> {
    let Blok::Tabel(table) = blok else {
        return None;
    };
    Some(table)
}

/// The texts of some columns of all tables, row by row, bands left out; a cell that goes on in the
/// one above has its text.
fn texts(naskah: &Naskah, heads: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for table in tables(naskah) {
        let own = table.kepala.last().unwrap();
        let place = |head: &&str| {
            let has = |sel: &Sel| *sel == Sel::isi(*head);
            let above = table.kepala[0].iter().position(has);
            own.iter().position(has).or(above)
        };
        let Some(places) = heads.iter().map(place).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let mut last = vec![String::new(); table.kolom.len()];
        for row in table.baris.iter().filter(|row| row.corak != Corak::Pita) {
            assert_eq!(row.sel.len(), table.kolom.len());
            for (text, sel) in last.iter_mut().zip(&row.sel) {
                match sel {
                    Sel::Isi(own) => own.clone_into(text),
                    Sel::Kiri => text.clear(),
                    Sel::Atas => {}
                }
            }
            all.push(places.iter().map(|at| last[*at].clone()).collect());
        }
    }
    all
}

/// The same columns of sections of the document, as they have to be printed.
pub fn expected(document: &Document, sections: &[&str], keys: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for section in &document.sections {
        if !sections.contains(&section.key) {
            continue;
        }
        let columns = &section.table.columns;
        let place = |key: &&str| columns.iter().position(|column| column.key == *key);
        let mut last = vec![String::new(); columns.len()];
        for row in &section.table.rows {
            let is_total = row[0].is_total();
            for (text, cell) in last.iter_mut().zip(row) {
                match cell {
                    Cell::Same(_) => {}
                    Cell::Rupiah(rupiah) => {
                        *text = rupiah.to_string().replace("Rp", "");
                    }
                    Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Target(_) => {
                        *text = if is_total {
                            String::new()
                        } else {
                            cell.print()
                        };
                    }
                }
            }
            let text = |key: &&str| place(key).map_or_else(String::new, |at| last[at].clone());
            all.push(keys.iter().map(text).collect());
        }
    }
    all
}

#[test]
fn every_row_is_printed_in_order() {
    let document = plan(40);
    let of = |tata_letak| paper(&document, tata_letak, Ukuran::A4);
    let all = of(TataLetak::Berjenjang);
    let keys = ["indikator", "target", "tw4", "pagu", "sumber_dana"];
    let heads = [
        "Indikator Kinerja",
        "Target",
        "IV",
        "Pagu (Rp)",
        "Sumber Dana",
    ];
    let rows = expected(&document, &["sasaran", "program"], &keys);
    assert_eq!(texts(&all, &heads), rows);
    assert_eq!(rows.len(), 52);
    let (few, keys) = (
        of(TataLetak::Inti),
        ["uraian", "indikator", "satuan", "target"],
    );
    let heads = ["Sasaran", "Indikator Kinerja", "Satuan", "Target"];
    let sasaran = expected(&document, &["sasaran"], &keys);
    assert_eq!(texts(&few, &heads), sasaran);
    let two = of(TataLetak::DuaTabel);
    assert_eq!(texts(&two, &heads), sasaran);
    let heads = ["Kode", "Indikator Kinerja", "Target", "Pagu (Rp)"];
    let mut rows = expected(
        &document,
        &["program"],
        &["kode", "indikator", "target", "pagu"],
    );
    rows.last_mut().unwrap()[0] = "JUMLAH".to_owned();
    assert_eq!(texts(&two, &heads), rows);
    let heads = ["Nama", "Pagu (Rp)", "Kode Ajuan"];
    let mut recap = expected(&document, &["bidang"], &["nama", "pagu", "ajuan"]);
    let total = document.total().unwrap().grouped();
    recap.push(vec![String::new(), total, String::new()]);
    assert_eq!(texts(&two, &heads), recap);
    assert_eq!(texts(&all, &heads), recap);
    assert_eq!(texts(&few, &heads), Vec::<Vec<String>>::new());
}

#[test]
fn what_a_revision_changes_is_printed_in_every_arrangement() {
    let mut document = plan(0);
    let text = |text: &str| Cell::Text(text.to_owned());
    let column = |key, judul| Column {
        key,
        judul,
        right: false,
    };
    document.sections.push(Section {
        key: "perubahan",
        judul: "Perubahan".to_owned(),
        table: Table {
            columns: vec![
                column("baris", "Baris"),
                column("isian", "Isian"),
                column("semula", "Semula"),
                column("menjadi", "Menjadi"),
            ],
            rows: vec![
                vec![text("S1 APM SD/MI"), text("Target"), text("99"), text("98")],
                vec![
                    Cell::Same("S1".to_owned()),
                    text("Arah"),
                    Cell::Empty,
                    text("naik"),
                ],
            ],
        },
    });
    let heads = ["Baris", "Isian", "Semula", "Menjadi"];
    for tata_letak in TataLetak::ALL {
        let naskah = paper(&document, tata_letak, Ukuran::A4);
        let rows = [
            ["S1 APM SD/MI", "Target", "99", "98"],
            ["S1 APM SD/MI", "Arah", "–", "naik"],
        ];
        assert_eq!(texts(&naskah, &heads), rows);
        let first = &tables(&naskah)[0].baris;
        let none = Baris::across(Corak::Biasa, "Tidak ada.", first[0].sel.len());
        assert!(first.contains(&none), "an empty section says so");
    }
}

#[test]
fn rows_of_one_sasaran_share_its_cell_and_its_number() {
    let naskah = paper(&plan(40), TataLetak::Inti, Ukuran::F4);
    let fields = tables(&naskah)[0].petak();
    let numbers = fields.iter().filter(|one| one.kolom == 0);
    let numbers: Vec<_> = numbers.map(|one| (one.teks, one.n_baris)).collect();
    assert_eq!(numbers, [("1", 2), ("2", 3)]);
    let uraian = fields.iter().filter(|one| one.kolom == 1);
    assert_eq!(uraian.map(|one| one.n_baris).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(naskah.kertas.mm(), (215, 330));
    assert_eq!(naskah.kertas.arah, Orientasi::Tegak);
}

#[test]
fn the_total_is_said_in_words() {
    let said = |document: &Document, tata_letak| {
        let naskah = paper(document, tata_letak, Ukuran::A4);
        let paragraf = naskah.blok.iter().find_map(|blok| {
            let Blok::Paragraf(teks) = blok else {
                return None;
            };
            Some(teks.0.iter().map(|ruas| ruas.teks.as_str()).collect())
        });
        paragraf.unwrap_or_else(String::new)
    };
    let words = "Jumlah pagu: Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)";
    for tata_letak in [TataLetak::Berjenjang, TataLetak::DuaTabel] {
        assert_eq!(said(&plan(1), tata_letak), words);
        assert_eq!(said(&plan(0), tata_letak), "Jumlah pagu: belum ada");
    }
    // No money is printed there.
    assert_eq!(said(&plan(1), TataLetak::Inti), "");
}

#[test]
fn a_draft_is_marked_until_it_is_signed() {
    let mut document = plan(1);
    document.catatan = vec!["DRAF SEBAGIAN, belum memuat: SMP".to_owned()];
    let naskah = paper(&document, TataLetak::default(), Ukuran::default());
    assert!(naskah.is_draf);
    assert_eq!(naskah.judul, "RENCANA KINERJA TAHUNAN (RKT) 2027");
    assert_eq!(naskah.subjudul[1], "DRAF 3, belum ditandatangani");
    assert_eq!(
        naskah.kaki,
        format!("RKT 2027 · Draf 3 · Kode {}", document.kode())
    );
    assert_eq!(naskah.blok[0], Blok::Catatan(document.catatan[0].clone()));
    document.pengesahan = Some("Ditandatangani Contoh".to_owned());
    let naskah = paper(&document, TataLetak::default(), Ukuran::default());
    assert!(!naskah.is_draf);
    assert_eq!(naskah.subjudul[1], "Ditandatangani Contoh");
    assert_eq!(naskah.kaki, format!("RKT 2027 · Kode {}", document.kode()));
}

#[test]
fn whoever_signs_stands_below_his_jabatan() {
    let above = |sign_off: &TandaTangan| sign_off.above().join("\n");
    let kepala = signer("kepala-dinas", Some(Penugasan::Plt));
    let signed = sign_off(Some(&kepala), Some("2026-11-10"));
    assert_eq!(
        above(&signed),
        "Paringin, 10 November 2026\n\
         Plt. Kepala Dinas Pendidikan dan Kebudayaan\n\
         Kabupaten Balangan"
    );
    assert_eq!(signed.name(), "Drs. H. Contoh Rahman, M.Pd");
    assert_eq!(signed.number().unwrap(), "NIP. 196610021990011002");
    let sekretaris = signer("sekretaris", None);
    let signed = sign_off(Some(&sekretaris), None);
    assert!(above(&signed).starts_with("Paringin, ....."));
    assert!(
        above(&signed).ends_with(
            "a.n. Kepala Dinas Pendidikan dan Kebudayaan\nKabupaten Balangan\nSekretaris"
        )
    );
    let mut vacant = kepala;
    vacant.nama = "(ISI NAMA KEPALA DINAS)".to_owned();
    let unsigned = sign_off(Some(&vacant), None);
    assert!(unsigned.name().starts_with("....."));
    assert_eq!(unsigned.number(), None);
    assert_eq!(
        sign_off(None, None).jabatan[0],
        "Kepala Dinas Pendidikan dan Kebudayaan"
    );
}

#[test]
fn the_letterhead_is_that_of_the_office() {
    let kop = Kop::of(&instansi());
    assert_eq!(kop.pemerintah, "PEMERINTAH KABUPATEN BALANGAN");
    assert_eq!(kop.instansi, "DINAS PENDIDIKAN DAN KEBUDAYAAN");
    let named = Instansi {
        pemerintah: "Pemerintah Kota Banjarbaru".to_owned(),
        ..instansi()
    };
    assert_eq!(Kop::of(&named).pemerintah, "PEMERINTAH KOTA BANJARBARU");
}

#[test]
fn an_office_chooses_its_print() {
    let file = root().join("src/store/seed/rkt.toml");
    let seed = std::fs::read_to_string(file).unwrap();
    let decode = |text: String| {
        let file = "rkt.toml".to_owned();
        settings_file::decode(&Source { file, text })
    };
    let (settings, findings) = decode(seed.clone());
    assert_eq!(findings, []);
    let settings = settings.unwrap();
    assert_eq!(settings.cetak.cetakan, Cetakan::default());
    assert!(settings.instansi.alamat.is_empty());
    let tempat = "tempat = \"Paringin\"";
    let with = |alamat: &str, cetak: &str| {
        let text = seed.replace(tempat, &format!("{tempat}\nalamat = {alamat}\n#"));
        decode(format!("{text}\n[cetak]\n{cetak}\n"))
    };
    let lines = "\"\"\"Jalan A 1\n\n  Telepon 0526\"\"\"";
    for alamat in ["[\"Jalan A 1\", \"Telepon 0526\"]", lines] {
        let (settings, findings) = with(alamat, "kertas = \"f4\"\ntata_letak = \"dua-tabel\"");
        assert_eq!(findings, []);
        let settings = settings.unwrap();
        assert_eq!(settings.instansi.alamat, ["Jalan A 1", "Telepon 0526"]);
        assert_eq!(settings.cetak.cetakan.ukuran, Ukuran::F4);
        assert_eq!(settings.cetak.cetakan.tata_letak, TataLetak::DuaTabel);
    }
    let (_, findings) = with(
        "[]",
        "kertas = \"a3\"\ntata_letak = \"berjenjan\"\nkertsa = 1",
    );
    let rules: Vec<Rule> = findings.iter().map(|one| one.rule).collect();
    assert_eq!(
        rules
            .iter()
            .filter(|rule| **rule == Rule::NotAChoice)
            .count(),
        2
    );
    let help: Vec<&str> = findings
        .iter()
        .filter_map(|one| one.help.as_deref())
        .collect();
    assert!(
        help.iter().any(|help| help.contains("`berjenjang`")),
        "{help:?}"
    );
    assert!(
        help.iter().any(|help| help.contains("`kertas`")),
        "{help:?}"
    );
}

#[test]
fn names_read_back() {
    for (name, size) in Ukuran::NAMES.into_iter().zip(Ukuran::ALL) {
        assert_eq!((size.name(), Ukuran::parse(name)), (name, Some(size)));
    }
    for (name, one) in TataLetak::NAMES.into_iter().zip(TataLetak::ALL) {
        assert_eq!((one.name(), TataLetak::parse(name)), (name, Some(one)));
    }
}

#[test]
fn a_draft_to_sign_by_hand_bears_its_code_and_no_mark() {
    let document = plan(1);
    let draft = paper(&document, TataLetak::default(), Ukuran::default());
    let naskah = draft.clone().to_sign(&document);
    assert!(draft.is_draf && !naskah.is_draf);
    assert_eq!(naskah.subjudul, draft.subjudul[..1]);
    assert_eq!(naskah.kaki, format!("RKT 2027 · Kode {}", document.kode()));
    assert_eq!(naskah.blok, draft.blok);
}
