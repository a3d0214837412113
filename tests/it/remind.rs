//! Reminders: who is told what, once a day; and that telling moves nothing.

use rkt::domain::event::Act;
use rkt::domain::state::BidangState;
use rkt::domain::workflow::{Action, Decision};
use serde_json::Value;

use crate::cycle::Cycle;
use crate::office::{Office, bidang_id, jabatan, remind};
use crate::workspace::Workspace;

const KASUBBAG: &str = "kasubbag-program";

fn opened() -> Cycle {
    Cycle::opened(Office::seed())
}

fn told(cycle: &Cycle, who: &str) -> bool {
    let day = cycle.now().date_naive();
    cycle.state.reminded(&jabatan(who), day).is_some()
}

#[test]
fn nobody_is_told_twice_on_one_day() {
    let cycle = opened().act(remind("sd"), KASUBBAG);
    assert!(told(&cycle, "sd") && !told(&cycle, "paud-pnf"));
    let again = cycle.tries(remind("sd"), KASUBBAG);
    assert_eq!(again, Ok(Decision::Unchanged));
    let mut tomorrow = cycle.by(KASUBBAG);
    tomorrow.at += chrono::TimeDelta::days(1);
    let next = cycle.office.decide(&cycle.state, remind("sd"), &tomorrow);
    assert!(matches!(next, Ok(Decision::Record(_))), "{next:?}");
}

#[test]
fn a_reminder_keeps_nobody_from_taking_back_an_act() {
    let cycle = opened().submit("sd", "a").act(remind("paud-pnf"), KASUBBAG);
    let undone = cycle.act(Action::Undo, "sd");
    assert_eq!(undone.state.bidang(&bidang_id("sd")), BidangState::Belum);
    assert!(told(&undone, "paud-pnf"));
}

#[test]
fn a_reminder_that_was_taken_back_stands_in_no_way() {
    let compiled = opened().all_in().compile();
    let cycle = compiled.act(remind("sekretaris"), KASUBBAG);
    let cycle = cycle.act(Action::Undo, KASUBBAG);
    assert!(!told(&cycle, "sekretaris"));
    assert!(cycle.state.was_compiled());
    let again = cycle.clone().act(remind("sekretaris"), KASUBBAG);
    assert!(told(&again, "sekretaris"));
    let undone = cycle.act(Action::Undo, "tim");
    assert!(!undone.state.was_compiled());
}

#[test]
fn clones_that_tell_the_same_person_meet() {
    let tell = |cycle: Cycle| cycle.act(remind("sd"), KASUBBAG);
    let both = opened().apart(
        |cycle| tell(cycle.submit("paud-pnf", "a")),
        |cycle| tell(cycle).submit("sd", "a"),
    );
    let reminders = both.state.events().iter();
    let reminders = reminders.filter(|e| matches!(e.act, Act::Ingatkan { .. }));
    assert!(reminders.clone().all(|e| both.state.counts(&e.id)));
    assert_eq!(reminders.count(), 2);
    for id in ["sd", "paud-pnf"] {
        assert_eq!(both.state.bidang(&bidang_id(id)).word(), "diajukan");
    }
}

#[test]
fn a_signature_need_not_have_seen_a_reminder() {
    let ready = opened().ready();
    let met = ready.apart(Cycle::sign, |cycle| cycle.act(remind("tim"), KASUBBAG));
    assert!(met.state.signature().is_some());
    assert!(met.state.unseen().is_empty());
    assert!(told(&met, "tim"));
}

// ---- The command.

fn kukar(now: &str) -> Workspace {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at(now);
    workspace
}

fn people(shown: &Value) -> Vec<&str> {
    let all = shown["orang"].as_array().unwrap().iter();
    all.map(|one| one["nama"].as_str().unwrap()).collect()
}

/// What a percent-encoded text says.
fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(b) = rest.next() {
        if b == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            let hex = std::str::from_utf8(&hex).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
        } else {
            bytes.push(b);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn links_hold_the_message() {
    let workspace = kukar("2026-11-11T09:00:00+08:00");
    let before = workspace.read("2025/state.toml");
    let shown = workspace.json("remind --untuk paud-pnf");
    let one = &shown["orang"][0];
    let pesan = one["pesan"].as_str().unwrap();
    assert!(
        pesan.contains("Batas: Kamis, 12 November 2026, 1 hari kerja lagi\n"),
        "{pesan}"
    );
    let wa = one["wa"].as_str().unwrap();
    let text = wa
        .strip_prefix("https://wa.me/6281200000001?text=")
        .unwrap();
    assert_eq!(decoded(text), pesan);
    let mail = one["surel"].as_str().unwrap();
    let rest = mail
        .strip_prefix("mailto:mariani@contoh.go.id?subject=")
        .unwrap();
    let (_, body) = rest.split_once("&body=").unwrap();
    assert_eq!(decoded(body), pesan.replace('\n', "\r\n"));
    assert_eq!(workspace.read("2025/state.toml"), before);
}

#[test]
fn only_what_is_near_is_told() {
    let workspace = kukar("2026-11-06T09:00:00+08:00");
    assert!(people(&workspace.json("remind")).is_empty());
    let far = workspace.json("remind --h 4");
    assert_eq!(people(&far).len(), 3, "{far}");
    let out = workspace.rkt("remind").ok().out;
    assert!(out.contains("Tidak ada yang perlu diingatkan"), "{out}");
}

#[test]
fn what_was_noted_is_not_repeated_that_day() {
    let mut workspace = kukar("2026-11-11T09:00:00+08:00");
    let line = format!("remind --tandai --sebagai {KASUBBAG}");
    let told = workspace.rkt(&line).ok().out;
    assert!(told.contains("Dicatat: 4 orang"), "{told}");
    let state = workspace.read("2025/state.toml");
    workspace.at("2026-11-11T15:00:00+08:00");
    let again = workspace.rkt(&line).ok().out;
    assert!(!again.contains("Yth."), "{again}");
    assert_eq!(workspace.read("2025/state.toml"), state);
    workspace.at("2026-11-12T09:00:00+08:00");
    assert!(
        workspace
            .rkt(&line)
            .ok()
            .out
            .contains("hari ini, Kamis, 12")
    );
    workspace.rkt("verify").ok();
    let log = workspace.rkt("log --bidang sd").ok().out;
    assert_eq!(log.matches("diingatkan, langkah isi").count(), 2, "{log}");
    workspace.at("2026-11-13T09:00:00+08:00");
    workspace.rkt("remind --tandai --sebagai sd").exits(1);
}

#[test]
fn superiors_hear_of_what_is_late() {
    let workspace = kukar("2026-11-17T09:00:00+08:00");
    let shown = workspace.json("remind --escalate --untuk sekretaris");
    let late = shown["orang"][0]["terlambat"].as_array().unwrap();
    let who: Vec<&str> = late
        .iter()
        .map(|one| one["jabatan"].as_str().unwrap())
        .collect();
    assert_eq!(who, ["paud-pnf", "sd", KASUBBAG]);
    let pesan = shown["orang"][0]["pesan"].as_str().unwrap();
    assert!(pesan.contains("terlambat 3 hari kerja"), "{pesan}");
    let all = workspace.json("remind --escalate");
    assert_eq!(all["tanpa_atasan"], serde_json::json!(["smp"]));
    assert!(!people(&workspace.json("remind")).contains(&"Hj. Contoh Aminah, S.Pd"));
}

#[test]
fn a_person_in_two_jabatan_gets_one_message() {
    let workspace = kukar("2026-11-11T09:00:00+08:00");
    let settings = workspace.read("rkt.toml");
    let both = settings.replace("Contoh Rusdi, M.Pd", "Contoh Supian, S.Pd");
    workspace.write("rkt.toml", &both);
    let shown = workspace.json("remind");
    assert_eq!(people(&shown).len(), 3, "{shown}");
    assert_eq!(
        shown["orang"][1]["jabatan"],
        serde_json::json!(["sd", "smp"])
    );
}

#[test]
fn slips_in_how_people_are_reached_are_told() {
    for (line, said) in [
        (
            "wa = \"0526-2028000\"",
            "bukan nomor telepon seluler Indonesia",
        ),
        ("surel = [\"mariani\"]", "bukan alamat surel"),
        ("atasan = \"smp\"", "adalah jabatan itu sendiri"),
        ("atasan = \"Pak Camat\"", "bukan nama yang sah"),
    ] {
        let workspace = kukar("2026-11-11T09:00:00+08:00");
        let settings = workspace.read("rkt.toml");
        let name = "nama = \"Contoh Rusdi, M.Pd\"";
        let edited = settings.replace(name, &format!("{name}\n{line}"));
        assert_ne!(settings, edited);
        workspace.write("rkt.toml", &edited);
        let err = workspace.rkt("status").exits(1).err;
        let err = err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(err.contains(said), "{line}: {err}");
    }
}

#[test]
fn a_person_in_two_jabatan_is_told_once_a_day() {
    let mut workspace = kukar("2026-11-11T09:00:00+08:00");
    let settings = workspace.read("rkt.toml");
    let both = settings.replace("Contoh Rusdi, M.Pd", "Contoh Supian, S.Pd");
    workspace.write("rkt.toml", &both);
    let line = format!("remind --tandai --sebagai {KASUBBAG}");
    workspace.rkt(&line).ok();
    // Noted under sd; only smp still waits in the afternoon.
    workspace.at("2026-11-11T15:00:00+08:00");
    workspace.rkt("submit sd --sebagai sd").ok();
    let state = workspace.read("2025/state.toml");
    let shown = workspace.json("remind --untuk smp");
    assert_eq!(shown["orang"][0]["jabatan"], serde_json::json!(["smp"]));
    assert!(shown["orang"][0]["pesan"].is_null(), "{shown}");
    let again = workspace.rkt(&line).ok().out;
    assert!(!again.contains("Yth. Bapak/Ibu Contoh Supian"), "{again}");
    assert_eq!(workspace.read("2025/state.toml"), state);
}

#[test]
fn a_superior_who_was_reminded_before_is_named_with_what_he_did_not_hear() {
    let mut workspace = kukar("2026-11-17T09:00:00+08:00");
    let settings = workspace.read("rkt.toml");
    // The Kasubbag answers to the Sekretaris; everybody after him in rkt.toml to the Kasubbag.
    let (first, rest) = settings.split_at(settings.find("jabatan = \"paud-pnf\"").unwrap());
    let rest = rest.replace("atasan = \"sekretaris\"", "atasan = \"kasubbag-program\"");
    let own = format!("{first}{rest}");
    assert_ne!(settings, own);
    workspace.write("rkt.toml", &own);
    let line = format!("remind --untuk {KASUBBAG} --tandai --sebagai {KASUBBAG}");
    let told = workspace.rkt(&line).ok().out;
    assert!(
        told.contains("Perintah: rkt remind --sebagai kasubbag-program\n"),
        "{told}"
    );
    let out = workspace.rkt("remind --escalate --untuk sd").ok().out;
    let said = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("belum disampaikan kepada Contoh Fauzan, S.E, yang terlambat: paud-pnf, sd"),
        "{out}"
    );
    let shown = workspace.json("remind --escalate --untuk sd");
    let all = shown["orang"].as_array().unwrap();
    let unsaid: Vec<&Value> = all.iter().map(|one| &one["belum_disampaikan"]).collect();
    assert_eq!(*unsaid[1], serde_json::json!(["paud-pnf", "sd"]), "{shown}");
    workspace.at("2026-11-18T09:00:00+08:00");
    let line = format!("remind --escalate --tandai --sebagai {KASUBBAG}");
    workspace.rkt(&line).ok();
    let out = workspace.rkt("remind --escalate").ok().out;
    assert!(!out.contains("belum disampaikan"), "{out}");
}

#[test]
fn who_asks_for_one_hears_of_the_superior_too() {
    let workspace = kukar("2026-11-17T09:00:00+08:00");
    let shown = workspace.json("remind --escalate --untuk sd");
    assert_eq!(people(&shown).len(), 2, "{shown}");
    assert_eq!(people(&workspace.json("remind --untuk sd")).len(), 1);
}
