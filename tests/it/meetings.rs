//! What acts come to when two clones meet, and what is taken back, opened again, or forged.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rkt::domain::audit::{audit, unseen};
use rkt::domain::event::{Act, AtasNama, Event, EventId, Subjek};
use rkt::domain::instansi::PLACEHOLDER;
use rkt::domain::progress;
use rkt::domain::rule::Rule;
use rkt::domain::sop::Jenis;
use rkt::domain::state::{BidangState, DraftState};
use rkt::domain::workflow::{Action, Scope};

use crate::cycle::{Cycle, archive, sd};
use crate::finish::{finish, reopen, send_back};
use crate::office::{Office, bidang_id, jabatan, step, submission};

fn undo(cycle: Cycle, who: &str) -> Cycle {
    cycle.act(Action::Undo, who)
}

fn add(cycle: Cycle) -> Cycle {
    let action = Action::AddBidang {
        bidang: bidang_id("upt"),
        nama: "UPT".to_owned(),
    };
    cycle.act(action, "kasubbag-program")
}

#[test]
fn two_signatures_under_one_content_are_archived_as_one() {
    let ready = Cycle::opened(Office::seed()).ready();
    let later = |cycle: Cycle| cycle.act(step("sosialisasi", None), "tim").sign();
    let archived = ready.apart(Cycle::sign, later).archive();
    assert!(archived.state.signature().is_some());
    assert!(
        archived
            .state
            .record_of(&crate::office::langkah_id("sosialisasi"))
            .is_some()
    );
}

#[test]
fn what_a_signature_had_not_seen_stays_out_after_the_archive_too() {
    let ready = Cycle::opened(Office::seed()).ready();
    let archived = ready
        .apart(Cycle::sign, |c| c.send_back(sd(), None, "sekretaris"))
        .archive();
    assert!(matches!(
        archived.state.bidang(&bidang_id("sd")),
        BidangState::Disetujui(_)
    ));
}

#[test]
fn what_was_recorded_beside_a_signature_is_kept() {
    let ready = Cycle::opened(Office::seed()).ready();
    let record = |cycle: Cycle| cycle.act(step("sosialisasi", None), "tim");
    ready.apart(Cycle::sign, record).act(archive(None), "tim");
}

#[test]
fn a_reopening_that_the_archive_had_not_seen_is_void() {
    let signed = Cycle::opened(Office::seed()).ready().sign();
    let open = |c: Cycle| {
        let action = reopen(&c.office, Jenis::Kumpul);
        c.act(action, "kepala-dinas")
    };
    let met = signed.apart(Cycle::archive, open);
    assert!(met.state.signature().is_some());
}

#[test]
fn a_bidang_that_joins_beside_a_signature_is_not_in_it() {
    let approved = Cycle::opened(Office::seed()).all_approved();
    let signed = approved.apart(|c| c.draft().approve_draft().sign(), add);
    assert_eq!(signed.state.cycle.bidang.len(), 3);
    let action = reopen(&signed.office, Jenis::Tandatangan);
    let opened = signed.act(action, "kepala-dinas");
    assert_eq!(opened.state.cycle.bidang.len(), 4);
}

#[test]
fn a_bidang_that_joins_beside_a_draft_makes_it_basi() {
    let approved = Cycle::opened(Office::seed()).all_approved();
    let mut met = approved.apart(|c| c.draft().approve_draft(), add);
    let refusal = met.refused(met.sign_action(), "kepala-dinas");
    assert_eq!(refusal.rule, Rule::DraftStale);
    assert!(refusal.message.contains("upt (belum)"), "{refusal:?}");
    finish(&met.office, &mut met.state);
}

#[test]
fn an_approval_that_had_not_seen_a_return_does_not_count_for_what_came_after() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let again = |c: Cycle| c.send_back(sd(), None, "sekretaris").resubmitted("a");
    let met = compiled.apart(|c| c.approve("sd", "sekretaris"), again);
    assert_eq!(met.state.bidang(&bidang_id("sd")).word(), "bercabang");
    let settled = met.approve("sd", "sekretaris");
    assert_eq!(settled.state.bidang(&bidang_id("sd")).word(), "disetujui");
}

#[test]
fn a_correction_of_an_excused_bidang_stops_nothing() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let back = compiled
        .send_back(sd(), None, "sekretaris")
        .resubmitted("b");
    let excuse = Action::Excuse {
        bidang: bidang_id("sd"),
        alasan: "bergabung".to_owned(),
    };
    let withdraw = Action::Withdraw {
        bidang: bidang_id("sd"),
    };
    let rest = back
        .act(withdraw, "sd")
        .act(excuse, "kasubbag-program")
        .compile();
    let rest = rest.approve("sekretariat", "sekretaris");
    rest.approve("paud-pnf", "sekretaris")
        .draft()
        .approve_draft()
        .sign();
}

#[test]
fn a_reopening_on_which_somebody_went_on_is_not_undone() {
    let signed = Cycle::opened(Office::seed()).ready().sign();
    let action = reopen(&signed.office, Jenis::Koreksi);
    let opened = signed.act(action, "kepala-dinas");
    let met = opened.apart(
        |c| undo(c, "kepala-dinas"),
        |c| c.approve("sd", "sekretaris"),
    );
    assert!(met.state.signature().is_none());
}

#[test]
fn what_was_undone_before_a_signature_stays_so() {
    let approved = Cycle::opened(Office::seed()).all_approved();
    let back = approved.send_back(sd(), None, "sekretaris");
    let sign = |c: Cycle| undo(c, "sekretaris").draft().approve_draft().sign();
    let met = back.apart(sign, |c| c.resubmitted("b"));
    assert!(matches!(
        met.state.bidang(&bidang_id("sd")),
        BidangState::Disetujui(_)
    ));
    assert!(matches!(met.state.draft(), DraftState::Ditandatangani(_)));
}

#[test]
fn a_partial_draft_becomes_whole_when_who_was_left_out_is_excused() {
    let opened = Cycle::opened(Office::seed());
    let two = opened.submit("sekretariat", "a").submit("paud-pnf", "a");
    let partial = Action::Compile {
        digest: "c".repeat(64),
        scope: Scope::Partial,
    };
    let excuse = Action::Excuse {
        bidang: bidang_id("sd"),
        alasan: "bergabung".to_owned(),
    };
    let excused = two.act(partial, "tim").act(excuse, "kasubbag-program");
    excused.approve("paud-pnf", "sekretaris");
}

#[test]
fn a_form_that_an_approval_settles_is_in() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let withdraw = |c: Cycle| {
        let bidang = bidang_id("sd");
        c.act(Action::Withdraw { bidang }, "sd")
    };
    let met = compiled.apart(|c| c.approve("sd", "sekretaris"), withdraw);
    assert!(met.state.in_since(&bidang_id("sd")).is_none());
    let settled = met.approve("sd", "sekretaris");
    assert!(settled.state.in_since(&bidang_id("sd")).is_some());
}

#[test]
fn an_undone_reopening_stays_undone_under_an_archive() {
    let signed = Cycle::opened(Office::seed()).ready().sign();
    let action = reopen(&signed.office, Jenis::Koreksi);
    let opened = signed.act(action, "kepala-dinas");
    let went_on = |c: Cycle| c.approve("sd", "sekretaris");
    let met = opened.apart(|c| undo(c, "kepala-dinas").archive(), went_on);
    assert!(met.state.signature().is_some());
}

#[test]
fn where_forms_are_not_approved_an_answer_and_a_new_form_settle_a_correction() {
    let [_, office, _] = Office::all();
    let id = office.cycle.bidang[0].id.clone();
    let back = send_back(Subjek::Bidang(id.clone()), None);
    let returned = Cycle::opened(office)
        .submit(id.as_str(), "a")
        .act(back, "kasubbid-perencanaan");
    let answered = returned.submit(id.as_str(), "b").answered(id.as_str());
    let about = Subjek::Bidang(id);
    let pending = answered.state.pending();
    assert!(!pending.iter().any(|koreksi| koreksi.subjek == about));
}

#[test]
fn acts_taken_back_in_both_clones_stay_so_whatever_came_after() {
    let signed = Cycle::opened(Office::seed()).ready().sign();
    let again = |c: Cycle| undo(c, "kepala-dinas").sign();
    let back = |c: Cycle| {
        let undone = undo(c, "kepala-dinas");
        undone.send_back(sd(), None, "sekretaris")
    };
    let met = signed.apart(again, back);
    assert!(met.state.signature().is_some());
    assert!(matches!(
        met.state.bidang(&bidang_id("sd")),
        BidangState::Disetujui(_)
    ));
}

#[test]
fn a_form_is_in_since_the_approval_that_settles_a_withdrawal_beside_a_new_round() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let withdraw = |c: Cycle| {
        let bidang = bidang_id("sd");
        c.act(Action::Withdraw { bidang }, "sd")
    };
    let round = |c: Cycle| c.send_back(sd(), None, "sekretaris").resubmitted("a");
    let settled = compiled
        .apart(round, withdraw)
        .approve("sd", "sekretaris")
        .approve("sekretariat", "sekretaris")
        .approve("paud-pnf", "sekretaris");
    assert!(settled.state.in_since(&bidang_id("sd")).is_some());
    settled.draft();
}

// ---- Langkah opened again.

fn reopened(cycle: Cycle) -> Cycle {
    let action = reopen(&cycle.office, Jenis::Kumpul);
    cycle.act(action, "kasubbag-program")
}

#[test]
fn a_correction_outlives_a_reopening() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let opened = reopened(compiled.send_back(sd(), None, "sekretaris"));
    let state = &opened.state;
    assert_eq!(state.bidang(&bidang_id("sd")).word(), "dikembalikan");
    assert_eq!(state.open(&sd()).len(), 1);
    let ready = opened
        .resubmitted("b")
        .compile()
        .approve("sd", "sekretaris");
    assert!(ready.state.pending().is_empty());
}

#[test]
fn approved_again_here_and_returned_there_is_bercabang() {
    let approved = Cycle::opened(Office::seed()).all_approved();
    let again = |c: Cycle| reopened(c).compile().approve("sd", "sekretaris");
    let met = approved.apart(again, |c| c.send_back(sd(), None, "sekretaris"));
    assert_eq!(met.state.bidang(&bidang_id("sd")).word(), "bercabang");
}

// ---- Excuses, partial drafts, deadlines.

fn excuse(cycle: Cycle, alasan: &str) -> Cycle {
    let action = Action::Excuse {
        bidang: bidang_id("sd"),
        alasan: alasan.to_owned(),
    };
    cycle.act(action, "kasubbag-program")
}

#[test]
fn another_reason_for_an_excuse_makes_the_draft_basi() {
    let opened = Cycle::opened(Office::seed());
    let two = opened.submit("sekretariat", "a").submit("paud-pnf", "a");
    let ready = excuse(two, "dilebur").compile();
    let ready = ready.approve("sekretariat", "sekretaris");
    let approved = ready.approve("paud-pnf", "sekretaris");
    let drafted = |c: Cycle| c.draft().approve_draft();
    let met = approved.apart(drafted, |c| excuse(c, "belum ada pejabat"));
    let refusal = met.refused(met.sign_action(), "kepala-dinas");
    assert_eq!(refusal.rule, Rule::DraftStale);
    assert!(refusal.message.contains("sd (tanpa)"), "{refusal:?}");
}

#[test]
fn a_partial_draft_never_completes_compiling() {
    let opened = Cycle::opened(Office::seed());
    let two = opened.submit("sekretariat", "a").submit("paud-pnf", "a");
    let (digest, scope) = ("c".repeat(64), Scope::Partial);
    let partial = two.act(Action::Compile { digest, scope }, "tim");
    assert!(!partial.state.was_compiled());
    let subjek = Subjek::Bidang(bidang_id("paud-pnf"));
    let refusal = partial.refused(Action::Approve { subjek }, "sekretaris");
    assert_eq!(refusal.rule, Rule::NotYetTurn);
    let day = partial.now().date_naive();
    let kalender = &partial.office.kalender;
    let progress = progress::look(&partial.state, kalender, day, &BTreeSet::new()).unwrap();
    let compiling = progress
        .langkah
        .iter()
        .find(|l| l.jenis == Jenis::Kompilasi);
    assert!(compiling.unwrap().selesai.is_none());
}

#[test]
fn a_bidang_gets_no_more_time_by_taking_its_own_form_back() {
    let all_in = Cycle::opened(Office::seed()).all_in();
    let batas = |cycle: &Cycle, day: &str| {
        let kalender = &cycle.office.kalender;
        let day = day.parse().unwrap();
        let progress = progress::look(&cycle.state, kalender, day, &BTreeSet::new());
        progress.unwrap().batas_of(&bidang_id("sd")).unwrap()
    };
    let before = batas(&all_in, "2026-11-30");
    let mut late = all_in;
    let mut by = late.by("sd");
    by.at += TimeDelta::days(20);
    let office = late.office.clone();
    assert!(
        office
            .act(&mut late.state, send_back(sd(), None), &by)
            .is_some()
    );
    assert_eq!(batas(&late, "2026-11-30"), before);
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let mut by = compiled.by("sekretaris");
    by.at += TimeDelta::days(20);
    let mut back = compiled;
    assert!(
        office
            .act(&mut back.state, send_back(sd(), None), &by)
            .is_some()
    );
    assert!(batas(&back, "2026-11-30") > before);
}

// ---- In the place of another, and by another's hand.

#[test]
fn nobody_signs_for_a_name_that_is_not_filled_in() {
    let mut ready = Cycle::opened(Office::seed()).ready();
    let head = jabatan("kepala-dinas");
    let blank = ready.office.holders.get_mut(&head).unwrap();
    blank.nama = PLACEHOLDER.to_owned() + "Kepala Dinas";
    let refusal = ready.refused(ready.sign_action(), "kepala-dinas");
    assert_eq!(refusal.rule, Rule::NameMissing);
    let mut by = ready.by("sekretaris");
    by.atas_nama = Some(AtasNama {
        jabatan: head,
        alasan: "dinas luar".to_owned(),
    });
    let sign = ready.sign_action();
    let refusal = ready.office.decide(&ready.state, sign, &by).unwrap_err();
    assert_eq!(refusal.rule, Rule::NameMissing);
    assert!(refusal.message.contains("kepala-dinas"), "{refusal:?}");
}

#[test]
fn who_typed_a_signature_does_not_take_it_back() {
    let mut ready = Cycle::opened(Office::seed()).ready();
    let mut by = ready.by("kepala-dinas");
    by.dicatat_oleh = Some(ready.by("kasubbag-program").actor);
    by.bukti
        .insert("bukti/naskah.pdf".to_owned(), "0".repeat(64));
    let sign = ready.sign_action();
    let office = ready.office.clone();
    assert!(office.act(&mut ready.state, sign, &by).is_some());
    let refusal = ready.refused(Action::Undo, "kasubbag-program");
    assert_eq!(refusal.rule, Rule::NothingToUndo);
    let undone = undo(ready, "kepala-dinas");
    assert!(undone.state.signature().is_none());
}

#[test]
fn an_archive_is_not_taken_back_even_by_a_forged_event() {
    let archived = Cycle::opened(Office::seed()).ready().sign().archive();
    let refusal = archived.refused(Action::Undo, "tim");
    assert_eq!(refusal.rule, Rule::CycleClosed);
    let arsip = archived.state.archive().unwrap().clone();
    let forged = Event {
        id: EventId::unset(),
        sebelum: archived.state.heads(),
        act: Act::Batalkan {
            peristiwa: arsip.id.clone(),
        },
        ..arsip
    };
    let mut state = archived.state;
    state.apply(forged.sealed());
    assert!(state.archive().is_some());
}

#[test]
fn two_archives_of_different_content_are_named() {
    let ready = Cycle::opened(Office::seed()).ready();
    let other = |c: Cycle| {
        let mut action = archive(Some("hilang"));
        if let Action::Archive { digest, .. } = &mut action {
            *digest = "e".repeat(64);
        }
        c.renewed().sign().act(action, "tim")
    };
    let met = ready.apart(|c| c.sign().archive(), other);
    let holders = &met.office.holders;
    let breaches = audit(&met.state, |_| holders.clone(), &met.office.kalender);
    let told: Vec<&str> = breaches.iter().map(|one| one.message.as_str()).collect();
    assert!(
        told.len() == 1 && told[0].contains("arsip lain"),
        "{told:?}"
    );
}

#[test]
fn nobody_stands_in_for_himself() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let mut by = compiled.by("sekretaris");
    by.atas_nama = Some(AtasNama {
        jabatan: jabatan("sekretaris"),
        alasan: "dinas luar".to_owned(),
    });
    let approve = Action::Approve { subjek: sd() };
    let decided = compiled.office.decide(&compiled.state, approve, &by);
    let refusal = decided.unwrap_err();
    assert_eq!(refusal.rule, Rule::NotYourAct);
    assert!(refusal.help.contains("tanpa --atas-nama"), "{refusal:?}");
}

#[test]
fn what_a_signer_had_not_seen_is_told_and_sealed_only_with_a_reason() {
    let ready = Cycle::opened(Office::seed()).ready();
    let record = |c: Cycle| c.act(step("sosialisasi", None), "tim").sign();
    let met = ready.apart(record, |c| c.send_back(sd(), None, "sekretaris"));
    assert_eq!(unseen(&met.state).len(), 1);
    let refusal = met.refused(archive(None), "tim");
    assert_eq!(refusal.rule, Rule::NotYetTurn);
    assert!(refusal.message.contains("tidak melihat"), "{refusal:?}");
    met.archive();
}

#[test]
fn an_opening_or_a_clock_that_nobody_could_have_is_blamed() {
    let opened = Cycle::opened(Office::seed());
    let blamed = |forge: &dyn Fn(&mut Event)| {
        let mut first = opened.state.events()[0].clone();
        forge(&mut first);
        let state = opened.office.replay([first.sealed()]);
        let holders = &opened.office.holders;
        audit(&state, |_| holders.clone(), &opened.office.kalender)
    };
    assert!(blamed(&|_| {}).is_empty());
    let shorter = |event: &mut Event| {
        if let Act::Mulai { rencana, .. } = &mut event.act {
            rencana.pop();
        }
    };
    assert_eq!(blamed(&shorter).len(), 1);
    let west = chrono::FixedOffset::west_opt(11 * 3600).unwrap();
    let elsewhere = |event: &mut Event| event.pada = event.pada.with_timezone(&west);
    assert_eq!(blamed(&elsewhere).len(), 1);
}

#[test]
fn sending_back_a_form_with_two_contents_chooses_neither() {
    let all = Cycle::opened(Office::seed()).all_in();
    let met = all.apart(|c| c.submit("sd", "b"), |c| c.submit("sd", "c"));
    let back = met.send_back(sd(), None, "kasubbag-program");
    assert_eq!(back.state.bidang(&bidang_id("sd")).word(), "bercabang");
    let (digest, scope) = ("0".repeat(64), Scope::Whole);
    let refusal = back.refused(Action::Compile { digest, scope }, "tim");
    assert_eq!(refusal.rule, Rule::BidangMissing);
    for content in ["b", "c"] {
        let refusal = back.refused(submission("sd", content), "sd");
        assert_eq!(refusal.rule, Rule::KoreksiOpen, "{content}");
        let settled = back.clone().resubmitted(content);
        assert_eq!(settled.state.bidang(&bidang_id("sd")).word(), "diajukan");
    }
    back.submit("sd", "d");
}

#[test]
fn a_form_approved_here_and_sent_back_there_comes_in_unchanged_only_with_an_answer() {
    let compiled = Cycle::opened(Office::seed()).all_in().compile();
    let met = compiled.apart(
        |c| c.approve("sd", "sekretaris"),
        |c| c.send_back(sd(), None, "sekretaris"),
    );
    assert_eq!(met.state.bidang(&bidang_id("sd")).word(), "bercabang");
    let refusal = met.refused(submission("sd", "a"), "sd");
    assert_eq!(refusal.rule, Rule::KoreksiOpen);
    met.resubmitted("a");
}

fn excused_and_drafted(cycle: Cycle) -> Cycle {
    let rest = cycle.submit("sekretariat", "a").submit("paud-pnf", "a");
    let approved = rest.compile().approve("sekretariat", "sekretaris");
    approved.approve("paud-pnf", "sekretaris").draft()
}

#[test]
fn a_draft_is_not_basi_by_a_reason_that_was_taken_back() {
    let first = excuse(Cycle::opened(Office::seed()), "bergabung");
    let cycle = undo(excuse(first, "lain"), "kasubbag-program");
    excused_and_drafted(cycle).approve_draft().sign();
}

#[test]
fn a_draft_is_not_basi_by_two_reasons_that_met() {
    let opened = Cycle::opened(Office::seed());
    let met = opened.apart(|c| excuse(c, "satu"), |c| excuse(c, "dua"));
    excused_and_drafted(met).approve_draft().sign();
}

#[test]
fn a_return_on_which_an_excuse_rests_is_not_undone() {
    let all = Cycle::opened(Office::seed()).all_in();
    let back = all.send_back(sd(), None, "kasubbag-program");
    let met = back.apart(|c| undo(c, "kasubbag-program"), |c| excuse(c, "bergabung"));
    assert_eq!(met.state.bidang(&bidang_id("sd")).word(), "tanpa");
    assert_eq!(met.state.rounds(&bidang_id("sd")).len(), 1);
    assert!(met.state.koreksi().iter().any(|k| k.subjek == sd()));
}
