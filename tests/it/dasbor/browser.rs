//! The dashboard in a real browser, by clicking and typing. Needs Chromium, so it runs by hand:
//!
//! ```sh
//! cargo test --test it -- --ignored dasbor::browser
//! ```
//!
//! With `RKT_AXE=FILE`, a copy of `axe.min.js`, pages are also looked at for those who can't see
//! them.

use rkt::domain::dasbor::Dasbor;
use rkt::render::dasbor::to_html;
use serde_json::{Value, json};

use super::peramban::{Layar, Peramban};
use super::{dasbor, hostile, long};
use crate::cycle::Cycle;
use crate::export::compiled;
use crate::office::Office;

const DESKTOP: Layar = Layar {
    width: 1280,
    height: 900,
    dark: false,
    phone: false,
    scripts: true,
};
const PHONE: Layar = Layar {
    width: 360,
    height: 740,
    phone: true,
    ..DESKTOP
};

const ARROW_DOWN: (&str, u32) = ("ArrowDown", 40);

/// The kode of the rows that can be seen, in order.
const SEEN: &str = "Array.from(document.querySelectorAll('#tabel-rkt tbody'))\
     .filter(one => one.offsetParent !== null || one.getClientRects().length > 0)\
     .map(one => one.querySelector('.kode .id').textContent)";

fn every_layar() -> Vec<Layar> {
    let dark = |layar: Layar| Layar {
        dark: true,
        ..layar
    };
    vec![DESKTOP, dark(DESKTOP), PHONE, dark(PHONE)]
}

fn pages() -> Vec<(&'static str, String)> {
    let blank = dasbor(&Cycle::opened(Office::seed()), None);
    let example = compiled().rkt("export html -o -").ok().out;
    vec![
        ("before anything is compiled", to_html(&blank)),
        ("the example", example),
        ("400 rows", to_html(&long(400))),
        ("hostile", hostile::poisoned()),
    ]
}

/// Chooses in a list by the keyboard, until that is chosen.
fn choose(browser: &mut Peramban, id: &str, value: &str) {
    browser.look(&format!("document.getElementById('{id}').focus()"));
    for _ in 0..20 {
        let chosen = browser.look(&format!("document.getElementById('{id}').value"));
        if chosen == value {
            return;
        }
        browser.press(ARROW_DOWN.0, ARROW_DOWN.1);
    }
    panic!("{value} can't be chosen in {id}");
}

fn told(browser: &mut Peramban) -> String {
    let text = browser.look("document.getElementById('hasil').textContent");
    text.as_str().unwrap().to_owned()
}

fn seen(browser: &mut Peramban) -> Vec<String> {
    let all = browser.look(SEEN);
    let all = all.as_array().unwrap().iter();
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// How many lines of the table can be seen.
fn n_lines(browser: &mut Peramban) -> Value {
    browser.look(
        "Array.from(document.querySelectorAll('#tabel-rkt tbody tr'))\
         .filter(one => one.getClientRects().length > 0).length",
    )
}

/// Two Bidang, each with rows of its own, and letters that few can type.
fn two() -> Dasbor {
    let mut page = long(25);
    let isi = page.isi.as_mut().unwrap();
    let mut other = isi.bidang.first().unwrap().clone();
    other.id = rkt::domain::name::BidangId::parse("paud-pnf").unwrap();
    for row in &mut isi.baris {
        if row.kode == "1.01.01.2.02.0003" {
            row.bidang = vec![other.id.clone()];
            row.uraian = Some("Pembinaan Café Belajar".to_owned());
        }
    }
    isi.bidang.push(other);
    page
}

#[test]
#[ignore = "needs Chromium"]
fn rows_are_found_by_typing_and_choosing() {
    let mut browser = Peramban::start();
    let page = two();
    let n = page.isi.as_ref().unwrap().n_baris();
    for layar in every_layar() {
        browser.open(&to_html(&page), layar);
        let whole = seen(&mut browser);
        assert_eq!(told(&mut browser), format!("{n} baris."));
        assert_eq!(n_lines(&mut browser), n);
        // Letters without their marks, in any case, in any order; parents stay.
        browser.click("#cari");
        browser.write("BELAJAR cafe");
        let found = ["1.01.01", "1.01.01.2.02", "1.01.01.2.02.0003"];
        assert_eq!(
            browser.look("document.getElementById('cari').value"),
            "BELAJAR cafe",
            "{layar:?}"
        );
        assert_eq!(seen(&mut browser), found);
        let line = format!("Menampilkan 4 dari {n} baris (1 cocok, selebihnya induknya).");
        assert_eq!(told(&mut browser), line);
        assert_eq!(n_lines(&mut browser), 4);
        // On paper all rows are there, and the filter is not.
        browser.media("print", layar.dark);
        assert_eq!(seen(&mut browser), whole);
        let shown = "document.getElementById('saring').getClientRects().length";
        assert_eq!(browser.look(shown), 0);
        browser.media("", layar.dark);
        // Nothing fits.
        browser.click("#cari");
        browser.write("zzz");
        assert!(seen(&mut browser).is_empty());
        let none = "document.getElementById('tidak-ada').getClientRects().length";
        assert_eq!(browser.look(none), 1);
        assert_eq!(told(&mut browser), format!("Menampilkan 0 dari {n} baris."));
        // Back to all, and where to type again.
        browser.click("#bersihkan");
        assert_eq!(seen(&mut browser), whole);
        assert_eq!(told(&mut browser), format!("{n} baris."));
        assert_eq!(browser.look("document.activeElement.id"), "cari");
        // A Bidang, then what no row of it is.
        choose(&mut browser, "pilih-bidang", "paud-pnf");
        assert_eq!(seen(&mut browser), found);
        choose(&mut browser, "pilih-jenjang", "sub kegiatan");
        assert_eq!(seen(&mut browser), found);
        browser.click("#bersihkan");
        choose(&mut browser, "pilih-jenjang", "kegiatan");
        let kegiatan = ["1.01.01", "1.01.01.2.01", "1.01.01.2.02", "1.01.01.2.03"];
        assert_eq!(seen(&mut browser), kegiatan);
        assert_eq!(complaints(&browser), Vec::<Value>::new());
    }
}

/// What the browser complained of, and what scripts said.
fn complaints(browser: &Peramban) -> Vec<Value> {
    let complains = |told: &&Value| {
        let method = told["method"].as_str().unwrap_or_default();
        [
            "Log.entryAdded",
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
        ]
        .contains(&method)
    };
    browser.told.iter().filter(complains).cloned().collect()
}

#[test]
#[ignore = "needs Chromium"]
fn pages_are_never_wider_than_the_screen_and_ask_for_nothing() {
    let mut browser = Peramban::start();
    browser.ask("Network.enable", &json!({}));
    for (name, html) in pages() {
        for layar in every_layar() {
            browser.open(&html, layar);
            let width = browser.look("document.documentElement.scrollWidth");
            assert_eq!(width, layar.width, "{name}, {layar:?}");
            assert_eq!(complaints(&browser), Vec::<Value>::new(), "{name}");
            let asked = browser.told.iter();
            let asked = asked.filter(|told| told["method"] == "Network.requestWillBeSent");
            assert_eq!(asked.count(), 1, "{name} asks for more than itself");
            assert_eq!(browser.look("window.kena === undefined"), true, "{name}");
            assert_eq!(browser.look("document.images.length"), 0, "{name}");
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn the_heading_of_the_table_stays_in_sight() {
    let mut browser = Peramban::start();
    browser.open(&to_html(&long(400)), DESKTOP);
    let top = "(() => { document.querySelector('#tabel-rkt tbody:nth-of-type(200)')\
               .scrollIntoView(); return document.querySelector('#tabel-rkt thead th')\
               .getBoundingClientRect().top; })()";
    assert_eq!(browser.look(top), 0);
}

#[test]
#[ignore = "needs Chromium"]
fn without_scripts_all_is_there_but_the_filter() {
    let mut browser = Peramban::start();
    let page = two();
    let layar = Layar {
        scripts: false,
        ..DESKTOP
    };
    browser.open(&to_html(&page), layar);
    assert_eq!(seen(&mut browser).len(), page.isi.unwrap().baris.len());
    let shown = "document.getElementById('saring').getClientRects().length";
    assert_eq!(browser.look(shown), 0);
}

#[test]
#[ignore = "needs Chromium, and axe in RKT_AXE"]
fn axe_finds_nothing() {
    let axe = std::fs::read_to_string(std::env::var("RKT_AXE").unwrap()).unwrap();
    let mut browser = Peramban::start();
    for (name, html) in pages() {
        for layar in every_layar() {
            browser.open(&html, layar);
            browser.look(&format!("{axe};0"));
            let found = browser.look(
                "axe.run().then(all => all.violations.map(one => \
                 [one.impact, one.id, one.nodes.length, one.nodes[0].html]))",
            );
            assert_eq!(found, json!([]), "{name}, {layar:?}");
        }
    }
}
