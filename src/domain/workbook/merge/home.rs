//! Which row of the form a line belongs to.

use super::{Added, Home, Merge};
use crate::domain::kode::{Kode, Level};
use crate::domain::rule::Rule;
use crate::domain::sheet::At;
use crate::domain::workbook::cell;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::plan::{Node, RowId, Texts};
use crate::domain::workbook::reading::{Line, Reading};

impl Merge<'_> {
    /// The row that a line belongs to: by its hidden id, by its name, or the one above.
    pub(super) fn home(
        &mut self,
        reading: &Reading,
        line: &Line,
        above: Option<Home>,
    ) -> Option<Home> {
        if let Some(id) = line.id.filter(|id| self.base.texts(*id).is_some()) {
            self.keeps_name(reading, line, id);
            return Some(Home::Base(id.own()));
        }
        let fields = [Field::Kode, Field::Id];
        let named = fields.iter().find_map(|field| line.cells.get(field));
        let Some((at, name)) = named else {
            let own = line.cells.iter().find(|(field, _)| field.is_own());
            if above.is_none() || own.is_some() {
                self.nameless(reading, line);
                return None;
            }
            return above;
        };
        let (of, name) = self.read_name(reading, *at, name)?;
        if let Some(id) = self.base.named(of, &name) {
            return Some(Home::Base(id));
        }
        let same = |added: &Added| added.node.list == of && added.node.name() == name;
        let known = self.added.iter().position(same);
        Some(Home::Added(known.unwrap_or_else(|| {
            let texts = Texts::from([(of.name_field(), name)]);
            self.added.push(Added {
                node: Node {
                    list: of,
                    texts,
                    indikator: Vec::new(),
                    remarks: Vec::new(),
                },
                place: reading.source.at(*at),
            });
            self.added.len() - 1
        })))
    }

    /// A line without a name and without a row above.
    fn nameless(&mut self, reading: &Reading, line: &Line) {
        let Some((at, _)) = line.cells.values().next() else {
            return;
        };
        let what = if reading.lists.contains(&List::Sasaran) {
            "ID sasaran"
        } else {
            "kode"
        };
        let message = format!("baris ini tidak punya {what}");
        let help = format!("isi {what} di baris ini, atau kosongkan barisnya");
        self.tell(Rule::MissingKey, reading, *at, message, &help);
    }

    /// The list and the name that a cell means.
    fn read_name(&mut self, reading: &Reading, at: At, name: &str) -> Option<(List, String)> {
        if reading.lists == [List::Sasaran] {
            return Some((List::Sasaran, name.to_owned()));
        }
        let padded = whole(name);
        let levels = [
            (Level::Program, List::Program),
            (Level::Kegiatan, List::Kegiatan),
            (Level::SubKegiatan, List::SubKegiatan),
        ];
        let read = |level| Kode::parse(&padded, level).ok();
        let found = levels
            .into_iter()
            .find_map(|(level, list)| Some((list, read(level)?)));
        let Some((list, kode)) = found else {
            let message = format!("`{name}` bukan kode program, kegiatan, atau sub kegiatan");
            let help =
                "tulis lengkap dengan nolnya, misalnya 1.01.02.2.01.0014; cari dengan `rkt kode`";
            self.tell(Rule::BadKode, reading, at, message, help);
            return None;
        };
        Some((list, kode.as_str().to_owned()))
    }

    /// A known row keeps its name: who wants another one adds a row.
    fn keeps_name(&mut self, reading: &Reading, line: &Line, id: RowId) {
        let Some(node) = self.base.node(id) else {
            return;
        };
        let known = node.name();
        let Some((at, name)) = line.cells.get(&id.list.name_field()) else {
            return;
        };
        let kind = id.list.name_field().kind();
        if cell::same(kind, name, known) || same_kode(name, known) {
            return;
        }
        let message = format!("kode baris ini `{known}`, di buku kerja tertulis `{name}`");
        let help = "kembalikan kodenya; baris dengan kode lain ditulis di baris kosong di bawah";
        self.tell(Rule::RowConflict, reading, *at, message, help);
    }
}

/// A kode with the zeros that a spreadsheet dropped; what is none comes back as it is.
fn whole(name: &str) -> String {
    let kode = Kode::read(name).ok().or_else(|| Kode::completed(name));
    kode.map_or_else(|| name.to_owned(), |kode| kode.as_str().to_owned())
}

/// Whether a text is a kode but for its zeros.
fn same_kode(text: &str, kode: &str) -> bool {
    let numbers = |kode: Option<Kode>| kode.map(|kode| kode.numbers());
    let known = numbers(Kode::read(kode).ok());
    known.is_some() && numbers(Kode::completed(text)) == known
}
