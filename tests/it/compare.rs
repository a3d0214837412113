//! `rkt show` and `rkt diff`, and the rows that they stand on.

use std::cell::Cell;

use proptest::prelude::*;
use rkt::domain::diff::changes;
use rkt::domain::form::{Form, Kegiatan, Program, Sasaran, SubKegiatan};
use rkt::domain::indikator::{Abaikan, Arah, Dasar, Indikator, JenisTriwulan};
use rkt::domain::kode::{Kode, Level};
use rkt::domain::name::BidangId;
use rkt::domain::pagu::Rupiah;
use rkt::domain::row::{given, of_form};
use rkt::domain::target::Target;

use crate::workspace::{Workspace, root};

/// Makes a form out of choices: every field of every kind of row takes one or more.
struct Maker<'a> {
    choices: &'a [u8],
    at: Cell<usize>,
}

const TEXTS: [Option<&str>; 8] = [
    None,
    Some("a"),
    Some("b"),
    Some(""),
    Some("–"),
    Some("\"–\""),
    Some("a, b"),
    Some("A"),
];

impl Maker<'_> {
    fn pick<T: Clone>(&self, from: &[T]) -> T {
        let at = self.at.replace(self.at.get() + 1);
        let choice = self.choices.get(at).copied().unwrap_or_default();
        from[usize::from(choice) % from.len()].clone()
    }

    fn maybe(&self) -> Option<String> {
        self.pick(&TEXTS).map(str::to_owned)
    }

    fn text(&self) -> String {
        self.maybe().unwrap_or_default()
    }

    fn target(&self) -> Target {
        Target::parse(self.pick(&["1", "1,0", "2", "a"])).unwrap()
    }

    fn maybe_target(&self) -> Option<Target> {
        self.pick(&[None, Some("1"), Some("2")])
            .map(|raw| Target::parse(raw).unwrap())
    }

    fn rupiah(&self) -> Option<Rupiah> {
        self.pick(&[None, Some(0), Some(1_000)])
            .and_then(Rupiah::new)
    }

    /// A kode of its own for each row: a form with one twice is never handed in (RKT601).
    fn kode(texts: [&str; 2], pos: usize, level: Level) -> Kode {
        Kode::parse(texts[pos], level).unwrap()
    }

    fn abaikan(&self, n: usize) -> Vec<Abaikan> {
        let one = |pos| Abaikan {
            pos,
            aturan: self.text(),
            alasan: self.text(),
        };
        (0..n).map(one).collect()
    }

    fn indikator(&self) -> Vec<Indikator> {
        let one = |pos| Indikator {
            pos,
            id: self.pick(&[None, Some("x".to_owned()), Some("y".to_owned())]),
            uraian: self.text(),
            satuan: self.text(),
            target: self.target(),
            arah: self.pick(&[None, Some(Arah::Naik), Some(Arah::Turun)]),
            triwulan: self
                .pick(&[false, true])
                .then(|| [0; 4].map(|_| self.maybe_target())),
            jenis_triwulan: self.pick(&[None, Some(JenisTriwulan::Kumulatif)]),
            dasar: self.pick(&[false, true]).then(|| Dasar {
                tahun: self.pick(&[2024, 2025]),
                nilai: self.target(),
                sumber: self.maybe(),
            }),
            lalu: self.maybe_target(),
            iku: self.pick(&[None, Some(true), Some(false)]),
            definisi: self.maybe(),
            rumus: self.maybe(),
            sumber_data: self.maybe(),
            alasan_beda: self.maybe(),
            abaikan: self.abaikan(self.pick(&[0, 1, 2])),
            keterangan: self.maybe(),
        };
        (0..self.pick(&[1, 2, 0])).map(one).collect()
    }

    fn sasaran(&self, pos: usize) -> Sasaran {
        Sasaran {
            pos,
            id: self.pick(&[["S1", "S3"], ["1.01.02", "S2"]])[pos].to_owned(),
            uraian: self.maybe(),
            indikator: self.indikator(),
            abaikan: self.abaikan(self.pick(&[0, 1, 2])),
        }
    }

    fn program(&self, pos: usize) -> Program {
        Program {
            pos,
            kode: Maker::kode(["1.01.02", "1.01.03"], pos, Level::Program),
            uraian: self.maybe(),
            sasaran: (0..self.pick(&[1, 2, 0])).map(|_| self.text()).collect(),
            hasil: self.maybe(),
            pagu: self.rupiah(),
            indikator: self.indikator(),
            abaikan: self.abaikan(self.pick(&[0, 1, 2])),
        }
    }

    fn kegiatan(&self, pos: usize) -> Kegiatan {
        Kegiatan {
            pos,
            kode: Maker::kode(["1.01.02.2.01", "1.01.02.2.02"], pos, Level::Kegiatan),
            uraian: self.maybe(),
            pagu: self.rupiah(),
            indikator: self.indikator(),
            abaikan: self.abaikan(self.pick(&[0, 1, 2])),
        }
    }

    fn sub_kegiatan(&self, pos: usize) -> SubKegiatan {
        SubKegiatan {
            pos,
            kode: Maker::kode(
                ["1.01.02.2.01.0001", "1.01.02.2.01.0002"],
                pos,
                Level::SubKegiatan,
            ),
            uraian: self.maybe(),
            pagu: self.rupiah(),
            sumber_dana: self.maybe(),
            lokasi: self.maybe(),
            kelompok_sasaran: self.maybe(),
            prakiraan_maju: self.rupiah(),
            indikator: self.indikator(),
            abaikan: self.abaikan(self.pick(&[0, 1, 2])),
        }
    }
}

/// A form of such choices.
pub fn form(choices: &[u8]) -> Form {
    let maker = Maker {
        choices,
        at: Cell::new(0),
    };
    Form {
        tahun: 2027,
        bidang: BidangId::parse("sd").unwrap(),
        sasaran: (0..2).map(|pos| maker.sasaran(pos)).collect(),
        program: (0..2).map(|pos| maker.program(pos)).collect(),
        kegiatan: (0..1).map(|pos| maker.kegiatan(pos)).collect(),
        sub_kegiatan: (0..2).map(|pos| maker.sub_kegiatan(pos)).collect(),
    }
}

fn differ(old: &Form, new: &Form) -> bool {
    !changes(&of_form(old), &of_form(new)).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn a_form_shows_a_change_exactly_when_its_digest_changes(
        choices in prop::collection::vec(0u8..24, 280),
        edits in prop::collection::vec((0usize..280, 0u8..24), 1..4),
    ) {
        let old = form(&choices);
        let mut choices = choices;
        for (at, choice) in edits {
            choices[at] = choice;
        }
        let new = form(&choices);
        prop_assert_eq!(old.digest() != new.digest(), differ(&old, &new));
    }

    #[test]
    fn the_order_of_indikator_is_a_change_and_that_of_rows_with_a_kode_is_none(
        choices in prop::collection::vec(0u8..24, 280),
    ) {
        let old = form(&choices);
        let mut new = old.clone();
        new.sub_kegiatan.reverse();
        new.program.reverse();
        prop_assert_eq!(old.digest() != new.digest(), differ(&old, &new));
        for row in &mut new.sasaran {
            row.indikator.reverse();
        }
        prop_assert_eq!(old.digest() != new.digest(), differ(&old, &new));
    }
}

#[test]
fn a_value_that_looks_absent_is_not() {
    for (cell, value) in [
        ("–", None),
        ("\"–\"", Some("–")),
        ("\"\"", Some("")),
        ("\"\"–\"\"", Some("\"–\"")),
        ("\"a\"", Some("\"a\"")),
    ] {
        assert_eq!(given(cell), value, "{cell}");
    }
}

#[test]
fn indikator_that_changed_places_are_told_in_one_line() {
    let workspace = two_rounds();
    let text = workspace.read("2027/form/sd.toml");
    let blocks: Vec<&str> = text.split("[[sasaran.indikator]]").collect();
    let end = blocks[2].find("[[program]]").unwrap();
    let (second, rest) = blocks[2].split_at(end);
    let swapped = [blocks[0], second, blocks[1]].join("[[sasaran.indikator]]");
    workspace.write("2027/form/sd.toml", &format!("{swapped}{rest}"));
    let told = words(&workspace.rkt("diff sd").ok().out);
    let expected = "~ S1 Meningkatnya akses dan mutu pendidikan: Urutan indikator: 1, 2 -> 2, 1 0 baris baru, 1 berubah";
    assert!(told.contains(expected), "{told}");
}

/// The Bidang SD hands in, changes its form and hands in again.
fn two_rounds() -> Workspace {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-05T09:00:00+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    edit(
        &workspace,
        &[
            ("target = \"25\"", "target = \"30\""),
            ("\"\", \"25\", \"\"", "\"\", \"30\", \"\""),
            ("pagu = 1_250_000_000", "pagu = 1_500_000_000"),
            (
                "\"Angka putus sekolah SD\"",
                "\"Angka putus sekolah SD/MI\"",
            ),
        ],
    );
    workspace.at("2026-11-06T09:00:00+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    workspace
}

fn edit(workspace: &Workspace, edits: &[(&str, &str)]) {
    let mut text = workspace.read("2027/form/sd.toml");
    for (old, new) in edits {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    workspace.write("2027/form/sd.toml", &text);
}

/// The words of an output, without the breaks of its lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn two_rounds_are_compared_row_by_row() {
    let workspace = two_rounds();
    for line in [
        "diff sd",
        "diff sd --putaran 1 2",
        "diff sd --putaran 1",
        "bandingkan SD",
    ] {
        let told = words(&workspace.rkt(line).ok().out);
        for expected in [
            "oleh Contoh Supian, S.Pd Ke putaran 2 (",
            "), diajukan 05-11-2026 09.00 oleh Contoh",
            "), diajukan 06-11-2026 09.00 oleh Contoh",
            "~ 1.01.02.2.01.0014 Pengadaan Mebel Sekolah: Pagu: Rp1.250.000.000 -> Rp1.500.000.000",
            "~ 1.01.02.2.01.0014 Jumlah Mebel sekolah yang Tersedia: Target: 25 -> 30",
            "~ 1.01.02 Angka putus sekolah SD: Uraian: Angka putus sekolah SD -> Angka putus sekolah SD/MI",
            "0 baris baru, 3 berubah, 0 hilang.",
        ] {
            assert!(told.contains(expected), "{line}: {expected}\n{told}");
        }
    }
    let back = words(&workspace.rkt("diff sd --putaran 2 1").ok().out);
    assert!(back.contains("Target: 30 -> 25"), "{back}");
    let same = words(&workspace.rkt("diff sd --putaran 2 2").ok().out);
    assert!(same.contains("Tidak ada perbedaan."), "{same}");
}

#[test]
fn a_stale_working_copy_is_compared_with_what_was_handed_in() {
    let workspace = two_rounds();
    edit(
        &workspace,
        &[("sumber_dana = \"DAU\"", "sumber_dana = \"DAK\"")],
    );
    let told = words(&workspace.rkt("diff sd").ok().out);
    for expected in [
        "Dari putaran 2 (",
        "Ke salinan kerja 2027/form/sd.toml (",
        "), belum diajukan",
        "Sumber dana: DAU -> DAK",
        "0 baris baru, 1 berubah, 0 hilang.",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    workspace.write(
        "2027/form/sd.toml",
        "format = 1\ntahun = 2027\nbidang = \"sd\"\n",
    );
    let told = words(&workspace.rkt("diff sd").ok().out);
    assert!(
        told.contains("Perhatian: form ini mempunyai galat"),
        "{told}"
    );
    let rounds = words(&workspace.rkt("diff sd --putaran 1 2").ok().out);
    assert!(!rounds.contains("Perhatian"), "{rounds}");
}

#[test]
fn a_row_that_came_or_went_is_told_by_name() {
    let workspace = two_rounds();
    let text = workspace.read("2027/form/sd.toml");
    let row = "[[sub_kegiatan]]\nkode = \"1.01.02.2.01.0099\"\nuraian = \"Baru\"\npagu = 1\n\
               [[sub_kegiatan.indikator]]\nuraian = \"Jumlah baru\"\nsatuan = \"Unit\"\ntarget = \"1\"\n";
    workspace.write("2027/form/sd.toml", &format!("{text}\n{row}"));
    let told = words(&workspace.rkt("diff sd").ok().out);
    assert!(
        told.contains("+ 1.01.02.2.01.0099 Baru + 1.01.02.2.01.0099 Jumlah baru 2 baris baru"),
        "{told}"
    );
    workspace.rkt("submit sd --sebagai sd").ok();
    let told = words(&workspace.rkt("diff sd --putaran 3 2").ok().out);
    assert!(
        told.contains("- 1.01.02.2.01.0099 Baru - 1.01.02.2.01.0099 Jumlah baru"),
        "{told}"
    );
}

#[test]
fn one_round_has_nothing_to_be_compared_with() {
    let workspace = Workspace::example("balangan-2027");
    let told = words(&workspace.rkt("diff paud-pnf").ok().out);
    assert!(told.contains("belum ada yang dibandingkan"), "{told}");
    workspace.rkt("submit paud-pnf --sebagai paud-pnf").ok();
    let told = words(&workspace.rkt("diff paud-pnf").ok().out);
    assert!(told.contains("baru sekali mengajukan"), "{told}");
    let data = workspace.json("diff paud-pnf");
    assert!(
        data["lama"].is_null() && data["perubahan"] == serde_json::json!([]),
        "{data}"
    );
}

#[test]
fn names_and_rounds_that_do_not_exist_are_told() {
    let workspace = two_rounds();
    for (line, expected) in [
        ("diff ssd", "maksud Anda `sd`?"),
        ("show ssd", "maksud Anda `sd`?"),
        ("diff sd --putaran 3", "sd mempunyai putaran 1 sampai 2"),
        ("show sd --putaran 0", "putaran 0 tidak ada"),
        ("show smp --putaran 1", "smp belum mengajukan"),
        ("diff sd smp", "siklus `sd` tidak ada"),
        ("diff 2027", "dengan siklus mana 2027 dibandingkan?"),
        ("diff 2027 2027 --putaran 1", "hanya untuk satu Bidang"),
    ] {
        let told = words(&workspace.rkt(line).exits(2).err);
        assert!(told.contains(expected), "{line}: {told}");
    }
}

#[test]
fn a_copy_that_is_gone_is_no_empty_form() {
    let workspace = two_rounds();
    std::fs::remove_dir_all(workspace.path().join("2027/ajuan/sd")).unwrap();
    for line in ["diff sd", "show sd", "diff 2027 2027"] {
        let told = words(&workspace.rkt(line).exits(1).err);
        assert!(told.contains("salinan ajuan Bidang sd hilang"), "{told}");
    }
}

#[test]
fn two_cycles_are_compared_by_what_is_handed_in() {
    let workspace = two_rounds();
    let other = root().join("examples/balangan-2027/2027");
    crate::workspace::copy(&other, &workspace.path().join("2026"));
    let nothing = words(&workspace.rkt("diff 2026 2027").ok().out);
    assert!(
        nothing.contains("Siklus 2026 belum mempunyai ajuan"),
        "{nothing}"
    );
    std::fs::remove_dir_all(workspace.path().join("2026")).unwrap();
    crate::workspace::copy(
        &workspace.path().join("2027"),
        &workspace.path().join("2026"),
    );
    edit(
        &workspace,
        &[
            ("target = \"30\"", "target = \"35\""),
            ("\"\", \"30\", \"\"", "\"\", \"35\", \"\""),
        ],
    );
    workspace.rkt("submit sd --sebagai sd --siklus 2027").ok();
    let told = words(&workspace.rkt("diff 2026 2027").ok().out);
    for expected in [
        "Dari siklus 2026: ajuan 1 dari 7 Bidang, tanpa",
        "Ke siklus 2027:",
        "~ 1.01.02.2.01.0014 Jumlah Mebel sekolah yang Tersedia: Target: 30 -> 35",
        "0 baris baru, 1 berubah, 0 hilang.",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    let data = workspace.json("diff 2026 2027");
    assert_eq!(data["lama"]["siklus"], "2026");
    assert_eq!(data["baru"]["bidang"], serde_json::json!(["sd"]));
    assert_eq!(data["perubahan"][0]["isi"][0], "Target: 30 -> 35");
}

#[test]
fn branches_that_met_are_compared_with_each_other() {
    let workspace = Workspace::example("balangan-2027");
    let start = workspace.read("2027/state.toml");
    workspace.rkt("submit sd --sebagai sd").ok();
    let one = workspace.read("2027/state.toml");
    edit(
        &workspace,
        &[
            ("target = \"25\"", "target = \"30\""),
            ("\"\", \"25\", \"\"", "\"\", \"30\", \"\""),
        ],
    );
    workspace.write("2027/state.toml", &start);
    workspace.rkt("submit sd --sebagai sd").ok();
    let other = workspace.read("2027/state.toml");
    let new = |text: &str| {
        let line = text
            .lines()
            .find(|line| line.contains("\"ajukan\""))
            .unwrap();
        line.to_owned()
    };
    let both = one.replace(&new(&one), &format!("{}\n{}", new(&one), new(&other)));
    workspace.write("2027/state.toml", &both);
    let told = words(&workspace.rkt("diff sd").ok().out);
    assert!(told.contains("Perhatian: ajuan sd bercabang"), "{told}");
    assert!(
        told.contains("0 baris baru, 1 berubah, 0 hilang."),
        "{told}"
    );
}

#[test]
fn a_round_is_shown_as_it_was_handed_in() {
    let workspace = two_rounds();
    edit(&workspace, &[("target = \"30\"", "target = \"99\"")]);
    let last = workspace.rkt("show sd").ok().out;
    let told = words(&last);
    for expected in [
        "Putaran 2 dari 2, diajukan 06-11-2026 09.00 oleh",
        "Jumlah Mebel sekolah yang Tersedia: 30 Paket",
        "Rumus: Jumlah peserta didik SD/MI",
    ] {
        assert!(told.contains(expected), "{expected}\n{last}");
    }
    assert!(
        last.lines().all(|line| line.chars().count() <= 80),
        "{last}"
    );
    let first = words(
        &workspace
            .rkt("tampilkan 2027/form/sd.toml --putaran 1")
            .ok()
            .out,
    );
    assert!(first.contains("Putaran 1 dari 2"), "{first}");
    assert!(first.contains("Tersedia: 25 Paket"), "{first}");
}

#[test]
fn the_working_copy_is_shown_while_nothing_is_handed_in() {
    let workspace = Workspace::init();
    let told = words(&workspace.rkt("show sd").ok().out);
    assert!(
        told.contains("Salinan kerja 2027/form/sd.toml, belum diajukan"),
        "{told}"
    );
    assert!(told.contains("Form ini belum berisi baris."), "{told}");
}

#[test]
fn rows_for_scripts_have_every_field_and_null_where_nobody_gave_one() {
    let workspace = two_rounds();
    let data = workspace.json("show sd");
    assert_eq!(data["versi_skema"], 1);
    assert_eq!(data["versi"]["putaran"], 2);
    assert_eq!(data["versi"]["oleh"], "sd");
    assert_eq!(data["jumlah_putaran"], 2);
    let rows = data["baris"].as_array().unwrap();
    let row = |induk: &str, n: usize| {
        let mut rows = rows.iter().filter(|row| row["induk"] == induk);
        rows.nth(n).unwrap()
    };
    let sub = row("1.01.02.2.01.0014", 0);
    assert!(sub["indikator"].is_null());
    assert_eq!(sub["isi"]["pagu"], 1_500_000_000_i64);
    assert!(sub["isi"]["prakiraan_maju"].is_null());
    let indikator = row("1.01.02.2.01.0014", 1);
    assert_eq!(indikator["indikator"], "Jumlah Mebel sekolah yang Tersedia");
    assert_eq!(indikator["isi"]["target"], "30");
    assert_eq!(indikator["isi"]["tw3"], "30");
    assert!(indikator["isi"]["tw1"].is_null());
}
