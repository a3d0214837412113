//! RKT Perubahan: a cycle opened from a signed RKT, and what it marks as changed.

use serde_json::Value;

use crate::workspace::{BIDANG, Workspace};

const INIT: [&str; 9] = [
    "init",
    "2027",
    "--perubahan",
    "--alasan",
    "pergeseran anggaran",
    "--dasar",
    "Perbup 12 Tahun 2027",
    "--sebagai",
    "kasubbag-program",
];

/// Hands in all forms of a cycle and compiles them.
fn compiled(workspace: &mut Workspace, siklus: &str, day: &str) {
    workspace.at(&format!("{day}T09:00:00+08:00"));
    for bidang in BIDANG {
        let line = format!("submit {bidang} --sebagai {bidang} --siklus {siklus}");
        workspace.rkt(&line).ok();
    }
    let line = format!("compile --sebagai tim --siklus {siklus}");
    workspace.rkt(&line).ok();
}

/// Runs a compiled cycle to its signature; gives the code.
fn signed(workspace: &mut Workspace, siklus: &str, day: &str) -> String {
    workspace.at(&format!("{day}T10:00:00+08:00"));
    for line in [
        "approve --semua --sebagai sekretaris",
        "draft --sebagai tim",
        "approve draft --sebagai sekretaris",
    ] {
        workspace.rkt(&format!("{line} --siklus {siklus}")).ok();
    }
    let summary = workspace.json(&format!("sign --siklus {siklus}"));
    let kode = summary["kode"].as_str().unwrap().to_owned();
    let line = format!("sign --kode {kode} --sebagai kepala-dinas --siklus {siklus}");
    workspace.rkt(&line).ok();
    kode
}

/// The example with its RKT signed, on a day in the year it plans; and the code.
fn signed_example() -> (Workspace, String) {
    let mut workspace = Workspace::example("balangan-2027");
    compiled(&mut workspace, "2027", "2026-11-05");
    let kode = signed(&mut workspace, "2027", "2026-12-01");
    workspace.at("2027-06-01T08:00:00+08:00");
    (workspace, kode)
}

/// The example with a revision of its RKT open, and the code of what is revised.
fn revised_example() -> (Workspace, String) {
    let (workspace, kode) = signed_example();
    workspace.rkt_words(&INIT).ok();
    (workspace, kode)
}

fn replace(workspace: &Workspace, file: &str, pairs: &[(&str, &str)]) {
    let mut text = workspace.read(file);
    for (old, new) in pairs {
        assert_eq!(text.matches(old).count(), 1, "{file}: {old}");
        text = text.replace(old, new);
    }
    workspace.write(file, &text);
}

/// The draft of a revision as JSON.
fn draft(workspace: &Workspace, siklus: &str, nomor: u32) -> Value {
    let text = workspace.read(&format!("{siklus}/keluaran/draft-{nomor}.json"));
    serde_json::from_str(&text).unwrap()
}

/// Every line of the section, as `baris | isian | semula | menjadi`.
fn section(draft: &Value) -> Vec<String> {
    let rows = draft["perubahan"].as_array().unwrap();
    let keys = ["baris", "isian", "semula", "menjadi"];
    let row = |row: &Value| keys.map(|key| row[key].as_str().unwrap_or("–").to_owned());
    rows.iter().map(|one| row(one).join(" | ")).collect()
}

#[test]
fn nothing_is_revised_before_it_is_signed() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-05T09:00:00+08:00");
    let ran = workspace.rkt_words(&INIT).exits(1);
    assert!(
        ran.err.contains("RKT 2027 belum ditandatangani"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("rkt status --siklus 2027"), "{}", ran.err);
    assert!(!workspace.path().join("2027-perubahan").exists());

    let mut words = INIT;
    words[1] = "2028";
    let ran = workspace.rkt_words(&words).exits(2);
    assert!(ran.err.contains("rkt init 2028"), "{}", ran.err);
}

#[test]
fn reason_and_ground_belong_to_a_revision() {
    let workspace = Workspace::example("balangan-2027");
    let ran = workspace.rkt("init 2027 --perubahan --alasan x").exits(2);
    assert!(ran.err.contains("--dasar"), "{}", ran.err);
    let ran = workspace.rkt("init 2027 --perubahan --dasar x").exits(2);
    assert!(ran.err.contains("--alasan"), "{}", ran.err);
    workspace.rkt("init 2028 --alasan x --dasar y").exits(2);
    let empty = Workspace::empty();
    empty.rkt_words(&INIT).exits(2);
    assert!(!empty.path().join("rkt.toml").exists());
}

#[test]
fn a_revision_begins_with_the_signed_forms() {
    let (workspace, kode) = signed_example();
    // What was not submitted is not what was signed.
    let form = workspace.read("2027/form/sd.toml");
    workspace.write("2027/form/sd.toml", &format!("{form}# coretan\n"));
    let ran = workspace.rkt_words(&INIT).ok();
    assert!(
        ran.out.contains("RKT Perubahan 2027-perubahan"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains(&kode), "{}", ran.out);
    for bidang in BIDANG {
        let base = format!("2027/form/{bidang}.toml");
        let signed = if bidang == "sd" {
            form.clone()
        } else {
            workspace.read(&base)
        };
        for folder in ["form", "dasar"] {
            let copy = workspace.read(&format!("2027-perubahan/{folder}/{bidang}.toml"));
            assert_eq!(copy, signed, "{folder}/{bidang}");
        }
    }
    let log = workspace.json("log --siklus 2027-perubahan");
    let opening = &log["peristiwa"][0];
    assert_eq!(opening["dari"], "2027");
    assert_eq!(opening["dasar"], "Perbup 12 Tahun 2027");
    assert_eq!(opening["form"].as_object().unwrap().len(), BIDANG.len());

    let status = workspace.rkt("status").ok();
    assert!(
        status.out.starts_with("RKT Perubahan 2027-perubahan"),
        "{}",
        status.out
    );
    let status = workspace.rkt("status --siklus 2027");
    assert!(status.out.starts_with("RKT 2027 "), "{}", status.out);

    let ran = workspace.rkt_words(&INIT).exits(1);
    assert!(ran.err.contains("2027-perubahan"), "{}", ran.err);
    assert!(
        ran.err.contains("rkt status --siklus 2027-perubahan"),
        "{}",
        ran.err
    );
}

#[test]
fn a_changed_copy_of_the_signed_forms_opens_nothing() {
    let (workspace, _) = signed_example();
    let copy = crate::workspace::only_file(&workspace.path().join("2027/ajuan/smp"));
    let text = std::fs::read_to_string(&copy).unwrap();
    std::fs::write(&copy, format!("{text}\n")).unwrap();
    let ran = workspace.rkt_words(&INIT).exits(1);
    assert!(ran.err.contains("2027/ajuan/smp/"), "{}", ran.err);
    assert!(!workspace.path().join("2027-perubahan").exists());
}

#[test]
fn every_change_is_marked_old_and_new() {
    let (mut workspace, kode) = revised_example();
    let form = "2027-perubahan/form/sd.toml";
    replace(
        &workspace,
        form,
        &[
            ("target = \"99,10\"", "target = \"99,30\""),
            ("target = \"99,75\"", "target = \"99,80\""),
            ("\"\", \"99,10\"]", "\"\", \"99,30\"]"),
            ("\"\", \"99,75\"]", "\"\", \"99,80\"]"),
            ("pagu = 1_250_000_000", "pagu = 1_500_000_000"),
        ],
    );
    let added = "\n[[sub_kegiatan]]\nkode = \"1.01.02.2.01.0099\"\nuraian = \"Uji | coba\"\n\
                 pagu = 100_000_000\n\n[[sub_kegiatan.indikator]]\nuraian = \"Jumlah uji\"\n\
                 satuan = \"Paket\"\ntarget = \"3\"\n";
    let text = workspace.read(form);
    workspace.write(form, &format!("{text}{added}"));
    compiled(&mut workspace, "2027-perubahan", "2027-06-03");

    let first = draft(&workspace, "2027-perubahan", 1);
    assert_eq!(
        first["judul"],
        "Rencana Kinerja Tahunan (RKT) Perubahan 2027"
    );
    let remark = format!(
        "Perubahan atas RKT 2027 (kode {kode}), dasar: Perbup 12 Tahun 2027, alasan: pergeseran anggaran"
    );
    assert_eq!(first["catatan"], serde_json::json!([remark]));
    assert_eq!(
        section(&first),
        [
            "S1 APM SD/MI | Target | 99,10 | 99,30",
            "S1 APM SD/MI | TW IV | 99,10 | 99,30",
            "1.01.02 PROGRAM PENGELOLAAN PENDIDIKAN | Pagu | Rp77.755.000.000 | Rp78.105.000.000",
            "1.01.02 APS usia 7-12 tahun | Target | 99,75 | 99,80",
            "1.01.02 APS usia 7-12 tahun | TW IV | 99,75 | 99,80",
            "1.01.02.2.01 Pengelolaan Pendidikan Sekolah Dasar | Pagu | Rp41.010.000.000 | Rp41.360.000.000",
            "1.01.02.2.01.0014 Pengadaan Mebel Sekolah | Pagu | Rp1.250.000.000 | Rp1.500.000.000",
            "1.01.02.2.01.0099 Uji | coba | Baris baru | – | ditambahkan",
            "1.01.02.2.01.0099 Uji | coba | Pagu | – | Rp100.000.000",
            "1.01.02.2.01.0099 Jumlah uji | Baris baru | – | ditambahkan",
            "1.01.02.2.01.0099 Jumlah uji | Satuan | – | Paket",
            "1.01.02.2.01.0099 Jumlah uji | Target | – | 3",
            "1.01.02.2.01.0099 Jumlah uji | Penanggung Jawab | – | sd",
            "jumlah pagu | Pagu | Rp367.385.000.000 | Rp367.735.000.000",
        ]
    );
    let markdown = workspace.read("2027-perubahan/keluaran/draft-1.md");
    assert!(markdown.contains("## Perubahan terhadap RKT yang ditandatangani\n"));
    assert!(markdown.contains("\n| S1 APM SD/MI | Target | 99,10 | 99,30 |\n"));

    let page = workspace
        .rkt("export html -o - --siklus 2027-perubahan")
        .ok();
    assert!(
        page.out
            .contains("<h1>Dasbor RKT Perubahan 2027-perubahan</h1>")
    );
    let row = "<tr><td data-judul=\"Baris\">S1 APM SD/MI</td><td data-judul=\"Isian\">Target</td>\
               <td data-judul=\"Semula\">99,10</td><td data-judul=\"Menjadi\">99,30</td></tr>\
               <tr><td></td><td data-judul=\"Isian\">TW IV</td>";
    assert!(page.out.contains(row), "{}", page.out);

    let words = "2 baris baru, 6 berubah, 0 dihapus";
    for line in ["compile --dry-run", "compile --sebagai tim"] {
        let ran = workspace
            .rkt(&format!("{line} --siklus 2027-perubahan"))
            .ok();
        let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains(words), "{line}\n{}", ran.out);
    }
    let data = workspace.json("compile --dry-run --siklus 2027-perubahan");
    assert_eq!(data["perubahan_rkt"].as_array().unwrap().len(), 8);
    let ran = workspace.rkt("diff 2027 2027-perubahan").ok();
    assert!(
        ran.out.contains("2 baris baru, 6 berubah, 0 hilang."),
        "{}",
        ran.out
    );

    // The digest covers what is marked, and nothing of it comes from the cycle it revises.
    let away = workspace.path().join("2027");
    std::fs::rename(&away, workspace.path().join("lama")).unwrap();
    let again = workspace.json("compile --dry-run");
    assert_eq!(again["digest"], first["digest"]);
    assert_eq!(
        workspace.json("compile --dry-run")["perubahan"],
        serde_json::json!([])
    );
}

#[test]
fn a_revision_that_changes_nothing_says_so() {
    let (mut workspace, kode) = revised_example();
    compiled(&mut workspace, "2027-perubahan", "2027-06-03");
    let first = draft(&workspace, "2027-perubahan", 1);
    assert_eq!(section(&first), [""; 0]);
    assert_eq!(first["catatan"][1], "Tidak ada perubahan terhadap RKT 2027");
    assert_ne!(first["kode"], kode.as_str());
    let ran = workspace
        .rkt("compile --dry-run --siklus 2027-perubahan")
        .ok();
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains(&format!("(kode {kode}): tidak ada perubahan.")),
        "{}",
        ran.out
    );
}

#[test]
fn a_bidang_that_is_not_in_yet_has_lost_nothing() {
    let (workspace, _) = revised_example();
    let s = "--siklus 2027-perubahan";
    workspace.rkt(&format!("submit sd --sebagai sd {s}")).ok();
    workspace
        .rkt(&format!("compile --sebagian --sebagai tim {s}"))
        .ok();
    let first = draft(&workspace, "2027-perubahan", 1);
    assert_eq!(section(&first), [""; 0]);
    assert!(
        first["catatan"][2]
            .as_str()
            .unwrap()
            .starts_with("DRAF SEBAGIAN")
    );
    let ran = workspace.rkt("diff 2027 2027-perubahan").ok();
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let apart = "Belum dibandingkan: kebudayaan, ketenagaan, paud-pnf, sekretariat, smp, spnf-skb";
    assert!(out.contains(apart), "{out}");
    assert!(out.contains("Tidak ada perbedaan."), "{out}");
    let line = format!("step kumpul --tanpa smp --alasan Dilebur --sebagai kasubbag-program {s}");
    workspace.rkt(&line).ok();
    let data = workspace.json("diff 2027 2027-perubahan");
    assert_eq!(data["belum_dibandingkan"].as_array().unwrap().len(), 5);
    let gone = |change: &Value| change["jenis"] == "-";
    assert!(data["perubahan"].as_array().unwrap().iter().any(gone));
}

#[test]
fn a_bidang_that_the_office_no_longer_has_is_named_and_its_rows_are_gone() {
    let (mut workspace, _) = signed_example();
    let text = workspace.read("rkt.toml");
    let (before, tail) = text.split_at(text.find("[[bidang]]\nid = \"spnf-skb\"").unwrap());
    let rest = tail[1..].find("\n[").map_or("", |at| &tail[at + 1..]);
    workspace.write("rkt.toml", &format!("{before}{rest}"));
    let ran = workspace.rkt_words(&INIT).ok();
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("Bidang spnf-skb ada di RKT 2027"), "{out}");
    assert!(
        !workspace
            .path()
            .join("2027-perubahan/form/spnf-skb.toml")
            .exists()
    );
    workspace.at("2027-06-03T09:00:00+08:00");
    for bidang in BIDANG.iter().filter(|id| **id != "spnf-skb") {
        let line = format!("submit {bidang} --sebagai {bidang} --siklus 2027-perubahan");
        workspace.rkt(&line).ok();
    }
    workspace
        .rkt("compile --sebagai tim --siklus 2027-perubahan")
        .ok();
    let rows = section(&draft(&workspace, "2027-perubahan", 1));
    assert!(
        rows.iter()
            .any(|row| row.ends_with("| Baris dihapus | ada | –")),
        "{rows:#?}"
    );
    assert!(
        rows.iter().all(|row| !row.contains("Baris baru")),
        "{rows:#?}"
    );

    // Taken back into the cycle it goes on with its signed form.
    let line = "bidang tambah spnf-skb --nama SKB --sebagai kasubbag-program";
    workspace
        .rkt(&format!("{line} --siklus 2027-perubahan"))
        .ok();
    let form = workspace.read("2027-perubahan/form/spnf-skb.toml");
    assert_eq!(form, workspace.read("2027/form/spnf-skb.toml"));
}

#[test]
fn a_changed_base_is_named() {
    let (mut workspace, _) = revised_example();
    compiled(&mut workspace, "2027-perubahan", "2027-06-03");
    let file = "2027-perubahan/dasar/smp.toml";
    let text = workspace.read(file);
    workspace.write(file, &text.replacen("target", "target ", 1));
    for line in ["compile --dry-run", "compile --sebagai tim", "check"] {
        let ran = workspace
            .rkt(&format!("{line} --siklus 2027-perubahan"))
            .exits(1);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(
            said.contains("RKT013") && said.contains(file),
            "{line}\n{said}"
        );
    }
    std::fs::remove_file(workspace.path().join(file)).unwrap();
    let ran = workspace
        .rkt("compile --sebagai tim --siklus 2027-perubahan")
        .exits(1);
    assert!(ran.err.contains(file), "{}", ran.err);
    workspace.write(file, &text);
    workspace
        .rkt("compile --sebagai tim --siklus 2027-perubahan")
        .ok();
}

#[test]
fn forms_of_the_base_that_changed_places_are_named() {
    let (mut workspace, _) = revised_example();
    compiled(&mut workspace, "2027-perubahan", "2027-06-03");
    let files = ["sd", "smp"].map(|id| format!("2027-perubahan/dasar/{id}.toml"));
    let [sd, smp] = files.each_ref().map(|file| workspace.read(file));
    workspace.write(&files[0], &smp).write(&files[1], &sd);
    let ran = workspace
        .rkt("compile --sebagai tim --siklus 2027-perubahan")
        .exits(1);
    for file in &files {
        assert!(ran.err.contains(file), "{}", ran.err);
    }
}

#[test]
fn a_signed_revision_is_revised_again() {
    let (mut workspace, _) = revised_example();
    let form = "2027-perubahan/form/sd.toml";
    replace(
        &workspace,
        form,
        &[("pagu = 1_250_000_000", "pagu = 1_500_000_000")],
    );
    compiled(&mut workspace, "2027-perubahan", "2027-06-03");
    let kode = signed(&mut workspace, "2027-perubahan", "2027-06-20");
    workspace.at("2027-09-01T08:00:00+08:00");
    workspace.rkt_words(&INIT).ok();
    let second = "2027-perubahan-2/form/sd.toml";
    assert_eq!(workspace.read(second), workspace.read(form));
    replace(
        &workspace,
        second,
        &[("pagu = 1_500_000_000", "pagu = 1_600_000_000")],
    );
    compiled(&mut workspace, "2027-perubahan-2", "2027-09-03");
    let draft = draft(&workspace, "2027-perubahan-2", 1);
    let remark = draft["catatan"][0].as_str().unwrap();
    let base = format!("Perubahan atas RKT 2027-perubahan (kode {kode})");
    assert!(remark.starts_with(&base), "{remark}");
    let own =
        "1.01.02.2.01.0014 Pengadaan Mebel Sekolah | Pagu | Rp1.500.000.000 | Rp1.600.000.000";
    assert!(section(&draft).contains(&own.to_owned()));
    assert_eq!(section(&draft).len(), 4);
}

#[test]
fn the_base_of_a_revision_stays_signed() {
    let (workspace, _) = revised_example();
    for line in [
        "reopen tandatangan --alasan Coba --sebagai kepala-dinas --siklus 2027",
        "undo --sebagai kepala-dinas --siklus 2027",
    ] {
        let refused = workspace.rkt(line).exits(1);
        assert!(refused.err.contains("2027-perubahan"), "{}", refused.err);
    }
    // Work goes on in the revision, without its name.
    workspace.rkt("submit sd --sebagai sd").ok();
    assert!(workspace.path().join("2027-perubahan/ajuan/sd").exists());
}
