//! Which rules of the book speak to which criterion of the evaluation sheet.

use crate::domain::rule::Rule;

/// Hal (matter): what a criterion asks that rules can look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hal {
    /// A sasaran or program is said as a result of this office in this year.
    Hasil,
    /// Indikator are specific, measurable and enough.
    Indikator,
    /// The IKU are those of the list, and stay.
    Iku,
    /// Targets can be reached, and ask for something.
    Target,
    /// The levels hang together.
    Jenjang,
    /// What Bidang share is told apart.
    Bersama,
    /// Money follows the plan.
    Anggaran,
    /// The year carries out the Renstra.
    Renstra,
    /// The quarters lead to the target.
    Triwulan,
}

/// What a rule speaks to; `None` where it guards that files can be read and trusted, how codes and
/// texts are written, or the order of the SOP, which no criterion asks for. Every rule is named, so
/// that a new one has to be.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn hal(rule: Rule) -> Option<Hal> {
    match rule {
        Rule::ResultMissing
        | Rule::SasaranAsActivity
        | Rule::SasaranAsIndikator
        | Rule::OutputAtOutcome
        | Rule::LeftBehind => Some(Hal::Hasil),
        Rule::SasaranWithoutIndikator
        | Rule::SatuanDiffers
        | Rule::SasaranCrowded
        | Rule::TargetMissing
        | Rule::NumberUnreadable
        | Rule::NumberAmbiguous
        | Rule::RangeReversed
        | Rule::MixedMarks
        | Rule::Fraction
        | Rule::OffScale
        | Rule::SatuanSpelling
        | Rule::SatuanUnknown
        | Rule::IndikatorUnofficial
        | Rule::MeasureMissing
        | Rule::TwoInOne
        | Rule::MeasureAgainstSatuan
        | Rule::VagueWord
        | Rule::ArahMissing
        | Rule::ArahAgainst
        | Rule::Unexplained
        | Rule::IndikatorAlike => Some(Hal::Indikator),
        Rule::IkuChanged
        | Rule::IkuNotCarried
        | Rule::IkuUnknown
        | Rule::IkuSatuan
        | Rule::IkuUnmarked
        | Rule::IkuSasaran => Some(Hal::Iku),
        Rule::TargetBelowDasar
        | Rule::TargetBackward
        | Rule::OverHundred
        | Rule::TargetNegative
        | Rule::BelowDasar
        | Rule::DasarYear
        | Rule::Unchanged
        | Rule::Jump
        | Rule::AllHundred
        | Rule::TargetBeyondRenstra
        | Rule::CopiedFromLastYear => Some(Hal::Target),
        Rule::ParentMissing
        | Rule::SasaranUnknown
        | Rule::ProgramAdrift
        | Rule::SasaranUnserved
        | Rule::UraianDiffers
        | Rule::TargetDiffers
        | Rule::RenstraTwice
        | Rule::SasaranOffRenstra
        | Rule::SasaranTwice => Some(Hal::Jenjang),
        Rule::KodeOfOther | Rule::SharedSubKegiatan | Rule::CopiedFromBidang => Some(Hal::Bersama),
        Rule::PaguUnmeasured
        | Rule::TargetUnpaid
        | Rule::PaguControl
        | Rule::PaguBeside
        | Rule::RenstraPagu
        | Rule::PaguOverRenstra
        | Rule::PaguUneven
        | Rule::PaguTiny
        | Rule::SourceMissing => Some(Hal::Anggaran),
        Rule::YearWithoutTarget
        | Rule::TargetOffRenstra
        | Rule::ProgramOffRenstra
        | Rule::RenstraNotCarried
        | Rule::IndikatorOffRenstra
        | Rule::WordingOffRenstra
        | Rule::DecimalsOffRenstra
        | Rule::SatuanOffRenstra
        | Rule::DasarOffRenstra => Some(Hal::Renstra),
        Rule::TriwulanSum
        | Rule::TriwulanEnd
        | Rule::TriwulanBack
        | Rule::Unsplit
        | Rule::PredicateSplit => Some(Hal::Triwulan),
        Rule::FileUnreadable
        | Rule::FileTooLarge
        | Rule::ConflictMarker
        | Rule::TomlSyntax
        | Rule::HiddenCharacter
        | Rule::UnknownFormat
        | Rule::FormMissing
        | Rule::FormUnexpected
        | Rule::SopFault
        | Rule::EventBroken
        | Rule::EventParentUnknown
        | Rule::StateTableMissing
        | Rule::SubmissionMissing
        | Rule::EvidenceBroken
        | Rule::ManifestBroken
        | Rule::ArchiveStray
        | Rule::EventUnlawful
        | Rule::ContentDiffers
        | Rule::SopOddity
        | Rule::WorkbookUnreadable
        | Rule::OtherWorkbook
        | Rule::TextUnfit
        | Rule::UnknownKey
        | Rule::WrongType
        | Rule::MissingKey
        | Rule::NotAChoice
        | Rule::OtherForm
        | Rule::EmptyForm
        | Rule::BadName
        | Rule::BrokenRow
        | Rule::CellUnreadable
        | Rule::CellLost
        | Rule::CellOutside
        | Rule::RowTwice
        | Rule::RowsMissing
        | Rule::RowConflict
        | Rule::HeadingUnknown
        | Rule::NameUnknown
        | Rule::TablePartSkipped
        | Rule::RenstraYear
        | Rule::RenstraLink
        | Rule::RowHomeless
        | Rule::AcuanUnknown
        | Rule::SasaranNumbered
        | Rule::ExceptionUnknown
        | Rule::ExceptionIdle
        | Rule::KodeCompleted
        | Rule::BadKode
        | Rule::KodeShort
        | Rule::KodeGovernment
        | Rule::KodeUnlisted
        | Rule::UraianUnofficial
        | Rule::UrusanForeign
        | Rule::ProgramSpecial
        | Rule::KodeRetired
        | Rule::Misspelt
        | Rule::LineBreak
        | Rule::DoubleBlank
        | Rule::AllCapitals
        | Rule::RevokedRule
        | Rule::Duplicate
        | Rule::NotYourAct
        | Rule::LateWithoutReason
        | Rule::WrongStep
        | Rule::BidangMissing
        | Rule::DateAhead
        | Rule::NotYetTurn
        | Rule::FormClosed
        | Rule::KoreksiOpen
        | Rule::OwnForm
        | Rule::KodeStale
        | Rule::DraftStale
        | Rule::CycleClosed
        | Rule::NameMissing
        | Rule::Forked
        | Rule::NothingToUndo
        | Rule::EvidenceMissing
        | Rule::KoreksiUnknown
        | Rule::FormsDisagree
        | Rule::PlanPastDue
        | Rule::NipUnsound
        | Rule::PlanBackwards
        | Rule::PlanPassed
        | Rule::PlanOnDayOff
        | Rule::DayOffDoubtful
        | Rule::DayOffTwice
        | Rule::DaysOffSourceless
        | Rule::DaysOffIncomplete => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_the_sheet_goes_back_to_it() {
        for rule in Rule::ALL {
            let asked = rule.origin().contains("LKE") || rule.origin().contains("89/2021");
            assert!(!asked || hal(*rule).is_some(), "{rule}: {}", rule.origin());
        }
    }

    #[test]
    fn rules_count_where_the_sheet_asks_for_them() {
        for (rule, wanted) in [
            (Rule::LeftBehind, Some(Hal::Hasil)),
            (Rule::UraianDiffers, Some(Hal::Jenjang)),
            (Rule::RenstraTwice, Some(Hal::Jenjang)),
            (Rule::YearWithoutTarget, Some(Hal::Renstra)),
            (Rule::WordingOffRenstra, Some(Hal::Renstra)),
            (Rule::DecimalsOffRenstra, Some(Hal::Renstra)),
            (Rule::TomlSyntax, None),
            (Rule::NotYourAct, None),
        ] {
            assert_eq!(hal(rule), wanted, "{rule}");
        }
    }
}
