//! Every act in every state of a cycle: allowed, without effect, or refused by which gate; and
//! what a refusal says.

use std::fmt::Write as _;

use rkt::domain::document::kode;
use rkt::domain::event::{Act, AtasNama, Subjek};
use rkt::domain::rule::Rule;
use rkt::domain::sop::Jenis;
use rkt::domain::workflow::{Action, Decision, Refusal, Scope};

use crate::cycle::{Cycle, archive, publish, sd};
use crate::finish::{answer, reopen, send_back};
use crate::office::{Office, bidang_id, compiled, jabatan, remind, step, submission};

// ---- The states.

fn states() -> Vec<(&'static str, Cycle)> {
    let opened = Cycle::opened(Office::seed());
    let all_in = opened.clone().all_in();
    let compiled = all_in.clone().compile();
    let returned = compiled.clone().send_back(sd(), None, "sekretaris");
    let approved = opened.clone().all_approved();
    let drafted = approved.clone().draft();
    let ready = drafted.clone().approve_draft();
    let signed = ready.clone().sign();
    let approve = |cycle: Cycle| cycle.approve("sd", "sekretaris");
    let back = |cycle: Cycle| cycle.send_back(sd(), None, "sekretaris");
    let to_9 = Some("koreksi-sekretaris");
    vec![
        ("dibuka", opened.clone()),
        ("satu masuk", opened.clone().submit("sd", "a")),
        ("semua masuk", all_in),
        ("dikompilasi", compiled.clone()),
        ("sd kembali di 7", returned.clone()),
        ("sd diajukan sama", returned.resubmitted("a")),
        ("disetujui semua", approved),
        ("disusun", drafted.clone()),
        (
            "sd kembali di 9",
            drafted.clone().send_back(sd(), None, "sekretaris"),
        ),
        ("draf disetujui", ready.clone()),
        (
            "draf 10 ke 9",
            ready.clone().send_back(Subjek::Draft, to_9, "kepala-dinas"),
        ),
        (
            "draf 10 ke 8",
            ready
                .clone()
                .send_back(Subjek::Draft, Some("draft"), "kepala-dinas"),
        ),
        ("ditandatangani", signed.clone()),
        ("diarsipkan", signed.archive()),
        (
            "sd dua isi",
            compiled
                .clone()
                .apart(|c| c.submit("sd", "b"), |c| c.submit("sd", "d")),
        ),
        ("sd setuju/kembali", compiled.apart(approve, back)),
        (
            "draf bercabang",
            drafted.apart(Cycle::approve_draft, |c| {
                c.send_back(Subjek::Draft, Some("draft"), "sekretaris")
            }),
        ),
        (
            "dua tanda tangan",
            ready.apart(Cycle::sign, |c| c.renewed().sign()),
        ),
    ]
}

// ---- The acts, each by who of right does it.

fn acts(cycle: &Cycle) -> Vec<(&'static str, Action, String)> {
    let state = &cycle.state;
    let digest = compiled(state);
    let bidang = bidang_id("sd");
    let last = state.events().last().unwrap();
    let signed = state
        .events()
        .iter()
        .any(|e| matches!(e.act, Act::Tandatangan { .. }));
    let opener = if signed {
        "kepala-dinas"
    } else {
        "kasubbag-program"
    };
    let koreksi = state.koreksi().last();
    let unknown = Action::Answer {
        koreksi: last.id.clone(),
        jawaban: "sudah".to_owned(),
    };
    let mender = match koreksi.map(|k| (&k.subjek, k.ke.as_str())) {
        Some((Subjek::Draft, "draft")) => "tim",
        Some((Subjek::Draft, _)) => "sekretaris",
        _ => "sd",
    };
    let mut again = submission("sd", "a");
    let mut anew = submission("sd", "e");
    for action in [&mut again, &mut anew] {
        if let Action::Submit { alasan, .. } = action {
            *alasan = Some("menyusul".to_owned());
        }
    }
    let back = |ke| send_back(Subjek::Draft, Some(ke));
    let compile = |scope| Action::Compile {
        digest: digest.clone(),
        scope,
    };
    let acts = vec![
        (
            "mulai",
            cycle.office.start(cycle.now(), None),
            "kasubbag-program",
        ),
        ("catat", step("sosialisasi", Some("2026-11-02")), "tim"),
        ("publikasi", publish(), "tim"),
        (
            "tanpa",
            Action::Excuse {
                bidang: bidang.clone(),
                alasan: "bergabung".to_owned(),
            },
            "kasubbag-program",
        ),
        (
            "bidang",
            Action::AddBidang {
                bidang: bidang_id("upt"),
                nama: "UPT".to_owned(),
            },
            "kasubbag-program",
        ),
        ("ajukan sama", again, "sd"),
        ("ajukan baru", anew, "sd"),
        ("tarik", Action::Withdraw { bidang }, "sd"),
        ("kembali sd", send_back(sd(), None), "sekretaris"),
        ("draf ke 8", back("draft"), "sekretaris"),
        ("draf ke 9", back("koreksi-sekretaris"), "kepala-dinas"),
        ("jawab", koreksi.map_or(unknown, answer), mender),
        ("setujui sd", Action::Approve { subjek: sd() }, "sekretaris"),
        (
            "setujui draf",
            Action::Approve {
                subjek: Subjek::Draft,
            },
            "sekretaris",
        ),
        ("kompilasi", compile(Scope::Whole), "tim"),
        ("sebagian", compile(Scope::Partial), "tim"),
        ("susun", cycle.draft_action(), "tim"),
        ("tandatangan", cycle.sign_action(), "kepala-dinas"),
        ("arsip", archive(Some("hilang")), "tim"),
        ("batalkan", Action::Undo, last.oleh.jabatan.as_str()),
        ("ingatkan", remind("sd"), "kasubbag-program"),
        ("buka", reopen(&cycle.office, Jenis::Kumpul), opener),
    ];
    let owned = acts.into_iter();
    owned
        .map(|(name, action, who)| (name, action, who.to_owned()))
        .collect()
}

const TABLE: &str = "
                    mulai
                    |    catat
                    |    |    publikasi
                    |    |    |    tanpa
                    |    |    |    |    bidang
                    |    |    |    |    |    ajukan sama
                    |    |    |    |    |    |    ajukan baru
                    |    |    |    |    |    |    |    tarik
                    |    |    |    |    |    |    |    |    kembali sd
                    |    |    |    |    |    |    |    |    |    draf ke 8
                    |    |    |    |    |    |    |    |    |    |    draf ke 9
                    |    |    |    |    |    |    |    |    |    |    |    jawab
                    |    |    |    |    |    |    |    |    |    |    |    |    setujui sd
                    |    |    |    |    |    |    |    |    |    |    |    |    |    setujui draf
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    kompilasi
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    sebagian
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    susun
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    tandatangan
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    arsip
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    batalkan
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    ingatkan
                    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    |    buka
dibuka              703  ok   706  ok   ok   ok   ok   706  706  706  706  717  706  706  704  704  706  706  706  715  ok   706
satu masuk          703  ok   706  707  ok   sama ok   ok   706  706  706  717  706  706  704  ok   706  706  706  ok   ok   706
semua masuk         703  ok   706  707  ok   sama ok   ok   706  706  706  717  706  706  ok   ok   706  706  706  ok   ok   706
dikompilasi         703  ok   706  707  ok   sama ok   ok   ok   706  706  717  ok   706  sama sama 706  706  706  ok   ok   ok
sd kembali di 7     703  ok   706  ok   ok   708  ok   707  ok   706  706  ok   706  706  sama sama 706  706  706  ok   ok   ok
sd diajukan sama    703  ok   706  707  ok   sama ok   ok   ok   706  706  sama ok   706  sama sama 706  706  706  ok   ok   ok
disetujui semua     703  ok   706  707  ok   707  707  707  ok   706  706  717  sama 706  sama sama ok   706  706  ok   ok   ok
disusun             703  ok   706  707  707  707  707  707  ok   ok   706  717  sama ok   sama sama sama 706  706  ok   ok   ok
sd kembali di 9     703  ok   706  707  707  708  ok   707  ok   ok   706  ok   706  711  sama sama 706  711  706  ok   ok   ok
draf disetujui      703  ok   706  707  707  707  707  707  ok   ok   ok   717  sama sama sama sama sama ok   706  ok   ok   ok
draf 10 ke 9        703  ok   706  707  707  707  707  707  ok   ok   706  ok   sama 708  sama sama 708  706  706  ok   ok   ok
draf 10 ke 8        703  ok   706  707  ok   707  707  707  ok   706  706  ok   sama 706  sama sama 708  708  706  ok   ok   ok
ditandatangani      703  ok   706  712  712  712  712  712  712  712  712  712  712  712  712  712  712  712  ok   ok   ok   ok
diarsipkan          703  712  ok   712  712  712  712  712  712  712  712  712  712  712  712  712  712  712  712  712  712  712
sd dua isi          703  ok   706  707  ok   ok   ok   714  ok   706  706  717  714  706  704  ok   706  706  706  ok   ok   ok
sd setuju/kembali   703  ok   706  707  ok   708  ok   714  ok   706  706  ok   708  706  704  ok   706  706  706  ok   ok   ok
draf bercabang      703  ok   706  707  ok   707  707  707  ok   ok   ok   ok   sama 708  sama sama 708  708  706  ok   ok   ok
dua tanda tangan    703  ok   706  714  714  714  714  714  714  714  714  714  714  714  714  714  714  714  714  ok   ok   ok
";

fn outcome(decided: &Result<Decision, Refusal>) -> String {
    match decided {
        Ok(Decision::Record(_)) => "ok".to_owned(),
        Ok(Decision::Unchanged) => "sama".to_owned(),
        Err(refusal) => refusal.rule.code().trim_start_matches("RKT").to_owned(),
    }
}

/// Rows are states; a refusal is the number of its rule.
#[test]
fn every_act_in_every_state() {
    let states = states();
    let mut table = String::new();
    let names: Vec<&str> = acts(&states[0].1).iter().map(|(name, ..)| *name).collect();
    for (n, name) in names.iter().enumerate() {
        let bars = "|    ".repeat(n);
        writeln!(table, "{:20}{bars}{name}", "").unwrap();
    }
    for (name, cycle) in &states {
        write!(table, "{name:19}").unwrap();
        for (act, action, who) in acts(cycle) {
            let decided = cycle.tries(action, &who);
            write!(table, " {:4}", outcome(&decided)).unwrap();
            if let Err(refusal) = decided {
                let shown = format!("{name}, {act}: {refusal:?}");
                assert!(refusal.help.contains("`rkt "), "{shown}");
                assert!(!refusal.help.contains("LANGKAH`"), "{shown}");
            }
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    assert_eq!(table.trim(), TABLE.trim(), "\n{table}");
}

// ---- Who may.

/// Acts that are allowed in some state, and everybody who may do them then.
const WHO: [(&str, &str, &str); 18] = [
    ("dibuka", "catat", "kasubbag-program tim"),
    ("dibuka", "ingatkan", "kasubbag-program"),
    ("diarsipkan", "publikasi", "kasubbag-program tim"),
    ("dibuka", "tanpa", "kasubbag-program"),
    ("dibuka", "bidang", "kasubbag-program"),
    ("dibuka", "ajukan baru", "sd"),
    ("satu masuk", "tarik", "sd"),
    (
        "dikompilasi",
        "kembali sd",
        "kasubbag-program sekretaris sd",
    ),
    ("disusun", "kembali sd", "sekretaris"),
    ("disusun", "draf ke 8", "sekretaris"),
    ("draf disetujui", "draf ke 9", "kepala-dinas"),
    ("sd kembali di 7", "jawab", "sd"),
    ("dikompilasi", "setujui sd", "sekretaris"),
    ("disusun", "setujui draf", "sekretaris"),
    ("semua masuk", "kompilasi", "kasubbag-program tim"),
    ("disetujui semua", "susun", "kasubbag-program tim"),
    ("draf disetujui", "tandatangan", "kepala-dinas"),
    ("ditandatangani", "arsip", "kasubbag-program tim"),
];

#[test]
fn who_may_not_is_told_who_may() {
    let states = states();
    for (name, act, may) in WHO {
        let (_, cycle) = states.iter().find(|(state, _)| *state == name).unwrap();
        let mut acts = acts(cycle).into_iter();
        let (_, action, _) = acts.find(|(known, ..)| *known == act).unwrap();
        let may: Vec<&str> = may.split(' ').collect();
        for who in cycle.office.people() {
            let decided = cycle.tries(action.clone(), &who);
            if may.contains(&who.as_str()) {
                assert!(decided.is_ok(), "{name}, {act}, {who}: {decided:?}");
                continue;
            }
            let refusal = cycle.refused(action.clone(), &who);
            let shown = format!("{name}, {act}, {who}: {refusal:?}");
            let rule = refusal.rule;
            // The Sekretaris and the Kepala Dinas both send a draft back, each to his own langkah.
            let elsewhere = act.starts_with("draf ke");
            let other = elsewhere && matches!(rule, Rule::WrongStep | Rule::NotYetTurn);
            assert!(rule == Rule::NotYourAct || other, "{shown}");
            let named = |one: &&str| refusal.message.contains(*one) || *one == "sd";
            assert!(other || may.iter().all(named), "{shown}");
            let right = refusal
                .help
                .split_once("--sebagai ")
                .map_or("", |(_, who)| who);
            assert!(
                elsewhere || may.contains(&right.trim_end_matches('`')),
                "{shown}"
            );
        }
    }
}

// ---- Forms of one's own.

fn approve_secretariat() -> Action {
    let subjek = Subjek::Bidang(bidang_id("sekretariat"));
    Action::Approve { subjek }
}

#[test]
fn the_next_one_approves_the_form_of_the_first() {
    let office = Office::seed().also("sekretaris", "sekretariat");
    let cycle = Cycle::opened(office).all_in().compile();
    let refusal = cycle.refused(approve_secretariat(), "sekretaris");
    assert_eq!(refusal.rule, Rule::OwnForm);
    assert!(refusal.message.contains("kepala-dinas"), "{refusal:?}");
    assert!(
        refusal.help.contains("--sebagai kepala-dinas`"),
        "{refusal:?}"
    );
    cycle
        .approve("sd", "sekretaris")
        .approve("sekretariat", "kepala-dinas");
}

#[test]
fn when_all_who_approve_are_one_who_handed_in_another_decides_in_his_place() {
    let office = Office::seed()
        .also("sekretaris", "sekretariat")
        .also("sekretaris", "kepala-dinas");
    let mut cycle = Cycle::opened(office).all_in().compile();
    for who in ["sekretaris", "kepala-dinas"] {
        let refusal = cycle.refused(approve_secretariat(), who);
        assert_eq!(refusal.rule, Rule::OwnForm);
        let way = "--atas-nama sekretaris --alasan \"...\" --sebagai tim`";
        assert!(refusal.help.contains(way), "{refusal:?}");
    }
    let mut by = cycle.by("kasubbag-program");
    by.atas_nama = Some(AtasNama {
        jabatan: jabatan("sekretaris"),
        alasan: "Sekretaris juga Plt. Kepala Dinas".to_owned(),
    });
    let office = cycle.office.clone();
    assert!(
        office
            .act(&mut cycle.state, approve_secretariat(), &by)
            .is_some()
    );
    let approval = &cycle.state.approvals(&bidang_id("sekretariat"))[0];
    assert_eq!(approval.oleh.jabatan, jabatan("kasubbag-program"));
    let mut head = cycle.by("sd");
    head.atas_nama = by.atas_nama;
    let refusal = cycle
        .office
        .decide(&cycle.state, approve_secretariat(), &head);
    assert_eq!(refusal.unwrap_err().rule, Rule::NotYourAct);
}

/// A Plt Kepala Dinas may approve the draft as Sekretaris and sign: only forms are guarded.
#[test]
fn one_person_approves_the_draft_and_signs() {
    let office = Office::seed().also("sekretaris", "kepala-dinas");
    Cycle::opened(office).ready().sign();
}

// ---- Codes, corrections, seals.

#[test]
fn a_code_is_of_one_content_only() {
    let first = Cycle::opened(Office::seed()).ready();
    let shown = first.sign_action();
    let moved = first.clone().send_back(sd(), None, "sekretaris");
    let refusal = moved.refused(shown.clone(), "kepala-dinas");
    assert_eq!(refusal.rule, Rule::DraftStale);
    assert!(refusal.message.contains("sd (dikembalikan)"), "{refusal:?}");
    let refusal = first.clone().renewed().refused(shown, "kepala-dinas");
    assert_eq!(refusal.rule, Rule::KodeStale);
    assert!(
        refusal.message.contains("sejak kode itu: sd"),
        "{refusal:?}"
    );
    let signing = |kode: String| Action::Sign { kode, naskah: None };
    let right = kode(&compiled(&first.state));
    for typed in [
        right.to_lowercase(),
        right.replace('-', ""),
        format!(" {} ", right.replace('-', " ").to_lowercase()),
    ] {
        first.clone().act(signing(typed), "kepala-dinas");
    }
    for short in ["", "-", &right[..8]] {
        let refusal = first.refused(signing(short.to_owned()), "kepala-dinas");
        assert_eq!(refusal.rule, Rule::KodeStale, "{short}");
    }
    let wrong = signing("0000-0000".to_owned());
    let refusal = first.refused(wrong, "kepala-dinas");
    assert_eq!(refusal.rule, Rule::KodeStale);
    assert!(refusal.message.contains("tidak pernah"), "{refusal:?}");
}

#[test]
fn a_correction_stops_until_its_maker_is_content() {
    let cycle = Cycle::opened(Office::seed()).all_in().compile();
    let back = cycle.send_back(sd(), None, "sekretaris").submit("sd", "b");
    let refusal = back.refused(Action::Approve { subjek: sd() }, "sekretaris");
    assert_eq!(refusal.rule, Rule::KoreksiOpen);
    assert!(refusal.help.contains("rkt answer K-SD-1"), "{refusal:?}");
    let answered = back.answered("sd").approve("sd", "sekretaris");
    let ready = answered.approve("sekretariat", "sekretaris");
    let ready = ready.approve("paud-pnf", "sekretaris").compile().draft();
    let back =
        ready
            .approve_draft()
            .send_back(Subjek::Draft, Some("koreksi-sekretaris"), "kepala-dinas");
    let approve = Action::Approve {
        subjek: Subjek::Draft,
    };
    let refusal = back.refused(approve, "sekretaris");
    assert_eq!(refusal.rule, Rule::KoreksiOpen);
    assert!(refusal.help.contains("rkt answer K-DRAFT-1"), "{refusal:?}");
    back.answered("sekretaris").approve_draft().sign();
}

#[test]
fn a_cycle_is_archived_once() {
    let signed = Cycle::opened(Office::seed()).ready().sign();
    let refusal = signed.refused(archive(None), "tim");
    assert_eq!(refusal.rule, Rule::NotYetTurn);
    assert!(refusal.message.contains("sosialisasi"), "{refusal:?}");
    let archived = signed
        .act(step("sosialisasi", None), "tim")
        .act(archive(None), "tim");
    let refusal = archived.refused(archive(None), "tim");
    assert_eq!(refusal.rule, Rule::CycleClosed);
    assert!(
        refusal.help.contains("rkt init 2027 --perubahan"),
        "{refusal:?}"
    );
}
