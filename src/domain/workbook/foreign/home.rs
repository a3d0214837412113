//! Home: which sasaran, program, kegiatan or sub kegiatan a row of a table is.

use super::cells::by_meaning;
use super::fault;
use super::known::{Called, Meant, Names, is_state};
use super::kode::{self, Path, Said, list_of};
use super::meaning::Meaning;
use super::row::{Row, Told};
use crate::domain::finding::Finding;
use crate::domain::indikator::normalized;
use crate::domain::kode::Kode;
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::reading::Source;
use std::collections::BTreeMap;

/// What is named, list by list.
type Now = BTreeMap<List, String>;

/// A row that a line names: its list, its name with its cell, and what it is called.
pub(super) type Named = (List, (At, String), Option<(At, String)>);

/// What a row names.
#[derive(Debug, Default)]
pub(super) struct Homed {
    /// Each row of the form that it names.
    pub(super) named: Vec<Named>,
    /// The one that its own fields and indikator are of.
    pub(super) main: Option<(List, String)>,
    /// Whether it is an urusan, which no form has.
    pub(super) is_urusan: bool,
}

/// What the rows so far have named: blanks mean as above.
#[derive(Debug, Default)]
pub(super) struct Homes {
    path: Path,
    now: Now,
    main: Option<(List, String)>,
    /// The kode that are written otherwise than they are read, each with how.
    completed: Vec<(At, String, Kode)>,
}

const LEVELS: [List; 3] = [List::Program, List::Kegiatan, List::SubKegiatan];

impl Homes {
    /// The row of a list that is named now.
    pub(super) fn now(&self, list: List) -> Option<String> {
        self.now.get(&list).cloned()
    }

    /// Takes the band over rows that name nothing themselves.
    pub(super) fn of_band(
        &mut self,
        at: At,
        text: &str,
        names: &mut Names<'_>,
        (source, findings): (&Source, &mut Vec<Finding>),
    ) -> Option<Named> {
        self.main = None;
        let mut new = None;
        let home = match kode::read(text) {
            Said::Kode(kode, _) => Some((list_of(&kode), kode.to_string())),
            Said::Urusan | Said::None => {
                let called = Called {
                    at,
                    text,
                    lists: &List::ALL,
                    within: None,
                    id: None,
                };
                let meant = names.meant(called, (source, findings));
                meant.map(|Meant { list, name, uraian }| {
                    new = Some((list, (at, name.clone()), uraian.map(|uraian| (at, uraian))));
                    (list, name)
                })
            }
        };
        self.main.clone_from(&home);
        self.now.extend(home);
        new
    }

    /// Finds what a row names; `None` when that was told to be impossible.
    pub(super) fn find(&mut self, row: &mut Row<'_, '_>) -> Option<Homed> {
        let mut homed = Homed::default();
        let before = self.now.get(&List::Sasaran).cloned();
        if self.levels(row, &mut homed).is_err() {
            self.main = None;
            return None;
        }
        if homed.is_urusan {
            self.now.retain(|list, _| *list == List::Sasaran);
            self.main = None;
            return Some(homed);
        }
        let deepest = homed
            .named
            .iter()
            .filter(|(list, ..)| *list != List::Sasaran);
        let deepest = deepest.max_by_key(|(list, ..)| *list);
        let deepest = deepest.map(|(list, name, _)| (*list, name.1.clone()));
        if self.sasaran(row, &mut homed).is_err() {
            self.main = None;
            return None;
        }
        let sasaran = homed.named.iter().find(|(list, ..)| *list == List::Sasaran);
        let sasaran = sasaran.map(|(list, name, _)| (*list, name.1.clone()));
        let stays =
            row.columns.has_kode() && sasaran.as_ref().map(|(_, name)| name) == before.as_ref();
        let main = deepest.or(sasaran.filter(|_| !stays || self.main.is_none()));
        self.main = main.or(self.main.take());
        homed.main.clone_from(&self.main);
        Some(homed)
    }

    /// The sasaran of a row, by its id or by what it is called.
    fn sasaran(&mut self, row: &mut Row<'_, '_>, homed: &mut Homed) -> Result<(), Told> {
        let id = match by_meaning(row.cells, Meaning::Field(Field::Id)) {
            Some((at, value)) => row.text(at, Kind::Name, value)?.map(|text| (at, text)),
            None => None,
        };
        let called = match by_meaning(row.cells, Meaning::Nama(List::Sasaran)) {
            Some((at, value)) => row.text(at, Kind::Text, value)?.map(|text| (at, text)),
            None => None,
        };
        let (name, uraian) = match (id, called) {
            (Some(id), called) => {
                let alone = homed.named.is_empty();
                let by_uraian = by_meaning(row.cells, Meaning::Field(Field::Uraian));
                let uraian = match by_uraian.filter(|_| alone && called.is_none()) {
                    Some((at, value)) => row.text(at, Kind::Text, value)?.map(|text| (at, text)),
                    None => called,
                };
                (id, uraian)
            }
            (None, Some((at, text))) => {
                let meant = row.meant_sasaran((at, &text), None)?;
                ((at, meant.name), meant.uraian.map(|uraian| (at, uraian)))
            }
            (None, None) => return Ok(()),
        };
        self.now.insert(List::Sasaran, name.1.clone());
        homed.named.push((List::Sasaran, name, uraian));
        Ok(())
    }

    /// The program, kegiatan and sub kegiatan of a row.
    fn levels(&mut self, row: &mut Row<'_, '_>, homed: &mut Homed) -> Result<(), Told> {
        let mut uraian = row.uraian()?;
        if let Some(list) = row.tingkat()?
            && list == List::Sasaran
        {
            return self.sasaran_row(row, homed, uraian);
        }
        match self.kode(row)? {
            // Sasaran are numbered as urusan are: 1.1.
            Some((_, Said::Urusan, _)) if uraian.as_ref().is_some_and(|(_, u)| is_state(u)) => {
                return self.sasaran_row(row, homed, uraian);
            }
            Some((_, Said::Urusan, _)) => {
                homed.is_urusan = true;
                return Ok(());
            }
            Some((at, Said::Kode(kode, rest), _)) => {
                let own = Some((at, rest)).filter(|(_, rest)| !rest.is_empty());
                let called = uraian.take().or(own);
                self.set(&kode);
                homed
                    .named
                    .push((list_of(&kode), (at, kode.to_string()), called));
            }
            Some((_, Said::None, _)) => return Err(Told),
            None => {}
        }
        for list in LEVELS {
            self.level(row, list, homed)?;
        }
        if let Some((at, text)) = uraian {
            self.by_uraian(row, homed, (at, text))?;
        }
        row.fits_tingkat(homed)
    }

    /// A row that says of itself that it is a sasaran.
    fn sasaran_row(
        &mut self,
        row: &mut Row<'_, '_>,
        homed: &mut Homed,
        uraian: Option<(At, String)>,
    ) -> Result<(), Told> {
        let kode = by_meaning(row.cells, Meaning::Field(Field::Kode));
        let id = match kode {
            Some((at, value)) => row.text(at, Kind::Name, value)?.map(|text| (at, text)),
            None => None,
        };
        let known = |id: &(At, String)| row.names.plan.named(List::Sasaran, &id.1).is_some();
        self.main = None;
        let (name, called) = match (id.clone().filter(known), uraian) {
            (Some(id), uraian) => (id, uraian),
            (None, Some((at, text))) => {
                let own = id.as_ref().map(|(_, id)| id.as_str());
                let meant = row.meant_sasaran((at, &text), own)?;
                row.other_id(id.as_ref().filter(|(_, id)| *id != meant.name), &meant.name);
                ((at, meant.name), meant.uraian.map(|uraian| (at, uraian)))
            }
            (None, None) => return Ok(()),
        };
        self.now.insert(List::Sasaran, name.1.clone());
        self.main = Some((List::Sasaran, name.1.clone()));
        homed.named.push((List::Sasaran, name, called));
        Ok(())
    }

    /// The kode of a row from its parts, or from a column of its own.
    fn kode(&mut self, row: &mut Row<'_, '_>) -> Result<Option<(At, Said, String)>, Told> {
        if let Some(at) = row.part_at() {
            let parts = row.parts()?;
            self.path.take(&parts);
            let text = self.path.text();
            return row.said(at, &text).map(Some);
        }
        let Some((at, value)) = by_meaning(row.cells, Meaning::Field(Field::Kode)) else {
            return Ok(None);
        };
        let text = row.kode_text(at, value)?;
        let said = row.said(at, &text)?;
        if let (_, Said::Kode(kode, _), _) = &said {
            self.complete(at, &text, kode);
        }
        Ok(Some(said))
    }

    /// Notes how a kode is written, if that is not how it is read.
    fn complete(&mut self, at: At, text: &str, kode: &Kode) {
        let written = kode::written_otherwise(text, kode);
        let is_known = |written: &String| self.completed.iter().any(|(_, old, _)| old == written);
        if let Some(written) = written.filter(|written| !is_known(written)) {
            self.completed.push((at, written, kode.clone()));
        }
    }

    /// Tells once for a table which kode were completed.
    pub(super) fn tell_completed(&self, source: &Source, findings: &mut Vec<Finding>) {
        let Some((at, written, kode)) = self.completed.first() else {
            return;
        };
        let more = match self.completed.len() {
            1 => String::new(),
            n => format!(", dan {} kode lain begitu pula", n - 1),
        };
        let message = format!("kode `{written}` dibaca {kode}{more}");
        let help = "cocokkan dengan nomenklatur, dan betulkan juga di tabel asalnya";
        findings.push(fault(source, Rule::KodeCompleted, *at, message, help));
    }

    /// A level that has columns of its own.
    fn level(&mut self, row: &mut Row<'_, '_>, list: List, homed: &mut Homed) -> Result<(), Told> {
        let mut called = match by_meaning(row.cells, Meaning::Nama(list)) {
            Some((at, value)) => row.text(at, Kind::Text, value)?.map(|text| (at, text)),
            None => None,
        };
        let found = match by_meaning(row.cells, Meaning::Kode(list)) {
            Some((at, value)) => {
                let kode = row.kode_of(at, value, list)?;
                self.complete(at, &kode::part(value), &kode);
                Some((at, kode))
            }
            None => match called.take() {
                Some((at, text)) => {
                    let (kode, rest) = self.kode_by_name(row, (list, at, text), homed)?;
                    called = rest.map(|rest| (at, rest));
                    Some((at, kode))
                }
                None => None,
            },
        };
        let Some((at, kode)) = found else {
            return Ok(());
        };
        row.is_of(at, &kode, list)?;
        let code = kode.to_string();
        let mut named = homed.named.iter_mut();
        if let Some((_, _, known)) = named.find(|(_, known, _)| known.1 == code) {
            match (&*known, called) {
                (Some((_, first)), Some((at, other)))
                    if normalized(first) != normalized(&other) =>
                {
                    row.other_name(at, &other, (&code, first));
                }
                (None, called) => *known = called,
                (Some(_), _) => {}
            }
            return Ok(());
        }
        // The names above a kode that is there already are not its own.
        if self.now.get(&list) != Some(&code) {
            self.set(&kode);
        }
        homed.named.push((list, (at, code), called));
        Ok(())
    }

    /// The kode of a level that is named, and what of the text is its name still to be compared.
    fn kode_by_name(
        &self,
        row: &mut Row<'_, '_>,
        (list, at, text): (List, At, String),
        homed: &Homed,
    ) -> Result<(Kode, Option<String>), Told> {
        if let Said::Kode(kode, rest) = kode::read(&text) {
            return Ok((kode, Some(rest).filter(|rest| !rest.is_empty())));
        }
        if let Some(code) = self.implied(row, list, homed, &text) {
            return Kode::completed(&code)
                .map(|kode| (kode, Some(text)))
                .ok_or(Told);
        }
        let mut above = LEVELS.into_iter().rev().filter(|above| *above < list);
        let above = above.find_map(|above| self.now.get(&above));
        let meant = row.meant((at, &text), &[list], above.map(String::as_str))?;
        let Meant {
            name: code, uraian, ..
        } = meant;
        let kode = Kode::completed(&code);
        if kode.is_none() {
            let message = format!("`{code}` di form bukan kode yang sah");
            row.tell(
                Rule::BadKode,
                at,
                message,
                "perbaiki dahulu kodenya di form",
            );
        }
        kode.map(|kode| (kode, uraian)).ok_or(Told)
    }

    /// The kode of a level that another kode of the row tells, or the one above with that name.
    fn implied(&self, row: &Row<'_, '_>, list: List, homed: &Homed, text: &str) -> Option<String> {
        let deepest = homed.named.iter().max_by_key(|(list, ..)| *list);
        if let Some((below, name, _)) = deepest.filter(|(below, ..)| *below >= list) {
            let mut kode = Kode::completed(&name.1)?;
            let mut at = *below;
            while at > list {
                kode = kode.parent()?;
                at = list_of(&kode);
            }
            return Some(kode.to_string());
        }
        let now = self.now.get(&list)?;
        let node = row.names.plan.named(list, now)?;
        let uraian = row.names.plan.texts(node)?.get(&Field::Uraian)?;
        (normalized(uraian) == normalized(text)).then(|| now.clone())
    }

    /// A row that is named by its uraian alone.
    fn by_uraian(
        &mut self,
        row: &mut Row<'_, '_>,
        homed: &mut Homed,
        (at, text): (At, String),
    ) -> Result<(), Told> {
        let has = |meaning| by_meaning(row.cells, meaning).is_some();
        let of_sasaran = has(Meaning::Field(Field::Id)) && !has(Meaning::Nama(List::Sasaran));
        if of_sasaran && homed.named.is_empty() {
            return Ok(());
        }
        if let Said::Kode(kode, rest) = kode::read(&text) {
            self.set(&kode);
            let called = Some((at, rest)).filter(|(_, rest)| !rest.is_empty());
            homed
                .named
                .push((list_of(&kode), (at, kode.to_string()), called));
            return Ok(());
        }
        let of_main = self.main.as_ref().and_then(|(list, name)| {
            let node = row.names.plan.named(*list, name)?;
            row.names.plan.texts(node)?.get(&Field::Uraian)
        });
        if of_main.is_some_and(|uraian| normalized(uraian) == normalized(&text)) {
            return Ok(());
        }
        let Meant { list, name, uraian } = row.meant((at, &text), &List::ALL, None)?;
        match Kode::completed(&name).filter(|_| list != List::Sasaran) {
            Some(kode) => self.set(&kode),
            None => {
                self.now.insert(list, name.clone());
            }
        }
        self.main = Some((list, name.clone()));
        let uraian = uraian.map(|uraian| (at, uraian));
        homed.named.push((list, (at, name), uraian));
        Ok(())
    }

    /// What is named now, with all above it; what was named below is no more.
    fn set(&mut self, kode: &Kode) {
        let list = list_of(kode);
        self.now.retain(|known, _| *known < list);
        let mut next = Some(kode.clone());
        while let Some(kode) = next {
            self.now.insert(list_of(&kode), kode.to_string());
            next = kode.parent();
        }
    }
}
