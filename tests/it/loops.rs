//! What status shows at every point of a walk through all steps and all correction loops.

use serde_json::Value;

use crate::status::{langkah_letters, list, text, words};
use crate::workspace::{BIDANG, Workspace};

/// A point of the walk: what is done then, and what status shows after it.
struct Point {
    what: &'static str,
    now: &'static str,
    acts: &'static [&'static str],
    /// One letter a langkah: Selesai, Berjalan, Dikembalikan, Menunggu.
    langkah: &'static str,
    /// One letter a Bidang: `b`elum, di`a`jukan, di`k`embalikan, di`s`etujui, `t`anpa.
    bidang: &'static str,
    draf: &'static str,
    /// Corrections that are not settled, with how far they have come.
    koreksi: &'static str,
    /// Due dates that a correction moved: `sd 2026-11-24`.
    batas: &'static [(&'static str, &'static str)],
    /// What each asker reads first.
    asking: &'static [(&'static str, &'static str)],
}

const NOTHING: &str = "Tidak ada yang menunggu Anda";

/// Due dates: isi 9 Nov, kumpul 12 Nov, kompilasi 17 Nov.
const WALK: [Point; 15] = [
    Point {
        what: "init",
        now: "2026-11-05T08:00:00+08:00",
        acts: &[],
        langkah: "SSSBMMMMMMM",
        bidang: "bbbbbbb",
        draf: "belum",
        koreksi: "",
        batas: &[("sd", "2026-11-12")],
        asking: &[
            ("sd", "isi 2027/form/sd.toml, lalu ajukan: rkt submit sd"),
            ("sekretaris", NOTHING),
        ],
    },
    Point {
        what: "first submit",
        now: "2026-11-06T09:00:00+08:00",
        acts: &["submit sd --sebagai sd"],
        langkah: "SSSBBMMMMMM",
        bidang: "bbabbbb",
        draf: "belum",
        koreksi: "",
        batas: &[],
        asking: &[
            ("sd", NOTHING),
            (
                "kasubbag-program",
                "langkah 5: tagih form yang belum masuk: sekretariat",
            ),
        ],
    },
    Point {
        what: "past the due date",
        now: "2026-11-13T09:00:00+08:00",
        acts: &[],
        langkah: "SSSBBMMMMMM",
        bidang: "bbabbbb",
        draf: "belum",
        koreksi: "",
        batas: &[],
        asking: &[("smp", "lalu ajukan: rkt submit smp --alasan \"...\"")],
    },
    Point {
        what: "all in or excused",
        now: "2026-11-13T10:00:00+08:00",
        acts: &[
            "step kumpul --tanpa spnf-skb --alasan Dilebur --sebagai kasubbag-program",
            "REST --alasan Banjir",
        ],
        langkah: "SSSSSBMMMMM",
        bidang: "aaaaaat",
        draf: "belum",
        koreksi: "",
        batas: &[],
        asking: &[
            ("tim", "rkt compile"),
            ("spnf-skb", NOTHING),
            ("smp", NOTHING),
        ],
    },
    Point {
        what: "compile",
        now: "2026-11-16T09:00:00+08:00",
        acts: &["compile --sebagai tim"],
        langkah: "SSSSSSBMMMM",
        bidang: "aaaaaat",
        draf: "belum",
        koreksi: "",
        batas: &[],
        asking: &[
            (
                "sekretaris",
                "langkah 7: setujui atau kembalikan form sekretariat, paud-pnf, sd",
            ),
            ("tim", NOTHING),
        ],
    },
    Point {
        what: "sd returned at 7 while the others go on",
        now: "2026-11-17T09:00:00+08:00",
        acts: &[
            "return sd --baris S1/1 --alasan Periksa --sebagai sekretaris",
            "approve --semua --sebagai sekretaris",
        ],
        langkah: "SSSDDDBMMMM",
        bidang: "sskssst",
        draf: "belum",
        koreksi: "K-SD-1 terbuka",
        // Three hari kerja from the day after.
        batas: &[("sd", "2026-11-20"), ("smp", "2026-11-12")],
        asking: &[
            (
                "sd",
                "perbaiki 2027/form/sd.toml (koreksi K-SD-1, batas 20 Nov), lalu ajukan: rkt submit sd --jawab \"...\"",
            ),
            ("sekretaris", NOTHING),
            (
                "kasubbag-program",
                "tagih form yang belum masuk: sd (dikembalikan)",
            ),
        ],
    },
    Point {
        what: "sd resubmitted unchanged after answering",
        now: "2026-11-18T09:00:00+08:00",
        acts: &[
            "answer K-SD-1 Sudah_benar --sebagai sd",
            "submit sd --sebagai sd",
        ],
        langkah: "SSSSSSBMMMM",
        bidang: "ssassst",
        draf: "belum",
        koreksi: "K-SD-1 dijawab",
        batas: &[("sd", "2026-11-20")],
        asking: &[
            ("sd", NOTHING),
            (
                "sekretaris",
                "setujui atau kembalikan form sd: rkt approve sd",
            ),
        ],
    },
    Point {
        what: "all approved",
        now: "2026-11-18T10:00:00+08:00",
        acts: &["approve sd --sebagai sekretaris"],
        langkah: "SSSSSSSBMMM",
        bidang: "sssssst",
        draf: "belum",
        koreksi: "",
        batas: &[],
        asking: &[
            ("sekretaris", NOTHING),
            ("tim", "langkah 8: Penyusunan draft RKT: rkt draft"),
        ],
    },
    Point {
        what: "draft",
        now: "2026-11-19T09:00:00+08:00",
        acts: &["draft --sebagai tim"],
        langkah: "SSSSSSSSBMM",
        bidang: "sssssst",
        draf: "disusun",
        koreksi: "",
        batas: &[],
        asking: &[(
            "sekretaris",
            "langkah 9: setujui atau kembalikan draf RKT: rkt approve draft",
        )],
    },
    Point {
        what: "sd returned at 9",
        now: "2026-11-20T09:00:00+08:00",
        acts: &["return sd --alasan Target --sebagai sekretaris"],
        langkah: "SSSDDDDDMMM",
        bidang: "sskssst",
        draf: "disusun, berubah sd",
        koreksi: "K-SD-2 terbuka",
        // One hari kerja from the day after.
        batas: &[("sd", "2026-11-23")],
        asking: &[
            ("sekretaris", NOTHING),
            ("sd", "koreksi K-SD-2, batas 23 Nov"),
        ],
    },
    Point {
        what: "sd mended, approved and drafted again",
        now: "2026-11-23T09:00:00+08:00",
        acts: &[
            "EDIT sd",
            "submit sd --jawab Diperbaiki --sebagai sd",
            "compile --sebagai tim",
            "approve sd --sebagai sekretaris",
            "draft --sebagai tim",
        ],
        langkah: "SSSSSSSSBMM",
        bidang: "sssssst",
        draf: "disusun",
        koreksi: "",
        batas: &[],
        asking: &[("sekretaris", "rkt approve draft")],
    },
    Point {
        what: "draft approved",
        now: "2026-11-24T09:00:00+08:00",
        acts: &["approve draft --sebagai sekretaris"],
        langkah: "SSSSSSSSSBM",
        bidang: "sssssst",
        draf: "disetujui",
        koreksi: "",
        batas: &[],
        asking: &[(
            "kepala-dinas",
            "langkah 10: Menerima dan Menandatangani RKT: rkt sign",
        )],
    },
    Point {
        what: "draft returned from 10 to 8",
        now: "2026-11-25T09:00:00+08:00",
        acts: &["return draft --ke draft --alasan Pagu --sebagai kepala-dinas"],
        langkah: "SSSSSSSDDMM",
        bidang: "sssssst",
        draf: "dikembalikan",
        koreksi: "K-DRAFT-1 terbuka",
        batas: &[("draft", "2026-11-26")],
        asking: &[
            ("kepala-dinas", NOTHING),
            ("tim", "jawab koreksi draf K-DRAFT-1: rkt answer K-DRAFT-1"),
        ],
    },
    Point {
        what: "signed",
        now: "2026-11-26T09:00:00+08:00",
        acts: &[
            "answer K-DRAFT-1 Sudah --sebagai tim",
            "draft --sebagai tim",
            "approve draft --sebagai sekretaris",
            "SIGN",
        ],
        langkah: "SSSSSSSSSSB",
        bidang: "sssssst",
        draf: "ditandatangani",
        koreksi: "",
        batas: &[],
        asking: &[
            ("kepala-dinas", NOTHING),
            ("tim", "langkah 11: Pengarsipan RKT: rkt archive"),
        ],
    },
    Point {
        what: "archived",
        now: "2026-11-27T09:00:00+08:00",
        acts: &["archive --sebagai tim"],
        langkah: "SSSSSSSSSSS",
        bidang: "sssssst",
        draf: "ditandatangani",
        koreksi: "",
        batas: &[],
        asking: &[("kepala-dinas", NOTHING), ("tim", NOTHING)],
    },
];

fn act(workspace: &Workspace, line: &str) {
    if line == "EDIT sd" {
        let form = workspace.read("2027/form/sd.toml");
        workspace.write("2027/form/sd.toml", &form.replace("99,10", "99,20"));
    } else if line == "SIGN" {
        let kode = workspace.json("sign")["kode"].as_str().unwrap().to_owned();
        workspace
            .rkt(&format!("sign --kode {kode} --sebagai kepala-dinas"))
            .ok();
    } else if let Some(rest) = line.strip_prefix("REST") {
        for bidang in BIDANG
            .into_iter()
            .filter(|id| !matches!(*id, "sd" | "spnf-skb"))
        {
            workspace
                .rkt(&format!("submit {bidang}{rest} --sebagai {bidang}"))
                .ok();
        }
    } else {
        workspace.rkt(line).ok();
    }
}

fn bidang_letters(status: &Value) -> String {
    let letter = |bidang: &Value| match text(bidang, "keadaan") {
        "belum" => 'b',
        "diajukan" => 'a',
        "dikembalikan" => 'k',
        "disetujui" => 's',
        "tanpa" => 't',
        _ => 'x',
    };
    list(status, "bidang").iter().map(letter).collect()
}

fn draf(status: &Value) -> String {
    let draf = &status["draf"];
    let moved: Vec<&str> = list(draf, "berubah")
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let word = text(draf, "keadaan").to_owned();
    if moved.is_empty() {
        word
    } else {
        format!("{word}, berubah {}", moved.join(" "))
    }
}

fn koreksi(status: &Value) -> String {
    let one = |koreksi: &Value| format!("{} {}", text(koreksi, "nama"), text(koreksi, "keadaan"));
    list(status, "koreksi")
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(", ")
}

fn batas<'a>(status: &'a Value, id: &str) -> &'a str {
    let rows = list(status, "bidang").iter().chain(list(status, "langkah"));
    let row = rows.into_iter().find(|row| row["id"] == id).unwrap();
    text(row, "batas")
}

#[test]
fn status_at_every_point_of_the_walk() {
    let mut workspace = Workspace::example("balangan-2027");
    for point in &WALK {
        let what = point.what;
        workspace.at(point.now);
        for line in point.acts {
            act(&workspace, line);
        }
        let status = workspace.json("status");
        assert_eq!(langkah_letters(&status), point.langkah, "{what}");
        assert_eq!(bidang_letters(&status), point.bidang, "{what}");
        assert_eq!(draf(&status), point.draf, "{what}");
        assert_eq!(koreksi(&status), point.koreksi, "{what}");
        for (id, day) in point.batas {
            assert_eq!(batas(&status, id), *day, "{what}, {id}");
        }
        for (asker, said) in point.asking {
            let screen = workspace.rkt(&format!("status --sebagai {asker}")).ok();
            let shown = words(&screen);
            let mine = shown.split(" No Langkah ").next().unwrap();
            assert!(mine.contains(said), "{what}, {asker}: {mine}");
        }
        let screen = workspace.rkt("status").ok();
        for line in screen.out.lines() {
            assert!(line.chars().count() <= 80, "{what}: {line}");
        }
    }
}
