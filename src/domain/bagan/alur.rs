//! Alur (flow): the langkah of a SOP as a graph, before any of it has a place.

use std::collections::BTreeSet;

use super::simbol::Rupa;
use crate::domain::sop::{Langkah, Sop};

/// What follows what, and what goes back where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alur {
    /// One a langkah, in order.
    pub(super) simpul: Vec<Simpul>,
    /// The ways back, each once: from which langkah to which, by their place.
    pub(super) kembali: Vec<(usize, usize)>,
}

/// Simpul (node): a langkah.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Simpul {
    /// The columns of its pelaksana, from the left.
    pub(super) kolom: Vec<usize>,
    /// The symbol in each of them.
    pub(super) rupa: Rupa,
    /// The column into which it is entered.
    pub(super) masuk: Option<usize>,
    /// The column from which it is left.
    pub(super) keluar: Option<usize>,
    /// Whether a beginning of its own stands before it, since its symbol says something else.
    pub(super) mulai: bool,
    /// Whether an end of its own stands behind it.
    pub(super) selesai: bool,
}

impl Simpul {
    /// Whether it is left by yes or no.
    pub(super) fn decides(&self) -> bool {
        self.rupa == Rupa::Belah
    }
}

impl Alur {
    pub(super) fn of(sop: &Sop) -> Alur {
        let kembali = ways_back(sop);
        let acting: Vec<Vec<usize>> = sop.langkah.iter().map(|l| columns(sop, l)).collect();
        let last = acting.len().saturating_sub(1);
        let node = |(n, columns): (usize, &Vec<usize>)| {
            let decides = kembali.iter().any(|(from, _)| *from == n);
            let at_end = n == 0 || n == last;
            let inner = decides || last == 0;
            let before = n.checked_sub(1).and_then(|n| acting.get(n));
            let mut kolom = columns.clone();
            kolom.sort_unstable();
            Simpul {
                rupa: match (decides, at_end && !inner) {
                    (true, _) => Rupa::Belah,
                    (false, true) => Rupa::Kapsul,
                    (false, false) => Rupa::Kotak,
                },
                masuk: before.map_or(columns.first().copied(), |before| {
                    nearest(before, columns).1
                }),
                keluar: nearest(columns, acting.get(n + 1).map_or(&[], Vec::as_slice)).0,
                mulai: n == 0 && inner,
                selesai: n == last && inner,
                kolom,
            }
        };
        let simpul = acting.iter().enumerate().map(node).collect();
        Alur { simpul, kembali }
    }

    /// The way on from one langkah to the next, by its columns.
    pub(super) fn step(&self, from: usize) -> Option<(usize, usize)> {
        let keluar = self.simpul.get(from)?.keluar?;
        Some((keluar, self.simpul.get(from + 1)?.masuk?))
    }
}

/// The columns of those who carry out a langkah, as named there, each once.
fn columns(sop: &Sop, langkah: &Langkah) -> Vec<usize> {
    let mut columns = Vec::new();
    for who in &langkah.pelaksana {
        let place = sop.pelaksana.iter().position(|column| column.id == *who);
        columns.extend(place.filter(|place| !columns.contains(place)));
    }
    columns
}

/// Every way back that leads to a langkah there is, each once.
fn ways_back(sop: &Sop) -> Vec<(usize, usize)> {
    let ways = |(from, langkah): (usize, &Langkah)| {
        let to = langkah.kembali_ke.iter().map(|one| sop.rank(&one.langkah));
        let known: BTreeSet<usize> = to.filter(|to| *to < sop.langkah.len()).collect();
        known.into_iter().map(move |to| (from, to))
    };
    sop.langkah.iter().enumerate().flat_map(ways).collect()
}

/// Of two langkah the columns that lie nearest, of several those named first.
fn nearest(from: &[usize], to: &[usize]) -> (Option<usize>, Option<usize>) {
    let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (*a, *b)));
    match pairs.min_by_key(|(a, b)| a.abs_diff(*b)) {
        Some((a, b)) => (Some(a), Some(b)),
        None => (from.first().copied(), to.first().copied()),
    }
}
