//! What is said below the rows, and which rows it is about.

use std::collections::{BTreeMap, BTreeSet};

use super::baris::moved;
use super::{Bahan, BarisKoreksi};
use crate::domain::check::row_of;
use crate::domain::event::Subjek;
use crate::domain::finding::{Finding, Place};
use crate::domain::form::{Form, List};
use crate::domain::koreksi::{Koreksi, Tahap};
use crate::domain::rule::{Rule, Severity};

/// A finding with its number on the sheet, and the rows that it is about.
#[derive(Clone, Debug)]
pub struct TemuanBaris {
    /// `T1`.
    pub nomor: String,
    /// The finding; of several that say the same, the first.
    pub temuan: Finding,
    /// The rows; none when it is about the form as a whole.
    pub baris: Vec<String>,
}

/// A correction, and the row that it is about.
#[derive(Clone, Debug)]
pub struct KoreksiBaris {
    /// The correction.
    pub koreksi: Koreksi,
    /// Who made it, as people call the jabatan.
    pub jabatan: String,
    /// The row by its name now; `None` when it is about the form as a whole, or the row is gone.
    pub baris: Option<String>,
}

impl KoreksiBaris {
    /// The row as people read it, with the name that it had then, if that is another one; `None`
    /// when it is about the form as a whole.
    #[must_use]
    pub fn tentang(&self) -> Option<String> {
        let then = self.koreksi.baris.as_ref()?;
        Some(match &self.baris {
            Some(now) if now == then => now.clone(),
            Some(now) => format!("{now} (waktu itu {then})"),
            None => format!("{then} (tidak ada lagi)"),
        })
    }
}

/// What makes findings one: the words say the same.
type Said<'a> = (Severity, Rule, &'a str, Option<&'a str>);

/// Findings in the order of the rows that they are about, the form as a whole first; those with the
/// same words have one number.
pub(super) fn temuan(form: &Form, all: &[Finding], baris: &[BarisKoreksi]) -> Vec<TemuanBaris> {
    let addresses = addresses(form);
    let ranks: BTreeMap<&str, usize> = (1..)
        .zip(baris)
        .map(|(n, row)| (row.alamat.as_str(), n))
        .collect();
    let mut placed: Vec<(usize, Option<String>, &Finding)> = all
        .iter()
        .map(|one| {
            let alamat = address(&one.at, &addresses);
            let rank = alamat.as_deref().and_then(|name| ranks.get(name));
            (rank.copied().unwrap_or_default(), alamat, one)
        })
        .collect();
    placed.sort_by_key(|(rank, _, one)| (*rank, one.severity));
    let mut numbered: Vec<TemuanBaris> = Vec::new();
    let mut known: BTreeMap<Said<'_>, usize> = BTreeMap::new();
    for (_, alamat, one) in placed {
        let said = (
            one.severity,
            one.rule,
            one.message.as_str(),
            one.help.as_deref(),
        );
        let at = *known.entry(said).or_insert(numbered.len());
        if at == numbered.len() {
            numbered.push(TemuanBaris {
                nomor: format!("T{}", at + 1),
                temuan: one.clone(),
                baris: Vec::new(),
            });
        }
        if let (Some(row), Some(alamat)) = (numbered.get_mut(at), alamat)
            && !row.baris.contains(&alamat)
        {
            row.baris.push(alamat);
        }
    }
    numbered
}

/// The names of rows as commands take them, by their place in the file.
type Addresses = BTreeMap<(List, usize, Option<usize>), String>;

fn addresses(form: &Form) -> Addresses {
    let mut addresses = Addresses::new();
    for row in form.rows() {
        addresses.insert((row.list, row.pos, None), row.address(None));
        for (n, one) in (1..).zip(row.indikator) {
            let key = (row.list, row.pos, Some(one.pos));
            addresses.insert(key, row.address(Some(n)));
        }
    }
    addresses
}

/// The row that a place is in; that of an indikator that could not be read is the row above it.
fn address(at: &Place, addresses: &Addresses) -> Option<String> {
    let (_, list, pos, indikator) = row_of(at)?;
    let own = addresses.get(&(list, pos, indikator));
    own.or_else(|| addresses.get(&(list, pos, None))).cloned()
}

/// The corrections of a form with the rows that they are about, and those of the draft that name a
/// row of it.
pub(super) fn koreksi(bahan: &Bahan<'_>) -> Vec<KoreksiBaris> {
    let Bahan { state, form, .. } = bahan;
    let placed = state.koreksi().iter().filter_map(|one| {
        let named = one.baris.as_deref();
        let then = bahan.dahulu.get(&one.event);
        let baris = named.and_then(|name| match then {
            Some(then) => moved(then, form, name),
            None => form.find_row(name).map(|(row, n)| row.address(n)),
        });
        let is_own = match &one.subjek {
            Subjek::Bidang(id) => *id == form.bidang,
            // It stays with the form that had the row, also when that is gone.
            Subjek::Draft => {
                let mut seen = then.zip(named).into_iter();
                baris.is_some() || seen.any(|(then, name)| then.has_row(name))
            }
        };
        is_own.then(|| KoreksiBaris {
            koreksi: one.clone(),
            jabatan: state.called(&one.jabatan).to_owned(),
            baris,
        })
    });
    placed.collect()
}

/// Names at each row what is said of it: findings, then corrections that are not settled.
pub(super) fn refer(baris: &mut [BarisKoreksi], temuan: &[TemuanBaris], koreksi: &[KoreksiBaris]) {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in temuan {
        let rows: BTreeSet<&str> = one.baris.iter().map(String::as_str).collect();
        for row in rows {
            names.entry(row).or_default().push(&one.nomor);
        }
    }
    let open = koreksi.iter();
    let open = open.filter(|one| one.koreksi.tahap != Tahap::Selesai);
    for (row, one) in open.filter_map(|one| Some((one.baris.as_deref()?, one))) {
        names.entry(row).or_default().push(&one.koreksi.nama);
    }
    for row in baris {
        let said = names.get(row.alamat.as_str());
        row.lihat = said
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
    }
}
