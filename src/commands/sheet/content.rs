//! What goes on correction sheets: the forms as they were handed in, what they are held against,
//! and what the rules say of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::commands::Session;
use crate::commands::checking::{Asked, check_against};
use crate::commands::round::{Version, faulty};
use crate::domain::check::{Ground, Verdict};
use crate::domain::event::EventId;
use crate::domain::finding::Finding;
use crate::domain::form::Form;
use crate::domain::instansi::Bidang;
use crate::domain::koreksi::Koreksi;
use crate::domain::lembar_koreksi::{Bahan, KepalaLembar, KoreksiBaris, LembarKoreksi, Petunjuk};
use crate::domain::name::BidangId;
use crate::domain::sop::Jenis;
use crate::domain::state::BidangState;
use crate::store::cycle::Loaded;
use crate::store::references::References;
use crate::store::revision::number_of;
use crate::store::text::{self, Source};
use crate::store::workspace::Trouble;
use crate::ui::report;

/// The correction sheet of a form, and which copy of the form it is of.
pub(super) struct Sheet {
    /// The sheet.
    pub lembar: LembarKoreksi,
    /// The copy.
    pub version: Version,
    /// How the Bidang stands.
    pub keadaan: &'static str,
    /// Whether the working copy says something else than what was handed in.
    pub basi: bool,
}

/// The sheets of some Bidang, against what all of them handed in.
pub(super) fn sheets(
    loaded: &Loaded,
    bidang: &[Bidang],
    session: Session<'_>,
) -> Result<Vec<Sheet>, Trouble> {
    let references = References::read(loaded)?;
    let ground = references.ground(loaded);
    let names: Vec<String> = bidang.iter().map(|one| one.id.to_string()).collect();
    let asked = Asked::these(&names);
    let checked = check_against(loaded, &references, asked, &handed_in(loaded)?)?;
    let making = Making {
        loaded,
        ground: &ground,
        verdict: &checked.verdict,
        basi: loaded.basi()?,
        session,
    };
    bidang.iter().map(|one| making.sheet(one)).collect()
}

/// The round that counts of a Bidang, from 1; none while its working copy does.
fn counting(loaded: &Loaded, id: &BidangId) -> Option<usize> {
    let state = loaded.state.bidang(id);
    match state.submission() {
        Some(submission) => Some(number_of(loaded, id, submission)),
        None if matches!(state, BidangState::Bercabang) => Some(loaded.state.n_rounds(id)),
        None => None,
    }
}

/// The last round before a copy that held something else, else the round before it; before the
/// working copy that is the last one.
fn before_of(loaded: &Loaded, version: &Version) -> Option<usize> {
    let rounds = loaded.state.rounds(&version.form.bidang);
    let Some((n, round)) = &version.round else {
        return (!rounds.is_empty()).then_some(rounds.len());
    };
    let before = n.saturating_sub(1);
    let earlier = rounds.get(..before)?;
    let other = earlier.iter().rposition(|one| one.digest != round.digest);
    let other = other.map(|at| at + 1);
    other.or((before > 0).then_some(before))
}

/// The copies that were handed in, as the texts of the forms that they are copies of.
fn handed_in(loaded: &Loaded) -> Result<Vec<Source>, Trouble> {
    let mut texts = Vec::new();
    for Bidang { id, .. } in &loaded.state.cycle.bidang {
        let rounds = loaded.state.rounds(id);
        let round = counting(loaded, id).and_then(|n| rounds.get(n.checked_sub(1)?));
        if let Some(round) = round {
            let (_, bytes) = loaded.frozen_with_bytes(id, &round.sha256)?;
            let read = text::decode(&loaded.form_name(id), Ok(bytes));
            let fault = |finding: Box<Finding>| Trouble::Findings(vec![*finding], Vec::new());
            texts.push(read.map_err(fault)?);
        }
    }
    Ok(texts)
}

/// The last day on which a form was handed in, corrected or answered; none of a working copy, which
/// nobody dates.
fn changed(version: &Version, koreksi: &[KoreksiBaris]) -> Option<NaiveDate> {
    let (_, submission) = version.round.as_ref()?;
    let moments = koreksi.iter().flat_map(|one| {
        let answers = one.koreksi.jawaban.iter().map(|answer| answer.pada);
        std::iter::once(one.koreksi.pada).chain(answers)
    });
    let last = moments.fold(submission.pada, Ord::max);
    Some(last.date_naive())
}

/// The plan as its papers call it: that of a revised cycle by its year, too.
fn plan(loaded: &Loaded) -> String {
    let tahun = loaded.state.cycle.tahun;
    match loaded.perubahan() {
        Some(_) => format!("RKT Perubahan {tahun}"),
        None => loaded.title(),
    }
}

/// What all sheets of a run are made of.
struct Making<'a> {
    loaded: &'a Loaded,
    ground: &'a Ground<'a>,
    verdict: &'a Verdict,
    basi: BTreeSet<BidangId>,
    session: Session<'a>,
}

/// What a form is held against.
struct Pembanding {
    form: Option<Form>,
    kolom: [String; 2],
    teks: String,
    hilang: String,
}

impl Making<'_> {
    fn sheet(&self, bidang: &Bidang) -> Result<Sheet, Trouble> {
        let (loaded, id) = (self.loaded, &bidang.id);
        let version = match counting(loaded, id) {
            Some(n) => Version::round(loaded, id, n)?,
            None => Version::working(loaded, id)?,
        };
        let file = loaded.form_name(id);
        let findings = self.verdict.findings.iter();
        let findings: Vec<Finding> = findings
            .filter(|one| one.at.file == file)
            .cloned()
            .collect();
        let pembanding = self.pembanding(&version.form)?;
        let before = self.before(&version)?;
        let today = self.session.now(loaded.state.cycle.zona).date_naive();
        let mut perhatian = self.perhatian(&version, &file);
        if let (Some(n), None) = (before_of(loaded, &version), &before) {
            perhatian.push(format!(
                "salinan putaran {n} tidak terbaca; yang berubah sejak itu tidak ditandai."
            ));
        }
        let kepala = KepalaLembar {
            bidang: bidang.clone(),
            rkt: plan(loaded),
            isi: self.isi(&version),
            kaki: self.kaki(&version),
            pada: today,
            kolom: pembanding.kolom,
            pembanding: pembanding.teks,
            hilang: pembanding.hilang,
            perhatian,
            petunjuk: self.petunjuk(&version)?,
        };
        let bahan = Bahan {
            state: &loaded.state,
            settings: &loaded.settings,
            hari: today,
            form: &version.form,
            is_whole: !version.faulty,
            semula: pembanding.form.as_ref(),
            putaran: before.as_ref().map(|(n, form)| (*n, form)),
            temuan: &findings,
            dahulu: &self.dahulu(&version)?,
        };
        let mut lembar = LembarKoreksi::of(kepala, &bahan);
        if let Some(day) = changed(&version, &lembar.koreksi) {
            lembar.kepala.pada = day;
        }
        Ok(Sheet {
            lembar,
            keadaan: loaded.state.bidang(id).word(),
            basi: self.basi.contains(id),
            version,
        })
    }

    fn isi(&self, version: &Version) -> Vec<String> {
        let id = &version.form.bidang;
        let n_rounds = self.loaded.state.n_rounds(id);
        let (kode, n) = (version.kode(), version.form.n_indikator());
        let keadaan = self.loaded.state.bidang(id).word();
        vec![
            version.told(self.loaded, n_rounds),
            format!("Kode {kode} · {n} indikator · keadaan: {keadaan}"),
        ]
    }

    fn kaki(&self, version: &Version) -> String {
        let (id, rkt) = (&version.form.bidang, self.loaded.title());
        let kode = version.kode();
        let of = match &version.round {
            Some((n, _)) => format!("putaran {n}"),
            None => "salinan kerja, belum diajukan".to_owned(),
        };
        format!("Lembar koreksi {id} · {rkt} · {of} · kode {kode}")
    }

    /// The signed form of the RKT that is revised, else that of the year before.
    fn pembanding(&self, own: &Form) -> Result<Pembanding, Trouble> {
        let id = &own.bidang;
        let tahun = self.loaded.state.cycle.tahun;
        if let Some(base) = self.loaded.perubahan() {
            let rkt = format!("RKT {}", base.dari);
            let sha = base.form.get(id);
            let signed = sha.map(|sha| self.loaded.signed(id, sha)).transpose()?;
            let teks = match signed {
                Some(_) => format!("Semula: menurut {rkt} yang ditandatangani."),
                None => format!("Semula: {rkt} tidak memuat form Bidang ini."),
            };
            return Ok(Pembanding {
                form: signed.map(|(form, _)| form),
                kolom: ["Semula".to_owned(), "Menjadi".to_owned()],
                hilang: format!("Ada pada {rkt}, tidak ada lagi di form ini"),
                teks,
            });
        }
        let before = tahun - 1;
        let last = self.ground.last_year;
        let form = last.and_then(|last| {
            let mut forms = last.forms.iter().map(|(_, form)| form);
            forms.find(|form| form.bidang == *id && !form.is_empty())
        });
        let siklus = last.map_or(before.to_string(), |last| last.siklus.clone());
        let lacks = match last {
            Some(_) => "tidak berisi form Bidang ini",
            None => "tidak ada di ruang kerja ini",
        };
        let mut indikator = own.rows().flat_map(|row| row.indikator);
        let teks = if form.is_some() {
            format!("{before}: menurut form Bidang ini pada siklus {siklus}.")
        } else if indikator.any(|one| one.lalu.is_some()) {
            format!("Siklus {siklus} {lacks}; target {before} menurut isian lalu di form.")
        } else {
            format!("Siklus {siklus} {lacks}; tidak ada pembandingnya.")
        };
        Ok(Pembanding {
            form: form.cloned(),
            kolom: [before.to_string(), tahun.to_string()],
            hilang: format!("Ada pada siklus {siklus}, tidak ada lagi di form ini"),
            teks,
        })
    }

    fn perhatian(&self, version: &Version, file: &str) -> Vec<String> {
        let id = &version.form.bidang;
        let state = self.loaded.state.bidang(id);
        let mut all = Vec::new();
        if version.round.is_none() {
            let why = match self.loaded.state.n_rounds(id) {
                0 => "belum diajukan",
                _ => "ajuannya ditarik",
            };
            all.push(format!(
                "{why}; isinya menurut salinan kerja, yang masih dapat berubah."
            ));
        }
        if let Some(excuse) = state.excuse() {
            all.push(format!(
                "Bidang ini dibebaskan dari mengajukan: {}.",
                excuse.alasan
            ));
        }
        if matches!(state, BidangState::Bercabang) {
            all.push("ajuannya bercabang; isinya menurut putaran terakhir.".to_owned());
        }
        if self.basi.contains(id) {
            all.push(
                "salinan kerja berubah sejak diajukan (BASI); isinya menurut yang diajukan."
                    .to_owned(),
            );
        }
        if version.faulty {
            all.push(faulty(id));
        }
        let silenced = self.verdict.silenced.iter();
        match silenced.filter(|one| one.finding.at.file == file).count() {
            0 => {}
            n => all.push(format!(
                "{n} temuan diabaikan dengan alasan: rkt check {id} --diabaikan"
            )),
        }
        all.extend(report::unread(&self.verdict.unread).map(|said| format!("{said}.")));
        all
    }

    /// The round before a copy, with what it held; none when that is gone, too.
    fn before(&self, version: &Version) -> Result<Option<(usize, Form)>, Trouble> {
        let Some(n) = before_of(self.loaded, version) else {
            return Ok(None);
        };
        match Version::round(self.loaded, &version.form.bidang, n) {
            Ok(before) => Ok(Some((n, before.form))),
            Err(Trouble::Findings(..)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The form as each correction saw it, where that was not this copy.
    fn dahulu(&self, version: &Version) -> Result<BTreeMap<EventId, Form>, Trouble> {
        let (loaded, id) = (self.loaded, &version.form.bidang);
        let here = version.round.as_ref().map(|(_, round)| &round.sha256);
        let mut seen = BTreeMap::new();
        for koreksi in self.koreksi(id).filter(|one| one.baris.is_some()) {
            let then = loaded.state.before(&koreksi.event).rounds(id).pop();
            let Some(then) = then.filter(|then| Some(&then.sha256) != here) else {
                continue;
            };
            match loaded.frozen(id, &then.sha256) {
                Ok(form) => {
                    seen.insert(koreksi.event.clone(), form);
                }
                // A copy that is gone is told by `rkt check`; the row keeps the name that it had.
                Err(Trouble::Findings(..)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(seen)
    }

    /// The corrections of a form, and those of the draft.
    fn koreksi(&self, id: &BidangId) -> impl Iterator<Item = &Koreksi> {
        let all = self.loaded.state.koreksi().iter();
        all.filter(move |one| one.subjek.bidang().is_none_or(|of| of == id))
    }

    /// The commands that take what is written on the sheet, while the form can go back.
    fn petunjuk(&self, version: &Version) -> Result<Vec<Petunjuk>, Trouble> {
        let (loaded, id) = (self.loaded, &version.form.bidang);
        let state = &loaded.state;
        let fixed = state.draft().fixed().is_some();
        let review = if fixed {
            state.sop.draft_reviews().next()
        } else {
            state.sop.form_reviews().next()
        };
        let who = review.and_then(|langkah| langkah.pelaksana.first());
        let is_open = version.round.is_some() && state.signature().is_none();
        let Some(who) = who.filter(|_| is_open) else {
            return Ok(Vec::new());
        };
        let suffix = self.session.suffix(loaded)?;
        let approved = match state.bidang(id) {
            BidangState::Diajukan(_) => Some(id.as_str()),
            BidangState::Disetujui(_) if fixed => Some("draft"),
            BidangState::Disetujui(_)
            | BidangState::Dikembalikan(..)
            | BidangState::Belum
            | BidangState::Tanpa(_)
            | BidangState::Bercabang => None,
        };
        let petunjuk = |guna: String, perintah: String| Petunjuk { guna, perintah };
        let clerk = state.sop.pelaksana_of(Jenis::Kumpul).first();
        let recorded = clerk.map(|clerk| {
            let acting = format!("--untuk {who} --bukti PINDAIAN.pdf --sebagai {clerk}");
            (format!(", dicatat {}", state.called(clerk)), acting)
        });
        let own = (String::new(), format!("--sebagai {who}"));
        let all = std::iter::once(own).chain(recorded);
        let all = all.flat_map(|(by, acting)| {
            let approve = approved.map(|what| {
                let perintah = format!("rkt approve {what}{suffix} {acting}");
                petunjuk(format!("Disetujui{by}"), perintah)
            });
            let returns = [("Koreksi baris", " --baris BARIS"), ("Koreksi form", "")];
            let returns = returns.map(|(guna, baris)| {
                let perintah = format!("rkt return {id}{baris} --alasan \"...\"{suffix} {acting}");
                petunjuk(format!("{guna}{by}"), perintah)
            });
            approve.into_iter().chain(returns)
        });
        Ok(all.collect())
    }
}
