//! Sound: for any form that breaks no rule, writing it anew gives the same form, and one fault of
//! each kind raises its rule and no other.

mod clean;
mod dice;
mod faults;
mod plan;
mod pool;
mod world;

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestError, TestRng, TestRunner};

use dice::Dice;
use faults::Fault;
use plan::Plan;
use rkt::domain::finding::Finding;
use rkt::domain::rule::Rule;
use rkt::domain::workbook::merge::Edit;
use rkt::store::form_edit::FormText;
use world::{TAHUN, World, read};

/// As many numbers as a world is made of at most.
const DRAWS: usize = 700;

/// As many worlds may have no place for a fault, for each one that has.
const PASSED_OVER: u32 = 256;

/// As many cases as `PROPTEST_CASES` asks for, drawn anew each time; or so many, always the same.
fn runner(cases: u32) -> TestRunner {
    let asked = ProptestConfig::default();
    let is_soak = std::env::var_os("PROPTEST_CASES").is_some();
    let cases = if is_soak { asked.cases } else { cases };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_global_rejects: cases.saturating_mul(PASSED_OVER),
        ..asked
    };
    if is_soak {
        return TestRunner::new(config);
    }
    let same = TestRng::deterministic_rng(config.rng_algorithm);
    TestRunner::new_with_rng(config, same)
}

/// Findings, a line each.
fn lines(findings: &[Finding]) -> String {
    let line = |one: &Finding| format!("{} {:?}: {}\n", one.rule, one.at, one.message);
    findings.iter().map(line).collect()
}

/// What a test says of a random world that fails it.
fn failure(
    cases: u32,
    test: impl Fn(World, &mut Dice) -> Result<(), TestCaseError>,
) -> Option<String> {
    let draws = vec(any::<u16>(), 0..DRAWS);
    let run = |draws: Vec<u16>| {
        let mut dice = Dice::new(draws);
        let world = clean::world(&mut dice);
        test(world, &mut dice)
    };
    // The numbers that a case was made of tell nobody anything.
    match runner(cases).run(&draws, run) {
        Ok(()) => None,
        Err(TestError::Fail(reason, _) | TestError::Abort(reason)) => Some(reason.to_string()),
    }
}

fn worlds(cases: u32, test: impl Fn(World, &mut Dice) -> Result<(), TestCaseError>) {
    if let Some(reason) = failure(cases, test) {
        panic!("{reason}");
    }
}

#[test]
fn a_clean_form_is_told_nothing() {
    worlds(64, |world, _| {
        let told = world.told();
        prop_assert!(told.is_empty(), "{}\n{}", lines(&told), world.text(0));
        Ok(())
    });
}

#[test]
fn a_form_that_is_written_anew_is_the_same() {
    worlds(64, |world, _| {
        let (text, form) = (world.text(0), world.read());
        let written = FormText::parse(&text).unwrap();
        prop_assert_eq!(&written.text(), &text);
        let rows = written.plan().nodes.into_iter().map(Edit::AddNode);
        let rows: Vec<Edit> = rows.collect();
        let mut anew = FormText::parse(&world.forms[0].head.to_string()).unwrap();
        anew.apply(&rows);
        let (again, findings) = read(&anew.text(), TAHUN);
        prop_assert!(findings.is_empty(), "{}\n{}", lines(&findings), anew.text());
        prop_assert_eq!(again.as_ref(), Some(&form));
        let (other_ends, _) = read(&anew.text().replace('\n', "\r\n"), TAHUN);
        prop_assert_eq!(other_ends, Some(form));
        Ok(())
    });
}

/// Makes each fault in several worlds that have a place for it, and tells of all that fail.
fn each_raises_its_rule_and_no_other(faults: &[Fault]) {
    let failed = faults.iter().filter_map(|fault| {
        let reason = failure(4, |mut world, dice| {
            if (fault.make)(&mut world, dice).is_none() {
                return Err(TestCaseError::reject("no place for it"));
            }
            let told = world.told();
            let rules: BTreeSet<Rule> = told.iter().map(|one| one.rule).collect();
            let text = format!("{}\n{}", lines(&told), world.text(0));
            prop_assert_eq!(rules, BTreeSet::from([fault.rule]), "{}", text);
            Ok(())
        })?;
        Some(format!("{} {}: {reason}", fault.rule, fault.name))
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_fault_of_shape_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::shape::ALL);
}

#[test]
fn a_fault_of_numbers_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::number::ALL);
}

#[test]
fn a_fault_of_kode_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::kode::ALL);
}

#[test]
fn a_fault_of_money_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::money::ALL);
}

#[test]
fn a_fault_of_words_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::words::ALL);
}

#[test]
fn a_fault_between_rows_raises_its_rule_and_no_other() {
    each_raises_its_rule_and_no_other(&faults::between::ALL);
}

/// Rules whose faults do not hide each other in two rows of one form.
const PAIRS: [[Rule; 2]; 6] = [
    [Rule::TargetNegative, Rule::Misspelt],
    [Rule::TriwulanEnd, Rule::PaguUneven],
    [Rule::Fraction, Rule::DoubleBlank],
    [Rule::SatuanSpelling, Rule::TargetDiffers],
    [Rule::OverHundred, Rule::SourceMissing],
    [Rule::DasarYear, Rule::LineBreak],
];

/// The rows of a form that a fault has changed.
fn changed(before: &Plan, after: &Plan) -> BTreeSet<usize> {
    let text = |plan: &Plan, n: usize| plan.rows.get(n).map(|row| format!("{row:?}"));
    let rows = 0..before.rows.len().max(after.rows.len());
    rows.filter(|n| text(before, *n) != text(after, *n))
        .collect()
}

#[test]
fn two_faults_in_two_rows_both_raise_their_rule() {
    let all = faults::all();
    for pair in PAIRS {
        let [one, other] = pair.map(|rule| *all.iter().find(|one| one.rule == rule).unwrap());
        worlds(3, |mut world, dice| {
            let none = || TestCaseError::reject("no place for it");
            let clean = world.forms[0].clone();
            (one.make)(&mut world, dice).ok_or_else(none)?;
            let between = world.forms[0].clone();
            (other.make)(&mut world, dice).ok_or_else(none)?;
            let rows = changed(&clean, &between);
            if !rows.is_disjoint(&changed(&between, &world.forms[0])) {
                return Err(none());
            }
            let told = world.told();
            let rules: BTreeSet<Rule> = told.iter().map(|one| one.rule).collect();
            let text = format!("{pair:?}\n{}\n{}", lines(&told), world.text(0));
            prop_assert!(pair.iter().all(|rule| rules.contains(rule)), "{}", text);
            Ok(())
        });
    }
}

/// Rules that the texts of forms and references can't break here, and why.
const ELSEWHERE: [(&str, &[Rule]); 9] = [
    (
        "a folder or a file breaks it, not a text: tests/it/windows.rs, tests/it/check.rs",
        &[Rule::FileTooLarge, Rule::FormMissing, Rule::FormUnexpected],
    ),
    (
        "the SOP document: tests/it/sop_lint.rs, tests/aturan",
        &[Rule::SopFault, Rule::SopOddity],
    ),
    (
        "the state file, evidence and archive: tests/it/audit.rs, tests/it/archive.rs",
        &[
            Rule::EventBroken,
            Rule::EventParentUnknown,
            Rule::StateTableMissing,
            Rule::SubmissionMissing,
            Rule::EvidenceBroken,
            Rule::ManifestBroken,
            Rule::ArchiveStray,
            Rule::EventUnlawful,
            Rule::ContentDiffers,
        ],
    ),
    (
        "a text of the office: tests/it/tulisan.rs",
        &[Rule::TextUnfit],
    ),
    (
        "a workbook or a table that comes in: tests/it/workbook.rs, tests/it/foreign.rs",
        &[
            Rule::WorkbookUnreadable,
            Rule::OtherWorkbook,
            Rule::CellUnreadable,
            Rule::CellLost,
            Rule::CellOutside,
            Rule::RowTwice,
            Rule::RowsMissing,
            Rule::RowConflict,
            Rule::HeadingUnknown,
            Rule::NameUnknown,
            Rule::TablePartSkipped,
            Rule::SasaranNumbered,
            Rule::KodeCompleted,
        ],
    ),
    (
        "a reference that comes in or can't be read whole: tests/it/acuan_import.rs, tests/it/kode.rs",
        &[
            Rule::BrokenRow,
            Rule::RenstraYear,
            Rule::RowHomeless,
            Rule::AcuanUnknown,
        ],
    ),
    (
        "names and dates of settings and calendars: tests/aturan",
        &[
            Rule::BadName,
            Rule::DayOffDoubtful,
            Rule::DayOffTwice,
            Rule::DaysOffSourceless,
            Rule::DaysOffIncomplete,
        ],
    ),
    (
        "the SOP says no to an act: tests/it/gates.rs",
        &[
            Rule::NotYourAct,
            Rule::LateWithoutReason,
            Rule::WrongStep,
            Rule::BidangMissing,
            Rule::DateAhead,
            Rule::NotYetTurn,
            Rule::FormClosed,
            Rule::KoreksiOpen,
            Rule::OwnForm,
            Rule::KodeStale,
            Rule::DraftStale,
            Rule::CycleClosed,
            Rule::NameMissing,
            Rule::Forked,
            Rule::NothingToUndo,
            Rule::EvidenceMissing,
            Rule::KoreksiUnknown,
            Rule::FormsDisagree,
            Rule::PlanBackwards,
            Rule::PlanPassed,
            Rule::PlanOnDayOff,
        ],
    ),
    (
        "officials and planned dates: tests/it/rule_office.rs",
        &[Rule::PlanPastDue, Rule::NipUnsound],
    ),
];

#[test]
fn each_rule_is_broken_here_or_has_a_reason_not_to_be() {
    let broken: BTreeSet<Rule> = faults::all().iter().map(|one| one.rule).collect();
    let elsewhere = ELSEWHERE.iter().flat_map(|(_, rules)| rules.iter());
    let elsewhere: BTreeSet<Rule> = elsewhere.copied().collect();
    let both: Vec<&Rule> = broken.intersection(&elsewhere).collect();
    assert!(both.is_empty(), "in both lists: {both:?}");
    let known = |rule: &&Rule| broken.contains(*rule) || elsewhere.contains(*rule);
    let neither: Vec<&Rule> = Rule::ALL.iter().filter(|rule| !known(rule)).collect();
    assert!(neither.is_empty(), "in neither list: {neither:?}");
}
