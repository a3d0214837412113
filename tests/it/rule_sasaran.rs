//! Rules on sasaran and the program that serve them: what breaks them, and what comes close.

use crate::desk::{Desk, form, indikator};

/// A form with a sasaran of so many indikator, and a program that serves these.
fn measured(bidang: &str, id: &str, first: usize, n: usize, serves: &str) -> String {
    let all =
        (first..first + n).map(|n| indikator("sasaran", &format!("Indikator {n}"), "Persen", "90"));
    let all: String = all.collect();
    format!(
        "bidang = \"{bidang}\"\n[[sasaran]]\nid = \"{id}\"\n{all}\
         [[program]]\nkode = \"1.01.02\"\nsasaran = [{serves}]\n"
    )
}

#[test]
fn a_sasaran_is_measured_by_few_indikator() {
    let told = |forms: &[&str]| Desk::new().told(&["RKT132"], forms);
    let one = |n| measured("sd", "S1", 0, n, "\"S1\"");
    assert!(told(&[&one(8)]).is_empty());
    assert_eq!(
        told(&[&one(9)]),
        ["RKT132 sasaran S1 diukur dengan 9 indikator"]
    );
    // The same indikator in two forms is one.
    let [sd, smp] = ["sd", "smp"].map(|bidang| measured(bidang, "S1", 0, 6, "\"S1\""));
    assert!(told(&[&sd, &smp]).is_empty());
    let more = measured("smp", "S1", 6, 4, "\"S1\"");
    assert_eq!(
        told(&[&sd, &more]),
        ["RKT132 sasaran S1 diukur dengan 10 indikator dari 2 form"]
    );
    let other = measured("smp", "S2", 6, 4, "\"S2\"");
    assert!(told(&[&sd, &other]).is_empty());
    // Each Bidang may bring two of its own to a sasaran of the whole office.
    let all: Vec<String> = ["a", "b", "c", "d", "e", "f"]
        .iter()
        .enumerate()
        .map(|(n, bidang)| measured(bidang, "S1", n * 2, 2, "\"S1\""))
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert!(told(&all).is_empty());
}

#[test]
fn a_program_serves_a_sasaran() {
    let told = |text: &str| Desk::new().told(&["RKT305"], &[text]);
    assert!(told(&form("sd", &[])).is_empty());
    let without = form("sd", &[]).replace("sasaran = [\"S1\"]\n", "");
    let empty = form("sd", &[]).replace("sasaran = [\"S1\"]\n", "sasaran = []\n");
    let blank = form("sd", &[]).replace("sasaran = [\"S1\"]\n", "sasaran = [\"\"]\n");
    for text in [&without, &empty, &blank] {
        assert_eq!(
            told(text),
            ["RKT305 program 1.01.02 belum menyebut sasaran yang didukungnya"]
        );
    }
    // Many at once are of one cause: a table without that column.
    let program = |n: usize| format!("[[program]]\nkode = \"2.22.{n:02}\"\n");
    let many: String = (2..6).map(program).collect();
    assert_eq!(
        told(&format!("bidang = \"sd\"\n{many}")),
        ["RKT305 4 dari 4 program belum menyebut sasaran yang didukungnya"]
    );
}

#[test]
fn the_sasaran_to_name_is_said() {
    const RENSTRA: &str = "format = 1\n[[sasaran]]\nid = \"S1\"\n[[sasaran]]\nid = \"S2\"\n\
        [[program]]\nkode = \"1.01.02\"\nsasaran = [\"S1\", \"S2\"]\n";
    let advised = |desk: Desk, text: &str| desk.advised(&["RKT305"], &[text]).remove(0);
    let without = form("sd", &[]).replace("sasaran = [\"S1\"]\n", "");
    assert_eq!(advised(Desk::new(), &without), "tulis sasaran = [\"S1\"]");
    assert_eq!(
        advised(Desk::new().renstra(RENSTRA), &without),
        "tulis sasaran = [\"S1\", \"S2\"], seperti di Renstra"
    );
    let two = format!("{without}[[sasaran]]\nid = \"S3\"\n");
    assert_eq!(
        advised(Desk::new(), &two),
        "tulis sasaran = [\"S1\"], atau id lain yang sesuai: S1, S3"
    );
    let alone = "bidang = \"sd\"\n[[program]]\nkode = \"2.22.02\"\n";
    assert_eq!(
        advised(Desk::new().renstra(RENSTRA), alone),
        "tambahkan [[sasaran]] yang didukung (di Renstra: S1, S2), lalu tulis sasaran = [\"S1\"]"
    );
    assert_eq!(
        advised(Desk::new(), alone),
        "tambahkan [[sasaran]] yang didukung, lalu tulis sasaran = [\"S1\"]"
    );
}

#[test]
fn a_sasaran_is_served_by_a_program() {
    let told = |n_bidang, forms: &[&str]| Desk::new().awaiting(n_bidang).told(&["RKT306"], forms);
    let sd = measured("sd", "S1", 0, 1, "\"S1\"");
    let lonely = measured("smp", "S2", 1, 1, "\"S1\"");
    let expected = ["RKT306 sasaran S2 tidak didukung satu program pun"];
    assert_eq!(told(2, &[&sd, &lonely]), expected);
    // A form that is not there yet may serve it.
    assert!(told(3, &[&sd, &lonely]).is_empty());
    assert!(told(3, &[&sd, &lonely, "bidang = \"skb\"\n"]).is_empty());
    let serving = measured("skb", "S1", 0, 1, "\"S1\", \"S2\"");
    assert!(told(3, &[&sd, &lonely, &serving]).is_empty());
    // So may a program that does not say whom it serves, which is told by itself.
    let silent = measured("skb", "S1", 0, 1, "");
    assert!(told(3, &[&sd, &lonely, &silent]).is_empty());
    // An office that plans no program at all has nothing to serve with.
    let bare = "bidang = \"sd\"\n[[sasaran]]\nid = \"S1\"\n";
    assert!(told(1, &[bare]).is_empty());
}

#[test]
fn the_program_that_the_renstra_names_is_said() {
    const RENSTRA: &str = "format = 1\n[[sasaran]]\nid = \"S2\"\n\
        [[program]]\nkode = \"2.22.05\"\nsasaran = [\"S2\"]\n";
    let sd = measured("sd", "S1", 0, 1, "\"S1\"") + "[[sasaran]]\nid = \"S2\"\n";
    assert_eq!(
        Desk::new().renstra(RENSTRA).advised(&["RKT306"], &[&sd]),
        ["tambahkan \"S2\" ke sasaran program 2.22.05, seperti di Renstra"]
    );
    assert_eq!(
        Desk::new().advised(&["RKT306"], &[&sd]),
        ["tambahkan \"S2\" ke sasaran program yang mendukungnya"]
    );
}
