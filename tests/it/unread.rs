//! What can't be read: `rkt check` says what it did not see, and takes nothing for wrong or right
//! that may be in it.

use serde_json::Value;

use crate::workspace::Workspace;

const SMP: &str = "2027/form/smp.toml";
const SD: &str = "2027/form/sd.toml";
const RENSTRA: &str = "acuan/renstra.toml";

/// A pagu that is no TOML.
const SLIP: (&str, &str) = ("pagu = 3_150_000_000", "pagu = 3.150.000.000");

/// The example that has no finding, with these changes.
fn changed(changes: &[(&str, (&str, &str))]) -> Workspace {
    let workspace = Workspace::example("balangan-2027");
    for (file, (old, new)) in changes {
        let text = workspace.read(file);
        assert!(text.contains(old), "{file}: {old}");
        workspace.write(file, &text.replacen(old, new, 1));
    }
    workspace
}

/// What check tells, as codes, and the files that it did not see whole.
fn checked(workspace: &Workspace) -> (Vec<String>, Vec<String>) {
    let told = workspace.json("check");
    let texts = |all: &Value, of: fn(&Value) -> &Value| -> Vec<String> {
        let all = all.as_array().unwrap().iter();
        all.map(|one| of(one).as_str().unwrap().to_owned())
            .collect()
    };
    let codes = texts(&told["temuan"], |one| &one["kode"]);
    (codes, texts(&told["belum_terbaca"], |one| one))
}

/// The exception of the first indikator of a form, below its satuan.
fn silenced(rule: &str) -> (&'static str, String) {
    let at = "satuan = \"Persen\"\n";
    (
        at,
        format!("{at}abaikan = [{{ aturan = \"{rule}\", alasan = \"x\" }}]\n"),
    )
}

#[test]
fn an_exception_is_idle_only_where_everything_was_read() {
    let (at, exception) = silenced("RKT607");
    let idle = (SMP, (at, exception.as_str()));
    let (codes, unread) = checked(&changed(&[idle]));
    assert_eq!(
        (codes.as_slice(), unread.len()),
        (&["RKT126".to_owned()][..], 0)
    );
    for (fault, file) in [
        ((SMP, SLIP), SMP),
        ((SMP, ("target = \"82,60\"", "target = \"1.250\"")), SMP),
        ((SMP, ("target = \"82,60\"", "target = \"\"")), SMP),
        ((SD, ("pagu = 1_250_000_000", "pagu = 1.250.000.000")), SD),
        ((RENSTRA, ("2027 = \"82,60\"", "2027 = 82,60")), RENSTRA),
    ] {
        let (codes, unread) = checked(&changed(&[idle, fault]));
        assert!(
            !codes.contains(&"RKT126".to_owned()),
            "{fault:?}: {codes:?}"
        );
        assert_eq!(unread, [file], "{fault:?}");
    }
}

#[test]
fn an_office_wide_exception_is_used_where_a_row_has_its_own() {
    let (at, exception) = silenced("RKT607");
    let target = ("target = \"82,60\"", "target = \"82,10\"");
    let end = ("\"\", \"\", \"\", \"82,60\"", "\"\", \"\", \"\", \"82,10\"");
    let workspace = changed(&[(SMP, (at, &exception)), (SMP, target), (SMP, end)]);
    let settings = workspace.read("rkt.toml");
    let quiet = "\n[aturan]\nRKT607 = { tingkat = \"diam\", alasan = \"x\" }\n";
    workspace.write("rkt.toml", &format!("{settings}{quiet}"));
    assert_eq!(checked(&workspace).0, [""; 0]);
}

#[test]
fn check_says_at_its_end_what_it_did_not_see() {
    let workspace = changed(&[(SMP, SLIP)]);
    for line in ["check", "check --ringkas"] {
        let told = workspace.rkt(line).exits(1).out;
        let last: Vec<&str> = told.trim_end().lines().rev().take(3).collect();
        assert!(last.iter().any(|line| line.contains(SMP)), "{told}");
        assert!(told.contains("Belum semuanya dibandingkan"), "{told}");
    }
    let whole = Workspace::example("balangan-2027").rkt("check").ok().out;
    assert!(!whole.contains("Belum semuanya"), "{whole}");
}

#[test]
fn the_evaluation_sheet_certifies_nothing_that_was_not_seen() {
    for (fault, kriteria, wanted) in [
        (
            (SMP, SLIP),
            "target dapat dicapai",
            "belum semuanya diperiksa",
        ),
        ((SMP, SLIP), "aktivitas mendukung kinerja", SMP),
        (
            (RENSTRA, ("2027 = \"82,60\"", "2027 = 82,60")),
            "aktivitas mendukung kinerja",
            "acuan/renstra.toml tidak terbaca",
        ),
        (
            (RENSTRA, ("2027 = \"82,60\"", "2027 = 82,60")),
            "dokumen jangka menengah",
            "tidak terbaca",
        ),
    ] {
        let told = changed(&[fault]).json("report lke");
        let mut all = told["kriteria"].as_array().unwrap().iter();
        let is_it = |one: &&Value| one["kriteria"].as_str().unwrap().starts_with(kriteria);
        let bukti = all.find(is_it).unwrap()["bukti"].to_string();
        assert!(bukti.contains(wanted), "{kriteria}: {bukti}");
        assert!(!bukti.contains("tidak ada temuan"), "{kriteria}: {bukti}");
        assert!(!bukti.contains("belum berisi"), "{kriteria}: {bukti}");
    }
}

#[test]
fn a_lost_row_excuses_only_what_it_can_cause() {
    let lost = (
        SMP,
        (
            "kode = \"1.01.02.2.02.0012\"",
            "kode = \"1.01.2.2.02.0012\"",
        ),
    );
    let sasaran = (SMP, ("sasaran = [\"S1\"]", "sasaran = [\"S7\"]"));
    let orphan = (
        SMP,
        (
            "kode = \"1.01.02.2.02.0006\"",
            "kode = \"1.01.02.2.09.0006\"",
        ),
    );
    let high = (
        SMP,
        (
            "sasaran = [\"S1\"]",
            "sasaran = [\"S1\"]\npagu = 900_000_000_000",
        ),
    );
    let low = (
        SMP,
        ("sasaran = [\"S1\"]", "sasaran = [\"S1\"]\npagu = 9_000_000"),
    );
    for (fault, code, told) in [
        (sasaran, "RKT303", true),
        (orphan, "RKT302", true),
        (low, "RKT401", true),
        (high, "RKT401", false),
    ] {
        let (codes, _) = checked(&changed(&[lost, fault]));
        assert_eq!(codes.contains(&code.to_owned()), told, "{code}: {codes:?}");
        let (codes, _) = checked(&changed(&[fault]));
        assert!(codes.contains(&code.to_owned()), "{code}: {codes:?}");
    }
}
