//! Papers as PDF, read back by a reader of its own: nothing lost, nothing twice, nothing alone.

pub mod reader;

use std::collections::BTreeSet;

use proptest::prelude::*;
use rkt::domain::document::{Cell, Document};
use rkt::domain::naskah::{
    Baris, Blok, Corak, Gaya, Kolom, Naskah, Orientasi, Rata, Sel, TabelNaskah, TataLetak, Teks,
    Ukuran,
};
use rkt::domain::pagu::Rupiah;
use rkt::render::pdf::{Pdf, pdf};
use serde_json::Value;

use self::reader::{Paper, Part, read};
use crate::export::{compiled, sign};
use crate::naskah::{paper, plan, sign_off, signer};
use crate::workspace::{BIDANG, Workspace};

/// A paper as PDF, and as it is read again.
pub fn written(naskah: &Naskah) -> (Pdf, Paper) {
    let pdf = pdf(naskah).unwrap();
    let paper = read(&pdf.bytes);
    assert_eq!(paper.pages.len(), pdf.n_pages);
    (pdf, paper)
}

fn of(document: &Document, tata_letak: TataLetak, ukuran: Ukuran) -> (Pdf, Paper) {
    written(&paper(document, tata_letak, ukuran))
}

/// A text with one blank between words.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tables that a paper has to show, and those that the file has, heading rows included.
pub fn assert_tables(naskah: &Naskah, read: &Paper) {
    let tables = naskah.blok.iter().filter_map(|blok| match blok {
        Blok::Tabel(tabel) => Some(tabel),
        Blok::Judul { .. }
        | Blok::Paragraf(_)
        | Blok::Butir(_)
        | Blok::Urutan { .. }
        | Blok::DaftarIsi
        | Blok::TandaTangan(_)
        | Blok::Catatan(_)
        | Blok::HalamanBaru(_) => None,
    });
    let expected: Vec<Vec<Vec<String>>> = tables.map(grid).collect();
    let found = read.tables().into_iter();
    let found: Vec<Vec<Vec<String>>> = found
        .map(|rows| {
            rows.iter()
                .map(|row| row.iter().map(|cell| tidy(cell)).collect())
                .collect()
        })
        .collect();
    assert_eq!(found, expected);
}

/// The cells of a table; one that goes on in another has its text.
fn grid(tabel: &TabelNaskah) -> Vec<Vec<String>> {
    let rows = tabel
        .kepala
        .iter()
        .chain(tabel.baris.iter().map(|row| &row.sel));
    let mut grid: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut cells: Vec<String> = Vec::new();
        for (n, sel) in row.iter().enumerate() {
            cells.push(match sel {
                Sel::Isi(teks) => tidy(teks),
                Sel::Atas => grid.last().unwrap()[n].clone(),
                Sel::Kiri => cells[n - 1].clone(),
            });
        }
        grid.push(cells);
    }
    grid
}

/// That what signs is on a page with something else, and its parts are on one page.
fn assert_sign_off(read: &Paper) {
    let is_first = |part: &Part| part.text.starts_with("Paringin, ");
    let first = read.parts.iter().position(is_first).unwrap();
    let page = read.parts[first].pages[0];
    let signing = &read.parts[first..];
    assert!(
        signing
            .iter()
            .all(|part| part.pages.iter().all(|on| *on == page))
    );
    let before = &read.parts[..first];
    let on_page = before.iter().filter(|part| part.pages.contains(&page));
    assert!(on_page.count() > 0, "the sign-off is alone on page {page}");
}

/// That each page with rows of a table has heading rows, its number and the foot of the paper.
fn assert_pages(naskah: &Naskah, read: &Paper) {
    let n_pages = read.pages.len();
    for (n, page) in read.pages.iter().enumerate() {
        let has = |text: &str| page.artifacts.iter().any(|(_, said)| said.trim() == text);
        assert!(has(&naskah.kaki));
        assert!(has(&format!("Halaman {} dari {n_pages}", n + 1)));
        let on = |role: &str| {
            let mut parts = read.parts.iter();
            parts.any(|part| part.role == role && part.pages.contains(&n))
        };
        assert!(!on("TD") || on("TH") || has("Indikator Kinerja") || has("Indikator"));
        let inside = |y: &f32| *y > 40.0 && *y < page.height - 25.0;
        assert!(page.baselines.iter().all(inside), "{:?}", page.baselines);
    }
}

fn assert_well(naskah: &Naskah) -> Pdf {
    let (pdf, read) = written(naskah);
    assert_tables(naskah, &read);
    assert_sign_off(&read);
    assert_pages(naskah, &read);
    pdf
}

#[test]
fn a_plan_of_any_length_is_printed_whole() {
    for n_sub in [0, 1, 60] {
        let document = plan(n_sub);
        for tata_letak in TataLetak::ALL {
            for ukuran in Ukuran::ALL {
                assert_well(&paper(&document, tata_letak, ukuran));
            }
        }
    }
    let long = plan(400);
    assert_well(&paper(&long, TataLetak::Berjenjang, Ukuran::A4));
    assert_well(&paper(&long, TataLetak::DuaTabel, Ukuran::F4));
}

#[test]
fn money_of_any_size_stays_on_one_line() {
    let mut document = plan(3);
    let most = Rupiah::new(999_999_999_999_999).unwrap();
    for section in &mut document.sections {
        for cell in section.table.rows.iter_mut().flatten() {
            if matches!(cell, Cell::Rupiah(_)) {
                *cell = Cell::Rupiah(most);
            }
        }
    }
    for tata_letak in [TataLetak::Berjenjang, TataLetak::DuaTabel] {
        for ukuran in Ukuran::ALL {
            let (_, read) = of(&document, tata_letak, ukuran);
            let cells = read
                .parts
                .iter()
                .filter(|part| part.text.starts_with("999."));
            let cells: Vec<&Part> = cells.collect();
            assert!(cells.len() > 3);
            assert!(cells.iter().all(|cell| cell.pages.len() == 1), "{cells:?}");
        }
    }
}

#[test]
fn the_sign_off_is_never_alone() {
    for n_sub in (8..40).step_by(3) {
        assert_well(&paper(&plan(n_sub), TataLetak::DuaTabel, Ukuran::A4));
    }
}

#[test]
fn equal_papers_are_equal_files() {
    let document = plan(30);
    let (first, _) = of(&document, TataLetak::default(), Ukuran::F4);
    let (again, _) = of(&document, TataLetak::default(), Ukuran::F4);
    assert!(first == again);
    let (other, _) = of(&document, TataLetak::default(), Ukuran::A4);
    assert!(first.bytes != other.bytes);
}

#[test]
fn what_is_signed_is_no_draft_and_has_its_day() {
    let mut workspace = compiled();
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.rkt("draft --sebagai tim").ok();
    let export = |workspace: &Workspace| {
        let given = workspace.json("export pdf --kertas f4 --tata-letak dua-tabel");
        let file = given["berkas"].as_str().unwrap().to_owned();
        let bytes = std::fs::read(workspace.path().join(&file)).unwrap();
        (file, read(&bytes))
    };
    let says = |paper: &Paper, text: &str| paper.parts.iter().any(|part| part.text.contains(text));
    let (file, draft) = export(&workspace);
    assert_eq!(file, "2027/keluaran/rkt-2027-draf-1-dua-tabel.pdf");
    assert!(draft.pages.iter().all(|page| page.is_draf));
    assert!(says(&draft, "DRAF 1, belum ditandatangani"));
    assert!(says(&draft, "Paringin, ....") && says(&draft, "Drs. H. Contoh Rahman, M.Pd"));
    sign(&workspace);
    workspace.at("2026-12-01T09:00:00+08:00");
    let (file, signed) = export(&workspace);
    assert_eq!(file, "2027/keluaran/rkt-2027-dua-tabel.pdf");
    assert!(signed.pages.iter().all(|page| !page.is_draf));
    assert!(says(
        &signed,
        "Ditandatangani Drs. H. Contoh Rahman, M.Pd (Kepala Dinas)"
    ));
    assert!(says(&signed, "Paringin, 10 November 2026"));
    assert!(says(&signed, "Kepala Dinas Pendidikan dan Kebudayaan"));
    assert!(
        (signed.pages[0].height - 609.4).abs() < 0.1,
        "F4 across is 215 mm high"
    );
}

#[test]
fn what_the_font_lacks_is_told() {
    let workspace = Workspace::example("balangan-2027");
    let form = workspace.read("2027/form/sd.toml");
    workspace.write(
        "2027/form/sd.toml",
        &form.replace("APM SD/MI", "APM SD/MI 中"),
    );
    workspace.rkt("submit sd --sebagai sd").ok();
    workspace.rkt("compile --sebagian --sebagai tim").ok();
    let told = tidy(&workspace.rkt("export pdf").ok().out);
    assert!(
        told.contains("huruf naskah tidak memiliki 中 (U+4E2D)"),
        "{told}"
    );
    assert!(told.contains("misalnya [U+4E2D]"), "{told}");
}

#[test]
fn a_sign_off_of_any_length_ends() {
    let document = plan(2);
    for n in [20, 100, 130, 160, 200, 3_000] {
        let mut naskah = paper(&document, TataLetak::Inti, Ukuran::A4);
        let signing = naskah.tanda_tangan.as_mut().unwrap();
        signing.nama = Some("nama ".repeat(n));
        signing.jabatan = vec!["Kepala ".repeat(n)];
        // The last page is turned: what keeps together on the first need not fit the last.
        let turned = Blok::HalamanBaru(Orientasi::Mendatar);
        naskah.blok.insert(0, turned);
        let (_, read) = written(&naskah);
        assert_tables(&naskah, &read);
        let told = read.parts.iter().map(|part| part.text.as_str());
        let told = told.filter(|text| text.contains("nama nama"));
        assert_eq!(
            told.map(tidy).collect::<Vec<_>>(),
            [tidy(&"nama ".repeat(n))]
        );
    }
}

/// A row of the draft's JSON as its cells are printed; money without its sign.
fn printed(row: &Value, keys: &[&str]) -> Vec<String> {
    let cell = |key: &&str| match &row[*key] {
        Value::String(text) => tidy(text),
        Value::Number(number) => grouped(&number.to_string()),
        Value::Object(target) => tidy(target["teks"].as_str().unwrap()),
        Value::Null | Value::Bool(_) | Value::Array(_) => "–".to_owned(),
    };
    keys.iter().map(cell).collect()
}

fn grouped(digits: &str) -> String {
    let mut groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .map(|three| std::str::from_utf8(three).unwrap())
        .collect();
    groups.reverse();
    groups.join(".")
}

#[test]
fn the_examples_are_printed_row_by_row_as_in_the_draft() {
    let keys = [
        "kode",
        "uraian",
        "indikator",
        "satuan",
        "target",
        "tw1",
        "tw2",
        "tw3",
        "tw4",
    ];
    for (name, tahun, bidang) in [
        ("balangan-2027", "2027", &BIDANG[..]),
        ("kukar-2025", "2025", &["paud-pnf", "sd", "smp"]),
    ] {
        let mut workspace = Workspace::example(name);
        workspace.at("2026-11-10T09:00:00+08:00");
        for id in bidang {
            let line = format!("submit {id} --sebagai {id} --alasan terlambat");
            workspace.rkt(&line).ok();
        }
        workspace.rkt("compile --sebagai tim").ok();
        let given = workspace.json("export pdf");
        let file = workspace.path().join(given["berkas"].as_str().unwrap());
        let read = read(&std::fs::read(file).unwrap());
        assert_eq!(given["jumlah_halaman"], read.pages.len());
        let draft = workspace.read(&format!("{tahun}/keluaran/draft-1.json"));
        let draft: Value = serde_json::from_str(&draft).unwrap();
        let rows = |key: &str| draft[key].as_array().unwrap().clone();
        let sasaran = rows("sasaran");
        let program = rows("program");
        let of_sasaran = sasaran.iter().map(|row| {
            let mut cells = printed(row, &keys);
            cells[0] = tidy(row["id"].as_str().unwrap());
            cells
        });
        let is_total = |row: &&Value| row["tingkat"] == "total";
        let of_program = program.iter().filter(|row| !is_total(row));
        let expected: Vec<Vec<String>> = of_sasaran
            .chain(of_program.map(|row| printed(row, &keys)))
            .collect();
        let table = &read.tables()[0];
        let is_row = |row: &&Vec<String>| row[0] != row[1];
        let found: Vec<Vec<String>> = table
            .iter()
            .skip(2)
            .filter(is_row)
            .map(|row| row[..9].iter().map(|cell| tidy(cell)).collect())
            .collect();
        assert_eq!(found, expected);
        let pagu: Vec<String> = table.iter().map(|row| tidy(&row[9])).collect();
        let total = program.iter().find(is_total).unwrap();
        assert_eq!(pagu.last().unwrap(), &printed(total, &["pagu"])[0]);
        // Any time zone and language of the machine: the same file.
        workspace.env("TZ", "America/New_York").env("LANG", "C");
        let told = workspace.rkt("export pdf").ok().out;
        assert!(told.contains("(sudah ada, isinya sama)"), "{told}");
    }
}

/// Texts that somebody could mean harm with, or that fonts and layouts stumble over.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "](javascript:alert(1)) endobj 1 0 obj (\\ >> stream",
    "a\u{0}b\u{7}\u{1b}[31m\u{202e}kanan\u{200f}",
    "שלום مرحبا 中文 🙂",
    "e\u{301}\u{ad}lan NBSP\u{a0}di\u{202f}sini",
    "/OpenAction <</S/JavaScript/JS(app.alert(1))>>",
    "\u{e000}\u{10ffff}\u{fffe}",
    "\n\n\t",
];

#[test]
fn hostile_text_is_nothing_but_text() {
    let long = "w".repeat(10_000);
    let mut document = plan(12);
    let all: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let mut n = 0;
    for section in &mut document.sections {
        for row in &mut section.table.rows {
            let is_total = row[0].is_total();
            for cell in row.iter_mut().filter(|_| !is_total) {
                if let Cell::Text(text) = cell {
                    all[n % all.len()].clone_into(text);
                    n += 1;
                }
            }
        }
    }
    document.catatan = all.iter().map(|text| (*text).to_owned()).collect();
    let mut signing = signer("kepala-dinas", None);
    all[1].clone_into(&mut signing.nama);
    let mut naskah = paper(&document, TataLetak::Berjenjang, Ukuran::A4);
    naskah.judul = all.concat();
    naskah.subjudul = vec![all.concat()];
    naskah.kaki = all.concat();
    naskah.tanda_tangan = Some(sign_off(Some(&signing), None));
    let kop = naskah.kop.as_mut().unwrap();
    kop.instansi = all.concat();
    kop.alamat = all.iter().map(|text| (*text).to_owned()).collect();
    let (pdf, read) = written(&naskah);
    let lacking: String = pdf.lacking.iter().collect();
    assert!(
        lacking.contains("中文") && lacking.contains('ש'),
        "{lacking}"
    );
    assert!(lacking.contains('🙂') && lacking.contains('\u{e000}'));
    let told: String = read.parts.iter().map(|part| part.text.as_str()).collect();
    assert!(told.contains("<script>alert(1)</script>"));
    assert!(told.contains("a\u{fffd}b\u{fffd}\u{fffd}[31m\u{fffd}kanan\u{fffd}"));
    assert!(told.contains("[U+4E2D][U+6587] [U+1F642]"));
    assert!(told.contains(&long));
    // Outside of strings and streams there is no action.
    let bare = without_strings(&pdf.bytes);
    for word in [
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/URI",
        "/Launch",
        "/AA",
    ] {
        assert!(!bare.contains(word), "{word}");
    }
    assert_sign_off(&read);
}

/// A file without what stands in its strings and streams.
fn without_strings(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    let mut bare = String::new();
    for part in text.split("endstream") {
        bare.push_str(part.split("\nstream\n").next().unwrap());
    }
    let (mut depth, mut escaped, mut outside) = (0, false, String::new());
    for c in bare.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if depth > 0 => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

#[test]
fn every_kind_of_block_is_told_as_what_it_is() {
    let mut naskah = paper(&plan(1), TataLetak::Inti, Ukuran::A4);
    let judul = |tingkat, teks: &str| Blok::Judul {
        tingkat,
        teks: teks.to_owned(),
    };
    let teks = Teks::from("biasa ")
        .with(Gaya::Tebal, "tebal")
        .with(Gaya::Miring, " miring");
    let table = naskah.blok.remove(1);
    naskah.blok = vec![
        judul(1, "Bab I"),
        Blok::Paragraf(teks.clone()),
        judul(2, "Bagian A"),
        Blok::Butir(vec![Teks::from("satu"), teks]),
        Blok::Catatan("awas".to_owned()),
        Blok::HalamanBaru(Orientasi::Tegak),
        Blok::HalamanBaru(Orientasi::Mendatar),
        table,
    ];
    let (_, read) = written(&naskah);
    let told = |role: &str| -> Vec<&str> {
        let of = read.parts.iter().filter(|part| part.role == role);
        of.map(|part| part.text.as_str()).collect()
    };
    assert_eq!(told("H1"), ["RENCANA KINERJA TAHUNAN (RKT) 2027", "Bab I"]);
    assert_eq!(told("H2"), ["Bagian A"]);
    assert!(told("P").contains(&"biasa tebal miring"));
    assert!(told("P").contains(&"awas"));
    assert_eq!(told("LBody"), ["satu", "biasa tebal miring"]);
    assert_eq!(told("Lbl"), ["•", "•"]);
    // The page that the first break would have left blank is not there.
    let upright: Vec<bool> = read.pages.iter().map(|page| page.height > 700.0).collect();
    assert_eq!(upright, [true, false]);
    assert_sign_off(&read);
}

/// A grid of cells, some of which go on in the one above or on the left.
fn tables() -> impl Strategy<Value = TabelNaskah> {
    let cell = (
        0..10_u8,
        prop_oneof![
            6 => "[a-z]{0,9}( [a-z]{1,9}){0,4}",
            1 => "[a-z ]{200,400}",
            1 => "[a-z]{300,2000}",
        ],
    );
    let looks = prop_oneof![
        6 => Just(Corak::Biasa),
        1 => Just(Corak::Tegas),
        1 => Just(Corak::Utama),
        1 => Just(Corak::Pita),
        1 => Just(Corak::Jumlah),
    ];
    (1..6_usize).prop_flat_map(move |n| {
        let room = prop_oneof![6 => Just(0_u16), 2 => 5..30_u16, 1 => 150..400_u16];
        let row = (looks.clone(), room, prop::collection::vec(cell.clone(), n));
        prop::collection::vec(row, 1..40).prop_map(move |rows| table(n, &rows))
    })
}

type Row = (Corak, u16, Vec<(u8, String)>);

fn table(n: usize, rows: &[Row]) -> TabelNaskah {
    let kolom = Kolom {
        lebar: 1,
        rata: Rata::Kiri,
    };
    let baris = rows.iter().enumerate().map(|(row, (corak, room, cells))| {
        let cells = cells.iter().enumerate();
        let sel = cells.map(|(column, (kind, teks))| match kind {
            // Columns on the left join upwards, those on the right to the left.
            0..3 if row > 0 && column < n / 2 => Sel::Atas,
            3 if column > n / 2 => Sel::Kiri,
            _ => Sel::isi(teks.as_str()),
        });
        Baris::new(*corak, sel.collect()).with_room(*room)
    });
    TabelNaskah {
        judul: "Contoh".to_owned(),
        kolom: vec![kolom; n],
        kepala: vec![vec![Sel::isi("Indikator"); n]],
        baris: baris.collect(),
        utuh: false,
    }
}

#[test]
fn a_whole_table_is_on_one_page() {
    let row = |n: usize| (Corak::Biasa, 13, vec![(9, format!("paraf {n}"))]);
    let long = table(1, &(0..9).map(row).collect::<Vec<_>>());
    let short = table(1, &(0..8).map(row).collect::<Vec<_>>());
    let mut naskah = paper(&plan(0), TataLetak::Inti, Ukuran::A4);
    naskah.kop = None;
    // On which page each row of the second table is.
    let pages = |naskah: &Naskah| -> Vec<usize> {
        let (_, read) = written(naskah);
        let rows = read.parts.iter().filter(|part| part.text.contains("paraf"));
        rows.skip(9).map(|part| part.pages[0]).collect()
    };
    naskah.blok = vec![Blok::Tabel(long.clone()), Blok::Tabel(short.clone())];
    let split = pages(&naskah);
    assert_eq!(split.len(), 8);
    assert_ne!(split[0], split[7]);
    naskah.blok = vec![Blok::Tabel(long), Blok::Tabel(short.whole())];
    let whole = pages(&naskah);
    assert!(
        whole.len() == 8 && whole.iter().all(|page| *page == whole[0]),
        "{whole:?}"
    );
}

#[test]
fn a_row_leaves_room_to_write_in() {
    let cells = |teks: &str| (Corak::Biasa, 0, vec![(9, teks.to_owned())]);
    let mut tabel = table(1, &[cells("atas"), cells("bawah")]);
    let mut naskah = paper(&plan(0), TataLetak::Inti, Ukuran::A4);
    naskah.blok = vec![Blok::Tabel(tabel.clone())];
    naskah.tanda_tangan = None;
    let (_, before) = written(&naskah);
    tabel.baris[0].ruang = 50;
    naskah.blok = vec![Blok::Tabel(tabel)];
    let (_, after) = written(&naskah);
    let lines = before.pages[0].baselines.iter();
    let moved = lines.zip(&after.pages[0].baselines);
    let moved: Vec<f32> = moved.map(|(a, b)| (a - b).abs()).collect();
    let moved: Vec<&f32> = moved.iter().filter(|by| **by > 0.1).collect();
    // Only the row below goes down: by that room, less what its own line took.
    let room = 50.0 * 72.0 / 25.4 - 14.8;
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!((moved[0] - room).abs() < 0.1, "{moved:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_is_lost_or_told_twice(table in tables(), is_draf: bool) {
        let mut naskah = paper(&plan(0), TataLetak::Inti, Ukuran::A4);
        naskah.is_draf = is_draf;
        naskah.blok = vec![Blok::Tabel(table)];
        assert_well(&naskah);
    }

    #[test]
    fn no_text_is_refused(text in "\\PC{0,40}", raw in any::<String>()) {
        let mut naskah = paper(&plan(1), TataLetak::Inti, Ukuran::A4);
        naskah.blok.push(Blok::Catatan(text));
        naskah.judul = raw;
        let pdf = pdf(&naskah).unwrap();
        let all: BTreeSet<char> = pdf.lacking.iter().copied().collect();
        prop_assert_eq!(all.len(), pdf.lacking.len());
    }
}
