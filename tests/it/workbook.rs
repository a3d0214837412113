//! Forms as workbooks: out and back without a loss, and what spoiled ones are told.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rkt::domain::finding::Finding;
use rkt::domain::indikator::normalized;
use rkt::domain::sheet::{At, Merged, Sheet, Value};
use rkt::domain::workbook::cell;
use rkt::domain::workbook::field::{Field, Kind, List};
use rkt::domain::workbook::header::ROW_HEADING;
use rkt::domain::workbook::merge::{Edit, Terms, merge};
use rkt::domain::workbook::plan::{Node, Plan, Texts};
use rkt::domain::workbook::reading;
use rkt::domain::workbook::stamp::Stamp;
use rkt::domain::workbook::{PROGRAM, SASARAN};
use rkt::render::xlsx::form::{FormBook, to_bytes};
use rkt::render::xlsx::style::Kertas;
use rkt::store::form_edit::FormText;
use rkt::store::xlsx;
use rust_xlsxwriter::{Format, Workbook};

use crate::workspace::{Ran, Workspace, root};

// ---- Out and back.

const BLANK: &str = "format = 1\ntahun = 2027\nbidang = \"sd\"\n";

fn bytes(form: &str, plan: &Plan) -> Vec<u8> {
    let stamp = Stamp {
        instansi: "Dinas Contoh".to_owned(),
        lineage: "7f3a9c21".to_owned(),
        siklus: "2027".to_owned(),
        bidang: "sd".to_owned(),
        form: form.to_owned(),
    };
    let book = FormBook {
        stamp: &stamp,
        bidang: "Bidang SD & SMP",
        tahun: 2027,
        plan,
        notes: &BTreeMap::new(),
        satuan: &["Persen".to_owned()],
        kode: &[],
        kertas: Kertas::A4,
    };
    to_bytes(&book).unwrap()
}

fn edits(bytes: &[u8], base: &Plan, terms: Terms) -> (Vec<Edit>, Vec<Finding>) {
    let sheets = xlsx::sheets(bytes).unwrap();
    let mut findings = Vec::new();
    let read = |sheet| reading::read("sd.xlsx", sheet, &mut findings);
    let readings: Vec<_> = sheets.iter().filter_map(read).collect();
    let edits = merge(base, base, &readings, terms, &mut findings);
    (edits, findings)
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9=+@(\"'&<>_é–/%;,.: -]{0,30}[a-zA-Z]".prop_map(|text| text.trim().to_owned())
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("97,00".to_owned()),
        Just("0,615".to_owned()),
        Just("79,34-80".to_owned()),
        Just("WTP".to_owned()),
        Just("≥ 90".to_owned()),
        Just("12 Dokumen".to_owned()),
        Just("1.250.000".to_owned()),
        Just("-".to_owned()),
        Just("Ada".to_owned()),
        (0u32..100_000, 0u32..100).prop_map(|(whole, part)| format!("{whole},{part:02}")),
        (0u64..1_000_000_000_000).prop_map(|whole| whole.to_string()),
    ]
}

fn text_of(field: Field) -> BoxedStrategy<String> {
    match field.kind() {
        Kind::Text | Kind::Name => words().boxed(),
        Kind::Names => "S[1-9](; S[1-9]){0,2}".boxed(),
        Kind::Rupiah => (0i64..=1_000_000_000_000_000)
            .prop_map(|n| n.to_string())
            .boxed(),
        Kind::Target => target().boxed(),
        Kind::Tahun => (2000i64..2099).prop_map(|n| n.to_string()).boxed(),
        Kind::Choice(names) => prop::sample::select(names).prop_map(str::to_owned).boxed(),
        Kind::Ya => prop::sample::select(vec!["ya", "tidak"])
            .prop_map(str::to_owned)
            .boxed(),
    }
}

fn texts(fields: Vec<Field>) -> impl Strategy<Value = Texts> {
    let one = |field: Field| {
        let text = text_of(field);
        prop::option::of(text).prop_map(move |text| text.map(|text| (field, text)))
    };
    let all: Vec<_> = fields.into_iter().map(one).collect();
    all.prop_map(|texts| texts.into_iter().flatten().collect())
}

fn indikator() -> impl Strategy<Value = Texts> {
    let fields = Field::ALL.iter().copied().filter(|field| !field.is_own());
    let rest = fields.filter(|field| !matches!(field, Field::Indikator | Field::IdIndikator));
    (texts(rest.collect()), words()).prop_map(|(mut texts, uraian)| {
        texts.insert(Field::Indikator, uraian);
        texts
    })
}

fn node() -> impl Strategy<Value = Node> {
    let lists = prop::sample::select(List::ALL.to_vec());
    let own = |list: List| {
        let fields = Field::ALL.iter().copied();
        let fields = fields.filter(move |f| list.has(*f) && f.is_own() && *f != list.name_field());
        let name = match list {
            List::Sasaran => "S[1-9][0-9]?".boxed(),
            List::Program => "1\\.01\\.0[1-9]".boxed(),
            List::Kegiatan => "1\\.01\\.0[1-9]\\.2\\.0[1-9]".boxed(),
            List::SubKegiatan => "1\\.01\\.0[1-9]\\.2\\.0[1-9]\\.00[0-9]{2}".boxed(),
        };
        (
            Just(list),
            texts(fields.collect()),
            name,
            prop::collection::vec(indikator(), 0..4),
        )
    };
    lists
        .prop_flat_map(own)
        .prop_map(|(list, mut texts, name, indikator)| {
            texts.insert(list.name_field(), name);
            let mut seen = BTreeSet::new();
            let fresh = |texts: &Texts| seen.insert(normalized(&texts[&Field::Indikator]));
            Node {
                list,
                texts,
                indikator: indikator.into_iter().filter(fresh).collect(),
                remarks: Vec::new(),
            }
        })
}

fn plan() -> impl Strategy<Value = Plan> {
    prop::collection::vec(node(), 0..8).prop_map(|nodes| {
        let mut seen = BTreeSet::new();
        let fresh = |node: &Node| seen.insert((node.list, node.name().to_owned()));
        let mut nodes: Vec<Node> = nodes.into_iter().filter(fresh).collect();
        nodes.sort_by_key(|node| (node.list, node.name().to_owned()));
        Plan { nodes }
    })
}

/// A form that holds a plan.
fn form_of(plan: &Plan) -> String {
    let mut form = FormText::parse(BLANK).unwrap();
    let edits: Vec<Edit> = plan.nodes.iter().cloned().map(Edit::AddNode).collect();
    form.apply(&edits);
    form.text()
}

fn assert_same(a: &Plan, b: &Plan) {
    let sorted = |plan: &Plan| {
        let mut nodes = plan.nodes.clone();
        nodes.sort_by_key(|node| (node.list, node.name().to_owned()));
        nodes
    };
    let (a, b) = (sorted(a), sorted(b));
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(&b) {
        assert_eq!(a.indikator.len(), b.indikator.len(), "{a:?}\n{b:?}");
        let a = std::iter::once(&a.texts).chain(&a.indikator);
        let b = std::iter::once(&b.texts).chain(&b.indikator);
        for (a, b) in a.zip(b) {
            assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
            for (field, text) in a {
                assert!(
                    cell::same(field.kind(), text, &b[field]),
                    "{field:?} {text:?} {:?}",
                    b[field]
                );
            }
        }
    }
}

const WHOLE: Terms = Terms {
    whole: true,
    remove: false,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_that_nobody_changes_changes_nothing(plan in plan()) {
        let form = form_of(&plan);
        let base = FormText::parse(&form).unwrap().plan();
        assert_same(&plan, &base);
        let (edits, findings) = edits(&bytes(&form, &base), &base, WHOLE);
        prop_assert_eq!(edits, Vec::new());
        prop_assert_eq!(findings, Vec::new());
    }

    #[test]
    fn a_form_comes_back_into_a_blank_one(plan in plan()) {
        let blank = FormText::parse(BLANK).unwrap();
        let (edits, findings) = edits(&bytes(BLANK, &plan), &blank.plan(), WHOLE);
        prop_assert_eq!(findings, Vec::new());
        let mut form = blank;
        form.apply(&edits);
        let again = FormText::parse(&form.text()).unwrap().plan();
        assert_same(&plan, &again);
    }

    #[test]
    fn what_is_filled_in_comes_into_the_form(plan in plan(), other in plan()) {
        // The same rows with other texts: what somebody would type over them.
        let mut filled = plan.clone();
        for (node, new) in filled.nodes.iter_mut().zip(&other.nodes) {
            if node.list == new.list {
                let name = node.list.name_field();
                let kept = node.texts.get(&name).cloned();
                node.texts = new.texts.clone();
                node.texts.extend(kept.map(|kept| (name, kept)));
                for (texts, new) in node.indikator.iter_mut().zip(&new.indikator) {
                    let uraian = texts[&Field::Indikator].clone();
                    *texts = new.clone();
                    texts.insert(Field::Indikator, uraian);
                }
            }
        }
        let form = form_of(&plan);
        let base = FormText::parse(&form).unwrap();
        let (edits, findings) = edits(&bytes(&form, &filled), &base.plan(), WHOLE);
        prop_assert_eq!(findings, Vec::new());
        let mut changed = base;
        changed.apply(&edits);
        assert_same(&filled, &FormText::parse(&changed.text()).unwrap().plan());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(xlsx::sheets(&bytes).is_err());
    }

    #[test]
    fn a_stamp_reads_back(form in "(?s).{0,300}") {
        let stamp = Stamp {
            instansi: "Dinas".to_owned(), lineage: "a".to_owned(), siklus: "2027".to_owned(),
            bidang: "sd".to_owned(), form: format!("{form}#"),
        };
        let cells = stamp.lines().into_iter().zip(0..).flat_map(|((key, value), row)| {
            [(At::new(row, 0), Value::Text(key)), (At::new(row, 1), Value::Text(value))]
        });
        let sheet = Sheet { name: "rkt".to_owned(), cells: cells.collect(), merged: Vec::new() };
        prop_assert_eq!(Stamp::read(&[sheet]), Ok(Some(stamp)));
    }
}

/// Run by hand, with `cargo test -- --ignored`: it needs `soffice`, and `python3` with openpyxl.
#[test]
#[ignore = "needs LibreOffice, and Python with openpyxl"]
fn random_forms_saved_by_other_programs_read_as_they_were() {
    let mut runner = TestRunner::deterministic();
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let mut plans = Vec::new();
    let mut files = Vec::new();
    for n in 0..16 {
        let form = form_of(&plan().new_tree(&mut runner).unwrap().current());
        let base = FormText::parse(&form).unwrap().plan();
        let file = dir.join(format!("{n}.xlsx"));
        std::fs::write(&file, bytes(&form, &base)).unwrap();
        files.push(file);
        plans.push(base);
    }
    let office = Command::new("soffice")
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(dir.join("office"))
        .args(&files)
        .status();
    assert!(office.unwrap().success());
    std::fs::create_dir(dir.join("python")).unwrap();
    let script = "import openpyxl, sys\n\
                  for n in range(16):\n  \
                  openpyxl.load_workbook(f'{sys.argv[1]}/{n}.xlsx').save(f'{sys.argv[1]}/python/{n}.xlsx')";
    let python = Command::new("python3")
        .args(["-c", script])
        .arg(dir)
        .status();
    assert!(python.unwrap().success());
    for (n, base) in plans.iter().enumerate() {
        for program in ["office", "python"] {
            let saved = std::fs::read(dir.join(program).join(format!("{n}.xlsx"))).unwrap();
            let (edits, findings) = edits(&saved, base, WHOLE);
            assert_eq!(edits, Vec::new(), "{program} {n}");
            assert_eq!(findings, Vec::new(), "{program} {n}");
        }
    }
}

#[test]
fn equal_forms_give_equal_bytes() {
    let form = include_str!("../../examples/balangan-2027/2027/form/sd.toml");
    let plan = FormText::parse(form).unwrap().plan();
    assert_eq!(bytes(form, &plan), bytes(form, &plan));
}

// ---- Spoiled workbooks, through the program.

/// The example's form of sd, exported.
struct Exported {
    workspace: Workspace,
    sheets: Vec<Sheet>,
    form: String,
}

const FORM: &str = "2027/form/sd.toml";

fn exported() -> Exported {
    let workspace = Workspace::example("balangan-2027");
    workspace.rkt("form export sd").ok();
    let bytes = std::fs::read(workspace.path().join("form-2027-sd.xlsx")).unwrap();
    Exported {
        sheets: xlsx::sheets(&bytes).unwrap(),
        form: workspace.read(FORM),
        workspace,
    }
}

/// Writes sheets as another program would: values and merged cells, nothing else.
pub fn written(sheets: &[Sheet]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        for merged in &sheet.merged {
            let (first, last) = (merged.first, merged.last);
            let column = |at: At| u16::try_from(at.column).unwrap();
            page.merge_range(first.row, column(first), last.row, column(last), "", &plain)
                .unwrap();
        }
        for (at, value) in &sheet.cells {
            let (row, column) = (at.row, u16::try_from(at.column).unwrap());
            match value {
                Value::Text(text) => page.write_string(row, column, text),
                Value::Number {
                    value,
                    percent: false,
                } => page.write_number(row, column, value.to_string().parse::<f64>().unwrap()),
                Value::Number {
                    value,
                    percent: true,
                } => {
                    let shown = value.to_string().parse::<f64>().unwrap() / 100.0;
                    page.write_number_with_format(row, column, shown, &percent)
                }
                Value::Date(Some(day)) => {
                    let days =
                        (*day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
                    let days = f64::from(i32::try_from(days).unwrap());
                    page.write_number_with_format(row, column, days, &date)
                }
                Value::Date(None) => page.write_blank(row, column, &plain),
                Value::Bool(yes) => page.write_boolean(row, column, *yes),
                Value::Fault(text) => page.write_formula(
                    row,
                    column,
                    rust_xlsxwriter::Formula::new("=1/0").set_result(text),
                ),
                Value::Unknown => page.write_formula(
                    row,
                    column,
                    rust_xlsxwriter::Formula::new("=A1").set_result(""),
                ),
            }
            .unwrap();
        }
    }
    without_results(&workbook.save_to_buffer().unwrap())
}

/// Formulas as programs write them that don't calculate: without a result.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    with_text(bytes, |text| text.replace("<f>A1</f><v>0</v>", "<f>A1</f>"))
}

/// A workbook with the text of each part changed.
fn with_text(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for n in 0..old.len() {
        let mut part = old.by_index(n).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let text = change(&text);
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(part.name().unwrap(), options).unwrap();
        std::io::Write::write_all(&mut new, text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

impl Exported {
    fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets
            .iter_mut()
            .find(|sheet| sheet.name == name)
            .unwrap()
    }

    fn put(&mut self, sheet: &str, at: &str, value: Value) {
        self.sheet(sheet).cells.insert(at_of(at), value);
    }

    fn import(&self, options: &str) -> Ran {
        std::fs::write(
            self.workspace.path().join("isi.xlsx"),
            written(&self.sheets),
        )
        .unwrap();
        self.workspace
            .rkt(&format!("form import isi.xlsx {options}"))
    }

    #[track_caller]
    fn unchanged(&self) {
        assert_eq!(self.workspace.read(FORM), self.form, "the form was changed");
    }
}

/// `F12` as an address.
pub fn at_of(name: &str) -> At {
    let split = name.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, digits) = name.split_at(split);
    let column = letters
        .bytes()
        .fold(0, |column, b| column * 26 + u32::from(b - b'A') + 1);
    At::new(digits.parse::<u32>().unwrap() - 1, column - 1)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(text: &str, percent: bool) -> Value {
    Value::Number {
        value: text.parse().unwrap(),
        percent,
    }
}

/// What somebody did to a workbook, and what he is told; `+` before what is no error.
type Spoiled = (&'static str, fn(&mut Exported), &'static [&'static str]);

const SPOILED: &[Spoiled] = &[
    (
        "two readings",
        |w| w.put(SASARAN, "F5", text("1.500")),
        &["RKT203", "lembar Sasaran, sel F5"],
    ),
    (
        "text in pagu",
        |w| w.put(PROGRAM, "E9", text("lima juta")),
        &["RKT202", "sel E9"],
    ),
    (
        "cents in pagu",
        |w| w.put(PROGRAM, "E9", number("1250000000.5", false)),
        &["RKT202", "sel E9"],
    ),
    (
        "money merged over several rows",
        |w| {
            let merged = Merged {
                first: at_of("E9"),
                last: at_of("E11"),
            };
            w.sheet(PROGRAM).merged.push(merged);
        },
        &["RKT110", "sel E9", "E9 sampai E11"],
    ),
    (
        "a percentage as pagu",
        |w| w.put(PROGRAM, "E9", number("12.5", true)),
        &["RKT110", "sel E9", "persen"],
    ),
    (
        "TRUE for words",
        |w| w.put(PROGRAM, "H9", Value::Bool(true)),
        &["RKT110", "sel H9", "TRUE"],
    ),
    (
        "a renamed heading over values",
        |w| w.put(PROGRAM, "J4", text("Blabla")),
        &["RKT110", "sel J4", "`Blabla`", "sedangkan kolom Target"],
    ),
    (
        "two columns of one heading",
        |w| w.put(PROGRAM, "I4", text("Target")),
        &["RKT110", "sel J4", "dua kolom berjudul `Target`", "sel I4"],
    ),
    (
        "a new row of small numbers",
        |w| {
            for (at, value) in [("J45", "10"), ("K45", "2"), ("L45", "5"), ("M45", "7")] {
                w.put(PROGRAM, at, number(value, false));
            }
        },
        &["RKT103", "45"],
    ),
    (
        "negative pagu",
        |w| w.put(PROGRAM, "E9", number("-5", false)),
        &["RKT202", "sel E9"],
    ),
    (
        "a date for a target",
        |w| {
            w.put(
                SASARAN,
                "F5",
                Value::Date(chrono::NaiveDate::from_ymd_opt(2027, 2, 1)),
            );
        },
        &["RKT111", "sel F5", "01-02-2027"],
    ),
    (
        "a date for a code",
        |w| {
            w.put(
                PROGRAM,
                "A9",
                Value::Date(chrono::NaiveDate::from_ymd_opt(2001, 2, 1)),
            );
        },
        &["RKT111", "sel A9"],
    ),
    (
        "a number for a code",
        |w| w.put(PROGRAM, "A5", number("1.1", false)),
        &["RKT111", "sel A5"],
    ),
    (
        "another code",
        |w| w.put(PROGRAM, "A9", text("1.01.02.2.01.0099")),
        &["RKT115", "sel A9", "1.01.02.2.01.0014"],
    ),
    (
        "a formula that failed",
        |w| w.put(PROGRAM, "J9", Value::Fault("#DIV/0!".to_owned())),
        &["RKT110", "sel J9", "#DIV/0!"],
    ),
    (
        "a formula without a result",
        |w| w.put(PROGRAM, "J9", Value::Unknown),
        &["RKT110", "sel J9"],
    ),
    (
        "merged targets",
        |w| {
            w.sheet(PROGRAM).merged.push(Merged {
                first: at_of("J9"),
                last: at_of("J10"),
            });
        },
        &["RKT110", "sel J9 sampai J10"],
    ),
    (
        "merged quarters",
        |w| {
            w.sheet(PROGRAM).merged.push(Merged {
                first: at_of("M9"),
                last: at_of("N9"),
            });
        },
        &["RKT110", "M9 sampai N9"],
    ),
    (
        "a word that is no choice",
        |w| w.put(SASARAN, "L5", text("naek")),
        &["RKT104", "sel L5", "naik"],
    ),
    (
        "a duplicated row",
        |w| copy_row(w.sheet(PROGRAM), 8, 40),
        &["RKT113", "baris 9"],
    ),
    (
        "a line of no code",
        |w| w.put(PROGRAM, "B50", text("Tanpa kode")),
        &["RKT103", "sel B50"],
    ),
    (
        "a target of no indikator",
        |w| {
            w.put(PROGRAM, "A50", text("1.01.02.2.01.0014"));
            w.put(PROGRAM, "J50", number("4", false));
        },
        &["RKT103", "A50"],
    ),
    (
        "a lost row",
        |w| drop_row(w.sheet(PROGRAM), 8),
        &["RKT114", "1.01.02.2.01.0014", "--hapus"],
    ),
    (
        "a code that is none",
        |w| w.put(PROGRAM, "A50", text("abc")),
        &["RKT301", "sel A50"],
    ),
    (
        "two values for one code",
        |w| {
            w.put(PROGRAM, "E5", text("4000000"));
            w.put(PROGRAM, "E6", text("5000000"));
        },
        &["RKT115", "sel E6"],
    ),
    (
        "no table",
        |w| w.sheets.retain(|sheet| sheet.name == "rkt"),
        &["RKT030"],
    ),
    (
        "no stamp",
        |w| w.sheets.retain(|sheet| sheet.name != "rkt"),
        &["RKT031"],
    ),
    (
        "a newer rkt",
        |w| w.put("rkt", "B1", text("2")),
        &["RKT031", "lebih baru"],
    ),
    (
        "another cycle",
        |w| w.put("rkt", "B3", text("00000000")),
        &["RKT031"],
    ),
    (
        "another office",
        |w| {
            w.put("rkt", "B2", text("Dinas Lain"));
            w.put("rkt", "B3", text("0"));
        },
        &["RKT031", "Dinas Lain"],
    ),
    (
        "another Bidang",
        |w| w.put("rkt", "B5", text("lain")),
        &["RKT031", "lain"],
    ),
    (
        "a broken stamp",
        |w| w.put("rkt", "B6", text("|format|")),
        &["RKT031", "rusak"],
    ),
    (
        "+ an extra sheet",
        |w| {
            w.sheets.push(Sheet {
                name: "Catatan".to_owned(),
                cells: [(At::new(0, 0), text("halo"))].into(),
                merged: Vec::new(),
            });
        },
        &["0 perubahan"],
    ),
    (
        "+ a cell far away",
        |w| w.put(PROGRAM, "XFD1048576", text("jauh")),
        &["RKT112", "sel XFD1048576", "0 perubahan"],
    ),
    (
        "+ a note beside the table",
        |w| w.put(PROGRAM, "AZ9", text("tanya Pak Budi")),
        &["RKT112", "sel AZ9", "0 perubahan"],
    ),
    (
        "+ no ids of rows",
        |w| forget_ids(w.sheet(PROGRAM)),
        &["0 perubahan"],
    ),
    (
        "+ columns elsewhere",
        |w| move_column(w.sheet(PROGRAM), 4, 60),
        &["0 perubahan"],
    ),
    (
        "+ a heading of another name",
        |w| w.put(PROGRAM, "E4", text("Pagu Indikatif")),
        &["0 perubahan"],
    ),
    (
        "+ a column that is gone",
        |w| w.sheet(PROGRAM).cells.retain(|at, _| at.column != 4),
        &["0 perubahan", "RKT112", "kolom Pagu (Rp) tidak ada"],
    ),
    (
        "+ the header once more",
        |w| copy_row(w.sheet(PROGRAM), 3, 45),
        &["0 perubahan"],
    ),
    (
        "+ numbers below the header",
        |w| number_columns(w.sheet(SASARAN), 60),
        &["0 perubahan"],
    ),
    (
        "+ zeros lost in a code",
        |w| w.put(PROGRAM, "A9", text("1.1.2.2.1.14")),
        &["0 perubahan"],
    ),
    (
        "+ numbers as text",
        |w| w.put(SASARAN, "F5", text(" 99,1 ")),
        &["0 perubahan"],
    ),
    (
        "+ money as text",
        |w| w.put(PROGRAM, "E9", text("Rp1.250.000.000,-")),
        &["0 perubahan"],
    ),
    (
        "+ merged names",
        |w| merge_names(w.sheet(PROGRAM)),
        &["0 perubahan"],
    ),
];

fn forget_ids(sheet: &mut Sheet) {
    let is_heading = |value: &Value| value.shown() == ROW_HEADING;
    let heading = sheet.cells.iter().find(|(_, value)| is_heading(value));
    let column = heading.map(|(at, _)| at.column).unwrap();
    sheet.cells.retain(|at, _| at.column != column);
}

fn copy_row(sheet: &mut Sheet, from: u32, to: u32) {
    let copied = sheet
        .row(from)
        .map(|(at, value)| (At::new(to, at.column), value.clone()));
    let copied: Vec<_> = copied.collect();
    sheet.cells.extend(copied);
}

fn drop_row(sheet: &mut Sheet, row: u32) {
    sheet.cells.retain(|at, _| at.row != row);
}

fn move_column(sheet: &mut Sheet, from: u32, to: u32) {
    let cells = std::mem::take(&mut sheet.cells);
    let moved = cells.into_iter().map(|(at, value)| {
        let column = if at.column == from { to } else { at.column };
        (At::new(at.row, column), value)
    });
    sheet.cells = moved.collect();
}

fn number_columns(sheet: &mut Sheet, row: u32) {
    for column in 0..10 {
        let value = text(&format!("({})", column + 1));
        sheet.cells.insert(At::new(row, column), value);
    }
}

/// Two lines of one code, whose code and name are one cell each.
fn merge_names(sheet: &mut Sheet) {
    for column in [0, 1] {
        let (first, last) = (At::new(4, column), At::new(5, column));
        sheet.cells.remove(&last);
        sheet.merged.push(Merged { first, last });
    }
}

#[test]
fn spoiled_workbooks_are_told_at_the_cell_and_change_nothing() {
    for (name, spoil, told) in SPOILED {
        let mut exported = exported();
        spoil(&mut exported);
        let ran = exported.import("");
        let said = format!("{}{}", ran.out, ran.err).replace("\n           ", " ");
        let code = i32::from(!name.starts_with('+'));
        assert_eq!(ran.code, code, "{name}\n{said}");
        for words in *told {
            assert!(said.contains(words), "{name}: {words}\n{said}");
        }
        exported.unchanged();
    }
}

#[test]
fn files_that_are_no_workbook_are_told() {
    let exported = exported();
    let bomb = {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        zip.start_file("xl/workbook.xml", options).unwrap();
        for _ in 0..80 {
            std::io::Write::write_all(&mut zip, &vec![b' '; 1024 * 1024]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let files: [(&str, Vec<u8>, &str); 5] = [
        (
            "sandi.xlsx",
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "berkata sandi",
        ),
        ("teks.xlsx", b"kode,uraian\n".to_vec(), "bukan buku kerja"),
        ("kosong.xlsx", Vec::new(), "bukan buku kerja"),
        ("bom.xlsx", bomb, "lebih dari 64 MiB"),
        ("besar.xlsx", vec![0; 17 * 1024 * 1024], "17 MiB"),
    ];
    for (name, bytes, told) in files {
        std::fs::write(exported.workspace.path().join(name), bytes).unwrap();
        let ran = exported
            .workspace
            .rkt(&format!("form import {name}"))
            .exits(1);
        assert!(
            ran.err.contains("RKT030") && ran.err.contains(told),
            "{name}\n{}",
            ran.err
        );
    }
    exported.unchanged();
}

#[test]
fn addresses_that_are_none_are_told() {
    let exported = exported();
    let good = written(&exported.sheets);
    for (from, to) in [
        ("r=\"A5\"", "r=\"AAAAAAAAAAAAAAAAAAAA1\""),
        ("r=\"A5\"", "r=\"A99999999999999\""),
    ] {
        let spoiled = with_text(&good, |text| text.replacen(from, to, 1));
        std::fs::write(exported.workspace.path().join("isi.xlsx"), spoiled).unwrap();
        let told = exported.workspace.rkt("form import isi.xlsx").exits(1).err;
        assert!(told.contains("RKT030"), "{to}\n{told}");
    }
    exported.unchanged();
}

#[test]
fn what_is_filled_in_is_shown_then_written_with_comments_kept() {
    let mut exported = exported();
    exported.put(SASARAN, "F5", number("99.4", false));
    exported.put(PROGRAM, "J9", number("79", true));
    exported.put(PROGRAM, "A50", text("1.1.2.2.1.55"));
    exported.put(PROGRAM, "B50", text("=Alat \"baru\""));
    exported.put(PROGRAM, "E50", number("5000000", false));
    exported.put(PROGRAM, "G50", text("Jumlah alat"));
    exported.put(PROGRAM, "H50", text("Unit"));
    exported.put(PROGRAM, "J50", text("12"));
    let shown = exported.import("--dry-run").ok().out;
    exported.unchanged();
    for words in [
        "Target: 99,10 -> 99,4",
        "Target: 25 -> 79%",
        "+ 1.01.02.2.01.0055 =Alat",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    exported.import("").ok();
    let form = exported.workspace.read(FORM);
    let comments = |text: &str| text.matches('#').count();
    assert_eq!(comments(&form), comments(&exported.form));
    for line in [
        "target = \"99,4\"",
        "target = \"79%\"",
        "kode = \"1.01.02.2.01.0055\"",
        "pagu = 5_000_000",
    ] {
        assert!(form.contains(line), "{line}\n{form}");
    }
    assert!(
        exported.import("").ok().out.contains("0 perubahan"),
        "a second import changes nothing"
    );
}

#[test]
fn money_in_words_is_a_number_in_the_workbook_and_stays_as_typed() {
    let workspace = Workspace::example("balangan-2027");
    let form = workspace.read(FORM);
    let old = "pagu = 1_250_000_000";
    assert!(form.contains(old));
    for typed in ["\"1,25 miliar\"", "\"1250 juta\"", "\"Rp1.250.000.000,00\""] {
        let form = form.replacen(old, &format!("pagu = {typed}"), 1);
        workspace.write(FORM, &form);
        workspace.rkt("form export sd --timpa").ok();
        let path = workspace.path().join("form-2027-sd.xlsx");
        let sheets = xlsx::sheets(&std::fs::read(path).unwrap()).unwrap();
        let sheet = sheets.iter().find(|sheet| sheet.name == PROGRAM).unwrap();
        let cell = sheet.get(at_of("E9"));
        assert_eq!(cell, Some(&number("1250000000", false)), "{typed}");
        let told = workspace.rkt("form import form-2027-sd.xlsx").ok().out;
        assert!(told.contains("0 perubahan"), "{typed}: {told}");
        assert_eq!(workspace.read(FORM), form, "{typed}");
    }
}

#[test]
fn what_is_emptied_is_told_apart_from_what_went_and_from_a_dash() {
    let mut exported = exported();
    exported.sheet(SASARAN).cells.remove(&at_of("F5"));
    exported.put(PROGRAM, "J9", text("-"));
    exported.sheet(PROGRAM).cells.remove(&at_of("G10"));
    let told = exported.import("").ok().out;
    for words in [
        "Target: 99,10 -> (kosong)",
        "Target: 25 -> -",
        "Uraian: ",
        "0 hilang",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let form = exported.workspace.read(FORM);
    assert!(
        form.contains("uraian = \"\"") && form.contains("target = \"\""),
        "{form}"
    );
}

#[test]
fn words_that_multiply_are_refused_at_their_cell() {
    let mut exported = exported();
    exported.put(PROGRAM, "J9", text("12 ribu"));
    let told = exported.import("").exits(1).err;
    for words in ["RKT203", "sel J9", "tulis \"12000\""] {
        assert!(told.contains(words), "{words}: {told}");
    }
    exported.unchanged();
}

#[test]
fn a_row_goes_only_when_that_is_said() {
    let mut exported = exported();
    drop_row(exported.sheet(PROGRAM), 8);
    exported.import("").exits(1);
    exported.unchanged();
    let told = exported.import("--hapus").ok().out;
    assert!(told.contains("- 1.01.02.2.01.0014"), "{told}");
    assert!(!exported.workspace.read(FORM).contains("1.01.02.2.01.0014"));
}

#[test]
fn a_form_that_moved_on_keeps_what_it_has() {
    let mut exported = exported();
    exported.put(PROGRAM, "J9", number("30", false));
    let edited = exported
        .form
        .replacen("target = \"99,10\"", "target = \"99,50\"", 1);
    exported.workspace.write(FORM, &edited);
    let told = exported.import("").ok().out;
    assert!(
        told.contains("Perhatian: buku kerja ini dibuat dari isi form yang lain"),
        "{told}"
    );
    let form = exported.workspace.read(FORM);
    assert!(
        form.contains("target = \"99,50\"") && form.contains("target = \"30\""),
        "{form}"
    );
    exported.put(SASARAN, "F5", number("98", false));
    let told = exported.import("").exits(1).err;
    assert!(told.contains("RKT115") && told.contains("sel F5"), "{told}");
}

#[test]
fn a_workbook_that_may_be_filled_in_is_not_written_over() {
    let mut exported = exported();
    exported.put(SASARAN, "F5", number("99.4", false));
    let path = exported.workspace.path().join("form-2027-sd.xlsx");
    std::fs::write(&path, written(&exported.sheets)).unwrap();
    let told = exported.workspace.rkt("form export sd").exits(2).err;
    assert!(told.contains("form-2027-sd.xlsx"), "{told}");
    exported.workspace.rkt("form export sd --timpa").ok();
    exported.workspace.rkt("form export sd").ok();
}

#[test]
fn workbooks_saved_by_other_programs_read_as_they_were() {
    for name in ["libreoffice", "openpyxl"] {
        let workspace = Workspace::example("balangan-2027");
        let file = root().join("tests/xlsx").join(format!("{name}.xlsx"));
        let told = workspace
            .rkt_words(&["form", "import", file.to_str().unwrap()])
            .ok();
        assert!(told.out.contains("0 perubahan"), "{name}: {}", told.out);
        assert!(
            !told.out.contains("Perhatian") && told.err.is_empty(),
            "{name}: {}{}",
            told.out,
            told.err
        );
    }
}
