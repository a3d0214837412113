//! `rkt export`: which content is given out, that tables say what the document says, and that no
//! text in them becomes anything but text.

use std::collections::BTreeMap;
use std::io::Read as _;

use proptest::prelude::*;
use rkt::domain::compile::Input;
use rkt::domain::document::{Cell, Column, Document, Section, Table};
use rkt::domain::draft;
use rkt::domain::form::{Form, Kegiatan, Program, SubKegiatan};
use rkt::domain::instansi::{Bidang, Instansi};
use rkt::domain::kode::{Kode, Level};
use rkt::domain::long::{Bentuk, Field, Long};
use rkt::domain::pagu::Rupiah;
use rkt::domain::rekap::Rekap;
use rkt::domain::sums::addends;
use rkt::domain::target::Target;
use rkt::render::csv::{self, Pemisah};
use rkt::render::xlsx;

use crate::naskah::blank;
use crate::workspace::{BIDANG, Workspace};

/// The example with every form handed in and compiled.
pub fn compiled() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-10T09:00:00+08:00");
    for bidang in BIDANG {
        let line = format!("submit {bidang} --sebagai {bidang}");
        workspace.rkt(&line).ok();
    }
    workspace.rkt("compile --sebagai tim").ok();
    workspace
}

/// The draft approved and signed.
pub fn sign(workspace: &Workspace) {
    workspace.rkt("approve draft --sebagai sekretaris").ok();
    let shown = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
    let line = format!("sign --kode {shown} --sebagai kepala-dinas");
    workspace.rkt(&line).ok();
}

fn bytes(workspace: &Workspace, file: &str) -> Vec<u8> {
    std::fs::read(workspace.path().join(file)).unwrap()
}

/// The rows of a CSV file, heads first.
fn rows(text: &[u8], separator: u8) -> Vec<Vec<String>> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut reader = ::csv::ReaderBuilder::new();
    reader.delimiter(separator).has_headers(false);
    let rows = reader.from_reader(text).into_records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The values of a column.
fn column(rows: &[Vec<String>], head: &str) -> Vec<String> {
    let at = rows[0].iter().position(|name| name == head).unwrap();
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

fn sum(values: &[String]) -> i64 {
    let given = values.iter().filter(|value| !value.is_empty());
    given.map(|value| value.parse::<i64>().unwrap()).sum()
}

#[test]
fn nothing_is_given_out_before_anything_is_compiled() {
    let workspace = Workspace::example("balangan-2027");
    let told = workspace.rkt("export csv").exits(1).err;
    assert!(told.contains("galat[RKT706]: belum ada draf"), "{told}");
    assert!(told.contains("belum mengajukan form"), "{told}");
    for bidang in BIDANG {
        let line = format!("submit {bidang} --sebagai {bidang}");
        workspace.rkt(&line).ok();
    }
    let told = workspace.rkt("export xlsx").exits(1).err;
    assert!(told.contains("`rkt compile --sebagai tim`"), "{told}");
    assert!(!workspace.path().join("2027/keluaran").exists());
}

#[test]
fn the_best_content_is_given_out_and_its_file_says_which() {
    let mut workspace = compiled();
    let code = workspace.json("compile --dry-run")["digest"].clone();
    let given = workspace.json("export json");
    assert_eq!(given["tahap"], "dikompilasi");
    assert_eq!(given["digest"], code);
    assert_eq!(given["berkas"], "2027/keluaran/rkt-2027-draf-1.json");
    let draft = |extension: &str| bytes(&workspace, &format!("2027/keluaran/draft-1.{extension}"));
    workspace.rkt("ekspor md").ok();
    for extension in ["json", "md"] {
        let given = bytes(
            &workspace,
            &format!("2027/keluaran/rkt-2027-draf-1.{extension}"),
        );
        assert!(given == draft(extension), "{extension}");
    }
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.rkt("draft --sebagai tim").ok();
    assert_eq!(workspace.json("export json")["tahap"], "disusun");
    sign(&workspace);
    workspace.at("2026-11-11T09:00:00+08:00");
    for format in ["csv", "md", "json", "xlsx"] {
        let given = workspace.json(&format!("export {format}"));
        assert_eq!(given["tahap"], "ditandatangani");
        let file = format!("2027/keluaran/rkt-2027.{format}");
        assert_eq!(given["berkas"], file.as_str());
    }
    let lines = "step sosialisasi --sebagai kasubbag-program";
    workspace.rkt(lines).ok();
    workspace.rkt("archive --sebagai tim").ok();
    for extension in ["md", "json"] {
        let given = bytes(&workspace, &format!("2027/keluaran/rkt-2027.{extension}"));
        let sealed = bytes(
            &workspace,
            &format!("2027/arsip/2027/keluaran/rkt.{extension}"),
        );
        assert!(given == sealed, "{extension}");
    }
    workspace.rkt("verify").ok();
}

#[test]
fn what_nobody_handed_in_is_not_given_out() {
    let workspace = compiled();
    workspace.rkt("export csv").ok();
    let before = bytes(&workspace, "2027/keluaran/rkt-2027-draf-1.csv");
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    workspace.rkt("export csv --timpa").ok();
    assert!(before == bytes(&workspace, "2027/keluaran/rkt-2027-draf-1.csv"));
    workspace.rkt("submit sd --sebagai sd").ok();
    let told = workspace.rkt("export csv").ok().out;
    assert!(told.contains("kompilasi lagi dahulu"), "{told}");
    let settings = workspace.read("rkt.toml");
    let settings = settings.replace("Dinas Pendidikan", "Dinas  Pengajaran");
    workspace.write("rkt.toml", &settings);
    let told = workspace.rkt("export csv").exits(1).err;
    assert!(told.contains("galat[RKT018]"), "{told}");
}

#[test]
fn a_file_of_somebody_else_is_not_replaced() {
    let workspace = compiled();
    workspace.write("2027/keluaran/rkt-2027-draf-1.csv", "milik saya");
    let told = workspace.rkt("export csv").exits(2).err;
    assert!(told.contains("sudah ada dan isinya lain"), "{told}");
    assert_eq!(
        workspace.read("2027/keluaran/rkt-2027-draf-1.csv"),
        "milik saya"
    );
    workspace.rkt("export csv --timpa").ok();
    let told = workspace.rkt("export csv").ok().out;
    assert!(told.contains("(sudah ada, isinya sama)"), "{told}");
    let told = workspace.rkt("export csv -o luar/baru").ok().out;
    assert!(
        told.contains("Berkas: luar/baru/rkt-2027-draf-1.csv"),
        "{told}"
    );
    assert_eq!(
        bytes(&workspace, "luar/baru/rkt-2027-draf-1.csv"),
        bytes(&workspace, "2027/keluaran/rkt-2027-draf-1.csv")
    );
    assert_eq!(
        std::fs::read_dir(workspace.path().join("luar/baru"))
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn an_archive_gives_out_but_takes_nothing_in() {
    let workspace = compiled();
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.rkt("draft --sebagai tim").ok();
    sign(&workspace);
    workspace
        .rkt_words(&["archive", "--sebagai", "tim", "--alasan", "notulen hilang"])
        .ok();
    let told = workspace.rkt("-C 2027/arsip export csv").exits(1).err;
    assert!(told.contains("arsip bersegel"), "{told}");
    let told = workspace.rkt("export csv -o 2027/arsip/2027").exits(2).err;
    assert!(told.contains("arsip bersegel"), "{told}");
    workspace.rkt("export xlsx").ok();
    workspace
        .rkt_words(&[
            "-C",
            "2027/arsip",
            "export",
            "xlsx",
            "-o",
            &workspace.path().join("salinan").display().to_string(),
        ])
        .ok();
    let here = bytes(&workspace, "2027/keluaran/rkt-2027.xlsx");
    assert!(here == bytes(&workspace, "salinan/rkt-2027.xlsx"));
    workspace.rkt("verify 2027/arsip").ok();
}

#[test]
fn options_belong_to_their_format() {
    let workspace = compiled();
    for (line, expected) in [
        ("export xlsx --bentuk sipd", "hanya untuk csv"),
        ("export md --pemisah koma", "hanya untuk csv"),
        ("export csv --kertas f4", "hanya untuk pdf"),
        ("export md --tata-letak inti", "hanya untuk pdf"),
        ("export pdf --kertas a3", "a3"),
        ("export pdf -o -", "tidak dapat dicetak ke layar"),
        ("export xlsx -o -", "tidak dapat dicetak ke layar"),
        ("export csv -o - --json", "--json tidak berlaku"),
        ("export docx -o -", "tidak dapat dicetak ke layar"),
    ] {
        let told = workspace.rkt(line).exits(2).err;
        assert!(told.contains(expected), "{line}: {told}");
    }
}

#[test]
fn a_table_adds_up_to_the_document() {
    let workspace = compiled();
    let total = workspace.json("compile --dry-run")["total_pagu"]
        .as_i64()
        .unwrap();
    for (option, separator) in [
        ("titik-koma", b';'),
        (";", b';'),
        (",", b','),
        ("tab", b'\t'),
    ] {
        let ran = workspace.rkt(&format!("export csv -o - --pemisah {option}"));
        let ran = ran.ok();
        assert!(ran.err.contains("Draf 1 RKT 2027"), "{}", ran.err);
        let rows = rows(ran.out.as_bytes(), separator);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        assert_eq!(sum(&column(&rows, "pagu_rinci")), total);
        let levels = column(&rows, "tingkat");
        let pagu = column(&rows, "pagu");
        for level in ["program", "kegiatan", "sub kegiatan"] {
            let of = levels.iter().zip(&pagu).filter(|(name, _)| *name == level);
            let of: Vec<String> = of.map(|(_, pagu)| pagu.clone()).collect();
            assert_eq!(sum(&of), total, "{level}");
        }
        let decimal = if separator == b';' { "82,50" } else { "82.50" };
        assert_eq!(column(&rows, "target")[0], "82,50");
        assert_eq!(column(&rows, "target_angka")[0], decimal);
    }
}

#[test]
fn shapes_have_the_columns_that_systems_read() {
    let workspace = compiled();
    let total = workspace.json("compile --dry-run")["total_pagu"]
        .as_i64()
        .unwrap();
    let given = |bentuk: &str| {
        let line = format!("export csv -o - --bentuk {bentuk}");
        rows(workspace.rkt(&line).ok().out.as_bytes(), b';')
    };
    let sipd = given("sipd");
    assert_eq!(sum(&column(&sipd, "pagu")), total);
    assert_eq!(column(&sipd, "kode_sub_giat")[0], "1.01.01.2.01.0001");
    assert_eq!(column(&sipd, "targetoutput")[0], "4");
    assert_eq!(column(&sipd, "targetoutputteks")[0], "4 Dokumen");
    let esakip = given("esakip");
    assert_eq!(esakip.len(), 13);
    assert_eq!(
        esakip[1][1..5],
        [
            "Meningkatnya akses dan mutu pendidikan",
            "APK PAUD",
            "Persen",
            "82,50"
        ]
    );
}

#[test]
fn money_outside_sub_kegiatan_is_told_where_it_is_left_out() {
    let workspace = Workspace::example("balangan-2027");
    let form = workspace.read("2027/form/spnf-skb.toml");
    let pagu = form.find("\npagu = ").unwrap();
    let end = pagu + 1 + form[pagu + 1..].find('\n').unwrap();
    let kegiatan = form.find("[[kegiatan]]").unwrap();
    let mut moved = form.clone();
    moved.replace_range(pagu..end, "");
    moved.insert_str(kegiatan + "[[kegiatan]]".len(), "\npagu = 7");
    let lines: Vec<&str> = moved.lines().collect();
    let kept = lines
        .iter()
        .filter(|line| !line.starts_with("pagu = ") || **line == "pagu = 7");
    let kept: Vec<&str> = kept.copied().collect();
    workspace.write("2027/form/spnf-skb.toml", &kept.join("\n"));
    workspace.rkt("submit spnf-skb --sebagai spnf-skb").ok();
    workspace.rkt("compile --sebagian --sebagai tim").ok();
    let told = workspace.rkt("export csv --bentuk sipd").ok().out;
    let words: Vec<&str> = told.split_whitespace().collect();
    let told = words.join(" ");
    assert!(told.contains("pagunya Rp0, seluruh RKT Rp7"), "{told}");
    assert!(told.contains("Perhatian: tanpa Bidang"), "{told}");
}

/// A workbook taken apart: each part by its name.
pub fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut parts = BTreeMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let rest = text.split(start).skip(1);
    rest.map(|rest| rest.split(end).next().unwrap()).collect()
}

/// The cells of a sheet that are no text: address, formula if any, stored value.
fn cells(sheet: &str) -> BTreeMap<String, (Option<String>, String)> {
    let mut cells = BTreeMap::new();
    for cell in between(sheet, "<c r=\"", "</c>") {
        let (address, rest) = cell.split_once('"').unwrap();
        if rest.contains("t=\"s\"") {
            continue;
        }
        let formula = between(rest, "<f>", "</f>").first().copied();
        let value = between(rest, "<v>", "</v>");
        let Some(value) = value.first() else { continue };
        let formula = formula.map(str::to_owned);
        cells.insert(address.to_owned(), (formula, (*value).to_owned()));
    }
    cells
}

/// Works a `SUM` out over what the cells hold.
fn worked_out(formula: &str, cells: &BTreeMap<String, (Option<String>, String)>) -> i64 {
    let terms = formula.strip_prefix("SUM(").unwrap();
    let terms = terms.strip_suffix(')').unwrap();
    let value = |address: &String| cells.get(address).map(|(_, value)| value.parse().unwrap());
    let mut sum = 0;
    for term in terms.split(',') {
        let (start, end) = term.split_once(':').unwrap_or((term, term));
        let corner = |address: &str| -> (char, u32) {
            let (column, row) = address.split_at(1);
            (column.parse().unwrap(), row.parse().unwrap())
        };
        let ((left, top), (right, bottom)) = (corner(start), corner(end));
        for column in left..=right {
            for row in top..=bottom {
                sum += value(&format!("{column}{row}")).unwrap_or(0_i64);
            }
        }
    }
    sum
}

#[test]
fn every_sum_of_the_workbook_is_a_formula_with_the_documents_value() {
    let workspace = compiled();
    let total = workspace.json("compile --dry-run")["total_pagu"].to_string();
    workspace.rkt("export xlsx").ok();
    let parts = parts(&bytes(&workspace, "2027/keluaran/rkt-2027-draf-1.xlsx"));
    let mut n = 0;
    for sheet in ["sheet3", "sheet4", "sheet5"] {
        let cells = cells(&parts[&format!("xl/worksheets/{sheet}.xml")]);
        for (formula, value) in cells.values() {
            if let Some(formula) = formula {
                n += 1;
                assert_eq!(worked_out(formula, &cells).to_string(), *value, "{formula}");
            }
        }
        assert!(
            cells
                .values()
                .any(|(f, value)| f.is_some() && *value == total)
        );
    }
    // 8 program, 20 kegiatan, the total, and the total of the Bidang; by program and Bidang, 8
    // program, 7 Bidang and the total.
    assert_eq!(n, 30 + 16);
    let cover = cells(&parts["xl/worksheets/sheet1.xml"]);
    let cover: Vec<_> = cover.values().filter(|(f, _)| f.is_some()).collect();
    assert_eq!(cover.len(), 1);
    assert_eq!(cover[0].1, total);
    let sheet = &parts["xl/worksheets/sheet3.xml"];
    for expected in [
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "Halaman &amp;P dari &amp;N",
        "state=\"frozen\"",
    ] {
        assert!(sheet.contains(expected), "{expected}");
    }
    for expected in ["_xlnm.Print_Area", "_xlnm.Print_Titles", "Ringkasan"] {
        assert!(parts["xl/workbook.xml"].contains(expected), "{expected}");
    }
    workspace.rkt("export xlsx -o lagi").ok();
    assert!(
        bytes(&workspace, "lagi/rkt-2027-draf-1.xlsx")
            == bytes(&workspace, "2027/keluaran/rkt-2027-draf-1.xlsx")
    );
}

/// Text as people and attackers type it.
fn hostile() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "",
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n+",
        " =",
        "'=",
        "\"=",
        "{=",
        "a;=",
        "a,=",
        "＝",
        "internal:",
        "http://x",
        "_x003D_",
        "&",
        "<f>",
    ]);
    let body = prop::sample::select(vec![
        "1+1",
        "cmd|' /C calc'!A0",
        "HYPERLINK(\"http://x\";\"y\")",
        "SUM(A1:A9)",
        "5",
        "-5",
        "Persen",
        "TRUE",
        "<f>1</f>",
        "]]>",
        "",
        "1.01.02",
        "\u{1b}[2J",
    ]);
    (head, body, ".{0,12}").prop_map(|(head, body, tail)| format!("{head}{body}{tail}"))
}

fn document(texts: &[String]) -> Document {
    let column = |key| Column {
        key,
        judul: key,
        right: false,
    };
    let cell = |text: &String| match Target::parse(text) {
        Ok(target) => Cell::Target(target),
        Err(_) => Cell::Text(text.clone()),
    };
    let row = |text: &String| {
        vec![
            Cell::Text(text.clone()),
            cell(text),
            Cell::Same(text.clone()),
        ]
    };
    Document {
        judul: texts[0].clone(),
        instansi: texts[1].clone(),
        tahun: 2027,
        nomor: 1,
        pengesahan: Some(texts[2].clone()),
        catatan: vec![texts[3].clone()],
        sections: vec![Section {
            key: "sasaran",
            judul: texts[4].clone(),
            table: Table {
                columns: vec![column("uraian"), column("target"), column("satuan")],
                rows: texts.iter().map(row).collect(),
            },
        }],
    }
}

/// Whether a cell of a CSV is a number, whatever its sign.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || ".,".contains(c))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_text_becomes_a_formula_in_a_workbook(texts in prop::collection::vec(hostile(), 5..9)) {
        let document = document(&texts);
        let workbook = xlsx::document::to_bytes(&document, &Rekap::default()).unwrap();
        prop_assert!(workbook == xlsx::document::to_bytes(&document, &Rekap::default()).unwrap());
        let parts = parts(&workbook);
        for (name, part) in &parts {
            prop_assert!(!name.starts_with("xl/worksheets/") || !part.contains("<f>"), "{name}");
            prop_assert!(!name.contains("externalLink"), "{name}");
            prop_assert!(!name.contains("_rels/sheet"), "{name}");
        }
    }

    #[test]
    fn no_text_becomes_a_formula_in_a_csv(texts in prop::collection::vec(hostile(), 1..9)) {
        let row = |text: &String| vec![Field::Text(text.clone()), Field::Absent];
        let long = Long {
            heads: vec!["a", "b"],
            rows: texts.iter().map(row).collect(),
            total: None,
        };
        for pemisah in Pemisah::ALL {
            let written = csv::to_bytes(&long, pemisah).unwrap();
            let own = if pemisah == Pemisah::Tab { b'\t' } else { pemisah.sign().as_bytes()[0] };
            let rows = rows(&written, own);
            prop_assert_eq!(rows.len(), texts.len() + 1);
            for row in &rows {
                prop_assert_eq!(row.len(), 2);
                let cell = &row[0];
                let signs = ['=', '+', '-', '@', '\t', '\r', '\n'];
                // A minus alone is no formula.
                let is_inert = cell == "-" || is_number(cell);
                prop_assert!(is_inert || !cell.starts_with(signs), "{:?}", cell);
            }
        }
    }

    #[test]
    fn sums_are_those_of_the_document(
        money in prop::collection::vec((0..3usize, 0..3usize, 0..4usize, prop::option::of(0..1000i64)), 1..20),
    ) {
        let form = form(&money);
        let bidang = Bidang { id: form.bidang.clone(), nama: "SD".to_owned() };
        let digest = form.digest();
        let input = Input { bidang: &bidang, form: &form, digest: &digest };
        let instansi = Instansi {
            nama: "Dinas".to_owned(),
            pemerintah: "Kabupaten".to_owned(),
            tempat: "Kota".to_owned(),
            alamat: Vec::new(),
            urusan: Vec::new(),
        };
        let (document, rkt) = draft::document(&instansi, 2027, 1, &[input], &[]).unwrap();
        let table = &document.sections[1].table;
        let at = table.columns.iter().position(|column| column.key == "pagu").unwrap();
        let pagu = |n: usize| match table.rows[n][at] {
            Cell::Rupiah(rupiah) => Some(rupiah.get()),
            Cell::Empty | Cell::Same(_) | Cell::Text(_) | Cell::Count(_) | Cell::Target(_) => None,
        };
        for (n, of) in addends(table).iter().enumerate() {
            if let Some(of) = of {
                let sum: i64 = of.iter().map(|n| pagu(*n).unwrap()).sum();
                prop_assert_eq!(Some(sum), pagu(n));
            }
        }
        let total = addends(table).pop().unwrap();
        prop_assert_eq!(total.is_some(), rkt.total.is_some());
        let long = Long::of(&rkt, 2027, Bentuk::Datar).unwrap();
        prop_assert_eq!(long.total, rkt.total);
        xlsx::document::to_bytes(&document, &Rekap::default()).unwrap();
    }
}

/// A form whose rows are these: program, kegiatan below it, sub kegiatan below that (0: none).
fn form(money: &[(usize, usize, usize, Option<i64>)]) -> Form {
    let mut form = blank();
    let kode = |text: &str, level| Kode::parse(text, level).unwrap();
    for (pos, (p, k, s, pagu)) in money.iter().enumerate() {
        let pagu = pagu.and_then(Rupiah::new);
        let program = format!("1.01.0{}", p + 1);
        let kegiatan = format!("{program}.2.0{k}");
        let sub = format!("{kegiatan}.000{s}");
        match (k, s) {
            (0, _) => form.program.push(Program {
                pos,
                kode: kode(&program, Level::Program),
                uraian: None,
                sasaran: Vec::new(),
                hasil: None,
                pagu,
                indikator: Vec::new(),
                abaikan: Vec::new(),
            }),
            (_, 0) => form.kegiatan.push(Kegiatan {
                pos,
                kode: kode(&kegiatan, Level::Kegiatan),
                uraian: None,
                pagu,
                indikator: Vec::new(),
                abaikan: Vec::new(),
            }),
            _ => form.sub_kegiatan.push(SubKegiatan {
                pos,
                kode: kode(&sub, Level::SubKegiatan),
                uraian: None,
                pagu,
                sumber_dana: None,
                lokasi: None,
                kelompok_sasaran: None,
                prakiraan_maju: None,
                indikator: Vec::new(),
                abaikan: Vec::new(),
            }),
        }
    }
    form
}
