//! Mutu (of the timing): what cycles took against what the SOP plans. Facts, and no judgement.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::instansi::Bidang;
use super::kalender::Kalender;
use super::masa::{Masa, Span, first_round, masa};
use super::progress::{Progress, look};
use super::record::Baseline;
use super::sop::Jenis;
use super::state::State;

/// Fewer cycles than this are said to be few.
pub const FEW: usize = 3;

/// One cycle, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Siklus {
    /// Its folder.
    pub nama: String,
    /// Whether its RKT is archived.
    pub arsip: bool,
    /// Each langkah that has ended.
    pub langkah: Vec<Ukuran>,
    /// Each Bidang that has handed in.
    pub bidang: Vec<Ukuran>,
}

/// Ukuran (measure): how long one thing took in one cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ukuran {
    /// The cycle's folder.
    pub siklus: String,
    /// The id of the langkah or the Bidang.
    pub id: String,
    /// What it is called.
    pub nama: String,
    /// The days planned.
    pub rencana: Span,
    /// The days it took: a langkah from when it could begin to its end, a Bidang from when
    /// filling could begin to its first form.
    pub nyata: Span,
    /// Hari kerja planned.
    pub rencana_hk: u32,
    /// Hari kerja it took.
    pub nyata_hk: u32,
    /// Its due date then.
    pub batas: NaiveDate,
    /// Hari kerja late; 0 when on time.
    pub terlambat: u32,
    /// Whether its due date was planned anew since the opening: lateness is by the plan in force.
    pub dijadwal_ulang: bool,
    /// Corrections made at the langkah, or of the Bidang's form.
    pub koreksi: usize,
    /// How many times the Bidang handed in.
    pub putaran: Option<usize>,
}

/// Measures a cycle as it stands on a day. `None` for one that was never opened.
#[must_use]
pub fn measure(nama: &str, state: &State, kalender: &Kalender, today: NaiveDate) -> Option<Siklus> {
    let progress = look(state, kalender, today, &BTreeSet::new())?;
    let ruler = Ruler {
        nama,
        state,
        kalender,
        spans: masa(state, &progress, kalender),
        progress,
    };
    Some(Siklus {
        nama: nama.to_owned(),
        arsip: state.archive().is_some(),
        langkah: ruler.langkah(),
        bidang: ruler.bidang(),
    })
}

struct Ruler<'a> {
    nama: &'a str,
    state: &'a State,
    kalender: &'a Kalender,
    progress: Progress,
    /// Planned and real days of each langkah.
    spans: Vec<Masa>,
}

impl Ruler<'_> {
    fn langkah(&self) -> Vec<Ukuran> {
        let rows = self.progress.langkah.iter().zip(&self.spans).enumerate();
        let ended = rows.filter(|(_, (langkah, _))| langkah.selesai.is_some());
        let one = ended.filter_map(|(place, (langkah, masa))| {
            let koreksi = self.state.koreksi().iter();
            Some(Ukuran {
                id: langkah.id.to_string(),
                nama: langkah.uraian.clone(),
                batas: langkah.batas,
                terlambat: langkah.terlambat,
                dijadwal_ulang: is_planned_anew(self.state, place),
                koreksi: koreksi.filter(|one| one.langkah == langkah.id).count(),
                putaran: None,
                ..self.took(masa.rencana, masa.nyata?)
            })
        });
        one.collect()
    }

    fn took(&self, rencana: Span, nyata: Span) -> Ukuran {
        Ukuran {
            siklus: self.nama.to_owned(),
            id: String::new(),
            nama: String::new(),
            rencana,
            nyata,
            rencana_hk: rencana.hari_kerja(self.kalender),
            nyata_hk: nyata.hari_kerja(self.kalender),
            batas: rencana.akhir,
            terlambat: 0,
            dijadwal_ulang: false,
            koreksi: 0,
            putaran: None,
        }
    }

    fn bidang(&self) -> Vec<Ukuran> {
        let all = self.state.cycle.bidang.iter();
        all.filter_map(|bidang| self.one(bidang)).collect()
    }

    fn one(&self, bidang: &Bidang) -> Option<Ukuran> {
        let came = first_round(self.state, &bidang.id)?;
        let place = |jenis| self.progress.langkah.iter().position(|l| l.jenis == jenis);
        let (isi, kumpul) = (place(Jenis::Isi)?, place(Jenis::Kumpul)?);
        let filling = self.spans.get(isi)?;
        let began = filling
            .nyata
            .map_or(filling.rencana.mulai, |nyata| nyata.mulai);
        let rencana = Span {
            mulai: filling.rencana.mulai,
            akhir: self.spans.get(kumpul)?.rencana.akhir,
        };
        let nyata = Span {
            mulai: began.min(came),
            akhir: came,
        };
        let then = self.before_first(bidang);
        let due = then.as_ref().and_then(|then| self.due(then, bidang, came));
        let batas = due.unwrap_or(rencana.akhir);
        let koreksi = self.state.koreksi().iter();
        Some(Ukuran {
            id: bidang.id.to_string(),
            nama: bidang.nama.clone(),
            batas,
            terlambat: self.kalender.lateness(batas, came),
            dijadwal_ulang: then.is_some_and(|then| is_planned_anew(&then, kumpul)),
            koreksi: koreksi
                .filter(|one| one.subjek.bidang() == Some(&bidang.id))
                .count(),
            putaran: Some(self.state.n_rounds(&bidang.id)),
            ..self.took(rencana, nyata)
        })
    }

    /// The cycle as it stood when a Bidang handed in first.
    fn before_first(&self, bidang: &Bidang) -> Option<State> {
        let first = self.state.first_in(&bidang.id)?;
        let rounds = self.state.rounds(&bidang.id);
        let round = rounds.iter().find(|round| round.pada == first)?;
        Some(self.state.before(&round.event))
    }

    /// The due date that a Bidang had then, on that day.
    fn due(&self, then: &State, bidang: &Bidang, day: NaiveDate) -> Option<NaiveDate> {
        look(then, self.kalender, day, &BTreeSet::new())?.batas_of(&bidang.id)
    }
}

/// Whether the due date of the langkah at a place differs from that of the opening.
fn is_planned_anew(state: &State, place: usize) -> bool {
    let day = |plan: &Baseline| plan.rencana.get(place).copied();
    let plans = state.baselines();
    plans.first().and_then(day) != plans.last().and_then(day)
}

/// One langkah or Bidang over all cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ringkas {
    /// Its id.
    pub id: String,
    /// What it is called in the newest cycle that has it.
    pub nama: String,
    /// In how many cycles it was measured.
    pub n: usize,
    /// The median of hari kerja planned.
    pub rencana: Median,
    /// The median of hari kerja it took.
    pub nyata: Median,
    /// In how many cycles it was on time.
    pub tepat: usize,
    /// The median of hari kerja late, over the cycles in which it was late.
    pub terlambat: Option<Median>,
    /// In how many cycles its due date was planned anew.
    pub dijadwal_ulang: usize,
    /// Corrections, over all cycles.
    pub koreksi: usize,
    /// Times handed in, over all cycles; none of a langkah.
    pub putaran: Option<usize>,
}

/// Sums measures up by id, in the order of the newest cycle. Cycles come oldest first.
#[must_use]
pub fn summed<'a>(cycles: impl DoubleEndedIterator<Item = &'a [Ukuran]>) -> Vec<Ringkas> {
    let mut groups: Vec<(&str, Vec<&Ukuran>)> = Vec::new();
    for one in cycles.rev().flatten() {
        match groups.iter_mut().find(|(id, _)| *id == one.id) {
            Some((_, group)) => group.push(one),
            None => groups.push((&one.id, vec![one])),
        }
    }
    groups
        .into_iter()
        .filter_map(|(_, group)| sum(&group))
        .collect()
}

fn sum(group: &[&Ukuran]) -> Option<Ringkas> {
    let newest = group.first()?;
    let median = |of: fn(&Ukuran) -> u32| Median::of(group.iter().map(|one| of(one)).collect());
    let late = group
        .iter()
        .map(|one| one.terlambat)
        .filter(|late| *late > 0);
    Some(Ringkas {
        id: newest.id.clone(),
        nama: newest.nama.clone(),
        n: group.len(),
        rencana: median(|one| one.rencana_hk)?,
        nyata: median(|one| one.nyata_hk)?,
        tepat: group.iter().filter(|one| one.terlambat == 0).count(),
        terlambat: Median::of(late.collect()),
        dijadwal_ulang: group.iter().filter(|one| one.dijadwal_ulang).count(),
        koreksi: group.iter().map(|one| one.koreksi).sum(),
        putaran: group.iter().map(|one| one.putaran).sum(),
    })
}

/// The middle of some whole numbers: whole, or a half more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Median {
    halves: u64,
}

impl Median {
    /// The middle; of an even count the mean of the two in the middle. `None` of none.
    #[must_use]
    pub fn of(mut numbers: Vec<u32>) -> Option<Median> {
        numbers.sort_unstable();
        let middle = numbers.len() / 2;
        let upper = u64::from(*numbers.get(middle)?);
        let lower = match numbers.len() % 2 {
            0 => u64::from(*numbers.get(middle - 1)?),
            _ => upper,
        };
        Some(Median {
            halves: lower + upper,
        })
    }

    /// The number with a point, for data.
    #[must_use]
    pub fn plain(self) -> String {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        format!("{}{half}", self.halves / 2)
    }
}

impl std::fmt::Display for Median {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.plain().replace('.', ","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_or_half_way() {
        let median = |numbers: &[u32]| Median::of(numbers.to_vec()).map(|m| m.to_string());
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[4]), Some("4".to_owned()));
        assert_eq!(median(&[9, 1, 3]), Some("3".to_owned()));
        assert_eq!(median(&[3, 9, 1, 4]), Some("3,5".to_owned()));
        assert_eq!(median(&[2, 4]), Some("3".to_owned()));
        let most = u32::MAX;
        assert_eq!(median(&[most, most]), Some(most.to_string()));
    }
}
