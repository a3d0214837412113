//! The program: what it writes, where, and that it shows what stands.

use crate::workspace::Workspace;

#[test]
fn the_same_sop_gives_the_same_bytes_wherever_and_whenever() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.rkt("sop export svg -o satu").ok();
    workspace.rkt("sop export html -o satu").ok();
    workspace
        .at("2030-01-01T00:00:00+09:00")
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "id_ID.UTF-8");
    workspace.rkt("sop export svg -o dua").ok();
    workspace.rkt("sop export html -o dua").ok();
    for file in ["sop.svg", "sop.html"] {
        let [one, two] = ["satu", "dua"].map(|folder| workspace.read(&format!("{folder}/{file}")));
        assert!(one == two, "{file}");
    }
    let shown = workspace.rkt("sop export svg -o -").ok().out;
    assert!(shown == workspace.read("satu/sop.svg"));
}

#[test]
fn oddities_of_the_sop_stay_and_readings_are_marked() {
    let workspace = Workspace::example("balangan-2027");
    let svg = workspace.rkt("sop export svg -o -").ok().out;
    for text in [
        "PENYUSUNAN RKT DISHUB KABUPATEN BALANGAN",
        "Perencanaan Pembangunan Nasional (SPPN)",
        ">Mulai<",
        ">Selesai*<",
        ">1 Hari*<",
        "* pembacaan kantor ini, tidak tercetak di SOP",
    ] {
        assert!(svg.contains(text), "{text}");
    }
    workspace.write(
        "sop.yaml",
        &workspace.read("sop.yaml").replace("tafsir", "cetak"),
    );
    let svg = workspace.rkt("sop export svg -o -").ok().out;
    assert!(!svg.contains('*'), "{svg}");
}

#[test]
fn ways_back_say_that_somebody_decides_between_them() {
    let workspace = Workspace::example("balangan-2027");
    let html = workspace.rkt("sop export html -o -").ok().out;
    for words in [
        "Bila tidak: form ke langkah 4 (3 Hari)*",
        "Bila tidak, menurut keputusan: form ke langkah 4 (1 Hari) atau draf ke langkah 8 (1 Hari)*",
        "Bila tidak, menurut keputusan: draf ke langkah 9 atau ke langkah 8 (1 Hari)*",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_cycle_shows_where_it_stands_by_marks_and_words() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-12T09:00:00+08:00");
    let plain = workspace.rkt("sop export svg -o - --siklus 2027").ok().out;
    let shown = workspace.rkt("sop export svg -o - --kedudukan").ok().out;
    let here = workspace.rkt("sop export html -o - --kedudukan").ok().out;
    for text in [
        "Kedudukan RKT 2027 pada 12 November 2026",
        "selesai 2 Nov",
        "TERLAMBAT",
        ">menunggu<",
    ] {
        assert!(!plain.contains(text), "{text}");
        assert!(shown.contains(text), "{text}");
        assert!(here.contains(text), "{text}");
    }
    let stands = workspace.json("status");
    for (n, langkah) in stands["langkah"].as_array().unwrap().iter().enumerate() {
        let word = langkah["keadaan"].as_str().unwrap();
        let late = langkah["terlambat_hari_kerja"].as_u64().unwrap() > 0;
        let class = if late && word != "selesai" {
            "terlambat"
        } else {
            word
        };
        assert!(
            shown.contains(&format!("class=\"simbol {class}\"")),
            "{n} {class}"
        );
    }
    workspace.rkt("sop export svg --kedudukan").ok();
    let told = workspace.json("sop export svg --kedudukan --timpa");
    assert_eq!(told["berkas"], "2027/keluaran/rkt-2027-kedudukan.svg");
    assert_eq!(told["siklus"], "2027");
    assert_eq!(told["halaman"], 3);
}

#[test]
fn nothing_is_replaced_unasked_and_nothing_goes_into_an_archive() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("sop.svg", "lain");
    let refused = workspace.rkt("sop export svg").exits(2).err;
    assert!(
        refused.contains("galat: sop.svg sudah ada dan isinya lain"),
        "{refused}"
    );
    assert_eq!(workspace.read("sop.svg"), "lain");
    workspace.rkt("sop export svg --timpa").ok();
    let again = workspace.rkt("sop export svg").ok().out;
    assert!(again.contains("sudah ada, isinya sama"), "{again}");
    let refused = workspace.rkt("sop export svg -o - --json").exits(2).err;
    assert!(refused.contains("--json tidak berlaku"), "{refused}");
    let demo = Workspace::empty();
    demo.rkt("demo contoh --lengkap").ok();
    for (line, code) in [
        ("sop export svg", 1),
        ("sop export html --kedudukan", 1),
        ("sop export svg -o .", 2),
    ] {
        demo.rkt(&format!("-C contoh/2027/arsip {line}"))
            .exits(code);
    }
    demo.rkt("-C contoh/2027/arsip sop export svg -o ../..")
        .ok();
    assert!(demo.read("contoh/rkt-2027-sop.svg").starts_with("<svg "));
}

#[test]
fn several_formats_are_written_together_or_not_at_all() {
    let workspace = Workspace::example("balangan-2027");
    workspace.write("cetak/sop.html", "lain");
    let refused = workspace.rkt("sop export svg html -o cetak").exits(2).err;
    assert!(refused.contains("cetak/sop.html sudah ada"), "{refused}");
    assert!(!workspace.path().join("cetak/sop.svg").exists());
    let told = workspace.json("sop export svg html svg -o cetak --timpa");
    let files = told["ekspor"].as_array().unwrap().iter();
    let files = files.map(|one| {
        (
            one["format"].as_str().unwrap(),
            one["berkas"].as_str().unwrap(),
        )
    });
    let expected = [("svg", "cetak/sop.svg"), ("html", "cetak/sop.html")];
    assert!(files.eq(expected), "{told}");
    assert_eq!(told["versi_skema"], 1);
    let one = workspace.json("sop export svg -o .");
    assert_eq!(one["berkas"], "sop.svg");
    let refused = workspace.rkt("sop export svg html -o -").exits(2).err;
    assert!(refused.contains("hanya satu format"), "{refused}");
}
