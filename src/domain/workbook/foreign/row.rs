//! Row: what the cells of a row of a table say of whose it is.

use super::cells::by_meaning;
use super::columns::{Column, Columns};
use super::fault;
use super::home::Homed;
use super::known::{Called, Meant, Names};
use super::kode::{self, Said, list_of};
use super::meaning::Meaning;
use crate::domain::finding::Finding;
use crate::domain::indikator::normalized;
use crate::domain::kode::Kode;
use crate::domain::rule::Rule;
use crate::domain::sheet::{At, Value};
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, Kind, List};
use crate::domain::workbook::reading::Source;

/// A row, with what is asked while its home is found.
pub(super) struct Row<'r, 'n> {
    pub(super) cells: &'r [(At, Value, &'r Column)],
    pub(super) columns: &'r Columns,
    pub(super) names: &'r mut Names<'n>,
    pub(super) source: &'r Source,
    pub(super) findings: &'r mut Vec<Finding>,
}

/// Why the rest of a row can't be taken; it was told.
pub(super) struct Told;

impl Row<'_, '_> {
    pub(super) fn tell(&mut self, rule: Rule, at: At, message: String, help: &str) {
        self.findings
            .push(fault(self.source, rule, at, message, help));
    }

    /// The row that a name means; what can't be told apart is told.
    pub(super) fn meant(
        &mut self,
        (at, text): (At, &str),
        lists: &[List],
        within: Option<&str>,
    ) -> Result<Meant, Told> {
        self.find(Called {
            at,
            text,
            lists,
            within,
            id: None,
        })
    }

    /// The sasaran that a name means, which may be new under an id of the table.
    pub(super) fn meant_sasaran(
        &mut self,
        (at, text): (At, &str),
        id: Option<&str>,
    ) -> Result<Meant, Told> {
        self.find(Called {
            at,
            text,
            lists: &[List::Sasaran],
            within: None,
            id,
        })
    }

    fn find(&mut self, called: Called<'_>) -> Result<Meant, Told> {
        let found = self.names.meant(called, (self.source, self.findings));
        found.ok_or(Told)
    }

    pub(super) fn text(
        &mut self,
        at: At,
        kind: Kind,
        value: &Value,
    ) -> Result<Option<String>, Told> {
        cell::text(kind, value).map_err(|told| {
            self.tell(told.rule, at, told.message, &told.help);
            Told
        })
    }

    /// What the row calls itself, in a column for every level.
    pub(super) fn uraian(&mut self) -> Result<Option<(At, String)>, Told> {
        let Some((at, value)) = by_meaning(self.cells, Meaning::Field(Field::Uraian)) else {
            return Ok(None);
        };
        let value = value.clone();
        Ok(self.text(at, Kind::Text, &value)?.map(|text| (at, text)))
    }

    /// The level that the row says to be of.
    pub(super) fn tingkat(&mut self) -> Result<Option<List>, Told> {
        let Some((at, value)) = by_meaning(self.cells, Meaning::Tingkat) else {
            return Ok(None);
        };
        let said = normalized(&value.shown()).replace([' ', '_', '-'], "");
        let list = match said.as_str() {
            "sasaran" | "sasaranstrategis" => List::Sasaran,
            "program" => List::Program,
            "kegiatan" => List::Kegiatan,
            "subkegiatan" => List::SubKegiatan,
            _ => {
                let message = format!("`{}` bukan tingkat", value.shown());
                let help = "pilihannya: Sasaran, Program, Kegiatan, Sub Kegiatan";
                self.tell(Rule::NotAChoice, at, message, help);
                return Err(Told);
            }
        };
        Ok(Some(list))
    }

    /// Whether the row is of the level that it says.
    pub(super) fn fits_tingkat(&mut self, homed: &Homed) -> Result<(), Told> {
        let said = self.tingkat()?;
        let found = homed.named.iter().map(|(list, ..)| *list).max();
        let (Some(said), Some(found)) = (said, found) else {
            return Ok(());
        };
        if said == found {
            return Ok(());
        }
        let at = by_meaning(self.cells, Meaning::Tingkat).map_or(At::default(), |(at, _)| at);
        let message = format!(
            "tertulis {}, padahal kodenya kode {}",
            words(said),
            words(found)
        );
        self.tell(
            Rule::BadKode,
            at,
            message,
            "periksa kode dan tingkat baris ini",
        );
        Err(Told)
    }

    /// An id that the form does not have, beside a sasaran that it has under another one.
    pub(super) fn other_id(&mut self, id: Option<&(At, String)>, name: &str) {
        if let Some((at, id)) = id {
            let message = format!("sasaran ini beridentitas {name} di form, di tabel `{id}`");
            let help = "tidak ada yang perlu dilakukan; id di form dipertahankan";
            self.tell(Rule::TablePartSkipped, *at, message, help);
        }
    }

    /// A second name of a kode that has another one in the same row.
    pub(super) fn other_name(&mut self, at: At, other: &str, (kode, first): (&str, &str)) {
        let message = format!("`{other}` dilewati: {kode} di baris ini juga bernama `{first}`");
        let help = "bila nama ini yang benar, kosongkan yang lain";
        self.tell(Rule::TablePartSkipped, at, message, help);
    }

    /// The kode in a column of a level.
    pub(super) fn kode_of(&mut self, at: At, value: &Value, list: List) -> Result<Kode, Told> {
        let text = self.kode_text(at, value)?;
        match self.said(at, &text)? {
            (_, Said::Kode(kode, _), _) => Ok(kode),
            (_, Said::Urusan | Said::None, _) => {
                let message = format!("`{text}` bukan kode {}", words(list));
                self.tell(Rule::BadKode, at, message, "tulis kodenya lengkap");
                Err(Told)
            }
        }
    }

    /// Whether a kode is of the level of its column.
    pub(super) fn is_of(&mut self, at: At, kode: &Kode, list: List) -> Result<(), Told> {
        let found = list_of(kode);
        if found == list {
            return Ok(());
        }
        let message = format!("`{kode}` kode {}, bukan {}", words(found), words(list));
        self.tell(Rule::BadKode, at, message, "periksa kode di baris ini");
        Err(Told)
    }

    pub(super) fn part_at(&self) -> Option<At> {
        let mut cells = self.cells.iter();
        let found = cells.find(|(_, _, column)| column.meaning == Meaning::Part);
        found.map(|(at, ..)| *at)
    }

    /// The parts of a kode, one for each of their columns.
    pub(super) fn parts(&mut self) -> Result<Vec<Option<String>>, Told> {
        let columns: Vec<u32> = self.columns.with(Meaning::Part).collect();
        let mut parts = Vec::new();
        for column in columns {
            let cell = self.cells.iter().find(|(at, ..)| at.column == column);
            let Some((at, value, _)) = cell else {
                parts.push(None);
                continue;
            };
            let (at, part) = (*at, kode::part(value));
            if kode::is_doubtful(&part) {
                let digit = part.chars().last().unwrap_or_default();
                let kind = part.chars().next().unwrap_or_default();
                let message = format!(
                    "bagian kode `{part}` bisa berarti {kind}.0{digit} atau {kind}.{digit}0"
                );
                let help = "setel format selnya Text, lalu ketik bagian kode itu lengkap";
                self.tell(Rule::CellLost, at, message, help);
                return Err(Told);
            }
            parts.push(Some(part));
        }
        Ok(parts)
    }

    /// The text of a cell with a kode; of an urusan it may be a number.
    pub(super) fn kode_text(&mut self, at: At, value: &Value) -> Result<String, Told> {
        let part = kode::part(value);
        if matches!(value, Value::Number { .. }) && kode::read(&part) == Said::Urusan {
            return Ok(part);
        }
        Ok(self.text(at, Kind::Name, value)?.unwrap_or_default())
    }

    /// What a kode says; one that is none is told.
    pub(super) fn said(&mut self, at: At, text: &str) -> Result<(At, Said, String), Told> {
        let said = kode::read(text);
        if said == Said::None {
            let message = format!("`{text}` bukan kode program, kegiatan, atau sub kegiatan");
            let help =
                "tulis lengkap dengan nolnya, misalnya 1.01.02.2.01.0014; cari dengan `rkt kode`";
            self.tell(Rule::BadKode, at, message, help);
            return Err(Told);
        }
        Ok((at, said, text.to_owned()))
    }
}

fn words(list: List) -> String {
    list.key().replace('_', " ")
}
