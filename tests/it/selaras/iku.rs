//! The list of IKU: how it is read, and RKT612, RKT614, RKT615, RKT619, RKT624 and RKT625
//! against it.

use rkt::domain::rule::Rule;
use rkt::store::iku_file;
use rkt::store::text::Source;

use super::{Office, places};
use crate::workspace::{Workspace, root};

const FILE: &str = "acuan/iku.toml";

const LIST: [&str; 3] = [
    "APM SD/MI | Persen",
    "APK PAUD | Persen",
    "Nilai SAKIP | Nilai",
];

/// A form that has all of [`LIST`].
const WHOLE: [&str; 4] = [
    "S1 | APM SD/MI | Persen | 99,10 | iku = true",
    "S1 | APK PAUD | % | 82,50 | iku = true",
    "S1 | Angka putus sekolah | Persen | 0,25",
    "1.01.02.2.01.0047 | Nilai SAKIP | Nilai | 80",
];

/// What is found of one form against a list.
fn found(list: &[&str], lines: &[&str]) -> Vec<String> {
    let rules = [Rule::IkuNotCarried, Rule::IkuUnknown, Rule::IkuSatuan];
    let of = |rule: Rule| {
        let office = Office::new(1).iku(list);
        let found = places(&office.between(rule, &[("sd", lines)])).into_iter();
        found
            .map(|place| format!("{rule} {place}"))
            .collect::<Vec<_>>()
    };
    rules.into_iter().flat_map(of).collect()
}

/// What is found when a part of [`WHOLE`] is written otherwise.
fn changed(from: &str, to: &str) -> Vec<String> {
    let lines = WHOLE.map(|line| line.replacen(from, to, 1));
    found(&LIST, &lines.each_ref().map(String::as_str))
}

#[test]
fn a_form_that_agrees_with_the_list_is_silent() {
    assert_eq!(found(&LIST, &WHOLE), [""; 0]);
    assert_eq!(
        found(&[], &["S1 | APM SD | Persen | 1 | iku = true"]),
        [""; 0]
    );
    for (from, to) in [
        ("APM SD/MI", "apm sd / mi"),
        ("APM SD/MI", "Angka Partisipasi Murni (APM) SD/MI"),
        ("| iku = true", ""),
        ("| iku = true", "| iku = false"),
        ("Persen | 99", "prosentase | 99"),
        ("S1 | Angka putus sekolah", "S1 | Angka melek huruf"),
    ] {
        assert_eq!(changed(from, to), [""; 0], "{to}");
    }
}

#[test]
fn what_the_list_has_and_forms_do_not_is_told() {
    let sd = "sd sasaran[0].indikator[0]";
    assert_eq!(
        changed(
            "APM SD/MI | Persen | 99,10 | iku = true",
            "APM SMP/MTs | Persen | 82"
        ),
        ["RKT614 iku iku[0].uraian"]
    );
    assert_eq!(
        changed("APM SD/MI", "APM SMP/MTs"),
        [
            "RKT614 iku iku[0].uraian".to_owned(),
            format!("RKT615 {sd}.iku")
        ]
    );
    // Nearly its words: told where they stand.
    assert_eq!(
        changed("APM SD/MI", "SD/MI APM"),
        [format!("RKT615 {sd}.iku")]
    );
    assert_eq!(
        changed("Persen | 99", "Indeks | 99"),
        [format!("RKT619 {sd}.satuan")]
    );
    // A row of a kegiatan that is not marked is another matter.
    assert_eq!(
        changed("Nilai SAKIP | Nilai", "Nilai SAKIP | Predikat"),
        [""; 0]
    );
}

#[test]
fn an_iku_that_no_form_has_may_be_in_one_that_is_not_there_yet() {
    let office = || Office::new(2).iku(&LIST);
    let told = office().between(Rule::IkuNotCarried, &[("sd", &WHOLE[1..])]);
    assert_eq!(told, []);
    let told = office().between(
        Rule::IkuNotCarried,
        &[("sd", &WHOLE[1..]), ("smp", &["S1"])],
    );
    assert_eq!(places(&told), ["iku iku[0].uraian"]);
}

#[test]
fn an_iku_is_neither_foreign_to_the_renstra_nor_told_twice() {
    let renstra = "[[sasaran]]\nid = \"S1\"\n[[sasaran.indikator]]\nuraian = \"Nilai SAKIP\"\n\
                   satuan = \"Nilai\"\ntarget = { 2027 = \"80\" }\n";
    let forms: [(&str, &[&str]); 1] = [("sd", &["S1 | APK PAUD | Persen | 82,50"])];
    let told = |rule, list: &[&str]| {
        let office = Office::new(1).renstra(renstra).iku(list);
        office.between(rule, &forms).len()
    };
    assert_eq!(told(Rule::IndikatorOffRenstra, &[]), 1);
    assert_eq!(told(Rule::IndikatorOffRenstra, &LIST), 0);
    assert_eq!(told(Rule::RenstraNotCarried, &[]), 1);
    assert_eq!(told(Rule::RenstraNotCarried, &LIST), 0);
    assert_eq!(told(Rule::IkuNotCarried, &LIST), 2);
}

#[test]
fn the_words_of_the_renstra_are_asked_for_once() {
    let renstra = "[[sasaran]]\nid = \"S1\"\n[[sasaran.indikator]]\nuraian = \"APM SD/MI\"\n\
                   satuan = \"Persen\"\ntarget = { 2027 = \"99\" }\n";
    let line = "S1 | Angka Partisipasi Murni SD/MI | Persen | 99 | iku = true";
    let told = |rule| {
        let office = Office::new(1).renstra(renstra).iku(&LIST[..1]);
        office.between(rule, &[("sd", &[line])]).len()
    };
    let rules = [
        Rule::WordingOffRenstra,
        Rule::IkuUnknown,
        Rule::IkuNotCarried,
    ];
    assert_eq!(rules.map(told), [1, 0, 0]);
}

fn read(text: &str) -> iku_file::IkuRead {
    let (file, text) = (FILE.to_owned(), text.to_owned());
    iku_file::checked(Source { file, text })
}

#[test]
fn one_without_content_is_empty_and_no_fault() {
    let seed = include_str!("../../../src/store/seed/iku.toml");
    for text in [
        "",
        "# belum ada\n",
        "format = 1\n",
        "\u{feff}format = 1\r\n",
        seed,
    ] {
        let read = read(text);
        assert!(
            read.iku.rows.is_empty() && read.findings.is_empty(),
            "{text}"
        );
    }
    let lines = seed.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if rest.contains('=') || rest.starts_with("[[") => rest,
        _ => line,
    });
    let whole = read(&lines.collect::<Vec<_>>().join("\n"));
    assert_eq!((whole.iku.rows.len(), whole.findings), (1, Vec::new()));
    assert!(whole.iku.penetapan.is_some());
    let example = std::fs::read_to_string(root().join("examples/balangan-2027").join(FILE));
    let example = read(&example.unwrap());
    assert_eq!((example.iku.rows.len(), example.findings), (12, Vec::new()));
}

#[test]
fn all_faults_of_a_list_are_told_at_once_and_it_holds_nothing() {
    let read = read(
        "format = 1\n[[iku]]\nurain = \"APM\"\nsatuan = \"Persen\"\n[[iku]]\nuraian = \"APK\"\n\
         [[iku]]\nuraian = \"APS\"\nsatuan = \"Persen\"\n[[iku]]\nuraian = \"aps\"\nsatuan = 5\n",
    );
    let told: Vec<String> = read
        .findings
        .iter()
        .map(|one| format!("{} {}", one.rule, one.help.as_deref().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "RKT101 maksud Anda `uraian`?",
            "RKT103 tambahkan baris satuan = ...",
            "RKT102 tulis teks dalam tanda kutip",
            "RKT601 hapus salah satunya, atau bedakan uraiannya",
        ]
    );
    assert!(read.iku.rows.is_empty());
}

#[test]
fn a_workspace_without_the_list_reads_as_before_and_a_broken_one_is_told() {
    let workspace = Workspace::example("balangan-2027");
    std::fs::remove_file(workspace.path().join(FILE)).unwrap();
    let told = workspace.rkt("check").ok().out;
    assert!(told.contains("Tidak ada temuan"), "{told}");
    workspace.write(FILE, "format = 1\n[[iku]]\nuraian = \"APM SD/MI\"\n");
    let told = workspace.rkt("check").exits(1).out;
    assert!(
        told.contains("acuan/iku.toml:2:1") && !told.contains("RKT615"),
        "{told}"
    );
}

#[test]
fn what_is_in_the_list_is_marked_once_in_each_form() {
    let told = |forms: &[(&str, &[&str])]| {
        let office = Office::new(forms.len()).iku(&LIST);
        let found = office.between(Rule::IkuUnmarked, forms);
        let said = found.iter().map(|one| one.message.clone());
        (places(&found), said.collect::<Vec<_>>())
    };
    let (apm, apk) = (
        "S1 | APM SD/MI | Persen | 99",
        "S1 | APK PAUD | Persen | 82",
    );
    let (at, said) = told(&[("sd", &[apm])]);
    assert_eq!(at, ["sd sasaran[0].indikator[0].uraian"]);
    assert_eq!(
        said,
        ["\"APM SD/MI\" ada di daftar IKU, tetapi tidak ditandai di form ini"]
    );
    let (_, said) = told(&[("sd", &[apm, apk])]);
    assert_eq!(
        said,
        [
            "2 indikator, yang pertama \"APM SD/MI\", ada di daftar IKU, tetapi tidak ditandai di \
          form ini"
        ]
    );
    let no = format!("{apm} | iku = false");
    let marked = format!("{apm} | iku = true");
    assert_eq!(told(&[("sd", &[&no])]).0.len(), 1);
    assert_eq!(
        told(&[("sd", &[&marked]), ("smp", &[apm])]).0,
        ["smp sasaran[0].indikator[0].uraian"]
    );
    // One of many asks for silence, and is told apart.
    let quiet = format!("{apk} | abaikan = [{{ aturan = \"RKT624\", alasan = \"x\" }}]");
    assert_eq!(told(&[("sd", &[apm, &quiet])]).0.len(), 2);
    for lines in [
        // One mark is enough; a kegiatan may use the words for its own.
        &[&marked[..], "1.01.02 | apm sd / mi | Persen | 99"][..],
        &["1.01.02.2.01.0047 | Nilai SAKIP | Nilai | 80"],
        &["S1 | APM SMP/MTs | Persen | 82"],
    ] {
        assert_eq!(told(&[("sd", lines)]).0, [""; 0], "{lines:?}");
    }
}

#[test]
fn a_sasaran_that_the_list_names_is_one_of_the_renstra_or_of_a_form() {
    let told = |n_bidang: usize, renstra: &str, list: &[&str]| {
        let office = Office::new(n_bidang).renstra(renstra).iku(list);
        let found = office.between(
            Rule::IkuSasaran,
            &[("sd", &["S1 | APM SD/MI | Persen | 99"])],
        );
        let said = found
            .iter()
            .map(|one| format!("{}; {}", one.message, one.help.as_deref().unwrap()));
        (places(&found), said.collect::<Vec<_>>())
    };
    let of = |id: &str| format!("APM SD/MI | Persen | {id}");
    let planned = "[[sasaran]]\nid = \"S2\"\n[[sasaran]]\nid = \"S3\"\n";
    for id in ["S1", "S2"] {
        assert_eq!(told(2, planned, &[&of(id)]).0, [""; 0], "{id}");
    }
    let (at, said) = told(2, planned, &[&of("s2")]);
    assert_eq!(at, ["iku iku[0].sasaran"]);
    let words = "tidak ada di Renstra dan di form mana pun";
    assert_eq!(said, [format!("sasaran s2 {words}; maksud Anda `S2`?")]);
    let twice = [of("T9"), of("T9").replace("SD/MI", "SMP")];
    let (at, said) = told(1, planned, &[&twice[0], &twice[1]]);
    assert_eq!(at, ["iku iku[0].sasaran"]);
    assert_eq!(
        said,
        [format!(
            "sasaran T9 pada 2 IKU {words}; tulis id yang ada: S1, S2, S3"
        )]
    );
    // Without any in the Renstra, a form that is not there yet may have it.
    assert_eq!(told(2, "", &[&of("S4")]).0, [""; 0]);
    assert_eq!(told(1, "", &[&of("S4")]).0.len(), 1);
    assert_eq!(told(1, planned, &["APM SD/MI | Persen"]).0, [""; 0]);
}
