//! Which rules of the book speak to which criterion of the evaluation sheet.

use crate::domain::rule::Rule;

/// Whether a sasaran or program is said as a result.
pub(super) fn is_on_results(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::ResultMissing
            | Rule::SasaranAsActivity
            | Rule::SasaranAsIndikator
            | Rule::OutputAtOutcome
    )
}

/// Whether indikator are specific, measurable and enough.
pub(super) fn is_on_indikator(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::SasaranWithoutIndikator
            | Rule::SasaranCrowded
            | Rule::SatuanDiffers
            | Rule::TargetMissing
            | Rule::NumberUnreadable
            | Rule::NumberAmbiguous
            | Rule::MixedMarks
            | Rule::Fraction
            | Rule::OffScale
            | Rule::SatuanSpelling
            | Rule::SatuanUnknown
            | Rule::MeasureMissing
            | Rule::TwoInOne
            | Rule::MeasureAgainstSatuan
            | Rule::VagueWord
            | Rule::ArahMissing
            | Rule::Unexplained
            | Rule::IndikatorAlike
    )
}

/// Whether the IKU are those of the list, and stay.
pub(super) fn is_on_iku(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::IkuChanged | Rule::IkuNotCarried | Rule::IkuUnknown | Rule::IkuSatuan
    )
}

/// Whether targets can be reached, and ask for something.
pub(super) fn is_on_targets(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::TargetBelowDasar
            | Rule::TargetBackward
            | Rule::OverHundred
            | Rule::TargetNegative
            | Rule::BelowDasar
            | Rule::Unchanged
            | Rule::Jump
            | Rule::AllHundred
            | Rule::TargetBeyondRenstra
            | Rule::CopiedFromLastYear
    )
}

/// Whether the levels hang together.
pub(super) fn is_on_cascade(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::ParentMissing
            | Rule::SasaranUnknown
            | Rule::ProgramAdrift
            | Rule::SasaranUnserved
            | Rule::TargetDiffers
            | Rule::SasaranOffRenstra
            | Rule::SasaranTwice
    )
}

/// Whether what Bidang share is told apart.
pub(super) fn is_on_sharing(rule: Rule) -> bool {
    matches!(rule, Rule::SharedSubKegiatan | Rule::CopiedFromBidang)
}

/// Whether money follows the plan.
pub(super) fn is_on_money(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::PaguUnmeasured
            | Rule::TargetUnpaid
            | Rule::PaguControl
            | Rule::PaguBeside
            | Rule::RenstraPagu
            | Rule::PaguOverRenstra
            | Rule::PaguUneven
            | Rule::PaguTiny
            | Rule::SourceMissing
    )
}

/// Whether the year carries out the Renstra.
pub(super) fn is_on_renstra(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::TargetOffRenstra
            | Rule::RenstraNotCarried
            | Rule::ProgramOffRenstra
            | Rule::IndikatorOffRenstra
    )
}

/// Whether the quarters lead to the target.
pub(super) fn is_on_triwulan(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::TriwulanSum
            | Rule::TriwulanEnd
            | Rule::TriwulanBack
            | Rule::Unsplit
            | Rule::PredicateSplit
    )
}
