//! Lajur (lane): where beside the columns each way back runs, so that no two share a lane.

use std::ops::Range;

use super::alur::Alur;
use super::huruf::count;

/// How many lanes a segilima is wide.
const WIDE: usize = 2;

/// What needs room beside some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jalur {
    /// A way back on one page.
    Kembali { dari: usize, ke: usize },
    /// A way that leaves this page: a segilima at its langkah.
    Keluar { dari: usize, ke: usize },
    /// Ways that come from other pages to this langkah: one segilima.
    Masuk { ke: usize },
}

impl Jalur {
    /// The first and the last row that it passes.
    fn rows(self) -> (usize, usize) {
        match self {
            Jalur::Kembali { dari, ke } => (dari.min(ke), dari.max(ke)),
            Jalur::Keluar { dari, .. } => (dari, dari),
            Jalur::Masuk { ke } => (ke, ke),
        }
    }

    /// Whether it is drawn on the page of these rows.
    pub(super) fn is_on(self, page: &Range<usize>) -> bool {
        page.contains(&self.rows().0)
    }

    fn lanes(self) -> usize {
        match self {
            Jalur::Kembali { .. } => 1,
            Jalur::Keluar { .. } | Jalur::Masuk { .. } => WIDE,
        }
    }
}

/// A way in its lane; lanes count from the columns outwards, and what is wide has this one and the
/// next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lajur {
    pub(super) jalur: Jalur,
    pub(super) lane: usize,
}

impl Lajur {
    /// The lane behind it.
    pub(super) fn end(self) -> usize {
        self.lane + self.jalur.lanes()
    }

    /// The middle of it, in lanes.
    pub(super) fn middle(self) -> f64 {
        count(self.lane + self.end()) / 2.0
    }

    fn meets(self, other: Lajur) -> bool {
        let ((a, b), (c, d)) = (self.jalur.rows(), other.jalur.rows());
        a <= d && c <= b && self.lane < other.end() && other.lane < self.end()
    }
}

/// The lanes of all ways back when each of these runs of langkah is a page: the shortest nearest to
/// the columns.
pub(super) fn lanes(alur: &Alur, pages: &[Range<usize>]) -> Vec<Lajur> {
    let page = |n: usize| pages.iter().position(|page| page.contains(&n));
    let mut all = Vec::new();
    for &(dari, ke) in &alur.kembali {
        if page(dari) == page(ke) {
            all.push(Jalur::Kembali { dari, ke });
            continue;
        }
        all.push(Jalur::Keluar { dari, ke });
        if !all.contains(&Jalur::Masuk { ke }) {
            all.push(Jalur::Masuk { ke });
        }
    }
    all.sort_by_key(|jalur| {
        let (first, last) = jalur.rows();
        (last - first, first)
    });
    let mut placed: Vec<Lajur> = Vec::new();
    for jalur in all {
        let candidates = (0..).map(|lane| Lajur { jalur, lane });
        let free = |one: &Lajur| !placed.iter().any(|other| one.meets(*other));
        let first = candidates.into_iter().find(free);
        placed.extend(first);
    }
    placed
}

/// How many lanes there are.
pub(super) fn width(placed: &[Lajur]) -> usize {
    let ends = placed.iter().map(|one| one.end());
    ends.max().unwrap_or(0)
}
