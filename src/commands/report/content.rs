//! Content: what a report is of: the signed RKT, else the forms as they stand.

use std::collections::BTreeMap;

use crate::commands::checking::{Asked, Checked, Gathered, check_against};
use crate::commands::sign::same_content;
use crate::commands::texts;
use crate::domain::check::Verdict;
use crate::domain::compile::{Input, Rkt, merge};
use crate::domain::document::kode;
use crate::domain::finding::{Finding, Place, Spot, Step};
use crate::domain::form::Form;
use crate::domain::kke::indikator_of;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::state::Compilation;
use crate::store::cycle::Loaded;
use crate::store::draft::overflow;
use crate::store::layout;
use crate::store::references::References;
use crate::store::workspace::Trouble;

/// What a report is of.
pub(super) struct Content {
    /// Which content it is, in a sentence.
    pub isi: String,
    /// The forms, each with its path in the workspace.
    pub forms: Vec<(String, Form)>,
    /// What the rules say of them, as the office judges it.
    pub verdict: Verdict,
    /// Targets that can't be read, as typed, by the place of their indikator.
    pub unread: BTreeMap<Place, String>,
    is_signed: bool,
}

impl Content {
    /// What is signed, else the forms as they stand.
    ///
    /// # Errors
    /// When what was signed can't be built again, or the disk refuses.
    pub(super) fn of(loaded: &Loaded, references: &References) -> Result<Content, Trouble> {
        match loaded.state.signed_draft() {
            Some(signed) => Content::signed(loaded, references, &signed),
            None => Content::working(loaded, references),
        }
    }

    fn signed(
        loaded: &Loaded,
        references: &References,
        signed: &Compilation,
    ) -> Result<Content, Trouble> {
        let draft = same_content(loaded, signed)?;
        let forms = draft.forms.into_iter();
        let forms = forms.map(|(id, form)| (loaded.form_name(&id), form));
        let forms: Vec<(String, Form)> = forms.collect();
        let (siklus, kode) = (&loaded.siklus, kode(&signed.digest));
        Ok(Content {
            isi: format!("RKT {siklus} yang ditandatangani, kode {kode}"),
            verdict: Gathered::whole(&forms, &references.ground(loaded))
                .verdict(loaded, references),
            forms,
            unread: BTreeMap::new(),
            is_signed: true,
        })
    }

    fn working(loaded: &Loaded, references: &References) -> Result<Content, Trouble> {
        let checked = check_against(loaded, references, Asked::ALL, &[])?;
        let siklus = &loaded.siklus;
        Ok(Content {
            isi: format!("RKT {siklus} menurut form kerja, belum ditandatangani"),
            unread: unread(&checked),
            forms: checked.forms,
            verdict: checked.verdict,
            is_signed: false,
        })
    }

    /// The forms as one plan.
    ///
    /// # Errors
    /// A finding when a sum of pagu is too large.
    pub(super) fn rkt(&self, loaded: &Loaded) -> Result<Rkt, Trouble> {
        let forms = self.forms.iter();
        let forms: BTreeMap<BidangId, Form> = forms
            .map(|(_, form)| (form.bidang.clone(), form.clone()))
            .collect();
        let digests = forms.keys().map(|id| (id.clone(), String::new())).collect();
        let bidang = loaded.state.cycle.bidang.iter();
        let inputs = bidang.filter_map(|one| Input::of(one, &forms, &digests));
        let inputs: Vec<Input<'_>> = inputs.collect();
        Ok(merge(&inputs).map_err(overflow)?)
    }

    /// The name of a file with this content.
    pub(super) fn file(&self, loaded: &Loaded, bentuk: &str, extension: &str) -> String {
        let of = if self.is_signed { "" } else { "form-kerja-" };
        layout::ekspor(&loaded.siklus, None, &format!("{of}{bentuk}"), extension)
    }
}

/// The targets of forms that can't be read, without the quotes around them; nothing where nothing
/// was typed.
fn unread(checked: &Checked) -> BTreeMap<Place, String> {
    let texts = texts(&checked.sources);
    let typed = |finding: &Finding| {
        let Spot::Field(path) = &finding.at.spot else {
            return None;
        };
        let [.., Step::Index(_), Step::Key(key)] = path.steps() else {
            return None;
        };
        let of = indikator_of(&finding.at).filter(|_| key == "target")?;
        if finding.rule == Rule::TargetMissing {
            return Some((of, String::new()));
        }
        let text = texts.text(&finding.at)?.get(texts.span(&finding.at))?;
        let text = text.trim_matches(['"', '\'']).trim().to_owned();
        is_of_reading(finding.rule).then_some((of, text))
    };
    checked.verdict.findings.iter().filter_map(typed).collect()
}

/// Whether a rule says that a target can't be read at all.
fn is_of_reading(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::NumberUnreadable | Rule::NumberAmbiguous | Rule::RangeReversed | Rule::WrongType
    )
}
