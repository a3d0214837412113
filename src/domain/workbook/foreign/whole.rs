//! Whole: what only all lines of a table together say: which pagu counts, whom a program serves.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Names;
use crate::domain::pagu::Rupiah;
use crate::domain::sheet::At;
use crate::domain::workbook::field::{Field, List};
use crate::domain::workbook::reading::Line;

/// Takes out the zeros that stand as pagu beside a row's one pagu, once for each further
/// indikator; gives back their cells.
pub(super) fn spare_zeros(lines: &mut [Line]) -> Vec<At> {
    let is_zero = |text: &str| Rupiah::parse(text).is_ok_and(|pagu| pagu.get() == 0);
    let mut paid: BTreeSet<String> = BTreeSet::new();
    for line in lines.iter() {
        let pagu = line.cells.get(&Field::Pagu);
        if pagu.is_some_and(|(_, text)| !is_zero(text)) {
            paid.extend(kode(line));
        }
    }
    let mut spare = Vec::new();
    for line in lines {
        let zero = line.cells.get(&Field::Pagu).cloned();
        let Some((at, _)) = zero.filter(|(_, text)| is_zero(text)) else {
            continue;
        };
        if kode(line).is_some_and(|kode| paid.contains(&kode)) {
            line.cells.remove(&Field::Pagu);
            spare.push(at);
        }
    }
    spare
}

/// Which sasaran stand beside each program, in the order of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Served(BTreeMap<String, (u32, At, Vec<String>)>);

impl Served {
    /// Takes note of a row that names both.
    pub(super) fn take(&mut self, row: u32, at: At, program: &str, sasaran: &str) {
        let program = self.0.entry(program.to_owned());
        let (_, _, served) = program.or_insert_with(|| (row, at, Vec::new()));
        if !served.iter().any(|known| known == sasaran) {
            served.push(sasaran.to_owned());
        }
    }

    /// Lines of the programs that the form does not say it of yet.
    pub(super) fn lines(self, names: &Names<'_>) -> Vec<Line> {
        let plan = names.plan;
        let says = |program: &str| {
            let node = plan.named(List::Program, program);
            let texts = node.and_then(|node| plan.texts(node));
            texts.is_some_and(|texts| texts.contains_key(&Field::Sasaran))
        };
        let silent = self.0.into_iter().filter(|(program, _)| !says(program));
        let line = |(program, (row, at, served)): (String, (u32, At, Vec<String>))| Line {
            row,
            id: None,
            cells: BTreeMap::from([
                (Field::Kode, (at, program)),
                (Field::Sasaran, (at, served.join("; "))),
            ]),
        };
        silent.map(line).collect()
    }
}

fn kode(line: &Line) -> Option<String> {
    let (_, kode) = line.cells.get(&Field::Kode)?;
    Some(kode.clone())
}
