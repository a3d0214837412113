//! Acting: from who sits here, through the decider, to events on disk.

use std::collections::BTreeMap;
use std::path::Path;

use super::advice::Advice;
use super::{Session, jabatan_of, one_line, person};
use crate::domain::event::{Actor, AtasNama, Event};
use crate::domain::name::Jabatan;
use crate::domain::sop::Jenis;
use crate::domain::workflow::{Action, By, Decision, Office, Refusal, decide};
use crate::store::cycle::Loaded;
use crate::store::evidence::{self, Evidence};
use crate::store::layout;
use crate::store::text::MAX_BYTES;
use crate::store::txn::Txn;
use crate::store::workspace::Trouble;

/// Options of every command that acts.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Acting {
    /// Catat perbuatan pejabat lain yang dilakukan di kertas; perlu --bukti
    #[arg(long, value_name = "JABATAN", conflicts_with = "atas_nama")]
    pub untuk: Option<String>,
    /// Putuskan atas nama pejabat lain; perlu --alasan, dan ditandai
    #[arg(long, value_name = "JABATAN")]
    pub atas_nama: Option<String>,
    /// Berkas bukti: pindaian, surat, foto (boleh JENIS=BERKAS)
    #[arg(long, value_name = "BERKAS", num_args = 1..)]
    pub bukti: Vec<String>,
    /// Alasan; wajib dengan --atas-nama
    #[arg(long, value_name = "TEKS", value_parser = one_line)]
    pub alasan: Option<String>,
    /// Alasan --atas-nama, bila --alasan sudah dipakai untuk hal lain
    #[arg(long, value_name = "TEKS", value_parser = one_line, requires = "atas_nama")]
    pub alasan_atas_nama: Option<String>,
}

impl Acting {
    /// The reason for the act itself: `--alasan`, unless it says why somebody stands in.
    #[must_use]
    pub fn own_alasan(&self) -> Option<String> {
        let stands_in = self.atas_nama.is_some() && self.alasan_atas_nama.is_none();
        self.alasan.clone().filter(|_| !stands_in)
    }
}

/// A cycle under its lock, somebody who acts on it, and what they did so far.
pub struct Turn {
    /// The cycle; its state takes in every act at once.
    pub loaded: Loaded,
    /// Who acts.
    pub by: By,
    txn: Txn,
    holders: BTreeMap<Jabatan, Actor>,
    events: Vec<Event>,
    brought: BTreeMap<String, Vec<u8>>,
    advice: Advice,
}

/// What is known of an act before its people are.
pub struct Role {
    command: String,
    likely: String,
    group: String,
    asked: Vec<String>,
    labelled: Vec<(String, String)>,
    /// Whether `--alasan` is always about the act itself.
    reasoned: bool,
}

impl Role {
    /// The command and who most probably runs it, for advice; `group` names the folder of its
    /// evidence below `bukti/`.
    pub fn new(command: impl Into<String>, likely: Option<&Jabatan>, group: &str) -> Role {
        Role {
            command: command.into(),
            likely: likely.map_or_else(String::new, ToString::to_string),
            group: group.to_owned(),
            asked: Vec::new(),
            labelled: Vec::new(),
            reasoned: false,
        }
    }

    /// With a file of evidence of its own.
    pub fn with(mut self, label: &str, path: Option<&String>) -> Role {
        let file = path.map(|path| (label.to_owned(), path.clone()));
        self.labelled.extend(file);
        self
    }

    /// With a reason of its own, so that standing in needs another.
    pub fn reasoned(mut self) -> Role {
        self.reasoned = true;
        self
    }

    /// With evidence that the SOP asks for.
    pub fn asked(mut self, asked: &[String]) -> Role {
        self.asked = asked.to_vec();
        self
    }
}

impl Turn {
    /// Finds out who acts, and takes their evidence in.
    ///
    /// # Errors
    /// Misuse when it is not clear who acts; a world error when evidence can't be read.
    pub fn begin(
        session: Session<'_>,
        (loaded, txn): (Loaded, Txn),
        acting: &Acting,
        role: &Role,
    ) -> Result<Turn, Trouble> {
        let zona = loaded.state.cycle.zona;
        let at = session.now(zona);
        let day = at.date_naive();
        let recorder = loaded.sop().pelaksana_of(Jenis::Kumpul).first();
        let recorder = recorder.filter(|_| acting.untuk.is_some());
        let likely = recorder.map_or(role.likely.as_str(), Jabatan::as_str);
        let typist = session.typist(&loaded.settings, zona, likely)?;
        let mut by = By::own(typist, at, session.env.jam.clone());
        if let Some(name) = &acting.untuk {
            let whose = person(&loaded.settings, &jabatan_of(name)?, day)?;
            if whose.jabatan != by.actor.jabatan {
                by.dicatat_oleh = Some(std::mem::replace(&mut by.actor, whose));
            }
        }
        if let Some(name) = &acting.atas_nama {
            let jabatan = jabatan_of(name)?;
            let shared = acting.alasan.as_ref().filter(|_| !role.reasoned);
            let Some(alasan) = acting.alasan_atas_nama.as_ref().or(shared).cloned() else {
                let flag = if role.reasoned {
                    "--alasan-atas-nama"
                } else {
                    "--alasan"
                };
                let (again, who) = (session.line, &by.actor.jabatan);
                return Err(Trouble::Misuse(format!(
                    "memutuskan atas nama {jabatan} memerlukan alasannya sendiri\n\
                     {again} {flag} \"...\" --sebagai {who}"
                )));
            };
            by.atas_nama = Some(AtasNama { jabatan, alasan });
        }
        let mut brought = BTreeMap::new();
        for one in read_all(&session.folder(), acting, role)? {
            by.bukti.insert(one.file.clone(), one.sha256);
            brought.insert(one.file, one.bytes);
        }
        Ok(Turn {
            advice: Advice::new(session, &loaded, &role.command)?,
            holders: loaded.settings.holders(day),
            loaded,
            by,
            txn,
            events: Vec::new(),
            brought,
        })
    }

    /// Asks the SOP; what is allowed is taken into the state. `None` when nothing changes.
    ///
    /// # Errors
    /// The refusal, as a finding.
    pub fn act(&mut self, action: Action) -> Result<Option<Event>, Trouble> {
        let office = Office {
            kalender: &self.loaded.kalender,
            holders: &self.holders,
        };
        let decision = decide(&self.loaded.state, &office, action, &self.by)
            .map_err(|refusal| self.refused(refusal))?;
        let Decision::Record(event) = decision else {
            return Ok(None);
        };
        self.events.push((*event).clone());
        self.loaded.state.apply((*event).clone());
        Ok(Some(*event))
    }

    /// A refusal as trouble, with commands that can be typed.
    pub(super) fn refused(&self, refusal: Refusal) -> Trouble {
        self.advice.refused(refusal)
    }

    /// What the decider knows of the office.
    #[must_use]
    pub fn office(&self) -> Office<'_> {
        Office {
            kalender: &self.loaded.kalender,
            holders: &self.holders,
        }
    }

    /// The evidence that is brought with the act, by its path below the cycle.
    #[must_use]
    pub fn brought(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.brought
    }

    /// Puts a file of the cycle beside the acts.
    pub fn put(&mut self, name: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.txn.put(name, bytes);
    }

    /// The state file's text with the acts so far.
    ///
    /// # Errors
    /// A finding when the state has no place for one of them.
    pub fn state_text(&self) -> Result<String, Trouble> {
        self.loaded.state_with(&self.events)
    }

    /// Writes evidence and files and, last, the state. Without acts only the files are written.
    ///
    /// # Errors
    /// Misuse when evidence was brought and nothing is recorded; when the state has no place for
    /// an act or would become too large to be read; when the disk refuses.
    pub fn commit(mut self) -> Result<(Loaded, Vec<Event>), Trouble> {
        if self.events.is_empty() && !self.brought.is_empty() {
            return Err(Trouble::Misuse(
                "sudah begitu, jadi tidak ada yang dicatat, juga buktinya\n\
                 bukti sebuah langkah ditambahkan dengan: rkt step LANGKAH --bukti BERKAS"
                    .to_owned(),
            ));
        }
        if !self.events.is_empty() {
            for (file, bytes) in std::mem::take(&mut self.brought) {
                self.txn.put(file, bytes);
            }
            let text = self.state_text()?;
            if u64::try_from(text.len()).is_ok_and(|len| len > MAX_BYTES) {
                let file = layout::state(&self.loaded.siklus);
                return Err(Trouble::World(anyhow::anyhow!(
                    "{file} akan melewati {} MiB dan tidak terbaca lagi; tidak ada yang dicatat",
                    MAX_BYTES >> 20
                )));
            }
            self.txn.put(layout::STATE, text);
        }
        self.txn.commit()?;
        Ok((self.loaded, self.events))
    }
}

/// The evidence that is brought: what each file shows is said with it, or by its name.
fn read_all(cwd: &Path, acting: &Acting, role: &Role) -> Result<Vec<Evidence>, Trouble> {
    let given = acting
        .bukti
        .iter()
        .map(|given| match given.split_once('=') {
            Some((label, path)) if !cwd.join(given).exists() => (Some(label), path),
            Some(_) | None => (None, given.as_str()),
        });
    let labelled = role.labelled.iter();
    let labelled = labelled.map(|(label, path)| (Some(label.as_str()), path.as_str()));
    given
        .chain(labelled)
        .map(|(label, path)| evidence::read(label, path, cwd, &role.group, &role.asked))
        .collect()
}
