//! Lke: the planning component of the evaluation sheet, with what a cycle holds for each criterion.
//!
//! `PermenPANRB` 88/2021: perencanaan kinerja weighs 30 of 100. rkt gathers evidence and gives no
//! score: that is the evaluator's.

use std::collections::BTreeSet;

use super::check::{Ground, Verdict};
use super::document::kode;
use super::form::{Form, List};
use super::indikator::Indikator;
use super::name::LangkahId;
use super::row::ABSENT;
use super::rule::Rule;
use super::state::{Baseline, BidangState, State};
use super::tanggal;
use super::workflow::PUBLIKASI;

mod rules;
mod sheet;

pub use sheet::{legend_of, sheet};

use rules::{Hal, hal};

/// What the rules say when there is nothing to tell.
const NO_FINDING: &str = "tidak ada temuan rkt check";

/// Part of the component, with its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubKomponen {
    /// Pemenuhan: the documents are there.
    Pemenuhan,
    /// Kualitas: they are good.
    Kualitas,
    /// Pemanfaatan: they are used.
    Pemanfaatan,
}

impl SubKomponen {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SubKomponen::Pemenuhan => "Pemenuhan",
            SubKomponen::Kualitas => "Kualitas",
            SubKomponen::Pemanfaatan => "Pemanfaatan",
        }
    }

    /// Its weight, of 30.
    #[must_use]
    pub fn bobot(self) -> u32 {
        match self {
            SubKomponen::Pemenuhan => 6,
            SubKomponen::Kualitas => 9,
            SubKomponen::Pemanfaatan => 15,
        }
    }
}

/// A criterion, and what the cycle holds for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kriteria {
    /// The part that it belongs to.
    pub sub_komponen: SubKomponen,
    /// What is asked, in short.
    pub uraian: &'static str,
    /// What the cycle holds, a statement each; none when rkt holds nothing about it.
    pub bukti: Vec<String>,
}

/// What evidence is gathered from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Where the cycle stands.
    pub state: &'a State,
    /// The forms, each with its path in the workspace.
    pub forms: &'a [(String, &'a Form)],
    /// What the rules hold the forms against.
    pub ground: &'a Ground<'a>,
    /// What the rules say of the forms, and what is silenced.
    pub verdict: &'a Verdict,
}

/// Every criterion in the order of the sheet.
#[must_use]
pub fn criteria(facts: &Facts<'_>) -> Vec<Kriteria> {
    let part = |sub_komponen, all: Vec<(&'static str, Vec<String>)>| {
        let one = move |(uraian, bukti)| Kriteria {
            sub_komponen,
            uraian,
            bukti,
        };
        all.into_iter().map(one)
    };
    part(SubKomponen::Pemenuhan, facts.pemenuhan())
        .chain(part(SubKomponen::Kualitas, facts.kualitas()))
        .chain(part(SubKomponen::Pemanfaatan, facts.pemanfaatan()))
        .collect()
}

impl Facts<'_> {
    fn pemenuhan(&self) -> Vec<(&'static str, Vec<String>)> {
        vec![
            (
                "dokumen jangka menengah (Renstra) ada",
                self.renstra_there(),
            ),
            ("dokumen tahunan (Renja/RKT) ada", vec![self.document()]),
            ("rencana aktivitas mendukung kinerja", self.activities()),
            ("rencana anggaran mendukung kinerja", self.money()),
        ]
    }

    fn kualitas(&self) -> Vec<(&'static str, Vec<String>)> {
        vec![
            ("dokumen diformalkan", vec![self.signed()]),
            ("dokumen dipublikasikan tepat waktu", self.published()),
            (
                "menggambarkan kinerja yang perlu dicapai",
                vec![self.baselines(), self.told(Hal::Hasil)],
            ),
            (
                "indikator SMART dan cukup",
                vec![self.count(), self.told(Hal::Indikator)],
            ),
            (
                "IKU tepat dan berkelanjutan",
                vec![self.iku(), self.told(Hal::Iku)],
            ),
            (
                "target dapat dicapai, menantang, realistis",
                vec![self.told(Hal::Target)],
            ),
            (
                "selaras di setiap jenjang (cascading)",
                vec![self.cascade(), self.told(Hal::Jenjang)],
            ),
            ("hubungan antarunit (crosscutting)", self.shared()),
            ("setiap unit menyusun rencana kinerja", self.units()),
        ]
    }

    fn pemanfaatan(&self) -> Vec<(&'static str, Vec<String>)> {
        vec![
            (
                "anggaran mengacu pada perencanaan",
                vec![self.told(Hal::Anggaran)],
            ),
            ("aktivitas mendukung kinerja", vec![self.told(Hal::Renstra)]),
            ("target perjanjian kinerja tercapai", Vec::new()),
            (
                "rencana aksi dipantau berkala",
                vec![self.quarters(), self.told(Hal::Triwulan)],
            ),
            (
                "perbaikan dari analisis sebelumnya",
                vec![self.corrections()],
            ),
            ("setiap unit memahami dan berkomitmen", self.meeting()),
            ("setiap pegawai memahami dan berkomitmen", Vec::new()),
        ]
    }

    fn renstra_there(&self) -> Vec<String> {
        if self.ground.renstra.is_empty() {
            return vec![self.empty(self.ground.renstra_file)];
        }
        let years = self.ground.renstra.years();
        let span = years.first().zip(years.last());
        let span = span.map_or(String::new(), |(from, to)| {
            format!(", target {from} sampai {to}")
        });
        let n = self.ground.renstra.indikator().count();
        vec![format!("acuan/renstra.toml: {n} indikator{span}")]
    }

    fn document(&self) -> String {
        if self.state.signature().is_some() {
            return self.signed();
        }
        match self.state.draft().fixed().or(self.state.last_compilation()) {
            Some(draft) => format!("draf {}, kode {}", draft.nomor, kode(&draft.digest)),
            None => "draf belum dikompilasi".to_owned(),
        }
    }

    fn signed(&self) -> String {
        let Some(signature) = self.state.signature() else {
            return "RKT belum ditandatangani".to_owned();
        };
        let day = tanggal::long(signature.pada.date_naive());
        let naskah = signature.naskah.as_deref();
        let naskah = naskah.map_or(String::new(), |nomor| format!(", naskah {nomor}"));
        format!(
            "ditandatangani {} {day}, kode {}{naskah}",
            signature.oleh.nama,
            kode(&signature.digest)
        )
    }

    fn published(&self) -> Vec<String> {
        let planned = self.planned();
        let record = LangkahId::parse(PUBLIKASI).ok();
        let said = match record.and_then(|id| self.state.record_of(&id)) {
            Some(record) => format!(
                "dipublikasikan {}: {}",
                tanggal::long(record.tanggal),
                record.url.as_deref().unwrap_or(ABSENT)
            ),
            None => "publikasi belum dicatat".to_owned(),
        };
        std::iter::once(said).chain(planned).collect()
    }

    /// When it was planned to end, as opened and since.
    fn planned(&self) -> Option<String> {
        let ends = |one: &Baseline| one.rencana.last().map(|day| tanggal::long(*day));
        let (opened, since) = self.state.baselines().split_first()?;
        let first = format!("SOP direncanakan selesai {}", ends(opened)?);
        Some(match since.last().and_then(ends) {
            None => first,
            Some(last) => format!("{first}, dijadwalkan ulang sampai {last}"),
        })
    }

    fn activities(&self) -> Vec<String> {
        let count = |list| self.rows().filter(|row| row.list == list).count();
        let (kegiatan, sub) = (count(List::Kegiatan), count(List::SubKegiatan));
        vec![format!(
            "{kegiatan} baris kegiatan, {sub} baris sub kegiatan"
        )]
    }

    fn money(&self) -> Vec<String> {
        let sub = || self.rows().filter(|row| row.list == List::SubKegiatan);
        let paid = sub().filter(|row| row.pagu.is_some()).count();
        vec![of(paid, sub().count(), "sub kegiatan berpagu")]
    }

    fn baselines(&self) -> String {
        let with = self.indikator().filter(|one| one.dasar.is_some()).count();
        of(
            with,
            self.indikator().count(),
            "indikator dengan kondisi awal",
        )
    }

    fn quarters(&self) -> String {
        let with = self
            .indikator()
            .filter(|one| one.triwulan.is_some())
            .count();
        of(
            with,
            self.indikator().count(),
            "indikator dengan target triwulan",
        )
    }

    fn count(&self) -> String {
        format!("{} indikator di semua tingkat", self.indikator().count())
    }

    fn iku(&self) -> String {
        let iku = self.indikator().filter(|one| one.iku == Some(true)).count();
        of(iku, self.indikator().count(), "indikator ditandai IKU")
    }

    fn cascade(&self) -> String {
        let programs = || self.rows().filter_map(|row| row.program);
        let linked = programs()
            .filter(|program| !program.sasaran.is_empty())
            .count();
        of(linked, programs().count(), "baris program merujuk sasaran")
    }

    fn shared(&self) -> Vec<String> {
        vec![
            self.told(Hal::Bersama),
            "hubungan dengan perangkat daerah lain tidak dicatat rkt".to_owned(),
        ]
    }

    fn units(&self) -> Vec<String> {
        let all = self.state.cycle.bidang.iter();
        let all: Vec<BidangState<'_>> = all.map(|one| self.state.bidang(&one.id)).collect();
        let handed_in = all.iter().filter(|state| state.is_in()).count();
        let is_approved = |state: &&BidangState<'_>| matches!(state, BidangState::Disetujui(_));
        let approved = all.iter().filter(is_approved).count();
        let is_excused = |state: &&BidangState<'_>| matches!(state, BidangState::Tanpa(_));
        let excused = all.iter().filter(is_excused).count();
        vec![
            of(handed_in, all.len(), "Bidang mengajukan form"),
            format!("{approved} disetujui, {excused} dibebaskan"),
        ]
    }

    fn corrections(&self) -> String {
        let (all, open) = (self.state.koreksi().len(), self.state.pending().len());
        format!("{all} koreksi, {open} belum selesai")
    }

    fn meeting(&self) -> Vec<String> {
        let steps = self.state.sop.langkah.iter();
        let attended = steps.filter_map(|langkah| {
            let record = self.state.record_of(&langkah.id)?;
            let n = record.hadir.len();
            let day = tanggal::long(record.tanggal);
            (n > 0).then(|| format!("{} {day}: {n} hadir", langkah.id))
        });
        attended.collect()
    }

    /// What the rules on a matter tell, and what of it is silenced.
    fn told(&self, of: Hal) -> String {
        let is_such = |rule: &Rule| hal(*rule) == Some(of);
        let told = self.verdict.findings.iter().map(|one| one.rule);
        let told: Vec<Rule> = told.filter(is_such).collect();
        let silenced = self.verdict.silenced.iter();
        let silenced = silenced.map(|one| one.finding.rule);
        let silenced: Vec<Rule> = silenced.filter(is_such).collect();
        let unchecked = || self.unchecked(of).filter(|_| silenced.is_empty());
        let said = match told.as_slice() {
            [] => unchecked().unwrap_or_else(|| self.nothing(of)),
            told => format!("{} temuan rkt check: {}", told.len(), codes(told)),
        };
        if silenced.is_empty() {
            return said;
        }
        let n = silenced.len();
        format!("{said}, {n} diabaikan: {}", codes(&silenced))
    }

    /// What the rules say when there is nothing to tell: also whether they saw everything.
    fn nothing(&self, of: Hal) -> String {
        // These look at forms alone.
        let alone = matches!(of, Hal::Hasil | Hal::Bersama | Hal::Triwulan);
        let references = [self.ground.renstra_file, self.ground.iku_file];
        let unread = self.verdict.unread.iter().map(String::as_str);
        let unread = unread.filter(|file| !alone || !references.contains(file));
        let unread: Vec<&str> = unread.collect();
        if unread.is_empty() {
            return NO_FINDING.to_owned();
        }
        let unread = unread.join(", ");
        format!("belum semuanya diperiksa: ada yang belum terisi atau belum terbaca di {unread}")
    }

    /// That the rules on a matter had nothing to look at, if they had not, and why.
    fn unchecked(&self, of: Hal) -> Option<String> {
        let ground = self.ground;
        let why = match of {
            _ if self.rows().next().is_none() => self.formless(),
            Hal::Indikator | Hal::Iku | Hal::Target | Hal::Triwulan
                if self.indikator().next().is_none() =>
            {
                "belum ada indikator".to_owned()
            }
            Hal::Iku if ground.iku.rows.is_empty() && ground.last_year.is_none() => {
                self.empty(ground.iku_file)
            }
            Hal::Renstra if ground.renstra.is_empty() => self.empty(ground.renstra_file),
            Hal::Bersama if self.forms.len() < 2 => "baru satu form yang terbaca".to_owned(),
            Hal::Hasil
            | Hal::Indikator
            | Hal::Iku
            | Hal::Target
            | Hal::Jenjang
            | Hal::Bersama
            | Hal::Anggaran
            | Hal::Renstra
            | Hal::Triwulan => return None,
        };
        Some(format!("tidak diperiksa: {why}"))
    }

    /// Why a reference says nothing.
    fn empty(&self, file: &str) -> String {
        let is_unread = self.verdict.unread.contains(file);
        let why = if is_unread {
            "tidak terbaca"
        } else {
            "belum berisi"
        };
        format!("{file} {why}")
    }

    /// Why there is no row at all.
    fn formless(&self) -> String {
        let is_read = self.verdict.unread.is_empty();
        let what = if is_read { "berisi" } else { "terbaca" };
        format!("belum ada form yang {what}")
    }

    fn rows(&self) -> impl Iterator<Item = super::form::FormRow<'_>> {
        self.forms.iter().flat_map(|(_, form)| form.rows())
    }

    fn indikator(&self) -> impl Iterator<Item = &Indikator> {
        let all = self.forms.iter().flat_map(|(_, form)| form.indikator());
        all.map(|(_, indikator)| indikator)
    }
}

/// The codes of rules, each once.
fn codes(rules: &[Rule]) -> String {
    let codes: BTreeSet<&str> = rules.iter().map(|rule| rule.code()).collect();
    codes.into_iter().collect::<Vec<_>>().join(", ")
}

fn of(n: usize, all: usize, what: &str) -> String {
    format!("{n} dari {all} {what}")
}
