//! A cycle that begins with the forms of an earlier one: `rkt init 2028 --dari 2027`.

use std::fmt::Write as _;

use proptest::prelude::*;
use rkt::domain::form::Form;
use rkt::domain::indikator::Indikator;
use rkt::domain::name::BidangId;
use rkt::domain::rule::Rule;
use rkt::domain::target::Target;
use rkt::store::carry::{Carried, Way};
use rkt::store::form_file::{self, Expected};
use rkt::store::text::Source;

use crate::forms;
use crate::workspace::{BIDANG, Workspace, root};

const INIT: &str = "init 2028 --dari 2027 --sebagai kasubbag-program";

/// The example in the autumn of the year that it plans.
fn example() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2027-11-01T08:00:00+08:00");
    workspace
}

fn submit(workspace: &Workspace, bidang: &str) {
    let words = ["submit", bidang, "--sebagai", bidang, "--siklus", "2027"];
    workspace
        .rkt_words(&[&words[..], &["--alasan", "rapat"]].concat())
        .ok();
}

/// Signs the RKT 2027 of the example.
fn sign(workspace: &Workspace) {
    for bidang in BIDANG {
        submit(workspace, bidang);
    }
    for line in [
        "compile --sebagai tim",
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
        "approve draft --sebagai sekretaris",
    ] {
        workspace.rkt(&format!("{line} --siklus 2027")).ok();
    }
    let kode = workspace.json("sign --siklus 2027")["kode"].clone();
    let kode = kode.as_str().unwrap();
    let line = format!("sign --kode {kode} --sebagai kepala-dinas --siklus 2027");
    workspace.rkt(&line).ok();
}

fn change(workspace: &Workspace, file: &str, from: &str, to: &str) {
    let text = workspace.read(file);
    assert!(text.contains(from), "{file}: {from}");
    workspace.write(file, &text.replacen(from, to, 1));
}

/// The words of an output, however it was broken into lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_form_that_counts_is_carried_for_each_bidang() {
    let workspace = example();
    submit(&workspace, "sd");
    // What was written after the hand-in, and in a form that was never handed in.
    let apm = "target = \"99,10\"";
    change(&workspace, "2027/form/sd.toml", apm, "target = \"1\"");
    change(
        &workspace,
        "2027/form/smp.toml",
        "tahun = 2027",
        "# coretan\ntahun = 2027",
    );
    let said = words(&workspace.rkt(INIT).ok().out);
    assert!(
        said.contains("sd putaran 1, ajuan terakhir 20 20 12"),
        "{said}"
    );
    assert!(
        said.contains("smp salinan kerja, belum diajukan 16 16 10"),
        "{said}"
    );
    let sd = workspace.read("2028/form/sd.toml");
    assert!(sd.contains("lalu = \"99,10\""), "{sd}");
    assert!(!sd.contains("lalu = \"1\""), "{sd}");
    let smp = workspace.read("2028/form/smp.toml");
    assert!(smp.contains("# coretan\ntahun = 2028\n"), "{smp}");
    // The earlier cycle is as it was.
    workspace.rkt("verify --siklus 2027").ok();
}

#[test]
fn the_signed_form_counts_before_a_later_one() {
    let workspace = example();
    sign(&workspace);
    change(
        &workspace,
        "2027/form/sd.toml",
        "target = \"99,10\"",
        "target = \"123456\"",
    );
    let ran = workspace.rkt(&format!("{INIT} --json")).ok();
    let data: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let isian = &data["isian_awal"];
    assert_eq!(isian["dari"], "2027");
    for (bidang, id) in isian["bidang"].as_array().unwrap().iter().zip(BIDANG) {
        assert_eq!(bidang["bidang"], id);
        assert_eq!(bidang["sumber"], "ditandatangani");
        assert_eq!(bidang["putaran"], 1);
        let form = workspace.read(&format!("2028/form/{id}.toml"));
        let n_empty = form.matches("\ntarget = \"\"").count();
        assert_eq!(bidang["n_target"], n_empty, "{id}");
        assert!(n_empty > 0 && !form.contains("lalu = \"123456\""), "{id}");
    }
    let blank = workspace.json("init 2029 --sebagai kasubbag-program");
    assert_eq!(blank["isian_awal"], serde_json::Value::Null);
}

#[test]
fn empty_targets_wait_and_last_years_text_may_be_typed_again() {
    let workspace = example();
    workspace.rkt(INIT).ok();
    let found = workspace.json("check sd --siklus 2028");
    let findings = found["temuan"].as_array().unwrap();
    assert_eq!(findings.len(), 20);
    for finding in findings {
        assert_eq!(finding["kode"], "RKT201", "{finding}");
    }
    workspace
        .rkt("submit sd --sebagai sd --siklus 2028")
        .exits(1);
    // The same words as last year, typed again.
    let (old, mut new) = (
        workspace.read("2027/form/sd.toml"),
        workspace.read("2028/form/sd.toml"),
    );
    for line in old.lines().filter(|line| line.starts_with("target = ")) {
        new = new.replacen("target = \"\"", line, 1);
    }
    workspace.write("2028/form/sd.toml", &new);
    workspace.rkt("check sd --siklus 2028").ok();
    workspace.rkt("submit sd --sebagai sd --siklus 2028").ok();
    // And from there the year after.
    let said = workspace
        .rkt("init 2029 --dari 2028 --sebagai kasubbag-program")
        .ok();
    let said = words(&said.out);
    assert!(
        said.contains("sd putaran 1, ajuan terakhir 20 0 0"),
        "{said}"
    );
    assert!(
        said.contains("smp salinan kerja, belum diajukan 0 0 0"),
        "{said}"
    );
    let next = workspace.read("2029/form/sd.toml");
    assert!(next.contains("tahun = 2029\n") && next.contains("lalu = \"99,10\""));
    assert!(!next.contains("# menurut RKT 2027"), "{next}");
    let smp = workspace.read("2029/form/smp.toml");
    assert!(!smp.contains("\nlalu = "), "{smp}");
}

#[test]
fn bidang_that_came_or_went_are_named() {
    let workspace = example();
    change(&workspace, "rkt.toml", "id = \"spnf-skb\"", "id = \"skb\"");
    change(
        &workspace,
        "rkt.toml",
        "jabatan = \"spnf-skb\"",
        "jabatan = \"skb\"",
    );
    workspace.write(
        "2027/form/ketenagaan.toml",
        "format = 1\ntahun = 2027\nbidang = \"ketenagaan\"\n# belum\n",
    );
    let said = words(&workspace.rkt(INIT).ok().out);
    assert!(
        said.contains("skb form kosong, Bidang baru – – –"),
        "{said}"
    );
    assert!(
        said.contains("ketenagaan form kosong, dahulu pun kosong – – –"),
        "{said}"
    );
    assert!(
        said.contains("Perhatian: Bidang spnf-skb ada di RKT 2027 tetapi tidak di rkt.toml"),
        "{said}"
    );
    assert!(!workspace.path().join("2028/form/spnf-skb.toml").exists());
    for id in ["skb", "ketenagaan"] {
        let blank = workspace.read(&format!("2028/form/{id}.toml"));
        assert!(blank.starts_with("# Form RKT 2028: "), "{blank}");
    }
}

#[test]
fn forms_that_cannot_be_read_open_nothing() {
    let workspace = example();
    change(
        &workspace,
        "2027/form/sd.toml",
        "satuan = \"Persen\"",
        "satuan = Persen",
    );
    change(&workspace, "2027/form/smp.toml", "satuan = ", "satuann = ");
    std::fs::remove_file(workspace.path().join("2027/form/paud-pnf.toml")).unwrap();
    let ran = workspace.rkt(INIT).exits(1);
    for told in [
        "RKT004",
        "2027/form/sd.toml:16:",
        "RKT101",
        "2027/form/smp.toml:",
        "RKT007",
        "2027/form/paud-pnf.toml",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    assert!(!workspace.path().join("2028").exists());
}

#[test]
fn a_number_with_two_readings_is_carried_and_told_where_it_stands() {
    let workspace = example();
    change(
        &workspace,
        "2027/form/sd.toml",
        "target = \"99,10\"",
        "target = \"1.500\"",
    );
    workspace.rkt(INIT).ok();
    let found = workspace.json("check sd --siklus 2028");
    let mut findings = found["temuan"].as_array().unwrap().iter();
    let told = findings
        .find(|finding| finding["kode"] == "RKT203")
        .unwrap();
    assert_eq!(told["jalur"], "sasaran[0].indikator[0].lalu");
}

#[test]
fn a_changed_copy_of_a_hand_in_opens_nothing() {
    let workspace = example();
    submit(&workspace, "sd");
    let copy = crate::workspace::only_file(&workspace.path().join("2027/ajuan/sd"));
    std::fs::write(&copy, "tahun = 2027\n").unwrap();
    let ran = workspace.rkt(INIT).exits(1);
    assert!(ran.err.contains("RKT013"), "{}", ran.err);
    assert!(!workspace.path().join("2028").exists());
}

#[test]
fn the_cycle_has_to_be_there_and_of_a_year_before() {
    let workspace = example();
    let ran = workspace.rkt("init 2028 --dari 2026").exits(2);
    assert!(ran.err.contains("yang ada: 2027"), "{}", ran.err);
    let ran = workspace.rkt("init 2026 --dari 2027").exits(2);
    assert!(
        ran.err.contains("bukan siklus sebelum 2026") && ran.err.contains("--dari 2025"),
        "{}",
        ran.err
    );
    workspace
        .rkt("init 2027 --perubahan --alasan a --dasar b --dari 2027")
        .exits(2);
    let empty = Workspace::empty();
    empty.rkt(INIT).exits(2);
    assert!(!empty.path().join("rkt.toml").exists());
}

#[test]
fn over_a_gap_and_over_a_revision_people_are_warned() {
    let workspace = example();
    sign(&workspace);
    workspace
        .rkt("init 2027 --perubahan --alasan a --dasar b --sebagai kasubbag-program")
        .ok();
    let line = "init 2029 --dari 2027 --sebagai kasubbag-program";
    let said = words(&workspace.rkt(line).ok().out);
    for told in [
        "bukan RKT tahun lalu: `lalu` kosong",
        "RKT 2027 sudah diubah oleh 2027-perubahan",
        "--dari 2027-perubahan",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let line = "init 2028 --dari 2027-perubahan --sebagai kasubbag-program";
    workspace.rkt(line).ok();
    let form = workspace.read("2028/form/sd.toml");
    assert!(
        form.contains("# menurut RKT 2027-perubahan: pagu = "),
        "{form}"
    );
}

/// Targets as they may be typed.
const TARGETS: [&str; 8] = [
    "\"79,34\"",
    "'80-85'",
    "1",
    "97.49",
    "\"BB\"",
    "\"-\"",
    "\"Ada # di dalam\"",
    "\"\"\"\nWTP\"\"\"",
];

/// How an indikator is written: its target, and for each thing that it may have whether or how.
type Row = (usize, u8, u8, u8, bool);

/// Writes a form; each comment is another one.
struct Writer {
    text: String,
    n_comments: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// A comment that looks like anything but a comment.
    fn comment(&mut self) -> String {
        self.n_comments += 1;
        format!("# k{} = \"[[x]] '", self.n_comments)
    }

    fn above(&mut self, bits: u8) {
        if bits % 2 == 1 {
            let comment = self.comment();
            self.line(&format!("  {comment}"));
        }
    }

    fn beside(&mut self, line: &str, bits: u8) {
        let comment = if bits % 3 == 1 {
            self.comment()
        } else {
            String::new()
        };
        self.line(&format!("{line} {comment}"));
    }

    fn indikator(&mut self, list: &str, n: usize, (target, lalu, triwulan, other, swap): Row) {
        let target = TARGETS[target % TARGETS.len()];
        self.above(other);
        self.line(&format!("[[{list}.indikator]]"));
        self.line(&format!("uraian = \"Indikator # {n}\""));
        if swap && lalu % 2 == 1 {
            self.beside("lalu = \"77\"", lalu);
        }
        self.above(lalu);
        self.beside(&format!("target = {target}"), triwulan);
        if !swap && lalu % 2 == 1 {
            self.beside("lalu = 77.0", lalu);
        }
        match triwulan % 4 {
            1 => self.beside("triwulan = [\"\", \"40\", 50.5, '']", other),
            2 => {
                let (a, b) = (self.comment(), self.comment());
                self.line(&format!(
                    "triwulan = [ {a}\n \"1\", \"\",\n \"2\", {b}\n \"3\" ]"
                ));
            }
            _ => {}
        }
        if other % 2 == 0 {
            self.above(other / 2);
            self.beside("alasan_beda = \"sebab # lain\"", other);
        }
        self.line("satuan = \"Persen\"");
        if other % 3 == 0 {
            self.line("dasar = { tahun = 2025, nilai = \"75,10\" }");
        }
        match other % 5 {
            1 => self.beside(
                "abaikan = [{ aturan = \"RKT602\", alasan = \"x # y\" }]",
                lalu,
            ),
            2 => {
                let comment = self.comment();
                self.line("abaikan = [");
                self.line(&format!("  {comment}"));
                self.beside("  { aturan = \"RKT602\", alasan = \"a\" },", lalu);
                self.line("]");
            }
            3 => {
                for _ in 0..2 {
                    self.above(other / 3);
                    self.beside(&format!("[[{list}.indikator.abaikan]]"), lalu);
                    self.above(triwulan);
                    self.line("aturan = \"RKT602\"");
                    self.beside("alasan = \"b\"", other);
                }
            }
            _ => {}
        }
        self.line("");
    }

    fn inline(&mut self, rows: &[Row]) {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(n, (target, lalu, .., other, _))| {
                let target = TARGETS[target % TARGETS.len()];
                let lalu = ["", ", lalu = \"77\""][usize::from(lalu % 2)];
                let beda = ["", ", alasan_beda = \"x\""][usize::from(other % 2)];
                format!(
                    "{{ uraian = \"U{n}\", target = {target}{lalu}, satuan = \"Orang\"{beda} }}"
                )
            });
        let rows = rows.collect::<Vec<_>>().join(",\n  ");
        self.beside(&format!("indikator = [{rows}]"), 1);
    }

    fn form(rows: &[Row], pagu: u8, in_braces: bool) -> String {
        let (text, n_comments) = (String::new(), 0);
        let mut form = Writer { text, n_comments };
        form.above(1);
        form.line("format = 1");
        form.beside("tahun = 2027", pagu);
        form.line("bidang = \"sd\"\n\n[[sasaran]]\nid = \"S1\"");
        let (first, rest) = rows.split_at(rows.len() / 2);
        if in_braces && !first.is_empty() {
            form.inline(first);
        } else {
            for (n, row) in first.iter().enumerate() {
                form.indikator("sasaran", n, *row);
            }
        }
        form.line("[[program]]\nkode = \"1.01.02\"\nsasaran = [\"S1\"]");
        form.line("[[kegiatan]]\nkode = \"1.01.02.2.01\"\n[[sub_kegiatan]]");
        form.above(pagu);
        form.beside("kode = \"1.01.02.2.01.0001\"", pagu);
        if pagu % 2 == 1 {
            form.above(pagu / 2);
            form.beside("pagu = \"Rp 1.500.000\"", pagu);
            form.line("prakiraan_maju = 7");
        }
        form.beside("lokasi = \"Balangan\"", pagu);
        for (n, row) in rest.iter().enumerate() {
            form.indikator("sub_kegiatan", n, *row);
        }
        form.above(1);
        form.text
    }
}

fn read(text: &str, tahun: i64) -> (Form, Vec<Rule>) {
    let bidang = BidangId::parse("sd").unwrap();
    let bidang = &bidang;
    let (form, findings) = form_file::decode(&source(text), Expected { tahun, bidang });
    let rules = findings.iter().map(|finding| finding.rule).collect();
    (form.unwrap(), rules)
}

fn source(text: &str) -> Source {
    Source {
        file: "form/sd.toml".to_owned(),
        text: text.to_owned(),
    }
}

fn carry(text: &str, from: i64) -> Carried {
    let (siklus, to) = (&from.to_string(), from + 1);
    Way { siklus, from, to }.carry(&source(text)).unwrap()
}

fn lists(form: &mut Form) -> impl Iterator<Item = &mut Indikator> {
    let sasaran = form.sasaran.iter_mut().map(|row| &mut row.indikator);
    let program = form.program.iter_mut().map(|row| &mut row.indikator);
    let kegiatan = form.kegiatan.iter_mut().map(|row| &mut row.indikator);
    let sub = form.sub_kegiatan.iter_mut().map(|row| &mut row.indikator);
    sasaran.chain(program).chain(kegiatan).chain(sub).flatten()
}

/// What a form has to be in the next year.
fn expected(mut form: Form) -> Form {
    form.tahun += 1;
    for sub in &mut form.sub_kegiatan {
        (sub.pagu, sub.prakiraan_maju) = (None, None);
        sub.abaikan.clear();
    }
    for indikator in lists(&mut form) {
        let blank = Target::parse("-").unwrap();
        indikator.lalu = Some(std::mem::replace(&mut indikator.target, blank));
        indikator.triwulan = indikator.triwulan.take().map(|_| [const { None }; 4]);
        indikator.alasan_beda = None;
        indikator.abaikan.clear();
    }
    form
}

/// A form in which a reason left empty is none.
fn without_empty_reasons(mut form: Form) -> Form {
    for indikator in lists(&mut form) {
        indikator.alasan_beda = indikator.alasan_beda.take().filter(|said| !said.is_empty());
    }
    form
}

/// The comments of a generated form, in order.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.split_once("# k"));
    lines.map(|(_, comment)| comment.trim_end()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_carried_can_be_read(changes in proptest::collection::vec(forms::change(), 0..4)) {
        let path = root().join("examples/balangan-2027/2027/form/sd.toml");
        let form = std::fs::read_to_string(path).unwrap();
        let form: String = form.split_inclusive('\n').take(60).collect();
        let text = changes.iter().fold(form, |text, change| forms::apply(&text, change));
        let (siklus, from, to) = ("2027", 2027, 2028);
        if let Ok(carried) = (Way { siklus, from, to }).carry(&source(&text)) {
            let carried = source(&carried.text);
            let (tree, findings) = rkt::store::syntax::parse(&carried);
            prop_assert!(tree.is_some() && findings.is_empty(), "{}\n{:?}", carried.text, findings);
        }
    }

    #[test]
    fn rows_and_comments_stay_and_targets_become_last_years(
        rows in proptest::collection::vec((0..8_usize, any::<u8>(), any::<u8>(), any::<u8>(), any::<bool>()), 0..7),
        pagu in any::<u8>(),
        in_braces in any::<bool>(),
        windows in any::<bool>(),
    ) {
        let written = Writer::form(&rows, pagu, in_braces);
        let text = if windows { written.replace('\n', "\r\n") } else { written };
        let (old, rules) = read(&text, 2027);
        prop_assert_eq!(&rules, &[], "{}", text);
        let n = old.n_indikator();
        let wanted = expected(old);

        let once = carry(&text, 2027);
        let (new, rules) = read(&once.text, 2028);
        prop_assert_eq!(&rules, &vec![Rule::TargetMissing; n], "{}", &once.text);
        prop_assert_eq!(once.n_target, n);
        prop_assert_eq!(&without_empty_reasons(new), &wanted, "{}", &once.text);
        prop_assert_eq!(comments(&once.text), comments(&text));
        prop_assert_eq!(once.text.matches('\n').count() == once.text.matches("\r\n").count(), windows);

        // Targets typed again as they were, and the year after: the same once more.
        let mut parts = once.text.split("target = \"\"");
        let mut filled = parts.next().unwrap().to_owned();
        for (part, (target, ..)) in parts.zip(&rows) {
            let _ = write!(filled, "target = {}{part}", TARGETS[*target]);
        }
        let (same, rules) = read(&filled, 2028);
        prop_assert_eq!(&rules, &[], "{}", &filled);
        let twice = carry(&filled, 2028);
        let (next, _) = read(&twice.text, 2029);
        prop_assert_eq!(without_empty_reasons(next), without_empty_reasons(expected(same)));
        prop_assert_eq!(comments(&twice.text), comments(&text));
        prop_assert!(!twice.text.contains("# menurut RKT"), "{}", &twice.text);
    }
}
