//! The dashboard: what it says at every stage, that its table is the document's, that nothing in it
//! becomes more than text; and, by hand, what a browser makes of it.

mod browser;
mod hostile;
mod peramban;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use quick_xml::Reader;
use quick_xml::events::Event;
use rkt::domain::dasbor::{Bahan, Dasbor, Terbitan};
use rkt::domain::document::{Cell, Document};
use rkt::domain::edition::Edition;
use rkt::domain::form::Form;
use rkt::domain::progress::look;
use rkt::domain::rekap::Rekap;
use rkt::domain::tugas::waiting;
use rkt::render::dasbor::to_html;

use crate::cycle::{Cycle, sd};
use crate::export::{compiled, sign};
use crate::naskah::{long_form, merged};
use crate::office::{Office, moment, submission};
use crate::workspace::Workspace;

/// A cycle on a page; `form` is what its edition is made of.
pub fn dasbor(cycle: &Cycle, form: Option<&Form>) -> Dasbor {
    on(cycle, form, cycle.now().date_naive())
}

/// The same on a day.
fn on(cycle: &Cycle, form: Option<&Form>, today: NaiveDate) -> Dasbor {
    let (state, kalender) = (&cycle.state, &cycle.office.kalender);
    let progress = look(state, kalender, today, &BTreeSet::new()).unwrap();
    let made = form.map(merged);
    let edition = Edition::of(state).ok();
    let terbitan = edition.as_ref().zip(made.as_ref());
    let terbitan = terbitan.map(|(edition, (document, rkt))| Terbitan {
        siklus: "2027",
        edition,
        document,
        rkt,
        rekap: Rekap::of(rkt, &state.cycle.bidang).unwrap(),
    });
    Dasbor::of(&Bahan {
        judul: "RKT 2027",
        instansi: "Dinas Pendidikan dan Kebudayaan Kabupaten Balangan",
        state,
        progress: &progress,
        ramalan: None,
        kalender,
        tugas: &waiting(&progress, state, &cycle.office.desk(), "2027"),
        drift: None,
        terbitan,
    })
}

/// A compiled cycle with one form sent back, one correction answered, and that many sub kegiatan.
pub fn long(n_sub: usize) -> Dasbor {
    let cycle = Cycle::opened(Office::seed()).all_in().compile();
    let cycle = cycle.send_back(sd(), None, "sekretaris").answered("sd");
    dasbor(&cycle, Some(&long_form(n_sub)))
}

/// A page without its script, if it has one.
pub fn unscripted(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<script>") else {
        return html.to_owned();
    };
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{before}{after}")
}

/// The cells of each row of a part of a page.
fn rows(part: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return rows,
            Event::Start(tag) => match tag.name().as_ref() {
                "tr" => rows.push(Vec::new()),
                "td" | "th" => {
                    rows.last_mut().unwrap().push(String::new());
                    open = true;
                }
                _ => {}
            },
            Event::End(tag) if matches!(tag.name().as_ref(), "td" | "th") => open = false,
            Event::Text(text) if open => {
                let cell = rows.last_mut().unwrap().last_mut().unwrap();
                cell.push_str(&text);
            }
            Event::End(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// The rows of the RKT on a page.
fn rkt_rows(html: &str) -> Vec<Vec<String>> {
    let (_, rest) = html.split_once("id=\"tabel-rkt\"").unwrap();
    let (table, _) = rest.split_once("<tfoot").unwrap();
    let (_, body) = table.split_once("</thead>").unwrap();
    rows(body)
}

/// What the page has to say of each row of a document.
fn expected(document: &Document) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for section in &document.sections {
        if section.key == "bidang" {
            continue;
        }
        let place = |key: &str| section.table.columns.iter().position(|c| c.key == key);
        for row in &section.table.rows {
            let cell = |key: &str| place(key).and_then(|at| row.get(at));
            if cell("tingkat").is_some_and(Cell::is_total) {
                continue;
            }
            let print = |key: &str| cell(key).map_or_else(|| "–".to_owned(), Cell::print);
            let kode = cell("kode").or(cell("id")).unwrap();
            let tingkat = cell("tingkat").map_or_else(|| "sasaran".to_owned(), Cell::print);
            let tw4 = print("tw4");
            let quarters = match tw4.as_str() {
                "–" => String::new(),
                tw4 => format!(" TW – · – · – · {tw4}"),
            };
            let target = format!("{}{quarters}", print("target"));
            let own = [print("indikator"), print("satuan"), target];
            if matches!(kode, Cell::Same(_)) {
                all.push([&own[..], &[print("bidang")]].concat());
                continue;
            }
            let from = match print("sumber_dana").as_str() {
                "–" => String::new(),
                from => format!(" {from}"),
            };
            let first = [format!("{tingkat} {}", kode.print()), print("uraian")];
            let last = [format!("{}{from}", print("pagu")), print("bidang")];
            all.push([&first[..], &own[..], &last[..]].concat());
        }
    }
    all
}

#[test]
fn the_table_has_every_row_of_the_document_in_order() {
    for n_sub in [0, 1, 400] {
        let (document, _) = merged(&long_form(n_sub));
        let dasbor = long(n_sub);
        let html = to_html(&dasbor);
        let expected = expected(&document);
        let n_rows = dasbor.isi.as_ref().unwrap().n_baris();
        assert_eq!(n_rows, expected.len());
        assert_eq!(rkt_rows(&html), expected);
        assert!(html.contains(&format!("role=\"status\">{n_rows} baris.")));
    }
}

#[test]
fn bars_and_sums_are_those_of_the_plan() {
    let dasbor = long(200);
    let isi = dasbor.isi.as_ref().unwrap();
    let total = isi.total.unwrap();
    let sum = |bars: &[rkt::domain::dasbor::Batang]| -> i64 {
        let money = bars.iter().filter_map(|bar| bar.pagu);
        money.map(rkt::domain::pagu::Rupiah::get).sum()
    };
    assert_eq!(sum(&isi.program), total.get());
    assert_eq!(sum(&isi.menurut_bidang), total.get());
    let html = to_html(&dasbor);
    for bar in isi.program.iter().chain(&isi.menurut_bidang) {
        assert!(html.contains(&format!(">{}</td>", bar.pagu.unwrap())));
        assert!(html.contains(&format!("<rect width=\"{}\"", bar.panjang)));
    }
    let of_sd = dasbor.bidang.iter().find(|one| one.id == "sd").unwrap();
    assert_eq!(of_sd.pagu, Some(total));
}

#[test]
fn whoever_knows_no_id_can_read_every_table() {
    let dasbor = long(1);
    let html = to_html(&dasbor);
    let isi = dasbor.isi.unwrap();
    assert!(!isi.rekap.bidang.is_empty());
    let (_, rekap) = html.split_once("<table class=\"rekap\">").unwrap();
    let (heads, _) = rekap.split_once("</thead>").unwrap();
    for one in &isi.rekap.bidang {
        assert!(heads.contains(&format!(">{}</th>", one.nama)), "{heads}");
    }
    let (_, table) = html.split_once("id=\"rkt\"").unwrap();
    let (before, _) = table.split_once("<table").unwrap();
    for one in &isi.bidang {
        let said = format!("{} = {}", one.id, one.nama);
        assert!(before.contains(&said), "{before}");
    }
}

#[test]
fn corrections_say_where_who_and_since_when() {
    let dasbor = long(1);
    let [koreksi] = dasbor.koreksi.as_slice() else {
        panic!("{:?}", dasbor.koreksi);
    };
    assert_eq!(koreksi.tentang, "form Bidang \u{201c}sd\u{201d}");
    assert!(koreksi.oleh.starts_with("Sekretaris ("), "{}", koreksi.oleh);
    assert_eq!(koreksi.sejak, "2 November 2026");
    let answer = koreksi.jawaban.as_deref().unwrap();
    assert!(answer.starts_with("sudah diperbaiki ("), "{answer}");
    let html = to_html(&dasbor);
    assert!(html.contains("Koreksi yang belum selesai."), "{html}");
    assert!(html.contains("periksa targetnya"), "{html}");
}

/// What the first card says of the langkah on a day, and how its table says that each stands.
fn punctual(cycle: &Cycle, day: &str) -> (String, Vec<String>) {
    let dasbor = on(cycle, None, day.parse().unwrap());
    let words = dasbor.langkah.into_iter().map(|one| one.keadaan);
    (dasbor.angka[0].arti.clone(), words.collect())
}

#[test]
fn the_card_tells_what_ended_late_from_what_is_late_now() {
    let ended_late = |words: &[String]| {
        let late = |one: &&String| one.starts_with("selesai") && one.contains("TERLAMBAT");
        words.iter().filter(late).count()
    };
    let mut cycle = Cycle::opened(Office::seed());
    let (said, words) = punctual(&cycle, "2026-11-03");
    assert_eq!(said, "tidak ada yang terlambat");
    assert_eq!(ended_late(&words), 0);
    let (said, _) = punctual(&cycle, "2026-11-10");
    assert_eq!(said, "1 sedang terlambat");
    for bidang in ["sekretariat", "paud-pnf", "sd"] {
        let by = cycle.office.by(bidang, moment("2026-11-10T09:00:00+08:00"));
        let given = submission(bidang, "a");
        assert!(cycle.office.act(&mut cycle.state, given, &by).is_some());
    }
    let (said, words) = punctual(&cycle, "2026-11-10");
    assert_eq!(said, "1 selesai terlambat, tidak ada yang sedang terlambat");
    assert_eq!(ended_late(&words), 1, "{words:?}");
    let (said, words) = punctual(&cycle, "2026-12-10");
    assert_eq!(said, "1 selesai terlambat, 1 sedang terlambat");
    assert_eq!(ended_late(&words), 1, "{words:?}");
    let html = to_html(&on(&cycle, None, "2026-12-10".parse().unwrap()));
    assert!(html.contains("10 Nov, lewat batas 1 hk"), "{html}");
    assert!(html.contains("nyata, lewat rencana"), "{html}");
}

#[test]
fn before_anything_is_compiled_the_page_has_all_but_the_rkt() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-10T09:00:00+08:00");
    let told = workspace.rkt("export html").ok().out;
    assert!(told.contains("belum ada yang dikompilasi"), "{told}");
    let html = workspace.read("2027/keluaran/rkt-2027-dasbor.html");
    for words in [
        "Keadaan pada <strong>Selasa, 10 November 2026 (WITA)</strong>",
        "batas Senin, 9 November 2026, terlambat 1 hari kerja",
        "isi 2027/form/sd.toml, lalu ajukan",
        "Belum ada RKT",
        "0 dari 7 Bidang",
        "Rencana dan kenyataan RKT 2027",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("<script"), "{html}");
    let given = workspace.json("export html");
    assert_eq!(given["kode"], serde_json::Value::Null);
    assert_eq!(given["pada"], "2026-11-10");
}

#[test]
fn the_page_has_the_content_that_other_exports_take() {
    let mut workspace = compiled();
    let told = workspace.rkt("export html").ok().out;
    assert!(told.contains("Draf 1 RKT 2027, baru dikompilasi"), "{told}");
    let same = |workspace: &Workspace| {
        let page = workspace.json("export html --timpa");
        let data = workspace.json("export json --timpa");
        for key in ["tahap", "draf", "kode", "digest", "perhatian"] {
            assert_eq!(page[key], data[key], "{key}");
        }
        let html = workspace.rkt("export html -o -").ok().out;
        assert!(html.contains(page["kode"].as_str().unwrap()));
        html
    };
    assert!(same(&workspace).contains("draf 1, dikompilasi"));
    workspace.rkt("approve --semua --sebagai sekretaris").ok();
    workspace.rkt("draft --sebagai tim").ok();
    assert!(same(&workspace).contains("draf 1, disusun"));
    sign(&workspace);
    workspace.at("2026-11-11T09:00:00+08:00");
    assert!(same(&workspace).contains("Ditandatangani "));
    // A form that nobody handed in is not on the page, but that it moved on is.
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    assert!(same(&workspace).contains("BASI: form berubah sejak disetujui"));
    // Content that is no longer what was recorded is not given out.
    let settings = workspace.read("rkt.toml");
    let settings = settings.replace("Dinas Pendidikan", "Dinas  Pengajaran");
    workspace.write("rkt.toml", &settings);
    let told = workspace.rkt("export html").exits(1).err;
    assert!(told.contains("galat[RKT018]"), "{told}");
}

#[test]
fn the_same_cycle_on_the_same_day_gives_the_same_bytes() {
    let mut workspace = compiled();
    let first = workspace.rkt("export html -o -").ok().out;
    assert_eq!(workspace.rkt("export html -o -").ok().out, first);
    // The files in another order, on a machine elsewhere, later on that day.
    let mut again = Workspace::empty();
    let mut files = files(workspace.path());
    files.reverse();
    for file in files {
        let there = again
            .path()
            .join(file.strip_prefix(workspace.path()).unwrap());
        std::fs::create_dir_all(there.parent().unwrap()).unwrap();
        std::fs::copy(&file, &there).unwrap();
    }
    again.at("2026-11-10T14:00:00Z");
    again
        .env("TZ", "America/New_York")
        .env("LC_ALL", "tr_TR.UTF-8");
    assert_eq!(again.rkt("export html -o -").ok().out, first);
    workspace.at("2026-11-10T17:00:00Z");
    assert_ne!(workspace.rkt("export html -o -").ok().out, first);
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all.sort();
    all
}
