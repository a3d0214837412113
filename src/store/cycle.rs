//! One cycle as it is on disk: its state, its SOP, its forms.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::form_file::{self, Expected};
use super::sop_file::sop_digest;
use super::text::{self, Source};
use super::workspace::{self, Trouble, Workspace};
use super::{layout, state_file, stray};
use crate::domain::digest::sha256;
use crate::domain::event::{Act, Event, Perubahan};
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::form::Form;
use crate::domain::instansi::{Bidang, Settings};
use crate::domain::kalender::Kalender;
use crate::domain::name::BidangId;
use crate::domain::rule::Rule;
use crate::domain::sop::Sop;
use crate::domain::state::State;

/// A cycle and what it stands on.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The workspace's top.
    pub root: PathBuf,
    /// The cycle's folder name, e.g. `2027`.
    pub siklus: String,
    /// The office's settings.
    pub settings: Settings,
    /// The office's days off.
    pub kalender: Kalender,
    /// Where the cycle stands.
    pub state: State,
    /// The state file's text.
    pub state_text: String,
    /// What is wrong with the state file.
    pub findings: Vec<Finding>,
    /// Texts that findings point into.
    pub sources: Vec<Source>,
    /// Whether it lies in an archive, where no working copies are.
    pub sealed: bool,
}

/// A form file as read.
#[derive(Clone, Debug)]
pub struct FormRead {
    /// The form, if it could be read at all.
    pub form: Option<Form>,
    /// Everything that is wrong with it by itself.
    pub findings: Vec<Finding>,
    /// Its text.
    pub source: Source,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl Loaded {
    /// Reads a cycle of a workspace.
    ///
    /// # Errors
    /// Findings when the SOP, a calendar or the state's header can't be used.
    pub fn read(workspace: &Workspace, siklus: &str) -> Result<Loaded, Trouble> {
        let root = workspace.root.clone();
        let source = workspace::read(&root, &layout::state(siklus))?;
        let (state, mut findings) = state_file::decode(&source);
        let Some((cycle, events)) = state else {
            return Err(Trouble::Findings(findings, vec![source]));
        };
        let kalender = workspace.kalender(cycle.hari_kerja)?;
        let (sop, sop_source) = workspace::sop(&root, &layout::cycle_sop(siklus))?;
        let state = State::replay(cycle, sop, events);
        let bound = state.opening().map(|opening| opening.sop.clone());
        if bound.is_some_and(|bound| bound != sop_digest(&sop_source.text)) {
            let place = Place::file(&sop_source.file);
            let message = "SOP siklus ini berubah sejak siklus dibuka";
            let help = "kembalikan dari riwayat git; perubahan SOP berlaku mulai siklus berikutnya";
            findings.push(Finding::new(Rule::SopFault, place, message).help(help));
        }
        if state.opening().is_none() && findings.is_empty() {
            let place = Place::file(&source.file);
            let finding = Finding::new(
                Rule::StateTableMissing,
                place,
                "peristiwa `mulai` tidak ada",
            );
            return Err(Trouble::Findings(vec![finding], vec![source]));
        }
        Ok(Loaded {
            sealed: layout::is_archive(&root),
            root,
            siklus: siklus.to_owned(),
            settings: workspace.settings.clone(),
            kalender,
            state,
            state_text: source.text.clone(),
            findings,
            sources: vec![source],
        })
    }

    /// Refuses to go on with a state file that is not whole: nothing is written over it.
    ///
    /// # Errors
    /// The findings of the state file.
    pub fn whole(&self) -> Result<(), Trouble> {
        if any_error(&self.findings) {
            return Err(Trouble::Findings(
                self.findings.clone(),
                self.sources.clone(),
            ));
        }
        Ok(())
    }

    /// The SOP as copied when the cycle was opened.
    #[must_use]
    pub fn sop(&self) -> &Sop {
        &self.state.sop
    }

    /// The plan as people call it: `RKT 2027`, `RKT Perubahan 2027-perubahan`.
    #[must_use]
    pub fn title(&self) -> String {
        let revised = if self.perubahan().is_some() {
            "Perubahan "
        } else {
            ""
        };
        format!("RKT {revised}{}", self.siklus)
    }

    /// The cycle's folder.
    #[must_use]
    pub fn dir(&self) -> PathBuf {
        self.root.join(&self.siklus)
    }

    /// The Bidang of that name.
    #[must_use]
    pub fn bidang(&self, name: &str) -> Option<&Bidang> {
        self.state
            .cycle
            .bidang
            .iter()
            .find(|bidang| bidang.id.as_str() == name)
    }

    /// The ids of its Bidang, in printed order.
    #[must_use]
    pub fn bidang_names(&self) -> Vec<String> {
        let bidang = self.state.cycle.bidang.iter();
        bidang.map(|bidang| bidang.id.to_string()).collect()
    }

    /// The path of a Bidang's form from the workspace's top; in an archive, of what was handed
    /// in last.
    #[must_use]
    pub fn form_name(&self, bidang: &BidangId) -> String {
        let submission = self.state.bidang(bidang).submission();
        if let Some(submission) = submission.filter(|_| self.sealed) {
            return self.frozen_name(bidang, &submission.sha256);
        }
        format!("{}/{}", self.siklus, layout::form(bidang))
    }

    /// Reads and checks the working copy of a form.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn form(&self, bidang: &BidangId) -> Result<FormRead, Trouble> {
        let file = self.form_name(bidang);
        let nothing = |finding| FormRead {
            form: None,
            findings: vec![finding],
            source: Source {
                file: file.clone(),
                text: String::new(),
            },
            sha256: String::new(),
        };
        let Some(bytes) = text::read_under(&self.root, &file)? else {
            return Ok(nothing(self.missing(&file, bidang)));
        };
        let sha256 = bytes
            .as_ref()
            .map(|bytes| sha256(bytes))
            .unwrap_or_default();
        let source = match text::decode(&file, bytes) {
            Ok(source) => source,
            Err(finding) => return Ok(nothing(*finding)),
        };
        let (form, findings) = form_file::checked(&source, self.expected(bidang));
        Ok(FormRead {
            form,
            findings,
            source,
            sha256,
        })
    }

    /// Reads the copy of a form that was handed in.
    ///
    /// # Errors
    /// A finding when the copy is gone or no longer the one that was handed in.
    pub fn frozen(&self, bidang: &BidangId, sha: &str) -> Result<Form, Trouble> {
        let (form, _) = self.frozen_with_bytes(bidang, sha)?;
        Ok(form)
    }

    /// As [`Loaded::frozen`], with the bytes of the copy.
    ///
    /// # Errors
    /// As [`Loaded::frozen`].
    pub fn frozen_with_bytes(
        &self,
        bidang: &BidangId,
        sha: &str,
    ) -> Result<(Form, Vec<u8>), Trouble> {
        let read = self.bound(bidang, &self.frozen_name(bidang, sha), sha)?;
        read.ok_or_else(|| Trouble::Findings(vec![self.changed(bidang, sha)], Vec::new()))
    }

    /// The signed form that a revised cycle starts from, with its bytes.
    ///
    /// # Errors
    /// A finding when the copy in `dasar/` is gone or no longer the signed one.
    pub fn signed(&self, bidang: &BidangId, sha: &str) -> Result<(Form, Vec<u8>), Trouble> {
        let read = self.bound(bidang, &self.signed_name(bidang), sha)?;
        read.ok_or_else(|| Trouble::Findings(vec![self.unsigned(bidang)], Vec::new()))
    }

    /// From what the cycle starts, if it revises a signed RKT.
    #[must_use]
    pub fn perubahan(&self) -> Option<&Perubahan> {
        self.state.opening()?.perubahan.as_ref()
    }

    /// The form in a file, with its bytes, if it still is what its SHA-256 says.
    fn bound(
        &self,
        bidang: &BidangId,
        file: &str,
        sha: &str,
    ) -> Result<Option<(Form, Vec<u8>)>, Trouble> {
        let Some(bytes) = self.bound_bytes(file, sha)? else {
            return Ok(None);
        };
        let source = text::decode(file, Ok(bytes.clone())).ok();
        let form = source.and_then(|source| {
            let (form, _) = form_file::decode(&source, self.expected(bidang));
            form
        });
        Ok(form.map(|form| (form, bytes)))
    }

    fn bound_bytes(&self, file: &str, sha: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let bytes = text::read_under(&self.root, file)?.and_then(Result::ok);
        Ok(bytes.filter(|bytes| sha256(bytes) == sha))
    }

    fn signed_name(&self, bidang: &BidangId) -> String {
        format!("{}/{}", self.siklus, layout::dasar(bidang))
    }

    /// That a signed form is gone or no longer the one that was signed.
    fn unsigned(&self, bidang: &BidangId) -> Finding {
        let file = self.signed_name(bidang);
        let message =
            format!("salinan form Bidang {bidang} dari RKT yang diubah hilang atau isinya berubah");
        Finding::new(Rule::SubmissionMissing, Place::file(&file), message)
            .help("kembalikan berkas ini dari riwayat git; perubahan dihitung terhadapnya")
    }

    /// The path of a copy from the workspace's top.
    #[must_use]
    pub fn frozen_name(&self, bidang: &BidangId, sha: &str) -> String {
        format!("{}/{}", self.siklus, layout::ajuan(bidang, sha))
    }

    /// That a copy is gone or no longer the one that was handed in.
    #[must_use]
    pub fn changed(&self, bidang: &BidangId, sha: &str) -> Finding {
        let file = self.frozen_name(bidang, sha);
        let message = format!("salinan ajuan Bidang {bidang} hilang atau isinya berubah");
        Finding::new(Rule::SubmissionMissing, Place::file(&file), message)
            .help("kembalikan berkas ini dari riwayat git; rkt tidak akan mengompilasi isi lain")
    }

    /// Whose form the file of a Bidang has to be.
    #[must_use]
    pub fn expected<'a>(&self, bidang: &'a BidangId) -> Expected<'a> {
        Expected {
            tahun: self.state.cycle.tahun,
            bidang,
        }
    }

    /// Bidang whose working copy differs in meaning from what was handed in.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn basi(&self) -> Result<BTreeSet<BidangId>, Trouble> {
        let mut basi = BTreeSet::new();
        for bidang in &self.state.cycle.bidang {
            let state = self.state.bidang(&bidang.id);
            // What was sent back is being mended: that it differs is the point.
            let Some(submission) = state.submission().filter(|_| state.is_in()) else {
                continue;
            };
            let file = self.form_name(&bidang.id);
            let bytes = text::read_under(&self.root, &file)?
                .and_then(Result::ok)
                .unwrap_or_default();
            if sha256(&bytes) == submission.sha256 {
                continue;
            }
            let digest = self.form(&bidang.id)?.form.map(|form| form.digest());
            if digest.as_ref() != Some(&submission.digest) {
                basi.insert(bidang.id.clone());
            }
        }
        Ok(basi)
    }

    /// Copies of what was ever handed in, or signed before, that are gone or no longer the same.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn damaged(&self) -> Result<Vec<Finding>, Trouble> {
        let mut findings = Vec::new();
        for bidang in &self.state.cycle.bidang {
            for round in self.state.rounds(&bidang.id) {
                let file = self.frozen_name(&bidang.id, &round.sha256);
                if self.bound_bytes(&file, &round.sha256)?.is_none() {
                    findings.push(self.changed(&bidang.id, &round.sha256));
                }
            }
        }
        for (bidang, sha) in self.perubahan().iter().flat_map(|from| &from.form) {
            if self.bound_bytes(&self.signed_name(bidang), sha)?.is_none() {
                findings.push(self.unsigned(bidang));
            }
        }
        Ok(findings)
    }

    /// The state file's text with more events; a Bidang that joins gets its table.
    ///
    /// # Errors
    /// A finding when an event's table is not where it belongs.
    pub fn state_with(&self, events: &[Event]) -> Result<String, Trouble> {
        let mut text = self.state_text.clone();
        for event in events {
            if let Act::Bidang { bidang, nama } = &event.act {
                let joining = Bidang {
                    id: bidang.clone(),
                    nama: nama.clone(),
                };
                text = state_file::with_table(&text, &joining, self.urut(bidang));
            }
            text = state_file::append(&text, event).ok_or_else(|| {
                let file = layout::state(&self.siklus);
                let message = "tabel untuk peristiwa ini tidak ditemukan";
                let finding = Finding::new(Rule::StateTableMissing, Place::file(&file), message)
                    .help("kembalikan state.toml dari riwayat git");
                Trouble::Findings(vec![finding], Vec::new())
            })?;
        }
        Ok(text)
    }

    /// The printed place of a Bidang, from 1; one that joins comes last.
    fn urut(&self, id: &BidangId) -> usize {
        let all = &self.state.cycle.bidang;
        let place = all.iter().position(|bidang| bidang.id == *id);
        place.map_or(all.len(), |place| place) + 1
    }

    /// That a form is not there, and under which name it may have been saved instead.
    fn missing(&self, file: &str, bidang: &BidangId) -> Finding {
        let help = match stray::renamed(self, bidang) {
            Some(name) => format!("ada {name}; ganti namanya menjadi {bidang}.toml"),
            None => "kembalikan berkasnya dari riwayat git".to_owned(),
        };
        Finding::new(
            Rule::FormMissing,
            Place::file(file),
            "berkas form ini tidak ada",
        )
        .help(help)
    }
}
