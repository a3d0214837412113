//! Rules that one form must satisfy by itself; its errors stop `submit` (SOP step 4).

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::finding::{FieldPath, Finding, Place};
use crate::domain::form::{Form, FormRow, List};
use crate::domain::indikator::Indikator;
use crate::domain::kode::Kode;
use crate::domain::name::nearest;
use crate::domain::pagu::Rupiah;
use crate::domain::rule::Rule;
use crate::domain::sums::total;

/// Checks one form. `file` is its path in the workspace.
#[must_use]
pub fn form(form: &Form, file: &str) -> Vec<Finding> {
    form_without(form, file, &Lost::default())
}

/// What of a file did not come into its form, because it can't be read.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// Rows of these lists.
    pub lists: BTreeSet<List>,
    /// Indikator of rows that are there.
    pub indikator: bool,
    /// Lines that are no TOML: what else stands in their rows is a guess.
    pub is_guess: bool,
}

impl Lost {
    fn any(&self, lists: &[List]) -> bool {
        lists.iter().any(|list| self.lists.contains(list))
    }
}

/// Checks what could be read of a form: it is not told to lack what may be among what is lost.
#[must_use]
pub fn form_without(form: &Form, file: &str, lost: &Lost) -> Vec<Finding> {
    let check = Check { form, file, lost };
    let mut findings = Vec::new();
    if form.is_empty() && lost.lists.is_empty() {
        let message = "form belum berisi sasaran, program, kegiatan, atau sub kegiatan";
        let help = "isi form ini; contoh penulisan tiap baris ada di dalam berkasnya";
        findings.push(Finding::new(Rule::EmptyForm, Place::file(file), message).help(help));
    }
    if !lost.indikator {
        check.sasaran_measured(&mut findings);
    }
    check.duplicates(&mut findings);
    if !lost.any(&[List::Sasaran]) {
        check.links(&mut findings);
    }
    check.parents(&mut findings);
    if !lost.is_guess {
        check.pagu(&mut findings);
    }
    findings
}

struct Check<'a> {
    form: &'a Form,
    file: &'a str,
    lost: &'a Lost,
}

impl Check<'_> {
    fn at(&self, path: FieldPath) -> Place {
        Place::field(self.file, path)
    }

    /// A sasaran is nothing without a way to measure it (`PermenPANRB` 53/2014; LKE, SMART).
    fn sasaran_measured(&self, findings: &mut Vec<Finding>) {
        for sasaran in self
            .form
            .sasaran
            .iter()
            .filter(|sasaran| sasaran.indikator.is_empty())
        {
            let at = self.at(FieldPath::row("sasaran", sasaran.pos).key("id"));
            let message = format!("sasaran {} belum punya indikator", sasaran.id);
            let help = "tambahkan [[sasaran.indikator]] dengan uraian, satuan, dan target";
            findings.push(Finding::new(Rule::SasaranWithoutIndikator, at, message).help(help));
        }
    }

    /// An id or a kode names one row of a form.
    fn duplicates(&self, findings: &mut Vec<Finding>) {
        for list in List::ALL {
            let what = format!("{} {}", list.name_key(), list.name());
            let rows = self.form.rows().filter(|row| row.list == list);
            let path = |row: &FormRow<'_>| row.path().key(list.name_key());
            self.unique(&what, rows.map(|row| (row.name, row)), path, findings);
        }
        let ids = self.form.indikator().filter_map(|(row, indikator)| {
            let id = indikator.id.as_deref()?;
            Some((id, (row, indikator)))
        });
        let path = |(row, indikator): &(FormRow<'_>, &Indikator)| row.path_of(indikator).key("id");
        self.unique("id indikator", ids, path, findings);
    }

    /// Each of these names is of one thing; `path` says where in the form a thing is named.
    fn unique<'n, T>(
        &self,
        what: &str,
        named: impl Iterator<Item = (&'n str, T)>,
        path: impl Fn(&T) -> FieldPath,
        findings: &mut Vec<Finding>,
    ) {
        let mut first: FxHashMap<&str, T> = FxHashMap::default();
        for (name, one) in named {
            if let Some(before) = first.get(name) {
                let message = format!("{what} {name} dipakai dua kali di form ini");
                findings.push(
                    Finding::new(Rule::Duplicate, self.at(path(&one)), message)
                        .because(self.at(path(before)), "pertama dipakai di sini")
                        .help("hapus baris yang berulang, atau beri id/kode yang benar"),
                );
            } else {
                first.insert(name, one);
            }
        }
    }

    /// The sasaran that a program serves are in its form (cascading, `PermenPANRB` 89/2021).
    fn links(&self, findings: &mut Vec<Finding>) {
        let known = || self.form.sasaran.iter().map(|one| one.id.as_str());
        for program in &self.form.program {
            for (n, id) in program.sasaran.iter().enumerate() {
                if known().any(|own| own == id) {
                    continue;
                }
                let path = FieldPath::row("program", program.pos);
                let at = self.at(path.key("sasaran").index(n));
                let message = format!(
                    "program {} merujuk sasaran {id} yang tidak ada di form ini",
                    program.kode
                );
                let help = refer(id, meant(id, known()));
                findings.push(Finding::new(Rule::SasaranUnknown, at, message).help(help));
            }
        }
    }

    /// Each form declares the parents of its rows.
    fn parents(&self, findings: &mut Vec<Finding>) {
        let form = self.form;
        let codes = form.rows().filter_map(|row| row.kode);
        let known: FxHashSet<&str> = codes.map(Kode::as_str).collect();
        let rows = form.rows().filter_map(|row| Some((row, row.kode?)));
        for (row, kode) in rows.filter(|(row, _)| !self.lost.any(&[above(row.list)])) {
            let parent = kode.all_above().next();
            if let Some(parent) = parent.filter(|parent| !known.contains(parent)) {
                let at = self.at(row.path().key("kode"));
                findings.push(self.orphan(at, row.list, (kode, parent)));
            }
        }
    }

    fn orphan(&self, at: Place, list: List, (kode, parent): (&Kode, &str)) -> Finding {
        let list = above(list).key();
        let message = format!("{list} {parent}, induk {kode}, tidak ada di form ini");
        let help =
            format!("tambahkan [[{list}]] dengan kode = \"{parent}\", atau perbaiki kodenya");
        let finding = Finding::new(Rule::ParentMissing, at, message).help(help);
        let finding = finding.unless(&[Rule::KodeOfOther]);
        match self.misread(parent) {
            Some(at) => finding.unless_at(&at, &[Rule::KodeGovernment]),
            None => finding,
        }
    }

    /// Where the form has that kegiatan with the digit of another government.
    fn misread(&self, kegiatan: &str) -> Option<Place> {
        let others = |kode: &Kode| {
            let (mut own, mut theirs) = (kegiatan.split('.'), kode.as_str().split('.'));
            let program = own.by_ref().take(3).eq(theirs.by_ref().take(3));
            program && own.next() != theirs.next() && own.eq(theirs)
        };
        let mut all = self.form.kegiatan.iter();
        let found = all.find(|one| others(&one.kode))?;
        let path = FieldPath::row("kegiatan", found.pos);
        Some(self.at(path.key("kode")))
    }

    /// A pagu on a row whose children carry pagu is a control figure: it must be their sum.
    fn pagu(&self, findings: &mut Vec<Finding>) {
        let form = self.form;
        let mut kegiatan_sum: BTreeMap<Kode, Part> = BTreeMap::new();
        for sub in &form.sub_kegiatan {
            if let Some(parent) = sub.kode.parent() {
                let at = ("sub_kegiatan", sub.pos, "pagu");
                kegiatan_sum.entry(parent).or_default().add(sub.pagu, at);
            }
        }
        let mut program_sum: BTreeMap<Kode, Part> = BTreeMap::new();
        for kegiatan in &form.kegiatan {
            let part = kegiatan_sum.get(&kegiatan.kode);
            let row = ("kegiatan", kegiatan.pos, &kegiatan.kode, kegiatan.pagu);
            let told = part.and_then(|part| self.control(row, part));
            if let Some(parent) = kegiatan.kode.parent() {
                let below = part.and_then(Part::sum);
                // What a kegiatan without a pagu of its own comes to stands nowhere.
                let key = kegiatan.pagu.map_or("kode", |_| "pagu");
                let worth = below.or(kegiatan.pagu);
                let program = program_sum.entry(parent).or_default();
                program.add(worth, ("kegiatan", kegiatan.pos, key));
                // A pagu that is still open below a kegiatan is open in the program's sum too.
                program.whole &= part.is_none_or(|part| part.whole);
                program.said.extend(kegiatan.pagu.or(below));
                program.wrong.extend(told.iter().map(|one| one.at.clone()));
            }
            findings.extend(told);
        }
        for program in &form.program {
            let part = program_sum.get(&program.kode);
            let row = ("program", program.pos, &program.kode, program.pagu);
            findings.extend(part.and_then(|part| self.control(row, part)));
        }
    }

    fn control(
        &self,
        (list, pos, kode, control): (&str, usize, &Kode, Option<Rupiah>),
        part: &Part,
    ) -> Option<Finding> {
        let (control, sum) = (control?, part.sum()?);
        // What is open or lost can only add to the sum.
        let is_whole = part.whole && !self.lost.any(&[List::Kegiatan, List::SubKegiatan]);
        if control == sum || (!is_whole && sum < control) {
            return None;
        }
        let difference = Rupiah::new((control.get() - sum.get()).abs()).unwrap_or(Rupiah::ZERO);
        let message = format!(
            "pagu {list} {kode} {control}, padahal jumlah rinciannya di form ini {sum}; selisih {difference}"
        );
        let help = format!("samakan, atau hapus pagu {list} ini: rkt menjumlahkannya sendiri");
        let at = self.at(FieldPath::row(list, pos).key("pagu"));
        let finding = Finding::new(Rule::PaguControl, at, message);
        let mut largest: Vec<&(Rupiah, Spot)> = part.of.iter().collect();
        largest.sort_by_key(|(pagu, _)| std::cmp::Reverse(*pagu));
        let largest = largest.into_iter().take(SHOWN);
        let finding = largest.fold(finding, |finding, (pagu, (list, pos, key))| {
            let at = self.at(FieldPath::row(list, *pos).key(key));
            finding.because(at, format!("pagu {} {pagu}", list.replace('_', " ")))
        });
        let finding = finding.help(help);
        // Once what is said below it holds, this holds too.
        let said = total(part.said.iter().copied());
        let causes = part.wrong.iter().filter(|_| said == Some(control));
        Some(causes.fold(finding, |one, at| one.unless_at(at, &[Rule::PaguControl])))
    }
}

/// The list that the parents of a list's rows are in.
fn above(list: List) -> List {
    match list {
        List::SubKegiatan => List::Kegiatan,
        List::Kegiatan | List::Program | List::Sasaran => List::Program,
    }
}

/// What to write instead of the id of a sasaran that is not there.
fn refer(id: &str, near: Option<&str>) -> String {
    let add = format!("tambahkan [[sasaran]] dengan id = \"{id}\"");
    match near {
        Some(near) if near.eq_ignore_ascii_case(id) => format!("maksud Anda `{near}`?"),
        Some(near) => format!("maksud Anda `{near}`? Bila bukan, {add}"),
        None => format!("{add}, atau perbaiki rujukannya"),
    }
}

/// The one of `known` that `typed` most probably means: it differs in case and marks only, or none
/// but it is near.
pub(super) fn meant<'a>(
    typed: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let letters = |id: &str| -> String {
        let telling = id.chars().filter(|c| c.is_alphanumeric());
        telling.flat_map(char::to_lowercase).collect()
    };
    let typed_letters = letters(typed);
    let mut alike = known.clone().filter(|id| letters(id) == typed_letters);
    let mut near = known.filter(|id| nearest(typed, [*id]).is_some());
    let only = || near.next().filter(|_| near.next().is_none());
    alike.next().or_else(only)
}

/// As many addends as are shown beside a sum, the largest.
const SHOWN: usize = 3;

/// A key of a row of a list.
type Spot = (&'static str, usize, &'static str);

/// What children gave.
struct Part {
    of: Vec<(Rupiah, Spot)>,
    /// What the children say of themselves, and where that is not right.
    said: Vec<Rupiah>,
    wrong: Vec<Place>,
    whole: bool,
}

impl Default for Part {
    fn default() -> Part {
        Part {
            of: Vec::new(),
            said: Vec::new(),
            wrong: Vec::new(),
            whole: true,
        }
    }
}

impl Part {
    fn add(&mut self, pagu: Option<Rupiah>, at: Spot) {
        self.whole &= pagu.is_some();
        self.of.extend(pagu.map(|pagu| (pagu, at)));
    }

    /// `None` when nothing was given, or it does not fit.
    fn sum(&self) -> Option<Rupiah> {
        total(self.of.iter().map(|(pagu, _)| *pagu))
    }
}
